package cost

import (
	"math"

	"parley/money"
)

// A growth is what a base grows by.
type growth struct{ rate, add money.Decimal }

// resumes returns the written years after which the base goes on without a cap,
// and by what it grows: those for which the terms write what their uncapped rule
// gives, so that the amount only repeats the rule. Where they write anything else,
// or what the rule gives is not known, the written amount is the base.
func (t Terms) resumes(inputs map[string]Input) map[int]growth {
	out := make(map[int]growth)
	var base money.Interval
	known := false
	for y := t.Start; y < t.Start+t.Years; y++ {
		year := Year{Year: y}
		var rule Rule
		rule, year.By = t.by(y)
		g, repeats := growth{}, false
		switch {
		case year.By == Written:
			g, repeats = t.repeats(y, base, inputs)
			repeats = repeats && known
			known = true
		case year.By == ByRule && rule.reads():
			figure, ok := inputs[rule.Index].Known[y-rule.Lag]
			year.Index, known = figure, known && ok
		}
		t.core(&year, base, rule, t.written(y))
		if repeats {
			out[y] = g
			year.Base = t.grow(base, g.rate, g.add)
		}
		t.once(&year)
		base = year.Base
	}
	return out
}

// repeats reports whether the amount that is written for a year can be the one to
// which an uncapped rule caps it, and what the rule gives without the cap.
func (t Terms) repeats(y int, base money.Interval, inputs map[string]Input) (growth, bool) {
	rule := t.rule(y)
	if rule.Cap == nil || !rule.Uncapped {
		return growth{}, false
	}
	year, ok := Year{}, true
	if rule.reads() {
		year.Index, ok = inputs[rule.Index].Known[y-rule.Lag]
	}
	g := growth{rule.rate(&year), rule.Add}
	return g, ok && year.Capped && t.grow(base, year.Rate, rule.Add).Overlaps(t.written(y))
}

// resume lets the base of a written step go on from the state before it.
func (st *step) resume(g growth, before state, s *state) {
	st.rate, st.add, st.resumed = g.floats(), g.add.Float64(), true
	st.core.sure = st.core.sure && before.sure
	s.bound = math.Max(s.bound, before.bound*math.Abs(1+st.rate.fixed/100)+math.Abs(st.add))
}

// floats returns a growth in floats.
func (g growth) floats() rate {
	return rate{index: number(0), fixed: g.rate.Float64(), floor: math.Inf(-1), cap: math.Inf(1)}
}
