package check

import (
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/lang"
)

// offRecord is S002: what was said off the record stands where anybody may read it.
func offRecord(p *Pass) {
	public, _ := parley.ParseAudience("public")
	for i := range p.heard {
		h := &p.heard[i]
		mode := ""
		switch e := h.Entry.(type) {
		case *parley.Statement:
			mode = e.Mode
		case *parley.Report:
			mode = e.Mode
		}
		if mode == "off-record" && h.Base().Audience == public {
			p.Report(casefile.Place{Entry: h.Base().ID, Field: "mode"}, nil)
		}
	}
}

// noVoice is S003: an official statement by somebody who speaks for no side.
func noVoice(p *Pass) {
	seated := p.seated()
	for i := range p.heard {
		e, ok := p.heard[i].Entry.(*parley.Statement)
		if !ok || e.Mode != "official-statement" {
			continue
		}
		for _, by := range e.By {
			actor := p.Book.Entry(by)
			if actor != nil && spokenFor(actor) == "" && !seated[by] {
				p.Report(at(e, "by", 0, by), with("actor", by), by)
			}
		}
	}
}

// seated has who holds, or held, a seat that speaks for a side.
func (p *Pass) seated() map[parley.ID]bool {
	m := make(map[parley.ID]bool)
	for _, s := range p.seats {
		if s.SpeaksFor != "" {
			m[s.Of] = true
		}
	}
	return m
}

// spokenFor is the party that a person or body speaks for whatever the day.
func spokenFor(e parley.Entry) parley.ID {
	switch e := e.(type) {
	case *parley.Person:
		return e.SpeaksFor
	case *parley.Body:
		return e.SpeaksFor
	}
	return ""
}

// bothWays is S004: an utterance takes two stances on one claim.
func bothWays(p *Pass) {
	first := make(map[parley.ID]parley.Act)
	for i := range p.heard {
		ss := p.heard[i].stances
		if len(ss) < 2 {
			continue
		}
		clear(first)
		for _, s := range ss {
			one := first[s.Claim]
			if one == 0 {
				first[s.Claim] = s.Does
				continue
			}
			p.ReportAs(variantIf(one == s.Does, "twice"), at(p.heard[i].Entry, s.Does.String(), 0, s.Claim),
				with("claim", s.Claim, "one", one.String(), "other", s.Does.String()), s.Claim)
		}
	}
}

// outletWord is S005: the outlet's own word is ours, or is weaker than ours.
func outletWord(p *Pass) {
	for i := range p.heard {
		for _, s := range p.heard[i].stances {
			if s.Outlet == 0 || s.Outlet > s.Does {
				continue
			}
			variant := "weaker"
			if s.Outlet == s.Does {
				variant = "same"
			}
			e := p.heard[i].Entry
			p.ReportAs(variant, at(e, s.Does.String(), 0, s.Claim), with("claim", s.Claim, "outlet", s.Outlet.String(), "ours", s.Does.String()), s.Claim)
		}
	}
}

// hearsayNo is S006: hearsay on anything but an assertion.
func hearsayNo(p *Pass) {
	for i := range p.heard {
		for _, s := range p.heard[i].stances {
			if s.Hearsay && s.Does != parley.Asserts {
				e := p.heard[i].Entry
				p.Report(at(e, s.Does.String(), 0, s.Claim), with("claim", s.Claim, "act", s.Does.String()), s.Claim)
			}
		}
	}
}

// translation is S007: words in another language than they were spoken in, and
// nobody who translated them; or the reverse.
func translation(p *Pass) {
	for i := range p.heard {
		e, ok := p.heard[i].Entry.(*parley.Statement)
		if !ok || e.Spoken == "" {
			continue
		}
		by := p.source[e.TranslatedBy]
		switch {
		case by != nil && by.Language == e.Spoken:
			p.ReportAs("needless", casefile.Place{Entry: e.ID, Field: "translated-by"}, with("source", by.ID, "spoken", lang.Tongue(e.Spoken)))
		case e.TranslatedBy == "":
			p.untranslated(e)
		}
	}
}

func (p *Pass) untranslated(e *parley.Statement) {
	n := 0
	for _, c := range e.Via {
		s := p.source[c.Read()]
		for _, q := range c.Quotes {
			if !q.Speaker {
				continue
			}
			in := q.Lang
			if in == "" && s != nil {
				in = s.Language
			}
			if in != "" && in != e.Spoken {
				p.ReportAs("missing", casefile.Place{Entry: e.ID, Field: ">", N: n}, with("spoken", lang.Tongue(e.Spoken), "printed", lang.Tongue(in), "source", c.Read()))
				return
			}
			n++
		}
	}
}

// unnamedOf is S008: an unnamed report is said to be somebody's document.
func unnamedOf(p *Pass) {
	for _, s := range p.sources {
		if s.Type == "press-unnamed" && len(s.Of) > 0 {
			p.Report(casefile.Place{Entry: s.ID, Field: "of"}, with("of", s.Of[0]))
		}
	}
}

// seenNowhere is S009: a source was seen, and nothing says where.
func seenNowhere(p *Pass) {
	for _, s := range p.sources {
		if s.Seen && s.URL == "" && s.File == "" {
			p.Report(casefile.Place{Entry: s.ID, Field: "seen"}, with("id", s.ID))
		}
	}
}

// headless is S010: a delegation is led by somebody who at no time speaks for a
// side.
func headless(p *Pass) {
	seated := p.seated()
	said := make(map[parley.ID]bool)
	for _, r := range p.rounds {
		for _, id := range r.Heads {
			if actor := p.Book.Entry(id); actor != nil && spokenFor(actor) == "" && !seated[id] && !said[id] {
				said[id] = true
				p.Report(at(r, "heads", 0, id), with("person", id), id)
			}
		}
	}
}

// leavesWrongly is S011: a seat is left before it was taken, or by somebody else.
func leavesWrongly(p *Pass) {
	left := make(map[parley.ID]parley.ID)
	for _, s := range p.seats {
		if s.Leaves == "" {
			continue
		}
		place := casefile.Place{Entry: s.ID, Field: "leaves"}
		taken, ok := p.Book.Entry(s.Leaves).(*parley.Seat)
		switch {
		case !ok:
		case taken.Leaves != "":
			p.ReportAs("left", place, with("seat", s.Leaves, "other", taken.Leaves), s.Leaves)
		case s.Of != "" && s.Of != taken.Of:
			p.ReportAs("other", casefile.Place{Entry: s.ID, Field: "of"}, with("seat", s.Leaves, "person", s.Of, "other", taken.Of), s.Leaves)
		case before0(s.Happened, taken.Happened):
			p.ReportAs("early", casefile.Place{Entry: s.ID, Field: "date"}, with("seat", s.Leaves, "date", lang.When(s.Happened), "taken", taken.Happened), s.Leaves)
		case left[s.Leaves] != "":
			p.ReportAs("twice", place, with("seat", s.Leaves, "other", left[s.Leaves]), s.Leaves)
		}
		left[s.Leaves] = s.ID
	}
}

// before0 reports whether d is surely over when e begins.
func before0(d, e date.Date) bool { return d.Last != 0 && e.First != 0 && d.Last < e.First }

// retractsNothing is S012: a retraction takes back what was never said, or
// before it was said.
func retractsNothing(p *Pass) {
	for _, e := range p.entries {
		r, ok := e.(*parley.Retract)
		if !ok {
			continue
		}
		u := p.Book.Entry(r.Of)
		if u == nil {
			continue
		}
		switch {
		case r.Claim != "" && p.claim[r.Claim] != nil && !takes(u, r.Claim):
			p.ReportAs("claim", at(r, "of", 0, r.Claim), with("claim", r.Claim, "of", r.Of, "claims", stanceList(u)), r.Of)
		case before0(r.Happened, u.Base().Happened):
			p.ReportAs("early", casefile.Place{Entry: r.ID, Field: "date"}, with("date", lang.When(r.Happened), "of", r.Of, "said", lang.When(u.Base().Happened)), r.Of)
		}
	}
}

func takes(e parley.Entry, claim parley.ID) bool {
	for _, s := range parley.Stances(e) {
		if s.Claim == claim {
			return true
		}
	}
	return false
}

func stanceList(e parley.Entry) string {
	var out []string
	for _, s := range parley.Stances(e) {
		out = append(out, string(s.Claim))
	}
	return strings.Join(out, ", ")
}

// beforeSeat is W205: somebody speaks before their seat is known to have begun,
// or after they left it.
func beforeSeat(p *Pass) {
	tenures := p.tenures()
	for i := range p.heard {
		e, ok := p.heard[i].Entry.(*parley.Statement)
		if !ok || !parley.Attributable(e.Mode) {
			continue
		}
		for _, by := range e.By {
			ts := tenures[by]
			if len(ts) == 0 || spokenFor(p.Book.Entry(by)) != "" {
				continue
			}
			if v, t := outside(e.Happened, ts); v != "" {
				p.ReportAs(v, at(e, "by", 0, by), with("person", by, "date", lang.When(e.Happened), "seat", t.seat, "when", t.edge(v)), t.seat)
			}
		}
	}
}

// A tenure is the time for which a seat is held, so far as it is known.
type tenure struct {
	seat        parley.ID
	taken, left date.Date // left: zero while it is held
}

func (t tenure) edge(variant string) date.Date {
	if variant == "after" {
		return t.left
	}
	return t.taken
}

// tenures has the seats of everybody that speak for a side.
func (p *Pass) tenures() map[parley.ID][]tenure {
	left := make(map[parley.ID]date.Date)
	for _, s := range p.seats {
		if s.Leaves != "" {
			left[s.Leaves] = s.Happened
		}
	}
	m := make(map[parley.ID][]tenure)
	for _, s := range p.seats {
		if s.Leaves == "" && s.SpeaksFor != "" {
			m[s.Of] = append(m[s.Of], tenure{s.ID, s.Happened, left[s.ID]})
		}
	}
	return m
}

// outside says whether a day is in none of some tenures: "before" or "after"
// the one that it is nearest to; "" if it may be in one.
func outside(d date.Date, ts []tenure) (variant string, near tenure) {
	day := d.Last
	if day == 0 {
		day = d.First
	}
	best := date.Day(1 << 30)
	for _, t := range ts {
		begin, end := t.taken.Last, t.left.Last
		if begin == 0 {
			begin = t.taken.First
		}
		switch {
		case day < begin && begin-day < best:
			best, variant, near = begin-day, "before", t
		case day < begin:
		case end != 0 && d.First > end && d.First-end < best:
			best, variant, near = d.First-end, "after", t
		case end != 0 && d.First > end:
		default:
			return "", t
		}
	}
	return variant, near
}
