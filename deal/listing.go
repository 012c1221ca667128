package deal

import (
	"math"
	"slices"
	"sort"
	"sync"
)

// A listing is the utility of every outcome of a space, and their order, which
// is found when it is first asked for.
type listing struct {
	u      []float64 // by outcome
	once   sync.Once
	order  []uint32  // outcomes by rising utility, ties by index
	sorted []float64 // utilities in that order
}

// list asks u for the utility of every outcome.
func list(s *Space, u Utility) []float64 {
	all := make([]float64, s.n)
	options := make([]int32, len(s.issues))
	for o := range all {
		all[o] = u.Of(options)
		for i := len(options) - 1; i >= 0; i-- {
			if options[i]++; int(options[i]) < s.issues[i].n {
				break
			}
			options[i] = 0
		}
	}
	return all
}

func (l *listing) sort() {
	l.once.Do(func() {
		l.sorted, l.order = sortFloats(slices.Clone(l.u))
	})
}

// first returns the place in the order of the first utility of at least x, or
// how many there are if there is none or x is NaN.
func (l *listing) first(x float64) int { return sort.SearchFloat64s(l.sorted, x) }

func (l *listing) at(i int) hit { return hit{Outcome(l.order[i]), l.sorted[i], true} }

// around implements inverse.
func (l *listing) around(x, from float64) (below, above hit) {
	l.sort()
	i := l.first(x)
	if i < len(l.sorted) {
		above = l.at(i)
	}
	if i > 0 && from < x && l.sorted[i-1] >= from {
		below = l.at(l.first(l.sorted[i-1]))
	}
	return below, above
}

// within implements inverse.
func (l *listing) within(dst []Outcome, lo, hi float64, limit int) []Outcome {
	l.sort()
	i := l.first(lo)
	for n := 0; i < len(l.sorted) && l.sorted[i] <= hi && (limit <= 0 || n < limit); n++ {
		dst = append(dst, Outcome(l.order[i]))
		i++
	}
	return dst
}

// ranked implements inverse. The order rises with ties by index, ranks fall with
// ties by index: within a group of equals both count the same way.
func (l *listing) ranked(rank int) (Outcome, bool) {
	l.sort()
	n := len(l.sorted)
	u := l.sorted[n-1-rank]
	better := n - l.first(math.Nextafter(u, math.Inf(1)))
	return Outcome(l.order[l.first(u)+rank-better]), true
}
