package check

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/lang"
)

func load(t *testing.T, name string) *casefile.Book {
	t.Helper()
	b, err := casefile.Read(os.DirFS("testdata"), name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func printed(t *testing.T, b *casefile.Book, r Report, l lang.Lang) string {
	t.Helper()
	var out strings.Builder
	if err := r.Text(&out, l, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestASoundRecordGivesNoFinding(t *testing.T) {
	b := load(t, "sound.parley")
	if r := Run(b, Options{Strict: true}); len(r.Findings) > 0 {
		t.Error(printed(t, b, r, lang.English))
	}
}

func TestFifteenMistakesAreFoundInOneRunEachAtItsPlace(t *testing.T) {
	b := load(t, "fifteen.parley")
	r := Run(b, Options{})
	seen := make(map[string]bool)
	for _, f := range r.Findings {
		seen[f.Code] = true
	}
	if len(r.Findings) != 15 || len(seen) != 15 {
		t.Errorf("%d findings of %d kinds", len(r.Findings), len(seen))
	}
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		golden(t, "testdata/fifteen."+string(l)+".golden", printed(t, b, r, l))
	}
}

// One mistake in a sound record gives one finding: nothing that merely follows.
func TestOneMistakeGivesOneFinding(t *testing.T) {
	text, err := os.ReadFile("testdata/sound.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []struct{ old, new, code string }{
		{"case sma-11-talks", "kase sma-11-talks", "P003"},
		{"party rok \"South Korea\"", "party rok South Korea", "P009"},
		{"zone         Asia/Seoul\n  audience", "zone         Asia/Soul\n  audience", "D011"},
		{"party us ", "partie us ", "P003"},
		{"source kt-0117 ", "sorce kt-0117 ", "P003"},
		{"source kt-0117 ", "source kt-0177 ", "R001"},
		{"claim gap-narrowed", "clam gap-narrowed", "P003"},
		{"claim gap-narrowed", "claim gap-narowed", "R001"},
		{"issue contribution", "issue Contribution", "P008"},
		{"agreement sma-10 ", "agreement sma-1o ", "R001"},
		{"  about        contribution\n", "  about        framwork\n", "R001"},
		{"published    2020-01-17T17:32", "published    2020-01-07T17:32", "D001"},
		{"published    2020-01-16\n", "published    2020-10-16\n", "D002"},
		{"published    2019-09-26\n", "published    2019-06-26\n", "D003"},
		{"2020-01-15 statement mofa-after", "2020-10-15 statement mofa-after", "D001"},
		{"2020-01-16 statement aide", "2020-01-15 statement aide", "D003"},
		{"2020-01-14/2020-01-15 round", "2020-01-21/2020-01-22 round", "T012"},
		{"2020-01-16 statement jeong", "2019-01-17 statement jeong", "D003"},
		{"covers       2019-01-01/2019-12-31", "covers       2018-01-01/2018-12-31", "T001"},
		{"covers       2019-01-01/2019-12-31", "covers       2019-01-01/2021-12-31", "T005"},
		{"reached      expired", "reached      expird", "P013"},
		{"basis        reported", "basis        confirmed", "E001"},
		{"asserts      us-asks-5bn us-asks-3-9bn", "asserts      us-asks-3-9bn", "W201"},
		{"asserts      us-asks-5bn us-asks-3-9bn", "asserts      us-asks-5bn us-asks-3-9b", "R001"},
		{"declines     us-asks-3-9bn\n", "", "E001"},
		{"mode         on-record\n  printed-as", "mode         background\n  printed-as", "E001"},
		{"  that.ko      \"한국은 SMA 틀", "  that.ja      \"한국은 SMA 틀", ""},
		{"  via          a-report quoted-in kt-0117\n", "  vai          a-report quoted-in kt-0117\n", "P005"},
		{"  via          kt-0117\n  | 8 ", "  | 8 ", "Q005"},
	} {
		if strings.Count(string(text), m.old) != 1 {
			t.Fatalf("%q stands there %d times", m.old, strings.Count(string(text), m.old))
		}
		b := read(t, strings.Replace(string(text), m.old, m.new, 1))
		var want []string
		if m.code != "" {
			want = []string{m.code}
		}
		if r := Run(b, Options{}); !cmp.Equal(want, codes(r.Findings)) {
			t.Errorf("%q for %q: %v\n%s", m.new, m.old, codes(r.Findings), printed(t, b, r, lang.English))
		}
	}
}
