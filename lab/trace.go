package lab

import (
	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// A Session is one negotiation, offer by offer.
type Session struct {
	bargain.Ended
	Offers []Offer
	Final  []float64 // by party: what the ending is worth, discounted
}

// An Offer is one that was made.
type Offer struct {
	Round, Party int // from 0; Party counts in the order of the profiles
	Outcome      deal.Outcome
	Utilities    []float64 // by party, not discounted
}

// Play lets parties bargain by a protocol. The parties speak in the order of order,
// which has the number of each once: parties[i] has profiles[i], and was made to
// join at its place in order.
func Play(protocol bargain.Protocol, profiles []*deal.Profile, parties []bargain.Party, order []int) Session {
	joined := make([]bargain.Party, len(order))
	for at, party := range order {
		joined[at] = parties[party]
	}
	var s Session
	utilities := func(o deal.Outcome) (u []float64) {
		for _, f := range profiles {
			u = append(u, f.Of(o))
		}
		return u
	}
	s.Ended = protocol.Run(joined, func(round, at int, o deal.Outcome) {
		s.Offers = append(s.Offers, Offer{round, order[at], o, utilities(o)})
	})
	strategy.Tell(joined, s.Ended)
	for _, f := range profiles {
		s.Final = append(s.Final, plain(f, s.Ended)*decay(f.Discount, s.Time))
	}
	return s
}
