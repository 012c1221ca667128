package view

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"

	"parley"
	"parley/date"
)

// Has reports whether id is in the view. With Heard it makes a View a [parley.Sight].
func (v *View) Has(id parley.ID) bool {
	i := v.rec.at(id)
	return i >= 0 && v.in[i]
}

// Heard implements [parley.Sight].
func (v *View) Heard(c parley.Chain) bool {
	places := make([]int32, len(c.Links))
	for i, id := range c.Links {
		places[i] = v.rec.at(id)
	}
	return v.rec.known(places, v.in)
}

// Entry returns the entry with the given id as the reader knows it.
func (v *View) Entry(id parley.ID) (parley.Entry, bool) {
	i := v.rec.at(id)
	if i < 0 || !v.in[i] {
		return nil, false
	}
	return v.entry(i), true
}

// entry is the one way out of the record: rule 5.
func (v *View) entry(i int32) parley.Entry {
	i = v.row(i)
	whole := all(v.rec.names.of(i), v.in)
	for _, c := range v.rec.chains.of(i) {
		whole = whole && v.rec.known(v.rec.links.of(c), v.in)
	}
	if whole {
		return v.rec.entries[i]
	}
	return parley.Cut(v.rec.entries[i], v)
}

// Get returns the entry of kind E with the given id.
func Get[E parley.Entry](v *View, id parley.ID) (E, bool) {
	e, _ := v.Entry(id)
	x, ok := e.(E)
	return x, ok
}

// Each yields the entries of kind E in the order of the file.
func Each[E parley.Entry](v *View) iter.Seq[E] {
	return func(yield func(E) bool) {
		for _, i := range v.seen {
			if _, ok := v.rec.entries[i].(E); !ok {
				continue
			}
			if !yield(v.entry(i).(E)) {
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

// Voices yields every stance in the view, of utterances in it on claims in it,
// by claim, day and order of the file. Package evidence weighs them by the
// hundred thousand. Places are the view's own and say nothing outside it: they
// count hidden entries too, so they never leave package evidence; [View.ID]
// names them.
func (v *View) Voices() iter.Seq[Voice] {
	return func(yield func(Voice) bool) {
		size := int32(v.rec.size)
		base := v.bases()
		for _, x := range v.rec.voices {
			row := x.Utterance
			if row >= size { // an earlier version
				b, ok := base[row]
				if !ok {
					continue
				}
				x.Utterance = b
			} else if len(v.old) > 0 && v.row(row) != row {
				continue
			}
			if !v.in[x.Utterance] || !v.in[x.Claim] {
				continue
			}
			if x.Manner == Outlet {
				x.Actor = v.origin(x.Utterance)
			}
			if !yield(x) {
				return
			}
		}
	}
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

// bases gives the entry for which a version stands.
func (v *View) bases() map[int32]int32 {
	if len(v.old) == 0 {
		return nil
	}
	m := make(map[int32]int32)
	for base, version := range v.old {
		m[version] = base
	}
	return m
}

// Chains returns the numbers of the chains of the entry at a place, Knows
// whether one has reached the reader, and Links the places of its sources,
// origin first.
func (v *View) Chains(place int32) []int32 { return v.rec.chains.of(v.row(place)) }
func (v *View) Links(chain int32) []int32  { return v.rec.links.of(chain) }
func (v *View) Knows(chain int32) bool     { return v.rec.known(v.rec.links.of(chain), v.in) }

// Places returns one more than the highest place; ID names a place; Place is
// the place of an id in the view, At its entry as it was written.
func (v *View) Places() int              { return len(v.in) }
func (v *View) ID(place int32) parley.ID { return v.rec.entries[place].Base().ID }
func (v *View) Place(id parley.ID) (int32, bool) {
	i := v.rec.at(id)
	return i, i >= 0 && v.in[i]
}

// EntryAt returns the entry at a place in the view.
func (v *View) EntryAt(place int32) parley.Entry { return v.entry(place) }

// Digest stands for everything the reader sees and nothing else. It is what
// goes into entity tags, page headers and cache keys: a digest of the file
// would change when a hidden entry does.
func (v *View) Digest() [32]byte {
	h := sha256.New()
	fmt.Fprintln(h, v.from.Reader, v.from.AsOf, v.from.Recorded)
	enc := json.NewEncoder(h)
	for e := range Each[parley.Entry](v) {
		fmt.Fprintln(h, e.Kind())
		if err := enc.Encode(e); err != nil {
			panic(err) // entries are plain data
		}
	}
	return [32]byte(h.Sum(nil))
}
