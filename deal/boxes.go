package deal

import "fmt"

// HyperRectangles is a utility made of boxes: the sum, in order, of the
// utilities of all boxes that contain an outcome, and nothing for one that is in
// none. A few hundred boxes make a rugged, nonlinear utility. (Ito, Hattori,
// Klein 2007, where a box is called a cubic constraint.)
type HyperRectangles []Box

// A Box contains the outcomes whose options are within all of its sides. An issue
// without a side may be settled in any way.
type Box struct {
	Sides   []Side
	Utility float64 // may be negative
}

// A Side is the options Lo..Hi of an issue, both among them.
type Side struct {
	Issue  int
	Lo, Hi int32
}

// Of implements [Utility].
func (h HyperRectangles) Of(options []int32) float64 {
	u := 0.0
	for i := range h {
		if h[i].contains(options) {
			u += h[i].Utility
		}
	}
	return u
}

func (b *Box) contains(options []int32) bool {
	for _, s := range b.Sides {
		if o := options[s.Issue]; o < s.Lo || o > s.Hi {
			return false
		}
	}
	return true
}

// Validate reports a side of an issue that s does not have, an empty one, one
// that goes beyond the options, and a utility that is not finite.
func (h HyperRectangles) Validate(s *Space) error {
	if s == nil {
		return errNoSpace
	}
	for k := range h {
		if err := h[k].validate(s); err != nil {
			return fmt.Errorf("deal: box %d: %w", k, err)
		}
	}
	return nil
}

func (b *Box) validate(s *Space) error {
	if !finite(b.Utility) {
		return fmt.Errorf("the utility is %v", b.Utility)
	}
	for _, side := range b.Sides {
		if err := isIssue(s, side.Issue); err != nil {
			return err
		}
		issue := s.Issue(side.Issue)
		if side.Lo > side.Hi {
			return fmt.Errorf("the options %d..%d of issue %q are none", side.Lo, side.Hi, issue.Name)
		}
		if side.Lo < 0 || int(side.Hi) >= issue.Len() {
			return fmt.Errorf("the options %d..%d of issue %q are not within 0..%d", side.Lo, side.Hi, issue.Name, issue.Len()-1)
		}
	}
	return nil
}

// Constraints is a utility made of weighted constraints: the sum, in order, of
// what each is worth, met or not. Conditions on options that follow each other
// make what [HyperRectangles] are; these may be any.
type Constraints []Constraint

// A Constraint is met by the outcomes that meet all of its conditions.
type Constraint struct {
	Conditions []Condition
	Met, Unmet float64 // a penalty is a negative Unmet
}

// A Condition is met if an issue is settled with one of some options.
type Condition struct {
	Issue   int
	Options []int32
}

// Of implements [Utility].
func (c Constraints) Of(options []int32) float64 {
	u := 0.0
	for i := range c {
		if c[i].met(options) {
			u += c[i].Met
		} else {
			u += c[i].Unmet
		}
	}
	return u
}

func (c *Constraint) met(options []int32) bool {
	for i := range c.Conditions {
		if !c.Conditions[i].met(options) {
			return false
		}
	}
	return true
}

func (c *Condition) met(options []int32) bool {
	for _, o := range c.Options {
		if options[c.Issue] == o {
			return true
		}
	}
	return false
}

// Validate reports a condition on an issue or an option that s does not have,
// one without options, and a weight that is not finite.
func (c Constraints) Validate(s *Space) error {
	if s == nil {
		return errNoSpace
	}
	for k := range c {
		if err := c[k].validate(s); err != nil {
			return fmt.Errorf("deal: constraint %d: %w", k, err)
		}
	}
	return nil
}

func (c *Constraint) validate(s *Space) error {
	if !finite(c.Met) || !finite(c.Unmet) {
		return fmt.Errorf("the weights are %v met and %v unmet", c.Met, c.Unmet)
	}
	for _, cond := range c.Conditions {
		if err := isIssue(s, cond.Issue); err != nil {
			return err
		}
		issue := s.Issue(cond.Issue)
		if len(cond.Options) == 0 {
			return fmt.Errorf("no option of issue %q meets it", issue.Name)
		}
		for _, o := range cond.Options {
			if o < 0 || int(o) >= issue.Len() {
				return fmt.Errorf("issue %q has no option %d: they are 0..%d", issue.Name, o, issue.Len()-1)
			}
		}
	}
	return nil
}
