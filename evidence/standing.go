package evidence

import (
	"slices"

	"parley"
	"parley/view"
)

// A Standing says how well a claim is sourced, and why.
type Standing struct {
	parley.Status
	BasisRule, ResponseRule Rule        // what the rules say; an override stands beside them
	Grounds                 []parley.ID // utterances that give the basis
	Responses               []parley.ID // utterances that give the response
	Speakers                []parley.ID // parties for which the basis speaks; nil for reports
	Whose                   []parley.ID // parties for which the response was given
	Others                  []parley.ID // denials and qualifications by those who speak for no side: listed, and no response
	Through                 []parley.ID // what was read, where the origin of the basis was not seen
	Origins                 int         // independent ways by which the basis reached us: two outlets that cite one report are one
	Override                parley.ID   // the override entry that sets the status; empty: the rules do
	Superseded              []parley.ID // claims that replace this one
}

// RestsOn returns the entries that the standing rests on, each once.
func (s Standing) RestsOn() []parley.ID {
	ids := slices.Concat(s.Grounds, s.Responses)
	if s.Override != "" {
		ids = append(ids, s.Override)
	}
	return unique(ids)
}

// unique drops what is there already and keeps the order.
func unique(ids []parley.ID) []parley.ID {
	var out []parley.ID
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Of returns the standing of a claim. An unknown claim is not sourced.
func (a *Assessment) Of(claim parley.ID) Standing {
	c, ok := view.Get[*parley.Claim](a.view, claim)
	if !ok {
		return Standing{BasisRule: "B5", ResponseRule: "R0"}
	}
	w := a.weigher()
	defer a.done(w)
	place, _ := a.view.Place(claim)
	v := w.weigh(c, place)
	s := Standing{BasisRule: basisRules[v.basis], ResponseRule: responseRule(v.Response), Superseded: a.Superseded(claim)}
	slices.Reverse(w.live) // earliest first
	a.basis(&s, w, v, a.owner(c))
	a.responses(&s, w, v)
	if o := a.overrides[claim]; o != nil {
		v.override(o)
		s.Override = o.ID
	}
	s.Status = v.Status
	return s
}

func responseRule(r parley.Response) Rule { return [...]Rule{"R0", "R1", "R2", "R3"}[r] }

// basis names the live assertions that give the basis.
func (a *Assessment) basis(s *Standing, w *weigher, v verdict, owner set) {
	var speaks set
	origins := make(map[int32]bool)
	for _, o := range w.live {
		gives := o.grade == v.basis
		if v.basis == b1b {
			gives = o.Manner == view.Named && !o.Hearsay && o.speaks != 0
		}
		if o.Does != parley.Asserts || !gives {
			continue
		}
		speaks |= o.speaks
		s.Grounds = append(s.Grounds, a.view.ID(o.Utterance))
		a.trace(s, o.Utterance, origins)
	}
	if v.basis <= b3n {
		s.Speakers = a.sides.ids(speaks)
	}
	s.Grounds, s.Through, s.Origins = unique(s.Grounds), unique(s.Through), len(origins)
}

// trace notes where an utterance came from and through what it was read.
func (a *Assessment) trace(s *Standing, utterance int32, origins map[int32]bool) {
	seen, through := false, []parley.ID(nil)
	for _, c := range a.view.Chains(utterance) {
		if !a.view.Knows(c) {
			continue
		}
		links := a.view.Links(c)
		origins[links[0]] = true
		if len(links) == 1 || a.seen[links[0]] {
			seen = true
			continue
		}
		through = append(through, a.view.ID(links[len(links)-1]))
	}
	if !seen {
		s.Through = append(s.Through, through...)
	}
}

// responses names the live responses that count, and those that do not.
func (a *Assessment) responses(s *Standing, w *weigher, v verdict) {
	var whose set
	for _, o := range w.live {
		id := a.view.ID(o.Utterance)
		switch {
		case o.Does == parley.Asserts:
		case o.responds():
			if !o.ended && responseOf(o.Does) == v.Response {
				s.Responses = append(s.Responses, id)
				whose |= o.speaks
			}
		case o.Does != parley.Declines:
			s.Others = append(s.Others, id)
		}
	}
	s.Responses, s.Others, s.Whose = unique(s.Responses), unique(s.Others), a.sides.ids(whose)
}

// An Opinion is one stance on a claim, live or not, and why.
type Opinion struct {
	Utterance parley.ID
	Actor     parley.ID // who speaks; of a report, the source it comes from; of our inference, itself
	Does      parley.Act
	Outlet    parley.Act // the outlet's own word, where it differs
	Hearsay   bool
	Manner    view.Manner
	Speaks    []parley.ID // parties for which the actor speaks on that day
	Rule      Rule        // of a live assertion: the rule it meets on its own
	Live      bool
	Later     parley.ID // the later utterance of the same actor that took its place; empty: none
	Retract   parley.ID // the entry that took it back; empty: none
	Ended     bool      // a response that an owner's later assertion has overtaken
}

// Opinions returns every stance on a claim, in order of day: those that count
// and those that do not, each with the reason.
func (a *Assessment) Opinions(claim parley.ID) (out []Opinion) {
	c, ok := view.Get[*parley.Claim](a.view, claim)
	if !ok {
		return nil
	}
	place, _ := a.view.Place(claim)
	w := a.weigher()
	defer a.done(w)
	w.weigh(c, place)
	live := make(map[[2]int32]opinion)
	latest := make(map[int32]parley.ID)
	for _, o := range w.live {
		live[[2]int32{o.Utterance, o.Actor}] = o
		latest[o.Actor] = a.view.ID(o.Utterance)
	}
	for _, x := range w.voices {
		p := Opinion{Utterance: a.view.ID(x.Utterance), Actor: a.view.ID(x.Actor), Does: x.Does, Outlet: x.Outlet, Hearsay: x.Hearsay,
			Manner: x.Manner, Retract: a.retracted(x.Utterance, x.Claim)}
		o, ok := live[[2]int32{x.Utterance, x.Actor}]
		switch p.Live = ok && o.Does == x.Does; {
		case p.Live:
			p.Speaks, p.Ended = a.sides.ids(o.speaks), o.ended
			if x.Does == parley.Asserts {
				p.Rule = basisRules[o.grade]
			}
		case p.Retract == "":
			p.Later = latest[x.Actor]
		}
		if !p.Live && (x.Manner == view.Named || x.Manner == view.Background) {
			p.Speaks = a.sides.ids(a.sides.standing(x.Actor, x.Day))
		}
		out = append(out, p)
	}
	return out
}

// Live returns the utterances whose stance on a claim counts, in order of day.
func (a *Assessment) Live(claim parley.ID) (ids []parley.ID) {
	for _, o := range a.Opinions(claim) {
		if o.Live {
			ids = append(ids, o.Utterance)
		}
	}
	return unique(ids)
}
