package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

func (d *dumbbellPanel) at(v float64) float64 { return d.from + d.x.at(v) }

// draw draws a panel: what stands around the figures on the sheet, the figures in
// layers of their own.
func (d *dumbbellPanel) draw(s *sheet, c dumbbellDrawing) []Spec {
	s.write(d.from, d.top-8, small(slate), wrap(c.unitOf(d), smallSize, c.width-d.from, false, 1)...)
	end := math.Inf(-1)
	for _, t := range d.x.ticks {
		x, w := d.at(t), TextWidth(figure(t), smallSize, false)
		s.rule(x, d.top+4, x, d.bottom, hair(faint))
		if x-w/2 > end && x+w/2 <= c.width {
			s.write(x, d.bottom+12, small(slate).to("center"), figure(t))
			end = x + w/2 + 4
		}
	}
	for _, r := range d.rows {
		s.rule(0, r.top+r.high, c.width, r.top+r.high, hair(faint))
		s.write(0, r.y, large(ink), r.lines...)
		s.open(box{0, r.top + 4, d.from - 12, r.top + r.high - 4}, r.Href, r.Description)
		d.beside(s, r)
		d.bar(s, r)
		d.labels(s, r)
	}
	layers := []Spec{d.ranges(), d.marks()}
	if d.x.broken() {
		layers = slices.Concat(layers[:1], d.tears(), layers[1:])
	}
	return layers
}

func (c *dumbbellDrawing) unitOf(d *dumbbellPanel) string {
	f := c.Frame
	f.Unit = d.unit
	return f.unit(d.x)
}

// tears are the strip where the axis of a panel breaks.
func (d *dumbbellPanel) tears() []Spec {
	z := zigzags(d.from+d.x.pixels[1], d.from+d.x.pixels[2], d.bottom-d.top)
	z[0].Encoding.Y, z[0].Encoding.Y2 = at(d.top-1), at(d.bottom+2)
	for _, r := range z[1].Data.Values {
		r["along"] = r["along"].(float64) + d.top
	}
	return z
}

// figure writes a tick: digits only, in threes.
func figure(v float64) string {
	if math.Abs(v) >= 1e9 || v != 0 && math.Abs(v) < 1e-3 {
		return strings.Replace(strconv.FormatFloat(v, 'g', 3, 64), "-", "−", 1)
	}
	whole, rest, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if v < 0 {
		return "−" + whole
	}
	return whole
}

// beside says the distance, and who is silent.
func (d *dumbbellPanel) beside(s *sheet, r dumbbellRow) {
	high := float64(len(r.beside))*lineHeight + float64(len(r.silent))*(smallSize+leading)
	y := r.y - high/2
	if n := float64(len(r.beside)); n > 0 {
		s.write(d.say, y+n*lineHeight/2, large(ink).bold(), r.beside...)
		y += n * lineHeight
	}
	s.write(d.say, y+float64(len(r.silent))*(smallSize+leading)/2, small(slate), r.silent...)
}

// reach is the pixels from the first to the last figure of a side, false if it has
// none.
func (d *dumbbellPanel) reach(r dumbbellRow, side Side) (sp span, ok bool) {
	sp = span{math.Inf(1), math.Inf(-1)}
	for _, m := range r.Marks {
		if m.Side == side {
			x := d.at(m.Mid)
			sp, ok = span{min(sp.lo, x), max(sp.hi, x)}, true
		}
	}
	return sp, ok
}

// bar is the distance between the nearest figures of the sides: half of it in the
// look of either.
func (d *dumbbellPanel) bar(s *sheet, r dumbbellRow) {
	one, ok1 := d.reach(r, First)
	two, ok2 := d.reach(r, Second)
	if !ok1 || !ok2 {
		return
	}
	from, to := one.hi, two.lo
	if two.hi < one.lo {
		from, to = one.lo, two.hi
	} else if from > to {
		return
	}
	for i, side := range []Side{First, Second} {
		a, b := from+(to-from)*float64(i)/2, from+(to-from)*float64(i+1)/2
		s.rule(a, r.y, b, r.y, stroke{side.colour(), 3, side.dash(), 0.9})
	}
}

// labels stand over or under their marks, where they meet no other; one without a
// place is left out: it is read from the mark and stands in the table.
func (d *dumbbellPanel) labels(s *sheet, r dumbbellRow) {
	var taken []box
	for _, m := range r.Marks {
		taken = append(taken, around(d.at(m.Mid), r.y, 6))
		s.open(around(d.at(m.Mid), r.y, 10), m.Href, m.Description)
		responded(s, d.at(m.Mid), r.y, m.Answer, m.Status)
	}
	for _, m := range r.Marks {
		label := join(wrap(m.Label, smallSize, d.to-d.from-4, false, 1))
		w := TextWidth(label, smallSize, false) + 4
		x := max(d.from, min(d.at(m.Mid)-w/2, d.to-w))
		var tries []box
		for _, left := range []float64{x, max(d.from, d.at(m.Mid)-w), min(d.at(m.Mid), d.to-w)} {
			for _, y := range []float64{r.y - 16, r.y + 16} {
				tries = append(tries, box{left, y - 7, left + w, y + 7})
			}
		}
		b, ok := first(tries, taken)
		if !ok || label == "" {
			continue
		}
		taken = append(taken, b)
		s.back(b)
		s.write((b.left+b.right)/2, (b.top+b.bottom)/2, small(m.Side.colour()).to("center"), label)
	}
}

// ranges are how exactly each figure is known.
func (d *dumbbellPanel) ranges() Spec {
	var rows []Row
	for _, r := range d.rows {
		for _, m := range r.Marks {
			rows = append(rows, Row{"x": d.at(m.Low), "x2": d.at(m.High), "y": r.y, "low": m.Low, "high": m.High, "stroke": m.Side.colour()})
		}
	}
	e := Encoding{X: pixel("x"), X2: second("x2"), Y: pixel("y"), Stroke: raw("stroke")}
	return layer(Mark{Type: "rule", StrokeWidth: 8, Opacity: new(0.3), Aria: off}, e, rows)
}

func (d *dumbbellPanel) marks() Spec {
	var rows []Row
	for _, r := range d.rows {
		for _, m := range r.Marks {
			rows = append(rows, mark(m.Side, m.Status, Row{"x": d.at(m.Mid), "y": r.y, "mid": m.Mid, "side": int(m.Side)}))
		}
	}
	return points(Encoding{X: pixel("x"), Y: pixel("y")}, 90, rows)
}

// words are the pairs, face to face under the names of the sides.
func (d *dumbbellDrawing) words(s *sheet) {
	if len(d.pairs) == 0 {
		return
	}
	middle := d.width / 2
	look := [2]struct {
		side  Side
		mark  float64
		words float64
		align string
	}{{First, middle - ends, middle - ends - 12, "right"}, {Second, middle + ends, middle + ends + 12, "left"}}
	for _, k := range look {
		s.write(k.words, d.heads, large(k.side.colour()).bold().to(k.align), wrap(d.Sides[k.side], labelSize, middle-ends-12, true, 1)...)
	}
	for _, p := range d.pairs {
		s.rule(0, p.top, d.width, p.top, hair(faint))
		s.write(middle, p.top+12, large(ink).bold().to("center"), p.label...)
		s.open(box{0, p.top + 3, d.width, p.top + 21}, p.Href, p.Label)
		if p.Ends[0].Words != "" && p.Ends[1].Words != "" {
			for i, side := range []Side{First, Second} {
				s.rule(middle+ends*float64(i-1), p.y, middle+ends*float64(i), p.y, stroke{side.colour(), 1, side.dash(), 0.9})
			}
		}
		for i, e := range p.Ends {
			k, colour := look[i], ink
			block := float64(len(p.words[i])) * lineHeight
			if e.Words == "" {
				colour = muted
			} else {
				s.shape(k.mark, p.y, k.side, e.Status)
				responded(s, k.mark, p.y, e.Answer, e.Status)
				s.write(k.words, p.y-lineHeight/2+block+float64(len(p.note[i]))*(smallSize+leading)/2, small(slate).to(k.align), p.note[i]...)
				s.open(d.end(i, p), e.Href, e.Description)
			}
			s.write(k.words, p.y-lineHeight/2+block/2, large(colour).to(k.align), p.words[i]...)
		}
	}
}

// end is the box of one side's position.
func (d *dumbbellDrawing) end(i int, p dumbbellPair) box {
	b := box{0, p.top + 22, d.width/2 - ends + 10, p.end - 4}
	if i == 1 {
		b.left, b.right = d.width/2+ends-10, d.width
	}
	return b
}

// responded puts a response on a mark of a side, or under it.
func responded(s *sheet, x, y float64, answer Stance, status Status) {
	if answer == Qualifies {
		s.shapes = append(s.shapes, waved(x, y+8.5))
		return
	}
	answered(s, x, y, answer, status)
}

// samples are the key of the sides, each with its line, and of responses. Over the
// pairs the sides stand by name.
func (d *dumbbellDrawing) samples() (list []sample) {
	for _, side := range []Side{First, Second} {
		if len(d.panels) > 0 && d.Sides[side] != "" {
			list = append(list, line(d.Sides[side], stroke{side.colour(), 3, side.dash(), 0.9}))
		}
	}
	for _, a := range []Stance{Declines, Qualifies, Denies} {
		if words := d.Answers[a]; words != "" && slices.Contains(d.answers, a) {
			list = append(list, sample{words, func(s *sheet, x, y float64) { signed(s, x+11, y, a) }})
		}
	}
	return list
}
