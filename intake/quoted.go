package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closers says which mark ends what a mark opened.
var closers = map[rune]rune{'“': '”', '„': '“', '«': '»', '»': '«', '‘': '’', '‚': '‘', '「': '」', '『': '』', '"': '"', '\'': '\'', '＂': '＂'}

// maxDepth is how deep quotations stand in one another; what is deeper is
// passed over.
const maxDepth = 8

// far is how many bytes ahead an end is sought, where a mark might be an
// apostrophe.
const far = 2000

// A reader of quotations goes through a line once and keeps what is open.
type quotations struct {
	line string
	open []opened
	out  []span
	last map[rune]int // where each mark stands for the last time
}

type opened struct {
	mark  rune
	start int // of the mark
}

// quotedSpans finds the quoted spans of a line.
func quotedSpans(line string) []span {
	q := quotations{line: line, last: make(map[rune]int)}
	for i, r := range line {
		if strings.ContainsRune(`"'“”„«»‘’‚「」『』＂`, r) {
			q.last[r] = i
		}
	}
	for i, r := range line {
		if _, mark := q.last[r]; mark {
			q.take(i, r)
		}
	}
	if len(q.open) > 0 && q.carriesOn(q.open[0]) {
		q.add(q.open[0].start, len(line), len(line))
	}
	return q.out
}

// take reads one mark.
func (q *quotations) take(i int, r rune) {
	before, _ := utf8.DecodeLastRuneInString(q.line[:i])
	after, _ := utf8.DecodeRuneInString(q.line[i+utf8.RuneLen(r):])
	for k := len(q.open) - 1; k >= 0; k-- {
		if closers[q.open[k].mark] == r && q.closes(i, r, before, after) {
			q.add(q.open[k].start, i, i+utf8.RuneLen(r))
			q.open = q.open[:k]
			return
		}
	}
	if _, opens := closers[r]; opens && len(q.open) < maxDepth && q.opens(i, r, before, after) {
		q.open = append(q.open, opened{r, i})
	}
}

// closes reports whether a mark ends what stands open, and is no apostrophe and
// no beginning.
func (q *quotations) closes(i int, r, before, after rune) bool {
	switch r {
	case '\'', '’':
		if latin(after) || unicode.IsDigit(after) {
			return false // don't
		}
		plural := (before == 's' || before == 'S') && after == ' ' && q.last[r] > i
		return !plural || !q.closesLater(i, r) // the allies' share
	case '"', '＂':
		return !space(before) || space(after) || unicode.IsPunct(after)
	}
	return true
}

// closesLater reports whether another mark like that at i ends a quotation
// before one begins.
func (q *quotations) closesLater(i int, r rune) bool {
	rest := beginning(q.line[i+utf8.RuneLen(r):], far)
	for j, c := range rest {
		before, _ := utf8.DecodeLastRuneInString(rest[:j])
		after, _ := utf8.DecodeRuneInString(rest[j+utf8.RuneLen(c):])
		switch {
		case c == '‘' || c == '\'' && space(before):
			return false
		case c == r && !latin(after) && !unicode.IsDigit(after):
			return true
		}
	}
	return false
}

// opens reports whether a mark begins a quotation. One that ends none, and
// stands behind a letter, is an apostrophe or a sign for inches.
func (q *quotations) opens(i int, r, before, after rune) bool {
	switch r {
	case '\'', '‘':
		if !starts(before) || !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return false
		}
		end := closers[r]
		return q.last[end] > i && q.closesLater(i, end)
	case '"', '＂':
		return starts(before) && (!space(after) && after != utf8.RuneError || q.last[r] > i)
	case '»', '“': // also what ends „ and «
		return starts(before) || q.last[closers[r]] > i
	}
	return true
}

// carriesOn reports whether what stands open is a paragraph of a quotation that
// goes on in the next.
func (q *quotations) carriesOn(o opened) bool {
	double := o.mark == '"' || o.mark == '“' || o.mark == '＂'
	return double && strings.TrimSpace(q.line[:o.start]) == "" && strings.TrimSpace(q.line[o.start+utf8.RuneLen(o.mark):]) != ""
}

// add adds what stands from the mark at start to that at inner.
func (q *quotations) add(start, inner, end int) {
	_, n := utf8.DecodeRuneInString(q.line[start:])
	words := strings.TrimSpace(q.line[start+n : inner])
	words = strings.TrimSpace(strings.TrimRight(words, ",，、"))
	if strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		q.out = append(q.out, span{Candidate{Kind: Quoted, Words: words}, start, end})
	}
}

// starts reports whether a quotation can begin behind r.
func starts(r rune) bool {
	return r == utf8.RuneError || space(r) || unicode.Is(unicode.Ps, r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Pi, r) ||
		strings.ContainsRune(`"'“‘「『·:;,…=/`, r)
}

func space(r rune) bool { return unicode.IsSpace(r) || r == utf8.RuneError }

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) }
