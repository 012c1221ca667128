package text

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/brief"
	"parley/lang"
)

func TestHangulTakesTwoColumns(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "한국": 4, "한a": 3, "\u1112\u1161\u11ab": 2, "é": 1, "e\u0301": 1, "“ab”": 4, "…": 1, "日本": 4, "ＡＢ": 4} {
		if got := Columns(s); got != want {
			t.Errorf("%q: want %d, got %d", s, want, got)
		}
	}
}

func TestCutWordsEndInAnEllipsis(t *testing.T) {
	for _, x := range []struct {
		in   string
		n    int
		want string
	}{
		{"abcdef", 6, "abcdef"}, {"abcdef", 5, "abcd…"}, {"한국어", 6, "한국어"}, {"한국어", 5, "한국…"}, {"한국어", 4, "한…"}, {"ab cd", 4, "ab…"},
	} {
		got := cut(x.in, x.n)
		if got != x.want || Columns(got) > x.n {
			t.Errorf("%q in %d: want %q, got %q", x.in, x.n, x.want, got)
		}
	}
}

func TestANumberAndItsPercentSignStayOnOneLine(t *testing.T) {
	for s, want := range map[string][]string{
		"offered 13\u00a0% more": {"offered", "13\u00a0% more"},
	} {
		if diff := cmp.Diff(want, wrap(s, 9)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	}
}

func TestAFootnoteLeadsToWhatWasReadAndNowhereElse(t *testing.T) {
	for url, want := range map[string]string{
		"https://a.example/x?a=1&b=2":         "[Ta\\*lks](https://a.example/x?a=1&b=2), a paper (`r`)",
		"https://a.example/(x)\x1b [y](z)|\\": "[Ta\\*lks](https://a.example/%28x%29%1B%20%5By%5D%28z%29%7C%5C), a paper (`r`)",
		"https://a.example/?a&copy;":          "[Ta\\*lks](https://a.example/?a&amp;copy;), a paper (`r`)",
		"javascript:alert(1)":                 "Ta\\*lks, a paper (`r`)",
		"":                                    "Ta\\*lks, a paper (`r`)",
	} {
		n := brief.Note{ID: "r", Runs: []lang.Run{{Text: "Ta*lks", Link: "s"}, {Text: ", a paper"}}, URLs: map[parley.ID]string{"s": url}}
		if diff := cmp.Diff(want, footnote(&brief.Document{Lang: lang.English}, n)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", url, diff)
		}
	}
}

// An address is shown where there is room for it.
func TestAColumnThatNeedsRoomIsInMarkdownAndInAWideTable(t *testing.T) {
	d := &brief.Document{Schema: "x/1", Lang: lang.English, Parts: []brief.Part{&brief.Table{Schema: "x/1",
		Columns: []brief.Column{{Key: "a", Title: "a"}, {Key: "url", Title: "address", Roomy: true}},
		Rows:    [][]brief.Cell{{brief.ID("s"), brief.URL("https://a.example/b_c")}, {brief.ID("t"), brief.URL("ftp://x_y")}}}}}
	var narrow, wide, md bytes.Buffer
	for _, err := range []error{Table(&narrow, d, Options{Width: 80}), Table(&wide, d, Options{Width: 20, Wide: true}), Markdown(&md, d)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(narrow.String(), "a.example") || !strings.Contains(wide.String(), "https://a.example/b_c\n") {
		t.Errorf("%s\n%s", narrow.String(), wide.String())
	}
	if diff := cmp.Diff("| a | address |\n| --- | --- |\n| s | <https://a.example/b_c> |\n| t | ftp://x\\_y |\n\n", md.String()); diff != "" {
		t.Error(diff)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("South Korea holds: a deal", 10)
	f.Add("미국, 2020년 분담금으로 50억 달러 요구", 7)
	f.Add("a\u0301\u0301 가", 1)
	f.Fuzz(func(t *testing.T, s string, n int) {
		if n < 2 || n > 200 || !utf8.ValidString(s) {
			return
		}
		lines := wrap(s, n)
		for _, l := range lines {
			if Columns(l) > n {
				t.Errorf("%q in %d: %q is too long", s, n, l)
			}
		}
		drop := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := drop(strings.Join(lines, "")); got != drop(s) {
			t.Errorf("%q in %d became %q", s, n, lines)
		}
	})
}

func document() *brief.Document {
	runs := []lang.Run{{Text: "The US asks "}, {Text: "$5 billion", Link: "c", RestsOn: []parley.ID{"r"}}, {Text: " "},
		{Text: "reported", RestsOn: []parley.ID{"r"}, Badge: true}, {Text: "; Seoul "}, {Text: "declined", RestsOn: []parley.ID{"s", "r"}}, {Text: "."}}
	return &brief.Document{Schema: "x/1", Lang: lang.English, Title: "Title", Lead: "As of a day", Parts: []brief.Part{
		brief.Heading("Money"),
		brief.Sentence{Key: "ask", Runs: runs},
		brief.Sentence{Key: "item", Runs: []lang.Run{{Text: "- an item"}}, Ours: true, Under: true},
		brief.Code("claim x\n  says y\n"),
		brief.Sentence{Key: "list", Runs: []lang.Run{{Text: "1. *not* a [list] <b>"}}, Ours: true},
		&brief.Table{Schema: "t/1", Columns: []brief.Column{{Key: "a", Title: "a"}, {Key: "n", Title: "number"}, {Key: "w", Title: "wide", Wide: true}, {Key: "e", Title: "empty"}, {Key: "d", Title: "data", Data: true}},
			Rows: [][]brief.Cell{
				{brief.ID("one"), brief.Number(1), brief.Text("한국은 SMA 틀 내에서 합의해야 한다는 입장"), nil, brief.Word("x")},
				{brief.ID("two"), brief.Number(10), brief.Text("a|b"), nil, brief.Word("y")},
				{brief.ID("three"), nil, nil, nil, nil}}},
	}, Notes: []brief.Note{
		{ID: "r", Runs: []lang.Run{{Text: "Report, in a paper"}}, Words: []brief.Words{{Text: "has requested"}, {Text: "five", Speaker: true}}},
		{ID: "s", Runs: []lang.Run{{Text: "Statement"}}},
	}}
}

func TestATerminalShowsNumbersAfterEachClauseAndTheNotesBelow(t *testing.T) {
	const want = `Title
As of a day

Money

The US asks $5 billion [reported] [1];
Seoul declined[1,2].
  - an item
    claim x
      says y

1. *not* a [list] <b>

A      NUMBER  WIDE
one         1  한국은 SMA 틀 내에서 합…
two        10  a|b
three       ·  ·

[1] Report, in a paper · r
[2] Statement · s
`
	var b bytes.Buffer
	if err := Table(&b, document(), Options{Width: 40}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWideCutsNothing(t *testing.T) {
	var b bytes.Buffer
	if err := Table(&b, document(), Options{Width: 40, Wide: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "합의해야 한다는 입장\n") || strings.Contains(b.String(), "…") {
		t.Error(b.String())
	}
}

func TestColourIsOnlyThereWhenAskedForAndCarriesNoMeaning(t *testing.T) {
	var plain, colour bytes.Buffer
	if err := Table(&plain, document(), Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Table(&colour, document(), Options{Colour: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") || !strings.Contains(colour.String(), "\x1b[1mMoney\x1b[0m\n") {
		t.Error(colour.String())
	}
	if diff := cmp.Diff(plain.String(), strings.NewReplacer("\x1b[1m", "", "\x1b[2m", "", "\x1b[0m", "").Replace(colour.String())); diff != "" {
		t.Error(diff)
	}
}

func TestMarkdownHasFootnotesAndShowsMarkupAsItStands(t *testing.T) {
	const want = "# Title\n\nAs of a day\n\n## Money\n\n" +
		"The US asks $5 billion [reported] [^1]; Seoul declined[^1][^2].\n\n" +
		"- \\- an item\n\n" +
		"```\nclaim x\n  says y\n```\n\n" +
		"1\\. \\*not\\* a \\[list\\] \\<b\\>\n\n" +
		"| a | number | wide |\n| --- | ---: | --- |\n" +
		"| one | 1 | 한국은 SMA 틀 내에서 합의해야 한다는 입장 |\n| two | 10 | a\\|b |\n| three | · | · |\n\n" +
		"[^1]: Report, in a paper: “five”; the outlet: “has requested” (`r`)\n[^2]: Statement (`s`)\n"
	var b bytes.Buffer
	if err := Markdown(&b, document()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestTSVOfSentencesHasKeyTextAndWhatTheyRestOn(t *testing.T) {
	const want = "key\ttext\trests_on\nask\tThe US asks $5 billion [reported]; Seoul declined.\tr s\nitem\t- an item\t\nlist\t1. *not* a [list] <b>\t\n"
	var b bytes.Buffer
	if err := TSV(&b, document()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// A writer that fails makes every format fail.
func TestAFailingWriterIsReported(t *testing.T) {
	for name, f := range map[string]func() error{
		"table":    func() error { return Table(failing{}, document(), Options{}) },
		"markdown": func() error { return Markdown(failing{}, document()) },
		"tsv":      func() error { return TSV(failing{}, document()) },
	} {
		if f() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

var errFull = bytes.ErrTooLarge
