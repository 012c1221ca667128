package brief

import (
	"slices"
	"strconv"
	"time"

	"parley"
	"parley/chart"
	"parley/date"
	"parley/lang"
	"parley/money"
)

// picture draws the figures of the last talks in which any was named.
func (p *amountsPen) picture() chart.Ladder {
	l := chart.Ladder{Frame: chart.Frame{Title: p.text("ladder.chart", arg("issue", capitalised(p.name(p.issue)))),
		Subtitle: p.word("ladder.how"), Nothing: p.word("ladder.nothing"), Key: p.key()},
		Sides:    make(map[chart.Side]string),
		Answers:  p.answers(),
		Replaced: p.word("ladder.key.replaced"), Rounded: p.word("ladder.key.rounded"), Converted: p.word("ladder.key.converted"), AtLeast: p.word("ladder.key.open"),
		Withdrawn: p.word("ladder.key.withdrawn"), Beyond: p.word("ladder.key.beyond"), Lapsed: p.word("path.how.lapse"), Rounds: p.word("ladder.key.rounds")}
	drawn := p.drawn()
	if slices.ContainsFunc(drawn, func(x put) bool { return x.size.Rate != nil }) {
		l.Subtitle += " " + p.word("ladder.how.rate")
	}
	l.Subtitle += " " + p.text("ladder.day", arg("date", p.v.From().AsOf))
	if len(drawn) == 0 {
		return l
	}
	for _, x := range p.sentences() {
		if s, ok := x.(Sentence); ok && !s.Ours {
			l.Description = spaced(l.Description, lang.Plain(s.Runs))
		}
	}
	l.Unit = p.axis()
	for i, q := range p.a.Parties() {
		if i < 2 {
			l.Sides[chart.Side(i+1)] = p.name(q.ID)
		}
	}
	l.Figures = p.figures(drawn)
	if p.base != nil {
		label := p.text("ladder.level", arg("agreement", p.name(p.last.Agreement.ID)), arg("amount", p.paidWords()), arg("date", p.paid))
		l.Level = &chart.Level{Label: label, Amount: p.base.Value.Shift(-p.zeros).Float64()}
	}
	until := p.end(drawn)
	l.Until = until.String()
	l.Events, l.Lapses = p.held(drawn[0].day, until), p.lapsed(until)
	return l
}

func spaced(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// end is the day to which the picture goes: that asked about; of figures long ago, one
// that leaves room to see them apart.
func (p *amountsPen) end(drawn []put) date.Day {
	first, last := drawn[0].day, drawn[len(drawn)-1].day
	return min(p.until, last+max(2*(last-first), 730))
}

func (p *amountsPen) figures(drawn []put) (all []chart.Figure) {
	place := make(map[parley.ID]int)
	for i, x := range drawn {
		place[x.claim.ID] = i
	}
	at := func(d money.Decimal) float64 { return d.Shift(-p.zeros).Float64() }
	for _, x := range drawn {
		f := chart.Figure{Side: p.sideOf(x.claim.That.Party), Status: shape(x.standing), Answer: answer(x.standing.Status.Response), Withdrawn: x.gone,
			Low: at(x.size.Lo), Mid: at(x.size.Value), High: at(x.size.Hi), Least: at(x.size.Lo), Most: at(x.size.Hi), Open: opens[x.claim.That.Rel],
			Label: p.label(x), Note: lang.Badge(p.l, x.standing.Status), Href: "#" + string(x.claim.ID)}
		if r := x.size.Rate; r != nil && r.Lo.Sign() > 0 { // without what the rate leaves open
			mid := r.Mid().Float64()
			f.Low, f.High = f.Low*mid/r.Lo.Float64(), f.High*mid/r.Hi.Float64()
		}
		f.Date, f.To = p.dates(x)
		for _, id := range x.claim.Replaces {
			if i, ok := place[id]; ok {
				f.Replaces = append(f.Replaces, i)
			}
		}
		f.Description = capitalised(p.text("ladder.mark", arg("claim", cutAt(p.claimWords(x.claim), 400)), arg("when", p.when(x)), arg("amount", p.each([]lang.Run{{Text: p.about(x)}})), arg("badge", p.badgeWords(x.standing))))
		all = append(all, f)
	}
	return all
}

// answers say for a key what the signs of responses mean.
func (p *pen) answers() map[chart.Stance]string {
	return map[chart.Stance]string{chart.Denies: p.word("response.denied"), chart.Qualifies: p.word("response.qualified"), chart.Declines: p.word("response.declined")}
}

// opens says which way a figure is open.
var opens = map[string]int{">": 1, ">=": 1, "<": -1, "<=": -1}

func answer(r parley.Response) chart.Stance {
	switch r {
	case parley.Denied:
		return chart.Denies
	case parley.Qualified:
		return chart.Qualifies
	case parley.Declined:
		return chart.Declines
	}
	return chart.Asserts
}

// sideOf is the colour of a party: the first two of the case have one.
func (p *pen) sideOf(id parley.ID) chart.Side {
	switch slices.IndexFunc(p.a.Parties(), func(q *parley.Party) bool { return q.ID == id }) {
	case 0:
		return chart.First
	case 1:
		return chart.Second
	}
	return chart.Joint
}

// label is a figure by itself, as it was printed.
func (p *amountsPen) label(x put) string {
	t := x.claim.That
	said := gapPen{p.pen}.short(t)
	if t.Per == "month" {
		said = p.text("per.month", arg("value", said))
	}
	return said
}

// dates is when a figure was said, for a picture.
func (p *amountsPen) dates(x put) (from, to string) { return moments(x.said, x.day) }

// moments is a date as a picture takes it: a moment, a day, or the first and the last
// day on which it may have been. Of one with an open end it is the other end.
func moments(d date.Date, known date.Day) (from, to string) {
	if t, ok := d.Instant(); ok {
		return t.Format(time.RFC3339), ""
	}
	switch {
	case d.IsZero():
		return known.String(), ""
	case d.First == 0:
		return d.Last.String(), ""
	case d.Last == 0 || d.First == d.Last:
		return d.First.String(), ""
	}
	return d.First.String(), d.Last.String()
}

// held are the numbered rounds that were held in the time of the picture, and those
// shortly before it: talks begin before figures are named.
func (p *amountsPen) held(from, until date.Day) (events []chart.Event) {
	from = max(p.since+1, from-max(until-from, 60)/4)
	for _, m := range p.a.Meetings() {
		first := m.Round.Happened.First
		if m.Round.Number > 0 && !m.Postponed() && first >= from && first <= until {
			events = append(events, chart.Event{Label: strconv.Itoa(m.Round.Number), Date: first.String()})
		}
	}
	return events
}

// lapsed are the times without an agreement; one that lasts goes to the end.
func (p *amountsPen) lapsed(until date.Day) (all []chart.Lapse) {
	for _, x := range p.a.Lapses(p.v.From().AsOf) {
		end := x.To
		if end == 0 || end > until {
			end = until
		}
		if x.From > until || end < p.since {
			continue
		}
		span := p.text("ladder.lapse", arg("date", date.Date{First: x.From, Last: end}))
		all = append(all, chart.Lapse{From: x.From.String(), To: (end + 1).String(), Href: "#" + string(x.Of.Agreement.ID), Description: span})
	}
	return all
}
