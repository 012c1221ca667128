package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/brief"
)

// A reading is a document with what its templates need to know of it: the parts
// by section, numbers, names.
type reading struct {
	*brief.Document
	Options
	alone    bool // a file of its own
	number   map[parley.ID]int
	sections []section
	marked   map[parley.ID]bool // a mark leads to the note of the entry
	pictures int
}

// A section is a heading, "" before the first, with what stands under it.
type section struct {
	id, heading string
	blocks      []any // a paragraph, list, brief.Code, picture
}

// A paragraph is a sentence with those that belong to it.
type paragraph struct {
	brief.Sentence
	items []brief.Sentence
}

// A list is a table with the columns that people read, and its name.
type list struct {
	*brief.Table
	id, name string
	columns  []column
}

// A column is a column that people read.
type column struct {
	brief.Column
	at      int // in the table
	numeric bool
}

// A picture is a drawn chart; table is the id of the table that says the same.
type picture struct {
	*brief.Chart
	id, title, table string
	svg              string
}

func read(d *brief.Document, o Options) *reading {
	r := &reading{Document: d, Options: o, number: d.Numbers(), marked: make(map[parley.ID]bool)}
	at := &section{}
	tables := 0
	end := func() {
		if at.heading != "" || len(at.blocks) > 0 {
			r.sections = append(r.sections, *at)
		}
	}
	for _, p := range d.Parts {
		switch p := p.(type) {
		case brief.Heading:
			end()
			at = &section{id: r.id("section", len(r.sections)+1), heading: string(p)}
		case brief.Sentence:
			if last := lastParagraph(at.blocks); p.Under && last != nil {
				last.items = append(last.items, p)
				continue
			}
			at.blocks = append(at.blocks, &paragraph{Sentence: p})
		case *brief.Table:
			if l := r.list(p, at.heading); l != nil {
				tables++
				l.id = r.id("table", tables)
				at.blocks = append(at.blocks, l)
			}
		case *brief.Chart:
			if pic := r.picture(p); pic != nil {
				at.blocks = append(at.blocks, pic)
			}
		case brief.Code:
			at.blocks = append(at.blocks, p)
		}
	}
	end()
	r.arrange()
	r.seat()
	return r
}

// arrange puts pictures before the tables of their section, and leaves out what
// only machines read where people have a table.
func (r *reading) arrange() {
	tables := false
	each(r.sections, false, func(b any) { tables = tables || shown(b) })
	for i := range r.sections {
		s := &r.sections[i]
		if tables {
			s.blocks = slices.DeleteFunc(s.blocks, func(b any) bool { l, ok := b.(*list); return ok && !shown(l) })
		}
		if first := slices.IndexFunc(s.blocks, isList); first >= 0 {
			slices.SortStableFunc(s.blocks[first:], func(x, y any) int { return pictureFirst(x) - pictureFirst(y) })
		}
	}
}

func isList(b any) bool { _, ok := b.(*list); return ok }

// shown reports whether b is a table that people read.
func shown(b any) bool { l, ok := b.(*list); return ok && len(l.columns) > 0 }

func pictureFirst(b any) int {
	if _, ok := b.(*picture); ok {
		return 0
	}
	return 1
}

func lastParagraph(blocks []any) *paragraph {
	if len(blocks) == 0 {
		return nil
	}
	p, _ := blocks[len(blocks)-1].(*paragraph)
	return p
}

func (r *reading) id(what string, n int) string { return r.Prefix + what + "-" + strconv.Itoa(n) }

// list returns what people read of a table, nil for nothing.
func (r *reading) list(t *brief.Table, heading string) *list {
	l := &list{Table: t, name: visible(cmp.Or(heading, r.Title))}
	for _, i := range t.Shown(true) {
		l.columns = append(l.columns, column{t.Columns[i], i, numeric(t, i)})
	}
	if len(l.columns) == 0 && (!t.Data || r.Data == nil || len(t.Rows) == 0) {
		return nil
	}
	return l
}

// numeric reports whether a column holds numbers, amounts and percentages,
// which stand to the right.
func numeric(t *brief.Table, i int) bool {
	return !slices.ContainsFunc(t.Rows, func(row []brief.Cell) bool {
		switch c := row[i].(type) {
		case nil, brief.Number, brief.Decimal, brief.Money, brief.Delta:
			return false
		case brief.Text:
			return strings.Trim(string(c), "0123456789.,%+−- \u00a0") != ""
		}
		return true
	})
}

// picture draws a chart, nil if it cannot be drawn.
func (r *reading) picture(c *brief.Chart) *picture {
	if r.Picture == nil {
		return nil
	}
	svg, err := r.Picture(c)
	if err != nil {
		return nil
	}
	id := r.id("chart", r.pictures+1)
	drawn, err := inline(svg, id, r.address)
	if err != nil {
		return nil
	}
	r.pictures++
	return &picture{Chart: c, id: id, title: visible(c.Title.String()), svg: drawn}
}

// seat gives each picture the table that says the same: the next one, else the
// last before it.
func (r *reading) seat() {
	table := ""
	for _, backwards := range []bool{true, false} {
		each(r.sections, backwards, func(b any) {
			switch b := b.(type) {
			case *list:
				if shown(b) {
					table = b.id
				}
			case *picture:
				if b.table == "" {
					b.table = table
				}
			}
		})
	}
}

func each(sections []section, backwards bool, do func(any)) {
	var all []any
	for _, s := range sections {
		all = append(all, s.blocks...)
	}
	if backwards {
		slices.Reverse(all)
	}
	for _, b := range all {
		do(b)
	}
}

// level is that of a heading so many below the title.
func (r *reading) level(below int) int { return min(max(r.Level, 1)+below, 6) }
