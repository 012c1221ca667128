package lab

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/bargain"
	"parley/deal"
	"parley/scenario"
	"parley/strategy"
)

// played plays two strategies against each other in a scenario.
func played(t *testing.T, s *scenario.Scenario, infos []strategy.Info, order []int) ([]*deal.Profile, Session) {
	var profiles []*deal.Profile
	for _, p := range s.Parties {
		f, err := deal.Compile(s.Space, p)
		if err != nil {
			t.Fatal(err)
		}
		profiles = append(profiles, f)
	}
	parties := make([]bargain.Party, len(order))
	for at, party := range order {
		parties[party] = infos[party].Prepare(profiles[party], 30)(at, len(order), rand.New(rand.NewPCG(1, 2)))
	}
	return profiles, Play(bargain.StackedOffers{Rounds: 30, Space: s.Space}, profiles, parties, order)
}

// Offers come in rounds, in the order of speaking, and end with the agreement.
func TestASessionIsToldOfferByOffer(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		s := golden(t, "price101")[0]
		profiles, x := played(t, s, named(t, "boulware", "conceder"), order)
		if x.How != bargain.Agreed || len(x.Offers) < 2 {
			t.Fatalf("%+v", x)
		}
		for i, o := range x.Offers {
			want := Offer{Round: i / 2, Party: order[i%2], Outcome: o.Outcome, Utilities: []float64{profiles[0].Of(o.Outcome), profiles[1].Of(o.Outcome)}}
			if diff := cmp.Diff(want, o); diff != "" {
				t.Error(diff)
			}
		}
		last := x.Offers[len(x.Offers)-1]
		if last.Outcome != x.Outcome || !cmp.Equal(last.Utilities, x.Final) {
			t.Errorf("agreed on %v, worth %v; the last offer is %+v", x.Outcome, x.Final, last)
		}
	}
}

// What was played once is what a tournament plays, and its row has the same figures.
func TestASessionIsTheUnitOfATournament(t *testing.T) {
	x := &Tournament{Scenarios: golden(t, "additive1e2"), Strategies: named(t, "boulware", "conceder"), Rounds: 30, Repetitions: 1}
	p := prepared(t, x)
	err := p.Run(t.Context(), 0, 1, func(r *Row) error {
		order := []int{r.First, 1 - r.First}
		profiles, s := played(t, x.Scenarios[0], []strategy.Info{x.Strategies[r.Strategies[0]], x.Strategies[r.Strategies[1]]}, order)
		if s.Ended != r.Ended || !cmp.Equal(s.Final, r.Utilities) || Measure(profiles, s.Ended) != r.Distances {
			t.Errorf("unit %d: %+v; played by itself %+v %+v", r.Unit, r, s.Ended, s.Final)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Genius multiplies utilities by d^t, that of no agreement too.
func TestUtilitiesAreDiscountedToWhenItEnded(t *testing.T) {
	s := golden(t, "price101")[0]
	for i := range s.Parties {
		s.Parties[i].Discount, s.Parties[i].Reserved = 0.5, 0.3
	}
	profiles, x := played(t, s, named(t, "boulware", "conceder"), []int{0, 1})
	for i, u := range x.Final {
		if want := profiles[i].Of(x.Outcome) * math.Pow(0.5, x.Time); math.Abs(u-want) > 1e-12 {
			t.Errorf("party %d gets %v, want %v", i, u, want)
		}
	}
	never := strategy.Info{Prepare: func(*deal.Profile, int) strategy.Maker {
		return func(int, int, *rand.Rand) bargain.Party { return never{} }
	}}
	_, x = played(t, s, []strategy.Info{never, never}, []int{0, 1})
	if diff := cmp.Diff([]float64{0.15, 0.15}, x.Final); x.How != bargain.TimedOut || diff != "" {
		t.Errorf("%v\n%s", x.How, diff)
	}
}

// never accepts nothing.
type never struct{}

func (never) Respond(bargain.State, deal.Outcome) bargain.Answer { return bargain.Reject }
func (never) Propose(bargain.State) (deal.Outcome, bool)         { return 0, true }

func TestDistancesAreThoseToTheNearestPoint(t *testing.T) {
	s := golden(t, "price101")[0] // zero-sum: every outcome is efficient, and the even one is Nash's
	profiles, _ := played(t, s, named(t, "boulware", "conceder"), []int{0, 1})
	for o, want := range map[deal.Outcome]float64{50: 0, 60: 0.1 * math.Sqrt2, 0: 0.5 * math.Sqrt2} {
		got := Measure(profiles, bargain.Ended{How: bargain.Agreed, Outcome: o})
		if got.Pareto > 1e-12 || math.Abs(got.Nash-want) > 1e-12 {
			t.Errorf("outcome %d: %+v, want Nash at %v", o, got, want)
		}
	}
	if got := Measure(profiles, bargain.Ended{}); math.Abs(got.Nash-0.5*math.Sqrt2) > 1e-12 || math.Abs(got.Pareto-0.5*math.Sqrt2) > 1e-12 {
		t.Errorf("no agreement: %+v", got) // (0, 0) is as far from (0.5, 0.5), the nearest of the line
	}
}

// Files of NegMAS may have no reserved value: −∞. Means stay finite.
func TestWithoutAReservedValueNoAgreementIsAsBadAsTheWorst(t *testing.T) {
	s := golden(t, "price101")[0]
	for i := range s.Parties {
		s.Parties[i].Reserved = math.Inf(-1)
	}
	x := &Tournament{Scenarios: []*scenario.Scenario{s}, Strategies: []strategy.Info{diceInfo("dice")}, Rounds: 1, Repetitions: 200}
	p := prepared(t, x)
	k, none := p.Ranking(), 0
	err := p.Run(t.Context(), 0, 1, func(r *Row) error {
		k.Add(r)
		if r.How != bargain.Agreed {
			none++
			if !cmp.Equal(r.Utilities, []float64{0, 0}) {
				t.Errorf("%+v", r)
			}
		}
		return nil
	})
	if all := k.Standings(); err != nil || none == 0 || len(all) != 1 || all[0].Utility-all[0].Utility != 0 {
		t.Errorf("%d without agreement, %+v, %v", none, all, err)
	}
}

func TestAFrontierThatIsNotKnownLeavesDistancesEmpty(t *testing.T) {
	if got := (measures{}).of([]float64{1, 1}); !math.IsNaN(got.Pareto) || !math.IsNaN(got.Nash) {
		t.Errorf("%+v", got)
	}
	if got := string(figure([]byte("x,"), math.NaN())); got != "x," {
		t.Errorf("%q", got)
	}
}
