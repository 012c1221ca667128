package brief

import (
	"parley"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// Stances lists what every utterance does to every claim: one row a stance,
// those that no longer count included, for counting and charts elsewhere.
func Stances(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.stances/1", "claim", "entry", "date", "by", "speaks_for", "does", "hearsay", "outlet_says", "live", "retracted_by", "basis_rule")
	for c := range a.Claims() {
		for _, o := range a.Opinions(c.ID) {
			e, _ := p.v.Entry(o.Utterance)
			t.add(ID(c.ID), ID(o.Utterance), p.dateCell(e.Base().Happened), idCell(o.Actor), idsCell(o.Speaks), Word(o.Does.String()),
				Flag(o.Hearsay), wordCell(o.Outlet.String()), Flag(o.Live), idCell(o.Retract), wordCell(string(o.Rule)))
		}
	}
	return p.listed("top.stances", from, t, false)
}

// Quotations lists the words that entries quote, as printed.
func Quotations(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.quotations/1", "entry", "source", "line", "speaker", "~words", "language")
	for e := range view.Each[parley.Entry](p.v) {
		for _, c := range parley.Chains(e) {
			for _, q := range c.Quotes {
				var line Cell
				if q.Line > 0 {
					line = Number(q.Line)
				}
				t.add(ID(e.Base().ID), ID(c.Read()), line, Flag(q.Speaker), Text(q.Words), wordCell(q.Lang))
			}
		}
	}
	return p.listed("top.quotations", from, t, false)
}
