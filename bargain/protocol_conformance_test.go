package bargain

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/deal"
)

// An event is what a party was asked and what came of it.
type event struct {
	s        State
	proposed bool
	o        deal.Outcome // offered, or on the table
	answer   Answer       // to what is on the table
	ok       bool         // it made an offer
	late     bool         // it came when time was up
	at       int          // who was asked
}

// A watched party writes down what goes on.
type watched struct {
	Party
	at   int // its place
	log  *[]event
	late func() bool
}

func (w watched) Respond(s State, on deal.Outcome) Answer {
	a := w.Party.Respond(s, on)
	*w.log = append(*w.log, event{s: s, at: w.at, o: on, answer: a, late: w.late()})
	return a
}

func (w watched) Propose(s State) (deal.Outcome, bool) {
	o, ok := w.Party.Propose(s)
	*w.log = append(*w.log, event{s: s, at: w.at, proposed: true, o: o, ok: ok, late: w.late()})
	return o, ok
}

func (w watched) Follow(g Growth) bool { return true }

// A wilful party does anything at all.
type wilful struct {
	t      *rapid.T
	spaces func(round int) uint64 // how many outcomes there are
	tame   bool                   // never breaks off
	unique bool                   // offers each outcome once, then repeats the last
	next   deal.Outcome           // the last of such a one
	made   uint64                 // how many it has offered
}

func (w *wilful) Respond(State, deal.Outcome) Answer {
	if !w.tame && rapid.IntRange(0, 30).Draw(w.t, "fuse") == 0 {
		return rapid.SampledFrom([]Answer{End, End + 1, 255}).Draw(w.t, "end")
	}
	return rapid.SampledFrom([]Answer{Reject, Accept}).Draw(w.t, "answer")
}

func (w *wilful) Propose(s State) (deal.Outcome, bool) {
	n := w.spaces(s.Round)
	if !w.tame && rapid.IntRange(0, 30).Draw(w.t, "fuse") == 0 {
		return deal.Outcome(rapid.SampledFrom([]uint64{n, n + 1, math.MaxUint64}).Draw(w.t, "outside")), rapid.Bool().Draw(w.t, "ok")
	}
	if w.unique {
		if w.made > 0 && rapid.IntRange(0, 7).Draw(w.t, "tired") == 0 {
			w.made = n
		}
		if w.made < n {
			w.made, w.next = w.made+1, (w.next+1)%deal.Outcome(n)
		}
		return w.next, true
	}
	return deal.Outcome(rapid.Uint64Range(0, n-1).Draw(w.t, "offer")), true
}

func box(t interface{ Fatal(...any) }, sizes ...int) *deal.Space {
	var issues []deal.Issue
	for i, n := range sizes {
		issues = append(issues, deal.Integers(string(rune('a'+i)), 1, n))
	}
	s, err := deal.NewSpace(issues...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A subject is a protocol under test.
type subject struct {
	Protocol
	rounds  int
	parties int
	late    func() bool                       // whether what is said now comes too late; nil: never
	spaces  func(round int) uint64            // how many outcomes there are
	consent func(e event, o deal.Outcome) int // bits of consent to o that an event gives
	all     int                               // bits that are needed of everybody
	tells   bool                              // whether every offer is told
	unique  bool
}

// either is consent by offering or by accepting.
func either(e event, o deal.Outcome) int {
	if e.o == o && (e.proposed && e.ok || !e.proposed && e.answer == Accept) {
		return 1
	}
	return 0
}

// both is offering, and accepting.
func both(e event, o deal.Outcome) int {
	if c := either(e, o); c == 0 || e.proposed {
		return c
	}
	return 2
}

// reaches is consent by a bid: the first party's goes at least as far up, the second's as far down.
func reaches(e event, o deal.Outcome) int {
	if e.ok && (e.at == 0 && o <= e.o || e.at == 1 && o >= e.o) {
		return 1
	}
	return 0
}

var subjects = map[string]func(t *rapid.T) subject{
	"stacked": func(t *rapid.T) subject {
		s, n := box(t, 3, 2), rapid.IntRange(0, 8).Draw(t, "rounds")
		return subject{Protocol: StackedOffers{n, s}, rounds: n, parties: 4, consent: either, all: 1, tells: true}
	},
	"timed": func(t *rapid.T) subject {
		clock := rapid.SliceOfN(rapid.Float64Range(-1, 1.2), 1, 60).Draw(t, "clock")
		slices.Sort(clock)
		i := -1
		read := func(i int) float64 {
			if i < len(clock) {
				return clock[i]
			}
			return math.NaN()
		}
		p := TimedOffers{func() float64 { i++; return read(i) }, box(t, 3, 2)}
		late := func() bool { return !(read(i+1) < 1) }
		return subject{Protocol: p, rounds: 30, parties: 4, late: late, consent: either, all: 1, tells: true}
	},
	"tentative": func(t *rapid.T) subject {
		s, n := box(t, 3, 2), rapid.IntRange(0, 8).Draw(t, "rounds")
		return subject{Protocol: TentativeAgreement{n, s}, rounds: n, parties: 3, consent: both, all: 3, tells: true, unique: true}
	},
	"text": func(t *rapid.T) subject {
		s, n := box(t, 3, 2), rapid.IntRange(0, 8).Draw(t, "rounds")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		heat := rapid.SampledFrom([]float64{0, 1}).Draw(t, "heat")
		return subject{Protocol: SingleText{n, s, 1, r, heat}, rounds: n, parties: 4, consent: either, all: 1}
	},
	"blind": func(t *rapid.T) subject {
		s, n := box(t, 9), rapid.IntRange(0, 8).Draw(t, "rounds")
		settle := rapid.SampledFrom([]func(near, far int) int{nil, HalfWay, AtFirst, AtSecond, func(int, int) int { return -5 }}).Draw(t, "settle")
		return subject{Protocol: BlindBids{Rounds: n, Space: s, Settle: settle}, rounds: n, parties: 2, consent: reaches, all: 1}
	},
	"agenda": func(t *rapid.T) subject {
		a, err := NewAgenda(box(t, 3), 8, Addition{2, deal.Integers("x", 1, 2)}, Addition{5, deal.Integers("y", 1, 3)}, Addition{5, deal.Integers("z", 1, 2)})
		if err != nil {
			t.Fatal(err)
		}
		spaces := func(round int) uint64 { return a.Space(round).Len() }
		return subject{Protocol: a, rounds: 8, parties: 4, spaces: spaces, consent: either, all: 1, tells: true}
	},
}

func TestEveryProtocolKeepsTheCommonRules(t *testing.T) {
	for name, make := range subjects {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { conforms(t, make(t)) })
		})
	}
}

func conforms(t *rapid.T, p subject) {
	if p.late == nil {
		p.late = func() bool { return false }
	}
	if p.spaces == nil {
		p.spaces = func(int) uint64 {
			if _, ok := p.Protocol.(BlindBids); ok {
				return 9
			}
			return 6
		}
	}
	var log []event
	var parties []Party
	n := rapid.IntRange(2, p.parties).Draw(t, "parties")
	for i := range n {
		parties = append(parties, watched{&wilful{
			t: t, spaces: p.spaces, unique: p.unique,
			tame: rapid.Bool().Draw(t, "tame"), next: deal.Outcome(rapid.Uint64Range(0, 5).Draw(t, "next")),
		}, i, &log, p.late})
	}
	told := 0
	end := p.Run(parties, func(round, party int, o deal.Outcome) {
		e := log[max(0, len(log)-1):]
		if party >= 0 {
			if told++; !e[0].proposed || e[0].at != party || e[0].s.Round != round || e[0].o != o {
				t.Fatalf("told that party %d offered %d in round %d, after %+v", party, o, round, e)
			}
		}
		if uint64(o) >= p.spaces(round) {
			t.Fatalf("told of %d, outside the space of round %d", o, round)
		}
	})
	broke := checkEvents(t, p, log, n)
	checkEnd(t, p, log, end, broke, n)
	if offers := countOffers(log) - lost(log, broke); p.tells && told != offers {
		t.Errorf("told of %d of %d offers", told, offers)
	}
}

// breaks reports whether an event ends a session.
func breaks(p subject, e event) bool {
	if e.proposed {
		return !e.ok || uint64(e.o) >= p.spaces(e.s.Round)
	}
	return e.answer > Accept
}

// checkEvents checks what parties were asked, and returns who broke off, or -1.
func checkEvents(t *rapid.T, p subject, log []event, n int) int {
	time := 0.0
	for i, e := range log {
		if e.s.Round < 0 || e.s.Round >= p.rounds || e.s.Time < time || e.s.Time > 1 || e.at < 0 || e.at >= n || e.s.By >= n {
			t.Fatalf("asked in the state %+v", e.s)
		}
		if !e.proposed && uint64(e.o) >= p.spaces(e.s.Round) {
			t.Fatalf("asked about %d, which is outside the space", e.o)
		}
		if time = e.s.Time; breaks(p, e) {
			if i+1 < len(log) {
				t.Fatalf("goes on after %+v", e)
			}
			return e.at
		}
	}
	return -1
}

func checkEnd(t *rapid.T, p subject, log []event, end Ended, broke, n int) {
	if end.Rounds > p.rounds || end.Rounds < 0 || end.Time < 0 || end.Time > 1 {
		t.Errorf("ended %+v, the deadline being %d rounds", end, p.rounds)
	}
	isLate := len(log) > 0 && log[len(log)-1].late
	switch {
	case end.How == Agreed:
		if len(log) == 0 || isLate {
			t.Fatalf("agreed when time was up")
		}
		given := make([]int, n)
		for _, e := range log {
			given[e.at] |= p.consent(e, end.Outcome)
		}
		for i, g := range given {
			if g != p.all {
				t.Errorf("agreed on %d, to which party %d has not consented: %+v", end.Outcome, i, log)
			}
		}
	case end.How == Broken && (broke != end.Who || isLate):
		t.Errorf("party %d is said to have broken off, it was %d", end.Who, broke)
	case end.How == TimedOut && broke >= 0 && !isLate:
		t.Errorf("party %d broke off, and time is said to be up", broke)
	}
}

func countOffers(log []event) (n int) {
	for _, e := range log {
		if e.proposed {
			n++
		}
	}
	return n
}

// lost counts offers that are not told: made too late, or none.
func lost(log []event, broke int) int {
	if last := len(log) - 1; last >= 0 && log[last].proposed && (log[last].late || broke >= 0) {
		return 1
	}
	return 0
}

func TestWithFewerThanTwoPartiesNothingIsAgreed(t *testing.T) {
	for name, make := range subjects {
		rapid.Check(t, func(t *rapid.T) {
			p := make(t)
			var log []event
			one := watched{&wilful{t: t, spaces: func(int) uint64 { return 1 }, tame: true}, 0, &log, func() bool { return false }}
			for _, parties := range [][]Party{nil, {one}} {
				if end := p.Run(parties, nil); end.How != TimedOut {
					t.Errorf("%s: %d parties ended %+v", name, len(parties), end)
				}
			}
		})
	}
}
