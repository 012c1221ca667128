package evidence

import (
	"slices"

	"parley"
	"parley/view"
)

// A Payable says what the amounts of agreements are for: on which issues, and who
// pays them. An amount of an agreement names neither, so it is taken from what the
// record says of both: percentages over an agreement, and what a party is said to
// pay in a year of which the agreement gives the same amount. Where nothing says
// so it is the widest issue on which figures are expected.
type Payable struct {
	a      *Assessment
	issues map[parley.ID]bool
	said   bool      // by the record; else by default
	payer  parley.ID // the only one who is said to pay; empty: not known
}

// The reasons why a bid cannot be compared with what is held. They are stable:
// messages are looked up by them.
const (
	OtherIssue = "other-issue" // its figure is on another issue than what was agreed
	OtherPayer = "other-payer" // somebody else pays it
	MonthSum   = "by-month"    // it is by the month, and nothing says that what was agreed is the same for a year
)

// CannotCompare lists those reasons, for whoever words them.
var CannotCompare = []string{OtherIssue, OtherPayer, MonthSum}

// Payable gathers what the amounts of agreements are for.
func (a *Assessment) Payable() *Payable {
	p := &Payable{a: a, issues: make(map[parley.ID]bool)}
	for _, t := range a.figures() {
		if p.overAgreement(t) || p.agreed(t) {
			p.issues[t.Issue] = true
		}
	}
	for id := range p.issues {
		if p.within(id) {
			delete(p.issues, id)
		}
	}
	if p.said = len(p.issues) > 0; !p.said {
		p.issues[p.widest(a.Purse())] = true
	}
	var payers []parley.ID
	for _, t := range a.figures() {
		if t.Verb == "pays" && p.issues[t.Issue] {
			payers = append(payers, t.Party)
		}
	}
	if payers = unique(payers); len(payers) == 1 {
		p.payer = payers[0]
	}
	return p
}

// figures are what claims and offers say in figures.
func (a *Assessment) figures() (ts []*parley.Proposition) {
	for _, c := range a.claims {
		if c.That != nil && isFigure(c.That.Value) && a.Status(c.ID).Basis > parley.NotSourced {
			ts = append(ts, c.That)
		}
	}
	for o := range view.Each[*parley.Offer](a.view) {
		for i := range o.Sets {
			if isFigure(o.Sets[i].Value) {
				ts = append(ts, &o.Sets[i])
			}
		}
	}
	return ts
}

// overAgreement reports whether a figure is a percentage over what was agreed.
func (p *Payable) overAgreement(t *parley.Proposition) bool {
	v, ok := t.Value.(parley.Percent)
	return ok && p.a.isAgreed(v.Over)
}

func (a *Assessment) isAgreed(id parley.ID) bool {
	e, _ := a.view.Entry(id)
	switch e.(type) {
	case *parley.Agreement, *parley.Terms:
		return true
	}
	return false
}

// agreed reports whether a figure is what somebody pays in a year of which an
// agreement gives the same amount.
func (p *Payable) agreed(t *parley.Proposition) bool {
	v, ok := t.Value.(parley.Money)
	from, to, whole := t.For.Years()
	if !ok || t.Verb != "pays" || t.Per == "month" || !whole || from != to {
		return false
	}
	for _, l := range p.a.Lives() {
		s, ok := p.a.pays(l)[from]
		if ok && s.Currency == v.Currency && s.Overlaps(v.Bounds) {
			return true
		}
	}
	return false
}

// within reports whether an issue is a category of another one of the same kind.
func (p *Payable) within(id parley.ID) bool {
	for _, up := range p.above(id) {
		if p.issues[up] {
			return true
		}
	}
	return false
}

// widest returns the issue of which an issue is a category in the end.
func (p *Payable) widest(id parley.ID) parley.ID {
	if up := p.above(id); len(up) > 0 {
		return up[len(up)-1]
	}
	return id
}

// above lists the issues of which one is a category, the nearest first.
func (p *Payable) above(id parley.ID) (ids []parley.ID) {
	for {
		i, ok := view.Get[*parley.Issue](p.a.view, id)
		if !ok || i.PartOf == "" || i.Measure != "" || slices.Contains(ids, i.PartOf) || !p.a.view.Has(i.PartOf) {
			return ids
		}
		id = i.PartOf
		ids = append(ids, id)
	}
}

// Why says why a bid cannot be compared with what is held: one of
// [CannotCompare]; "" if it can. A sum and another are compared only where both
// are for the same thing.
func (p *Payable) Why(b *Bid) string {
	switch {
	case b.Kind == Agreed, b.Kind == Held, b.Kind == Typed, b.Base != nil && p.a.isAgreed(b.Base.Of):
		return ""
	case !p.issues[b.Issue]:
		return OtherIssue
	case b.Payer != "" && p.payer != "" && b.Payer != p.payer:
		return OtherPayer
	case b.Per == "month" && !p.said:
		return MonthSum
	}
	return ""
}
