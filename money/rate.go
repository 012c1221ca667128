package money

// A Rate is what one unit of the base currency costs in the quote currency:
// base USD, quote KRW, 1,154 to 1,167. It names both, so that it cannot be
// taken the wrong way round.
type Rate struct {
	Base, Quote Currency
	Interval
}

// ImpliedRate returns the rate at which a and b, printed side by side, are one
// sum: units of a's currency for one of b's. It is false if b could be nothing,
// or if both are in one currency. 1.04 trillion won over 896 million dollars is
// 1,154 to 1,167.
func ImpliedRate(a, b Amount) (Rate, bool) {
	i, ok := a.Bounds.Quo(b.Bounds)
	if !ok || a.Currency == b.Currency || b.Bounds.Lo.Sign() < 0 {
		return Rate{}, false
	}
	return Rate{Base: b.Currency, Quote: a.Currency, Interval: i}, true
}

// Convert turns what i is in c into the other currency of the rate, which it
// names. It is false if c is neither, or if the rate could be nothing.
func (r Rate) Convert(i Interval, c Currency) (Interval, Currency, bool) {
	switch c {
	case r.Base:
		return i.Mul(r.Interval), r.Quote, true
	case r.Quote:
		q, ok := i.Quo(r.Interval)
		return q, r.Base, ok
	}
	return Interval{}, "", false
}

// PowerOfTen returns n if a could be b × 10^n for some n other than 0, and not
// b itself: one of the two may be a misprint, 10.4 trillion for 1.04 trillion.
func PowerOfTen(a, b Interval) (n int, ok bool) {
	if a.Overlaps(b) || a.Mid().Sign() <= 0 || b.Mid().Sign() <= 0 {
		return 0, false
	}
	near := a.Mid().Place() - b.Mid().Place()
	for _, n := range []int{near, near - 1, near + 1} {
		if n != 0 && a.Overlaps(Interval{b.Lo.Shift(n), b.Hi.Shift(n)}) {
			return n, true
		}
	}
	return 0, false
}
