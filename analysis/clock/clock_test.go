package clock_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/clock"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// weigh reads a case and weighs what somebody knew on a day.
func weigh(t *testing.T, text, day string, as ...parley.Reader) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	from := view.Vantage{AsOf: d}
	if len(as) > 0 {
		from.Reader = as[0]
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), from))
}

// base is a pact that ended, between two sides in two zones.
const base = `case pact "Talks on a pact"
  parties      north south
  money        USD
  zone         Asia/Seoul
  audience     public

party north "North"
  zone         Asia/Seoul

party south "South"
  zone         America/New_York

body north-office "Office of the North"
  of           north
  speaks-for   north

body north-board "Board of the North"
  of           north
  speaks-for   north

body south-office "Office of the South"
  of           south
  speaks-for   south

body south-club "A club in the South"
  of           south

issue pay "What is paid"

issue term "How long"

agreement pact-1 "1st pact"
agreement pact-2 "2nd pact"
  follows      pact-1

source paper-0601 "A paper"
  type         news-article
  published    2019-06-01
  seen         yes

source paper-0110 "A paper"
  type         news-article
  published    2020-01-10
  seen         yes

source paper-0117 "A paper"
  type         news-article
  published    2020-01-17
  seen         yes

source paper-0201 "A paper"
  type         news-article
  published    2020-02-01
  seen         yes

2019-01-01 terms pact-1-terms
  of           pact-1
  covers       2019-01-01/2019-12-31
  pays         2019 = USD 100 million
  via          paper-0601

claim south-asks-5
  that         south asks pay = USD 500 million per year for 2020

claim south-asks-4
  that         south asks pay = USD 400 million per year for 2020
  replaces     south-asks-5

claim north-offers-1
  that         north offers pay = USD 110 million per year for 2020
`

func ask(t *testing.T, text, day string) clock.Result {
	t.Helper()
	r, err := clock.Of(weigh(t, text, day), clock.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestALapseBeginsAtMidnightOfEachZone(t *testing.T) {
	r := ask(t, base, "2020-01-17")
	var got []string
	for _, s := range r.Starts {
		got = append(got, s.At.Format(time.RFC3339))
		if s.Number != 17 {
			t.Errorf("%s: day %d", s.Zone, s.Number)
		}
	}
	if d := cmp.Diff([]string{"2020-01-01T00:00:00+09:00", "2020-01-01T00:00:00-05:00"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if r.InForce != nil || r.Lapse == nil {
		t.Errorf("in force %v, lapse %v", r.InForce, r.Lapse)
	}
}

func TestAnAgreementInForceHasDaysLeft(t *testing.T) {
	for day, left := range map[string]int{"2019-12-01": 30, "2019-12-31": 0} {
		if r := ask(t, base, day); r.InForce == nil || r.Left != left || r.Starts != nil {
			t.Errorf("%s: %d days left, want %d", day, r.Left, left)
		}
	}
}

func TestPastLapsesAreCountedToTheSigningAndToTheEntryIntoForce(t *testing.T) {
	next := "\n2020-01-05 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0110\n" +
		"\n2020-01-15 stage force\n  of           pact-2\n  reached      in-force\n  via          paper-0117\n"
	r := ask(t, base+next, "2020-01-17")
	if len(r.Past) != 1 || r.Past[0].Days != 14 || r.Past[0].ToSigned != 5 || r.Past[0].About {
		t.Fatalf("%+v", r.Past)
	}
	if r := ask(t, base+next, "2020-01-16"); r.Past != nil || r.Lapse == nil {
		t.Errorf("not known to be over, and past: %+v", r.Past)
	}
	rough := "\n2020-01~ stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0201\n" +
		"\n2020-01-15 stage force\n  of           pact-2\n  reached      in-force\n  via          paper-0201\n"
	if r := ask(t, base+rough, "2020-02-01"); len(r.Past) != 1 || !r.Past[0].About {
		t.Errorf("a date that is not known to the day: %+v", r.Past)
	}
}

const deadlines = `
2020-01-12 deadline gone "The first"
  about        pact-2
  via          paper-0110

2020-01-20 deadline later "The third"
  about        pact-2
  consequence  "Something stops."
  on           south
  via          paper-0110

2020-01-17 deadline now "The second"
  about        pact-2
  via          paper-0110

2020-03-01 deadline unheard "Known later"
  about        pact-2
  via          paper-0201
`

func TestDeadlinesAreAheadOrPassed(t *testing.T) {
	r := ask(t, base+deadlines, "2020-01-17")
	list := func(ds []clock.Deadline) (out map[parley.ID]int) {
		out = make(map[parley.ID]int)
		for _, d := range ds {
			out[d.ID] = d.Days
		}
		return out
	}
	if d := cmp.Diff(map[parley.ID]int{"now": 0, "later": 3}, list(r.Ahead)); d != "" {
		t.Errorf("ahead (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[parley.ID]int{"gone": -5}, list(r.Passed)); d != "" {
		t.Errorf("passed (-want +got):\n%s", d)
	}
	if r.Ahead[0].ID != "now" {
		t.Errorf("the first ahead is %s", r.Ahead[0].ID)
	}
}

func TestTheNextRound(t *testing.T) {
	round := "\n2020-01-08 round r1\n  talks        pact-2\n  number       1\n  via          paper-0110\n\n2020-01-08 stage r1-end\n  of           r1\n  reached      no-deal\n"
	for _, test := range []struct {
		name, text string
		want       parley.State
		ahead      int
	}{
		{"nobody says", round + "  via          paper-0110\n", parley.NotSaid, 0},
		{"not known", round + "  next         unknown\n  via          paper-0110\n", parley.IsUnknown, 0},
		{"none is planned", round + "  next         none\n  via          paper-0110\n", parley.IsNone, 0},
		{"in a month", round + "  next         2020-02\n  via          paper-0110\n", parley.IsGiven, 0},
		{"announced", round + "  via          paper-0110\n\n2020-02-03 round r2\n  talks        pact-2\n  via          paper-0117\n", parley.NotSaid, 1},
	} {
		r := ask(t, base+test.text, "2020-01-17")
		if r.Next.State != test.want || len(r.Rounds) != test.ahead {
			t.Errorf("%s: %+v, %d announced", test.name, r.Next, len(r.Rounds))
		}
	}
}

func TestNothingWasKnown(t *testing.T) {
	if r := ask(t, base, "2019-05-01"); !r.Nothing || r.RestsOn() != nil || r.InForce != nil {
		t.Errorf("%+v", r)
	}
}
