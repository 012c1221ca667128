package check

import (
	"slices"

	"parley/lang"
)

// Since returns the findings of a report that an earlier one does not have: what
// a change to the files would put into the case. Lines move, but what is said of
// an entry stays, so a finding is known again by its words.
func (r Report) Since(before Report) []Finding {
	known := make(map[string]int)
	key := func(f Finding) string { return f.Code + " " + f.Span.File + " " + f.Message.In(lang.English) }
	for _, f := range before.Findings {
		known[key(f)]++
	}
	var fresh []Finding
	for _, f := range r.Findings {
		if known[key(f)]--; known[key(f)] < 0 {
			fresh = append(fresh, f)
		}
	}
	return fresh
}

// awaited are the warnings that nothing refers to an entry yet, or that its words
// are not in the lock.
var awaited = []string{"F017", "R003", "W201", "Q006"}

// Awaited reports whether a finding says nothing of an entry that was written a
// moment ago: what it misses can only come later.
func (f Finding) Awaited() bool { return slices.Contains(awaited, f.Code) }
