package brief

import (
	"parley"
	"parley/evidence"
	"parley/lang"
)

// Rounds lists the rounds, earliest first, with how each ended and what was
// said of the next.
func Rounds(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.rounds/1", "round", "date", "~name", "place", "~heads", "outcome", "next", ".talks", ".number", ".head_ids",
		".reached", ".known", ".rests_on")
	for _, m := range a.Meetings() {
		r := m.Round
		outcome, reached := p.outcome(m)
		restsOn := []parley.ID{r.ID}
		for _, s := range m.Outcomes {
			restsOn = append(restsOn, s.ID)
		}
		t.add(ID(r.ID), p.dateCell(r.Happened), textCell(p.title(r)), textCell(p.shown(r.Place)), textCell(lang.Plain(p.names(r.Heads))),
			textCell(outcome), textCell(p.nextRound(m)), idCell(r.Talks), numberCell(r.Number), idsCell(r.Heads),
			wordCell(reached), p.dayCell(p.v.KnownOn(r.ID)), idsCell(restsOn))
	}
	return p.listed("top.rounds", from, t, false)
}

// outcome is the last that is known of how a round ended, in words and as
// written.
func (p *pen) outcome(m *evidence.Meeting) (words, reached string) {
	if len(m.Outcomes) == 0 {
		return "", ""
	}
	reached = m.Outcomes[len(m.Outcomes)-1].Reached
	return p.word("stage." + reached), reached
}

func (p *pen) nextRound(m *evidence.Meeting) string {
	next, _ := m.Next()
	switch next.State {
	case parley.IsUnknown:
		return p.word("value.unknown")
	case parley.IsNone:
		return p.word("value.none")
	case parley.IsGiven:
		return lang.Date(p.l, next.Value)
	}
	return ""
}

func numberCell(n int) Cell {
	if n == 0 {
		return nil
	}
	return Number(n)
}
