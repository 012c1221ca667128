package check

import (
	"slices"
	"strings"

	"parley"
	"parley/casefile"
)

// undeclared is R001: entries refer to an id that nothing declares. It is said
// once for an id, at the first place: the mistake may be in the declaration. It
// is not said while a file is missing that may declare it.
func undeclared(p *Pass) {
	type miss struct {
		badRef
		n int
	}
	var misses []*miss
	of := make(map[parley.ID]*miss)
	for _, r := range p.badRefs() {
		switch m := of[r.id]; {
		case m != nil:
			m.n++
		case p.Book.Entry(r.id) == nil && !p.Book.Broken(r.id) && !p.meant[r.id]:
			of[r.id] = &miss{r, 1}
			misses = append(misses, of[r.id])
		}
	}
	if len(misses) == 0 || p.fileMissing() {
		return
	}
	free := p.unnamed()
	for _, m := range misses {
		near := p.suggest(m.id, m.wants, func(s string) bool { return free[parley.ID(s)] })
		if near == "" {
			near = p.suggest(m.id, m.wants, nil)
		}
		p.ReportAs(variantIf(m.n > 1, "more"), m.place(), with("id", m.id, "near", near, "kinds", kindList(m.wants), "n", m.n), m.id)
	}
}

func (p *Pass) fileMissing() bool {
	return slices.ContainsFunc(p.Book.Faults, func(f casefile.Fault) bool { return f.Code == "P016" && f.Args["reason"] != "twice" })
}

// effort is how many ids one run of a rule compares with others for its
// suggestions. A record with a thousand misspelt ids gets some, and soon.
const effort = 1 << 20

// suggest returns the id of one of the kinds that was most likely meant, of
// those that only lets through; "" for none.
func (p *Pass) suggest(id parley.ID, wants []parley.Kind, only func(string) bool) string {
	k := kindList(wants)
	if p.ids == nil {
		p.ids = make(map[string][]string)
	}
	if p.ids[k] == nil {
		p.ids[k] = p.Book.IDs(wants...)
	}
	if p.spent += len(p.ids[k]); p.spent > effort {
		return ""
	}
	if only == nil {
		return casefile.Near(string(id), p.ids[k])
	}
	return casefile.Near(string(id), slices.DeleteFunc(slices.Clone(p.ids[k]), func(s string) bool { return !only(s) }))
}

// unnamed are the declared ids that nothing refers to: those that a misspelt id
// was most likely meant to be.
func (p *Pass) unnamed() map[parley.ID]bool {
	free := make(map[parley.ID]bool, len(p.entries))
	for _, e := range p.entries {
		free[e.Base().ID] = true
	}
	use := func(id parley.ID) { delete(free, id) }
	for _, e := range p.entries {
		parley.Needs(e, use)
		parley.Names(e, use)
		for _, c := range parley.Chains(e) {
			for _, id := range c.Links {
				delete(free, id)
			}
		}
	}
	return free
}

// wrongKind is R002: an id is that of another kind of entry than the field wants.
func wrongKind(p *Pass) {
	for _, r := range p.badRefs() {
		found := p.Book.Entry(r.id)
		if found == nil {
			continue
		}
		own := p.Book.Locate(casefile.Place{Entry: r.id})
		kind := string(found.Kind())
		p.ReportAs(an(kind), r.place(), with("id", r.id, "kind", kind, "field", r.field, "kinds", kindList(r.wants),
			"file", own.File, "line", own.Line, "near", p.suggest(r.id, r.wants, nil)), r.id)
	}
}

// kindList is a list of kinds as a message gives it: "person, body".
func kindList(ks []parley.Kind) string {
	if len(ks) == 0 {
		return "entry"
	}
	out := make([]string, len(ks))
	for i, k := range ks {
		out[i] = string(k)
	}
	return strings.Join(out, ", ")
}

func at(e parley.Entry, field string, nth int, id parley.ID) casefile.Place {
	return casefile.Place{Entry: e.Base().ID, Field: field, N: nth, Word: string(id)}
}

// A badRef is an id in a field that leads to nothing, or to an entry of a kind
// that will not do.
type badRef struct {
	in    parley.Entry
	field string
	nth   int
	id    parley.ID
	wants []parley.Kind // nil: any
}

func (r badRef) place() casefile.Place {
	if s, ok := r.in.(*parley.Series); ok && r.field == casefile.From.String() {
		return casefile.Place{Entry: s.ID, Field: r.field, Row: r.nth + 1}
	}
	return at(r.in, r.field, r.nth, r.id)
}

func (x *index) listBadRefs() (out []badRef) {
	x.references(func(e parley.Entry, field string, nth int, id parley.ID, wants []parley.Kind) {
		found := x.book.Entry(id)
		if found == nil || wants != nil && !slices.Contains(wants, found.Kind()) {
			out = append(out, badRef{e, field, nth, id, wants})
		}
	})
	return out
}

type reference func(e parley.Entry, field string, nth int, id parley.ID, wants []parley.Kind)

// references yields every id that an entry refers to, with the kinds that will
// do. Utterances are many and mostly sound; those are passed over quickly.
func (x *index) references(yield reference) {
	for _, e := range x.entries {
		if x.soundUtterance(e) {
			continue
		}
		switch e := e.(type) {
		case *parley.Claim:
			proposition(e, "that", 0, e.That, yield)
		case *parley.Offer:
			for i := range e.Sets {
				proposition(e, "sets", i, &e.Sets[i], yield)
			}
		case *parley.Valuation:
			proposition(e, "limit", 0, e.Limit, yield)
		case *parley.Series:
			for i, x := range e.Figures {
				if x.Source != "" {
					yield(e, casefile.From.String(), i, x.Source, sourceKind)
				}
			}
		case *parley.Retract:
			yield(e, "of", 0, e.Of, utterances)
			if e.Claim != "" {
				yield(e, "of", 0, e.Claim, claimKind)
			}
			casefile.WrongIDs(e, func(field string, nth int, id parley.ID, wants []parley.Kind) {
				if field != "of" {
					yield(e, field, nth, id, wants)
				}
			})
			continue
		}
		casefile.WrongIDs(e, func(field string, nth int, id parley.ID, wants []parley.Kind) {
			if field != "that" && field != "sets" && field != "limit" && field != "to" || wants != nil {
				yield(e, field, nth, id, wants)
			}
		})
	}
}

var (
	utterances = []parley.Kind{"statement", "report", "offer"}
	sourceKind = []parley.Kind{"source"}
	claimKind  = []parley.Kind{"claim"}
	partyKind  = []parley.Kind{"party"}
	issueKind  = []parley.Kind{"issue"}
	baseKinds  = []parley.Kind{"claim", "terms", "agreement"}
)

func proposition(e parley.Entry, field string, nth int, that *parley.Proposition, yield reference) {
	if that == nil {
		return
	}
	if that.Party != "" {
		yield(e, field, nth, that.Party, partyKind)
	}
	yield(e, field, nth, that.Issue, issueKind)
	if v, ok := that.Value.(parley.Percent); ok && v.Over != "" {
		yield(e, field, nth, v.Over, baseKinds)
	}
}

// soundUtterance reports whether an entry is a statement or report all of whose
// references lead where they should.
func (x *index) soundUtterance(e parley.Entry) bool {
	switch e := e.(type) {
	case *parley.Statement:
		return x.soundSpeakers(e.By) && x.soundSource(e.TranslatedBy) && x.sound(e.Via, e.Stances, &e.Dating)
	case *parley.Report:
		return x.soundSource(e.TranslatedBy) && x.sound(e.Via, e.Stances, &e.Dating)
	}
	return false
}

func (x *index) soundSource(id parley.ID) bool { return id == "" || x.source[id] != nil }

func (x *index) soundSpeakers(by []parley.ID) bool {
	for _, id := range by {
		switch x.book.Entry(id).(type) {
		case *parley.Person, *parley.Body:
		default:
			return false
		}
	}
	return true
}

func (x *index) sound(via []parley.Chain, ss []parley.Stance, d *parley.Dating) bool {
	for _, s := range ss {
		if x.claim[s.Claim] == nil {
			return false
		}
	}
	for _, c := range via {
		for _, id := range c.Links {
			if x.source[id] == nil {
				return false
			}
		}
	}
	return x.soundSource(d.DatedFrom)
}
