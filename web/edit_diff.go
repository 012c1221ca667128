package web

import "parley/lines"

// A diffRow is one line of two texts beside each other. A number is 0 where the
// text has no line there; a row with none says how many lines are left out.
type diffRow struct {
	Left, Right   int
	Old, New      string
	Changed, Skip bool
	Skipped       int
}

const (
	around   = 3   // lines shown round a change
	mostRows = 600 // of a comparison
)

// sideBySide lays two texts beside each other: the lines that differ, with those
// around them. First is the number of the first line. It also returns how many
// lines differ.
func sideBySide(a, b []string, first int) (rows []diffRow, differ int, more bool) {
	at := 0 // of a, up to which rows are
	shift := 0
	same := func(from, to int) {
		for i := from; i < to; i++ {
			rows = append(rows, diffRow{Left: first + i, Right: first + i + shift, Old: shown(a[i]), New: shown(a[i])})
		}
	}
	hunks := lines.Diff(a, b)
	for n, h := range hunks {
		from := max(at, h.A-around)
		if skip := from - at; skip > 0 {
			rows = append(rows, diffRow{Skip: true, Skipped: skip})
		}
		same(from, h.A)
		differ += max(h.AEnd-h.A, h.BEnd-h.B)
		for i := range max(h.AEnd-h.A, h.BEnd-h.B) {
			r := diffRow{Changed: true}
			if k := h.A + i; k < h.AEnd {
				r.Left, r.Old = first+k, shown(a[k])
			}
			if k := h.B + i; k < h.BEnd {
				r.Right, r.New = first+k, shown(b[k])
			}
			rows = append(rows, r)
			if len(rows) > mostRows {
				return rows[:mostRows], count(hunks), true
			}
		}
		shift = h.BEnd - h.AEnd
		at = min(len(a), h.AEnd+around)
		if n+1 < len(hunks) {
			at = min(at, hunks[n+1].A)
		}
		same(h.AEnd, at)
	}
	if skip := len(a) - at; skip > 0 && len(hunks) > 0 {
		rows = append(rows, diffRow{Skip: true, Skipped: skip})
	}
	return rows, differ, false
}

// count is how many lines differ.
func count(hunks []lines.Hunk) (n int) {
	for _, h := range hunks {
		n += max(h.AEnd-h.A, h.BEnd-h.B)
	}
	return n
}

// shown is a line as a comparison shows it.
func shown(line string) string { return visible(firstRunes(line, 400)) }

// A clash is a stretch that both changed, each otherwise.
type clash struct {
	N                   int
	Name                string // of its choice in the form
	Began, Yours, Other []string
	Pick                lines.Pick
}

// clashes are those among parts.
func clashes(parts []lines.Part, pick func(int) lines.Pick) (out []clash) {
	for _, p := range parts {
		if p.How != lines.Conflict {
			continue
		}
		n := len(out)
		out = append(out, clash{n + 1, pickName(n), someOf(p.Base), someOf(p.Ours), someOf(p.Theirs), pick(n)})
	}
	return out
}

func pickName(n int) string { return "pick-" + itoa(n) }

// someOf are lines as they are shown, not all of very many.
func someOf(all []string) (out []string) {
	for i, l := range all {
		if i == mostRows {
			return append(out, "…")
		}
		out = append(out, shown(l))
	}
	return out
}
