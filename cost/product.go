package cost

import "parley/money"

// A Product is what an amount is made of: numbers that are multiplied. Amounts
// that come from one printed number name it by one Key, and are then drawn
// together: what is held and 10 per cent over it, or the years over which one
// printed sum is spread. The zero Product is the amount by itself.
type Product struct {
	Of    []Printed
	Round money.Decimal // unit to which the product is rounded; zero: it is not
}

// A Printed number is uniform over what its digits leave open. Numbers of one Key
// stand at one and the same place between their ends, each between its own: a
// fifth of a sum of 4.5 to 5.5, drawn at the middle, is 1.
type Printed struct {
	Key string // "": it is of no other amount
	money.Interval
}

// Interval returns what the product can be, rounded: the amount that terms give
// beside it.
func (p Product) Interval() money.Interval {
	out := money.Only(money.Int(1))
	for _, f := range p.Of {
		out = out.Mul(f.Interval)
	}
	return money.Interval{Lo: toUnit(out.Lo, p.Round), Hi: toUnit(out.Hi, p.Round)}
}

// or returns the product, or else an amount by itself.
func (p Product) or(amount money.Interval) Product {
	if len(p.Of) == 0 {
		return Product{Of: []Printed{{Interval: amount}}}
	}
	return p
}

func (p Product) check(ps *problems, at Problem, amount money.Interval) {
	if len(p.Of) == 0 {
		return
	}
	before := len(*ps)
	for _, f := range p.Of {
		ps.interval(f.Interval, at)
	}
	ps.unit(p.Round, at)
	at.Reason = TooMany
	ps.when(len(p.Of) > MaxFactors, at)
	if len(*ps) == before {
		at.Reason = FirstTwice
		ps.when(p.Interval() != amount, at)
	}
}

// A product is a written amount in floats: the certain part of it times what is
// drawn.
type product struct {
	certain float64
	factors []factor
	unit    unit
}

// A factor is lo + width × the row of a uniform from 0 to 1.
type factor struct {
	row       int
	lo, width float64
}

// product makes the draws of a written amount, and returns its middle.
func (c *compiler) product(t Terms, kind string, year, n int, p Product) (product, money.Decimal) {
	out, middle := product{certain: 1, unit: unitOf(p.Round)}, money.Int(1)
	for _, f := range p.Of {
		of, key := termsKey(t.Name), keyOf(c.plan.Seed, kind, t.Name, year, n)
		if f.Key != "" {
			of, key = printedKey(f.Key), keyOf(c.plan.Seed, "printed", f.Key, 0, 0)
		} else {
			n += len(t.Once) + 1 // the next has a draw of its own
		}
		m := f.Mid()
		middle = middle.Mul(m)
		if f.Exact() || !c.varies(of) {
			out.certain *= m.Float64()
			continue
		}
		lo, hi := f.Lo.Float64(), f.Hi.Float64()
		out.factors = append(out.factors, factor{c.uniform(of, key), lo, hi - lo})
	}
	return out, toUnit(middle, p.Round)
}

// uniform returns the row of a uniform from 0 to 1, which is drawn once.
func (c *compiler) uniform(of string, k key) int {
	if row, ok := c.uniforms[k]; ok {
		return row
	}
	c.uniforms[k] = c.draw(draw{kind: Uniform, key: k, b: 1, after: -1, of: of}).row
	return c.uniforms[k]
}

// product fills a row with a written amount.
func (w *worker) product(p *product, out []float64) {
	fill(out, p.certain)
	for _, f := range p.factors {
		u := w.draws[f.row][:len(out)]
		for i, x := range out {
			out[i] = x * (f.lo + float64(u[i]*f.width))
		}
	}
	if p.unit.size == 0 {
		return
	}
	for i, x := range out {
		out[i] = (float64(x*p.unit.inverse) + half - half) * p.unit.size
	}
}

// mean returns the mean of a written amount, if there is a formula.
func (m *formula) mean(p *product) float64 {
	out := p.certain
	used := make(map[int]bool)
	for _, f := range p.factors {
		m.ok = m.ok && !used[f.row] && p.unit.size == 0
		used[f.row] = true
		out *= f.lo + f.width/2
	}
	return out
}
