package casefile

import (
	"io/fs"
	"slices"
	"strings"
	"time"

	"parley"
	"parley/date"
	"parley/money"
)

// A Table is the file of figures of a series, as text and as read. A row is one
// line: its text can be quoted, and a row added without touching the others.
type Table struct {
	*File            // no blocks: only its text and its lines
	Series parley.ID // the first that names it

	figures []parley.Figure // of the rows that could be read
	lines   []int32         // of the figures
	columns [width]int      // which cell of a line each is; -1: the file has no such column
	cells   int             // of the header; 0: it cannot be read
	head    int32           // line of the header
	zone    *time.Location
}

// A Column of a file of figures. Columns stand in any order; the first two are
// always there.
type Column int

// The columns.
const (
	For Column = iota
	Value
	Published
	From // the id of a source
	Note
	width
)

var columnNames = [width]string{"for", "value", "published", "source", "note"}

// String returns the name of the column in the header.
func (c Column) String() string { return columnNames[c] }

// MaxTable is the largest file of figures that is read, in bytes: a rate for
// every day of a century, each of them revised twice.
const MaxTable = 8 << 20

// loadPlain loads a file of figures.
func loadPlain(fsys fs.FS, name string) (*File, error) {
	text, err := readUTF8(fsys, name, MaxTable)
	if err != nil {
		return nil, err
	}
	return plain(name, text), nil
}

// plain indexes the lines of a text that has no blocks.
func plain(name, text string) *File {
	f := &File{Name: name, text: text}
	for l := range f.linesFrom(bom(text), 1) {
		if l.n%mark == 1 {
			f.marks = append(f.marks, int32(l.start))
		}
	}
	return f
}

// ParseTable reads a file of figures as that of a series. It never fails: what
// cannot be read is left out, and the faults say so. A publication with a time
// counts by its day in zone.
func ParseTable(name string, src []byte, series parley.ID, zone *time.Location) (*Table, []Fault) {
	return parseTable(plain(name, string(src)), series, zone)
}

func parseTable(f *File, series parley.ID, zone *time.Location) (*Table, []Fault) {
	t := &Table{File: f, Series: series, zone: zone}
	d := &decoder{file: f.Name, entry: series}
	var buf []cell
	header := false
	for l := range f.linesFrom(bom(f.text), 1) {
		d.line = l
		s := l.body()
		switch {
		case s == "" || s[0] == '#':
			continue
		case len(l.raw) > maxLine:
			d.fault("P017", 0, 40, "bytes", itoa(len(l.raw)), "limit", itoa(maxLine))
			continue
		}
		var ok bool
		buf, ok = d.cells(buf[:0], l)
		switch {
		case !header:
			header = true
			if !ok || !t.header(d, buf) {
				return t, d.faults // no row can be read without it
			}
		case ok:
			t.row(d, buf)
		}
	}
	if !header {
		d.line = line{n: 1}
		d.fault("F002", 0, 0, "reason", "empty", "column", "", "near", "", "columns", strings.Join(columnNames[:], ", "))
	}
	return t, d.faults
}

// A cell is what one of a line says, and where it stands.
type cell struct {
	text     string
	from, to int
}

// cells splits a line at its commas. A cell may stand in quote marks, inside
// which a quote mark is written twice.
func (d *decoder) cells(out []cell, l line) ([]cell, bool) {
	s := trimEnd(l.raw)
	for i := 0; ; i++ {
		c := cell{from: spaces(s, i)}
		if i = c.from; i < len(s) && s[i] == '"' {
			if i = quoteEnd(s, i); i < 0 {
				d.fault("F003", c.from, len(s), "reason", "quote", "n", "0", "want", "0")
				return out, false
			}
			c.to = i
			c.text = strings.ReplaceAll(s[c.from+1:c.to-1], `""`, `"`)
			if i = spaces(s, i); i < len(s) && s[i] != ',' {
				d.fault("F003", i, len(s), "reason", "after", "n", "0", "want", "0")
				return out, false
			}
		} else {
			if i = strings.IndexByte(s[c.from:], ',') + c.from; i < c.from {
				i = len(s)
			}
			c.text = trimEnd(s[c.from:i])
			c.to = c.from + len(c.text)
		}
		if out = append(out, c); i == len(s) {
			return out, true
		}
	}
}

// quoteEnd returns the offset after the cell in quote marks that begins at i, -1
// if it does not end on its line.
func quoteEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		if i++; i == len(s) || s[i] != '"' {
			return i
		}
	}
	return -1
}

// header reads the names of the columns.
func (t *Table) header(d *decoder, cells []cell) bool {
	for c := range t.columns {
		t.columns[c] = -1
	}
	bad := len(d.faults)
	fault := func(reason, column string, c cell) {
		d.fault("F002", c.from, c.to, "reason", reason, "column", column, "near", Near(column, columnNames[:]), "columns", strings.Join(columnNames[:], ", "))
	}
	if by := divider(cells); by != "" {
		fault(by, "", cells[0])
		return false
	}
	for i, c := range cells {
		switch k := slices.Index(columnNames[:], c.text); {
		case k < 0:
			fault("unknown", c.text, c)
		case t.columns[k] >= 0:
			fault("twice", c.text, c)
		default:
			t.columns[k] = i
		}
	}
	for _, k := range []Column{For, Value} {
		if t.columns[k] < 0 && len(d.faults) == bad { // a misspelt one is not missing too
			fault("missing", k.String(), cell{from: cells[0].from, to: cells[len(cells)-1].to})
		}
	}
	if len(d.faults) > bad {
		return false
	}
	t.cells, t.head = len(cells), int32(d.line.n)
	return true
}

// divider is what divides a header instead of commas, "semicolon" or "tab"; "" if
// nothing does. A spreadsheet writes such files where a comma begins decimals.
func divider(header []cell) string {
	if len(header) != 1 {
		return ""
	}
	for sign, name := range map[string]string{";": "semicolon", "\t": "tab"} {
		column, _, ok := strings.Cut(header[0].text, sign)
		if ok && slices.Contains(columnNames[:], trimEnd(column)) {
			return name
		}
	}
	return ""
}

// row reads one row.
func (t *Table) row(d *decoder, cells []cell) {
	if len(cells) != t.cells {
		d.fault("F003", cells[0].from, cells[len(cells)-1].to, "reason", "cells", "n", itoa(len(cells)), "want", itoa(t.cells))
		return
	}
	bad := len(d.faults)
	x := parley.Figure{For: d.closed(t.cell(cells, For)), Value: d.number(t.cell(cells, Value))}
	if c := t.cell(cells, Published); c.text != "" {
		out := d.closed(c)
		x.Published, x.About = out.Day(t.zone), out.About || out.Unsure
	}
	if c := t.cell(cells, From); c.text != "" && d.id(token{c.text, c.from}) {
		x.Source = parley.ID(c.text)
	}
	if len(d.faults) == bad {
		t.figures = append(t.figures, x)
		t.lines = append(t.lines, int32(d.line.n))
	}
}

// locate returns where a cell of a figure stands; the whole row, if there is no
// such column.
func (t *Table) locate(p Place) Span {
	l := t.lineAt(int(t.lines[p.Row-1]))
	var d decoder
	row, _ := d.cells(nil, l)
	c := cell{from: l.indent(), to: len(trimEnd(l.raw))}
	if i := slices.Index(columnNames[:], p.Field); i >= 0 && t.columns[i] >= 0 {
		c = t.cell(row, Column(i))
		c.to = max(c.to, c.from+1)
	}
	return newFault("", t.Name, l, c.from, c.to, nil).Span
}

// cell returns that of a column, an empty one where the file has no such column.
func (t *Table) cell(cells []cell, c Column) cell {
	if i := t.columns[c]; i >= 0 && i < len(cells) {
		return cells[i]
	}
	return cell{}
}

// closed reads a date that ends.
func (d *decoder) closed(c cell) date.Date {
	x := d.date(c.text, c.from)
	if !x.IsZero() && (x.First == 0 || x.Last == 0) {
		d.fault("F005", c.from, c.to, "date", c.text)
	}
	return x
}

// number reads a decimal, perhaps with a comma after every three digits.
func (d *decoder) number(c cell) money.Decimal {
	x, err := money.ParseGrouped(c.text)
	if err != nil || x.Place() >= mostDigits {
		d.fault("F004", c.from, c.to, "value", c.text)
	}
	return x
}

// mostDigits is how many digits a figure has before the point: no money, rate
// or index is as large, and arithmetic with longer ones would take its time.
const mostDigits = 30
