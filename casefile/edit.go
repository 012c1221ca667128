package casefile

import (
	"errors"
	"fmt"
	"strings"

	"parley"
)

// An Edit changes one entry of one file.
type Edit struct {
	File string
	Base Digest    // of the file that the writer had before them
	Old  parley.ID // the entry to replace; empty: append
	New  Draft
}

// ErrMoved says that the file is no longer the one that an edit was made for.
// Nothing was written; the caller keeps the draft and shows both (exit 5).
var ErrMoved = errors.New("the file changed since it was read")

// ErrNoEntry says that there is no entry with an id (exit 4).
var ErrNoEntry = errors.New("there is no such entry")

// Apply returns f with all edits done, in order, or with none. It touches only
// the lines concerned: of an entry that is replaced, comments and the lines that
// say the same stay as they are. It is the one writer: add, correct, the web
// form and the editor all come here.
func (f *File) Apply(edits ...Edit) (*File, error) {
	base := f.Digest()
	for _, e := range edits {
		if e.Base != base {
			return nil, ErrMoved
		}
	}
	for _, e := range edits {
		if e.New.file() == nil {
			return nil, fmt.Errorf("%q is not the text of one entry: each value stands on one line", e.New.head())
		}
		if e.Old == "" {
			f = f.append(e.New)
			continue
		}
		b, ok := f.block(e.Old)
		if !ok {
			return nil, fmt.Errorf("%w: %q in %s", ErrNoEntry, e.Old, f.Name)
		}
		f = index(f.Name, f.text[:b.start]+f.replaced(b, e.New)+f.text[b.end:])
	}
	return f, nil
}

// append returns f with d as its last entry, after a blank line.
func (f *File) append(d Draft) *File {
	eol := f.eol()
	text := strings.ReplaceAll(d.String(), "\n", eol)
	last := f.text[strings.LastIndexByte(strings.TrimSuffix(f.text, "\n"), '\n')+1:]
	sep := eol
	switch {
	case len(f.text) == bom(f.text):
		sep = ""
	case !strings.HasSuffix(f.text, "\n"):
		sep = eol + eol
	case strings.TrimSpace(last) == "":
		sep = ""
	}
	return index(f.Name, f.text+sep+text)
}

// block finds the entry with an id.
func (f *File) block(id parley.ID) (Block, bool) {
	for _, b := range f.Blocks {
		if f.id(b) == id {
			return b, true
		}
	}
	return Block{}, false
}

// id returns the id of a block, as far as it can be read.
func (f *File) id(b Block) parley.ID { return parley.ID(f.head(b).heading().id.text) }

// replaced returns the text of a block after it has become d.
func (f *File) replaced(b Block, d Draft) string {
	eol := f.eol()
	m := merge{eol: eol}
	head := f.head(b)
	if sameText(squeeze(head.body()), d.head()) {
		m.keep(f.text[head.start:head.end])
	} else {
		m.line(d.head())
	}
	var old []string
	for l := range f.lines(b) {
		name, lang, v, _ := l.field()
		old = append(old, lineKey(name, lang, v))
	}
	stays := common(old, d.Lines)
	i, j := 0, 0 // of old, of d.Lines
	for l := range f.linesTo(int(b.body), int(b.end), int(b.line)+1) {
		switch {
		case l.kind() != fieldLine:
			m.keep(f.text[l.start:l.end])
			continue
		case stays[i] < 0:
			if j < nextStay(stays[i:], len(d.Lines)) {
				m.line(d.Lines[j].String())
				j++
			}
		default:
			for ; j < stays[i]; j++ {
				m.line(d.Lines[j].String())
			}
			m.keep(f.text[l.start:l.end])
			j++
		}
		i++
	}
	for ; j < len(d.Lines); j++ {
		m.line(d.Lines[j].String())
	}
	text := m.String()
	if !strings.HasSuffix(f.text[b.start:b.end], "\n") {
		text = strings.TrimRight(text, "\r\n")
	}
	return text
}

// nextStay returns the first new line that an old one stays for.
func nextStay(stays []int, none int) int {
	for _, s := range stays {
		if s >= 0 {
			return s
		}
	}
	return none
}

// String lays the line out as fmt would.
func (l DraftLine) String() string { return layout(l.Field, l.Lang, l.Value) }

// A merge puts an entry together from lines that stay and lines that are new.
type merge struct {
	strings.Builder
	eol string
}

func (m *merge) keep(text string) {
	m.WriteString(text)
	if !strings.HasSuffix(text, "\n") {
		m.WriteString(m.eol)
	}
}

func (m *merge) line(s string) { m.WriteString(s + m.eol) }

func lineKey(field, lang, value string) string {
	if lang != "" {
		field += "." + lang
	}
	return field + " " + squeeze(value)
}

// common returns, for each old line, the new one for which it stays, -1 if for
// none: a longest common subsequence. Of entries with thousands of lines only
// the beginning and the end are compared.
func common(old []string, lines []DraftLine) []int {
	stays := make([]int, len(old))
	for i := range stays {
		stays[i] = -1
	}
	is := make([]string, len(lines))
	for j, l := range lines {
		is[j] = lineKey(l.Field, l.Lang, l.Value)
	}
	from, a, b := 0, len(old), len(is)
	for ; from < min(a, b) && sameText(old[from], is[from]); from++ {
		stays[from] = from
	}
	for ; a > from && b > from && sameText(old[a-1], is[b-1]); a, b = a-1, b-1 {
		stays[a-1] = b - 1
	}
	n, w := a-from, b-from
	if n == 0 || w == 0 || n*w > 1<<22 {
		return stays
	}
	length := make([]int32, (n+1)*(w+1)) // of what old[from+i:] and is[from+j:] have in common
	at := func(i, j int) *int32 { return &length[i*(w+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := w - 1; j >= 0; j-- {
			if *at(i, j) = max(*at(i+1, j), *at(i, j+1)); sameText(old[from+i], is[from+j]) {
				*at(i, j) = 1 + *at(i+1, j+1)
			}
		}
	}
	for i, j := 0, 0; i < n && j < w; {
		switch {
		case sameText(old[from+i], is[from+j]):
			stays[from+i] = from + j
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
	return stays
}

// DraftOf returns an entry as a draft, to be edited: its lines as they stand,
// without the comments. It need not be free of faults.
func (f *File) DraftOf(id parley.ID) (Draft, bool) {
	b, ok := f.block(id)
	if !ok {
		return Draft{}, false
	}
	h := f.head(b).heading()
	name, ok := unquote(h.name.text)
	if h.name.text != "" && !ok || h.rest.text != "" {
		return Draft{}, false
	}
	d := Draft{Date: squeeze(h.date.text), Kind: h.kind.text, ID: h.id.text, Name: name}
	for l := range f.lines(b) {
		name, lang, v, _ := l.field()
		d.Lines = append(d.Lines, DraftLine{name, lang, v})
	}
	return d, true
}
