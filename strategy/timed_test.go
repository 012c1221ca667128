package strategy

import (
	"math"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"parley/bargain"
	"parley/deal"
)

// Values of the two formulas of Faratin, Sierra and Jennings 1998, reckoned by hand:
// 1 − κ − (1−κ)·t^(1/β), and 1 − κ^((1−t)^β).
// A larger Beta concedes earlier, in either family.
func TestCurvesConcedeEarlierTheLargerBeta(t *testing.T) {
	for _, time := range []float64{0.1, 0.5, 0.9} {
		for _, of := range []func(beta float64) Curve{
			func(beta float64) Curve { return Polynomial{0.01, beta} },
			func(beta float64) Curve { return Exponential{0.01, beta} },
		} {
			for beta := 0.25; beta < 4; beta *= 2 {
				if late, early := of(beta), of(2*beta); early.At(time) >= late.At(time) {
					t.Errorf("%v claims %v at %v, %v claims %v", early, early.At(time), time, late, late.At(time))
				}
			}
		}
	}
}

func TestCurvesAreThoseOfThePaper(t *testing.T) {
	boulware, conceder, low := Polynomial{0, .25}, Polynomial{0, 4}, Polynomial{.2, .25}
	exponential, steep := Exponential{.01, 1}, Exponential{1. / 16, 2}
	got := []float64{
		boulware.At(0), boulware.At(.5), boulware.At(1),
		conceder.At(0), conceder.At(1. / 16), conceder.At(1),
		low.At(0), low.At(.5), low.At(1),
		exponential.At(0), exponential.At(.5), exponential.At(1), steep.At(.5),
	}
	want := []float64{1, 15. / 16, 0, 1, .5, 0, .8, .75, 0, .99, .9, 0, .5}
	// The formulas are two powers: a few units in the last place.
	if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-15)); d != "" {
		t.Error(d)
	}
}

// A session as rapid makes it up: tables of few values, so that many outcomes tie.
type session struct {
	space    *deal.Space
	tables   [][]float64 // utilities by party, by outcome
	reserved []float64
	names    []string
	rounds   int
}

func sessions(t *rapid.T) session {
	sizes := rapid.SliceOfN(rapid.IntRange(1, 4), 1, 3).Draw(t, "sizes")
	var issues []deal.Issue
	for i, n := range sizes {
		issues = append(issues, deal.Integers(strconv.Itoa(i), 1, n))
	}
	s, err := deal.NewSpace(issues...)
	if err != nil {
		t.Fatal(err)
	}
	x := session{space: s, rounds: rapid.IntRange(0, 25).Draw(t, "rounds")}
	var names []string
	for _, i := range timedInfos() {
		names = append(names, i.Name)
	}
	// Some are within 1e-6 of a reserved value or of another.
	values := []float64{0, .25, .25 - 1e-7, .5, .5, .5 + 1e-7, .6 - 1e-7, .75, 1, 1 - 1e-4}
	for range rapid.IntRange(2, 4).Draw(t, "parties") {
		n := int(s.Len())
		x.tables = append(x.tables, rapid.SliceOfN(rapid.SampledFrom(values), n, n).Draw(t, "table"))
		x.reserved = append(x.reserved, rapid.SampledFrom([]float64{0, .25, .6, 1, 2, -1, math.Inf(1), math.Inf(-1)}).Draw(t, "reserved"))
		x.names = append(x.names, rapid.SampledFrom(names).Draw(t, "strategy"))
	}
	return x
}

// table is an explicit utility.
type table struct {
	space *deal.Space
	u     []float64
}

func (u table) Of(options []int32) float64 { return u.u[u.space.Outcome(options)] }

// A said is an offer of a session: round, party, outcome.
type said [3]int

// play plays a session by the engine.
func (x session) play(t interface{ Fatal(...any) }) (offers []said, end bargain.Ended) {
	var parties []bargain.Party
	for i, name := range x.names {
		p, err := deal.Compile(x.space, deal.Preferences{Utility: table{x.space, x.tables[i]}, Reserved: x.reserved[i]})
		if err != nil {
			t.Fatal(err)
		}
		info, _ := Find(name)
		parties = append(parties, info.Prepare(p, x.rounds)(i, len(x.names), nil))
	}
	end = bargain.StackedOffers{Rounds: x.rounds, Space: x.space}.Run(parties, func(round, party int, o deal.Outcome) {
		offers = append(offers, said{round, party, int(o)})
	})
	return offers, end
}

// reference plays it as the documents of the protocol and the strategies say, going
// through all outcomes for every offer.
func (x session) reference() (offers []said, end bargain.Ended) {
	accepted := make(map[int]bool)
	for round := range x.rounds {
		for party := range x.names {
			aim := x.aim(party, float64(round+1)/float64(x.rounds+1))
			if len(offers) > 0 && x.tables[party][offers[len(offers)-1][2]] >= aim {
				if accepted[party] = true; len(accepted) == len(x.names) {
					on := deal.Outcome(offers[len(offers)-1][2])
					return offers, bargain.Ended{How: bargain.Agreed, Outcome: on, Rounds: round + 1, Time: float64(round+1) / float64(x.rounds+1)}
				}
				continue
			}
			offers = append(offers, said{round, party, x.offer(party, aim)})
			accepted = map[int]bool{party: true}
		}
	}
	return offers, bargain.Ended{How: bargain.TimedOut, Rounds: x.rounds, Time: 1}
}

func (x session) best(party int) (best float64) {
	best = math.Inf(-1)
	for _, u := range x.tables[party] {
		best = max(best, u)
	}
	return best
}

// aim is the utility that a party aspires to, from the table of strategies in the
// design: a(t), the worst and the best, and the slack.
func (x session) aim(party int, t float64) float64 {
	a, slack := 0.0, 1e-4
	switch x.names[party] {
	case "boulware":
		a = 1 - math.Pow(t, 4)
	case "linear":
		a = 1 - t
	case "conceder":
		a = 1 - math.Pow(t, .25)
	case "exponential-boulware":
		a = 1 - math.Exp((1-t)*math.Log(.01))
	case "exponential-conceder":
		a = 1 - math.Exp(math.Pow(1-t, 4)*math.Log(.01))
	case "aspiration":
		a, slack = 1-math.Pow(t, 4), 1e-3
	case "aspiration-e2":
		a, slack = 1-t*t, 1e-3
	case "aspiration-max0.8":
		a, slack = 1-(.2+.8*math.Pow(t, 4)), 1e-3
	default:
		panic(x.names[party])
	}
	top, bottom := x.best(party), math.Inf(1)
	for _, u := range x.tables[party] {
		bottom = min(bottom, u)
	}
	if bottom = max(bottom, x.reserved[party]); bottom >= top {
		return top
	}
	return min(max(a*(top-bottom)+bottom-slack, bottom), top)
}

// offer is the first of the outcomes whose utility is nearest to the aim from above,
// or from at most 1e-6 below; below the reserved value, nothing for who is rational.
func (x session) offer(party int, aim float64) int {
	floor := math.Inf(-1)
	if name := x.names[party]; name[:3] != "asp" {
		floor = min(x.reserved[party], x.best(party))
	}
	found := -1
	for o, u := range x.tables[party] {
		if u < floor || u < aim-1e-6 {
			continue
		}
		if found < 0 || math.Abs(u-aim) < math.Abs(x.tables[party][found]-aim) {
			found = o
		}
	}
	return found
}

func TestASessionIsPlayedAsTheSlowAndObviousWay(t *testing.T) {
	ways := make(map[bargain.How]int)
	rapid.Check(t, func(t *rapid.T) {
		x := sessions(t)
		offers, end := x.play(t)
		wantOffers, wantEnd := x.reference()
		if d := cmp.Diff(wantOffers, offers); d != "" {
			t.Error(d)
		}
		if d := cmp.Diff(wantEnd, end); d != "" {
			t.Error(d)
		}
		ways[end.How]++
	})
	if ways[bargain.Agreed] == 0 || ways[bargain.TimedOut] == 0 {
		t.Errorf("sessions ended %v", ways)
	}
}

func TestAMoveIsTheSameWhetherPlannedOrReckonedFromTheTime(t *testing.T) {
	as, s := domain(t, "additive1e3")
	for _, info := range timedInfos() {
		p := compile(t, s, as[0])
		planned, free := info.Prepare(p, deadline)(0, 2, nil), info.Prepare(p, 0)(0, 2, nil)
		for r := range deadline {
			in := bargain.State{Round: r, Rounds: deadline, Time: float64(r+1) / (deadline + 1)}
			want, wantOK := planned.Propose(in)
			for name, s := range map[string]bargain.State{"in time": {Time: in.Time}, "of other rounds": {Round: r * 7, Rounds: deadline * 7, Time: in.Time}} {
				for _, party := range []bargain.Party{free, planned} {
					if got, ok := party.Propose(s); got != want || ok != wantOK {
						t.Errorf("%s offers %d in round %d, %d in a session %s", info.Name, want, r, got, name)
					}
					for on := deal.Outcome(0); uint64(on) < p.Space.Len(); on += 37 {
						if party.Respond(s, on) != planned.Respond(in, on) {
							t.Errorf("%s answers %d otherwise in a session %s", info.Name, on, name)
						}
					}
				}
			}
		}
	}
}

func TestAPartyNeverAsksForMoreThanItDid(t *testing.T) {
	as, s := domain(t, "additive1e3")
	p := compile(t, s, as[1])
	for _, info := range timedInfos() {
		party, before := info.Prepare(p, 1000)(0, 2, nil), math.Inf(1)
		for r := range 1000 {
			o, ok := party.Propose(bargain.State{Round: r, Rounds: 1000})
			if u := p.Of(o); !ok || u > before {
				t.Errorf("%s offers what is worth %v in round %d, after %v", info.Name, u, r, before)
			} else {
				before = u
			}
		}
		if before > .02 { // the worst but one is worth .0164
			t.Errorf("%s still asks for %v in the end", info.Name, before)
		}
	}
}

func TestOnePartyPlaysInManySessionsAtOnce(t *testing.T) {
	as, s := domain(t, "additive1e3")
	var makers []Maker
	for _, a := range as {
		makers = append(makers, find(t, "boulware").Prepare(compile(t, s, a), deadline))
	}
	var wait sync.WaitGroup
	ends := make([]bargain.Ended, 8)
	for i := range ends {
		wait.Go(func() {
			parties := []bargain.Party{makers[0](0, 2, nil), makers[1](1, 2, nil)}
			ends[i] = bargain.StackedOffers{Rounds: deadline, Space: s}.Run(parties, nil)
		})
	}
	wait.Wait()
	for _, end := range ends {
		if d := cmp.Diff(ends[0], end); d != "" || end.How != bargain.Agreed {
			t.Error(end, d)
		}
	}
}

func TestASessionOfTimedPartiesAllocatesNothing(t *testing.T) {
	for _, p := range plays {
		as, s := domain(t, p.domain)
		for name, rounds := range map[string]int{"planned": deadline, "reckoned from the time": 0} {
			var makers [2]Maker
			for i, a := range as {
				makers[i] = find(t, p.names[i]).Prepare(compile(t, s, a), rounds)
			}
			var parties [2]bargain.Party
			told := 0
			tell := func(int, int, deal.Outcome) { told++ }
			allocs := testing.AllocsPerRun(20, func() {
				parties[0], parties[1] = makers[0](0, 2, nil), makers[1](1, 2, nil)
				bargain.StackedOffers{Rounds: deadline, Space: s}.Run(parties[:], tell)
			})
			if allocs != 0 || told == 0 {
				t.Errorf("%s, %s: %v allocations, %d offers", p.domain, name, allocs, told)
			}
		}
	}
}

func TestAPlanOfTooManyRoundsIsReckonedAsItGoes(t *testing.T) {
	as, s := domain(t, "price101")
	p := compile(t, s, as[0])
	c := Concession{Curve: Polynomial{0, 1}}
	party := c.Plan(p, math.MaxInt)
	o, ok := party.Propose(bargain.State{Round: math.MaxInt / 2, Rounds: math.MaxInt, Time: .5})
	if u := p.Of(o); !ok || u != .5 || len(party.moves) != 0 {
		t.Errorf("offers what is worth %v at half time; keeps %d moves", u, len(party.moves))
	}
}

func TestOnlyARationalPartyOffersNothingBelowItsReservedValue(t *testing.T) {
	s, err := deal.NewSpace(deal.Named("x", "just below", "best"))
	if err != nil {
		t.Fatal(err)
	}
	offer := func(reserved float64, rational bool) deal.Outcome {
		u := table{s, []float64{.6 - nearer/2, 1}}
		p, err := deal.Compile(s, deal.Preferences{Utility: u, Reserved: reserved})
		if err != nil {
			t.Fatal(err)
		}
		o, ok := Concession{Polynomial{0, 1}, 0, rational}.Plan(p, 0).Propose(bargain.State{Time: 1})
		if !ok {
			t.Errorf("no offer with the reserved value %v", reserved)
		}
		return o
	}
	got := []deal.Outcome{offer(.6, true), offer(.6, false), offer(0, true), offer(2, true), offer(math.Inf(1), true)}
	if d := cmp.Diff([]deal.Outcome{1, 0, 0, 1, 1}, got); d != "" {
		t.Error(d)
	}
}
