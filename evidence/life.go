package evidence

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/view"
)

// A Life is an agreement as far as it is known.
type Life struct {
	Agreement *parley.Agreement
	Terms     []*parley.Terms // in order of day
	Stages    []*parley.Stage // in order of day
	Covers    date.Date       // from the latest terms that say so; zero: not known
	Before    *Life           // the one that it follows; nil: none known
	Next      *Life           // the one that follows it; nil: none known
}

// Reached returns the first entry by which the agreement reached a stage, nil
// if none is known.
func (l *Life) Reached(stage ...string) *parley.Stage {
	for _, s := range l.Stages {
		if slices.Contains(stage, s.Reached) {
			return s
		}
	}
	return nil
}

// Ended returns the entry that says how it ended, nil if none is known.
func (l *Life) Ended() *parley.Stage { return l.Reached("expired", "lapsed", "replaced") }

// End returns the last day that the agreement covers: as the entry of its end
// says, else its terms; 0 if nobody says.
func (l *Life) End() date.Day {
	if s := l.Ended(); s != nil && s.Happened.Last != 0 {
		return s.Happened.Last
	}
	return l.Covers.Last
}

// Concluding are the stages by which an agreement comes about, in order.
var Concluding = []string{"agreed-in-principle", "initialled", "signed", "approved", "in-force"}

// Begun reports whether the agreement has been signed or has entered into force.
func (l *Life) Begun() bool { return l.Reached("signed", "in-force") != nil }

// A Lapse is a time without an agreement: from the day after one ended to the
// day before the next entered into force. The signing is shown beside it.
type Lapse struct {
	Of      *Life         // the agreement that ended
	From    date.Day      // first day without
	To      date.Day      // last day without; 0: it lasts
	Over    bool          // it has ended
	Signed  *parley.Stage // of the next; nil: not known
	InForce *parley.Stage // of the next; nil: not known
	RestsOn []parley.ID
}

// Lapses returns the times without an agreement that had begun by a day,
// earliest first. Where an agreement followed and nobody says when it entered
// into force, nothing is known of a lapse before it, and there is none here;
// but until the latest agreement is in force, the lapse before it lasts.
func (a *Assessment) Lapses(day date.Day) (out []Lapse) {
	for _, l := range a.Lives() {
		end := l.End()
		if end == 0 || end >= day || !l.concluded() {
			continue
		}
		x := Lapse{Of: l, From: end + 1, RestsOn: l.endsBy()}
		n := l.successor()
		if n == nil {
			out = append(out, x)
			continue
		}
		x.Signed, x.InForce = n.Reached("signed"), n.Reached("in-force")
		for _, s := range []*parley.Stage{x.Signed, x.InForce} {
			if s != nil {
				x.RestsOn = append(x.RestsOn, s.ID)
			}
		}
		start := n.start()
		switch {
		case start != 0 && start <= day:
			x.To, x.Over = start-1, true
			if x.To >= x.From {
				out = append(out, x)
			}
		case n.successor() == nil && (n.End() == 0 || n.End() >= day):
			out = append(out, x)
		}
	}
	return out
}

// successor returns the next agreement that was concluded, nil if none is known.
func (l *Life) successor() *Life {
	n := l.Next
	for steps := 0; n != nil && !n.concluded() && steps < 1000; steps++ {
		n = n.Next
	}
	if n != nil && !n.concluded() {
		return nil
	}
	return n
}

// concluded reports whether there ever was a deal: talks that have only begun
// end no lapse, and have none after them.
func (l *Life) concluded() bool {
	return len(l.Terms) > 0 || slices.ContainsFunc(l.Stages, func(s *parley.Stage) bool { return s.Reached != "begun" })
}

// start returns the day on which the agreement entered into force: as recorded,
// else, where it was concluded and nobody says when it took effect, the first
// day that it covers if it was agreed before that.
func (l *Life) start() date.Day {
	if s := l.Reached("in-force"); s != nil {
		return s.Happened.Last
	}
	if agreed := l.agreed(); agreed != 0 && l.Covers.First != 0 && agreed <= l.Covers.First {
		return l.Covers.First
	}
	return 0
}

// agreed returns the first day on which anything says that there was a deal.
func (l *Life) agreed() (day date.Day) {
	for _, s := range l.Stages {
		switch s.Reached {
		case "agreed-in-principle", "initialled", "signed", "approved":
			return s.Happened.Last
		}
	}
	for _, t := range l.Terms {
		if len(t.Pays) > 0 || !t.Covers.IsZero() {
			return t.Happened.Last
		}
	}
	return 0
}

// endsBy returns the entries from which End was drawn.
func (l *Life) endsBy() (ids []parley.ID) {
	if s := l.Ended(); s != nil && s.Happened.Last != 0 {
		return []parley.ID{s.ID}
	}
	for i := len(l.Terms) - 1; i >= 0; i-- {
		if !l.Terms[i].Covers.IsZero() {
			return []parley.ID{l.Terms[i].ID}
		}
	}
	return nil
}

// Lives returns the agreements in the order in which they follow each other.
func (a *Assessment) Lives() []*Life {
	a.once.lives.Do(func() { a.made.lives = a.lives() })
	return a.made.lives
}

func (a *Assessment) lives() (out []*Life) {
	of := make(map[parley.ID]*Life)
	for g := range view.Each[*parley.Agreement](a.view) {
		l := &Life{Agreement: g}
		of[g.ID] = l
		out = append(out, l)
	}
	for t := range view.Each[*parley.Terms](a.view) {
		if l := of[t.Of]; l != nil {
			l.Terms = append(l.Terms, t)
		}
	}
	for s := range view.Each[*parley.Stage](a.view) {
		if l := of[s.Of]; l != nil {
			l.Stages = append(l.Stages, s)
		}
	}
	for _, l := range out {
		slices.SortStableFunc(l.Terms, byDay)
		slices.SortStableFunc(l.Stages, byDay)
		for _, t := range l.Terms {
			if !t.Covers.IsZero() {
				l.Covers = t.Covers
			}
		}
		if b := of[l.Agreement.Follows]; b != nil && b != l {
			l.Before = b
			if b.Next == nil {
				b.Next = l
			}
		}
	}
	return inOrder(out)
}

// byDay orders entries by the first day on which they may have happened; what
// had begun some time before a day, by that day.
func byDay[E parley.Entry](x, y E) int {
	day := func(d date.Date) date.Day { return cmp.Or(d.First, d.Last) }
	a, b := x.Base().Happened, y.Base().Happened
	return cmp.Or(cmp.Compare(day(a), day(b)), date.Compare(a, b))
}

// inOrder puts each agreement after the one that it follows. Agreements that
// follow each other in a ring keep the order of the file.
func inOrder(ls []*Life) (out []*Life) {
	depth := make(map[*Life]int, len(ls)) // how many stand before it; in a ring, as many as there are
	for _, l := range ls {
		var way []*Life
		for b := l; b != nil && len(way) <= len(ls); b = b.Before {
			if _, known := depth[b]; known {
				break
			}
			way = append(way, b)
		}
		for i := len(way) - 1; i >= 0; i-- {
			if b := way[i].Before; b != nil {
				depth[way[i]] = min(depth[b]+1, len(ls))
			} else {
				depth[way[i]] = 0
			}
		}
	}
	return slices.SortedStableFunc(slices.Values(ls), func(x, y *Life) int { return cmp.Compare(depth[x], depth[y]) })
}

// A Meeting is a round with how it ended.
type Meeting struct {
	Round    *parley.Round
	Outcomes []*parley.Stage // in order of day
}

// Next returns what the outcomes say of the next round, and which entry says it.
func (m *Meeting) Next() (next parley.Maybe[date.Date], by *parley.Stage) {
	for _, s := range m.Outcomes {
		if s.Next.State != parley.NotSaid {
			next, by = s.Next, s
		}
	}
	return next, by
}

// Meetings returns the rounds, earliest first.
func (a *Assessment) Meetings() []*Meeting {
	a.once.meetings.Do(func() {
		of := make(map[parley.ID]*Meeting)
		for r := range view.Each[*parley.Round](a.view) {
			m := &Meeting{Round: r}
			of[r.ID] = m
			a.made.meetings = append(a.made.meetings, m)
		}
		for s := range view.Each[*parley.Stage](a.view) {
			if m := of[s.Of]; m != nil {
				m.Outcomes = append(m.Outcomes, s)
			}
		}
		for _, m := range a.made.meetings {
			slices.SortStableFunc(m.Outcomes, byDay)
		}
		slices.SortStableFunc(a.made.meetings, func(x, y *Meeting) int { return byDay(x.Round, y.Round) })
	})
	return a.made.meetings
}
