package casefile

import (
	"errors"
	"fmt"
	"strings"

	"parley"
)

// A Draft is an entry as somebody is writing it, in a web form, in flags, or
// in a program: words, not yet checked. Its mistakes are found by the same
// Decode and the same rules as those of a file, and are placed by field.
type Draft struct {
	Date, Kind, ID, Name string
	Lines                []DraftLine
}

// A DraftLine is one field, with its value as written in a file. Field may be
// ">" or "|".
type DraftLine struct{ Field, Lang, Value string }

// Quoted writes words as a string of a case file.
func Quoted(words string) string { return quote(words) }

// String lays d out as fmt would.
func (d Draft) String() string {
	var b strings.Builder
	for _, w := range []string{d.Date, d.Kind, d.ID} {
		if w != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
	}
	if d.Name != "" {
		b.WriteString(" " + quote(d.Name))
	}
	b.WriteByte('\n')
	for _, l := range d.Lines {
		b.WriteString(layout(l.Field, l.Lang, l.Value) + "\n")
	}
	return b.String()
}

// layout is a line as fmt lays it out: values begin at column 16.
func layout(field, lang, value string) string {
	if field == ">" || field == "|" {
		return "  " + field + " " + value
	}
	if lang != "" {
		field += "." + lang
	}
	return strings.TrimRight(fmt.Sprintf("  %-12s %s", field, value), " ")
}

// Decode reads the draft as if it stood alone in a file.
func (d Draft) Decode() (parley.Entry, []Fault) {
	f := Parse("", []byte(d.String()))
	if len(f.Blocks) != 1 || len(f.faults) > 0 {
		return nil, append(f.faults, newFault("P001", "", line{raw: d.String(), n: 1}, 0, 1, nil))
	}
	return Decode(f, f.Blocks[0])
}

// Encode writes e as the draft that decodes to it: the one form in which an
// entry leaves memory. The text file, a row of a database and a message of a
// room hold it; nothing else stores entries.
func Encode(e parley.Entry) Draft {
	h := e.Base()
	d := Draft{Kind: string(e.Kind()), ID: string(h.ID), Date: h.Happened.Printed}
	w := &writer{d: &d}
	for i, x := range h.Name {
		if i == 0 && x.Lang == "" {
			d.Name = x.Words
			continue
		}
		w.field = "name"
		w.inLang(x.Lang, quote(x.Words))
	}
	byKind[d.Kind].encode(e, w)
	w.head(h)
	return d
}

// A writer collects the lines of a draft.
type writer struct {
	d     *Draft
	field string
}

func (w *writer) line(v string) { w.inLang("", v) }

func (w *writer) inLang(lang, v string) {
	w.d.Lines = append(w.d.Lines, DraftLine{w.field, lang, v})
}

// some writes a line unless the value is empty.
func (w *writer) some(v string) {
	if v != "" {
		w.line(v)
	}
}

func (w *writer) str(s string) {
	if s != "" {
		w.line(quote(s))
	}
}

func (w *writer) text(t parley.Text) {
	for _, x := range t {
		w.inLang(x.Lang, quote(x.Words))
	}
}

func (w *writer) maybe(s parley.State, given string) {
	switch s {
	case parley.IsUnknown:
		w.line("unknown")
	case parley.IsNone:
		w.line("none")
	case parley.IsGiven:
		w.line(given)
	}
}

func (w *writer) chains(cs []parley.Chain) {
	for _, c := range cs {
		links := make([]string, len(c.Links))
		for i, l := range c.Links {
			links[i] = string(l)
		}
		v := strings.Join(links, " quoted-in ")
		if c.At != 0 {
			v += " at " + itoa(c.At)
		}
		w.field = "via"
		w.line(v)
		for _, q := range c.Quotes {
			w.quote(q)
		}
	}
}

func (w *writer) quote(q parley.Quote) {
	at := "-"
	if q.Line != 0 {
		at = itoa(q.Line)
	}
	if w.field = "|"; q.Speaker {
		w.field = ">"
		q.Words = quote(q.Words)
		if q.Lang != "" {
			q.Words += "." + q.Lang
		}
	}
	w.line(at + " " + q.Words)
}

func (w *writer) head(h *parley.Head) {
	if h.Known != nil {
		w.field = "known"
		w.line(h.Known.On.String() + " " + quote(h.Known.Reason))
	}
	if h.Recorded != 0 {
		w.field = "recorded"
		w.line(h.Recorded.String())
	}
	w.field = "audience"
	w.some(h.Audience.String())
	w.field = "note"
	w.text(h.Note)
	for _, o := range h.Own {
		w.field = o.Field
		w.line(o.Words)
	}
}

// An Edit changes one entry of one file.
type Edit struct {
	File string
	Base Digest    // of the file that the writer had before them
	Old  parley.ID // the entry to replace; empty: append
	New  Draft
}

// ErrMoved says that the file is no longer the one that an edit was made for.
// Nothing was written; the caller keeps the draft and shows both (exit 5).
var ErrMoved = errors.New("the file changed since it was read")

// Apply returns f with e done, touching only the lines of the entry concerned.
// It is the one writer: add, correct, the web form and the editor all come here.
func (f *File) Apply(e Edit) (*File, error) {
	if f.Digest() != e.Base {
		return nil, ErrMoved
	}
	eol := f.eol()
	text := strings.ReplaceAll(e.New.String(), "\n", eol)
	if e.Old == "" {
		sep := eol
		switch {
		case len(f.text) == bom(f.text):
			sep = ""
		case !strings.HasSuffix(f.text, "\n"):
			sep = eol + eol
		}
		return Parse(f.Name, []byte(f.text+sep+text)), nil
	}
	for _, b := range f.Blocks {
		if f.id(b) == e.Old {
			start := int(b.start)
			if start == 0 {
				start = bom(f.text)
			}
			if !strings.HasSuffix(f.text[start:b.end], "\n") {
				text = strings.TrimSuffix(text, eol)
			}
			return Parse(f.Name, []byte(f.text[:start]+text+f.text[b.end:])), nil
		}
	}
	return nil, fmt.Errorf("there is no entry %q in %s", e.Old, f.Name)
}

// id returns the id of a block, as far as it can be read.
func (f *File) id(b Block) parley.ID {
	l := f.head(b)
	c := cursor{s: strings.TrimRight(l.raw[bom(l.raw):], " \t")}
	t, _ := c.next()
	if t.text != "" && (t.text[0] >= '0' && t.text[0] <= '9' || t.text[0] == '.') {
		if strings.IndexByte(t.text, 'T') > 0 {
			c.next()
		}
		c.next()
	}
	t, _ = c.next()
	return parley.ID(t.text)
}

// DraftOf returns the block of an entry as a draft, to be edited.
func (f *File) DraftOf(id parley.ID) (Draft, bool) {
	for _, b := range f.Blocks {
		if f.id(b) != id {
			continue
		}
		e, faults := Decode(f, b)
		if len(faults) > 0 {
			return Draft{}, false
		}
		return Encode(e), true
	}
	return Draft{}, false
}
