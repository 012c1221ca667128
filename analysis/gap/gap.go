// Package gap answers: how far apart are the sides, and how did that change?
//
// On every day on which a figure on an issue became known, or was taken back or
// replaced, it says what each side asked or offered as known then, and how far that
// lies apart: as an interval, since printed digits and rates leave something open.
// Where the figure of one side only is known it says how far that is from what the
// last agreement paid.
//
//	Result  the gap, change by change
//	Row     how far apart the sides were after a change
package gap

import (
	"errors"
	"fmt"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "gap",
	Assumes: []string{"card.gap.issue", "card.gap.position", "card.gap.hull", "card.gap.since", "card.gap.bounds", "card.gap.time", "card.gap.base", "card.gap.rate", "card.gap.zero"},
	Reads:   []parley.Kind{"case", "issue", "claim", "statement", "report", "retract", "override", "agreement", "terms", "stage", "series"},
	Since:   "0.1",
}

// Options ask about another issue, in another currency, or since a day.
type Options struct {
	Issue parley.ID      // empty: the one on which most sides name figures
	From  date.Day       // what changed since then; zero: since the first change
	Money money.Currency // in which to say it first; empty: that of the case
}

// most is how many changes are looked at; what came before them is counted only.
// Each is a view of its own.
const most = 60

// A Result is the gap on one issue.
type Result struct {
	Day        date.Day
	Issue      *parley.Issue    // nil: on no issue does a side ask or offer a figure
	Others     []parley.ID      // the other issues on which one does
	Currencies []money.Currency // in which the gap is said, the first first; empty currency: percentages of one base
	Rows       []Row            // the earliest first
	Earlier    int              // changes that are older than those looked at
	Now        *Row             // how far apart they are, measured on Day; nil: no figure was ever known
	Widest     *Row             // where it was widest, of the days on which it lay between the same two; nil: there are none to compare
	Then       *Row             // as it was at the end of the day from which change is asked; nil: nothing known then
	Fell       *Fall            // from then to now; nil: not both are known, or not of one kind
	rests      []parley.ID
}

// A Row is how far apart the sides were after a change.
type Row struct {
	evidence.Apart
	Standings map[parley.ID]evidence.Standing // of the claims of the sides, as known then
	Gaps      []*evidence.Distance            // in each currency of the result; nil: it cannot be said in it
	Share     *evidence.Distance              // in per cent of what the last agreement paid; nil: cannot be said
	Reports   bool                            // it rests on reports alone
	Own       int                             // how many of the known figures are the sides' own words
	other     bool                            // its figures are for a span in which Now has no distance
}

// A Fall is by how many per cent a gap fell; less than nothing: it grew.
type Fall struct {
	money.Interval
	Value money.Decimal
}

// Errors of Of. Whoever shows them says them in words of their own.
var (
	ErrFuture = errors.New("the day from which to compare is later than the day of the view")
	ErrNone   = errors.New("nobody asks or offers a figure on it")
)

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// Of answers from what a holds. The error is ErrFuture, or wraps ErrNone with the
// issue.
func Of(a *evidence.Assessment, o Options) (Result, error) {
	r := Result{Day: a.View().From().AsOf}
	if o.From > r.Day {
		return r, ErrFuture
	}
	issues := numeric(a)
	id := o.Issue
	if id == "" && len(issues) > 0 {
		id = issues[0]
	}
	i, ok := view.Get[*parley.Issue](a.View(), id)
	switch {
	case id == "":
		return r, nil
	case !ok || !slices.Contains(issues, id):
		return r, fmt.Errorf("%s: %w", id, ErrNone)
	}
	r.Issue, r.Others = i, slices.DeleteFunc(issues, func(x parley.ID) bool { return x == id })
	r.history(a)
	r.today(a)
	r.alike()
	r.say(o.Money)
	r.compare(o.From)
	r.rest()
	return r, nil
}

// numeric lists the issues on which a side asks or offers a figure: first that on
// which most sides do, of several the one that comes first on the agenda.
func numeric(a *evidence.Assessment) (ids []parley.ID) {
	sides := make(map[parley.ID]map[parley.ID]bool)
	for c := range a.Claims() {
		if !evidence.Places(c) || a.Status(c.ID).Basis == parley.NotSourced {
			continue
		}
		if sides[c.That.Issue] == nil {
			sides[c.That.Issue] = make(map[parley.ID]bool)
		}
		sides[c.That.Issue][c.That.Party] = true
	}
	for i := range view.Each[*parley.Issue](a.View()) {
		if sides[i.ID] != nil {
			ids = append(ids, i.ID)
		}
	}
	slices.SortStableFunc(ids, func(x, y parley.ID) int { return len(sides[y]) - len(sides[x]) })
	return ids
}

// history makes a row of each day after which the sides stood otherwise.
func (r *Result) history(a *evidence.Assessment) {
	days := changes(a, r.Issue.ID)
	if n := len(days) - most; n > 0 {
		r.Earlier, days = n, days[n:]
	}
	for _, day := range days {
		x := row(a.At(day), r.Issue.ID)
		if len(r.Rows) > 0 && same(r.Rows[len(r.Rows)-1], x) || len(r.Rows) == 0 && len(x.Known()) == 0 {
			continue
		}
		r.Rows = append(r.Rows, x)
	}
}

// today measures the distance anew on the day of the view: since the last figure an
// agreement may have come into force, or a rate may have changed. It is a row of its
// own where something that rows show did.
func (r *Result) today(a *evidence.Assessment) {
	n := len(r.Rows)
	if n == 0 {
		return
	}
	x := row(a, r.Issue.ID)
	if same(r.Rows[n-1], x) {
		r.Now = &x
		return
	}
	r.Rows = append(r.Rows, x)
	r.Now = &r.Rows[n]
}

// changes lists the days on which something became known that bears on where
// the sides stand with their figures.
func changes(a *evidence.Assessment, issue parley.ID) (days []date.Day) {
	v := a.View()
	bears := make(map[parley.ID]bool) // claims, and what says something to them
	for c := range a.Claims() {
		if a.Issue(c) == issue && (evidence.Places(c) || len(c.Replaces) > 0) {
			bears[c.ID] = true
		}
	}
	for e := range view.Each[parley.Entry](v) {
		id, in := e.Base().ID, false
		for _, s := range parley.Stances(e) {
			in = in || bears[s.Claim]
		}
		switch e := e.(type) {
		case *parley.Retract:
			in = bears[e.Of]
		case *parley.Override:
			in = bears[e.Of]
		case *parley.Terms:
			in = len(e.Pays) > 0
		case *parley.Stage:
			in = e.Reached == "signed" || e.Reached == "in-force"
		}
		if in {
			bears[id] = true
			days = append(days, v.KnownOn(id))
		}
	}
	days = append(days, begun(a)...)
	slices.Sort(days)
	return slices.Compact(days)
}

// begun lists the days on which an agreement began, or to pay something else: from then
// on it is another from which the sides are far.
func begun(a *evidence.Assessment) (days []date.Day) {
	for t := range view.Each[*parley.Terms](a.View()) {
		firsts := []date.Day{t.Covers.First}
		for _, x := range t.Pays {
			firsts = append(firsts, x.For.First)
		}
		for _, first := range firsts {
			if first > a.View().KnownOn(t.ID) && first <= a.View().From().AsOf {
				days = append(days, first)
			}
		}
	}
	return days
}

func row(a *evidence.Assessment, issue parley.ID) Row {
	x := Row{Apart: a.Apart(issue), Standings: make(map[parley.ID]evidence.Standing)}
	for _, s := range x.Known() {
		if s.Own {
			x.Own++
		}
		for _, c := range s.Claims {
			x.Standings[c.ID] = a.Of(c.ID)
		}
	}
	x.Reports = len(x.Standings) > 0
	for _, s := range x.Standings {
		x.Reports = x.Reports && s.Status.Basis <= parley.Reported
	}
	return x
}

// same reports whether nothing that is shown changed between two days.
func same(x, y Row) bool {
	alike := func(s, t evidence.Side) bool {
		return s.Own == t.Own && slices.EqualFunc(s.Claims, t.Claims, func(c, d *parley.Claim) bool { return c.ID == d.ID })
	}
	if !slices.EqualFunc(x.Sides, y.Sides, alike) || len(x.Known()) > 0 && !sameLast(x, y) {
		return false
	}
	for id, s := range x.Standings {
		if s.Status != y.Standings[id].Status {
			return false
		}
	}
	return true
}

// sameLast reports whether two rows are measured from one agreement, and what it
// paid for one time.
func sameLast(x, y Row) bool {
	if x.Last == nil || y.Last == nil {
		return x.Last == y.Last
	}
	return x.Last.Agreement.ID == y.Last.Agreement.ID && x.BaseFor() == y.BaseFor()
}

// Gap returns the distance in the first currency in which it can be said, nil if
// it can be said in none.
func (x Row) Gap() *evidence.Distance {
	for _, d := range x.Gaps {
		if d != nil {
			return d
		}
	}
	return nil
}

// compare finds where the gap of these talks was widest, and what became of it
// since a day. Only distances between the same two are compared; that to an agreement
// only with that to the same amount.
func (r *Result) compare(from date.Day) {
	if r.Now == nil || r.Now.first() == nil {
		return
	}
	is := r.Now.first()
	talks := r.Talks()
	for i := range talks {
		x := &talks[i]
		d := x.first()
		if d == nil || d.Sides != is.Sides || is.Sides[1] < 0 && !sameLast(*x, *r.Now) {
			continue
		}
		day := x.Day
		if i == len(talks)-1 { // that is now, as it was when it became known
			x = r.Now
		}
		if r.Widest == nil || x.first().Value.Cmp(r.Widest.first().Value) > 0 {
			r.Widest = x
		}
		if from == 0 && r.Then == nil || from != 0 && day <= from {
			r.Then = x
		}
	}
	if r.Widest == r.Now {
		r.Widest = nil
	}
	if r.Then == r.Now {
		r.Then = nil
	}
	if r.Then == nil {
		return
	}
	was := r.Then.first()
	if i, v, ok := evidence.Narrowed([2]evidence.Size{was.From, was.To}, [2]evidence.Size{is.From, is.To}, unmoved(*r.Then, *r.Now)); ok {
		r.Fell = &Fall{i, v}
	}
}

// Talks returns the rows of the last talks: from the first figure after the last day
// on which none was known, to the last figure.
func (r Result) Talks() []Row {
	end := len(r.Rows)
	for end > 0 && len(r.Rows[end-1].Known()) == 0 {
		end--
	}
	begun := end
	for begun > 0 && len(r.Rows[begun-1].Known()) > 0 {
		begun--
	}
	return r.Rows[begun:end]
}

// unmoved says which of the two figures between which the first distance lies is
// one number in two rows.
func unmoved(x, y Row) (one [2]bool) {
	for i, side := range x.first().Sides {
		if side < 0 {
			one[i] = x.Last.Agreement.ID == y.Last.Agreement.ID && x.first().To.Interval == y.first().To.Interval
		} else {
			one[i] = slices.Equal(names(x.Sides[side]), names(y.Sides[side]))
		}
	}
	return one
}

func names(s evidence.Side) (ids []parley.ID) {
	for _, c := range s.Claims {
		ids = append(ids, c.ID)
	}
	return ids
}

// first is the distance in the first currency of the result.
func (x Row) first() *evidence.Distance {
	if len(x.Gaps) == 0 {
		return nil
	}
	return x.Gaps[0]
}

func (r *Result) rest() {
	for _, x := range r.Rows {
		r.rests = append(r.rests, x.RestsOn()...)
	}
	r.rests = analysis.Unique(r.rests)
}

// RestsOn returns what the row rests on.
func (x Row) RestsOn() (ids []parley.ID) {
	for _, s := range x.Known() {
		for _, c := range s.Claims {
			ids = append(ids, x.Standings[c.ID].RestsOn()...)
		}
	}
	for _, d := range append(x.Gaps[:len(x.Gaps):len(x.Gaps)], x.Share) {
		if d != nil {
			ids = append(ids, d.RestsOn...)
		}
	}
	return analysis.Unique(ids)
}
