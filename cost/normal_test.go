package cost

import (
	"math"
	"slices"
	"testing"
)

// seeded returns a source for tests.
func seeded(n uint64) *source {
	var s source
	k := keyOf(n, "test", "", 0, 0)
	s.stream(&k, 0)
	return &s
}

func drawn(n int) []float64 {
	out := make([]float64, n)
	var src source
	k := keyOf(1, "input", "cpi", 2021, 0)
	for c := 0; c*chunk < n; c++ {
		src.stream(&k, uint64(c))
		src.normals(out[c*chunk:min(n, (c+1)*chunk)], 0, 1)
	}
	return out
}

func TestNormalsAreNormal(t *testing.T) {
	const n = 1_000_000
	zs := drawn(n)
	var m [5]float64
	for _, z := range zs {
		for k := 1; k <= 4; k++ {
			m[k] += math.Pow(z, float64(k)) / n
		}
	}
	// Four standard errors of each moment.
	for k, want := range []float64{1: 0, 2: 1, 3: 0, 4: 3} {
		if tol := 4 * []float64{1, 1, math.Sqrt2, math.Sqrt(15), math.Sqrt(96)}[k] / math.Sqrt(n); k > 0 && math.Abs(m[k]-want) > tol {
			t.Errorf("moment %d is %v, want %v ± %v", k, m[k], want, tol)
		}
	}
	slices.Sort(zs)
	far := 0.0
	for i, z := range zs {
		p := below(z)
		far = max(far, math.Abs(p-float64(i)/n), math.Abs(p-float64(i+1)/n))
	}
	if limit := 1.628 / math.Sqrt(n); far > limit { // 1 per cent
		t.Errorf("Kolmogorov and Smirnov: %v, limit %v", far, limit)
	}
	for _, edge := range []float64{2, 3, right, 4, 4.5} {
		for _, side := range []float64{-1, 1} {
			got := 0
			for _, z := range zs {
				if side*z > edge {
					got++
				}
			}
			want := n * below(-edge)
			if math.Abs(float64(got)-want) > 4*math.Sqrt(want) {
				t.Errorf("%d beyond %v on side %v, want %.1f", got, edge, side, want)
			}
		}
	}
}

// A wrong table would be hidden by what is settled outside: each layer has the
// same area, and the heights rise.
func TestEveryLayerHasTheSameArea(t *testing.T) {
	for i := 1; i < layers; i++ {
		width := ziggurat[i].width * (1 << 53)
		if got := width * (heights[i+1] - heights[i]); math.Abs(got-area) > 1e-10 {
			t.Errorf("layer %d has %v, want %v", i, got, area)
		}
	}
	tailArea := math.Sqrt(2*math.Pi) * below(-right)
	if got := right*heights[1] + tailArea; math.Abs(got-area) > 1e-10 {
		t.Errorf("the lowest has %v", got)
	}
}

func TestStreamsOfOtherKeysAreOthers(t *testing.T) {
	base := keyOf(1, "input", "cpi", 2021, 0)
	row := func(k key, c uint64) []float64 {
		out := make([]float64, 64*chunk)
		var src source
		src.stream(&k, c)
		src.normals(out, 0, 1)
		return out
	}
	a := row(base, 0)
	for name, b := range map[string][]float64{
		"seed":  row(keyOf(2, "input", "cpi", 2021, 0), 0),
		"kind":  row(keyOf(1, "once", "cpi", 2021, 0), 0),
		"name":  row(keyOf(1, "input", "cpj", 2021, 0), 0),
		"year":  row(keyOf(1, "input", "cpi", 2022, 0), 0),
		"n":     row(keyOf(1, "input", "cpi", 2021, 1), 0),
		"chunk": row(base, 1),
	} {
		r := 0.0
		for i := range a {
			r += a[i] * b[i]
		}
		if r /= math.Sqrt(float64(len(a))); math.Abs(r) > 4 {
			t.Errorf("another %s: correlated, %v standard errors", name, r)
		}
	}
	if !slices.Equal(a, row(base, 0)) {
		t.Error("the same key draws something else")
	}
}

func TestUniformsStayBetweenTheirEnds(t *testing.T) {
	xs := make([]float64, 100_000)
	seeded(1).uniforms(xs, 1.035, 1.045)
	if lo, hi := slices.Min(xs), slices.Max(xs); lo < 1.035 || hi > 1.045 || hi-lo < 0.00999 {
		t.Errorf("%v to %v", lo, hi)
	}
	if mean := sum(xs) / float64(len(xs)); math.Abs(mean-1.04) > 4*0.01/math.Sqrt(12*float64(len(xs))) {
		t.Errorf("mean %v", mean)
	}
}
