// Package casefile is the record as text. It keeps three things and the thread
// between them:
//
//	File   the syntax of one file: an index over its text, never a copy of it,
//	       so printing gives back the text and an edit is a splice
//	Entry  what a block means; [parley.Entry], made by Decode and written by Encode
//	Book   a case as read: its files, its record, its faults, and for any field
//	       of any entry the place in the text where it stands
//
// There is one table of kinds and fields (kinds.go). Reading, writing, help,
// completion, the web form, the editor grammar and docs/format.md come from it.
//
// The package reads through an fs.FS and writes bytes; locking, watching and
// replacing real files is package folder.
package casefile

import (
	"crypto/sha256"
	"strings"
	"unicode/utf8"

	"parley"
)

// A Span is a piece of a file.
type Span struct {
	File      string
	Line, Col int // from 1; columns in runes (display width is the printer's business)
	End       int // column after the last rune
}

// A Fault is something in the text that cannot be read as an entry. Package
// check turns faults into findings, beside those of its own rules.
type Fault struct {
	Code  string // "P010"
	Span  Span
	Entry parley.ID         // in which it stands; empty: none, or its id cannot be read
	Args  map[string]string // for the message, in lang's catalogues
}

// A File is one file of a case. It is immutable; editing makes another.
type File struct {
	Name     string
	Blocks   []Block
	Includes []Include
	faults   []Fault
	text     string
	marks    []int32 // offsets of every markth line, the first included
}

// A Block is an entry as text: from its head to the end of its last line.
// Comments inside it are part of it; those after its last field are not.
type Block struct {
	line             int32 // of the head, from 1
	start, body, end int32 // offsets: head, first line after it, end
}

// An Include names another file of the case.
type Include struct {
	Path string
	line int32
	at   int32 // the block before which it stands
}

// maxLine is the longest line that is read, in bytes. A book has about half a
// million letters; nobody writes a line as long as half a book.
const maxLine = 256 << 10

// usual is the size of an entry, in bytes: a guess, to make room.
const usual = 128

// mark is how far apart the lines are whose offsets a file keeps.
const mark = 256

// Parse indexes one file. It never fails: what cannot be read stays in the
// text, and the book says so.
func Parse(name string, src []byte) *File { return index(name, string(src)) }

func index(name, text string) *File {
	f := &File{Name: name, text: text, Blocks: make([]Block, 0, len(text)/usual)}
	open, stray := false, false // whether an indented line belongs to a block; whether it was said that it does not
	for l := range f.linesFrom(bom(f.text), 1) {
		if l.n%mark == 1 {
			f.marks = append(f.marks, int32(l.start))
		}
		if len(l.raw) > maxLine {
			f.fault("P017", l, 0, 40, "bytes", itoa(len(l.raw)), "limit", itoa(maxLine))
		}
		switch l.kind() {
		case blankLine:
			open, stray = false, false
		case includeLine:
			f.Includes = append(f.Includes, Include{includePath(l.body()), int32(l.n), int32(len(f.Blocks))})
			open, stray = false, false
		case headLine:
			f.Blocks = append(f.Blocks, Block{int32(l.n), int32(l.start), int32(l.end), int32(l.end)})
			open = true
		case fieldLine:
			switch {
			case open:
				f.Blocks[len(f.Blocks)-1].end = int32(l.end)
			case !stray:
				f.fault("P002", l, l.indent(), len(l.raw))
				stray = true
			}
		}
	}
	return f
}

// A lineKind says what a line is, as far as that does not depend on others.
type lineKind uint8

const (
	blankLine lineKind = iota
	commentLine
	includeLine
	headLine
	fieldLine // indented
)

func (l line) kind() lineKind {
	i := spaces(l.raw, 0)
	switch {
	case i == len(l.raw) || l.raw[i] == '\r' && l.body() == "":
		return blankLine
	case l.raw[i] == ';':
		return commentLine
	case i > 0:
		return fieldLine
	case strings.HasPrefix(l.raw, "include") && spaces(l.raw, len("include")) != len("include") || l.body() == "include":
		return includeLine
	}
	return headLine
}

// includePath is what follows the word of an include line.
func includePath(body string) string { return body[spaces(body, len("include")):] }

// includeText is an include line as fmt lays it out.
func includeText(path string) string { return trimEnd("include " + path) }

// bom is the length of the byte order mark before the text, 0 without one.
func bom(s string) int {
	if strings.HasPrefix(s, "\ufeff") {
		return len("\ufeff")
	}
	return 0
}

// A line is one physical line: raw is without its end, which is a line feed,
// with carriage returns before it or not. The byte order mark is of no line.
type line struct {
	raw        string
	n          int // from 1
	start, end int // offsets; end is after the line end
}

func (l line) indent() int  { return spaces(l.raw, 0) }
func (l line) body() string { return trimEnd(l.raw)[min(l.indent(), len(trimEnd(l.raw))):] }

// spaces returns the offset of the first byte of s, from i on, that is not a
// space or a tab.
func spaces(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// trimEnd returns s without what does not count at the end of a line: a
// carriage return there may belong to the line end.
func trimEnd(s string) string {
	n := len(s)
	for n > 0 && (s[n-1] == ' ' || s[n-1] == '\t' || s[n-1] == '\r') {
		n--
	}
	return s[:n]
}

// field splits an indented line into its field, language and value; at is
// where the value begins in raw.
func (l line) field() (name, lang, value string, at int) {
	from := l.indent()
	s := trimEnd(l.raw)
	end, dot := from, 0
	for ; end < len(s) && s[end] != ' ' && s[end] != '\t'; end++ {
		if s[end] == '.' && dot == 0 {
			dot = end
		}
	}
	name = s[from:end]
	if dot > from && dot < end-1 {
		name, lang = s[from:dot], s[dot+1:end]
	}
	at = spaces(s, end)
	return name, lang, s[at:], at
}

// linesFrom yields the lines of f that begin at an offset; n is the number of
// the first.
func (f *File) linesFrom(at, n int) func(func(line) bool) { return f.linesTo(at, len(f.text), n) }

func (f *File) linesTo(at, to, n int) func(func(line) bool) {
	return func(yield func(line) bool) {
		for at < to {
			end := strings.IndexByte(f.text[at:to], '\n')
			next := at + end + 1
			if end < 0 {
				next, end = to, to-at
			}
			for end > 0 && f.text[at+end-1] == '\r' {
				end--
			}
			if !yield(line{f.text[at : at+end], n, at, next}) {
				return
			}
			at, n = next, n+1
		}
	}
}

// head is the first line of b, and lines yields its fields: the indented lines
// without the comments.
func (f *File) head(b Block) line {
	for l := range f.linesTo(int(b.start), int(b.body), int(b.line)) {
		return l
	}
	return line{n: int(b.line)}
}

func (f *File) lines(b Block) func(func(line) bool) {
	return func(yield func(line) bool) {
		for l := range f.linesTo(int(b.body), int(b.end), int(b.line)+1) {
			if l.kind() == fieldLine && !yield(l) {
				return
			}
		}
	}
}

func (f *File) fault(code string, l line, from, to int, args ...string) {
	f.faults = append(f.faults, newFault(code, f.Name, l, from, to, args))
}

// newFault makes a fault at bytes from to of a line; args are name, value, ...
func newFault(code, file string, l line, from, to int, args []string) Fault {
	to = min(to, len(l.raw))
	from = min(from, to)
	col := 1 + utf8.RuneCountInString(l.raw[:from])
	ft := Fault{Code: code, Span: Span{file, l.n, col, col + utf8.RuneCountInString(l.raw[from:to])}}
	for i := 0; i+1 < len(args); i += 2 {
		if ft.Args == nil {
			ft.Args = make(map[string]string, len(args)/2)
		}
		ft.Args[args[i]] = args[i+1]
	}
	return ft
}

// Text returns the text without copying it.
func (f *File) Text() string { return f.text }

// Print returns the text.
func (f *File) Print() []byte { return []byte(f.text) }

// Line returns the text of a line, from 1, for quoting in a message; "" if
// there is no such line.
func (f *File) Line(n int) string { return f.lineAt(n).raw }

// lineAt returns the nth line, from the nearest mark before it.
func (f *File) lineAt(n int) line {
	if m := (n - 1) / mark; n > 0 && m < len(f.marks) {
		for l := range f.linesFrom(int(f.marks[m]), m*mark+1) {
			if l.n == n {
				return l
			}
		}
	}
	return line{n: n}
}

// A Digest stands for the bytes of a file.
type Digest [32]byte

// Digest returns the digest of the text.
func (f *File) Digest() Digest { return sha256.Sum256([]byte(f.text)) }

// eol returns the line end that f uses: that of its first line.
func (f *File) eol() string {
	if i := strings.IndexByte(f.text, '\n'); i > 0 && f.text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
