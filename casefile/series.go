package casefile

import (
	"errors"
	"io/fs"
	"slices"
	"time"

	"golang.org/x/text/unicode/norm"

	"parley"
	"parley/date"
)

// series reads the figures of every series from the file that it names, and of
// what a series was before a correction from the one that it named then.
func (b *Book) series(fsys fs.FS) {
	read := make(map[string]*Table) // by path
	for _, e := range b.entries {
		switch e := e.(type) {
		case *parley.Series:
			b.figures(fsys, e, b.File(e.ID), read, true)
		case *parley.Correct:
			if s, ok := e.Before.(*parley.Series); ok {
				b.figures(fsys, s, b.File(e.Of), read, false)
			}
		}
	}
}

// figures fills in those of one series, named in file f. A file is read once,
// however many series name it; whoever does first has its faults.
func (b *Book) figures(fsys fs.FS, e *parley.Series, f *File, read map[string]*Table, say bool) {
	if e.File == "" {
		return
	}
	name, reason := resolve(f.Name, e.File, ".csv")
	t, line := read[norm.NFC.String(name)], 0
	if t == nil && reason == "" {
		text, err := loadAny(fsys, name, loadTable)
		if t, line, reason = nil, 0, whyUnread(err, &line); err == nil {
			t = parseTable(text, b.zone(), e.ID)
			read[norm.NFC.String(name)] = t
			b.order = append(b.order, t)
			b.Faults = append(b.Faults, t.faults...)
		}
	}
	switch {
	case t != nil:
		e.Figures = t.figures
		if say {
			b.tables[e.ID] = t
		}
	case say:
		at := b.Locate(Place{Entry: e.ID, Field: "file"})
		b.Faults = append(b.Faults, Fault{"F001", at, e.ID, map[string]string{"path": e.File, "reason": reason, "line": itoa(line)}})
	}
}
