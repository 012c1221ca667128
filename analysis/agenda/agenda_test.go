package agenda_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/agenda"
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

// say is a statement of a speaker on a claim.
func say(id, day, by, does, claim, via string) string {
	return "\n" + day + " statement " + id + "\n  by           " + by + "\n  mode         on-record\n  " + does + " " + claim + "\n  via          " + via + "\n"
}

func ask(t *testing.T, text, day string) map[parley.ID]agenda.Item {
	t.Helper()
	r, err := agenda.Of(weigh(t, text, day), agenda.Options{})
	if err != nil {
		t.Fatal(err)
	}
	items := make(map[parley.ID]agenda.Item)
	for _, i := range r.Items {
		items[i.Issue.ID] = i
	}
	return items
}

func ids(ks []agenda.Known) (out []parley.ID) {
	for _, k := range ks {
		out = append(out, k.Claim.ID)
	}
	return out
}

const report = "\n2020-01-08 report five\n  asserts      south-asks-5\n  via          paper-0110\n"

func TestWhoRaisedAnIssueAndWhenItWasLastHeardOf(t *testing.T) {
	later := say("s", "2020-01-12", "north-office", "asserts", "north-offers-1", "paper-0117")
	i := ask(t, base+report+later, "2020-01-17")["pay"]
	if i.Raised.Base().ID != "five" || i.RaisedBy != nil {
		t.Errorf("first heard from the press: %s, raised by %v", i.Raised.Base().ID, i.RaisedBy)
	}
	if i.Last.Base().ID != "s" || i.Quiet != 5 {
		t.Errorf("last heard %s, %d days ago", i.Last.Base().ID, i.Quiet)
	}
	earlier := say("s", "2020-01-05", "north-office", "asserts", "north-offers-1", "paper-0117")
	if i := ask(t, base+report+earlier, "2020-01-17")["pay"]; len(i.RaisedBy) != 1 || i.RaisedBy[0] != "north-office" {
		t.Errorf("raised by %v", i.RaisedBy)
	}
	if i := ask(t, base+report+earlier, "2020-01-16")["pay"]; i.RaisedBy != nil {
		t.Errorf("that was not known on the 16th: %v", i.RaisedBy)
	}
}

func TestEachSidesOwnWordIsApartFromWhatIsReported(t *testing.T) {
	text := base + report + say("s", "2020-01-12", "north-office", "asserts", "north-offers-1", "paper-0117")
	i := ask(t, text, "2020-01-17")["pay"]
	got := map[string][]parley.ID{}
	for _, s := range i.Sides {
		got[string(s.Party.ID)+" own"] = ids(s.Own)
		got[string(s.Party.ID)+" reported"] = ids(s.Reported)
	}
	want := map[string][]parley.ID{"north own": {"north-offers-1"}, "north reported": nil, "south own": nil, "south reported": {"south-asks-5"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if i.Others != nil {
		t.Errorf("said twice: %v", ids(i.Others))
	}
}

func TestWhatIsNoPositionIsListedApart(t *testing.T) {
	text := base + "\nclaim closer\n  about        term\n  that         \"The sides have come closer.\"\n" + say("s", "2020-01-12", "north-office", "asserts", "closer", "paper-0117")
	i := ask(t, text, "2020-01-17")["term"]
	if d := cmp.Diff([]parley.ID{"closer"}, ids(i.Others)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// An inference of ours is no news of an issue, and an issue that nobody has
// spoken of is not on the agenda.
func TestOurOwnReadingRaisesNothing(t *testing.T) {
	text := base + report + "\n2020-01-15 inference mine\n  asserts      south-asks-4\n  from         five\n"
	items := ask(t, text, "2020-01-17")
	if i := items["pay"]; i.Last.Base().ID != "five" {
		t.Errorf("last heard: %s", i.Last.Base().ID)
	}
	if _, ok := items["term"]; ok {
		t.Error("an issue is on the agenda of which nothing is known")
	}
	if items := ask(t, text, "2020-01-09"); len(items) != 0 {
		t.Errorf("known too early: %v", items)
	}
}

func TestAPartNamesItsWhole(t *testing.T) {
	text := base + "\nissue extra \"The extra\"\n  part-of      pay\n\nclaim north-extra\n  that         north offers extra = USD 1 million\n" +
		say("s", "2020-01-12", "north-office", "asserts", "north-extra", "paper-0117")
	if i := ask(t, text, "2020-01-17")["extra"]; i.Part == nil || i.Part.ID != "pay" {
		t.Errorf("part of %+v", i.Part)
	}
}

func TestAnEventOrADeadlineIsNewsOfItsIssue(t *testing.T) {
	text := base + report + "\n2020-01-15 event e \"Something happened\"\n  about        term\n  via          paper-0117\n" +
		"\n2020-03-01 deadline d \"Due\"\n  about        term\n  via          paper-0117\n"
	i := ask(t, text, "2020-01-17")["term"]
	if i.Raised == nil || i.Raised.Base().ID != "e" || i.Last.Base().ID != "e" || i.Quiet != 2 {
		t.Errorf("a deadline that is still ahead was not heard of on its day: %+v", i)
	}
}
