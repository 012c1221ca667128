package brief

import (
	"strings"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// People lists the persons, then the bodies, with what they are and for whom
// and when they may speak: a row for each capacity, and one for whoever has
// none.
func People(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.people/1", "who", "~name", "~name_other", "~role", "speaks_for", "from", "to", ".kind", ".of", ".party", ".seat", ".left_by")
	for x := range view.Each[*parley.Person](p.v) {
		p.capacities(t, x, p.roles(x), nil)
	}
	for x := range view.Each[*parley.Body](p.v) {
		p.capacities(t, x, p.body(x), idCell(x.Of))
	}
	return p.listed("top.people", from, t, false)
}

// capacities adds the rows of a person or body.
func (p *pen) capacities(t *Table, e parley.Entry, role string, of Cell) {
	h := e.Base()
	name, other := p.scripts(h.Name)
	cs := p.a.Capacities(h.ID)
	if len(cs) == 0 {
		cs = []evidence.Capacity{{}}
	}
	for _, c := range cs {
		left := p.left(c.Seat)
		t.add(ID(h.ID), textCell(name), textCell(other), textCell(role), textCell(p.name(c.Party)), p.bounded(c.From, c.Seat), p.bounded(c.To, left),
			Word(e.Kind()), of, idCell(c.Party), idCell(c.Seat), idCell(left))
	}
}

// body says what a body is: a ministry or a pollster, it is an organisation.
func (p *pen) body(x *parley.Body) string {
	if x.Of == "" {
		return p.word("role.body.none")
	}
	return p.text("role.body", arg("party", p.name(x.Of)))
}

// bounded is a day from which, or to which, a seat is surely held, in the words of
// the date on which it was taken or left: of many only "by then" is known.
func (p *pen) bounded(d date.Day, by parley.ID) Cell {
	s, ok := view.Get[*parley.Seat](p.v, by)
	if d == 0 || !ok || s.Happened.Last == 0 {
		return p.dayCell(d)
	}
	return Day{Day: d, Words: lang.Date(p.l, s.Happened)}
}

// left returns the entry by which a seat was left.
func (p *pen) left(seat parley.ID) (by parley.ID) {
	for s := range view.Each[*parley.Seat](p.v) {
		if seat != "" && s.Leaves == seat {
			return s.ID
		}
	}
	return ""
}

// scripts returns a name in the language of the document, and as it is written
// in the other language.
func (p *pen) scripts(t parley.Text) (name, other string) {
	name, _ = p.words(t)
	for _, x := range t {
		if x.Words != name && other == "" {
			other = x.Words
		}
	}
	return name, other
}

// roles lists what a person is, in the language if it is recorded in it.
func (p *pen) roles(x *parley.Person) string {
	var titles []string
	done := make(map[parley.ID]bool)
	for _, r := range x.Roles {
		if done[r.In] {
			continue
		}
		done[r.In] = true
		var t parley.Text
		for _, same := range x.Roles {
			if same.In == r.In {
				t = append(t, parley.Words{Lang: same.Lang, Words: same.Title})
			}
		}
		title, _ := p.words(t)
		if in := p.name(r.In); !strings.HasPrefix(title, in) { // 외교부 장관 says where already
			title = p.text("role", arg("title", title), arg("in", in))
		}
		titles = append(titles, title)
	}
	return joined(titles, "; ")
}
