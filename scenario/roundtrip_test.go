package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/deal"
)

// trickyText is text that some format has to escape.
func trickyText(atLeast int) *rapid.Generator[string] {
	runes := []rune("aZ09 é☃😀'\"<>&,:#-[]{}%@`|!?*~\\/=\t\n\r\u00a0\u2028\ufffd")
	return rapid.StringOfN(rapid.SampledFrom(runes), atLeast, 8, -1)
}

// spaces are of one to three issues. Continuous ones have 5 points, none at
// distance 1 and not all on whole numbers, so that they stay continuous.
func spaces() *rapid.Generator[*deal.Space] {
	return rapid.Custom(func(t *rapid.T) *deal.Space {
		var issues []deal.Issue
		for _, name := range rapid.SliceOfNDistinct(trickyText(1), 1, 3, rapid.ID).Draw(t, "issues") {
			lo := rapid.IntRange(-50, 50).Draw(t, "lo")
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				issues = append(issues, deal.Named(name, rapid.SliceOfNDistinct(trickyText(0), 1, 4, rapid.ID).Draw(t, "options")...))
			case 1:
				issues = append(issues, deal.Integers(name, lo, lo+rapid.IntRange(0, 5).Draw(t, "width")))
			default:
				width := rapid.Float64Range(0.1, 3).Draw(t, "width")
				issues = append(issues, deal.Range(name, float64(lo)/8+1e-3, float64(lo)/8+1e-3+width, 5))
			}
		}
		s, err := deal.NewSpace(issues...)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

// plain are weighted sums that every format can say: values in 0..1, straight
// lines on numbers, weights that sum to 1.
func plain(s *deal.Space) *rapid.Generator[deal.Utility] {
	unit := rapid.Float64Range(0, 1)
	return rapid.Custom(func(t *rapid.T) deal.Utility {
		a := &deal.Additive{}
		total := 0.0
		for i := range s.Issues() {
			n := s.Issue(i).Len()
			values := rapid.SliceOfN(unit, n, n).Draw(t, "values")
			if s.Issue(i).Numeric() {
				first, last := values[0], values[n-1]
				for k := range values {
					values[k] = at(first, last, k, n)
				}
			}
			w := rapid.Float64Range(0.01, 1).Draw(t, "weight")
			total += w
			a.Weights, a.Values = append(a.Weights, w), append(a.Values, values)
		}
		for i := range a.Weights {
			a.Weights[i] /= total
		}
		return a
	})
}

// signed are weighted sums of any values and weights, with a bias.
func signed(s *deal.Space) *rapid.Generator[deal.Utility] {
	number := rapid.Float64Range(-100, 100)
	return rapid.Custom(func(t *rapid.T) deal.Utility {
		a := &deal.Additive{Bias: number.Draw(t, "bias")}
		for i := range s.Issues() {
			n := s.Issue(i).Len()
			a.Values = append(a.Values, rapid.SliceOfN(number, n, n).Draw(t, "values"))
			a.Weights = append(a.Weights, number.Draw(t, "weight"))
		}
		return a
	})
}

// entangled are utilities that are not weighted sums.
func entangled(s *deal.Space) *rapid.Generator[deal.Utility] {
	number := rapid.Float64Range(-100, 100)
	return rapid.Custom(func(t *rapid.T) deal.Utility {
		i := rapid.IntRange(0, s.Issues()-1)
		option := func(i int) int32 { return int32(rapid.IntRange(0, s.Issue(i).Len()-1).Draw(t, "option")) }
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return &deal.Explicit{Space: s, Utilities: rapid.SliceOfN(number, int(s.Len()), int(s.Len())).Draw(t, "utilities")}
		case 1:
			return pairwise(t, s, number)
		case 2:
			var h deal.HyperRectangles
			for range rapid.IntRange(0, 4).Draw(t, "boxes") {
				box := deal.Box{Utility: number.Draw(t, "utility")}
				for range rapid.IntRange(0, 3).Draw(t, "sides") {
					i := i.Draw(t, "issue")
					a, b := option(i), option(i)
					box.Sides = append(box.Sides, deal.Side{Issue: i, Lo: min(a, b), Hi: max(a, b)})
				}
				h = append(h, box)
			}
			return h
		}
		var c deal.Constraints
		for range rapid.IntRange(0, 4).Draw(t, "constraints") {
			one := deal.Constraint{Met: number.Draw(t, "met"), Unmet: number.Draw(t, "unmet")}
			for range rapid.IntRange(0, 3).Draw(t, "conditions") {
				i := i.Draw(t, "issue")
				one.Conditions = append(one.Conditions, deal.Condition{Issue: i, Options: []int32{option(i), option(i), option(i)}})
			}
			c = append(c, one)
		}
		return c
	})
}

func pairwise(t *rapid.T, s *deal.Space, number *rapid.Generator[float64]) *deal.Pairwise {
	p := &deal.Pairwise{}
	for i := range s.Issues() {
		n := s.Issue(i).Len()
		p.Single = append(p.Single, rapid.SliceOfN(number, n, n).Draw(t, "single"))
	}
	if s.Issues() > 1 {
		pair := deal.Pair{A: 1, B: 0}
		for range s.Issue(1).Len() {
			n := s.Issue(0).Len()
			pair.Values = append(pair.Values, rapid.SliceOfN(number, n, n).Draw(t, "row"))
		}
		p.Pairs = append(p.Pairs, pair)
	}
	return p
}

// scenarios have one to three parties, whose reserved value is that of an outcome.
func scenarios(utilities func(*deal.Space) *rapid.Generator[deal.Utility]) *rapid.Generator[*Scenario] {
	return rapid.Custom(func(t *rapid.T) *Scenario {
		s := &Scenario{Name: trickyText(1).Draw(t, "name"), Space: spaces().Draw(t, "space")}
		for _, name := range rapid.SliceOfNDistinct(trickyText(1), 1, 3, rapid.ID).Draw(t, "parties") {
			p := deal.Preferences{Name: name, Utility: utilities(s.Space).Draw(t, "utility")}
			o := deal.Outcome(rapid.Uint64Range(0, s.Space.Len()-1).Draw(t, "reserved"))
			p.Reserved = p.Utility.Of(s.Space.Options(o, nil))
			s.Parties = append(s.Parties, p)
		}
		return s
	})
}

// through writes s in a format and reads it back.
func through(t *rapid.T, s *Scenario, format string) *Scenario {
	files, err := Files(s, format)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Files(s, format)
	if !maps.EqualFunc(files, again, slices.Equal) {
		t.Fatalf("%s: the same scenario gives other bytes", format)
	}
	got, err := ReadOptions{Points: 5}.Read(mapFS(files))
	if err != nil {
		t.Fatalf("%v\n%s", err, show(files))
	}
	if got.Format != format {
		t.Fatalf("the format is %q", got.Format)
	}
	return got
}

func mapFS(files map[string][]byte) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

func show(files map[string][]byte) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "-- %s --\n%s", name, files[name])
	}
	return b.String()
}

// checkSame compares two scenarios, up to a tolerance on every number.
func checkSame(t *rapid.T, want, got *Scenario, tolerance float64) {
	if diff := cmp.Diff(names(want.Space), names(got.Space)); diff != "" {
		t.Fatalf("space (-want +got)\n%s", diff)
	}
	if want.Name != got.Name || want.Rounds != got.Rounds || len(want.Parties) != len(got.Parties) {
		t.Fatalf("%q, %d rounds, %d parties; want %q, %d, %d", got.Name, got.Rounds, len(got.Parties), want.Name, want.Rounds, len(want.Parties))
	}
	equal := func(a, b float64) bool {
		return a == b || math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
	}
	for i := range want.Parties {
		w, g := &want.Parties[i], &got.Parties[i]
		if w.Name != g.Name || !equal(w.Reserved, g.Reserved) || !equal(w.Discount, g.Discount) {
			t.Fatalf("party %d is %q %v %v; want %q %v %v", i, g.Name, g.Reserved, g.Discount, w.Name, w.Reserved, w.Discount)
		}
		for o := range want.Space.Len() {
			options := want.Space.Options(deal.Outcome(o), nil)
			if a, b := w.Utility.Of(options), g.Utility.Of(options); !equal(a, b) {
				t.Fatalf("party %d: outcome %v is worth %v; want %v", i, options, b, a)
			}
		}
	}
}

func TestReadingBackIsWriting(t *testing.T) {
	for _, format := range Formats {
		t.Run(format, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := scenarios(plain).Draw(t, "scenario")
				tolerance := closeTo
				switch format {
				case "negmas", "negmas-json":
					tolerance = 0 // bit for bit
					s.Parties[0].Reserved = math.Inf(-1)
					s.Parties[0].Discount = 0.25
				case "genius":
					s.Parties[0].Reserved = math.Inf(-1)
					s.Parties[0].Discount = 0.75
				case "geniusweb":
					s.Rounds = rapid.IntRange(0, 1000).Draw(t, "rounds")
				}
				checkSame(t, s, through(t, s, format), tolerance)
			})
		})
	}
}

func TestAScenarioGoesFromFormatToFormat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(plain).Draw(t, "scenario")
		got := s
		for range 4 {
			got = through(t, got, rapid.SampledFrom(Formats).Draw(t, "format"))
		}
		checkSame(t, s, got, 4*closeTo)
	})
}

func TestNegmasSaysEveryUtility(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(entangled).Draw(t, "scenario")
		tolerance := 0.0
		for i := range s.Parties {
			if _, ok := s.Parties[i].Utility.(deal.Constraints); ok {
				tolerance = 1e-12 // what is worth something unmet is summed in another order
			}
		}
		checkSame(t, s, through(t, s, "negmas"), tolerance)
	})
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(signed).Draw(t, "scenario")
		checkSame(t, s, through(t, s, "negmas"), 0)
		checkSame(t, s, through(t, s, "negmas-json"), 0)
	})
}

// What Genius and GeniusWeb cannot hold as it stands is brought into their form
// or refused, and never written as something else.
func TestOtherFormatsSayItOrRefuse(t *testing.T) {
	written := 0
	for _, format := range []string{"genius", "geniusweb"} {
		rapid.Check(t, func(t *rapid.T) {
			s := scenarios(signed).Draw(t, "scenario")
			if rapid.Bool().Draw(t, "normalised") {
				normalise(s)
			}
			files, err := Files(s, format)
			if err != nil {
				return
			}
			written++
			got, err := ReadOptions{Points: 5}.Read(mapFS(files))
			if err != nil {
				t.Fatalf("%v\n%s", err, show(files))
			}
			checkSame(t, s, got, 1e-6) // the values are up to 100, the weights too, and they cancel
		})
	}
	if written == 0 {
		t.Error("none was written")
	}
}

// normalise brings the utilities of s to 0..1.
func normalise(s *Scenario) {
	for i := range s.Parties {
		a := s.Parties[i].Utility.(*deal.Additive)
		lo, hi := a.Bias, a.Bias
		for j, w := range a.Weights {
			l, h := span(scaled(a.Values[j], w, 0))
			lo, hi = lo+l, hi+h
		}
		if hi-lo < 1e-3 {
			continue
		}
		for j := range a.Weights {
			a.Weights[j] /= hi - lo
		}
		a.Bias = (a.Bias - lo) / (hi - lo)
		s.Parties[i].Reserved = a.Of(make([]int32, len(a.Weights)))
	}
}
