package chart

import (
	"math"
	"slices"
)

// Chain shows on what one claim rests: a row for each who says something to it, from
// the left who speaks, through which sources it reached us, each hop a line of its own,
// and what it does to the claim. All rows end at the status of the claim.
type Chain struct {
	Frame
	Sides          map[Side]string // whose the colours are; those that do not occur are not shown
	Spoke, Through string          // head the columns
	Does           string
	Read, Unseen   string // words of the key: a source that was read, one that was not seen
	Rows           []ChainRow
	More           string // what is left out: "and 3 more, in the list"; may be empty
	Status         ChainStatus
}

// MostVoices is how many rows a chain draws.
const MostVoices = 12

// mostHops is how many sources of a way are drawn, and how many ways: of more, the
// first and the last, or the first and how many more there are.
const mostHops = 6

// A ChainRow is one utterance.
type ChainRow struct {
	Side        Side
	Status      Status
	Who, Note   string        // up to two lines each
	Ways        [][]ChainLink // each from its origin to what was read
	Stance      Stance
	Does, Why   string // the stance in words, and what there is to say of it
	Faded       bool   // it does not count any more
	Href        string
	Description string
}

// A ChainLink is one source.
type ChainLink struct {
	Words       string
	Read        bool // else it was not seen
	Href        string
	Description string
}

// A ChainStatus is what the rows come to.
type ChainStatus struct {
	Status      Status
	Side        Side // whose the claim is
	Words       string
	Href        string
	Description string
}

// A Stance is what an utterance does to a claim.
type Stance int

// The stances.
const (
	Asserts Stance = iota
	Denies
	Qualifies
	Declines
)

// shape is a stance as an SVG path in a square from −1 to 1: a point that goes on, a
// circle with a slash, with a wave, with a bar.
func (s Stance) shape() string {
	const circle = "M-1,0A1,1,0,1,0,1,0A1,1,0,1,0,-1,0Z"
	switch s {
	case Denies:
		return circle + "M-0.7,0.7L0.7,-0.7"
	case Qualifies:
		return circle + "M-0.6,0.1Q-0.3,-0.6,0,0Q0.3,0.6,0.6,-0.1"
	case Declines:
		return circle + "M-0.55,0L0.55,0"
	}
	return "M-0.7,-0.9L0.9,0L-0.7,0.9Z"
}

// Spec makes the picture.
func (c Chain) Spec() Spec {
	d := c.layout()
	if len(d.rows) == 0 {
		return c.nothing()
	}
	var s sheet
	d.heads(&s)
	for _, r := range d.rows {
		d.who(&s, r)
		d.ways(&s, r)
		d.stance(&s, r)
	}
	d.sum(&s)
	c.key(&s, d.status, d.samples(), 0, -16)
	place := Encoding{X: pixel("x"), Y: pixel("y")}
	return c.finish(Spec{Width: d.width, Height: d.height, Layer: s.around(points(place, 42, d.nodes), points(place, 120, d.stances))}, 14)
}

// A chainDrawing is the layout of a Chain, in pixels.
type chainDrawing struct {
	Chain
	rows                []chainRow
	status              []Status
	sides               []Side
	reads, unseen       bool
	from, to, say, ends float64 // where the ways begin and end, what it does, and the line to the claim
	foot                float64
	width, height       float64
	nodes, stances      []Row
}

type chainRow struct {
	ChainRow
	who, note, does, why []string
	ways                 [][]ChainLink
	more                 int // ways that are not drawn
	top, high            float64
}

// Heights of a row's parts, in pixels.
const (
	hop   = 20.0 // from one source to the next
	aside = 6.0  // between two ways
)

func (c Chain) layout() (d chainDrawing) {
	d.Chain, d.width = c, c.width()-24
	d.from, d.to, d.say, d.ends = math.Round(d.width*0.31), math.Round(d.width*0.75), math.Round(d.width*0.79), d.width-6
	y := 26.0
	for _, r := range c.Rows {
		if len(d.rows) == MostVoices {
			break
		}
		x := chainRow{ChainRow: r, top: y, who: wrap(r.Who, labelSize, d.from-34, true, 2), note: wrap(r.Note, smallSize, d.from-34, false, 2),
			does: wrap(r.Does, labelSize, d.ends-d.say-30, false, 2), why: wrap(r.Why, smallSize, d.ends-d.say-26, false, 3)}
		ways := x.shorten()
		x.high = max(float64(len(x.who))*lineHeight+float64(len(x.note))*(smallSize+leading), ways, float64(len(x.does))*lineHeight+float64(len(x.why))*(smallSize+leading)) + 14
		d.rows, y = append(d.rows, x), y+x.high
		d.status, d.sides = append(d.status, r.Status), append(d.sides, r.Side)
	}
	if c.More != "" {
		y += 22
	}
	d.foot = y + 18
	d.height = d.foot + 14
	return d
}

// gap stands for the sources that a long way leaves out.
var gap = ChainLink{Words: "…"}

// shorten leaves out what is too much of the ways, and says how high they are.
func (r *chainRow) shorten() (high float64) {
	for _, w := range r.Ways {
		switch {
		case len(w) == 0:
			continue
		case len(r.ways) == mostHops:
			r.more++
			continue
		case len(w) > mostHops:
			w = slices.Concat(w[:mostHops/2], []ChainLink{gap}, w[len(w)-mostHops/2:])
		}
		r.ways = append(r.ways, w)
		high += float64(len(w))*hop + aside
	}
	if r.more > 0 {
		high += hop
	}
	return high
}
