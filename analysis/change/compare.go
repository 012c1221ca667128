package change

import (
	"fmt"
	"slices"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// A comparison is what was known, what is, and the changes found so far.
type comparison struct {
	was, now     *evidence.Assessment
	since, until date.Day
	items        []Item
}

func (c *comparison) add(i Item, rests ...parley.ID) {
	for _, id := range rests {
		if c.now.View().Has(id) && !slices.Contains(i.rests, id) {
			i.rests = append(i.rests, id)
		}
	}
	c.items = append(c.items, i)
}

// fresh reports whether an entry became known between the two days.
func (c *comparison) fresh(id parley.ID) bool { return !c.was.View().Has(id) }

// lapses compares the times without an agreement: one may begin although
// nothing new becomes known.
func (c *comparison) lapses() {
	before := make(map[parley.ID]evidence.Lapse)
	for _, x := range c.was.Lapses(c.since) {
		before[x.Of.Agreement.ID] = x
	}
	ended := func(x evidence.Lapse, day date.Day) bool { return x.To != 0 && x.To < day }
	for _, x := range c.now.Lapses(c.until) {
		b, known := before[x.Of.Agreement.ID]
		if !known {
			c.add(Item{Section: Headline, Kind: LapseBegun, Lapse: &x}, x.RestsOn...)
		}
		if ended(x, c.until) && !(known && ended(b, c.since)) {
			c.add(Item{Section: Headline, Kind: LapseEnded, Lapse: &x}, x.RestsOn...)
		}
	}
}

// entries finds the dated entries that are new, but for rounds and what is
// better said as a change of a claim or a conflict.
func (c *comparison) entries() {
	var found []Item
	for e := range view.Each[parley.Entry](c.now.View()) {
		if parley.Declared(e) || !c.fresh(e.Base().ID) {
			continue
		}
		if i, ok := newEntry(c.now, e); ok && !(i.Kind == Due && c.over(e)) {
			if t, ok := e.(*parley.Terms); ok && c.restates(t) {
				i.Section = Positions
			}
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(x, y Item) int {
		if n := restOrder(x.Kind) - restOrder(y.Kind); n != 0 {
			return n
		}
		return date.Compare(x.Entry.Base().Happened, y.Entry.Base().Happened)
	})
	for _, i := range found {
		c.add(i, i.Entry.Base().ID)
	}
}

// restates reports whether terms are an old figure that is told anew: they date from
// before the two days, and terms of their agreement were known.
func (c *comparison) restates(t *parley.Terms) bool {
	if d := t.Happened.Last; d == 0 || d > c.since {
		return false
	}
	for old := range view.Each[*parley.Terms](c.was.View()) {
		if old.Of == t.Of {
			return true
		}
	}
	return false
}

// restOrder is the order of kinds within a section.
func restOrder(k Kind) int {
	return slices.Index([]Kind{NewStage, NewTerms, Retracted, Corrected, Offered, Happened, Due, SeatTaken, SeatLeft, Said, Ours}, k)
}

func newEntry(a *evidence.Assessment, e parley.Entry) (Item, bool) {
	i := Item{Section: Rest, Entry: e}
	switch e := e.(type) {
	case *parley.Stage:
		if _, ok := view.Get[*parley.Agreement](a.View(), e.Of); !ok {
			return i, false // of a round: told with it
		}
		i.Section, i.Kind = Headline, NewStage
	case *parley.Terms:
		i.Section, i.Kind = Headline, NewTerms
	case *parley.Statement, *parley.Report:
		i.Kind = Said
	case *parley.Event:
		i.Kind = Happened
	case *parley.Offer:
		i.Kind = Offered
	case *parley.Deadline:
		i.Kind = Due
	case *parley.Seat:
		i.Kind = SeatTaken
		if e.Leaves != "" {
			i.Kind = SeatLeft
		}
	case *parley.Retract:
		i.Kind = Retracted
	case *parley.Correct:
		i.Kind = Corrected
	case *parley.Inference, *parley.Assume, *parley.Valuation, *parley.Override, *parley.Disclose:
		i.Kind = Ours
	default: // an explanation closes a conflict; what is expected is no news
		return i, false
	}
	return i, true
}

func (c *comparison) rounds() {
	for _, m := range c.now.Meetings() {
		i := Item{Section: Headline, Entry: m.Round}
		rests := []parley.ID{m.Round.ID}
		for _, s := range m.Outcomes {
			if c.fresh(s.ID) {
				i.Stages = append(i.Stages, s)
				rests = append(rests, s.ID)
			}
		}
		switch {
		case c.fresh(m.Round.ID) && m.Round.Happened.First > c.until:
			i.Kind = Announced
		case m.Postponed() && i.Stages == nil:
			continue // it was put off, and that is no news
		case c.fresh(m.Round.ID) || m.Round.Happened.First > c.since && m.Round.Happened.First <= c.until:
			i.Kind = NewRound
		case i.Stages != nil:
			i.Kind = Outcome
		default:
			continue
		}
		c.add(i, rests...)
	}
}

func (c *comparison) claims() {
	for x := range c.now.Claims() {
		is := c.now.Status(x.ID)
		if is == c.was.Status(x.ID) && is.Response == parley.NoResponse {
			continue // as it was, or only mentioned: nobody says it
		}
		now, was := c.now.Of(x.ID), c.was.Of(x.ID)
		known := c.was.View().Has(x.ID)
		i := Item{Section: section(x), Claim: x, Was: was, Now: now}
		rests := append(now.RestsOn(), changed(c, x.ID)...)
		switch {
		case !known || was.Status == (parley.Status{}):
			c.newClaim(i, rests)
		case now.Status.Basis > was.Status.Basis:
			i.Kind = Stronger
			c.add(i, rests...)
		case now.Status.Basis < was.Status.Basis:
			i.Kind = Weaker
			c.add(i, rests...)
		case now.Status.Response != was.Status.Response || !slices.Equal(now.Whose, was.Whose):
			i.Kind = Responded
			c.add(i, rests...)
		}
	}
}

func (c *comparison) newClaim(i Item, rests []parley.ID) {
	i.Kind = NewClaim
	for _, o := range c.now.Before(i.Claim) {
		i.Kind = Replaced
		old := Old{o, c.now.Of(o.ID)}
		i.Olds = append(i.Olds, old)
		rests = append(rests, old.Standing.RestsOn()...)
	}
	c.add(i, rests...)
}

// changed returns the new entries that take a stance on a claim or take one
// back: a status that rests on less than before rests on these.
func changed(c *comparison, claim parley.ID) (ids []parley.ID) {
	for _, o := range c.now.Opinions(claim) {
		if c.fresh(o.Utterance) {
			ids = append(ids, o.Utterance)
		}
		if o.Retract != "" && c.fresh(o.Retract) {
			ids = append(ids, o.Retract)
		}
	}
	return ids
}

func section(c *parley.Claim) Section {
	if c.That == nil || c.That.Verb == "says" {
		return Claims
	}
	return Positions
}

// conflicts compares what is open. A conflict is the same as long as it is of
// one kind, about the same things and between the same parties.
func (c *comparison) conflicts() {
	key := func(x evidence.Conflict) string { return fmt.Sprint(x.Kind, x.About, x.Parties) }
	open := func(a *evidence.Assessment) (keys map[string]bool) {
		keys = make(map[string]bool)
		for _, x := range a.Conflicts() {
			if x.Explained == "" {
				keys[key(x)] = true
			}
		}
		return keys
	}
	was, now := open(c.was), open(c.now)
	told := make(map[string]bool)
	for _, x := range c.now.Conflicts() {
		k := key(x)
		switch i := (Item{Section: Conflicts, Conflict: &x}); {
		case told[k]:
		case now[k] && !was[k]:
			i.Kind = Opened
			c.add(i, x.Entries...)
		case !now[k] && was[k]:
			i.Kind = Closed
			c.add(i, append(slices.Clone(x.Entries), x.Explained)...)
		default:
			continue
		}
		told[k] = true
	}
	for _, x := range c.was.Conflicts() { // what it rested on has gone
		if k := key(x); was[k] && !now[k] && !told[k] {
			told[k] = true
			rests := slices.Clone(x.Entries)
			for _, id := range x.About {
				rests = append(rests, changed(c, id)...)
			}
			c.add(Item{Section: Conflicts, Kind: Closed, Conflict: &x}, rests...)
		}
	}
}

// deadlines finds those that have passed: the day on which one falls is over.
func (c *comparison) deadlines() {
	for d := range view.Each[*parley.Deadline](c.now.View()) {
		if c.over(d) && (c.fresh(d.ID) || d.Happened.Day(c.now.View().Zone()) >= c.since) {
			c.add(Item{Section: Rest, Kind: Passed, Entry: d}, d.ID)
		}
	}
}

// over reports whether the last day of an entry's date lies behind.
func (c *comparison) over(e parley.Entry) bool {
	day := e.Base().Happened.Day(c.now.View().Zone())
	return day != 0 && day < c.until
}
