package bargain

import (
	"fmt"

	"parley/deal"
)

// An Addition is an issue that comes onto the table before a round.
type Addition struct {
	Round int // from 1
	Issue deal.Issue
}

// An Agenda is the stacked alternating offers protocol with issues added while the
// session runs. From the round of an addition on the space has one issue more, its
// last; what was offered before is silent on it. A silent offer can no longer be
// accepted, since it settles less than is on the table: the parties are told of it,
// and any of them may complete it with an offer of its own. What all accept before
// an issue is added is agreed, and the issue is not added.
//
// (Additions to the agenda of negotiations: Lax and Sebenius 1986; issue by issue
// and in packages: Fatima, Wooldridge and Jennings 2006.)
type Agenda struct {
	rounds int
	legs   []leg
}

// A leg is the rounds of an agenda between two additions.
type leg struct {
	from  int // its first round
	space *deal.Space
}

// NewAgenda returns the agenda of a session over s in a number of rounds, at least 1. It
// fails without a space, on an addition that is not in rounds 1..rounds-1 or not in their order, and where
// [deal.NewSpace] does.
func NewAgenda(s *deal.Space, rounds int, added ...Addition) (*Agenda, error) {
	if s == nil || rounds < 1 {
		return nil, fmt.Errorf("bargain: an agenda of %d rounds: give a space and at least one round", rounds)
	}
	a := &Agenda{rounds, []leg{{0, s}}}
	for _, add := range added {
		last := &a.legs[len(a.legs)-1]
		switch {
		case add.Round < 1 || add.Round >= rounds:
			return nil, fmt.Errorf("bargain: issue %q is added before round %d, which is not in 1..%d", add.Issue.Name, add.Round, rounds-1)
		case add.Round < last.from:
			return nil, fmt.Errorf("bargain: issue %q is added before round %d, after one before round %d; give additions in order", add.Issue.Name, add.Round, last.from)
		}
		next, err := extend(last.space, add.Issue)
		if err != nil {
			return nil, fmt.Errorf("bargain: before round %d: %w", add.Round, err)
		}
		if add.Round == last.from {
			last.space = next
		} else {
			a.legs = append(a.legs, leg{add.Round, next})
		}
	}
	return a, nil
}

// extend returns s with one issue more, its last.
func extend(s *deal.Space, issue deal.Issue) (*deal.Space, error) {
	issues := make([]deal.Issue, 0, s.Issues()+1)
	for i := range s.Issues() {
		issues = append(issues, *s.Issue(i))
	}
	return deal.NewSpace(append(issues, issue)...)
}

// Space returns the space in a round: what an offer that was told in it, or an
// agreement of it, is a point of.
func (a *Agenda) Space(round int) *deal.Space {
	s := a.legs[0].space
	for _, l := range a.legs {
		if l.from <= round {
			s = l.space
		}
	}
	return s
}

// Completions returns the outcomes of a later round that say of the old issues
// what o said in an earlier one: n of them, the first and those after it. It is
// o alone where no issue was added in between. Whichever round is the smaller is the earlier.
func (a *Agenda) Completions(o deal.Outcome, earlier, later int) (first deal.Outcome, n uint64) {
	earlier, later = min(earlier, later), max(earlier, later)
	n = a.Space(later).Len() / a.Space(earlier).Len()
	return o * deal.Outcome(n), n
}

// Part is the inverse: what an outcome of a later round says of the issues that were
// on the table in an earlier one.
func (a *Agenda) Part(o deal.Outcome, earlier, later int) deal.Outcome {
	_, n := a.Completions(0, earlier, later)
	return o / deal.Outcome(n)
}

// A Growth is what parties are told when issues are added.
type Growth struct {
	Round    int // the next
	From, To *deal.Space
	By       int          // who made the last offer, now silent on the new issues; -1: there is none
	First    deal.Outcome // the first of its completions
	N        uint64       // how many there are
}

// A Follower is a party that can go on when issues are added. From then on it is
// asked about outcomes of the larger space. A party that is none breaks off.
type Follower interface {
	Party
	// Follow says what was added; false breaks off.
	Follow(g Growth) bool
}

// Run implements [Protocol]. It allocates when an issue is added.
func (a *Agenda) Run(parties []Party, tell func(round, party int, o deal.Outcome)) Ended {
	last := Growth{By: -1}
	for i, l := range a.legs {
		to := a.rounds
		if i+1 < len(a.legs) {
			to = a.legs[i+1].from
		}
		if i > 0 {
			if who, ok := a.grow(parties, last, l.from); !ok {
				return Ended{How: Broken, Rounds: l.from, Time: timeOf(l.from-1, a.rounds), Who: who}
			}
		}
		leg := StackedOffers{Rounds: to - l.from, Space: l.space}
		end := leg.Run(a.shifted(parties, l.from), func(round, party int, o deal.Outcome) {
			last.By, last.First = party, o
			if tell != nil {
				tell(l.from+round, party, o)
			}
		})
		if end.How != TimedOut {
			end.Rounds += l.from
			end.Time = timeOf(end.Rounds-1, a.rounds)
			return end
		}
	}
	return Ended{How: TimedOut, Rounds: max(0, a.rounds), Time: 1}
}

// grow tells the parties that the space is a larger one from a round on, or says who
// does not follow. last is the last offer; as every round has one it is of the round before.
func (a *Agenda) grow(parties []Party, last Growth, round int) (who int, ok bool) {
	g := Growth{Round: round, From: a.Space(round - 1), To: a.Space(round), By: last.By}
	if g.By >= 0 {
		g.First, g.N = a.Completions(last.First, round-1, round)
	}
	for i, party := range parties {
		if f, ok := party.(Follower); !ok || !f.Follow(g) {
			return i, false
		}
	}
	return 0, true
}

// shifted returns the parties as they take part in a leg: what is round 0 of it is
// round from of theirs.
func (a *Agenda) shifted(parties []Party, from int) []Party {
	out := make([]Party, len(parties))
	for i, p := range parties {
		out[i] = later{p, from, a.rounds}
	}
	return out
}

type later struct {
	party        Party
	from, rounds int
}

func (p later) state(s State) State {
	s.Round += p.from
	s.Rounds, s.Time = p.rounds, timeOf(s.Round, p.rounds)
	return s
}

// Respond implements [Party].
func (p later) Respond(s State, on deal.Outcome) Answer { return p.party.Respond(p.state(s), on) }

// Propose implements [Party].
func (p later) Propose(s State) (deal.Outcome, bool) { return p.party.Propose(p.state(s)) }

// InLegs returns a party that plays as the first of the parties until an issue is
// added, then as the second, and so on: one made for each space of an [Agenda]. Beyond
// the last it breaks off. It is for one session.
func InLegs(parties ...Party) Party { return &inLegs{parties: parties} }

type inLegs struct {
	parties []Party
	at      int
}

// Follow implements [Follower].
func (l *inLegs) Follow(g Growth) bool {
	l.at++
	if l.at >= len(l.parties) {
		return false
	}
	f, ok := l.parties[l.at].(Follower)
	return !ok || f.Follow(g)
}

// Respond implements [Party].
func (l *inLegs) Respond(s State, on deal.Outcome) Answer {
	if l.at >= len(l.parties) {
		return End
	}
	return l.parties[l.at].Respond(s, on)
}

// Propose implements [Party].
func (l *inLegs) Propose(s State) (deal.Outcome, bool) {
	if l.at >= len(l.parties) {
		return 0, false
	}
	return l.parties[l.at].Propose(s)
}
