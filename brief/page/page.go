// Package page writes documents as HTML: as what stands inside a page of the
// workbench, and as a file that stands alone. It sees documents only.
//
//	Fragment  a document inside a page
//	Sheet     a whole file, its style sheet inside; it loads nothing
//	CSS       the style sheet of both, and of the workbench
//
// Every stretch of a sentence that has an entry is a link to it, a status is a
// badge whose mark has a shape, and the numbers of notes stand at the end of each
// clause and lead to where it came from. A table of numbers scrolls by itself
// where it is wider than the page. A picture is written into the page, in
// colours that follow the theme; see svg.go for what may be in it.
//
// Whatever the record says is text: nothing of it can become markup, an address
// that acts, or a mark that turns the direction of writing. There is no script
// and no style attribute anywhere.
package page

import (
	"context"
	_ "embed"
	"io"

	"parley"
	"parley/brief"
)

// Options say how a document stands in a page.
type Options struct {
	Link    func(parley.ID) string                  // address of an entry's page; nil or "": words only
	Command func(typed string) string               // address where a command's answer stands; nil or "": words only
	Data    func(t *brief.Table, ext string) string // address of a table as data ("csv", "json"); nil: none
	Picture func(c *brief.Chart) ([]byte, error)    // SVG of a chart; nil or error: left out (the table says the same)
	Drawn   func(c *brief.Chart, ext string) string // address of a picture as a file ("svg", "vl.json"); nil: none
	Level   int                                     // of the title, 1 to 3, sections one below; 0: no title and lead, sections at 2
	Most    int                                     // characters of one stretch of words; 0: all
	Prefix  string                                  // of every id, where several documents stand in one page
}

// Fragment writes what stands inside a page.
func Fragment(w io.Writer, d *brief.Document, o Options) error {
	return body(read(cut(d, o.Most), o)).Render(context.Background(), w)
}

// Sheet writes a whole HTML file that stands alone. It has no script, and its
// links lead to places in itself only.
func Sheet(w io.Writer, d *brief.Document, o Options) error {
	o.Link, o.Command, o.Data, o.Drawn, o.Level = nil, nil, nil, nil, max(o.Level, 1)
	s := read(d, o)
	s.alone = true
	return sheet(s).Render(context.Background(), w)
}

//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.1100 generate -path .

//go:embed parley.css
var css string

// CSS returns the style sheet of documents and of the workbench.
func CSS() string { return css }
