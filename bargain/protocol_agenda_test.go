package bargain

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

// A hearer rejects everything, offers the first outcome, and keeps what it was told
// and asked.
type hearer struct {
	grown  []Growth
	states []State
}

func (h *hearer) Follow(g Growth) bool               { h.grown = append(h.grown, g); return true }
func (h *hearer) Respond(State, deal.Outcome) Answer { return Reject }
func (h *hearer) Propose(s State) (deal.Outcome, bool) {
	h.states = append(h.states, s)
	return 1, true
}

func agenda(t *testing.T, rounds int, added ...Addition) *Agenda {
	a, err := NewAgenda(box(t, 3), rounds, added...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnOfferFromBeforeAnIssueWasAddedIsSilentOnIt(t *testing.T) {
	a := agenda(t, 4, Addition{2, deal.Integers("x", 1, 5)}, Addition{3, deal.Integers("y", 1, 2)})
	h := &hearer{}
	end := a.Run([]Party{h, &hearer{}}, nil)
	want := []Growth{
		{Round: 2, From: a.Space(1), To: a.Space(2), By: 1, First: 5, N: 5},
		{Round: 3, From: a.Space(2), To: a.Space(3), By: 1, First: 2, N: 2},
	}
	if d := cmp.Diff(want, h.grown, cmp.Comparer(func(a, b *deal.Space) bool { return a == b })); d != "" {
		t.Error(d)
	}
	for n := range deal.Outcome(5) {
		if o := a.Space(2).Options(5+n, nil); o[0] != 1 || o[1] != int32(n) || a.Part(5+n, 1, 2) != 1 {
			t.Errorf("completion %d of the offer of option 1 has the options %v", n, o)
		}
	}
	if d := cmp.Diff(Ended{How: TimedOut, Rounds: 4, Time: 1}, end); d != "" {
		t.Error(d)
	}
	// The rounds and the time go on; nobody is asked about the silent offer.
	states := []State{{0, 4, .2, -1}, {1, 4, .4, 1}, {2, 4, .6, -1}, {3, 4, .8, -1}}
	if d := cmp.Diff(states, h.states); d != "" {
		t.Error(d)
	}
}

func TestWhatIsAgreedIsAPointOfTheSpaceOfItsRound(t *testing.T) {
	a := agenda(t, 5, Addition{1, deal.Integers("x", 1, 2)}, Addition{3, deal.Integers("y", 1, 2)})
	one := InLegs(&script{nil, []deal.Outcome{0}}, &script{[]Answer{Reject}, []deal.Outcome{4, 4}}, &script{nil, []deal.Outcome{11}})
	two := InLegs(&script{[]Answer{Reject}, []deal.Outcome{2}}, &script{[]Answer{Reject, Reject}, []deal.Outcome{3, 3}}, &script{[]Answer{Accept}, nil})
	if d := cmp.Diff(Ended{How: Agreed, Outcome: 11, Rounds: 4, Time: 4. / 6}, a.Run([]Party{one, two}, nil)); d != "" {
		t.Error(d)
	}
	early := []Party{&script{nil, []deal.Outcome{1}}, &script{[]Answer{Accept}, nil}}
	if d := cmp.Diff(Ended{How: Agreed, Outcome: 1, Rounds: 1, Time: 1. / 6}, a.Run(early, nil)); d != "" {
		t.Error(d)
	}
}

func TestAPartyThatCannotFollowBreaksOff(t *testing.T) {
	a := agenda(t, 3, Addition{1, deal.Integers("x", 1, 2)})
	no := []Answer{Reject, Reject, Reject}
	want := Ended{How: Broken, Rounds: 1, Time: .25, Who: 1}
	for name, second := range map[string]Party{
		"no follower":    &script{no, []deal.Outcome{1, 1, 1}},
		"no further leg": InLegs(&script{no, []deal.Outcome{1, 1, 1}}),
	} {
		if d := cmp.Diff(want, a.Run([]Party{&hearer{}, second}, nil)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	nobody := InLegs()
	if _, ok := nobody.Propose(State{}); ok || nobody.Respond(State{}, 0) != End {
		t.Error("a party of no legs takes part")
	}
}

func TestAnAdditionThatCannotBeIsRefusedByName(t *testing.T) {
	x := deal.Integers("x", 1, 2)
	for want, added := range map[string][]Addition{
		`"x" is added before round 0, which is not in 1..4`:     {{0, x}},
		`"x" is added before round 5, which is not in 1..4`:     {{5, x}},
		`"x" is added before round 2, after one before round 3`: {{3, deal.Integers("y", 1, 2)}, {2, x}},
		`before round 2: deal: two issues are called "a"`:       {{2, deal.Integers("a", 1, 2)}},
		`before round 2: deal: issue "none"`:                    {{2, deal.Integers("none", 1, 0)}},
		`before round 3: ` + deal.ErrTooBig.Error():             {{2, deal.Integers("x", 1, 1<<31-1)}, {3, deal.Integers("y", 1, 1<<31-1)}},
	} {
		if _, err := NewAgenda(box(t, 3), 5, added...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got the error %v, want one with %s", err, want)
		}
	}
}

func TestCompletionsAreTheOutcomesThatSayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 4), 2, 5).Draw(t, "sizes")
		var added []Addition
		for i, n := range sizes[1:] {
			added = append(added, Addition{i/2 + 1, deal.Integers(string(rune('b'+i)), 1, n)})
		}
		a, err := NewAgenda(box(t, sizes[0]), 9, added...)
		if err != nil {
			t.Fatal(err)
		}
		r := rapid.IntRange(0, 3).Draw(t, "earlier")
		q := rapid.IntRange(r, 4).Draw(t, "later")
		from, to := a.Space(r), a.Space(q)
		o := deal.Outcome(rapid.Uint64Range(0, from.Len()-1).Draw(t, "offer"))
		first, n := a.Completions(o, r, q)
		said := from.Options(o, nil)
		for c := range deal.Outcome(to.Len()) {
			same := cmp.Equal(said, to.Options(c, nil)[:len(said)])
			if in := c >= first && uint64(c-first) < n; in != same {
				t.Errorf("%d is a completion: %v; it says the same: %v", c, in, same)
			}
			if same != (a.Part(c, r, q) == o) {
				t.Errorf("the part of %d is %d", c, a.Part(c, r, q))
			}
		}
	})
}
