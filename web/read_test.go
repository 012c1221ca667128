package web_test

import (
	"bytes"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/folder"
	"parley/intake"
	"parley/web"
)

const duesCase = `case dues "A talk on dues"
  parties      harbour port
  money        EUR
  zone         Europe/Berlin
  audience     public

party harbour "Harbour"
  name.ko      "하버"

party port "Port"
  name.ko      "포트"

person mara "Mara"
  name.ko      "마라"
  speaks-for   port

issue fee "The yearly fee"
  name.ko      "연간 요금"
  unit         "EUR per year"

source post-0201 "Talks stall over dues"
  name.ko      "요금 협상 난항"
  type         news-article
  publisher    "The Harbour Post"
  published    2020-02-01
  file         sources/post-0201.txt
  seen         yes
  language     en
`

const duesText = "“We will not hurry,” Mara said on Friday. “The fee is EUR 2 million or <nothing>.”\nA report has it that the harbour offers €1.5 million.\n"

// dues is a case in a folder of its own, and its server.
func dues(t *testing.T, most parley.Reader) (dir string, s *web.Server) {
	t.Helper()
	dir = t.TempDir()
	put(t, dir, "case.parley", duesCase)
	put(t, dir, "sources/post-0201.txt", duesText)
	return dir, serve(t, dir, most)
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func kept(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// post sends a form, as a browser does.
func post(s http.Handler, address string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:7420"+address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// findings are what check says of a case in a folder.
func findings(t *testing.T, dir string) (out []string) {
	t.Helper()
	b, err := casefile.Read(os.DirFS(dir), "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check.Run(b, check.Options{Copies: os.DirFS(dir)}).Findings {
		out = append(out, f.Code+" "+f.Message.In("en"))
	}
	return out
}

func values(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Add(pairs[i], pairs[i+1])
	}
	return q
}

// mara is a form that says all that is needed.
func mara(more ...string) url.Values {
	return values(append([]string{"do", "save", "at", "1:0-20", "words", "We will not hurry", "line", "1", "own", "speaker", "who", "mara", "mode", "on-record", "date", "2020-01-31", "printed", "Friday",
		"does", "asserts", "c-issue", "fee", "c-of", "port", "c-words", "The port is in no hurry.", "c-other", "포트는 서두르지 않음"}, more...)...)
}

func TestAPastedTextIsKeptAndItsSourceWritten(t *testing.T) {
	dir, s := dues(t, parley.All)
	w := post(s, "/read", values("text", "“We wait.”\r\nShe said so.  \r\n", "name", "Still \"no\" deal", "publisher", "The Daily Tide", "published", "2020-02-03", "type", "news-article", "language", "en", "url", "https://tide.example/1"))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/read/dt-0203" {
		t.Fatalf("%d %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if d := cmp.Diff("“We wait.”\nShe said so.\n", kept(t, dir, "sources/dt-0203.txt")); d != "" {
		t.Errorf("copy (-want +got):\n%s", d)
	}
	want := duesCase + `
source dt-0203 "Still \"no\" deal"
  type         news-article
  publisher    "The Daily Tide"
  published    2020-02-03
  url          https://tide.example/1
  file         sources/dt-0203.txt
  seen         yes
  language     en
`
	if d := cmp.Diff(want, kept(t, dir, "case.parley")); d != "" {
		t.Errorf("case (-want +got):\n%s", d)
	}
	if status, body := get(s, "/read/dt-0203"); status != http.StatusOK || !strings.Contains(body, "We wait.") {
		t.Errorf("%d %s", status, body)
	}
}

func TestASavedPageTellsWhatNobodyTyped(t *testing.T) {
	dir, s := dues(t, parley.All)
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	m.WriteField("type", "news-article")
	f, err := m.CreateFormFile("page", "saved.html")
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte(`<html lang="en"><head><title>Tide turns</title><meta property="og:site_name" content="Tide"><meta property="article:published_time" content="2020-02-03T10:00:00+01:00"></head>
<body><nav>Menu</nav><article><p>` + strings.Repeat("The two sides met again and said little about it. ", 12) + `</p><p>“We wait,” she said.</p></article></body></html>`))
	m.Close()
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:7420/read", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/read/tide-0203" {
		t.Fatalf("%d %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if text := kept(t, dir, "case.parley"); !strings.Contains(text, "source tide-0203 \"Tide turns\"\n  type         news-article\n  publisher    \"Tide\"\n  published    2020-02-03T10:00 Europe/Berlin\n") {
		t.Error(text)
	}
	if text := kept(t, dir, "sources/tide-0203.txt"); strings.Contains(text, "Menu") || !strings.HasSuffix(text, "\n“We wait,” she said.\n") {
		t.Error(text)
	}
}

func TestWhatASourceLacksIsSaidAtItsFieldsAndNothingIsLost(t *testing.T) {
	dir, s := dues(t, parley.All)
	w := post(s, "/read", values("text", "Some <b>text</b>.", "publisher", "The <i>Tide</i>", "type", "news-article"))
	body := w.Body.String()
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("status %d", w.Code)
	}
	for _, want := range []string{"Some &lt;b&gt;text&lt;/b&gt;.", "The &lt;i&gt;Tide&lt;/i&gt;", "A source needs a title.", "When was it published?", `aria-invalid="true"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	for name, q := range map[string]url.Values{
		"a date that is none": values("name", "T", "published", "yesterday"),
		"an id that is none":  values("name", "T", "published", "2020", "id", "../x"),
		"an id that is taken": values("name", "T", "published", "2020", "id", "post-0201"),
	} {
		q.Set("text", "words")
		q.Set("type", "news-article")
		if w := post(s, "/read", q); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "aria-invalid") && !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if d := cmp.Diff(duesCase, kept(t, dir, "case.parley")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(duesText, kept(t, dir, "sources/post-0201.txt")); d != "" {
		t.Error(d)
	}
	if files, _ := fs.ReadDir(os.DirFS(dir), "sources"); len(files) != 1 {
		t.Errorf("copies left behind: %v", files)
	}
}

// The examples name copies that are not here. A new source is none of their business.
func TestACopyThatIsAwayKeepsNoOtherOut(t *testing.T) {
	for _, lock := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "case")
		if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "examples", "sixth-round"))); err != nil {
			t.Fatal(err)
		}
		if !lock {
			if err := os.Remove(filepath.Join(dir, folder.LockFile)); err != nil {
				t.Fatal(err)
			}
		}
		s := serve(t, dir, parley.All)
		w := post(s, "/read", values("text", "Both sides said on Friday that “talks go on.”\n", "name", "Talks go on", "publisher", "A daily", "published", "2020-01-18", "type", "news-article"))
		if w.Code != http.StatusSeeOther {
			t.Fatalf("with a lock: %v: %d %s", lock, w.Code, w.Body)
		}
		if _, body := get(s, "/checks"); strings.Contains(body, "Q002") == lock {
			t.Errorf("with a lock: %v: the copy that is away is missed: %v", lock, !lock)
		}
	}
}

func TestWhatCannotBeTakenInIsRefusedWithTheReason(t *testing.T) {
	_, s := dues(t, parley.All)
	for _, c := range []struct {
		text   string
		status int
		want   string
	}{
		{"", http.StatusUnprocessableEntity, "There is no text"},
		{strings.Repeat("a line of it\n", 10<<20/13), http.StatusRequestEntityTooLarge, "at most 2 MB"},
		{strings.Repeat("a line of it\n", 20<<20/13), http.StatusRequestEntityTooLarge, "at most 2 MB"},
		{"a\x00b", http.StatusUnprocessableEntity, "This is no text"},
	} {
		w := post(s, "/read", values("text", c.text, "name", "T", "published", "2020", "type", "book"))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) || w.Body.Len() > intake.MaxText+200<<10 {
			t.Errorf("%d bytes: %d, %d bytes of answer, want %q", len(c.text), w.Code, w.Body.Len(), c.want)
		}
	}
}

func TestAPageShowsItsTextWithWhatMayBeRecorded(t *testing.T) {
	_, s := dues(t, parley.All)
	for _, lang := range []string{"en", "ko"} {
		status, body := get(s, "/read/post-0201?lang="+lang)
		if status != http.StatusOK {
			t.Fatalf("%d %s", status, body)
		}
		for _, want := range []string{`data-words="We will not hurry"`, `data-words="The fee is EUR 2 million or &lt;nothing&gt;."`, `title="` + map[string]string{"en": "amount", "ko": "금액"}[lang] + `: EUR 2 million"`,
			`data-day="2020-01-31" data-printed="Friday"`, `or &lt;nothing&gt;.”`, `aria-current="true"`} {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, body)
			}
		}
		for _, not := range []string{"<nothing>", "style=", "onclick", "<script>"} {
			if strings.Contains(body, not) {
				t.Errorf("%s: %q", lang, not)
			}
		}
	}
	if _, body := get(s, "/read/post-0201"); !strings.Contains(body, "0 of 2 quotations used · 0 of 2 amounts · 2 lines of text") {
		t.Error("progress is not said")
	}
	if _, body := get(s, "/read/post-0201?at=2:0-8"); !strings.Contains(body, ">\nA report</textarea>") {
		t.Error("words chosen by address are not in the form")
	}
	for _, at := range []string{"2:0-8000", "99:0-1", "0:0-0", "x", "1:5-2", "-1:-5--2"} {
		if status, _ := get(s, "/read/post-0201?at="+at); status != http.StatusOK {
			t.Errorf("at=%s: %d", at, status)
		}
	}
}

func TestAFormIsWrittenAsItsPreviewSays(t *testing.T) {
	dir, s := dues(t, parley.All)
	want := `claim port-no-hurry
  about        fee
  of           port
  that         "The port is in no hurry."
  that.ko      "포트는 서두르지 않음"

2020-01-31 statement mara-asserts-port-no-hurry
  by           mara
  mode         on-record
  printed-as   "Friday"
  dated-from   post-0201
  asserts      port-no-hurry
  via          post-0201
  > 1 "We will not hurry"
  recorded     2020-02-03
`
	seen := post(s, "/read/post-0201/preview", mara())
	if seen.Code != http.StatusOK || !strings.Contains(seen.Body.String(), "Writes 14 lines into case.parley") || !strings.Contains(seen.Body.String(), "  &gt; 1 &#34;We will not hurry&#34;\n") {
		t.Errorf("%d %s", seen.Code, seen.Body)
	}
	again := mara()
	again.Set("do", "preview")
	if w := post(s, "/read/post-0201", again); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "claim port-no-hurry\n") || !strings.Contains(w.Body.String(), `value="The port is in no hurry."`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if d := cmp.Diff(duesCase, kept(t, dir, "case.parley")); d != "" {
		t.Errorf("a preview wrote: %s", d)
	}
	w := post(s, "/read/post-0201?lang=ko", mara())
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/read/post-0201?at=1%3A0-20&lang=ko&saved=mara-asserts-port-no-hurry#capture" {
		t.Fatalf("%d %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if d := cmp.Diff(duesCase+"\n"+want, kept(t, dir, "case.parley")); d != "" {
		t.Errorf("case (-want +got):\n%s", d)
	}
	if got := findings(t, dir); got != nil {
		t.Errorf("check: %v", got)
	}
	_, body := get(s, "/read/post-0201?saved=mara-asserts-port-no-hurry")
	for _, want := range []string{"1 of 2 quotations used", "Written: mara-asserts-port-no-hurry, in case.parley", `value="on-record" selected`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
}

func TestTheNextFormIsThatOfTheNextSpanAndAddsToTheSameUtterance(t *testing.T) {
	dir, s := dues(t, parley.All)
	first := mara()
	first.Set("do", "next")
	if w := post(s, "/read/post-0201", first); w.Header().Get("Location") != "/read/post-0201?at=1%3A42-82&saved=mara-asserts-port-no-hurry#capture" {
		t.Fatalf("%d %s", w.Code, w.Header().Get("Location"))
	}
	second := mara("id", "unused", "words", "€1.5 million", "line", "2", "own", "outlet")
	second["words"][0] = "The fee is EUR 2 million or <nothing>."
	second.Set("c-words", "")
	second.Set("c-other", "")
	second.Set("c-of", "")
	second.Set("claim", "port-no-hurry")
	second.Set("does", "asserts")
	if w := post(s, "/read/post-0201", second); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	text := kept(t, dir, "case.parley")
	if !strings.HasSuffix(text, "  via          post-0201\n  > 1 \"We will not hurry\"\n  > 1 \"The fee is EUR 2 million or <nothing>.\"\n  | 2 €1.5 million\n  recorded     2020-02-03\n") || strings.Count(text, "asserts      port-no-hurry") != 1 {
		t.Error(text)
	}
	apart := mara("into", "new", "claim", "port-no-hurry")
	apart.Set("c-words", "")
	apart.Set("c-other", "")
	if w := post(s, "/read/post-0201", apart); w.Code != http.StatusSeeOther || !strings.Contains(kept(t, dir, "case.parley"), "statement mara-asserts-port-no-hurry-2\n") {
		t.Errorf("%d %s", w.Code, kept(t, dir, "case.parley"))
	}
}

func TestEveryMistakeIsSaidAtItsFieldAndNothingIsLost(t *testing.T) {
	dir, s := dues(t, parley.All)
	nothing := post(s, "/read/post-0201", values("do", "save", "words", "", "note", "kept <b>"))
	for _, want := range []string{"Words of the text.", "Who said it.", "The day.", "A claim: one that is there", "kept &lt;b&gt;"} {
		if nothing.Code != http.StatusUnprocessableEntity || !strings.Contains(nothing.Body.String(), want) {
			t.Errorf("%d: no %q", nothing.Code, want)
		}
	}
	bad := mara("claim", "nobody-knows")
	bad.Set("date", "2020-01-32")
	bad.Set("words", "We will not tarry")
	w := post(s, "/read/post-0201", bad)
	for _, want := range []string{`id="f-date-wrong0"`, `id="f-claim-wrong0"`, `id="f-words-0-wrong"`, "does not have these words: “We will not tarry”", `value="2020-01-32"`} {
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d: no %q in\n%s", w.Code, want, w.Body)
		}
	}
	apart := mara()
	apart.Set("words", "We will not tarry")
	if w := post(s, "/read/post-0201", apart); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "f-words-0-wrong") {
		t.Errorf("words that are not in the copy: %d", w.Code)
	}
	if d := cmp.Diff(duesCase, kept(t, dir, "case.parley")); d != "" {
		t.Error(d)
	}
}

func TestForOtherReadersThereIsNoReading(t *testing.T) {
	_, owners := dues(t, parley.All)
	_, publics := dues(t, parley.Public)
	for name, s := range map[string]http.Handler{"a lens": owners, "a ceiling": publics} {
		as := map[string]string{"a lens": "?as=public"}[name]
		_, none := get(s, "/readings"+as)
		for _, path := range []string{"/read", "/read/post-0201", "/read/nobody", "/read/post-0201/preview"} {
			if status, all := get(s, path+as); status != http.StatusNotFound || all != none {
				t.Errorf("%s %s: %d\n%s", name, path, status, cmp.Diff(none, all))
			}
			absent := post(s, "/nothing-here"+as, mara())
			if w := post(s, path+as, mara()); w.Code != http.StatusNotFound || w.Body.String() != absent.Body.String() {
				t.Errorf("%s post %s: %d", name, path, w.Code)
			}
		}
	}
	for _, path := range []string{"/read/nobody", "/read/mara", "/read/post-0201.json", "/read/..%2fcase.parley"} {
		if status, _ := get(owners, path); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
}

func TestAnEntryStandsWhereTheLastOfItsSourceDoes(t *testing.T) {
	dir, _ := dues(t, parley.All)
	said := func(id, via string) string {
		return "\n2020-01-31 statement " + id + "\n  by           mara\n  mode         background\n  via          " + via + "\n  > - \"We will not hurry\"\n"
	}
	put(t, dir, "a.parley", said("first", "post-0201"))
	put(t, dir, "b.parley", "source other \"Other\"\n  type         book\n  published    2020\n"+said("second", "other"))
	put(t, dir, "case.parley", duesCase+"\ninclude a.parley\ninclude b.parley\n")
	s := serve(t, dir, parley.All)
	if w := post(s, "/read/post-0201", mara("id", "third")); w.Code != http.StatusSeeOther || !strings.Contains(kept(t, dir, "a.parley"), "statement third\n") {
		t.Errorf("%d %s", w.Code, kept(t, dir, "a.parley"))
	}
	if w := post(s, "/read/post-0201", mara("id", "fourth", "file", "b.parley", "into", "new", "c-id", "again")); w.Code != http.StatusSeeOther || !strings.Contains(kept(t, dir, "b.parley"), "statement fourth\n") {
		t.Errorf("%d %s", w.Code, kept(t, dir, "b.parley"))
	}
	if _, body := get(s, "/read/post-0201"); !strings.Contains(body, `<option value="b.parley" selected>`) {
		t.Error("the file is not offered")
	}
}

func TestManyWritersAtOnceLoseNothing(t *testing.T) {
	dir, s := dues(t, parley.All)
	other := serve(t, dir, parley.All)
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			q := mara("into", "new")
			q.Set("c-words", "Word number "+strings.Repeat("x", i+1))
			h := s
			if i%2 == 1 {
				h = other
			}
			if w := post(h, "/read/post-0201", q); w.Code != http.StatusSeeOther {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
	all.Wait()
	text := kept(t, dir, "case.parley")
	if n := strings.Count(text, " statement "); n != 12 {
		t.Errorf("%d statements in\n%s", n, text)
	}
	for _, f := range findings(t, dir) {
		if !strings.HasPrefix(f, "W206 ") { // the same words in several entries, as they are
			t.Error(f)
		}
	}
}

func TestASourceWithoutItsCopySaysSo(t *testing.T) {
	dir, s := dues(t, parley.All)
	os.Remove(filepath.Join(dir, "sources", "post-0201.txt"))
	if status, body := get(s, "/read/post-0201"); status != http.StatusNotFound || !strings.Contains(body, "sources/post-0201.txt") {
		t.Errorf("%d %s", status, body)
	}
	put(t, dir, "sources/post-0201.txt", strings.Repeat("much text\n", intake.MaxText/9))
	if status, body := get(s, "/read/post-0201"); status != http.StatusNotFound || !strings.Contains(body, "more than 2 MB") {
		t.Errorf("%d %s", status, body)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	dir, s := dues(t, parley.All)
	evil := `“</a><script>alert(1)</script>” he said on Friday "onmouseover=alert(2) x=" and $5 billion</span>` + "\n\n<img src=x onerror=alert(3)>\n"
	put(t, dir, "sources/post-0201.txt", evil)
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:7420/read/post-0201?at=1:0-5", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	marks := 0
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
			if a.Key == "data-at" {
				marks++
			}
		}
		if n.Type == html.ElementNode && (n.Data == "img" || n.Data == "script" && n.FirstChild != nil) {
			t.Errorf("<%s>", n.Data)
		}
	}
	if marks != 4 {
		t.Errorf("%d marks", marks)
	}
	q := mara("note", "</textarea><script>")
	q.Set("words", "\"><script>\n\nclaim x\n  that \"y\"")
	if w := post(s, "/read/post-0201", q); w.Code == http.StatusSeeOther || strings.Contains(w.Body.String(), "<script>\n") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
