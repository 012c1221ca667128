package scenario

import (
	"fmt"
	"math"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/deal"
)

// near compares what is reckoned with what is written down: both are sums of a
// few products, and 1e-12 is thousands of times their rounding.
var near = cmpopts.EquateApprox(0, 1e-12)

// names returns the issues with their options.
func names(s *deal.Space) (issues [][]string) {
	for i := range s.Issues() {
		issue := []string{s.Issue(i).Name}
		for k := range s.Issue(i).Len() {
			issue = append(issue, s.Issue(i).Option(k))
		}
		issues = append(issues, issue)
	}
	return issues
}

func TestTheSameScenarioInThreeFormats(t *testing.T) {
	for _, f := range []struct {
		format, name string
		rounds       int
		discount     float64
	}{
		{"genius", "a-domain", 0, 0.8},
		{"geniusweb", "stay", 60, 0}, // GeniusWeb has no discount
		{"negmas", "stay", 0, 0.8},
	} {
		t.Run(f.format, func(t *testing.T) {
			fsys, _ := folder(t, "testdata/golden/"+f.format+".txtar")
			s, err := ReadOptions{Points: 5}.Read(fsys)
			if err != nil {
				t.Fatal(err)
			}
			head := *s
			head.Space, head.Parties = nil, nil
			if diff := cmp.Diff(Scenario{Name: f.name, Rounds: f.rounds, Format: f.format}, head); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			want := [][]string{
				{"room", "small", "large", "suite"},
				{"nights", "1", "2", "3", "4"},
				{"rate", "100", "125", "150", "175", "200"},
			}
			if diff := cmp.Diff(want, names(s.Space)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			checkStay(t, s, f.discount)
		})
	}
}

// checkStay compares with utilities worked out by hand. Guest: weights 0.5, 0.3,
// 0.2; rooms 1/4, 3/4, 1; nights 1/4 each; rate from 1 at 100 to 0 at 200. Host:
// weights 0.2, 0.2, 0.6; rooms 1, 1, 2/5; nights 1/4 each; rate from 0 to 1.
func checkStay(t *testing.T, s *Scenario, discount float64) {
	want := map[string]string{
		"large 3 150": "0.700 0.650", // 0.375+0.225+0.1, 0.2+0.15+0.3
		"small 1 200": "0.200 0.850", // 0.125+0.075+0, 0.2+0.05+0.6
		"suite 4 100": "1.000 0.280", // 0.5+0.3+0.2, 0.08+0.2+0
		"small 1 125": "0.350 0.400", // 0.125+0.075+0.15, 0.2+0.05+0.15
	}
	got := make(map[string]string)
	for name, options := range map[string][]int32{
		"large 3 150": {1, 2, 2}, "small 1 200": {0, 0, 4}, "suite 4 100": {2, 3, 0}, "small 1 125": {0, 0, 1},
	} {
		got[name] = fmt.Sprintf("%.3f %.3f", s.Parties[0].Utility.Of(options), s.Parties[1].Utility.Of(options))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	guest, host := s.Parties[0], s.Parties[1]
	guest.Utility, host.Utility = nil, nil
	wantGuest := deal.Preferences{Name: "guest", Reserved: 0.35, Discount: discount}
	if diff := cmp.Diff([]deal.Preferences{wantGuest, {Name: "host"}}, []deal.Preferences{guest, host}, near); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// read reads files given as name, text, name, text.
func read(t *testing.T, files ...string) *Scenario {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	s, err := Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all returns the utility of every outcome for party i.
func all(s *Scenario, i int) (utilities []float64) {
	for o := range s.Space.Len() {
		utilities = append(utilities, s.Parties[i].Utility.Of(s.Space.Options(deal.Outcome(o), nil)))
	}
	return utilities
}

const twoIntegers = `<negotiation_template><utility_space><objective index="0">
<issue index="1" name="a" type="integer" lowerbound="0" upperbound="2"/>
<issue index="2" name="b" type="integer" lowerbound="0" upperbound="1"/>
</objective></utility_space></negotiation_template>`

func TestGeniusBoxesAreSummedAndDividedByTheMaximum(t *testing.T) {
	s := read(t, "d.xml", twoIntegers, "p.xml", `<utility_space type="nonlinear"><objective>
<utility maxutility="10"><ufun type="PlainUfun" weight="1" aggregation="sum">
<hyperRectangle utility="5"><INCLUDES index="1" min="1" max="2"/></hyperRectangle>
<hyperRectangle utility="8" weight="0.5"><INCLUDES index="1" min="2" max="9"/><INCLUDES index="2" min="1" max="1"/></hyperRectangle>
<hyperRectangle utility="1"><EXCLUDES index="1" min="0" max="0"/></hyperRectangle>
</ufun></utility></objective></utility_space>`)
	want := []float64{0, 0, 0.6, 0.6, 0.6, 1} // by a, then b: 5 in a ≥ 1, 4 in the corner, 1 out of a = 0
	if diff := cmp.Diff(want, all(s, 0), near); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestGeniusEvaluatesAsGeniusDoes(t *testing.T) {
	domain := func(issue string) string {
		return `<negotiation_template><utility_space><objective index="0">` + issue + `</objective></utility_space></negotiation_template>`
	}
	profile := func(issue, weight string) string {
		return `<utility_space><objective>` + issue + weight + `</objective></utility_space>`
	}
	two := `<issue index="1" name="a"><item value="x" evaluation="%v"/><item value="y" evaluation="%v"/></issue>`
	integer := `<issue index="1" name="a" type="integer" lowerbound="-1" upperbound="2"><evaluator slope="0.5" offset="-0.25"/></issue>`
	real := `<issue index="1" name="a" type="real"><range lowerbound="0" upperbound="20"/>%s</issue>`
	weight := `<weight index="1" value="0.5"/>`
	for _, c := range []struct {
		name, issue, weight string
		want                []float64
	}{
		{"divided by the largest", fmt.Sprintf(two, 3, 12), weight, []float64{0.125, 0.5}},
		{"negative evaluations stay", fmt.Sprintf(two, -1, 2), weight, []float64{-0.25, 0.5}},
		{"a largest under 0.00001 counts nothing", fmt.Sprintf(two, 0.000009, 0.000001), weight, []float64{0, 0}},
		{"no weight at all weighs 1", fmt.Sprintf(two, 3, 12), "", []float64{0.25, 1}},
		{"weights need not sum to 1", fmt.Sprintf(two, 3, 12), `<weight index="1" value="3"/>`, []float64{0.75, 3}},
		{"an integer counts from its lower bound and is cut", integer, weight, []float64{0, 0.125, 0.375, 0.5}},
		{"a constant", fmt.Sprintf(real, `<evaluator ftype="constant" parameter0="0.5"/>`), weight, []float64{20: 0.25}},
		{"a line is cut", fmt.Sprintf(real, `<evaluator ftype="linear" parameter0="-1" parameter1="0.15"/>`), weight, []float64{10: 0.25, 20: 0.5}},
		{"a triangle", fmt.Sprintf(real, `<evaluator ftype="triangular" parameter0="4" parameter1="12" parameter2="8"/>`), weight, []float64{6: 0.25, 8: 0.5, 11: 0.125, 20: 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := all(read(t, "d.xml", domain(c.issue), "p.xml", profile(c.issue, c.weight)), 0)
			if len(got) != len(c.want) {
				t.Fatalf("%d utilities, want %d", len(got), len(c.want))
			}
			for o, want := range c.want {
				if want != 0 && math.Abs(got[o]-want) > 1e-12 || len(got) < 20 && want == 0 && got[o] != 0 {
					t.Errorf("option %d is worth %v, want %v", o, got[o], want)
				}
			}
		})
	}
}

func TestGeniusDomainsInGroupsAndWithoutNames(t *testing.T) {
	s := read(t, "d.xml", `<negotiation_template><utility_space><objective index="0" name="House">
<objective index="1" name="group"><issue index="2" name="a"><item value="x"/><item value="y"/></issue></objective>
<issue index="3" name="b"><item value="p"/></issue></objective></utility_space></negotiation_template>`,
		"p.xml", `<utility_space><objective><objective>
<issue index="2"><item value="x" evaluation="1"/><item value="y" evaluation="2"/></issue><weight index="2" value="0.5"/></objective>
<issue index="3" name="b"><item value="p" evaluation="7"/></issue><weight index="3" value="0.25"/></objective></utility_space>`)
	if s.Name != "House" {
		t.Errorf("the domain is called %q", s.Name)
	}
	if diff := cmp.Diff([]float64{0.5, 0.75}, all(s, 0), near); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Genius looks issues up by index (Domain.getObjective) and so do the sides of
// boxes; the order of the files says nothing.
func TestGeniusIssuesAreMatchedByIndex(t *testing.T) {
	domain := func(first, second string) string {
		return `<negotiation_template><utility_space><objective index="1">
<issue index="` + first + `" name="a" type="integer" lowerbound="0" upperbound="1"/>
<issue index="` + second + `" name="b" type="integer" lowerbound="0" upperbound="1"/>
</objective></utility_space></negotiation_template>`
	}
	issue := func(index, name string) string {
		return `<issue index="` + index + `"` + name + ` type="integer" lowerbound="0" upperbound="1"><evaluator slope="1" offset="0"/></issue>`
	}
	for _, indexes := range [][2]string{{"1", "2"}, {"2", "3"}, {"0", "1"}, {"7", "3"}, {"-1", "2"}} {
		first, second := indexes[0], indexes[1]
		for _, named := range []string{` name="b"`, ""} {
			s := read(t, "d.xml", domain(first, second), "p.xml", `<utility_space><objective index="1">`+
				issue(second, named)+issue(first, "")+`<weight index="`+second+`" value="0.25"/><weight index="`+first+`" value="0.75"/></objective></utility_space>`)
			if diff := cmp.Diff([]float64{0, 0.25, 0.75, 1}, all(s, 0)); diff != "" {
				t.Errorf("indexes %v (-want +got)\n%s", indexes, diff)
			}
		}
		s := read(t, "d.xml", domain(first, second), "p.xml", `<utility_space type="nonlinear"><objective index="1"><utility maxutility="1"><ufun>
<hyperRectangle utility="1"><INCLUDES index="`+second+`" min="1" max="1"/></hyperRectangle></ufun></utility></objective></utility_space>`)
		if diff := cmp.Diff([]float64{0, 1, 0, 1}, all(s, 0)); diff != "" {
			t.Errorf("boxes, indexes %v (-want +got)\n%s", indexes, diff)
		}
	}
}

// FitnessA of Genius gives its objective a weight, which getUtility does not use.
func TestTheWeightOfAGeniusObjectiveCountsNothing(t *testing.T) {
	s := read(t, "d.xml", `<negotiation_template><utility_space><objective index="0"><objective index="1" name="g">
<issue index="2" name="a"><item value="x"/></issue></objective></objective></utility_space></negotiation_template>`,
		"p.xml", `<utility_space><objective index="0"><weight index="1" value="0.5"/><objective index="1"><reservation value="0.125"/>
<issue index="2"><item value="x" evaluation="1"/></issue><weight index="2" value="0.25"/></objective></objective></utility_space>`)
	if diff := cmp.Diff([]float64{0.25}, all(s, 0)); diff != "" || s.Parties[0].Reserved != 0.125 {
		t.Errorf("reserved %v (-want +got)\n%s", s.Parties[0].Reserved, diff)
	}
}

// GeniusWeb writes the names of deadlines in both ways, and Jackson reads 10.0 as
// the number 10.
func TestGeniusWebDeadlines(t *testing.T) {
	for deadline, want := range map[string]int{
		`{"deadlinerounds": {"rounds": 10, "durationms": 99}}`:   10,
		`{"DeadlineRounds": {"rounds": 10.0, "durationms": 99}}`: 10,
		`{"deadlinetime": {"durationms": 99}}`:                   0,
	} {
		s := read(t, "d.json", `{"issuesValues": {"a": {"values": ["x"]}}}`,
			"p.json", `{"LinearAdditiveUtilitySpace": {"issueUtilities": {"a": {"discreteutils": {"valueUtilities": {"x": 1}}}}}}`,
			"s.json", `{"SAOPSettings": {"deadline": `+deadline+`}}`)
		if s.Rounds != want {
			t.Errorf("%s: %d rounds", deadline, s.Rounds)
		}
	}
}

func TestNegmasUtilityFunctions(t *testing.T) {
	domain := "issues:\n- {name: n, values: 3}\n- {name: c, values: [red, '1']}\n"
	numbers := "issues:\n- {name: n, values: [2, 4, 8]}\n- {name: x, values: [0.5, 1.0]}\n"
	for _, c := range []struct {
		name, domain, profile string
		want                  []float64
	}{
		{"affine", numbers, "type: AffineUtilityFunction\nweights: [1, 10]\nbias: 0.5", []float64{7.5, 12.5, 9.5, 14.5, 13.5, 18.5}},
		{"linear without weights", numbers, "type: LinearUtilityFunction", []float64{2.5, 3, 4.5, 5, 8.5, 9}},
		{"constant", domain, "type: ConstUtilityFunction\nvalue: 0.5", []float64{0.5, 0.5, 0.5, 0.5, 0.5, 0.5}},
		{"mapping with a default", domain, "type: MappingUtilityFunction\ndefault: -1\nmapping:\n  ? [2, red]\n  : 1\n  ? ['0', '1']\n  : 0.25", []float64{-1, 0.25, -1, -1, 1, -1}},
		{"bias and missing weights", domain, "type: LinearAdditiveUtilityFunction\nbias: 1\nvalues: {n: {0: 0, 1: 1, 2: 2}, c: {red: 10, '1': 20}}\nweights: {n: 0.5}", []float64{11, 21, 11.5, 21.5, 12, 22}},
		{"boxes", domain, "type: HyperRectangleUtilityFunction\nbias: 0.5\nweights: [2, 1, 1, 1]\nutilities: [1, 10, 100, 1000]\noutcome_ranges:\n- {0: [0, 2]}\n- {0: [[0], [2]], 1: red}\n- {1: ['1', '1']}\n- {}",
			[]float64{1010.5, 1100.5, 1002.5, 1102.5, 1010.5, 1100.5}}, // [0, 2] is open: 1 alone
		{"an unbounded box", domain, "type: HyperRectangleUtilityFunction\nutilities: [1]\noutcome_ranges: [null]", []float64{1, 1, 1, 1, 1, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, all(read(t, "d.yml", c.domain, "p.yml", c.profile), 0), near); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNegmasValueFunctions(t *testing.T) {
	for text, want := range map[string][]float64{
		"{type: IdentityFun}":                                                  {1, 2, 3, 4},
		"{type: ConstFun, bias: 0.5}":                                          {0.5, 0.5, 0.5, 0.5},
		"{type: LinearFun, slope: 2}":                                          {2, 4, 6, 8},
		"{type: AffineFun, slope: 2, bias: 1}":                                 {3, 5, 7, 9},
		"{type: QuadraticFun, a2: 1, a1: -1, bias: 3}":                         {3, 5, 9, 15},
		"{type: PolynomialFun, coefficients: [0, 0, 2], bias: 1}":              {3, 17, 55, 129},
		"{type: TriangularFun, start: 1, middle: 3, end: 4}":                   {0, 0.5, 1, 0},
		"{type: TriangularFun, start: 1, middle: 1, end: 4, bias: 1}":          {1, 5. / 3, 4. / 3, 1},
		"{type: TrapezoidalFun, start: 1, rise_end: 2, fall_start: 3, end: 3}": {0, 1, 1, 0},
		"{type: GaussianFun, center: 2, sigma: 1}":                             {math.Exp(-0.5), 1, math.Exp(-0.5), math.Exp(-2)},
		"{type: ExponentialFun, tau: 2, base: 2, bias: 1}":                     {5, 17, 65, 257},
		"{type: LogFun, tau: 2, base: 2, scale: 3}":                            {3, 6, 3 * math.Log2(6), 9},
		"{type: SinFun, multiplier: 0, phase: 1, amplitude: 2}":                {2 * math.Sin(1), 2 * math.Sin(1), 2 * math.Sin(1), 2 * math.Sin(1)},
		"{type: CosFun}": {math.Cos(1), math.Cos(2), math.Cos(3), math.Cos(4)},
		"{type: TableFun, mapping: {1: 4, 2.0: 3, '3': 2, 4: 1}}": {4, 3, 2, 1},
	} {
		s := read(t, "d.yml", "issues: [{name: n, type: ContiguousIssue, values: [1, 4]}]",
			"p.yml", "type: LinearAdditiveUtilityFunction\nvalues: ["+text+"]")
		if diff := cmp.Diff(want, all(s, 0), near); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}
