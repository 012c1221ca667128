package view_test

import (
	"testing"

	"parley"
	"parley/date"
	"parley/view"
)

func audience(t testing.TB, s string) parley.Audience {
	t.Helper()
	a, ok := parley.ParseAudience(s)
	if !ok {
		t.Fatalf("%q is no audience", s)
	}
	return a
}

var day = date.On(2020, 1, 17)

func on(d date.Day) date.Date { return date.Date{First: d, Last: d, Printed: d.String()} }

// report returns a source and a report that came through it.
func report(source, said parley.Audience) []parley.Entry {
	return []parley.Entry{
		&parley.Source{Head: parley.Head{ID: "s", Audience: source}, Published: parley.Given(on(day))},
		&parley.Report{Head: parley.Head{ID: "x", Happened: on(day - 1), Audience: said}, Via: []parley.Chain{{Links: []parley.ID{"s"}}}},
	}
}

// What is left out closes, and opens nothing: each line leaves out, or gives,
// one thing.
func TestWhatIsLeftOutClosesAndOpensNothing(t *testing.T) {
	public, nobody := audience(t, "public"), parley.Audience{}
	published := func(d parley.Maybe[date.Date]) []parley.Entry {
		es := report(public, public)
		es[0].(*parley.Source).Published = d
		return es
	}
	ours := func(e parley.Entry) []parley.Entry {
		h := e.Base()
		h.ID, h.Audience = "x", public
		return []parley.Entry{e}
	}
	known := func(d date.Day) []parley.Entry {
		es := report(public, public)
		es[1].Base().Known = &parley.Known{On: d, Reason: "it says so"}
		return es
	}
	edit := func(es []parley.Entry, f func(*parley.Report)) []parley.Entry {
		f(es[1].(*parley.Report))
		return es
	}
	rok, caucus := parley.Side("rok"), parley.Caucus("rok", "money")
	at := func(r parley.Reader) view.Vantage { return view.Vantage{Reader: r, AsOf: day} }
	for _, test := range []struct {
		name string
		es   []parley.Entry
		from view.Vantage
		want bool
	}{
		{"everything said, the public", report(public, public), at(parley.Public), true},
		{"no audience, the public", report(public, nobody), at(parley.Public), false},
		{"no audience, a side", report(public, nobody), at(rok), false},
		{"no audience, a caucus", report(public, nobody), at(caucus), false},
		{"no audience, in the case", report(public, nobody), at(parley.InCase), false},
		{"no audience, the mediator", report(public, nobody), at(parley.Mediator), false},
		{"no audience, the owner by name", report(public, nobody), at(parley.All), true},
		{"no reader is the public: an entry of the case", report(public, audience(t, "case")), view.Vantage{AsOf: day}, false},
		{"no reader is the public: a public entry", report(public, public), view.Vantage{AsOf: day}, true},
		{"no reader is not the owner", report(public, nobody), view.Vantage{AsOf: day}, false},
		{"a side without a party", report(public, audience(t, "side:rok")), at(parley.Side("")), false},
		{"a caucus without a name", report(public, audience(t, "caucus:rok/money")), at(parley.Caucus("rok", "")), false},
		{"no day, the owner", report(public, public), view.Vantage{Reader: parley.All}, false},
		{"no day of the record, the owner", report(public, public), view.Vantage{Reader: parley.All, AsOf: day, Recorded: -1}, false},
		{"the day before", report(public, public), view.Vantage{Reader: parley.All, AsOf: day - 1}, false},
		{"a source without an audience", report(nobody, public), at(rok), false},
		{"a source that nobody dated", published(parley.Maybe[date.Date]{}), at(parley.All), false},
		{"a source of which nobody knows when", published(parley.Maybe[date.Date]{State: parley.IsUnknown}), at(parley.All), false},
		{"a source that was never published", published(parley.Maybe[date.Date]{State: parley.IsNone}), at(parley.All), false},
		{"a source that is still to be finished", published(parley.Given(date.Date{First: day - 9, Printed: "2020-01-08/.."})), at(parley.All), false},
		{"a source of a month, within it", published(parley.Given(date.Date{First: day - 16, Last: day + 14, Printed: "2020-01"})), at(parley.All), false},
		{"a source without a date, and a day of its own", edit(known(day), func(r *parley.Report) { r.Via = nil }), at(parley.Public), true},
		{"an override without a day", known(0), at(parley.All), false},
		{"an override of a later day", known(day + 1), at(parley.All), false},
		{"somebody's words through nothing", edit(report(public, public), func(r *parley.Report) { r.Via = nil }), at(parley.All), false},
		{"a chain without links", edit(report(public, public), func(r *parley.Report) { r.Via = []parley.Chain{{}} }), at(parley.All), false},
		{"a chain with a link that nobody declared", edit(report(public, public), func(r *parley.Report) { r.Via[0].Links = []parley.ID{"?", "s"} }), at(parley.All), false},
		{"a chain through what is no source", edit(report(public, public), func(r *parley.Report) { r.Via[0].Links = []parley.ID{"x", "s"} }), at(parley.All), false},
		{"our own with a day", ours(&parley.Assume{Head: parley.Head{Happened: on(day)}}), at(parley.Public), true},
		{"our own without a day", ours(&parley.Assume{}), at(parley.All), false},
		{"our own with an open end", ours(&parley.Assume{Head: parley.Head{Happened: date.Date{First: day - 1, Printed: "2020-01-16/.."}}}), at(parley.All), false},
		{"our own, recorded later", ours(&parley.Assume{Head: parley.Head{Happened: on(day), Recorded: day + 1}}), at(parley.All), false},
		{"our guess of a side, the public", ours(&parley.Valuation{Head: parley.Head{Happened: on(day)}, Of: "x", Ours: true}), at(parley.Public), true},
		{"a side's own valuation that says it is public, the public", ours(&parley.Valuation{Head: parley.Head{Happened: on(day)}, Of: "x"}), at(parley.Public), false},
		{"a side's own valuation that says it is public, the mediator", ours(&parley.Valuation{Head: parley.Head{Happened: on(day)}, Of: "x"}), at(parley.Mediator), false},
		{"a side's own valuation that says it is public, another side", ours(&parley.Valuation{Head: parley.Head{Happened: on(day)}, Of: "x"}), at(parley.Side("y")), false},
		{"a side's own valuation that says it is public, the side", ours(&parley.Valuation{Head: parley.Head{Happened: on(day)}, Of: "x"}), at(parley.Side("x")), true},
		{"a valuation of nobody's own, a side without a party", ours(&parley.Valuation{Head: parley.Head{Happened: on(day)}}), at(parley.Side("")), false},
		{"our own offer without a day", ours(&parley.Offer{}), at(parley.All), false},
		{"a party's offer through nothing", append(ours(&parley.Offer{Head: parley.Head{Happened: on(day)}, By: "p"}), &parley.Party{Head: parley.Head{ID: "p", Audience: public}}), at(parley.All), false},
		{"a disclosure without a day", append(report(public, nobody), &parley.Disclose{Head: parley.Head{ID: "d", Audience: public}, Of: "x", To: public}), at(parley.Public), false},
		{"a disclosure to nobody", append(report(public, nobody), &parley.Disclose{Head: parley.Head{ID: "d", Happened: on(day), Audience: public}, Of: "x"}), at(rok), false},
		{"our note on what nobody declared", ours(&parley.Override{Head: parley.Head{Happened: on(day)}, Of: "?"}), at(parley.All), false},
		{"a declaration that nothing names", ours(&parley.Person{}), at(parley.All), false},
		{"the case head", ours(&parley.Case{}), at(parley.Public), true},
		{"the case head without an audience", func() []parley.Entry { es := ours(&parley.Case{}); es[0].Base().Audience = nobody; return es }(), at(rok), false},
	} {
		if got := view.Of(view.Index(test.es), test.from).Has("x"); got != test.want {
			t.Errorf("%s: known %v, want %v", test.name, got, test.want)
		}
	}
}

// All is no audience, nothing that is written in a file means it, and no value
// that somebody forgot to set is it.
func TestAllMustBeNamed(t *testing.T) {
	if a, ok := parley.ParseAudience("all"); ok {
		t.Errorf("all is read as audience %q", a)
	}
	for _, s := range []string{"", "ALL", "all ", "all:", "all/x", "public:all", "side:", "caucus:/x", "caucus:rok/", "owner", "*"} {
		if r, ok := parley.ParseReader(s); ok || r == parley.All {
			t.Errorf("%q is read as reader %s", s, r)
		}
	}
	if r, ok := parley.ParseReader("all"); !ok || r != parley.All {
		t.Error("all is not read as the owner")
	}
	secret := report(audience(t, "public"), parley.Audience{})
	for _, r := range []parley.Reader{{}, parley.Public, parley.InCase, parley.Mediator, parley.Side("all"), parley.Caucus("all", "all"), parley.Side("")} {
		if view.Of(view.Index(secret), view.Vantage{Reader: r, AsOf: day}).Has("x") {
			t.Errorf("reader %q sees what is for nobody", r)
		}
	}
}

// The table of who reads what, as the documentation gives it.
func TestWhoReadsWhat(t *testing.T) {
	readers := []string{"public", "case", "side:rok", "side:us", "caucus:rok/money", "caucus:rok/law", "mediator", "all"}
	for _, row := range []struct{ audience, reads string }{ // one mark a reader, in the order above
		{"public", "yyyyyyyy"},
		{"case", ".yyyyyyy"},
		{"side:rok", "..y.yy.y"},
		{"side:us", "...y...y"},
		{"caucus:rok/money", "....y..y"},
		{"mediator", "......yy"},
		{"", ".......y"},
	} {
		a, _ := parley.ParseAudience(row.audience)
		for i, s := range readers {
			r, ok := parley.ParseReader(s)
			if !ok {
				t.Fatalf("%q is no reader", s)
			}
			if got, want := view.Of(view.Index(report(audience(t, "public"), a)), view.Vantage{Reader: r, AsOf: day}).Has("x"), row.reads[i] == 'y'; got != want {
				t.Errorf("%s reads what is for %q: %v, want %v", s, row.audience, got, want)
			}
		}
	}
}
