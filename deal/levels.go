package deal

import (
	"math"
	"math/bits"
	"slices"
	"sort"
	"sync"
)

// What levels may take: sums at any issue, and ways from one to the next, each 4
// bytes. To go over all ways takes some 10 ms.
const (
	maxLevel = 1 << 16
	maxWays  = 1 << 21
)

// Levels invert an additive utility of few levels, however many outcomes: as
// scoring tables have that are written with a digit or two, whose sums are the
// same in very many ways. Of the sums of the issues before each only those that
// differ are kept, and which follow which by what choice. A sum in floating point
// depends on nothing but the sum before: so what ties to the last bit is one
// level, what rounding keeps apart is two. (The graph is what a shortest path in
// stages is found on; Bellman 1957.)
type levels struct {
	*sums
	tables [][]float64 // the choices by issue, then the bias
	next   [][]uint32  // by issue, of sum k with choice c at k × choices + c: the place of their sum
	u      []float64   // the levels, rising
	first  []uint64    // of each level: the lowest index of choices
	many   []uint64    // of each level: the outcomes
	option [][]uint32  // by issue, by option: its choice; nil where they are the same
	start  []int       // by issue: where its sums begin, were they all in one row
	leads  sync.Pool   // of *[]uint64, one for each sum in that row
}

// newLevels returns nil where the levels are too many.
func newLevels(m *sums) *levels {
	l := &levels{sums: m, tables: append(slices.Clip(slices.Clone(m.choices)), []float64{m.bias}),
		u: []float64{0}, first: []uint64{0}, many: []uint64{1}}
	ways, sums := 0, 0
	for i, table := range l.tables {
		ways += len(l.u) * len(table)
		l.start = append(l.start, sums)
		sums += len(l.u)
		if ways > maxWays || !l.step(table, l.times(i)) {
			return nil
		}
	}
	l.start = append(l.start, sums)
	sums += len(l.u)
	l.leads.New = func() any { leads := make([]uint64, sums); return &leads }
	return l
}

// step goes on by one issue; times is how many options a choice is.
func (l *levels) step(table []float64, times []uint64) bool {
	all := make([]float64, 0, len(l.u)*len(table))
	for _, u := range l.u {
		for _, t := range table {
			all = append(all, u+t)
		}
	}
	sorted, was := sortFloats(all)
	next := make([]uint32, len(was))
	var u []float64
	var first, many []uint64
	for i, w := range was {
		k, c := int(w)/len(table), int(w)%len(table)
		index, outcomes := l.first[k]*uint64(len(table))+uint64(c), l.many[k]*times[c]
		if i == 0 || sorted[i] != sorted[i-1] {
			u, first, many = append(u, sorted[i]), append(first, index), append(many, 0)
		}
		at := len(u) - 1
		first[at], many[at], next[w] = min(first[at], index), many[at]+outcomes, uint32(at)
	}
	l.u, l.first, l.many, l.next = u, first, many, append(l.next, next)
	return len(u) <= maxLevel
}

// times returns of each choice of an issue how many options it is; and notes which
// option is which.
func (l *levels) times(i int) []uint64 {
	times := make([]uint64, len(l.tables[i]))
	if i == len(l.terms) || !l.merged || l.sums.first[i] == nil {
		for c := range times {
			times[c] = 1
		}
		l.option = append(l.option, nil)
		return times
	}
	place := make(map[float64]uint32)
	for c, t := range l.tables[i] {
		place[t] = uint32(c)
	}
	options := make([]uint32, len(l.terms[i]))
	for o, t := range l.terms[i] {
		options[o] = place[t]
		times[place[t]]++
	}
	l.option = append(l.option, options)
	return times
}

func (l *levels) at(k int) hit { return hit{l.outcome(l.first[k]), l.u[k], true} }

// around implements inverse.
func (l *levels) around(x, from float64) (below, above hit) {
	i := sort.SearchFloat64s(l.u, x)
	if i < len(l.u) {
		above = l.at(i)
	}
	if i > 0 && from < x && l.u[i-1] >= from {
		below = l.at(i - 1)
	}
	return below, above
}

// within implements inverse.
func (l *levels) within(dst []Outcome, lo, hi float64, limit int) []Outcome {
	k := sort.SearchFloat64s(l.u, lo)
	n := sort.Search(len(l.u)-k, func(i int) bool { return !(l.u[k+i] <= hi) })
	return l.tell(dst, k, 1, n, limit)
}

// ranked implements inverse.
func (l *levels) ranked(rank int) (Outcome, bool) {
	return l.best(rank, func(n int) []Outcome { return l.tell(nil, len(l.u)-1, -1, len(l.u), n) })
}

// tell appends the outcomes of n levels, from k on up or down, to dst, level by level,
// ties by index, at most limit.
func (l *levels) tell(dst []Outcome, k, step, n, limit int) []Outcome {
	leads := l.leads.Get().(*[]uint64)
	defer l.leads.Put(leads)
	for end := len(dst) + min(limit, math.MaxInt-len(dst)); n > 0 && len(dst) < end; {
		some, found := 0, uint64(0)
		for some < min(64, n) && found < uint64(end-len(dst)) {
			found += min(l.many[k+some*step], uint64(limit))
			some++
		}
		l.lead(*leads, k, step, some)
		for b := range some {
			dst = l.spell(dst, *leads, uint64(1)<<b, 0, 0, 0, end)
		}
		k, n = k+some*step, n-some
	}
	return dst
}

// lead writes for each sum which of n levels, at most 64, it can lead to, a bit for
// each.
func (l *levels) lead(leads []uint64, k, step, n int) {
	clear(leads)
	for b := range n {
		leads[l.start[len(l.tables)]+k+b*step] = 1 << b
	}
	for i := len(l.tables) - 1; i >= 0; i-- {
		next, n := l.next[i], len(l.tables[i])
		here, there := leads[l.start[i]:l.start[i+1]], leads[l.start[i+1]:]
		for k := range here {
			for _, to := range next[k*n : (k+1)*n] {
				here[k] |= there[to]
			}
		}
		l.steps.Add(int64(len(next)))
	}
}

// spell appends the outcomes that lead to the level of a bit from sum k of issue i
// on, in order, until dst has the length end; o is what the issues before make.
func (l *levels) spell(dst []Outcome, leads []uint64, bit uint64, i int, k uint32, o Outcome, end int) []Outcome {
	if i == len(l.terms) {
		return append(dst, o)
	}
	next := l.next[i][int(k)*len(l.tables[i]):]
	for option := range l.terms[i] {
		if len(dst) >= end {
			break
		}
		c := option
		if l.option[i] != nil {
			c = int(l.option[i][option])
		}
		if leads[l.start[i+1]+int(next[c])]&bit != 0 {
			dst = l.spell(dst, leads, bit, i+1, next[c], o+Outcome(uint64(option)*l.space.strides[i]), end)
		}
	}
	return dst
}

// best returns the outcome of a rank from the list of the best that it is in, which
// find makes if it has not been made. A list is of 64 × 2^k: so what an answer is
// does not depend on what was asked before.
func (m *sums) best(rank int, find func(n int) []Outcome) (Outcome, bool) {
	k := bits.Len(uint(rank) / 64)
	top := m.tops[k].Load()
	if top == nil {
		found := find(64 << k)
		top = &found
		m.tops[k].Store(top)
	}
	if rank >= len(*top) {
		return 0, false
	}
	return (*top)[rank], true
}
