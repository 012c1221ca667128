package brief

import (
	"slices"
)

// A Glance says how much of a document stands in a small place, such as a card of
// the desk. What is left out stands in the document itself.
type Glance struct {
	Sentences int  // of those that begin a point; 0: none
	Rows      int  // of the first table that people read; 0: no table
	Pictures  bool // its pictures, too
	After     bool // begins at the first heading; with Sections, or Rows
	Sections  bool // goes on past the next heading
}

// Short returns what a glance shows of d, without notes, and how many of its points,
// or rows, the glance leaves out. It is made of parts of d and of nothing else.
func (d *Document) Short(g Glance) (short *Document, left int) {
	out := *d
	out.Parts, out.Notes = nil, nil
	parts := g.span(d.Parts)
	for _, p := range parts {
		switch p := p.(type) {
		case Heading:
			if g.Sections {
				out.Parts = append(out.Parts, p)
			}
		case Sentence:
			switch {
			case p.Under || g.Sentences == 0 && g.Rows > 0:
			case g.Sentences > 0:
				out.Parts = append(out.Parts, p)
				g.Sentences--
			default:
				left++
			}
		case *Chart:
			if g.Pictures {
				out.Parts = append(out.Parts, p)
			}
		case *Table:
			if g.Rows > 0 && !p.Data {
				few := *p
				few.Rows = p.Rows[:min(g.Rows, len(p.Rows))]
				left += len(p.Rows) - len(few.Rows)
				out.Parts, g.Rows = append(out.Parts, &few), 0
			}
		}
	}
	out.Parts = inhabited(out.Parts)
	return &out, left
}

// span are the parts that a glance looks at.
func (g Glance) span(parts []Part) []Part {
	heading := func(p Part) bool { _, ok := p.(Heading); return ok }
	if g.After {
		first := slices.IndexFunc(parts, heading)
		if first < 0 {
			return nil
		}
		parts = parts[first:]
	}
	if g.Sections || g.Rows > 0 {
		return parts
	}
	if end := slices.IndexFunc(parts, heading); end >= 0 {
		return parts[:end]
	}
	return parts
}

// inhabited leaves out the headings under which nothing stands.
func inhabited(parts []Part) (out []Part) {
	for i, p := range parts {
		if _, ok := p.(Heading); ok {
			if i+1 == len(parts) {
				continue
			}
			if _, empty := parts[i+1].(Heading); empty {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// WithoutCode returns d without lines to copy into a case file, and without the
// sentences that lead to them: for readers who do not write in it.
func (d *Document) WithoutCode() *Document {
	out := *d
	out.Parts = nil
	code := func(i int) bool {
		if i >= len(d.Parts) {
			return false
		}
		_, ok := d.Parts[i].(Code)
		return ok
	}
	for i, p := range d.Parts {
		if _, said := p.(Sentence); code(i) || said && code(i+1) {
			continue
		}
		out.Parts = append(out.Parts, p)
	}
	return &out
}

// PicturesAfter returns d with its pictures behind its first n sentences, and what
// stands under these, but before its first heading or table: for a page, where a long
// text would keep them out of sight.
func (d *Document) PicturesAfter(n int) *Document {
	var pictures, rest []Part
	for _, p := range d.Parts {
		if c, ok := p.(*Chart); ok {
			pictures = append(pictures, c)
		} else {
			rest = append(rest, p)
		}
	}
	at := 0
	for ; at < len(rest) && n > 0; at++ {
		s, ok := rest[at].(Sentence)
		if !ok {
			break
		}
		if !s.Under {
			n--
		}
	}
	for at < len(rest) {
		if s, ok := rest[at].(Sentence); !ok || !s.Under {
			break
		}
		at++
	}
	out := *d
	out.Parts = slices.Concat(rest[:at], pictures, rest[at:])
	return &out
}
