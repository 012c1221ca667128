// Package browser opens pages in Chromium, for tests that say what people see.
//
// A [Page] is one tab with cookies, cache and storage of its own. Each of its
// methods waits for what it is about and fails the test when that does not come
// to be; nothing waits for a time. At the end of the test a page complains of
// whatever went wrong in it unasked: a message on the console, a breach of the
// content security policy, an uncaught exception, a request to another host.
//
// [Main] is to be called from TestMain. One browser serves all the tests of a
// package; tests may run in parallel.
//
// Where there is no Chromium, or no axe-core for [Page.Accessible], the tests
// are skipped and say so; with PARLEY_BROWSER=required they fail. With
// PARLEY_BROWSER=off they are skipped in any case. scripts/browser.sh installs
// both.
package browser

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long a condition may take before the test is given up. It
// bounds tests that fail; none is decided by it.
const patience = 30 * time.Second

var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// running is the browser of this test program, from the first test that asks.
var running struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

// Main runs the tests of a package and stops the browser after them.
func Main(m *testing.M) int {
	code := m.Run()
	if running.stop != nil {
		running.stop()
	}
	return code
}

// start returns the context of the browser. The test is skipped where there is
// none.
func start(t testing.TB) context.Context {
	t.Helper()
	if os.Getenv("PARLEY_BROWSER") == "off" {
		t.Skip("PARLEY_BROWSER=off")
	}
	path := find()
	if path == "" {
		lacking(t, "Chromium is not installed")
	}
	running.once.Do(func() { running.ctx, running.stop, running.err = launch(path) })
	if running.err != nil {
		t.Fatalf("%s does not start: %v", path, running.err)
	}
	return running.ctx
}

func launch(path string) (context.Context, func(), error) {
	allocator, release := chromedp.NewExecAllocator(context.Background(), options(path)...)
	ctx, cancel := chromedp.NewContext(allocator)
	stop := func() {
		_ = chromedp.Cancel(ctx) // it is killed below if it does not go
		cancel()
		release()
	}
	return ctx, stop, chromedp.Do(ctx)
}

func options(path string) []chromedp.ExecAllocatorOption {
	o := append([]chromedp.ExecAllocatorOption{chromedp.ExecPath(path)}, chromedp.DefaultExecAllocatorOptions[:]...)
	for _, f := range []string{"disable-gpu", "disable-quic", "disable-component-update", "hide-scrollbars"} {
		o = append(o, chromedp.Flag(f, true))
	}
	// No name leads anywhere: whatever is asked of another host fails.
	o = append(o, chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"))
	if os.Getuid() == 0 {
		o = append(o, chromedp.NoSandbox) // which Chromium refuses to root
	}
	return o
}

// find returns the path of Chromium, "" when there is none.
func find() string {
	if p := os.Getenv("PARLEY_CHROMIUM"); p != "" {
		return p
	}
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// lacking skips the test, or fails it where a browser is required.
func lacking(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("PARLEY_BROWSER") == "required" {
		t.Fatal(what + "; scripts/browser.sh installs it")
	}
	t.Skip(what + "; scripts/browser.sh installs it")
}
