package date

import (
	"encoding/json"
	"errors"
	"math"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func parse(t testing.TB, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDaysAreCountedFromTheYearOne(t *testing.T) {
	for want, d := range map[string]Day{
		"0001-01-01": 1, "1970-01-01": epoch, "2020-01-16": On(2020, 1, 16), "2020-02-29": On(2020, 2, 29),
		"2020-03-01": On(2020, 2, 30), "9999-12-31": On(9999, 12, 31), "none": 0, "0000-12-30": -1,
	} {
		if got := d.String(); got != want {
			t.Errorf("day %d is %s, want %s", d, got, want)
		}
	}
	if n := On(2020, 1, 17) - On(2019, 12, 31); n != 17 {
		t.Errorf("17 January 2020 is day %d after the old year", n)
	}
	if w := On(2020, 1, 16).Weekday(); w != time.Thursday {
		t.Errorf("16 January 2020 was a %v", w)
	}
	for _, d := range []Day{math.MinInt32, math.MaxInt32} {
		_ = d.String() // does not panic
	}
}

func TestADayIsTheOneOfItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.Int32Range(-4e6, 4e6).Draw(t, "day"))
		if y, m, day := d.YMD(); On(y, m, day) != d {
			t.Fatalf("%d is %d-%d-%d, which is %d", d, y, m, day, On(y, m, day))
		}
		if (d+7).Weekday() != d.Weekday() || (d+1).Weekday() == d.Weekday() {
			t.Fatalf("weekday of %d", d)
		}
		if d >= On(1000, 1, 1) && d <= On(9999, 12, 31) {
			if back, err := ParseDay(d.String()); err != nil || back != d {
				t.Fatalf("%v is read back as %v, %v", d, back, err)
			}
		}
	})
}

func TestADateIsReadInEveryForm(t *testing.T) {
	day := On
	for s, want := range map[string]Date{
		"2020":                        {First: day(2020, 1, 1), Last: day(2020, 12, 31)},
		"2020?":                       {First: day(2020, 1, 1), Last: day(2020, 12, 31), Unsure: true},
		"2020-02":                     {First: day(2020, 2, 1), Last: day(2020, 2, 29)},
		"2019-02~":                    {First: day(2019, 2, 1), Last: day(2019, 2, 28), About: true},
		"1900-02":                     {First: day(1900, 2, 1), Last: day(1900, 2, 28)},
		"2020-01-16":                  {First: day(2020, 1, 16), Last: day(2020, 1, 16)},
		"2000-02-29":                  {First: day(2000, 2, 29), Last: day(2000, 2, 29)},
		"2020-01-14/2020-01-15":       {First: day(2020, 1, 14), Last: day(2020, 1, 15)},
		"2020-01-14?/2020-01~":        {First: day(2020, 1, 14), Last: day(2020, 1, 31), Unsure: true, About: true},
		"2020-05/2020":                {First: day(2020, 5, 1), Last: day(2020, 12, 31)},
		"2020/2020":                   {First: day(2020, 1, 1), Last: day(2020, 12, 31)},
		"2019/..":                     {First: day(2019, 1, 1)},
		"../2019-12-31":               {Last: day(2019, 12, 31)},
		"../2019~":                    {Last: day(2019, 12, 31), About: true},
		"1000":                        {First: day(1000, 1, 1), Last: day(1000, 12, 31)},
		"9999-12-31":                  {First: day(9999, 12, 31), Last: day(9999, 12, 31)},
		"2020-01-17T17:32 Asia/Seoul": {First: day(2020, 1, 17), Last: day(2020, 1, 17), Minute: 17*60 + 32, Zone: "Asia/Seoul"},
		"2020-01-17T00:00 UTC":        {First: day(2020, 1, 17), Last: day(2020, 1, 17), Zone: "UTC"},
	} {
		want.Printed = s
		got, err := Parse(s)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
		if got.IsZero() || got.String() != s {
			t.Errorf("%q is written as %q", s, got)
		}
	}
}

func TestWhatIsNoDateSaysWhy(t *testing.T) {
	for s, want := range map[string]string{
		"": NotADate, "today": NotADate, "Tuesday": NotADate, "20": NotADate, "202O": NotADate, "20200116": NotADate, "2020-1-6": NotADate,
		"2020/01/16": NotADate, "16-01-2020": NotADate, "2020-01-16 ": NotADate, " 2020": NotADate, "2020-01-16?~": NotADate, "2020??": NotADate,
		"2020-01-": NotADate, "2020-": NotADate, "0999": NotADate, "-2020": NotADate, "+2020": NotADate, "２０２０": NotADate, "2020년": NotADate,
		"../..": NotADate, "..": NotADate, "/": NotADate, "2020/": NotADate, "/2020": NotADate, "2020/2021/2022": NotADate, "2020/..?": NotADate, "?": NotADate,
		"2020-02-30": NoSuchDay, "2020-13": NoSuchDay, "2020-00": NoSuchDay, "2020-01-00": NoSuchDay, "2019-02-29": NoSuchDay, "1900-02-29": NoSuchDay,
		"2020-04-31": NoSuchDay, "2020-01-01/2020-13": NoSuchDay, "../2020-02-30": NoSuchDay,
		"2020-01-16/2020-01-15": Backwards, "2020/2019": Backwards, "2020-02/2020-01": Backwards,
		"2020-01-17T17:32": NoZone, "2020-01-17T17:32 ": UnknownZone, "2020-01-17T17:32 KST": UnknownZone, "2020-01-17T17:32 Local": UnknownZone,
		"2020-01-17T17:32 Asia/Soul": UnknownZone, "2020-01-17T17:32 ../../etc/passwd": UnknownZone, "2020-01-17T17:32 /etc/localtime": UnknownZone,
		"2020-01-17T17:32 Asia/Seoul x": UnknownZone, "2020-01-17T17:32+09:00": BadTime, "2020-01-17T17:32Z": BadTime,
		"2020-01-17T24:00 Asia/Seoul": BadTime, "2020-01-17T17:60 Asia/Seoul": BadTime, "2020-01-17T7:32 Asia/Seoul": BadTime, "2020-01-17T Asia/Seoul": BadTime,
		"2020-01T17:32 Asia/Seoul": BadTime, "2020T17:32 Asia/Seoul": BadTime, "2020-01-17T17:32 Asia/Seoul/2020-01-18": UnknownZone,
		"2020-01-16/2020-01-17T17:32 Asia/Seoul": BadTime, "../2020-01-17T17:32 Asia/Seoul": BadTime, "2020-02-30T17:32 Asia/Seoul": NoSuchDay,
		"2020-03-08T02:30 America/New_York": NoSuchTime, "2011-12-30T12:00 Pacific/Apia": NoSuchTime,
	} {
		d, err := Parse(s)
		pe, ok := errors.AsType[*ParseError](err)
		switch {
		case !ok:
			t.Errorf("%q was read as %+v", s, d)
		case pe.Reason != want || pe.Text != s || sentences[pe.Reason] == "":
			t.Errorf("%q: got %s, want %s", s, pe.Reason, want)
		case d != (Date{}):
			t.Errorf("%q: a date comes with the error: %+v", s, d)
		}
	}
	for _, s := range []string{"2020", "2020-01", "2020-01-16?", "2020-01-14/2020-01-15", "2019/..", "2020-01-17T17:32 Asia/Seoul"} {
		if d, err := ParseDay(s); err == nil || err.(*ParseError).Reason != NotADay {
			t.Errorf("%q was read as the day %v, %v", s, d, err)
		}
	}
	if len(Reasons) != len(sentences) {
		t.Errorf("%d sentences for %d reasons", len(sentences), len(Reasons))
	}
}

func TestATimeIsAnotherDayInAnotherZone(t *testing.T) {
	seoul, washington := zone(t, "Asia/Seoul"), zone(t, "America/New_York")
	for _, c := range []struct {
		date string
		zone *time.Location
		want Day
	}{
		{"2020-01-17T08:30 Asia/Seoul", seoul, On(2020, 1, 17)},
		{"2020-01-17T08:30 Asia/Seoul", washington, On(2020, 1, 16)},
		{"2020-01-16T22:00 America/New_York", seoul, On(2020, 1, 17)},
		{"2020-01-16T22:00 America/New_York", washington, On(2020, 1, 16)},
		{"2020-01-16", washington, On(2020, 1, 16)},
		{"2020-01-14/2020-01-15", seoul, On(2020, 1, 15)},
		{"2020", seoul, On(2020, 12, 31)},
		{"../2019-12-31", seoul, On(2019, 12, 31)},
		{"2019/..", seoul, 0},
	} {
		if got := parse(t, c.date).Day(c.zone); got != c.want {
			t.Errorf("%s is %v in %v, want %v", c.date, got, c.zone, c.want)
		}
	}
	if got := (Date{}).Day(seoul); got != 0 {
		t.Errorf("no date is %v", got)
	}
	at, ok := parse(t, "2020-01-17T17:32 Asia/Seoul").Instant()
	if want := time.Date(2020, 1, 17, 8, 32, 0, 0, time.UTC); !ok || !at.Equal(want) {
		t.Errorf("got %v, want %v", at, want)
	}
	if _, ok := parse(t, "2020-01-17").Instant(); ok {
		t.Error("a day is no instant")
	}
}

func TestATimeThatTheClocksShowedTwiceIsTheLaterOne(t *testing.T) {
	for s, want := range map[string]time.Time{
		"2020-11-01T01:30 America/New_York": time.Date(2020, 11, 1, 6, 30, 0, 0, time.UTC),
		"2020-11-01T00:59 America/New_York": time.Date(2020, 11, 1, 4, 59, 0, 0, time.UTC),
		"2020-11-01T02:00 America/New_York": time.Date(2020, 11, 1, 7, 0, 0, 0, time.UTC),
		"2020-10-25T02:30 Europe/Berlin":    time.Date(2020, 10, 25, 1, 30, 0, 0, time.UTC),
	} {
		if got, ok := parse(t, s).Instant(); !ok || !got.Equal(want) {
			t.Errorf("%s is %v, want %v", s, got.UTC(), want)
		}
	}
}

func TestADayBeginsAtMidnightOrWhereTheClocksSkippedIt(t *testing.T) {
	for _, c := range []struct {
		zone       string
		day        Day
		begin, end string
	}{
		{"Asia/Seoul", On(2020, 1, 17), "2020-01-16T15:00:00Z", "2020-01-17T15:00:00Z"},
		{"America/New_York", On(2020, 3, 8), "2020-03-08T05:00:00Z", "2020-03-09T04:00:00Z"},   // 23 hours
		{"America/New_York", On(2020, 11, 1), "2020-11-01T04:00:00Z", "2020-11-02T05:00:00Z"},  // 25 hours
		{"America/Sao_Paulo", On(2018, 11, 4), "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"}, // no midnight
		{"Pacific/Apia", On(2011, 12, 30), "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},     // left out
		{"Pacific/Apia", On(2011, 12, 29), "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"},
		{"Pacific/Apia", On(2011, 12, 31), "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"},
		{"UTC", On(1, 1, 1), "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"},
	} {
		z := zone(t, c.zone)
		got := []string{c.day.Begin(z).UTC().Format(time.RFC3339), c.day.End(z).UTC().Format(time.RFC3339)}
		if diff := cmp.Diff([]string{c.begin, c.end}, got); diff != "" {
			t.Errorf("%v in %s (-want +got):\n%s", c.day, c.zone, diff)
		}
	}
}

func TestEveryInstantLiesInItsDay(t *testing.T) {
	names := []string{"Asia/Seoul", "America/New_York", "America/Sao_Paulo", "Pacific/Apia", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		z, err := Zone(rapid.SampledFrom(names).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		at := time.Unix(rapid.Int64Range(0, 2e9).Draw(t, "second"), 0)
		d := In(at, z)
		if at.Before(d.Begin(z)) || !at.Before(d.End(z)) {
			t.Fatalf("%v is on %v, which is from %v to %v", at.In(z), d, d.Begin(z), d.End(z))
		}
		if b := d.Begin(z); In(b, z) != d || In(b.Add(-1), z) >= d {
			t.Fatalf("%v begins at %v", d, b)
		}
	})
}

func TestSpansOverlapIfTheyHaveADayInCommon(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2020", "2020-05-01", true},
		{"2020-01-14/2020-01-15", "2020-01-15/2020-01-16", true},
		{"2020-01-14/2020-01-15", "2020-01-16", false},
		{"2019/..", "2025-01-01", true},
		{"2019/..", "2018", false},
		{"../2019", "1500", true},
		{"../2019", "2020", false},
		{"../2019", "2019/..", true},
		{"2019/..", "2021/..", true},
	} {
		a, b := parse(t, c.a), parse(t, c.b)
		if a.Overlaps(b) != c.want || b.Overlaps(a) != c.want {
			t.Errorf("%s and %s: want %v", c.a, c.b, c.want)
		}
		if a.Overlaps(Date{}) || (Date{}).Overlaps(a) {
			t.Errorf("%s overlaps no date", c.a)
		}
	}
}

func TestDatesAreOrderedByTheirBegin(t *testing.T) {
	ordered := []string{"../2019", "2020-01-01", "2020-01", "2020", "2020/..", "2020-01-16", "2020-01-17", "2020-01-17T08:00 Asia/Seoul", "2020-01-17T17:32 Asia/Seoul", "2020-01-17T07:00 America/New_York"}
	for i := range ordered {
		for j := range ordered {
			got, want := Compare(parse(t, ordered[i]), parse(t, ordered[j])), 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got != want {
				t.Errorf("Compare(%s, %s) is %d, want %d", ordered[i], ordered[j], got, want)
			}
		}
	}
}

func TestAllThatADateSaysIsInItsJSON(t *testing.T) {
	d := parse(t, "2020-01-17T17:32 Asia/Seoul")
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back Date
	if err := json.Unmarshal(b, &back); err != nil || back != d {
		t.Errorf("%s is read back as %+v, %v", b, back, err)
	}
}

func TestAZoneIsNeverThatOfTheMachine(t *testing.T) {
	for _, name := range []string{"", "Local", "../UTC", "/UTC", "Asia", "Asia/", "KST", "asia seoul", "Asia/Seoul\x00"} {
		if z, err := Zone(name); err == nil {
			t.Errorf("%q is the zone %v", name, z)
		}
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if z, err := Zone("Asia/Seoul"); err != nil || z.String() != "Asia/Seoul" {
				t.Errorf("got %v, %v", z, err)
			}
		})
	}
	wg.Wait()
}

func TestAnOrdinaryDateCostsNoMemory(t *testing.T) {
	zone(t, "Asia/Seoul")
	for _, s := range []string{"2020-01-16", "2020", "2020-01-14/2020-01-15", "2020-01~", "2020-01-17T17:32 Asia/Seoul"} {
		if n := testing.AllocsPerRun(100, func() { parse(t, s) }); n > 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2020", "2020-01?", "2020-01-16~", "2020-01-14/2020-01-15", "2019/..", "../2019-12-31", "2020-01-17T17:32 Asia/Seoul", "2020-02-30", "T", "/", "2020-03-08T02:30 America/New_York"} {
		f.Add(s)
	}
	seoul := zone(f, "Asia/Seoul")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			if pe, ok := err.(*ParseError); !ok || sentences[pe.Reason] == "" || !d.IsZero() {
				t.Fatalf("%q: %+v, %v", s, d, err)
			}
			return
		}
		if back, err := Parse(d.Printed); err != nil || back != d || d.Printed != s {
			t.Fatalf("%q is read back as %+v, %v", s, back, err)
		}
		if d.First == 0 && d.Last == 0 || d.Last != 0 && d.First > d.Last || Compare(d, d) != 0 || !d.Overlaps(d) {
			t.Fatalf("%q is %+v", s, d)
		}
		if day := d.Day(seoul); (day == 0) != (d.Last == 0) {
			t.Fatalf("%q is %v in Seoul", s, day)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"2020-01-16", "2020-01-14/2020-01-15", "2020-01-17T17:32 Asia/Seoul"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
