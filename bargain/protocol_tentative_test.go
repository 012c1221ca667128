package bargain

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

// A ranking offers outcomes in an order and accepts all of them, as the strategy that
// the protocol of tentative agreement was published with does.
type ranking struct {
	order []deal.Outcome
	at    int
}

func (p *ranking) Respond(_ State, on deal.Outcome) Answer {
	if slices.Contains(p.order, on) {
		return Accept
	}
	return Reject
}

func (p *ranking) Propose(State) (deal.Outcome, bool) {
	o := p.order[p.at]
	p.at = min(p.at+1, len(p.order)-1)
	return o, true
}

// Mohammad 2023: exactly rational, complete, and optimal.
func TestTentativeAgreementIsFoundIfThereIsOneAndNoOtherIsBetterForAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const outcomes = 9
		n := rapid.IntRange(2, 4).Draw(t, "parties")
		var parties []Party
		var orders [][]deal.Outcome
		for range n {
			all := []deal.Outcome{0, 1, 2, 3, 4, 5, 6, 7, 8}
			order := rapid.Permutation(all).Draw(t, "order")[:rapid.IntRange(1, outcomes).Draw(t, "worth while")]
			orders = append(orders, order)
			parties = append(parties, &ranking{order: order})
		}
		got := TentativeAgreement{Rounds: outcomes + 1}.Run(parties, nil)
		ranks := func(o deal.Outcome) (r []int) {
			for _, order := range orders {
				r = append(r, slices.Index(order, o))
			}
			return r
		}
		possible := false
		for o := range deal.Outcome(outcomes) {
			r := ranks(o)
			possible = possible || !slices.Contains(r, -1)
			if !slices.Contains(r, -1) && got.How == Agreed && slices.Max(r)+1 < got.Rounds {
				t.Errorf("agreed on %d in round %d, after all had offered %d", got.Outcome, got.Rounds, o)
			}
		}
		if possible != (got.How == Agreed) {
			t.Errorf("%v, when an agreement being possible is %v", got.How, possible)
		}
		if got.How == Agreed && (slices.Contains(ranks(got.Outcome), -1) || slices.Max(ranks(got.Outcome))+1 != got.Rounds) {
			t.Errorf("agreed on %d, ranked %v, in round %d", got.Outcome, ranks(got.Outcome), got.Rounds)
		}
	})
}

func TestAnOutcomeIsOfferedOnceOrToTheEnd(t *testing.T) {
	reject := []Answer{Reject, Reject, Reject, Reject, Reject}
	for _, c := range []struct {
		name   string
		offers []deal.Outcome
		want   Ended
	}{
		{"an earlier one again", []deal.Outcome{1, 2, 1, 3, 4}, Ended{How: Broken, Rounds: 3, Time: .5}},
		{"another after a repetition", []deal.Outcome{1, 1, 2, 3, 4}, Ended{How: Broken, Rounds: 3, Time: .5}},
		{"each once", []deal.Outcome{1, 2, 3, 4, 5}, Ended{How: TimedOut, Rounds: 5, Time: 1}},
		{"the last again", []deal.Outcome{1, 2, 2, 2, 2}, Ended{How: TimedOut, Rounds: 5, Time: 1}},
	} {
		parties := []Party{&script{reject, c.offers}, &script{reject, []deal.Outcome{11, 12, 13, 14, 15}}}
		if d := cmp.Diff(c.want, TentativeAgreement{Rounds: 5}.Run(parties, nil)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
	both := []Party{&script{reject, []deal.Outcome{1, 2, 2, 2, 2}}, &script{reject, []deal.Outcome{3, 3, 3, 3, 3}}}
	if d := cmp.Diff(Ended{How: TimedOut, Rounds: 3, Time: 1}, TentativeAgreement{Rounds: 5}.Run(both, nil)); d != "" {
		t.Errorf("all repeat: %s", d)
	}
}

func TestAnOfferIsNotAgreedBeforeAllHaveMadeIt(t *testing.T) {
	yes := []Answer{Accept, Accept, Accept}
	a, b := &script{yes, []deal.Outcome{1, 2, 3}}, &script{yes, []deal.Outcome{4, 5, 1}}
	if d := cmp.Diff(Ended{How: Agreed, Outcome: 1, Rounds: 3, Time: .75}, TentativeAgreement{Rounds: 3}.Run([]Party{a, b}, nil)); d != "" {
		t.Error(d)
	}
}
