package standing_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/standing"
	"parley/date"
	"parley/parleytest/pact"
)

func play(t *testing.T, text, day string) standing.Result {
	t.Helper()
	r, err := standing.Of(pact.Weigh(t, text, day), standing.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func claims(ss []standing.Stand) (out []string) {
	for _, s := range ss {
		words := string(s.Party.ID) + ": " + string(s.Claim.ID)
		for _, b := range s.Before {
			words += " < " + string(b.Claim.ID)
		}
		out = append(out, words)
	}
	return out
}

// The day is the one on each party's calendar at the end of the day asked about.
func TestTheDayIsCountedOnEachCalendar(t *testing.T) {
	seoul := pact.Base + said
	york := "case pact \"Talks on a pact\"\n  parties      north south\n  money        USD\n  zone         America/New_York\n" + pact.Base[len("case pact \"Talks on a pact\"\n  parties      north south\n  money        USD\n  zone         Asia/Seoul\n"):] + said
	for _, test := range []struct {
		name, text, day string
		want            []int
	}{
		{"24:00 in Seoul is the same day in Washington", seoul, "2020-01-17", []int{17, 17}},
		{"24:00 in Washington is the next day in Seoul", york, "2020-01-17", []int{18, 17}},
		{"day 1 is the day after the last one covered", seoul, "2020-01-01", []int{1, 1}},
		{"the last day covered is no day without", seoul, "2019-12-31", nil},
	} {
		var got []int
		if g := play(t, test.text, test.day).Agreement; g != nil {
			for _, d := range g.Days {
				got = append(got, d.Number)
			}
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

const said = `
2020-01-09 report five
  asserts      south-asks-5
  via          paper-0110

2020-01-16 report four
  asserts      south-asks-4
  via          paper-0117

2020-01-16 statement refusal
  by           north-office
  mode         on-record
  declines     south-asks-4
  via          paper-0117

2020-01-16 statement offer
  by           north-office
  mode         official-statement
  asserts      north-offers-1
  via          paper-0117
`

func TestAnAgreementInForceSaysUntilWhenAndWhatItPays(t *testing.T) {
	g := play(t, pact.Base, "2019-12-01").Agreement
	if g == nil || g.Lapse != nil || g.Life.End() != date.On(2019, 12, 31) {
		t.Fatalf("not in force until the end of 2019: %+v", g)
	}
	if g.Pays == nil || g.Pays.Amount.Text() != "USD 100 million" || g.Pays.Terms.ID != "pact-1-terms" {
		t.Errorf("pays %+v", g.Pays)
	}
	if g := play(t, pact.Base, "2019-05-31").Agreement; g != nil {
		t.Errorf("the terms became known on 1 June, and on 31 May we say %+v", g)
	}
}

// An agreement that is signed and not in force ends no lapse; one in force does.
func TestSigningDoesNotEndALapse(t *testing.T) {
	signed := pact.Base + "\n2020-01-05 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0110\n" +
		"\n2020-01-05 terms pact-2-terms\n  of           pact-2\n  covers       2020-01-01/2021-12-31\n  pays         2020 = USD 120 million\n  via          paper-0110\n"
	g := play(t, signed, "2020-01-17").Agreement
	if g == nil || g.Lapse == nil || g.Next == nil || g.Next.ID != "signed" {
		t.Fatalf("signed only: %+v", g)
	}
	force := signed + "\n2020-01-15 stage force\n  of           pact-2\n  reached      in-force\n  via          paper-0117\n"
	if g := play(t, force, "2020-01-17").Agreement; g == nil || g.Lapse != nil || g.Life.Agreement.ID != "pact-2" || g.Pays.Amount.Text() != "USD 120 million" {
		t.Errorf("in force: %+v", g)
	}
	if g := play(t, force, "2020-01-16").Agreement; g == nil || g.Lapse == nil {
		t.Errorf("the entry into force was not known yet: %+v", g)
	}
}

func TestTheMostExactAmountIsShown(t *testing.T) {
	more := pact.Base + "\n2019-01-02 terms exact\n  of           pact-1\n  pays         2019 = USD 100.4 million\n  via          paper-0601\n" +
		"\n2019-01-03 terms rough\n  of           pact-1\n  pays         2019 = USD 100 million\n  via          paper-0601\n"
	if p := play(t, more, "2019-12-01").Agreement.Pays; p.Terms.ID != "exact" {
		t.Errorf("shows %s", p.Terms.ID)
	}
}

func TestPositionsAndReportsAreKeptApart(t *testing.T) {
	r := play(t, pact.Base+said, "2020-01-17")
	if d := cmp.Diff([]string{"north: north-offers-1"}, claims(r.Own)); d != "" {
		t.Errorf("on record (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"south: south-asks-4 < south-asks-5"}, claims(r.Reported)); d != "" {
		t.Errorf("reported (-want +got):\n%s", d)
	}
	s := r.Reported[0].Standing
	if s.Status != (parley.Status{Basis: parley.Reported, Response: parley.Declined}) || len(s.Whose) != 1 || s.Whose[0] != "north" {
		t.Errorf("status %+v", s)
	}
	early := play(t, pact.Base+said, "2020-01-16")
	if d := cmp.Diff([]string{"south: south-asks-5"}, claims(early.Reported)); d != "" {
		t.Errorf("a day earlier (-want +got):\n%s", d)
	}
	if early.Own != nil {
		t.Errorf("known too early: %v", claims(early.Own))
	}
}

// Claims that replace each other in a ring, or one twice over, are told once.
func TestWhatWasReplacedIsToldOnce(t *testing.T) {
	ring := strings.Replace(pact.Base, "400 million per year for 2020\n  replaces     south-asks-5", "400 million per year for 2020\n  replaces     south-asks-5 south-asks-6", 1) +
		"\nclaim south-asks-6\n  that         south asks pay = USD 600 million per year for 2020\n  replaces     south-asks-5\n" +
		"\n2020-01-08 report six\n  asserts      south-asks-6\n  via          paper-0110\n" + said
	if d := cmp.Diff([]string{"south: south-asks-4 < south-asks-5 < south-asks-6"}, claims(play(t, ring, "2020-01-17").Reported)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// What another party says of a side is no position of that side.
func TestTheOtherSidesWordIsNoPosition(t *testing.T) {
	r := play(t, pact.Base+"\n2020-01-16 statement other\n  by           north-office\n  mode         on-record\n  asserts      south-asks-5\n  via          paper-0117\n", "2020-01-17")
	if r.Own != nil || len(r.Reported) != 1 || r.Reported[0].Standing.Status.Basis != parley.OtherSide {
		t.Errorf("own %v, reported %v", claims(r.Own), claims(r.Reported))
	}
}

// What the sides had asked for before a deal is no state of play after it.
func TestWhatWasSaidBeforeADealIsNotRepeated(t *testing.T) {
	deal := pact.Base + said + "\n2020-01-20 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0201\n"
	r := play(t, deal, "2020-02-01")
	if r.Own != nil || r.Reported != nil || r.Settled == nil || r.Settled.ID != "signed" {
		t.Errorf("own %v, reported %v", claims(r.Own), claims(r.Reported))
	}
	if r := play(t, deal, "2020-01-31"); len(r.Own) != 1 || r.Settled != nil {
		t.Errorf("before the deal was known: own %v", claims(r.Own))
	}
	again := deal + "\n2020-01-25 statement again\n  by           north-office\n  mode         on-record\n  asserts      north-offers-1\n  via          paper-0201\n"
	if r := play(t, again, "2020-02-01"); len(r.Own) != 1 {
		t.Errorf("said again after it: own %v", claims(r.Own))
	}
}

const rounds = `
2019-11-01/2019-11-02 round r1
  talks        pact-2
  number       1
  via          paper-0110

2020-01-14/2020-01-15 round r2
  talks        pact-2
  number       2
  via          paper-0110

2020-01-15 stage r2-outcome
  of           r2
  reached      no-deal
  next         unknown
  via          paper-0117
`

func TestAnAnnouncedRoundIsNotHeldYet(t *testing.T) {
	before, after := play(t, pact.Base+rounds, "2020-01-13").Talks, play(t, pact.Base+rounds, "2020-01-17").Talks
	if len(before.Rounds) != 1 || len(before.Ahead) != 1 || before.NextBy != nil {
		t.Errorf("before: %d held, %d ahead", len(before.Rounds), len(before.Ahead))
	}
	if len(after.Rounds) != 2 || after.Ahead != nil || after.Next.State != parley.IsUnknown || after.NextBy.ID != "r2-outcome" {
		t.Errorf("after: %+v", after)
	}
	if held := play(t, pact.Base+rounds, "2020-01-16").Talks; held.Next.State != parley.NotSaid || len(held.Last().Outcomes) != 0 {
		t.Errorf("the outcome was not known on the 16th: %+v", held)
	}
}

// Talks that led to an agreement are over, however their last round ended; with a round
// announced, or held after that, they go on.
func TestWhatTheTalksLedTo(t *testing.T) {
	agreed := rounds + "\n2020-01-20/2020-01-21~ stage agreed\n  of           pact-2\n  reached      agreed-in-principle\n  via          paper-0201\n"
	round := func(dated string) string {
		return "\n" + dated + " round r3\n  talks        pact-2\n  number       3\n  via          paper-0201\n"
	}
	for _, test := range []struct{ name, text, day, want string }{
		{"agreed after the last round", agreed, "2020-02-01", "agreed"},
		{"not known yet", agreed, "2020-01-31", ""},
		{"a round is announced", agreed + round("2020-02-10"), "2020-02-01", ""},
		{"a round was held after it", agreed + round("2020-01-25"), "2020-02-01", ""},
		{"agreed in the last round", agreed + round("2020-01-19/2020-01-20"), "2020-02-01", "agreed"},
		{"signed after a later round", agreed + round("2020-01-25") + "\n2020-01-30 stage signed\n  of           pact-2\n  reached      signed\n  via          paper-0201\n", "2020-02-01", "signed"},
		{"the talks have begun", rounds + "\n2020-01-20 stage begun\n  of           pact-2\n  reached      begun\n  via          paper-0201\n", "2020-02-01", ""},
	} {
		r := play(t, pact.Base+test.text, test.day)
		got := ""
		if s := r.Talks.LedTo; s != nil {
			got = string(s.ID)
		}
		if got != test.want {
			t.Errorf("%s: led to %q, not %q", test.name, got, test.want)
		}
		if test.want != "" && (r.Talks.NextBy != nil || !slices.Contains(r.RestsOn(), parley.ID(test.want))) {
			t.Errorf("%s: next by %v; it rests on %v", test.name, r.Talks.NextBy, r.RestsOn())
		}
	}
}

func TestARoundThatWasPutOffWasNotHeld(t *testing.T) {
	put := pact.Base + rounds + "\n2020-01-08 round off\n  talks        pact-2\n  via          paper-0110\n\n2020-01-07 stage put-off\n  of           off\n  reached      postponed\n  next         2020-01-14\n  via          paper-0110\n"
	r := play(t, put, "2020-01-13").Talks
	if len(r.Rounds) != 1 || r.Rounds[0].Round.ID != "r1" || r.NextBy == nil || r.NextBy.ID != "put-off" {
		t.Errorf("%d held, next by %v", len(r.Rounds), r.NextBy)
	}
	if r := play(t, put, "2020-01-17").Talks; len(r.Rounds) != 2 || r.NextBy.ID != "r2-outcome" {
		t.Errorf("%d held, next by %v", len(r.Rounds), r.NextBy)
	}
}

const voices = `
claim closer "The sides have come closer."
  about        term
  that         "The sides have come closer."

2020-01-16 statement yes
  by           north-office
  mode         on-record
  asserts      closer
  via          paper-0117

2020-01-16 statement no
  by           north-board
  mode         on-record
  denies       closer
  via          paper-0117
`

func TestASideThatIsNotOfOneVoiceIsNamed(t *testing.T) {
	r := play(t, pact.Base+voices, "2020-01-17")
	if len(r.Split) != 1 || r.Split[0].Parties[0] != "north" {
		t.Fatalf("split: %+v", r.Split)
	}
	closed := play(t, pact.Base+voices+"\n2020-01-17 explain both\n  of           yes no\n  conflict     own-side\n  reason       time\n", "2020-01-17")
	if closed.Split != nil {
		t.Errorf("explained, and still open: %+v", closed.Split)
	}
}

func TestNothingWasKnown(t *testing.T) {
	r := play(t, pact.Base+said, "2019-05-31")
	if !r.Nothing || r.RestsOn() != nil || r.Agreement != nil || r.Talks != nil {
		t.Errorf("%+v", r)
	}
}

func TestTalksWithoutAnAgreementBeforeKnowNoLapse(t *testing.T) {
	fresh := "case wages \"A wage talk\"\n  parties      union works\n  money        EUR\n  zone         Europe/Berlin\n  audience     public\n" +
		"\nparty union \"The union\"\n\nparty works \"The works\"\n\nbody leaders \"Leaders of the union\"\n  of           union\n  speaks-for   union\n" +
		"\nissue wage \"The wage\"\n\nsource daily \"A daily\"\n  type         news-article\n  published    2024-03-02\n" +
		"\nclaim union-asks\n  that         union asks wage = 8%\n\n2024-03-02 statement demand\n  by           leaders\n  mode         on-record\n  asserts      union-asks\n  via          daily\n"
	r := play(t, fresh, "2024-03-02")
	if r.Agreement != nil || r.Talks != nil || len(r.Own) != 1 {
		t.Errorf("%+v", r)
	}
}
