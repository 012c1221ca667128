package chart

import "slices"

// axes draws nothing: it carries the axis of time, since marks are placed in pixels.
func (d *lanesDrawing) axes() Spec {
	x := &Channel{Field: "at", Type: "quantitative", Scale: d.x.scale(),
		Axis: &Axis{Values: d.x.ticks, LabelExpr: "utcFormat(datum.value, '" + d.format + "')", Grid: on, Aria: off}}
	return layer(Mark{Type: "point", Opacity: new(0.0), Aria: off}, Encoding{Stroke: &Channel{Value: paper}, X: x, Y: pixel("y")}, []Row{{"at": d.x.domain[0], "y": 0.0}})
}

// rows are the lanes: a line between them, their names at the left.
func (d *lanesDrawing) rows(s *sheet) {
	for _, r := range d.lanes {
		if r.high == 0 {
			continue
		}
		if r.top > 0 {
			s.rule(-d.left, r.top, d.width, r.top, hair(faint))
		}
		s.write(-d.left, r.top+r.high/2, large(r.side.colour()).bold(), r.lines...)
	}
	s.rule(-d.left, 0, d.width, 0, hair(muted))
}

// dates are the spans that things lasted, and those in which what has no certain day
// may have been.
func (d *lanesDrawing) dates(s *sheet) {
	for _, m := range d.marks {
		if m.Kind != Meeting && m.b > m.a {
			k := stroke{m.side.colour(), 3, solid, 0.45}
			if m.Unsure {
				k = stroke{m.side.colour(), 1.5, dotted, 0.9}
			}
			s.rule(m.a, m.y, m.b, m.y, k)
		}
		if m.Unsure {
			s.write(max(m.b, m.x+7)+2, m.y, small(m.side.colour()).bold(), "?")
		}
	}
}

func (d *lanesDrawing) sessions(s *sheet) {
	for _, m := range d.marks {
		if m.Kind == Meeting {
			s.rule(m.a, m.y, m.b, m.y, stroke{m.side.colour(), 9, solid, 0.45})
			s.rule(m.a, m.y-6, m.a, m.y+6, hair(m.side.colour()))
			s.rule(m.b, m.y-6, m.b, m.y+6, hair(m.side.colour()))
		}
	}
}

func (k LaneKind) shape() string {
	switch k {
	case Document:
		return "square"
	case Happening:
		return "diamond"
	}
	return "circle"
}

// dot is a row that draws the mark of a kind.
func (k LaneKind) dot(side Side, x, y float64) Row {
	fill := side.colour()
	if k == Relayed {
		fill = paper
	}
	return Row{"x": x, "y": y, "shape": k.shape(), "stroke": side.colour(), "fill": fill}
}

func (d *lanesDrawing) points() Spec {
	var rows []Row
	for _, m := range d.marks {
		if m.Kind != Meeting {
			row := m.Kind.dot(m.side, m.x, m.y)
			row["date"] = m.Date
			rows = append(rows, row)
		}
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 66, rows)
}

// outline is the ring around what is contested.
func outline(x, y float64) Row {
	return Row{"x": x, "y": y, "shape": "circle", "stroke": ink, "fill": "transparent"}
}

func (d *lanesDrawing) rings() Spec {
	var rows []Row
	for _, m := range d.marks {
		if m.Contested && m.Kind != Meeting {
			rows = append(rows, outline(m.x, m.y))
		}
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 220, rows)
}

func (d *lanesDrawing) label(s *sheet, m laneMark) {
	if !m.named {
		return
	}
	if m.leftward {
		s.write(min(m.a, m.x-7)-4, m.y, small(ink).to("right"), m.name())
		return
	}
	x := max(m.b, m.x+7) + 4
	if m.Unsure {
		x += 9
	}
	s.write(x, m.y, small(ink), m.name())
}

// samples explain the shapes that occur.
func (d *lanesDrawing) samples() (list []sample) {
	add := func(words string, has func(laneMark) bool, draw func(s *sheet, x, y float64)) {
		if words != "" && slices.ContainsFunc(d.marks, has) {
			list = append(list, sample{words, draw})
		}
	}
	for k := range laneKinds {
		add(d.Kinds[k], func(m laneMark) bool { return m.Kind == k }, func(s *sheet, x, y float64) {
			if k == Meeting {
				s.rule(x+2, y, x+20, y, stroke{slate, 9, solid, 0.45})
				return
			}
			s.shapes = append(s.shapes, k.dot(Joint, x+11, y))
		})
	}
	add(d.Contested, func(m laneMark) bool { return m.Contested && m.Kind != Meeting }, func(s *sheet, x, y float64) {
		const wide = "M-1.9,0A1.9,1.9,0,1,0,1.9,0A1.9,1.9,0,1,0,-1.9,0Z"
		s.shapes = append(s.shapes, Row{"x": x + 11, "y": y, "shape": wide, "stroke": ink, "fill": "transparent"}, Speech.dot(Joint, x+11, y))
	})
	add(d.Unsure, func(m laneMark) bool { return m.Unsure }, func(s *sheet, x, y float64) {
		s.rule(x, y, x+15, y, stroke{slate, 1.5, dotted, 1})
		s.write(x+17, y, small(slate).bold(), "?")
	})
	return list
}
