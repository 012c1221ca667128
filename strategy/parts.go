package strategy

import (
	"math/rand/v2"

	"parley/bargain"
	"parley/deal"
)

// A Bidder says what to offer. One is made for each session and may remember.
type Bidder interface {
	// Bid returns the next offer; false breaks off. It is asked at most once for
	// an offer that is then made or, if the other side's is accepted, not made.
	Bid(t *Seat, s bargain.State) (deal.Outcome, bool)
}

// An Acceptance says whether an offer is good enough. One is made for each
// session and may remember; those of this package do not, the [Seat] does.
type Acceptance interface {
	// Accepts is asked about the offer on the table, the last of t.Heard.
	Accepts(t *Seat, s bargain.State) bool
}

// A Model learns what another party likes from what it offers. One is made for
// each of the others and each session.
type Model interface {
	// Hear learns from an offer; options are those of its outcome, and not kept.
	Hear(o Offer, options []int32)
	// Of estimates the utility of an outcome to the other party, in 0..1; own is
	// its utility to the one who asks.
	Of(options []int32, own float64) float64
}

// A Bidding is a way to bid. Prepare does once for a profile what need not be
// done in every session.
type Bidding struct {
	Name, Paper string
	Prepare     func(p *deal.Profile, rounds int) func() Bidder
}

// An Accepting is a way to accept.
type Accepting struct {
	Name, Paper string
	New         func() Acceptance
}

// A Modelling is a way to model the other side. The zero Modelling is none.
type Modelling struct {
	Name, Paper string
	Fixed       bool                                     // learns nothing: it counts before anything was heard
	Prepare     func(p *deal.Profile) func(of int) Model // of: the place of whom it models; nil for none
}

// Compose makes a strategy of its parts. Any bidding goes with any acceptance
// rule and any model; what a bidding does without a model is said where it stands.
func Compose(name, paper string, b Bidding, a Accepting, m Modelling) Info {
	parts := b.Name + " · " + a.Name
	if m.Prepare != nil {
		parts += " · " + m.Name
	}
	return Info{Name: name, Paper: paper, Parts: parts, Prepare: func(p *deal.Profile, rounds int) Maker {
		bidder, model := b.Prepare(p, rounds), func(int) Model { return nil }
		if m.Prepare != nil {
			model = m.Prepare(p)
		}
		return func(at, n int, r *rand.Rand) bargain.Party {
			seat := newSeat(p, rounds, at, n, r, model)
			for i, of := range seat.Models {
				seat.knows[i] = m.Fixed && of != nil
			}
			return newAgent(seat, bidder(), a.New())
		}
	}}
}

// An Agent is a party made of parts. Whatever its parts say, it neither
// offers nor accepts what is worth less to it than no agreement: a bid of that
// kind becomes the least that is not, and where nothing is worth as much, it
// breaks off.
type Agent struct {
	seat   *Seat
	bidder Bidder
	rule   Acceptance
}

func newAgent(t *Seat, b Bidder, a Acceptance) *Agent {
	t.bidder = b
	return &Agent{seat: t, bidder: b, rule: a}
}

// Respond implements [bargain.Party].
func (a *Agent) Respond(s bargain.State, on deal.Outcome) bargain.Answer {
	a.seat.hear(s, on)
	if a.seat.Profile.Of(on) >= a.seat.Profile.Reserved && a.rule.Accepts(a.seat, s) {
		return bargain.Accept
	}
	return bargain.Reject
}

// Propose implements [bargain.Party].
func (a *Agent) Propose(s bargain.State) (deal.Outcome, bool) {
	o, ok := a.seat.Next(s)
	if ok {
		a.seat.make(s, o)
	}
	return o, ok
}
