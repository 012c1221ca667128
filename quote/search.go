package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quick looks for a folded part as it is in the line where it should start.
// It reports only what a search of the folded copy would find there, too.
func (c *Copy) quick(part string, line int) bool {
	if !plain(part) {
		return false
	}
	s := c.line(line)
	for from := 0; ; {
		i := strings.Index(s[from:], part)
		if i < 0 {
			return false
		}
		i += from
		if end := i + len(part); calm(s, i, end) && bounded(s, i, end) {
			return true
		}
		from = i + 1
	}
}

// calm reports whether the two characters on either side of s[i:j] are such
// that folding them changes nothing about what lies between.
func calm(s string, i, j int) bool {
	for range 2 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		t, m := utf8.DecodeRuneInString(s[j:])
		if n > 0 && r >= utf8.RuneSelf && !syllable(r) || m > 0 && t >= utf8.RuneSelf && !syllable(t) {
			return false
		}
		i, j = i-n, j+m
	}
	return true
}

// A folded copy is its paragraphs, each on a line of its own.
type folded struct {
	text  string
	paras []int // offset of each paragraph, and the end of the text
	at    []int // offset of each line of the copy that is not blank
	line  []int // and its number
}

func foldCopy(c *Copy) *folded {
	n := len(c.lines)
	f := &folded{paras: make([]int, 0, n+1), at: make([]int, 0, n), line: make([]int, 0, n)}
	buf := make([]byte, 0, len(c.text)+1)
	before, open := 0, false // length of the line before; whether a paragraph goes on after it
	for n := range c.lines {
		start := len(buf)
		buf = appendFold(append(buf, '\n'), c.line(n+1))
		size := len(buf) - start - 1
		if size == 0 {
			buf, open = buf[:start], false
			continue
		}
		if open && before <= wrapped && size <= wrapped {
			buf[start] = ' '
		} else {
			f.paras = append(f.paras, start+1)
		}
		f.at = append(f.at, start+1)
		f.line = append(f.line, n+1)
		before, open = size, true
	}
	f.text = string(buf)
	f.paras = append(f.paras, len(f.text)+1)
	return f
}

// lineOf returns the number of the line in which an offset lies.
func (f *folded) lineOf(at int) int {
	return f.line[sort.SearchInts(f.at, at+1)-1]
}

// find returns where parts start: nearest to a line; of two as near, the
// earlier; without a line, the first.
func (f *folded) find(parts []string, line int) (at int, ok bool) {
	anchor, next := f.span(line)
	// Where they should start, they mostly do.
	if i := first(f.text, anchor, min(len(f.text), next+len(parts[0])-1), parts[0]); i >= 0 && f.follow(i, parts) {
		return i, true
	}
	best := -1
	for from := 0; ; {
		i := first(f.text, from, len(f.text), parts[0])
		if i < 0 {
			return best, best >= 0
		}
		start, end := f.para(i)
		from = end
		limit, ok := latest(f.text, start, end, parts[1:])
		if !ok || i+len(parts[0]) > limit {
			continue
		}
		for _, at := range [...]int{
			last(f.text, i, min(limit, anchor+len(parts[0])-1), parts[0]), // starts before the line
			first(f.text, max(i, anchor), limit, parts[0]),
		} {
			if at >= 0 && (best < 0 || f.far(at, line) < f.far(best, line)) {
				best = at
			}
		}
		if best >= anchor {
			return best, true // what comes later is no nearer
		}
	}
}

// span returns where a line starts, and the next; a line that is blank or not
// there has no length, and 0 is at the beginning.
func (f *folded) span(line int) (start, next int) {
	i := sort.SearchInts(f.line, line)
	switch {
	case line <= 0:
		return 0, 0
	case i == len(f.at):
		return len(f.text), len(f.text)
	case f.line[i] != line:
		return f.at[i], f.at[i]
	case i+1 < len(f.at):
		return f.at[i], f.at[i+1]
	}
	return f.at[i], len(f.text)
}

// para returns the beginning and the end of the paragraph around an offset.
func (f *folded) para(at int) (start, end int) {
	p := sort.SearchInts(f.paras, at+1)
	return f.paras[p-1], f.paras[p] - 1
}

// follow reports whether the other parts follow the first one at an offset.
func (f *folded) follow(at int, parts []string) bool {
	start, end := f.para(at)
	limit, ok := latest(f.text, start, end, parts[1:])
	return ok && at+len(parts[0]) <= limit
}

// far is how many lines an offset is from a line.
func (f *folded) far(at, line int) int {
	n := f.lineOf(at) - line
	return max(n, -n)
}

// latest returns how far the text before parts may go if they are to follow in
// order before to.
func latest(text string, from, to int, parts []string) (int, bool) {
	for i := len(parts) - 1; i >= 0; i-- {
		if to = last(text, from, to, parts[i]); to < 0 {
			return 0, false
		}
	}
	return to, true
}

// first returns the first place of part in text[from:to] that does not cut a word.
func first(text string, from, to int, part string) int {
	for from+len(part) <= to {
		i := strings.Index(text[from:to], part)
		if i < 0 {
			break
		}
		i += from
		if bounded(text, i, i+len(part)) {
			return i
		}
		for from = i + 1; from < to && !boundary(text, from); from++ {
		}
	}
	return -1
}

// last returns the last such place.
func last(text string, from, to int, part string) int {
	for from+len(part) <= to {
		i := strings.LastIndex(text[from:to], part)
		if i < 0 {
			break
		}
		i += from
		if bounded(text, i, i+len(part)) {
			return i
		}
		for to = i + len(part) - 1; to > from && !boundary(text, to); to-- {
		}
	}
	return -1
}

func bounded(text string, i, j int) bool { return boundary(text, i) && boundary(text, j) }

// boundary reports whether words may begin or end at an offset: it lies neither
// within a word, nor within a number, nor before a combining character.
func boundary(text string, i int) bool {
	if i == 0 || i == len(text) {
		return true
	}
	if !utf8.RuneStart(text[i]) {
		return false
	}
	a, n := utf8.DecodeLastRuneInString(text[:i])
	b, m := utf8.DecodeRuneInString(text[i:])
	switch {
	case b >= utf8.RuneSelf && unicode.IsMark(b):
		return false
	case (a == '.' || a == ',') && unicode.IsDigit(b):
		before, _ := utf8.DecodeLastRuneInString(text[:i-n])
		return !unicode.IsDigit(before)
	case (b == '.' || b == ',') && unicode.IsDigit(a):
		after, _ := utf8.DecodeRuneInString(text[i+m:])
		return !unicode.IsDigit(after)
	}
	return !wordly(a) || !wordly(b)
}

// wordly reports whether r is part of words that have spaces around them.
func wordly(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Hangul, unicode.Han,
		unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// differ says how far the beginning of parts can be found, and what comes then.
func (f *folded) differ(parts []string, line int) Match {
	ends := wordEnds(parts)
	// If a beginning is found, so is each shorter one.
	n := sort.Search(len(ends), func(n int) bool {
		_, ok := f.find(ends[n].of(parts), line)
		return !ok
	})
	m := Match{Agree: n, Ours: ends[n].word(parts)}
	if n == 0 {
		return m
	}
	beginning := ends[n-1].of(parts)
	at, _ := f.find(beginning, line)
	m.Line = f.lineOf(at)
	for i, part := range beginning {
		if i > 0 {
			at = first(f.text, at, len(f.text), part)
		}
		at += len(part)
	}
	switch {
	case ends[n].part > ends[n-1].part: // a gap: anything may follow
	case at < len(f.text) && f.text[at] != ' ' && f.text[at] != '\n': // the word goes on
		m.Agree--
		m.Ours = ends[n-1].word(parts)
		m.Theirs = m.Ours + untilSpace(f.text[at:])
	case at < len(f.text) && f.text[at] == ' ':
		m.Theirs = untilSpace(f.text[at+1:])
	}
	return m
}

func untilSpace(s string) string {
	if i := strings.IndexAny(s, " \n"); i >= 0 {
		return s[:i]
	}
	return s
}

// A wordEnd is the end of a word in one of several parts.
type wordEnd struct{ part, start, end int }

func wordEnds(parts []string) (out []wordEnd) {
	for p, s := range parts {
		for start := 0; start < len(s); {
			n := len(untilSpace(s[start:]))
			out = append(out, wordEnd{p, start, start + n})
			start += n + 1
		}
	}
	return out
}

// of returns the beginning of parts that ends here, and word its last word.
func (e wordEnd) of(parts []string) []string {
	return append(append([]string(nil), parts[:e.part]...), parts[e.part][:e.end])
}

func (e wordEnd) word(parts []string) string { return parts[e.part][e.start:e.end] }
