package cost

import (
	"math"
	"testing"
)

func TestExpIsAsRightAsItSays(t *testing.T) {
	worst := 0.0
	for i := -300_000; i <= 300_000; i++ {
		x := float64(i) * 0.0023
		want := math.Exp(x)
		worst = max(worst, math.Abs(exp(x)/want-1)/(2+math.Abs(x)))
	}
	if worst > 0x1p-52 {
		t.Errorf("exp is off by %g × (2 + |x|) of itself", worst)
	}
}
