package price

import (
	"errors"

	"parley/cost"
	"parley/evidence"
)

// base reads the cost base.
func (p *pricer) base() error {
	if p.r.CostBase == "" {
		return nil
	}
	y, err := p.a.CostBase(p.r.CostBase)
	if e, ok := errors.AsType[*evidence.BidError](err); ok {
		return &Error{[]*evidence.BidError{e}}
	}
	p.r.Base = &Base{y, p.r.CostBase}
	return nil
}

// shares says what part of the cost base each of a group of bids is over its
// years. It is reckoned in the currency of the base.
func (p *pricer) shares(bids []evidence.Bid, group []int, rows []Row, span evidence.Years) error {
	b := p.r.Base
	if b == nil {
		return nil
	}
	r := p.r
	totals := make([]cost.Spread, len(bids))
	switch b.Currency {
	case r.Money, r.Beside:
		for n, i := range group {
			if totals[n] = rows[i].Cost.Total; b.Currency != r.Money {
				totals[n] = rows[i].Cost.Beside
			}
		}
	default:
		plan, err := p.a.Plan(bids, evidence.PlanOptions{Money: r.Money, Beside: b.Currency, Assume: r.Assume, Rates: r.Rates, Pair: r.Pair,
			Base: r.Since, Since: r.Since, Against: -1, Draws: r.Draws, Seed: r.Seed})
		if err != nil {
			return err
		}
		outs, err := cost.Run(plan.Plan)
		if err != nil {
			return err
		}
		for n := range totals {
			totals[n] = outs[n].Beside
		}
		r.Premises = evidence.Joined(r.Premises, plan.Premises)
	}
	years := float64(span.N())
	lo, mid, hi := b.Lo.Float64()*years/100, b.Mid().Float64()*years/100, b.Hi.Float64()*years/100
	for n, i := range group {
		rows[i].Share = Share{totals[n].P10 / hi, totals[n].P50 / mid, totals[n].P90 / lo}
	}
	return nil
}
