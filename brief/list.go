package brief

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/lang"
	"parley/view"
)

// lead says of which day, for whom and of which state of our file a document
// is: "As of Fri 17 Jan 2020 (Seoul), for the public".
func (p *pen) lead(stamp Stamp) string {
	from := p.v.From()
	key, reader := "reader", from.Reader.String()
	switch from.Reader {
	case parley.Public, parley.InCase, parley.Mediator, parley.All:
		reader = p.word("reader." + reader)
	default:
		if a, ok := parley.ParseAudience(reader); ok {
			key, reader = "reader.side", cmp.Or(p.called(a.Of()), string(a.Of()))
		}
	}
	who := arg("reader", p.text(key, arg("reader", reader)))
	said := p.text("lead.undated", who)
	if from.AsOf != 0 {
		key := "lead"
		if stamp.Latest {
			key = "lead.latest"
		}
		said = p.text(key, arg("day", lang.Weekday(from.AsOf)), arg("place", lang.Place(p.v.Zone().String())), who)
	}
	if from.Recorded != 0 {
		said = p.text("lead.recorded", arg("lead", said), arg("day", from.Recorded))
	}
	return said
}

// table makes an empty table. A column is named by its key; one that may be
// cut begins with ~, one that needs room with +, one for machines with a dot.
func (p *pen) table(schema string, columns ...string) *Table {
	t := &Table{Schema: schema}
	for _, key := range columns {
		c := Column{Key: key}
		switch key[0] {
		case '~':
			c.Key, c.Wide = key[1:], true
		case '+':
			c.Key, c.Roomy = key[1:], true
		case '.':
			c.Key, c.Data = key[1:], true
		}
		c.Title = p.word("column." + c.Key)
		t.Columns = append(t.Columns, c)
	}
	return t
}

func (t *Table) add(cells ...Cell) {
	if len(cells) != len(t.Columns) {
		panic("brief: a row of " + t.Schema + " has not the cells of its columns")
	}
	t.Rows = append(t.Rows, cells)
}

// listed makes a document of a table, and of a sentence where the table is empty.
// It never says why: what is hidden is absent.
func (p *pen) listed(what string, from Stamp, t *Table, filtered bool) *Document {
	parts := []Part{t}
	if len(t.Rows) == 0 {
		parts = append(parts, p.nothing(filtered))
	}
	return p.document(t.Schema, p.top(what), from, parts...)
}

// nothing says that there is nothing to list.
func (p *pen) nothing(filtered bool) Sentence {
	if p.v.Last() == 0 {
		return p.nothingKnown()
	}
	if filtered {
		return p.ours("nothing.matches", arg("date", p.v.From().AsOf))
	}
	return p.ours("nothing.such", arg("date", p.v.From().AsOf))
}

// nothingKnown says that the reader knew nothing by the day; of a case without
// anything that has a day, it names none.
func (p *pen) nothingKnown() Sentence {
	if p.v.From().AsOf == 0 {
		return p.ours("nothing.yet")
	}
	return p.ours("nothing.known", arg("date", p.v.From().AsOf))
}

// top is the title of a document. In a view without a day the case has no name.
func (p *pen) top(what string) string {
	if name := p.caseName(); name != "" {
		return p.text("top", arg("what", p.word(what)), arg("case", name))
	}
	return p.word(what)
}

// dateCell and dayCell are nil where there is none.
func (p *pen) dateCell(d date.Date) Cell {
	if d.IsZero() {
		return nil
	}
	return Date{Date: d, Words: lang.Date(p.l, d)}
}

func (p *pen) dayCell(d date.Day) Cell {
	if d == 0 {
		return nil
	}
	return Day{Day: d, Words: lang.Day(p.l, d)}
}

func idCell(id parley.ID) Cell {
	if id == "" {
		return nil
	}
	return ID(id)
}

func idsCell(ids []parley.ID) Cell {
	if ids == nil {
		ids = []parley.ID{}
	}
	return IDs(ids)
}

func textCell(s string) Cell {
	if s == "" {
		return nil
	}
	return Text(s)
}

func urlCell(s string) Cell {
	if s == "" {
		return nil
	}
	return URL(s)
}

func wordCell(s string) Cell {
	if s == "" {
		return nil
	}
	return Word(s)
}

// quotes returns what the words of an entry say, as printed, in quote marks if
// they are the speaker's.
func (p *pen) quotes(e parley.Entry) string {
	var said []string
	for _, c := range parley.Chains(e) {
		for _, q := range c.Quotes {
			key := "quote.outlet"
			if q.Speaker {
				key = "quote.speaker"
			}
			if s := p.text(key, arg("words", q.Words)); !slices.Contains(said, s) {
				said = append(said, s)
			}
		}
	}
	return joined(said, " / ")
}

// sources returns the sources through which an entry was known, each once, in
// the order of its chains.
func sources(e parley.Entry) (ids []parley.ID) {
	for _, c := range parley.Chains(e) {
		for _, id := range c.Links {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func joined(words []string, by string) (s string) {
	for i, w := range words {
		if i > 0 {
			s += by
		}
		s += w
	}
	return s
}

// each collects the entries of a kind.
func each[E parley.Entry](v *view.View) []E { return slices.Collect(view.Each[E](v)) }
