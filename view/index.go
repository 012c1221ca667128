package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"parley"
	"parley/date"
)

// A Record is all the entries of one case, in the order of the file: what the
// owner has, and nobody else. It is immutable and indexed once. It has no
// method that gives an entry away: only [Of] does, and only what may be seen.
type Record struct {
	entries []parley.Entry // those of the file, then earlier versions of corrected ones
	size    int            // how many are of the file
	place   map[parley.ID]int32
	needs   table   // by place
	names   table   // by place
	chains  table   // by place: numbers of chains
	links   table   // by chain: places of sources, -1 for an id that nobody declared
	facts   []fact  // by place
	voices  []Voice // by claim, actor and day
	opened  []opened
	swaps   []swap
	circles []parley.Audience
	zone    *time.Location
	noted   date.Day // when the case says it was recorded; zero: not said
}

// A fact is what every view asks of every entry. They lie side by side so that
// a hundred thousand of them are asked in a millisecond.
type fact struct {
	class    class
	circle   uint16   // of circles
	day      date.Day // of a source: published; of our own and of an override: known
	recorded date.Day
}

// A class says how an entry becomes known.
type class uint8

const (
	declared class = iota + 1 // when something in the view names it
	heading                   // always
	source                    // when named, but not before it was published
	heard                     // when a chain of it has reached the reader
	ours                      // on the day we recorded it, or on the day it says
)

// A disclosure opens an entry to an audience from a day on.
type opened struct {
	by, of int32
	to     parley.Audience
}

// A swap is an earlier version of an entry: what the file said before a
// correction was recorded.
type swap struct {
	correct, base, version int32
	until                  date.Day // the day on which the correction was recorded
}

// A table holds short lists one after another: a hundred thousand slices of
// their own would cost more to walk than to read.
type table struct {
	off  []int32
	list []int32
}

func (t *table) of(i int32) []int32 { return t.list[t.off[i]:t.off[i+1]] }
func (t *table) add(x int32)        { t.list = append(t.list, x) }
func (t *table) end()               { t.off = append(t.off, int32(len(t.list))) }

// Index makes a record of entries. Of two with one id the first stays; finding
// the second is casefile's business.
func Index(entries []parley.Entry) *Record {
	r := &Record{size: len(entries), entries: slices.Clip(entries), place: make(map[parley.ID]int32, len(entries)), zone: time.UTC}
	for i, e := range entries {
		if _, dup := r.place[e.Base().ID]; !dup {
			r.place[e.Base().ID] = int32(i)
		}
		if c, ok := e.(*parley.Case); ok {
			if z, err := date.Zone(c.Zone); err == nil {
				r.zone = z
			}
			r.noted = c.Recorded
		}
	}
	for i, e := range entries {
		if c, ok := e.(*parley.Correct); ok && c.Before != nil && r.at(c.Of) >= 0 {
			r.swaps = append(r.swaps, swap{int32(i), r.at(c.Of), int32(len(r.entries)), r.recorded(e)})
			r.entries = append(r.entries, c.Before)
		}
	}
	r.link()
	circle := make(map[parley.Audience]uint16)
	for i, e := range r.entries {
		a := e.Base().Audience
		if _, ok := circle[a]; !ok {
			circle[a] = uint16(len(r.circles))
			r.circles = append(r.circles, a)
		}
		r.facts[i].circle, r.facts[i].recorded = circle[a], e.Base().Recorded
		r.classify(int32(i), e)
	}
	r.sortVoices()
	return r
}

func (r *Record) link() {
	n := len(r.entries)
	r.facts = make([]fact, n)
	for _, t := range []*table{&r.needs, &r.names, &r.chains} {
		t.off = make([]int32, 1, n+1)
		t.list = make([]int32, 0, n)
	}
	r.links.off = []int32{0}
	need := func(id parley.ID) { r.needs.add(r.at(id)) }
	name := func(id parley.ID) { r.names.add(r.at(id)) }
	for _, e := range r.entries {
		parley.Needs(e, need)
		parley.Names(e, name)
		for _, c := range parley.Chains(e) {
			for _, id := range c.Links {
				r.links.add(r.at(id))
			}
			r.chains.add(int32(len(r.links.off) - 1))
			r.links.end()
		}
		r.needs.end()
		r.names.end()
		r.chains.end()
	}
}

// classify is the one list of how each kind becomes known.
func (r *Record) classify(i int32, e parley.Entry) {
	f := &r.facts[i]
	switch e := e.(type) {
	case *parley.Case:
		f.class = heading
	case *parley.Party, *parley.Body, *parley.Person, *parley.Issue, *parley.Agreement, *parley.Claim, *parley.Series:
		f.class = declared
	case *parley.Source:
		f.class = source
		if d, ok := e.Published.Get(); ok {
			if f.day = d.Day(r.zone); f.day == 0 {
				f.day = math.MaxInt32 // an open end: never
			}
		}
	case *parley.Statement:
		f.class = heard
		m := Background
		if parley.Attributable(e.Mode) {
			m = Named
		}
		for _, by := range e.By {
			r.hear(i, r.at(by), m, e, e.Stances)
		}
	case *parley.Report:
		f.class = heard
		r.hear(i, i, Outlet, e, e.Stances)
	case *parley.Round, *parley.Event, *parley.Deadline, *parley.Seat, *parley.Terms, *parley.Stage, *parley.Retract:
		f.class = heard
	case *parley.Offer:
		if f.class = heard; e.By == "" && len(e.Via) == 0 {
			f.class = ours
		}
	case *parley.Inference:
		f.class = ours
		r.hear(i, i, Ours, e, e.Stances)
	case *parley.Assume, *parley.Expect, *parley.Explain, *parley.Override, *parley.Correct:
		f.class = ours
	case *parley.Disclose:
		f.class = ours
		r.opened = append(r.opened, opened{i, r.at(e.Of), e.To})
	default:
		panic(fmt.Sprintf("view: nothing says when a %s becomes known", e.Kind()))
	}
	if f.class == ours {
		f.day = r.recorded(e)
	}
	if k := e.Base().Known; k != nil {
		f.class, f.day = ours, k.On
	}
}

// recorded is when an entry of our own became known: when it was recorded,
// else on its date.
func (r *Record) recorded(e parley.Entry) date.Day {
	if h := e.Base(); h.Recorded != 0 {
		return h.Recorded
	}
	return e.Base().Happened.Day(r.zone)
}

func (r *Record) hear(i, actor int32, m Manner, e parley.Entry, ss []parley.Stance) {
	h := e.Base().Happened
	day := h.Last
	if day == 0 {
		day = h.First
	}
	for _, s := range ss {
		if c := r.at(s.Claim); c >= 0 {
			r.voices = append(r.voices, Voice{Utterance: i, Claim: c, Actor: actor, Day: day, Does: s.Does, Outlet: s.Outlet, Manner: m, Hearsay: s.Hearsay})
		}
	}
}

// sortVoices puts an earlier version of an entry where the entry itself stands.
func (r *Record) sortVoices() {
	place := func(v Voice) int32 {
		if i := int(v.Utterance) - r.size; i >= 0 {
			return r.swaps[i].base
		}
		return v.Utterance
	}
	slices.SortStableFunc(r.voices, func(a, b Voice) int {
		return cmp.Or(cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Day, b.Day), cmp.Compare(place(a), place(b)))
	})
}

func (r *Record) at(id parley.ID) int32 {
	if i, ok := r.place[id]; ok {
		return i
	}
	return -1
}
