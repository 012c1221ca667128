package secret

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Folder writes the case to a folder, with kept copies and a lock that hold the
// words too. The words that leave says are left out, as if nobody had ever written
// them; all are returned.
func Folder(t testing.TB, dir string, leave func(Word) bool) []Word {
	t.Helper()
	files, secrets := Case(t)
	var lock strings.Builder
	for _, s := range secrets {
		if leave(s) {
			delete(files, s.Text+"-plan.parley")
			files["case.parley"] = never(files["case.parley"], s.Text)
			continue
		}
		lock.WriteString("source " + s.Text + "-source " + strings.Repeat("0", 64) + " 7\n")
		files[s.Text+".txt"] = s.Text + " is in a kept copy\n"
	}
	files["evidence.lock"] = lock.String()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return secrets
}

// never returns a text as written by somebody who had never heard a word.
func never(text, word string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch f := strings.Fields(line); {
		case !strings.Contains(line, word):
			b.WriteString(line)
		case f[0] == "via" || f[0] == ">" || f[0] == ";" || f[0] == "include":
		default:
			if f = slices.DeleteFunc(f, func(w string) bool { return strings.Contains(w, word) }); len(f) > 1 {
				b.WriteString("  " + strings.Join(f, " ") + "\n")
			}
		}
	}
	return b.String()
}
