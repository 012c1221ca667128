package casefile

import (
	"cmp"
	"slices"
	"strings"

	"parley"
)

// corrections fills in what each correct entry needs to be read on its own: the
// entry as it stood before. Later corrections of an entry are undone first, so
// that each sees the state that it found. One that does not fit the entry is a
// fault, and as any entry with a fault it is not in the record; nor are the
// earlier ones of that entry, whose state nobody can tell.
func (b *Book) corrections() {
	of := make(map[parley.ID][]*parley.Correct)
	for _, e := range b.entries {
		if c, ok := e.(*parley.Correct); ok {
			of[c.Of] = append(of[c.Of], c)
		}
	}
	lost := make(map[parley.ID]bool)
	for id, cs := range of {
		p, ok := b.place(id)
		if !ok {
			continue // said by the rules on references
		}
		f := b.Files[p.file]
		bl := f.Blocks[p.block]
		state := index(f.Name, f.text[bl.start:bl.end])
		slices.SortStableFunc(cs, func(x, y *parley.Correct) int { return cmp.Compare(when(x), when(y)) })
		for _, c := range slices.Backward(cs) {
			if state != nil {
				state = b.undo(state, c)
			}
			if state == nil {
				lost[c.ID] = true
			}
		}
	}
	if len(lost) > 0 {
		b.remove(lost)
	}
}

// remove takes entries out of the record.
func (b *Book) remove(lost map[parley.ID]bool) {
	n := 0
	for i, e := range b.entries {
		if id := e.Base().ID; lost[id] {
			b.broken[id] = true
			continue
		}
		b.entries[n], b.places[n] = e, b.places[i]
		n++
	}
	clear(b.entries[n:])
	b.entries, b.places, b.ids = b.entries[:n], b.places[:n], idIndex{}
	b.ids.fit(n, b.entries)
}

// when is the day from which a correction counts: recorded, else its date.
func when(c *parley.Correct) int {
	if c.Recorded != 0 {
		return int(c.Recorded)
	}
	return int(c.Happened.Last)
}

// undo returns the text of an entry before c, nil if c does not fit it. An
// audience is not corrected: it is widened by disclose, and never narrowed.
func (b *Book) undo(after *File, c *parley.Correct) *File {
	if c.Field == "audience" {
		b.misfit(c, "audience")
		return nil
	}
	before := after.withLine(c.Field, c.Now, c.Was)
	if before == nil || len(before.Blocks) != 1 {
		b.misfit(c, "now")
		return nil
	}
	now, faults := Decode(after, after.Blocks[0])
	was, faults2 := Decode(before, before.Blocks[0])
	if len(faults)+len(faults2) > 0 || now == nil || was == nil || was.Base().ID != now.Base().ID || was.Kind() != now.Kind() {
		b.misfit(c, "was")
		return nil
	}
	was.Base().Audience = b.Entry(c.Of).Base().Audience
	c.Before = was
	mention := func(id parley.ID) { c.Mentions = append(c.Mentions, id) }
	parley.Needs(now, mention)
	parley.Names(now, mention)
	for _, ch := range parley.Chains(now) {
		each(mention, ch.Links...)
	}
	return before
}

func (b *Book) misfit(c *parley.Correct, which string) {
	field := which
	value := map[string]string{"now": c.Now, "was": c.Was}[which]
	if which == "audience" {
		field, value = "field", c.Field
	}
	b.Faults = append(b.Faults, Fault{Code: "C001", Span: b.Locate(Place{Entry: c.ID, Field: field}), Entry: c.ID,
		Args: map[string]string{"of": string(c.Of), "field": c.Field, "value": value, "which": which}})
}

// withLine returns f, a single entry, with the value of a line changed from now
// to was; "-" stands for no line. It returns nil if there is no such line.
func (f *File) withLine(field, now, was string) *File {
	if sameText(now, was) {
		return nil
	}
	l := f.head(f.Blocks[0])
	h := l.heading()
	splice := func(from, to int, s string) *File { return index(f.Name, f.text[:from]+s+f.text[to:]) }
	switch {
	case field == "date" && sameText(squeeze(h.date.text), now):
		return splice(l.start+h.date.at, l.start+h.date.end(), was)
	case field == "date":
		return nil
	case field == "name" && h.name.text != "" && sameText(h.name.text, now) && was == "-":
		return splice(l.start+h.id.end(), l.start+h.name.end(), "")
	case field == "name" && h.name.text != "" && sameText(h.name.text, now):
		return splice(l.start+h.name.at, l.start+h.name.end(), was)
	}
	name, lang, _ := strings.Cut(field, ".")
	if now == "-" {
		end := strings.TrimRight(f.text, "\r\n")
		return index(f.Name, end+"\n"+layout(name, lang, was)+"\n")
	}
	for l := range f.lines(f.Blocks[0]) {
		n, lg, v, at := l.field()
		switch {
		case n != name || lg != lang || !sameText(squeeze(v), now):
		case was == "-":
			return splice(l.start, l.end, "")
		default:
			return splice(l.start+at, l.start+at+len(v), was)
		}
	}
	return nil
}
