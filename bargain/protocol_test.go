package bargain

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/deal"
)

// A script answers and offers what it is given, in order.
type script struct {
	answers []Answer
	offers  []deal.Outcome
}

func (p *script) Respond(State, deal.Outcome) Answer {
	a := p.answers[0]
	p.answers = p.answers[1:]
	return a
}

func (p *script) Propose(State) (deal.Outcome, bool) {
	if len(p.offers) == 0 {
		return 0, false
	}
	o := p.offers[0]
	p.offers = p.offers[1:]
	return o, true
}

func TestAllOthersMustAcceptInTurn(t *testing.T) {
	// The second accepts, the third makes a counter-offer, the first accepts it, the second does.
	parties := []Party{
		&script{[]Answer{Accept}, []deal.Outcome{1}},
		&script{[]Answer{Accept, Accept}, nil},
		&script{[]Answer{Reject}, []deal.Outcome{2}},
	}
	got := StackedOffers{Rounds: 3}.Run(parties, nil)
	if d := cmp.Diff(Ended{How: Agreed, Outcome: 2, Rounds: 2, Time: .5}, got); d != "" {
		t.Error(d)
	}
}

func TestWhatIsSaidWhenTimeIsUpDoesNotCount(t *testing.T) {
	times := []float64{0, .5, .5, .9, 1}
	i := -1
	clock := func() float64 { i++; return times[min(i, len(times)-1)] }
	var told []deal.Outcome
	parties := []Party{&script{nil, []deal.Outcome{1}}, &script{[]Answer{Accept}, nil}}
	got := TimedOffers{Clock: clock}.Run(parties, func(_, _ int, o deal.Outcome) { told = append(told, o) })
	if d := cmp.Diff(Ended{How: Agreed, Outcome: 1, Rounds: 1, Time: .9}, got); d != "" {
		t.Error(d)
	}
	times, i, told = []float64{0, .5, .5, 1}, -1, nil
	parties = []Party{&script{nil, []deal.Outcome{1}}, &script{[]Answer{Accept}, nil}}
	got = TimedOffers{Clock: clock}.Run(parties, func(_, _ int, o deal.Outcome) { told = append(told, o) })
	if d := cmp.Diff(Ended{How: TimedOut, Rounds: 1, Time: 1}, got); d != "" || len(told) != 1 {
		t.Error(d, told)
	}
}

func TestAHowIsCalledByItsName(t *testing.T) {
	if d := cmp.Diff([]string{"timed out", "agreed", "broken off"}, []string{TimedOut.String(), Agreed.String(), Broken.String()}); d != "" {
		t.Error(d)
	}
}

func TestBlindBidsThatMeetSettleByTheRuleAndTheRestStaysSealed(t *testing.T) {
	s := box(t, 101)
	for _, c := range []struct {
		name   string
		settle func(near, far int) int
		want   deal.Outcome
	}{{"no rule", nil, 52}, {"middle", HalfWay, 52}, {"first", AtFirst, 55}, {"second", AtSecond, 50}, {"below", func(int, int) int { return -9 }, 50}, {"above", func(int, int) int { return 999 }, 55}} {
		var told [][3]int
		parties := []Party{&script{nil, []deal.Outcome{10, 40, 55}}, &script{nil, []deal.Outcome{90, 60, 50}}}
		got := BlindBids{Rounds: 3, Space: s, Settle: c.settle}.Run(parties, func(r, p int, o deal.Outcome) { told = append(told, [3]int{r, p, int(o)}) })
		if d := cmp.Diff(Ended{How: Agreed, Outcome: c.want, Rounds: 3, Time: .75}, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if d := cmp.Diff([][3]int{{2, -1, int(c.want)}}, told); d != "" {
			t.Errorf("%s: told %s", c.name, d)
		}
	}
	told := false
	apart := []Party{&script{nil, []deal.Outcome{10}}, &script{nil, []deal.Outcome{11}}}
	got := BlindBids{Rounds: 1, Space: s}.Run(apart, func(int, int, deal.Outcome) { told = true })
	if d := cmp.Diff(Ended{How: TimedOut, Rounds: 1, Time: 1}, got); d != "" || told {
		t.Error(d, told)
	}
}

func TestABlindBidIsOnTheScale(t *testing.T) {
	s, scale := box(t, 9), []deal.Outcome{8, 2, 5}
	bid := func(a, b deal.Outcome) Ended {
		return BlindBids{Rounds: 1, Space: s, Scale: scale}.Run([]Party{&script{nil, []deal.Outcome{a}}, &script{nil, []deal.Outcome{b}}}, nil)
	}
	want := []Ended{
		{How: Agreed, Outcome: 2, Rounds: 1, Time: .5},
		{How: Agreed, Outcome: 2, Rounds: 1, Time: .5},
		{How: TimedOut, Rounds: 1, Time: 1},
		{How: Broken, Rounds: 1, Time: .5, Who: 1},
	}
	if d := cmp.Diff(want, []Ended{bid(5, 8), bid(2, 2), bid(8, 5), bid(5, 3)}); d != "" {
		t.Error(d)
	}
}

// A stayer offers other outcomes in turn, accepts none, and breaks off in a round.
type stayer struct {
	at   deal.Outcome
	last int
}

func (p *stayer) Respond(State, deal.Outcome) Answer { return Reject }
func (p *stayer) Follow(Growth) bool                 { return true }
func (p *stayer) Propose(s State) (deal.Outcome, bool) {
	p.at = (p.at + 1) % 100
	return p.at, s.Round < p.last
}

func TestNothingIsAllocatedInARound(t *testing.T) {
	const rounds = 40
	s := box(t, 100)
	now := 0.0
	a, err := NewAgenda(s, rounds, Addition{1, deal.Integers("x", 1, 2)})
	if err != nil {
		t.Fatal(err)
	}
	for name, make := range map[string]func(rounds int) Protocol{
		"stacked":   func(n int) Protocol { return StackedOffers{n, s} },
		"timed":     func(int) Protocol { return TimedOffers{func() float64 { now += .001; return now }, s} },
		"tentative": func(int) Protocol { return TentativeAgreement{rounds, s} },
		"text":      func(n int) Protocol { return SingleText{n, s, 0, rand.New(rand.NewPCG(1, 2)), 1} },
		"blind":     func(n int) Protocol { return BlindBids{Rounds: n, Space: box(t, 101), Settle: AtFirst} },
		"agenda":    func(int) Protocol { return a },
	} {
		one, two := &stayer{}, &stayer{}
		parties, told := []Party{one, two}, 0
		tell := func(int, int, deal.Outcome) { told++ }
		allocs := func(last int) float64 {
			p := make(last)
			return testing.AllocsPerRun(10, func() {
				// Blind bids of 0 and more by the first and of 50 and more by the second do not meet.
				now, one.at, two.at, one.last, two.last = 0, 0, 50, last, last
				p.Run(parties, tell)
			})
		}
		if short, long := allocs(3), allocs(rounds); short != long {
			t.Errorf("%s: %v allocations in a short session, %v in a long one", name, short, long)
		}
		if told == 0 && name != "blind" {
			t.Errorf("%s: nothing was offered", name)
		}
	}
	plain := StackedOffers{rounds, s}
	parties := []Party{&stayer{last: rounds}, &stayer{at: 50, last: rounds}}
	if n := testing.AllocsPerRun(10, func() { plain.Run(parties, nil) }); n != 0 {
		t.Errorf("a session of stacked offers allocates %v times", n)
	}
}
