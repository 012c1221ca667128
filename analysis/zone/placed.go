package zone

import (
	"errors"

	"parley"
	"parley/cost"
	"parley/evidence"
	"parley/view"
)

// dots is by how many quantiles a price is told; each is as likely as another.
const dots = 20

// A priced bid has its price a year, by quantile.
type priced struct {
	Placed
	at [dots]float64
}

// place prices what is on the table, and asks both sides in every draw.
func (m *model) place(t *tally) error {
	ahead, err := m.ahead(m.r.Day)
	if err != nil {
		return err
	}
	if m.a.Purse() != m.r.Issue {
		return nil // what is on the table is of another issue
	}
	for _, id := range m.a.Bids() {
		b, err := m.a.Bid(id, m.r.Span)
		if e, ok := errors.AsType[*evidence.BidError](err); ok {
			m.r.Unplaced = append(m.r.Unplaced, Unplaced{ID: id, Why: e.Why})
			continue
		}
		p, needs, err := m.price(b)
		switch {
		case err != nil:
			return err
		case needs != nil:
			m.r.Unplaced = append(m.r.Unplaced, Unplaced{ID: id, Needs: needs})
			continue
		}
		m.judge(&p, t, ahead)
		m.r.Placed = append(m.r.Placed, p.Placed)
	}
	return nil
}

// price says what a bid costs a year on average, or which figures that needs.
func (m *model) price(b evidence.Bid) (out priced, needs []evidence.Need, err error) {
	r := m.r
	plan, err := m.a.Plan([]evidence.Bid{b}, evidence.PlanOptions{Money: r.Money, Assume: r.Assume, Rates: r.Rates, Pair: r.Pair,
		Base: b.Terms.Start, Against: -1, Draws: r.Draws, Seed: r.Seed})
	if lacks, ok := errors.AsType[*evidence.NotAssumed](err); ok {
		return out, lacks.Needs, nil
	}
	if err != nil {
		return out, nil, err
	}
	outs, err := cost.Run(plan.Plan)
	if err != nil {
		return out, nil, err
	}
	years, x := float64(b.Terms.Years), outs[0].Total
	out.Placed = Placed{Bid: b, Settings: m.said(b.ID), Premises: plan.Premises}
	for i, d := range x.Dots {
		out.at[i] = d / years
	}
	out.Yearly = Range{out.at[0], x.P10 / years, x.P50 / years, x.P90 / years, out.at[dots-1]}
	return out, nil, nil
}

// said is what an offer says of the other issues of the model.
func (m *model) said(id parley.ID) (out []parley.Setting) {
	o, ok := view.Get[*parley.Offer](m.a.View(), id)
	if !ok {
		return nil
	}
	for _, s := range o.Sets {
		if word, ok := s.Value.(parley.Choice); ok && s.Rel == "=" {
			if _, _, known := m.option(s.Issue, string(word)); known {
				out = append(out, parley.Setting{Issue: s.Issue, Option: string(word)})
			}
		}
	}
	return out
}

// judge asks both sides whether they prefer a bid to no agreement. Where it is silent
// on an issue it is judged as the deal of the draw settles that, and in a draw
// without a zone as the best package for both together.
func (m *model) judge(p *priced, t *tally, ahead parts) {
	var pays, receives, both int
	for i := range m.r.Draws {
		table := m.lay([2]*sample{&m.samples[0][i], &m.samples[1][i]}, m.weights[i], ahead)
		n := t.chosen[i]
		if n < 0 {
			n = table.which[0]
		}
		x := m.worth(m.with(n, p.Settings), [2]*sample{&m.samples[0][i], &m.samples[1][i]})
		payer := x.Payer-p.at[i%dots] >= table.NoDeal[0]
		receiver := x.Receiver+p.at[i%dots] >= table.NoDeal[1]
		if payer {
			pays++
		}
		if receiver {
			receives++
		}
		if payer && receiver {
			both++
		}
	}
	n := float64(m.r.Draws)
	p.Pays, p.Receives, p.Both = float64(pays)/n, float64(receives)/n, float64(both)/n
}
