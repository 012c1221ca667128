package brief

import (
	"parley"
	"parley/analysis/sourcing"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// Entry says what one entry of the view is, when it became known and how it
// reached us, with its words as printed, and which entries of the view refer to
// it. An entry that is not in the view is for its caller to refuse.
func Entry(a *evidence.Assessment, id parley.ID, l lang.Lang, from Stamp) *Document {
	p := claimPen{write(a, l)}
	e, ok := p.v.Entry(id)
	if !ok {
		return p.document("parley.entry/1", "", from)
	}
	parts := append(p.identity(e), p.particulars(e)...)
	parts = append(parts, section(p.word("entry.words"), p.wording(sourcing.Voice{Entry: e, Opinion: evidence.Opinion{Utterance: id}}))...)
	parts = append(parts, section(p.word("entry.claims"), p.touched(e))...)
	parts = append(parts, section(p.word("entry.used"), p.used(id))...)
	return p.document("parley.entry/1", capitalised(p.title(e)), from, parts...)
}

// identity says what an entry is and when it happened and became known.
func (p claimPen) identity(e parley.Entry) []Part {
	id := e.Base().ID
	what := p.origin(e)
	if happens(e) {
		what = p.deed(e)
		if who := p.actor(e); len(who) > 0 {
			what = p.say("log.who", arg("who", who), arg("what", what))
		}
		what = p.say("note.ours", arg("what", what), arg("date", e.Base().Happened))
	}
	parts := []Part{resting(p.sentence("entry.is", arg("what", what)), id)}
	parts = append(parts, p.ours("entry.kind", arg("kind", p.word("kind."+string(e.Kind()))), arg("id", string(id))))
	if known := p.v.KnownOn(id); known != 0 {
		return append(parts, p.ours("entry.known", arg("known", known)))
	}
	return append(parts, p.ours("entry.known.always"))
}

// particulars says what only one kind of entry has.
func (p claimPen) particulars(e parley.Entry) (parts []Part) {
	switch e := e.(type) {
	case *parley.Claim:
		return []Part{p.ours("entry.page", arg("claim", p.claim(e)))}
	case *parley.Source:
		seen := "entry.source.unseen"
		if e.Seen {
			seen = "entry.source.seen"
		}
		parts = append(parts, p.ours("entry.source", arg("type", p.word("type."+e.Type)), arg("seen", p.word(seen))))
		if e.URL != "" {
			parts = append(parts, p.ours("entry.source.address", arg("url", e.URL)))
		}
	case *parley.Person:
		if role := p.roles(e); role != "" {
			parts = append(parts, p.ours("entry.role", arg("role", role)))
		}
	}
	if _, other := p.scripts(e.Base().Name); parley.Declared(e) && other != "" {
		parts = append(parts, p.ours("entry.also", arg("names", other)))
	}
	return parts
}

// touched lists the claims on which an entry takes a stance, with their status.
func (p claimPen) touched(e parley.Entry) (parts []Part) {
	for _, s := range parley.Stances(e) {
		c, ok := view.Get[*parley.Claim](p.v, s.Claim)
		if !ok {
			continue
		}
		parts = append(parts, resting(p.sentence("entry.claim", arg("act", p.word("act."+s.Does.String())), arg("claim", p.claim(c)),
			p.badge(c.ID, p.a.Of(c.ID))), e.Base().ID))
	}
	return parts
}

// used lists what refers to an entry, as far as this reader knows of it.
func (p claimPen) used(id parley.ID) []Part {
	t := p.table("parley.referring/1", "date", "entry", "kind", "~what")
	for e := range view.Each[parley.Entry](p.v) {
		if e.Base().ID != id && refers(e, id) {
			t.add(p.dateCell(e.Base().Happened), ID(e.Base().ID), Text(p.word("kind."+string(e.Kind()))), Text(capitalised(p.title(e))))
		}
	}
	if len(t.Rows) == 0 {
		return []Part{p.ours("entry.used.not")}
	}
	return []Part{t}
}

// refers reports whether an entry mentions an id: as what it needs, as what it
// names, or as a link of a chain.
func refers(e parley.Entry, id parley.ID) (found bool) {
	match := func(x parley.ID) { found = found || x == id }
	parley.Needs(e, match)
	parley.Names(e, match)
	for _, c := range parley.Chains(e) {
		for _, link := range c.Links {
			match(link)
		}
	}
	return found
}

// Called is what an entry of a view is called in a list of entries, capitalised.
func Called(a *evidence.Assessment, l lang.Lang, id parley.ID) string {
	p := write(a, l)
	if e, ok := p.v.Entry(id); ok {
		return capitalised(p.title(e))
	}
	return ""
}
