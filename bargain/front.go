package bargain

import (
	"math"
	"slices"
)

// Solve lets a rule, such as [Nash], choose among the points of the frontier for the
// disagreement values d. Of a frontier that is not exact the solution says by how much
// a point that was left out may be better: see [Solution].
func (f *Front) Solve(rule func(points []Point, d []float64) Solution, d []float64) Solution {
	s := rule(f.Points, d)
	if !f.Exact {
		s.Epsilon = slices.Clone(f.Epsilon)
	}
	return s
}

// AllEfficient reports whether every outcome is known to be efficient, so that the
// frontier is the space and rules nothing out: it has been found to be, or the utilities
// of two parties are additive and what one gains the other loses, at one rate whatever
// the issue, but for rounding. The parties are then fully opposed, and nothing can be
// traded between issues.
func (f *Front) AllEfficient() bool {
	if f.Exact {
		tied := uint64(0)
		for _, p := range f.Points {
			tied += p.Ties
		}
		if tied == f.space.Len() {
			return true
		}
	}
	return f.tables != nil && len(f.us) == 2 && f.tables.opposed()
}

// opposed reports whether there is a rate at which the terms of the second of two
// parties offset those of the first in every issue.
func (t *tables) opposed() bool {
	ours, theirs := 0.0, 0.0
	for i := range t.issues() {
		ours += slices.Max(t.terms[0][i]) - slices.Min(t.terms[0][i])
		theirs += slices.Max(t.terms[1][i]) - slices.Min(t.terms[1][i])
	}
	if ours == 0 || theirs == 0 {
		return ours == theirs
	}
	for i := range t.issues() {
		lo, hi := math.Inf(1), math.Inf(-1)
		for k, x := range t.terms[0][i] {
			sum := x/ours + t.terms[1][i][k]/theirs
			lo, hi = min(lo, sum), max(hi, sum)
		}
		if hi-lo > Same+t.slack[0]/ours+t.slack[1]/theirs {
			return false
		}
	}
	return true
}
