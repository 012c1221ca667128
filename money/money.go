// Package money holds amounts as they were printed, what the printed digits
// leave open, and exact arithmetic on both.
//
//	Decimal   an exact decimal number; immutable, == where equal
//	Interval  the numbers from Lo to Hi, ends included
//	Currency  an ISO 4217 code, with names, digits and days of use
//	Amount    "USD 3.9 billion": currency, value, interval, printed form
//	Percent   "13.9%": the same for a percentage
//	Rate      what one unit of a currency is worth in another, as an interval
//
// Whoever prints "1.04 trillion" does not say more than three digits. The
// interval of an amount is half of its last printed place either way, and every
// comparison is made with intervals: two figures differ only if no rounding can
// make them one.
//
//   - With a unit, every digit printed counts, zeros after a point included:
//     5 billion is 4.5 to 5.5, 40 billion is 39.5 to 40.5, 5.80 trillion is
//     5.795 to 5.805.
//   - In Korean the last group counts to its unit: 1조 400억 is exact to 억,
//     half an 억 either way. With 약 (about) the zeros at the end of the last
//     group do not count: 약 1조 400억 is three digits, like 1.04 trillion.
//   - An amount with every digit printed is exact: 1,038,900,000,000, 555, 0.50.
//   - A range runs from the lower bound of its low end to the upper bound of
//     its high end.
//
// English and Korean forms never show more digits than were printed. Amounts
// know nothing of the record: not whose they are, nor per what or for when.
// Sums are exact; floats are for charts and simulation only. What terms cost
// over the years is package cost.
package money

import "strings"

// An Amount is money as somebody printed it. It is comparable with ==, which
// tells printed forms apart; use Bounds to ask whether two can be one sum.
// The zero Amount is none.
type Amount struct {
	Currency Currency
	Value    Decimal  // as printed; of a range, its low end
	High     Decimal  // of a range, its high end; else as Value
	Bounds   Interval // what the printed digits leave open
	Printed  string   // what followed the currency: "3.9 billion"
	Approx   bool     // printed with 약
}

// IsZero reports whether a was not given. An amount of nothing, "KRW 0", was.
func (a Amount) IsZero() bool { return a == Amount{} }

// IsRange reports whether a has two ends.
func (a Amount) IsRange() bool { return a.Value != a.High }

// Text returns a as it stands in a case file: "USD 3.9 billion".
func (a Amount) Text() string {
	if a.IsZero() {
		return ""
	}
	return string(a.Currency) + " " + a.Printed
}

// String returns the same as Text.
func (a Amount) String() string { return a.Text() }

// Exact returns the amount that is v to the last digit.
func Exact(c Currency, v Decimal) Amount {
	return Amount{Currency: c, Value: v, High: v, Bounds: Only(v), Printed: v.Comma(max(0, -int(v.exp)))}
}

// Rounded returns v as it would be printed with a number of significant digits,
// for figures of our own reckoning: 6.40 trillion for 6.4023… and 3 digits.
func Rounded(c Currency, v Decimal, digits int) Amount {
	r := v.Abs().Digits(digits, HalfUp)
	a, err := ParseAmount(anyCurrency + " " + rounded(r, r.Place()-max(digits, 1)+1))
	if err != nil { // too large to be printed: then as it is
		return Exact(c, v)
	}
	a.Currency = c
	if v.Sign() < 0 {
		a.Value, a.High, a.Printed = a.Value.Neg(), a.High.Neg(), negative(a.Printed)
		a.Bounds = Only(Decimal{}).Sub(a.Bounds)
	}
	return a
}

// negative puts a minus before the figure, after what says that it is about it.
func negative(printed string) string {
	if rest, about := strings.CutPrefix(printed, "약 "); about {
		return "약 -" + rest
	}
	return "-" + printed
}

// anyCurrency is one that is always in the table.
const anyCurrency = "USD"

// rounded prints r, known to 10^place, in a form that says so.
func rounded(r Decimal, place int) string {
	if r.IsZero() {
		return "0"
	}
	if u := unitOf(r); u.zeros >= 6 && u.zeros >= place {
		return r.Shift(-u.zeros).Comma(u.zeros-place) + " " + u.word
	}
	return "약 " + myriads(r, max(0, -place))
}

// RoundedRange returns i as a range of two rounded ends, or as one amount if
// they are printed alike.
func RoundedRange(c Currency, i Interval, digits int) Amount {
	lo, hi := Rounded(c, i.Lo, digits), Rounded(c, i.Hi, digits)
	if lo.Value == hi.Value {
		return lo
	}
	return Amount{Currency: c, Value: lo.Value, High: hi.Value, Bounds: hull(lo.Bounds.Lo, hi.Bounds.Hi),
		Printed: lo.Printed + ".." + hi.Printed, Approx: lo.Approx || hi.Approx}
}

// figures returns the ends of a range, or the one figure of an amount.
func (a Amount) figures() []figure {
	if !a.IsRange() {
		return []figure{{a.Value, a.Bounds, a.Printed, a.Approx}}
	}
	lo, hi, _ := strings.Cut(a.Printed, "..")
	two := Int(2)
	return []figure{
		{a.Value, Interval{a.Bounds.Lo, a.Value.Mul(two).Sub(a.Bounds.Lo)}, strings.TrimSpace(lo), strings.Contains(lo, "약")},
		{a.High, Interval{a.High.Mul(two).Sub(a.Bounds.Hi), a.Bounds.Hi}, strings.TrimSpace(hi), strings.Contains(hi, "약")},
	}
}

// A figure is one printed number.
type figure struct {
	value   Decimal
	bounds  Interval
	printed string
	approx  bool
}

// place is the power of ten of the last place that is known. Of an exact
// figure it is that of its last digit.
func (f figure) place() int {
	if f.bounds.Exact() {
		return min(0, int(f.value.exp))
	}
	return f.bounds.Width().Place()
}
