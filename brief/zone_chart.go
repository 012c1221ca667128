package brief

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/analysis/price"
	"parley/analysis/zone"
	"parley/chart"
	"parley/cost"
	"parley/lang"
)

// chart draws the zone; nil where only one side is known.
func (p zonePen) chart() *Chart {
	if len(p.r.Sides) < 2 {
		return nil
	}
	return &Chart{Key: "zone", Spec: p.picture().Spec()}
}

func (p zonePen) picture() chart.Zone {
	r, low, high := &p.r, p.r.Low, p.r.High
	if r.Room < half { // the draws with a zone would show one where there is hardly any
		low, high = r.Least, r.Most
	}
	zeros, unit := p.scale(r.Money, decimal(max(low.Middle, high.Middle)))
	payer, receiver := &r.Sides[0], &r.Sides[1]
	apart := p.text("words", arg("words", p.amount(r.Money, absolute(r.Apart).Middle)))
	c := chart.Zone{Frame: p.frame("zone.chart", p.text("zone.chart.unit", arg("issue", p.name(r.Issue)), arg("unit", unit)), "zone.chart.how"), Sides: p.sideNames(),
		Takes: p.limit("zone.chart.limit.receives", receiver, low, zeros), Pays: p.limit("zone.chart.limit.pays", payer, high, zeros),
		Apart: chart.ZoneRow{Label: p.word("zone.chart.apart"), Value: apart, Description: p.text("zone.chart.apart.row", arg("amount", apart))},
		Table: p.tableWords(), Shares: p.text("zone.chart.shares", p.who("payer", payer.Party), p.who("receiver", receiver.Party)),
		Percent: strings.TrimPrefix(p.text("zone.chart.percent", arg("percent", "0")), "0"), Between: p.word("zone.chart.between"), Beyond: p.word("zone.chart.beyond")}
	if r.Room > 0 {
		name := p.word("zone.chart.nash")
		row := p.zoneRow(name, name, r.Nash, zeros)
		c.Chosen = &row
	}
	if r.Held != nil {
		c.Level = &chart.Level{Label: p.text(choose(r.Settled != nil, "zone.chart.before", "zone.chart.last"), arg("base", p.baseWords(&r.Held.First))), Amount: scaled(r.Held.First.Mid().Float64(), zeros)}
	}
	for i := range r.Placed {
		c.Bids = append(c.Bids, p.bidMark(&r.Placed[i], zeros))
	}
	slices.SortStableFunc(c.Bids, func(a, b chart.ZoneRow) int { return cmp.Compare(a.Mid, b.Mid) })
	delete(c.Sides, chart.Joint) // rows of neither have their names
	if payer.Valuation.Ours || receiver.Valuation.Ours {
		c.Title = p.top("zone.chart.ours")
	}
	c.Subtitle, c.Description = p.roomWords()+" "+c.Subtitle, c.Description+" "+p.gist()
	return c
}

const half = 0.5

// roomWords says in how many draws there is a zone, and of which the limits are.
func (p zonePen) roomWords() string {
	room := p.r.Room
	switch {
	case room == 0:
		return p.word("zone.chart.none")
	case room >= half:
		return p.text(roomKey(room), arg("n", hundredth(room)))
	case hundredth(room) == 0:
		return p.word("zone.chart.few")
	}
	return p.text("zone.chart.some", arg("n", hundredth(room)))
}

// gist is what the document says first, for those who do not see the picture.
func (p zonePen) gist() string {
	var said []string
	for _, x := range p.lead() {
		if s, ok := x.(Sentence); ok && !s.Under {
			said = append(said, lang.Plain(s.Runs))
		}
	}
	return strings.Join(said, " ")
}

// zoneRow is a row of the picture; name is what its description calls it.
func (p zonePen) zoneRow(label, name string, x zone.Range, zeros int) chart.ZoneRow {
	return chart.ZoneRow{Label: label, Low: scaled(x.P10, zeros), Mid: scaled(x.Middle, zeros), High: scaled(x.P90, zeros),
		Value:       p.text("words", arg("words", p.amount(p.r.Money, x.Middle))),
		Description: p.text("zone.chart.row", arg("name", name), arg("money", p.reckoned(x)))}
}

// limit is the row of what a side would take or pay.
func (p zonePen) limit(key string, s *zone.Side, x zone.Range, zeros int) chart.ZoneRow {
	name := capitalised(p.text(key, p.who("party", s.Party)))
	row := p.zoneRow(name, name, x, zeros)
	row.Side, row.Href = p.sideOfParty(s.Party), "#"+string(s.Valuation.ID)
	if s.Valuation.Ours {
		row.Note = p.word("zone.ours")
	}
	return row
}

// sideOfParty is the colour of a party.
func (p zonePen) sideOfParty(id parley.ID) chart.Side {
	var row price.Row
	row.Party = id
	return p.sideOf(&row)
}

// bidMark is the row of what is on the table.
func (p zonePen) bidMark(x *zone.Placed, zeros int) chart.ZoneRow {
	b := &price.Row{Bid: x.Bid}
	row := p.zoneRow(p.labelOf(b), p.bidName(b), x.Yearly, zeros)
	row.Side, row.Status, row.Href, row.Note = p.sideOf(b), chartStatus(b), hrefOf(b), p.noteOf(b)
	if x.Ours() {
		row.Note = strings.TrimSuffix(p.word("price.ours")+" · "+row.Note, " · ")
	}
	row.Share = p.text("zone.chart.share", arg("pays", hundredth(x.Pays)), arg("receives", hundredth(x.Receives)))
	yearly := p.spread(p.r.Money, cost.Spread{P10: x.Yearly.P10, P50: x.Yearly.Middle, P90: x.Yearly.P90})
	row.Description = capitalised(p.text("zone.placed", arg("bid", p.bidName(b)), arg("badge", ""), arg("yearly", yearly), p.who("payer", p.r.Sides[0].Party),
		arg("pays", hundredth(x.Pays)), p.who("receiver", p.r.Sides[1].Party), arg("receives", hundredth(x.Receives)), arg("both", hundredth(x.Both))))
	return row
}
