package strategy

import (
	"math"
	"slices"

	"parley/bargain"
	"parley/deal"
)

// HardHeaded concedes late along a curve and offers, of what gives it about as
// much, what the others like best; without a model the least. It goes back to the
// best offer heard as soon as that is worth its target. (van Krimpen, Looije, Hajizadeh
// 2013, whose discount and random choice among equals are left out.)
type HardHeaded struct {
	Curve Curve
	Slack float64 // of the range, in which utilities count as the same
	among among
}

// Bid implements [Bidder].
func (b *HardHeaded) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	u := t.claim(b.Curve.At(s.Time))
	if t.Best >= 0 && t.Heard[t.Best].U >= u {
		return t.Heard[t.Best].Outcome, true
	}
	return b.among.best(t, u, b.Slack, t.Liked), true
}

// poolLevels and poolEach say how many outcomes are searched for the Nash point:
// as many from each of as many levels of utility.
const poolLevels, poolEach = 32, 64

// A pool is outcomes above the floor, over the range of a profile's utility:
// of a small space all, of a large one the first at each of 32 levels. It is made once for
// a profile.
type pool []deal.Outcome

func newPool(p *deal.Profile) pool {
	floor := max(p.Min, p.Reserved)
	if n := poolLevels * poolEach; p.Space.Len() <= uint64(n) {
		return p.Within(nil, floor, p.Max, n)
	}
	var out pool
	step := (p.Max - floor) / poolLevels
	for i := range poolLevels {
		out = p.Within(out, floor+float64(i)*step, floor+float64(i+1)*step, poolEach)
	}
	return append(out, p.Best())
}

// A nash is the estimated Nash point: of a pool, what has the highest product of the
// gains, bettered issue by issue. What the others can walk away to is not known and taken for 0.
type nash struct {
	pool  pool
	u     float64 // its utility to the party
	heard int     // offers heard when it was last reckoned
	among among
}

// nashEvery is after how many offers the point is reckoned anew.
const nashEvery = 16

// at returns the party's utility at the point. As long as no model has anything
// to say, it is half-way between the floor and the best.
func (n *nash) at(t *Seat) float64 {
	switch heard := len(t.Heard); {
	case !t.informed():
		n.u = t.claim(0.5)
	case n.heard == 0 || heard >= n.heard+nashEvery:
		n.heard = heard
		if len(n.pool) > 0 {
			n.u = t.Profile.Of(n.among.climb(t, pick(n.pool, t.gains), t.Floor, t.gains))
		}
	}
	return n.u
}

// gains is the product of the gains of the party and of the others as estimated.
func (t *Seat) gains(o deal.Outcome) float64 {
	return (t.Profile.Of(o) - t.Floor) * t.Liked(o)
}

// informed reports whether a model of anyone has something to say.
func (t *Seat) informed() bool { return slices.Contains(t.knows, true) }

// NashSeeking concedes along a curve not to its floor but to the Nash point as
// far as it has learned it, and offers of what gives it about as much what has the
// highest product of gains. (The point: Nash 1950; learning it: Zeng, Sycara 1998.)
type NashSeeking struct {
	Curve Curve
	Slack float64 // of the range, by which utilities count as the same
	nash  nash
	among among
}

// Bid implements [Bidder].
func (b *NashSeeking) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	least := b.nash.at(t)
	u := least + (t.Profile.Max-least)*b.Curve.At(s.Time)
	u = max(least, u-b.Slack*(t.Profile.Max-t.Floor)) // so that it comes to the point itself
	return b.among.best(t, u, 2*b.Slack, t.gains), true
}

// ExpectedMaximum concedes to the most it expects to be offered: were the offers heard
// drawn evenly from a range, its upper end, from their mean and deviation. The target is
// 1 − (1 − e)·t^Alpha, e = μ + (1−μ)·√3·σ/√(μ(1−μ)), all as parts of the range.
// It remembers the sums.
//
// That is the target of AgentK (Kawaguchi, Fujita, Ito 2012), and no more of it: not
// how its Alpha follows from the mean, the random part of that, the limits to how far
// and how fast it comes down, nor the probability with which it accepts.
type ExpectedMaximum struct {
	Alpha       float64
	sum, square float64
	heard       int
}

// Bid implements [Bidder].
func (b *ExpectedMaximum) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	for ; b.heard < len(t.Heard); b.heard++ {
		part := t.part(t.Heard[b.heard].U)
		b.sum, b.square = b.sum+part, b.square+part*part
	}
	return t.aspire(t.claim(1 - (1-b.expected())*math.Pow(s.Time, b.Alpha)))
}

// expected is e, at most 1; 0 before an offer.
func (b *ExpectedMaximum) expected() float64 {
	if b.heard == 0 {
		return 0
	}
	n := float64(b.heard)
	mean := b.sum / n
	spread := mean * (1 - mean)
	if spread <= 0 {
		return mean
	}
	deviation := math.Sqrt(max(0, b.square/n-mean*mean))
	return min(1, mean+(1-mean)*math.Sqrt(3)*deviation/math.Sqrt(spread))
}

// part returns where in the range from the floor to the best a utility lies, 0..1.
func (t *Seat) part(u float64) float64 { return min(max(t.partOf(u), 0), 1) }

// partOf does too; what is below the floor is below 0. It is 1 if the range is a point.
func (t *Seat) partOf(u float64) float64 {
	if t.Profile.Max <= t.Floor {
		return 1
	}
	return (u - t.Floor) / (t.Profile.Max - t.Floor)
}

// The biddings that look at the others' side.
var (
	HardHeadedBidding = bidding("hard-headed", "van Krimpen, Looije, Hajizadeh: HardHeaded. Complex Automated Negotiations: Theories, Models, and Software Competitions (2013)",
		func() Bidder { return &HardHeaded{Curve: Polynomial{0, 0.1}, Slack: 0.03} })
	NashBidding = Bidding{
		Name:  "Nash-seeking",
		Paper: "Nash: The bargaining problem. Econometrica 18 (1950); Zeng, Sycara: Bayesian learning in negotiation. Int. J. Human-Computer Studies 48 (1998)",
		Prepare: func(p *deal.Profile, _ int) func() Bidder {
			pool := newPool(p)
			return func() Bidder {
				return &NashSeeking{Curve: Polynomial{0, 0.5}, Slack: 0.02, nash: nash{pool: pool}}
			}
		},
	}
	ExpectingBidding = bidding("expected maximum", "Kawaguchi, Fujita, Ito: AgentK: compromising strategy based on estimated maximum utility for automated negotiating agents. New Trends in Agent-Based Complex Automated Negotiations (2012)",
		func() Bidder { return &ExpectedMaximum{Alpha: 3} })
)
