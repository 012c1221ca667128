package lang

import (
	"fmt"
	"strconv"
	"time"

	"parley/date"
)

// The ways of saying a day or a date, besides that of [Day] and [Date].
type (
	Weekday date.Day  // "Fri 17 Jan 2020", 2020년 1월 17일(금)
	When    date.Date // after a verb: "on 17 Jan 2020", "in Jan 2020", "by 17 Jan 2020"

	// A Moment is a date with a time, told by the clocks of several zones; the
	// first is its own: "Thu 16 Jan 2020, 20:00 in Washington (Fri 17 Jan 2020,
	// 10:00 in Seoul)". Both days always stand there. A date without a time is
	// said as it is.
	Moment struct {
		date.Date
		Zones []string // IANA names
	}
)

// Day says a day: "17 Jan 2020", 2020년 1월 17일; the zero Day: "an unknown day".
func Day(l Lang, d date.Day) string {
	if d == 0 {
		return Word(l, "date.none")
	}
	return dated(l, "date.day", ymd(l, "", d)...)
}

func (d Weekday) in(l Lang) string {
	day := date.Day(d)
	if day == 0 {
		return Word(l, "date.none")
	}
	return dated(l, "date.weekday", Arg{Name: "date", Value: day}, Arg{Name: "weekday", Value: weekday(l, day)})
}

func weekday(l Lang, d date.Day) string {
	return Word(l, "weekday."+strconv.Itoa(int(d.Weekday())))
}

// Date says a date as uncertain as it was printed: "14–15 Jan 2020", "Jan 2020",
// "about Dec 2019", "since 2019", "by 17 Jan 2020". Whole months and whole years
// are said as such.
func Date(l Lang, d date.Date) string {
	switch {
	case d.IsZero():
		return Word(l, "date.none")
	case d.Zone != "":
		return Message{"date.time", []Arg{{Name: "date", Value: d.First}, {Name: "time", Value: clock(int(d.Minute))}, {Name: "place", Value: Place(d.Zone)}}}.In(l)
	case d.First == 0:
		return dated(l, "date.by", Arg{Name: "date", Value: doubted(l, d, end(d))})
	case d.Last == 0:
		return dated(l, "date.since", Arg{Name: "date", Value: doubted(l, d, start(d))})
	}
	return doubted(l, d, d)
}

// doubted says a closed span with the doubts of d.
func doubted(l Lang, d, closed date.Date) string {
	said := span(l, closed)
	if d.About {
		said = dated(l, "date.about", Arg{Name: "date", Value: said})
	}
	if d.Unsure {
		said = dated(l, "date.unsure", Arg{Name: "date", Value: said})
	}
	return said
}

// start and end are the closed halves of an open date, as long as printed.
func start(d date.Date) date.Date { return half(d, d.Printed, d.First) }

func end(d date.Date) date.Date {
	if len(d.Printed) > 3 {
		return half(d, d.Printed[3:], d.Last) // after "../"
	}
	return half(d, "", d.Last)
}

func half(d date.Date, printed string, day date.Day) date.Date {
	for i := range len(printed) {
		if c := printed[i]; c == '/' || c == '?' || c == '~' {
			printed = printed[:i]
			break
		}
	}
	h, err := date.Parse(printed)
	if err != nil {
		return date.Date{First: day, Last: day}
	}
	return h
}

// span says a date with two ends.
func span(l Lang, d date.Date) string {
	fy, fm, fd := d.First.YMD()
	ty, tm, _ := d.Last.YMD()
	_, after, first := (d.Last + 1).YMD()
	months := fd == 1 && first == 1
	years := months && fm == time.January && after == time.January
	same := fy == ty
	args := append(ymd(l, "", d.First), ymd(l, "to", d.Last)...)
	switch {
	case d.IsDay():
		return Day(l, d.First)
	case years && same:
		return dated(l, "date.year", args...)
	case years:
		return dated(l, "date.years", args...)
	case months && same && fm == tm:
		return dated(l, "date.month", args...)
	case months && same:
		return dated(l, "date.months", args...)
	case months:
		return dated(l, "date.months.years", args...)
	case same && fm == tm:
		return dated(l, "date.days", args...)
	case same:
		return dated(l, "date.days.months", args...)
	}
	return dated(l, "date.days.years", args...)
}

func dated(l Lang, key string, args ...Arg) string { return Message{key, args}.In(l) }

// ymd are the arguments of a day: year, month, day, each with a prefix.
func ymd(l Lang, prefix string, d date.Day) []Arg {
	y, m, day := d.YMD()
	return []Arg{{Name: prefix + "year", Value: strconv.Itoa(y)},
		{Name: prefix + "month", Value: Word(l, "month."+strconv.Itoa(int(m)))},
		{Name: prefix + "day", Value: strconv.Itoa(day)}}
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func (w When) in(l Lang) string {
	d := date.Date(w)
	key := "when.in"
	switch {
	case d.IsZero(), d.First == 0, d.Last == 0:
		return Date(l, d)
	case d.Zone != "":
		key = "when.on"
	case d.About || d.Unsure:
		return dated(l, "when.about", Arg{Name: "date", Value: d})
	case d.IsDay() || !whole(d):
		key = "when.on"
	}
	return dated(l, key, Arg{Name: "date", Value: d})
}

// whole reports whether d is made of whole months.
func whole(d date.Date) bool {
	_, _, first := d.First.YMD()
	_, _, after := (d.Last + 1).YMD()
	return first == 1 && after == 1
}

func (m Moment) in(l Lang) string {
	t, ok := m.Instant()
	if !ok {
		return Date(l, m.Date)
	}
	said := at(l, t, m.Zone)
	for _, name := range m.Zones {
		zone, err := date.Zone(name)
		if err != nil || name == m.Zone {
			continue
		}
		_, here := t.In(zone).Zone()
		own, _ := date.Zone(m.Zone)
		if _, there := t.In(own).Zone(); here != there {
			said = dated(l, "moment.also", Arg{Name: "moment", Value: said}, Arg{Name: "other", Value: at(l, t, name)})
		}
	}
	return said
}

// at says an instant by the clock of a zone.
func at(l Lang, t time.Time, name string) string {
	zone, _ := date.Zone(name)
	t = t.In(zone)
	return dated(l, "moment", Arg{Name: "date", Value: Weekday(date.In(t, zone))},
		Arg{Name: "time", Value: clock(t.Hour()*60 + t.Minute())}, Arg{Name: "place", Value: Place(name)})
}
