package evidence

import (
	"cmp"
	"slices"
	"strconv"

	"parley"
	"parley/date"
	"parley/view"
)

// A Conflict is a disagreement that the record shows.
//
//	value             two amounts of one owner for one thing that no rounding and no recorded rate makes one
//	between-sides     somebody asserts for one side what somebody denies or qualifies for another
//	own-side          likewise, for one and the same side
//	outlet-stronger   the outlet's word is stronger than our reading of the words it quotes
//	definition        amounts on one issue for one time that count different things
//	time              two dates for one event, stage or round that have no day in common
//	stale-repetition  somebody else asserts what its owner has denied or qualified since it last asserted it
type Conflict struct {
	Kind      parley.ConflictKind
	About     []parley.ID // the claims, terms, agreements, events or rounds in question
	Parties   []parley.ID // whose: both sides, or the one side
	Entries   []parley.ID // the exact entries that disagree, in order of day: what an explain entry names
	Cannot    bool        // value: no rate is recorded, so the two cannot be compared
	Explained parley.ID   // the explain entry that closes it; empty: it is open
	Day       date.Day    // of the latest of its entries

	subject int // value: number of the subject that its figures are about
}

// Conflicts returns the disagreements: open ones first, latest first.
func (a *Assessment) Conflicts() []Conflict {
	a.once.conflicts.Do(func() { a.made.conflicts = a.conflicts() })
	return a.made.conflicts
}

// Open returns the conflicts that no explain entry closes.
func (a *Assessment) Open() (open []Conflict) {
	for _, c := range a.Conflicts() {
		if c.Explained == "" {
			open = append(open, c)
		}
	}
	return open
}

func (a *Assessment) conflicts() []Conflict {
	f := finder{a: a, rates: a.rates(), paired: make(map[[2]parley.ID]bool)}
	w := a.weigher()
	defer a.done(w)
	for i, c := range a.claims {
		w.weigh(c, a.places[i])
		slices.Reverse(w.live)
		f.stances(c, w.live)
	}
	f.values()
	f.definitions()
	f.times()
	f.explain()
	f.gather()
	rank := slices.Index[[]parley.ConflictKind]
	slices.SortStableFunc(f.found, func(x, y Conflict) int {
		return cmp.Or(closed(x)-closed(y), cmp.Compare(y.Day, x.Day), cmp.Compare(rank(parley.ConflictKinds(), x.Kind), rank(parley.ConflictKinds(), y.Kind)))
	})
	return f.found
}

func closed(c Conflict) int {
	if c.Explained != "" {
		return 1
	}
	return 0
}

// A finder collects conflicts.
type finder struct {
	a      *Assessment
	rates  rates
	found  []Conflict
	paired map[[2]parley.ID]bool // figures whose disagreement is in found

	subjects int // how many were compared
}

// add records a conflict between entries, which it puts in order of day.
func (f *finder) add(c Conflict, entries ...parley.ID) {
	v := f.a.view
	when := func(id parley.ID) date.Date {
		e, _ := v.Entry(id)
		return e.Base().Happened
	}
	c.Entries = unique(entries)
	slices.SortStableFunc(c.Entries, func(x, y parley.ID) int { return date.Compare(when(x), when(y)) })
	for _, id := range c.Entries {
		c.Day = max(c.Day, when(id).Last, when(id).First)
	}
	f.found = append(f.found, c)
}

// stances finds the conflicts among the live voices on one claim.
func (f *finder) stances(c *parley.Claim, live []opinion) {
	var for_, against []opinion
	for _, o := range live {
		if o.Outlet > o.Does && o.Does != parley.Asserts {
			f.add(Conflict{Kind: parley.OutletStronger, About: []parley.ID{c.ID}}, f.a.view.ID(o.Utterance))
		}
		switch {
		case o.Manner != view.Named || o.speaks == 0 || o.Does == parley.Declines:
		case o.Does == parley.Asserts:
			for_ = append(for_, o)
		case !o.Hearsay:
			against = append(against, o)
		}
	}
	if len(against) == 0 {
		return
	}
	f.sides(c, for_, against)
	f.stale(c, live, against)
}

// sides finds who asserts for one party what somebody responds to for another,
// or for the same.
func (f *finder) sides(c *parley.Claim, for_, against []opinion) {
	a := f.a
	for i := range a.sides.parties {
		p := set(1) << i
		for j := i; j < len(a.sides.parties); j++ {
			q := set(1) << j
			var entries []parley.ID
			for _, x := range for_ {
				for _, y := range against {
					if x.Actor != y.Actor && (x.speaks&p != 0 && y.speaks&q != 0 || x.speaks&q != 0 && y.speaks&p != 0) {
						entries = append(entries, a.view.ID(x.Utterance), a.view.ID(y.Utterance))
					}
				}
			}
			if len(entries) == 0 {
				continue
			}
			kind := parley.BetweenSides
			if i == j {
				kind = parley.OwnSide
			}
			f.add(Conflict{Kind: kind, About: []parley.ID{c.ID}, Parties: a.sides.ids(p | q)}, entries...)
		}
	}
}

// stale finds who repeats what its owner has denied or qualified since.
func (f *finder) stale(c *parley.Claim, live, against []opinion) {
	owner := f.a.owner(c)
	var last, renewed date.Day
	var entries []parley.ID
	for _, o := range against {
		if o.speaks&owner != 0 {
			last = max(last, o.Day)
		}
	}
	for _, o := range live {
		if o.Does == parley.Asserts && o.Manner == view.Named && !o.Hearsay && o.speaks&owner != 0 {
			renewed = max(renewed, o.Day)
		}
	}
	if last == 0 || renewed > last {
		return
	}
	for _, o := range live {
		if o.Does == parley.Asserts && o.Manner != view.Ours && o.speaks&owner == 0 && o.Day > last {
			entries = append(entries, f.a.view.ID(o.Utterance))
		}
	}
	if len(entries) == 0 {
		return
	}
	for _, o := range against {
		if o.speaks&owner != 0 && o.Day == last {
			entries = append(entries, f.a.view.ID(o.Utterance))
		}
	}
	f.add(Conflict{Kind: parley.StaleRepetition, About: []parley.ID{c.ID}, Parties: f.a.sides.ids(owner)}, entries...)
}

// times finds dates of one thing that have no day in common.
func (f *finder) times() {
	v := f.a.view
	type key struct{ kind, of, what string }
	same := make(map[key][]parley.Entry)
	var keys []key
	put := func(k key, e parley.Entry) {
		if len(same[k]) == 0 {
			keys = append(keys, k)
		}
		same[k] = append(same[k], e)
	}
	for s := range view.Each[*parley.Stage](v) {
		if s.Reached == "postponed" || s.Reached == "approved" {
			continue // may happen twice: to one round, by two parliaments
		}
		put(key{"stage", string(s.Of), s.Reached}, s)
	}
	for r := range view.Each[*parley.Round](v) {
		if r.Number != 0 {
			put(key{"round", string(r.Talks), strconv.Itoa(r.Number)}, r)
		}
	}
	for e := range view.Each[*parley.Event](v) {
		if first := f.root(e); first != e {
			k := key{"event", string(first.ID), ""}
			if len(same[k]) == 0 {
				put(k, first)
			}
			put(k, e)
		}
	}
	for _, k := range keys {
		f.disjoint(same[k])
	}
}

// root follows same-as to the entry that first recorded an event.
func (f *finder) root(e *parley.Event) *parley.Event {
	seen := make(map[parley.ID]bool)
	for !seen[e.ID] {
		seen[e.ID] = true
		if x, ok := view.Get[*parley.Event](f.a.view, e.SameAs); ok {
			e = x
		}
	}
	return e
}

// disjoint adds a conflict for each pair of entries whose dates cannot be one.
func (f *finder) disjoint(es []parley.Entry) {
	for i, x := range es {
		for _, y := range es[i+1:] {
			if !x.Base().Happened.Overlaps(y.Base().Happened) {
				about := []parley.ID{x.Base().ID, y.Base().ID}
				if s, ok := x.(*parley.Stage); ok {
					about = []parley.ID{s.Of}
				}
				f.add(Conflict{Kind: parley.TimeConflict, About: about}, x.Base().ID, y.Base().ID)
			}
		}
	}
}

// explain marks each conflict that an explain entry names exactly: one more
// entry, and it is open again.
func (f *finder) explain() {
	for x := range view.Each[*parley.Explain](f.a.view) {
		for i := range f.found {
			c := &f.found[i]
			if c.Kind == x.Conflict && c.Explained == "" && sameIDs(c.Entries, x.Of) {
				c.Explained = x.ID
			}
		}
	}
}

func sameIDs(a, b []parley.ID) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}
