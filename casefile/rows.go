package casefile

import (
	"slices"
	"strings"

	"parley"
	"parley/date"
)

// A Row is one row of a file of figures as it is written.
type Row struct{ For, Value, Published, Source, Note string }

// cells returns what a row has in the columns.
func (r Row) cells() [width]string {
	return [width]string{r.For, r.Value, r.Published, r.Source, r.Note}
}

// With returns the text of the table with rows laid in where their time and
// publication want them. Nothing else changes, but where the header lacks a
// column that a row needs: then every line gets it. The table must have no
// faults. A nil table is an empty one, with the columns that the rows need.
func (t *Table) With(rows []Row) string {
	if t == nil || t.cells == 0 {
		t = blankTable(rows)
	}
	missing := t.lacks(rows)
	columns, cells := t.columns, t.cells
	for _, c := range missing {
		columns[c] = cells
		cells++
	}
	after := make(map[int32][]Row) // by the line behind which they stand
	for _, r := range rows {
		at := t.behind(r)
		after[at] = append(after[at], r)
	}
	var b strings.Builder
	b.WriteString(t.text[:bom(t.text)])
	eol := t.eol()
	for l := range t.linesFrom(bom(t.text), 1) {
		n, line, end := int32(l.n), l.raw, t.text[l.start+len(l.raw):l.end]
		if !strings.HasSuffix(end, "\n") { // the last line
			end = eol
		}
		switch {
		case len(missing) == 0:
		case n == t.head:
			line = trimEnd(line)
			for _, c := range missing {
				line += "," + c.String()
			}
		case t.isRow(n):
			line = trimEnd(line) + strings.Repeat(",", len(missing))
		}
		b.WriteString(line + end)
		for _, r := range after[n] {
			b.WriteString(lineOf(r, columns, cells) + eol)
		}
	}
	return b.String()
}

func blankTable(rows []Row) *Table {
	t, _ := ParseTable("", []byte("for,value\n"), "", nil)
	missing := t.lacks(rows)
	head := "for,value"
	for _, c := range missing {
		head += "," + c.String()
	}
	t, _ = ParseTable("", []byte(head+"\n"), "", nil)
	return t
}

// lacks lists the columns that rows need and the table does not have.
func (t *Table) lacks(rows []Row) (out []Column) {
	for c := range width {
		needed := slices.ContainsFunc(rows, func(r Row) bool { return r.cells()[c] != "" })
		if t.columns[c] < 0 && needed {
			out = append(out, c)
		}
	}
	return out
}

func (t *Table) isRow(line int32) bool {
	_, ok := slices.BinarySearch(t.lines, line)
	return ok
}

// behind is the line after which a row is laid in: that of the last figure that
// does not come after it, else of the header.
func (t *Table) behind(r Row) int32 {
	when, _ := date.Parse(r.For)
	out, _ := date.Parse(r.Published)
	for i, x := range slices.Backward(t.figures) {
		if c := date.Compare(x.For, when); c < 0 || c == 0 && x.Published <= out.Last {
			return t.lines[i]
		}
	}
	return t.head
}

func lineOf(r Row, columns [width]int, cells int) string {
	out := make([]string, cells)
	for c, text := range r.cells() {
		if at := columns[c]; at >= 0 {
			out[at] = cellText(text)
		}
	}
	return strings.Join(out, ",")
}

// cellText writes a cell, in quote marks where it needs them.
func cellText(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.ContainsAny(s, `,"`) || strings.HasPrefix(s, "#") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// Only returns a table of the figures that keep lets through, without notes and
// comments; "" if there is none.
func (t *Table) Only(keep func(parley.Figure) bool) string {
	var rows []Row
	for i, x := range t.figures {
		if keep(x) {
			r := t.written(i)
			r.Note = ""
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return ""
	}
	return blankTable(rows).With(rows)
}

// Figures returns the figures of the rows that could be read, in their order. They
// are shared and not to be written to.
func (t *Table) Figures() []parley.Figure { return t.figures }

// LineOf returns the line of a row, 0 if the table has none like it. Notes are
// not compared.
func (t *Table) LineOf(r Row) int {
	for i := range t.figures {
		x := t.written(i)
		if x.Note = r.Note; x == r {
			return int(t.lines[i])
		}
	}
	return 0
}

// written returns a figure as it is written.
func (t *Table) written(i int) Row {
	var d decoder
	cells, _ := d.cells(nil, t.lineAt(int(t.lines[i])))
	of := func(c Column) string { return t.cell(cells, c).text }
	return Row{of(For), of(Value), of(Published), of(From), of(Note)}
}
