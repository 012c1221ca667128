package evidence

import (
	"slices"
	"time"

	"parley"
	"parley/date"
)

// Current returns the agreement in force at the end of a day, or the lapse that
// lasts then. Where nothing says either, both are nil: a record of talks on a
// first agreement knows no time without one.
func (a *Assessment) Current(day date.Day) (in *Life, without *Lapse) {
	lapsed := make(map[*Life]*Lapse)
	for _, x := range a.Lapses(day) {
		if x.From <= day && (x.To == 0 || x.To >= day) {
			lapsed[x.Of] = &x
		}
	}
	lives := a.Lives()
	for i := len(lives) - 1; i >= 0; i-- {
		l := lives[i]
		switch {
		case lapsed[l] != nil:
			return nil, lapsed[l]
		case l.Before != nil && lapsed[l.Before] != nil: // agreed, and not in force yet
		case l.holds(day):
			return l, nil
		}
	}
	return nil, nil
}

// holds reports whether the agreement covers a day, or has entered into force
// by then and nothing says until when.
func (l *Life) holds(day date.Day) bool {
	end := l.End()
	if end != 0 && end < day || !l.concluded() {
		return false
	}
	if s := l.Reached("in-force"); s != nil && s.Happened.Last > day {
		return false
	} else if l.Covers.IsZero() {
		return s != nil
	}
	return l.Covers.First <= day
}

// Postponed reports whether the last that is known of a round is that it was put
// off: it was not held on its date.
func (m *Meeting) Postponed() bool {
	n := len(m.Outcomes)
	return n > 0 && m.Outcomes[n-1].Reached == "postponed"
}

// NextRound returns what is said of the round that follows the last of these
// that was held, and which entry says it; of one that was put off, if that says
// more.
func NextRound(ms []*Meeting, day date.Day) (next parley.Maybe[date.Date], by *parley.Stage) {
	for _, m := range ms {
		n, b := m.Next()
		switch {
		case m.Postponed() && b == nil:
		case m.Postponed() || m.Round.Happened.First <= day:
			next, by = n, b
		}
	}
	return next, by
}

// LedTo returns the first stage by which the agreement that a round was about came
// about, with that round or after it, by a day: the talks are over. It is nil if none
// is known.
func (a *Assessment) LedTo(r *parley.Round, day date.Day) *parley.Stage {
	for _, l := range a.Lives() {
		if l.Agreement.ID != r.Talks {
			continue
		}
		for _, s := range l.Stages {
			h := s.Happened
			if slices.Contains(Concluding, s.Reached) && !h.IsZero() && h.First <= day && (h.Last == 0 || h.Last >= r.Happened.First) {
				return s
			}
		}
	}
	return nil
}

// A Clock is a zone that parties keep, and the day on their calendar at the
// moment for which the view stands: 24:00 of its day in the zone of the case.
type Clock struct {
	Zone    *time.Location
	Parties []parley.ID
	Today   date.Day
}

// Clocks returns the clocks of the parties of the case, in its order; a party
// without a zone keeps that of the case. Zones that two parties share are one.
// A case without parties has the clock of the case.
func (a *Assessment) Clocks() (cs []Clock) {
	home, day := a.view.Zone(), a.view.From().AsOf
	now := day.End(home).Add(-time.Nanosecond) // the end of a day belongs to the next
	at := make(map[string]int)
	for _, p := range a.Parties() {
		zone := home
		if z, err := date.Zone(p.Zone); err == nil {
			zone = z
		}
		i, ok := at[zone.String()]
		if !ok {
			i = len(cs)
			at[zone.String()] = i
			cs = append(cs, Clock{Zone: zone, Today: date.In(now, zone)})
		}
		cs[i].Parties = append(cs[i].Parties, p.ID)
	}
	if cs == nil {
		cs = []Clock{{Zone: home, Today: date.In(now, home)}}
	}
	return cs
}
