package check

import (
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/money"
)

// percentBeside is A008: one utterance asserts a percentage over a base and an
// amount for one thing, and they do not agree.
func percentBeside(p *Pass) {
	for i := range p.heard {
		h := &p.heard[i]
		if len(h.stances) < 2 {
			continue
		}
		for _, s := range h.stances {
			c := p.claim[s.Claim]
			if c == nil || c.That == nil || s.Does != parley.Asserts {
				continue
			}
			pc, ok := c.That.Value.(parley.Percent)
			if !ok {
				continue
			}
			if base, ok := p.base(pc); ok {
				p.beside(h, c, pc, base)
			}
		}
	}
}

// beside compares a percentage over a base with the amounts of one utterance. It
// may be a rise over the base or a share of it: the text of a claim does not say.
func (p *Pass) beside(h *heard, c *parley.Claim, pc parley.Percent, base money.Amount) {
	hundred := money.Scaled(1, -2)
	share := pc.Bounds.Mul(money.Only(hundred)).Mul(base.Bounds)
	rise := share.Add(base.Bounds)
	for _, s := range h.stances {
		o := p.claim[s.Claim]
		if o == nil || o.That == nil || s.Does != parley.Asserts {
			continue
		}
		m, ok := o.That.Value.(parley.Money)
		t, u := c.That, o.That
		if !ok || m.Currency != base.Currency || t.Party != u.Party || t.Verb != u.Verb || t.Issue != u.Issue || t.For != u.For || t.Per != u.Per {
			continue
		}
		if m.Bounds.Disjoint(share) && m.Bounds.Disjoint(rise) {
			p.Report(at(h.Entry, "asserts", 0, o.ID), with("percent", pc.Printed, "base", base.Text(), "amount", m.Text(),
				"rise", money.Rounded(base.Currency, rise.Mid(), 4).Text(), "claim", c.ID), c.ID, o.ID)
		}
	}
}

// base is the amount over which a percentage is, where the record has one.
func (p *Pass) base(pc parley.Percent) (money.Amount, bool) {
	if !pc.Amount.IsZero() {
		return pc.Amount, true
	}
	switch e := p.Book.Entry(pc.Over).(type) {
	case *parley.Claim:
		if e.That != nil {
			m, ok := e.That.Value.(parley.Money)
			return m.Amount, ok && !m.IsRange()
		}
	case *parley.Terms:
		if len(e.Pays) == 1 {
			return e.Pays[0].Amount, true
		}
	}
	return money.Amount{}, false
}

// partsOff is A009: the parts of an issue do not add up to the whole.
func partsOff(p *Pass) {
	type key struct {
		party, issue parley.ID
		verb, per    string
		pay          date.Date
	}
	parts := make(map[parley.ID][]parley.ID)
	for _, e := range p.entries {
		if i, ok := e.(*parley.Issue); ok && i.PartOf != "" && i.Measure == "" {
			parts[i.PartOf] = append(parts[i.PartOf], i.ID)
		}
	}
	if len(parts) == 0 {
		return
	}
	given := make(map[key][]*sum)
	for i := range p.sums() {
		s := &p.sums()[i]
		if s.field == "that" {
			k := key{s.series.root, s.series.issue, s.series.verb, s.series.per, s.pay}
			given[k] = append(given[k], s)
		}
	}
	for i := range p.sums() {
		s := &p.sums()[i]
		of := parts[s.series.issue]
		k := key{s.series.root, "", s.series.verb, s.series.per, s.pay}
		total, all := money.Only(money.Decimal{}), len(of) > 1 && len(of) <= 100
		var ids []string
		for _, issue := range of {
			k.issue = issue
			if len(given[k]) != 1 || given[k][0].Currency != s.Currency { // none, or sources that differ
				all = false
				break
			}
			total = total.Add(given[k][0].Bounds)
			ids = append(ids, string(given[k][0].of))
		}
		if all && total.Disjoint(s.Bounds) {
			p.Report(s.place(), with("amount", s.Text(), "total", money.Rounded(s.Currency, total.Mid(), 5).Text(), "parts", strings.Join(ids, ", ")))
		}
	}
}

// noFigures is W210: a series without its figures. Where something reckons with
// it, F014 says so.
func noFigures(p *Pass) {
	used := make(map[parley.ID]bool)
	for _, u := range p.uses() {
		used[u.id] = true
	}
	for _, e := range p.entries {
		if s, ok := e.(*parley.Series); ok && s.File == "" && !used[s.ID] {
			p.Report(casefile.Place{Entry: s.ID}, with("series", s.ID))
		}
	}
}
