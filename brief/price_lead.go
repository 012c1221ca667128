package brief

import (
	"fmt"
	"math"
	"slices"

	"parley"
	"parley/analysis/price"
	"parley/cost"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// when says the years of a total, before or after it as the language has it.
func (p pricePen) when(y evidence.Years) lang.Arg {
	if y.N() == 1 {
		return arg("when", p.text("price.when.one", arg("year", year(y.From))))
	}
	return arg("when", p.text("price.when", arg("span", spanOf(y))))
}

// spans reports whether bids are priced for different years.
func (p pricePen) spans() bool {
	return slices.ContainsFunc(p.r.Rows, func(x price.Row) bool { return x.Span() != p.r.Rows[0].Span() })
}

// lead says first what a reader wants first: of the most bids that can be
// compared which is dearest and which cheapest, what is the same bill, and what
// decides.
func (p pricePen) lead() (parts []Part) {
	var most []int
	for _, g := range p.r.Ranked {
		if len(g) > len(most) {
			most = g
		}
	}
	if placed, bounded := p.r.Placed(most); len(placed) > 1 {
		if s, ok := p.farthest(placed); ok {
			parts = append(parts, s)
		}
		if bounded != nil {
			parts = append(parts, p.bounded(bounded))
		}
	}
	parts = append(parts, p.alike()...)
	if s, ok := p.decides(most); ok {
		parts = append(parts, s)
	}
	if p.spans() {
		parts = append(parts, p.ours("price.spans"))
	}
	return parts
}

// farthest says which of a group is dearest and which cheapest, unless they are the
// same bill, beside what is held over the same years.
func (p pricePen) farthest(ranked []int) (Sentence, bool) {
	least, most := &p.r.Rows[ranked[0]], &p.r.Rows[ranked[len(ranked)-1]]
	for _, g := range p.r.Alike {
		if slices.Contains(g, ranked[0]) && slices.Contains(g, ranked[len(ranked)-1]) {
			return Sentence{}, false
		}
	}
	total := func(key string, x *price.Row) lang.Arg {
		return to(key, p.atLeast(x, p.text("words", arg("words", p.amount(p.r.Money, x.Cost.Total.P50)))), "", p.rests(x)...)
	}
	args := []lang.Arg{p.when(least.Span()), arg("dear", p.quoted(most)), total("most", most), arg("cheap", p.quoted(least)), total("least", least)}
	key := "price.lead"
	if held := p.held(least); held != nil {
		key += ".held"
		args = append(args, total("held", held))
	}
	return grounded(p.sentence(key, args...)), true
}

// held is the row of what is held over the years of a bid that can be compared with it;
// nil: there is none.
func (p pricePen) held(x *price.Row) *price.Row {
	for i := range p.r.Rows {
		if h := &p.r.Rows[i]; h.Kind == evidence.Held && x.Compared && h.Span() == x.Span() {
			return h
		}
	}
	return nil
}

// bounded names bids that have no place among the others, each with its bound.
func (p pricePen) bounded(rows []int) Sentence {
	var items [][]lang.Run
	for _, i := range rows {
		x := &p.r.Rows[i]
		total := p.atLeast(x, p.text("words", arg("words", p.amount(p.r.Money, x.Cost.Total.P50))))
		items = append(items, p.say("price.bound", arg("bid", p.quoted(x)), to("total", total, "", p.rests(x)...)))
	}
	return grounded(p.sentence("price.bounded", arg("bids", lang.Join(p.l, items))))
}

// atLeast says a sum that was reckoned for a bid whose figure is only a bound as the
// bound that it is.
func (p pricePen) atLeast(x *price.Row, sum string) string {
	return p.related(map[int]string{1: ">=", -1: "<="}[x.Bound()], sum)
}

// quoted names a bid inside a sentence about several.
func (p pricePen) quoted(x *price.Row) []lang.Run {
	return []lang.Run{{Text: p.text("price.quoted", arg("bid", p.bidName(x))), Link: x.ID, RestsOn: p.rests(x)}}
}

// alike names the bids that are the same bill.
func (p pricePen) alike() (parts []Part) {
	for _, group := range p.r.Alike {
		s := p.sentence("price.alike", arg("bids", lang.Join(p.l, p.quotedAll(group))), p.when(p.r.Rows[group[0]].Span()))
		parts = append(parts, grounded(s))
	}
	return parts
}

func (p pricePen) quotedAll(rows []int) (items [][]lang.Run) {
	for _, i := range rows {
		items = append(items, p.quoted(&p.r.Rows[i]))
	}
	return items
}

// decides says which uncertain index or rate moves a total of a group most, by
// itself.
func (p pricePen) decides(ranked []int) (s Sentence, ok bool) {
	var of *price.Row
	var widest cost.Swing
	for _, i := range ranked {
		x := &p.r.Rows[i]
		for _, w := range x.Swings {
			if w.Input != x.Terms.Name && !w.Printed && w.High-w.Low > max(widest.High-widest.Low, least*math.Abs(x.Cost.Total.P50)) {
				of, widest = x, w
			}
		}
	}
	if of == nil {
		return s, false
	}
	ids := p.rests(of)
	s = p.sentence("price.decides", to("input", p.input(of, widest), "", ids...), arg("bid", p.quoted(of)),
		to("low", p.amount(p.r.Money, widest.Low), "", ids...), to("high", p.amount(p.r.Money, widest.High), "", ids...))
	return grounded(s), true
}

// The most bids that are put in order in a sentence, and pairs that are said to
// cross: the tables have all.
const (
	mostRanked  = 6
	mostCrossed = 5
)

// order puts the bids of each group in order, and says what overtakes what.
func (p pricePen) order() (parts []Part) {
	for _, g := range p.r.Ranked {
		g, _ = p.r.Placed(g)
		if len(g) < 3 || len(g) > mostRanked {
			continue
		}
		s := p.sentence("price.ranking", p.when(p.r.Rows[g[0]].Span()), arg("bids", p.linked("price.then", p.quotedAll(g))))
		parts = append(parts, grounded(s))
	}
	for n, x := range p.crossings() {
		if n == mostCrossed {
			parts = append(parts, p.ours("price.crosses.more", arg("n", len(p.r.Crossed)-n)))
			break
		}
		s := p.sentence("price.crosses", arg("first", p.quoted(&p.r.Rows[x.First])), arg("other", p.quoted(&p.r.Rows[x.Other])), arg("before", year(x.Year-1)), arg("year", year(x.Year)))
		parts = append(parts, grounded(s))
	}
	return parts
}

// crossings are the pairs that cross, first those that are the same bill.
func (p pricePen) crossings() []price.Crossing {
	same := func(x price.Crossing) int {
		for _, g := range p.r.Alike {
			if slices.Contains(g, x.First) && slices.Contains(g, x.Other) {
				return 0
			}
		}
		return 1
	}
	all := slices.Clone(p.r.Crossed)
	slices.SortStableFunc(all, func(x, y price.Crossing) int { return same(x) - same(y) })
	return all
}

// unpriced says what is on the table and has no price, and why.
func (p pricePen) unpriced() (parts []Part) {
	for _, e := range p.r.Unpriced {
		x, _ := p.v.Entry(e.Bid)
		ids := []parley.ID{e.Bid}
		name := []lang.Run{{Text: p.title(x), Link: e.Bid}}
		if c, ok := x.(*parley.Claim); ok {
			ids = p.a.Of(e.Bid).RestsOn()
			name = p.claim(c)
		}
		parts = append(parts, grounded(resting(p.sentence("price.unpriced", arg("bid", name), arg("why", p.word("price.why."+e.Why))), ids...)))
	}
	return append(parts, p.lacking()...)
}

// lacking says what is on the table and needs a figure that is neither known nor
// assumed, with what to type for it.
func (p pricePen) lacking() (parts []Part) {
	pair := false
	for i := range p.r.Lacking {
		x := &price.Row{Bid: p.r.Lacking[i].Bid}
		var needs, types [][]lang.Run
		for _, n := range p.r.Lacking[i].Needs {
			name, flag, printed := p.need(n)
			pair = pair || printed
			needs = append(needs, p.say("price.need", arg("input", name), arg("years", spansOf(p.l, n.Years))))
			types = append(types, []lang.Run{{Text: flag}})
		}
		s := p.sentence("price.lacking", arg("bid", p.bid(x)), arg("needs", lang.Join(p.l, needs)), arg("type", p.linked("price.beside-it", types)))
		parts = append(parts, grounded(resting(s, x.RestsOn...)))
	}
	if len(parts) > 0 {
		parts = append(parts, p.ours("price.lacking.how"))
	}
	if pair {
		parts = append(parts, p.ours("price.lacking.pair"))
	}
	return parts
}

// need names what is lacking, says what to type for it, and whether two amounts
// printed side by side give it.
func (p pricePen) need(n evidence.Need) (name, flag string, pair bool) {
	l := p.a.Line(n.Series)
	if l == nil {
		_, _, pair = p.a.LatestPair(n.Currency, p.r.Money)
		return p.premiseName(&evidence.Premise{Base: n.Currency}), fmt.Sprintf("`--rate %s=FIGURE±PERCENT%%`", n.Currency), pair
	}
	if !l.Unit.IsRate() {
		return p.name(n.Series), fmt.Sprintf("`--assume %s=MEAN±DEVIATION`", n.Series), false
	}
	other := l.Unit.Base
	if other == p.r.Money {
		other = l.Unit.Quote
	}
	_, _, pair = p.a.LatestPair(other, p.r.Money)
	return p.name(n.Series), fmt.Sprintf("`--assume %s=±PERCENT%%`", n.Series), pair
}

// unneeded says what was typed and changes nothing.
func (p pricePen) unneeded(series []parley.ID, currencies []money.Currency) []Part {
	var items [][]lang.Run
	for _, id := range series {
		items = append(items, []lang.Run{{Text: p.name(id), Link: id}})
	}
	for _, c := range currencies {
		items = append(items, []lang.Run{{Text: p.premiseName(&evidence.Premise{Base: c})}})
	}
	if items == nil {
		return nil
	}
	return []Part{p.ours("price.unneeded", arg("inputs", lang.Join(p.l, items)))}
}
