package deal

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// scoring makes a scoring table: as many issues of as many options.
func scoring(tb testing.TB, issues, options int, weight func(i int) float64, value func(i, o int) float64) (*Space, *Additive) {
	a, is := &Additive{}, []Issue(nil)
	for i := range issues {
		is = append(is, Integers(fmt.Sprint("i", i), 1, options))
		table := make([]float64, options)
		for o := range table {
			table[o] = value(i, o)
		}
		a.Weights, a.Values = append(a.Weights, weight(i)), append(a.Values, table)
	}
	return spaceOf(tb, is...), a
}

func equally(n int) func(int) float64 { return func(int) float64 { return 1 / float64(n) } }

// cyclic are the points 0..n-1 as parts of the most, in another order for each issue.
func cyclic(n int) func(i, o int) float64 {
	return func(i, o int) float64 { return float64((o*7+i)%n) / float64(n-1) }
}

func percent(i int) float64 { return float64(5+(i*37)%13) / 100 }

// side by side are numbers that follow each other in a float64.
func sideBySide(_, o int) float64 {
	return math.Float64frombits(math.Float64bits(0.1) + uint64(o))
}

// scoringTables are tables as people write them, in spaces that cannot be listed.
func scoringTables(tb testing.TB) map[string]*Profile {
	r := rand.New(rand.NewPCG(1, 1))
	all := make(map[string]*Profile)
	add := func(name string, issues, options int, weight func(int) float64, value func(i, o int) float64) {
		s, a := scoring(tb, issues, options, weight, value)
		all[name] = profileOf(tb, s, a)
	}
	add("10^10, ninths", 10, 10, equally(10), cyclic(10))
	add("10^12, ninths", 12, 10, equally(12), cyclic(10))
	add("10^18, ninths", 18, 10, equally(18), cyclic(10))
	add("2^60, sevenths", 20, 8, equally(20), cyclic(8))
	add("10^11, one unit in the last place apart", 8, 30, equally(8), sideBySide)
	add("10^10, whole points", 10, 10, func(int) float64 { return 1 }, func(_, _ int) float64 { return float64(r.IntN(30)) })
	add("10^12, weights in percent, values in tenths", 12, 10, percent, func(i, o int) float64 { return float64((o*7+i)%11) / 10 })
	add("10^10, both in percent", 10, 10, percent, func(_, _ int) float64 { return float64(r.IntN(101)) / 100 })
	return all
}

// stepsOf returns how many steps of a search f takes.
func stepsOf(p *Profile, f func()) int64 {
	before := p.sums.steps.Load()
	f()
	return p.sums.steps.Load() - before
}

// 2^23 steps are what 50 ms allow: one over the ways of levels takes some 3 to 5 ns.
const fewSteps = 1 << 23

// On scoring tables many outcomes tie, and more but for the last bit: what the
// searches say agrees with what they say otherwise, and takes no time.
func TestSearchesOfScoringTablesAgree(t *testing.T) {
	for name, p := range scoringTables(t) {
		t.Run(name, func(t *testing.T) {
			span := p.Max - p.Min
			for _, part := range []float64{0, 0.02, 0.3, 0.5, 0.52, 0.9, 0.99, 1} {
				x := p.Min + part*span
				var o Outcome
				var some []Outcome
				steps := max(
					stepsOf(p, func() { o, _ = p.Nearest(x, 0, x) }),
					stepsOf(p, func() { some = p.Within(nil, x, x+span/50, 256) }),
				)
				if one := p.Within(nil, x, p.Max, 1); len(one) != 1 || one[0] != o || some[0] != o {
					t.Errorf("at %v Nearest finds %v, Within %v and %v", x, o, one, some[0])
				}
				if !slices.IsSortedFunc(some, func(a, b Outcome) int { return byUtility(p, a, b) }) || p.Of(o) < x {
					t.Errorf("at %v Within is not in order, or below", x)
				}
				if below, ok := p.Nearest(math.Nextafter(p.Of(o), math.Inf(1)), 0, p.Min); ok && p.Of(below) <= p.Of(o) {
					t.Errorf("above %v Nearest finds %v", p.Of(o), p.Of(below))
				}
				if steps > fewSteps {
					t.Errorf("at %v: %d steps", x, steps)
				}
			}
			checkRanks(t, p)
			if !p.Exact() {
				t.Error("not exact")
			}
		})
	}
}

func byUtility(p *Profile, a, b Outcome) int {
	if u, v := p.Of(a), p.Of(b); u != v {
		return 2*b2i(u > v) - 1
	}
	return 2*b2i(a > b) - b2i(a != b)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// checkRanks compares the first ranks with each other and with what Within finds.
func checkRanks(t *testing.T, p *Profile) {
	t.Helper()
	var best []Outcome
	for rank := range 200 {
		if steps := stepsOf(p, func() {
			o, _ := p.Ranked(rank)
			best = append(best, o)
		}); steps > fewSteps {
			t.Errorf("rank %d: %d steps", rank, steps)
		}
	}
	if best[0] != p.Best() || p.Of(best[0]) != p.Max {
		t.Errorf("the best is %v, rank 0 %v", p.Best(), best[0])
	}
	least := p.Of(best[len(best)-1])
	all := p.Within(nil, math.Nextafter(least, math.Inf(1)), p.Max, 0)
	slices.SortFunc(all, func(a, b Outcome) int {
		if p.Of(a) == p.Of(b) {
			return byUtility(p, a, b)
		}
		return byUtility(p, b, a)
	})
	if got := best[:min(len(all), len(best))]; !slices.Equal(all, got) {
		t.Errorf("ranks: -Within +Ranked\n%s", gocmp.Diff(all, got))
	}
}

// The same answers on any number of cores, and nothing allocated in a round.
func TestLevelsAreSharedAndDoNotAllocate(t *testing.T) {
	s, a := scoring(t, 20, 8, equally(20), cyclic(8))
	p, q := profileOf(t, s, a), profileOf(t, s, a)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for k := range 20 {
				x := p.Min + (p.Max-p.Min)*float64((k*7+g)%20)/20
				if d := gocmp.Diff(q.Within(nil, x, x+0.1, 20), p.Within(nil, x, x+0.1, 20)); d != "" {
					t.Errorf("-alone +shared\n%s", d)
				}
				rank := (k*31 + g) % 300
				got, _ := p.Ranked(rank)
				if want, _ := q.Ranked(rank); got != want {
					t.Errorf("Ranked(%d) = %v and %v", rank, got, want)
				}
			}
		})
	}
	wg.Wait()
	buffer := make([]Outcome, 0, 256)
	// A pool may be emptied under way: that is seldom, and less than one in a run.
	if n := testing.AllocsPerRun(50, func() {
		o, _ := p.Nearest(0.5, 0, 0.5)
		buffer = p.Within(buffer[:0], p.Of(o), p.Max, 256)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// Whole points have no rounding: how many outcomes have how many points can be
// counted, and which is the first of them.
func TestWholePointsAreCounted(t *testing.T) {
	s, a := scoring(t, 20, 8, func(int) float64 { return 1 }, func(_, o int) float64 { return float64(o) })
	p := profileOf(t, s, a)
	if n := len(p.Within(nil, 2, 2, 0)); n != 20+20*19/2 {
		t.Errorf("%d outcomes have 2 points, want 20 of one 2 and 190 of two 1", n)
	}
	if o, ok := p.Nearest(7.5, 0, 0); !ok || o != 8+7 {
		t.Errorf("the first of 8 points is %v, want 15", o)
	}
	for rank, want := range []Outcome{1<<60 - 1, 1<<60 - 1 - 1<<57, 1<<60 - 1 - 1<<54} {
		if o, ok := p.Ranked(rank); !ok || o != want {
			t.Errorf("rank %d is %v, want %v", rank, o, want)
		}
	}
	if !p.Exact() {
		t.Error("not exact")
	}
}

// checkSame compares two ways to search in the same utilities.
func checkSame(t *rapid.T, got, want inverse, r *reference) {
	for range 8 {
		x, from := drawTarget(t, r), drawTarget(t, r)
		if math.IsNaN(from) {
			continue // then x is NaN too
		}
		below, above := got.around(x, from)
		if b, a := want.around(x, from); b != below || a != above {
			t.Fatalf("around(%v, %v) = %v, %v, want %v, %v", x, from, below, above, b, a)
		}
		limit := rapid.IntRange(1, 9).Draw(t, "limit")
		if d := gocmp.Diff(want.within(nil, from, x, limit), got.within(nil, from, x, limit)); d != "" {
			t.Fatalf("within(%v, %v, %d): -want +got\n%s", from, x, limit, d)
		}
		rank := rapid.IntRange(0, len(r.u)-1).Draw(t, "rank")
		o, ok := got.ranked(rank)
		if w, _ := want.ranked(rank); o != w || !ok {
			t.Fatalf("ranked(%d) = %v, %v, want %v", rank, o, ok, w)
		}
	}
}

func TestLevelsAreTheListing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		a := drawAdditive(t, s)
		l := newLevels(newSums(s, a))
		if l == nil {
			t.Fatal("too many levels")
		}
		checkSame(t, l, &listing{u: list(s, a)}, newReference(s, a))
	})
}

func TestHalvesAreTheListing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		a := drawAdditive(t, s)
		m := newSums(s, a)
		m.head = rapid.IntRange(0, s.Issues()-1).Draw(t, "head")
		m.mid, _ = m.middle(m.head)
		checkSame(t, m, &listing{u: list(s, a)}, newReference(s, a))
	})
}

// Two ways that share nothing but the tables, where nothing can be listed.
func TestLevelsAreTheHalvesOfALargeSpace(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	s, a := scoring(t, 9, 9, percent, func(_, _ int) float64 { return float64(r.IntN(101)) / 100 })
	p := profileOf(t, s, a)
	m := newSums(s, a)
	if _, ok := p.inverse().(*levels); !ok {
		t.Fatal("no levels")
	}
	for _, part := range []float64{0, 0.1, 0.5, 0.9} {
		x := p.Min + part*(p.Max-p.Min)
		below, above := p.inverse().around(x, p.Min)
		if b, a := m.around(x, p.Min); b != below || a != above {
			t.Errorf("around %v: levels %v, %v, halves %v, %v", x, below, above, b, a)
		}
		if d := gocmp.Diff(m.within(nil, x, p.Max, 50), p.Within(nil, x, p.Max, 50)); d != "" {
			t.Errorf("within from %v: -halves +levels\n%s", x, d)
		}
	}
	for _, rank := range []int{0, 1, 50, 100} {
		got, _ := p.Ranked(rank)
		if want, _ := m.ranked(rank); got != want {
			t.Errorf("rank %d: levels %v, halves %v", rank, got, want)
		}
	}
	if m.gaveUp.Load() {
		t.Error("a search of the halves ended early")
	}
}

// Too many for levels, and for the halves among millions that tie but for rounding:
// then a search ends in time, finds what was asked for and no longer claims that nothing is before it.
func TestProfileSaysThatASearchEndedEarly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	s, a := scoring(t, 12, 10, percent, func(_, _ int) float64 { return float64(r.IntN(1001)) / 1000 })
	p := profileOf(t, s, a)
	if !p.Exact() || p.sums.few != nil {
		t.Fatal("the utilities are few, or not exact before anything was asked")
	}
	// Utilities are whole 1e-5ths, but for rounding, which 1e-12 holds.
	x := math.Floor((p.Min+p.Max)/2*1e5)/1e5 + 3e-6
	steps := stepsOf(p, func() {
		if o, ok := p.Nearest(x, 0, x); !ok || p.Of(o) < x || p.Of(o) > x+7e-6+1e-12 {
			t.Errorf("Nearest(%v) has %v", x, p.Of(o))
		}
	})
	if p.Exact() {
		t.Error("still exact")
	}
	if most := int64(3 * maxSteps); steps > most { // the halves are gone through besides
		t.Errorf("%d steps, want at most %d", steps, most)
	}
}

// Ties at the top that neither way gets through: the best is still rank 0, whatever
// was asked before.
func TestBestIsRankZeroAmongMillionsThatTie(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	s, a := scoring(t, 6, 30, func(i int) float64 { return 0.1 + float64(i)*math.Pi/100 }, func(_, o int) float64 {
		if o < 18 {
			return 1 - r.Float64()*6e-15
		}
		return r.Float64()
	})
	p, q := profileOf(t, s, a), profileOf(t, s, a)
	if _, ok := q.Ranked(200); !ok {
		t.Error("no rank 200")
	}
	for _, rank := range []int{0, 1, 63} {
		got, _ := p.Ranked(rank)
		if want, _ := q.Ranked(rank); got != want {
			t.Errorf("rank %d is %v, and %v where another was asked for before", rank, got, want)
		}
	}
	if o, _ := p.Ranked(0); o != p.Best() || p.Of(o) != p.Max {
		t.Errorf("rank 0 is %v, the best %v", o, p.Best())
	}
	if p.Exact() {
		t.Error("a search got through them")
	}
}

// Where nothing can be listed "all" has an end.
func TestWithinWithoutALimitHasOne(t *testing.T) {
	s, a := scoring(t, 10, 10, func(int) float64 { return 1 }, func(_, o int) float64 { return float64(o) })
	p := profileOf(t, s, a)
	all := p.Within(nil, math.Inf(-1), math.Inf(1), 0)
	if len(all) != maxRank || all[0] != 0 || p.Of(all[maxRank-1]) > p.Max/2 {
		t.Errorf("%d outcomes", len(all))
	}
}

func TestZeroAndNegativeZeroTieByIndex(t *testing.T) {
	s := spaceOf(t, Integers("a", 1, 1000))
	u := make([]float64, s.n)
	for o := range u {
		u[o] = []float64{1e-9, 0, math.Copysign(0, -1)}[o%3]
	}
	u[0] = 1e9 // all others are sorted as a crowd
	p := profileOf(t, s, &Explicit{s, u})
	if o, ok := p.Nearest(0, 0, math.Inf(-1)); !ok || o != 1 {
		t.Errorf("Nearest(0) = %v, want 1", o)
	}
	if d := gocmp.Diff([]Outcome{1, 2, 4, 5}, p.Within(nil, 0, 0, 4)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if o, _ := p.Ranked(999); o != 998 {
		t.Errorf("the last rank is %v, want 998", o)
	}
}
