package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An occasion is three days on which a case is asked; on the main one more is.
var occasions = []struct {
	example, main string
	others        []string
	zone          []string // days on which it is asked where a deal could lie
}{
	{"toy", "2026-03-09", []string{"2026-03-02", "2026-03-05"}, nil},
	{"sixth-round", "2020-01-17", []string{"2020-01-16", "2020-01-31"}, nil},
	{"sma", "2020-01-17", []string{"2020-05-08", "2021-03-11"}, []string{"2020-01-17", "2021-03-07"}},
	{"strike", "2024-03-06", []string{"2024-01-22", "2024-03-31"}, nil},
}

var (
	everyDay = []string{"status", "clock", "claims"}
	mainDay  = []string{"conflicts", "issues", "agreements", "rounds", "gap", "verify"}
)

// TestTheExamplesAnswerAsTheirGoldenFilesSay compares what the commands print
// with examples/CASE/testdata: a file for each of three days in both languages,
// a chronology in both, and where a deal could lie if somebody guessed. With -update it writes them.
func TestTheExamplesAnswerAsTheirGoldenFilesSay(t *testing.T) {
	for _, o := range occasions {
		t.Run(o.example, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("..", "..", "examples", o.example, "testdata")
			var made []string
			keep := func(name, got string) {
				made = append(made, name)
				compare(t, filepath.Join(dir, name), got)
			}
			for _, l := range []string{"en", "ko"} {
				for _, day := range append([]string{o.main}, o.others...) {
					verbs := everyDay
					if day == o.main {
						verbs = append(slices.Clone(everyDay), mainDay...)
					}
					keep(day+"."+l+".txt", sitting(t, o.example, day, l, verbs))
				}
				for _, day := range o.zone {
					keep("zone-"+day+"."+l+".txt", sitting(t, o.example, day, l, []string{"zone"}))
				}
				keep("chronology."+l+".md", answerOf(t, o.example, "log", "--as-of", o.main, "--lang", l, "-o", "md"))
			}
			if files, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(files) != len(made) {
				t.Errorf("%d files, %d are compared (%v)", len(files), len(made), err)
			}
		})
	}
}

// sitting is what the commands print, each under its command line.
func sitting(t *testing.T, example, day, l string, verbs []string) string {
	var b strings.Builder
	for i, v := range verbs {
		if i > 0 {
			b.WriteString("\n")
		}
		args := []string{v, "--as-of", day, "--lang", l}
		b.WriteString("$ parley " + strings.Join(args, " ") + "\n" + answerOf(t, example, append(args, "-o", "table")...))
	}
	return b.String()
}

func answerOf(t *testing.T, example string, args ...string) string {
	var out bytes.Buffer
	w := &world{in: strings.NewReader(""), out: &out, err: io.Discard, dir: filepath.Join("..", "..", "examples", example), env: func(string) string { return "" }}
	if code := run(context.Background(), args, w); code > int(findings) {
		t.Errorf("%s: %v ended with %d", example, args, code)
	}
	return out.String()
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test ./cmd/parley -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
