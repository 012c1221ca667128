package deal

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Func is a utility given as a function, such as money: what each outcome is
// worth in a currency. Then the reserved value is in the same currency, and
// nothing is brought to 0..1.
type Func func(options []int32) float64

// Of implements [Utility].
func (f Func) Of(options []int32) float64 { return f(options) }

// Validate reports a missing function.
func (f Func) Validate(*Space) error {
	if f == nil {
		return errors.New("deal: no function")
	}
	return nil
}

// Explicit is a table with a utility for every outcome of a space.
type Explicit struct {
	Space     *Space
	Utilities []float64 // by outcome
}

// Of implements [Utility].
func (e *Explicit) Of(options []int32) float64 { return e.Utilities[e.Space.Outcome(options)] }

// Validate reports a table that is not s's, or has another length or a number
// that is not finite; or that e is nil.
func (e *Explicit) Validate(s *Space) error {
	switch {
	case e == nil:
		return errNil(e)
	case s == nil:
		return errNoSpace
	case e.Space == nil:
		return errors.New("deal: a table of utilities belongs to a space, and none is named")
	case e.Space.n != s.n || !slices.Equal(e.Space.strides, s.strides):
		return errors.New("deal: the table of utilities is of a space of another shape")
	case uint64(len(e.Utilities)) != s.n:
		return fmt.Errorf("deal: %d utilities for %d outcomes", len(e.Utilities), s.n)
	}
	for o, u := range e.Utilities {
		if !finite(u) {
			return fmt.Errorf("deal: the utility of outcome %d %v is %v", o, s.Options(Outcome(o), nil), u)
		}
	}
	return nil
}

// Pairwise is a utility in which pairs of issues depend on each other: the sum
// over issues of Single, from the first to the last, and then over Pairs as
// listed (interdependent issues: Hindriks, Jonker, Tykhonov 2006).
type Pairwise struct {
	Single [][]float64 // by issue, by option; weights are part of it
	Pairs  []Pair
}

// A Pair is what the options of two issues are worth together.
type Pair struct {
	A, B   int         // issues
	Values [][]float64 // by option of A, by option of B
}

// Of implements [Utility].
func (p *Pairwise) Of(options []int32) float64 {
	u := 0.0
	for i, o := range options {
		u += p.Single[i][o]
	}
	for i := range p.Pairs {
		pair := &p.Pairs[i]
		u += pair.Values[options[pair.A]][options[pair.B]]
	}
	return u
}

// Validate reports where p does not fit s, or is nil.
func (p *Pairwise) Validate(s *Space) error {
	if p == nil {
		return errNil(p)
	}
	if err := checkTables(s, p.Single); err != nil {
		return err
	}
	for k := range p.Pairs {
		if err := p.Pairs[k].validate(s); err != nil {
			return fmt.Errorf("deal: pair %d: %w", k, err)
		}
	}
	return nil
}

func (p *Pair) validate(s *Space) error {
	if err := errors.Join(isIssue(s, p.A), isIssue(s, p.B)); err != nil {
		return err
	}
	a, b := s.Issue(p.A), s.Issue(p.B)
	switch {
	case p.A == p.B:
		return fmt.Errorf("issue %q is paired with itself", a.Name)
	case len(p.Values) != a.Len():
		return fmt.Errorf("%s for the %s of issue %q", count(len(p.Values), "row"), count(a.Len(), "option"), a.Name)
	}
	for k, row := range p.Values {
		if len(row) != b.Len() {
			return fmt.Errorf("option %q of issue %q: %s for the %s of issue %q", a.Option(k), a.Name, count(len(row), "value"), count(b.Len(), "option"), b.Name)
		}
		for l, v := range row {
			if !finite(v) {
				return fmt.Errorf("the value of %q of issue %q with %q of issue %q is %v", a.Option(k), a.Name, b.Option(l), b.Name, v)
			}
		}
	}
	return nil
}

func isIssue(s *Space, i int) error {
	if i < 0 || i >= s.Issues() {
		return fmt.Errorf("no issue %d: they are 0..%d", i, s.Issues()-1)
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
