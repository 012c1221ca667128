package bargain

import (
	"math"

	"parley/deal"
)

// A Measure holds deals against the frontier and its solution points, which are
// reckoned once.
type Measure struct {
	Front                               []Point
	Nash, KalaiSmorodinsky, Egalitarian Solution

	d        []float64
	diameter float64
}

// NewMeasure returns the measure for a frontier, the disagreement values d and
// the utilities of each party's worst and best outcome, by party.
func NewMeasure(front []Point, d, worst, best []float64) *Measure {
	return &Measure{
		Front:            front,
		Nash:             Nash(front, d),
		KalaiSmorodinsky: KalaiSmorodinsky(front, d),
		Egalitarian:      Egalitarian(front, d),
		d:                d,
		diameter:         distance(best, worst),
	}
}

// Distances say how far a deal is from where it could be. Each is the Euclidean
// distance, in utilities, to the nearest of the points, and NaN if there are
// none.
type Distances struct {
	Pareto           float64
	Nash             float64
	KalaiSmorodinsky float64
	Egalitarian      float64
	Welfare          float64 // not a distance: the sum of the utilities
	Rational         bool    // for no party worse than no agreement
}

// Distances of a deal with the utilities u, by party.
func (m *Measure) Distances(u []float64) Distances {
	sum := 0.0
	for _, x := range u {
		sum += x
	}
	return Distances{
		Pareto:           Distance(u, m.Front),
		Nash:             Distance(u, m.Nash.Points),
		KalaiSmorodinsky: Distance(u, m.KalaiSmorodinsky.Points),
		Egalitarian:      Distance(u, m.Egalitarian.Points),
		Welfare:          sum,
		Rational:         IsRational(u, m.d),
	}
}

// Optimality turns a distance into how good the deal is, 1 at the point and 0
// as far from it as the space is wide: 1 - distance/diameter, where the
// diameter goes from all parties' worst to all parties' best utilities, as in
// NegMAS (calc_outcome_optimality). It is NaN for a distance of NaN, and in a space
// whose outcomes are all the same to everybody.
func (m *Measure) Optimality(distance float64) float64 {
	if m.diameter == 0 {
		return math.NaN()
	}
	return max(0, 1-distance/m.diameter)
}

// Distance returns the Euclidean distance of utilities to the nearest point, NaN if
// there is none, or one of another number of parties.
func Distance(u []float64, points []Point) float64 {
	nearest := math.Inf(1)
	for _, p := range points {
		d := distance(u, p.U)
		if math.IsNaN(d) {
			return d
		}
		nearest = min(nearest, d)
	}
	if len(points) == 0 {
		return math.NaN()
	}
	return nearest
}

// distance is the Euclidean one.
func distance(x, y []float64) float64 {
	if len(x) != len(y) {
		return math.NaN()
	}
	sum := 0.0
	for i, v := range x {
		sum += square(v - y[i])
	}
	if sum > 1e-290 && sum < 1e300 || len(x) == 0 {
		return math.Sqrt(sum)
	}
	return farDistance(x, y) // the squares are too small or too large
}

// farDistance neither overflows nor vanishes.
func farDistance(x, y []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum = math.Hypot(sum, v-y[i])
	}
	return sum
}

// IsRational reports whether a deal with the utilities u is for no party worse
// than no agreement, worth d; utilities that are the [Same] are not worse. It is
// false where there is not one of d for each of u.
func IsRational(u, d []float64) bool {
	if len(u) != len(d) {
		return false
	}
	for i, x := range u {
		if !(gain(x, d[i]) >= 0) {
			return false
		}
	}
	return true
}

// Opposition returns how far the parties are from all having their best: the
// least distance of an outcome to that ideal, each utility in parts of its
// range; 0 where one outcome is best for all, in a divided sum of money between two
// about 0.71 (Baarslag, Fujita, Gerding, Hindriks, Ito, Jennings, Jonker, Kraus,
// Lin, Robu and Williams 2013). A party to which all outcomes are the same adds
// nothing. The frontier is enough, since what it dominates is farther away. It
// is NaN without points, and where a party's best is less than its worst or there is not one
// of both for each party.
func Opposition(points []Point, worst, best []float64) float64 {
	least := math.NaN()
	for i := range worst {
		if len(best) != len(worst) || !(best[i] >= worst[i]) {
			return least
		}
	}
	for _, p := range points {
		if len(p.U) != len(worst) {
			return math.NaN()
		}
		sum := 0.0
		for i, u := range p.U {
			if best[i] > worst[i] {
				sum += square((best[i] - u) / (best[i] - worst[i]))
			}
		}
		if !(sum >= least) {
			least = sum
		}
	}
	return math.Sqrt(least)
}

// square is rounded, so that no machine fuses it with a sum.
func square(x float64) float64 { return float64(x * x) }

// A Course is the offers of a session with what each is worth to every party:
// the utilities over time.
type Course struct {
	Rows []Row

	space   *deal.Space
	us      []deal.Utility
	options []int32
}

// A Row is an offer.
type Row struct {
	Round, Party int
	Outcome      deal.Outcome
	U            []float64 // by party, undiscounted
}

// NewCourse returns an empty one; each utility must fit the space.
func NewCourse(s *deal.Space, us []deal.Utility) *Course {
	return &Course{space: s, us: us, options: make([]int32, s.Issues())}
}

// Tell adds an offer. It is what [Protocol] tells.
func (c *Course) Tell(round, party int, o deal.Outcome) {
	c.options = c.space.Options(o, c.options)
	u := make([]float64, len(c.us))
	for i, utility := range c.us {
		u[i] = utility.Of(c.options)
	}
	c.Rows = append(c.Rows, Row{round, party, o, u})
}
