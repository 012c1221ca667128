package brief

import (
	"slices"
	"strconv"

	"parley/analysis/agenda"
	"parley/chart"
	"parley/lang"
)

// rounds shows what is recorded of each issue round by round: as a picture, and in a
// table of the same.
func (p agendaPen) rounds(r agenda.Result) []Part {
	if len(r.Rounds) == 0 || len(r.Items) == 0 {
		return nil
	}
	var parts []Part
	if c := p.strip(r); len(c.Rows) > 0 {
		parts = append(parts, &Chart{Key: "rounds", Spec: c.Spec()})
	}
	t := p.turns(r)
	if len(t.Rows) > 0 {
		parts = append(parts, p.ours("strip.reading"), t)
	}
	if n := len(r.Items) - len(heard(r)); n > 0 {
		parts = append(parts, p.ours("strip.left", arg("n", n)))
	}
	return section(p.word("strip.head"), parts)
}

// heard are the issues of which something is recorded in the time of these rounds.
func heard(r agenda.Result) (items []agenda.Item) {
	for _, i := range r.Items {
		if slices.ContainsFunc(i.Rounds, func(t agenda.Turn) bool { return t.By != nil }) {
			items = append(items, i)
		}
	}
	return items
}

// states are the words and the look of what is recorded of an issue; of what nothing
// is, a table has nothing.
var states = map[agenda.State]struct {
	key, short string
	pattern    chart.Pattern
}{
	agenda.Silent:   {"strip.silent", "", chart.Dot},
	agenda.Unheard:  {"strip.unheard", "strip.unheard.short", chart.Empty},
	agenda.Spoken:   {"strip.spoken", "strip.spoken.short", chart.Lines},
	agenda.Moved:    {"strip.moved", "strip.moved.short", chart.Cross},
	agenda.Accepted: {"strip.accepted", "strip.accepted.short", chart.Full},
}

// turns is a row for each issue, a column for each round, and last how each ended.
func (p agendaPen) turns(r agenda.Result) *Table {
	t := p.table("parley.issue-rounds/1", ".issue", "~name")
	t.Columns[1].Title = p.word("column.issue")
	for _, x := range r.Rounds {
		t.Columns = append(t.Columns, Column{Key: string(x.Round.ID), Title: p.number(x), Name: true})
	}
	for _, i := range heard(r) {
		row := []Cell{ID(i.Issue.ID), Text(p.name(i.Issue.ID))}
		for _, turn := range i.Rounds {
			var c Cell
			if turn.State != agenda.Silent {
				c = Text(p.word(states[turn.State].short))
			}
			row = append(row, c)
		}
		t.add(row...)
	}
	if len(t.Rows) == 0 {
		return t
	}
	last := []Cell{nil, Text(p.word("strip.ended"))}
	for _, x := range r.Rounds {
		last = append(last, textCell(p.ended(x)))
	}
	t.add(last...)
	return t
}

// number is what a round is called at the head of its column.
func (p agendaPen) number(x agenda.Round) string {
	if x.Round.Number > 0 {
		return p.text("strip.round", arg("n", strconv.Itoa(x.Round.Number)))
	}
	return p.title(x.Round)
}

// ended says how a round ended, and what their agreement reached before the next.
func (p agendaPen) ended(x agenda.Round) string {
	var words []string
	if s, _ := p.outcome(x.Meeting); s != "" {
		words = append(words, s)
	}
	for _, s := range x.Reached {
		words = append(words, p.word("stage."+s.Reached))
	}
	return joined(uniqueOf(words), ", ")
}

// strip draws the same.
func (p agendaPen) strip(r agenda.Result) chart.Strip {
	c := chart.Strip{Frame: chart.Frame{Title: p.word("strip.title"), Subtitle: p.word("strip.how"), Description: p.word("strip.says"), Nothing: p.word("strip.nothing")},
		Patterns: make(map[chart.Pattern]string), Axis: p.word("strip.axis"), Ended: p.word("strip.ended")}
	for _, s := range states {
		c.Patterns[s.pattern] = p.word(s.key)
	}
	first := max(0, len(r.Rounds)-chart.MostRounds)
	for _, x := range r.Rounds[first:] {
		label := p.title(x.Round)
		if x.Round.Number > 0 {
			label = strconv.Itoa(x.Round.Number)
		}
		c.Rounds = append(c.Rounds, chart.StripRound{Label: label, Note: lang.Date(p.l, x.Round.Happened), Ended: p.ended(x), Href: "#" + string(x.Round.ID), Description: p.title(x.Round)})
	}
	items := heard(r)
	for _, i := range items[:min(len(items), chart.MostRows)] {
		row := chart.StripRow{Label: capitalised(p.name(i.Issue.ID)), Href: "#" + string(i.Issue.ID)}
		for n, turn := range i.Rounds[first:] {
			row.Cells = append(row.Cells, p.cell(i, r.Rounds[first+n], turn))
		}
		c.Rows = append(c.Rows, row)
	}
	var left []string
	if n := len(items) - chart.MostRows; n > 0 {
		left = append(left, p.text("dumbbell.more", arg("n", n)))
	}
	if first > 0 {
		left = append(left, p.text("strip.earlier", arg("n", first)))
	}
	c.More = joined(left, " ")
	return c
}

// cell is one cell; it leads to the entry that shows it.
func (p agendaPen) cell(i agenda.Item, x agenda.Round, t agenda.Turn) chart.StripCell {
	round := arg("round", p.number(x))
	s := states[t.State]
	issue, state := arg("issue", capitalised(p.name(i.Issue.ID))), arg("state", p.word(s.key))
	if t.By == nil {
		return chart.StripCell{Pattern: s.pattern, Description: p.text("strip.cell", issue, round, state)}
	}
	b := t.By.Base()
	return chart.StripCell{Pattern: s.pattern, Href: "#" + string(b.ID), Description: p.text("strip.cell.by", issue, round, state, arg("entry", p.what(t.By)), arg("date", b.Happened))}
}
