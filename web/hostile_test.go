package web_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parley"
	"parley/brief"
	"parley/web"
)

// hostile are words that would act if they were not text.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<svg onload=alert(1)><a href="javascript:alert(1)">x</a></svg>`,
	`</title></style></textarea></svg><b>out</b>`,
	`'" onmouseover='alert(1)' style='x`,
	`{{7*7}}${7*7}&lt;script&gt;`,
	"\u202egnp.exe\u202c",
}

// hostileCase is a case whose every name, word and address would act if it could.
func hostileCase(word, quotation string) string {
	q := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word)
	return strings.NewReplacer("WORD", q, "QUOTATION", quotation).Replace(`case talks "WORD case"
  parties      a b
  audience     public
  zone         Europe/Paris
  money        EUR
  recorded     2020-01-02

party a "WORD a"

party b "WORD b"

issue sum "WORD sum"
  unit         "WORD unit"

person anna "WORD anna"
  speaks-for   a
  role         a "WORD role"

source paper "WORD paper"
  type         news-article
  published    2020-01-03
  publisher    "WORD publisher"
  url          javascript:alert(1)

claim asks "WORD claim"
  that         a asks sum = "EUR 5 billion" per year for 2020

claim offers "WORD offer"
  that         b offers sum = "EUR 4 billion" per year for 2020

claim holds "WORD holds"
  that         "WORD held"
  about        sum

2020-01-03 statement anna-says "WORD said"
  by           anna
  mode         on-record
  asserts      asks
  asserts      holds
  via          paper
  > 1 "QUOTATION"

2020-01-03 report they-offer "WORD reported"
  asserts      offers
  via          paper
  > 1 "WORD quoted"

agreement deal "WORD deal"

2020-01-02 round r1 "WORD round"
  talks        deal
  via          paper
`)
}

// Whatever stands in a case, a page has no script, no handler, no style and no
// address but our own, and shows the words as they are.
func TestAHostileCaseStaysText(t *testing.T) {
	for n, word := range hostile {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "case.parley"), []byte(hostileCase(word, "short")), 0o600); err != nil {
				t.Fatal(err)
			}
			s := serve(t, dir, parley.All)
			pages, pictures := 0, 0
			for _, path := range append(web.Paths(), "/claims/asks", "/entries/anna-says", "/entries/paper", "/entries/a", "/edit", "/checks", "/read", "/nothing", "/?as-of="+strings.ReplaceAll("<script>", "<", "%3C"), "/claims/%3Cscript%3E") {
				status, got := get(s, path)
				if status >= 500 {
					t.Errorf("%s: %d", path, status)
				}
				if !strings.Contains(got, "Content-Type [text/html") {
					continue
				}
				pages++
				inert(t, path, got)
				if !strings.HasPrefix(path, "/edit") {
					plain(t, path, got)
				}
				pictures += strings.Count(got, "<svg")
			}
			if pages < 20 || pictures == 0 {
				t.Errorf("only %d pages, %d pictures", pages, pictures)
			}
			if _, desk := get(s, "/claims"); !strings.Contains(text(desk), "claim") {
				t.Error("the claims are not shown")
			}
			for _, path := range []string{"/claims.html", "/claim.html?id=asks", "/status.md", "/claims.csv"} {
				_, got := get(s, path)
				plain(t, path, got)
			}
			for _, path := range []string{"/log.svg", "/price.svg", "/amounts.svg"} {
				if status, got := get(s, path); status == http.StatusOK {
					quiet(t, path, got[strings.Index(got, "<svg"):])
					plain(t, path, got)
				}
			}
		})
	}
}

// inert fails if anything in a page could act.
func inert(t *testing.T, path, page string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(page[strings.Index(page, "<!"):]))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Type != html.StartTagToken && tok.Type != html.SelfClosingTagToken {
			continue
		}
		switch tok.Data {
		case "img", "iframe", "object", "embed", "base", "style", "foreignobject", "animate", "set", "image":
			t.Errorf("%s: a page has <%s>", path, tok.Data)
		}
		for _, a := range tok.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "formaction":
				t.Errorf("%s: <%s %s=%q>", path, tok.Data, a.Key, a.Val)
			case a.Key == "href" || a.Key == "xlink:href" || a.Key == "src" || a.Key == "action":
				if !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "?") || strings.HasPrefix(a.Val, "//") {
					t.Errorf("%s: <%s %s=%q> leads away", path, tok.Data, a.Key, a.Val)
				}
				if tok.Data == "script" && !strings.HasPrefix(a.Val, "/static/") {
					t.Errorf("%s: a script from %q", path, a.Val)
				}
			}
		}
		if tok.Data == "script" {
			if z.Next() == html.TextToken && strings.TrimSpace(string(z.Text())) != "" {
				t.Errorf("%s: a script is written in the page", path)
			}
		}
	}
}

// plain fails if there is a character that would act and shows nothing.
func plain(t *testing.T, path, got string) {
	t.Helper()
	if i := strings.IndexFunc(got, func(r rune) bool { return !strings.ContainsRune("\n\t\r", r) && brief.Invisible(r) }); i >= 0 {
		t.Errorf("%s: %q acts", path, got[max(0, i-60):min(len(got), i+20)])
	}
}

// quiet fails if anything in a picture could act.
func quiet(t *testing.T, path, picture string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(picture))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Data == "script" && tok.Type == html.StartTagToken || tok.Data == "foreignobject" || tok.Data == "image" {
			t.Errorf("%s: <%s>", path, tok.Data)
		}
		for _, a := range tok.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasSuffix(a.Key, "href") && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("%s: <%s %s=%q>", path, tok.Data, a.Key, a.Val)
			}
		}
	}
}

// text is what a page says.
func text(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}

// Ten megabytes of quotations are text like any other, and are not sent with every
// page that names their entry. In one line they are a fault, and the case is not
// shown until it is mended.
func TestEndlessQuotationsDoNotFloodThePages(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("a long word and <b>another</b> ", 8000)
	text := hostileCase("The", long+"\"\n"+strings.Repeat("  > 1 \""+long+"\"\n", 40)+"  > 1 \"end")
	if err := os.WriteFile(filepath.Join(dir, "case.parley"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir, parley.All)
	for _, path := range []string{"/", "/claims", "/claims/asks", "/timeline", "/sources", "/entries/anna-says", "/entries/paper"} {
		status, got := get(s, path)
		if status != http.StatusOK {
			t.Errorf("%s: %d", path, status)
		}
		if len(got) > 1<<20 {
			t.Errorf("%s: %d bytes", path, len(got))
		}
		if strings.Contains(got, "<b>another") {
			t.Errorf("%s: the quotation is markup", path)
		}
	}
	if _, whole := get(s, "/claims/asks.json"); len(whole) < 10<<20 {
		t.Error("the data has not the whole of it")
	}
	if err := os.WriteFile(filepath.Join(dir, "case.parley"), []byte(hostileCase("The", strings.Repeat(long, 42))), 0o600); err != nil {
		t.Fatal(err)
	}
	s = serve(t, dir, parley.All)
	for _, path := range []string{"/", "/checks"} {
		if _, got := get(s, path); len(got) > 1<<20 {
			t.Errorf("%s with the fault: %d bytes", path, len(got))
		}
	}
}
