package share

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// Bounds are the least and the most a claimant may be charged. High may be +Inf.
type Bounds struct{ Low, High float64 }

// NoBounds leaves a claimant free to be charged anything.
var NoBounds = Bounds{0, math.Inf(1)}

// A BoundsError says that no division of a cost keeps the floors or the ceilings.
type BoundsError struct {
	Cost, Sum float64 // what is to be shared; what the floors come to, or the ceilings
	Floors    bool    // the floors exceed the cost; else the ceilings fall short
	Claimants []int   // who has a floor above 0, or a ceiling or no basis
}

func (e *BoundsError) Error() string {
	const shown = 8
	who := fmt.Sprint(e.Claimants)
	if n := len(e.Claimants); n > shown {
		who = fmt.Sprintf("%v and %d others", e.Claimants[:shown], n-shown)
	}
	if e.Floors {
		return fmt.Sprintf("share: the floors of claimants %v come to %v, more than the %v to share: lower one", who, e.Sum, e.Cost)
	}
	return fmt.Sprintf("share: claimants %v can be charged no more than %v in all, less than the %v to share: raise a ceiling, or give who has none a basis", who, e.Sum, e.Cost)
}

// Proportional shares a cost in proportion to a basis, such as income or troops,
// as far as the bounds let it: everybody pays l times their basis, or the floor
// where that is more and the ceiling where it is less, with the one l that makes
// the sum come out (water-filling). bounds is nil where there are none.
//
// It fails with a [*BoundsError] where the floors exceed the cost or the
// ceilings fall short of it; who has no basis pays the floor and can take up
// nothing more.
func Proportional(cost float64, basis []float64, bounds []Bounds) ([]float64, error) {
	if bounds == nil {
		bounds = slices.Repeat([]Bounds{NoBounds}, len(basis))
	}
	if err := checkBasis(cost, basis, bounds); err != nil {
		return nil, err
	}
	shares, ok := charges(cost, basis, bounds)
	if !ok {
		return nil, fmt.Errorf("share: a basis is too small against the others or against the amounts: leave out who has next to none, or give the basis in a larger unit")
	}
	return shares, nil
}

// Equal shares a cost equally, as far as the bounds let it.
func Equal(cost float64, n int, bounds []Bounds) ([]float64, error) {
	if n <= 0 {
		return nil, ErrEmpty
	}
	return Proportional(cost, slices.Repeat([]float64{1}, n), bounds)
}

// Historical shares a cost in proportion to what each paid last, times by how
// much each has grown since; nil where none has.
func Historical(cost float64, last, growth []float64, bounds []Bounds) ([]float64, error) {
	if err := amounts("last share", last); err != nil {
		return nil, err
	}
	basis := slices.Clone(last)
	if growth != nil {
		if len(growth) != len(last) {
			return nil, fmt.Errorf("share: %d claimants with %d growth factors: give one for each", len(last), len(growth))
		}
		for i, g := range growth {
			basis[i] *= g
		}
	}
	return Proportional(cost, basis, bounds)
}

// charges returns what each pays at the one level where the charges come to the cost,
// and false where a basis is too small against another, or against the cost, for that
// level to be a number. The basis is scaled by a power of two, which rounds nothing,
// for its largest to be of the order of 1.
func charges(cost float64, basis []float64, bounds []Bounds) ([]float64, bool) {
	_, exp := math.Frexp(slices.Max(basis))
	claimants := make([]claimant, len(basis))
	for i, b := range basis {
		claimants[i] = claimant{bounds[i], math.Ldexp(b, -exp)}
		if b > 0 && claimants[i].basis == 0 {
			claimants[i].basis = math.SmallestNonzeroFloat64
		}
	}
	level := level(cost, claimants)
	shares := make([]float64, len(basis))
	for i, c := range claimants {
		shares[i] = c.pays(level)
	}
	return shares, level <= math.MaxFloat64
}

// A claimant is charged a level times a basis, within bounds.
type claimant struct {
	Bounds
	basis float64
}

func (c claimant) pays(level float64) float64 {
	if c.basis == 0 {
		return c.Low
	}
	return min(max(level*c.basis, c.Low), c.High)
}

// leaves and reaches are the levels at which the floor is left and the ceiling reached.
func (c claimant) leaves() float64  { return c.Low / c.basis }
func (c claimant) reaches() float64 { return c.High / c.basis }

// level is where the charges come to the cost. Their sum is a line that bends where
// somebody leaves the floor or reaches the ceiling: the two bends between which the
// cost lies are searched for, and between them the line is straight.
func level(cost float64, claimants []claimant) float64 {
	bends := []float64{0}
	for _, c := range claimants {
		if c.basis > 0 {
			bends = append(bends, c.leaves(), c.reaches())
		}
	}
	slices.Sort(bends)
	at := sort.Search(len(bends), func(k int) bool {
		sum := 0.0
		for _, c := range claimants {
			sum += c.pays(bends[k])
		}
		return sum >= cost
	})
	if at == 0 || at == len(bends) { // at the floors, or at the ceilings but for rounding
		return bends[min(at, len(bends)-1)]
	}
	return between(cost, claimants, bends[at-1], bends[at])
}

// between is the level where the charges come to the cost if nobody's bends between two.
func between(cost float64, claimants []claimant, from, to float64) float64 {
	settled, rising := 0.0, 0.0
	for _, c := range claimants {
		switch {
		case c.basis == 0 || c.leaves() >= to:
			settled += c.Low
		case c.reaches() <= from:
			settled += c.High
		default:
			rising += c.basis
		}
	}
	if rising == 0 {
		return to
	}
	return min(max((cost-settled)/rising, from), to)
}

func checkBasis(cost float64, basis []float64, bounds []Bounds) error {
	if err := amount("cost", cost); err != nil {
		return err
	}
	if err := amounts("basis", basis); err != nil {
		return err
	}
	if len(bounds) != len(basis) {
		return fmt.Errorf("share: %d claimants with %d bounds: give bounds for each, or nil", len(basis), len(bounds))
	}
	floors, ceilings := &BoundsError{Cost: cost, Floors: true}, &BoundsError{Cost: cost}
	for i, b := range bounds {
		if !(b.Low >= 0 && b.Low <= 1e300 && b.Low <= b.High) {
			return fmt.Errorf("share: claimant %d may be charged from %v to %v: give a floor of 0 or more and a ceiling not below it", i, b.Low, b.High)
		}
		floors.add(i, b.Low, b.Low > 0)
		if basis[i] == 0 {
			ceilings.add(i, b.Low, true)
		} else {
			ceilings.add(i, b.High, true)
		}
	}
	if exceeds(floors.Sum, cost) {
		return floors
	}
	if exceeds(cost, ceilings.Sum) {
		return ceilings
	}
	return nil
}

func (e *BoundsError) add(claimant int, amount float64, named bool) {
	e.Sum += amount
	if named {
		e.Claimants = append(e.Claimants, claimant)
	}
}
