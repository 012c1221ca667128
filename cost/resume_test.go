package cost

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/money"
)

// uncapped is 1000.0 in 2018, then consumer prices of the year before, at most
// 1 per cent, and a year written for 2019. By the rule it is 1010.0 and without the
// cap 1014.8.
func uncapped(written money.Interval) Terms {
	return Terms{Name: "t", Start: 2018, Years: 3, First: only("1000"), Round: dec("0.1"), Agreed: map[int]money.Interval{2019: written},
		Rules: []Rule{{From: 2019, Index: "cpi", Lag: 1, Cap: ptr("1"), Uncapped: true}}}
}

func TestAWrittenYearThatRepeatsTheCapGoesOnWithoutIt(t *testing.T) {
	cpi := known("cpi", 2018, "1.48", "0.38", "3.0")
	for name, test := range map[string]struct {
		written money.Interval
		change  func(*Terms, *Input)
		want    string // base of 2019
	}{
		"what the rule gives":         {only("1010"), nil, "1014.8"},
		"as printed":                  {from("1005", "1015"), nil, "1014.8"},
		"another amount":              {only("1012"), nil, "1012"},
		"what it would have been":     {only("1014.8"), nil, "1014.8"},
		"a cap that holds the base":   {only("1010"), func(t *Terms, _ *Input) { t.Rules[0].Uncapped = false }, "1010"},
		"a cap that does not bite":    {only("1005"), func(_ *Terms, in *Input) { in.Known[2018] = dec("0.5") }, "1005"},
		"a figure that is not known":  {only("1010"), func(_ *Terms, in *Input) { delete(in.Known, 2018) }, "1010"},
		"a sum in the base":           {only("1010"), func(t *Terms, _ *Input) { t.Once = []Once{{Year: 2019, Amount: only("5"), InBase: true}} }, "1019.8"},
		"a rule that begins later":    {only("1010"), func(t *Terms, _ *Input) { t.Rules[0].From = 2020 }, "1010"},
		"the first year of the terms": {only("1010"), func(t *Terms, _ *Input) { t.Start, t.First = 2019, only("1010") }, "1010"},
		"a fixed rate above the cap":  {only("1010"), func(t *Terms, _ *Input) { t.Rules[0].Index, t.Rules[0].Fixed = "", dec("2") }, "1020"},
	} {
		terms, in := uncapped(test.written), known("cpi", 2018, "1.48", "0.38", "3.0")
		if test.change != nil {
			test.change(&terms, &in)
		}
		p, err := terms.Path([]Input{in})
		if err != nil {
			t.Fatal(name, err)
		}
		for _, y := range p {
			if y.Year == 2019 && y.Base != only(test.want) {
				t.Errorf("%s: the base is %v to %v, want %s", name, y.Base.Lo, y.Base.Hi, test.want)
			}
		}
		if got := p[len(p)-1]; test.change == nil {
			base := dec(test.want)
			want := toUnit(base.Mul(dec("1.0038")), dec("0.1"))
			if got.Amount != money.Only(want) {
				t.Errorf("%s: 2020 is %v, want %v", name, got.Amount.Lo, want)
			}
		}
	}
	terms := uncapped(from("1004", "1006"))
	if p, err := terms.Path([]Input{known("cpi", 2018, "0.5", "0.5")}); err != nil || p[1].Base != p[1].Amount {
		t.Errorf("the cap does not bite, and the base is not what is written: %v, %v", p, err)
	}
	// 1000 is not known of 2019, only assumed: 1010 for 2020 need not be the cap.
	terms = uncapped(only("1010"))
	terms.Agreed = map[int]money.Interval{2020: only("1010")}
	in := known("cpi", 2019, "2")
	in.Later = Later{Kind: Normal}
	if p, err := terms.Middle([]Input{in}); err != nil || p[2].Base != only("1010") {
		t.Errorf("a base that is assumed: %v, %v", p, err)
	}
	terms = uncapped(only("1010"))
	terms.Years, terms.Agreed[2020] = 4, only("1018.7") // 1014.8 × 1.0038
	terms.Agreed[2021] = only("1028.9")                 // × 1.01, where 3 per cent gives 1049.3
	p, err := terms.Path([]Input{cpi})
	if err != nil || p[3].Base != only("1049.3") {
		t.Errorf("one after the other: %v, %v", p, err)
	}
}

// Draws, the middle and the formula have the base that the path has.
func TestDrawsGoOnWithoutTheCapAsThePathDoes(t *testing.T) {
	terms := uncapped(from("1009.95", "1010.05"))
	terms.Years, terms.Round = 6, money.Decimal{}
	in := known("cpi", 2018, "1.48")
	in.Later = Later{Kind: Normal, Mean: dec("0.5"), Width: dec("0.01")} // never above the cap
	p := Plan{Terms: []Terms{terms}, Inputs: []Input{in}, Against: -1, Draws: 50_000, Seed: 4}
	middle, err := terms.Middle(p.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, p)[0]
	for i, y := range middle {
		near(t, "a year", out.Years[i].P50, y.Amount.Mid().Float64(), 0.01)
	}
	near(t, "2020 builds on 1014.8", out.Years[2].Mean, 1014.8*1.005, 0.01)
	mean, ok := Mean(p, 0)
	if near(t, "formula", out.Total.Mean, mean, 0.02); !ok {
		t.Error("no formula")
	}
	p.Inputs[0].Later.Width = money.Decimal{}
	p.Terms[0].Agreed = map[int]money.Interval{2019: only("1010")}
	near(t, "certain", run(t, p)[0].Years[2].Mean, 1014.8*1.005, 1e-9)
	// What the rule gives for the written year is assumed: the words stand.
	p.Inputs[0].Known = nil
	p.Inputs[0].Later = Later{Kind: Normal, Mean: dec("1.48"), Width: dec("1")}
	near(t, "assumed", run(t, p)[0].Years[2].P90, 1010*1.01, 1e-9)
}

func TestAShareOfNothingNeedsNoFigure(t *testing.T) {
	terms := Terms{Name: "t", Start: 2019, Years: 3, First: only("100"), Rules: []Rule{{Index: "cpi", Fixed: dec("1"), NoShare: true}}}
	p, err := terms.Path(nil)
	if d := cmp.Diff([]string{"100", "101", "102.01"}, amounts(p)); d != "" || err != nil || p[1].IndexOf != 0 {
		t.Error(err, d)
	}
	in := Input{Name: "cpi", Later: Later{Kind: Normal, Mean: dec("9"), Width: dec("9")}}
	out := run(t, Plan{Terms: []Terms{terms}, Inputs: []Input{in}, Against: -1})[0]
	if !out.Exact || out.Total.P50 != 303.01 {
		t.Errorf("%+v", out.Total)
	}
	terms.Rules[0].Fixed = money.Decimal{}
	if p, err := terms.Path(nil); err != nil || p[2].By != Flat {
		t.Errorf("a share of nothing by itself is flat: %+v %v", p, err)
	}
}
