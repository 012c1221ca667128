// Package deal is the space of possible settlements and how a party values
// them. With bargain, share, strategy, scenario and lab it is a library of
// mathematics: it knows no case, no money and no dates, and can be imported
// alone.
//
//	Issue        something to be settled, in a fixed number of ways
//	Space        every combination of one option for each issue
//	Outcome      a point of a space, as a number
//	Utility      how much a party likes each outcome
//	  Additive, Pairwise, HyperRectangles, Constraints, Explicit, Func   utilities
//	  Table, Linear, Affine, Triangular, Polynomial   what makes the tables of an additive one
//	Intervals    all the additive utilities between bounds, where no more is known
//	Preferences  a utility, with what the party can walk away to and what time costs it
//	Profile      preferences compiled for play: looked up, ordered, inverted
//
// A space has at most 2^63 outcomes, so that an outcome is a number and never
// a slice, and to look one up or to find the nearest allocates nothing. The options of an
// outcome are one index for each issue, written where the caller wants them.
//
// Utilities are in 0..1 unless said otherwise; nothing here depends on it.
// An additive utility is summed from the first issue to the last: the order
// decides the last digit, and so what ties. Everything else that sums does so
// in the same order, so that an outcome has one utility to the last bit
// whether a space is listed or not.
//
// Issues, options, outcomes, pairs and boxes count from 0, as in slices, also in
// what an error says.
package deal

// A Utility is how much a party likes each outcome. The options are one index
// for each issue; they belong to the caller and are not kept.
type Utility interface {
	Of(options []int32) float64
}

// Preferences are what a party makes of a space.
//
// Discount is d in d^t, by which an agreement at time t is multiplied, with t the
// part of the time that has passed, 0..1; it is in 0..1. The zero value is "none
// given": 0 is the same as 1, and time costs nothing. A party to which only an
// agreement at once is worth anything has a discount as small as there is
// (math.SmallestNonzeroFloat64), not 0.
type Preferences struct {
	Name     string
	Utility  Utility
	Reserved float64 // the utility of no agreement; -Inf: any agreement is better
	Discount float64
}
