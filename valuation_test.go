package parley_test

import (
	"testing"

	"parley"
)

// Whoever its audience names, a side's own valuation is for no more than that
// side; our guess is for whom it says.
func TestAnOwnValuationIsForNoMoreThanItsSide(t *testing.T) {
	readers := []parley.Reader{parley.Public, parley.InCase, parley.Mediator, parley.Side("rok"), parley.Side("us"), parley.Side(""),
		parley.Caucus("rok", "x"), parley.Caucus("rok", "y"), parley.Caucus("us", "x"), parley.All}
	own := parley.OwnAudience(&parley.Valuation{Of: "rok"})
	for _, s := range []string{"", "public", "case", "side:rok", "side:us", "caucus:rok/x", "caucus:us/x", "mediator"} {
		a, _ := parley.ParseAudience(s)
		for _, r := range readers {
			both := a.Admits(r) && own.Admits(r)
			if got := parley.AudienceOf(&parley.Valuation{Head: parley.Head{Audience: a}, Of: "rok"}).Admits(r); got != both {
				t.Errorf("own, for %q: %s reads it: %v, want %v", s, r, got, both)
			}
			if got := parley.AudienceOf(&parley.Valuation{Head: parley.Head{Audience: a}, Of: "rok", Ours: true}).Admits(r); got != a.Admits(r) {
				t.Errorf("ours, for %q: %s reads it: %v", s, r, got)
			}
			if r != parley.All && parley.AudienceOf(&parley.Valuation{Head: parley.Head{Audience: a}}).Admits(r) {
				t.Errorf("nobody's, for %q: %s reads it", s, r)
			}
		}
	}
}
