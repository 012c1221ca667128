package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"parley/date"
)

const (
	englishDays   = `Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday`
	englishMonths = `Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?`
)

// A dayForm is a way to name a day, and what it means to somebody who reads it
// on a day; zero for a day that there is not.
type dayForm struct {
	re   *regexp.Regexp
	mean func(m []string, on date.Day) date.Day
}

// dayForms are the ways to name a day, those that take in another first.
var dayForms = []dayForm{
	{regexp.MustCompile(`\b(` + englishMonths + `) (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4})\b)?`), func(m []string, on date.Day) date.Day {
		return dated(m[3], month(m[1]), m[2], on)
	}},
	{regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)? (` + englishMonths + `)\b(?:,? (\d{4})\b)?`), func(m []string, on date.Day) date.Day {
		return dated(m[3], month(m[2]), m[1], on)
	}},
	{regexp.MustCompile(`\b(?:([Ll]ast|[Nn]ext|[Tt]his(?: coming)?) )?(` + englishDays + `)\b`), func(m []string, on date.Day) date.Day {
		return weekday(slices.Index(strings.Split(englishDays, "|"), m[2]), on, directions[strings.ToLower(strings.TrimSuffix(m[1], " coming"))])
	}},
	{regexp.MustCompile(`\b(?i:(the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow))\b`), relative},
	{regexp.MustCompile(`(?:(\d{4})년\s?)?(\d{1,2})월\s?(\d{1,2})일`), func(m []string, on date.Day) date.Day {
		n, _ := strconv.Atoi(m[2])
		return dated(m[1], time.Month(n), m[3], on)
	}},
	{regexp.MustCompile(`(?:(지난달|지난 달|이달|이번 달|다음 달|다음달|내달|지난|오는|이번)\s?)?(\d{1,2})일`), monthDay},
	{regexp.MustCompile(`(?:(지난주|지난 주|이번 주|이번주|다음 주|다음주|내주|지난|오는|다음)\s?)?([일월화수목금토])요일`), koreanWeekday},
	{regexp.MustCompile(`(그저께|그제|어제|오늘|내일|모레)`), relative},
}

// A direction says on which side of publication a day is sought.
type direction int

const (
	nearest direction = iota // up to publication, itself included
	earlier                  // up to the day before
	later                    // from the day after
	coming                   // from publication on
)

var directions = map[string]direction{"last": earlier, "next": later, "this": coming, "지난": earlier, "오는": later, "다음": later, "이번": coming}

var relatives = map[string]int{
	"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
	"그저께": -2, "그제": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2,
}

// daySpans finds the words for days in a line.
func daySpans(line string, on date.Day) (out []span) {
	for _, f := range dayForms {
		for _, m := range f.re.FindAllStringSubmatchIndex(line, -1) {
			s := span{Candidate{Kind: Day}, m[0], m[1]}
			if !dayAlone(line, s) {
				continue
			}
			groups := make([]string, len(m)/2)
			for i := range groups {
				groups[i] = part(line, m, i)
			}
			if on != 0 {
				s.Date = f.mean(groups, on)
			}
			if on == 0 || s.Date != 0 {
				out = append(out, s)
			}
		}
	}
	return apart(out)
}

// lasting are what follows a number of days that is a length: 30일간.
var lasting = []string{"간", " 간", "째", "동안", " 동안", "치", "짜리", "가량", " 가량", "씩"}

// dayAlone reports whether a span is no piece of a longer number or word, and
// no length of time.
func dayAlone(line string, s span) bool {
	rest := line[s.end:]
	if strings.HasSuffix(line[s.start:s.end], "일") {
		for _, w := range lasting {
			if strings.HasPrefix(rest, w) {
				return false
			}
		}
		if strings.HasSuffix(strings.TrimRight(line[:s.start], " "), "월") {
			return false // of a month that there is not
		}
	}
	r, _ := utf8.DecodeLastRuneInString(line[:s.start])
	return !strings.ContainsRune("0123456789.,-~", r) || r == utf8.RuneError || !strings.ContainsAny(line[s.start:s.start+1], "0123456789")
}

func relative(m []string, on date.Day) date.Day {
	return on + date.Day(relatives[strings.ToLower(m[1])])
}

// weekday returns the nearest day of a week, 0 being Sunday.
func weekday(n int, on date.Day, d direction) date.Day {
	back := date.Day((int(on.Weekday()) - n + 7) % 7) // days since the last, 0 if it is today
	switch {
	case d == nearest, d == coming && back == 0:
		return on - back
	case d == earlier && back == 0:
		return on - 7
	case d == earlier:
		return on - back
	}
	return on - back + 7
}

// koreanWeekday reads 지난주 목요일, which is in the week before, from Monday on,
// and 지난 목요일, which is the nearest before.
func koreanWeekday(m []string, on date.Day) date.Day {
	n := strings.Index("일월화수목금토", m[2]) / len("일")
	week, ok := map[string]date.Day{"지난주": -7, "이번주": 0, "다음주": 7, "내주": 7}[strings.ReplaceAll(m[1], " ", "")]
	if !ok {
		return weekday(n, on, directions[m[1]])
	}
	monday := on - date.Day((int(on.Weekday())+6)%7)
	return monday + week + date.Day((n+6)%7)
}

// monthDay reads 지난 16일 and 내달 3일.
func monthDay(m []string, on date.Day) date.Day {
	n, _ := strconv.Atoi(m[2])
	months, ok := map[string]int{"지난달": -1, "이달": 0, "이번달": 0, "다음달": 1, "내달": 1}[strings.ReplaceAll(m[1], " ", "")]
	y, mon, d := on.YMD()
	if ok {
		return exactly(y, mon+time.Month(months), n)
	}
	switch dir := directions[m[1]]; {
	case dir == nearest && n > d, dir == earlier && n >= d:
		months = -1
	case dir == later && n <= d, dir == coming && n < d:
		months = 1
	}
	return exactly(y, mon+time.Month(months), n)
}

// dated reads a day of a month. Without a year it is the nearest, half a year
// back and half a year on.
func dated(year string, m time.Month, day string, on date.Day) date.Day {
	if m < time.January || m > time.December {
		return 0
	}
	n, _ := strconv.Atoi(day)
	if year != "" {
		y, _ := strconv.Atoi(year)
		return exactly(y, m, n)
	}
	y, _, _ := on.YMD()
	var best date.Day
	for _, y := range []int{y, y - 1, y + 1} {
		if d := exactly(y, m, n); d != 0 && (best == 0 || abs(d-on) < abs(best-on)) {
			best = d
		}
	}
	return best
}

// exactly returns a day, zero if the month has none of that number. A month
// before January or after December is one of the year beside it.
func exactly(y int, m time.Month, n int) date.Day {
	if n < 1 || n > 31 {
		return 0
	}
	y, m, _ = date.On(y, m, 1).YMD()
	d := date.On(y, m, n)
	if _, got, _ := d.YMD(); got != m {
		return 0
	}
	return d
}

// month reads the name of a month by its first three letters.
func month(s string) time.Month {
	return time.Month(strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", s[:3])/3 + 1)
}

func abs(d date.Day) date.Day { return max(d, -d) }
