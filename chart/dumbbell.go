package chart

import (
	"math"
	"slices"
)

// Dumbbell shows where two sides stand on each issue. Where both name figures, the
// marks of the two stand on an axis, and the bar between them is their distance; there
// is a panel for each unit. Where a side's position is words, the words of both stand
// face to face, and nothing is measured. A side that is silent has no mark, and there is
// no bar.
type Dumbbell struct {
	Frame
	Sides   map[Side]string
	Answers map[Stance]string // for the key: what a slash, a wave, a question mark say
	Silent  string            // "no position is known"
	Panels  []DumbbellPanel
	Pairs   []DumbbellPair
	More    string // what is left out: "and 12 more, in the table"; may be empty
}

// MostRows is how many rows of a kind a picture of issues draws; the table has all.
const MostRows = 30

// A DumbbellPanel is the issues with figures in one unit.
type DumbbellPanel struct {
	Unit string
	Rows []DumbbellRow
}

// A DumbbellRow is the figures on one issue.
type DumbbellRow struct {
	Label       string // up to three lines are shown
	Href        string
	Description string
	Marks       []DumbbellMark // without any, the row is not drawn
	Distance    string         // between the sides; may be empty
	Silent      string         // whose figure is not known, in words; may be empty
}

// A DumbbellMark is one figure of a side. Without rounding, Low and High are Mid.
type DumbbellMark struct {
	Side           Side
	Status         Status
	Answer         Stance // the strongest response to it; Asserts: none
	Low, Mid, High float64
	Label          string // the figure as it was printed
	Href           string
	Description    string
}

// A DumbbellPair is what the first and the second side say in words.
type DumbbellPair struct {
	Label string
	Href  string
	Ends  [2]DumbbellEnd
}

// A DumbbellEnd is the position of one side; without words, it is silent.
type DumbbellEnd struct {
	Status      Status
	Answer      Stance // the strongest response to it; Asserts: none
	Words, Note string // up to four lines, and two
	Href        string
	Description string
}

// Spec makes the picture.
func (c Dumbbell) Spec() Spec {
	d := c.layout()
	if len(d.panels)+len(d.pairs) == 0 {
		return c.nothing()
	}
	var s sheet
	var figures []Spec
	for i := range d.panels {
		figures = append(figures, d.panels[i].draw(&s, d)...)
	}
	d.words(&s)
	s.write(0, d.height-8, small(slate), wrap(c.More, smallSize, d.width, false, 1)...)
	c.key(&s, d.status, d.samples(), 0, -12)
	return c.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(figures...)}, 14)
}

// A dumbbellDrawing is the layout of a Dumbbell, in pixels.
type dumbbellDrawing struct {
	Dumbbell
	panels        []dumbbellPanel
	pairs         []dumbbellPair
	heads         float64 // where the names of the sides stand over the pairs
	status        []Status
	answers       []Stance
	width, height float64
}

type dumbbellPanel struct {
	unit             string
	rows             []dumbbellRow
	x                axis    // of the plot
	from, to         float64 // of the plot
	top, bottom, say float64 // where it begins and ends, and where what is said beside it begins
}

type dumbbellRow struct {
	DumbbellRow
	lines, beside []string
	silent        []string
	top, y, high  float64
}

type dumbbellPair struct {
	DumbbellPair
	label       []string
	words, note [2][]string
	top, y, end float64
}

func (c Dumbbell) layout() (d dumbbellDrawing) {
	d.Dumbbell, d.width = c, c.width()-24
	y := 0.0
	for _, p := range c.Panels {
		if x, ok := p.layout(d.width, y); ok {
			d.panels, y = append(d.panels, x), x.bottom+44
			for _, r := range x.rows {
				for _, m := range r.Marks {
					d.status, d.answers = append(d.status, m.Status), append(d.answers, m.Answer)
				}
			}
		}
	}
	d.height = d.face(y)
	if c.More != "" {
		d.height += 24
	}
	return d
}

func (p DumbbellPanel) layout(width, y float64) (d dumbbellPanel, ok bool) {
	d.unit, d.from, d.to, d.say = p.Unit, math.Round(width*0.27), math.Round(width*0.76), math.Round(width*0.79)
	var spans []span
	d.top = y + 18
	y = d.top
	for _, r := range p.Rows {
		r.Marks = slices.DeleteFunc(slices.Clone(r.Marks), func(m DumbbellMark) bool { return !finite(m.Low, m.Mid, m.High) })
		if len(r.Marks) == 0 || len(d.rows) == MostRows {
			continue
		}
		x := dumbbellRow{DumbbellRow: r, top: y, lines: wrap(r.Label, labelSize, d.from-20, false, 3),
			beside: wrap(r.Distance, labelSize, width-d.say, true, 2), silent: wrap(r.Silent, smallSize, width-d.say, false, 3)}
		x.high = max(58, blockHeight(x.lines)+8, float64(len(x.beside))*lineHeight+float64(len(x.silent))*(smallSize+leading)+10)
		x.y = y + x.high/2
		for _, m := range r.Marks {
			spans = append(spans, span{min(m.Low, m.Mid), max(m.High, m.Mid)})
		}
		d.rows, y = append(d.rows, x), y+x.high
	}
	d.bottom = y
	if all := cover(spans); all.lo > 0 && !slices.ContainsFunc(d.rows, dumbbellRow.both) { // there is no distance to look at
		spans = append(spans, span{0, all.hi})
	}
	d.x = newAxis(spans, d.to-d.from, 62)
	return d, len(d.rows) > 0
}

// both reports whether figures of both sides are known.
func (r dumbbellRow) both() bool {
	has := func(s Side) bool {
		return slices.ContainsFunc(r.Marks, func(m DumbbellMark) bool { return m.Side == s })
	}
	return has(First) && has(Second)
}

// face places the pairs below the panels, and says where they end.
func (d *dumbbellDrawing) face(y float64) float64 {
	room := d.width/2 - ends - 12
	d.heads = y + 8
	for _, p := range d.Pairs {
		if p.Ends[0].Words+p.Ends[1].Words == "" || len(d.pairs) == MostRows {
			continue
		}
		x := dumbbellPair{DumbbellPair: p, label: wrap(p.Label, labelSize, d.width, true, 1)}
		if len(d.pairs) == 0 {
			y += 28
		}
		high := 0.0
		for n, e := range p.Ends {
			if x.words[n] = wrap(e.Words, labelSize, room, false, 4); e.Words == "" {
				x.words[n] = wrap(d.Silent, labelSize, room, false, 2)
			} else {
				d.status, d.answers = append(d.status, e.Status), append(d.answers, e.Answer)
				x.note[n] = wrap(e.Note, smallSize, room, false, 2)
			}
			high = max(high, float64(len(x.words[n]))*lineHeight+float64(len(x.note[n]))*(smallSize+leading))
		}
		x.top, x.y = y, y+24+lineHeight/2
		x.end = y + 24 + high + 12
		d.pairs, y = append(d.pairs, x), x.end
	}
	return y
}

// ends is how far from the middle the marks of a pair stand.
const ends = 34.0
