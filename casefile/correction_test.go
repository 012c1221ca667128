package casefile

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/date"
)

const talk = "\nsource kt\n  type news-article\n  published 2020-01-17\nclaim a\n  that \"x\"\nclaim b\n  that \"y\"\n" +
	"2020-01-16 statement s \"S\"\n  by noh\n  ; said on the radio\n  mode on-record\n  via kt\n  > 9 \"words\"\n  asserts a\n"

func correct(id, day, field, was, now string) string {
	return "2020-02-01 correct " + id + "\n  of s\n  recorded " + day + "\n  field " + field + "\n  was " + was + "\n  now " + now + "\n  reason \"r\"\n"
}

func TestACorrectionHoldsTheEntryAsItStood(t *testing.T) {
	for _, tt := range []struct {
		field, was, now string // the text has now
		old, new        string
		before          func(s *parley.Statement) any
		want            any
	}{
		{"mode", "background", "on-record", "", "", func(s *parley.Statement) any { return s.Mode }, "background"},
		{"asserts", "b", "a", "", "", func(s *parley.Statement) any { return s.Stances[0].Claim }, parley.ID("b")},
		{"asserts", "-", "a", "", "", func(s *parley.Statement) any { return len(s.Stances) }, 0},
		{"denies", "b hearsay", "-", "", "", func(s *parley.Statement) any { return s.Stances[1] }, parley.Stance{Does: parley.Denies, Claim: "b", Hearsay: true}},
		{"date", "2020-01-15", "2020-01-16", "", "", func(s *parley.Statement) any { return s.Happened.First }, date.On(2020, 1, 15)},
		{"date", "2020-01-15", "2020-01-16T17:32 Asia/Seoul", "2020-01-16 s", "2020-01-16T17:32   Asia/Seoul s", func(s *parley.Statement) any { return s.Happened.First }, date.On(2020, 1, 15)},
		{"name", `"T"`, `"S"`, "", "", func(s *parley.Statement) any { return s.Name }, parley.Text{{Words: "T"}}},
		{"name", `-`, `"S"`, "", "", func(s *parley.Statement) any { return len(s.Name) }, 0},
		{"name", `"T"`, `-`, ` "S"`, "", func(s *parley.Statement) any { return s.Name }, parley.Text{{Words: "T"}}},
		{"name.ko", `"이름"`, `-`, "", "", func(s *parley.Statement) any { return s.Name[1] }, parley.Words{Lang: "ko", Words: "이름"}},
		{"name.ko", `"이름"`, "\"각하\"", "  by noh\n", "  by noh\n  name.ko \"각하\"\n", func(s *parley.Statement) any { return s.Name[1].Words }, "이름"},
		{">", `7 "word"`, `9 "words"`, "", "", func(s *parley.Statement) any { return s.Via[0].Quotes[0].Line }, 7},
		{"|", `7 the outlet`, `-`, "", "", func(s *parley.Statement) any { return s.Via[0].Quotes[1].Words }, "the outlet"},
	} {
		text := talk
		if tt.old != "" {
			text = strings.Replace(text, tt.old, tt.new, 1)
		}
		for _, eol := range []string{"\n", "\r\n"} {
			b := readOne(t, strings.ReplaceAll(caseHead+text+correct("c", "2020-02-02", tt.field, tt.was, tt.now), "\n", eol))
			if len(b.Faults) > 0 {
				t.Errorf("%s: %v", tt.field, b.Faults)
				continue
			}
			c := b.Entry("c").(*parley.Correct)
			was := c.Before.(*parley.Statement)
			if diff := cmp.Diff(tt.want, tt.before(was)); diff != "" {
				t.Errorf("%s %s: %s", tt.field, tt.was, diff)
			}
			if was.ID != "s" || was.Audience.String() != "public" {
				t.Errorf("%s: %s for %q", tt.field, was.ID, was.Audience)
			}
		}
	}
}

func TestLaterCorrectionsAreUndoneFirst(t *testing.T) {
	modes := func(b *Book, id parley.ID) string {
		return b.Entry(id).(*parley.Correct).Before.(*parley.Statement).Mode
	}
	one, two := correct("c1", "2020-02-02", "mode", "off-record", "background"), correct("c2", "2020-02-03", "mode", "background", "on-record")
	sameDay := correct("c2", "2020-02-02", "mode", "background", "on-record")
	for _, text := range []string{one + two, two + one, one + sameDay} {
		b := readOne(t, caseHead+text+talk)
		if len(b.Faults) > 0 {
			t.Fatal(b.Faults)
		}
		if modes(b, "c1") != "off-record" || modes(b, "c2") != "background" {
			t.Errorf("c1 found %s, c2 found %s", modes(b, "c1"), modes(b, "c2"))
		}
	}
}

// Whoever may not know of an id in one of the values may not know of the
// correction.
func TestACorrectionNamesEverythingInBothValues(t *testing.T) {
	b := readOne(t, caseHead+talk+correct("c", "2020-02-02", "asserts", "hidden", "a"))
	need := make(map[parley.ID]bool)
	parley.Needs(b.Entry("c"), func(id parley.ID) { need[id] = true })
	for _, id := range []parley.ID{"s", "hidden", "a", "kt", "noh"} {
		if !need[id] {
			t.Errorf("c does not need %s", id)
		}
	}
}

func TestACorrectionThatDoesNotFitIsAFaultAndNotInTheRecord(t *testing.T) {
	for _, tt := range []struct{ field, was, now, which, under string }{
		{"mode", "background", "off-record", "now", "off-record"},
		{"mode", "nonsense", "on-record", "was", "nonsense"},
		{"mode", "-", "on-record", "was", "-"},
		{"mode", "on-record", "on-record", "now", "on-record"},
		{"date", "-", "2020-01-16", "was", "-"},
		{"date", "2020-01-15", "2020-01-17", "now", "2020-01-17"},
		{"date", "2020-01-15 report s \"", "2020-01-16", "was", "2020-01-15 report s \""},
		{"audience", "public", "-", "audience", "audience"},
		{"asserts", "-", "-", "now", "-"},
		{"spoken", "ko", "en", "now", "en"},
	} {
		b := readOne(t, caseHead+talk+correct("c0", "2020-02-01", "mode", "off-record", "background")+correct("c", "2020-02-02", tt.field, tt.was, tt.now))
		if len(b.Faults) != 1 || b.Faults[0].Code != "C001" || b.Faults[0].Args["which"] != tt.which || !strings.HasSuffix(briefs(b)[0], "C001 "+tt.under) {
			t.Errorf("%+v: %v %v", tt, briefs(b), b.Faults)
		}
		if b.Entry("c") != nil || !b.Broken("c") || b.Entry("c0") != nil {
			t.Errorf("%+v: in the record", tt)
		}
		for _, id := range []parley.ID{"talks", "kt", "s"} {
			if e := b.Entry(id); e == nil || e.Base().ID != id || b.File(id) == nil {
				t.Errorf("%s is lost or is another", id)
			}
		}
	}
}

func TestCorrectChangesAValueAndSaysSoInOneGo(t *testing.T) {
	for _, tt := range []struct {
		c        Correction
		old, new string
		entry    string
	}{
		{Correction{Field: "mode", Now: "background"}, "  mode on-record\n", "  mode         background\n", "was          on-record\n  now          background"},
		{Correction{Field: "name", Now: "T"}, "s \"S\"\n", "s \"T\"\n", "was          \"S\"\n  now          \"T\""},
		{Correction{Field: "name", Now: "-"}, "s \"S\"\n", "s\n", "was          \"S\"\n  now          -"},
		{Correction{Field: "name.ko", Now: "이름"}, "  asserts a\n", "  asserts a\n  name.ko      \"이름\"\n", "was          -\n  now          \"이름\""},
		{Correction{Field: "date", Now: "2020-01-15"}, "2020-01-16 statement", "2020-01-15 statement", "was          2020-01-16\n  now          2020-01-15"},
		{Correction{Field: "asserts", Was: "a", Now: "-"}, "  asserts a\n", "", "was          a\n  now          -"},
		{Correction{Field: ">", Now: `10 "words"`}, "  > 9 \"words\"\n", "  > 10 \"words\"\n", "was          9 \"words\"\n  now          10 \"words\""},
	} {
		tt.c.Of, tt.c.Reason, tt.c.Date = "s", `the "wrong" line`, "2020-02-01"
		b := readOne(t, caseHead+talk)
		edits, faults, err := b.Correct(tt.c)
		if err != nil || len(faults) > 0 {
			t.Errorf("%+v: %v %v", tt.c, err, faults)
			continue
		}
		f, err := b.File("s").Apply(edits...)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Replace(caseHead+talk, tt.old, tt.new, 1) + "\n2020-02-01 correct correct-s\n  of           s\n  field        " + tt.c.Field + "\n  " + tt.entry + "\n  reason       \"the \\\"wrong\\\" line\"\n"
		if diff := cmp.Diff(want, f.text); diff != "" {
			t.Errorf("%+v: %s", tt.c, diff)
			continue
		}
		after := readOne(t, f.text)
		if len(after.Faults) > 0 {
			t.Errorf("%+v: %v", tt.c, after.Faults)
			continue
		}
		was := b.Entry("s")
		if diff := cmp.Diff(was, after.Entry("correct-s").(*parley.Correct).Before, opaque); diff != "" {
			t.Errorf("%+v: the entry before is not what it was: %s", tt.c, diff)
		}
		if again, _, err := after.Correct(Correction{Of: "s", Field: "mode", Now: "off-record", Reason: "r", Date: "2020-02-02"}); err != nil || again[1].New.ID != "correct-s-2" {
			t.Errorf("%+v: the next one is called %v (%v)", tt.c, again, err)
		}
	}
}

func TestCorrectRefusesWhatItCannotDo(t *testing.T) {
	b := readOne(t, caseHead+talk+"2020-01-16 report r\n  via kt\n  via kt at 9\n")
	for _, tt := range []struct {
		c    Correction
		says string
	}{
		{Correction{Of: "nobody", Field: "mode", Now: "x"}, "no such entry"},
		{Correction{Of: "s", Field: "mode", Now: "on-record"}, "already"},
		{Correction{Of: "s", Field: "mode", Was: "background", Now: "off-record"}, "has no line mode background"},
		{Correction{Of: "s", Field: "name", Was: "T", Now: "U"}, "is \"S\", not \"T\""},
		{Correction{Of: "s", Field: "spoken", Now: "-"}, "no line spoken"},
		{Correction{Of: "r", Field: "via", Now: "kt at 7"}, "several lines"},
		{Correction{Of: "s", Field: "audience", Now: "public"}, "disclose"},
	} {
		edits, _, err := b.Correct(tt.c)
		if edits != nil || err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v: %v", tt.c, err)
		}
		if (tt.c.Of == "nobody") != errors.Is(err, ErrNoEntry) {
			t.Errorf("%+v: %v", tt.c, err)
		}
	}
	for _, c := range []Correction{{Of: "s", Field: "mode", Now: "loud"}, {Of: "s", Field: "mood", Now: "bad"}, {Of: "s", Field: "date", Now: "-"}, {Of: "s", Field: "by", Now: "x\n  note y"}} {
		c.Date, c.Reason = "2020-02-01", "r"
		if _, faults, err := b.Correct(c); err != nil || len(faults) == 0 {
			t.Errorf("%+v: %v, no faults", c, err)
		}
	}
}
