package deal

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// The two halves of a space have together at most maxHalves combinations, which
// takes 12 bytes for each; a space of 10^12 outcomes has two of 10^6. What does
// not divide so has halves of at most maxTail behind a head, whose combinations
// are tried one by one. A search ends after maxSteps, some 10 ms, and stepsEach
// more for each outcome that it is to collect.
const (
	maxHalves = 1 << 21
	maxTail   = 1 << 17
	maxSteps  = 1 << 20
	stepsEach = 64
	maxRank   = 1_000_000
)

// Sums inverts an additive utility without listing its space (meet in the
// middle: Horowitz and Sahni 1974). The issues are cut in two; the sums of either
// half are sorted; to each sum of the left half belongs a place in the right
// one, which only rises as the left sum falls. What is about where it should be,
// within the error of the sums, is summed again from the first issue to the
// last: so the answer is the one that listing gives, to the last bit.
//
// Options of an issue that are worth the same are searched as one, a choice: so
// issues that do not matter to the party cost nothing. The choices of an outcome
// make an index as its options do, and in the same order.
type sums struct {
	space    *Space
	terms    [][]float64 // weight × value, by issue, by option
	bias     float64
	err      float64   // between two ways to sum
	min, max []float64 // of the sum of the issues from each on

	choices [][]float64 // the terms that differ, by issue
	first   [][]int32   // the first option of each choice; nil if all differ
	strides []uint64    // choices of the issues after each, multiplied
	merged  bool        // some options are worth the same

	head, mid int       // the left half begins at issue head, the right one at mid
	falling   [][]int32 // of the head's issues: the choices by falling term
	once      sync.Once
	left      half
	right     half

	asked sync.Once
	few   *levels // where they can be had

	steps  atomic.Int64                  // taken by all searches
	gaveUp atomic.Bool                   // a search ended before it was through
	tops   [15]atomic.Pointer[[]Outcome] // the best 64 << k
}

// A half is the sums of some issues that follow each other, rising, and where
// each comes from: ties by index.
type half struct {
	sums  []float64
	index []uint32
}

func newSums(s *Space, a *Additive) *sums {
	n := len(s.issues)
	m := &sums{space: s, terms: make([][]float64, n), bias: a.Bias, min: make([]float64, n+1), max: make([]float64, n+1)}
	total, flat := math.Abs(a.Bias), make([]float64, 0, 64)
	for i := n - 1; i >= 0; i-- {
		at := len(flat)
		for _, v := range a.Values[i] {
			flat = append(flat, float64(a.Weights[i]*v))
		}
		m.terms[i] = flat[at:len(flat):len(flat)]
		lo, hi := extremes(m.terms[i])
		m.min[i], m.max[i] = m.min[i+1]+lo, m.max[i+1]+hi
		total += max(-lo, hi)
	}
	// Each of n additions is off by at most 2^-53 of the total, both ways; the
	// rest is room for the sums of what is compared.
	m.err = total * float64(n+4) * 0x1p-51
	m.merge()
	m.cut()
	return m
}

// merge makes the choices.
func (m *sums) merge() {
	n := len(m.terms)
	m.choices, m.strides = slices.Clone(m.terms), m.space.strides
	for i, terms := range m.terms {
		if allDiffer(terms) {
			continue
		}
		if !m.merged {
			m.merged, m.first = true, make([][]int32, n)
		}
		m.choices[i], m.first[i] = firsts(terms)
	}
	if m.merged {
		m.strides = make([]uint64, n)
		for i, stride := n-1, uint64(1); i >= 0; i-- {
			m.strides[i] = stride
			stride *= uint64(len(m.choices[i]))
		}
	}
}

func allDiffer(terms []float64) bool {
	var buf [64]float64
	sorted := append(buf[:0], terms...)
	slices.Sort(sorted)
	for i := range sorted[1:] {
		if sorted[i] == sorted[i+1] {
			return false
		}
	}
	return true
}

// firsts returns the terms that differ, and the first option that has each.
func firsts(terms []float64) (choices []float64, first []int32) {
	seen := make(map[float64]bool)
	for o, t := range terms {
		if !seen[t] {
			seen[t] = true
			choices, first = append(choices, t), append(first, int32(o))
		}
	}
	return choices, first
}

// outcome returns the first outcome of an index of choices.
func (m *sums) outcome(index uint64) Outcome {
	if !m.merged {
		return Outcome(index)
	}
	o := uint64(0)
	for i, stride := range m.strides {
		k := index / stride
		index -= k * stride
		if m.first[i] != nil {
			k = uint64(m.first[i][k])
		}
		o += k * m.space.strides[i]
	}
	return Outcome(o)
}

// extremes returns the lowest and the highest utility, summed as any other: as
// rounding keeps order, no outcome's is beyond them.
func (m *sums) extremes() (least, most float64) {
	for _, t := range m.terms {
		lo, hi := extremes(t)
		least, most = least+lo, most+hi
	}
	return least + m.bias, most + m.bias
}

// cut chooses the halves.
func (m *sums) cut() {
	if mid, size := m.middle(0); size <= maxHalves {
		m.mid = mid
		return
	}
	size := uint64(math.MaxUint64)
	for size > maxTail && m.head < len(m.terms)-1 {
		m.head++
		m.mid, size = m.middle(m.head)
	}
}

// middle returns where to cut the issues from head on so that the halves are smallest.
func (m *sums) middle(head int) (mid int, size uint64) {
	size = math.MaxUint64
	all := m.combinations(head, len(m.choices))
	for i := head; i < len(m.terms); i++ {
		right := m.strides[i] * uint64(len(m.choices[i]))
		if both := right + all/right; both < size {
			mid, size = i, both
		}
	}
	return mid, size
}

func (m *sums) combinations(from, to int) uint64 {
	n := uint64(1)
	for _, t := range m.choices[from:to] {
		n *= uint64(len(t))
	}
	return n
}

// exact reports whether every search is exhaustive, as far as is known.
func (m *sums) exact() bool {
	return m.inverse() != inverse(m) || m.head == 0 && !m.gaveUp.Load()
}

// inverse returns what to search with: where nothing can be listed, the levels if
// they are few, which are asked for once.
func (m *sums) inverse() inverse {
	m.asked.Do(func() {
		if m.space.n > MaxListed {
			m.few = newLevels(m)
		}
	})
	if m.few != nil {
		return m.few
	}
	return m
}

// prepare sorts the halves, once.
func (m *sums) prepare() {
	m.once.Do(func() {
		m.left, m.right = m.half(m.head, m.mid), m.half(m.mid, len(m.terms))
		m.falling = make([][]int32, m.head)
		for i := range m.falling {
			m.falling[i] = falling(m.choices[i])
		}
	})
}

func falling(terms []float64) []int32 {
	options := make([]int32, len(terms))
	for o := range options {
		options[o] = int32(o)
	}
	slices.SortStableFunc(options, func(a, b int32) int { return cmp.Compare(terms[b], terms[a]) })
	return options
}

func (m *sums) half(from, to int) half {
	all, index := sortFloats(expand(make([]float64, m.combinations(from, to)), m.choices[from:to]))
	return half{all, index}
}

// expand writes the sum of each combination of a number from each table, from
// the first to the last, into dst, the last table fastest.
func expand(dst []float64, tables [][]float64) []float64 {
	dst[0] = 0
	n := 1
	for _, table := range tables {
		for i := n - 1; i >= 0; i-- { // backwards: nothing is written over that is still to be read
			sum, at := dst[i], dst[i*len(table):(i+1)*len(table)]
			for o := len(table) - 1; o >= 0; o-- {
				at[o] = sum + table[o]
			}
		}
		n *= len(table)
	}
	return dst
}

// list returns the utility of every outcome.
func (m *sums) list() []float64 {
	u := expand(make([]float64, m.space.n), m.terms)
	for o := range u {
		u[o] += m.bias
	}
	return u
}

// of returns the utility of an outcome.
func (m *sums) of(o Outcome) float64 {
	return goOn(0, m.terms, m.space.strides, uint64(o)) + m.bias
}

// goOn adds to a sum a number from each table; index says which, as an outcome
// says options.
func goOn(sum float64, tables [][]float64, strides []uint64, index uint64) float64 {
	for i, stride := range strides {
		k := index / stride
		index -= k * stride
		sum += tables[i][k]
	}
	return sum
}
