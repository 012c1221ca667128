package cost

import (
	"math"
	"testing"

	"parley/money"
)

func TestTornadoMovesOneInputAtATime(t *testing.T) {
	p := ahead(50_000)
	p.Terms[0].Currency, p.Terms[0].First = "USD", money.Interval{Lo: dec("1040"), Hi: dec("1045")}
	swings, err := Tornado(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range swings {
		names = append(names, s.Input)
		if !(s.Low < s.High) {
			t.Errorf("%+v", s)
		}
	}
	if len(names) != 3 || names[0] != "usd" {
		t.Errorf("got %v; the budget is not of these terms, the rate matters most", names)
	}
}

// A first amount by itself: the quantiles of a uniform times the sum of growth.
func TestTheSwingOfTheFirstAmountIsItsDigits(t *testing.T) {
	p := ahead(100_000)
	p.Terms[0].First, p.Terms[0].Round = money.Interval{Lo: dec("1035"), Hi: dec("1045")}, money.Decimal{}
	swings, err := Tornado(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	low := p
	low.Terms = []Terms{p.Terms[0]}
	low.Terms[0].First = only("1")
	path, err := low.Terms[0].Middle(p.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	growth := 0.0
	for _, y := range path {
		growth += y.Amount.Lo.Float64()
	}
	for _, s := range swings {
		if s.Input != "cpi" { // the terms and the index are namesakes here
			t.Errorf("%+v", s)
		}
	}
	found := false
	for _, s := range swings {
		found = found || math.Abs(s.Low-1036*growth) < growth*0.05 && math.Abs(s.High-1044*growth) < growth*0.05
	}
	if !found {
		t.Errorf("no swing from %v to %v: %+v", 1036*growth, 1044*growth, swings)
	}
}

func TestTornadoOfWhatIsCertainIsEmpty(t *testing.T) {
	swings, err := Tornado(realised(), 0)
	if err != nil || len(swings) != 0 {
		t.Errorf("%v, %v", swings, err)
	}
}
