package brief

import (
	"math"
	"strings"

	"parley"
	"parley/analysis"
	"parley/analysis/price"
	"parley/cost"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// also says the price in other terms: in the second currency, discounted, as a
// share; and what matters most.
func (p pricePen) also(x *price.Row, ids []parley.ID) (out []Sentence) {
	if p.r.Beside != "" && x.Cost.Beside != (cost.Spread{}) && (!p.r.Chosen || x.Terms.Currency != p.r.Money) {
		out = append(out, p.beside(x, ids))
	}
	if !p.r.Discount.IsZero() {
		out = append(out, p.sentence("price.discounted", to("amount", p.spread(p.r.Money, x.Cost.Discounted), "", ids...),
			arg("percent", percentOf(exactly(p.r.Discount, p.r.Discount))), arg("year", year(p.r.Since))))
	}
	if b := p.r.Base; b != nil {
		key, of := "price.share", arg("year", "")
		if b.Year != 0 && (b.Year != x.Span().From || x.Span().N() > 1) {
			key, of = "price.share.carried", arg("year", year(b.Year))
		}
		out = append(out, p.sentence(key, of, to("share", p.shareWords(x.Share), "", analysis.Unique(ids, b.RestsOn)...),
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

// beside says the price in the second currency, and at which rate.
func (p pricePen) beside(x *price.Row, ids []parley.ID) Sentence {
	key, at := "price.beside", arg("rate", "")
	for i := range p.r.Premises {
		q := &p.r.Premises[i]
		if q.Base != p.r.Beside {
			continue
		}
		ids = analysis.Unique(ids, q.RestsOn())
		switch {
		case q.Pair != nil:
			key = "price.beside.pair"
		case q.Series == "" && q.Assumption.Kind == evidence.Fixed:
			key, at = "price.beside.at", arg("rate", p.figureOf(q, q.Assumption.Mean))
		}
	}
	return p.sentence(key, to("amount", p.spread(p.r.Beside, x.Cost.Beside), "", ids...), at)
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
	name := func(w cost.Swing) lang.Arg { return to("input", p.input(x, w), "", ids...) }
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
func (p pricePen) input(x *price.Row, w cost.Swing) string {
	if w.Printed || w.Input == x.Terms.Name {
		return p.digits(x, w)
	}
	for i := range p.r.Premises {
		if q := &p.r.Premises[i]; q.Name == w.Input {
			return p.premiseName(q)
		}
	}
	return w.Input
}

// digits names a printed number, where there are several by its years: a range is
// given, and no matter of digits.
func (p pricePen) digits(x *price.Row, w cost.Swing) string {
	v, isMoney := x.Value.(parley.Money)
	q, isPercent := x.Value.(parley.Percent)
	percent := strings.Contains(w.Input, ":%")
	key := "price.input.digits"
	switch {
	case isMoney && v.IsRange(), isPercent && percent && q.Percent.IsRange():
		key = "price.input.range"
	case percent:
		key = "price.input.percent"
	}
	years := w.Input[strings.LastIndex(w.Input, ":")+1:]
	if w.Printed && len(x.Terms.Agreed) > 0 && strings.Trim(years, "0123456789-") == "" {
		return p.text("price.input.for", arg("input", p.word(key)), arg("years", years))
	}
	return p.word(key)
}

// over says how much more or less than holding a bid costs, under which key, and
// where both may come out, from how much less to how much more. If the middle is
// then no farther from none than draws tell, it is as much.
func (p pricePen) over(s cost.Spread) (key, words, either string) {
	if s.P10 < 0 && s.P90 > 0 {
		either = p.text("price.either", arg("low", p.amount(p.r.Money, -s.P10)), arg("high", p.amount(p.r.Money, s.P90)))
	}
	key = "price.row.more"
	switch {
	case s.Exact() && s.P50 == 0, either != "" && p.chance(s):
		return "price.row.same", "", either
	case s.P50 < 0:
		key, s = "price.row.less", cost.Spread{P10: -s.P90, P50: -s.P50, P90: -s.P10}
	}
	if either != "" {
		return key, p.text("words", arg("words", p.amount(p.r.Money, s.P50))), either
	}
	return key, p.spread(p.r.Money, s), ""
}

// beyondHeld is over for a row. Of a bid whose figure is only a bound, so is this: what
// is at least so much is at most so much less than what is held.
func (p pricePen) beyondHeld(x *price.Row) (key, words, either string) {
	key, words, either = p.over(x.Cost.Over)
	atLeast := x.Bound() > 0
	switch {
	case x.Bound() == 0:
	case key == "price.row.same" && atLeast:
		key += ".least"
	case key == "price.row.same":
		key += ".most"
	case atLeast == (key == "price.row.more"):
		words = p.related(">=", words)
	default:
		words = p.related("<=", words)
	}
	return key, words, either
}

// chance reports whether the middle of a spread is so near to none that other draws
// could turn it round: within two standard errors of a median, which is 0.49 of the
// middle 80 % over the root of the draws where these are normal, and the bin in
// which it is counted.
func (p pricePen) chance(s cost.Spread) bool {
	wide := s.P90 - s.P10
	return math.Abs(s.P50) <= 2*0.49*wide/math.Sqrt(float64(max(p.r.Draws, 1)))+wide/1024
}

// governs reports whether a rule from a year on gives any amount of a bid: none
// that is written.
func governs(x *price.Row, from int) bool {
	for y := max(from, x.Span().From); y <= x.Span().To; y++ {
		if _, written := x.Terms.Agreed[y]; !written {
			return true
		}
	}
	return false
}

// once says what is paid in one year only, and what of it is not counted.
func (p pricePen) once(x *price.Row) (out []Sentence) {
	for _, o := range x.Schedule.Once {
		at, _, _ := o.For.Years()
		key := "path.once"
		switch {
		case !x.Span().Has(at):
			key = "price.once.outside"
		case at == x.Span().To:
			key = "path.once.alone"
		case o.InBase:
			key = "path.once.in-base"
		}
		out = append(out, p.sentence(key, arg("date", o.For), to("amount", o.Amount, "", x.RestsOn...)))
	}
	return out
}
