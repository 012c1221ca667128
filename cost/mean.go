package cost

import "math"

// Mean returns the mean of the total of terms in the money of the plan by
// formula, where there is one, to check draws against: amounts and uncertain
// rates that are not rounded; no uncertain figure that is used twice in one
// amount; of the uncertain, caps and floors on normal figures only.
func Mean(p Plan, which int) (mean float64, ok bool) {
	t, err := p.one(which)
	if err != nil {
		return 0, false
	}
	p = p.alone(t)
	p.Draws = max(p.Draws, 1)
	g, err := compile(p, everything)
	if err != nil {
		return 0, false
	}
	m := formula{program: &g, used: make(map[string]bool), ok: true}
	sum := 0.0
	for _, s := range g.terms[0].steps {
		sum += m.step(&s)
	}
	return sum, m.ok
}

// A formula follows the means of amounts from year to year.
type formula struct {
	program *program
	used    map[string]bool // what the base depends on
	base    float64
	ok      bool
}

func (m *formula) step(s *step) float64 {
	amount := m.base
	switch {
	case s.core.sure:
		amount, m.base = s.core.amount, s.core.base
		clear(m.used)
	case s.by == Written:
		amount = m.mean(&s.written)
		if s.resumed {
			m.ok = m.ok && s.unit.size == 0
			m.base = m.base*(1+s.rate.fixed/100) + s.add
		} else {
			m.base = amount
			clear(m.used)
		}
	case s.by == ByRule:
		m.ok = m.ok && s.unit.size == 0
		applied, full := m.rate(&s.rate)
		amount = m.base*(1+applied/100) + s.add
		if s.rate.capped {
			m.base = m.base*(1+full/100) + s.add
		} else {
			m.base = amount
		}
	}
	for _, o := range s.once {
		sum := m.mean(&o.product)
		amount += sum
		if o.inBase {
			m.base += sum
		}
	}
	return amount * m.figure(s.inMoney)
}

// rate returns the mean of a rate, and of what it would be without the cap. The
// base then depends on its figure.
func (m *formula) rate(r *rate) (applied, full float64) {
	if r.index.certain() {
		return r.applied, r.full
	}
	mean := r.fixed + r.share*m.figure(r.index)
	d := &m.program.draws[r.index.row]
	m.use(d, r.index.row)
	m.ok = m.ok && r.unit.size == 0
	if math.IsInf(r.floor, -1) && math.IsInf(r.cap, 1) {
		return mean, mean
	}
	m.ok = m.ok && d.kind == Normal
	s := math.Abs(r.share * d.b)
	return clamped(mean, s, r.floor, r.cap), clamped(mean, s, r.floor, math.Inf(1))
}

func (m *formula) use(d *draw, row int) { m.used[m.source(d, row)] = true }

// source names what two figures that are not independent have in common.
func (m *formula) source(d *draw, row int) string {
	if d.kind == Normal {
		return string(d.key[:])
	}
	return d.of
}

// figure returns the mean of a figure on which the base does not depend.
func (m *formula) figure(c cell) float64 {
	if c.certain() {
		return c.value
	}
	d := &m.program.draws[c.row]
	m.ok = m.ok && !m.used[m.source(d, c.row)]
	switch d.kind {
	case Uniform:
		return (d.a + d.b) / 2
	case Walk:
		steps := 1
		for r := d.after; r >= 0; r = m.program.draws[r].after {
			steps++
		}
		return d.a * math.Exp(d.b*d.b*float64(steps)/2)
	}
	return d.a
}

// clamped returns the mean of a normal number that is kept between two ends.
func clamped(mean, deviation, floor, cap float64) float64 {
	lo, hi := (floor-mean)/deviation, (cap-mean)/deviation
	out := mean*(below(hi)-below(lo)) - deviation*(bell(hi)-bell(lo))
	if !math.IsInf(floor, 0) {
		out += floor * below(lo)
	}
	if !math.IsInf(cap, 0) {
		out += cap * (1 - below(hi))
	}
	return out
}

func below(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

func bell(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
