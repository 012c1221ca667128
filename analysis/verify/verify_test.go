package verify_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/verify"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/parleytest/pact"
	"parley/view"
)

func ask(t *testing.T, text, day string, o verify.Options) verify.Result {
	t.Helper()
	r, err := verify.Of(pact.Weigh(t, text, day), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func claim(id, that string) string { return "\nclaim " + id + "\n  that         " + that + "\n" }

func report(id, day, claims, via string) string {
	return "\n" + day + " report " + id + "\n  asserts      " + claims + "\n  via          " + via + "\n"
}

// The base is what was paid before the time that a percentage is for, also when the
// agreement has paid something else since.
func TestABaseIsWhatWasPaidBeforeTheTimeOfThePercentage(t *testing.T) {
	text := strings.Replace(pact.Base, "  pays         2019 = USD 100 million\n", "  pays         2019 = USD 100 million\n  pays         2020 = USD 120 million\n", 1)
	text = strings.Replace(text, "covers       2019-01-01/2019-12-31", "covers       2019-01-01/2020-12-31", 1) +
		claim("rise", "north offers pay = 10% over pact-1 per year for 2020") + claim("sum", "north offers pay = USD 110 million per year for 2020") + report("both", "2020-01-08", "rise sum", "paper-0110")
	found := 0
	for _, f := range ask(t, text, "2020-02-01", verify.Options{Claim: "rise"}).Findings {
		if f.Kind != verify.Over {
			continue
		}
		found++ // 109.5/100.5 and 110.5/99.5
		if got := f.Against.Text() + " " + f.Result.Lo.Fixed(1) + " " + f.Result.Hi.Fixed(1); got != "USD 100 million 9.0 11.1" || !f.Fits {
			t.Error(got)
		}
	}
	if found != 1 {
		t.Errorf("%d rises", found)
	}
}

// 600 million for five years are 119.9 to 120.1 a year, and 10 a month 114 to 126.
func TestAPercentageIsTestedByTheYear(t *testing.T) {
	for sum, want := range map[string]string{
		"USD 600 million for 2020/2024":                "true 99.9 100.1; true 19.3 20.7",
		"USD 10 million per month for 2020/2024":       "true 95.0 105.0; true 13.4 26.6",
		"USD 120 million per year for 2020/2024":       "false 99.6 100.4; false 18.9 21.1",
		"USD 600 million in total for 2020-01/2020-06": "",
	} {
		span := "2020/2024"
		if want == "" {
			span = "2020-01/2020-06"
		}
		text := pact.Base + claim("rise", "north offers pay = 20% over pact-1 for "+span) + claim("sum", "north offers pay = "+sum) + report("both", "2020-01-08", "rise sum", "paper-0110")
		var got []string
		for _, f := range ask(t, text, "2020-02-01", verify.Options{Claim: "rise"}).Findings {
			i := f.Result
			if f.Kind == verify.Implied {
				i.Lo, i.Hi = i.Lo.Shift(-6), i.Hi.Shift(-6)
			}
			got = append(got, fmt.Sprintf("%v %s %s", f.Yearly, i.Lo.Fixed(1), i.Hi.Fixed(1)))
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s: want %q, got %q", sum, want, got)
		}
	}
}

// A month against a month, and the total of ten years beside the amount of one.
func TestFiguresForSeveralSpansAreNoMisprints(t *testing.T) {
	text := strings.Replace(pact.Base, "pays         2019 = USD 100 million", "pays         2010/2019 = USD 1000 million", 1) +
		claim("each", "north pays pay = USD 100 million per year for 2010/2019") + claim("all", "north pays pay = USD 10 billion for 2010/2019") + report("told", "2020-01-08", "each all", "paper-0110")
	var got []string
	for _, f := range ask(t, text, "2020-02-01", verify.Options{}).Findings {
		got = append(got, string(f.Of)+" "+string(f.Kind))
	}
	if d := cmp.Diff([]string{"all tenfold"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	month := pact.Base + claim("rise", "north offers pay = 10% over USD 10.0 million per month for 2020") + claim("sum", "north offers pay = USD 11.0 million per month for 2020") + report("both", "2020-01-08", "rise sum", "paper-0110")
	r := ask(t, month, "2020-02-01", verify.Options{Claim: "rise"})
	if len(r.Findings) != 2 || r.Findings[1].Yearly || !r.Findings[1].Fits {
		t.Errorf("%+v", r.Findings)
	}
}

// show writes a finding in short.
func show(f verify.Finding) string {
	s := fmt.Sprintf("%s %s", f.Of, f.Kind)
	if !f.Said.IsZero() {
		s += " " + f.Said.Text()
	}
	if !f.Against.IsZero() {
		s += " against " + f.Against.Text()
	}
	if f.Power != 0 {
		s += fmt.Sprintf(" 10^%d", f.Power)
	}
	if m := f.Moved; m != nil {
		for _, c := range m.Before {
			s += " " + string(c.ID)
		}
		s += " to"
		for _, c := range m.After {
			s += " " + string(c.ID)
		}
		s += fmt.Sprintf(" %s silent %v", m.To, m.Silent)
		if m.Reports {
			s += " reports"
		}
	}
	v, lo, hi := f.Value, f.Result.Lo, f.Result.Hi
	if f.Kind == verify.Implied || f.Kind == verify.Parts {
		v, lo, hi = v.Shift(-6), lo.Shift(-6), hi.Shift(-6)
	}
	return s + fmt.Sprintf(": %s (%s..%s)", v.Fixed(1), lo.Fixed(1), hi.Fixed(1))
}

func shown(r verify.Result) (out []string) {
	for _, f := range r.Findings {
		out = append(out, show(f))
	}
	return out
}

func same(t *testing.T, want []string, r verify.Result) {
	t.Helper()
	if d := cmp.Diff(want, shown(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

const dollars = `
2019-03-01 terms pact-1-printed
  of           pact-1
  covers       2019-01-01/2019-12-31
  pays         2019 = USD 90 million
  via          paper-0601
`

func TestAPercentageIsSetBesideItsAmountAndEveryBase(t *testing.T) {
	said := claim("ask", "south asks pay = USD 150 million per year for 2020") + claim("more", "south says pay about 50% over pact-1 per year for 2020") +
		report("both", "2020-01-08", "ask more", "paper-0110")
	same(t, []string{
		"more base USD 150 million: 100.0 (99.7..100.3)",
		"more rise USD 150 million against USD 100 million: 50.0 (48.8..51.3)",
		"more rise USD 150 million against USD 90 million: 66.7 (65.2..68.2)",
	}, ask(t, pact.Base+dollars+said, "2020-01-17", verify.Options{}))
}

func TestAPercentageOfAnotherUtteranceOrTimeIsNotSetBesideAnAmount(t *testing.T) {
	ask2020 := claim("ask", "south asks pay = USD 150 million per year for 2020")
	for name, text := range map[string]string{
		"another utterance": ask2020 + claim("more", "south says pay about 50% over pact-1 per year for 2020") + report("one", "2020-01-08", "ask", "paper-0110") + report("two", "2020-01-09", "more", "paper-0110"),
		"another time":      ask2020 + claim("more", "south asks pay about 50% over pact-1 per year for 2021") + report("one", "2020-01-08", "ask more", "paper-0110"),
		"another party":     ask2020 + claim("more", "north says pay about 50% over pact-1 per year for 2020") + report("one", "2020-01-08", "ask more", "paper-0110"),
		"nobody says it":    ask2020 + claim("more", "south asks pay about 50% over pact-1 per year for 2020") + report("one", "2020-01-08", "ask", "paper-0110"),
	} {
		if r := ask(t, pact.Base+text, "2020-01-17", verify.Options{}); r.Findings != nil {
			t.Errorf("%s: %v", name, shown(r))
		}
	}
}

func TestARisePrintedWithTwoAmountsIsComputed(t *testing.T) {
	text := "\n2020-01-05 terms pact-2-terms\n  of           pact-2\n  covers       2020-01-01/2020-12-31\n  pays         2020 = USD 110 million\n  via          paper-0110\n" +
		claim("rose", "north pays pay = 12% over pact-1-terms per year for 2020") + report("one", "2020-01-08", "rose", "paper-0110")
	same(t, []string{
		"rose base USD 110 million: 98.2 (97.8..98.7)",
		"rose rise USD 110 million against USD 100 million: 10.0 (9.0..11.1)",
	}, ask(t, pact.Base+text, "2020-01-17", verify.Options{}))
}

// withRates reads a case with a series of won per dollar.
func withRates(t *testing.T, text, figures, day string) *evidence.Assessment {
	t.Helper()
	text = strings.Replace(text, "  money        USD\n", "  money        USD\n  rates        won\n", 1) +
		"\nseries won \"Won for a dollar\"\n  unit         \"KRW per USD\"\n  file         won.csv\n  from         paper-0601\n"
	files := fstest.MapFS{"case.parley": {Data: []byte(text)}, "won.csv": {Data: []byte("for,value,published,source\n" + figures)}}
	b, err := casefile.Read(files, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: d}))
}

func TestAPrintedPairIsSetBesideTheRateOfItsDay(t *testing.T) {
	pair := "\n2019-03-01 terms pair\n  of           pact-2\n  covers       2020-01-01/2020-12-31\n  pays         2020 = USD 100 million ~ KRW 115 billion\n  via          paper-0110\n"
	for _, test := range []struct {
		name, pair, figures string
		want                []string
	}{
		{"the shortest time that holds the day", pair, "2020,1180.6,2019-12-31,paper-0601\n2020-01,1160.0,2019-12-31,paper-0601\n", []string{"pair rate KRW 115 billion: 1150.0 (1139.3..1160.8)"}},
		{"a figure that is not out yet", pair, "2020,1180.6,2020-06-30,paper-0601\n", nil},
		{"a figure of another time", pair, "2019,1165.8,2019-12-31,paper-0601\n", nil},
		{"the other way round", strings.Replace(pair, "USD 100 million ~ KRW 115 billion", "KRW 115 billion ~ USD 100 million", 1), "2020,1180.6,2019-12-31,paper-0601\n", []string{"pair rate KRW 115 billion: 1150.0 (1139.3..1160.8)"}},
		{"a slip", strings.Replace(pair, "115 billion", "1150 billion", 1), "2020,1180.6,2019-12-31,paper-0601\n", []string{"pair rate KRW 1150 billion 10^1: 11500.0 (11437.8..11562.8)"}},
	} {
		r, err := verify.Of(withRates(t, pact.Base+test.pair, test.figures, "2020-01-17"), verify.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(test.want, shown(r)); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

func TestFiguresForOneThingAPowerOfTenApart(t *testing.T) {
	text := claim("five", "south asks pay = USD 5 billion per year for 2020") + claim("fifty", "south asks pay = USD 50 billion per year for 2020") +
		claim("other", "south asks pay = USD 500 billion per year for 2021") + claim("kind", "south asks pay = USD 0.5 billion per year for 2020 counts \"half of it\"") +
		report("one", "2020-01-16", "fifty", "paper-0117") + report("two", "2020-01-08", "five other kind", "paper-0110")
	same(t, []string{"fifty tenfold USD 50 billion against USD 5 billion 10^1: 900.0 (800.0..1022.2)"}, ask(t, pact.Base+text, "2020-01-17", verify.Options{}))
}

func TestADigitLeftOutIsSeen(t *testing.T) {
	text := claim("whole", "north pays pay = USD 1.0389 billion per year for 2018") + claim("short", "north pays pay = USD 1.389 billion per year for 2018") +
		claim("rough", "north pays pay = USD 1.04 billion per year for 2018") + report("one", "2020-01-08", "whole rough", "paper-0110") + report("two", "2020-01-16", "short", "paper-0117")
	same(t, []string{"short digit USD 1.389 billion against USD 1.0389 billion: 33.7 (33.6..33.8)"}, ask(t, pact.Base+text, "2020-01-17", verify.Options{}))
	few := strings.NewReplacer("1.0389", "1.38", "1.389", "1.8").Replace(text)
	if r := ask(t, pact.Base+few, "2020-01-17", verify.Options{}); r.Findings != nil {
		t.Errorf("figures of few digits are alike by chance: %v", shown(r))
	}
}

const categories = `
issue wages "Wages"
  part-of      pay

issue building "Building"
  part-of      pay

issue back "What comes back"
  part-of      pay
  measure      returns
`

func TestCategoriesAreAddedUpWhereEachHasAFigure(t *testing.T) {
	text := categories + claim("w", "north pays wages = USD 60.5 million per year for 2019") + claim("b", "north pays building = USD 39.2 million per year for 2019") +
		claim("r", "north pays back = 90% for 2019") + claim("w18", "north pays wages = USD 60 million per year for 2018") +
		claim("all18", "north pays pay = USD 90 million per year for 2018") + claim("all", "north pays pay = USD 120 million per year for 2019") +
		report("one", "2020-01-08", "w b r w18 all18 all", "paper-0110")
	same(t, []string{
		"pact-1-terms parts USD 100 million: 99.7 (99.6..99.8)",
		"all parts USD 120 million: 99.7 (99.6..99.8)",
	}, ask(t, pact.Base+text, "2020-01-17", verify.Options{}))
}

const gapIssue = `
issue distance "How far apart they are"
  part-of      pay
  measure      gap

claim closer
  about        distance
  that         "They have come closer."
`

func TestWhatIsSaidOfAGapIsSetBesideThePositionsOfItsDay(t *testing.T) {
	text := pact.Base + gapIssue + report("five", "2020-01-08", "south-asks-5", "paper-0110") + report("four", "2020-01-16", "south-asks-4 closer", "paper-0117") +
		report("later", "2020-01-20", "north-offers-1", "paper-0201")
	want := []string{"closer gap south-asks-5 to south-asks-4 pact-1 silent [north] reports: 25.0 (24.8..25.3)"}
	same(t, want, ask(t, text, "2020-01-17", verify.Options{}))
	same(t, want, ask(t, text, "2020-02-01", verify.Options{})) // what became known later changes nothing of it
	if r := ask(t, text, "2020-01-10", verify.Options{}); r.Findings != nil {
		t.Errorf("nobody had said it: %v", shown(r))
	}
}

func TestAGapBetweenTwoSides(t *testing.T) {
	both := report("five", "2020-01-08", "south-asks-5 north-offers-1", "paper-0110") + report("four", "2020-01-16", "south-asks-4 closer", "paper-0117")
	same(t, []string{"closer gap north-offers-1 south-asks-5 to north-offers-1 south-asks-4  silent [] reports: 25.6 (25.4..25.9)"},
		ask(t, pact.Base+gapIssue+both, "2020-01-17", verify.Options{}))
	apart := strings.Replace(pact.Base, "USD 400 million", "USD 900 million", 1)
	same(t, []string{"closer gap north-offers-1 south-asks-5 to north-offers-1 south-asks-4  silent [] reports: -102.6 (-103.1..-102.0)"},
		ask(t, apart+gapIssue+both, "2020-01-17", verify.Options{}))
}

func TestAGapThatCannotBeReckonedIsSaidToBeSo(t *testing.T) {
	alone := report("five", "2020-01-08", "south-asks-5 closer", "paper-0110")
	same(t, []string{"closer unmoved to  silent [north]: 0.0 (0.0..0.0)"}, ask(t, pact.Base+gapIssue+alone, "2020-01-17", verify.Options{}))
	same(t, []string{"closer unknown to  silent [north south]: 0.0 (0.0..0.0)"},
		ask(t, pact.Base+gapIssue+report("c", "2020-01-08", "closer", "paper-0110")+claim("pays", "north pays pay = USD 7 million for 2017")+report("p", "2020-01-08", "pays", "paper-0110"), "2020-01-17", verify.Options{}))
	euro := strings.Replace(pact.Base, "pay = USD 500", "pay = EUR 500", 1)
	moved := report("five", "2020-01-08", "south-asks-5", "paper-0110") + report("four", "2020-01-16", "south-asks-4 closer", "paper-0117")
	same(t, []string{"closer unknown to  silent [north]: 0.0 (0.0..0.0)"}, ask(t, euro+gapIssue+moved, "2020-01-17", verify.Options{}))
}

func TestOneClaimCanBeAskedAbout(t *testing.T) {
	text := pact.Base + gapIssue + report("five", "2020-01-08", "south-asks-5", "paper-0110") + report("four", "2020-01-16", "south-asks-4 closer", "paper-0117") +
		claim("ten", "south asks pay = USD 4 billion per year for 2020") + report("slip", "2020-01-17", "ten", "paper-0117")
	if all := ask(t, text, "2020-01-17", verify.Options{}); len(all.Findings) != 2 {
		t.Fatalf("%v", shown(all))
	}
	r := ask(t, text, "2020-01-17", verify.Options{Claim: "ten"})
	if len(r.Findings) != 2 || r.Findings[0].Kind != verify.Gap || r.Findings[1].Kind != verify.Tenfold {
		t.Errorf("what tests it and what computes with it: %v", shown(r))
	}
	r = ask(t, text, "2020-01-17", verify.Options{Claim: "south-asks-5"})
	if len(r.Findings) != 1 || r.Findings[0].Kind != verify.Gap {
		t.Errorf("what computes with it: %v", shown(r))
	}
	if d := cmp.Diff([]parley.ID{"four", "five", "pact-1-terms", "slip"}, r.RestsOn()); d != "" {
		t.Errorf("rests on (-want +got):\n%s", d)
	}
	if r := ask(t, text, "2020-01-17", verify.Options{Claim: "north-offers-1"}); r.Findings != nil {
		t.Errorf("nothing does: %v", shown(r))
	}
}

// A base that an entry explains as an error is marked: of two, the one of which most
// such entries speak, then the one less well sourced, else either.
func TestABaseThatIsExplainedAsAnErrorIsMarked(t *testing.T) {
	base := claim("right", "north pays pay = USD 100 million per year for 2018") + claim("also", "north pays pay = USD 101 million per year for 2018") + claim("slip", "north pays pay = USD 110 million per year for 2018") +
		claim("ask", "south asks pay = USD 150 million per year for 2020") + claim("more", "south says pay = 50% over right per year for 2020") +
		report("both", "2020-01-08", "ask more right also slip", "paper-0110")
	explain := func(id, of string) string {
		return "\n2020-01-09 explain " + id + "\n  of           " + of + "\n  conflict     value\n  reason       error\n"
	}
	for _, test := range []struct {
		name, more string
		want       map[string]string // base, and what explains it; with "!", where the percentage fits
	}{
		{"none", "", map[string]string{"USD 100 million": "!", "USD 101 million": "", "USD 110 million": ""}},
		{"one that two entries speak of", explain("x", "right slip") + explain("y", "also slip"), map[string]string{"USD 100 million": "!", "USD 101 million": "", "USD 110 million": "y"}},
		{"two alike", explain("x", "right slip"), map[string]string{"USD 100 million": "x!", "USD 101 million": "", "USD 110 million": "x"}},
		{"another reason", strings.Replace(explain("x", "right slip"), "error", "definition", 1), map[string]string{"USD 100 million": "!", "USD 101 million": "", "USD 110 million": ""}},
	} {
		got := make(map[string]string)
		for _, f := range ask(t, pact.Base+base+test.more, "2020-01-17", verify.Options{}).Findings {
			if f.Kind == verify.Over {
				got[f.Against.Text()] = string(f.Slip)
				if f.Fits {
					got[f.Against.Text()] += "!"
				}
			}
		}
		if got["USD 110 million"] == "y" || got["USD 110 million"] == "x" && test.name == "one that two entries speak of" { // either names it
			got["USD 110 million"] = test.want["USD 110 million"]
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

func TestNothingCanBeTested(t *testing.T) {
	for _, day := range []string{"2019-05-01", "2019-07-01"} {
		if r := ask(t, pact.Base, day, verify.Options{}); r.Findings != nil || r.RestsOn() != nil {
			t.Errorf("%s: %v", day, shown(r))
		}
	}
}
