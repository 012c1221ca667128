package bargain

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// near allows the rounding of a dozen sums of amounts up to about 1000.
var near = cmpopts.EquateApprox(0, 1e-9)

var inf = math.Inf(1)

// splitting is the textbook bargain over one unit: the payer has it and the
// receiver wants it, so that money x is the receiver's share.
func splitting(d1, d2, w float64) Table {
	return Table{Packages: []Package{{1, 0}}, NoDeal: [2]float64{d1, d2}, Weight: w}
}

func must[T any](t interface {
	Helper()
	Fatal(...any)
}) func(T, error) T {
	return func(x T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

// Linear money, u1 = 1-x and u2 = x: x* = d2 + w2 (1-d1-d2), and with equal
// weights Nash = Kalai-Smorodinsky = egalitarian (Nash 1950; Kalai 1977).
func TestSplittingOneUnitFollowsTheLinearFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d1 := rapid.Float64Range(0, 0.5).Draw(t, "d1")
		d2 := rapid.Float64Range(0, 0.5).Draw(t, "d2")
		w := rapid.Float64Range(0.05, 0.95).Draw(t, "w")
		got := must[[]Settlement](t)(splitting(d1, d2, w).Nash())
		if len(got) != 1 || math.Abs(got[0].Money-(d2+(1-w)*(1-d1-d2))) > 1e-12 {
			t.Fatalf("Nash is %+v, want money %v", got, d2+(1-w)*(1-d1-d2))
		}
		even := splitting(d1, d2, 0.5)
		nash := must[[]Settlement](t)(even.Nash())
		for name, solve := range map[string]func() ([]Settlement, error){"KS": even.KalaiSmorodinsky, "egalitarian": even.Egalitarian} {
			if diff := cmp.Diff(nash, must[[]Settlement](t)(solve()), near); diff != "" {
				t.Fatalf("%s differs from Nash:\n%s", name, diff)
			}
		}
	})
}

func TestPullIsTheDerivativeOfTheLinearFormula(t *testing.T) {
	// dx/dd2 = 1-w2 and dx/dd1 = -w2; a cost of no agreement lowers d.
	got := must[[]Pull](t)(splitting(0.2, 0.3, 0.7).Pulls())
	want := []Pull{{Settlement: Settlement{Money: 0.45, Payer: 0.35, Receiver: 0.15}, PayerCost: 0.3, ReceiverCost: -0.7}}
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Error(diff)
	}
}

func TestPullIsWhatSolvingAgainShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		pulls := must[[]Pull](t)(table.Pulls())
		const h = 1e-5 // small against the amounts' steps of 0.25
		for side := range 2 {
			costlier := table
			costlier.NoDeal[side] -= h
			after := must[[]Settlement](t)(costlier.Nash())
			if len(pulls) != 1 || len(after) != 1 || pulls[0].Hold == NoAgreement || pulls[0].Hold == Exhausted {
				return
			}
			p := pulls[0]
			unbound := (1-table.Weight)*(table.Packages[p.Package].Payer-table.NoDeal[0]) - table.Weight*(table.Packages[p.Package].Receiver-table.NoDeal[1])
			if p.Package != after[0].Package || table.Money != nil && (math.Abs(unbound-table.Money[0]) < 2*h || math.Abs(unbound-table.Money[1]) < 2*h) {
				return // at a kink: no derivative
			}
			want := []float64{p.PayerCost, p.ReceiverCost}[side]
			if got := (after[0].Money - p.Money) / h; math.Abs(got-want) > 1e-6 {
				t.Fatalf("%+v: side %d moves the money by %v a unit, pull %+v", table, side, got, p)
			}
		}
	})
}

func TestPullSaysWhyTheMoneyDoesNotMove(t *testing.T) {
	free := splitting(0.2, 0.3, 0.5)
	low, high, torn, spent, none := free, free, free, free, free
	low.Money, high.Money = &[2]float64{0.7, inf}, &[2]float64{math.Inf(-1), 0.4}
	torn.Packages = []Package{{1, 0}, {0.5, 0.5}}
	spent.NoDeal = [2]float64{0.5, 0.5}
	none.NoDeal = [2]float64{0.75, 0.5}
	for _, c := range []struct {
		name  string
		table Table
		want  []Hold
	}{
		{"free", free, []Hold{Follows}},
		{"at the lower bound", low, []Hold{HeldLow}},
		{"at the upper bound", high, []Hold{HeldHigh}},
		{"two packages as good", torn, []Hold{Contested, Contested}},
		{"nothing to gain", spent, []Hold{Exhausted}},
		{"no zone", none, []Hold{NoAgreement}},
	} {
		var got []Hold
		for _, p := range must[[]Pull](t)(c.table.Pulls()) {
			got = append(got, p.Hold)
			if moves := p.PayerCost != 0; moves != (p.Hold == Follows || p.Hold == Contested) {
				t.Errorf("%s: pull %v", c.name, p.PayerCost)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestZoneIsWhatBothPreferToNoDeal(t *testing.T) {
	table := Table{
		Packages: []Package{{10, 2}, {3, -5}, {6, 1}, {9, -4}},
		NoDeal:   [2]float64{4, 0}, Weight: 0.5, Money: &[2]float64{0, 4.5},
	}
	want := []Band{
		{Package: 0, Low: 0, High: 4.5, Surplus: 8}, // -2 to 6, within the bounds
		{Package: 2, Low: 0, High: 2, Surplus: 3},
		{Package: 3, Low: 4, High: 4.5, Surplus: 1},
	}
	if diff := cmp.Diff(want, must[[]Band](t)(table.Zone()), near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[:1], must[[]Band](t)(table.Utilitarian()), near); diff != "" {
		t.Error(diff)
	}
}

func TestPackagesThatTieUpToRoundingAreAllReturned(t *testing.T) {
	table := splitting(0, 0, 0.5)
	table.Packages = []Package{{0.1 + 0.2, 0}, {0, 0.3}, {0.2, 0}}
	got := must[[]Settlement](t)(table.Nash())
	if len(got) != 2 || got[0].Package != 0 || got[1].Package != 1 {
		t.Errorf("got %+v, want packages 0 and 1", got)
	}
}

func TestWhereNeitherPackageLetsBothGainTheBestForOneStand(t *testing.T) {
	// The money may not move: one package gives all to the payer, two to the receiver.
	table := Table{Packages: []Package{{3, 0}, {0, 2}, {0, 1}, {-1, 9}}, Weight: 0.5, Money: &[2]float64{}}
	want := []Settlement{{Package: 0, Payer: 3}, {Package: 1, Receiver: 2}}
	if diff := cmp.Diff(want, must[[]Settlement](t)(table.Nash()), cmpopts.IgnoreFields(Settlement{}, "Bound")); diff != "" {
		t.Error(diff)
	}
}

func TestATableThatMakesNoSenseIsRefused(t *testing.T) {
	good := splitting(0, 0, 0.5)
	for name, spoil := range map[string]func(*Table){
		"NaN":             func(t *Table) { t.Packages = []Package{{math.NaN(), 0}} },
		"infinite":        func(t *Table) { t.NoDeal[1] = inf },
		"overflowing":     func(t *Table) { t.NoDeal[0] = -1.5e308 },
		"no weight":       func(t *Table) { t.Weight = 0 },
		"all the weight":  func(t *Table) { t.Weight = 1 },
		"NaN weight":      func(t *Table) { t.Weight = math.NaN() },
		"bounds reversed": func(t *Table) { t.Money = &[2]float64{2, 1} },
		"NaN bound":       func(t *Table) { t.Money = &[2]float64{0, math.NaN()} },
		"bound at +Inf":   func(t *Table) { t.Money = &[2]float64{inf, inf} },
	} {
		table := good
		spoil(&table)
		_, e1 := table.Zone()
		_, e2 := table.Nash()
		_, e3 := table.KalaiSmorodinsky()
		_, e4 := table.Egalitarian()
		_, e5 := table.Utilitarian()
		_, e6 := table.Pulls()
		for i, err := range []error{e1, e2, e3, e4, e5, e6} {
			if err == nil {
				t.Errorf("%s: method %d takes it", name, i)
			}
		}
	}
	if got, err := (Table{Weight: 0.5}).Nash(); err != nil || got != nil {
		t.Errorf("without a package: %v, %v", got, err)
	}
}

func drawTable(t *rapid.T) Table {
	amount := rapid.Map(rapid.IntRange(-40, 40), func(i int) float64 { return float64(i) / 4 })
	table := Table{
		Weight: rapid.SampledFrom([]float64{0.5, 0.25, 0.7}).Draw(t, "w"),
		NoDeal: [2]float64{amount.Draw(t, "d1"), amount.Draw(t, "d2")},
	}
	for range rapid.IntRange(1, 4).Draw(t, "packages") {
		table.Packages = append(table.Packages, Package{amount.Draw(t, "payer"), amount.Draw(t, "receiver")})
	}
	if rapid.Bool().Draw(t, "bounded") {
		low := amount.Draw(t, "low")
		table.Money = &[2]float64{low, low + float64(rapid.IntRange(0, 20).Draw(t, "range"))/4}
	}
	return table
}

// listed is every settlement that suits both with the money on a grid that
// contains every end of a band.
func listed(t Table) []Settlement {
	const step = 1.0 / 64
	var all []Settlement
	low, high := t.bounds()
	for i, p := range t.Packages {
		for m := max(low, -45); m <= min(high, 45); m += step {
			s := Settlement{Package: i, Money: m, Payer: p.Payer - m - t.NoDeal[0], Receiver: p.Receiver + m - t.NoDeal[1]}
			if s.Payer >= 0 && s.Receiver >= 0 {
				all = append(all, s)
			}
		}
	}
	return all
}

func TestSolutionsBeatEverySettlementOnAGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		all := listed(table)
		low, high := table.bounds()
		var ideal [2]float64
		for _, s := range all {
			ideal[0], ideal[1] = max(ideal[0], s.Payer), max(ideal[1], s.Receiver)
		}
		part := func(x, most float64) float64 {
			if most == 0 {
				return 1
			}
			return x / most
		}
		for _, c := range []struct {
			name  string
			solve func() ([]Settlement, error)
			score func(Settlement) float64
		}{
			{"Nash", table.Nash, func(s Settlement) float64 {
				return math.Pow(s.Payer, table.Weight) * math.Pow(s.Receiver, 1-table.Weight)
			}},
			{"KS", table.KalaiSmorodinsky, func(s Settlement) float64 { return min(part(s.Payer, ideal[0]), part(s.Receiver, ideal[1])) }},
			{"egalitarian", table.Egalitarian, func(s Settlement) float64 { return min(s.Payer, s.Receiver) }},
		} {
			got := must[[]Settlement](t)(c.solve())
			if (len(got) == 0) != (len(all) == 0) {
				t.Fatalf("%s: %d solutions, but %d settlements suit both", c.name, len(got), len(all))
			}
			for _, s := range got {
				p := table.Packages[s.Package]
				if s.Money < low || s.Money > high || math.Abs(p.Payer-s.Money-table.NoDeal[0]-s.Payer) > 1e-9 || math.Abs(p.Receiver+s.Money-table.NoDeal[1]-s.Receiver) > 1e-9 {
					t.Fatalf("%s: %+v is not on the table %+v", c.name, s, table)
				}
				for _, o := range all {
					if c.score(o) > c.score(s)+1e-9 {
						t.Fatalf("%s: %+v beats %+v on %+v", c.name, o, s, table)
					}
					if o.Payer > s.Payer+1e-9 && o.Receiver >= s.Receiver || o.Receiver > s.Receiver+1e-9 && o.Payer >= s.Payer {
						t.Fatalf("%s: both may prefer %+v to %+v on %+v", c.name, o, s, table)
					}
				}
			}
		}
	})
}

// Nash (1950) and Kalai and Smorodinsky (1975): what no agreement is worth and
// the packages moved alike moves nothing; money counted in another unit scales.
func TestSolutionsFollowTheZeroAndTheUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		k := rapid.SampledFrom([]float64{0.001, 0.5, 3, 1e6}).Draw(t, "unit")
		a := float64(rapid.IntRange(-50, 50).Draw(t, "payer's zero"))
		b := float64(rapid.IntRange(-50, 50).Draw(t, "receiver's zero"))
		moved := Table{Weight: table.Weight,
			NoDeal: [2]float64{k*table.NoDeal[0] + a, k*table.NoDeal[1] + b}}
		if m := table.Money; m != nil {
			moved.Money = &[2]float64{k * m[0], k * m[1]}
		}
		for _, p := range table.Packages {
			moved.Packages = append(moved.Packages, Package{k*p.Payer + a, k*p.Receiver + b})
		}
		for name, solve := range map[string]func(Table) ([]Settlement, error){
			"Nash": Table.Nash, "KS": Table.KalaiSmorodinsky, "egalitarian": Table.Egalitarian,
		} {
			want, got := must[[]Settlement](t)(solve(table)), must[[]Settlement](t)(solve(moved))
			for i := range want {
				want[i].Money, want[i].Payer, want[i].Receiver = k*want[i].Money, k*want[i].Payer, k*want[i].Receiver
			}
			approx := cmpopts.EquateApprox(1e-9, 1e-9)
			if diff := cmp.Diff(want, got, approx, cmpopts.IgnoreFields(Settlement{}, "Bound")); diff != "" {
				t.Fatalf("%s of %+v and of %+v:\n%s", name, table, moved, diff)
			}
		}
	})
}

func TestAZoneOfOnePointSurvivesRounding(t *testing.T) {
	// In numbers that are sums of halves 0.3-0.1 is less than 0.2.
	table := Table{Packages: []Package{{0.3, 0}}, NoDeal: [2]float64{0.1, 0.2}, Weight: 0.5}
	for name, solve := range map[string]func() ([]Settlement, error){"Nash": table.Nash, "KS": table.KalaiSmorodinsky, "egalitarian": table.Egalitarian} {
		if diff := cmp.Diff([]Settlement{{Money: 0.2}}, must[[]Settlement](t)(solve()), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if zone := must[[]Band](t)(table.Zone()); len(zone) != 1 || zone[0].Indeterminate() {
		t.Errorf("zone %v", zone)
	}
	table.NoDeal[1] = 0.2 + 1e-9
	if zone := must[[]Band](t)(table.Zone()); zone != nil {
		t.Errorf("a gap of 1e-9 is no rounding: %v", zone)
	}
}

func TestAmountsAsLargeAsAreTakenDoNotOverflow(t *testing.T) {
	table := Table{Packages: []Package{{1e300, 1e300}, {1e300, -1e300}}, NoDeal: [2]float64{-1e300, -1e300}, Weight: 0.5}
	for name, solve := range map[string]func() ([]Settlement, error){"Nash": table.Nash, "KS": table.KalaiSmorodinsky, "egalitarian": table.Egalitarian} {
		got := must[[]Settlement](t)(solve())
		want := []Settlement{{Payer: 2e300, Receiver: 2e300}}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 1e288)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Two ways to settle, in money: the payer has bases (package 1) or not.
func ExampleTable() {
	t := Table{
		Packages: []Package{{Payer: 0, Receiver: 0}, {Payer: 900, Receiver: -300}},
		NoDeal:   [2]float64{-200, -100},
		Weight:   0.5, Money: &[2]float64{0, math.Inf(1)},
	}
	pulls, _ := t.Pulls()
	p := pulls[0]
	fmt.Printf("package %d for %v; a unit more cost of no agreement moves it by %+.1f (payer) or %+.1f (receiver)\n", p.Package, p.Money, p.PayerCost, p.ReceiverCost)
	// Output: package 1 for 650; a unit more cost of no agreement moves it by +0.5 (payer) or -0.5 (receiver)
}
