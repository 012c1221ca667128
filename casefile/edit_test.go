package casefile

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley"
)

const commented = "\ufeff; first\n\n" +
	"party rok \"South Korea\"\n" +
	"  ; who they are\n" +
	"  aka    \"ROK\"   \n" +
	"\n; between\n" +
	"2020-01-16 event e\n" +
	"\tabout cost  terms\n" +
	"    ; a remark\n" +
	"  via  kt at 9\n" +
	"  > 9 \"x ; y\"\n" +
	"; after the last field\n" +
	"party us"

func TestAppendTouchesNoLineThatIsThere(t *testing.T) {
	d := Draft{Kind: "party", ID: "jp", Name: "Japan", Lines: []DraftLine{{"name", "ko", `"일본"`}}}
	const entry = "party jp \"Japan\"\n  name.ko      \"일본\"\n"
	for text, want := range map[string]string{
		"":                      entry,
		"\ufeff":                "\ufeff" + entry,
		"party us\n":            "party us\n\n" + entry,
		"party us\n\n":          "party us\n\n" + entry,
		"party us":              "party us\n\n" + entry,
		"party us\r\n":          "party us\r\n\r\n" + strings.ReplaceAll(entry, "\n", "\r\n"),
		"party us\r\n  \r\n":    "party us\r\n  \r\n" + strings.ReplaceAll(entry, "\n", "\r\n"),
		"party us\r\n  aka \"x": "party us\r\n  aka \"x\r\n\r\n" + strings.ReplaceAll(entry, "\n", "\r\n"),
	} {
		f := Parse("c.parley", []byte(text))
		g, err := f.Apply(Edit{"c.parley", f.Digest(), "", d})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(g.Print())); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestReplaceTouchesOnlyTheLinesThatChange(t *testing.T) {
	for _, tt := range []struct {
		name     string
		id       parley.ID
		change   func(*Draft)
		old, new string
	}{
		{"nothing", "e", func(d *Draft) {}, "", ""},
		{"a value", "e", func(d *Draft) { d.Lines[1].Value = "kt at 10" }, "  via  kt at 9\n", "  via          kt at 10\n"},
		{"a line more at the end", "e", func(d *Draft) { d.Lines = append(d.Lines, DraftLine{"note", "", `"n"`}) }, "\"x ; y\"\n", "\"x ; y\"\n  note         \"n\"\n"},
		{"a line more at the beginning", "e", func(d *Draft) { d.Lines = append([]DraftLine{{"on", "", "rok"}}, d.Lines...) }, "\tabout", "  on           rok\n\tabout"},
		{"a line less", "e", func(d *Draft) { d.Lines = d.Lines[1:] }, "\tabout cost  terms\n", ""},
		{"the head", "e", func(d *Draft) { d.Date, d.Name = "2020-01-17", "E" }, "2020-01-16 event e\n", "2020-01-17 event e \"E\"\n"},
		{"the last, without its line end", "us", func(d *Draft) { d.Lines = append(d.Lines, DraftLine{"aka", "", `"U.S."`}) }, "party us", "party us\n  aka          \"U.S.\""},
		{"the first after the mark", "rok", func(d *Draft) { d.Lines = nil }, "  aka    \"ROK\"   \n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, eol := range []string{"\n", "\r\n"} {
				crlf := func(s string) string { return strings.ReplaceAll(s, "\n", eol) }
				f := Parse("c.parley", []byte(crlf(commented)))
				d, ok := f.DraftOf(tt.id)
				if !ok {
					t.Fatal("no draft")
				}
				tt.change(&d)
				g, err := f.Apply(Edit{"c.parley", f.Digest(), tt.id, d})
				if err != nil {
					t.Fatal(err)
				}
				want := crlf(commented)
				if tt.old != "" {
					want = strings.Replace(want, crlf(tt.old), crlf(tt.new), 1)
				}
				if diff := cmp.Diff(want, string(g.Print())); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestAnEditIsRefusedWhenTheFileMovedOn(t *testing.T) {
	f, other := Parse("c.parley", []byte(commented)), Parse("c.parley", []byte(commented+"\n"))
	d, _ := f.DraftOf("e")
	for _, edits := range [][]Edit{{{"c.parley", other.Digest(), "e", d}}, {{"c.parley", f.Digest(), "e", d}, {"c.parley", other.Digest(), "", d}}} {
		if g, err := f.Apply(edits...); !errors.Is(err, ErrMoved) || g != nil {
			t.Error(err)
		}
	}
	if g, err := f.Apply(Edit{"c.parley", f.Digest(), "nobody", d}); !errors.Is(err, ErrNoEntry) || g != nil {
		t.Error(err)
	}
}

// What somebody typed into one field of a form cannot become another line.
func TestADraftCannotSmuggleInALine(t *testing.T) {
	f := Parse("c.parley", nil)
	good := DraftLine{"aka", "", `"x"`}
	for _, d := range []Draft{
		{Kind: "party", ID: "p", Lines: []DraftLine{{"aka", "", "\"x\"\n  audience public"}}},
		{Kind: "party", ID: "p", Lines: []DraftLine{{"aka", "", "\"x\"\n; comment"}}},
		{Kind: "party", ID: "p", Lines: []DraftLine{{"aka \"x\"\n  note", "", `"y"`}, good}},
		{Kind: "party", ID: "p\nparty q", Lines: []DraftLine{good}},
		{Kind: "party", ID: "p\n"},
		{Kind: "party", ID: "p", Lines: []DraftLine{{"; aka", "", `"x"`}}},
		{Kind: "party", ID: "p", Lines: []DraftLine{{"", "", ""}}},
		{Kind: "include", ID: "x.parley"},
		{Kind: "; party", ID: "p"},
		{Kind: " party", ID: "p"},
		{},
		{Kind: "party", ID: "p", Lines: []DraftLine{{"aka", "", "\"\x00\""}}},
		{Kind: "party", ID: "p", Lines: []DraftLine{{"aka", "", `"` + strings.Repeat("x", maxLine) + `"`}}},
	} {
		if e, faults := d.Decode(); e != nil || len(faults) == 0 {
			t.Errorf("%+v: read as %v", d, e)
		}
		if _, err := f.Apply(Edit{New: d, Base: f.Digest()}); err == nil {
			t.Errorf("%+v: written", d)
		}
	}
	d := Draft{Kind: "party", ID: "p", Lines: []DraftLine{{"aka", "", Quoted("two\nlines\r\nand \"marks\" \\")}}}
	e, faults := d.Decode()
	if len(faults) > 0 || e.(*parley.Party).Aka[0] != `two lines and "marks" \` {
		t.Error(e, faults)
	}
}

// The draft of every entry of the examples, applied without a change, changes
// nothing; and says what the entry says.
func TestTheDraftOfAnEntryIsTheEntry(t *testing.T) {
	n := 0
	for _, dir := range []string{"../examples/toy", "../examples/sixth-round"} {
		b, err := Read(os.DirFS(dir), "case.parley")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range b.Files {
			for _, bl := range f.Blocks {
				n++
				d, _ := f.DraftOf(f.id(bl))
				g, err := f.Apply(Edit{f.Name, f.Digest(), f.id(bl), d})
				if err != nil || g.text != f.text {
					t.Fatalf("%s: %v %s", f.id(bl), err, cmp.Diff(f.text, g.text))
				}
				want, _ := Decode(f, bl)
				got, _ := d.Decode()
				if diff := cmp.Diff(want, got, opaque); diff != "" {
					t.Fatal(diff)
				}
			}
		}
	}
	if n == 0 {
		t.Fatal("no entries")
	}
}

// Whatever is made of an entry, its comments stay, in order, and so does
// everything outside it; and the entry is what it was made.
func TestCommentsSurviveEveryEdit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := written{rt}
		some := func(label string) (ls []DraftLine) {
			for range rapid.IntRange(0, 6).Draw(rt, label) {
				ls = append(ls, DraftLine{"aka", "", w.one(`"a"`, `"b"`, `"c"`)})
			}
			return ls
		}
		old := Draft{Kind: "party", ID: "p", Lines: some("old")}
		text := "; before\n\n" + old.head() + "\n"
		comments := 0
		for _, l := range old.Lines {
			if rapid.Bool().Draw(rt, "comment") {
				comments++
				text += "  ; comment " + itoa(comments) + "\n"
			}
			text += l.String() + "\n"
		}
		text += "; after\n"
		f := index("c.parley", text)
		next := Draft{Kind: "party", ID: "p", Lines: some("new")}
		g, err := f.Apply(Edit{f.Name, f.Digest(), "p", next})
		if err != nil {
			rt.Fatal(err)
		}
		got, _ := g.DraftOf("p")
		if diff := cmp.Diff(next, got); diff != "" {
			rt.Fatalf("%s\n%s", diff, g.text)
		}
		rest := g.text
		for i := range comments {
			_, after, ok := strings.Cut(rest, "  ; comment "+itoa(i+1)+"\n")
			if rest = after; !ok {
				rt.Fatalf("comment %d is lost:\n%s", i+1, g.text)
			}
		}
		if !strings.HasPrefix(g.text, "; before\n\n") || !strings.HasSuffix(g.text, "; after\n") {
			rt.Fatal(g.text)
		}
	})
}

func TestAnEntryOfThousandsOfLinesIsEditedToo(t *testing.T) {
	var ls []DraftLine
	for i := range 5000 {
		ls = append(ls, DraftLine{"aka", "", quote(itoa(i))})
	}
	f := index("c.parley", Draft{Kind: "party", ID: "p", Lines: ls}.String())
	next := Draft{Kind: "party", ID: "p"}
	for i := range ls {
		next.Lines = append(next.Lines, DraftLine{"aka", "", quote(itoa(len(ls) - i))})
	}
	g, err := f.Apply(Edit{f.Name, f.Digest(), "p", next})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := g.DraftOf("p"); !cmp.Equal(got, next) {
		t.Error("not what it was made")
	}
}
