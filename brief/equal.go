package brief

import (
	"math"

	"parley"
	"parley/analysis"
	"parley/analysis/equal"
	"parley/analysis/price"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// An equalPen writes which terms cost the same.
type equalPen struct {
	pricePen
	r equal.Result
}

// Equal says which other terms cost as much as a bid.
func Equal(a *evidence.Assessment, r equal.Result, l lang.Lang, from Stamp) *Document {
	p := equalPen{pricePen{write(a, l), price.Result{Options: price.Options{Money: r.Money}, Premises: r.Premises}}, r}
	of := &price.Row{Bid: r.Of}
	parts := []Part{p.model(r.Exact, r.Draws, r.Seed), grounded(p.sentence("equal.cost", arg("bid", p.bid(of)), p.mark(of),
		to("total", p.spread(r.Money, r.Cost), "", p.own().rests(of)...), p.when(r.Span)))}
	if held := r.Held; held != nil {
		base := []lang.Run{{Text: p.text("words", arg("words", p.baseWords(held.Base))), Link: held.Base.Of, RestsOn: held.RestsOn}}
		parts = append(parts, p.sentence("equal.base", arg("base", base)))
	}
	parts = append(parts, section(p.text("equal.same", arg("span", spanOf(r.Span))), p.rows(equal.First, equal.Rate))...)
	parts = append(parts, section(p.word("equal.lengths"), p.rows(equal.Length))...)
	if r.Other != nil {
		parts = append(parts, p.other(of)...)
	}
	parts = append(parts, p.unneeded(r.Unneeded.Series, r.Unneeded.Currencies)...)
	parts = append(parts, section(p.word("equal.premises"), p.premises())...)
	return p.document("parley.equal/1", p.top("equal.title"), from, append(parts, p.table())...)
}

// own writes what rests on the figures of the bids as they stand, and not on those
// of other terms.
func (p equalPen) own() pricePen {
	return pricePen{p.pen, price.Result{Options: price.Options{Money: p.r.Money}, Premises: p.r.Own}}
}

func (p equalPen) rows(ways ...equal.Way) (parts []Part) {
	for _, way := range ways {
		for i := range p.r.Rows {
			if p.r.Rows[i].Way == way {
				parts = append(parts, p.row(&p.r.Rows[i])...)
			}
		}
	}
	return parts
}

// other says what another bid would have to be to cost as much.
func (p equalPen) other(of *price.Row) []Part {
	x := &price.Row{Bid: *p.r.Other}
	parts := []Part{Heading(p.bidName(x)), grounded(p.sentence("equal.other.before", arg("bid", p.bid(x)), p.mark(x),
		to("total", p.spread(p.r.Money, p.r.Before), "", p.own().rests(x)...), p.when(p.r.Span), arg("target", p.bid(of))))}
	for _, s := range p.rows(equal.OfOther, equal.OtherRate, equal.OtherCap) {
		parts = append(parts, under(s.(Sentence)))
	}
	return parts
}

// row says one way to cost as much.
func (p equalPen) row(x *equal.Row) []Part {
	ids := p.grounds(x)
	if x.None != nil {
		if x.Way == equal.OtherCap && x.None.Want > x.None.AtHi {
			return []Part{resting(p.sentence("equal.other.cap.none", arg("high", p.pricePen.amount(p.r.Money, x.None.AtHi))), ids...)}
		}
		return []Part{resting(p.sentence("equal.none", arg("low", p.pricePen.amount(p.r.Money, x.None.AtLo)), arg("high", p.pricePen.amount(p.r.Money, x.None.AtHi))), ids...)}
	}
	s := resting(p.said(x), ids...)
	parts := []Part{grounded(s)}
	if rest := math.Abs(x.Same.Residual); rest > noticed*math.Abs(p.r.Cost.P50) {
		parts = append(parts, under(resting(p.sentence("equal.residual", arg("amount", p.pricePen.amount(p.r.Money, rest))), ids...)))
	}
	return parts
}

// grounds are what a way to cost as much rests on: what the bid costs, the terms
// that are changed, and what a rise is over.
func (p equalPen) grounds(x *equal.Row) []parley.ID {
	ids := analysis.Unique(p.own().rests(&price.Row{Bid: p.r.Of}), x.RestsOn)
	if x.Rises {
		ids = analysis.Unique(ids, p.r.Held.RestsOn)
	}
	return ids
}

// noticed is the smallest rest that is told, as a part of the total.
const noticed = 0.0005

// said says which thing is changed, and to what.
func (p equalPen) said(x *equal.Row) Sentence {
	amount := arg("amount", money.Rounded(x.Same.Terms.Currency, x.Same.Terms.First.Mid(), 4))
	switch x.Way {
	case equal.First:
		switch {
		case x.Yours && x.Years > 1:
			return p.sentence("equal.first.yours", amount, p.over(x), arg("rule", p.ruleWords(x.Escalator.Rise)))
		case x.Years == 1:
			return p.sentence("equal.first.one", amount, p.over(x))
		case x.Escalator == nil:
			return p.sentence("equal.first.flat", amount, p.over(x))
		case x.Own:
			return p.sentence("equal.first.own", amount, p.over(x), arg("rule", p.ruleWords(x.Escalator.Rise)))
		}
		return p.sentence("equal.first", amount, p.over(x), arg("rule", p.ruleWords(x.Escalator.Rise)))
	case equal.Rate:
		return p.percent("equal.rate", x.Same.Value)
	case equal.Length:
		if x.Years == 1 {
			return p.sentence("equal.length.one", amount, p.over(x))
		}
		return p.sentence("equal.length"+flat(x), arg("n", x.Years), amount, p.over(x))
	case equal.OfOther:
		return p.sentence("equal.other.first"+flat(x), amount, p.over(x))
	case equal.OtherRate:
		return p.percent("equal.other.rate", x.Same.Value)
	}
	return p.sentence("equal.other.cap", arg("percent", percentOf(money.RoundedPercent(x.Same.Value, 1))))
}

// flat is the end of the key of terms that nothing raises.
func flat(x *equal.Row) string {
	if t := x.Same.Terms; len(t.Rules)+len(t.Agreed) > 0 {
		return ""
	}
	return ".flat"
}

// percent says a rise a year, which may be none or less.
func (p equalPen) percent(key string, v money.Decimal) Sentence {
	v = v.Round(-1, money.HalfUp)
	of := arg("percent", percentOf(money.RoundedPercent(v.Abs(), 1)))
	switch v.Sign() {
	case 0:
		return p.sentence(key + ".zero")
	case -1:
		return p.sentence(key+".less", of)
	}
	return p.sentence(key, of)
}

// over says by how much a first amount is above what is held, in parentheses,
// each end with its sign.
func (p equalPen) over(x *equal.Row) lang.Arg {
	if !x.Rises {
		return arg("over", "")
	}
	lo, hi := x.Over.Lo.Round(-1, money.HalfUp), x.Over.Hi.Round(-1, money.HalfUp)
	said := p.say("equal.over", arg("percent", plus(lo)))
	switch {
	case lo.IsZero() && hi.IsZero():
		said = p.say("equal.over.same")
	case lo != hi:
		said = p.say("equal.over.range", arg("low", plus(lo)), arg("high", plus(hi)))
	}
	if p.l == lang.English {
		said = append([]lang.Run{{Text: " "}}, said...)
	}
	return arg("over", said)
}

// plus writes a number to a tenth, with its sign, whichever it is.
func plus(d money.Decimal) string {
	if d.Sign() > 0 {
		return "+" + signed(d, 1)
	}
	return signed(d, 1)
}

// wayWords are the ways, for machines.
var wayWords = [...]string{equal.First: "first", equal.Rate: "rate", equal.Length: "length", equal.OfOther: "other-first",
	equal.OtherRate: "other-rate", equal.OtherCap: "other-cap"}

// table lists every way, for machines.
func (p equalPen) table() *Table {
	t := p.pen.table("parley.equal/1", "way", "years", ".yours", "escalator", "first_amount", "over_low", "over_high", ".value_number", ".cost_number", ".residual_number", ".linear", ".rests_on")
	t.Data = true
	for i := range p.r.Rows {
		x := &p.r.Rows[i]
		row := map[string]Cell{"way": Word(wayWords[x.Way]), "years": Number(x.Years), "yours": Flag(x.Yours), "rests_on": IDs(p.grounds(x))}
		if x.Escalator != nil {
			row["escalator"] = Text(p.ruleWords(x.Escalator.Rise))
		}
		if x.None == nil {
			p.found(row, x)
		}
		t.put(row)
	}
	return t
}

// found fills in the cells of a way that there is.
func (p equalPen) found(row map[string]Cell, x *equal.Row) {
	row["first_amount"] = Money{money.Rounded(x.Same.Terms.Currency, x.Same.Terms.First.Mid(), 6)}
	row["value_number"], row["linear"] = Decimal{x.Same.Value}, Flag(x.Same.Linear)
	row["cost_number"], row["residual_number"] = Decimal{decimal(x.Same.Cost)}, Decimal{decimal(x.Same.Residual)}
	if x.Rises {
		row["over_low"], row["over_high"] = Decimal{x.Over.Lo.Round(-4, money.Floor)}, Decimal{x.Over.Hi.Round(-4, money.Ceiling)}
	}
}
