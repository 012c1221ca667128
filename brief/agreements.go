package brief

import (
	"slices"
	"strconv"

	"parley"
	"parley/analysis/path"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
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
		"computed", "difference", "~how", "+status", ".amount_number", ".amount_lo", ".amount_hi", ".beside_currency", ".beside_number",
		".computed_lo", ".computed_hi", ".difference_lo", ".difference_hi", ".agrees", ".way", ".rule", ".index", ".index_year", ".index_value",
		".rate", ".capped", ".floored", ".base", ".base_year", ".base_computed", ".claim", ".rests_on")
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
	parts = append(parts, p.rises(g)...)
	if len(g.Stages) == 0 {
		parts = append(parts, p.ours("agreement.no-stage"))
	}
	if g.Covers.IsZero() {
		parts = append(parts, p.ours("agreement.no-term"))
	}
	if !slices.ContainsFunc(g.Terms, func(t *parley.Terms) bool { return len(t.Pays)+len(t.Once) > 0 }) {
		parts = append(parts, p.ours("agreement.no-amount"))
	}
	if words := p.shown(g.Agreement.Note); words != "" {
		parts = append(parts, p.ours("path.note", to("words", words, g.Agreement.ID)))
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

// rises says by what rule the amounts rise, if anybody has looked, once for all
// terms that say the same: in the record's words, else in those of the rule.
func (p agreementsPen) rises(g *path.Agreement) (parts []Part) {
	type said struct{ key, words string }
	var order []said
	by := make(map[said][]parley.ID)
	for _, t := range g.Terms {
		for _, x := range p.escalators(t) {
			s := said{x[0], x[1]}
			if by[s] == nil {
				order = append(order, s)
			}
			by[s] = append(by[s], t.ID)
		}
	}
	for _, s := range order {
		parts = append(parts, resting(p.sentence(s.key, to("words", s.words, by[s][0])), by[s]...))
	}
	return parts
}

// escalators are the sentences on how the amounts of terms rise, each a key and
// its words.
func (p agreementsPen) escalators(t *parley.Terms) (said [][2]string) {
	words, given := t.Escalator.Get()
	flat := len(t.Rises) > 0 && !slices.ContainsFunc(t.Rises, func(x parley.Rise) bool { return !isFlat(x) })
	switch {
	case given:
		return [][2]string{{"agreement.escalator", p.shown(words)}}
	case t.Escalator.State == parley.IsUnknown:
		return [][2]string{{"agreement.escalator.unknown", ""}}
	case flat:
		return [][2]string{{"path.flat", ""}}
	case t.Escalator.State == parley.IsNone:
		return [][2]string{{"agreement.escalator.none", ""}}
	}
	for _, x := range t.Rises {
		said = append(said, [2]string{"agreement.escalator", p.ruleWords(x)})
	}
	return said
}

// isFlat reports whether a rule leaves the amount as it is.
func isFlat(x parley.Rise) bool { return x == parley.Rise{From: x.From} }

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
	if x.Uncapped {
		words = p.text("path.rule.uncapped", arg("rule", words))
	}
	return words
}

// money says what an agreement comes to, how it rose, what is paid once, and
// what only claims give.
func (p agreementsPen) money(g *path.Agreement) (parts []Part) {
	if g.Period != "" && slices.ContainsFunc(g.Terms, func(t *parley.Terms) bool { return len(t.Pays) > 0 }) {
		parts = append(parts, p.ours("path.period"))
		parts = append(parts, p.notes(g)...)
	}
	parts = append(parts, p.sums(g)...)
	parts = append(parts, p.follows(g)...)
	if g.Over != nil && !follows(g.At(g.Over.To)) {
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
	return append(parts, p.once(g)...)
}

// notes are what the record notes on terms that give amounts.
func (p agreementsPen) notes(g *path.Agreement) (parts []Part) {
	for _, t := range g.Terms {
		if words := p.shown(t.Note); words != "" && len(t.Pays) > 0 {
			parts = append(parts, under(p.sentence("path.note", to("words", words, t.ID, t.ID))))
		}
	}
	return parts
}

// once says what is paid once, and where amounts are for a year, whether the next
// builds on it.
func (p agreementsPen) once(g *path.Agreement) (parts []Part) {
	for _, t := range g.Terms {
		for _, o := range t.Once {
			key := "path.once"
			switch {
			case g.Period != "":
				key = "path.once.alone"
			case o.InBase:
				key = "path.once.in-base"
			}
			parts = append(parts, p.sentence(key, to("date", o.For, t.ID, t.ID), to("amount", o.Amount, t.ID, t.ID)))
		}
	}
	return parts
}

// follows reports whether all that is recorded of a year is what its rule gives.
func follows(y *path.Year) bool {
	return y != nil && y.Computed != nil && len(y.Recorded) > 0 && !slices.ContainsFunc(y.Recorded, func(x path.Given) bool { return x.Off == nil || !x.Agrees })
}

// follows says in which years what is recorded is what the rule gives, in which it
// is not, and for which sources differ.
func (p agreementsPen) follows(g *path.Agreement) (parts []Part) {
	years := make(map[string][]int)
	rests := make(map[string][]parley.ID)
	rule := 0
	for _, y := range g.Years {
		if y.Terms != "" && !isFlat(y.Rule) {
			rule++
		}
		key := p.course(g, y)
		if key == "" {
			continue
		}
		years[key] = append(years[key], y.Year)
		for _, x := range y.Recorded {
			rests[key] = append(rests[key], x.By)
		}
		if key != "path.differ" {
			rests[key] = append(rests[key], y.Computed.RestsOn...)
		}
	}
	for _, key := range []string{"path.follows", "path.off", "path.differ"} {
		ys := years[key]
		if len(ys) == 0 {
			continue
		}
		pattern := key
		if key == "path.follows" && len(ys) == rule && rule > 1 {
			pattern += ".all"
		}
		parts = append(parts, resting(p.sentence(pattern, arg("years", p.spans(ys)), arg("n", len(ys))), rests[key]...))
	}
	return parts
}

// course is the key of the sentence that a year belongs to; empty: none.
func (p agreementsPen) course(g *path.Agreement, y *path.Year) string {
	switch {
	case y.Differ(g.Currency):
		return "path.differ"
	case y.Computed == nil || len(y.Recorded) == 0 || isFlat(y.Rule):
		return ""
	case follows(y):
		return "path.follows"
	}
	return "path.off"
}

// spans says years, those that follow one another as a span: "2010–2013 and 2016".
func (p *pen) spans(years []int) string {
	var said []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		said = append(said, lang.Date(p.l, date.Date{First: date.On(years[i], 1, 1), Last: date.On(years[j], 12, 31)}))
		i = j + 1
	}
	return lang.JoinWords(p.l, said)
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
			rising = rising || !isFlat(y.Rule)
		}
	}
	say := func(key string, s path.Sum, rests []parley.ID) {
		if s.Years < s.Of {
			key += ".part"
		}
		parts = append(parts, resting(p.sentence(key, arg("amount", sumOf(g, s)), arg("n", s.Years), arg("of", s.Of), arg("years", p.span(g))), rests...))
	}
	if g.Recorded.Years > 1 || g.Recorded.Years == 1 && g.Recorded.Of > 1 {
		say("path.recorded", g.Recorded, recorded)
	}
	if len(computed) > 0 && rising && (off || g.Computed.Years > g.Recorded.Years) {
		say("path.computed", g.Computed, append(recorded, computed...))
	}
	return parts
}

// sumOf says a sum: that of one year as it was printed, if it is what was printed.
func sumOf(g *path.Agreement, s path.Sum) money.Amount {
	said := spanned(s.Currency, s.Interval)
	for _, y := range g.Years {
		for _, x := range y.Recorded {
			if s.Years == 1 && !x.Amount.IsRange() && x.Amount.Currency == s.Currency && x.Amount.Value == said.Value {
				return x.Amount
			}
		}
	}
	return said
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
