package casefile

import (
	"strings"

	"parley"
	"parley/date"
)

// A decoder reads entries. What it allocates in numbers comes from slabs, so it
// is for one goroutine.
type decoder struct {
	file       string
	line       line // the one being read
	entry      parley.ID
	faults     []Fault
	ids        slab[parley.ID]
	chains     slab[parley.Chain]
	quotes     slab[parley.Quote]
	acts       slab[parley.Stance]
	statements slab[parley.Statement]
}

// fault records a fault at bytes from to of the line being read.
func (d *decoder) fault(code string, from, to int, args ...string) {
	ft := newFault(code, d.file, d.line, from, to, args)
	ft.Entry = d.entry
	d.faults = append(d.faults, ft)
}

// Decode says what a block means. A block with a fault gives no entry. It is
// given whether the block stands in a file or in a draft.
func Decode(f *File, b Block) (parley.Entry, []Fault) {
	d := &decoder{file: f.Name}
	e := d.block(f, b)
	return e, d.faults
}

func (d *decoder) block(f *File, b Block) parley.Entry {
	faults := len(d.faults)
	h, k, ok := d.head(f, b)
	if !ok {
		return nil
	}
	r := byKind[k.text]
	if r == nil {
		d.fault("P003", k.at, k.end(), "kind", k.text, "near", Near(k.text, KindNames()))
		return nil
	}
	d.dated(r, h, k)
	e := r.decode(d, h, f, b)
	if len(d.faults) > faults {
		return nil
	}
	return e
}

// head reads [DATE] KIND ID ["name"].
func (d *decoder) head(f *File, b Block) (h parley.Head, kind token, ok bool) {
	l := f.head(b)
	d.line, d.entry = l, ""
	from := bom(l.raw)
	c := cursor{strings.TrimRight(l.raw[from:], " \t"), from, 0}
	t, _ := c.next()
	if ch := t.text[0]; ch >= '0' && ch <= '9' || ch == '.' {
		end := t.end()
		if strings.IndexByte(t.text, 'T') > 0 {
			if z, ok := c.next(); ok {
				end = z.end()
			}
		}
		// The date's own fault comes after the id is known, so that what
		// follows from it is held back.
		defer func(text string, at int) { h.Happened = d.date(text, at) }(l.raw[t.at:end], t.at)
		t, _ = c.next()
	}
	id, _ := c.next()
	if t.text == "" || id.text == "" {
		d.fault("P001", from, len(l.raw))
		return h, t, false
	}
	if d.id(id) {
		h.ID, d.entry = parley.ID(id.text), parley.ID(id.text)
	}
	name, named := c.next()
	if !named {
		return h, t, true
	}
	s, isString := unquote(name.text)
	if !isString {
		d.fault("P009", name.at, name.end(), "field", "name")
	} else {
		h.Name = parley.Text{{Words: s}}
	}
	if more, ok := c.next(); ok && isString {
		d.fault("P001", more.at, len(l.raw))
	}
	return h, t, true
}

// dated checks that the date is there, or not, as the kind wants.
func (d *decoder) dated(r row, h parley.Head, k token) {
	declared := isDeclaration(string(r.kind()))
	switch given := d.line.raw[bom(d.line.raw):k.at] != ""; {
	case declared && given:
		d.fault("P012", bom(d.line.raw), k.at-1, "kind", k.text)
	case !declared && !given:
		d.fault("P011", k.at, k.end(), "kind", k.text, "id", string(h.ID))
	}
}

func isDeclaration(k string) bool {
	switch k {
	case "case", "party", "body", "person", "source", "issue", "agreement", "claim", "series":
		return true
	}
	return false
}

// headField reads a field that every kind has.
func (d *decoder) headField(h *parley.Head, name string, v value, declared bool) bool {
	if strings.HasPrefix(name, "x-") {
		if v.lang != "" {
			name += "." + v.lang
		}
		h.Own = append(h.Own, parley.Own{Field: name, Words: v.text})
		return true
	}
	f, ok := infoOf("", name)
	if !ok {
		return false
	}
	switch {
	case v.lang != "" && f.flags&inLang == 0:
		d.fault("P015", v.line.indent(), v.line.indent()+len(name)+1+len(v.lang), "field", name, "language", v.lang)
		return true
	case v.text == "":
		d.form(v, name, f.form)
		return true
	}
	switch name {
	case "name":
		d.text(&h.Name, v, name)
	case "note":
		if s, ok := d.str(v, name); ok {
			h.Note = append(h.Note, parley.Words{Lang: v.lang, Words: s})
		}
	case "audience":
		d.once(v, name, !h.Audience.IsZero())
		h.Audience = d.audience(v)
	case "recorded":
		d.once(v, name, h.Recorded != 0)
		h.Recorded = d.day(v.text, v.at)
	case "known":
		d.once(v, name, h.Known != nil)
		d.known(h, v, declared)
	}
	return true
}

func (d *decoder) once(v value, name string, given bool) {
	if given {
		d.fault("P006", v.line.indent(), v.line.indent()+len(name), "field", name)
	}
}

func (d *decoder) known(h *parley.Head, v value, declared bool) {
	w, s, ok := d.wordText(v, "known")
	switch {
	case declared:
		d.fault("P018", v.line.indent(), v.line.indent()+len("known"), "field", "known")
	case ok:
		h.Known = &parley.Known{On: d.day(w.text, w.at), Reason: s}
	}
}

func (d *decoder) unknownField(r row, name string, l line) {
	names := FieldNames(r.kind())
	d.fault("P005", l.indent(), l.indent()+len(name), "field", name, "kind", string(r.kind()), "near", Near(name, names), "fields", strings.Join(names, ", "))
}

// language checks the language of a field.
func (d *decoder) language(v value, name string) bool {
	ok := len(v.lang) == 2 || len(v.lang) == 3
	for i := 0; i < len(v.lang) && ok; i++ {
		ok = v.lang[i] >= 'a' && v.lang[i] <= 'z'
	}
	if !ok {
		from := v.line.indent() + len(name) + 1
		d.fault("P015", from, from+len(v.lang), "field", name, "language", v.lang)
	}
	return ok
}

func (d *decoder) id(t token) bool {
	if isID(t.text) {
		return true
	}
	d.fault("P008", t.at, t.end(), "id", t.text, "near", asID(t.text))
	return false
}

// asID makes an id of what was meant as one; "" if nothing is left.
func asID(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// form says that a value is not written as the field wants it.
func (d *decoder) form(v value, name string, f form) {
	from, to := v.at, v.at+len(v.text)
	if v.text == "" {
		from, to = v.line.indent(), len(v.line.raw)
	}
	d.fault("P014", from, to, "field", name, "form", f.String())
}

func (d *decoder) noMore(c *cursor, v value, name string, f form) {
	if t, ok := c.next(); ok {
		d.fault("P014", t.at, v.at+len(v.text), "field", name, "form", f.String())
	}
}

func (d *decoder) word(v value, name string, words []string) (string, bool) {
	if strings.ContainsAny(v.text, " \t") && words == nil {
		d.form(v, name, formWord)
		return "", false
	}
	if words == nil {
		return v.text, true
	}
	for _, w := range words {
		if w == v.text {
			return w, true
		}
	}
	d.fault("P013", v.at, v.at+len(v.text), "word", v.text, "field", name, "near", Near(v.text, words), "words", strings.Join(words, ", "))
	return "", false
}

func (d *decoder) str(v value, name string) (string, bool) {
	s, ok := unquote(v.text)
	if !ok {
		d.fault("P009", v.at, v.at+len(v.text), "field", name)
	}
	return s, ok
}

// text adds the words of a line to t; each language once.
func (d *decoder) text(t *parley.Text, v value, name string) {
	s, ok := d.str(v, name)
	switch {
	case !ok:
	case t.Has(v.lang):
		d.fault("P006", v.line.indent(), v.at, "field", strings.TrimSuffix(name+"."+v.lang, "."))
	default:
		*t = append(*t, parley.Words{Lang: v.lang, Words: s})
	}
}

func (d *decoder) wordText(v value, name string) (w token, s string, ok bool) {
	c := v.cursor()
	w, _ = c.next()
	t, _ := c.next()
	s, ok = unquote(t.text)
	if _, more := c.next(); !ok || more {
		f, _ := infoOf("person", name)
		if name == "option" {
			f, _ = infoOf("issue", name)
		}
		d.form(v, name, f.form)
		return w, "", false
	}
	return w, s, true
}

func (d *decoder) date(s string, at int) date.Date {
	x, err := date.Parse(squeeze(s))
	if err != nil {
		reason := "not-a-date"
		if pe, ok := err.(*date.ParseError); ok {
			reason = pe.Reason
		}
		d.fault("P010", at, at+len(s), "date", s, "reason", reason)
	}
	return x
}

func (d *decoder) day(s string, at int) date.Day {
	x := d.date(s, at)
	if x != (date.Date{}) && (x.First != x.Last || x.First == 0) {
		d.fault("P010", at, at+len(s), "date", s, "reason", "not-a-day")
	}
	return x.First
}

func (d *decoder) audience(v value) parley.Audience {
	a, ok := parley.ParseAudience(v.text)
	if !ok {
		d.fault("P013", v.at, v.at+len(v.text), "word", v.text, "field", "audience", "near", Near(v.text, audienceWords), "words", "public, case, side:PARTY, caucus:PARTY/NAME, mediator")
	}
	return a
}

var audienceWords = []string{"public", "case", "mediator"}
