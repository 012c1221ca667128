package share

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The level of a basis near the limits of numbers must not vanish: as parts of the
// whole the shares are right to a few roundings.
func TestSharesOfAVeryLargeBasisComeToTheWhole(t *testing.T) {
	const rounding = 4 * 0x1p-52
	for _, c := range []struct {
		name   string
		shares func() ([]float64, error)
		want   []float64
	}{
		{"large basis", func() ([]float64, error) { return Proportional(1e-15, []float64{1e300, 1e300, 1e300}, nil) },
			[]float64{1e-15 / 3, 1e-15 / 3, 1e-15 / 3}},
		{"large claim", func() ([]float64, error) { return ProportionalAwards(1e-300, []float64{1e300, 1e-300}) }, []float64{1e-300, 0}},
		{"small basis", func() ([]float64, error) { return Proportional(1e300, []float64{1e-300, 3e-300}, nil) }, []float64{2.5e299, 7.5e299}},
	} {
		got, err := c.shares()
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for i, x := range c.want {
			if math.Abs(got[i]-x) > rounding*x {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
	}
}

// Ten thousand claimants with bounds of their own: with one sum for each bend this
// would be 10^8 additions, and a step for each bend more.
func TestManyBoundsLeaveTheSumRight(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 10_000
	basis, bounds := make([]float64, n), make([]Bounds, n)
	for i := range n {
		basis[i] = 1 + r.Float64()
		bounds[i].Low = r.Float64()
		bounds[i].High = bounds[i].Low + r.Float64()
	}
	got, err := Proportional(0.8*n, basis, bounds)
	if err != nil {
		t.Fatal(err)
	}
	level := 0.0
	for i, x := range got {
		if x < bounds[i].Low || x > bounds[i].High {
			t.Fatalf("claimant %d pays %v of %v", i, x, bounds[i])
		}
		if x > bounds[i].Low && x < bounds[i].High {
			if l := x / basis[i]; level == 0 {
				level = l
			} else if math.Abs(l-level) > 1e-12*level { // a product and a quotient are rounded
				t.Fatalf("claimant %d pays at the level %v, another at %v", i, l, level)
			}
		}
	}
	if s := sum(got); math.Abs(s-0.8*n) > 1e-12*n || level == 0 {
		t.Errorf("the shares come to %v", s)
	}
}

func TestAnErrorNamesAFewOfManyClaimants(t *testing.T) {
	_, err := Equal(5, 1000, slices.Repeat([]Bounds{{0, 0.001}}, 1000))
	if err == nil || !strings.Contains(err.Error(), "[0 1 2 3 4 5 6 7] and 992 others") {
		t.Errorf("got %.200v", err)
	}
}

func BenchmarkProportional10000(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	basis, bounds := make([]float64, 10_000), make([]Bounds, 10_000)
	for i := range basis {
		basis[i], bounds[i].High = 1+r.Float64(), 1+r.Float64()
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Proportional(13_000, basis, bounds); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e3/float64(b.N), "ms/division")
}

func TestSCRBSharesALossAsItSharesAGain(t *testing.T) {
	// Separable costs of 4 each come to 3 more than the 5 of both together; each saves -3.
	got, err := Game{0, 1, 1, 5}.SCRB()
	if want := []float64{2.5, 2.5}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	// Three players: nothing is saved in all (1-1, 1-1, 1-1), but 2-3 is left.
	if got, err := (Game{0, 1, 1, 1, 1, 1, 1, 2}).SCRB(); err == nil {
		t.Errorf("no savings to share by, but %v", got)
	}
}

func TestACoalitionIsNamedByItsPlayers(t *testing.T) {
	_, err := NewGame(3, func(c Coalition) float64 {
		if c == 0b101 {
			return math.NaN()
		}
		return 1
	})
	if err == nil || !strings.Contains(err.Error(), "players [0 2]") {
		t.Errorf("got %v", err)
	}
}

func TestWithoutACostFunctionNothingIsShared(t *testing.T) {
	_, err1 := NewGame(2, nil)
	_, err2 := ShapleySample(2, nil, 5, rand.New(rand.NewPCG(1, 2)))
	_, err3 := Serial([]float64{1}, nil)
	if err1 == nil || err2 == nil || err3 == nil {
		t.Errorf("got %v, %v, %v", err1, err2, err3)
	}
}

// Three towns and what a common reservoir costs each group of them.
func ExampleGame() {
	g, err := NewGame(3, func(c Coalition) float64 {
		return map[Coalition]float64{0b001: 60, 0b010: 50, 0b100: 40, 0b011: 90, 0b101: 80, 0b110: 70, 0b111: 105}[c]
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, rule := range []struct {
		name   string
		shares func() ([]float64, error)
	}{{"Shapley", g.Shapley}, {"nucleolus", g.Nucleolus}, {"SCRB", g.SCRB}} {
		shares, err := rule.shares()
		if err != nil {
			fmt.Println(err)
			return
		}
		objections, _ := g.Objections(shares)
		fmt.Printf("%-9s %.1f, %d coalitions object\n", rule.name, shares, len(objections))
	}
	// Output:
	// Shapley   [45.0 35.0 25.0], 0 coalitions object
	// nucleolus [45.0 35.0 25.0], 0 coalitions object
	// SCRB      [45.0 35.0 25.0], 0 coalitions object
}

// A cost of 100 by income, with a ceiling on the richest.
func ExampleProportional() {
	shares, err := Proportional(100, []float64{80, 15, 5}, []Bounds{{0, 60}, NoBounds, {12, 40}})
	fmt.Println(shares, err)
	// Output: [60 28 12] <nil>
}

// The points that two sides spread over three items.
func ExampleAdjustedWinner() {
	d, err := AdjustedWinner([]float64{50, 30, 20}, []float64{30, 10, 60})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("first gets %.3f and has %.1f points, the second %.1f\n", d.First, d.Points, d.Other)
	// Output: first gets [0.750 1.000 0.000] and has 67.5 points, the second 67.5
}
