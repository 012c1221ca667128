package lab

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/bargain"
	"parley/deal"
	"parley/scenario"
	"parley/strategy"
)

// golden reads scenarios of ../../shared/golden/domains.json.
func golden(t testing.TB, names ...string) (all []*scenario.Scenario) {
	text, err := os.ReadFile("../../shared/golden/domains.json")
	if err != nil {
		t.Fatal(err)
	}
	var domains map[string]struct {
		Issues []struct {
			Name   string
			Values []string
		}
		Profiles []struct {
			Weights  []float64
			Values   [][]float64
			Bias     float64
			Reserved float64
		}
	}
	if err := json.Unmarshal(text, &domains); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		d := domains[name]
		var issues []deal.Issue
		for _, i := range d.Issues {
			issues = append(issues, deal.Named(i.Name, i.Values...))
		}
		space, err := deal.NewSpace(issues...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s := &scenario.Scenario{Name: name, Space: space}
		for i, p := range d.Profiles {
			s.Parties = append(s.Parties, deal.Preferences{Name: fmt.Sprint("party ", i+1), Reserved: p.Reserved,
				Utility: &deal.Additive{Weights: p.Weights, Values: p.Values, Bias: p.Bias}})
		}
		all = append(all, s)
	}
	return all
}

// dice offers anything and accepts one offer in ten: whatever a stream gives.
type dice struct {
	r *rand.Rand
	n uint64
}

func (d dice) Respond(bargain.State, deal.Outcome) bargain.Answer {
	switch d.r.IntN(40) {
	case 0:
		return bargain.End
	case 1, 2, 3, 4:
		return bargain.Accept
	}
	return bargain.Reject
}

func (d dice) Propose(bargain.State) (deal.Outcome, bool) {
	return deal.Outcome(d.r.Uint64N(d.n)), true
}

func diceInfo(name string) strategy.Info {
	return strategy.Info{Name: name, Prepare: func(p *deal.Profile, _ int) strategy.Maker {
		return func(_, _ int, r *rand.Rand) bargain.Party { return dice{r, p.Space.Len()} }
	}}
}

func named(t testing.TB, names ...string) (all []strategy.Info) {
	for _, name := range names {
		s, ok := strategy.Find(name)
		if !ok {
			t.Fatalf("no strategy %s", name)
		}
		all = append(all, s)
	}
	return all
}

// three is a scenario of three parties with names that a file must quote, and with
// discounts.
func three(t testing.TB) *scenario.Scenario {
	space, err := deal.NewSpace(deal.Named(`=price, "net"`, "-1", "one, two", "line\nbreak"), deal.Integers("days", -1, 2))
	if err != nil {
		t.Fatal(err)
	}
	s := &scenario.Scenario{Name: "=three, really", Space: space}
	for i, v := range [][]float64{{1, 0.5, 0}, {0, 0.7, 1}, {0.2, 1, 0.1}} {
		s.Parties = append(s.Parties, deal.Preferences{Name: fmt.Sprint(i), Reserved: 0.1, Discount: 0.8,
			Utility: &deal.Additive{Weights: []float64{0.6, 0.4}, Values: [][]float64{v, {0.1, 0.2, 0.5, 1}}}})
	}
	return s
}

func small(t testing.TB) *Tournament {
	return &Tournament{Scenarios: append(golden(t, "price101"), three(t)), Strategies: append(named(t, "boulware", "conceder"), diceInfo("dice")), Rounds: 10, Repetitions: 2, Seed: 7}
}

func prepared(t testing.TB, x *Tournament) *Plan {
	p, err := x.Prepare()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func written(t testing.TB, p *Plan, first, workers int) []byte {
	var b bytes.Buffer
	if err := p.Write(t.Context(), &b, Progress{Units: first, Bytes: int64(first)}, workers, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryAssignmentIsPlayedInEveryRotationAndRepetitionOnce(t *testing.T) {
	for _, selfPlay := range []bool{true, false} {
		x := small(t)
		x.NoSelfPlay = !selfPlay
		p := prepared(t, x)
		want := 2*2*9 + 2*3*27
		if !selfPlay {
			want = 2*2*6 + 2*3*24
		}
		if p.Units() != want {
			t.Errorf("%d units, want %d", p.Units(), want)
		}
		seen := make(map[string]bool)
		var at Pairing
		for u := range p.Units() {
			p.Pairing(u, &at)
			if same := len(slices.Compact(slices.Clone(at.Strategies))) == 1; same && !selfPlay {
				t.Errorf("unit %d is self-play: %v", u, at)
			}
			if len(at.Strategies) != len(x.Scenarios[at.Scenario].Parties) || at.First >= len(at.Strategies) || at.Repetition >= 2 {
				t.Errorf("unit %d: %v", u, at)
			}
			seen[fmt.Sprint(at)] = true
		}
		if len(seen) != want {
			t.Errorf("%d pairings differ, want %d", len(seen), want)
		}
	}
}

func TestATournamentOfNothingOrTooMuchIsRefused(t *testing.T) {
	for name, change := range map[string]func(*Tournament){
		"no scenario":                 func(x *Tournament) { x.Scenarios = nil },
		"no strategy":                 func(x *Tournament) { x.Strategies = nil },
		"one strategy, no self-play":  func(x *Tournament) { x.Strategies, x.NoSelfPlay = x.Strategies[:1], true },
		"no rounds":                   func(x *Tournament) { x.Rounds = 0 },
		"no repetitions":              func(x *Tournament) { x.Repetitions = -1 },
		"too many":                    func(x *Tournament) { x.Repetitions = math.MaxInt },
		"one party":                   func(x *Tournament) { x.Scenarios[0].Parties = x.Scenarios[0].Parties[:1] },
		"a utility that is no number": func(x *Tournament) { x.Scenarios[0].Parties[0].Reserved = math.NaN() },
	} {
		x := small(t)
		change(x)
		if _, err := x.Prepare(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestOneWorkerAndManyWriteTheSameBytes(t *testing.T) {
	x := small(t)
	x.Repetitions = 40 // several chunks
	p := prepared(t, x)
	want := written(t, p, 0, 1)
	if n := bytes.Count(want, []byte("\n")); n != p.Units()+1 {
		t.Fatalf("%d lines for %d units", n, p.Units())
	}
	for _, workers := range []int{2, 7} {
		if !bytes.Equal(want, written(t, prepared(t, x), 0, workers)) {
			t.Errorf("%d workers write something else", workers)
		}
	}
}

// Strategies that keep state, and those with chance, are no exception.
func TestEveryStrategyPlaysTheSameOnOneCoreAndMany(t *testing.T) {
	x := &Tournament{Scenarios: golden(t, "additive1e2"), Strategies: strategy.All(), Rounds: 12, Repetitions: 2, Seed: 11}
	want := written(t, prepared(t, x), 0, 1)
	for _, workers := range []int{2, 7} {
		if got := written(t, prepared(t, x), 0, workers); !bytes.Equal(want, got) {
			w, g := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
			for i := range w {
				if !bytes.Equal(w[i], g[i]) {
					t.Fatalf("%d workers: line %d\n%s\n%s", workers, i+1, w[i], g[i])
				}
			}
		}
	}
}

// A unit is the same whichever were played before it.
func TestAUnitIsAFunctionOfThePlanAndItsNumber(t *testing.T) {
	p := prepared(t, small(t))
	var rows []string
	add := func(r *Row) error { rows = append(rows, fmt.Sprint(*r)); return nil }
	if err := p.Run(t.Context(), 0, 1, add); err != nil {
		t.Fatal(err)
	}
	x := p.player()
	for _, u := range rand.New(rand.NewPCG(1, 2)).Perm(p.Units()) {
		var r Row
		x.play(u, &r)
		if got := fmt.Sprint(r); got != rows[u] {
			t.Fatalf("unit %d: %s, in order %s", u, got, rows[u])
		}
	}
}

func TestRepetitionsOfAStrategyWithChanceDiffer(t *testing.T) {
	x := small(t)
	x.Scenarios, x.Strategies, x.Repetitions = x.Scenarios[:1], x.Strategies[2:], 20
	ends := make(map[bargain.Ended]bool)
	if err := prepared(t, x).Run(t.Context(), 0, 1, func(r *Row) error { ends[r.Ended] = true; return nil }); err != nil {
		t.Fatal(err)
	}
	if len(ends) < 10 {
		t.Errorf("40 sessions end in %d ways", len(ends))
	}
}

func TestLinesReadBackAreTheRowsThatWereRun(t *testing.T) {
	p := prepared(t, small(t))
	text := written(t, p, 0, 2)
	var want, got []string
	words := func(r *Row) string { // the time and who broke off are not written
		return fmt.Sprint(r.Unit, r.Pairing, r.How, r.Rounds, r.Outcome, r.Utilities, r.Pareto, r.Nash)
	}
	if err := p.Run(t.Context(), 0, 1, func(r *Row) error { want = append(want, words(r)); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := p.Read(bytes.NewReader(text), func(r *Row) error { got = append(got, words(r)); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Names with commas, quote marks, line ends, and such as a spreadsheet would run.
func TestEveryRowIsOneLineThatNoSpreadsheetRuns(t *testing.T) {
	p := prepared(t, small(t))
	text := string(written(t, p, 0, 1))
	for _, want := range []string{`,"one, two; 2",`, ",line break; ", `"'=three, really",`, ",'-1; "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%.3000s", want, text)
		}
	}
	for _, forbidden := range []string{",-1; ", ",=", `,"=`} {
		if strings.Contains(text, forbidden) {
			t.Errorf("%s", forbidden)
		}
	}
}

// Cut at every byte, gone on with: the same file, nothing lost or counted twice.
func TestAFileCutAnywhereIsResumedToTheSameBytes(t *testing.T) {
	x := small(t)
	x.Scenarios, x.Repetitions = []*scenario.Scenario{three(t)}, 1
	p := prepared(t, x)
	whole, played := written(t, p, 0, 1), make(map[Progress]bool)
	for cut := range len(whole) + 1 {
		done, err := p.Done(bytes.NewReader(whole[:cut]))
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		lines := bytes.Count(whole[:cut], []byte("\n"))
		if done.Units != max(0, lines-1) || done.Bytes != int64(bytes.LastIndexByte(whole[:cut], '\n')+1) {
			t.Fatalf("cut at %d: %+v of %d lines", cut, done, lines)
		}
		if played[done] { // what goes on hangs on nothing else
			continue
		}
		played[done] = true
		var b bytes.Buffer
		b.Write(whole[:done.Bytes])
		if err := p.Write(t.Context(), &b, done, 1, nil); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(whole, b.Bytes()) {
			t.Fatalf("cut at %d: resumed to other bytes", cut)
		}
	}
}

func TestAFileOfAnotherPlanIsRefused(t *testing.T) {
	p := prepared(t, small(t))
	text := written(t, p, 0, 1)
	lines := bytes.SplitAfter(text, []byte("\n"))
	join := func(lines ...[]byte) []byte { return bytes.Join(lines, nil) }
	for name, file := range map[string][]byte{
		"another header":   append([]byte("a,b\n"), lines[1]...),
		"half of another":  []byte("unit,scenery"),
		"a row twice":      join(lines[0], lines[1], lines[1]),
		"a row left out":   join(lines[0], lines[1], lines[3]),
		"more rows":        append(slices.Clone(text), lines[1]...),
		"no rows, a text":  join(lines[0], []byte("hello\n")),
		"an endless line":  append(slices.Clone(lines[0]), bytes.Repeat([]byte("x"), maxLine+1<<17)...),
		"an empty line":    join(lines[0], lines[1], []byte("\n")),
		"Windows' endings": bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")),
	} {
		var row *RowError
		if done, err := p.Done(bytes.NewReader(file)); !errors.Is(err, ErrOtherPlan) && (!errors.As(err, &row) || row.Line < 2) {
			t.Errorf("%s: %+v, %v", name, done, err)
		}
	}
	for name, change := range map[string]func(*Tournament){
		"seed":        func(x *Tournament) { x.Seed++ },
		"rounds":      func(x *Tournament) { x.Rounds++ },
		"repetitions": func(x *Tournament) { x.Repetitions++ },
		"self-play":   func(x *Tournament) { x.NoSelfPlay = true },
		"strategies":  func(x *Tournament) { slices.Reverse(x.Strategies) },
		"scenarios":   func(x *Tournament) { slices.Reverse(x.Scenarios) },
		"reserved":    func(x *Tournament) { x.Scenarios[1].Parties[2].Reserved = 0.2 },
		"discount":    func(x *Tournament) { x.Scenarios[1].Parties[2].Discount = 0.7 },
		"utility": func(x *Tournament) {
			x.Scenarios[1].Parties[2].Utility.(*deal.Additive).Values[1][2] = 0.6
		},
		"a name": func(x *Tournament) { x.Scenarios[0].Name = "price102" },
	} {
		x := small(t)
		change(x)
		if _, err := prepared(t, x).Done(bytes.NewReader(text)); !errors.Is(err, ErrOtherPlan) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnInterruptedRunLeavesWholeRowsInOrder(t *testing.T) {
	x := small(t)
	x.Repetitions = 60
	p := prepared(t, x)
	whole := written(t, p, 0, 1)
	for _, workers := range []int{1, 2, 7} {
		for _, after := range []int{0, 1, 500, 2000} {
			ctx, cancel := context.WithCancel(t.Context())
			var b bytes.Buffer
			err := p.Write(ctx, &b, Progress{}, workers, func(units int) {
				if units >= after {
					cancel()
				}
			})
			cancel()
			if !errors.Is(err, context.Canceled) || !bytes.HasPrefix(whole, b.Bytes()) || !bytes.HasSuffix(b.Bytes(), []byte("\n")) || b.Len() == len(whole) {
				t.Errorf("%d workers, after %d: %v, %d of %d bytes", workers, after, err, b.Len(), len(whole))
			}
		}
	}
}

// full fails after so many writes.
type full int

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if *f--; *f < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestAnErrorOfTheWriterEndsTheRun(t *testing.T) {
	x := small(t)
	x.Repetitions = 60
	p := prepared(t, x)
	for n := range 4 {
		if err := p.Write(t.Context(), new(full(n)), Progress{}, 3, nil); !errors.Is(err, errFull) {
			t.Errorf("after %d writes: %v", n, err)
		}
	}
}

// Whatever the plan, what is run from any unit is the rest of what is run from
// the first.
func TestARunFromAnyUnitIsTheRest(t *testing.T) {
	base := small(t)
	rapid.Check(t, func(r *rapid.T) {
		x := *base
		x.Seed = rapid.Uint64().Draw(r, "seed")
		x.NoSelfPlay = rapid.Bool().Draw(r, "no self-play")
		x.Repetitions = rapid.IntRange(1, 3).Draw(r, "repetitions")
		x.Rounds = rapid.IntRange(1, 12).Draw(r, "rounds")
		p := prepared(t, &x)
		whole := written(t, p, 0, 2)
		first := rapid.IntRange(1, p.Units()).Draw(r, "first")
		if rest := written(t, p, first, rapid.IntRange(1, 4).Draw(r, "workers")); !bytes.HasSuffix(whole, rest) || bytes.Count(rest, []byte("\n")) != p.Units()-first {
			r.Fatalf("from %d: %d lines", first, bytes.Count(rest, []byte("\n")))
		}
	})
}

func TestAUnitThatIsNotThereIsAnError(t *testing.T) {
	p := prepared(t, small(t))
	for _, first := range []int{-1, p.Units() + 1} {
		if err := p.Run(t.Context(), first, 1, func(*Row) error { return nil }); err == nil {
			t.Errorf("%d: no error", first)
		}
	}
}

func TestPlayingAUnitOfStatelessStrategiesAllocatesNothing(t *testing.T) {
	x := small(t)
	x.Strategies = x.Strategies[:2]
	e := prepared(t, x).encoder()
	b := make([]byte, 0, 1<<12)
	if n := testing.AllocsPerRun(100, func() { b = e.append(b[:0], 5) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// odd is a utility that is not additive: one outcome among many decides.
type odd int32

func (o odd) Of(options []int32) float64 {
	sum := int32(0)
	for _, k := range options {
		sum = sum*7 + k
	}
	return float64(sum%int32(o)) / float64(o)
}

func TestPlansOfOtherUtilitiesHaveOtherDigests(t *testing.T) {
	seen := make(map[string]bool)
	for _, o := range []odd{13, 17, 19} {
		x := small(t)
		x.Scenarios = golden(t, "additive1e4")
		x.Scenarios[0].Parties[1].Utility = o
		seen[prepared(t, x).Digest()] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d digests of three plans", len(seen))
	}
}
