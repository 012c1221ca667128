package evidence

import (
	"cmp"
	"maps"
	"slices"

	"parley"
	"parley/cost"
	"parley/money"
)

// A payer makes the terms of a bid out of what is written of its years and the
// rules for the others.
type payer struct {
	a        *Assessment
	bid      *Bid
	span     Years     // zero: its own
	name     parley.ID // of the bid; what the asker calls it, if it was typed
	schedule *parley.Schedule
	amounts  map[int]Yearly // by the first year for which each is written
	settings []setting
}

// A setting is an amount for some years.
type setting struct {
	years  Years
	amount Yearly
	total  bool // of a sum for all of them
}

// first returns the first year of which an amount is written.
func (p *payer) first() int { return earliest(p.amounts) }

// set notes the amount that a proposition gives for its years.
func (p *payer) set(t parley.Proposition) error {
	ours, own := p.bid.Ours(), p.bid.Own
	if own.IsZero() {
		own = p.span
	}
	if v, ok := t.Value.(parley.Percent); ok && p.bid.Kind == Typed && v.Over == "" && v.Amount.IsZero() {
		return p.overHeld(t, v, own)
	}
	s, base, err := p.a.aYear(&t, p.name, ours, own, deepest)
	if err != nil {
		err.Bid = p.bid.ID
		return err
	}
	if _, ok := t.Value.(parley.Percent); ok {
		p.bid.Base = &base
		s = s.to(p.unit(s.Currency))
	}
	return p.put(t, s, own)
}

// overHeld notes a percentage over what was last agreed before its first year.
func (p *payer) overHeld(t parley.Proposition, v parley.Percent, own Years) error {
	from := yearsOf(t.For).With(own).From
	base, ok := p.a.agreedBefore(from)
	switch {
	case from == 0:
		return &BidError{Why: NoTerm}
	case !ok:
		return &BidError{Why: NoBase}
	}
	p.bid.Base = &base
	s := raised(base, v, true, keyOf(p.name, "%", t.For)).to(p.unit(base.Currency))
	return p.put(t, s, own)
}

// put notes an amount for the years of a setting.
func (p *payer) put(t parley.Proposition, s Yearly, own Years) error {
	p.bid.RestsOn = unique(append(p.bid.RestsOn, s.RestsOn...))
	y := yearsOf(t.For)
	switch {
	case !y.IsZero():
	case t.Per == "total":
		y = own
	default:
		y = Years{own.From, own.From}
	}
	if y.IsZero() {
		return &BidError{Bid: p.bid.ID, Why: NoTerm}
	}
	if len(p.settings) > 0 && p.settings[0].amount.Currency != s.Currency {
		return &BidError{Bid: p.bid.ID, Why: OtherMoney, Money: s.Currency}
	}
	_, sum := t.Value.(parley.Money)
	p.settings = append(p.settings, setting{y, s, sum && (t.Per == "total" || t.Per == "" && y.N() > 1)})
	return nil
}

// write writes the amounts of all settings: of one that gives the same for all its
// years in the first of them, from which rules go on; but in each of them, where it
// is a sum that is spread over them, or another gives a part of them an amount of
// their own.
func (p *payer) write() error {
	slices.SortStableFunc(p.settings, func(x, y setting) int { return y.years.N() - x.years.N() })
	for i, s := range p.settings {
		last := s.years.From
		if s.total {
			last = s.years.To
		}
		for _, t := range p.settings[i+1:] {
			switch apart := t.years.To < s.years.From || t.years.From > s.years.To; {
			case apart:
			case s.total, s.years == t.years, !s.years.Has(t.years.From), !s.years.Has(t.years.To):
				return &BidError{Bid: p.bid.ID, Why: SetTwice, Year: max(s.years.From, t.years.From)}
			default:
				last = s.years.To
			}
		}
		for y := s.years.From; y <= last; y++ {
			p.amounts[y] = s.amount
		}
	}
	return nil
}

// unit is that to which the schedule rounds amounts in a currency; 0: none.
func (p *payer) unit(c money.Currency) money.Decimal {
	if r := p.schedule.Rounds.Amount; r.Currency == c {
		return r.Value
	}
	return money.Decimal{}
}

// rounded rounds both ends of an amount to a unit, halves up.
func rounded(i money.Interval, unit money.Decimal) money.Interval {
	if unit.IsZero() {
		return i
	}
	to := func(d money.Decimal) money.Decimal {
		digits := max(1, d.Place()-unit.Place()+3)
		return d.Quo(unit, digits, money.Floor).Round(0, money.HalfUp).Mul(unit)
	}
	return money.Interval{Lo: to(i.Lo), Hi: to(i.Hi)}
}

// terms fills in the terms of the bid for the years that are asked for.
func (p *payer) terms(rules []cost.Rule) error {
	b := p.bid
	years, err := p.years(rules)
	if err != nil {
		return err
	}
	if b.Kind == Agreed {
		p.settle()
	}
	from := max(p.first(), years.From)
	first := p.amounts[p.before(from)]
	t := cost.Terms{Name: string(b.ID), Currency: first.Currency, Start: from, Years: years.To - from + 1, First: first.Interval, Rules: rules,
		Round: p.unit(first.Currency)}
	t.Made = made(nil, from, first)
	for _, y := range slices.Sorted(maps.Keys(p.amounts)) {
		if y > from && y <= years.To {
			if t.Agreed == nil {
				t.Agreed = make(map[int]money.Interval)
			}
			t.Agreed[y] = p.amounts[y].Interval
			t.Made = made(t.Made, y, p.amounts[y])
		}
		if b.Kind == Agreed && (y == p.before(from) || y > from && y <= years.To) {
			b.RestsOn = append(b.RestsOn, p.amounts[y].RestsOn...)
		}
	}
	if err := p.once(&t); err != nil {
		return err
	}
	b.First, b.Terms, b.Schedule, b.RestsOn = first, t, *p.schedule, unique(b.RestsOn)
	b.Extended = !b.Own.Has(years.To) || !b.Own.Has(from)
	b.Rises = p.rising(rules, from, years.To)
	return nil
}

// made notes of what the amount of a year is made.
func made(of map[int]cost.Product, year int, s Yearly) map[int]cost.Product {
	if len(s.Made.Of) == 0 {
		return of
	}
	if of == nil {
		of = make(map[int]cost.Product)
	}
	of[year] = s.Made
	return of
}

// settle takes an amount that an agreement rounds to a unit for the multiple of it
// that its printed digits leave open, if they leave one only.
func (p *payer) settle() {
	for y, s := range p.amounts {
		unit := p.unit(s.Currency)
		if unit.IsZero() {
			continue
		}
		near := rounded(money.Only(s.Mid()), unit)
		if s.Contains(near.Lo) && !s.Contains(near.Lo.Add(unit)) && !s.Contains(near.Lo.Sub(unit)) {
			s.Interval, s.Made = near, cost.Product{}
			p.amounts[y] = s
		}
	}
}

// before returns the last year up to one for which an amount is written.
func (p *payer) before(year int) (last int) {
	for y := range p.amounts {
		if y <= year {
			last = max(last, y)
		}
	}
	return last
}

// once adds to terms what is paid in one year only, and fails on a sum in another
// currency.
func (p *payer) once(t *cost.Terms) error {
	for _, o := range p.schedule.Once {
		y := yearsOf(o.For)
		if y.From < t.Start || y.From >= t.Start+t.Years {
			continue
		}
		if o.Amount.Currency != t.Currency {
			return &BidError{Bid: p.bid.ID, Why: OtherMoney, Money: o.Amount.Currency, Year: y.From}
		}
		bounds := meant(o.Amount.Bounds, o.Amount.Value, o.Amount.High, p.bid.Ours())
		t.Once = append(t.Once, cost.Once{Year: y.From, Amount: bounds, InBase: o.InBase})
	}
	for _, r := range p.schedule.Rises {
		if !r.Add.IsZero() && r.Add.Currency != t.Currency {
			return &BidError{Bid: p.bid.ID, Why: OtherMoney, Money: r.Add.Currency}
		}
	}
	return nil
}

// years returns for which years the bid is priced.
func (p *payer) years(rules []cost.Rule) (Years, error) {
	b, first := p.bid, p.first()
	switch {
	case p.span.IsZero() && b.Own.IsZero():
		return Years{first, first}, nil
	case p.span.IsZero():
		return Years{first, max(first, b.Own.To)}, nil
	case first > p.span.To:
		return Years{}, &BidError{Bid: b.ID, Why: NotInSpan, Year: first}
	}
	if _, written := p.amounts[p.span.From]; first < p.span.From && !written {
		for _, r := range rules { // the amounts before the span would be needed
			if r.From <= p.span.From {
				return Years{}, &BidError{Bid: b.ID, Why: StartsOnly, Year: p.before(p.span.From)}
			}
		}
	}
	return p.span, nil
}

// rising says what is known of how the amount follows from year to year.
func (p *payer) rising(rules []cost.Rule, from, to int) Rising {
	for _, r := range rules {
		if r.From <= to && (!r.Fixed.IsZero() || r.Index != "" || !r.Add.IsZero() || r.Floor != nil) {
			return ByRule
		}
	}
	said, none := p.a.escalates(p.bid.ID)
	switch {
	case p.everyYear(from, to):
		return ByRule
	case len(rules) > 0, none:
		return SaidFlat
	case said:
		return OnlyWords
	}
	return NotSaid
}

// escalates reports whether terms of an agreement say in words how it rises, and
// whether they say that it does not.
func (a *Assessment) escalates(agreement parley.ID) (said, none bool) {
	for _, l := range a.Lives() {
		if l.Agreement.ID != agreement {
			continue
		}
		for _, t := range l.Terms {
			said = said || t.Escalator.State == parley.IsGiven
			none = none || t.Escalator.State == parley.IsNone
		}
	}
	return said, none
}

// everyYear reports whether an amount is written for every year.
func (p *payer) everyYear(from, to int) bool {
	for y := from; y <= to; y++ {
		_, ok := p.amounts[y]
		if !ok && !slices.ContainsFunc(p.settings, func(s setting) bool { return s.years.Has(y) }) {
			return false
		}
	}
	return true
}

// rulesOf turns the rises of a schedule whose first year and written amounts are
// known into rules of package cost.
func rulesOf(s *parley.Schedule, first int, written map[int]Yearly) []cost.Rule {
	next := first
	for {
		if _, ok := written[next]; !ok && next != first {
			break
		}
		next++
	}
	var rules []cost.Rule
	for _, r := range s.Rises {
		r.From = cmp.Or(r.From, next)
		rules = append(rules, Follows(r, s.Rounds))
	}
	slices.SortStableFunc(rules, func(x, y cost.Rule) int { return x.From - y.From })
	return lastFrom(rules)
}

// lastFrom keeps, of rules that begin with one year, the last.
func lastFrom(rules []cost.Rule) (out []cost.Rule) {
	for _, r := range rules {
		if n := len(out); n > 0 && out[n-1].From == r.From {
			out = out[:n-1]
		}
		out = append(out, r)
	}
	return out
}
