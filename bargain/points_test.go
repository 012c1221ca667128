package bargain

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

// pts makes points of utilities, the outcomes numbered.
func pts(us ...[]float64) []Point {
	points := make([]Point, len(us))
	for i, u := range us {
		points[i] = Point{Outcome: deal.Outcome(i), U: u, Ties: 1}
	}
	return points
}

func outcomesOf(points []Point) []deal.Outcome {
	var os []deal.Outcome
	for _, p := range points {
		os = append(os, p.Outcome)
	}
	return os
}

// The golden values of models.md, C.1: the host's share x of a cost, worth 1-x²
// to the host and √x to the guest. The grid has a step of 5e-5; printed values
// have four digits, so the tolerance is half of the last plus a step.
func TestSolutionsOfTheGoldenExample(t *testing.T) {
	const points, tolerance = 20_001, 0.5e-4 + 5e-5
	s, err := deal.NewSpace(deal.Range("x", 0, 1, points))
	if err != nil {
		t.Fatal(err)
	}
	x := func(o []int32) float64 { return s.Issue(0).Value(int(o[0])) }
	host := deal.Func(func(o []int32) float64 { return 1 - x(o)*x(o) })
	guest := deal.Func(func(o []int32) float64 { return math.Sqrt(x(o)) })
	f := frontOf(t, s, []deal.Utility{host, guest}, Options{})
	if len(f.Points) != points {
		t.Fatalf("every share is efficient, but there are %d points", len(f.Points))
	}
	only := func(r Solution) float64 {
		t.Helper()
		if r.Verdict != Unique {
			t.Fatalf("the verdict is %v, with %d points", r.Verdict, len(r.Points))
		}
		return x(s.Options(r.Points[0].Outcome, nil))
	}
	weighted := func(d []float64) Solution {
		r, err := WeightedNash(f.Points, d, []float64{0.7, 0.3})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, c := range []struct {
		d                                  []float64
		lo, hi, nash, ks, egal, util, host float64 // host: Nash with weight 0.7 for the host; 0: not printed
	}{
		{[]float64{0.2, 0.3}, 0.0900, 0.8944, 0.4930, 0.5270, 0.5811, 0.3968, 0.3730},
		{[]float64{0.0, 0.3}, 0.09, 1.0, 0.5444, 0.5846, 0.6866, 0.3968, 0},
	} {
		lo, hi, _ := Span(s, ZOPA(f.Points, c.d), 0)
		for name, v := range map[string][2]float64{
			"ZOPA from":   {c.lo, lo},
			"ZOPA to":     {c.hi, hi},
			"Nash":        {c.nash, only(Nash(f.Points, c.d))},
			"KS":          {c.ks, only(KalaiSmorodinsky(f.Points, c.d))},
			"egalitarian": {c.egal, only(Egalitarian(f.Points, c.d))},
			"utilitarian": {c.util, only(Utilitarian(f.Points, c.d))},
			"weighted":    {c.host, only(weighted(c.d))},
		} {
			if v[0] != 0 && math.Abs(v[0]-v[1]) > tolerance {
				t.Errorf("d = %v: %s is %v, want %v", c.d, name, v[1], v[0])
			}
		}
	}
}

// Linear money: x* = d2 + w2 (1 - d1 - d2) for the Nash point of two parties
// with 1-x and x (models.md, C.1), and no utilitarian point at all.
func TestSolutionsOfLinearMoney(t *testing.T) {
	var points []Point
	for k := range 1001 {
		x := float64(k) / 1000
		points = append(points, pts([]float64{1 - x, x})[0])
	}
	d := []float64{0.1, 0.3}
	const step = 0.001
	for name, r := range map[string]Solution{
		"Nash": Nash(points, d), "KS": KalaiSmorodinsky(points, d), "egalitarian": Egalitarian(points, d),
	} {
		if r.Verdict != Unique || math.Abs(r.Points[0].U[1]-0.6) > 1e-9 {
			t.Errorf("%s: %v %v, want x = 0.3 + (1-0.1-0.3)/2 = 0.6", name, r.Verdict, r.Points)
		}
	}
	r, err := WeightedNash(points, d, []float64{3, 1})
	if err != nil || r.Verdict != Unique || math.Abs(r.Points[0].U[1]-0.45) > step/2 {
		t.Errorf("weighted: %v %v %v, want x = 0.3 + 0.25 × 0.6 = 0.45", r.Verdict, r.Points, err)
	}
	if u := Utilitarian(points, d); u.Verdict != Indeterminate || len(u.Points) != 601 {
		t.Errorf("utilitarian: %v with %d points, want indeterminate with the 601 of the zone", u.Verdict, len(u.Points))
	}
}

// Every rule on points with an edge.
func TestVerdicts(t *testing.T) {
	tenth, fifth := 0.1, 0.2 // variables, since Go adds constants without rounding
	above := tenth + fifth
	if above == 0.3 {
		t.Fatal("0.1 + 0.2 should be above 0.3")
	}
	rules := map[string]func([]Point, []float64) Solution{
		"nash": Nash, "ks": KalaiSmorodinsky, "egalitarian": Egalitarian, "spread": LeastSpread, "utilitarian": Utilitarian,
	}
	type want struct {
		verdict Verdict
		at      []deal.Outcome
		dropped []int
	}
	for _, c := range []struct {
		name   string
		points []Point
		d      []float64
		want   map[string]want
	}{
		{"no points", nil, []float64{0, 0}, map[string]want{"": {}}},
		{"nothing is rational", pts([]float64{1, 0}, []float64{0, 1}), []float64{0.5, 0.5}, map[string]want{"": {}}},
		{"nobody gains", pts([]float64{0.5, 0.5}), []float64{0.5, 0.5}, map[string]want{"": {NoGain, []deal.Outcome{0}, []int{0, 1}}}},
		{"a point is as good as no agreement but for rounding", pts([]float64{above, 1}), []float64{0.3, 0}, map[string]want{"": {Unique, []deal.Outcome{0}, []int{0}}}},
		{"and so below", pts([]float64{0.3, 1}), []float64{above, 0}, map[string]want{"": {Unique, []deal.Outcome{0}, []int{0}}}},
		{"one cannot gain", pts([]float64{0.2, 0.9}, []float64{0.2, 0.4}), []float64{0.2, 0}, map[string]want{
			"nash": {Unique, []deal.Outcome{0}, []int{0}}, "ks": {Unique, []deal.Outcome{0}, []int{0}},
			"egalitarian": {Unique, []deal.Outcome{0}, []int{0}}, "utilitarian": {Unique, []deal.Outcome{0}, []int{0}},
			"spread": {Unique, []deal.Outcome{1}, []int{0}},
		}},
		{"never both", pts([]float64{3, 0}, []float64{0, 1}, []float64{2, 0}), []float64{0, 0}, map[string]want{
			"nash": {Incomparable, []deal.Outcome{0, 1}, nil}, "utilitarian": {Unique, []deal.Outcome{0}, []int{1}},
		}},
		{"the same both ways", pts([]float64{0.8, 0.4}, []float64{0.4, 0.8}, []float64{0.9, 0.1}), []float64{0, 0}, map[string]want{
			"nash": {Several, []deal.Outcome{0, 1}, nil}, "egalitarian": {Several, []deal.Outcome{0, 1}, nil}, "utilitarian": {Several, []deal.Outcome{0, 1}, nil},
		}},
		{"the same on paper, by an ulp apart", pts([]float64{0.2, 0.6}, []float64{0.4, 0.3}, []float64{above, 0.4}, []float64{0.7, 0}), []float64{0, 0}, map[string]want{
			"nash": {Several, []deal.Outcome{0, 1, 2}, nil},
		}},
		{"sums the same on paper", pts([]float64{above, 0.3}, []float64{0.3, 0.3}, []float64{0.6, 0}, []float64{0.5, 0}), []float64{0, 0}, map[string]want{
			"utilitarian": {Several, []deal.Outcome{0, 1, 2}, nil},
		}},
		{"least gains the same on paper", pts([]float64{above, 0.4}, []float64{0.4, 0.3}, []float64{0.9, 0.1}), []float64{0, 0}, map[string]want{
			"egalitarian": {Several, []deal.Outcome{0, 1}, nil},
		}},
		{"lowest equal, the next decides", pts([]float64{0.3, 0.5, 0.9}, []float64{0.3, 0.6, 0.61}, []float64{1, 1, 0.1}), []float64{0, 0, 0}, map[string]want{
			"egalitarian": {Unique, []deal.Outcome{1}, nil}, "ks": {Unique, []deal.Outcome{1}, nil},
		}},
		{"equal and small against unequal and large", pts([]float64{1, 0.6}, []float64{0.6, 1}, []float64{0.61, 0.61}, []float64{0.62, 0.9}), []float64{0, 0}, map[string]want{
			"ks": {Unique, []deal.Outcome{3}, nil}, "spread": {Unique, []deal.Outcome{2}, nil},
		}},
	} {
		for name, rule := range rules {
			w, ok := c.want[name]
			if all, same := c.want[""]; same {
				w, ok = all, true
			}
			if !ok {
				continue
			}
			r := rule(c.points, c.d)
			if got := (want{r.Verdict, outcomesOf(r.Points), r.Dropped}); fmt.Sprint(got) != fmt.Sprint(w) {
				t.Errorf("%s: %s: got %v, want %v", c.name, name, got, w)
			}
		}
	}
}

func TestUtilitarianWithoutDisagreementCountsEveryPoint(t *testing.T) {
	none := []float64{math.Inf(-1), math.Inf(-1)}
	r := Utilitarian(pts([]float64{-5, 3}, []float64{-4, -4}), none)
	if r.Verdict != Unique || r.Points[0].Outcome != 0 {
		t.Errorf("got %v", r)
	}
	w, err := WeightedUtilitarian(pts([]float64{-5, 3}, []float64{-1, -4}), none, []float64{3, 1})
	if err != nil || w.Verdict != Unique || w.Points[0].Outcome != 1 {
		t.Errorf("3 × -1 - 4 is more than 3 × -5 + 3, got %v, %v", w, err)
	}
}

func TestWeightsThatAreNone(t *testing.T) {
	for _, w := range [][]float64{nil, {1}, {1, -1}, {0, 0}, {1, math.NaN()}, {1, math.Inf(1)}, {math.MaxFloat64, math.MaxFloat64}} {
		if _, err := WeightedNash(pts([]float64{1, 1}), []float64{0, 0}, w); err == nil {
			t.Errorf("weights %v passed", w)
		}
		if _, err := WeightedUtilitarian(pts([]float64{1, 1}), []float64{0, 0}, w); err == nil {
			t.Errorf("weights %v passed", w)
		}
	}
}

func TestPartyOfWeightZeroOnlyHasToBeNoWorseOff(t *testing.T) {
	r, err := WeightedNash(pts([]float64{0.9, 0.1}, []float64{1, -0.1}, []float64{0.5, 1}), []float64{0, 0}, []float64{1, 0})
	if err != nil || r.Verdict != Unique || r.Points[0].Outcome != 0 {
		t.Errorf("got %v, %v", r, err)
	}
}

// Scaling and shifting by numbers of this size changes gains by less than 1e-13 of them,
// below Same, and points drawn in tenths differ by far more, or tie.
func TestNashAndKalaiSmorodinskyDoNotChangeWithUnitAndZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "parties")
		tenth := rapid.Map(rapid.IntRange(-2, 10), func(k int) float64 { return float64(k) / 10 })
		points := pts(rapid.SliceOfN(rapid.SliceOfN(tenth, n, n), 0, 12).Draw(t, "points")...)
		d := rapid.SliceOfN(rapid.Map(rapid.IntRange(-2, 5), func(k int) float64 { return float64(k) / 10 }), n, n).Draw(t, "d")
		scale := rapid.SliceOfN(rapid.Float64Range(0.5, 100), n, n).Draw(t, "scale")
		shift := rapid.SliceOfN(rapid.Float64Range(-5, 5), n, n).Draw(t, "shift")
		affine := func(u []float64) []float64 {
			v := make([]float64, n)
			for i := range v {
				v[i] = scale[i]*u[i] + shift[i]
			}
			return v
		}
		var moved []Point
		for _, p := range points {
			moved = append(moved, Point{p.Outcome, affine(p.U), 1})
		}
		for name, rule := range map[string]func([]Point, []float64) Solution{"Nash": Nash, "KS": KalaiSmorodinsky} {
			want, got := rule(points, d), rule(moved, affine(d))
			if diff := cmp.Diff(outcomesOf(want.Points), outcomesOf(got.Points)); diff != "" || want.Verdict != got.Verdict {
				t.Fatalf("%s: %v, then %v:\n%s", name, want.Verdict, got.Verdict, diff)
			}
		}
	})
}

// What the rules find among all outcomes they find on the frontier.
func TestSolutionsNeedTheFrontierOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes, us := drawTables(t, rapid.IntRange(2, 3).Draw(t, "parties"))
		s, err := spaceOf(sizes)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Frontier(s, us, Options{})
		if err != nil {
			t.Fatal(err)
		}
		all, err := List(s, us, 0)
		if err != nil {
			t.Fatal(err)
		}
		d := all[rapid.IntRange(0, len(all)-1).Draw(t, "d")].U
		for name, rule := range map[string]func([]Point, []float64) Solution{
			"nash": Nash, "ks": KalaiSmorodinsky, "egalitarian": Egalitarian, "utilitarian": Utilitarian,
		} {
			want, got := rule(all, d), rule(f.Points, d)
			for _, p := range got.Points {
				if !slices.ContainsFunc(want.Points, func(q Point) bool { return slices.Equal(p.U, q.U) }) {
					t.Fatalf("%s: %v is a solution on the frontier but not of all outcomes (%v)", name, p, want.Points)
				}
			}
			if (len(got.Points) == 0) != (len(want.Points) == 0) {
				t.Fatalf("%s: %d solutions on the frontier, %d of all", name, len(got.Points), len(want.Points))
			}
		}
	})
}

func TestMiddlesOfTwoOffers(t *testing.T) {
	const rounding = 1e-12
	for _, c := range []struct {
		a, b float64
		m    Middle
		want float64
	}{
		{100, 400, ByAmount, 250}, {100, 400, ByFactor, 200}, {100, 400, ByOwnPercent, 160},
		{400, 100, ByOwnPercent, 160}, {7, 7, ByFactor, 7}, {-3, 5, ByAmount, 1},
		{1e308, 1.6e308, ByAmount, 1.3e308}, {1e-300, 1e-300, ByFactor, 1e-300},
	} {
		got, err := EqualSplit(c.a, c.b, c.m)
		if err != nil || math.Abs(got/c.want-1) > rounding {
			t.Errorf("the middle of %v and %v by %v is %v (%v), want %v", c.a, c.b, c.m, got, err, c.want)
		}
	}
	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, err := EqualSplit(1, bad, ByFactor); err == nil {
			t.Errorf("a middle by factor of 1 and %v", bad)
		}
	}
	if _, err := EqualSplit(math.NaN(), 1, ByAmount); err == nil {
		t.Error("a middle of NaN")
	}
	if m, err := EqualSplit(1, 9, Middle(7)); err == nil || !strings.Contains(err.Error(), "middle 7") {
		t.Errorf("a middle that is none: %v, %v", m, err)
	}
}

func TestSplitOfIncrease(t *testing.T) {
	amount, part, err := SplitOfIncrease(1000, 1500)
	if err != nil || amount != 1250 || part != 0.25 {
		t.Errorf("half of +50%% on 1000 is 1250, +25%%; got %v, %v", amount, part)
	}
	if amount, part, err := SplitOfIncrease(0, 10); err != nil || amount != 5 || !math.IsNaN(part) {
		t.Errorf("got %v, %v, %v", amount, part, err)
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		if amount, _, err := SplitOfIncrease(bad, 3); err == nil {
			t.Errorf("half of the increase from %v is %v", bad, amount)
		}
	}
}

func TestSpanOfNothing(t *testing.T) {
	if _, _, ok := Span(gridSpace(t, 3), nil, 0); ok {
		t.Error("no points have a span")
	}
}

func TestListOfTooMany(t *testing.T) {
	s := gridSpace(t, 10, 10)
	if _, err := List(s, nil, 99); err == nil {
		t.Error("100 outcomes are more than 99")
	}
	nan := deal.Func(func([]int32) float64 { return math.NaN() })
	for name, u := range map[string]deal.Utility{"does not fit": &deal.Additive{}, "none": nil, "nil": (*deal.Explicit)(nil), "not a number": nan} {
		if _, err := List(s, []deal.Utility{u}, 0); err == nil {
			t.Errorf("a list of a utility: %s", name)
		}
	}
	if _, err := List(nil, nil, 0); err == nil {
		t.Error("a list of no space")
	}
}
