package bargain

import (
	"iter"
	"slices"
	"sort"

	"parley/deal"
)

// Tied returns all outcomes that have exactly the utilities of a point of the
// frontier, by index; stop when you have enough. A merged frontier is searched issue by
// issue without enumerating the space, an enumerated one by going through the
// space once more. Of a frontier that is not exact it may be only some of them.
func (f *Front) Tied(p Point) iter.Seq[deal.Outcome] {
	return func(yield func(deal.Outcome) bool) {
		switch {
		case len(p.U) != len(f.us):
		case p.Ties <= 1:
			yield(p.Outcome)
		case f.Method == Merged:
			newTrail(f, p.U).follow(0, make([]float64, len(p.U)), 0, yield)
		default:
			f.rescan(p, yield)
		}
	}
}

func (f *Front) rescan(p Point, yield func(deal.Outcome) bool) {
	left := p.Ties
	options := f.space.Options(p.Outcome, nil)
	for o := p.Outcome; uint64(o) < f.space.Len() && left > 0; o++ {
		same := true
		for i, u := range f.us {
			same = same && u.Of(options) == p.U[i]
		}
		if same {
			if left--; !yield(o) {
				return
			}
		}
		next(f.space, options)
	}
}

// A trail is, for each number of issues, the partial sums through which the
// utilities of a point can be reached. Merging drops none of those, since what
// it drops leads to dominated outcomes; so they are found from the end
// backwards among the sums it keeps, and then followed from the beginning.
type trail struct {
	*tables
	marks [][][]float64 // by number of issues summed: sums, by falling utilities
}

func newTrail(f *Front, u []float64) *trail {
	layers := f.layers()
	t := &trail{f.tables, make([][][]float64, len(layers))}
	last := len(layers) - 1
	for i := range layers[last].len() {
		sum := layers[last].row(i)
		if t.ends(sum, u) {
			t.marks[last] = append(t.marks[last], sum)
		}
	}
	for i := last; i > 0; i-- {
		t.marks[i] = distinct(t.marks[i])
		for _, sum := range t.marks[i] {
			t.marks[i-1] = t.before(t.marks[i-1], layers[i-1], i-1, sum)
		}
	}
	return t
}

// layers returns the sums that merging keeps, by number of issues.
func (f *Front) layers() []*rows {
	n := len(f.us)
	first := &rows{n: n}
	first.add(make([]float64, n), 0, 1)
	layers := []*rows{first}
	if n != 2 {
		f.tables.mergeMany(f.limit, new(watch), func(sums *rows) { layers = append(layers, sums) })
		return layers
	}
	f.tables.mergeTwo(f.limit, new(watch), func(sums []pair) {
		r := &rows{n: 2}
		for _, p := range sums {
			r.add([]float64{p.a, p.b}, p.at, p.ties)
		}
		layers = append(layers, r)
	})
	return layers
}

func (t *trail) ends(sum, u []float64) bool {
	for j, x := range sum {
		if x+t.bias[j] != u[j] {
			return false
		}
	}
	return true
}

// before adds the sums of a layer that an option of issue i takes to a sum.
// The layer is by falling first utility, and so are its sums with an option.
func (t *trail) before(marks [][]float64, layer *rows, i int, sum []float64) [][]float64 {
	for k, x := range t.terms[0][i] {
		from := sort.Search(layer.len(), func(r int) bool { return layer.row(r)[0]+x <= sum[0] })
		for ; from < layer.len() && layer.row(from)[0]+x == sum[0]; from++ {
			if t.leads(layer.row(from), i, k, sum) {
				marks = append(marks, layer.row(from))
			}
		}
	}
	return marks
}

func (t *trail) leads(from []float64, i, k int, to []float64) bool {
	for j, x := range from {
		if x+t.terms[j][i][k] != to[j] {
			return false
		}
	}
	return true
}

func distinct(sums [][]float64) [][]float64 {
	slices.SortFunc(sums, slices.Compare)
	return slices.CompactFunc(sums, func(x, y []float64) bool { return slices.Equal(x, y) })
}

// follow goes on from the sum of a prefix of i issues; false stops.
func (t *trail) follow(i int, sum []float64, at uint64, yield func(deal.Outcome) bool) bool {
	if i == t.issues() {
		return yield(deal.Outcome(at))
	}
	for k := range t.options(i) {
		to := slices.Clone(sum)
		for j := range to {
			to[j] += t.terms[j][i][k]
		}
		if _, ok := slices.BinarySearchFunc(t.marks[i+1], to, slices.Compare); ok {
			if !t.follow(i+1, to, at*uint64(t.options(i))+uint64(k), yield) {
				return false
			}
		}
	}
	return true
}
