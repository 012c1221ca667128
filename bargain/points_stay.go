package bargain

import (
	"fmt"
	"math"
)

// A Stay says for which disagreement values of one party, all others' the same, the
// Nash point stays what it is. Among given points it does not follow a disagreement
// value by degrees, as money does on a [Table]: its derivative is 0 up to where another
// point takes over. The higher a party's value, the more that point is worth to it.
type Stay struct {
	From, To     float64 // of the party's disagreement value
	Below, Above Point   // what takes over; without utilities where nothing does, up to -Inf or where the party gains nothing
}

// NashStay returns the stay of the [Nash] point for the disagreement value of a party.
// It fails unless that point is unique and all parties gain there.
func NashStay(points []Point, d []float64, party int) (Stay, error) {
	s := Nash(points, d)
	if party < 0 || party >= len(d) || s.Verdict != Unique || len(s.Dropped) > 0 {
		return Stay{}, fmt.Errorf("bargain: how long Nash's point stays for party %d of %d: it must be a single point at which all gain, and is %v", party, len(d), s.Verdict)
	}
	at := s.Points[0]
	stay := Stay{From: math.Inf(-1), To: at.U[party]}
	for _, p := range points {
		// Others' gains at p in parts of those at the Nash point. The two products are
		// equal where (at - x) = (p - x) × ratio.
		ratio := othersGain(p.U, at.U, d, party)
		x := (at.U[party] - float64(ratio*p.U[party])) / (1 - ratio)
		switch {
		case ratio <= 0:
		case ratio > 1 && x > stay.From:
			stay.From, stay.Below = x, p
		case ratio < 1 && p.U[party] > at.U[party] && x < stay.To:
			stay.To, stay.Above = x, p
		}
	}
	return stay, nil
}

// othersGain is the product of what all but one party gain at u, in parts of what they
// gain at v; 0 where one of them gains nothing.
func othersGain(u, v, d []float64, party int) float64 {
	ratio := 1.0
	for i := range d {
		if i != party {
			ratio *= max(gain(u[i], d[i]), 0) / gain(v[i], d[i])
		}
	}
	return ratio
}
