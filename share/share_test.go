package share

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var inf = math.Inf(1)

// clip shares as models of the rule tell it: clip, fix what was clipped in the
// direction that leaves the larger error, share the rest again, until all fit.
func clip(cost float64, basis []float64, bounds []Bounds) []float64 {
	shares := make([]float64, len(basis))
	fixed := make([]bool, len(basis))
	for {
		rest, weight := cost, 0.0
		for i, b := range basis {
			if fixed[i] {
				rest -= shares[i]
			} else {
				weight += b
			}
		}
		below, above := 0.0, 0.0
		for i, b := range basis {
			if !fixed[i] {
				shares[i] = rest * b / weight
				below += max(bounds[i].Low-shares[i], 0)
				above += max(shares[i]-bounds[i].High, 0)
			}
		}
		if below < 1e-12 && above < 1e-12 {
			return shares
		}
		for i := range basis {
			if fixed[i] {
				continue
			}
			if below >= above && shares[i] <= bounds[i].Low {
				shares[i], fixed[i] = bounds[i].Low, true
			} else if below <= above && shares[i] >= bounds[i].High {
				shares[i], fixed[i] = bounds[i].High, true
			}
		}
	}
}

func TestWaterFillingAgreesWithClippingAndSharingAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "claimants")
		basis, bounds := make([]float64, n), make([]Bounds, n)
		low, high := 0.0, 0.0
		for i := range n {
			basis[i] = float64(rapid.IntRange(1, 20).Draw(t, "basis"))
			bounds[i].Low = float64(rapid.IntRange(0, 10).Draw(t, "floor"))
			bounds[i].High = bounds[i].Low + float64(rapid.IntRange(0, 10).Draw(t, "range"))
			if rapid.IntRange(0, 3).Draw(t, "open") == 0 {
				bounds[i].High = inf
			}
			low += bounds[i].Low
			high += bounds[i].High
		}
		cost := low + (min(high, low+50)-low)*rapid.Float64Range(0, 1).Draw(t, "cost")
		got := must[[]float64](t)(Proportional(cost, basis, bounds))
		if math.Abs(sum(got)-cost) > 1e-9 {
			t.Fatalf("%v come to %v, not %v", got, sum(got), cost)
		}
		if diff := cmp.Diff(clip(cost, basis, bounds), got, near); diff != "" {
			t.Fatalf("cost %v basis %v bounds %v: %s", cost, basis, bounds, diff)
		}
	})
}

func TestSharingByABasis(t *testing.T) {
	open := NoBounds
	for name, c := range map[string]struct {
		got  func() ([]float64, error)
		want []float64
	}{
		"proportional":   {func() ([]float64, error) { return Proportional(100, []float64{1, 3}, nil) }, []float64{25, 75}},
		"with a ceiling": {func() ([]float64, error) { return Proportional(100, []float64{1, 1, 8}, []Bounds{open, open, {0, 22}}) }, []float64{39, 39, 22}},
		"floor and ceiling clash": {func() ([]float64, error) {
			return Proportional(10, []float64{1, 1, 8}, []Bounds{{4, inf}, open, {0, 5}})
		}, []float64{4, 1, 5}},
		"no basis pays the floor": {func() ([]float64, error) { return Proportional(10, []float64{0, 2}, []Bounds{{3, 9}, open}) }, []float64{3, 7}},
		"fixed by equal bounds":   {func() ([]float64, error) { return Proportional(10, []float64{5, 2}, []Bounds{{2, 2}, open}) }, []float64{2, 8}},
		"nothing to share":        {func() ([]float64, error) { return Proportional(0, []float64{0, 2}, nil) }, []float64{0, 0}},
		"equal":                   {func() ([]float64, error) { return Equal(9, 3, nil) }, []float64{3, 3, 3}},
		"equal with a ceiling":    {func() ([]float64, error) { return Equal(9, 3, []Bounds{{0, 1}, open, open}) }, []float64{1, 4, 4}},
		"as last time":            {func() ([]float64, error) { return Historical(50, []float64{10, 30}, nil, nil) }, []float64{12.5, 37.5}},
		"as last time, grown":     {func() ([]float64, error) { return Historical(50, []float64{10, 30}, []float64{2, 1}, nil) }, []float64{20, 30}},
	} {
		if diff := cmp.Diff(c.want, must[[]float64](t)(c.got()), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestBoundsThatCannotBeKeptNameTheirClaimants(t *testing.T) {
	for name, c := range map[string]struct {
		cost   float64
		basis  []float64
		bounds []Bounds
		want   BoundsError
	}{
		"floors":   {10, []float64{1, 1, 1}, []Bounds{{8, inf}, {0, inf}, {3, inf}}, BoundsError{10, 11, true, []int{0, 2}}},
		"ceilings": {10, []float64{1, 1}, []Bounds{{0, 4}, {1, 5}}, BoundsError{10, 9, false, []int{0, 1}}},
		"no basis": {10, []float64{0, 0}, []Bounds{{0, inf}, {0, inf}}, BoundsError{10, 0, false, []int{0, 1}}},
	} {
		_, err := Proportional(c.cost, c.basis, c.bounds)
		var got *BoundsError
		if !errors.As(err, &got) || !strings.Contains(err.Error(), fmt.Sprintf("%v come to %v", got.Claimants, got.Sum)) && got.Floors {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(c.want, *got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAmountsThatAreNoneAreRefused(t *testing.T) {
	nan := math.NaN()
	for name, f := range map[string]func() ([]float64, error){
		"no claimants":       func() ([]float64, error) { return Proportional(1, nil, nil) },
		"equal among nobody": func() ([]float64, error) { return Equal(1, 0, nil) },
		"equal among -1":     func() ([]float64, error) { return Equal(1, -1, nil) },
		"negative cost":      func() ([]float64, error) { return Proportional(-1, []float64{1}, nil) },
		"NaN cost":           func() ([]float64, error) { return Proportional(nan, []float64{1}, nil) },
		"infinite cost":      func() ([]float64, error) { return Proportional(inf, []float64{1}, nil) },
		"negative basis":     func() ([]float64, error) { return Proportional(1, []float64{1, -1}, nil) },
		"NaN basis":          func() ([]float64, error) { return Proportional(1, []float64{nan}, nil) },
		"bounds for another": func() ([]float64, error) { return Proportional(1, []float64{1}, []Bounds{{0, 1}, {0, 1}}) },
		"bounds reversed":    func() ([]float64, error) { return Proportional(1, []float64{1}, []Bounds{{2, 1}}) },
		"NaN bound":          func() ([]float64, error) { return Proportional(1, []float64{1}, []Bounds{{0, nan}}) },
		"infinite floor":     func() ([]float64, error) { return Proportional(1, []float64{1}, []Bounds{{inf, inf}}) },
		"too small a basis": func() ([]float64, error) {
			return Proportional(2, []float64{1e300, 1e-300}, []Bounds{{0, 1}, NoBounds})
		},
		"growth for another":     func() ([]float64, error) { return Historical(1, []float64{1}, []float64{1, 1}, nil) },
		"negative growth":        func() ([]float64, error) { return Historical(1, []float64{1}, []float64{-1}, nil) },
		"estate over the claims": func() ([]float64, error) { return Talmud(7, []float64{1, 2}) },
		"negative claim":         func() ([]float64, error) { return ConstrainedEqualAwards(1, []float64{-1, 4}) },
		"NaN estate":             func() ([]float64, error) { return ConstrainedEqualLosses(nan, []float64{4}) },
		"no claims":              func() ([]float64, error) { return ProportionalAwards(0, nil) },
		"negative demand":        func() ([]float64, error) { return Serial([]float64{-1}, math.Sqrt) },
		"a cost of no demand":    func() ([]float64, error) { return Serial([]float64{1}, math.Exp) },
		"a cost that is NaN":     func() ([]float64, error) { return Serial([]float64{1}, func(q float64) float64 { return nan * q }) },
		"scale of nobody":        func() ([]float64, error) { return Scale{}.Shares(1, nil) },
		"gradient above 1":       func() ([]float64, error) { return Scale{Gradient: 2, Ceiling: 1}.Shares(1, []Member{{1, 1, 0}}) },
		"threshold NaN":          func() ([]float64, error) { return Scale{Threshold: nan, Ceiling: 1}.Shares(1, []Member{{1, 1, 0}}) },
		"income NaN":             func() ([]float64, error) { return Scale{Ceiling: 1}.Shares(1, []Member{{nan, 1, 0}}) },
		"ceiling too low":        func() ([]float64, error) { return Scale{Ceiling: 0.2}.Shares(1, []Member{{1, 1, 0}, {1, 1, 0}}) },
	} {
		if got, err := f(); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Worked by hand: incomes 60, 30, 10; per head 50, 20, 5; threshold 25, gradient
// 0.8. Relief: 30 × 0.8 × 0.2 = 4.8 and 10 × 0.8 × 0.8 = 6.4, taken up by the
// first: 71.2, 25.2, 3.6 of 100.
func TestAbilityToPayRelievesThePoorAndChargesTheOthers(t *testing.T) {
	members := []Member{{60, 50, 0}, {30, 20, 0}, {10, 5, 0}}
	scale := Scale{Gradient: 0.8, Threshold: 25, Ceiling: 1}
	for name, c := range map[string]struct {
		scale   Scale
		members []Member
		want    []float64
	}{
		"relief alone":       {scale, members, []float64{71.2, 25.2, 3.6}},
		"with a ceiling":     {Scale{0.8, 25, 0, 0.5}, members, []float64{50, 50 * 25.2 / 28.8, 50 * 3.6 / 28.8}},
		"with a floor":       {Scale{0.8, 25, 0.1, 1}, members, []float64{90 * 71.2 / 96.4, 90 * 25.2 / 96.4, 10}},
		"a ceiling of one's": {scale, []Member{{60, 50, 0}, {30, 20, 0}, {10, 5, 0.01}}, []float64{99 * 71.2 / 96.4, 99 * 25.2 / 96.4, 1}},
		"all below":          {Scale{0.8, 100, 0, 1}, []Member{{1, 50, 0}, {1, 50, 0}}, []float64{50, 50}},
	} {
		if diff := cmp.Diff(c.want, must[[]float64](t)(c.scale.Shares(100, c.members)), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// The three widows of Ketubot 93a (Aumann and Maschler 1985).
func TestTheThreeWidows(t *testing.T) {
	claims := []float64{100, 200, 300}
	for _, c := range []struct {
		estate float64
		want   []float64
	}{
		{100, []float64{100. / 3, 100. / 3, 100. / 3}},
		{200, []float64{50, 75, 75}},
		{300, []float64{50, 100, 150}},
	} {
		if diff := cmp.Diff(c.want, must[[]float64](t)(Talmud(c.estate, claims)), near); diff != "" {
			t.Errorf("estate %v: %s", c.estate, diff)
		}
	}
}

type rule = func(float64, []float64) ([]float64, error)

var rules = map[string]rule{
	"proportional": ProportionalAwards, "equal awards": ConstrainedEqualAwards, "equal losses": ConstrainedEqualLosses, "Talmud": Talmud,
}

func drawClaims(t *rapid.T) (float64, []float64) {
	claims := make([]float64, rapid.IntRange(1, 6).Draw(t, "claimants"))
	for i := range claims {
		claims[i] = float64(rapid.IntRange(0, 40).Draw(t, "claim"))
	}
	return sum(claims) * float64(rapid.IntRange(0, 8).Draw(t, "eighths")) / 8, claims
}

func TestAwardsExhaustTheEstateWithinTheClaimsAndInTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		estate, claims := drawClaims(t)
		for name, f := range rules {
			got := must[[]float64](t)(f(estate, claims))
			if math.Abs(sum(got)-estate) > 1e-9 {
				t.Fatalf("%s: %v of %v", name, got, estate)
			}
			for i := range got {
				if got[i] < 0 || got[i] > claims[i] {
					t.Fatalf("%s: %v on %v", name, got, claims)
				}
				for j := range got {
					if claims[i] <= claims[j] && (got[i] > got[j]+1e-9 || claims[i]-got[i] > claims[j]-got[j]+1e-9) {
						t.Fatalf("%s: %v on %v", name, got, claims)
					}
				}
			}
		}
	})
}

// Dual rules divide what is there as the other divides what is missing: the
// proportional and the Talmud's are their own (Aumann and Maschler 1985).
func TestDualsDivideLossesAsTheOtherDividesAwards(t *testing.T) {
	dual := map[string]rule{"proportional": ProportionalAwards, "Talmud": Talmud, "equal awards": ConstrainedEqualLosses, "equal losses": ConstrainedEqualAwards}
	rapid.Check(t, func(t *rapid.T) {
		estate, claims := drawClaims(t)
		for name, f := range rules {
			want := losing(claims, must[[]float64](t)(dual[name](sum(claims)-estate, claims)))
			if diff := cmp.Diff(want, must[[]float64](t)(f(estate, claims)), near); diff != "" {
				t.Fatalf("%s, estate %v of %v: %s", name, estate, claims, diff)
			}
		}
	})
}

func TestTheTalmudDividesAContestedGarmentBetweenAnyTwo(t *testing.T) {
	garment := func(estate, a, b float64) (float64, float64) {
		toA, toB := max(estate-b, 0), max(estate-a, 0) // conceded
		rest := (estate - toA - toB) / 2
		return toA + rest, toB + rest
	}
	rapid.Check(t, func(t *rapid.T) {
		estate, claims := drawClaims(t)
		got := must[[]float64](t)(Talmud(estate, claims))
		for i := range got {
			for j := range i {
				a, b := garment(got[i]+got[j], claims[i], claims[j])
				if math.Abs(a-got[i]) > 1e-9 || math.Abs(b-got[j]) > 1e-9 {
					t.Fatalf("%v on %v: %d and %d should have %v and %v", got, claims, i, j, a, b)
				}
			}
		}
	})
}

// Worked by hand with c(q) = q²: all as the least, c(6)/3 = 12; then
// (c(2+4+4)-c(6))/2 = 32 more; then c(2+4+6)-c(10) = 44 more (Moulin and Shenker
// 1992 for the rule).
func TestSerialCostSharing(t *testing.T) {
	square := func(q float64) float64 { return q * q }
	got := must[[]float64](t)(Serial([]float64{4, 2, 6}, square))
	if diff := cmp.Diff([]float64{44, 12, 88}, got, near); diff != "" {
		t.Error(diff)
	}
}

func TestSerialSharesDoNotDependOnLargerDemands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		demands := rapid.SliceOfN(rapid.Float64Range(0, 9), 1, 6).Draw(t, "demands")
		power := rapid.Float64Range(0.3, 3).Draw(t, "power")
		cost := func(q float64) float64 { return math.Pow(q, power) }
		got := must[[]float64](t)(Serial(demands, cost))
		if math.Abs(sum(got)-cost(sum(demands))) > 1e-9*max(1, cost(sum(demands))) {
			t.Fatalf("%v come to %v", got, sum(got))
		}
		i := rapid.IntRange(0, len(demands)-1).Draw(t, "who")
		more := slices.Clone(demands)
		for j := range more {
			if more[j] > more[i] {
				more[j] += 5
			}
		}
		if again := must[[]float64](t)(Serial(more, cost)); math.Abs(again[i]-got[i]) > 1e-9*max(1, got[i]) {
			t.Fatalf("%d pays %v, and %v once others demand more", i, got[i], again[i])
		}
	})
}

// Camp David 1978: Sinai, recognition, West Bank and Gaza, linkage, Palestinian
// rights, Jerusalem (points of Israel and Egypt as in Brams and Taylor 1996).
func TestCampDavidByAdjustedWinner(t *testing.T) {
	israel, egypt := []float64{35, 10, 20, 10, 5, 20}, []float64{55, 5, 10, 5, 20, 5}
	got := must[Division](t)(AdjustedWinner(israel, egypt))
	want := Division{First: []float64{1. / 6, 1, 1, 1, 0, 1}, Split: 0, Points: 395. / 6, Other: 395. / 6} // 65.833
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Error(diff)
	}
}

func TestAdjustedWinnerIsEfficientEnvyFreeAndEquitable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "items")
		points := func(name string) []float64 {
			p, left := make([]float64, n), 100
			for i := range n - 1 {
				x := rapid.IntRange(0, left).Draw(t, name)
				p[i] = float64(x)
				left -= x
			}
			p[n-1] = float64(left)
			return p
		}
		a, b := points("first"), points("second")
		d := must[Division](t)(AdjustedWinner(a, b))
		va, vb, parts := 0.0, 0.0, 0
		for i, x := range d.First {
			va += x * a[i]
			vb += (1 - x) * b[i]
			if x != 0 && x != 1 {
				parts++
				if i != d.Split {
					t.Fatalf("%v splits %d, says %d", d.First, i, d.Split)
				}
			}
			for j, y := range d.First {
				// The first has some of i and the second some of j, both better off swapped.
				if x > 0 && y < 1 && a[i]*b[j] < a[j]*b[i] {
					t.Fatalf("%v %v: %v is inefficient", a, b, d)
				}
			}
		}
		if math.Abs(va-vb) > 1e-9 || math.Abs(va-d.Points) > 1e-9 || math.Abs(vb-d.Other) > 1e-9 {
			t.Fatalf("%v %v: %+v, worth %v and %v", a, b, d, va, vb)
		}
		if va < 50-1e-9 {
			t.Fatalf("%v %v: %v leaves envy", a, b, d)
		}
		if parts > 1 || (d.Split >= 0) != (parts == 1) {
			t.Fatalf("%v %v: %v divides %d items", a, b, d, parts)
		}
	})
}

func TestAdjustedWinnerAtTheEdges(t *testing.T) {
	for name, c := range map[string]struct {
		a, b []float64
		want Division
	}{
		"alike":                 {[]float64{50, 50}, []float64{50, 50}, Division{[]float64{0, 1}, -1, 50, 50}},
		"one item":              {[]float64{100}, []float64{100}, Division{[]float64{0.5}, 0, 50, 50}},
		"nothing in common":     {[]float64{100, 0}, []float64{0, 100}, Division{[]float64{1, 0}, -1, 100, 100}},
		"an item nobody wants":  {[]float64{0, 100}, []float64{0, 100}, Division{[]float64{1, 0.5}, 1, 50, 50}},
		"worth nothing to one":  {[]float64{10, 90}, []float64{0, 100}, Division{[]float64{1, 90. / 190}, 1, 10 + 90*90./190, 100 * 100. / 190}},
		"the second side ahead": {[]float64{60, 40}, []float64{30, 70}, Division{[]float64{1, 10. / 110}, 1, 60 + 400./110, 70 - 700./110}},
	} {
		if diff := cmp.Diff(c.want, must[Division](t)(AdjustedWinner(c.a, c.b)), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, c := range map[string][2][]float64{
		"no items": {nil, nil}, "of two lengths": {{1}, {1, 0}}, "other sums": {{100}, {90}}, "no points": {{0}, {0}},
		"negative": {{-1, 2}, {1, 0}}, "NaN": {{math.NaN()}, {1}},
	} {
		if _, err := AdjustedWinner(c[0], c[1]); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func ExampleTalmud() {
	awards, _ := Talmud(200, []float64{100, 200, 300})
	fmt.Println(awards)
	// Output: [50 75 75]
}

func TestManyWithEqualFloorAndCeilingLeaveTheRestToTheOthers(t *testing.T) {
	// So many that sorting where their charges bend may turn equals round.
	basis, bounds, want := make([]float64, 60), make([]Bounds, 60), make([]float64, 60)
	for i := range basis {
		level := float64(i * 37 % 7)
		basis[i], bounds[i], want[i] = 1, Bounds{level, level}, level
	}
	bounds[59] = NoBounds
	want[59] = 1000 - sum(want[:59])
	if diff := cmp.Diff(want, must[[]float64](t)(Proportional(1000, basis, bounds)), near); diff != "" {
		t.Error(diff)
	}
}
