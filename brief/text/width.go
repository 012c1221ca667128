package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Columns returns how many columns of a terminal s takes: two for Hangul and
// other wide characters, none for marks that stand on others, and for the
// vowels and finals of Hangul that is written in letters.
func Columns(s string) (n int) {
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case r >= 0x1160 && r <= 0x11ff, unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// cut shortens s to n columns, of which the last is then an ellipsis.
func cut(s string, n int) string {
	if Columns(s) <= n {
		return s
	}
	at := 0
	for i, r := range s {
		if at+columns(r) > n-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
		at += columns(r)
	}
	return s
}

// pad fills s to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-Columns(s))) }

// wrap breaks s into lines of at most n columns, at spaces, not at a
// no-break space; a word that is longer than a line is broken where it must. 0 is
// no limit.
func wrap(s string, n int) (lines []string) {
	if n <= 0 {
		return []string{s}
	}
	line, at := "", 0
	for word := range strings.SplitSeq(s, " ") {
		w := Columns(word)
		if line != "" && at+1+w <= n {
			line, at = line+" "+word, at+1+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for w > n {
			head := fit(word, n)
			lines = append(lines, head)
			word = word[len(head):]
			w -= Columns(head)
		}
		line, at = word, w
	}
	return append(lines, line)
}

// fit returns as much of s as n columns hold, at least one character.
func fit(s string, n int) string {
	at := 0
	for i, r := range s {
		if at += columns(r); at > n && i > 0 {
			return s[:i]
		}
	}
	return s
}
