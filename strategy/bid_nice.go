package strategy

import (
	"parley/bargain"
	"parley/deal"
)

// Nice gives tit for tat over the whole of the talks: it comes the part of its way
// from its best to the Nash point that the other side has come of the way from where it began, the
// least of what it offered in the first hundredth of the time. It aims above the
// point where the other side began near, and below where it began far off: 1.4 − 0.6·gap
// times what the point is worth, and never below the middle. What remains of the way to
// the point it shortens as time runs out: from nothing to all of it between 0.91 and
// 0.96 of the time, between 0.85 and 0.9 in a space of more than 3,000 outcomes, and
// by 0.5 − 0.4·d from the start, where d is the discount. Of what gives it about as much it
// offers what the others like best, but the best offer heard if that gives it
// as much.
//
// All of that is after the agent of Baarslag, Hindriks and Jonker (2013). Different
// are: utilities count as parts of the range from the floor to the best; the Nash point of a
// large space is searched instead of taken to be at 0.7; of what is about the same the
// best is offered instead of one of the best at random; and the model is told apart,
// as is what is accepted.
type Nice struct {
	Slack   float64
	nash    nash
	among   among
	start   float64 // the least heard at first, as part of the range
	started int     // how many offers that is the least of
}

// The parameters of [Nice], those of the agent.
const (
	niceFirst  = 0.01 // the time in which offers are where the other side begins
	niceLarge  = 3000 // outcomes above which a space is large
	niceLate   = 0.91
	niceLater  = 0.05 // how long it then takes to come to the point
	niceSooner = 0.85 // instead of niceLate in a large space
	niceLeast  = 0.5  // of the range: it comes down no further
)

// Bid implements [Bidder].
func (b *Nice) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	if t.Best < 0 {
		return t.aspire(t.Profile.Max)
	}
	b.begin(t)
	point, given := b.point(t), 1.0
	if way := point - b.start; way > 0 {
		given = min(1, (t.partOf(t.Heard[t.Best].U)-b.start)/way)
	}
	part := 1 - (1-point)*given
	part -= (part - point) * b.hurry(t.Profile, s.Time)
	o := b.among.best(t, t.claim(part), b.Slack, t.Liked)
	if heard := t.Heard[t.Best]; t.informed() && heard.U >= t.Profile.Of(o) {
		return heard.Outcome, true
	}
	return o, true
}

// begin takes in where the other side begins: its first offer, and what else it offers early.
func (b *Nice) begin(t *Seat) {
	for ; b.started < len(t.Heard); b.started++ {
		h := t.Heard[b.started]
		if b.started > 0 && h.Time > niceFirst {
			return
		}
		if u := t.partOf(h.U); b.started == 0 || u < b.start {
			b.start = u
		}
	}
}

// point returns what it comes down to, as part of the range.
func (b *Nice) point(t *Seat) float64 {
	gap := min(max(1-b.start, 0), 1)
	return min(max(t.partOf(b.nash.at(t))*(1.4-0.6*gap), niceLeast), 1)
}

// hurry returns by how much it shortens its way to the point, 0..1.
func (b *Nice) hurry(p *deal.Profile, time float64) float64 {
	discount, late := p.Discount, niceLate
	if discount == 0 {
		discount = 1
	}
	if p.Space.Len() > niceLarge {
		late = niceSooner
	}
	return max(0.5-0.4*discount, min(1, (time-late)/niceLater))
}

// NiceTFT is the nice tit for tat.
var NiceTFT = Bidding{
	Name:  "nice tit for tat",
	Paper: "Baarslag, Hindriks, Jonker: A tit for tat negotiation strategy for real-time bilateral negotiations. Complex Automated Negotiations: Theories, Models, and Software Competitions (2013)",
	Prepare: func(p *deal.Profile, _ int) func() Bidder {
		pool := newPool(p)
		return func() Bidder { return &Nice{Slack: 0.03, nash: nash{pool: pool}} }
	},
}
