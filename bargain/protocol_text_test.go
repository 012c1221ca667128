package bargain

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/deal"
)

// A climber accepts a draft that is better than what stands, and keeps the values of
// all that stood.
type climber struct {
	value func(deal.Outcome) float64
	stood []float64
}

func (c *climber) Respond(_ State, on deal.Outcome) Answer {
	if len(c.stood) == 0 || c.value(on) > c.stood[len(c.stood)-1] {
		return Accept
	}
	return Reject
}
func (c *climber) Propose(State) (deal.Outcome, bool) { panic("a party is not asked for a text") }
func (c *climber) Stands(o deal.Outcome)              { c.stood = append(c.stood, c.value(o)) }

func TestASingleTextThatStandsIsBetterForAllThanTheOneBefore(t *testing.T) {
	s := box(t, 9, 9, 2)
	for _, heat := range []float64{0, 1} {
		// Both want the first and the last issue high; on the second they are opposed.
		a := &climber{value: func(o deal.Outcome) float64 { return float64(o/18+o%2) + float64(o/2%9)/20 }}
		b := &climber{value: func(o deal.Outcome) float64 { return float64(o/18+o%2) - float64(o/2%9)/20 }}
		drafts := 0
		end := SingleText{400, s, 0, rand.New(rand.NewPCG(1, 2)), heat}.Run([]Party{a, b}, func(_, party int, _ deal.Outcome) {
			if drafts++; party != -1 {
				t.Errorf("a draft is said to be by party %d", party)
			}
		})
		if end.How != Agreed || end.Outcome/18 != 8 || end.Outcome%2 != 1 || end.Rounds != 400 || drafts != 400 {
			t.Errorf("heat %v: %+v after %d drafts; want the first issue at 8 and the last at 1 in 400 rounds", heat, end, drafts)
		}
		for _, stood := range [][]float64{a.stood, b.stood} {
			if len(stood) < 2 || !slices.IsSorted(stood) {
				t.Errorf("heat %v: what stood was worth %v", heat, stood)
			}
		}
	}
}

func TestAnAnnealingMediatorCrossesAValley(t *testing.T) {
	s := box(t, 2, 2)
	value := func(o deal.Outcome) float64 { return []float64{1, 0, 0, 2}[o] }
	agree := func(heat float64) deal.Outcome {
		return SingleText{200, s, 0, rand.New(rand.NewPCG(3, 4)), heat}.Run([]Party{&climber{value: value}, &climber{value: value}}, nil).Outcome
	}
	if d := cmp.Diff([]deal.Outcome{0, 3}, []deal.Outcome{agree(0), agree(1)}); d != "" {
		t.Error(d)
	}
}

func TestEveryNeighbourOfATextIsDrafted(t *testing.T) {
	s := box(t, 3, 1, 4)
	p := SingleText{Space: s, Rand: rand.New(rand.NewPCG(5, 6))}
	seen := make(map[deal.Outcome]int)
	for range 5000 {
		seen[p.redraft(5, make([]int32, 3))]++
	}
	// 5 is (1, 0, 1): two others on the first issue, three on the last.
	for _, o := range []deal.Outcome{1, 9, 4, 6, 7} {
		if seen[o] < 800 { // of 1000 expected; six standard deviations are 170
			t.Errorf("%d drafted %d times of 5000", o, seen[o])
		}
	}
	if len(seen) != 5 {
		t.Errorf("drafted %v", seen)
	}
	one := SingleText{Space: box(t, 1), Rand: p.Rand}
	if got := one.redraft(0, make([]int32, 1)); got != 0 {
		t.Errorf("the only text there is becomes %d", got)
	}
}
