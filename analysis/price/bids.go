package price

import (
	"errors"
	"slices"

	"parley/analysis"
	"parley/evidence"
)

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
	ids := p.r.Bids
	if !p.asked {
		ids = p.a.Bids()
	}
	for _, id := range analysis.Unique(ids) {
		if id == Hold {
			continue
		}
		b, err := p.a.Bid(id, p.r.Span)
		if e, ok := errors.AsType[*evidence.BidError](err); ok && !p.asked {
			p.r.Unpriced = append(p.r.Unpriced, e)
			continue
		}
		add(b, err)
	}
	for _, o := range p.r.Typed {
		add(p.a.Typed(string(o.ID), o, p.r.Span))
	}
	if named := slices.Contains(ids, Hold); named || !p.asked && len(bids) > 0 {
		held, err := p.held(bids)
		if e, ok := errors.AsType[*evidence.BidError](err); ok && named {
			failed.Bids = append(failed.Bids, e)
		}
		bids = withHeld(bids, held)
	}
	if failed.Bids != nil {
		return nil, &failed
	}
	return bids, nil
}

// held returns the last amount over the years of each group of bids, agreements
// aside, so that no total is compared over other years than its own. Where no
// bids were named, only where one of them can be compared with it.
func (p *pricer) held(bids []evidence.Bid) (held []evidence.Bid, err error) {
	var spans []evidence.Years
	for i := range bids {
		b := &bids[i]
		if b.Kind != evidence.Agreed && !slices.Contains(spans, b.Span()) && (p.asked || p.alike.Why(b) == "") {
			spans = append(spans, b.Span())
		}
	}
	if len(spans) == 0 && p.asked {
		span := p.r.Span
		if next := p.a.NextYear(); span.IsZero() && next != 0 {
			span = evidence.Years{From: next, To: next}
		}
		spans = append(spans, span)
	}
	for _, span := range spans {
		h, fault := p.a.Hold(span)
		if fault != nil {
			err = fault
			continue
		}
		held = append(held, h)
	}
	return held, err
}

// withHeld orders bids by their years, as these first come, each after what is
// held over them.
func withHeld(bids, held []evidence.Bid) (out []evidence.Bid) {
	var spans []evidence.Years
	for _, b := range slices.Concat(bids, held) {
		if !slices.Contains(spans, b.Span()) {
			spans = append(spans, b.Span())
		}
	}
	for _, span := range spans {
		for _, b := range slices.Concat(held, bids) {
			if b.Span() == span {
				out = append(out, b)
			}
		}
	}
	return out
}
