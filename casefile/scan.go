package casefile

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A token is a word of a value, or a string with its quote marks and whatever
// is attached to it; at is its offset in the line.
type token struct {
	text string
	at   int
}

func (t token) end() int       { return t.at + len(t.text) }
func (t token) isString() bool { return t.text[0] == '"' }

// A heading is the first line of an entry, split into its parts. A part that
// is not there has no text. The date of a time has its zone with it.
type heading struct {
	date, kind, id, name token
	rest                 token // what follows the name and does not belong there
}

func (l line) heading() (h heading) {
	c := cursor{s: trimEnd(l.raw)}
	t, _ := c.next()
	if isDate(t.text) {
		h.date = t
		zone := c
		if z, ok := zone.next(); ok && strings.IndexByte(t.text, 'T') > 0 && byKind[z.text] == nil {
			h.date.text, c = l.raw[t.at:z.end()], zone
		}
		t, _ = c.next()
	}
	h.kind = t
	h.id, _ = c.next()
	h.name, _ = c.next()
	if h.rest, _ = c.next(); h.rest.text != "" {
		h.rest.text = c.s[h.rest.at:]
	}
	return h
}

// isDate reports whether a word at the beginning of a line is meant as a date.
func isDate(s string) bool { return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '.') }

// A value is what stands after the name of a field.
type value struct {
	text string
	line line
	at   int // of text in the line
	lang string
}

// A cursor walks over the tokens of a value without allocating.
type cursor struct {
	s  string
	at int // offset of s in the line
	i  int
}

func (v value) cursor() cursor { return cursor{v.text, v.at, 0} }

// next returns the next token; ok is false at the end.
func (c *cursor) next() (t token, ok bool) {
	s := c.s
	from := spaces(s, c.i)
	if c.i = from; from == len(s) {
		return token{"", c.at + from}, false
	}
	i := from
	if s[i] == '"' {
		i = stringEnd(s, i)
	}
	for i < len(s) && s[i] != ' ' && s[i] != '\t' {
		i++
	}
	c.i = i
	return token{s[from:i], c.at + from}, true
}

// rest returns the text that is left as it stands, without the space before it.
func (c *cursor) rest() string { return c.s[spaces(c.s, c.i):] }

// stringEnd returns the offset after the string that begins at i.
func stringEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

// unquote reads a string in quote marks. It allocates only where there are
// escapes.
func unquote(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' || stringEnd(s, 0) != len(s) || s[len(s)-1] != '"' {
		return "", false
	}
	s = s[1 : len(s)-1]
	if strings.IndexByte(s, '\\') < 0 {
		return s, true
	}
	if strings.HasSuffix(s, `\`) && (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1 {
		return "", false // the last quote mark is escaped: the string never ends
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			if s[i] != '"' && s[i] != '\\' {
				return "", false
			}
		}
		b.WriteByte(s[i])
	}
	return b.String(), true
}

// quote is the inverse of unquote. A string stands on one line, so the line
// ends of longer words become spaces.
func quote(s string) string {
	if !strings.ContainsAny(s, "\"\\\n") {
		return `"` + s + `"`
	}
	return `"` + escapes.Replace(s) + `"`
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r\n", " ", "\n", " ")

// isID reports whether s is lower-case letters, digits and "-", beginning with
// a letter.
func isID(s string) bool {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// squeeze joins the tokens of a value by single spaces.
func squeeze(s string) string {
	if isSqueezed(s) {
		return s
	}
	var b strings.Builder
	c := cursor{s: s}
	for t, ok := c.next(); ok; t, ok = c.next() {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

func isSqueezed(s string) bool {
	c := cursor{s: s}
	end := 0
	for t, ok := c.next(); ok; t, ok = c.next() {
		if t.at != end || t.end() < len(s) && s[t.end()] != ' ' {
			return false
		}
		end = t.end() + 1
	}
	return end == len(s)+1 || s == ""
}

// sameText reports whether two texts are the same words: in Unicode form NFC.
func sameText(a, b string) bool { return a == b || norm.NFC.String(a) == norm.NFC.String(b) }
