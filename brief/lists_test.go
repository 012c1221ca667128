package brief_test

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"flag"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/path"
	"parley/brief"
	"parley/brief/data"
	"parley/brief/text"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

var update = flag.Bool("update", false, "write the golden files anew")

//go:embed testdata/case.parley
var wages string

// assess reads a case and weighs what a reader knew of it on a day.
func assess(t testing.TB, text string, reader parley.Reader, day date.Day) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}}, "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range b.Faults {
		t.Fatalf("the case has a fault: %+v", f)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{Reader: reader, AsOf: day}))
}

type list struct {
	name string
	of   func(*evidence.Assessment, lang.Lang, brief.Stamp) *brief.Document
}

var lists = []list{
	{"claims", func(a *evidence.Assessment, l lang.Lang, s brief.Stamp) *brief.Document {
		return brief.Claims(a, l, s, brief.ClaimFilter{})
	}},
	{"log", func(a *evidence.Assessment, l lang.Lang, s brief.Stamp) *brief.Document {
		return brief.Log(a, l, s, brief.LogFilter{})
	}},
	{"chronology", func(a *evidence.Assessment, l lang.Lang, s brief.Stamp) *brief.Document {
		return brief.Chronology(a, l, s, brief.LogFilter{})
	}},
	{"conflicts", brief.Conflicts},
	{"amounts", brief.Amounts},
	{"rounds", brief.Rounds},
	{"people", brief.People},
	{"sources", brief.Sources},
	{"agreements", func(a *evidence.Assessment, l lang.Lang, s brief.Stamp) *brief.Document {
		r, err := path.Of(a, path.Options{})
		if err != nil {
			panic(err)
		}
		return brief.Agreements(a, r, l, s)
	}},
	{"stances", brief.Stances},
	{"quotations", brief.Quotations},
}

var (
	whole = date.On(2024, 3, 10)
	langs = []lang.Lang{lang.English, lang.Korean}
)

var formats = []struct {
	name  string
	write func(*bytes.Buffer, *brief.Document) error
}{
	{"table", func(w *bytes.Buffer, d *brief.Document) error { return text.Table(w, d, text.Options{Width: 100}) }},
	{"md", func(w *bytes.Buffer, d *brief.Document) error { return text.Markdown(w, d) }},
	{"tsv", func(w *bytes.Buffer, d *brief.Document) error { return text.TSV(w, d) }},
	{"json", func(w *bytes.Buffer, d *brief.Document) error { return data.JSON(w, d) }},
	{"jsonl", func(w *bytes.Buffer, d *brief.Document) error { return data.JSONL(w, d) }},
	{"csv", func(w *bytes.Buffer, d *brief.Document) error { return data.CSV(w, d) }},
}

func render(t testing.TB, f func(*bytes.Buffer, *brief.Document) error, d *brief.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every list in both languages for people, and in English for machines.
func TestListsReadAsTheGoldenFilesHaveThem(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	for _, x := range lists {
		for _, f := range formats {
			var got strings.Builder
			for _, l := range langs {
				if l == lang.Korean && f.name != "table" && f.name != "md" {
					continue
				}
				got.WriteString(render(t, f.write, x.of(a, l, brief.StampOf(a.View()))))
			}
			name := "testdata/lists/" + x.name + "." + f.name + ".golden"
			sameAs(t, name, got.String())
		}
	}
}

// everyone are the vantages at which the invariants are tried.
func everyone(t *testing.T, f func(reader parley.Reader, day date.Day)) {
	for _, r := range []parley.Reader{parley.Public, parley.InCase, parley.Side("works"), parley.Side("union"), parley.All} {
		for _, day := range []date.Day{1, date.On(2023, 6, 1), date.On(2024, 3, 2), date.On(2024, 3, 5), whole} {
			f(r, day)
		}
	}
}

func TestEveryIDShownIsInTheViewAndEverySentenceIsGrounded(t *testing.T) {
	everyone(t, func(r parley.Reader, day date.Day) {
		a := assess(t, wages, r, day)
		for _, x := range lists {
			for _, l := range langs {
				d := x.of(a, l, brief.StampOf(a.View()))
				for _, id := range idsOf(d) {
					if !a.View().Has(id) {
						t.Errorf("%s for %s on %s shows %q, which is not in the view", x.name, r, day, id)
					}
				}
				for _, s := range d.Unsupported() {
					t.Errorf("%s for %s on %s: rests on nothing: %s", x.name, r, day, lang.Plain(s.Runs))
				}
			}
		}
	})
}

func idsOf(d *brief.Document) (ids []parley.ID) {
	for _, p := range d.Parts {
		switch p := p.(type) {
		case brief.Sentence:
			for _, r := range p.Runs {
				ids = append(append(ids, r.RestsOn...), r.Link)
			}
		case *brief.Table:
			for _, c := range slices.Concat(p.Rows...) {
				switch c := c.(type) {
				case brief.ID:
					ids = append(ids, parley.ID(c))
				case brief.IDs:
					ids = append(ids, c...)
				}
			}
		}
	}
	for _, n := range d.Notes {
		ids = append(ids, n.ID)
		for _, r := range n.Runs {
			ids = append(ids, r.Link)
		}
		for _, w := range n.Words {
			ids = append(ids, w.Source)
		}
	}
	return slices.DeleteFunc(ids, func(id parley.ID) bool { return id == "" })
}

func TestEveryEntryThatASentenceRestsOnHasItsNoteInOrderOfMention(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	for _, x := range lists {
		d := x.of(a, lang.English, brief.StampOf(a.View()))
		var want, got []parley.ID
		for _, p := range d.Parts {
			if s, ok := p.(brief.Sentence); ok {
				for _, id := range s.RestsOn() {
					if !slices.Contains(want, id) {
						want = append(want, id)
					}
				}
			}
		}
		for _, n := range d.Notes {
			got = append(got, n.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
}

// What the public may not know, and what becomes known later, is as if nobody
// had written it.
func TestHiddenEqualsAbsent(t *testing.T) {
	day := date.On(2024, 3, 2)
	without := wages
	for _, head := range []string{"2024-03-04 event secret-meeting", "source minutes", "2024-03-08 retract", "2024-03-06 statement", "2024-03-05 statement", "2024-03-07 seat"} {
		for strings.Contains(without, head) {
			without = cutEntry(without, head)
		}
	}
	for _, x := range lists {
		for _, f := range formats {
			for _, l := range langs {
				a, b := assess(t, wages, parley.Public, day), assess(t, without, parley.Public, day)
				want := render(t, f.write, x.of(b, l, brief.StampOf(b.View())))
				if diff := cmp.Diff(want, render(t, f.write, x.of(a, l, brief.StampOf(a.View())))); diff != "" {
					t.Errorf("%s as %s (-without +with):\n%s", x.name, f.name, diff)
				}
			}
		}
	}
	if got := render(t, formats[0].write, lists[1].of(assess(t, wages, parley.Side("works"), whole), lang.English, brief.Stamp{})); !strings.Contains(got, "secret-meeting") {
		t.Errorf("the works do not see their own entry:\n%s", got)
	}
}

// cutEntry removes the entry with a head from the text of a case.
func cutEntry(text, head string) string {
	i := strings.Index(text, head)
	end := i
	for n, line := range strings.SplitAfter(text[i:], "\n") {
		if n > 0 && !strings.HasPrefix(line, " ") {
			break
		}
		end += len(line)
	}
	return text[:i] + text[end:]
}

func TestBeforeAnythingWasKnownEveryListSaysSo(t *testing.T) {
	for l, want := range map[lang.Lang]string{lang.English: "Nothing was known by 1 Jan 2020.", lang.Korean: "2020년 1월 1일까지 알려진 사항 없음."} {
		a := assess(t, wages, parley.Public, date.On(2020, 1, 1))
		for _, x := range lists {
			got := render(t, formats[0].write, x.of(a, l, brief.StampOf(a.View())))
			if !strings.Contains(got, want) {
				t.Errorf("%s:\n%s", x.name, got)
			}
		}
	}
}

func TestFiltersOfClaims(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	for _, x := range []struct {
		name string
		f    brief.ClaimFilter
		want []string
	}{
		{"basis", brief.ClaimFilter{Basis: []parley.Basis{parley.SecondHand, parley.Reported}}, []string{"works-offers", "works-pays-100", "works-pays-200", "close-to-deal"}},
		{"response", brief.ClaimFilter{Response: []parley.Response{parley.Denied}}, []string{"close-to-deal"}},
		{"a party", brief.ClaimFilter{By: "works", Issue: "pay", Response: []parley.Response{parley.Declined}}, []string{"works-offers"}},
		{"a person", brief.ClaimFilter{By: "deputy"}, []string{"close-to-deal"}},
		{"issue", brief.ClaimFilter{Issue: "hours"}, []string{"union-asks-shorter", "only-in-english"}},
		{"source", brief.ClaimFilter{Through: "radio-0305"}, []string{"close-to-deal"}},
		{"since", brief.ClaimFilter{Since: date.On(2024, 3, 3)}, []string{"works-offers", "close-to-deal", "only-in-english"}},
		{"none", brief.ClaimFilter{By: "nobody"}, nil},
	} {
		d := brief.Claims(a, lang.English, brief.Stamp{}, x.f)
		if diff := cmp.Diff(x.want, column(d.List(), 0)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
	if got := render(t, formats[0].write, brief.Claims(a, lang.English, brief.Stamp{}, brief.ClaimFilter{By: "nobody"})); !strings.Contains(got, "Nothing that was known by 10 Mar 2024 matches.") {
		t.Error(got)
	}
}

func TestFiltersOfTheLog(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	for _, x := range []struct {
		name string
		f    brief.LogFilter
		want []string
	}{
		{"a person", brief.LogFilter{By: "deputy"}, []string{"deputy-on-radio"}},
		{"a party", brief.LogFilter{By: "works"}, []string{"press-answers"}},
		{"an issue", brief.LogFilter{Issue: "hours"}, []string{"chair-demands", "chair-answers", "demand-withdrawn"}},
		{"days", brief.LogFilter{Since: date.On(2024, 3, 2), Until: date.On(2024, 3, 3)}, []string{"chair-seat", "r1", "r1-outcome", "rumour", "trial"}},
	} {
		if diff := cmp.Diff(x.want, column(brief.Log(a, lang.English, brief.Stamp{}, x.f).List(), 1)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
}

func column(t *brief.Table, n int) (ids []string) {
	for _, r := range t.Rows {
		ids = append(ids, brief.Plain(r[n]))
	}
	return ids
}

// Nothing in the record can act on a terminal or break a row.
func TestNoFormatLetsTheRecordAct(t *testing.T) {
	const hostile = "a\x1b[31mred\u202eevil\u2066\u009b2J\u200b|x"
	a := assess(t, strings.NewReplacer("work stops", hostile, "Bonn", hostile, `"Pay"`, `"`+hostile+`"`, "The Daily", hostile).Replace(wages), parley.All, whole)
	for _, x := range lists {
		for _, f := range formats {
			for _, l := range langs {
				d := x.of(a, l, brief.StampOf(a.View()))
				got := render(t, f.write, d)
				for _, r := range got {
					if r != '\n' && !(r == '\t' && f.name == "tsv") && !(r == '\r' && f.name == "csv") && !(r == '\ufeff' && f.name == "csv") && brief.Invisible(r) {
						t.Fatalf("%s as %s lets %U through", x.name, f.name, r)
					}
				}
				if f.name == "tsv" {
					rows := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
					for _, row := range rows {
						if n := len(d.Flat().Columns); len(rows) != len(d.Flat().Rows)+1 || strings.Count(row, "\t") != n-1 {
							t.Errorf("%s: a row of %d columns: %q", x.name, n, row)
						}
					}
				}
			}
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain 한국어 ‘quoted’": "plain 한국어 ‘quoted’",
		"a\tb\nc\rd":         `a\tb\nc\x0dd`,
		"\x1b[2J\u009b":      `\x1b[2J\x9b`,
		"\u202eabc\u2069":    `\u202eabc\u2069`,
		"a\u200bb\ufeff":     `a\u200bb\ufeff`,
		"\xff\xfe":           `\xff\xfe`,
		"\U000e0041":         `\U000e0041`,
		"क्\u200dष":          "क्\u200dष",
		"":                   "",
	} {
		if got := brief.Visible(in); got != want {
			t.Errorf("%q: want %q, got %q", in, want, got)
		}
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("\x1b\u202e\xff가")
	f.Fuzz(func(t *testing.T, s string) {
		got := brief.Visible(s)
		if strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) || brief.Invisible(r) }) {
			t.Errorf("%q became %q", s, got)
		}
		if brief.Visible(got) != got {
			t.Errorf("%q is not stable", got)
		}
	})
}

func TestJSONHasThePromisedForm(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	for _, x := range lists {
		d := x.of(a, lang.English, brief.StampOf(a.View()))
		var got map[string]any
		if err := json.Unmarshal([]byte(render(t, formats[3].write, d)), &got); err != nil {
			t.Fatal(err)
		}
		keys := []string{"from", "lang", "notes", "schema", "sentences", "tables"}
		if d.List() != nil {
			keys = []string{"from", "lang", "rows", "schema"}
		}
		var have []string
		for k := range got {
			have = append(have, k)
		}
		slices.Sort(have)
		if diff := cmp.Diff(keys, have); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, diff)
		}
	}
}

func TestAnAmountInJSONIsStrings(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	got := render(t, formats[4].write, brief.Claims(a, lang.English, brief.Stamp{}, brief.ClaimFilter{By: "works", Basis: []parley.Basis{parley.Reported}, Response: []parley.Response{parley.Declined}}))
	const want = `"value":{"currency":"EUR","value":"500000000","high":"600000000","printed":"500 million..600 million","lo":"499500000","hi":"600500000"}`
	if !strings.Contains(got, want) {
		t.Errorf("want %s in\n%s", want, got)
	}
	if !strings.HasPrefix(got, `{"claim":"works-offers","says":`) {
		t.Errorf("the keys are not in the order of the columns: %s", got)
	}
}

func TestCSVIsReadBackAndRunsNoFormula(t *testing.T) {
	d := &brief.Document{Lang: lang.Korean, Schema: "x/1", Parts: []brief.Part{&brief.Table{Schema: "x/1", Columns: []brief.Column{{Key: "a"}, {Key: "b"}}, Rows: [][]brief.Cell{
		{brief.Text("=1+1"), brief.Number(-5)}, {brief.Text("+1"), brief.Text("a,\"b\"\nc")}, {brief.Text("-x"), nil}, {brief.Text("@x"), brief.Text("＝1")}, {brief.Text("x=1"), brief.Text("")}, {brief.Text(" =1"), brief.Text("\u3000@x")},
	}}}}
	got := render(t, formats[5].write, d)
	if !strings.HasPrefix(got, "\ufeffa,b\r\n") {
		t.Errorf("no byte order mark, or no CRLF: %q", got)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"a", "b"}, {"'=1+1", "-5"}, {"'+1", `a,"b"\nc`}, {"'-x", ""}, {"'@x", "'＝1"}, {"x=1", ""}, {"' =1", "'\u3000@x"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	d.Lang = lang.English
	if got := render(t, formats[5].write, d); strings.HasPrefix(got, "\ufeff") {
		t.Error("an English CSV has a byte order mark")
	}
}

func TestTheEntryThatClosesAConflictIsReadAndClosesIt(t *testing.T) {
	a := assess(t, wages, parley.Public, whole)
	d := brief.Conflicts(a, lang.English, brief.Stamp{})
	text := wages
	for _, p := range d.Parts {
		if c, ok := p.(brief.Code); ok {
			text += "\n" + strings.Replace(string(c), "?", "time", 1)
		}
	}
	if text == wages {
		t.Fatal("no conflict is open")
	}
	if open := assess(t, text, parley.Public, whole).Open(); len(open) > 0 {
		t.Errorf("still open: %+v", open)
	}
}

func BenchmarkClaims(b *testing.B) {
	a := assess(b, wages, parley.Public, whole)
	for b.Loop() {
		brief.Claims(a, lang.English, brief.Stamp{}, brief.ClaimFilter{})
	}
}

// Of a seat that is only known to be held by then, the list does not say that it was
// taken on that day; nor of one that was left between two days, on which.
func TestASeatSaysHowMuchIsKnownOfItsDays(t *testing.T) {
	seats := pact + `
../2019-06-01 seat chair-seat
  of           head
  in           south-office
  speaks-for   south
  via          paper-0601
2020-01-04/2020-01-09 seat chair-left
  of           head
  leaves       chair-seat
  via          paper-0110
`
	for l, want := range map[lang.Lang][2]string{lang.English: {"by 1 Jun 2019", "4–9 Jan 2020"}, lang.Korean: {"2019년 6월 1일 이전", "2020년 1월 4–9일"}} {
		a := weigh(t, seats, "2020-01-17")
		table := render(t, func(w *bytes.Buffer, d *brief.Document) error { return text.Table(w, d, text.Options{Width: 160}) }, brief.People(a, l, brief.StampOf(a.View())))
		for _, w := range want {
			if !strings.Contains(table, w) {
				t.Errorf("%s: %q is not in\n%s", l, w, table)
			}
		}
		rows := render(t, func(w *bytes.Buffer, d *brief.Document) error { return data.CSV(w, d) }, brief.People(a, l, brief.StampOf(a.View())))
		if !strings.Contains(rows, ",2019-06-01,2020-01-04,") {
			t.Errorf("%s: for machines, the days on which it is sure:\n%s", l, rows)
		}
	}
}
