package page

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ/generator"
	"github.com/a-h/templ/parser/v2"
	"github.com/google/go-cmp/cmp"
)

// What templ makes of a template is kept with it, so that nobody needs templ to
// build; it must be what templ makes of it now.
func TestGeneratedTemplatesAreUpToDate(t *testing.T) {
	for _, dir := range []string{".", "../../web"} {
		names, err := filepath.Glob(filepath.Join(dir, "*.templ"))
		if err != nil || len(names) == 0 {
			t.Fatalf("no templates in %s: %v", dir, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file, err := parser.ParseString(string(text))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			var b bytes.Buffer
			if _, err := generator.Generate(file, &b, generator.WithVersion("v0.3.1100"), generator.WithFileName(filepath.Base(name))); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			want, err := format.Source(b.Bytes())
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			got, err := os.ReadFile(strings.TrimSuffix(name, ".templ") + "_templ.go")
			if err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(plain(want), plain(got)); diff != "" {
				t.Errorf("%s: run `go generate ./brief/page ./web` (-want +got):\n%.2000s", name, diff)
			}
		}
	}
}

// plain leaves out the name of the file that error messages say: it depends on
// the folder in which templ ran.
func plain(src []byte) string {
	var kept []string
	for line := range strings.Lines(string(src)) {
		if before, after, ok := strings.Cut(line, "FileName: `"); ok {
			_, rest, _ := strings.Cut(after, "`")
			line = before + rest
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "")
}
