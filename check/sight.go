package check

import (
	"slices"

	"parley"
	"parley/casefile"
)

// An aim is an audience of an entry against one of an entry that it refers to.
type aim struct{ from, to parley.Audience }

// A reach says whether everybody who may know of one entry may know of another.
type reach struct {
	known  map[aim]bool
	widest map[parley.ID]parley.Audience // what a disclosure opened to everybody
}

func (p *Pass) reach() *reach {
	r := &reach{known: make(map[aim]bool), widest: make(map[parley.ID]parley.Audience)}
	for _, e := range p.entries {
		if d, ok := e.(*parley.Disclose); ok {
			if old, ok := r.widest[d.Of]; !ok || r.covers(d.To, old) {
				r.widest[d.Of] = d.To
			}
		}
	}
	return r
}

// covers reports whether to admits every reader that from admits.
func (r *reach) covers(to, from parley.Audience) bool {
	if to == from {
		return true
	}
	a := aim{from, to}
	ok, had := r.known[a]
	if !had {
		ok = true
		for _, x := range readers(from, to) {
			ok = ok && (!from.Admits(x) || to.Admits(x))
		}
		r.known[a] = ok
	}
	return ok
}

// readers are one reader of every kind that two audiences can tell apart.
func readers(as ...parley.Audience) []parley.Reader {
	out := []parley.Reader{parley.Public, parley.InCase, parley.Mediator, parley.Side("-"), parley.Caucus("-", "-")}
	for _, a := range as {
		if id := a.Of(); id != "" {
			out = append(out, parley.Side(id), parley.Caucus(id, "-"))
		}
		if x, ok := parley.ParseReader(a.String()); ok {
			out = append(out, x)
		}
	}
	return out
}

// hides reports whether somebody who may know of an entry may not know of id.
func (p *Pass) hides(r *reach, e parley.Entry, id parley.ID) (parley.Audience, bool) {
	other := p.Book.Entry(id)
	if other == nil {
		return parley.Audience{}, false
	}
	to := parley.AudienceOf(other)
	if to == parley.AudienceOf(e) || r.covers(to, parley.AudienceOf(e)) {
		return to, false
	}
	wide, ok := r.widest[id]
	return to, !ok || !r.covers(wide, parley.AudienceOf(e))
}

// sameAudience reports whether all entries are for the same readers: then nothing
// can be hidden from one of them that another shows.
func (x *index) sameAudience() bool {
	for _, e := range x.entries {
		if parley.AudienceOf(e) != parley.AudienceOf(x.entries[0]) {
			return false
		}
	}
	return true
}

// namesHidden is W204: a public entry names one that is not public.
func namesHidden(p *Pass) {
	public, _ := parley.ParseAudience("public")
	p.eachHidden(func(e parley.Entry, id parley.ID, to parley.Audience, _ bool) {
		if parley.AudienceOf(e) == public {
			p.Report(casefile.Place{Entry: e.Base().ID, Field: p.fieldOf(e, id), Word: string(id)}, with("id", id, "audience", to.String()), id)
		}
	})
}

// needsHidden is V002: an entry rests on one that some of its readers may not
// know of, so they will not see it either.
func needsHidden(p *Pass) {
	public, _ := parley.ParseAudience("public")
	p.eachHidden(func(e parley.Entry, id parley.ID, to parley.Audience, needed bool) {
		if a := parley.AudienceOf(e); needed && a != public {
			p.Report(casefile.Place{Entry: e.Base().ID, Field: p.fieldOf(e, id), Word: string(id)}, with("id", id, "audience", to.String(), "ours", a.String()), id)
		}
	})
}

// eachHidden yields what an entry refers to and some of its readers may not know of.
func (p *Pass) eachHidden(yield func(e parley.Entry, id parley.ID, to parley.Audience, needed bool)) {
	if p.oneCircle() {
		return
	}
	r := p.reach()
	var e parley.Entry
	var said []parley.ID
	visit := func(id parley.ID, needed bool) {
		if to, hidden := p.hides(r, e, id); hidden && !slices.Contains(said, id) {
			said = append(said, id)
			yield(e, id, to, needed)
		}
	}
	needs := func(id parley.ID) { visit(id, true) }
	names := func(id parley.ID) { visit(id, false) }
	for _, e = range p.entries {
		switch e.(type) {
		case *parley.Case, *parley.Disclose:
			continue // the head is what everybody reads; a disclosure is about what was hidden
		}
		said = said[:0]
		parley.Needs(e, needs)
		parley.Names(unfigured(e), names)
		for _, c := range parley.Chains(e) {
			for _, id := range c.Links {
				visit(id, false)
			}
		}
	}
}

// unfigured is an entry without what falls with its own source: a figure from a hidden
// source takes nothing with it, and is named by nothing that stays.
func unfigured(e parley.Entry) parley.Entry {
	s, ok := e.(*parley.Series)
	if !ok || len(s.Figures) == 0 {
		return e
	}
	c := *s
	c.Figures = nil
	return &c
}

// fieldOf is the field of an entry that holds an id.
func (p *Pass) fieldOf(e parley.Entry, id parley.ID) (field string) {
	casefile.WrongIDs(e, func(f string, _ int, x parley.ID, _ []parley.Kind) {
		if x == id && field == "" {
			field = f
		}
	})
	return field
}

// opensNothing is V003: a disclosure to readers who know of it already.
func opensNothing(p *Pass) {
	r := &reach{known: make(map[aim]bool)}
	for _, e := range p.entries {
		d, ok := e.(*parley.Disclose)
		if !ok {
			continue
		}
		of := p.Book.Entry(d.Of)
		if of != nil && r.covers(parley.AudienceOf(of), d.To) {
			p.Report(casefile.Place{Entry: d.ID, Field: "to"}, with("id", d.Of, "to", d.To.String(), "audience", parley.AudienceOf(of).String()), d.Of)
		}
	}
}
