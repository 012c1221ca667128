package evidence

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/money"
)

// Apart is how far apart the sides were on an issue at the end of the day of the
// view: each side's figures for one time, and what the last agreement paid.
//
// A figure counts while it is a position ([Assessment.Positions]) that was asserted
// since the last agreement was signed or entered into force: own words first,
// else what is reported. "At least" and "at most" count with the figure that they
// name; "more than" and "less than" name none. What is rejected is nobody's
// position, and neither is what is said of a time that was over.
type Apart struct {
	Day    date.Day
	Issue  parley.ID
	Per    string    // for what the figures are; "": not said
	For    date.Date // likewise
	Span   Span      // for what each they are compared: their own, where it is one, else a year
	Sides  []Side    // of each party of the case, in its order
	Last   *Life     // the agreement that is in force or ended last; nil: none known, or it pays for something else
	a      *Assessment
	prints []Printed // what it pays or paid last
}

// A Side is what one party asks or offers.
type Side struct {
	Party  parley.ID
	Claims []*parley.Claim // the latest first; nil: its figure is not known
	Own    bool            // they are its own words
}

// Apart returns how far apart the sides are on an issue.
func (a *Assessment) Apart(issue parley.ID) Apart {
	x := Apart{Day: a.view.From().AsOf, Issue: issue, a: a}
	settled := a.Settled(x.Day)
	for _, p := range a.Parties() {
		x.Sides = append(x.Sides, a.side(p.ID, issue, settled))
	}
	x.period()
	for i := range x.Sides {
		x.Sides[i] = x.Sides[i].keep(x.Fits)
	}
	if issue == a.Purse() {
		if in, without := a.Current(x.Day); in != nil {
			x.Last, x.prints = in, a.Paid(in, x.Day)
		} else if without != nil {
			x.Last, x.prints = without.Of, a.Paid(without.Of, without.From-1)
		}
		if len(x.prints) == 0 {
			x.Last = nil
		}
	}
	x.Span = x.span()
	return x
}

// span is that of all figures, where it is one and they are not compared with what an
// agreement pays; else a year.
func (x Apart) span() (one Span) {
	known := x.Known()
	for _, s := range known {
		for _, c := range s.Claims {
			switch y := x.a.Span(c); {
			case y == Unsaid || y == one:
			case one != Unsaid || len(known) == 1 && x.Last != nil:
				return EachYear
			default:
				one = y
			}
		}
	}
	return one
}

// Yearly is x, with its figures compared by the year.
func (x Apart) Yearly() Apart {
	x.Span = EachYear
	return x
}

// Spread reports whether a figure is for another span than that in which they are
// compared.
func (x Apart) Spread() bool {
	for _, s := range x.Known() {
		if slices.ContainsFunc(s.Claims, func(c *parley.Claim) bool { y := x.a.Span(c); return y != Unsaid && y != x.Span }) {
			return true
		}
	}
	return false
}

func (x Apart) frame() Frame { return Frame{x.Span, x.For} }

// Settled returns the last stage by which an agreement was concluded by a day,
// nil if none is known. What the sides had asked for until then they either got or
// gave up.
func (a *Assessment) Settled(day date.Day) (last *parley.Stage) {
	for _, l := range a.Lives() {
		for _, s := range l.Stages {
			done := s.Reached == "signed" || s.Reached == "in-force"
			if done && s.Happened.Last <= day && (last == nil || s.Happened.Last >= last.Happened.Last) {
				last = s
			}
		}
	}
	return last
}

// side returns the figures of a party on an issue, for whatever time.
func (a *Assessment) side(party, issue parley.ID, settled *parley.Stage) Side {
	var own, told []*parley.Claim
	var since date.Day
	if settled != nil {
		since = settled.Happened.Last
	}
	for _, c := range a.claims {
		if c.That == nil || c.That.Issue != issue || !Places(c) || !takes(c, party) || len(a.Superseded(c.ID)) > 0 || a.Asserted(c.ID) < since || a.looksBack(c) || a.agreedTo(c, settled) {
			continue
		}
		switch b := a.Status(c.ID).Basis; {
		case b >= parley.OnRecord:
			own = append(own, c)
		case b > parley.NotSourced:
			told = append(told, c)
		}
	}
	if own != nil {
		slices.SortStableFunc(own, func(x, y *parley.Claim) int { return cmp.Compare(a.owned(y), a.owned(x)) })
		return Side{party, own, true}
	}
	slices.SortStableFunc(told, func(x, y *parley.Claim) int { return cmp.Compare(a.Asserted(y.ID), a.Asserted(x.ID)) })
	return Side{party, told, false}
}

// agreedTo reports whether a claim says that somebody accepts what an agreement
// that was concluded provides: one for a time that it covers, or for no time while
// it is in force. That is no figure that is open.
func (a *Assessment) agreedTo(c *parley.Claim, settled *parley.Stage) bool {
	if settled == nil || c.That.Verb != "accepts" {
		return false
	}
	for _, l := range a.Lives() {
		if l.Agreement.ID == settled.Of {
			if c.That.For.IsZero() || l.Covers.IsZero() {
				return l.holds(a.view.From().AsOf)
			}
			return l.covers(c.That.For)
		}
	}
	return false
}

// looksBack reports whether a claim is for a time that was over when it was first
// asserted: what somebody had asked for then is not on the table.
func (a *Assessment) looksBack(c *parley.Claim) bool {
	i, _ := a.view.Place(c.ID)
	for _, x := range a.view.Voices(i, nil) { // in order of day
		if x.Does == parley.Asserts && a.retracted(x.Utterance, x.Claim) == "" {
			return !c.That.For.IsZero() && c.That.For.Last != 0 && c.That.For.Last < x.Day
		}
	}
	return false
}

// Places reports whether a claim says at which figure a party stands.
func Places(c *parley.Claim) bool {
	t := c.That
	if t == nil || !isFigure(t.Value) || t.Rel == ">" || t.Rel == "<" {
		return false
	}
	return t.Verb == "asks" || t.Verb == "offers" || t.Verb == "holds" || t.Verb == "accepts"
}

// period chooses the time for which the sides are compared: that for which most
// of them name a figure, and of several the one of which was spoken last.
func (x *Apart) period() {
	best, spoken := 0, date.Day(0)
	for _, s := range x.Sides {
		for _, c := range s.Claims {
			y := Apart{Per: c.That.Per, For: c.That.For}
			n := 0
			for _, s := range x.Sides {
				if slices.ContainsFunc(s.Claims, y.Fits) {
					n++
				}
			}
			if day := x.a.Asserted(c.ID); n > best || n == best && day > spoken {
				best, spoken, x.Per, x.For = n, day, y.Per, y.For
			}
		}
	}
}

// Fits reports whether a claim is for the time of x. What does not say its time
// is for any; an amount a month, a year or for some years can be said by the year.
func (x *Apart) Fits(c *parley.Claim) bool {
	same := func(p, q string) bool { return p == "" || q == "" || p == q }
	yearly := func(t *parley.Proposition) bool { _, _, ok := FrameOf(t).yearly(); return ok }
	return same(period(x.For), period(c.That.For)) &&
		(same(x.Per, c.That.Per) || yearly(&parley.Proposition{Per: x.Per, For: x.For}) && yearly(c.That))
}

func (s Side) keep(in func(*parley.Claim) bool) Side {
	s.Claims = slices.DeleteFunc(slices.Clone(s.Claims), func(c *parley.Claim) bool { return !in(c) })
	if len(s.Claims) == 0 {
		s.Claims, s.Own = nil, false
	}
	return s
}

// Known returns the sides whose figure is known.
func (x Apart) Known() (sides []Side) {
	return slices.DeleteFunc(slices.Clone(x.Sides), func(s Side) bool { return s.Claims == nil })
}

// Size returns what figures of one side come to in a currency: from the lowest
// to the highest that any of them leaves open. It is false if one of them cannot be
// said in it.
func (x Apart) Size(cs []*parley.Claim, in money.Currency) (s Size, ok bool) {
	for i, c := range cs {
		y, ok := x.a.Size(c, in, x.Day, x.frame())
		switch {
		case !ok || in == "" && !sameBase(c, cs[0]):
			return Size{}, false
		case i == 0:
			s = y
		default:
			s.Interval = widen(s.Interval, y.Interval)
			s.Value = s.Mid()
			s.Rate = cmp.Or(s.Rate, y.Rate)
			s.RestsOn = unique(slices.Concat(s.RestsOn, y.RestsOn))
		}
	}
	return s, len(cs) > 0
}

// Base returns what the last agreement paid, in a currency.
func (x Apart) Base(in money.Currency) (Size, bool) {
	s, ok := x.a.best(x.prints, in, x.Day)
	return s.framed(ok, Frame{Span: EachYear}, x.frame())
}

// BaseFor returns the time for which the last agreement paid that.
func (x Apart) BaseFor() (d date.Date) {
	if len(x.prints) > 0 {
		d = x.prints[0].For
	}
	return d
}

// Bases returns every amount in a currency that the record has for what the last
// agreement paid. [Apart.Base] counts one of them: that of terms before those of
// claims, the one printed with most digits, of two alike the one known last.
func (x Apart) Bases(in money.Currency) (all []money.Amount) {
	for _, p := range x.prints {
		for _, m := range both(p.Amount, p.Beside) {
			if m.Currency == in && !slices.ContainsFunc(all, func(y money.Amount) bool { return y.Bounds == m.Bounds }) {
				all = append(all, m)
			}
		}
	}
	return all
}

// Origins returns by how many independent ways the figures of a side reached us,
// and the utterances that give their basis.
func (x Apart) Origins(s Side) (n int, grounds []parley.ID) {
	origins := make(map[int32]bool)
	for _, c := range s.Claims {
		grounds = append(grounds, x.a.Of(c.ID).Grounds...)
	}
	grounds = unique(grounds)
	for _, id := range grounds {
		if place, ok := x.a.view.Place(id); ok {
			x.a.trace(new(Standing), place, origins)
		}
	}
	return len(origins), grounds
}

func sameBase(c, d *parley.Claim) bool {
	p, ok := c.That.Value.(parley.Percent)
	q, also := d.That.Value.(parley.Percent)
	return ok && also && p.Over == q.Over && p.Amount == q.Amount
}

// Currencies lists in what the sides can be compared: the currency of the case,
// then those in which figures of theirs or of the last agreement were printed.
func (x Apart) Currencies() (cs []money.Currency) {
	put := func(c money.Currency) {
		if c != "" && !slices.Contains(cs, c) {
			cs = append(cs, c)
		}
	}
	put(x.a.Money())
	for _, s := range x.Sides {
		for _, c := range s.Claims {
			if m, ok := c.That.Value.(parley.Money); ok {
				put(m.Currency)
				put(m.Beside.Currency)
			}
		}
	}
	for _, p := range x.prints {
		put(p.Currency)
		put(p.Beside.Currency)
	}
	return cs
}
