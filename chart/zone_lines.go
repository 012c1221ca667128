package chart

import "slices"

// shading is the colour of a zone.
const shading = "#CBD5E1"

// within is a value, no further out than the axis goes.
func (d *zoneDrawing) within(v float64) float64 {
	return min(max(v, d.x.domain[0]), d.x.domain[1])
}

// edge is where an arrow of a row points out of the picture: -1 to the left, 1 to the
// right, 0: nowhere.
func (d *zoneDrawing) edge(r zoneRow) float64 {
	switch {
	case r.bare:
		return 0
	case r.Mid > d.x.domain[1]:
		return 1
	case r.Mid < d.x.domain[0]:
		return -1
	}
	return 0
}

func (d *zoneDrawing) along(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.x.scale(),
		Axis: &Axis{Title: d.unit, Values: d.x.ticks, Format: d.x.figures(), Grid: on, Aria: off}}
}

// down is from a height to the foot, but for what heads the bids.
func (d *zoneDrawing) down(from float64) []span {
	end := d.row * float64(d.core)
	if d.head == 0 {
		return []span{{from, d.height}}
	}
	return []span{{from, end}, {end + d.head, d.height}}
}

// shade is the zone, beneath everything else; nothing where there is none.
func (d *zoneDrawing) shade() []Spec {
	var rows []Row
	for _, y := range d.down(0) {
		if d.meet() {
			rows = append(rows, Row{"x": d.x.at(d.Takes.Mid), "x2": d.x.at(d.Pays.Mid), "y": y.lo, "y2": y.hi})
		}
	}
	if rows == nil {
		return nil
	}
	return []Spec{layer(Mark{Type: "rect", Fill: shading, FillOpacity: new(0.4), Aria: off}, Encoding{X: pixel("x"), X2: second("x2"), Y: pixel("y"), Y2: second("y2")}, rows)}
}

// bars are the ranges: broad for what is drawn from the valuations, narrow for bids.
func (d *zoneDrawing) bars() Spec {
	var rows []Row
	for i, r := range d.rows {
		if r.bare || d.edge(r) != 0 {
			continue
		}
		width := 14.0
		if i >= d.core {
			width = 5
		}
		rows = append(rows, Row{"low": d.within(min(r.Low, r.Mid)), "high": d.within(max(r.High, r.Mid)), "y": r.y, "stroke": r.Side.colour(), "width": width})
	}
	e := Encoding{X: d.along("low"), X2: second("high"), Y: pixel("y"), Stroke: raw("stroke"), StrokeWidth: pure("width")}
	return layer(Mark{Type: "rule", Opacity: new(0.4), Aria: off}, e, rows)
}

// middles mark the middles of the broad bars.
func (d *zoneDrawing) middles() Spec {
	var rows []Row
	for _, r := range d.rows[:d.core] {
		if !r.bare {
			rows = append(rows, Row{"mid": r.Mid, "y": r.y - 11, "y2": r.y + 11, "stroke": r.Side.colour()})
		}
	}
	e := Encoding{X: d.along("mid"), Y: pixel("y"), Y2: second("y2"), Stroke: raw("stroke")}
	return layer(Mark{Type: "rule", StrokeWidth: 3.5, Opacity: new(1.0), Aria: off}, e, rows)
}

// marks are the middles of bids; those beyond the axis stand at its edge.
func (d *zoneDrawing) marks() Spec {
	var rows []Row
	for _, r := range d.rows[d.core:] {
		x := d.x.at(d.within(r.Mid)) - d.edge(r)*26
		rows = append(rows, mark(r.Side, r.Status, Row{"x": x, "y": r.y, "middle": r.Mid}))
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 90, rows)
}

// heads are the heads of all arrows.
func (d *zoneDrawing) heads() Spec {
	var rows []Row
	add := func(x, y, way float64, colour string) {
		rows = append(rows, Row{"x": x - way*3, "y": y, "shape": map[bool]string{true: "triangle-right", false: "triangle-left"}[way > 0], "stroke": colour, "fill": colour})
	}
	for _, r := range d.rows {
		if way := d.edge(r); way != 0 {
			add(d.x.at(d.within(r.Mid)), r.y, way, r.Side.colour())
		}
		if r.bare && d.x.at(d.Takes.Mid)-d.x.at(d.Pays.Mid) > 16 {
			add(d.x.at(d.Pays.Mid)+2, r.y, -1, ink)
			add(d.x.at(d.Takes.Mid)-2, r.y, 1, ink)
		}
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 44, rows)
}

// lines stand under the rows, a darker one over the bids, and from each bid beyond
// the axis to its edge.
func (d *zoneDrawing) lines(s *sheet) {
	for i, r := range d.rows {
		colour := faint
		if i == d.core-1 && d.head > 0 {
			colour = muted
		}
		s.rule(-d.names, r.y+d.row/2, d.width+d.values, r.y+d.row/2, hair(colour))
		if way := d.edge(r); way != 0 {
			end := d.x.at(d.within(r.Mid))
			s.rule(end-way*18, r.y, end-way*4, r.y, stroke{r.Side.colour(), 1.5, solid, 1})
		}
	}
}

// limits leads from the middles of the limits down to the foot.
func (d *zoneDrawing) limits(s *sheet) {
	for _, r := range d.rows[:2] {
		x := d.x.at(r.Mid)
		for _, y := range d.down(r.y) {
			s.rule(x, y.lo, x, y.hi, stroke{r.Side.colour(), 1, r.Side.dash(), 0.8})
		}
	}
}

// missing measures what lies between limits that do not meet.
func (d *zoneDrawing) missing(s *sheet) {
	for _, r := range d.rows[:d.core] {
		if r.bare {
			s.rule(d.x.at(d.Pays.Mid), r.y, d.x.at(d.Takes.Mid), r.y, stroke{ink, 1.5, solid, 1})
		}
	}
}

// level is what was agreed last, with the axis of percentages over it.
func (d *zoneDrawing) level(s *sheet) {
	if d.Level == nil {
		return
	}
	x, top := d.x.at(d.Level.Amount), -4.0
	for _, t := range d.percent {
		s.rule(t.x, -4, t.x, 0, hair(muted))
		s.write(t.x, -12, small(slate).to("center"), t.words)
		top = -20
	}
	if d.percent != nil {
		s.rule(0, 0, d.width, 0, hair(muted))
	}
	for _, y := range d.down(-4) {
		s.rule(x, y.lo, x, y.hi, stroke{ink, 1, []float64{2, 3}, 1})
	}
	for _, words := range wrap(d.Level.Label, smallSize, d.names+d.width+d.values, false, 1) {
		wide := TextWidth(words, smallSize, false)
		s.write(min(max(x-wide/2, -d.names), d.width+d.values-wide), top-8, small(ink), words)
	}
}

// heading stands over the bids.
func (d *zoneDrawing) heading(s *sheet) {
	if d.head == 0 {
		return
	}
	y := d.row*float64(d.core) + d.head/2 + 2
	s.write(-d.names, y, large(ink).bold(), wrap(d.Table, labelSize, (d.names+d.width+d.values)*0.34, true, 1)...)
	s.write(d.width+d.values, y, small(slate).to("right"), d.shares...)
}

// words are the names to the left and the figures to the right; each row opens what
// it rests on.
func (d *zoneDrawing) words(s *sheet) {
	for _, r := range d.rows {
		under(s, -d.names, r.y, large(ink), small(muted), r.lines, wrap(r.Note, smallSize, d.names-10, false, 1))
		under(s, d.width+d.values, r.y, large(ink).bold().to("right"), small(slate).to("right"), wrap(r.Value, labelSize, d.values-8, true, 2), wrap(r.Share, smallSize, d.values-8, false, 1))
		s.open(box{-d.names, r.y - d.row/2, d.width + d.values, r.y + d.row/2}, r.Href, r.Description)
	}
}

// under writes lines with a smaller one under them, together with their middle at a
// height.
func under(s *sheet, x, y float64, l, small lettering, lines, note []string) {
	if len(note) == 0 {
		s.write(x, y, l, lines...)
		return
	}
	s.write(x, y-small.line()/2, l, lines...)
	s.write(x, y+l.line()*float64(len(lines))/2, small, note...)
}

// samples explain colours, the shading and arrows.
func (d *zoneDrawing) samples() []sample {
	list := sides(d.Sides, d.sides)
	if d.x.at(d.Pays.Mid)-d.x.at(d.Takes.Mid) >= 1 && d.Between != "" {
		list = append(list, line(d.Between, stroke{shading, 12, solid, 0.5}))
	}
	beyond := func(r zoneRow) bool { return d.edge(r) != 0 }
	if d.Beyond != "" && slices.ContainsFunc(d.rows, beyond) {
		list = append(list, sample{d.Beyond, func(s *sheet, x, y float64) {
			k := stroke{slate, 1.5, solid, 1}
			s.rule(x, y, x+21, y, k)
			s.rule(x+16, y-4, x+21, y, k)
			s.rule(x+16, y+4, x+21, y, k)
		}})
	}
	return list
}
