package evidence

import (
	"parley"
	"parley/date"
	"parley/money"
)

// A Span is the time for each of which a figure says an amount. Figures are compared
// for one.
type Span string

// The spans of figures.
const (
	Unsaid    Span = "" // it is that of the figures beside it
	EachMonth Span = "month"
	EachYear  Span = "year"
	InAll     Span = "total" // all of the time that the figure is for, where that is not one year
)

// A Frame is for what figures are said: a span, and where that is all of a time,
// which.
type Frame struct {
	Span
	For date.Date
}

// spanOf is the span that a proposition says of an amount: what is for several years,
// or for a part of one, is for all of that unless it says otherwise.
func spanOf(t *parley.Proposition) Span {
	if t.Per != "" {
		return Span(t.Per)
	}
	if t.For.IsZero() || t.For.Last == 0 {
		return Unsaid
	}
	if from, to, whole := t.For.Years(); whole && from == to {
		return EachYear
	}
	return InAll
}

// FrameOf returns for what a proposition says an amount.
func FrameOf(t *parley.Proposition) Frame { return Frame{spanOf(t), t.For} }

// Span returns the span of the figure of a claim. A percentage has that of its base,
// if it says none; agreements pay by the year.
func (a *Assessment) Span(c *parley.Claim) Span { return a.span(c, deepest) }

func (a *Assessment) span(c *parley.Claim, depth int) Span {
	if c.That == nil || depth == 0 {
		return Unsaid
	}
	v, percent := c.That.Value.(parley.Percent)
	if !percent || c.That.Per != "" {
		return spanOf(c.That)
	}
	if e, _ := a.view.Entry(v.Over); e != nil {
		if base, ok := e.(*parley.Claim); ok {
			return a.span(base, depth-1)
		}
	}
	return EachYear
}

// yearly returns the fraction of an amount that is for a year; false where it is for
// a part of one, or for a time that is not known.
func (f Frame) yearly() (times, by int64, ok bool) {
	switch f.Span {
	case EachMonth:
		return 12, 1, true
	case InAll:
		from, to, whole := f.For.Years()
		return 1, int64(to-from) + 1, whole && to >= from
	}
	return 1, 1, true
}

// Same reports whether amounts of two frames can be compared as they are.
func (f Frame) Same(g Frame) bool {
	if f.Span == Unsaid || g.Span == Unsaid {
		return true
	}
	return f.Span == g.Span && (f.Span != InAll || f.For.IsZero() || g.For.IsZero() || period(f.For) == period(g.For))
}

// to returns an amount of one frame in another: spread evenly over the months or
// years that it is for. It is false where that cannot be known.
func (s Size) to(from, to Frame) (Size, bool) {
	if from.Same(to) {
		return s, true
	}
	times, by, ok1 := from.yearly()
	back, again, ok2 := to.yearly()
	if !ok1 || !ok2 {
		return Size{}, false
	}
	s.Interval, s.Value = s.share(times*again, by*back)
	return s, true
}

// share returns the interval and the value, so many times over and then parted.
func (s Size) share(times, by int64) (money.Interval, money.Decimal) {
	if times%by == 0 {
		times, by = times/by, 1
	}
	i := part(s.Mul(money.Only(money.Int(times))), int(by))
	return i, s.Value.Mul(money.Int(times)).Quo(money.Int(by), precision, money.HalfEven)
}

// TypedFrame returns for what an amount is that is typed with a percentage: what the
// proposition says, else a year.
func TypedFrame(t *parley.Proposition) Frame {
	if t.Per != "" {
		return FrameOf(t)
	}
	return Frame{Span: EachYear}
}

// AYear returns an amount as one for a year, in words of our own where it was printed
// for another time. It is false where that cannot be known.
func AYear(x money.Amount, from Frame) (money.Amount, bool) {
	s := Size{Interval: x.Bounds, Value: middle(x.Value, x.High)}
	y, ok := s.to(from, Frame{Span: EachYear})
	if !ok || y.Interval == s.Interval {
		return x, ok
	}
	made := money.Rounded(x.Currency, y.Mid(), 6)
	made.Bounds = y.Interval
	return made, true
}
