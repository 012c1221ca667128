package evidence

import (
	"parley"
	"parley/date"
	"parley/view"
)

// A Rule is the number of a rule: "B1a", ..., "R0", or "override".
type Rule string

var basisOf = map[Rule]parley.Basis{"B1a": parley.Confirmed, "B1b": parley.Confirmed, "B2": parley.OnRecord, "B2o": parley.OtherSide,
	"B2h": parley.SecondHand, "B3n": parley.Reported, "B3": parley.Reported, "B4": parley.Inferred, "B5": parley.NotSourced}

// Basis returns the basis that a rule gives; one of a response gives none.
func (r Rule) Basis() parley.Basis { return basisOf[r] }

// basisRules are strongest first; a grade is an index into them.
var basisRules = []Rule{"B1a", "B1b", "B2", "B2o", "B2h", "B3n", "B3", "B4", "B5"}

type grade uint8

const (
	b1a grade = iota
	b1b
	b2
	b2o
	b2h
	b3n
	b3
	b4
	b5
)

func (g grade) basis() parley.Basis { return basisOf[basisRules[g]] }

// A doc is what makes a source an official document.
type doc struct {
	official   bool
	instrument bool
	seen       bool
	of         set
}

func (a *Assessment) sources() {
	for i, s := range view.EachAt[*parley.Source](a.view) {
		if s.Seen {
			a.seen[i] = true
		}
		if parley.Official(s.Type) {
			if a.docs == nil {
				a.docs = make([]doc, a.view.Places())
			}
			a.docs[i] = doc{true, s.Type == "instrument", s.Seen, a.sides.documents(s.Of)}
		}
	}
}

// document grades an utterance by the official document it stands in, for a
// claim of owner; b5 where there is none. A document that somebody else quotes
// was not seen, whatever we know of it otherwise.
func (a *Assessment) document(utterance int32, owner set) grade {
	best := b5
	if a.docs == nil {
		return best
	}
	for _, c := range a.view.Chains(utterance) {
		links := a.view.Links(c)
		if len(links) == 0 || !a.docs[links[0]].official || !a.view.Knows(c) {
			continue
		}
		d := a.docs[links[0]]
		first := len(links) == 1 && d.seen
		switch {
		case first && (d.instrument || d.of.has(owner)):
			return b1a
		case d.of&owner != 0 || d.instrument:
			best = min(best, b2)
		case d.of != 0:
			best = min(best, b2o)
		}
	}
	return best
}

// assertion grades a live assertion; speaks is whom it speaks for.
func (a *Assessment) assertion(x view.Voice, owner, speaks set) grade {
	switch x.Manner {
	case view.Ours:
		return b4
	case view.Outlet:
		return min(b3, a.document(x.Utterance, owner))
	case view.Background:
		return b3
	}
	switch {
	case x.Hearsay && speaks == 0:
		return b3n
	case x.Hearsay:
		return b2h
	}
	switch {
	case speaks == 0:
		return b3n
	case speaks&owner == 0:
		return b2o
	}
	return min(b2, a.document(x.Utterance, owner))
}

// A verdict is a status and the rules that gave it.
type verdict struct {
	parley.Status
	basis grade
	over  *parley.Override
}

func (v *verdict) override(o *parley.Override) {
	v.over = o
	if b, ok := o.Basis.Get(); ok {
		v.Basis = b
	}
	if r, ok := o.Response.Get(); ok {
		v.Response = r
	}
}

// A weigher weighs claims one after another. It keeps what would otherwise be
// allocated for each.
type weigher struct {
	a      *Assessment
	heard  []int32 // by place of an actor: the number of the last claim it was heard on
	count  int32
	voices []view.Voice // on the claim, earliest first
	live   []opinion    // of those, latest first
	owns   []date.Day   // by party: the last day on which it asserted the claim
}

// An opinion is a live voice with whom it speaks for.
type opinion struct {
	view.Voice
	speaks set
	grade  grade // of an assertion
	ended  bool  // of a response
}

func (a *Assessment) weigher() *weigher {
	if w, ok := a.weighers.Get().(*weigher); ok {
		return w
	}
	return &weigher{a: a, heard: make([]int32, a.view.Places()), owns: make([]date.Day, min(len(a.sides.parties), 64))}
}

// done gives a weigher back.
func (a *Assessment) done(w *weigher) { a.weighers.Put(w) }

// gather fills w.live with the live voices on a claim, latest first. What
// somebody says on background does not take the place of what they said for
// attribution: nobody may lay it at their door. It counts beside that if it
// came later.
func (w *weigher) gather(claim int32) {
	a := w.a
	w.voices, w.live = a.view.Voices(claim, w.voices[:0]), w.live[:0]
	w.count++
	for i := len(w.voices) - 1; i >= 0; i-- {
		x := &w.voices[i]
		mark := 2 * w.count
		if x.Manner == view.Background {
			mark--
		}
		if w.heard[x.Actor] >= mark || a.retracted(x.Utterance, x.Claim) != "" {
			continue
		}
		w.heard[x.Actor] = mark
		o := opinion{Voice: *x}
		if x.Manner == view.Named || x.Manner == view.Background {
			o.speaks = a.sides.standing(x.Actor, x.Day)
		}
		w.live = append(w.live, o)
	}
}

// weigh gives the status of the claim at a place; w.live then holds what it was
// drawn from.
func (w *weigher) weigh(c *parley.Claim, place int32) verdict {
	v := verdict{basis: b5}
	w.gather(place)
	owner := w.a.owner(c)
	var joint set // the parties for which somebody asserts it at first hand
	clear(w.owns)
	for i := range w.live {
		o := &w.live[i]
		if o.Does != parley.Asserts {
			continue
		}
		o.grade = w.a.assertion(o.Voice, owner, o.speaks)
		v.basis = min(v.basis, o.grade)
		if o.Manner == view.Named && !o.Hearsay {
			joint |= o.speaks
		}
		if o.Manner == view.Named && !o.Hearsay {
			w.own(o.speaks&owner, o.Day)
		}
	}
	// Of parties beyond the 64th nobody can tell whether they have said it.
	whole := w.a.sides.inCase <= 64
	if n := w.a.sides.concerned; whole && v.basis > b1b && n&(n-1) != 0 && joint.has(n) {
		v.basis = b1b
	}
	v.Basis = v.basis.basis()
	v.Response = w.respond(owner)
	return v
}

func (w *weigher) own(speaks set, day date.Day) {
	for i := range w.owns {
		if speaks&(1<<i) != 0 {
			w.owns[i] = max(w.owns[i], day)
		}
	}
}

// respond returns the strongest response and marks those that have ended.
func (w *weigher) respond(owner set) (r parley.Response) {
	for i := range w.live {
		o := &w.live[i]
		if !o.responds() {
			continue
		}
		o.ended = w.overtaken(o, owner)
		if !o.ended {
			r = max(r, responseOf(o.Does))
		}
	}
	return r
}

// overtaken reports whether an owner has since asserted what o responds to:
// the same owner, or for a refusal to say, any.
func (w *weigher) overtaken(o *opinion, owner set) bool {
	for i, day := range w.owns {
		p := set(1) << i
		if day > o.Day && owner&p != 0 && (o.Does == parley.Declines || o.speaks&p != 0) {
			return true
		}
	}
	return false
}

// responds reports whether an opinion is a response of a side. Passing on that
// somebody else denies is none.
func (o *opinion) responds() bool {
	return o.Does != parley.Asserts && o.Manner == view.Named && o.speaks != 0 && !o.Hearsay
}

func responseOf(act parley.Act) parley.Response {
	switch act {
	case parley.Denies:
		return parley.Denied
	case parley.Qualifies:
		return parley.Qualified
	case parley.Declines:
		return parley.Declined
	}
	return parley.NoResponse
}
