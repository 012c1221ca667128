package brief

import (
	"strings"

	"parley"
	"parley/money"
)

// Figures of our own reckoning are shown with as many digits as are known.

// spanned says an interval as one amount with all the digits that all of it
// shares when rounded, at least three; else as a range.
func spanned(c money.Currency, i money.Interval) money.Amount {
	if i.Exact() {
		return money.Rounded(c, i.Lo, min(significant(i.Lo), most12))
	}
	mid := i.Mid()
	for n := mid.Place() - i.Width().Place() + 1; n >= 3; n-- {
		if a := money.Rounded(c, mid, n); a.Bounds.Covers(i) {
			return a
		}
	}
	return money.RoundedRange(c, i, 4)
}

// most12 is how many digits of an exact figure are shown.
const most12 = 12

// significant is how many digits a number has.
func significant(d money.Decimal) int {
	n := 1
	for n < most12 && d.Digits(n, money.HalfUp) != d {
		n++
	}
	return n
}

// printedLike says an interval in the unit in which another amount was printed,
// to the places of a unit of rounding: 1,247.2 billion beside 1,183.3 billion.
func printedLike(c money.Currency, i money.Interval, unit money.Decimal, like money.Amount) money.Amount {
	_, word, found := strings.Cut(like.Printed, " ")
	zeros := map[string]int{"million": 6, "billion": 9, "trillion": 12}[word]
	if !i.Exact() || like.Currency != c || !found || zeros == 0 || unit.IsZero() || unit.Place() > zeros {
		return spanned(c, i)
	}
	a, err := money.ParseAmount(string(c) + " " + i.Lo.Abs().Shift(-zeros).Comma(zeros-unit.Place()) + " " + word)
	if err != nil || a.Value != i.Lo.Abs() {
		return spanned(c, i)
	}
	if i.Lo.Sign() < 0 {
		a.Value, a.High, a.Printed = i.Lo, i.Lo, "-"+a.Printed
		a.Bounds = money.Interval{Lo: a.Bounds.Hi.Neg(), Hi: a.Bounds.Lo.Neg()}
	}
	return a
}

// sumPrinted says a sum of printed amounts to the last place that all of them were
// printed to, in the unit of one of them: 1,038.9 billion.
func sumPrinted(c money.Currency, sum money.Interval, like money.Amount, parts ...money.Interval) money.Amount {
	place, found := 0, false
	for _, i := range parts {
		if w := i.Width(); w.Sign() > 0 && (!found || w.Place() > place) {
			place, found = w.Place(), true
		}
	}
	if !found {
		return spanned(c, sum)
	}
	return printedLike(c, money.Only(sum.Mid().Round(place, money.HalfUp)), money.Scaled(1, place), like)
}

// between is an interval of per cent as it is said, with so many places.
func between(i money.Interval, places int) money.Percent {
	lo, hi := money.RoundedPercent(i.Lo, places), money.RoundedPercent(i.Hi, places)
	if lo.Value == hi.Value {
		return lo
	}
	return money.Percent{Value: lo.Value, High: hi.Value, Bounds: money.Interval{Lo: lo.Bounds.Lo, Hi: hi.Bounds.Hi},
		Printed: strings.TrimSuffix(lo.Printed, "%") + ".." + hi.Printed}
}

// percentOf is a percentage as a value that can be said.
func percentOf(p money.Percent) parley.Percent { return parley.Percent{Percent: p} }

// exactly is a percentage with all its digits, and with those of the unit to
// which it was rounded.
func exactly(d, unit money.Decimal) money.Percent {
	_, frac, _ := strings.Cut(d.String(), ".")
	return money.RoundedPercent(d, min(max(len(frac), -unit.Place()), 4))
}

// put adds a row by the keys of its columns; a cell that is not given is empty.
func (t *Table) put(row map[string]Cell) {
	cells := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = row[c.Key]
		delete(row, c.Key)
	}
	for key := range row {
		panic("brief: " + t.Schema + " has no column " + key)
	}
	t.add(cells...)
}
