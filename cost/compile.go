package cost

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math"

	"parley/money"
)

// A plan is compiled once: what is certain is settled in exact decimals, and
// what is left is a list of draws and, for each terms, a list of steps over rows
// of draws.

// A program is a plan ready to be drawn.
type program struct {
	draws  []draw // each fills the row of its own number, in this order
	terms  []priced
	varies map[string]bool // the inputKeys and termsKeys that are uncertain
}

// A draw fills a row with one uncertain figure.
type draw struct {
	kind  Kind
	key   key
	a, b  float64 // Normal: mean and deviation. Walk: level and deviation of the logarithm. Uniform: low and high
	after int     // Walk: the row from which it steps; -1: from the level
	of    string  // whose it is: an inputKey or a termsKey
}

// A cell is a number, or the row that holds it.
type cell struct {
	row   int // -1: value
	value float64
}

func number(f float64) cell { return cell{-1, f} }

func (c cell) certain() bool { return c.row < 0 }

// A priced is terms as steps.
type priced struct {
	steps             []step
	certain           bool    // every amount, in the money of the plan
	beside            bool    // the second currency is asked for
	besides           bool    // and certain too
	total             float64 // in the money of the plan, on the middle path
	sure, surePresent float64 // the part of the total that is certain, and what it is worth in the base year
	flat              bool    // a later year is worth as much as an earlier
}

// A step is one year of terms.
type step struct {
	year         int
	by           By
	sure         bool    // all of it is certain
	amount       float64 // what is paid, or its middle
	core         part    // before what is paid once
	written      product // if the amount is written
	resumed      bool    // and the base goes on by the rate
	rate         rate
	add          float64
	unit         unit
	once         []onceDraw
	apart        bool    // what is paid is not what the next year builds on
	inMoney      cell    // what one unit is worth in the money of the plan
	middle       float64 // the same, on the middle path
	beside       cell    // what one unit of the second currency is worth in the money of the plan
	besideMiddle float64
	direct       bool    // the terms are in the second currency
	present      float64 // what one unit of this year is worth in the base year
}

// A part is an amount and its base, if they are certain.
type part struct {
	sure         bool
	amount, base float64
}

type onceDraw struct {
	product
	inBase bool
}

// A rate is a rule in floats.
type rate struct {
	index        cell // if the row is -1, applied and full are settled
	fixed, share float64
	unit         unit
	floor, cap   float64
	capped       bool // a cap can bite and the base goes on without it
	applied      float64
	full         float64
}

// A unit is what numbers are rounded to: zero leaves them.
type unit struct{ size, inverse float64 }

func unitOf(d money.Decimal) unit {
	if d.IsZero() {
		return unit{}
	}
	return unit{d.Float64(), nudge / d.Float64()}
}

// A key starts the stream of one draw; the number of the chunk is added later.
type key [sha256.Size]byte

func keyOf(seed uint64, kind, name string, year, n int) key {
	b := binary.LittleEndian.AppendUint64(nil, seed)
	b = binary.LittleEndian.AppendUint64(b, uint64(year))
	b = binary.LittleEndian.AppendUint64(b, uint64(n))
	b = append(append(b, kind...), 0)
	return sha256.Sum256(append(b, name...))
}

// everything, as the only thing that may vary, means that all may.
const everything = ""

func inputKey(name string) string   { return "input " + name }
func termsKey(name string) string   { return "terms " + name }
func printedKey(name string) string { return "printed " + name }

type compiler struct {
	plan     Plan
	only     string // what is not held at its middle: everything, an inputKey, a termsKey or a printedKey
	inputs   map[string]Input
	figures  map[figureOf]figure
	uniforms map[key]int // the rows of what digits leave open
	program  program
	errs     problems
}

func newCompiler(p Plan, only string) *compiler {
	return &compiler{plan: p, only: only, inputs: byName(p.Inputs), figures: make(map[figureOf]figure), uniforms: make(map[key]int),
		program: program{varies: make(map[string]bool)}}
}

type figureOf struct {
	input string
	year  int
}

// A figure is one of an input: exact where it is certain.
type figure struct {
	cell
	exact  money.Decimal // or the middle
	lo, hi float64       // what it cannot pass
}

// compile checks a plan and settles what is certain. Where only is not
// everything, all other inputs and sums are held at their middle.
func compile(p Plan, only string) (program, error) {
	if ps := p.check(); len(ps) > 0 {
		return program{}, errors.Join(ps...)
	}
	c := newCompiler(p, only)
	for _, t := range p.Terms {
		c.program.terms = append(c.program.terms, c.price(t))
	}
	c.errs.when(len(c.program.draws) > MaxFigures, Problem{Reason: TooMany})
	c.errs.when(c.uncertain() && p.Draws == 0, Problem{Reason: NoDraws})
	return c.program, errors.Join(c.errs...)
}

func (c *compiler) uncertain() bool {
	for _, t := range c.program.terms {
		if !t.certain || t.beside && !t.besides {
			return true
		}
	}
	return false
}

func (c *compiler) varies(name string) bool { return c.only == everything || c.only == name }

// figure returns a figure of an input, and adds its draw if it is uncertain.
func (c *compiler) figure(name string, year int) figure {
	of := figureOf{name, year}
	f, ok := c.figures[of]
	if !ok {
		f = c.newFigure(c.inputs[name], name, year)
		c.figures[of] = f
	}
	return f
}

func (c *compiler) newFigure(in Input, name string, year int) figure {
	middle, assumed, ok := in.middle(year)
	if in.Later.Kind == Walk && assumed {
		return c.walk(in, year)
	}
	if !ok {
		c.errs = append(c.errs, &Missing{name, year})
		return unsettled()
	}
	l := in.Later
	if !assumed || !c.varies(inputKey(name)) || l.Kind == Normal && l.Width.IsZero() || l.Kind == Uniform && l.Mean == l.Width {
		return settled(middle)
	}
	d := draw{kind: l.Kind, key: keyOf(c.plan.Seed, "input", name, year, 0), a: l.Mean.Float64(), b: l.Width.Float64(), after: -1, of: inputKey(name)}
	if l.Kind == Uniform {
		if f, ok := c.figures[figureOf{name, 0}]; ok {
			return f
		}
		d.key = keyOf(c.plan.Seed, "input", name, 0, 0)
		f := figure{c.draw(d), middle, d.a, d.b}
		c.figures[figureOf{name, 0}] = f
		return f
	}
	return figure{c.draw(d), middle, d.a - farthest*d.b, d.a + farthest*d.b}
}

func settled(d money.Decimal) figure {
	f := d.Float64()
	return figure{number(f), d, f, f}
}

// unsettled stands for a figure that an error has been said about, and causes no
// other.
func unsettled() figure { return settled(money.Int(1)) }

func (c *compiler) draw(d draw) cell {
	c.program.varies[d.of] = true
	c.program.draws = append(c.program.draws, d)
	return cell{row: len(c.program.draws) - 1}
}

// walk returns the figure of a year by steps from where the walk starts.
func (c *compiler) walk(in Input, year int) figure {
	from, level, ok := in.anchor(year, c.plan.Base)
	switch {
	case !ok && !in.Later.Mean.IsZero() && len(in.Known) == 0 && c.plan.Base <= 0 && in.Later.From == 0:
		c.errs.add(Problem{Input: in.Name, Reason: NoOrigin})
		return unsettled()
	case !ok:
		c.errs = append(c.errs, &Missing{in.Name, year})
		return unsettled()
	case year-from > 2*MaxYears:
		c.errs.add(Problem{Input: in.Name, Year: year, Reason: TooLarge})
		return unsettled()
	case from == year || in.Later.Width.IsZero() || !c.varies(inputKey(in.Name)):
		return settled(level)
	}
	after := -1
	if from < year-1 {
		after = c.figure(in.Name, year-1).row
	}
	sigma := in.Later.Width.Float64() / 100
	d := draw{kind: Walk, key: keyOf(c.plan.Seed, "input", in.Name, year, 0), a: level.Float64(), b: sigma, after: after, of: inputKey(in.Name)}
	far := math.Exp(farthest * sigma * math.Sqrt(float64(year-from)))
	if !(far < 1e100) {
		c.errs.add(Problem{Input: in.Name, Year: year, Reason: TooLarge})
		return unsettled()
	}
	return figure{c.draw(d), level, math.Min(d.a/far, d.a*far), math.Max(d.a/far, d.a*far)}
}

// rate returns what one unit of a currency is worth in the money of the plan.
func (c *compiler) rate(of money.Currency, year int) figure {
	if of == c.plan.Money {
		return settled(money.Int(1))
	}
	name := c.plan.Rates[of]
	f := c.figure(name, year)
	p := Problem{Input: name, Year: year}
	p.Reason = RateSign
	c.errs.when(!(f.lo > 0), p)
	p.Reason = TooLarge
	c.errs.when(f.lo > 0 && !(f.lo > 1e-50 && f.hi < 1e50), p)
	return f
}

// price turns terms into steps.
func (c *compiler) price(t Terms) priced {
	out := priced{certain: true, besides: true, flat: c.plan.Discount.IsZero(), beside: c.plan.Beside != ""}
	s := state{sure: true, resumes: t.resumes(c.inputs)}
	var total money.Decimal
	for y := t.Start; y < t.Start+t.Years; y++ {
		st := c.step(t, y, &s)
		m := c.rate(t.Currency, y)
		total = total.Add(s.exact.Amount.Lo.Mul(m.exact))
		st.inMoney = m.cell
		st.middle = m.exact.Float64()
		st.present = math.Pow(1+c.plan.Discount.Float64()/100, float64(c.plan.Base-y))
		if out.beside {
			st.direct = t.Currency == c.plan.Beside
			b := c.rate(c.plan.Beside, y)
			st.beside, st.besideMiddle = b.cell, b.exact.Float64()
		}
		out.certain = out.certain && st.sure && m.certain()
		out.besides = out.besides && st.sure && (st.direct || m.certain() && st.beside.certain())
		if st.sure && m.certain() {
			out.sure += st.amount * st.middle
			out.surePresent += st.amount * st.middle * st.present
		}
		out.steps = append(out.steps, st)
	}
	out.total = total.Float64()
	return out
}

// A state is where the steps have come to.
type state struct {
	sure    bool // the base is certain
	exact   Year // on the middle path
	bound   float64
	resumes map[int]growth
}

// step takes one year.
func (c *compiler) step(t Terms, y int, s *state) step {
	rule, by := t.by(y)
	year := Year{Year: y, By: by}
	st := step{year: y, by: by, unit: unitOf(t.Round), add: rule.Add.Float64()}
	st.core.sure = s.sure
	before := *s
	var written money.Interval
	switch by {
	case Written:
		written = c.written(t, &st, s)
	case ByRule:
		f := settled(money.Decimal{})
		if rule.reads() {
			f = c.figure(rule.Index, y-rule.Lag)
		}
		year.Index = f.exact
		st.rate = rule.floats(f, year)
		st.core.sure = s.sure && f.certain()
		s.bound = s.bound*rule.most(f) + math.Abs(st.add)
	}
	t.core(&year, s.exact.Base, rule, written)
	if g, ok := s.resumes[y]; ok {
		year.Base = t.grow(before.exact.Base, g.rate, g.add)
		st.resume(g, before, s)
	}
	middle(&year)
	st.core.amount, st.core.base = year.Amount.Lo.Float64(), year.Base.Lo.Float64()
	st.sure, s.sure = st.core.sure, st.core.sure
	c.once(t, &st, s)
	t.once(&year)
	middle(&year)
	st.apart = st.rate.capped || st.resumed || len(st.once) > 0 || st.core.amount != st.core.base
	if !(s.bound < 1e90) {
		c.errs.add(Problem{Terms: t.Name, Year: y, Reason: TooLarge})
		s.bound, year.Amount, year.Base = 0, money.Interval{}, money.Interval{} // said once
	}
	st.amount, s.exact = year.Amount.Lo.Float64(), year
	return st
}

// written makes the draws of the written amount of a step, and returns its middle.
func (c *compiler) written(t Terms, st *step, s *state) money.Interval {
	w := t.written(st.year)
	p, middle := c.product(t, "written", st.year, 0, t.Made[st.year].or(w))
	st.written, st.core.sure = p, len(p.factors) == 0
	s.bound = farOf(w)
	return money.Only(middle)
}

func middle(y *Year) { y.Amount, y.Base = money.Only(y.Amount.Mid()), money.Only(y.Base.Mid()) }

// once adds the draws of what is paid once in the year of a step.
func (c *compiler) once(t Terms, st *step, s *state) {
	for n, o := range t.Once {
		if o.Year != st.year {
			continue
		}
		d := onceDraw{inBase: o.InBase}
		d.product, _ = c.product(t, "once", st.year, n, o.Made.or(o.Amount))
		sure := len(d.factors) == 0
		st.sure, s.sure = st.sure && sure, s.sure && (sure || !o.InBase)
		st.once = append(st.once, d)
		s.bound += farOf(o.Amount)
	}
}

func farOf(i money.Interval) float64 {
	return math.Max(math.Abs(i.Lo.Float64()), math.Abs(i.Hi.Float64()))
}

// floats returns a rule in floats; year holds the figure where it is certain.
func (r Rule) floats(f figure, year Year) rate {
	out := rate{index: f.cell, fixed: r.Fixed.Float64(), share: 1, unit: unitOf(r.Round), floor: math.Inf(-1), cap: math.Inf(1)}
	if !r.Share.IsZero() {
		out.share = r.Share.Float64()
	}
	if r.Floor != nil {
		out.floor = r.Floor.Float64()
	}
	if r.Cap != nil {
		out.cap, out.capped = r.Cap.Float64(), r.Uncapped
	}
	out.full = r.rate(&year).Float64()
	out.applied = year.Rate.Float64()
	return out
}

// most returns by what an amount can grow at most, or turn negative.
func (r Rule) most(f figure) float64 {
	o := r.floats(settled(money.Decimal{}), Year{})
	a, b := o.fixed+o.share*f.lo, o.fixed+o.share*f.hi
	lo, hi := math.Max(math.Min(a, b)-o.unit.size, o.floor), math.Max(math.Max(a, b)+o.unit.size, o.floor)
	if !o.capped {
		lo, hi = math.Min(lo, o.cap), math.Min(hi, o.cap)
	}
	return math.Max(math.Abs(1+lo/100), math.Abs(1+hi/100))
}
