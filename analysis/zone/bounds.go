package zone

import (
	"math"
	"math/rand/v2"

	"parley/evidence"
)

// bounds are what the options of an issue may be worth beside each other. Closed,
// they say all that follows; then whatever is chosen within them leaves room for the
// rest.
type bounds struct {
	*evidence.Gaps
	said [][2]int // pairs of options that are chosen before others, in this order
}

func open(n int) *bounds { return &bounds{Gaps: evidence.NewGaps(n)} }

func (b *bounds) clone() *bounds { return &bounds{b.Gaps.Clone(), b.said} }

// fix says by how much option i is worth more than j. The bounds were closed, and
// are again.
func (b *bounds) fix(i, j int, x float64) {
	was := b.clone()
	for k := range b.N() {
		for l := range b.N() {
			b.AtLeast(k, l, was.Low(k, i)+x+was.Low(j, l))
			b.AtLeast(k, l, was.Low(k, j)-x+was.Low(i, l))
		}
	}
}

// values chooses what each option is worth, the first being 0: what is said first,
// so that no other option weighs on it, then the rest. Each is chosen evenly within
// what those before it leave, or in the middle of that where there is no stream.
func (b *bounds) values(r *rand.Rand) []float64 {
	b = b.clone()
	choose := func(low, high float64) float64 {
		part := 0.5
		if r != nil {
			part = r.Float64()
		}
		return low + part*max(0, high-low)
	}
	for _, p := range b.said {
		b.fix(p[0], p[1], choose(b.Low(p[0], p[1]), b.High(p[0], p[1])))
	}
	v := make([]float64, b.N())
	for i := 1; i < b.N(); i++ {
		low, high := math.Inf(-1), math.Inf(1)
		for j := range i {
			low, high = max(low, v[j]+b.Low(i, j)), min(high, v[j]+b.High(i, j))
		}
		v[i] = choose(low, high)
	}
	return v
}
