// Package text writes documents for people: in a terminal and as Markdown, and
// as rows with tabs for a pipe. It sees documents only.
//
//	Table     a terminal: aligned columns, wrapped sentences, numbered notes
//	Markdown  CommonMark with tables and numbered footnotes
//	TSV       a header line of keys, then rows; of sentences: key, text, rests_on
//
// A number in brackets after a clause says which note it rests on. Hangul and
// other wide characters count two columns. Nothing from the record can act on
// the terminal or break a line: see [brief.Visible].
package text

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"parley"
	"parley/brief"
	"parley/lang"
)

// Options say how a terminal is written to.
type Options struct {
	Width  int  // columns; 0: no limit
	Wide   bool // do not cut cells
	Colour bool // bold headings, dim notes; meaning is never in colour alone
}

// Table writes d for a terminal.
func Table(w io.Writer, d *brief.Document, o Options) error {
	p := &terminal{out: bufio.NewWriter(w), o: o, d: d, number: d.Numbers()}
	p.line(bold, 0, d.Title)
	p.line(dim, 0, d.Lead)
	for i, part := range d.Parts {
		p.part(part, i > 0 && isSentence(d.Parts[i-1]))
	}
	p.notes()
	return p.out.Flush()
}

func isSentence(p brief.Part) bool { _, ok := p.(brief.Sentence); return ok }

type terminal struct {
	out    *bufio.Writer
	o      Options
	d      *brief.Document
	number map[parley.ID]int
}

// A style is an escape sequence of the terminal, of our own.
type style string

const (
	plain style = ""
	bold  style = "\x1b[1m"
	dim   style = "\x1b[2m"
)

// line writes words, wrapped, unless there are none.
func (p *terminal) line(s style, indent int, words string) {
	if words == "" {
		return
	}
	for i, l := range wrap(brief.Visible(words), p.room(indent)) {
		if i == 0 || l != "" {
			p.write(s, strings.Repeat(" ", indent)+l)
		}
	}
}

func (p *terminal) write(s style, l string) {
	if p.o.Colour && s != plain {
		l = string(s) + l + "\x1b[0m"
	}
	p.out.WriteString(l)
	p.out.WriteByte('\n')
}

// room is the width that is left after an indent; 0: no limit.
func (p *terminal) room(indent int) int {
	if p.o.Width == 0 {
		return 0
	}
	return max(p.o.Width-indent, 20)
}

func (p *terminal) part(part brief.Part, follows bool) {
	switch x := part.(type) {
	case brief.Heading:
		p.out.WriteByte('\n')
		p.line(bold, 0, string(x))
	case brief.Sentence:
		if !follows && !x.Under {
			p.out.WriteByte('\n')
		}
		p.sentence(x)
	case brief.Code:
		for l := range strings.Lines(string(x)) {
			p.write(plain, "    "+brief.Visible(strings.TrimRight(l, "\n")))
		}
	case *brief.Table:
		if shown := x.Shown(p.o.Wide); len(shown) > 0 {
			p.out.WriteByte('\n')
			p.table(x, shown)
		}
	}
}

func (p *terminal) sentence(s brief.Sentence) {
	indent := 0
	if s.Under {
		indent = 2
	}
	p.line(plain, indent, numbered(s)+marked(s, p.number, func(r lang.Run) string { return brief.Said(r) }, func(words string, ns []int) string {
		return apart(words) + "[" + commas(ns) + "]"
	}))
}

// numbered is the number of a sentence that has one.
func numbered(s brief.Sentence) string {
	if s.Number == 0 {
		return ""
	}
	return strconv.Itoa(s.Number) + ". "
}

// apart is what stands between words and the numbers of their notes: a space
// after a bracket.
func apart(words string) string {
	if strings.HasSuffix(words, "]") {
		return " "
	}
	return ""
}

// notes writes where everything came from: its number, what it is, its id.
func (p *terminal) notes() {
	if len(p.d.Notes) == 0 {
		return
	}
	p.out.WriteByte('\n')
	gutter := len(strconv.Itoa(len(p.d.Notes))) + 3
	for i, n := range p.d.Notes {
		mark := "[" + strconv.Itoa(i+1) + "]"
		words := lang.Plain(n.Runs)
		if words != "" {
			words += " "
		}
		for j, l := range wrap(brief.Visible(words+"· "+string(n.ID)), p.room(gutter)) {
			if j > 0 {
				mark = ""
			}
			p.write(dim, mark+strings.Repeat(" ", gutter-len(mark))+l)
		}
	}
}

// marked joins the runs of a sentence, with the numbers of the notes after each
// clause.
func marked(s brief.Sentence, number map[parley.ID]int, say func(lang.Run) string, mark func(before string, ns []int) string) string {
	var b strings.Builder
	for _, r := range s.Stretches(number) {
		b.WriteString(say(r.Run))
		if len(r.Notes) > 0 {
			b.WriteString(mark(b.String(), r.Notes))
		}
	}
	return b.String()
}

func commas(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

// TSV writes the rows of d with tabs between cells: a header line of keys, then
// a line a row. See [brief.Document.Flat].
func TSV(w io.Writer, d *brief.Document) error {
	out := bufio.NewWriter(w)
	t := d.Flat()
	for i, c := range t.Columns {
		if i > 0 {
			out.WriteByte('\t')
		}
		out.WriteString(c.Key)
	}
	out.WriteByte('\n')
	for _, row := range t.Rows {
		for i, c := range row {
			if i > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(brief.Visible(brief.Plain(c)))
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}
