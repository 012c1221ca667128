package strategy_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/deal"
	"parley/strategy"
)

// learned lets a model hear an opponent with additive tables of its own that
// concedes linearly in 100 rounds, and returns the correlation of what
// the model says with its utilities, over all outcomes, after the given numbers
// of offers; the mean of 20 scenarios.
func learned(t *testing.T, m strategy.Modelling, s *deal.Space, tables func(uint64, *deal.Space) *deal.Additive, after ...int) []float64 {
	const scenarios = 20
	out := make([]float64, len(after))
	for seed := range uint64(scenarios) {
		own, other := compiled(t, s, tables(2*seed, s), 0), compiled(t, s, tables(2*seed+1, s), 0)
		model := m.Prepare(own)(1)
		r := rand.New(rand.NewPCG(seed, 3))
		heard := 0
		for i, n := range after {
			for ; heard < n; heard++ {
				time := float64(heard+1) / 101
				aim := 1 - 0.6*time
				// Any outcome about the aim, as one that does not know what the other likes.
				near := other.Within(nil, aim-0.06, aim+0.06, 0)
				if len(near) == 0 {
					o, _ := other.Nearest(aim, 0, 0)
					near = []deal.Outcome{o}
				}
				o := near[r.IntN(len(near))]
				model.Hear(strategy.Offer{Outcome: o, U: own.Of(o), Time: time, By: 1}, s.Options(o, nil))
			}
			out[i] += correlation(own, other, model) / scenarios
		}
	}
	return out
}

// correlation is Pearson's, over all outcomes; 0 where the model tells nothing apart.
func correlation(own, other *deal.Profile, m strategy.Model) float64 {
	n, x, y, xx, yy, xy := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
	for o := range deal.Outcome(own.Space.Len()) {
		a, b := other.Of(o), m.Of(own.Space.Options(o, nil), own.Of(o))
		n, x, y, xx, yy, xy = n+1, x+a, y+b, xx+a*a, yy+b*b, xy+a*b
	}
	spread := (n*xx - x*x) * (n*yy - y*y)
	if spread < 1e-12 {
		return 0
	}
	return (n*xy - x*y) / math.Sqrt(spread)
}

// peaked are tables over numbers that fall evenly from a best option.
func peaked(seed uint64, s *deal.Space) *deal.Additive {
	r := rand.New(rand.NewPCG(seed, 9))
	a := random(seed, s)
	for i, values := range a.Values {
		last := s.Issue(i).Len() - 1
		peak := r.IntN(last + 1)
		for k := range values {
			values[k] = 1 - math.Abs(float64(k-peak))/float64(max(peak, last-peak))
		}
	}
	return a
}

// What an opponent that concedes offers says what it likes. The means of 20 scenarios have
// standard errors of about 0.03, and the bounds are that far from what was measured
// three times over. A uniform model has a correlation of 0 by definition, as each
// of these has before the first offer; that nothing can be read out of the own
// utilities is seen from the opposite model, whose correlation is about 0 as tables are independent.
func TestModelsOfNamedOptionsGetBetterWithOffers(t *testing.T) {
	s := named(t, 5, 5, 5, 5)
	for _, m := range strategy.Modellings() {
		got := learned(t, m, s, random, 0, 1, 10, 40)
		least := map[string][3]float64{ // after 1, 10, 40 offers
			"frequency":                    {0.4, 0.65, 0.75},
			"Smith frequency":              {0.4, 0.65, 0.75},
			"early frequency":              {0.4, 0.65, 0.75},
			"distribution-based frequency": {0.4, 0.70, 0.85},
			"Bayesian":                     {0.4, 0.70, 0.85},
		}[m.Name]
		switch m.Name {
		case "opposite":
			if math.Abs(got[0]) > 0.2 || got[0] != got[3] {
				t.Errorf("opposite: %v; it learns nothing and knows nothing", got)
			}
			continue
		case "recent offers": // forgets what came first, which was the best
			got, least = learned(t, m, s, random, 0, 1, 3, 5), [3]float64{0.4, 0.55, 0.55}
		}
		for i, bound := range least {
			if got[i+1] < bound || got[i+1] <= got[i] || got[0] != 0 {
				t.Errorf("%s: correlations %v do not rise from 0 over %v", m.Name, got, least)
			}
		}
	}
}

// Where options are numbers and utility falls evenly from the best, as it assumes, the
// Bayesian model is ahead of counting from the first offer on.
func TestTheBayesianModelOfNumbersIsAheadOfCounting(t *testing.T) {
	s := spaceOf(t, deal.Integers("a", 1, 8), deal.Integers("b", 1, 20), deal.Range("c", 0, 1, 5))
	bayesian := learned(t, strategy.BayesianModel, s, peaked, 1, 10, 40)
	counting := learned(t, strategy.FrequencyModel, s, peaked, 1, 10, 40)
	for i := range bayesian {
		if bayesian[i] < counting[i]+0.1 || bayesian[i] < 0.75 || i > 0 && bayesian[i] <= bayesian[i-1] {
			t.Errorf("Bayesian %v, frequency %v", bayesian, counting)
		}
	}
}

func TestTheToldModelIsRight(t *testing.T) {
	s := named(t, 4, 4)
	own, other := compiled(t, s, random(1, s), 0), compiled(t, s, random(2, s), 0)
	if c := correlation(own, other, strategy.ToldModel(own, other).Prepare(own)(1)); math.Abs(c-1) > 1e-9 { // rounding
		t.Error(c)
	}
}

// hears makes a model over two issues of two options hear offers.
func hears(t *testing.T, m strategy.Modelling, offers ...[]int32) strategy.Model {
	s := named(t, 2, 2)
	model := m.Prepare(compiled(t, s, random(1, s), 0))(1)
	for _, os := range offers {
		model.Hear(strategy.Offer{Outcome: s.Outcome(os)}, os)
	}
	return model
}

func TestModelsCountAsTheirPapersSay(t *testing.T) {
	a, b := []int32{0, 0}, []int32{0, 1}
	for _, c := range []struct {
		model  strategy.Modelling
		offers [][]int32
		of     []int32
		want   float64
	}{
		// The first issue stayed once: weights 0.6 and 0.5 of 1.1. Options were offered 2, 0; 1, 1
		// times, once more each to begin with.
		{strategy.FrequencyModel, [][]int32{a, b}, []int32{1, 0}, 0.6/1.1/3 + 0.5/1.1},
		{strategy.FrequencyModel, [][]int32{a, b}, a, 1},
		{strategy.FrequencyModel, [][]int32{b}, []int32{1, 1}, 0.75}, // nothing stayed yet
		{strategy.SmithModel, [][]int32{a, b}, []int32{1, 0}, 1. / 3},
		{strategy.SmithModel, [][]int32{a, a, a, b}, []int32{1, 1}, 1. / 7},
		{strategy.EarlyModel, [][]int32{a, a, a, b}, []int32{1, 1}, 1. / 7},
		{strategy.RecentModel, [][]int32{a, b}, []int32{1, 1}, 0.5},
		{strategy.RecentModel, [][]int32{a, b}, b, 1},
		// Four offers on, a is forgotten.
		{strategy.RecentModel, [][]int32{a, {1, 1}, {1, 1}, {1, 1}, {1, 1}}, a, 0},
		// Ten offers: in the second window the second issue went from all 0 to all 1,
		// χ² = 5·((1/7−6/7)²/(6/7) + (6/7−1/7)²/(1/7)) ≈ 20.8, more than 3.8; but option
		// 1 is by then as frequent as 0, so nothing was given away and weights stay.
		{strategy.WindowsModel, [][]int32{a, a, a, a, a, b, b, b, b, b}, []int32{1, 0}, 0.5*math.Pow(1./11, 0.25) + 0.5},
		// With the first issue in both windows as before and the second as frequent as
		// before until the end, it gave way: the first gains 10·(1−0).
		{strategy.WindowsModel, [][]int32{a, a, a, a, a, a, a, a, a, a, b, b, b, b, b}, []int32{0, 1},
			10.5/11 + 0.5/11*math.Pow(6./11, 0.25)},
		// After the same, a window with one other option and one without are not told apart
		// (χ² = 5/6): nothing stayed less than before, and weights stay.
		{strategy.WindowsModel, [][]int32{a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a,
			b, b, b, b, b, a, b, b, b, b, b, b, b, b, b}, []int32{0, 1}, 10.5/11 + 0.5/11*math.Pow(15./22, 0.25)},
	} {
		got := hears(t, c.model, c.offers...).Of(c.of, 0)
		if math.Abs(got-c.want) > 1e-12 { // rounding
			t.Errorf("%s after %v: %v is worth %v, want %v", c.model.Name, c.offers, c.of, got, c.want)
		}
	}
}

// Of the second issue option 0 was in the first 100 different offers, 150 times, and 1 in
// the 101st and later. Repeated later, one of the first does not count either.
func TestTheEarlyModelCountsUntilItHasHeardAHundredDifferentOffers(t *testing.T) {
	s := named(t, 200, 2)
	m := strategy.EarlyModel.Prepare(compiled(t, s, random(1, s), 0))(1)
	hear := func(k, second int32) {
		m.Hear(strategy.Offer{Outcome: s.Outcome([]int32{k, second})}, []int32{k, second})
	}
	for k := range int32(100) {
		hear(k, 0)
	}
	for range 50 {
		hear(7, 0)
	}
	before := m.Of([]int32{7, 0}, 0)
	expect(t, "heard most", 1.0, before)
	for k := range int32(100) {
		hear(100+k, 1)
		hear(8, 0)
	}
	// Of at most 51 + 150 times, option 8 was offered once and option 0 150 times.
	expect(t, "heard once among the first", 151./201, m.Of([]int32{8, 0}, 0))
	expect(t, "heard later", 0.0, m.Of([]int32{150, 1}, 0))
}

// By hand: an issue that always stays gains 0.1 a time, of a sum that is made 1 again, until
// it weighs 1 − 0.2/1.1 = 0.818: that is after eleven times, and leaves the other 0.5/1.1^11.
func TestTheFrequencyModelLeavesEveryIssueSomeWeight(t *testing.T) {
	offers := slices.Repeat([][]int32{{0, 0}, {0, 1}}, 200)
	other := 0.5 / math.Pow(1.1, 11)
	got := hears(t, strategy.FrequencyModel, offers...).Of([]int32{1, 0}, 0)
	if want := other + (1-other)/401; math.Abs(got-want) > 1e-12 { // rounding
		t.Errorf("%v, want %v", got, want)
	}
}

func TestNumbersAreSimilarTheNearerTheyAre(t *testing.T) {
	s := spaceOf(t, deal.Integers("a", 0, 9), deal.Named("b", "x", "y", "z"))
	m := strategy.RecentModel.Prepare(compiled(t, s, random(1, s), 0))(1)
	m.Hear(strategy.Offer{}, []int32{3, 0})
	expect(t, "two of nine apart, and another name", (1-2./9)/2, m.Of([]int32{5, 2}, 0))
}
