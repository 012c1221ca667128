package change_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/change"
	"parley/date"
	"parley/parleytest/pact"
)

func day(s string) date.Day {
	d, err := date.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// compare lists what changed: kind, and what it is about.
func compare(t *testing.T, text, since, until string) (out []string) {
	t.Helper()
	r, err := change.Of(pact.Weigh(t, text, until), change.Options{Since: day(since)})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range r.Items {
		out = append(out, words(i))
		if len(i.RestsOn()) == 0 {
			t.Errorf("%s rests on nothing", words(i))
		}
	}
	return out
}

func words(i change.Item) string {
	s := string(i.Kind)
	switch {
	case i.Claim != nil:
		s += " " + string(i.Claim.ID)
		if i.Kind == change.Stronger || i.Kind == change.Weaker {
			s += " " + i.Was.Status.Basis.String() + ">" + i.Now.Status.Basis.String()
		}
		if i.Kind == change.Responded {
			s += " " + i.Was.Status.Response.String() + ">" + i.Now.Status.Response.String()
		}
		for _, o := range i.Olds {
			s += " <" + string(o.Claim.ID)
		}
	case i.Conflict != nil:
		s += " " + string(i.Conflict.Kind)
	case i.Lapse != nil:
		s += " " + string(i.Lapse.Of.Agreement.ID)
	default:
		s += " " + string(i.Entry.Base().ID)
	}
	for _, x := range i.Stages {
		s += " " + x.Reached
	}
	return s
}

const report = "\n2020-01-09 report five\n  asserts      south-asks-5\n  via          paper-0110\n"

func TestWhatChanged(t *testing.T) {
	joint := "\nclaim closer\n  about        term\n  that         \"The sides have come closer.\"\n"
	for _, test := range []struct {
		name, text, since, until string
		want                     []string
	}{
		{"nothing", report, "2020-01-10", "2020-01-16", nil},
		{"a claim that nobody made before", report, "2020-01-09", "2020-01-10", []string{"new south-asks-5", "said five"}},
		{"it became known, though it was said before the first day", report, "2020-01-09", "2020-01-12", []string{"new south-asks-5", "said five"}},
		{"a claim in place of another", report + "\n2020-01-16 report four\n  asserts      south-asks-4\n  via          paper-0117\n", "2020-01-10", "2020-01-17",
			[]string{"replaced south-asks-4 <south-asks-5", "said four"}},
		{"stronger", report + pact.Say("s", "2020-01-16", "south-office", "asserts", "south-asks-5", "paper-0117"), "2020-01-10", "2020-01-17",
			[]string{"stronger south-asks-5 reported>on-record", "said s"}},
		{"weaker, when it is taken back", report + pact.Say("s", "2020-01-09", "south-office", "asserts", "south-asks-5", "paper-0110") +
			"\n2020-01-16 retract back\n  of           s\n  via          paper-0117\n", "2020-01-10", "2020-01-17",
			[]string{"weaker south-asks-5 on-record>reported", "retracted back"}},
		{"a response", report + pact.Say("s", "2020-01-16", "north-office", "declines", "south-asks-5", "paper-0117"), "2020-01-10", "2020-01-17",
			[]string{"responded south-asks-5 none>declined", "said s"}},
		{"a response that ended", report + pact.Say("s", "2020-01-09", "south-office", "qualifies", "south-asks-5", "paper-0110") +
			pact.Say("u", "2020-01-16", "south-office", "asserts", "south-asks-5", "paper-0117"), "2020-01-10", "2020-01-17",
			[]string{"stronger south-asks-5 reported>on-record", "said u"}},
		{"a conflict opens", joint + pact.Say("a", "2020-01-09", "north-office", "asserts", "closer", "paper-0110") + pact.Say("b", "2020-01-16", "north-board", "denies", "closer", "paper-0117"),
			"2020-01-10", "2020-01-17", []string{"responded closer none>denied", "opened own-side", "said b"}},
		{"a conflict is explained", joint + pact.Say("a", "2020-01-09", "north-office", "asserts", "closer", "paper-0110") + pact.Say("b", "2020-01-09", "north-board", "denies", "closer", "paper-0110") +
			"\n2020-01-16 explain both\n  of           a b\n  conflict     own-side\n  reason       time\n", "2020-01-10", "2020-01-17", []string{"closed own-side"}},
		{"a lapse begins by the calendar alone", "", "2019-12-31", "2020-01-01", []string{"lapse-begun pact-1"}},
		{"a lapse is not news twice", "", "2020-01-01", "2020-01-02", nil},
		{"a round with its outcome", "\n2020-01-14/2020-01-15 round r1\n  talks        pact-2\n  number       1\n  via          paper-0117\n" +
			"\n2020-01-15 stage r1-end\n  of           r1\n  reached      no-deal\n  via          paper-0117\n", "2020-01-10", "2020-01-17", []string{"round r1 no-deal"}},
		{"a round that is announced", "\n2020-01-14/2020-01-15 round r1\n  talks        pact-2\n  via          paper-0110\n", "2020-01-09", "2020-01-10", []string{"ahead r1"}},
		{"and is then held", "\n2020-01-14/2020-01-15 round r1\n  talks        pact-2\n  via          paper-0110\n", "2020-01-10", "2020-01-14", []string{"round r1"}},
		{"an agreement follows", "\n2020-01-12 stage force\n  of           pact-2\n  reached      in-force\n  via          paper-0117\n", "2020-01-10", "2020-01-17",
			[]string{"lapse-ended pact-1", "stage force"}},
		{"a deadline passes when its day is over", "\n2020-01-16 deadline due \"Due\"\n  about        pact-2\n  via          paper-0110\n", "2020-01-16", "2020-01-17", []string{"passed due"}},
		{"and not on the day", "\n2020-01-16 deadline due \"Due\"\n  about        pact-2\n  via          paper-0110\n", "2020-01-15", "2020-01-16", nil},
		{"a deadline that passed before it became known is told once", "\n2020-01-12 deadline due \"Due\"\n  about        pact-2\n  via          paper-0117\n", "2020-01-10", "2020-01-17", []string{"passed due"}},
		{"a seat is taken", "\nperson head \"Head of the delegation\"\n\n2020-01-05 seat s1\n  of           head\n  in           south-office\n  speaks-for   south\n  via          paper-0117\n",
			"2020-01-10", "2020-01-17", []string{"seat-taken s1"}},
		{"old terms told anew come after what the sides now ask", report + "\n2019-01-01 terms again\n  of           pact-1\n  pays         2019 = USD 99 million\n  via          paper-0110\n", "2020-01-09", "2020-01-10",
			[]string{"new south-asks-5", "terms again", "said five"}},
		{"old terms of which nothing was known come first", report + "\n2019-01-01 terms other\n  of           pact-2\n  pays         2019 = USD 99 million\n  via          paper-0110\n", "2020-01-09", "2020-01-10",
			[]string{"terms other", "new south-asks-5", "said five"}},
		{"our own notes come last", report + "\n2020-01-16 inference mine\n  asserts      north-offers-1\n  from         five\n", "2020-01-10", "2020-01-17",
			[]string{"new north-offers-1", "ours mine"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if d := cmp.Diff(test.want, compare(t, pact.Base+test.text, test.since, test.until)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Agreements and rounds come first, then figures, then the rest.
func TestItemsAreInReadingOrder(t *testing.T) {
	text := pact.Base + strings.ReplaceAll(report, "paper-0110", "paper-0117") + "\nclaim closer\n  about        term\n  that         \"The sides have come closer.\"\n" +
		"\nclaim longer\n  that         south asks term = \"two years\"\n" +
		pact.Say("x", "2020-01-16", "south-office", "asserts", "closer longer", "paper-0117") +
		"\n2020-01-16 event e \"Something happened\"\n  via          paper-0117\n" +
		"\n2020-01-15 round r1\n  talks        pact-2\n  via          paper-0117\n"
	r, err := change.Of(pact.Weigh(t, text, "2020-01-17"), change.Options{Since: day("2020-01-10")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range r.Items {
		got = append(got, string(i.Section)+": "+words(i))
	}
	want := []string{"headline: round r1", "positions: new south-asks-5", "positions: new longer", "claims: new closer", "rest: event e", "rest: said five", "rest: said x"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestDaysMustBeInOrder(t *testing.T) {
	a := pact.Weigh(t, pact.Base+report, "2020-01-17")
	var back *change.Backwards
	for _, o := range []change.Options{{Since: day("2020-01-17")}, {Since: day("2020-01-20")}, {Since: day("2020-01-12"), Until: day("2020-01-11")}} {
		if _, err := change.Of(a, o); !errors.As(err, &back) {
			t.Errorf("%v: %v", o, err)
		}
	}
	var beyond *change.Beyond
	if _, err := change.Of(a, change.Options{Since: day("2020-01-12"), Until: day("2020-02-01")}); !errors.As(err, &beyond) {
		t.Errorf("a day after the view: %v", err)
	}
	r, err := change.Of(pact.Weigh(t, pact.Base+report, "2020-01-10"), change.Options{})
	if err != nil || r.Since != day("2020-01-09") || len(r.Items) != 2 {
		t.Errorf("without days it is the last one that is asked about: %+v, %v", r, err)
	}
	if r, _ := change.Of(pact.Weigh(t, pact.Base, "2019-05-01"), change.Options{Since: day("2019-04-01")}); !r.Nothing || r.Items != nil {
		t.Errorf("nothing was known: %+v", r)
	}
}

// What another side may know is no change for this one.
func TestWhatIsHiddenIsNoChange(t *testing.T) {
	text := pact.Base + strings.Replace(report, "five\n", "five\n  audience     side:south\n", 1)
	a := pact.Weigh(t, text, "2020-01-17", parley.Side("north"))
	if r, err := change.Of(a, change.Options{Since: day("2020-01-05")}); err != nil || r.Items != nil {
		t.Errorf("%+v, %v", r.Items, err)
	}
}
