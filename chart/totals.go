package chart

import (
	"math"
	"slices"
)

// Totals shows what each offer costs in all. Each row has its dots at the
// quantiles of its total: with 20 of them, each is one chance in 20. A total
// without a spread, or with one that is too small to draw, has one mark: dots on
// each other would look like a spread.
type Totals struct {
	Frame
	Rows  []TotalRow
	Sides map[Side]string // whose the colours are; those that do not occur are not shown
}

// A TotalRow is one offer.
type TotalRow struct {
	Label       string // the offer's name; up to three lines are shown
	Note        string // a few words under it, may be empty
	Side        Side
	Status      Status
	Dots        []float64 // the quantiles, for 20 dots at 2.5 %, 7.5 % … 97.5 %
	Median      float64
	Value       string // the median as the reader's language writes it
	Href        string // "#id" of what the row rests on, may be empty
	Description string // the row in a sentence
}

// Spec makes the picture.
func (t Totals) Spec() Spec {
	d := t.layout()
	if len(d.rows) == 0 {
		return t.nothing()
	}
	var s sheet
	d.lines(&s)
	d.words(&s)
	t.key(&s, d.status, sides(t.Sides, d.sides), -d.names, -14)
	figures := append(d.breaks(), d.medians(), d.dots(), d.singles())
	return t.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(figures...)}, 14)
}

// A totalsDrawing is the layout of a Totals, in pixels.
type totalsDrawing struct {
	rows          []TotalRow
	status        []Status
	sides         []Side
	labels        [][]string
	names, values float64 // widths of the columns beside the plot
	width, height float64 // of the plot
	row, dot      float64 // height of a row, diameter of a dot
	x             axis
	unit          []string
}

func (t Totals) layout() (d totalsDrawing) {
	for _, r := range t.Rows {
		r.Dots = slices.DeleteFunc(slices.Clone(r.Dots), func(v float64) bool { return !finite(v) })
		slices.Sort(r.Dots)
		if !finite(r.Median) {
			continue
		}
		d.rows, d.status, d.sides = append(d.rows, r), append(d.status, r.Status), append(d.sides, r.Side)
	}
	d.row = 52
	if len(d.rows) > 12 {
		d.row = 40
	}
	d.names, d.values = d.columns(t.width())
	d.width = max(t.width()-d.names-d.values-24, 160)
	d.height = d.row * float64(len(d.rows))
	var spans []span
	for _, r := range d.rows {
		all := append([]float64{r.Median}, r.Dots...)
		spans = append(spans, span{slices.Min(all), slices.Max(all)})
	}
	d.x = newAxis(spans, d.width, 60)
	d.unit = wrap(t.unit(d.x), smallSize, d.width+d.values, false, 2)
	d.dot = d.diameter()
	return d
}

// columns breaks the names into lines and says how wide the columns beside the
// plot are.
func (d *totalsDrawing) columns(width float64) (names, values float64) {
	for _, r := range d.rows {
		lines := wrap(r.Label, labelSize, width*0.27, false, int(d.row/lineHeight))
		d.labels = append(d.labels, lines)
		names = max(names, widest(lines, labelSize, false), TextWidth(r.Note, smallSize, false))
		values = max(values, TextWidth(r.Value, labelSize, true))
	}
	return math.Ceil(min(names, width*0.3)) + 16, math.Ceil(values) + 16
}

// diameter is the largest at which no stack has to move further than a dot.
func (d *totalsDrawing) diameter() float64 {
	for d.dot = 7; d.dot > 4; d.dot -= 0.5 {
		fits := true
		for _, r := range d.rows {
			if d.single(r) {
				continue
			}
			for _, s := range d.stacks(r) {
				fits = fits && math.Abs(s.x-s.centre) <= d.dot
			}
		}
		if fits {
			break
		}
	}
	return d.dot
}

// high is how many dots fit on each other in a row.
func (d *totalsDrawing) high() int { return int(max(1, math.Floor((d.row-10)/d.dot))) }

// A stack is dots on each other, in pixels: where it stands, and where the
// middle of its dots is.
type stack struct {
	x, centre float64
	count     int
}

// stacks puts dots that would touch on each other, after Wilkinson (1999). What
// is too high for a row goes on in a stack beside it, and no two overlap.
func (d *totalsDrawing) stacks(r TotalRow) (list []stack) {
	var want, wide []float64
	for i := 0; i < len(r.Dots); {
		begin, j := d.x.at(r.Dots[i]), i+1
		for j < len(r.Dots) && j-i < d.high() && d.x.at(r.Dots[j]) < begin+d.dot {
			j++
		}
		centre := (begin + d.x.at(r.Dots[j-1])) / 2
		list = append(list, stack{centre: centre, count: j - i})
		want, wide, i = append(want, centre), append(wide, d.dot), j
	}
	for i, x := range spread(want, wide, -d.width, 2*d.width) {
		list[i].x = x
	}
	return list
}

// baseline is where the dots of a row stand, in pixels from the top.
func (d *totalsDrawing) baseline(row int) float64 { return d.row*float64(row+1) - 5 }

// tight is the widest spread, in pixels, that is not drawn.
const tight = 4

// single reports whether a total has no spread that can be drawn.
func (d *totalsDrawing) single(r TotalRow) bool {
	return len(r.Dots) == 0 || math.Abs(d.x.at(r.Dots[len(r.Dots)-1])-d.x.at(r.Dots[0])) < tight
}

// singles are the marks of the rows without a spread.
func (d *totalsDrawing) singles() Spec {
	var rows []Row
	for i, r := range d.rows {
		if d.single(r) {
			rows = append(rows, mark(r.Side, r.Status, Row{"total": r.Median, "y": d.baseline(i) - d.row/2 + 5, "row": i}))
		}
	}
	s := points(Encoding{X: d.along("total"), Y: pixel("y")}, 130, rows)
	s.Mark.StrokeWidth = 1.5
	return s
}

// dots are the stacks of each row whose total has a spread.
func (d *totalsDrawing) dots() Spec {
	var rows []Row
	for i, r := range d.rows {
		if d.single(r) {
			continue
		}
		dot := 0
		for _, s := range d.stacks(r) {
			for n := range s.count {
				y := d.baseline(i) - (float64(n)+0.5)*d.dot
				rows = append(rows, mark(r.Side, r.Status, Row{"x": s.x, "y": y, "row": i, "total": r.Dots[dot]}))
				dot++
			}
		}
	}
	s := points(Encoding{X: pixel("x"), Y: pixel("y")}, (d.dot-1.4)*(d.dot-1.4), rows)
	s.Mark.StrokeWidth = 1.1
	return s
}

// medians marks the middle of each row whose total has a spread: a line as high as
// the row, beneath its dots.
func (d *totalsDrawing) medians() Spec {
	var rows []Row
	for i, r := range d.rows {
		if !d.single(r) {
			rows = append(rows, Row{"median": r.Median, "y": d.baseline(i) - d.row + 12, "y2": d.baseline(i) + 4, "stroke": r.Side.colour()})
		}
	}
	e := Encoding{X: d.along("median"), Y: pixel("y"), Y2: second("y2"), Stroke: raw("stroke")}
	return layer(Mark{Type: "rule", StrokeWidth: 2.5, Opacity: new(0.55), Aria: off}, e, rows)
}

func (d *totalsDrawing) along(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.x.scale(),
		Axis: &Axis{Title: d.unit, Values: d.x.ticks, Format: d.x.figures(), Grid: on, Aria: off}}
}

// lines stand under the rows.
func (d *totalsDrawing) lines(s *sheet) {
	for i := range d.rows {
		y := d.baseline(i) + 5
		s.rule(-d.names, y, d.width+d.values, y, hair(faint))
	}
}

// breaks is a white strip across the plot where the axis breaks, with a zigzag
// on each of its sides.
func (d *totalsDrawing) breaks() []Spec {
	if !d.x.broken() {
		return nil
	}
	return zigzags(d.x.pixels[1], d.x.pixels[2], d.height)
}

// words are the names to the left and the figures to the right; each row opens
// what it rests on.
func (d *totalsDrawing) words(s *sheet) {
	for i, r := range d.rows {
		y := d.row*(float64(i)+0.5) + 2
		if note := wrap(r.Note, smallSize, d.names-10, false, 1); note != nil && len(d.labels[i]) == 1 {
			s.write(-d.names, y+8, small(muted), note...)
			s.write(-d.names, y-7, large(ink), d.labels[i]...)
		} else {
			s.write(-d.names, y, large(ink), d.labels[i]...)
		}
		s.write(d.width+d.values, y, large(ink).bold().to("right"), r.Value)
		s.open(box{-d.names, d.row * float64(i), d.width + d.values, d.row * float64(i+1)}, r.Href, r.Description)
	}
}
