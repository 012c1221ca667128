package share

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// near allows the rounding of sums of amounts up to about a million.
var near = cmpopts.EquateApprox(1e-12, 1e-9)

// to allows what a printed value leaves off.
func to(digit float64) cmp.Option { return cmpopts.EquateApprox(0, digit/2+1e-9) }

func must[T any](t interface {
	Helper()
	Fatal(...any)
}) func(T, error) T {
	return func(x T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

// The Tennessee Valley Authority's dams in the 1930s, in thousands of dollars:
// navigation, flood control, power (Ransmeier 1942, after Straffin and Heaney,
// Game theory and the Tennessee Valley Authority, 1981).
var tva = Game{0, 163520, 140826, 301607, 250096, 378821, 367370, 412584}

func TestTennesseeValleyAuthority(t *testing.T) {
	for _, c := range []struct {
		rule  string
		got   func() ([]float64, error)
		want  []float64
		digit float64
	}{
		{"Shapley", tva.Shapley, []float64{117829, 100756.5, 193998.5}, 0},
		{"nucleolus", tva.Nucleolus, []float64{116234, 93540, 202810}, 0},
		{"SCRB", tva.SCRB, []float64{117475.5, 99157.3, 195951.2}, 0.1},
		{"ENSC", tva.ENSC, []float64{119424, 107973, 185187}, 0},
		{"proportional", func() ([]float64, error) {
			return Proportional(412584, []float64{163520, 140826, 250096}, nil)
		}, []float64{121682.2, 104794.6, 186107.1}, 0.1},
	} {
		got := must[[]float64](t)(c.got())
		if diff := cmp.Diff(c.want, got, to(c.digit)); diff != "" {
			t.Errorf("%s: %s", c.rule, diff)
		}
		if o := must[[]Objection](t)(tva.Objections(got)); o != nil {
			t.Errorf("%s is outside the core: %v", c.rule, o)
		}
	}
	if got := must[float64](t)(tva.LeastCore()); got != 47286 {
		t.Errorf("least saving %v, want 47286", got)
	}
	if got := must[[]Fault](t)(tva.Faults()); got != nil {
		t.Errorf("faults %v", got)
	}
}

// drawGame draws whole costs, so that coalitions tie often.
func drawGame(t *rapid.T, least, most int) Game {
	n := rapid.IntRange(least, most).Draw(t, "players")
	g := make(Game, 1<<n)
	for s := 1; s < len(g); s++ {
		g[s] = float64(rapid.IntRange(0, 30).Draw(t, "cost"))
	}
	return g
}

func TestOfTwoPlayersAllRulesAreTheStandardSolution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGame(t, 2, 2)
		saved := (g[1] + g[2] - g[3]) / 2
		want := []float64{g[1] - saved, g[2] - saved}
		for name, rule := range map[string]func() ([]float64, error){"Shapley": g.Shapley, "nucleolus": g.Nucleolus, "SCRB": g.SCRB, "ENSC": g.ENSC} {
			got, err := rule()
			if diff := cmp.Diff(want, must[[]float64](t)(got, err), near); diff != "" {
				t.Fatalf("%s of %v: %s", name, g, diff)
			}
		}
	})
}

func TestShapleyIsTheMeanOverAllOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGame(t, 1, 5)
		n := g.Players()
		want, orders := make([]float64, n), 0.0
		var visit func(set int)
		var path []int
		visit = func(set int) {
			if len(path) == n {
				orders++
				s := 0
				for _, i := range path {
					want[i] += g[s|1<<i] - g[s]
					s |= 1 << i
				}
				return
			}
			for i := range n {
				if set>>i&1 == 0 {
					path = append(path, i)
					visit(set | 1<<i)
					path = path[:len(path)-1]
				}
			}
		}
		visit(0)
		for i := range want {
			want[i] /= orders
		}
		if diff := cmp.Diff(want, must[[]float64](t)(g.Shapley()), near); diff != "" {
			t.Fatal(diff)
		}
	})
}

// An airport's runway: each pays an equal part of each stretch that it needs
// (Littlechild and Owen 1973).
func TestShapleyOfTheAirportGameAtTwentyPlayers(t *testing.T) {
	const n = 20
	g := must[Game](t)(NewGame(n, func(s Coalition) float64 {
		for i := n - 1; ; i-- {
			if s.Has(i) {
				return float64(i + 1)
			}
		}
	}))
	want, part := make([]float64, n), 0.0
	for i := range want {
		part += 1 / float64(n-i)
		want[i] = part
	}
	if diff := cmp.Diff(want, must[[]float64](t)(g.Shapley()), near); diff != "" {
		t.Error(diff)
	}
}

func TestSampledShapleyLiesWithinItsErrors(t *testing.T) {
	const n = 30 // the airport game again, too large to list
	cost := func(s Coalition) float64 {
		for i := n - 1; ; i-- {
			if s.Has(i) {
				return float64(i + 1)
			}
		}
	}
	got := must[[]Estimate](t)(ShapleySample(n, cost, 4000, rand.New(rand.NewPCG(1, 2))))
	want, total := 0.0, 0.0
	for i, e := range got {
		want += 1 / float64(n-i)
		total += e.Mean
		// Four and a half errors: thirty of them stray as far once in 5000 seeds.
		if math.Abs(e.Mean-want) > 4.5*e.Error || e.Error <= 0 || e.Error > 0.2 {
			t.Errorf("player %d: %v, want %v", i, e, want)
		}
	}
	if math.Abs(total-n) > 1e-9 {
		t.Errorf("the means come to %v", total)
	}
	again := must[[]Estimate](t)(ShapleySample(n, cost, 4000, rand.New(rand.NewPCG(1, 2))))
	if !slices.Equal(got, again) {
		t.Error("the same seed gives other estimates")
	}
}

// savings of all coalitions but the empty one and that of all, smallest first.
func savings(g Game, shares []float64) []float64 {
	var all []float64
	for s := 1; s < len(g)-1; s++ {
		e := g[s]
		for i, x := range shares {
			if s>>i&1 == 1 {
				e -= x
			}
		}
		all = append(all, e)
	}
	slices.Sort(all)
	return all
}

// lexLess allows less than the smallest difference that moving by the steps below
// makes, and more than the rounding.
func lexLess(a, b []float64) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-9 {
			return a[i] < b[i]
		}
	}
	return false
}

func TestNoSharesNearbyHaveLexicographicallyLargerSavingsThanTheNucleolus(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGame(t, 2, 5)
		got := must[[]float64](t)(g.Nucleolus())
		best := savings(g, got)
		if least := must[float64](t)(g.LeastCore()); math.Abs(best[0]-least) > 1e-9 {
			t.Fatalf("least saving %v, least core %v", best[0], least)
		}
		if math.Abs(sum(got)-g.all()) > 1e-9 {
			t.Fatalf("shares %v of %v", got, g.all())
		}
		// The savings are concave in the shares, so that a better point far away
		// makes all points on the way to it better: nearby ones suffice.
		for range 30 {
			other, moved := slices.Clone(got), 0.0
			step := rapid.SampledFrom([]float64{0.01, 0.3, 4}).Draw(t, "step")
			for i := range other[1:] {
				d := step * float64(rapid.IntRange(-2, 2).Draw(t, "move"))
				other[i+1] += d
				moved += d
			}
			other[0] -= moved
			if lexLess(best, savings(g, other)) {
				t.Fatalf("%v: %v has larger savings than %v", g, other, got)
			}
		}
	})
}

// Kohlberg (1971), without bounds on the shares Sobolev (1975): shares are the nucleolus exactly where, for every level, the
// coalitions with at most that saving, if there are any, are balanced: some
// positive weights on them add up to the same for every player.
func TestNucleolusMeetsKohlbergsCriterion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGame(t, 2, 4)
		got := must[[]float64](t)(g.Nucleolus())
		if !balancedAtEveryLevel(g, got) {
			t.Fatalf("%v: %v", g, got)
		}
		other := slices.Clone(got)
		other[0] += 0.25
		other[1] -= 0.25
		if balancedAtEveryLevel(g, other) {
			t.Fatalf("%v: the criterion takes %v besides %v", g, other, got)
		}
	})
}

func balancedAtEveryLevel(g Game, shares []float64) bool {
	all := savings(g, shares)
	for _, level := range all {
		var sets []int
		for s := 1; s < len(g)-1; s++ {
			if savingOf(g, shares, s) <= level+1e-9 {
				sets = append(sets, s)
			}
		}
		for _, s := range sets {
			if !balancedWith(sets, s, g.Players()) {
				return false
			}
		}
	}
	return true
}

func savingOf(g Game, shares []float64, s int) float64 {
	e := g[s]
	for i, x := range shares {
		if s>>i&1 == 1 {
			e -= x
		}
	}
	return e
}

// balancedWith says whether some weights on the sets, that of one positive, add
// up to the same for every player: exactly where nobody can, keeping the sum, take
// from the one without taking from another, which small integers settle for few
// players (Farkas).
func balancedWith(sets []int, one, players int) bool {
	const span = 3
	move := make([]int, players)
	var try func(i, rest int) bool
	try = func(i, rest int) bool {
		if i == players-1 {
			move[i] = rest
			strict := false
			for _, s := range sets {
				total := 0
				for k, d := range move {
					if s>>k&1 == 1 {
						total += d
					}
				}
				if total > 0 {
					return false
				}
				strict = strict || s == one && total < 0
			}
			return strict
		}
		for d := -span; d <= span; d++ {
			move[i] = d
			if try(i+1, rest-d) {
				return true
			}
		}
		return false
	}
	return !try(0, 0)
}

// Ties that rounding would break: three players alike, and a fourth who adds nothing.
func TestNucleolusOfSymmetricPlayersIsExactlyEqual(t *testing.T) {
	g := must[Game](t)(NewGame(4, func(s Coalition) float64 {
		return []float64{0, 0.1, 0.15, 0.3}[(s & 7).Players()]
	}))
	got := must[[]float64](t)(g.Nucleolus())
	if got[0] != got[1] || got[1] != got[2] || got[3] != 0 {
		t.Errorf("got %v", got)
	}
}

func TestTheNucleolusOfABankruptcyGameIsTheTalmudsRule(t *testing.T) {
	// Aumann and Maschler 1985: the worth of a coalition is what is left of the
	// estate when all others are paid in full.
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "claimants")
		claims := make([]float64, n)
		for i := range claims {
			claims[i] = float64(rapid.IntRange(0, 40).Draw(t, "claim"))
		}
		estate := float64(rapid.IntRange(0, int(sum(claims))).Draw(t, "estate"))
		g := must[Game](t)(NewGame(n, func(s Coalition) float64 {
			others := 0.0
			for i, c := range claims {
				if !s.Has(i) {
					others += c
				}
			}
			return -max(estate-others, 0)
		}))
		got := must[[]float64](t)(g.Nucleolus())
		for i := range got {
			got[i] = 0 - got[i]
		}
		if diff := cmp.Diff(must[[]float64](t)(Talmud(estate, claims)), got, near); diff != "" {
			t.Fatalf("estate %v, claims %v: %s", estate, claims, diff)
		}
	})
}

func TestAnEmptyCoreIsSeenByItsLeastSaving(t *testing.T) {
	// Three towns of which any two can share one well: c = 1 for one or two, 2 for
	// all. Any two pay 4/3 on average.
	g := Game{0, 1, 1, 1, 1, 1, 1, 2}
	if got := must[float64](t)(g.LeastCore()); math.Abs(got- -1.0/3) > 1e-15 {
		t.Errorf("least saving %v, want -1/3", got)
	}
	shapley := must[[]float64](t)(g.Shapley())
	want := []Objection{{3, 1.0 / 3}, {5, 1.0 / 3}, {6, 1.0 / 3}}
	if diff := cmp.Diff(want, must[[]Objection](t)(g.Objections(shapley)), near); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsAreReportedNotRefused(t *testing.T) {
	g := Game{0, 5, -1, 3, 2, 2, 2, 12}
	want := []Fault{{Negative, 2, 0, 1}, {NotMonotone, 1, 5, 3}, {NotSubadditive, 5, 2, 11}}
	if diff := cmp.Diff(want, must[[]Fault](t)(g.Faults()), near); diff != "" {
		t.Error(diff)
	}
	if _, err := g.Shapley(); err != nil {
		t.Error(err)
	}
}

func TestAGameThatIsNoneIsRefused(t *testing.T) {
	for name, g := range map[string]Game{
		"nil": nil, "only the empty coalition": {0}, "three costs": {0, 1, 2}, "a cost of nobody": {1, 2},
		"NaN": {0, math.NaN()}, "infinite": {0, 1, math.Inf(1), 2},
	} {
		_, e1 := g.Shapley()
		_, e2 := g.Nucleolus()
		_, e3 := g.LeastCore()
		_, e4 := g.SCRB()
		_, e5 := g.ENSC()
		_, e6 := g.Faults()
		_, e7 := g.Objections([]float64{1})
		for i, err := range []error{e1, e2, e3, e4, e5, e6, e7} {
			if err == nil {
				t.Errorf("%s: rule %d takes it", name, i)
			}
		}
	}
	if _, err := (make(Game, 1<<(MaxNucleolus+1))).Nucleolus(); err == nil {
		t.Error("a nucleolus of too many players is tried")
	}
	if _, err := NewGame(21, func(Coalition) float64 { return 0 }); err == nil {
		t.Error("21 players are taken")
	}
	if _, err := tva.Objections([]float64{1, 2, 3}); err == nil {
		t.Error("shares that do not come to the cost are taken")
	}
	r := rand.New(rand.NewPCG(1, 1))
	if _, err := ShapleySample(3, func(Coalition) float64 { return math.NaN() }, 10, r); err == nil {
		t.Error("sampling takes NaN")
	}
	if _, err := ShapleySample(65, func(Coalition) float64 { return 0 }, 10, r); err == nil {
		t.Error("sampling takes 65 players")
	}
}

func TestOnePlayerPaysAll(t *testing.T) {
	g := Game{0, 7}
	for name, rule := range map[string]func() ([]float64, error){"Shapley": g.Shapley, "nucleolus": g.Nucleolus, "SCRB": g.SCRB, "ENSC": g.ENSC} {
		if diff := cmp.Diff([]float64{7}, must[[]float64](t)(rule())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func BenchmarkNucleolus(b *testing.B) {
	for _, n := range []int{3, 6, 8, 10} {
		r := rand.New(rand.NewPCG(3, uint64(n)))
		g, err := NewGame(n, func(s Coalition) float64 { return math.Sqrt(float64(s.Players())) + r.Float64()/4 })
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("players=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := g.Nucleolus(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkShapley20(b *testing.B) {
	g := make(Game, 1<<20)
	for s := range g {
		g[s] = math.Sqrt(float64(Coalition(s).Players()))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.Shapley(); err != nil {
			b.Fatal(err)
		}
	}
}
