package strategy

import (
	"math"

	"parley/bargain"
	"parley/deal"
)

// Candidates is how many outcomes of about the same utility are compared
// before an offer that is to please the other side: those that come first above the
// target. Where there are more, the one chosen is bettered issue by issue.
const Candidates = 256

// among chooses among outcomes of about the same utility. It remembers nothing, and
// needs 8 bytes for each of Candidates.
type among struct {
	buffer  []deal.Outcome
	options []int32
}

// best returns, of the outcomes of a utility of u to u + slack of the range, the one of the
// highest score; where there are none, the next above.
func (a *among) best(t *Seat, u, slack float64, score func(deal.Outcome) float64) deal.Outcome {
	if a.buffer == nil {
		a.buffer = make([]deal.Outcome, 0, Candidates)
	}
	u = min(max(u, t.Floor), t.Profile.Max)
	a.buffer = t.Profile.Within(a.buffer[:0], u, u+slack*(t.Profile.Max-t.Floor), Candidates)
	switch len(a.buffer) {
	case 0:
		o, _ := t.aspire(u)
		return o
	case Candidates:
		return a.climb(t, pick(a.buffer, score), u, score)
	}
	return pick(a.buffer, score)
}

// pick returns the outcome of the highest score, the first of ties.
func pick(of []deal.Outcome, score func(deal.Outcome) float64) deal.Outcome {
	best, at := math.Inf(-1), of[0]
	for _, o := range of {
		if v := score(o); v > best {
			best, at = v, o
		}
	}
	return at
}

// climbs is how often all issues are gone through at most.
const climbs = 8

// climb betters the score of an outcome by changing one issue at a time, as long
// as that goes and the outcome is worth at least u to the party. Of an issue of more
// than Candidates options it tries as many, evenly spaced.
func (a *among) climb(t *Seat, o deal.Outcome, u float64, score func(deal.Outcome) float64) deal.Outcome {
	space, best := t.Profile.Space, score(o)
	a.options = space.Options(o, a.options)
	for range climbs {
		before := best
		for i, at := range a.options {
			n := space.Issue(i).Len()
			for k := 0; k < n; k += 1 + n/Candidates {
				a.options[i] = int32(k)
				x := space.Outcome(a.options)
				if v := score(x); v > best && t.Profile.Of(x) >= u {
					best, at = v, int32(k)
				}
			}
			a.options[i] = at
		}
		if best == before {
			break
		}
	}
	return space.Outcome(a.options)
}

// TradeOff keeps what it asks for and offers, of the outcomes that give it as
// much, the one most similar to the last offer heard; when the other side has
// stopped giving, it comes down to what its curve claims. Similar is what agrees in
// the most issues, in part where options are numbers. (Faratin, Sierra, Jennings 2002.)
type TradeOff struct {
	Curve  Curve
	Slack  float64 // of the range, in which utilities count as the same
	target target
	among  among
	last   []int32
	own    []int32
}

// Bid implements [Bidder].
func (b *TradeOff) Bid(t *Seat, s bargain.State) (deal.Outcome, bool) {
	k, u := len(t.Heard)-1, b.target.now(t)
	if k > 0 && t.Heard[k].U <= t.Heard[k-1].U {
		b.target.u = min(u, t.claim(b.Curve.At(s.Time)))
	}
	if k < 0 {
		return t.aspire(u)
	}
	space := t.Profile.Space
	b.last = space.Options(t.Heard[k].Outcome, b.last)
	return b.among.best(t, b.target.u, b.Slack, func(o deal.Outcome) float64 {
		b.own = space.Options(o, b.own)
		return similarity(space, b.own, b.last)
	}), true
}

// similarity is the mean over issues of 1 where the options are the same and,
// where they are numbers, 1 less their distance as part of the range.
func similarity(space *deal.Space, a, b []int32) float64 {
	sum := 0.0
	for i, k := range a {
		issue := space.Issue(i)
		switch {
		case k == b[i]:
			sum++
		case issue.Numeric():
			sum += 1 - math.Abs(float64(k-b[i]))/float64(issue.Len()-1)
		}
	}
	return sum / float64(len(a))
}

// TradingOff makes trade-offs on a curve that concedes late.
var TradingOff = bidding("trade-off", faratin02, func() Bidder { return &TradeOff{Curve: Polynomial{0, 0.5}, Slack: 0.02} })
