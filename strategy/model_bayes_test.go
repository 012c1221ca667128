package strategy

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/deal"
)

func numbers(t testing.TB, n int) *deal.Space {
	s, err := deal.NewSpace(deal.Integers("a", 1, n), deal.Named("b", "x", "y"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The slow and obvious way: the sum over hypotheses, for each option.
func TestValuesBetweenHypothesesLieOnAStraightLine(t *testing.T) {
	for _, n := range []int{1, 2, 3, 15, 16, 17, 18, 31, 32, 33, 100, 1000} {
		s, r := numbers(t, n), rand.New(rand.NewPCG(1, uint64(n)))
		m := newBayesian(s)
		for i := range 5 {
			os := []int32{int32(r.IntN(n)), 0}
			m.Hear(Offer{Outcome: s.Outcome(os), Time: float64(i) / 10}, os)
		}
		h := &m.issues[0]
		if len(h.peaks) != min(n, bayesianPeaks) || h.at[0] != 0 || h.at[len(h.at)-1] != float64(n-1) {
			t.Fatalf("%d options: hypotheses %v", n, h.at)
		}
		for k := range n {
			want := 0.0
			for j, p := range h.peaks {
				want += p * h.slope(j, float64(k))
			}
			if got := h.of(k); math.Abs(got-want) > 1e-12 { // rounding
				t.Errorf("option %d of %d is worth %v, want %v", k, n, got, want)
			}
		}
	}
}

// What an offer costs does not depend on how many options an issue of numbers has.
func BenchmarkBayesianHearsANumber(b *testing.B) {
	for name, n := range map[string]int{"100": 100, "1e6": 1_000_000} {
		b.Run(name, func(b *testing.B) {
			m := newBayesian(numbers(b, n))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m.Hear(Offer{Time: 0.5}, []int32{int32(i * 7919 % n), int32(i & 1)})
			}
		})
	}
}

// Every offer heard is a new one. A list in order would take as many steps for each as
// were heard before.
func BenchmarkMiCROHears(b *testing.B) {
	s := numbers(b, 1_000_000)
	values := make([]float64, 1_000_000)
	for k := range values {
		values[k] = float64(k) / 1e6
	}
	p, err := deal.Compile(s, deal.Preferences{Utility: &deal.Additive{Weights: []float64{1, 0}, Values: [][]float64{values, {0, 0}}}})
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1_000, 100_000} {
		b.Run(map[int]string{1_000: "1e3", 100_000: "1e5"}[n], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bidder := &Micro{}
				seat := newSeat(p, n, 0, 2, nil, func(int) Model { return nil })
				for k := range n {
					seat.Heard = append(seat.Heard, Offer{Outcome: deal.Outcome(2 * (n - k))})
				}
				bidder.look(seat)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/offer")
		})
	}
}
