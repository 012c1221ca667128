package bargain

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/deal"
)

// packagesAndMoney is a space of some issues of 8 options and an amount of money in
// n steps that the first party pays and the others share, and the utilities.
func packagesAndMoney(tb testing.TB, issues, n, parties int) (*deal.Space, []deal.Utility) {
	tb.Helper()
	sizes := append(slices.Repeat([]int{8}, issues), n)
	us := correlated(7, sizes, parties, 0)
	r := rand.New(rand.NewPCG(1, 2))
	for p, u := range us {
		values := u.(*deal.Additive).Values[issues]
		for k := range n {
			if x := float64(k) / float64(n-1); p == 0 {
				values[k] = 1 - x
			} else {
				values[k] = x * r.Float64()
			}
		}
	}
	return gridSpace(tb, sizes...), us
}

// However many sums an issue would make, a bounded number is laid out at once; where a
// grid chooses among them before they exist, Epsilon holds all the same. It is held
// against outcomes that are drawn.
func TestMoneyInManyStepsIsMergedWithBounds(t *testing.T) {
	for _, c := range []struct {
		issues, n, parties, limit int
		exact                     bool
	}{
		{2, 3000, 3, 0, true},      // at once
		{4, 3000, 3, 10_000, true}, // in parts
		{4, 3000, 3, 2000, false},  // in parts, and more than are kept
		{4, 3000, 3, 200, false},   // too many in the first parts
		{2, 60_000, 3, 50, false},  // on a grid
		{3, 20_000, 4, 100, false}, // with cells in three directions
	} {
		s, us := packagesAndMoney(t, c.issues, c.n, c.parties)
		f := frontOf(t, s, us, Options{MaxPartial: c.limit})
		if f.Exact != c.exact {
			t.Errorf("%+v: exact %v, sizes %v", c, f.Exact, f.Sizes)
		}
		r := rand.New(rand.NewPCG(3, 4))
		u := make([]float64, c.parties)
		for range 500 {
			o := s.Options(deal.Outcome(r.Uint64N(s.Len())), nil)
			for j := range us {
				u[j] = us[j].Of(o)
			}
			if !slices.ContainsFunc(f.Points, func(q Point) bool { return within(u, q.U, f.Epsilon) }) {
				t.Fatalf("%+v: no point is within %v of %v", c, f.Epsilon, u)
			}
		}
		for _, p := range f.Points[:min(100, len(f.Points))] {
			for j := range us {
				if got := us[j].Of(s.Options(p.Outcome, nil)); got != p.U[j] {
					t.Fatalf("%+v: outcome %d has the utility %v, not %v", c, p.Outcome, got, p.U[j])
				}
			}
		}
	}
}

// What is found in parts is what is found at once.
func TestPartsHaveTheMaximaOfTheWhole(t *testing.T) {
	s, us := packagesAndMoney(t, 3, 400, 3)
	whole := frontOf(t, s, us, Options{MaxPartial: 1 << 16})
	parts := frontOf(t, s, us, Options{MaxPartial: 3000})
	if !whole.Exact || !parts.Exact {
		t.Fatalf("exact %v and %v, sizes %v", whole.Exact, parts.Exact, whole.Sizes)
	}
	same := func(p, q Point) bool {
		return p.Outcome == q.Outcome && p.Ties == q.Ties && slices.Equal(p.U, q.U)
	}
	if !slices.EqualFunc(whole.Points, parts.Points, same) {
		t.Errorf("%d points at once, %d in parts", len(whole.Points), len(parts.Points))
	}
}

// countdown is a context that is done after it has been asked a number of times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestAFrontierIsNotSearchedOnceTheContextIsDone(t *testing.T) {
	sizes := []int{12, 12, 12, 12}
	s := gridSpace(t, sizes...)
	two, three := zeroSum(sizes, 2), zeroSum(sizes, 3)
	for name, c := range map[string]struct {
		us []deal.Utility
		m  Method
	}{
		"two, merged": {two, Merged}, "three, merged": {three, Merged}, "two, enumerated": {two, Enumerated},
		"three, enumerated": {three, Enumerated}, "opaque": {opaque(two), Enumerated}, "opaque, three": {opaque(three), Enumerated},
	} {
		for asked := range 2 { // before the search begins, and in it
			ctx := &countdown{t.Context(), asked}
			o := Options{Method: c.m, Context: ctx, MaxPartial: 4000}
			if name == "three, merged" {
				o.MaxPartial = 50
			}
			f, err := Frontier(s, c.us, o)
			if asked == 1 && ctx.left == 0 {
				continue // it was too short to be asked again
			}
			if !errors.Is(err, context.Canceled) || f != nil {
				t.Errorf("%s: %v, %v", name, f != nil, err)
			}
		}
	}
}

func TestSolutionsOfAFrontierThatIsNotExactSayHowFarOffTheyAre(t *testing.T) {
	sizes := []int{9, 9, 9}
	s, us := gridSpace(t, sizes...), zeroSum(sizes, 2)
	d := []float64{0.2, -0.9}
	exact, near := frontOf(t, s, us, Options{}), frontOf(t, s, us, Options{MaxPartial: 20})
	if e := exact.Solve(Egalitarian, d); e.Epsilon != nil {
		t.Errorf("exact, but for %v", e.Epsilon)
	}
	n := near.Solve(Egalitarian, d)
	if !slices.Equal(n.Epsilon, near.Epsilon) || !(n.Epsilon[0] > 0) {
		t.Fatalf("got %v, the frontier has %v", n.Epsilon, near.Epsilon)
	}
}

func TestFullyOppositeInterestsMakeAllOutcomesEfficient(t *testing.T) {
	sizes := []int{9, 9, 9}
	s := gridSpace(t, sizes...)
	tenths := []deal.Utility{
		&deal.Additive{Weights: []float64{0.1, 0.3}, Values: [][]float64{{0, 0.1, 0.7}, {0.3, 0.2}}},
		&deal.Additive{Weights: []float64{0.5, 1.5}, Values: [][]float64{{1, 0.9, 0.3}, {0.7, 0.8}}},
	}
	same := func([]int32) float64 { return 1 }
	for name, c := range map[string]struct {
		s    *deal.Space
		us   []deal.Utility
		o    Options
		want bool
	}{
		"opposed":             {s, zeroSum(sizes, 2), Options{}, true},
		"opposed, a part":     {s, zeroSum(sizes, 2), Options{MaxPartial: 9}, true},
		"at another rate":     {gridSpace(t, 3, 2), tenths, Options{}, true},
		"each its own":        {s, correlated(1, sizes, 2, -0.9), Options{}, false},
		"a part of three":     {s, zeroSum(sizes, 3), Options{MaxPartial: 9}, false}, // not known
		"nobody minds":        {s, []deal.Utility{deal.Func(same), deal.Func(same)}, Options{}, true},
		"only one of two":     {s, []deal.Utility{deal.Func(same), correlated(1, sizes, 1, 0)[0]}, Options{}, false},
		"opposed, not tables": {gridSpace(t, 50), opaque(zeroSum([]int{50}, 2)), Options{}, true},
	} {
		if got := frontOf(t, c.s, c.us, c.o).AllEfficient(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAUtilityThatIsNilIsMissing(t *testing.T) {
	s := gridSpace(t, 2)
	for _, u := range []deal.Utility{nil, (*deal.Additive)(nil), (*deal.Explicit)(nil), (*deal.Pairwise)(nil), deal.Func(nil)} {
		if _, err := Frontier(s, []deal.Utility{u}, Options{}); err == nil {
			t.Errorf("a frontier of %T", u)
		}
		if _, err := List(s, []deal.Utility{u}, 0); err == nil {
			t.Errorf("a list of %T", u)
		}
	}
}

func TestAnAgendaHasRoundsAndItsRoundsHaveAnOrder(t *testing.T) {
	s := gridSpace(t, 2)
	for _, rounds := range []int{0, -5} {
		if _, err := NewAgenda(s, rounds); err == nil {
			t.Errorf("an agenda of %d rounds", rounds)
		}
	}
	if _, err := NewAgenda(nil, 5); err == nil {
		t.Error("an agenda of no space")
	}
	a, err := NewAgenda(s, 5, Addition{2, deal.Named("b", "p", "q")})
	if err != nil {
		t.Fatal(err)
	}
	if x, y := a.Part(3, 0, 3), a.Part(3, 3, 0); x != 1 || y != 1 {
		t.Errorf("of outcome 3 of round 3 round 0 has %d, or %d with the rounds the other way round", x, y)
	}
}
