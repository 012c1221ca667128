package evidence_test

import (
	"testing"

	"parley/evidence"
	"parley/money"
)

func TestAnAssumptionIsReadAsItIsWritten(t *testing.T) {
	d := func(s string) money.Decimal {
		x, err := money.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	points := evidence.Assumption{Kind: evidence.Deviates, Mean: d("1.5"), Width: d("1.0"), Percent: true}
	for s, want := range map[string]evidence.Assumption{
		"1.5%":         {Kind: evidence.Fixed, Mean: d("1.5"), Percent: true},
		" -0.4 ":       {Kind: evidence.Fixed, Mean: d("-0.4")},
		"1.5% ± 1.0":   points,
		"1.5%±1.0%":    points,
		"1.5 % +- 1.0": points,
		"1.5% +/- 1.0": points,
		"1.5 ± 1.0":    {Kind: evidence.Deviates, Mean: d("1.5"), Width: d("1.0")},
		"1,160.7 ± 7%": {Kind: evidence.Deviates, Mean: d("1160.7"), Width: d("7"), WidthPercent: true},
		"1..3":         {Kind: evidence.Ranges, Mean: d("1"), Width: d("3")},
		"-1% .. 3%":    {Kind: evidence.Ranges, Mean: d("-1"), Width: d("3"), Percent: true},
		"1..3%":        {Kind: evidence.Ranges, Mean: d("1"), Width: d("3"), Percent: true},
	} {
		if got, ok := evidence.ParseAssumption(s); !ok || got != want {
			t.Errorf("%q: %+v, %v; want %+v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "%", "about 1.5", "1.5%%", "±1", "1 ± -1", "1 ± 2 ± 3", "3..1", "1%..3", "1...3", "1..", "1.5% growth", "as before", "1,5%"} {
		if got, ok := evidence.ParseAssumption(s); ok {
			t.Errorf("%q is read as %+v", s, got)
		}
	}
}
