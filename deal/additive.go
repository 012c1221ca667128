package deal

import (
	"errors"
	"fmt"
	"math"
)

// Additive is a weighted sum over issues, from the first to the last:
// Σ Weights[i] × Values[i][option], plus Bias at the end. Its tables are made of
// value functions with [NewAdditive], or written down.
type Additive struct {
	Weights []float64
	Values  [][]float64 // by issue, by option
	Bias    float64
}

// Of implements [Utility]. Each product is rounded before it is added, on every
// machine.
func (a *Additive) Of(options []int32) float64 {
	u := 0.0
	for i, o := range options {
		u += float64(a.Weights[i] * a.Values[i][o])
	}
	return u + a.Bias
}

// Validate reports where a does not fit s: a table is missing or of the wrong
// length, or a number is not finite, or the sum can be too large for one; or that a
// is nil.
func (a *Additive) Validate(s *Space) error {
	if a == nil {
		return errNil(a)
	}
	if err := countTables(s, len(a.Weights), "weights"); err != nil {
		return err
	}
	if err := checkTables(s, a.Values); err != nil {
		return err
	}
	most := math.Abs(a.Bias)
	for i, w := range a.Weights {
		if !finite(w) {
			return fmt.Errorf("deal: the weight of issue %q is %v", s.issues[i].Name, w)
		}
		term := 0.0
		for _, v := range a.Values[i] {
			term = max(term, math.Abs(w*v))
		}
		most += term
	}
	if !finite(most) {
		return fmt.Errorf("deal: the utility is not finite: its terms, the bias %v among them, add up to %v", a.Bias, most)
	}
	return nil
}

// countTables checks that there is one of something for each issue.
func countTables(s *Space, n int, what string) error {
	if s == nil {
		return errNoSpace
	}
	if n != s.Issues() {
		return fmt.Errorf("deal: %d %s for %s", n, what, count(s.Issues(), "issue"))
	}
	return nil
}

var errNoSpace = errors.New("deal: no space")

// errNil says that there is a pointer to a utility, and nothing that it points to.
func errNil(u Utility) error { return fmt.Errorf("deal: no utility: a nil %T", u) }

// count is n of something, with an s unless it is one.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprint(n, " ", what, "s")
}

// checkTables checks that there is a table for each issue with a finite number
// for each option.
func checkTables(s *Space, tables [][]float64) error {
	if err := countTables(s, len(tables), "tables of values"); err != nil {
		return err
	}
	for i, table := range tables {
		issue := s.Issue(i)
		if len(table) != issue.Len() {
			return fmt.Errorf("deal: %s for the %s of issue %q", count(len(table), "value"), count(issue.Len(), "option"), issue.Name)
		}
		for o, v := range table {
			if !finite(v) {
				return fmt.Errorf("deal: the value of option %q of issue %q is %v", issue.Option(o), issue.Name, v)
			}
		}
	}
	return nil
}
