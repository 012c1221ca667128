package bargain

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"parley/deal"
)

// benchmarkFrontier finds the frontier, the Nash and the egalitarian points.
func benchmarkFrontier(b *testing.B, s *deal.Space, us []deal.Utility, o Options) {
	b.ReportAllocs()
	var f *Front
	d := make([]float64, len(us))
	for b.Loop() {
		f = frontOf(b, s, us, o)
		Nash(f.Points, d)
		Egalitarian(f.Points, d)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/frontier")
	b.ReportMetric(float64(len(f.Points)), "points")
	if f.Method == Enumerated {
		b.ReportMetric(float64(f.Seen), "outcomes-reckoned")
	} else {
		b.ReportMetric(float64(slices.Max(f.Sizes)), "most-partial-sums")
	}
	if !f.Exact {
		b.ReportMetric(slices.Max(f.Epsilon), "epsilon")
	}
}

func BenchmarkFrontierEnumerated1e6(b *testing.B) {
	s, us := goldenDomain(b, "additive1e6")
	benchmarkFrontier(b, s, us, Options{Method: Enumerated})
}

func BenchmarkFrontierMerged1e6(b *testing.B) {
	s, us := goldenDomain(b, "additive1e6")
	benchmarkFrontier(b, s, us, Options{})
}

// Tables correlated -0.9 between the parties; three draws of them.
func BenchmarkFrontierMergedHuge(b *testing.B) {
	for _, sizes := range [][]int{slices.Repeat([]int{10}, 12), slices.Repeat([]int{8}, 20)} {
		for seed := range uint64(3) {
			b.Run(fmt.Sprintf("%dx%d/draw%d", len(sizes), sizes[0], seed), func(b *testing.B) {
				benchmarkFrontier(b, gridSpace(b, sizes...), correlated(seed, sizes, 2, -0.9), Options{})
			})
		}
	}
}

// Fully opposed tables, where merging stops at its limit.
func BenchmarkFrontierMergedZeroSum(b *testing.B) {
	sizes := slices.Repeat([]int{10}, 12)
	benchmarkFrontier(b, gridSpace(b, sizes...), zeroSum(sizes, 2), Options{})
}

// All of a million outcomes are efficient: what enumerating costs at worst.
func BenchmarkFrontierEnumeratedZeroSum1e6(b *testing.B) {
	sizes := slices.Repeat([]int{10}, 6)
	benchmarkFrontier(b, gridSpace(b, sizes...), zeroSum(sizes, 2), Options{Method: Enumerated})
}

func BenchmarkFrontierMergedThreeParties(b *testing.B) {
	for _, issues := range []int{6, 8, 10} {
		b.Run(fmt.Sprintf("%dx10", issues), func(b *testing.B) {
			sizes := slices.Repeat([]int{10}, issues)
			benchmarkFrontier(b, gridSpace(b, sizes...), correlated(1, sizes, 3, -0.3), Options{})
		})
	}
}

func BenchmarkFrontierEnumeratedThreeParties(b *testing.B) {
	sizes := slices.Repeat([]int{10}, 6)
	benchmarkFrontier(b, gridSpace(b, sizes...), correlated(1, sizes, 3, -0.3), Options{Method: Enumerated})
}

// Utilities of which nothing is known: what enumeration costs without tables.
func BenchmarkFrontierEnumeratedOpaque1e6(b *testing.B) {
	s, us := goldenDomain(b, "additive1e6")
	benchmarkFrontier(b, s, opaque(us), Options{})
}

// The bound for whatever reads two float64 for each of 10^6 outcomes: a search
// for a byte that is not there, which reads as fast as the machine can.
func BenchmarkMemoryBound(b *testing.B) {
	table := make([]byte, 16<<20)
	for i := range table {
		table[i] = byte(i%251 + 1)
	}
	b.SetBytes(int64(len(table)))
	for b.Loop() {
		if bytes.IndexByte(table, 0) >= 0 {
			b.Fatal("there is no 0")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/16MB")
}
