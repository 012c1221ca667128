package view

import (
	"iter"
	"reflect"
	"slices"

	"parley"
	"parley/date"
)

// Has reports whether id is in the view.
func (v *View) Has(id parley.ID) bool {
	_, ok := v.Place(id)
	return ok
}

// Entry returns the entry with the given id as the reader knows it.
func (v *View) Entry(id parley.ID) (parley.Entry, bool) {
	i, ok := v.Place(id)
	if !ok {
		return nil, false
	}
	return v.entry(i), true
}

// entry is the one way out of the record: rule 5.
func (v *View) entry(i int32) parley.Entry {
	e := v.rec.entries[v.row(i)]
	if v.whole(i) {
		return e
	}
	return parley.Cut(e, sight{v, stated(e)})
}

// A sight is what a view makes of one entry: a [parley.Sight].
type sight struct {
	*View
	stated date.Day
}

// Heard implements [parley.Sight].
func (s sight) Heard(c parley.Chain) bool {
	var last date.Day
	for _, id := range c.Links {
		i, ok := s.Place(id)
		if !ok || s.fact(i).class != source {
			return false
		}
		last = s.fact(i).day
	}
	return len(c.Links) > 0 && (last != 0 || s.stated != 0)
}

// Out implements [parley.Sight].
func (s sight) Out(day date.Day) bool { return day <= s.from.AsOf }

// whole reports whether everything that an entry names is in the view too, and
// every figure that it holds was published.
func (v *View) whole(i int32) bool {
	i = v.row(i)
	if !all(v.rec.names.of(i), v.in) {
		return false
	}
	if f := &v.rec.facts[i]; f.class == declared && f.day != 0 && !v.allOut(i) {
		return false
	}
	for _, c := range v.rec.chains.of(i) {
		if !v.Knows(c) {
			return false
		}
	}
	return true
}

// allOut reports whether every figure of a series is known.
func (v *View) allOut(row int32) bool {
	return v.rec.facts[row].day <= v.from.AsOf && !slices.ContainsFunc(v.rec.cites[row], func(c cite) bool { return c.source < 0 || !v.in[c.source] })
}

// Get returns the entry of kind E with the given id.
func Get[E parley.Entry](v *View, id parley.ID) (E, bool) {
	e, _ := v.Entry(id)
	x, ok := e.(E)
	return x, ok
}

// Each yields the entries of kind E in the order of the file; of every kind, if
// E is [parley.Entry].
func Each[E parley.Entry](v *View) iter.Seq[E] {
	return func(yield func(E) bool) {
		for _, e := range EachAt[E](v) {
			if !yield(e) {
				return
			}
		}
	}
}

// EachAt yields the same with their places, for package evidence: see
// [View.Voices].
func EachAt[E parley.Entry](v *View) iter.Seq2[int32, E] {
	return func(yield func(int32, E) bool) {
		t := reflect.TypeFor[E]()
		if t.Kind() != reflect.Interface {
			for _, i := range v.rec.kinds[t] {
				if v.in[i] && !yield(i, v.entry(i).(E)) {
					return
				}
			}
			return
		}
		for i, in := range v.in {
			if !in {
				continue
			}
			if e, ok := v.entry(int32(i)).(E); ok && !yield(int32(i), e) {
				return
			}
		}
	}
}

// A Voice is one stance of one actor in one utterance, by place.
type Voice struct {
	Utterance, Claim int32
	Actor            int32    // who speaks; of a report, the source from which it reached the reader; of our inference, itself
	Day              date.Day // when it was said
	Does, Outlet     parley.Act
	Manner           Manner
	Hearsay          bool
}

// A Manner says how an actor is heard.
type Manner uint8

// The manners.
const (
	Named      Manner = iota + 1 // by name, for attribution
	Background                   // by name, in a mode that does not allow attribution
	Outlet                       // in a report: nobody is named
	Ours                         // in an inference of our own
)

// Voices appends to buf every stance on the claim at a place, of utterances in
// the view, by day and order of the file; none if the claim is not in it.
// Package evidence weighs them by the hundred thousand. Places are the view's
// own and say nothing outside it: they count hidden entries too, so they never
// leave package evidence; [View.ID] names them.
func (v *View) Voices(claim int32, buf []Voice) []Voice {
	r := v.rec
	if !v.in[claim] {
		return buf
	}
	for _, x := range r.voices[r.heard[claim]:r.heard[claim+1]] {
		row := x.Utterance
		x.Utterance = r.base(row)
		if !v.in[x.Utterance] || v.row(x.Utterance) != row {
			continue
		}
		if x.Manner == Outlet {
			x.Actor = v.origin(x.Utterance)
		}
		buf = append(buf, x)
	}
	return buf
}

// origin is the source from which a report came: the first link of the first
// chain that reached the reader.
func (v *View) origin(place int32) int32 {
	for _, c := range v.Chains(place) {
		if v.Knows(c) {
			return v.Links(c)[0]
		}
	}
	return place // known by an override of its day, through no chain
}

// Chains returns the numbers of the chains of the entry at a place, Knows
// whether one has reached the reader, and Links the places of its sources,
// origin first; nil if it has reached nobody.
func (v *View) Chains(place int32) []int32 { return v.rec.chains.of(v.row(place)) }
func (v *View) Knows(chain int32) bool     { return v.reached(chain, v.in) != 0 }
func (v *View) Links(chain int32) []int32  { return v.rec.links.of(chain) }

// Places returns one more than the highest place.
func (v *View) Places() int { return len(v.in) }

// Place returns the place of an id that is in the view.
func (v *View) Place(id parley.ID) (int32, bool) {
	i := v.rec.at(id)
	return i, i >= 0 && v.in[i]
}

// ID names the entry at a place; "" if it is not in the view.
func (v *View) ID(place int32) parley.ID {
	if !v.in[place] {
		return ""
	}
	return v.rec.entries[place].Base().ID
}
