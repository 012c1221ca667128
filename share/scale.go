package share

import (
	"fmt"
	"math"
)

// A Scale assesses members by their ability to pay, in the way of the United
// Nations scale of assessments (General Assembly resolution 70/245 and those
// before it, without the relief for debt): a member whose income per head p is
// below a threshold is relieved of Gradient (1 - p/Threshold) of its income,
// which the members at or above the threshold take up in proportion to theirs;
// then nobody pays less than Floor or more than Ceiling of the whole.
type Scale struct {
	Gradient  float64 // in 0..1; United Nations: 0.8
	Threshold float64 // income per head, in the unit of Member.PerHead; United Nations: the world's average
	Floor     float64 // part of the whole; United Nations: 0.00001
	Ceiling   float64 // part of the whole; United Nations: 0.22
}

// A Member is who is assessed.
type Member struct {
	Income  float64 // national income, in any one unit
	PerHead float64 // income per head
	Ceiling float64 // of its own, where it has one (least developed countries: 0.0001); 0: none
}

// Shares returns what each member pays of the cost. Where nobody is at the
// threshold the relief is taken up by all in proportion to what is left.
func (s Scale) Shares(cost float64, members []Member) ([]float64, error) {
	if err := s.check(members); err != nil {
		return nil, err
	}
	income, above := 0.0, 0.0
	relieved := make([]float64, len(members))
	for i, m := range members {
		income += m.Income
		relieved[i] = m.Income
		if m.PerHead < s.Threshold {
			relieved[i] *= 1 - float64(s.Gradient*(1-m.PerHead/s.Threshold))
		} else {
			above += m.Income
		}
	}
	relief := income - sum(relieved)
	bounds := make([]Bounds, len(members))
	for i, m := range members {
		if m.PerHead >= s.Threshold && above > 0 {
			relieved[i] += float64(relief * (m.Income / above))
		}
		bounds[i] = s.bounds(cost, m)
	}
	return Proportional(cost, relieved, bounds)
}

func (s Scale) bounds(cost float64, m Member) Bounds {
	ceiling := s.Ceiling
	if m.Ceiling > 0 {
		ceiling = min(ceiling, m.Ceiling)
	}
	return Bounds{min(s.Floor, ceiling) * cost, ceiling * cost}
}

func (s Scale) check(members []Member) error {
	if len(members) == 0 {
		return ErrEmpty
	}
	for _, p := range []struct {
		name  string
		value float64
	}{{"gradient", s.Gradient}, {"floor", s.Floor}, {"ceiling", s.Ceiling}} {
		if !(p.value >= 0 && p.value <= 1) {
			return fmt.Errorf("share: the scale's %s is %v: give a part from 0 to 1", p.name, p.value)
		}
	}
	if !(s.Threshold >= 0) || math.IsInf(s.Threshold, 1) {
		return fmt.Errorf("share: the scale's threshold is %v: give an income per head of 0 or more", s.Threshold)
	}
	for i, m := range members {
		if !(m.Income >= 0 && m.Income <= 1e300 && m.PerHead >= 0 && m.Ceiling >= 0 && m.Ceiling <= 1) {
			return fmt.Errorf("share: member %d has income %v, per head %v, ceiling %v: give incomes of 0 or more and a ceiling from 0 to 1", i, m.Income, m.PerHead, m.Ceiling)
		}
	}
	return nil
}
