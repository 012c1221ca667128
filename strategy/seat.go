package strategy

import (
	"math/rand/v2"

	"parley/bargain"
	"parley/deal"
)

// A Seat is what the parts of a party share in a session: what it knows, and what
// was offered. It grows by one Offer, of 32 bytes, for each offer heard or made.
type Seat struct {
	Profile *deal.Profile
	Rounds  int // 0: only time ends the session
	At, N   int // the party's place, and how many there are
	Rand    *rand.Rand
	Heard   []Offer // of all the others, as they came
	Made    []Offer
	Best    int     // which of Heard is worth most to the party, the first of ties; -1: none
	Floor   float64 // the least utility that the party settles for
	Lowest  float64 // of Made; before the first, that of the best outcome
	Models  []Model // by place; nil where there is none, as at the party's own

	bidder  Bidder
	knows   []bool // by place: whether the model has something to say
	options []int32
	next    deal.Outcome // the bid that is due, if asked for already
	nextOK  bool
	due     bool
}

// An Offer is one that was made.
type Offer struct {
	Outcome deal.Outcome
	U       float64 // its utility to the party whose seat it is
	Time    float64
	By      int
}

// prealloc is how many offers a seat has room for from the start, if the session
// can have as many.
const prealloc = 256

func newSeat(p *deal.Profile, rounds, at, n int, r *rand.Rand, model func(of int) Model) *Seat {
	if r == nil {
		r = rand.New(rand.NewPCG(0, 0))
	}
	room := prealloc
	if rounds > 0 {
		room = min(rounds+1, prealloc)
	}
	t := &Seat{Profile: p, Rounds: rounds, At: at, N: n, Rand: r, Best: -1,
		Floor: max(p.Min, p.Reserved), Lowest: p.Max, Models: make([]Model, n), knows: make([]bool, n),
		Heard: make([]Offer, 0, room), Made: make([]Offer, 0, room), options: make([]int32, p.Space.Issues())}
	for i := range t.Models {
		if i != at {
			t.Models[i] = model(i)
		}
	}
	return t
}

// Next returns the offer that the party makes unless it accepts. It asks the
// bidder once for each turn.
func (t *Seat) Next(s bargain.State) (deal.Outcome, bool) {
	if !t.due {
		t.due = true
		t.next, t.nextOK = t.bid(s)
	}
	return t.next, t.nextOK
}

func (t *Seat) bid(s bargain.State) (deal.Outcome, bool) {
	if t.Profile.Max < t.Profile.Reserved {
		return 0, false
	}
	o, ok := t.bidder.Bid(t, s)
	if ok && t.Profile.Of(o) < t.Profile.Reserved {
		return t.Profile.Nearest(t.Floor, 0, t.Floor)
	}
	return o, ok
}

// hear takes down an offer of another party, and lets the model of that party
// learn. Offers of nobody, and what the party put forward itself, teach nothing.
func (t *Seat) hear(s bargain.State, o deal.Outcome) {
	t.due = false
	u := t.Profile.Of(o)
	offer := Offer{o, u, s.Time, s.By}
	t.Heard = append(t.Heard, offer)
	if t.Best < 0 || u > t.Heard[t.Best].U {
		t.Best = len(t.Heard) - 1
	}
	if s.By >= 0 && s.By < len(t.Models) && t.Models[s.By] != nil {
		t.options = t.Profile.Space.Options(o, t.options)
		t.Models[s.By].Hear(offer, t.options)
		t.knows[s.By] = true
	}
}

// make takes down an offer of the party itself.
func (t *Seat) make(s bargain.State, o deal.Outcome) {
	t.due = false
	u := t.Profile.Of(o)
	t.Made, t.Lowest = append(t.Made, Offer{o, u, s.Time, t.At}), min(t.Lowest, u)
}

// Last returns the utility of the party's own last offer, or of its best outcome.
func (t *Seat) Last() float64 {
	if len(t.Made) == 0 {
		return t.Profile.Max
	}
	return t.Made[len(t.Made)-1].U
}

// Liked estimates how much the others like an outcome: as much as the one that
// likes it least, since an agreement needs them all. Whoever has offered nothing that
// the party heard is left out, as a model that knows nothing would say the same of
// every outcome; with stacked offers of three, of which all are answered by a new one,
// each hears only the one before it. It is 0 where nobody is left.
func (t *Seat) Liked(o deal.Outcome) float64 {
	t.options = t.Profile.Space.Options(o, t.options)
	own, least := t.Profile.Of(o), 2.0
	for i, m := range t.Models {
		if t.knows[i] {
			least = min(least, m.Of(t.options, own))
		}
	}
	if least == 2 {
		return 0
	}
	return least
}

// aspire returns the offer of the lowest utility that is at least u, which is
// kept between the floor and the maximum.
func (t *Seat) aspire(u float64) (deal.Outcome, bool) {
	u = min(max(u, t.Floor), t.Profile.Max)
	if o, ok := t.Profile.Nearest(u, 0, t.Floor); ok {
		return o, true
	}
	return t.Profile.Best(), true
}
