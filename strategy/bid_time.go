package strategy

import (
	"math"

	"parley/bargain"
	"parley/deal"
)

const (
	faratin98 = "Faratin, Sierra, Jennings: Negotiation decision functions for autonomous agents. Robotics and Autonomous Systems 24 (1998)"
	faratin02 = "Faratin, Sierra, Jennings: Using similarity criteria to make issue trade-offs in automated negotiations. Artificial Intelligence 142 (2002)"
)

// A Curve says how much of the range from its floor to its best outcome
// a party claims at a time in 0..1.
type Curve interface {
	At(time float64) float64
}

// Polynomial claims 1 − α(t), α(t) = K + (1−K)·t^(1/Beta): Beta below 1 concedes late
// (boulware), above 1 early (conceder). (Faratin, Sierra, Jennings 1998.)
type Polynomial struct{ K, Beta float64 }

// At implements [Curve].
func (c Polynomial) At(time float64) float64 {
	return 1 - (c.K + (1-c.K)*math.Pow(time, 1/c.Beta))
}

// Exponential claims 1 − α(t), α(t) = exp((1−t)^Beta · ln K), 0 < K < 1: a
// small concession K at once, the rest the earlier the larger Beta, as in
// [Polynomial]. (Faratin, Sierra, Jennings 1998.)
type Exponential struct{ K, Beta float64 }

// At implements [Curve].
func (c Exponential) At(time float64) float64 {
	return 1 - math.Exp(math.Pow(1-time, c.Beta)*math.Log(c.K))
}

// Timed offers the least that a curve claims. It remembers nothing.
type Timed struct{ Curve Curve }

// Bid implements [Bidder].
func (b Timed) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	return t.aspire(t.claim(b.Curve.At(s.Time)))
}

// claim turns a part of the range from the floor to the best into a utility.
func (t *Seat) claim(part float64) float64 { return t.Floor + part*(t.Profile.Max-t.Floor) }

// Insist offers the best outcome, always. It remembers nothing.
type Insist struct{}

// Bid implements [Bidder].
func (Insist) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) { return t.Profile.Best(), true }

// bidding makes a Bidding of a bidder that is made alike for every profile.
func bidding(name, paper string, make func() Bidder) Bidding {
	return Bidding{Name: name, Paper: paper, Prepare: func(*deal.Profile, int) func() Bidder { return make }}
}

// TimedBidding concedes along a curve.
func TimedBidding(name string, c Curve) Bidding {
	b := Bidder(Timed{c})
	return bidding(name, faratin98, func() Bidder { return b })
}

// Insisting never concedes.
var Insisting = bidding("insisting", "baseline; Baarslag et al.: Evaluating practical negotiating agents. Artificial Intelligence 198 (2013)", func() Bidder { return Insist{} })
