package lang

import (
	"strings"
	"unicode"
)

// An ending is how the last sound of a word ends, as Korean reads it.
type ending uint8

const (
	unread    ending = iota // nothing that we can read
	vowel                   // 미국의 수도 -> 도
	consonant               // 한국 -> ㄱ
	rieul                   // 서울 -> ㄹ
)

// particle picks a after a final consonant and b after a vowel. After ㄹ it
// picks b where a begins with 으 (서울로, not 서울으로). After what cannot be
// read it gives both, a(b), as Korean officials write.
func particle(words, a, b string) string {
	switch e := endingOf(words); {
	case e == vowel, e == rieul && strings.HasPrefix(a, "으"):
		return b
	case e == unread:
		return a + "(" + b + ")"
	}
	return a
}

// endingOf reads the last word. What stands in brackets at the end is passed
// over, since a particle agrees with the word before it, 14일(화)은, and so are
// quote marks and stops.
func endingOf(words string) ending {
	rs := []rune(words)
	for len(rs) > 0 {
		r := rs[len(rs)-1]
		if open := strings.LastIndexByte(string(rs), '('); r == ')' && open > 0 {
			rs = []rune(string(rs)[:open])
			continue
		}
		switch {
		case r == '%':
			return vowel // 퍼센트
		case r >= '가' && r <= '힣':
			return hangul(r)
		case r >= '0' && r <= '9':
			return number(string(rs))
		case r < 128 && unicode.IsLetter(r):
			return latin(string(rs))
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			return unread
		}
		rs = rs[:len(rs)-1]
	}
	return unread
}

// hangul reads a syllable: 28 finals, the first of which is none and the ninth ㄹ.
func hangul(r rune) ending {
	switch (r - '가') % 28 {
	case 0:
		return vowel
	case 8:
		return rieul
	}
	return consonant
}

// number reads the last digit: 일 이 삼 사 오 육 칠 팔 구, and for zeros at the
// end 영 십 백 천 만 억, all with a consonant, but 조.
func number(s string) ending {
	digits := strings.ReplaceAll(s[strings.LastIndexFunc(s, notNumber)+1:], ",", "")
	zeros := len(digits) - len(strings.TrimRight(digits, "0"))
	if zeros >= 12 && zeros < 16 && !strings.Contains(digits, ".") {
		return vowel
	}
	switch digits[len(digits)-1] {
	case '2', '4', '5', '9':
		return vowel
	case '1', '7', '8':
		return rieul
	}
	return consonant
}

func notNumber(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' }

// latin reads the last Latin word. Capitals are read letter by letter: L and R
// as 엘 and 알, M and N as 엠 and 엔, all others end in a vowel. A word is read
// as it is borrowed: l, le end in ㄹ; m, n, ng in a consonant; p, t, k, c
// after a single vowel too (internet, but not Park, DeHart); all others in a
// vowel (Esper, Trump).
func latin(s string) ending {
	w := s[strings.LastIndexFunc(s, func(r rune) bool { return r >= 128 || !unicode.IsLetter(r) })+1:]
	if strings.ToUpper(w) == w {
		switch w[len(w)-1] {
		case 'L', 'R':
			return rieul
		case 'M', 'N':
			return consonant
		}
		return vowel
	}
	w = strings.ToLower(w)
	switch {
	case strings.HasSuffix(w, "l"), strings.HasSuffix(w, "le"):
		return rieul
	case strings.HasSuffix(w, "m"), strings.HasSuffix(w, "n"), strings.HasSuffix(w, "ng"), stopped(w):
		return consonant
	}
	return vowel
}

// stopped reports whether a word ends in a voiceless stop after one vowel.
func stopped(w string) bool {
	const vowels = "aeiou"
	w, ck := strings.CutSuffix(w, "ck")
	n := len(w)
	if !ck {
		if n == 0 || strings.IndexByte("ptkc", w[n-1]) < 0 {
			return false
		}
		n--
	}
	return n > 0 && strings.IndexByte(vowels, w[n-1]) >= 0 && (n == 1 || strings.IndexByte(vowels, w[n-2]) < 0)
}
