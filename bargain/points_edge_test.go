package bargain

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

// units are the 2001 divisions of n units between two that are closest to half.
func units(n int) (points []Point) {
	for k := n/2 - 1000; k <= n/2+1000; k++ {
		points = append(points, Point{deal.Outcome(k), []float64{float64(n - k), float64(k)}, 1})
	}
	return points
}

// Half of 4,000,000 is 2,000,000, and the next split is worth 2.5e-13 of it less:
// whole numbers are not rounded, so that it is no tie.
func TestNashOfAFineDivisionIsOnePoint(t *testing.T) {
	points := units(4_000_000)
	if s := Nash(points, []float64{0, 0}); s.Verdict != Unique || s.Points[0].Outcome != 2_000_000 {
		t.Errorf("%v, %d points: %v", s.Verdict, len(s.Points), s.Points[:min(5, len(s.Points))])
	}
}

// Utilities that are large against the gains carry their rounding into the gains:
// what ties on paper ties.
func TestProductsOfSmallGainsOverLargeUtilitiesTie(t *testing.T) {
	for _, level := range []float64{0, 1, 100, 1000, 1e6, 1e9, -1e9} {
		points := pts([]float64{level + 0.3, level + 0.2}, []float64{level + 0.6, level + 0.1}, []float64{level + 0.5, level + 0.05})
		d := []float64{level, level}
		if s := Nash(points, d); s.Verdict != Several || !slices.Equal(outcomesOf(s.Points), []deal.Outcome{0, 1}) {
			t.Errorf("at %v: %v, %v, want the first two", level, s.Verdict, s.Points)
		}
		mirrored := pts([]float64{level + 0.3, level + 0.1}, []float64{level + 0.1, level + 0.3}, []float64{level + 0.4, level})
		if s := KalaiSmorodinsky(append(mirrored, pts([]float64{level, level + 0.4})...), d); len(s.Points) != 2 {
			t.Errorf("at %v: Kalai–Smorodinsky %v, %v, want the first two", level, s.Verdict, s.Points)
		}
	}
}

func TestAWeightOfZeroOnlyChoosesBetweenEquals(t *testing.T) {
	for _, c := range []struct {
		points []Point
		want   []deal.Outcome
	}{
		{pts([]float64{10, 0}, []float64{5, 5}), []deal.Outcome{0}},
		{pts([]float64{10, 0}, []float64{10, 5}, []float64{3, 9}), []deal.Outcome{1}},
		{pts([]float64{10, 5}, []float64{10, 5}, []float64{10, 1}), []deal.Outcome{0, 1}},
	} {
		nash, err := WeightedNash(c.points, []float64{0, 0}, []float64{1, 0})
		sum, err2 := WeightedUtilitarian(c.points, []float64{0, 0}, []float64{1, 0})
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		for name, s := range map[string]Solution{"Nash": nash, "utilitarian": sum} {
			if diff := cmp.Diff(c.want, outcomesOf(s.Points)); diff != "" {
				t.Errorf("%s of %v: %s", name, c.points, diff)
			}
		}
	}
}

func TestGroupsThatCannotBeComparedAreNotATie(t *testing.T) {
	s := Nash(pts([]float64{5, 0}, []float64{0, 1}), []float64{0, 0})
	if s.Verdict != Incomparable || len(s.Points) != 2 {
		t.Errorf("got %v, %v", s.Verdict, s.Points)
	}
	for v, want := range map[Verdict]string{NoDeal: "no deal", Incomparable: "incomparable", Invalid: "invalid", 99: "invalid"} {
		if v.String() != want {
			t.Errorf("%d is called %v, want %v", v, v, want)
		}
	}
}

func TestWhatIsNoNumberIsNotReckoned(t *testing.T) {
	nan, inf, none := math.NaN(), math.Inf(1), math.Inf(-1)
	one := pts([]float64{1, 2}, []float64{3, 1})
	rules := map[string]func([]Point, []float64) Solution{
		"nash": Nash, "ks": KalaiSmorodinsky, "egalitarian": Egalitarian, "spread": LeastSpread, "utilitarian": Utilitarian,
	}
	for name, rule := range rules {
		for _, c := range []struct {
			what   string
			points []Point
			d      []float64
		}{
			{"NaN", pts([]float64{1, nan}, []float64{3, 1}), []float64{0, 0}},
			{"infinite", pts([]float64{1, inf}, []float64{3, 1}), []float64{0, 0}},
			{"d NaN", one, []float64{nan, 0}},
			{"d too short", one, []float64{0}},
			{"d too long", one, []float64{0, 0, 0}},
			{"gains too large", pts([]float64{1e308, 1}), []float64{-1e308, 0}},
		} {
			if s := rule(c.points, c.d); s.Verdict != Invalid || s.Points != nil {
				t.Errorf("%s: %s: %v, %v", name, c.what, s.Verdict, s.Points)
			}
		}
		if s := rule(one, []float64{none, none}); len(s.Points) == 0 {
			t.Errorf("%s: without disagreement values: %v", name, s.Verdict)
		}
		if s := rule(one, []float64{0, inf}); s.Verdict != NoDeal {
			t.Errorf("%s: no deal can be had, got %v", name, s.Verdict)
		}
	}
	if s := Nash(one, []float64{none, 0}); s.Verdict != Unique || s.Points[0].Outcome != 0 {
		t.Errorf("only the second's gains count: %v, %v", s.Verdict, s.Points)
	}
	if IsRational([]float64{1, 2}, []float64{0}) || IsRational([]float64{1}, []float64{0, 0}) {
		t.Error("rational with disagreement values of others")
	}
	if d := Distance([]float64{1}, one); !math.IsNaN(d) {
		t.Errorf("the distance of one party's utility to two parties' is %v", d)
	}
}

func TestSumsOfTheLargestUtilitiesDoNotOverflow(t *testing.T) {
	s := Utilitarian(pts([]float64{1e308, 1e308}, []float64{1e308, 1.5e308}), []float64{0, 0})
	if s.Verdict != Unique || s.Points[0].Outcome != 1 {
		t.Errorf("got %v, %v", s.Verdict, s.Points)
	}
	if d := Distance([]float64{1e200, 0}, pts([]float64{0, 0})); d != 1e200 {
		t.Errorf("the distance is %v", d)
	}
	if d := Distance([]float64{1e-200, 0}, pts([]float64{0, 0})); d != 1e-200 {
		t.Errorf("the distance is %v", d)
	}
}

func TestOppositionOfBestsThatAreWorst(t *testing.T) {
	points := pts([]float64{0, 9}, []float64{9, 0})
	for _, c := range [][2][]float64{{{9, 9}, {0, 0}}, {{0}, {9}}, {{0, 0}, {9}}, {{math.NaN(), 0}, {9, 9}}} {
		if got := Opposition(points, c[0], c[1]); !math.IsNaN(got) {
			t.Errorf("from %v to %v it is %v", c[0], c[1], got)
		}
	}
}

// Zeuthen's concessions end where the product of gains is largest, wherever the zero lies.
func TestZeuthenDoesNotChangeWithTheZero(t *testing.T) {
	for _, c := range []struct{ level, unit float64 }{{0, 1}, {1e6, 1}, {1e10, 1e4}, {1, 1e-7}, {-1e6, 1}} {
		var line [][2]float64
		var points []Point
		for k := range 11 {
			u := []float64{c.level + c.unit*(1-float64(k)/10), c.level + c.unit*float64(k)/10}
			line = append(line, [2]float64(u))
			points = append(points, Point{deal.Outcome(k), u, 1})
		}
		noDeal := [2]float64{c.level, c.level}
		if got := must[Concessions](t)(Zeuthen(line, noDeal, nil)); !slices.Equal(got.Agreed, []int{5}) {
			t.Errorf("at %v in units of %v: %v", c.level, c.unit, got)
		}
		if got := must[[]Point](t)(ZeuthenPoints(points, noDeal)); len(got) != 1 || got[0].Outcome != 5 {
			t.Errorf("at %v in units of %v: %v", c.level, c.unit, got)
		}
	}
}

func TestZeuthenOfAFineLineMeetsInTheMiddle(t *testing.T) {
	var line [][2]float64
	for _, p := range units(4_000_000) {
		line = append(line, [2]float64(p.U))
	}
	if got := must[Concessions](t)(Zeuthen(line, [2]float64{}, nil)); !slices.Equal(got.Agreed, []int{1000}) {
		t.Errorf("%d places: %v", len(got.Agreed), got.Agreed[:min(5, len(got.Agreed))])
	}
}

// On a line of whole utilities nothing is rounded, so that Zeuthen and Nash agree, but
// where no offer lets both gain and Zeuthen has no product to go by.
func TestZeuthenAgreesWithNash(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points, noDeal := drawPoints(t)
		s := Nash(points, noDeal[:])
		if s.Verdict == NoDeal || len(s.Dropped) > 0 || s.Verdict == Incomparable {
			return
		}
		utilities := func(points []Point) (us []string) {
			for _, p := range points {
				us = append(us, fmt.Sprint(p.U))
			}
			slices.Sort(us)
			return slices.Compact(us)
		}
		if diff := cmp.Diff(utilities(s.Points), utilities(must[[]Point](t)(ZeuthenPoints(points, noDeal)))); diff != "" {
			t.Fatalf("%v over %v: %s", points, noDeal, diff)
		}
	})
}

// 0.6 + 0.3 is less than 0.8 + 0.1 by an ulp, 0.1 + 0.2 + 0.3 above 0.6.
func TestWhatIsEqualOnPaperIsNoDisagreement(t *testing.T) {
	a, b, c := 0.1, 0.2, 0.3
	six := a + b + c
	if _, ok, err := DealMeOut([2]float64{0.6, 0.3}, [2]float64{0.8, 0.1}); !ok || err != nil {
		t.Errorf("outside options that come to the whole leave a deal; got %v, %v", ok, err)
	}
	if _, ok, _ := DealMeOut([2]float64{0.6, 0.3}, [2]float64{0.8, 0.11}); ok {
		t.Error("outside options that come to more leave a deal")
	}
	one := [2]float64{1, 1}
	got := must[[]Turn](t)(FiniteHorizon{Order: InTurns(1, 1), Discount: one, NoDeal: [2]float64{six, 0.4}}.Turns())
	if !got[0].Agreed {
		t.Errorf("no agreement is worth the whole, so there is one: %+v", got)
	}
	nines := [2]float64{0.9, 0.9}
	for name, h := range map[string]InfiniteHorizon{
		"outside": {Discount: nines, Outside: [2]float64{six, 0.4}}, "broken": {Discount: nines, Breakdown: 0.5, Broken: [2]float64{six, 0.4}},
	} {
		if _, err := h.Shares(0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err := (InfiniteHorizon{Discount: nines, Outside: [2]float64{math.Inf(1), 0}}).Shares(0); err == nil {
		t.Errorf("an infinite option: %v", s)
	}
	points := pts([]float64{1, six}, []float64{0.5, 0.7})
	if got := must[[]Point](t)(ZeuthenPoints(points, [2]float64{0, 0.6})); len(got) == 0 {
		t.Error("0.1+0.2+0.3 is not worse than 0.6")
	}
	if got := must[[]Point](t)(ZeuthenPoints(pts([]float64{1, 0.6}), [2]float64{0, six})); len(got) != 1 {
		t.Error("0.6 is not worse than 0.1+0.2+0.3")
	}
}

// A table without bounds lets money move freely; the zero value used to mean no money.
func TestMoneyWithoutBoundsIsFree(t *testing.T) {
	got := must[[]Settlement](t)(Table{Packages: []Package{{10, -4}}, Weight: 0.5}.Nash())
	want := []Settlement{{Package: 0, Money: 7, Payer: 3, Receiver: 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
