package cost

import "math"

// A row holds one number for each draw of a chunk.
type row [chunk]float64

// A worker prices chunks, one after another, in rows of its own.
type worker struct {
	program *program
	against int
	tallies []tally
	looks   bool  // numbers are not counted: the histograms are fitted to them
	draws   []row // the uncertain figures
	src     source
	number  int // of the chunk
	n       int // draws in it

	amount, base, other, money          row
	total, discounted, beside, compared row
}

func (g *program) worker(p Plan, into []tally) *worker {
	w := &worker{program: g, against: p.Against, draws: make([]row, len(g.draws))}
	for i := range into {
		w.tallies = append(w.tallies, into[i].fresh())
	}
	return w
}

// look fits the histograms to the first chunk, which is counted later.
func (g *program) look(p Plan, into []tally) {
	w := &worker{program: g, against: p.Against, draws: make([]row, len(g.draws)), tallies: into, looks: true}
	w.chunk(0, min(chunk, p.Draws))
}

func (w *worker) leave(lane int, into []tally) {
	for i := range into {
		w.tallies[i].leave(lane, &into[i])
	}
}

// chunk makes the draws of a chunk and counts what all terms cost in each.
func (w *worker) chunk(number, n int) {
	w.number, w.n = number, n
	for i := range w.program.draws {
		w.draw(&w.program.draws[i], &w.draws[i])
	}
	if w.against >= 0 {
		w.terms(w.against)
		w.compared = w.total
	}
	for i := range w.program.terms {
		if i != w.against {
			w.terms(i)
		}
	}
}

// draw fills a row with an uncertain figure.
func (w *worker) draw(d *draw, out *row) {
	xs := out[:w.n]
	w.src.stream(&d.key, uint64(w.number))
	switch d.kind {
	case Uniform:
		w.src.uniforms(xs, d.a, d.b)
	case Normal:
		w.src.normals(xs, d.a, d.b)
	case Walk:
		from := w.other[:w.n]
		if d.after < 0 {
			fill(from, d.a)
		} else {
			from = w.draws[d.after][:w.n]
		}
		w.src.normals(xs, 0, 1)
		levels(xs, from, d.b)
	}
}

// terms counts what terms cost.
func (w *worker) terms(i int) {
	t, m := &w.program.terms[i], &w.tallies[i]
	n := w.n
	fill(w.total[:n], t.sure)
	fill(w.discounted[:n], t.surePresent)
	fill(w.beside[:n], 0)
	for k := range t.steps {
		s := &t.steps[k]
		paid := w.convert(s, w.step(s))
		if m.years[k] != nil {
			w.into(m.years[k], paid)
			w.add(s, paid)
		}
		if m.beside != nil {
			w.toBeside(s, paid)
		}
	}
	w.count(m)
}

// into counts a row, or looks at it.
func (w *worker) into(m *measure, xs []float64) {
	if w.looks {
		m.look(xs)
	} else {
		m.add(xs)
	}
}

// add adds the amount of a year to the totals.
func (w *worker) add(s *step, paid []float64) {
	total, discounted := w.total[:len(paid)], w.discounted[:len(paid)]
	present := s.present
	for i, x := range paid {
		total[i] += x
		discounted[i] += float64(x * present)
	}
}

// count adds the totals of terms to their tally.
func (w *worker) count(m *tally) {
	n := w.n
	if m.total != nil {
		w.into(m.total, w.total[:n])
	}
	if m.discounted != nil {
		w.into(m.discounted, w.discounted[:n])
	}
	if m.beside != nil {
		w.into(m.beside, w.beside[:n])
	}
	if m.over != nil {
		for i, x := range w.total[:n] {
			w.other[i] = x - w.compared[i]
		}
		w.into(m.over, w.other[:n])
	}
}

// step returns what is paid in a year, and leaves in base what the next builds on.
func (w *worker) step(s *step) []float64 {
	n := w.n
	base, paid := w.base[:n], w.base[:n]
	if s.apart {
		paid = w.amount[:n]
	}
	switch {
	case s.core.sure:
		fill(paid, s.core.amount)
		if s.apart {
			fill(base, s.core.base)
		}
	case s.by == Written:
		w.product(&s.written, paid)
		if s.resumed {
			w.rule(s, base)
		} else if s.apart {
			copy(base, paid)
		}
	case s.by == Flat:
		copy(paid, base)
	default:
		w.rule(s, paid)
	}
	for i := range s.once {
		w.once(&s.once[i], paid)
	}
	return paid
}

// once adds what is paid once.
func (w *worker) once(o *onceDraw, paid []float64) {
	sum := w.other[:len(paid)]
	w.product(&o.product, sum)
	for i, x := range sum {
		paid[i] += x
		if o.inBase {
			w.base[i] += x
		}
	}
}

// rule fills what is paid by rule from the base before, and the base.
func (w *worker) rule(s *step, paid []float64) {
	base, r := w.base[:len(paid)], &s.rate
	index := w.other[:len(paid)]
	if r.index.certain() {
		fill(index, r.index.value)
	} else {
		index = w.draws[r.index.row][:len(paid)]
	}
	r.grow(paid, base, index, s.add, s.unit, r.cap)
	switch {
	case r.capped:
		r.grow(base, base, index, s.add, s.unit, math.Inf(1))
	case s.apart:
		copy(base, paid)
	}
}

// grow fills to with round(base × (1 + rate/100) + add). It is where the time
// goes that the draws do not take, and therefore one loop over plain numbers.
func (r *rate) grow(to, base, index []float64, add float64, u unit, cap float64) {
	base, index = base[:len(to)], index[:len(to)]
	fixed, share, floor := r.fixed, r.share, r.floor
	size, inverse := r.unit.size, r.unit.inverse
	whole, perWhole := u.size, u.inverse
	// As whole numbers, so that the processor picks one and need not guess.
	capBits, floorBits := math.Float64bits(cap), math.Float64bits(floor)
	for i := range to {
		x := fixed + float64(share*index[i])
		if size != 0 {
			x = (float64(x*inverse) + half - half) * size
		}
		bits := math.Float64bits(x)
		if x < floor {
			bits = floorBits
		}
		if x > cap {
			bits = capBits
		}
		x = float64(base[i]*(1+float64(math.Float64frombits(bits)*0.01))) + add
		if whole != 0 {
			x = (float64(x*perWhole) + half - half) * whole
		}
		to[i] = x
	}
}

const (
	// half is where floats are whole numbers: added and taken away again, it
	// rounds to the nearest.
	half = 3 << 51
	// nudge moves a half away from zero before that, and with it whatever is
	// nearer to a half than the arithmetic is exact.
	nudge = 1 + 0x1p-46
)

// convert returns what is paid in the money of the plan.
func (w *worker) convert(s *step, paid []float64) []float64 {
	if s.inMoney == number(1) {
		return paid
	}
	money := w.money[:len(paid)]
	if s.inMoney.certain() {
		for i, x := range paid {
			money[i] = x * s.inMoney.value
		}
		return money
	}
	rates := w.draws[s.inMoney.row][:len(paid)]
	for i, x := range paid {
		money[i] = x * rates[i]
	}
	return money
}

// toBeside adds the amount of a year to the total in the second currency. What
// is paid in that currency does not pass through the money of the plan.
func (w *worker) toBeside(s *step, paid []float64) {
	beside := w.beside[:len(paid)]
	switch {
	case s.direct:
		own := w.base[:len(paid)]
		if s.apart {
			own = w.amount[:len(paid)]
		}
		for i, x := range own {
			beside[i] += x
		}
	case s.beside.certain():
		for i, x := range paid {
			beside[i] += x / s.beside.value
		}
	default:
		rates := w.draws[s.beside.row][:len(paid)]
		for i, x := range paid {
			beside[i] += x / rates[i]
		}
	}
}

func fill(xs []float64, x float64) {
	for i := range xs {
		xs[i] = x
	}
}
