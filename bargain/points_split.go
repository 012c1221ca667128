package bargain

import (
	"errors"
	"fmt"
	"math"

	"parley/deal"
)

// A Middle is what "meeting in the middle" of two last offers is taken to mean:
// in which measure both sides move equally far.
type Middle uint8

// The middles, from the highest to the lowest. Of two positive offers that
// differ they are never the same, and the higher the offers' ratio the further apart.
const (
	// ByAmount: both move by the same amount. Whether it is reckoned in totals, as
	// an increase over the last deal or in percent of it is all one: the same deal.
	ByAmount Middle = iota
	// ByFactor: both move by the same factor, half of the difference of logarithms.
	ByFactor
	// ByOwnPercent: both move by the same percent of their own offer, one up and
	// one down.
	ByOwnPercent
)

func (m Middle) String() string {
	if m > ByOwnPercent {
		return fmt.Sprintf("middle %d", uint8(m))
	}
	return [...]string{"amount", "factor", "own percent"}[m]
}

// EqualSplit returns the middle of two last offers: (a+b)/2, √(ab) or
// 2ab/(a+b). It fails on an offer that is not a finite number, and but for
// [ByAmount] on one that is not above 0, and on a middle that is none of the three.
func EqualSplit(a, b float64, m Middle) (float64, error) {
	if m > ByOwnPercent {
		return 0, fmt.Errorf("bargain: there is no %v: give ByAmount, ByFactor or ByOwnPercent", m)
	}
	for _, x := range []float64{a, b} {
		if x-x != 0 || m != ByAmount && x <= 0 {
			return 0, fmt.Errorf("bargain: no middle by %v of the offers %v and %v: give finite ones, above 0 unless by amount", m, a, b)
		}
	}
	switch m {
	case ByFactor:
		return math.Sqrt(a) * math.Sqrt(b), nil
	case ByOwnPercent:
		return 1 / (0.5/a + 0.5/b), nil
	}
	return a/2 + b/2, nil
}

// SplitOfIncrease returns the deal that gives half of the increase demanded over the
// last one, last + (demand - last)/2, and that increase in parts of the
// last deal (NaN if that is 0). It fails on an amount that is not a finite number. It is the middle by amount between the demand and a deal as
// the last: where the other side has offered more than that, [EqualSplit] asks
// about its offer.
func SplitOfIncrease(last, demand float64) (amount, part float64, err error) {
	if !finite(last, demand) {
		return 0, 0, fmt.Errorf("bargain: half of the increase from %v to %v: give finite amounts", last, demand)
	}
	half := demand/2 - last/2
	if last == 0 {
		return half, math.NaN(), nil
	}
	return last + half, half / last, nil
}

// Span returns the lowest and the highest value that an issue has at the
// points, such as the prices of a [ZOPA], and false if there are none. The
// points and the issue are of the space.
func Span(s *deal.Space, points []Point, issue int) (lo, hi float64, ok bool) {
	lo, hi = math.Inf(1), math.Inf(-1)
	var options []int32
	for _, p := range points {
		options = s.Options(p.Outcome, options)
		v := s.Issue(issue).Value(int(options[issue]))
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi, len(points) > 0
}

// List returns every outcome with the parties' utilities, by index; for
// pictures, and for rules that look below the frontier. It fails with
// [ErrTooManyOutcomes] on more than limit outcomes (0: [deal.MaxListed]), on
// a utility that does not fit the space, and on one that is not a finite number.
func List(s *deal.Space, us []deal.Utility, limit uint64) ([]Point, error) {
	if s == nil {
		return nil, errors.New("bargain: a list needs a space")
	}
	if limit == 0 {
		limit = deal.MaxListed
	}
	if s.Len() > limit {
		return nil, fmt.Errorf("%w: %d, at most %d", ErrTooManyOutcomes, s.Len(), limit)
	}
	if err := fit(s, us); err != nil {
		return nil, err
	}
	points := make([]Point, s.Len())
	u := make([]float64, len(points)*len(us))
	options := make([]int32, s.Issues())
	for o := range points {
		own := u[o*len(us) : (o+1)*len(us) : (o+1)*len(us)]
		for i, utility := range us {
			if own[i] = utility.Of(options); !finite(own[i]) {
				return nil, fmt.Errorf("bargain: party %d: the utility of outcome %d is %v", i, o, own[i])
			}
		}
		points[o] = Point{deal.Outcome(o), own, 1}
		next(s, options)
	}
	return points, nil
}
