package deal

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// randomAdditive makes an additive utility of random tables whose best is 1.
func randomAdditive(seed uint64, issues, options int) (*Space, *Additive) {
	r := rand.New(rand.NewPCG(seed, 0))
	a, total, is := &Additive{}, 0.0, []Issue(nil)
	for i := range issues {
		is = append(is, Integers(fmt.Sprint("i", i), 1, options))
		a.Weights = append(a.Weights, 0.1+r.Float64())
		total += a.Weights[i]
		values := make([]float64, options)
		for o := range values {
			values[o] = r.Float64()
		}
		values[r.IntN(options)], values[r.IntN(options)] = 0, 1
		a.Values = append(a.Values, values)
	}
	for i := range a.Weights {
		a.Weights[i] /= total
	}
	s, err := NewSpace(is...)
	if err != nil {
		panic(err)
	}
	return s, a
}

func profileOf(tb testing.TB, s *Space, u Utility) *Profile {
	p, err := Compile(s, Preferences{Utility: u})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}
