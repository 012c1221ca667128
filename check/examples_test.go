package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/casefile"
	"parley/lang"
)

// The real cases are sound: what a rule says of them is a fault of the rule or
// of the data.
func TestTheExamplesAreSound(t *testing.T) {
	dirs, err := filepath.Glob("../examples/*/case.parley")
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no examples found: %v", err)
	}
	for _, name := range dirs {
		dir := filepath.Dir(name)
		b, err := casefile.Read(os.DirFS(dir), "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		r := Run(b, Options{})
		var out strings.Builder
		if err := r.Text(&out, lang.English, b); err != nil {
			t.Fatal(err)
		}
		if r.Failed() {
			t.Errorf("%s:\n%s", dir, out.String())
		}
		t.Logf("%s: %s", dir, out.String())
	}
}
