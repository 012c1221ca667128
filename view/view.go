// Package view makes what one reader knew on one day out of a record.
//
// It is the only door from the record to everything that computes or shows:
// the one place where audiences and dates are applied. It is kept small so
// that it can be read whole. The rules, in the order in which they apply:
//
//  1. A chain is known if every link's audience admits the reader and none was
//     published later, and the last, which is what we read, was published by
//     the day.
//  2. An entry is a candidate if its audience admits the reader, or a
//     disclosure has opened it to them, and it was known by the day: by any of
//     its chains, or, if it is our own or says so, on its day.
//  3. What needs something that is not a candidate is not one either.
//  4. Dated candidates and the case head are in the view; a declaration is in
//     it when something in the view names it.
//  5. A mention of anything that is not in the view, and a chain that is not
//     known, is left out, exactly as if nobody had ever written it. Hidden
//     equals absent.
//
// With a Recorded day, entries recorded later are left out too, and an entry
// that was corrected later is as it stood.
package view

import (
	"time"

	"parley"
	"parley/date"
)

// A Vantage says whose knowledge a view represents, and of when.
// The zero Vantage sees nothing: no day.
type Vantage struct {
	Reader   parley.Reader // zero: the public
	AsOf     date.Day      // what was known by 24:00 of this day, in the zone of the case
	Recorded date.Day      // what our file said by then; zero: now
}

// A View is a record as seen from a vantage. It is immutable and safe for
// concurrent use.
type View struct {
	from Vantage
	rec  *Record
	in   []bool
	old  map[int32]int32 // place of the version that stands for a corrected entry
	seen []int32         // the places of what is in, in the order of the file
}

// Of returns r as it looks from a vantage.
func Of(r *Record, from Vantage) *View {
	v := &View{from: from, rec: r, in: make([]bool, r.size)}
	if from.AsOf == 0 {
		return v
	}
	v.versions()
	may := v.candidates()
	for changed := true; changed; {
		changed = false
		for i := range may {
			if may[i] && !all(r.needs.of(v.row(int32(i))), may) {
				may[i], changed = false, true
			}
		}
	}
	v.admit(may)
	for i, in := range v.in {
		if in {
			v.seen = append(v.seen, int32(i))
		}
	}
	return v
}

// versions chooses, for a view of what the file said on an earlier day, the
// version of each entry that was corrected since.
func (v *View) versions() {
	if v.from.Recorded == 0 {
		return
	}
	until := make(map[int32]date.Day)
	for _, s := range v.rec.swaps {
		seen := v.rec.circles[v.rec.facts[s.correct].circle].Admits(v.from.Reader)
		if u := until[s.base]; !seen || s.until <= v.from.Recorded || u != 0 && u <= s.until {
			continue
		}
		if v.old == nil {
			v.old = make(map[int32]int32)
		}
		v.old[s.base], until[s.base] = s.version, s.until
	}
}

// row is the place at which what stands for an entry is laid out.
func (v *View) row(i int32) int32 {
	if j, ok := v.old[i]; ok {
		return j
	}
	return i
}

// candidates applies rules 1 and 2 to every entry on its own.
func (v *View) candidates() []bool {
	r, from := v.rec, v.from
	admits := make([]bool, len(r.circles))
	for i, a := range r.circles {
		admits[i] = a.Admits(from.Reader)
	}
	may := make([]bool, r.size)
	for i := range may {
		may[i] = admits[r.facts[v.row(int32(i))].circle]
	}
	// A disclosure counts for whoever may know of the disclosure itself.
	for _, o := range r.opened {
		day := r.facts[o.by].day
		recorded := from.Recorded == 0 || day <= from.Recorded
		if o.of >= 0 && day != 0 && day <= from.AsOf && recorded && o.to.Admits(from.Reader) {
			may[o.of] = true
		}
	}
	for i := range may {
		f := r.facts[v.row(int32(i))]
		switch f.class {
		case source:
			may[i] = may[i] && f.day <= from.AsOf
		case ours: // without a day: known on none
			may[i] = may[i] && f.day != 0 && f.day <= from.AsOf
		}
	}
	for i := range may {
		f := r.facts[v.row(int32(i))]
		if may[i] && f.class == heard { // without a chain: somebody else's words, known on no day
			may[i] = v.knownBy(int32(i), may) != 0
		}
		if may[i] && from.Recorded != 0 {
			may[i] = v.recorded(int32(i), f, may) <= from.Recorded
		}
	}
	return may
}

// recorded is when an entry came into the file; 0 if that says nothing.
func (v *View) recorded(i int32, f fact, may []bool) date.Day {
	switch {
	case f.recorded != 0:
		return f.recorded
	case v.rec.noted != 0:
		return v.rec.noted
	case f.class == heard:
		return v.knownBy(i, may)
	case f.class == ours:
		return f.day
	}
	return 0
}

// knownBy returns the day on which the first of its chains reached the reader,
// 0 if none has.
func (v *View) knownBy(i int32, may []bool) (first date.Day) {
	for _, c := range v.rec.chains.of(v.row(i)) {
		links := v.rec.links.of(c)
		if !v.rec.known(links, may) {
			continue
		}
		if d := v.rec.facts[links[len(links)-1]].day; first == 0 || d < first {
			first = d
		}
	}
	return first
}

// known applies rule 1 to a chain.
func (r *Record) known(links []int32, may []bool) bool {
	if len(links) == 0 || !all(links, may) {
		return false
	}
	last := r.facts[links[len(links)-1]]
	return last.class == source && last.day != 0
}

// admit applies rule 4.
func (v *View) admit(may []bool) {
	r := v.rec
	var queue []int32
	admit := func(i int32) {
		if i >= 0 && may[i] && !v.in[i] {
			v.in[i] = true
			queue = append(queue, i)
		}
	}
	for i := range may {
		if c := r.facts[v.row(int32(i))].class; c != declared && c != source {
			admit(int32(i))
		}
	}
	for len(queue) > 0 {
		i := v.row(queue[len(queue)-1])
		queue = queue[:len(queue)-1]
		for _, j := range r.needs.of(i) {
			admit(j)
		}
		for _, j := range r.names.of(i) {
			admit(j)
		}
		for _, c := range r.chains.of(i) {
			if links := r.links.of(c); r.known(links, may) {
				for _, j := range links {
					admit(j)
				}
			}
		}
	}
}

func all(places []int32, in []bool) bool {
	for _, j := range places {
		if j < 0 || !in[j] {
			return false
		}
	}
	return true
}

// From returns the vantage.
func (v *View) From() Vantage { return v.from }

// Zone returns the time zone of the case, in which days are reckoned.
func (v *View) Zone() *time.Location { return v.rec.zone }

// At returns what the same reader knew on an earlier day. It can only look
// back: a later day gives v. Histories, gaps over time and comparisons are
// made with it, so that an analysis never needs the record.
func (v *View) At(day date.Day) *View {
	if day >= v.from.AsOf {
		return v
	}
	from := v.from
	from.AsOf = day
	return Of(v.rec, from)
}

// Last returns the last day on which something in the view became known; zero
// for an empty view. A command that is given no day asks a view of the end of
// time for it, so that what the reader may not know cannot move their default.
func (v *View) Last() (last date.Day) {
	for _, i := range v.seen {
		last = max(last, v.knownOn(i))
	}
	return last
}

// KnownOn returns the day on which an entry became known to the reader; zero
// for declarations, and for what is not in the view.
func (v *View) KnownOn(id parley.ID) date.Day {
	if i := v.rec.at(id); i >= 0 && v.in[i] {
		return v.knownOn(i)
	}
	return 0
}

func (v *View) knownOn(i int32) date.Day {
	switch f := v.rec.facts[v.row(i)]; f.class {
	case heard:
		return v.knownBy(i, v.in)
	case ours:
		return f.day
	}
	return 0
}
