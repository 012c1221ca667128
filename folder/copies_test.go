package folder

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestCopiesAreReadFromWithinTheirFolderOnly(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("copies/a/one.txt", "one")
	write("copies/top.txt", "top")
	write("secret.txt", "secret")
	for link, to := range map[string]string{"copies/a/inside.txt": "../top.txt", "copies/a/outside.txt": "../../secret.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	files, err := OpenCopies(filepath.Join(dir, "copies"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a/one.txt": "one", "top.txt": "top", "a/inside.txt": "top"} {
		for range 2 { // the second time through a folder that is kept open
			if got, err := fs.ReadFile(files, name); err != nil || string(got) != want {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			if info, err := fs.Stat(files, name); err != nil || info.Size() != int64(len(want)) {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
	}
	for _, name := range []string{"a/outside.txt", "../secret.txt", "a/../../secret.txt", "/etc/passwd", "a/none.txt", "b/none.txt"} {
		if text, err := fs.ReadFile(files, name); err == nil {
			t.Errorf("%s: read %q", name, text)
		}
	}
}
