package evidence

import (
	"slices"

	"parley"
	"parley/date"
	"parley/money"
	"parley/view"
)

// Valuation returns the valuation by which a side is judged: its own, where the
// reader may know of one, else our guess of it; of several the latest, of those of
// one day the last in the record. It is nil where there is none.
func (a *Assessment) Valuation(party parley.ID) (best *parley.Valuation) {
	for v := range view.Each[*parley.Valuation](a.view) {
		switch {
		case v.Of != party || best != nil && v.Ours && !best.Ours:
		case best == nil || best.Ours && !v.Ours || v.Happened.Last >= best.Happened.Last:
			best = v
		}
	}
	return best
}

// A Stake is a figure of a valuation in money a year.
type Stake struct {
	money.Interval
	Rate    *Conversion    // of the record; nil: it was in that money, or the rate was typed
	Typed   money.Interval // a rate that whoever asks typed; zero: none
	RestsOn []parley.ID    // beyond the valuation itself
}

// Rates are what one unit of a currency is worth, whatever the record says.
type Rates map[money.Currency]Assumption

// Limit returns the limit of a valuation in a currency, a year. The error is a
// [*BidError].
func (a *Assessment) Limit(v *parley.Valuation, in money.Currency, typed Rates) (Stake, error) {
	s, _, err := a.aYear(v.Limit, v.ID, true, Years{}, deepest)
	if err != nil {
		err.Bid = v.ID
		return Stake{}, err
	}
	x, ok := a.InMoney(s.Currency, s.Interval, in, typed)
	if !ok {
		return x, &BidError{Bid: v.ID, Why: OtherMoney, Money: s.Currency}
	}
	x.RestsOn = unique(slices.Concat(s.RestsOn, x.RestsOn))
	return x, nil
}

// Stake returns an amount of a valuation in a currency, a year. It is false where
// the record has no rate. What is per month counts twelve times.
func (a *Assessment) Stake(x money.Amount, per string, in money.Currency, typed Rates) (Stake, bool) {
	i := meant(x.Bounds, x.Value, x.High, true)
	if per == "month" {
		i = i.Mul(money.Only(money.Int(12)))
	}
	return a.InMoney(x.Currency, i, in, typed)
}

// InMoney returns an amount a year in a currency, at a rate that was typed, else at
// that of the day asked about. It is false where the record has none. Of a rate that
// was typed with what it deviates by, which is of later years, the middle counts.
func (a *Assessment) InMoney(c money.Currency, i money.Interval, in money.Currency, typed Rates) (Stake, bool) {
	if c == in {
		return Stake{Interval: i}, true
	}
	if x, ok := typed[c]; ok && x.Mean.Sign() > 0 {
		rate := money.Only(x.Mean)
		if x.Kind == Ranges {
			rate.Hi = x.Width
		}
		return Stake{Interval: i.Mul(rate), Typed: rate}, true
	}
	rate := a.Convert(c, in, a.view.From().AsOf)
	if rate == nil {
		return Stake{}, false
	}
	return Stake{Interval: i.Mul(rate.Interval), Rate: rate, RestsOn: rate.RestsOn}, true
}

// Lasts returns the days on which what a valuation says of no agreement holds: 0
// is from always, or without end. What begins with an event or a deadline begins
// on the last day on which that may have been.
func (a *Assessment) Lasts(n parley.NoDeal) (from, to date.Day) {
	from, to = n.For.First, n.For.Last
	if n.After == "" {
		return from, to
	}
	if e, ok := a.view.Entry(n.After); ok {
		if h := e.Base().Happened; h.Last != 0 {
			return h.Last, to
		} else if h.First != 0 {
			return h.First, to
		}
	}
	return from, to
}
