package chart

import (
	"math"
	"slices"
)

// Paths shows what each offer costs year by year: a line through the medians, a
// band from the 10th to the 90th percentile, the name at the end of the line.
type Paths struct {
	Frame
	Lines []Path
	Sides map[Side]string // whose the colours are; those that do not occur are not shown
}

// A Path is one offer.
type Path struct {
	Label       string // the offer's name; three lines at most are shown
	Side        Side
	Status      Status
	Href        string // "#id" of what the offer rests on, may be empty
	Description string // the path in a sentence
	Points      []PathPoint
}

// A PathPoint is one year of an offer. Without spread, Low and High are Mid.
type PathPoint struct {
	Year           int
	Low, Mid, High float64
	Description    string // the year in a sentence, may be empty
}

// Spec makes the picture.
func (p Paths) Spec() Spec {
	d := p.layout()
	if len(d.lines) == 0 {
		return p.nothing()
	}
	var s sheet
	d.names(&s)
	d.described(&s)
	p.key(&s, d.status, sides(p.Sides, d.sides), -d.left, -34)
	s.write(-d.left, -14, small(slate), p.unit(d.y))
	figures := []Spec{d.bands(), d.bars(), d.medians(), d.marks()}
	if d.y.broken() {
		figures = append(figures, acrossZigzags(d.y.pixels[1], d.y.pixels[2], d.width)...)
	}
	return p.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(figures...)}, 14)
}

// A pathsDrawing is the layout of a Paths, in pixels.
type pathsDrawing struct {
	lines         []Path
	status        []Status
	sides         []Side
	labels        [][]string
	left, right   float64 // widths of what stands beside the plot
	width, height float64 // of the plot
	x, y          axis
}

func (p Paths) layout() (d pathsDrawing) {
	from, to := math.MaxInt, math.MinInt
	var spans []span
	for _, l := range p.Lines {
		l.Points = slices.DeleteFunc(slices.Clone(l.Points), func(p PathPoint) bool { return !finite(p.Low, p.Mid, p.High) })
		slices.SortStableFunc(l.Points, func(a, b PathPoint) int { return a.Year - b.Year })
		if len(l.Points) == 0 {
			continue
		}
		d.lines, d.status, d.sides = append(d.lines, l), append(d.status, l.Status), append(d.sides, l.Side)
		from, to = min(from, l.Points[0].Year), max(to, l.Points[len(l.Points)-1].Year)
		spans = append(spans, l.span())
	}
	if len(d.lines) == 0 {
		return d
	}
	d.height = max(340, d.label(p.width()))
	d.y = newAxis(spans, d.height, 50).upright(d.height)
	d.left = d.y.labels()
	d.width = max(p.width()-d.left-d.right-24, 160)
	d.x = axis{[]float64{float64(from) - 0.3, float64(to) + 0.1}, []float64{0, d.width}, years(from, to, d.width, 46)}
	if from == to {
		d.x.domain = []float64{float64(from) - 0.5, float64(to) + 0.5}
	}
	return d
}

func (l Path) span() (s span) {
	s = span{math.Inf(1), math.Inf(-1)}
	for _, p := range l.Points {
		s = span{min(s.lo, p.Low, p.Mid), max(s.hi, p.High, p.Mid)}
	}
	return s
}

// label breaks the names into lines and says how high they are on each other.
func (d *pathsDrawing) label(width float64) (height float64) {
	for _, l := range d.lines {
		lines := wrap(l.Label, labelSize, width*0.24, false, 3)
		d.labels = append(d.labels, lines)
		d.right = max(d.right, math.Ceil(widest(lines, labelSize, false))+26)
		height += blockHeight(lines)
	}
	return height
}

// rows are the points of all lines, with what their marks need.
func (d *pathsDrawing) rows(keep func(Path) bool) (rows []Row) {
	for i, l := range d.lines {
		if !keep(l) {
			continue
		}
		for _, p := range l.Points {
			rows = append(rows, mark(l.Side, l.Status, Row{"line": i, "year": p.Year, "low": p.Low, "mid": p.Mid, "high": p.High, "dash": l.Side.dash()}))
		}
	}
	return rows
}

func every(Path) bool    { return true }
func longer(l Path) bool { return len(l.Points) > 1 }
func single(l Path) bool { return len(l.Points) == 1 }

func (d *pathsDrawing) years() *Channel {
	return &Channel{Field: "year", Type: "quantitative", Scale: d.x.scale(), Axis: &Axis{Values: d.x.ticks, Format: "d", Grid: off, Aria: off}}
}

func (d *pathsDrawing) amount(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.y.scale(), Axis: &Axis{Values: d.y.ticks, Format: d.y.figures(), Grid: on, Aria: off}}
}

func (d *pathsDrawing) bands() Spec {
	e := Encoding{X: d.years(), Y: d.amount("low"), Y2: second("high"), Fill: raw("stroke"), Detail: field("line")}
	return layer(Mark{Type: "area", FillOpacity: new(0.14), Aria: off}, e, d.rows(longer))
}

// bars stand for the band where a line has one year only.
func (d *pathsDrawing) bars() Spec {
	e := Encoding{X: d.years(), Y: d.amount("low"), Y2: second("high"), Stroke: raw("stroke")}
	return layer(Mark{Type: "rule", StrokeWidth: 8, Opacity: new(0.25), Aria: off}, e, d.rows(single))
}

func (d *pathsDrawing) medians() Spec {
	e := Encoding{X: d.years(), Y: d.amount("mid"), Stroke: raw("stroke"), StrokeDash: raw("dash"), Detail: field("line")}
	return layer(Mark{Type: "line", StrokeWidth: 2, Aria: off}, e, d.rows(longer))
}

func (d *pathsDrawing) marks() Spec {
	return points(Encoding{X: d.years(), Y: d.amount("mid")}, 46, d.rows(every))
}

// names stand at the ends of the lines, with a thin line to the end where they
// had to move.
func (d *pathsDrawing) names(s *sheet) {
	var want, heights []float64
	for i, l := range d.lines {
		want, heights = append(want, d.y.at(l.last().Mid)), append(heights, blockHeight(d.labels[i]))
	}
	for i, y := range spread(want, heights, -6, d.height+6) {
		l := d.lines[i]
		s.rule(d.x.at(float64(l.last().Year))+6, want[i], d.width+16, y, lead(l.Side.colour()))
		s.write(d.width+20, y, large(l.Side.colour()), d.labels[i]...)
		s.open(box{d.width + 16, y - heights[i]/2, d.width + d.right, y + heights[i]/2}, l.Href, l.Description)
	}
}

func (l Path) last() PathPoint { return l.Points[len(l.Points)-1] }

// described are the points that say something of their own.
func (d *pathsDrawing) described(s *sheet) {
	for _, l := range d.lines {
		for _, p := range l.Points {
			s.open(around(d.x.at(float64(p.Year)), d.y.at(p.Mid), 8), l.Href, p.Description)
		}
	}
}
