package casefile

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"parley"
)

func TestFormatAlignsValuesAndChangesNothingElse(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"heads", "  \ncase   talks\t\"A  b\"  \n", "  \ncase talks \"A  b\"\n"},
		{"values", "party p\n aka \"a  b\"\n\tzone\tUTC  \n        name.ko   \"x\"\n", "party p\n  aka          \"a  b\"\n  zone         UTC\n  name.ko      \"x\"\n"},
		{"long names", "2020 report r\n translated-by   kt\n", "2020 report r\n  translated-by kt\n"},
		{"comments and order", "; a\n\n   ; b  \nparty p\n    ; c  \n zone UTC\n aka \"x\"\n;d\n", "; a\n\n   ; b  \nparty p\n    ; c  \n  zone         UTC\n  aka          \"x\"\n;d\n"},
		{"marks", "2020 report r\n\tvia kt\n >  9   \"a  b\"\n |\t-   as  it  is \n", "2020 report r\n  via          kt\n  > 9 \"a  b\"\n  | - as  it  is\n"},
		{"own fields and corrections", "2020 correct c\n x-a   b   c\n was  \"a\"   b\n", "2020 correct c\n  x-a          b   c\n  was          \"a\"   b\n"},
		{"includes", "include\t  a  b.parley \n", "include a  b.parley\n"},
		{"line ends and the mark", "\ufeffparty p\r\n zone UTC\r\n aka \"x\"\n ; \r\n\r\n", "\ufeffparty p\r\n  zone         UTC\r\n  aka          \"x\"\n ; \r\n\r\n"},
		{"no final line end", "party p\n zone UTC", "party p\n  zone         UTC"},
		{"what cannot be read", "clam x\n zone  UTC\nparty p\n zoen  UTC \n zone.ko  x \n\n  stray  line \n", "clam x\n zone  UTC\nparty p\n zoen  UTC \n zone.ko  x \n\n  stray  line \n"},
		{"a carriage return before a space", "\r \r\nparty p\r \n zone UTC \r \r\n", "\r \r\nparty p\n  zone         UTC\r\n"},
		{"a date with a time", "2020-01-16T17:32    Asia/Seoul  event e\n via  kt\n", "2020-01-16T17:32 Asia/Seoul event e\n  via          kt\n"},
		{"a line too long to read", "party p\n aka \"" + strings.Repeat("x", maxLine) + "\"  \n zone UTC\n", "party p\n aka \"" + strings.Repeat("x", maxLine) + "\"  \n  zone         UTC\n"},
		{"a line too long if aligned", "party p\n aka \"" + strings.Repeat("x", maxLine-8) + "\"\n", "party p\n aka \"" + strings.Repeat("x", maxLine-8) + "\"\n"},
	} {
		f := Parse("c.parley", []byte(tt.text))
		if diff := cmp.Diff(tt.want, string(f.Format())); diff != "" {
			t.Errorf("%s: %.300s", tt.name, diff)
		}
		if again := Parse("c.parley", f.Format()).Format(); string(again) != tt.want {
			t.Errorf("%s: fmt of fmt changes %.200q", tt.name, again)
		}
		if string(f.Print()) != tt.text {
			t.Errorf("%s: printing changes the text", tt.name)
		}
	}
}

func TestExamplesAreFormatted(t *testing.T) {
	names, _ := filepath.Glob("../examples/*/*.parley")
	if len(names) == 0 {
		t.Fatal("no examples")
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(src), string(Parse(name, src).Format())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Ids are ASCII, so only words and what is told by words can differ in form:
// amounts are read in either.
func TestDecomposedHangulSaysTheSame(t *testing.T) {
	text := "claim a\n  that us asks cost = KRW 1조 389억\n  that.ko \"한국\"\n"
	nfc, nfd := index("", norm.NFC.String(text)), index("", norm.NFD.String(text))
	x, faults := Decode(nfc, nfc.Blocks[0])
	y, faults2 := Decode(nfd, nfd.Blocks[0])
	if len(faults)+len(faults2) > 0 {
		t.Fatal(faults, faults2)
	}
	a, b := x.(*parley.Claim), y.(*parley.Claim)
	if v, w := a.That.Value.(parley.Money), b.That.Value.(parley.Money); v.Value != w.Value || v.Bounds != w.Bounds {
		t.Errorf("%v, %v", v, w)
	}
	if !sameText(a.Says[0].Words, b.Says[0].Words) || a.Says[0].Words == b.Says[0].Words {
		t.Error("the words are kept as they are, and are the same")
	}
	if string(nfd.Format()) == string(nfc.Format()) {
		t.Error("fmt changes the form of letters")
	}
}

// seeds are texts with whatever makes a case file hard to read.
func seeds(tb testing.TB) (texts []string) {
	names, _ := filepath.Glob("../examples/*/*.parley")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(src[:min(len(src), 3000)]))
	}
	if len(texts) == 0 {
		tb.Fatal("no examples")
	}
	texts = append(texts, kinds_, commented, caseHead+talk+correct("c", "2020-02-02", "mode", "background", "on-record"), norm.NFD.String(kinds_),
		"\ufeff"+strings.ReplaceAll(kinds_, "\n", "\r\n"), "\r\n\r\r\n  \t\r\n", "party p\n  > 9 \"x\".ko\n  | - \"\n  known 2020 \"x\"\n", "2020-01-16T17:32 Asia/Seoul offer o\n  sets a = 13% over EUR 5 per year for 2020\n  via a quoted-in b at 7\n",
		"2020 terms t\n  pays 2019 = KRW 1 ~ USD 2\n  escalator.ko \"x\"\n  escalator none\n")
	for _, r := range rows {
		var b strings.Builder
		fmt.Fprintf(&b, "%s x \"X\"\n", r.kind())
		for _, f := range slices.Concat(r.infos(), headInfos) {
			fmt.Fprintf(&b, "  %s x\n", f.name)
		}
		texts = append(texts, b.String())
	}
	return texts
}

// FuzzParse holds, for any text at all: printing gives it back; fmt is
// idempotent, changes no entry and makes no fault; entries survive encoding;
// a file without faults survives its JSON; nothing panics.
func FuzzParse(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if notText(text) >= 0 {
			t.Skip("Load refuses it")
		}
		one := index("c.parley", text)
		if string(one.Print()) != text {
			t.Fatal("printing changes the text")
		}
		laid := one.Format()
		two := Parse("c.parley", laid)
		if again := two.Format(); !bytes.Equal(laid, again) {
			t.Fatalf("fmt of fmt: %s", cmp.Diff(string(laid), string(again)))
		}
		if len(one.Blocks) != len(two.Blocks) || len(one.Includes) != len(two.Includes) || len(one.faults) != len(two.faults) {
			t.Fatalf("fmt makes other lines: %s", cmp.Diff(text, string(laid)))
		}
		faults := len(one.faults)
		for i, b := range one.Blocks {
			x, fx := Decode(one, b)
			y, fy := Decode(two, two.Blocks[i])
			faults += len(fx)
			if !reflect.DeepEqual(x, y) || len(fx) != len(fy) {
				t.Fatalf("fmt changes an entry: %s", cmp.Diff(x, y, opaque))
			}
			if x == nil {
				continue
			}
			z, fz := Encode(x).Decode()
			if !reflect.DeepEqual(x, z) || len(fz) > 0 {
				t.Fatalf("encoding changes an entry: %v %s\n%s", fz, cmp.Diff(x, z, opaque), Encode(x))
			}
			if d, ok := one.DraftOf(one.id(b)); ok && d.file() == nil {
				t.Fatalf("the draft of an entry is not one: %+v", d)
			}
		}
		if faults == 0 {
			checkJSON(t, one)
		}
		book := readAny(text)
		for _, ft := range book.Faults {
			if s := ft.Span; s.Line < 1 || s.Col < 1 || s.End < s.Col {
				t.Fatalf("%+v is nowhere", ft)
			}
		}
		for _, e := range book.Entries() {
			book.Locate(Place{Entry: e.Base().ID, Field: "by", Word: "x"})
			WrongIDs(e, func(string, int, parley.ID, []parley.Kind) {})
		}
	})
}

func readAny(text string) *Book {
	b, err := Read(mapFS(map[string]string{"c.parley": text}), "c.parley")
	if err != nil {
		panic(err)
	}
	return b
}

// FuzzImport holds that what import takes, export gives back.
func FuzzImport(f *testing.F) {
	for _, s := range seeds(f) {
		var b bytes.Buffer
		if WriteJSON(&b, []*File{index("c.parley", s)}) == nil {
			f.Add(b.Bytes())
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		files, err := ReadJSON(src)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteJSON(&b, files); err != nil {
			t.Fatal(err)
		}
		again, err := ReadJSON(b.Bytes())
		if err != nil || len(again) != len(files) {
			t.Fatal(err)
		}
		for i := range files {
			if string(again[i].Print()) != string(files[i].Format()) {
				t.Fatal(cmp.Diff(files[i].text, again[i].text))
			}
		}
	})
}
