package share

import (
	"fmt"
	"slices"
)

// The rules for a claims problem: an estate that is worth less than the claims
// on it (O'Neill 1982; Thomson 2003 surveys them). Each returns an award for
// each claim, never more than it. They fail where the estate exceeds the claims.

// ProportionalAwards gives every claim the same part.
func ProportionalAwards(estate float64, claims []float64) ([]float64, error) {
	if err := checkClaims(estate, claims); err != nil {
		return nil, err
	}
	return awards(estate, claims, claims), nil
}

// ConstrainedEqualAwards gives everybody the same award, but nobody more than
// the claim (Maimonides, 12th century).
func ConstrainedEqualAwards(estate float64, claims []float64) ([]float64, error) {
	if err := checkClaims(estate, claims); err != nil {
		return nil, err
	}
	return equalAwards(estate, claims), nil
}

// ConstrainedEqualLosses takes the same from every claim, but nothing from who
// has nothing left.
func ConstrainedEqualLosses(estate float64, claims []float64) ([]float64, error) {
	if err := checkClaims(estate, claims); err != nil {
		return nil, err
	}
	return losing(claims, equalAwards(max(sum(claims)-estate, 0), claims)), nil
}

// Talmud gives equal awards on half of the claims while the estate is less than
// half of their sum, and equal losses on the other halves beyond it. It is the
// only rule that divides between any two claimants as the contested garment:
// each concedes what it does not claim, and what both claim is halved (Aumann
// and Maschler 1985).
func Talmud(estate float64, claims []float64) ([]float64, error) {
	if err := checkClaims(estate, claims); err != nil {
		return nil, err
	}
	half := slices.Clone(claims)
	for i := range half {
		half[i] /= 2
	}
	if estate <= sum(half) {
		return equalAwards(estate, half), nil
	}
	return losing(claims, equalAwards(max(sum(claims)-estate, 0), half)), nil
}

func equalAwards(estate float64, claims []float64) []float64 {
	return awards(estate, slices.Repeat([]float64{1}, len(claims)), claims)
}

// awards shares the estate by a basis with the claims for ceilings.
func awards(estate float64, basis, claims []float64) []float64 {
	bounds := make([]Bounds, len(claims))
	for i, c := range claims {
		bounds[i].High = c
	}
	got, _ := charges(estate, basis, bounds) // the ceilings are reached at a finite level
	return got
}

func losing(claims, losses []float64) []float64 {
	left := slices.Clone(claims)
	for i := range left {
		left[i] -= losses[i]
	}
	return left
}

func checkClaims(estate float64, claims []float64) error {
	if err := amount("estate", estate); err != nil {
		return err
	}
	if err := amounts("claim", claims); err != nil {
		return err
	}
	if all := sum(claims); exceeds(estate, all) {
		return fmt.Errorf("share: the estate %v is more than all claims, %v: pay them, and share the rest by another rule", estate, all)
	}
	return nil
}
