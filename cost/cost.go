// Package cost says what terms cost over the years: exactly, where everything
// is known, and as a spread where an index, a rate or a rounded figure is not.
// It knows no case, no party and no document.
//
//	Terms    a first amount, a number of years, how each year follows from the last
//	Rule     how: so many per cent, an index with a lag, a cap and a floor
//	Product  of what an amount is made: printed numbers, which others may share
//	Input    the figures of an index or a rate, and what is assumed of the rest
//	Path     what is paid year by year, in exact decimals
//	Plan     terms to be priced together, on the same draws
//	Outcome  what they cost: by year, in all, discounted, in another currency
//	Swing    what one uncertain input does to the total by itself
//	Same     terms changed so that they cost a stated sum
//
// The amount of year t is
//
//	B(t) = round(B(t-1) × (1 + r(t)/100) + add),  r(t) = min(cap, max(floor, round(fixed + share × index(t-lag))))
//
// The rate is rounded first and capped then, the amount last, each to a unit of
// its own, halves away from zero: a third of the arithmetic that goes wrong in
// practice is the order of these. An amount that is written in the terms, or that
// no rule changes, is not rounded. What is paid once is added to its year after
// that, and goes into the base of the next only where the terms say so. A written
// amount is what the next year builds on, unless it repeats what an uncapped rule
// gives for a capped year, as far as its digits leave open and what is known tells:
// then the next builds on what that year would have been. A present value is Σ B(t)/(1+d)^(t-base).
//
// Later figures of an index are normal and independent from year to year; a rate
// of exchange is a geometric random walk; a printed figure is uniform over what
// its digits leave open. Each draw is keyed by the seed, the name of the input,
// the year and the number of the chunk, so that all terms see the same future,
// adding one offer changes no other, and any number of cores gives the same
// bytes. What does not depend on a draw is taken from the path and is exact.
//
// [Run] counts draws in bins, so that memory does not grow with their number. The
// bins of a measure fit its own spread, not its size: quantiles are right to about
// a thousandth of that, and lie between the least and the greatest draw, which are
// exact; means are of all draws.
package cost

import "parley/money"

// Terms are what is paid, in the one form in which all terms can be compared.
type Terms struct {
	Name     string // keys the draw of a rounded first amount; unique in a plan
	Currency money.Currency
	Start    int                    // first year
	Years    int                    // 1 or more
	First    money.Interval         // what the first year costs, as far as its digits leave open
	Rules    []Rule                 // by From, ascending; each holds until the next begins; before the first, and without one, the amount is flat
	Agreed   map[int]money.Interval // years whose amount is written in the terms, whatever a rule would give
	Made     map[int]Product        // of the first year and those agreed: what their amount is made of; without: it is by itself
	Once     []Once
	Round    money.Decimal // unit to which the amount of each year is rounded; zero: it is not
}

// A Rule says how the amount of a year follows from that of the year before.
// The zero Rule is flat.
type Rule struct {
	From       int            // the first year whose amount it gives
	Fixed      money.Decimal  // per cent a year
	Index      string         // the input, in per cent a year; "": none
	Lag        int            // years by which the figure is older than the amount
	Share      money.Decimal  // what part of the index counts; zero: all of it, unless NoShare
	NoShare    bool           // nothing of the index counts: a share of 0; no figure of it is needed
	Add        money.Decimal  // an amount, in the currency of the terms
	Cap, Floor *money.Decimal // of the rate, in per cent; nil: none
	Round      money.Decimal  // unit to which the rate is rounded, in per cent; zero: it is not
	Uncapped   bool           // after a capped year the next builds on what it would have been
}

// Once is a sum that is paid in one year: a bridging sum.
type Once struct {
	Year   int
	Amount money.Interval
	Made   Product // of what the amount is made; zero: it is by itself
	InBase bool    // the next year builds on it
}

// An Input is figures by year: an index in per cent, or a rate of exchange.
type Input struct {
	Name  string
	Known map[int]money.Decimal
	Later Later // of the years without a figure
}

// Later is what is assumed of figures that are not known. The zero Later is
// nothing: a plan that needs such a figure fails with [*Missing].
type Later struct {
	Kind  Kind
	From  int           // Walk: the year in which it stands at its level; zero: the last year with a figure, else the base year of the plan
	Mean  money.Decimal // Normal: of each year. Walk: the level it starts from; zero: the last known figure. Uniform: the low end
	Width money.Decimal // Normal: standard deviation. Walk: standard deviation of a year's change, in per cent. Uniform: the high end
}

// A Kind is a kind of uncertainty.
type Kind uint8

// The kinds.
const (
	Nothing Kind = iota
	Normal       // each year by itself
	Walk         // each year from the one before: S(t) = S(t-1) × exp(σ × Z); the median stays where it is
	Uniform      // one value for all years
)

// A Path is what terms cost year by year, in their own currency.
type Path []Year

// A Year of a path.
type Year struct {
	Year            int
	Amount          money.Interval // what is paid, sums paid once included
	Base            money.Interval // what the next year builds on
	By              By
	Rate            money.Decimal // applied, in per cent; of a year by rule
	Index           money.Decimal // the figure as it stands in the input
	IndexOf         int           // of which year
	Capped, Floored bool
	Assumed         bool // the figure is not known: Index is the middle of what is assumed
}

// By says where the amount of a year comes from.
type By uint8

// The ways.
const (
	Written By = iota // in the terms
	Flat              // no rule: as the year before
	ByRule
)

// A Plan is terms that are priced together.
type Plan struct {
	Terms    []Terms
	Inputs   []Input
	Money    money.Currency            // of the answer
	Beside   money.Currency            // a second one; "": none
	Rates    map[money.Currency]string // input: what one unit of a currency is worth in Money
	Discount money.Decimal             // per cent a year
	Base     int                       // the year to which amounts are discounted
	Against  int                       // which terms the others are compared with; -1: none
	Draws    int                       // needed only if something is uncertain
	Seed     uint64
	Workers  int // 0: as many as there are cores; the numbers are the same with any
}

// An Outcome is what terms cost. Amounts are in the money of the plan, in units.
type Outcome struct {
	Exact      bool     // nothing was uncertain in any of it; see also [Spread.Exact]
	Years      []Spread // nominal, by year
	Total      Spread
	Discounted Spread
	Beside     Spread // the total in the other currency, each year at its own rate
	Over       Spread // the total less that of the terms compared with, draw by draw; zero for these
}

// A Spread is how an amount may come out.
type Spread struct {
	Mean, P10, P50, P90 float64
	Dots                [20]float64 // the 2.5, 7.5, ... 97.5 per cent quantiles: each is 1 chance in 20
}

// A Swing is what one uncertain input does to the total of terms while the
// others stay at their middle.
type Swing struct {
	Input     string  // or the Key of a printed number; or the name of the terms, for their other amounts as written
	Printed   bool    // Input is a Key
	Low, High float64 // the total at its 10 and 90 per cent quantile
}
