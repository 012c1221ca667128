package flow_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley"
	"parley/analysis/flow"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/parleytest/pact"
	"parley/view"
)

func weigh(t testing.TB, files fs.FS, day date.Day) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(files, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: day}))
}

func ask(t testing.TB, a *evidence.Assessment, o flow.Options) flow.Result {
	t.Helper()
	r, err := flow.Of(a, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range r.RestsOn() {
		if !a.View().Has(id) {
			t.Errorf("rests on %s, which is not in the view", id)
		}
	}
	return r
}

func one(i money.Interval, shift int) string {
	if i.Exact() {
		return i.Lo.Shift(-shift).Fixed(1)
	}
	return i.Lo.Shift(-shift).Fixed(1) + ".." + i.Hi.Shift(-shift).Fixed(1)
}

// ids are claims in short.
func ids(said []flow.Said) (out []string) {
	for _, s := range said {
		out = append(out, string(s.Claim.ID))
	}
	return out
}

// 2019 of the SMA: (500.5 + 0.88 × 371.0 + 167.4) / 1,038.9 = 95.7 %.
func TestWhereTheMoneyOf2019Goes(t *testing.T) {
	r := ask(t, weigh(t, os.DirFS("../../examples/sma"), date.On(2026, 6, 30)), flow.Options{Year: 2019})
	if r.Issue != "contribution" || len(r.Years) != 1 {
		t.Fatalf("%s: %d years", r.Issue, len(r.Years))
	}
	y := r.Years[0]
	var got []string
	for _, c := range y.Categories {
		got = append(got, fmt.Sprint(c.Issue.ID, " ", c.Amount.Mid().Shift(-9).Fixed(1), " ", c.Share.Mid().Fixed(1)))
	}
	if d := cmp.Diff([]string{"labour 500.5 48.2", "construction 371.0 35.7", "logistics 167.4 16.1"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if s := y.Sum.Mid().Shift(-9).Fixed(1); s != "1038.9" || len(y.Totals) != 1 || !y.Totals[0].Fits {
		t.Errorf("sum %s, totals %+v", s, y.Totals)
	}
	if y.Returns.Middle.Fixed(1) != "95.7" || one(y.Returns.Percent, 0) != "95.2..95.9" || y.Returns.Missing != nil {
		t.Errorf("returns %+v", y.Returns)
	}
	if y.Cash.Middle.Fixed(1) != "52.5" {
		t.Errorf("in cash %+v", y.Cash)
	}
	for _, s := range append(slices.Clone(r.Shares), r.Apart...) {
		for _, c := range y.Categories {
			if slices.Contains(ids(c.Amounts), string(s.Claim.ID)) {
				t.Errorf("%s is counted twice", s.Claim.ID)
			}
		}
	}
	if !slices.Contains(ids(r.Apart), "korea-gave-5-8bn") || len(r.Shares) < 4 {
		t.Errorf("apart %v, shares %v", ids(r.Apart), ids(r.Shares))
	}
}

// Before the white paper of 2 February 2021 the breakdown of 2019 was not known.
func TestWhatIsNotKnownYetIsNotThere(t *testing.T) {
	a := weigh(t, os.DirFS("../../examples/sma"), date.On(2020, 1, 17))
	r := ask(t, a, flow.Options{Year: 2019})
	if len(r.Years) != 0 || slices.Contains(r.Known, 2019) || len(r.Known) == 0 {
		t.Errorf("%v, known %v", r.Years, r.Known)
	}
	if all := ask(t, a, flow.Options{}); len(all.Years) != len(r.Known) {
		t.Errorf("%d years, known %v", len(all.Years), r.Known)
	}
}

const base = `case pact "Talks"
  parties      north south
  money        USD
  zone         Asia/Seoul
  audience     public

party north "North"
party south "South"

issue pay "What is paid"
issue a "A"
  part-of      pay
issue b "B"
  part-of      pay
issue a-returns
  part-of      a
  measure      returns
issue b-returns
  part-of      b
  measure      returns
issue left
  part-of      b
  measure      unspent
issue cost "What it costs"
issue share
  part-of      cost
  measure      share

agreement pact-1 "1st pact"

source old "A paper"
  type         news-article
  published    2006-12-31
  seen         yes
`

// text declares claims, all of them reported, and puts terms behind them.
func text(terms string, claims ...string) string {
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(base, "\nissue", "\n\nissue"))
	asserts := ""
	for i, c := range claims {
		fmt.Fprintf(&b, "\nclaim c%d\n  that         %s\n", i, c)
		asserts += fmt.Sprintf("  asserts      c%d\n", i)
	}
	if asserts != "" {
		b.WriteString("\n2005-01-01 report r\n" + asserts + "  via          old\n")
	}
	return b.String() + terms
}

func from(t testing.TB, o flow.Options, text string) flow.Result {
	t.Helper()
	return ask(t, weigh(t, fstest.MapFS{"case.parley": {Data: []byte(text)}}, date.On(2030, 1, 1)), o)
}

func TestOfSomeCategoriesOnlySomethingIsKnown(t *testing.T) {
	r := from(t, flow.Options{}, text("", "north pays a = USD 60 million for 2010", "north pays b = USD 40 million for 2010", "north says a-returns = 50%"))
	y := r.Years[0]
	if d := cmp.Diff([]parley.ID{"a"}, y.Returns.Known); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]parley.ID{"b"}, y.Returns.Missing); d != "" {
		t.Error(d)
	}
	if one(y.Returns.Of, 6) != "59.5..60.5" || one(y.Returns.Percent, 0) != "49.5..50.5" {
		t.Errorf("%+v", y.Returns)
	}
	if y.Cash != nil {
		t.Errorf("in cash: %+v", y.Cash)
	}
}

func TestSumsStandBesideWhatTheAgreementPays(t *testing.T) {
	terms := func(amounts ...string) string {
		s := ""
		for i, x := range amounts {
			s += fmt.Sprintf("\n2006-0%d-01 terms t%d\n  of           pact-1\n  pays         2010 = %s\n  via          old\n", i+1, i, x)
		}
		return s
	}
	claims := []string{"north pays a = USD 60 million for 2010", "north pays b = USD 40 million for 2010"}
	for _, test := range []struct {
		terms        []string
		fits, differ bool
	}{
		{[]string{"USD 100 million"}, true, false},
		{[]string{"USD 101 million"}, true, false}, // 60.5 and 40.5
		{[]string{"USD 103 million"}, false, false},
		{[]string{"KRW 110 billion ~ USD 100 million"}, true, false},
		{[]string{"USD 90 million", "USD 110 million"}, true, true},
	} {
		y := from(t, flow.Options{}, text(terms(test.terms...), claims...)).Years[0]
		if len(y.Totals) != 1 || y.Totals[0].Fits != test.fits || y.Totals[0].Differ != test.differ {
			t.Errorf("%v: %+v", test.terms, y.Totals)
		}
	}
	if y := from(t, flow.Options{}, text(terms("KRW 110 billion"), claims...)).Years[0]; len(y.Totals) != 0 {
		t.Errorf("won beside dollars: %+v", y.Totals)
	}
}

func TestAmountsInOtherMoneyAndThoseThatDiffer(t *testing.T) {
	r := from(t, flow.Options{}, text("", "north pays a = USD 60 million for 2010", "north pays a = USD 70 million for 2010", "north pays b = KRW 40 billion for 2010",
		"north pays b = KRW 40 billion for 2011"))
	y := r.Years[0]
	if a := y.Categories[0]; !a.Differ || one(a.Amount, 6) != "59.5..70.5" {
		t.Errorf("%+v", a)
	}
	if b := y.Categories[1]; !b.Foreign || b.Counted() || one(y.Sum, 6) != "59.5..70.5" {
		t.Errorf("%+v, sum %v", b, y.Sum)
	}
	if y := r.Years[1]; y.Currency != "KRW" || one(y.Sum, 9) != "39.5..40.5" {
		t.Errorf("a year of won only: %+v", y)
	}
}

// A part is that said for the year, else for none, else for the nearest before,
// else after.
func TestTheTimeOfAPart(t *testing.T) {
	pays := "north pays a = USD 60 million for 2010"
	for _, test := range []struct {
		said []string
		want string
		of   int
	}{
		{[]string{"north says a-returns = 10%", "north says a-returns = 20% for 2010"}, "20", 0},
		{[]string{"north says a-returns = 10%", "north says a-returns = 20% for 2009"}, "10", 0},
		{[]string{"north says a-returns = 10% for 2011", "north says a-returns = 20% for 2005", "north says a-returns = 30% for 2008"}, "30", 2008},
		{[]string{"north says a-returns = 10% for 2012", "north says a-returns = 20% for 2011"}, "20", 2011},
		{[]string{"north says a-returns = 10% for 2009/2011"}, "10", 0},
	} {
		y := from(t, flow.Options{}, text("", append([]string{pays}, test.said...)...)).Years[0]
		got := y.Categories[0].Returns
		if len(got) != 1 || got[0].Middle.String() != test.want || got[0].OfYear != test.of {
			t.Errorf("%v: %+v", test.said, got)
		}
	}
}

func TestRelationsLeaveOpenWhatTheySay(t *testing.T) {
	for said, want := range map[string]string{
		"north says a-returns = 50%": "49.5..50.5", "north says a-returns > 90%": "89.5..100.0", "north says a-returns <= 10%": "0.0..10.5",
		"north says a-returns = 100%": "99.5..100.0", "north says a-returns = 0%": "0.0..0.5", "north says a-returns = 20..30%": "19.5..30.5",
	} {
		y := from(t, flow.Options{}, text("", "north pays a = USD 60 million for 2010", said)).Years[0]
		if got := one(y.Returns.Percent, 0); got != want {
			t.Errorf("%s: %s, want %s", said, got, want)
		}
	}
	y := from(t, flow.Options{}, text("", "north pays a = USD 60 million for 2010", "north says a-returns = 50% over pact-1")).Years[0]
	if y.Returns != nil {
		t.Errorf("what is over something else is no part: %+v", y.Returns)
	}
}

// Shares stand side by side; what is counted in another way is not added; what
// is paid every month, or counts something else, is no amount of the year.
func TestWhatStandsApart(t *testing.T) {
	r := from(t, flow.Options{Year: 2010}, text("", "north pays a = USD 60 million for 2010", "north says share = 30% counts \"x\"", "south says share > 65%",
		"north pays cost = USD 900 million in total for 2008/2011 counts \"all\"", "north pays cost = USD 100 million for 2012", "north says left = USD 3 million for 2010",
		"north pays b = USD 5 million per month for 2010", "north pays b = USD 7 million for 2010 counts \"more\"", "north pays b = USD 7 million for 2010-01/2010-06"))
	for _, x := range []struct {
		name string
		got  []flow.Said
		want []string
	}{{"shares", r.Shares, []string{"c1", "c2"}}, {"apart", r.Apart, []string{"c3"}}, {"unspent", r.Unspent, []string{"c5"}}} {
		if d := cmp.Diff(x.want, ids(x.got)); d != "" {
			t.Errorf("%s (-want +got):\n%s", x.name, d)
		}
	}
	if b := r.Years[0].Categories[1]; b.Counted() || b.Amounts != nil {
		t.Errorf("%+v", b)
	}
}

func TestWhichIssueIsTheMoney(t *testing.T) {
	claims := []string{"north pays a = USD 60 million for 2010"}
	if r := from(t, flow.Options{}, text("", claims...)); r.Issue != "pay" {
		t.Errorf("%q: the whole of a category is meant", r.Issue)
	}
	if r := from(t, flow.Options{Issue: "a"}, text("", claims...)); r.Issue != "a" || !r.None || r.Years != nil {
		t.Errorf("%+v", r)
	}
	if r := from(t, flow.Options{}, text("")); r.Issue != "" || r.Years != nil {
		t.Errorf("%+v", r)
	}
	ring := strings.Replace(text("", claims...), "issue pay \"What is paid\"", "issue pay \"What is paid\"\n  part-of      a", 1)
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(ring)}}, "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := flow.Of(evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: date.On(2030, 1, 1)})), flow.Options{}); err != nil {
		t.Error(err) // and it ends
	}
}

func TestNothingWasKnown(t *testing.T) {
	if r := ask(t, pact.Weigh(t, pact.Base, "2019-05-01"), flow.Options{}); !r.Nothing || r.RestsOn() != nil {
		t.Errorf("%+v", r)
	}
}

// The range holds the mean of whatever amounts and parts lie within their digits,
// and its ends are reached.
func TestTheRangeHoldsEveryMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2).Draw(t, "n")
		names := []string{"a", "b"}
		var claims []string
		amounts, parts := make([]int, n), make([]int, n)
		for i := range n {
			amounts[i], parts[i] = rapid.IntRange(1, 20).Draw(t, "amount"), rapid.IntRange(1, 99).Draw(t, "part")
			claims = append(claims, fmt.Sprintf("north pays %s = USD %d million for 2010", names[i], amounts[i]), fmt.Sprintf("north says %s-returns = %d%%", names[i], parts[i]))
		}
		y := resultOf(claims).Years[0]
		lo, hi := y.Returns.Percent.Lo.Float64(), y.Returns.Percent.Hi.Float64()
		least, most := 101.0, -1.0
		for corner := range 1 << (2 * n) {
			sum, all := 0.0, 0.0
			for i := range n {
				amount, part := float64(amounts[i])-0.5, float64(parts[i])-0.5
				if corner>>(2*i)&1 == 1 {
					amount++
				}
				if corner>>(2*i)&2 == 2 {
					part++
				}
				sum, all = sum+amount*part, all+amount
			}
			least, most = min(least, sum/all), max(most, sum/all)
		}
		const near = 1e-9
		if lo > least+near || lo < least-near || hi < most-near || hi > most+near {
			t.Fatalf("%v: %v to %v, want %v to %v", claims, lo, hi, least, most)
		}
	})
}

func resultOf(claims []string) flow.Result {
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text("", claims...))}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		panic(fmt.Sprint(err, b.Faults))
	}
	r, err := flow.Of(evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: date.On(2030, 1, 1)})), flow.Options{})
	if err != nil {
		panic(err)
	}
	return r
}
