package chart

import (
	"math"
	"slices"
	"strings"
)

// Strip shows issues over rounds: a cell for each, in which a pattern, and no hue, is
// what the record shows of the issue in the time of the round. Under the rounds stands
// how each ended.
type Strip struct {
	Frame
	Patterns map[Pattern]string // what they mean; those that do not occur are not shown
	Axis     string             // the words for rounds
	Ended    string             // heads the row of how each ended: "how it ended"
	Rounds   []StripRound
	Rows     []StripRow
	More     string // what is left out, may be empty
}

// MostRounds is how many rounds a strip draws, if it is wide enough: of more, the last.
const MostRounds = 12

// A StripRound is a column.
type StripRound struct {
	Label       string // short: "6"
	Note        string // under it: when it was
	Ended       string // how it ended; may be empty
	Href        string
	Description string
}

// A StripRow is an issue; it has a cell for each round.
type StripRow struct {
	Label string // up to two lines are shown
	Href  string
	Cells []StripCell
}

// A StripCell is what the record shows of an issue in the time of a round.
type StripCell struct {
	Pattern     Pattern
	Href        string
	Description string
}

// A Pattern is the look of a cell.
type Pattern int

// The patterns: the more of a cell is filled, the more has come about.
const (
	Dot   Pattern = iota // the record does not say
	Empty                // a small hollow square
	Lines
	Cross
	Full
	patterns
)

// shape is a pattern as an SVG path in a square from −1 to 1.
func (p Pattern) shape() string {
	const square = "M-1,-1L1,-1L1,1L-1,1Z"
	switch p {
	case Empty:
		return "M-0.55,-0.55L0.55,-0.55L0.55,0.55L-0.55,0.55Z"
	case Full:
		return square
	case Lines:
		return square + "M-1,-0.5L1,-0.5M-1,0L1,0M-1,0.5L1,0.5"
	case Cross:
		return square + "M-1,0L0,-1M-1,1L1,-1M0,1L1,0M-1,0L0,1M-1,-1L1,1M0,-1L1,0"
	}
	return "M-0.2,-0.2L0.2,-0.2L0.2,0.2L-0.2,0.2Z"
}

// row is a row that draws a pattern.
func (p Pattern) row(x, y float64) Row {
	r := Row{"x": x, "y": y, "shape": p.shape(), "stroke": slate, "fill": paper}
	switch p {
	case Full:
		r["fill"] = slate
	case Empty:
		r["stroke"] = muted
	case Dot:
		r["stroke"], r["fill"] = muted, muted
	}
	return r
}

// cellSize is the side of a cell, in pixels.
const cellSize = 19.0

// Spec makes the picture.
func (c Strip) Spec() Spec {
	d := c.layout()
	if len(d.rows) == 0 || len(d.columns) == 0 {
		return c.nothing()
	}
	var s sheet
	d.heads(&s)
	d.feet(&s)
	d.cells(&s)
	s.write(0, d.height-8, small(slate), wrap(c.More, smallSize, d.width, false, 1)...)
	cells := append(d.marks, d.key()...)
	return c.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(append([]Spec{points(Encoding{X: pixel("x"), Y: pixel("y")}, cellSize*cellSize, cells)}, d.legend...)...)}, 14)
}

// A stripDrawing is the layout of a Strip, in pixels.
type stripDrawing struct {
	Strip
	columns       []stripColumn
	rows          []stripRow
	names         float64 // where the cells begin
	foot          float64 // where the row of how each round ended begins
	width, height float64
	marks         []Row
	used          map[Pattern]bool
	legend        []Spec
}

type stripColumn struct {
	StripRound
	of                 int // its number among the rounds
	x, width           float64
	label, note, ended []string
}

type stripRow struct {
	StripRow
	lines   []string
	y, high float64
}

func (c Strip) layout() (d stripDrawing) {
	d.Strip, d.width, d.used = c, c.width()-24, make(map[Pattern]bool)
	shown := min(len(c.Rounds), MostRounds)
	for i := len(c.Rounds) - shown; i < len(c.Rounds); i++ {
		d.columns = append(d.columns, stripColumn{StripRound: c.Rounds[i], of: i})
	}
	if shown == 0 {
		return d
	}
	most := 0.0
	for _, r := range c.Rows {
		most = max(most, widest(wrap(r.Label, labelSize, d.width*0.32, false, 2), labelSize, false))
	}
	d.names = math.Ceil(max(most, min(TextWidth(c.Ended, smallSize, false), d.width*0.32), 60)) + 16
	if fit := max(1, int((d.width-d.names)/(cellSize+8))); len(d.columns) > fit {
		d.columns = d.columns[len(d.columns)-fit:]
	}
	d.widths()
	for _, r := range c.Rows {
		if len(d.rows) == MostRows {
			break
		}
		d.rows = append(d.rows, stripRow{StripRow: r, lines: wrap(r.Label, labelSize, d.names-16, false, 2)})
	}
	d.place()
	return d
}

// widths gives each column the width of its longest word, where there is room for
// that, and what is left to all alike; where there is not, the widest give way.
func (d *stripDrawing) widths() {
	var want []float64
	for _, x := range d.columns {
		want = append(want, min(max(word(x.Label, true), word(x.Note, false), word(x.Ended, false), cellSize)+8, roomy))
	}
	most, left := roomy, d.width-d.names
	for i, w := range slices.Sorted(slices.Values(want)) { // the narrow ones take what they need
		if share := left / float64(len(want)-i); w > share {
			most, left = share, 0
			break
		}
		left -= w
	}
	for i := range d.columns {
		d.columns[i].width = min(min(want[i], most)+left/float64(len(want)), roomy)
	}
}

// roomy is as wide as a column gets.
const roomy = 84.0

// word is the width of the longest word of a small text.
func word(s string, bold bool) (w float64) {
	for _, one := range strings.FieldsFunc(s, breakable) {
		w = max(w, TextWidth(one, smallSize, bold))
	}
	return w
}

// right is where the last column ends.
func (d *stripDrawing) right() float64 {
	x := d.columns[len(d.columns)-1]
	return x.x + x.width/2
}

// place says where the columns and rows stand.
func (d *stripDrawing) place() {
	tall, left := 0.0, d.names
	for i := range d.columns {
		x := &d.columns[i]
		x.x, left = left+x.width/2, left+x.width
		x.label = wrap(x.Label, smallSize, x.width-6, true, 3)
		x.note = wrap(x.Note, smallSize, x.width-6, false, 3)
		x.ended = wrap(x.Ended, smallSize, x.width-6, false, 4)
		tall = max(tall, float64(len(x.label)+len(x.note))*(smallSize+leading))
	}
	y := tall + 10
	for i := range d.rows {
		r := &d.rows[i]
		r.high = max(cellSize+7, blockHeight(r.lines)+3)
		r.y, y = y+r.high/2, y+r.high
	}
	d.foot, d.height = y, y
	feet := 0
	for _, x := range d.columns {
		feet = max(feet, len(x.ended))
	}
	if feet > 0 {
		d.height += 10 + float64(feet)*(smallSize+leading)
	}
	if d.More != "" {
		d.height += 24
	}
}

// heads are the names of the rounds over the cells.
func (d *stripDrawing) heads(s *sheet) {
	first := d.rows[0].y - d.rows[0].high/2
	s.write(0, first-12, small(slate), wrap(d.Axis, smallSize, d.names-10, false, 1)...)
	for _, x := range d.columns {
		label, note := float64(len(x.label))*(smallSize+leading), float64(len(x.note))*(smallSize+leading)
		top := first - 5 - label - note
		s.write(x.x, top+label/2, small(ink).bold().to("center"), x.label...)
		s.write(x.x, top+label+note/2, small(slate).to("center"), x.note...)
		s.open(box{x.x - x.width/2 + 1, top, x.x + x.width/2 - 1, first - 4}, x.Href, x.Description)
	}
	s.rule(0, first-1, d.right(), first-1, hair(muted))
}

// feet are how the rounds ended, under the cells.
func (d *stripDrawing) feet(s *sheet) {
	if !slices.ContainsFunc(d.columns, func(x stripColumn) bool { return len(x.ended) > 0 }) {
		return
	}
	s.rule(0, d.foot+1, d.right(), d.foot+1, hair(muted))
	line := smallSize + leading
	s.write(0, d.foot+8+line/2, small(slate), wrap(d.Ended, smallSize, d.names-10, false, 1)...)
	for _, x := range d.columns {
		s.write(x.x, d.foot+8+float64(len(x.ended))*line/2, small(ink).to("center"), x.ended...)
	}
}

func (d *stripDrawing) cells(s *sheet) {
	for i, r := range d.rows {
		if i > 0 {
			s.rule(0, r.y-r.high/2, d.right(), r.y-r.high/2, hair(faint))
		}
		s.write(0, r.y, large(ink), r.lines...)
		s.open(box{0, r.y - r.high/2 + 1, d.names - 8, r.y + r.high/2 - 1}, r.Href, r.Label)
		for _, x := range d.columns {
			if x.of >= len(r.Cells) {
				continue
			}
			c := r.Cells[x.of]
			d.marks, d.used[c.Pattern] = append(d.marks, c.Pattern.row(x.x, r.y)), true
			s.open(box{x.x - x.width/2 + 1, r.y - r.high/2 + 1, x.x + x.width/2 - 1, r.y + r.high/2 - 1}, c.Href, c.Description)
		}
	}
}

// key are the patterns that occur, over the picture, and in a layer their words.
func (d *stripDrawing) key() (rows []Row) {
	var used []Pattern
	var entries []string
	for p := range patterns {
		if d.used[p] && d.Patterns[p] != "" {
			used, entries = append(used, p), append(entries, d.Patterns[p])
		}
	}
	var s sheet
	for i, at := range d.flow(entries, 0, 0, -14) {
		rows = append(rows, used[i].row(at.x+10, at.y))
		s.write(at.x+26, at.y, small(slate), entries[i])
	}
	d.legend = s.around()
	return rows
}
