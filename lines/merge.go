package lines

import "slices"

// A How says who changed a part, and whether that leaves a question.
type How string

// The ways in which two texts go on from a third.
const (
	Same     How = "same"     // nobody changed it
	Ours     How = "ours"     // only we did
	Theirs   How = "theirs"   // only they did
	Agreed   How = "agreed"   // both did the same
	Beside   How = "beside"   // each added paragraphs: theirs stand first
	Conflict How = "conflict" // each changed it otherwise
)

// A Part is a stretch of three texts. At are the places of its first lines in
// the base, in ours and in theirs, from 0.
type Part struct {
	How                How
	Base, Ours, Theirs []string
	At                 [3]int
}

// A Pick says what stands where two changes are in conflict.
type Pick string

// The picks.
const (
	PickOurs   Pick = "ours"
	PickTheirs Pick = "theirs"
	PickBoth   Pick = "both" // theirs, then ours
)

// Lines returns the lines that come of a part; pick counts in a conflict only.
func (p Part) Lines(pick Pick) []string {
	switch {
	case p.How == Beside:
		return beside(p.Theirs, p.Ours)
	case p.How == Theirs, p.How == Conflict && pick == PickTheirs:
		return p.Theirs
	case p.How == Conflict && pick == PickBoth:
		return slices.Concat(p.Theirs, p.Ours)
	}
	return p.Ours
}

// beside puts paragraphs after others.
func beside(first, then []string) []string {
	if !blankAt(first, len(first)-1) && !blankAt(then, 0) {
		return slices.Concat(first, []string{""}, then)
	}
	return slices.Concat(first, then)
}

// Merge returns the parts of two texts that were made from one, in order: joined
// they are each text again.
func Merge(base, ours, theirs []string) (parts []Part) {
	m := merger{base: base, ours: ours, theirs: theirs, h: Diff(base, ours), g: Diff(base, theirs)}
	for len(m.h) > 0 || len(m.g) > 0 {
		from, to, mine, other := m.cluster()
		m.part(Same, from, 0, 0)
		how := Conflict
		switch {
		case other == 0:
			how = Ours
		case mine == 0:
			how = Theirs
		}
		m.part(how, to, mine, other)
	}
	m.part(Same, len(base), 0, 0)
	return m.parts
}

// Clean reports whether nobody needs to choose.
func Clean(parts []Part) bool {
	return !slices.ContainsFunc(parts, func(p Part) bool { return p.How == Conflict })
}

// Merged joins what comes of parts. Pick is asked for the conflicts, by their
// number from 0; nil: ours.
func Merged(parts []Part, pick func(int) Pick) (lines []string) {
	n := 0
	for _, p := range parts {
		choice := PickOurs
		if p.How == Conflict {
			if pick != nil {
				choice = pick(n)
			}
			n++
		}
		lines = append(lines, p.Lines(choice)...)
	}
	return lines
}

// A merger goes through three texts, with the hunks that are still to come.
type merger struct {
	base, ours, theirs []string
	h, g               []Hunk // of ours, of theirs
	at                 [3]int
	parts              []Part
}

// cluster returns the stretch of the base that the next hunks change together:
// those of one side and of the other that touch each other.
func (m *merger) cluster() (from, to, mine, other int) {
	var last Hunk // of all in the cluster the one that reaches furthest
	switch {
	case len(m.g) == 0, len(m.h) > 0 && m.h[0].A <= m.g[0].A:
		last, mine = m.h[0], 1
	default:
		last, other = m.g[0], 1
	}
	from, to = last.A, last.AEnd
	for {
		switch {
		case mine < len(m.h) && touches(from, to, m.h[mine]):
			to = max(to, m.h[mine].AEnd)
			mine++
		case other < len(m.g) && touches(from, to, m.g[other]):
			to = max(to, m.g[other].AEnd)
			other++
		default:
			return from, to, mine, other
		}
	}
}

// touches reports whether a hunk changes lines of a stretch, or adds some to its
// beginning or end. Two changed lines, one after the other, do not touch.
func touches(from, to int, h Hunk) bool {
	if from == to || h.A == h.AEnd {
		return h.A <= to
	}
	return h.A < to
}

// part adds what stands up to a line of the base, after some hunks of each side.
func (m *merger) part(how How, to, mine, other int) {
	end := [3]int{to, m.at[1] + to - m.at[0], m.at[2] + to - m.at[0]}
	for _, h := range m.h[:mine] {
		end[1] += h.BEnd - h.B - (h.AEnd - h.A)
	}
	for _, g := range m.g[:other] {
		end[2] += g.BEnd - g.B - (g.AEnd - g.A)
	}
	m.h, m.g = m.h[mine:], m.g[other:]
	p := Part{how, m.base[m.at[0]:to], m.ours[m.at[1]:end[1]], m.theirs[m.at[2]:end[2]], m.at}
	switch {
	case how != Conflict:
	case slices.Equal(p.Ours, p.Theirs):
		p.How = Agreed
	case len(p.Base) == 0 && paragraphs(m.ours, m.at[1], end[1]) && paragraphs(m.theirs, m.at[2], end[2]):
		p.How = Beside
	}
	m.at = end
	if len(p.Base)+len(p.Ours)+len(p.Theirs) > 0 {
		m.parts = append(m.parts, p)
	}
}

// paragraphs reports whether blank lines, or an end of the text, part a stretch
// from what stands around it.
func paragraphs(text []string, from, to int) bool {
	return (from == 0 || blankAt(text, from-1) || blankAt(text, from)) && (to == len(text) || blankAt(text, to-1) || blankAt(text, to))
}

func blankAt(text []string, i int) bool {
	if i < 0 || i >= len(text) {
		return false
	}
	for _, c := range []byte(text[i]) {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}
