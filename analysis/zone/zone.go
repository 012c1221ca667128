// Package zone answers: where could a deal lie, and what would no agreement move?
//
// It is a model of valuations: what the record says settlements are worth to each
// side, as ranges. Where a side's own valuation may not be known there may be a
// guess of ours, which is marked as one. Positions are no limits: what a side asks
// or offers is placed in the zone, never taken for its edge.
//
// Money is what is paid a year on average. A settlement m, with an option for every
// other issue, is worth V - m to who pays and V + m to who receives, where V is what
// the options are worth to the side, in money. Going without an agreement is worth
// what the settlement at the side's limit is worth, less what the time ahead without
// one costs: so much more, or less, would the side settle for.
//
//	Options  which sides, in which money, how patient
//	Result   the zone and its points, as ranges; everything on which they rest
//	Side     one side: its limit, what its options are worth, what no agreement costs it
//	Toll     one thing that no agreement costs, or brings: since when, and its pull
//	Package  one way to settle everything but the money
//	Swing    how far one input alone moves the Nash point
//	Stop     the zone on a day on which something begins
//	Placed   an offer or a demand, in the zone
//
// What is left open is drawn: each figure evenly over its range, within what order
// and trade-offs allow. Draws are keyed by the seed and the valuation, so that one
// side's draws do not depend on the other.
package zone

import (
	"cmp"
	"fmt"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name: "zone",
	Assumes: []string{"card.zone.limits", "card.zone.open", "card.zone.money", "card.zone.ahead", "card.zone.patience",
		"card.zone.silent", "card.zone.placed"},
	Reads: []parley.Kind{"valuation", "issue", "offer", "claim", "agreement", "terms", "event", "deadline", "series", "case"},
	Model: true,
	Refs: []string{"J. Nash: The Bargaining Problem. Econometrica 18 (1950)",
		"E. Kalai, M. Smorodinsky: Other Solutions to Nash's Bargaining Problem. Econometrica 43 (1975)",
		"K. Binmore, A. Rubinstein, A. Wolinsky: The Nash Bargaining Solution in Economic Modelling. RAND Journal of Economics 17 (1986)"},
	Since: "0.1",
}

// The defaults of [Options].
const (
	Draws = 10_000
	Seed  = 1
	Ahead = 12
)

// Options say what is asked. The zero Options take the two sides of the case of
// which there are valuations, in the money of the case.
type Options struct {
	Parties []parley.ID                            // two; nil: those of the case
	Money   money.Currency                         // "": that of the case
	Weight  Weight                                 // of who pays; zero: both alike
	Ahead   int                                    // months over which no agreement is reckoned; 0: Ahead
	Span    evidence.Years                         // for which offers are priced; zero: of each its own
	Assume  map[parley.ID]evidence.Assumption      // of series, for the prices of offers
	Rates   map[money.Currency]evidence.Assumption // likewise
	Pair    bool                                   // rates are those of printed pairs
	Draws   int
	Seed    uint64
}

// A Weight is how patient who pays is, of the patience of both, in 0..1. The zero
// Weight is a half: both alike. A range is drawn over evenly.
type Weight struct{ Low, High float64 }

// A Range is how a number comes out over the draws.
type Range struct{ Lowest, P10, Middle, P90, Highest float64 }

// A Result says where a deal could lie. Amounts are in units of Money, a year.
type Result struct {
	Options  // as they were taken: nothing is left to a default
	Day      date.Day
	Issue    parley.ID     // the issue of money, on which both limits are
	Sides    []Side        // who pays, then who receives; one, where only one is known
	Unknown  []parley.ID   // parties of which there is no valuation
	Settled  *parley.Stage // by which the first agreement since the older valuation was concluded; nil: none
	Packages []Package     // those that are the deal in any draw, the most frequent first
	Room     float64       // part of the draws in which there is a zone, 0..1
	Low      Range         // the least that who receives would take, as the deal settles the rest
	High     Range         // the most that who pays would pay
	Nash     Range         // over the draws with a zone, like all points
	Equal    Range         // the Kalai–Smorodinsky point, which is here the egalitarian one
	Same     bool          // Nash and Equal are one in every draw
	Apart    Range         // High less Low over all draws: below 0 there is no zone
	Least    Range         // as Low, over all draws, as the rest is settled where the two are nearest
	Most     Range         // as High, likewise
	Swings   []Swing       // the widest first
	Stops    []Stop        // the day asked about first
	Placed   []Placed
	Unplaced []Unplaced
	Held     *evidence.Bid // what was agreed last before the talks that the valuations are of; nil: nothing, or in other money
	rests    []parley.ID
}

// A Side is one side.
type Side struct {
	Party     parley.ID
	Pays      bool // else it receives
	Valuation *parley.Valuation
	Limit     evidence.Stake
	Worth     []Spread
	Stakes    []evidence.Stake // what Valuation.Worth comes to
	Tolls     []Toll
	Cost      Range       // what the time ahead without an agreement costs it
	Pull      float64     // how far one unit more of that moves the Nash point, at the middle of the weights
	Silent    []parley.ID // issues that only the other side values: taken as nothing to this one
	Unbounded []parley.ID // issues of which it leaves open how much some option is worth: left out
}

// A Spread is what one option is worth to a side rather than another, over the draws.
type Spread struct {
	parley.Swap
	Range
	Said bool // an amount says so; else order and rank alone
}

// A Toll is one thing that no agreement costs a side, or brings it.
type Toll struct {
	parley.NoDeal
	From, To date.Day // 0: from always, without end
	Yearly   evidence.Stake
	Ahead    Range // what it costs over the time ahead; below 0: it brings that
	Pull     Range // by how much it moves the Nash point: up if above 0
}

// A Package is one way to settle everything but the money.
type Package struct {
	Settings  []parley.Setting
	Share     float64 // of the draws with a zone, that in which the deal is this package
	Low, High Range   // the zone, over the draws in which it is the deal
}

// A Swing is how far the Nash point moves with one input, from its 10 to its 90
// per cent quantile: of its range, or, of what an option is worth, over the draws.
// Every other input is in the middle of its range, where order between issues counts
// only as far as it bounds them. What moves nothing has none.
type Swing struct {
	Input     Input
	From, To  float64 // what the input is
	Low, High float64 // the Nash point
}

// An Input is something that was drawn.
type Input struct {
	Side int // in Result.Sides; -1: the weight
	Kind InputKind
	N    int // OfWorth: in Side.Worth. OfToll: in Side.Tolls
}

// An InputKind is a kind of input.
type InputKind uint8

// The kinds.
const (
	OfLimit InputKind = iota + 1
	OfWorth
	OfToll
	OfWeight
)

// A Stop is the zone as it would be on a day, if nothing but the calendar moved.
type Stop struct {
	Day       date.Day
	Tolls     []Input // what begins or ends on it
	Room      float64
	Low, High Range
	Nash      Range
}

// A Placed bid is an offer or a demand with its price a year.
type Placed struct {
	evidence.Bid
	Yearly         Range            // what it costs a year on average: Lowest and Highest are its 2.5 and 97.5 per cent quantiles
	Settings       []parley.Setting // what it says of the other issues; on the rest it is judged as the deal of each draw settles them
	Pays, Receives float64          // part of the draws in which that side prefers it to no agreement
	Both           float64          // in which both do
	Premises       []evidence.Premise
}

// An Unplaced bid has no price.
type Unplaced struct {
	ID    parley.ID
	Why   string          // one of evidence.BidReasons; "": it lacks figures
	Needs []evidence.Need // that are neither known nor assumed
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// An Error says why valuations cannot be used together.
type Error struct {
	Why       string    // one of Reasons
	Party     parley.ID // whose valuation
	Valuation parley.ID
	Issues    []parley.ID
	Base      parley.ID // of NoBase
	Money     money.Currency
}

func (e *Error) Error() string { return fmt.Sprintf("zone: %s %s: %s", e.Party, e.Valuation, e.Why) }

// The reasons of an [Error]. They are stable: messages are looked up by them.
const (
	NoParty       = "no-party"       // no such party, or more than two with valuations
	NoLimit       = "no-limit"       // the valuation has no limit, or one that is no amount
	OtherIssues   = "other-issues"   // the two limits are on different issues
	SameDirection = "same-direction" // both would pay, or both would receive
	NoRate        = "no-rate"        // an amount in Money, and no rate
	NoBase        = "no-base"        // the limit is a percentage over something, and no amount of that is known
	InTotal       = "in-total"       // an option is worth an amount in total, and nothing says over how many years
	Contradicts   = "contradicts"    // what it says of options cannot all hold
	TooMany       = "too-many"       // more than evidence.MostPackages packages
)

// Reasons lists the reasons of an [Error], for whoever words them.
var Reasons = []string{NoParty, NoLimit, OtherIssues, SameDirection, NoRate, NoBase, InTotal, Contradicts, TooMany}

// Of says where a deal could lie. The error is an [*Error], or of [cost.Run].
func Of(a *evidence.Assessment, o Options) (Result, error) {
	r := Result{Options: o, Day: a.View().From().AsOf}
	r.defaults(a)
	m := model{a: a, r: &r}
	for _, step := range []func() error{m.parties, m.settled, m.limits, m.agenda, m.numbers, m.draw, m.costs, m.both} {
		if err := step(); err != nil {
			return r, err
		}
	}
	r.rest()
	return r, nil
}

// both says what can be said where both sides are known.
func (m *model) both() error {
	if len(m.r.Sides) < 2 {
		return nil
	}
	t, err := m.play(m.r.Day)
	if err != nil {
		return err
	}
	for _, step := range []func(*tally) error{m.stops, m.place} {
		if err := step(t); err != nil {
			return err
		}
	}
	m.tell(t)
	return m.swings()
}

func (r *Result) defaults(a *evidence.Assessment) {
	r.Money = cmp.Or(r.Money, a.Money())
	r.Ahead, r.Draws, r.Seed = cmp.Or(r.Ahead, Ahead), cmp.Or(r.Draws, Draws), cmp.Or(r.Seed, Seed)
	if r.Weight == (Weight{}) {
		r.Weight = Weight{0.5, 0.5}
	}
}

// settled looks whether the talks that the valuations are of have ended, and what was
// agreed last before them.
func (m *model) settled() error {
	next := m.a.NextYear()
	for _, l := range m.a.Lives() {
		s := l.Reached("signed", "in-force")
		if s == nil || s.Happened.Last > m.r.Day || m.r.Settled != nil && s.Happened.Last >= m.r.Settled.Happened.Last {
			continue
		}
		if slices.ContainsFunc(m.r.Sides, func(x Side) bool { return s.Happened.First > x.Valuation.Happened.Last }) {
			m.r.Settled, next = s, m.a.NextYear()
			if l.Covers.First != 0 {
				next, _, _ = l.Covers.First.YMD()
			}
		}
	}
	if next != 0 {
		if h, err := m.a.Hold(evidence.Years{From: next, To: next}); err == nil && h.Terms.Currency == m.r.Money {
			m.r.Held = &h
		}
	}
	return nil
}

// numbers turns both valuations into numbers.
func (m *model) numbers() error {
	for n := range m.r.Sides {
		if err := m.side(n); err != nil {
			return err
		}
	}
	return m.prune()
}

// rest gathers what the result rests on.
func (r *Result) rest() {
	ids := r.rests
	for _, s := range r.Sides {
		ids = append(ids, s.Valuation.ID)
		ids = append(ids, s.Limit.RestsOn...)
		for _, t := range s.Tolls {
			ids = append(append(ids, t.After), t.Yearly.RestsOn...)
		}
	}
	if r.Held != nil {
		ids = append(ids, r.Held.RestsOn...)
	}
	if r.Settled != nil {
		ids = append(ids, r.Settled.ID)
	}
	for _, p := range r.Placed {
		ids = append(ids, p.RestsOn...)
		for _, q := range p.Premises {
			ids = append(ids, q.RestsOn()...)
		}
	}
	r.rests = analysis.Unique(ids)
}
