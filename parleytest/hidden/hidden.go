// Package hidden checks that what somebody may not know changes nothing of what
// they see. It says what that is in its own words, from the audiences and dates
// of the entries, and never asks package view; two accounts of one rule that
// agree on thousands of random records are worth more than one that is read
// twice.
//
//	Of       what is hidden from a vantage
//	Unnamed  declarations that nothing known names
//	Check    the property, over random records and vantages
package hidden

import (
	"slices"
	"strings"
	"time"

	"parley"
	"parley/date"
	"parley/view"
)

// A judge knows one record and one vantage.
type judge struct {
	from    view.Vantage
	entries []parley.Entry
	now     map[parley.ID]parley.Entry // as the file says now
	then    map[parley.ID]parley.Entry // as it said on the day that the vantage asks for
	zone    *time.Location
	noted   date.Day
	barred  map[parley.ID]bool // not for this reader, whatever the day
	hidden  map[parley.ID]bool
}

// Of returns the ids of the entries that somebody at a vantage may not know.
func Of(es []parley.Entry, from view.Vantage) map[parley.ID]bool { return sit(es, from).hidden }

func sit(es []parley.Entry, from view.Vantage) *judge {
	j := &judge{from: from, entries: es, now: make(map[parley.ID]parley.Entry), then: make(map[parley.ID]parley.Entry), zone: time.UTC}
	for _, e := range es {
		j.now[e.Base().ID], j.then[e.Base().ID] = e, e
		if c, ok := e.(*parley.Case); ok {
			j.zone, _ = date.Zone(c.Zone)
			j.noted = c.Recorded
		}
	}
	j.barred = j.spread(func(e parley.Entry) bool { return !j.forReader(e) })
	j.goBack()
	sources := make(map[parley.ID]bool)
	for id, e := range j.then {
		if s, ok := e.(*parley.Source); ok {
			sources[id] = j.forReader(e) && j.isOut(s) && j.inFile(e, 0)
		}
	}
	j.hidden = j.spread(func(e parley.Entry) bool {
		if _, ok := e.(*parley.Source); ok {
			return !sources[e.Base().ID]
		}
		day, dated := j.becameKnown(e, sources)
		return !j.forReader(e) || dated && (day == 0 || day > from.AsOf) || !j.inFile(e, day)
	})
	return j
}

// spread returns the entries for which no holds, and those that need one of
// them or something that nobody declared.
func (j *judge) spread(no func(parley.Entry) bool) map[parley.ID]bool {
	out := make(map[parley.ID]bool)
	for id, e := range j.then {
		if no(e) {
			out[id] = true
		}
	}
	for n := -1; n != len(out); {
		n = len(out)
		for id, e := range j.then {
			for _, need := range needs(e) {
				if out[need] || j.now[need] == nil {
					out[id] = true
				}
			}
		}
	}
	return out
}

// goBack finds the entries as they stood on the day that the vantage asks for.
// What a correction undoes, a reader of it and of all later ones may know.
func (j *judge) goBack() {
	if j.from.Recorded == 0 {
		return
	}
	var cs []*parley.Correct
	for _, e := range j.entries {
		if c, ok := e.(*parley.Correct); ok && c.Before != nil {
			cs = append(cs, c)
		}
	}
	slices.SortStableFunc(cs, func(a, b *parley.Correct) int { return int(j.found(b) - j.found(a)) })
	slices.Reverse(cs) // of one day, the last of the file is undone first
	slices.SortStableFunc(cs, func(a, b *parley.Correct) int { return int(j.found(b) - j.found(a)) })
	stop := make(map[parley.ID]bool)
	for _, c := range cs {
		if stop[c.Of] = stop[c.Of] || j.barred[c.ID] || j.found(c) <= j.from.Recorded; !stop[c.Of] {
			j.then[c.Of] = c.Before
			if s, ok := c.Before.(*parley.Series); ok { // the figures are no part of what was corrected
				x := *s
				x.Figures = j.now[c.Of].(*parley.Series).Figures
				j.then[c.Of] = &x
			}
		}
	}
}

// found is when a correction came into the file.
func (j *judge) found(c *parley.Correct) date.Day {
	if c.Recorded != 0 {
		return c.Recorded
	}
	return max(j.noted, c.Happened.Day(j.zone))
}

// forReader reports whether an entry is for the reader: by its audience, or
// because somebody has disclosed it to them.
func (j *judge) forReader(e parley.Entry) bool {
	id := e.Base().ID
	if Reads(j.from.Reader, e.Base().Audience) && Reads(j.from.Reader, j.now[id].Base().Audience) &&
		j.ofSide(e) && j.ofSide(j.now[id]) {
		return true
	}
	for _, x := range j.entries {
		if d, ok := x.(*parley.Disclose); ok && d.Of == id && j.acts(d) {
			return true
		}
	}
	return false
}

// ofSide reports whether an entry is no side's own valuation, or the reader is of
// that side.
func (j *judge) ofSide(e parley.Entry) bool {
	x, ok := e.(*parley.Valuation)
	who := j.from.Reader.String()
	return !ok || x.Ours || who == "all" || who == "side:"+string(x.Of) || strings.HasPrefix(who, "caucus:"+string(x.Of)+"/")
}

// acts reports whether a disclosure is made to the reader and in force.
func (j *judge) acts(d *parley.Disclose) bool {
	day := j.ownDay(d)
	return Reads(j.from.Reader, d.To) && day != 0 && day <= j.from.AsOf && j.inFile(d, day)
}

// Reads is the table of the documentation: who reads what.
func Reads(r parley.Reader, a parley.Audience) bool {
	who, what := r.String(), a.String()
	party, side := strings.CutPrefix(what, "side:")
	switch {
	case who == "all" || what == "public":
		return true
	case what == "case":
		return who != "public"
	case side:
		return who == what || strings.HasPrefix(who, "caucus:"+party+"/")
	case what == "":
		return false
	}
	return who == what // a caucus, the mediator
}

// isOut reports whether a source may be named: it had appeared by the day, or
// nobody knows when it did.
func (j *judge) isOut(s *parley.Source) bool {
	d, given := s.Published.Get()
	day := d.Day(j.zone)
	return !given || day != 0 && day <= j.from.AsOf
}

// inFile reports whether our file had an entry, which became known on a day (0
// for declarations), by the day that the vantage asks for.
func (j *judge) inFile(e parley.Entry, known date.Day) bool {
	day := max(known, j.noted)
	if r := e.Base().Recorded; r != 0 {
		day = r
	}
	return j.from.Recorded == 0 || day <= j.from.Recorded
}

// becameKnown says when a dated entry became known to the reader, 0 if never.
func (j *judge) becameKnown(e parley.Entry, sources map[parley.ID]bool) (day date.Day, dated bool) {
	if parley.Declared(e) {
		return 0, false
	}
	if k := e.Base().Known; k != nil {
		return k.On, true
	}
	if ours(e) {
		return j.ownDay(e), true
	}
	for _, c := range vias(e) {
		if d, ok := j.came(c, sources); ok && (day == 0 || d < day) {
			day = d
		}
	}
	return day, true
}

// came says when words came through a chain: on the day of what we have read,
// if nothing on the way is hidden.
func (j *judge) came(c parley.Chain, sources map[parley.ID]bool) (date.Day, bool) {
	for _, id := range c.Links {
		if !sources[id] {
			return 0, false
		}
	}
	if len(c.Links) == 0 {
		return 0, false
	}
	d, given := j.then[c.Links[len(c.Links)-1]].(*parley.Source).Published.Get()
	return d.Day(j.zone), given
}

func ours(e parley.Entry) bool {
	switch e := e.(type) {
	case *parley.Inference, *parley.Assume, *parley.Valuation, *parley.Expect, *parley.Explain, *parley.Override, *parley.Disclose, *parley.Correct:
		return true
	case *parley.Offer:
		return e.By == "" && len(e.Via) == 0
	}
	return false
}

func (j *judge) ownDay(e parley.Entry) date.Day {
	h := e.Base()
	switch {
	case h.Known != nil:
		return h.Known.On
	case h.Recorded != 0:
		return h.Recorded
	}
	return h.Happened.Day(j.zone)
}

// needs lists what an entry makes no sense without: of what it is, whose it is,
// who speaks in it, and what our own notes rest on.
func needs(e parley.Entry) (ids []parley.ID) {
	add := func(more ...parley.ID) {
		for _, id := range more {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	says := func(p *parley.Proposition) {
		if p == nil {
			return
		}
		add(p.Party, p.Issue)
		if v, ok := p.Value.(parley.Percent); ok {
			add(v.Over)
		}
	}
	rises := func(s parley.Schedule) {
		for _, x := range s.Rises {
			add(x.Index)
		}
	}
	switch e := e.(type) {
	case *parley.Body:
		add(e.Of)
	case *parley.Claim:
		add(e.About, e.Of)
		says(e.That)
	case *parley.Round:
		add(e.Talks)
	case *parley.Statement:
		add(e.By...)
	case *parley.Offer:
		add(e.By)
		for i := range e.Sets {
			says(&e.Sets[i])
		}
		rises(e.Schedule)
	case *parley.Seat:
		add(e.Of, e.Leaves)
	case *parley.Terms:
		add(e.Of)
		rises(e.Schedule)
	case *parley.Stage:
		add(e.Of)
	case *parley.Retract:
		add(e.Of, e.Claim)
		add(e.By...)
	case *parley.Inference:
		add(e.From...)
	case *parley.Assume:
		add(e.Of)
		add(e.From...)
	case *parley.Valuation: // it is one thing
		add(mentions(e)...)
	case *parley.Expect:
		add(e.Of)
	case *parley.Explain:
		add(e.Of...)
	case *parley.Override:
		add(e.Of)
	case *parley.Disclose:
		add(e.Of)
	case *parley.Correct: // it shows what stood there
		add(e.Of)
		add(e.Mentions...)
		if e.Before != nil {
			add(mentions(e.Before)...)
		}
	}
	return ids
}

// Unnamed returns the declarations that nothing known names, directly or
// through other declarations; nor does a correction by which the file is read
// as it was.
func Unnamed(es []parley.Entry, from view.Vantage) map[parley.ID]bool {
	j := sit(es, from)
	named := make(map[parley.ID]bool)
	var todo []parley.ID
	for id, e := range j.then {
		if _, head := e.(*parley.Case); !j.hidden[id] && (head || !parley.Declared(e)) {
			todo = append(todo, id)
		}
		if _, ok := e.(*parley.Correct); ok && j.stays(e) {
			todo = append(todo, mentions(e)...)
		}
	}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if named[id] || j.hidden[id] || j.now[id] == nil {
			continue
		}
		named[id] = true
		todo = append(todo, mentions(j.shown(j.then[id]))...)
	}
	out := make(map[parley.ID]bool)
	for id, e := range j.now {
		if parley.Declared(e) && !named[id] && !j.hidden[id] {
			out[id] = true
		}
	}
	return out
}

// shown drops the chains of an entry that have not reached the reader, and the
// figures of a series that are not known.
func (j *judge) shown(e parley.Entry) parley.Entry {
	e = j.figured(e, func(x parley.Figure) (parley.Figure, bool) { return x, j.out(x) })
	gone := make(map[parley.ID]bool)
	for _, id := range mentions(e) {
		gone[id] = j.hidden[id] || j.now[id] == nil
	}
	e = unmention(e, gone)
	out := slices.DeleteFunc(slices.Clone(vias(e)), func(c parley.Chain) bool {
		s, ok := j.then[c.Read()].(*parley.Source)
		return !ok || s.Published.State != parley.IsGiven && e.Base().Known == nil
	})
	return withVias(e, out)
}

// out reports whether a figure is known: it was published by the day, itself or
// else with its source, and that is not hidden.
func (j *judge) out(x parley.Figure) bool {
	s, ok := j.then[x.Source].(*parley.Source)
	if x.Source != "" && (!ok || j.hidden[x.Source]) {
		return false
	}
	if x.Published == 0 {
		return x.Source != "" && s.Published.State == parley.IsGiven
	}
	return x.Published <= j.from.AsOf
}

// figured returns a series with its figures changed, some left out; other
// entries as they are.
func (j *judge) figured(e parley.Entry, change func(parley.Figure) (parley.Figure, bool)) parley.Entry {
	s, ok := e.(*parley.Series)
	if !ok || len(s.Figures) == 0 {
		return e
	}
	c := *s
	c.Figures = nil
	for _, x := range s.Figures {
		if y, stays := change(x); stays {
			c.Figures = append(c.Figures, y)
		}
	}
	return &c
}

// Days returns the days on which something became known to a reader, earliest
// first.
func Days(es []parley.Entry, reader parley.Reader) (days []date.Day) {
	j := sit(es, view.Vantage{Reader: reader, AsOf: 1 << 30})
	sources := make(map[parley.ID]bool)
	for id, e := range j.now {
		_, ok := e.(*parley.Source)
		sources[id] = ok && !j.hidden[id]
	}
	for id, e := range j.now {
		if day, dated := j.becameKnown(e, sources); dated && !j.hidden[id] {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}
