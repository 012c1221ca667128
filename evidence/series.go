package evidence

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/cost"
	"parley/date"
	"parley/money"
	"parley/view"
)

// A Line is a series as far as its figures are known to the reader.
type Line struct {
	*parley.Series
	Unit Unit
	now  []parley.Figure // of each period the latest published, by period
	flip bool            // read the other way round: won per dollar as dollars per won
}

// A Unit says what the figures of a series are.
type Unit struct {
	Percent     bool           // growth in a year; what is neither this nor a rate is an index, whose growth counts
	Base, Quote money.Currency // of a rate: what Per units of the base cost in the quote currency
	Per         money.Decimal
}

// IsRate reports whether the figures are rates of exchange.
func (u Unit) IsRate() bool { return u.Base != "" }

// ParseUnit reads the unit of a series: "%", "KRW per USD", "KRW per 100 JPY".
func ParseUnit(s string) Unit {
	ws := strings.Fields(s)
	if len(ws) > 0 && (ws[0] == "%" || ws[0] == "percent" || ws[0] == "per" && len(ws) > 1 && ws[1] == "cent") {
		return Unit{Percent: true}
	}
	u := Unit{Per: money.Int(1)}
	if len(ws) == 4 {
		d, err := money.ParseDecimal(ws[2])
		if err != nil || d.Sign() <= 0 {
			return Unit{}
		}
		u.Per, ws = d, []string{ws[0], ws[1], ws[3]}
	}
	if len(ws) != 3 || ws[1] != "per" {
		return Unit{}
	}
	u.Quote, u.Base = money.Currency(ws[0]), money.Currency(ws[2])
	_, quote := money.Lookup(u.Quote)
	_, base := money.Lookup(u.Base)
	if !quote || !base || u.Base == u.Quote {
		return Unit{}
	}
	return u
}

// A Reading is what a series says of a time, and the entries that say it.
type Reading struct {
	Value   money.Decimal
	Of      []parley.Figure // one; the parts of the year of which it is the mean; the two between which it is the growth
	Mean    bool            // of the parts of the year
	RestsOn []parley.ID
}

// Line returns a series of the view, nil if it is not in it.
func (a *Assessment) Line(id parley.ID) *Line {
	a.lines.Lock()
	defer a.lines.Unlock()
	l, ok := a.lines.of[id]
	if !ok {
		if a.lines.of == nil {
			a.lines.of = make(map[parley.ID]*Line)
		}
		l = a.line(id)
		a.lines.of[id] = l
	}
	return l
}

func (a *Assessment) line(id parley.ID) *Line {
	s, ok := view.Get[*parley.Series](a.view, id)
	if !ok {
		return nil
	}
	l := &Line{Series: s, Unit: ParseUnit(s.Unit)}
	at := make(map[[2]date.Day]int)
	for _, f := range s.Figures {
		k := [2]date.Day{f.For.First, f.For.Last}
		if i, ok := at[k]; !ok {
			at[k] = len(l.now)
			l.now = append(l.now, f)
		} else if a.out(f) >= a.out(l.now[i]) {
			l.now[i] = f
		}
	}
	slices.SortStableFunc(l.now, func(x, y parley.Figure) int {
		return cmp.Or(cmp.Compare(x.For.First, y.For.First), cmp.Compare(y.For.Last, x.For.Last))
	})
	return l
}

// out is the day on which a figure was published: its own, else its source's.
func (a *Assessment) out(f parley.Figure) date.Day {
	if f.Published != 0 {
		return f.Published
	}
	if s, ok := view.Get[*parley.Source](a.view, f.Source); ok {
		if d, ok := s.Published.Get(); ok {
			return d.Day(a.view.Zone())
		}
	}
	return 0
}

// Rate returns the series in which the case reckons for a pair of currencies:
// what one unit of base costs in quote. It is nil if the case names none.
func (a *Assessment) Rate(base, quote money.Currency) *Line {
	for c := range view.Each[*parley.Case](a.view) {
		for _, id := range c.Rates {
			l := a.Line(id)
			switch {
			case l == nil:
			case l.Unit.Base == base && l.Unit.Quote == quote:
				return l
			case l.Unit.Base == quote && l.Unit.Quote == base:
				flipped := *l
				flipped.flip = true
				return &flipped
			}
		}
	}
	return nil
}

// Figures returns the figures that count, by period: of each the one published
// last.
func (l *Line) Figures() []parley.Figure { return l.now }

// Year returns what the series says of a calendar year: the growth in it, the
// rate, or the level. Where no figure is of the whole year it is the mean of its
// months or quarters, each by the days that it has, if they fill the year.
func (l *Line) Year(year int) (r Reading, ok bool) {
	if r, ok = l.year(year); ok {
		r.Value = l.one(r.Value)
	}
	return r, ok
}

func (l *Line) year(year int) (r Reading, ok bool) {
	of := l.parts(date.On(year, 1, 1), date.On(year, 12, 31), make(map[date.Day]bool))
	if len(of) == 0 {
		return Reading{}, false
	}
	if len(of) == 1 {
		return l.reading(of[0].Value, of[0]), true
	}
	var sum money.Decimal
	var days int64
	for _, f := range of {
		n := int64(f.For.Last-f.For.First) + 1
		sum, days = sum.Add(f.Value.Mul(money.Int(n))), days+n
	}
	r = l.reading(sum.Quo(money.Int(days), precision, money.HalfEven), of...)
	r.Mean = true
	return r, true
}

// parts returns figures whose periods follow each other and fill a time, the
// longest that will do at each place; nil if none do. From some days it is known
// that none go on: dead.
func (l *Line) parts(first, last date.Day, dead map[date.Day]bool) []parley.Figure {
	if dead[first] {
		return nil
	}
	from, _ := slices.BinarySearchFunc(l.now, first, func(f parley.Figure, d date.Day) int { return cmp.Compare(f.For.First, d) })
	var here []parley.Figure
	for _, f := range l.now[from:] {
		if f.For.First != first {
			break
		}
		if f.For.Last != 0 && f.For.Last <= last {
			here = append(here, f)
		}
	}
	slices.SortStableFunc(here, func(x, y parley.Figure) int { return cmp.Compare(y.For.Last, x.For.Last) })
	for _, f := range here {
		if f.For.Last == last {
			return []parley.Figure{f}
		}
		if rest := l.parts(f.For.Last+1, last, dead); rest != nil {
			return append([]parley.Figure{f}, rest...)
		}
	}
	dead[first] = true
	return nil
}

// precision is how many digits a quotient of figures keeps.
const precision = 20

// one makes a figure the worth of one unit, in the direction asked for.
func (l *Line) one(v money.Decimal) money.Decimal {
	if !l.Unit.IsRate() {
		return v
	}
	if l.flip {
		return l.Unit.Per.Quo(v, precision, money.HalfEven)
	}
	return v.Quo(l.Unit.Per, precision, money.HalfEven)
}

func (l *Line) reading(v money.Decimal, of ...parley.Figure) Reading {
	r := Reading{Value: v, Of: of, RestsOn: []parley.ID{l.ID}}
	for _, f := range of {
		if f.Source != "" {
			r.RestsOn = append(r.RestsOn, f.Source)
		}
	}
	r.RestsOn = unique(r.RestsOn)
	return r
}

// Growth returns the growth in a calendar year, in per cent: as the series says
// it, or from the levels of that year and the one before.
func (l *Line) Growth(year int) (Reading, bool) {
	now, ok := l.year(year)
	if !ok || l.Unit.Percent {
		return now, ok
	}
	before, ok := l.year(year - 1)
	if !ok || before.Value.Sign() <= 0 {
		return Reading{}, false
	}
	hundred := money.Int(100)
	v := now.Value.Mul(hundred).Quo(before.Value, precision, money.HalfEven).Sub(hundred)
	return l.reading(v, append(slices.Clone(before.Of), now.Of...)...), true
}

// On returns what the series says of a day: the figure of the shortest period
// that holds it.
func (l *Line) On(day date.Day) (r Reading, ok bool) {
	for _, f := range l.now {
		if f.For.First <= day && day <= f.For.Last && (!ok || f.For.Last-f.For.First < r.Of[0].For.Last-r.Of[0].For.First) {
			r, ok = l.reading(l.one(f.Value), f), true
		}
	}
	return r, ok
}

// Last returns the latest year of which the series says something, 0 if none.
func (l *Line) Last() int {
	if len(l.now) == 0 {
		return 0
	}
	first, _, _ := l.now[0].For.First.YMD()
	last, _, _ := l.now[len(l.now)-1].For.Last.YMD()
	for y := last; y >= first; y-- {
		if _, ok := l.Of(y); ok {
			return y
		}
	}
	return 0
}

// Of returns what package cost reckons with: the level of a rate, else growth
// in per cent.
func (l *Line) Of(year int) (Reading, bool) {
	if l.Unit.IsRate() {
		return l.Year(year)
	}
	return l.Growth(year)
}

// Input returns what the series says of some years, as an input of package
// cost under its id, and the entries it rests on, by year.
func (l *Line) Input(from, to int) (in cost.Input, restsOn map[int][]parley.ID) {
	in = cost.Input{Name: string(l.ID), Known: make(map[int]money.Decimal)}
	restsOn = make(map[int][]parley.ID)
	for y := from; y <= to; y++ {
		if r, ok := l.Of(y); ok {
			in.Known[y], restsOn[y] = r.Value, r.RestsOn
		}
	}
	return in, restsOn
}
