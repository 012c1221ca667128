package brief_test

import (
	"os"
	"testing"

	"parley"
	"parley/brief"
	"parley/brief/data"
	"parley/brief/text"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

func TestMine(t *testing.T) {
	dir := os.Getenv("CASE")
	if dir == "" {
		t.Skip()
	}
	b, err := casefile.Read(os.DirFS(dir), "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	day, _ := date.ParseDay(os.Getenv("ASOF"))
	v := view.Of(view.Index(b.Entries()), view.Vantage{Reader: parley.Public, AsOf: day})
	a := evidence.Assess(v)
	l := lang.Lang(os.Getenv("L"))
	from := brief.StampOf(v)
	docs := map[string]func() *brief.Document{
		"claims":     func() *brief.Document { return brief.Claims(a, l, from, brief.ClaimFilter{}) },
		"log":        func() *brief.Document { return brief.Log(a, l, from, brief.LogFilter{}) },
		"chron":      func() *brief.Document { return brief.Chronology(a, l, from, brief.LogFilter{}) },
		"conflicts":  func() *brief.Document { return brief.Conflicts(a, l, from) },
		"rounds":     func() *brief.Document { return brief.Rounds(a, l, from) },
		"people":     func() *brief.Document { return brief.People(a, l, from) },
		"sources":    func() *brief.Document { return brief.Sources(a, l, from) },
		"agreements": func() *brief.Document { return brief.Agreements(a, l, from) },
	}
	d := docs[os.Getenv("DOC")]()
	switch os.Getenv("O") {
	case "md":
		text.Markdown(os.Stdout, d)
	case "tsv":
		text.TSV(os.Stdout, d)
	case "json":
		data.JSON(os.Stdout, d)
	default:
		text.Table(os.Stdout, d, text.Options{Width: 120})
	}
}
