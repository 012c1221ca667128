package deal

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func spaceOf(tb testing.TB, issues ...Issue) *Space {
	s, err := NewSpace(issues...)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func manyIssues(n, options int) (is []Issue) {
	for i := range n {
		is = append(is, Integers(string(rune('A'+i)), 1, options))
	}
	return is
}

func TestSpaceOfUpTo2To63Outcomes(t *testing.T) {
	for _, c := range []struct {
		issues, options int
		want            uint64
	}{{20, 8, 1 << 60}, {18, 10, 1e18}, {63, 2, 1 << 63}, {21, 8, 1 << 63}, {1, math.MaxInt32, math.MaxInt32}} {
		s := spaceOf(t, manyIssues(c.issues, c.options)...)
		if s.Len() != c.want {
			t.Errorf("%d issues of %d options have %d outcomes, want %d", c.issues, c.options, s.Len(), c.want)
		}
		for _, o := range []Outcome{0, 1, Outcome(s.Len() / 3), Outcome(s.Len() - 1)} {
			if got := s.Outcome(s.Options(o, nil)); got != o {
				t.Errorf("outcome %d comes back as %d", o, got)
			}
		}
	}
	for _, issues := range [][]Issue{manyIssues(64, 2), manyIssues(19, 10), append(manyIssues(63, 2), Integers("more", 1, 3))} {
		if _, err := NewSpace(issues...); !errors.Is(err, ErrTooBig) {
			t.Errorf("%d issues: %v, want ErrTooBig", len(issues), err)
		}
	}
	_, err := NewSpace(manyIssues(19, 10)...)
	if want := fmt.Sprintf("the 10 options of issue %q times the 1000000000000000000 outcomes of the issues after it", manyIssues(1, 1)[0].Name); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want it to say which issue is too much: %s", err, want)
	}
}

func TestPointsOfARangeDifferAndRise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := rapid.OneOf(rapid.Float64Range(-2, 2), rapid.SampledFrom([]float64{0, 0.1, 1, -1, 1e15, -1e300, 5e-324})).Draw(t, "lo")
		width := rapid.OneOf(rapid.Float64Range(0, 2), rapid.Float64Range(0, 1e-14), rapid.Just(3e307)).Draw(t, "width")
		n := rapid.IntRange(1, 50).Draw(t, "points")
		issue := Range("x", lo, lo+width, n)
		if issue.check() != nil {
			return
		}
		if first, last := issue.Value(0), issue.Value(n-1); first != lo || n > 1 && last != lo+width {
			t.Fatalf("%v..%v are the ends of %v..%v", first, last, lo, lo+width)
		}
		for k := 1; k < n; k++ {
			if a, b := issue.Value(k-1), issue.Value(k); a >= b {
				t.Fatalf("points %d and %d of %d in %v..%v are %v and %v", k-1, k, n, lo, lo+width, a, b)
			}
		}
	})
}

func TestOptionsAndOutcomeAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSpace(t)
		o := Outcome(rapid.Uint64Range(0, s.Len()-1).Draw(t, "outcome"))
		options := s.Options(o, nil)
		for i, k := range options {
			if k < 0 || int(k) >= s.Issue(i).Len() {
				t.Fatalf("option %d of issue %d", k, i)
			}
		}
		if got := s.Outcome(options); got != o {
			t.Fatalf("outcome %d comes back as %d", o, got)
		}
	})
}

func TestLastIssueIsFastest(t *testing.T) {
	s := spaceOf(t, Integers("a", 0, 1), Integers("b", 0, 2))
	var got [][]int32
	for o := range s.Len() {
		got = append(got, s.Options(Outcome(o), nil))
	}
	want := [][]int32{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestOutcomesDoNotAllocate(t *testing.T) {
	s := spaceOf(t, manyIssues(20, 8)...)
	buf := make([]int32, 0, 20)
	var sum Outcome
	if n := testing.AllocsPerRun(100, func() {
		buf = s.Options(1<<59+12345, buf)
		sum += s.Outcome(buf)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestSpaceRefusesWhatIsNone(t *testing.T) {
	good := Named("good", "yes", "no")
	for _, c := range []struct {
		issues []Issue
		want   string
	}{
		{nil, "needs an issue"},
		{[]Issue{good, {}}, `issue "" has no options`},
		{[]Issue{Named("x")}, `issue "x" has no options`},
		{[]Issue{good, good}, `two issues are called "good"`},
		{[]Issue{Named("x", "a", "b", "a")}, `issue "x": options 0 and 2 are both called "a"`},
		{[]Issue{Integers("x", 2, 1)}, "no whole number is in 2..1"},
		{[]Issue{Integers("x", math.MinInt, math.MaxInt)}, "not within ±2^53"},
		{[]Issue{Integers("x", 0, math.MaxInt)}, "not within ±2^53"},
		{[]Issue{Integers("x", 0, math.MaxInt32)}, "2147483648 options"},
		{[]Issue{Range("x", 0, 1, 0)}, "0 points"},
		{[]Issue{Range("x", 0, 1, -1)}, "-1 points"},
		{[]Issue{Range("x", 0, 1, 1<<31)}, "2147483648 options"},
		{[]Issue{Range("x", 0, 1, math.MaxInt)}, "0..1 has no room for 9223372036854775807 points that differ"},
		{[]Issue{Range("x", 1, 1, 5)}, "1..1 has no room for 5 points that differ"},
		{[]Issue{Range("x", 1, 1, 2)}, "1..1 has no room for 2 points that differ"},
		{[]Issue{Range("x", 1, 1+0x1p-51, 5)}, "has no room for 5 points"},
		{[]Issue{Range("x", -0x1p53, 0x1p53, 1<<30), Range("x", 0x1p53, 0x1p53+8, 9)}, "has no room for 9 points"},
		{[]Issue{Range("x", 1, 0, 2)}, "lower end comes first"},
		{[]Issue{Range("x", math.NaN(), 1, 2)}, "not a finite range"},
		{[]Issue{Range("x", 0, math.Inf(1), 2)}, "not a finite range"},
		{[]Issue{Range("x", -math.MaxFloat64, math.MaxFloat64, 2)}, "not a finite range"},
	} {
		if s, err := NewSpace(c.issues...); s != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want an error with %q", c.issues, err, c.want)
		}
	}
}

func TestOptionsOfAnIssue(t *testing.T) {
	for _, c := range []struct {
		issue Issue
		want  []string
	}{
		{Named("n", "red", "green"), []string{"red", "green"}},
		{Integers("i", -1, 1), []string{"-1", "0", "1"}},
		{Integers("m", 2_000_000, 2_000_001), []string{"2000000", "2000001"}},
		{Integers("last", 1<<53-1, 1<<53), []string{"9007199254740991", "9007199254740992"}},
		{Range("r", 0, 1, 5), []string{"0", "0.25", "0.5", "0.75", "1"}},
		{Range("one", 2, 3, 1), []string{"2"}},
		{Range("point", 2, 2, 1), []string{"2"}},
		{Range("ends", 0.1, 0.7, 2), []string{"0.1", "0.7"}},
		{Range("tenths", 0, 1, 11), []string{"0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"}},
		{Range("falls", -0.3, 0, 4), []string{"-0.3", "-0.2", "-0.1", "0"}},
		{Range("wide", 0, 1.6e308, 3), []string{"0", "8e+307", "1.6e+308"}},
		{Range("small", 0, 2e-9, 3), []string{"0", "1e-09", "2e-09"}},
	} {
		spaceOf(t, c.issue)
		var got []string
		for k := range c.issue.Len() {
			got = append(got, c.issue.Option(k))
		}
		if d := gocmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", c.issue.Name, d)
		}
	}
}

// The caller's slices stay the caller's.
func TestIssuesKeepTheirOptions(t *testing.T) {
	options := []string{"a", "b"}
	issue := Named("x", options...)
	issues := []Issue{issue}
	s := spaceOf(t, issues...)
	options[0], issues[0] = "z", Integers("y", 1, 9)
	if got := []string{s.Issue(0).Option(0), s.Issue(0).Option(1)}; !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("options are now %q", got)
	}
}
