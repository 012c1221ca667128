package strategy_test

import (
	"testing"

	"parley/deal"
	"parley/strategy"
)

// asking is a bidding that asks for the same, always.
func asking(u float64) strategy.Bidding {
	return strategy.TimedBidding("", strategy.Polynomial{K: 1 - u, Beta: 1e-9})
}

func TestAcceptanceRules(t *testing.T) {
	up, _ := prices(t)
	reserved := compiled(t, up.Space, up.Utility, 0.5)
	of := func(a strategy.Acceptance) strategy.Accepting {
		return strategy.Accepting{New: func() strategy.Acceptance { return a }}
	}
	for _, c := range []struct {
		name  string
		rule  strategy.Accepting
		p     *deal.Profile
		heard []deal.Outcome // before
		round int            // of 99 in which it is asked: time round/100
		on    deal.Outcome
		want  bool
	}{
		{"next: as much as it asks", strategy.ACNext, up, nil, 10, 70, true},
		{"next: less than it asks", strategy.ACNext, up, nil, 10, 69, false},
		{"next with factors", of(strategy.NextOffer{Alpha: 1.1, Beta: 0.05}), up, nil, 10, 60, true},
		{"next with factors, less", of(strategy.NextOffer{Alpha: 1.1, Beta: 0.05}), up, nil, 10, 59, false},
		{"previous: as its last", strategy.ACPrevious, up, nil, 10, 70, true},
		{"previous: less", strategy.ACPrevious, up, nil, 10, 69, false},
		{"constant", of(strategy.Constant{U: 0.8}), up, nil, 10, 80, true},
		{"constant, less", of(strategy.Constant{U: 0.8}), up, nil, 10, 79, false},
		{"constant above a reserved value", of(strategy.Constant{U: 0.8}), reserved, nil, 10, 90, true},
		{"constant above a reserved value, less", of(strategy.Constant{U: 0.8}), reserved, nil, 10, 89, false},
		{"late", strategy.ACTime, up, nil, 99, 1, true},
		{"late, too early", strategy.ACTime, up, nil, 98, 69, false},
		{"late, below the reserved value", strategy.ACTime, reserved, nil, 99, 49, false},
		{"rational", strategy.ACRational, reserved, nil, 1, 50, true},
		{"rational, below", strategy.ACRational, reserved, nil, 1, 49, false},
		{"combined: as next", strategy.ACCombi, up, nil, 10, 70, true},
		{"combined: early", strategy.ACCombi, up, []deal.Outcome{10}, 94, 20, false},
		{"combined: the best of late", strategy.ACCombi, up, []deal.Outcome{10, 20, 20, 10}, 96, 20, true},
		{"combined: less than the best of late", strategy.ACCombi, up, []deal.Outcome{10, 20, 21, 10}, 96, 20, false},
		// 4 rounds are left; what was heard more than 4 rounds ago does not count.
		{"combined: better long ago", strategy.ACCombi, up, []deal.Outcome{60, 10, 20, 10, 10}, 96, 20, true},
		{"combined: nothing heard before", strategy.ACCombi, up, nil, 96, 1, true},
		{"majority: two of three", strategy.MajorityOf(strategy.ACTime, strategy.ACRational, strategy.ACNext), up, nil, 99, 1, true},
		{"majority: one of three", strategy.MajorityOf(strategy.ACTime, strategy.ACRational, strategy.ACNext), up, nil, 98, 1, false},
		{"majority of two: one", strategy.MajorityOf(strategy.ACRational, strategy.ACNext), up, nil, 98, 1, false},
	} {
		bid := asking(0.7)
		if c.p == reserved {
			bid = strategy.Insisting
		}
		at := sit(t, c.p, 99, bid, c.rule, none)
		at.opens()
		// Round r of 99 is at time (r+1)/100, and accepts counts up.
		at.state.Round = c.round - 2 - len(c.heard)
		for _, o := range c.heard {
			at.counters(o)
		}
		if got := at.accepts(c.on); got != c.want {
			t.Errorf("%s: %v at time %v", c.name, got, at.state.Time)
		}
	}
}

// If one of three were contained in another, the third would never decide.
func TestEachOfTheRulesOfTheExpertsDecides(t *testing.T) {
	up, _ := prices(t)
	for _, c := range []struct {
		name  string
		asks  float64
		heard []deal.Outcome
		round int // of 99: time round/100
		on    deal.Outcome
		want  bool
	}{
		{"what is next, for", 0.9, []deal.Outcome{95}, 60, 90, true},
		{"what is next, against", 0.9, []deal.Outcome{95}, 60, 89, false},
		{"what is much, for", 0.7, nil, 10, 80, true},
		{"what is much, against", 0.7, nil, 10, 79, false},
		{"what was heard lately, for", 0.7, []deal.Outcome{70}, 60, 70, true},
		{"what was heard lately, against", 0.7, []deal.Outcome{71}, 60, 70, false},
	} {
		at := sit(t, up, 99, asking(c.asks), strategy.Accepting{New: strategy.ACExperts.New}, none)
		at.opens()
		for _, o := range c.heard {
			at.state.Round = c.round - 3
			at.accepts(o)
			at.party.Propose(at.state)
		}
		at.state.Round = c.round - 2
		if got := at.accepts(c.on); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestAPartyForWhichNothingIsWorthAsMuchAsNoAgreementBreaksOff(t *testing.T) {
	up, _ := prices(t)
	p := compiled(t, up.Space, up.Utility, 2)
	for _, b := range strategy.Biddings() {
		at := sit(t, p, 10, b, strategy.ACRational, none)
		if at.accepts(100) {
			t.Errorf("%s accepts", b.Name)
		}
		if _, ok := at.party.Propose(at.state); ok {
			t.Errorf("%s offers", b.Name)
		}
	}
}
