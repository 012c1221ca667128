package strategy

import (
	"strings"

	"parley/bargain"
)

const baarslag = "Baarslag, Hindriks, Jonker: Effective acceptance conditions in real-time automated negotiation. Decision Support Systems 60 (2014)"

// rule makes an Accepting of a rule without memory.
func rule(name, paper string, a Acceptance) Accepting {
	return Accepting{Name: name, Paper: paper, New: func() Acceptance { return a }}
}

// NextOffer accepts what is worth as much as the offer that would come next:
// AC_next, with α·u(offer) + β ≥ u(next).
type NextOffer struct{ Alpha, Beta float64 }

// Accepts implements [Acceptance]. Where the party would break off, nothing is worth accepting.
func (a NextOffer) Accepts(t *Seat, s bargain.State) bool {
	next, ok := t.Next(s)
	return ok && a.Alpha*t.heard().U+a.Beta >= t.Profile.Of(next)
}

// LastOffer accepts what is worth as much as the party's own last offer: AC_prev,
// with α·u(offer) + β ≥ u(last).
type LastOffer struct{ Alpha, Beta float64 }

// Accepts implements [Acceptance].
func (a LastOffer) Accepts(t *Seat, s bargain.State) bool {
	return a.Alpha*t.heard().U+a.Beta >= t.Last()
}

// Constant accepts a utility of at least U of the range from the floor to
// the best outcome, 0..1: AC_const.
type Constant struct{ U float64 }

// Accepts implements [Acceptance].
func (a Constant) Accepts(t *Seat, s bargain.State) bool {
	return t.heard().U >= t.Floor+a.U*(t.Profile.Max-t.Floor)
}

// Late accepts whatever comes from a time on: AC_time.
type Late struct{ From float64 }

// Accepts implements [Acceptance].
func (a Late) Accepts(t *Seat, s bargain.State) bool { return s.Time >= a.From }

// Rational accepts whatever is worth as much as no agreement; every party sees
// to that by itself.
type Rational struct{}

// Accepts implements [Acceptance].
func (Rational) Accepts(*Seat, bargain.State) bool { return true }

// Combined accepts as AC_next does and, from a time on, as [BestLately] does:
// AC_combi(T, MAX^W).
type Combined struct{ From float64 }

// Accepts implements [Acceptance].
func (a Combined) Accepts(t *Seat, s bargain.State) bool {
	return (NextOffer{1, 0}).Accepts(t, s) || BestLately(a).Accepts(t, s)
}

// BestLately accepts, from a time on, what is worth at least the best offer heard in
// as much time before it as is left, as no better one can be expected then: MAX^W of
// AC_combi alone.
type BestLately struct{ From float64 }

// Accepts implements [Acceptance].
func (a BestLately) Accepts(t *Seat, s bargain.State) bool {
	if s.Time < a.From {
		return false
	}
	since, u := s.Time-(1-s.Time), t.heard().U
	for i := len(t.Heard) - 2; i >= 0 && t.Heard[i].Time >= since; i-- {
		if t.Heard[i].U > u {
			return false
		}
	}
	return true
}

// Majority accepts when more than half of its rules do. A rule that contains another, as
// AC_combi does AC_next, gives that one two votes.
type Majority []Acceptance

// Accepts implements [Acceptance].
func (m Majority) Accepts(t *Seat, s bargain.State) bool {
	votes := 0
	for _, a := range m {
		if a.Accepts(t, s) {
			votes++
		}
	}
	return 2*votes > len(m)
}

// MajorityOf returns the way to accept by majority of others.
func MajorityOf(of ...Accepting) Accepting {
	names := make([]string, len(of))
	for i, a := range of {
		names[i] = a.Name
	}
	return Accepting{
		Name:  "majority(" + strings.Join(names, ", ") + ")",
		Paper: experts,
		New: func() Acceptance {
			m := make(Majority, len(of))
			for i, a := range of {
				m[i] = a.New()
			}
			return m
		},
	}
}

// heard is the offer on the table.
func (t *Seat) heard() Offer { return t.Heard[len(t.Heard)-1] }

// The acceptance rules.
var (
	ACNext     = rule("AC_next", baarslag, NextOffer{1, 0})
	ACPrevious = rule("AC_prev", baarslag, LastOffer{1, 0})
	ACConst    = rule("AC_const(0.8)", baarslag, Constant{0.8})
	ACTime     = rule("AC_time(0.99)", baarslag, Late{0.99})
	ACCombi    = rule("AC_combi(0.95)", baarslag, Combined{0.95})
	ACLately   = rule("AC_max(0.5)", baarslag, BestLately{0.5})
	ACRational = rule("AC_rational", "Faratin, Sierra, Jennings: Negotiation decision functions for autonomous agents. Robotics and Autonomous Systems 24 (1998)", Rational{})
)

// ACExperts lets three that do not contain each other decide: what comes next, what
// is much in itself, and what was heard lately.
var ACExperts = MajorityOf(ACNext, ACConst, ACLately)

// Acceptances lists them, and AC_next with factors.
func Acceptances() []Accepting {
	return []Accepting{ACNext, ACPrevious, ACLowest, ACConst, ACTime, ACLately, ACCombi, ACRational,
		rule("AC_next(1.05, 0.02)", baarslag, NextOffer{1.05, 0.02}), ACExperts}
}
