package chart

import (
	"slices"
	"time"
)

// Ladder shows figures of one kind by when they were said: how large, by whom, how
// well sourced, how answered. A bar is how far a figure is rounded, a thinner one how
// far the rate by which it was converted leaves it open. From a figure that another
// replaces a line leads to that, and a dotted arrow. A span with no agreement in force
// is hatched.
type Ladder struct {
	Frame
	Sides     map[Side]string   // for the key, beside the dash of their lines
	Answers   map[Stance]string // for the key: what a slash, a wave, a question mark say
	Replaced  string            // for the key: a dotted arrow
	Rounded   string            // for the key: the bar
	Converted string            // for the key: the thinner bar
	AtLeast   string            // for the key: an arrow from a mark
	Withdrawn string            // for the key: a mark struck through
	Beyond    string            // for the key: a mark at the upper edge
	Lapsed    string            // for the key: the hatching
	Rounds    string            // before the numbers of rounds, below
	Level     *Level            // what the figures are to be seen against: the last agreement
	Figures   []Figure
	Events    []Event // rounds of talks
	Lapses    []Lapse // spans with no agreement in force; their labels are not drawn
	Until     string  // to where the picture goes, a day or moment of RFC 3339; empty: to the last figure
}

// A Figure is what somebody asked, offered or said. Without rounding Low and High are
// Mid, without a rate that leaves something open Least and Most are Low and High.
type Figure struct {
	Side           Side
	Status         Status
	Answer         Stance // the strongest response to it; Asserts: none
	Withdrawn      bool   // nobody stands by it any more
	Date           string // when it was said, a day or moment of RFC 3339
	To             string // the last day on which that may have been, where it is not certain
	Low, Mid, High float64
	Least, Most    float64
	Open           int    // 1: it is at least so much, −1: at most, 0: neither
	Replaces       []int  // others of the figures
	Label          string // beside the mark: the figure as it was printed
	Note           string // under it, where there is room: how well it is sourced
	Href           string // "#id" of the claim, may be empty
	Description    string // the figure in a sentence
}

// Spec makes the picture.
func (l Ladder) Spec() Spec {
	d := l.layout()
	if len(d.figures) == 0 {
		return l.nothing()
	}
	var s sheet
	d.hatch(&s)
	d.steps(&s)
	d.spans(&s)
	d.level(&s)
	d.names(&s)
	d.answers(&s)
	d.rounds(&s)
	l.key(&s, d.status, d.samples(), -d.left, -34)
	s.write(-d.left, -14, small(slate), l.Unit)
	for _, f := range d.figures {
		s.open(around(f.x, f.y, 11), f.Href, f.Description)
	}
	pixels := Encoding{X: pixel("x"), Y: pixel("y")}
	return l.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(d.axes(), d.bars(), points(pixels, 44, d.heads), d.marks(), d.waves())}, 14)
}

// A ladderDrawing is the layout of a Ladder, in pixels.
type ladderDrawing struct {
	Ladder
	figures       []laddered
	status        []Status
	until         time.Time
	left          float64
	width, height float64
	x, y          axis // x in milliseconds since 1970
	top           float64
	format        string
	taken, lines  []box // what labels must not cover, and what they should not
	heads         []Row
}

type laddered struct {
	Figure
	n        int // in Ladder.Figures
	from, to time.Time
	at       time.Time
	x, y     float64
	far      bool // beyond the axis: it stands at the upper edge
}

func (l Ladder) layout() (d ladderDrawing) {
	d.Ladder, d.height = l, 300
	d.read()
	if len(d.figures) == 0 {
		return d
	}
	if l.Level != nil && !finite(l.Level.Amount) {
		d.Level = nil
	}
	d.amounts()
	d.left = d.y.labels()
	d.width = max(l.width()-d.left-24, 200)
	d.time()
	d.place()
	return d
}

// read takes the figures that can be drawn, in order of time.
func (d *ladderDrawing) read() {
	for i, f := range d.Figures {
		from, ok := when(f.Date)
		if !ok || !finite(f.Low, f.Mid, f.High, f.Least, f.Most) {
			continue
		}
		to, _ := when(f.To)
		if to.Before(from) {
			to = from
		}
		d.figures = append(d.figures, laddered{Figure: f, n: i, from: from, to: to, at: from.Add(to.Sub(from) / 2)})
		d.status = append(d.status, f.Status)
		if to.After(d.until) {
			d.until = to
		}
	}
	slices.SortStableFunc(d.figures, func(a, b laddered) int { return a.at.Compare(b.at) })
	if t, ok := when(d.Until); ok && t.After(d.until) {
		d.until = t
	}
}

// amounts makes the y axis: linear, with nothing on it. What is several times as large
// as everything else stands at its edge.
func (d *ladderDrawing) amounts() {
	var tops []float64
	for _, f := range d.figures {
		tops = append(tops, max(f.High, f.Most))
	}
	d.top = reach(tops)
	all := span{0, 0}
	for i, f := range d.figures {
		d.figures[i].far = max(f.High, f.Most) > d.top
		if !d.figures[i].far {
			all = span{min(all.lo, f.Low, f.Least), max(all.hi, f.High, f.Most)}
		}
	}
	if d.Level != nil {
		all = span{min(all.lo, d.Level.Amount), max(all.hi, d.Level.Amount)}
	}
	if all.hi > 0 {
		all.hi *= 1.06
	}
	d.y = piece(all, 0, d.height, 50).upright(d.height)
}

// reach is how far an axis goes that is to show most of several values well: to the
// largest, or to the one from which the next is more than three times as far, if most
// of them, and more than one, lie below.
func reach(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	for i := len(sorted) - 1; i > 1 && i > len(sorted)/2; i-- {
		if below := sorted[i-1]; below > 0 && sorted[i] > 3*below {
			return reach(sorted[:i])
		}
	}
	return sorted[len(sorted)-1]
}

// time makes the x axis: ticks at round days, months or years.
func (d *ladderDrawing) time() {
	from, to := d.figures[0].from, d.until
	for _, f := range d.figures {
		if f.from.Before(from) {
			from = f.from
		}
	}
	for _, e := range d.Events {
		if t, ok := when(e.Date); ok && t.Before(from) {
			from = t
		}
	}
	room := max(millis(to)-millis(from), 10*86400e3) * 0.05
	d.x = axis{[]float64{millis(from) - room, millis(to) + room}, []float64{0, d.width}, nil}
	d.x.ticks, d.format = calendar(d.x.domain[0], d.x.domain[1], int(d.width/78))
}

// place puts the marks where their figures are; those that would cover each other
// stand side by side.
func (d *ladderDrawing) place() {
	for i := range d.figures {
		f := &d.figures[i]
		f.x, f.y = d.x.at(millis(f.at)), d.y.at(f.Mid)
		if f.far {
			f.y = 16
		}
		own := f.x
		for _, aside := range []float64{0, 14, -14, 28, -28, 42, -42} {
			f.x = own + aside
			if f.x > 0 && f.x < d.width && !slices.ContainsFunc(d.taken, around(f.x, f.y, 5).meets) {
				break
			}
			f.x = own
		}
		d.taken = append(d.taken, around(f.x, f.y, 8))
	}
}
