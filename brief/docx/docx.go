// Package docx writes documents as Word files (ISO/IEC 29500, transitional). It sees
// documents only, and asks [brief.Exportable] before it writes.
//
//	Write    a document as a file
//	Options  the paper
//
// The file says what every format says: sentences with their numbers, badges in
// brackets, the numbers of the notes at the end of each clause, and the notes under a
// heading of their own. A number of a note leads to it, and that of the note back to
// where it is first mentioned; they are links and bookmarks, not endnotes of Word,
// because one note is mentioned many times and keeps the number that it has in a
// terminal and on a page. Pictures are left out: Word shows a drawing only beside a
// bitmap of it, and a table says the same.
//
// Headings, sentences and notes are styles, so whoever edits the file changes all of
// them at once. The head of a table is repeated on each page. Hangul has a font and a
// language of its own in every style. Nothing is taken from a clock: of one document
// there is one file, byte for byte.
//
// Whatever the record says is text: it is escaped, and what would act on a line, or may
// not stand in XML, is made visible.
package docx

import (
	"archive/zip"
	"io"
	"time"

	"parley/brief"
)

// Options say how a document is set.
type Options struct {
	Letter bool // paper of US letter size; else A4
}

// Write writes d as a Word file. The error is a *[brief.NotExportable], or that of w.
func Write(w io.Writer, d *brief.Document, o Options) error {
	if err := brief.Exportable(d); err != nil {
		return err
	}
	p := &pen{d: d, number: d.Numbers(), links: make(map[string]string)}
	body := p.document(o)
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", p.core()},
		{"docProps/app.xml", app},
		{"word/document.xml", body},
		{"word/_rels/document.xml.rels", p.rels()},
		{"word/styles.xml", p.styles()},
		{"word/settings.xml", settings},
		{"word/header1.xml", p.header()},
		{"word/footer1.xml", p.footer()},
	} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// epoch is when every part of a file was written: the first day that a zip file can
// name.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
