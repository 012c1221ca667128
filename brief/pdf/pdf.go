// Package pdf writes documents as PDF. It sees documents only, and asks
// [brief.Exportable] before it writes.
//
//	Write    a document as a file
//	Options  the paper
//
// The file says what every format says: sentences with their numbers, badges in
// brackets, the numbers of the notes at the end of each clause, the notes at the end.
// The number of a note leads to it; a source that has an address leads there;
// headings are the outline. The head of a table stands again on each page. Pictures
// are left out: a table says the same.
//
// The font is Pretendard, and for Hanja one made of Noto Sans CJK; only the characters
// that occur are put into a file. One that neither has is shown as □, and a line at the
// end of the file says which they are. Nothing is taken from a clock: of one document
// there is one file, byte for byte.
package pdf

import (
	"io"
	"maps"
	"slices"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"parley/brief"
)

// Options say how a document is set.
type Options struct {
	Letter bool         // paper of US letter size; else A4
	Lacks  func([]rune) // is told which characters are shown as □, if any are; nil: nobody is
}

// Write writes d as a PDF. The error is a *[brief.NotExportable], or that of w.
func Write(w io.Writer, d *brief.Document, o Options) error {
	if err := brief.Exportable(d); err != nil {
		return err
	}
	first := set(d, o, 0) // to count the pages
	second := set(d, o, first.f.PageCount())
	if err := second.f.Error(); err != nil {
		return err
	}
	if lacking := second.lacks(); len(lacking) > 0 && o.Lacks != nil {
		o.Lacks(lacking)
	}
	return second.f.Output(w)
}

// most is how many columns of a table stand on upright paper.
const most = 6

// set sets a document of which it is known how many pages it has.
func set(d *brief.Document, o Options, pages int) *pen {
	size, turned := "A4", "P"
	if o.Letter {
		size = "Letter"
	}
	for _, part := range d.Parts {
		if t, ok := part.(*brief.Table); ok && len(t.Shown(true)) > most {
			turned = "L"
		}
	}
	f := fpdf.New(turned, "mm", size, "")
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes(family, "", slices.Clone(regular().ttf))
	f.AddUTF8FontFromBytes(family, "B", slices.Clone(bold().ttf))
	f.SetTitle(plain(d.Title), true)
	f.SetSubject(plain(d.Lead), true)
	f.SetCreator("Parley", true)
	f.SetProducer("Parley", true)
	f.SetLang(string(d.Lang))
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	if day, err := time.Parse(time.DateOnly, d.From.AsOf); err == nil && day.Year() > 0 {
		at = day
	}
	f.SetCreationDate(at)
	f.SetModificationDate(at)
	p := &pen{f: f, d: d, number: d.Numbers(), pages: pages, lacking: make(map[rune]bool)}
	p.document()
	return p
}

// lacks are the characters that no font has.
func (p *pen) lacks() []rune { return slices.Sorted(maps.Keys(p.lacking)) }
