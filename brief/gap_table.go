package brief

import (
	"cmp"

	"parley"
	"parley/analysis/gap"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// rows says the same to machines, and shows people the changes: the figure that was
// named last of each side, and the distance in the unit that the head of its column
// names, so that the table fits a terminal. What needs more room follows.
func (p gapPen) rows(r gap.Result) *Table {
	t := p.table("parley.gap/1", "day", ".issue", ".side_a", "~figure_a", ".status_a", ".claims_a", ".side_b", "~figure_b", ".status_b", ".claims_b",
		".distance", "apart", ".distance_low", ".distance_high", ".currency", "measured_to", "of_last", ".of_last_low", ".of_last_high", ".last",
		"ground", ".reports_only", "+figures_a", "+figures_b", "+distance_other", ".other_low", ".other_high", ".other_currency", ".per", ".rests_on")
	named := p.heads(t, r)
	for _, x := range r.Rows {
		row := map[string]Cell{"day": p.dayCell(x.Day), "issue": ID(r.Issue.ID), "reports_only": Flag(x.Reports), "rests_on": idsCell(x.RestsOn())}
		a, b := p.columns(x)
		p.sideCells(row, "_a", x, a, named)
		p.sideCells(row, "_b", x, b, named)
		p.distanceCells(row, r, x)
		p.shareCells(row, x)
		t.put(row)
	}
	return t
}

// heads puts the names of the sides at the head of their columns where they are the
// same two in all rows, and the unit of the distance at the head of its own.
func (p gapPen) heads(t *Table, r gap.Result) (named bool) {
	if len(r.Rows) == 0 {
		return false
	}
	a, b := p.columns(r.Rows[0])
	named = a >= 0 && b >= 0
	for _, x := range r.Rows {
		c, d := p.columns(x)
		named = named && c == a && d == b
	}
	var titles = make(map[string]string)
	if named {
		for key, i := range map[string]int{"_a": a, "_b": b} {
			name := p.name(r.Rows[0].Sides[i].Party)
			titles["figure"+key], titles["figures"+key] = name, p.text("gap.column.all", arg("party", name))
		}
	}
	if len(r.Currencies) > 0 && r.Currencies[0] != "" {
		_, unit := p.unit(r)
		unit = p.spannedUnit(r, unit)
		titles["apart"] = p.text("gap.column.distance", arg("unit", unit))
	}
	for i, c := range t.Columns {
		t.Columns[i].Title = cmp.Or(titles[c.Key], c.Title)
	}
	return named
}

// spannedUnit says for which span a unit is, where no year is meant.
func (p gapPen) spannedUnit(r gap.Result, unit string) string {
	if x := r.Now; x != nil && (x.Span == evidence.EachMonth || x.Span == evidence.InAll) {
		return p.text("gap.span."+string(x.Span), arg("distance", unit))
	}
	return unit
}

// columns are the sides shown in a row: those between which the distance lies;
// -1 is the last agreement, -2 nothing.
func (p gapPen) columns(x gap.Row) (a, b int) {
	if len(x.Sides) == 2 { // a side that is silent keeps its place
		return 0, 1
	}
	if d := x.Gap(); d != nil {
		return d.Sides[0], d.Sides[1]
	}
	a, b = -2, -2
	if len(x.Sides) > 0 {
		a = 0
	}
	if len(x.Sides) > 1 {
		b = 1
	}
	return a, b
}

func (p gapPen) sideCells(row map[string]Cell, key string, x gap.Row, i int, named bool) {
	if i < 0 {
		return
	}
	s := x.Sides[i]
	row["side"+key] = ID(s.Party)
	short := p.word("gap.cell.unknown")
	var all, status []string
	var ids []parley.ID
	for _, c := range s.Claims {
		badge := lang.Badge(p.l, x.Standings[c.ID].Status)
		all, status, ids = append(all, p.text("gap.cell.status", arg("value", p.quantity(c.That)), arg("status", badge))), append(status, badge), append(ids, c.ID)
	}
	if len(s.Claims) > 0 {
		short = p.short(s.Claims[0].That)
		row["figures"+key], row["status"+key] = Text(joined(all, "; ")), Text(joined(status, "; "))
	}
	if n := len(s.Claims) - 1; n > 0 {
		short = p.text("gap.cell.more", arg("value", short), arg("n", n))
	}
	if !named {
		short = p.text("gap.cell", arg("party", p.name(s.Party)), arg("value", short))
	}
	row["figure"+key], row["claims"+key] = Text(short), idsCell(ids)
}

// short says a figure by itself: without its time, and a percentage without its base.
func (p gapPen) short(t *parley.Proposition) string {
	v := t.Value
	if x, ok := v.(parley.Percent); ok {
		v = parley.Percent{Percent: x.Percent}
	}
	return p.related(t.Rel, p.value(v))
}

func (p gapPen) distanceCells(row map[string]Cell, r gap.Result, x gap.Row) {
	for i, key := range []string{"distance", "other"} {
		if i >= len(x.Gaps) || x.Gaps[i] == nil {
			continue
		}
		d := x.Gaps[i]
		lo, hi := d.Lo, d.Hi
		if info, ok := money.Lookup(d.Currency); ok { // to the smallest coin, outward
			lo, hi = lo.Round(-max(0, info.Digits), money.Floor), hi.Round(-max(0, info.Digits), money.Ceiling)
		}
		if d.Currency != "" {
			row["per"] = wordCell(string(x.Span))
		}
		words, currency := "distance", "currency"
		if key == "other" {
			words, currency = "distance_other", "other_currency"
		}
		row[words], row[key+"_low"], row[key+"_high"], row[currency] = Text(lang.Plain(p.spanned(x, p.distance(d)))), Decimal{lo}, Decimal{hi}, wordCell(string(d.Currency))
	}
	d := x.Gap()
	if d == nil {
		return
	}
	row["apart"] = Text(p.apartCell(r, x))
	key := "gap.cell.to.sides"
	if d.Sides[1] < 0 {
		key = "gap.cell.to"
	}
	row["measured_to"] = Text(p.word(key))
	row["ground"] = Text(p.word(p.groundKey(x)))
}

// apartCell says the distance in the unit at the head of its column; in words, where
// it cannot be said in that.
func (p gapPen) apartCell(r gap.Result, x gap.Row) string {
	d := x.Gaps[0]
	switch {
	case d == nil:
		return lang.Plain(p.distance(x.Gap()))
	case d.Currency == "":
		return p.between(d.Interval)
	}
	zeros, _ := p.unit(r)
	one := func(v money.Decimal) string {
		if v.IsZero() {
			return "0"
		}
		v = v.Digits(3, money.HalfUp)
		return v.Shift(-zeros).Comma(max(0, zeros-(v.Place()-2)))
	}
	lo, hi := one(d.Lo), one(d.Hi)
	if lo == hi {
		return lo
	}
	return p.text("gap.cell.span", arg("lo", lo), arg("hi", hi))
}

// between says an interval of per cent by its ends.
func (p *pen) between(i money.Interval) string {
	places := 0
	if i.Hi.Abs().Cmp(money.Int(10)) < 0 {
		places = 1
	}
	lo, hi := signed(i.Lo, places), signed(i.Hi, places)
	switch {
	case lo == hi:
		return p.text("gap.cell.percent.alone", arg("value", lo))
	case i.Lo.Sign() < 0:
		return p.text("gap.cell.percent.signed", arg("lo", lo), arg("hi", hi))
	}
	return p.text("gap.cell.percent", arg("lo", lo), arg("hi", hi))
}

// groundKey is the word for that on which the known figures rest.
func (p gapPen) groundKey(x gap.Row) string {
	switch n := len(x.Known()); {
	case x.Reports:
		return "gap.cell.reports"
	case x.Own == n:
		return "gap.cell.record"
	case x.Own > 0:
		return "gap.cell.one"
	}
	return "gap.cell.second"
}

func (p gapPen) shareCells(row map[string]Cell, x gap.Row) {
	if x.Last != nil {
		row["last"] = ID(x.Last.Agreement.ID)
	}
	if s := x.Share; s != nil {
		row["of_last"] = Text(p.between(s.Interval))
		row["of_last_low"], row["of_last_high"] = Decimal{s.Lo.Round(-2, money.HalfUp)}, Decimal{s.Hi.Round(-2, money.HalfUp)}
	}
}

// unit is the power of ten in which the distances and figures of a result are
// counted in its first currency, and its name.
func (p gapPen) unit(r gap.Result) (zeros int, name string) {
	if len(r.Currencies) == 0 || r.Currencies[0] == "" {
		return 0, "%"
	}
	var most money.Decimal
	for i := range r.Rows {
		for _, s := range r.Rows[i].Sides {
			if y, ok := r.Rows[i].Size(s.Claims, r.Currencies[0]); ok && y.Hi.Cmp(most) > 0 {
				most = y.Hi
			}
		}
	}
	return p.scale(r.Currencies[0], most)
}
