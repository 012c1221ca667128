package view

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
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
	kinds   map[reflect.Type][]int32 // places, in order
	needs   table                    // by row
	names   table                    // by row
	chains  table                    // by row: numbers of chains
	links   table                    // by chain: places of sources; none where a link is not one
	stated  []date.Day               // by chain: when its entry says that it became known; zero: it does not
	facts   []fact                   // by row
	told    []int32                  // places of what may come through chains
	voices  []Voice                  // by claim, day and place
	heard   []int32                  // by place of a claim: where its voices begin
	cites   map[int32][]cite         // by row of a series
	opened  []opened
	swaps   []swap  // by version
	latest  []int32 // swaps in order of day
	circles []parley.Audience
	zone    *time.Location
	noted   date.Day // when the case says it was recorded; zero: not said

	once sync.Once
	sums []sum // by row: what a digest is made of; filled on the first call for one
}

// A fact is what every view asks of every entry. They lie side by side so that
// a hundred thousand of them are asked in a millisecond.
type fact struct {
	class    class
	circle   uint16   // of circles
	day      date.Day // of a source: published; of our own and of an override: known; of a series: all its figures published
	recorded date.Day
}

// A class says how an entry becomes known.
type class uint8

const (
	never    class = iota // it needs what nobody declared
	declared              // when something in the view names it
	heading               // always
	source                // when named, but not before it was published
	heard                 // when a chain of it has reached the reader
	ours                  // on the day we recorded it, or on the day it says
)

// A disclosure opens an entry to an audience.
type opened struct {
	by, row int32 // place of the disclosure, and of this version of it
	of      int32
	to      parley.Audience
}

// A swap is an earlier version of an entry: what the file said before a
// correction was recorded.
type swap struct {
	correct, base, version int32
	until                  date.Day // the day on which the correction was recorded
}

// A cite is that a series has figures from a source: the first of those with a
// day of their own was published on it; 0: some came out with the source.
type cite struct {
	source int32
	day    date.Day
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

// Index makes a record of entries. Of two with one id the second is left out;
// saying so is casefile's business.
func Index(entries []parley.Entry) *Record {
	r := &Record{place: make(map[parley.ID]int32, len(entries)), kinds: make(map[reflect.Type][]int32), zone: time.UTC}
	r.take(entries)
	r.correct()
	r.link()
	r.facts = make([]fact, len(r.entries))
	circle := make(map[parley.Audience]uint16)
	for i, e := range r.entries {
		a := parley.AudienceOf(e)
		if _, ok := circle[a]; !ok {
			circle[a] = uint16(len(r.circles))
			r.circles = append(r.circles, a)
		}
		r.facts[i].circle, r.facts[i].recorded = circle[a], e.Base().Recorded
		r.classify(int32(i), e)
	}
	r.tell()
	r.sortVoices()
	return r
}

// tell lists what came through chains, or did in an earlier version.
func (r *Record) tell() {
	heardOnce := make([]bool, r.size)
	for row, f := range r.facts {
		if f.class == heard {
			heardOnce[r.base(int32(row))] = true
		}
	}
	for i, yes := range heardOnce {
		if yes {
			r.told = append(r.told, int32(i))
		}
	}
}

// take gives every entry its place.
func (r *Record) take(entries []parley.Entry) {
	r.entries = make([]parley.Entry, 0, len(entries))
	for _, e := range entries {
		id := e.Base().ID
		if _, dup := r.place[id]; dup {
			continue
		}
		i := int32(len(r.entries))
		r.place[id] = i
		r.entries = append(r.entries, e)
		t := reflect.TypeOf(e)
		r.kinds[t] = append(r.kinds[t], i)
		if c, ok := e.(*parley.Case); ok {
			if z, err := date.Zone(c.Zone); err == nil {
				r.zone = z
			}
			r.noted = c.Recorded
		}
	}
	r.size = len(r.entries)
}

// correct lays out the earlier versions of corrected entries.
func (r *Record) correct() {
	for i, e := range r.entries[:r.size] {
		c, ok := e.(*parley.Correct)
		if !ok || c.Before == nil || r.at(c.Of) < 0 || c.Before.Kind() != r.entries[r.at(c.Of)].Kind() {
			continue
		}
		until := c.Recorded
		if until == 0 {
			until = max(r.noted, c.Happened.Day(r.zone))
		}
		r.latest = append(r.latest, int32(len(r.swaps)))
		r.swaps = append(r.swaps, swap{int32(i), r.at(c.Of), int32(len(r.entries)), until})
		r.entries = append(r.entries, r.figured(c.Before, r.at(c.Of)))
	}
	slices.SortStableFunc(r.latest, func(a, b int32) int { return cmp.Compare(r.swaps[a].until, r.swaps[b].until) })
}

// figured gives an earlier version of a series the figures of the series: they
// have days of their own, whatever its file was called.
func (r *Record) figured(before parley.Entry, of int32) parley.Entry {
	s, ok := before.(*parley.Series)
	if !ok {
		return before
	}
	c := *s
	c.Figures = r.entries[of].(*parley.Series).Figures
	return &c
}

// base is the place of the entry that a row stands for.
func (r *Record) base(row int32) int32 {
	if i := int(row) - r.size; i >= 0 {
		return r.swaps[i].base
	}
	return row
}

func (r *Record) link() {
	n := len(r.entries)
	for _, t := range []*table{&r.needs, &r.names, &r.chains, &r.links} {
		t.off = make([]int32, 1, n+1)
		t.list = make([]int32, 0, n)
	}
	need := func(id parley.ID) { r.needs.add(r.at(id)) }
	name := func(id parley.ID) { r.names.add(r.at(id)) }
	r.cites = make(map[int32][]cite)
	for row, e := range r.entries {
		parley.Needs(e, need)
		r.named(int32(row), e, name)
		for _, c := range parley.Chains(e) {
			r.chains.add(int32(len(r.links.off) - 1))
			r.chain(c)
			r.stated = append(r.stated, stated(e))
		}
		r.needs.end()
		r.names.end()
		r.chains.end()
	}
}

// chain lays out the links of a chain, and none if one of them is no source:
// such a chain has reached nobody.
func (r *Record) chain(c parley.Chain) {
	from := len(r.links.list)
	for _, id := range c.Links {
		i := r.at(id)
		if i < 0 || r.entries[i].Kind() != "source" {
			r.links.list = r.links.list[:from]
			break
		}
		r.links.add(i)
	}
	r.links.end()
}

// lastFigure is the day by which all figures of a series were published, as far
// as they say so themselves; never, where one does not.
func lastFigure(e *parley.Series) (last date.Day) {
	for _, x := range e.Figures {
		if last = max(last, x.Published); x.Published == 0 {
			return math.MaxInt32
		}
	}
	return last
}

// named yields what an entry names. The figures of a series each name their
// source, but only when they are known themselves.
func (r *Record) named(row int32, e parley.Entry, name func(parley.ID)) {
	s, ok := e.(*parley.Series)
	if !ok || len(s.Figures) == 0 {
		parley.Names(e, name)
		return
	}
	bare := *s
	bare.Figures = nil
	parley.Names(&bare, name)
	first := make(map[cite]date.Day) // by source, and by whether a day is given
	for _, x := range s.Figures {
		k := cite{r.at(x.Source), min(x.Published, 1)}
		if day, had := first[k]; x.Source != "" && (!had || x.Published < day) {
			first[k] = x.Published
		}
	}
	for k, day := range first {
		r.cites[row] = append(r.cites[row], cite{k.source, day})
	}
}

// classify is the one list of how each kind becomes known.
func (r *Record) classify(i int32, e parley.Entry) {
	f := &r.facts[i]
	switch e := e.(type) {
	case *parley.Case:
		f.class = heading
	case *parley.Party, *parley.Body, *parley.Person, *parley.Issue, *parley.Agreement, *parley.Claim:
		f.class = declared
	case *parley.Series:
		f.class, f.day = declared, lastFigure(e)
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
	case *parley.Assume, *parley.Valuation, *parley.Expect, *parley.Explain, *parley.Override, *parley.Correct:
		f.class = ours
	case *parley.Disclose:
		f.class = ours
		if of := r.at(e.Of); of >= 0 {
			r.opened = append(r.opened, opened{r.base(i), i, of, e.To})
		}
	default:
		panic(fmt.Sprintf("view: nothing says when a %s becomes known", e.Kind()))
	}
	r.dated(i, e)
}

// dated fills in the day of what has one of its own.
func (r *Record) dated(i int32, e parley.Entry) {
	f, h := &r.facts[i], e.Base()
	if f.class == ours {
		if f.day = h.Recorded; f.day == 0 {
			f.day = h.Happened.Day(r.zone)
		}
	}
	if h.Known != nil && !parley.Declared(e) {
		f.class, f.day = ours, stated(e)
	}
	if slices.Contains(r.needs.of(i), -1) {
		f.class = never
	}
}

// stated is the day on which an entry says that it became known; zero if it
// does not say so.
func stated(e parley.Entry) date.Day {
	if k := e.Base().Known; k != nil {
		return k.On
	}
	return 0
}

// hear notes what an utterance does to the claims that there are.
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

// sortVoices puts the voices on one claim side by side, in order of day, and an
// earlier version of an entry where the entry itself stands.
func (r *Record) sortVoices() {
	r.heard = make([]int32, r.size+1)
	for _, x := range r.voices {
		r.heard[x.Claim+1]++
	}
	for i := range r.size {
		r.heard[i+1] += r.heard[i]
	}
	next := slices.Clone(r.heard)
	sorted := make([]Voice, len(r.voices))
	for _, x := range r.voices {
		sorted[next[x.Claim]] = x
		next[x.Claim]++
	}
	r.voices = sorted
	for i := range r.size {
		slices.SortStableFunc(r.voices[r.heard[i]:r.heard[i+1]], func(a, b Voice) int {
			return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(r.base(a.Utterance), r.base(b.Utterance)))
		})
	}
}

func (r *Record) at(id parley.ID) int32 {
	if i, ok := r.place[id]; ok {
		return i
	}
	return -1
}
