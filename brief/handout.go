package brief

import (
	"slices"
	"strings"

	"parley"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/gap"
	"parley/analysis/standing"
	"parley/date"
	"parley/evidence"
	"parley/lang"
)

// Inputs are what a hand-out chooses from.
type Inputs struct {
	Standing standing.Result
	Change   *change.Result // nil: nobody asked since when
	Gap      gap.Result
	Clock    clock.Result
	Own      []OwnSentence // of the person who hands it over
	Parts    []string      // which of [HandoutParts]; nil: all
}

// HandoutParts names the parts of a hand-out that may be left out, in their order.
func HandoutParts() []string {
	return []string{"standing", "change", "positions", "gap", "conflicts", "ahead"}
}

// How much of each a page to hand over holds; what is left out is counted.
const (
	mostEvents    = 3
	mostFigures   = 3 // of one side
	mostPositions = 2 // of one side, besides figures
	mostChanges   = 8
	mostConflicts = 4
)

// A handoutPen writes a page to hand over. What it has told it does not tell
// again.
type handoutPen struct {
	*pen
	in   Inputs
	told map[parley.ID]bool // claims, and what the sentences on the state of the talks rest on
}

// Handout is a page to hand over, for somebody who reads nothing else: where the
// talks stand, what changed, what each side wants, how far apart they are, what
// contradicts what, what comes next, and what the sender adds. It chooses; the
// documents of the analyses tell all. Every sentence has a number; those on a weak
// basis say so, and a line at the top counts them. The error is an
// *[UnknownEvidence].
func Handout(a *evidence.Assessment, in Inputs, l lang.Lang, from Stamp) (*Document, error) {
	p := handoutPen{write(a, l), in, make(map[parley.ID]bool)}
	if err := p.unknown(); err != nil {
		return nil, err
	}
	var parts []Part
	if in.Standing.Nothing {
		parts = []Part{p.nothingKnown()}
	} else {
		for _, part := range []struct {
			name  string
			write func() []Part
		}{
			{"standing", p.standing}, {"change", p.changes}, {"positions", p.positions},
			{"gap", p.gap}, {"conflicts", p.conflicts}, {"ahead", p.ahead},
		} {
			if in.Parts == nil || slices.Contains(in.Parts, part.name) {
				parts = append(parts, part.write()...)
			}
		}
	}
	parts = append(parts, section(p.word("handout.own"), p.own())...)
	number(parts)
	parts = append(p.ratings(parts), parts...)
	return p.document("parley.brief/1", p.top("handout.title"), from, parts...), nil
}

// aside begins the keys of sentences about the page itself: they have no number.
const aside = "handout.aside."

// number gives each sentence a number; what stands under one goes by its number.
func number(parts []Part) {
	n := 0
	for i, part := range parts {
		if s, ok := part.(Sentence); ok && !s.Under && !strings.HasPrefix(s.Key, aside) {
			n++
			s.Number = n
			parts[i] = s
		}
	}
}

// standing says whether an agreement is in force, how the last round went, and what
// has happened without an agreement.
func (p handoutPen) standing() []Part {
	s, r := standingPen{p.pen}, p.in.Standing
	parts := s.agreement(r.Agreement, r.Day)
	if t := r.Talks; t != nil && t.Last() == nil {
		parts = append(parts, p.ours("status.rounds.none", p.who("agreement", t.Agreement.ID)))
	} else if t != nil {
		if t.Last().Round.Number == 0 || t.LedTo != nil { // else the number of the last says how many there were
			parts = append(parts, s.rounds(t, p.who("agreement", t.Agreement.ID)))
		}
		parts = append(parts, s.lastRound(t, r.Day))
	}
	since := clockPen{p.pen}.since(p.in.Clock)
	parts = append(parts, since[max(0, len(since)-mostEvents):]...)
	parts = p.judged(parts)
	for i, part := range parts {
		if s := part.(Sentence); !s.Ours {
			parts[i] = p.renewed(s)
		}
	}
	return section(p.word("handout.standing"), parts)
}

// positions says what each side wants: figures first, its own word before what is
// reported of it, of the rest what was said last.
func (p handoutPen) positions() []Part {
	var parts []Part
	left := 0
	for _, party := range p.a.Parties() {
		figures, others := p.stands(party.ID)
		left += max(0, len(figures)-mostFigures) + max(0, len(others)-mostPositions)
		for _, s := range slices.Concat(figures[:min(len(figures), mostFigures)], others[:min(len(others), mostPositions)]) {
			parts = append(parts, p.position(s))
		}
	}
	if left > 0 && parts != nil {
		parts = append(parts, p.ours("handout.aside.positions", arg("n", left)))
	}
	title := "handout.positions"
	if p.in.Change != nil && len(p.told) > 0 {
		title = "handout.positions.other"
	}
	return section(p.word(title), p.judged(parts))
}

// stands sorts what a party wants and has not been told yet.
func (p handoutPen) stands(party parley.ID) (figures, others []standing.Stand) {
	r := p.in.Standing
	for _, s := range slices.Concat(r.Own, r.Reported, r.Rest) {
		switch {
		case s.Party.ID != party || p.told[s.Claim.ID]:
		case s.Figure():
			figures = append(figures, s)
		default:
			others = append(others, s)
		}
	}
	slices.SortStableFunc(others, func(x, y standing.Stand) int {
		return int(p.a.Asserted(y.Claim.ID) - p.a.Asserted(x.Claim.ID))
	})
	return figures, others
}

func (p handoutPen) position(s standing.Stand) Sentence {
	if slices.ContainsFunc(p.in.Standing.Own, func(x standing.Stand) bool { return x.Claim == s.Claim }) {
		return standingPen{p.pen}.stand(s)
	}
	var before []rated
	for _, b := range befores(s) {
		if b.step == 1 {
			before = append(before, b)
		}
	}
	return p.pen.told(s.Party.ID, s.Claim, s.Standing, true, p.before(s.Claim, before))
}

// gap says how far apart the sides are, where that can be measured, and what became
// of it since the day asked about.
func (p handoutPen) gap() []Part {
	r := p.in.Gap
	if r.Now == nil || r.Now.Gap() == nil {
		return nil
	}
	g := gapPen{p.pen}
	parts := g.apart(r)
	if r.Fell != nil && p.in.Change != nil {
		changed := g.change(r)
		parts = append(parts, changed[len(changed)-1])
	}
	return section(p.word("handout.gap"), p.judged(parts))
}

// conflicts says what contradicts what and is not explained. What lies before the
// last agreement is settled, and only counted.
func (p handoutPen) conflicts() []Part {
	r := p.in.Standing
	settled := date.Day(0)
	if r.Settled != nil {
		settled = r.Settled.Happened.Last
	}
	var parts []Part
	left := 0
	for _, c := range slices.Concat(r.Split, r.Open) {
		switch {
		case c.Day < settled || len(parts) == mostConflicts:
			left++
		case c.Kind == parley.OwnSide:
			parts = append(parts, standingPen{p.pen}.split(c))
		default:
			parts = append(parts, p.disputed(c))
		}
	}
	if left > 0 {
		parts = append(parts, p.ours("handout.aside.conflicts", arg("n", left)))
	}
	return section(p.word("handout.conflicts"), parts)
}

// disputed says a conflict without what each of its entries says.
func (p handoutPen) disputed(c evidence.Conflict) Sentence {
	key := "handout.conflict"
	args := []lang.Arg{arg("kind", p.word("conflict."+string(c.Kind))), to("about", p.subject(c), "", p.grounds(c.Entries)...)}
	if len(c.Parties) > 0 {
		key = "handout.conflict.of"
		args = append(args, arg("parties", p.names(c.Parties)))
	}
	return p.sentence(key, args...)
}

// ahead says when the next round is, which deadlines lie ahead, and what happens if
// nothing is signed.
func (p handoutPen) ahead() []Part {
	c := clockPen{p.pen}
	parts := append(c.round(p.in.Clock), c.coming(p.in.Clock)...)
	return section(p.word("handout.ahead"), p.judged(parts))
}
