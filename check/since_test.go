package check_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/check"
)

func TestSinceGivesWhatAChangePutsIntoTheCase(t *testing.T) {
	run := func(text string) check.Report {
		b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}}, "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		return check.Run(b, check.Options{})
	}
	const head = "case c \"C\"\n  parties      a b\n  money        EUR\n  zone         Europe/Berlin\n  audience     public\n\nparty a \"A\"\n\nparty b \"B\"\n"
	before := run(head + "\nsource s \"S\"\n  type         book\n  published    2020\n")
	after := run(head + "\n; a line more\n\nsource s \"S\"\n  type         book\n  published    2020\n\nsource t \"T\"\n  type         bok\n  published    2020\n\nsource u \"U\"\n  type         book\n  published    2020\n")
	var got []string
	for _, f := range after.Since(before) {
		got = append(got, f.Code)
		if f.Awaited() != (f.Code == "R003") {
			t.Errorf("%s: awaited %v", f.Code, f.Awaited())
		}
	}
	if d := cmp.Diff([]string{"P013"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if again := after.Since(after); again != nil {
		t.Errorf("a report has nothing new since itself: %v", again)
	}
}
