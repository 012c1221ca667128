package path

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// A builder makes agreements of lives.
type builder struct {
	a      *evidence.Assessment
	of     map[*evidence.Life]*Agreement
	claims map[int][]Given // what somebody is said to pay, by year
	spans  []Given         // the same for a time that is not a year
	lines  map[parley.ID]*evidence.Line
	period string // of the money, if it is not the year
}

func newBuilder(a *evidence.Assessment) *builder {
	b := &builder{a: a, of: make(map[*evidence.Life]*Agreement), claims: make(map[int][]Given), lines: make(map[parley.ID]*evidence.Line)}
	purse := a.Purse()
	if i, ok := view.Get[*parley.Issue](a.View(), purse); ok {
		if _, per, ok := strings.Cut(i.Unit, " per "); ok && per != "year" {
			b.period = per
		}
	}
	for c := range a.Claims() {
		g, ok := pays(a, c, purse)
		if !ok {
			continue
		}
		if year, ok := single(g.For); ok {
			b.claims[year] = append(b.claims[year], g)
		} else {
			b.spans = append(b.spans, g)
		}
	}
	return b
}

// pays returns what a claim says that a party pays on an issue for a time. What
// counts something else, or was replaced, is left out, and so is an amount of
// every month.
func pays(a *evidence.Assessment, c *parley.Claim, issue parley.ID) (g Given, ok bool) {
	t := c.That
	if t == nil || t.Verb != "pays" || t.Issue != issue || t.Counts != "" || t.Per == "month" || t.For.IsZero() || t.Rel != "=" && t.Rel != "about" {
		return g, false
	}
	m, money := t.Value.(parley.Money)
	s := a.Of(c.ID)
	if !money || s.Basis == parley.NotSourced || len(s.Superseded) > 0 {
		return g, false
	}
	return Given{By: c.ID, Known: a.View().KnownOn(c.ID), For: t.For, Amount: m.Amount, Beside: m.Beside, Standing: s}, true
}

// single returns the year that a time is.
func single(d date.Date) (year int, ok bool) {
	from, to, whole := d.Years()
	return from, whole && from == to
}

// agreement lays out the years of an agreement with what its terms give.
func (b *builder) agreement(l *evidence.Life) *Agreement {
	g := &Agreement{Life: l, Period: b.period}
	b.of[l] = g
	at := make(map[int]*Year)
	year := func(n int) *Year {
		if at[n] == nil {
			at[n] = &Year{Year: n}
			g.Years = append(g.Years, at[n])
		}
		return at[n]
	}
	for _, t := range l.Terms {
		for _, p := range t.Pays {
			x := Given{By: t.ID, Agreed: t.Happened, Known: b.a.View().KnownOn(t.ID), For: p.For, Amount: p.Amount, Beside: p.Beside}
			g.Currency = cmp.Or(g.Currency, p.Amount.Currency)
			if n, ok := single(p.For); ok {
				y := year(n)
				y.Recorded = append(y.Recorded, x)
			} else {
				g.Other = append(g.Other, x)
			}
		}
		for _, o := range t.Once {
			if n, ok := single(o.For); ok {
				y := year(n)
				y.Once = append(y.Once, o)
			} else if y, _, _ := o.For.First.YMD(); o.For.First != 0 { // a day of a year
				at := year(y)
				at.Once = append(at.Once, o)
			}
		}
	}
	if from, to, ok := b.covered(l, g.Years); ok {
		for n := from; n <= to; n++ {
			year(n)
		}
	}
	slices.SortFunc(g.Years, func(x, y *Year) int { return cmp.Compare(x.Year, y.Year) })
	for _, y := range g.Years {
		if len(y.Recorded) == 0 && l.Covers.Overlaps(whole(y.Year)) {
			y.Derived = slices.Clone(b.claims[y.Year])
		}
	}
	return g
}

func whole(year int) date.Date {
	return date.Date{First: date.On(year, 1, 1), Last: date.On(year, 12, 31)}
}

// covered returns the years that an agreement covers. One that is open runs to
// the day asked about, or to the last year of which an amount is known; one that
// began some time before, from the first.
func (b *builder) covered(l *evidence.Life, known []*Year) (from, to int, ok bool) {
	if l.Covers.IsZero() {
		return 0, 0, false
	}
	to, _, _ = b.a.View().From().AsOf.YMD()
	from = to
	for i, y := range known {
		if i == 0 || y.Year < from {
			from = y.Year
		}
		to = max(to, y.Year)
	}
	if d := l.Covers.First; d != 0 {
		from, _, _ = d.YMD()
	}
	if d := l.Covers.Last; d != 0 {
		to, _, _ = d.YMD()
	}
	return from, to, true
}

// link finds the agreement before, and with it the currency and the unit.
func (b *builder) link(g *Agreement) {
	for l, steps := g.Before, 0; l != nil && l != g.Life && steps < len(b.of); l, steps = l.Before, steps+1 {
		if x := b.of[l]; x != nil && len(x.Years) > 0 { // of some only the name is known
			g.before = x
			g.Currency = cmp.Or(g.Currency, x.Currency)
			break
		}
	}
	for _, t := range g.Terms {
		if r := t.Rounds.Amount; r.Currency == g.Currency && r.Value.Sign() > 0 {
			g.unit = r.Value
		}
	}
}

// earlier returns the year before one: of the agreement, else of the one before.
func (g *Agreement) earlier(year int) *Year {
	if y := g.At(year - 1); y != nil || g.before == nil {
		return y
	}
	return g.before.At(year - 1)
}

// In returns x as it was printed in a currency.
func (x Given) In(c money.Currency) (a money.Amount, ok bool) {
	switch c {
	case x.Amount.Currency:
		return x.Amount, true
	case x.Beside.Currency:
		return x.Beside, !x.Beside.IsZero()
	}
	return money.Amount{}, false
}

// amount returns what x leaves open in a currency.
func (x Given) amount(c money.Currency) (i money.Interval, ok bool) {
	a, ok := x.In(c)
	return a.Bounds, ok
}

// Stands returns the one recorded figure that stands for a year in a currency:
// that of the terms agreed last, or the same with more digits. Of several, it is
// the one that the rule gives, then the most exact, then the one that became known
// last, then the first.
func (y *Year) Stands(c money.Currency) (best Given, ok bool) {
	for _, x := range y.last(c) {
		if !ok || x.before(best, c) {
			best, ok = x, true
		}
	}
	return best, ok
}

// last returns the recorded figures in a currency that were agreed last, and
// those that can be the same number.
func (y *Year) last(c money.Currency) (xs []Given) {
	var all []Given
	for _, x := range y.Recorded {
		if _, ok := x.amount(c); ok {
			all = append(all, x)
		}
	}
	replaced := func(x Given) bool {
		return slices.ContainsFunc(all, func(z Given) bool { return z.Agreed.First > x.Agreed.Last && x.Agreed.Last != 0 })
	}
	same := func(x Given) bool {
		i, _ := x.amount(c)
		return slices.ContainsFunc(all, func(z Given) bool {
			j, _ := z.amount(c)
			return !replaced(z) && i.Overlaps(j)
		})
	}
	for _, x := range all {
		if !replaced(x) || same(x) {
			xs = append(xs, x)
		}
	}
	return xs
}

// before reports whether x stands for a year rather than z.
func (x Given) before(z Given, c money.Currency) bool {
	i, _ := x.amount(c)
	j, _ := z.amount(c)
	follows := x.Off != nil && x.Agrees
	switch width := i.Width().Cmp(j.Width()); {
	case follows != (z.Off != nil && z.Agrees):
		return follows
	case width != 0:
		return width < 0
	}
	return x.Known > z.Known
}

// Differ reports whether the figures recorded of a year in a currency cannot be
// one number.
func (y *Year) Differ(c money.Currency) bool {
	var all []money.Interval
	for _, x := range y.Recorded {
		if i, ok := x.amount(c); ok {
			all = append(all, i)
		}
	}
	_, agree := evidence.Joint(all...)
	return len(all) > 1 && !agree
}

// known returns what amounts come to as one, in a currency. What they leave open
// together counts; where they differ, those that can be the amount of some terms,
// and without one all that lies between.
func known(xs []Given, own parley.ID, c money.Currency, unit money.Decimal) (i money.Interval, from []parley.ID, ok bool) {
	var all []money.Interval
	var first *money.Interval
	for _, x := range xs {
		if j, is := x.amount(c); is {
			all, from = append(all, j), append(from, x.By)
			if x.By == own && first == nil {
				first = &j
			}
		}
	}
	if len(all) == 0 {
		return i, nil, false
	}
	i, agree := evidence.Joint(all...)
	if !agree && first != nil {
		if i, agree = evidence.Joint(slices.DeleteFunc(all, first.Disjoint)...); !agree {
			i = *first
		}
	}
	return settle(i, unit), from, true
}

// settle returns the multiple of a unit that lies in i, if there is exactly one;
// else i.
func settle(i money.Interval, unit money.Decimal) money.Interval {
	if unit.Sign() <= 0 || i.Exact() {
		return i
	}
	lo := i.Lo.Quo(unit, digits, money.Ceiling).Round(0, money.Ceiling)
	hi := i.Hi.Quo(unit, digits, money.Floor).Round(0, money.Floor)
	if lo != hi {
		return i
	}
	return money.Only(lo.Mul(unit))
}

// digits is how many a quotient keeps: more than an amount in units has.
const digits = 60
