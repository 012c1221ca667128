package brief

import (
	"cmp"
	"slices"
	"strconv"

	"parley"
	"parley/analysis"
	"parley/analysis/path"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// An agreementsPen writes what the agreements pay.
type agreementsPen struct {
	*pen
	table *Table
}

// Agreements says of each agreement what it covers, by which stages it went,
// what it pays in each year, as recorded and as its rule gives, what that comes
// to, and what is not known of it. Where several terms give an amount for one
// time, all stand there.
func Agreements(a *evidence.Assessment, r path.Result, l lang.Lang, from Stamp) *Document {
	p := agreementsPen{pen: write(a, l)}
	p.table = p.pen.table("parley.agreements/1", "agreement", "for", "amount", "+beside", "+agreed", ".name", ".terms", ".currency", ".known",
		"computed", "difference", "~how", "+status", ".agrees", ".way", ".rule", ".index", ".index_year", ".index_value", ".rate", ".capped",
		".floored", ".base", ".base_year", ".base_computed", ".claim", ".rests_on")
	lapses := make(map[*evidence.Life]path.Lapse)
	for _, x := range r.Lapses {
		lapses[x.Of] = x
	}
	var parts []Part
	for _, g := range r.Agreements {
		parts = append(parts, Heading(p.name(g.Agreement.ID)))
		parts = append(parts, p.life(g)...)
		parts = append(parts, p.money(g)...)
		p.years(g)
		if x, ok := lapses[g.Life]; ok {
			parts = append(parts, p.withoutOne(x)...)
			p.gap(x)
		}
	}
	if len(p.table.Rows) > 0 {
		parts = append(parts, Heading(p.word("agreement.amounts")))
	}
	if len(parts) == 0 {
		parts = []Part{p.nothing(false)}
	}
	parts = append(parts, p.table)
	if c := p.picture(r); c != nil {
		parts = append(parts, c)
	}
	return p.document("parley.agreements/1", p.top("top.agreements"), from, parts...)
}

// life says what is known of an agreement, in order, and what is not.
func (p agreementsPen) life(g *path.Agreement) (parts []Part) {
	for _, s := range g.Stages {
		parts = append(parts, p.sentence("agreement.stage", to("stage", p.word("stage."+s.Reached), s.ID, s.ID), to("when", lang.When(s.Happened), s.ID, s.ID)))
	}
	parts = append(parts, p.covers(g)...)
	for _, t := range g.Terms {
		parts = append(parts, p.rises(t)...)
	}
	if len(g.Stages) == 0 {
		parts = append(parts, p.ours("agreement.no-stage"))
	}
	if g.Covers.IsZero() {
		parts = append(parts, p.ours("agreement.no-term"))
	}
	if !slices.ContainsFunc(g.Terms, func(t *parley.Terms) bool { return len(t.Pays) > 0 }) {
		parts = append(parts, p.ours("agreement.no-amount"))
	}
	return parts
}

// covers says for what time an agreement is, once for all terms that agree.
func (p agreementsPen) covers(g *path.Agreement) (parts []Part) {
	var said []string
	by := make(map[string][]parley.ID)
	for _, t := range g.Terms {
		if t.Covers.IsZero() {
			continue
		}
		words := p.covered(t.Covers)
		if by[words] == nil {
			said = append(said, words)
		}
		by[words] = append(by[words], t.ID)
	}
	for _, words := range said {
		parts = append(parts, p.sentence("agreement.covers", to("date", words, by[words][0], by[words]...)))
	}
	return parts
}

// rises says by what rule the amounts of terms rise, if anybody has looked: in
// the record's words, else in those of the rule.
func (p agreementsPen) rises(t *parley.Terms) (parts []Part) {
	switch words, given := t.Escalator.Get(); {
	case given:
		parts = append(parts, p.sentence("agreement.escalator", to("words", p.shown(words), t.ID, t.ID)))
	case t.Escalator.State == parley.IsUnknown:
		parts = append(parts, p.sentence("agreement.escalator.unknown", to("terms", p.title(t), t.ID, t.ID)))
	case t.Escalator.State == parley.IsNone:
		parts = append(parts, p.sentence("agreement.escalator.none", to("terms", p.title(t), t.ID, t.ID)))
	default:
		for _, x := range t.Rises {
			parts = append(parts, p.sentence("agreement.escalator", to("words", p.ruleWords(x), t.ID, t.ID)))
		}
	}
	return parts
}

// covered says a term; one that began some time before ends on its day and is
// not "by" it.
func (p *pen) covered(d date.Date) string {
	if d.First == 0 {
		return p.text("agreement.until", arg("day", d.Last))
	}
	return lang.Date(p.l, d)
}

// ruleWords says a rule by which an amount rises.
func (p *pen) ruleWords(x parley.Rise) string {
	words := p.word("path.rule.flat")
	percent := func(q money.Percent) lang.Arg { return arg("percent", percentOf(q)) }
	switch {
	case x.Index != "":
		words = p.text("path.rule.index", arg("series", p.name(x.Index)))
	case !x.Add.IsZero():
		words = p.text("path.rule.add", arg("amount", x.Add))
	case !x.Fixed.IsZero():
		words = p.text("path.rule.fixed", percent(x.Fixed))
	}
	if !x.Share.IsZero() {
		words = p.text("path.rule.share", arg("rule", words), percent(x.Share))
	}
	if x.Lag != 0 {
		words = p.text("path.rule.lag", arg("rule", words), arg("n", x.Lag))
	}
	if !x.Plus.IsZero() {
		words = p.text("path.rule.plus", arg("rule", words), percent(x.Plus))
	}
	if !x.AtMost.IsZero() {
		words = p.text("path.rule.at-most", arg("rule", words), percent(x.AtMost))
	}
	if !x.AtLeast.IsZero() {
		words = p.text("path.rule.at-least", arg("rule", words), percent(x.AtLeast))
	}
	return words
}

// money says what an agreement comes to, how it rose, what is paid once, and
// what only claims give.
func (p agreementsPen) money(g *path.Agreement) (parts []Part) {
	parts = append(parts, p.sums(g)...)
	if g.Over != nil {
		parts = append(parts, p.over(g.Over))
	}
	if x := g.Average; x != nil && (between(x.Interval, 1).Value.Sign() != 0 || between(x.Interval, 1).IsRange()) {
		key := "path.average"
		if x.Hi.Sign() > 0 && x.Lo.Sign() < 0 {
			key = "path.average.unsure"
		}
		parts = append(parts, resting(p.sentence(key, arg("percent", percentOf(between(x.Interval, 1))), arg("from", year(x.From)), arg("to", year(x.To))), x.RestsOn...))
	}
	for _, y := range g.Years {
		for _, x := range y.Derived {
			parts = append(parts, p.sentence("path.derived", arg("year", year(y.Year)), to("amount", x.Amount, x.By, x.Standing.RestsOn()...), p.badge(x.By, x.Standing)))
		}
	}
	for _, t := range g.Terms {
		for _, o := range t.Once {
			key := "path.once"
			if o.InBase {
				key = "path.once.in-base"
			}
			parts = append(parts, p.sentence(key, to("date", o.For, t.ID, t.ID), to("amount", o.Amount, t.ID, t.ID)))
		}
	}
	return parts
}

// sums says what the years come to: as recorded, and with what the rule gives
// where that is more than is recorded, or something else.
func (p agreementsPen) sums(g *path.Agreement) (parts []Part) {
	var recorded, computed []parley.ID
	rising, off := false, false
	for _, y := range g.Years {
		for _, x := range y.Recorded {
			recorded = append(recorded, x.By)
			off = off || x.Off != nil && !x.Agrees
		}
		if y.Computed != nil {
			computed = append(computed, y.Computed.RestsOn...)
			rising = rising || y.Rule != parley.Rise{From: y.Rule.From}
		}
	}
	say := func(key string, s path.Sum, rests []parley.ID) Part {
		if s.Years < s.Of {
			key += ".part"
		}
		return resting(p.sentence(key, arg("amount", spanned(s.Currency, s.Interval)), arg("n", s.Years), arg("of", s.Of), arg("years", p.span(g))), rests...)
	}
	if g.Recorded.Years > 1 || g.Recorded.Years == 1 && g.Recorded.Of > 1 {
		parts = append(parts, say("path.recorded", g.Recorded, recorded))
	}
	switch {
	case len(computed) == 0 || !rising:
	case g.Computed.Years == g.Recorded.Years && !off:
		parts = append(parts, resting(p.sentence("path.same"), computed...))
	default:
		parts = append(parts, say("path.computed", g.Computed, append(recorded, computed...)))
	}
	return parts
}

// span is the years of an agreement.
func (p *pen) span(g *path.Agreement) string {
	first, last := g.Years[0].Year, g.Years[len(g.Years)-1].Year
	if first == last {
		return year(first)
	}
	return p.text("path.span", arg("from", year(first)), arg("to", year(last)))
}

// year says a year, which has no comma.
func year(n int) string { return strconv.Itoa(n) }

// over says how far the first year of an agreement is above the last of the one
// before.
func (p agreementsPen) over(x *path.Rise) Sentence {
	i := between(x.Interval, 1)
	key := "path.over"
	switch {
	case i.Value.Sign() == 0 && !i.IsRange():
		key = "path.over.same"
	case i.Value.Sign() < 0 && i.High.Sign() > 0:
		key = "path.over.unsure"
	case i.Value.Sign() < 0:
		key = "path.over.below"
		i = between(money.Interval{Lo: x.Hi.Neg(), Hi: x.Lo.Neg()}, 1)
	}
	return resting(p.sentence(key, arg("percent", percentOf(i)), arg("year", year(x.To)), arg("before", year(x.From)), p.who("agreement", x.Of)), x.RestsOn...)
}

// withoutOne says that there was, or is, no agreement for some time, and what is
// said to be paid in it.
func (p agreementsPen) withoutOne(x path.Lapse) (parts []Part) {
	if x.To == 0 {
		parts = append(parts, p.sentence("agreement.lapse", to("from", x.From, x.Of.Agreement.ID, x.RestsOn...)))
	} else {
		parts = append(parts, p.sentence("agreement.lapsed", to("from", x.From, x.Of.Agreement.ID, x.RestsOn...), to("to", x.To, "", x.RestsOn...), arg("n", int(x.To-x.From)+1)))
	}
	for _, g := range x.Paid {
		parts = append(parts, under(p.sentence("path.paid", to("date", g.For, g.By, g.Standing.RestsOn()...), to("amount", g.Amount, g.By, g.Standing.RestsOn()...), p.badge(g.By, g.Standing))))
	}
	return parts
}

// years adds the years of an agreement to the table: a row for each entry that
// gives an amount, and one for a year for which none does.
func (p agreementsPen) years(g *path.Agreement) {
	var like money.Amount
	for _, y := range g.Years {
		given := append(slices.Clone(y.Recorded), y.Derived...)
		if len(given) > 0 {
			like = given[0].Amount
		} else {
			given = []path.Given{{For: date.Date{First: date.On(y.Year, 1, 1), Last: date.On(y.Year, 12, 31), Printed: year(y.Year)}}}
		}
		for _, x := range given {
			p.row(g, y, x, like)
		}
	}
	for _, x := range g.Other {
		p.row(g, nil, x, x.Amount)
	}
}

// row adds what one entry says of a year, or of another time, and what the rule
// says.
func (p agreementsPen) row(g *path.Agreement, y *path.Year, x path.Given, like money.Amount) {
	row := p.given(x)
	row["agreement"], row["name"] = ID(g.Agreement.ID), Text(p.name(g.Agreement.ID))
	row["currency"] = wordCell(string(cmp.Or(x.Amount.Currency, g.Currency)))
	if y != nil {
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
	}
	if !x.Beside.IsZero() {
		row["beside"] = Money{x.Beside}
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
	if x.Off != nil {
		row["difference"], row["agrees"] = Money{p.difference(c, x, like)}, Flag(x.Agrees)
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
