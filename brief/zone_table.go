package brief

import (
	"strconv"
	"strings"

	"parley"
	"parley/analysis/zone"
	"parley/lang"
	"parley/money"
)

// points is the table of the zone: a row for each end and each point.
func (p zonePen) points() *Table {
	t := p.table("parley.zone/1", "point", ".name", "middle", "p10", "p90", ".lowest_number", ".p10_number", ".middle_number", ".p90_number", ".highest_number", ".currency", ".room", ".over_held", ".draws", ".seed", ".rests_on")
	t.Data = true
	for _, x := range p.ranges() {
		row := map[string]Cell{"point": Word(x.key), "name": Text(p.word("zone.point." + x.key)), "currency": Word(p.r.Money), "room": fraction(p.r.Room),
			"draws": Number(p.r.Draws), "seed": Decimal{seedOf(p.r.Seed)}, "rests_on": IDs(p.basis())}
		if x.Range != (zone.Range{}) {
			p.rangeCells(row, x.Range)
			if p.r.Held != nil && p.r.Held.First.Mid().Sign() > 0 && x.key != "room" {
				row["over_held"] = modelled(100 * (x.Middle/p.r.Held.First.Mid().Float64() - 1))
			}
		}
		t.put(row)
	}
	return t
}

// fraction is a part of the draws, to the draw: of 10,000 of them 0.9963 is not 1.
func fraction(f float64) Cell {
	d, err := money.ParseDecimal(strconv.FormatFloat(f, 'f', -1, 64))
	if err != nil {
		return nil
	}
	return Decimal{d.Round(-6, money.HalfUp)}
}

type keyed struct {
	key string
	zone.Range
}

// ranges are the ends and points of the zone, where both sides are known.
func (p zonePen) ranges() []keyed {
	if len(p.r.Sides) < 2 {
		return nil
	}
	return []keyed{{"low", p.r.Low}, {"high", p.r.High}, {"nash", p.r.Nash}, {"kalai-smorodinsky", p.r.Equal}, {"egalitarian", p.r.Equal}, {"room", p.r.Apart}}
}

func (p zonePen) rangeCells(row map[string]Cell, x zone.Range) {
	c := p.r.Money
	row["middle"], row["p10"], row["p90"] = Money{p.amount(c, x.Middle)}, Money{p.amount(c, x.P10)}, Money{p.amount(c, x.P90)}
	row["lowest_number"], row["p10_number"], row["middle_number"] = modelled(x.Lowest), modelled(x.P10), modelled(x.Middle)
	row["p90_number"], row["highest_number"] = modelled(x.P90), modelled(x.Highest)
}

// packages is the table of the ways to settle everything but the money.
func (p zonePen) packages() *Table {
	t := p.table("parley.zone-packages/1", "package", "~name", "share", ".low_number", ".high_number", ".currency", ".rests_on")
	t.Data = true
	for _, x := range p.r.Packages {
		var words []string
		for _, s := range x.Settings {
			words = append(words, string(s.Issue)+"="+s.Option)
		}
		t.put(map[string]Cell{"package": wordCell(strings.Join(words, " ")), "name": Text(lang.Plain(p.settings(x.Settings))), "share": fraction(x.Share),
			"low_number": modelled(x.Low.Middle), "high_number": modelled(x.High.Middle), "currency": Word(p.r.Money), "rests_on": IDs(p.basis())})
	}
	return t
}

var inputWords = map[zone.InputKind]string{zone.OfLimit: "limit", zone.OfWorth: "worth", zone.OfToll: "no-agreement"}

// inputTable is the table of everything that was drawn of the sides, with how far
// it moves the Nash point.
func (p zonePen) inputTable() *Table {
	t := p.table("parley.zone-inputs/1", "party", "kind", "~name", ".valuation", ".ours", ".low_number", ".high_number", ".currency", ".nash_low", ".nash_high", ".rests_on")
	t.Data = true
	for n := range p.r.Sides {
		s := &p.r.Sides[n]
		put := func(in zone.Input, low, high money.Decimal) {
			name, ids := p.input(in)
			row := map[string]Cell{"party": ID(s.Party), "kind": Word(inputWords[in.Kind]), "name": Text(capitalised(name)), "valuation": ID(s.Valuation.ID), "ours": Flag(s.Valuation.Ours),
				"low_number": Decimal{low}, "high_number": Decimal{high}, "currency": Word(p.r.Money), "rests_on": IDs(ids)}
			for _, w := range p.r.Swings {
				if w.Input == in {
					row["nash_low"], row["nash_high"] = modelled(w.Low), modelled(w.High)
				}
			}
			t.put(row)
		}
		put(zone.Input{Side: n, Kind: zone.OfLimit}, s.Limit.Lo, s.Limit.Hi)
		for k, w := range s.Worth {
			put(zone.Input{Side: n, Kind: zone.OfWorth, N: k}, decimal(w.Lowest), decimal(w.Highest))
		}
		for k, x := range s.Tolls {
			put(zone.Input{Side: n, Kind: zone.OfToll, N: k}, x.Yearly.Lo, x.Yearly.Hi)
		}
	}
	return t
}

// bidTable is the table of what is on the table.
func (p zonePen) bidTable() *Table {
	t := p.table("parley.zone-bids/1", "bid", "~name", "yearly", ".p10_number", ".middle_number", ".p90_number", ".currency", "payer_accepts", "receiver_accepts", "both_accept", ".ours", ".needs", ".rests_on")
	t.Data = true
	for i := range p.r.Placed {
		x := &p.r.Placed[i]
		t.put(map[string]Cell{"bid": ID(x.ID), "name": Text(p.nameOf(x.ID)), "yearly": Money{p.amount(p.r.Money, x.Yearly.Middle)},
			"p10_number": modelled(x.Yearly.P10), "middle_number": modelled(x.Yearly.Middle), "p90_number": modelled(x.Yearly.P90), "currency": Word(p.r.Money),
			"payer_accepts": fraction(x.Pays), "receiver_accepts": fraction(x.Receives), "both_accept": fraction(x.Both), "ours": Flag(x.Ours()), "rests_on": IDs(x.RestsOn)})
	}
	for _, u := range p.r.Unplaced {
		t.put(map[string]Cell{"bid": ID(u.ID), "name": Text(p.nameOf(u.ID)), "needs": wordCell(lacks(u))})
	}
	return t
}

// lacks says for machines what keeps a bid from a price.
func lacks(u zone.Unplaced) string {
	if u.Why != "" {
		return u.Why
	}
	var needs []string
	for _, n := range u.Needs {
		needs = append(needs, choose(n.Series != "", string(n.Series), string(n.Currency)))
	}
	return strings.Join(needs, " ")
}

func (p zonePen) nameOf(id parley.ID) string {
	e, _ := p.v.Entry(id)
	if c, ok := e.(*parley.Claim); ok {
		return capitalised(p.claimWords(c))
	}
	return capitalised(p.name(id))
}

// stopTable is the table of the days on which something begins or ends.
func (p zonePen) stopTable() *Table {
	t := p.table("parley.zone-days/1", "date", "room", "low", "high", "nash", ".nash_p10", ".nash_number", ".nash_p90", ".currency", ".rests_on")
	t.Data = true
	for _, x := range p.r.Stops {
		row := map[string]Cell{"date": p.dayCell(x.Day), "room": fraction(x.Room), "currency": Word(p.r.Money), "rests_on": IDs(p.basis())}
		if x.Room > 0 {
			c := p.r.Money
			row["low"], row["high"], row["nash"] = Money{p.amount(c, x.Low.Middle)}, Money{p.amount(c, x.High.Middle)}, Money{p.amount(c, x.Nash.Middle)}
			row["nash_p10"], row["nash_number"], row["nash_p90"] = modelled(x.Nash.P10), modelled(x.Nash.Middle), modelled(x.Nash.P90)
		}
		t.put(row)
	}
	return t
}
