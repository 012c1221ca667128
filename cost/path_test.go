package cost

import (
	"errors"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/money"
)

func dec(s string) money.Decimal {
	d, err := money.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

func ptr(s string) *money.Decimal {
	d := dec(s)
	return &d
}

func only(s string) money.Interval { return money.Only(dec(s)) }

func known(name string, first int, figures ...string) Input {
	in := Input{Name: name, Known: make(map[int]money.Decimal)}
	for i, f := range figures {
		in.Known[first+i] = dec(f)
	}
	return in
}

// amounts returns the low ends of what is paid.
func amounts(p Path) (out []string) {
	for _, y := range p {
		out = append(out, y.Amount.Lo.String())
	}
	return out
}

var (
	cpi2   = Rule{Index: "cpi", Lag: 2, Cap: ptr("4"), Round: dec("0.1")}
	budget = Rule{Index: "budget", Lag: 1, Round: dec("0.1")}
)

// The recorded path of the Special Measures Agreements, in billions of won.
func TestPathIsTheRecordedOneOfTheSMA(t *testing.T) {
	for _, test := range []struct {
		start int
		first string
		rule  Rule
		in    Input
		want  []string
	}{
		{2009, "760", cpi2, known("cpi", 2008, "4.67", "2.76", "2.94", "4.03"), []string{"760", "790.4", "812.5", "836.1", "869.5"}},
		{2014, "920", cpi2, known("cpi", 2013, "1.30", "1.27", "0.71", "0.97"), []string{"920", "932", "944.1", "950.7", "960.2"}},
		{2021, "1183.3", budget, known("budget", 2021, "5.4", "3.4", "4.4", "4.2"), []string{"1183.3", "1247.2", "1289.6", "1346.3", "1402.8"}},
	} {
		terms := Terms{Start: test.start, Years: 5, First: only(test.first), Rules: []Rule{test.rule}, Round: dec("0.1")}
		p, err := terms.Path([]Input{test.in})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, amounts(p)); diff != "" {
			t.Errorf("%d: (-want +got)\n%s", test.start, diff)
		}
	}
}

// What goes wrong in practice: each is one decision that changes the amounts.
func TestPathDecides(t *testing.T) {
	cpi := known("cpi", 2018, "1.0", "2.0", "3.0", "9.0", "0.25", "-0.25", "4.04")
	index := func(r Rule) Rule { r.Index = "cpi"; return r }
	for name, test := range map[string]struct {
		terms Terms
		want  []string
	}{
		"a lag of none":                     {Terms{Start: 2019, Years: 2, Rules: []Rule{index(Rule{})}}, []string{"100", "103"}},
		"a lag of one":                      {Terms{Start: 2019, Years: 2, Rules: []Rule{index(Rule{Lag: 1})}}, []string{"100", "102"}},
		"a lag of two":                      {Terms{Start: 2019, Years: 2, Rules: []Rule{index(Rule{Lag: 2})}}, []string{"100", "101"}},
		"a cap on the rate":                 {Terms{Start: 2020, Years: 2, Rules: []Rule{index(Rule{Cap: ptr("4")})}}, []string{"100", "104"}},
		"after a capped year, capped":       {Terms{Start: 2020, Years: 3, Rules: []Rule{index(Rule{Cap: ptr("4")})}}, []string{"100", "104", "104.26"}},
		"after a capped year, uncapped":     {Terms{Start: 2020, Years: 3, Rules: []Rule{index(Rule{Cap: ptr("4"), Uncapped: true})}}, []string{"100", "104", "109.2725"}},
		"uncapped, and then no rule":        {Terms{Start: 2020, Years: 3, Rules: []Rule{index(Rule{Cap: ptr("4"), Uncapped: true}), {From: 2022}}}, []string{"100", "104", "109"}},
		"the rate rounded, then capped":     {Terms{Start: 2023, Years: 2, Rules: []Rule{index(Rule{Cap: ptr("4.02"), Round: dec("0.1")})}}, []string{"100", "104"}},
		"a cap finer than the unit":         {Terms{Start: 2019, Years: 2, Rules: []Rule{index(Rule{Cap: ptr("2.95"), Round: dec("0.1")})}}, []string{"100", "102.95"}},
		"half a unit of the rate goes up":   {Terms{Start: 2021, Years: 2, Rules: []Rule{index(Rule{Round: dec("0.1")})}}, []string{"100", "100.3"}},
		"half a unit below zero goes down":  {Terms{Start: 2022, Years: 2, Rules: []Rule{index(Rule{Round: dec("0.1")})}}, []string{"100", "99.7"}},
		"a floor":                           {Terms{Start: 2022, Years: 2, Rules: []Rule{index(Rule{Floor: ptr("0")})}}, []string{"100", "100"}},
		"a floor without an index":          {Terms{Start: 2022, Years: 2, Rules: []Rule{{Floor: ptr("1")}}}, []string{"100", "101"}},
		"a share":                           {Terms{Start: 2019, Years: 2, Rules: []Rule{index(Rule{Share: dec("0.5")})}}, []string{"100", "101.5"}},
		"per cent on top of the index":      {Terms{Start: 2019, Years: 2, Rules: []Rule{index(Rule{Fixed: dec("0.5")})}}, []string{"100", "103.5"}},
		"an amount on top":                  {Terms{Start: 2019, Years: 3, Rules: []Rule{{Add: dec("7")}}}, []string{"100", "107", "114"}},
		"per cent, then the amount":         {Terms{Start: 2019, Years: 2, Rules: []Rule{{Fixed: dec("10"), Add: dec("7")}}}, []string{"100", "117"}},
		"amounts rounded each year":         {Terms{Start: 2019, Years: 3, Rules: []Rule{{Fixed: dec("2.5")}}, Round: dec("1")}, []string{"100", "103", "106"}},
		"amounts rounded to fives":          {Terms{Start: 2019, Years: 3, Rules: []Rule{{Fixed: dec("2.5")}}, Round: dec("5")}, []string{"100", "105", "110"}},
		"a bridging sum, not in the base":   {Terms{Start: 2019, Years: 3, Rules: []Rule{{Fixed: dec("10")}}, Once: []Once{{Year: 2020, Amount: only("5")}}}, []string{"100", "115", "121"}},
		"a bridging sum in the base":        {Terms{Start: 2019, Years: 3, Rules: []Rule{{Fixed: dec("10")}}, Once: []Once{{Year: 2020, Amount: only("5"), InBase: true}}}, []string{"100", "115", "126.5"}},
		"a bridging sum in the first year":  {Terms{Start: 2019, Years: 2, Once: []Once{{Year: 2019, Amount: only("5")}}}, []string{"105", "100"}},
		"a year that is written":            {Terms{Start: 2019, Years: 3, Rules: []Rule{{Fixed: dec("10")}}, Agreed: map[int]money.Interval{2020: only("150")}}, []string{"100", "150", "165"}},
		"no rule":                           {Terms{Start: 2019, Years: 3}, []string{"100", "100", "100"}},
		"flat before the first rule":        {Terms{Start: 2019, Years: 3, Rules: []Rule{{From: 2021, Fixed: dec("10")}}}, []string{"100", "100", "110"}},
		"one rule until the next":           {Terms{Start: 2019, Years: 4, Rules: []Rule{{Fixed: dec("10")}, {From: 2021, Fixed: dec("20")}, {From: 2022}}}, []string{"100", "110", "132", "132"}},
		"one year":                          {Terms{Start: 2019, Years: 1, Rules: []Rule{index(Rule{})}}, []string{"100"}},
		"an index that falls by everything": {Terms{Start: 2019, Years: 3, Rules: []Rule{{Fixed: dec("-100")}}}, []string{"100", "0", "0"}},
	} {
		t.Run(name, func(t *testing.T) {
			test.terms.First = only("100")
			p, err := test.terms.Path([]Input{cpi})
			if diff := cmp.Diff(test.want, amounts(p)); diff != "" || err != nil {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
		})
	}
}

func TestPathSaysHowItCame(t *testing.T) {
	terms := Terms{Start: 2020, Years: 4, First: only("100"), Rules: []Rule{{From: 2022, Index: "cpi", Lag: 2, Cap: ptr("4"), Floor: ptr("1")}}}
	p, err := terms.Path([]Input{known("cpi", 2020, "0.54", "5.09")})
	want := Path{
		{Year: 2020, Amount: only("100"), Base: only("100"), By: Written},
		{Year: 2021, Amount: only("100"), Base: only("100"), By: Flat},
		{Year: 2022, Amount: only("101"), Base: only("101"), By: ByRule, Rate: dec("1"), Index: dec("0.54"), IndexOf: 2020, Floored: true},
		{Year: 2023, Amount: only("105.04"), Base: only("105.04"), By: ByRule, Rate: dec("4"), Index: dec("5.09"), IndexOf: 2021, Capped: true},
	}
	if diff := cmp.Diff(want, p, cmp.Comparer(money.Decimal.Equal)); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func TestPathCarriesWhatDigitsLeaveOpen(t *testing.T) {
	terms := Terms{Start: 2020, Years: 2, First: money.Interval{Lo: dec("99"), Hi: dec("101")}, Rules: []Rule{{Fixed: dec("10")}},
		Once: []Once{{Year: 2021, Amount: money.Interval{Lo: dec("4"), Hi: dec("6")}}}}
	p, err := terms.Path(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p[1].Amount, (money.Interval{Lo: dec("112.9"), Hi: dec("117.1")}); got != want {
		t.Errorf("got %v to %v", got.Lo, got.Hi)
	}
	if got, want := p[1].Base, (money.Interval{Lo: dec("108.9"), Hi: dec("111.1")}); got != want {
		t.Errorf("the base is %v to %v", got.Lo, got.Hi)
	}
}

func TestPathNamesEveryMissingFigureAndEndsBeforeIt(t *testing.T) {
	terms := Terms{Start: 2019, Years: 4, First: only("100"), Rules: []Rule{{Index: "cpi", Lag: 1}}}
	in := known("cpi", 2019, "1.0")
	in.Later = Later{Kind: Normal, Mean: dec("2"), Width: dec("1")}
	p, err := terms.Path([]Input{in})
	var missing *Missing
	if !errors.As(err, &missing) || *missing != (Missing{"cpi", 2020}) {
		t.Errorf("got %v", err)
	}
	want := "cpi has no figure for 2020, and nothing is assumed of it\ncost: cpi has no figure for 2021, and nothing is assumed of it"
	if diff := cmp.Diff("cost: "+want, err.Error()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"100", "101"}, amounts(p)); diff != "" {
		t.Error(diff)
	}
	if _, err := terms.Path(nil); !errors.As(err, &missing) {
		t.Errorf("of an input that is not there: %v", err)
	}
}

func TestMiddleMarksTheYearsThatAreAssumed(t *testing.T) {
	terms := Terms{Start: 2020, Years: 3, First: only("100"), Rules: []Rule{{Index: "i", Lag: 1}}}
	normal, uniform, walk := known("i", 2020, "1"), known("i", 2020, "1"), known("i", 2020, "1")
	normal.Later = Later{Kind: Normal, Mean: dec("2"), Width: dec("1")}
	uniform.Later = Later{Kind: Uniform, Mean: dec("2"), Width: dec("4")}
	walk.Later = Later{Kind: Walk, Width: dec("8")}
	level := walk
	level.Later.Mean = dec("5")
	for _, test := range []struct {
		in   Input
		want string
	}{{normal, "103.02"}, {uniform, "104.03"}, {walk, "102.01"}, {level, "106.05"}} {
		p, err := terms.Middle([]Input{test.in})
		if err != nil {
			t.Fatal(err)
		}
		if p[1].Assumed || !p[2].Assumed || p[2].Amount != only(test.want) {
			t.Errorf("%v: got %v, assumed %v %v", test.in.Later, p[2].Amount.Lo, p[1].Assumed, p[2].Assumed)
		}
	}
	if _, err := terms.Middle([]Input{known("i", 2020, "1")}); err == nil {
		t.Error("nothing is assumed, and nothing missing")
	}
}

func TestAWalkStartsFromWhereItIsSet(t *testing.T) {
	in := known("usd", 2018, "1100", "1165")
	in.Known[2022] = dec("1291")
	in.Later = Later{Kind: Walk, Width: dec("8")}
	set, bare := in, Input{Name: "usd", Later: Later{Kind: Walk, Mean: dec("1200")}}
	set.Later.Mean, set.Later.From = dec("1200"), 2020
	for _, test := range []struct {
		in         Input
		year, base int
		from       int
		level      string
		ok         bool
	}{
		{in, 2020, 0, 2019, "1165", true},
		{in, 2025, 0, 2022, "1291", true},
		{in, 2017, 0, 0, "0", false},
		{set, 2020, 0, 2020, "1200", true},
		{set, 2021, 0, 2020, "1200", true},
		{set, 2023, 0, 2022, "1291", true},
		{bare, 2023, 2020, 2020, "1200", true},
		{bare, 2019, 2020, 0, "0", false},
	} {
		from, level, ok := test.in.anchor(test.year, test.base)
		if from != test.from || level != dec(test.level) || ok != test.ok {
			t.Errorf("%d: got %d, %v, %v; want %d, %s, %v", test.year, from, level, ok, test.from, test.level, test.ok)
		}
	}
}

// The reference is integer arithmetic: halves away from zero.
func TestToUnitRoundsHalvesAwayFromZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-1e15, 1e15).Draw(t, "n")
		u := rapid.Int64Range(1, 1e6).Draw(t, "unit")
		got := toUnit(money.Scaled(n, -3), money.Scaled(u, -2))
		// n/1000 over u/100 is n/(10u): add half, cut off.
		abs, by := new(big.Int).Abs(big.NewInt(n)), big.NewInt(10*u)
		q := new(big.Int).Div(abs.Add(abs.Lsh(abs, 1), by), new(big.Int).Lsh(by, 1))
		want := money.Scaled(q.Int64(), 0).Mul(money.Scaled(u, -2))
		if n < 0 {
			want = want.Neg()
		}
		if got != want {
			t.Fatalf("%d/1000 to %d/100: got %v, want %v", n, u, got, want)
		}
	})
}

// decimals draws rates, in hundredths of a per cent.
func rates(lo, hi int64) *rapid.Generator[money.Decimal] {
	return rapid.Map(rapid.Int64Range(lo, hi), func(n int64) money.Decimal { return money.Scaled(n, -2) })
}

func last(t *rapid.T, terms Terms, in Input) money.Decimal {
	p, err := terms.Path([]Input{in})
	if err != nil {
		t.Fatal(err)
	}
	return p[len(p)-1].Amount.Lo
}

func TestAmountsGrowWithTheFirstAndWithTheCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Input{Name: "cpi", Known: make(map[int]money.Decimal)}
		for y := range 6 {
			in.Known[2018+y] = rates(-300, 900).Draw(t, "figure")
		}
		low, high := rates(0, 500).Draw(t, "cap"), rates(0, 500).Draw(t, "cap")
		if low.Cmp(high) > 0 {
			low, high = high, low
		}
		terms := func(first int64, cap money.Decimal) Terms {
			return Terms{Start: 2019, Years: 5, First: money.Only(money.Int(first)), Round: dec("0.1"),
				Rules: []Rule{{Index: "cpi", Lag: 1, Cap: &cap, Floor: ptr("-1"), Round: dec("0.1")}}}
		}
		first := rapid.Int64Range(0, 1e6).Draw(t, "first")
		if a, b := last(t, terms(first, low), in), last(t, terms(first, high), in); a.Cmp(b) > 0 {
			t.Fatalf("cap %v gives %v, cap %v gives %v", low, a, high, b)
		}
		if a, b := last(t, terms(first, low), in), last(t, terms(first+1, low), in); a.Cmp(b) > 0 {
			t.Fatalf("first %d gives %v, first %d gives %v", first, a, first+1, b)
		}
	})
}

func TestAmountsScaleWithTheUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := known("cpi", 2019, "1.23")
		in.Known[2020] = rates(-300, 900).Draw(t, "figure")
		first := rapid.Int64Range(0, 1e9).Draw(t, "first")
		small := Terms{Start: 2019, Years: 3, First: money.Only(money.Int(first)), Round: dec("0.1"), Rules: []Rule{{Index: "cpi", Lag: 1, Add: dec("3.3")}}}
		in.Known[2021] = dec("4")
		big := small
		big.First, big.Round, big.Rules = money.Only(money.Int(first).Shift(9)), small.Round.Shift(9), []Rule{{Index: "cpi", Lag: 1, Add: dec("3.3").Shift(9)}}
		if a, b := last(t, small, in), last(t, big, in); a.Shift(9) != b {
			t.Fatalf("got %v and %v", a, b)
		}
	})
}
