package text

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/brief"
	"parley/lang"
)

var cited = regexp.MustCompile(`\{([^:}]*):([^}]*)\}`)

// sentence reads "words {words:entries} words": in braces, what rests on entries.
func sentence(s string) brief.Sentence {
	var runs []lang.Run
	at := 0
	for _, m := range cited.FindAllStringSubmatchIndex(s, -1) {
		run := lang.Run{Text: s[m[2]:m[3]]}
		for _, id := range strings.Fields(s[m[4]:m[5]]) {
			run.RestsOn = append(run.RestsOn, parley.ID(id))
		}
		runs = append(runs, lang.Run{Text: s[at:m[0]]}, run)
		at = m[1]
	}
	return brief.Sentence{Runs: append(runs, lang.Run{Text: s[at:]})}
}

func TestNotesStandAtTheEndOfAClause(t *testing.T) {
	number := map[parley.ID]int{"a": 1, "b": 2, "c": 3}
	for _, c := range []struct{ said, want string }{
		{"day {17:a} without an agreement.", "day 17 without an agreement[1]."},
		{"{Anna:a} asserts this; {Bert:b} denies it.", "Anna asserts this[1]; Bert denies it[2]."},
		{"the {sixth:a}, {14 Jan:a}, {Rome:a}, ended {without a deal:b}.", "the sixth, 14 Jan, Rome[1], ended without a deal[2]."},
		{"held {here:a} ({there:b}, later) and closed.", "held here (there, later) and closed[1,2]."},
		{"about {1.5:a}. Then {more:b}", "about 1.5[1]. Then more[2]"},
		{"in {D.C.:a}", "in D.C.[1]"},
		{"{all of it.:a b}", "all of it[1,2]."},
		{"nothing at all.", "nothing at all."},
		{"not noted {here:x}.", "not noted here."},
		{"협상 {17:a}일째(서울 기준), {미정:b}.", "협상 17일째(서울 기준)[1], 미정[2]."},
	} {
		got := marked(sentence(c.said), number, func(r lang.Run) string { return r.Text }, func(_ string, ns []int) string { return "[" + commas(ns) + "]" })
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.said, diff)
		}
	}
}
