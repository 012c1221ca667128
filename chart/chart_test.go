package chart

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestHangulIsAboutAsWideAsHigh(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "조": 10.2, "조원": 20.4, "1": 5.9, "é": 6.4, "e\u0301": 5.9, "가1": 16.1} {
		if got := TextWidth(text, 10, false); math.Abs(got-want) > 0.1 {
			t.Errorf("%q is %.1f wide, want %.1f", text, got, want)
		}
	}
	if TextWidth("bold", 10, true) <= TextWidth("bold", 10, false) {
		t.Error("bold is no wider")
	}
}

func TestWrapBreaksAtSpacesAndMakesLinesAlike(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want []string
	}{
		{"", 2, nil},
		{"Hold at 2019", 2, []string{"Hold at 2019"}},
		{"+10 %, then consumer prices up to 4 %", 2, []string{"+10 %, then", "consumer prices u…"}},
		{"one two three four five six", 3, []string{"one two three", "four five six"}},
		{"10\u00a0% 인상 후 소비자물가 연동", 3, []string{"10\u00a0% 인상 후", "소비자물가 연동"}},
		{"가나다라마바사아자차카타파하", 3, []string{"가나다라마바사", "아자차카타파하"}},
	} {
		if diff := cmp.Diff(c.want, wrap(c.text, 10, 95, false, c.most)); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

func TestWrappedLinesFitAndLoseNothingButSpaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab 조원…\u00a0\u0301W%")), 0, 60, -1).Draw(t, "text")
		width := rapid.Float64Range(5, 200).Draw(t, "width")
		lines := wrap(text, 10, width, false, 1000)
		for _, l := range lines {
			if TextWidth(l, 10, false) > width && utf8.RuneCountInString(strings.TrimRight(l, "\u0301")) > 1 {
				t.Errorf("%q is wider than %v", l, width)
			}
		}
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if bare(strings.Join(lines, "")) != bare(text) {
			t.Errorf("%q became %q", text, lines)
		}
		if short := wrap(text, 10, width, false, 2); len(short) > 2 {
			t.Errorf("%d lines for 2", len(short))
		}
	})
}

func TestTicksAreRound(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   []float64
	}{
		{5.1, 6.9, 4, []float64{5.5, 6, 6.5}},
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{-3, 2, 5, []float64{-3, -2, -1, 0, 1, 2}},
		{0, 1.7e12, 4, []float64{0, 5e11, 1e12, 1.5e12}},
		{1e-5, 3e-5, 2, []float64{1e-5, 2e-5, 3e-5}},
	} {
		if diff := cmp.Diff(c.want, ticks(c.lo, c.hi, c.n), cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Errorf("%v to %v:\n%s", c.lo, c.hi, diff)
		}
	}
}

func TestAnAxisBreaksOnlyWhereDifferencesWouldBeLost(t *testing.T) {
	for name, c := range map[string]struct {
		spans  []span
		broken bool
	}{
		"five near each other, two far away":       {[]span{{5.19, 5.19}, {5.8, 5.9}, {6.3, 6.4}, {20, 26}, {26, 33}}, true},
		"one near, one far: nothing to tell apart": {[]span{{5, 5}, {30, 30}}, false},
		"the same twice, one far":                  {[]span{{5, 5}, {5, 5}, {30, 30}}, false},
		"spread evenly":                            {[]span{{1, 2}, {3, 4}, {5, 6}, {7, 8}}, false},
		"one that reaches from end to end":         {[]span{{1, 30}, {5, 5}, {6, 6}, {29, 29}}, false},
		"below zero":                               {[]span{{-30, -29}, {-5, -5}, {-6, -6}}, true},
		"nothing":                                  {nil, false},
	} {
		if got := newAxis(c.spans, 500, 60).broken(); got != c.broken {
			t.Errorf("%s: broken is %v", name, got)
		}
	}
}

func TestAnAxisKeepsTheOrderOfValuesWithinItsLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64Range(-1e12, 1e12)
		var spans []span
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			a, b := value.Draw(t, "a"), value.Draw(t, "b")
			spans = append(spans, span{min(a, b), max(a, b)})
		}
		x := newAxis(spans, 400, 60)
		for _, s := range spans {
			lo, hi := x.at(s.lo), x.at(s.hi)
			if !finite(lo, hi) || lo < -1e-6 || hi > 400+1e-6 || lo > hi+1e-6 {
				t.Fatalf("%v is at %v to %v on %v", s, lo, hi, x)
			}
		}
		for _, tick := range x.ticks {
			if at := x.at(tick); at < -1 || at > 401 {
				t.Fatalf("a tick at %v", at)
			}
		}
	})
}

func TestSpreadMovesLabelsApartAndKeepsTheirOrder(t *testing.T) {
	if diff := cmp.Diff([]float64{5, 15, 50}, spread([]float64{10, 10, 50}, []float64{10, 10, 10}, -100, 100)); diff != "" {
		t.Error(diff)
	}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Float64Range(-50, 450), 0, 12).Draw(t, "want")
		heights := make([]float64, len(want))
		for i := range heights {
			heights[i] = rapid.Float64Range(5, 30).Draw(t, "height")
		}
		got := spread(want, heights, 0, 400)
		for i := range got {
			if got[i] < heights[i]/2-1e-6 || got[i] > 400-heights[i]/2+1e-6 {
				t.Fatalf("%v is outside", got[i])
			}
			for j := range got[:i] {
				if apart := math.Abs(got[i] - got[j]); apart < (heights[i]+heights[j])/2-1e-6 {
					t.Fatalf("%v and %v overlap", got[i], got[j])
				}
				if (want[i]-want[j])*(got[i]-got[j]) < 0 {
					t.Fatalf("%v and %v changed places", want[i], want[j])
				}
			}
		}
	})
}

func TestCalendarTicksAreRoundAndFew(t *testing.T) {
	day := func(s string) float64 {
		at, ok := when(s)
		if !ok {
			t.Fatal(s)
		}
		return millis(at)
	}
	for _, c := range []struct {
		from, to, format, first string
		n                       int
	}{
		{"2019-07-20", "2020-07-11", "%Y-%m", "2019-09-01", 6},
		{"2024-09-24T12:00:00Z", "2024-09-28T12:00:00Z", "%Y-%m-%d", "2024-09-25", 4},
		{"1991-01-01", "2031-01-01", "%Y", "1995-01-01", 8},
		{"2020-01-01", "2020-01-01T06:00:00Z", "%Y-%m-%d", "", 0},
	} {
		at, format := calendar(day(c.from), day(c.to), 8)
		if format != c.format || len(at) != c.n || c.n > 0 && at[0] != day(c.first) {
			t.Errorf("%s to %s: %d ticks as %s, the first at %v", c.from, c.to, len(at), format, at)
		}
	}
}

func TestFractionsOfYears(t *testing.T) {
	for s, want := range map[string]float64{"2019-01-01": 2019, "2019-07-02T12:00:00Z": 2019.5, "2020-07-02": 2020.5, "2014-06-18T00:00:00+09:00": 2014.4592} {
		at, ok := when(s)
		if got := year(at); !ok || math.Abs(got-want) > 1e-4 {
			t.Errorf("%s is %v", s, got)
		}
	}
	for _, s := range []string{"", "2019", "2019-13-01", "tomorrow"} {
		if _, ok := when(s); ok {
			t.Errorf("%q is a date", s)
		}
	}
}

// What cannot be drawn is left out, and the rest is still there.
func TestValuesThatAreNoFiguresAreNotDrawn(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, s := range map[string]Spec{
		"totals":     Totals{Rows: []TotalRow{{Label: "no", Median: nan}, {Label: "yes", Dots: []float64{nan, 1, inf}, Median: 1}}}.Spec(),
		"paths":      Paths{Lines: []Path{{Label: "no", Points: []PathPoint{{2020, nan, 1, 1, ""}}}, {Label: "yes", Points: []PathPoint{{2020, 1, 1, 1, ""}, {2021, 1, inf, 1, ""}}}}}.Spec(),
		"agreements": Agreements{Panels: []Panel{{Terms: []Term{{Label: "no", Years: []TermYear{{Amount: inf}}}, {Label: "yes", Years: []TermYear{{Year: 2020, Amount: 1}}}}, Lapses: []Lapse{{Label: "no", From: "?", To: "2020-01-01"}, {Label: "no", From: "2020-01-02", To: "2020-01-01"}}}}}.Spec(),
		"gap":        Gap{Positions: []Position{{Label: "no", Date: "2020-01-01", Mid: nan}, {Label: "no", Date: "?"}, {Label: "yes", Side: First, Date: "2020-01-01", Mid: 1, Low: 1, High: 1}}, Level: &Level{"no", inf}, Events: []Event{{"no", "soon"}}}.Spec(),
		"session":    Session{Lines: []SessionLine{{Label: "no", Points: []SessionPoint{{1, nan, ""}, {-1, 1, ""}}}, {Label: "yes", Points: []SessionPoint{{1, 1, ""}, {2, inf, "no"}, {math.MaxInt, 1, "no"}}}}}.Spec(),
		"plane":      Plane{Frontier: [][2]float64{{nan, 1}, {1, 1}}, Outcomes: [][2]float64{{1, inf}}, Fallback: &[2]float64{0, -inf}, Marks: []PlaneMark{{[2]float64{1, nan}, "no", ""}, {[2]float64{1, 1}, "yes", ""}}}.Spec(),
		"zone":       Zone{Takes: ZoneRow{Label: "yes", Low: 1, Mid: 1, High: 1}, Pays: ZoneRow{Low: 2, Mid: 2, High: 2}, Chosen: &ZoneRow{Label: "no", Mid: nan}, Apart: ZoneRow{Label: "no"}, Bids: []ZoneRow{{Label: "no", High: inf}}, Level: &Level{"no", inf}}.Spec(),
	} {
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if strings.Contains(string(text), `"no"`) || !strings.Contains(string(text), `"yes"`) {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// Any figures give a specification that is JSON, whatever they are.
func TestAnyFiguresGiveASpecification(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1, -1, 1e-300, 1e300, math.NaN(), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64}))
		var totals Totals
		var paths Paths
		var gap Gap
		var agreements Agreements
		var session Session
		var plane Plane
		var zone Zone
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			v := rapid.SliceOfN(value, 3, 3).Draw(t, "values")
			totals.Rows = append(totals.Rows, TotalRow{Label: "x", Dots: v, Median: v[0]})
			paths.Lines = append(paths.Lines, Path{Label: "x", Points: []PathPoint{{2020, v[0], v[1], v[2], ""}}})
			year := rapid.SampledFrom([]int{0, 2020, -1, math.MaxInt32, math.MinInt32}).Draw(t, "year")
			agreements.Panels = []Panel{{Terms: []Term{{Label: "x", Years: []TermYear{{Year: 2020, Amount: v[0]}, {Year: year, Amount: v[1]}}}}}}
			gap.Positions = append(gap.Positions, Position{Side: First, Date: "2020-01-01", Low: v[0], Mid: v[1], High: v[2]})
			session.Lines = append(session.Lines, SessionLine{Label: "x", Points: []SessionPoint{{1, v[0], ""}, {year, v[1], ""}}})
			session.Rounds, session.Agreed = year, &SessionEnd{year, "x"}
			at := [2]float64{v[0], v[1]}
			plane.Outcomes, plane.Frontier, plane.Fallback = append(plane.Outcomes, at), append(plane.Frontier, at), &at
			plane.Marks = append(plane.Marks, PlaneMark{at, "x", "x"})
			row := ZoneRow{Label: "x", Low: v[0], Mid: v[1], High: v[2]}
			zone.Takes, zone.Pays, zone.Chosen, zone.Level = zone.Pays, row, &row, &Level{"x", v[2]}
			zone.Bids = append(zone.Bids, row)
		}
		for _, s := range []Spec{totals.Spec(), paths.Spec(), gap.Spec(), agreements.Spec(), session.Spec(), plane.Spec(), zone.Spec()} {
			if _, err := json.Marshal(s); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestSidesDifferWithoutColour(t *testing.T) {
	seen := map[string]Side{}
	for _, s := range []Side{Joint, First, Second} {
		dash, err := json.Marshal(s.dash())
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[string(dash)]; ok {
			t.Errorf("sides %d and %d have the same dash", other, s)
		}
		seen[string(dash)] = s
	}
	marks := map[string]Status{}
	for s := range statuses {
		m := s.shape() + s.fill("x")
		if other, ok := marks[m]; ok {
			t.Errorf("statuses %d and %d have the same mark", other, s)
		}
		marks[m] = s
	}
}
