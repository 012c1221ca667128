package strategy_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// A table is an additive utility of random tables, normalised to a best of 1.
func random(seed uint64, s *deal.Space) *deal.Additive {
	r := rand.New(rand.NewPCG(seed, 7))
	a := &deal.Additive{}
	total := 0.0
	for i := range s.Issues() {
		a.Weights = append(a.Weights, 0.1+r.Float64())
		total += a.Weights[i]
		values, best := make([]float64, s.Issue(i).Len()), 0.0
		for k := range values {
			values[k] = r.Float64()
			best = max(best, values[k])
		}
		for k := range values {
			values[k] /= best
		}
		a.Values = append(a.Values, values)
	}
	for i := range a.Weights {
		a.Weights[i] /= total
	}
	return a
}

func spaceOf(t testing.TB, issues ...deal.Issue) *deal.Space {
	t.Helper()
	s, err := deal.NewSpace(issues...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// named makes a space of named options.
func named(t testing.TB, sizes ...int) *deal.Space {
	t.Helper()
	var issues []deal.Issue
	for i, n := range sizes {
		options := make([]string, n)
		for k := range options {
			options[k] = fmt.Sprint("o", k)
		}
		issues = append(issues, deal.Named(fmt.Sprint("i", i), options...))
	}
	return spaceOf(t, issues...)
}

func compiled(t testing.TB, s *deal.Space, u deal.Utility, reserved float64) *deal.Profile {
	t.Helper()
	p, err := deal.Compile(s, deal.Preferences{Utility: u, Reserved: reserved})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A constant utility: everything ties.
type constant float64

func (c constant) Of([]int32) float64 { return float64(c) }

// A watched party is checked at each step.
type watched struct {
	bargain.Party
	t    testing.TB
	name string
	p    *deal.Profile
	low  float64 // the least that it may offer or accept
}

func watch(t testing.TB, info strategy.Info, p *deal.Profile, party bargain.Party) watched {
	w := watched{party, t, info.Name, p, p.Reserved}
	if strings.HasPrefix(info.Parts, "polynomial") || strings.HasPrefix(info.Parts, "exponential(0.01, 1)") || strings.HasPrefix(info.Parts, "exponential(0.01, 4)") {
		// Those of NegMAS round by 1e-6, and settle for their best if nothing is worth as much as no agreement.
		w.low = min(p.Reserved-1e-6, p.Max)
	}
	return w
}

func (w watched) Respond(s bargain.State, on deal.Outcome) bargain.Answer {
	a := w.Party.Respond(s, on)
	if a == bargain.Accept && w.p.Of(on) < w.low {
		w.t.Errorf("%s accepts %v in round %d; no agreement is worth %v", w.name, w.p.Of(on), s.Round, w.p.Reserved)
	}
	return a
}

func (w watched) Propose(s bargain.State) (deal.Outcome, bool) {
	o, ok := w.Party.Propose(s)
	switch {
	case ok && uint64(o) >= w.p.Space.Len():
		w.t.Errorf("%s offers %d of %d outcomes", w.name, o, w.p.Space.Len())
		return 0, false
	case ok && w.p.Of(o) < w.low:
		w.t.Errorf("%s offers %v in round %d; no agreement is worth %v", w.name, w.p.Of(o), s.Round, w.p.Reserved)
	}
	return o, ok
}

// A step is an offer or the end of a session.
type step struct {
	Round, Party int
	Outcome      deal.Outcome
	End          bargain.Ended
}

// session plays the makers' parties, watched, and returns what happened.
func session(t testing.TB, infos []strategy.Info, ps []*deal.Profile, makers []strategy.Maker, rounds int, seed uint64) (steps []step) {
	parties := make([]bargain.Party, len(makers))
	for i, m := range makers {
		parties[i] = watch(t, infos[i], ps[i], m(i, len(makers), rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	tell := func(round, party int, o deal.Outcome) { steps = append(steps, step{round, party, o, bargain.Ended{}}) }
	end := bargain.StackedOffers{Rounds: rounds, Space: ps[0].Space}.Run(parties, tell)
	return append(steps, step{End: end})
}

// timeless plays a session that only time ends, in n turns of every party.
func timeless(parties []bargain.Party, n int) {
	on, by, accepted := deal.Outcome(0), -1, 0
	for r := range n {
		for i, p := range parties {
			s := bargain.State{Round: r, Time: float64(r) / float64(n-1), By: by}
			if accepted > 0 {
				switch p.Respond(s, on) {
				case bargain.Accept:
					if accepted++; accepted == len(parties) {
						return
					}
					continue
				case bargain.End:
					return
				}
			}
			o, ok := p.Propose(s)
			if !ok {
				return
			}
			on, by, accepted = o, i, 1
		}
	}
}

// composed are all biddings with all acceptance rules and all models, and without.
func composed() (all []strategy.Info) {
	for _, b := range strategy.Biddings() {
		for _, a := range strategy.Acceptances() {
			for _, m := range append(strategy.Modellings(), strategy.Modelling{}) {
				name := b.Name + " / " + a.Name + " / " + m.Name
				all = append(all, strategy.Compose(name, "", b, a, m))
			}
		}
	}
	return all
}

// A place is a space and what the parties make of it.
type place struct {
	name     string
	profiles []*deal.Profile
	rounds   int
}

func places(t testing.TB) []place {
	s, one := named(t, 5, 4, 3), named(t, 1)
	numbers := spaceOf(t, deal.Integers("a", 0, 40), deal.Range("b", -1, 1, 11))
	us := []*deal.Additive{random(1, s), random(2, s), random(3, s)}
	u := us[0]
	loss := &deal.Additive{Weights: u.Weights, Values: u.Values, Bias: -5}
	two := func(a, b float64) []*deal.Profile {
		return []*deal.Profile{compiled(t, s, us[0], a), compiled(t, s, us[1], b)}
	}
	return []place{
		{"plain", two(0, 0), 40},
		{"reserved", two(0.5, 0.6), 40},
		{"one round", two(0.3, 0.3), 1},
		{"two rounds", two(0.3, 0.3), 2},
		{"no rounds", two(0.3, 0.3), 0},
		{"reserved above everything", two(7, 0), 10},
		{"reserved above everything, infinitely", two(0.2, math.Inf(1)), 10},
		{"nothing reserved", two(math.Inf(-1), math.Inf(-1)), 20},
		{"one outcome", []*deal.Profile{compiled(t, one, random(1, one), 0), compiled(t, one, random(2, one), 0)}, 10},
		{"ties", []*deal.Profile{compiled(t, s, constant(0.5), 0), compiled(t, s, constant(0), 0)}, 20},
		{"ties at the reserved value", []*deal.Profile{compiled(t, s, constant(1), 1), compiled(t, s, us[0], u.Of([]int32{0, 0, 0}))}, 20},
		{"utilities below 0", []*deal.Profile{compiled(t, s, loss, -4.5), compiled(t, s, us[1], 0.2)}, 30},
		{"numbers", []*deal.Profile{compiled(t, numbers, random(4, numbers), 0.2), compiled(t, numbers, random(5, numbers), 0.2)}, 30},
		{"three parties", append(two(0.2, 0.2), compiled(t, s, us[2], 0.2)), 40},
	}
}

func TestEveryStrategyKeepsToItsReservedValueAndTheSpaceAnywhere(t *testing.T) {
	for _, p := range places(t) {
		for _, info := range strategy.All() {
			for at := range p.profiles {
				playAt(t, p, info, at)
			}
		}
	}
}

// playAt plays info at one place of the table against linear, and the same by time alone.
func playAt(t *testing.T, p place, info strategy.Info, at int) {
	t.Helper()
	other, _ := strategy.Find("linear")
	infos := make([]strategy.Info, len(p.profiles))
	makers, timed := make([]strategy.Maker, len(infos)), make([]bargain.Party, len(infos))
	for i, profile := range p.profiles {
		infos[i] = other
		if i == at {
			infos[i] = info
		}
		makers[i] = infos[i].Prepare(profile, p.rounds)
		timed[i] = watch(t, infos[i], profile, infos[i].Prepare(profile, 0)(i, len(infos), nil))
	}
	first := session(t, infos, p.profiles, makers, p.rounds, 1)
	again := session(t, infos, p.profiles, makers, p.rounds, 1)
	if d := cmp.Diff(first, again); d != "" {
		t.Errorf("%s, %s: the same seed, another session:\n%s", p.name, info.Name, d)
	}
	timeless(timed, 25)
	if t.Failed() {
		t.Fatalf("%s: %s at place %d", p.name, info.Name, at)
	}
}

func TestAnyBiddingGoesWithAnyAcceptanceAndAnyModel(t *testing.T) {
	for _, p := range places(t) {
		if p.name != "reserved" && p.name != "three parties" && p.name != "ties" {
			continue
		}
		for _, info := range composed() {
			makers, infos := []strategy.Maker{}, []strategy.Info{}
			for _, profile := range p.profiles {
				makers, infos = append(makers, info.Prepare(profile, 12)), append(infos, info)
			}
			if session(t, infos, p.profiles, makers, 12, 3); t.Failed() {
				t.Fatalf("%s: %s", p.name, info.Name)
			}
		}
	}
}

func TestSessionsOfOneMakerMayRunAtOnce(t *testing.T) {
	p := places(t)[1]
	for _, info := range strategy.All() {
		infos := []strategy.Info{info, info}
		makers := []strategy.Maker{info.Prepare(p.profiles[0], 20), info.Prepare(p.profiles[1], 20)}
		want := session(t, infos, p.profiles, makers, 20, 5)
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				if d := cmp.Diff(want, session(t, infos, p.profiles, makers, 20, 5)); d != "" {
					t.Errorf("%s at once with itself plays otherwise:\n%s", info.Name, d)
				}
			})
		}
		wait.Wait()
	}
}

// Twelve issues of ten options are far more than are listed. Where all issues weigh the
// same and values are whole ninths, nearly all outcomes share their utility with others.
func TestEveryStrategyPlaysInASpaceThatIsNotListed(t *testing.T) {
	s := named(t, slices.Repeat([]int{10}, 12)...)
	tied := random(3, s)
	for i, values := range tied.Values {
		tied.Weights[i] = 1. / 12
		for k := range values {
			values[k] = float64(k) / 9
		}
	}
	other, _ := strategy.Find("linear")
	for _, u := range []*deal.Additive{random(1, s), tied} {
		ps := []*deal.Profile{compiled(t, s, u, 0.4), compiled(t, s, random(2, s), 0.4)}
		if ps[0].Listed() {
			t.Fatal("the space is listed")
		}
		for _, info := range strategy.All() {
			infos := []strategy.Info{info, other}
			steps := session(t, infos, ps, []strategy.Maker{info.Prepare(ps[0], 3), other.Prepare(ps[1], 3)}, 3, 1)
			if len(steps) < 2 {
				t.Errorf("%s: nothing was offered", info.Name)
			}
		}
	}
}

// linear comes down to its reserved value, so whoever asks for no more than the
// best of what is left agrees with it.
func TestEveryStrategyAgreesWithOneThatConcedes(t *testing.T) {
	p := places(t)[0]
	other, _ := strategy.Find("conceder")
	for _, info := range strategy.All() {
		infos := []strategy.Info{info, other}
		makers := []strategy.Maker{info.Prepare(p.profiles[0], 60), other.Prepare(p.profiles[1], 60)}
		steps := session(t, infos, p.profiles, makers, 60, 2)
		if end := steps[len(steps)-1].End; end.How != bargain.Agreed {
			t.Errorf("%s: %v after %d rounds", info.Name, end.How, end.Rounds)
		}
	}
}

func TestStrategiesHaveNamesPapersAndParts(t *testing.T) {
	seen := make(map[string]bool)
	for _, i := range strategy.All() {
		if i.Name == "" || i.Paper == "" || i.Parts == "" || seen[i.Name] {
			t.Errorf("%+v", i)
		}
		seen[i.Name] = true
		if found, ok := strategy.Find(i.Name); !ok || found.Name != i.Name {
			t.Errorf("%s is not found", i.Name)
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d strategies", len(seen))
	}
	if _, ok := strategy.Find("nobody"); ok {
		t.Error("nobody is found")
	}
}

// Once a session is set up and has room for its offers, a round allocates nothing.
func TestARoundAllocatesNothing(t *testing.T) {
	s := named(t, 6, 6, 6)
	p := compiled(t, s, random(1, s), 0.2)
	for _, info := range strategy.All() {
		party := info.Prepare(p, 100_000)(0, 2, rand.New(rand.NewPCG(1, 1)))
		state := bargain.State{Rounds: 100_000, By: 1}
		turn := func() {
			state.Round++
			state.Time = float64(state.Round) / 1000
			if party.Respond(state, deal.Outcome(state.Round*7919%216)) == bargain.Reject {
				party.Propose(state)
			}
		}
		for range 20 {
			turn()
		}
		if n := testing.AllocsPerRun(100, turn); n > 0 {
			t.Errorf("%s: %v allocations in a round", info.Name, n)
		}
	}
}
