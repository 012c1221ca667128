package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/lang"
)

// A Stretch is a run of a sentence and the numbers of the notes that stand after
// it.
type Stretch struct {
	lang.Run
	Notes []int
}

// Numbers gives the number of each note, from 1, by which stretches name it.
func (d *Document) Numbers() map[parley.ID]int {
	n := make(map[parley.ID]int, len(d.Notes))
	for i, note := range d.Notes {
		n[note.ID] = i + 1
	}
	return n
}

// Stretches returns the runs of a sentence with the numbers of the notes at the
// end of each clause: before the next stop of the words that rest on nothing, or
// at the end of the sentence. Clauses that rest on the same are one. A run in
// which a clause ends becomes two.
func (s Sentence) Stretches(number map[parley.ID]int) (out []Stretch) {
	var due []int // the numbers of the clause so far
	depth := 0    // of parentheses
	flush := func() {
		if len(due) > 0 && len(out) > 0 {
			slices.Sort(due)
			out[len(out)-1].Notes = slices.Compact(due)
			due = nil
		}
	}
	add := func(r lang.Run) {
		if r.Text != "" {
			out = append(out, Stretch{Run: r})
		}
	}
	runs := slices.DeleteFunc(slices.Clone(s.Runs), func(r lang.Run) bool { return r.Text == "" })
	for i, r := range runs {
		ns := found(r.RestsOn, number)
		stop := len(r.Text)
		switch {
		case len(ns) == 0 && len(due) > 0 && !slices.Equal(due, next(runs[i+1:], number)):
			stop = clauseEnd(r.Text, depth)
		case i == len(runs)-1:
			stop = lastStop(r.Text)
		}
		if !slices.Equal(due, ns) {
			due = append(due, ns...)
		}
		depth += strings.Count(r.Text, "(") - strings.Count(r.Text, ")")
		before, after := r, r
		before.Text, after.Text = r.Text[:stop], r.Text[stop:]
		add(before)
		if after.Text != "" {
			flush()
			add(after)
		}
	}
	flush()
	return out
}

// next is what the next stretch rests on that rests on anything.
func next(rest []lang.Run, number map[parley.ID]int) []int {
	for _, r := range rest {
		if ns := found(r.RestsOn, number); len(ns) > 0 {
			return ns
		}
	}
	return nil
}

// clauseEnd is where the clause ends that goes on in s, so many parentheses
// deep: at its first stop outside of them.
func clauseEnd(s string, depth int) int {
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case '.', ',', ';', ':':
			if depth <= 0 && (i+1 == len(s) || s[i+1] == ' ') {
				return i
			}
		}
	}
	return len(s)
}

// lastStop is where the full stop of a sentence stands that ends in s. That of
// "D.C." is not one.
func lastStop(s string) int {
	words := strings.TrimSuffix(s, ".")
	if r, _ := utf8.DecodeLastRuneInString(words); len(words) == len(s) || unicode.IsUpper(r) {
		return len(s)
	}
	return len(words)
}

func found(ids []parley.ID, number map[parley.ID]int) (ns []int) {
	for _, id := range ids {
		if n := number[id]; n > 0 {
			ns = append(ns, n)
		}
	}
	slices.Sort(ns)
	return slices.Compact(ns)
}
