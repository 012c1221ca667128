package deal

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// An Interval is the numbers Lo..Hi.
type Interval struct{ Lo, Hi float64 }

// Intervals is an additive utility of which only bounds are known: the weights
// are at least 0 and add up to 1, and each weight and each value lies somewhere
// in its interval. It stands for all utilities that fit; it is no [Utility]
// itself, for it does not say what an outcome is worth but from what to what.
type Intervals struct {
	Weights []Interval
	Values  [][]Interval // by issue, by option
}

// sumSlack is how far rounding may put a sum of weights from 1: written with
// decimals, 0.7 + 0.2 + 0.1 is not 1.
const sumSlack = 1e-9

// Validate reports where x does not fit s: tables of the wrong length, a number
// that is not finite, ends in the wrong order, a negative weight, or weights that
// cannot add up to 1; or that x is nil.
func (x *Intervals) Validate(s *Space) error {
	if x == nil {
		return errors.New("deal: no intervals")
	}
	if err := countTables(s, len(x.Weights), "weights"); err != nil {
		return err
	}
	if err := countTables(s, len(x.Values), "tables of values"); err != nil {
		return err
	}
	for i, w := range x.Weights {
		issue := s.Issue(i)
		if err := w.check(); err != nil {
			return fmt.Errorf("deal: the weight of issue %q: %w", issue.Name, err)
		}
		if w.Lo < 0 {
			return fmt.Errorf("deal: the weight of issue %q may be %v, less than 0", issue.Name, w.Lo)
		}
		if len(x.Values[i]) != issue.Len() {
			return fmt.Errorf("deal: %s for the %s of issue %q", count(len(x.Values[i]), "value"), count(issue.Len(), "option"), issue.Name)
		}
		for o, v := range x.Values[i] {
			if err := v.check(); err != nil {
				return fmt.Errorf("deal: the value of option %q of issue %q: %w", issue.Option(o), issue.Name, err)
			}
		}
	}
	if lo, hi := x.total(); lo > 1+sumSlack || hi < 1-sumSlack {
		return fmt.Errorf("deal: the weights cannot add up to 1: they are from %v to %v together", lo, hi)
	}
	return nil
}

func (i Interval) check() error {
	if !finite(i.Lo) || !finite(i.Hi) || !finite(i.Hi-i.Lo) {
		return fmt.Errorf("%v..%v is not finite", i.Lo, i.Hi)
	}
	if i.Lo > i.Hi {
		return fmt.Errorf("%v..%v is empty: the lower end comes first", i.Lo, i.Hi)
	}
	return nil
}

func (x *Intervals) total() (lo, hi float64) {
	for _, w := range x.Weights {
		lo, hi = lo+w.Lo, hi+w.Hi
	}
	return lo, hi
}

// Range returns the lowest and the highest utility that an outcome has in any of
// the utilities that x stands for; both are reached. With the values given, that
// is a linear program with one constraint, which filling up solves: every weight
// starts at its lower end, and what is missing to 1 goes to the lowest (highest)
// values first. x is valid.
func (x *Intervals) Range(options []int32) (lo, hi float64) {
	order := make([]int, len(options))
	for i := range order {
		order[i] = i
	}
	value := func(i int) Interval { return x.Values[i][options[i]] }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(value(a).Lo, value(b).Lo) })
	lo = x.fill(order, func(i int) float64 { return value(i).Lo })
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(value(b).Hi, value(a).Hi) })
	hi = x.fill(order, func(i int) float64 { return value(i).Hi })
	return lo, max(lo, hi)
}

// fill returns the utility if the weight that is free goes to issues in order.
func (x *Intervals) fill(order []int, value func(issue int) float64) float64 {
	least, _ := x.total()
	free, u := 1-least, 0.0
	for _, i := range order {
		w := x.Weights[i]
		more := max(0, min(free, w.Hi-w.Lo))
		free -= more
		u += float64((w.Lo + more) * value(i))
	}
	return u
}

// Draw draws one of the utilities that x stands for. Values are uniform in their
// intervals, each by itself. Weights are uniform over all that add up to 1,
// approximately: from a point amid them, two weights at a time are drawn anew
// with their sum kept (the Gibbs sampler of Smith 2014, which is close to uniform
// on the simplex after some n log n steps; this takes about 20 times as many).
// With two issues it is exact. x is valid.
func (x *Intervals) Draw(r *rand.Rand) *Additive {
	a := &Additive{Weights: x.amid(), Values: make([][]float64, len(x.Values))}
	if n := len(a.Weights); n > 1 {
		for range 20 * n * (1 + int(math.Log(float64(n)))) {
			x.exchange(a.Weights, r)
		}
	}
	for i, table := range x.Values {
		a.Values[i] = make([]float64, len(table))
		for o, v := range table {
			a.Values[i][o] = v.draw(r)
		}
	}
	return a
}

// amid returns weights that add up to 1, each as far into its interval as the others.
func (x *Intervals) amid() []float64 {
	lo, hi := x.total()
	part := 0.0
	if hi > lo {
		part = min(1, max(0, (1-lo)/(hi-lo)))
	}
	weights := make([]float64, len(x.Weights))
	for i, w := range x.Weights {
		weights[i] = w.Lo + float64(part*(w.Hi-w.Lo))
	}
	return weights
}

// exchange draws two weights anew, keeping their sum.
func (x *Intervals) exchange(weights []float64, r *rand.Rand) {
	a, b := r.IntN(len(weights)), r.IntN(len(weights)-1)
	if b >= a {
		b++
	}
	wa, wb, sum := x.Weights[a], x.Weights[b], weights[a]+weights[b]
	span := Interval{max(wa.Lo, sum-wb.Hi), min(wa.Hi, sum-wb.Lo)}
	if span.Lo > span.Hi {
		return // by a rounding: there is nothing to exchange
	}
	weights[a] = span.draw(r)
	weights[b] = min(wb.Hi, max(wb.Lo, sum-weights[a]))
}

func (i Interval) draw(r *rand.Rand) float64 {
	return min(i.Hi, i.Lo+float64(r.Float64()*(i.Hi-i.Lo)))
}
