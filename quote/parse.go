package quote

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Fault is what is wrong with a line of a lock.
type Fault uint8

// The faults of a line.
const (
	UnknownWord Fault = iota + 1 // begins with neither "quote" nor "source"
	FieldCount                   // too few fields, or too many
	BadID                        // an id that no entry can have
	BadLine                      // a line that is neither a number from 1 nor "-"
	BadDigest                    // not 64 hexadecimal digits, lower-case
	BadBytes                     // a length that is no number
	Twice                        // a quotation has two lines, the same
	TwoDigests                   // two lines for one source
	NotText                      // not UTF-8, or far too long
)

var faults = [...]string{
	UnknownWord: "a line begins with `quote` or `source`",
	FieldCount:  "write `quote ENTRY SOURCE LINE SHA256` or `source ID SHA256 BYTES`",
	BadID:       "this cannot be the id of an entry",
	BadLine:     "this is not a line: write a number from 1, or -",
	BadDigest:   "this is not a digest: 64 digits 0-9 and a-f",
	BadBytes:    "this is not a length in bytes",
	Twice:       "this line is there twice",
	TwoDigests:  "this source has another line",
	NotText:     "this line is not text",
}

// String says what is wrong.
func (f Fault) String() string {
	if int(f) < len(faults) && f > 0 {
		return faults[f]
	}
	return "Fault(" + strconv.Itoa(int(f)) + ")"
}

// A LineError is a line of a lock that cannot be read.
type LineError struct {
	File           string
	Line, Col, End int // from 1; columns in runes, End after the last
	Fault          Fault
	First          int // Twice, TwoDigests: the line of the first
}

// Error says where the fault is, what it is, and what to do.
func (e LineError) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Fault)
	if e.First > 0 {
		s += fmt.Sprintf("; the first is line %d", e.First)
	}
	return s
}

// LineErrors are all lines of a lock that cannot be read, in order.
type LineErrors []LineError

// Error says the first ten, and what to do.
func (e LineErrors) Error() string {
	var b strings.Builder
	for _, x := range e[:min(10, len(e))] {
		fmt.Fprintln(&b, x)
	}
	if n := len(e) - 10; n > 0 {
		fmt.Fprintf(&b, "and %d more\n", n)
	}
	b.WriteString("`parley lock` writes the file anew from the kept copies")
	return b.String()
}

// maxLockLine is the longest line that is read, in bytes.
const maxLockLine = 4 << 10

// ParseLock reads a lock; name is for messages. The error, of type [LineErrors],
// has every line that cannot be read. The lock is never nil: it has the others,
// and those of which only the digest cannot be read, so that a comparison
// says that and not that they are missing.
func ParseLock(name string, src []byte) (*Lock, error) {
	p := lockParser{file: name}
	p.lock.quotes = make([]lockedQuote, 0, bytes.Count(src, []byte("\nquote "))+1)
	for raw := range bytes.Lines(bytes.TrimPrefix(src, []byte("\ufeff"))) {
		p.n++
		p.line(string(bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r"))))
	}
	p.twice()
	if len(p.errs) > 0 {
		slices.SortStableFunc(p.errs, func(a, b LineError) int { return cmp.Compare(a.Line, b.Line) })
		return &p.lock, p.errs
	}
	return &p.lock, nil
}

type lockParser struct {
	file string
	lock Lock
	errs LineErrors
	n    int    // the line
	text string // and what it says
	last Quote  // whose ids the next line may have, too
}

// twice notes each quotation that has a line more than one.
func (p *lockParser) twice() {
	q := p.lock.quotes
	if !slices.IsSortedFunc(q, lockedQuote.compare) {
		slices.SortStableFunc(q, lockedQuote.compare)
	}
	for i := 1; i < len(q); i++ {
		if q[i-1].compare(q[i]) == 0 {
			p.n, p.text = q[i].line, q[i].print()
			p.fault(Twice, 0, q[i-1].line)
		}
	}
	p.lock.sort()
}

func (p *lockParser) line(s string) {
	p.text = s
	if len(s) > maxLockLine || !utf8.ValidString(s) {
		p.text = ""
		p.fault(NotText, 0, 0)
		return
	}
	switch fields := strings.Split(s, " "); {
	case s == "":
	case fields[0] == "quote":
		p.quote(fields)
	case fields[0] == "source":
		p.source(fields)
	default:
		p.fault(UnknownWord, 1, 0)
	}
}

func (p *lockParser) quote(fields []string) {
	if !p.count(fields, 5) || !p.id(fields, 2) || !p.id(fields, 3) {
		return
	}
	n, ok := natural(fields[3], 1)
	if !ok && fields[3] != "-" {
		p.fault(BadLine, 4, 0)
		return
	}
	d, bad := p.digest(fields, 5)
	// Ids are kept without the line around them, and once for lines in a row.
	if fields[1] != p.last.Entry {
		p.last.Entry = strings.Clone(fields[1])
	}
	if fields[2] != p.last.Source {
		p.last.Source = strings.Clone(fields[2])
	}
	p.lock.quotes = append(p.lock.quotes, lockedQuote{Quote{p.last.Entry, p.last.Source, n, d}, strings.Clone(bad), p.n})
}

func (p *lockParser) source(fields []string) {
	if !p.count(fields, 4) || !p.id(fields, 2) {
		return
	}
	n, ok := natural(fields[3], 0)
	if !ok {
		p.fault(BadBytes, 4, 0)
		return
	}
	if first, ok := p.lock.sources[fields[1]]; ok {
		p.fault(TwoDigests, 2, first.line)
		return
	}
	d, bad := p.digest(fields, 3)
	p.lock.setSource(lockedSource{Source{fields[1], d, n}, bad, p.n})
}

// fault notes a fault of a field, from 1; 0 is the whole line.
func (p *lockParser) fault(f Fault, field, first int) {
	start, end := 0, len(p.text)
	if field > 0 {
		for range field - 1 {
			start += strings.IndexByte(p.text[start:], ' ') + 1
		}
		if i := strings.IndexByte(p.text[start:], ' '); i >= 0 {
			end = start + i
		}
	}
	col := 1 + utf8.RuneCountInString(p.text[:start])
	p.errs = append(p.errs, LineError{p.file, p.n, col, max(col+1, col+utf8.RuneCountInString(p.text[start:end])), f, first})
}

func (p *lockParser) count(fields []string, n int) bool {
	if len(fields) != n {
		p.fault(FieldCount, 0, 0)
	}
	return len(fields) == n
}

func (p *lockParser) id(fields []string, field int) bool {
	ok := validID(fields[field-1])
	if !ok {
		p.fault(BadID, field, 0)
	}
	return ok
}

// digest reads a digest, or returns it as written.
func (p *lockParser) digest(fields []string, field int) (d Digest, bad string) {
	s := fields[field-1]
	if len(s) == hex.EncodedLen(len(d)) && !strings.ContainsAny(s, "ABCDEF") {
		if _, err := hex.Decode(d[:], []byte(s)); err == nil {
			return d, ""
		}
	}
	p.fault(BadDigest, field, 0)
	return Digest{}, cmp.Or(s, "-")
}

// validID reports whether s can be an id of a case file.
func validID(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || i > 0 && (c == '-' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return s != ""
}

// natural reads a number as it is printed.
func natural(s string, least int) (int, bool) {
	n, err := strconv.Atoi(s)
	if err != nil || n < least || strconv.Itoa(n) != s {
		return 0, false
	}
	return n, true
}
