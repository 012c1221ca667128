package bargain

import "parley/deal"

// TimedOffers is the stacked alternating offers protocol with a deadline in time
// (Rubinstein 1982 has turns and no deadline; Aydoğan, Festen, Hindriks, Jonker
// 2017 has both deadlines). Its parties see [State].Rounds 0 and the time at which
// they are asked. What a party says when time is up is too late and does not count,
// as in Genius, and is not told.
type TimedOffers struct {
	// Clock returns the part of the time that has passed; the session ends when
	// it is 1 or more, or not a number. Below 0 counts as 0, and it never goes back.
	Clock func() float64
	Space *deal.Space // nil: offers are not checked
}

// Run implements [Protocol].
func (p TimedOffers) Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended {
	if len(parties) < 2 {
		return Ended{How: TimedOut, Time: 1}
	}
	var on deal.Outcome
	accepted, rounds := 0, 0
	i := 0
	for s := (State{By: -1}); p.tick(&s); i++ {
		if i == len(parties) {
			i, s.Round = 0, s.Round+1
		}
		rounds = s.Round + 1
		answer, o := p.turn(parties[i], &s, on, accepted > 0)
		if s.Time >= 1 {
			break
		}
		switch answer {
		case Reject:
			on, accepted, s.By = o, 1, i
			if tell != nil {
				tell(s.Round, i, o)
			}
		case Accept:
			if accepted++; accepted == len(parties) {
				return Ended{How: Agreed, Outcome: on, Rounds: rounds, Time: s.Time}
			}
		default:
			return Ended{How: Broken, Rounds: rounds, Time: s.Time, Who: i}
		}
	}
	return Ended{How: TimedOut, Rounds: rounds, Time: 1}
}

// turn returns what a party answers to the offer on the table, if there is one,
// and what it offers if that is Reject. Afterwards s has the time.
func (p TimedOffers) turn(party Party, s *State, on deal.Outcome, standing bool) (Answer, deal.Outcome) {
	if standing {
		if a := party.Respond(*s, on); !p.tick(s) || a != Reject {
			return a, 0
		}
	}
	o, ok := party.Propose(*s)
	p.tick(s)
	if !ok || o >= outcomes(p.Space) {
		return End, 0
	}
	return Reject, o
}

// tick puts the clock's time into s and reports whether there is any left.
func (p TimedOffers) tick(s *State) bool {
	s.Time = max(s.Time, p.Clock())
	if !(s.Time < 1) { // not a number ends it too
		s.Time = 1
	}
	return s.Time < 1
}
