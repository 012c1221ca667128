package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/quote"
)

const sample = `case talks "Some talks"
  parties      a b
  money        EUR
  zone         Europe/Berlin
  audience     public

party a "A"

party b "B"
`

// tree makes a folder of files; a name that ends in / is a folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(p, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t *testing.T, path string) *Folder {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skip("no links here: ", err)
	}
}

// listing is what a folder holds.
func listing(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestACaseIsOpenedByItsFolderOrItsFile(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		path  string
		want  string
	}{
		{"the main file", map[string]string{"case.parley": sample, "people.parley": ""}, "", "case.parley"},
		{"the only case file", map[string]string{"talks.parley": sample, "notes.txt": "", "x.parley/": "", ".parley.new": ""}, "", "talks.parley"},
		{"a file that was named", map[string]string{"case.parley": sample, "other.parley": sample}, "other.parley", "other.parley"},
		{"Korean names", map[string]string{"협상/방위비.parley": sample}, "협상", "방위비.parley"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, filepath.Join(tree(t, tt.files), tt.path))
			b, err := f.Load()
			if err != nil || len(b.Faults) > 0 || len(b.Entries()) != 3 {
				t.Fatalf("error %v, faults %v", err, b.Faults)
			}
			if f.Main() != tt.want || b.Main() != tt.want {
				t.Errorf("begins in %s and %s, want %s", f.Main(), b.Main(), tt.want)
			}
		})
	}
}

func TestACaseIsOpenedFromWhereOneStands(t *testing.T) {
	t.Chdir(tree(t, map[string]string{"case.parley": sample}))
	for _, path := range []string{".", "case.parley", "./case.parley"} {
		if _, err := open(t, path).Load(); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAFolderThatCannotBeOpenedSaysWhy(t *testing.T) {
	dir := tree(t, map[string]string{"empty/": "", "two/b.parley": "", "two/a.parley": "", "notes.txt": "", "only/case.parley/": ""})
	for path, want := range map[string]OpenError{
		"nowhere":        {Reason: "missing", Err: fs.ErrNotExist},
		"nowhere.parley": {Reason: "missing", Err: fs.ErrNotExist},
		"empty":          {Reason: "no-case", Err: fs.ErrNotExist},
		"only":           {Reason: "no-case", Err: fs.ErrNotExist},
		"two":            {Reason: "several", Files: []string{"a.parley", "b.parley"}, Err: fs.ErrInvalid},
		"notes.txt":      {Reason: "not-case-file", Err: fs.ErrInvalid},
	} {
		_, err := Open(filepath.Join(dir, path))
		got, ok := errors.AsType[*OpenError](err)
		if !ok || got.Reason != want.Reason || !slices.Equal(got.Files, want.Files) || !errors.Is(err, want.Err) || len(err.Error()) < 15 {
			t.Errorf("%s: %#v", path, err)
		}
	}
	if _, err := Open(filepath.Join(dir, "two")); !strings.Contains(err.Error(), "a.parley, b.parley") {
		t.Errorf("does not name them: %v", err)
	}
}

func TestNothingOutsideTheFolderIsRead(t *testing.T) {
	dir := tree(t, map[string]string{"secret.parley": "party secret \"S\"\n", "in/case.parley": sample + "\ninclude up.parley\n\ninclude far.parley\n"})
	link(t, "../secret.parley", filepath.Join(dir, "in", "up.parley"))
	link(t, filepath.Join(dir, "secret.parley"), filepath.Join(dir, "in", "far.parley"))
	link(t, "..", filepath.Join(dir, "in", "sub"))
	f := open(t, filepath.Join(dir, "in"))
	b, err := f.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Faults) != 2 || b.Entry("secret") != nil {
		t.Errorf("faults %v, entry %v", b.Faults, b.Entry("secret"))
	}
	for _, name := range []string{"up.parley", "far.parley", "sub/secret.parley", "../secret.parley"} {
		if text, err := fs.ReadFile(f.FS(), name); err == nil {
			t.Errorf("%s: read %q", name, text)
		}
		if _, err := f.Copy(name); err == nil {
			t.Errorf("%s: read as a copy", name)
		} else if got, ok := errors.AsType[*quote.ReadError](err); !ok || got.Reason != "outside" {
			t.Errorf("%s: %v", name, err)
		}
		if err := f.WriteFile(t.Context(), name, nil); err == nil {
			t.Errorf("%s: written", name)
		}
		if err := f.Write(t.Context(), casefile.Edit{File: name}); err == nil || errors.Is(err, casefile.ErrMoved) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "secret.parley")); !strings.Contains(string(got), "secret") {
		t.Error("a file outside was changed")
	}
}

func TestALinkThatWasNamedLeadsToItsFolder(t *testing.T) {
	dir := tree(t, map[string]string{"real/case.parley": sample + "\ninclude more.parley\n", "real/more.parley": "party c \"C\"\n", "desk/": ""})
	link(t, filepath.Join("..", "real", "case.parley"), filepath.Join(dir, "desk", "talks.parley"))
	b, err := open(t, filepath.Join(dir, "desk", "talks.parley")).Load()
	if err != nil || len(b.Faults) > 0 || len(b.Entries()) != 4 {
		t.Errorf("error %v, faults %v", err, b.Faults)
	}
}

func TestTheEvidenceLockIsReadWithItsFaults(t *testing.T) {
	dir := tree(t, map[string]string{"case.parley": sample})
	f := open(t, dir)
	if l, err := f.Lock(); l != nil || err != nil {
		t.Errorf("none there: %v, %v", l, err)
	}
	var l quote.Lock
	l.AddQuote(quote.Quote{Entry: "e", Source: "s", Line: 3, Digest: quote.Of("words")})
	if err := f.WriteFile(t.Context(), LockFile, l.Print()); err != nil {
		t.Fatal(err)
	}
	got, err := f.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(l.Print()), string(got.Print())); diff != "" {
		t.Error(diff)
	}
	if err := f.WriteFile(t.Context(), LockFile, append(l.Print(), "x\n"...)); err != nil {
		t.Fatal(err)
	}
	got, err = f.Lock()
	if _, ok := errors.AsType[quote.LineErrors](err); !ok || got == nil {
		t.Errorf("%v, %v", got, err)
	}
	if want, got := []string{"case.parley", LockFile}, listing(t, dir); removable && !slices.Equal(want, got) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

func TestANewCaseNeedsANewOrEmptyFolder(t *testing.T) {
	dir := tree(t, map[string]string{"full/notes.txt": "", "empty/": "", "file": ""})
	for _, name := range []string{"empty", "new", "deep/er/새 사건"} {
		f, err := Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for file, text := range map[string]string{f.Main(): sample, "sources/paper.txt": "words"} {
			if err := f.WriteFile(t.Context(), file, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		f.Close()
		f = open(t, filepath.Join(dir, name))
		if _, err := f.Load(); err != nil {
			t.Error(err)
		}
		if c, err := f.Copy("sources/paper.txt"); err != nil || !c.Find("words", 1).AtLine {
			t.Error(err)
		}
	}
	for name, reason := range map[string]string{"full": "not-empty", "new": "not-empty", "file": "not-folder", "file/x": "other"} {
		_, err := Create(filepath.Join(dir, name))
		got, ok := errors.AsType[*OpenError](err)
		if !ok || got.Reason != reason || reason != "other" && !errors.Is(err, fs.ErrExist) || err.Error() == "" {
			t.Errorf("%s: %#v", name, err)
		}
	}
	if want, got := []string{"notes.txt"}, listing(t, filepath.Join(dir, "full")); !slices.Equal(want, got) {
		t.Errorf("the full folder holds %v", got)
	}
}
