package cost

import (
	"math"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/money"
)

func from(lo, hi string) money.Interval { return money.Interval{Lo: dec(lo), Hi: dec(hi)} }

// printed is 1.04 trillion, in billions.
var printed = Printed{"last", from("1035", "1045")}

// made gives terms a first amount that is a product.
func made(t Terms, p Product) Terms {
	t.First, t.Made = p.Interval(), map[int]Product{t.Start: p}
	return t
}

// over is so many per cent over what was printed, for five flat years.
func over(name, percent, unit string) Terms {
	by := dec(percent).Shift(-2).Add(money.Int(1))
	return made(Terms{Name: name, Start: 2020, Years: 5}, Product{Of: []Printed{printed, {Interval: money.Only(by)}}, Round: dec(unit)})
}

func together(draws int, ts ...Terms) Plan {
	return Plan{Terms: ts, Against: 0, Draws: draws, Seed: 9}
}

// Ten per cent of one and the same number, five times: 517.5 to 522.5.
func TestWhatIsOverWhatIsHeldIsOverOneNumber(t *testing.T) {
	hold := made(Terms{Name: "hold", Start: 2020, Years: 5}, Product{Of: []Printed{printed}})
	out := run(t, together(100_000, hold, over("ten", "10", "0"), over("rounded", "10", "0.1"), over("none", "0", "0")))
	for i, tol := range map[int]float64{1: 0.05, 2: 0.05 + 0.25} {
		o := out[i].Over
		near(t, "P10", o.P10, 518, tol)
		near(t, "P50", o.P50, 520, tol)
		near(t, "P90", o.P90, 522, tol)
		near(t, "mean", o.Mean, 520, tol)
		for n, d := range o.Dots {
			near(t, "dot "+strconv.Itoa(n), d, 517.625+0.25*float64(n), tol)
		}
	}
	near(t, "ten per cent, P10", out[1].Total.P10, 5*1.1*1036, 0.3)
	if o := out[3].Over; o.P10 != 0 || o.P90 != 0 || o.Mean != 0 {
		t.Errorf("nothing over what is held: %+v", o)
	}
	alone := hold
	alone.Made = nil
	// 5.5 and 5 times two numbers: nearly a triangle over ±52.5.
	near(t, "by itself it is another number", run(t, together(100_000, alone, over("ten", "10", "0")))[1].Over.P90, 549, 1)
}

// The reference is a grid of 6000 by 6000.
func TestAPercentageLeavesOpenWhatItsDigitsDo(t *testing.T) {
	hold := made(Terms{Name: "hold", Start: 2020, Years: 5}, Product{Of: []Printed{printed}})
	about := made(Terms{Name: "about", Start: 2020, Years: 5}, Product{Of: []Printed{printed, {Interval: from("1.095", "1.105")}}})
	p := together(200_000, hold, about)
	out := run(t, p)[1]
	near(t, "mean", out.Years[0].Mean, 1144, 0.05)
	near(t, "P10", out.Years[0].P10, 1138.07, 0.08)
	near(t, "P90", out.Years[0].P90, 1149.95, 0.08)
	near(t, "over, P10", out.Over.P10, 499.10, 0.4)
	near(t, "over, P90", out.Over.P90, 540.92, 0.4)
	mean, ok := Mean(p, 1)
	if !ok {
		t.Error("no formula")
	}
	near(t, "by formula", mean, 5*1144, 1e-9)
	p.Terms = []Terms{hold, made(about, Product{Of: []Printed{printed, printed}})}
	if _, ok := Mean(p, 1); ok {
		t.Error("a formula for a square")
	}
}

// E(xy) of two numbers is 1, E(x²) of one 1 + 1/12.
func TestNumbersWithoutAKeyAreEachDrawnByThemselves(t *testing.T) {
	half := Printed{Interval: from("0.5", "1.5")}
	p := together(200_000, made(Terms{Name: "t", Start: 2020, Years: 1}, Product{Of: []Printed{half, half}}))
	near(t, "mean", run(t, p)[0].Total.Mean, 1, 0.004)
	half.Key = "one"
	p.Terms[0] = made(p.Terms[0], Product{Of: []Printed{half, half}})
	near(t, "mean of a square", run(t, p)[0].Total.Mean, 1+1.0/12, 0.005)
}

// 5 trillion for five years is one number, 4.5 to 5.5, and not five.
func TestASumOverYearsIsDrawnOnce(t *testing.T) {
	part := from("0.9", "1.1")
	spread := func(name, key string) Terms {
		t := Terms{Name: name, Start: 2015, Years: 5, First: part, Agreed: make(map[int]money.Interval), Made: make(map[int]Product)}
		for y := 2015; y < 2020; y++ {
			t.Agreed[y], t.Made[y] = part, Product{Of: []Printed{{key, part}}}
		}
		return t
	}
	p := together(100_000, spread("one", "sum"), spread("five", ""))
	out := run(t, p)
	for n, d := range out[0].Total.Dots {
		near(t, "dot "+strconv.Itoa(n), d, 4.525+0.05*float64(n), 0.01)
	}
	// Five: the deviation is 0.2·√(5/12), times 1.28 or a little more.
	near(t, "five, P90", out[1].Total.P90, 5+0.2*math.Sqrt(5.0/12)*1.29, 0.005)
	p.Terms[1] = made(Terms{Name: "all", Start: 2015, Years: 1}, Product{Of: []Printed{{"sum", from("4.5", "5.5")}}})
	if o := run(t, p)[1].Over; math.Abs(o.P10) > 1e-12 || math.Abs(o.P90) > 1e-12 {
		t.Errorf("the sum and its fifths: %+v", o)
	}
}

func TestASumPaidOnceMayBeOfAPrintedNumber(t *testing.T) {
	bridge := Once{Year: 2020, Amount: from("103.5", "104.5"), Made: Product{Of: []Printed{printed, {Interval: only("0.1")}}}}
	terms := made(Terms{Name: "t", Start: 2020, Years: 1, Once: []Once{bridge}}, Product{Of: []Printed{printed}})
	out := run(t, together(50_000, terms, over("ten", "10", "0")))
	near(t, "the rest is four years", out[1].Over.P90, 4*1.1*1044, 0.5)
	near(t, "and one is the same", out[1].Years[0].P90, out[0].Total.P90, 1e-9)
}

func TestAPrintedNumberMovesAllThatIsMadeOfIt(t *testing.T) {
	p := ahead(50_000)
	p.Terms[0] = made(p.Terms[0], Product{Of: []Printed{printed, {Interval: from("1.195", "1.205")}}})
	p.Terms[0].Name = "offer"
	p.Terms[0].Round, p.Terms[0].Once = money.Decimal{}, []Once{{Year: 2024, Amount: from("1", "9"), Made: Product{Of: []Printed{{"gift", from("1", "9")}}}}}
	swings, err := Tornado(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[Swing]float64)
	for _, s := range swings {
		got[Swing{Input: s.Input, Printed: s.Printed}] = s.High - s.Low
	}
	if len(got) != 4 {
		t.Fatalf("%+v", swings)
	}
	years := run(t, realised())[0].Total.P50 / 1246.68 // near enough: the tolerance is three in a hundred
	near(t, "what is held", got[Swing{Input: "last", Printed: true}], 8*1.2*years, 1.5)
	near(t, "the gift", got[Swing{Input: "gift", Printed: true}], 6.4, 0.1)
	if got[Swing{Input: "cpi"}] == 0 || got[Swing{Input: "offer"}] == 0 {
		t.Errorf("%+v", swings)
	}
}

func TestTheFirstAmountIsFoundWhateverItWasMadeOf(t *testing.T) {
	p := ahead(20_000)
	p.Terms[1] = made(p.Terms[1], Product{Of: []Printed{printed, {Interval: only("1.1")}}, Round: dec("0.1")})
	p.Terms[1].Agreed = map[int]money.Interval{2020: p.Terms[1].First}
	want := run(t, p)[0].Total.P50
	s := solve(t, p, 1, ByFirst, want)
	near(t, "cost", s.Cost, want, 1)
	if !s.Terms.First.Exact() || len(s.Terms.Made[2020].Of) > 0 || len(p.Terms[1].Made[2020].Of) != 2 {
		t.Errorf("%+v", s.Terms)
	}
	s = solve(t, p, 1, ByRate, want)
	near(t, "by rate, what it is made of stays", s.Cost, want, 1)
}

func TestAProductIsTheAmountBesideIt(t *testing.T) {
	good := over("t", "10", "0.1")
	if d := cmp.Diff(from("1138.5", "1149.5"), good.First, cmp.Comparer(money.Decimal.Equal)); d != "" {
		t.Error(d)
	}
	for name, test := range map[string]struct {
		change func(*Terms)
		want   []string
	}{
		"as it is":            {func(*Terms) {}, nil},
		"another amount":      {func(t *Terms) { t.First = only("1144") }, []string{FirstTwice}},
		"a year of a rule":    {func(t *Terms) { t.Made[2021] = t.Made[2020] }, []string{Outside}},
		"ends backwards":      {func(t *Terms) { t.Made[2020] = Product{Of: []Printed{{"k", from("2", "1")}}} }, []string{Backwards}},
		"a unit below none":   {func(t *Terms) { t.Made[2020] = Product{Of: t.Made[2020].Of, Round: dec("-1")} }, []string{BadUnit}},
		"too many":            {func(t *Terms) { t.Made[2020] = Product{Of: make([]Printed, MaxFactors+1)} }, []string{TooMany}},
		"a sum that is other": {func(t *Terms) { t.Once = []Once{{Year: 2020, Amount: only("3"), Made: t.Made[2020]}} }, []string{FirstTwice}},
	} {
		terms := over("t", "10", "0.1")
		test.change(&terms)
		if d := cmp.Diff(test.want, reasons(terms.Check())); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// A printed number has one draw, whatever else is priced and on however many cores.
func TestAPrintedNumberIsDrawnAsWhateverIsBesideIt(t *testing.T) {
	p := together(30_000, over("ten", "10", "0.1"))
	p.Workers = 1
	want := run(t, p)[0]
	p.Workers, p.Terms = 2, []Terms{over("five", "5", "0"), over("ten", "10", "0.1")}
	p.Against = 1
	if d := cmp.Diff(noOver(want), noOver(run(t, p)[1])); d != "" {
		t.Error(d)
	}
}
