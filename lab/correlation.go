package lab

import (
	"math"

	"parley/deal"
	"parley/scenario"
)

// Correlation is that of the utilities of two parties of a scenario over all outcomes
// (Pearson's): −1 are opposed in everything, 1 of one mind. It is reckoned issue by issue,
// whatever the size of the space. ok is false where one of the two is not additive,
// or gives the same utility to all outcomes.
func Correlation(s *scenario.Scenario, i, j int) (r float64, ok bool) {
	a, additive := s.Parties[i].Utility.(*deal.Additive)
	b, both := s.Parties[j].Utility.(*deal.Additive)
	if !additive || !both {
		return 0, false
	}
	var ab, aa, bb float64 // options of different issues are chosen independently: covariances add up
	for k := range s.Space.Issues() {
		wa, wb := a.Weights[k], b.Weights[k]
		ab += wa * wb * covariance(a.Values[k], b.Values[k])
		aa += wa * wa * covariance(a.Values[k], a.Values[k])
		bb += wb * wb * covariance(b.Values[k], b.Values[k])
	}
	if r = ab / math.Sqrt(aa*bb); !(math.Abs(r) <= 2) { // NaN, ±Inf
		return 0, false
	}
	return max(-1, min(r, 1)), true
}

// covariance is that of two values of an option, all options being as likely.
func covariance(x, y []float64) float64 {
	n, mx, my, sum := float64(len(x)), 0.0, 0.0, 0.0
	for i := range x {
		mx, my = mx+x[i]/n, my+y[i]/n
	}
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my) / n
	}
	return sum
}
