package bargain

import (
	"fmt"
	"slices"

	"parley/deal"
)

// walkTwo enumerates the space for two parties with additive utilities.
func (f *Front) walkTwo(watch *watch) {
	t := f.tables
	w := &walker{tables: t, watch: watch, stairs: newStairs(t.least(0), t.rest[0][0])}
	w.from(0, 0, 0, 0)
	w.stairs.settle()
	f.Seen = w.seen
	if w.err == nil {
		f.setPairs(w.stairs.all)
	}
}

// least is a lower bound of a party's utilities.
func (t *tables) least(party int) float64 {
	u := t.bias[party] - t.slack[party]
	for _, terms := range t.terms[party] {
		u += slices.Min(terms)
	}
	return u
}

type walker struct {
	*tables
	*watch
	stairs *stairs
	seen   uint64
}

// from goes through the outcomes that begin with a prefix: a and b are its
// sums, at its index among the prefixes of its length, i the next issue.
func (w *walker) from(i int, a, b float64, at uint64) {
	ta, tb := w.terms[0][i], w.terms[1][i]
	tb = tb[:len(ta)]
	at *= uint64(len(ta))
	if i == w.issues()-1 {
		w.last(a, b, at, ta, tb)
		return
	}
	restA, restB := w.rest[0][i+1], w.rest[1][i+1]
	for k, x := range ta {
		x, y := a+x, b+tb[k]
		if !w.stairs.covered(x+restA, y+restB) && !w.over() {
			w.from(i+1, x, y, at+uint64(k))
		}
	}
}

func (w *walker) last(a, b float64, at uint64, ta, tb []float64) {
	w.seen += uint64(len(ta))
	biasA, biasB := w.bias[0], w.bias[1]
	for k, x := range ta {
		x, y := a+x+biasA, b+tb[k]+biasB
		if !w.stairs.covered(x, y) {
			w.stairs.add(pair{x, y, at + uint64(k), 1})
		}
	}
}

// walkMany is walkTwo for any number of parties.
func (f *Front) walkMany(watch *watch) {
	t := f.tables
	w := &manyWalker{tables: t, watch: watch, pool: newPool(len(f.us)), sums: make([][]float64, t.issues()+1), bound: make([]float64, len(f.us))}
	for i := range w.sums {
		w.sums[i] = make([]float64, len(f.us))
	}
	w.from(0, 0)
	f.Seen = w.seen
	if w.err == nil {
		f.setRows(w.pool.front())
	}
}

type manyWalker struct {
	*tables
	*watch
	pool  *pool
	sums  [][]float64 // by issues summed, party
	bound []float64
	seen  uint64
}

func (w *manyWalker) from(i int, at uint64) {
	n, last := w.options(i), i == w.issues()-1
	at *= uint64(n)
	for k := range n {
		sum := w.sums[i+1]
		for j := range sum {
			sum[j] = w.sums[i][j] + w.terms[j][i][k]
		}
		if last {
			w.seen++
			for j := range sum {
				sum[j] += w.bias[j]
			}
			w.pool.add(sum, at+uint64(k))
			continue
		}
		for j := range sum {
			w.bound[j] = sum[j] + w.rest[j][i+1]
		}
		if !w.pool.covered(w.bound) && !w.over() {
			w.from(i+1, at+uint64(k))
		}
	}
}

// askAll enumerates the space for any utilities.
func (f *Front) askAll(w *watch) error {
	take, finish := f.takeTwo()
	if len(f.us) != 2 {
		p := newPool(len(f.us))
		take, finish = p.add, func() { f.setRows(p.front()) }
	}
	u := make([]float64, len(f.us))
	options := make([]int32, f.space.Issues())
	for o := range f.space.Len() {
		if w.over() {
			return w.err
		}
		for i, utility := range f.us {
			u[i] = utility.Of(options)
			if u[i]-u[i] != 0 {
				return fmt.Errorf("bargain: party %d: the utility of outcome %d is %v", i, o, u[i])
			}
		}
		take(u, o)
		next(f.space, options)
	}
	f.Seen = f.space.Len()
	finish()
	return nil
}

// takeTwo returns what takes an outcome of two parties, and what ends it. The
// range of the first utility is not known, so it is learnt after each batch.
func (f *Front) takeTwo() (take func(u []float64, o uint64), finish func()) {
	s := newStairs(0, 1)
	learnt := 0
	take = func(u []float64, o uint64) {
		if s.covered(u[0], u[1]) {
			return
		}
		s.add(pair{u[0], u[1], o, 1})
		if n := s.sorted; n != learnt && n == len(s.all) {
			s.span(s.all[n-1].a, s.all[0].a)
			learnt = n
		}
	}
	return take, func() { s.settle(); f.setPairs(s.all) }
}

// next steps options to the next outcome, the last issue fastest.
func next(s *deal.Space, options []int32) {
	for i := len(options) - 1; i >= 0; i-- {
		if options[i]++; int(options[i]) < s.Issue(i).Len() {
			return
		}
		options[i] = 0
	}
}

// setPairs and setRows make the points.
func (f *Front) setPairs(ps []pair) {
	u := make([]float64, 2*len(ps))
	f.Points = make([]Point, len(ps))
	for i, p := range ps {
		u[2*i], u[2*i+1] = p.a, p.b
		f.Points[i] = Point{deal.Outcome(p.at), u[2*i : 2*i+2 : 2*i+2], p.ties}
	}
}

func (f *Front) setRows(r *rows) {
	f.Points = make([]Point, r.len())
	for i := range f.Points {
		f.Points[i] = Point{deal.Outcome(r.at[i]), r.row(i), r.ties[i]}
	}
}
