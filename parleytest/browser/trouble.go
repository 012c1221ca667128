package browser

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// troubles collects what goes wrong in a page unasked.
type troubles struct {
	mu       sync.Mutex
	host     string
	expected map[string]bool // addresses that answer with an error, as they should
	said     []string
}

// hear is called for each event of the page, on the goroutine that reads them.
func (p *Page) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			p.troubles.add("console." + string(e.Type) + ": " + written(e.Args))
		}
	case *runtime.EventExceptionThrown:
		p.troubles.add(thrown(e.ExceptionDetails))
	case *log.EventEntryAdded:
		if x := e.Entry; (x.Level == "error" || x.Source == "security" || x.Source == "violation") && !p.troubles.expects(x.URL) {
			p.troubles.add(fmt.Sprintf("%s: %s %s", x.Source, x.Text, x.URL))
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Host != "" && u.Host != p.troubles.host {
			p.troubles.add("it asks another host: " + e.Request.URL)
		}
	}
}

func written(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		words = append(words, strings.Trim(string(a.Value), `"`)+a.Description)
	}
	return strings.Join(words, " ")
}

func thrown(x *runtime.ExceptionDetails) string {
	s := x.Text
	if x.Exception != nil {
		s += " " + x.Exception.Description
	}
	return fmt.Sprintf("%s %s:%d", s, x.URL, x.LineNumber+1)
}

func (x *troubles) add(s string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.said = append(x.said, s)
}

func (x *troubles) list() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.said
}

// expect says that an address is to answer with an error.
func (x *troubles) expect(address string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.expected == nil {
		x.expected = make(map[string]bool)
	}
	x.expected[address] = true
}

func (x *troubles) expects(address string) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.expected[address]
}
