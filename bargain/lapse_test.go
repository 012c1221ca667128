package bargain

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestLossesAreTheIntegralOfTheFlows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Float64Range(-3, 3)
		l := Lapse{Horizon: rapid.Float64Range(0.1, 3).Draw(t, "horizon"), Rate: rapid.SampledFrom([]float64{0, 1e-9, 0.05, 2}).Draw(t, "rate"),
			Averaged: rapid.Bool().Draw(t, "averaged")}
		for range rapid.IntRange(0, 3).Draw(t, "flows") {
			from := number.Draw(t, "from")
			l.Flows = append(l.Flows, Flow{from, from + rapid.Float64Range(0.01, 4).Draw(t, "length"), number.Draw(t, "payer"), number.Draw(t, "receiver")})
		}
		at := number.Draw(t, "time")
		_, all, err := l.Losses(at)
		if err != nil {
			t.Fatal(err)
		}
		const n = 4000
		var want Loss
		var total float64
		for i := range n { // the midpoint rule
			s := l.Horizon * (float64(i) + 0.5) / n
			w := math.Exp(-l.Rate*s) * l.Horizon / n
			total += w
			for _, f := range l.Flows {
				if f.From <= at+s && at+s < f.Until {
					want.Payer += w * f.Payer
					want.Receiver += w * f.Receiver
				}
			}
		}
		if l.Averaged {
			want.Payer, want.Receiver = want.Payer/total, want.Receiver/total
		}
		// A cliff within a cell of the rule: three flows, both ends, at most 3 a unit.
		slack := 6 * 3 * l.Horizon / n
		if l.Averaged {
			slack /= total
		}
		if math.Abs(all.Payer-want.Payer) > slack+1e-9 || math.Abs(all.Receiver-want.Receiver) > slack+1e-9 {
			t.Fatalf("%+v at %v: %+v, want %+v", l, at, all, want)
		}
	})
}

func TestACliffMovesTheSettlementByItsPull(t *testing.T) {
	// A furlough from day 90 costs the payer 2 a day, one from day 150 the receiver
	// 1; each side looks 100 days ahead. The pull is 1-w and -w of each loss.
	l := Lapse{Flows: []Flow{{From: 90, Until: inf, Payer: 2}, {From: 150, Until: inf, Receiver: 1}}, Horizon: 100}
	table := Table{Packages: []Package{{500, 0}}, Weight: 0.25}
	steps := must[[]Step](t)(l.Path(table, []float64{-20, 40, 200}))
	var money []float64
	var shifts [][]float64
	for _, s := range steps {
		money = append(money, s.Pulls[0].Money)
		shifts = append(shifts, []float64{s.Shifts[0].Money, s.Shifts[1].Money})
	}
	if diff := cmp.Diff([]float64{375, 375 + 75, 375 + 150 - 25}, money, near); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]float64{{0, 0}, {75, 0}, {150, -25}}, shifts, near); diff != "" {
		t.Error(diff)
	}
}

func TestAShiftSaysWhereAnotherPackageTakesOver(t *testing.T) {
	// The payer cannot pay over 1. Cheap to hold out, it keeps the poor package;
	// pressed by the flow it gives the rich one.
	table := Table{Packages: []Package{{1, 1}, {-3, 9}}, Weight: 0.5, Money: &[2]float64{-1, 1}}
	l := Lapse{Flows: []Flow{{From: 0, Until: inf, Payer: 10}}, Horizon: 1}
	step := must[[]Step](t)(l.Path(table, []float64{0}))[0]
	if !step.Shifts[0].Package || step.Pulls[0].Package != 1 {
		t.Errorf("got %+v", step)
	}
	if before := must[[]Step](t)(l.Path(table, []float64{-5}))[0]; before.Shifts[0].Package || before.Pulls[0].Package != 0 {
		t.Errorf("before the cliff %+v", before)
	}
}

func TestAFlowWithoutWhichThereIsNoAgreementHasNoShiftInMoney(t *testing.T) {
	l := Lapse{Flows: []Flow{{From: 0, Until: inf, Payer: 1}}, Horizon: 1}
	step := must[[]Step](t)(l.Path(splitting(1.2, 0.1, 0.5), []float64{0}))[0]
	if s := step.Shifts[0]; !math.IsNaN(s.Money) || !s.Package {
		t.Errorf("got %+v", s)
	}
}

func TestAveragedFlowOfAnEndlessFlowIsItself(t *testing.T) {
	l := Lapse{Flows: []Flow{{From: math.Inf(-1), Until: inf, Payer: 7}}, Horizon: 40, Rate: 0.3, Averaged: true}
	if _, all, err := l.Losses(12); err != nil || math.Abs(all.Payer-7) > 1e-12 {
		t.Errorf("got %v, %v", all, err)
	}
}

func TestALapseThatMakesNoSenseIsRefused(t *testing.T) {
	for name, l := range map[string]Lapse{
		"no horizon":       {},
		"endless horizon":  {Horizon: inf},
		"negative rate":    {Horizon: 1, Rate: -1},
		"flow backwards":   {Horizon: 1, Flows: []Flow{{From: 2, Until: 1}}},
		"flow never":       {Horizon: 1, Flows: []Flow{{From: inf, Until: inf}}},
		"flow of NaN":      {Horizon: 1, Flows: []Flow{{From: 0, Until: 1, Payer: math.NaN()}}},
		"flow at time NaN": {Horizon: 1, Flows: []Flow{{From: math.NaN(), Until: 1}}},
	} {
		if _, _, err := l.Losses(0); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	flood := Lapse{Horizon: 1e200, Flows: []Flow{{From: 0, Until: inf, Payer: 1e200}}}
	if _, _, err := flood.Losses(0); err == nil {
		t.Error("a loss that overflows is taken")
	}
	if _, err := flood.Path(splitting(0, 0, 0.5), []float64{0}); err == nil {
		t.Error("a path over a loss that overflows is taken")
	}
	if _, err := (Lapse{Horizon: 1}).Path(splitting(0, 0, 2), []float64{0}); err == nil {
		t.Error("a path of a table with a weight of 2 is taken")
	}
	if _, _, err := (Lapse{Horizon: 1}).Losses(math.NaN()); err == nil {
		t.Error("time NaN is taken")
	}
}
