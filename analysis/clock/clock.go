// Package clock answers: how long without an agreement, and what comes next?
//
// A lapse begins with the day after the last that the agreement covered, and
// that day begins at another instant in every zone. The number of the day is
// counted on each party's own calendar; "day 17" is the seventeenth day, not
// seventeen days gone by.
//
//	Result    the clock
//	Start     when the lapse began for some parties
//	Deadline  a date with a consequence, ahead or passed
//	Since     what has happened in this lapse that weighs on a party
//	Past      an earlier time without an agreement, and how long it was
package clock

import (
	"slices"
	"time"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "clock",
	Assumes: []string{"card.status.day", "card.clock.last-day", "card.clock.force", "card.clock.none"},
	Reads:   []parley.Kind{"agreement", "terms", "stage", "round", "event", "deadline"},
	Since:   "0.1",
}

// Options are none yet.
type Options struct{}

// A Result is the clock at the end of a day.
type Result struct {
	Day     date.Day
	Nothing bool            // nothing was known by then
	InForce *evidence.Life  // nil: none, or not known
	Left    int             // days of it that are left after today; -1: nobody says until when it runs
	Lapse   *evidence.Lapse // that lasts; nil: none, or not known
	Starts  []Start         // of it
	Rounds  []*parley.Round // announced, earliest first
	Since   []*parley.Event // what happened during the lapse and weighs on a party, earliest first
	LedTo   *parley.Stage   // to which the talks that met last led; nil: none known, or a further round is announced
	Next    parley.Maybe[date.Date]
	NextBy  *parley.Stage // which says when the next round is; nil: nothing does
	Ahead   []Deadline    // earliest first
	Passed  []Deadline    // latest first
	Past    []Past        // earliest first
	rests   []parley.ID
}

// A Start is the instant at which a lapse began on the clock of some parties,
// and the number of today there.
type Start struct {
	evidence.Clock
	At     time.Time // midnight in Zone
	Number int
}

// A Deadline is one on the way, or behind us.
type Deadline struct {
	*parley.Deadline
	Days int // from today: negative when passed
}

// A Past is a lapse that ended. Lengths are in days; those from a date that is
// not one day are not given.
type Past struct {
	evidence.Lapse
	Days     int // without an agreement in force
	ToSigned int // from the first day to the signing, that day included; 0: not known, or signed before
	Signed   bool
	About    bool // one of the dates is not one day
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// Of answers from what a holds.
func Of(a *evidence.Assessment, _ Options) (Result, error) {
	r := Result{Day: a.View().From().AsOf, Nothing: a.View().Last() == 0, Left: -1}
	if r.Nothing {
		return r, nil
	}
	r.InForce, r.Lapse = a.Current(r.Day)
	if r.Lapse != nil {
		for _, c := range a.Clocks() {
			r.Starts = append(r.Starts, Start{c, r.Lapse.From.Begin(c.Zone), int(c.Today - r.Lapse.From + 1)})
		}
		r.rest(r.Lapse.RestsOn...)
	}
	if l := r.InForce; l != nil {
		if end := l.End(); end != 0 {
			r.Left = int(end - r.Day)
		}
		r.rest(Runs(l)...)
	}
	r.since(a)
	r.round(a)
	r.deadlines(a)
	r.past(a)
	r.rests = analysis.Unique(r.rests)
	return r, nil
}

func (r *Result) rest(ids ...parley.ID) { r.rests = append(r.rests, ids...) }

// Runs returns the entries that say that an agreement is in force and until
// when it runs.
func Runs(l *evidence.Life) (ids []parley.ID) {
	if s := l.Reached("in-force"); s != nil {
		ids = append(ids, s.ID)
	}
	for _, t := range slices.Backward(l.Terms) {
		if !t.Covers.IsZero() {
			return append(ids, t.ID)
		}
	}
	return ids
}

// round finds the rounds that are announced, and what the last one held said of
// the next; or where no round follows, to what the talks led.
func (r *Result) round(a *evidence.Assessment) {
	var last *parley.Round
	for _, m := range a.Meetings() {
		switch {
		case m.Postponed():
		case m.Round.Happened.First > r.Day:
			r.Rounds = append(r.Rounds, m.Round)
			r.rest(m.Round.ID)
		default:
			last = m.Round
		}
	}
	if last != nil && r.Rounds == nil {
		if r.LedTo = a.LedTo(last, r.Day); r.LedTo != nil {
			return
		}
	}
	r.Next, r.NextBy = evidence.NextRound(a.Meetings(), r.Day)
	if r.NextBy != nil {
		r.rest(r.NextBy.ID)
	}
}

// since finds what has happened without an agreement that weighs on a party. Of
// entries on one event the first is enough.
func (r *Result) since(a *evidence.Assessment) {
	if r.Lapse == nil {
		return
	}
	told := make(map[parley.ID]bool)
	for e := range view.Each[*parley.Event](a.View()) {
		if len(e.On) == 0 || e.Happened.First < r.Lapse.From || e.Happened.First > r.Day || told[e.SameAs] {
			continue
		}
		told[e.ID], told[e.SameAs] = true, e.SameAs != ""
		r.Since = append(r.Since, e)
		r.rest(e.ID)
	}
	slices.SortStableFunc(r.Since, func(x, y *parley.Event) int { return date.Compare(x.Happened, y.Happened) })
}

func (r *Result) deadlines(a *evidence.Assessment) {
	for d := range view.Each[*parley.Deadline](a.View()) {
		day := d.Happened.Day(a.View().Zone())
		if day == 0 {
			day = d.Happened.First
		}
		x := Deadline{d, int(day - r.Day)}
		if x.Days < 0 {
			r.Passed = append(r.Passed, x)
		} else {
			r.Ahead = append(r.Ahead, x)
		}
		r.rest(d.ID)
	}
	slices.SortStableFunc(r.Ahead, func(x, y Deadline) int { return x.Days - y.Days })
	slices.SortStableFunc(r.Passed, func(x, y Deadline) int { return y.Days - x.Days })
}

func (r *Result) past(a *evidence.Assessment) {
	for _, x := range a.Lapses(r.Day) {
		if x.To == 0 || x.To >= r.Day {
			continue
		}
		p := Past{Lapse: x, Days: int(x.To - x.From + 1)}
		if s := x.Signed; s != nil {
			p.Signed = true
			p.ToSigned = max(0, int(s.Happened.Last-x.From+1))
			p.About = !s.Happened.IsDay()
		}
		p.About = p.About || x.InForce != nil && (!x.InForce.Happened.IsDay() || x.InForce.Happened.About)
		r.Past = append(r.Past, p)
		r.rest(x.RestsOn...)
	}
}
