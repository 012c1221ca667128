package quote

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func at(line int) Match { return Match{Found: true, Line: line, AtLine: true} }
func off(line int) Match {
	return Match{Found: true, Line: line}
}

func TestWordsAreFoundHoweverTheyAreSet(t *testing.T) {
	tests := []struct {
		name, copy, words string
		line              int
		want              Match
	}{
		{"as they are", "one\ntwo words here\n", "two words", 2, at(2)},
		{"no line said", "one\ntwo words here\n", "two words", 0, at(2)},
		{"a line below zero is none", "one\ntwo\n", "two", -7, at(2)},
		{"on another line", "one\ntwo words here\n", "two words", 1, off(2)},
		{"on a line that the copy does not have", "one\ntwo\n", "two", 900, off(2)},
		{"CRLF", "one\r\ntwo words\r\n", "two words", 2, at(2)},
		{"lone CR", "one\rtwo words\rthree", "three", 3, at(3)},
		{"byte order mark", "\ufeffone\ntwo", "one", 1, at(1)},
		{"byte order mark, folded", "\ufeff“one”  day\ntwo", "one day", 1, Match{Line: 1, Agree: 0, Ours: "one", Theirs: "one'"}},
		{"no-break and ideographic space", "a\u00a0fair\u3000share", "a fair  share", 1, at(1)},
		{"tabs and doubled spaces", "a \t fair   share", "a fair share", 1, at(1)},
		{"curly in the copy, straight in the record", "the side’s “fair” share", `the side's "fair" share`, 1, at(1)},
		{"straight in the copy, curly in the record", `the side's "fair" share`, "the side’s “fair” share", 1, at(1)},
		{"guillemets", "a «fair» share", `a "fair" share`, 1, at(1)},
		{"corner brackets", "그는 「공정한」 몫과 『상호 이익』을 말했다", `"공정한" 몫과 '상호 이익'을`, 1, at(1)},
		{"one kind of mark for another", "he said 'a fair share'", `said "a fair share"`, 1, at(1)},
		{"marks around the words", "a fair share of it", `"a fair share"`, 1, at(1)},
		{"the newspaper's comma", `a fair share of it`, `"a fair share,"`, 1, at(1)},
		{"a stop outside the marks", `a fair share of it`, `“a fair share”.`, 1, at(1)},
		{"a stop that the copy lacks", `a fair share, he said`, `a fair share.`, 1, at(1)},
		{"only one stop goes", `a fair share`, `a fair share,.`, 1, Match{Line: 1, Agree: 2, Ours: "share,", Theirs: "share"}},
		{"a Korean stop", "공정한 몫", "공정한 몫。", 1, at(1)},
		{"soft hyphen in the copy", "nego\u00adtiation", "negotiation", 1, at(1)},
		{"soft hyphen in the record", "negotiation", "nego\u00adtiation", 1, at(1)},
		{"zero width space", "방위비\u200b분담금", "방위비분담금", 1, at(1)},
		{"decomposed Hangul in the copy", norm.NFD.String("정부는 상호 이해의 폭을 넓혔다"), "상호 이해의 폭", 1, at(1)},
		{"decomposed Hangul in the record", "정부는 상호 이해의 폭을 넓혔다", norm.NFD.String("상호 이해의 폭"), 1, at(1)},
		{"decomposed Latin", "un cafe\u0301 noir", "café noir", 1, at(1)},
		{"a syllable without its last letter is another", norm.NFD.String("각자"), "가", 1, Match{Ours: "가"}},
		{"a letter without its accent is another", "cafe\u0301", "cafe", 1, Match{Ours: "cafe"}},
		{"case counts", "A fair share", "a fair share", 1, Match{Ours: "a"}},
		{"a word is not part of a word", "an unfair share", "fair share", 1, Match{Ours: "fair"}},
		{"nor the beginning of one", "a fairer share", "a fair", 1, Match{Line: 1, Agree: 1, Ours: "fair", Theirs: "fairer"}},
		{"a figure is not part of a figure", "USD 1.5 billion", "5 billion", 1, Match{Ours: "5"}},
		{"nor its beginning", "USD 3.9 billion", "USD 3", 1, Match{Line: 1, Agree: 1, Ours: "3", Theirs: "3.9"}},
		{"nor within thousands", "KRW 1,038,900", "038,900", 1, Match{Ours: "038,900"}},
		{"nor after a soft hyphen", "1\u00ad5 billion", "5 billion", 1, Match{Ours: "5"}},
		{"a figure before a comma", "in 2019, it said", "in 2019", 1, at(1)},
		{"a figure in a currency", "from $5 billion", "5 billion", 1, at(1)},
		{"a possessive", "South Korea's share", "South Korea", 1, at(1)},
		{"a word with its particle", "외교부는 발표했다", "외교부", 1, at(1)},
		{"a Latin word with a Korean particle", "SMA는 일부만", "SMA", 1, at(1)},
		{"Korean figures", "1조 15억 원", "5억", 1, Match{Ours: "5억"}},
		{"the second one on the line", "fairly fair", "fair", 1, at(1)},
		{"beyond the Basic Plane", "그는 👍🏽 라고", "👍🏽", 1, at(1)},
		{"not UTF-8", "abc \xff\xfe def", "def", 1, at(1)},
		{"no words", "abc", "", 1, Match{}},
		{"nothing but marks", "abc", ` "." `, 1, Match{}},
		{"an empty copy", "", "abc", 1, Match{Ours: "abc"}},
		{"longer than the copy", "a b", "a b c d e f", 1, Match{Line: 1, Agree: 2, Ours: "c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, NewCopy([]byte(tt.copy)).Find(tt.words, tt.line)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const wrappedCopy = `The two delegations met for the third time this year and agreed to
meet again in March. Neither side named a figure.

"We came with a new proposal," the chief delegate
said, "and we leave with an old one."


They will meet again.
`

// Each paragraph is one line, too long to be wrapped by hand.
var longCopy = strings.Repeat("The talks went on. ", 10) + "A first point was made.\n" +
	strings.Repeat("Nobody left the room. ", 10) + "A second point was made.\n"

func TestPartsAreFoundInOrderInOneParagraph(t *testing.T) {
	tests := []struct {
		name, copy, words string
		line              int
		want              Match
	}{
		{"over two lines", wrappedCopy, "agreed to meet again in March", 1, at(1)},
		{"over two lines, from the second line said", wrappedCopy, "agreed to meet again in March", 2, off(1)},
		{"a gap within a paragraph", wrappedCopy, "The two delegations … named a figure", 1, at(1)},
		{"three dots", wrappedCopy, "two delegations ... named a figure", 1, at(1)},
		{"spaced dots", wrappedCopy, "two delegations . . . named a figure", 1, at(1)},
		{"four dots", wrappedCopy, "two delegations.... named a figure", 1, at(1)},
		{"in brackets", wrappedCopy, "two delegations [...] named (…) figure", 1, at(1)},
		{"in Korean", "정부는 오늘 이미 여러 차례 밝힌 입장을 밝혔다", "정부는 (중략) 밝혔다", 1, at(1)},
		{"in Korean, with dots", "정부는 오늘 입장을 밝혔다", "정부는 …(중략)… 밝혔다", 1, at(1)},
		{"two pieces in marks", wrappedCopy, `"We came with a new proposal," … "and we leave"`, 4, at(4)},
		{"not over a blank line", wrappedCopy, "Neither side … new proposal", 2, Match{Line: 2, Agree: 2, Ours: "new"}},
		{"not without the gap", wrappedCopy, "Neither side named a figure. \"We came", 2, Match{Line: 2, Agree: 5, Ours: "'We"}},
		{"not out of order", wrappedCopy, "named a figure … two delegations", 2, Match{Line: 2, Agree: 3, Ours: "two"}},
		{"not into the next long line", longCopy, "first point … second point", 1, Match{Line: 1, Agree: 2, Ours: "second"}},
		{"within a long line", longCopy, "Nobody left … second point", 2, at(2)},
		{"a gap at the end", wrappedCopy, "They will …", 8, at(8)},
		{"a gap at the beginning", wrappedCopy, "… meet again.", 8, at(8)},
		{"a gap and nothing else", wrappedCopy, "… … …", 8, Match{}},
		{"a part that stands only before", "b a", "a … b", 1, Match{Line: 1, Agree: 1, Ours: "b"}},
		{"parts do not overlap", "one two three", "one two … two three", 1, Match{Line: 1, Agree: 2, Ours: "two"}},
		{"the last start from which the rest follows", "a b a c a", "a … c", 1, at(1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, NewCopy([]byte(tt.copy)).Find(tt.words, tt.line)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOfSeveralPlacesTheOneOnTheLineCountsElseTheNearest(t *testing.T) {
	c := NewCopy([]byte("yes\n\nno\n\nyes\n\nno\n\nno\n\nyes … yes\n\n“yes”\n"))
	for line, want := range map[int]Match{
		0: at(1), 1: at(1), 2: off(1), 3: off(1), 4: off(5), 5: at(5), 6: off(5), 7: off(5), 8: off(5),
		9: off(11), 11: at(11), 12: off(11), 13: at(13), 14: off(13), 1 << 40: off(13),
	} {
		if diff := cmp.Diff(want, c.Find("yes", line)); diff != "" {
			t.Errorf("line %d: %s", line, diff)
		}
	}
}

func TestAMissNamesTheFirstWordThatDiffers(t *testing.T) {
	copy := "The delegate said that efforts were made.\nThe delegate said that a deal was near, and left.\nHe's glad."
	for _, tt := range []struct {
		words string
		line  int
		want  Match
	}{
		{"The delegate said that every effort", 1, Match{Line: 1, Agree: 4, Ours: "every", Theirs: "efforts"}},
		{"The delegate said that every effort", 2, Match{Line: 2, Agree: 4, Ours: "every", Theirs: "a"}},
		{"The delegate said that a deal was far", 1, Match{Line: 2, Agree: 7, Ours: "far", Theirs: "near,"}},
		{"that a deal was near and left", 2, Match{Line: 2, Agree: 4, Ours: "near", Theirs: "near,"}},
		{"that a deal … was far", 2, Match{Line: 2, Agree: 4, Ours: "far", Theirs: "near,"}},
		{"He’s happy", 3, Match{Line: 3, Agree: 1, Ours: "happy", Theirs: "glad."}},
		{"He is glad", 3, Match{Line: 3, Agree: 0, Ours: "He", Theirs: "He's"}},
		{"Nobody said", 2, Match{Ours: "Nobody"}},
	} {
		if diff := cmp.Diff(tt.want, NewCopy([]byte(copy)).Find(tt.words, tt.line)); diff != "" {
			t.Errorf("%q: %s", tt.words, diff)
		}
	}
}

// Hostile copies and words take time in proportion to their length, or nearly.
// The test only has to end.
func TestHostileTextEnds(t *testing.T) {
	for name, x := range map[string][2]string{
		"one letter":    {strings.Repeat("a", 1<<20), strings.Repeat("a", 1<<10)},
		"one word":      {strings.Repeat("a ", 1<<17), strings.Repeat("a ", 1<<12) + "b"},
		"many lines":    {strings.Repeat("a\n", 1<<17), strings.Repeat("a … ", 1<<10) + "b"},
		"many blanks":   {strings.Repeat("\n", 1<<20), "a"},
		"marks only":    {strings.Repeat("“", 1<<18), "a"},
		"many gaps":     {strings.Repeat("a b ", 1<<16), strings.Repeat("a…", 1<<12)},
		"combining":     {"e" + strings.Repeat("\u0301", 1<<16), "e" + strings.Repeat("\u0301", 1<<12)},
		"a long number": {strings.Repeat("1,", 1<<17), "1,1"},
		"no ends":       {strings.Repeat("aa a ", 1<<15), strings.Repeat("aa a ", 1<<10) + "a"},
	} {
		t.Run(name, func(t *testing.T) {
			c := NewCopy([]byte(x[0]))
			for _, line := range []int{0, 1, 1 << 16} {
				if m := c.Find(x[1], line); m.Found && m.Line < 1 {
					t.Errorf("found on line %d", m.Line)
				}
			}
		})
	}
}

func TestSearchesDoNotDisturbEachOther(t *testing.T) {
	c := NewCopy([]byte(wrappedCopy))
	done := make(chan Match)
	for range 8 {
		go func() { done <- c.Find("agreed to meet", 1) }()
	}
	for range 8 {
		if m := <-done; m != at(1) {
			t.Error(m)
		}
	}
}

func TestTheDigestIsOfTheFoldedWords(t *testing.T) {
	same := []string{"a fair share … of “it”", "\"a fair  share ... of 'it'.\"", "a fair share[…]of «it»,", "…a fair\nshare … of 'it'…"}
	for _, w := range same {
		if Of(w) != Of(same[0]) {
			t.Errorf("%q has another digest than %q", w, same[0])
		}
	}
	if Of(norm.NFD.String("공정한 몫")) != Of("공정한 몫") {
		t.Error("decomposed Hangul has another digest")
	}
	for _, w := range []string{"A fair share … of it", "a fair share of 'it", "a fair shares … of 'it", "a fair share … of it!", ""} {
		if Of(w) == Of(same[0]) {
			t.Errorf("%q has the digest of %q", w, same[0])
		}
	}
	// printf 'a fair share' | sha256sum
	if got, want := Of(`"a fair share."`).String(), "bab846847e029396c3c68670ced62d992203968cd400db6eae62071a163a7195"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

const (
	seedCopy = "../../shared/seed/korea-times-2020-01-17.txt"
	seedCase = "../examples/sixth-round/case.parley"
)

var quoteLine = regexp.MustCompile(`^\s+([>|]) (\d+) (.*)$`)

func TestTheExamplesQuotationsStandInTheArticle(t *testing.T) {
	article, err := os.ReadFile(seedCopy)
	if err != nil {
		t.Skip("the article is not here: ", err)
	}
	text, err := os.ReadFile(seedCase)
	if err != nil {
		t.Fatal(err)
	}
	c, n := NewCopy(article), 0
	for i, line := range strings.Split(string(text), "\n") {
		m := quoteLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		n++
		words := m[3]
		if m[1] == ">" {
			if words, err = strconv.Unquote(words); err != nil {
				t.Fatal(err)
			}
		}
		at, _ := strconv.Atoi(m[2])
		if got := c.Find(words, at); !got.AtLine {
			t.Errorf("%s:%d: %q: %+v", seedCase, i+1, words, got)
		}
		if k := len(strings.Fields(words)); k > 10 {
			t.Errorf("%s:%d: a fragment of %d words", seedCase, i+1, k)
		}
		if got := c.Find(words+" indeed", at); got.Found || got.Line != at || got.Agree < len(strings.Fields(words))-1 {
			t.Errorf("%s:%d: with a word more: %+v", seedCase, i+1, got)
		}
	}
	if n == 0 {
		t.Error("no quotation in the example")
	}
}

func ExampleCopy_Find() {
	c := NewCopy([]byte("The two sides met.\n“We made every effort,” one of them said.\n"))
	fmt.Printf("%+v\n", c.Find("We made every effort", 2))
	fmt.Printf("%+v\n", c.Find("We made some effort", 2))
	// Output:
	// {Found:true Line:2 AtLine:true Agree:0 Ours: Theirs:}
	// {Found:false Line:2 AtLine:false Agree:2 Ours:some Theirs:every}
}
