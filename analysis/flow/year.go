package flow

import (
	"cmp"
	"slices"

	"parley"
	"parley/evidence"
	"parley/money"
)

// A Part is what part of the categories returns, or is paid in cash, as far as
// that is known of them.
type Part struct {
	Percent money.Interval // of the sum of Known, from 0 to 100
	Middle  money.Decimal  // likewise, with every figure as printed
	Known   []parley.ID    // categories of which it is known
	Missing []parley.ID    // of which it is not
	Of      money.Interval // what Known come to
	RestsOn []parley.ID
}

// year lays out what is paid in a year.
func (b *builder) year(categories []*parley.Issue, year int) Year {
	y := Year{Year: year}
	var given []money.Currency
	for _, i := range categories {
		c := Category{Issue: i, Returns: b.measure(i.ID, "returns", year), Cash: b.measure(i.ID, "cash", year)}
		for _, s := range b.claims[i.ID] {
			if x, n, ok := paid(s.Claim); ok && n == year {
				c.Amounts = append(c.Amounts, s)
				given = append(given, x.Currency)
				if !slices.Contains(y.Payers, s.Claim.That.Party) {
					y.Payers = append(y.Payers, s.Claim.That.Party)
				}
			}
		}
		y.Categories = append(y.Categories, c)
	}
	y.Currency = currency(b.a.Money(), given)
	for i := range y.Categories {
		y.count(&y.Categories[i])
	}
	y.shares()
	y.Totals = b.totals(&y)
	y.Returns = y.part(func(c Category) []Said { return c.Returns })
	y.Cash = y.part(func(c Category) []Said { return c.Cash })
	return y
}

// measure returns the percentages that are said of a category for a year: those
// for the year itself, else those for any, else those for the nearest year before
// it, else after it.
func (b *builder) measure(of parley.ID, measure string, year int) (out []Said) {
	best := -1
	for _, i := range b.measuring(of, measure) {
		for _, s := range b.claims[i.ID] {
			if s.Percent == nil {
				continue
			}
			far := distance(s.Claim.That, year, &s.OfYear)
			if best < 0 || far < best {
				best, out = far, nil
			}
			if far == best {
				out = append(out, s)
			}
		}
	}
	return out
}

// distance says how far the time of a proposition is from a year: 0 for the
// year, 1 for any year, then the years before, then those after.
func distance(t *parley.Proposition, year int, of *int) int {
	switch d := t.For; {
	case d.IsZero():
		return 1
	case d.Overlaps(span(year)):
		return 0
	case d.Last != 0 && d.Last < span(year).First:
		*of, _, _ = d.Last.YMD()
		return 1 + year - *of
	default:
		*of, _, _ = d.First.YMD()
		return 20000 + *of - year
	}
}

// count makes one amount of those that are said of a category, and adds it.
func (y *Year) count(c *Category) {
	var is []money.Interval
	for _, s := range c.Amounts {
		x, _, _ := paid(s.Claim)
		for _, m := range []money.Amount{x.Amount, x.Beside} {
			if m.Currency == y.Currency && !m.IsZero() {
				is = append(is, m.Bounds)
				break
			}
		}
	}
	if len(is) == 0 {
		c.Foreign = len(c.Amounts) > 0
		return
	}
	joint, agree := evidence.Joint(is...)
	c.Amount, c.Differ, c.counted = joint, !agree, true
	y.Sum = y.Sum.Add(joint)
}

// shares says what part of the sum each category is: from its least beside the
// most of the others to the other way round.
func (y *Year) shares() {
	for i := range y.Categories {
		c := &y.Categories[i]
		if !c.counted || y.Sum.Lo.Sign() <= 0 {
			continue
		}
		others := money.Interval{Lo: y.Sum.Lo.Sub(c.Amount.Lo), Hi: y.Sum.Hi.Sub(c.Amount.Hi)}
		c.Share = money.Interval{Lo: portion(c.Amount.Lo, others.Hi, money.Floor), Hi: portion(c.Amount.Hi, others.Lo, money.Ceiling)}
	}
}

// digits is how many a quotient keeps.
const digits = 20

// portion is x in per cent of x and the others.
func portion(x, others money.Decimal, r money.Rounding) money.Decimal {
	if all := x.Add(others); all.Sign() > 0 {
		return x.Mul(hundred).Quo(all, digits, r)
	}
	return money.Decimal{}
}

// totals returns what the agreements pay in the year by their terms.
func (b *builder) totals(y *Year) (ts []Total) {
	for _, l := range b.a.Lives() {
		t := Total{Agreement: l.Agreement.ID, Currency: y.Currency}
		var is []money.Interval
		for _, x := range l.Terms {
			for _, p := range x.Pays {
				from, to, whole := p.For.Years()
				if !whole || from != y.Year || to != y.Year {
					continue
				}
				for _, m := range []money.Amount{p.Amount, p.Beside} {
					if m.Currency == y.Currency && !m.IsZero() {
						is, t.RestsOn = append(is, m.Bounds), append(t.RestsOn, x.ID)
						break
					}
				}
			}
		}
		if len(is) == 0 {
			continue
		}
		joint, agree := evidence.Joint(is...)
		t.Interval, t.Differ, t.Fits = joint, !agree, joint.Overlaps(y.Sum)
		ts = append(ts, t)
	}
	return ts
}

// A weight is an amount with what part of it counts.
type weight struct {
	amount, part money.Interval
	middle       money.Decimal // of the part
}

// part says what part of the categories returns, or is paid in cash.
func (y *Year) part(said func(Category) []Said) *Part {
	p := &Part{}
	var ws []weight
	for _, c := range y.Categories {
		if !c.counted {
			continue
		}
		list := said(c)
		if len(list) == 0 {
			p.Missing = append(p.Missing, c.Issue.ID)
			continue
		}
		w := weight{amount: c.Amount}
		w.part, w.middle = one(list)
		ws = append(ws, w)
		p.Known, p.Of = append(p.Known, c.Issue.ID), p.Of.Add(c.Amount)
		for _, s := range append(slices.Clone(c.Amounts), list...) {
			p.RestsOn = append(p.RestsOn, s.Standing.RestsOn()...)
		}
	}
	if len(ws) == 0 || p.Of.Lo.Sign() <= 0 {
		return nil
	}
	p.Percent = money.Interval{Lo: extreme(ws, money.Floor), Hi: extreme(ws, money.Ceiling)}
	var sum, all money.Decimal
	for _, w := range ws {
		sum, all = sum.Add(w.amount.Mid().Mul(w.middle)), all.Add(w.amount.Mid())
	}
	p.Middle = sum.Quo(all, digits, money.HalfUp)
	return p
}

// one makes one part of those that are said of a category.
func one(list []Said) (i money.Interval, middle money.Decimal) {
	var is []money.Interval
	for _, s := range list {
		is = append(is, *s.Percent)
	}
	i, agree := evidence.Joint(is...)
	if middle = list[0].Middle; !agree || !i.Contains(middle) {
		middle = i.Mid()
	}
	return i, middle
}

// extreme returns the least (Floor) or the largest (Ceiling) mean of the parts,
// weighted by amounts that may lie anywhere in their intervals. It is reached with
// the amounts of some smallest parts at one of their ends and those of the others
// at the other end, so that trying every place between is enough.
func extreme(ws []weight, r money.Rounding) (best money.Decimal) {
	least := r == money.Floor
	at := func(i money.Interval, low bool) money.Decimal {
		if low {
			return i.Lo
		}
		return i.Hi
	}
	ws = slices.Clone(ws)
	slices.SortFunc(ws, func(x, y weight) int { return x.end(least).Cmp(y.end(least)) })
	found := false
	for split := 0; split <= len(ws); split++ {
		var sum, all money.Decimal
		for i, w := range ws {
			amount := at(w.amount, (i < split) != least)
			sum, all = sum.Add(amount.Mul(w.end(least))), all.Add(amount)
		}
		if all.Sign() <= 0 {
			continue
		}
		q := sum.Quo(all, digits, r)
		if c := cmp.Compare(q.Cmp(best), 0); !found || least && c < 0 || !least && c > 0 {
			best, found = q, true
		}
	}
	return best
}

// end is the end of the part that counts for the least or the largest mean.
func (w weight) end(least bool) money.Decimal {
	if least {
		return w.part.Lo
	}
	return w.part.Hi
}
