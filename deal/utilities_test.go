package deal

import (
	"math"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestValueFunctions(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name  string
		f     ValueFunc
		issue Issue
		want  []float64
	}{
		{"table", Table{3, 1, 2}, Named("x", "a", "b", "c"), []float64{3, 1, 2}},
		{"linear", Linear(0.5), Integers("x", -1, 2), []float64{-0.5, 0, 0.5, 1}},
		{"linear of names", Linear(2), Named("x", "a", "b"), []float64{0, 2}},
		{"affine", Affine{-0.5, 1}, Range("x", 0, 2, 3), []float64{1, 0.5, 0}},
		{"triangular", Triangular{0, 1, 4}, Integers("x", -1, 5), []float64{0, 0, 1, 2. / 3, 1. / 3, 0, 0}},
		{"upright on the left", Triangular{0, 0, 2}, Integers("x", -1, 2), []float64{0, 1, 0.5, 0}},
		{"upright on the right", Triangular{0, 2, 2}, Integers("x", 0, 3), []float64{0, 0.5, 1, 0}},
		{"a point", Triangular{1, 1, 1}, Integers("x", 0, 2), []float64{0, 1, 0}},
		{"polynomial", Polynomial{1, -2, 3}, Integers("x", -1, 2), []float64{6, 1, 2, 9}},
		{"no polynomial", Polynomial{}, Integers("x", 0, 1), []float64{0, 0}},
		{"steep", Linear(inf), Integers("x", 1, 1), []float64{inf}},
	} {
		if d := gocmp.Diff(c.want, c.f.Values(&c.issue)); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
	}
}

func TestNewAdditiveMakesTables(t *testing.T) {
	s := spaceOf(t, Named("colour", "red", "green"), Integers("days", 0, 4))
	table := Table{1, 0}
	a, err := NewAdditive(s, []float64{0.25, 0.75}, table, Linear(0.25))
	if err != nil {
		t.Fatal(err)
	}
	table[0] = 9 // the caller's
	want := &Additive{Weights: []float64{0.25, 0.75}, Values: [][]float64{{1, 0}, {0, 0.25, 0.5, 0.75, 1}}}
	if d := gocmp.Diff(want, a); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got, want := a.Of([]int32{0, 2}), 0.25+0.75*0.5; got != want {
		t.Errorf("utility %v, want %v", got, want)
	}
	for _, c := range []struct {
		weights []float64
		values  []ValueFunc
		want    string
	}{
		{[]float64{1, 1}, []ValueFunc{Table{1, 0}}, "1 value functions for 2 issues"},
		{[]float64{1}, []ValueFunc{Table{1, 0}, Linear(1)}, "1 weights for 2 issues"},
		{[]float64{1, 1}, []ValueFunc{Table{1, 0}, nil}, `no value function for issue "days"`},
		{[]float64{1, 1}, []ValueFunc{Table{1}, Linear(1)}, `1 value for the 2 options of issue "colour"`},
		{[]float64{1, 1}, []ValueFunc{Table{1, 0}, Linear(math.Inf(1))}, `option "0" of issue "days" is NaN`},
		{[]float64{1, 1}, []ValueFunc{Table{1, 0}, Triangular{2, 1, 3}}, `issue "days": the corners 2, 1, 3`},
		{[]float64{1, 1}, []ValueFunc{Table{1, 0}, Triangular{0, math.NaN(), 3}}, `issue "days": the corners 0, NaN, 3`},
	} {
		if a, err := NewAdditive(s, c.weights, c.values...); a != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want an error with %q", c.values, err, c.want)
		}
	}
	if _, err := NewAdditive(nil, nil); err == nil {
		t.Error("no space, no error")
	}
}

// utilitiesOf lists a utility through a profile.
func utilitiesOf(t *testing.T, s *Space, u Utility) (all []float64) {
	p := profileOf(t, s, u)
	for o := range s.Len() {
		all = append(all, p.Of(Outcome(o)))
	}
	return all
}

func TestUtilitiesThatAreNotAdditive(t *testing.T) {
	s := spaceOf(t, Named("a", "x", "y"), Integers("b", 1, 3))
	for _, c := range []struct {
		name string
		u    Utility
		want []float64
	}{
		{"function", Func(func(o []int32) float64 { return 1000 * float64(o[0]) * s.Issue(1).Value(int(o[1])) }),
			[]float64{0, 0, 0, 1000, 2000, 3000}},
		{"explicit", &Explicit{s, []float64{5, 4, 3, 2, 1, 0}}, []float64{5, 4, 3, 2, 1, 0}},
		{"pairwise", &Pairwise{
			Single: [][]float64{{0, 1}, {0, 0.25, 0.5}},
			Pairs:  []Pair{{0, 1, [][]float64{{8, 0, 0}, {0, 0, -2}}}, {1, 0, [][]float64{{0, 0}, {16, 0}, {0, 0}}}},
		}, []float64{8, 16.25, 0.5, 1, 1.25, -0.5}},
		{"boxes", HyperRectangles{
			{[]Side{{0, 1, 1}, {1, 0, 1}}, 2}, {[]Side{{1, 1, 2}}, 4}, {nil, 1}, {[]Side{{1, 0, 2}, {1, 2, 2}}, -8},
		}, []float64{1, 5, -3, 3, 7, -3}},
		{"no boxes", HyperRectangles{}, []float64{0, 0, 0, 0, 0, 0}},
		{"constraints", Constraints{
			{[]Condition{{0, []int32{1}}, {1, []int32{0, 2}}}, 2, -1}, {nil, 10, 99},
		}, []float64{9, 9, 9, 12, 9, 12}},
	} {
		if d := gocmp.Diff(c.want, utilitiesOf(t, s, c.u)); d != "" {
			t.Errorf("%s: -want +got\n%s", c.name, d)
		}
	}
}

// What does not fit is refused with the place.
func TestCompileRefusesWhatDoesNotFit(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	s := spaceOf(t, Named("a", "x", "y"), Integers("b", 1, 3))
	good := [][]float64{{0, 1}, {0, 1, 2}}
	for _, c := range []struct {
		u    Utility
		want string
	}{
		{&Additive{}, "0 weights for 2 issues"},
		{&Additive{Weights: []float64{1, 1}, Values: good[:1]}, "1 tables of values for 2 issues"},
		{&Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1}, {0, 1}}}, `2 values for the 3 options of issue "b"`},
		{&Additive{Weights: []float64{1, nan}, Values: good}, `the weight of issue "b" is NaN`},
		{&Additive{Weights: []float64{-inf, 1}, Values: good}, `the weight of issue "a" is -Inf`},
		{&Additive{Weights: []float64{1, 1}, Values: [][]float64{{0, 1}, {0, nan, 2}}}, `the value of option "2" of issue "b" is NaN`},
		{&Additive{Weights: []float64{1, 1}, Values: good, Bias: nan}, "not finite"},
		{&Additive{Weights: []float64{1, 1e308}, Values: good}, "not finite"},
		{&Additive{Weights: []float64{1e308, 1e308}, Values: [][]float64{{0, 1}, {0, 1, 1}}}, "not finite"},
		{Func(nil), "no function"},
		{Func(func(o []int32) float64 { return 1 / float64(o[0]*o[1]-2) }), "outcome 5 [1 2] is +Inf"},
		{Func(func(o []int32) float64 { return nan }), "outcome 0 [0 0] is NaN"},
		{&Explicit{}, "none is named"},
		{&Explicit{spaceOf(t, Integers("c", 1, 6)), make([]float64, 6)}, "another shape"},
		{&Explicit{spaceOf(t, Integers("c", 1, 3), Integers("d", 1, 2)), make([]float64, 6)}, "another shape"},
		{&Explicit{s, make([]float64, 5)}, "5 utilities for 6 outcomes"},
		{&Explicit{s, []float64{0, 0, 0, 0, inf, 0}}, "outcome 4 [1 1] is +Inf"},
		{&Pairwise{Single: good[:1]}, "1 tables"},
		{&Pairwise{good, []Pair{{0, 2, nil}}}, "pair 0: no issue 2: they are 0..1"},
		{&Pairwise{good, []Pair{{-1, 1, nil}}}, "pair 0: no issue -1"},
		{&Pairwise{good, []Pair{{1, 1, nil}}}, `pair 0: issue "b" is paired with itself`},
		{&Pairwise{good, []Pair{{0, 1, [][]float64{{1, 2, 3}}}}}, `1 row for the 2 options of issue "a"`},
		{&Pairwise{good, []Pair{{0, 1, [][]float64{{1, 2, 3}, {1, 2}}}}}, `option "y" of issue "a": 2 values`},
		{&Pairwise{good, []Pair{{0, 1, [][]float64{{1, 2, 3}, {1, nan, 3}}}}}, `"y" of issue "a" with "2" of issue "b" is NaN`},
		{HyperRectangles{{[]Side{{2, 0, 0}}, 1}}, "box 0: no issue 2"},
		{HyperRectangles{{nil, 1}, {[]Side{{1, 2, 1}}, 1}}, `box 1: the options 2..1 of issue "b" are none`},
		{HyperRectangles{{[]Side{{1, 0, 3}}, 1}}, `the options 0..3 of issue "b" are not within 0..2`},
		{HyperRectangles{{[]Side{{1, -1, 1}}, 1}}, "not within"},
		{HyperRectangles{{nil, nan}}, "the utility is NaN"},
		{Constraints{{[]Condition{{5, []int32{0}}}, 1, 0}}, "constraint 0: no issue 5"},
		{Constraints{{[]Condition{{0, nil}}, 1, 0}}, `no option of issue "a" meets it`},
		{Constraints{{[]Condition{{0, []int32{2}}}, 1, 0}}, `issue "a" has no option 2`},
		{Constraints{{nil, 1, inf}}, "+Inf unmet"},
		{nil, "utility"},
		{(*Additive)(nil), "a nil *deal.Additive"},
		{(*Explicit)(nil), "a nil *deal.Explicit"},
		{(*Pairwise)(nil), "a nil *deal.Pairwise"},
	} {
		if p, err := Compile(s, Preferences{Utility: c.u}); p != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%T: %v, want an error with %q", c.u, err, c.want)
		}
	}
	if _, err := Compile(nil, Preferences{Utility: HyperRectangles{}}); err == nil {
		t.Error("no space, no error")
	}
	for _, d := range []float64{-0.1, 1.1, nan} {
		if _, err := Compile(s, Preferences{Utility: HyperRectangles{}, Discount: d}); err == nil {
			t.Errorf("discount %v, no error", d)
		}
	}
	if _, err := Compile(s, Preferences{Utility: HyperRectangles{}, Reserved: nan}); err == nil {
		t.Error("reserved value NaN, no error")
	}
	if _, err := Compile(s, Preferences{Utility: HyperRectangles{}, Reserved: -inf}); err != nil {
		t.Errorf("no reserved value: %v", err)
	}
}

func TestMessagesSayOneOfOne(t *testing.T) {
	s := spaceOf(t, Named("only", "x"))
	for want, u := range map[string]Utility{
		"0 weights for 1 issue":                     &Additive{},
		`2 values for the 1 option of issue "only"`: &Additive{Weights: []float64{1}, Values: [][]float64{{1, 2}}},
		"no issue 1: they are 0..0":                 HyperRectangles{{Sides: []Side{{Issue: 1}}}},
	} {
		if _, err := Compile(s, Preferences{Utility: u}); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%v, want an error with %q", err, want)
		}
	}
}

// A utility that is asked whether it fits says so without a space or itself.
func TestValidateTakesNil(t *testing.T) {
	s := spaceOf(t, Named("a", "x", "y"))
	for _, u := range []interface{ Validate(*Space) error }{
		&Additive{}, &Explicit{Space: s}, &Pairwise{}, HyperRectangles{}, Constraints{}, &Intervals{},
	} {
		if err := u.Validate(nil); err == nil || !strings.Contains(err.Error(), "no space") {
			t.Errorf("%T without a space: %v", u, err)
		}
	}
	for _, u := range []interface{ Validate(*Space) error }{(*Additive)(nil), (*Explicit)(nil), (*Pairwise)(nil), (*Intervals)(nil)} {
		if err := u.Validate(s); err == nil || !strings.Contains(err.Error(), "no") {
			t.Errorf("a nil %T is valid", u)
		}
	}
}

func TestWorthIsDiscountedAsGeniusDoes(t *testing.T) {
	s := spaceOf(t, Integers("x", 0, 1))
	for _, c := range []struct{ d, t, want float64 }{{0, 0.5, 8}, {1, 0.5, 8}, {0.25, 0.5, 4}, {0.25, 0, 8}, {0.25, 1, 2}} {
		p, err := Compile(s, Preferences{Utility: &Explicit{s, []float64{0, 8}}, Discount: c.d})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Worth(1, c.t); got != c.want {
			t.Errorf("at %v, discounted by %v: worth %v, want %v", c.t, c.d, got, c.want)
		}
	}
}
