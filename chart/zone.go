package chart

import (
	"math"
	"strconv"
)

// Zone shows where a deal could lie: on one axis of money what one side would take
// at least and the other pay at most, and what a rule chooses between; under a line,
// what is on the table. A bar is a range with its middle. What lies between the
// middles of the limits is shaded where it is a zone; where they do not meet, nothing
// is shaded, and an arrow measures what is missing. The axis is that of the limits:
// a bid far from them stands at the edge, with an arrow.
type Zone struct {
	Frame
	Takes, Pays ZoneRow  // without both there is nothing to draw
	Chosen      *ZoneRow // nil: nothing can be chosen
	Apart       ZoneRow  // where the limits do not meet: only its texts are shown
	Bids        []ZoneRow
	Table       string          // heads the bids: "On the table"
	Shares      string          // heads what stands under the values of bids
	Level       *Level          // what was agreed last: 0 on an axis of percentages
	Percent     string          // stands after a percentage: " %"
	Between     string          // what the shading is: "zone"
	Beyond      string          // what the arrows at the edges mean: "beyond the picture"
	Sides       map[Side]string // whose the colours are; those that do not occur are not shown
}

// A ZoneRow is a range with its middle: a limit, a point, a bid.
type ZoneRow struct {
	Label          string // up to two lines are shown
	Note           string // a few words under it, may be empty
	Side           Side
	Status         Status // of a bid
	Low, Mid, High float64
	Value          string // the middle as the reader's language writes it
	Share          string // a few words under it, may be empty
	Href           string // "#id" of what the row rests on, may be empty
	Description    string // the row in a sentence
}

func (r ZoneRow) finite() bool { return finite(r.Low, r.Mid, r.High) }

// known reports a limit that can be drawn.
func (r ZoneRow) known() bool { return r != ZoneRow{} && r.finite() }

// Spec makes the picture.
func (z Zone) Spec() Spec {
	if !z.Takes.known() || !z.Pays.known() {
		return z.nothing()
	}
	d := z.layout()
	var s sheet
	d.lines(&s)
	d.limits(&s)
	d.level(&s)
	d.missing(&s)
	d.heading(&s)
	d.words(&s)
	z.key(&s, d.status, d.samples(), -d.names, -14-d.above)
	return z.finish(Spec{Width: d.width, Height: d.height, Layer: append(d.shade(), s.around(d.bars(), d.middles(), d.marks(), d.heads())...)}, 14)
}

// A zoneDrawing is the layout of a Zone, in pixels.
type zoneDrawing struct {
	Zone
	rows          []zoneRow // the first few are the limits and what is chosen
	core          int       // how many those are
	status        []Status
	sides         []Side
	names, values float64 // widths of the columns beside the plot
	width, height float64 // of the plot
	above, head   float64 // room over the plot, and over the bids for what heads them
	row           float64 // height of a row
	x             axis
	percent       []tick
	unit, shares  []string
}

// A zoneRow is a row and where its middle is.
type zoneRow struct {
	ZoneRow
	lines []string
	y     float64
	bare  bool // only its texts are shown
}

// A tick is a place on the axis of percentages.
type tick struct {
	x     float64
	words string
}

func (z Zone) layout() (d zoneDrawing) {
	d.Zone, d.row = z, 46
	d.add(z.Takes, false)
	d.add(z.Pays, false)
	if d.meet() && z.Chosen != nil && z.Chosen.finite() {
		d.add(*z.Chosen, false)
	} else if !d.meet() {
		d.add(z.Apart, true)
	}
	d.core = len(d.rows)
	for _, r := range z.Bids {
		if r.finite() {
			d.add(r, false)
			d.status = append(d.status, r.Status)
		}
	}
	if len(d.rows) > 12 {
		d.row = 40
	}
	d.columns(z.width())
	d.row = max(d.row, d.tallest())
	d.width = max(z.width()-d.names-d.values-24, 160)
	d.place()
	d.scale()
	return d
}

func (d *zoneDrawing) add(r ZoneRow, bare bool) {
	d.rows, d.sides = append(d.rows, zoneRow{ZoneRow: r, bare: bare}), append(d.sides, r.Side)
}

// meet reports whether there is a zone between the middles of the limits.
func (d *zoneDrawing) meet() bool { return d.Takes.Mid <= d.Pays.Mid }

// columns breaks the names into lines and says how wide the columns beside the plot
// are.
func (d *zoneDrawing) columns(width float64) {
	for i := range d.rows {
		r := &d.rows[i]
		r.lines = wrap(r.Label, labelSize, width*0.27, false, 2)
		d.names = max(d.names, widest(r.lines, labelSize, false), min(TextWidth(r.Note, smallSize, false), width*0.27))
		d.values = max(d.values, TextWidth(r.Value, labelSize, true), TextWidth(r.Share, smallSize, false))
	}
	d.names, d.values = math.Ceil(d.names)+16, math.Ceil(min(d.values, width*0.3))+16
}

// tallest is the height of the row with the most words.
func (d *zoneDrawing) tallest() (h float64) {
	for _, r := range d.rows {
		high := blockHeight(r.lines)
		if r.Note != "" {
			high += smallSize + leading
		}
		h = max(h, high)
	}
	return h
}

// place says where the rows stand, with room for what heads the bids.
func (d *zoneDrawing) place() {
	if d.core < len(d.rows) {
		d.shares = wrap(d.Shares, smallSize, (d.names+d.width+d.values)*0.62, false, 2)
		d.head = 18 + float64(max(len(d.shares), 1))*(smallSize+leading)
	}
	for i := range d.rows {
		d.rows[i].y = d.row * (float64(i) + 0.5)
		if i >= d.core {
			d.rows[i].y += d.head
		}
	}
	d.height = d.row*float64(len(d.rows)) + d.head
}

// scale makes the axis: of the limits and what is chosen, and of what lies no further
// from them than they are wide.
func (d *zoneDrawing) scale() {
	var spans []span
	for _, r := range d.rows[:d.core] {
		if !r.bare {
			spans = append(spans, span{min(r.Low, r.Mid), max(r.High, r.Mid)})
		}
	}
	all := cover(spans)
	reach := max(all.hi-all.lo, 0.02*max(math.Abs(all.lo), math.Abs(all.hi)))
	near := span{all.lo - reach, all.hi + reach}
	within := func(v float64) bool { return near.lo <= v && v <= near.hi }
	for _, r := range d.rows[d.core:] {
		if within(r.Mid) {
			spans = append(spans, span{max(min(r.Low, r.Mid), near.lo), min(max(r.High, r.Mid), near.hi)})
		}
	}
	if d.Level != nil && (!finite(d.Level.Amount) || !within(d.Level.Amount)) {
		d.Level = nil
	}
	if d.Level != nil {
		spans = append(spans, span{d.Level.Amount, d.Level.Amount})
	}
	d.x = piece(cover(spans), 0, d.width, 60)
	d.unit = wrap(d.Unit, smallSize, d.width+d.values, false, 2)
	d.percentages()
}

// percentages are the ticks of the axis above: how far over what was agreed last.
// Over next to nothing, percentages say nothing.
func (d *zoneDrawing) percentages() {
	if d.Level == nil {
		return
	}
	d.above = 20
	base := d.Level.Amount
	lo, hi := 100*(d.x.domain[0]/base-1), 100*(d.x.domain[1]/base-1)
	if !(base > 0 && hi-lo < 1e4) {
		return
	}
	for _, t := range ticks(lo, hi, int(d.width/55)) {
		words := strconv.FormatFloat(math.Abs(t), 'f', -1, 64) + d.Percent
		if t > 0 {
			words = "+" + words
		} else if t < 0 {
			words = "−" + words
		}
		d.percent = append(d.percent, tick{d.x.at(base * (1 + t/100)), words})
	}
	d.above = 36
}
