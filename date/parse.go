package date

import (
	"strings"
	"time"
)

// A ParseError says why a text is no date.
type ParseError struct {
	Text   string
	Reason string // one of Reasons
}

// The reasons of a [ParseError]. They are stable: messages are looked up by them.
const (
	NotADate    = "not-a-date"   // has none of the forms
	NoSuchDay   = "no-such-day"  // 2020-02-30, 2020-13
	NotADay     = "not-a-day"    // a month, a year or a span where one day is wanted
	Backwards   = "backwards"    // a span that ends before it begins
	BadTime     = "time"         // 25:00; a time that is not on a full date, or is in a span
	NoZone      = "no-zone"      // a time without a zone
	UnknownZone = "zone"         // a zone that nobody knows
	NoSuchTime  = "no-such-time" // skipped by the clocks of that zone
)

// Reasons lists the reasons of a [ParseError], for whoever words them.
var Reasons = []string{NotADate, NoSuchDay, NotADay, Backwards, BadTime, NoZone, UnknownZone, NoSuchTime}

var sentences = map[string]string{
	NotADate:    "is not a date; write 2020, 2020-01, 2020-01-16, a span A/B, A/.. or ../B, or 2020-01-16T17:32 Asia/Seoul",
	NoSuchDay:   "is not in the calendar",
	NotADay:     "is not one day; write it as 2020-01-16",
	Backwards:   "ends before it begins",
	BadTime:     "has no time of day that can be read; write it after a full date, as 2020-01-16T17:32 Asia/Seoul",
	NoZone:      "has a time without a zone; name one, as 2020-01-16T17:32 Asia/Seoul",
	UnknownZone: "names a time zone that is not known; write it as Asia/Seoul",
	NoSuchTime:  "is a time that the clocks of that zone skipped",
}

func (e *ParseError) Error() string { return `"` + e.Text + `" ` + sentences[e.Reason] }

// Parse reads a date in one of the forms above. Printed is s itself, so
// Parse(d.Printed) gives d again. The error is a [*ParseError].
func Parse(s string) (Date, error) {
	d := Date{Printed: s}
	reason := d.read(s)
	if reason != "" {
		return Date{}, &ParseError{Text: s, Reason: reason}
	}
	return d, nil
}

// ParseDay reads a date that is one day: 2020-01-16.
func ParseDay(s string) (Day, error) {
	d, err := Parse(s)
	if err != nil {
		return 0, err
	}
	if !d.IsDay() || d.Zone != "" || d.Unsure || d.About {
		return 0, &ParseError{Text: s, Reason: NotADay}
	}
	return d.First, nil
}

// read fills d and returns the reason if it cannot.
func (d *Date) read(s string) (reason string) {
	if strings.IndexByte(s, 'T') >= 0 {
		return d.readTime(s)
	}
	a, b, span := strings.Cut(s, "/")
	if !span {
		d.First, d.Last, reason = d.end(s)
		return reason
	}
	if a == ".." && b == ".." {
		return NotADate
	}
	var last Day
	if a != ".." {
		if d.First, last, reason = d.end(a); reason != "" {
			return reason
		}
	}
	if b == ".." {
		return ""
	}
	if _, d.Last, reason = d.end(b); reason == "" && d.Last < last && d.Last < d.First {
		reason = Backwards
	}
	return reason
}

// end reads a date without a time, and its doubt, which it keeps in d.
func (d *Date) end(s string) (first, last Day, reason string) {
	if n := len(s); n > 0 && s[n-1] == '?' {
		s, d.Unsure = s[:n-1], true
	} else if n > 0 && s[n-1] == '~' {
		s, d.About = s[:n-1], true
	}
	return span(s)
}

// span reads a year, a month or a day.
func span(s string) (first, last Day, reason string) {
	y, m, day := 0, 1, 1
	ok := len(s) == 4 || len(s) == 7 && s[4] == '-' || len(s) == 10 && s[4] == '-' && s[7] == '-'
	ok = ok && digits(s[:4], &y) && y >= 1000
	if ok && len(s) >= 7 {
		ok = digits(s[5:7], &m)
	}
	if ok && len(s) == 10 {
		ok = digits(s[8:], &day)
	}
	switch {
	case !ok:
		return 0, 0, NotADate
	case m < 1 || m > 12 || day < 1 || day > daysIn(y, m):
		return 0, 0, NoSuchDay
	}
	first = On(y, time.Month(m), day)
	switch len(s) {
	case 4:
		return first, On(y, time.December, 31), ""
	case 7:
		return first, first + Day(daysIn(y, m)) - 1, ""
	}
	return first, first, ""
}

// digits reads s, which is all digits, into n.
func digits(s string, n *int) bool {
	*n = 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		*n = *n*10 + int(s[i]-'0')
	}
	return true
}

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// readTime reads 2020-01-17T17:32 Asia/Seoul.
func (d *Date) readTime(s string) (reason string) {
	when, name, zoned := strings.Cut(s, " ")
	day, at, _ := strings.Cut(when, "T")
	if day == "" || day[0] > '9' {
		return NotADate // the T of something else
	}
	first, last, reason := span(day)
	switch {
	case len(day) == 10 && reason != "":
		return reason
	case reason != "" || first != last:
		return BadTime
	}
	var h, m int
	if len(at) != 5 || at[2] != ':' || !digits(at[:2], &h) || !digits(at[3:], &m) || h > 23 || m > 59 {
		return BadTime
	}
	if !zoned {
		return NoZone
	}
	zone, err := Zone(name)
	if err != nil {
		return UnknownZone
	}
	d.First, d.Last, d.Minute, d.Zone = first, first, int16(h*60+m), name
	if _, ok := clock(d.First, int(d.Minute), zone); !ok {
		return NoSuchTime
	}
	return ""
}
