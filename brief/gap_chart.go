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
	g := chart.Gap{Frame: chart.Frame{Title: p.text("gap.chart", arg("issue", p.name(r.Issue.ID))), Subtitle: p.word("gap.chart.how"),
		Nothing: p.word("gap.none"), Key: p.key()}, Sides: make(map[chart.Side]string)}
	scale, unit := p.scale(r, in)
	g.Unit = unit
	for i, x := range r.Now.Sides {
		if i < 2 {
			g.Sides[chart.Side(i+1)] = p.name(x.Party)
		}
	}
	drawn := make(map[parley.ID]bool)
	for _, x := range r.Talks() {
		for i, s := range x.Sides {
			for _, c := range s.Claims {
				if i > 1 || drawn[c.ID] {
					continue
				}
				if y, ok := x.Size([]*parley.Claim{c}, in); ok {
					drawn[c.ID] = true
					g.Positions = append(g.Positions, p.position(x, i, c, y, scale))
				}
			}
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
	g.Until, g.Events = until.String(), p.rounds(r.Talks(), until)
	if d := r.Now.Gap(); d != nil {
		g.Distance, g.Description = lang.Plain(p.distance(d)), lang.Plain(p.apart(r)[0].(Sentence).Runs)
		if base, ok := r.Now.Base(in); ok {
			g.Level = &chart.Level{Label: p.text("gap.chart.last", arg("agreement", p.name(r.Now.Last.Agreement.ID))), Amount: base.Value.Shift(-scale).Float64()}
		}
	}
	return g
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

// short says a figure beside its mark: a percentage without its base.
func (p gapPen) short(t *parley.Proposition) string {
	v := t.Value
	if x, ok := v.(parley.Percent); ok {
		v = parley.Percent{Percent: x.Percent}
	}
	return p.related(t.Rel, p.value(v))
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

// scale is the power of ten in which a picture counts, and its name.
func (p gapPen) scale(r gap.Result, in money.Currency) (power int, unit string) {
	if in == "" {
		return 0, "%"
	}
	top := 0
	for i := range r.Rows {
		for _, s := range r.Rows[i].Sides {
			if y, ok := r.Rows[i].Size(s.Claims, in); ok {
				top = max(top, y.Hi.Place())
			}
		}
	}
	key := "reckon.scale."
	for _, x := range []struct {
		power int
		name  string
	}{{12, "trillion"}, {9, "billion"}, {6, "million"}} {
		if top >= x.power {
			return x.power, p.text(key+x.name, arg("currency", string(in)))
		}
	}
	return 0, string(in)
}
