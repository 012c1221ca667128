package bargain

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/deal"
)

func TestDistancesAndOptimality(t *testing.T) {
	front := pts([]float64{1, 0.2}, []float64{0.7, 0.7}, []float64{0.2, 1})
	m := NewMeasure(front, []float64{0.1, 0.1}, []float64{0, 0}, []float64{1, 1})
	got := m.Distances([]float64{0.4, 0.3})
	want := Distances{Pareto: 0.5, Nash: 0.5, KalaiSmorodinsky: 0.5, Egalitarian: 0.5, Welfare: 0.7, Rational: true}
	near := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-15 }) // 3-4-5, but for rounding
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Error(diff)
	}
	if o := m.Optimality(got.Pareto); math.Abs(o-(1-0.5/math.Sqrt2)) > 1e-15 {
		t.Errorf("1 - 0.5/√2, got %v", o)
	}
	if o := m.Optimality(7); o != 0 {
		t.Errorf("farther than the space is wide is 0, got %v", o)
	}
	if m.Distances([]float64{0.05, 1}).Rational {
		t.Error("0.05 is worse than 0.1")
	}
}

func TestMeasureOfNothing(t *testing.T) {
	m := NewMeasure(nil, []float64{0, 0}, []float64{1, 1}, []float64{1, 1})
	if d := m.Distances([]float64{1, 1}); !math.IsNaN(d.Pareto) || !math.IsNaN(d.Nash) || !d.Rational {
		t.Errorf("got %+v", d)
	}
	if !math.IsNaN(m.Optimality(0)) {
		t.Error("where all is the same nothing is measured")
	}
	if !math.IsNaN(Opposition(nil, nil, nil)) {
		t.Error("nothing has no opposition")
	}
}

// The second value is that of NegMAS' documentation of opposition_level, for ten
// outcomes worth 0..9 and 9..0.
func TestOpposition(t *testing.T) {
	s := gridSpace(t, 10)
	up := deal.Func(func(o []int32) float64 { return float64(o[0]) })
	down := deal.Func(func(o []int32) float64 { return 9 - float64(o[0]) })
	flat := deal.Func(func(o []int32) float64 { return 4 })
	worst, best := []float64{0, 0}, []float64{9, 9}
	for _, c := range []struct {
		us   []deal.Utility
		want float64
	}{{[]deal.Utility{up, up}, 0}, {[]deal.Utility{up, down}, 0.7114582486036499}} {
		f := frontOf(t, s, c.us, Options{})
		all, err := List(s, c.us, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, points := range [][]Point{f.Points, all} {
			if got := Opposition(points, worst, best); math.Abs(got-c.want) > 1e-15 {
				t.Errorf("got %v, want %v", got, c.want)
			}
		}
	}
	f := frontOf(t, s, []deal.Utility{up, flat}, Options{})
	if got := Opposition(f.Points, []float64{0, 4}, []float64{9, 4}); got != 0 {
		t.Errorf("who does not mind does not oppose; got %v", got)
	}
}

func TestCourseHasWhatEachOfferIsWorthToAll(t *testing.T) {
	s := gridSpace(t, 2, 3)
	us := []deal.Utility{
		deal.Func(func(o []int32) float64 { return float64(o[0]) }),
		deal.Func(func(o []int32) float64 { return float64(o[1]) / 2 }),
	}
	c := NewCourse(s, us)
	var tell func(round, party int, o deal.Outcome) = c.Tell
	tell(0, 0, 3)
	tell(0, 1, 2)
	want := []Row{{0, 0, 3, []float64{1, 0}}, {0, 1, 2, []float64{0, 1}}}
	if diff := cmp.Diff(want, c.Rows); diff != "" {
		t.Error(diff)
	}
}
