package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// widths are the advance widths of a common sans serif (Arial's), from the space
// to the tilde, in thousandths of the font size.
var widths = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// margin allows for fonts wider than Arial, and bolder for bold.
const (
	margin = 1.06
	bolder = 1.07
)

// TextWidth estimates how wide a text is in pixels at a font size in pixels.
// Which font a reader has is not known, so it errs on the wide side. Hangul and
// Han are as wide as they are high, a combining mark has no width.
func TextWidth(s string, size float64, bold bool) float64 {
	sum := 0.0
	for _, r := range s {
		sum += runeWidth(r)
	}
	if bold {
		sum *= bolder
	}
	return sum / 1000 * size * margin
}

func runeWidth(r rune) float64 {
	switch i := int(r) - ' '; {
	case i >= 0 && i < len(widths):
		return float64(widths[i])
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc):
		return 0
	case wide(r):
		return 960
	}
	return 600
}

func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF || r >= 0xA960 && r <= 0xA97F ||
		r >= 0xAC00 && r <= 0xD7FF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE6F ||
		r >= 0xFF00 && r <= 0xFF60 || r >= 0xFFE0 && r <= 0xFFE6 || r >= 0x1F000 && r <= 0x3FFFF
}

// wrap breaks a text into at most so many lines no wider than width, at spaces
// where it can, and makes the lines about as long as each other. What does not
// fit ends in an ellipsis.
func wrap(s string, size, width float64, bold bool, most int) []string {
	lines := fill(s, size, width, bold)
	if len(lines) > most {
		lines = lines[:most]
		head, _ := cut(lines[most-1], func(s string) bool { return TextWidth(s+"…", size, bold) <= width })
		lines[most-1] = strings.TrimSpace(head) + "…"
		return lines
	}
	for narrower := width * 0.95; len(lines) > 1 && narrower > width/2; narrower -= width * 0.05 {
		again := fill(s, size, narrower, bold)
		if len(again) > len(lines) {
			break
		}
		lines = again
	}
	return lines
}

// fill breaks a text into lines as full as can be.
func fill(s string, size, width float64, bold bool) (lines []string) {
	fits := func(s string) bool { return TextWidth(s, size, bold) <= width }
	line := ""
	for _, word := range strings.FieldsFunc(s, breakable) {
		joined := strings.TrimPrefix(line+" "+word, " ")
		if fits(joined) {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; !fits(line) && utf8.RuneCountInString(line) > 1; {
			head, rest := cut(line, fits)
			lines, line = append(lines, head), rest
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// breakable reports a space; a space that does not break (U+00A0) is none.
func breakable(r rune) bool { return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' }

// cut takes the longest beginning that fits, at least one character.
func cut(s string, fits func(string) bool) (head, rest string) {
	end := 0
	for i, r := range s {
		next := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(s[i:])
			next = i + n
		}
		if end > 0 && !fits(s[:next]) {
			break
		}
		end = next
	}
	return s[:end], s[end:]
}

// widest is the width of the widest line.
func widest(lines []string, size float64, bold bool) (w float64) {
	for _, l := range lines {
		w = max(w, TextWidth(l, size, bold))
	}
	return w
}

func join(lines []string) string { return strings.Join(lines, " ") }
