// Package share divides a cost or an estate among claimants by the rules of the
// literature. It knows neither outcomes nor utilities; amounts are numbers in
// any one unit, and claimants are places in a slice.
//
//	Proportional, Equal, Historical   by a basis, between floors and ceilings
//	Scale                             by ability to pay, as the United Nations assess members
//	ConstrainedEqualAwards, Talmud, ...   an estate too small for the claims on it
//	Game      what it costs to serve each coalition alone: Shapley value, core, nucleolus, separable costs
//	Serial    a cost that grows with the total of what each demands
//	AdjustedWinner   several items between two, by points
//
// Every rule gives away exactly the whole, up to the rounding of its sums. None is
// fairer than the others: each is the only one with some list of properties, which
// the source in its comment gives.
package share

import (
	"errors"
	"fmt"
	"math"
)

// ErrEmpty says that there is nobody to share among.
var ErrEmpty = errors.New("share: nobody to share among")

// amounts refuses what is no amount: negative, NaN, infinite, or beyond 10^300.
func amounts(what string, xs []float64) error {
	if len(xs) == 0 {
		return ErrEmpty
	}
	for i, x := range xs {
		if !(x >= 0 && x <= 1e300) {
			return fmt.Errorf("share: the %s of claimant %d is %v: give an amount from 0 to 10^300", what, i, x)
		}
	}
	return nil
}

func amount(what string, x float64) error {
	if !(x >= 0 && x <= 1e300) {
		return fmt.Errorf("share: the %s is %v: give an amount from 0 to 10^300", what, x)
	}
	return nil
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}

// rounding is the relative error that a sum of many amounts may carry.
const rounding = 1e-12

// exceeds says whether a is more than b by more than rounding.
func exceeds(a, b float64) bool { return a-b > rounding*max(math.Abs(a), math.Abs(b)) }
