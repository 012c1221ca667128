package quote

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wrapped is the longest line, in bytes once folded, that passes for one of
// several in a paragraph: 160 columns of English, some 50 syllables of Korean.
const wrapped = 160

// Classes of ASCII bytes.
const (
	still = iota // folding leaves it as it is
	space
	other // a mark, or the beginning of a character that is not ASCII
)

var class = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf || isMark(rune(c)):
			t[c] = other
		case unicode.IsSpace(rune(c)):
			t[c] = space
		}
	}
	return t
}()

// isMark reports whether r is a quotation mark or an apostrophe.
func isMark(r rune) bool {
	switch {
	case r == '\'', r == '"', r == '`', r == '´', r == '«', r == '»', r == 'ʼ',
		r >= '‘' && r <= '‟', r == '‹', r == '›', r >= '〈' && r <= '』', r >= '〝' && r <= '〟',
		r >= '﹁' && r <= '﹄', r == '＂', r == '＇', r == '｢', r == '｣':
		return true
	}
	return false
}

// fold returns s as it is compared.
func fold(s string) string { return string(appendFold(nil, s)) }

// appendFold appends s folded, without white space at its ends.
func appendFold(dst []byte, s string) []byte {
	if out, ok := appendAlike(dst, s, false); ok {
		return out
	}
	// What has no shape would stand between letters that belong together.
	// Bytes that are not UTF-8 become U+FFFD.
	out, _ := appendAlike(dst, norm.NFC.String(strings.Map(visible, s)), true)
	return out
}

// appendAlike appends s with white space and marks made alike. Unless s is said
// to be in NFC, it gives up at a character that might not be.
func appendAlike(dst []byte, s string, nfc bool) ([]byte, bool) {
	from := len(dst)
	for i := 0; i < len(s); {
		j := stillUntil(s, i)
		dst = append(dst, s[i:j]...)
		if j == len(s) {
			break
		}
		r, n := rune(s[j]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[j:])
		}
		i = j + n
		switch {
		case syllable(r):
			dst = append(dst, s[j:i]...)
		case !nfc && !composed(r):
			return nil, false
		case isMark(r):
			dst = append(dst, '\'')
		case !unicode.IsSpace(r):
			dst = append(dst, s[j:i]...)
		case len(dst) > from && dst[len(dst)-1] != ' ':
			dst = append(dst, ' ')
		}
	}
	if len(dst) > from && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst, true
}

// stillUntil returns the end of what stays as it is from i on, single spaces
// between words included.
func stillUntil(s string, i int) int {
	j := i
	for j < len(s) {
		c := s[j]
		if class[c] != still && (c != ' ' || j == i || s[j-1] == ' ') {
			break
		}
		j++
	}
	return j
}

// composed reports of the most usual characters that they are in NFC whatever
// stands beside them, if that is such a character, too.
func composed(r rune) bool {
	return syllable(r) || r < 0x300 && r != 0xad || r >= 0x2010 && r <= 0x2027 ||
		r >= 0x3000 && r <= 0x3029 || r >= 0x3041 && r <= 0x3096 || r >= 0x4e00 && r <= 0x9fff
}

func visible(r rune) rune {
	switch {
	case r == 0xad, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
		return -1
	}
	return r
}

// gap is an ellipsis in folded text.
var gap = regexp.MustCompile(`[\[(<] ?(?:[…⋯]+|\.(?: ?\.){2,}|[…⋯]*중략[…⋯]*) ?[\])>]|[…⋯]+|\.(?: ?\.){2,}`)

// split appends to buf the parts of words that are to be found: folded, and
// trimmed of what a newspaper puts around them.
func split(words string, buf []string) []string {
	if plain(words) {
		return appendPart(buf, words)
	}
	s := fold(words)
	if !gapped(s) {
		return appendPart(buf, s)
	}
	for {
		at := gap.FindStringIndex(s)
		if at == nil {
			return appendPart(buf, s)
		}
		buf = appendPart(buf, s[:at[0]])
		s = s[at[1]:]
	}
}

// gapped reports, at little cost, that s may have a gap.
func gapped(s string) bool {
	for _, hint := range [...]string{"..", ". .", "…", "⋯", "중략"} {
		if strings.Contains(s, hint) {
			return true
		}
	}
	return false
}

// appendPart appends s without outer marks and one final comma or stop, unless
// nothing is left of it.
func appendPart(buf []string, s string) []string {
	s = strings.Trim(s, " '")
	for _, end := range []string{",", ".", "，", "．", "、", "。"} {
		if t, ok := strings.CutSuffix(s, end); ok {
			s = strings.TrimRight(t, " '")
			break
		}
	}
	if s == "" {
		return buf
	}
	return append(buf, s)
}

// plain reports, at little cost, that s is folded as it is and has no ellipsis.
// It may say no to a string of which that is so.
func plain(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if !syllable(r) || last == '(' || last == '[' || last == '<' {
				return false
			}
			i += n - 1
		case c == ' ' && last == ' ', c == '.' && (last == '.' || last == ' '),
			class[c] != still && c != ' ' && c != '\'':
			return false
		}
		last = c
	}
	return last != ' '
}

// syllable reports whether r is a whole syllable of Hangul.
func syllable(r rune) bool { return r >= '가' && r <= '힣' }
