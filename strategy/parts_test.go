package strategy_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// A listener is a model that keeps what it hears.
type listener struct {
	of    int
	heard []strategy.Offer
	at    map[int32]bool
}

func (l *listener) Hear(o strategy.Offer, options []int32) {
	l.heard = append(l.heard, o)
	l.at[options[0]] = true
}

func (l *listener) Of(options []int32, _ float64) float64 {
	if l.at[options[0]] {
		return 1
	}
	return 0
}

// listening makes listeners and keeps those it makes.
func listening(made *[]*listener) strategy.Modelling {
	return strategy.Modelling{Name: "listening", Prepare: func(*deal.Profile) func(int) strategy.Model {
		return func(of int) strategy.Model {
			*made = append(*made, &listener{of: of, at: make(map[int32]bool)})
			return (*made)[len(*made)-1]
		}
	}}
}

func TestEachOfTheOthersHasAModelThatHearsWhatItOffers(t *testing.T) {
	up, _ := prices(t)
	var made []*listener
	info := strategy.Compose("", "", strategy.Insisting, never, listening(&made))
	party := info.Prepare(up, 10)(1, 3, nil)
	for i, by := range []int{0, 2, 2, -1, 1, 7} { // -1 is a mediator, 1 the party itself, 7 nobody
		s := bargain.State{Round: i, Rounds: 10, Time: float64(i) / 10, By: by}
		party.Respond(s, deal.Outcome(i))
	}
	expect(t, "models", 2, len(made))
	expect(t, "of the first", []strategy.Offer{{Outcome: 0, U: 0, Time: 0, By: 0}}, made[0].heard)
	expect(t, "of the third", []strategy.Offer{{1, 0.01, 0.1, 2}, {2, 0.02, 0.2, 2}}, made[1].heard)
	expect(t, "places", [2]int{0, 2}, [2]int{made[0].of, made[1].of})
}

// With two others, what pleases both goes before what pleases one: the first party
// has offered 60, the third 70 and 60, so that only 60 is liked by both.
func TestWithSeveralOthersTheOneWhoLikesItLeastCounts(t *testing.T) {
	up, _ := prices(t)
	var made []*listener
	wide := strategy.Bidding{Prepare: func(*deal.Profile, int) func() strategy.Bidder {
		return func() strategy.Bidder {
			return &strategy.HardHeaded{Curve: strategy.Polynomial{K: 0.5, Beta: 1e-9}, Slack: 0.5}
		}
	}}
	party := strategy.Compose("", "", wide, never, listening(&made)).Prepare(compiled(t, up.Space, up.Utility, 0.1), 10)(1, 3, nil)
	// Best heard would be gone back to at 0.55, so these are below; what is bid is above.
	for _, h := range []struct{ by, o int }{{0, 54}, {2, 53}, {2, 54}} {
		party.Respond(bargain.State{Rounds: 10, Time: 0.5, By: h.by}, deal.Outcome(h.o))
	}
	made[0].at[60], made[1].at[60], made[1].at[58] = true, true, true
	o, _ := party.Propose(bargain.State{Rounds: 10, Time: 0.5})
	expect(t, "offer", deal.Outcome(60), o)
}

// A counting part keeps state; one session's must not be another's.
type counting struct{ asked int }

func (c *counting) Bid(t *strategy.Seat, _ bargain.State) (deal.Outcome, bool) {
	c.asked++
	return deal.Outcome(c.asked), true
}

func (c *counting) Accepts(*strategy.Seat, bargain.State) bool {
	c.asked++
	return c.asked == 2
}

func TestPartsAreMadeForEachSession(t *testing.T) {
	up, _ := prices(t)
	maker := strategy.Compose("", "",
		strategy.Bidding{Prepare: func(*deal.Profile, int) func() strategy.Bidder {
			return func() strategy.Bidder { return &counting{} }
		}},
		strategy.Accepting{New: func() strategy.Acceptance { return &counting{} }}, none).Prepare(up, 10)
	for range 2 {
		party := maker(0, 2, nil)
		first := party.Respond(bargain.State{By: 1}, 5)
		o, _ := party.Propose(bargain.State{})
		second := party.Respond(bargain.State{By: 1}, 5)
		expect(t, "answers", [2]bargain.Answer{bargain.Reject, bargain.Accept}, [2]bargain.Answer{first, second})
		expect(t, "the first bid", deal.Outcome(1), o)
	}
}

// What a bidder says that is worth less than no agreement is not said.
func TestABidBelowTheReservedValueIsMadeTheLeastAboveIt(t *testing.T) {
	up, _ := prices(t)
	p := compiled(t, up.Space, up.Utility, 0.425)
	low := strategy.Bidding{Prepare: func(*deal.Profile, int) func() strategy.Bidder {
		return func() strategy.Bidder { return &counting{} }
	}}
	o, ok := strategy.Compose("", "", low, never, none).Prepare(p, 10)(0, 2, nil).Propose(bargain.State{})
	expect(t, "offer", deal.Outcome(43), o)
	expect(t, "made", true, ok)
}

// A bid is the same whether it is first asked about to compare an offer with it, or made.
func TestTheBidComparedWithIsTheOneMade(t *testing.T) {
	up, _ := prices(t)
	play := func(a strategy.Accepting) deal.Outcome {
		party := strategy.Compose("", "", strategy.Random, a, none).Prepare(up, 10)(0, 2, rand.New(rand.NewPCG(4, 4)))
		party.Respond(bargain.State{By: 1}, 0)
		o, _ := party.Propose(bargain.State{})
		return o
	}
	expect(t, "bid", play(never), play(strategy.ACNext))
}

// BenchmarkComposed plays each strategy against itself in a space of 1,000
// outcomes and 100 rounds, set-up left out.
func BenchmarkComposed(b *testing.B) {
	s := named(b, 10, 10, 10)
	ps := []*deal.Profile{compiled(b, s, random(1, s), 0), compiled(b, s, random(2, s), 0)}
	for _, info := range strategy.All() {
		b.Run(info.Name, func(b *testing.B) {
			makers := []strategy.Maker{info.Prepare(ps[0], 100), info.Prepare(ps[1], 100)}
			r := rand.New(rand.NewPCG(1, 1))
			parties := make([]bargain.Party, 2)
			turns := 0
			b.ReportAllocs()
			for b.Loop() {
				for i, m := range makers {
					parties[i] = m(i, 2, r)
				}
				turns += bargain.StackedOffers{Rounds: 100}.Run(parties, nil).Rounds
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "negotiations/s")
			b.ReportMetric(float64(turns)/float64(b.N), "rounds")
		})
	}
}

// BenchmarkLargeTiedSpace plays 20 rounds, set-up included, in a space of 8^20 outcomes of which
// very many are worth the same: weights are equal, values whole sevenths or whole hundredths.
func BenchmarkLargeTiedSpace(b *testing.B) {
	s := named(b, slices.Repeat([]int{8}, 20)...)
	sevenths, hundredths := random(1, s), random(2, s)
	for i := range sevenths.Values {
		sevenths.Weights[i], hundredths.Weights[i] = 0.05, 0.05
		for k := range sevenths.Values[i] {
			sevenths.Values[i][k] = float64(k) / 7
			hundredths.Values[i][k] = math.Round(hundredths.Values[i][k]*100) / 100
		}
	}
	ps := []*deal.Profile{compiled(b, s, sevenths, 0.1), compiled(b, s, hundredths, 0.1)}
	for _, name := range []string{"linear", "micro", "trade-off", "hard-headed", "nash-seeking", "nice-tit-for-tat", "experts"} {
		b.Run(name, func(b *testing.B) {
			info, _ := strategy.Find(name)
			for b.Loop() {
				parties := []bargain.Party{info.Prepare(ps[0], 20)(0, 2, nil), info.Prepare(ps[1], 20)(1, 2, nil)}
				bargain.StackedOffers{Rounds: 20}.Run(parties, nil)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/negotiation")
		})
	}
}
