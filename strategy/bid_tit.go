package strategy

import (
	"parley/bargain"
	"parley/deal"
)

// The three behaviour-dependent tactics of Faratin, Sierra and Jennings (1998).
// Theirs imitate the value of an issue; these imitate what the other side demands
// of the party, its best utility less that of the offer, so that they go with any
// utility. Several others are taken as one: the offers heard as they came. While
// too few were heard, they concede linearly with time. Each remembers its
// target, because the offers made are coarser than it where outcomes are few.

// RelativeTitForTat lowers its own demand in the proportion in which the other
// side lowered its: of the two offers heard Delta-1 offers ago. Delta is at least 1.
// Where the other side gives nothing, such as another of its kind, it stays.
type RelativeTitForTat struct {
	Delta  int
	target target
}

// Bid implements [Bidder].
func (b *RelativeTitForTat) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	k := len(t.Heard) - max(b.Delta, 1)
	if k < 1 {
		return b.target.early(t, s)
	}
	return b.target.scaled(t, t.lowered(k-1, k))
}

// AveragedTitForTat does the same over a window of the last Gamma moves. As in the
// paper the proportion is that of the whole window, and it is applied at
// every turn.
type AveragedTitForTat struct {
	Gamma  int
	target target
}

// Bid implements [Bidder].
func (b *AveragedTitForTat) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	k := len(t.Heard) - 1
	if k < 1 {
		return b.target.early(t, s)
	}
	return b.target.scaled(t, t.lowered(max(0, k-max(b.Gamma, 1)), k))
}

// RandomTitForTat gives as much utility as the last move of the other side gave,
// and a random amount of at most M of its own range more or less, so that two of the kind
// do not stay where they are. (In the paper the sign of the random amount is fixed for
// each issue, by whether its value rises or falls; here either is as likely at each move.)
type RandomTitForTat struct {
	M      float64
	target target
}

// Bid implements [Bidder].
func (b *RandomTitForTat) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	k := len(t.Heard) - 1
	if k < 1 {
		return b.target.early(t, s)
	}
	given := t.Heard[k].U - t.Heard[k-1].U
	random := (2*t.Rand.Float64() - 1) * b.M * (t.Profile.Max - t.Floor)
	return b.target.at(t, b.target.now(t)-given+random)
}

// A target is the utility that a party aims at: at first, its best.
type target struct {
	u   float64
	set bool
}

// now returns it.
func (g *target) now(t *Seat) float64 {
	if !g.set {
		g.u, g.set = t.Profile.Max, true
	}
	return g.u
}

func (g *target) at(t *Seat, u float64) (deal.Outcome, bool) {
	g.u, g.set = min(max(u, t.Floor), t.Profile.Max), true
	return t.aspire(g.u)
}

func (g *target) early(t *Seat, s bargain.State) (deal.Outcome, bool) {
	return g.at(t, t.claim(1-s.Time))
}

// scaled scales the demand above the floor.
func (g *target) scaled(t *Seat, by float64) (deal.Outcome, bool) {
	return g.at(t, t.Floor+(g.now(t)-t.Floor)*by)
}

// lowered returns the proportion of the demands of two offers heard: 1 if the
// earlier one left nothing to ask for.
func (t *Seat) lowered(from, to int) float64 {
	before := t.Profile.Max - t.Heard[from].U
	if before <= 0 {
		return 1
	}
	return (t.Profile.Max - t.Heard[to].U) / before
}

// The behaviour-dependent biddings.
var (
	RelativeTFT = bidding("relative tit for tat", faratin98, func() Bidder { return &RelativeTitForTat{Delta: 1} })
	RandomTFT   = bidding("random absolute tit for tat", faratin98, func() Bidder { return &RandomTitForTat{M: 0.05} })
	AveragedTFT = bidding("averaged tit for tat", faratin98, func() Bidder { return &AveragedTitForTat{Gamma: 4} })
)
