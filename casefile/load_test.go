package casefile

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"parley"
)

func mapFS(files map[string]string) fstest.MapFS {
	m := make(fstest.MapFS)
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// grown is a file that says that it is small and goes on for ever.
type grown struct{ fs.FS }

func (g grown) Open(name string) (fs.File, error) { return &endless{}, nil }
func (g grown) Stat(name string) (fs.FileInfo, error) {
	return (&endless{}).Stat()
}

type endless struct{}

func (*endless) Stat() (fs.FileInfo, error) { return sized(1), nil }
func (*endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }
func (*endless) Close() error               { return nil }

type sized int64

func (s sized) Name() string       { return "c.parley" }
func (s sized) Size() int64        { return int64(s) }
func (s sized) Mode() fs.FileMode  { return 0o644 }
func (s sized) ModTime() time.Time { return time.Time{} }
func (s sized) IsDir() bool        { return false }
func (s sized) Sys() any           { return nil }

type huge struct{ grown }

func (huge) Stat(string) (fs.FileInfo, error) { return sized(MaxFile + 1), nil }

func TestWhatCannotBeReadSaysWhy(t *testing.T) {
	cp949 := "case x\n\n" + "\xb3\xeb\xbf\xb5\xb9\xce\n"
	fsys := mapFS(map[string]string{"cp949.parley": cp949, "zero.parley": "case x\n\n\x00\n", "utf16.parley": "\xff\xfec\x00", "dir/x": "",
		"cut.parley": "case x \"한국"[:len("case x \"한국")-1]})
	fsys["pipe.parley"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	for _, tt := range []struct {
		fsys         fs.FS
		name, reason string
		line         int
		says         string
	}{
		{fsys, "none.parley", "missing", 0, "no such file"},
		{fsys, "dir", "directory", 0, "folder"},
		{fsys, "pipe.parley", "special", 0, "pipe"},
		{fsys, "cp949.parley", "not-utf8", 3, "save it as UTF-8"},
		{fsys, "zero.parley", "not-utf8", 3, "UTF-8"},
		{fsys, "utf16.parley", "not-utf8", 1, "UTF-8"},
		{fsys, "cut.parley", "not-utf8", 1, "UTF-8"},
		{huge{}, "c.parley", "too-large", 0, "larger than 256 MB"},
	} {
		_, err := Read(tt.fsys, tt.name)
		e, ok := errors.AsType[*ReadError](err)
		if !ok || e.Reason != tt.reason || e.Line != tt.line || !strings.Contains(e.Error(), tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestAFileThatGrowsWhileItIsReadIsRefused(t *testing.T) {
	_, err := readText(grown{}, "c.parley", 1<<20)
	if e, ok := errors.AsType[*ReadError](err); !ok || e.Reason != "too-large" {
		t.Error(err)
	}
}

func TestIncludesThatCannotBeFollowedSayWhy(t *testing.T) {
	fsys := mapFS(map[string]string{
		"c.parley":       "include\ninclude a.parley\ninclude a.parley\ninclude none.parley\ninclude ../out.parley\ninclude /etc/x.parley\ninclude C:\\x.parley\ninclude a.txt\ninclude dir.parley\ninclude bad.parley\ninclude c.parley\ninclude sub/../a.parley\n" + caseHead,
		"a.parley":       "include sub/b.parley\n",
		"sub/b.parley":   "include ../c.parley\ninclude ../sub/b.parley\ninclude ../../c.parley\n",
		"dir.parley/x":   "",
		"bad.parley":     "; \n; \n\xb3\n",
		"../secret":      "",
		"a.txt":          "",
		"out.parley":     "",
		"none.parley/..": "",
	})
	delete(fsys, "../secret")
	delete(fsys, "none.parley/..")
	b, err := Read(fsys, "c.parley")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range b.Faults {
		got = append(got, fmt.Sprintf("%s:%d:%d %s %s %s %s", f.Span.File, f.Span.Line, f.Span.Col, f.Code, f.Args["path"], f.Args["reason"], f.Args["line"]))
	}
	want := []string{
		"c.parley:1:8 P016  empty 0",
		"c.parley:3:9 P016 a.parley twice 0",
		"c.parley:4:9 P016 none.parley missing 0",
		"c.parley:5:9 P016 ../out.parley outside 0",
		"c.parley:6:9 P016 /etc/x.parley outside 0",
		`c.parley:7:9 P016 C:\x.parley outside 0`,
		"c.parley:8:9 P016 a.txt ending 0",
		"c.parley:9:9 P016 dir.parley directory 0",
		"c.parley:10:9 P016 bad.parley not-utf8 3",
		"c.parley:11:9 P016 c.parley loop 0",
		"c.parley:12:9 P016 sub/../a.parley twice 0",
		"sub/b.parley:1:9 P016 ../c.parley loop 0",
		"sub/b.parley:2:9 P016 ../sub/b.parley loop 0",
		"sub/b.parley:3:9 P016 ../../c.parley outside 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func ids_(b *Book) (out []string) {
	for _, e := range b.Entries() {
		out = append(out, string(e.Base().ID))
	}
	return out
}

func TestAnIncludedFileIsReadAsIfItStoodThere(t *testing.T) {
	b, err := Read(mapFS(map[string]string{
		"c.parley":               caseHead + "include\tmore/two  parts.parley  \nparty d\n",
		"more/two  parts.parley": "party a\ninclude b.parley\nparty c\n",
		"more/b.parley":          "party b\n",
	}), "c.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	if diff := cmp.Diff([]string{"talks", "a", "b", "c", "d"}, ids_(b)); diff != "" {
		t.Error(diff)
	}
	if f := b.File("b"); f == nil || f.Name != "more/b.parley" {
		t.Error("b stands in more/b.parley")
	}
	if got := string(b.Files[0].Format()); !strings.Contains(got, "include more/two  parts.parley\n") {
		t.Error(got)
	}
}

func TestEveryEntryIsFoundHoweverTheFilesAreCut(t *testing.T) {
	parties := func(from, n int) (text string) {
		for i := range n {
			text += "party p" + itoa(from+i) + "\n"
		}
		return text
	}
	for n := range 20 {
		for m := range 20 {
			b, err := Read(mapFS(map[string]string{"c.parley": caseHead + parties(0, n) + "include b.parley\n" + parties(n+m, n), "b.parley": parties(n, m)}), "c.parley")
			if err != nil || len(b.Faults) > 0 {
				t.Fatal(err, b.Faults)
			}
			for i := range 2*n + m {
				if id := parley.ID("p" + itoa(i)); b.Entry(id) == nil || b.Entry(id).Base().ID != id || (b.File(id).Name == "b.parley") != (i >= n && i < n+m) {
					t.Fatalf("%d and %d: %s is lost", n, m, id)
				}
			}
			if b.Entry("p") != nil || len(b.Entries()) != 2*n+m+1 {
				t.Fatalf("%d and %d: %d entries", n, m, len(b.Entries()))
			}
		}
	}
}

func TestANameDecomposedOnOneSystemIsFoundOnAnother(t *testing.T) {
	for _, disk := range []string{norm.NFC.String("사람.parley"), norm.NFD.String("사람.parley")} {
		for _, typed := range []string{norm.NFC.String("사람.parley"), norm.NFD.String("사람.parley")} {
			b, err := Read(mapFS(map[string]string{"c.parley": caseHead + "include " + typed + "\n", disk: "party a\n"}), "c.parley")
			if err != nil || len(b.Faults) > 0 || b.Entry("a") == nil {
				t.Errorf("%+q as %+q: %v %v", disk, typed, err, b.Faults)
			}
		}
	}
	nfc, nfd := norm.NFC.String("사람.parley"), norm.NFD.String("사람.parley")
	b, _ := Read(mapFS(map[string]string{"c.parley": caseHead + "include " + nfc + "\ninclude " + nfd + "\n", nfc: "party a\n"}), "c.parley")
	if len(b.Faults) != 1 || b.Faults[0].Args["reason"] != "twice" {
		t.Error(b.Faults)
	}
}

func TestAFileOfAHundredMegabytesIsRead(t *testing.T) {
	var text strings.Builder
	text.WriteString(caseHead)
	comment := "; " + strings.Repeat("가나다 ", 20_000) + "\n"
	for text.Len() < 100<<20 {
		text.WriteString(comment)
	}
	text.WriteString("party last\n  aka x\n")
	b, err := Read(mapFS(map[string]string{"c.parley": text.String()}), "c.parley")
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Faults) != 1 || b.Files[0].Line(b.Faults[0].Span.Line) != "  aka x" {
		t.Error(b.Faults)
	}
}

func TestAnEntryWithoutAnAudienceHasThatOfTheCase(t *testing.T) {
	b := readOne(t, "party before\n"+caseHead+"party side\n  audience side:rok\n")
	for id, want := range map[parley.ID]string{"before": "public", "side": "side:rok", "talks": "public"} {
		if got := b.Entry(id).Base().Audience.String(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	b = readOne(t, strings.Replace(caseHead, "  audience public\n", "", 1)+"party p\n")
	if a := b.Entry("p").Base().Audience; !a.IsZero() {
		t.Errorf("an entry that nobody may see has audience %q", a)
	}
}

func TestAFieldIsFoundInTheText(t *testing.T) {
	b := readOne(t, "\ufeff"+caseHead+"2020-01-16T17:32 Asia/Seoul statement statement \"이름\"\n  by a b\n  mode on-record\n  ; c\n  via a\n  asserts x y\n  asserts\tab b\n  note \"n\"\n  note.ko \"노\"\n  via kt at 9\n")
	if len(b.Faults) > 0 {
		t.Fatal(b.Faults)
	}
	for _, tt := range []struct {
		p    Place
		want string
	}{
		{Place{}, "1:1 c"},
		{Place{Entry: "nobody"}, "1:1 c"},
		{Place{Entry: "statement"}, "6:39 statement"},
		{Place{Entry: "statement", Field: "date"}, "6:1 2020-01-16T17:32 Asia/Seoul"},
		{Place{Entry: "statement", Field: "name"}, "6:49 \"이름\""},
		{Place{Entry: "statement", Field: "spoken"}, "6:39 statement"},
		{Place{Entry: "statement", Field: "by", Word: "b"}, "7:8 b"},
		{Place{Entry: "statement", Field: "asserts", Word: "b"}, "12:14 b"},
		{Place{Entry: "statement", Field: "asserts", N: 1}, "12:11 ab b"},
		{Place{Entry: "statement", Field: "note", Lang: "ko"}, "14:11 \"노\""},
		{Place{Entry: "statement", Field: "via", N: 1}, "15:7 kt at 9"},
		{Place{Entry: "statement", Field: "via", N: 2}, "6:39 statement"},
	} {
		s := b.Locate(tt.p)
		got := fmt.Sprintf("%d:%d %s", s.Line, s.Col, string([]rune(b.Files[0].Line(s.Line))[s.Col-1:s.End-1]))
		if got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.p, got, tt.want)
		}
	}
}

func TestSuggestionsAreTheIDsOfAKind(t *testing.T) {
	b := readOne(t, caseHead+"party q\nparty p\nissue i\n")
	if diff := cmp.Diff([]string{"p", "q"}, b.IDs("party")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"i", "p", "q", "talks"}, b.IDs()); diff != "" {
		t.Error(diff)
	}
}

func TestEveryLineOfALongFileIsFound(t *testing.T) {
	var text strings.Builder
	for i := range 3 * mark {
		fmt.Fprintf(&text, "; %d\r\n", i+1)
	}
	f := index("c.parley", "\ufeff"+text.String())
	for n := range 3 * mark {
		if got, want := f.Line(n+1), fmt.Sprintf("; %d", n+1); got != want {
			t.Fatalf("line %d: %q", n+1, got)
		}
	}
	for _, n := range []int{-1, 0, 3*mark + 1, 1 << 30} {
		if got := f.Line(n); got != "" {
			t.Errorf("line %d: %q", n, got)
		}
	}
}
