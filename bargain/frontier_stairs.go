package bargain

import (
	"cmp"
	"slices"
)

// A pair is the utilities of two parties, or a partial sum of them, with the
// lowest index of the outcomes, or prefixes, that have them, and their number,
// which is at most deal.MaxOutcomes and cannot overflow.
type pair struct {
	a, b     float64
	at, ties uint64
}

// byFalling orders pairs by falling utilities, ties by index.
func byFalling(x, y pair) int {
	switch {
	case x.a != y.a:
		return cmp.Compare(y.a, x.a)
	case x.b != y.b:
		return cmp.Compare(y.b, x.b)
	}
	return cmp.Compare(x.at, y.at)
}

// staircase sorts ps and keeps the undominated ones, equal ones merged. It
// writes over ps.
func staircase(ps []pair) []pair {
	slices.SortFunc(ps, byFalling)
	kept := ps[:0]
	for _, p := range ps {
		switch last := len(kept) - 1; {
		case last >= 0 && kept[last].a == p.a && kept[last].b == p.b:
			kept[last].ties += p.ties
		case last < 0 || p.b > kept[last].b:
			kept = append(kept, p)
		}
	}
	return kept
}

// stairs is a frontier of two parties that grows: an outcome is tested in a few
// instructions, and only those that pass are kept and now and then sorted.
//
// The range of the first utility is cut into steps. best[i] is the highest
// second utility among the outcomes in steps above i: whoever is in step i and
// not better than that is dominated. That test lets some dominated outcomes
// pass, those of the same step, and none that ties is lost.
type stairs struct {
	best      []float64
	lo, scale float64
	all       []pair // the first `sorted` of them a staircase, the others as they came
	sorted    int
}

const (
	steps      = 512 // 4 KB, which stays in the nearest cache
	firstBatch = 1024
)

func newStairs(lo, hi float64) *stairs {
	s := &stairs{best: make([]float64, steps)}
	s.span(lo, hi)
	return s
}

// span sets the range of the first utility. Any range is correct, one that
// fits is fast.
func (s *stairs) span(lo, hi float64) {
	s.lo, s.scale = lo, 0
	if hi > lo {
		s.scale = min((steps-1)/(hi-lo), 1e300)
	}
	for i := range s.best {
		s.best[i] = lowest
	}
	for _, p := range slices.Backward(s.all) { // the lowest steps first: they have the highest b
		s.raise(p)
	}
}

const lowest = -1.7976931348623157e308 // no finite utility is below it

func (s *stairs) step(a float64) int {
	x := (a - s.lo) * s.scale
	if !(x > 0) {
		return 0
	}
	return int(min(x, steps-1))
}

// covered reports whether an outcome of these utilities, or of lower ones, is
// certainly dominated.
func (s *stairs) covered(a, b float64) bool { return b <= s.best[s.step(a)] && b > lowest }

func (s *stairs) raise(p pair) {
	for i := s.step(p.a) - 1; i >= 0 && s.best[i] < p.b; i-- {
		s.best[i] = p.b
	}
}

func (s *stairs) add(p pair) {
	if last := len(s.all) - 1; last >= s.sorted && s.all[last].a == p.a && s.all[last].b == p.b {
		s.all[last].ties++
		return
	}
	s.all = append(s.all, p)
	s.raise(p)
	if len(s.all)-s.sorted >= max(firstBatch, s.sorted) {
		s.settle()
	}
}

// settle makes all of it a staircase. A batch is as long as the staircase, so
// that what passes the test is sorted a logarithmic number of times.
func (s *stairs) settle() {
	s.all = staircase(s.all)
	s.sorted = len(s.all)
}
