package brief

import (
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/analysis"
	"parley/analysis/price"
	"parley/cost"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// A pricePen writes what bids cost.
type pricePen struct {
	*pen
	r price.Result
}

// Price says what each bid costs over its years, how it comes to that, what
// matters most, and on what assumptions. A price is a model, and says so.
func Price(a *evidence.Assessment, r price.Result, l lang.Lang, from Stamp) *Document {
	p := pricePen{write(a, l), r}
	if len(r.Rows) == 0 {
		parts := append(p.unpriced(), p.bids())
		if len(r.Unpriced) == 0 {
			parts = []Part{p.nothing(false), p.bids()}
		}
		return p.document("parley.price/1", p.top("price.title"), from, parts...)
	}
	certain := !slices.ContainsFunc(r.Rows, func(x price.Row) bool { return !x.Cost.Exact })
	parts := append([]Part{p.model(certain, r.Draws, r.Seed)}, p.lead()...)
	for i := range r.Rows {
		parts = append(parts, p.row(&r.Rows[i])...)
	}
	parts = append(append(append(parts, p.order()...), p.unpriced()...), p.unneeded(r.Unneeded.Series, r.Unneeded.Currencies)...)
	parts = append(parts, section(p.word("price.premises"), p.premises())...)
	parts = append(parts, Heading(p.word("price.table")), p.bids(), p.years(), p.inputs())
	if t := p.parts(); t != nil {
		parts = append(parts, t)
	}
	return p.document("parley.price/1", p.top("price.title"), from, append(parts, p.totals(), p.paths())...)
}

// model says that this is one, with what makes it the same again; or that it is
// a reckoning, and how much of it is assumed.
func (p pricePen) model(certain bool, draws int, seed uint64) Sentence {
	if !certain {
		return p.ours("price.model", arg("draws", draws), arg("seed", strconv.FormatUint(seed, 10)))
	}
	if all, assumed := evidence.Figures(p.r.Premises); assumed > 0 {
		return p.ours("price.certain.assumed", arg("n", assumed), arg("all", all))
	}
	return p.ours("price.certain")
}

// row says what one bid costs, and how.
func (p pricePen) row(x *price.Row) (parts []Part) {
	ids := p.rests(x)
	args := []lang.Arg{arg("bid", p.bid(x)), p.mark(x), to("total", p.atLeast(x, p.spread(p.r.Money, x.Cost.Total)), "", ids...), p.when(x.Span())}
	key := "price.row"
	if x.Compared {
		over, either := "", ""
		key, over, either = p.beyondHeld(x)
		if either != "" && p.l == lang.English {
			either = " " + either
		}
		args = append(args, to("over", over, "", analysis.Unique(ids, p.rests(&price.Row{Bid: *x.Held}))...), arg("either", either))
	}
	s := p.sentence(key, args...)
	s.Ours = len(s.RestsOn()) == 0
	parts = append(parts, s)
	add := func(s Sentence) {
		s.Ours = len(s.RestsOn()) == 0
		parts = append(parts, under(s))
	}
	for _, s := range p.terms(x) {
		add(s)
	}
	for _, s := range p.marks(x) {
		add(s)
	}
	for _, s := range p.also(x, ids) {
		add(s)
	}
	return parts
}

// rests returns what the price of a bid rests on: its own figures, and those of
// its indices and its rate.
func (p pricePen) rests(x *price.Row) []parley.ID {
	ids := slices.Clone(x.RestsOn)
	for i := range p.r.Premises {
		if q := &p.r.Premises[i]; p.needs(x, q) {
			ids = append(ids, q.RestsOn()...)
		}
	}
	return analysis.Unique(ids)
}

// needs reports whether the price of a bid depends on a premise.
func (p pricePen) needs(x *price.Row, q *evidence.Premise) bool {
	if q.Base != "" {
		return x.Terms.Currency == q.Base
	}
	return slices.ContainsFunc(x.Terms.Rules, func(r cost.Rule) bool { return r.Index == q.Name && !r.NoShare })
}

// bid says what is priced, and leads to it.
func (p pricePen) bid(x *price.Row) []lang.Run {
	switch x.Kind {
	case evidence.Held:
		base := to("base", p.sum(x.Base), "", x.RestsOn...)
		return p.say("price.held", base, arg("year", year(x.Base.Year)), p.who("agreement", x.Base.Of))
	case evidence.Typed:
		return []lang.Run{{Text: p.typedName(x)}}
	}
	return []lang.Run{{Text: p.bidName(x), Link: x.ID}}
}

func (p pricePen) bidName(x *price.Row) string {
	if x.Kind == evidence.Typed {
		return p.typedName(x)
	}
	switch e, _ := p.v.Entry(x.ID); e := e.(type) {
	case *parley.Claim:
		return p.claimWords(e)
	case *parley.Offer:
		if len(e.Name) == 0 { // several without a name are told apart
			return p.title(e) + " (" + string(e.ID) + ")"
		}
		return p.title(e)
	}
	if x.Kind == evidence.Held {
		return p.word("price.hold")
	}
	return p.called(x.ID)
}

// typedName says in words what the asker made up.
func (p pricePen) typedName(x *price.Row) string {
	rule := arg("rule", p.word("price.typed.flat"))
	if n := len(x.Schedule.Rises); n > 1 {
		return x.Terms.Name
	} else if n == 1 {
		rule = arg("rule", p.ruleWords(x.Schedule.Rises[0]))
	}
	key, first := "price.typed.amount", lang.Arg{}
	switch v := x.Value.(type) {
	case parley.Percent:
		if key = "price.typed.more"; v.Value.Sign() < 0 {
			key, v.Percent = "price.typed.less", money.RoundedPercent(v.Value.Abs(), places(v.Value))
		}
		first = arg("first", percentOf(unsigned(v.Percent)))
	case parley.Money:
		first = arg("first", v)
	default:
		return x.Terms.Name
	}
	if x.Terms.Years == 1 {
		return p.text(key+".one", first)
	}
	return p.text(key, first, rule)
}

// unsigned is a percentage without the plus that was typed before it: words say
// that it is more.
func unsigned(q money.Percent) money.Percent {
	q.Printed = strings.TrimPrefix(q.Printed, "+")
	return q
}

// mark is how well a bid is sourced, in brackets; a space goes before it.
func (p pricePen) mark(x *price.Row) lang.Arg {
	badge := func(words string) lang.Arg {
		return arg("badge", []lang.Run{{Text: " "}, {Text: words, Link: x.ID, Badge: true}})
	}
	switch {
	case x.Kind == evidence.Typed:
		return badge(p.word("price.typed"))
	case x.Ours():
		return badge(p.word("price.ours"))
	case x.Kind == evidence.Held || x.Kind == evidence.Agreed:
		return arg("badge", "")
	}
	b := p.badge(x.ID, x.Standing)
	b.Value = append([]lang.Run{{Text: " "}}, b.Value.([]lang.Run)...)
	return b
}

// sum says an amount as it was printed, else as it was reckoned.
func (p pricePen) sum(y *evidence.Yearly) money.Amount {
	if !y.Printed.IsZero() {
		return y.Printed
	}
	return p.whole(y.Currency, y.Interval)
}

// whole is an amount with all the digits that are known of it: in English with a
// unit, whatever number of decimals that takes.
func (p pricePen) whole(c money.Currency, i money.Interval) money.Amount {
	switch {
	case !i.Exact():
		return money.RoundedRange(c, money.Interval{Lo: i.Lo.Digits(4, money.Floor), Hi: i.Hi.Digits(4, money.Ceiling)}, 4)
	case p.l == lang.English:
		for n, unit := range []string{"million", "billion", "trillion"} {
			d := i.Lo.Shift(-6 - 3*n)
			if d.Place() < 0 || d.Place() > 2 {
				continue
			}
			if a, err := money.ParseAmount(string(c) + " " + d.Comma(places(d)) + " " + unit); err == nil && a.Value == i.Lo {
				return a
			}
		}
	}
	return money.Exact(c, i.Lo)
}

// terms says what a bid pays in its first year and how that rises.
func (p pricePen) terms(x *price.Row) (out []Sentence) {
	first := to("amount", p.sum(&x.First), "", x.RestsOn...)
	on := arg("year", year(x.Terms.Start))
	percent, isPercent := x.Value.(parley.Percent)
	switch {
	case x.Kind == evidence.Held:
		return nil
	case isPercent && x.Base != nil:
		key := "price.first.above"
		if percent.Value.Sign() <= 0 {
			key = "price.first.over"
		}
		base := []lang.Run{{Text: p.text("words", arg("words", p.baseWords(x.Base))), Link: x.Base.Of, RestsOn: x.Base.RestsOn}}
		out = append(out, p.sentence(key, on, first, arg("percent", percentOf(unsigned(percent.Percent))), arg("base", base)))
	case x.Per == "month":
		out = append(out, p.sentence("price.first.month", on, first))
	case x.Per == "total":
		out = append(out, p.sentence("price.first.total", first))
	case x.Kind != evidence.Claimed:
		out = append(out, p.sentence("price.first", on, first))
	}
	for _, r := range x.Schedule.Rises {
		from := r.From
		if from == 0 && len(x.Terms.Rules) > 0 {
			from = x.Terms.Rules[0].From
		}
		if !governs(x, from) {
			continue
		}
		key := "price.rises"
		if r.Fixed.Value.Sign() < 0 {
			key = "price.changes"
		}
		out = append(out, p.sentence(key, arg("year", year(from)), to("rule", p.ruleWords(r), r.Index, analysis.Unique(x.RestsOn, []parley.ID{r.Index})...)))
	}
	return append(out, p.once(x)...)
}

// baseWords says over what a percentage is: the amount, of whom and when.
func (p pricePen) baseWords(b *evidence.Yearly) string {
	amount := arg("amount", p.sum(b))
	switch e, _ := p.v.Entry(b.Of); e.(type) {
	case *parley.Agreement, *parley.Terms:
		if b.Year != 0 {
			return p.text("price.base.of", amount, arg("of", p.name(agreementOf(e))), arg("year", year(b.Year)))
		}
	}
	return p.text("price.base", amount)
}

func agreementOf(e parley.Entry) parley.ID {
	if t, ok := e.(*parley.Terms); ok {
		return t.Of
	}
	return e.Base().ID
}

// marks says what a reader must know before comparing a bid with others.
func (p pricePen) marks(x *price.Row) (out []Sentence) {
	say := func(key string, args ...lang.Arg) {
		out = append(out, resting(p.sentence(key, args...), x.RestsOn...))
	}
	if x.Kind == evidence.Held {
		if p.unsigned(x.Base.Of) {
			say("price.held.unsigned")
		}
		return out
	}
	if key := map[string]string{">": "price.rel.more", ">=": "price.rel.least", "<": "price.rel.less", "<=": "price.rel.most", "about": "price.rel.about"}[x.Rel]; key != "" {
		say(key)
	}
	if asked := p.r.Span; asked.From < x.Span().From && !asked.IsZero() {
		say("price.begins", arg("year", year(x.Span().From)), arg("span", spanOf(evidence.Years{From: asked.From, To: x.Span().From - 1})))
	}
	switch {
	case x.Extended && x.Own.IsZero():
		say("price.extended.open", arg("span", spanOf(x.Span())))
	case x.Extended:
		say("price.extended", arg("own", spanOf(x.Own)), arg("ours", p.beyond(x)))
	}
	switch {
	case x.Terms.Years == 1:
	case x.Rises == evidence.NotSaid:
		say("price.flat")
	case x.Rises == evidence.OnlyWords:
		say("price.flat.words")
	case x.Rises == evidence.SaidFlat:
		say("price.flat.said")
	}
	if x.Why != "" && x.Held != nil {
		say("price.apart."+x.Why, arg("issue", p.name(x.Issue)), arg("payer", p.called(x.Payer)))
	}
	for _, id := range x.Replaced {
		if c, ok := view.Get[*parley.Claim](p.v, id); ok {
			say("price.replaced", arg("claim", p.claim(c)))
		}
	}
	if x.Retract != "" {
		out = append(out, resting(p.sentence("price.retracted", arg("by", p.titles([]parley.ID{x.Retract}))), x.Retract))
	}
	return out
}

// unsigned reports whether nothing says that an agreement was signed or entered
// into force.
func (p pricePen) unsigned(id parley.ID) bool {
	for _, l := range p.a.Lives() {
		if l.Agreement.ID == id {
			return !l.Begun()
		}
	}
	return false
}

// beyond says the years for which a bid is priced beyond its own.
func (p pricePen) beyond(x *price.Row) []lang.Run {
	var items [][]lang.Run
	at, own := x.Span(), x.Own
	if at.From < own.From {
		items = append(items, []lang.Run{{Text: lang.Date(p.l, spanOf(evidence.Years{From: at.From, To: min(at.To, own.From-1)}))}})
	}
	if at.To > own.To {
		items = append(items, []lang.Run{{Text: lang.Date(p.l, spanOf(evidence.Years{From: max(at.From, own.To+1), To: at.To}))}})
	}
	return lang.Join(p.l, items)
}

// spanOf is years as a date.
func spanOf(y evidence.Years) date.Date {
	return date.Date{First: date.On(y.From, 1, 1), Last: date.On(y.To, 12, 31)}
}

// finer is a figure of the model with four digits, for a year.
func (p pricePen) finer(c money.Currency, f float64) money.Amount {
	return money.Rounded(c, decimal(f), 4)
}

// amount is a figure of the model with three digits.
func (p pricePen) amount(c money.Currency, f float64) money.Amount {
	return money.Rounded(c, decimal(f), 3)
}

// spread says the median, and where it is uncertain, what it is between with a
// chance of 80 %.
func (p pricePen) spread(c money.Currency, s cost.Spread) string {
	mid := p.amount(c, s.P50)
	lo, hi := p.amount(c, s.P10), p.amount(c, s.P90)
	said := p.text("words", arg("words", mid))
	if lo.Value == hi.Value {
		return said
	}
	return p.text("price.within", arg("median", said), arg("range", p.ends(c, s, mid)))
}

// ends says the ends of a spread: in English without unit and currency where they
// are those of the median.
func (p pricePen) ends(c money.Currency, s cost.Spread, mid money.Amount) string {
	lo, hi := p.amount(c, s.P10), p.amount(c, s.P90)
	all := money.RoundedRange(c, money.Interval{Lo: lo.Value, Hi: hi.Value}, 3)
	if p.l == lang.Korean {
		return all.Korean()
	}
	var digits []string
	_, unit, _ := strings.Cut(mid.Printed, " ")
	for _, x := range []money.Amount{lo, hi} {
		d, u, _ := strings.Cut(x.Printed, " ")
		if u != unit || x.Approx {
			return all.English()
		}
		digits = append(digits, d)
	}
	return strings.Join(digits, "–")
}

// decimal is a figure of the model, to hundredths.
func decimal(f float64) money.Decimal {
	d, err := money.ParseDecimal(strconv.FormatFloat(f, 'f', 2, 64))
	if err != nil {
		return money.Decimal{}
	}
	return d
}
