package agenda_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/agenda"
	"parley/parleytest/pact"
)

func round(id, date, talks string) string {
	return "\n" + date + " round " + id + "\n  talks        " + talks + "\n  via          paper-0117\n"
}

func stage(id, date, of, reached string) string {
	return "\n" + date + " stage " + id + "\n  of           " + of + "\n  reached      " + reached + "\n  via          paper-0117\n"
}

// rounds are the rounds, each with the time that is its own.
func rounds(t *testing.T, text, day string) (all []string) {
	t.Helper()
	r, err := agenda.Of(pact.Weigh(t, text, day), agenda.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Rounds {
		said := fmt.Sprintf("%s %s to %s", x.Round.ID, x.From, x.To)
		for _, s := range x.Reached {
			said += " " + s.Reached
		}
		all = append(all, said)
	}
	return all
}

func TestTheTimeOfARoundEndsWhereTheNextMayHaveBegun(t *testing.T) {
	two := pact.Base + round("one", "2019-12-02/2019-12-03", "pact-2") + round("two", "2020-01-08", "pact-2")
	for name, c := range map[string]struct {
		text, day string
		want      []string
	}{
		"no round":                                  {pact.Base, "2020-01-20", nil},
		"two":                                       {two, "2020-01-20", []string{"one 2019-12-02 to 2020-01-07", "two 2020-01-08 to 2020-01-20"}},
		"before they were known":                    {two, "2020-01-16", nil},
		"a round of other talks":                    {two + round("old", "2019-06-01", "pact-1"), "2020-01-20", []string{"one 2019-12-02 to 2020-01-07", "two 2020-01-08 to 2020-01-20"}},
		"one that was put off":                      {two + round("off", "2020-01-12", "pact-2") + stage("off-end", "2020-01-11", "off", "postponed"), "2020-01-20", []string{"one 2019-12-02 to 2020-01-07", "two 2020-01-08 to 2020-01-20"}},
		"one that is to come":                       {two + round("ahead", "2020-02-12", "pact-2"), "2020-01-20", []string{"one 2019-12-02 to 2020-01-07", "two 2020-01-08 to 2020-01-20"}},
		"one of which the month is known":           {two + round("vague", "2019-12", "pact-2"), "2020-01-20", []string{"one 2019-12-02 to 2019-11-30", "vague 2019-12-31 to 2020-01-07", "two 2020-01-08 to 2020-01-20"}},
		"one of which only the end is known":        {two + round("late", "../2020-01-15", "pact-2"), "2020-01-20", []string{"one 2019-12-02 to none", "two 2020-01-08 to none", "late 2020-01-15 to 2020-01-20"}},
		"the talks were over when it was signed":    {two + stage("sure", "2020-01-09", "pact-2", "agreed-in-principle") + stage("s", "2020-01-10", "pact-2", "signed"), "2020-01-20", []string{"one 2019-12-02 to 2020-01-07", "two 2020-01-08 to 2020-01-10 agreed-in-principle signed"}},
		"what another agreement reached is nothing": {two + stage("s", "2020-01-10", "pact-1", "signed"), "2020-01-20", []string{"one 2019-12-02 to 2020-01-07", "two 2020-01-08 to 2020-01-20"}},
	} {
		if d := cmp.Diff(c.want, rounds(t, c.text, c.day)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// states says what is recorded of an issue in each round, and by which entry.
func states(t *testing.T, text, day, issue string) (all []string) {
	t.Helper()
	words := map[agenda.State]string{agenda.Silent: "silent", agenda.Unheard: "unheard", agenda.Spoken: "spoken", agenda.Moved: "moved", agenda.Accepted: "accepted"}
	for _, turn := range ask(t, text, day)[parley.ID(issue)].Rounds {
		said := words[turn.State]
		if turn.By != nil {
			said += " " + string(turn.By.Base().ID)
		}
		all = append(all, said)
	}
	return all
}

func TestAStateIsWhatTheRecordShows(t *testing.T) {
	base := pact.Base + round("one", "2019-12-02", "pact-2") + round("two", "2020-01-08", "pact-2") + round("three", "2020-01-14", "pact-2") +
		"\nclaim north-accepts\n  that         north accepts pay = USD 400 million per year for 2020\n"
	asks := func(id, day string) string {
		return pact.Say(id, day, "south-office", "asserts", "south-asks-5", "paper-0117")
	}
	moves := pact.Say("now-4", "2020-01-15", "south-office", "asserts", "south-asks-4", "paper-0117")
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"spoken of, then silence":      {asks("a", "2019-12-05"), []string{"spoken a", "silent", "silent"}},
		"the last that was said":       {asks("b", "2019-12-06") + asks("a", "2019-12-05"), []string{"spoken b", "silent", "silent"}},
		"not heard of until the third": {asks("a", "2020-01-15"), []string{"unheard", "unheard", "spoken a"}},
		"heard of before the first":    {asks("a", "2019-11-15"), []string{"silent", "silent", "silent"}},
		"perhaps before the first":     {asks("a", "../2020-01-15"), []string{"silent", "silent", "silent"}},
		"in December, one cannot say":  {asks("a", "2019-12"), []string{"silent", "silent", "silent"}},
		"about that day":               {asks("a", "2019-12-05~"), []string{"silent", "silent", "silent"}},
		"a position moves":             {asks("a", "2019-12-05") + moves, []string{"spoken a", "silent", "moved now-4"}},
		"and is repeated":              {moves + asks("a", "2019-12-05") + pact.Say("again", "2020-01-16", "south-office", "asserts", "south-asks-4", "paper-0117"), []string{"spoken a", "silent", "moved now-4"}},
		"and was taken back": {asks("a", "2019-12-05") + moves + "\n2020-01-16 retract r\n  of           now-4\n  by           south-office\n  via          paper-0117\n",
			[]string{"spoken a", "silent", "spoken now-4"}},
		"a side accepts": {asks("a", "2019-12-05") + pact.Say("yes", "2020-01-09", "north-office", "asserts", "north-accepts", "paper-0117"), []string{"spoken a", "accepted yes", "silent"}},
		"the other side says that it accepts": {asks("a", "2019-12-05") + pact.Say("they", "2020-01-09", "south-office", "asserts", "north-accepts", "paper-0117"),
			[]string{"spoken a", "spoken they", "silent"}},
		"our own reading": {asks("a", "2019-12-05") + "\n2020-01-15 inference mine\n  asserts      south-asks-4\n  from         a\n", []string{"spoken a", "silent", "silent"}},
	} {
		if d := cmp.Diff(c.want, states(t, base+c.text, "2020-01-20", "pay")); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	if got := states(t, base+asks("a", "2019-12-05")+moves, "2020-01-16", "pay"); got != nil {
		t.Errorf("known too early: %v", got)
	}
}

func TestFiguresAreMeasuredWhereSidesNameThem(t *testing.T) {
	asks := pact.Say("s", "2020-01-12", "south-office", "asserts", "south-asks-5", "paper-0117")
	offers := pact.Say("n", "2020-01-12", "north-office", "asserts", "north-offers-1", "paper-0117")
	for name, c := range map[string]struct {
		text  string
		known int
		gap   string
	}{
		"both":            {asks + offers, 2, "390000000"},
		"one is silent":   {asks, 1, ""},
		"words":           {"\nclaim words\n  that         south asks pay = \"more\"\n" + pact.Say("w", "2020-01-12", "south-office", "asserts", "words", "paper-0117"), 0, ""},
		"no rate":         {asks + "\nclaim in-euros\n  that         north offers pay = EUR 100 million per year for 2020\n" + pact.Say("e", "2020-01-12", "north-office", "asserts", "in-euros", "paper-0117"), 0, ""},
		"talks were over": {asks + offers + stage("force", "2020-01-15", "pact-2", "in-force"), 0, ""},
	} {
		i := ask(t, pact.Base+c.text, "2020-01-20")["pay"]
		known, gap := 0, ""
		if i.Apart != nil {
			known = len(i.Apart.Known())
		}
		if i.Gap != nil {
			gap = i.Gap.Value.String()
		}
		if known != c.known || gap != c.gap {
			t.Errorf("%s: %d figures, %q apart; want %d, %q", name, known, gap, c.known, c.gap)
		}
	}
}
