package casefile

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	b.WriteString(d.head() + "\n")
	for _, l := range d.Lines {
		b.WriteString(layout(l.Field, l.Lang, l.Value) + "\n")
	}
	return b.String()
}

func (d Draft) head() string {
	words := slices.DeleteFunc([]string{d.Date, d.Kind, d.ID}, func(w string) bool { return w == "" })
	if d.Name != "" {
		words = append(words, quote(d.Name))
	}
	return strings.Join(words, " ")
}

// layout is a line as fmt lays it out: values begin at column 16.
func layout(field, lang, value string) string {
	if lang != "" {
		field += "." + lang
	}
	width := 12
	if field == ">" || field == "|" {
		width = 1
	}
	if value == "" {
		return "  " + field
	}
	return "  " + field + strings.Repeat(" ", max(1, 1+width-utf8.RuneCountInString(field))) + value
}

// file returns the draft as a file of its own, nil where it is not the text of
// one entry: where a value holds a line end, or what should be a field is none.
func (d Draft) file() *File {
	f := index("", d.String())
	if len(f.Blocks) != 1 || len(f.Includes) > 0 || len(f.faults) > 0 || strings.ContainsRune(f.text, 0) {
		return nil
	}
	n := 0
	for range f.lines(f.Blocks[0]) {
		n++
	}
	if n != len(d.Lines) || strings.Count(f.text, "\n") != n+1 || int(f.Blocks[0].end) != len(f.text) {
		return nil
	}
	return f
}

// Decode reads the draft as if it stood alone in a file.
func (d Draft) Decode() (parley.Entry, []Fault) {
	f := d.file()
	if f == nil {
		return nil, []Fault{newFault("P001", "", line{raw: d.head(), n: 1}, 0, maxLine, nil)}
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
		if i == 0 && x.Lang == "" && x.Words != "" {
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
