package brief

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// What was disclosed says to each reader only what they may know of it: to the
// public nothing of having been kept from them.
func TestAnAudienceSaysNoMoreThanTheReaderMayKnow(t *testing.T) {
	audience := func(s string) parley.Audience {
		a, ok := parley.ParseAudience(s)
		if !ok {
			t.Fatal(s)
		}
		return a
	}
	day := date.On(2024, 1, 1)
	event := func(id, to string) *parley.Event {
		return &parley.Event{Head: parley.Head{ID: parley.ID(id), Happened: date.Date{First: day, Last: day}, Known: &parley.Known{On: day}, Audience: audience(to)}}
	}
	record := view.Index([]parley.Entry{
		&parley.Party{Head: parley.Head{ID: "us", Audience: audience("public")}}, event("open", "public"), event("own", "side:us"), event("given", "side:us"),
		&parley.Disclose{Head: parley.Head{ID: "d", Happened: date.Date{First: day, Last: day}, Recorded: day, Audience: audience("side:us")}, Of: "given", To: audience("public")}})
	for reader, want := range map[string][]string{
		"public":  {"open public", "given public"},
		"side:us": {"open public", "own side:us", "given public"},
		"all":     {"open public", "own side:us", "given public"},
	} {
		r, _ := parley.ParseReader(reader)
		d := Log(evidence.Assess(view.Of(record, view.Vantage{Reader: r, AsOf: day})), lang.English, Stamp{}, LogFilter{})
		table, last := d.List(), len(d.List().Columns)-1
		var got []string
		for _, row := range table.Rows {
			got = append(got, Plain(row[1])+" "+Plain(row[last]))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", reader, diff)
		}
		if hidden := table.Columns[last].Data; hidden != (reader == "public") {
			t.Errorf("%s: the column is hidden: %v", reader, hidden)
		}
	}
}
