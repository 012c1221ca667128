package casefile

import (
	"strings"

	"parley"
)

// A Place is a place in the record, not in a text: the nth line of a field of
// an entry. Rules name places; only the Book knows where they stand.
type Place struct {
	Entry parley.ID
	Field string // empty: the entry's head; "name", "date" also stand there
	Lang  string
	N     int    // which of several lines, from 0
	Word  string // a word in the value; empty: the whole value
	Row   int    // of a series: which of its figures, from 1; Field is then a column of their file
}

// Locate returns where p stands; where the field is not there, the id in the head.
func (b *Book) Locate(p Place) Span {
	at, ok := b.place(p.Entry)
	if !ok {
		return Span{File: b.main, Line: 1, Col: 1, End: 2}
	}
	if t := b.table[p.Entry]; t != nil && p.Row > 0 && p.Row <= len(t.lines) {
		return t.locate(p)
	}
	f := b.Files[at.file]
	l, from, to := f.locate(f.Blocks[at.block], p)
	return newFault("", f.Name, l, from, to, nil).Span
}

func (f *File) locate(b Block, p Place) (l line, from, to int) {
	n := p.N
	for l := range f.lines(b) {
		name, lang, v, at := l.field()
		if p.Field == "" || name != p.Field || lang != p.Lang && p.Lang != "" {
			continue
		}
		if p.Word != "" {
			if i := wordAt(v, p.Word); i >= 0 {
				return l, at + i, at + i + len(p.Word)
			}
			continue
		}
		if n--; n < 0 {
			return l, at, at + len(v)
		}
	}
	l = f.head(b)
	h := l.heading()
	t := h.id
	switch {
	case p.Field == "date" && h.date.text != "":
		t = h.date
	case p.Field == "name" && p.Lang == "" && h.name.text != "":
		t = h.name
	}
	return l, t.at, t.end()
}

// wordAt returns where word stands in s as a whole word, -1 if it does not.
func wordAt(s, word string) int {
	for from := 0; word != ""; {
		i := strings.Index(s[from:], word)
		if i < 0 {
			break
		}
		i += from
		end := i + len(word)
		if (i == 0 || !idByte(s[i-1])) && (end == len(s) || !idByte(s[end])) {
			return i
		}
		from = i + 1
	}
	return -1
}

func idByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c >= 'A' && c <= 'Z'
}
