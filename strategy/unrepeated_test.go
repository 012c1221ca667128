package strategy_test

import (
	"math/rand/v2"
	"testing"

	"parley/bargain"
	"parley/deal"
	"parley/strategy"
)

// tentative plays the protocol that allows no offer twice.
func tentative(info strategy.Info, ps []*deal.Profile, rounds int) (bargain.Ended, [][]deal.Outcome) {
	var parties []bargain.Party
	for i, p := range ps {
		parties = append(parties, info.Prepare(p, rounds)(i, len(ps), rand.New(rand.NewPCG(1, uint64(i)))))
	}
	offers := make([][]deal.Outcome, len(ps))
	end := bargain.TentativeAgreement{Rounds: rounds, Space: ps[0].Space}.Run(parties, func(_, party int, o deal.Outcome) {
		offers[party] = append(offers[party], o)
	})
	return end, offers
}

// Most strategies repeat themselves, which that protocol takes for breaking off; none
// does when it is made not to.
func TestEveryStrategyPlaysWhereNoOfferIsMadeTwice(t *testing.T) {
	s := named(t, 4, 3, 3)
	broken := 0
	for n := 2; n <= 3; n++ {
		var ps []*deal.Profile
		for seed := range uint64(n) {
			ps = append(ps, compiled(t, s, random(seed+1, s), 0.3))
		}
		for _, info := range strategy.All() {
			if end, _ := tentative(info, ps, 100); end.How == bargain.Broken {
				broken++
			}
			end, offers := tentative(strategy.Unrepeated(info), ps, 100)
			if end.How == bargain.Broken {
				t.Errorf("%s of %d breaks off: %+v", info.Name, n, end)
			}
			for i := range offers {
				for k, o := range offers[i] {
					if ps[i].Of(o) < min(ps[i].Reserved, ps[i].Max)-1e-6 { // as those of NegMAS round
						t.Errorf("%s of %d: offer %d of %d is worth %v", info.Name, n, k, i, ps[i].Of(o))
					}
				}
			}
		}
	}
	if broken == 0 {
		t.Error("no strategy repeats itself, so this tests nothing")
	}
}

// What all would make and accept one day is found, however long they would insist on
// their best: of 0..100, where each wants at least 0.45.
func TestThoseWhoInsistAgreeWhenTheyMayNotRepeatThemselves(t *testing.T) {
	up, down := prices(t)
	ps := []*deal.Profile{compiled(t, up.Space, up.Utility, 0.45), compiled(t, down.Space, down.Utility, 0.45)}
	info := strategy.Unrepeated(strategy.Compose("insisting", "", strategy.Insisting, strategy.ACRational, none))
	end, offers := tentative(info, ps, 100)
	if end.How != bargain.Agreed || end.Outcome < 45 || end.Outcome > 55 {
		t.Errorf("%+v", end)
	}
	expect(t, "first offers", []deal.Outcome{100, 99, 98}, offers[0][:3])
	// With a reserved value of 0.6 each there is nothing that both would have; both end up repeating their last.
	ps = []*deal.Profile{compiled(t, up.Space, up.Utility, 0.6), compiled(t, down.Space, down.Utility, 0.6)}
	end, offers = tentative(info, ps, 100)
	expect(t, "nothing to agree on", bargain.Ended{How: bargain.TimedOut, Rounds: 42, Time: 1}, end)
	expect(t, "the last is repeated", []deal.Outcome{61, 60, 60}, offers[0][39:])
}

// A program is told how its session ended through it.
func TestUnrepeatedTellsTheProgramTheEnd(t *testing.T) {
	line, _, _, out := talk(t, "")
	x := strategy.Unrepeated(line.Info("program")).Prepare(sale(t), 10)(0, 2, nil)
	before := out.Len()
	strategy.Tell([]bargain.Party{x}, bargain.Ended{How: bargain.TimedOut})
	if out.Len() == before {
		t.Error("nothing was said")
	}
}
