package evidence_test

import (
	"fmt"
	"strings"
	"testing"
)

// conflicts lists the kinds of the conflicts of a case, explained ones in
// brackets.
func conflicts(t *testing.T, text string) string {
	t.Helper()
	var ks []string
	for _, c := range assess(t, text, whole).Conflicts() {
		k := string(c.Kind)
		if c.Cannot {
			k += "?"
		}
		if c.Explained != "" {
			k = "[" + k + "]"
		}
		ks = append(ks, k)
	}
	return strings.Join(ks, " ")
}

const (
	askSix  = "\nclaim ask-six\n  that a asks price = EUR 6.00 per year for 2020\n"
	askUSD  = "\nclaim ask-usd\n  that a asks price = USD 9.00 per year for 2020\n"
	rate    = "\nclaim rate\n  that b pays price = EUR 1.00 ~ USD 1.10 in total for 2019\n"
	annaAsk = "anna 2020-02-01 on-record asserts ask via paper"
)

func explain(kind string, ids string) string {
	return "\n2020-03-05 explain why\n  of " + ids + "\n  conflict " + kind + "\n  reason error\n"
}

// For each kind: a case that has exactly it, one that nearly has it, one in
// which it is explained, and changes of amount, date and standing that flip it.
func TestConflicts(t *testing.T) {
	event := func(id, day, more string) string { return "\n" + day + " event " + id + "\n  via paper\n" + more }
	for _, test := range []struct{ name, text, want string }{
		{"value: two amounts", askSix + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), "value"},
		{"value, nearly: within rounding", strings.Replace(askSix, "6.00", "5.004 million", 1) + rounded + say("anna 2020-02-01 on-record asserts ask-rounded;asserts ask-six via paper"), ""},
		{"value: beyond rounding", strings.Replace(askSix, "6.00", "5.006 million", 1) + rounded + say("anna 2020-02-01 on-record asserts ask-rounded;asserts ask-six via paper"), "value"},
		{"value, nearly: another year", strings.Replace(askSix, "2020", "2021", 1) + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), ""},
		{"value, nearly: another owner", strings.Replace(askSix, "that a", "that b", 1) + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), ""},
		{"value, nearly: one replaces the other", askSix + "  replaces ask\n" + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), ""},
		{"value, nearly: at least", strings.Replace(askSix, "= EUR 6.00", ">= EUR 4.00", 1) + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), ""},
		{"value: at least more", strings.Replace(askSix, "= EUR 6.00", ">= EUR 6.00", 1) + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), "value"},
		{"value, nearly: nobody says one", askSix + say(annaAsk), ""},
		{"value, explained", askSix + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper") + explain("value", "ask ask-six"), "[value]"},
		{"value, explained as another kind", askSix + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper") + explain("time", "ask ask-six"), "value"},
		{"value: no rate", askUSD + say("anna 2020-02-01 on-record asserts ask;asserts ask-usd via paper"), "value?"},
		{"value: at the recorded rate", rate + askUSD + say("anna 2020-02-01 on-record asserts ask;asserts ask-usd;asserts rate via paper"), "value"},
		{"value, nearly: at the recorded rate", rate + strings.Replace(askUSD, "9.00", "5.50", 1) + say("anna 2020-02-01 on-record asserts ask;asserts ask-usd;asserts rate via paper"), ""},
		{"between sides", say(annaAsk, "bert 2020-02-02 on-record denies ask via paper"), "between-sides"},
		{"between sides: a qualification", say(annaAsk, "bert 2020-02-02 on-record qualifies ask via paper"), "between-sides"},
		{"between sides, nearly: a refusal", say(annaAsk, "bert 2020-02-02 on-record declines ask via paper"), ""},
		{"between sides, nearly: no standing", say(annaAsk, "carl 2020-02-02 on-record denies ask via paper"), ""},
		{"between sides, nearly: the press is no side", say("- 2020-02-01 - asserts ask via paper", "bert 2020-02-02 on-record denies ask via paper"), ""},
		{"between sides, nearly: it gave way", say(annaAsk, "bert 2020-02-02 on-record denies ask via paper", "bert 2020-02-03 on-record asserts ask via paper"), ""},
		{"between sides, explained", say(annaAsk, "bert 2020-02-02 on-record denies ask via paper") + explain("between-sides", "u1 u2"), "[between-sides]"},
		{"between sides, open again", say(annaAsk, "bert 2020-02-02 on-record denies ask via paper", "arno 2020-02-03 on-record asserts ask via paper") + explain("between-sides", "u1 u2"), "between-sides"},
		{"one side", say(annaAsk, "arno 2020-02-01 on-record qualifies ask via paper"), "own-side"},
		{"one side, nearly: one person", say(annaAsk, "anna 2020-02-02 on-record qualifies ask via paper"), ""},
		{"one side, explained", say(annaAsk, "arno 2020-02-01 on-record qualifies ask via paper") + explain("own-side", "u1 u2"), "[own-side]"},
		{"outlet stronger", say("bert 2020-02-01 on-record qualifies ask outlet-says denies via paper"), "outlet-stronger"},
		{"outlet stronger: than a refusal", say("bert 2020-02-01 on-record declines ask outlet-says qualifies via paper"), "outlet-stronger"},
		{"outlet, nearly: weaker", say("bert 2020-02-01 on-record denies ask outlet-says qualifies via paper"), ""},
		{"outlet, explained", say("bert 2020-02-01 on-record qualifies ask outlet-says denies via paper") + explain("outlet-stronger", "u1"), "[outlet-stronger]"},
		{"stale", say("anna 2020-02-01 on-record qualifies ask via paper", "- 2020-02-02 - asserts ask via paper"), "stale-repetition"},
		{"stale, nearly: before", say("anna 2020-02-03 on-record qualifies ask via paper", "- 2020-02-02 - asserts ask via paper"), ""},
		{"stale, nearly: the owner only refused", say("anna 2020-02-01 on-record declines ask via paper", "- 2020-02-02 - asserts ask via paper"), ""},
		{"stale, nearly: the other side denied", say("bert 2020-02-01 on-record denies ask via paper", "- 2020-02-02 - asserts ask via paper"), ""},
		{"stale, nearly: renewed by the owner", say("anna 2020-02-01 on-record qualifies ask via paper", "- 2020-02-02 - asserts ask via paper", "anna 2020-02-03 on-record asserts ask via paper"), ""},
		{"stale, explained", say("anna 2020-02-01 on-record qualifies ask via paper", "- 2020-02-02 - asserts ask via paper") + explain("stale-repetition", "u1 u2"), "[stale-repetition]"},
		{"definition", counts("x", "2020", "gross") + counts("y", "2020", "net") + say("anna 2020-02-01 on-record asserts x;asserts y via paper"), "definition"},
		{"definition, nearly: the same count", counts("x", "2020", "net") + counts("y", "2020", "net") + say("anna 2020-02-01 on-record asserts x;asserts y via paper"), ""},
		{"definition, nearly: another year", counts("x", "2020", "gross") + counts("y", "2021", "net") + say("anna 2020-02-01 on-record asserts x;asserts y via paper"), ""},
		{"definition, explained", counts("x", "2020", "gross") + counts("y", "2020", "net") + say("anna 2020-02-01 on-record asserts x;asserts y via paper") + explain("definition", "x y"), "[definition]"},
		{"time", event("e", "2020-01-05", "") + event("f", "2020-01-07", "  same-as e\n"), "time"},
		{"time, nearly: overlapping", event("e", "2020-01-05/2020-01-07", "") + event("f", "2020-01-07", "  same-as e\n"), ""},
		{"time, nearly: two events", event("e", "2020-01-05", "") + event("f", "2020-01-07", ""), ""},
		{"time: through another record of it", event("e", "2020-01-01", "") + event("f", "2020-01-01/2020-01-09", "  same-as e\n") + event("g", "2020-01-09", "  same-as f\n"), "time"},
		{"time, nearly: postponed twice", twice("postponed"), ""},
		{"time: signed twice", twice("signed"), "time"},
		{"value: more than, and exactly", strings.Replace(askSix, "= EUR 6.00", "> EUR 5", 1) + say("anna 2020-02-01 on-record asserts ask;asserts ask-six via paper"), "value"},
		{"time, explained", event("e", "2020-01-05", "") + event("f", "2020-01-07", "  same-as e\n") + explain("time", "e f"), "[time]"},
	} {
		if got := conflicts(t, test.text); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

const rounded = "\nclaim ask-rounded\n  that a asks price = EUR 5.00 million per year for 2020\n"

func counts(id, year, what string) string {
	return "\nclaim " + id + "\n  that a pays price = EUR 5 for " + year + " counts \"" + what + "\"\n"
}

func TestAConflictNamesItsExactEntries(t *testing.T) {
	a := assess(t, say(annaAsk, "bert 2020-02-02 on-record denies ask via paper"), whole)
	c := a.Open()[0]
	if got := c.Entries; len(got) != 2 || got[0] != "u1" || got[1] != "u2" || c.About[0] != "ask" || len(c.Parties) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestALapseRunsFromTheEndToTheEntryIntoForce(t *testing.T) {
	text := `
agreement one

agreement two
  follows one

2019-01-01 terms one-terms
  of one
  covers 2019
  pays 2019 = EUR 4
  via paper

2019-12-31 stage one-ended
  of one
  reached expired
  via paper

2020-05-10 stage two-signed
  of two
  reached signed
  via paper

2020-06-01 stage two-in-force
  of two
  reached in-force
  via gazette
`
	a := assess(t, text, whole)
	ls := a.Lapses(whole.AsOf)
	if len(ls) != 1 || ls[0].From.String() != "2020-01-01" || ls[0].To.String() != "2020-05-31" || !ls[0].Over {
		t.Fatalf("%+v", ls)
	}
	early := whole
	early.AsOf = 737485 // 2020-03-01: the gazette is not out
	if ls := assess(t, text, early).Lapses(early.AsOf); len(ls) != 1 || ls[0].Over || ls[0].To != 0 || ls[0].Signed == nil {
		t.Errorf("before the entry into force is known: %+v", ls)
	}
}

func twice(reached string) string {
	stage := func(id, day string) string {
		return "\n" + day + " stage " + id + "\n  of pact\n  reached " + reached + "\n  via paper\n"
	}
	return "\nagreement pact\n" + stage("one", "2020-01-01") + stage("two", "2020-01-05")
}

// Fifty-five pairs, each explained, are fifty-five explained conflicts; without
// the explanations they are one.
func TestManyFiguresAreOneConflictOnlyWhileTheyAreOpen(t *testing.T) {
	var claims, explained strings.Builder
	stances := ""
	for i := range 11 {
		fmt.Fprintf(&claims, "\nclaim f%d\n  that a asks price = EUR %d per year for 2021\n", i, 10+i)
		stances += fmt.Sprintf(";asserts f%d", i)
		for j := range i {
			fmt.Fprintf(&explained, "\n2020-03-05 explain x%d-%d\n  of f%d f%d\n  conflict value\n  reason error\n", i, j, j, i)
		}
	}
	said := claims.String() + say("anna 2020-02-01 on-record asserts ask"+stances+" via paper")
	if got := conflicts(t, said); got != "value" {
		t.Errorf("open: %q, want one", got)
	}
	if got := conflicts(t, said+explained.String()); strings.Count(got, "[value]") != 55 || strings.Contains(" "+got+" ", " value ") {
		t.Errorf("explained: %q", got)
	}
}
