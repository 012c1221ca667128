package agenda_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/agenda"
	"parley/parleytest/pact"
)

func ask(t *testing.T, text, day string) map[parley.ID]agenda.Item {
	t.Helper()
	r, err := agenda.Of(pact.Weigh(t, text, day), agenda.Options{})
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
	later := pact.Say("s", "2020-01-12", "north-office", "asserts", "north-offers-1", "paper-0117")
	i := ask(t, pact.Base+report+later, "2020-01-17")["pay"]
	if i.Raised.Base().ID != "five" || i.RaisedBy != nil {
		t.Errorf("first heard from the press: %s, raised by %v", i.Raised.Base().ID, i.RaisedBy)
	}
	if i.Last.Base().ID != "s" || i.Quiet != 5 {
		t.Errorf("last heard %s, %d days ago", i.Last.Base().ID, i.Quiet)
	}
	earlier := pact.Say("s", "2020-01-05", "north-office", "asserts", "north-offers-1", "paper-0117")
	if i := ask(t, pact.Base+report+earlier, "2020-01-17")["pay"]; len(i.RaisedBy) != 1 || i.RaisedBy[0] != "north-office" {
		t.Errorf("raised by %v", i.RaisedBy)
	}
	if i := ask(t, pact.Base+report+earlier, "2020-01-16")["pay"]; i.RaisedBy != nil {
		t.Errorf("that was not known on the 16th: %v", i.RaisedBy)
	}
}

func TestEachSidesOwnWordIsApartFromWhatIsReported(t *testing.T) {
	text := pact.Base + report + pact.Say("s", "2020-01-12", "north-office", "asserts", "north-offers-1", "paper-0117")
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
	text := pact.Base + "\nclaim closer\n  about        term\n  that         \"The sides have come closer.\"\n" + pact.Say("s", "2020-01-12", "north-office", "asserts", "closer", "paper-0117")
	i := ask(t, text, "2020-01-17")["term"]
	if d := cmp.Diff([]parley.ID{"closer"}, ids(i.Others)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// An inference of ours is no news of an issue, and an issue that nobody has
// spoken of is not on the agenda.
func TestOurOwnReadingRaisesNothing(t *testing.T) {
	text := pact.Base + report + "\n2020-01-15 inference mine\n  asserts      south-asks-4\n  from         five\n"
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
	text := pact.Base + "\nissue extra \"The extra\"\n  part-of      pay\n\nclaim north-extra\n  that         north offers extra = USD 1 million\n" +
		pact.Say("s", "2020-01-12", "north-office", "asserts", "north-extra", "paper-0117")
	if i := ask(t, text, "2020-01-17")["extra"]; i.Part == nil || i.Part.ID != "pay" {
		t.Errorf("part of %+v", i.Part)
	}
}

func TestAnEventOrADeadlineIsNewsOfItsIssue(t *testing.T) {
	text := pact.Base + report + "\n2020-01-15 event e \"Something happened\"\n  about        term\n  via          paper-0117\n" +
		"\n2020-03-01 deadline d \"Due\"\n  about        term\n  via          paper-0117\n"
	i := ask(t, text, "2020-01-17")["term"]
	if i.Raised == nil || i.Raised.Base().ID != "e" || i.Last.Base().ID != "e" || i.Quiet != 2 {
		t.Errorf("a deadline that is still ahead was not heard of on its day: %+v", i)
	}
}
