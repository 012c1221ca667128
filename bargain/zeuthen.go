package bargain

import "fmt"

// RiskLimit is the largest risk of a breakdown that a side would rather run for
// its own offer than take the other's: what it would lose by taking that one, over
// what it would lose by a breakdown (Zeuthen 1930). It is in 0..1: 0 where the
// other's offer is as good, or its own is worth no more to it than no agreement;
// 1 where the other's is worse than no agreement.
func RiskLimit(own, others, noDeal float64) float64 {
	if own <= noDeal {
		return 0
	}
	return min(max((own-others)/(own-noDeal), 0), 1)
}

// A Concession is a move of [Zeuthen].
type Concession struct {
	Offers [2]int     // of each, places on the line, before the move
	Risk   [2]float64 // the risk limit of each
	Moves  [2]bool    // who then concedes
}

// Concessions is what [Zeuthen] comes to.
type Concessions struct {
	Agreed []int // the place agreed on; several where nobody concedes between offers as good; none: no agreement
	Moves  int   // how many rounds of concessions it took; both may concede in one
}

// Zeuthen lets two sides concede step by step on a line of outcomes, given by
// their utilities to both, from the first side's first offer to the second's:
// its utility falls along the line for the first and rises for the second. In
// each move the side with the lower risk limit concedes to the next outcome, both
// where the limits are equal, until the offers meet. The lower limit is that of
// whose offer has the lower product of gains over no agreement, so that they meet
// at Nash's solution on the line (Zeuthen 1930; Harsanyi 1956). tell, unless nil,
// is called for each move.
//
// Products are compared rather than limits, which are 0/0 where an offer gives
// its own side nothing; an offer that is worse than no agreement for a side counts
// as product 0. Products tie where the rounding of the utilities can make the
// difference, as in [Nash]. Of equal offers with nothing better between them neither gives way: stepping on would
// pass the best outcomes.
func Zeuthen(line [][2]float64, noDeal [2]float64, tell func(Concession)) (Concessions, error) {
	if err := checkLine(line, noDeal); err != nil {
		return Concessions{}, err
	}
	if len(line) == 0 {
		return Concessions{}, nil
	}
	c, rounds := newConcede(line, noDeal), 0
	for {
		moves := c.moves()
		if moves == [2]bool{} {
			return Concessions{Agreed: c.agreed(), Moves: rounds}, nil
		}
		if tell != nil {
			tell(Concession{Offers: c.at, Risk: c.risk(), Moves: moves})
		}
		rounds++
		if moves[0] {
			c.at[0]++
		}
		if moves[1] {
			c.at[1]--
		}
	}
}

// ZeuthenPoints is [Zeuthen] over the efficient ones of any points of two
// parties, each starting with its best that the other does not like less than no
// agreement. It returns the points agreed on.
func ZeuthenPoints(points []Point, noDeal [2]float64) ([]Point, error) {
	var line []pair
	for i, p := range points {
		if len(p.U) != 2 || !amounts(p.U...) {
			return nil, fmt.Errorf("bargain: point %d has the utilities %v: give two finite ones", i, p.U)
		}
		if IsRational(p.U, noDeal[:]) {
			line = append(line, pair{p.U[0], p.U[1], uint64(i), 1})
		}
	}
	line = staircase(line)
	utilities := make([][2]float64, len(line))
	for i, p := range line {
		utilities[i] = [2]float64{p.a, p.b}
	}
	c, err := Zeuthen(utilities, noDeal, nil)
	if err != nil || len(line) == 0 {
		return nil, err
	}
	agreed := make([]Point, len(c.Agreed))
	for i, k := range c.Agreed {
		agreed[i] = points[line[k].at]
	}
	return agreed, nil
}

// concede is a state of [Zeuthen]. The place of the largest product is never left:
// its offer's limit is never the lower, and of equal ones both give way only
// while there is a better one between them.
type concede struct {
	line    [][2]float64
	noDeal  [2]float64
	at      [2]int
	product []float64 // by place: of the gains, each in parts of the largest on the line
	off     []float64 // by place: by how much rounding may have changed that
	largest int       // the place of the largest product
}

func newConcede(line [][2]float64, noDeal [2]float64) *concede {
	c := &concede{line: line, noDeal: noDeal, at: [2]int{0, len(line) - 1}}
	var most [2]float64
	for _, u := range line {
		for i := range 2 {
			most[i] = max(most[i], gain(u[i], noDeal[i]))
		}
	}
	for place, u := range line {
		product, off := product(u, noDeal, most)
		c.product, c.off = append(c.product, product), append(c.off, off)
		if product > c.product[c.largest] {
			c.largest = place
		}
	}
	return c
}

// product is that of the gains, each in parts of the most, and by how much the rounding
// of the utilities may have changed it.
func product(u, noDeal, most [2]float64) (product, off float64) {
	var parts, offs [2]float64
	for i := range 2 {
		g := gain(u[i], noDeal[i])
		if g <= 0 {
			return 0, 0
		}
		parts[i], offs[i] = g/most[i], rounding*(size(u[i], noDeal[i])/most[i])
	}
	return parts[0] * parts[1], float64(parts[0]*offs[1]) + float64(parts[1]*offs[0])
}

// ahead says whether the product at one place is higher than at another, and not only by rounding.
func (c *concede) ahead(place, of int) bool {
	return c.product[place]-c.product[of] > c.off[place]+c.off[of]
}

func (c *concede) best(place int) bool { return !c.ahead(c.largest, place) }

// moves says who concedes; nobody: the end.
func (c *concede) moves() [2]bool {
	if best := [2]bool{c.best(c.at[0]), c.best(c.at[1])}; best[0] || best[1] {
		return [2]bool{!best[0], !best[1]}
	}
	return [2]bool{!c.ahead(c.at[0], c.at[1]), !c.ahead(c.at[1], c.at[0])}
}

func (c *concede) risk() [2]float64 {
	first, second := c.line[c.at[0]], c.line[c.at[1]]
	return [2]float64{RiskLimit(first[0], second[0], c.noDeal[0]), RiskLimit(second[1], first[1], c.noDeal[1])}
}

func (c *concede) agreed() []int {
	var places []int
	for k := c.at[0]; k <= c.at[1]; k++ {
		if c.best(k) && IsRational(c.line[k][:], c.noDeal[:]) {
			places = append(places, k)
		}
	}
	return places
}

func checkLine(line [][2]float64, noDeal [2]float64) error {
	if !amounts(noDeal[:]...) {
		return fmt.Errorf("bargain: no agreement is worth %v: give two finite utilities", noDeal)
	}
	for k, u := range line {
		if !amounts(u[:]...) {
			return fmt.Errorf("bargain: place %d of the line has the utilities %v: give two finite ones", k, u)
		}
		if k > 0 && !(u[0] < line[k-1][0] && u[1] > line[k-1][1]) {
			return fmt.Errorf("bargain: from place %d to %d of the line the utilities go from %v to %v: the first must fall and the second rise; leave out what is not efficient", k-1, k, line[k-1], u)
		}
	}
	return nil
}
