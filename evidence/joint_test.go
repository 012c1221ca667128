package evidence_test

import (
	"testing"

	"parley/evidence"
	"parley/money"
)

func TestSeveralPrintingsOfOneAmountAreAsNarrowAsTheyAllAre(t *testing.T) {
	i := func(lo, hi int64) money.Interval { return money.Interval{Lo: money.Int(lo), Hi: money.Int(hi)} }
	for _, test := range []struct {
		is    []money.Interval
		want  money.Interval
		agree bool
	}{
		{nil, money.Interval{}, true},
		{[]money.Interval{i(1, 5)}, i(1, 5), true},
		{[]money.Interval{i(1, 5), i(3, 9)}, i(3, 5), true},
		{[]money.Interval{i(1, 5), i(5, 9)}, i(5, 5), true},
		{[]money.Interval{i(1, 5), i(6, 9), i(2, 7)}, i(1, 9), false},
	} {
		if got, agree := evidence.Joint(test.is...); got != test.want || agree != test.agree {
			t.Errorf("%v: %v %v, want %v %v", test.is, got, agree, test.want, test.agree)
		}
	}
}
