// Package sourcing answers: on what does one claim rest, and what would change
// that?
//
// It follows the chain from the words to the status: who spoke, in what way, on
// which day, for whom on that day and why; through which sources the words
// reached us, and which of them we have seen; what was said against it; how its
// status came about day by day.
//
//	Result  everything that is known about one claim
//	Voice   one stance of one actor, with the words and the way they came
//	Ground  why an actor speaks for a party on that day, or for none
//	Turn    a day on which the status changed
//	Move    something that would change it
package sourcing

import (
	"fmt"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "claim",
	Assumes: []string{"card.claim.latest", "card.claim.seat", "card.claim.digits"},
	Reads:   []parley.Kind{"claim", "statement", "report", "inference", "source", "person", "body", "seat", "retract", "override", "explain"},
	Since:   "0.1",
}

// Options name the claim.
type Options struct{ Claim parley.ID }

// A NoClaim says that the view holds no such claim. Whether there is one that
// the reader may not know, it does not say.
type NoClaim struct{ ID parley.ID }

func (e *NoClaim) Error() string { return fmt.Sprintf("there is no claim %q", e.ID) }

// A Result is what is known about one claim.
type Result struct {
	Claim      *parley.Claim
	Owner      []parley.ID // whose claim it is: one party, or all jointly
	Standing   evidence.Standing
	Voices     []Voice // every stance on it, in order of day
	Replaces   []Other
	ReplacedBy []Other
	Amounts    []Amount
	Conflicts  []evidence.Conflict
	History    []Turn // earliest first
	Moves      []Move // strongest first
}

// An Other is another claim with its status.
type Other struct {
	Claim    *parley.Claim
	Standing evidence.Standing
}

// A Voice is one stance of one actor.
type Voice struct {
	evidence.Opinion
	Entry   parley.Entry
	Grounds []Ground // why it speaks for each party, else why for none; nil where nobody is named
}

// A Ground says why an actor speaks for a party on the day of the words. Where
// Party is empty the actor speaks for none; Seat, if any, is then one that was
// not held on that day.
type Ground struct {
	Party    parley.ID
	Seat     parley.ID // empty: the declaration of the person or body
	From, To date.Day  // when the seat is surely held; 0: not bounded
}

// An Amount is a figure of the claim: what its digits leave open and, where
// another stood beside it, what rate the two imply.
type Amount struct {
	money.Amount
	Beside  money.Amount // zero: none
	Rate    money.Rate   // that the two imply
	Implied bool         // whether they imply one
}

// A Turn is a day from whose end on the claim had a status.
type Turn struct {
	Day      date.Day
	Standing evidence.Standing
	New      []parley.ID // what became known about it on that day
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID {
	ids := r.Standing.RestsOn()
	for _, v := range r.Voices {
		ids = append(ids, v.Utterance, v.Retract)
		for _, g := range v.Grounds {
			ids = append(ids, g.Seat)
		}
	}
	for _, o := range slices.Concat(r.Replaces, r.ReplacedBy) {
		ids = append(ids, o.Standing.RestsOn()...)
	}
	for _, c := range r.Conflicts {
		ids = append(ids, c.Entries...)
		ids = append(ids, c.Explained)
	}
	for _, t := range r.History {
		ids = append(ids, t.New...)
	}
	return analysis.Unique(ids)
}

// Of answers for one claim. It fails with a [*NoClaim].
func Of(a *evidence.Assessment, o Options) (Result, error) {
	c, ok := view.Get[*parley.Claim](a.View(), o.Claim)
	if !ok {
		return Result{}, &NoClaim{o.Claim}
	}
	r := Result{Claim: c, Owner: a.Owner(c), Standing: a.Of(c.ID), Voices: voices(a, c.ID), Amounts: amounts(c)}
	for _, b := range a.Before(c) {
		r.Replaces = append(r.Replaces, Other{b, a.Of(b.ID)})
	}
	for _, id := range r.Standing.Superseded {
		n, _ := view.Get[*parley.Claim](a.View(), id)
		r.ReplacedBy = append(r.ReplacedBy, Other{n, a.Of(id)})
	}
	for _, x := range a.Conflicts() {
		if slices.Contains(x.About, c.ID) {
			r.Conflicts = append(r.Conflicts, x)
		}
	}
	r.History = history(a, r)
	r.Moves = moves(a, r)
	return r, nil
}

func voices(a *evidence.Assessment, claim parley.ID) (vs []Voice) {
	for _, o := range a.Opinions(claim) {
		e, _ := a.View().Entry(o.Utterance)
		v := Voice{Opinion: o, Entry: e}
		if o.Manner == view.Named || o.Manner == view.Background {
			v.Grounds = grounds(a, o, said(e))
		}
		vs = append(vs, v)
	}
	return vs
}

// said is the day of an utterance by which standing is judged.
func said(e parley.Entry) date.Day {
	h := e.Base().Happened
	if h.Last == 0 {
		return h.First
	}
	return h.Last
}

func grounds(a *evidence.Assessment, o evidence.Opinion, day date.Day) (gs []Ground) {
	var past *Ground
	for _, c := range a.Capacities(o.Actor) {
		in := c.From <= day && (c.To == 0 || day <= c.To)
		switch {
		case in && !slices.ContainsFunc(gs, func(g Ground) bool { return g.Party == c.Party }):
			gs = append(gs, Ground{c.Party, c.Seat, c.From, c.To})
		case !in:
			past = &Ground{Seat: c.Seat, From: c.From, To: c.To}
		}
	}
	switch {
	case gs != nil:
		return gs
	case past != nil:
		return []Ground{*past}
	}
	return []Ground{{}}
}

// amounts returns the figures that were printed in a claim.
func amounts(c *parley.Claim) (out []Amount) {
	if c.That == nil {
		return nil
	}
	switch v := c.That.Value.(type) {
	case parley.Money:
		x := Amount{Amount: v.Amount, Beside: v.Beside}
		x.Rate, x.Implied = money.ImpliedRate(v.Amount, v.Beside)
		out = append(out, x)
	case parley.Percent:
		if v.Amount.Currency != "" {
			out = append(out, Amount{Amount: v.Amount})
		}
	}
	return out
}
