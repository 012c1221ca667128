// Package evidence weighs what a view holds: on what each claim rests, how the
// sides have responded, where each side stands, and what contradicts what.
// Status is a function of the view, so two readers, or two days, may get
// different answers from one record and neither can tell what the other sees.
//
//	Assessment  a view, weighed; what analyses take
//	Standing    how well one claim is sourced, by which rules, on which entries
//	Position    where a party stands on an issue: its own words first
//	Conflict    what contradicts what, and whether somebody explained it
//	Life        an agreement from its signing to its end, and the lapse after it
//	Meeting     a round and how it ended
//	Size        what a figure comes to in a currency, by which rate of the record
//	Apart       how far apart the sides are on an issue
//
// An assertion counts while it is live: in the view, not retracted, and the
// latest that its actor has said to the claim (what is said on background never
// takes the place of what was said for attribution). The strongest live assertion
// gives the basis:
//
//	B1a  an official document of the owner (of every owner), seen; or the instrument itself
//	B1b  first-hand and attributable assertions for every party concerned
//	B2   one such for an owner; also its document seen only as quoted
//	B2o  one such for another party, or that party's document
//	B2h  attributable, for a party, but hearsay
//	B3n  attributable, by somebody named who speaks for no side
//	B3   an outlet, an unnamed official, on background
//	B4   an inference of ours
//	B5   nothing
//
// The strongest live response of somebody who speaks for a side, and does not
// merely pass it on, gives the response: R3 denied, R2 qualified, R1 declined, R0 none. An owner's response
// ends when that owner asserts the claim later, and a refusal to say, whoever's,
// when an owner does: what was refused has been said. A denial by the other
// side stands until whoever denied says otherwise.
package evidence

import (
	"iter"
	"runtime"
	"sync"

	"parley"
	"parley/date"
	"parley/view"
)

// An Assessment is a view with the standing of every claim in it. It is
// immutable, made once for a vantage, safe for concurrent use, and shared by
// all analyses.
type Assessment struct {
	view      *view.View
	sides     sides
	docs      []doc                  // by place; the zero doc is no official document; nil: there is none
	seen      map[int32]bool         // sources
	taken     []bool                 // by place: utterances that something takes back; nil: none
	retracts  map[[2]int32]parley.ID // by utterance and claim (-1: all of them)
	overrides map[parley.ID]*parley.Override
	claims    []*parley.Claim
	places    []int32                   // of claims
	weighers  sync.Pool                 // of *weigher
	verdicts  []verdict                 // of claims
	number    []int32                   // by place: number of a claim
	replaced  map[parley.ID][]parley.ID // claims that replace a claim

	lines struct {
		sync.Mutex
		of    map[parley.ID]*Line
		worth map[worth]*Conversion
	}
	once struct{ conflicts, lives, meetings, pairs sync.Once }
	made struct {
		pairs     []PrintedPair
		conflicts []Conflict
		lives     []*Life
		meetings  []*Meeting
	}
}

// Assess weighs everything in v.
func Assess(v *view.View) *Assessment {
	a := &Assessment{view: v, sides: newSides(v), seen: make(map[int32]bool), number: make([]int32, v.Places()),
		retracts: make(map[[2]int32]parley.ID), overrides: make(map[parley.ID]*parley.Override), replaced: make(map[parley.ID][]parley.ID)}
	a.sources()
	for i, c := range view.EachAt[*parley.Claim](v) {
		a.number[i] = int32(len(a.claims))
		a.claims, a.places = append(a.claims, c), append(a.places, i)
		for _, old := range c.Replaces {
			a.replaced[old] = append(a.replaced[old], c.ID)
		}
	}
	a.retractions()
	for o := range view.Each[*parley.Override](v) {
		if old := a.overrides[o.Of]; old == nil || old.Happened.Last <= o.Happened.Last {
			a.overrides[o.Of] = o
		}
	}
	a.judge()
	return a
}

func (a *Assessment) retractions() {
	for r := range view.Each[*parley.Retract](a.view) {
		if a.taken == nil {
			a.taken = make([]bool, a.view.Places())
		}
		u, _ := a.view.Place(r.Of)
		c := int32(-1)
		if r.Claim != "" {
			c, _ = a.view.Place(r.Claim)
		}
		a.retracts[[2]int32{u, c}], a.taken[u] = r.ID, true
	}
}

// judge gives every claim its status, on as many cores as there are: each claim
// is judged on its own.
func (a *Assessment) judge() {
	const least = 500 // claims worth a goroutine
	n := len(a.claims)
	a.verdicts = make([]verdict, n)
	parts := max(1, min(runtime.GOMAXPROCS(0), n/least))
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() {
			w := a.weigher()
			defer a.done(w)
			for i := p * n / parts; i < (p+1)*n/parts; i++ {
				c, v := a.claims[i], w.weigh(a.claims[i], a.places[i])
				if len(a.overrides) > 0 && a.overrides[c.ID] != nil {
					v.override(a.overrides[c.ID])
				}
				a.verdicts[i] = v
			}
		})
	}
	wait.Wait()
}

// View returns the view that was weighed.
func (a *Assessment) View() *view.View { return a.view }

// At returns the assessment of an earlier day, for the same reader.
func (a *Assessment) At(day date.Day) *Assessment {
	if v := a.view.At(day); v != a.view {
		return Assess(v)
	}
	return a
}

// Claims yields the claims in the order of the file.
func (a *Assessment) Claims() iter.Seq[*parley.Claim] {
	return func(yield func(*parley.Claim) bool) {
		for _, c := range a.claims {
			if !yield(c) {
				return
			}
		}
	}
}

// Status returns the status of a claim, without the entries it rests on. That
// of an unknown claim is not sourced.
func (a *Assessment) Status(claim parley.ID) parley.Status {
	c, ok := view.Get[*parley.Claim](a.view, claim)
	if !ok {
		return parley.Status{}
	}
	i, _ := a.view.Place(c.ID)
	return a.verdicts[a.number[i]].Status
}

// Owner returns the parties whose claim it is: one, or all of the case jointly.
func (a *Assessment) Owner(c *parley.Claim) []parley.ID {
	return a.sides.ids(a.owner(c))
}

func (a *Assessment) owner(c *parley.Claim) set {
	switch {
	case c.That != nil:
		return a.sides.of(c.That.Party)
	case c.Of != "":
		return a.sides.of(c.Of)
	}
	return a.sides.concerned
}

// Superseded returns the claims that replace a claim and that somebody makes: one
// that is only denied, or that was taken back, replaces nothing.
func (a *Assessment) Superseded(claim parley.ID) (by []parley.ID) {
	for _, id := range a.replaced[claim] {
		if a.Status(id).Basis > parley.NotSourced {
			by = append(by, id)
		}
	}
	return by
}

// Retracted returns the entry that takes back what an utterance does to a
// claim, "" if none does.
func (a *Assessment) Retracted(utterance, claim parley.ID) parley.ID {
	u, ok1 := a.view.Place(utterance)
	c, ok2 := a.view.Place(claim)
	if !ok1 || !ok2 {
		return ""
	}
	return a.retracted(u, c)
}

func (a *Assessment) retracted(u, c int32) parley.ID {
	if a.taken == nil || !a.taken[u] {
		return ""
	}
	if id := a.retracts[[2]int32{u, -1}]; id != "" {
		return id
	}
	return a.retracts[[2]int32{u, c}]
}

// Parties returns the parties of the case that are in the view, in its order.
func (a *Assessment) Parties() []*parley.Party { return a.sides.parties[:a.sides.inCase] }

// SpeaksFor returns the parties for which a person or body could speak on a day.
func (a *Assessment) SpeaksFor(actor parley.ID, day date.Day) []parley.ID {
	i, ok := a.view.Place(actor)
	if !ok {
		return nil
	}
	return a.sides.ids(a.sides.standing(i, day))
}
