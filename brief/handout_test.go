package brief_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/gap"
	"parley/analysis/standing"
	"parley/brief"
	"parley/brief/text"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// knownFrom is an example as a reader knew it on a day.
func knownFrom(t *testing.T, example, day string, reader parley.Reader) *evidence.Assessment {
	t.Helper()
	book, err := casefile.Read(os.DirFS(filepath.Join("..", "examples", example)), "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return evidence.Assess(view.Of(view.Index(book.Entries()), view.Vantage{Reader: reader, AsOf: d}))
}

// inputs asks all that a hand-out chooses from; since may be "".
func inputs(t *testing.T, a *evidence.Assessment, since string) (in brief.Inputs) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var o gap.Options
	var err error
	if since != "" {
		d, err := date.ParseDay(since)
		must(err)
		r, err := change.Of(a, change.Options{Since: d})
		must(err)
		in.Change, o.From = &r, d
	}
	in.Standing, err = standing.Of(a, standing.Options{})
	must(err)
	in.Gap, err = gap.Of(a, o)
	must(err)
	in.Clock, err = clock.Of(a, clock.Options{})
	must(err)
	return in
}

func handout(t *testing.T, a *evidence.Assessment, in brief.Inputs, l lang.Lang) *brief.Document {
	t.Helper()
	d, err := brief.Handout(a, in, l, brief.StampOf(a.View()))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func markdown(t *testing.T, d *brief.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Markdown(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHandout(t *testing.T) {
	for _, test := range []struct{ name, example, day, since string }{
		{"sixth-round", "sixth-round", "2020-01-17", ""},
		{"sma", "sma", "2020-01-17", ""},
		{"sma-since", "sma", "2020-01-17", "2019-12-31"},
		{"sma-may", "sma", "2020-05-08", "2020-01-17"},
	} {
		a := knownFrom(t, test.example, test.day, parley.Public)
		in := inputs(t, a, test.since)
		in.Own = brief.ParseOwn("ours: Wait for the next round\n")
		for _, l := range []lang.Lang{lang.English, lang.Korean} {
			sameAs(t, filepath.Join("testdata", "handout", test.name+"."+string(l)+".md"), markdown(t, handout(t, a, in, l)))
		}
	}
}

func TestParseOwn(t *testing.T) {
	for _, test := range []struct {
		line string
		want []brief.OwnSentence
	}{
		{"", nil},
		{"; a comment\n\n", nil},
		{"The ask may come down.", []brief.OwnSentence{{Text: "The ask may come down."}}},
		{"The ask may come down [a b-2].", []brief.OwnSentence{{Text: "The ask may come down.", RestsOn: []parley.ID{"a", "b-2"}}}},
		{"The ask [sic] may come down [a, b]", []brief.OwnSentence{{Text: "The ask [sic] may come down", RestsOn: []parley.ID{"a", "b"}}}},
		{"It is [As Said]", []brief.OwnSentence{{Text: "It is [As Said]"}}},
		{"It is []", []brief.OwnSentence{{Text: "It is []"}}},
		{"Ours: wait", []brief.OwnSentence{{Text: "wait", Ours: true}}},
		{"의견: 대기\nours: wait [a]", []brief.OwnSentence{{Text: "대기", Ours: true}, {Text: "wait", Ours: true, RestsOn: []parley.ID{"a"}}}},
	} {
		if d := cmp.Diff(test.want, brief.ParseOwn(test.line)); d != "" {
			t.Errorf("%q (-want +got):\n%s", test.line, d)
		}
	}
}

func FuzzParseOwn(f *testing.F) {
	for _, s := range []string{"ours: x [a]", "x [a b].", "[", "]", "[]", "의견:", "\xff[a]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, o := range brief.ParseOwn(s) {
			for _, id := range o.RestsOn {
				if id == "" {
					t.Error("an empty id")
				}
			}
		}
	})
}

// own is the last sentence of a hand-out with one sentence of the sender's.
func own(t *testing.T, line string) (brief.Sentence, *brief.Document, error) {
	t.Helper()
	a := knownFrom(t, "sixth-round", "2020-01-17", parley.Public)
	in := inputs(t, a, "")
	in.Own = brief.ParseOwn(line)
	d, err := brief.Handout(a, in, lang.English, brief.StampOf(a.View()))
	if err != nil {
		return brief.Sentence{}, nil, err
	}
	s, _ := d.Parts[len(d.Parts)-1].(brief.Sentence)
	return s, d, nil
}

func TestASentenceOfOnesOwnHasEvidenceOrIsAView(t *testing.T) {
	for _, test := range []struct {
		line, said, weak string
		exportable       bool
	}{
		{"They will meet again [jeong-at-dulles]", "They will meet again.", "", true},
		{"The ask came down [a-report-3-9bn]", "The ask came down (weak basis).", "reported", true},
		{"The ask came down [us-asks-3-9bn]", "The ask came down [reported · declined (South Korea)] (weak basis).", "reported", true},
		{"ours: Wait for the next round", "Our view: Wait for the next round.", "", true},
		{"The ask will come down", "The ask will come down (no evidence).", "", false},
		{"There is a party [rok]", "There is a party (no evidence).", "", false}, // that it exists is no evidence of anything
	} {
		s, d, err := own(t, test.line)
		if err != nil {
			t.Fatal(err)
		}
		if got := brief.Said(s.Runs...); got != test.said || s.Weak != test.weak {
			t.Errorf("%s: %q, weak %q", test.line, got, s.Weak)
		}
		if told := strings.Contains(fmt.Sprint(d.Parts), "Without evidence: 14."); told == test.exportable {
			t.Errorf("%s: the top says that it has no evidence: %v", test.line, told)
		}
		without, refused := errors.AsType[*brief.NotExportable](brief.Exportable(d))
		if refused == test.exportable {
			t.Errorf("%s: %v", test.line, brief.Exportable(d))
		}
		if refused && (len(without.Sentences) != 1 || !strings.Contains(without.Error(), test.said)) {
			t.Errorf("%s: %v", test.line, without)
		}
	}
}

func TestUnknownEvidenceIsNamedAllAtOnce(t *testing.T) {
	_, _, err := own(t, "One [jeong-at-dulles nobody]\nTwo [nowhere nobody]")
	unknown, ok := errors.AsType[*brief.UnknownEvidence](err)
	if !ok {
		t.Fatal(err)
	}
	if d := cmp.Diff([]parley.ID{"nobody", "nowhere"}, unknown.IDs); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// What a reader may not know, and what there is not, are refused alike.
func TestHiddenEvidenceIsUnknownEvidence(t *testing.T) {
	text := pact + "\n2020-01-16 statement hidden-one\n  by           north-office\n  mode         on-record\n  asserts      closer\n  via          paper-0117\n  audience     side:north\n"
	says := func(reader parley.Reader, id string) error {
		a := assess(t, text, reader, parse(t, "2020-01-17"))
		in := inputs(t, a, "")
		in.Own = brief.ParseOwn("So it is [" + id + "]")
		_, err := brief.Handout(a, in, lang.English, brief.StampOf(a.View()))
		return err
	}
	hidden, absent := says(parley.Public, "hidden-one"), says(parley.Public, "hidden-two")
	if hidden == nil || absent == nil || strings.ReplaceAll(hidden.Error(), "one", "two") != absent.Error() {
		t.Errorf("hidden: %v\nabsent: %v", hidden, absent)
	}
	if err := says(parley.All, "hidden-one"); err != nil {
		t.Errorf("to the owner: %v", err)
	}
}

func TestPartsAreThoseAskedFor(t *testing.T) {
	a := knownFrom(t, "sixth-round", "2020-01-17", parley.Public)
	in := inputs(t, a, "")
	in.Parts = []string{"gap"}
	var got []string
	for _, p := range handout(t, a, in, lang.English).Parts {
		if h, ok := p.(brief.Heading); ok {
			got = append(got, string(h))
		}
	}
	if d := cmp.Diff([]string{"How far apart"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Every sentence has a number, but those about the page and those under one, and those
// that are marked as weak are those that the line at the top counts.
func TestNumbersAreThoseOfTheLineAtTheTop(t *testing.T) {
	a := knownFrom(t, "sma", "2020-01-17", parley.Public)
	d := handout(t, a, inputs(t, a, "2019-12-31"), lang.English)
	n, weak := 0, 0
	for _, p := range d.Parts {
		if s, ok := p.(brief.Sentence); ok && s.Number > 0 {
			if n++; s.Number != n {
				t.Errorf("sentence %d has number %d", n, s.Number)
			}
			if s.Weak != "" {
				weak++
			}
			if marked := strings.Contains(brief.Said(s.Runs...), "(weak basis)"); marked != (s.Weak != "") {
				t.Errorf("sentence %d: marked %v, weak %q", n, marked, s.Weak)
			}
		}
	}
	top := brief.Said(d.Parts[0].(brief.Sentence).Runs...)
	if want := fmt.Sprintf("%d of %d sentences", weak, n); weak == 0 || !strings.HasPrefix(top, want) {
		t.Errorf("%q does not begin with %q", top, want)
	}
}
