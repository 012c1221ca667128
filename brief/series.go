package brief

import (
	"strings"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// Series lists the series, with how many figures of each are known.
func Series(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.series/1", "series", "~name", "unit", "figures", "from", "to", "last_published", ".from_sources")
	for s := range view.Each[*parley.Series](p.v) {
		name, _ := p.words(s.Name)
		now := a.Line(s.ID).Figures()
		var first, last, published Cell
		if n := len(now); n > 0 {
			first, last = p.dateCell(now[0].For), p.dateCell(now[n-1].For)
			var day date.Date
			for _, x := range s.Figures {
				if out := p.cameOut(x); out.First > day.First {
					day = out
				}
			}
			published = p.dateCell(day)
		}
		t.add(ID(s.ID), textCell(name), Text(s.Unit), Number(len(now)), first, last, published, idsCell(s.From))
	}
	return p.listed("top.series", from, t, false)
}

// Figures lists the figures of a series that count: of each time the one that
// was published last, and what had been published before.
func Figures(a *evidence.Assessment, s *parley.Series, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.figures/1", "for", "value", "published", "source", "earlier", ".series", ".unit")
	for _, x := range a.Line(s.ID).Figures() {
		var earlier []string
		for _, y := range s.Figures {
			if y.For.First == x.For.First && y.For.Last == x.For.Last && y != x {
				earlier = append(earlier, p.text("figure.earlier", arg("value", y.Value.String()), arg("day", p.cameOut(y))))
			}
		}
		t.add(p.dateCell(x.For), Decimal{x.Value}, p.dateCell(p.cameOut(x)), idCell(x.Source), textCell(strings.Join(earlier, "; ")), ID(s.ID), Word(s.Unit))
	}
	d := p.listed("top.figures", from, t, false)
	d.Title = p.text("top.figures.of", arg("name", p.called(s.ID)), arg("unit", s.Unit))
	return d
}

// Known lists every figure of every series, of those that were revised the
// earlier ones too.
func Known(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.known-figures/1", "series", "unit", "for", "value", "published", "source", "counts")
	for s := range view.Each[*parley.Series](p.v) {
		counts := make(map[parley.Figure]bool)
		for _, x := range a.Line(s.ID).Figures() {
			counts[x] = true
		}
		for _, x := range s.Figures {
			t.add(ID(s.ID), Text(s.Unit), p.dateCell(x.For), Decimal{x.Value}, p.dateCell(p.cameOut(x)), idCell(x.Source), Flag(counts[x]))
		}
	}
	return p.listed("top.figures", from, t, false)
}

// cameOut is the day on which a figure was published: its own, else that of its
// source. About marks a day that nobody saw, and that a convention stands for.
func (p *pen) cameOut(x parley.Figure) date.Date {
	if s, ok := view.Get[*parley.Source](p.v, x.Source); ok && x.Published == 0 {
		if d, ok := s.Published.Get(); ok {
			return onDay(d.Day(p.v.Zone()), d.About || d.Unsure)
		}
	}
	return onDay(x.Published, x.About)
}

func onDay(day date.Day, about bool) date.Date {
	switch {
	case day == 0:
		return date.Date{}
	case about:
		return date.Date{First: day, Last: day, About: true, Printed: day.String() + "~"}
	}
	return date.Date{First: day, Last: day, Printed: day.String()}
}
