package bargain

import (
	"errors"
	"fmt"
)

// Rubinstein returns what the first to propose gets of 1 when two offer in turns
// without end and each values a round later by its discount factor in 0..1:
// (1-responder) / (1 - proposer·responder) (Rubinstein 1982). It fails where both
// factors are 1: nothing is then determined.
func Rubinstein(proposer, responder float64) (float64, error) {
	if proposer == 0 && responder == 0 {
		return 1, nil // take it or leave it
	}
	shares, err := InfiniteHorizon{Discount: [2]float64{proposer, responder}}.Shares(0)
	return shares[0], err
}

// Patience returns the weight of the first in the Nash solution that alternating
// offers come to as rounds grow short, for continuous discount rates of 0 or
// more: rate 2 over the sum of both (Binmore, Rubinstein and Wolinsky 1986).
func Patience(rate1, rate2 float64) (float64, error) {
	if !finite(rate1, rate2) || rate1 < 0 || rate2 < 0 {
		return 0, fmt.Errorf("bargain: discount rates %v and %v: give rates of 0 or more", rate1, rate2)
	}
	if most := max(rate1, rate2); most > 0 {
		return (rate2 / most) / (rate1/most + rate2/most), nil
	}
	return 0, errors.New("bargain: neither side discounts: patience then determines nothing")
}

// InfiniteHorizon is a bargain of two over 1 by alternating offers without end. After a
// rejection talks break down with some probability; else the other proposes, a
// round later. Who responds may leave instead. All but Discount may be left out.
type InfiniteHorizon struct {
	Discount  [2]float64 // what a round later is worth to each in parts of now, in 0..1; 1: a round costs nothing
	Breakdown float64    // the probability after a rejection, in 0..1
	Broken    [2]float64 // what each gets if talks break down, a round later
	Outside   [2]float64 // what each gets at once by leaving as it responds
}

// Shares returns what each gets in the one equilibrium in which nobody threatens
// what it would not do (subgame perfect), when the first proposes: the responder
// gets just what it would have by rejecting, the larger of its outside option
// and what it can wait for (Rubinstein 1982; breakdown: Binmore, Rubinstein and
// Wolinsky 1986; outside options: Binmore, Shaked and Sutton 1989).
//
// It fails where nothing is determined, since neither time nor breakdown presses,
// where both discount factors are 0, which are then taken to have been left out, and where the two outside options or the two breakdown payoffs exceed 1
// together: there is then nothing to agree on.
func (t InfiniteHorizon) Shares(first int) (shares [2]float64, err error) {
	if err := t.check(first); err != nil {
		return shares, err
	}
	taken := t.acceptable()
	other := 1 - first
	shares[first], shares[other] = 1-taken[other], taken[other]
	return shares, nil
}

// acceptable is the least that each accepts: a solution of
// taken[i] = max(Outside[i], a[i] - b[i] taken[j]), which is the only one as
// b[0] b[1] < 1, with whichever outside options bind.
func (t InfiniteHorizon) acceptable() [2]float64 {
	var a, b [2]float64
	for i := range 2 {
		b[i] = t.Discount[i] * (1 - t.Breakdown)
		a[i] = t.Discount[i] * (1 - t.Breakdown + float64(t.Breakdown*t.Broken[i]))
	}
	waits := func(i int, other float64) float64 { return max(t.Outside[i], a[i]-float64(b[i]*other)) }
	left := 1 - float64(b[0]*b[1])
	free := [2]float64{(a[0] - float64(b[0]*a[1])) / left, (a[1] - float64(b[1]*a[0])) / left}
	if free[0] >= t.Outside[0] && free[1] >= t.Outside[1] {
		return free
	}
	if first := waits(1, t.Outside[0]); a[0]-float64(b[0]*first) <= t.Outside[0] {
		return [2]float64{t.Outside[0], first}
	}
	return [2]float64{waits(0, t.Outside[1]), t.Outside[1]}
}

func (t InfiniteHorizon) check(first int) error {
	if first != 0 && first != 1 {
		return fmt.Errorf("bargain: %d proposes first: give 0 or 1", first)
	}
	if !(t.Breakdown >= 0 && t.Breakdown <= 1) {
		return fmt.Errorf("bargain: talks break down with probability %v: give one in 0..1", t.Breakdown)
	}
	if t.Discount == [2]float64{} {
		return errNoDiscount
	}
	for i := range 2 {
		if d := t.Discount[i]; !(d >= 0 && d <= 1) {
			return fmt.Errorf("bargain: the discount factor of %d is %v: give one in 0..1", i, d)
		}
		if !(t.Broken[i] >= 0 && t.Outside[i] >= 0) {
			return fmt.Errorf("bargain: %d gets %v after a breakdown and %v by leaving: give parts of 1, 0 or more", i, t.Broken[i], t.Outside[i])
		}
	}
	if exceeds(t.Broken[0]+t.Broken[1], 1) || exceeds(t.Outside[0]+t.Outside[1], 1) {
		return fmt.Errorf("bargain: without an agreement the two get more than 1 together, %v by breakdown or %v by leaving: there is nothing to agree on", t.Broken, t.Outside)
	}
	if t.Discount[0]*t.Discount[1]*(1-t.Breakdown) == 1 {
		return errors.New("bargain: neither time nor breakdown presses anybody: nothing is determined")
	}
	return nil
}
