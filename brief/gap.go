package brief

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/analysis/gap"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// A gapPen writes how far apart the sides are.
type gapPen struct{ *pen }

// Gap says how far apart the sides are, and how that changed.
func Gap(a *evidence.Assessment, r gap.Result, l lang.Lang, from Stamp) *Document {
	p := gapPen{write(a, l)}
	title := p.top("gap.title")
	switch {
	case p.v.Last() == 0:
		return p.document("parley.gap/1", title, from, p.nothingKnown(), p.rows(r))
	case r.Issue == nil:
		return p.document("parley.gap/1", title, from, p.ours("gap.none"), p.rows(r))
	}
	parts := []Part{Heading(capitalised(p.name(r.Issue.ID)))}
	if r.Now != nil {
		parts = append(parts, p.now(r)...)
		parts = append(parts, p.change(r)...)
	}
	if r.Earlier > 0 {
		parts = append(parts, p.ours("gap.earlier", arg("n", r.Earlier)))
	}
	if len(r.Others) > 0 {
		parts = append(parts, p.ours("gap.others", arg("issues", p.names(r.Others))))
	}
	if c := p.chart(r); c != nil {
		parts = append(parts, c)
	}
	return p.document("parley.gap/1", title, from, append(parts, p.rows(r))...)
}

// now says where each side stands, and how far that is apart.
func (p gapPen) now(r gap.Result) (parts []Part) {
	for _, s := range r.Now.Sides {
		if len(r.Now.Known()) > 0 {
			parts = append(parts, p.side(r, s)...)
		}
	}
	return append(parts, p.apart(r)...)
}

func (p gapPen) side(r gap.Result, s evidence.Side) (parts []Part) {
	if s.Claims == nil {
		return []Part{p.ours("gap.silent", p.who("party", s.Party))}
	}
	for _, c := range s.Claims {
		k := r.Now.Standings[c.ID]
		if s.Own {
			parts = append(parts, p.sentence("status.stand", arg("claim", p.claim(c, k.RestsOn()...)), p.badge(c.ID, k)))
		} else {
			parts = append(parts, p.told(s.Party, c, k, true, nil))
		}
	}
	if len(s.Claims) > 1 {
		parts = append(parts, under(p.ours("gap.hull", p.who("party", s.Party), arg("n", len(s.Claims)))))
	}
	return parts
}

// apart says the distance, in each currency and in per cent of the last
// agreement, and at which rates; or why it cannot be said.
func (p gapPen) apart(r gap.Result) (parts []Part) {
	x := r.Now
	d := x.Gap()
	switch {
	case d == nil && len(x.Known()) == 0:
		if s := p.a.Settled(r.Day); s != nil {
			return []Part{resting(p.sentence("gap.settled", p.who("agreement", s.Of), arg("stage", p.word("stage."+s.Reached)), arg("date", s.Happened)), s.ID)}
		}
		return []Part{p.ours("gap.none")}
	case d == nil && len(x.Known()) == 1:
		return []Part{p.ours("gap.alone")}
	case d == nil:
		return []Part{p.ours("gap.cannot")}
	}
	said := p.distances(*x)
	switch {
	case d.Sides[1] < 0:
		parts = append(parts, p.sentence("gap.base", p.who("party", x.Sides[d.Sides[0]].Party), p.who("agreement", x.Last.Agreement.ID), arg("date", x.BaseFor()), arg("distance", said)))
	case d.Below:
		parts = append(parts, p.sentence("gap.below", arg("parties", p.parties(*x, d)), arg("distance", said)))
	case d.Lo.IsZero():
		parts = append(parts, p.sentence("gap.overlap", arg("parties", p.parties(*x, d)), arg("distance", said)))
	default:
		parts = append(parts, p.sentence("gap.sides", arg("parties", p.parties(*x, d)), arg("distance", said)))
	}
	if x.Spread() {
		parts = append(parts, under(p.ours("gap.spread")))
	}
	parts = append(parts, under(p.ground(*x)))
	return append(parts, p.rates(x.Gaps)...)
}

// ground says on what the figure of each side rests.
func (p gapPen) ground(x gap.Row) Sentence {
	var said []lang.Run
	for _, s := range x.Known() {
		one := p.grounds(x, s)
		if said == nil {
			said = one
		} else {
			said = p.say("gap.ground.also", arg("a", said), arg("b", one))
		}
	}
	return p.sentence("gap.ground", arg("grounds", said))
}

func (p gapPen) grounds(x gap.Row, s evidence.Side) []lang.Run {
	n, ids := x.Origins(s)
	key := "gap.ground.inferred"
	best := parley.NotSourced
	for _, c := range s.Claims {
		best = max(best, x.Standings[c.ID].Status.Basis)
	}
	switch {
	case s.Own:
		key = "gap.ground.record"
	case best > parley.Reported:
		key = "gap.ground.second"
	case best == parley.Reported && p.unnamed(ids):
		key = "gap.ground.unnamed"
	case best == parley.Reported:
		key = "gap.ground.reports"
	}
	party := p.who("party", s.Party)
	counted := key == "gap.ground.unnamed" || key == "gap.ground.reports"
	switch {
	case counted && n != 1:
		return filled(p.say(key, party, arg("n", n)), ids)
	case counted:
		key += ".one"
	}
	return filled(p.say(key, party), ids)
}

// unnamed reports whether utterances are all reports of what somebody said who is
// not named.
func (p gapPen) unnamed(ids []parley.ID) bool {
	return !slices.ContainsFunc(ids, func(id parley.ID) bool {
		r, ok := view.Get[*parley.Report](p.v, id)
		return !ok || len(r.Attributed) == 0
	})
}

func (p gapPen) parties(x gap.Row, d *evidence.Distance) []lang.Run {
	return p.names([]parley.ID{x.Sides[d.Sides[0]].Party, x.Sides[d.Sides[1]].Party})
}

// distances says the distance in each currency, and its part of what the last
// agreement paid.
func (p gapPen) distances(x gap.Row) (said []lang.Run) {
	for _, d := range x.Gaps {
		if d == nil {
			continue
		}
		one := p.distance(d)
		if said == nil {
			said = one
		} else {
			said = p.say("gap.beside", arg("a", said), arg("b", one))
		}
	}
	said = p.spanned(x, said)
	if x.Share == nil {
		return said
	}
	percent := to("percent", p.percent(x.Share.Value, x.Share.Interval), "", x.Share.RestsOn...)
	if x.Share.Sides[1] < 0 { // the agreement is named already
		return p.say("gap.share.base", arg("distance", said), percent)
	}
	return p.say("gap.share", arg("distance", said), percent, p.who("agreement", x.Last.Agreement.ID), arg("date", x.BaseFor()))
}

// spanned says for which span a distance is, where it is not that of a year in which
// all figures were printed.
func (p gapPen) spanned(x gap.Row, said []lang.Run) []lang.Run {
	if x.Gap().Currency == "" || x.Span == evidence.Unsaid || x.Span == evidence.EachYear && !x.Spread() {
		return said
	}
	return p.say("gap.span."+string(x.Span), arg("distance", said))
}

// distance says one with three digits at each end.
func (p gapPen) distance(d *evidence.Distance) []lang.Run {
	if d.Currency == "" {
		return p.say("gap.points", to("percent", p.percent(d.Value, d.Interval), "", d.RestsOn...))
	}
	if d.Exact() {
		return p.say("words", to("words", p.value(parley.Money{Amount: exact(d.Currency, d.Lo)}), "", d.RestsOn...))
	}
	if d.Lo.IsZero() {
		return p.say("gap.upto", to("amount", money.Rounded(d.Currency, d.Hi, 3), "", d.RestsOn...))
	}
	return p.say("words", to("words", p.value(parley.Money{Amount: money.RoundedRange(d.Currency, d.Interval, 3)}), "", d.RestsOn...))
}

// exact says an amount to its last digit, with a unit where it is long.
func exact(c money.Currency, v money.Decimal) money.Amount {
	if v.Place() < 6 {
		return money.Exact(c, v)
	}
	return money.Rounded(c, v, max(3, significant(v)))
}

// percent says a percentage of our own reckoning and how far it may go either
// way: "27 % (15–36)".
func (p *pen) percent(v money.Decimal, i money.Interval) string {
	places := 0
	if v.Abs().Cmp(money.Int(10)) < 0 {
		places = 1
	}
	value, lo, hi := signed(v, places), signed(i.Lo, places), signed(i.Hi, places)
	key := "reckon.percent.within"
	switch {
	case lo == hi:
		key = "reckon.percent.alone"
	case i.Lo.Sign() < 0:
		key = "reckon.percent.within.signed"
	}
	if key == "reckon.percent.alone" {
		return p.text("reckon.percent.alone", arg("value", value))
	}
	return p.text(key, arg("value", value), arg("lo", lo), arg("hi", hi))
}

// signed writes a number with a true minus sign.
func signed(d money.Decimal, places int) string {
	s := d.Comma(places)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}

// rates says at which rates figures were converted.
func (p gapPen) rates(ds []*evidence.Distance) (parts []Part) {
	var told []parley.ID
	for _, d := range ds {
		if d == nil {
			continue
		}
		for _, c := range []*evidence.Conversion{d.From.Rate, d.To.Rate} {
			if c != nil && !slices.Contains(told, c.From) {
				told = append(told, c.From)
				parts = append(parts, under(p.rate(c)))
			}
		}
	}
	return parts
}

// rate says a rate of the record, the way round in which it is a number above one.
func (p *pen) rate(c *evidence.Conversion) Sentence {
	i, base, quote := c.Interval, c.Base, c.Quote
	if i.Hi.Cmp(money.Int(1)) < 0 {
		if j, ok := money.Only(money.Int(1)).Quo(i); ok {
			i, base, quote = j, c.Quote, c.Base
		}
	}
	rate := arg("rate", p.rateOf(i, quote, base))
	if _, ok := view.Get[*parley.Series](p.v, c.From); ok {
		return resting(p.sentence("reckon.rate.series", rate, p.who("series", c.From), arg("date", c.For)), c.RestsOn...)
	}
	return resting(p.sentence("reckon.rate.pair", rate, arg("date", c.Known)), c.RestsOn...)
}

// rateOf says what one unit of a currency costs: "1,154–1,167 won to the dollar".
func (p *pen) rateOf(i money.Interval, quote, base money.Currency) string {
	return p.text("reckon.rate.of", arg("rate", p.number(i)), arg("quote", p.coins(quote)), arg("base", p.coin(base)))
}

// coin and coins are what one and several units of a currency are called.
func (p *pen) coin(c money.Currency) string {
	info, _ := money.Lookup(c)
	if p.l == lang.Korean {
		return cmp.Or(info.Korean, string(c))
	}
	return cmp.Or(info.One, string(c))
}

func (p *pen) coins(c money.Currency) string {
	info, _ := money.Lookup(c)
	if p.l == lang.Korean {
		return cmp.Or(info.Korean, string(c))
	}
	return cmp.Or(info.Many, string(c))
}

// number writes an interval of plain numbers with four digits at each end.
func (p *pen) number(i money.Interval) string {
	one := func(d money.Decimal) string { return d.Comma(max(0, 3-d.Place())) }
	lo, hi := one(i.Lo), one(i.Hi)
	if lo == hi {
		return lo
	}
	return p.text("reckon.span", arg("lo", lo), arg("hi", hi))
}

// change says where the gap was widest, and what became of it.
func (p gapPen) change(r gap.Result) (parts []Part) {
	if x := r.Widest; x != nil {
		date, far := to("date", x.Day, "", x.RestsOn()...), arg("distance", p.spanned(*x, p.distance(x.Gaps[0])))
		if x.Gaps[0].Sides[1] < 0 {
			parts = append(parts, p.sentence("gap.widest.base", date, far))
		} else {
			parts = append(parts, p.sentence("gap.widest", arg("parties", p.parties(*x, x.Gaps[0])), date, far))
		}
	}
	if r.Then == nil || r.Fell == nil {
		return parts
	}
	key, i, v := "gap.fell", r.Fell.Interval, r.Fell.Value
	if v.Sign() < 0 {
		key, i, v = "gap.grew", money.Interval{Lo: i.Hi.Neg(), Hi: i.Lo.Neg()}, v.Neg()
	}
	was, is := r.Then.RestsOn(), r.Now.RestsOn()
	return append(parts, resting(p.sentence(key, arg("date", r.Then.Day), arg("percent", p.percent(v, i))), append(was, is...)...))
}
