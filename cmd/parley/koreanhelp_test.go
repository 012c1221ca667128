package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"parley/lang"
)

// TestHelpIsInKorean goes through every command, group and topic, and looks for
// its line in Korean.
func TestHelpIsInKorean(t *testing.T) {
	w := desk{t, t.TempDir()}.world(io.Discard, io.Discard)
	root := newRoot(w)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	said := map[string]bool{root.Long: true, root.Example: true}
	for _, heading := range []string{"Examples:", "Usage:", "Flags:", "Also:", "Of these:", "Topics, for parley help TOPIC:"} {
		said[heading] = true
	}
	for _, g := range root.Groups() {
		said[g.Title] = true
	}
	for _, x := range append(topics, topicOfRules) {
		said[x.about] = true
	}
	n := 0
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		n++
		said[c.Short] = true
		if k := about(lang.Korean, c); !inHangul(k) {
			t.Errorf("%s: no Korean for %q", c.CommandPath(), c.Short)
		}
		for _, s := range c.Commands() {
			walk(s)
		}
	}
	walk(root)
	if n < 40 {
		t.Errorf("only %d commands", n)
	}
	for e := range said {
		if k := koreanHelp[e]; k == "" && !strings.HasPrefix(e, "Add ") {
			t.Errorf("no Korean for %q", e)
		}
	}
	for e, k := range koreanHelp {
		if !said[e] {
			t.Errorf("nobody says %q", e)
		}
		if !inHangul(k) {
			t.Errorf("%q is not Korean", k)
		}
	}
}

func inHangul(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= '가' && r <= '힣' })
}

// A reader of Korean finds every command, however they ask for help.
func TestAReaderOfKoreanIsHelped(t *testing.T) {
	for _, args := range [][]string{{"help", "--lang", "ko"}, {"--help", "--lang", "ko"}, {"--lang=ko", "--help"}, {"--lang", "ko"}} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), args, desk{t, t.TempDir()}.world(&out, &errs)); code != int(done) {
			t.Fatalf("%v: %d %s", args, code, errs.String())
		}
		for _, want := range []string{"묻기:", "사용법:", "협상 현황과 근거의 확실성"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%v: no %q", args, want)
			}
		}
	}
	for _, args := range [][]string{{"series", "--help", "--lang", "ko"}, {"series", "import", "--lang", "ko", "--help"}, {"help", "series", "import", "--lang", "ko"}, {"version", "--help", "--lang", "ko"}, {"help", "add", "person", "--lang", "ko"}} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), args, desk{t, t.TempDir()}.world(&out, &errs)); code != int(done) || !strings.Contains(out.String(), "사용법:") || strings.Contains(out.String(), "Usage:") {
			t.Errorf("%v: %d\n%s%s", args, code, errs.String(), out.String())
		}
	}
}
