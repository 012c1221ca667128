package path

import (
	"cmp"
	"errors"
	"slices"

	"parley"
	"parley/cost"
	"parley/evidence"
	"parley/money"
)

// A rule is a rise with the terms that give it.
type rule struct {
	parley.Rise
	terms    *parley.Terms
	currency money.Currency
	unit     money.Decimal
}

// rule returns the rule of a year: that of the latest terms that give one, and of
// these the one that begins last.
func (g *Agreement) rule(year int) (r rule, ok bool) {
	for _, t := range slices.Backward(g.Terms) {
		for _, x := range t.Rises {
			if x.From = cmp.Or(x.From, g.without(t)); x.From <= year && (!ok || x.From >= r.From) {
				r, ok = rule{Rise: x, terms: t, currency: g.Currency}, true
			}
		}
		if ok {
			break
		}
	}
	if !ok {
		return r, false
	}
	if len(r.terms.Pays) > 0 {
		r.currency = r.terms.Pays[0].Amount.Currency
	}
	if u := r.terms.Rounds.Amount; u.Currency == r.currency {
		r.unit = u.Value
	}
	return r, true
}

// without returns the first year of the agreement for which terms give no amount.
func (g *Agreement) without(t *parley.Terms) int {
	for _, y := range g.Years {
		if !slices.ContainsFunc(y.Recorded, func(x Given) bool { return x.By == t.ID }) {
			return y.Year
		}
	}
	return g.Years[len(g.Years)-1].Year + 1
}

// compute fills in where the amount of a year comes from, and what the rule
// gives, if there is one.
func (b *builder) compute(g *Agreement, y *Year) {
	r, ok := g.rule(y.Year)
	if !ok {
		y.By = g.written(y)
		return
	}
	y.Terms, y.Rule = r.terms.ID, r.Rise
	in, figures, missing := b.input(r, y.Year)
	if missing != nil {
		y.By, y.Missing = NoFigure, missing
		return
	}
	c := &Computed{Currency: r.currency, Unit: r.unit, RateUnit: r.terms.Rounds.Rate.Value, BaseOf: y.Year - 1}
	if !c.from(g.earlier(y.Year), r) {
		y.By, y.Missing = NoBase, &Missing{Year: y.Year - 1}
		return
	}
	c.RestsOn = append(append(c.RestsOn, r.terms.ID), figures...)
	if err := c.follow(r, in, y.Year); err != nil {
		y.By = BadRule
		return
	}
	y.By, y.Computed = ByRule, c
	c.compare(y.Recorded)
	c.compare(y.Derived)
}

// input returns the figure that a rule needs for a year, and what it rests on.
func (b *builder) input(r rule, year int) (in []cost.Input, restsOn []parley.ID, missing *Missing) {
	if r.Index == "" {
		return nil, nil, nil
	}
	line, ok := b.lines[r.Index]
	if !ok {
		line = b.a.Line(r.Index)
		b.lines[r.Index] = line
	}
	of := year - r.Lag
	if line == nil {
		return nil, nil, &Missing{r.Index, of}
	}
	reading, ok := line.Of(of)
	if !ok {
		return nil, nil, &Missing{r.Index, of}
	}
	return []cost.Input{{Name: string(r.Index), Known: map[int]money.Decimal{of: reading.Value}}}, reading.RestsOn, nil
}

// from sets the base of a year: what is recorded of the year before, else what
// was computed of it.
func (c *Computed) from(before *Year, r rule) (ok bool) {
	if before == nil {
		return false
	}
	c.Base, c.RestsOn, ok = known(before.Recorded, r.terms.ID, r.currency, r.unit)
	if x := before.Computed; x != nil && x.Currency == r.currency && (!ok || x.uncapped) {
		c.Base, c.Reckoned, ok = x.next, !ok, true
		c.RestsOn = append(c.RestsOn, x.RestsOn...)
	}
	for _, o := range before.Once {
		if o.InBase && o.Amount.Currency == r.currency {
			c.Base = c.Base.Add(o.Amount.Bounds)
		}
	}
	return ok
}

// follow reckons a year from its base.
func (c *Computed) follow(r rule, in []cost.Input, year int) error {
	if !r.Add.IsZero() && r.Add.Currency != c.Currency {
		return errors.New("path: an amount in another currency is added")
	}
	r.From = year
	t := cost.Terms{Name: string(r.terms.ID), Currency: c.Currency, Start: year - 1, Years: 2, First: c.Base, Rules: []cost.Rule{evidence.Follows(r.Rise, r.terms.Rounds)}, Round: r.unit}
	p, err := t.Path(in)
	if err != nil {
		return err
	}
	y := p[1]
	c.Amount, c.next, c.uncapped = y.Amount, y.Base, y.Base != y.Amount
	c.Rate, c.Capped, c.Floored = y.Rate, y.Capped, y.Floored
	if r.Index != "" {
		c.Index, c.IndexOf = y.Index, y.IndexOf
	}
	return nil
}

// compare says of amounts how far the computed one is off.
func (c *Computed) compare(xs []Given) {
	for i := range xs {
		if j, ok := xs[i].amount(c.Currency); ok {
			j = settle(j, c.Unit)
			off := c.Amount.Sub(j)
			xs[i].Off, xs[i].Agrees = &off, c.agrees(xs[i], j)
		}
	}
}

// agrees reports whether an amount and the computed one can be one number. One
// of which every digit is printed is held to half of the unit, or to half of one.
func (c *Computed) agrees(x Given, i money.Interval) bool {
	if printed, _ := x.amount(c.Currency); printed.Exact() {
		half := money.Scaled(5, -1)
		if c.Unit.Sign() > 0 {
			half = half.Mul(c.Unit)
		}
		i = money.Interval{Lo: i.Lo.Sub(half), Hi: i.Hi.Add(half)}
	}
	return i.Overlaps(c.Amount)
}

// written says where the amount of a year without a rule comes from.
func (g *Agreement) written(y *Year) By {
	var first []Given
	if len(g.Years) > 0 {
		first = g.Years[0].Recorded
	}
	same := func(x Given) bool {
		return slices.ContainsFunc(first, func(f Given) bool { return f.By == x.By })
	}
	state := g.escalator()
	switch {
	case len(y.Recorded) > 0 && y == g.Years[0]:
		return Negotiated
	case state == parley.IsUnknown:
		return NotFound
	case slices.ContainsFunc(y.Recorded, same), len(y.Recorded) > 0 && state == parley.IsNone:
		return Negotiated
	case state == parley.IsGiven:
		return InWords
	}
	return NotFound
}

// escalator returns what the latest terms that say anything of it say of how the
// amount rises.
func (g *Agreement) escalator() (state parley.State) {
	for _, t := range g.Terms {
		if t.Escalator.State != parley.NotSaid {
			state = t.Escalator.State
		}
	}
	return state
}
