package deal

import (
	"errors"
	"fmt"
	"math"
	"sync/atomic"
)

// A Profile is preferences compiled for play: an outcome's utility is looked
// up, outcomes are ordered by utility, and the outcome nearest to a utility is
// found, without asking the [Utility] again. What it answers does not change
// after [Compile], and it can be shared by sessions on any number of cores.
//
// A space of up to [MaxListed] outcomes is listed: Compile asks for every utility,
// and the profile sorts them when it is first asked to find one. An [Additive]
// utility is searched without listing, so that its space may be of any size; where
// listing is possible the profile goes over to it once it has searched for as long
// as listing takes. Which way it goes shows in no bit of an answer. Where listing is
// not possible, to find up to some hundred outcomes takes 50 ms at most; the first
// time, which prepares the others, up to a second.
type Profile struct {
	Space *Space
	Preferences
	Min, Max float64 // utility of the worst and the best outcome

	sums   *sums                   // of an additive utility
	listed atomic.Pointer[listing] // nil until it pays
}

const (
	// MaxListed is the number of outcomes up to which a profile lists the space.
	MaxListed = 1 << 24

	// Of an additive utility the outcomes of a space of up to tabled are summed at
	// once, for Of. They are sorted when searching the halves has taken
	// listingSteps for each, which is about what it costs; both as measured.
	// So they are for a rank from manyRanks on.
	tabled       = 1 << 13
	listingSteps = 10
	manyRanks    = 4096
)

// An inverse finds outcomes by their utility.
type inverse interface {
	// around returns the outcome of the highest utility that is less than x and
	// at least from, and that of the lowest that is at least x; of ties the
	// lowest index.
	around(x, from float64) (below, above hit)
	// within is [Profile.Within], ranked is [Profile.Ranked] of a rank that there is.
	within(dst []Outcome, lo, hi float64, limit int) []Outcome
	ranked(rank int) (Outcome, bool)
}

// A hit is an outcome that was found, if it was.
type hit struct {
	o  Outcome
	u  float64
	ok bool
}

// Compile prepares p for play. It fails where there is no utility or it does not fit the
// space (it is asked if it has a method Validate(*Space) error, as the ones of
// this package have), where a utility is not a finite number, and on a space of
// more than [MaxListed] outcomes unless the utility is [Additive].
func Compile(s *Space, p Preferences) (*Profile, error) {
	if err := check(s, p); err != nil {
		return nil, err
	}
	q := &Profile{Space: s, Preferences: p}
	if a, ok := p.Utility.(*Additive); ok {
		q.sums = newSums(s, a)
		q.Min, q.Max = q.sums.extremes()
		if s.n <= tabled {
			q.listed.Store(&listing{u: q.sums.list()})
		}
		return q, nil
	}
	if s.n > MaxListed {
		return nil, fmt.Errorf("deal: %d outcomes: more than %d can be had only with an additive utility, not with a %T", s.n, MaxListed, p.Utility)
	}
	u := list(s, p.Utility)
	for o, x := range u {
		if !finite(x) {
			return nil, fmt.Errorf("deal: the utility of outcome %d %v is %v", o, s.Options(Outcome(o), nil), x)
		}
	}
	q.Min, q.Max = extremes(u)
	q.listed.Store(&listing{u: u})
	return q, nil
}

func check(s *Space, p Preferences) error {
	switch {
	case s == nil || p.Utility == nil:
		return errors.New("deal: nothing to compile: a space and a utility are needed")
	case math.IsNaN(p.Reserved):
		return errors.New("deal: the reserved value is not a number; -Inf is none")
	case !(p.Discount >= 0 && p.Discount <= 1):
		return fmt.Errorf("deal: discount %v is not in 0..1", p.Discount)
	}
	if v, ok := p.Utility.(interface{ Validate(*Space) error }); ok {
		return v.Validate(s)
	}
	return nil
}

// inverse returns what to search with: the sums until they have cost as much as
// listing does, so that at worst both are paid for.
func (p *Profile) inverse() inverse {
	if p.sums != nil {
		if !p.Listed() || p.sums.steps.Load() <= listingSteps*int64(p.Space.n) {
			return p.sums.inverse()
		}
	}
	return p.listing()
}

func (p *Profile) listing() *listing {
	if p.listed.Load() == nil {
		p.listed.CompareAndSwap(nil, &listing{u: p.sums.list()})
	}
	return p.listed.Load()
}

// Of returns the utility of o, undiscounted.
func (p *Profile) Of(o Outcome) float64 {
	if l := p.listed.Load(); l != nil {
		return l.u[o]
	}
	return p.sums.of(o)
}

// Table returns the utility of every outcome where the profile has them at hand,
// as it does of small spaces; else nil. It belongs to the profile: read only.
func (p *Profile) Table() []float64 {
	if l := p.listed.Load(); l != nil {
		return l.u
	}
	return nil
}

// Best returns the outcome of the highest utility, of ties the lowest index.
func (p *Profile) Best() Outcome {
	_, best := p.inverse().around(p.Max, p.Max)
	return best.o
}

// Nearest returns the outcome of the lowest utility that is at least lo and
// floor, or one at most slack below lo, but not below floor, if it is as near to
// lo or nearer; of ties the lowest index. It reports whether there is one, which
// with a NaN there never is.
func (p *Profile) Nearest(lo, slack, floor float64) (Outcome, bool) {
	from := max(lo-slack, floor)
	below, above := p.inverse().around(max(lo, from), from)
	if !below.ok || above.ok && above.u-lo < lo-below.u {
		return above.o, above.ok
	}
	if far := farthest(lo, below.u); far < below.u {
		far = max(far, from)
		_, below = p.inverse().around(far, far)
	}
	return below.o, true
}

// farthest returns the lowest number that is as near to lo as near is, which is
// near itself unless the difference of the two is rounded.
func farthest(lo, near float64) float64 {
	d := lo - near
	if lo-math.Nextafter(near, math.Inf(-1)) > d {
		return near
	}
	a, b := floatKey(math.Inf(-1)), floatKey(near)
	for a < b {
		if mid := a + (b-a)/2; lo-keyFloat(mid) > d {
			a = mid + 1
		} else {
			b = mid
		}
	}
	return keyFloat(a)
}

// Within appends to dst outcomes of a utility in lo..hi, those of the lowest
// utility first, ties by index, at most limit of them, and returns it. With a limit
// of 0 or less it appends all; of a space that cannot be listed, where they may be
// more than there is memory, the first million. With a NaN there are none.
func (p *Profile) Within(dst []Outcome, lo, hi float64, limit int) []Outcome {
	if limit <= 0 && !p.Listed() {
		limit = maxRank
	}
	return p.inverse().within(dst, lo, hi, limit)
}

// Ranked returns the outcome of a rank by falling utility, ties by index, the
// best being 0, and whether there is that rank. Of a space that cannot be listed
// the first million ranks can be asked for, and cost as much as there are outcomes
// before them; see [Profile.Listed].
func (p *Profile) Ranked(rank int) (Outcome, bool) {
	if rank < 0 || uint64(rank) >= p.Space.n || !p.Listed() && rank >= maxRank {
		return 0, false
	}
	if p.Listed() && rank >= manyRanks {
		return p.listing().ranked(rank)
	}
	return p.inverse().ranked(rank)
}

// Listed reports whether the space is listed, at once or when that pays: it has
// at most [MaxListed] outcomes, and every rank can be asked for.
func (p *Profile) Listed() bool { return p.Space.n <= MaxListed }

// Exact reports whether searches find what listing would, to the last bit and with
// ties by index. They do where the space is listed; where the utilities are few, some
// 10^4, however many the outcomes, as those of scoring tables are; and in up to 2^40
// outcomes if the issues divide evenly. In a larger space of more utilities Nearest
// and Within look at so many outcomes that in the thick of the range what they find
// is off by some 1e-9 of the range; near the upper end nothing is left out.
//
// Between the two, utilities too many for the one and so near each other for the
// other that millions tie but for rounding, a search stops among them: what it finds
// has what was asked for, but others may come before it, and it may miss what is rare.
// Exact reports true until that first happens, and false from then on.
func (p *Profile) Exact() bool {
	return p.sums == nil || p.Listed() || p.sums.exact()
}

// Worth returns what an agreement on o at time t in 0..1 is worth: Of(o) × d^t,
// which is how Genius discounts.
func (p *Profile) Worth(o Outcome, t float64) float64 {
	if p.Discount == 0 || p.Discount == 1 {
		return p.Of(o)
	}
	return p.Of(o) * math.Pow(p.Discount, t)
}
