package lab

import (
	"math"

	"parley/bargain"
	"parley/deal"
)

// Distances say how far an ending lies from where it could, in the parties'
// undiscounted utilities (Euclidean). They are NaN where the frontier is not known, and
// may be off by its Epsilon where it is not exact: see [bargain.Front].
type Distances struct {
	Pareto float64 // to the nearest point of the frontier
	Nash   float64 // to the nearest Nash solution
}

// measures are what endings of a scenario are measured against.
type measures struct {
	frontier, nash []bargain.Point
}

// measure finds the frontier and the Nash solutions. A space that is too big for
// a frontier has none: its distances are not known. Nor is that to the Nash
// solution where nobody can gain.
func measure(profiles []*deal.Profile) measures {
	var us []deal.Utility
	var reserved []float64
	for _, f := range profiles {
		us, reserved = append(us, f.Utility), append(reserved, fallback(f))
	}
	front, err := bargain.Frontier(profiles[0].Space, us, bargain.Options{})
	if err != nil {
		return measures{}
	}
	m := measures{frontier: front.Points}
	if n := front.Solve(bargain.Nash, reserved); n.Verdict != bargain.NoGain {
		m.nash = n.Points
	}
	return m
}

// of measures undiscounted utilities.
func (m measures) of(u []float64) Distances {
	return Distances{bargain.Distance(u, m.frontier), bargain.Distance(u, m.nash)}
}

// Measure measures one ending. Of several in one scenario a [Plan] measures faster.
func Measure(profiles []*deal.Profile, e bargain.Ended) Distances {
	var u []float64
	for _, f := range profiles {
		u = append(u, plain(f, e))
	}
	return measure(profiles).of(u)
}

// plain is what an ending is worth to a party, undiscounted.
func plain(f *deal.Profile, e bargain.Ended) float64 {
	if e.How == bargain.Agreed {
		return f.Of(e.Outcome)
	}
	return fallback(f)
}

// fallback is what no agreement is worth to a party: its reserved value. To one
// without any, which is −∞ in files of NegMAS, it is as bad as the worst outcome.
func fallback(f *deal.Profile) float64 {
	if math.IsInf(f.Reserved, -1) {
		return f.Min
	}
	return f.Reserved
}
