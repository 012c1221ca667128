package bargain

import (
	"cmp"
	"slices"
	"sort"
)

// rows are utilities of any number of parties, or partial sums, one after the
// other, each with the lowest index of its outcomes or prefixes and their number.
type rows struct {
	n        int
	u        []float64
	at, ties []uint64
}

func (r *rows) len() int            { return len(r.at) }
func (r *rows) row(i int) []float64 { return r.u[i*r.n : (i+1)*r.n : (i+1)*r.n] }

func (r *rows) add(u []float64, at, ties uint64) {
	r.u, r.at, r.ties = append(r.u, u...), append(r.at, at), append(r.ties, ties)
}

func (r *rows) append(s *rows) {
	r.u, r.at, r.ties = append(r.u, s.u...), append(r.at, s.at...), append(r.ties, s.ties...)
}

// indices are 0, 1, ... up to the last row's.
func (r *rows) indices() []int {
	order := make([]int, r.len())
	for i := range order {
		order[i] = i
	}
	return order
}

// sorted returns the rows by falling utilities, ties by index, equal ones merged.
func (r *rows) sorted() *rows {
	order := r.indices()
	slices.SortFunc(order, func(x, y int) int {
		if c := slices.Compare(r.row(y), r.row(x)); c != 0 {
			return c
		}
		return cmp.Compare(r.at[x], r.at[y])
	})
	s := &rows{n: r.n, u: make([]float64, 0, len(r.u)), at: make([]uint64, 0, r.len()), ties: make([]uint64, 0, r.len())}
	for _, i := range order {
		if last := s.len() - 1; last >= 0 && slices.Equal(s.row(last), r.row(i)) {
			s.ties[last] += r.ties[i]
			continue
		}
		s.add(r.row(i), r.at[i], r.ties[i])
	}
	return s
}

// pick returns the rows of an order.
func (r *rows) pick(order []int) *rows {
	s := &rows{n: r.n, u: make([]float64, 0, len(order)*r.n), at: make([]uint64, 0, len(order)), ties: make([]uint64, 0, len(order))}
	for _, i := range order {
		s.add(r.row(i), r.at[i], r.ties[i])
	}
	return s
}

// has reports whether one of the rows, which are sorted, is u.
func (r *rows) has(u []float64) bool {
	at := sort.Search(r.len(), func(i int) bool { return slices.Compare(r.row(i), u) <= 0 })
	return at < r.len() && slices.Equal(r.row(at), u)
}

// maxima returns the rows that no other one dominates, by falling utilities: at
// least as high for all, and for one higher by more than its slack. With slack
// it may keep a few rows more; without, none.
//
// It divides and conquers (Kung, Luccio and Preparata 1975): of the rows by
// falling first utility no later one can dominate an earlier one, so the maxima
// of both halves are found, and those of the second held against the first in
// the other utilities only, which are divided in the same way.
func (r *rows) maxima(slack []float64) *rows {
	s := r.sorted()
	kept := (&sieve{s, slack}).maxima(s.indices())
	slices.Sort(kept)
	return s.pick(kept)
}

type sieve struct {
	*rows
	slack []float64
}

const fewRows = 24 // below, comparing all pairs is faster than dividing

func (s *sieve) maxima(order []int) []int {
	if len(order) <= fewRows {
		return s.fewMaxima(order)
	}
	half := len(order) / 2
	first := s.maxima(order[:half])
	second := s.unbeaten(s.maxima(order[half:]), first, 1)
	return slices.Concat(first, second)
}

func (s *sieve) fewMaxima(order []int) []int {
	var kept []int
	for _, i := range order {
		if !slices.ContainsFunc(kept, func(j int) bool { return s.beats(j, i) }) {
			kept = append(kept, i)
		}
	}
	return kept
}

// beats reports whether row i dominates row j.
func (s *sieve) beats(i, j int) bool {
	higher := false
	x, y := s.row(i), s.row(j)
	for k, v := range x {
		if v < y[k] {
			return false
		}
		higher = higher || v > y[k]+s.slack[k]
	}
	return higher
}

// unbeaten returns those of low that none of high dominates, where it is known
// that all of high are at least as high as all of low in the utilities before k.
func (s *sieve) unbeaten(low, high []int, k int) []int {
	switch {
	case len(low) == 0 || len(high) == 0:
		return low
	case len(low)*len(high) <= fewRows*fewRows:
		return s.unbeatenBy(low, high)
	case k >= s.n-1: // only the highest in the last one counts
		top := slices.MaxFunc(high, func(i, j int) int { return cmp.Compare(s.row(i)[s.n-1], s.row(j)[s.n-1]) })
		return s.unbeatenBy(low, []int{top})
	}
	at, below, above := s.cut(low, high, k)
	switch {
	case above:
		return s.unbeaten(low, high, k+1)
	case below:
		return low
	}
	lowUp, lowDown := s.split(low, k, at)
	highUp, highDown := s.split(high, k, at)
	up := s.unbeaten(lowUp, highUp, k)
	down := s.unbeaten(s.unbeaten(lowDown, highUp, k+1), highDown, k)
	return slices.Concat(up, down)
}

func (s *sieve) unbeatenBy(low, high []int) []int {
	var kept []int
	for _, i := range low {
		if !slices.ContainsFunc(high, func(j int) bool { return s.beats(j, i) }) {
			kept = append(kept, i)
		}
	}
	return kept
}

// cut returns a value of utility k, about the median, that has some of both lists
// together on either side; or it reports that all of high are below all of low,
// or that all of high are at least as high as all of low.
func (s *sieve) cut(low, high []int, k int) (at float64, below, above bool) {
	lowLo, lowHi := s.span(low, k)
	highLo, highHi := s.span(high, k)
	if highLo >= lowHi {
		return 0, false, true
	}
	if highHi < lowLo {
		return 0, true, false
	}
	least := min(lowLo, highLo)
	at = s.middle(low, high, k)
	if at == least { // the upper part must not be everything
		at = max(lowHi, highHi)
		for _, list := range [][]int{low, high} {
			for _, i := range list {
				if v := s.row(i)[k]; v > least {
					at = min(at, v)
				}
			}
		}
	}
	return at, false, false
}

func (s *sieve) span(order []int, k int) (lo, hi float64) {
	lo, hi = s.row(order[0])[k], s.row(order[0])[k]
	for _, i := range order {
		v := s.row(i)[k]
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

// middle is the median of some values taken at even distances.
func (s *sieve) middle(low, high []int, k int) float64 {
	var some [33]float64
	n := len(low) + len(high)
	for j := range some {
		i := j * (n - 1) / (len(some) - 1)
		if i < len(low) {
			some[j] = s.row(low[i])[k]
		} else {
			some[j] = s.row(high[i-len(low)])[k]
		}
	}
	slices.Sort(some[:])
	return some[len(some)/2]
}

// split parts rows into those of at least cut in utility k and the others.
func (s *sieve) split(order []int, k int, cut float64) (up, down []int) {
	for _, i := range order {
		if s.row(i)[k] >= cut {
			up = append(up, i)
		} else {
			down = append(down, i)
		}
	}
	return up, down
}

// A pool is a frontier of any number of parties that grows: what a few strong
// rows dominate is dropped at once, the rest now and then.
type pool struct {
	all    rows
	kept   int // of all, as they were left by the last settling
	strong []int
	zero   []float64
}

func newPool(n int) *pool { return &pool{all: rows{n: n}, zero: make([]float64, n)} }

const strongRows = 24

// covered reports whether a row, or one lower, is certainly dominated.
func (p *pool) covered(u []float64) bool {
	for at, i := range p.strong {
		if dominates(p.all.row(i), u) {
			p.strong[at], p.strong[at/2] = p.strong[at/2], i // the useful ones move up
			return true
		}
	}
	return false
}

// dominates reports whether x is at least as high for all and higher for one.
func dominates(x, y []float64) bool {
	higher := false
	for k, v := range x {
		if v < y[k] {
			return false
		}
		higher = higher || v > y[k]
	}
	return higher
}

func (p *pool) add(u []float64, at uint64) {
	if p.covered(u) {
		return
	}
	p.all.add(u, at, 1)
	if p.all.len()-p.kept >= max(firstBatch, p.kept) {
		p.front()
	}
}

// front settles the pool and returns its maxima.
func (p *pool) front() *rows {
	p.all = *p.all.maxima(p.zero)
	p.kept = p.all.len()
	p.chooseStrong()
	return &p.all
}

// chooseStrong takes the rows with the highest sum of utilities, each in parts of its range.
func (p *pool) chooseStrong() {
	lo, hi := slices.Clone(p.all.row(0)), slices.Clone(p.all.row(0))
	for i := range p.kept {
		for k, v := range p.all.row(i) {
			lo[k], hi[k] = min(lo[k], v), max(hi[k], v)
		}
	}
	sums := make([]float64, p.kept)
	p.strong = make([]int, p.kept)
	for i := range p.kept {
		p.strong[i] = i
		for k, v := range p.all.row(i) {
			if hi[k] > lo[k] {
				sums[i] += (v - lo[k]) / (hi[k] - lo[k])
			}
		}
	}
	slices.SortStableFunc(p.strong, func(i, j int) int { return cmp.Compare(sums[j], sums[i]) })
	p.strong = slices.Clone(p.strong[:min(strongRows, p.kept)])
}
