package evidence

import (
	"slices"

	"parley"
	"parley/money"
)

// A Premise is an index or a rate on which prices rest: the figures that are
// known, and what is assumed of the others.
type Premise struct {
	Name       string         // of the input of package cost
	Series     parley.ID      // empty: a rate of exchange that no series gives
	Base       money.Currency // of a rate: what one unit of it is worth in the money of the answer
	Known      []KnownFigure  // those that are used, by year
	Later      []int          // the years of which something is assumed
	Assumption Assumption     // of those, in the unit of the series; its zero Kind: nothing
	By         parley.ID      // the entry that assumes it; empty: whoever asks
	Pair       *PrintedPair   // whose rate it is; nil: none
}

// A KnownFigure is one that is used as it stands in a series.
type KnownFigure struct {
	Year    int
	Value   money.Decimal // as the series has it: its rate may be quoted the other way round
	RestsOn []parley.ID
}

// RestsOn returns the entries on which the premise rests.
func (p *Premise) RestsOn() (ids []parley.ID) {
	for _, k := range p.Known {
		ids = append(ids, k.RestsOn...)
	}
	if p.Pair != nil {
		ids = append(ids, p.Pair.RestsOn...)
	}
	if p.By != "" {
		ids = append(ids, p.By)
	}
	return unique(ids)
}

// With returns the premise with the figures that others take from the same input.
func (p Premise) With(q Premise) Premise {
	for _, k := range q.Known {
		if !slices.ContainsFunc(p.Known, func(o KnownFigure) bool { return o.Year == k.Year }) {
			p.Known = append(slices.Clone(p.Known), k)
		}
	}
	slices.SortFunc(p.Known, func(x, y KnownFigure) int { return x.Year - y.Year })
	p.Later = slices.Sorted(slices.Values(append(slices.Clone(p.Later), q.Later...)))
	p.Later = slices.Compact(p.Later)
	if p.Assumption.Kind == 0 {
		p.Assumption, p.By = q.Assumption, q.By
	}
	return p
}

// Certain reports whether nothing is drawn of the premise: each figure is known,
// or assumed to be one number.
func (p *Premise) Certain() bool { return len(p.Later) == 0 || p.Assumption.Kind == Fixed }

// Joined adds the premises of one plan to those of others: the figures of one
// input stand together.
func Joined(all, more []Premise) []Premise {
	for _, x := range more {
		i := slices.IndexFunc(all, func(y Premise) bool { return y.Name == x.Name })
		if i < 0 {
			all = append(all, x)
			continue
		}
		all[i] = all[i].With(x)
	}
	return all
}

// Figures counts the figures of premises, and those that are assumed.
func Figures(ps []Premise) (all, assumed int) {
	for i := range ps {
		all += len(ps[i].Known) + len(ps[i].Later)
		assumed += len(ps[i].Later)
	}
	return all, assumed
}

// Unneeded returns what was typed and changes nothing: the series of which every
// figure that is needed is known, or none is needed, and the currencies that
// nothing is converted from.
func (o *PlanOptions) Unneeded(ps []Premise) (series []parley.ID, currencies []money.Currency) {
	for id := range o.Assume {
		if !slices.ContainsFunc(ps, func(p Premise) bool { return p.Series == id && len(p.Later) > 0 }) {
			series = append(series, id)
		}
	}
	for c := range o.Rates {
		if !slices.ContainsFunc(ps, func(p Premise) bool { return p.Series == "" && p.Pair == nil && p.Base == c }) {
			currencies = append(currencies, c)
		}
	}
	slices.Sort(series)
	slices.Sort(currencies)
	return series, currencies
}

// Latest returns the last figure of a series as it stands there, and the year for
// which it is; false if it has none.
func (l *Line) Latest() (value money.Decimal, year int, ok bool) {
	if len(l.now) == 0 {
		return value, 0, false
	}
	last := l.now[len(l.now)-1]
	_, year, _ = last.For.Years()
	return last.Value, year, true
}

// One returns a figure of a rate as what one unit is worth, in the direction in
// which the rate was asked for.
func (l *Line) One(v money.Decimal) money.Decimal { return l.one(v) }
