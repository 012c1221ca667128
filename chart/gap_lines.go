package chart

import (
	"math"
	"slices"
	"time"
)

// end is where the figures of a side stand at the end: in the middle of those that
// do, else at the last.
func (d *gapDrawing) end(list []position) float64 {
	lo, hi, found := hull(slices.DeleteFunc(slices.Clone(list), func(p position) bool { return p.until.Before(d.until) || p.Until != "" }), d.until)
	if !found {
		return list[len(list)-1].Mid
	}
	return (lo + hi) / 2
}

// hull is the lowest and the highest figure of those that stood at a moment.
func hull(list []position, at time.Time) (lo, hi float64, found bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, p := range list {
		if !p.at.After(at) && !p.until.Before(at) {
			lo, hi, found = min(lo, p.Mid), max(hi, p.Mid), true
		}
	}
	return lo, hi, found
}

// shades are the stretches of time in which both sides had a figure, between the
// two that were nearest.
func (d *gapDrawing) shades() Spec {
	var rows []Row
	var turns []time.Time
	for _, p := range d.positions {
		turns = append(turns, p.at, p.until)
	}
	slices.SortFunc(turns, time.Time.Compare)
	turns = slices.CompactFunc(turns, time.Time.Equal)
	for i := 1; i < len(turns); i++ {
		middle := turns[i-1].Add(turns[i].Sub(turns[i-1]) / 2)
		lo1, hi1, one := hull(d.of(First), middle)
		lo2, hi2, two := hull(d.of(Second), middle)
		if !one || !two {
			continue
		}
		from, to := hi1, lo2
		if lo1 > hi2 {
			from, to = lo1, hi2
		}
		if from < to == (hi1 < lo2) && from != to {
			rows = append(rows, Row{"from": millis(turns[i-1]), "to": millis(turns[i]), "first": from, "second": to})
		}
	}
	e := Encoding{X: d.dates("from"), X2: second("to"), Y: d.amount("first"), Y2: second("second")}
	return layer(Mark{Type: "rect", Fill: slate, FillOpacity: new(0.12), Aria: off}, e, rows)
}

// A stretch is a straight piece of a line of a side, in time and amount.
type stretch struct {
	side     Side
	of       int // the position along which it goes, from 1; 0: it leads from some to others
	from, to time.Time
	a, b     float64
}

// stretches are the lines: along each figure as long as it stood, and from those
// that end at a moment to those that begin at it.
func (d *gapDrawing) stretches() (all []stretch) {
	for i, p := range d.positions {
		if p.Side != Joint && p.until.After(p.at) {
			all = append(all, stretch{p.Side, i + 1, p.at, p.until, p.Mid, p.Mid})
		}
	}
	for _, s := range []Side{First, Second} {
		list := d.of(s)
		for i, p := range list {
			if i > 0 && list[i-1].at.Equal(p.at) { // one line for all that begin
				continue
			}
			lo, hi, ended := hull(slices.DeleteFunc(slices.Clone(list), func(q position) bool { return !q.until.Equal(p.at) || !q.at.Before(p.at) }), p.at)
			from, to, _ := hull(slices.DeleteFunc(slices.Clone(list), func(q position) bool { return !q.at.Equal(p.at) }), p.at)
			if lo, hi = min(lo, from), max(hi, to); ended && lo < hi {
				all = append(all, stretch{s, 0, p.at, p.at, lo, hi})
			}
		}
	}
	return all
}

func (d *gapDrawing) lines() Spec {
	var rows []Row
	for i, x := range d.stretches() {
		for _, end := range []Row{{"at": millis(x.from), "mid": x.a}, {"at": millis(x.to), "mid": x.b}} {
			end["side"], end["dash"], end["stroke"], end["piece"] = int(x.side), x.side.dash(), x.side.colour(), i
			rows = append(rows, end)
		}
	}
	e := Encoding{X: d.dates("at"), Y: d.amount("mid"), Stroke: raw("stroke"), StrokeDash: raw("dash"), Detail: field("piece")}
	return layer(Mark{Type: "line", StrokeWidth: 2, Aria: off}, e, rows)
}

// labels stand beside their marks, where they meet no other and if possible no
// line but their own. One that finds no place is left out: it is read from the mark
// and stands in the table.
func (d *gapDrawing) labels(s *sheet) {
	marks := d.corners()
	for i, p := range d.positions {
		lines := d.crossings(i + 1)
		tries := d.beside(p, lines)
		b, free := first(tries, slices.Concat(marks, lines))
		if !free {
			b, free = first(tries, marks)
		}
		if !free {
			continue
		}
		marks = append(marks, b)
		d.lead(s, p, b)
		s.back(b)
		s.write(b.left+1, (b.top+b.bottom)/2, small(p.Side.colour()).bold(), p.Label)
	}
}

// lead is the line from a mark to a label that is not right beside it.
func (d *gapDrawing) lead(s *sheet, p position, b box) {
	x, y := d.x.at(millis(p.at)), d.y.at(p.Mid)
	edge := b.bottom
	if b.top > y {
		edge = b.top
	}
	if math.Abs(edge-y) >= 14 {
		s.rule(x, y+math.Copysign(6, edge-y), max(b.left, min(x, b.right)), edge, lead(p.Side.colour()))
	}
}

// beside are the places for the label of a position, the best first: above or below
// its mark, where there is more room; then right beside it; then farther off.
func (d *gapDrawing) beside(p position, lines []box) (tries []box) {
	x, y, w := d.x.at(millis(p.at)), d.y.at(p.Mid), TextWidth(p.Label, smallSize, true)+2
	try := func(left, middle float64) {
		b := box{left, middle - 7, left + w, middle + 7}
		if p.Label != "" && b.left > 1 && b.right < d.width+14 && b.top > 0 && b.bottom < d.height {
			tries = append(tries, b)
		}
	}
	above, below := math.Inf(1), math.Inf(1)
	for _, l := range lines {
		switch {
		case l.right < x || l.left > x+w:
		case l.bottom <= y:
			above = min(above, y-l.bottom)
		case l.top >= y:
			below = min(below, l.top-y)
		}
	}
	up := -1.0
	if below > above {
		up = 1
	}
	for _, far := range []float64{16, 29, 42} {
		for _, side := range []float64{up, -up} {
			for _, left := range []float64{x + 4, x - w/2, x - w - 4} {
				try(left, y+side*far)
			}
		}
		if far == 16 {
			try(x+9, y)
			try(x-w-9, y)
		}
	}
	return tries
}

// corners are the marks, of which labels keep clear.
func (d *gapDrawing) corners() (marks []box) {
	for _, p := range d.positions {
		x, y := d.x.at(millis(p.at)), d.y.at(p.Mid)
		marks = append(marks, box{x - 6, y - 6, x + 6, y + 6})
	}
	return marks
}

// crossings are the lines that are not those of one position.
func (d *gapDrawing) crossings(of int) (lines []box) {
	for _, s := range d.stretches() {
		if a, b := d.y.at(s.a), d.y.at(s.b); s.of != of {
			lines = append(lines, box{d.x.at(millis(s.from)) - 2, min(a, b) - 2, d.x.at(millis(s.to)) + 2, max(a, b) + 2})
		}
	}
	return lines
}
