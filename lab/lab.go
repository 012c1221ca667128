// Package lab plays many negotiations: every choice of strategies for the
// parties of several scenarios, in every order of speaking, repeated.
//
//	Tournament  what is to be played
//	Plan        the same prepared: its units are numbered, and each can be played by itself
//	Row         how one unit ended
//	Ranking     what rows come to: mean utilities with intervals, agreements, welfare
//	Session     one negotiation offer by offer
//	Generator   makes scenarios of any size and of any opposition of interests
//
// A unit of work is a pure function of the plan and its number: each has random
// streams of its own, keyed by the seed, the number and the party. So one core,
// many, or many machines give the same bytes, and what is done of a plan is
// always its first so many units. [Plan.Write] writes them as lines; [Plan.Done]
// says how many a file holds, and where to go on after an interruption.
package lab

import (
	"errors"
	"fmt"
	"math/bits"

	"parley/scenario"
	"parley/strategy"
)

// A Tournament is what is to be played: each scenario with each assignment of
// strategies to its parties (all ordered choices with repetition), each of those
// in each rotation of the order in which the parties speak, each of those so many
// times.
//
// An assignment says who has which preferences, a rotation who speaks first: with
// two parties and four strategies a scenario has 16 assignments in 2 rotations.
type Tournament struct {
	Scenarios   []*scenario.Scenario
	Strategies  []strategy.Info
	Rounds      int // deadline of every session
	Repetitions int
	Seed        uint64
	NoSelfPlay  bool // leaves out assignments of one strategy to all parties
}

// maxUnits keeps numbers of units far from overflow.
const maxUnits = 1 << 50

// Units returns how many negotiations there are. It fails where a tournament has
// nothing to play, or more than 2^50.
func (t *Tournament) Units() (int, error) {
	total := 0
	for i := range t.Scenarios {
		n, err := t.units(i)
		if err != nil {
			return 0, err
		}
		if total += n; total > maxUnits {
			return 0, errTooMany
		}
	}
	if total == 0 {
		return 0, errors.New("lab: there is nothing to play: a tournament needs a scenario and a strategy, and without self-play two strategies")
	}
	return total, nil
}

var errTooMany = errors.New("lab: more than 2^50 negotiations")

// units is how many negotiations a scenario has.
func (t *Tournament) units(i int) (int, error) {
	s := t.Scenarios[i]
	parties := len(s.Parties)
	switch {
	case parties < 2:
		return 0, fmt.Errorf("lab: scenario %q has %d parties; a negotiation needs two", s.Name, parties)
	case t.Rounds < 1:
		return 0, errors.New("lab: a session needs a round")
	case t.Repetitions < 1:
		return 0, errors.New("lab: a tournament needs a repetition")
	}
	n, ok := power(len(t.Strategies), parties)
	if ok && t.NoSelfPlay {
		n -= uint64(len(t.Strategies))
	}
	for _, factor := range []int{parties, t.Repetitions} {
		hi, lo := bits.Mul64(n, uint64(factor))
		n, ok = lo, ok && hi == 0
	}
	if !ok || n > maxUnits {
		return 0, errTooMany
	}
	return int(n), nil
}

// power is k^n, and whether it fits.
func power(k, n int) (p uint64, ok bool) {
	p = 1
	for range n {
		hi, lo := bits.Mul64(p, uint64(k))
		if hi != 0 {
			return 0, false
		}
		p = lo
	}
	return p, true
}

// A Pairing is who meets whom in a unit.
type Pairing struct {
	Scenario   int   // in the tournament
	Strategies []int // by party, in the tournament
	First      int   // the party that speaks first; the others follow in their order
	Repetition int
}

// pairing writes who meets whom in unit u of scenario i into p. The repetition
// changes fastest, then the rotation, then the last party's strategy.
func (t *Tournament) pairing(i, u int, p *Pairing) {
	n, k := len(t.Scenarios[i].Parties), len(t.Strategies)
	p.Scenario, p.Repetition = i, u%t.Repetitions
	u /= t.Repetitions
	p.First = u % n
	u /= n
	if t.NoSelfPlay {
		u = t.mixed(u, n)
	}
	p.Strategies = append(p.Strategies[:0], make([]int, n)...)
	for j := n - 1; j >= 0; j-- {
		p.Strategies[j] = u % k
		u /= k
	}
}

// mixed is the number of the assignment that is number m of those in which not
// all parties have the same strategy: the ones left out are step apart, and the
// first of all is one.
func (t *Tournament) mixed(m, parties int) int {
	k := len(t.Strategies)
	all, _ := power(k, parties)
	between := int(all-1)/(k-1) - 1
	return m/between*(between+1) + m%between + 1
}
