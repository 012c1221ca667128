package bargain

import "slices"

// mergeTwo finds the frontier of two parties with additive utilities issue by
// issue. Of the partial sums after an issue it keeps those that can still lead
// to the frontier: one that another is not behind in anything, and ahead of by
// more than the slack in something, leads to dominated outcomes only, whatever
// follows. Prefixes of exactly the same sums have the same sums ever after and
// become one. What is kept are utilities to the last bit, never approximations.
func (f *Front) mergeTwo(w *watch) {
	sums, width := f.tables.mergeTwo(f.limit, w, func(sums []pair) { f.Sizes = append(f.Sizes, len(sums)) })
	if w.err != nil {
		return
	}
	for i := range sums {
		sums[i].a += f.tables.bias[0]
		sums[i].b += f.tables.bias[1]
	}
	f.setPairs(staircase(sums))
	if width > 0 {
		f.selected([]float64{width, 0})
	}
}

// selected notes what keeping a selection has cost: the widths, somewhat more for
// their rounding, and for the rounding of the sums twice the slack.
func (f *Front) selected(width []float64) {
	f.Exact = false
	for j, w := range width {
		f.Epsilon[j] = float64(w*(1+0x1p-20)) + float64(2*f.tables.slack[j])
	}
}

// mergeTwo returns the sums of all issues that can be on the frontier, and how far in the
// first utility a dropped one can be above the kept one: 0 if it is exact. It
// calls after with the sums after each issue, which it will write over.
func (t *tables) mergeTwo(limit int, w *watch, after func(sums []pair)) ([]pair, float64) {
	m := &merger{watch: w, limit: limit, slackA: t.slack[0], slackB: t.slack[1]}
	sums, spare := []pair{{ties: 1}}, []pair(nil)
	for i := range t.issues() {
		m.ta, m.tb = t.terms[0][i], t.terms[1][i]
		sums, spare = m.step(sums, spare), sums
		if w.err != nil {
			return nil, 0
		}
		after(sums)
	}
	return sums, m.width
}

// merger merges the partial sums with the options of one issue.
type merger struct {
	*watch
	ta, tb         []float64 // of the issue, by option
	slackA, slackB float64
	limit          int
	width          float64 // of all selections so far: how far a dropped sum can be above the kept one

	sums    []pair // by falling a
	cursors []cursor
	highest float64 // b so far, as a is falling
}

// A cursor is where the sums shifted by an option have got to.
type cursor struct {
	a, b   float64
	k, pos int
}

// step returns the sums after the issue, written over dst. With more than the
// limit it begins anew and keeps a selection.
func (m *merger) step(sums, dst []pair) []pair {
	m.sums = sums
	out, ok := m.merge(dst[:0])
	if ok {
		return out
	}
	width := (sums[0].a - sums[len(sums)-1].a + slices.Max(m.ta) - slices.Min(m.ta)) / float64(m.limit-1)
	m.slackA, m.slackB = 0, 0 // which only keeps ties exact
	m.width += width
	return m.mergeSelected(out[:0], width)
}

// merge goes through the shifted lists at once, by falling a, which needs no
// sort. It stops, and says so, at the limit.
func (m *merger) merge(out []pair) ([]pair, bool) {
	clear, clearB := 0, lowest // out[:clear] are ahead in a by more than the slack; their highest b
	m.start()
	for pops := 1; len(m.cursors) > 0; pops++ {
		if pops%stepsUnwatched == 0 && m.stopped() {
			break
		}
		p := m.pop()
		if m.highest > p.b+m.slackB {
			continue
		}
		for clear < len(out) && out[clear].a > p.a+m.slackA {
			clearB = max(clearB, out[clear].b)
			clear++
		}
		if clearB >= p.b {
			continue
		}
		m.highest = max(m.highest, p.b)
		if last := len(out) - 1; last >= 0 && out[last].a == p.a && out[last].b == p.b {
			out[last].at = min(out[last].at, p.at)
			out[last].ties += p.ties
			continue
		}
		if len(out) == m.limit {
			return out, false
		}
		out = append(out, p)
	}
	return out, true
}

// mergeSelected cuts the range of a into parts of a width and keeps of each the
// sum with the highest b: whatever it drops is at most the width above that in
// a, and not above it in b.
func (m *merger) mergeSelected(out []pair, width float64) []pair {
	begins := 0.0
	m.start()
	for pops := 1; len(m.cursors) > 0; pops++ {
		if pops%stepsUnwatched == 0 && m.stopped() {
			break
		}
		p := m.pop()
		if m.highest > p.b {
			continue
		}
		switch last := len(out) - 1; {
		case last >= 0 && out[last].a == p.a && out[last].b == p.b:
			out[last].at = min(out[last].at, p.at)
			out[last].ties += p.ties
		case last >= 0 && out[last].b == p.b: // dominated
		case last >= 0 && p.a >= begins-width:
			out[last] = p
		default:
			out, begins = append(out, p), p.a
		}
		m.highest = p.b
	}
	return out
}

// start puts a cursor for each option at the head of the sums, as a heap.
func (m *merger) start() {
	m.highest = lowest
	m.cursors = m.cursors[:0]
	first := m.sums[0]
	for k, x := range m.ta {
		m.cursors = append(m.cursors, cursor{first.a + x, first.b + m.tb[k], k, 0})
	}
	for i := len(m.cursors)/2 - 1; i >= 0; i-- {
		m.down(i)
	}
}

// pop returns the next sum by falling a, and moves its cursor on past those that
// are certainly dominated.
func (m *merger) pop() pair {
	c := &m.cursors[0]
	from := &m.sums[c.pos]
	p := pair{c.a, c.b, from.at*uint64(len(m.ta)) + uint64(c.k), from.ties}
	b, floor := m.tb[c.k], max(m.highest, p.b)-m.slackB
	pos := c.pos + 1
	for pos < len(m.sums) && m.sums[pos].b+b+m.slackB < floor {
		pos++
	}
	if pos < len(m.sums) {
		next := &m.sums[pos]
		c.pos, c.a, c.b = pos, next.a+m.ta[c.k], next.b+b
	} else {
		last := len(m.cursors) - 1
		m.cursors[0] = m.cursors[last]
		m.cursors = m.cursors[:last]
	}
	if len(m.cursors) > 1 {
		m.down(0)
	}
	return p
}

// down restores the heap below i.
func (m *merger) down(i int) {
	h := m.cursors
	c := h[i]
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if r := child + 1; r < len(h) && h[child].before(&h[r]) {
			child = r
		}
		if !c.before(&h[child]) {
			break
		}
		h[i] = h[child]
		i = child
	}
	h[i] = c
}

// before reports whether c comes after d, by falling utilities.
func (c *cursor) before(d *cursor) bool { return c.a < d.a || c.a == d.a && c.b < d.b }
