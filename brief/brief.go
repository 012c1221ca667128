// Package brief says what analyses found: as sentences, lists and tables that
// cite their evidence. There is one file per analysis (standing.go, clock.go,
// ...) with one function from its Result to a Document in one language; it is
// the only place that knows both. Plain lists (claims, log, rounds, people,
// sources) are made straight from an assessment.
//
// A [Document] is complete: the renderers below this package (text, data,
// page, docx and pdf) see nothing else, so a terminal, a page and a file cannot
// say different things. What a sentence rests on it carries as ids; the
// document's Notes say, for each of them, where it came from.
package brief

import (
	"slices"
	"strings"

	"parley"
	"parley/chart"
	"parley/date"
	"parley/lang"
	"parley/money"
)

// A Document is an answer, in one language.
type Document struct {
	Schema string // "parley.status/1": what the answer is, for machines
	Lang   lang.Lang
	Title  string
	Lead   string // of which day and for whom, in words
	From   Stamp
	Parts  []Part
	Notes  []Note // for every id that a sentence rests on, in the order of first mention
}

// A Stamp says from where and when the answer was given.
type Stamp struct {
	Case     string `json:"case,omitzero"`
	Reader   string `json:"reader"`
	AsOf     string `json:"as_of"`
	Recorded string `json:"recorded_as_of,omitzero"`
	Latest   bool   `json:"latest,omitzero"` // no day was asked for: it is the last on which anything became known
	Digest   string `json:"digest"`          // of the view: the same for whoever sees the same
}

// A Note says where an entry came from: what it is, who, through whom, when.
// Words are the quotations it holds, as printed.
type Note struct {
	ID    parley.ID
	Runs  []lang.Run
	Words []Words
	URLs  map[parley.ID]string // where the sources are to which Runs lead; of those that say it
}

// Words are a quotation in a note: the speaker's own (in quote marks) or the
// outlet's, in which language, and the line of the kept copy.
type Words struct {
	Text    string
	Lang    string // ISO 639; "": not said
	Speaker bool
	Source  parley.ID
	Line    int // 0: not said
}

// A Part of a document is a [Heading], [Sentence], [*Table], [*Chart] or [Code].
type Part interface{ part() }

// A Heading begins a section.
type Heading string

// Code is lines to copy into a case file as they stand.
type Code string

// A Chart is a picture of figures that a table of the same document gives too:
// text and data pass over it. Its marks lead to "#ID" of entries.
type Chart struct {
	Key string // which picture, for machines: "totals"
	chart.Spec
}

// Drawn draws the picture and shows characters that would act as their code.
func (c *Chart) Drawn(draw func(chart.Spec) ([]byte, error)) ([]byte, error) {
	svg, err := draw(c.Spec)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	for i, l := range strings.Split(string(svg), "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(Visible(l))
	}
	return []byte(out.String()), nil
}

// A Sentence is text whose stretches know where they lead and on what they rest.
type Sentence struct {
	Key   string // what it says, for machines: "lapse", "ask", ...
	Runs  []lang.Run
	Ours  bool   // our view or about our file: needs no evidence, and says so
	Under bool   // belongs to the sentence before it: shown indented, as an item
	Place string // by which a link leads to it in a page; "": none does

	Address string // of the web, shown at its end in a page; elsewhere its note says where that is; "": none

	Number int    // what it is called by in a hand-out; 0: it has no number
	Weak   string // the basis that makes it a weak one ("reported"), in a hand-out; "": it is not
}

// RestsOn returns the entries that any part of s rests on, each once.
func (s Sentence) RestsOn() (ids []parley.ID) {
	for _, r := range s.Runs {
		for _, id := range r.RestsOn {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// A Table carries what csv, tsv, json and md show. Schema names it and its
// version ("parley.claims/1"): columns may be added to a version, and no more.
type Table struct {
	Schema  string
	Columns []Column
	Rows    [][]Cell
	Data    bool // for machines: people read the sentences that say the same
}

// A Column has a key for machines and a title for people.
type Column struct {
	Key, Title string
	Wide       bool // may be cut in a terminal
	Roomy      bool // shown only where there is room: in Markdown, and in a terminal that cuts nothing
	Data       bool // for machines: not shown to people
	Name       bool // the title is a name, and stays as it is
}

// A Cell is one of a closed family. Each renderer knows how each looks; data
// knows its JSON once. A nil Cell is empty.
type Cell interface{ cell() }

// The cells.
type (
	ID     parley.ID
	IDs    []parley.ID
	Text   string                 // words in the document's language
	Word   string                 // a word of the case file ("on-record"), the same in every language
	Status struct{ Words string } // a badge, said in the document's language
	Money  struct{ money.Amount } // shown as printed
	Delta  struct{ money.Amount } // likewise, what is above nothing with a plus
	Date   struct {               // shown in the document's language
		date.Date
		Words string
	}
	Day struct { // likewise; a day without a span
		date.Day
		Words string
	}
	Number  int
	Decimal struct{ money.Decimal } // exact, without a unit
	URL     string                  // an address, as it stands in the record
	Flag    bool                    // yes or no
)

func (Heading) part()  {}
func (Sentence) part() {}
func (Code) part()     {}
func (*Table) part()   {}
func (*Chart) part()   {}
func (ID) cell()       {}
func (IDs) cell()      {}
func (Text) cell()     {}
func (Word) cell()     {}
func (Status) cell()   {}
func (Money) cell()    {}
func (Delta) cell()    {}
func (Date) cell()     {}
func (Day) cell()      {}
func (Number) cell()   {}
func (Decimal) cell()  {}
func (URL) cell()      {}
func (Flag) cell()     {}

// List returns the table that d is, nil if it is more than one: a document whose
// schema is that of one of its tables is a list. Machines get that table and
// nothing else; people read all parts.
func (d *Document) List() *Table {
	for _, p := range d.Parts {
		if t, ok := p.(*Table); ok && t.Schema == d.Schema {
			return t
		}
	}
	return nil
}

// Charts returns the pictures of d.
func (d *Document) Charts() (cs []*Chart) {
	for _, p := range d.Parts {
		if c, ok := p.(*Chart); ok {
			cs = append(cs, c)
		}
	}
	return cs
}

// Unsupported returns the sentences that rest on nothing and are not ours.
func (d *Document) Unsupported() (ss []Sentence) {
	for _, p := range d.Parts {
		if s, ok := p.(Sentence); ok && !s.Ours && len(s.RestsOn()) == 0 {
			ss = append(ss, s)
		}
	}
	return ss
}
