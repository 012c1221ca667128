package casefile

import (
	"cmp"
	"slices"
	"strings"

	"parley"
)

// corrections fills in what each correct entry needs to be read on its own: the
// entry as it stood before. Later corrections of an entry are undone first, so
// that each sees the state that it found.
func (b *Book) corrections() {
	of := make(map[parley.ID][]*parley.Correct)
	for _, e := range b.entries {
		if c, ok := e.(*parley.Correct); ok {
			of[c.Of] = append(of[c.Of], c)
		}
	}
	for id, cs := range of {
		p, ok := b.places[id]
		if !ok {
			continue
		}
		f := b.Files[p.file]
		bl := f.Blocks[p.block]
		state := Parse(f.Name, []byte(f.text[bl.start:bl.end]))
		slices.SortStableFunc(cs, func(x, y *parley.Correct) int { return cmp.Compare(when(y), when(x)) })
		for _, c := range cs {
			if state = b.undo(state, c); state == nil {
				break
			}
		}
	}
}

func when(c *parley.Correct) int {
	if c.Recorded != 0 {
		return int(c.Recorded)
	}
	return int(c.Happened.Last)
}

// undo returns the text of an entry before c, nil if c does not fit it.
func (b *Book) undo(after *File, c *parley.Correct) *File {
	before := after.withLine(c.Field, c.Now, c.Was)
	if before == nil || len(before.Blocks) != 1 {
		b.misfit(c, "now")
		return nil
	}
	now, faults := Decode(after, after.Blocks[0])
	was, faults2 := Decode(before, before.Blocks[0])
	if len(faults) > 0 || len(faults2) > 0 || was.Base().ID != now.Base().ID {
		b.misfit(c, "was")
		return nil
	}
	for _, e := range []parley.Entry{was, now} {
		if e.Base().Audience.IsZero() {
			e.Base().Audience = b.Entry(c.Of).Base().Audience
		}
	}
	c.Before = was
	mention := func(id parley.ID) { c.Mentions = append(c.Mentions, id) }
	parley.Needs(now, mention)
	parley.Names(now, mention)
	for _, ch := range parley.Chains(now) {
		each(mention, ch.Links...)
	}
	return before
}

func (b *Book) misfit(c *parley.Correct, field string) {
	b.Faults = append(b.Faults, Fault{Code: "C001", Span: b.Locate(Place{Entry: c.ID, Field: field}), Entry: c.ID,
		Args: map[string]string{"of": string(c.Of), "field": c.Field, "value": map[string]string{"now": c.Now, "was": c.Was}[field], "which": field}})
}

// withLine returns f, a single entry, with the value of a line changed; "-"
// stands for no line. It returns nil if there is no such line.
func (f *File) withLine(field, now, was string) *File {
	head := f.head(f.Blocks[0])
	switch field {
	case "date", "name":
		c := cursor{s: head.raw}
		for t, ok := c.next(); ok; t, ok = c.next() {
			if squeeze(t.text) == now {
				return Parse(f.Name, []byte(f.text[:t.at]+was+f.text[t.end():]))
			}
		}
		if field == "date" {
			return nil
		}
	}
	name, lang, _ := strings.Cut(field, ".")
	if now == "-" {
		return Parse(f.Name, []byte(f.text[:head.end]+layout(name, lang, was)+"\n"+f.text[head.end:]))
	}
	for l := range f.lines(f.Blocks[0]) {
		n, lg, v, at := l.field()
		if n != name || lg != lang || squeeze(v) != now {
			continue
		}
		if was == "-" {
			return Parse(f.Name, []byte(f.text[:l.start]+f.text[l.end:]))
		}
		return Parse(f.Name, []byte(f.text[:l.start+at]+was+f.text[l.start+at+len(v):]))
	}
	return nil
}
