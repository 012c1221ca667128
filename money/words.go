package money

import (
	"strings"
)

// maxDecimals is how many places after the point an English unit may have:
// 1.0389 trillion is said so, 1.03892 trillion is 1,038.92 billion.
const maxDecimals = 4

// English says a in English: "$3.9 billion", "1.0389 trillion won". It shows
// the digits that were printed; "about" stands where digits cannot say how far
// they reach.
func (a Amount) English() string {
	if a.IsZero() {
		return ""
	}
	var ends []string
	for _, f := range a.figures() {
		ends = append(ends, f.english(a.Currency))
	}
	return strings.Join(ends, " to ")
}

func (f figure) english(c Currency) string {
	digits, about := f.englishDigits()
	info := currencies[c]
	sign := ""
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		sign, digits = "-", rest
	}
	switch {
	case info.Sign != "":
		digits = sign + info.Sign + digits
	case digits == "1" && !about:
		digits = sign + digits + " " + info.One
	default:
		digits = sign + digits + " " + info.Many
	}
	if about {
		return "about " + digits
	}
	return digits
}

// englishDigits returns the number without its currency, and whether it needs
// "about" before it.
func (f figure) englishDigits() (digits string, about bool) {
	if !isHangul(f.printed) && hasUnit(f.printed) {
		return f.printed, false
	}
	if f.bounds.Exact() {
		return f.exactEnglish(), false
	}
	place := f.place()
	about = f.approx && !endsInZero(f.printed)
	for _, u := range units {
		if n := u.zeros - place; u.zeros >= 6 && f.value.Abs().Place() >= u.zeros && n >= 0 && n <= maxDecimals {
			return f.value.Shift(-u.zeros).Comma(n) + " " + u.word, about
		}
	}
	if u := unitOf(f.value); u.zeros >= 6 {
		n := max(0, u.zeros-place)
		return f.value.Shift(-u.zeros).Comma(n) + " " + u.word, about || place > u.zeros
	}
	return f.value.Comma(max(0, -place)), true
}

// exactEnglish writes a figure of which every digit is known: with a unit if it
// is round enough, else all of it.
func (f figure) exactEnglish() string {
	if u := unitOf(f.value); u.zeros >= 6 && u.zeros-int(f.value.exp) <= maxDecimals {
		return f.value.Shift(-u.zeros).Comma(max(0, u.zeros-int(f.value.exp))) + " " + u.word
	}
	return f.value.Comma(f.decimals())
}

// decimals is how many digits were printed after the point.
func (f figure) decimals() int {
	_, frac, _ := strings.Cut(f.printed, ".")
	return len(frac)
}

// endsInZero reports whether the last digit printed is a zero.
func endsInZero(s string) bool {
	i := strings.LastIndexAny(s, "0123456789")
	return i >= 0 && s[i] == '0'
}

// Korean says a in Korean: "39억 달러", "1조 389억 원", "약 1조 400억 원". Above
// one 억, Korean print is read as exact to 억; what is known less well gets 약.
func (a Amount) Korean() string {
	if a.IsZero() {
		return ""
	}
	var ends []string
	approx := a.Approx
	for _, f := range a.figures() {
		digits, about := f.koreanDigits()
		approx = approx || about
		ends = append(ends, digits)
	}
	s := strings.Join(ends, "~")
	name := currencies[a.Currency].Korean
	if last := s[len(s)-1]; last < '0' || last > '9' {
		name = " " + name
	}
	if approx {
		s = "약 " + s
	}
	return s + name
}

// koreanDigits returns the number without 약 and its currency, and whether it
// needs 약 before it.
func (f figure) koreanDigits() (digits string, about bool) {
	if isHangul(f.printed) {
		return strings.NewReplacer("약 ", "", "약", "").Replace(f.printed), f.approx
	}
	if f.bounds.Exact() {
		return myriads(f.value, f.decimals()), f.approx
	}
	place := f.place()
	digits = myriads(f.value, max(0, -place))
	bare := !isHangul(digits[max(0, len(digits)-len("조")):])
	return digits, f.approx || place > 8 || bare && place > 0
}

// myriads writes d in groups of four digits: 1조 389억, 8억 9,600만, 1만 2,345.
func myriads(d Decimal, decimals int) string {
	sign := ""
	if d.Sign() < 0 {
		sign = "-"
	}
	d = d.Abs()
	var groups []string
	for _, u := range hangul {
		n := d.Shift(-u.zeros).Round(0, Floor)
		if !n.IsZero() {
			groups = append(groups, n.Comma(0)+u.word)
			d = d.Sub(n.Shift(u.zeros))
		}
	}
	if !d.IsZero() || len(groups) == 0 {
		groups = append(groups, d.Comma(decimals))
	}
	return sign + strings.Join(groups, " ")
}
