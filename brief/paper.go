package brief

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/lang"
)

// What the renderers for paper (docx, pdf) share: they print the same words in the
// same columns.

// Quoted returns the words that a note holds, as printed: those of the speaker, then
// those of the outlet, named as such. "": none.
func (n Note) Quoted(l lang.Lang) string {
	var said []string
	for _, speaker := range []bool{true, false} {
		var quotes []string
		for _, w := range n.Words {
			if w.Speaker == speaker {
				quotes = append(quotes, lang.Plain(lang.Say(l, "note.words", arg("words", w.Text))))
			}
		}
		words := strings.Join(quotes, "; ")
		if words != "" && !speaker {
			words = lang.Plain(lang.Say(l, "note.outlet", arg("words", words)))
		}
		if words != "" {
			said = append(said, words)
		}
	}
	return strings.Join(said, "; ")
}

// Address returns where a stretch of a note leads, as a link of a file may hold it:
// "" for what is no address of the web. What is no plain character of an address is
// percent-encoded.
func (n Note) Address(r lang.Run) string {
	url := n.URLs[r.Link]
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return ""
	}
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("<>()[]{}\\^`|\"'", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Mark reports whether a stretch is the mark of a weak sentence.
func (s Sentence) Mark(l lang.Lang, r lang.Run) bool {
	return s.Weak != "" && strings.TrimSpace(r.Text) == lang.Word(l, "handout.weak")
}

// Whole keeps a few words on one line: a badge or a mark is read at a glance.
func Whole(s string) string {
	const few = 24
	if utf8.RuneCountInString(s) > few {
		return s
	}
	words := strings.TrimLeft(s, " ")
	return s[:len(s)-len(words)] + strings.ReplaceAll(words, " ", "\u00a0")
}

// Page says which page of how many one is; n and all are said as given.
func Page(l lang.Lang, n, all lang.Run) []lang.Run {
	return lang.Say(l, "handout.page", arg("n", []lang.Run{n}), arg("all", []lang.Run{all}))
}

// Numeric reports whether a column holds numbers and amounts, which stand to the
// right.
func (t *Table) Numeric(column int) bool {
	return !slices.ContainsFunc(t.Rows, func(row []Cell) bool {
		switch row[column].(type) {
		case nil, Number, Decimal, Money, Delta:
			return false
		}
		return true
	})
}

// Shares returns what part of the width of a page, on which so many letters stand on
// a line, each of some columns gets: first as much as its longest word takes, so that no
// word is broken while there is room, then of what is left more the more it has to say.
func (t *Table) Shares(l lang.Lang, columns []int, room float64) []float64 {
	const most = 30.0 // letters of one word
	shares, wants := make([]float64, len(columns)), make([]float64, len(columns))
	sum, wanted := 0.0, 0.0
	for i, c := range columns {
		longest, total := measure(t.Columns[c].Title)
		numeric := t.Numeric(c)
		for _, row := range t.Rows {
			word, all := measure(CellWords(l, row[c]))
			if numeric {
				word = all // an amount stands on one line
			}
			longest, total = max(longest, word), max(total, all)
		}
		shares[i] = min(longest, most) + 2.5
		wants[i] = min(max(total-longest, 0), 3*most)
		sum, wanted = sum+shares[i], wanted+wants[i]
	}
	if left := room - sum; left > 0 && wanted > 0 {
		for i := range shares {
			shares[i] += left * wants[i] / wanted
		}
		sum = room
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

// measure returns how wide the longest word and all words of a text are, in letters: a
// wide character takes more than one, a blank or a comma less.
func measure(s string) (word, all float64) {
	n := 0.0
	for _, r := range s {
		w := 1.0
		switch {
		case r == ' ':
			word, n, w = max(word, n), 0, 0.5
		case r == ',' || r == '.':
			w = 0.5
		case r >= 0x1100:
			w = 1.7
		}
		all += w
		if r != ' ' {
			n += w
		}
	}
	return max(word, n), all
}
