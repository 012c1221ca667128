// Package agenda answers: what is on the table, and where does each side stand
// on it?
//
// An issue is on the agenda from the day on which something about it was first
// said. Whose words raised it is shown; nobody is taken to have raised what was
// first heard from the press.
//
//	Result  the agenda
//	Item    an issue, with where each side stands
//	Side    the claims of one party on it: its own first, then what is reported
//	Round   one of the last talks, with the time up to the next
//	Turn    what is recorded of an issue in the time of a round
//
// Figures that stand beside each other are measured as package gap measures them.
// What is not dated closely enough to fall into the time of one round is of none.
package agenda

import (
	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "issues",
	Assumes: []string{"card.issues.raised", "card.issues.heard", "card.issues.figures", "card.issues.rounds", "card.issues.states"},
	Reads:   []parley.Kind{"issue", "claim", "statement", "report", "inference", "offer", "event", "deadline", "round", "stage", "terms", "agreement", "series"},
	Since:   "0.1",
}

// Options are none yet.
type Options struct{}

// A Result is the agenda at the end of a day, in the order of the file.
type Result struct {
	Day    date.Day
	Items  []Item
	Rounds []Round // of the last talks, earliest first; nil: none is known
}

// An Item is an issue.
type Item struct {
	Issue    *parley.Issue
	Part     *parley.Issue // of which it is a part; nil: of none
	Raised   parley.Entry  // the first entry about it; nil: none
	RaisedBy []parley.ID   // the actors who speak in it; nil: nobody is named
	Last     parley.Entry  // the last entry about it; nil: none
	Quiet    int           // days since then
	Sides    []Side        // one for each party of the case
	Others   []Known       // claims about it that state no side's position
	Rounds   []Turn        // what is recorded of it in the time of each round

	Apart *evidence.Apart    // the figures of the sides; nil: none is known, or they cannot be said in one currency
	Money money.Currency     // in which they are said; empty: per cent
	Gap   *evidence.Distance // between the sides; nil: the figures of one side only are known
}

// A Side is where a party stands.
type Side struct {
	Party    *parley.Party
	Own      []Known // latest first
	Reported []Known // latest first
}

// A Known is a claim with its standing.
type Known struct {
	Claim    *parley.Claim
	Standing evidence.Standing
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID {
	var ids []parley.ID
	for _, x := range r.Rounds {
		ids = append(ids, x.Round.ID)
		for _, s := range append(x.Outcomes[:len(x.Outcomes):len(x.Outcomes)], x.Reached...) {
			ids = append(ids, s.ID)
		}
	}
	for _, i := range r.Items {
		ids = append(ids, i.RestsOn()...)
	}
	return analysis.Unique(ids)
}

// RestsOn returns what is said about the issue here.
func (i Item) RestsOn() (ids []parley.ID) {
	for _, e := range []parley.Entry{i.Raised, i.Last} {
		if e != nil {
			ids = append(ids, e.Base().ID)
		}
	}
	for _, t := range i.Rounds {
		if t.By != nil {
			ids = append(ids, t.By.Base().ID)
		}
	}
	if i.Apart != nil {
		for _, s := range i.Apart.Known() {
			if y, ok := i.Apart.Size(s.Claims, i.Money); ok {
				ids = append(ids, y.RestsOn...)
			}
		}
	}
	for _, s := range i.Sides {
		for _, k := range append(s.Own[:len(s.Own):len(s.Own)], s.Reported...) {
			ids = append(ids, k.Standing.RestsOn()...)
		}
	}
	for _, k := range i.Others {
		ids = append(ids, k.Standing.RestsOn()...)
	}
	return analysis.Unique(ids)
}

// Of answers from what a holds.
func Of(a *evidence.Assessment, _ Options) (Result, error) {
	r := Result{Day: a.View().From().AsOf}
	r.Rounds = rounds(a, r.Day)
	at := make(map[parley.ID]int)
	for i := range view.Each[*parley.Issue](a.View()) {
		x := Item{Issue: i, Rounds: make([]Turn, len(r.Rounds))}
		x.Part, _ = view.Get[*parley.Issue](a.View(), i.PartOf)
		at[i.ID] = len(r.Items)
		r.Items = append(r.Items, x)
	}
	heard(a, r, at)
	steps(a, r, at)
	stated := make(map[parley.ID]bool)
	for n, p := range a.Parties() {
		for i := range r.Items {
			r.Items[i].Sides = append(r.Items[i].Sides, Side{Party: p})
		}
		for _, pos := range a.Positions(p.ID) {
			s := &r.Items[at[pos.Issue]].Sides[n]
			s.Own, s.Reported = known(a, pos.Own, stated), known(a, pos.Reported, stated)
		}
	}
	for c := range a.Claims() {
		i, ok := at[a.Issue(c)]
		if ok && !stated[c.ID] && len(a.Superseded(c.ID)) == 0 && a.Status(c.ID).Basis > parley.NotSourced {
			r.Items[i].Others = append(r.Items[i].Others, Known{c, a.Of(c.ID)})
		}
	}
	for i := range r.Items {
		r.Items[i].measure(a)
	}
	return r, nil
}

func known(a *evidence.Assessment, cs []*parley.Claim, stated map[parley.ID]bool) (ks []Known) {
	for _, c := range cs {
		stated[c.ID] = true
		ks = append(ks, Known{c, a.Of(c.ID)})
	}
	return ks
}

// heard finds the first and the last entry about each issue, in one walk over
// the view: a record may have a hundred thousand entries.
func heard(a *evidence.Assessment, r Result, at map[parley.ID]int) {
	v := a.View()
	since := make([]date.Day, len(r.Items)) // the first day on which anything may have happened
	note := func(issue parley.ID, e parley.Entry) {
		i, ok := at[issue]
		day := happened(v, e)
		if !ok || day == 0 || day > r.Day {
			return
		}
		x := &r.Items[i]
		if first := e.Base().Happened.First; x.Raised == nil || first < since[i] {
			since[i] = first
		}
		x.turn(r.Rounds, Spoken, v, e)
		if x.Raised == nil || day < happened(v, x.Raised) {
			x.Raised = e
		}
		if x.Last == nil || day >= happened(v, x.Last) {
			x.Last = e
			x.Quiet = int(r.Day - day)
		}
	}
	for e := range view.Each[parley.Entry](v) {
		for _, s := range parley.Stances(e) {
			if c, ok := view.Get[*parley.Claim](v, s.Claim); ok {
				note(a.Issue(c), e)
			}
		}
		for _, id := range about(e) {
			note(id, e)
		}
	}
	for i := range r.Items {
		if r.Items[i].Raised == nil {
			since[i] = r.Day + 1
		}
		r.Items[i].silence(r.Rounds, since[i])
		if s, ok := r.Items[i].Raised.(*parley.Statement); ok {
			r.Items[i].RaisedBy = s.By
		}
	}
}

// about returns the ids that an entry without stances says it is about.
func about(e parley.Entry) (ids []parley.ID) {
	switch e := e.(type) {
	case *parley.Event:
		return e.About
	case *parley.Deadline:
		return e.About
	case *parley.Offer:
		for _, p := range e.Sets {
			ids = append(ids, p.Issue)
		}
	}
	return ids
}

// happened is the day of an entry, as reckoned in the zone of the case. Our own
// readings of the record are no news of an issue.
func happened(v *view.View, e parley.Entry) date.Day {
	if _, ours := e.(*parley.Inference); ours {
		return 0
	}
	h := e.Base().Happened
	if d := h.Day(v.Zone()); d != 0 {
		return d
	}
	return h.First
}
