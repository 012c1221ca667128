package brief

import (
	"slices"

	"parley"
	"parley/analysis/sourcing"
	"parley/chart"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// spoke are the stances of those who speak together: they are one row.
func spoke(r sourcing.Result) (groups [][]sourcing.Voice) {
	for _, v := range r.Voices {
		if n := len(groups); n > 0 && groups[n-1][0].Utterance == v.Utterance && groups[n-1][0].Does == v.Does && groups[n-1][0].Live == v.Live {
			groups[n-1] = append(groups[n-1], v)
		} else {
			groups = append(groups, []sourcing.Voice{v})
		}
	}
	return groups
}

// chain draws the way from the words to the status. Of more voices than a picture
// holds, those on which the status rests are drawn before the others.
func (p claimPen) chain(r sourcing.Result) []Part {
	groups := spoke(r)
	if len(groups) == 0 {
		return nil
	}
	c := chart.Chain{Frame: chart.Frame{Title: p.word("chain.title"), Subtitle: p.word("chain.how"), Description: p.text("chain.says", arg("claim", capitalised(p.claimWords(r.Claim)))), Key: p.key()},
		Sides: make(map[chart.Side]string), Spoke: p.word("chain.spoke"), Through: p.word("chain.through"), Does: p.word("chain.does"), Read: p.word("chain.read"), Unseen: p.word("chain.unseen")}
	for i, party := range p.a.Parties() {
		if i < 2 {
			c.Sides[chart.Side(i+1)] = p.name(party.ID)
		}
	}
	c.Sides[chart.Joint] = p.word("chain.nobody")
	drawn := weightiest(groups, r)
	for _, g := range drawn {
		c.Rows = append(c.Rows, p.row(g))
	}
	if n := len(groups) - len(drawn); n > 0 {
		c.More = p.text("chain.more", arg("n", n))
	}
	words := p.badgeWords(r.Standing)
	c.Status = chart.ChainStatus{Status: shape(r.Standing), Side: p.party(r.Owner), Words: words, Href: "#" + string(r.Claim.ID), Description: words}
	return []Part{&Chart{Key: "chain", Spec: c.Spec()}, p.voices(groups)}
}

// weightiest leaves out what is too much for a picture, first what does not count, then
// what the status does not rest on. The order stays.
func weightiest(groups [][]sourcing.Voice, r sourcing.Result) (drawn [][]sourcing.Voice) {
	weight := func(g []sourcing.Voice) int {
		switch v := g[0]; {
		case slices.Contains(r.Standing.Grounds, v.Utterance) || slices.Contains(r.Standing.Responses, v.Utterance):
			return 0
		case v.Live:
			return 1
		}
		return 2
	}
	kept := make([]bool, len(groups))
	room := chart.MostVoices
	for w := range 3 {
		for i, g := range groups {
			if weight(g) == w && room > 0 {
				kept[i], room = true, room-1
			}
		}
	}
	for i, g := range groups {
		if kept[i] {
			drawn = append(drawn, g)
		}
	}
	return drawn
}

// party is the colour of those for whom somebody speaks, or whose a claim is: that of
// one of the first two parties, if it is one.
func (p *pen) party(ids []parley.ID) chart.Side {
	if len(ids) == 1 {
		return p.sideOf(ids[0])
	}
	return chart.Joint
}

func (p claimPen) row(g []sourcing.Voice) chart.ChainRow {
	v := g[0]
	var speaks []parley.ID
	for _, x := range g {
		speaks = append(speaks, x.Speaks...)
	}
	row := chart.ChainRow{Side: p.party(uniqueOf(speaks)), Status: heardAs(v), Who: capitalised(p.whom(g)), Note: p.manner(v),
		Stance: stanceShapes[v.Does], Does: p.word("act." + v.Does.String()), Why: p.why(v), Faded: !v.Live || v.Ended, Href: "#" + string(v.Utterance)}
	if x := uniqueOf(speaks); len(x) > 0 {
		row.Note = p.text("chain.for", arg("parties", p.bareNames(x)), arg("note", row.Note))
	}
	who, note, does := arg("who", row.Who), arg("note", row.Note), arg("does", row.Does)
	row.Description = p.text("chain.row.bare", who, note, does)
	if row.Why != "" {
		row.Description = p.text("chain.row", who, note, does, arg("why", row.Why))
	}
	for _, c := range parley.Chains(v.Entry) {
		row.Ways = append(row.Ways, p.links(c))
	}
	return row
}

var stanceShapes = map[parley.Act]chart.Stance{parley.Asserts: chart.Asserts, parley.Denies: chart.Denies, parley.Qualifies: chart.Qualifies, parley.Declines: chart.Declines}

// heardAs is the shape of a voice: what an assertion gives by itself; of what gives
// nothing, how it was said.
func heardAs(v sourcing.Voice) chart.Status {
	_, ours := v.Entry.(*parley.Inference)
	_, statement := v.Entry.(*parley.Statement)
	switch {
	case v.Does == parley.Asserts && v.Rule.Basis() > parley.NotSourced:
		return shape(evidence.Standing{Status: parley.Status{Basis: v.Rule.Basis()}})
	case ours:
		return chart.Inferred
	case v.Hearsay:
		return chart.SecondHand
	case statement && v.Manner == view.Named:
		return chart.OnRecord
	}
	return chart.Reported
}

// whom names those who speak together.
func (p claimPen) whom(g []sourcing.Voice) string {
	var names []string
	for _, v := range g {
		name := p.what(v.Entry)
		if v.Manner == view.Named || v.Manner == view.Background {
			name = p.called(v.Actor)
		}
		names = append(names, name)
	}
	return lang.JoinWords(p.l, uniqueOf(names))
}

// manner says how and when something was said.
func (p claimPen) manner(v sourcing.Voice) string {
	date := arg("date", p.day(v.Entry.Base().Happened))
	if s, ok := v.Entry.(*parley.Statement); ok {
		return p.text("chain.note", arg("mode", p.word("mode."+s.Mode)), date)
	}
	return p.text("chain.date", date)
}

// why says what a voice gives by itself, or why it gives nothing.
func (p claimPen) why(v sourcing.Voice) string {
	switch {
	case v.Retract != "":
		return p.word("chain.retracted")
	case !v.Live:
		return p.word("chain.later")
	case v.Ended:
		return p.word("chain.ended")
	case v.Does == parley.Asserts:
		return lang.Badge(p.l, parley.Status{Basis: v.Rule.Basis()})
	case len(v.Speaks) == 0:
		return p.word("chain.nobody")
	}
	return ""
}

// links are the sources of a way, origin first; of the last, which was read, the line.
func (p claimPen) links(c parley.Chain) (links []chart.ChainLink) {
	for i, id := range c.Links {
		x := chart.ChainLink{Words: lang.Plain(p.cited(id)), Href: "#" + string(id)}
		s, ok := view.Get[*parley.Source](p.v, id)
		if last := i == len(c.Links)-1; last {
			x.Read = true
			line := c.At
			if line == 0 && len(c.Quotes) > 0 {
				line = c.Quotes[0].Line
			}
			if line > 0 {
				x.Words = p.text("chain.line", arg("source", x.Words), arg("line", line))
			}
		} else if ok && s.Seen {
			x.Read = true
		}
		x.Description = lang.Plain(p.titled(id))
		links = append(links, x)
	}
	return links
}

// voices says the same to machines; people read the sentences.
func (p claimPen) voices(groups [][]sourcing.Voice) *Table {
	t := p.table("parley.claim-voices/1", "entry", "date", "who", "by", "speaks_for", "does", "how", "through", "basis", "live", "retracted_by", "replaced_by")
	t.Data = true
	for _, g := range groups {
		v := g[0]
		var by, speaks []parley.ID
		for _, x := range g {
			by, speaks = append(by, x.Actor), append(speaks, x.Speaks...)
		}
		basis := ""
		if v.Does == parley.Asserts && v.Live {
			basis = v.Rule.Basis().String()
		}
		t.add(ID(v.Utterance), p.dateCell(v.Entry.Base().Happened), Text(p.whom(g)), idsCell(uniqueOf(by)), idsCell(uniqueOf(speaks)), Word(v.Does.String()),
			textCell(p.manner(v)), idsCell(sources(v.Entry)), wordCell(basis), Flag(v.Live && !v.Ended), idCell(v.Retract), idCell(v.Later))
	}
	return t
}
