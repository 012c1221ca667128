// Package data writes documents for machines: JSON, JSON lines and CSV. The
// form of each kind of cell is decided here, once.
//
// A document that is a list (claims, log, conflicts, rounds, people, sources,
// agreements) is
//
//	{"schema": "parley.claims/1", "lang": "en", "from": {…}, "rows": [{…}, …]}
//
// with a row's keys in the order of the table's columns, and under "tables" those
// that stand beside it, if any. Any other document is
//
//	{"schema": "parley.status/1", "lang": "en", "from": {…},
//	 "sentences": [{"key", "text", "rests_on": [id…], "ours", "number", "weak", "runs": [{"text", "link", "rests_on", "badge"}…]}…],
//	 "tables": [{"schema", "rows": [{…}…]}…],
//	 "notes": [{"id", "text", "words": [{"text", "lang", "speaker", "source", "line"}…]}…]}
//
// from is {"case", "reader", "as_of", "recorded_as_of", "latest", "digest"}. Keys may be
// added to a schema and none taken away or changed; ours, number, weak, link, badge,
// words, line, case, latest and recorded_as_of are left out where they say nothing. A
// status is a run of its own, with badge; in text it stands in brackets.
//
// Cells: an id, words, a status and a word of the case file are strings; ids are
// a list, perhaps an empty one; a date is as it stands in a case file (EDTF; a
// time has its zone after it), a day is 2020-01-16; a number is a number, a
// decimal and an address are strings, yes and
// no are true and false; any other empty cell is null.
// An amount is
//
//	{"currency": "KRW", "value": "1040000000000", "printed": "1.04 trillion", "lo": "1035000000000", "hi": "1045000000000"}
//
// all strings, with "high" for the high end of a range and "approx": true for
// one printed with 약. Characters that would act on a terminal are written as
// \u escapes, so nothing is lost and nothing acts.
//
// JSON lines are the rows, or the sentences, one a line. CSV is that of RFC
// 4180, with CRLF, a header of keys, and the rows of [brief.Document.Flat]. A
// spreadsheet runs a cell that begins with = + - @ as a formula, whoever wrote
// it: such words get an apostrophe in front, which JSON does not. A CSV in
// Korean begins with a byte order mark, without which Excel on Korean Windows
// reads it as another encoding.
package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"parley"
	"parley/brief"
	"parley/lang"
	"parley/money"
)

// JSON writes d as one object, indented.
func JSON(w io.Writer, d *brief.Document) error {
	b, err := encode(documentOf(d), " ")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// JSONL writes the rows of a list, or the sentences of another document, one
// object a line.
func JSONL(w io.Writer, d *brief.Document) error {
	doc := documentOf(d)
	var lines []any
	for _, r := range doc.Rows {
		lines = append(lines, r)
	}
	if doc.Sentences != nil {
		for _, s := range *doc.Sentences {
			lines = append(lines, s)
		}
	}
	for _, x := range lines {
		b, err := encode(x, "")
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// CSV writes the rows of d.
func CSV(w io.Writer, d *brief.Document) error {
	if d.Lang == lang.Korean {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	t := d.Flat()
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = c.Key
	}
	out.Write(record)
	for _, row := range t.Rows {
		for i, c := range row {
			record[i] = field(c)
		}
		out.Write(record)
	}
	out.Flush()
	return out.Error()
}

// field keeps words from being a formula. Numbers are ours and may be negative.
func field(c brief.Cell) string {
	s := brief.Visible(brief.Plain(c))
	switch c.(type) {
	case brief.Number, brief.Decimal:
		return s
	}
	if s == "=" { // the relation: with nothing after it, it is no formula
		return s
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace)); strings.ContainsRune("=+-@＝＋－＠", r) {
		return "'" + s
	}
	return s
}

type document struct {
	Schema    string      `json:"schema"`
	Lang      lang.Lang   `json:"lang"`
	From      brief.Stamp `json:"from,omitzero"`
	Rows      []row       `json:"rows,omitzero"`
	Sentences *[]sentence `json:"sentences,omitzero"`
	Tables    *[]table    `json:"tables,omitzero"`
	Notes     *[]note     `json:"notes,omitzero"`
}

type table struct {
	Schema string `json:"schema"`
	Rows   []row  `json:"rows"`
}

type sentence struct {
	Key     string      `json:"key"`
	Text    string      `json:"text"`
	RestsOn []parley.ID `json:"rests_on"`
	Ours    bool        `json:"ours,omitzero"`
	Number  int         `json:"number,omitzero"`
	Weak    string      `json:"weak,omitzero"`
	Runs    []run       `json:"runs"`
}

type run struct {
	Text    string      `json:"text"`
	Link    parley.ID   `json:"link,omitzero"`
	RestsOn []parley.ID `json:"rests_on"`
	Badge   bool        `json:"badge,omitzero"`
}

type note struct {
	ID    parley.ID `json:"id"`
	Text  string    `json:"text"`
	Words []words   `json:"words,omitzero"`
}

type words struct {
	Text    string    `json:"text"`
	Lang    string    `json:"lang,omitzero"`
	Speaker bool      `json:"speaker"`
	Source  parley.ID `json:"source"`
	Line    int       `json:"line,omitzero"`
}

func documentOf(d *brief.Document) document {
	doc := document{Schema: d.Schema, Lang: d.Lang, From: d.From}
	if t := d.List(); t != nil {
		doc.Rows = rows(t)
		for _, p := range d.Parts { // and what stands beside the list
			if other, ok := p.(*brief.Table); ok && other != t {
				if doc.Tables == nil {
					doc.Tables = &[]table{}
				}
				*doc.Tables = append(*doc.Tables, table{other.Schema, rows(other)})
			}
		}
		return doc
	}
	sentences, tables, notes := []sentence{}, []table{}, []note{}
	for _, p := range d.Parts {
		switch p := p.(type) {
		case brief.Sentence:
			sentences = append(sentences, sentenceOf(p))
		case *brief.Table:
			tables = append(tables, table{p.Schema, rows(p)})
		}
	}
	for _, n := range d.Notes {
		notes = append(notes, noteOf(n))
	}
	doc.Sentences, doc.Tables, doc.Notes = &sentences, &tables, &notes
	return doc
}

func sentenceOf(s brief.Sentence) sentence {
	out := sentence{Key: s.Key, Text: brief.Said(s.Runs...), RestsOn: list(s.RestsOn()), Ours: s.Ours, Number: s.Number, Weak: s.Weak, Runs: []run{}}
	for _, r := range s.Runs {
		out.Runs = append(out.Runs, run{r.Text, r.Link, list(r.RestsOn), r.Badge})
	}
	return out
}

func noteOf(n brief.Note) note {
	out := note{ID: n.ID, Text: lang.Plain(n.Runs)}
	for _, w := range n.Words {
		out.Words = append(out.Words, words(w))
	}
	return out
}

// list is never null.
func list(ids []parley.ID) []parley.ID {
	if ids == nil {
		return []parley.ID{}
	}
	return ids
}

func rows(t *brief.Table) []row {
	rs := make([]row, len(t.Rows))
	for i, cells := range t.Rows {
		rs[i] = row{t.Columns, cells}
	}
	return rs
}

// A row marshals with its keys in the order of the table.
type row struct {
	columns []brief.Column
	cells   []brief.Cell
}

// MarshalJSON implements [json.Marshaler].
func (r row) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, c := range r.cells {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(r.columns[i].Key)
		if err != nil {
			return nil, err
		}
		b.Write(append(key, ':'))
		enc := json.NewEncoder(&b) // which does not write & as \u0026, as Marshal would
		enc.SetEscapeHTML(false)
		if err := enc.Encode(value(c)); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type amount struct {
	Currency money.Currency `json:"currency"`
	Value    money.Decimal  `json:"value"`
	High     string         `json:"high,omitzero"`
	Printed  string         `json:"printed"`
	Approx   bool           `json:"approx,omitzero"`
	Lo       money.Decimal  `json:"lo"`
	Hi       money.Decimal  `json:"hi"`
}

// value is what a cell is in JSON.
func value(c brief.Cell) any {
	switch c := c.(type) {
	case nil:
		return nil
	case brief.Money:
		return amountOf(c.Amount)
	case brief.Delta:
		return amountOf(c.Amount)
	case brief.IDs:
		return list(c)
	case brief.Flag:
		return bool(c)
	case brief.Number:
		return int(c)
	}
	return brief.Plain(c)
}

func amountOf(c money.Amount) amount {
	a := amount{Currency: c.Currency, Value: c.Value, Printed: c.Printed, Approx: c.Approx, Lo: c.Bounds.Lo, Hi: c.Bounds.Hi}
	if c.IsRange() {
		a.High = c.High.String()
	}
	return a
}

// encode marshals x and writes what would act on a terminal as \u escapes: in
// JSON such characters stand in strings only.
func encode(x any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(x); err != nil {
		return nil, err
	}
	if !bytes.ContainsFunc(b.Bytes(), acts) {
		return b.Bytes(), nil
	}
	var out bytes.Buffer
	for _, r := range b.String() {
		if !acts(r) {
			out.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, `\u%04x`, u)
		}
	}
	return out.Bytes(), nil
}

func acts(r rune) bool { return brief.Invisible(r) && r != '\n' }
