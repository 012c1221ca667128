package cost

import (
	"math"
	"slices"
	"testing"
)

// counted returns a histogram of numbers.
func counted(xs []float64) *histogram {
	h := newHistogram(1)
	h.look(xs[:min(chunk, len(xs))])
	h.add(xs)
	return h
}

// shaped returns normal numbers put through a function.
func shaped(n int, f func(z float64) float64) []float64 {
	xs := make([]float64, n)
	seeded(1).normals(xs, 0, 1)
	for i, z := range xs {
		xs[i] = f(z)
	}
	return xs
}

func TestQuantilesAreRightToTheBin(t *testing.T) {
	for name, f := range map[string]func(z float64) float64{
		"amounts":                  func(z float64) float64 { return 1.2e12 + 5e10*z },
		"small":                    func(z float64) float64 { return 1e-3 * math.Exp(z) },
		"negative":                 func(z float64) float64 { return -1.2e12 + 5e10*z },
		"both signs":               func(z float64) float64 { return 1e9 * z },
		"near zero":                func(z float64) float64 { return 100 * z },
		"a narrow band":            func(z float64) float64 { return 1e12 + 1e5*z },
		"a far band, near nothing": func(z float64) float64 { return 1e12 + 0.01*z },
		"very wide":                func(z float64) float64 { return math.Exp(10 * z) },
		"across a power of 2":      func(z float64) float64 { return 1024 + 20*z },
		"two bands":                func(z float64) float64 { return math.Copysign(1e12, z) + 5*z },
	} {
		xs := shaped(200_000, f)
		h := counted(xs)
		s := h.spreadOf(len(xs), 0)
		slices.Sort(xs)
		half := (xs[len(xs)*9/10] - xs[len(xs)/10]) / 2
		for _, q := range append(dots(), quantile{0.1, nil}, quantile{0.5, nil}, quantile{0.9, nil}) {
			n := int(q.of * float64(len(xs)))
			below, above := xs[n-2], xs[n+2]
			got := map[float64]float64{0.1: s.P10, 0.5: s.P50, 0.9: s.P90}[q.of]
			if i := int(q.of*20 - 0.25); math.Abs(q.of*20-float64(i)-0.5) < 1e-9 {
				got = s.Dots[i]
			}
			// What the package says: the center and the spread are those of 512 numbers.
			if tol := 0x1p-10 * (math.Abs(got-xs[len(xs)/2]) + 1.3*half); got < below-tol || got > above+tol {
				t.Errorf("%s: the %v quantile is %v, want %v to %v", name, q.of, got, below, above)
			}
		}
	}
}

func TestNoQuantileIsOutsideOfTheNumbers(t *testing.T) {
	for name, xs := range map[string][]float64{
		"one number":                  slices.Repeat([]float64{1e12}, 1000),
		"nothing":                     make([]float64, 1000),
		"one draw":                    {-5},
		"two numbers":                 slices.Repeat([]float64{-100, 100}, 500),
		"one that the first lack":     append(slices.Repeat([]float64{1e12}, 999), -3),
		"a uniform of 200":            shaped(1000, func(z float64) float64 { return 200*below(z) - 100 }),
		"a spread of the last digits": shaped(1000, func(z float64) float64 { return 1e12 + math.Floor(z)*0x1p-13 }),
	} {
		s := counted(xs).spreadOf(len(xs), sum(xs)/float64(len(xs)))
		lo, hi := slices.Min(xs), slices.Max(xs)
		for _, x := range append([]float64{s.P10, s.P50, s.P90, s.Mean}, s.Dots[:]...) {
			if x < lo || x > hi {
				t.Errorf("%s: %v is not between %v and %v", name, x, lo, hi)
			}
		}
		if !finite(s) || lo == hi && (!s.Exact() || s.P50 != lo) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestAQuantileOnACapIsTheCap(t *testing.T) {
	const cap = 1080.456
	xs := shaped(100*chunk, func(z float64) float64 { return min(1078+10*z, cap) })
	if s := counted(xs).spreadOf(len(xs), 0); s.P90 != cap || s.P50 == cap || s.Dots[19] != cap {
		t.Errorf("P50 %v, P90 %v, top %v; the cap is %v", s.P50, s.P90, s.Dots[19], cap)
	}
}

func TestHistogramsMergeInAnyOrder(t *testing.T) {
	zs := shaped(3000, func(z float64) float64 { return z })
	fitted := newHistogram(1)
	fitted.look(zs[:chunk])
	part := func(from, to int) *histogram {
		h := fitted.empty()
		h.sample = fitted.sample
		h.add(zs[from:to])
		return &h
	}
	whole, a, b := part(0, 3000), part(0, 1000), part(2000, 3000)
	a.merge(part(1000, 2000))
	a.merge(b)
	b.merge(part(1000, 2000))
	b.merge(part(0, 1000))
	want := whole.spreadOf(3000, 0)
	if a.spreadOf(3000, 0) != want || b.spreadOf(3000, 0) != want {
		t.Error("the order of merging shows")
	}
}

func TestHistogramsTakeMemoryForTheBinsInUse(t *testing.T) {
	for name, f := range map[string]func(z float64) float64{
		"a spread of a tenth": func(z float64) float64 { return 1.2e12 + 3e10*z },
		"near zero":           func(z float64) float64 { return 100 * z },
	} {
		pages := 0
		h := counted(shaped(1_000_000, f))
		for _, p := range slices.Concat(h.far[0], h.far[1]) {
			if p != nil {
				pages++
			}
		}
		if pages > 4 {
			t.Errorf("%s: %d pages of %d bytes", name, pages, 4*pageSize)
		}
	}
}
