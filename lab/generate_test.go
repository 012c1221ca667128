package lab

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/bargain"
	"parley/deal"
)

func generated(t testing.TB, g Generator) *Tournament {
	s, err := g.Scenario()
	if err != nil {
		t.Fatal(err)
	}
	x := &Tournament{Rounds: 5, Repetitions: 1}
	x.Scenarios = append(x.Scenarios, s)
	return x
}

// Pearson's correlation of two parties' values.
func pearson(x, y []float64) float64 {
	n := float64(len(x))
	var mx, my, xy, xx, yy float64
	for i := range x {
		mx, my = mx+x[i]/n, my+y[i]/n
	}
	for i := range x {
		xy, xx, yy = xy+(x[i]-mx)*(y[i]-my), xx+(x[i]-mx)*(x[i]-mx), yy+(y[i]-my)*(y[i]-my)
	}
	return xy / math.Sqrt(xx*yy)
}

func TestGeneratedValuesHaveTheCorrelationAskedFor(t *testing.T) {
	for _, c := range []struct {
		parties     int
		correlation float64
	}{{2, -1}, {2, -0.9}, {2, 0}, {2, 0.5}, {2, 1}, {3, -0.4}, {5, 0.7}} {
		s := generated(t, Generator{Issues: 1, Options: 40000, Parties: c.parties, Correlation: c.correlation, Seed: 3}).Scenarios[0]
		for i := range c.parties {
			for j := range i {
				got := pearson(s.Parties[i].Utility.(*deal.Additive).Values[0], s.Parties[j].Utility.(*deal.Additive).Values[0])
				if math.Abs(got-c.correlation) > 0.02 { // four standard deviations of 40,000 pairs
					t.Errorf("%+v: parties %d and %d have %v", c, i, j, got)
				}
			}
		}
	}
}

func TestGeneratedUtilitiesReachFrom0To1(t *testing.T) {
	s := generated(t, Generator{Issues: 4, Options: 5, Seed: 9, Reserved: 0.25}).Scenarios[0]
	for _, p := range s.Parties {
		f, err := deal.Compile(s.Space, p)
		if err != nil || math.Abs(f.Min) > 1e-12 || math.Abs(f.Max-1) > 1e-12 || f.Reserved != 0.25 {
			t.Errorf("%v..%v, %v", f.Min, f.Max, err)
		}
	}
}

func TestTheSameGeneratorMakesTheSameScenarioAndAnotherSeedAnother(t *testing.T) {
	values := func(g Generator) any { return generated(t, g).Scenarios[0].Parties[1].Utility }
	g := Generator{Issues: 3, Options: 4, Seed: 5}
	if diff := cmp.Diff(values(g), values(g)); diff != "" {
		t.Error(diff)
	}
	for _, h := range []Generator{{Issues: 3, Options: 4, Seed: 6}, {Issues: 3, Options: 4, Seed: 5, Correlation: 0.1}} {
		if cmp.Equal(values(g), values(h)) {
			t.Errorf("%+v is the same", h)
		}
	}
}

func TestAGeneratorOfNonsenseIsRefused(t *testing.T) {
	for _, g := range []Generator{{}, {Issues: 1}, {Issues: 1, Options: 1, Correlation: 1.1}, {Issues: 1, Options: 1, Correlation: math.NaN()},
		{Issues: 1, Options: 1, Parties: 3, Correlation: -0.9}, {Issues: 1, Options: 1, Parties: 1}, {Issues: 1, Options: 1, Reserved: 2},
		{Issues: math.MaxInt, Options: math.MaxInt}, {Issues: 100, Options: 10}, {Issues: 1, Options: 2, Parties: -1}, {Issues: 1, Options: 1, Reserved: math.NaN()}} {
		if s, err := g.Scenario(); err == nil {
			t.Errorf("%+v made %v", g, s)
		}
	}
}

func TestAnIssueWithOneOptionDecidesNothing(t *testing.T) {
	s := generated(t, Generator{Issues: 2, Options: 1}).Scenarios[0]
	if got := s.Parties[0].Utility.Of([]int32{0, 0}); math.Abs(got-1) > 1e-12 {
		t.Errorf("the only outcome is worth %v", got)
	}
}

// The frontier of 10^12 outcomes with tables of correlation −0.9 has some hundred
// points and is exact (shared/design/engine.md: 300 to 800).
func TestTheFrontierOfAMillionMillionOutcomesIsExact(t *testing.T) {
	s := generated(t, Generator{Issues: 12, Options: 10, Correlation: -0.9, Seed: 1}).Scenarios[0]
	if s.Space.Len() != 1e12 {
		t.Fatal(s.Space.Len())
	}
	f, err := bargain.Frontier(s.Space, []deal.Utility{s.Parties[0].Utility, s.Parties[1].Utility}, bargain.Options{})
	if err != nil || !f.Exact || len(f.Points) < 100 || len(f.Points) > 5000 {
		t.Errorf("%d points, exact %v, %v", len(f.Points), f.Exact, err)
	}
	t.Logf("%d points", len(f.Points))
}
