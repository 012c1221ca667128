package money

import "strings"

// A Percent is a percentage as somebody printed it, or a range of two. Value
// is in percent: 13.9, not 0.139. It is comparable with ==.
type Percent struct {
	Value   Decimal  // as printed; of a range, its low end
	High    Decimal  // of a range, its high end; else as Value
	Bounds  Interval // half of the last printed place either way
	Printed string   // "13.9%"
}

// IsZero reports whether p was not given. "0%" was.
func (p Percent) IsZero() bool { return p == Percent{} }

// IsRange reports whether p has two ends.
func (p Percent) IsRange() bool { return p.Value != p.High }

// Text returns p as it stands in a case file.
func (p Percent) Text() string { return p.Printed }

// ParsePercent reads "13%", "13.9 %", "-0.4%", "10..20%". Every digit printed
// counts, and no percentage is exact: 13% is 12.5 to 13.5. The error is a
// [*ParseError].
func ParsePercent(s string) (Percent, error) {
	p, reason := percent(s)
	if reason != "" {
		return Percent{}, &ParseError{Text: s, Reason: reason}
	}
	return p, nil
}

func percent(s string) (p Percent, reason string) {
	p.Printed = s
	body, sign := strings.CutSuffix(s, "%")
	if body = strings.TrimSuffix(body, " "); body == "" {
		return p, Empty
	}
	if !sign {
		return p, NoSign
	}
	lo, hi, ranged := strings.Cut(body, "..")
	if ranged { // 10 % .. 20 %
		lo = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(lo, " "), "%"), " ")
	}
	p.Value, p.Bounds, reason = signed(lo)
	if p.High = p.Value; reason != "" || !ranged {
		return p, reason
	}
	high, bounds, reason := signed(strings.TrimPrefix(hi, " "))
	switch {
	case reason != "":
		return p, reason
	case high.Cmp(p.Value) <= 0:
		return p, Backwards
	}
	p.High, p.Bounds.Hi = high, bounds.Hi
	return p, ""
}

// signed reads a number that may be less than nothing, with what it leaves open.
func signed(s string) (v Decimal, i Interval, reason string) {
	rest, minus := strings.CutPrefix(strings.Replace(s, "−", "-", 1), "-")
	if !minus {
		rest = strings.TrimPrefix(rest, "+")
	}
	d, rest, reason := readDigits(rest)
	if reason == "" && rest != "" {
		reason = NotANumber
	}
	if reason != "" {
		return v, i, reason
	}
	if v = d.value(); minus {
		v = v.Neg()
	}
	return v, Around(v, -d.frac), ""
}

// English says p in English: "13.9 %", "10 to 20 %", with a no-break space.
func (p Percent) English() string { return p.say(" to ", "\u00a0%") }

// Korean says p in Korean: "13.9%", "10~20%".
func (p Percent) Korean() string { return p.say("~", "%") }

func (p Percent) say(to, sign string) string {
	if p.IsZero() {
		return ""
	}
	body := strings.NewReplacer("%", "", " ", "", "−", "-").Replace(p.Printed)
	return strings.Replace(body, "..", to, 1) + sign
}

// RoundedPercent returns v, in percent, as it would be printed with a number of
// places after the point, for figures of our own reckoning.
func RoundedPercent(v Decimal, places int) Percent {
	v = v.Round(-places, HalfUp)
	return Percent{Value: v, High: v, Bounds: Around(v, -places), Printed: v.Comma(places) + "%"}
}

// PercentChange returns by how many percent a value is above a base, for
// every base and value that the intervals allow; false if a base could be zero
// or less, over which nothing is so many percent. The base is named in every
// sentence: 1.3 billion is 49 percent more than 870 million and 45 more than 896.
func PercentChange(base, value Interval) (Interval, bool) {
	if base.Lo.Sign() <= 0 {
		return Interval{}, false
	}
	q, ok := value.Quo(base)
	return q.Sub(Only(Int(1))).Mul(Only(Int(100))), ok
}
