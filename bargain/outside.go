package bargain

import "fmt"

// DealMeOut returns what two sides get of what they would share without outside
// options, once each can leave for something: the outside option principle. An
// option that is worth less than a side's share changes nothing, for leaving for
// it is no threat; a better one gets the side exactly its worth, and the other
// side the rest (Binmore, Shaked and Sutton 1989). What a side gets while talks go
// on is no outside option but part of no agreement: see [Table].
//
// It returns false where the two options are worth more than there is to share, and
// not only by rounding.
func DealMeOut(shares, outside [2]float64) ([2]float64, bool, error) {
	if !amounts(shares[:]...) || !amounts(outside[:]...) {
		return shares, false, fmt.Errorf("bargain: shares %v with outside options %v: give finite amounts", shares, outside)
	}
	all := shares[0] + shares[1]
	if exceeds(outside[0]+outside[1], all) {
		return outside, false, nil
	}
	for i := range 2 {
		if outside[i] > shares[i] {
			shares[i], shares[1-i] = outside[i], all-outside[i]
			break // the other's option is worth less than the rest
		}
	}
	return shares, true, nil
}

// exceeds says whether x is more than y, and not only by rounding: see [Same].
func exceeds(x, y float64) bool { return gain(x, y) > 0 }
