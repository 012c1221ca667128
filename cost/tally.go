package cost

import "math"

// A measure counts one quantity of terms: the amount of a year, the total.
type measure struct {
	histogram
	lanes [lanes]float64 // sums
}

func newMeasure(scale float64) *measure { return &measure{histogram: *newHistogram(scale)} }

func (m *measure) mean(draws int) float64 {
	sum := 0.0
	for _, s := range m.lanes {
		sum += s
	}
	return sum / float64(draws)
}

// A tally is the measures of terms; what is certain has none.
type tally struct {
	years                           []*measure
	total, discounted, beside, over *measure
}

// tally returns the empty measures of terms, compared with others unless these
// are nil or the terms themselves.
func (t *priced) tally(against *priced, self bool) tally {
	out := tally{years: make([]*measure, len(t.steps))}
	for i, s := range t.steps {
		if !s.sure || !s.inMoney.certain() {
			out.years[i] = newMeasure(s.amount * s.middle)
		}
	}
	if !t.certain {
		out.total = newMeasure(t.total)
	}
	if !t.certain && !t.flat {
		out.discounted = newMeasure(t.total)
	}
	if t.beside && !t.besides {
		out.beside = newMeasure(t.besideTotal())
	}
	if against != nil && !self && !(t.certain && against.certain) {
		out.over = newMeasure(math.Max(math.Abs(t.total), math.Abs(against.total)))
	}
	return out
}

func (t *tally) each(yield func(*measure) bool) {
	for _, m := range append([]*measure{t.total, t.discounted, t.beside, t.over}, t.years...) {
		if m != nil && !yield(m) {
			return
		}
	}
}

func (t *tally) drawn() bool {
	for range t.each {
		return true
	}
	return false
}

// fresh returns a tally with the same measures, empty.
func (t *tally) fresh() tally {
	again := func(m *measure) *measure {
		if m == nil {
			return nil
		}
		return &measure{histogram: m.empty()}
	}
	out := tally{total: again(t.total), discounted: again(t.discounted), beside: again(t.beside), over: again(t.over)}
	for _, m := range t.years {
		out.years = append(out.years, again(m))
	}
	return out
}

// pairs calls yield with each measure of two tallies of the same terms.
func (t *tally) pairs(u *tally, yield func(a, b *measure)) {
	var bs []*measure
	for b := range u.each {
		bs = append(bs, b)
	}
	i := 0
	for a := range t.each {
		yield(a, bs[i])
		i++
	}
}

// merge adds the counts of u.
func (t *tally) merge(u *tally) {
	t.pairs(u, func(a, b *measure) { a.merge(&b.histogram) })
}

// leave hands the sums of a lane over and starts the next from nothing.
func (t *tally) leave(lane int, into *tally) {
	t.pairs(into, func(a, b *measure) { b.lanes[lane], a.sum = a.sum, 0 })
}
