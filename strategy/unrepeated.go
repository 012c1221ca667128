package strategy

import (
	"math/rand/v2"

	"parley/bargain"
	"parley/deal"
)

// Unrepeated makes a strategy play where no offer may be made twice, as with
// [bargain.TentativeAgreement]: where it would repeat an offer, its party makes the
// best one instead that it has not made and that is worth as much as no agreement.
// When there is none left it repeats its last for good. Whatever the strategy answers
// it answers. Its name is that of the strategy with "-unrepeated".
//
// Of a space that is not listed the outcomes in order cost as much as there are
// before them, see [deal.Profile.Ranked]. A party remembers what it offered.
func Unrepeated(of Info) Info {
	return Info{of.Name + "-unrepeated", of.Paper, of.Parts + " · unrepeated", func(p *deal.Profile, rounds int) Maker {
		maker := of.Prepare(p, rounds)
		return func(at, n int, r *rand.Rand) bargain.Party {
			return &unrepeated{Party: maker(at, n, r), profile: p, made: make(map[deal.Outcome]bool)}
		}
	}}
}

type unrepeated struct {
	bargain.Party
	profile *deal.Profile
	made    map[deal.Outcome]bool
	rank    int          // of the best outcome that may not have been made
	last    deal.Outcome // that it made
	over    bool         // there is none left
}

// Propose implements [bargain.Party].
func (x *unrepeated) Propose(s bargain.State) (deal.Outcome, bool) {
	if x.over {
		return x.last, true
	}
	o, ok := x.Party.Propose(s)
	if !ok {
		return 0, false
	}
	if x.made[o] {
		if o, ok = x.next(); !ok {
			x.over = true
			return x.last, true
		}
	}
	x.made[o], x.last = true, o
	return o, true
}

// next returns the best outcome that was not made.
func (x *unrepeated) next() (deal.Outcome, bool) {
	for ; ; x.rank++ {
		o, ok := x.profile.Ranked(x.rank)
		if !ok || x.profile.Of(o) < x.profile.Reserved {
			return 0, false
		}
		if !x.made[o] {
			return o, true
		}
	}
}

// Ended implements [Listener].
func (x *unrepeated) Ended(e bargain.Ended) { Tell([]bargain.Party{x.Party}, e) }
