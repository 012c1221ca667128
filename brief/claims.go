package brief

import (
	"slices"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
)

// A ClaimFilter chooses claims. Its zero value chooses all; what is set must
// all hold.
type ClaimFilter struct {
	Basis    []parley.Basis    // one of these
	Response []parley.Response // one of these
	By       parley.ID         // a party whose claim it is, or somebody who has said something to it
	Issue    parley.ID
	Through  parley.ID // a source through which something about it reached us
	Since    date.Day  // something about it became known on this day or later
	Text     string    // words in what it says, in what was said to it, or in the names of who said it
}

func (f ClaimFilter) isZero() bool {
	return len(f.Basis)+len(f.Response) == 0 && f.By == "" && f.Issue == "" && f.Through == "" && f.Since == 0 && f.Text == ""
}

// Claims lists the claims with their status and who says what to them, in the
// order of the file.
func Claims(a *evidence.Assessment, l lang.Lang, from Stamp, f ClaimFilter) *Document {
	p := write(a, l)
	t := p.table("parley.claims/1", "claim", "~says", "status", "~who", ".issue", ".owner", ".basis", ".response",
		".basis_rule", ".response_rule", ".whose", ".value", ".beside", ".for", ".replaced_by", ".rests_on",
		".verb", ".relation", ".percent", ".over", ".per", ".counts", ".value_number", ".lo", ".hi", ".currency", ".first_known", ".audience")
	words := searching(f.Text)
	for c := range a.Claims() {
		ops := a.Opinions(c.ID)
		if !f.admits(a, c, ops) || len(words) > 0 && !words.finds(p.claimTexts(c, ops)) {
			continue
		}
		s := a.Of(c.ID)
		amount, beside := moneyCells(c)
		row := []Cell{ID(c.ID), Text(capitalised(p.claimWords(c))), Status{lang.Badge(l, s.Status)}, textCell(p.voices(ops)),
			idCell(a.Issue(c)), idsCell(a.Owner(c)), Word(s.Status.Basis.String()), Word(s.Status.Response.String()),
			Word(s.BasisRule), Word(s.ResponseRule), idsCell(s.Whose), amount, beside, p.forCell(c), idsCell(s.Superseded), idsCell(s.RestsOn())}
		t.add(append(append(row, figures(c)...), p.firstKnown(ops), p.audience(c))...)
	}
	p.audiences(t)
	return p.listed("top.claims", from, t, !f.isZero())
}

func (f ClaimFilter) admits(a *evidence.Assessment, c *parley.Claim, ops []evidence.Opinion) bool {
	s := a.Status(c.ID)
	some := func(yes func(evidence.Opinion) bool) bool { return slices.ContainsFunc(ops, yes) }
	v := a.View()
	switch {
	case len(f.Basis) > 0 && !slices.Contains(f.Basis, s.Basis),
		len(f.Response) > 0 && !slices.Contains(f.Response, s.Response),
		f.Issue != "" && a.Issue(c) != f.Issue,
		f.By != "" && !slices.Contains(a.Owner(c), f.By) && !some(func(o evidence.Opinion) bool { return o.Actor == f.By || slices.Contains(o.Speaks, f.By) }):
		return false
	case f.Through != "" && !some(func(o evidence.Opinion) bool {
		e, _ := v.Entry(o.Utterance)
		return slices.Contains(sources(e), f.Through)
	}):
		return false
	}
	return f.Since == 0 || some(func(o evidence.Opinion) bool { return v.KnownOn(o.Utterance) >= f.Since })
}

// figures are the cells of what a claim says that can be reckoned with, apart
// from the printed amount: from verb to currency.
func figures(c *parley.Claim) []Cell {
	cells := make([]Cell, 10)
	t := c.That
	if t == nil {
		return cells
	}
	cells[0], cells[1], cells[4], cells[5] = wordCell(t.Verb), wordCell(t.Rel), wordCell(t.Per), wordCell(t.Counts)
	measure := func(v money.Decimal, in money.Interval) {
		cells[6], cells[7], cells[8] = Decimal{v}, Decimal{in.Lo}, Decimal{in.Hi}
	}
	switch v := t.Value.(type) {
	case parley.Money:
		measure(v.Value, v.Bounds)
		cells[9] = Word(v.Currency)
	case parley.Percent:
		measure(v.Value, v.Bounds)
		cells[2] = Word(v.Text())
		if cells[3] = idCell(v.Over); v.Over == "" {
			cells[3] = wordCell(v.Amount.Text())
		}
	}
	return cells
}

// firstKnown is the day on which something was first known to be said to a claim.
func (p *pen) firstKnown(ops []evidence.Opinion) Cell {
	var first date.Day
	for _, o := range ops {
		if day := p.v.KnownOn(o.Utterance); day != 0 && (first == 0 || day < first) {
			first = day
		}
	}
	return p.dayCell(first)
}

func moneyCells(c *parley.Claim) (amount, beside Cell) {
	if c.That == nil {
		return nil, nil
	}
	m, ok := c.That.Value.(parley.Money)
	if !ok {
		return nil, nil
	}
	if !m.Beside.IsZero() {
		beside = Money{m.Beside}
	}
	return Money{m.Amount}, beside
}

func (p *pen) forCell(c *parley.Claim) Cell {
	if c.That == nil {
		return nil
	}
	return p.dateCell(c.That.For)
}

// voices says who says what to a claim: "Noh Young-min asserts; Jeong Eun-bo
// qualifies". What no longer counts is left out.
func (p *pen) voices(ops []evidence.Opinion) string {
	var said []string
	for _, o := range ops {
		if !o.Live {
			continue
		}
		s := p.text("voice", arg("who", p.voice(o)), arg("act", p.word("act."+o.Does.String())))
		if !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	return joined(said, "; ")
}

// voice names who speaks: a person or body, the outlet of a report, ourselves.
func (p *pen) voice(o evidence.Opinion) string {
	e, _ := p.v.Entry(o.Actor)
	switch e := e.(type) {
	case *parley.Source:
		return p.outlet(e.ID)
	case *parley.Inference:
		return p.word("voice.ours")
	}
	return p.name(o.Actor)
}
