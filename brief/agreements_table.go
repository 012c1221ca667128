package brief

import (
	"cmp"
	"slices"

	"parley"
	"parley/analysis"
	"parley/analysis/path"
	"parley/date"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// years adds the years of an agreement to the table: a row for each entry that
// gives an amount, and one for a year for which none does.
func (p agreementsPen) years(g *path.Agreement) {
	var like money.Amount
	for _, y := range g.Years {
		whole := date.Date{First: date.On(y.Year, 1, 1), Last: date.On(y.Year, 12, 31), Printed: year(y.Year)}
		given := append(slices.Clone(y.Recorded), y.Derived...)
		switch {
		case len(given) > 0:
			like = given[0].Amount
		case g.Period == "" && !slices.ContainsFunc(g.Other, func(x path.Given) bool { return x.For.Overlaps(whole) }):
			given = []path.Given{{For: whole}}
		}
		for _, x := range given {
			p.row(g, y, x, like)
		}
	}
	for _, x := range g.Other {
		p.row(g, nil, x, x.Amount)
	}
	for _, t := range g.Terms {
		for _, o := range t.Once {
			row := p.given(path.Given{By: t.ID, For: o.For, Amount: o.Amount, Beside: o.Beside})
			row["agreement"], row["name"], row["currency"] = ID(g.Agreement.ID), Text(p.name(g.Agreement.ID)), Word(o.Amount.Currency)
			row["how"], row["way"] = Text(p.word("path.how.once")), Word("once")
			p.table.put(row)
		}
	}
}

// row adds what one entry says of a year, or of another time, and what the rule
// says.
func (p agreementsPen) row(g *path.Agreement, y *path.Year, x path.Given, like money.Amount) {
	row := p.given(x)
	row["agreement"], row["name"] = ID(g.Agreement.ID), Text(p.name(g.Agreement.ID))
	row["currency"] = wordCell(string(cmp.Or(x.Amount.Currency, g.Currency)))
	if y != nil && g.Period == "" {
		row["how"], row["way"], row["rule"], row["index"] = Text(p.how(y)), Word(ways[y.By]), idCell(y.Terms), idCell(y.Rule.Index)
		p.computed(row, y.Computed, x, like)
	}
	p.table.put(row)
}

// given are the cells of an amount as one entry gives it.
func (p agreementsPen) given(x path.Given) map[string]Cell {
	row := map[string]Cell{"for": p.dateCell(x.For), "rests_on": idsCell(x.Standing.RestsOn())}
	if !x.Amount.IsZero() {
		row["amount"], row["known"] = Money{x.Amount}, p.dayCell(p.v.KnownOn(x.By))
		row["amount_number"], row["amount_lo"], row["amount_hi"] = Decimal{x.Amount.Value}, Decimal{x.Amount.Bounds.Lo}, Decimal{x.Amount.Bounds.Hi}
	}
	if !x.Beside.IsZero() {
		row["beside"], row["beside_currency"], row["beside_number"] = Money{x.Beside}, Word(x.Beside.Currency), Decimal{x.Beside.Value}
	}
	if t, ok := view.Get[*parley.Terms](p.v, x.By); ok {
		row["terms"], row["agreed"], row["rests_on"] = ID(t.ID), p.dateCell(t.Happened), IDs{t.ID}
	} else if x.By != "" {
		row["claim"], row["status"] = ID(x.By), Status{lang.Badge(p.l, x.Standing.Status)}
	}
	return row
}

// computed adds the cells of what a rule gives.
func (p agreementsPen) computed(row map[string]Cell, c *path.Computed, x path.Given, like money.Amount) {
	if c == nil {
		return
	}
	row["computed"] = Money{printedLike(c.Currency, c.Amount, c.Unit, like)}
	row["computed_lo"], row["computed_hi"] = Decimal{rounded6(c.Amount.Lo)}, Decimal{rounded6(c.Amount.Hi)}
	if x.Off != nil {
		row["difference"], row["agrees"] = Delta{p.difference(c, x, like)}, Flag(x.Agrees)
		row["difference_lo"], row["difference_hi"] = Decimal{rounded6(x.Off.Lo)}, Decimal{rounded6(x.Off.Hi)}
	}
	if c.IndexOf != 0 {
		row["index_year"], row["index_value"] = Number(c.IndexOf), Decimal{c.Index}
	}
	row["rate"], row["capped"], row["floored"] = Decimal{c.Rate}, Flag(c.Capped), Flag(c.Floored)
	row["base"], row["base_year"], row["base_computed"] = Money{printedLike(c.Currency, c.Base, c.Unit, like)}, Number(c.BaseOf), Flag(c.Reckoned)
	row["rests_on"] = IDs(analysis.Unique(row["rests_on"].(IDs), c.RestsOn))
}

// difference is what the rule gives less what is recorded: nothing where the two
// can be one.
func (p agreementsPen) difference(c *path.Computed, x path.Given, like money.Amount) money.Amount {
	switch {
	case x.Agrees:
		return money.Exact(c.Currency, money.Decimal{})
	case x.Off.Exact():
		return printedLike(c.Currency, *x.Off, c.Unit, like)
	}
	return money.RoundedRange(c.Currency, *x.Off, 2)
}

// ways are the words for where an amount comes from.
var ways = map[path.By]string{path.NotFound: "not-found", path.Negotiated: "negotiated", path.ByRule: "by-rule", path.InWords: "in-words",
	path.NoFigure: "no-figure", path.NoBase: "no-base", path.BadRule: "bad-rule"}

// how says in a few words where the amount of a year comes from: the figure of
// which year, capped or not, or what is missing.
func (p *pen) how(y *path.Year) string {
	switch {
	case y.By == path.NotFound && len(y.Recorded)+len(y.Derived) == 0:
		return p.word("path.how.no-amount")
	case y.By == path.NoFigure:
		return p.text("path.how.no-figure", arg("series", p.name(y.Missing.Series)), arg("year", year(y.Missing.Year)))
	case y.By == path.NoBase:
		return p.text("path.how.no-base", arg("year", year(y.Missing.Year)))
	case y.By == path.ByRule:
		return p.howRule(y.Computed, y.Rule)
	}
	return p.word("path.how." + ways[y.By])
}

// howRule says what a rule applied. The name of the series stands last, where it
// may be cut.
func (p *pen) howRule(c *path.Computed, x parley.Rise) string {
	applied := percentOf(exactly(c.Rate, c.RateUnit))
	rate, index := arg("rate", applied), arg("percent", percentOf(exactly(c.Index, money.Decimal{})))
	if x.Index == "" {
		switch {
		case c.Capped:
			return p.text("path.how.capped", rate)
		case c.Floored:
			return p.text("path.how.floored", rate)
		}
		x.AtMost, x.AtLeast = money.Percent{}, money.Percent{}
		return p.ruleWords(x)
	}
	key := "path.how.index"
	args := []lang.Arg{index, rate, arg("year", year(c.IndexOf)), arg("series", p.name(x.Index)), arg("most", percentOf(x.AtMost))}
	switch {
	case c.Capped:
		key += ".capped"
	case c.Floored:
		key += ".floored"
	case !x.Plus.IsZero() || !x.Share.IsZero():
		key += ".applied"
	case !x.AtMost.IsZero():
		key += ".at-most"
		fallthrough
	default: // the figure as the rule rounds it
		args[0] = arg("percent", applied)
	}
	return p.text(key, args...)
}

// gap adds a time without an agreement to the table, and what is said to be paid
// in it.
func (p agreementsPen) gap(x path.Lapse) {
	none, way := Text(p.word("path.how.lapse")), Word("lapse")
	p.table.put(map[string]Cell{"for": p.dateCell(date.Date{First: x.From, Last: x.To}), "how": none, "way": way, "rests_on": idsCell(x.RestsOn)})
	for _, g := range x.Paid {
		row := p.given(g)
		row["how"], row["way"], row["currency"] = none, way, Word(g.Amount.Currency)
		p.table.put(row)
	}
}
