package deal

import (
	"fmt"
	"slices"
)

// A ValueFunc makes the table of an issue: a value for each option.
type ValueFunc interface {
	Values(i *Issue) []float64
}

// Table is the values themselves, one for each option.
type Table []float64

// Values implements [ValueFunc].
func (t Table) Values(*Issue) []float64 { return t }

// Linear is slope × x, where x is the [Issue.Value] of an option.
type Linear float64

// Values implements [ValueFunc].
func (slope Linear) Values(i *Issue) []float64 {
	return each(i, func(x float64) float64 { return float64(slope) * x })
}

// Affine is Slope × x + Offset.
type Affine struct{ Slope, Offset float64 }

// Values implements [ValueFunc].
func (a Affine) Values(i *Issue) []float64 {
	return each(i, func(x float64) float64 { return float64(a.Slope*x) + a.Offset })
}

// Triangular rises in a straight line from 0 at Lo to 1 at Top and falls to 0 at
// Hi; outside Lo..Hi it is 0. Where Top is Lo or Hi that side is upright. The
// three come in order.
type Triangular struct{ Lo, Top, Hi float64 }

// Values implements [ValueFunc].
func (t Triangular) Values(i *Issue) []float64 { return each(i, t.at) }

func (t Triangular) at(x float64) float64 {
	switch {
	case x == t.Top:
		return 1
	case x <= t.Lo || x >= t.Hi:
		return 0
	case x < t.Top:
		return (x - t.Lo) / (t.Top - t.Lo)
	}
	return (t.Hi - x) / (t.Hi - t.Top)
}

// Polynomial is Σ p[k] × x^k, reckoned from the highest power down (Horner).
type Polynomial []float64

// Values implements [ValueFunc].
func (p Polynomial) Values(i *Issue) []float64 {
	return each(i, func(x float64) float64 {
		sum := 0.0
		for k := len(p) - 1; k >= 0; k-- {
			sum = float64(sum*x) + p[k]
		}
		return sum
	})
}

func each(i *Issue, f func(x float64) float64) []float64 {
	values := make([]float64, i.Len())
	for k := range values {
		values[k] = f(i.Value(k))
	}
	return values
}

// NewAdditive makes the tables of an additive utility, from a weight and a value
// function for each issue of s. It fails where [Additive.Validate] does and on a
// triangle whose corners are not in order.
func NewAdditive(s *Space, weights []float64, values ...ValueFunc) (*Additive, error) {
	if err := countTables(s, len(values), "value functions"); err != nil {
		return nil, err
	}
	a := &Additive{Weights: slices.Clone(weights), Values: make([][]float64, len(values))}
	for i, f := range values {
		if f == nil {
			return nil, fmt.Errorf("deal: no value function for issue %q", s.issues[i].Name)
		}
		if t, ok := f.(Triangular); ok && !(t.Lo <= t.Top && t.Top <= t.Hi) {
			return nil, fmt.Errorf("deal: issue %q: the corners %v, %v, %v of a triangle are not in order", s.issues[i].Name, t.Lo, t.Top, t.Hi)
		}
		a.Values[i] = slices.Clone(f.Values(s.Issue(i)))
	}
	if err := a.Validate(s); err != nil {
		return nil, err
	}
	return a, nil
}
