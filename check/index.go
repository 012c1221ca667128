package check

import (
	"sync"
	"time"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/quote"
	"parley/view"
)

// An index is what several rules ask of a record, laid out once. Rules read it
// side by side and never write to it.
type index struct {
	whole      bool // every entry could be read and every id is declared
	zone       *time.Location
	head       *parley.Case
	entries    []parley.Entry
	heard      []heard
	claims     []*parley.Claim
	sources    []*parley.Source
	seats      []*parley.Seat
	rounds     []*parley.Round
	terms      []*parley.Terms
	stages     []*parley.Stage
	valuations []*parley.Valuation
	source     map[parley.ID]*parley.Source
	number     map[parley.ID]int32 // of a source, in sources
	claim      map[parley.ID]*parley.Claim
	explained  map[parley.ID]bool // named by an explain entry
	meant      map[parley.ID]bool // what an id was meant to be that cannot be one
	lockFaults quote.LineErrors
	book       *casefile.Book
	library    func() *library
	badRefs    func() []badRef
	oneCircle  func() bool
	spoken     func() map[parley.ID][]*heard
	sums       func() []sum
	grouped    func() [][]*sum
	figured    func() []*figured
	uses       func() []use
	appraised  func() []appraised
}

// A heard is an entry that reached us through sources, with what rules ask of
// every one of them.
type heard struct {
	parley.Entry
	via     []parley.Chain
	stances []parley.Stance
	dating  *parley.Dating
	first   int32 // of the sources: what was read, of the first chain; -1: none that is declared
}

// A tally counts quotations, by what vouches for them.
type tally struct{ all, inCopy, inLock, unchecked int }

func newIndex(b *casefile.Book, o Options) *index {
	es := b.Entries()
	x := &index{book: b, zone: time.UTC, entries: es, lockFaults: o.LockFaults, explained: make(map[parley.ID]bool), meant: make(map[parley.ID]bool)}
	for _, f := range b.Faults {
		if near := f.Args["near"]; f.Code == "P008" && near != "" {
			x.meant[parley.ID(near)] = true
		}
	}
	n := make(map[parley.Kind]int)
	for _, e := range es {
		n[e.Kind()]++
	}
	x.source = make(map[parley.ID]*parley.Source, n["source"])
	x.number = make(map[parley.ID]int32, n["source"])
	x.claim = make(map[parley.ID]*parley.Claim, n["claim"])
	x.heard = make([]heard, 0, len(es))
	for _, e := range es {
		x.add(e)
	}
	for i := range x.heard {
		if h := &x.heard[i]; len(h.via) > 0 {
			h.first = x.numberOf(h.via[0].Read())
		}
	}
	x.library = sync.OnceValue(func() *library { return x.newLibrary(o.Copies, o.Lock) })
	x.badRefs, x.oneCircle = sync.OnceValue(x.listBadRefs), sync.OnceValue(x.sameAudience)
	x.spoken = sync.OnceValue(x.listSpoken)
	x.sums, x.grouped = sync.OnceValue(x.listSums), sync.OnceValue(x.groupSums)
	x.appraised = sync.OnceValue(x.appraise)
	x.figured, x.uses = sync.OnceValue(x.listFigured), sync.OnceValue(x.listUses)
	return x
}

func (x *index) add(e parley.Entry) {
	hear := func(via []parley.Chain, d *parley.Dating, ss []parley.Stance) {
		x.heard = append(x.heard, heard{e, via, ss, d, -1})
	}
	switch e := e.(type) {
	case *parley.Case:
		if z, err := date.Zone(e.Zone); err == nil && x.head == nil {
			x.head, x.zone = e, z
		}
	case *parley.Source:
		x.number[e.ID] = int32(len(x.sources))
		x.sources = append(x.sources, e)
		x.source[e.ID] = e
	case *parley.Explain:
		for _, id := range e.Of {
			x.explained[id] = true
		}
	case *parley.Claim:
		x.claims = append(x.claims, e)
		x.claim[e.ID] = e
	case *parley.Valuation:
		x.valuations = append(x.valuations, e)
	case *parley.Statement:
		hear(e.Via, &e.Dating, e.Stances)
	case *parley.Report:
		hear(e.Via, &e.Dating, e.Stances)
	case *parley.Round:
		x.rounds = append(x.rounds, e)
		hear(e.Via, &e.Dating, nil)
	case *parley.Offer:
		hear(e.Via, &e.Dating, nil)
	case *parley.Event:
		hear(e.Via, &e.Dating, nil)
	case *parley.Deadline:
		hear(e.Via, &e.Dating, nil)
	case *parley.Seat:
		x.seats = append(x.seats, e)
		hear(e.Via, &e.Dating, nil)
	case *parley.Terms:
		x.terms = append(x.terms, e)
		hear(e.Via, &e.Dating, nil)
	case *parley.Stage:
		x.stages = append(x.stages, e)
		hear(e.Via, &e.Dating, nil)
	case *parley.Retract:
		hear(e.Via, &e.Dating, nil)
	}
}

func (x *index) counts(b *casefile.Book) Counts {
	n := make(map[parley.Kind]int)
	for _, e := range x.entries {
		n[e.Kind()]++
	}
	t := x.library().tally()
	c := Counts{Quotations: t.all, InCopy: t.inCopy, InLock: t.inLock, Unchecked: t.unchecked}
	for _, k := range casefile.KindNames() {
		if kind := parley.Kind(k); n[kind] > 0 {
			c.Entries = append(c.Entries, KindCount{kind, n[kind]})
		}
	}
	return c
}

func (x *index) numberOf(source parley.ID) int32 {
	if i, ok := x.number[source]; ok {
		return i
	}
	return -1
}

// read is the number of the source that was read in the kth chain of h, -1 if it
// is not declared.
func (x *index) read(h *heard, k int) int32 {
	if k == 0 {
		return h.first
	}
	return x.numberOf(h.via[k].Read())
}

// cameOut is when the source with a number was published, and whether that is known.
func (x *index) cameOut(number int32) (date.Date, bool) {
	if number < 0 {
		return date.Date{}, false
	}
	d, ok := x.sources[number].Published.Get()
	return d, ok && !d.IsZero()
}

// published is when a source came out, and whether that is known.
func (x *index) published(id parley.ID) (date.Date, bool) {
	s := x.source[id]
	if s == nil {
		return date.Date{}, false
	}
	d, ok := s.Published.Get()
	return d, ok && !d.IsZero()
}

// earliest and latest bound the days that a date can have been anywhere on
// earth: a time is another day elsewhere. Earliest is 0 where the date is open
// at its beginning, latest where it is open at its end.
func earliest(d date.Date) date.Day {
	if t, ok := d.Instant(); ok {
		return date.In(t, west)
	}
	return d.First
}

func latest(d date.Date) date.Day {
	if t, ok := d.Instant(); ok {
		return date.In(t, east)
	}
	return d.Last
}

var (
	west = time.FixedZone("", -12*60*60) // the last place where a day begins
	east = time.FixedZone("", 14*60*60)  // the first
)

// after reports whether d surely comes after e: wholly, and wherever either was
// reckoned.
func after(d, e date.Date) bool {
	t, ok1 := d.Instant()
	u, ok2 := e.Instant()
	if ok1 && ok2 {
		return t.After(u)
	}
	from, to := earliest(d), latest(e)
	return from != 0 && to != 0 && from > to
}

// weighed is the record as its owner knew it on a day; recorded is as in
// [view.Vantage].
func weighed(r *view.Record, asOf, recorded date.Day) *evidence.Assessment {
	return evidence.Assess(view.Of(r, view.Vantage{Reader: parley.All, AsOf: asOf, Recorded: recorded}))
}
