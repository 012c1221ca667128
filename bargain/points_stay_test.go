package bargain

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Solving again just inside and just outside says the same. The utilities are whole and
// the ends fractions with small denominators, so that 1e-6 passes no other end.
func TestANashPointStaysWhereItIsUntilAnotherTakesOver(t *testing.T) {
	const step = 1e-6
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 3).Draw(t, "parties")
		whole := rapid.Map(rapid.IntRange(0, 12), func(k int) float64 { return float64(k) })
		points := pts(rapid.SliceOfN(rapid.SliceOfN(whole, n, n), 1, 12).Draw(t, "points")...)
		d := make([]float64, n)
		party := rapid.IntRange(0, n-1).Draw(t, "party")
		s := Nash(points, d)
		stay, err := NashStay(points, d, party)
		if (err == nil) != (s.Verdict == Unique && len(s.Dropped) == 0) {
			t.Fatalf("%v: %v", s, err)
		}
		if err != nil {
			return
		}
		moved := func(x float64) Solution {
			d := slices.Clone(d)
			d[party] = x
			return Nash(points, d)
		}
		has := func(s Solution, p Point) bool {
			return slices.ContainsFunc(s.Points, func(q Point) bool { return slices.Equal(p.U, q.U) })
		}
		for _, x := range []float64{max(stay.From, -1000) + step, stay.To - step} {
			if got := moved(x); len(got.Points) != 1 || !has(got, s.Points[0]) {
				t.Fatalf("%+v, but at %v it is %v", stay, x, got)
			}
		}
		if stay.Below.U != nil && !has(moved(stay.From-step), stay.Below) && has(moved(stay.From-step), s.Points[0]) {
			t.Fatalf("%+v, but below it is %v", stay, moved(stay.From-step))
		}
		if stay.Above.U != nil && has(moved(stay.To+step), s.Points[0]) {
			t.Fatalf("%+v, but above it is %v", stay, moved(stay.To+step))
		}
	})
}

// (6,2), (5,4), (2,6) over x and 0: 5-x times 4 is most until (6-x)×2 is as much.
func TestStayByHand(t *testing.T) {
	points := pts([]float64{6, 2}, []float64{5, 4}, []float64{2, 6})
	stay, err := NashStay(points, []float64{0, 0}, 0)
	if err != nil || stay.From != -4 || stay.To != 4 || stay.Below.Outcome != 2 || stay.Above.Outcome != 0 {
		t.Errorf("got %+v, %v", stay, err)
	}
	for _, party := range []int{-1, 2} {
		if _, err := NashStay(points, []float64{0, 0}, party); err == nil {
			t.Errorf("party %d of 2", party)
		}
	}
}
