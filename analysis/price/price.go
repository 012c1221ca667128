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
	Discount money.Decimal                          // per cent a year, to the first year priced
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
	Held     *evidence.Bid // with which the others are compared, for the widest span; nil: no amount is agreed
	Premises []evidence.Premise
	Alike    [][]int              // of Rows: groups whose medians differ by less than 1 %
	Base     *Base                // nil: none was asked for
	Unpriced []*evidence.BidError // of what is on the table, what has no price; none, where bids were named
	rests    []parley.ID
}

// A Row is what one bid costs.
type Row struct {
	evidence.Bid
	Cost     cost.Outcome
	Path     cost.Path    // its years, each assumed figure at its middle
	Compared bool         // Cost.Over is given
	Formula  float64      // the mean of the total by formula
	Closed   bool         // Formula is given
	Swings   []cost.Swing // of the total, the widest first
	Share    Share
	Parts    []Part  // of the median, by category; nil: not asked for
	Returned float64 // what returns of it; given where Parts are
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
	p := pricer{a: a, r: &r}
	bids, err := p.bids()
	if err != nil {
		return r, err
	}
	if r.Money == "" && len(bids) > 0 { // a record without a head
		r.Money = bids[0].Terms.Currency
	}
	p.offered = r.second(bids)
	if err := p.base(); err != nil {
		return r, err
	}
	if err := p.price(bids); err != nil {
		return r, err
	}
	r.alike()
	r.split()
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
	a       *evidence.Assessment
	r       *Result
	offered bool // the second currency is chosen by us
}

// bids returns what is asked for as something that can be priced.
func (p *pricer) bids() (bids []evidence.Bid, err error) {
	var failed Error
	add := func(b evidence.Bid, err error) {
		if e, ok := errors.AsType[*evidence.BidError](err); ok {
			failed.Bids = append(failed.Bids, e)
		} else {
			bids = append(bids, b)
		}
	}
	ids, asked := p.r.Bids, p.r.Bids != nil || p.r.Typed != nil
	if !asked {
		ids = p.a.Bids()
	}
	for _, id := range analysis.Unique(ids) {
		if id == Hold {
			continue
		}
		b, err := p.a.Bid(id, p.r.Span)
		if e, ok := errors.AsType[*evidence.BidError](err); ok && !asked {
			p.r.Unpriced = append(p.r.Unpriced, e)
			continue
		}
		add(b, err)
	}
	for _, o := range p.r.Typed {
		add(p.a.Typed(string(o.ID), o, p.r.Span))
	}
	span := p.held(bids)
	if held, err := p.a.Hold(span); err == nil {
		p.r.Held = &held
		if !asked && len(bids) > 0 || slices.Contains(ids, Hold) {
			bids = append([]evidence.Bid{held}, bids...)
		}
	} else if slices.Contains(ids, Hold) {
		add(held, err)
	}
	if failed.Bids != nil {
		return nil, &failed
	}
	return bids, nil
}

// held returns the years over which the last amount is held: those asked for, else
// those of all bids but agreements, else the next.
func (p *pricer) held(bids []evidence.Bid) (span evidence.Years) {
	if span = p.r.Span; !span.IsZero() {
		return span
	}
	for _, b := range bids {
		if b.Kind != evidence.Agreed {
			span = span.With(b.Span())
		}
	}
	if next := p.a.NextYear(); span.IsZero() && next != 0 {
		span = evidence.Years{From: next, To: next}
	}
	return span
}

// price prices each group of bids with the same years, beside what is held over
// them.
func (p *pricer) price(bids []evidence.Bid) error {
	p.r.Rows = make([]Row, len(bids))
	var errs []error
	done := make([]bool, len(bids))
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
		errs = append(errs, p.group(bids, group))
	}
	return merged(errs)
}

func (p *pricer) group(bids []evidence.Bid, group []int) error {
	var own []evidence.Bid
	for _, i := range group {
		own = append(own, bids[i])
	}
	span := own[0].Span()
	against := slices.IndexFunc(own, func(b evidence.Bid) bool { return b.Kind == evidence.Held })
	if held, err := p.a.Hold(span); against < 0 && err == nil {
		against, own = len(own), append(own, held)
	}
	r := p.r
	o := evidence.PlanOptions{Money: r.Money, Beside: r.Beside, Assume: r.Assume, Rates: r.Rates, Pair: r.Pair,
		Discount: r.Discount, Base: span.From, Against: against, Draws: r.Draws, Seed: r.Seed}
	plan, err := p.a.Plan(own, o)
	if err != nil && p.offered { // nobody asked for the second currency: it is left out where its rate is not known
		o.Beside = ""
		plan, err = p.a.Plan(own, o)
	}
	if err != nil {
		return err
	}
	outs, err := cost.Run(plan.Plan)
	if err != nil {
		return err
	}
	for n, i := range group {
		row := &r.Rows[i]
		*row = Row{Bid: own[n], Cost: outs[n], Compared: against >= 0 && against != n}
		row.Formula, row.Closed = cost.Mean(plan.Plan, n)
		row.Path, _ = own[n].Terms.Middle(plan.Inputs)
		if row.Swings, err = cost.Tornado(plan.Plan, n); err != nil {
			return err
		}
	}
	r.Premises = joined(r.Premises, plan.Premises)
	return p.shares(own[:len(group)], group, span)
}

// joined adds the premises of one group of bids to those of others: the figures
// of one input stand together.
func joined(all, more []evidence.Premise) []evidence.Premise {
	for _, x := range more {
		i := slices.IndexFunc(all, func(y evidence.Premise) bool { return y.Name == x.Name })
		if i < 0 {
			all = append(all, x)
			continue
		}
		all[i] = all[i].With(x)
	}
	return all
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

// alike finds the groups of bids, what is held aside, whose medians differ by less
// than 1 %: the same bill.
func (r *Result) alike() {
	var by []int
	for i := range r.Rows {
		if r.Rows[i].Kind != evidence.Held {
			by = append(by, i)
		}
	}
	median := func(i int) float64 { return r.Rows[i].Cost.Total.P50 }
	slices.SortStableFunc(by, func(i, j int) int {
		switch x, y := median(i), median(j); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	near := func(i, j int) bool {
		return r.Rows[i].Span() == r.Rows[j].Span() && median(j)-median(i) < sameBill*median(i)
	}
	for from := 0; from < len(by); {
		to := from + 1
		for to < len(by) && near(by[from], by[to]) {
			to++
		}
		if to-from > 1 {
			r.Alike = append(r.Alike, slices.Sorted(slices.Values(by[from:to])))
		}
		from = to
	}
}

// sameBill is how far the medians of what counts as the same bill are apart.
const sameBill = 0.01

// rest gathers what the result rests on.
func (r *Result) rest() {
	for i := range r.Rows {
		r.rests = append(r.rests, r.Rows[i].RestsOn...)
	}
	if r.Held != nil {
		r.rests = append(r.rests, r.Held.RestsOn...)
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
	r.rests = analysis.Unique(r.rests)
}
