package view_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley"
	"parley/evidence"
	"parley/parleytest"
	"parley/parleytest/hidden"
	"parley/view"
)

var seeds = flag.Int("seeds", hidden.Seeds(1500), "how many random records the test of non-interference looks at")

// What a reader may not know, or does not know yet, changes nothing of a view
// and of how it is weighed. The test of the same name at the root holds every
// document to it; this one is quick.
func TestWhatIsHiddenChangesNothing(t *testing.T) { hidden.Check(t, *seeds, weighed) }

// What the test's own account does not hide, and something known names, is
// there: a view is not kept closed by showing too little.
func TestAViewHoldsWhatIsKnownAndNamed(t *testing.T) {
	for seed := range uint64(*seeds) {
		r := rand.New(rand.NewPCG(seed, 1))
		es := parleytest.Record(r)
		from := hidden.Vantage(r)
		v := view.Of(view.Index(es), from)
		gone, unnamed := hidden.Of(es, from), hidden.Unnamed(es, from)
		for _, e := range es {
			id := e.Base().ID
			if parley.Declared(e) && !gone[id] && from.Recorded != 0 {
				continue // a correction that says how the file was may be all that names it
			}
			if want := !gone[id] && !unnamed[id]; v.Has(id) != want {
				t.Fatalf("seed %d, %s as of %s (recorded %s): %s is in the view: %v, want %v", seed, from.Reader, from.AsOf, from.Recorded, id, v.Has(id), want)
			}
		}
	}
}

// pool are the ids that random records use, and some that they do not.
var pool = func() (ids []parley.ID) {
	for _, kind := range strings.Fields("claim source person body issue deal said round event stage terms seat offer") {
		for i := range 8 {
			ids = append(ids, parley.ID(fmt.Sprintf("%s-%d", kind, i)))
		}
	}
	return append(ids, "rok", "us", "c", "later-claim", "unfiled-source")
}()

// weighed is what a view and its assessment give away.
func weighed(_ testing.TB, es []parley.Entry, from view.Vantage) (string, bool) {
	v := view.Of(view.Index(es), from)
	a := evidence.Assess(v)
	var b strings.Builder
	line := func(what string, x any) {
		text, err := json.Marshal(x)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "%s %s\n", what, text)
	}
	for e := range view.Each[parley.Entry](v) {
		line(string(e.Kind()), e)
	}
	for _, id := range pool {
		e, ok := v.Entry(id)
		fmt.Fprintln(&b, id, v.Has(id), v.KnownOn(id), ok, e == nil, len(a.Opinions(id)), a.Status(id), a.Superseded(id))
	}
	for c := range a.Claims() {
		line("standing", a.Of(c.ID))
		line("opinions", a.Opinions(c.ID))
		line("owner", a.Owner(c))
	}
	for _, p := range a.Parties() {
		line("positions", a.Positions(p.ID))
	}
	for _, c := range a.Conflicts() {
		line("conflict", c)
	}
	for _, l := range a.Lives() {
		fmt.Fprintln(&b, "life", l.Agreement.ID, l.End(), len(l.Terms), len(l.Stages))
	}
	for _, m := range a.Meetings() {
		line("meeting", m)
	}
	fmt.Fprintf(&b, "last %s\ndigest %x\n", v.Last(), v.Digest())
	return b.String(), strings.Contains(b.String(), "standing ")
}
