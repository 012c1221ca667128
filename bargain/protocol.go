package bargain

import (
	"math"

	"parley/deal"
)

// A State is what every party sees of a session.
type State struct {
	Round, Rounds int     // from 0; Rounds is 0 where only time ends it
	Time          float64 // the part that has passed, in 0..1; where there are rounds, (Round+1)/(Rounds+1)
	By            int     // who made the offer on the table; -1: nobody, or a mediator
}

// A Party takes part in one session. What it knows beyond the State, such as its
// profile, it was made with. The interface belongs to this package: strategies,
// other programs and people at a table implement it.
type Party interface {
	// Respond says whether to accept the offer on the table.
	Respond(s State, on deal.Outcome) Answer
	// Propose makes an offer; false breaks off.
	Propose(s State) (deal.Outcome, bool)
}

// An Answer to an offer.
type Answer uint8

// The answers. Any other breaks off, as End does.
const (
	Reject Answer = iota
	Accept
	End // breaks off
)

// A Protocol says who speaks when.
//
// The protocols here share some rules. They need two parties or more; with fewer
// nothing is agreed. A party that breaks off ends the session for all, and so does
// one that offers what is not in the space: [Ended] says who it was. Where a
// protocol is given no space its parties are trusted to stay within it.
type Protocol interface {
	// Run lets the parties bargain, in joining order, and calls tell, unless it
	// is nil, once for every offer. It allocates nothing in a round unless its
	// type says what.
	Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended
}

// Ended says how a session ended.
type Ended struct {
	How     How
	Outcome deal.Outcome // if agreed
	Rounds  int          // how many, the one in which it ended included
	Time    float64      // at which it ended, in 0..1
	Who     int          // broke off, if broken, in joining order
}

// How a session ended.
type How uint8

// The ways.
const (
	TimedOut How = iota
	Agreed
	Broken // a party broke off, or offered what is not in the space
)

// String returns the way in words.
func (h How) String() string {
	switch h {
	case Agreed:
		return "agreed"
	case Broken:
		return "broken off"
	}
	return "timed out"
}

// StackedOffers is the stacked alternating offers protocol with a deadline in
// rounds: in each round every party in turn accepts the offer on the table or
// makes a counter-offer; offering counts as accepting; there is an agreement when
// all others have accepted in turn. In round r of n all see the time
// (r+1)/(n+1). (Aydoğan, Festen, Hindriks, Jonker 2017; the details are those
// of NegMAS 0.16.)
type StackedOffers struct {
	Rounds int
	Space  *deal.Space // nil: offers are not checked
}

// Run implements [Protocol].
func (p StackedOffers) Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended {
	var on deal.Outcome
	accepted, by, limit := 0, -1, outcomes(p.Space) // accepted by how many in turn, who offers included
	for r := range p.Rounds {
		s := State{r, p.Rounds, timeOf(r, p.Rounds), by}
		for i, party := range parties {
			if accepted > 0 {
				if a := party.Respond(s, on); a == Accept {
					if accepted++; accepted == len(parties) {
						return Ended{How: Agreed, Outcome: on, Rounds: r + 1, Time: s.Time}
					}
					continue
				} else if a != Reject {
					return Ended{How: Broken, Rounds: r + 1, Time: s.Time, Who: i}
				}
			}
			o, ok := party.Propose(s)
			if !ok || o >= limit {
				return Ended{How: Broken, Rounds: r + 1, Time: s.Time, Who: i}
			}
			on, accepted, by = o, 1, i
			s.By = i
			if tell != nil {
				tell(r, i, o)
			}
		}
	}
	return Ended{How: TimedOut, Rounds: max(0, p.Rounds), Time: 1}
}

// timeOf returns the time that parties see in a round.
func timeOf(round, rounds int) float64 { return float64(round+1) / float64(rounds+1) }

// outcomes returns how many outcomes may be offered: those of s, or any.
func outcomes(s *deal.Space) deal.Outcome {
	if s == nil {
		return math.MaxUint64
	}
	return deal.Outcome(s.Len())
}
