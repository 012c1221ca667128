// Package equal answers: which other terms cost the same?
//
// A high first amount with a slow rule and a low one with a fast rule can be the
// same bill. What is given up on one can be named in the other: this much of a
// rise is worth that rule, or so many years.
//
//	Options  whose cost, over which years, on which assumptions
//	Result   what it costs, and the terms that cost as much
//	Row      one way to cost as much: which thing is changed, and to what
package equal

import (
	"errors"
	"slices"

	"parley"
	"parley/analysis"
	"parley/cost"
	"parley/evidence"
	"parley/money"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "equal",
	Assumes: []string{"card.equal.median", "card.equal.rounding", "card.equal.average", "card.price.index", "card.price.rate", "card.price.ask"},
	Reads:   []parley.Kind{"offer", "claim", "agreement", "terms", "series", "assume", "case"},
	Model:   true,
	Refs:    []string{"I. F. D. Oliveira, R. H. C. Takahashi: An enhancement of the bisection method average performance preserving minmax optimality. ACM TOMS 47 (2020)"},
	Since:   "0.1",
}

// The defaults of [Options].
const (
	Draws = 100_000 // as many as package price draws: one bid has one price
	Seed  = 1
)

// Options say what is compared.
type Options struct {
	Bid    parley.ID                              // whose cost is to be met
	Typed  *parley.Offer                          // or made up by the asker; nil: it is Bid
	Yours  *parley.Rise                           // a rule of the asker, under which a first amount is looked for, too; nil: none
	With   parley.ID                              // terms that are changed until they cost as much; "": none
	Span   evidence.Years                         // zero: the bid's own
	Money  money.Currency                         // of the answer; "": that of the case
	Assume map[parley.ID]evidence.Assumption      // of series
	Rates  map[money.Currency]evidence.Assumption // what one unit is worth in Money
	Pair   bool                                   // rates are those of printed pairs
	Draws  int                                    // 0: Draws
	Seed   uint64
}

// A Result is terms that cost the same.
type Result struct {
	Options  // as they were taken
	Of       evidence.Bid
	Cost     cost.Spread   // what it costs in all over its years
	Exact    bool          // nothing was uncertain, in it or in the terms that cost as much
	Held     *evidence.Bid // over which a first amount rises; nil: no amount is agreed
	Rows     []Row
	Other    *evidence.Bid      // With
	Before   cost.Spread        // what it costs as it stands
	Own      []evidence.Premise // on which Cost and Before rest
	Premises []evidence.Premise // likewise, and the terms that cost as much
	Unneeded Unneeded
	rests    []parley.ID
}

// Unneeded is what was typed and changes nothing.
type Unneeded struct {
	Series     []parley.ID
	Currencies []money.Currency
}

// A Way says which thing is changed.
type Way uint8

// The ways.
const (
	First     Way = iota // the first amount, under an escalator that the record knows, or none
	Rate                 // so many per cent a year instead of its rules, from its own first amount
	Length               // the first amount, for another number of years: as much a year on average
	OfOther              // the first amount of With
	OtherRate            // so many per cent a year instead of the rules of With
	OtherCap             // the cap of the rules of With
)

// A Row is one way to cost as much.
type Row struct {
	Way       Way
	Escalator *evidence.Escalator // of First; nil: flat
	Own       bool                // it is the escalator of the bid itself
	Yours     bool                // it is Options.Yours
	Years     int                 // of Length
	Same      cost.Same
	Over      money.Interval // the first amount over what is held, in per cent
	Rises     bool           // Over is given
	None      *cost.NoRoot   // there is no such terms; nil: there are
	RestsOn   []parley.ID
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// Of finds terms that cost the same. Errors are a [*evidence.BidError] and those
// of [evidence.Assessment.Plan].
func Of(a *evidence.Assessment, o Options) (Result, error) {
	f := finder{a: a, r: Result{Options: o}}
	f.defaults()
	err := f.bids()
	if err == nil {
		err = f.price()
	}
	if err != nil {
		return f.r, err
	}
	for _, step := range []func() error{f.escalators, f.rate, f.lengths, f.other} {
		if err := step(); err != nil {
			return f.r, err
		}
	}
	typed := evidence.PlanOptions{Assume: f.r.Assume, Rates: f.r.Rates}
	f.r.Unneeded.Series, f.r.Unneeded.Currencies = typed.Unneeded(f.r.Premises)
	f.rest()
	return f.r, nil
}

// A finder looks for terms that cost as much as a bid.
type finder struct {
	a    *evidence.Assessment
	r    Result
	plan evidence.Plan // of the bid, what is held, and With
	home money.Currency
}

func (f *finder) defaults() {
	if f.r.Money == "" {
		f.r.Money = f.a.Money()
	}
	if f.r.Draws == 0 {
		f.r.Draws = Draws
	}
	if f.r.Seed == 0 {
		f.r.Seed = Seed
	}
}

// bids finds what is compared.
func (f *finder) bids() (err error) {
	if o := f.r.Typed; o != nil {
		f.r.Of, err = f.a.Typed(string(o.ID), o, f.r.Span)
	} else {
		f.r.Of, err = f.a.Bid(f.r.Bid, f.r.Span)
	}
	if err != nil {
		return err
	}
	f.r.Span = f.r.Of.Span()
	if held, err := f.a.Hold(f.r.Span); err == nil {
		f.r.Held = &held
	}
	if f.r.With == "" {
		return nil
	}
	other, err := f.a.Bid(f.r.With, f.r.Span)
	f.r.Other = &other
	return err
}

func (f *finder) options() evidence.PlanOptions {
	since := f.r.Span.From
	if f.r.Other != nil {
		since = min(since, f.r.Other.Terms.Start)
	}
	return evidence.PlanOptions{Money: f.r.Money, Since: since, Assume: f.r.Assume, Rates: f.r.Rates, Pair: f.r.Pair, Against: -1, Draws: f.r.Draws, Seed: f.r.Seed}
}

// price says what the bid costs as it stands.
func (f *finder) price() error {
	bids := []evidence.Bid{f.r.Of}
	if f.r.Other != nil {
		bids = append(bids, *f.r.Other)
	}
	var err error
	if f.plan, err = f.a.Plan(bids, f.options()); err != nil {
		return err
	}
	outs, err := cost.Run(f.plan.Plan)
	if err != nil {
		return err
	}
	f.r.Cost, f.r.Exact = outs[0].Total, outs[0].Exact
	if f.r.Other != nil {
		f.r.Before = outs[1].Total
	}
	f.r.Own, f.r.Premises = f.plan.Premises, evidence.Joined(nil, f.plan.Premises)
	f.home = f.r.Of.Terms.Currency
	if f.r.Held != nil {
		f.home = f.r.Held.Terms.Currency
	}
	return nil
}

// escalators finds, for the rule of the asker, for no rise and for each rule that
// the record knows, the first amount that costs as much. A rule of the record of
// which later figures are neither known nor assumed is left out: nobody asked
// about it.
func (f *finder) escalators() error {
	es := f.a.Escalators()
	var list []*evidence.Escalator
	yours := f.r.Yours
	if yours != nil {
		rule := evidence.Escalator{Rise: *yours}
		if i := slices.IndexFunc(es, func(e evidence.Escalator) bool { return e.Rise == *yours }); i >= 0 {
			rule = es[i]
		}
		list = append(list, &rule)
	}
	list = append(list, nil)
	for i := range es {
		if es[i].Fits(f.home) && (yours == nil || es[i].Rise != *yours) {
			list = append(list, &es[i])
		}
	}
	for n, e := range list {
		b := f.r.Of
		b.Terms = f.terms(e)
		row := Row{Way: First, Escalator: e, Own: f.own(e), Yours: yours != nil && n == 0, Years: b.Terms.Years}
		if e != nil {
			row.RestsOn = e.By
		}
		if err := f.solve(&row, b, cost.ByFirst, f.r.Cost.P50); err != nil {
			if _, lacks := errors.AsType[*evidence.NotAssumed](err); lacks && !row.Yours {
				continue
			}
			return err
		}
		f.r.Rows = append(f.r.Rows, row)
	}
	return nil
}

// terms are the years of the bid under an escalator, in the money of what is
// held.
func (f *finder) terms(e *evidence.Escalator) cost.Terms {
	own := f.r.Of.Terms
	t := cost.Terms{Name: own.Name, Currency: f.home, Start: own.Start, Years: own.Years, First: money.Only(own.First.Mid())}
	if own.Currency == f.home {
		t.Round = own.Round
	}
	if e != nil {
		t.Rules = []cost.Rule{e.Rule(own.Start)}
	}
	return t
}

// own reports whether an escalator is that of the bid.
func (f *finder) own(e *evidence.Escalator) bool {
	if e == nil {
		return len(f.r.Of.Terms.Rules) == 0 && len(f.r.Of.Terms.Agreed) == 0
	}
	for _, id := range e.By {
		if id == f.r.Of.ID {
			return true
		}
	}
	return false
}

// rate finds the fixed rise a year that costs as much from the bid's own first
// amount.
func (f *finder) rate() error {
	if !free(f.r.Of.Terms) {
		return nil
	}
	row := Row{Way: Rate, Years: f.r.Span.N()}
	if err := f.solve(&row, f.r.Of, cost.ByRate, f.r.Cost.P50); err != nil {
		return err
	}
	f.r.Rows = append(f.r.Rows, row)
	return nil
}

// most is how many years more than the bid's own are looked at.
const most = 3

// lengths finds, for other numbers of years, the first amount that costs as much
// a year on average, as long as what they need is known or assumed.
func (f *finder) lengths() error {
	n := f.r.Span.N()
	if !f.r.Of.Terms.First.Exact() && len(f.r.Of.Terms.Agreed) > 1 {
		return nil
	}
	for years := 1; years <= n+most; years++ {
		if years == n {
			continue
		}
		b := f.r.Of
		b.Terms.Years, b.Terms.Agreed, b.Terms.Made, b.Terms.Once = years, nil, nil, nil
		row := Row{Way: Length, Years: years}
		err := f.solve(&row, b, cost.ByFirst, f.r.Cost.P50/float64(n)*float64(years))
		if _, lacks := errors.AsType[*evidence.NotAssumed](err); lacks {
			return nil
		} else if err != nil {
			return err
		}
		f.r.Rows = append(f.r.Rows, row)
	}
	return nil
}

// other finds what With would have to be to cost as much.
func (f *finder) other() error {
	if f.r.Other == nil {
		return nil
	}
	levers := []struct {
		way   Way
		lever cost.Lever
	}{{OfOther, cost.ByFirst}, {OtherRate, cost.ByRate}, {OtherCap, cost.ByCap}}
	for _, x := range levers {
		t := f.r.Other.Terms
		if x.lever == cost.ByCap && !capped(t) || x.lever == cost.ByRate && !free(t) {
			continue
		}
		row := Row{Way: x.way, Years: t.Years, RestsOn: f.r.Other.RestsOn}
		if err := f.solve(&row, *f.r.Other, x.lever, f.r.Cost.P50); err != nil {
			return err
		}
		f.r.Rows = append(f.r.Rows, row)
	}
	return nil
}

// free reports whether a rule can change anything: the amount of a year after the
// first is not written.
func free(t cost.Terms) bool {
	for y := t.Start + 1; y < t.Start+t.Years; y++ {
		if _, written := t.Agreed[y]; !written {
			return true
		}
	}
	return false
}

func capped(t cost.Terms) bool {
	for _, r := range t.Rules {
		if r.Cap != nil {
			return true
		}
	}
	return false
}

// solve changes one thing of a bid until it costs what is wanted. That nothing
// does is an answer, not an error.
func (f *finder) solve(row *Row, b evidence.Bid, lever cost.Lever, want float64) error {
	plan, err := f.a.Plan([]evidence.Bid{b}, f.options())
	if err != nil {
		return err
	}
	row.Same, err = cost.Solve(plan.Plan, 0, lever, want)
	if none, ok := errors.AsType[*cost.NoRoot](err); ok {
		row.None = none
		return nil
	}
	for _, x := range plan.Premises {
		row.RestsOn = analysis.Unique(row.RestsOn, x.RestsOn())
		f.r.Exact = f.r.Exact && x.Certain()
	}
	f.r.Premises = evidence.Joined(f.r.Premises, plan.Premises)
	if lever == cost.ByFirst && f.r.Held != nil && b.Terms.Currency == f.home {
		row.Over, row.Rises = f.over(row.Same.Terms.First)
	}
	return err
}

// over says by how many per cent a first amount is above what is held. What was
// reckoned from the middle of the base is measured against it: where the bid
// itself is a percentage over what is held, both move together, and what the
// digits of the base leave open cancels out.
func (f *finder) over(first money.Interval) (money.Interval, bool) {
	base := f.r.Held.Terms.First
	if own := f.r.Of.Base; own != nil && own.Currency == f.home && own.Interval == base {
		base, first = money.Only(base.Mid()), money.Only(first.Mid())
	}
	return money.PercentChange(base, first)
}

// rest gathers what the result rests on.
func (f *finder) rest() {
	lists := [][]parley.ID{f.r.Of.RestsOn}
	if f.r.Held != nil {
		lists = append(lists, f.r.Held.RestsOn)
	}
	if f.r.Other != nil {
		lists = append(lists, f.r.Other.RestsOn)
	}
	for _, p := range f.r.Premises {
		lists = append(lists, p.RestsOn())
	}
	for _, r := range f.r.Rows {
		lists = append(lists, r.RestsOn)
	}
	f.r.rests = analysis.Unique(lists...)
}
