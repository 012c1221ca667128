package deal

import (
	"errors"
	"fmt"
	"slices"
)

// MaxOutcomes is how many outcomes a [Space] may have: 2^63, which holds 10^18.
const MaxOutcomes = 1 << 63

// ErrTooBig says that a space would have more than [MaxOutcomes] outcomes.
var ErrTooBig = errors.New("deal: more than 2^63 outcomes")

// An Outcome is a point of a [Space]: its mixed-radix index, the last issue
// fastest.
type Outcome uint64

// A Space is every combination of one option for each issue. It is immutable
// and can be shared.
type Space struct {
	issues  []Issue
	n       uint64
	strides []uint64 // outcomes from one option of an issue to its next
}

// NewSpace returns the space of the issues. It fails without an issue, on an
// issue with something wrong, without options or of a name that another has, and
// with [ErrTooBig].
func NewSpace(issues ...Issue) (*Space, error) {
	if len(issues) == 0 {
		return nil, errors.New("deal: a space needs an issue")
	}
	s := &Space{issues: slices.Clone(issues), n: 1, strides: make([]uint64, len(issues))}
	seen := make(map[string]bool)
	for i := range s.issues {
		issue := &s.issues[i]
		if err := issue.check(); err != nil {
			return nil, err
		}
		if seen[issue.Name] {
			return nil, fmt.Errorf("deal: two issues are called %q", issue.Name)
		}
		seen[issue.Name] = true
	}
	for i := len(s.issues) - 1; i >= 0; i-- {
		n := uint64(s.issues[i].n)
		if s.n > MaxOutcomes/n {
			return nil, fmt.Errorf("%w: the %d options of issue %q times the %d outcomes of the issues after it", ErrTooBig, n, s.issues[i].Name, s.n)
		}
		s.strides[i] = s.n
		s.n *= n
	}
	return s, nil
}

// Len returns the number of outcomes.
func (s *Space) Len() uint64 { return s.n }

// Issues returns how many issues there are, and Issue one of them.
func (s *Space) Issues() int        { return len(s.issues) }
func (s *Space) Issue(i int) *Issue { return &s.issues[i] }

// Options writes the option of each issue into dst, which is grown if it is too
// short, and returns it. The outcome is one of the space.
func (s *Space) Options(o Outcome, dst []int32) []int32 {
	dst = slices.Grow(dst[:0], len(s.issues))[:len(s.issues)]
	rest := uint64(o)
	for i, stride := range s.strides {
		option := rest / stride
		dst[i] = int32(option)
		rest -= option * stride
	}
	return dst
}

// Outcome is the inverse of [Space.Options]. There is an option for each issue,
// and each is one that the issue has.
func (s *Space) Outcome(options []int32) Outcome {
	o := uint64(0)
	for i, stride := range s.strides {
		o += uint64(options[i]) * stride
	}
	return Outcome(o)
}
