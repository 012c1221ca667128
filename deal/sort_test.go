package deal

import (
	"cmp"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSortFloatsIsAStableSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.SampledFrom([]*rapid.Generator[float64]{
			rapid.Float64(),
			rapid.Float64Range(0, 1),
			rapid.SampledFrom([]float64{0, 1, 1e300, -1e300, 5e-324, 0.1, 0.3, 0.1 + 0.2}),
			rapid.Float64Range(1, 1+1e-13),
			rapid.OneOf(rapid.Float64Range(0, 1), rapid.Just(1e9)),
			rapid.Float64Range(0, 5e-323),
			rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64),
		}).Draw(t, "kind")
		x := rapid.SliceOfN(draw, 1, 300).Draw(t, "x")
		for i := range x {
			x[i] += 0 // sums have no negative zero
		}
		want := make([]uint32, len(x))
		for i := range want {
			want[i] = uint32(i)
		}
		slices.SortStableFunc(want, func(a, b uint32) int { return cmp.Compare(x[a], x[b]) })
		sorted, got := sortFloats(slices.Clone(x))
		if d := gocmp.Diff(want, got); d != "" {
			t.Fatalf("-want +got\n%s", d)
		}
		for i, w := range want {
			if sorted[i] != x[w] {
				t.Fatalf("place %d is %v, want %v", i, sorted[i], x[w])
			}
		}
	})
}
