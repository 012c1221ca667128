package evidence

import (
	"maps"
	"slices"
	"strconv"

	"parley"
	"parley/cost"
	"parley/date"
	"parley/money"
	"parley/view"
)

// A Yearly is what is paid in a year, with what says so.
type Yearly struct {
	Currency       money.Currency
	money.Interval              // as far as the printed digits leave it open
	Made           cost.Product // of what it is made: of a printed number, and percentages over it; zero: of an amount by itself
	Printed        money.Amount // zero: it was reckoned, as 13 % over a base
	Beside         money.Amount // printed beside it; zero: none
	Year           int          // 0: not said
	Of             parley.ID    // the agreement or claim whose it is; empty: typed with the percentage
	RestsOn        []parley.ID
}

// by is the amount as one printed number: whatever is made of that number has one
// draw of what its digits leave open.
func (s Yearly) by(key string) Yearly {
	s.Made = cost.Product{Of: []cost.Printed{{Key: key, Interval: s.Interval}}}
	return s
}

// to is the amount rounded to a unit; 0: not at all.
func (s Yearly) to(unit money.Decimal) Yearly {
	s.Made.Round = unit
	s.Interval = s.Made.Interval()
	return s
}

// keyOf names a number that an entry prints for a time, in a currency or in per
// cent.
func keyOf(entry parley.ID, unit string, d date.Date) string {
	key := string(entry) + ":" + unit
	switch y := yearsOf(d); y.N() {
	case 0:
		return key
	case 1:
		return key + ":" + strconv.Itoa(y.From)
	default:
		return key + ":" + strconv.Itoa(y.From) + "-" + strconv.Itoa(y.To)
	}
}

// yearly returns what terms say is paid in each year, by currency: of several
// amounts the one that leaves least open, and of these the latest. What is paid
// for several years is spread evenly.
func (a *Assessment) yearly(ts []*parley.Terms) map[money.Currency]map[int]Yearly {
	out := make(map[money.Currency]map[int]Yearly)
	for _, t := range ts {
		for _, p := range t.Pays {
			from, to, whole := p.For.Years()
			if !whole || to-from >= cost.MaxYears {
				continue
			}
			two := both(p.Amount, p.Beside)
			for i, x := range two {
				s := Yearly{Currency: x.Currency, Interval: part(settled(t, x), to-from+1), Of: t.Of, RestsOn: []parley.ID{t.ID}}
				s = s.by(keyOf(t.ID, string(x.Currency), p.For))
				if from == to {
					s.Printed = x
				}
				if from == to && len(two) == 2 {
					s.Beside = two[1-i]
				}
				for s.Year = from; s.Year <= to; s.Year++ {
					out[x.Currency] = withBest(out[x.Currency], s)
				}
			}
		}
	}
	return out
}

func withBest(years map[int]Yearly, s Yearly) map[int]Yearly {
	if years == nil {
		years = make(map[int]Yearly)
	}
	if old, ok := years[s.Year]; !ok || s.Width().Cmp(old.Width()) <= 0 {
		years[s.Year] = s
	}
	return years
}

// settled is what an amount of terms leaves open: nothing, where it is printed to
// the unit to which the terms round what they pay.
func settled(t *parley.Terms, x money.Amount) money.Interval {
	unit := t.Rounds.Amount
	if unit.Currency != x.Currency || unit.Value.Sign() <= 0 || x.IsRange() || x.Bounds.Width().Cmp(unit.Value) > 0 {
		return x.Bounds
	}
	if q := x.Value.Quo(unit.Value, precision, money.HalfEven); q != q.Round(0, money.HalfEven) {
		return x.Bounds
	}
	return money.Only(x.Value)
}

// part returns one of n equal parts, rounded outward.
func part(i money.Interval, n int) money.Interval {
	if n == 1 {
		return i
	}
	by := money.Int(int64(n))
	return money.Interval{Lo: i.Lo.Quo(by, precision, money.Floor), Hi: i.Hi.Quo(by, precision, money.Ceiling)}
}

// pays returns what is paid in each year of an agreement, in one currency: the
// one in which most years are known, of several that of the case.
func (a *Assessment) pays(l *Life) (best map[int]Yearly) {
	all := a.yearly(l.Terms)
	for _, c := range slices.Sorted(maps.Keys(all)) {
		if n := len(all[c]); n > len(best) || n == len(best) && c == a.Money() {
			best = all[c]
		}
	}
	return best
}

// earliest returns the first year of which there is an amount. There is one.
func earliest(years map[int]Yearly) int { return slices.Min(slices.Collect(maps.Keys(years))) }

// agreedBefore returns the amount that was agreed for the last year before one,
// among those of which an amount is known. What was never signed was not agreed;
// an agreement of which no stage is recorded is taken at its terms.
func (a *Assessment) agreedBefore(year int) (best Yearly, ok bool) {
	for _, l := range a.Lives() {
		if !l.Begun() && l.Ended() == nil && len(l.Stages) > 0 {
			continue
		}
		for y, s := range a.pays(l) {
			if y < year && (!ok || y > best.Year || y == best.Year && s.Currency == a.Money()) {
				best, ok = s, true
			}
		}
	}
	return best, ok
}

// Money returns the currency in which the case reckons, "" if nothing says.
func (a *Assessment) Money() money.Currency {
	for c := range view.Each[*parley.Case](a.view) {
		return c.Money
	}
	return ""
}

// deepest is how many percentages over each other are followed: the claims of a
// record may name each other in a ring.
const deepest = 3

// aYear returns what a proposition comes to in a year. What we typed ourselves is
// meant to the last digit; what was printed leaves open what its digits do. What
// is for several years in all is spread over them, else over those given. The
// numbers are drawn under the name of the entry that prints them.
func (a *Assessment) aYear(t *parley.Proposition, name parley.ID, ours bool, over Years, depth int) (s, base Yearly, err *BidError) {
	switch v := t.Value.(type) {
	case parley.Money:
		s = Yearly{Currency: v.Currency, Interval: meant(v.Bounds, v.Value, v.High, ours), Printed: v.Amount, Beside: v.Beside}
		s, err = s.per(t, over)
		return s.by(keyOf(name, string(v.Currency), t.For)), base, err
	case parley.Percent:
		if base, err = a.base(v, name, ours, before(t.For, a.view.From().AsOf), depth); err != nil {
			return s, base, err
		}
		return raised(base, v, ours, keyOf(name, "%", t.For)), base, nil
	}
	return s, base, &BidError{Why: NoAmount}
}

// raised returns an amount with a percentage on top of it, which is drawn under a
// key.
func raised(base Yearly, v parley.Percent, ours bool, key string) Yearly {
	p := meant(v.Bounds, v.Value, v.High, ours)
	factor := cost.Printed{Key: key, Interval: money.Interval{Lo: p.Lo.Add(hundred).Shift(-2), Hi: p.Hi.Add(hundred).Shift(-2)}}
	base.Made.Of = append(slices.Clone(base.Made.Of), factor)
	base.Interval = base.Made.Interval()
	base.Printed, base.Beside = money.Amount{}, money.Amount{}
	return base
}

// CostBase returns what a claim says of a year, whatever its verb, or what an
// agreement pays: a cost of which others are a share. The error is a [*BidError].
func (a *Assessment) CostBase(id parley.ID) (Yearly, error) {
	e, _ := a.view.Entry(id)
	switch e := e.(type) {
	case *parley.Claim:
		if e.That == nil || !isFigure(e.That.Value) {
			return Yearly{}, &BidError{Bid: id, Why: NoAmount}
		}
		s, _, err := a.aYear(e.That, e.ID, false, Years{}, deepest)
		if err != nil {
			err.Bid = id
			return s, err
		}
		if s.Lo.Sign() <= 0 {
			return s, &BidError{Bid: id, Why: NoAmount}
		}
		s.RestsOn = unique(append(a.Of(id).RestsOn(), s.RestsOn...))
		return s, nil
	case *parley.Agreement:
		if s, err := a.base(parley.Percent{Over: id}, "", false, a.view.From().AsOf, deepest); err == nil {
			return s, nil
		}
		return Yearly{}, &BidError{Bid: id, Why: NoAmount}
	}
	return Yearly{}, &BidError{Bid: id, Why: NoSuchBid}
}

func meant(bounds money.Interval, low, high money.Decimal, ours bool) money.Interval {
	if ours {
		return money.Interval{Lo: low, Hi: high}
	}
	return bounds
}

// per turns an amount a month, or for several years, into one a year.
func (s Yearly) per(t *parley.Proposition, over Years) (Yearly, *BidError) {
	from, to, whole := t.For.Years()
	if from == to {
		s.Year = from
	}
	if y := yearsOf(t.For); !y.IsZero() {
		over = y
	}
	printed := s
	s.Printed, s.Beside = money.Amount{}, money.Amount{}
	switch {
	case !t.For.IsZero() && !whole:
		return s, &BidError{Why: PartYear}
	case t.Per == "month":
		s.Interval = s.Mul(money.Only(money.Int(12)))
	case t.Per == "total" && over.IsZero():
		return s, &BidError{Why: NoTerm}
	case t.Per == "total", t.Per == "" && to > from:
		s.Interval = part(s.Interval, over.N())
	default:
		s = printed
	}
	return s, nil
}

// base returns the amount over which a percentage is: of an agreement, what it
// pays for the time of a day, or paid last.
func (a *Assessment) base(v parley.Percent, name parley.ID, ours bool, day date.Day, depth int) (Yearly, *BidError) {
	missing := &BidError{Why: NoBase, Base: v.Over}
	if v.Over == "" {
		if v.Amount.IsZero() {
			return Yearly{}, missing
		}
		s := Yearly{Currency: v.Amount.Currency, Interval: meant(v.Amount.Bounds, v.Amount.Value, v.Amount.High, ours), Printed: v.Amount}
		return s.by(keyOf(name, "over:"+string(s.Currency), date.Date{})), nil
	}
	var ps []Printed
	e, _ := a.view.Entry(v.Over)
	switch e := e.(type) {
	case *parley.Agreement:
		for _, l := range a.Lives() {
			if l.Agreement.ID == e.ID {
				ps = a.Paid(l, day)
			}
		}
	case *parley.Terms:
		ps = a.printed(&Life{Terms: []*parley.Terms{e}, Covers: e.Covers}, day)
	case *parley.Claim:
		if e.That == nil || depth == 0 {
			return Yearly{}, missing
		}
		s, _, err := a.aYear(e.That, e.ID, false, Years{}, depth-1)
		if err != nil {
			return s, missing
		}
		s.Of, s.RestsOn = e.ID, unique(append(a.Of(e.ID).RestsOn(), s.RestsOn...))
		return s, nil
	}
	s, ok := a.exact(ps, day)
	s.Of = v.Over
	if !ok {
		return s, missing
	}
	return s, nil
}

// exact returns the most exact of amounts printed for one time, in the money of
// the case if it was printed in that.
func (a *Assessment) exact(ps []Printed, day date.Day) (s Yearly, ok bool) {
	if len(ps) == 0 {
		return s, false
	}
	for _, c := range []money.Currency{a.Money(), ps[0].Currency} {
		sum, ok := a.best(ps, c, day)
		if !ok || sum.Rate != nil {
			continue
		}
		s = Yearly{Currency: c, Interval: sum.Interval, RestsOn: sum.RestsOn}
		if y := yearsOf(ps[0].For); y.N() == 1 {
			s.Year = y.From
		}
		key := ""
		for _, p := range ps {
			for _, x := range both(p.Amount, p.Beside) {
				switch {
				case x.Currency == c && x.Bounds == sum.Interval:
					if s.Year != 0 {
						s.Printed = x
					}
					if key == "" || p.Terms {
						key = keyOf(p.By, string(c), p.For)
					}
					if t, ok := view.Get[*parley.Terms](a.view, p.By); ok {
						s.Interval = settled(t, x)
					}
				case x.Currency != c && s.Beside.IsZero():
					s.Beside = x
				}
			}
		}
		return s.by(key), true
	}
	return s, false
}

// LatestPair returns the two amounts, printed side by side, that are for the
// latest time, and what one unit of base cost in quote by them. Of one time it is
// the pair that leaves least open.
func (a *Assessment) LatestPair(base, quote money.Currency) (best PrintedPair, rate money.Rate, ok bool) {
	for _, p := range a.PrintedPairs() {
		x, y := p.First, p.Second
		if x.Currency == base {
			x, y = y, x
		}
		if x.Currency != quote || y.Currency != base {
			continue
		}
		r, implied := money.ImpliedRate(x, y)
		if later := date.Compare(p.For, best.For); implied && r.Lo.Sign() > 0 && (!ok || later > 0 || later == 0 && r.Width().Cmp(rate.Width()) < 0) {
			best, rate, ok = p, r, true
		}
	}
	return best, rate, ok
}
