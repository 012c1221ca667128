package brief

import (
	"parley"
	"parley/date"
	"parley/lang"
	"parley/view"
)

// note says where an entry came from.
func (p *pen) note(id parley.ID) Note {
	e, ok := p.v.Entry(id)
	if !ok {
		return Note{ID: id}
	}
	n := Note{ID: id, Runs: capital(p.origin(e))}
	for _, r := range n.Runs {
		if s, ok := view.Get[*parley.Source](p.v, r.Link); ok && s.URL != "" {
			if n.URLs == nil {
				n.URLs = make(map[parley.ID]string)
			}
			n.URLs[s.ID] = s.URL
		}
	}
	for _, c := range parley.Chains(e) {
		for _, q := range c.Quotes {
			n.Words = append(n.Words, Words{Text: q.Words, Lang: q.Lang, Speaker: q.Speaker, Source: c.Read(), Line: q.Line})
		}
	}
	return n
}

// origin says what an entry is, who spoke, when, and through what we know it.
func (p *pen) origin(e parley.Entry) []lang.Run {
	h := e.Base()
	what := arg("what", p.title(e))
	chains := parley.Chains(e)
	switch s := e.(type) {
	case *parley.Source:
		return p.titled(s.ID)
	case *parley.Report:
		key := "note.report"
		if len(s.Attributed) > 0 {
			key, chains = "note.report.by", p.past(chains)
		}
		if len(chains) == 0 {
			return p.say("note.ours", what, arg("date", h.Happened))
		}
		return p.translated(p.say(key, what, arg("source", p.through(chains))), s.TranslatedBy, "")
	case *parley.Statement:
		said := p.say("note.said", arg("who", p.names(s.By)), arg("mode", p.word("mode."+s.Mode)), arg("date", h.Happened))
		if len(chains) > 0 { // none, where an entry is known by an override of its day
			said = p.say("note.in", arg("note", said), arg("source", p.through(chains)))
		}
		return p.translated(said, s.TranslatedBy, s.Spoken)
	case *parley.Inference:
		return p.say("note.from", what, arg("date", h.Happened), arg("from", p.titles(s.From)))
	}
	switch {
	case parley.Declared(e):
		return p.say("note.declared", what)
	case len(chains) == 0:
		return p.say("note.ours", what, arg("date", h.Happened))
	}
	return p.say("note.heard", what, arg("date", h.Happened), arg("source", p.through(chains)))
}

// past returns chains without an origin that is nobody in particular: the words
// for whom a report is attributed to say it already.
func (p *pen) past(chains []parley.Chain) []parley.Chain {
	out := make([]parley.Chain, 0, len(chains))
	for _, c := range chains {
		s, ok := view.Get[*parley.Source](p.v, c.Origin())
		if ok && s.Type == "press-unnamed" && len(c.Links) > 1 {
			c.Links = c.Links[1:]
		}
		out = append(out, c)
	}
	return out
}

// translated adds that the words are a translation.
func (p *pen) translated(said []lang.Run, by parley.ID, spoken string) []lang.Run {
	switch {
	case by != "" && spoken != "":
		return p.say("note.translated.from", arg("note", said), arg("by", p.outlet(by)), arg("language", lang.Tongue(spoken)))
	case by != "":
		return p.say("note.translated", arg("note", said), arg("by", p.outlet(by)))
	}
	return said
}

// through says by which ways words reached us, each origin first, and what was
// read by its title.
func (p *pen) through(chains []parley.Chain) []lang.Run {
	var ways [][]lang.Run
	for _, c := range chains {
		var way []lang.Run
		for i, id := range c.Links {
			cited := p.cited(id)
			if id == c.Read() {
				cited = p.titled(id)
			}
			if i > 0 {
				cited = p.say("note.quoted", arg("origin", way), arg("in", cited))
			}
			way = cited
		}
		ways = append(ways, way)
	}
	if len(ways) == 0 {
		return nil
	}
	said := ways[0]
	for _, way := range ways[1:] {
		said = p.say("note.also", arg("one", said), arg("other", way))
	}
	return said
}

// cited cites a source, and leads to it.
func (p *pen) cited(id parley.ID) []lang.Run {
	s, ok := view.Get[*parley.Source](p.v, id)
	if !ok {
		return []lang.Run{{Text: p.name(id), Link: id}}
	}
	return []lang.Run{{Text: p.cite(s), Link: id}}
}

// titled cites a source with its title before, which leads to it; one without a
// publisher is cited by its title anyway. What we have not seen has a name of our
// making as often as a title, so no quote marks.
func (p *pen) titled(id parley.ID) []lang.Run {
	s, ok := view.Get[*parley.Source](p.v, id)
	if !ok {
		return p.cited(id)
	}
	title, _ := p.words(s.Name)
	if who := p.outlet(id); title == "" || s.Type == "press-unnamed" || title == who || who == p.name(id) {
		return p.cited(id)
	}
	key := "note.titled"
	if !s.Seen {
		key = "note.named"
	}
	return p.say(key, to("title", title, id), arg("source", p.cite(s)))
}

// cite says what a source is in a few words: "The Korea Times, 17 Jan 2020".
func (p *pen) cite(s *parley.Source) string {
	who := p.outlet(s.ID)
	if d, ok := s.Published.Get(); ok {
		return p.text("note.published", arg("source", who), arg("date", p.day(d)))
	}
	return who
}

// outlet returns who published a source, else what it is called.
func (p *pen) outlet(id parley.ID) string {
	s, ok := view.Get[*parley.Source](p.v, id)
	if !ok {
		return p.name(id)
	}
	if s.Type == "press-unnamed" {
		return p.text("note.unnamed", arg("words", p.name(id)))
	}
	if who, ok := s.Publisher.Get(); ok {
		return who
	}
	return p.name(id)
}

// day drops the time of a date: the day that it was in the zone of the case.
func (p *pen) day(d date.Date) any {
	if d.Zone == "" {
		return d
	}
	return d.Day(p.v.Zone())
}

// titles names entries by what they are, each leading to itself.
func (p *pen) titles(ids []parley.ID) []lang.Run {
	var items [][]lang.Run
	for _, id := range ids {
		if e, ok := p.v.Entry(id); ok {
			items = append(items, []lang.Run{{Text: p.title(e), Link: id}})
		}
	}
	return lang.Join(p.l, items)
}

// title says in a few words what an entry is: its name, or what can be made of
// its fields. It names a report by whom it is attributed to, a statement by who
// made it, terms and stages by their agreement.
func (p *pen) title(e parley.Entry) string {
	kind := "kind." + string(e.Kind())
	of := func(id parley.ID) string {
		return p.text("title.of", arg("kind", p.word(kind)), arg("of", p.called(id)))
	}
	switch e := e.(type) {
	case *parley.Statement:
		return p.text("title.statement", arg("who", p.names(e.By)))
	case *parley.Claim:
		return p.claimWords(e)
	case *parley.Valuation: // whatever it is called: a guess is not what the side says
		return p.text(ofWhom("title.valuation", e), arg("who", p.called(e.Of)))
	case *parley.Stage:
		return p.text("title.stage", arg("of", p.name(e.Of)), arg("stage", p.word("stage."+e.Reached)))
	}
	if words, _ := p.words(e.Base().Name); words != "" {
		if t, ok := e.(*parley.Terms); ok {
			return p.text("title.stage", arg("of", p.name(t.Of)), arg("stage", words))
		}
		return words
	}
	switch e := e.(type) {
	case *parley.Report:
		if len(e.Attributed) > 0 {
			return p.text("title.report", arg("attributed", p.shown(e.Attributed)))
		}
	case *parley.Terms:
		return of(e.Of)
	case *parley.Seat:
		return p.seatTitle(e)
	case *parley.Offer:
		if e.By != "" {
			return p.text("title.offer", p.who("by", e.By))
		}
		return p.word("title.offer.ours")
	case *parley.Inference, *parley.Assume, *parley.Expect, *parley.Explain, *parley.Override, *parley.Disclose, *parley.Correct:
		return p.text("title.ours", arg("kind", p.word(kind)))
	case *parley.Event, *parley.Deadline, *parley.Retract, *parley.Round:
	}
	return p.word(kind)
}

// ofWhom is the key of a pattern for a side's own valuation, or for our guess.
func ofWhom(key string, e *parley.Valuation) string {
	if e.Ours {
		key += ".ours"
	}
	return key
}

func (p *pen) seatTitle(s *parley.Seat) string {
	key, in := "title.seat", s.In
	if s.Leaves != "" {
		key = "title.seat.left"
		if old, ok := view.Get[*parley.Seat](p.v, s.Leaves); ok && in == "" {
			in = old.In
		}
	}
	if in == "" {
		in = s.SpeaksFor
	}
	if in == "" {
		return p.text(key+".bare", arg("who", p.called(s.Of)))
	}
	return p.text(key, arg("who", p.called(s.Of)), arg("in", p.called(in)))
}
