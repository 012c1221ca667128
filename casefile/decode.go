package casefile

import (
	"errors"
	"strings"

	"parley"
	"parley/date"
)

// A decoder reads entries. What it allocates in numbers comes from slabs, so it
// is for one goroutine.
type decoder struct {
	file    string
	line    line // the one being read
	entry   parley.ID
	kind    string // of the last entry, with its row
	row     row
	unread  bool // a line of the entry was too long, or its via misspelt; said elsewhere
	tokens  []token
	order   []string // of the qualifiers of the last proposition
	faults  []Fault
	ids     slab[parley.ID]
	chains  slab[parley.Chain]
	quotes  slab[parley.Quote]
	acts    slab[parley.Stance]
	words   slab[parley.Words]
	entries entrySlabs
}

// entrySlabs are for the kinds of which a case has many.
type entrySlabs struct {
	statements slab[parley.Statement]
	reports    slab[parley.Report]
	claims     slab[parley.Claim]
	sources    slab[parley.Source]
}

// all returns the tokens that are left, until it is called again.
func (d *decoder) all(c *cursor) []token {
	d.tokens = d.tokens[:0]
	for t, ok := c.next(); ok; t, ok = c.next() {
		d.tokens = append(d.tokens, t)
	}
	return d.tokens
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
	d.line, d.entry, d.unread = f.head(b), "", false
	if len(d.line.raw) > maxLine {
		return nil // said by Parse
	}
	hd := d.line.heading()
	h, ok := d.head(hd)
	if !ok {
		return nil
	}
	if hd.kind.text != d.kind {
		d.kind, d.row = hd.kind.text, byKind[hd.kind.text]
	}
	r := d.row
	if r == nil {
		d.fault("P003", hd.kind.at, hd.kind.end(), "kind", hd.kind.text, "near", Near(hd.kind.text, KindNames()))
		return nil
	}
	d.dated(r.kind(), hd)
	e := r.decode(d, h, f, b)
	if len(d.faults) > faults || d.unread {
		return nil
	}
	return e
}

// head reads [DATE] KIND ID ["name"].
func (d *decoder) head(hd heading) (h parley.Head, ok bool) {
	if hd.id.text == "" {
		d.fault("P001", 0, len(d.line.raw))
		return h, false
	}
	if d.id(hd.id) {
		h.ID, d.entry = parley.ID(hd.id.text), parley.ID(hd.id.text)
	}
	if hd.date.text != "" {
		h.Happened = d.date(hd.date.text, hd.date.at)
	}
	if hd.name.text == "" {
		return h, true
	}
	s, isString := unquote(hd.name.text)
	switch {
	case !isString:
		d.fault("P009", hd.name.at, hd.name.end(), "field", "name")
	case hd.rest.text != "":
		d.fault("P001", hd.rest.at, len(d.line.raw))
	default:
		h.Name = d.words.append(nil, parley.Words{Words: s})
	}
	return h, true
}

// dated checks that the date is there, or not, as the kind wants.
func (d *decoder) dated(k parley.Kind, h heading) {
	switch given := h.date.text != ""; {
	case isDeclaration(k) && given:
		d.fault("P012", h.date.at, h.date.end(), "kind", h.kind.text)
	case !isDeclaration(k) && !given:
		d.fault("P011", h.kind.at, h.kind.end(), "kind", h.kind.text, "id", h.id.text)
	}
}

func isDeclaration(k parley.Kind) bool {
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
			h.Note = d.words.append(h.Note, parley.Words{Lang: v.lang, Words: s})
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
	w, s, ok := d.wordText(v, "known", formKnown)
	switch {
	case declared:
		d.fault("P018", v.line.indent(), v.line.indent()+len("known"), "field", "known")
	case ok:
		h.Known = &parley.Known{On: d.day(w.text, w.at), Reason: s}
	}
}

// unknownField says that a kind has no such field. It returns the one that was
// meant, as far as that can be guessed.
func (d *decoder) unknownField(k parley.Kind, name string, l line) (near string) {
	names := FieldNames(k)
	near = Near(name, names)
	d.fault("P005", l.indent(), l.indent()+len(name), "field", name, "kind", string(k), "near", near, "fields", strings.Join(names, ", "))
	return near
}

// language checks the language of a field.
func (d *decoder) language(v value, name string) bool {
	if isLang(v.lang) {
		return true
	}
	from := v.line.indent() + len(name) + 1
	d.fault("P015", from, from+len(v.lang), "field", name, "language", v.lang)
	return false
}

// isLang reports whether s is a language: two or three small letters.
func isLang(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return len(s) == 2 || len(s) == 3
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
		*t = d.words.append(*t, parley.Words{Lang: v.lang, Words: s})
	}
}

// wordText reads a word and a string.
func (d *decoder) wordText(v value, name string, f form) (w token, s string, ok bool) {
	c := v.cursor()
	w, _ = c.next()
	t, _ := c.next()
	s, ok = unquote(t.text)
	if _, more := c.next(); !ok || more {
		d.form(v, name, f)
		return w, "", false
	}
	return w, s, true
}

func (d *decoder) date(s string, at int) date.Date {
	x, err := date.Parse(squeeze(s))
	d.badDate(s, at, err)
	return x
}

func (d *decoder) day(s string, at int) date.Day {
	x, err := date.ParseDay(squeeze(s))
	d.badDate(s, at, err)
	return x
}

func (d *decoder) badDate(s string, at int, err error) {
	if err == nil {
		return
	}
	reason := date.NotADate
	if pe, ok := errors.AsType[*date.ParseError](err); ok {
		reason = pe.Reason
	}
	d.fault("P010", at, at+len(s), "date", s, "reason", reason)
}

func (d *decoder) audience(v value) parley.Audience {
	a, ok := parley.ParseAudience(v.text)
	_, name, caucus := strings.Cut(v.text, "/")
	if !ok || a.Of() != "" && !isID(string(a.Of())) || caucus && !isID(name) {
		d.fault("P013", v.at, v.at+len(v.text), "word", v.text, "field", "audience", "near", Near(v.text, audienceWords), "words", "public, case, side:PARTY, caucus:PARTY/NAME, mediator")
		return parley.Audience{}
	}
	return a
}

var audienceWords = []string{"public", "case", "mediator"}
