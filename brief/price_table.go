package brief

import (
	"slices"
	"strings"

	"parley"
	"parley/analysis/price"
	"parley/chart"
	"parley/cost"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// bids is the table with a row for each bid.
func (p pricePen) bids() *Table {
	t := p.table("parley.price/1", "bid", "~name", "status", "total", "over_hold", "+p10", "+p90", "+beside", "+discounted", "+share",
		".kind", ".from", ".to", ".own_years", ".extended", ".rises", ".relation", ".basis", ".response", ".ours", ".typed", ".replaced_by",
		".first_lo", ".first_hi", ".first_currency", ".currency", ".total_number", ".p10_number", ".p90_number", ".mean", ".mean_formula", ".exact",
		".over_number", ".over_p10", ".over_p90", ".beside_currency", ".beside_number", ".beside_p10", ".beside_p90", ".discounted_number",
		".discount", ".share_low", ".share_number", ".share_high", ".cost_base", ".returned", ".matters", ".draws", ".seed", ".rests_on")
	for i := range p.r.Rows {
		t.put(p.bidRow(&p.r.Rows[i]))
	}
	return t
}

func (p pricePen) bidRow(x *price.Row) map[string]Cell {
	c, s := p.r.Money, x.Cost.Total
	row := map[string]Cell{
		"bid": p.bidCell(x), "name": Text(capitalised(p.bidName(x))), "status": p.statusCell(x),
		"total": Money{p.amount(c, s.P50)}, "p10": Money{p.amount(c, s.P10)}, "p90": Money{p.amount(c, s.P90)},
		"kind": Word(bidKinds[x.Kind]), "from": Number(x.Span().From), "to": Number(x.Span().To), "extended": Flag(x.Extended),
		"rises": Word(risings[x.Rises]), "relation": wordCell(x.Rel), "ours": Flag(x.Ours()), "typed": Flag(x.Kind == evidence.Typed),
		"replaced_by": idsCell(x.Replaced), "first_lo": Decimal{x.Terms.First.Lo}, "first_hi": Decimal{x.Terms.First.Hi},
		"first_currency": Word(x.Terms.Currency), "currency": Word(c), "total_number": modelled(s.P50), "p10_number": modelled(s.P10),
		"p90_number": modelled(s.P90), "mean": modelled(s.Mean), "exact": Flag(x.Cost.Total.Exact()), "draws": Number(p.r.Draws), "seed": Decimal{seedOf(p.r.Seed)},
		"rests_on": idsCell(p.rests(x)),
	}
	if row["p10"] == row["p90"] {
		row["p10"], row["p90"] = nil, nil
	}
	if !x.Own.IsZero() {
		row["own_years"] = Word(Written(spanOf(x.Own)))
	}
	if x.Standing.Status.Basis != parley.NotSourced || x.Kind == evidence.Claimed {
		row["basis"], row["response"] = Word(x.Standing.Status.Basis.String()), Word(x.Standing.Status.Response.String())
	}
	if x.Closed {
		row["mean_formula"] = modelled(x.Formula)
	}
	p.besideCells(x, row)
	return row
}

// besideCells fills in what the price is in other terms.
func (p pricePen) besideCells(x *price.Row, row map[string]Cell) {
	if o := x.Cost.Over; x.Compared {
		row["over_hold"] = Money{p.amount(p.r.Money, o.P50)}
		row["over_number"], row["over_p10"], row["over_p90"] = modelled(o.P50), modelled(o.P10), modelled(o.P90)
	}
	if b := x.Cost.Beside; p.r.Beside != "" && b != (cost.Spread{}) {
		row["beside"], row["beside_currency"] = Money{p.amount(p.r.Beside, b.P50)}, Word(p.r.Beside)
		row["beside_number"], row["beside_p10"], row["beside_p90"] = modelled(b.P50), modelled(b.P10), modelled(b.P90)
	}
	if !p.r.Discount.IsZero() {
		row["discounted"], row["discounted_number"], row["discount"] = Money{p.amount(p.r.Money, x.Cost.Discounted.P50)}, modelled(x.Cost.Discounted.P50), Decimal{p.r.Discount}
	}
	if p.r.Base != nil {
		row["share"], row["cost_base"] = Text(p.shareWords(x.Share)), ID(p.r.Base.ID)
		row["share_low"], row["share_number"], row["share_high"] = modelled(x.Share.Low), modelled(x.Share.Middle), modelled(x.Share.High)
	}
	if x.Parts != nil {
		row["returned"] = modelled(x.Returned)
	}
	var inputs []string
	for _, s := range x.Swings {
		inputs = append(inputs, s.Input)
	}
	row["matters"] = wordCell(strings.Join(inputs, " "))
}

func (p pricePen) bidCell(x *price.Row) Cell {
	if x.ID == "" {
		return Word(x.Terms.Name)
	}
	return ID(x.ID)
}

func (p pricePen) statusCell(x *price.Row) Cell {
	runs, _ := p.mark(x).Value.([]lang.Run)
	if len(runs) == 0 {
		return nil
	}
	return Status{strings.TrimSpace(lang.Plain(runs))}
}

func modelled(f float64) Cell { return Decimal{decimal(f)} }

func seedOf(n uint64) money.Decimal { return money.Int(int64(n)) }

var bidKinds = map[evidence.BidKind]string{evidence.Offered: "offer", evidence.Claimed: "claim", evidence.Agreed: "agreement", evidence.Held: "hold", evidence.Typed: "typed"}

var risings = map[evidence.Rising]string{evidence.ByRule: "rule", evidence.SaidFlat: "flat", evidence.NotSaid: "not-said", evidence.OnlyWords: "words"}

// parts is the table with a row for each category of each bid; nil if it was not
// asked for.
func (p pricePen) parts() *Table {
	t := p.table("parley.price-parts/1", "bid", "issue", "~name", "amount", "share", ".amount_number", ".currency", ".of_year", ".rests_on")
	for i := range p.r.Rows {
		for _, q := range p.r.Rows[i].Parts {
			t.put(map[string]Cell{"bid": p.bidCell(&p.r.Rows[i]), "issue": ID(q.Issue), "name": Text(p.name(q.Issue)), "amount": Money{p.amount(p.r.Money, q.Amount)},
				"share": Text(p.text("words", arg("words", percentOf(money.RoundedPercent(q.Share.Mid(), 1))))), "amount_number": modelled(q.Amount),
				"currency": Word(p.r.Money), "of_year": Number(p.r.Split.Year), "rests_on": idsCell(q.RestsOn)})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// years is the table with a row for each year of each bid.
func (p pricePen) years() *Table {
	t := p.table("parley.price-years/1", "bid", "year", "median", "p10", "p90", "rate", ".by", ".index", ".index_year", ".index_value", ".assumed", ".capped",
		".floored", ".currency", ".median_number", ".p10_number", ".p90_number", ".mean")
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		for n, s := range x.Cost.Years {
			row := map[string]Cell{"bid": p.bidCell(x), "year": Number(x.Terms.Start + n), "median": Money{p.finer(p.r.Money, s.P50)},
				"currency": Word(p.r.Money), "median_number": modelled(s.P50), "p10_number": modelled(s.P10), "p90_number": modelled(s.P90), "mean": modelled(s.Mean)}
			if lo, hi := (Money{p.finer(p.r.Money, s.P10)}), (Money{p.finer(p.r.Money, s.P90)}); lo != hi {
				row["p10"], row["p90"] = lo, hi
			}
			if n < len(x.Path) {
				p.yearCells(x, x.Path[n], row)
			}
			t.put(row)
		}
	}
	return t
}

// yearCells says where the amount of a year comes from.
func (p pricePen) yearCells(x *price.Row, y cost.Year, row map[string]Cell) {
	row["by"] = Word([]string{"written", "flat", "rule"}[y.By])
	if y.By != cost.ByRule {
		return
	}
	row["rate"] = Decimal{y.Rate.Round(-4, money.HalfUp)}
	row["capped"], row["floored"], row["assumed"] = Flag(y.Capped), Flag(y.Floored), Flag(y.Assumed)
	if y.IndexOf == 0 {
		return
	}
	for _, r := range x.Terms.Rules {
		if r.From <= y.Year && r.Index != "" {
			row["index"] = ID(r.Index)
		}
	}
	row["index_year"], row["index_value"] = Number(y.IndexOf), Decimal{y.Index}
}

// totals draws what each bid costs in all.
func (p pricePen) totals() *Chart {
	zeros, unit := p.axis()
	c := chart.Totals{Frame: p.frame("price.chart.totals", unit)}
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		row := chart.TotalRow{Label: capitalised(p.bidName(x)), Note: p.noteOf(x), Side: p.sideOf(x), Status: chartStatus(x),
			Median: scaled(x.Cost.Total.P50, zeros), Value: p.text("words", arg("words", p.amount(p.r.Money, x.Cost.Total.P50))),
			Href: hrefOf(x), Description: p.text("price.chart.row", arg("bid", p.bidName(x)), arg("total", p.spread(p.r.Money, x.Cost.Total)))}
		for _, d := range x.Cost.Total.Dots {
			row.Dots = append(row.Dots, scaled(d, zeros))
		}
		c.Rows = append(c.Rows, row)
	}
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
	c := chart.Paths{Frame: p.frame("price.chart.paths", unit)}
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		line := chart.Path{Label: capitalised(p.bidName(x)), Side: p.sideOf(x), Status: chartStatus(x), Href: hrefOf(x), Description: p.bidName(x)}
		for n, s := range x.Cost.Years {
			line.Points = append(line.Points, chart.PathPoint{Year: x.Terms.Start + n, Low: scaled(s.P10, zeros), Mid: scaled(s.P50, zeros), High: scaled(s.P90, zeros),
				Description: p.text("value.for", arg("value", p.spread(p.r.Money, s)), arg("date", year(x.Terms.Start+n)))})
		}
		c.Lines = append(c.Lines, line)
	}
	return &Chart{Key: "paths", Spec: c.Spec()}
}

// axis returns in what the totals are counted, and its words.
func (p pricePen) axis() (zeros int, unit string) {
	most := 0.0
	for _, x := range p.r.Rows {
		most = max(most, x.Cost.Total.P50)
	}
	zeros, unit = p.scale(p.r.Money, decimal(most))
	for _, x := range p.r.Rows {
		if x.Span() != p.r.Rows[0].Span() {
			return zeros, unit
		}
	}
	return zeros, p.text("price.chart.unit", arg("unit", unit), arg("span", spanOf(p.r.Rows[0].Span())))
}

func (p pricePen) frame(key, unit string) chart.Frame {
	return chart.Frame{Title: p.top(key), Subtitle: p.word(key + ".how"), Description: p.word(key + ".says"), Unit: unit, Broken: p.word("price.chart.broken"),
		Nothing: p.word("price.chart.nothing"), Key: map[chart.Status]string{
			chart.Confirmed: p.word("basis.confirmed"), chart.OnRecord: p.word("basis.on-record"), chart.SecondHand: p.word("basis.second-hand"),
			chart.Reported: p.word("basis.reported"), chart.Inferred: p.word("basis.inferred"), chart.Ours: p.word("price.chart.ours")}}
}

func scaled(f float64, zeros int) float64 { return decimal(f).Shift(-zeros).Float64() }

// noteOf is what a reader of the picture must know of a bid, in a few words.
func (p pricePen) noteOf(x *price.Row) string {
	if x.Extended {
		return p.word("price.chart.extended")
	}
	return ""
}

func hrefOf(x *price.Row) string {
	if x.ID == "" {
		return ""
	}
	return "#" + string(x.ID)
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
