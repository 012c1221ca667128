package share

import (
	"fmt"
	"math"
	"math/big"
)

// MaxNucleolus is how many players [Game.Nucleolus] and [Game.LeastCore] take.
// They reckon in rationals, exactly for the costs as given, since with rounding
// a coalition may seem to bind that does not.
const MaxNucleolus = 10

// LeastCore returns the largest saving that every coalition but the empty one and
// that of all can have at once: c(S) less what S pays (Maschler, Peleg and Shapley
// 1979). The core is empty where it is negative; with one player it is +Inf.
func (g Game) LeastCore() (saving float64, err error) {
	if err := g.checkNucleolus(); err != nil {
		return 0, err
	}
	if g.Players() == 1 {
		return math.Inf(1), nil
	}
	_, saving = newStage(g).next()
	return saving, nil
}

// Nucleolus returns the shares that make the smallest saving of a coalition as
// large as can be, then the next smallest, and so on (Schmeidler 1969). It is
// unique, and lies in the core where there is one. It is taken over all shares that
// come to the cost of all, even such as charge a player more than serving it alone
// costs where nothing else is possible (so, strictly, the prenucleolus; the two are
// one where the game is subadditive).
//
// Each stage is a linear program; the coalitions with a positive price in its
// dual have the same saving in every optimum, and are fixed there. A coalition
// whose payment is then settled by fixed ones is left out. (Maschler, Peleg and
// Shapley 1979; Derks and Kuipers 1997.)
func (g Game) Nucleolus() ([]float64, error) {
	if err := g.checkNucleolus(); err != nil {
		return nil, err
	}
	n := g.Players()
	shares := []*big.Rat{rat(g.all())}
	for s := newStage(g); len(s.fixed) < n; {
		shares, _ = s.next()
	}
	floats := make([]float64, n)
	for i := range floats {
		floats[i], _ = shares[i].Float64()
	}
	return floats, nil
}

func (g Game) checkNucleolus() error {
	if err := g.check(); err != nil {
		return err
	}
	if n := g.Players(); n > MaxNucleolus {
		return fmt.Errorf("share: the nucleolus of %d players: 2^n coalitions in exact rationals are reckoned up to %d; use the Shapley value, or join players who stand together", n, MaxNucleolus)
	}
	return nil
}

// A stage is what the programs so far have fixed: the sum of what each of some
// linearly independent coalitions pays.
type stage struct {
	players int
	open    []Coalition // whose saving is still to be raised
	costs   []*big.Rat  // of each coalition
	fixed   []Coalition
	paid    []*big.Rat // by each fixed one
	span    span
}

func newStage(g Game) *stage {
	s := &stage{players: g.Players()}
	for c, x := range g {
		s.costs = append(s.costs, rat(x))
		if c > 0 && c < len(g)-1 {
			s.open = append(s.open, Coalition(c))
		}
	}
	s.fix(Coalition(len(g)-1), rat(g.all()))
	return s
}

// next raises the least saving of the open coalitions as far as it goes, fixes
// those that bind in every optimum, and returns an optimum. It solves the dual
// program: shares and saving are its prices.
func (s *stage) next() (shares []*big.Rat, saving float64) {
	var p program
	for _, c := range s.open {
		p.add(s.column(c, 1, 1), s.costs[c])
	}
	for i, c := range s.fixed { // may be paid more or less: no sign
		p.add(s.column(c, 1, 0), s.paid[i])
		p.add(s.column(c, -1, 0), new(big.Rat).Neg(s.paid[i]))
	}
	found := p.solve(s.players + 1)
	least := found.prices[s.players]
	for i, j := range found.basis {
		if j < len(s.open) && found.value[i].Sign() > 0 {
			s.fix(s.open[j], new(big.Rat).Sub(s.costs[s.open[j]], least))
		}
	}
	s.dropSettled()
	saving, _ = least.Float64()
	return found.prices[:s.players], saving
}

func (p *program) add(column []int8, cost *big.Rat) {
	p.columns = append(p.columns, column)
	p.cost = append(p.cost, cost)
}

// column has an entry for each player of a coalition, and one for the saving.
func (s *stage) column(c Coalition, member, saving int8) []int8 {
	column := make([]int8, s.players+1)
	for i := range s.players {
		if c.Has(i) {
			column[i] = member
		}
	}
	column[s.players] = saving
	return column
}

func (s *stage) fix(c Coalition, paid *big.Rat) {
	if s.span.add(s.vector(c)) {
		s.fixed = append(s.fixed, c)
		s.paid = append(s.paid, paid)
	}
}

func (s *stage) dropSettled() {
	var open []Coalition
	for _, c := range s.open {
		if !s.span.has(s.vector(c)) {
			open = append(open, c)
		}
	}
	s.open = open
}

func (s *stage) vector(c Coalition) []*big.Rat {
	v := rats(s.players)
	for i := range v {
		if c.Has(i) {
			v[i].SetInt64(1)
		}
	}
	return v
}

// A span is the vectors that some independent ones combine to, each with a 1
// where those before it have been reduced to 0.
type span struct {
	rows  [][]*big.Rat
	leads []int
}

// reduce subtracts the rows from v and returns where it is not 0; -1: nowhere.
func (s *span) reduce(v []*big.Rat) int {
	product := new(big.Rat)
	for i, row := range s.rows {
		if by := new(big.Rat).Set(v[s.leads[i]]); by.Sign() != 0 {
			for k := range v {
				v[k].Sub(v[k], product.Mul(by, row[k]))
			}
		}
	}
	for k, x := range v {
		if x.Sign() != 0 {
			return k
		}
	}
	return -1
}

func (s *span) has(v []*big.Rat) bool { return s.reduce(v) < 0 }

// add reports whether v was not in the span.
func (s *span) add(v []*big.Rat) bool {
	lead := s.reduce(v)
	if lead < 0 {
		return false
	}
	by := new(big.Rat).Inv(v[lead])
	for _, x := range v {
		x.Mul(x, by)
	}
	s.rows, s.leads = append(s.rows, v), append(s.leads, lead)
	return true
}

func rat(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }
