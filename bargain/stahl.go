package bargain

import (
	"errors"
	"fmt"
)

// FiniteHorizon is a bargain of two over 1 in a fixed number of rounds.
type FiniteHorizon struct {
	Order    []int      // who proposes in each round, 0 or 1; see [InTurns]
	Discount [2]float64 // what a round later is worth to each in parts of now, in 0..1; 1: a round costs nothing
	NoDeal   [2]float64 // what each gets after the last rejection, in terms of the last round
}

// InTurns returns an order of so many rounds in which the two propose in turns
// and last proposes in the last.
func InTurns(rounds, last int) []int {
	order := make([]int, max(rounds, 0))
	for r := range order {
		order[r] = last
		if (len(order)-1-r)%2 == 1 {
			order[r] = 1 - last
		}
	}
	return order
}

// A Turn is what happens in a round of a [FiniteHorizon] if it is reached.
type Turn struct {
	Proposer int
	Shares   [2]float64 // what each gets, in terms of this round
	Agreed   bool       // now; otherwise the shares are what waiting is worth
}

// Turns returns what happens in each round, by reasoning back from the last
// (Stahl 1972): who proposes leaves the other just what it would get by waiting.
// The first turn is the result. Who speaks last has the power, the more the less
// a round costs: compare InTurns with last 0 and with last 1. It fails where both
// discount factors are 0, which are then taken to have been left out.
func (d FiniteHorizon) Turns() ([]Turn, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	turns := make([]Turn, len(d.Order))
	waiting := d.NoDeal
	for r := len(turns) - 1; r >= 0; r-- {
		p := d.Order[r]
		turns[r] = Turn{Proposer: p, Shares: waiting}
		if keeps := 1 - waiting[1-p]; !exceeds(waiting[p], keeps) {
			turns[r].Shares[p], turns[r].Agreed = keeps, true
		}
		for i := range 2 {
			waiting[i] = d.Discount[i] * turns[r].Shares[i]
		}
	}
	return turns, nil
}

// errNoDiscount: with two factors of 0 a bargain is over after its first round, which
// nobody writes in so many rounds; they have been left out.
var errNoDiscount = errors.New("bargain: both discount factors are 0: give what a round later is worth to each in parts of now, 1 if a round costs nothing")

func (d FiniteHorizon) check() error {
	if len(d.Order) == 0 {
		return fmt.Errorf("bargain: a deadline before the first round: give at least one")
	}
	for r, p := range d.Order {
		if p != 0 && p != 1 {
			return fmt.Errorf("bargain: %d proposes in round %d: give 0 or 1", p, r)
		}
	}
	if d.Discount == [2]float64{} {
		return errNoDiscount
	}
	for i := range 2 {
		if f := d.Discount[i]; !(f >= 0 && f <= 1) {
			return fmt.Errorf("bargain: the discount factor of %d is %v: give one in 0..1", i, f)
		}
		if !(d.NoDeal[i] >= 0 && d.NoDeal[i] <= 1e300) {
			return fmt.Errorf("bargain: no agreement is worth %v to %d: give a part of 1, 0 or more", d.NoDeal[i], i)
		}
	}
	return nil
}
