package brief

import (
	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
)

// Agreements says of each agreement what it covers, by which stages it went,
// what it pays in each year and how that rises; and what is not known of it.
// Where several terms give an amount for one time, all stand there.
func Agreements(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.agreements/1", "agreement", "for", "amount", "beside", "agreed", ".name", ".terms", ".currency", ".known")
	lapses := make(map[*evidence.Life]evidence.Lapse)
	for _, x := range a.Lapses(p.v.From().AsOf) {
		lapses[x.Of] = x
	}
	var parts []Part
	for _, g := range a.Lives() {
		parts = append(parts, Heading(p.name(g.Agreement.ID)))
		parts = append(parts, p.life(g)...)
		if x, ok := lapses[g]; ok {
			parts = append(parts, p.withoutOne(x))
		}
		p.amounts(t, g)
	}
	if len(t.Rows) > 0 {
		parts = append(parts, Heading(p.word("agreement.amounts")))
	}
	if len(parts) == 0 {
		parts = []Part{p.nothing(false)}
	}
	return p.document("parley.agreements/1", p.top("top.agreements"), from, append(parts, t)...)
}

// amounts adds the years of an agreement, a row for each entry that gives one.
func (p *pen) amounts(t *Table, g *evidence.Life) {
	for _, terms := range g.Terms {
		for _, x := range terms.Pays {
			var beside Cell
			if !x.Beside.IsZero() {
				beside = Money{x.Beside}
			}
			t.add(ID(g.Agreement.ID), p.dateCell(x.For), Money{x.Amount}, beside, p.dateCell(terms.Happened), Text(p.name(g.Agreement.ID)),
				ID(terms.ID), Word(x.Amount.Currency), p.dayCell(p.v.KnownOn(terms.ID)))
		}
	}
}

// life says what is known of an agreement, in order, and what is not.
func (p *pen) life(g *evidence.Life) (parts []Part) {
	for _, s := range g.Stages {
		parts = append(parts, p.sentence("agreement.stage", to("stage", p.word("stage."+s.Reached), s.ID, s.ID), to("when", lang.When(s.Happened), s.ID, s.ID)))
	}
	parts = append(parts, p.covers(g)...)
	for _, t := range g.Terms {
		parts = append(parts, p.rises(t)...)
	}
	if len(g.Stages) == 0 {
		parts = append(parts, p.ours("agreement.no-stage"))
	}
	if g.Covers.IsZero() {
		parts = append(parts, p.ours("agreement.no-term"))
	}
	if !pays(g) {
		parts = append(parts, p.ours("agreement.no-amount"))
	}
	return parts
}

func pays(g *evidence.Life) bool {
	for _, t := range g.Terms {
		if len(t.Pays) > 0 {
			return true
		}
	}
	return false
}

// covers says for what time an agreement is, once for all terms that agree.
func (p *pen) covers(g *evidence.Life) (parts []Part) {
	var said []string
	by := make(map[string][]parley.ID)
	for _, t := range g.Terms {
		if t.Covers.IsZero() {
			continue
		}
		words := p.covered(t.Covers)
		if by[words] == nil {
			said = append(said, words)
		}
		by[words] = append(by[words], t.ID)
	}
	for _, words := range said {
		parts = append(parts, p.sentence("agreement.covers", to("date", words, by[words][0], by[words]...)))
	}
	return parts
}

// rises says by what rule the amounts of terms rise, if anybody has looked.
func (p *pen) rises(t *parley.Terms) (parts []Part) {
	switch words, given := t.Escalator.Get(); {
	case given:
		parts = append(parts, p.sentence("agreement.escalator", to("words", p.shown(words), t.ID, t.ID)))
	case t.Escalator.State == parley.IsNone:
		parts = append(parts, p.sentence("agreement.escalator.none", to("terms", p.title(t), t.ID, t.ID)))
	case t.Escalator.State == parley.IsUnknown:
		parts = append(parts, p.sentence("agreement.escalator.unknown", to("terms", p.title(t), t.ID, t.ID)))
	}
	return parts
}

// covered says a term; one that began some time before ends on its day and is
// not "by" it.
func (p *pen) covered(d date.Date) string {
	if d.First == 0 {
		return p.text("agreement.until", arg("day", d.Last))
	}
	return lang.Date(p.l, d)
}

// withoutOne says that there was, or is, no agreement for some time.
func (p *pen) withoutOne(x evidence.Lapse) Sentence {
	if x.To == 0 {
		return p.sentence("agreement.lapse", to("from", x.From, x.Of.Agreement.ID, x.RestsOn...))
	}
	return p.sentence("agreement.lapsed", to("from", x.From, x.Of.Agreement.ID, x.RestsOn...), to("to", x.To, "", x.RestsOn...), arg("n", int(x.To-x.From)+1))
}
