package cost

import (
	"errors"
	"math"
	"testing"

	"parley/money"
)

func solve(t *testing.T, p Plan, which int, l Lever, want float64) Same {
	t.Helper()
	s, err := Solve(p, which, l, want)
	if err != nil {
		t.Fatal(err)
	}
	if s.Residual != s.Cost-want {
		t.Errorf("residual %v, cost %v, wanted %v", s.Residual, s.Cost, want)
	}
	return s
}

// The rise with the defence budget that costs what +20 per cent with consumer
// prices costs, with what came: half of it.
func TestTheSameBillIsFoundExactly(t *testing.T) {
	p := realised()
	want := run(t, p)[0].Total.P50
	s := solve(t, p, 1, ByFirst, want)
	if !s.Linear || math.Abs(s.Residual) > 0.5 {
		t.Errorf("linear %v, residual %v", s.Linear, s.Residual)
	}
	rise := (s.Value.Float64()/1038.9 - 1) * 100
	near(t, "rise in per cent", rise, 9.79, 0.05)
	p.Terms[1].Round = money.Decimal{}
	s = solve(t, p, 1, ByFirst, want)
	near(t, "without rounding nothing is left", s.Residual, 0, 1e-7)
}

func TestEveryLeverGivesWhatIsWanted(t *testing.T) {
	for name, p := range map[string]Plan{"realised": realised(), "ahead": ahead(20_000)} {
		base := run(t, p)
		tol := 1.0
		for _, test := range []struct {
			which int
			lever Lever
			want  float64
		}{
			{0, ByFirst, base[1].Total.P50},
			{1, ByFirst, base[0].Total.P50},
			{0, ByRate, base[1].Total.P50},
			{1, ByCap, base[1].Total.P50 - 150},
		} {
			s := solve(t, p, test.which, test.lever, test.want)
			near(t, name+", what it costs", s.Cost, test.want, tol)
			q := p
			q.Terms = []Terms{s.Terms}
			q.Against = -1
			near(t, name+", the terms it returns", run(t, q)[0].Total.P50, s.Cost, 0)
		}
	}
}

func TestSolveSeesSumsAndWrittenYears(t *testing.T) {
	p := ahead(20_000)
	p.Terms[0].Once = []Once{{Year: 2021, Amount: only("100"), InBase: true}}
	p.Terms[0].Agreed = map[int]money.Interval{2020: p.Terms[0].First, 2023: only("1300")}
	s := solve(t, p, 0, ByFirst, 6500)
	near(t, "uncertain, not in proportion", s.Cost, 6500, 1)
	if s.Linear {
		t.Error("it was found by division")
	}
	q := realised()
	q.Terms[0].Once, q.Terms[0].Agreed, q.Terms[0].Round = p.Terms[0].Once, p.Terms[0].Agreed, money.Decimal{}
	s = solve(t, q, 0, ByFirst, 6500)
	near(t, "certain: a line that does not pass through nothing", s.Residual, 0, 1e-7)
	if !s.Linear || s.Terms.Agreed[2020] != s.Terms.First {
		t.Errorf("%+v", s)
	}
}

func TestYears(t *testing.T) {
	p := ahead(5_000)
	base := run(t, p)[0]
	for years, want := range map[int]float64{5: base.Total.P50, 4: base.Total.P50 - 1300, 1: 1246.68, 7: base.Total.P50 + 2650} {
		if s := solve(t, p, 0, ByYears, want); s.Terms.Years != years || s.Value != money.Int(int64(years)) {
			t.Errorf("%v costs %d years, want %d", want, s.Terms.Years, years)
		}
	}
	for _, want := range []float64{1256, 1300} {
		s := solve(t, p, 0, ByAverage, want)
		near(t, "an average", s.Cost, want, 7)
	}
	if _, err := Solve(realised(), 0, ByYears, 9000); !errors.As(err, new(*Missing)) {
		t.Errorf("six years need a figure that is missing: %v", err)
	}
}

func TestNoRootSaysWhatTheEndsGive(t *testing.T) {
	p := realised()
	_, err := Solve(p, 0, ByCap, 10_000)
	var none *NoRoot
	if !errors.As(err, &none) {
		t.Fatal(err)
	}
	near(t, "no cap", none.AtHi, 6387*1.003, 20)
	if none.Lo != LowestRate || none.Hi != HighestRate || none.AtLo >= none.AtHi || none.Want != 10_000 {
		t.Errorf("%+v", none)
	}
	flat := p
	flat.Terms = []Terms{{Name: "flat", Currency: "KRW", Start: 2020, Years: 5, First: only("1000")}}
	flat.Against = -1
	if _, err := Solve(flat, 0, ByCap, 6000); !errors.As(err, &none) {
		t.Errorf("a cap on nothing: %v", err)
	}
	if _, err := Solve(flat, 0, ByAverage, 1001); !errors.As(err, &none) {
		t.Errorf("an average that no term has: %v", err)
	}
	flat.Terms[0].Agreed = map[int]money.Interval{}
	for y := range 5 {
		flat.Terms[0].Agreed[2020+y] = only("1000")
	}
	if s, err := Solve(flat, 0, ByFirst, 5500); err != nil || s.Value != money.Int(1500) {
		t.Errorf("only the first year moves: %v, %v", s.Value, err)
	}
}

func TestRootIsFoundAsOftenAsHalvingWould(t *testing.T) {
	for name, f := range map[string]func(x float64) float64{
		"a line":       func(x float64) float64 { return x - 0.3 },
		"a step":       func(x float64) float64 { return math.Copysign(1, x-0.3) },
		"steep":        func(x float64) float64 { return math.Pow(x, 25) - math.Pow(0.3, 25) },
		"falling":      func(x float64) float64 { return 0.3 - x },
		"at one end":   func(x float64) float64 { return x + 1 },
		"at the other": func(x float64) float64 { return x - 2 },
	} {
		calls := 0
		x, err := root(func(x float64) (float64, error) { calls++; return f(x), nil }, -1, 2, f(-1), f(2))
		want := map[string]float64{"at one end": -1, "at the other": 2}[name]
		if want == 0 {
			want = 0.3
		}
		if err != nil || math.Abs(x-want) > 1e-8 || calls > 38 {
			t.Errorf("%s: %v after %d calls, %v", name, x, calls, err)
		}
	}
}
