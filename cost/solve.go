package cost

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"parley/money"
)

// A Lever is the one thing that is changed so that terms cost a stated sum.
type Lever uint8

// The levers.
const (
	ByFirst   Lever = iota // the first amount
	ByRate                 // so many per cent a year, in place of all rules
	ByCap                  // the cap of every rule, in per cent
	ByYears                // the number of years, for a total
	ByAverage              // the number of years, for an amount a year on average
)

// The ends between which a rate and a cap are looked for, in per cent a year.
const (
	LowestRate  = -50
	HighestRate = 100
)

// A Same is terms changed so that they cost a stated sum.
type Same struct {
	Terms    Terms
	Value    money.Decimal // of the lever, to 12 digits
	Cost     float64       // what they cost: see Solve
	Residual float64       // Cost less what was wanted: what rounding, or a whole number of years, leaves
	Linear   bool          // found by division, not by search
}

// A NoRoot says that no value of a lever gives what is wanted, and what its ends
// give.
type NoRoot struct {
	Lever      Lever
	Want       float64
	Lo, Hi     float64 // of the lever
	AtLo, AtHi float64 // what terms cost there
}

func (e *NoRoot) Error() string {
	return fmt.Sprintf("cost: nothing between %g and %g costs %g: the ends cost %g and %g", e.Lo, e.Hi, e.Want, e.AtLo, e.AtHi)
}

// Solve returns the terms that cost what is wanted, in the money of the plan,
// with one thing changed. What terms cost is their total if nothing is
// uncertain, and else the median of their total over the draws of the plan; by
// ByAverage, the same for each year on average. All values are tried on the same
// draws.
//
// The first amount is exact where the total is in proportion to it or nothing is
// uncertain; a rate, a cap and other first amounts are searched to 10^-10 of the
// bracket, and the lever that gives the sum is found without the rounding of
// amounts, which is then put back and leaves the residual. Years are whole: the
// number whose cost is nearest. Errors are those of Run, and [*NoRoot].
func Solve(p Plan, which int, lever Lever, want float64) (Same, error) {
	t, err := p.one(which)
	if err != nil {
		return Same{}, err
	}
	s := solver{plan: p, terms: t, lever: lever, want: want}
	switch lever {
	case ByFirst:
		return s.first()
	case ByRate:
		return s.search(LowestRate, HighestRate)
	case ByCap:
		return s.search(t.lowestCap(), HighestRate)
	}
	return s.years()
}

// lowestCap returns the lowest cap that stands above every floor.
func (t Terms) lowestCap() float64 {
	lo := float64(LowestRate)
	for _, r := range t.Rules {
		if r.Floor != nil {
			lo = max(lo, r.Floor.Float64())
		}
	}
	return lo
}

type solver struct {
	plan  Plan
	terms Terms
	lever Lever
	want  float64
}

// with returns the terms with the lever at a value.
func (s *solver) with(x money.Decimal) Terms {
	t := s.terms
	switch s.lever {
	case ByFirst:
		t.First = money.Only(x)
		if _, ok := t.Agreed[t.Start]; ok {
			t.Agreed = mapWith(t.Agreed, t.Start, t.First)
		}
		if _, ok := t.Made[t.Start]; ok {
			t.Made = mapWith(t.Made, t.Start, Product{})
		}
	case ByRate:
		t.Rules = []Rule{{From: t.Start + 1, Fixed: x}}
	case ByCap:
		t.Rules = slices.Clone(t.Rules)
		for i := range t.Rules {
			t.Rules[i].Cap = &x
		}
	default:
		t.Years = int(x.Float64())
		t.Once = slices.DeleteFunc(slices.Clone(t.Once), func(o Once) bool { return o.Year >= t.Start+t.Years })
	}
	return t
}

func mapWith[V any](m map[int]V, year int, v V) map[int]V {
	out := maps.Clone(m)
	if out == nil {
		out = make(map[int]V)
	}
	out[year] = v
	return out
}

// cost returns what terms cost.
func (s *solver) cost(t Terms) (float64, error) {
	out, err := Run(s.plan.alone(t))
	if err != nil {
		return 0, err
	}
	if s.lever == ByAverage {
		return out[0].Total.P50 / float64(t.Years), nil
	}
	return out[0].Total.P50, nil
}

// smooth returns by how much a value costs too much, without rounding of amounts.
func (s *solver) smooth(x float64) (float64, error) {
	t := s.with(decimal(x))
	t.Round = money.Decimal{}
	c, err := s.cost(t)
	return c - s.want, err
}

// done returns the terms at a value as they are, rounding included.
func (s *solver) done(x float64) (Same, error) {
	out := Same{Value: decimal(x)}
	out.Terms = s.with(out.Value)
	c, err := s.cost(out.Terms)
	out.Cost, out.Residual = c, c-s.want
	return out, err
}

// decimal returns x to 12 digits.
func decimal(x float64) money.Decimal {
	d, err := money.ParseDecimal(strconv.FormatFloat(x, 'f', -1, 64))
	if err != nil {
		return money.Decimal{}
	}
	return d.Digits(12, money.HalfEven)
}

// first finds the first amount: on a line through two points where the total is
// one, by search where it is not.
func (s *solver) first() (Same, error) {
	g, err := compile(s.plan.alone(s.with(decimal(1))), everything)
	if err != nil {
		return Same{}, err
	}
	if !g.terms[0].certain && !s.proportional() {
		return s.search(0, s.enough())
	}
	at0, err := s.smooth(0)
	if err != nil {
		return Same{}, err
	}
	scale := max(1, math.Abs(s.terms.First.Mid().Float64()))
	at1, err := s.smooth(scale)
	if err != nil {
		return Same{}, err
	}
	if at1 == at0 {
		return Same{}, &NoRoot{s.lever, s.want, 0, scale, at0 + s.want, at1 + s.want}
	}
	out, err := s.done(-at0 * scale / (at1 - at0))
	out.Linear = true
	return out, err
}

// enough returns a first amount that costs at least what is wanted, if one below
// 2^80 does.
func (s *solver) enough() float64 {
	x := 1.0
	for range 80 {
		if f, err := s.smooth(x); err != nil || f >= 0 {
			break
		}
		x *= 2
	}
	return x
}

// proportional reports whether the total of terms is their first amount times
// something.
func (s *solver) proportional() bool {
	t := s.terms
	for y := range t.Agreed {
		if y > t.Start && y < t.Start+t.Years {
			return false
		}
	}
	return len(t.Once) == 0 && !slices.ContainsFunc(t.Rules, func(r Rule) bool { return !r.Add.IsZero() })
}

// search finds the value between two ends at which the terms cost what is wanted.
func (s *solver) search(lo, hi float64) (Same, error) {
	atLo, err := s.smooth(lo)
	if err != nil {
		return Same{}, err
	}
	atHi, err := s.smooth(hi)
	if err != nil {
		return Same{}, err
	}
	if atLo > 0 == (atHi > 0) && atLo != 0 && atHi != 0 || atLo == atHi {
		return Same{}, &NoRoot{s.lever, s.want, lo, hi, atLo + s.want, atHi + s.want}
	}
	x, err := root(s.smooth, lo, hi, atLo, atHi)
	if err != nil {
		return Same{}, err
	}
	return s.done(x)
}

// root returns where f passes zero between a and b, to 10^-10 of their distance,
// by the ITP method of Oliveira and Takahashi: never slower than halving, and on
// smooth functions as fast as the secant.
func root(f func(float64) (float64, error), a, b, fa, fb float64) (float64, error) {
	if fa > 0 || fb < 0 {
		g := f
		f = func(x float64) (float64, error) { y, err := g(x); return -y, err }
		fa, fb = -fa, -fb
	}
	eps := (b - a) * 0.5e-10
	k1 := 0.2 / (b - a)
	most := int(math.Ceil(math.Log2((b-a)/(2*eps)))) + 1
	for n := 0; b-a > 2*eps && fa != 0 && fb != 0; n++ {
		mid := (a + b) / 2
		radius := eps*math.Exp2(float64(most-n)) - (b-a)/2
		secant := (fb*a - fa*b) / (fb - fa)
		toward := math.Copysign(1, mid-secant)
		x := mid
		if d := k1 * (b - a) * (b - a); d <= math.Abs(mid-secant) {
			x = secant + toward*d
		}
		if math.Abs(x-mid) > radius {
			x = mid - toward*max(radius, 0)
		}
		y, err := f(x)
		if err != nil {
			return 0, err
		}
		if y > 0 {
			b, fb = x, y
		} else {
			a, fa = x, y
		}
	}
	switch {
	case fa == 0:
		return a, nil
	case fb == 0:
		return b, nil
	}
	return (fb*a - fa*b) / (fb - fa), nil
}

// years finds the number of years from the number there is, one at a time: a
// longer term needs figures of later years, which may be missing. A total grows
// with the years; an average may do either, and is looked for in fewer first.
func (s *solver) years() (Same, error) {
	now, err := s.done(float64(s.terms.Years))
	if err != nil {
		return Same{}, err
	}
	by := 1
	if now.Residual > 0 || s.lever == ByAverage {
		by = -1
	}
	out, err := s.walkYears(now, by)
	if err != nil && s.lever == ByAverage {
		return s.walkYears(now, 1)
	}
	return out, err
}

// walkYears goes on until the cost passes what is wanted, and returns the nearer
// of the last two.
func (s *solver) walkYears(now Same, by int) (Same, error) {
	from := now
	for {
		n := now.Terms.Years + by
		if n < 1 || n > MaxYears {
			return Same{}, &NoRoot{s.lever, s.want, float64(from.Terms.Years), float64(now.Terms.Years), from.Cost, now.Cost}
		}
		next, err := s.done(float64(n))
		if err != nil {
			return Same{}, err
		}
		if now.Residual > 0 != (next.Residual > 0) || now.Residual == 0 {
			if math.Abs(now.Residual) <= math.Abs(next.Residual) {
				return now, nil
			}
			return next, nil
		}
		now = next
	}
}
