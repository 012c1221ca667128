package brief

import (
	"cmp"
	"unicode/utf8"

	"parley"
	"parley/analysis/path"
	"parley/chart"
	"parley/date"
	"parley/lang"
	"parley/money"
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
	return &Chart{Key: "agreements", Spec: chart.Agreements{
		Frame:      chart.Frame{Title: p.top("path.chart"), Subtitle: p.word("path.chart.how"), Description: p.word("path.chart.says"), Nothing: p.word("agreement.no-amount")},
		Negotiated: p.word("path.chart.written"), Computed: p.word("path.chart.rule"), Lapsed: p.word("path.how.lapse"), Panels: panels,
	}.Spec()}
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

func drawn(g *path.Agreement) bool {
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
	t := chart.Term{Label: p.short(g.Agreement), Status: chart.OnRecord, Href: "#" + string(g.Agreement.ID), Description: p.name(g.Agreement.ID)}
	for _, y := range g.Years {
		i, _, ok := g.Value(y)
		if !ok {
			continue
		}
		words := p.text("value.for", arg("value", spanned(g.Currency, i)), arg("date", year(y.Year)))
		t.Years = append(t.Years, chart.TermYear{Year: y.Year, Amount: i.Mid().Shift(-zeros).Float64(), Computed: y.By == path.ByRule, Description: words})
	}
	return t
}

// short is what an agreement is called over a few years of a picture: the
// shortest of its names, or its id where all are long.
func (p agreementsPen) short(g *parley.Agreement) string {
	best := p.name(g.ID)
	for _, aka := range g.Aka {
		if utf8.RuneCountInString(aka) < utf8.RuneCountInString(best) {
			best = aka
		}
	}
	if utf8.RuneCountInString(best) > 14 {
		return string(g.ID)
	}
	return best
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
