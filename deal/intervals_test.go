package deal

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawInterval(t *rapid.T, lo, hi float64) Interval {
	a, b := rapid.Float64Range(lo, hi).Draw(t, "a"), rapid.Float64Range(lo, hi).Draw(t, "b")
	return Interval{min(a, b), max(a, b)}
}

// drawIntervals draws bounds around weights that add up to 1.
func drawIntervals(t *rapid.T, s *Space) *Intervals {
	x, total := &Intervals{}, 0.0
	parts := make([]float64, s.Issues())
	for i := range parts {
		parts[i] = rapid.Float64Range(0.01, 1).Draw(t, "part")
		total += parts[i]
	}
	for i, p := range parts {
		around := drawInterval(t, 0, 1)
		x.Weights = append(x.Weights, Interval{p / total * around.Lo, p/total + around.Hi})
		var values []Interval
		for range s.Issue(i).Len() {
			values = append(values, drawInterval(t, -1, 1))
		}
		x.Values = append(x.Values, values)
	}
	if err := x.Validate(s); err != nil {
		t.Fatal(err)
	}
	return x
}

// corners returns the lowest and the highest utility over the corners of the
// weights that add up to 1: in a corner all but one are at an end.
func (x *Intervals) corners(options []int32) (lo, hi float64) {
	n := len(x.Weights)
	lo, hi = math.Inf(1), math.Inf(-1)
	for free := range n {
		for ends := range 1 << n {
			w, rest := make([]float64, n), 1.0
			for i, v := range x.Weights {
				if w[i] = v.Lo; ends>>i&1 != 0 {
					w[i] = v.Hi
				}
				if i != free {
					rest -= w[i]
				}
			}
			if f := x.Weights[free]; rest < f.Lo-1e-12 || rest > f.Hi+1e-12 {
				continue
			}
			w[free] = rest
			low, high := 0.0, 0.0
			for i, v := range w {
				low += v * x.Values[i][options[i]].Lo
				high += v * x.Values[i][options[i]].Hi
			}
			lo, hi = min(lo, low), max(hi, high)
		}
	}
	return lo, hi
}

// 1e-9: a dozen additions of numbers below 3 differ by less.
const near = 1e-9

func TestRangeIsReachedAndNotExceeded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		x := drawIntervals(t, s)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		options := s.Options(Outcome(rapid.Uint64Range(0, s.Len()-1).Draw(t, "outcome")), nil)
		lo, hi := x.Range(options)
		wantLo, wantHi := x.corners(options)
		if math.Abs(lo-wantLo) > near || math.Abs(hi-wantHi) > near {
			t.Fatalf("range %v..%v, want %v..%v", lo, hi, wantLo, wantHi)
		}
		a := x.Draw(r)
		if err := a.Validate(s); err != nil {
			t.Fatal(err)
		}
		total := 0.0
		for i, w := range a.Weights {
			total += w
			if w < x.Weights[i].Lo || w > x.Weights[i].Hi {
				t.Fatalf("weight %v is not in %v", w, x.Weights[i])
			}
			for o, v := range a.Values[i] {
				if v < x.Values[i][o].Lo || v > x.Values[i][o].Hi {
					t.Fatalf("value %v is not in %v", v, x.Values[i][o])
				}
			}
		}
		if math.Abs(total-1) > near {
			t.Fatalf("the weights add up to %v", total)
		}
		if u := a.Of(options); u < lo-near || u > hi+near {
			t.Fatalf("utility %v is not in %v..%v", u, lo, hi)
		}
	})
}

// Rejection is exactly uniform, and slow: all weights but the last are drawn in
// their intervals, and kept if the last is in its own.
func reject(x *Intervals, r *rand.Rand) []float64 {
	for {
		n := len(x.Weights) - 1
		w, rest := make([]float64, n+1), 1.0
		for i := range n {
			w[i] = x.Weights[i].draw(r)
			rest -= w[i]
		}
		if w[n] = rest; rest >= x.Weights[n].Lo && rest <= x.Weights[n].Hi {
			return w
		}
	}
}

func TestDrawnWeightsAreUniform(t *testing.T) {
	const draws = 10_000
	for name, x := range map[string]*Intervals{
		"simplex": {Weights: []Interval{{0, 1}, {0, 1}, {0, 1}}},
		"cut":     {Weights: []Interval{{0.1, 0.3}, {0, 1}, {0.2, 0.6}, {0, 0.25}}},
	} {
		x.Values = make([][]Interval, len(x.Weights))
		r, r2 := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(3, 4))
		n := len(x.Weights)
		got, want := make([]float64, 2*n), make([]float64, 2*n) // means, means of squares
		for range draws {
			for i, w := range x.Draw(r).Weights {
				got[i], got[n+i] = got[i]+w/draws, got[n+i]+w*w/draws
			}
			for i, w := range reject(x, r2) {
				want[i], want[n+i] = want[i]+w/draws, want[n+i]+w*w/draws
			}
		}
		for i := range got {
			// The standard deviation of one draw is at most 0.3, of the difference
			// of two means 0.0043; five of those.
			if math.Abs(got[i]-want[i]) > 0.0215 {
				t.Errorf("%s: moments %v, want %v", name, got, want)
				break
			}
		}
	}
}

func TestSameSeedSameDraw(t *testing.T) {
	x := &Intervals{
		Weights: []Interval{{0, 1}, {0, 1}, {0.2, 0.4}},
		Values:  [][]Interval{{{0, 1}}, {{0, 1}, {1, 2}}, {{3, 3}}},
	}
	draw := func(seed uint64) *Additive { return x.Draw(rand.New(rand.NewPCG(seed, 0))) }
	if d := gocmp.Diff(draw(1), draw(1)); d != "" {
		t.Error(d)
	}
	if gocmp.Equal(draw(1), draw(2)) {
		t.Error("another seed draws the same")
	}
}

// With the weights given as numbers nothing is left open.
func TestRangeOfGivenNumbersIsTheUtility(t *testing.T) {
	x := &Intervals{
		Weights: []Interval{{0.7, 0.7}, {0.2, 0.2}, {0.1, 0.1}}, // add up to 1 - 2^-53
		Values:  [][]Interval{{{1, 1}}, {{0.5, 0.5}}, {{0, 0}}},
	}
	s := spaceOf(t, Integers("a", 1, 1), Integers("b", 1, 1), Integers("c", 1, 1))
	if err := x.Validate(s); err != nil {
		t.Fatal(err)
	}
	lo, hi := x.Range([]int32{0, 0, 0})
	if math.Abs(lo-0.8) > near || math.Abs(hi-0.8) > near {
		t.Errorf("range %v..%v, want 0.8", lo, hi)
	}
	if d := gocmp.Diff([]float64{0.7, 0.2, 0.1}, x.Draw(rand.New(rand.NewPCG(1, 1))).Weights); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestIntervalsRefuseWhatIsNone(t *testing.T) {
	nan := math.NaN()
	s := spaceOf(t, Named("a", "x", "y"), Named("b", "z"))
	v := [][]Interval{{{0, 1}, {0, 1}}, {{0, 1}}}
	for _, c := range []struct {
		x    Intervals
		want string
	}{
		{Intervals{}, "0 weights for 2 issues"},
		{Intervals{[]Interval{{0, 1}, {0, 1}}, v[:1]}, "1 tables of values for 2 issues"},
		{Intervals{[]Interval{{0, 1}, {0.6, 0.5}}, v}, `the weight of issue "b": 0.6..0.5 is empty`},
		{Intervals{[]Interval{{nan, 1}, {0, 1}}, v}, `the weight of issue "a": NaN..1 is not finite`},
		{Intervals{[]Interval{{-0.1, 1}, {0, 1}}, v}, "less than 0"},
		{Intervals{[]Interval{{0, 0.4}, {0, 0.5}}, v}, "cannot add up to 1: they are from 0 to 0.9"},
		{Intervals{[]Interval{{0.6, 1}, {0.5, 1}}, v}, "cannot add up to 1"},
		{Intervals{[]Interval{{0, 1}, {0, 1}}, [][]Interval{{{0, 1}}, {{0, 1}}}}, `1 value for the 2 options of issue "a"`},
		{Intervals{[]Interval{{0, 1}, {0, 1}}, [][]Interval{{{0, 1}, {1, 0}}, {{0, 1}}}}, `the value of option "y" of issue "a": 1..0 is empty`},
	} {
		if err := c.x.Validate(s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want an error with %q", err, c.want)
		}
	}
}
