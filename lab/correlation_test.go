package lab

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/deal"
)

// Reckoned issue by issue it is what going through the space gives. 1e-9: sums of some
// hundred terms in another order.
func TestCorrelationIsThatOverAllOutcomes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := Generator{Issues: rapid.IntRange(1, 4).Draw(r, "issues"), Options: rapid.IntRange(2, 5).Draw(r, "options"),
			Correlation: rapid.Float64Range(-1, 1).Draw(r, "correlation"), Seed: rapid.Uint64().Draw(r, "seed"), SameWeights: rapid.Bool().Draw(r, "same weights")}
		s, err := g.Scenario()
		if err != nil {
			r.Fatal(err)
		}
		var a, b []float64
		for o := range s.Space.Len() {
			options := s.Space.Options(deal.Outcome(o), nil)
			a, b = append(a, s.Parties[0].Utility.Of(options)), append(b, s.Parties[1].Utility.Of(options))
		}
		want := covariance(a, b) / math.Sqrt(covariance(a, a)*covariance(b, b))
		got, ok := Correlation(s, 0, 1)
		if !ok || math.Abs(got-want) > 1e-9 {
			r.Fatalf("%v, %v, want %v", got, ok, want)
		}
	})
}

// With the same weights, parties of opposed values are opposed; 1e-5: values are
// millionths. With weights of their own they need not be.
func TestWithTheSameWeightsOpposedValuesAreOpposedUtilities(t *testing.T) {
	for seed := range uint64(20) {
		s, err := Generator{Issues: 5, Options: 4, Correlation: -1, Seed: seed, SameWeights: true}.Scenario()
		if err != nil {
			t.Fatal(err)
		}
		if r, ok := Correlation(s, 0, 1); !ok || r > -1+1e-5 {
			t.Errorf("seed %d: %v", seed, r)
		}
		s, _ = Generator{Issues: 5, Options: 4, Correlation: -1, Seed: seed}.Scenario()
		if r, ok := Correlation(s, 0, 1); !ok || r < -1 || r > -0.05 {
			t.Errorf("seed %d, weights of their own: %v", seed, r)
		}
	}
}

func TestWhatHasNoCorrelationHasNone(t *testing.T) {
	s, err := Generator{Issues: 2, Options: 1}.Scenario()
	if err != nil {
		t.Fatal(err)
	}
	if r, ok := Correlation(s, 0, 1); ok {
		t.Errorf("all outcomes are worth the same: %v", r)
	}
	s.Parties[1].Utility = odd(3)
	if r, ok := Correlation(s, 0, 1); ok {
		t.Errorf("not additive: %v", r)
	}
}

func TestMoreThan2To63OutcomesAreRefusedWithWhatWasAsked(t *testing.T) {
	_, err := Generator{Issues: 40, Options: 4}.Scenario()
	if err == nil || !strings.Contains(err.Error(), "40 issues of 4 options") || strings.Contains(err.Error(), "deal: ") {
		t.Error(err)
	}
}
