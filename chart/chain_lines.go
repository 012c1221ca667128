package chart

import (
	"slices"
	"strconv"
)

// heads stand over the columns.
func (d *chainDrawing) heads(s *sheet) {
	write := func(x, width float64, words string) {
		s.write(x, 8, small(slate), wrap(words, smallSize, width, false, 1)...)
	}
	write(0, d.from-16, d.Spoke)
	write(d.from, d.to-d.from, d.Through)
	write(d.say, d.ends-d.say, d.Does)
	s.rule(0, 20, d.width, 20, hair(muted))
}

// line is the height at which the first line of a row stands.
func (r chainRow) line() float64 { return r.top + 8 + lineHeight/2 }

// ink is the colour of a row's words.
func (r chainRow) ink(colour string) string {
	if r.Faded {
		return muted
	}
	return colour
}

// pale is the look of a line of a row.
func (r chainRow) pale() stroke {
	if r.Faded {
		return stroke{muted, 1, []float64{2, 3}, 0.7}
	}
	return hair(muted)
}

// who stands at the left: the mark, the name, how and when.
func (d *chainDrawing) who(s *sheet, r chainRow) {
	if r.top > 26 {
		s.rule(0, r.top, d.ends-12, r.top, hair(faint))
	}
	y := r.line()
	s.shape(8, y, r.Side, r.Status)
	last := &s.shapes[len(s.shapes)-1]
	if r.Faded {
		(*last)["stroke"], (*last)["fill"] = muted, r.Status.fill(muted)
	}
	s.write(20, y+float64(len(r.who)-1)*lineHeight/2, large(r.ink(r.Side.colour())).bold(), r.who...)
	below := y - lineHeight/2 + float64(len(r.who))*lineHeight
	s.write(20, below+float64(len(r.note))*(smallSize+leading)/2, small(slate), r.note...)
	if r.Faded { // struck through
		s.rule(20, y, 20+widest(r.who[:min(1, len(r.who))], labelSize, true), y, hair(muted))
	}
	s.open(box{0, r.top + 3, d.from - 10, r.top + r.high - 3}, r.Href, r.Description)
}

// ways go from the origin to what was read, each hop a line farther in.
func (d *chainDrawing) ways(s *sheet, r chainRow) {
	y, k := r.line(), r.pale()
	end, turn := d.from-8, d.to+10 // where the ways part, and where they meet
	begin := min(28+widest(r.who[:min(1, len(r.who))], labelSize, true), end)
	if len(r.ways) == 0 {
		s.rule(begin, y, d.say-4, y, k)
		return
	}
	s.rule(begin, y, d.from, y, k)
	first, last, met := y, y, y
	for i, way := range r.ways {
		if i > 0 { // from one origin to the next
			s.rule(end, last, end, y, k)
			s.rule(end, y, d.from, y, k)
			last = y
		}
		for n, link := range way {
			x := d.from + 5 + float64(n)*14
			if n > 0 {
				s.rule(x-14, y-hop+4, x-14, y, k)
				s.rule(x-14, y, x, y, k)
			}
			words := wrap(link.Words, smallSize, d.to-x-10, false, 1)
			if link != gap {
				d.nodes = append(d.nodes, d.node(link, r, x, y))
			}
			s.write(x+9, y, small(r.ink(ink)), words...)
			s.open(box{x - 6, y - hop/2 + 1, d.to, y + hop/2 - 1}, link.Href, link.Description)
			if n == len(way)-1 {
				s.rule(x+13+widest(words, smallSize, false), y, turn, y, k)
				met = y
			}
			y += hop
		}
		y += aside
	}
	if r.more > 0 {
		s.write(d.from+14, y, small(slate), "+"+strconv.Itoa(r.more))
	}
	s.rule(turn, first, turn, met, k)
	s.rule(turn, first, d.say-4, first, k)
}

// node is the mark of a source: full where it was read.
func (d *chainDrawing) node(link ChainLink, r chainRow, x, y float64) Row {
	row := Row{"x": x, "y": y, "shape": "circle", "stroke": r.ink(slate), "fill": paper}
	if link.Read {
		row["fill"], d.reads = r.ink(slate), true
	} else {
		d.unseen = true
	}
	return row
}

// stance is what the row does to the claim; from it a line goes to the status.
func (d *chainDrawing) stance(s *sheet, r chainRow) {
	y := r.line()
	row := Row{"x": d.say + 6, "y": y, "shape": r.Stance.shape(), "stroke": r.ink(ink), "fill": paper}
	if r.Stance == Asserts {
		row["fill"] = r.ink(ink)
	}
	d.stances = append(d.stances, row)
	s.write(d.say+18, y+float64(len(r.does)-1)*lineHeight/2, large(r.ink(ink)), r.does...)
	below := y - lineHeight/2 + float64(len(r.does))*lineHeight
	s.write(d.say+18, below+float64(len(r.why))*(smallSize+leading)/2, small(slate), r.why...)
	s.open(box{d.say - 2, r.top + 3, d.ends - 4, r.top + r.high - 3}, r.Href, r.Description)
	if !r.Faded {
		s.rule(d.say+22+widest(r.does, labelSize, false), y, d.ends, y, hair(muted))
	}
}

// sum is the line to the claim's status, and the status.
func (d *chainDrawing) sum(s *sheet) {
	if d.More != "" {
		s.write(20, d.foot-24, small(slate), wrap(d.More, smallSize, d.width-40, false, 1)...)
	}
	from := d.foot
	for _, r := range d.rows {
		if !r.Faded {
			from = min(from, r.line())
		}
	}
	if from < d.foot {
		s.rule(d.ends, from, d.ends, d.foot, hair(muted))
	}
	words := wrap(d.Status.Words, labelSize, d.width*0.7, true, 1)
	w := widest(words, labelSize, true)
	s.rule(0, d.foot-16, d.ends-12, d.foot-16, hair(muted))
	s.write(d.ends-20-w, d.foot, large(ink).bold(), words...)
	s.shape(d.ends-32-w, d.foot, d.Status.Side, d.Status.Status)
	s.rule(d.ends-16, d.foot, d.ends, d.foot, hair(muted))
	s.open(box{d.ends - 42 - w, d.foot - 12, d.ends, d.foot + 12}, d.Status.Href, d.Status.Description)
}

// samples are the key of the sides, and of sources read and not seen.
func (d *chainDrawing) samples() (list []sample) {
	for _, side := range []Side{First, Second, Joint} {
		if d.Sides[side] != "" && slices.Contains(d.sides, side) {
			list = append(list, line(d.Sides[side], stroke{side.colour(), 6, solid, 0.8}))
		}
	}
	for _, read := range []bool{true, false} {
		words := d.Unseen
		if read {
			words = d.Read
		}
		if words == "" || read && !d.reads || !read && !d.unseen {
			continue
		}
		list = append(list, sample{words, func(_ *sheet, x, y float64) {
			d.nodes = append(d.nodes, d.node(ChainLink{Read: read}, chainRow{}, x+11, y))
		}})
	}
	return list
}
