package chart

import (
	"math"
	"slices"
)

// Plane shows the outcomes of a negotiation between two parties by what they are
// worth to each: to the first along, to the second upwards. Hollow circles are
// outcomes, a line leads along the frontier, and points that a rule or a
// session chose have names.
type Plane struct {
	Frame
	Across, Up string       // what stands at the axes: to whom it is worth that
	Outcomes   [][2]float64 // some or all of them
	Frontier   [][2]float64
	Fallback   *[2]float64 // what no agreement is worth, if it is to be shown
	Marks      []PlaneMark
}

// A PlaneMark is a point with a name.
type PlaneMark struct {
	At          [2]float64
	Label       string
	Description string
}

// Spec makes the picture.
func (p Plane) Spec() Spec {
	d := p.layout()
	if len(d.frontier) == 0 && len(d.outcomes) == 0 {
		return p.nothing()
	}
	var s sheet
	d.fallback(&s)
	d.names(&s)
	s.write(-d.left, -14, small(slate), p.Up)
	s.write(d.size, d.size+34, small(slate).to("right"), p.Across)
	return p.finish(Spec{Width: d.size, Height: d.size, Layer: s.around(d.circles(), d.steps(), d.dots(), d.chosen())}, 14)
}

// A planeDrawing is the layout of a Plane, in pixels.
type planeDrawing struct {
	Plane
	outcomes, frontier [][2]float64
	marks              []PlaneMark
	left, size         float64
	x, y               axis
}

func (p Plane) layout() (d planeDrawing) {
	d.Plane = p
	keep := func(list [][2]float64) (kept [][2]float64) {
		for _, u := range list {
			if finite(u[0], u[1]) {
				kept = append(kept, u)
			}
		}
		return kept
	}
	d.outcomes, d.frontier = keep(p.Outcomes), keep(p.Frontier)
	slices.SortStableFunc(d.frontier, func(a, b [2]float64) int { return compare(a[0], b[0], b[1], a[1]) })
	if p.Fallback != nil && !finite(p.Fallback[0], p.Fallback[1]) {
		d.Fallback = nil
	}
	for _, m := range p.Marks {
		if finite(m.At[0], m.At[1]) {
			d.marks = append(d.marks, m)
		}
	}
	along := func(i int) axis {
		var spans []span
		add := func(u [2]float64) { spans = append(spans, span{u[i], u[i]}) }
		for _, u := range slices.Concat(d.outcomes, d.frontier) {
			add(u)
		}
		for _, m := range d.marks {
			add(m.At)
		}
		if d.Fallback != nil {
			add(*d.Fallback)
		}
		all := cover(spans)
		if all.lo >= 0 && all.hi <= 1 {
			all = span{0, 1}
		}
		return piece(all, 0, d.size, 60)
	}
	d.size = min(max(p.width()-220, 240), 460)
	d.x, d.y = along(0), along(1).upright(d.size)
	d.left = d.y.labels()
	return d
}

func (d *planeDrawing) across(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.x.scale(), Axis: &Axis{Values: d.x.ticks, Format: d.x.figures(), Grid: on, Aria: off}}
}

func (d *planeDrawing) up(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.y.scale(), Axis: &Axis{Values: d.y.ticks, Format: d.y.figures(), Grid: on, Aria: off}}
}

func (d *planeDrawing) rows(list [][2]float64) (rows []Row) {
	for _, u := range list {
		rows = append(rows, Row{"a": u[0], "b": u[1]})
	}
	return rows
}

func (d *planeDrawing) circles() Spec {
	e := Encoding{X: d.across("a"), Y: d.up("b")}
	return layer(Mark{Type: "point", Size: 16, Stroke: muted, StrokeWidth: 0.8, Opacity: new(0.45), Aria: off}, e, d.rows(d.outcomes))
}

// steps is the line along the frontier.
func (d *planeDrawing) steps() Spec {
	rows := d.rows(d.frontier)
	for i := range rows {
		rows[i]["n"] = i
	}
	e := Encoding{X: d.across("a"), Y: d.up("b"), Order: &Channel{Field: "n", Type: "quantitative"}}
	return layer(Mark{Type: "line", Stroke: ink, StrokeWidth: 1.5, Opacity: new(0.8), Aria: off}, e, rows)
}

// dots are the points of the frontier, unless they would be a second line.
func (d *planeDrawing) dots() Spec {
	list := d.frontier
	if len(list) > 120 {
		list = nil
	}
	e := Encoding{X: d.across("a"), Y: d.up("b")}
	return layer(Mark{Type: "point", Size: 20, Stroke: ink, Fill: paper, StrokeWidth: 1.2, Opacity: new(1.0), Aria: off}, e, d.rows(list))
}

func (d *planeDrawing) chosen() Spec {
	var rows []Row
	for _, m := range d.marks {
		rows = append(rows, mark(First, OnRecord, Row{"a": m.At[0], "b": m.At[1]}))
	}
	return points(Encoding{X: d.across("a"), Y: d.up("b")}, 70, rows)
}

// fallback is where there is no agreement: nothing left of it or below it does
// both any good.
func (d *planeDrawing) fallback(s *sheet) {
	if d.Fallback == nil {
		return
	}
	x, y := d.x.at(d.Fallback[0]), d.y.at(d.Fallback[1])
	line := stroke{amber, 1, []float64{4, 3}, 0.9}
	s.rule(x, y, x, 0, line)
	s.rule(x, y, d.size, y, line)
}

// names stand at the right, level with what they name where there is room.
func (d *planeDrawing) names(s *sheet) {
	var want, heights []float64
	var labels [][]string
	for _, m := range d.marks {
		lines := wrap(m.Label, labelSize, max(d.width()-d.size-d.left-50, 120), false, 3)
		labels, want, heights = append(labels, lines), append(want, d.y.at(m.At[1])), append(heights, blockHeight(lines))
	}
	for i, y := range spread(want, heights, -6, d.size+6) {
		m := d.marks[i]
		x := d.x.at(m.At[0])
		s.rule(x+6, want[i], d.size+16, y, lead(teal))
		s.write(d.size+20, y, large(teal), labels[i]...)
		s.open(around(x, want[i], 8), "", m.Description)
		s.open(box{d.size + 16, y - heights[i]/2, d.size + 20 + math.Ceil(widest(labels[i], labelSize, false)), y + heights[i]/2}, "", m.Description)
	}
}
