package bargain

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

// stretch is a line of shares x of the second side, in thousandths.
func stretch(from, to int, u func(x float64) [2]float64) [][2]float64 {
	var line [][2]float64
	for k := from; k <= to; k++ {
		line = append(line, u(float64(k)/1000))
	}
	return line
}

// Zeuthen 1930 on the curved example (host 1-x², guest √x, no agreement 0.2 and
// 0.3) from 0.30 and 0.90 and on the linear one (0.1 and 0.3) from 0.35 and 0.85,
// where the limits are equal throughout so that both move.
func TestZeuthenGoldenValues(t *testing.T) {
	for name, c := range map[string]struct {
		line     [][2]float64
		noDeal   [2]float64
		from     int
		at, want int
	}{
		"curved": {stretch(300, 900, func(x float64) [2]float64 { return [2]float64{1 - x*x, math.Sqrt(x)} }), [2]float64{0.2, 0.3}, 300, 493, 600},
		"linear": {stretch(350, 850, func(x float64) [2]float64 { return [2]float64{1 - x, x} }), [2]float64{0.1, 0.3}, 350, 600, 250},
	} {
		got := must[Concessions](t)(Zeuthen(c.line, c.noDeal, nil))
		if diff := cmp.Diff(Concessions{Agreed: []int{c.at - c.from}, Moves: c.want}, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func drawPoints(t *rapid.T) ([]Point, [2]float64) {
	var points []Point
	for k := range rapid.IntRange(1, 40).Draw(t, "points") {
		points = append(points, Point{Outcome: deal.Outcome(k), Ties: 1,
			U: []float64{float64(rapid.IntRange(0, 12).Draw(t, "u1")), float64(rapid.IntRange(0, 12).Draw(t, "u2"))}})
	}
	return points, [2]float64{float64(rapid.IntRange(0, 5).Draw(t, "d1")), float64(rapid.IntRange(0, 5).Draw(t, "d2"))}
}

// Harsanyi 1956. Small whole utilities make many ties.
func TestZeuthenEndsAtTheLargestProductsOfGains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points, noDeal := drawPoints(t)
		largest := -1.0
		for _, p := range points {
			if g, h := p.U[0]-noDeal[0], p.U[1]-noDeal[1]; g >= 0 && h >= 0 {
				largest = max(largest, g*h)
			}
		}
		var want, got [][2]float64
		for _, p := range points {
			u := [2]float64(p.U)
			dominated := slices.ContainsFunc(points, func(o Point) bool {
				return o.U[0] >= u[0] && o.U[1] >= u[1] && [2]float64(o.U) != u
			})
			if g, h := u[0]-noDeal[0], u[1]-noDeal[1]; g >= 0 && h >= 0 && g*h == largest && !dominated && !slices.Contains(want, u) {
				want = append(want, u)
			}
		}
		before := slices.Clone(points)
		for _, p := range must[[]Point](t)(ZeuthenPoints(points, noDeal)) {
			got = append(got, [2]float64(p.U))
		}
		slices.SortFunc(want, func(a, b [2]float64) int { return int(b[0] - a[0]) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%v over %v: %s", points, noDeal, diff)
		}
		if diff := cmp.Diff(before, points); diff != "" {
			t.Fatalf("the caller's points have changed: %s", diff)
		}
	})
}

func TestWhoHasTheLowerRiskLimitConcedes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.Float64Range(0.2, 1).Draw(t, "curve")
		noDeal := [2]float64{rapid.Float64Range(0, 0.2).Draw(t, "d1"), rapid.Float64Range(0, 0.2).Draw(t, "d2")}
		line := stretch(210, 790, func(x float64) [2]float64 { return [2]float64{math.Pow(1-x, k), math.Pow(x, k)} })
		_, err := Zeuthen(line, noDeal, func(c Concession) {
			// Nearly equal limits may count as equal products, or the reverse.
			if d := c.Risk[0] - c.Risk[1]; d < -1e-9 && !c.Moves[0] || d > 1e-9 && !c.Moves[1] {
				t.Fatalf("%+v", c)
			}
			if d := math.Abs(c.Risk[0] - c.Risk[1]); d > 1e-9 && c.Moves[0] && c.Moves[1] {
				t.Fatalf("both move: %+v", c)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestZeuthenAtTheEdges(t *testing.T) {
	for name, c := range map[string]struct {
		line   [][2]float64
		noDeal [2]float64
		want   Concessions
	}{
		"no outcome":                    {nil, [2]float64{}, Concessions{}},
		"one outcome":                   {[][2]float64{{1, 1}}, [2]float64{}, Concessions{Agreed: []int{0}}},
		"one that nobody would take":    {[][2]float64{{1, 1}}, [2]float64{2, 2}, Concessions{}},
		"both own nothing":              {[][2]float64{{1, 0}, {0, 1}}, [2]float64{1, 1}, Concessions{}},
		"equal offers, none between":    {[][2]float64{{3, 2}, {2, 3}}, [2]float64{}, Concessions{Agreed: []int{0, 1}}},
		"equal offers, worse between":   {[][2]float64{{6, 1}, {2.1, 2}, {1, 6}}, [2]float64{}, Concessions{Agreed: []int{0, 2}}},
		"equal offers, better between":  {[][2]float64{{6, 1}, {4, 4}, {1, 6}}, [2]float64{}, Concessions{Agreed: []int{1}, Moves: 1}},
		"an offer worth nothing to one": {[][2]float64{{2, 0}, {1, 1}, {0, 2}}, [2]float64{}, Concessions{Agreed: []int{1}, Moves: 1}},
		"an offer below no agreement":   {[][2]float64{{9, -5}, {2, 2}, {1, 3}}, [2]float64{}, Concessions{Agreed: []int{1}, Moves: 2}},
		"utilities near the limits":     {[][2]float64{{1e300, 1e299}, {5e299, 9e299}}, [2]float64{}, Concessions{Agreed: []int{1}, Moves: 1}},
	} {
		if diff := cmp.Diff(c.want, must[Concessions](t)(Zeuthen(c.line, c.noDeal, nil))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, line := range map[string][][2]float64{
		"the wrong way": {{1, 2}, {2, 1}}, "level": {{2, 1}, {2, 2}}, "NaN": {{math.NaN(), 1}}, "infinite": {{1, inf}},
	} {
		if _, err := Zeuthen(line, [2]float64{}, nil); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := Zeuthen(nil, [2]float64{math.NaN(), 0}, nil); err == nil {
		t.Error("no agreement of NaN is taken")
	}
	if _, err := ZeuthenPoints([]Point{{U: []float64{1, 2, 3}}}, [2]float64{}); err == nil {
		t.Error("a point of three parties is taken")
	}
}

func TestRiskLimitIsAPartEvenWhereItsFormulaIsNone(t *testing.T) {
	for _, c := range []struct{ own, others, noDeal, want float64 }{
		{1, 0.5, 0, 0.5}, {1, -1, 0, 1}, {1, 2, 0, 0}, {1, 0, 1, 0}, {1, 1, 1, 0}, {0, -1, 1, 0},
	} {
		if got := RiskLimit(c.own, c.others, c.noDeal); got != c.want {
			t.Errorf("RiskLimit(%v, %v, %v) = %v, want %v", c.own, c.others, c.noDeal, got, c.want)
		}
	}
}
