package brief

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"parley"
	"parley/analysis/agenda"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/sourcing"
	"parley/analysis/standing"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

func dump(d *Document, ids bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", d.Title)
	for _, p := range d.Parts {
		switch p := p.(type) {
		case Heading:
			fmt.Fprintf(&b, "\n== %s\n", string(p))
		case Sentence:
			if p.Under {
				b.WriteString("   ")
			}
			for _, r := range p.Runs {
				if r.Badge {
					fmt.Fprintf(&b, "[%s]", r.Text)
				} else {
					b.WriteString(r.Text)
				}
			}
			if ids {
				fmt.Fprintf(&b, "  <%s %v>", p.Key, p.RestsOn())
			}
			if p.Ours {
				b.WriteString(" (ours)")
			}
			b.WriteString("\n")
		case *Table:
			if p.Data { continue }
			for _, r := range p.Rows {
				fmt.Fprintln(&b, r)
			}
		}
	}
	for _, s := range d.Unsupported() {
		fmt.Fprintf(&b, "UNSUPPORTED %v\n", s)
	}
	return b.String()
}

func TestZZDump(t *testing.T) {
	args := strings.Fields(os.Getenv("ZZ")) // case day lang cmd [arg]
	if len(args) == 0 {
		t.Skip()
	}
	bk, err := casefile.Read(os.DirFS("../examples/"+args[0]), "case.parley")
	if err != nil { t.Fatal(err) }
	d, _ := date.ParseDay(args[1])
	a := evidence.Assess(view.Of(view.Index(bk.Entries()), view.Vantage{AsOf: d}))
	l := lang.Lang(args[2])
	from := StampOf(a.View())
	var doc *Document
	switch args[3] {
	case "status":
		r, err := standing.Of(a, standing.Options{}); if err != nil { t.Fatal(err) }
		doc = Standing(a, r, l, from)
	case "claim":
		r, err := sourcing.Of(a, sourcing.Options{Claim: parley.ID(args[4])}); if err != nil { t.Fatal(err) }
		doc = Claim(a, r, l, from)
	case "clock":
		r, err := clock.Of(a, clock.Options{}); if err != nil { t.Fatal(err) }
		doc = Clock(a, r, l, from)
	case "issues":
		r, err := agenda.Of(a, agenda.Options{}); if err != nil { t.Fatal(err) }
		doc = Agenda(a, r, l, from)
	case "diff":
		s, _ := date.ParseDay(args[4])
		r, err := change.Of(a, change.Options{Since: s}); if err != nil { t.Fatal(err) }
		doc = Change(a, r, l, from)
	}
	fmt.Println(dump(doc, os.Getenv("IDS") != ""))
}
