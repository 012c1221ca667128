package chart

import (
	"math"
	"slices"
	"strings"
)

// axes draws nothing: it carries both axes, since marks are placed in pixels.
func (d *ladderDrawing) axes() Spec {
	x := &Channel{Field: "at", Type: "quantitative", Scale: d.x.scale(),
		Axis: &Axis{Values: d.x.ticks, LabelExpr: "utcFormat(datum.value, '" + d.format + "')", Grid: off, Aria: off}}
	y := &Channel{Field: "mid", Type: "quantitative", Scale: d.y.scale(), Axis: &Axis{Values: d.y.ticks, Format: d.y.figures(), Grid: on, Aria: off}}
	return layer(Mark{Type: "point", Opacity: new(0.0), Aria: off}, Encoding{Stroke: &Channel{Value: paper}, X: x, Y: y}, []Row{{"at": d.x.domain[0], "mid": d.y.domain[0]}})
}

// hatch marks the spans with no agreement in force.
func (d *ladderDrawing) hatch(s *sheet) {
	for _, l := range d.Lapses {
		a, okA := when(l.From)
		b, okB := when(l.To)
		if !okA || !okB {
			continue
		}
		band := box{max(d.x.at(millis(a)), 0), 0, min(d.x.at(millis(b)), d.width), d.height}
		if band.left >= band.right {
			continue
		}
		hatched(s, band)
		s.open(box{band.left, d.height - 14, band.right, d.height}, l.Href, l.Description)
	}
}

// hatched fills a box with lines that rise to the right.
func hatched(s *sheet, b box) {
	k := hair("#CBD5E1")
	for along := b.left - (b.bottom - b.top); along < b.right; along += 11 { // where the line meets the foot of the box
		x, x2 := max(along, b.left), min(along+b.bottom-b.top, b.right)
		if x < x2 {
			s.rule(x, b.bottom-(x-along), x2, b.bottom-(x2-along), k)
		}
	}
	for _, x := range []float64{b.left, b.right} {
		s.rule(x, b.top, x, b.bottom, hair("#CBD5E1"))
	}
}

// level is what the figures are to be seen against, with its name on it.
func (d *ladderDrawing) level(s *sheet) {
	if d.Level == nil {
		return
	}
	y := d.y.at(d.Level.Amount)
	s.rule(0, y, d.width, y, stroke{ink, 1.5, solid, 1})
	words := wrap(d.Level.Label, smallSize, d.width-8, true, 1)
	w := widest(words, smallSize, true)
	var tries []box
	for _, top := range []float64{y - 17, y + 3, y + 10, y - 36} {
		for left := 4.0; left+w < d.width; left += 24 {
			if top > 0 && top+14 < d.height {
				tries = append(tries, box{left - 2, top, left + w + 2, top + 14})
			}
		}
	}
	d.lines = append(d.lines, box{0, y - 2, d.width, y + 2})
	b, ok := first(tries, d.taken)
	if !ok && len(tries) > 0 {
		b, ok = tries[0], true
	}
	if ok {
		d.taken = append(d.taken, b)
		s.back(b)
		s.write(b.left+2, (b.top+b.bottom)/2, small(ink).bold(), words...)
	}
}

// steps lead from each figure to those that replace it: a line as long as it stood,
// then a dotted arrow.
func (d *ladderDrawing) steps(s *sheet) {
	for _, f := range d.figures {
		for _, n := range f.Replaces {
			i := slices.IndexFunc(d.figures, func(g laddered) bool { return g.n == n })
			if i < 0 || n == f.n {
				continue
			}
			d.step(s, d.figures[i], f)
		}
	}
}

var dotted = []float64{1.5, 3}

func (d *ladderDrawing) step(s *sheet, old, f laddered) {
	k := stroke{old.Side.colour(), 1.5, old.Side.dash(), 0.8}
	if old.x > f.x { // what is known to replace it was said before
		k.dash = dotted
	}
	way, from := math.Copysign(1, f.y-old.y), old.y
	if old.x == f.x {
		from += way * 9
	} else {
		s.rule(old.x, old.y, f.x, old.y, k)
		d.lines = append(d.lines, box{min(old.x, f.x), old.y - 2, max(old.x, f.x), old.y + 2})
	}
	if end := f.y - way*10; (end-from)*way > 4 {
		s.rule(f.x, from, f.x, end, stroke{f.Side.colour(), 1.5, dotted, 1})
		d.head(f.x, end-way*2, way, f.Side.colour())
		d.lines = append(d.lines, box{f.x - 4, min(from, end), f.x + 4, max(from, end)})
	}
}

// head is the head of an arrow that goes down, or up.
func (d *ladderDrawing) head(x, y, way float64, colour string) {
	shape := "triangle-down"
	if way < 0 {
		shape = "triangle-up"
	}
	d.heads = append(d.heads, Row{"x": x, "y": y, "shape": shape, "stroke": colour, "fill": colour})
}

// spans are how uncertain the day of a figure is, and the arrows of those that are at
// least or at most so much, or lie beyond the axis. What else stands at a mark is kept
// free of names, too.
func (d *ladderDrawing) spans(s *sheet) {
	for _, f := range d.figures {
		if f.Answer == Qualifies {
			d.taken = append(d.taken, around(f.x, f.y+10, 7))
		}
		if lo, hi := min(f.Least, f.Low), max(f.Most, f.High); lo < hi && !f.far {
			d.taken = append(d.taken, box{f.x - 4, d.y.at(hi), f.x + 4, d.y.at(lo)})
		}
		if f.to.After(f.from) {
			a, b := max(d.x.at(millis(f.from)), 0), min(d.x.at(millis(f.to)), d.width)
			s.rule(a, f.y, b, f.y, stroke{f.Side.colour(), 1.5, []float64{1, 2}, 0.9})
			s.write(max(b, f.x+8)+3, f.y, small(f.Side.colour()).bold(), "?")
			d.taken = append(d.taken, box{a, f.y - 3, b, f.y + 3}, around(max(b, f.x+8)+6, f.y, 6))
		}
		switch {
		case f.far:
			s.rule(f.x, f.y-7, f.x, 2, stroke{f.Side.colour(), 1.5, solid, 1})
			d.head(f.x, 3, -1, f.Side.colour())
			d.head(f.x, -2, -1, f.Side.colour())
		case f.Open != 0:
			way := -float64(f.Open)
			s.rule(f.x, f.y+way*7, f.x, f.y+way*18, stroke{f.Side.colour(), 1.5, solid, 1})
			d.head(f.x, f.y+way*19, way, f.Side.colour())
			d.taken = append(d.taken, around(f.x, f.y+way*15, 6))
		}
	}
}

// bars are how far each figure is rounded, and how far the rate leaves it open.
func (d *ladderDrawing) bars() Spec {
	var rows []Row
	put := func(f laddered, lo, hi, width, opacity float64) {
		if lo < hi && !f.far {
			k := stroke{f.Side.colour(), width, solid, opacity}
			rows = append(rows, k.on(Row{"x": f.x, "x2": f.x, "y": d.y.at(hi), "y2": d.y.at(lo)}))
		}
	}
	for _, f := range d.figures {
		put(f, min(f.Least, f.Low), max(f.Most, f.High), 1.5, 0.8)
		put(f, f.Low, f.High, 6, 0.3)
	}
	return rulesOf(Encoding{X: pixel("x"), X2: second("x2"), Y: pixel("y"), Y2: second("y2")}, rows)
}

func (d *ladderDrawing) marks() Spec {
	var rows []Row
	for _, f := range d.figures {
		row := mark(f.Side, f.Status, Row{"x": f.x, "y": f.y, "date": f.Date, "amount": f.Mid})
		if f.Withdrawn {
			row["stroke"], row["fill"] = muted, f.Status.fill(muted)
		}
		rows = append(rows, row)
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 120, rows)
}

// wave is a line under a mark, as an SVG path in a square from −1 to 1.
const wave = "M-1,0C-0.6,-0.7,-0.4,-0.7,0,0C0.4,0.7,0.6,0.7,1,0"

// waves stand under what was qualified.
func (d *ladderDrawing) waves() Spec {
	var rows []Row
	for _, f := range d.figures {
		if f.Answer == Qualifies {
			rows = append(rows, waved(f.x, f.y+10))
		}
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 120, rows)
}

func waved(x, y float64) Row {
	return Row{"x": x, "y": y, "shape": wave, "stroke": ink, "fill": "transparent"}
}

// answers put the response on its mark: a slash over what was denied, a question mark
// in what somebody would not confirm. What was taken back is struck through.
func (d *ladderDrawing) answers(s *sheet) {
	for _, f := range d.figures {
		answered(s, f.x, f.y, f.Answer, f.Status)
		if f.Withdrawn {
			over(s, f.x, f.y, through)
		}
	}
}

func answered(s *sheet, x, y float64, answer Stance, status Status) {
	switch answer {
	case Denies:
		over(s, x, y, slash)
	case Declines:
		if status.hollow() && status != Inferred {
			s.write(x, y+0.5, lettering{smallSize, ink, "center", "bold"}, "?")
		} else {
			s.write(x+9, y-8, lettering{smallSize, ink, "center", "bold"}, "?")
		}
	}
}

// Lines over a mark, as SVG paths in a square from −1 to 1: a slash, a line through.
const (
	slash   = "M-2.02,1.61L1.38,-2.19L2.02,-1.61L-1.38,2.19Z"
	through = "M-2.5,-0.43L2.5,-0.43L2.5,0.43L-2.5,0.43Z"
)

// over puts a line over a mark, which a margin of paper keeps apart from it.
func over(s *sheet, x, y float64, shape string) {
	s.shapes = append(s.shapes, Row{"x": x, "y": y, "shape": shape, "stroke": paper, "fill": ink})
}

// mostNames is how many figures are named beside their marks: more cannot be read.
const mostNames = 200

// names stand beside their marks, where they cover no other mark or name; with a note
// where there is room for that. One that finds no place is left out: it is read from
// the mark and stands in the table.
func (d *ladderDrawing) names(s *sheet) {
	for i, f := range d.figures {
		if i == mostNames {
			return
		}
		if f.Label == "" {
			continue
		}
		note := wrap(f.Note, smallSize, 150, false, 2)
		label := wrap(f.Label, smallSize, 170, true, 2)
		b, notes, ok := d.roomFor(f, label, note)
		if !ok {
			continue
		}
		d.taken = append(d.taken, b)
		d.leader(s, f, b)
		s.back(b)
		line := smallSize + leading
		s.write(b.left+2, b.top+1+float64(len(label))*line/2, small(f.Side.colour()).bold(), label...)
		s.write(b.left+2, b.bottom-1-float64(len(notes))*line/2, small(slate), notes...)
	}
}

// roomFor finds the place of a name: with its note and off all lines, if it can be.
func (d *ladderDrawing) roomFor(f laddered, label, note []string) (b box, notes []string, ok bool) {
	all := slices.Concat(d.taken, d.lines)
	for _, n := range [][]string{note, nil} {
		tries := d.beside(f, label, n)
		own := slices.DeleteFunc(slices.Clone(tries), func(b box) bool { return !d.nearest(f, b) })
		if b, ok := first(own, all); ok {
			return b, n, true
		}
	}
	for _, n := range [][]string{note, nil} {
		if b, ok := first(d.beside(f, label, n), d.taken); ok {
			return b, n, true
		}
	}
	return box{}, nil, false
}

// nearest reports whether no other mark is as near to a box as that of a figure: else
// the name would be read as that of the other.
func (d *ladderDrawing) nearest(f laddered, b box) bool {
	own := b.from(f.x, f.y)
	return !slices.ContainsFunc(d.figures, func(g laddered) bool { return g.n != f.n && b.from(g.x, g.y) < own+3 })
}

// from is how far a point is from a box.
func (b box) from(x, y float64) float64 {
	return math.Hypot(max(b.left-x, 0, x-b.right), max(b.top-y, 0, y-b.bottom))
}

// beside are the places for a name, the best first: right of its mark, above or below,
// left of it, then farther off.
func (d *ladderDrawing) beside(f laddered, label, note []string) (tries []box) {
	w := max(widest(label, smallSize, true), widest(note, smallSize, false)) + 4
	h := float64(len(label)+len(note))*(smallSize+leading) + 2
	try := func(left, top float64) {
		b := box{left, top, left + w, top + h}
		if b.left > 1 && b.right < d.width+10 && b.top > -4 && b.bottom < d.height-1 {
			tries = append(tries, b)
		}
	}
	for _, top := range []float64{f.y - h/2, f.y - 9, f.y - h + 8} {
		try(f.x+11, top)
	}
	for _, far := range []float64{14, 28, 44} {
		for _, top := range []float64{f.y - far - h, f.y + far} {
			for _, left := range []float64{f.x - w/2, f.x + 5, f.x - w - 5} {
				try(left, top)
			}
		}
		if far == 14 {
			for _, top := range []float64{f.y - h/2, f.y - 9, f.y - h + 8} {
				try(f.x-w-11, top)
			}
		}
	}
	return tries
}

// leader is the line from a mark to a name that is not right beside it.
func (d *ladderDrawing) leader(s *sheet, f laddered, b box) {
	edge := b.bottom
	if b.top > f.y {
		edge = b.top
	}
	if math.Abs(edge-f.y) >= 22 && (b.top > f.y || b.bottom < f.y) {
		s.rule(f.x, f.y+math.Copysign(9, edge-f.y), max(b.left, min(f.x, b.right)), edge, lead(f.Side.colour()))
	}
}

// rounds stand below the axis. A number that would run into the one before it is left
// out.
func (d *ladderDrawing) rounds(s *sheet) {
	end := math.Inf(-1)
	var drawn int
	for _, e := range d.Events {
		t, ok := when(e.Date)
		if !ok || t.After(d.until) {
			continue
		}
		x, w := d.x.at(millis(t)), TextWidth(e.Label, smallSize, false)
		s.rule(x, d.height+22, x, d.height+28, hair(slate))
		if x-w/2 > end {
			s.write(x, d.height+37, small(slate).to("center"), e.Label)
			end = x + w/2 + 4
		}
		drawn++
	}
	if drawn > 0 {
		s.rule(0, d.height+25, d.width, d.height+25, hair(faint))
		s.write(-8, d.height+37, small(slate).to("right"), wrap(d.Rounds, smallSize, d.left+10, false, 1)...)
	}
}

// samples explain what occurs besides statuses.
func (d *ladderDrawing) samples() (list []sample) {
	some := func(has func(laddered) bool) bool { return slices.ContainsFunc(d.figures, has) }
	add := func(occurs bool, words string, draw func(s *sheet, x, y float64)) {
		if occurs && strings.TrimSpace(words) != "" {
			list = append(list, sample{words, draw})
		}
	}
	for _, side := range []Side{First, Second, Joint} {
		k := stroke{side.colour(), 2, side.dash(), 1}
		add(some(func(f laddered) bool { return f.Side == side }), d.Sides[side], func(s *sheet, x, y float64) { s.rule(x, y, x+22, y, k) })
	}
	for _, a := range []Stance{Declines, Qualifies, Denies} {
		add(some(func(f laddered) bool { return f.Answer == a }), d.Answers[a], func(s *sheet, x, y float64) { signed(s, x+11, y, a) })
	}
	add(some(func(f laddered) bool { return f.Low < f.High && !f.far }), d.Rounded, func(s *sheet, x, y float64) { s.rule(x+11, y-7, x+11, y+7, stroke{slate, 6, solid, 0.4}) })
	add(some(func(f laddered) bool { return !f.far && (f.Least < f.Low || f.Most > f.High) }), d.Converted, func(s *sheet, x, y float64) { s.rule(x+11, y-8, x+11, y+8, stroke{slate, 1.5, solid, 1}) })
	add(some(func(f laddered) bool { return f.Open != 0 && !f.far }), d.AtLeast, func(s *sheet, x, y float64) { arrow(s, x+11, y, 1) })
	add(some(func(f laddered) bool { return len(f.Replaces) > 0 }), d.Replaced, func(s *sheet, x, y float64) {
		s.rule(x, y, x+21, y, stroke{slate, 1.5, dotted, 1})
		s.rule(x+16, y-4, x+21, y, hair(slate))
		s.rule(x+16, y+4, x+21, y, hair(slate))
	})
	add(some(func(f laddered) bool { return f.Withdrawn }), d.Withdrawn, func(s *sheet, x, y float64) {
		s.shapes = append(s.shapes, Row{"x": x + 11, "y": y, "shape": "circle", "stroke": muted, "fill": paper})
		over(s, x+11, y, through)
	})
	add(some(func(f laddered) bool { return f.far }), d.Beyond, func(s *sheet, x, y float64) { arrow(s, x+11, y, 2) })
	add(len(d.Lapses) > 0, d.Lapsed, func(s *sheet, x, y float64) { hatched(s, box{x, y - 6, x + 22, y + 6}) })
	return list
}

// signed is the sign of a response by itself, for the key.
func signed(s *sheet, x, y float64, answer Stance) {
	if answer == Qualifies {
		s.shapes = append(s.shapes, waved(x, y))
		return
	}
	if answer == Declines {
		s.write(x, y, lettering{smallSize, ink, "center", "bold"}, "?")
		return
	}
	over(s, x, y, slash)
}

// arrow is one with so many heads, for the key.
func arrow(s *sheet, x, y float64, heads int) {
	s.rule(x, y-7, x, y+7, stroke{slate, 1.5, solid, 1})
	for i := range heads {
		top := y - 7 + float64(i)*4
		s.rule(x-4, top+4, x, top, hair(slate))
		s.rule(x+4, top+4, x, top, hair(slate))
	}
}
