package scenario

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseJSON reads a JSON document. It takes the words NaN and Infinity of
// Python's JSON as scalars, so that what they mean is told where they stand.
func parseJSON(file, text string) (*node, *Error) {
	p := &jsonParser{file: file, text: text}
	n := p.value(0)
	if p.space(); p.err == nil && p.pos < len(text) {
		p.fail("something stands after the end of the document", "delete it")
	}
	if p.err != nil {
		return nil, p.err
	}
	return n, nil
}

type jsonParser struct {
	file, text string
	pos        int
	here       int // how far line and col, from 0, are counted
	line, col  int
	err        *Error
}

// at is where the parser is. It reads on from where it was last asked.
func (p *jsonParser) at() place {
	for ; p.here < p.pos; p.here++ {
		switch c := p.text[p.here]; {
		case c == '\n':
			p.line, p.col = p.line+1, 0
		case utf8.RuneStart(c):
			p.col++
		}
	}
	return place{p.file, p.line + 1, p.col + 1}
}

func (p *jsonParser) fail(what, remedy string) {
	if p.err == nil {
		at := p.at()
		p.err = &Error{File: at.file, Line: at.line, Column: at.col, What: what, Remedy: remedy}
	}
}

func (p *jsonParser) space() {
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.pos]) >= 0 {
		p.pos++
	}
}

// peek is the next byte that is not white space, 0 at the end.
func (p *jsonParser) peek() byte {
	p.space()
	if p.err != nil || p.pos >= len(p.text) {
		return 0
	}
	return p.text[p.pos]
}

// take reads over the byte c, which has to be next.
func (p *jsonParser) take(c byte) {
	switch got := p.peek(); {
	case p.err != nil:
	case got == c:
		p.pos++
	case got == 0:
		p.fail(fmt.Sprintf("the document ends where %q is missing", c), "restore the rest of the file")
	default:
		p.fail(fmt.Sprintf("%q stands where %q is missing", rune(got), c), "write what is missing, or restore the file")
	}
}

func (p *jsonParser) value(depth int) *node {
	c := p.peek()
	n := &node{place: p.at()}
	switch {
	case p.err != nil:
	case depth > maxDepth:
		p.fail(tooDeep, lessDeep)
	case c == '{':
		p.object(n, depth)
	case c == '[':
		p.array(n, depth)
	case c == '"':
		n.text, n.quoted = p.str(), true
	default:
		n.text = p.word()
	}
	return n
}

func (p *jsonParser) object(n *node, depth int) {
	n.kind = fields
	p.take('{')
	for p.err == nil && p.peek() != '}' {
		if len(n.items) > 0 {
			p.take(',')
		}
		p.peek()
		key := &node{place: p.at(), quoted: true}
		key.text = p.str()
		p.take(':')
		n.keys, n.items = append(n.keys, key), append(n.items, p.value(depth+1))
	}
	p.take('}')
	if k := n.twice(); k != nil && p.err == nil {
		p.err = &Error{k.file, k.line, k.col, short(k.text) + " is in one table twice", "delete one of them"}
	}
}

func (p *jsonParser) array(n *node, depth int) {
	n.kind = list
	p.take('[')
	for p.err == nil && p.peek() != ']' {
		if len(n.items) > 0 {
			p.take(',')
		}
		n.items = append(n.items, p.value(depth+1))
	}
	p.take(']')
}

func (p *jsonParser) str() (s string) {
	start := p.pos
	if p.peek() != '"' {
		p.take('"')
		return ""
	}
	for p.pos++; p.pos < len(p.text) && p.text[p.pos] != '"'; p.pos++ {
		if p.text[p.pos] == '\\' {
			p.pos++
		}
	}
	if p.pos >= len(p.text) {
		p.pos = start
		p.fail("a string does not end", `close it with a quotation mark "`)
		return ""
	}
	p.pos++
	text := strings.TrimLeft(p.text[start:p.pos], " \t\r\n")
	if json.Unmarshal([]byte(text), &s) != nil {
		p.pos = start
		p.fail("a string has a line break or an escape that JSON has not", `write \n, and \\ for a backslash`)
	}
	if halfCharacter(text) {
		p.pos = start
		p.fail("a string has one half of a surrogate pair", `write the character, or both halves of it as \u…\u…`)
	}
	return s
}

// halfCharacter reports whether a JSON string has an escape \uD800..\uDFFF that is
// not one of a pair, which json.Unmarshal replaces without a word.
func halfCharacter(text string) bool {
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		if i++; text[i] != 'u' {
			continue
		}
		first := escaped(text[i+1:])
		if !utf16.IsSurrogate(first) {
			continue
		}
		if !strings.HasPrefix(text[i+5:], `\u`) || utf16.DecodeRune(first, escaped(text[i+7:])) == utf8.RuneError {
			return true
		}
		i += 10
	}
	return false
}

// escaped is the character of four hexadecimal digits, 0 if there are none.
func escaped(digits string) rune {
	x, _ := strconv.ParseUint(digits[:min(4, len(digits))], 16, 16)
	return rune(x)
}

// jsonNumber is a number as RFC 8259 (Bray, 2017) has it.
var jsonNumber = regexp.MustCompile(`^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$`)

// word reads a number, or one of the words that stand for a value.
func (p *jsonParser) word() string {
	start := p.pos
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n,:[]{}\"", p.text[p.pos]) < 0 {
		p.pos++
	}
	w := p.text[start:p.pos]
	switch {
	case jsonNumber.MatchString(w), w == "null", w == "true", w == "false", w == "NaN", w == "Infinity", w == "-Infinity":
	case w == "":
		p.pos = start
		p.fail("a value is missing", "write it, or delete the comma before it")
	default:
		p.pos = start
		p.fail(short(w)+" is not JSON", "put text in quotation marks, and write numbers as 0.5 or 10")
	}
	return w
}

const (
	tooDeep  = "lists in lists, more than 64 levels"
	lessDeep = "write it with fewer levels"
)
