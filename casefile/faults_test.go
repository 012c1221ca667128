package casefile

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
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

// val writes valuations, each with one more line: the third of three.
func val(lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&b, "2020 valuation v%d\n  of us\n  %s\n", i, l)
	}
	return b.String()
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
		{"limits", val("limit cost = EUR 5", "limit cost <= high", "limit cost", "limit us pays cost <= EUR 5", "limit cost <= unknown", "limit cost >= EUR 5 per week"),
			[]string{"3:14 P013 =", "6:9 P014 cost <= high", "9:9 P014 cost", "12:9 P014 us pays cost <= EUR 5", "15:9 P014 cost <= unknown", "18:23 P014 per week"}},
		{"settings and orders", val("with cost", "with cost high low", "with cost HIGH", "prefers cost high", "prefers cost high LOW"),
			[]string{"3:8 P014 cost", "6:8 P014 cost high low", "9:13 P008 HIGH", "12:11 P014 cost high", "15:21 P008 LOW"}},
		{"swaps", val("trades a b over c", "trades a b over c > a b", "trades a b over c > d e over F", "trades a b over c > d e over f > g h over i", "worth a b over c", "worth a b over c = 5", "worth a b = EUR 5", "worth a b over c = EUR 5 per week", "worth a b over c = EUR 5 per year for 2020"),
			[]string{"3:10 P014 a b over c", "6:10 P014 a b over c > a b", "9:32 P008 F", "12:10 P014 a b over c > d e over f > g h over i", "15:9 P014 a b over c", "18:22 A002 5", "21:9 P014 a b = EUR 5", "24:9 P014 a b over c = EUR 5 per week", "27:9 P014 a b over c = EUR 5 per year for 2020"}},
		{"no deal", val("loses EUR 5", "loses EUR 5 in total", "gains EUR 5 per month after", "gains EUR 5 per month per year", "loses EUR 5 per month after A", "loses EUR 5 per week", "loses per month", "loses EUR 5 per month for 2020-13"),
			[]string{"3:9 P014 EUR 5", "6:9 P014 EUR 5 in total", "9:9 P014 EUR 5 per month after", "12:9 P014 EUR 5 per month per year", "15:31 P008 A", "18:9 P014 EUR 5 per week", "21:9 A002 per month", "24:29 P010 2020-13"}},
		{"whose guess", val("by us"), []string{"3:6 P013 us"}},
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

// Each mistake in a file of figures is said at its cell, all at once, and the
// rows that can be read are read.
func TestEachFaultOfAFileOfFiguresHasItsCodeAndPlace(t *testing.T) {
	const head = "for,value,published,source,note\n"
	for _, tt := range []struct {
		name, text string
		want       []string
		figures    int
	}{
		{"nothing", "", []string{"1:1 F002 "}, 0},
		{"comments only", "# one\n\n", []string{"1:1 F002 "}, 0},
		{"no value", "for,published\n2019,x\n", []string{"1:1 F002 for,published"}, 0},
		{"misspelt, not missing too", "for, valu\n2019,x\n", []string{"1:6 F002 valu"}, 0},
		{"twice and unknown", "for,value,value, remark\n", []string{"1:11 F002 value", "1:18 F002 remark"}, 0},
		{"open header", "for,\"value\n2019,1\n", []string{"1:5 F003 \"value"}, 0},
		{"cells", head + "2019,1,\n2019,1,,,,\n2018,1,,,\n", []string{"2:1 F003 2019,1,", "3:1 F003 2019,1,,,,"}, 1},
		{"a decimal comma", head + "2019,0,38,,,\n", []string{"2:1 F003 2019,0,38,,,"}, 0},
		{"quotes", head + "2019,1,,,\"가\n2019,1,,,\"가\" 나\n2018,1,,,\"\"\n", []string{"2:10 F003 \"가", "3:14 F003 나"}, 1},
		{"values", head + "2019,,,,\n2019,1.,,,\n2019,1e3,,,\n2019,1%,,,\n2019,\"1,16\",,,\n2019,\u22121,,,\n2019,1" + strings.Repeat("0", 30) + ",,,\n",
			[]string{"2:6 F004 ", "3:6 F004 1.", "4:6 F004 1e3", "5:6 F004 1%", "6:6 F004 \"1,16\"", "7:6 F004 \u22121", "8:6 F004 1" + strings.Repeat("0", 30)}, 0},
		{"dates, all of a row", head + "2019-Q4,1,yesterday,Bank,\n", []string{"2:1 P010 2019-Q4", "2:11 P010 yesterday", "2:21 P008 Bank"}, 0},
		{"open dates", head + "2019/..,1,../2020,bank,\n", []string{"2:1 F005 2019/..", "2:11 F005 ../2020"}, 0},
		{"a long line, the rest read", head + "2019,1,,," + strings.Repeat("x", maxLine) + "\n2018,1,,,\n", []string{"2:1 P017 2019,1,,," + strings.Repeat("x", 31)}, 1},
		{"Korean columns", head + "2019,1,2020-01-02,bank,\"한국, 원\"\n\t2018\t,\t가\t,,,\n", []string{"3:9 F004 가"}, 1},
	} {
		for _, text := range []string{tt.text, "\ufeff" + strings.ReplaceAll(tt.text, "\n", "\r\n")} {
			fsys := fstest.MapFS{"c.parley": {Data: []byte(caseHead + "\nseries s\n  unit \"%\"\n  file f.csv\n")}, "f.csv": {Data: []byte(text)}}
			b, err := Read(fsys, "c.parley")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range b.Faults {
				r := []rune(b.Line(f.Span.File, f.Span.Line))
				under := string(r[f.Span.Col-1 : min(f.Span.End-1, len(r))])
				got = append(got, fmt.Sprintf("%d:%d %s %s", f.Span.Line, f.Span.Col, f.Code, under))
				if f.Span.File != "f.csv" || f.Entry != "s" {
					t.Errorf("%s: %+v", tt.name, f)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s: %s", tt.name, diff)
			}
			if n := len(b.Entry("s").(*parley.Series).Figures); n != tt.figures {
				t.Errorf("%s: %d figures, want %d", tt.name, n, tt.figures)
			}
		}
	}
}

// A file of figures is named from the file in which its series stands, inside
// the folder, in whichever Unicode form; the case loads without it.
func TestAFileOfFiguresIsFoundOrItsAbsenceSaid(t *testing.T) {
	csv := &fstest.MapFile{Data: []byte("for,value\n2019,1\n")}
	for path, want := range map[string]string{"f.csv": "", "./f.csv": "", "\u1112\u1161\u11ab.csv": "", "../f.csv": "missing", "../../f.csv": "outside", "/f.csv": "outside", `a\f.csv`: "outside",
		"g.csv": "missing", "f.txt": "ending", "d.csv": "directory", "bad.csv": "not-utf8"} {
		fsys := fstest.MapFS{"c.parley": {Data: []byte(caseHead + "\ninclude sub/s.parley\n")}, "sub/s.parley": {Data: []byte("series s\n  unit \"%\"\n  file " + path + "\n\nparty p\n")},
			"sub/f.csv": csv, "sub/\ud55c.csv": csv, "sub/f.txt": csv, "sub/d.csv/x": csv, "sub/bad.csv": {Data: []byte("for,value,note\n2019,1,\xc7\xd1\n")}}
		b, err := Read(fsys, "c.parley")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range b.Faults {
			got += f.Args["reason"]
			if f.Code != "F001" || f.Span.File != "sub/s.parley" || f.Span.Line != 3 || f.Args["line"] != map[string]string{"bad.csv": "2"}[path] && path == "bad.csv" {
				t.Errorf("%s: %+v", path, f)
			}
		}
		if got != want || b.Entry("p") == nil || b.Entry("s") == nil || (b.Table("s") != nil) != (want == "") {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// One file that two series name is read once, and what is wrong with it said once.
func TestAFileThatTwoSeriesNameIsReadOnce(t *testing.T) {
	b, err := Read(fstest.MapFS{"c.parley": {Data: []byte(caseHead + "\nseries s\n  unit \"%\"\n  file f.csv\n\nseries r\n  unit \"%\"\n  file ./f.csv\n")},
		"f.csv": {Data: []byte("for,value\n2019,x\n2018,1\n")}}, "c.parley")
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Faults) != 1 || len(b.Tables()) != 1 || b.Table("s") != b.Table("r") || len(b.Entry("r").(*parley.Series).Figures) != 1 {
		t.Errorf("%v, %d tables", b.Faults, len(b.Tables()))
	}
	if got := b.Locate(Place{Entry: "r", Field: "value", Row: 1}); got != (Span{"f.csv", 3, 6, 7}) {
		t.Errorf("the figure stands at %+v", got)
	}
}

// Whatever stands in a file of figures, it is read without stopping, and what is
// wrong lies inside its line.
func FuzzFiguresAreReadOrTheirFaultsLieInTheirLine(f *testing.F) {
	for _, s := range []string{"", "for,value\n2019,1\n", "\ufefffor,value,published,source,note\r\n2019, \"1,160.7\",2020-01-02~,bank,\"a \"\"b\"\"\"\r\n", "for,value\n\"", "value,for\n,\n#\n,,\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, faults := ParseTable("f.csv", []byte(text), "s", time.UTC)
		for _, ft := range faults {
			if n := len([]rune(x.Line(ft.Span.Line))); ft.Span.Line < 1 || ft.Span.Col < 1 || ft.Span.End < ft.Span.Col || ft.Span.Col > n+1 {
				t.Errorf("%+v is not in %q", ft.Span, x.Line(ft.Span.Line))
			}
		}
		if len(faults) > 0 {
			return
		}
		y, faults := ParseTable("f.csv", []byte(x.With([]Row{{For: "2019", Value: "7", Published: "2020-01-02", Note: "a, \"b\""}})), "s", time.UTC)
		if len(faults) > 0 || len(y.figures) != len(x.figures)+1 {
			t.Errorf("with one more row: %v, %d of %d figures", faults, len(y.figures), len(x.figures))
		}
	})
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
