package cost

import (
	"math"
	"slices"
)

// A histogram counts numbers by the leading bits of their floats: 2048 bins to
// a doubling, so that a quantile is right to 2^-11 of itself. It takes memory
// for the bins in use, however many numbers it counts; two are merged by adding
// whole numbers, in any order.
type histogram struct {
	least    uint64 // the key of the smallest number that is told from zero
	pos, neg []*page
	zero     uint64
	sum      float64
	sample   []float64 // the numbers of the first chunk, in ascending order
}

const (
	pageBits = 9
	pageSize = 1 << pageBits
	keyShift = 52 - 11
	// told is how much smaller than the scale a number may be and still be told
	// from zero.
	told = 0x1p-20
)

type page [pageSize]uint32

// newHistogram returns an empty histogram for numbers of a certain scale.
func newHistogram(scale float64) *histogram {
	least := math.Abs(scale) * told
	if !(least > 0) {
		least = told
	}
	return &histogram{least: math.Float64bits(least) >> keyShift}
}

// add counts numbers.
func (h *histogram) add(xs []float64) {
	least, pages := h.least, h.pos
	h.sum += sum(xs)
	for _, x := range xs {
		// The sign bit makes a negative number's key too large for any page, and
		// so does a key below the least, which comes round from the other end.
		k := math.Float64bits(x)>>keyShift - least
		if p := k >> pageBits; p < uint64(len(pages)) {
			if pg := pages[p]; pg != nil {
				pg[k%pageSize]++
				continue
			}
		}
		h.rare(x)
		pages = h.pos
	}
}

// sum adds numbers in four series, which a processor can do side by side.
func sum(xs []float64) float64 {
	var a, b, c, d float64
	for ; len(xs) >= 4; xs = xs[4:] {
		a, b, c, d = a+xs[0], b+xs[1], c+xs[2], d+xs[3]
	}
	for _, x := range xs {
		a += x
	}
	return a + b + (c + d)
}

// rare counts a number that is negative, next to nothing, or on a new page.
func (h *histogram) rare(x float64) {
	k := int(math.Float64bits(math.Abs(x))>>keyShift) - int(h.least)
	pages := &h.pos
	switch {
	case k < 0:
		h.zero++
		return
	case x < 0:
		pages = &h.neg
	}
	on(pages, k>>pageBits)[k%pageSize]++
}

// on returns a page, a new one if need be.
func on(pages *[]*page, n int) *page {
	for len(*pages) <= n {
		*pages = append(*pages, nil)
	}
	if (*pages)[n] == nil {
		(*pages)[n] = new(page)
	}
	return (*pages)[n]
}

// keep remembers the numbers of the first chunk.
func (h *histogram) keep(xs []float64) {
	h.sample = slices.Sorted(slices.Values(xs))
}

// merge adds the counts of g.
func (h *histogram) merge(g *histogram) {
	h.sample = slices.Concat(h.sample, g.sample) // one of the two is empty
	h.zero += g.zero
	for _, side := range []struct {
		to   *[]*page
		from []*page
	}{{&h.pos, g.pos}, {&h.neg, g.neg}} {
		for n, from := range side.from {
			if from == nil {
				continue
			}
			to := on(side.to, n)
			for i, c := range from {
				to[i] += c
			}
		}
	}
}

// bins calls yield with each bin that is in use, in ascending order.
func (h *histogram) bins(yield func(lo, hi float64, count uint64) bool) {
	edge := func(k int) float64 { return math.Float64frombits((uint64(k) + h.least) << keyShift) }
	for n := len(h.neg) - 1; n >= 0; n-- {
		for i := pageSize - 1; h.neg[n] != nil && i >= 0; i-- {
			k := n<<pageBits + i
			if c := h.neg[n][i]; c > 0 && !yield(-edge(k+1), -edge(k), uint64(c)) {
				return
			}
		}
	}
	lowest := -edge(0)
	if len(h.neg) == 0 {
		lowest = 0
	}
	if h.zero > 0 && !yield(lowest, edge(0), h.zero) {
		return
	}
	for n, pg := range h.pos {
		for i := 0; pg != nil && i < pageSize; i++ {
			k := n<<pageBits + i
			if c := pg[i]; c > 0 && !yield(edge(k), edge(k+1), uint64(c)) {
				return
			}
		}
	}
}

// spread returns the quantiles.
func (h *histogram) spread(n int, mean float64) Spread {
	s := Spread{Mean: mean}
	want := append(dots(), quantile{0.1, &s.P10}, quantile{0.5, &s.P50}, quantile{0.9, &s.P90})
	for i := range s.Dots {
		want[i].at = &s.Dots[i]
	}
	below := 0.0
	h.bins(func(lo, hi float64, count uint64) bool {
		for _, q := range want {
			rank := (q.of*float64(n) - below) / float64(count)
			if rank > 0 && rank <= 1 {
				*q.at = h.within(lo, hi, rank)
			}
		}
		below += float64(count)
		return true
	})
	return s
}

// within returns what stands at a rank, 0 to 1, of a bin. A bin is filled evenly
// from end to end, unless half of it or more is one number: a cap, or a rounded
// rate, puts many draws on the same won.
func (h *histogram) within(lo, hi, rank float64) float64 {
	i, _ := slices.BinarySearch(h.sample, lo)
	j, _ := slices.BinarySearch(h.sample, hi)
	in := h.sample[i:j]
	if len(in) < 4 {
		return lo + (hi-lo)*rank
	}
	// A number that is half of a sorted list or more is in its middle.
	atom := in[len(in)/2]
	first, _ := slices.BinarySearch(in, atom)
	last, _ := slices.BinarySearch(in, math.Nextafter(atom, math.Inf(1)))
	share := float64(last-first) / float64(len(in))
	if share < 0.5 {
		return lo + (hi-lo)*rank
	}
	under := (1 - share) * (atom - lo) / (hi - lo)
	switch {
	case rank < under:
		return lo + (atom-lo)*rank/under
	case rank <= under+share:
		return atom
	}
	return atom + (hi-atom)*(rank-under-share)/(1-under-share)
}

type quantile struct {
	of float64
	at *float64
}

// dots returns the quantiles of the dots.
func dots() []quantile {
	qs := make([]quantile, 20, 23)
	for i := range qs {
		qs[i].of = (float64(i) + 0.5) / 20
	}
	return qs
}
