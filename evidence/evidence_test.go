package evidence_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// cast is a small world: two parties that buy and sell, a ministry and a
// spokesman each, a union that speaks for nobody, and sources.
const cast = `
case trade "A trade"
  parties a b
  money EUR
  zone Europe/Berlin
  audience public

party a "Aland"

party b "Bland"

body min-a "Ministry of Aland"
  of a
  speaks-for a

body min-b "Ministry of Bland"
  of b
  speaks-for b

body union "The union"
  of a

person anna "Anna"
  speaks-for a

person arno "Arno"
  speaks-for a

person bert "Bert"
  speaks-for b

person carl "Carl"

issue price "The price"

source paper "The paper"
  type news-article
  published 2020-03-01

source gazette "The gazette"
  type news-article
  published 2020-03-02

source wire "The wire"
  type wire-story
  published 2020-03-01

source paper-a "A paper of the ministry of Aland"
  type official-statement
  of min-a
  published 2020-03-01
  seen yes

source paper-b "A paper of the ministry of Bland"
  type official-statement
  of min-b
  published 2020-03-01
  seen yes

source joint "A joint paper"
  type official-statement
  of min-a min-b
  published 2020-03-01
  seen yes

source unseen-a "A paper of Aland that we have not seen"
  type official-statement
  of min-a
  published 2020-03-01

source treaty "The treaty"
  type instrument
  of a b
  published 2020-03-01
  seen yes

source unnamed "a report"
  type press-unnamed
  published unknown

source late "A late paper"
  type news-article
  published 2020-04-01

claim ask
  that a asks price = EUR 5 per year for 2020

claim met
  about price
  that "They have met."
`

func assess(t *testing.T, text string, from view.Vantage) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"c.parley": {Data: []byte(cast + text)}}, "c.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range b.Faults {
		t.Fatalf("%s: line %d: %v", f.Code, f.Span.Line, f.Args)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), from))
}

// whole is the owner's view of everything up to the end of 2020.
var whole = view.Vantage{Reader: parley.All, AsOf: date.On(2020, 12, 31)}

// say writes a statement in one line: "anna 2020-02-01 on-record asserts ask via paper".
func say(lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		w := strings.Fields(l)
		id := "u" + string(rune('1'+i))
		via := strings.Index(l, " via ")
		stance := strings.Join(strings.Fields(l[:via])[3:], " ")
		if w[0] == "-" {
			b.WriteString("\n" + w[1] + " report " + id + "\n")
		} else {
			b.WriteString("\n" + w[1] + " statement " + id + "\n  by " + w[0] + "\n  mode " + w[2] + "\n")
		}
		for s := range strings.SplitSeq(stance, ";") {
			b.WriteString("  " + strings.TrimSpace(s) + "\n")
		}
		for s := range strings.SplitSeq(l[via+5:], ";") {
			b.WriteString("  via " + strings.TrimSpace(s) + "\n")
		}
	}
	return b.String()
}

func TestTheStrongestLiveAssertionGivesTheBasis(t *testing.T) {
	for _, test := range []struct {
		name, text, claim string
		rule              evidence.Rule
		basis             string
	}{
		{"the owner's document, seen", say("min-a 2020-02-01 official-statement asserts ask via paper-a"), "ask", "B1a", "confirmed"},
		{"a report of the owner's document, seen", say("- 2020-02-01 - asserts ask via paper-a"), "ask", "B1a", "confirmed"},
		{"the instrument itself", say("- 2020-02-01 - asserts ask via treaty"), "ask", "B1a", "confirmed"},
		{"a joint paper for a joint claim", say("- 2020-02-01 - asserts met via joint"), "met", "B1a", "confirmed"},
		{"one side's paper for a joint claim", say("- 2020-02-01 - asserts met via paper-a"), "met", "B2", "on-record"},
		{"both sides, each for itself", say("anna 2020-02-01 on-record asserts ask via paper", "bert 2020-02-02 on-record asserts ask via paper"), "ask", "B1b", "confirmed"},
		{"both sides, one by hearsay", say("anna 2020-02-01 on-record asserts ask via paper", "bert 2020-02-02 on-record asserts ask hearsay via paper"), "ask", "B2", "on-record"},
		{"one who speaks for the owner", say("anna 2020-02-01 on-record asserts ask via paper"), "ask", "B2", "on-record"},
		{"the same through a wire and a paper", say("anna 2020-02-01 on-record asserts ask via wire quoted-in paper"), "ask", "B2", "on-record"},
		{"the owner's document as quoted", say("min-a 2020-02-01 official-statement asserts ask via paper-a quoted-in paper"), "ask", "B2", "on-record"},
		{"the owner's document, not seen", say("- 2020-02-01 - asserts ask via unseen-a"), "ask", "B2", "on-record"},
		{"one who speaks for the other side", say("bert 2020-02-01 on-record asserts ask via paper"), "ask", "B2o", "other-side"},
		{"the other side's document", say("- 2020-02-01 - asserts ask via paper-b"), "ask", "B2o", "other-side"},
		{"a paper that quotes is not the document", say("- 2020-02-01 - asserts ask via paper quoted-in paper-a"), "ask", "B3", "reported"},
		{"hearsay of one who speaks for a side", say("anna 2020-02-01 on-record asserts ask hearsay via paper"), "ask", "B2h", "second-hand"},
		{"somebody named who speaks for nobody", say("carl 2020-02-01 on-record asserts ask via paper"), "ask", "B3n", "reported"},
		{"a body that speaks for nobody", say("union 2020-02-01 on-record asserts ask via paper"), "ask", "B3n", "reported"},
		{"on background", say("anna 2020-02-01 background asserts ask via paper"), "ask", "B3", "reported"},
		{"on record, and later on background", say("anna 2020-02-01 on-record asserts ask via paper", "anna 2020-02-02 background asserts ask via paper"), "ask", "B2", "on-record"},
		{"an outlet", say("- 2020-02-01 - asserts ask via paper"), "ask", "B3", "reported"},
		{"ours", say("- 2020-02-01 - asserts met via paper") + "\n2020-03-03 inference i\n  asserts ask\n  from u1\n", "ask", "B4", "inferred"},
		{"only a denial", say("bert 2020-02-01 on-record denies ask via paper"), "ask", "B5", "not-sourced"},
	} {
		s := assess(t, test.text, whole).Of(parley.ID(test.claim))
		if s.BasisRule != test.rule || s.Status.Basis.String() != test.basis {
			t.Errorf("%s: %s, %s; want %s, %s", test.name, s.BasisRule, s.Status.Basis, test.rule, test.basis)
		}
	}
}

func TestTheStrongestLiveResponseOfASideCounts(t *testing.T) {
	const asked = "anna 2020-02-01 on-record asserts ask via paper"
	for _, test := range []struct {
		name string
		text string
		rule evidence.Rule
		whose,
		others []parley.ID
	}{
		{"none", say(asked), "R0", nil, nil},
		{"a refusal to say", say(asked, "bert 2020-02-02 on-record declines ask via paper"), "R1", ids("b"), nil},
		{"a qualification beats a refusal", say(asked, "bert 2020-02-02 on-record declines ask via paper", "arno 2020-02-03 on-record qualifies ask via paper"), "R2", ids("a"), nil},
		{"a denial beats both", say(asked, "bert 2020-02-02 on-record denies ask via paper", "arno 2020-02-03 on-record qualifies ask via paper"), "R3", ids("b"), nil},
		{"a denial by somebody who speaks for nobody is listed", say(asked, "carl 2020-02-02 on-record denies ask via paper"), "R0", nil, ids("u2")},
		{"a denial on background is listed", say(asked, "bert 2020-02-02 background denies ask via paper"), "R0", nil, ids("u2")},
		{"the owner's qualification ends when the owner asserts it later", say("arno 2020-01-01 on-record qualifies ask via paper", asked), "R0", nil, nil},
		{"not when on the same day", say("arno 2020-02-01 on-record qualifies ask via paper", asked), "R2", ids("a"), nil},
		{"not when the other side asserts it", say("arno 2020-01-01 on-record qualifies ask via paper", "bert 2020-02-01 on-record asserts ask via paper"), "R2", ids("a"), nil},
		{"a refusal ends when the owner says it", say("bert 2020-01-01 on-record declines ask via paper", asked), "R0", nil, nil},
		{"the other side's denial stands", say("bert 2020-01-01 on-record denies ask via paper", asked), "R3", ids("b"), nil},
		{"until it says otherwise", say("bert 2020-01-01 on-record denies ask via paper", asked, "bert 2020-02-05 on-record asserts ask via paper"), "R0", nil, nil},
		{"words off the record do not take back a denial", say(asked, "bert 2020-02-02 on-record denies ask via paper", "bert 2020-02-03 off-record asserts ask via paper"), "R3", ids("b"), nil},
		{"passing on what others say renews nothing", say("anna 2020-01-01 on-record qualifies ask via paper", "arno 2020-02-01 on-record asserts ask hearsay via paper"), "R2", ids("a"), nil},
		{"a denial by hearsay is listed", say(asked, "bert 2020-02-02 on-record denies ask hearsay via paper"), "R0", nil, ids("u2")},
		{"a denial known only later", say(asked, "bert 2020-02-02 on-record denies ask via late"), "R0", nil, nil},
	} {
		from := whole
		from.AsOf = date.On(2020, 3, 15)
		s := assess(t, test.text, from).Of("ask")
		if s.ResponseRule != test.rule {
			t.Errorf("%s: %s, want %s", test.name, s.ResponseRule, test.rule)
		}
		if d := cmp.Diff(test.whose, s.Whose); d != "" {
			t.Errorf("%s: whose (-want +got):\n%s", test.name, d)
		}
		if d := cmp.Diff(test.others, s.Others); d != "" {
			t.Errorf("%s: others (-want +got):\n%s", test.name, d)
		}
	}
}

func ids(s ...parley.ID) []parley.ID { return s }

func TestOnlyTheLatestStanceOfAnActorCounts(t *testing.T) {
	a := assess(t, say("anna 2020-02-01 on-record asserts ask via paper", "anna 2020-02-02 on-record declines ask via paper"), whole)
	s := a.Of("ask")
	if s.BasisRule != "B5" || s.ResponseRule != "R1" {
		t.Errorf("%s %s, want B5 R1", s.BasisRule, s.ResponseRule)
	}
	os := a.Opinions("ask")
	if len(os) != 2 || os[0].Live || os[0].Later != "u2" || !os[1].Live {
		t.Errorf("opinions: %+v", os)
	}
}

func TestARetractionEndsAStanceFromTheDayOnWhichItIsKnown(t *testing.T) {
	text := say("anna 2020-02-01 on-record asserts ask;asserts met via paper") +
		"\n2020-02-20 retract back\n  of u1 ask\n  by anna\n  via gazette\n"
	for _, test := range []struct {
		day       date.Day
		ask, both evidence.Rule
	}{{date.On(2020, 3, 1), "B2", "B2"}, {date.On(2020, 3, 2), "B5", "B2"}} {
		a := assess(t, text, view.Vantage{AsOf: test.day})
		if got := a.Of("ask").BasisRule; got != test.ask {
			t.Errorf("%s: ask is %s, want %s", test.day, got, test.ask)
		}
		if got := a.Of("met").BasisRule; got != test.both {
			t.Errorf("%s: met is %s, want %s", test.day, got, test.both)
		}
	}
	all := strings.Replace(text, "of u1 ask", "of u1", 1)
	if got := assess(t, all, whole).Of("met").BasisRule; got != "B5" {
		t.Errorf("a retraction of all leaves met %s", got)
	}
}

func TestAnOverrideStandsBesideWhatTheRulesSay(t *testing.T) {
	a := assess(t, say("- 2020-02-01 - asserts ask via paper")+"\n2020-03-05 override o\n  of ask\n  basis on-record\n  reason \"we were there\"\n", whole)
	s := a.Of("ask")
	if s.Status.Basis != parley.OnRecord || s.BasisRule != "B3" || s.Override != "o" || a.Status("ask").Basis != parley.OnRecord {
		t.Errorf("%+v", s)
	}
}

func TestTwoOutletsThatCiteOneReportAreOneWay(t *testing.T) {
	s := assess(t, say("- 2020-02-01 - asserts ask via unnamed quoted-in paper", "- 2020-02-02 - asserts ask via unnamed quoted-in gazette"), whole).Of("ask")
	if s.Origins != 1 {
		t.Errorf("%d origins, want 1", s.Origins)
	}
	s = assess(t, say("- 2020-02-01 - asserts ask via paper", "- 2020-02-02 - asserts ask via gazette"), whole).Of("ask")
	if s.Origins != 2 {
		t.Errorf("%d origins, want 2", s.Origins)
	}
}

func TestStandingIsThatOfTheDay(t *testing.T) {
	seats := `
2020-02-10 seat took
  of carl
  in min-b
  speaks-for b
  via paper

2020-02-20 seat left
  of carl
  leaves took
  via paper
`
	for day, want := range map[string]evidence.Rule{"2020-02-09": "B3n", "2020-02-10": "B2o", "2020-02-20": "B2o", "2020-02-21": "B3n"} {
		s := assess(t, seats+say("carl "+day+" on-record asserts ask via paper"), whole).Of("ask")
		if s.BasisRule != want {
			t.Errorf("carl on %s: %s, want %s", day, s.BasisRule, want)
		}
	}
	unsure := strings.Replace(seats, "2020-02-10 seat", "2020-02-05/2020-02-10 seat", 1)
	if s := assess(t, unsure+say("carl 2020-02-07 on-record asserts ask via paper"), whole).Of("ask"); s.BasisRule != "B3n" {
		t.Errorf("while it is not sure that the seat was taken: %s, want B3n", s.BasisRule)
	}
}

func TestAPositionIsOnesOwnWords(t *testing.T) {
	text := `
claim more
  that a asks price = EUR 7 per year for 2020
  replaces ask

claim rumour
  that a asks price = EUR 9 per year for 2020

claim fact
  that a says price = "it is low"
` + say("anna 2020-02-01 on-record asserts ask via paper", "anna 2020-02-03 on-record asserts more;asserts fact via paper", "- 2020-02-04 - asserts rumour via paper")
	a := assess(t, text, whole)
	ps := a.Positions("a")
	if len(ps) != 1 || ps[0].Issue != "price" {
		t.Fatalf("%+v", ps)
	}
	if d := cmp.Diff([]string{"more", "rumour"}, []string{string(ps[0].Own[0].ID), string(ps[0].Reported[0].ID)}); d != "" || len(ps[0].Own) != 1 || len(ps[0].Reported) != 1 {
		t.Errorf("own %v, reported %v\n%s", ps[0].Own, ps[0].Reported, d)
	}
	if ps := a.Positions("b"); len(ps) != 0 {
		t.Errorf("b has positions: %+v", ps)
	}
	if got := a.Of("ask").Superseded; !cmp.Equal(got, ids("more")) {
		t.Errorf("superseded by %v", got)
	}
}

func TestAPositionIsOrderedByItsOwnersWords(t *testing.T) {
	text := "\nclaim less\n  that a asks price = EUR 4 per year for 2020\n" +
		say("anna 2020-01-01 on-record asserts ask via paper", "anna 2020-02-01 on-record asserts less via paper", "- 2020-02-20 - asserts ask via paper")
	ps := assess(t, text, whole).Positions("a")
	if got := ps[0].Own[0].ID; got != "less" {
		t.Errorf("%s comes first: a repetition by others makes a position newer", got)
	}
}

func TestAClaimThatNobodyMakesReplacesNothing(t *testing.T) {
	text := "\nclaim less\n  that a asks price = EUR 4 per year for 2020\n  replaces ask\n" + say("anna 2020-01-01 on-record asserts ask via paper", "anna 2020-02-01 on-record denies less via paper")
	a := assess(t, text, whole)
	if ps := a.Positions("a"); len(ps) != 1 || ps[0].Own[0].ID != "ask" || a.Superseded("ask") != nil {
		t.Errorf("%+v, superseded by %v", ps, a.Superseded("ask"))
	}
}

// Of the parties beyond the 64th nobody can tell whether they have said it, so
// that what all have said is confirmed by no number of them.
func TestNothingIsConfirmedByThePartiesThatCanBeCounted(t *testing.T) {
	for n, want := range map[int]evidence.Rule{64: "B1b", 65: "B2"} {
		var ids, rest strings.Builder
		for i := range n {
			fmt.Fprintf(&ids, " p%d", i)
			fmt.Fprintf(&rest, "\nparty p%d\n\nperson s%d\n  speaks-for p%d\n", i, i, i)
			fmt.Fprintf(&rest, "\n2020-02-01 statement u%d\n  by s%d\n  mode on-record\n  asserts all\n  via paper\n", i, i)
		}
		text := "case many\n  parties" + ids.String() + "\n  money EUR\n  zone Europe/Berlin\n  audience public\n\nissue x\n\nclaim all\n  about x\n  that \"It is so.\"\n" +
			"\nsource paper\n  type news-article\n  published 2020-03-01\n" + rest.String()
		b, err := casefile.Read(fstest.MapFS{"c.parley": {Data: []byte(text)}}, "c.parley")
		if err != nil || len(b.Faults) > 0 {
			t.Fatal(err, b.Faults)
		}
		if got := evidence.Assess(view.Of(view.Index(b.Entries()), whole)).Of("all").BasisRule; got != want {
			t.Errorf("%d parties: %s, want %s", n, got, want)
		}
	}
}
