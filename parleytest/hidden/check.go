package hidden

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/date"
	"parley/money"
	"parley/parleytest"
	"parley/view"
)

// An Eye returns everything that somebody at a vantage can be shown of a
// record, and whether that is more than nothing.
type Eye func(t testing.TB, es []parley.Entry, from view.Vantage) (seen string, something bool)

// Check looks at so many random records, each from a random vantage, as they
// are and with what is hidden altered, removed, removed with every mention of
// it, with news from later days, and without declarations that nothing known
// names. Not one byte may differ. It fails too if too few of the records show
// anything, or hide anything, to make that worth saying.
func Check(t *testing.T, seeds int, see Eye) {
	const parts = 2
	var tally [parts]count
	t.Run("records", func(t *testing.T) {
		for p := range parts {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				for seed := p; seed < seeds; seed += parts {
					try(t, uint64(seed), see, &tally[p])
				}
			})
		}
	})
	if t.Failed() {
		return
	}
	n := tally[0].plus(tally[1])
	for _, n := range []struct {
		what        string
		cases, want int
	}{
		{"show anything", n.shown, seeds / 3},
		{"hide anything", n.hiding, seeds / 3},
		{"hold a declaration that nothing known names", n.bare, seeds / 10},
		{"show a version before a correction", n.back, seeds / 100},
	} {
		if n.cases < n.want {
			t.Errorf("only %d of %d records %s: the test says nothing", n.cases, seeds, n.what)
		}
	}
}

// Seeds is n, but a tenth of it under the race detector.
func Seeds(n int) int {
	if Race {
		return n / 10
	}
	return n
}

// A count says how many records there was something to see in.
type count struct{ shown, hiding, bare, back int }

func (c count) plus(d count) count {
	return count{c.shown + d.shown, c.hiding + d.hiding, c.bare + d.bare, c.back + d.back}
}

func try(t *testing.T, seed uint64, see Eye, n *count) {
	r := rand.New(rand.NewPCG(seed, 0))
	es := parleytest.Record(r)
	from := Vantage(r)
	j := sit(es, from)
	unnamed := Unnamed(es, from)
	want, something := see(t, es, from)
	for _, v := range []struct {
		name string
		es   []parley.Entry
	}{
		{"altered", j.altered(r)},
		{"removed", j.without(j.hidden)},
		{"removed with every mention of it", j.never()},
		{"added to by what becomes known later", j.later(r)},
		{"left without what nothing known names", j.without(unnamed)},
	} {
		if got, _ := see(t, v.es, from); got != want {
			t.Fatalf("seed %d, %s as of %s (recorded %s): with what is hidden %s, the view is another:\n%s", seed, from.Reader, from.AsOf, from.Recorded, v.name, Differ(want, got))
		}
	}
	n.shown += one(something)
	n.hiding += one(something && len(j.hidden) > 0)
	n.bare += one(something && len(unnamed) > 0)
	n.back += one(something && from.Recorded != 0 && j.wentBack())
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (j *judge) wentBack() bool {
	for id, e := range j.then {
		if e != j.now[id] && !j.hidden[id] {
			return true
		}
	}
	return false
}

// Vantage returns a random vantage on a random record.
func Vantage(r *rand.Rand) view.Vantage {
	from := view.Vantage{Reader: parleytest.Readers[r.IntN(len(parleytest.Readers))], AsOf: parleytest.First + date.Day(r.IntN(parleytest.Days+5))}
	if r.IntN(3) == 0 {
		from.Recorded = parleytest.First + date.Day(r.IntN(parleytest.Days+5))
	}
	return from
}

// stays reports whether an entry that the reader may not read acts all the
// same: the zone of the case, a disclosure made to them, and, when the file is
// read as it was, a correction that says how.
func (j *judge) stays(e parley.Entry) bool {
	switch e := e.(type) {
	case *parley.Case:
		return true
	case *parley.Disclose:
		return j.acts(e)
	case *parley.Correct:
		return j.from.Recorded != 0 && !j.barred[e.ID] && j.found(e) > j.from.Recorded
	}
	return false
}

// without returns the record without the entries in gone. Where the file is
// read as it was, what a correction mentions that says how is part of it.
func (j *judge) without(gone map[parley.ID]bool) (out []parley.Entry) {
	held := j.held()
	for _, e := range j.entries {
		if id := e.Base().ID; !gone[id] || held[id] || j.stays(e) {
			out = append(out, j.figured(e, func(x parley.Figure) (parley.Figure, bool) { return x, j.out(x) }))
		}
	}
	return out
}

// held returns what the corrections mention that say how the file was.
func (j *judge) held() map[parley.ID]bool {
	held := make(map[parley.ID]bool)
	var hold func(ids []parley.ID)
	hold = func(ids []parley.ID) {
		for _, id := range ids {
			if e := j.now[id]; e != nil && !held[id] {
				held[id] = true
				hold(mentions(e))
			}
		}
	}
	for _, e := range j.entries {
		if c, ok := e.(*parley.Correct); ok && j.stays(e) {
			hold(mentions(c))
		}
	}
	return held
}

// never returns the record as written by somebody who had never heard of
// anything hidden.
func (j *judge) never() (out []parley.Entry) {
	gone, held := make(map[parley.ID]bool), j.held()
	for _, e := range j.entries {
		id := e.Base().ID
		gone[id] = j.hidden[id] && !j.stays(e) && !held[id]
	}
	for _, e := range j.entries {
		if d, ok := e.(*parley.Disclose); ok && gone[d.Of] || gone[e.Base().ID] {
			continue
		}
		if c, ok := e.(*parley.Correct); ok && (gone[c.Of] || c.Before != nil && j.lost(c.Before, gone)) {
			continue
		}
		out = append(out, unmention(e, gone))
	}
	return out
}

// lost reports whether an entry makes no sense without what is gone.
func (j *judge) lost(e parley.Entry, gone map[parley.ID]bool) bool {
	return slices.ContainsFunc(needs(e), func(id parley.ID) bool { return gone[id] })
}

// altered returns the record with everything hidden changed beyond recognition,
// but hidden still, and moved to other places of the file.
func (j *judge) altered(r *rand.Rand) []parley.Entry {
	var ids []parley.ID
	for _, e := range j.entries {
		ids = append(ids, e.Base().ID)
	}
	out := slices.Clone(j.entries)
	for i, e := range out {
		if j.hidden[e.Base().ID] {
			out[i] = j.scrambled(r, e, ids)
		} else {
			out[i] = j.figured(e, func(x parley.Figure) (parley.Figure, bool) { return j.misprinted(r, x), true })
		}
	}
	// What came to light is as it was; where that does not help, what brought it
	// to light is: a correction or a disclosure, which act on others; else all.
	for _, restore := range []func(parley.Entry, *judge) bool{
		func(e parley.Entry, after *judge) bool { return !after.hidden[e.Base().ID] },
		func(e parley.Entry, _ *judge) bool {
			return e.Kind() == "correct" || e.Kind() == "disclose"
		},
		func(parley.Entry, *judge) bool { return true },
	} {
		after := sit(out, j.from)
		if j.agrees(after) {
			break
		}
		for i, e := range out {
			if id := e.Base().ID; j.hidden[id] && restore(e, after) {
				out[i] = j.now[id]
			}
		}
	}
	return j.shuffled(r, out)
}

// agrees reports whether the same is hidden, and the same goes back.
func (j *judge) agrees(k *judge) bool {
	for id := range j.now {
		if j.hidden[id] != k.hidden[id] || j.barred[id] != k.barred[id] || !j.hidden[id] && (j.then[id] == j.now[id]) != (k.then[id] == k.now[id]) {
			return false
		}
	}
	return true
}

// scrambled changes an entry and keeps what makes it hidden or makes it act.
func (j *judge) scrambled(r *rand.Rand, e parley.Entry, ids []parley.ID) parley.Entry {
	x := copied(e)
	h := x.Base()
	if j.stays(e) {
		h.Name, h.Note, h.Own = parley.Text{{Words: fmt.Sprint("scrambled ", r.IntN(1000))}}, nil, nil
		if c, ok := x.(*parley.Case); ok {
			c.Parties, c.Language, c.Money = ids[r.IntN(len(ids)):], "ko", "XTS"
		}
		return x
	}
	scramble(r, reflect.ValueOf(x), ids)
	h.ID, h.Audience = e.Base().ID, e.Base().Audience
	if !Reads(j.from.Reader, h.Audience) && r.IntN(2) == 0 { // for others, whatever the day
		return x
	}
	h.Known, h.Recorded, h.Happened = e.Base().Known, e.Base().Recorded, e.Base().Happened
	if f := reflect.ValueOf(x).Elem().FieldByName("Via"); f.IsValid() && r.IntN(2) == 0 {
		f.Set(reflect.ValueOf(vias(e)))
	}
	if s, ok := x.(*parley.Source); ok {
		s.Published = e.(*parley.Source).Published
	}
	return x
}

// misprinted changes a figure that is not known, but not why it is not.
func (j *judge) misprinted(r *rand.Rand, x parley.Figure) parley.Figure {
	if !j.out(x) {
		x.Value = money.Int(int64(r.IntN(1000)))
		x.For = on(parleytest.First + date.Day(r.IntN(parleytest.Days)))
	}
	return x
}

// shuffled moves hidden entries about between the others.
func (j *judge) shuffled(r *rand.Rand, es []parley.Entry) []parley.Entry {
	var out, moved []parley.Entry
	for _, e := range es {
		if j.hidden[e.Base().ID] && !j.stays(e) {
			moved = append(moved, e)
		} else {
			out = append(out, e)
		}
	}
	for _, e := range moved {
		out = slices.Insert(out, r.IntN(len(out)+1), e)
	}
	return out
}

// later adds what becomes known after the day of the vantage, all of it about
// things that are known already, and what came into the file after the day for
// which the file is asked.
func (j *judge) later(r *rand.Rand) []parley.Entry {
	yesterday, tomorrow := j.from.AsOf-1, j.from.AsOf+1
	n := news{r, "later", yesterday, 0}
	out := append(slices.Clone(j.entries),
		&parley.Claim{Head: n.head("claim"), Says: parley.Text{{Words: "later"}}, Replaces: []parley.ID{"claim-0", "claim-1"}},
		&parley.Person{Head: n.head("person"), SpeaksFor: "us"})
	out = append(out, n.told(tomorrow)...) // said yesterday, printed tomorrow
	for i, e := range out {
		if s, ok := e.(*parley.Series); ok { // a revision
			x := *s
			x.Figures = append([]parley.Figure{{For: on(yesterday), Value: money.Int(99), Published: tomorrow, Source: n.any("source", 6)}}, s.Figures...)
			out[i] = &x
		}
	}
	n = news{r, "later-note", tomorrow, 0}
	out = append(out, n.ours()...)
	if day := j.from.Recorded; day != 0 {
		n = news{r, "unfiled", day - 1, day + 1}
		out = append(out, n.told(day-1)...)
		out = append(out, n.ours()...)
	}
	return out
}

// news makes public entries of a day, with a name before their ids.
type news struct {
	*rand.Rand
	name          string
	day, recorded date.Day
}

func on(d date.Day) date.Date { return date.Date{First: d, Last: d, Printed: d.String()} }

func (n news) id(kind string) parley.ID { return parley.ID(n.name + "-" + kind) }

func (n news) any(kind string, most int) parley.ID {
	return parley.ID(fmt.Sprint(kind, "-", n.IntN(most)))
}

func (n news) head(kind string) parley.Head {
	public, _ := parley.ParseAudience("public")
	h := parley.Head{ID: n.id(kind), Audience: public, Recorded: n.recorded}
	if kind != "source" && kind != "claim" && kind != "person" {
		h.Happened = on(n.day)
	}
	return h
}

// told is what a source that was published on a day says.
func (n news) told(published date.Day) []parley.Entry {
	by, via := n.any("person", 4), []parley.Chain{{Links: []parley.ID{n.id("source")}}}
	return []parley.Entry{
		&parley.Source{Head: n.head("source"), Type: "instrument", Seen: true, Of: []parley.ID{"rok", "us"}, Published: parley.Given(on(published))},
		&parley.Statement{Head: n.head("said"), By: []parley.ID{by}, Mode: "on-record", Via: via,
			Stances: []parley.Stance{{Does: parley.Asserts, Claim: n.any("claim", 7)}, {Does: parley.Denies, Claim: "later-claim"}}},
		&parley.Report{Head: n.head("report"), Stances: []parley.Stance{{Does: parley.Denies, Claim: n.any("claim", 7)}}, Via: via},
		&parley.Retract{Head: n.head("retract"), Of: n.any("said", 3), Via: via},
		&parley.Seat{Head: n.head("seat"), Of: by, SpeaksFor: "us", Via: via},
		&parley.Stage{Head: n.head("stage"), Of: "deal-0", Reached: "signed", Via: via},
	}
}

// ours are notes of our own.
func (n news) ours() []parley.Entry {
	public, _ := parley.ParseAudience("public")
	return []parley.Entry{
		&parley.Override{Head: n.head("override"), Of: n.any("claim", 7), Basis: parley.Given(parley.Confirmed), Reason: "later"},
		&parley.Inference{Head: n.head("inference"), Stances: []parley.Stance{{Does: parley.Asserts, Claim: n.any("claim", 7)}}},
		&parley.Disclose{Head: n.head("disclose"), Of: n.any("said", 3), To: public},
		&parley.Offer{Head: n.head("offer"), To: []parley.ID{"us"}},
	}
}

// Differ shows the first line in which two answers differ.
func Differ(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			at := func(s []string) string {
				if i < len(s) {
					return s[i]
				}
				return "(nothing)"
			}
			return fmt.Sprintf("line %d\nwant %s\n got %s", i+1, at(w), at(g))
		}
	}
	return "(no difference)"
}
