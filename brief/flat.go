package brief

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parley/date"
	"parley/lang"
)

// Flat returns what a file of rows holds: the list that d is; else its
// sentences as rows of key, text and rests_on; else its first table.
func (d *Document) Flat() *Table {
	if t := d.List(); t != nil {
		return t
	}
	t := &Table{Schema: d.Schema, Columns: []Column{{Key: "key"}, {Key: "text"}, {Key: "rests_on"}}}
	var first *Table
	for _, p := range d.Parts {
		switch p := p.(type) {
		case Sentence:
			t.Rows = append(t.Rows, []Cell{Word(p.Key), Text(Said(p.Runs...)), IDs(p.RestsOn())})
		case *Table:
			if first == nil {
				first = p
			}
		}
	}
	if len(t.Rows) == 0 && first != nil {
		return first
	}
	return t
}

// Said returns the words of runs as people read them in every format: a status
// stands in brackets, since without them it would run into the words before it.
func Said(runs ...lang.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Badge {
			b.WriteString("[" + r.Text + "]")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// Plain returns a cell as a file of rows holds it, the same in every language
// where the record gives it: an amount and a date as they stand in a case file,
// several ids with a space between. A nil cell is "".
func Plain(c Cell) string {
	switch c := c.(type) {
	case nil:
		return ""
	case ID:
		return string(c)
	case IDs:
		ids := make([]string, len(c))
		for i, id := range c {
			ids[i] = string(id)
		}
		return strings.Join(ids, " ")
	case Text:
		return string(c)
	case Word:
		return string(c)
	case Status:
		return c.Words
	case Money:
		return c.Text()
	case Delta:
		return c.Text()
	case Date:
		return Written(c.Date)
	case Day:
		return c.Day.String()
	case Number:
		return strconv.Itoa(int(c))
	case Decimal:
		return c.String()
	case URL:
		return string(c)
	case Flag:
		if c {
			return "yes"
		}
		return "no"
	}
	panic(fmt.Sprintf("brief: no plain form of a %T", c))
}

// Written returns a date in the form of a case file: as it was printed there,
// and for one that we made, its day or span.
func Written(d date.Date) string {
	switch {
	case d.Printed != "" || d.IsZero():
		return d.Printed
	case d.IsDay():
		return d.First.String()
	case d.First == 0:
		return "../" + d.Last.String()
	case d.Last == 0:
		return d.First.String() + "/.."
	}
	return d.First.String() + "/" + d.Last.String()
}

// Visible returns s with everything that would act on a terminal, or on the
// order or number of lines, made visible: control characters, line ends and
// tabs, marks that turn the direction of writing, other invisible marks, and
// bytes that are no text. \x1b stands for an escape, \u202e for an override.
// Joiners inside words stay. It cannot be undone: JSON is exact.
func Visible(s string) string {
	if !strings.ContainsFunc(s, Invisible) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == unicode.ReplacementChar && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case !Invisible(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

// Invisible reports whether a character is one that [Visible] makes visible.
func Invisible(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || r == unicode.ReplacementChar || r != nonJoiner && r != joiner && unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// Shown returns the columns of a table that people read,
// by number, with those that need room or without; those that are empty in every
// row are left out.
func (t *Table) Shown(room bool) (columns []int) {
	if t.Data {
		return nil
	}
	for i, c := range t.Columns {
		if !c.Data && (room || !c.Roomy) && slices.ContainsFunc(t.Rows, func(r []Cell) bool { return r[i] != nil }) {
			columns = append(columns, i)
		}
	}
	return columns
}

// CellWords returns a cell as people read it in a language. A nil cell is "·":
// nobody has looked.
func CellWords(l lang.Lang, c Cell) string {
	switch c := c.(type) {
	case nil:
		return "·"
	case Money:
		return lang.Amount(l, c.Amount)
	case Delta:
		words := lang.Amount(l, c.Amount)
		if c.Bounds.Lo.Sign() > 0 {
			words = "+" + words
		}
		return words
	case Date:
		return c.Words
	case Day:
		return c.Words
	case Flag:
		return lang.Word(l, "flag."+Plain(c))
	case IDs:
		if len(c) == 0 {
			return "·"
		}
	}
	return Plain(c)
}
