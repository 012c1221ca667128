package check

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/lang"
)

func TestTheCaretStandsUnderTheToken(t *testing.T) {
	for _, c := range []struct{ line, token, want string }{
		{`  asserts      ask-more`, "ask-more", `               ^^^^^^^^`},
		{`  name.ko "한국" 노영민 x`, "노영민", `                 ^^^^^^`},
		{"\tunit\tKRW", "KRW", "            ^^^"},
		{`  name "Café" x1`, "x1", `              ^^`},
		{"  a \u202eb x1", "x1", `              ^^`},
		{"  \u1112\u1161\u11ab x1", "x1", `     ^^`},
	} {
		col := 1 + utf8.RuneCountInString(c.line[:strings.Index(c.line, c.token)])
		_, from, to := excerpt(c.line, col, col+utf8.RuneCountInString(c.token))
		got := strings.Repeat(" ", from) + strings.Repeat("^", to-from)
		if got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.line, got, c.want)
		}
	}
}

func TestALongLineIsShownAroundTheToken(t *testing.T) {
	for _, fill := range []string{"word ", "한국 ", "\t", "\u200b"} {
		for _, before := range []int{0, 3, 40, 400} {
			for _, after := range []int{0, 3, 40, 400} {
				line := "  x " + strings.Repeat(fill, before) + "TOKEN" + strings.Repeat(fill, after)
				col := 1 + utf8.RuneCountInString(line[:strings.Index(line, "TOKEN")])
				text, from, to := excerpt(line, col, col+5)
				if n := columns(text); n > window+4 {
					t.Errorf("%q %d %d: %d columns", fill, before, after, n)
				}
				at := strings.Index(text, "TOKEN")
				if at < 0 || columns(text[:at]) != from || to-from != 5 {
					t.Errorf("%q %d %d: the caret is at %d to %d of %q", fill, before, after, from, to, text)
				}
			}
		}
	}
}

func TestATokenLongerThanTheWindowIsCut(t *testing.T) {
	line := "  > 4 \"" + strings.Repeat("words and ", 60) + "\""
	text, from, to := excerpt(line, 7, 1+utf8.RuneCountInString(line))
	if columns(text) > window || to > columns(text) || from != 6 || !strings.HasSuffix(text, "…") {
		t.Errorf("%d to %d of %q", from, to, text)
	}
}

// Nothing that comes from the file can move the cursor of whoever reads the
// messages.
func TestNoControlCharacterIsPrinted(t *testing.T) {
	b := read(t, exampleHead+"issue a\x1b[31m \"\x1b]0;owned\x07\"\nkind\u009b x\n2020-01-16\x08 report y\n"+
		"claim z\n  that \u202e\"x\"\n  about \u2066q\n")
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		r := Run(b, Options{})
		if len(r.Findings) == 0 {
			t.Fatal("nothing is wrong with it?")
		}
		for _, c := range printed(t, b, r, l) {
			if c != '\n' && unseen(c) {
				t.Errorf("%U is printed", c)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	b := load(t, "fifteen.parley")
	r := Run(b, Options{})
	var out strings.Builder
	if err := r.JSON(&out, lang.English); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/fifteen.json.golden", out.String())
	var got struct {
		Schema   string
		Findings []struct {
			Code, File        string
			Line, Column, End int
		}
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "parley.findings/1" || len(got.Findings) != len(r.Findings) {
		t.Errorf("%s with %d findings", got.Schema, len(got.Findings))
	}
	for i, f := range got.Findings {
		if s := (casefile.Span{File: f.File, Line: f.Line, Col: f.Column, End: f.End}); s != r.Findings[i].Span || f.Code != r.Findings[i].Code {
			t.Errorf("%v for %v", s, r.Findings[i].Span)
		}
	}
}

func TestJSONOfNoFindingsHasAnEmptyList(t *testing.T) {
	var out strings.Builder
	if err := (Report{}).JSON(&out, lang.Korean); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"findings": []`) {
		t.Error(out.String())
	}
}

func TestStrictMakesWarningsErrors(t *testing.T) {
	text := exampleTalks + "claim asks-5bn\n  that         us asks share = USD 5 billion per year for 2020\n"
	lax, strict := Run(read(t, text), Options{}), Run(read(t, text), Options{Strict: true})
	if lax.Failed() || !strict.Failed() || len(lax.Findings) != 1 || len(strict.Findings) != 1 {
		t.Errorf("%v and %v", lax.Findings, strict.Findings)
	}
}

func TestOnlyTheRulesAskedForSpeak(t *testing.T) {
	b := load(t, "fifteen.parley")
	if d := cmp.Diff([]string{"D003", "R001"}, codes(Run(b, Options{Only: []string{"R001", "D003", "W201"}}).Findings)); d != "" {
		t.Error(d)
	}
}

func TestTwoRunsGiveTheSameFindings(t *testing.T) {
	b := load(t, "fifteen.parley")
	first := printed(t, b, Run(b, Options{}), lang.English)
	for range 20 {
		if again := printed(t, b, Run(b, Options{}), lang.English); again != first {
			t.Fatal(cmp.Diff(first, again))
		}
	}
}
