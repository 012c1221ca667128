package cost

import (
	"math"
	"slices"
)

// A histogram counts numbers in bins that fit them: from a first chunk it takes a
// center, and a spread of half the distance between their 10 and 90 per cent
// quantiles. Up to three spreads from the center bins are 2^-9 of the spread wide;
// farther out they follow the leading bits of the float distance + spread, 1024
// for each doubling. A quantile is right to its bin, and never outside of the
// least and the greatest number, which are exact. That holds whether the numbers
// are near zero or a narrow band far from it. It takes memory for the bins in use,
// however many numbers it counts; two are merged by adding whole numbers, in any
// order.
type histogram struct {
	scale   float64 // of what is counted
	center  float64
	spread  float64
	origin  float64 // where the near bins begin
	inverse float64 // of the width of a near bin
	lo, hi  float64
	sum     float64
	near    *[nearBins]uint32 // nil: none was counted
	far     [2][]*page        // above and below
	sample  []float64         // the numbers of the first chunk, in ascending order
}

const (
	reach     = 3 // of the near bins, in spreads
	perSpread = 1 << 9
	nearBins  = 2 * reach * perSpread
	pageBits  = 8
	pageSize  = 1 << pageBits
	keyShift  = 52 - 10
)

type page [pageSize]uint32

// newHistogram returns an empty histogram for numbers of a certain scale.
func newHistogram(scale float64) *histogram {
	h := &histogram{scale: max(math.Abs(scale), 0x1p-900)}
	h.fit(0, 0)
	return h
}

// look fits the bins to the numbers of a first chunk, which it does not count.
func (h *histogram) look(xs []float64) {
	h.sample = slices.Sorted(slices.Values(xs))
	at := func(q float64) float64 { return h.sample[int(q*float64(len(xs)-1))] }
	spread := (at(0.9) - at(0.1)) / 2
	if spread == 0 {
		spread = (at(1) - at(0)) / 2
	}
	h.fit(at(0.5), spread)
}

// fit sets the bins. A spread that is next to nothing beside what is counted is
// that of its last digits.
func (h *histogram) fit(center, spread float64) {
	h.center, h.spread = center, max(spread, h.scale*0x1p-40, math.Abs(center)*0x1p-46)
	h.origin, h.inverse = h.center-reach*h.spread, perSpread/h.spread
	h.lo, h.hi = math.Inf(1), math.Inf(-1)
}

// empty returns a histogram with the same bins.
func (h *histogram) empty() histogram {
	g := histogram{scale: h.scale}
	g.fit(h.center, h.spread)
	return g
}

// add counts numbers.
func (h *histogram) add(xs []float64) {
	h.sum += sum(xs)
	if h.near == nil {
		h.near = new([nearBins]uint32)
	}
	near, origin, inverse, lo, hi := h.near, h.origin, h.inverse, h.lo, h.hi
	for _, x := range xs {
		if x < lo {
			lo = x
		}
		if x > hi {
			hi = x
		}
		// A negative number, as one without a sign, is too large.
		if i := uint64(int64((x - origin) * inverse)); i < nearBins {
			near[i]++
		} else {
			h.rare(x)
		}
	}
	h.lo, h.hi = lo, hi
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

// rare counts a number that is far from the center.
func (h *histogram) rare(x float64) {
	side, k := h.distant(x)
	on(&h.far[side], k>>pageBits)[k%pageSize]++
}

// distant returns the side, and the bin on it, of a number that is far from the
// center.
func (h *histogram) distant(x float64) (side, k int) {
	d := x - h.center
	if d < 0 {
		side = 1
	}
	return side, max(0, int(math.Float64bits(math.Abs(d)+h.spread)>>keyShift)-h.least())
}

// least is the key of the first bin far from the center.
func (h *histogram) least() int {
	return int(math.Float64bits((reach+1)*h.spread) >> keyShift)
}

// order returns the number of a bin in ascending order: the near ones from 0.
func (h *histogram) order(x float64) int {
	if i := uint64(int64((x - h.origin) * h.inverse)); i < nearBins {
		return int(i)
	}
	side, k := h.distant(x)
	if side == 1 {
		return -1 - k
	}
	return nearBins + k
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

// merge adds the counts of g, which has the same bins, and may take its memory.
func (h *histogram) merge(g *histogram) {
	h.lo, h.hi = min(h.lo, g.lo), max(h.hi, g.hi)
	switch {
	case g.near == nil:
	case h.near == nil:
		h.near, g.near = g.near, nil
	default:
		for i, c := range g.near {
			h.near[i] += c
		}
	}
	for side, pages := range g.far {
		for n, from := range pages {
			if from == nil {
				continue
			}
			to := on(&h.far[side], n)
			for i, c := range from {
				to[i] += c
			}
		}
	}
}

// A bin is numbers from lo to hi.
type bin struct {
	order  int
	lo, hi float64
	count  uint32
}

// bins calls yield with each bin that is in use, in ascending order.
func (h *histogram) bins(yield func(bin) bool) {
	edge := func(k int) float64 { return math.Float64frombits(uint64(k+h.least())<<keyShift) - h.spread }
	for n, pg := range slices.Backward(h.far[1]) {
		for i := pageSize - 1; pg != nil && i >= 0; i-- {
			k := n<<pageBits + i
			if pg[i] > 0 && !yield(h.bin(-1-k, -edge(k+1), -edge(k), pg[i])) {
				return
			}
		}
	}
	width := h.spread / perSpread
	for i, c := range h.near { // something was counted
		from := float64(i)*width - reach*h.spread
		if c > 0 && !yield(h.bin(i, from, from+width, c)) {
			return
		}
	}
	for n, pg := range h.far[0] {
		for i := 0; pg != nil && i < pageSize; i++ {
			k := n<<pageBits + i
			if pg[i] > 0 && !yield(h.bin(nearBins+k, edge(k), edge(k+1), pg[i])) {
				return
			}
		}
	}
}

// bin returns a bin between two distances from the center, as far as there are
// numbers.
func (h *histogram) bin(order int, lo, hi float64, count uint32) bin {
	return bin{order, h.inside(h.center + lo), h.inside(h.center + hi), count}
}

// inside returns x, or the end that it passes.
func (h *histogram) inside(x float64) float64 { return min(max(x, h.lo), h.hi) }

// spreadOf returns the quantiles.
func (h *histogram) spreadOf(n int, mean float64) Spread {
	s := Spread{Mean: h.inside(mean)}
	want := append(dots(), quantile{0.1, &s.P10}, quantile{0.5, &s.P50}, quantile{0.9, &s.P90})
	for i := range s.Dots {
		want[i].at = &s.Dots[i]
	}
	below := 0.0
	for b := range h.bins {
		for _, q := range want {
			rank := (q.of*float64(n) - below) / float64(b.count)
			if rank > 0 && rank <= 1 {
				*q.at = h.within(b, rank)
			}
		}
		below += float64(b.count)
	}
	return s
}

// within returns what stands at a rank, 0 to 1, of a bin. A bin is filled evenly
// from end to end, unless it holds some of the first chunk: it is then filled as
// these are. A cap, or a rounded rate, puts many draws on the same won.
func (h *histogram) within(b bin, rank float64) float64 {
	in := h.sampleOf(b.order)
	if len(in) < 4 {
		return between(b.lo, b.hi, rank)
	}
	in = slices.Concat([]float64{b.lo}, in, []float64{b.hi})
	n, part := math.Modf(rank * float64(len(in)-1))
	if int(n) == len(in)-1 {
		return b.hi
	}
	return between(in[int(n)], in[int(n)+1], part)
}

// between returns what is a part of the way from lo to hi, and neither before the
// one nor after the other.
func between(lo, hi, part float64) float64 { return min(lo+float64((hi-lo)*part), hi) }

// sampleOf returns the numbers of the first chunk that are in a bin.
func (h *histogram) sampleOf(order int) []float64 {
	from := func(n int) int {
		i, _ := slices.BinarySearchFunc(h.sample, n, func(x float64, n int) int { return h.order(x) - n })
		return i
	}
	return h.sample[from(order):from(order+1)]
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
