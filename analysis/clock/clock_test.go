package clock_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/clock"
	"parley/parleytest/pact"
)

func ask(t *testing.T, text, day string) clock.Result {
	t.Helper()
	r, err := clock.Of(pact.Weigh(t, text, day), clock.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestALapseBeginsAtMidnightOfEachZone(t *testing.T) {
	r := ask(t, pact.Base, "2020-01-17")
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
		if r := ask(t, pact.Base, day); r.InForce == nil || r.Left != left || r.Starts != nil {
			t.Errorf("%s: %d days left, want %d", day, r.Left, left)
		}
	}
}

func TestPastLapsesAreCountedToTheSigningAndToTheEntryIntoForce(t *testing.T) {
	next := "\n2020-01-05 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0110\n" +
		"\n2020-01-15 stage force\n  of           pact-2\n  reached      in-force\n  via          paper-0117\n"
	r := ask(t, pact.Base+next, "2020-01-17")
	if len(r.Past) != 1 || r.Past[0].Days != 14 || r.Past[0].ToSigned != 5 || r.Past[0].About {
		t.Fatalf("%+v", r.Past)
	}
	if r := ask(t, pact.Base+next, "2020-01-16"); r.Past != nil || r.Lapse == nil {
		t.Errorf("not known to be over, and past: %+v", r.Past)
	}
	rough := "\n2020-01~ stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0201\n" +
		"\n2020-01-15 stage force\n  of           pact-2\n  reached      in-force\n  via          paper-0201\n"
	if r := ask(t, pact.Base+rough, "2020-02-01"); len(r.Past) != 1 || !r.Past[0].About {
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
	r := ask(t, pact.Base+deadlines, "2020-01-17")
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
		r := ask(t, pact.Base+test.text, "2020-01-17")
		if r.Next.State != test.want || len(r.Rounds) != test.ahead {
			t.Errorf("%s: %+v, %d announced", test.name, r.Next, len(r.Rounds))
		}
	}
}

// Of talks that led to an agreement, no next round is told.
func TestTalksThatLedToAnAgreementHaveNoNextRound(t *testing.T) {
	round := "\n2020-01-08 round r1\n  talks        pact-2\n  number       1\n  via          paper-0110\n\n2020-01-08 stage r1-end\n  of           r1\n  reached      no-deal\n  next         none\n  via          paper-0110\n"
	agreed := "\n2020-01-12 stage agreed\n  of           pact-2\n  reached      initialled\n  via          paper-0117\n"
	if r := ask(t, pact.Base+round+agreed, "2020-01-17"); r.LedTo == nil || r.LedTo.ID != "agreed" || r.NextBy != nil {
		t.Errorf("led to %v, next by %v", r.LedTo, r.NextBy)
	}
	if r := ask(t, pact.Base+round+agreed, "2020-01-16"); r.LedTo != nil || r.NextBy == nil {
		t.Errorf("it was not known yet: led to %v, next by %v", r.LedTo, r.NextBy)
	}
	ahead := "\n2020-02-03 round r2\n  talks        pact-2\n  via          paper-0117\n"
	if r := ask(t, pact.Base+round+agreed+ahead, "2020-01-17"); r.LedTo != nil || len(r.Rounds) != 1 {
		t.Errorf("a round is announced: led to %v, %d announced", r.LedTo, len(r.Rounds))
	}
}

func TestNothingWasKnown(t *testing.T) {
	if r := ask(t, pact.Base, "2019-05-01"); !r.Nothing || r.RestsOn() != nil || r.InForce != nil {
		t.Errorf("%+v", r)
	}
}

const events = `
2020-01-06 event notice "Notices are sent"
  on           south
  via          paper-0110

2020-01-07 event notice-again "Notices are sent, says another"
  on           south
  same-as      notice
  via          paper-0110

2020-01-08 event visit "A visit that weighs on nobody"
  via          paper-0110

2019-12-20 event before "Before the lapse"
  on           south
  via          paper-0110

2020-01-12 event unheard-of "Known later"
  on           south
  via          paper-0201
`

func TestWhatHasHappenedInTheLapse(t *testing.T) {
	var got []parley.ID
	for _, e := range ask(t, pact.Base+events, "2020-01-17").Since {
		got = append(got, e.ID)
	}
	if d := cmp.Diff([]parley.ID{"notice"}, got); d != "" {
		t.Errorf("since it began (-want +got):\n%s", d)
	}
}
