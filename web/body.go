package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"parley/ask"
	"parley/brief"
	htmlpage "parley/brief/page"
	"parley/lang"
)

// A body is what stands inside a page.
type body struct {
	title, lead string // of the one answer that there is
	html        []section
	links       []Item // what to do next, or where to look
	take        taking
	count       string // "3 of 13"
	drop        []Item // which filters to drop, where they leave nothing
}

// A section is an answer as HTML, or why there is none.
type section struct {
	HTML   string
	Wrong  []string    // lines
	Fields []Item      // of the form, which say the rest of it
	faults []ask.Fault // until they are said at their fields
	Fold   string      // the heading under which it stands folded
	Open   bool        // it is folded and stands open
	Card   string      // its name; "": it stands by itself
	Wide   bool
	More   *Item // where the whole of it stands
	Note   string
}

// body makes the answers of a page, each once for everybody who sees the same.
func (v *visit) body(p *page) (b body, err error) {
	for n, part := range p.parts {
		if question(part.question) == nil && n > 0 || part.when != nil && !part.when(v) {
			continue
		}
		t, err := v.section(p, part, n)
		f, failed := errors.AsType[*ask.Failure](err)
		switch {
		case failed && (part.fold && !part.open(v) || part.card != "" && n > 0):
			continue // the page says enough without it
		case failed && (f.Code != ask.Missing || n > 0 || p.take != nil): // what was typed stays
			s := section{Wrong: strings.Split(f.In(v.lang), "\n"), faults: f.Faults}
			if part.fold {
				s.Fold, s.Open = lang.Word(v.lang, "page.fold."+part.question), true
			}
			b.html = append(b.html, s)
			continue
		case err != nil:
			return b, err
		}
		if n == 0 {
			b.title, b.lead, b.count, b.drop = t.Title, t.Lead, t.Count, t.Drop
		}
		if t.HTML == "" {
			continue
		}
		b.html = append(b.html, v.seat(part, t))
	}
	if p.take != nil {
		b.take = p.take(v)
	}
	if p.links != nil {
		b.links = p.links(v)
	}
	return b, nil
}

// seat gives an answer its place.
func (v *visit) seat(p part, t told) section {
	s := section{HTML: t.HTML, Card: p.card, Wide: p.wide, Note: t.Note}
	if p.fold {
		s.Fold, s.Open = lang.Word(v.lang, "page.fold."+p.question), p.open(v)
	}
	if p.to != "" {
		s.More = &Item{Label: lang.Word(v.lang, "desk.more."+p.card), Href: v.href(p.to)}
		if t.Left > 0 {
			key := "desk.more.left"
			if p.glance.Rows > 0 {
				key = "desk.more.rows"
			}
			s.More.Note = counted(v.lang, key, "n", t.Left)
		}
	}
	return s
}

// longest is how many characters of one quotation stand in a page.
const longest = 2000

// told is what is kept of an answer.
type told struct {
	Title, Lead, HTML string
	Left              int    // points that a card leaves out
	Count             string // "3 of 13"
	Note              string // what the answer leaves out, and why
	Drop              []Item
}

// section makes one answer as HTML.
func (v *visit) section(p *page, part part, n int) (t told, err error) {
	key := v.key("section", p.path, fmt.Sprint(n))
	if kept, ok := v.s.bodies.get(key); ok && json.Unmarshal(kept, &t) == nil {
		return t, nil
	}
	d, err := v.answer(part)
	if err != nil {
		return told{}, err
	}
	t = told{Title: d.Title, Lead: d.Lead}
	if part.note != nil {
		t.Note = part.note(v)
	}
	if part.order != nil {
		d = part.order(d)
	}
	if part.card != "" {
		d, t.Left = d.Short(part.glance)
		d.Title, d.Lead = lang.Word(v.lang, "desk.card."+part.card), ""
		if part.lead != nil {
			d.Lead = part.lead(v)
		}
	} else if p.filters != nil && n == 0 {
		t.Count, t.Drop = v.counted(p, part, d)
	}
	v.s.draw(d.Charts())
	if len(d.Parts) > 0 || part.card == "" {
		var out bytes.Buffer
		if err := htmlpage.Fragment(&out, d, v.fragment(p, part, n)); err != nil {
			return told{}, err
		}
		t.HTML = out.String()
	}
	if whole, err := json.Marshal(t); err == nil {
		v.s.bodies.put(key, whole)
	}
	return t, nil
}

// fragment says how an answer stands in a page.
func (v *visit) fragment(p *page, part part, n int) htmlpage.Options {
	o := htmlpage.Options{Link: v.link, Command: v.typed, Picture: v.s.picture, Most: longest}
	if part.card != "" {
		o.Level, o.Prefix = 2, part.card
		return o
	}
	at, path := v, "/"+part.question
	if n == 0 {
		path = cmp.Or(strings.TrimSuffix(p.path, "/"), "/desk")
	} else {
		o.Prefix = part.question
		at = v.alone(part)
	}
	nth, many := make(map[*brief.Table]int), make(map[string]int) // an answer may have several of one schema
	o.Data = func(t *brief.Table, ext string) string {
		if nth[t] == 0 {
			many[t.Schema]++
			nth[t] = many[t.Schema]
		}
		if nth[t] == 1 {
			return at.href2(path+"."+ext, "rows", t.Schema)
		}
		return at.href2(path+"."+ext, "rows", t.Schema, "nth", itoa(nth[t]))
	}
	o.Drawn = func(c *brief.Chart, ext string) string { return at.href2(path+"."+ext, "chart", c.Key) }
	return o
}

// alone is a visit to the answer of a part at an address of its own, which takes
// nothing that the page alone has.
func (v *visit) alone(p part) *visit {
	at, q := *v, question(p.question)
	at.query = make(map[string][]string)
	names := slices.Clone(stateNames)
	flags(q).VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	for _, name := range names {
		if values := v.query[name]; len(values) > 0 && !slices.Contains(p.skipped(v), name) {
			at.query[name] = values
		}
	}
	args := given(v.query[argument(q)])
	if p.args != nil {
		args = p.args(v)
	}
	if len(args) > 0 {
		at.query[argument(q)] = args
	}
	return &at
}

// counted says how many rows of all the filters leave, and where they leave none,
// how many would be there without each.
func (v *visit) counted(p *page, part part, d *brief.Document) (count string, drop []Item) {
	given := p.given(v)
	all := v.rowsWithout(part, given...)
	if all == 0 {
		return "", nil
	}
	here := listed(d)
	count = lang.Message{Key: "page.count", Args: []lang.Arg{{Name: "n", Value: here}, {Name: "all", Value: all}}}.In(v.lang)
	if here > 0 {
		return count, nil
	}
	for _, name := range given {
		if n := v.rowsWithout(part, name); n > 0 {
			drop = append(drop, Item{Label: lang.Message{Key: "page.drop", Args: []lang.Arg{{Name: "field", Value: lang.Word(v.lang, "field."+name)}, {Name: "n", Value: n}}}.In(v.lang), Href: v.same("", name, "")})
		}
	}
	if len(drop) == 0 {
		var none []string
		for _, name := range given {
			none = append(none, name, "")
		}
		drop = append(drop, Item{Label: counted(v.lang, "page.drop.all", "n", all), Href: v.same("", none...)})
	}
	return count, drop
}

// given are the filters of a page that the address sets.
func (p *page) given(v *visit) (names []string) {
	for _, name := range p.filters {
		if len(given(v.query[name])) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// rowsWithout is how many rows an answer has without some of the words of the
// address.
func (v *visit) rowsWithout(part part, names ...string) int {
	at := *v
	at.query = make(map[string][]string)
	for name, values := range v.query {
		if !slices.Contains(names, name) {
			at.query[name] = values
		}
	}
	d, err := at.answer(part)
	if err != nil {
		return 0
	}
	return listed(d)
}

func listed(d *brief.Document) int {
	if t := d.List(); t != nil {
		return len(t.Rows)
	}
	return 0
}

// holds reports whether some answer has a piece of HTML.
func (b body) holds(piece string) bool {
	return slices.ContainsFunc(b.html, func(s section) bool { return strings.Contains(s.HTML, piece) })
}

// cards reports whether the answers stand as cards.
func (b body) cards() bool {
	return slices.ContainsFunc(b.html, func(s section) bool { return s.Card != "" })
}
