// Package strategy is how parties concede, accept, and model each other.
//
//	Info      a strategy: its name, its paper, how to prepare it
//	Maker     makes a party for one session
//	Bidder, Acceptance, Model   the three parts of which most are made; any goes with any
//	Compose   makes a strategy of them
//	Unrepeated  makes a strategy play where no offer may be made twice
//	Seat      what the parts of a party share in a session: its profile, the offers so far
//	Planned   a party that concedes with time alone
//	Line      a talk with a program that plays, in JSON lines
//
// A strategy prepares once for a profile and a number of rounds what need not be
// done in every session; one that concedes with time alone reckons all its moves
// then. What it makes plays through [bargain.Party] like everybody else.
//
// Strategies see a session from their own side: what others like they learn from
// what they offer, one model for each, and what is heard of whom is up to the
// protocol. Where there are several others, a rule that imitates the other side takes
// them as one, and one that wants to please it pleases, of those it has heard, whoever
// likes the outcome least. What a party remembers grows with the offers heard and made, 32 bytes each;
// a model takes a few numbers for each option. Beyond that a round allocates nothing,
// except what a search of a space that is not listed does.
//
// All play in any space that a [deal.Profile] can be compiled for. Where a space is
// large, those that choose among outcomes of about the same utility see the first
// [Candidates] of them, and better the one they choose issue by issue.
package strategy

import (
	"math/rand/v2"

	"parley/bargain"
	"parley/deal"
)

// An Info describes a strategy.
type Info struct {
	Name  string
	Paper string // who proposed it, where; for docs
	Parts string // of what it is made: bidding, acceptance, model of the other side
	// Prepare does once what need not be done in every session. rounds is the
	// number of rounds of the sessions to come; 0: only time ends them.
	Prepare func(p *deal.Profile, rounds int) Maker
}

// A Maker makes a party for one session of n parties, of which it is the one
// that joins at place at (0 is the first). r is the party's own random stream;
// most strategies do not use it. A party that keeps no state may be the same in
// all sessions.
type Maker func(at, n int, r *rand.Rand) bargain.Party

// All lists the strategies by name, for help, documents and tournaments.
func All() []Info { return append(timedInfos(), composedInfos()...) }

// Find returns the strategy of a name.
func Find(name string) (Info, bool) {
	for _, i := range All() {
		if i.Name == name {
			return i, true
		}
	}
	return Info{}, false
}
