// Package lines compares texts by their lines: what became of one text, and what
// comes of two people's changes of the same one.
//
//	Hunk  lines of one text in the place of which another has other lines
//	Part  a stretch of three texts: who changed it, and how
//	Pick  which of two changes of the same lines counts
//
// [Diff] gives the hunks between two texts, and [Merge] the parts of three: the
// text from which two writers began, and what each made of it. Where they changed
// different lines both count. Where they changed the same lines, or one added
// lines right beside what the other changed, it is a conflict, and nobody but a
// reader can say what is to stand there. Two added paragraphs in one place are
// none: both stay, with a blank line between them.
//
// Lines are compared as they are, without their ends: [Split] takes these off,
// and [Like] gives a text the ends that another has.
package lines

import (
	"slices"
	"strings"
)

// A Hunk says that lines A to AEnd of one text are lines B to BEnd in the other,
// counted from 0, the end not included. One of the two may be empty.
type Hunk struct{ A, AEnd, B, BEnd int }

// Split splits a text at its line ends: "\n", "\r\n" or a "\r" alone. A text that
// ends in a line end has an empty last line, so that joining gives it back.
func Split(text string) []string {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Split(text, "\n")
}

// Join is the text of lines, each but the last ended by "\n".
func Join(lines []string) string { return strings.Join(lines, "\n") }

// Diff returns the hunks that make b of a, in order. Lines that each text has
// once are matched first, as a person would; so a moved paragraph is not taken
// apart for the blank lines in it. It is not always the shortest answer, and of two
// long stretches without any such line it says that one is in the place of the other.
func Diff(a, b []string) []Hunk {
	d := differ{}
	ids := make(map[string]int32, len(a))
	d.a, d.b = intern(ids, a), intern(ids, b)
	d.compare(0, len(a), 0, len(b), 0)
	return d.hunks
}

func intern(ids map[string]int32, lines []string) []int32 {
	out := make([]int32, len(lines))
	for i, l := range lines {
		id, ok := ids[l]
		if !ok {
			id = int32(len(ids))
			ids[l] = id
		}
		out[i] = id
	}
	return out
}

// A differ compares two texts whose lines are numbers.
type differ struct {
	a, b  []int32
	hunks []Hunk
}

const (
	maxTable = 1 << 21 // cells of a table for the longest common subsequence
	maxDepth = 64      // of texts made to be slow
)

// compare adds the hunks of a stretch: after what begins and ends alike, what
// stands between the lines that either side has once.
func (d *differ) compare(a, aEnd, b, bEnd, depth int) {
	for a < aEnd && b < bEnd && d.a[a] == d.b[b] {
		a, b = a+1, b+1
	}
	for a < aEnd && b < bEnd && d.a[aEnd-1] == d.b[bEnd-1] {
		aEnd, bEnd = aEnd-1, bEnd-1
	}
	if a == aEnd || b == bEnd {
		d.add(Hunk{a, aEnd, b, bEnd})
		return
	}
	var pairs [][2]int
	if depth < maxDepth {
		pairs = rising(d.once(a, aEnd, b, bEnd))
	}
	if len(pairs) == 0 {
		pairs = d.common(a, aEnd, b, bEnd)
		depth = maxDepth
	}
	if len(pairs) == 0 {
		d.add(Hunk{a, aEnd, b, bEnd})
		return
	}
	for _, p := range append(pairs, [2]int{aEnd, bEnd}) {
		if depth < maxDepth {
			d.compare(a, p[0], b, p[1], depth+1)
		} else {
			d.add(Hunk{a, p[0], b, p[1]})
		}
		a, b = p[0]+1, p[1]+1
	}
}

// add adds a hunk, to the last one where that ends in the same place.
func (d *differ) add(h Hunk) {
	if h.A == h.AEnd && h.B == h.BEnd {
		return
	}
	if n := len(d.hunks); n > 0 && d.hunks[n-1].AEnd == h.A && d.hunks[n-1].BEnd == h.B {
		d.hunks[n-1].AEnd, d.hunks[n-1].BEnd = h.AEnd, h.BEnd
		return
	}
	d.hunks = append(d.hunks, h)
}

// once pairs the lines that occur exactly once on each side, in the order of b.
func (d *differ) once(a, aEnd, b, bEnd int) (pairs [][2]int) {
	type place struct{ n, at int32 }
	in := make(map[int32]place, aEnd-a)
	for i := a; i < aEnd; i++ {
		in[d.a[i]] = place{in[d.a[i]].n + 1, int32(i)}
	}
	seen := make(map[int32]int32, bEnd-b)
	for j := b; j < bEnd; j++ {
		seen[d.b[j]]++
	}
	for j := b; j < bEnd; j++ {
		if p := in[d.b[j]]; p.n == 1 && seen[d.b[j]] == 1 {
			pairs = append(pairs, [2]int{int(p.at), j})
		}
	}
	return pairs
}

// rising returns the most pairs whose lines of a are in order too: a longest
// increasing subsequence, by patience sorting.
func rising(pairs [][2]int) [][2]int {
	var tops []int // of each pile, which pair lies on it
	before := make([]int, len(pairs))
	for i, p := range pairs {
		at, _ := slices.BinarySearchFunc(tops, p[0], func(top, a int) int { return pairs[top][0] - a })
		before[i] = -1
		if at > 0 {
			before[i] = tops[at-1]
		}
		if at == len(tops) {
			tops = append(tops, i)
		} else {
			tops[at] = i
		}
	}
	if len(tops) == 0 {
		return nil
	}
	out := make([][2]int, len(tops))
	for n, i := len(tops)-1, tops[len(tops)-1]; n >= 0; n, i = n-1, before[i] {
		out[n] = pairs[i]
	}
	return out
}

// common pairs the lines of a longest common subsequence; none where the stretch
// is too long to find one.
func (d *differ) common(a, aEnd, b, bEnd int) (pairs [][2]int) {
	n, w := aEnd-a, bEnd-b
	if n > maxTable/w {
		return nil
	}
	length := make([]int32, (n+1)*(w+1)) // of what is left of both from i and j
	at := func(i, j int) *int32 { return &length[i*(w+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := w - 1; j >= 0; j-- {
			if *at(i, j) = max(*at(i+1, j), *at(i, j+1)); d.a[a+i] == d.b[b+j] {
				*at(i, j) = 1 + *at(i+1, j+1)
			}
		}
	}
	for i, j := 0, 0; i < n && j < w; {
		switch {
		case d.a[a+i] == d.b[b+j]:
			pairs = append(pairs, [2]int{a + i, b + j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
	return pairs
}
