package strategy

import (
	"cmp"
	"slices"
	"strings"

	"parley/bargain"
	"parley/deal"
)

const experts = "Güneş, Arditi, Aydoğan: Collective voice of experts in multilateral negotiation. PRIMA (2017)"

// Scatter offers any outcome that is worth as much as no agreement, all
// as likely; where none of Tries draws is, the least that is. It remembers
// nothing. (Zero intelligence with a budget: Gode, Sunder 1993.)
type Scatter struct{ Tries int }

// Bid implements [Bidder].
func (b Scatter) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	for range b.Tries {
		if o := deal.Outcome(t.Rand.Uint64N(t.Profile.Space.Len())); t.Profile.Of(o) >= t.Floor {
			return o, true
		}
	}
	return t.aspire(t.Floor)
}

// Experts asks several bidders and offers the middle one of their bids by its own
// utility; of an even number the higher of the two. It breaks off when half of
// them do. (That several are asked what to offer and what to accept is from Güneş, Arditi,
// Aydoğan 2017. Theirs vote on the option of each issue instead, which can put together an
// outcome that none of them would offer.)
type Experts struct {
	bidders []Bidder
	bids    []Offer
}

// Bid implements [Bidder].
func (b *Experts) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	b.bids = b.bids[:0]
	for _, x := range b.bidders {
		if o, ok := x.Bid(t, s); ok {
			b.bids = append(b.bids, Offer{Outcome: o, U: t.Profile.Of(o)})
		}
	}
	if 2*len(b.bids) <= len(b.bidders) {
		return 0, false
	}
	slices.SortFunc(b.bids, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(b.U, a.U), cmp.Compare(a.Outcome, b.Outcome))
	})
	return b.bids[(len(b.bids)-1)/2].Outcome, true
}

// ExpertsOf returns the bidding that takes the middle bid of others.
func ExpertsOf(of ...Bidding) Bidding {
	names := make([]string, len(of))
	for i, b := range of {
		names[i] = b.Name
	}
	return Bidding{
		Name:  "experts(" + strings.Join(names, ", ") + ")",
		Paper: experts,
		Prepare: func(p *deal.Profile, rounds int) func() Bidder {
			makers := make([]func() Bidder, len(of))
			for i, b := range of {
				makers[i] = b.Prepare(p, rounds)
			}
			return func() Bidder {
				x := &Experts{bidders: make([]Bidder, len(of)), bids: make([]Offer, 0, len(of))}
				for i, m := range makers {
					x.bidders[i] = m()
				}
				return x
			}
		},
	}
}

// Random offers at random.
var Random = bidding("random", "Gode, Sunder: Allocative efficiency of markets with zero-intelligence traders. J. Political Economy 101 (1993)",
	func() Bidder { return Scatter{64} })

// Biddings lists the ways to bid.
func Biddings() []Bidding {
	return []Bidding{
		TimedBidding("polynomial(0, 0.2)", Polynomial{0, 0.2}),
		TimedBidding("exponential(0.01, 2)", Exponential{0.01, 2}),
		Insisting, RelativeTFT, RandomTFT, AveragedTFT, TradingOff, MiCRO, HardHeadedBidding,
		NashBidding, NiceTFT, ExpectingBidding, Random,
		ExpertsOf(HardHeadedBidding, NiceTFT, AveragedTFT),
	}
}
