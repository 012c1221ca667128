package chart

import (
	"math"
	"slices"
)

// Agreements shows what was agreed year by year, as steps. A year whose amount
// was agreed is a heavy line, one that is recorded as a rule gives it
// a thin line, one that only a rule gives a dashed line. Further figures of a year
// are marks, with a bar from the least to the largest. A span with no agreement
// in force is a shaded band. Where the unit changes, a second panel stands beside
// the first.
type Agreements struct {
	Frame
	Agreed, Followed, ByRule, Lapsed string // words of the key: the courses of a year, no agreement in force
	Panels                           []Panel
}

// A Panel is the agreements in one unit.
type Panel struct {
	Unit   string
	Terms  []Term
	Lapses []Lapse
}

// A Term is one agreement.
type Term struct {
	Label       string // its number, short: it stands above its years
	Note        string // its rule, a few words under the label, may be empty
	Href        string // "#id" of the agreement, may be empty
	Description string // the agreement in a sentence
	Years       []TermYear
}

// A TermYear is what was agreed for one year.
type TermYear struct {
	Year        int
	Amount      float64
	Upper       float64 // of an amount that leaves a range open, of which Amount is the low end; else 0
	Course      Course
	Description string // the year in a sentence, may be empty
	Marks       []TermMark
}

// A Course is how an amount came about, and with it the look of its line.
type Course int

// The courses.
const (
	Agreed   Course = iota // recorded, and not as a rule gives it
	Followed               // recorded, as a rule gives it
	ByRule                 // not recorded: a rule gives it
	NoStep                 // there are only marks; Amount is one of them
)

// A TermMark is a further figure of a year.
type TermMark struct {
	Amount      float64
	Status      Status
	Href        string // "#id" of its entry, may be empty
	Description string
}

// A Lapse is a span with no agreement in force, from a day or moment of RFC 3339
// up to another.
type Lapse struct {
	Label       string
	From, To    string
	Href        string
	Description string
}

// Spec makes the picture.
func (a Agreements) Spec() Spec {
	panels := a.layout()
	if panels == nil {
		return a.nothing()
	}
	var specs []Spec
	spacing, above := 0.0, 0.0
	for i, d := range panels {
		above = max(above, d.above)
		if i > 0 {
			spacing = max(spacing, d.left+between)
		}
	}
	for i, d := range panels {
		var s sheet
		d.around(&s)
		s.write(-d.left, -above-12, small(slate), d.unit)
		if i == 0 {
			a.legend(&s, panels, -d.left, -above-34)
		}
		specs = append(specs, Spec{Width: d.width, Height: d.height, Layer: s.around(d.areas(), d.steps(), d.marks())})
	}
	if len(specs) == 1 {
		return a.finish(specs[0], 14)
	}
	return a.finish(Spec{HConcat: specs, Spacing: spacing, Bounds: "flush"}, 14)
}

const between = 14.0

// layout gives the panels that have something to show their widths by their
// years.
func (a Agreements) layout() (panels []panelDrawing) {
	room, years := a.width()-24, 0.0
	for _, p := range a.Panels {
		if d, ok := p.layout(); ok {
			panels = append(panels, d)
			room, years = room-d.left-between, years+d.years()
		}
	}
	for i := range panels {
		panels[i].place(max(room*panels[i].years()/years, 90))
	}
	return panels
}

// legend is the key: the courses of years, the statuses of marks, the band, each
// if it occurs.
func (a Agreements) legend(s *sheet, panels []panelDrawing, x, y float64) {
	var status []Status
	occurs := make(map[Course]bool)
	lapses := 0
	for _, p := range panels {
		lapses += len(p.lapses)
		for _, t := range p.terms {
			for _, y := range t.Years {
				occurs[y.Course] = true
				for _, m := range y.Marks {
					status = append(status, m.Status)
				}
			}
		}
	}
	var samples []sample
	for c, words := range []string{Agreed: a.Agreed, Followed: a.Followed, ByRule: a.ByRule} {
		if c := Course(c); occurs[c] {
			samples = append(samples, line(words, c.stroke()))
		}
	}
	if lapses > 0 {
		samples = append(samples, sample{a.Lapsed, func(s *sheet, x, y float64) { s.bands = append(s.bands, box{x, y - 6, x + 22, y + 6}.row()) }})
	}
	samples = slices.DeleteFunc(samples, func(s sample) bool { return s.words == "" })
	a.key(s, status, samples, x, y)
}

// stroke is the look of the line of a year.
func (c Course) stroke() stroke {
	switch c {
	case Followed:
		return stroke{ink, 2, solid, 1}
	case ByRule:
		return stroke{ink, 2, []float64{4, 2}, 1}
	}
	return stroke{ink, 4, solid, 1}
}

// A panelDrawing is the layout of a Panel, in pixels.
type panelDrawing struct {
	unit          string
	terms         []Term
	lapses        []lapse
	width, height float64
	left, above   float64 // room beside the plot and over it
	x, y          axis
	boxes         []box // of the labels of terms
	levels        []int // of the labels of lapses
}

type lapse struct {
	Lapse
	from, to float64 // years
}

func (p Panel) layout() (d panelDrawing, ok bool) {
	from, to := math.Inf(1), math.Inf(-1)
	var spans []span
	for _, t := range p.Terms {
		t.Years = slices.DeleteFunc(slices.Clone(t.Years), func(y TermYear) bool { return !finite(y.Amount) || !finite(y.Upper) })
		slices.SortStableFunc(t.Years, func(a, b TermYear) int { return a.Year - b.Year })
		for i := range t.Years {
			y := &t.Years[i]
			y.Marks = slices.DeleteFunc(slices.Clone(y.Marks), func(m TermMark) bool { return !finite(m.Amount) })
			from, to = min(from, float64(y.Year)), max(to, float64(y.Year)+1)
			low, high := y.reach()
			spans = append(spans, span{min(low, 0), max(high, 0)})
		}
		if len(t.Years) > 0 {
			d.terms = append(d.terms, t)
		}
	}
	for _, l := range p.Lapses {
		a, okA := when(l.From)
		b, okB := when(l.To)
		if okA && okB && a.Before(b) {
			d.lapses = append(d.lapses, lapse{l, year(a), year(b)})
			from, to = min(from, math.Floor(year(a))), max(to, math.Ceil(year(b)))
		}
	}
	if from > to {
		return d, false
	}
	all := cover(spans)
	d.unit, d.height = p.Unit, 300
	d.x = axis{domain: []float64{from, to}}
	d.y = piece(span{all.lo, all.hi * 1.08}, 0, d.height, 50).upright(d.height)
	d.left = d.y.labels()
	return d, true
}

// reach is the least and the largest figure of a year.
func (y TermYear) reach() (low, high float64) {
	low, high = y.Amount, max(y.Amount, y.top())
	for _, m := range y.Marks {
		low, high = min(low, m.Amount), max(high, m.Amount)
	}
	return low, high
}

// top is the high end of the step of a year.
func (y TermYear) top() float64 {
	if y.Upper != 0 {
		return y.Upper
	}
	return y.Amount
}

func (d *panelDrawing) years() float64 { return d.x.domain[1] - d.x.domain[0] }

// place fixes the width, and with it where the labels go.
func (d *panelDrawing) place(width float64) {
	d.width, d.x.pixels = width, []float64{0, width}
	for _, y := range years(int(d.x.domain[0]), int(d.x.domain[1])-1, width, 40) {
		d.x.ticks = append(d.x.ticks, y+0.5)
	}
	d.above = d.placeLapses()
	taken := d.stairs()
	for _, t := range d.terms {
		b := d.termBox(t, taken)
		d.boxes, taken = append(d.boxes, b), append(taken, b)
	}
	for _, b := range d.boxes {
		d.above = max(d.above, -b.top+4)
	}
}

// stairs are the boxes of the lines, which labels must not cover.
func (d *panelDrawing) stairs() (taken []box) {
	for _, t := range d.terms {
		for _, y := range t.Years {
			low, high := y.reach()
			taken = append(taken, box{d.x.at(float64(y.Year)) + 1, d.y.at(high) - 5, d.x.at(float64(y.Year+1)) - 1, d.y.at(low) + 5})
		}
	}
	return taken
}

// termBox finds the place of a term's label: above its highest year, or higher.
func (d *panelDrawing) termBox(t Term, taken []box) box {
	from, to, top := d.x.at(float64(t.Years[0].Year)), d.x.at(float64(t.Years[len(t.Years)-1].Year+1)), d.height
	for _, y := range t.Years {
		_, high := y.reach()
		top = min(top, d.y.at(high))
	}
	label, note := d.lines(t)
	w := max(widest(label, smallSize, true), widest(note, smallSize, false)) + 4
	h := float64(len(label)+len(note)) * (smallSize + leading)
	left := max(-d.left, min((from+to)/2-w/2, d.width-w))
	var tries []box
	for up := 7.0; up < d.height; up += 4 {
		tries = append(tries, box{left, top - up - h, left + w, top - up})
	}
	if b, ok := first(tries, taken); ok {
		return b
	}
	return tries[0]
}

// lines are a term's label and its note, as wide as its years or a little wider.
func (d *panelDrawing) lines(t Term) (label, note []string) {
	width := max(d.x.at(float64(t.Years[len(t.Years)-1].Year+1))-d.x.at(float64(t.Years[0].Year)), 76)
	return wrap(t.Label, smallSize, width, true, 2), wrap(t.Note, smallSize, width, false, 3)
}

// placeLapses puts the labels of lapses above the plot, on several levels where
// they would meet, and says how much room they take.
func (d *panelDrawing) placeLapses() (above float64) {
	var taken []box
	for _, l := range d.lapses {
		b := d.lapseBox(l, 0)
		for level := 0; ; level++ {
			if b = d.lapseBox(l, level); !slices.ContainsFunc(taken, b.meets) {
				d.levels = append(d.levels, level)
				break
			}
		}
		taken, above = append(taken, b), max(above, -b.top)
	}
	return above
}

func (d *panelDrawing) lapseBox(l lapse, level int) box {
	w := TextWidth(l.Label, smallSize, false) + 10
	middle := d.x.at((l.from + l.to) / 2)
	left := max(-d.left, min(middle-w/2, d.width-w))
	y := -8 - float64(level)*15
	return box{left, y - 8, left + w, y + 6}
}

// around draws what stands around the figures of a panel.
func (d *panelDrawing) around(s *sheet) {
	for i, l := range d.lapses {
		band, name := box{d.x.at(l.from), 0, d.x.at(l.to), d.height}, d.lapseBox(l, d.levels[i])
		s.bands = append(s.bands, band.row())
		s.rule((band.left+band.right)/2, name.bottom, (band.left+band.right)/2, 0, hair(muted))
		s.write((name.left+name.right)/2, name.top+7, small(slate).to("center"), l.Label)
		s.open(band, l.Href, l.Description)
	}
	for i, t := range d.terms {
		d.name(s, t, d.boxes[i])
		for _, y := range t.Years {
			px := d.y.at(y.Amount)
			s.open(box{d.x.at(float64(y.Year)), px - 8, d.x.at(float64(y.Year + 1)), px + 8}, t.Href, y.Description)
			for _, m := range y.Marks {
				s.open(around(d.x.at(float64(y.Year)+0.5), d.y.at(m.Amount), 6), m.Href, m.Description)
			}
		}
	}
}

// name writes a term's label and note into their box.
func (d *panelDrawing) name(s *sheet, t Term, b box) {
	label, note := d.lines(t)
	middle, split := (b.left+b.right)/2, b.top+float64(len(label))*(smallSize+leading)
	s.back(b)
	s.write(middle, (b.top+split)/2, small(ink).bold().to("center"), label...)
	s.write(middle, (split+b.bottom)/2, small(slate).to("center"), note...)
	s.open(b, t.Href, t.Description)
}

func (d *panelDrawing) along(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.x.scale(), Axis: &Axis{Values: d.x.ticks, LabelExpr: "floor(datum.value)", Grid: off, Aria: off}}
}

func (d *panelDrawing) amount(f string) *Channel {
	return &Channel{Field: f, Type: "quantitative", Scale: d.y.scale(), Axis: &Axis{Values: d.y.ticks, Format: d.y.figures(), Grid: on, Aria: off}}
}

// areas give the steps weight.
func (d *panelDrawing) areas() Spec {
	var rows []Row
	for i, t := range d.terms {
		for _, y := range t.Years {
			if y.Course != NoStep {
				rows = append(rows, Row{"term": i, "year": y.Year, "end": y.Year + 1, "amount": y.Amount, "zero": 0})
			}
		}
	}
	e := Encoding{X: d.along("year"), X2: second("end"), Y: d.amount("amount"), Y2: second("zero")}
	return layer(Mark{Type: "rect", Fill: slate, FillOpacity: new(0.07), Aria: off}, e, rows)
}

// steps are the years, thin verticals between those of a term, and the bars of
// years with several figures.
func (d *panelDrawing) steps() Spec {
	var rows []Row
	for _, t := range d.terms {
		for i, y := range t.Years {
			if i > 0 && y.Course != NoStep && t.Years[i-1].Course != NoStep {
				rows = append(rows, hair(muted).on(Row{"year": y.Year, "end": y.Year, "amount": t.Years[i-1].Amount, "next": y.Amount}))
			}
			if low, high := y.reach(); low < high {
				middle := float64(y.Year) + 0.5
				rows = append(rows, hair(ink).on(Row{"year": middle, "end": middle, "amount": low, "next": high}))
			}
			rows = append(rows, y.lines()...)
		}
	}
	return rulesOf(Encoding{X: d.along("year"), X2: second("end"), Y: d.amount("amount"), Y2: second("next")}, rows)
}

// lines are the step of a year: one line, or one at each end of a range.
func (y TermYear) lines() (rows []Row) {
	at := func(amount float64) {
		rows = append(rows, y.Course.stroke().on(Row{"year": y.Year, "end": y.Year + 1, "amount": amount, "next": amount}))
	}
	if y.Course == NoStep {
		return nil
	}
	at(y.Amount)
	if y.top() != y.Amount {
		at(y.top())
	}
	return rows
}

// marks are the further figures of years.
func (d *panelDrawing) marks() Spec {
	var rows []Row
	for _, t := range d.terms {
		for _, y := range t.Years {
			for _, m := range y.Marks {
				rows = append(rows, mark(Joint, m.Status, Row{"middle": float64(y.Year) + 0.5, "amount": m.Amount}))
			}
		}
	}
	return points(Encoding{X: d.along("middle"), Y: d.amount("amount")}, 42, rows)
}
