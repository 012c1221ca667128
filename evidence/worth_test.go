package evidence_test

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

const market = `case market "Market"
  parties      cow yak
  money        EUR
  zone         Europe/Berlin
  audience     public

party cow "Cow"

party yak "Yak"

issue pay "What is paid"

issue scope "What it covers"
  option       wide "Wide"
  option       half "Half"
  option       none "None"

issue term "How long"
  option       five "Five years"
  option       one "One year"

2020-01-09 valuation yaks
  of           yak
  by           ours
  limit        pay <= EUR 60 million per year
`

// worths is what a valuation with some lines comes to.
func worths(t *testing.T, lines ...string) ([]evidence.Valued, *evidence.WorthLine) {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(market + "  " + strings.Join(lines, "\n  ") + "\n")}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	v, _ := b.Entry("yaks").(*parley.Valuation)
	a := evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{Reader: parley.All, AsOf: date.On(2020, 1, 9)}))
	return a.Worths(v, "EUR", nil)
}

func TestAmountsOrdersTradesAndRanksBoundEachOther(t *testing.T) {
	vs, odd := worths(t, "prefers      scope wide half none", "worth        scope wide over none = EUR 10 million..20 million per year",
		"worth        term five over one = EUR 1 million per month", "trades       scope half over none > term five over one")
	if odd != nil || len(vs) != 2 {
		t.Fatalf("%v %v", vs, odd)
	}
	got := [][2]float64{}
	for _, p := range [][2]int{{0, 1}, {1, 2}, {0, 2}} {
		got = append(got, [2]float64{vs[0].Low(p[0], p[1]), vs[0].High(p[0], p[1])})
	}
	// Half over none is worth no less than the term's 12 million, so wide over half no more than 8.
	if d := cmp.Diff([][2]float64{{0, 8e6}, {12e6, 20e6}, {12e6, 20e6}}, got); d != "" {
		t.Error(d)
	}
	vs, odd = worths(t, "ranks        term scope", "worth        term five over one = EUR 3 million per year")
	if _, high := vs[0].Whole(); odd != nil || high != 3e6 {
		t.Errorf("what is ranked after 3 million can be worth %v", high)
	}
	vs, _ = worths(t, "ranks        pay scope") // nothing is on the table
	if _, high := vs[0].Whole(); !math.IsInf(high, 1) {
		t.Errorf("without figures on the table a rank after the money bounds an issue at %v", high)
	}
}

func TestTheLineThatDoesNotFitThoseBeforeItIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  *evidence.WorthLine
	}{
		"amounts of one swap": {[]string{"worth        scope wide over none = EUR 1 million per year", "worth        term five over one = EUR 1 million per year",
			"worth        scope wide over none = EUR 2 million per year"}, &evidence.WorthLine{Field: "worth", N: 2}},
		"orders in a ring":                 {[]string{"prefers      scope wide half none", "worth        scope half over wide = EUR 1 million per year"}, &evidence.WorthLine{Field: "worth", N: 0}},
		"a trade against amounts":          {[]string{"worth        scope wide over none = EUR 1 million per year", "worth        term five over one = EUR 2 million per year", "trades       scope wide over none > term five over one"}, &evidence.WorthLine{Field: "trades", N: 0}},
		"ranks against amounts":            {[]string{"worth        scope wide over none = EUR 1 million per year", "worth        term five over one = EUR 2 million..3 million per year", "ranks        pay scope"}, nil},
		"a digit beyond which floats stop": {[]string{"worth        scope wide over half = EUR 0.1 million per year", "worth        scope half over none = EUR 0.2 million per year", "worth        scope wide over none = EUR 0.3 million per year"}, nil},
		"in total, so it says nothing":     {[]string{"worth        scope wide over none = EUR 1 million per year", "worth        scope wide over none = EUR 2 million in total"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, odd := worths(t, c.lines...)
			if d := cmp.Diff(c.want, odd); d != "" {
				t.Error(d)
			}
		})
	}
}

// An issue with thousands of options takes their third power.
func TestWhatWouldTakeTooLongSaysNothing(t *testing.T) {
	issue := &parley.Issue{Head: parley.Head{ID: "scope"}}
	v := &parley.Valuation{Head: parley.Head{ID: "huge"}, Of: "yak", Ours: true, Ranks: []parley.ID{"scope"}}
	for i := range 5000 {
		issue.Options = append(issue.Options, parley.Option{Word: "o" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/182)})
	}
	a := evidence.Assess(view.Of(view.Index([]parley.Entry{issue}), view.Vantage{Reader: parley.All, AsOf: date.On(2020, 1, 9)}))
	if vs, odd := a.Worths(v, "EUR", nil); vs != nil || odd != nil {
		t.Errorf("%d issues, %v", len(vs), odd)
	}
}
