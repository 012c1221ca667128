package zone

import (
	"math"
	"slices"

	"parley"
)

// A compare says that one swap is worth no less than another. A swap of issue -1 is
// the whole range of the money on the table.
type compare struct{ more, less swap }

// A swap is two options of an issue, by place: the first instead of the second. An
// option of whole stands for the whole range of the issue.
type swap struct{ issue, option, over int }

const whole = -1

// of is what a swap is worth with given values.
func (x swap) of(values [][]float64) float64 {
	v := values[x.issue]
	if x.option == whole {
		return slices.Max(v) - slices.Min(v)
	}
	return v[x.option] - v[x.over]
}

func (m *model) swap(x parley.Swap) (s swap, ok bool) {
	i, k, ok := m.option(x.Issue, x.Option)
	_, l, also := m.option(x.Issue, x.Over)
	return swap{i, k, l}, ok && also
}

// orders takes in which options are no worse than others, and which swaps and
// issues matter no less.
func (m *model) orders(out *side, v *parley.Valuation) {
	for _, x := range v.Prefers {
		for n := 1; n < len(x.Options); n++ {
			if s, ok := m.swap(parley.Swap{Issue: x.Issue, Option: x.Options[n-1], Over: x.Options[n]}); ok {
				out.values[s.issue].AtLeast(s.option, s.over, 0)
			}
		}
		if s, ok := m.swap(parley.Swap{Issue: x.Issue, Option: x.Options[0], Over: x.Options[len(x.Options)-1]}); ok {
			out.values[s.issue].said = append(out.values[s.issue].said, [2]int{s.option, s.over})
		}
	}
	for _, x := range v.Trades {
		more, ok := m.swap(x.More)
		less, also := m.swap(x.Less)
		if ok && also {
			out.order = append(out.order, compare{more, less})
		}
	}
	ranked := m.ranked(v)
	for n := 1; n < len(ranked); n++ {
		out.order = append(out.order, compare{ranked[n-1], ranked[n]})
	}
}

// ranked returns the whole ranges of the issues in their order.
func (m *model) ranked(v *parley.Valuation) (out []swap) {
	for _, id := range v.Ranks {
		i := m.find(id)
		if i >= 0 || id == m.r.Issue {
			out = append(out, swap{i, whole, whole})
		}
	}
	return out
}

// bound takes in what follows from orders and amounts together. An issue of which
// nothing says how much it matters is left out.
func (m *model) bound(out *side, s *Side) error {
	for range len(out.order) + 1 {
		if err := m.closed(out, s); err != nil {
			return err
		}
		for _, c := range out.order {
			m.compared(out, c)
		}
	}
	if err := m.closed(out, s); err != nil {
		return err
	}
	for i, b := range out.values {
		if b == nil {
			continue
		}
		if _, high := b.Whole(); math.IsInf(high, 1) {
			s.Unbounded = append(s.Unbounded, m.issues[i].id)
			s.Worth = slices.DeleteFunc(s.Worth, func(w Spread) bool { return w.Issue == m.issues[i].id })
			out.values[i] = nil
			continue
		}
		m.ordered(s, i, b)
	}
	if slices.ContainsFunc(out.order, func(c compare) bool { return c.less.issue < 0 }) {
		if x := m.table(); !math.IsInf(x, 1) {
			out.least = x
		}
	}
	out.order = slices.DeleteFunc(out.order, func(c compare) bool {
		return c.more.issue >= 0 && out.values[c.more.issue] == nil || c.less.issue >= 0 && out.values[c.less.issue] == nil
	})
	return nil
}

func (m *model) closed(out *side, s *Side) error {
	for i, b := range out.values {
		if b != nil && !b.Close() {
			return &Error{Why: Contradicts, Party: s.Party, Valuation: s.Valuation.ID, Issues: []parley.ID{m.issues[i].id}}
		}
	}
	return nil
}

// compared takes in that one swap matters no less than another: it has at least
// the least worth of the other, which has at most its most.
func (m *model) compared(out *side, c compare) {
	var most, least float64
	switch {
	case c.more.issue < 0:
		most = m.table()
	case c.more.option == whole:
		_, most = out.values[c.more.issue].Whole()
	default:
		most = out.values[c.more.issue].High(c.more.option, c.more.over)
	}
	switch {
	case c.less.issue < 0:
		least = m.table()
	case c.less.option == whole:
		least, _ = out.values[c.less.issue].Whole()
		out.values[c.less.issue].Within(most)
	default:
		least = out.values[c.less.issue].Low(c.less.option, c.less.over)
		out.values[c.less.issue].AtLeast(c.less.over, c.less.option, -most)
	}
	if c.more.issue >= 0 && c.more.option != whole && !math.IsInf(least, 0) {
		out.values[c.more.issue].AtLeast(c.more.option, c.more.over, least)
	}
}

// ordered notes an issue that is valued by order and rank alone.
func (m *model) ordered(s *Side, i int, b *bounds) {
	id := m.issues[i].id
	if slices.ContainsFunc(s.Worth, func(w Spread) bool { return w.Issue == id }) {
		return
	}
	mid := b.values(nil)
	best, worst := place(mid, 1), place(mid, -1)
	s.Worth = append(s.Worth, Spread{Swap: parley.Swap{Issue: id, Option: m.issues[i].words[best], Over: m.issues[i].words[worst]}})
}

// place returns the first place of the largest of sign × v.
func place(v []float64, sign float64) (at int) {
	for i := range v {
		if sign*v[i] > sign*v[at] {
			at = i
		}
	}
	return at
}

// table returns how far the figures on the table lie apart, with what was agreed
// last: the whole range of the money. It is infinite where there are not two.
func (m *model) table() float64 {
	if m.spread != nil {
		return *m.spread
	}
	x := math.Inf(1)
	if all, rests, ok := m.a.Table(m.r.Issue, m.r.Money, m.r.Rates); ok {
		x = all.Width().Float64()
		m.r.rests = append(m.r.rests, rests...)
	}
	m.spread = &x
	return x
}
