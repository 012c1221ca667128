package casefile

import (
	"strconv"
	"strings"
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
	for c.i < len(c.s) && (c.s[c.i] == ' ' || c.s[c.i] == '\t') {
		c.i++
	}
	if c.i == len(c.s) {
		return token{"", c.at + c.i}, false
	}
	from := c.i
	if c.s[c.i] == '"' {
		c.i = stringEnd(c.s, c.i)
	}
	for c.i < len(c.s) && c.s[c.i] != ' ' && c.s[c.i] != '\t' {
		c.i++
	}
	return token{c.s[from:c.i], c.at + from}, true
}

// all returns the tokens that are left.
func (c *cursor) all() (ts []token) {
	for t, ok := c.next(); ok; t, ok = c.next() {
		ts = append(ts, t)
	}
	return ts
}

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

// quote is the inverse of unquote.
func quote(s string) string {
	if !strings.ContainsAny(s, `"\`) {
		return `"` + s + `"`
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

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
	c := cursor{s: s}
	n, plain := 0, true
	for t, ok := c.next(); ok; t, ok = c.next() {
		plain = plain && (t.at == n)
		n = t.at + len(t.text) + 1
	}
	if plain && n == len(s)+1 {
		return s
	}
	ts := (&cursor{s: s}).all()
	words := make([]string, len(ts))
	for i, t := range ts {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

// A slab hands out short slices of one long array: a hundred thousand
// statements then cost a few hundred allocations.
type slab[T any] struct{ buf []T }

func (s *slab[T]) new() *T {
	if len(s.buf) == cap(s.buf) {
		s.buf = make([]T, 0, 128)
	}
	s.buf = s.buf[:len(s.buf)+1]
	return &s.buf[len(s.buf)-1]
}

// append is append; list must be nil or come from s.
func (s *slab[T]) append(list []T, x T) []T {
	n := len(list)
	if n > 0 && len(s.buf) >= n && len(s.buf) < cap(s.buf) && &s.buf[len(s.buf)-n] == &list[0] {
		s.buf = append(s.buf, x)
		return s.buf[len(s.buf)-n-1 : len(s.buf) : len(s.buf)]
	}
	if cap(s.buf)-len(s.buf) < n+1 {
		s.buf = make([]T, 0, max(256, 2*(n+1)))
	}
	from := len(s.buf)
	s.buf = append(append(s.buf, list...), x)
	return s.buf[from:len(s.buf):len(s.buf)]
}
