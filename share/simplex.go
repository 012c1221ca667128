package share

import "math/big"

// A program is a linear program in exact rationals: minimise cost·y subject to
// sum of columns[j]·y[j] = (0, ..., 0, 1) and y >= 0. The entries of a column are
// -1, 0 or 1. It must have a solution and a least one.
type program struct {
	columns [][]int8
	cost    []*big.Rat
}

// solution of a program.
type solution struct {
	basis  []int      // the columns in use, by row
	value  []*big.Rat // how much of each
	prices []*big.Rat // the solution of the dual program, by row
}

// solve goes from basis to basis by the revised simplex method (Dantzig 1953):
// the column that betters the cost most for each unit enters. After a step that
// went nowhere, and until one goes on, Bland's rule (1977) holds instead: the
// first such column enters, and of the rows that limit it the one of the first
// column leaves. So it ends.
func (p program) solve(rows int) solution {
	t := tableau{program: p, inverse: make([][]*big.Rat, rows), s: solution{basis: make([]int, rows), value: rats(rows)}}
	for i := range rows {
		t.inverse[i] = rats(rows)
		t.inverse[i][i].SetInt64(1)
		t.s.basis[i] = len(p.columns) + i // artificial: the unit column of its row
	}
	t.s.value[rows-1].SetInt64(1)
	t.artificial = true
	t.improve()
	// No artificial column is left: the prices would then be worth no open
	// coalition more than 0 and all players together 0, so with each complement
	// every coalition just 0, though an artificial column is worth 1.
	t.artificial = false
	t.improve()
	return t.s
}

// A tableau is a basis with its inverse. In the first phase the cost is that of
// the artificial columns, which are numbered after the others.
type tableau struct {
	program
	artificial bool
	inverse    [][]*big.Rat
	s          solution
}

func (t *tableau) costOf(j int) *big.Rat {
	switch isArtificial := j >= len(t.columns); {
	case t.artificial && isArtificial:
		return big.NewRat(1, 1)
	case t.artificial || isArtificial:
		return new(big.Rat)
	}
	return t.cost[j]
}

func (t *tableau) improve() {
	stuck := false
	for {
		t.price()
		enters := t.entering(stuck)
		if enters < 0 {
			return
		}
		direction := t.direction(enters)
		leaves := t.limiting(direction)
		if leaves < 0 {
			return // unbounded; a caller's program is not
		}
		stuck = t.s.value[leaves].Sign() == 0
		t.pivot(leaves, enters, direction)
	}
}

func (t *tableau) entering(first bool) int {
	enters, least, reduced := -1, new(big.Rat), new(big.Rat)
	for j, column := range t.columns {
		if reduced.Sub(t.costOf(j), dot(column, t.s.prices)); reduced.Cmp(least) < 0 {
			enters = j
			if first {
				break
			}
			least.Set(reduced)
		}
	}
	return enters
}

// price sets the prices to cost of the basis times its inverse.
func (t *tableau) price() {
	t.s.prices = rats(len(t.inverse))
	product := new(big.Rat)
	for i, row := range t.inverse {
		c := t.costOf(t.s.basis[i])
		if c.Sign() == 0 {
			continue
		}
		for k, x := range row {
			if x.Sign() != 0 {
				t.s.prices[k].Add(t.s.prices[k], product.Mul(c, x))
			}
		}
	}
}

func (t *tableau) direction(j int) []*big.Rat {
	d := make([]*big.Rat, len(t.inverse))
	for i, row := range t.inverse {
		d[i] = dot(t.columns[j], row)
	}
	return d
}

func (t *tableau) limiting(direction []*big.Rat) int {
	best, least, ratio := -1, new(big.Rat), new(big.Rat)
	for i, d := range direction {
		if d.Sign() <= 0 {
			continue
		}
		ratio.Quo(t.s.value[i], d)
		if c := ratio.Cmp(least); best < 0 || c < 0 || c == 0 && t.s.basis[i] < t.s.basis[best] {
			best = i
			least.Set(ratio)
		}
	}
	return best
}

func (t *tableau) pivot(row, enters int, direction []*big.Rat) {
	t.s.basis[row] = enters
	by := new(big.Rat).Inv(direction[row])
	for _, x := range t.inverse[row] {
		x.Mul(x, by)
	}
	t.s.value[row].Mul(t.s.value[row], by)
	product := new(big.Rat)
	for i, d := range direction {
		if i == row || d.Sign() == 0 {
			continue
		}
		for k, x := range t.inverse[row] {
			if x.Sign() != 0 {
				t.inverse[i][k].Sub(t.inverse[i][k], product.Mul(d, x))
			}
		}
		t.s.value[i].Sub(t.s.value[i], product.Mul(d, t.s.value[row]))
	}
}

func dot(column []int8, row []*big.Rat) *big.Rat {
	total := new(big.Rat)
	for i, c := range column {
		switch {
		case c > 0:
			total.Add(total, row[i])
		case c < 0:
			total.Sub(total, row[i])
		}
	}
	return total
}

func rats(n int) []*big.Rat {
	r := make([]*big.Rat, n)
	for i := range r {
		r[i] = new(big.Rat)
	}
	return r
}
