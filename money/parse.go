package money

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A ParseError says why a text is no amount, or no percentage.
type ParseError struct {
	Text   string
	Reason string // one of Reasons
	Hint   string // what was most likely meant; "": no idea
}

// The reasons of a [ParseError]. They are stable: messages are looked up by them.
const (
	Empty           = "empty"            // nothing, or nothing after the currency
	NoCurrency      = "no-currency"      // does not begin with a code
	UnknownCurrency = "unknown-currency" // three letters that are no code
	NotANumber      = "not-a-number"
	BadGrouping     = "bad-grouping" // 1,04; 1조 12,345억
	UnknownUnit     = "unknown-unit" // trn, 천억
	UnitMissing     = "unit-missing" // 3..4 billion; 1조 389
	Mixed           = "mixed-units"  // 약 3 billion
	Order           = "order"        // 389억 1조
	Negative        = "negative"
	Backwards       = "backwards" // a range whose high end is not above its low end
	TooLarge        = "too-large" // more than 30 digits
	NoSign          = "no-sign"   // a percentage without %
)

// Reasons lists the reasons of a [ParseError], for whoever words them.
var Reasons = []string{Empty, NoCurrency, UnknownCurrency, NotANumber, BadGrouping, UnknownUnit, UnitMissing, Mixed, Order, Negative, Backwards, TooLarge, NoSign}

var sentences = map[string]string{
	Empty:           "has no number",
	NoCurrency:      "does not begin with a currency; write its code first, as KRW 1조 389억",
	UnknownCurrency: "begins with a currency that is not known",
	NotANumber:      "has a number that cannot be read",
	BadGrouping:     "has digits that are not grouped by three, or a group of ten thousand and more after another",
	UnknownUnit:     "has a unit that is not one of thousand, million, billion, trillion, 조, 억, 만",
	UnitMissing:     "has a number without its unit",
	Mixed:           "mixes Korean and English; 약 goes with 조, 억 and 만",
	Order:           "has units that do not go from large to small",
	Negative:        "is negative; say who pays whom instead",
	Backwards:       "is a range whose high end is not above its low end",
	TooLarge:        "has more than 30 digits",
	NoSign:          "is no percentage; write it as 13.9%",
}

func (e *ParseError) Error() string {
	s := `"` + e.Text + `" ` + sentences[e.Reason]
	if e.Hint != "" {
		s += `; did you mean "` + e.Hint + `"?`
	}
	return s
}

// ParseAmount reads an amount, or a range of two, after its currency:
//
//	USD 3.9 billion   KRW 1,038.9 billion   EUR 555   EUR 0.50
//	KRW 1조 389억     KRW 약 1조 400억      USD 3.9 billion..4 billion
//
// The whole text must be one: half an amount is an error. Printed is what
// followed the currency, so ParseAmount(a.Text()) gives a again. The error is
// a [*ParseError].
func ParseAmount(s string) (Amount, error) {
	a, reason := amount(s)
	if reason != "" {
		return Amount{}, &ParseError{Text: s, Reason: reason, Hint: suggest(s)}
	}
	return a, nil
}

func amount(s string) (a Amount, reason string) {
	word, printed, _ := strings.Cut(s, " ")
	_, known := currencies[Currency(word)]
	switch {
	case s == "":
		return a, Empty
	case !known && isCode(word):
		return a, UnknownCurrency
	case !known:
		return a, NoCurrency
	case printed == "":
		return a, Empty
	}
	a = Amount{Currency: Currency(word), Printed: printed}
	lo, hi, ranged := strings.Cut(norm.NFC.String(printed), "..")
	f, reason := number(strings.TrimSuffix(lo, " "))
	if reason != "" {
		return a, reason
	}
	a.Value, a.High, a.Bounds, a.Approx = f.value, f.value, f.bounds, f.approx
	if !ranged {
		return a, ""
	}
	g, reason := number(strings.TrimPrefix(hi, " "))
	switch {
	case reason != "":
		return a, reason
	case hasUnit(lo) != hasUnit(hi):
		return a, UnitMissing
	case g.value.Cmp(f.value) <= 0:
		return a, Backwards
	}
	a.High, a.Bounds.Hi, a.Approx = g.value, g.bounds.Hi, f.approx || g.approx
	return a, ""
}

// isCode reports whether s has the shape of a code, in any case of letters.
func isCode(s string) bool {
	for _, c := range []byte(s) {
		if (c|0x20) < 'a' || (c|0x20) > 'z' {
			return false
		}
	}
	return len(s) == 3
}

// A unit is a word after a number. Each stands for a power of ten.
type unit struct {
	word  string
	zeros int
}

var units = []unit{{"trillion", 12}, {"billion", 9}, {"million", 6}, {"thousand", 3}}
var hangul = []unit{{"조", 12}, {"억", 8}, {"만", 4}}

// unitOf returns the largest English unit that is not larger than d, or none.
func unitOf(d Decimal) unit {
	for _, u := range units {
		if d.Abs().Place() >= u.zeros {
			return u
		}
	}
	return unit{}
}

func hasUnit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' || r == '조' || r == '억' || r == '만' })
}

func isHangul(s string) bool { return strings.ContainsAny(s, "조억만") }

// number reads one figure, without its currency.
func number(s string) (f figure, reason string) {
	f.printed = s
	rest, approx := strings.CutPrefix(s, "약")
	if approx {
		f.approx, rest = true, strings.TrimPrefix(rest, " ")
	}
	var known place
	switch {
	case strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "−"):
		return f, Negative
	case isHangul(rest):
		f.value, known, reason = groups(rest, approx)
	default:
		f.value, known, reason = plain(rest, approx)
	}
	if reason == "" && f.value.Place() >= maxWhole {
		reason = TooLarge
	}
	if f.bounds = Only(f.value); reason == "" && !known.exact {
		f.bounds = Around(f.value, known.zeros)
	}
	return f, reason
}

// A place is the last one of a number that is known: 10^zeros, or the number
// is exact.
type place struct {
	zeros int
	exact bool
}

// plain reads digits and perhaps an English unit.
func plain(s string, approx bool) (v Decimal, known place, reason string) {
	d, rest, reason := readDigits(s)
	switch {
	case reason != "":
		return v, known, reason
	case rest == "":
		return d.value(), d.known(0, approx, true), ""
	case rest[0] != ' ':
		return v, known, UnknownUnit
	}
	for _, u := range units {
		switch {
		case rest[1:] != u.word:
		case approx:
			return v, known, Mixed
		default:
			return d.value().Shift(u.zeros), d.known(u.zeros, false, false), ""
		}
	}
	return v, known, UnknownUnit
}

// groups reads 1조 389억, with or without the space, and perhaps the last
// digits of all after 만.
func groups(s string, approx bool) (sum Decimal, known place, reason string) {
	above := 16
	for first := true; s != ""; first = false {
		d, rest, reason := readDigits(s)
		if reason != "" {
			return sum, known, reason
		}
		zeros, rest := hangulUnit(rest)
		last, bare := rest == "", zeros == 0
		switch {
		case rest == " " || bare && !last && rest[0] != ' ':
			return sum, known, UnknownUnit
		case bare && (!last || above != 4):
			return sum, known, UnitMissing
		case zeros >= above:
			return sum, known, Order
		case !first && d.value().Place() >= 4:
			return sum, known, BadGrouping
		case d.frac > 0 && !last:
			return sum, known, NotANumber
		}
		known = d.known(zeros, approx, bare)
		sum, above = sum.Add(d.value().Shift(zeros)), zeros
		s = strings.TrimPrefix(rest, " ")
	}
	return sum, known, ""
}

// hangulUnit takes a unit off the front of s.
func hangulUnit(s string) (zeros int, rest string) {
	for _, u := range hangul {
		if rest, ok := strings.CutPrefix(s, u.word); ok {
			return u.zeros, rest
		}
	}
	return 0, s
}

// maxWhole is how many digits an amount may have: enough for every price in
// the coin of a hyperinflation, too few to keep a machine busy.
const maxWhole = 30

// printedDigits are the digits of a number and how many stood after the point.
type printedDigits struct {
	digits string
	frac   int
}

func (d printedDigits) value() Decimal {
	var u uint64
	if len(d.digits) > 18 {
		x, _ := ParseDecimal(d.digits)
		return x.Shift(-d.frac)
	}
	for i := range len(d.digits) {
		u = u*10 + uint64(d.digits[i]-'0')
	}
	return Scaled(int64(u), -d.frac)
}

// known returns the last place that counts when the digits stand before a unit
// of so many zeros. With 약 the zeros at their end do not.
func (d printedDigits) known(zeros int, approx, all bool) place {
	p := place{zeros - d.frac, all && !approx}
	if n := len(strings.TrimRight(d.digits, "0")); approx && n > 0 {
		p.zeros += len(d.digits) - n
	}
	return p
}

// readDigits takes 1,038.9 off the front of s. Groups are of three digits or
// there are none; a zero stands first only before a point.
func readDigits(s string) (d printedDigits, rest string, reason string) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == ',' || s[n] == '.') {
		n++
	}
	s, rest = s[:n], s[n:]
	whole, frac, point := strings.Cut(s, ".")
	switch {
	case whole == "" || point && frac == "" || !isDigits(frac) && !strings.Contains(frac, ","):
		return d, rest, NotANumber
	case strings.Contains(frac, ",") || !grouped(whole):
		return d, rest, BadGrouping
	}
	whole = strings.ReplaceAll(whole, ",", "")
	switch {
	case len(whole) > 1 && whole[0] == '0':
		return d, rest, NotANumber
	case len(whole)+len(frac) > maxWhole:
		return d, rest, TooLarge
	}
	return printedDigits{whole + frac, len(frac)}, rest, ""
}

// grouped reports whether digits stand in groups of three, or in one.
func grouped(s string) bool {
	first, rest, more := strings.Cut(s, ",")
	if !more {
		return true
	}
	if len(first) < 1 || len(first) > 3 {
		return false
	}
	for group := range strings.SplitSeq(rest, ",") {
		if len(group) != 3 {
			return false
		}
	}
	return true
}
