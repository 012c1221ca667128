package brief

import (
	"slices"
	"strconv"

	"parley"
	"parley/analysis/gap"
	"parley/chart"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// chart draws what the sides asked and offered, in the first currency.
func (p gapPen) chart(r gap.Result) *Chart {
	if len(r.Currencies) == 0 || r.Now == nil {
		return nil
	}
	return &Chart{Key: "gap", Spec: p.picture(r).Spec()}
}

func (p gapPen) picture(r gap.Result) chart.Gap {
	in := r.Currencies[0]
	g := chart.Gap{Frame: chart.Frame{Title: p.text("gap.chart", arg("issue", p.name(r.Issue.ID))), Subtitle: p.subtitle(r),
		Nothing: p.word("gap.none"), Key: p.key()}, Sides: make(map[chart.Side]string)}
	scale, unit := p.unit(r)
	g.Unit = p.spannedUnit(r, unit)
	for i, x := range r.Now.Sides {
		if i < 2 {
			g.Sides[chart.Side(i+1)] = p.name(x.Party)
		}
	}
	until := r.Day
	if len(r.Now.Known()) == 0 { // to the day on which the talks were over
		until = r.Rows[len(r.Rows)-1].Day
		for _, x := range slices.Backward(r.Rows) {
			if len(x.Known()) > 0 {
				break
			}
			until = x.Day
		}
	}
	g.Positions = p.positions(r.Talks(), in, scale)
	g.Until, g.Events = until.String(), p.rounds(r.Talks(), until)
	if d := r.Now.Gap(); d != nil {
		g.Distance, g.Description = lang.Plain(p.distance(d)), lang.Plain(p.apart(r)[0].(Sentence).Runs)
		if base, ok := r.Now.Base(in); ok {
			g.Level = &chart.Level{Label: p.text("gap.chart.last", arg("agreement", p.name(r.Now.Last.Agreement.ID))), Amount: base.Value.Shift(-scale).Float64()}
		}
	}
	return g
}

// subtitle says how to read the picture, and of which day and at which rates it is.
func (p gapPen) subtitle(r gap.Result) string {
	said := p.word("gap.chart.how") + " " + p.text("gap.chart.day", arg("date", r.Day))
	for _, x := range p.rates(r.Now.Gaps) {
		said += " " + lang.Plain(x.(Sentence).Runs)
	}
	return said
}

// positions are the figures of the last talks, each as long as it stood: one that
// came back is there twice.
func (p gapPen) positions(talks []gap.Row, in money.Currency, scale int) (all []chart.Position) {
	standing := make(map[parley.ID]int)
	for _, x := range talks {
		was := standing
		standing = make(map[parley.ID]int)
		for i, s := range x.Sides {
			for _, c := range s.Claims {
				y, ok := x.Size([]*parley.Claim{c}, in)
				if i > 1 || !ok {
					continue
				}
				n, stood := was[c.ID]
				if !stood {
					n, all = len(all), append(all, p.position(x, i, c, y, scale))
				}
				standing[c.ID] = n
				delete(was, c.ID)
			}
		}
		for _, n := range was {
			all[n].Until = x.Day.String()
		}
	}
	return all
}

// rounds are the numbered rounds that were held in the time of a picture.
func (p gapPen) rounds(talks []gap.Row, until date.Day) (events []chart.Event) {
	for _, m := range p.a.Meetings() {
		first := m.Round.Happened.First
		if len(talks) > 0 && m.Round.Number > 0 && !m.Postponed() && first >= talks[0].Day && first <= until {
			events = append(events, chart.Event{Label: strconv.Itoa(m.Round.Number), Date: first.String()})
		}
	}
	return events
}

func (p gapPen) position(x gap.Row, side int, c *parley.Claim, y evidence.Size, scale int) chart.Position {
	at := func(d money.Decimal) float64 { return d.Shift(-scale).Float64() }
	return chart.Position{Side: chart.Side(side + 1), Status: shape(x.Standings[c.ID]), Date: x.Day.String(), Low: at(y.Lo), Mid: at(y.Value), High: at(y.Hi),
		Label: p.short(c.That), Href: "#" + string(c.ID), Description: p.claimWords(c)}
}

// shape is the shape of a mark for a status.
func shape(s evidence.Standing) chart.Status {
	switch s.Status.Basis {
	case parley.Confirmed:
		return chart.Confirmed
	case parley.OnRecord, parley.OtherSide:
		return chart.OnRecord
	case parley.SecondHand:
		return chart.SecondHand
	case parley.Reported:
		return chart.Reported
	}
	return chart.Inferred
}

// key says what the shapes of marks mean.
func (p *pen) key() map[chart.Status]string {
	k := make(map[chart.Status]string)
	for s, b := range map[chart.Status]parley.Basis{chart.Confirmed: parley.Confirmed, chart.OnRecord: parley.OnRecord, chart.SecondHand: parley.SecondHand,
		chart.Reported: parley.Reported, chart.Inferred: parley.Inferred} {
		k[s] = lang.Badge(p.l, parley.Status{Basis: b})
	}
	return k
}
