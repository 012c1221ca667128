package scenario

import (
	"embed"
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

//go:embed testdata
var testdata embed.FS

// folder returns the files of an archive, and the one called "want".
func folder(t testing.TB, name string) (fstest.MapFS, string) {
	t.Helper()
	text, err := testdata.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fsys, want := fstest.MapFS{}, ""
	for _, f := range txtar.Parse(text).Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys, want
}

// each returns the errors that are joined in one.
func each(err error) []error {
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		return all.Unwrap()
	}
	return []error{err}
}

func archives(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(testdata, pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no archive %s: %v", pattern, err)
	}
	return names
}

func TestABrokenFolderIsRefusedWithPlaceReasonAndRemedy(t *testing.T) {
	for _, name := range archives(t, "testdata/broken/*.txtar") {
		t.Run(strings.TrimSuffix(path.Base(name), ".txtar"), func(t *testing.T) {
			fsys, want := folder(t, name)
			s, err := Read(fsys)
			if s != nil || err == nil {
				t.Fatalf("read as %+v", s)
			}
			if diff := cmp.Diff(want, err.Error()+"\n"); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			for _, err := range each(err) {
				var e *Error
				if !errors.As(err, &e) {
					t.Errorf("%T holds no *Error", err)
				} else if e.Remedy == "" && !strings.HasPrefix(e.What, "and ") {
					t.Errorf("no remedy: %v", e)
				}
			}
		})
	}
}
