package bargain

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/deal"
)

// opaque hides that a utility is additive.
func opaque(us []deal.Utility) []deal.Utility {
	hidden := make([]deal.Utility, len(us))
	for i, u := range us {
		hidden[i] = deal.Func(u.Of)
	}
	return hidden
}

func gridSpace(t testing.TB, sizes ...int) *deal.Space {
	t.Helper()
	issues := make([]deal.Issue, len(sizes))
	for i, n := range sizes {
		issues[i] = deal.Integers(fmt.Sprintf("i%d", i), 0, n-1)
	}
	s, err := deal.NewSpace(issues...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func frontOf(t testing.TB, s *deal.Space, us []deal.Utility, o Options) *Front {
	t.Helper()
	f, err := Frontier(s, us, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// tabled are a space and additive utilities read from a golden file.
type tabled struct {
	Sizes    []int
	Profiles []struct {
		Weights  []float64
		Values   [][]float64
		Reserved float64
	}
}

func (d tabled) utilities() []deal.Utility {
	us := make([]deal.Utility, len(d.Profiles))
	for i, p := range d.Profiles {
		us[i] = &deal.Additive{Weights: p.Weights, Values: p.Values}
	}
	return us
}

func readGolden(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("../../shared/golden/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func goldenDomain(t testing.TB, name string) (*deal.Space, []deal.Utility) {
	t.Helper()
	var all map[string]tabled
	readGolden(t, "domains.json", &all)
	d, ok := all[name]
	if !ok {
		t.Fatalf("domains.json has no %s", name)
	}
	sizes := make([]int, len(d.Profiles[0].Values))
	for i, v := range d.Profiles[0].Values {
		sizes[i] = len(v)
	}
	return gridSpace(t, sizes...), d.utilities()
}

// correlated returns tables of additive utilities in 0..1: the values of the
// first party are uniform, those of the others have the given correlation with
// them; the weights, uniform and made to sum to 1, are each party's own.
func correlated(seed uint64, sizes []int, parties int, r float64) []deal.Utility {
	rng := rand.New(rand.NewPCG(seed, 0))
	us := make([]deal.Utility, parties)
	for p := range us {
		us[p] = &deal.Additive{Weights: make([]float64, len(sizes)), Values: make([][]float64, len(sizes))}
	}
	for i, n := range sizes {
		first := make([]float64, n)
		for p, u := range us {
			a := u.(*deal.Additive)
			a.Weights[i] = 0.2 + rng.Float64()
			a.Values[i] = make([]float64, n)
			for k := range n {
				x := rng.Float64() - 0.5
				if p == 0 {
					first[k] = x
				} else {
					x = r*first[k] + math.Sqrt(1-r*r)*x
				}
				a.Values[i][k] = x + 0.5
			}
		}
	}
	for _, u := range us {
		a := u.(*deal.Additive)
		sum := 0.0
		for _, w := range a.Weights {
			sum += w
		}
		for i := range a.Weights {
			a.Weights[i] /= sum
		}
	}
	return us
}

// drawTables draws a small space and additive utilities, most of them with many
// exact ties and near-ties: multiples of 0.1, which sum differently by order.
func drawTables(t *rapid.T, parties int) ([]int, []deal.Utility) {
	sizes := rapid.SliceOfN(rapid.IntRange(1, 5), 1, 5).Draw(t, "sizes")
	value := rapid.SampledFrom([]*rapid.Generator[float64]{
		rapid.Map(rapid.IntRange(0, 3), func(k int) float64 { return float64(k) * 0.1 }),
		rapid.Map(rapid.IntRange(-10, 10), func(k int) float64 { return float64(k) * 0.1 }),
		rapid.Map(rapid.IntRange(0, 1), func(k int) float64 { return float64(k) }),
		rapid.Float64Range(0, 1),
		rapid.Float64Range(-1e9, 1e9),
	}).Draw(t, "kind")
	weight := rapid.SampledFrom([]float64{0, 0.1, 0.2, 0.3, 1.0 / 3, 0.7, 1, 3})
	us := make([]deal.Utility, parties)
	for p := range us {
		a := &deal.Additive{Bias: rapid.SampledFrom([]float64{0, 0.1, -1e6, 1e17}).Draw(t, "bias")}
		for _, n := range sizes {
			a.Weights = append(a.Weights, weight.Draw(t, "weight"))
			a.Values = append(a.Values, rapid.SliceOfN(value, n, n).Draw(t, "values"))
		}
		us[p] = a
	}
	return sizes, us
}

// bruteFront compares every outcome with every other.
func bruteFront(s *deal.Space, us []deal.Utility) []Point {
	all := everyPoint(s, us)
	var front []Point
	for _, p := range all {
		beaten := slices.ContainsFunc(all, func(q Point) bool { return dominates(q.U, p.U) })
		same := slices.IndexFunc(front, func(q Point) bool { return slices.Equal(q.U, p.U) })
		switch {
		case beaten:
		case same >= 0:
			front[same].Ties++
		default:
			front = append(front, p)
		}
	}
	slices.SortFunc(front, func(p, q Point) int { return slices.Compare(q.U, p.U) })
	return front
}

func everyPoint(s *deal.Space, us []deal.Utility) []Point {
	var all []Point
	for o := range deal.Outcome(s.Len()) {
		options := s.Options(o, nil)
		p := Point{Outcome: o, Ties: 1}
		for _, u := range us {
			p.U = append(p.U, u.Of(options))
		}
		all = append(all, p)
	}
	return all
}
