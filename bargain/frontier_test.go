package bargain

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

func TestFrontierByMergingIsFrontierByEnumeration(t *testing.T) {
	for _, parties := range []int{1, 2, 3, 4} {
		t.Run(fmt.Sprint(parties, " parties"), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				sizes, us := drawTables(t, parties)
				s, err := spaceOf(sizes)
				if err != nil {
					t.Fatal(err)
				}
				want := bruteFront(s, us)
				for name, f := range everyWay(t, s, us) {
					if !f.Exact {
						t.Fatalf("%s: not exact", name)
					}
					if diff := cmp.Diff(want, f.Points); diff != "" {
						t.Fatalf("%s differs from comparing all pairs (-want +got):\n%s", name, diff)
					}
				}
			})
		})
	}
}

func spaceOf(sizes []int) (*deal.Space, error) {
	issues := make([]deal.Issue, len(sizes))
	for i, n := range sizes {
		issues[i] = deal.Integers(fmt.Sprint(i), 0, n-1)
	}
	return deal.NewSpace(issues...)
}

func everyWay(t *rapid.T, s *deal.Space, us []deal.Utility) map[string]*Front {
	ways := make(map[string]*Front)
	for name, way := range map[string]struct {
		us []deal.Utility
		m  Method
	}{"merged": {us, Auto}, "enumerated with bounds": {us, Enumerated}, "enumerated": {opaque(us), Auto}} {
		f, err := Frontier(s, way.us, Options{Method: way.m})
		if err != nil {
			t.Fatal(err)
		}
		ways[name] = f
	}
	return ways
}

func TestTiedListsEveryOutcomeOfAPoint(t *testing.T) {
	for _, parties := range []int{2, 3} {
		t.Run(fmt.Sprint(parties, " parties"), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				sizes, us := drawTables(t, parties)
				s, err := spaceOf(sizes)
				if err != nil {
					t.Fatal(err)
				}
				all := everyPoint(s, us)
				for name, f := range everyWay(t, s, us) {
					for _, p := range f.Points {
						var want []deal.Outcome
						for _, q := range all {
							if slices.Equal(p.U, q.U) {
								want = append(want, q.Outcome)
							}
						}
						if diff := cmp.Diff(want, slices.Collect(f.Tied(p))); diff != "" {
							t.Fatalf("%s: tied with %v (-want +got):\n%s", name, p, diff)
						}
					}
				}
			})
		})
	}
}

func TestTiedStopsWhenAskedTo(t *testing.T) {
	sizes := slices.Repeat([]int{8}, 20)
	s := gridSpace(t, sizes...)
	a := &deal.Additive{Weights: make([]float64, 20), Values: slices.Repeat([][]float64{make([]float64, 8)}, 20)}
	f := frontOf(t, s, []deal.Utility{a, a}, Options{})
	if len(f.Points) != 1 || f.Points[0].Ties != 1<<60 {
		t.Fatalf("2^60 outcomes are equally good, got %v", f.Points)
	}
	var got []deal.Outcome
	for o := range f.Tied(f.Points[0]) {
		if got = append(got, o); len(got) == 3 {
			break
		}
	}
	if diff := cmp.Diff([]deal.Outcome{0, 1, 2}, got); diff != "" {
		t.Error(diff)
	}
}

// Larger spaces than all pairs can be compared in, where the pools settle and
// the divisions divide.
func TestLargerFrontiersAgreeWhicheverWayTheyAreFound(t *testing.T) {
	for _, c := range []struct {
		sizes   []int
		parties int
		r       float64
	}{
		{sizes: []int{10, 10, 10, 10}, parties: 2, r: -0.9},
		{sizes: []int{7, 5, 9, 6, 8}, parties: 2, r: -0.99},
		{sizes: []int{5000}, parties: 2, r: -1},
		{sizes: []int{8, 8, 8, 8}, parties: 3, r: -0.5},
		{sizes: []int{5, 5, 5, 5}, parties: 4, r: -0.3},
		{sizes: []int{9, 9, 9, 9}, parties: 1},
	} {
		t.Run(fmt.Sprint(c.parties, c.sizes), func(t *testing.T) {
			s, us := gridSpace(t, c.sizes...), correlated(1, c.sizes, c.parties, c.r)
			merged := frontOf(t, s, us, Options{})
			if len(merged.Sizes) != len(c.sizes) {
				t.Errorf("a size for each issue, got %v", merged.Sizes)
			}
			for _, way := range [][]deal.Utility{us, opaque(us)} {
				f := frontOf(t, s, way, Options{Method: Enumerated})
				if diff := cmp.Diff(merged.Points, f.Points); diff != "" {
					t.Errorf("merged and enumerated differ (-merged +enumerated):\n%s", diff)
				}
			}
		})
	}
}

func TestGoldenDomainsHaveOneFrontier(t *testing.T) {
	for _, name := range []string{"price101", "additive1e2", "additive1e3", "additive1e4", "additive1e5", "additive1e6"} {
		s, us := goldenDomain(t, name)
		merged := frontOf(t, s, us, Options{})
		enumerated := frontOf(t, s, us, Options{Method: Enumerated})
		if diff := cmp.Diff(merged.Points, enumerated.Points); diff != "" {
			t.Errorf("%s: merged and enumerated differ:\n%s", name, diff)
		}
		if merged.Seen != 0 || enumerated.Seen == 0 || enumerated.Seen > s.Len() {
			t.Errorf("%s: of %d outcomes merging reckoned %d and enumerating %d", name, s.Len(), merged.Seen, enumerated.Seen)
		}
	}
}

func TestEveryOutcomeIsWeaklyDominatedByThePoints(t *testing.T) {
	s, us := goldenDomain(t, "additive1e4")
	points := frontOf(t, s, us, Options{}).Points
	for _, p := range everyPoint(s, us) {
		if !slices.ContainsFunc(points, func(q Point) bool { return slices.Equal(q.U, p.U) || dominates(q.U, p.U) }) {
			t.Fatalf("%v is dominated by none", p)
		}
		if slices.ContainsFunc(points, func(q Point) bool { return dominates(p.U, q.U) }) {
			t.Fatalf("%v dominates a point", p)
		}
	}
}

// Utilities of an outcome are summed in the order of the issues, so reordering
// changes them by the rounding of at most twelve additions of numbers below 1:
// 12 × 2^-53 for each party, together below 2e-15. Points closer than that could come
// and go; these tables have none.
func TestFrontierDoesNotDependOnTheOrderOfIssues(t *testing.T) {
	s, us := goldenDomain(t, "additive1e5")
	checkOrders(t, s, us)
	sizes := slices.Repeat([]int{10}, 12)
	checkOrders(t, gridSpace(t, sizes...), correlated(0, sizes, 2, -0.9))
}

func checkOrders(t *testing.T, s *deal.Space, us []deal.Utility) {
	const rounding = 2e-15
	want := frontOf(t, s, us, Options{}).Points
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		order := rng.Perm(s.Issues())
		moved := make([]deal.Utility, len(us))
		issues := make([]deal.Issue, len(order))
		for i, from := range order {
			issues[i] = *s.Issue(from)
		}
		for p, u := range us {
			a, b := u.(*deal.Additive), &deal.Additive{}
			for _, from := range order {
				b.Weights, b.Values = append(b.Weights, a.Weights[from]), append(b.Values, a.Values[from])
			}
			moved[p] = b
		}
		s2, err := deal.NewSpace(issues...)
		if err != nil {
			t.Fatal(err)
		}
		got := frontOf(t, s2, moved, Options{}).Points
		if len(got) != len(want) {
			t.Fatalf("order %v: %d points, not %d", order, len(got), len(want))
		}
		for i, p := range got {
			back := make([]int32, len(order))
			for at, k := range s2.Options(p.Outcome, nil) {
				back[order[at]] = k
			}
			if s.Outcome(back) != want[i].Outcome || distance(p.U, want[i].U) > rounding {
				t.Errorf("order %v: point %d is %v at %d, not %v", order, i, p.U, s.Outcome(back), want[i])
			}
		}
	}
}

func TestMergingThatStopsSaysHowFarOffItIs(t *testing.T) {
	for _, c := range []struct {
		sizes   []int
		parties int
		limit   int
	}{
		{[]int{10, 10, 10, 10}, 2, 100}, {[]int{10, 10, 10, 10}, 2, 2}, {[]int{10, 10, 10, 10}, 2, 1},
		{[]int{8, 8, 8}, 3, 60}, {[]int{8, 8, 8}, 3, 1}, {[]int{5, 5, 5}, 4, 50}, {[]int{1000}, 2, 10},
	} {
		t.Run(fmt.Sprint(c.parties, c.limit), func(t *testing.T) {
			s, us := gridSpace(t, c.sizes...), zeroSum(c.sizes, c.parties)
			f := frontOf(t, s, us, Options{MaxPartial: c.limit})
			if f.Exact || len(f.Points) > max(c.limit, 2) || slices.Max(f.Sizes) > max(c.limit, 2) {
				t.Fatalf("exact %v, %d points, sizes %v", f.Exact, len(f.Points), f.Sizes)
			}
			for _, p := range everyPoint(s, us) {
				if !slices.ContainsFunc(f.Points, func(q Point) bool { return within(p.U, q.U, f.Epsilon) }) {
					t.Fatalf("no point is within %v of %v", f.Epsilon, p)
				}
			}
			for _, p := range f.Points {
				for j, u := range us {
					if got := u.Of(s.Options(p.Outcome, nil)); got != p.U[j] {
						t.Errorf("outcome %d has the utility %v, not %v", p.Outcome, got, p.U[j])
					}
				}
			}
		})
	}
}

// zeroSum returns tables in which what the first party gains the others lose,
// each other at its own rate.
func zeroSum(sizes []int, parties int) []deal.Utility {
	us := correlated(3, sizes, parties, 0)
	last := &deal.Additive{Weights: slices.Repeat([]float64{1}, len(sizes))}
	for i, n := range sizes {
		last.Values = append(last.Values, make([]float64, n))
		for k := range n {
			for _, u := range us[:parties-1] {
				a := u.(*deal.Additive)
				last.Values[i][k] -= a.Weights[i] * a.Values[i][k]
			}
		}
	}
	us[parties-1] = last
	return us
}

func within(x, y, by []float64) bool {
	for i := range x {
		if y[i] < x[i]-by[i] {
			return false
		}
	}
	return true
}

// Both spaces are far beyond listing: 10^12 and 2^60 outcomes.
func TestMergingIsExactOnHugeSpacesKeepingFewSums(t *testing.T) {
	for _, sizes := range [][]int{slices.Repeat([]int{10}, 12), slices.Repeat([]int{8}, 20)} {
		s, us := gridSpace(t, sizes...), correlated(0, sizes, 2, -0.9)
		f := frontOf(t, s, us, Options{})
		if !f.Exact || slices.Max(f.Sizes) > 1000 || slices.Max(f.Epsilon) != 0 {
			t.Errorf("of %d outcomes: exact %v, sizes %v", s.Len(), f.Exact, f.Sizes)
		}
		for i, p := range f.Points {
			options := s.Options(p.Outcome, nil)
			if us[0].Of(options) != p.U[0] || us[1].Of(options) != p.U[1] {
				t.Fatalf("outcome %d has not the utilities %v", p.Outcome, p.U)
			}
			if i > 0 && !(p.U[0] < f.Points[i-1].U[0] && p.U[1] > f.Points[i-1].U[1]) {
				t.Fatalf("point %d does not exchange one utility for the other", i)
			}
		}
	}
}

func TestZeroSumMakesEveryOutcomeEfficient(t *testing.T) {
	sizes := []int{10, 10, 10}
	s := gridSpace(t, sizes...)
	a := &deal.Additive{Weights: []float64{100, 10, 1}, Values: slices.Repeat([][]float64{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}, 3)}
	b := &deal.Additive{Weights: []float64{-100, -10, -1}, Values: a.Values}
	for _, m := range []Method{Merged, Enumerated} {
		f := frontOf(t, s, []deal.Utility{a, b}, Options{Method: m})
		if len(f.Points) != 1000 || !f.Exact {
			t.Errorf("%v: all 1000 outcomes are efficient, got %d, exact %v", m, len(f.Points), f.Exact)
		}
	}
}

func TestFrontierOfWhatCannotBeDone(t *testing.T) {
	s := gridSpace(t, 2, 3)
	ok := &deal.Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1}, {0, 1, 2}}}
	huge := gridSpace(t, slices.Repeat([]int{10}, 12)...)
	for name, c := range map[string]struct {
		s    *deal.Space
		us   []deal.Utility
		o    Options
		want string
	}{
		"no space":           {nil, []deal.Utility{ok}, Options{}, "needs a space"},
		"nobody":             {s, nil, Options{}, "needs a space"},
		"missing table":      {s, []deal.Utility{ok, &deal.Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1}}}}, Options{}, "party 1: deal: 1 tables of values for 2 issues"},
		"short table":        {s, []deal.Utility{ok, &deal.Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1}, {0, 1}}}}, Options{}, `party 1: deal: 2 values for the 3 options of issue "i1"`},
		"NaN in a table":     {s, []deal.Utility{&deal.Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1}, {0, math.NaN(), 2}}}, ok}, Options{}, `party 0: deal: the value of option "1" of issue "i1" is NaN`},
		"infinite weight":    {s, []deal.Utility{&deal.Additive{Weights: []float64{math.Inf(1), 1}, Values: ok.Values}, ok}, Options{}, "the weight of issue \"i0\" is +Inf"},
		"NaN bias":           {s, []deal.Utility{&deal.Additive{Weights: ok.Weights, Values: ok.Values, Bias: math.NaN()}, ok}, Options{}, "the bias NaN"},
		"too large":          {s, []deal.Utility{&deal.Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1e308}, {0, 1e308, 2}}}, ok}, Options{}, "party 0: deal: the utility is not finite"},
		"large":              {s, []deal.Utility{&deal.Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 5e307}, {0, 1, 2}}}, ok}, Options{}, "too large to be subtracted"},
		"no utility":         {s, []deal.Utility{ok, nil}, Options{}, "party 1 has no utility"},
		"unfit among others": {s, []deal.Utility{deal.Func(func([]int32) float64 { return 0 }), &deal.Additive{}}, Options{}, "party 1: deal: 0 weights for 2 issues"},
		"no such method":     {s, []deal.Utility{ok}, Options{Method: 9}, "there is no method 9"},
		"no table at all":    {s, []deal.Utility{ok, (*deal.Additive)(nil)}, Options{}, "party 1 has no utility"},
		"NaN of a formula":   {s, []deal.Utility{ok, deal.Func(func([]int32) float64 { return math.NaN() })}, Options{}, "party 1: the utility of outcome 0 is NaN"},
		"infinite formula":   {s, []deal.Utility{deal.Func(func(o []int32) float64 { return 1 / float64(2-o[1]) })}, Options{}, "party 0: the utility of outcome 2 is +Inf"},
		"too many":           {huge, []deal.Utility{deal.Func(func([]int32) float64 { return 0 })}, Options{}, "1000000000000, at most 16777216; the utilities are not all additive"},
		"too many as asked":  {s, []deal.Utility{ok}, Options{Method: Enumerated, MaxOutcomes: 5}, "6, at most 5; merge, or allow more"},
		"merging a formula":  {s, []deal.Utility{deal.Func(func([]int32) float64 { return 0 })}, Options{Method: Merged}, "only additive utilities can be merged"},
	} {
		_, err := Frontier(c.s, c.us, c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one with %q", name, err, c.want)
		}
	}
	_, err := Frontier(huge, []deal.Utility{deal.Func(func([]int32) float64 { return 0 })}, Options{})
	if !errors.Is(err, ErrTooManyOutcomes) {
		t.Errorf("got %v, want ErrTooManyOutcomes", err)
	}
}
