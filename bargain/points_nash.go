package bargain

import (
	"fmt"
	"math"
	"slices"
)

// Nash returns the points with the highest product of gains over the
// disagreement values d, one for each party (Nash 1950).
//
// Where not all can gain at once, the product is over the largest number of
// parties that can; where that can be this group or that, the best points of
// each are returned, and the verdict is [Incomparable]. The points do not
// change with the unit or the zero of anybody's utility. Products tie where they
// differ by no more than the rounding of the utilities can make them, which is the
// more the smaller the gains are against the utilities.
func Nash(points []Point, d []float64) Solution {
	return nash(points, d, slices.Repeat([]float64{1}, len(d)))
}

// WeightedNash returns the points with the highest product of gains, each to
// the power of its party's weight (Kalai 1977, Nonsymmetric Nash solutions;
// Binmore, Rubinstein and Wolinsky 1986). The weights are divided by their sum; a
// party of weight 0 only has to be no worse off than without an agreement, and
// decides between points that differ for it alone. They stand for
// patience, how seldom or late a party must answer, not for power. It fails if
// they are not one finite number of at least 0 for each party, one of them above 0.
func WeightedNash(points []Point, d, weights []float64) (Solution, error) {
	w, err := shares(weights, len(d))
	if err != nil {
		return Solution{}, err
	}
	return nash(points, d, w), nil
}

// shares divides weights by their sum.
func shares(weights []float64, parties int) ([]float64, error) {
	if len(weights) != parties {
		return nil, fmt.Errorf("bargain: %d weights for %d parties", len(weights), parties)
	}
	sum := 0.0
	for i, w := range weights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("bargain: party %d has the weight %v; it must be a finite number of at least 0", i, w)
		}
		sum += w
	}
	if sum == 0 || math.IsInf(sum, 0) {
		return nil, fmt.Errorf("bargain: the weights sum to %v", sum)
	}
	w := make([]float64, parties)
	for i := range w {
		w[i] = weights[i] / sum
	}
	return w, nil
}

func nash(points []Point, d, w []float64) Solution {
	r := rationalOf(points, d)
	gaining := func(at int) (n float64) {
		for i, g := range r.gains[at] {
			if g > 0 && w[i] > 0 {
				n++
			}
		}
		return n
	}
	most := r.most()
	var chosen []int
	groups := 0
	for left := highest(r.every(), gaining, 0); len(left) > 0; groups++ {
		group, others := r.sameGroup(left, w)
		chosen = append(chosen, r.highestProducts(group, most, w)...)
		left = others
	}
	slices.Sort(chosen)
	if slices.Contains(w, 0) || slices.Contains(d, math.Inf(-1)) {
		chosen = r.undominated(chosen)
	}
	s := r.solution(chosen)
	if groups > 1 && s.Verdict != NoGain {
		s.Verdict = Incomparable
	}
	return s
}

// sameGroup parts points into those where the same parties of some weight gain as at
// the first, and the others.
func (r *rational) sameGroup(chosen []int, w []float64) (group, others []int) {
	first := r.gains[chosen[0]]
	for _, at := range chosen {
		same := true
		for i, g := range r.gains[at] {
			same = same && (w[i] == 0 || (g > 0) == (first[i] > 0))
		}
		if same {
			group = append(group, at)
		} else {
			others = append(others, at)
		}
	}
	return group, others
}

// highestProducts returns those of group whose product of gains is the highest, but
// for what either may be off by.
func (r *rational) highestProducts(group []int, most, w []float64) []int {
	scores, offs := make([]float64, len(group)), make([]float64, len(group))
	best := 0
	for k, at := range group {
		scores[k], offs[k] = r.logProduct(at, most, w)
		if scores[k] > scores[best] {
			best = k
		}
	}
	var kept []int
	for k, at := range group {
		if scores[k] == scores[best] || scores[best]-scores[k] <= offs[best]+offs[k] {
			kept = append(kept, at)
		}
	}
	return kept
}

// logProduct is Σ w ln g of those who gain, each gain in parts of the most, and what
// rounding may have made of it: of a utility u over d it is a part max(|u|,|d|)/g of
// the gain, and so much is added to the logarithm. A sum of logarithms neither
// overflows nor vanishes.
func (r *rational) logProduct(at int, most, w []float64) (sum, off float64) {
	for i, g := range r.gains[at] {
		switch {
		case w[i] == 0 || g <= 0:
		case math.IsInf(g, 1): // as the disagreement value falls, points differ by less and less
		default:
			x := float64(w[i] * math.Log(g/most[i]))
			sum += x
			off += float64(w[i]*(size(r.points[at].U[i], r.d[i])/g)) + math.Abs(x)
		}
	}
	return sum, rounding * off
}
