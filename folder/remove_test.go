package folder

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// What was made a moment ago is taken away with the folder that was made for it, and
// a folder in which something else is stays.
func TestAFileIsTakenAwayWithItsEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{MainFile: "case c\n", "sources/a.txt": "a", "sources/b.txt": "b"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, name := range []string{"sources/a.txt", "sources/b.txt"} {
		if err := f.Remove(context.Background(), name); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "sources")); (err == nil) != (i == 0) {
			t.Errorf("after %s: %v", name, err)
		}
	}
	if err := f.Remove(context.Background(), MainFile); err == nil {
		t.Error("a case file is taken away")
	}
}
