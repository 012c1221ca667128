package cost

import (
	"math"
	"slices"
	"testing"
)

func TestQuantilesAreRightToTheBin(t *testing.T) {
	src := seeded(1)
	zs := make([]float64, 200_000)
	src.normals(zs, 0, 1)
	for name, f := range map[string]func(z float64) float64{
		"amounts":             func(z float64) float64 { return 1.2e12 + 5e10*z },
		"small":               func(z float64) float64 { return 1e-3 * math.Exp(z) },
		"negative":            func(z float64) float64 { return -1.2e12 + 5e10*z },
		"both signs":          func(z float64) float64 { return 1e9 * z },
		"very wide":           func(z float64) float64 { return math.Exp(10 * z) },
		"across a power of 2": func(z float64) float64 { return 1024 + 20*z },
	} {
		xs := make([]float64, len(zs))
		for i, z := range zs {
			xs[i] = f(z)
		}
		h := newHistogram(math.Abs(f(0)) + 1e-3)
		h.add(xs)
		h.keep(xs[:chunk])
		s := h.spread(len(xs), 0)
		slices.Sort(xs)
		for _, q := range append(dots(), quantile{0.1, nil}, quantile{0.5, nil}, quantile{0.9, nil}) {
			n := int(q.of * float64(len(xs)))
			below, above := xs[n-2], xs[n+2]
			got := map[float64]float64{0.1: s.P10, 0.5: s.P50, 0.9: s.P90}[q.of]
			if i := int(q.of*20 - 0.25); math.Abs(q.of*20-float64(i)-0.5) < 1e-9 {
				got = s.Dots[i]
			}
			if tol := math.Abs(got)*0x1p-11 + told*(math.Abs(f(0))+1e-3); got < below-tol || got > above+tol {
				t.Errorf("%s: the %v quantile is %v, want %v to %v", name, q.of, got, below, above)
			}
		}
	}
}

func TestAQuantileOnACapIsTheCap(t *testing.T) {
	const cap = 1080.456
	h := newHistogram(1000)
	xs := make([]float64, 100*chunk)
	seeded(1).normals(xs, 0, 1)
	for i, z := range xs {
		xs[i] = min(1078+10*z, cap)
	}
	h.keep(xs[:chunk])
	h.add(xs)
	if s := h.spread(len(xs), 0); s.P90 != cap || s.P50 == cap || s.Dots[19] != cap {
		t.Errorf("P50 %v, P90 %v, top %v; the cap is %v", s.P50, s.P90, s.Dots[19], cap)
	}
}

func TestHistogramsMergeInAnyOrder(t *testing.T) {
	zs := make([]float64, 3000)
	seeded(3).normals(zs, 0, 1)
	part := func(from, to int) *histogram {
		h := newHistogram(1)
		h.add(zs[from:to])
		return h
	}
	whole, a, b := part(0, 3000), part(0, 1000), part(2000, 3000)
	a.merge(part(1000, 2000))
	a.merge(b)
	b.merge(part(1000, 2000))
	b.merge(part(0, 1000))
	want := whole.spread(3000, 0)
	if a.spread(3000, 0) != want || b.spread(3000, 0) != want {
		t.Error("the order of merging shows")
	}
}

func TestHistogramsTakeMemoryForTheBinsInUse(t *testing.T) {
	h := newHistogram(1e12)
	for range 100 {
		xs := make([]float64, 1000)
		seeded(1).normals(xs, 0, 1)
		for i := range xs {
			xs[i] = 1.2e12 + 3e10*xs[i]
		}
		h.add(xs)
	}
	pages := 0
	for _, p := range h.pos {
		if p != nil {
			pages++
		}
	}
	if pages > 4 {
		t.Errorf("%d pages for a spread of a tenth", pages)
	}
}
