package path

import (
	"math"
	"strconv"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// recorded returns what is recorded of a year in the currency of the agreement.
func (g *Agreement) recorded(y *Year) (money.Interval, []parley.ID, bool) {
	return known(y.Recorded, "", g.Currency, g.unit)
}

// Value returns the amount of a year in the currency of the agreement: as
// recorded, else as computed, else as claims have it.
func (g *Agreement) Value(y *Year) (i money.Interval, restsOn []parley.ID, ok bool) {
	if i, restsOn, ok = g.recorded(y); ok {
		return i, restsOn, true
	}
	if c := y.Computed; c != nil && c.Currency == g.Currency {
		return c.Amount, c.RestsOn, true
	}
	i, restsOn, ok = known(y.Derived, "", g.Currency, g.unit)
	for _, x := range y.Derived {
		restsOn = append(restsOn, x.Standing.RestsOn()...)
	}
	return i, restsOn, ok
}

// sum adds up the years.
func (g *Agreement) sum() {
	g.Recorded = Sum{Currency: g.Currency, Of: len(g.Years)}
	g.Computed = g.Recorded
	for _, y := range g.Years {
		i, _, ok := g.recorded(y)
		if ok {
			g.Recorded.add(i)
		}
		switch c := y.Computed; {
		case c != nil && c.Currency == g.Currency:
			g.Computed.add(c.Amount)
		case ok && y.By == Negotiated:
			g.Computed.add(i)
		}
	}
}

func (s *Sum) add(i money.Interval) { s.Interval, s.Years = s.Interval.Add(i), s.Years+1 }

// rises says how far the first year is above the last of the agreement before,
// and how much a year it rises on average.
func (g *Agreement) rises() {
	first, last := g.ends()
	if first == nil {
		return
	}
	low, lowFrom, _ := g.Value(first)
	if b := g.before; b != nil && b.Currency == g.Currency {
		if _, y := b.ends(); y != nil && y.Year < first.Year {
			base, from, _ := b.Value(y)
			if i, ok := money.PercentChange(base, low); ok {
				g.Over = &Rise{i, y.Year, first.Year, b.Agreement.ID, append(from, lowFrom...)}
			}
		}
	}
	if last.Year > first.Year {
		high, from, _ := g.Value(last)
		if i, ok := average(low, high, last.Year-first.Year); ok {
			g.Average = &Rise{i, first.Year, last.Year, g.Agreement.ID, append(lowFrom, from...)}
		}
	}
}

// ends returns the first and the last year of which an amount is known.
func (g *Agreement) ends() (first, last *Year) {
	for _, y := range g.Years {
		if _, _, ok := g.Value(y); ok {
			if last = y; first == nil {
				first = y
			}
		}
	}
	return first, last
}

// average returns by how many per cent a year an amount rises on average, if it
// becomes another in n years: 100 × ((high/low)^(1/n) - 1), to four places.
func average(low, high money.Interval, n int) (i money.Interval, ok bool) {
	if low.Lo.Sign() <= 0 || high.Lo.Sign() < 0 {
		return i, false
	}
	root := func(q money.Decimal) money.Decimal {
		f := 100 * (math.Pow(q.Float64(), 1/float64(n)) - 1)
		d, err := money.ParseDecimal(strconv.FormatFloat(f, 'f', 4, 64))
		ok = ok && err == nil
		return d
	}
	q, ok := high.Quo(low)
	return money.Interval{Lo: root(q.Lo), Hi: root(q.Hi)}, ok
}

// paidIn returns what is said to be paid in a time without an agreement, where
// no terms give it.
func (b *builder) paidIn(x evidence.Lapse, gs []*Agreement) (paid []Given) {
	in := func(d date.Date) bool {
		return d.First >= x.From && d.First != 0 && (x.To == 0 || d.Last != 0 && d.Last <= x.To)
	}
	for _, g := range b.spans {
		if in(g.For) {
			paid = append(paid, g)
		}
	}
	for year := range yearsIn(x, b.a.View().From().AsOf) {
		if !in(whole(year)) || given(gs, year) {
			continue
		}
		paid = append(paid, b.claims[year]...)
	}
	return paid
}

// yearsIn yields the years that a lapse touches.
func yearsIn(x evidence.Lapse, today date.Day) func(func(int) bool) {
	from, _, _ := x.From.YMD()
	to, _, _ := today.YMD()
	if x.To != 0 {
		to, _, _ = x.To.YMD()
	}
	return func(yield func(int) bool) {
		for y := from; y <= to && yield(y); y++ {
		}
	}
}

// given reports whether terms give an amount for a year.
func given(gs []*Agreement, year int) bool {
	for _, g := range gs {
		if y := g.At(year); y != nil && len(y.Recorded) > 0 {
			return true
		}
	}
	return false
}
