package evidence

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/view"
)

// A Position is where a party stands on an issue: its own words first, then
// what it is only reported to ask, offer or hold.
type Position struct {
	Party, Issue parley.ID
	Own          []*parley.Claim // with basis B1 or B2, not superseded, latest first; nil: none known
	Reported     []*parley.Claim // sourced otherwise, not superseded, latest first
}

// Positions returns where a party stands, by issue in the order of the file:
// what it asks, offers, holds, accepts or rejects. Issues on which nothing is
// known of it are left out.
func (a *Assessment) Positions(party parley.ID) (ps []Position) {
	at := make(map[parley.ID]int)
	for i := range view.Each[*parley.Issue](a.view) {
		at[i.ID] = len(ps)
		ps = append(ps, Position{Party: party, Issue: i.ID})
	}
	for _, c := range a.latestFirst() {
		i, ok := at[a.Issue(c)]
		if !ok || !takes(c, party) || len(a.Superseded(c.ID)) > 0 {
			continue
		}
		switch b := a.Status(c.ID).Basis; {
		case b >= parley.OnRecord:
			ps[i].Own = append(ps[i].Own, c)
		case b > parley.NotSourced:
			ps[i].Reported = append(ps[i].Reported, c)
		}
	}
	for i := range ps {
		slices.SortStableFunc(ps[i].Own, func(x, y *parley.Claim) int { return cmp.Compare(a.owned(y), a.owned(x)) })
	}
	return slices.DeleteFunc(ps, func(p Position) bool { return len(p.Own) == 0 && len(p.Reported) == 0 })
}

// owned returns the last day on which an owner, or its document, said a claim:
// what others repeat later makes no position newer.
func (a *Assessment) owned(c *parley.Claim) (day date.Day) {
	place, _ := a.view.Place(c.ID)
	w := a.weigher()
	defer a.done(w)
	w.weigh(c, place)
	for _, o := range w.live {
		if o.Does == parley.Asserts && o.grade <= b2 {
			day = max(day, o.Day)
		}
	}
	return day
}

// Positional reports whether a claim says where a party stands. What a party says of
// the facts is no position, and what it pays is a fact.
func Positional(c *parley.Claim) bool {
	return c.That != nil && c.That.Verb != "says" && c.That.Verb != "pays"
}

// takes reports whether a claim says where party stands.
func takes(c *parley.Claim, party parley.ID) bool { return Positional(c) && c.That.Party == party }

// Issue returns the issue that a claim is about.
func (a *Assessment) Issue(c *parley.Claim) parley.ID {
	if c.That != nil {
		return c.That.Issue
	}
	return c.About
}

// Asserted returns the last day on which a claim was asserted by a voice that
// counts, zero if it is asserted by none.
func (a *Assessment) Asserted(claim parley.ID) date.Day {
	day, _ := a.asserted(claim)
	return day
}

func (a *Assessment) asserted(claim parley.ID) (day date.Day, utterance int32) {
	i, ok := a.view.Place(claim)
	if !ok {
		return 0, 0
	}
	for _, x := range a.view.Voices(i, nil) { // in order of day
		if x.Does == parley.Asserts && a.retracted(x.Utterance, x.Claim) == "" {
			day, utterance = x.Day, x.Utterance
		}
	}
	return day, utterance
}

// latestFirst returns the claims by the day on which they were last asserted;
// of one day, the one that stands later in the file first.
func (a *Assessment) latestFirst() []*parley.Claim {
	days := make(map[parley.ID]date.Day, len(a.claims))
	for _, c := range a.claims {
		days[c.ID] = a.Asserted(c.ID)
	}
	out := slices.Clone(a.claims)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(x, y *parley.Claim) int { return cmp.Compare(days[y.ID], days[x.ID]) })
	return out
}

// Before returns the claims that c replaces, as far as they are in the view: the
// one that was asserted last first.
func (a *Assessment) Before(c *parley.Claim) (old []*parley.Claim) {
	for _, id := range c.Replaces {
		if b, ok := view.Get[*parley.Claim](a.view, id); ok {
			old = append(old, b)
		}
	}
	slices.SortStableFunc(old, func(x, y *parley.Claim) int { return cmp.Compare(a.Asserted(y.ID), a.Asserted(x.ID)) })
	return old
}

// About returns the dated entries that are about an issue, an agreement, a
// round or a claim, in order of the day on which they happened.
func (a *Assessment) About(id parley.ID) (out []parley.Entry) {
	for e := range view.Each[parley.Entry](a.view) {
		if !parley.Declared(e) && a.touches(e, id) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, byDay)
	return out
}

func (a *Assessment) touches(e parley.Entry, id parley.ID) (yes bool) {
	for _, s := range parley.Stances(e) {
		if s.Claim == id {
			return true
		}
		if c, ok := view.Get[*parley.Claim](a.view, s.Claim); ok && a.Issue(c) == id {
			return true
		}
	}
	same := func(x parley.ID) { yes = yes || x == id }
	parley.Needs(e, same)
	parley.Names(e, same)
	return yes
}
