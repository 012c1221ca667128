package cost

import (
	"fmt"
	"strings"

	"parley/money"
)

// A Missing is a figure that is needed and neither known nor assumed.
type Missing struct {
	Input string
	Year  int
}

func (e *Missing) Error() string {
	return fmt.Sprintf("cost: %s has no figure for %d, and nothing is assumed of it", e.Input, e.Year)
}

// A Problem is something in a plan that cannot be priced. All of a plan are
// found at once.
type Problem struct {
	Terms  string         // whose; "": of no one terms
	Input  string         // of which input; "": of none
	Money  money.Currency // for which currency; "": none
	Year   int            // in which year; 0: in none
	Until  int            // the last of several years in a row that all have it; 0: it is one year, or none
	Reason string         // one of Reasons
}

func (e *Problem) Error() string {
	var b strings.Builder
	b.WriteString("cost: ")
	for _, s := range []string{e.Terms, e.Input, string(e.Money)} {
		if s != "" {
			b.WriteString(s + ": ")
		}
	}
	switch {
	case e.Until != 0:
		fmt.Fprintf(&b, "%d to %d: ", e.Year, e.Until)
	case e.Year != 0:
		fmt.Fprintf(&b, "%d: ", e.Year)
	}
	return b.String() + e.Reason
}

// The reasons of a Problem. They are stable: messages are looked up by them.
const (
	BadYears     = "bad-years"        // fewer than 1 or more than MaxYears
	BadYear      = "bad-year"         // not 1 to 9999
	BadNumber    = "bad-number"       // 10^30 or more, or more than 30 places
	Backwards    = "backwards"        // an interval whose high end is below its low end
	RuleOrder    = "rule-order"       // not by From, or two from one year
	BadLag       = "bad-lag"          // below 0 or above MaxLag
	CapFloor     = "cap-below-floor"  //
	BadUnit      = "bad-unit"         // a unit of rounding below 0
	Outside      = "outside"          // a sum paid once in a year that is not of the terms, or a product for one that is not written
	FirstTwice   = "first-twice"      // an amount is written twice, and differs: in First and Agreed, or beside what it is made of
	NameTwice    = "name-twice"       // two terms, or two inputs, of one name
	NoName       = "no-name"          // of an input, or of terms that need a draw
	BadKind      = "bad-kind"         //
	BadWidth     = "bad-width"        // a standard deviation below 0
	NoOrigin     = "no-origin"        // a walk with a level but no year from which it starts
	NoRate       = "no-rate"          // a currency without a rate
	RateSign     = "rate-sign"        // a rate of exchange that could be 0 or less
	NoDraws      = "no-draws"         // something is uncertain, and no draws are asked for
	TooManyDraws = "too-many-draws"   // more than MaxDraws, or below 0
	NoTerms      = "no-such-terms"    // a number that is not of the terms
	BadDiscount  = "bad-discount"     // not -50 to 1000 per cent
	BadWorkers   = "bad-workers"      // below 0
	TooLarge     = "too-large"        // an amount could pass 10^90, a rate of exchange 10^±50, a walk 400 years
	TooMany      = "too-many-figures" // more uncertain figures than MaxFigures
)

// Reasons lists the reasons of a Problem, for whoever words them.
var Reasons = []string{BadYears, BadYear, BadNumber, Backwards, RuleOrder, BadLag, CapFloor, BadUnit, Outside, FirstTwice, NameTwice, NoName,
	BadKind, BadWidth, NoOrigin, NoRate, RateSign, NoDraws, TooManyDraws, NoTerms, BadDiscount, BadWorkers, TooLarge, TooMany}

// What is more than this is a mistake, or hostile.
const (
	MaxYears   = 200
	MaxLag     = 50
	MaxDraws   = 4_000_000_000
	MaxFigures = 4096
	MaxFactors = 8 // of a product
)

// problems gathers what is wrong, each once, and one for years in a row.
type problems []error

func (ps *problems) add(p Problem) {
	for _, e := range *ps {
		if q, ok := e.(*Problem); ok && q.takes(p) {
			return
		}
	}
	*ps = append(*ps, &p)
}

// takes reports whether a problem of a year is the same problem, in one of its
// years or in the year before or after them, and makes it one of them.
func (e *Problem) takes(p Problem) bool {
	same := *e
	same.Year, same.Until = p.Year, 0
	first, last := e.Year, max(e.Year, e.Until)
	switch in := first <= p.Year && p.Year <= last; {
	case same != p, !in && (first == 0 || p.Year == 0):
		return false
	case in:
		return true
	case p.Year == last+1:
		e.Until = p.Year
	case p.Year == first-1:
		e.Year, e.Until = p.Year, last
	default:
		return false
	}
	return true
}

func (ps *problems) when(wrong bool, p Problem) {
	if wrong {
		ps.add(p)
	}
}

// number adds a problem if d is of no size that money or a rate has: hostile
// exponents would keep the exact arithmetic busy for ever.
func (ps *problems) number(d money.Decimal, p Problem) bool {
	p.Reason = BadNumber
	wrong := d.Place() >= 30 || d.Round(-30, money.Floor) != d
	ps.when(wrong, p)
	return !wrong
}

func (ps *problems) interval(i money.Interval, p Problem) {
	lo, hi := ps.number(i.Lo, p), ps.number(i.Hi, p)
	p.Reason = Backwards
	ps.when(lo && hi && i.Lo.Cmp(i.Hi) > 0, p)
}
