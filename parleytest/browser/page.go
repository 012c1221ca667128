package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// page.js finds elements as people name them.
//
//go:embed page.js
var finders string

// A Page is a tab of the browser that shows pages of one server.
type Page struct {
	t        testing.TB
	ctx      context.Context
	base     *url.URL
	features map[string]string
	print    bool
	troubles troubles
}

// New opens an empty tab, 1200 by 900, for pages of the server at base.
func New(t testing.TB, base string) *Page {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{t: t, base: u, features: map[string]string{"prefers-color-scheme": "light", "prefers-reduced-motion": "reduce"}}
	p.troubles.host = u.Host
	ctx, cancel := chromedp.NewContext(start(t), chromedp.WithNewBrowserContext(), chromedp.WithListener(p.hear))
	p.ctx = ctx
	t.Cleanup(func() {
		p.leave()
		cancel()
	})
	if err := chromedp.Do(ctx); err != nil { // without a limit, which would be that of the tab
		t.Fatal(err)
	}
	p.Size(1200, 900)
	p.emulate()
	return p
}

// leave says at the end of a test what went wrong, and keeps a picture of the
// page where `go test -artifacts` asks for it.
func (p *Page) leave() {
	for _, s := range p.troubles.list() {
		p.t.Errorf("the page complains: %s", s)
	}
	if !p.t.Failed() {
		return
	}
	if png, err := bounded(p, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(p.t.ArtifactDir(), "page.png"), png, 0o600)
	}
}

// Open goes to an address, which must answer with 200, and waits until the page
// stands.
func (p *Page) Open(path string) {
	p.t.Helper()
	p.Answers(path, 200)
}

// Answers goes to an address that must answer with a status.
func (p *Page) Answers(path string, status int) {
	p.t.Helper()
	at := p.whole(path)
	if status >= 400 {
		p.Expect(path)
	}
	got := do(p, "open "+path, chromedp.NavigateResponse(at))
	if got == nil {
		p.t.Fatalf("%s gives no answer", path)
	}
	if got.Status != int64(status) {
		p.t.Fatalf("%s answers %d, not %d", path, got.Status, status)
	}
}

// Expect says that an address is to answer with an error, of which the page may
// complain.
func (p *Page) Expect(path string) { p.troubles.expect(p.whole(path)) }

func (p *Page) whole(path string) string {
	return p.base.JoinPath("/").String() + strings.TrimPrefix(path, "/")
}

// Address is the path and query of the page that is shown.
func (p *Page) Address() string {
	p.t.Helper()
	return Value[string](p, "location.pathname + location.search")
}

// Value is what an expression is on the page.
func Value[T any](p *Page, js string) T {
	p.t.Helper()
	return do(p, js, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
}

// call calls a function of page.js.
func call[T any](p *Page, name string, args ...any) (T, error) {
	list, err := json.Marshal(append([]any{}, args...)) // no argument is [], not null
	if err != nil {
		p.t.Fatal(err)
	}
	js := fmt.Sprintf("(() => {%s\nreturn %s(...%s)})()", finders, name, list)
	return bounded(p, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
}

// Until waits until an expression holds on the page, whatever pages come and
// go meanwhile. What says it in words, for the message.
func (p *Page) Until(what, js string) {
	p.t.Helper()
	p.until(what, func() bool {
		ok, err := bounded(p, chromedp.Evaluate[bool]("Boolean("+js+")", chromedp.EvalAwaitPromise))
		return ok && err == nil // an error: the page is just being replaced
	})
}

// Arrive waits until the page at an address stands, which begins with path.
func (p *Page) Arrive(path string) {
	p.t.Helper()
	p.Until("the page "+path, fmt.Sprintf("(location.pathname + location.search).startsWith(%q) && document.readyState === 'complete'", path))
}

func (p *Page) until(what string, holds func() bool) {
	p.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(patience); ; {
		if holds() {
			return
		}
		select {
		case <-tick.C:
		case <-end:
			text, _ := bounded(p, chromedp.Evaluate[string]("location.href + '\\n' + document.body.innerText.slice(0, 2000)"))
			p.t.Fatalf("waited in vain: %s\n%s", what, text)
		}
	}
}

// Text is what the first element that a selector finds shows, as it is read.
func (p *Page) Text(selector string) (text string) {
	p.t.Helper()
	p.until(selector, func() bool {
		s, err := call[*string](p, "text", selector)
		if err != nil || s == nil {
			return false
		}
		text = *s
		return true
	})
	return text
}

// Size sets the size of the window.
func (p *Page) Size(width, height int64) {
	p.t.Helper()
	do(p, "size", chromedp.EmulateViewport(width, height))
}

// Dark says whether the reader's system prefers dark pages.
func (p *Page) Dark(dark bool) {
	p.t.Helper()
	p.features["prefers-color-scheme"] = map[bool]string{true: "dark", false: "light"}[dark]
	p.emulate()
}

// Print shows the page as it is printed, or again as on a screen.
func (p *Page) Print(on bool) {
	p.t.Helper()
	p.print = on
	p.emulate()
}

func (p *Page) emulate() {
	p.t.Helper()
	media := emulation.SetEmulatedMediaParams{}
	if p.print {
		media.Media = "print"
	}
	for name, value := range p.features {
		media.Features = append(media.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	do(p, "media", command(emulation.SetEmulatedMedia, media))
}

// Scripts says whether pages that are opened from now on may run scripts.
func (p *Page) Scripts(on bool) {
	p.t.Helper()
	do(p, "scripts", command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}))
}

// Screenshot is a picture of the page from its top, as wide as the window; the
// whole of it, or as much as the window shows.
func (p *Page) Screenshot(whole bool) []byte {
	p.t.Helper()
	if whole {
		return do(p, "picture", chromedp.FullScreenshot(100))
	}
	return do(p, "picture", chromedp.CaptureScreenshot())
}

// PDF is the page as it is printed.
func (p *Page) PDF() []byte {
	p.t.Helper()
	return do(p, "print", chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
}

// command is a command of the protocol as an action.
func command[P, R any](cmd cdp.Command[P, R], params P) chromedp.Action[R] {
	return func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, cmd, params) }
}

// bounded runs an action that must end within patience.
func bounded[T any](p *Page, a chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, a)
}

// do is bounded, and must succeed.
func do[T any](p *Page, what string, a chromedp.Action[T]) T {
	p.t.Helper()
	v, err := bounded(p, a)
	if err != nil {
		p.t.Fatalf("%.200s: %v", what, err)
	}
	return v
}
