package browser

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// downloads are the files that a page gives the browser to keep.
type downloads struct {
	mu    sync.Mutex
	frame string // the page whose they are; the browser tells of all
	names map[string]string
	done  string // the first that is whole
}

func (d *downloads) hear(event any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch e := event.(type) {
	case *browser.EventDownloadWillBegin:
		if string(e.FrameID) == d.frame {
			d.names[e.GUID] = e.SuggestedFilename
		}
	case *browser.EventDownloadProgress:
		if _, ours := d.names[e.GUID]; ours && e.State == browser.DownloadProgressStateCompleted && d.done == "" {
			d.done = e.GUID
		}
	}
}

func (d *downloads) whole() (guid, name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.done, d.names[d.done]
}

// Download does something that makes the browser keep a file, and returns the
// file with the name that it was given.
func (p *Page) Download(by func()) (name string, data []byte) {
	p.t.Helper()
	dir, on, c := p.t.TempDir(), true, chromedp.FromContext(p.ctx)
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel()
	d := downloads{frame: string(c.Target.TargetID), names: make(map[string]string)}
	if err := chromedp.ListenBrowser(ctx, d.hear); err != nil {
		p.t.Fatal(err)
	}
	if _, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, BrowserContextID: c.BrowserContextID, DownloadPath: dir, EventsEnabled: &on,
	}); err != nil {
		p.t.Fatal(err)
	}
	by()
	var guid string
	p.until("a file to keep", func() bool { guid, name = d.whole(); return guid != "" })
	data, err := os.ReadFile(filepath.Join(dir, guid))
	if err != nil {
		p.t.Fatal(err)
	}
	return name, data
}
