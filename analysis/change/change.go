// Package change answers: what changed between two days?
//
// It compares what a reader knew at the end of one day with what they know at
// the end of another. What happened earlier and became known between the two is
// a change; what happened between them and is not known is none.
//
//	Result  the changes, in the order in which one reads them
//	Item    one change, with what it was and what it is
package change

import (
	"fmt"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "diff",
	Assumes: []string{"card.diff.known", "card.diff.strength", "card.diff.deadline"},
	Reads: []parley.Kind{"agreement", "terms", "stage", "round", "claim", "statement", "report", "inference", "offer", "event", "deadline", "seat",
		"assume", "valuation", "explain", "override", "disclose", "correct", "retract"},
	Since: "0.1",
}

// Options say between which days.
type Options struct {
	Since date.Day // zero: the day before Until
	Until date.Day // zero: the day of the assessment
}

// A Backwards says that the first day is not before the second.
type Backwards struct{ Since, Until date.Day }

func (e *Backwards) Error() string {
	return fmt.Sprintf("%s is not before %s; give the earlier day first", e.Since, e.Until)
}

// A Beyond says that a day lies after the one up to which the record was read.
type Beyond struct{ Until, AsOf date.Day }

func (e *Beyond) Error() string {
	return fmt.Sprintf("%s is after %s, up to which the record was read", e.Until, e.AsOf)
}

// A Section says where a change belongs. Sections are in reading order.
type Section string

// The sections.
const (
	Headline  Section = "headline"  // agreements and rounds
	Positions Section = "positions" // what the sides ask, offer and hold, figures first; old terms told anew
	Claims    Section = "claims"    // what else is said
	Conflicts Section = "conflicts"
	Rest      Section = "rest" // what happened, who said something, who took a seat, our own notes
)

// Sections lists the sections in reading order.
func Sections() []Section { return []Section{Headline, Positions, Claims, Conflicts, Rest} }

// A Kind says what changed.
type Kind string

// The kinds of change.
const (
	LapseBegun Kind = "lapse-begun" // an agreement ended, and none followed
	LapseEnded Kind = "lapse-ended"
	NewStage   Kind = "stage" // of an agreement
	NewTerms   Kind = "terms"
	NewRound   Kind = "round"   // one that has begun, with its outcome if that is known
	Announced  Kind = "ahead"   // a round that is still to come
	Outcome    Kind = "outcome" // of a round known before
	NewClaim   Kind = "new"
	Replaced   Kind = "replaced"  // a new claim that replaces another
	Stronger   Kind = "stronger"  // the basis
	Weaker     Kind = "weaker"    // the basis
	Responded  Kind = "responded" // the response, or whose
	Opened     Kind = "opened"    // a conflict
	Closed     Kind = "closed"    // a conflict, by an explanation or because what it rested on went away
	Retracted  Kind = "retracted"
	Corrected  Kind = "corrected"
	Happened   Kind = "event"
	Offered    Kind = "offer"
	Due        Kind = "deadline" // a new one
	Passed     Kind = "passed"   // a deadline
	SeatTaken  Kind = "seat-taken"
	SeatLeft   Kind = "seat-left"
	Said       Kind = "said" // a statement or report
	Ours       Kind = "ours" // a note of our own
)

// An Item is one change.
type Item struct {
	Section  Section
	Kind     Kind
	Entry    parley.Entry       // what is new, or passed; nil: see the others
	Stages   []*parley.Stage    // of a round: its outcomes that are new
	Claim    *parley.Claim      // nil: not about one
	Was      evidence.Standing  // of the claim
	Now      evidence.Standing  // of the claim
	Olds     []Old              // of a new claim: those that it replaces
	Conflict *evidence.Conflict // opened or closed
	Lapse    *evidence.Lapse    // begun or ended
	rests    []parley.ID
}

// An Old is a claim that another replaces, with what it is worth now.
type Old struct {
	Claim    *parley.Claim
	Standing evidence.Standing
}

// RestsOn returns what the change rests on.
func (i Item) RestsOn() []parley.ID { return i.rests }

// A Result is the changes.
type Result struct {
	Since, Until date.Day
	Nothing      bool   // nothing was known even by Until
	Items        []Item // in reading order; nil: nothing changed
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID {
	var ids []parley.ID
	for _, i := range r.Items {
		ids = append(ids, i.rests...)
	}
	return analysis.Unique(ids)
}

// Of compares what was known at the end of two days. It fails with a
// [*Backwards] or a [*Beyond].
func Of(a *evidence.Assessment, o Options) (Result, error) {
	asOf := a.View().From().AsOf
	if o.Until == 0 {
		o.Until = asOf
	}
	if o.Since == 0 {
		o.Since = o.Until - 1
	}
	switch {
	case o.Until > asOf:
		return Result{}, &Beyond{o.Until, asOf}
	case o.Since >= o.Until:
		return Result{}, &Backwards{o.Since, o.Until}
	}
	c := comparison{was: a.At(o.Since), now: a.At(o.Until), since: o.Since, until: o.Until}
	r := Result{Since: o.Since, Until: o.Until, Nothing: c.now.View().Last() == 0}
	for _, find := range []func(*comparison){(*comparison).lapses, (*comparison).entries, (*comparison).rounds,
		(*comparison).claims, (*comparison).conflicts, (*comparison).deadlines} {
		find(&c)
	}
	order := Sections()
	rank := func(i Item) int { return slices.Index(order, i.Section)*4 + figures(i) + overtaken(i) }
	slices.SortStableFunc(c.items, func(x, y Item) int { return rank(x) - rank(y) })
	r.Items = c.items
	return r, nil
}

// figures puts claims with a figure before those without, and old terms after both.
func figures(i Item) int {
	if i.Kind == NewTerms {
		return 3
	}
	if i.Claim == nil || i.Claim.That == nil {
		return 2
	}
	switch i.Claim.That.Value.(type) {
	case parley.Money, parley.Percent:
		return 0
	}
	return 2
}

// overtaken puts claims that another has replaced after those that stand.
func overtaken(i Item) int {
	if len(i.Now.Superseded) > 0 {
		return 1
	}
	return 0
}
