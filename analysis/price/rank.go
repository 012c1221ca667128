package price

import (
	"cmp"
	"math"
	"slices"

	"parley"
	"parley/cost"
	"parley/evidence"
)

// A Crossing is a pair of bids of which one costs less a year than the other at
// first, and more from a year on.
type Crossing struct {
	First int // of Rows: what costs less at first
	Other int
	Year  int // from which First costs more
}

// A thing is what is compared with each other only: the same years, and what the
// money is for.
type thing struct {
	span  evidence.Years
	issue parley.ID // of what cannot be compared with what is held
	month bool      // likewise
	payer parley.ID // likewise
}

func thingOf(x *Row) thing {
	if x.Why == "" {
		return thing{span: x.Span()}
	}
	return thing{x.Span(), x.Issue, x.Per == "month", x.Payer}
}

// rank orders what can be compared by the median, and finds what is the same bill
// and what overtakes what.
func (r *Result) rank() {
	by := make(map[thing][]int)
	var order []thing
	for i := range r.Rows {
		if r.Rows[i].Kind == evidence.Held {
			continue
		}
		t := thingOf(&r.Rows[i])
		if by[t] == nil {
			order = append(order, t)
		}
		by[t] = append(by[t], i)
	}
	for _, t := range order {
		group := by[t]
		if len(group) < 2 {
			continue
		}
		slices.SortStableFunc(group, func(i, j int) int { return cmp.Compare(r.median(i), r.median(j)) })
		r.Ranked = append(r.Ranked, group)
		sums := slices.DeleteFunc(slices.Clone(group), func(i int) bool { return r.Rows[i].Bound() != 0 })
		r.alike(sums)
		r.cross(sums)
	}
}

// Placed parts a group of Ranked in what has a place in its order and what has none:
// what is only bounded may lie anywhere beyond its bound. A lower bound above all
// others is the dearest nevertheless, and an upper bound below all others the cheapest.
func (r *Result) Placed(ranked []int) (placed, bounded []int) {
	for n, i := range ranked {
		switch b := r.Rows[i].Bound(); {
		case b > 0 && n < len(ranked)-1, b < 0 && n > 0:
			bounded = append(bounded, i)
		default:
			placed = append(placed, i)
		}
	}
	return placed, bounded
}

func (r *Result) median(i int) float64 { return r.Rows[i].Cost.Total.P50 }

// alike finds, in what is ranked, the groups whose medians differ by less than
// 1 %: the same bill.
func (r *Result) alike(ranked []int) {
	for from := 0; from < len(ranked); {
		to, median := from+1, r.median(ranked[from])
		for to < len(ranked) && r.median(ranked[to])-median < sameBill*math.Abs(median) {
			to++
		}
		if to-from > 1 {
			r.Alike = append(r.Alike, slices.Sorted(slices.Values(ranked[from:to])))
		}
		from = to
	}
}

// sameBill is how far the medians of what counts as the same bill are apart.
const sameBill = 0.01

// cross finds the pairs of which one overtakes the other, once and for all.
func (r *Result) cross(ranked []int) {
	for n, i := range ranked {
		for _, j := range ranked[n+1:] {
			year, first, ok := overtakes(r.Rows[i].Cost.Years, r.Rows[j].Cost.Years)
			if !ok {
				continue
			}
			x := Crossing{i, j, r.Rows[i].Terms.Start + year}
			if first > 0 {
				x.First, x.Other = j, i
			}
			r.Crossed = append(r.Crossed, x)
		}
	}
}

// noticed is the smallest difference of two amounts of a year that counts, as a
// part of them.
const noticed = 0.001

// overtakes returns in which of the years the order of two turns round, if it does
// so once, and the sign of a less b before.
func overtakes(a, b []cost.Spread) (year int, first float64, ok bool) {
	last := 0.0
	for n := range min(len(a), len(b)) {
		d := a[n].P50 - b[n].P50
		if math.Abs(d) <= noticed*math.Abs(b[n].P50) {
			continue
		}
		sign := math.Copysign(1, d)
		switch {
		case last == 0:
			first = sign
		case sign != last && ok:
			return 0, 0, false
		case sign != last:
			year, ok = n, true
		}
		last = sign
	}
	return year, first, ok
}
