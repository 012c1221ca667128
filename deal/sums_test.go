package deal

import (
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// unlisted is a profile without a table, listed one without sums.
func unlisted(s *Space, a *Additive) *Profile {
	p := &Profile{Space: s, Preferences: Preferences{Utility: a}, sums: newSums(s, a)}
	p.Min, p.Max = p.sums.extremes()
	return p
}

func listed(s *Space, a *Additive) *Profile {
	p := unlisted(s, a)
	p.listed.Store(&listing{u: p.sums.list()})
	p.sums = nil
	return p
}

// tied makes an additive utility whose sums are few: 0.1, 0.2 and so on, which
// rounding then makes many again that are nearly the same.
func tied(issues, options int) (*Space, *Additive) {
	s, a := randomAdditive(9, issues, options)
	for i := range a.Weights {
		a.Weights[i] = 1 / float64(issues)
		for o := range a.Values[i] {
			a.Values[i][o] = float64((o*(i+1))%options) / 10
		}
	}
	return s, a
}

// sameAnswers compares what two profiles of the same preferences say.
func sameAnswers(t *testing.T, a, b *Profile, targets []float64) {
	for _, x := range targets {
		for _, slack := range []float64{0, 1e-6, 1e-3} {
			got, ok := a.Nearest(x, slack, 0)
			want, wantOK := b.Nearest(x, slack, 0)
			if got != want || ok != wantOK {
				t.Fatalf("Nearest(%v, %v, 0) = %v, %v and %v, %v", x, slack, got, ok, want, wantOK)
			}
		}
		if d := gocmp.Diff(b.Within(nil, x, x+0.01, 7), a.Within(nil, x, x+0.01, 7)); d != "" {
			t.Fatalf("Within(%v, …): -listed +sums\n%s", x, d)
		}
		if d := gocmp.Diff(b.Within(nil, x, x+1e-5, 0), a.Within(nil, x, x+1e-5, 0)); d != "" {
			t.Fatalf("Within(%v, …): -listed +sums\n%s", x, d)
		}
	}
	for rank := range min(1000, int(a.Space.n)) {
		got, _ := a.Ranked(rank)
		if want, _ := b.Ranked(rank); got != want {
			t.Fatalf("Ranked(%d) = %v and %v", rank, got, want)
		}
	}
}

func TestSumsAnswerAsListingOnLargeSpaces(t *testing.T) {
	type preferences struct {
		s *Space
		a *Additive
	}
	all := map[string]preferences{}
	for _, name := range []string{"price101", "additive1e2", "additive1e3", "additive1e4", "additive1e5"} {
		s, as := readDomain(t, name)
		all[name] = preferences{s, as[0]}
	}
	for name, make := range map[string]func() (*Space, *Additive){
		"ties of 2 options": func() (*Space, *Additive) { return tied(12, 2) },
		"ties of 5 options": func() (*Space, *Additive) { return tied(5, 5) },
	} {
		s, a := make()
		all[name] = preferences{s, a}
	}
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			p, q := unlisted(c.s, c.a), listed(c.s, c.a)
			targets := boulware(p.Min, p.Max, 100)
			r := rand.New(rand.NewPCG(1, 0))
			for range 30 {
				u := p.Of(Outcome(r.Uint64N(c.s.n)))
				targets = append(targets, u, math.Nextafter(u, 9), math.Nextafter(u, -9), r.Float64())
			}
			sameAnswers(t, p, q, targets)
		})
	}
}

// Of 2^30 outcomes nothing can be listed; but cut elsewhere the halves are others,
// and the answers the same.
func TestSumsAnswerTheSameHoweverTheyAreCut(t *testing.T) {
	s, a := randomAdditive(5, 10, 8)
	p, q := unlisted(s, a), unlisted(s, a)
	if !p.Exact() || p.sums.mid != 5 {
		t.Fatalf("cut at %d, exact: %v", p.sums.mid, p.Exact())
	}
	q.sums.mid = 4
	for x, slack := range map[float64]float64{1: 0, 0.99: 1e-6, 0.8: 0, 0.5: 1e-6, 0.01: 0} {
		got, _ := p.Nearest(x, slack, 0)
		if want, _ := q.Nearest(x, slack, 0); got != want {
			t.Errorf("Nearest(%v, %v, 0) = %v and %v", x, slack, got, want)
		}
	}
	for rank := range 100 {
		got, _ := p.Ranked(rank)
		if want, _ := q.Ranked(rank); got != want {
			t.Errorf("Ranked(%d) = %v and %v", rank, got, want)
		}
	}
}

func TestSpaceOf2To60OutcomesIsSearched(t *testing.T) {
	s, a := randomAdditive(3, 20, 8)
	p := profileOf(t, s, a)
	if p.Exact() || p.Listed() {
		t.Fatal("2^60 outcomes are listed or searched exhaustively")
	}
	if u := p.Of(p.Best()); u != p.Max {
		t.Errorf("the best has %v, want %v", u, p.Max)
	}
	before := p.Max
	for rank := range 100 {
		o, ok := p.Ranked(rank)
		u := p.Of(o)
		if !ok || u > before {
			t.Fatalf("rank %d has %v after %v", rank, u, before)
		}
		// Near the top a search is exhaustive: it finds what ranking finds, or
		// one of the same utility with a lower index.
		if n, ok := p.Nearest(u, 0, 0); !ok || p.Of(n) != u || n > o {
			t.Fatalf("rank %d is %v of %v, found is %v of %v", rank, o, u, n, p.Of(n))
		}
		before = u
	}
	for x := 0.001; x < 1; x += 0.1 {
		o, ok := p.Nearest(x, 0, 0)
		if u := p.Of(o); !ok || u < x || u > max(x, p.Min)+1e-8 { // as documented, with room
			t.Errorf("Nearest(%v) has %v", x, u)
		}
		for _, o := range p.Within(nil, x, x+0.001, 10) {
			if u := p.Of(o); u < x || u > x+0.001 {
				t.Errorf("Within(%v) has %v", x, u)
			}
		}
	}
	if _, ok := p.Nearest(math.Nextafter(p.Max, 2), 0, 0); ok {
		t.Error("something is better than the best")
	}
	for _, rank := range []int{-1, 1_000_000, math.MaxInt} {
		if _, ok := p.Ranked(rank); ok {
			t.Errorf("rank %d can be asked for", rank)
		}
	}
}

// Zero weights and equal tables make 2^63 outcomes of few utilities.
func TestSpaceOf2To63OutcomesThatTie(t *testing.T) {
	s, a := randomAdditive(1, 63, 2)
	for i := range a.Weights {
		a.Weights[i], a.Values[i] = 0, []float64{0, 1}
		if i >= 60 {
			a.Weights[i] = 0.25
		}
	}
	p := profileOf(t, s, a)
	for x, want := range map[float64]Outcome{0: 0, 0.25: 1, 0.5: 3, 0.75: 7, 0.1: 1} {
		if got, ok := p.Nearest(x, 0, 0); got != want || !ok {
			t.Errorf("Nearest(%v) = %v, %v, want %v", x, got, ok, want)
		}
	}
	for rank := range 10 {
		if got, _ := p.Ranked(rank); got != Outcome(8*rank+7) {
			t.Errorf("Ranked(%d) = %v, want %v", rank, got, 8*rank+7)
		}
	}
}

// With no limit all are wanted.
func TestWithinGivesAllThatThereAre(t *testing.T) {
	s, as := readDomain(t, "additive1e5")
	for name, p := range map[string]*Profile{"sums": unlisted(s, as[0]), "listing": listed(s, as[0])} {
		all := p.Within(nil, p.Min, p.Max, 0)
		if uint64(len(all)) != s.Len() {
			t.Errorf("%s: %d of %d", name, len(all), s.Len())
		}
		for i := range all[1:] {
			if u, v := p.Of(all[i]), p.Of(all[i+1]); u > v || u == v && all[i] >= all[i+1] {
				t.Fatalf("%s: %v of %v comes before %v of %v", name, all[i], u, all[i+1], v)
			}
		}
	}
	if got := unlisted(s, as[0]).Within([]Outcome{7}, math.NaN(), 1, 0); len(got) != 1 {
		t.Errorf("with NaN: %v", got)
	}
}

// 2^40 outcomes, 41 utilities but for rounding: a search ends, and what it finds
// is of the right utility.
func TestSearchAmongMillionsThatTieEnds(t *testing.T) {
	s, a := randomAdditive(1, 40, 2)
	for i := range a.Weights {
		a.Weights[i], a.Values[i] = 0.025, []float64{0, 1}
	}
	p := profileOf(t, s, a)
	for k := 0; k <= 40; k += 5 {
		x := float64(k)/40 - 0.01
		o, ok := p.Nearest(x, 0, 0)
		if u := p.Of(o); !ok || math.Abs(u-float64(k)/40) > 1e-12 { // 40 roundings of numbers up to 1
			t.Errorf("Nearest(%v) has %v", x, u)
		}
	}
	for rank := range 41 {
		want := 0.975
		if rank == 0 {
			want = 1
		}
		if o, ok := p.Ranked(rank); !ok || math.Abs(p.Of(o)-want) > 1e-12 {
			t.Errorf("rank %d has %v, want %v", rank, p.Of(o), want)
		}
	}
}

func TestOnlyAdditiveUtilitiesOfSpacesThatCannotBeListed(t *testing.T) {
	s := spaceOf(t, Integers("a", 0, MaxListed))
	_, err := Compile(s, Preferences{Utility: HyperRectangles{}})
	if err == nil || !strings.Contains(err.Error(), "additive") || !strings.Contains(err.Error(), "deal.HyperRectangles") {
		t.Errorf("%v", err)
	}
}

// Random tables hardly tie. What a search may take is the budget and once through
// the halves.
func TestSearchesOfRandomTablesEndInTime(t *testing.T) {
	for _, c := range []struct{ issues, options int }{{10, 10}, {20, 8}} {
		s, a := randomAdditive(7, c.issues, c.options)
		p := profileOf(t, s, a)
		for _, part := range []float64{0, 0.5, 0.95} {
			x := p.Min + part*(p.Max-p.Min)
			for what, f := range map[string]func(){
				"Nearest": func() { p.Nearest(x, 1e-6, p.Min) },
				"Within":  func() { p.Within(nil, x, p.Max, 256) },
				"Ranked":  func() { p.Ranked(200) },
			} {
				if steps := stepsOf(p, f); steps > maxSteps+256*stepsEach+maxHalves {
					t.Errorf("%d issues of %d options, %s at %v: %d steps", c.issues, c.options, what, x, steps)
				}
			}
		}
		if exact := c.issues < 20; p.Exact() != exact {
			t.Errorf("%d issues of %d options: exact %v", c.issues, c.options, !exact)
		}
	}
}

func TestSearchesDoNotAllocate(t *testing.T) {
	small, as := readDomain(t, "additive1e3")
	large, al := readDomain(t, "additive1e5")
	huge, ah := randomAdditive(3, 20, 8)
	for name, p := range map[string]*Profile{
		"listed": listed(small, as[0]), "tabled": profileOf(t, small, as[0]), "halves": profileOf(t, large, al[0]), "head": profileOf(t, huge, ah),
	} {
		p.Best()
		found := 0
		if n := testing.AllocsPerRun(20, func() {
			for _, x := range []float64{0.99, 0.95, 2} {
				if o, ok := p.Nearest(x, 1e-6, 0); ok && p.Of(o) > 0.9 {
					found++
				}
			}
		}); n != 0 || found == 0 {
			t.Errorf("%s: %v allocations, %d found", name, n, found)
		}
	}
}

// A profile that many share goes over to listing under way, and nobody sees it.
func TestProfileIsSharedWhileItGoesOverToListing(t *testing.T) {
	s, as := readDomain(t, "additive1e4")
	p, q := profileOf(t, s, as[0]), listed(s, as[0])
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(uint64(g), 0))
			for range 2000 {
				x := r.Float64()
				got, _ := p.Nearest(x, 1e-6, 0)
				if want, _ := q.Nearest(x, 1e-6, 0); got != want || p.Of(got) != q.Of(got) {
					t.Errorf("Nearest(%v) = %v, want %v", x, got, want)
				}
				if a, _ := p.Ranked(r.IntN(300)); p.Of(a) > p.Max {
					t.Errorf("%v is better than the best", a)
				}
			}
		})
	}
	wg.Wait()
	if p.listed.Load() == nil {
		t.Error("8,000 searches, and still not listed")
	}
}
