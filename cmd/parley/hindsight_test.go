package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"parley"
	"parley/ask"
	"parley/date"
	"parley/examples"
	"parley/parleytest/hidden"
	"parley/view"
)

// Each command that reads answers as of a day as it would have answered on that
// day, byte for byte, exit code and messages included. The documents are
// compared on every day by a test of the root package; here the program is, on
// every fifteenth day of an example and the last (under the race detector, the last
// only).
func TestNoCommandKnowsWhatCameLater(t *testing.T) {
	cases, err := fs.Glob(examples.Cases, "*/case.parley")
	if err != nil || len(cases) < 4 {
		t.Fatalf("the examples are %v: %v", cases, err)
	}
	for _, name := range cases {
		t.Run(path.Dir(name), func(t *testing.T) {
			t.Parallel()
			files := texts(t, path.Dir(name))
			_, book, err := (&world{dir: unpack(t, files)}).read("case.parley")
			if err != nil || len(book.Faults) > 0 {
				t.Fatal(err)
			}
			whole := unpack(t, files)
			days := hidden.Days(book.Entries(), parley.Public)
			for i, day := range days {
				if last := i == len(days)-1; !last && (i%15 != 0 || hidden.Race) {
					continue
				}
				left := hidden.Cut(files, book.Entries(), day)
				if i == 0 && len(days) > 1 && maps.Equal(left, files) {
					t.Errorf("as of %s nothing was cut", day)
				}
				short := unpack(t, left)
				v := view.Of(view.Index(book.Entries()), view.Vantage{AsOf: day})
				for _, args := range readings(v, day) {
					if got, want := reply(t, whole, args), reply(t, short, args); got != want {
						t.Errorf("%v, with and without what came later:\n%s", args, hidden.Differ(want, got))
					}
				}
			}
		})
	}
}

// texts returns the files of an example by their names in its folder.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	names, err := fs.Glob(examples.Cases, dir+"/*.parley")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	series, _ := fs.Glob(examples.Cases, dir+"/series/*.csv")
	for _, name := range append(names, series...) {
		b, err := fs.ReadFile(examples.Cases, name)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(name, dir+"/")] = string(b)
	}
	return files
}

func unpack(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readings are the commands that read, with every argument that a reader of a
// view may give, and some that nobody should.
func readings(v *view.View, day date.Day) (all [][]string) {
	verbs := [][]string{{"diff", "case.parley", (day - 30).String()}, {"claim", "case.parley", "nobody-says-so"}, {"log", "case.parley", "-o", "md"}, {"export", "json", "case.parley"}, {"series", "show", "case.parley"}}
	for s := range view.Each[*parley.Series](v) {
		verbs = append(verbs, []string{"series", "show", "case.parley", string(s.ID)})
	}
	for _, r := range ask.Questions() {
		switch r.Name {
		case "diff", "claim", "entry":
		case "zone":
			verbs = append(verbs, []string{"zone", "case.parley", "--draws", "500"})
		default:
			verbs = append(verbs, []string{r.Name, "case.parley"})
		}
	}
	n := 0
	for c := range view.Each[*parley.Claim](v) {
		if n++; n%7 == 1 {
			verbs = append(verbs, []string{"claim", "case.parley", string(c.ID)}, []string{"entry", "case.parley", string(c.ID)})
		}
	}
	for i, verb := range verbs {
		args := append(verb, "--as-of", day.String())
		all = append(all, args, append(args[:len(args):len(args)], "--lang", "ko"))
		if format := []string{"json", "csv", "tsv", "md"}[i%4]; verb[0] != "export" && verb[len(verb)-1] != "md" {
			all = append(all, append(args[:len(args):len(args)], "-o", format))
		}
	}
	return all
}

// reply is all that a command gives: what it prints, what it says, and its code.
func reply(t *testing.T, dir string, args []string) string {
	t.Helper()
	var out, errs bytes.Buffer
	w := &world{out: &out, err: &errs, dir: dir, env: func(string) string { return "" }, today: date.On(2026, 11, 24)}
	code := run(t.Context(), args, w)
	return fmt.Sprintf("%s\n%s\n%d", out.String(), errs.String(), code)
}
