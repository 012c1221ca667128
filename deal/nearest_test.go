package deal

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A reference is the plain way: everything listed and sorted by comparison, the
// nearest found by walking. It is the definition that the quick ways must meet
// to the last bit.
type reference struct {
	u, sorted []float64
	order     []Outcome
}

func newReference(s *Space, u Utility) *reference {
	r := &reference{u: make([]float64, s.n), order: make([]Outcome, s.n)}
	for o := range s.n {
		r.u[o], r.order[o] = u.Of(s.Options(Outcome(o), nil)), Outcome(o)
	}
	slices.SortFunc(r.order, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(r.u[a], r.u[b]), cmp.Compare(a, b))
	})
	for _, o := range r.order {
		r.sorted = append(r.sorted, r.u[o])
	}
	return r
}

func (r *reference) nearest(lo, slack, floor float64) (Outcome, bool) {
	i := sort.SearchFloat64s(r.sorted, max(lo-slack, floor))
	if i == len(r.sorted) {
		return 0, false
	}
	for j := i; j+1 < len(r.sorted) && r.sorted[j] < lo; j++ {
		if math.Abs(r.sorted[j+1]-lo) < math.Abs(r.sorted[i]-lo) {
			i = j + 1
		}
	}
	return r.order[i], true
}

func (r *reference) within(lo, hi float64, limit int) (os []Outcome) {
	for _, o := range r.order {
		if r.u[o] >= lo && r.u[o] <= hi && (limit <= 0 || len(os) < limit) {
			os = append(os, o)
		}
	}
	return os
}

func (r *reference) ranking() []Outcome {
	os := slices.Clone(r.order)
	slices.SortFunc(os, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(r.u[b], r.u[a]), cmp.Compare(a, b))
	})
	return os
}

// drawSpace draws a small space.
func drawSpace(t *rapid.T) *Space {
	var issues []Issue
	for i := range rapid.IntRange(1, 6).Draw(t, "issues") {
		issues = append(issues, Integers(string(rune('a'+i)), 1, rapid.IntRange(1, 5).Draw(t, "options")))
	}
	s, err := NewSpace(issues...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// drawAdditive draws a utility with what makes inverting hard: exact ties,
// utilities one unit in the last place apart, negative and very unlike terms.
func drawAdditive(t *rapid.T, s *Space) *Additive {
	draw := rapid.SampledFrom([]*rapid.Generator[float64]{
		rapid.Float64Range(0, 1),
		rapid.Map(rapid.IntRange(0, 3), func(n int) float64 { return float64(n) / 10 }),
		rapid.SampledFrom([]float64{0.1, 0.2, 0.3, 0.1 + 0.2, math.Nextafter(0.1, 1), 0.7, 0}),
		rapid.SampledFrom([]float64{-1, 1e-17, 1, 1e17, 5e-324, 0.5}),
	}).Draw(t, "kind")
	a := &Additive{Bias: rapid.SampledFrom([]float64{0, 0, 0.1, -3}).Draw(t, "bias")}
	for i := range s.issues {
		a.Weights = append(a.Weights, rapid.OneOf(rapid.Just(1.0), rapid.Just(0.1), draw).Draw(t, "weight"))
		a.Values = append(a.Values, rapid.SliceOfN(draw, s.issues[i].n, s.issues[i].n).Draw(t, "values"))
	}
	return a
}

// drawTarget draws what to look for: a utility there is, its neighbours, or anything.
func drawTarget(t *rapid.T, r *reference) float64 {
	u := rapid.SampledFrom(r.sorted).Draw(t, "u")
	return rapid.OneOf(
		rapid.SampledFrom([]float64{u, math.Nextafter(u, 9e99), math.Nextafter(u, -9e99), u + 1e-7, u - 1e-7,
			math.Inf(1), math.Inf(-1), math.NaN()}),
		rapid.Float64Range(r.sorted[0]-0.1, r.sorted[len(r.sorted)-1]+0.1),
	).Draw(t, "target")
}

// checkInverse compares what p says with what the reference says.
func checkInverse(t *rapid.T, p *Profile, r *reference) {
	slack := rapid.SampledFrom([]float64{0, 1e-6, 1e-16, 0.1, 1e18, -0.1, math.Inf(1)})
	for range 8 {
		lo, sl, floor := drawTarget(t, r), slack.Draw(t, "slack"), drawTarget(t, r)
		want, wantOK := r.nearest(lo, sl, floor)
		if got, ok := p.Nearest(lo, sl, floor); got != want || ok != wantOK {
			t.Fatalf("Nearest(%v, %v, %v) = %v, %v, want %v, %v", lo, sl, floor, got, ok, want, wantOK)
		}
		hi, limit := drawTarget(t, r), rapid.IntRange(-1, 5).Draw(t, "limit")
		if d := gocmp.Diff(r.within(lo, hi, limit), p.Within(nil, lo, hi, limit)); d != "" {
			t.Fatalf("Within(%v, %v, %d): -want +got\n%s", lo, hi, limit, d)
		}
	}
	ranking := r.ranking()
	for range 4 {
		rank := rapid.IntRange(0, len(ranking)-1).Draw(t, "rank")
		if got, ok := p.Ranked(rank); got != ranking[rank] || !ok {
			t.Fatalf("Ranked(%d) = %v, %v, want %v", rank, got, ok, ranking[rank])
		}
	}
	if got := p.Best(); got != ranking[0] {
		t.Fatalf("Best() = %v, want %v", got, ranking[0])
	}
	for o, want := range r.u {
		if got := p.Of(Outcome(o)); math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("Of(%d) = %v, want %v", o, got, want)
		}
	}
	got, want := []float64{p.Min, p.Max}, []float64{r.sorted[0], r.sorted[len(r.sorted)-1]}
	if d := gocmp.Diff(want, got); d != "" {
		t.Fatalf("Min, Max: -want +got\n%s", d)
	}
}

func TestListingIsTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		a := drawAdditive(t, s)
		checkInverse(t, listed(s, a), newReference(s, a))
	})
}

func TestSumsAreTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		a := drawAdditive(t, s)
		checkInverse(t, unlisted(s, a), newReference(s, a))
	})
}

// With a head the same holds as long as a search is exhaustive.
func TestSumsBehindAHeadAreTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		a := drawAdditive(t, s)
		p := unlisted(s, a)
		p.sums.head = rapid.IntRange(0, s.Issues()-1).Draw(t, "head")
		p.sums.mid, _ = p.sums.middle(p.sums.head)
		checkInverse(t, p, newReference(s, a))
	})
}

// What is not additive has negative zeros, which tie with zeros.
func TestCompiledTableIsTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		draw := rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, -1, 0.5, math.Nextafter(0.5, 1)})
		e := &Explicit{s, rapid.SliceOfN(draw, int(s.n), int(s.n)).Draw(t, "utilities")}
		p, err := Compile(s, Preferences{Utility: e})
		if err != nil {
			t.Fatal(err)
		}
		checkInverse(t, p, newReference(s, e))
	})
}
