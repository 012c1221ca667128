package brief

import (
	"cmp"
	"slices"

	"parley"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// Sources lists the sources, in the order in which they were published, with
// how many entries rest on each.
func Sources(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.sources/1", "source", "published", "~publisher", "~name", "kind", "seen", "reliability", "entries", ".type", ".of",
		".author", "+url", ".language")
	rests := make(map[parley.ID]int)
	for e := range view.Each[parley.Entry](p.v) {
		for _, id := range sources(e) {
			rests[id]++
		}
	}
	for _, s := range p.published() {
		name, _ := p.words(s.Name)
		grade := ""
		if s.Reliability != "" {
			grade = p.word("reliability." + s.Reliability)
		}
		t.add(ID(s.ID), p.maybeDate(s), textCell(p.maybe(s.Publisher)), textCell(name), Text(p.word("type."+s.Type)), Flag(s.Seen),
			textCell(grade), Number(rests[s.ID]), Word(s.Type), idsCell(s.Of), textCell(p.maybe(s.Author)), urlCell(s.URL), wordCell(s.Language))
	}
	return p.listed("top.sources", from, t, false)
}

// published returns the sources by day, those without one last.
func (p *pen) published() []*parley.Source {
	ss := each[*parley.Source](p.v)
	day := func(s *parley.Source) int {
		if d, ok := s.Published.Get(); ok {
			return int(ordered(d))
		}
		return 1 << 30
	}
	slices.SortStableFunc(ss, func(x, y *parley.Source) int { return cmp.Compare(day(x), day(y)) })
	return ss
}

func (p *pen) maybeDate(s *parley.Source) Cell {
	if d, ok := s.Published.Get(); ok {
		words := p.text("words", arg("words", p.day(d)))
		return Date{Date: d, Words: words}
	}
	return p.unknown(s.Published.State)
}

func (p *pen) unknown(s parley.State) Cell {
	switch s {
	case parley.IsUnknown:
		return Text(p.word("value.unknown"))
	case parley.IsNone:
		return Text(p.word("value.none"))
	}
	return nil
}

func (p *pen) maybe(m parley.Maybe[string]) string {
	if s, ok := m.Get(); ok {
		return s
	}
	if c, ok := p.unknown(m.State).(Text); ok {
		return string(c)
	}
	return ""
}
