// Package price answers: what does an offer, an ask or an agreement really cost
// over the years?
//
// A first-year number hides the bill: it depends on how the amount rises, on for
// how long, and on a rate of exchange. Each bid is priced year by year on the same
// draws, so that their differences are those of the terms and not of chance. It is
// a model: of figures that are not known yet it takes what the record, or whoever
// asks, assumes of them, and asks where nobody does.
//
//	Options  what to price, for which years, in which money, on which assumptions
//	Result   the prices, and everything on which they rest
//	Lacking  one that needs a figure which nobody knows or assumes
//	Crossing two of which one costs less at first and more later
//	Row      one bid: its terms, what they cost, what matters most
//	Share    a price as a part of a cost base
package price

import (
	"errors"
	"fmt"
	"slices"

	"parley"
	"parley/analysis"
	"parley/cost"
	"parley/evidence"
	"parley/money"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name: "price",
	Assumes: []string{"card.price.index", "card.price.rate", "card.price.rounding", "card.price.known", "card.price.flat",
		"card.price.extension", "card.price.hold", "card.price.ask"},
	Reads: []parley.Kind{"offer", "claim", "agreement", "terms", "series", "assume", "case"},
	Model: true,
	Refs:  []string{"M. Kay, T. Kola, J. Hullman, S. Munson: When (ish) is My Bus? CHI 2016 (quantile dots)"},
	Since: "0.1",
}

// Hold is the name by which what is held is asked for among bids.
const Hold = parley.ID("hold")

// The defaults of [Options].
const (
	Draws = 100_000
	Seed  = 1
)

// Options say what is priced. The zero Options price what is held and all that is
// on the table, each for its own years, in the money of the case.
type Options struct {
	Bids     []parley.ID                            // offers, claims, agreements, Hold; nil: Hold and all that is on the table
	Typed    []*parley.Offer                        // made up by the asker, under their ids
	Span     evidence.Years                         // zero: of each bid its own
	Money    money.Currency                         // of the answer; "": that of the case
	Beside   money.Currency                         // a second one; "": that of a bid which is in another
	Discount money.Decimal                          // per cent a year, to the first year of all that is priced
	Assume   map[parley.ID]evidence.Assumption      // of series
	Rates    map[money.Currency]evidence.Assumption // what one unit is worth in Money
	Pair     bool                                   // rates are those of printed pairs
	CostBase parley.ID                              // a claim or agreement; "": none
	Split    *Split                                 // by category, with what returns; nil: not asked for
	Draws    int                                    // 0: Draws
	Seed     uint64
}

// A Result is what bids cost. Amounts are in units of Money.
type Result struct {
	Options  // as they were taken: nothing is left to a default
	Rows     []Row
	Premises []evidence.Premise
	Ranked   [][]int              // of Rows: what can be compared, for the same years, the cheapest first; what is held aside
	Alike    [][]int              // of Rows: groups whose medians differ by less than 1 %
	Crossed  []Crossing           // pairs of which one costs less at first and more later
	Base     *Base                // nil: none was asked for
	Unpriced []*evidence.BidError // of what is on the table, what has no price; none, where bids were named
	Lacking  []Lacking            // likewise, what needs figures that are neither known nor assumed
	Unneeded Unneeded
	Chosen   bool // the second currency was asked for by nobody
	Since    int  // the first year of all: amounts are discounted to it, and rates without a known figure walk from the year before it
	rests    []parley.ID
}

// A Row is what one bid costs.
type Row struct {
	evidence.Bid
	Cost     cost.Outcome
	Path     cost.Path     // its years, each assumed figure at its middle
	Held     *evidence.Bid // what is held over the same years; nil: no amount is agreed
	Compared bool          // with Held: Cost.Over is given
	Why      string        // it cannot be compared with what is held: one of [evidence.CannotCompare]
	Formula  float64       // the mean of the total by formula
	Closed   bool          // Formula is given
	Swings   []cost.Swing  // of the total, the widest first
	Share    Share
	Parts    []Part  // of the median, by category; nil: not asked for
	Returned float64 // what returns of it; given where Parts are
}

// A Lacking bid needs figures that are neither known nor assumed.
type Lacking struct {
	evidence.Bid
	Needs []evidence.Need
}

// Unneeded is what was typed and changes no price.
type Unneeded struct {
	Series     []parley.ID
	Currencies []money.Currency
}

// A Base is a cost of which prices are a share.
type Base struct {
	evidence.Yearly
	ID parley.ID
}

// A Share is the total of a bid as a part of the cost base over the same years, in
// per cent. Low and High take in what the digits of the base leave open.
type Share struct{ Low, Middle, High float64 }

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// An Error says what cannot be priced, of all that was asked for at once.
type Error struct{ Bids []*evidence.BidError }

func (e *Error) Error() string { return fmt.Sprintf("price: %v", e.Bids) }

// Of prices what is asked for. The error joins an [*Error], and those of
// [evidence.Assessment.Plan].
func Of(a *evidence.Assessment, o Options) (Result, error) {
	r := Result{Options: o}
	r.defaults(a)
	p := pricer{a: a, r: &r, asked: o.Bids != nil || o.Typed != nil, alike: a.Payable()}
	bids, err := p.bids()
	if err != nil {
		return r, err
	}
	if r.Money == "" && len(bids) > 0 { // a record without a head
		r.Money = bids[0].Terms.Currency
	}
	r.Chosen = r.second(bids)
	for i := range bids {
		if y := bids[i].Terms.Start; r.Since == 0 || y < r.Since {
			r.Since = y
		}
	}
	if err := p.base(); err != nil {
		return r, err
	}
	if err := p.price(bids); err != nil {
		return r, err
	}
	r.rank()
	r.split()
	typed := evidence.PlanOptions{Assume: r.Assume, Rates: r.Rates}
	r.Unneeded.Series, r.Unneeded.Currencies = typed.Unneeded(r.Premises)
	r.rest()
	return r, nil
}

func (r *Result) defaults(a *evidence.Assessment) {
	if r.Money == "" {
		r.Money = a.Money()
	}
	if r.Draws == 0 {
		r.Draws = Draws
	}
	if r.Seed == 0 {
		r.Seed = Seed
	}
}

// second chooses a second currency, if none was asked for: that of the first bid
// which is in another than the answer.
func (r *Result) second(bids []evidence.Bid) (chosen bool) {
	if r.Beside != "" {
		return false
	}
	for _, b := range bids {
		if b.Terms.Currency != r.Money {
			r.Beside = b.Terms.Currency
			return true
		}
	}
	return false
}

// A pricer prices bids in groups of the same years.
type pricer struct {
	a     *evidence.Assessment
	r     *Result
	asked bool // bids were named or typed
	alike *evidence.Payable
}

// price prices each group of bids with the same years, beside what is held over
// them. Where no bids were named, what lacks a figure is left out, as long as
// anything else is left.
func (p *pricer) price(bids []evidence.Bid) error {
	rows, done := make([]Row, len(bids)), make([]bool, len(bids))
	var errs []error
	for i := range bids {
		if done[i] {
			continue
		}
		var group []int
		for j := i; j < len(bids); j++ {
			if bids[j].Span() == bids[i].Span() {
				group, done[j] = append(group, j), true
			}
		}
		errs = append(errs, p.group(bids, group, rows))
	}
	offers := 0
	for i := range rows {
		if rows[i].Kind == 0 {
			continue
		}
		p.r.Rows = append(p.r.Rows, rows[i])
		if rows[i].Kind != evidence.Held {
			offers++
		}
	}
	if len(p.r.Lacking) > 0 && offers == 0 {
		for _, x := range p.r.Lacking {
			errs = append(errs, &evidence.NotAssumed{Needs: x.Needs})
		}
	}
	return merged(errs)
}

// group prices bids for the same years, and fills in their rows.
func (p *pricer) group(bids []evidence.Bid, group []int, rows []Row) error {
	r, span := p.r, bids[group[0]].Span()
	o := evidence.PlanOptions{Money: r.Money, Beside: r.Beside, Assume: r.Assume, Rates: r.Rates, Pair: r.Pair,
		Discount: r.Discount, Base: r.Since, Since: r.Since, Against: -1, Draws: r.Draws, Seed: r.Seed}
	if r.Chosen {
		o.Beside = ""
	}
	if !p.asked {
		if group = p.known(bids, group, o); len(group) == 0 {
			return nil
		}
	}
	var own []evidence.Bid
	for _, i := range group {
		own = append(own, bids[i])
	}
	var held *evidence.Bid
	if h, err := p.a.Hold(span); err == nil && (p.asked || p.needs(h, o) == nil) {
		held, o.Against = &h, slices.IndexFunc(own, func(b evidence.Bid) bool { return b.Kind == evidence.Held })
		if o.Against < 0 {
			o.Against, own = len(own), append(own, h)
		}
	}
	plan, err := p.plan(own, o)
	if err != nil {
		return err
	}
	outs, err := cost.Run(plan.Plan)
	if err != nil {
		return err
	}
	for n, i := range group {
		row := &rows[i]
		*row = Row{Bid: own[n], Cost: outs[n], Held: held, Why: p.alike.Why(&own[n])}
		row.Compared = held != nil && o.Against != n && row.Why == ""
		row.Formula, row.Closed = cost.Mean(plan.Plan, n)
		row.Path, _ = own[n].Terms.Middle(plan.Inputs)
		if row.Swings, err = cost.Tornado(plan.Plan, n); err != nil {
			return err
		}
	}
	r.Premises = evidence.Joined(r.Premises, plan.Premises)
	return p.shares(own[:len(group)], group, rows, span)
}

// plan makes bids ready. The second currency, if nobody asked for it, is left out
// where its rate is not known.
func (p *pricer) plan(own []evidence.Bid, o evidence.PlanOptions) (evidence.Plan, error) {
	if p.r.Chosen {
		with := o
		with.Beside = p.r.Beside
		if plan, err := p.a.Plan(own, with); err == nil {
			return plan, nil
		}
	}
	return p.a.Plan(own, o)
}

// known keeps, of a group of bids, those of which every figure is known or
// assumed, and notes the others.
func (p *pricer) known(bids []evidence.Bid, group []int, o evidence.PlanOptions) (kept []int) {
	for _, i := range group {
		if needs := p.needs(bids[i], o); needs != nil {
			p.r.Lacking = append(p.r.Lacking, Lacking{bids[i], needs})
			continue
		}
		kept = append(kept, i)
	}
	return kept
}

// needs returns which figures a bid needs that are neither known nor assumed.
func (p *pricer) needs(b evidence.Bid, o evidence.PlanOptions) []evidence.Need {
	_, err := p.a.Plan([]evidence.Bid{b}, o)
	if lacks, ok := errors.AsType[*evidence.NotAssumed](err); ok {
		return lacks.Needs
	}
	return nil
}

// merged joins the errors of groups, what is lacking as one question.
func merged(errs []error) error {
	var out []error
	var lacking *evidence.NotAssumed
	seen := make(map[string]bool)
	for _, err := range errs {
		for _, e := range flat(err) {
			if n, ok := errors.AsType[*evidence.NotAssumed](e); ok {
				lacking = lacking.With(n)
			} else if !seen[e.Error()] {
				seen[e.Error()] = true
				out = append(out, e)
			}
		}
	}
	if lacking != nil {
		out = append(out, lacking)
	}
	return errors.Join(out...)
}

func flat(err error) []error {
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		return all.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// rest gathers what the result rests on.
func (r *Result) rest() {
	for i := range r.Rows {
		r.rests = append(r.rests, r.Rows[i].RestsOn...)
		if r.Rows[i].Compared {
			r.rests = append(r.rests, r.Rows[i].Held.RestsOn...)
		}
	}
	for i := range r.Premises {
		r.rests = append(r.rests, r.Premises[i].RestsOn()...)
	}
	if r.Base != nil {
		r.rests = append(r.rests, r.Base.RestsOn...)
	}
	for _, e := range r.Unpriced {
		r.rests = append(r.rests, e.Bid)
	}
	for i := range r.Lacking {
		r.rests = append(r.rests, r.Lacking[i].RestsOn...)
	}
	r.rests = analysis.Unique(r.rests)
}
