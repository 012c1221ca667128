package check

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/lang"
)

// checked runs every rule over a text and says every finding in both languages.
func checked(t *testing.T, text string) {
	b := read(t, text)
	r := Run(b, Options{Copies: copies(herald), Lock: lockOf("a reasonable and fair deal", "The two sides met")})
	for i, x := range r.Findings {
		if i > 0 && compare(found{Finding: r.Findings[i-1]}, found{Finding: x}) > 0 {
			t.Errorf("%v comes after %v", x.Span, r.Findings[i-1].Span)
		}
		line := []rune(b.Line(x.Span.File, x.Span.Line))
		if x.Span.Line < 1 || x.Span.Col < 1 || x.Span.End < x.Span.Col || x.Span.End > len(line)+2 {
			t.Errorf("%s: %v is not in %q", x.Code, x.Span, string(line))
		}
	}
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		if out := printed(t, b, r, l); !utf8.ValidString(out) || strings.IndexFunc(out, func(c rune) bool { return c != '\n' && unseen(c) }) >= 0 {
			t.Errorf("%q is printed", out)
		}
	}
}

// Whatever stands in a file, every rule gets through it and every message can
// be said.
func FuzzRun(f *testing.F) {
	for _, name := range []string{"sound", "fifteen"} {
		b, err := os.ReadFile("testdata/" + name + ".parley")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	for _, r := range Rules() {
		if len(r.Example) < 10000 {
			f.Add(r.Example)
		}
	}
	for _, text := range variants {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 || len(text) > 1<<16 {
			t.Skip()
		}
		checked(t, text)
	})
}

// A line that is lost, said twice or moved never stops a rule.
func TestALostOrDoubledLineStopsNoRule(t *testing.T) {
	src, err := os.ReadFile("testdata/sound.parley")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(src), "\n")
	for i := range lines {
		rest := strings.Join(lines[i+1:], "")
		before := strings.Join(lines[:i], "")
		checked(t, before+rest)
		checked(t, before+lines[i]+lines[i]+rest)
		checked(t, lines[i]+before+rest)
	}
}
