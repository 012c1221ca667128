package brief

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/chart"
	"parley/date"
	"parley/lang"
	"parley/view"
)

// A lanesPen draws the log along time.
type lanesPen struct {
	*pen
	f           LogFilter
	from, until date.Day
	contested   map[parley.ID]bool // claims
	earlier     int                // entries before the picture begins
	step        span               // over which entries are gathered; empty: each is a mark
}

// A span is over how long entries that are alike are one mark.
type span string

const (
	byWeek  span = "week"
	byMonth span = "month"
	byYear  span = "year"
)

const (
	mostDrawn = 150 // marks in a picture, beyond which they are gathered
	yearLong  = 366 // days that a picture shows, if nobody asks for other days
	wholeLong = 800 // days up to which it shows everything
)

// lanes draws entries of the log: what of each side, of both, and of the press. It is
// nil if there are none.
func (p *pen) lanes(logged []parley.Entry, f LogFilter) *Chart {
	logged = slices.DeleteFunc(slices.Clone(logged), func(e parley.Entry) bool { return e.Base().Happened.IsZero() })
	if len(logged) == 0 {
		return nil
	}
	x := lanesPen{pen: p, f: f, contested: p.disputed()}
	x.choose(logged)
	return &Chart{Key: "lanes", Spec: x.picture(logged).Spec()}
}

// disputed are the claims that somebody denies or qualifies, or that contradict others.
func (p *pen) disputed() map[parley.ID]bool {
	in := make(map[parley.ID]bool)
	for c := range p.a.Claims() {
		if p.a.Status(c.ID).Response >= parley.Qualified {
			in[c.ID] = true
		}
	}
	for _, x := range p.a.Open() {
		for _, id := range x.About {
			in[id] = true
		}
	}
	return in
}

// choose says which days are shown: those asked for, all if that is not long, else
// the last year.
func (p *lanesPen) choose(logged []parley.Entry) {
	first, last := p.day(logged[0]), p.day(logged[0])
	for _, e := range logged {
		first, last = min(first, p.day(e)), max(last, p.day(e))
	}
	today := p.v.From().AsOf
	p.from, p.until = first, cmp.Or(p.f.Until, min(max(today, first), last+60))
	switch {
	case p.f.Since != 0:
		p.from = max(p.f.Since, first)
	case p.until-p.from > wholeLong:
		p.from = min(p.until, last) - yearLong
	}
	p.until = max(p.until, p.from)
	begin, shown := p.until, 0
	for _, e := range logged {
		if day := p.day(e); day < p.from {
			p.earlier++
		} else {
			begin, shown = min(begin, day), shown+1
		}
	}
	if p.f.Since == 0 {
		p.from = begin
	}
	switch long := p.until - p.from; {
	case shown <= mostDrawn:
	case long <= 500:
		p.step = byWeek
	case long <= 2200:
		p.step = byMonth
	default:
		p.step = byYear
	}
}

// day is that by which an entry is ordered, on the calendar of the case.
func (p *lanesPen) day(e parley.Entry) date.Day {
	d := e.Base().Happened
	if t, ok := d.Instant(); ok {
		return date.In(t, p.v.Zone())
	}
	return ordered(d)
}

func (p *lanesPen) picture(logged []parley.Entry) chart.Lanes {
	l := chart.Lanes{Frame: chart.Frame{Title: p.top("lanes.chart"), Subtitle: p.said(), Nothing: p.word("lanes.nothing")}, Contested: p.word("lanes.key.contested"), Unsure: p.word("lanes.key.unsure"),
		Kinds: map[chart.LaneKind]string{chart.Document: p.word("lanes.key.document"), chart.Speech: p.word("lanes.key.speech"), chart.Relayed: p.word("lanes.key.report"),
			chart.Happening: p.word("lanes.key.event"), chart.Meeting: p.word("lanes.key.round")},
		From: p.from.String(), Until: p.until.String()}
	l.Lanes = p.sides()
	for _, e := range logged {
		if p.day(e) >= p.from && p.day(e) <= p.until {
			l.Marks = append(l.Marks, p.mark(e, len(l.Lanes)))
		}
	}
	l.Description = p.text("lanes.says", arg("n", len(l.Marks)), arg("date", date.Date{First: p.from, Last: p.until}))
	if p.step != "" {
		l.Marks = p.gathered(l.Marks)
	}
	return l
}

// said says how to read the picture and what of the log it shows.
func (p *lanesPen) said() string {
	said := p.text("lanes.how", arg("date", date.Date{First: p.from, Last: p.until}))
	if p.step != "" {
		said = spaced(said, p.word("lanes.how."+string(p.step)))
	}
	if p.earlier > 0 {
		said = spaced(said, p.text("lanes.earlier", arg("n", p.earlier)))
	}
	return said
}

// sides are the lanes: the first party, what is of both, the other parties, the press,
// and what is nobody's.
func (p *lanesPen) sides() (all []chart.Lane) {
	for i, q := range p.a.Parties() {
		all = append(all, chart.Lane{Name: p.name(q.ID), Side: p.sideOf(q.ID)})
		if i == 0 {
			all = append(all, chart.Lane{Name: p.word("lanes.both")})
		}
	}
	if len(all) == 0 {
		all = []chart.Lane{{Name: p.word("lanes.both")}}
	}
	return append(all, chart.Lane{Name: p.word("lanes.press")}, chart.Lane{Name: p.word("lanes.others")})
}

// lane is that of an entry, of so many.
func (p *lanesPen) lane(e parley.Entry, n int) int {
	both, press, others := min(1, n-3), n-2, n-1
	switch e := e.(type) {
	case *parley.Report:
		return press
	case *parley.Round, *parley.Terms, *parley.Stage:
		return both
	case *parley.Event, *parley.Deadline:
		return others
	case *parley.Offer:
		if e.By == "" {
			return others
		}
	}
	var of []parley.ID
	for _, id := range actors(e) {
		of = append(of, p.partiesOf(id, p.day(e))...)
	}
	switch of = uniqueOf(of); len(of) {
	case 0:
		return others
	case 1:
		i := slices.IndexFunc(p.a.Parties(), func(q *parley.Party) bool { return q.ID == of[0] })
		if i > 0 {
			return i + 1
		}
		return i
	}
	return both
}

// partiesOf are the parties of the case for which somebody speaks, or whose body it is.
func (p *lanesPen) partiesOf(id parley.ID, day date.Day) (of []parley.ID) {
	of = append([]parley.ID{id}, p.a.SpeaksFor(id, day)...)
	if b, ok := view.Get[*parley.Body](p.v, id); ok {
		of = append(of, b.Of)
	}
	return slices.DeleteFunc(of, func(id parley.ID) bool {
		return !slices.ContainsFunc(p.a.Parties(), func(q *parley.Party) bool { return q.ID == id })
	})
}

func (p *lanesPen) mark(e parley.Entry, lanes int) chart.LaneMark {
	h := e.Base()
	m := chart.LaneMark{Lane: p.lane(e, lanes), Kind: laneKind(e), Href: "#" + string(h.ID), Label: cutAt(p.brief(e), 60)}
	m.Date, m.To, m.Unsure = p.placed(e)
	m.Contested = slices.ContainsFunc(parley.Stances(e), func(s parley.Stance) bool { return p.contested[s.Claim] })
	what := lang.Plain(p.deed(e))
	if who := lang.Plain(p.actor(e)); who != "" {
		what = p.text("log.who", arg("who", who), arg("what", what))
	}
	m.Description = capitalised(p.text("lanes.mark", arg("when", p.bothDays(h.Happened)), arg("what", cutAt(what, 400))))
	return m
}

// placed is when something was, for a picture, and whether that is not certain: a
// round and an event may last, and somebody takes a seat on its first day.
func (p *lanesPen) placed(e parley.Entry) (from, to string, unsure bool) {
	d := e.Base().Happened
	from, to = moments(d, 0)
	unsure = d.Unsure || d.About
	switch e.(type) {
	case *parley.Round:
	case *parley.Seat:
		if d.First != 0 {
			return d.First.String(), "", unsure
		}
		unsure = true
	case *parley.Event, *parley.Deadline:
		unsure = unsure || d.First == 0 || to != "" && !strings.Contains(d.Printed, "/")
	default:
		unsure = unsure || d.First == 0 || d.Last == 0 || to != ""
	}
	return from, to, unsure
}

// bothDays says when something was, and where the clock showed another day in the zone
// of the case, that too.
func (p *lanesPen) bothDays(d date.Date) string {
	if t, ok := d.Instant(); ok && date.In(t, p.v.Zone()) != d.First {
		return p.text("words", arg("words", lang.Moment{Date: d, Zones: []string{p.v.Zone().String()}}))
	}
	return lang.Date(p.l, d)
}

func laneKind(e parley.Entry) chart.LaneKind {
	switch e := e.(type) {
	case *parley.Round:
		return chart.Meeting
	case *parley.Report:
		return chart.Relayed
	case *parley.Event, *parley.Deadline, *parley.Seat, *parley.Stage:
		return chart.Happening
	case *parley.Terms, *parley.Offer:
		return chart.Document
	case *parley.Statement:
		if e.Mode == "official-statement" {
			return chart.Document
		}
	}
	return chart.Speech
}

// brief is what a mark is called: who spoke, else what it was.
func (p *lanesPen) brief(e parley.Entry) string {
	switch e := e.(type) {
	case *parley.Statement:
		return p.bareNames(e.By)
	case *parley.Report:
		if ways := parley.Chains(e); len(ways) > 0 {
			return p.outlet(ways[0].Read())
		}
	case *parley.Retract:
		return p.bareNames(e.By)
	case *parley.Stage:
		return p.word("stage." + e.Reached)
	case *parley.Terms:
		return p.word("kind.terms")
	case *parley.Round:
		if e.Number > 0 {
			return p.text("lanes.round", arg("n", e.Number))
		}
	}
	return capitalised(p.title(e))
}

// gathered makes one mark of those of a lane and kind in a span. Rounds stay.
func (p *lanesPen) gathered(marks []chart.LaneMark) (all []chart.LaneMark) {
	type key struct {
		lane  int
		kind  chart.LaneKind
		begin date.Day
	}
	at, count := make(map[key]int), make(map[int]int)
	for _, m := range marks {
		if m.Kind == chart.Meeting {
			all = append(all, m)
			continue
		}
		d, err := date.Parse(m.Date[:10])
		if err != nil {
			continue
		}
		first, last := p.step.around(d.First)
		k := key{m.Lane, m.Kind, first}
		i, ok := at[k]
		if !ok {
			at[k] = len(all)
			m.Date, m.To, m.Unsure = (first + (last-first)/2).String(), "", false
			all, count[len(all)] = append(all, m), 1
			continue
		}
		count[i]++
		all[i].Contested = all[i].Contested || m.Contested
	}
	for i := range all {
		if m, n := &all[i], count[i]; n > 1 {
			d, _ := date.Parse(m.Date)
			first, last := p.step.around(d.First)
			m.Label = p.text("lanes.count", arg("n", n))
			m.Description = p.text("lanes.gathered", arg("n", n), arg("date", date.Date{First: first, Last: last}))
		}
	}
	return all
}

// around is the week, the month or the year in which a day lies.
func (s span) around(d date.Day) (first, last date.Day) {
	y, m, _ := d.YMD()
	switch s {
	case byMonth:
		return date.On(y, m, 1), date.On(y, m+1, 1) - 1
	case byYear:
		return date.On(y, 1, 1), date.On(y, 12, 31)
	}
	first = d - date.Day((int(d.Weekday())+6)%7)
	return first, first + 6
}

// cutAt is a text, or so many characters of it.
func cutAt(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
