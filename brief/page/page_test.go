package page_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"parley"
	"parley/brief"
	"parley/brief/page"
	"parley/lang"
)

var update = flag.Bool("update", false, "write the golden files")

// document has one of each part, every string of it made by name.
func document(l lang.Lang, name func(string) string) *brief.Document {
	badge := lang.Badge(l, parley.Status{Basis: parley.SecondHand, Response: parley.Denied})
	return &brief.Document{Schema: "x/1", Lang: l, Title: name("Title"), Lead: name("As of a day"), From: brief.Stamp{Digest: "abc"},
		Parts: []brief.Part{
			brief.Sentence{Key: "ask", Runs: []lang.Run{
				{Text: "The US asks "}, {Text: name("$5 billion"), Link: "claim", RestsOn: []parley.ID{"r"}}, {Text: " "},
				{Text: badge, Link: "claim", RestsOn: []parley.ID{"r"}, Badge: true}, {Text: "; see "}, {Text: "it", Link: "hidden"},
				{Text: "; Seoul "}, {Text: "declined", RestsOn: []parley.ID{"s", "r"}}, {Text: "."}}},
			brief.Sentence{Key: "item", Runs: []lang.Run{{Text: name("type `parley log` to see more")}}, Ours: true, Under: true},
			brief.Heading(name("Money")),
			brief.Code(name("claim x") + "\n\tsays y\n"),
			&brief.Table{Schema: "t/1", Columns: []brief.Column{
				{Key: "id", Title: name("claim")}, {Key: "n", Title: "number"}, {Key: "w", Title: "words", Wide: true}, {Key: "p", Title: "part"},
				{Key: "s", Title: "status"}, {Key: "u", Title: "address", Roomy: true}, {Key: "m", Title: "more"}, {Key: "e", Title: "empty"}, {Key: "d", Title: "data", Data: true}},
				Rows: [][]brief.Cell{
					{brief.ID("claim"), brief.Number(1), brief.Text(name("정은보")), brief.Text("37.4 %"), brief.Status{Words: badge}, brief.URL("https://www.a.example/b?c=d"), brief.IDs{"r", "hidden"}, nil, brief.Word("x")},
					{brief.ID("hidden"), nil, nil, nil, nil, brief.URL(name("javascript:alert(1)")), brief.IDs{}, nil, nil}}},
			&brief.Table{Schema: "none/1", Columns: []brief.Column{{Key: "a", Title: "nothing"}}},
		},
		Notes: []brief.Note{
			{ID: "r", Runs: []lang.Run{{Text: "Report, in "}, {Text: name("a paper"), Link: "source"}}, URLs: map[parley.ID]string{"source": "https://a.example/x"},
				Words: []brief.Words{{Text: name("has requested"), Line: 4}, {Text: "다섯", Lang: "ko", Speaker: true}}},
			{ID: "s", Runs: []lang.Run{{Text: name("Statement")}}},
		}}
}

func same(s string) string { return s }

func options() page.Options {
	return page.Options{
		Link: func(id parley.ID) string {
			if id == "hidden" {
				return ""
			}
			return "/entries/" + string(id) + "?as-of=2020-01-17"
		},
		Data: func(t *brief.Table, ext string) string { return "/x." + ext },
	}
}

func fragment(t *testing.T, d *brief.Document, o page.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.Fragment(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sheet(t *testing.T, d *brief.Document, o page.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.Sheet(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares with a file, of which each element that is a block begins a
// line so that a difference can be read.
func golden(t *testing.T, name, got string) {
	t.Helper()
	got = regexp.MustCompile(`<(/?(section|p|ul|li|ol|table|thead|tbody|tr|th|td|h\d|pre|div|blockquote|main|footer|head|body|style)\b)`).ReplaceAllString(got, "\n<$1") + "\n"
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestADocumentAsAPageShowsIt(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		golden(t, "fragment."+string(l)+".html", fragment(t, document(l, same), options()))
		d := document(l, same)
		first := d.Parts[0].(brief.Sentence)
		first.Number = 1
		d.Parts[0] = first
		golden(t, "sheet."+string(l)+".html", strings.Replace(sheet(t, d, options()), page.CSS(), "", 1))
	}
}

func TestTheTitleStandsAtTheLevelAskedForAndSectionsOneBelow(t *testing.T) {
	for level, want := range map[int][]string{0: {"h2", "h2"}, 1: {"h1", "h2", "h2"}, 2: {"h2", "h3", "h3"}, 3: {"h3", "h4", "h4"}} {
		o := options()
		o.Level = level
		var got []string
		for _, e := range elements(t, fragment(t, document(lang.English, same), o)) {
			if len(e.Data) == 2 && e.Data[0] == 'h' {
				got = append(got, e.Data)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("level %d (-want +got):\n%s", level, diff)
		}
	}
}

func TestWithoutAddressesThereAreWordsAndTheNotesOnly(t *testing.T) {
	for _, e := range elements(t, fragment(t, document(lang.English, same), page.Options{})) {
		if to := attribute(e, "href"); e.Data == "a" && !strings.HasPrefix(to, "#") && !strings.HasPrefix(to, "https://") {
			t.Errorf("a link to %q", to)
		}
	}
}

func TestAnEmptyDocumentSaysSo(t *testing.T) {
	for l, want := range map[lang.Lang]string{lang.English: "nothing to say", lang.Korean: "내용 없음"} {
		if got := fragment(t, &brief.Document{Lang: l}, page.Options{}); !strings.Contains(got, want) {
			t.Error(got)
		}
	}
}

// Two documents may stand in one page: their ids are apart, and each link within
// leads to one of its own.
func TestIdsAreUniqueAndEveryLinkWithinLeadsSomewhere(t *testing.T) {
	var both strings.Builder
	for _, prefix := range []string{"a-", "b-"} {
		o := options()
		o.Prefix = prefix
		both.WriteString(fragment(t, document(lang.English, same), o))
	}
	for name, s := range map[string]string{"two": both.String(), "sheet": sheet(t, document(lang.English, same), options())} {
		ids := make(map[string]bool)
		all := elements(t, s)
		for _, e := range all {
			if id := attribute(e, "id"); id != "" && ids[id] {
				t.Errorf("%s: two elements are called %q", name, id)
			} else {
				ids[id] = true
			}
		}
		for _, e := range all {
			for _, attr := range []string{"href", "aria-labelledby"} {
				to := attribute(e, attr)
				if id, within := strings.CutPrefix(to, "#"); (within || attr != "href") && to != "" && !ids[id] {
					t.Errorf("%s: %s=%q leads nowhere", name, attr, to)
				}
			}
		}
	}
}

func TestASheetLoadsNothingAndLeadsNowhereElse(t *testing.T) {
	s := sheet(t, document(lang.Korean, same), options())
	for _, e := range elements(t, s) {
		switch {
		case slices.Contains([]string{"script", "link", "img", "iframe", "object", "form"}, e.Data):
			t.Errorf("<%s>", e.Data)
		case e.Data == "a" && !strings.HasPrefix(attribute(e, "href"), "#"):
			t.Errorf("a link to %q", attribute(e, "href"))
		case e.Data == "html" && attribute(e, "lang") != "ko":
			t.Error("its language is not said")
		}
	}
	if !strings.Contains(s, "https://a.example/x") {
		t.Error("where a source is stands nowhere")
	}
	if css := page.CSS(); strings.Contains(css, "url(") || strings.Contains(css, "@import") || strings.Contains(css, "</") {
		t.Error("the style sheet loads something")
	}
}

// Whatever stands in a record is text.
func TestNothingOfTheRecordIsMarkup(t *testing.T) {
	for name, evil := range map[string]string{
		"script":    `<script>alert(1)</script>`,
		"attribute": `" onclick="alert(1)" style="color:red`,
		"quotes":    `'><img src=x onerror=alert(1)>`,
		"entity":    `&lt;script&gt;`,
		"comment":   `--><!-- ]]></style></title></textarea>`,
	} {
		d := document(lang.English, func(s string) string { return s + evil })
		plain := document(lang.English, same)
		for kind, write := range map[string]func(*brief.Document) string{
			"fragment": func(d *brief.Document) string { return fragment(t, d, options()) },
			"sheet":    func(d *brief.Document) string { return sheet(t, d, options()) },
		} {
			got, want := elements(t, write(d)), elements(t, write(plain))
			if diff := cmp.Diff(tags(want), tags(got)); diff != "" {
				t.Errorf("%s in a %s is markup (-without +with):\n%s", name, kind, diff)
			}
			for _, e := range got {
				for _, a := range e.Attr {
					if a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "href" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
						t.Errorf("%s in a %s: <%s %s=%q>", name, kind, e.Data, a.Key, a.Val)
					}
				}
			}
			if !strings.Contains(text(t, write(d)), "Money"+evil) {
				t.Errorf("%s in a %s cannot be read as it stands", name, kind)
			}
		}
	}
}

func TestWhatTurnsOrHidesTextIsMadeVisible(t *testing.T) {
	for _, evil := range []string{"\u202e", "\u2066", "\x00", "\x1b[31m", "\u200b", "\r"} {
		got := fragment(t, document(lang.English, func(s string) string { return s + evil }), options())
		if strings.Contains(got, evil) {
			t.Errorf("%q stands in the page", evil)
		}
	}
}

func TestALongQuotationStandsWhole(t *testing.T) {
	long := strings.Repeat("<협상>", 1<<20)
	d := &brief.Document{Lang: lang.English, Notes: []brief.Note{{ID: "r", Words: []brief.Words{{Text: long}}}}}
	if got := fragment(t, d, page.Options{}); strings.Count(got, "&lt;협상&gt;") != 1<<20 {
		t.Error("it is cut")
	}
}

func TestAnEndlessQuotationIsCutWhereThePageAsks(t *testing.T) {
	words := strings.Repeat("협상", 1000)
	d := &brief.Document{Lang: lang.Korean, Parts: []brief.Part{brief.Sentence{Ours: true, Runs: []lang.Run{{Text: words}}},
		&brief.Table{Schema: "x/1", Columns: []brief.Column{{Key: "a", Title: "A"}}, Rows: [][]brief.Cell{{brief.Text(words)}}}},
		Notes: []brief.Note{{ID: "r", Words: []brief.Words{{Text: words}}}}}
	if got := fragment(t, d, page.Options{Most: 100}); strings.Count(got, "협상") != 150 || strings.Count(got, "…(1,900자 생략)") != 3 {
		t.Error(got)
	}
	if got := fragment(t, d, page.Options{}); strings.Count(got, "협상") != 3000 {
		t.Error("the document itself was cut")
	}
}

func TestABadgeHasTheShapeOfItsBasis(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		for basis, want := range map[parley.Basis]string{parley.Confirmed: "confirmed", parley.OnRecord: "on-record", parley.OtherSide: "on-record",
			parley.SecondHand: "second-hand", parley.Reported: "reported", parley.Inferred: "inferred", parley.NotSourced: ""} {
			words := lang.Badge(l, parley.Status{Basis: basis, Response: parley.Qualified})
			d := &brief.Document{Lang: l, Parts: []brief.Part{brief.Sentence{Runs: []lang.Run{{Text: words, Badge: true}}}}}
			class := strings.TrimSpace("badge " + want)
			if got := fragment(t, d, page.Options{}); !strings.Contains(got, `class="`+class+`"`) {
				t.Errorf("%s: no %q in %s", words, class, got)
			}
		}
	}
}

func TestAFailingWriterIsReported(t *testing.T) {
	if page.Fragment(failing{}, document(lang.English, same), options()) == nil || page.Sheet(failing{}, document(lang.English, same), options()) == nil {
		t.Error("no error")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

// elements are the beginnings of elements in a page.
func elements(t *testing.T, s string) (list []html.Token) {
	t.Helper()
	for in := html.NewTokenizer(strings.NewReader(s)); ; {
		switch in.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			list = append(list, in.Token())
		}
	}
}

func tags(list []html.Token) (names []string) {
	for _, e := range list {
		names = append(names, e.Data)
	}
	return names
}

// text is what can be read of a page.
func text(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for in := html.NewTokenizer(strings.NewReader(s)); ; {
		switch in.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(in.Token().Data)
		}
	}
}

func attribute(e html.Token, name string) string {
	for _, a := range e.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
