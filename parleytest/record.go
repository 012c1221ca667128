// Package parleytest makes records for tests: random ones that hold every kind
// of entry, for readers and days of every sort, so that a rule about what may
// be seen is tried on more cases than anybody would think of.
package parleytest

import (
	"fmt"
	"math/rand/v2"

	"parley"
	"parley/date"
	"parley/money"
)

// First is the first day on which anything happens in a random record, and
// Days how many days it covers.
var First = date.On(2020, 1, 1)

// Days is how many days a random record covers.
const Days = 30

// Readers are readers of every sort, as random records know them.
var Readers = []parley.Reader{parley.Public, parley.InCase, parley.Side("rok"), parley.Side("us"), parley.Mediator, parley.Caucus("rok", "x"), parley.All}

// A maker makes entries that refer to each other.
type maker struct {
	*rand.Rand
	entries []parley.Entry
}

// Record returns a random record, in the order of a file.
func Record(r *rand.Rand) []parley.Entry {
	m := &maker{Rand: r}
	m.declare()
	m.happen()
	m.reflect()
	return m.entries
}

func (m *maker) add(e parley.Entry) { m.entries = append(m.entries, e) }

func id(kind string, n int) parley.ID { return parley.ID(fmt.Sprintf("%s-%d", kind, n)) }

// any returns one of n ids of a kind; now and then one that nobody declared.
func (m *maker) any(kind string, n int) parley.ID {
	if m.IntN(40) == 0 {
		return id(kind, 99)
	}
	return id(kind, m.IntN(n))
}

func (m *maker) some(kind string, n, most int) (ids []parley.ID) {
	for range m.IntN(most + 1) {
		ids = append(ids, m.any(kind, n))
	}
	return ids
}

func (m *maker) audience() parley.Audience {
	words := []string{"public", "public", "public", "public", "public", "public", "case", "side:rok", "side:us", "mediator", "caucus:rok/x", ""}
	a, _ := parley.ParseAudience(words[m.IntN(len(words))])
	return a
}

func (m *maker) day() date.Day { return First + date.Day(m.IntN(Days)) }

func on(d date.Day) date.Date { return date.Date{First: d, Last: d, Printed: d.String()} }

func (m *maker) head(kind string, n int) parley.Head {
	h := parley.Head{ID: id(kind, n), Audience: m.audience(), Name: parley.Text{{Words: fmt.Sprintf("%s %d", kind, n)}, {Lang: "ko", Words: fmt.Sprintf("%s %d 호", kind, n)}}}
	if m.IntN(4) == 0 {
		h.Recorded = m.day()
	}
	return h
}

func (m *maker) dated(kind string, n int) parley.Head {
	h := m.head(kind, n)
	h.Happened = on(m.day())
	if m.IntN(6) == 0 {
		h.Happened = date.Date{First: h.Happened.First - 2, Last: h.Happened.Last, Printed: (h.Happened.First - 2).String() + "/" + h.Happened.Printed}
	}
	if m.IntN(10) == 0 {
		h.Known = &parley.Known{On: m.day(), Reason: "it says so"}
	}
	return h
}

func party(r *rand.Rand) parley.ID { return []parley.ID{"rok", "us"}[r.IntN(2)] }

func amount(r *rand.Rand, currency string) money.Amount {
	a, err := money.ParseAmount(fmt.Sprintf("%s %d.%d billion", currency, 1+r.IntN(5), r.IntN(10)))
	if err != nil {
		panic(err)
	}
	return a
}

const (
	people  = 4
	sources = 6
	claims  = 7
)

func (m *maker) declare() {
	public, _ := parley.ParseAudience("public")
	head := parley.Head{ID: "c", Audience: public, Name: parley.Text{{Words: "the case"}}}
	if m.IntN(3) == 0 {
		head.Recorded = m.day()
	}
	if m.IntN(8) == 0 {
		head.Audience, _ = parley.ParseAudience("case")
	}
	m.add(&parley.Case{Head: head, Parties: []parley.ID{"rok", "us"}, Money: "KRW", Zone: "Asia/Seoul", Rates: m.some("series", 2, 1)})
	for _, p := range []parley.ID{"rok", "us"} {
		m.add(&parley.Party{Head: parley.Head{ID: p, Audience: public, Name: parley.Text{{Words: "party " + string(p)}}}, Zone: "Asia/Seoul"})
	}
	for i := range 2 {
		m.add(&parley.Body{Head: m.head("body", i), Of: party(m.Rand), SpeaksFor: []parley.ID{"rok", "us", ""}[m.IntN(3)]})
		m.add(&parley.Issue{Head: m.head("issue", i), PartOf: []parley.ID{"", "issue-0"}[min(i, m.IntN(2))]})
		m.add(&parley.Agreement{Head: m.head("deal", i), Parties: []parley.ID{"rok", "us"}, Follows: []parley.ID{"", "deal-0"}[i]})
	}
	for i := range people {
		m.add(&parley.Person{Head: m.head("person", i), SpeaksFor: []parley.ID{"rok", "us", ""}[m.IntN(3)], Roles: []parley.Role{{In: m.any("body", 2), Title: "member"}}})
	}
	for i := range sources {
		s := &parley.Source{Head: m.head("source", i), Type: parley.SourceTypes[m.IntN(len(parley.SourceTypes))], Seen: m.IntN(2) == 0, Of: m.some("body", 2, 1)}
		s.Published = parley.Maybe[date.Date]{State: parley.IsUnknown}
		if m.IntN(4) > 0 {
			s.Published = parley.Given(m.published())
		}
		m.add(s)
	}
	for i := range claims {
		m.add(m.claim(i))
	}
	for i := range 2 {
		s := &parley.Series{Head: m.head("series", i), Unit: "%", File: "figures.csv", From: m.some("source", sources, 2), Figures: m.figures()}
		m.add(s)
	}
}

// figures are published early and late, by sources that may be hidden, some of
// them twice; now and then one says neither when nor by whom.
func (m *maker) figures() (out []parley.Figure) {
	for range m.IntN(7) {
		x := parley.Figure{For: on(First - date.Day(m.IntN(3))), Value: money.Scaled(int64(m.IntN(100)-20), -1)}
		if m.IntN(3) > 0 {
			x.Published = m.day()
		}
		if m.IntN(3) > 0 {
			x.Source = m.any("source", sources)
		}
		out = append(out, x)
	}
	return out
}

// published returns a day, or a time on a clock on the other side of the world,
// or a span, or one without an end.
func (m *maker) published() date.Date {
	day := m.day()
	text := day.String()
	switch m.IntN(8) {
	case 0:
		text += "T12:00 America/New_York"
	case 1:
		text += "/" + (day + 3).String()
	case 2:
		text += "/.."
	}
	d, err := date.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

func (m *maker) claim(i int) *parley.Claim {
	c := &parley.Claim{Head: m.head("claim", i)}
	if i > 0 && m.IntN(2) == 0 {
		c.Replaces = []parley.ID{m.any("claim", i)}
	}
	if m.IntN(3) == 0 {
		c.About, c.Says = m.any("issue", 2), parley.Text{{Words: fmt.Sprintf("Something number %d is so.", i)}}
		if m.IntN(2) == 0 {
			c.Of = party(m.Rand)
		}
		return c
	}
	p := &parley.Proposition{Party: party(m.Rand), Verb: parley.Verbs[m.IntN(4)], Issue: m.any("issue", 2), Rel: parley.Rels[m.IntN(len(parley.Rels))], Per: "year"}
	switch m.IntN(4) {
	case 0:
		pc, err := money.ParsePercent(fmt.Sprintf("%d%%", 1+m.IntN(50)))
		if err != nil {
			panic(err)
		}
		p.Value = parley.Percent{Percent: pc, Over: m.any("claim", claims)}
	case 1:
		p.Value = parley.Money{Amount: amount(m.Rand, "KRW"), Beside: amount(m.Rand, "USD")}
	default:
		p.Value = parley.Money{Amount: amount(m.Rand, "USD")}
	}
	if m.IntN(5) == 0 {
		p.Counts = []string{"gross", "net"}[m.IntN(2)]
	}
	c.That = p
	return c
}

func (m *maker) chain() parley.Chain {
	c := parley.Chain{Links: []parley.ID{m.any("source", sources)}, Quotes: []parley.Quote{{Words: fmt.Sprint("words ", m.IntN(1000)), Line: 1 + m.IntN(9), Speaker: true}}}
	for range m.IntN(3) {
		c.Links = append(c.Links, m.any("source", sources))
	}
	return c
}

func (m *maker) via() []parley.Chain {
	out := []parley.Chain{m.chain()}
	if m.IntN(3) == 0 {
		out = append(out, m.chain())
	}
	return out
}

func (m *maker) stances() (out []parley.Stance) {
	for range 1 + m.IntN(3) {
		s := parley.Stance{Does: parley.Act(1 + m.IntN(4)), Claim: m.any("claim", claims), Hearsay: m.IntN(5) == 0}
		if m.IntN(5) == 0 {
			s.Outlet = parley.Act(1 + m.IntN(4))
		}
		out = append(out, s)
	}
	return out
}

// schedule rises by an index now and then.
func (m *maker) schedule() (s parley.Schedule) {
	if m.IntN(3) == 0 {
		s.Rises = []parley.Rise{{Index: m.any("series", 2), Lag: m.IntN(3)}}
	}
	return s
}

// happen makes what came to us through sources.
func (m *maker) happen() {
	for i := range 3 {
		m.add(&parley.Round{Head: m.dated("round", i), Talks: m.any("deal", 2), Number: i + 1, Heads: m.some("person", people, 2), Via: m.via()})
		m.add(&parley.Stage{Head: m.dated("outcome", i), Of: m.any("round", 3), Reached: parley.RoundStages[m.IntN(4)], Via: m.via()})
		m.add(&parley.Stage{Head: m.dated("stage", i), Of: m.any("deal", 2), Reached: parley.AgreementStages[m.IntN(len(parley.AgreementStages))], Via: m.via()})
		m.add(&parley.Event{Head: m.dated("event", i), About: m.some("issue", 2, 2), On: []parley.ID{party(m.Rand)}, SameAs: []parley.ID{"", "event-0"}[min(i, m.IntN(2))], Via: m.via()})
	}
	for i := range 2 {
		m.add(&parley.Terms{Head: m.dated("terms", i), Of: m.any("deal", 2), Covers: on(m.day()), Pays: []parley.Payment{{For: on(First), Amount: amount(m.Rand, "KRW")}}, Schedule: m.schedule(), Via: m.via()})
		m.add(&parley.Deadline{Head: m.dated("deadline", i), About: m.some("deal", 2, 1), On: []parley.ID{party(m.Rand)}, Via: m.via()})
		m.add(&parley.Seat{Head: m.dated("seat", i), Of: m.any("person", people), In: m.any("body", 2), SpeaksFor: party(m.Rand), Leaves: []parley.ID{"", "seat-0"}[min(i, m.IntN(2))], Via: m.via()})
		m.add(&parley.Offer{Head: m.dated("offer", i), By: party(m.Rand), To: []parley.ID{"rok", "us"}, Sets: []parley.Proposition{{Issue: m.any("issue", 2), Rel: "=", Value: parley.Money{Amount: amount(m.Rand, "USD")}}}, Schedule: m.schedule(), Via: m.via()})
	}
	for i := range 3 + m.IntN(10) {
		h := m.dated("said", i)
		if m.IntN(2) == 0 {
			m.add(&parley.Report{Head: h, Stances: m.stances(), Via: m.via()})
			continue
		}
		by := []parley.ID{m.any("person", people)}
		if m.IntN(4) == 0 {
			by = append(by, m.any("body", 2))
		}
		m.add(&parley.Statement{Head: h, By: by, Mode: parley.Modes[m.IntN(3)], Spoken: "ko", Stances: m.stances(), Via: m.via(), Dating: parley.Dating{DatedFrom: m.any("source", sources)}})
	}
	m.add(&parley.Retract{Head: m.dated("retract", 0), Of: m.any("said", 3), Claim: []parley.ID{"", m.any("claim", claims)}[m.IntN(2)], By: m.some("person", people, 1), Via: m.via()})
}

// reflect makes what is our own.
func (m *maker) reflect() {
	assert := parley.Stance{Does: parley.Asserts, Claim: m.any("claim", claims)}
	m.add(&parley.Inference{Head: m.dated("inference", 0), Stances: []parley.Stance{assert}, From: []parley.ID{m.any("said", 3)}, Method: "sum"})
	m.add(&parley.Assume{Head: m.dated("assume", 0), Of: m.any("deal", 2), Value: "as before", From: m.some("source", sources, 1)})
	m.add(&parley.Assume{Head: m.dated("assume", 1), Of: m.any("series", 2), Value: "1.5% ± 1.0"})
	m.add(&parley.Expect{Head: m.dated("expect", 0), Of: m.any("claim", claims), Basis: parley.Given(parley.Reported)})
	m.add(&parley.Explain{Head: m.dated("explain", 0), Of: []parley.ID{m.any("said", 3), m.any("said", 3)}, Conflict: parley.ConflictKinds()[m.IntN(7)], Reason: "error"})
	if m.IntN(2) == 0 {
		m.add(&parley.Override{Head: m.dated("override", 0), Of: m.any("claim", claims), Response: parley.Given(parley.Denied), Reason: "we heard it"})
	}
	m.add(&parley.Offer{Head: m.dated("ours", 0), To: []parley.ID{"us"}, Sets: []parley.Proposition{{Issue: m.any("issue", 2), Rel: "=", Value: parley.Money{Amount: amount(m.Rand, "USD")}}}, Via: m.via()[:0:0]})
	m.add(&parley.Assume{Head: m.head("undated", 0), Value: "nobody says since when"})
	for i := range 4 {
		m.add(m.valuation(i))
	}
	m.disclose()
	m.correct()
}

// valuation is a side's own or our guess, whatever its audience says.
func (m *maker) valuation(i int) *parley.Valuation {
	e := &parley.Valuation{Head: m.dated("valuation", i), Of: party(m.Rand), Ours: m.IntN(2) == 0, From: m.some("said", 3, 1)}
	swap := func() parley.Swap { return parley.Swap{Issue: m.any("issue", 2), Option: "high", Over: "low"} }
	if m.IntN(2) == 0 {
		e.Limit = &parley.Proposition{Issue: m.any("issue", 2), Rel: "<=", Value: parley.Money{Amount: amount(m.Rand, "KRW")}, Per: "year"}
		if e.Of == "us" { // one pays, the other receives
			e.Limit.Rel = ">="
		}
		e.With = []parley.Setting{{Issue: m.any("issue", 2), Option: "high"}}
	}
	if m.IntN(3) == 0 {
		e.Ranks = []parley.ID{"issue-1", "issue-0"}
		e.Prefers = []parley.Order{{Issue: m.any("issue", 2), Options: []string{"high", "low"}}}
	}
	if m.IntN(3) == 0 {
		e.Trades = []parley.Trade{{More: swap(), Less: swap()}}
		e.Worth = []parley.Worth{{Swap: swap(), Amount: amount(m.Rand, "KRW"), Per: "year"}}
	}
	if m.IntN(2) == 0 {
		e.Without = []parley.NoDeal{{Amount: amount(m.Rand, "KRW"), Per: "month", After: m.any("event", 3)}, {Gains: true, Amount: amount(m.Rand, "KRW"), Per: "year", For: on(m.day())}}
	}
	return e
}

// disclose opens some entries to others.
func (m *maker) disclose() {
	for i := range 3 {
		d := &parley.Disclose{Head: m.dated("disclose", i), Of: m.entries[m.IntN(len(m.entries))].Base().ID}
		if m.IntN(2) == 0 {
			d.Of = m.any("said", 3)
		}
		d.To, _ = parley.ParseAudience([]string{"public", "case", "side:us", "caucus:rok/x"}[m.IntN(4)])
		m.add(d)
	}
}

// correct makes corrections of entries that are there, now and then two of one.
func (m *maker) correct() {
	for i := range 8 {
		e := m.entries[m.IntN(len(m.entries))]
		before := m.before(e)
		if before == nil {
			continue
		}
		c := &parley.Correct{Head: m.dated("correct", i), Of: e.Base().ID, Field: "x", Was: "x", Now: "y", Reason: "a slip", Before: before}
		c.Known, c.Recorded = nil, m.day()
		mention := func(id parley.ID) { c.Mentions = append(c.Mentions, id) }
		parley.Needs(e, mention)
		parley.Names(e, mention)
		for _, ch := range parley.Chains(e) {
			c.Mentions = append(c.Mentions, ch.Links...)
		}
		m.add(c)
	}
}

// before returns an entry as it may have stood earlier; nil for kinds of which
// random records correct none.
func (m *maker) before(e parley.Entry) parley.Entry {
	switch e := e.(type) {
	case *parley.Report:
		x := *e
		x.Stances, x.Via = m.stances(), m.via()
		return &x
	case *parley.Statement:
		x := *e
		x.Mode, x.Stances = parley.Modes[m.IntN(3)], m.stances()
		return &x
	case *parley.Person:
		x := *e
		x.SpeaksFor = party(m.Rand)
		return &x
	case *parley.Source:
		x := *e
		x.Seen, x.Published = !e.Seen, parley.Given(on(m.day()))
		return &x
	case *parley.Claim:
		x := *m.claim(0)
		x.Head = e.Head
		return &x
	case *parley.Series: // figures have days of their own, and are no part of what stood in the file
		x := *e
		x.Unit, x.From, x.Figures = "index", m.some("source", sources, 2), nil
		return &x
	case *parley.Terms:
		x := *e
		x.Happened = on(m.day())
		return &x
	case *parley.Valuation:
		x := *m.valuation(0)
		x.Head = e.Head
		return &x
	case *parley.Disclose:
		x := *e
		x.To, _ = parley.ParseAudience([]string{"public", "case", "side:us"}[m.IntN(3)])
		return &x
	}
	return nil
}
