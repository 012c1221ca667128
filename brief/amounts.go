package brief

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// An amountsPen writes what figures were put on the purse.
type amountsPen struct {
	*pen
	issue parley.ID
	in    money.Currency // of the picture
	all   []put          // in order of the day on which each was said
	zeros int            // in what the picture counts
	unit  string
	since date.Day // the picture shows the talks from here
	until date.Day // to here
	base  *evidence.Size
	last  *evidence.Life
	paid  date.Date // the time for which the last agreement paid that

	yearly bool // some figure is by the year, or made so
}

// A put is a figure that somebody put on the purse.
type put struct {
	claim    *parley.Claim
	standing evidence.Standing
	said     date.Date // first
	day      date.Day  // of it, on the calendar of the case
	size     evidence.Size
	sized    bool
	gone     bool   // who said it took it back
	why      string // why it is not in the picture; empty: it is
}

// mostPut is how many figures a picture shows: the latest.
const mostPut = 200

// Amounts lists every figure that was put on the issue on which figures are expected,
// as printed and as an amount a year in the money of the case, and shows those of the
// last talks in which any was named. A figure printed in other money counts at the
// rate of the day on which it was said; what has no amount a year stands as printed.
func Amounts(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := amountsPen{pen: write(a, l), issue: a.Purse()}
	p.gather()
	p.choose()
	t := p.table("parley.amounts/1", "date", "claim", "~who", "value", "amount", "status", "~drawn", "+says", ".verb", ".relation", ".per", ".for", ".by",
		".amount_number", ".amount_lo", ".amount_hi", ".currency", ".rate_lo", ".rate_hi", ".rate_from", ".basis", ".response", ".through", ".replaced_by", ".known", ".rests_on", ".audience")
	p.heads(t)
	for _, x := range p.all {
		t.put(p.row(x))
	}
	p.audiences(t)
	if len(t.Rows) == 0 {
		return p.listed("ladder.title", from, t, false)
	}
	parts := append(p.sentences(), &Chart{Key: "ladder", Spec: p.picture().Spec()}, t)
	return p.document(t.Schema, p.top("ladder.title"), from, parts...)
}

// gather takes the figures with what is known of each.
func (p *amountsPen) gather() {
	p.in = p.a.Money()
	for c := range p.a.Claims() {
		if p.issue == "" || p.a.Issue(c) != p.issue || !figure(c) {
			continue
		}
		if m, ok := c.That.Value.(parley.Money); ok && p.in == "" {
			p.in = m.Currency
		}
		p.all = append(p.all, p.read(c))
	}
	for i := range p.all {
		p.size(&p.all[i])
	}
	slices.SortStableFunc(p.all, func(x, y put) int { return cmp.Or(cmp.Compare(x.day, y.day), date.Compare(x.said, y.said)) })
	if x := p.a.Apart(p.issue); p.issue != "" && x.Last != nil {
		if s, ok := x.Base(p.in); ok && p.in != "" {
			p.base, p.last, p.paid = &s, x.Last, x.BaseFor()
		}
	}
}

// read finds when a figure was first said, and whether it still is.
func (p *amountsPen) read(c *parley.Claim) put {
	x := put{claim: c, standing: p.a.Of(c.ID)}
	live := false
	for _, o := range p.a.Opinions(c.ID) {
		if o.Does != parley.Asserts {
			continue
		}
		live, x.gone = live || o.Live, x.gone || o.Retract != ""
		e, _ := p.v.Entry(o.Utterance)
		said := e.Base().Happened
		day := cmp.Or(said.Day(p.v.Zone()), said.First, p.v.KnownOn(o.Utterance))
		if x.day == 0 || day < x.day {
			x.said, x.day = said, day
		}
	}
	x.gone = x.gone && !live
	if x.day == 0 {
		x.why = "unsaid"
	}
	return x
}

// size is what a figure comes to a year: at the rate of the day on which it was said,
// else at that of the day asked about.
func (p *amountsPen) size(x *put) {
	if p.in == "" || x.day == 0 {
		return
	}
	yearly := evidence.Frame{Span: evidence.EachYear, For: x.claim.That.For}
	today := p.v.From().AsOf
	if x.size, x.sized = p.a.Size(x.claim, p.in, min(x.day, today), yearly); !x.sized {
		x.size, x.sized = p.a.Size(x.claim, p.in, today, yearly)
	}
}

// choose says of each figure whether it is in the picture, and if not, why.
func (p *amountsPen) choose() {
	for i := range p.all {
		if x := &p.all[i]; x.why == "" {
			x.why = p.unfit(*x)
		}
	}
	p.talks()
	shown := 0
	for i := len(p.all) - 1; i >= 0; i-- {
		switch x := &p.all[i]; {
		case x.why != "":
		case x.day <= p.since || x.day > p.until:
			x.why = "talks"
		case shown == mostPut:
			x.why = "many"
		default:
			shown++
		}
	}
	var most money.Decimal
	for _, x := range p.drawn() {
		p.yearly = p.yearly || p.a.Span(x.claim) != evidence.Unsaid
		if x.size.Value.Cmp(most) > 0 {
			most = x.size.Value
		}
	}
	if p.base != nil && p.base.Value.Cmp(most) > 0 {
		most = p.base.Value
	}
	if p.in != "" {
		p.zeros, p.unit = p.scale(p.in, most)
	}
}

// unfit says why a figure is none that a side asks or offers by the year.
func (p *amountsPen) unfit(x put) string {
	t := x.claim.That
	_, sum := t.Value.(parley.Money)
	switch {
	case t.Verb == "pays":
		return "pays"
	case t.Verb == "rejects":
		return "rejects"
	case !t.For.IsZero() && t.For.Last != 0 && t.For.Last < x.day:
		return "past"
	case x.sized:
		return ""
	case !sum:
		return "base"
	}
	if _, ok := evidence.AYear(t.Value.(parley.Money).Amount, evidence.FrameOf(t)); !ok {
		return "time"
	}
	return "rate"
}

// talks finds the last talks in which a figure was named: they end with the day on
// which an agreement was signed or entered into force, or last.
func (p *amountsPen) talks() {
	p.until = p.v.From().AsOf
	ends := []date.Day{0}
	for _, l := range p.a.Lives() {
		for _, s := range l.Stages {
			if day := s.Happened.Last; (s.Reached == "signed" || s.Reached == "in-force") && day != 0 && day <= p.until {
				ends = append(ends, day)
			}
		}
	}
	slices.Sort(ends)
	for _, end := range slices.Backward(ends) {
		named := func(x put) bool {
			return x.why == "" && x.day > end && x.day <= p.until && x.claim.That.Verb != "accepts"
		}
		if p.since = end; slices.ContainsFunc(p.all, named) {
			return
		}
		if end != 0 {
			p.until = end
		}
	}
	p.until = p.v.From().AsOf
}

// drawn are the figures in the picture.
func (p *amountsPen) drawn() []put {
	return slices.DeleteFunc(slices.Clone(p.all), func(x put) bool { return x.why != "" })
}

// heads puts the unit at the head of the column of amounts.
func (p *amountsPen) heads(t *Table) {
	for i, c := range t.Columns {
		if c.Key == "amount" && p.unit != "" {
			t.Columns[i].Title = p.axis()
		}
	}
}

// axis says in what the amounts are.
func (p *amountsPen) axis() string {
	if !p.yearly {
		return p.unit
	}
	return p.text("ladder.unit", arg("unit", p.unit))
}

func (p *amountsPen) row(x put) map[string]Cell {
	c, s := x.claim, x.standing
	drawn := "ladder.drawn"
	if x.why != "" {
		drawn = "ladder.why." + x.why
	}
	row := map[string]Cell{"date": p.dateCell(x.said), "claim": ID(c.ID), "who": Text(p.text("ladder.whose", arg("party", p.name(c.That.Party)), arg("does", p.word("ladder.does."+c.That.Verb)))), "says": Text(capitalised(p.claimWords(c))),
		"value": Text(p.quantity(c.That)), "status": Status{lang.Badge(p.l, s.Status)}, "drawn": Text(p.text(drawn, arg("money", p.coins(p.in)))),
		"verb": wordCell(c.That.Verb), "relation": wordCell(c.That.Rel), "per": wordCell(c.That.Per), "for": p.dateCell(c.That.For), "by": idCell(c.That.Party),
		"basis": Word(s.Status.Basis.String()), "response": Word(s.Status.Response.String()), "through": p.through(s), "replaced_by": idsCell(s.Superseded),
		"known": p.firstKnown(p.a.Opinions(c.ID)), "rests_on": idsCell(s.RestsOn()), "audience": p.audience(c)}
	if x.sized {
		row["amount"] = Text(p.inUnit(x.size.Value))
		row["amount_number"], row["amount_lo"], row["amount_hi"], row["currency"] = p.coinCell(x.size.Value), p.coinCell(x.size.Lo), p.coinCell(x.size.Hi), Word(p.in)
		row["rests_on"] = idsCell(x.size.RestsOn)
	}
	if r := x.size.Rate; r != nil {
		row["rate_lo"], row["rate_hi"], row["rate_from"] = Decimal{r.Lo.Digits(8, money.HalfEven)}, Decimal{r.Hi.Digits(8, money.HalfEven)}, idCell(r.From)
	}
	return row
}

// coinCell is an amount to the smallest coin of the money of the picture.
func (p *amountsPen) coinCell(d money.Decimal) Cell {
	info, _ := money.Lookup(p.in)
	return Decimal{d.Round(-max(0, info.Digits), money.HalfEven)}
}

// inUnit is an amount with three digits, in what the picture counts.
func (p *amountsPen) inUnit(d money.Decimal) string {
	if d.IsZero() {
		return "0"
	}
	d = d.Digits(3, money.HalfUp).Shift(-p.zeros)
	return signed(d, max(0, 2-d.Place()))
}

// through are the sources in which the assertions that give the basis were read.
func (p *amountsPen) through(s evidence.Standing) Cell {
	var ids []parley.ID
	for _, id := range s.Grounds {
		if e, ok := p.v.Entry(id); ok {
			ids = append(ids, sources(e)...)
		}
	}
	return idsCell(uniqueOf(ids))
}

// sentences say what the picture says: of each side what it named, and what was
// agreed last.
func (p *amountsPen) sentences() (parts []Part) {
	drawn := p.drawn()
	for _, party := range p.sayers(drawn) {
		var own, gone []put
		for _, x := range drawn {
			switch {
			case x.claim.That.Party != party:
			case x.gone:
				gone = append(gone, x)
			default:
				own = append(own, x)
			}
		}
		if len(own) > 0 {
			parts = append(parts, p.side(party, own, gone))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, p.ours("ladder.none"))
	}
	if p.base != nil {
		amount := to("amount", p.paidWords(), p.last.Agreement.ID, p.base.RestsOn...)
		parts = append(parts, resting(p.sentence("ladder.base", p.who("agreement", p.last.Agreement.ID), arg("date", p.paid), amount), p.base.RestsOn...))
	}
	parts = append(parts, p.converted(drawn)...)
	if n := len(p.all) - len(drawn); n > 0 {
		parts = append(parts, under(p.ours("ladder.left", arg("n", n))))
	}
	return parts
}

// sayers are those whose figures are drawn: the parties of the case first.
func (p *amountsPen) sayers(drawn []put) (ids []parley.ID) {
	for _, q := range p.a.Parties() {
		ids = append(ids, q.ID)
	}
	for _, x := range drawn {
		if !slices.Contains(ids, x.claim.That.Party) {
			ids = append(ids, x.claim.That.Party)
		}
	}
	return ids
}

// mostBounds is how many figures that only bound a sum are named in a sentence.
const mostBounds = 3

// side says what one side named, each sum once: from where to where, beside that what
// only bounds a sum ("more than") and how many it took back, and what it named last.
func (p *amountsPen) side(party parley.ID, own, gone []put) Sentence {
	last := own[len(own)-1]
	var sums, bounds []put
	for _, x := range own {
		if opens[x.claim.That.Rel] == 0 {
			sums = append(sums, x)
		} else {
			bounds = append(bounds, x)
		}
	}
	bounds, gone = once(bounds), once(gone)
	amount := p.say("words", to("words", p.about(last), last.claim.ID, last.size.RestsOn...))
	args := []lang.Arg{arg("claim", p.claim(last.claim, last.standing.RestsOn()...)), p.badge(last.claim.ID, last.standing), arg("when", p.when(last)), arg("amount", p.each(amount))}
	n := len(once(sums)) + len(bounds) + len(gone)
	if n == 1 {
		return p.sentence("ladder.one", args...)
	}
	span := p.fromTo(sums)
	if beside := p.besides(bounds, gone); beside != nil && span != nil {
		span = p.say("ladder.beside", arg("span", span), arg("beside", beside))
	} else if beside != nil {
		span = beside
	}
	return p.sentence("ladder.several", append(args, p.who("party", party), arg("n", n), arg("span", span))...)
}

// once leaves out what names a sum again that an earlier one names.
func once(all []put) (out []put) {
	for _, x := range all {
		if !slices.ContainsFunc(out, x.repeats) {
			out = append(out, x)
		}
	}
	return out
}

// repeats reports whether two figures are one sum: as printed, whatever its rate on the
// day, or in what they come to.
func (x put) repeats(y put) bool {
	t, u := x.claim.That, y.claim.That
	m, isSum := t.Value.(parley.Money)
	n, also := u.Value.(parley.Money)
	printed := isSum && also && t.Per == u.Per && m.Currency == n.Currency && m.Value == n.Value && m.High == n.High
	return opens[t.Rel] == opens[u.Rel] && (printed || x.size.Value == y.size.Value)
}

// fromTo says from which sum to which these go.
func (p *amountsPen) fromTo(sums []put) []lang.Run {
	if sums == nil {
		return nil
	}
	byValue := func(x, y put) int { return x.size.Value.Cmp(y.size.Value) }
	low, high := slices.MinFunc(sums, byValue), slices.MaxFunc(sums, byValue)
	said := func(name string, x put) lang.Arg { return to(name, p.worth(x), x.claim.ID, x.size.RestsOn...) }
	if low.size.Value == high.size.Value {
		return p.each(p.say("words", said("words", high)))
	}
	return p.each(p.say("ladder.span", said("low", low), said("high", high)))
}

// besides says what only bounds a sum, and how many were taken back.
func (p *amountsPen) besides(bounds, gone []put) []lang.Run {
	var items [][]lang.Run
	for _, x := range bounds {
		items = append(items, p.each(p.say("words", to("words", p.about(x), x.claim.ID, x.size.RestsOn...))))
	}
	if n := len(bounds); n > mostBounds {
		items = [][]lang.Run{p.say("ladder.bounds", arg("n", n))}
	}
	if n := len(gone); n > 0 {
		items = append(items, p.say("ladder.gone", arg("n", n)))
	}
	if items == nil {
		return nil
	}
	return lang.Join(p.l, items)
}

// when is the day on which a figure was said; where that is not known, that on which
// it became known.
func (p *pen) whenSaid(said date.Date, day date.Day) string {
	if said.IsZero() {
		return lang.Day(p.l, day)
	}
	return lang.Date(p.l, said)
}

func (p *amountsPen) when(x put) string { return p.whenSaid(x.said, x.day) }

// worth says what a figure is in the money of the picture: as it was printed, if it was
// printed in that, else with three digits.
func (p *amountsPen) worth(x put) string {
	if m, ok := x.claim.That.Value.(parley.Money); ok && m.Currency == p.in && x.claim.That.Per != "month" && x.size.Value == m.Value {
		return p.value(parley.Money{Amount: m.Amount})
	}
	return p.value(parley.Money{Amount: money.Rounded(p.in, x.size.Value, 3)})
}

// about says the same with how it relates to the figure: "more than 1.04 trillion won".
func (p *amountsPen) about(x put) string {
	if opens[x.claim.That.Rel] == 0 {
		return p.worth(x)
	}
	return p.related(x.claim.That.Rel, p.worth(x))
}

// each says that an amount is one for a year, if any figure says for what it is.
func (p *amountsPen) each(amount []lang.Run) []lang.Run {
	if !p.yearly {
		return amount
	}
	return p.say("per.year", arg("value", amount))
}

// paidWords says what the last agreement paid: as it was printed, if it was for that
// time and in the money of the picture.
func (p *amountsPen) paidWords() string {
	if p.base.Rate != nil {
		return p.value(parley.Money{Amount: money.Rounded(p.in, p.base.Value, 3)})
	}
	for _, m := range p.a.Apart(p.issue).Bases(p.in) {
		if m.Value == p.base.Value && !m.IsRange() {
			return p.value(parley.Money{Amount: m})
		}
	}
	return p.value(parley.Money{Amount: exact(p.in, p.base.Value)})
}

// converted says at which rates figures were converted: each, if there are few.
func (p *amountsPen) converted(drawn []put) (parts []Part) {
	var rates []*evidence.Conversion
	for _, x := range drawn {
		same := func(r *evidence.Conversion) bool { return r.From == x.size.Rate.From && r.For == x.size.Rate.For }
		if x.size.Rate != nil && !slices.ContainsFunc(rates, same) {
			rates = append(rates, x.size.Rate)
		}
	}
	if len(rates) > 2 {
		var from []parley.ID
		for _, r := range rates {
			from = append(from, r.RestsOn...)
		}
		lo := slices.MinFunc(rates, func(x, y *evidence.Conversion) int { return x.Mid().Cmp(y.Mid()) })
		hi := slices.MaxFunc(rates, func(x, y *evidence.Conversion) int { return x.Mid().Cmp(y.Mid()) })
		if lo.Base == hi.Base {
			span := arg("rate", p.rateOf(money.Interval{Lo: lo.Mid(), Hi: hi.Mid()}, lo.Quote, lo.Base))
			return []Part{under(resting(p.sentence("ladder.rates", span), from...))}
		}
	}
	for _, r := range rates {
		parts = append(parts, under(p.rate(r)))
	}
	return parts
}
