package web_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parley"
	"parley/parleytest/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// open serves a copy of an example to a browser, and returns its address and its
// folder. What is written there is followed.
func open(t *testing.T, example string) (address, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), example)
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "examples", example))); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir, parley.All)
	h := httptest.NewServer(s)
	ctx, cancel := context.WithCancel(context.Background())
	tick, done := time.NewTicker(20*time.Millisecond), make(chan bool)
	go func() { s.Follow(ctx, tick.C); close(done) }()
	t.Cleanup(func() { cancel(); <-done; tick.Stop(); h.CloseClientConnections(); h.Close() })
	return h.URL, dir
}

// shelf is one server of an example that only answers, for all the tests of a
// table.
func shelf(t *testing.T, example string) string {
	t.Helper()
	s := serve(t, filepath.Join("..", "examples", example), parley.All)
	h := httptest.NewServer(s)
	t.Cleanup(func() { h.CloseClientConnections(); h.Close() })
	return h.URL
}

// pagesOf are the pages that the workbench lists, and one of each sort that it
// leads to.
func pagesOf(t *testing.T, p *browser.Page) []string {
	t.Helper()
	p.Open("/")
	all := browser.Value[[]string](p, `Array.from(document.querySelectorAll("header nav a"), a => new URL(a.href).pathname)`)
	for _, more := range []struct{ from, to string }{{"/claims", "/claims/"}, {"/timeline", "/entries/"}} {
		p.Open(more.from)
		one := browser.Value[string](p, `new URL(document.querySelector("main a[href^='`+more.to+`']").getAttribute("href"), location).pathname`)
		all = append(all, one)
	}
	all = append(all, "/help")
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) < 13 {
		t.Fatalf("only these pages: %q", all)
	}
	return all
}

// Every page, in both languages, light and dark. The larger case has every sort
// of content; on the smaller one the keyboard goes all the way.
func TestEveryPageIsSoundInTheBrowser(t *testing.T) {
	for _, look := range []struct{ example, lang, theme string }{{"sma", "en", "light"}, {"sma", "ko", "dark"}, {"sixth-round", "en", "dark"}, {"sixth-round", "ko", "light"}} {
		base := shelf(t, look.example)
		for _, path := range pagesOf(t, browser.New(t, base)) {
			t.Run(look.lang+" "+look.theme+" "+path[1:], func(t *testing.T) {
				t.Parallel()
				p := browser.New(t, base)
				p.Open(path + "?lang=" + look.lang + "&theme=" + look.theme)
				sound(t, p, look.lang)
				p.Accessible()
				if look.example != "sma" || look.lang == "en" {
					p.Reachable()
				}
				p.Size(320, 800)
				p.Fits()
			})
		}
	}
}

// sound fails unless a page has what every page has.
func sound(t *testing.T, p *browser.Page, lang string) {
	t.Helper()
	for what, js := range map[string]string{
		"one h1 that says something": `document.querySelectorAll("h1").length === 1 && document.querySelector("h1").innerText.trim() !== ""`,
		"its language":               `document.documentElement.lang === "` + lang + `"`,
		"one main part":              `document.querySelectorAll("main").length === 1`,
		"a title":                    `document.title !== ""`,
		"no style of its own":        `!document.querySelector("[style], style, script:not([src])")`,
		"standards mode":             `document.compatMode === "CSS1Compat"`,
	} {
		if !browser.Value[bool](p, js) {
			t.Errorf("the page has not %s", what)
		}
	}
	if text := p.Text("main"); len(strings.Fields(text)) < 5 {
		t.Errorf("the page says only %q", text)
	}
}

func TestEveryPageWorksWithoutScriptsAndInPrint(t *testing.T) {
	base := shelf(t, "sixth-round")
	for _, path := range pagesOf(t, browser.New(t, base)) {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			p := browser.New(t, base)
			p.Scripts(false)
			p.Open(path)
			sound(t, p, "en")
			p.Print(true)
			if browser.Value[bool](p, `Array.from(document.querySelectorAll("nav, form")).some(e => e.checkVisibility())`) {
				t.Error("print shows what only a screen is for")
			}
			if pdf := string(p.PDF()); !strings.HasPrefix(pdf, "%PDF-") || !regexp.MustCompile(`/Type /Page[^s]`).MatchString(pdf) {
				t.Errorf("what is printed is no PDF with pages: %.40q", pdf)
			}
		})
	}
}
