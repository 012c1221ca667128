package lab

import (
	"math"
	"testing"

	"parley/bargain"
	"parley/strategy"
)

// rowsOf makes a ranking of utilities by hand: one pairing after another.
func ranked(t *testing.T, x *Tournament, utilities func(r *Row) []float64) []Standing {
	p := prepared(t, x)
	k := p.Ranking()
	for u := range p.Units() {
		r := Row{Unit: u}
		p.Pairing(u, &r.Pairing)
		r.Ended.How = bargain.Agreed
		r.Utilities = utilities(&r)
		k.Add(&r)
	}
	return k.Standings()
}

// pair is a tournament of two strategies in one scenario of two parties.
func pair(t *testing.T) *Tournament {
	return &Tournament{Scenarios: golden(t, "price101"), Strategies: []strategy.Info{diceInfo("b"), diceInfo("a")}, Rounds: 3, Repetitions: 4, Seed: 1}
}

func TestARankingIsTheMeanOverEveryRole(t *testing.T) {
	// Strategy 0 gets 0.9 against 1, which gets 0.1; against themselves both get 0.5.
	got := ranked(t, pair(t), func(r *Row) []float64 {
		if r.Strategies[0] == r.Strategies[1] {
			return []float64{0.5, 0.5}
		}
		u := []float64{0.1, 0.1}
		u[r.Strategies[1]] = 0.9 // party 0 has strategy 0 if party 1 has strategy 1
		if r.Strategies[0] == 0 {
			u = []float64{0.9, 0.1}
		} else {
			u = []float64{0.1, 0.9}
		}
		return u
	})
	// 8 sessions (2 rotations × 4 repetitions) of each of 4 assignments: 16 roles in
	// self-play and 16 against the other.
	if len(got) != 2 || got[0].Strategy != "b" || got[0].Games != 32 || math.Abs(got[0].Utility-0.7) > 1e-12 || math.Abs(got[1].Utility-0.3) > 1e-12 {
		t.Errorf("%+v", got)
	}
	for _, s := range got {
		if s.Low > s.Utility || s.High < s.Utility || s.Low == s.High || s.Agreed != 1 || math.Abs(s.Welfare-1) > 1e-12 {
			t.Errorf("%+v", s)
		}
	}
}

func TestTiesShareARankAndStandByName(t *testing.T) {
	got := ranked(t, pair(t), func(*Row) []float64 { return []float64{0.3, 0.3} })
	if got[0].Strategy != "a" || got[0].Rank != 1 || got[1].Rank != 1 || got[0].High-got[0].Low > 1e-12 {
		t.Errorf("%+v", got)
	}
}

// More repetitions of the same add nothing to what is known.
func TestRepetitionsDoNotNarrowAnInterval(t *testing.T) {
	width := func(repetitions int) float64 {
		x := pair(t)
		x.Repetitions = repetitions
		got := ranked(t, x, func(r *Row) []float64 { return []float64{float64(r.First), float64(1 - r.First)} })
		return got[0].High - got[0].Low
	}
	if one, many := width(1), width(50); math.Abs(one-many) > 1e-9 || one == 0 {
		t.Errorf("an interval of %v became one of %v", one, many)
	}
}

// The normal interval of a mean, for the same data, is near that of the bootstrap:
// Efron 1979, section 2. With 400 pairings they agree to within a tenth.
func TestTheIntervalIsThatOfTheMean(t *testing.T) {
	x := pair(t)
	for i := len(x.Strategies); i < 20; i++ {
		x.Strategies = append(x.Strategies, diceInfo(string(rune('c'+i))))
	}
	var us []float64
	got := ranked(t, x, func(r *Row) []float64 {
		u := float64(key(r.Unit/x.Repetitions, 1)>>11) * 0x1p-53
		out := []float64{0.5, 0.5}
		for party, s := range r.Strategies {
			if s == 0 && r.Strategies[1-party] != 0 {
				out[party] = u
				if r.Repetition == 0 {
					us = append(us, u)
				}
			}
		}
		return out
	})
	for _, s := range got {
		if s.Strategy != "b" {
			continue
		}
		mean, square := 0.0, 0.0
		for _, u := range us {
			mean += u / float64(len(us))
		}
		for _, u := range us {
			square += (u - mean) * (u - mean) / float64(len(us))
		}
		want := 2 * 1.96 * math.Sqrt(square/float64(len(us)))
		if got := s.High - s.Low; math.Abs(got/want-1) > 0.2 { // the pairing with itself, of twice the weight, is in it too
			t.Errorf("an interval %v wide, want about %v", got, want)
		}
	}
}

func TestARankingIsTheSameFromRowsRunAndRowsReadBack(t *testing.T) {
	x := small(t)
	p := prepared(t, x)
	direct := p.Ranking()
	if err := p.Run(t.Context(), 0, 2, func(r *Row) error { direct.Add(r); return nil }); err != nil {
		t.Fatal(err)
	}
	if s := direct.Standings(); len(s) != 3 || s[0].Utility < s[2].Utility || math.IsNaN(s[0].Nash) {
		t.Errorf("%+v", s)
	}
}

func TestStrategiesThatPlayedNothingAreNotRanked(t *testing.T) {
	if s := prepared(t, small(t)).Ranking().Standings(); s != nil {
		t.Errorf("%+v", s)
	}
}
