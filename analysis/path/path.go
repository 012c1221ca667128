// Package path answers: what does each agreement pay, as recorded, and as its
// rule gives?
//
//	Result     the agreements in order, and the times without one
//	Agreement  its years, what they come to, and how far it rose over the one before
//	Year       what is recorded of a year, and what the rule gives
//	Given      an amount as one entry gives it
//	Computed   an amount that follows from the year before
//	Sum        what some years come to
//
// A year is computed from the recorded amount of the year before, else from the
// computed one; from nothing, nothing is computed. The rule of a year is that of
// the latest terms that give one for it. It may reach back: the first year of an
// agreement can follow from the last of the one before, if its terms say so.
// Where the terms round amounts to a unit, an amount whose printed digits leave
// open one multiple of it is that multiple. What was printed and what was
// computed agree if they can be one number.
//
// Where several figures are recorded of a year, all of them count: sums and rises
// leave open what lies between. [Year.Stands] picks one of them by a rule.
//
// An amount is for the year for which it stands, unless the money is counted for
// another period ("EUR per month"): then nobody says whether an amount is for
// every month or for all of them, and nothing is added up.
//
// Package cost does the arithmetic. Each year is asked for by itself, from the
// one before, so that a slip of one year is not carried into the next.
package path

import (
	"cmp"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name: "agreements",
	Assumes: []string{"card.agreements.base", "card.agreements.latest", "card.agreements.unit", "card.agreements.agrees", "card.agreements.claims",
		"card.agreements.figures", "card.agreements.stands", "card.agreements.period"},
	Reads: []parley.Kind{"agreement", "terms", "stage", "series", "claim", "issue"},
	Since: "0.1",
}

// Options say which agreement is asked about; empty: all.
type Options struct {
	Agreement parley.ID
}

// A Result is what the agreements pay, as far as it was known at the end of a day.
type Result struct {
	Day        date.Day
	Nothing    bool // nothing was known by then
	Agreements []*Agreement
	Lapses     []Lapse // earliest first
	rests      []parley.ID
}

// An Agreement is one with what it pays.
type Agreement struct {
	*evidence.Life
	Currency money.Currency // of its sums: that of its first amount, else that of the agreement before; "": none known
	Years    []*Year        // ascending; those that it covers and those for which it gives an amount
	Period   string         // of the money, if it is not the year: "month"; then nothing is reckoned
	Other    []Given        // amounts for a time that is not a year
	Recorded Sum            // of the years of which an amount is recorded
	Computed Sum            // likewise, of a year with a rule what the rule gives
	Over     *Rise          // the first year over the last of the agreement before; nil: not known
	Average  *Rise          // per year, from its first year to its last; nil: not known

	before *Agreement
	unit   money.Decimal // to which it rounds amounts in its currency; zero: not said
}

// A Year is one of an agreement.
type Year struct {
	Year     int
	Recorded []Given         // by its terms, in their order
	Derived  []Given         // by claims, where no terms give an amount
	Once     []parley.Bridge // sums that are paid in this year only: not in the other amounts
	By       By
	Computed *Computed   // nil unless By is ByRule
	Missing  *Missing    // what a rule lacks: of NoFigure and NoBase
	Terms    parley.ID   // which give the rule; empty: none do
	Rule     parley.Rise // zero: none
}

// By says where the amount of a year comes from.
type By uint8

// The ways.
const (
	NotFound   By = iota // no rule is known
	Negotiated           // written as such: the first year, or a year of the same terms without a rule for it
	ByRule               // it follows from the year before
	InWords              // a rule is known in words only
	NoFigure             // the figure that the rule needs is not in the record
	NoBase               // there is no amount of the year before
	BadRule              // the rule cannot be reckoned with: a floor above the cap, another currency
)

// Missing is what a rule would need.
type Missing struct {
	Series parley.ID // empty: an amount
	Year   int
}

// A Given is an amount as terms or a claim give it.
type Given struct {
	By       parley.ID // the terms, or the claim
	Agreed   date.Date // of terms
	Known    date.Day
	For      date.Date
	Amount   money.Amount
	Beside   money.Amount      // zero: none
	Standing evidence.Standing // of a claim
	Off      *money.Interval   // what the rule gives less this; nil: no rule, or another currency
	Agrees   bool              // the two can be one number
}

// Computed is the amount of a year as its rule gives it.
type Computed struct {
	Currency money.Currency
	Amount   money.Interval
	Unit     money.Decimal // to which it was rounded; zero: it was not
	Base     money.Interval
	BaseOf   int           // the year
	Reckoned bool          // the base was computed itself: no amount of that year is recorded
	Rate     money.Decimal // applied, in per cent
	RateUnit money.Decimal // to which it was rounded; zero: it was not
	Index    money.Decimal // the figure as it stands in the series
	IndexOf  int           // of which year; 0: there is none
	Capped   bool
	Floored  bool
	RestsOn  []parley.ID
	next     money.Interval // what the year after builds on
	uncapped bool           // that is not what was paid
}

// A Sum is what some years come to.
type Sum struct {
	Currency money.Currency
	money.Interval
	Years, Of int // how many are in it, and how many there are
}

// A Rise is by how many per cent an amount is above another.
type Rise struct {
	money.Interval
	From, To int       // the years
	Of       parley.ID // the agreement of the year From
	RestsOn  []parley.ID
}

// A Lapse is a time without an agreement, with what is recorded to be paid in it.
type Lapse struct {
	evidence.Lapse
	Paid []Given
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// Of answers from what a holds.
func Of(a *evidence.Assessment, o Options) (Result, error) {
	r := Result{Day: a.View().From().AsOf, Nothing: a.View().Last() == 0}
	if r.Nothing {
		return r, nil
	}
	b := newBuilder(a)
	for _, l := range a.Lives() {
		r.Agreements = append(r.Agreements, b.agreement(l))
	}
	for _, g := range r.Agreements {
		b.link(g)
		if g.Period != "" {
			continue
		}
		for _, y := range g.Years {
			b.compute(g, y)
		}
		g.sum()
		g.rises()
	}
	for _, x := range a.Lapses(r.Day) {
		r.Lapses = append(r.Lapses, Lapse{x, b.paidIn(x, r.Agreements)})
	}
	if o.Agreement != "" {
		r.only(o.Agreement)
	}
	r.rests = r.all()
	return r, nil
}

// only leaves one agreement, and the time without one after it.
func (r *Result) only(id parley.ID) {
	r.Agreements = slices.DeleteFunc(r.Agreements, func(g *Agreement) bool { return g.Agreement.ID != id })
	r.Lapses = slices.DeleteFunc(r.Lapses, func(x Lapse) bool { return x.Of.Agreement.ID != id })
}

// all gathers the entries that the result rests on.
func (r *Result) all() []parley.ID {
	var ids []parley.ID
	rest := func(gs []Given) {
		for _, g := range gs {
			ids = append(ids, g.By)
			ids = append(ids, g.Standing.RestsOn()...)
		}
	}
	for _, g := range r.Agreements {
		for _, t := range g.Terms {
			ids = append(ids, t.ID)
		}
		for _, s := range g.Stages {
			ids = append(ids, s.ID)
		}
		rest(g.Other)
		for _, y := range g.Years {
			rest(y.Recorded)
			rest(y.Derived)
			if y.Computed != nil {
				ids = append(ids, y.Computed.RestsOn...)
			}
		}
	}
	for _, x := range r.Lapses {
		ids = append(ids, x.RestsOn...)
		rest(x.Paid)
	}
	return analysis.Unique(ids)
}

// At returns a year of the agreement, nil if it is none of its.
func (g *Agreement) At(year int) *Year {
	i, ok := slices.BinarySearchFunc(g.Years, year, func(y *Year, n int) int { return cmp.Compare(y.Year, n) })
	if !ok {
		return nil
	}
	return g.Years[i]
}
