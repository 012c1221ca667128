// Package bargain says where a deal can lie, and lets parties bargain for one.
//
// Where a deal can lie:
//
//	Point      an outcome with every party's utility; List returns all of a space
//	Front      the outcomes that no party can better without another losing, found by Frontier
//	Solution   the points Nash, KalaiSmorodinsky, Egalitarian, Utilitarian, ... of them, each with a Verdict
//	Stay       how far the Nash point stays as a disagreement value changes
//	ZOPA, Span the points that suit all, and the prices or other values among them
//	Measure    how far an outcome is from the frontier and from these points; Opposition: how far all are from their best
//	Course     the utilities of the offers of a session
//
// Money, and what comes of it:
//
//	Table        two parties, some packages, and money that moves freely: the points exactly
//	Lapse        what a time without agreement costs, and how that pulls at them
//	EqualSplit   the middles of two last offers; SplitOfIncrease halves a demand
//	DealMeOut    what outside options change
//
// What bargaining comes to by reasoning alone:
//
//	InfiniteHorizon, Rubinstein, Patience   offers in turns without end
//	FiniteHorizon                           offers in turns up to a deadline
//	Zeuthen, ZeuthenPoints                  concessions by the risk of a breakdown
//
// Sessions, played offer by offer:
//
//	Party      who takes part in a session; implemented by package strategy
//	Protocol   who speaks when, and when it ends: StackedOffers, TimedOffers,
//	           TentativeAgreement, SingleText, BlindBids, and Agenda, whose issues grow
//
// A solution never fills in for what is not determined: where several outcomes
// are equally good it returns all of them, and where everything ties it says so.
package bargain

import "parley/deal"

// A Point is an outcome with every party's utility.
type Point struct {
	Outcome deal.Outcome // of those with the same utilities, the lowest index
	U       []float64    // by party
	Ties    uint64       // how many outcomes have exactly these utilities; at least 1
}
