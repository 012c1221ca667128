package price_test

import (
	"errors"
	"math"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/price"
	"parley/evidence"
	"parley/money"
	"parley/parleytest/toll"
)

// pact is a record with one agreement, of which 1.04 trillion is printed: 1.035 to
// 1.045 trillion.
const pact = `case c "C"
  parties      north south
  money        KRW
  zone         UTC
  audience     public
party north "North"
party south "South"
issue pay "The money"
source paper "Paper"
  type         news-article
  published    2019-03-01
series cpi "consumer prices"
  unit         "%"
  file         cpi.csv
  from         paper
agreement pact "Pact"
2019-03-01 terms pact-terms
  of           pact
  covers       2019-01-01/2019-12-31
  pays         2019 = KRW 1.04 trillion
  via          paper
2019-03-01 stage pact-signed
  of           pact
  reached      signed
  via          paper
`

func weigh(t *testing.T, more string) *evidence.Assessment {
	t.Helper()
	return toll.Read(t, fstest.MapFS{"case.parley": {Data: []byte(pact + more)}, "cpi.csv": {Data: []byte("for,value,published\n2018,1.5,2019-01-10\n")}}, "2020-01-10")
}

func rowOf(t *testing.T, r price.Result, name string) *price.Row {
	t.Helper()
	for i := range r.Rows {
		if r.Rows[i].Terms.Name == name {
			return &r.Rows[i]
		}
	}
	t.Fatalf("no row %s", name)
	return nil
}

// 10 % over a base is 10 % of that base more, wherever in 1.035 to 1.045 it lies:
// over five years 0.5 times 1.036 to 1.044 trillion with a chance of 80 %.
func TestWhatIsOverABaseMovesWithIt(t *testing.T) {
	a := weigh(t, `2020-01-10 offer ten
  sets         pay = 10% over pact per year for 2020
  covers       2020-01-01/2024-12-31
`)
	x := rowOf(t, ask(t, a, price.Options{}), "ten")
	near(t, "middle", x.Cost.Over.P50, 520e9, 2e8)
	near(t, "10 %", x.Cost.Over.P10, 518e9, 2e8)
	near(t, "90 %", x.Cost.Over.P90, 522e9, 2e8)
}

// 5 trillion in all is 4.5 to 5.5 trillion: the years of one sum are drawn once.
func TestASumOverYearsIsDrawnOnce(t *testing.T) {
	a := weigh(t, `claim all
  that         south asks pay = KRW 5 trillion in total for 2020/2024
2020-01-10 report r
  asserts      all
  via          paper
`)
	x := rowOf(t, ask(t, a, price.Options{Bids: []parley.ID{"all"}}), "all")
	near(t, "10 %", x.Cost.Total.P10, 4.6e12, 3e10)
	near(t, "90 %", x.Cost.Total.P90, 5.4e12, 3e10)
}

func TestSettingsOfSeveralYearsKeepTheirYears(t *testing.T) {
	a := weigh(t, `2020-01-10 offer in-all
  sets         pay = KRW 5000 billion in total for 2020/2024
  rise         3%
2020-01-10 offer but-one
  sets         pay = KRW 1000 billion per year for 2020/2022
  sets         pay = KRW 2000 billion per year for 2021
2020-01-10 offer rises
  sets         pay = KRW 1000 billion per year for 2020/2022
  rise         10%
`)
	r := ask(t, a, price.Options{})
	for name, want := range map[string][]float64{"in-all": {1e12, 1e12, 1e12, 1e12, 1e12}, "but-one": {1e12, 2e12, 1e12}, "rises": {1e12, 1.1e12, 1.21e12}} {
		var got []float64
		for _, y := range rowOf(t, r, name).Cost.Years {
			got = append(got, math.Round(y.P50))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestPartsOfYearsAndTwoAmountsForOneYearAreRefused(t *testing.T) {
	for more, why := range map[string]string{
		"sets pay = KRW 1200 billion per year for 2020\n  covers 2020-01-01/2021-06-30":                            evidence.PartYear,
		"sets pay = KRW 1200 billion in total\n  covers 2020-07-01/2021-06-30":                                     evidence.PartYear,
		"sets pay = 10% over pact per year for 2020-01/2021-06":                                                    evidence.PartYear,
		"sets pay = KRW 1200 billion per year for 2020\n  sets pay = KRW 1300 billion per year for 2020":           evidence.SetTwice,
		"sets pay = KRW 1200 billion per year for 2020/2021\n  sets pay = KRW 1300 billion per year for 2021/2022": evidence.SetTwice,
		"sets pay = KRW 1200 billion in total for 2020/2021\n  sets pay = KRW 1300 billion per year for 2021":      evidence.SetTwice,
		"sets pay = KRW 1200 billion per year for 2020/2022\n  sets pay = KRW 1300 billion in total for 2020/2021": "",
		"sets pay = KRW 1200 billion per year for 2020\n  covers 2020-01-01/2021-12-31":                            "",
	} {
		a := weigh(t, "2020-01-10 offer x\n  "+more+"\n")
		_, err := a.Bid("x", evidence.Years{})
		got := ""
		if e, ok := errors.AsType[*evidence.BidError](err); ok {
			got = e.Why
		}
		if got != why {
			t.Errorf("%s: %q, want %q", more, got, why)
		}
	}
}

// What was never signed was not agreed; where no stage is recorded the terms stand.
func TestOnlyWhatWasSignedWasAgreed(t *testing.T) {
	const draft = `agreement next "Next"
  follows      pact
2020-01-05 terms next-terms
  of           next
  covers       2020-01-01/2020-12-31
  pays         2020 = KRW 9.00 trillion
  via          paper
`
	for stage, year := range map[string]int{
		"": 2020,
		"2020-01-05 stage next-agreed\n  of next\n  reached agreed-in-principle\n  via paper\n": 2019,
		"2020-01-05 stage next-signed\n  of next\n  reached signed\n  via paper\n":              2020,
	} {
		h, err := weigh(t, draft+stage).Hold(evidence.Years{From: 2021, To: 2021})
		if err != nil || h.Base.Year != year {
			t.Errorf("%q: %d, %v", stage, h.Base.Year, err)
		}
	}
}

// A rate without a known figure starts once, and amounts are discounted to one year,
// whatever the years of a bid: in 2024 a dollar has walked for five years either way,
// exp(1.2816 x 0.07 x sqrt 5) = 1.222 times its middle at 90 %; and 1000 billion of
// 2024 are 1000 / 1.1^4 = 683.01 billion of 2020.
func TestBidsOfOtherYearsHaveOneBeginning(t *testing.T) {
	a := weigh(t, `2020-01-10 offer late
  sets         pay = USD 1 billion per year for 2024
2020-01-10 offer early
  sets         pay = USD 1 billion per year for 2020
  covers       2020-01-01/2024-12-31
2020-01-10 offer won
  sets         pay = KRW 1000 billion per year for 2024
`)
	walk, _ := evidence.ParseAssumption("1160 ± 7%")
	ten := money.Int(10)
	r := ask(t, a, price.Options{Rates: map[money.Currency]evidence.Assumption{"USD": walk}, Discount: ten})
	late, early := rowOf(t, r, "late").Cost.Total, rowOf(t, r, "early").Cost.Years[4]
	near(t, "90 %", late.P90, 1.222*1160e9, 2e10)
	near(t, "the same year", late.P90, early.P90, 1e9)
	near(t, "discounted", rowOf(t, r, "won").Cost.Discounted.P50, 683.01e9, 1e7)
}

// ± 3 % of growth is three points: 1 % and 1.2816 x 3 points are 4.84 % at 90 %. A
// share of nothing needs no figure.
func TestAWidthOfGrowthIsPoints(t *testing.T) {
	a := weigh(t, `2020-01-10 offer rises
  sets         pay = KRW 1000 billion per year for 2020
  covers       2020-01-01/2021-12-31
  rise         cpi lag 1
2020-01-10 offer share
  sets         pay = KRW 1000 billion per year for 2020
  covers       2020-01-01/2021-12-31
  rise         cpi lag 1 share 0% plus 2%
`)
	r := ask(t, a, price.Options{Bids: []parley.ID{"rises"}, Assume: assume(t, map[parley.ID]string{"cpi": "1 ± 3%"})})
	near(t, "90 %", rowOf(t, r, "rises").Cost.Years[1].P90, 1048.4e9, 3e9)
	r = ask(t, a, price.Options{Bids: []parley.ID{"share"}})
	near(t, "no share", rowOf(t, r, "share").Cost.Total.P50, 2020e9, 1)
}
