package evidence

import (
	"math"
	"math/bits"

	"parley"
	"parley/date"
	"parley/view"
)

// A set is a set of parties, by the order of sides.parties. Talks of more than
// 64 parties keep the first 64: for the others nobody has standing.
type set uint64

func (s set) has(t set) bool { return t != 0 && s&t == t }

// sides says who may speak for whom, and when.
type sides struct {
	parties   []*parley.Party // those of the case first
	inCase    int
	number    map[parley.ID]int
	concerned set               // the parties of the case
	voice     map[parley.ID]set // for whom a body speaks by declaration: its documents are theirs
	actor     []int32           // by place of a person or body: number of its tenures
	tenures   [][]tenure        // by that number; none at 0
}

// A tenure is a time in which somebody speaks for a party: from and to are
// days on which it is sure.
type tenure struct {
	party    set
	from, to date.Day
	seat     parley.ID // empty: by declaration
}

func newSides(v *view.View) sides {
	s := sides{number: make(map[parley.ID]int), voice: make(map[parley.ID]set), actor: make([]int32, v.Places()), tenures: make([][]tenure, 1)}
	for c := range view.Each[*parley.Case](v) {
		for _, id := range c.Parties {
			if p, ok := view.Get[*parley.Party](v, id); ok {
				s.add(p)
			}
		}
		break
	}
	s.inCase = len(s.parties)
	for i := range min(s.inCase, 64) {
		s.concerned |= 1 << i
	}
	for p := range view.Each[*parley.Party](v) {
		s.add(p)
	}
	for b := range view.Each[*parley.Body](v) {
		s.voice[b.ID] = s.of(b.SpeaksFor)
		s.speaks(v, b.ID, tenure{s.of(b.SpeaksFor), math.MinInt32, math.MaxInt32, ""})
	}
	for p := range view.Each[*parley.Person](v) {
		s.speaks(v, p.ID, tenure{s.of(p.SpeaksFor), math.MinInt32, math.MaxInt32, ""})
	}
	s.seats(v)
	return s
}

func (s *sides) add(p *parley.Party) {
	if _, ok := s.number[p.ID]; !ok {
		s.number[p.ID] = len(s.parties)
		s.parties = append(s.parties, p)
	}
}

func (s *sides) speaks(v *view.View, actor parley.ID, t tenure) {
	i, ok := v.Place(actor)
	if !ok || t.party == 0 {
		return
	}
	if s.actor[i] == 0 {
		s.actor[i] = int32(len(s.tenures))
		s.tenures = append(s.tenures, nil)
	}
	n := s.actor[i]
	s.tenures[n] = append(s.tenures[n], t)
}

// seats adds the time for which each seat is surely held: from the last day of
// the date on which it was taken to the first of that on which it was left.
func (s *sides) seats(v *view.View) {
	left := make(map[parley.ID]date.Day)
	for x := range view.Each[*parley.Seat](v) {
		if x.Leaves != "" {
			day := x.Happened.First
			if day == 0 {
				day = x.Happened.Last
			}
			if old, ok := left[x.Leaves]; !ok || day < old {
				left[x.Leaves] = day
			}
		}
	}
	for x := range view.Each[*parley.Seat](v) {
		if x.Leaves != "" {
			continue
		}
		from := x.Happened.Last
		if from == 0 { // "2019/..": from then on
			from = x.Happened.First
		}
		to, ok := left[x.ID]
		if !ok {
			to = math.MaxInt32
		}
		s.speaks(v, x.Of, tenure{s.of(x.SpeaksFor), from, to, x.ID})
	}
}

// of returns the set that holds one party; the empty set for a party that is
// not in the view.
func (s *sides) of(party parley.ID) set {
	if n, ok := s.number[party]; ok && n < 64 {
		return 1 << n
	}
	return 0
}

// documents returns the parties whose word a document of these parties and
// bodies is: a parliament's paper is not its government's.
func (s *sides) documents(ids []parley.ID) (t set) {
	for _, id := range ids {
		t |= s.of(id) | s.voice[id]
	}
	return t
}

func (s *sides) standing(actor int32, day date.Day) (t set) {
	for _, x := range s.tenures[s.actor[actor]] {
		if x.from <= day && day <= x.to {
			t |= x.party
		}
	}
	return t
}

func (s *sides) ids(t set) (ids []parley.ID) {
	for ; t != 0; t &= t - 1 {
		ids = append(ids, s.parties[bits.TrailingZeros64(uint64(t))].ID)
	}
	return ids
}

// A Capacity is the time for which somebody may speak for a party.
type Capacity struct {
	Party parley.ID
	Seat  parley.ID // the seat that says so; empty: the declaration of the person or body
	// From and To are the first and last day on which it is sure; 0: not bounded.
	From, To date.Day
}

// Capacities returns for whom, and when, a person or body may speak.
func (a *Assessment) Capacities(actor parley.ID) (cs []Capacity) {
	i, ok := a.view.Place(actor)
	if !ok {
		return nil
	}
	for _, t := range a.sides.tenures[a.sides.actor[i]] {
		c := Capacity{Party: a.sides.ids(t.party)[0], Seat: t.seat, From: max(t.from, 0), To: t.to}
		if t.to == math.MaxInt32 {
			c.To = 0
		}
		cs = append(cs, c)
	}
	return cs
}
