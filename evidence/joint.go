package evidence

import "parley/money"

// Joint returns what several printings of one amount leave open together. Where
// two of them cannot be one number it is all that lies between them, and agree
// is false. Of none it is zero.
func Joint(is ...money.Interval) (joint money.Interval, agree bool) {
	if len(is) == 0 {
		return joint, true
	}
	narrow, wide := is[0], is[0]
	for _, i := range is[1:] {
		narrow = money.Interval{Lo: larger(narrow.Lo, i.Lo), Hi: smaller(narrow.Hi, i.Hi)}
		wide = money.Interval{Lo: smaller(wide.Lo, i.Lo), Hi: larger(wide.Hi, i.Hi)}
	}
	if narrow.Lo.Cmp(narrow.Hi) > 0 {
		return wide, false
	}
	return narrow, true
}

func smaller(x, y money.Decimal) money.Decimal {
	if x.Cmp(y) < 0 {
		return x
	}
	return y
}

func larger(x, y money.Decimal) money.Decimal {
	if x.Cmp(y) > 0 {
		return x
	}
	return y
}
