package money

// An Interval is all x with Lo ≤ x ≤ Hi. Both ends belong to it: whoever
// printed "1.04" may have rounded 1.045 either way, and two figures are called
// different only when no way of rounding makes them one.
type Interval struct{ Lo, Hi Decimal }

// precision is how many significant digits a quotient keeps. Ends are rounded
// outward, so an interval never loses a value that it could have held.
const precision = 34

// Only returns the interval that holds d and nothing else.
func Only(d Decimal) Interval { return Interval{d, d} }

// Around returns d ± half of 10^place, as a number printed to that place leaves
// it open.
func Around(d Decimal, place int) Interval {
	half := Scaled(5, place-1)
	return Interval{d.Sub(half), d.Add(half)}
}

// Exact reports whether i holds one number only.
func (i Interval) Exact() bool { return i.Lo == i.Hi }

// Width returns Hi - Lo.
func (i Interval) Width() Decimal { return i.Hi.Sub(i.Lo) }

// Mid returns the middle of i.
func (i Interval) Mid() Decimal { return i.Lo.Add(i.Hi).Mul(Scaled(5, -1)) }

// Contains reports whether d is in i.
func (i Interval) Contains(d Decimal) bool { return i.Lo.Cmp(d) <= 0 && d.Cmp(i.Hi) <= 0 }

// Covers reports whether all of j is in i.
func (i Interval) Covers(j Interval) bool { return i.Lo.Cmp(j.Lo) <= 0 && j.Hi.Cmp(i.Hi) <= 0 }

// Overlaps reports whether i and j have a number in common.
func (i Interval) Overlaps(j Interval) bool { return i.Lo.Cmp(j.Hi) <= 0 && j.Lo.Cmp(i.Hi) <= 0 }

// Disjoint reports whether i and j cannot be one number.
func (i Interval) Disjoint(j Interval) bool { return !i.Overlaps(j) }

// Add returns all sums of a number in i and one in j.
func (i Interval) Add(j Interval) Interval { return Interval{i.Lo.Add(j.Lo), i.Hi.Add(j.Hi)} }

// Sub returns all differences.
func (i Interval) Sub(j Interval) Interval { return Interval{i.Lo.Sub(j.Hi), i.Hi.Sub(j.Lo)} }

// Mul returns all products.
func (i Interval) Mul(j Interval) Interval {
	return hull(i.Lo.Mul(j.Lo), i.Lo.Mul(j.Hi), i.Hi.Mul(j.Lo), i.Hi.Mul(j.Hi))
}

// Quo returns all quotients, to 34 digits, rounded outward; false if j holds 0.
func (i Interval) Quo(j Interval) (Interval, bool) {
	if j.Contains(Decimal{}) {
		return Interval{}, false
	}
	var ends [8]Decimal
	for k, r := range []Rounding{Floor, Ceiling} {
		e := ends[k*4:]
		e[0], e[1] = i.Lo.Quo(j.Lo, precision, r), i.Lo.Quo(j.Hi, precision, r)
		e[2], e[3] = i.Hi.Quo(j.Lo, precision, r), i.Hi.Quo(j.Hi, precision, r)
	}
	return hull(ends[:]...), true
}

// hull returns the smallest interval that holds all of ds.
func hull(ds ...Decimal) Interval {
	i := Only(ds[0])
	for _, d := range ds[1:] {
		if d.Cmp(i.Lo) < 0 {
			i.Lo = d
		}
		if d.Cmp(i.Hi) > 0 {
			i.Hi = d
		}
	}
	return i
}
