package check

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// endOfTime is a day by which everything that has a day is known.
const endOfTime date.Day = 1 << 22

// unexpected is E001: an expect entry holds a status that the record does not give.
func unexpected(p *Pass) {
	var expects []*parley.Expect
	for _, e := range p.entries {
		if x, ok := e.(*parley.Expect); ok && p.claim[x.Of] != nil {
			expects = append(expects, x)
		}
	}
	day := func(x *parley.Expect) date.Day { return x.Happened.Day(p.zone) }
	slices.SortStableFunc(expects, func(x, y *parley.Expect) int {
		return cmp.Or(cmp.Compare(day(x), day(y)), cmp.Compare(x.Recorded, y.Recorded))
	})
	weigh := p.weigher(func(parley.Entry) bool { return true })
	for _, x := range expects {
		s := weigh(day(x), x.Recorded).Of(x.Of)
		if b, ok := x.Basis.Get(); ok && b != s.Status.Basis {
			p.ReportAs("basis"+bare(s.Grounds), casefile.Place{Entry: x.ID, Field: "basis"},
				p.parts(x, b.String(), s.Status.Basis.String(), s.BasisRule, s.Grounds), p.rests(x.Of)...)
		}
		if r, ok := x.Response.Get(); ok && r != s.Status.Response {
			p.ReportAs("response"+bare(s.Responses), casefile.Place{Entry: x.ID, Field: "response"},
				p.parts(x, r.String(), s.Status.Response.String(), s.ResponseRule, s.Responses), p.rests(x.Of)...)
		}
	}
}

// parts says in what an expectation and the record part.
func (p *Pass) parts(x *parley.Expect, want, is string, rule evidence.Rule, rests []parley.ID) []lang.Arg {
	return with("claim", x.Of, "date", x.Happened, "want", want, "is", is, "rule", string(rule), "entries", idList(rests))
}

func bare(rests []parley.ID) string { return variantIf(len(rests) == 0, ".bare") }

// weigher returns what weighs the entries that keep admits, as their owner knew
// them on a day. Days come again and again, so what was weighed is kept.
func (p *Pass) weigher(keep func(parley.Entry) bool) func(asOf, recorded date.Day) *evidence.Assessment {
	var record *view.Record
	made := make(map[[2]date.Day]*evidence.Assessment)
	return func(asOf, recorded date.Day) *evidence.Assessment {
		if record == nil {
			entries := p.entries
			if slices.ContainsFunc(entries, func(e parley.Entry) bool { return !keep(e) }) {
				entries = slices.DeleteFunc(slices.Clone(entries), func(e parley.Entry) bool { return !keep(e) })
			}
			record = view.Index(entries)
		}
		k := [2]date.Day{asOf, recorded}
		if made[k] == nil {
			if len(made) > 8 { // a record may expect something of every day
				clear(made)
			}
			made[k] = weighed(record, asOf, recorded)
		}
		return made[k]
	}
}

// rests lists what the status of a claim rests on: the claim, whoever spoke of
// it, and their sources and seats.
func (p *Pass) rests(claim parley.ID) []parley.ID {
	ids := []parley.ID{claim}
	for _, h := range p.spoken()[claim] {
		ids = append(ids, h.Base().ID)
		for _, c := range h.via {
			ids = append(ids, c.Links...)
		}
		if s, ok := h.Entry.(*parley.Statement); ok {
			for _, seat := range p.seats {
				if slices.Contains(s.By, seat.Of) {
					ids = append(ids, seat.ID)
				}
			}
			ids = append(ids, s.By...)
		}
	}
	return ids
}

// listSpoken has the utterances on each claim.
func (x *index) listSpoken() map[parley.ID][]*heard {
	m := make(map[parley.ID][]*heard, len(x.claims))
	for i := range x.heard {
		for _, s := range x.heard[i].stances {
			m[s.Claim] = append(m[s.Claim], &x.heard[i])
		}
	}
	return m
}

// idList is a list of ids as a message gives it.
func idList(ids []parley.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids[:min(4, len(ids))] {
		out = append(out, string(id))
	}
	if len(ids) > 4 {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

// expectsNothing is E002: an expect or override entry names neither a basis nor
// a response.
func expectsNothing(p *Pass) {
	for _, e := range p.entries {
		switch e := e.(type) {
		case *parley.Expect:
			if e.Basis.State == parley.NotSaid && e.Response.State == parley.NotSaid {
				p.Report(casefile.Place{Entry: e.ID}, with("kind", "expect"))
			}
		case *parley.Override:
			if e.Basis.State == parley.NotSaid && e.Response.State == parley.NotSaid {
				p.Report(casefile.Place{Entry: e.ID}, with("kind", "override"))
			}
		}
	}
}

// explainsNothing is E003: an explain entry names entries that are not in the
// conflict that it speaks of.
func explainsNothing(p *Pass) {
	var conflicts []evidence.Conflict
	for i, e := range p.entries {
		x, ok := e.(*parley.Explain)
		if !ok {
			continue
		}
		if conflicts == nil {
			conflicts = p.weigher(func(parley.Entry) bool { return true })(endOfTime, 0).Conflicts()
		}
		if !slices.ContainsFunc(conflicts, func(c evidence.Conflict) bool { return c.Explained == x.ID }) {
			p.explains(x, conflicts, p.entries[:i])
		}
	}
}

func (p *Pass) explains(x *parley.Explain, conflicts []evidence.Conflict, earlier []parley.Entry) {
	args := func(other string) []any { return []any{"conflict", string(x.Conflict), "other", other} }
	place := casefile.Place{Entry: x.ID, Field: "of"}
	same := func(of []parley.ID) bool { return sameSet(of, x.Of) }
	for _, e := range earlier {
		if y, ok := e.(*parley.Explain); ok && y.Conflict == x.Conflict && same(y.Of) {
			p.ReportAs("twice", place, with(args(string(y.ID))...))
			return
		}
	}
	for _, c := range conflicts {
		switch {
		case c.Kind == x.Conflict && contains(c.Entries, x.Of):
			if c.Explained == "" { // else a later entry explains all of it: each held in its time
				p.ReportAs("grown", place, with(args(idList(without(c.Entries, x.Of)))...))
			}
			return
		case c.Kind != x.Conflict && same(c.Entries):
			p.ReportAs("kind", casefile.Place{Entry: x.ID, Field: "conflict"}, with(args(string(c.Kind))...))
			return
		}
	}
	p.Report(place, with(args("")...))
}

func contains(all, some []parley.ID) bool { return len(without(some, all)) == 0 }

func sameSet(a, b []parley.ID) bool { return contains(a, b) && contains(b, a) }

// without returns the ids of a that are not in b.
func without(a, b []parley.ID) (out []parley.ID) {
	for _, id := range a {
		if !slices.Contains(b, id) {
			out = append(out, id)
		}
	}
	return out
}

// overridesNothing is E004: an override sets what the rules give anyway.
func overridesNothing(p *Pass) {
	weigh := p.weigher(func(e parley.Entry) bool { _, over := e.(*parley.Override); return !over })
	for _, e := range p.entries {
		o, ok := e.(*parley.Override)
		if !ok || p.claim[o.Of] == nil || o.Basis.State == parley.NotSaid && o.Response.State == parley.NotSaid {
			continue
		}
		day := o.Recorded
		if day == 0 {
			day = o.Happened.Day(p.zone)
		}
		s := weigh(day, 0).Of(o.Of)
		b, hasBasis := o.Basis.Get()
		r, hasResponse := o.Response.Get()
		if (!hasBasis || b == s.Status.Basis) && (!hasResponse || r == s.Status.Response) {
			p.Report(casefile.Place{Entry: o.ID}, with("claim", o.Of, "basis", s.Status.Basis.String(), "response", s.Status.Response.String(), "rule", string(s.BasisRule)+", "+string(s.ResponseRule)))
		}
	}
}
