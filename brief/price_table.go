package brief

import (
	"slices"
	"strings"

	"parley"
	"parley/analysis/price"
	"parley/cost"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// bids is the table with a row for each bid.
func (p pricePen) bids() *Table {
	t := p.table("parley.price/1", "bid", ".from", ".to", ".total_number", ".p10_number", ".p90_number", ".currency",
		"~name", "status", "+span", "total", "over_hold", "+p10", "+p90", "+beside", "+discounted", "+share", ".kind", ".own_years", ".extended", ".rises", ".relation", ".basis", ".response", ".ours", ".typed", ".replaced_by",
		".first_lo", ".first_hi", ".first_currency", ".mean", ".mean_formula", ".exact",
		".not_compared", ".over_number", ".over_p10", ".over_p90", ".beside_currency", ".beside_number", ".beside_p10", ".beside_p90", ".discounted_number",
		".discount", ".share_low", ".share_number", ".share_high", ".cost_base", ".returned", ".matters", ".draws", ".seed", ".rests_on")
	if i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == "beside" }); p.r.Beside != "" {
		t.Columns[i].Title = p.text("column.beside.in", arg("currency", p.currencyName(p.r.Beside, false)))
	}
	if i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == "discounted" }); !p.r.Discount.IsZero() && p.r.Since != 0 {
		t.Columns[i].Title = p.text("column.discounted.to", arg("year", year(p.r.Since)))
	}
	spread := slices.ContainsFunc(p.r.Rows, func(x price.Row) bool { return p.open(x.Cost.Total, 3) })
	for i := range p.r.Rows {
		t.put(p.bidRow(&p.r.Rows[i], spread))
	}
	return t
}

// open reports whether the ends of a spread differ in the digits that are shown.
func (p pricePen) open(s cost.Spread, digits int) bool {
	return money.Rounded(p.r.Money, decimal(s.P10), digits) != money.Rounded(p.r.Money, decimal(s.P90), digits)
}

// bidRow is the row of a bid. Its ends are left out, in words and as numbers, of a
// table in which nothing is uncertain.
func (p pricePen) bidRow(x *price.Row, spread bool) map[string]Cell {
	c, s := p.r.Money, x.Cost.Total
	row := map[string]Cell{
		"bid": p.bidCell(x), "name": Text(capitalised(p.bidName(x))), "status": p.statusCell(x),
		"total": Money{p.amount(c, s.P50)}, "not_compared": wordCell(x.Why),
		"kind": Word(bidKinds[x.Kind]), "from": Number(x.Span().From), "to": Number(x.Span().To), "extended": Flag(x.Extended),
		"rises": Word(risings[x.Rises]), "relation": wordCell(x.Rel), "ours": Flag(x.Ours()), "typed": Flag(x.Kind == evidence.Typed),
		"replaced_by": idsCell(x.Replaced), "first_lo": Decimal{x.Terms.First.Lo}, "first_hi": Decimal{x.Terms.First.Hi},
		"first_currency": Word(x.Terms.Currency), "currency": Word(c), "total_number": modelled(s.P50), "mean": modelled(s.Mean), "exact": Flag(x.Cost.Total.Exact()), "draws": Number(p.r.Draws), "seed": Decimal{seedOf(p.r.Seed)},
		"rests_on": idsCell(p.rests(x)),
	}
	if spread {
		row["p10"], row["p90"] = Money{p.amount(c, s.P10)}, Money{p.amount(c, s.P90)}
		row["p10_number"], row["p90_number"] = modelled(s.P10), modelled(s.P90)
	}
	if p.spans() {
		row["span"] = Text(lang.Date(p.l, spanOf(x.Span())))
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
		if key, _, _ := p.over(o); key == "price.row.same" {
			row["over_hold"] = Text(p.word("price.over.none"))
		}
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

// bidCell names a bid for machines: the only one that was typed is "yours".
func (p pricePen) bidCell(x *price.Row) Cell {
	if x.Kind == evidence.Typed && len(p.r.Typed) == 1 {
		return Word("yours")
	}
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
	t := p.table("parley.price-years/1", "bid", "year", ".median_number", ".p10_number", ".p90_number", ".currency", "median", "p10", "p90", "rate", ".rate_number", ".by", ".index", ".index_year", ".index_value", ".assumed", ".capped",
		".floored", ".mean", ".from", ".to")
	spread := false
	for i := range p.r.Rows {
		spread = spread || slices.ContainsFunc(p.r.Rows[i].Cost.Years, func(s cost.Spread) bool { return p.open(s, 4) })
	}
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		for n, s := range x.Cost.Years {
			row := map[string]Cell{"bid": p.bidCell(x), "year": Number(x.Terms.Start + n), "median": Money{p.finer(p.r.Money, s.P50)},
				"currency": Word(p.r.Money), "median_number": modelled(s.P50), "mean": modelled(s.Mean), "from": Number(x.Span().From), "to": Number(x.Span().To)}
			if spread {
				row["p10"], row["p90"] = Money{p.finer(p.r.Money, s.P10)}, Money{p.finer(p.r.Money, s.P90)}
				row["p10_number"], row["p90_number"] = modelled(s.P10), modelled(s.P90)
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
	rate := y.Rate.Round(-4, money.HalfUp)
	row["rate"], row["rate_number"] = Text(p.text("words", arg("words", percentOf(exactly(rate, money.Int(1)))))), Decimal{rate}
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
