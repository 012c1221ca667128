// Package date holds dates as people give them: a day, a month, "early 2020",
// a span, an open end, a minute on the clock of some city. It is the one
// package that knows calendars and zones, and it stands at the bottom because
// both amounts ("for 2020") and the record need dates.
//
//	Day   a calendar day without a zone; the zero Day is no day at all
//	Date  a date as printed: the days it spans, its doubts, perhaps a time
//
// The calendar is the Gregorian one, also for days before it was in use. The
// forms of a date are those of EDTF, level 1, as far as a record needs them:
//
//	2020   2020-01   2020-01-16      a year, a month, a day
//	2020?  2020-01~                  unsure, about
//	2020-01-14/2020-01-15            a span; each end may have its own ? or ~
//	2019/..   ../2019-12-31          a span with an open end, or begun some time before
//	2020-01-17T17:32 Asia/Seoul      a time; the zone is required
//
// A day is the same square of the calendar everywhere; only a time needs a
// zone to say on which day it fell for somebody else.
package date

import (
	"cmp"
	"time"
)

// A Day is a calendar day; Day 1 is 1 January of the year 1, and days are
// counted by subtraction. The zero Day is no day, and is before every other:
// what is known "by the zero Day" is nothing.
type Day int32

const epoch = 719163 // Day of 1970-01-01

// On returns the given day. A month or day outside its range is carried over,
// as in [time.Date].
func On(y int, m time.Month, d int) Day {
	return Day(floorDays(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))) + epoch
}

// In returns the day it is at t in zone.
func In(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return On(y, m, d)
}

func floorDays(t time.Time) int64 {
	s := t.Unix()
	return (s - (s%86400+86400)%86400) / 86400
}

func (d Day) utc() time.Time { return time.Unix(int64(d-epoch)*86400, 0).UTC() }

// YMD returns the year, month and day of the month.
func (d Day) YMD() (int, time.Month, int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// String returns "2020-01-16", and "none" for the zero Day.
func (d Day) String() string {
	if d == 0 {
		return "none"
	}
	return d.utc().Format("2006-01-02")
}

// Begin returns the first instant of the day in zone: midnight, or the moment
// at which the clocks skipped it. A day that a zone left out altogether begins
// and ends at that moment.
func (d Day) Begin(zone *time.Location) time.Time {
	y, m, day := d.YMD()
	t := time.Date(y, m, day, 0, 0, 0, 0, zone)
	hour, minute, second := t.Clock()
	switch in := In(t, zone); {
	case in < d: // in a gap, reckoned by the clock before it
		_, end := t.ZoneBounds()
		return end
	case in > d || hour+minute+second > 0: // by the clock after it
		start, _ := t.ZoneBounds()
		return start
	}
	return t
}

// End returns the instant at which the day ends in zone, its 24:00. It belongs
// to the next day.
func (d Day) End(zone *time.Location) time.Time { return (d + 1).Begin(zone) }

// A Date is a date as somebody printed it. It is comparable, and the zero Date
// is none. First and Last are reckoned as printed: for a time, in its own zone.
type Date struct {
	First, Last Day    // First 0: begun some time before; Last 0: still open
	Printed     string // as it stood in the text
	Unsure      bool   // "?" at either end
	About       bool   // "~" at either end
	Minute      int16  // minutes since 0:00 on the clock of Zone
	Zone        string // IANA name; "": no time was given
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// IsDay reports whether d is one day, and not a longer span.
func (d Date) IsDay() bool { return d.First == d.Last && d.First != 0 }

// String returns the date as printed.
func (d Date) String() string { return d.Printed }

// Instant returns the moment that d names, if it has a time. Of a time that the
// clocks showed twice it is the later one, since nobody knew before.
func (d Date) Instant() (time.Time, bool) {
	if d.Zone == "" {
		return time.Time{}, false
	}
	zone, err := Zone(d.Zone)
	if err != nil {
		return time.Time{}, false
	}
	return clock(d.First, int(d.Minute), zone)
}

// clock returns the last instant at which the clocks of a zone showed a minute
// of a day, and false if they never did.
func clock(day Day, minute int, zone *time.Location) (time.Time, bool) {
	y, m, d := day.YMD()
	t := time.Date(y, m, d, 0, minute, 0, 0, zone)
	if _, end := t.ZoneBounds(); !end.IsZero() {
		_, before := t.Zone()
		_, after := end.Zone()
		again := t.Add(time.Duration(before-after) * time.Second)
		if before > after && shows(again, day, minute, zone) { // the clocks went back
			t = again
		}
	}
	return t, shows(t, day, minute, zone)
}

func shows(t time.Time, day Day, minute int, zone *time.Location) bool {
	t = t.In(zone)
	return In(t, zone) == day && t.Hour()*60+t.Minute() == minute && t.Second() == 0
}

// Day returns the last day of d as reckoned in zone: a time is the day that it
// was there. An open end gives 0, and so does no date.
func (d Date) Day(zone *time.Location) Day {
	if t, ok := d.Instant(); ok {
		return In(t, zone)
	}
	return d.Last
}

// Overlaps reports whether d and e can be the same day: whether their spans,
// open ends included, have a day in common. No date overlaps nothing.
func (d Date) Overlaps(e Date) bool {
	return !d.IsZero() && !e.IsZero() && begins(d, e) && begins(e, d)
}

// begins reports whether d has begun when e ends.
func begins(d, e Date) bool { return e.Last == 0 || d.First <= e.Last }

// Compare orders dates by their first day, then their last, an open end being
// after every other, then by the instant, a day without a time being before
// its times.
func Compare(d, e Date) int {
	a, _ := d.Instant()
	b, _ := e.Instant()
	return cmp.Or(cmp.Compare(d.First, e.First), cmp.Compare(uint32(d.Last-1), uint32(e.Last-1)), a.Compare(b))
}

// Years returns the calendar years that d is made of, first and last; false if
// it begins or ends inside one.
func (d Date) Years() (first, last int, ok bool) {
	if d.First == 0 || d.Last == 0 {
		return 0, 0, false
	}
	y, m, day := d.First.YMD()
	z, n, end := d.Last.YMD()
	return y, z, m == time.January && day == 1 && n == time.December && end == 31
}
