package intake

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/money"
)

// What people print for a currency in running text, besides its code and its
// names in the table. Package money says which currency each is.
const (
	signs  = `US$ AU$ CA$ NZ$ HK$ NT$ CN¥ R$ A$ C$ S$ $ £ € ¥ ￥ ₩ ￦ ₹ ₽ ₫ ₪ ₺ ₴`
	spoken = `dollars dollar won yen euros euro pounds pound yuan francs rubles roubles rupees 달러 원 엔 유로 위안 파운드 프랑 루블 루피`
)

// vague are words that also mean something else. They need an amount that can
// be nothing but money: one with a unit, or with its digits grouped.
var vague = []string{"won", "pounds", "pound", "원", "엔"}

const (
	number  = `\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
	scale   = `(?:trillion|billion|million|thousand|trn|tn|bn|mn|[kKmMbB]n?)\b`
	myriads = `\d[\d,.]*\s?(?:[천백십]?[조억만]|천|백)(?:\s?\d[\d,.]*\s?(?:[천백십]?[억만]|천|백))*(?:\s?\d[\d,]*)?`
)

// The forms of an amount in running text: currency first, currency last, in
// Korean, and a percentage. A range has a second number. What stands behind a
// number is looked up in the table: an alternative for each currency would cost
// more than all the rest.
var (
	before   = regexp.MustCompile(`(` + alternatives(strings.Fields(signs)) + `|\b[A-Z]{3}) ?(` + number + `)(?:( ?[-–~] ?)(?:` + alternatives(strings.Fields(signs)) + `)?(` + number + `))?(?:[ -]?(` + scale + `))?`)
	behind   = regexp.MustCompile(`(` + number + `)(?:( ?[-–~] ?)(` + number + `))?(?:[ -]?(` + scale + `))?[ -]([\p{Latin}.]+(?:[ -]\p{Latin}+){0,3})`)
	inKorean = regexp.MustCompile(`(?:약\s?)?(` + myriads + `|` + number + `)\s?(\p{Hangul}+(?:[ -]\p{Hangul}+){0,3})`)
	percents = regexp.MustCompile(`(?i)(` + number + `)\s?(?:%|percent\b|per cent\b|퍼센트)`)
)

// named has what currencies in use are called, in small letters.
var named = func() map[string]money.Currency {
	m := make(map[string]money.Currency)
	for _, c := range money.Currencies() {
		if i, _ := money.Lookup(c); i.To == 0 {
			m[strings.ToLower(i.One)], m[strings.ToLower(i.Many)], m[i.Korean] = c, c, c
		}
	}
	for _, w := range strings.Fields(spoken) {
		m[w], _ = money.NearCurrency(w)
	}
	for _, w := range []string{"u.s. ", "us ", "american "} {
		m[w+"dollar"], m[w+"dollars"] = "USD", "USD"
	}
	return m
}()

// longestName returns the longest beginning of s that names a currency; a word
// in Korean may go on with a particle.
func longestName(s string) string {
	for i := len(s); i > 0; i-- {
		if _, ok := named[strings.ToLower(s[:i])]; ok {
			return s[:i]
		}
	}
	return ""
}

// alternatives is a pattern for any of list, the longest first.
func alternatives(list []string) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	for i, s := range list {
		list[i] = regexp.QuoteMeta(s)
	}
	return strings.Join(slices.Compact(list), "|")
}

// amountSpans finds the amounts of a line. Where two forms overlap the earlier
// and longer one counts.
func amountSpans(line string) (out []span) {
	for _, m := range before.FindAllStringSubmatchIndex(line, -1) {
		out = append(out, amountSpan(line, m, part(line, m, 1), part(line, m, 2), part(line, m, 4), part(line, m, 5)))
	}
	for _, m := range behind.FindAllStringSubmatchIndex(line, -1) {
		name := longestName(part(line, m, 5))
		m[1] = m[10] + len(name)
		out = append(out, amountSpan(line, m, name, part(line, m, 1), part(line, m, 3), part(line, m, 4)))
	}
	for _, m := range inKorean.FindAllStringSubmatchIndex(line, -1) {
		out = append(out, koreanSpan(line, m))
	}
	for _, m := range percents.FindAllStringSubmatchIndex(line, -1) {
		out = append(out, percentSpan(line, m))
	}
	return apart(slices.DeleteFunc(out, func(s span) bool { return s.Value == "" || !alone(line, s) }))
}

// apart sorts spans, and leaves out those that begin inside another.
func apart(spans []span) []span {
	slices.SortStableFunc(spans, bySpan)
	end := 0
	return slices.DeleteFunc(spans, func(s span) bool {
		inside := s.start < end
		end = max(end, s.end)
		return inside
	})
}

// amountSpan reads an amount in English: currency, number, perhaps a second
// number, perhaps a unit.
func amountSpan(line string, m []int, currency, n, to, unit string) span {
	s := span{Candidate{Kind: Amount}, m[0], m[1]}
	if slices.Contains(vague, strings.ToLower(currency)) && unit == "" && !strings.Contains(n, ",") {
		return s
	}
	code, ok := code(currency)
	if !ok {
		return s
	}
	with := func(n string) string { return strings.TrimSpace(n + " " + unit) }
	if s.Value = value(code, with(n)); to != "" {
		s.Value = value(code, with(n)+".."+with(to))
	}
	return s
}

func koreanSpan(line string, m []int) span {
	n, name := part(line, m, 1), longestName(part(line, m, 2))
	s := span{Candidate{Kind: Amount}, m[0], m[4] + len(name)}
	if name == "" || slices.Contains(vague, name) && !strings.ContainsAny(n, ",조억만천백") {
		return s
	}
	if strings.HasPrefix(line[m[0]:], "약") {
		n = "약 " + n
	}
	s.Value = value(named[name], n)
	return s
}

func percentSpan(line string, m []int) span {
	s := span{Candidate{Kind: Amount}, m[0], m[1]}
	if p, err := money.ParsePercent(part(line, m, 1) + "%"); err == nil {
		s.Value = p.Text()
	}
	return s
}

// code returns the currency that a sign, a code or a name stands for.
func code(s string) (money.Currency, bool) {
	if c, ok := named[strings.ToLower(s)]; ok {
		return c, true
	}
	if _, ok := money.Lookup(money.Currency(s)); ok || len(s) == 3 && latin(rune(s[0])) && latin(rune(s[2])) {
		return money.Currency(s), ok
	}
	return money.NearCurrency(s)
}

// value returns an amount as in a case file, with what money suggests where it
// was not printed in one of the forms of the record; "" if it cannot be read.
func value(c money.Currency, printed string) string {
	a, err := money.ParseAmount(string(c) + " " + printed)
	var e *money.ParseError
	if errors.As(err, &e) {
		a, err = money.ParseAmount(e.Hint)
	}
	if err != nil || a.Currency != c {
		return ""
	}
	return a.Text()
}

// alone reports whether a span is whole: neither a piece of a longer number nor
// of a longer word.
func alone(line string, s span) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:s.start])
	first, _ := utf8.DecodeRuneInString(line[s.start:])
	if unicode.IsDigit(first) && (unicode.IsDigit(before) || latin(before) || before == '.' || before == ',') {
		return false
	}
	after, n := utf8.DecodeRuneInString(line[s.end:])
	if after == ',' || after == '.' {
		then, _ := utf8.DecodeRuneInString(line[s.end+n:])
		return !unicode.IsDigit(then)
	}
	return !unicode.IsDigit(after) && !latin(after)
}

// part returns a submatch, "" if it is not there.
func part(line string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return line[m[2*n]:m[2*n+1]]
}
