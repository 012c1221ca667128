package strategy

import (
	"parley/bargain"
	"parley/deal"
)

// Micro is MiCRO, the minimal concession strategy: it goes down the outcomes in
// its own order, one at a time, and makes a new offer only while it has made no
// more of them than it has heard; else it repeats one of its own at random. It
// remembers the distinct offers heard and made, about 30 bytes each. Several others are
// taken as one. (de Jonge 2022.)
//
// Of a space that is not listed the outcomes in order cost as much as there
// are before them, see [deal.Profile.Ranked].
type Micro struct {
	heard map[deal.Outcome]struct{}
	made  []deal.Outcome // distinct, in order of making
	fresh deal.Outcome   // the new offer that was bid last
	due   bool           // whether it is still to be made
	seen  int            // how many of the seat's were looked at
	own   int
}

// Bid implements [Bidder].
func (b *Micro) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	b.look(t)
	if len(b.heard) >= len(b.made) {
		o, ok := t.Profile.Ranked(len(b.made))
		if ok && t.Profile.Of(o) >= t.Floor {
			b.fresh, b.due = o, true
			return o, true
		}
	}
	b.due = false
	return b.made[t.Rand.IntN(len(b.made))], true
}

// look takes in what was offered since.
func (b *Micro) look(t *Seat) {
	if b.heard == nil {
		b.heard = make(map[deal.Outcome]struct{}, cap(t.Heard))
	}
	for ; b.seen < len(t.Heard); b.seen++ {
		b.heard[t.Heard[b.seen].Outcome] = struct{}{}
	}
	for ; b.own < len(t.Made); b.own++ {
		if o := t.Made[b.own].Outcome; b.due && o == b.fresh {
			b.made, b.due = append(b.made, o), false
		}
	}
}

// Lowest accepts what is worth as much as the least of what the party has offered
// or would offer next: the rule of MiCRO.
type Lowest struct{}

// Accepts implements [Acceptance].
func (Lowest) Accepts(t *Seat, s bargain.State) bool {
	next, ok := t.Next(s)
	return ok && t.heard().U >= min(t.Lowest, t.Profile.Of(next))
}

const deJonge = "de Jonge: An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy. IJCAI (2022)"

// MiCRO is the minimal concession strategy, and ACLowest its acceptance rule.
var (
	MiCRO    = bidding("MiCRO", deJonge, func() Bidder { return &Micro{} })
	ACLowest = rule("AC_lowest", deJonge, Lowest{})
)
