package parley_test

import (
	"io/fs"
	"path"
	"testing"
	"testing/fstest"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/examples"
	"parley/lang"
	"parley/parleytest/hidden"
	"parley/view"
)

// An answer as of a day is the one that somebody would have got who kept the
// case and had written no more than was known on that day. All days in English;
// in Korean and in short mode every fifth; under the race detector every twentieth.
func TestNoAnswerKnowsWhatCameLater(t *testing.T) {
	cases, err := fs.Glob(examples.Cases, "*/case.parley")
	if err != nil || len(cases) < 4 {
		t.Fatalf("the examples are %v: %v", cases, err)
	}
	for _, name := range cases {
		t.Run(path.Dir(name), func(t *testing.T) {
			t.Parallel()
			files := texts(t, path.Dir(name))
			whole := read(t, files, name)
			rec := view.Index(whole)
			days := hidden.Days(whole, parley.Public)
			if len(days) == 0 {
				t.Fatal("nothing ever became known")
			}
			step := 5
			if hidden.Race {
				step = 20
			}
			for i, day := range days {
				from := view.Vantage{AsOf: day}
				languages := []lang.Lang{lang.English}
				if i%step == 0 {
					languages = append(languages, lang.Korean)
				} else if hidden.Race || testing.Short() {
					continue
				}
				since := []date.Day{day - 1}
				if i > 0 {
					since = append(since, days[i-1])
				}
				short := read(t, hidden.Cut(files, whole, day), name)
				want := see(t, view.Of(view.Index(short), from), languages, since...)
				if got := see(t, view.Of(rec, from), languages, since...); got != want {
					t.Errorf("as of %s, with and without what came later:\n%s", day, hidden.Differ(want, got))
				}
				if i == len(days)-1 && len(short) == 0 || i == 0 && len(days) > 1 && len(short) >= len(whole) {
					t.Errorf("as of %s, the case was cut to %d of %d entries", day, len(short), len(whole))
				}
			}
		})
	}
}

// texts returns the files of an example.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	names, _ := fs.Glob(examples.Cases, dir+"/*.parley")
	series, _ := fs.Glob(examples.Cases, dir+"/series/*.csv")
	for _, name := range append(names, series...) {
		b, err := fs.ReadFile(examples.Cases, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(b)
	}
	return files
}

func read(t *testing.T, files map[string]string, name string) []parley.Entry {
	t.Helper()
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	book, err := casefile.Read(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range book.Faults {
		t.Fatalf("%s:%d: %s %v", f.Span.File, f.Span.Line, f.Code, f.Args)
	}
	return book.Entries()
}
