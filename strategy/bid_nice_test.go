package strategy_test

import (
	"testing"

	"parley/deal"
	"parley/strategy"
)

// The Nash point of the grid is worth 0.75 to the party: (9, 0), by hand 0.75 × 0.75.
// What the other side offers is worth (0.75·a + 0.25·b)/9.
func TestNiceGivesWhatItIsGiven(t *testing.T) {
	discounted := func(p *deal.Profile) *deal.Profile {
		q, err := deal.Compile(p.Space, deal.Preferences{Utility: p.Utility, Discount: 0.5})
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	same := func(p *deal.Profile) *deal.Profile { return p }
	type ab = [2]int32
	for _, c := range []struct {
		name   string
		p      func(*deal.Profile) *deal.Profile
		first  []ab // heard in the first hundredth of the time
		rounds int  // of 999, after which it hears
		last   ab
		want   float64
	}{
		// Began at 0: it comes down to 0.8·0.75 = 0.6. Given nothing it still gives a tenth of the way.
		{"given nothing", same, []ab{{0, 0}}, 500, ab{0, 0}, 1 - 0.4*0.1},
		// 1/3 of 0.6: 5/9 of the way, then a tenth of the rest.
		{"given a third", same, []ab{{0, 0}}, 500, ab{3, 3}, 1 - 0.4*(5./9+4./9*0.1)},
		// Given 0.61, which is more than the point, it comes to the point at once.
		{"given all the way", same, []ab{{0, 0}}, 500, ab{7, 1}, 0.6},
		// Began at 1/3: 1.4 − 0.6·2/3 = 1, so it comes down to 0.75; given nothing since.
		{"began nearer", same, []ab{{3, 3}}, 500, ab{3, 3}, 1 - 0.25*0.1},
		// The least of the first hundredth is where it began: 0, of which 1/3 was given.
		{"began lower than its first offer", same, []ab{{3, 3}, {0, 0}}, 500, ab{0, 0}, 1 - 0.4*(5./9+4./9*0.1)},
		// Began at 8/9: 1.4 − 0.6/9 = 4/3 would be 1, its best.
		{"began above the point", same, []ab{{8, 8}}, 500, ab{8, 8}, 1},
		{"at 0.91 of the time", same, []ab{{0, 0}}, 909, ab{0, 0}, 1 - 0.4*0.1},
		{"at 0.935", same, []ab{{0, 0}}, 934, ab{0, 0}, 1 - 0.4*0.5},
		{"at 0.96", same, []ab{{0, 0}}, 959, ab{0, 0}, 0.6},
		{"where time costs", discounted, []ab{{0, 0}}, 500, ab{0, 0}, 1 - 0.4*0.3},
	} {
		p, other := grid(t)
		p = c.p(p)
		at := sit(t, p, 999, strategy.NiceTFT, never, strategy.ToldModel(p, other))
		expect(t, c.name+": opens", p.Best(), at.opens())
		for _, f := range c.first {
			at.counters(p.Space.Outcome(f[:]))
		}
		at.state.Round = c.rounds - 1
		got := at.counters(p.Space.Outcome(c.last[:]))
		if u := p.Of(got); u < c.want-1e-9 || u > c.want+0.03 { // rounding; what counts as the same
			t.Errorf("%s: offers %v, want %v", c.name, u, c.want)
		}
	}
}

func TestNiceOffersTheBestItHeardWhenThatIsAsGood(t *testing.T) {
	p, other := grid(t)
	for name, m := range map[string]strategy.Modelling{"told": strategy.ToldModel(p, other), "without a model": none} {
		at := sit(t, p, 999, strategy.NiceTFT, never, m)
		at.opens()
		at.counters(0)
		high := p.Space.Outcome([]int32{8, 8})
		at.state.Round = 500
		at.counters(high)
		if got := at.counters(0); (got == high) != (name == "told") {
			t.Errorf("%s: offers %d after %d", name, got, high)
		}
	}
}

// 10^4 outcomes are a large space: it hurries from 0.85 on. Both sides value the four
// issues alike and against each other, so that the middle is the Nash point.
func TestNiceHurriesSoonerInALargeSpace(t *testing.T) {
	s := named(t, 10, 10, 10, 10)
	rising, falling := make([]float64, 10), make([]float64, 10)
	for k := range rising {
		rising[k], falling[k] = float64(k)/9, float64(9-k)/9
	}
	of := func(v []float64) *deal.Profile {
		return compiled(t, s, &deal.Additive{Weights: []float64{.25, .25, .25, .25}, Values: [][]float64{v, v, v, v}}, 0)
	}
	p, other := of(rising), of(falling)
	at := sit(t, p, 999, strategy.NiceTFT, never, strategy.ToldModel(p, other))
	at.opens()
	at.counters(0)
	// 0.8·0.5 is below the middle of the range, which is the least it comes down to.
	for _, c := range []struct {
		rounds int
		want   float64
	}{{849, 0.95}, {874, 0.75}, {899, 0.5}} {
		at.state.Round = c.rounds - 1
		if u := p.Of(at.counters(0)); u < c.want-1e-9 || u > c.want+0.03 { // rounding; what counts as the same
			t.Errorf("after %d rounds: offers %v, want %v", c.rounds, u, c.want)
		}
	}
}
