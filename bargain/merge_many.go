package bargain

import (
	"encoding/binary"
	"math"
	"slices"
)

// mergeMany is mergeTwo for any number of parties.
func (f *Front) mergeMany(w *watch) {
	n := len(f.us)
	sums, width := f.tables.mergeMany(f.limit, w, func(sums *rows) { f.Sizes = append(f.Sizes, sums.len()) })
	if w.err != nil {
		return
	}
	for i := range sums.u {
		sums.u[i] += f.tables.bias[i%n]
	}
	f.setRows(sums.maxima(make([]float64, n)))
	if width != nil {
		f.selected(width)
	}
}

// mergeMany is as tables.mergeTwo; the widths are by party, nil if it is exact.
func (t *tables) mergeMany(limit int, w *watch, after func(sums *rows)) (sums *rows, width []float64) {
	n := len(t.terms)
	m := &manyMerger{tables: t, watch: w, limit: limit, slack: t.slack}
	sums = &rows{n: n}
	sums.add(make([]float64, n), 0, 1)
	for i := range t.issues() {
		sums = m.thin(m.step(sums, i), limit)
		if w.err != nil {
			return nil, nil
		}
		after(sums)
	}
	return sums, m.width
}

// manyMerger merges the partial sums with the options of an issue.
type manyMerger struct {
	*tables
	*watch
	limit int
	slack []float64
	width []float64 // of all selections so far, by party; nil: none
}

// How much work an issue may be that has many options for many sums.
const (
	roomPerSum = 16      // so many rows are laid out at once for each sum that is kept
	leastRoom  = 1 << 14 // or so many, if that is more
	mostTried  = 1 << 23 // rows out of which the maxima are found before a selection is made
	mostPaired = 1 << 24 // pairs of a sum and an option that are gone through
)

func (m *manyMerger) room() int { return max(roomPerSum*m.limit, leastRoom) }

// step returns the sums after an issue. Where there is no room to lay all of them
// out, they are gone through in parts; if too many remain, as with an amount of money
// in many steps, a grid is laid over them before they exist.
func (m *manyMerger) step(sums *rows, i int) *rows {
	options := m.optionRows(i)
	radix := uint64(options.len())
	if sums.len()*options.len() <= m.room() {
		return expand(sums, options, radix).maxima(m.slack)
	}
	if options.len() <= m.room() {
		options = options.maxima(m.slack)
		if m.width == nil && sums.len()*options.len() <= mostTried {
			if all := m.inParts(sums, options, radix); all != nil {
				return all
			}
		}
	}
	few, fewOptions := shared(sums.len(), options.len())
	return m.onGrid(m.thin(sums, few), m.thin(options, fewOptions), radix).maxima(m.slack)
}

// shared is how many of each to keep so that there are not too many pairs.
func shared(sums, options int) (int, int) {
	root := int(math.Sqrt(mostPaired))
	switch {
	case sums*options <= mostPaired:
		return sums, options
	case options <= root:
		return mostPaired / options, options
	case sums <= root:
		return sums, mostPaired / sums
	}
	return root, root
}

// inParts returns the maxima of all sums with all options, a part of the sums at a
// time, or nil if they become too many.
func (m *manyMerger) inParts(sums, options *rows, radix uint64) *rows {
	all := &rows{n: sums.n}
	for part := range slices.Chunk(sums.indices(), max(1, m.room()/options.len())) {
		if m.stopped() {
			return all
		}
		all.append(expand(sums.pick(part), options, radix))
		if all = all.maxima(m.slack); all.len() > m.room()/2 {
			return nil
		}
	}
	return all
}

// onGrid keeps, of all sums with all options, the one with the highest last utility
// in each cell of a grid over the other utilities, with about as many cells as there is room.
func (m *manyMerger) onGrid(sums, options *rows, radix uint64) *rows {
	last := sums.n - 1
	lo, width := sums.spans(last)
	addLo, addSpan := options.spans(last)
	for j := range last {
		lo[j] += addLo[j]
		width[j] = (width[j] + addSpan[j]) / math.Pow(float64(m.room()), 1/float64(last))
	}
	c, u := newCells(sums.n, lo, width), make([]float64, sums.n)
	for r := range sums.len() {
		for o := range options.len() {
			if m.over() {
				return &c.rows
			}
			for j, x := range sums.row(r) {
				u[j] = x + options.row(o)[j]
			}
			c.put(u, sums.at[r]*radix+options.at[o], sums.ties[r])
		}
	}
	m.selected(append(width, 0))
	return &c.rows
}

// selected notes that a selection has been made. From then on the slack only keeps ties exact.
func (m *manyMerger) selected(width []float64) {
	if m.width == nil {
		m.width, m.slack = make([]float64, len(width)), make([]float64, len(width))
	}
	for j, w := range width {
		m.width[j] += w
	}
}

// optionRows are the terms of an issue, by option.
func (t *tables) optionRows(i int) *rows {
	n, options := len(t.terms), t.options(i)
	r := &rows{n: n, u: make([]float64, n*options), at: make([]uint64, options), ties: make([]uint64, options)}
	for k := range options {
		r.at[k], r.ties[k] = uint64(k), 1
		for j := range n {
			r.u[k*n+j] = t.terms[j][i][k]
		}
	}
	return r
}

// expand returns every sum with every one of some options of an issue that has radix of them.
func expand(sums, options *rows, radix uint64) *rows {
	size := sums.len() * options.len()
	out := &rows{n: sums.n, u: make([]float64, 0, size*sums.n), at: make([]uint64, 0, size), ties: make([]uint64, 0, size)}
	for r := range sums.len() {
		for k := range options.len() {
			option := options.row(k)
			for j, x := range sums.row(r) {
				out.u = append(out.u, x+option[j])
			}
			out.at = append(out.at, sums.at[r]*radix+options.at[k])
			out.ties = append(out.ties, sums.ties[r])
		}
	}
	return out
}

// thin keeps at most limit of the rows: it lays a grid over all utilities
// but the last and keeps of each cell the row with the highest last one. The grid
// begins with twice as many cells as surely fit in each direction, since most are
// empty, and grows coarser.
func (m *manyMerger) thin(r *rows, limit int) *rows {
	if r.len() <= limit || m.err != nil {
		return r
	}
	lo, width := r.spans(r.n - 1)
	for i := range width {
		width[i] /= 2 * math.Pow(float64(limit), 1/float64(r.n-1))
	}
	for {
		c := newCells(r.n, lo, width)
		for i := 0; i < r.len() && c.len() <= limit; i++ {
			c.put(r.row(i), r.at[i], r.ties[i])
		}
		if c.len() <= limit {
			m.selected(append(width, 0))
			return c.rows.sorted()
		}
		for i := range width {
			width[i] *= 1.25
		}
	}
}

// spans returns the least value and the range of the first k utilities.
func (r *rows) spans(k int) (lo, span []float64) {
	lo, span = make([]float64, k), make([]float64, k)
	for j := range k {
		least, most := r.u[j], r.u[j]
		for i := range r.len() {
			least, most = min(least, r.row(i)[j]), max(most, r.row(i)[j])
		}
		lo[j], span[j] = least, most-least
	}
	return lo, span
}

// cells are rows of which there is one in each cell of a grid over all utilities but
// the last: the one with the highest last, of ties the first that came.
type cells struct {
	rows
	lo, width []float64
	in        map[string]int // the row in a cell
	key       []byte
}

func newCells(n int, lo, width []float64) *cells {
	return &cells{rows: rows{n: n}, lo: lo, width: width, in: make(map[string]int)}
}

// put takes a row into account; none of its utilities is below lo.
func (c *cells) put(u []float64, at, ties uint64) {
	c.key = c.key[:0]
	for j, lo := range c.lo {
		k := uint64(0)
		if c.width[j] > 0 {
			k = uint64((u[j] - lo) / c.width[j])
		}
		c.key = binary.LittleEndian.AppendUint64(c.key, k)
	}
	last := c.n - 1
	switch i, ok := c.in[string(c.key)]; {
	case !ok:
		c.in[string(c.key)] = c.len()
		c.add(u, at, ties)
	case u[last] > c.row(i)[last]:
		copy(c.row(i), u)
		c.at[i], c.ties[i] = at, ties
	}
}
