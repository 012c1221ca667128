package chart

import (
	"math"
	"slices"
	"time"
)

// Gap shows what two sides asked and offered over time. Each figure is a mark,
// with a bar as long as it is rounded or was given as a range, and a line as long as
// it stood; where others took its place, a line leads to them. What lies between the
// nearest figures of the two is shaded.
type Gap struct {
	Frame
	Sides     map[Side]string // the names at the ends of the lines
	Distance  string          // how far apart they are at the end, beside the shading; may be empty
	Level     *Level          // what both are measured against: the last agreement
	Positions []Position
	Events    []Event
	Until     string // to where the lines go on, a day or moment of RFC 3339; empty: to the last mark
}

// A Position is one ask or offer. Without rounding, Low and High are Mid.
type Position struct {
	Side           Side
	Status         Status
	Date           string // a day or moment of RFC 3339
	Until          string // how long it stood; empty: to the end of the picture
	Low, Mid, High float64
	Label          string // beside the mark: the figure as it was printed
	Href           string // "#id" of the claim, may be empty
	Description    string // the position in a sentence
}

// A Level is a horizontal line.
type Level struct {
	Label  string
	Amount float64
}

// An Event is a day on which something happened: a round of talks.
type Event struct {
	Label string // short: "6"
	Date  string // a day or moment of RFC 3339
}

// Spec makes the picture.
func (g Gap) Spec() Spec {
	d := g.layout()
	if len(d.positions) == 0 {
		return g.nothing()
	}
	var s sheet
	d.level(&s)
	d.labels(&s)
	d.names(&s)
	d.happened(&s)
	g.key(&s, d.status, nil, -d.left, -d.above-34)
	s.write(-d.left, -d.above-14, small(slate), g.Unit)
	for _, p := range d.positions {
		s.open(around(d.x.at(millis(p.at)), d.y.at(p.Mid), 10), p.Href, p.Description)
	}
	figures := s.around(d.shades(), d.lines(), d.bars(), d.marks())
	return g.finish(Spec{Width: d.width, Height: d.height, Layer: figures}, 14)
}

// A gapDrawing is the layout of a Gap, in pixels.
type gapDrawing struct {
	Gap
	positions     []position
	status        []Status
	events        []event
	until         time.Time
	left, right   float64
	above         float64
	width, height float64
	x, y          axis // x in milliseconds since 1970
	format        string
	ends          []end
}

type position struct {
	Position
	at, until time.Time
}

type event struct {
	Event
	at time.Time
}

// An end is a name at the right of the plot.
type end struct {
	lines  []string
	y      float64
	colour string
}

func millis(t time.Time) float64 { return float64(t.UnixMilli()) }

func (g Gap) layout() (d gapDrawing) {
	d.Gap, d.height = g, 320
	d.read()
	if len(d.positions) == 0 {
		return d
	}
	var spans []span
	for _, p := range d.positions {
		spans, d.status = append(spans, span{p.Low, p.High}), append(d.status, p.Status)
	}
	if g.Level != nil && finite(g.Level.Amount) {
		spans = append(spans, span{g.Level.Amount, g.Level.Amount})
	} else {
		d.Level = nil
	}
	all := cover(spans)
	if all.hi-all.lo > all.lo { // where nothing is drawn below, the axis begins above zero
		all.lo = min(all.lo, 0)
	}
	d.y = piece(all, 0, d.height, 50).upright(d.height)
	d.left = d.y.labels()
	d.name(g.width())
	d.width = max(g.width()-d.left-d.right-24, 160)
	d.time()
	if len(d.events) > 0 {
		d.above = 16
	}
	return d
}

// read takes the positions and events that have figures and dates, in order.
func (d *gapDrawing) read() {
	for _, p := range d.Positions {
		if t, ok := when(p.Date); ok && finite(p.Low, p.Mid, p.High) {
			until, _ := when(p.Until)
			d.positions = append(d.positions, position{p, t, until})
		}
	}
	slices.SortStableFunc(d.positions, func(a, b position) int { return a.at.Compare(b.at) })
	for _, e := range d.Events {
		if t, ok := when(e.Date); ok {
			d.events = append(d.events, event{e, t})
		}
	}
	slices.SortStableFunc(d.events, func(a, b event) int { return a.at.Compare(b.at) })
	if len(d.positions) > 0 {
		d.until = d.positions[len(d.positions)-1].at
	}
	if t, ok := when(d.Until); ok && t.After(d.until) {
		d.until = t
	}
	for i, p := range d.positions {
		if p.until.IsZero() || p.until.After(d.until) {
			p.until = d.until
		}
		if p.until.Before(p.at) {
			p.until = p.at
		}
		d.positions[i].until = p.until
	}
}

// time makes the x axis: ticks at round days, months or years.
func (d *gapDrawing) time() {
	from, to := d.positions[0].at, d.until
	for _, e := range d.events {
		if e.at.Before(from) {
			from = e.at
		}
		if e.at.After(to) {
			to = e.at
		}
	}
	room := max(millis(to)-millis(from), 86400e3) * 0.03
	d.x = axis{[]float64{millis(from) - room, millis(to) + room}, []float64{0, d.width}, nil}
	if from.Equal(to) {
		d.x.domain = []float64{millis(from) - 15*86400e3, millis(from) + 15*86400e3}
	}
	d.x.ticks, d.format = calendar(d.x.domain[0], d.x.domain[1], int(d.width/78))
}

// steps of a calendar, in months, and if those are too long in days.
var (
	months = []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200}
	days   = []int{1, 2, 7, 14}
)

// calendar is at most so many ticks between two moments, and how to write them:
// digits only, which read the same in every language.
func calendar(from, to float64, most int) (at []float64, format string) {
	const day = 86400e3
	begin := time.UnixMilli(int64(from)).UTC()
	if span := (to - from) / day; span < 45 {
		for _, n := range days {
			if float64(n*most) < span {
				continue
			}
			t := time.Date(begin.Year(), begin.Month(), begin.Day()+1, 0, 0, 0, 0, time.UTC)
			for ; millis(t) <= to; t = t.AddDate(0, 0, n) {
				at = append(at, millis(t))
			}
			return at, "%Y-%m-%d"
		}
	}
	step := months[len(months)-1]
	for _, n := range months {
		if float64(n*max(most, 1))*30.44*day >= to-from {
			step = n
			break
		}
	}
	format = "%Y-%m"
	if step >= 12 {
		format = "%Y"
	}
	first := begin.Year()*12 + int(begin.Month()) - 1
	for m := (first + step) / step * step; ; m += step {
		t := time.Date(m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC)
		if millis(t) > to {
			return at, format
		}
		at = append(at, millis(t))
	}
}

// of is the positions of a side, in order.
func (d *gapDrawing) of(s Side) (list []position) {
	for _, p := range d.positions {
		if p.Side == s {
			list = append(list, p)
		}
	}
	return list
}

// name decides what stands at the right: the sides, the distance, the level.
func (d *gapDrawing) name(width float64) {
	add := func(text string, amount float64, colour string) {
		if text == "" {
			return
		}
		lines := wrap(text, labelSize, width*0.2, false, 3)
		d.ends = append(d.ends, end{lines, d.y.at(amount), colour})
		d.right = max(d.right, math.Ceil(widest(lines, labelSize, false))+26)
	}
	var last []float64
	for _, s := range []Side{First, Second, Joint} {
		if list := d.of(s); len(list) > 0 {
			mid := d.end(list)
			add(d.Sides[s], mid, s.colour())
			if s != Joint {
				last = append(last, mid)
			}
		}
	}
	if len(last) == 2 {
		add(d.Distance, (last[0]+last[1])/2, ink)
	}
	if d.Level != nil {
		add(d.Level.Label, d.Level.Amount, muted)
	}
}

func (d *gapDrawing) dates(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.x.scale(),
		Axis: &Axis{Values: d.x.ticks, LabelExpr: "utcFormat(datum.value, '" + d.format + "')", Grid: off, Aria: off}}
}

func (d *gapDrawing) amount(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.y.scale(), Axis: &Axis{Values: d.y.ticks, Format: d.y.figures(), Grid: on, Aria: off}}
}

// rows are the positions, with what their marks need.
func (d *gapDrawing) rows() (rows []Row) {
	for _, p := range d.positions {
		rows = append(rows, mark(p.Side, p.Status, Row{"at": millis(p.at), "date": p.Date, "low": p.Low, "mid": p.Mid, "high": p.High, "side": int(p.Side)}))
	}
	return rows
}

func (d *gapDrawing) level(s *sheet) {
	if d.Level != nil {
		y := d.y.at(d.Level.Amount)
		s.rule(0, y, d.width, y, stroke{muted, 1, []float64{2, 3}, 1})
	}
}

// bars are how exactly each figure is known.
func (d *gapDrawing) bars() Spec {
	e := Encoding{X: d.dates("at"), Y: d.amount("low"), Y2: second("high"), Stroke: raw("stroke")}
	return layer(Mark{Type: "rule", StrokeWidth: 6, Opacity: new(0.3), Aria: off}, e, d.rows())
}

func (d *gapDrawing) marks() Spec {
	return points(Encoding{X: d.dates("at"), Y: d.amount("mid")}, 90, d.rows())
}

// names stand at the right, each level with what it names.
func (d *gapDrawing) names(s *sheet) {
	var want, heights []float64
	for _, e := range d.ends {
		want, heights = append(want, e.y), append(heights, blockHeight(e.lines))
	}
	for i, y := range spread(want, heights, -6, d.height+6) {
		e := d.ends[i]
		s.rule(d.width+2, want[i], d.width+16, y, lead(e.colour))
		s.write(d.width+20, y, large(e.colour), e.lines...)
	}
}

// happened marks the events above the plot. A label that would run into the one
// before it is left out.
func (d *gapDrawing) happened(s *sheet) {
	end := math.Inf(-1)
	for _, e := range d.events {
		x, w := d.x.at(millis(e.at)), TextWidth(e.Label, smallSize, false)
		s.rule(x, -4, x, 4, hair(muted))
		if x-w/2 > end {
			s.write(x, -12, small(slate).to("center"), e.Label)
			end = x + w/2 + 4
		}
	}
}
