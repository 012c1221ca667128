package casefile

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const caseHead = "case talks \"T\"\n  parties rok us\n  money KRW\n  zone Asia/Seoul\n  audience public\n"

// readOne reads a case of one file.
func readOne(t *testing.T, text string) *Book {
	t.Helper()
	b, err := Read(fstest.MapFS{"c.parley": {Data: []byte(text)}}, "c.parley")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// briefs lists each fault as line:column-end code and what it stands under.
func briefs(b *Book) (out []string) {
	for _, f := range b.Faults {
		var under string
		for _, g := range b.Files {
			if g.Name == f.Span.File {
				r := []rune(g.Line(f.Span.Line))
				under = string(r[min(f.Span.Col-1, len(r)):min(f.Span.End-1, len(r))])
			}
		}
		if len(under) > 60 {
			under = under[:60]
		}
		out = append(out, fmt.Sprintf("%d:%d %s %s", f.Span.Line, f.Span.Col, f.Code, under))
	}
	return out
}

func TestEachFaultHasItsCodeAndPlaceAndNoneFollowsFromAnother(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"head without an id", "party\n", []string{"1:1 P001 party"}},
		{"more after the name", "party p \"P\" q r\n", []string{"1:13 P001 q r"}},
		{"stray lines, once a run", "party p\n\n  aka \"a\"\n  aka \"b\"\n\n  aka \"c\"\n", []string{"3:3 P002 aka \"a\"", "6:3 P002 aka \"c\""}},
		{"unknown kind, its fields not looked at", "clam x\n  that y\n", []string{"1:1 P003 clam"}},
		{"id twice", "party p\nparty  p \"P\"\n", []string{"2:8 P004 p"}},
		{"id like the kind, twice", "party party\nparty party\n", []string{"2:7 P004 party"}},
		{"unknown field", "issue i\n  stat open\n", []string{"2:3 P005 stat"}},
		{"unknown field with a language", "issue i\n  stat.ko \"x\"\n", []string{"2:3 P005 stat"}},
		{"misspelt required field, not missing too", "body b\n  off rok\n", []string{"2:3 P005 off"}},
		{"misspelt via, its words not without one", "2020 event e\n  vai kt\n  > 9 \"x\"\n  | 4 y\n", []string{"2:3 P005 vai"}},
		{"field twice", "issue i\n  unit \"a\"\n  unit \"b\"\n", []string{"3:3 P006 unit"}},
		{"language twice", "party p \"P\"\n  name \"Q\"\n  name.ko \"가\"\n  name.ko \"나\"\n", []string{"2:3 P006 name ", "4:3 P006 name.ko "}},
		{"required fields, at the id", "2020-01-16 statement  누구 \n", []string{"1:23 P007 누구", "1:23 P007 누구", "1:23 P007 누구", "1:23 P008 누구"}},
		{"no value, not missing too", "body b\n  of\n", []string{"2:3 P014 of"}},
		{"ids", "body b\n  of ROK\n", []string{"2:6 P008 ROK"}},
		{"not a string", "party p\n  aka 한국\n  aka \"x\" y\n  aka \"x\n  aka \"x\\n\"\n  aka \"x\\\"\n",
			[]string{"2:7 P009 한국", "3:7 P009 \"x\" y", "4:7 P009 \"x", "5:7 P009 \"x\\n\"", "6:7 P009 \"x\\\""}},
		{"dates", "2020-13-01 event e\n  via kt\n", []string{"1:1 P010 2020-13-01"}},
		{"time without zone", "2020-01-16T17:32 event e\n  via kt\n", []string{"1:1 P010 2020-01-16T17:32"}},
		{"doubtful day", "party p\n  recorded 2020-01-16?\n", []string{"2:12 P010 2020-01-16?"}},
		{"no date", "event e\n  via kt\n", []string{"1:1 P011 event"}},
		{"date of a declaration", "2020-01-16T17:32  Asia/Seoul   party e\n", []string{"1:1 P012 2020-01-16T17:32  Asia/Seoul"}},
		{"words", "source s\n  type newspaper\n  published 2020\n", []string{"2:8 P013 newspaper"}},
		{"audience", "party p\n  audience side:ROK\nparty q\n  audience caucus:rok/a b\n", []string{"2:12 P013 side:ROK", "4:12 P013 caucus:rok/a b"}},
		{"languages", "party p\n  name.KO \"x\"\n  aka.ko \"y\"\n", []string{"2:8 P015 KO", "3:3 P015 aka.ko"}},
		{"dot without a language", "party p\n  name. \"x\"\n", []string{"2:3 P005 name."}},
		{"a language where a mark has none", "2020 event e\n  via kt\n  >.ko 9 \"x\"\n", []string{"3:3 P015 >.ko"}},
		{"long lines, the rest read", "party p\n  aka \"" + long + "\"\nbody b\n  of " + long + "\n; " + long + "\nparty " + long + "\n  aka x\nbody c\n",
			[]string{"2:1 P017   aka \"" + long[:33], "4:1 P017   of " + long[:35], "5:1 P017 ; " + long[:38], "6:1 P017 party " + long[:34], "8:6 P007 c"}},
		{"known of a declaration", "party p\n  known 2020-01-16 \"x\"\n", []string{"2:3 P018 known"}},
		{"words without a via", "2020 event e\n  > 9 \"x\"\n  via kt\n", []string{"2:3 Q005 > 9 \"x\""}},
		{"words of a wrong via have one", "2020 event e\n  via KT quoted-in x\n  > 9 \"x\"\n", []string{"2:7 P008 KT"}},
		{"marks", "2020 event e\n  via kt\n  > 0 \"x\"\n  > 09 \"x\"\n  > 9 x\n  > 9 \"x\".KO\n  > 9 \"x\"ko\n  | 9\n  > 9\n",
			[]string{"3:5 P014 0 \"x\"", "4:5 P014 09 \"x\"", "5:5 P014 9 x", "6:5 P014 9 \"x\".KO", "7:5 P014 9 \"x\"ko", "8:5 P014 9", "9:5 P014 9"}},
		{"chains", "2020 event e\n  via kt at\n  via kt at 07\n  via kt at 7 8\n  via kt quoted-in\n  via kt ktt\n",
			[]string{"2:7 P014 kt at", "3:7 P014 kt at 07", "4:7 P014 kt at 7 8", "5:7 P014 kt quoted-in", "6:7 P014 kt ktt"}},
		{"stances", "2020 report r\n  via kt\n  asserts hearsay\n  asserts a hearsay b\n  denies a outlet-says nothing\n  denies a outlet-says\n",
			[]string{"3:11 P014 hearsay", "4:11 P014 a hearsay b", "5:24 P013 nothing", "6:23 P013 "}},
		{"propositions", "claim a\n  that us\nclaim b\n  that us aks cost = EUR 5\nclaim c\n  that us asks cost EUR 5\nclaim d\n  that us asks cost = EUR 5 per week\nclaim e\n  that us asks cost = EUR 5 trn\nclaim f\n  that us asks cost = XXY 5\n",
			[]string{"2:8 P014 us", "4:11 P013 aks", "6:8 P014 us asks cost EUR 5", "8:29 P014 per week", "10:23 A001 EUR 5 trn", "12:23 A002 XXY 5"}},
		{"words and none of them", "2020 terms t\n  of a\n  via kt\n  escalator none\n  escalator.ko \"x\"\n", []string{"5:16 P014 \"x\""}},
		{"none after words", "2020 terms t\n  of a\n  via kt\n  escalator.ko \"x\"\n  escalator none\n", []string{"5:13 P014 none"}},
		{"columns after Hangul and tabs", "2020 report r\n\tvia\tkt\n\t|\t4\t가나다\n  attributed\t\"가\" 나\n", []string{"4:14 P009 \"가\" 나"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := readOne(t, tt.text+"\n"+caseHead)
			if diff := cmp.Diff(tt.want, briefs(b)); diff != "" {
				t.Error(diff)
			}
			b = readOne(t, "\ufeff"+strings.ReplaceAll(tt.text+"\n"+caseHead, "\n", "\r\n"))
			if diff := cmp.Diff(tt.want, briefs(b)); diff != "" {
				t.Errorf("with a byte order mark and CRLF: %s", diff)
			}
		})
	}
}

func TestACaseHasOneHead(t *testing.T) {
	for text, want := range map[string][]string{
		"":          {"1:1 P020 "},
		"party p\n": {"1:1 P020 party p"},
		caseHead + "\ncase other\n parties a\n money EUR\n zone UTC\n": {"7:1 P019 case other"},
		"case talks\n  parties a\n  zone UTC\n":                        {"1:6 P007 talks"}, // not also: there is no head
		"caes talks\n":                                                 {"1:1 P003 caes"},
	} {
		if diff := cmp.Diff(want, briefs(readOne(t, text))); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestAnEntryWithAFaultIsNotInTheRecordAndIsKnownAsBroken(t *testing.T) {
	b := readOne(t, caseHead+"\nparty p\n  aka x\nparty q\nparty r\n  aka \""+strings.Repeat("x", maxLine)+"\"\n")
	if b.Entry("p") != nil || !b.Broken("p") || b.Entry("r") != nil || !b.Broken("r") {
		t.Error("p and r have faults")
	}
	if b.Entry("q") == nil || b.Broken("q") {
		t.Error("q has none")
	}
}

// Faults come in one order, on however many cores.
func TestFaultsComeInOneOrder(t *testing.T) {
	var text strings.Builder
	text.WriteString(caseHead)
	for i := range 1000 {
		fmt.Fprintf(&text, "2020-01-16 correct c%d\n  of p%d\n  field name\n  was \"a\"\n  now \"b\"\n  reason \"r\"\nparty p%d \"x\"\n  aka %d\n  bka\nparty q%d \"y\"\n", i, i/2, i, i, i)
		fmt.Fprintf(&text, "2020-01-16 correct d%d\n  of q%d\n  field name\n  was \"a\"\n  now \"b\"\n  reason \"r\"\n", i, i)
	}
	var want []Fault
	for _, cores := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(cores)
		b := readOne(t, text.String())
		runtime.GOMAXPROCS(old)
		if want == nil {
			want = b.Faults
		}
		if diff := cmp.Diff(want, b.Faults); diff != "" {
			t.Fatal(diff)
		}
	}
	if !slices.IsSortedFunc(want, func(a, b Fault) int { return a.Span.Line - b.Span.Line }) || len(want) != 3000 {
		t.Errorf("%d faults, or not by line", len(want))
	}
}

func TestAMisspeltWordIsGuessed(t *testing.T) {
	for word, want := range map[string]string{"clam": "claim", "statment": "statement", "reprot": "report", "xyzzy": "", "": "", strings.Repeat("a", 100): ""} {
		if got := Near(word, KindNames()); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
