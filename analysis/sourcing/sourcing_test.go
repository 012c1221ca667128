package sourcing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/sourcing"
	"parley/date"
	"parley/parleytest/pact"
)

func ask(t *testing.T, text, day string, claim parley.ID) sourcing.Result {
	t.Helper()
	r, err := sourcing.Of(pact.Weigh(t, text, day), sourcing.Options{Claim: claim})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const report = "\n2020-01-09 report five\n  asserts      south-asks-5\n  via          paper-0110\n"

// A claim that is not there and one that is not for the reader get one answer.
func TestNoSuchClaimAndNotForYouAreOneAnswer(t *testing.T) {
	hidden := pact.Base + strings.Replace(report, "report five", "report five", 1) +
		"\nclaim inside\n  about        pay\n  that         \"Inside.\"\n  audience     side:north\n" +
		"\n2020-01-09 report inner\n  audience     side:north\n  asserts      inside\n  via          paper-0110\n"
	a := pact.Weigh(t, hidden, "2020-01-17")
	_, e1 := sourcing.Of(a, sourcing.Options{Claim: "inside"})
	_, e2 := sourcing.Of(a, sourcing.Options{Claim: "nowhere"})
	var no *sourcing.NoClaim
	if !errors.As(e1, &no) || !errors.As(e2, &no) || strings.ReplaceAll(e1.Error(), "inside", "nowhere") != e2.Error() {
		t.Errorf("%v / %v", e1, e2)
	}
	if _, err := sourcing.Of(pact.Weigh(t, hidden, "2020-01-17", parley.Side("north")), sourcing.Options{Claim: "inside"}); err != nil {
		t.Errorf("the side itself: %v", err)
	}
}

const seats = `
person head "Head of the delegation"

2020-01-05 seat head-seat "Head"
  of           head
  in           south-office
  speaks-for   south
  via          paper-0110

2020-01-12 seat head-left "Head no more"
  of           head
  leaves       head-seat
  via          paper-0117
`

func TestWhySomebodySpeaksForASideOnThatDay(t *testing.T) {
	for _, test := range []struct {
		name, by, day string
		want          sourcing.Ground
	}{
		{"declared", "south-office", "2020-01-09", sourcing.Ground{Party: "south"}},
		{"by a seat", "head", "2020-01-09", sourcing.Ground{Party: "south", Seat: "head-seat", From: date.On(2020, 1, 5), To: date.On(2020, 1, 12)}},
		{"before the seat", "head", "2020-01-04", sourcing.Ground{Seat: "head-seat", From: date.On(2020, 1, 5), To: date.On(2020, 1, 12)}},
		{"after the seat", "head", "2020-01-13", sourcing.Ground{Seat: "head-seat", From: date.On(2020, 1, 5), To: date.On(2020, 1, 12)}},
		{"never", "south-club", "2020-01-09", sourcing.Ground{}},
	} {
		r := ask(t, pact.Base+seats+pact.Say("s", test.day, test.by, "asserts", "south-asks-5", "paper-0117"), "2020-01-17", "south-asks-5")
		if d := cmp.Diff([]sourcing.Ground{test.want}, r.Voices[0].Grounds); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
	if r := ask(t, pact.Base+report, "2020-01-17", "south-asks-5"); r.Voices[0].Grounds != nil {
		t.Errorf("a report speaks for somebody: %+v", r.Voices[0].Grounds)
	}
}

func TestWhatDoesNotCountSaysWhy(t *testing.T) {
	text := pact.Base + report + pact.Say("early", "2020-01-08", "south-office", "asserts", "south-asks-5", "paper-0110") +
		pact.Say("late", "2020-01-16", "south-office", "denies", "south-asks-5", "paper-0117") +
		"\n2020-01-16 retract gone\n  of           five\n  via          paper-0117\n"
	r := ask(t, text, "2020-01-17", "south-asks-5")
	got := make(map[parley.ID]string)
	for _, v := range r.Voices {
		switch {
		case v.Live:
			got[v.Utterance] = "counts"
		case v.Retract != "":
			got[v.Utterance] = "taken back by " + string(v.Retract)
		default:
			got[v.Utterance] = "overtaken by " + string(v.Later)
		}
	}
	if d := cmp.Diff(map[parley.ID]string{"five": "taken back by gone", "early": "overtaken by late", "late": "counts"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	r = ask(t, text, "2020-01-10", "south-asks-5")
	for _, v := range r.Voices {
		if !v.Live {
			t.Errorf("on 10 January all count, and %s does not", v.Utterance)
		}
	}
}

func history(r sourcing.Result) (out []string) {
	for _, x := range r.History {
		out = append(out, x.Day.String()+" "+x.Standing.Status.Basis.String()+" "+x.Standing.Status.Response.String()+" "+string(x.Standing.BasisRule))
	}
	return out
}

func TestTheHistoryHasTheDaysOnWhichTheStatusChanged(t *testing.T) {
	text := pact.Base + report + pact.Say("owner", "2020-01-15", "south-office", "asserts", "south-asks-5", "paper-0117") +
		pact.Say("again", "2020-01-16", "south-office", "asserts", "south-asks-5", "paper-0117") +
		pact.Say("no", "2020-01-20", "north-office", "denies", "south-asks-5", "paper-0201")
	r := ask(t, text, "2020-02-01", "south-asks-5")
	want := []string{"2020-01-10 reported none B3", "2020-01-17 on-record none B2", "2020-02-01 on-record denied B2"}
	if d := cmp.Diff(want, history(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(want[:2], history(ask(t, text, "2020-01-31", "south-asks-5"))); d != "" {
		t.Errorf("a day earlier (-want +got):\n%s", d)
	}
	for _, x := range r.History {
		if len(x.New) == 0 {
			t.Errorf("%s: nothing new", x.Day)
		}
	}
}

// A seat that becomes known later gives standing to words that were known.
func TestASeatThatBecomesKnownLaterIsATurn(t *testing.T) {
	text := pact.Base + pact.Say("s", "2020-01-09", "head", "asserts", "south-asks-5", "paper-0110") + strings.ReplaceAll(seats, "paper-0110", "paper-0117")
	want := []string{"2020-01-10 reported none B3n", "2020-01-17 on-record none B2"}
	if d := cmp.Diff(want, history(ask(t, text, "2020-02-01", "south-asks-5"))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestDigitsAndPairsSayWhatTheyLeaveOpen(t *testing.T) {
	text := pact.Base + "\nclaim pair\n  that         north offers pay = KRW 1.04 trillion ~ USD 896 million for 2020\n" + pact.Say("s", "2020-01-09", "north-office", "asserts", "pair", "paper-0110")
	x := ask(t, text, "2020-01-17", "pair").Amounts
	if len(x) != 1 || !x[0].Implied || x[0].Rate.Quote != "KRW" || x[0].Rate.Base != "USD" {
		t.Fatalf("%+v", x)
	}
	if lo, hi := x[0].Bounds.Lo.String(), x[0].Bounds.Hi.String(); lo != "1035000000000" || hi != "1045000000000" {
		t.Errorf("interval %s to %s", lo, hi)
	}
	x = ask(t, pact.Base+report, "2020-01-17", "south-asks-5").Amounts
	if len(x) != 1 || x[0].Implied {
		t.Errorf("one amount implies a rate: %+v", x)
	}
}

func TestReplacedClaimsAreLinkedBothWays(t *testing.T) {
	text := pact.Base + report + "\n2020-01-16 report four\n  asserts      south-asks-4\n  via          paper-0117\n"
	if r := ask(t, text, "2020-01-17", "south-asks-5"); len(r.ReplacedBy) != 1 || r.ReplacedBy[0].Claim.ID != "south-asks-4" || r.Replaces != nil {
		t.Errorf("the old one: %+v %+v", r.ReplacedBy, r.Replaces)
	}
	if r := ask(t, text, "2020-01-17", "south-asks-4"); len(r.Replaces) != 1 || r.Replaces[0].Claim.ID != "south-asks-5" || r.ReplacedBy != nil {
		t.Errorf("the new one: %+v %+v", r.Replaces, r.ReplacedBy)
	}
	if r := ask(t, text, "2020-01-16", "south-asks-5"); r.ReplacedBy != nil {
		t.Errorf("replaced before that was known: %+v", r.ReplacedBy)
	}
}

// enact turns a move into entries that make it, as of 1 February.
func enact(m sourcing.Move, claim string) (text string) {
	office := func(p parley.ID) string { return string(p) + "-office" }
	switch m.Kind {
	case sourcing.Document:
		var of, by []string
		for _, p := range m.Parties {
			of, by = append(of, string(p)), append(by, office(p))
		}
		text = "\nsource paper-of\n  type         official-document\n  of           " + strings.Join(of, " ") + "\n  published    2020-02-01\n  seen         yes\n"
		return text + pact.Say("doc", "2020-01-30", strings.Join(by, " "), "asserts", claim, "paper-of")
	case sourcing.OwnerSay:
		return pact.Say("owner-says", "2020-01-30", office(m.Parties[0]), "asserts", claim, "paper-0201")
	case sourcing.Deny:
		return pact.Say("denial", "2020-01-30", "north-office", "denies", claim, "paper-0201")
	case sourcing.AllSay, sourcing.Renew:
		for _, p := range m.Parties {
			text += pact.Say("says-"+string(p), "2020-01-30", office(p), "asserts", claim, "paper-0201")
		}
		return text
	}
	return ""
}

// Each move that is named changes the status to what it says.
func TestTheMovesDoWhatTheySay(t *testing.T) {
	joint := "\nclaim closer\n  about        term\n  that         \"The sides have come closer.\"\n"
	seen := make(map[sourcing.MoveKind]bool)
	for name, c := range map[string]struct{ text, claim string }{
		"reported":                      {report, "south-asks-5"},
		"reported and declined":         {report + pact.Say("r", "2020-01-10", "north-board", "declines", "south-asks-5", "paper-0117"), "south-asks-5"},
		"reported and qualified":        {report + pact.Say("r", "2020-01-10", "south-office", "qualifies", "south-asks-5", "paper-0117"), "south-asks-5"},
		"reported, denied by the other": {report + pact.Say("r", "2020-01-10", "north-board", "denies", "south-asks-5", "paper-0117"), "south-asks-5"},
		"on record":                     {pact.Say("s", "2020-01-09", "south-office", "asserts", "south-asks-5", "paper-0110"), "south-asks-5"},
		"on record and denied":          {pact.Say("s", "2020-01-09", "north-office", "asserts", "north-offers-1", "paper-0110") + pact.Say("r", "2020-01-10", "north-board", "denies", "north-offers-1", "paper-0117"), "north-offers-1"},
		"other side":                    {pact.Say("s", "2020-01-09", "north-board", "asserts", "south-asks-5", "paper-0110"), "south-asks-5"},
		"of no side":                    {pact.Say("s", "2020-01-09", "south-club", "asserts", "south-asks-5", "paper-0110"), "south-asks-5"},
		"joint, one has said so":        {joint + pact.Say("s", "2020-01-09", "north-board", "asserts", "closer", "paper-0110"), "closer"},
		"joint, reported":               {joint + strings.ReplaceAll(report, "south-asks-5", "closer"), "closer"},
		"joint, heard and qualified": {joint + pact.Say("s", "2020-01-09", "north-board", "asserts", "closer hearsay", "paper-0110") +
			pact.Say("r", "2020-01-10", "north-office", "qualifies", "closer", "paper-0117"), "closer"},
		"joint, heard and denied by both": {joint + pact.Say("s", "2020-01-09", "north-board", "asserts", "closer hearsay", "paper-0110") +
			pact.Say("r", "2020-01-10", "north-office south-office", "denies", "closer", "paper-0117"), "closer"},
		"joint, on record and qualified by the other": {joint + pact.Say("s", "2020-01-09", "north-board", "asserts", "closer", "paper-0110") +
			pact.Say("r", "2020-01-10", "south-office", "qualifies", "closer", "paper-0117"), "closer"},
		"nobody says so, and one denies": {pact.Say("r", "2020-01-10", "south-office", "denies", "south-asks-5", "paper-0117"), "south-asks-5"},
	} {
		r := ask(t, pact.Base+c.text, "2020-01-31", parley.ID(c.claim))
		if len(r.Moves) == 0 {
			t.Errorf("%s: nothing would change it", name)
		}
		for _, m := range r.Moves {
			seen[m.Kind] = true
			got := ask(t, pact.Base+c.text+enact(m, c.claim), "2020-02-01", parley.ID(c.claim)).Standing.Status
			if d := cmp.Diff(m.To, got); d != "" {
				t.Errorf("%s, %s by %v (-said +became):\n%s", name, m.Kind, m.Parties, d)
			}
		}
	}
	for _, k := range []sourcing.MoveKind{sourcing.Document, sourcing.OwnerSay, sourcing.AllSay, sourcing.Renew, sourcing.Deny} {
		if !seen[k] {
			t.Errorf("no case for %s", k)
		}
	}
}

// A document that we know only as quoted is named, and seeing it confirms.
func TestSeeingTheDocumentConfirms(t *testing.T) {
	doc := "\nsource letter\n  type         official-statement\n  of           south-office\n  published    2020-01-09\n  seen         no\n"
	text := pact.Base + doc + strings.Replace(pact.Say("s", "2020-01-09", "south-office", "asserts", "south-asks-5", "letter quoted-in paper-0110"), "on-record", "official-statement", 1)
	r := ask(t, text, "2020-01-31", "south-asks-5")
	i := slices.IndexFunc(r.Moves, func(m sourcing.Move) bool { return m.Kind == sourcing.See })
	if i < 0 || r.Moves[i].Source != "letter" {
		t.Fatalf("moves: %+v", r.Moves)
	}
	if slices.ContainsFunc(r.Moves, func(m sourcing.Move) bool { return m.Kind == sourcing.Document }) {
		t.Error("any document is asked for beside the one that there is")
	}
	read := strings.Replace(strings.Replace(text, "seen         no", "seen         yes", 1), "letter quoted-in paper-0110", "letter", 1)
	if got := ask(t, read, "2020-01-31", "south-asks-5").Standing.Status; got != r.Moves[i].To {
		t.Errorf("it became %v, and we had said %v", got, r.Moves[i].To)
	}
}

func TestAnOverrideLeavesNoMoves(t *testing.T) {
	text := pact.Base + report + "\n2020-01-11 override ours\n  of           south-asks-5\n  basis        on-record\n  reason       \"Heard it ourselves.\"\n"
	r := ask(t, text, "2020-01-17", "south-asks-5")
	if r.Moves != nil || r.Standing.Override != "ours" {
		t.Errorf("%+v", r.Moves)
	}
	if d := cmp.Diff([]string{"2020-01-10 reported none B3", "2020-01-11 on-record none B3"}, history(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
