package brief

import (
	"strings"

	"parley"
	"parley/analysis/flow"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// A flowPen writes where the money goes.
type flowPen struct{ *pen }

// Flow says where the money goes: by category, what part returns and what part
// is paid in cash, the shares of a cost that sides bear, what was left unspent,
// and what is counted in another way. One table for machines holds all of it.
func Flow(a *evidence.Assessment, r flow.Result, l lang.Lang, from Stamp) *Document {
	p := flowPen{write(a, l)}
	title := p.top("top.flow")
	all := p.rows(r)
	if r.Nothing {
		return p.document("parley.flow/1", title, from, p.nothingKnown(), all)
	}
	parts := p.missing(r)
	for _, y := range r.Years {
		parts = append(parts, Heading(year(y.Year)))
		parts = append(parts, p.year(r, y)...)
		parts = append(parts, p.overview(y))
		if r.Year != 0 {
			parts = append(parts, p.details(y)...)
		}
	}
	if r.Year == 0 || len(r.Years) == 0 { // else it stands beside what we reckon
		parts = append(parts, section(p.word("flow.whole"), p.list(r.Whole, false))...)
	}
	parts = append(parts, section(p.word("flow.shares"), p.list(r.Shares, true))...)
	parts = append(parts, section(p.word("flow.unspent"), p.unspent(r.Unspent))...)
	parts = append(parts, section(p.word("flow.apart"), p.list(r.Apart, false))...)
	return p.document("parley.flow/1", title, from, append(parts, all)...)
}

// missing says why there is no year, where there is none.
func (p flowPen) missing(r flow.Result) []Part {
	switch {
	case r.Issue == "":
		return []Part{p.ours("flow.no-issue")}
	case r.None:
		return []Part{p.ours("flow.no-category", p.who("issue", r.Issue))}
	case len(r.Known) == 0:
		return []Part{p.ours("flow.no-amount", p.who("issue", r.Issue))}
	case len(r.Years) == 0:
		var known []string
		for _, n := range r.Known {
			known = append(known, year(n))
		}
		return []Part{p.ours("flow.no-year", arg("year", year(r.Year)), arg("known", lang.JoinWords(p.l, known)))}
	}
	return nil
}

// year says what the categories come to, beside what the agreements pay, and
// what part of it returns or is paid in cash.
func (p flowPen) year(r flow.Result, y flow.Year) (parts []Part) {
	var amounts, without, foreign []parley.ID
	for _, c := range y.Categories {
		for _, s := range c.Amounts {
			amounts = append(amounts, s.Standing.RestsOn()...)
		}
		switch {
		case c.Foreign:
			foreign = append(foreign, c.Issue.ID)
		case !c.Counted():
			without = append(without, c.Issue.ID)
		case c.Differ:
			parts = append(parts, p.ours("flow.differ", p.who("category", c.Issue.ID)))
		}
	}
	sum := arg("amount", p.sum(y))
	parts = append([]Part{resting(p.sentence("flow.sum", arg("year", year(y.Year)), arg("party", p.names(y.Payers)), sum), amounts...)}, parts...)
	for _, t := range y.Totals {
		key := "flow.off"
		if t.Fits {
			key = "flow.fits"
		}
		parts = append(parts, resting(p.sentence(key, p.who("agreement", t.Agreement), arg("amount", sumPrinted(t.Currency, t.Interval, p.like(y), t.Interval))), t.RestsOn...))
	}
	if len(y.Totals) == 0 {
		parts = append(parts, p.ours("flow.no-total", arg("year", year(y.Year))))
	}
	if len(without) > 0 {
		parts = append(parts, p.ours("flow.without", arg("categories", p.names(without))))
	}
	if len(foreign) > 0 {
		parts = append(parts, p.ours("flow.foreign", arg("categories", p.names(foreign))))
	}
	parts = append(parts, p.part("flow.returns", y, y.Returns)...)
	parts = append(parts, p.voices(y, func(c flow.Category) []flow.Said { return c.Returns })...)
	if r.Year != 0 {
		parts = append(parts, p.whole(r.Whole)...)
	}
	parts = append(parts, p.part("flow.cash", y, y.Cash)...)
	return append(parts, p.voices(y, func(c flow.Category) []flow.Said { return c.Cash })...)
}

// part says what part of the categories returns or is paid in cash, and of which
// if it is not known of all.
func (p flowPen) part(key string, y flow.Year, x *flow.Part) []Part {
	if x == nil {
		return []Part{p.ours(key + ".unknown")}
	}
	if len(x.Missing) > 0 {
		key += ".part"
	}
	return []Part{resting(p.sentence(key, arg("percent", percentOf(money.RoundedPercent(x.Middle, 1))), arg("range", percentOf(between(x.Percent, 1))),
		arg("party", p.names(y.Payers)), arg("categories", p.names(x.Known)), arg("amount", spanned(y.Currency, x.Of)),
		arg("missing", p.names(x.Missing))), x.RestsOn...)}
}

// overview is the table of a year for people.
func (p flowPen) overview(y flow.Year) *Table {
	t := p.table("parley.flow.year/1", "~category", "amount", "part_of_sum", "returns", "cash", "kind_part")
	for _, c := range y.Categories {
		row := map[string]Cell{"category": Text(p.name(c.Issue.ID)), "returns": p.percents(c.Returns), "cash": p.percents(c.Cash), "kind_part": p.inKind(c.Cash)}
		if c.Counted() {
			row["amount"], row["part_of_sum"] = p.amountOf(c, y.Currency), p.percentCell(c.Share)
		}
		t.put(row)
	}
	row := map[string]Cell{"category": Text(p.word("flow.together")), "amount": Money{p.sum(y)}}
	if x := y.Returns; x != nil && len(x.Missing) == 0 {
		row["returns"] = p.plainPercent(x.Middle, 1)
	}
	if x := y.Cash; x != nil && len(x.Missing) == 0 {
		row["cash"], row["kind_part"] = p.plainPercent(x.Middle, 1), p.plainPercent(money.Int(100).Sub(x.Middle.Round(-1, money.HalfUp)), 1)
	}
	t.put(row)
	return t
}

// sum is what the categories come to, as their amounts were printed.
func (p flowPen) sum(y flow.Year) money.Amount {
	var parts []money.Interval
	for _, c := range y.Categories {
		if c.Differ {
			return spanned(y.Currency, y.Sum)
		}
		if c.Counted() {
			parts = append(parts, c.Amount)
		}
	}
	return sumPrinted(y.Currency, y.Sum, p.like(y), parts...)
}

// like is an amount of the year as printed; zero: none in its currency.
func (p flowPen) like(y flow.Year) money.Amount {
	for _, c := range y.Categories {
		if c.Counted() {
			if x, ok := p.amountOf(c, y.Currency).(Money); ok {
				return x.Amount
			}
		}
	}
	return money.Amount{}
}

// amountOf is the amount of a category, as printed if it was printed once.
func (p flowPen) amountOf(c flow.Category, in money.Currency) Cell {
	if v, ok := c.Amounts[0].Claim.That.Value.(parley.Money); ok && len(c.Amounts) == 1 && v.Currency == in {
		return Money{v.Amount}
	}
	return Money{spanned(in, c.Amount)}
}

// percentCell is a percentage of our own reckoning: its middle, to one place.
func (p flowPen) percentCell(i money.Interval) Cell { return p.plainPercent(i.Mid(), 1) }

func (p flowPen) plainPercent(d money.Decimal, places int) Cell {
	return Text(p.value(percentOf(money.RoundedPercent(d, places))))
}

// percents are the percentages said of a category, as said.
func (p flowPen) percents(list []flow.Said) Cell {
	var words []string
	for _, s := range list {
		words = append(words, p.quantity(s.Claim.That))
	}
	return textCell(joined(uniqueOf(words), " / "))
}

// inKind is what is left of the percentages paid in cash.
func (p flowPen) inKind(list []flow.Said) Cell {
	var words []string
	for _, s := range list {
		if s.Claim.That.Rel == "=" {
			words = append(words, p.value(parley.Percent{Percent: p.rest(s)}))
		}
	}
	return textCell(joined(uniqueOf(words), " / "))
}

// rest is what is left of a percentage, to the places to which that was printed.
func (p flowPen) rest(s flow.Said) money.Percent {
	v, _ := s.Claim.That.Value.(parley.Percent)
	left := func(d money.Decimal) money.Percent { return exactly(money.Int(100).Sub(d), v.Bounds.Width()) }
	lo, hi := left(v.High), left(v.Value)
	if v.IsRange() {
		lo.High, lo.Printed = hi.Value, strings.TrimSuffix(lo.Printed, "%")+".."+hi.Printed
	}
	return lo
}

// details say of each category how its figures are known.
func (p flowPen) details(y flow.Year) (parts []Part) {
	for _, c := range y.Categories {
		for _, s := range c.Amounts {
			v, _ := s.Claim.That.Value.(parley.Money)
			parts = append(parts, p.sentence("flow.category", p.who("category", c.Issue.ID), to("amount", v, s.Claim.ID, s.Standing.RestsOn()...), p.badge(s.Claim.ID, s.Standing)))
		}
		parts = append(parts, p.measured("flow.category.returns", c.Returns)...)
		parts = append(parts, p.measured("flow.category.cash", c.Cash)...)
	}
	return parts
}

// rows is everything in one table: what a row is of stands in "row".
func (p flowPen) rows(r flow.Result) *Table {
	t := p.table("parley.flow/1", "row", "year", "issue", "amount", "lo", "hi", "percent", "percent_lo", "percent_hi", "claim", "agreement",
		"party", "relation", "for", "counts", "basis", "response", "fits", "known_of", "missing", "rests_on")
	t.Data = true
	for _, y := range r.Years {
		for _, c := range y.Categories {
			p.categoryRows(t, y, c)
		}
		if y.Sum != (money.Interval{}) {
			t.put(map[string]Cell{"row": Word("sum"), "year": Number(y.Year), "issue": ID(r.Issue), "amount": Money{p.sum(y)},
				"lo": Decimal{y.Sum.Lo}, "hi": Decimal{y.Sum.Hi}})
		}
		for _, x := range y.Totals {
			t.put(map[string]Cell{"row": Word("agreement"), "year": Number(y.Year), "issue": ID(r.Issue), "amount": Money{sumPrinted(x.Currency, x.Interval, p.like(y), x.Interval)},
				"lo": Decimal{x.Lo}, "hi": Decimal{x.Hi}, "agreement": ID(x.Agreement), "fits": Flag(x.Fits), "rests_on": idsCell(uniqueOf(x.RestsOn))})
		}
		p.partRow(t, "returns-of-sum", y, r.Issue, y.Returns)
		p.partRow(t, "cash-of-sum", y, r.Issue, y.Cash)
	}
	for _, x := range []struct {
		row  string
		said []flow.Said
	}{{"whole", r.Whole}, {"share", r.Shares}, {"unspent", r.Unspent}, {"apart", r.Apart}} {
		for _, s := range x.said {
			t.put(p.saidRow(x.row, 0, s))
		}
	}
	return t
}

func (p flowPen) categoryRows(t *Table, y flow.Year, c flow.Category) {
	for _, s := range c.Amounts {
		row := p.saidRow("category", y.Year, s)
		if c.Counted() {
			row["percent"], row["percent_lo"], row["percent_hi"] = Decimal{c.Share.Mid().Round(-1, money.HalfUp)}, Decimal{c.Share.Lo.Round(-6, money.Floor)}, Decimal{c.Share.Hi.Round(-6, money.Ceiling)}
		}
		t.put(row)
	}
	for _, s := range c.Returns {
		t.put(p.saidRow("returns", y.Year, s))
	}
	for _, s := range c.Cash {
		t.put(p.saidRow("cash", y.Year, s))
	}
}

func (p flowPen) partRow(t *Table, kind string, y flow.Year, issue parley.ID, x *flow.Part) {
	if x == nil {
		return
	}
	of := spanned(y.Currency, x.Of)
	if len(x.Missing) == 0 {
		of = p.sum(y)
	}
	t.put(map[string]Cell{"row": Word(kind), "year": Number(y.Year), "issue": ID(issue), "amount": Money{of}, "lo": Decimal{x.Of.Lo},
		"hi": Decimal{x.Of.Hi}, "percent": Decimal{x.Middle.Round(-1, money.HalfUp)}, "percent_lo": Decimal{x.Percent.Lo.Round(-6, money.Floor)}, "percent_hi": Decimal{x.Percent.Hi.Round(-6, money.Ceiling)},
		"known_of": idsCell(x.Known), "missing": idsCell(x.Missing), "rests_on": idsCell(uniqueOf(x.RestsOn))})
}

// saidRow are the cells of a claim.
func (p flowPen) saidRow(kind string, year int, s flow.Said) map[string]Cell {
	row := map[string]Cell{"row": Word(kind), "year": numberCell(year), "issue": idCell(p.a.Issue(s.Claim)), "claim": ID(s.Claim.ID),
		"basis": Word(s.Standing.Basis.String()), "response": wordCell(strings.TrimPrefix(s.Standing.Response.String(), "none")), "rests_on": idsCell(s.Standing.RestsOn())}
	if t := s.Claim.That; t != nil {
		row["party"], row["relation"], row["for"], row["counts"] = idCell(t.Party), wordCell(t.Rel), p.dateCell(t.For), textCell(t.Counts)
		if m, ok := t.Value.(parley.Money); ok {
			row["amount"], row["lo"], row["hi"] = Money{m.Amount}, Decimal{m.Bounds.Lo}, Decimal{m.Bounds.Hi}
		}
	}
	if s.Percent != nil {
		v, _ := s.Claim.That.Value.(parley.Percent) // as printed, of a range the middle; what the relation leaves open stands beside it
		row["percent"], row["percent_lo"], row["percent_hi"] = Decimal{money.Interval{Lo: v.Value, Hi: v.High}.Mid()}, Decimal{s.Percent.Lo}, Decimal{s.Percent.Hi}
	}
	return row
}
