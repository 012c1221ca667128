package bargain

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Rubinstein 1982; the values by the formula to six digits.
func TestRubinsteinGoldenValues(t *testing.T) {
	for _, c := range []struct{ d1, d2, want float64 }{
		{0.95, 0.9, 0.689655}, {0.9, 0.9, 0.526316}, {0.99, 0.98, 0.671141},
		{0, 0.5, 0.5}, {0.5, 0, 1}, {1, 0.5, 1}, {0.5, 1, 0}, {0, 0, 1},
	} {
		if got := must[float64](t)(Rubinstein(c.d1, c.d2)); math.Abs(got-c.want) > 5e-7 {
			t.Errorf("factors %v, %v: %v, want %v", c.d1, c.d2, got, c.want)
		}
	}
}

func TestShortRoundsMakePatienceTheWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r1, r2 := rapid.Float64Range(0.01, 1).Draw(t, "r1"), rapid.Float64Range(0.01, 1).Draw(t, "r2")
		const round = 1e-6 // the share differs from the limit by about the rates times it
		got := must[float64](t)(Rubinstein(math.Exp(-r1*round), math.Exp(-r2*round)))
		if want := must[float64](t)(Patience(r1, r2)); math.Abs(got-want) > 2e-6 {
			t.Fatalf("rates %v, %v: %v, limit %v", r1, r2, got, want)
		}
	})
	if w := must[float64](t)(Patience(0, 3)); w != 1 {
		t.Errorf("who does not discount has the weight %v", w)
	}
}

func TestRareBreakdownMakesNashWithItsPayoffsTheDisagreement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b1 := rapid.Float64Range(0, 0.6).Draw(t, "b1")
		b2 := rapid.Float64Range(0, 0.4).Draw(t, "b2")
		turns := InfiniteHorizon{Discount: [2]float64{1, 1}, Breakdown: 1e-6, Broken: [2]float64{b1, b2}}
		nash := must[[]Settlement](t)(splitting(b1, b2, 0.5).Nash())[0]
		for first := range 2 {
			got := must[[2]float64](t)(turns.Shares(first))
			if math.Abs(got[1]-nash.Money) > 1e-6 {
				t.Fatalf("%+v: %v, Nash %v", turns, got, nash)
			}
		}
	})
}

func drawTurns(t *rapid.T) InfiniteHorizon {
	factor := rapid.Float64Range(0.001, 0.98) // two of 0 are refused
	part := rapid.Float64Range(0, 0.5)
	return InfiniteHorizon{
		Discount:  [2]float64{factor.Draw(t, "d1"), factor.Draw(t, "d2")},
		Breakdown: rapid.SampledFrom([]float64{0, 0, 0.01, 0.3, 1}).Draw(t, "breakdown"),
		Broken:    [2]float64{part.Draw(t, "b1"), part.Draw(t, "b2")},
		Outside:   [2]float64{part.Draw(t, "o1"), part.Draw(t, "o2")},
	}
}

func TestTurnsWithoutEndAreTheLimitOfReasoningBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		turns := drawTurns(t)
		// From whatever a far last round gives: each round back brings the
		// values together by a factor of 0.98 or less.
		proposes := [2]float64{1, 1}
		for range 1500 {
			taken := [2]float64{}
			for i := range 2 {
				wait := turns.Discount[i] * ((1-turns.Breakdown)*proposes[i] + turns.Breakdown*turns.Broken[i])
				taken[i] = max(turns.Outside[i], wait)
			}
			proposes = [2]float64{1 - taken[1], 1 - taken[0]}
		}
		for first := range 2 {
			got := must[[2]float64](t)(turns.Shares(first))
			if math.Abs(got[first]-proposes[first]) > 1e-9 || math.Abs(got[0]+got[1]-1) > 1e-12 {
				t.Fatalf("%+v, %d first: %v, want %v", turns, first, got, proposes[first])
			}
		}
	})
}

func TestOutsideOptionsMatterOnlyWhereTheyExceedTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const round = 1e-6
		r1, r2 := rapid.Float64Range(0.1, 1).Draw(t, "r1"), rapid.Float64Range(0.1, 1).Draw(t, "r2")
		outside := [2]float64{rapid.Float64Range(0, 0.5).Draw(t, "o1"), rapid.Float64Range(0, 0.5).Draw(t, "o2")}
		w := must[float64](t)(Patience(r1, r2))
		want, ok, err := DealMeOut([2]float64{w, 1 - w}, outside)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		turns := InfiniteHorizon{Discount: [2]float64{math.Exp(-r1 * round), math.Exp(-r2 * round)}, Outside: outside}
		got := must[[2]float64](t)(turns.Shares(0))
		if math.Abs(got[0]-want[0]) > 2e-6 || math.Abs(got[1]-want[1]) > 2e-6 {
			t.Fatalf("rates %v %v, options %v: %v, want %v", r1, r2, outside, got, want)
		}
	})
}

func TestDealMeOut(t *testing.T) {
	for name, c := range map[string]struct {
		shares, outside, want [2]float64
		ok                    bool
	}{
		"no threat":     {[2]float64{4, 6}, [2]float64{3, 5}, [2]float64{4, 6}, true},
		"first binds":   {[2]float64{4, 6}, [2]float64{5, 1}, [2]float64{5, 5}, true},
		"second binds":  {[2]float64{4, 6}, [2]float64{1, 7}, [2]float64{3, 7}, true},
		"nothing left":  {[2]float64{4, 6}, [2]float64{5, 6}, [2]float64{5, 6}, false},
		"just possible": {[2]float64{4, 6}, [2]float64{5, 5}, [2]float64{5, 5}, true},
	} {
		got, ok, err := DealMeOut(c.shares, c.outside)
		if err != nil || ok != c.ok || got != c.want {
			t.Errorf("%s: %v, %v, %v", name, got, ok, err)
		}
	}
	if _, _, err := DealMeOut([2]float64{1, math.NaN()}, [2]float64{}); err == nil {
		t.Error("NaN is taken")
	}
}

func TestTurnsThatDetermineNothingAreRefused(t *testing.T) {
	half := [2]float64{0.5, 0.5}
	for name, turns := range map[string]InfiniteHorizon{
		"no pressure":            {Discount: [2]float64{1, 1}},
		"no factors":             {},
		"factor above 1":         {Discount: [2]float64{1.1, 0.5}},
		"factor NaN":             {Discount: [2]float64{math.NaN(), 0.5}},
		"probability":            {Discount: half, Breakdown: -0.1},
		"options above 1":        {Discount: half, Outside: [2]float64{0.6, 0.6}},
		"breakdown above 1":      {Discount: half, Breakdown: 0.1, Broken: [2]float64{0.6, 0.6}},
		"negative option":        {Discount: half, Outside: [2]float64{-1, 0}},
		"breakdown payoff's NaN": {Discount: half, Broken: [2]float64{math.NaN(), 0}},
	} {
		if got, err := turns.Shares(0); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
	if _, err := (InfiniteHorizon{Discount: half}).Shares(2); err == nil {
		t.Error("a third side proposes")
	}
	for _, rates := range [][2]float64{{0, 0}, {-1, 2}, {math.NaN(), 1}, {inf, 1}} {
		if got, err := Patience(rates[0], rates[1]); err == nil {
			t.Errorf("rates %v: %v", rates, got)
		}
	}
}

// Stahl 1972: with one factor d for both, who proposes first of T rounds in turns
// gets 1 - d + d² - ... of T terms, (1-(-d)^T)/(1+d).
func TestReasoningBackFromTheDeadlineGivesTheGeometricSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rounds := rapid.IntRange(1, 40).Draw(t, "rounds")
		last := rapid.IntRange(0, 1).Draw(t, "last")
		d := rapid.Float64Range(1e-6, 1).Draw(t, "factor")
		turns := must[[]Turn](t)(FiniteHorizon{Order: InTurns(rounds, last), Discount: [2]float64{d, d}}.Turns())
		first := turns[0]
		want := (1 - math.Pow(-d, float64(rounds))) / (1 + d)
		if math.Abs(first.Shares[first.Proposer]-want) > 1e-12 || !first.Agreed {
			t.Fatalf("%d rounds: %+v, want %v", rounds, first, want)
		}
		if turns[rounds-1].Proposer != last || turns[rounds-1].Shares[last] != 1 {
			t.Fatalf("the last round is %+v", turns[rounds-1])
		}
	})
}

func TestWhoSpeaksLastGains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rounds := rapid.IntRange(1, 30).Draw(t, "rounds")
		d := [2]float64{rapid.Float64Range(1e-6, 1).Draw(t, "d0"), rapid.Float64Range(0, 1).Draw(t, "d1")}
		if rounds%2 == 0 { // the same side would open with the other closing
			rounds++
		}
		// Add a round in which the other speaks last: the first loses by it.
		order := InTurns(rounds, 0)
		before := must[[]Turn](t)(FiniteHorizon{Order: order, Discount: d}.Turns())
		after := must[[]Turn](t)(FiniteHorizon{Order: append(order, 1), Discount: d}.Turns())
		if after[0].Shares[0] > before[0].Shares[0]+1e-12 {
			t.Fatalf("speaking last gets %v, and not doing so %v", before[0], after[0])
		}
	})
}

func TestAFarDeadlineGivesRubinsteinsShares(t *testing.T) {
	d := [2]float64{0.95, 0.9}
	for last := range 2 {
		first := must[[]Turn](t)(FiniteHorizon{Order: InTurns(400, last), Discount: d}.Turns())[0]
		want := must[float64](t)(Rubinstein(d[first.Proposer], d[1-first.Proposer]))
		if math.Abs(first.Shares[first.Proposer]-want) > 1e-9 {
			t.Errorf("last %d: %+v, want %v", last, first, want)
		}
	}
}

func TestTwoWhoPreferNoAgreementLetTheDeadlinePassUnlessWaitingCosts(t *testing.T) {
	noDeal := [2]float64{0.7, 0.6}
	got := must[[]Turn](t)(FiniteHorizon{Order: []int{0, 1}, Discount: [2]float64{1, 0.5}, NoDeal: noDeal}.Turns())
	want := []Turn{{Proposer: 0, Shares: [2]float64{0.7, 0.3}, Agreed: true}, {Proposer: 1, Shares: noDeal}}
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Error(diff)
	}
}

func TestADeadlineThatMakesNoSenseIsRefused(t *testing.T) {
	half := [2]float64{0.5, 0.5}
	for name, d := range map[string]FiniteHorizon{
		"no round": {Discount: half}, "a third side": {Order: []int{0, 2}, Discount: half}, "factor": {Order: []int{0}, Discount: [2]float64{2, 0}},
		"NaN": {Order: []int{0}, Discount: half, NoDeal: [2]float64{0, math.NaN()}}, "minus one round": {Order: InTurns(-1, 0), Discount: half},
		"no factors": {Order: []int{0}},
	} {
		if got, err := d.Turns(); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}
