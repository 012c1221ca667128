package strategy_test

import (
	"testing"

	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// A spy bids what a bidder bids and keeps the seat.
type spy struct {
	strategy.Bidder
	seat **strategy.Seat
}

func (s spy) Bid(t *strategy.Seat, st bargain.State) (deal.Outcome, bool) {
	*s.seat = t
	return s.Bidder.Bid(t, st)
}

// spying returns a bidding whose seat is kept in the pointer.
func spying(b strategy.Bidding, seat **strategy.Seat) strategy.Bidding {
	return strategy.Bidding{Name: b.Name, Prepare: func(p *deal.Profile, rounds int) func() strategy.Bidder {
		bidder := b.Prepare(p, rounds)
		return func() strategy.Bidder { return spy{bidder(), seat} }
	}}
}

// three plays stacked offers of three parties of which the first is made of parts. The
// others come down to 0.75, so that they accept nothing of what it offers.
func three(t *testing.T, s *deal.Space, b strategy.Bidding, m strategy.Modelling, rounds int) (ps []*deal.Profile, offers []deal.Outcome) {
	for seed := range uint64(3) {
		ps = append(ps, compiled(t, s, random(seed+1, s), 0.75*min(1, float64(seed))))
	}
	other, _ := strategy.Find("boulware")
	parties := []bargain.Party{strategy.Compose("", "", b, never, m).Prepare(ps[0], rounds)(0, 3, nil)}
	for i := 1; i < 3; i++ {
		parties = append(parties, other.Prepare(ps[i], rounds)(i, 3, nil))
	}
	bargain.StackedOffers{Rounds: rounds, Space: s}.Run(parties, func(_, party int, o deal.Outcome) {
		if party == 0 {
			offers = append(offers, o)
		}
	})
	return ps, offers
}

// With stacked offers the first of three hears the third and not the second, as long as
// all reject. What it has heard still counts: every model that learns tells
// outcomes apart, and what is offered pleases who was heard more than what is
// offered without a model.
func TestWithThreePartiesWhatWasHeardOfOneCounts(t *testing.T) {
	s := named(t, 6, 6, 6)
	wide := strategy.Bidding{Prepare: func(*deal.Profile, int) func() strategy.Bidder {
		return func() strategy.Bidder {
			return &strategy.HardHeaded{Curve: strategy.Polynomial{K: 0, Beta: 0.5}, Slack: 0.1}
		}
	}}
	_, plain := three(t, s, wide, none, 40)
	for _, m := range strategy.Modellings() {
		var seat *strategy.Seat
		ps, offers := three(t, s, spying(wide, &seat), m, 40)
		by := map[int]int{}
		for _, o := range seat.Heard {
			by[o.By]++
		}
		if by[1] != 0 || by[2] < 30 {
			t.Fatalf("heard %v; the test is of a session in which the second is not heard", by)
		}
		worst, best := seat.Liked(0), seat.Liked(0)
		for o := range deal.Outcome(s.Len()) {
			worst, best = min(worst, seat.Liked(o)), max(best, seat.Liked(o))
		}
		if best-worst < 0.2 {
			t.Errorf("%s: all outcomes are liked alike, %v to %v", m.Name, worst, best)
		}
		if m.Name == "opposite" {
			continue
		}
		with, without := 0.0, 0.0
		for i, o := range offers {
			with, without = with+ps[2].Of(o), without+ps[2].Of(plain[i])
		}
		if with <= without {
			t.Errorf("%s: offers are worth %v to who was heard, without a model %v", m.Name, with, without)
		}
	}
}

// A model that learns nothing has something to say before anything was heard.
func TestAToldModelCountsBeforeAnOffer(t *testing.T) {
	p, other := grid(t)
	var seat *strategy.Seat
	at := sit(t, p, 10, spying(strategy.Insisting, &seat), never, strategy.ToldModel(p, other))
	at.opens()
	if best, worst := seat.Liked(other.Best()), seat.Liked(p.Best()); best != 1 || worst >= best {
		t.Errorf("its best is liked %v, the other's best %v", best, worst)
	}
}

func TestAToldModelIsLeftOutWhereItDoesNotFit(t *testing.T) {
	p, _ := grid(t)
	elsewhere := named(t, 3, 3, 3)
	for name, m := range map[string]strategy.Modelling{
		"nobody told":     strategy.ToldModel(),
		"one told":        strategy.ToldModel(p),
		"nil":             strategy.ToldModel(p, nil),
		"another space":   strategy.ToldModel(p, compiled(t, elsewhere, random(1, elsewhere), 0)),
		"a smaller issue": strategy.ToldModel(p, compiled(t, named(t, 10, 9), random(1, named(t, 10, 9)), 0)),
	} {
		var seat *strategy.Seat
		at := sit(t, p, 10, spying(strategy.NashBidding, &seat), never, m)
		at.opens()
		at.counters(0)
		expect(t, name, 0.0, seat.Liked(5))
	}
}
