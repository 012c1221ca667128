package brief

import (
	"cmp"
	"strings"
	"unicode"

	"parley"
	"parley/analysis/path"
	"parley/chart"
	"parley/date"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// picture draws the years of the agreements as steps, a panel for each currency;
// nil if there is nothing to draw.
func (p agreementsPen) picture(r path.Result) *Chart {
	var panels []chart.Panel
	for _, c := range currencies(r) {
		panels = append(panels, p.panel(r, c))
	}
	if len(panels) == 0 {
		return nil
	}
	for _, x := range r.Lapses { // each where time has come to
		at := &panels[p.panelOf(r, panels, x)]
		at.Lapses = append(at.Lapses, p.band(x, r.Day))
	}
	keys := p.key()
	keys[chart.Conflict] = p.word("path.chart.another")
	return &Chart{Key: "agreements", Spec: chart.Agreements{
		Frame:  chart.Frame{Title: p.top("path.chart"), Subtitle: p.reading(r), Description: p.word("path.chart.says"), Nothing: p.word("agreement.no-amount"), Key: keys},
		Agreed: p.word("path.chart.agreed"), Followed: p.word("path.chart.followed"), ByRule: p.word("path.chart.rule"), Lapsed: p.word("path.how.lapse"),
		Panels: panels,
	}.Spec()}
}

// reading says how the picture is to be read: which of several figures is the
// step, and of which years no amount is known.
func (p agreementsPen) reading(r path.Result) string {
	said := p.word("path.chart.how")
	var missing []string
	several := false
	for _, g := range r.Agreements {
		var none []int
		for _, y := range g.Years {
			several = several || y.Differ(g.Currency)
			if _, _, ok := g.Value(y); !ok && g.Period == "" {
				none = append(none, y.Year)
			}
		}
		if len(none) > 0 {
			missing = append(missing, p.text("path.chart.years", arg("years", p.spans(none)), arg("agreement", p.short(g.Agreement))))
		}
	}
	if several {
		said = p.text("path.chart.also", arg("one", said), arg("other", p.word("path.chart.several")))
	}
	if len(missing) > 0 {
		said = p.text("path.chart.also", arg("one", said), arg("other", p.text("path.chart.missing", arg("years", lang.JoinWords(p.l, missing)))))
	}
	return said
}

// currencies lists those of the years that can be drawn, in the order of time.
func currencies(r path.Result) (cs []money.Currency) {
	for _, g := range r.Agreements {
		if drawn(g) && (len(cs) == 0 || cs[len(cs)-1] != g.Currency) {
			cs = append(cs, g.Currency)
		}
	}
	return uniqueOf(cs)
}

func uniqueOf[T comparable](xs []T) (out []T) {
	seen := make(map[T]bool)
	for _, x := range xs {
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	return out
}

// drawn reports whether an amount of a year is known. Where amounts are not for a
// year each, nothing is a level.
func drawn(g *path.Agreement) bool {
	if g.Period != "" {
		return false
	}
	for _, y := range g.Years {
		if _, _, ok := g.Value(y); ok {
			return true
		}
	}
	return false
}

// panelOf returns the panel of the agreement that ended before a lapse, else of
// the last.
func (p agreementsPen) panelOf(r path.Result, panels []chart.Panel, x path.Lapse) int {
	for i, c := range currencies(r) {
		for _, g := range r.Agreements {
			if g.Life == x.Of && g.Currency == c {
				return i
			}
		}
	}
	return len(panels) - 1
}

// panel draws the agreements in a currency.
func (p agreementsPen) panel(r path.Result, c money.Currency) (panel chart.Panel) {
	var most money.Decimal
	for _, g := range r.Agreements {
		for _, y := range g.Years {
			if i, _, ok := g.Value(y); ok && g.Currency == c && i.Hi.Cmp(most) > 0 {
				most = i.Hi
			}
		}
	}
	zeros, unit := p.scale(c, most)
	panel.Unit = unit
	for _, g := range r.Agreements {
		if g.Currency == c && drawn(g) {
			panel.Terms = append(panel.Terms, p.steps(g, zeros))
		}
	}
	return panel
}

// scale returns in what an axis counts, and its words: "trillion won", 조 원.
func (p *pen) scale(c money.Currency, most money.Decimal) (zeros int, unit string) {
	steps := []int{12, 9, 6}
	if p.l == lang.Korean {
		steps = []int{12, 8, 4}
	}
	info, _ := money.Lookup(c)
	name := info.Many
	if p.l == lang.Korean {
		name = info.Korean
	}
	name = cmp.Or(name, string(c))
	for _, z := range steps {
		if most.Place() >= z {
			return z, p.text("path.unit."+year(z), arg("money", name))
		}
	}
	return 0, name
}

// steps draws one agreement.
func (p agreementsPen) steps(g *path.Agreement, zeros int) chart.Term {
	t := chart.Term{Label: p.short(g.Agreement), Href: "#" + string(g.Agreement.ID), Description: p.name(g.Agreement.ID)}
	for _, y := range g.Years {
		if x, ok := p.step(g, y, zeros); ok {
			t.Years = append(t.Years, x)
		}
	}
	return t
}

// step draws a year: the one recorded figure that stands for it, else what its
// rule gives, and beside it what else is recorded or said. Nothing is drawn that
// nobody names and no rule gives.
func (p agreementsPen) step(g *path.Agreement, y *path.Year, zeros int) (x chart.TermYear, ok bool) {
	at := func(d money.Decimal) float64 { return d.Shift(-zeros).Float64() }
	words := func(v any) string { return p.text("value.for", arg("value", v), arg("date", year(y.Year))) }
	x = chart.TermYear{Year: y.Year, Course: chart.NoStep}
	stands, recorded := y.Stands(g.Currency)
	a, _ := stands.In(g.Currency)
	if c := y.Computed; recorded {
		x.Amount, x.Course, x.Description = at(a.Value), chart.Agreed, words(a)
		if a.IsRange() {
			x.Upper = at(a.High)
		}
		if stands.Off != nil && stands.Agrees {
			x.Course = chart.Followed
		}
	} else if c != nil && c.Currency == g.Currency {
		x.Amount, x.Upper, x.Course, x.Description = at(c.Amount.Lo), at(c.Amount.Hi), chart.ByRule, words(spanned(c.Currency, c.Amount))
	}
	another := func(z path.Given, s chart.Status) {
		if b, ok := z.In(g.Currency); ok {
			x.Marks = append(x.Marks, chart.TermMark{Amount: at(b.Value), Status: s, Href: "#" + string(z.By), Description: words(b)})
		}
	}
	for _, z := range y.Recorded {
		if b, _ := z.In(g.Currency); b.Bounds.Disjoint(a.Bounds) {
			another(z, chart.Conflict)
		}
	}
	for _, z := range y.Derived {
		another(z, shape(z.Standing))
	}
	if x.Course == chart.NoStep && len(x.Marks) > 0 {
		x.Amount = x.Marks[0].Amount
	}
	return x, x.Course != chart.NoStep || len(x.Marks) > 0
}

// short is what an agreement is called over a few years of a picture: the
// shortest of its names in the language; where that is long, the words of its name
// that the others do not share; else its id. No word is made up.
func (p agreementsPen) short(g *parley.Agreement) string {
	best := p.name(g.ID)
	for _, aka := range g.Aka {
		if hangul := strings.ContainsFunc(aka, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }); hangul == (p.l == lang.Korean) && len(aka) < len(best) {
			best = aka
		}
	}
	if chart.TextWidth(best, 11, true) > room {
		best = p.own(g)
	}
	if chart.TextWidth(best, 11, true) > room {
		return string(g.ID)
	}
	return best
}

// room is how many pixels wide the name of an agreement may be in a picture.
const room = 90

// own is the name of an agreement without the words with which the names of all
// agreements begin, or end.
func (p agreementsPen) own(g *parley.Agreement) string {
	words := strings.Fields(p.name(g.ID))
	before, after, names := len(words)-1, len(words)-1, 0
	for x := range view.Each[*parley.Agreement](p.v) {
		names++
		other := strings.Fields(p.name(x.ID))
		if x.ID == g.ID {
			continue
		}
		before = min(before, shared(words, other, func(n, i int) int { return i }))
		after = min(after, shared(words, other, func(n, i int) int { return n - 1 - i }))
	}
	if names < 2 || before+after >= len(words) {
		return strings.Join(words, " ")
	}
	return strings.Join(words[before:len(words)-after], " ")
}

// shared is how many words two names share, in the order that at gives.
func shared(x, y []string, at func(n, i int) int) (n int) {
	for n < min(len(x), len(y)) && x[at(len(x), n)] == y[at(len(y), n)] {
		n++
	}
	return n
}

// band draws a time without an agreement; one that lasts, to the day asked about.
func (p agreementsPen) band(x path.Lapse, today date.Day) chart.Lapse {
	end := x.To
	if end == 0 {
		end = today
	}
	span := lang.Date(p.l, date.Date{First: x.From, Last: end})
	return chart.Lapse{Label: p.text("path.chart.lapse", arg("n", int(end-x.From)+1)), From: x.From.String(), To: (end + 1).String(), Href: "#" + string(x.Of.Agreement.ID), Description: span}
}
