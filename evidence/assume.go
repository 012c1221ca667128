package evidence

import (
	"strings"

	"parley/money"
)

// An Assumption is the value of an assume entry as a number: one figure, a
// figure with a standard deviation, or a range.
type Assumption struct {
	Kind         Spread
	Mean         money.Decimal // of a range, its low end
	Width        money.Decimal // Deviates: the standard deviation; Ranges: the high end
	Percent      bool          // the mean is in per cent
	WidthPercent bool          // the standard deviation is per cent of the mean; of growth, which is in per cent itself, points
}

// A Spread says how far an assumption leaves its figure open.
type Spread uint8

// The spreads.
const (
	Fixed    Spread = iota + 1 // "1.5%"
	Deviates                   // "1.5% ± 1.0", "1160.7 ± 7%"
	Ranges                     // "1..3"
)

var plusMinus = strings.NewReplacer("+-", "±", "+/-", "±")

// ParseAssumption reads "1.5%", "1.5% ± 1.0", "1160.7 ± 7%" or "1..3%"; ± may be
// written +- or +/-, and thousands may have commas. A percentage after ± is of
// the figure before it, but where that is in per cent itself, or growth, both are
// points.
func ParseAssumption(s string) (a Assumption, ok bool) {
	s = strings.TrimSpace(plusMinus.Replace(s))
	if mean, width, found := strings.Cut(s, "±"); found {
		var points bool
		a.Kind = Deviates
		a.Mean, a.Percent, ok = quantity(mean)
		if a.Width, points, found = quantity(width); !ok || !found || a.Width.Sign() < 0 {
			return Assumption{}, false
		}
		a.WidthPercent = points && !a.Percent
		return a, true
	}
	if low, high, found := strings.Cut(s, ".."); found {
		var lowPercent bool
		a.Kind = Ranges
		a.Mean, lowPercent, ok = quantity(low)
		a.Width, a.Percent, found = quantity(high)
		if !ok || !found || lowPercent && !a.Percent || a.Mean.Cmp(a.Width) > 0 {
			return Assumption{}, false
		}
		return a, true
	}
	a.Kind = Fixed
	if a.Mean, a.Percent, ok = quantity(s); !ok {
		return Assumption{}, false
	}
	return a, true
}

// quantity reads a number, perhaps in per cent.
func quantity(s string) (d money.Decimal, percent, ok bool) {
	s, percent = strings.CutSuffix(strings.TrimSpace(s), "%")
	d, err := money.ParseGrouped(strings.TrimSpace(s))
	return d, percent, err == nil
}
