package quote

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
)

func TestAKeptCopyIsReadByItsName(t *testing.T) {
	fsys := fstest.MapFS{
		"sources/paper.txt":               {Data: []byte("two words\n")},
		norm.NFD.String("sources/기사.txt"): {Data: []byte("두 낱말\n")},
		"empty.txt":                       {},
	}
	for name, words := range map[string]string{"sources/paper.txt": "two words", "./sources/paper.txt": "two words", "sources/기사.txt": "두 낱말"} {
		c, err := Read(fsys, name)
		if err != nil || c.Find(words, 1) != at(1) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c, err := Read(fsys, "empty.txt"); err != nil || c.Bytes() != 0 {
		t.Error(err)
	}
}

func TestACopyThatCannotBeReadSaysWhy(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.txt", "words")
	dir = filepath.Join(dir, "case")
	if err := os.MkdirAll(filepath.Join(dir, "sources"), 0o755); err != nil {
		t.Fatal(err)
	}
	write("cp949.txt", "one\n\xb3\xeb\xbf\xb5\n")
	write("utf16.txt", "\xff\xfea\x00")
	write("zero.txt", "a\nb\nc\x00d")
	write("huge.txt", "")
	if err := os.Truncate(filepath.Join(dir, "huge.txt"), MaxCopy+1); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"up.txt": "../secret.txt", "etc.txt": filepath.Dir(dir) + "/secret.txt", "self.txt": "self.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, want := range map[string]ReadError{
		"":                        {Reason: "outside"},
		"../secret.txt":           {Reason: "outside"},
		"sources/../../x.txt":     {Reason: "outside"},
		"/etc/passwd":             {Reason: "outside"},
		`..\secret.txt`:           {Reason: "outside"},
		"C:secret.txt":            {Reason: "outside"},
		"up.txt":                  {Reason: "outside"},
		"etc.txt":                 {Reason: "outside"},
		"nowhere/paper.txt":       {Reason: "missing"},
		"sources":                 {Reason: "directory"},
		"huge.txt":                {Reason: "too-large"},
		"cp949.txt":               {Reason: "not-text", Line: 2},
		"utf16.txt":               {Reason: "not-text", Line: 1},
		"zero.txt":                {Reason: "not-text", Line: 3},
		"self.txt":                {Reason: "other"},
		strings.Repeat("a", 5000): {Reason: "other"},
	} {
		_, err := Read(root.FS(), name)
		got, ok := errors.AsType[*ReadError](err)
		if !ok || got.Reason != want.Reason || got.Line != want.Line || got.File != name {
			t.Errorf("%.40q: %#v", name, err)
			continue
		}
		if name != "" && !strings.HasPrefix(err.Error(), name) || len(err.Error()) < len(name)+20 {
			t.Errorf("%.40q: message %.80q", name, err)
		}
		if (want.Reason == "missing") != errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%.40q: is it missing? %v", name, err)
		}
	}
}
