package deal

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// A search goes through the choices of sums whose utility is in from..to, the
// highest left sum first and with each those next to x. What it finds narrows from and to. Its
// hits have the index of choices, until they are told.
type search struct {
	*sums
	x, from, to  float64
	below, above hit // the nearest to x on either side, unless it collects
	collects     int // how many hits it keeps, those nearest to x; 0: one on either side
	hits         []hit
	last         hit // of those kept, once there are enough
	steps, most  int
}

// around implements inverse.
func (m *sums) around(x, from float64) (below, above hit) {
	if math.IsNaN(x) || math.IsNaN(from) {
		return
	}
	q := search{sums: m, x: x, from: min(x, from), to: math.Inf(1), most: m.budget(0)}
	q.run()
	q.below.o, q.above.o = q.outcome(uint64(q.below.o)), q.outcome(uint64(q.above.o))
	return q.below, q.above
}

// within implements inverse.
func (m *sums) within(dst []Outcome, lo, hi float64, limit int) []Outcome {
	if !(lo <= hi) {
		return dst
	}
	q := search{sums: m, x: lo, from: lo, to: hi, collects: limit, most: m.budget(limit)}
	if limit <= 0 {
		q.collects = math.MaxInt
	}
	q.run()
	q.narrow()
	return q.tell(dst)
}

// ranked implements inverse.
func (m *sums) ranked(rank int) (Outcome, bool) {
	return m.best(rank, func(n int) []Outcome {
		q := search{sums: m, x: math.Inf(1), from: math.Inf(-1), to: math.Inf(1), collects: n, most: m.budget(n)}
		q.run()
		q.narrow()
		// The best comes first, and is what Best says, also if the search ended early.
		_, most := m.extremes()
		_, best := m.around(most, most)
		rest := slices.DeleteFunc(q.tell(nil), func(o Outcome) bool { return o == best.o })
		return slices.Insert(rest, 0, best.o)
	})
}

// budget is how many steps a search for n outcomes may take. Where a space can be
// listed there is no limit: then a listing takes over.
func (m *sums) budget(n int) int {
	if m.space.n <= MaxListed {
		return math.MaxInt
	}
	return maxSteps + n*stepsEach
}

func (q *search) run() {
	q.prepare()
	q.heads(0, 0, 0)
	q.sums.steps.Add(int64(q.steps))
}

// heads tries the choices of the issues from i on that belong to the head, after
// those before with their sum and index. The choices that leave x in the middle
// of what the other issues can add come first.
func (q *search) heads(i int, sum float64, index uint64) {
	if i == q.head {
		if q.collects > 0 && !q.falls() {
			q.rising(sum, index)
		} else {
			q.pairs(sum, index)
		}
		return
	}
	choices, order := q.choices[i], q.falling[i]
	middle := sum + q.bias + (q.min[i+1]+q.max[i+1])/2
	down := sort.Search(len(order), func(k int) bool { return middle+choices[order[k]] <= q.x })
	for up := down - 1; (up >= 0 || down < len(order)) && q.steps <= q.most; {
		q.steps++
		var o int32
		if rises := down == len(order) || up >= 0 && middle+choices[order[up]]-q.x < q.x-middle-choices[order[down]]; rises {
			o, up = order[up], up-1
		} else {
			o, down = order[down], down+1
		}
		next := sum + choices[o]
		switch {
		case next+q.max[i+1]+q.bias < q.from-q.err:
			down = len(order) // and so are all that are lower
		case next+q.min[i+1]+q.bias > q.to+q.err:
			up = -1 // and so are all that are higher
		default:
			q.heads(i+1, next, index+uint64(o)*q.strides[i])
		}
	}
}

// pairs tries the two halves behind a head. Where the place in the right half
// is, need not be exact: what is on either side of it is compared again.
func (q *search) pairs(head float64, index uint64) {
	left, right := q.left.sums, q.right.sums
	start := head + q.bias
	q.probe(start, head, index)
	top := len(left) - 1
	if !math.IsInf(q.to, 1) {
		top = sort.SearchFloat64s(left, q.to+2*q.err-start-right[0]) // from there on all is too high
		top = min(top, len(left)-1)
	}
	i, j := top, sort.SearchFloat64s(right, q.x-(start+left[top]))
	q.steps -= j
	for best := right[len(right)-1]; i >= 0 && start+left[i]+best >= q.from-q.err; i-- {
		if i > 0 && left[i-1] == left[i] && q.head == 0 && q.collects == 0 {
			continue // what follows is the same to the last bit, the index lower
		}
		sum := start + left[i]
		for need := q.x - sum; j < len(right) && right[j] < need; {
			j++
		}
		if (j < len(right) && sum+right[j] <= q.to+q.err || j > 0 && sum+right[j-1] >= q.from-q.err) &&
			!q.beside(head, index, sum, i, j) {
			return
		}
	}
	q.steps += top - i + j
}

// rising does what pairs does, the lowest left sum first, for a search that collects
// from below: so that what it keeps is soon about what it is to keep.
func (q *search) rising(head float64, index uint64) {
	left, right := q.left.sums, q.right.sums
	start := head + q.bias
	first := sort.SearchFloat64s(left, q.from-2*q.err-start-right[len(right)-1]) // before it all is too low
	i, j := first, len(right)
	for ; i < len(left) && start+left[i]+right[0] <= q.to+q.err; i++ {
		sum := start + left[i]
		for need := q.x - sum; j > 0 && right[j-1] >= need; {
			j--
		}
		if (j < len(right) && sum+right[j] <= q.to+q.err || j > 0 && sum+right[j-1] >= q.from-q.err) &&
			!q.beside(head, index, sum, i, j) {
			return
		}
	}
	q.steps += i - first + len(right) - j
}

// beside tries what is on either side of place j of the right half, as far as it can
// matter, unless the search has taken too long.
func (q *search) beside(head float64, index uint64, sum float64, i, j int) bool {
	if q.steps > q.most {
		q.gaveUp.Store(true)
		return false
	}
	right := q.right.sums
	for k := j; k < len(right) && sum+right[k] <= q.to+q.err; k++ {
		q.try(head, index, i, k)
	}
	for k := j - 1; k >= 0 && sum+right[k] >= q.from-q.err; k-- {
		q.try(head, index, i, k)
	}
	return true
}

// probe tries one pair in the middle, so that the search begins with a bound.
func (q *search) probe(start, head float64, index uint64) {
	left, right := q.left.sums, q.right.sums
	if q.collects > 0 {
		return
	}
	i := min(sort.SearchFloat64s(left, q.x-start-right[len(right)/2]), len(left)-1)
	if k := sort.SearchFloat64s(right, q.x-start-left[i]); k < len(right) {
		q.try(head, index, i, k)
	}
}

// try sums choices from the first issue to the last.
func (q *search) try(head float64, index uint64, i, k int) {
	q.steps += 2 // it takes longer than the others
	sum, from, rest := q.left.sums[i], q.mid, uint64(q.right.index[k])
	index += uint64(q.left.index[i])*uint64(len(q.right.sums)) + rest
	if q.head > 0 { // then the left sums do not begin with the first issue
		sum, from, rest = head, q.head, index%q.strides[q.head-1]
	}
	u := goOn(sum, q.choices[from:], q.strides[from:], rest) + q.bias
	q.take(hit{Outcome(index), u, true})
}

func (q *search) take(h hit) {
	switch {
	case q.collects > 0:
		if h.u >= q.from && h.u <= q.to && !(q.last.ok && h.u == q.last.u && h.o > q.last.o) {
			q.collect(h)
		}
	case h.u >= q.x:
		if !q.above.ok || h.u < q.above.u || h.u == q.above.u && h.o < q.above.o {
			q.above, q.to = h, h.u
		}
	case h.u >= q.from:
		if !q.below.ok || h.u > q.below.u || h.u == q.below.u && h.o < q.below.o {
			q.below, q.from = h, h.u
		}
	}
}

// collect keeps a hit, and throws away what is too many now and then.
func (q *search) collect(h hit) {
	q.hits = append(q.hits, h)
	if len(q.hits)/2 > q.collects {
		q.narrow()
	}
}

// narrow keeps the hits that are wanted, in order: away from x, ties by index.
func (q *search) narrow() {
	falls := q.falls()
	slices.SortFunc(q.hits, func(a, b hit) int {
		switch {
		case a.u == b.u:
			return cmp.Compare(a.o, b.o)
		case a.u < b.u == falls:
			return 1
		}
		return -1
	})
	if len(q.hits) < q.collects {
		return
	}
	q.hits = q.hits[:q.collects]
	if q.last = q.hits[len(q.hits)-1]; falls {
		q.from = q.last.u
	} else {
		q.to = q.last.u
	}
}

// falls reports whether the highest are collected.
func (q *search) falls() bool { return math.IsInf(q.x, 1) }

// tell appends the outcomes of the hits, which are in order, to dst. A hit whose
// choices have more than one option is several outcomes of the same utility.
func (q *search) tell(dst []Outcome) []Outcome {
	end := len(dst) + min(q.collects, math.MaxInt-len(dst))
	for i := 0; i < len(q.hits) && len(dst) < end; {
		start, u := len(dst), q.hits[i].u
		for ; i < len(q.hits) && q.hits[i].u == u; i++ {
			dst = q.spell(dst, 0, uint64(q.hits[i].o), 0, len(dst)+min(end-start, math.MaxInt-len(dst)))
		}
		if q.merged {
			slices.Sort(dst[start:])
		}
		dst = dst[:min(len(dst), end)]
	}
	return dst
}

// spell appends the outcomes of choices from issue i on, the first of them first,
// until dst has the length end; o is what the issues before make.
func (q *search) spell(dst []Outcome, i int, index uint64, o Outcome, end int) []Outcome {
	if !q.merged {
		return append(dst, Outcome(index))
	}
	if i == len(q.terms) {
		return append(dst, o)
	}
	term := q.choices[i][index/q.strides[i]]
	for k, t := range q.terms[i] {
		if t == term && len(dst) < end {
			dst = q.spell(dst, i+1, index%q.strides[i], o+Outcome(uint64(k)*q.space.strides[i]), end)
		}
	}
	return dst
}
