package brief

import (
	"slices"
	"strings"

	"parley"
	"parley/analysis/price"
	"parley/chart"
	"parley/cost"
	"parley/date"
	"parley/evidence"
	"parley/lang"
)

// totals draws what each bid costs in all.
func (p pricePen) totals() *Chart {
	zeros, unit := p.axis()
	spread := false
	c := chart.Totals{Sides: p.sideNames()}
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		row := chart.TotalRow{Label: p.labelOf(x), Note: p.noteOf(x), Side: p.sideOf(x), Status: chartStatus(x),
			Median: scaled(x.Cost.Total.P50, zeros), Value: p.atLeast(x, p.text("words", arg("words", p.amount(p.r.Money, x.Cost.Total.P50)))),
			Href: hrefOf(x), Description: p.text("price.chart.row", arg("bid", p.bidName(x)), arg("total", p.atLeast(x, p.spread(p.r.Money, x.Cost.Total))))}
		for _, d := range x.Cost.Total.Dots {
			row.Dots = append(row.Dots, scaled(d, zeros))
		}
		spread = spread || !x.Cost.Total.Exact()
		c.Rows = append(c.Rows, row)
	}
	c.Frame = p.frame("price.chart.totals", unit, how("price.chart.totals.how", spread), "price.chart.totals.certain")
	return &Chart{Key: "totals", Spec: c.Spec()}
}

// paths draws what each bid costs year by year.
func (p pricePen) paths() *Chart {
	most := 0.0
	for _, x := range p.r.Rows {
		for _, y := range x.Cost.Years {
			most = max(most, y.P50)
		}
	}
	zeros, unit := p.scale(p.r.Money, decimal(most))
	c := chart.Paths{Sides: p.sideNames()}
	band := false
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		line := chart.Path{Label: p.labelOf(x), Side: p.sideOf(x), Status: chartStatus(x), Href: hrefOf(x), Description: p.bidName(x)}
		for n, s := range x.Cost.Years {
			line.Points = append(line.Points, chart.PathPoint{Year: x.Terms.Start + n, Low: scaled(s.P10, zeros), Mid: scaled(s.P50, zeros), High: scaled(s.P90, zeros),
				Description: p.text("value.for", arg("value", p.spread(p.r.Money, s)), arg("date", year(x.Terms.Start+n)))})
		}
		band = band || slices.ContainsFunc(x.Cost.Years, func(s cost.Spread) bool { return p.open(s, 3) })
		c.Lines = append(c.Lines, line)
	}
	c.Frame = p.frame("price.chart.paths", unit, how("price.chart.paths.how", band), how("price.chart.paths.certain", !band))
	return &Chart{Key: "paths", Spec: c.Spec()}
}

// axis returns in what the totals are counted, and its words.
func (p pricePen) axis() (zeros int, unit string) {
	most := 0.0
	for _, x := range p.r.Rows {
		most = max(most, x.Cost.Total.P50)
	}
	zeros, unit = p.scale(p.r.Money, decimal(most))
	if p.spans() {
		return zeros, unit
	}
	return zeros, p.text("price.chart.unit", arg("unit", unit), arg("span", spanOf(p.r.Rows[0].Span())))
}

// how is a sentence that says how to read a picture, if what it is about is drawn.
func how(key string, drawn bool) string {
	if drawn {
		return key
	}
	return ""
}

// frame is what stands around a picture: how to read it, as of which day it is,
// and how much of it is assumed.
func (p pricePen) frame(key, unit string, says ...string) chart.Frame {
	var subtitle []string
	for _, s := range says {
		if s != "" {
			subtitle = append(subtitle, p.word(s))
		}
	}
	subtitle = append(subtitle, p.text("price.chart.as-of", arg("date", lang.Date(p.l, date.Date{First: p.v.From().AsOf, Last: p.v.From().AsOf}))))
	if all, assumed := evidence.Figures(p.r.Premises); assumed > 0 {
		subtitle = append(subtitle, p.text("price.chart.assumed", arg("n", assumed), arg("all", all)))
	}
	if p.spans() {
		subtitle = append(subtitle, p.word("price.spans"))
	}
	return chart.Frame{Title: p.top(key), Subtitle: strings.Join(subtitle, " "), Description: p.word(key + ".says"), Unit: unit, Broken: p.word("price.chart.broken"),
		Nothing: p.word("price.chart.nothing"), Key: map[chart.Status]string{
			chart.Confirmed: p.word("basis.confirmed"), chart.OnRecord: p.word("basis.on-record"), chart.SecondHand: p.word("basis.second-hand"),
			chart.Reported: p.word("basis.reported"), chart.Inferred: p.word("basis.inferred"), chart.Ours: p.word("price.chart.ours")}}
}

// labelOf names a bid in a picture, with its years where those of others differ.
func (p pricePen) labelOf(x *price.Row) string {
	name := capitalised(p.bidName(x))
	if p.spans() {
		return p.text("price.chart.label", arg("bid", name), arg("span", spanOf(x.Span())))
	}
	return name
}

// sideNames are whose the colours of a picture are.
func (p pricePen) sideNames() map[chart.Side]string {
	names := map[chart.Side]string{chart.Joint: p.word("price.chart.joint")}
	for i, q := range p.a.Parties() {
		if i < 2 {
			names[[]chart.Side{chart.First, chart.Second}[i]] = p.name(q.ID)
		}
	}
	return names
}

func scaled(f float64, zeros int) float64 { return decimal(f).Shift(-zeros).Float64() }

// noteOf is what a reader of the picture must know of a bid, in a few words.
func (p pricePen) noteOf(x *price.Row) string {
	if x.Extended {
		return p.word("price.chart.extended")
	}
	return ""
}

// hrefOf leads to a bid, and from what is held to the agreement that it is held from.
func hrefOf(x *price.Row) string {
	switch {
	case x.ID != "":
		return "#" + string(x.ID)
	case x.Kind == evidence.Held:
		return "#" + string(x.Base.Of)
	}
	return ""
}

// sideOf is whose a bid is in a picture: the first two parties have a side.
func (p pricePen) sideOf(x *price.Row) chart.Side {
	i := slices.IndexFunc(p.a.Parties(), func(q *parley.Party) bool { return q.ID == x.Party })
	switch i {
	case 0:
		return chart.First
	case 1:
		return chart.Second
	}
	return chart.Joint
}

func chartStatus(x *price.Row) chart.Status {
	if x.Ours() {
		return chart.Ours
	}
	if x.Kind == evidence.Held || x.Kind == evidence.Agreed {
		return chart.OnRecord
	}
	switch x.Standing.Status.Basis {
	case parley.Confirmed:
		return chart.Confirmed
	case parley.OnRecord, parley.OtherSide:
		return chart.OnRecord
	case parley.SecondHand:
		return chart.SecondHand
	case parley.Inferred:
		return chart.Inferred
	}
	return chart.Reported
}
