package brief

import (
	"slices"

	"parley"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// premises says which figures of each index and rate are known, and what is
// assumed of the others.
func (p pricePen) premises() (parts []Part) {
	for i := range p.r.Premises {
		q := &p.r.Premises[i]
		name := p.premise(q)
		if len(q.Known) > 0 {
			var items [][]lang.Run
			for _, k := range q.Known {
				items = append(items, p.say("price.figure", to("value", p.figureOf(q, k.Value), "", k.RestsOn...), arg("year", year(k.Year))))
			}
			parts = append(parts, p.sentence("price.known", name, arg("figures", lang.Join(p.l, items))))
		}
		if len(q.Later) > 0 {
			parts = append(parts, p.assumed(q, name))
		}
	}
	return parts
}

// premise is an argument that names an index or a rate, and leads to it.
func (p pricePen) premise(q *evidence.Premise) lang.Arg {
	return to("input", p.premiseName(q), q.Series)
}

func (p pricePen) premiseName(q *evidence.Premise) string {
	if q.Series != "" {
		return p.name(q.Series)
	}
	return p.text("price.input.rate", arg("base", p.currencyName(q.Base, true)), arg("quote", p.currencyName(p.r.Money, false)))
}

// figureOf says a figure of an index or a rate.
func (p pricePen) figureOf(q *evidence.Premise, d money.Decimal) string {
	if q.Base == "" {
		return p.text("words", arg("words", percentOf(exactly(d.Round(-4, money.HalfUp), money.Int(1)))))
	}
	d = d.Digits(6, money.HalfUp)
	return d.Comma(places(d))
}

// assumed says what is assumed of the figures that are not known, and who says so.
func (p pricePen) assumed(q *evidence.Premise, name lang.Arg) Sentence {
	years := arg("years", spansOf(p.l, q.Later))
	if q.Pair != nil {
		s := p.sentence("price.pair", name, years, to("first", q.Pair.First, q.Pair.By, q.Pair.RestsOn...), arg("second", q.Pair.Second),
			arg("lo", rate(q.Assumption.Mean, money.Floor)), arg("hi", rate(q.Assumption.Width, money.Ceiling)))
		return s
	}
	what := arg("what", p.assumption(q))
	if q.By == "" {
		return p.ours("price.assumed", name, years, what, arg("badge", []lang.Run{{Text: p.word("price.typed"), Badge: true}}))
	}
	e, _ := view.Get[*parley.Assume](p.v, q.By)
	key := "price.assumed.entry"
	if len(e.From) > 0 {
		key = "price.assumed.from"
	}
	return resting(p.sentence(key, append([]lang.Arg{name, years, to("what", p.assumption(q), q.By, q.By), arg("date", e.Happened)}, p.from(e)...)...), q.By)
}

func (p pricePen) from(e *parley.Assume) []lang.Arg {
	return []lang.Arg{arg("from", p.titles(e.From))}
}

// assumption says an assumption: growth is drawn for each year by itself, a rate
// walks.
func (p pricePen) assumption(q *evidence.Premise) string {
	x := q.Assumption
	figure := func(d money.Decimal) string {
		if q.Base == "" {
			return p.text("words", arg("words", percentOf(exactly(d, money.Int(1)))))
		}
		return d.Comma(places(d))
	}
	percent := func(d money.Decimal) string {
		return p.text("words", arg("words", percentOf(exactly(d, money.Int(1)))))
	}
	mean, width := arg("mean", figure(x.Mean)), arg("width", figure(x.Width))
	if x.WidthPercent {
		width = arg("width", percent(x.Width))
	}
	switch {
	case x.Kind == evidence.Fixed:
		return p.text("price.fixed", mean)
	case x.Kind == evidence.Ranges:
		return p.text("price.ranges", mean, width)
	case q.Base == "":
		return p.text("price.deviates", mean, width)
	case x.Mean.IsZero():
		return p.text("price.walks.last", width)
	}
	return p.text("price.walks", mean, width)
}

// places is how many digits a number has after the point.
func places(d money.Decimal) int {
	n := 0
	for d.Round(-n, money.HalfUp) != d && n < 6 {
		n++
	}
	return n
}

// spansOf says years, those that follow each other as one span.
func spansOf(l lang.Lang, years []int) string {
	var said []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		said = append(said, lang.Date(l, spanOf(evidence.Years{From: years[i], To: years[j]})))
		i = j + 1
	}
	return lang.JoinWords(l, said)
}

// currencyName names a currency: one unit of it, or as many as there are.
func (p *pen) currencyName(c money.Currency, one bool) string {
	return claimPen{p}.currency(c, one)
}

// inputs lists the figures of every index and rate, for machines.
func (p pricePen) inputs() *Table {
	t := p.table("parley.price-inputs/1", "input", "series", "currency", "year", "value_number", "assumed", "kind", "mean", "width", "width_percent", "by", "typed", "rests_on")
	t.Data = true
	for i := range p.r.Premises {
		q := &p.r.Premises[i]
		for _, k := range q.Known {
			t.put(map[string]Cell{"input": Word(q.Name), "series": idCell(q.Series), "currency": wordCell(string(q.Base)), "year": Number(k.Year),
				"value_number": Decimal{k.Value}, "assumed": Flag(false), "typed": Flag(false), "rests_on": idsCell(k.RestsOn)})
		}
		for _, y := range q.Later {
			row := map[string]Cell{"input": Word(q.Name), "series": idCell(q.Series), "currency": wordCell(string(q.Base)), "year": Number(y),
				"assumed": Flag(true), "kind": Word(kindWords[q.Assumption.Kind]), "mean": Decimal{q.Assumption.Mean}, "width": Decimal{q.Assumption.Width},
				"width_percent": Flag(q.Assumption.WidthPercent), "by": idCell(q.By), "typed": Flag(q.By == "" && q.Pair == nil)}
			ids := []parley.ID{}
			if q.By != "" {
				ids = []parley.ID{q.By}
			} else if q.Pair != nil {
				ids = slices.Clone(q.Pair.RestsOn)
			}
			row["rests_on"] = IDs(ids)
			t.put(row)
		}
	}
	return t
}

var kindWords = map[evidence.Spread]string{evidence.Fixed: "fixed", evidence.Deviates: "deviates", evidence.Ranges: "range"}
