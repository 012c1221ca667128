package agenda

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// A Round is one of the last talks, with the time up to the next.
type Round struct {
	*evidence.Meeting
	From, To date.Day        // the first day on which it surely had begun, the last on which the next surely had not
	Reached  []*parley.Stage // the steps by which their agreement was concluded in that time
}

// A State is what the record shows of an issue in the time of a round. It is never
// that an issue is settled: the record has agreements, and outcomes of rounds, of all
// issues together.
type State uint8

// The states; of several that hold, the last.
const (
	Silent   State = iota // it had been heard of; nothing of this time is recorded
	Unheard               // nothing about it had happened yet
	Spoken                // somebody spoke of it, or something about it happened
	Moved                 // a position of a side took the place of another
	Accepted              // a side said itself that it accepts something
)

// A Turn is the state of an issue in the time of a round.
type Turn struct {
	State State
	By    parley.Entry // the last that shows it; nil: nothing does
}

// begins are the first day on which a date may have begun and the first on which it
// surely had: of a month either is a guess. Both are 0 where nothing says.
func begins(d date.Date) (early, late date.Day) {
	first, _, _ := strings.Cut(d.Printed, "/")
	if d.Zone == "" && (d.Unsure || d.About || len(first) < len("2020-01-01")) {
		return d.First, d.Last
	}
	return d.First, d.First
}

// rounds lists the rounds of the last talks that had begun by the end of a day, and
// were not put off.
func rounds(a *evidence.Assessment, day date.Day) (rs []Round) {
	var talks parley.ID
	for _, m := range slices.Backward(a.Meetings()) {
		_, late := begins(m.Round.Happened)
		if m.Postponed() || late == 0 || late > day || rs != nil && m.Round.Talks != talks {
			continue
		}
		talks = m.Round.Talks
		rs = append(rs, Round{Meeting: m, From: late})
	}
	slices.Reverse(rs)
	slices.SortStableFunc(rs, func(x, y Round) int { return cmp.Compare(x.From, y.From) })
	next := day + 1
	for i := range slices.Backward(rs) {
		rs[i].To = max(min(day, next-1), 0)
		early, _ := begins(rs[i].Round.Happened)
		next = min(next, early)
	}
	reached(a, rs, talks)
	return rs
}

// reached puts the stages of the agreement to the rounds after which they came. With
// the day on which it was signed, or entered into force, the talks were over.
func reached(a *evidence.Assessment, rs []Round, talks parley.ID) {
	for _, l := range a.Lives() {
		if l.Agreement.ID != talks {
			continue
		}
		for _, s := range l.Stages {
			x := place(rs, span(a.View(), s))
			if x < 0 || !slices.Contains(evidence.Concluding, s.Reached) {
				continue
			}
			rs[x].Reached = append(rs[x].Reached, s)
			if s.Reached == "signed" || s.Reached == "in-force" {
				last := &rs[len(rs)-1]
				last.To = min(last.To, max(s.Happened.Last, last.From))
			}
		}
	}
}

// A stretch is the days within which something happened; zero: nobody knows.
type stretch struct{ first, last date.Day }

func span(v *view.View, e parley.Entry) stretch {
	h := e.Base().Happened
	if h.Zone != "" {
		return stretch{h.Day(v.Zone()), h.Day(v.Zone())}
	}
	if h.First == 0 || h.Last == 0 || h.About || h.Unsure {
		return stretch{}
	}
	return stretch{h.First, h.Last}
}

// place returns the round in the time of which something surely happened, -1 if it is
// none.
func place(rs []Round, s stretch) int {
	i, found := slices.BinarySearchFunc(rs, s.first, func(r Round, d date.Day) int { return cmp.Compare(r.From, d) })
	for found && i+1 < len(rs) && rs[i+1].From == s.first { // of two that began on one day, the last
		i++
	}
	if !found {
		i--
	}
	if s == (stretch{}) || i < 0 || s.last > rs[i].To {
		return -1
	}
	return i
}

// turn notes that an entry shows a state of an issue.
func (i *Item) turn(rs []Round, s State, v *view.View, e parley.Entry) {
	x := place(rs, span(v, e))
	if x < 0 || s < i.Rounds[x].State || s == i.Rounds[x].State && happened(v, e) < happened(v, i.Rounds[x].By) {
		return
	}
	i.Rounds[x] = Turn{s, e}
}

// silence tells the rounds before an issue was first heard of from those in which
// nothing is recorded of it.
func (i *Item) silence(rs []Round, since date.Day) {
	for n := range rs {
		if i.Rounds[n].State == Silent && rs[n].To < since {
			i.Rounds[n].State = Unheard
		}
	}
}

// steps notes when positions took the place of others, and what a side accepted.
func steps(a *evidence.Assessment, r Result, at map[parley.ID]int) {
	for c := range a.Claims() {
		n, ok := at[a.Issue(c)]
		if !ok || !evidence.Positional(c) || a.Status(c.ID).Basis == parley.NotSourced {
			continue
		}
		moved := slices.ContainsFunc(a.Before(c), func(old *parley.Claim) bool {
			return old.That != nil && old.That.Party == c.That.Party && old.That.Issue == c.That.Issue
		})
		if moved {
			r.Items[n].first(a, r.Rounds, c, Moved, func(evidence.Opinion) bool { return true })
		}
		if c.That.Verb == "accepts" && a.Status(c.ID).Response != parley.Denied {
			r.Items[n].first(a, r.Rounds, c, Accepted, func(o evidence.Opinion) bool { return slices.Contains(o.Speaks, c.That.Party) && !o.Hearsay })
		}
	}
}

// first notes a state for the first who asserted a claim, and did not take it back.
func (i *Item) first(a *evidence.Assessment, rs []Round, c *parley.Claim, s State, who func(evidence.Opinion) bool) {
	for _, o := range a.Opinions(c.ID) {
		e, _ := a.View().Entry(o.Utterance)
		if o.Does != parley.Asserts || o.Retract != "" || !who(o) || happened(a.View(), e) == 0 {
			continue
		}
		i.turn(rs, s, a.View(), e)
		return
	}
}
