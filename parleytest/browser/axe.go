package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"
)

// axe is the text of axe-core, read once. PARLEY_AXE says where it is;
// scripts/browser.sh puts it into .cache of the checkout.
var axe = sync.OnceValue(func() string {
	path := os.Getenv("PARLEY_AXE")
	if path == "" {
		path = above(".cache/axe-core/package/axe.min.js")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return string(text)
})

// above finds a file of the checkout from a folder inside it.
func above(name string) string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return filepath.Join(dir, filepath.FromSlash(name))
		}
		dir = filepath.Dir(dir)
	}
	return name
}

// finding is one rule that a page breaks, and where.
type finding struct {
	Rule, Impact, Help string
	At                 []string
}

// Accessible fails the test for everything that axe-core finds against WCAG 2.2
// AA and good practice on the page as it stands. The test is skipped where
// there is no axe-core.
func (p *Page) Accessible() {
	p.t.Helper()
	if axe() == "" {
		lacking(p.t, "axe-core is not installed")
	}
	do(p, "axe-core", chromedp.Evaluate[chromedp.Void]("if (!window.axe) {"+axe()+"\n}"))
	found, err := call[[]finding](p, "audit")
	if err != nil {
		p.t.Fatal(err)
	}
	for _, f := range found {
		p.t.Error(f)
	}
}

// String is the rule and the places, each with its element.
func (f finding) String() string {
	return fmt.Sprintf("%s (%s): %s\n    %s", f.Rule, f.Impact, f.Help, strings.Join(f.At, "\n    "))
}
