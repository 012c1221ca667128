package web

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/casefile"
)

// A quoted is a line with the piece marked that a finding is about. The page
// underlines the piece itself: a caret in a line below would stand beside it in
// every font whose Hangul is not exactly two Latin letters wide.
type quoted struct {
	Line                  int
	Before, Marked, After string
}

// How many characters of a line are shown: before the piece, of it, and after.
const (
	shownBefore = 60
	shownMarked = 120
	shownAfter  = 60
)

// markedIn marks columns of a line, which count characters from 1; End is the column
// after the last. What is far away is left out, and what nobody can see is named.
func markedIn(line string, at casefile.Span) *quoted {
	q := &quoted{Line: at.Line}
	line = strings.TrimRight(line, " \t\r\n")
	from := runeAt(line, at.Col-1)
	to := max(from, runeAt(line, at.End-1))
	before, marked, after := line[:from], line[from:to], line[to:]
	if cut := lastRunes(before, shownBefore); cut > 0 {
		q.Before = "…"
		before = before[cut:]
	}
	q.Before += visible(before)
	q.Marked, q.After = visible(firstRunes(marked, shownMarked)), visible(firstRunes(after, shownAfter))
	if q.Marked == "" {
		q.Marked = "\u00a0"
	}
	return q
}

// runeAt returns the offset of the nth character of s, or where s ends.
func runeAt(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}

// firstRunes shortens s to n characters.
func firstRunes(s string, n int) string {
	if at := runeAt(s, n); at < len(s) {
		return s[:at] + "…"
	}
	return s
}

// lastRunes returns where the last n characters of s begin.
func lastRunes(s string, n int) int {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return at
}

// visible is s as it can be shown: what nobody sees, and what would turn the line
// round, by its number.
func visible(s string) string {
	if strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			out.WriteString("    ")
		case unseen(r):
			fmt.Fprintf(&out, "<U+%04X>", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// unseen reports whether a character shows nothing, or moves others.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0
}

func itoa(n int) string { return strconv.Itoa(n) }
