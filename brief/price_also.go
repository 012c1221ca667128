package brief

import (
	"math"
	"strings"

	"parley"
	"parley/analysis"
	"parley/analysis/price"
	"parley/cost"
	"parley/lang"
	"parley/money"
)

// also says the price in other terms: in the second currency, discounted, as a
// share; and what matters most.
func (p pricePen) also(x *price.Row, ids []parley.ID) (out []Sentence) {
	if p.r.Beside != "" && x.Cost.Beside != (cost.Spread{}) {
		beside := ids
		for i := range p.r.Premises {
			if q := &p.r.Premises[i]; q.Base == p.r.Beside {
				beside = analysis.Unique(beside, q.RestsOn())
			}
		}
		out = append(out, p.sentence("price.beside", to("amount", p.spread(p.r.Beside, x.Cost.Beside), "", beside...)))
	}
	if !p.r.Discount.IsZero() {
		out = append(out, p.sentence("price.discounted", to("amount", p.spread(p.r.Money, x.Cost.Discounted), "", ids...),
			arg("percent", percentOf(exactly(p.r.Discount, p.r.Discount))), arg("year", year(x.Terms.Start))))
	}
	if b := p.r.Base; b != nil {
		out = append(out, p.sentence("price.share", to("share", p.shareWords(x.Share), "", analysis.Unique(ids, b.RestsOn)...),
			to("base", p.base(b.ID), b.ID, b.RestsOn...)))
	}
	if x.Parts != nil {
		out = append(out, p.split(x, ids), p.returned(x, ids))
	}
	if s, ok := p.swings(x, ids); ok {
		out = append(out, s)
	}
	return out
}

// split says what the categories come to, divided as in an earlier year.
func (p pricePen) split(x *price.Row, ids []parley.ID) Sentence {
	var items [][]lang.Run
	for _, q := range x.Parts {
		items = append(items, p.say("price.part", to("issue", p.name(q.Issue), q.Issue), to("amount", p.amount(p.r.Money, q.Amount), "", analysis.Unique(ids, q.RestsOn)...)))
	}
	return p.sentence("price.split", arg("year", year(p.r.Split.Year)), arg("parts", p.linked("price.then", items)))
}

// returned says what part of a price returns.
func (p pricePen) returned(x *price.Row, ids []parley.ID) Sentence {
	s := p.r.Split
	key := "price.returns"
	if !s.Whole {
		key = "price.returns.part"
	}
	return p.sentence(key, arg("percent", percentOf(money.RoundedPercent(s.Middle, 1))), to("amount", p.amount(p.r.Money, x.Returned), "", analysis.Unique(ids, s.RestsOn)...))
}

func (p pricePen) shareWords(s price.Share) string {
	percent := func(f float64) string {
		return p.text("words", arg("words", percentOf(money.RoundedPercent(decimal(f), 0))))
	}
	lo, mid, hi := percent(s.Low), percent(s.Middle), percent(s.High)
	if lo == hi {
		return mid
	}
	return p.text("price.within", arg("median", mid), arg("range", strings.TrimRight(lo, " \u00a0%")+"–"+strings.TrimRight(hi, " \u00a0%")))
}

// least is the smallest swing, as a part of the total, that is told.
const least = 0.002

// swings says which uncertain figures move the total most; of one alone, only
// which it is: its range is that of the total.
func (p pricePen) swings(x *price.Row, ids []parley.ID) (s Sentence, ok bool) {
	var items [][]lang.Run
	name := func(w cost.Swing) lang.Arg { return to("input", p.input(x, w.Input), "", ids...) }
	for _, w := range x.Swings {
		low, high := p.amount(p.r.Money, w.Low), p.amount(p.r.Money, w.High)
		if w.High-w.Low < least*math.Abs(x.Cost.Total.P50) || low.Value == high.Value || len(items) == 3 {
			break
		}
		items = append(items, p.say("price.swing", name(w), arg("low", low), arg("high", high)))
	}
	switch len(items) {
	case 0:
		return s, false
	case 1:
		return p.sentence("price.uncertain", name(x.Swings[0])), true
	}
	return p.sentence("price.matters", arg("what", p.linked("price.then", items))), true
}

// input names an uncertain figure.
func (p pricePen) input(x *price.Row, name string) string {
	if name == x.Terms.Name {
		return p.word("price.input.digits")
	}
	for i := range p.r.Premises {
		if q := &p.r.Premises[i]; q.Name == name {
			return p.premiseName(q)
		}
	}
	return name
}
