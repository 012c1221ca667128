package bargain

import (
	"fmt"
	"math"
)

// A Flow is what each side loses per unit of time while there is no agreement,
// from a date (a cliff: an expiry, a furlough, the end of a reserve) until
// another. A negative flow is a gain, such as what a side earns at home by
// standing firm. Time runs in any one unit; From may be -Inf and Until +Inf.
type Flow struct {
	From, Until     float64
	Payer, Receiver float64 // lost per unit of time, in the money of the table
}

// A Lapse values no agreement by its flows: at time t a side loses
// the integral over [t, t+Horizon] of e^(-Rate (s-t)) times the flows that
// run at s. Horizon, in the same unit of time, is how long the sides expect to
// go without an agreement.
type Lapse struct {
	Flows   []Flow
	Horizon float64 // positive
	Rate    float64 // at which losses are discounted, continuously, per unit of time; 0: not at all
	// Averaged gives the losses per unit of time, divided by the integral of the
	// discount factor, for a table whose money is per unit of time too.
	Averaged bool
}

// A Loss is what a time without agreement costs each side.
type Loss struct{ Payer, Receiver float64 }

// Losses returns what no agreement from time t costs, by flow and in all.
func (l Lapse) Losses(t float64) (byFlow []Loss, all Loss, err error) {
	if err := l.check(); err != nil {
		return nil, Loss{}, err
	}
	if !finite(t) {
		return nil, Loss{}, fmt.Errorf("bargain: the time is %v: give a finite one", t)
	}
	byFlow = make([]Loss, len(l.Flows))
	for i, f := range l.Flows {
		w := l.weight(f, t)
		byFlow[i] = Loss{float64(w * f.Payer), float64(w * f.Receiver)} // rounded, so that no machine fuses them with the sums
		all.Payer += byFlow[i].Payer
		all.Receiver += byFlow[i].Receiver
	}
	if !amounts(all.Payer, all.Receiver) {
		return nil, Loss{}, fmt.Errorf("bargain: from time %v no agreement costs %v and %v: give smaller flows or a shorter horizon", t, all.Payer, all.Receiver)
	}
	return byFlow, all, nil
}

// weight is how much of one unit of a flow counts from time t.
func (l Lapse) weight(f Flow, t float64) float64 {
	from, until := max(f.From-t, 0), min(f.Until-t, l.Horizon)
	if from >= until {
		return 0
	}
	w := l.discounted(from, until)
	if l.Averaged {
		w /= l.discounted(0, l.Horizon)
	}
	return w
}

// discounted is the integral of e^(-r s) from a to b.
func (l Lapse) discounted(a, b float64) float64 {
	length := b - a
	if x := l.Rate * length; x > 1e-16 { // below, discounting changes no digit
		length = -math.Expm1(-x) / l.Rate
	}
	return math.Exp(-l.Rate*a) * length
}

// A Step is the Nash settlement at one time of a lapse.
type Step struct {
	Time   float64
	NoDeal [2]float64 // the table's, less what the lapse costs from then on
	Pulls  []Pull     // on each Nash settlement; see [Table.Pulls]
	Shifts []Shift    // by flow
}

// A Shift is how far one flow moves the Nash money: with it less without it, all
// else the same. Where money is free and one package is best it is the pull of
// the flow's losses exactly.
type Shift struct {
	Flow  int // its place in Lapse.Flows
	Loss  Loss
	Money float64 // NaN where either solution is not a single settlement
	// Package is set where without the flow another package would be agreed, or
	// there would be no agreement or several.
	Package bool
}

// Path returns the Nash settlement of the table at each of the times, with no
// agreement worth what the table says less the losses of the lapse from then on.
func (l Lapse) Path(t Table, times []float64) ([]Step, error) {
	steps := make([]Step, len(times))
	for i, at := range times {
		byFlow, all, err := l.Losses(at)
		if err != nil {
			return nil, err
		}
		now := t.costlier(all, 1)
		pulls, err := now.Pulls()
		if err != nil {
			return nil, err
		}
		steps[i] = Step{Time: at, NoDeal: now.NoDeal, Pulls: pulls}
		for k, loss := range byFlow {
			without, err := now.costlier(loss, -1).Pulls()
			if err != nil {
				return nil, err
			}
			steps[i].Shifts = append(steps[i].Shifts, shift(k, loss, pulls, without))
		}
	}
	return steps, nil
}

func shift(flow int, loss Loss, with, without []Pull) Shift {
	s := Shift{Flow: flow, Loss: loss, Money: math.NaN()}
	single := len(with) == 1 && len(without) == 1 && with[0].Package >= 0 && without[0].Package >= 0
	if single {
		s.Money = with[0].Money - without[0].Money
	}
	s.Package = len(with) != len(without)
	for i := range min(len(with), len(without)) {
		s.Package = s.Package || with[i].Package != without[i].Package
	}
	return s
}

// costlier returns the table with no agreement costlier by a loss, sign times.
func (t Table) costlier(l Loss, sign float64) Table {
	t.NoDeal[0] -= float64(sign * l.Payer)
	t.NoDeal[1] -= float64(sign * l.Receiver)
	return t
}

func (l Lapse) check() error {
	for i, f := range l.Flows {
		if !(f.From < f.Until) {
			return fmt.Errorf("bargain: flow %d runs from %v until %v: give a later end", i, f.From, f.Until)
		}
		if !finite(f.Payer, f.Receiver) {
			return fmt.Errorf("bargain: flow %d costs %v and %v: give two finite amounts per unit of time", i, f.Payer, f.Receiver)
		}
	}
	if !finite(l.Horizon) || l.Horizon <= 0 {
		return fmt.Errorf("bargain: the horizon is %v: give a positive length of time", l.Horizon)
	}
	if !finite(l.Rate) || l.Rate < 0 {
		return fmt.Errorf("bargain: the discount rate is %v: give 0 or a positive rate per unit of time", l.Rate)
	}
	return nil
}
