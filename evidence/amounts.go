package evidence

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/money"
	"parley/view"
)

// A Size is what a figure of the record comes to in one currency: everything that
// its printed digits, and the rate if it was converted, leave open.
type Size struct {
	money.Interval
	Value    money.Decimal  // as printed, or where several figures are one, the middle
	Currency money.Currency // empty: per cent of something that the record does not price
	Rate     *Conversion    // nil: it was printed in this currency
	RestsOn  []parley.ID
}

// A Conversion is a rate that stands in the record.
type Conversion struct {
	money.Rate
	From    parley.ID // the series, or the claim or terms that printed two amounts side by side
	For     date.Date // of a series: the time of its figure
	Known   date.Day  // of a printed pair: when it became known
	RestsOn []parley.ID
}

// A PrintedPair is two amounts that somebody printed as one sum.
type PrintedPair struct {
	By            parley.ID // the claim or terms
	First, Second money.Amount
	For           date.Date
	Known         date.Day // the first day on which it was known
	RestsOn       []parley.ID
}

// PrintedPairs returns the amounts printed side by side, in the order in which they
// became known.
func (a *Assessment) PrintedPairs() []PrintedPair {
	a.once.pairs.Do(func() { a.made.pairs = a.pairs() })
	return a.made.pairs
}

func (a *Assessment) pairs() (ps []PrintedPair) {
	for _, c := range a.claims {
		if c.That == nil {
			continue
		}
		if m, ok := c.That.Value.(parley.Money); ok && !m.Beside.IsZero() && a.Status(c.ID).Basis > parley.NotSourced {
			ids, known := a.heard(c.ID)
			ps = append(ps, PrintedPair{c.ID, m.Amount, m.Beside, c.That.For, known, ids})
		}
	}
	for t := range view.Each[*parley.Terms](a.view) {
		for _, x := range t.Pays {
			if !x.Beside.IsZero() {
				ps = append(ps, PrintedPair{t.ID, x.Amount, x.Beside, x.For, a.view.KnownOn(t.ID), []parley.ID{t.ID}})
			}
		}
	}
	slices.SortStableFunc(ps, func(x, y PrintedPair) int { return cmp.Compare(x.Known, y.Known) })
	return ps
}

// heard returns what a claim rests on, and the first day on which any of the
// assertions that count was known.
func (a *Assessment) heard(claim parley.ID) (ids []parley.ID, known date.Day) {
	s := a.Of(claim)
	for _, id := range s.Grounds {
		if day := a.view.KnownOn(id); known == 0 || day < known {
			known = day
		}
	}
	return s.RestsOn(), known
}

// A worth is what one unit of a currency is in another on a day.
type worth struct {
	from, to money.Currency
	day      date.Day
}

// Convert returns what one unit of a currency was worth in another on a day: what
// the series of the case says of the day, else the latest before it, a figure of
// that series or the rate that two amounts imply that somebody printed as one sum.
// It returns nil where the record has neither; nothing is guessed.
func (a *Assessment) Convert(from, to money.Currency, day date.Day) *Conversion {
	k := worth{from, to, day}
	a.lines.Lock()
	c, ok := a.lines.worth[k]
	a.lines.Unlock()
	if ok {
		return c
	}
	c = a.convert(from, to, day)
	a.lines.Lock()
	defer a.lines.Unlock()
	if a.lines.worth == nil {
		a.lines.worth = make(map[worth]*Conversion)
	}
	a.lines.worth[k] = c
	return c
}

func (a *Assessment) convert(from, to money.Currency, day date.Day) *Conversion {
	var best *Conversion
	var at date.Day
	if l := a.Rate(from, to); l != nil {
		if r, ok := l.On(day); ok && r.Value.Sign() > 0 {
			return l.converts(from, to, r)
		}
		if f := l.before(day); f != nil {
			best, at = l.converts(from, to, l.reading(l.one(f.Value), *f)), f.For.Last
		}
	}
	for _, p := range a.PrintedPairs() {
		x, y := p.First, p.Second
		if x.Currency == from {
			x, y = y, x
		}
		if x.Currency != to || y.Currency != from || p.Known > day || p.Known < at {
			continue
		}
		if rate, ok := money.ImpliedRate(x, y); ok && rate.Lo.Sign() > 0 {
			best, at = &Conversion{Rate: rate, From: p.By, Known: p.Known, RestsOn: p.RestsOn}, p.Known
		}
	}
	return best
}

// before returns the last figure for a time that had begun by a day; nil: none.
func (l *Line) before(day date.Day) *parley.Figure {
	n, _ := slices.BinarySearchFunc(l.now, day+1, func(f parley.Figure, d date.Day) int { return cmp.Compare(f.For.First, d) })
	for i := n - 1; i >= 0; i-- {
		if f := &l.now[i]; f.Value.Sign() > 0 && f.For.Last != 0 {
			return f
		}
	}
	return nil
}

func (l *Line) converts(from, to money.Currency, r Reading) *Conversion {
	rate := money.Rate{Base: from, Quote: to, Interval: money.Only(r.Value)}
	return &Conversion{Rate: rate, From: l.ID, For: r.Of[0].For, RestsOn: r.RestsOn}
}

// in converts amounts that are one sum: as printed, where one is in the
// currency.
func (a *Assessment) in(amounts []money.Amount, to money.Currency, day date.Day, restsOn []parley.ID) (Size, bool) {
	for _, x := range amounts {
		if x.Currency == to {
			return Size{Interval: x.Bounds, Value: middle(x.Value, x.High), Currency: to, RestsOn: restsOn}, true
		}
	}
	for _, x := range amounts {
		if c := a.Convert(x.Currency, to, day); c != nil {
			s := Size{Interval: x.Bounds.Mul(c.Interval), Value: middle(x.Value, x.High).Mul(c.Mid()), Currency: to, Rate: c}
			s.RestsOn = unique(slices.Concat(restsOn, c.RestsOn))
			return s, true
		}
	}
	return Size{}, false
}

func middle(lo, hi money.Decimal) money.Decimal {
	if lo == hi {
		return lo
	}
	return money.Interval{Lo: lo, Hi: hi}.Mid()
}

// Size returns what the figure of a claim comes to in a currency on a day, in a
// frame. A percentage is a rise over its base. In the empty currency it is the
// percentage itself, where its base has no amount in the record. It is false for what
// is no figure, where the record has no rate, and for what has no amount in the frame.
func (a *Assessment) Size(c *parley.Claim, in money.Currency, day date.Day, as Frame) (Size, bool) {
	return a.size(c, in, day, as, deepest)
}

func (a *Assessment) size(c *parley.Claim, in money.Currency, day date.Day, as Frame, depth int) (Size, bool) {
	if c.That == nil || depth == 0 {
		return Size{}, false
	}
	ids := a.Of(c.ID).RestsOn()
	switch v := c.That.Value.(type) {
	case parley.Money:
		if in != "" {
			s, ok := a.in(both(v.Amount, v.Beside), in, day, ids)
			return s.framed(ok, FrameOf(c.That), as)
		}
	case parley.Percent:
		if in == "" {
			return Size{Interval: v.Bounds, Value: middle(v.Value, v.High), RestsOn: ids}, true
		}
		base, ok := a.over(c.That, v, in, day, as, depth)
		if !ok {
			return Size{}, false
		}
		base.RestsOn = unique(slices.Concat(ids, base.RestsOn))
		return base.more(v.Bounds, middle(v.Value, v.High)), true
	}
	return Size{}, false
}

var hundred = money.Int(100)

// more returns the sum raised by so many per cent.
func (s Size) more(percent money.Interval, value money.Decimal) Size {
	factor := money.Interval{Lo: percent.Lo.Add(hundred).Shift(-2), Hi: percent.Hi.Add(hundred).Shift(-2)}
	s.Interval, s.Value = s.Interval.Mul(factor), s.Value.Mul(value.Add(hundred).Shift(-2))
	return s
}

// before is the day on which what a time is compared with was paid: the one before
// it, if that is not later than another day.
func before(d date.Date, day date.Day) date.Day {
	if d.First != 0 {
		day = min(day, d.First-1)
	}
	return day
}

// over returns the base of the percentage of a proposition, in a currency on a day
// and in a frame. An amount typed with it is for what the proposition says, else for
// a year.
func (a *Assessment) over(t *parley.Proposition, v parley.Percent, in money.Currency, day date.Day, as Frame, depth int) (Size, bool) {
	if !v.Amount.IsZero() {
		s, ok := a.in([]money.Amount{v.Amount}, in, day, nil)
		return s.framed(ok, TypedFrame(t), as)
	}
	if c, ok := view.Get[*parley.Claim](a.view, v.Over); ok {
		return a.size(c, in, day, as, depth-1)
	}
	s, ok := a.best(a.PaidBefore(v.Over, t.For, day), in, day)
	return s.framed(ok, Frame{Span: EachYear}, as)
}

// framed is a size, if it is one, in another frame.
func (s Size) framed(ok bool, from, to Frame) (Size, bool) {
	if !ok {
		return Size{}, false
	}
	return s.to(from, to)
}

// PaidBefore returns the amounts that the record has for what an agreement or terms
// pay in a year before a time, as known on a day: the base of a percentage for that
// time.
func (a *Assessment) PaidBefore(id parley.ID, d date.Date, day date.Day) []Printed {
	day = before(d, day)
	e, _ := a.view.Entry(id)
	switch e := e.(type) {
	case *parley.Terms:
		return a.printed(&Life{Terms: []*parley.Terms{e}, Covers: e.Covers}, day)
	case *parley.Agreement:
		for _, l := range a.Lives() {
			if l.Agreement == e {
				return a.Paid(l, day)
			}
		}
	}
	return nil
}

// A Printed amount is one that the record has for what an agreement pays in a
// year. What is printed for several years is one of as many equal parts.
type Printed struct {
	money.Amount
	Beside  money.Amount // zero: none
	For     date.Date
	By      parley.ID // the terms or the claim
	Terms   bool      // it stands in terms
	Known   date.Day
	RestsOn []parley.ID
}

// Paid returns every amount that the record has for the time that an agreement
// pays for on a day, or that it paid for last: those of its terms, then those
// that claims give, each in the order in which they became known.
func (a *Assessment) Paid(l *Life, day date.Day) []Printed {
	ps := a.printed(l, day)
	if l.Agreement == nil {
		return ps
	}
	purse := a.Purse()
	for _, c := range a.claims {
		if c.That == nil || c.That.Issue != purse || c.That.Verb != "pays" || c.That.Rel != "=" || c.That.Per != "" && c.That.Per != "year" ||
			c.That.For.First > day || c.That.For.IsZero() || !l.covers(c.That.For) || a.Status(c.ID).Basis == parley.NotSourced {
			continue
		}
		if m, ok := c.That.Value.(parley.Money); ok {
			ids, known := a.heard(c.ID)
			ps = append(ps, aYears(Printed{m.Amount, m.Beside, c.That.For, c.ID, false, known, ids}, c.That.Per == "year")...)
		}
	}
	return latest(ps)
}

func (a *Assessment) printed(l *Life, day date.Day) (ps []Printed) {
	for _, t := range l.Terms {
		for _, x := range t.Pays {
			if x.For.First <= day {
				ps = append(ps, aYears(Printed{x.Amount, x.Beside, x.For, t.ID, true, a.view.KnownOn(t.ID), []parley.ID{t.ID}}, false)...)
			}
		}
	}
	return latest(ps)
}

// aYears is an amount as that of one year, nothing where it is for a part of one.
func aYears(p Printed, already bool) []Printed {
	from, to, whole := p.For.Years()
	switch {
	case !whole:
		return nil
	case from == to || already:
		return []Printed{p}
	}
	n := to - from + 1
	p.Amount, p.Beside = parted(p.Amount, n), parted(p.Beside, n)
	return []Printed{p}
}

// parted is one of n equal parts of an amount, in words of our own.
func parted(x money.Amount, n int) money.Amount {
	if x.IsZero() {
		return x
	}
	i := part(x.Bounds, n)
	y := money.Rounded(x.Currency, i.Mid(), 6)
	y.Bounds = i
	return y
}

// covers reports whether a time lies in the term of the agreement, as far as
// that is known.
func (l *Life) covers(d date.Date) bool {
	c := l.Covers
	return c.IsZero() || c.First <= d.First && (c.Last == 0 || d.Last != 0 && d.Last <= c.Last)
}

// latest keeps the amounts for the time that began last.
func latest(ps []Printed) []Printed {
	var begun date.Day
	for _, p := range ps {
		begun = max(begun, p.For.First)
	}
	ps = slices.DeleteFunc(ps, func(p Printed) bool { return p.For.First != begun })
	slices.SortStableFunc(ps, func(x, y Printed) int {
		if x.Terms != y.Terms {
			if x.Terms {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.Known, y.Known)
	})
	return ps
}

// best returns what printed amounts of one thing come to in a currency: what
// terms say goes before what claims say, the amount printed with most digits
// before the others, and of two alike the one that became known last.
func (a *Assessment) best(ps []Printed, in money.Currency, day date.Day) (Size, bool) {
	var best Size
	found, terms := false, false
	for _, p := range ps {
		for _, x := range both(p.Amount, p.Beside) {
			if x.Currency != in || found && (terms && !p.Terms || x.Bounds.Width().Cmp(best.Width()) > 0) {
				continue
			}
			best, _ = a.in([]money.Amount{x}, in, day, p.RestsOn)
			found, terms = true, terms || p.Terms
		}
	}
	if found {
		return best, true
	}
	for _, p := range ps {
		s, ok := a.in(both(p.Amount, p.Beside), in, day, p.RestsOn)
		if ok && (!found || s.Width().Cmp(best.Width()) <= 0) {
			best, found = s, true
		}
	}
	return best, found
}
