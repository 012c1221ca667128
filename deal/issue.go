package deal

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// An Issue is something to be settled, in a fixed number of ways: named
// options, whole numbers from one to another, or points of a range. What is
// wrong with one, [NewSpace] says.
type Issue struct {
	Name    string
	kind    kind
	options []string // named
	lo, hi  float64  // else numbers
	n       int
	err     error // of its constructor
}

type kind uint8

const (
	named kind = iota
	integers
	points
)

// maxInteger is the largest whole number such that a float64 has it and all below.
const maxInteger = 1 << 53

// Named returns an issue with named options. No two may have the same name.
func Named(name string, options ...string) Issue {
	i := Issue{Name: name, options: slices.Clone(options), n: len(options)}
	seen := make(map[string]int, len(options))
	for k, o := range options {
		if first, ok := seen[o]; ok {
			i.err = fmt.Errorf("options %d and %d are both called %q", first, k, o)
			break
		}
		seen[o] = k
	}
	return i
}

// Integers returns an issue whose options are the whole numbers lo..hi, which
// are within ±2^53.
func Integers(name string, lo, hi int) Issue {
	i := Issue{Name: name, kind: integers, lo: float64(lo), hi: float64(hi)}
	switch {
	case hi < lo:
		i.err = fmt.Errorf("no whole number is in %d..%d", lo, hi)
	case int64(lo) < -maxInteger || int64(hi) > maxInteger:
		i.err = fmt.Errorf("%d..%d is not within ±2^53", lo, hi)
	default:
		i.setLen(int64(hi) - int64(lo) + 1)
	}
	return i
}

// Range returns an issue with a continuous range, of which a space holds the
// given number of evenly spaced points, both ends among them; a single point is lo.
// They are far enough apart that a float64 can tell them from each other.
func Range(name string, lo, hi float64, n int) Issue {
	i := Issue{Name: name, kind: points, lo: lo, hi: hi}
	switch {
	case !finite(lo) || !finite(hi) || !finite(hi-lo):
		i.err = fmt.Errorf("%v..%v is not a finite range", lo, hi)
	case hi < lo:
		i.err = fmt.Errorf("%v..%v is empty: the lower end comes first", lo, hi)
	case n < 1:
		i.err = fmt.Errorf("%d points of a range: at least 1 is needed", n)
	case !apart(lo, hi, n):
		i.err = fmt.Errorf("%v..%v has no room for %d points that differ", lo, hi, n)
	default:
		i.setLen(int64(n))
	}
	return i
}

// apart reports whether n points of lo..hi differ: rounding moves each by at most 3
// units in the last place, and the ends by nothing.
func apart(lo, hi float64, n int) bool {
	if n <= 2 {
		return n == 1 || lo < hi
	}
	most := max(math.Abs(lo), math.Abs(hi))
	return (hi-lo)/float64(n-1) > 8*(most-math.Nextafter(most, 0))
}

func (i *Issue) setLen(n int64) {
	if n > math.MaxInt32 {
		i.err = fmt.Errorf("%d options: at most 2^31-1 are possible", n)
		return
	}
	i.n = int(n)
}

// check says what is wrong with the issue.
func (i *Issue) check() error {
	if i.err != nil {
		return fmt.Errorf("deal: issue %q: %w", i.Name, i.err)
	}
	if i.n == 0 {
		return fmt.Errorf("deal: issue %q has no options", i.Name)
	}
	return nil
}

// Len returns the number of options.
func (i *Issue) Len() int { return i.n }

// Numeric reports whether the options are numbers.
func (i *Issue) Numeric() bool { return i.kind != named }

// Value returns option k as a number; of a named one it is k.
func (i *Issue) Value(k int) float64 {
	switch {
	case i.kind == named:
		return float64(k)
	case i.kind == integers:
		return i.lo + float64(k)
	case k == i.n-1 && k > 0:
		return i.hi
	case k == 0:
		return i.lo
	}
	// To multiply first makes 0.3 of the 3rd tenth of 0..1, and not 0.30000000000000004.
	width, part, all := i.hi-i.lo, float64(k), float64(i.n-1)
	if width > math.MaxFloat64/all {
		return i.lo + float64(width*(part/all))
	}
	return i.lo + float64(width*part)/all
}

// Option returns what option k is called.
func (i *Issue) Option(k int) string {
	if i.kind == named {
		return i.options[k]
	}
	v, format := i.Value(k), byte('f')
	if a := math.Abs(v); a >= 1e21 || a < 1e-6 && a > 0 {
		format = 'g'
	}
	return strconv.FormatFloat(v, format, -1, 64)
}
