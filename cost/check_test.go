package cost

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/money"
)

// reasons returns the reasons of what is wrong.
func reasons(err error) (out []string) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			out = append(out, reasons(e)...)
		}
		return out
	}
	var p *Problem
	if errors.As(err, &p) {
		out = append(out, p.Reason)
	}
	return out
}

func TestEverythingThatIsWrongIsSaid(t *testing.T) {
	huge := money.Scaled(1, 30)
	walk := Input{Name: "usd", Later: Later{Kind: Walk, Mean: dec("1100"), Width: dec("8")}}
	for name, test := range map[string]struct {
		change func(p *Plan)
		want   []string
	}{
		"no years":                {func(p *Plan) { p.Terms[0].Years = 0 }, []string{BadYears}},
		"too many years":          {func(p *Plan) { p.Terms[0].Years = 201 }, []string{BadYears}},
		"no start":                {func(p *Plan) { p.Terms[0].Start = 0 }, []string{BadYear}},
		"a huge amount":           {func(p *Plan) { p.Terms[0].First = money.Only(huge) }, []string{BadNumber}},
		"a hostile exponent":      {func(p *Plan) { p.Terms[0].Round = money.Scaled(1, -1<<30) }, []string{BadNumber}},
		"an interval backwards":   {func(p *Plan) { p.Terms[0].First = money.Interval{Lo: dec("2"), Hi: dec("1")} }, []string{Backwards}},
		"rules out of order":      {func(p *Plan) { p.Terms[0].Rules = []Rule{{From: 2022}, {From: 2021}} }, []string{RuleOrder}},
		"two rules of one year":   {func(p *Plan) { p.Terms[0].Rules = []Rule{{From: 2022}, {From: 2022}} }, []string{RuleOrder}},
		"a figure of the future":  {func(p *Plan) { p.Terms[0].Rules = []Rule{{Lag: -1}} }, []string{BadLag}},
		"a cap below the floor":   {func(p *Plan) { p.Terms[0].Rules = []Rule{{Cap: ptr("1"), Floor: ptr("2")}} }, []string{CapFloor}},
		"a unit below nothing":    {func(p *Plan) { p.Terms[0].Round = dec("-1") }, []string{BadUnit}},
		"a sum outside":           {func(p *Plan) { p.Terms[0].Once = []Once{{Year: 2025, Amount: only("1")}} }, []string{Outside}},
		"the first year twice":    {func(p *Plan) { p.Terms[0].Agreed = map[int]money.Interval{2020: only("1")} }, []string{FirstTwice}},
		"two terms of one name":   {func(p *Plan) { p.Terms[1].Name = "cpi" }, []string{NameTwice}},
		"two inputs of one name":  {func(p *Plan) { p.Inputs[1].Name = "cpi" }, []string{NameTwice}},
		"an input without a name": {func(p *Plan) { p.Inputs = append(p.Inputs, Input{}) }, []string{NoName}},
		"no such kind":            {func(p *Plan) { p.Inputs[0].Later.Kind = 9 }, []string{BadKind}},
		"a width below nothing":   {func(p *Plan) { p.Inputs[0].Later.Width = dec("-1") }, []string{BadWidth}},
		"ends backwards":          {func(p *Plan) { p.Inputs[0].Later = Later{Kind: Uniform, Mean: dec("2"), Width: dec("1")} }, []string{Backwards}},
		"a walk from nowhere":     {func(p *Plan) { p.Inputs[2], p.Discount, p.Base = walk, money.Decimal{}, 0 }, []string{NoOrigin}},
		"no rate":                 {func(p *Plan) { p.Terms[0].Currency = "JPY" }, []string{NoRate}},
		"no second rate":          {func(p *Plan) { p.Beside = "JPY" }, []string{NoRate}},
		"a rate of nothing":       {func(p *Plan) { p.Inputs[2].Known[2020] = dec("0") }, []string{RateSign}},
		"a rate that could be":    {func(p *Plan) { p.Inputs[2].Later = Later{Kind: Normal, Mean: dec("10"), Width: dec("1")} }, []string{RateSign}},
		"draws below nothing":     {func(p *Plan) { p.Draws = -1 }, []string{TooManyDraws}},
		"too many draws":          {func(p *Plan) { p.Draws = math.MaxInt }, []string{TooManyDraws}},
		"against nothing":         {func(p *Plan) { p.Against = 2 }, []string{NoTerms}},
		"all discounted away":     {func(p *Plan) { p.Discount = dec("-100") }, []string{BadDiscount}},
		"workers below nothing":   {func(p *Plan) { p.Workers = -1 }, []string{BadWorkers}},
		"a walk without end":      {func(p *Plan) { p.Inputs[2].Later.Width = dec("9000") }, []string{TooLarge}},
		"growth without end":      {func(p *Plan) { p.Terms[0].Years, p.Terms[0].Rules = 200, []Rule{{Fixed: dec("1000")}} }, []string{TooLarge}},
		"several":                 {func(p *Plan) { p.Against, p.Terms[0].Years, p.Inputs[0].Later.Kind = 9, 0, 9 }, []string{BadYears, BadKind, NoTerms}},
	} {
		t.Run(name, func(t *testing.T) {
			p := ahead(10)
			test.change(&p)
			_, err := Run(p)
			if diff := cmp.Diff(test.want, reasons(err)); diff != "" {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
			if check := p.Check(); fmt.Sprint(check) != fmt.Sprint(err) {
				t.Errorf("Check says %v", check)
			}
		})
	}
}

func TestAProblemSaysWhereAndWhat(t *testing.T) {
	p := &Problem{Terms: "offer", Input: "cpi", Year: 2021, Reason: BadLag}
	if got, want := p.Error(), "cost: offer: cpi: 2021: bad-lag"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// One rate that cannot be, over two hundred years, is one problem.
func TestYearsInARowAreOneProblem(t *testing.T) {
	usd := Input{Name: "usd", Known: make(map[int]money.Decimal), Later: Later{Kind: Walk, Mean: dec("1160"), Width: dec("100"), From: 2019}}
	usd.Known[2029] = dec("-1")
	p := Plan{Terms: []Terms{{Name: "t", Currency: "USD", Start: 2020, Years: 200, First: only("1")}}, Inputs: []Input{usd}, Money: "KRW",
		Rates: map[money.Currency]string{"USD": "usd"}, Against: -1, Draws: 10}
	_, err := Run(p)
	if !strings.HasPrefix(err.Error(), "cost: usd: 2029 to 2219: rate-sign") {
		t.Error(err)
	}
	delete(usd.Known, 2029)
	p.Inputs = []Input{usd}
	_, err = Run(p)
	var ps []Problem
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		ps = append(ps, *e.(*Problem))
	}
	if len(ps) != 1 || ps[0].Reason != TooLarge || ps[0].Year < 2060 || ps[0].Until != 2219 {
		t.Errorf("%+v", ps)
	}
}

func TestOnlyYearsInARowAreOneProblem(t *testing.T) {
	var ps problems
	for _, y := range []int{2021, 2020, 2022, 2021, 2030, 2029, 0, 0} {
		ps.add(Problem{Terms: "t", Year: y, Reason: BadNumber})
	}
	ps.add(Problem{Terms: "u", Year: 2023, Reason: BadNumber})
	ps.add(Problem{Terms: "t", Year: 1, Reason: BadNumber})
	var got []string
	for _, e := range ps {
		got = append(got, e.Error())
	}
	want := []string{"cost: t: 2020 to 2022: bad-number", "cost: t: 2029 to 2030: bad-number", "cost: t: bad-number", "cost: u: 2023: bad-number", "cost: t: 1: bad-number"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// FuzzRun holds that every plan is refused or priced, in numbers.
func FuzzRun(f *testing.F) {
	f.Add(2020, 5, "1246.68", "1.5", "1.0", "4", "0.1", "0.1", uint8(1), 2, "8", "2", true)
	f.Add(1, 200, "0", "-99", "99", "-3", "5", "0", uint8(2), 0, "999", "-50", false)
	f.Add(2020, 5, "100", "5", "9000", "4", "0.1", "0.1", uint8(2), 1, "8", "0", true)
	f.Add(2020, 200, "999999999999999999999999999999", "4", "0", "9", "0.000001", "3", uint8(3), 50, "0", "1000", true)
	f.Fuzz(func(t *testing.T, start, years int, first, mean, width, cap, unit, rateUnit string, kind uint8, lag int, sigma, discount string, flag bool) {
		d := func(s string) money.Decimal {
			d, err := money.ParseDecimal(s)
			if err != nil {
				t.Skip()
			}
			return d
		}
		high := d(cap)
		terms := Terms{Name: "t", Currency: "KRW", Start: start, Years: years, First: money.Around(d(first), 2), Round: d(unit),
			Rules: []Rule{{From: 3, Index: "i", Lag: lag, Cap: &high, Round: d(rateUnit), Uncapped: flag}}}
		if low := dec("-5"); flag && high.Cmp(low) > 0 {
			terms.Rules[0].Floor = &low
		}
		p := Plan{Terms: []Terms{terms, {Name: "u", Currency: "USD", Start: start, Years: 3, First: only("1")}},
			Inputs: []Input{{Name: "i", Later: Later{Kind: Kind(kind), From: start - 60, Mean: d(mean), Width: d(width)}}, {Name: "usd", Later: Later{Kind: Walk, From: start - 60, Mean: d(first), Width: d(sigma)}}},
			Money:  "KRW", Beside: "USD", Rates: map[money.Currency]string{"USD": "usd"}, Discount: d(discount), Base: start, Against: 1, Draws: 64, Seed: 1, Workers: 1}
		out, err := Run(p)
		if err != nil {
			return
		}
		for _, o := range out {
			for _, s := range append([]Spread{o.Total, o.Discounted, o.Beside, o.Over}, o.Years...) {
				if !finite(s) {
					t.Fatalf("%+v", s)
				}
			}
		}
	})
}

func finite(s Spread) bool {
	for i, x := range append([]float64{s.Mean, s.P10, s.P50, s.P90}, s.Dots[:]...) {
		if math.IsNaN(x) || math.IsInf(x, 0) || i > 4 && x < s.Dots[i-5] {
			return false
		}
	}
	return s.P10 <= s.P50 && s.P50 <= s.P90
}
