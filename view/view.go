// Package view makes what one reader knew on one day out of a record.
//
// It is the only door from the record to everything that computes or shows:
// the one place where audiences and dates are applied. It is kept small so
// that it can be read whole.
//
//	Record   all entries of a case, laid out once; gives nothing away by itself
//	Vantage  whose knowledge, and of when
//	View     what may be seen from there; immutable
//	Voice    one stance of one actor, as package evidence weighs it
//
// The rules, in the order in which they apply:
//
//  1. A chain is known if every link is a source whose audience admits the
//     reader, none was published later, and the last, which is what we read,
//     was published by the day. Where nobody knows when that was, the chain is
//     known with an entry that says on which day it became known, and with no
//     other.
//  2. An entry is a candidate if its audience admits the reader, or a
//     disclosure has opened it to them, and it was known by the day: by any of
//     its chains, or, if it is our own or says so, on its day. A disclosure acts
//     for those whom it addresses, whatever its own audience; as an entry it is
//     shown to that audience only.
//  3. What needs something that is not a candidate is not one either.
//  4. Dated candidates and the case head are in the view; a declaration is in
//     it when something in the view names it.
//  5. A mention of anything that is not in the view, a chain that is not known,
//     and a figure of a series that was published later or by a source that is
//     not in the view, is left out, exactly as if nobody had ever written it.
//     Hidden equals absent.
//
// With a Recorded day, entries recorded later are left out too. What says no
// day of its own was recorded with the case, but never before it was known. An
// entry that was corrected later is as it stood, for whoever may read of the
// correction and of everything that it mentions; the others know of one version
// only. The zone in which days are reckoned, and the day on which the case was
// recorded, hold for every reader: they say what "as of" means.
package view

import (
	"slices"
	"sync"
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
	in   []bool  // by place
	rows []int32 // by place: where what stands for an entry is laid out; nil: where the entry itself is
}

// Of returns r as it looks from a vantage.
func Of(r *Record, from Vantage) *View {
	v := &View{from: from, rec: r, in: make([]bool, r.size)}
	if from.AsOf == 0 {
		return v
	}
	v.versions()
	may := v.open()
	v.known(may)
	v.settle(may)
	v.admit(may)
	return v
}

// row is the place at which what stands for an entry is laid out.
func (v *View) row(i int32) int32 {
	if v.rows == nil {
		return i
	}
	return v.rows[i]
}

func (v *View) fact(i int32) *fact { return &v.rec.facts[v.row(i)] }

// versions chooses, for a view of what the file said on an earlier day, the
// version of each entry that was corrected since. A version undoes the later
// corrections too, so it is for whoever may read of all of them. That is a
// matter of audiences alone: a correction is the one entry that reaches back.
func (v *View) versions() {
	if v.from.Recorded == 0 || len(v.rec.swaps) == 0 {
		return
	}
	reads := v.open()
	v.settle(reads)
	rows := make([]int32, v.rec.size)
	for i := range rows {
		rows[i] = int32(i)
	}
	closed := make(map[int32]bool)
	for i := len(v.rec.latest) - 1; i >= 0; i-- {
		s := v.rec.swaps[v.rec.latest[i]]
		switch {
		case s.until <= v.from.Recorded || closed[s.base]:
		case reads[s.correct]:
			rows[s.base] = s.version
		default:
			closed[s.base] = true
		}
	}
	v.rows = rows
}

// open applies audiences, the first half of rule 2, to every entry on its own.
// No correction opens anything: an earlier version is for readers of the later.
func (v *View) open() []bool {
	r := v.rec
	admits := make([]bool, len(r.circles))
	for i, a := range r.circles {
		admits[i] = a.Admits(v.from.Reader)
	}
	may := make([]bool, r.size)
	for i := range may {
		may[i] = admits[r.facts[i].circle]
	}
	for i, j := range v.rows {
		may[i] = may[i] && admits[r.facts[j].circle]
	}
	for _, o := range r.opened {
		if v.acts(o) {
			may[o.of] = true
		}
	}
	for i := range may {
		may[i] = may[i] && v.fact(int32(i)).class != never
	}
	return may
}

// acts reports whether a disclosure, as the file has it or had it, opens an
// entry in this view.
func (v *View) acts(o opened) bool {
	return v.row(o.by) == o.row && v.opens(o) && (o.row == o.by || v.rec.agrees(o, v.from.Reader))
}

// opens reports whether a disclosure is in force for the reader.
func (v *View) opens(o opened) bool {
	f := &v.rec.facts[o.row]
	return f.class == ours && f.day != 0 && f.day <= v.from.AsOf &&
		(v.from.Recorded == 0 || v.filed(f, f.day) <= v.from.Recorded) && o.to.Admits(v.from.Reader)
}

// agrees reports whether a disclosure still opens to the reader, after its
// corrections, what an earlier version of it did.
func (r *Record) agrees(o opened, reader parley.Reader) bool {
	for _, now := range r.opened {
		if now.row == o.by {
			return now.of == o.of && now.to.Admits(reader)
		}
	}
	return false
}

// known applies rule 1 and the second half of rule 2. Sources come first: which
// chains are known depends on them.
func (v *View) known(may []bool) {
	r, asOf := v.rec, v.from.AsOf
	for i := range may {
		if !may[i] {
			continue
		}
		switch f := v.fact(int32(i)); f.class {
		case heard:
		case source:
			may[i] = f.day <= asOf && v.recorded(f, 0)
		case ours: // without a day: known on none
			may[i] = f.day != 0 && f.day <= asOf && v.recorded(f, f.day)
		default:
			may[i] = v.recorded(f, 0)
		}
	}
	halves(len(r.told), func(_, from, to int) { // each asks sources only
		for _, i := range r.told[from:to] {
			if f := v.fact(i); may[i] && f.class == heard { // without a chain: somebody else's words, known on no day
				day := v.knownBy(i, may)
				may[i] = day != 0 && v.recorded(f, day)
			}
		}
	})
}

// halves does something with the two halves of n things at once, or with all of
// them where they are few.
func halves(n int, do func(half, from, to int)) {
	const many = 10000
	if n < many {
		do(0, 0, n)
		return
	}
	var wait sync.WaitGroup
	wait.Go(func() { do(1, n/2, n) })
	do(0, 0, n/2)
	wait.Wait()
}

// recorded reports whether an entry that became known on a day (0: a
// declaration) was in the file by the day that the vantage asks for.
func (v *View) recorded(f *fact, known date.Day) bool {
	return v.from.Recorded == 0 || v.filed(f, known) <= v.from.Recorded
}

// filed is when an entry came into the file; 0 if nothing says.
func (v *View) filed(f *fact, known date.Day) date.Day {
	if f.recorded != 0 {
		return f.recorded
	}
	return max(known, v.rec.noted)
}

// knownBy returns the day on which the first of its chains reached the reader,
// 0 if none has.
func (v *View) knownBy(i int32, in []bool) (first date.Day) {
	for _, c := range v.rec.chains.of(v.row(i)) {
		if d := v.reached(c, in); d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return first
}

// reached returns the day on which a chain whose links are in reached the
// reader, 0 if one is not: rule 1.
func (v *View) reached(chain int32, in []bool) date.Day {
	links := v.rec.links.of(chain)
	if len(links) == 0 || !all(links, in) {
		return 0
	}
	if day := v.fact(links[len(links)-1]).day; day != 0 {
		return day
	}
	return v.rec.stated[chain]
}

// settle applies rule 3.
func (v *View) settle(may []bool) {
	for changed := true; changed; {
		changed = false
		for i := range may {
			if may[i] && !all(v.rec.needs.of(v.row(int32(i))), may) {
				may[i], changed = false, true
			}
		}
	}
}

// admit applies rule 4.
func (v *View) admit(may []bool) {
	var named [2][]bool // by what is dated, in each half of the file
	halves(len(may), func(half, from, to int) {
		in := make([]bool, len(may))
		for i := from; i < to; i++ {
			if may[i] && v.dated(int32(i)) {
				v.mentions(int32(i), may, func(j int32) { in[j] = true })
			}
		}
		named[half] = in
	})
	var queue []int32 // declarations whose own mentions are still to be followed
	admit := func(i int32) {
		if may[i] && !v.in[i] {
			v.in[i] = true
			queue = append(queue, i)
		}
	}
	for i := range may {
		switch i := int32(i); {
		case v.dated(i):
			v.in[i] = may[i]
		case named[0][i] || named[1] != nil && named[1][i]:
			admit(i)
		}
	}
	for len(queue) > 0 {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		v.mentions(i, may, admit)
	}
}

func (v *View) dated(i int32) bool {
	c := v.fact(i).class
	return c != declared && c != source
}

// mentions visits what an entry needs and names, and the links of its chains
// that are known.
func (v *View) mentions(i int32, may []bool, visit func(int32)) {
	r, row := v.rec, v.row(i)
	for _, j := range r.needs.of(row) {
		visit(j)
	}
	for _, j := range r.names.of(row) {
		if j >= 0 {
			visit(j)
		}
	}
	if r.facts[row].class == declared && r.facts[row].day != 0 {
		for _, c := range r.cites[row] {
			if c.source >= 0 && v.cited(c) {
				visit(c.source)
			}
		}
	}
	for _, c := range r.chains.of(row) {
		if v.reached(c, may) != 0 {
			for _, j := range r.links.of(c) {
				visit(j)
			}
		}
	}
}

// cited reports whether a figure that names its source was published.
func (v *View) cited(c cite) bool {
	if c.day != 0 {
		return c.day <= v.from.AsOf
	}
	f := v.fact(c.source) // hidden, it is not visited; without a day it makes no figure known
	return f.class == source && f.day != 0
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
	for i, in := range v.in {
		if in {
			last = max(last, v.knownOn(int32(i)))
		}
	}
	for s := range Each[*parley.Series](v) {
		for _, x := range s.Figures {
			last = max(last, x.Published)
			if i, ok := v.Place(x.Source); ok { // before which it was not to be seen
				last = max(last, v.fact(i).day, v.disclosed(i))
			}
		}
	}
	return last
}

// KnownOn returns the day on which an entry became known to the reader; zero
// for declarations, and for what is not in the view.
func (v *View) KnownOn(id parley.ID) date.Day {
	if i, ok := v.Place(id); ok {
		return v.knownOn(i)
	}
	return 0
}

func (v *View) knownOn(i int32) (day date.Day) {
	switch f := v.fact(i); f.class {
	case heard:
		for _, c := range v.rec.chains.of(v.row(i)) {
			if d := v.reached(c, v.in); d != 0 {
				d = max(d, v.disclosed(v.rec.links.of(c)...))
				if day == 0 || d < day {
					day = d
				}
			}
		}
	case ours:
		day = f.day
	}
	if day == 0 {
		return 0
	}
	return max(day, v.disclosed(i))
}

// disclosed returns the last day on which a disclosure opened one of some
// entries, or what they need, to a reader who had not known of it; zero where
// their audiences had always admitted the reader.
func (v *View) disclosed(places ...int32) (last date.Day) {
	if len(v.rec.opened) == 0 {
		return 0
	}
	done := make(map[int32]bool)
	for len(places) > 0 {
		i := places[0]
		places = places[1:]
		if i < 0 || done[i] {
			continue
		}
		done[i] = true
		last = max(last, v.openedOn(i))
		places = append(slices.Clip(places), v.rec.needs.of(v.row(i))...)
	}
	return last
}

// openedOn returns the first day on which a disclosure opened an entry to a
// reader whom its audience does not admit, else zero.
func (v *View) openedOn(i int32) (first date.Day) {
	r := v.rec
	if r.circles[v.fact(i).circle].Admits(v.from.Reader) {
		return 0
	}
	for _, o := range r.opened {
		if day := r.facts[o.row].day; o.of == i && v.acts(o) && (first == 0 || day < first) {
			first = day
		}
	}
	return first
}
