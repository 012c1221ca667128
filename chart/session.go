package chart

import (
	"math"
	"slices"
)

// Session shows a negotiation round by round: what each offer is worth to each of
// two parties. A party's own offers are its solid mark and its line; what the other
// offers it is a hollow mark and a thin line. Where the two lines of a party meet,
// it accepts; where there is an agreement, a line stands.
type Session struct {
	Frame
	Lines  []SessionLine
	Agreed *SessionEnd // nil: no agreement
	Rounds int         // that there were; the axis goes no further
	Axis   string      // the words for rounds, below
}

// A SessionLine is what one party's offers are worth to one party, over the rounds.
type SessionLine struct {
	Label    string // at the end of the line
	Side     Side   // to whom it is worth that
	Received bool   // the offers are another's
	Points   []SessionPoint
}

// A SessionPoint is one offer.
type SessionPoint struct {
	Round       int
	Utility     float64
	Description string // the offer in a sentence
}

// A SessionEnd is where a session ended in agreement, and the words for it.
type SessionEnd struct {
	Round int
	Label string
}

// Spec makes the picture.
func (c Session) Spec() Spec {
	d := c.layout()
	if len(d.lines) == 0 {
		return c.nothing()
	}
	var s sheet
	d.names(&s)
	d.agreement(&s)
	d.described(&s)
	s.write(-d.left, -14, small(slate), c.Unit)
	s.write(d.width/2, d.height+34, small(slate).to("center"), c.Axis)
	return c.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(d.courses(), d.marks())}, 14)
}

// A sessionDrawing is the layout of a Session, in pixels.
type sessionDrawing struct {
	Session
	lines         []SessionLine
	labels        [][]string
	left, right   float64
	width, height float64
	x, y          axis
}

func (c Session) layout() (d sessionDrawing) {
	d.Session, d.height = c, 340
	last, spans := d.read()
	if len(d.lines) == 0 {
		return d
	}
	all := cover(spans)
	if all.lo >= 0 && all.hi <= 1 { // as utilities are, so that two pictures can be compared
		all = span{0, 1}
	}
	d.y = piece(all, 0, d.height, 50).upright(d.height)
	d.left = d.y.labels()
	for _, l := range d.lines {
		lines := wrap(l.Label, labelSize, c.width()*0.24, false, 3)
		d.labels, d.right = append(d.labels, lines), max(d.right, math.Ceil(widest(lines, labelSize, false))+30)
	}
	d.width = max(c.width()-d.left-d.right-24, 160)
	ticks := slices.DeleteFunc(years(0, last, d.width, 46), func(v float64) bool { return v == 0 })
	if len(ticks) == 0 || ticks[0] > 1 {
		ticks = append([]float64{1}, ticks...)
	}
	d.x = axis{[]float64{0, float64(last) + 1}, []float64{0, d.width}, ticks}
	return d
}

// read takes the lines that have figures, and returns the last round and what
// the figures take up.
func (d *sessionDrawing) read() (last int, spans []span) {
	last = max(d.Rounds, 1)
	for _, l := range d.Lines {
		l.Points = slices.DeleteFunc(slices.Clone(l.Points), func(p SessionPoint) bool { return !finite(p.Utility) || p.Round < 0 || p.Round > maxRound })
		if len(l.Points) == 0 {
			continue
		}
		last = max(last, l.last().Round)
		l.Points = thinned(l.Points)
		d.lines = append(d.lines, l)
		for _, p := range l.Points {
			spans, last = append(spans, span{p.Utility, p.Utility}), max(last, p.Round)
		}
	}
	return min(last, maxRound), spans
}

// mostOffers is how many offers of a line are drawn: more than there are pixels.
const mostOffers = 1500

// thinned leaves out offers evenly where there are too many, but not the last.
func thinned(all []SessionPoint) (kept []SessionPoint) {
	step := (len(all) + mostOffers - 1) / mostOffers
	for i, p := range all {
		if i%step == 0 || i == len(all)-1 {
			kept = append(kept, p)
		}
	}
	return kept
}

// maxRound is the last that is drawn.
const maxRound = 1_000_000_000

// crowded reports whether the marks of a line would run into each other.
func (d *sessionDrawing) crowded(l SessionLine) bool { return float64(len(l.Points))*7 > d.width }

func (d *sessionDrawing) rounds() *Channel {
	return &Channel{Field: "round", Type: "quantitative", Scale: d.x.scale(), Axis: &Axis{Values: d.x.ticks, Format: ",d", Grid: off, Aria: off}}
}

func (d *sessionDrawing) utility() *Channel {
	return &Channel{Field: "utility", Type: "quantitative", Scale: d.y.scale(), Axis: &Axis{Values: d.y.ticks, Format: d.y.figures(), Grid: on, Aria: off}}
}

func (d *sessionDrawing) courses() Spec {
	var rows []Row
	for i, l := range d.lines {
		width, opacity := 2.0, 1.0
		if l.Received {
			width, opacity = 1, 0.8
		}
		for _, p := range l.Points {
			rows = append(rows, Row{"line": i, "round": p.Round, "utility": p.Utility, "stroke": l.Side.colour(), "dash": l.Side.dash(), "width": width, "opacity": opacity})
		}
	}
	e := Encoding{X: d.rounds(), Y: d.utility(), Stroke: raw("stroke"), StrokeDash: raw("dash"), StrokeWidth: pure("width"), Opacity: pure("opacity"), Detail: field("line")}
	return layer(Mark{Type: "line", Aria: off}, e, rows)
}

// marks are the offers; of a crowded line the first and the last.
func (d *sessionDrawing) marks() Spec {
	var rows []Row
	for _, l := range d.lines {
		status := OnRecord
		if l.Received {
			status = Reported // hollow
		}
		for i, p := range l.Points {
			if !d.crowded(l) || i == 0 || i == len(l.Points)-1 {
				rows = append(rows, mark(l.Side, status, Row{"round": p.Round, "utility": p.Utility}))
			}
		}
	}
	return points(Encoding{X: d.rounds(), Y: d.utility()}, 34, rows)
}

// names stand at the ends of the lines.
func (d *sessionDrawing) names(s *sheet) {
	var want, heights []float64
	for i, l := range d.lines {
		want, heights = append(want, d.y.at(l.last().Utility)), append(heights, blockHeight(d.labels[i]))
	}
	for i, y := range spread(want, heights, -6, d.height+6) {
		l := d.lines[i]
		s.rule(d.x.at(float64(l.last().Round))+6, want[i], d.width+16, y, lead(l.Side.colour()))
		s.write(d.width+20, y, large(l.Side.colour()), d.labels[i]...)
	}
}

func (l SessionLine) last() SessionPoint { return l.Points[len(l.Points)-1] }

// agreement is a line at the round in which the session ended.
func (d *sessionDrawing) agreement(s *sheet) {
	if d.Agreed == nil {
		return
	}
	x := d.x.at(float64(d.Agreed.Round))
	s.rule(x, -4, x, d.height, stroke{ink, 1, []float64{2, 3}, 1})
	align := "center"
	if half := TextWidth(d.Agreed.Label, smallSize, true) / 2; x+half > d.width {
		align = "right"
	} else if x-half < 60 { // the unit is written there
		align = "left"
	}
	s.write(x, -14, small(ink).bold().to(align), d.Agreed.Label)
}

// described are the offers that say something of their own, unless nobody could
// point at one.
func (d *sessionDrawing) described(s *sheet) {
	for _, l := range d.lines {
		for _, p := range l.Points {
			if d.crowded(l) {
				break
			}
			s.open(around(d.x.at(float64(p.Round)), d.y.at(p.Utility), 5), "", p.Description)
		}
	}
}
