package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"parley"
	"parley/brief"
	"parley/lang"
)

// A pen writes the body of one document.
type pen struct {
	d      *brief.Document
	number map[parley.ID]int
	out    strings.Builder
	paper  paper
	marked map[int]bool      // notes that were mentioned
	urls   []string          // addresses, in the order of first mention
	links  map[string]string // the id of the relationship of each
}

// A paper is its size and margin, in twentieths of a point.
type paper struct{ width, height, margin int }

func (s paper) line() string { return strconv.Itoa(s.width - 2*s.margin) }

// most is how many columns of a table stand on upright paper.
const most = 7

func (p *pen) lay(o Options) {
	p.paper = paper{11906, 16838, 1134}
	if o.Letter {
		p.paper.width, p.paper.height = 12240, 15840
	}
	for _, part := range p.d.Parts {
		if t, ok := part.(*brief.Table); ok && len(t.Shown(true)) > most {
			p.paper.width, p.paper.height = max(p.paper.width, p.paper.height), min(p.paper.width, p.paper.height)
			return
		}
	}
}

func (p *pen) document(o Options) string {
	p.lay(o)
	p.marked = make(map[int]bool)
	p.put(head + `<w:document ` + wordNS + ` ` + relNS + `><w:body>`)
	p.line("Title", text(p.d.Title))
	if p.d.Lead != "" {
		p.line("Subtitle", text(p.d.Lead))
	}
	for _, part := range p.d.Parts {
		p.part(part)
	}
	p.notes()
	s, turned := p.paper, ""
	if s.width > s.height {
		turned = ` w:orient="landscape"`
	}
	p.put(`<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="first" r:id="rId4"/>`)
	p.put(fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%[4]d" w:right="%[4]d" w:bottom="%[4]d" w:left="%[4]d" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>`,
		s.width, s.height, turned, s.margin))
	p.put(`</w:body></w:document>`)
	return p.out.String()
}

func (p *pen) put(s string) { p.out.WriteString(s) }

// line writes a paragraph of a style.
func (p *pen) line(style, runs string) {
	p.put(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + runs + `</w:p>`)
}

func (p *pen) part(part brief.Part) {
	switch x := part.(type) {
	case brief.Heading:
		p.line("Heading1", text(string(x)))
	case brief.Sentence:
		p.sentence(x)
	case brief.Code:
		for l := range strings.Lines(string(x)) {
			p.line("CodeLine", text(strings.TrimRight(l, "\n")))
		}
		p.line("Normal", "")
	case *brief.Table:
		if shown := x.Shown(true); len(shown) > 0 {
			p.table(x, shown)
		}
	}
}

func (p *pen) sentence(s brief.Sentence) {
	var b strings.Builder
	style := "Normal"
	switch {
	case s.Under:
		style = "Item"
		b.WriteString(text("–") + tab)
	case s.Number > 0:
		style = "Sentence"
		b.WriteString(text(strconv.Itoa(s.Number)+".") + tab)
	}
	for _, r := range s.Stretches(p.number) {
		switch {
		case r.Badge:
			b.WriteString(styled("Badge", brief.Whole("["+r.Text+"]")))
		case s.Mark(p.d.Lang, r.Run):
			b.WriteString(styled("Weak", brief.Whole(r.Text)))
		default:
			b.WriteString(text(r.Text))
		}
		b.WriteString(p.marks(r.Notes))
	}
	p.line(style, b.String())
}

const tab = `<w:r><w:tab/></w:r>`

// text is a run of words; styled is one in a style of its own.
func text(s string) string { return styled("", s) }

func styled(style, s string) string {
	if s == "" {
		return ""
	}
	if style != "" {
		style = `<w:rPr><w:rStyle w:val="` + style + `"/></w:rPr>`
	}
	return `<w:r>` + style + `<w:t xml:space="preserve">` + escaped(s) + `</w:t></w:r>`
}

// escaped is text as XML may hold it, with what acts made visible.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(brief.Visible(s)))
	return b.String()
}

// marks are the numbers of notes after a clause, each a link to its note. The first
// mention of a note is where the note leads back to.
func (p *pen) marks(ns []int) string {
	var b strings.Builder
	for i, n := range ns {
		if i > 0 {
			b.WriteString(styled("Mark", ", "))
		}
		mark := link("note-"+strconv.Itoa(n), "Mark", strconv.Itoa(n))
		if !p.marked[n] {
			p.marked[n] = true
			mark = bookmarked("mark-"+strconv.Itoa(n), 2*n, mark)
		}
		b.WriteString(mark)
	}
	return b.String()
}

// link leads to a bookmark of the document.
func link(to, style, words string) string {
	return `<w:hyperlink w:anchor="` + to + `" w:history="1">` + styled(style, words) + `</w:hyperlink>`
}

func bookmarked(name string, id int, runs string) string {
	at := strconv.Itoa(id)
	return `<w:bookmarkStart w:id="` + at + `" w:name="` + name + `"/>` + runs + `<w:bookmarkEnd w:id="` + at + `"/>`
}

// notes says where everything came from.
func (p *pen) notes() {
	if len(p.d.Notes) == 0 {
		return
	}
	p.line("Heading1", text(lang.Word(p.d.Lang, "doc.notes")))
	for i, n := range p.d.Notes {
		p.note(i+1, n)
	}
}

func (p *pen) note(i int, n brief.Note) {
	var b strings.Builder
	at := strconv.Itoa(i)
	number := styled("Hyperlink", at)
	if p.marked[i] {
		number = link("mark-"+at, "Hyperlink", at)
	}
	b.WriteString(bookmarked("note-"+at, 2*i+1, number) + tab)
	for _, r := range n.Runs {
		b.WriteString(p.cited(n, r))
	}
	if words := n.Quoted(p.d.Lang); words != "" {
		b.WriteString(text(": " + words))
	}
	b.WriteString(styled("EntryID", " ("+string(n.ID)+")"))
	p.line("Note", b.String())
}

// cited is a stretch of a note; one of a source that has an address leads there.
func (p *pen) cited(n brief.Note, r lang.Run) string {
	url := n.Address(r)
	if url == "" {
		return text(r.Text)
	}
	if p.links[url] == "" {
		p.urls = append(p.urls, url)
		p.links[url] = "rIdLink" + strconv.Itoa(len(p.urls))
	}
	return `<w:hyperlink r:id="` + p.links[url] + `" w:history="1">` + styled("Hyperlink", r.Text) + `</w:hyperlink>`
}
