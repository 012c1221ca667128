package bargain

import "parley/deal"

// TentativeAgreement is the protocol of tentative acceptance and unique offers
// (TAU; Mohammad 2023, Generalized Bargaining Protocols). In each round every party
// makes an offer, not knowing those of the others in that round, and answers the
// offer of every other. Both only count in the end: an outcome is agreed once every
// party has offered it and every party has accepted it when another offered it, in
// whichever rounds. So an acceptance binds nobody who does not offer the same one
// day, and is never taken back.
//
// No party offers an outcome twice, with one exception: it may repeat its last offer,
// and then does so for the rest of the session. One that does not keep to that
// breaks off. When all repeat nothing can change any more, and the time is up.
//
// If all offer every outcome that is worth their while, from the best down, and
// accept every such outcome, they agree if they can at all, on an outcome that no
// other is better than for all of them; for two parties that was proved in the paper.
//
// Run remembers every offer and answer: it allocates before the first round, and in
// a round only beyond 65,536 of them.
type TentativeAgreement struct {
	Rounds int
	Space  *deal.Space // nil: offers are not checked
}

// A mark is a place in a ledger: a party and an outcome.
type mark struct {
	party int
	o     deal.Outcome
}

// A ledger is what parties have said of outcomes.
type ledger map[mark]uint8

// What is in a ledger.
const (
	offered uint8 = 1 << iota
	approved
)

// A talk is a session of tentative agreement.
type talk struct {
	parties   []Party
	limit     deal.Outcome
	said      ledger
	last      []deal.Outcome // by party
	repeats   []bool         // by party
	repeating int            // how many do
}

// Run implements [Protocol].
func (p TentativeAgreement) Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended {
	n := len(parties)
	if n < 2 || p.Rounds < 1 {
		return Ended{How: TimedOut, Time: 1}
	}
	room := uint64(min(p.Rounds, 1<<16)) * uint64(n) * uint64(n)
	t := &talk{parties, outcomes(p.Space), make(ledger, min(room, 1<<16)), make([]deal.Outcome, n), make([]bool, n), 0}
	for r := range p.Rounds {
		s := State{Round: r, Rounds: p.Rounds, Time: timeOf(r, p.Rounds), By: -1}
		who, ok := t.offer(s, tell)
		if !ok {
			return Ended{How: Broken, Rounds: r + 1, Time: s.Time, Who: who}
		}
		for s.By = range parties {
			if who, ok = t.answer(s); !ok {
				return Ended{How: Broken, Rounds: r + 1, Time: s.Time, Who: who}
			}
			if o := t.last[s.By]; t.agreed(o) {
				return Ended{How: Agreed, Outcome: o, Rounds: r + 1, Time: s.Time}
			}
		}
		if t.repeating == n {
			return Ended{How: TimedOut, Rounds: r + 1, Time: 1}
		}
	}
	return Ended{How: TimedOut, Rounds: p.Rounds, Time: 1}
}

// offer asks every party for its offer of a round, or says who makes none that it may.
func (t *talk) offer(s State, tell func(round, party int, o deal.Outcome)) (who int, ok bool) {
	for i, party := range t.parties {
		o, ok := party.Propose(s)
		if !ok || o >= t.limit || !t.fresh(i, o) {
			return i, false
		}
		t.said[mark{i, o}] |= offered
		t.last[i] = o
		if tell != nil {
			tell(s.Round, i, o)
		}
	}
	return 0, true
}

// fresh reports whether a party may offer o: it has not before, or it repeats its last.
func (t *talk) fresh(i int, o deal.Outcome) bool {
	again := t.said[mark{i, o}]&offered != 0
	if again && o == t.last[i] && !t.repeats[i] {
		t.repeats[i] = true
		t.repeating++
	}
	return again && o == t.last[i] || !again && !t.repeats[i]
}

// answer asks every other party about the offer of one, or says who breaks off.
func (t *talk) answer(s State) (who int, ok bool) {
	on := t.last[s.By]
	for i, party := range t.parties {
		if i == s.By {
			continue
		}
		switch party.Respond(s, on) {
		case Reject:
		case Accept:
			t.said[mark{i, on}] |= approved
		default:
			return i, false
		}
	}
	return 0, true
}

// agreed reports whether all have offered and accepted o.
func (t *talk) agreed(o deal.Outcome) bool {
	for i := range t.parties {
		if t.said[mark{i, o}] != offered|approved {
			return false
		}
	}
	return true
}
