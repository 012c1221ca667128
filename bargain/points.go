package bargain

import (
	"math"
	"slices"
)

// A Solution is where a rule puts the deal among given points, which are all
// outcomes or just their frontier. The rules whose points are efficient, all but
// [LeastSpread], find on the frontier what they find among all outcomes.
//
// The disagreement values d are what each party has without an agreement: one
// number for each party of the points, in their order. -Inf is for a party without
// any: to it every outcome is rational, and rules that compare gains leave it out, as
// they do in the limit. Only points at least as good as no
// agreement for every party count (the rational ones). Utilities that differ by no
// more than rounding are the same, see [Same].
type Solution struct {
	Points  []Point // all that are equally good, in the order given; one may have Ties
	Verdict Verdict
	Dropped []int // parties that gain nothing at any of the points

	// Epsilon is nil unless [Front.Solve] has found the points on a frontier that is
	// not exact: then every outcome is, for each party, at most so much better than
	// some point that the rule had to choose from.
	Epsilon []float64
}

// A Verdict says how far a rule determines the deal.
type Verdict uint8

// The verdicts.
const (
	// NoDeal: no point is at least as good as no agreement for every party.
	NoDeal Verdict = iota
	// NoGain: there are rational points, but at none of them anybody gains. Points are these.
	NoGain
	// Unique: one point.
	Unique
	// Several: some points are equally good, and better than others.
	Several
	// Indeterminate: there are several rational points, all equally good, so
	// that the rule says nothing.
	Indeterminate
	// Incomparable: the points are the best for different groups of parties, and
	// nobody outside the group gains there; the rule does not compare groups.
	Incomparable
	// Invalid: nothing was reckoned, since a utility is not a finite number, a
	// disagreement value is NaN, the points have another number of parties than
	// there are disagreement values, or a gain is too large for a number.
	Invalid
)

func (v Verdict) String() string {
	return [...]string{"no deal", "no gain", "unique", "several", "indeterminate", "incomparable", "invalid"}[min(v, Invalid)]
}

// Same is up to which part of their size two utilities count as equal. A
// utility is a sum of some tens of terms, each rounded to 2^-53, so that what is
// equal on paper differs by up to about 1e-14 of it; a hundred times that
// is still far below what any valuation can mean.
const Same = 1e-12

// rounding is how much a utility, as a part of its size, is taken to have been
// rounded by where amounts that are not the same are multiplied and compared: what 16
// additions come to at worst. Where utilities are large and the gains small it is
// what the gains are known to; where gains are all there is, it is far finer than
// [Same], which would take neighbours in a fine division for one.
const rounding = 0x1p-49

// rational are the points at least as good as no agreement for all, with what
// each party gains there. Every rule that looks for a best point needs the
// frontier only: if all gain at x, and y is no worse for anybody, all gain at y. So the
// rational set has with each point the frontier's point above it, and the
// maximum of any rule that rises with all gains, such as the best a party can get
// in the rational set, is reached on the frontier.
type rational struct {
	points  []Point
	gains   [][]float64
	d       []float64
	scale   float64 // of the utilities
	invalid bool    // see Invalid
}

func rationalOf(points []Point, d []float64) rational {
	r := rational{points: make([]Point, 0, len(points)), gains: make([][]float64, 0, len(points)), d: d}
	if slices.ContainsFunc(d, math.IsNaN) {
		return rational{invalid: true}
	}
	all := make([]float64, len(points)*len(d))
	for at, p := range points {
		if len(p.U) != len(d) || !finite(p.U...) {
			return rational{invalid: true}
		}
		g := all[at*len(d) : (at+1)*len(d) : (at+1)*len(d)]
		for i := range g {
			g[i] = gain(p.U[i], d[i])
		}
		if slices.ContainsFunc(g, func(x float64) bool { return x < 0 }) {
			continue
		}
		r.points, r.gains = append(r.points, p), append(r.gains, g)
		for i, u := range p.U {
			r.scale = max(r.scale, size(u, d[i]))
			r.invalid = r.invalid || math.IsInf(g[i], 1) && !math.IsInf(d[i], -1)
		}
	}
	if r.invalid {
		return rational{invalid: true}
	}
	return r
}

// size is how large the numbers are that a gain is the difference of.
func size(u, d float64) float64 {
	if math.IsInf(d, 0) {
		return math.Abs(u)
	}
	return max(math.Abs(u), math.Abs(d))
}

// gain is u - d, and 0 where they are the same but for rounding.
func gain(u, d float64) float64 {
	g := u - d
	if a := math.Abs(g); a <= Same*size(u, d) && a <= math.MaxFloat64 { // not of infinite ones
		return 0
	}
	return g
}

// most is the most that each party gains at a rational point.
func (r *rational) most() []float64 {
	most := make([]float64, len(r.d))
	for _, g := range r.gains {
		for i := range most {
			most[i] = max(most[i], g[i])
		}
	}
	return most
}

// solution makes a solution of the chosen ones, by index.
func (r *rational) solution(chosen []int) Solution {
	s := Solution{}
	if r.invalid {
		return Solution{Verdict: Invalid}
	}
	if len(r.points) == 0 || len(r.d) == 0 {
		return s
	}
	for i := range r.gains[0] {
		if !slices.ContainsFunc(chosen, func(at int) bool { return r.gains[at][i] > 0 }) {
			s.Dropped = append(s.Dropped, i)
		}
	}
	for _, at := range chosen {
		s.Points = append(s.Points, r.points[at])
	}
	switch n := len(chosen); {
	case !slices.ContainsFunc(r.gains, func(g []float64) bool { return slices.Max(g) > 0 }):
		s.Verdict = NoGain
	case n == 1:
		s.Verdict = Unique
	case n == len(r.points):
		s.Verdict = Indeterminate
	default:
		s.Verdict = Several
	}
	return s
}

// highest returns those of chosen with the highest value, but for the tolerance.
func highest(chosen []int, value func(at int) float64, tolerance float64) []int {
	values, best := make([]float64, len(chosen)), math.Inf(-1)
	for i, at := range chosen {
		values[i] = value(at)
		best = max(best, values[i])
	}
	var kept []int
	for i, at := range chosen {
		if values[i] == best || values[i] >= best-tolerance {
			kept = append(kept, at)
		}
	}
	return kept
}

func (r *rational) every() []int {
	all := make([]int, len(r.points))
	for i := range all {
		all[i] = i
	}
	return all
}

// KalaiSmorodinsky returns the points where the party that gets the smallest
// part of the most it could gain gets the largest (Kalai and Smorodinsky 1975).
// The most is over the rational points, not all; a party that can gain nothing
// does not count. Points equal in that are, of three or more parties, compared
// by the second smallest part, and so on (Imai 1983), without which the rule is
// only weakly efficient; of two, all undominated ones are returned. It does not
// change with the unit or the zero of anybody's utility.
func KalaiSmorodinsky(points []Point, d []float64) Solution {
	r := rationalOf(points, d)
	most := r.most()
	parts := make([][]float64, len(r.gains))
	for at, g := range r.gains {
		for i := range g {
			if most[i] > 0 {
				parts[at] = append(parts[at], part(g[i], most[i]))
			}
		}
	}
	return r.solution(r.raiseLeast(parts, r.alike(most)))
}

// part is a gain in parts of the most: 0 of no gain, and of an endless one, over no
// disagreement value, all of it.
func part(gain, most float64) float64 {
	switch {
	case most == 0:
		return 0
	case math.IsInf(most, 1):
		return 1
	}
	return gain / most
}

// alike is within which two parts of the most that parties gain are the same: the
// rounding of the utilities may be a large part of a small gain.
func (r *rational) alike(most []float64) float64 {
	off := Same
	for _, p := range r.points {
		for i, u := range p.U {
			if most[i] > 0 {
				off = max(off, rounding*(size(u, r.d[i])/most[i]))
			}
		}
	}
	return off
}

// Egalitarian returns the points where the smallest gain is largest (Kalai
// 1977, Proportional solutions), ties as in [KalaiSmorodinsky]. It compares gains
// between parties: they must be in one unit, such as money.
func Egalitarian(points []Point, d []float64) Solution {
	r := rationalOf(points, d)
	return r.solution(r.raiseLeast(r.gains, Same*r.scale))
}

// raiseLeast returns the points whose smallest value is highest, of these those
// whose second smallest is, and so on. For two parties that would only be a choice
// of whom to favour, so there those that another dominates are left out, no more.
func (r *rational) raiseLeast(values [][]float64, tolerance float64) []int {
	chosen := r.every()
	if len(chosen) == 0 {
		return nil
	}
	if len(r.gains[0]) == 2 && len(values[0]) > 0 {
		return r.undominated(highest(chosen, func(at int) float64 { return slices.Min(values[at]) }, tolerance))
	}
	sorted := make([][]float64, len(values))
	for at, v := range values {
		sorted[at] = slices.Sorted(slices.Values(v))
	}
	for k := range sorted[0] {
		chosen = highest(chosen, func(at int) float64 { return sorted[at][k] }, tolerance)
	}
	return chosen
}

// undominated returns those of chosen, which are in order, that no other of them dominates.
func (r *rational) undominated(chosen []int) []int {
	if len(chosen) <= 1 {
		return chosen
	}
	all := &rows{n: len(r.d)}
	for _, at := range chosen {
		all.add(r.points[at].U, uint64(at), 1)
	}
	best := all.maxima(make([]float64, all.n))
	var kept []int
	for _, at := range chosen {
		if best.has(r.points[at].U) {
			kept = append(kept, at)
		}
	}
	return kept
}

// LeastSpread returns the rational points where the parts that the parties get of the
// most they could gain lie closest together: the smallest difference
// between the largest and the smallest part. NegMAS calls that its
// Kalai–Smorodinsky point. It is another thing: equal small parts beat unequal
// large ones, so that the point can leave all worse off than [KalaiSmorodinsky]
// does, and need not be efficient. The most is over all the points given, rational or
// not, as there; so give the whole frontier.
func LeastSpread(points []Point, d []float64) Solution {
	r := rationalOf(points, d)
	if r.invalid {
		return r.solution(nil)
	}
	most := make([]float64, len(d))
	for _, p := range points {
		for i := range most {
			most[i] = max(most[i], gain(p.U[i], d[i]))
		}
	}
	return r.solution(highest(r.every(), func(at int) float64 {
		lo, hi := math.Inf(1), math.Inf(-1)
		for i, g := range r.gains[at] {
			x := part(g, most[i])
			lo, hi = min(lo, x), max(hi, x)
		}
		return lo - hi
	}, r.alike(most)))
}

// Utilitarian returns the rational points with the highest sum of utilities
// (Harsanyi 1955). It compares utilities between parties: they must be in one
// unit. Where they are linear in money every way to divide it has the same
// sum; then the verdict is [Indeterminate]. A disagreement value of -Inf
// leaves a party's rationality out.
func Utilitarian(points []Point, d []float64) Solution {
	return utilitarian(points, d, slices.Repeat([]float64{1 / float64(len(d))}, len(d)))
}

// WeightedUtilitarian is [Utilitarian] with a weight for each party, divided by
// their sum; it fails as [WeightedNash] does.
func WeightedUtilitarian(points []Point, d, weights []float64) (Solution, error) {
	w, err := shares(weights, len(d))
	if err != nil {
		return Solution{}, err
	}
	return utilitarian(points, d, w), nil
}

// utilitarian takes weights that sum to 1, so that no sum overflows.
func utilitarian(points []Point, d, w []float64) Solution {
	r := rationalOf(points, d)
	chosen := highest(r.every(), func(at int) float64 {
		sum := 0.0
		for i, u := range r.points[at].U {
			sum += float64(w[i] * u)
		}
		return sum
	}, Same*r.scale)
	if slices.Contains(w, 0) {
		chosen = r.undominated(chosen)
	}
	return r.solution(chosen)
}

// ZOPA returns the points at least as good as no agreement for every party: the
// zone of possible agreement, if all outcomes are given, or the part of it on the
// frontier. It is empty if there is none.
func ZOPA(points []Point, d []float64) []Point {
	var zone []Point
	for _, p := range points {
		if IsRational(p.U, d) {
			zone = append(zone, p)
		}
	}
	return zone
}
