package strategy

import (
	"math"
	"math/rand/v2"
	"sync/atomic"

	"parley/bargain"
	"parley/deal"
)

// timedInfos are the strategies that concede with time alone.
func timedInfos() []Info {
	const negmas = "Mohammad: NegMAS 0.16, AspirationNegotiator"
	return []Info{
		timed("boulware", faratin98, "polynomial(0, 0.25)", Concession{Polynomial{0, .25}, 1e-4, true}),
		timed("linear", faratin98, "polynomial(0, 1)", Concession{Polynomial{0, 1}, 1e-4, true}),
		timed("conceder", faratin98, "polynomial(0, 4)", Concession{Polynomial{0, 4}, 1e-4, true}),
		timed("exponential-boulware", faratin98, "exponential(0.01, 1)", Concession{Exponential{.01, 1}, 1e-4, true}),
		timed("exponential-conceder", faratin98, "exponential(0.01, 4)", Concession{Exponential{.01, 4}, 1e-4, true}),
		timed("aspiration", negmas, "polynomial(0, 0.25)", Concession{Polynomial{0, .25}, 1e-3, false}),
		timed("aspiration-e2", negmas, "polynomial(0, 0.5)", Concession{Polynomial{0, .5}, 1e-3, false}),
		timed("aspiration-max0.8", negmas, "polynomial(0.2, 0.25)", Concession{Polynomial{.2, .25}, 1e-3, false}),
	}
}

// timed returns the description of a time-based strategy. Its parties keep no
// state, so that one plays in all sessions.
func timed(name, paper, curve string, c Concession) Info {
	return Info{name, paper, curve + " · what it aspires to", func(p *deal.Profile, rounds int) Maker {
		t := c.Plan(p, rounds)
		return func(int, int, *rand.Rand) bargain.Party { return t }
	}}
}

// A Concession is a party's way down as time passes: what it aspires to, which is
// what it accepts, and the nearest to which it offers. Its curve is between the worst
// that it settles for (its reserved value, or its worst outcome if that is better) and
// its best outcome. A party whose reserved value no outcome reaches settles for its
// best alone.
type Concession struct {
	Curve    Curve
	Slack    float64 // utility below the aspiration that still meets it, at least 0
	Rational bool    // offers only what is worth its reserved value, or its best if nothing is
}

// nearer is how far below the aspiration, in utility, an offer may be if it is
// nearer to it than any above; NegMAS' value.
const nearer = 1e-6

// maxPlanned is the number of rounds up to which a party's moves are kept: 16 MiB.
const maxPlanned = 1 << 20

// Planned is a party that concedes with time alone. All that it does in a round it
// would do again in that round of any other session, so that it plays in any
// number of them, on any number of cores. What it accepts in each round is
// reckoned beforehand; what it offers, when it is first asked, as most sessions
// end before the last round. In a session that is not of the rounds it was
// planned for it reckons every move from the time.
type Planned struct {
	concession  Concession
	profile     *deal.Profile
	low, spread float64   // the worst that it settles for, and from there to its best
	floor       float64   // it offers nothing worse
	moves       []move    // by round
	u           []float64 // by outcome, where the profile has it at hand; else nil
}

// A move is what a party does in a round.
type move struct {
	accept float64       // from what utility
	offer  atomic.Uint64 // the outcome + 1; 0: not reckoned yet
}

// Plan returns the party that concedes so with a profile. rounds is how many
// rounds its sessions have; 0: only time ends them.
func (c Concession) Plan(p *deal.Profile, rounds int) *Planned {
	low := min(max(p.Min, p.Reserved), p.Max)
	t := &Planned{concession: c, profile: p, low: low, spread: p.Max - low, floor: math.Inf(-1)}
	if c.Rational {
		t.floor = min(p.Reserved, p.Max)
	}
	if rounds > 0 && rounds <= maxPlanned {
		t.moves, t.u = make([]move, rounds), p.Table()
		for r := range t.moves {
			t.moves[r].accept = t.aspires(float64(r+1) / float64(rounds+1))
		}
	}
	return t
}

// aspires returns the least utility that meets the aspiration at a time. There is
// no most: with any slack it would be at least the utility of the best outcome.
func (t *Planned) aspires(time float64) float64 {
	return min(max(t.concession.Curve.At(time)*t.spread+t.low-t.concession.Slack, t.low), t.profile.Max)
}

// Respond implements [bargain.Party].
func (t *Planned) Respond(s bargain.State, on deal.Outcome) bargain.Answer {
	lo, u := 0.0, 0.0
	if s.Rounds == len(t.moves) && uint(s.Round) < uint(len(t.moves)) {
		lo = t.moves[s.Round].accept
	} else {
		lo = t.aspires(s.Time)
	}
	if uint64(on) < uint64(len(t.u)) {
		u = t.u[on]
	} else {
		u = t.profile.Of(on)
	}
	if u >= lo {
		return bargain.Accept
	}
	return bargain.Reject
}

// Propose implements [bargain.Party]: the outcome nearest to the aspiration from above.
func (t *Planned) Propose(s bargain.State) (deal.Outcome, bool) {
	if s.Rounds == len(t.moves) && uint(s.Round) < uint(len(t.moves)) {
		if o := t.moves[s.Round].offer.Load(); o != 0 {
			return deal.Outcome(o - 1), true
		}
		return t.reckon(s.Round)
	}
	return t.profile.Nearest(t.aspires(s.Time), nearer, t.floor)
}

// reckon finds the offer of a round and keeps it. Two that do so at once find the same.
func (t *Planned) reckon(round int) (deal.Outcome, bool) {
	o, ok := t.profile.Nearest(t.moves[round].accept, nearer, t.floor)
	if ok {
		t.moves[round].offer.Store(uint64(o) + 1)
	}
	return o, ok
}
