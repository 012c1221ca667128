package strategy

import (
	"math"
	"testing"
)

// Values of the χ² distribution at 5 % (Abramowitz, Stegun 1964, table 26.8).
func TestTheBoundOfTheChiSquaredTestIsNearTheTable(t *testing.T) {
	for freedom, want := range map[float64]float64{1: 3.841, 2: 5.991, 4: 9.488, 9: 16.919, 30: 43.773} {
		tolerance := 0.01 // as documented
		if freedom == 1 {
			tolerance = 0.03
		}
		if got := chiSquared5(freedom); math.Abs(got/want-1) > tolerance {
			t.Errorf("%v degrees of freedom: %v, want %v", freedom, got, want)
		}
	}
}
