package bargain

import "parley/deal"

// BlindBids is blind bidding between two parties, as online settlement of claims has
// it (Burchetta and Brofman, US patent 6,330,551, filed in 1998): on a scale that runs from
// what the first party likes to what the second likes, each names under seal how far
// it would go. If they meet, a rule that was fixed beforehand says where they settle;
// if not, nothing of either bid is revealed, to the other or to tell, which only hears
// of a settlement, as an offer of party -1. They may try a number of times.
//
// A bid is what a party proposes: a strategy that concedes in time does so from try
// to try. A bid that is not on the scale breaks off.
type BlindBids struct {
	Rounds int            // how many tries
	Space  *deal.Space    // not nil
	Scale  []deal.Outcome // each once; nil: the outcomes of Space in order

	// Settle says at which place of the scale bids that meet settle; nil: HalfWay.
	// near is the place of the second party's, at most far, that of the first's.
	// What it returns outside near..far is taken to the closer of the two.
	Settle func(near, far int) int
}

// HalfWay settles half way between the bids; where that falls between two places, at
// the one that the first party likes better.
func HalfWay(near, far int) int { return near + (far-near)/2 }

// AtFirst settles at the first party's bid, and AtSecond at the second's.
func AtFirst(_, far int) int   { return far }
func AtSecond(near, _ int) int { return near }

// Run implements [Protocol]. Between other than two parties nothing is agreed.
func (p BlindBids) Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended {
	if len(parties) != 2 {
		return Ended{How: TimedOut, Time: 1}
	}
	places := p.places()
	for r := range p.Rounds {
		s := State{Round: r, Rounds: p.Rounds, Time: timeOf(r, p.Rounds), By: -1}
		var bids [2]int
		for i, party := range parties {
			o, ok := party.Propose(s)
			if ok {
				bids[i], ok = p.place(o, places)
			}
			if !ok {
				return Ended{How: Broken, Rounds: r + 1, Time: s.Time, Who: i}
			}
		}
		if far, near := bids[0], bids[1]; near <= far {
			o := p.at(near, far)
			if tell != nil {
				tell(r, -1, o)
			}
			return Ended{How: Agreed, Outcome: o, Rounds: r + 1, Time: s.Time}
		}
	}
	return Ended{How: TimedOut, Rounds: max(0, p.Rounds), Time: 1}
}

// places returns where on the scale each outcome is, or nil if the scale is the space.
func (p BlindBids) places() map[deal.Outcome]int {
	if p.Scale == nil {
		return nil
	}
	m := make(map[deal.Outcome]int, len(p.Scale))
	for i, o := range p.Scale {
		m[o] = i
	}
	return m
}

func (p BlindBids) place(o deal.Outcome, places map[deal.Outcome]int) (int, bool) {
	if p.Scale == nil {
		return int(o), o < outcomes(p.Space)
	}
	i, ok := places[o]
	return i, ok
}

// at returns the outcome where two bids settle.
func (p BlindBids) at(near, far int) deal.Outcome {
	settle := p.Settle
	if settle == nil {
		settle = HalfWay
	}
	at := min(max(settle(near, far), near), far)
	if p.Scale == nil {
		return deal.Outcome(at)
	}
	return p.Scale[at]
}
