package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/parleytest/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// site is a small site as strict as the workbench. Its pages have one thing
// each that a test is about.
func site(t *testing.T) string {
	pages := map[string]string{
		"/":       `<main><h1>Begin</h1><p>Nothing said.</p><a href="/next">Go on</a> <button id="b">Say</button> <label>Name <input id="n"></label> <a href="/file">Keep</a></main><script src="/say.js"></script>`,
		"/next":   `<main><h1>Next</h1><a href="/">Back</a></main>`,
		"/inline": `<main><h1>Inline</h1><p style="color:red">Red</p></main>`,
		"/throws": `<main><h1>Throws</h1></main><script src="/throw.js"></script>`,
		"/other":  `<main><h1>Other</h1><img alt="" src="http://elsewhere.example/x.png"></main>`,
		"/lost":   `<main><h1>Lost</h1><img alt="" src="/none.png"></main>`,
		"/poor":   `<main><h1>Poor</h1><img src="/dot.svg"><div tabindex="-1"><a href="/next" tabindex="-1">Unreachable</a></div><a href="/next" class="bare">Bare</a><a href="/next">Well</a></main>`,
		"/wide":   `<main><h1>Wide</h1><pre>` + strings.Repeat("wide", 200) + `</pre></main>`,
		"/held":   `<main><h1>Held</h1><div class="held" tabindex="0" role="group" aria-label="A line"><pre>` + strings.Repeat("wide", 200) + `</pre></div></main>`,
	}
	static := map[string][2]string{
		"/say.js":   {"text/javascript", `document.getElementById("b").onclick = () => setTimeout(() => document.querySelector("p").textContent = "Said: " + document.getElementById("n").value, 50)`},
		"/throw.js": {"text/javascript", `console.error("a message"); throw new Error("thrown")`},
		"/s.css":    {"text/css", `.bare { outline: none !important } .held { overflow-x: auto } @media print { a { display: none } } @media (prefers-color-scheme: dark) { html { background: #111; color: #eee } a { color: #9cf } }`},
		"/dot.svg":  {"image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", strict)
		if s, ok := static[r.URL.Path]; ok {
			w.Header().Set("Content-Type", s[0])
			fmt.Fprint(w, s[1])
			return
		}
		if r.URL.Path == "/file" {
			w.Header().Set("Content-Disposition", `attachment; filename="kept.txt"`)
			fmt.Fprint(w, "kept")
			return
		}
		body, ok := pages[r.URL.Path]
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if !ok {
			w.WriteHeader(404)
			body = "<main><h1>Not here</h1></main>"
		}
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>T</title><meta name="viewport" content="width=device-width"><link rel="icon" href="/dot.svg"><link rel="stylesheet" href="/s.css"><body>%s`, body)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestAPageIsReadAndUsedAsPeopleDo(t *testing.T) {
	p := browser.New(t, site(t))
	p.Open("/")
	if got := p.Text("h1"); got != "Begin" {
		t.Errorf("it is headed %q", got)
	}
	p.Fill("Name", "한국 rok")
	p.Click("Say")
	p.Until("what was said", `document.querySelector("p").textContent === "Said: 한국 rok"`)
	p.Click("Go on")
	p.Arrive("/next")
	p.Press("Tab", "Enter")
	p.Arrive("/")
	if got := p.Address(); got != "/" {
		t.Errorf("the keyboard led to %q", got)
	}
	p.Press("Tab", "Tab", "Shift+Tab")
	if got := p.Focused(); !strings.Contains(got, "Go on") {
		t.Errorf("%s has the focus", got)
	}
	name, data := p.Download(func() { p.Click("Keep") })
	if name != "kept.txt" || string(data) != "kept" {
		t.Errorf("kept %q: %q", name, data)
	}
	p.Answers("/nowhere", 404)
	if got := p.Text("h1"); got != "Not here" {
		t.Errorf("it is headed %q", got)
	}
}

func TestAPageIsShownInPrintInTheDarkAndWithoutScripts(t *testing.T) {
	p := browser.New(t, site(t))
	p.Open("/next")
	p.Print(true)
	if browser.Value[bool](p, `document.querySelector("a").checkVisibility()`) {
		t.Error("print shows what is not printed")
	}
	if pdf := p.PDF(); !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("%.20q is no PDF", pdf)
	}
	p.Print(false)
	p.Dark(true)
	if got := browser.Value[string](p, "getComputedStyle(document.documentElement).backgroundColor"); got != "rgb(17, 17, 17)" {
		t.Errorf("the dark page is %s", got)
	}
	if png := p.Screenshot(true); !strings.HasPrefix(string(png), "\x89PNG") {
		t.Errorf("%.20q is no picture", png)
	}
	p.Scripts(false)
	p.Open("/throws")
	if got := p.Text("h1"); got != "Throws" {
		t.Errorf("it is headed %q", got)
	}
}

// A recorder is a test that may fail.
type recorder struct {
	testing.TB
	said  []string
	after []func()
}

func (r *recorder) Helper()                   {}
func (r *recorder) Error(a ...any)            { r.said = append(r.said, fmt.Sprint(a...)) }
func (r *recorder) Errorf(f string, a ...any) { r.said = append(r.said, fmt.Sprintf(f, a...)) }
func (r *recorder) Cleanup(f func())          { r.after = append(r.after, f) }
func (r *recorder) Failed() bool              { return false }

func (r *recorder) end() string {
	for _, f := range r.after {
		f()
	}
	return strings.Join(r.said, "\n")
}

func TestWhatGoesWrongInAPageFailsTheTest(t *testing.T) {
	browser.New(t, site(t)) // skips the test where there is no browser
	for _, c := range []struct {
		path string
		do   func(*browser.Page)
		want []string
	}{
		{"/", nil, nil},
		{"/", (*browser.Page).Reachable, nil},
		{"/", (*browser.Page).Accessible, nil},
		{"/", (*browser.Page).Fits, nil},
		{"/held", (*browser.Page).Fits, nil},
		{"/inline", nil, []string{"Content Security Policy"}},
		{"/throws", nil, []string{"console.error: a message", "thrown", "throw.js:1"}},
		{"/other", nil, []string{"another host: http://elsewhere.example/x.png"}},
		{"/lost", nil, []string{"404", "/none.png"}},
		{"/poor", (*browser.Page).Accessible, []string{"image-alt (critical)"}},
		{"/poor", (*browser.Page).Reachable, []string{`nothing shows that the focus is on a /next "Bare"`}},
		{"/wide", (*browser.Page).Fits, []string{"wide in a window of 1200", "pre."}},
	} {
		t.Run(c.path[1:], func(t *testing.T) {
			t.Parallel()
			r := &recorder{TB: t}
			p := browser.New(r, site(t))
			p.Open(c.path)
			if c.do != nil {
				c.do(p)
			}
			got := r.end()
			if len(c.want) == 0 && got != "" {
				t.Errorf("it complains of nothing:\n%s", got)
			}
			for _, w := range c.want {
				if !strings.Contains(got, w) {
					t.Errorf("no word of %q:\n%s", w, got)
				}
			}
			if strings.Contains(got, `"Well"`) {
				t.Errorf("it complains of what is well:\n%s", got)
			}
		})
	}
}

func (r *recorder) Skip(a ...any)  { r.stop("skipped: ", a) }
func (r *recorder) Fatal(a ...any) { r.stop("failed: ", a) }

func (r *recorder) stop(how string, why []any) {
	r.said = append(r.said, how+fmt.Sprint(why...))
	runtime.Goexit()
}

func TestWithoutABrowserATestIsSkippedUnlessOneIsRequired(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("PARLEY_CHROMIUM", "")
	for need, want := range map[string]string{"": "skipped: ", "required": "failed: "} {
		t.Setenv("PARLEY_BROWSER", need)
		r, done := &recorder{TB: t}, make(chan struct{})
		go func() {
			defer close(done)
			browser.New(r, "http://127.0.0.1")
		}()
		<-done
		if diff := cmp.Diff([]string{want + "Chromium is not installed; scripts/browser.sh installs it"}, r.said); diff != "" {
			t.Errorf("%q (-want +got):\n%s", need, diff)
		}
	}
}
