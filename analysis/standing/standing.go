// Package standing answers: where do the talks stand?
//
// It holds what a reader needs before anything else, in the order in which they
// need it: whether an agreement is in force, and if not, since when; how the
// rounds went; what each side says of itself, on record; what it is only
// reported to ask or offer; which side does not speak with one voice; what else
// is in dispute. A position of a side and a figure in the press never stand in
// one list.
//
//	Result     the state of play
//	Agreement  the agreement that is in force, or the one that ended last
//	Day        the number of today on the calendar of some parties
//	Talks      the rounds of the talks that are going on
//	Stand      a claim of one party on one issue
package standing

import (
	"cmp"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "status",
	Assumes: []string{"card.status.day", "card.status.voice", "card.status.settled", "card.status.year"},
	Reads:   []parley.Kind{"agreement", "terms", "stage", "round", "claim", "statement", "report", "seat", "retract", "override", "explain"},
	Since:   "0.1",
}

// Options are none yet.
type Options struct{}

// A Result is the state of play at the end of a day.
type Result struct {
	Day       date.Day // of the view
	Nothing   bool     // nothing was known by then
	Agreement *Agreement
	Talks     *Talks
	Settled   *parley.Stage       // the last signing or entry into force: what was said before it is left out; nil: none known
	Own       []Stand             // on record, by issue in the order of the file, then by party
	Reported  []Stand             // figures that are only reported, by party, the latest first
	Rest      []Stand             // what else a side is only reported to ask, offer or hold
	Split     []evidence.Conflict // open conflicts inside one side
	Open      []evidence.Conflict // other open conflicts
}

// An Agreement is in force, or ended without another.
type Agreement struct {
	Life  *evidence.Life
	Lapse *evidence.Lapse // nil: it is in force
	Days  []Day           // of the lapse, by calendar; nil: it is in force
	Pays  *Pays           // what it pays at present, or paid at its end; nil: not known
	Next  *parley.Stage   // how far the one after it has come; nil: not known, or as far as talks
	ends  []parley.ID
}

// A Day is the number of today in a lapse: 1 is the day after the last that
// the agreement covered. Each party counts on its own calendar.
type Day struct {
	evidence.Clock
	Number int
}

// Pays is what an agreement pays for a time, and which terms say so.
type Pays struct {
	parley.Payment
	Terms *parley.Terms
}

// Talks are the rounds on one agreement.
type Talks struct {
	Agreement *parley.Agreement
	Rounds    []*evidence.Meeting // that were held or had begun, earliest first; those without a number are further meetings
	Ahead     []*evidence.Meeting // announced
	LedTo     *parley.Stage       // the stage of the agreement to which they led; nil: none known, or a further round is announced
	Next      parley.Maybe[date.Date]
	NextBy    *parley.Stage // which says so; nil: nothing does
}

// A Stand is what a party asks, offers, holds, accepts or rejects.
type Stand struct {
	Party    *parley.Party
	Issue    *parley.Issue
	Claim    *parley.Claim
	Standing evidence.Standing
	Before   []Earlier // what it replaces, then what that replaced, each once
}

// An Earlier is a claim that another replaces.
type Earlier struct {
	Claim    *parley.Claim
	Standing evidence.Standing
	// Step is how many replacements lie between: 1 for what the claim itself
	// replaces. Several of one step stood beside each other; nobody says which of
	// them came first.
	Step int
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID {
	var ids []parley.ID
	if g := r.Agreement; g != nil {
		ids = append(ids, g.RestsOn()...)
	}
	if t := r.Talks; t != nil {
		ids = append(ids, t.RestsOn()...)
	}
	if r.Settled != nil {
		ids = append(ids, r.Settled.ID)
	}
	for _, s := range slices.Concat(r.Own, r.Reported, r.Rest) {
		ids = append(ids, s.RestsOn()...)
	}
	for _, c := range slices.Concat(r.Split, r.Open) {
		ids = append(ids, c.Entries...)
	}
	return analysis.Unique(ids)
}

// RestsOn returns the entries that say that it is in force, or ended, what it
// pays, and how far the next one has come.
func (g *Agreement) RestsOn() []parley.ID {
	ids := slices.Clone(g.ends)
	if g.Pays != nil {
		ids = append(ids, g.Pays.Terms.ID)
	}
	if g.Next != nil {
		ids = append(ids, g.Next.ID)
	}
	return ids
}

// Ends returns the entries that say until when it runs, or ran.
func (g *Agreement) Ends() []parley.ID { return g.ends }

// RestsOn returns the rounds, their outcomes, and what says when the next is.
func (t *Talks) RestsOn() (ids []parley.ID) {
	for _, m := range slices.Concat(t.Rounds, t.Ahead) {
		ids = append(ids, m.Round.ID)
	}
	if m := t.Last(); m != nil {
		for _, s := range m.Outcomes {
			ids = append(ids, s.ID)
		}
	}
	for _, s := range []*parley.Stage{t.LedTo, t.NextBy} {
		if s != nil {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// Last returns the last round that had begun, nil if none had.
func (t *Talks) Last() *evidence.Meeting {
	if len(t.Rounds) == 0 {
		return nil
	}
	return t.Rounds[len(t.Rounds)-1]
}

// RestsOn returns what the claim rests on, and what those before it do.
func (s Stand) RestsOn() []parley.ID {
	ids := s.Standing.RestsOn()
	for _, b := range s.Before {
		ids = append(ids, b.Standing.RestsOn()...)
	}
	return ids
}

// Figure reports whether the claim gives a figure.
func (s Stand) Figure() bool {
	if s.Claim.That == nil {
		return false
	}
	switch s.Claim.That.Value.(type) {
	case parley.Money, parley.Percent:
		return true
	}
	return false
}

// Of answers from what a holds.
func Of(a *evidence.Assessment, _ Options) (Result, error) {
	r := Result{Day: a.View().From().AsOf, Nothing: a.View().Last() == 0}
	if r.Nothing {
		return r, nil
	}
	r.Agreement = agreement(a, r.Day)
	r.Talks = talks(a, r.Day)
	r.Settled = a.Settled(r.Day)
	r.stands(a)
	for _, c := range a.Conflicts() {
		switch {
		case c.Explained != "":
		case c.Kind == parley.OwnSide && c.Day < r.since(): // told with the other conflicts
			r.Open = append(r.Open, c)
		case c.Kind == parley.OwnSide:
			r.Split = append(r.Split, c)
		default:
			r.Open = append(r.Open, c)
		}
	}
	return r, nil
}

// since is the day from which on positions are shown.
func (r *Result) since() date.Day {
	if r.Settled == nil {
		return 0
	}
	return r.Settled.Happened.Last
}

func agreement(a *evidence.Assessment, day date.Day) *Agreement {
	in, without := a.Current(day)
	switch {
	case in != nil:
		return &Agreement{Life: in, Pays: pays(in, day), Next: step(in), ends: grounds(in)}
	case without != nil:
		g := &Agreement{Life: without.Of, Lapse: without, Pays: pays(without.Of, without.From-1), Next: step(without.Of), ends: without.RestsOn}
		for _, c := range a.Clocks() {
			g.Days = append(g.Days, Day{c, int(c.Today - without.From + 1)})
		}
		return g
	}
	return nil
}

// grounds are the entries by which an agreement is known to be in force.
func grounds(l *evidence.Life) (ids []parley.ID) {
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

// step is the last stage on the way to an agreement that the next one has
// reached; talks that have only begun are no step of it.
func step(l *evidence.Life) *parley.Stage {
	if l.Next == nil {
		return nil
	}
	for _, s := range slices.Backward(l.Next.Stages) {
		if slices.Contains(evidence.Concluding, s.Reached) {
			return s
		}
	}
	return nil
}

// pays returns what is paid for a day. Where several terms give an amount for
// it, the one printed with most digits is taken, and of those the latest.
func pays(l *evidence.Life, day date.Day) (best *Pays) {
	for _, t := range l.Terms {
		for _, p := range t.Pays {
			if p.For.First > day || p.For.Last != 0 && p.For.Last < day {
				continue
			}
			if best == nil || p.Amount.Currency != best.Amount.Currency || p.Amount.Bounds.Width().Cmp(best.Amount.Bounds.Width()) <= 0 {
				best = &Pays{p, t}
			}
		}
	}
	return best
}

// talks returns the rounds of the talks that met last, or will meet first.
func talks(a *evidence.Assessment, day date.Day) *Talks {
	var of parley.ID
	for _, m := range a.Meetings() { // earliest first
		if m.Round.Happened.First <= day || of == "" {
			of = m.Round.Talks
		}
	}
	g, ok := view.Get[*parley.Agreement](a.View(), of)
	if !ok {
		return nil
	}
	t := &Talks{Agreement: g}
	var all []*evidence.Meeting
	for _, m := range a.Meetings() {
		if m.Round.Talks == of {
			all = append(all, m)
		}
		switch {
		case m.Round.Talks != of || m.Postponed():
		case m.Round.Happened.First <= day:
			t.Rounds = append(t.Rounds, m)
		default:
			t.Ahead = append(t.Ahead, m)
		}
	}
	if last := t.Last(); last != nil && t.Ahead == nil {
		t.LedTo = a.LedTo(last.Round, day)
	}
	if t.LedTo == nil {
		t.Next, t.NextBy = evidence.NextRound(all, day)
	}
	return t
}

// stands sorts the claims of the sides: what is on record by issue, since that
// is how one reads it; figures by party, since they are few.
func (r *Result) stands(a *evidence.Assessment) {
	type row struct {
		issue int
		Stand
	}
	order := make(map[parley.ID]int)
	for i := range view.Each[*parley.Issue](a.View()) {
		order[i.ID] = len(order)
	}
	var own []row
	for _, p := range a.Parties() {
		for _, at := range a.Positions(p.ID) {
			i, _ := view.Get[*parley.Issue](a.View(), at.Issue)
			for _, c := range at.Own {
				if a.Asserted(c.ID) < r.since() {
					continue
				}
				own = append(own, row{order[at.Issue], stand(a, p, i, c)})
			}
			for _, c := range at.Reported {
				if a.Asserted(c.ID) < r.since() {
					continue
				}
				if s := stand(a, p, i, c); s.Figure() {
					r.Reported = append(r.Reported, s)
				} else {
					r.Rest = append(r.Rest, s)
				}
			}
		}
	}
	slices.SortStableFunc(r.Reported, func(x, y Stand) int {
		if x.Party != y.Party {
			return 0
		}
		return cmp.Compare(x.bound(), y.bound())
	})
	slices.SortStableFunc(own, func(x, y row) int { return x.issue - y.issue })
	for _, x := range own {
		r.Own = append(r.Own, x.Stand)
	}
}

// bound is 1 for a claim that only bounds a figure, "more than 1.04 trillion",
// which is read after one that gives it.
func (s Stand) bound() int {
	switch s.Claim.That.Rel {
	case "=", "about":
		return 0
	}
	return 1
}

func stand(a *evidence.Assessment, p *parley.Party, i *parley.Issue, c *parley.Claim) Stand {
	s := Stand{Party: p, Issue: i, Claim: c, Standing: a.Of(c.ID)}
	seen := map[parley.ID]bool{c.ID: true}
	for step, now := 1, []*parley.Claim{c}; len(now) > 0; step++ {
		var next []*parley.Claim
		for _, x := range now {
			for _, b := range a.Before(x) {
				if !seen[b.ID] {
					seen[b.ID] = true
					s.Before = append(s.Before, Earlier{b, a.Of(b.ID), step})
					next = append(next, b)
				}
			}
		}
		now = next
	}
	return s
}
