package share

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A Division says what each of two sides gets of several items.
type Division struct {
	First         []float64 // the part of each item that the first side gets, in 0..1
	Split         int       // the one item that is divided; -1: none
	Points, Other float64   // what the first side's part is worth to it, and the second's to that side
}

// AdjustedWinner divides items between two sides that each spread the same
// number of points, commonly 100, over them (Brams and Taylor 1996). Each item
// goes to who gave it more points; then items move from who is ahead, those first
// that it values least against the other, until both have the same number of
// points. The result is efficient, envy-free and equitable by the points given,
// and divides at most one item. Whether that item can be divided the caller must
// know; the rule supposes that items can be valued one by one, and who knows the
// other's points can gain by giving others than its own.
//
// An item with the same points from both starts with the first side. An item
// without points from one side stays with the other.
func AdjustedWinner(first, second []float64) (Division, error) {
	if err := checkPoints(first, second); err != nil {
		return Division{}, err
	}
	d := Division{First: make([]float64, len(first)), Split: -1}
	for i := range first {
		if first[i] >= second[i] {
			d.First[i] = 1
			d.Points += first[i]
		} else {
			d.Other += second[i]
		}
	}
	if d.Points >= d.Other {
		d.move(first, second)
		return d, nil
	}
	other := d.reversed()
	other.move(second, first)
	return other.reversed(), nil
}

// move evens out the points of the first side, which is ahead, and the second.
func (d *Division) move(first, second []float64) {
	var items []int
	for i, part := range d.First {
		if part == 1 && second[i] > 0 {
			items = append(items, i)
		}
	}
	slices.SortStableFunc(items, func(i, j int) int { return cmp.Compare(first[i]/second[i], first[j]/second[j]) })
	for _, i := range items {
		part := (d.Points - d.Other) / (first[i] + second[i])
		if part <= rounding {
			return
		}
		if part < 1-rounding {
			d.Split = i
		} else {
			part = 1
		}
		d.First[i] -= part
		d.Points -= float64(part * first[i])
		d.Other += float64(part * second[i])
		if d.Split >= 0 {
			return
		}
	}
}

// reversed is the division seen from the other side.
func (d Division) reversed() Division {
	r := Division{First: make([]float64, len(d.First)), Split: d.Split, Points: d.Other, Other: d.Points}
	for i, part := range d.First {
		r.First[i] = 1 - part
	}
	return r
}

func checkPoints(first, second []float64) error {
	if len(first) != len(second) {
		return fmt.Errorf("share: the first side gives points to %d items and the second to %d: give each item's points from both", len(first), len(second))
	}
	if len(first) == 0 {
		return fmt.Errorf("share: there is no item to divide")
	}
	for i := range first {
		if !(first[i] >= 0 && second[i] >= 0 && first[i] <= 1e300 && second[i] <= 1e300) {
			return fmt.Errorf("share: item %d has %v and %v points: give 0 or more", i, first[i], second[i])
		}
	}
	if a, b := sum(first), sum(second); a == 0 || math.Abs(a-b) > 1e-9*max(a, b) {
		return fmt.Errorf("share: the first side gives %v points in all and the second %v: scale both to the same number, such as 100", a, b)
	}
	return nil
}
