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

// A shelf holds the tables of a case while it is read: a file is read once,
// however many series name it, and the first of them has its faults.
type shelf struct {
	fsys   fs.FS
	zone   *time.Location
	table  map[string]*Table // by path
	faults map[string][]Fault
	why    map[string]*ReadError
}

// series reads the figures of every series from the file that it names.
func (b *Book) series(fsys fs.FS) {
	s := &shelf{fsys, b.Zone(), make(map[string]*Table), make(map[string][]Fault), make(map[string]*ReadError)}
	for _, e := range b.entries {
		if x, ok := e.(*parley.Series); ok && x.File != "" {
			b.figures(s, x)
		}
	}
}

func (b *Book) figures(s *shelf, e *parley.Series) {
	t, why := s.take(b.File(e.ID).Name, e.File, e.ID)
	if t == nil {
		at := b.Locate(Place{Entry: e.ID, Field: "file"})
		b.Faults = append(b.Faults, Fault{"F001", at, e.ID, map[string]string{"path": e.File, "reason": why.Reason, "line": itoa(why.Line)}})
		return
	}
	if !slices.Contains(b.tables, t) {
		b.tables = append(b.tables, t)
		b.Faults = append(b.Faults, s.faults[norm.NFC.String(t.Name)]...)
	}
	e.Figures = t.figures
	b.table[e.ID] = t
}

// take returns the table that a series names in a file of the case, or why it
// cannot be read.
func (s *shelf) take(from, to string, series parley.ID) (*Table, *ReadError) {
	name, reason := resolve(from, to, ".csv")
	if reason != "" {
		return nil, &ReadError{File: to, Reason: reason}
	}
	key := norm.NFC.String(name)
	if s.table[key] == nil && s.why[key] == nil {
		f, err := loadAny(s.fsys, name, loadPlain)
		if err == nil {
			s.table[key], s.faults[key] = parseTable(f, series, s.zone)
		} else {
			s.why[key] = asReadError(name, err)
		}
	}
	return s.table[key], s.why[key]
}

func asReadError(name string, err error) *ReadError {
	if re, ok := errors.AsType[*ReadError](err); ok && re.Reason != "special" {
		return re
	}
	return &ReadError{File: name, Reason: "other", Err: err}
}

// Zone is that of the case head, in which days are reckoned; UTC without one.
func (b *Book) Zone() *time.Location {
	for _, e := range b.entries {
		if c, ok := e.(*parley.Case); ok {
			if z, err := date.Zone(c.Zone); err == nil {
				return z
			}
		}
	}
	return time.UTC
}

// Table returns the file of figures of a series, nil if it has none that could
// be read. Two series that name one file share it.
func (b *Book) Table(series parley.ID) *Table { return b.table[series] }

// FiguresPath returns where the file of figures of a series is, or is to be,
// inside the case folder; "" if the series names none that can be.
func (b *Book) FiguresPath(series parley.ID) string {
	s, ok := b.Entry(series).(*parley.Series)
	if !ok || s.File == "" {
		return ""
	}
	name, _ := resolve(b.File(series).Name, s.File, ".csv")
	return name
}

// Tables returns the files of figures, in the order of the series that first
// name them.
func (b *Book) Tables() []*Table { return b.tables }

// Line returns the text of a line of a file of the case or of its figures, for
// quoting in a message; "" if there is no such line.
func (b *Book) Line(file string, n int) string {
	for _, f := range b.Files {
		if f.Name == file {
			return f.Line(n)
		}
	}
	for _, t := range b.tables {
		if t.Name == file {
			return t.Line(n)
		}
	}
	return ""
}
