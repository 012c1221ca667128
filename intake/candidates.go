package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley"
	"parley/date"
	"parley/quote"
)

// MaxCandidates is how many candidates of one text are found: a text with more
// is no article, and nobody steps through them.
const MaxCandidates = 5000

// maxLine is how much of a line is looked at, in bytes. A paragraph of that
// length is no paragraph.
const maxLine = 32 << 10

// Candidates finds what may be worth recording, in the order of the text; of
// two that begin together the longer comes first. Published is the day of
// publication, zero if nobody knows.
func Candidates(text string, published date.Day) (out []Candidate) {
	for i, line := range Lines(text) {
		if line = beginning(line, maxLine); !utf8.ValidString(line) {
			line = string([]rune(line)) // as many characters as were there
		}
		spans := slices.Concat(quotedSpans(line), amountSpans(line), daySpans(line, published))
		slices.SortStableFunc(spans, bySpan)
		runes := runeCounter{s: line}
		for _, s := range spans {
			if len(out) == MaxCandidates {
				return out
			}
			c := s.Candidate
			c.Line, c.Text = i+1, line[s.start:s.end]
			c.Start = runes.at(s.start)
			c.End = c.Start + utf8.RuneCountInString(c.Text)
			if c.Words == "" {
				c.Words = c.Text
			}
			out = append(out, c)
		}
	}
	return out
}

// A span is a candidate whose place in its line is still in bytes.
type span struct {
	Candidate
	start, end int
}

func bySpan(a, b span) int {
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
}

// A runeCounter turns growing byte offsets into characters without counting
// the line anew for each.
type runeCounter struct {
	s         string
	byte, at_ int
}

func (c *runeCounter) at(i int) int {
	c.at_ += utf8.RuneCountInString(c.s[c.byte:i])
	c.byte = i
	return c.at_
}

// beginning returns at most n bytes of s, in whole characters.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) && n > 0 {
		n--
	}
	return s[:n]
}

// Used reports whether quotations, those that the record took from this text,
// have the words of c, or words inside them, on its line.
func Used(c Candidate, quotes []parley.Quote) bool {
	var copy *quote.Copy
	for _, q := range quotes {
		if q.Line != c.Line && q.Line != 0 {
			continue
		}
		if copy == nil {
			copy = quote.NewCopy([]byte(c.Text))
		}
		if copy.Find(q.Words, 0).Found || quote.NewCopy([]byte(q.Words)).Find(c.Words, 0).Found {
			return true
		}
	}
	return false
}

// Part returns the words of a line from one character to another, with spaces
// at the ends cut off; "" if the line has no such part.
func Part(line string, start, end int) string {
	r := []rune(line)
	if start < 0 || end > len(r) || start >= end {
		return ""
	}
	return strings.TrimSpace(string(r[start:end]))
}
