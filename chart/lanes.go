package chart

import (
	"math"
	"slices"
	"time"
)

// Lanes shows what was said and what happened along time, a lane for each who said it.
// What would cover each other in a lane stands one above the other.
type Lanes struct {
	Frame
	Kinds     map[LaneKind]string // for the key, what the shapes mean; those that do not occur are not shown
	Contested string              // for the key: a mark with a ring
	Unsure    string              // for the key: a dotted line with a question mark
	Lanes     []Lane
	Marks     []LaneMark
	From      string // where the picture begins and ends, days or moments of RFC 3339; empty: with the first and the last mark
	Until     string
}

// A Lane is one of those who speak, or who are spoken of.
type Lane struct {
	Name string
	Side Side
}

// A LaneKind is what a mark stands for; it has a shape.
type LaneKind int

// The kinds, in the order of a key.
const (
	Document  LaneKind = iota // a square
	Speech                    // a disc
	Relayed                   // a circle, hollow: a report
	Happening                 // a diamond
	Meeting                   // a bar from its first to its last day: a round
	laneKinds
)

// A LaneMark is what was said, or happened, or several of those in one span.
type LaneMark struct {
	Lane        int // in Lanes.Lanes
	Kind        LaneKind
	Date        string // a day or moment of RFC 3339
	To          string // the last day; empty: it is one
	Unsure      bool   // when it was is not certain; from Date to To it may have been
	Contested   bool
	Label       string // beside it, where there is room
	Href        string // "#id", may be empty
	Description string
}

// Spec makes the picture.
func (l Lanes) Spec() Spec {
	d := l.layout()
	if len(d.marks) == 0 {
		return l.nothing()
	}
	var s sheet
	d.rows(&s)
	d.dates(&s)
	d.sessions(&s)
	for _, m := range d.marks {
		d.label(&s, m)
		s.open(box{m.box.left - 1, m.y - sublane/2, max(m.box.right, m.x+9), m.y + sublane/2}, m.Href, m.Description)
	}
	l.key(&s, nil, d.samples(), -d.left, -16)
	return l.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(d.axes(), d.rings(), d.points())}, 14)
}

// Heights of the parts of lanes, in pixels.
const (
	sublane  = 19.0
	laneRoom = 10.0 // above and below the marks of a lane
	mostSubs = 12   // sublanes of a lane: what finds no place in them covers others
	mostRows = 22   // sublanes in all, up to which names make room for themselves
)

// A lanesDrawing is the layout of Lanes, in pixels.
type lanesDrawing struct {
	Lanes
	marks         []laneMark
	lanes         []laneRow
	from, until   time.Time
	left          float64
	width, height float64
	x             axis
	format        string
}

type laneRow struct {
	lines     []string
	side      Side
	top, high float64
}

type laneMark struct {
	LaneMark
	side     Side
	from, to time.Time
	x, a, b  float64 // where its mark stands, and from where to where its time goes
	y        float64
	sub      int
	named    bool
	leftward bool // its name stands left of it
	box      box  // of the mark, and its name
}

func (l Lanes) layout() (d lanesDrawing) {
	d.Lanes = l
	d.read()
	if len(d.marks) == 0 {
		return d
	}
	d.names()
	d.width = max(l.width()-d.left-24, 200)
	d.time()
	d.stack()
	return d
}

// read takes the marks that can be drawn, in order of time.
func (d *lanesDrawing) read() {
	begin, okBegin := when(d.Lanes.From)
	end, okEnd := when(d.Lanes.Until)
	for _, m := range d.Marks {
		from, ok := when(m.Date)
		if !ok || m.Lane < 0 || m.Lane >= len(d.Lanes.Lanes) || m.Kind < 0 || m.Kind >= laneKinds {
			continue
		}
		to, _ := when(m.To)
		if to.Before(from) {
			to = from
		}
		if okBegin && to.Before(begin) || okEnd && from.After(end.AddDate(0, 0, 1)) {
			continue
		}
		d.marks = append(d.marks, laneMark{LaneMark: m, side: d.Lanes.Lanes[m.Lane].Side, from: from, to: to})
	}
	slices.SortStableFunc(d.marks, func(a, b laneMark) int { return a.from.Compare(b.from) })
	for i, m := range d.marks {
		if i == 0 || m.from.Before(d.from) {
			d.from = m.from
		}
		if m.to.After(d.until) {
			d.until = m.to
		}
	}
	if okBegin {
		d.from = begin
	}
	if okEnd {
		d.until = end
	}
	if d.until.Before(d.from) {
		d.until = d.from
	}
}

// names are those of the lanes in which something stands.
func (d *lanesDrawing) names() {
	d.lanes = make([]laneRow, len(d.Lanes.Lanes))
	for _, m := range d.marks {
		if r := &d.lanes[m.Lane]; r.lines == nil {
			lane := d.Lanes.Lanes[m.Lane]
			r.side, r.lines = lane.Side, wrap(lane.Name, labelSize, d.Frame.width()*0.17, true, 3)
			d.left = max(d.left, math.Ceil(widest(r.lines, labelSize, true))+14)
		}
	}
}

func (d *lanesDrawing) time() {
	room := max((millis(d.until)-millis(d.from))*0.02, 86400e3*0.3)
	d.x = axis{[]float64{millis(d.from) - room, millis(d.until) + room}, []float64{0, d.width}, nil}
	d.x.ticks, d.format = calendar(d.x.domain[0], d.x.domain[1], int(d.width/78))
	for i := range d.marks {
		m := &d.marks[i]
		within := func(t time.Time) float64 { return min(max(d.x.at(millis(t)), 0), d.width) }
		m.a, m.b = within(m.from), within(m.to)
		m.x = (m.a + m.b) / 2
		if m.Kind == Meeting && m.b-m.a < 8 {
			m.a, m.b = m.x-4, m.x+4
		}
	}
}

// stack puts marks in the sublanes of their lanes: names make room for themselves if
// that keeps the picture low, else they stand where room is left.
func (d *lanesDrawing) stack() {
	if d.pack(true) > mostRows {
		d.pack(false)
		d.fit()
	}
	subs := make([]int, len(d.lanes))
	for _, m := range d.marks {
		subs[m.Lane] = max(subs[m.Lane], m.sub+1)
	}
	y := 0.0
	for i := range d.lanes {
		r := &d.lanes[i]
		if subs[i] == 0 {
			continue
		}
		r.top, r.high = y, max(float64(subs[i])*sublane+laneRoom, float64(len(r.lines))*lineHeight+laneRoom)
		y += r.high
	}
	for i := range d.marks {
		m := &d.marks[i]
		r := d.lanes[m.Lane]
		m.y = r.top + (r.high-float64(subs[m.Lane])*sublane)/2 + (float64(m.sub)+0.5)*sublane
	}
	d.height = y
}

// pack gives each mark the first sublane in which it covers nothing, and says how many
// there are in all.
func (d *lanesDrawing) pack(named bool) (rows int) {
	ends := make([][]float64, len(d.lanes))
	for i := range d.marks {
		m := &d.marks[i]
		m.extent(named && m.Label != "", d.width)
	}
	slices.SortStableFunc(d.marks, func(a, b laneMark) int { return compare(a.box.left, b.box.left) })
	for i := range d.marks {
		m := &d.marks[i]
		taken := &ends[m.Lane]
		m.sub = slices.IndexFunc(*taken, func(end float64) bool { return end <= m.box.left })
		switch {
		case m.sub >= 0:
		case len(*taken) < mostSubs:
			m.sub = len(*taken)
			*taken, rows = append(*taken, 0), rows+1
		default:
			m.sub = i % mostSubs
		}
		(*taken)[m.sub] = max((*taken)[m.sub], m.box.right+5)
	}
	return rows
}

// extent is from where to where a mark goes, with its name or without.
func (m *laneMark) extent(named bool, width float64) {
	m.named, m.leftward = named, false
	m.box = box{left: min(m.a, m.x-7), right: max(m.b, m.x+7)}
	if m.Unsure {
		m.box.right += 9
	}
	if !named {
		return
	}
	switch w := TextWidth(m.name(), smallSize, false) + 4; {
	case m.box.right+w <= width+12:
		m.box.right += w
	case m.box.left-w >= 0:
		m.box.left, m.leftward = m.box.left-w, true
	default:
		m.named = false
	}
}

// fit names the marks that have room beside them in their sublane.
func (d *lanesDrawing) fit() {
	type place struct{ lane, sub int }
	rows := make(map[place][]*laneMark)
	for i := range d.marks {
		m := &d.marks[i]
		rows[place{m.Lane, m.sub}] = append(rows[place{m.Lane, m.sub}], m)
	}
	for _, row := range rows {
		for i, m := range row {
			bare := m.box
			if m.Label == "" {
				continue
			}
			m.extent(true, d.width)
			free := m.named && !m.leftward
			for _, other := range row[i+1:] {
				free = free && other.box.left > m.box.right+4
			}
			if !free {
				m.named, m.leftward, m.box = false, false, bare
			}
		}
	}
}

// name is the label of a mark, not longer than can be read at a glance.
func (m *laneMark) name() string { return join(wrap(m.Label, smallSize, 140, false, 1)) }
