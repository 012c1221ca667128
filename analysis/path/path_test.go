package path_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/path"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/parleytest/pact"
	"parley/view"
)

// weigh reads a case, with files of figures beside it, and weighs what the public
// knew on a day.
func weigh(t *testing.T, files fstest.MapFS, day date.Day) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(files, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: day}))
}

func ask(t *testing.T, a *evidence.Assessment) path.Result {
	t.Helper()
	r, err := path.Of(a, path.Options{})
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

func agreement(t *testing.T, r path.Result, id parley.ID) *path.Agreement {
	t.Helper()
	for _, g := range r.Agreements {
		if g.Agreement.ID == id {
			return g
		}
	}
	t.Fatalf("no agreement %s", id)
	return nil
}

// sma is the example, perhaps with other figures in one of its series.
func sma(t *testing.T, swap map[string]string) fstest.MapFS {
	t.Helper()
	dir := os.DirFS("../../examples/sma")
	files := fstest.MapFS{}
	for _, glob := range []string{"*.parley", "series/*.csv"} {
		names, err := fs.Glob(dir, glob)
		if err != nil || len(names) == 0 {
			t.Fatal(glob, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: text}
		}
	}
	for name, text := range swap {
		if files[name] == nil {
			t.Fatalf("no file %s", name)
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

var late = date.On(2026, 6, 30)

// The truth to reproduce, in billions of won: what was recorded of each year
// equals what its rule gives to 0.05.
var recorded = map[int]string{2010: "790.4", 2011: "812.5", 2012: "836.1", 2013: "869.5", 2015: "932.0", 2016: "944.1", 2017: "950.7", 2018: "960.2",
	2022: "1247.2", 2023: "1289.6", 2024: "1346.3", 2025: "1402.8"}

func TestTheRulesOfTheSMAGiveWhatWasRecorded(t *testing.T) {
	r := ask(t, weigh(t, sma(t, nil), late))
	by, found := make(map[int]path.By), 0
	for _, g := range r.Agreements {
		for _, y := range g.Years {
			by[y.Year] = y.By
			want, ok := recorded[y.Year]
			if !ok {
				continue
			}
			found++
			c := y.Computed
			if c == nil || !c.Amount.Exact() || c.Amount.Lo.Shift(-9).Fixed(1) != want {
				t.Errorf("%d: computed %+v, want %s", y.Year, c, want)
				continue
			}
			given := append(y.Recorded, y.Derived...)
			if len(given) == 0 {
				t.Errorf("%d: nothing is recorded", y.Year)
			}
			for _, x := range given {
				if x.Off == nil || !x.Agrees {
					t.Errorf("%d: %s gives %s and does not agree", y.Year, x.By, x.Amount)
				}
			}
			if (len(y.Recorded) == 0) != (y.Year >= 2023) {
				t.Errorf("%d: in terms %v, by claims %v", y.Year, y.Recorded, y.Derived)
			}
		}
	}
	if found != len(recorded) {
		t.Errorf("%d of %d years", found, len(recorded))
	}
	for _, y := range []int{1991, 1995, 1999, 2002, 2005, 2007, 2009, 2014, 2019, 2020, 2021, 2026} {
		if by[y] != path.Negotiated {
			t.Errorf("%d: %v, want negotiated", y, by[y])
		}
	}
	for y, want := range map[int]path.By{1996: path.ByRule, 2000: path.InWords, 2003: path.NotFound, 2008: path.NotFound, 2027: path.NoFigure} {
		if by[y] != want {
			t.Errorf("%d: %v, want %v", y, by[y], want)
		}
	}
	if y := agreement(t, r, "sma-12").At(2027); y.Computed != nil || cmp.Diff(&path.Missing{Series: "cpi", Year: 2025}, y.Missing) != "" {
		t.Errorf("2027: %+v %+v", y.Computed, y.Missing)
	}
}

// Whoever takes one measure of prices for another is told so by the agreements.
func TestWithAnotherSeriesTheRulesDoNotGiveWhatWasRecorded(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("for,value,published,source,note\n")
	// another measure of prices, 2008 to 2016: close by, and not the same
	for i, v := range []string{"2.99", "3.54", "2.74", "1.34", "1.27", "0.97", "0.94", "3.23", "1.99"} {
		fmt.Fprintf(&csv, "%d,%s,%d-12-31,,\n", 2008+i, v, 2008+i)
	}
	r := ask(t, weigh(t, sma(t, map[string]string{"series/cpi.csv": csv.String()}), late))
	off := 0
	for _, id := range []parley.ID{"sma-8", "sma-9"} {
		for _, y := range agreement(t, r, id).Years {
			for _, x := range y.Recorded {
				if x.Off != nil && !x.Agrees {
					off++
				}
			}
		}
	}
	if off < 7 {
		t.Errorf("only %d of 8 years do not agree", off)
	}
}

func TestWhereTermsDifferAllStandThere(t *testing.T) {
	r := ask(t, weigh(t, sma(t, nil), late))
	var got []string
	for _, x := range agreement(t, r, "sma-3").At(1998).Recorded {
		got = append(got, fmt.Sprint(x.Amount, " ", x.Agrees))
	}
	want := []string{"USD 399 million true", "USD 390 million false", "USD 310 million false"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestSumsAndRises(t *testing.T) {
	r := ask(t, weigh(t, sma(t, nil), late))
	bn := func(i money.Interval) string { return i.Lo.Shift(-9).String() + " " + i.Hi.Shift(-9).String() }
	g := agreement(t, r, "sma-11")
	if g.Recorded.Years != 3 || g.Recorded.Of != 6 || bn(g.Recorded.Interval) != "3469.4 3469.4" {
		t.Errorf("recorded %+v", g.Recorded)
	}
	if g.Computed.Years != 6 || bn(g.Computed.Interval) != "7508.1 7508.1" {
		t.Errorf("computed %+v", g.Computed)
	}
	if o := agreement(t, r, "sma-12").Over; o == nil || o.From != 2025 || o.Lo.Fixed(1) != "8.3" || o.Hi.Fixed(1) != "8.3" {
		t.Errorf("2026 over 2025: %+v", o)
	}
	if o := agreement(t, r, "sma-6").Over; o != nil {
		t.Errorf("won over dollars: %+v", o)
	}
	if a := agreement(t, r, "sma-8").Average; a == nil || a.Lo.Fixed(2) != "3.42" {
		t.Errorf("on average %+v", a)
	}
}

// A figure counts from its publication: on 31 March 2008 that of 2008 was not
// out. What was agreed later is not there either.
func TestFiguresAreThoseOfTheDay(t *testing.T) {
	text := base + "\n2007-01-01 terms rule\n  of           pact-1\n  covers       2007-01-01/2011-12-31\n  pays         2007 = USD 100.0 million\n  rise         prices lag 1\n  rounds       0.1% USD 0.1 million\n  via          old\n"
	files := fstest.MapFS{"case.parley": {Data: []byte(text)}, "prices.csv": {Data: []byte("for,value,published\n2007,2.5,2008-02-01\n2008,4.6,2009-02-01\n2008,4.7,2009-06-01\n")}}
	for _, test := range []struct {
		day  date.Day
		want string
	}{
		{date.On(2008, 1, 31), "1 - 4 4 4 4"},
		{date.On(2008, 3, 31), "1 - 2 102.5 4 4 4"},
		{date.On(2009, 3, 31), "1 - 2 102.5 2 107.2 4 4"},
		{date.On(2009, 7, 31), "1 - 2 102.5 2 107.3 4 4"},
	} {
		var got []string
		for _, y := range ask(t, weigh(t, files, test.day)).Agreements[0].Years {
			got = append(got, fmt.Sprint(int(y.By)))
			switch {
			case y.Computed != nil:
				got = append(got, y.Computed.Amount.Lo.Shift(-6).Fixed(1))
			case y.By == path.Negotiated:
				got = append(got, "-")
			}
		}
		if d := cmp.Diff(test.want, strings.Join(got, " ")); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.day, d)
		}
	}
}

// base is a case with two agreements, a series and a source from before all.
const base = `case pact "Talks"
  parties      north south
  money        USD
  zone         Asia/Seoul
  audience     public

party north "North"
party south "South"

issue pay "What is paid"

agreement pact-1 "1st pact"
agreement pact-2 "2nd pact"
  follows      pact-1

source old "A paper"
  type         news-article
  published    2006-12-31
  seen         yes

series prices "Prices"
  unit         "%"
  file         prices.csv
`

// read asks about terms in a case with some figures.
func read(t *testing.T, terms, figures string) path.Result {
	t.Helper()
	files := fstest.MapFS{"case.parley": {Data: []byte(base + terms)}, "prices.csv": {Data: []byte("for,value,published\n" + figures)}}
	return ask(t, weigh(t, files, date.On(2030, 1, 1)))
}

// short is a line of what the years of an agreement are.
func short(g *path.Agreement) string {
	var b strings.Builder
	for _, y := range g.Years {
		fmt.Fprintf(&b, "%d:%d", y.Year, y.By)
		if c := y.Computed; c != nil {
			fmt.Fprintf(&b, "=%s", c.Amount.Lo.Shift(-6))
			if !c.Amount.Exact() {
				fmt.Fprintf(&b, "..%s", c.Amount.Hi.Shift(-6))
			}
		}
		b.WriteString(" ")
	}
	return strings.TrimSpace(b.String())
}

func TestRules(t *testing.T) {
	for _, test := range []struct{ name, terms, figures, want string }{
		{"fixed, from printed digits", "pays 2010 = USD 100 million\nrise 10%", "", "2010:1 2011:2=109.45..110.55 2012:2=120.395..121.605"},
		{"a unit settles the digits", "pays 2010 = USD 100 million\nrise 10%\nrounds USD 1 million", "", "2010:1 2011:2=110 2012:2=121"},
		{"a coarser unit does not", "pays 2010 = USD 100 million\nrise 10%\nrounds USD 0.1 million", "", "2010:1 2011:2=109.5..110.6 2012:2=120.5..121.7"},
		{"an amount", "pays 2010 = USD 100.0 million\nrise USD 5 million\nrounds USD 0.1 million", "", "2010:1 2011:2=105 2012:2=110"},
		{"an amount of other money", "pays 2010 = USD 100 million\nrise KRW 5 billion", "", "2010:1 2011:6 2012:5"},
		{"flat", "pays 2010 = USD 100.0 million\nrise flat\nrounds USD 0.1 million", "", "2010:1 2011:2=100 2012:2=100"},
		{"floor above cap", "pays 2010 = USD 100 million\nrise prices at-most 1% at-least 2%", "2011,3.0,2010-06-01\n2012,3.0,2010-06-01\n", "2010:1 2011:6 2012:5"},
		{"no base", "rise 5% from 2011", "", "2010:0 2011:5 2012:5"},
		{"no figure, then no base", "pays 2010 = USD 100 million\nrise prices", "2012,3.0,2010-06-01\n", "2010:1 2011:4 2012:5"},
		{"capped, and the base goes on without the cap", "pays 2010 = USD 100.0 million\nrise prices at-most 4% uncapped\nrounds 0.1% USD 0.1 million", "2011,10.0,2010-06-01\n2012,1.0,2010-06-01\n", "2010:1 2011:2=104 2012:2=111.1"},
		{"capped, and the base is what was paid", "pays 2010 = USD 100.0 million\nrise prices at-most 4%\nrounds 0.1% USD 0.1 million", "2011,10.0,2010-06-01\n2012,1.0,2010-06-01\n", "2010:1 2011:2=104 2012:2=105"},
		{"paid once and in the base", "pays 2010 = USD 100.0 million\nonce 2010 = USD 10.0 million in-base\nrise 10%\nrounds USD 1 million", "", "2010:1 2011:2=121 2012:2=133"},
		{"paid once", "pays 2010 = USD 100.0 million\nonce 2010 = USD 10.0 million\nrise 10%\nrounds USD 1 million", "", "2010:1 2011:2=110 2012:2=121"},
		{"half of an index, and more", "pays 2010 = USD 100.0 million\nrise prices share 50% plus 1%\nrounds 0.1% USD 0.1 million", "2011,4.0,2010-06-01\n2012,6.0,2010-06-01\n", "2010:1 2011:2=103 2012:2=107.1"},
		{"a range", "pays 2010 = USD 100 million..120 million\nrise 10%\nrounds USD 1 million", "", "2010:1 2011:2=109..133 2012:2=120..146"},
		{"nothing said", "", "", "2010:0 2011:0 2012:0"},
		{"no rule", "pays 2010 = USD 100 million\nescalator none", "", "2010:1 2011:0 2012:0"},
		{"words only", "pays 2010 = USD 100 million\nescalator \"as prices\"", "", "2010:1 2011:3 2012:3"},
		{"every year written", "pays 2010 = USD 100 million\npays 2011 = USD 101 million\npays 2012 = USD 102 million", "", "2010:1 2011:1 2012:1"},
	} {
		terms := "\n2010-01-01 terms t\n  of           pact-1\n  covers       2010-01-01/2012-12-31\n"
		for line := range strings.Lines(test.terms) {
			terms += "  " + strings.TrimSpace(line) + "\n"
		}
		g := agreement(t, read(t, terms+"  via old\n", test.figures), "pact-1")
		if d := cmp.Diff(test.want, short(g)); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

func TestTheFirstYearCanFollowFromTheAgreementBefore(t *testing.T) {
	r := read(t, `
2010-01-01 terms t1
  of           pact-1
  covers       2010-01-01/2010-12-31
  pays         2010 = USD 100.0 million
  via          old

2011-01-01 terms t2
  of           pact-2
  covers       2011-01-01/2012-12-31
  rise         10%
  rounds       USD 0.1 million
  via          old

2011-06-01 terms t3
  of           pact-2
  rise         5% from 2012
  rounds       USD 0.1 million
  via          old
`, "")
	g := agreement(t, r, "pact-2")
	if d := cmp.Diff("2011:2=110 2012:2=115.5", short(g)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if y := g.At(2012); y.Terms != "t3" || !y.Computed.Reckoned || y.Computed.BaseOf != 2011 {
		t.Errorf("%+v %+v", y, y.Computed)
	}
}

func TestTwoCurrenciesAreNotCompared(t *testing.T) {
	r := read(t, `
2010-01-01 terms t1
  of           pact-1
  covers       2010-01-01/2012-12-31
  pays         2010 = USD 100 million ~ KRW 110 billion
  pays         2011 = KRW 115 billion
  pays         2012 = KRW 120 billion ~ USD 121 million
  rise         10% from 2011
  rounds       USD 1 million
  via          old
`, "")
	g := agreement(t, r, "pact-1")
	if d := cmp.Diff("2010:1 2011:2=110 2012:2=121", short(g)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if x := g.At(2011).Recorded[0]; x.Off != nil {
		t.Errorf("won and dollars: off by %v", x.Off)
	}
	if x := g.At(2012).Recorded[0]; !x.Agrees {
		t.Errorf("what stands beside counts: %+v", x)
	}
	if g.Recorded.Years != 2 {
		t.Errorf("in the sum of dollars: %+v", g.Recorded)
	}
}

func TestAnOpenTermRunsToTheDayAskedAbout(t *testing.T) {
	r := read(t, "\n2027-01-01 terms t1\n  of           pact-1\n  covers       2027/..\n  pays         2027 = USD 1 million\n  via          old\n", "")
	if d := cmp.Diff("2027:1 2028:0 2029:0 2030:0", short(agreement(t, r, "pact-1"))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestAmountsForATimeThatIsNoYearStandApart(t *testing.T) {
	r := read(t, "\n2010-01-01 terms t1\n  of           pact-1\n  pays         2010/2014 = USD 500 million\n  pays         2015-01/2015-06 = USD 50 million\n  via          old\n", "")
	if g := agreement(t, r, "pact-1"); len(g.Other) != 2 || len(g.Years) != 0 {
		t.Errorf("%+v", g)
	}
}

func TestWithoutTermsNothingIsSaid(t *testing.T) {
	r := ask(t, pact.Weigh(t, pact.Base, "2019-07-01"))
	if len(r.Agreements) == 0 {
		t.Fatal("no agreements")
	}
	if r := ask(t, pact.Weigh(t, pact.Base, "2019-05-01")); !r.Nothing || r.RestsOn() != nil || r.Agreements != nil {
		t.Errorf("%+v", r)
	}
}

// Agreements that follow each other in a ring, and terms that last for 200 years
// or for all time, take no long time and are not cut.
func TestRingsAndLongTermsEnd(t *testing.T) {
	start := time.Now()
	ring := strings.Replace(base, `agreement pact-1 "1st pact"`, "agreement pact-1 \"1st pact\"\n  follows      pact-2\n", 1)
	terms := "\n2010-01-01 terms t1\n  of           pact-1\n  covers       1800-01-01/1999-12-31\n  pays         1800 = USD 1 million\n  rise         1%\n  rounds       USD 1\n  via          old\n" +
		"\n2010-01-01 terms t2\n  of           pact-2\n  covers       1000-01-01/9999-12-31\n  rise         prices\n  via          old\n"
	files := fstest.MapFS{"case.parley": {Data: []byte(ring + terms)}, "prices.csv": {Data: []byte("for,value,published\n2007,2.5,2008-02-01\n")}}
	r := ask(t, weigh(t, files, date.On(2030, 1, 1)))
	if g := agreement(t, r, "pact-1"); len(g.Years) != 200 || g.Computed.Years != 200 || g.Years[199].Computed == nil {
		t.Errorf("%d years, %+v", len(g.Years), g.Computed)
	}
	if g := agreement(t, r, "pact-2"); len(g.Years) != 9000 {
		t.Errorf("%d years", len(g.Years))
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

func TestWhatIsPaidInALapse(t *testing.T) {
	r := read(t, `
2010-01-01 terms t1
  of           pact-1
  covers       2010-01-01/2011-12-31
  pays         2010 = USD 100 million
  via          old

claim gap
  that         north pays pay = USD 90 million for 2012

claim before
  that         north pays pay = USD 80 million for 2011

claim counted
  that         north pays pay = USD 70 million for 2012 counts "all"

2012-06-01 report r
  asserts      gap before counted
  via          old
`, "")
	if len(r.Lapses) != 1 || len(r.Lapses[0].Paid) != 1 || r.Lapses[0].Paid[0].By != "gap" {
		t.Fatalf("%+v", r.Lapses)
	}
	if y := agreement(t, r, "pact-1").At(2011); len(y.Derived) != 1 || y.Derived[0].By != "before" {
		t.Errorf("%+v", y)
	}
}
