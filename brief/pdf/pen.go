package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"

	"parley"
	"parley/brief"
	"parley/lang"
)

// A pen sets one document. Lengths are in millimetres, sizes of letters in points.
type pen struct {
	f      *fpdf.Fpdf
	d      *brief.Document
	number map[parley.ID]int
	link   []int // of each note, the place that leads to it
	pages  int

	hanja   bool          // the font for Hanja is in the file
	stroked bool          // letters have a line round them
	lacking map[rune]bool // characters that no font has
}

const (
	margin = 20.0
	foot   = 16.0 // of the page, for its number
	body   = 10.0
	small  = 8.0
	indent = 7.0
	lead   = 1.45 // from line to line, of the size of letters
)

// A colour is in red, green and blue.
type colour [3]int

var (
	ink   = colour{0x1E, 0x29, 0x3B}
	muted = colour{0x47, 0x55, 0x69}
	led   = colour{0x1D, 0x4E, 0xD8} // of what leads somewhere: teal and amber are the sides'
	faint = colour{0xCB, 0xD5, 0xE1}
)

// A piece is a stretch of text that looks one way and leads to one place.
type piece struct {
	text   string
	bold   bool
	colour colour
	small  bool
	hanja  bool   // in the font for Hanja
	link   int    // of a note; 0: none
	url    string // else
}

func (p *pen) document() {
	p.f.SetMargins(margin, margin, margin)
	p.f.SetAutoPageBreak(false, foot)
	p.f.SetCellMargin(0)
	for range p.d.Notes {
		p.link = append(p.link, p.f.AddLink())
	}
	p.page()
	p.flow([]piece{{text: p.d.Title, bold: true, colour: ink}}, 0, 17)
	if p.d.Lead != "" {
		p.f.Ln(1)
		p.flow([]piece{{text: p.d.Lead, colour: muted}}, 0, body)
	}
	p.f.Ln(3)
	for _, part := range p.d.Parts {
		p.part(part)
	}
	p.notes()
	p.confess()
}

// confess says at the end which characters the file shows as □.
func (p *pen) confess() {
	var chars []string
	for _, r := range p.lacks() {
		if len(chars) == mostLacking {
			chars = append(chars, "…")
			break
		}
		chars = append(chars, fmt.Sprintf("%U", r))
	}
	if chars != nil {
		p.f.Ln(2)
		said := lang.Message{Key: "doc.lacks", Args: []lang.Arg{{Name: "chars", Value: strings.Join(chars, ", ")}}}
		p.flow([]piece{{text: said.In(p.d.Lang), colour: ink}}, 0, small)
	}
}

// mostLacking is how many characters that no font has are named.
const mostLacking = 12

// page begins a page: its head, but for the first, and its foot.
func (p *pen) page() {
	p.f.AddPage()
	w, h := p.f.GetPageSize()
	n := p.f.PageNo()
	p.look(false, muted, small)
	words := lang.Plain(brief.Page(p.d.Lang, lang.Run{Text: strconv.Itoa(n)}, lang.Run{Text: strconv.Itoa(p.pages)}))
	wide := p.width(words)
	p.f.SetXY(w-margin-wide, h-foot+4)
	p.f.CellFormat(wide, height, words, "", 0, "L", false, 0, "")
	p.short(p.d.Lead, h-foot+4, w-2*margin-wide-4)
	if n > 1 {
		p.short(p.d.Title, margin-9, w-2*margin)
	}
	p.f.SetXY(margin, margin)
}

// room begins another page if so much does not stand on this one.
func (p *pen) room(height float64) {
	if _, h := p.f.GetPageSize(); p.f.GetY()+height > h-foot-2 {
		p.page()
	}
}

func (p *pen) look(strong bool, c colour, size float64) {
	style := ""
	if strong {
		style = "B"
	}
	p.f.SetFont(family, style, size)
	p.f.SetTextColor(c[0], c[1], c[2])
}

// face chooses the font of a piece.
func (p *pen) face(x piece, size float64) {
	p.look(x.bold, x.colour, size)
	if !x.hanja {
		return
	}
	if !p.hanja {
		p.f.AddUTF8FontFromBytes(hanjaFamily, "", slices.Clone(hanja().ttf))
		p.hanja = true
	}
	p.f.SetFont(hanjaFamily, "", size)
}

// plain is text without what acts, and without what needs two units of UTF-16.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '□'
		}
		return r
	}, brief.Visible(s))
}

// cut cuts a piece where its font changes. What no font has becomes □.
func (p *pen) cut(x piece) (cut []piece) {
	var b strings.Builder
	end := func() {
		if x.text = b.String(); x.text != "" {
			cut = append(cut, x)
		}
		b.Reset()
	}
	for _, r := range norm.NFC.String(brief.Visible(x.text)) {
		hanjas := false
		switch {
		case regular().has[r]:
		case unicode.Is(unicode.Variation_Selector, r) || r == '\u200c' || r == '\u200d':
			continue // joins, or chooses the shape of, what stands before it
		case hanja().has[r]:
			hanjas = true
		default:
			p.lacking[r] = true
			r = '□'
		}
		if hanjas != x.hanja {
			end()
			x.hanja = hanjas
		}
		b.WriteRune(r)
	}
	end()
	return cut
}

func (p *pen) width(s string) float64 { return p.f.GetStringWidth(s) }

// short sets at a height as much of a text as stands on one line of a width, with an
// ellipsis where it ends early.
func (p *pen) short(s string, y, room float64) {
	p.look(false, muted, small)
	dots := piece{text: "…", colour: muted}
	lines := p.lines([]piece{{text: s, colour: muted}}, room-p.width(dots.text), small)
	line := lines[0]
	if len(lines) > 1 {
		line = append(line, word{piece: dots, all: room})
	}
	p.f.SetXY(margin, y)
	p.line(line, margin, small)
}

func (p *pen) part(part brief.Part) {
	switch x := part.(type) {
	case brief.Heading:
		p.heading(string(x))
	case brief.Sentence:
		p.sentence(x)
	case brief.Code:
		for l := range strings.Lines(string(x)) {
			p.flow([]piece{{text: strings.TrimRight(l, "\n"), colour: muted, small: true}}, indent, small)
		}
		p.f.Ln(2)
	case *brief.Table:
		if shown := x.Shown(true); len(shown) > 0 {
			p.table(x, shown)
		}
	}
}

// heading does not stand at the end of a page.
func (p *pen) heading(words string) {
	p.room(30)
	p.f.Ln(3)
	p.f.Bookmark(plain(words), 0, -1)
	p.flow([]piece{{text: words, bold: true, colour: ink}}, 0, 12)
	p.f.Ln(1)
}

func (p *pen) sentence(s brief.Sentence) {
	var list []piece
	label, x, in := "", 0.0, 0.0
	switch {
	case s.Under:
		label, x, in = "–", indent, indent+4
	case s.Number > 0:
		label, in = strconv.Itoa(s.Number)+".", indent
	}
	for _, r := range s.Stretches(p.number) {
		switch {
		case r.Badge:
			list = append(list, piece{text: brief.Whole("[" + r.Text + "]"), colour: muted})
		case s.Mark(p.d.Lang, r.Run):
			list = append(list, piece{text: brief.Whole(r.Text), colour: ink, bold: true})
		default:
			list = append(list, piece{text: r.Text, colour: ink})
		}
		for i, n := range r.Notes {
			mark := piece{text: strconv.Itoa(n), colour: led, small: true, link: p.link[n-1]}
			if i > 0 {
				mark.text = "," + mark.text
			} else {
				mark.text = "\u202f" + mark.text // stays with the words before it
			}
			list = append(list, mark)
		}
	}
	p.labelled(label, x, muted, list, in, body)
	p.f.Ln(1.2)
}

// notes says where everything came from.
func (p *pen) notes() {
	if len(p.d.Notes) == 0 {
		return
	}
	p.heading(lang.Word(p.d.Lang, "doc.notes"))
	for i, n := range p.d.Notes {
		p.room(few * height) // so that the note begins where its link leads
		p.f.SetLink(p.link[i], p.f.GetY(), -1)
		var list []piece
		for _, r := range n.Runs {
			x := piece{text: r.Text, colour: ink, url: n.Address(r)}
			if x.url != "" {
				x.colour = led
			}
			list = append(list, x)
		}
		if words := n.Quoted(p.d.Lang); words != "" {
			list = append(list, piece{text: ": " + words, colour: muted})
		}
		list = append(list, piece{text: " (" + string(n.ID) + ")", colour: muted})
		p.labelled(strconv.Itoa(i+1), 0, led, list, indent, small)
		p.f.Ln(0.8)
	}
}
