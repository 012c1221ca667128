package pdf

import (
	"strings"

	"parley/brief"
)

// A word is a piece of text that is not broken, with the blanks after it.
type word struct {
	piece
	wide float64 // without the blanks
	all  float64
}

// flow sets pieces as a paragraph, indented by so much, in letters of a size; it ends
// at the left, below.
func (p *pen) flow(pieces []piece, in, size float64) { p.labelled("", 0, muted, pieces, in, size) }

// few is how many lines of a paragraph stay together where it begins; where a page
// ends inside a longer one, its last two do.
const few = 3

// point is a point of type in millimetres.
const point = 0.3528

// labelled sets a paragraph with a label before its first line, at x.
func (p *pen) labelled(label string, x float64, c colour, pieces []piece, in, size float64) {
	w, _ := p.f.GetPageSize()
	lines, tall := p.lines(pieces, w-2*margin-in, size), size*lead*point
	for i, line := range lines {
		switch {
		case i == 0:
			p.room(tall * float64(min(len(lines), few)))
			p.line([]word{{piece: piece{text: label, colour: c}, all: indent}}, margin+x, size)
		case i == len(lines)-2 && i >= few:
			p.room(2 * tall)
		default:
			p.room(tall)
		}
		p.line(line, margin+in, size)
		p.f.SetXY(margin, p.f.GetY()+tall)
	}
}

// line sets a line of words at the height where the pen is.
func (p *pen) line(words []word, x, size float64) {
	y, h := p.f.GetY(), size*lead*point
	for _, w := range words {
		p.face(w.piece, w.size(size))
		up := 0.0
		if w.small && size > small {
			up = -0.9
		}
		p.f.SetXY(x, y+up)
		p.strong(w.hanja && w.bold, w.colour)
		p.f.CellFormat(w.all, h, w.text, "", 0, "L", false, w.link, w.url)
		x += w.all
	}
	p.strong(false, ink)
	p.f.SetXY(margin, y)
}

// strong sets letters with a line round them: the font for Hanja has no bold.
func (p *pen) strong(on bool, c colour) {
	if on == p.stroked {
		return
	}
	p.stroked = on
	if !on {
		p.f.SetTextRenderingMode(0)
		return
	}
	p.f.SetDrawColor(c[0], c[1], c[2])
	p.f.SetLineWidth(0.12)
	p.f.SetTextRenderingMode(2)
}

func (x piece) size(of float64) float64 {
	if x.small && of > small {
		return of * 0.75
	}
	return of
}

// lines breaks pieces into lines that are no wider than there is room.
func (p *pen) lines(pieces []piece, room, size float64) (lines [][]word) {
	var line []word
	at := 0.0
	end := func() { lines, line, at = append(lines, line), nil, 0 }
	for _, whole := range pieces {
		for _, x := range p.cut(whole) {
			p.face(x, x.size(size))
			for _, text := range pieced(x.text) {
				for _, text := range p.broken(text, room) {
					w := word{piece: x, wide: p.width(strings.TrimRight(text, " ")), all: p.width(text)}
					w.text = text
					if at+w.wide > room && len(line) > 0 {
						kept := joined(line)
						rest := line[kept:]
						line = line[:kept:kept]
						end()
						for _, x := range rest {
							line, at = append(line, x), at+x.all
						}
					}
					line, at = append(line, w), at+w.all
				}
			}
		}
	}
	if len(line) > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// joined is how many words of a line stay on it if the next word does not fit: those
// after the last blank go with it, unless all of them do.
func joined(line []word) int {
	for i := len(line); i > 0; i-- {
		if strings.HasSuffix(line[i-1].text, " ") {
			return i
		}
	}
	return len(line)
}

// pieced cuts text after each blank.
func pieced(s string) []string { return strings.SplitAfter(s, " ") }

// broken cuts a word that alone is wider than there is room.
func (p *pen) broken(s string, room float64) (parts []string) {
	from, wide := 0, 0.0
	for i, r := range s {
		step := p.width(string(r))
		if wide+step > room && i > from && r != ' ' {
			parts, from, wide = append(parts, s[from:i]), i, 0
		}
		wide += step
	}
	if from < len(s) {
		parts = append(parts, s[from:])
	}
	return parts
}

// mostHead is how many lines of a head stand again on every page.
const mostHead = 6

const (
	pad    = 1.2 // round the words of a cell
	letter = 1.6 // how wide one is there, more or less
	height = small * lead * point
)

// table sets a table as wide as the page. Its head is repeated on each page, and a
// row is broken only if it is longer than a page.
func (p *pen) table(t *brief.Table, shown []int) {
	w, h := p.f.GetPageSize()
	var widths []float64
	for _, share := range t.Shares(p.d.Lang, shown, (w-2*margin)/letter) {
		widths = append(widths, share*(w-2*margin))
	}
	cells := func(of func(column int) piece) (all [][][]word, tall int) {
		for i, c := range shown {
			lines := p.lines([]piece{of(c)}, widths[i]-2*pad, small)
			all, tall = append(all, lines), max(tall, len(lines))
		}
		return all, tall
	}
	head, rows := cells(func(c int) piece { return piece{text: t.Columns[c].Title, bold: true, colour: muted} })
	rows = min(rows, mostHead)
	begin := func() {
		p.row(t, shown, widths, head, 0, rows)
		p.rule(muted)
	}
	p.room(height * float64(rows+3))
	p.rule(muted)
	begin()
	for _, row := range t.Rows {
		all, tall := cells(func(c int) piece { return piece{text: brief.CellWords(p.d.Lang, row[c]), colour: ink} })
		for from := 0; from < tall; {
			free := int((h - foot - 2 - 2*pad - p.f.GetY()) / height)
			if free < min(tall-from, 30) {
				p.page()
				begin()
				free = int((h - foot - 2 - 2*pad - p.f.GetY()) / height)
			}
			to := min(tall, from+max(free, 1))
			p.row(t, shown, widths, all, from, to)
			from = to
		}
		p.rule(faint)
	}
	p.f.Ln(4)
}

// row sets some lines of the cells of a row.
func (p *pen) row(t *brief.Table, shown []int, widths []float64, cells [][][]word, from, to int) {
	top := p.f.GetY() + pad
	x := margin
	for i, lines := range cells {
		for n := from; n < min(to, len(lines)); n++ {
			at := x + pad
			if t.Numeric(shown[i]) {
				at = x + widths[i] - pad - wide(lines[n])
			}
			p.f.SetXY(margin, top+float64(n-from)*height)
			p.line(lines[n], at, small)
		}
		x += widths[i]
	}
	p.f.SetXY(margin, top+float64(to-from)*height+pad)
}

func wide(line []word) (sum float64) {
	for i, w := range line {
		if i == len(line)-1 {
			return sum + w.wide
		}
		sum += w.all
	}
	return sum
}

// rule draws a line across the page.
func (p *pen) rule(c colour) {
	w, _ := p.f.GetPageSize()
	p.f.SetDrawColor(c[0], c[1], c[2])
	p.f.SetLineWidth(0.2)
	p.f.Line(margin, p.f.GetY(), w-margin, p.f.GetY())
}
