package strategy_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// prices is one issue of 0..100; up likes what is high, down what is low.
func prices(t *testing.T) (up, down *deal.Profile) {
	s := spaceOf(t, deal.Integers("price", 0, 100))
	rising, falling := make([]float64, 101), make([]float64, 101)
	for k := range rising {
		rising[k], falling[k] = float64(k)/100, float64(100-k)/100
	}
	up = compiled(t, s, &deal.Additive{Weights: []float64{1}, Values: [][]float64{rising}}, 0)
	return up, compiled(t, s, &deal.Additive{Weights: []float64{1}, Values: [][]float64{falling}}, 0)
}

// A table at which one party sits, and is told what the other offers.
type seat struct {
	t      *testing.T
	party  bargain.Party
	state  bargain.State
	rounds int
}

func sit(t *testing.T, p *deal.Profile, rounds int, b strategy.Bidding, a strategy.Accepting, m strategy.Modelling) *seat {
	party := strategy.Compose("", "", b, a, m).Prepare(p, rounds)(0, 2, rand.New(rand.NewPCG(1, 2)))
	return &seat{t: t, party: party, rounds: rounds, state: bargain.State{Rounds: rounds, By: 1}}
}

// opens makes the first offer.
func (s *seat) opens() deal.Outcome {
	s.state.Time = 1 / float64(s.rounds+1)
	o, ok := s.party.Propose(s.state)
	if !ok {
		s.t.Error("breaks off at once")
	}
	return o
}

// counters hears an offer and makes its own; accepts hears one.
func (s *seat) counters(on deal.Outcome) deal.Outcome {
	if s.accepts(on) {
		s.t.Errorf("accepts %d in round %d", on, s.state.Round)
	}
	o, ok := s.party.Propose(s.state)
	if !ok {
		s.t.Errorf("breaks off in round %d", s.state.Round)
	}
	return o
}

func (s *seat) accepts(on deal.Outcome) bool {
	s.state.Round++
	s.state.Time = float64(s.state.Round+1) / float64(s.rounds+1)
	return s.party.Respond(s.state, on) == bargain.Accept
}

func (s *seat) plays(offers ...deal.Outcome) []deal.Outcome {
	out := []deal.Outcome{s.opens()}
	for _, o := range offers {
		out = append(out, s.counters(o))
	}
	return out
}

var none strategy.Modelling

// never accepts.
var never = strategy.Accepting{Name: "never", New: func() strategy.Acceptance { return strategy.Constant{U: 2} }}

func expect(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s:\n%s", what, d)
	}
}

// The demand of the other side falls from 100 to 80 to 60 and rises to 90: so does
// the own one, from where it was: by 0.8, 0.75, 1.5. In a thousand rounds the
// linear concession of the first two moves is less than a step.
func TestTitForTatGivesInTheProportionInWhichItIsGiven(t *testing.T) {
	up, _ := prices(t)
	got := sit(t, up, 100_000, strategy.RelativeTFT, never, none).plays(0, 20, 40, 10)
	expect(t, "relative", []deal.Outcome{100, 100, 80, 60, 90}, got)
	// Over a window of four moves: 0.8, then 0.6, then 0.4 of the first demand, each
	// applied to what is left.
	got = sit(t, up, 100_000, strategy.AveragedTFT, never, none).plays(0, 20, 40, 60)
	expect(t, "averaged", []deal.Outcome{100, 100, 80, 48, 20}, got)
}

func TestTitForTatWithARandomPartStaysNearWhatItIsGiven(t *testing.T) {
	up, _ := prices(t)
	got := sit(t, up, 100_000, strategy.RandomTFT, never, none).plays(0, 20, 20, 20, 20)
	moved := false
	for i, want := range []float64{100, 100, 80, 80, 80} {
		// At most 5 a move more or less, and 1 for rounding up.
		if far := 5*float64(max(0, i-1)) + 1; math.Abs(float64(got[i])-want) > far {
			t.Errorf("move %d: %d, want %v ± %v", i, got[i], want, far)
		}
		moved = moved || i > 1 && got[i] != got[i-1]-20 && float64(got[i]) != want
	}
	if !moved {
		t.Errorf("nothing random in %v", got)
	}
}

func TestInsistingInsists(t *testing.T) {
	up, _ := prices(t)
	expect(t, "offers", []deal.Outcome{100, 100, 100}, sit(t, up, 3, strategy.Insisting, never, none).plays(99, 99))
}

// Both issues are worth as much to the party, so that (9,0), (0,9) and what is
// between are the same to it; it offers the one that was nearest to what it heard.
func TestATradeOffMeetsTheOtherSideAtNoCost(t *testing.T) {
	s := spaceOf(t, deal.Integers("a", 0, 9), deal.Named("b", "o0", "o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9"))
	values := make([]float64, 10)
	for k := range values {
		values[k] = float64(k) / 9
	}
	p := compiled(t, s, &deal.Additive{Weights: []float64{0.5, 0.5}, Values: [][]float64{values, values}}, 0)
	at := sit(t, p, 9, strategy.TradingOff, never, none)
	at.opens()
	// What is heard twice is a deadlock: it comes down to its curve, 1 − t² of the best.
	for range 7 {
		at.counters(s.Outcome([]int32{0, 6}))
	}
	at.state.Time = 0.9
	got := s.Options(at.counters(s.Outcome([]int32{0, 6})), nil)
	// At 0.9 of the time the curve is at 0.19: 4 ninths of the two issues. With b at
	// 6 there would be more than 0.19 + 0.02, so nothing has that; all of b differs
	// and a is nearest at 0.
	expect(t, "trade-off", []int32{0, 4}, got)
}

func TestATradeOffKeepsItsTargetWhileItIsGiven(t *testing.T) {
	up, _ := prices(t)
	got := sit(t, up, 4, strategy.TradingOff, never, none).plays(10, 20, 20, 30)
	// Only the third offer gave nothing: it comes down to 1 − t² of the best, t = 0.8 then.
	expect(t, "offers", []deal.Outcome{100, 100, 100, 36, 36}, got)
}

func TestMiCROMakesNoMoreNewOffersThanItHears(t *testing.T) {
	up, _ := prices(t)
	at := sit(t, up, 100, strategy.MiCRO, strategy.ACLowest, none)
	got := at.plays(0, 0, 0, 1, 2)
	// A new one for each new one heard; else one of its own again.
	expect(t, "new offers", []deal.Outcome{100, 99, 98, 97}, []deal.Outcome{got[0], got[1], got[4], got[5]})
	for _, o := range got[2:4] {
		if o != 100 && o != 99 {
			t.Errorf("repeats %d, which it has not offered", o)
		}
	}
	// 95 is a fourth new one, so that it would now offer 96.
	if at.accepts(95) {
		t.Error("accepts 95; it would still ask for 96")
	}
	if !at.accepts(96) {
		t.Error("does not accept the least that it would offer")
	}
}

func TestMiCROAgreesWithItselfNearTheMiddle(t *testing.T) {
	up, down := prices(t)
	info, _ := strategy.Find("micro")
	parties := []bargain.Party{info.Prepare(up, 0)(0, 2, nil), info.Prepare(down, 0)(1, 2, nil)}
	end := bargain.StackedOffers{Rounds: 200}.Run(parties, nil)
	if end.How != bargain.Agreed || end.Outcome < 49 || end.Outcome > 51 {
		t.Errorf("%+v", end)
	}
}

// grid is two issues that the parties value against each other: up likes the first
// three times as much as the second, other the second three times as much.
func grid(t *testing.T) (p, other *deal.Profile) {
	s := named(t, 10, 10)
	rising, falling := make([]float64, 10), make([]float64, 10)
	for k := range rising {
		rising[k], falling[k] = float64(k)/9, float64(9-k)/9
	}
	p = compiled(t, s, &deal.Additive{Weights: []float64{0.75, 0.25}, Values: [][]float64{rising, rising}}, 0)
	return p, compiled(t, s, &deal.Additive{Weights: []float64{0.25, 0.75}, Values: [][]float64{falling, falling}}, 0)
}

func TestHardHeadedPleasesTheOtherSideAtNoCost(t *testing.T) {
	p, other := grid(t)
	told := strategy.ToldModel(p, other)
	at := sit(t, p, 100, strategy.HardHeadedBidding, never, told)
	at.opens()
	at.state.Round = 90
	got := at.counters(0)
	u := p.Of(got)
	best := math.Inf(-1)
	for _, o := range p.Within(nil, 1-math.Pow(92./101, 10), 1-math.Pow(92./101, 10)+0.03, 0) {
		best = max(best, other.Of(o))
	}
	if other.Of(got) != best || u < 1-math.Pow(92./101, 10) {
		t.Errorf("offers %v for %v, best for the other side is %v", u, other.Of(got), best)
	}
	// 0.99 is more than it asks for at the end.
	if high := p.Space.Outcome([]int32{9, 7}); at.counters(high) != high {
		t.Error("does not go back to a better offer heard")
	}
}

// The Nash point gives each party what it likes three times as much: 0.75 × 0.75.
func TestNashSeekingComesDownToTheNashPoint(t *testing.T) {
	p, other := grid(t)
	at := sit(t, p, 1000, strategy.NashBidding, never, strategy.ToldModel(p, other))
	expect(t, "opens", p.Best(), at.opens())
	at.counters(p.Space.Outcome([]int32{0, 0}))
	at.state.Round = 999 - 1
	got := at.counters(p.Space.Outcome([]int32{8, 8}))
	if point := p.Space.Outcome([]int32{9, 0}); got != point {
		t.Errorf("ends at %v of utility %v", p.Space.Options(got, nil), p.Of(got))
	}
}

// Of 10^5 outcomes 2,048 are searched, and the best of them is bettered. In 50 such
// spaces the product of gains where it ends was once 0.9995 of the highest there is, else the highest.
func TestTheNashPointOfALargeSpaceIsFoundNearly(t *testing.T) {
	s := named(t, 10, 10, 10, 10, 10)
	for seed := range uint64(10) {
		p, other := compiled(t, s, random(2*seed, s), 0), compiled(t, s, random(2*seed+1, s), 0)
		best := 0.0
		for o := range deal.Outcome(s.Len()) {
			best = max(best, (p.Of(o)-p.Min)*(other.Of(o)-other.Min))
		}
		at := sit(t, p, 1000, strategy.NashBidding, never, strategy.ToldModel(p, other))
		at.opens()
		at.state.Round = 998
		o := at.counters(other.Best())
		if got := (p.Of(o) - p.Min) * (other.Of(o) - other.Min); got < 0.99*best {
			t.Errorf("product of gains %v, the best is %v", got, best)
		}
	}
}

// Of 10^5 outcomes some thousands are of about the same utility. What is offered is worth
// to the other side at least 0.95 of the best of them; the least of ten was 0.97.
func TestInALargeSpaceTheOtherSideIsPleasedNearly(t *testing.T) {
	s := named(t, 10, 10, 10, 10, 10)
	for seed := range uint64(10) {
		p, other := compiled(t, s, random(2*seed, s), 0), compiled(t, s, random(2*seed+1, s), 0)
		at := sit(t, p, 99, strategy.HardHeadedBidding, never, strategy.ToldModel(p, other))
		at.opens()
		at.state.Round = 79 // then 0.81 of the time
		got, best := other.Of(at.counters(other.Best())), 0.0
		u := p.Max - (p.Max-p.Min)*math.Pow(0.81, 10)
		for _, o := range p.Within(nil, u, u+0.03*(p.Max-p.Min), 0) {
			best = max(best, other.Of(o))
		}
		if got < 0.95*best {
			t.Errorf("worth %v, the best is %v", got, best)
		}
	}
}

// The model likes what it has heard: 20 at first, then 60 too, which is more than 20.
func TestTheNashPointIsReckonedAnewAsTheModelLearns(t *testing.T) {
	up, _ := prices(t)
	var made []*listener
	at := sit(t, up, 1000, strategy.NashBidding, never, listening(&made))
	at.opens()
	at.counters(20)
	for range 15 {
		at.counters(60)
	}
	at.state.Round = 998
	expect(t, "at the end", deal.Outcome(60), at.counters(60))
}

// By hand: offers worth 0.2 and 0.4, μ = 0.3, σ = 0.1, d = √3·0.1/√0.21 = 0.37796,
// e = 0.3 + 0.7·0.37796 = 0.56458; at half of the time 1 − 0.43542/8 = 0.94557.
func TestTheExpectedMaximumIsConcededTo(t *testing.T) {
	up, _ := prices(t)
	at := sit(t, up, 1001, strategy.ExpectingBidding, never, none)
	at.opens()
	at.counters(20)
	at.state.Round = 499
	expect(t, "at half of the time", deal.Outcome(95), at.counters(40))
}

func TestRandomOffersAreAnythingAboveTheReservedValue(t *testing.T) {
	up, _ := prices(t)
	up = compiled(t, up.Space, up.Utility, 0.9)
	at := sit(t, up, 1000, strategy.Random, never, none)
	seen := make(map[deal.Outcome]bool)
	for range 1000 {
		seen[at.counters(0)] = true
	}
	for o := range deal.Outcome(101) {
		if seen[o] != (o >= 90) {
			t.Errorf("%d offered: %v", o, seen[o])
		}
	}
}

func TestExpertsOfferTheMiddleOfTheirBids(t *testing.T) {
	up, _ := prices(t)
	at := func(c float64) strategy.Bidding {
		return strategy.TimedBidding("", strategy.Polynomial{K: 1 - c, Beta: 1e-9})
	}
	got := sit(t, up, 10, strategy.ExpertsOf(at(0.3), at(0.9), at(0.7)), never, none).plays(0)
	expect(t, "of three", []deal.Outcome{70, 70}, got)
	got = sit(t, up, 10, strategy.ExpertsOf(at(0.3), at(0.9)), never, none).plays(0)
	expect(t, "of two", []deal.Outcome{90, 90}, got)
	nobody := strategy.Compose("", "", strategy.ExpertsOf(), never, none).Prepare(up, 10)(0, 2, nil)
	if _, ok := nobody.Propose(bargain.State{}); ok {
		t.Error("no experts make an offer")
	}
}
