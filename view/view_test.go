package view_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/parleytest"
	"parley/parleytest/hidden"
	"parley/view"
)

// ids lists what a view holds.
func ids(v *view.View) (out []string) {
	for e := range view.Each[parley.Entry](v) {
		out = append(out, string(e.Base().ID))
	}
	return out
}

func has(es []parley.Entry, from view.Vantage, id parley.ID) bool {
	return view.Of(view.Index(es), from).Has(id)
}

// Every kind must say when it becomes known; Index panics at one that does not.
func TestEveryKindBecomesKnownSomehow(t *testing.T) {
	kinds := parley.Kinds()
	for i, e := range kinds {
		e.Base().ID = parley.ID(fmt.Sprint("e", i)) // of two with one id the second would be left out
	}
	view.Index(kinds)
}

func TestADisclosureWidensFromItsDayOn(t *testing.T) {
	us := parley.Side("us")
	es := append(report(audience(t, "public"), audience(t, "side:rok")),
		&parley.Disclose{Head: parley.Head{ID: "d", Happened: on(day + 5), Audience: audience(t, "side:rok")}, Of: "x", To: audience(t, "side:us")})
	for _, test := range []struct {
		from        view.Vantage
		want, entry bool
	}{
		{view.Vantage{Reader: parley.Side("rok"), AsOf: day}, true, false},
		{view.Vantage{Reader: us, AsOf: day + 4}, false, false},
		{view.Vantage{Reader: us, AsOf: day + 5}, true, false},
		{view.Vantage{Reader: us, AsOf: day + 5, Recorded: day + 4}, false, false},
		{view.Vantage{Reader: us, AsOf: day + 5, Recorded: day + 5}, true, false},
		{view.Vantage{Reader: parley.Side("rok"), AsOf: day + 5}, true, true},
		{view.Vantage{AsOf: day + 5}, false, false},
	} {
		if got := has(es, test.from, "x"); got != test.want {
			t.Errorf("%+v: what was disclosed is known: %v, want %v", test.from, got, test.want)
		}
		if got := has(es, test.from, "d"); got != test.entry {
			t.Errorf("%+v: the disclosure itself is known: %v, want %v", test.from, got, test.entry)
		}
	}
}

// Words that came through several chains are known since the first of them.
func TestWordsAreKnownByTheEarliestChain(t *testing.T) {
	public := audience(t, "public")
	es := append(report(public, public), &parley.Source{Head: parley.Head{ID: "early", Audience: public}, Published: parley.Given(on(day - 3))},
		&parley.Source{Head: parley.Head{ID: "closed", Audience: audience(t, "side:us")}, Published: parley.Given(on(day - 5))})
	r := es[1].(*parley.Report)
	r.Via = append(r.Via, parley.Chain{Links: []parley.ID{"s", "early"}}, parley.Chain{Links: []parley.ID{"closed"}})
	for _, test := range []struct {
		from view.Vantage
		want date.Day
	}{
		{view.Vantage{AsOf: day}, day - 3},                    // the origin had appeared by then
		{view.Vantage{AsOf: day, Recorded: day - 1}, day - 3}, // and so it was in the file before the last of them came
		{view.Vantage{AsOf: day - 1}, 0},
		{view.Vantage{Reader: parley.Side("us"), AsOf: day - 1}, day - 5},
	} {
		if got := view.Of(view.Index(es), test.from).KnownOn("x"); got != test.want {
			t.Errorf("%+v: known on %s, want %s", test.from, got, test.want)
		}
	}
}

// A chain that has not reached the reader lends no weight, even where its
// origin is known to them.
func TestAHiddenChainLendsNoWeight(t *testing.T) {
	public := audience(t, "public")
	standing := func(hidden bool) string {
		es := append(report(public, public),
			&parley.Party{Head: parley.Head{ID: "p", Audience: public}},
			&parley.Source{Head: parley.Head{ID: "paper", Audience: public}, Type: "official-document", Of: []parley.ID{"p"}, Seen: true, Published: parley.Given(on(day - 3))},
			&parley.Source{Head: parley.Head{ID: "closed", Audience: audience(t, "side:us")}, Published: parley.Given(on(day - 2))},
			&parley.Claim{Head: parley.Head{ID: "c", Audience: public}, Of: "p", Says: parley.Text{{Words: "So."}}},
			&parley.Event{Head: parley.Head{ID: "e", Happened: on(day - 2), Audience: public}, Via: []parley.Chain{{Links: []parley.ID{"paper"}}}})
		r := es[1].(*parley.Report)
		r.Stances = []parley.Stance{{Does: parley.Asserts, Claim: "c"}}
		if hidden {
			r.Via = append([]parley.Chain{{Links: []parley.ID{"paper", "closed"}}}, r.Via...)
		}
		v := view.Of(view.Index(es), view.Vantage{AsOf: day})
		if !v.Has("paper") || v.Has("closed") {
			t.Fatal("the origin should be known, and what quotes it not")
		}
		return fmt.Sprintf("%+v", evidence.Assess(v).Of("c"))
	}
	if diff := cmp.Diff(standing(false), standing(true)); diff != "" {
		t.Errorf("with a hidden chain (-without +with):\n%s", diff)
	}
}

// What was disclosed by mistake is closed again when the file is read as it
// was, and what was forgotten was not open then.
func TestACorrectedDisclosureOpensNothingMore(t *testing.T) {
	public, us := audience(t, "public"), audience(t, "side:us")
	record := func(was, now parley.Audience) []parley.Entry {
		d := &parley.Disclose{Head: parley.Head{ID: "d", Happened: on(day), Audience: public}, Of: "x", To: now}
		before := *d
		before.To = was
		return append(report(public, audience(t, "side:rok")), d,
			&parley.Correct{Head: parley.Head{ID: "c", Happened: on(day + 5), Audience: public}, Of: "d", Field: "to", Before: &before})
	}
	now, then := view.Vantage{AsOf: day + 9}, view.Vantage{AsOf: day + 9, Recorded: day + 2}
	for _, test := range []struct {
		name       string
		es         []parley.Entry
		from       view.Vantage
		wantPublic bool
	}{
		{"narrowed, now", record(public, us), now, false},
		{"narrowed, as it was", record(public, us), then, false},
		{"widened, now", record(us, public), now, true},
		{"widened, as it was", record(us, public), then, false},
	} {
		if got := has(test.es, test.from, "x"); got != test.wantPublic {
			t.Errorf("%s: the public knows: %v, want %v", test.name, got, test.wantPublic)
		}
	}
}

// corrected is a record in which two mistakes of one report were found, a week
// apart: its words were attributed to a, then to b, then to c.
func corrected(t *testing.T, first, second parley.Audience) []parley.Entry {
	es := report(audience(t, "public"), audience(t, "public"))
	as := func(words string) *parley.Report {
		x := *es[1].(*parley.Report)
		x.Attributed = parley.Text{{Words: words}}
		return &x
	}
	es[1] = as("c")
	return append(es,
		&parley.Correct{Head: parley.Head{ID: "one", Happened: on(day + 10), Audience: first}, Of: "x", Field: "attributed", Before: as("a")},
		&parley.Correct{Head: parley.Head{ID: "two", Happened: on(day + 17), Audience: second}, Of: "x", Field: "attributed", Before: as("b")})
}

func TestTheFileIsReadAsItWas(t *testing.T) {
	public, rok := audience(t, "public"), audience(t, "side:rok")
	for _, test := range []struct {
		name          string
		first, second parley.Audience
		recorded      date.Day
		want          string
	}{
		{"now", public, public, 0, "c"},
		{"before both", public, public, day + 5, "a"},
		{"between the two", public, public, day + 10, "b"},
		{"after both", public, public, day + 17, "c"},
		{"before both, the second not for the public", public, rok, day + 5, "c"},
		{"before both, the first not for the public", rok, public, day + 5, "b"},
		{"before both, neither for the public", rok, rok, day + 5, "c"},
	} {
		v := view.Of(view.Index(corrected(t, test.first, test.second)), view.Vantage{AsOf: day, Recorded: test.recorded})
		r, ok := view.Get[*parley.Report](v, "x")
		if !ok {
			t.Errorf("%s: not known", test.name)
			continue
		}
		if got, _ := r.Attributed.In(""); got != test.want {
			t.Errorf("%s: attributed to %q, want %q", test.name, got, test.want)
		}
	}
}

// A source that came into the file later carries nothing before, wherever it
// stands in the file; and one whose date was corrected carries words from the
// date that the file gave then.
func TestTheRecordedClockHoldsForSources(t *testing.T) {
	public := audience(t, "public")
	es := report(public, public)
	es[0].Base().Recorded = day + 3
	es[1].Base().Recorded = day
	from := view.Vantage{AsOf: day + 9, Recorded: day + 1}
	for _, order := range [][]parley.Entry{es, {es[1], es[0]}} {
		if has(order, from, "x") || has(order, from, "s") {
			t.Errorf("%s first: words are known through a source that the file did not have", order[0].Base().ID)
		}
		from := view.Vantage{AsOf: day + 9, Recorded: day + 3}
		if !has(order, from, "x") {
			t.Errorf("%s first: words are not known through a source that the file has", order[0].Base().ID)
		}
	}

	es = report(public, public)
	before := *es[0].(*parley.Source)
	before.Published = parley.Given(on(day - 7))
	es = append(es, &parley.Correct{Head: parley.Head{ID: "c", Happened: on(day + 5), Audience: public}, Of: "s", Field: "published", Before: &before})
	v := view.Of(view.Index(es), view.Vantage{AsOf: day + 9, Recorded: day + 1})
	if got, want := v.KnownOn("x"), day-7; got != want {
		t.Errorf("as the file was, known on %s, want %s", got, want)
	}
	if got := view.Of(view.Index(es), view.Vantage{AsOf: day + 9}).KnownOn("x"); got != day {
		t.Errorf("as the file is, known on %s, want %s", got, day)
	}
}

// What says no day of its own came with the case, but not before it was known.
func TestNothingIsRecordedBeforeItIsKnown(t *testing.T) {
	public := audience(t, "public")
	es := append(report(public, public),
		&parley.Case{Head: parley.Head{ID: "c", Audience: public, Recorded: day - 5}},
		&parley.Assume{Head: parley.Head{ID: "a", Audience: public, Happened: on(day + 2)}})
	v := view.Of(view.Index(es), view.Vantage{AsOf: day + 9, Recorded: day - 5})
	if diff := cmp.Diff([]string{"c"}, ids(v)); diff != "" {
		t.Errorf("when the case was recorded (-want +got):\n%s", diff)
	}
	v = view.Of(view.Index(es), view.Vantage{AsOf: day + 9, Recorded: day})
	if diff := cmp.Diff([]string{"s", "x", "c"}, ids(v)); diff != "" {
		t.Errorf("when the paper was out (-want +got):\n%s", diff)
	}
}

// Claims that need each other in a circle are known together or not at all.
func TestCirclesStandOrFallTogether(t *testing.T) {
	public := audience(t, "public")
	over := func(id, base parley.ID, a parley.Audience) *parley.Claim {
		return &parley.Claim{Head: parley.Head{ID: id, Audience: a}, That: &parley.Proposition{Value: parley.Percent{Over: base}}, Replaces: []parley.ID{base}}
	}
	for _, a := range []parley.Audience{public, audience(t, "side:rok")} {
		es := append(report(public, public), over("one", "two", public), over("two", "three", a), over("three", "one", public), over("self", "self", public))
		es[1].(*parley.Report).Stances = []parley.Stance{{Does: parley.Asserts, Claim: "one"}, {Does: parley.Asserts, Claim: "self"}}
		v := view.Of(view.Index(es), view.Vantage{AsOf: day})
		want := []string{"s", "x", "one", "two", "three", "self"}
		if a != public {
			want = []string{"s", "x", "self"}
		}
		if diff := cmp.Diff(want, ids(v)); diff != "" {
			t.Errorf("with one for %s (-want +got):\n%s", a, diff)
		}
	}
}

// An id that nobody declared is as good as one that nobody may know.
func TestUnknownIdsAreLeftOut(t *testing.T) {
	public := audience(t, "public")
	es := append(report(public, public), &parley.Retract{Head: parley.Head{ID: "back", Audience: public}, Of: "?", Via: []parley.Chain{{Links: []parley.ID{"s"}}}})
	r := es[1].(*parley.Report)
	r.Stances = []parley.Stance{{Does: parley.Asserts, Claim: "?"}}
	r.Via = append(r.Via, parley.Chain{Links: []parley.ID{"s", "?"}})
	r.TranslatedBy = "?"
	v := view.Of(view.Index(es), view.Vantage{AsOf: day})
	got, _ := view.Get[*parley.Report](v, "x")
	want := &parley.Report{Head: r.Head, Via: r.Via[:1]}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b parley.Audience) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if v.Has("back") || v.Has("?") || v.Has("") {
		t.Error("something is known that nobody declared, or that needs it")
	}
	if len(r.Stances) != 1 || len(r.Via) != 2 || r.TranslatedBy != "?" {
		t.Error("the entry itself was written to")
	}
}

// Of two entries with one id the first stays, whoever may read the second.
func TestTheSecondOfTwoWithOneIdIsLeftOut(t *testing.T) {
	public := audience(t, "public")
	es := report(public, audience(t, "side:rok"))
	es = append(es, report(public, public)[1])
	if v := view.Of(view.Index(es), view.Vantage{AsOf: day}); len(ids(v)) != 0 {
		t.Errorf("the public knows %v", ids(v))
	}
	es = report(public, public)
	es = append(es, report(public, public)[1])
	if diff := cmp.Diff([]string{"s", "x"}, ids(view.Of(view.Index(es), view.Vantage{AsOf: day}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The day that a command takes when it is given none is the reader's own.
func TestTheLastDayIsTheReaders(t *testing.T) {
	public := audience(t, "public")
	es := append(report(public, public),
		&parley.Source{Head: parley.Head{ID: "late", Audience: public}, Published: parley.Given(on(day + 9))},
		&parley.Report{Head: parley.Head{ID: "y", Happened: on(day), Audience: audience(t, "side:us")}, Via: []parley.Chain{{Links: []parley.ID{"late"}}}},
		&parley.Assume{Head: parley.Head{ID: "a", Happened: on(day + 20), Audience: audience(t, "side:us")}})
	rec, end := view.Index(es), date.On(9999, 12, 31)
	for _, test := range []struct {
		from view.Vantage
		want date.Day
	}{
		{view.Vantage{AsOf: end}, day},
		{view.Vantage{Reader: parley.Side("us"), AsOf: end}, day + 20},
		{view.Vantage{Reader: parley.Side("us"), AsOf: day + 10}, day + 9},
		{view.Vantage{AsOf: day - 1}, 0},
	} {
		if got := view.Of(rec, test.from).Last(); got != test.want {
			t.Errorf("%+v: last %s, want %s", test.from, got, test.want)
		}
	}
}

// Looking back is a view of that day, and nobody can look forward.
func TestAtOnlyLooksBack(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 7))
		rec := view.Index(parleytest.Record(r))
		from := hidden.Vantage(r)
		v := view.Of(rec, from)
		if v.At(from.AsOf+30) != v || v.At(from.AsOf) != v {
			t.Fatal("At a later day shows another view")
		}
		back := from
		back.AsOf -= 6
		if v.At(back.AsOf).Digest() != view.Of(rec, back).Digest() {
			t.Fatal("At an earlier day is not the view of that day")
		}
	}
}

// Nothing that reads a view writes to what it reads, and views can be read by
// many at once.
func TestViewsAreNeverWrittenTo(t *testing.T) {
	rec := view.Index(parleytest.Record(rand.New(rand.NewPCG(3, 3))))
	from := view.Vantage{Reader: parley.All, AsOf: parleytest.First + parleytest.Days}
	v := view.Of(rec, from)
	before := v.Digest()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			a := evidence.Assess(v)
			for c := range a.Claims() {
				a.Of(c.ID)
				a.Opinions(c.ID)
			}
			a.Conflicts()
			if v.Digest() != before || view.Of(rec, from).Digest() != before {
				t.Error("the digest is another")
			}
		})
	}
	wait.Wait()
}

// Two views that differ in anything that can be shown have two digests.
func TestTheDigestTellsViewsApart(t *testing.T) {
	public := audience(t, "public")
	claim := func(v parley.Value) []parley.Entry {
		es := append(report(public, public), &parley.Claim{Head: parley.Head{ID: "c", Audience: public}, That: &parley.Proposition{Value: v}})
		es[1].(*parley.Report).Stances = []parley.Stance{{Does: parley.Asserts, Claim: "c"}}
		return es
	}
	texts := func(name, note parley.Text) []parley.Entry {
		es := claim(nil)
		es[1].Base().Name, es[1].Base().Note = name, note
		return es
	}
	records := map[string][]parley.Entry{
		"no value": claim(nil), "a choice": claim(parley.Choice("yes")), "a phrase": claim(parley.Phrase("yes")),
		"unknown": claim(parley.NotKnown{}), "none": claim(parley.Nothing{}),
		"another audience": append(report(public, audience(t, "case")), claim(nil)[2]),
		"words in a name":  texts(parley.Text{{Words: "a"}, {Words: "b"}}, nil),
		"words in a note":  texts(parley.Text{{Words: "a"}}, parley.Text{{Words: "b"}}),
		"longer words":     texts(parley.Text{{Words: "ab"}}, nil),
	}
	seen := make(map[[32]byte]string)
	for name, es := range records {
		d := view.Of(view.Index(es), view.Vantage{Reader: parley.InCase, AsOf: day}).Digest()
		if other, ok := seen[d]; ok {
			t.Errorf("%s and %s have one digest", name, other)
		}
		seen[d] = name
	}
	es := claim(nil)
	for range 3 {
		d := view.Of(view.Index(slices.Clone(es)), view.Vantage{Reader: parley.InCase, AsOf: day}).Digest()
		if seen[d] != "no value" {
			t.Error("one view has two digests")
		}
	}
}

// An entry that says when it became known shows the sources through which it
// came even where nobody knows their day; another entry does not.
func TestAnEntryThatSaysItsDayShowsUndatedSources(t *testing.T) {
	public := audience(t, "public")
	for _, known := range []*parley.Known{nil, {On: day, Reason: "the page bears no day"}} {
		es := report(public, public)
		es[0].(*parley.Source).Published = parley.Maybe[date.Date]{State: parley.IsUnknown}
		es[1].Base().Known = known
		v := view.Of(view.Index(es), view.Vantage{AsOf: day})
		r, ok := view.Get[*parley.Report](v, "x")
		switch {
		case ok != (known != nil):
			t.Errorf("known %v: in the view: %v", known, ok)
		case ok && (len(r.Via) != 1 || !v.Has("s") || v.KnownOn("x") != day):
			t.Errorf("known on %s through %v", v.KnownOn("x"), r.Via)
		}
	}
}

// What a disclosure opened became known to the reader on the day on which it
// did, and that is the day which a command takes when it is given none.
func TestADisclosedEntryIsKnownFromTheDisclosureOn(t *testing.T) {
	public, _ := parley.ParseAudience("public")
	side, _ := parley.ParseAudience("side:rok")
	day := date.On(2020, 1, 17)
	on := func(d date.Day) date.Date { return date.Date{First: d, Last: d, Printed: d.String()} }
	rec := view.Index([]parley.Entry{
		&parley.Source{Head: parley.Head{ID: "s", Audience: public}, Published: parley.Given(on(day))},
		&parley.Report{Head: parley.Head{ID: "r", Happened: on(day), Audience: side}, Via: []parley.Chain{{Links: []parley.ID{"s"}}}},
		&parley.Disclose{Head: parley.Head{ID: "d", Happened: on(day + 9), Audience: side}, Of: "r", To: public},
	})
	for _, test := range []struct {
		reader parley.Reader
		want   date.Day
	}{{parley.Public, day + 9}, {parley.Side("rok"), day}} {
		v := view.Of(rec, view.Vantage{Reader: test.reader, AsOf: day + 20})
		if got := v.KnownOn("r"); got != test.want {
			t.Errorf("%s learned of it on %s, want %s", test.reader, got, test.want)
		}
	}
	v := view.Of(rec, view.Vantage{AsOf: day + 20})
	if v.Last() != day+9 {
		t.Errorf("the public's last day is %s, want %s", v.Last(), day+9)
	}
	if v.At(day + 8).Has("r") {
		t.Error("it is seen before it was disclosed")
	}
}
