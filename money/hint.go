package money

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// abbreviations are what people write for a unit.
var abbreviations = map[string]string{
	"thousand": "thousand", "k": "thousand", "thousands": "thousand", "thou": "thousand",
	"million": "million", "m": "million", "mn": "million", "mln": "million", "mil": "million", "mio": "million", "millions": "million",
	"billion": "billion", "b": "billion", "bn": "billion", "bln": "billion", "bil": "billion", "billions": "billion",
	"trillion": "trillion", "t": "trillion", "tn": "trillion", "trn": "trillion", "tr": "trillion", "tril": "trillion", "trillions": "trillion",
}

// maxHint is the length of the longest text, in bytes, that we try to guess at.
const maxHint = 100

// suggest returns the amount that s was most likely meant to be, or "". What it
// returns can be read.
func suggest(s string) string {
	if len(s) > maxHint {
		return ""
	}
	var l loose
	for s = norm.NFC.String(s); s != ""; {
		n := pieceLen(s)
		if !l.take(s[:n]) {
			return ""
		}
		s = s[n:]
	}
	l.flush("")
	before := string(l.currency) + " " + l.approx
	a, reason := amount(before + l.out)
	if lo, hi, ranged := strings.Cut(l.out, ".."); reason == UnitMissing && ranged {
		unit := hi[strings.LastIndexAny(hi, "0123456789")+1:]
		a, reason = amount(before + lo + unit + ".." + hi)
	}
	if reason != "" {
		return ""
	}
	return a.Text()
}

// loose rewrites an amount piece by piece: the currency brought to the front,
// numbers with their grouping put right, units written out.
type loose struct {
	currency Currency
	approx   string
	num      string // a number that waits for its unit
	out      string
}

// pieceLen returns how long the first run is of digits, of "..", of spaces, or
// of anything else.
func pieceLen(s string) int {
	if strings.HasPrefix(s, "..") {
		return 2
	}
	kind := pieceKind(rune(s[0]))
	for i, r := range s {
		if i > 0 && (pieceKind(r) != kind || strings.HasPrefix(s[i:], "..")) {
			return i
		}
	}
	return len(s)
}

func pieceKind(r rune) int {
	switch {
	case r >= '0' && r <= '9' || r == ',' || r == '.':
		return 1
	case unicode.IsSpace(r):
		return 2
	}
	return 3
}

// take adds a piece, and reports whether it made sense.
func (l *loose) take(piece string) bool {
	switch pieceKind([]rune(piece)[0]) {
	case 1:
		l.flush("")
		if piece == ".." {
			l.out += ".."
		} else {
			l.num = regroup(piece)
		}
		return true
	case 2:
		return true
	}
	lower := strings.ToLower(piece)
	if lower == "약" || lower == "about" || lower == "some" {
		l.approx = "약 "
		return true
	}
	if u, ok := abbreviations[lower]; ok && l.num != "" {
		l.flush(" " + u)
		return true
	}
	return !strings.ContainsAny(piece, "-−") && l.korean(piece)
}

// korean takes 억, 천억, 억원, 달러: a multiplier, a unit and a currency, each
// perhaps missing.
func (l *loose) korean(piece string) bool {
	if l.num != "" {
		for _, m := range []unit{{"천", 3}, {"백", 2}, {"십", 1}} {
			if rest, ok := strings.CutPrefix(piece, m.word); ok {
				d, _, _ := readDigits(l.num)
				l.num, piece = d.value().Shift(m.zeros).Comma(max(0, d.frac-m.zeros)), rest
				break
			}
		}
		if zeros, rest := hangulUnit(piece); zeros > 0 {
			l.flush(piece[:len(piece)-len(rest)])
			piece = rest
		}
	}
	if piece == "" {
		return true
	}
	c, ok := NearCurrency(piece)
	if !ok || l.currency != "" && l.currency != c {
		return false
	}
	l.currency = c
	return true
}

// flush writes the number that waits, with its unit.
func (l *loose) flush(unit string) {
	if l.num == "" {
		return
	}
	if l.out != "" && !strings.HasSuffix(l.out, "..") {
		l.out += " "
	}
	l.out, l.num = l.out+l.num+unit, ""
}

// regroup puts the commas of a number where they belong. One that has a single
// comma and not three digits after it was meant as a point.
func regroup(s string) string {
	if s[0] == '.' {
		s = "0" + s
	}
	s = strings.Trim(s, ",.")
	whole, frac, point := strings.Cut(s, ",")
	if point && !strings.ContainsAny(frac, ",.") && len(frac) != 3 {
		return whole + "." + frac
	}
	if grouped(strings.SplitN(s, ".", 2)[0]) {
		return s
	}
	return comma(strings.ReplaceAll(s, ",", ""))
}
