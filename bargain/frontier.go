package bargain

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"parley/deal"
)

// A Front is the Pareto frontier of a space: the outcomes that no other one
// betters for a party without being worse for another. Outcomes of exactly the
// same utilities are one [Point], with its Ties; [Front.Tied] lists them.
type Front struct {
	Points []Point // by falling utility of the first party, then of the second, ...

	// Exact: Points are the frontier, all of it and nothing else. Otherwise
	// merging has passed Options.MaxPartial, or for three and more parties an issue has
	// too many options to lay out all sums, and kept a selection: for every
	// outcome of the space there is a point that is worse by at most Epsilon[i]
	// for party i. Its outcome need not be the one of lowest index, nor Ties all of them.
	Exact   bool
	Epsilon []float64 // by party, in its utility; zeros where Exact

	Method Method // Enumerated or Merged
	Sizes  []int  // merged: how many partial sums were kept after each issue
	Seen   uint64 // enumerated: outcomes whose utilities were reckoned; the others were ruled out together, by a bound

	space  *deal.Space
	us     []deal.Utility
	tables *tables // nil unless all utilities are additive
	limit  int     // of partial sums
}

// Options say how [Frontier] works; the zero value is right for nearly everybody.
type Options struct {
	Method Method

	// MaxPartial is how many partial sums merging keeps after an issue; where it
	// would need more, as where the parties want the opposite in everything and
	// all outcomes are efficient, it keeps a selection, see [Front.Exact]. At least
	// 2. 0: [MaxPartial] for two parties, or 2^20 in a space that has no more
	// outcomes; an eighth of it for more parties.
	MaxPartial int

	// Context, unless nil, stops the search when it is done: Frontier then returns its
	// error, within a second or so. Many parties or large spaces can take minutes.
	Context context.Context

	// MaxOutcomes is how many outcomes may be enumerated; 0: [deal.MaxListed].
	MaxOutcomes uint64
}

func (o Options) maxPartial(parties int, outcomes uint64) int {
	switch {
	case o.MaxPartial > 0:
		return max(o.MaxPartial, 2)
	case parties <= 2 && outcomes <= 4*MaxPartial:
		return 4 * MaxPartial
	case parties > 2:
		return MaxPartial / 8
	}
	return MaxPartial
}

// A Method of finding a frontier.
type Method uint8

// The methods.
const (
	// Auto merges if all utilities are [deal.Additive], else enumerates.
	Auto Method = iota
	// Enumerated goes through the space once, in order. Of additive utilities it
	// leaves out the outcomes below a prefix that even with the best rest would
	// be dominated by an outcome already seen.
	Enumerated
	// Merged goes through the issues, keeping the partial sums that can still
	// lead to the frontier; for additive utilities.
	Merged
)

func (m Method) String() string {
	return [...]string{"auto", "enumerated", "merged"}[min(m, Merged)]
}

// MaxPartial is the default of [Options]: a quarter of a million partial sums of two
// parties take 8 MB, and leave an ε of about 4e-6 of the range for each issue.
const MaxPartial = 1 << 18

// ErrTooManyOutcomes says that a space is too big to be enumerated.
var ErrTooManyOutcomes = errors.New("bargain: too many outcomes to enumerate")

// Frontier returns the Pareto frontier of the space for the utilities, one for each party.
//
// It fails without a party, where a table does not fit the space, on a utility
// that is not a finite number, and with [ErrTooManyOutcomes] on a space that is
// too big to be enumerated when a utility is not a *[deal.Additive]; and when
// Options.Context is done.
func Frontier(s *deal.Space, us []deal.Utility, o Options) (*Front, error) {
	if s == nil || len(us) == 0 {
		return nil, errors.New("bargain: a frontier needs a space and a party's utility")
	}
	if err := fit(s, us); err != nil {
		return nil, err
	}
	t, err := newTables(s, us)
	if err != nil {
		return nil, err
	}
	f := &Front{Exact: true, Epsilon: make([]float64, len(us)), Method: o.Method, space: s, us: slices.Clone(us), tables: t}
	f.limit = o.maxPartial(len(us), s.Len())
	switch {
	case f.Method == Auto && t != nil:
		f.Method = Merged
	case f.Method == Auto:
		f.Method = Enumerated
	}
	if err := f.find(o); err != nil {
		return nil, err
	}
	return f, nil
}

// fit reports a utility that is missing or does not fit the space, as far as it can be asked.
func fit(s *deal.Space, us []deal.Utility) error {
	for party, u := range us {
		if missing(u) {
			return fmt.Errorf("bargain: party %d has no utility", party)
		}
		if v, ok := u.(interface{ Validate(*deal.Space) error }); ok {
			if err := v.Validate(s); err != nil {
				return fmt.Errorf("bargain: party %d: %w", party, err)
			}
		}
	}
	return nil
}

// missing reports whether there is no utility, or a nil pointer to one of package deal.
func missing(u deal.Utility) bool {
	switch u := u.(type) {
	case nil:
		return true
	case *deal.Additive:
		return u == nil
	case *deal.Pairwise:
		return u == nil
	case *deal.Explicit:
		return u == nil
	}
	return false
}

func (f *Front) find(o Options) error {
	switch {
	case f.Method > Merged:
		return fmt.Errorf("bargain: there is no method %d", f.Method)
	case f.Method == Merged && f.tables == nil:
		return errors.New("bargain: only additive utilities can be merged; enumerate")
	}
	w := &watch{ctx: o.Context}
	switch {
	case w.stopped():
	case f.Method == Merged && len(f.us) == 2:
		f.mergeTwo(w)
	case f.Method == Merged:
		f.mergeMany(w)
	default:
		if err := f.enumerate(o.MaxOutcomes, w); err != nil {
			return err
		}
	}
	if w.err != nil {
		return fmt.Errorf("bargain: the frontier was not found: %w", w.err)
	}
	return nil
}

func (f *Front) enumerate(limit uint64, w *watch) error {
	if limit == 0 {
		limit = deal.MaxListed
	}
	switch n := f.space.Len(); {
	case n > limit && f.tables == nil:
		return fmt.Errorf("%w: %d, at most %d; the utilities are not all additive, so it cannot be merged", ErrTooManyOutcomes, n, limit)
	case n > limit:
		return fmt.Errorf("%w: %d, at most %d; merge, or allow more", ErrTooManyOutcomes, n, limit)
	case f.tables != nil && len(f.us) == 2:
		f.walkTwo(w)
	case f.tables != nil:
		f.walkMany(w)
	default:
		return f.askAll(w)
	}
	return nil
}

// tables are the terms of additive utilities, weight times value. Summed from
// the first issue to the last, with the bias at the end, they are the utility
// to the last bit; so a partial sum stands for all that comes after it.
type tables struct {
	terms [][][]float64 // by party, issue, option
	bias  []float64     // by party

	// slack is by how much a partial sum must be ahead of another for the whole
	// sums to differ. Adding the same term to both keeps their order, since
	// rounding is monotone, but may make them equal: each addition rounds by at
	// most 2^-53 of a sum that is at most reach. With m additions to come the two
	// drift together by at most m × 2^-52 × reach; the slack is twice that.
	slack []float64 // by party, all issues still to come
	// rest is an upper bound of what the issues from i on add.
	rest [][]float64 // by party, issue
}

// newTables returns no tables unless all the utilities are additive. They fit the space.
func newTables(s *deal.Space, us []deal.Utility) (*tables, error) {
	t := &tables{}
	for party, u := range us {
		a, ok := u.(*deal.Additive)
		if !ok {
			return nil, nil
		}
		if err := t.add(s, a); err != nil {
			return nil, fmt.Errorf("bargain: party %d: %w", party, err)
		}
	}
	return t, nil
}

func (t *tables) add(s *deal.Space, a *deal.Additive) error {
	n := s.Issues()
	terms, rest := make([][]float64, n), make([]float64, n+1)
	reach := math.Abs(a.Bias)
	rest[n] = a.Bias
	for i := n - 1; i >= 0; i-- {
		terms[i] = make([]float64, len(a.Values[i]))
		for k, v := range a.Values[i] {
			terms[i][k] = float64(a.Weights[i] * v) // rounded, so that no machine fuses it with the addition
		}
		lo, hi := slices.Min(terms[i]), slices.Max(terms[i])
		reach += max(-lo, hi)
		rest[i] = rest[i+1] + hi
	}
	if reach > math.MaxFloat64/4 {
		return errors.New("the utilities are too large to be subtracted from each other")
	}
	slack := float64(float64(n+1) * 0x1p-51 * reach)
	for i := range rest {
		rest[i] += slack
	}
	t.terms, t.bias = append(t.terms, terms), append(t.bias, a.Bias)
	t.slack, t.rest = append(t.slack, slack), append(t.rest, rest)
	return nil
}

// issues and options are the shape of the tables.
func (t *tables) issues() int       { return len(t.terms[0]) }
func (t *tables) options(i int) int { return len(t.terms[0][i]) }
