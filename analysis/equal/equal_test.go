package equal_test

import (
	"math"
	"testing"

	"parley"
	"parley/analysis/equal"
	"parley/analysis/price"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/examples"
	"parley/money"
	"parley/view"
)

// sma is the record of the example on a day, for the public.
func sma(t *testing.T, day date.Day) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(examples.Cases, "sma/case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: day}))
}

func assumed(t *testing.T, words map[parley.ID]string) map[parley.ID]evidence.Assumption {
	t.Helper()
	out := make(map[parley.ID]evidence.Assumption)
	for id, s := range words {
		x, ok := evidence.ParseAssumption(s)
		if !ok {
			t.Fatalf("%s: %q", id, s)
		}
		out[id] = x
	}
	return out
}

var outlook = map[parley.ID]string{"cpi": "1.5 ± 1.0", "defence-budget": "6.1 ± 2.0"}

func row(t *testing.T, r equal.Result, is func(equal.Row) bool) equal.Row {
	t.Helper()
	for _, x := range r.Rows {
		if is(x) {
			return x
		}
	}
	t.Fatal("no such row")
	return equal.Row{}
}

// On 17 January 2020 the defence budget of 2020 is known, and that of later
// years is assumed. With 1,142.8 (1 + 1.074 (1 + 1.061 + 1.061² + 1.061³)) the
// total is near 6.52 trillion; by consumer prices, 0.4 % known and 1.5 % assumed,
// a first amount X costs X × 5.107, so X is near 1,277 billion: 22.9 % more.
func TestTheBreakEvenRiseOfTheSeedCase(t *testing.T) {
	a := sma(t, date.On(2020, 1, 17))
	r, err := equal.Of(a, equal.Options{Bid: "plus10-defence", With: "plus20-cpi", Span: evidence.Years{From: 2020, To: 2024}, Assume: assumed(t, outlook), Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Cost.P50 / 1e12; math.Abs(got-6.52) > 0.01 {
		t.Errorf("it costs %.3f trillion", got)
	}
	x := row(t, r, func(x equal.Row) bool { return x.Way == equal.OfOther })
	if got := x.Over.Lo.Float64(); math.Abs(got-22.9) > 0.4 {
		t.Errorf("the break-even rise is %.2f %%", got)
	}
	if math.Abs(x.Same.Cost-r.Cost.P50) > 1e8*5 { // five amounts rounded to a tenth of a billion
		t.Errorf("it costs %.0f, not %.0f", x.Same.Cost, r.Cost.P50)
	}
}

// Over the years as they came, the flat amount that costs as much is a fifth of
// the total: exact, where nothing is uncertain.
func TestWhatIsKnownIsSolvedExactly(t *testing.T) {
	a := sma(t, date.On(2026, 7, 5))
	r, err := equal.Of(a, equal.Options{Bid: "plus10-defence", Span: evidence.Years{From: 2020, To: 2024}})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Exact || r.Cost.P50 != 6_398_200_000_000 {
		t.Errorf("exact %v, cost %.0f", r.Exact, r.Cost.P50)
	}
	x := row(t, r, func(x equal.Row) bool { return x.Way == equal.First && x.Escalator == nil })
	want, _ := money.ParseDecimal("1279640000000")
	if got := x.Same.Terms.First.Mid(); got != want || !x.Same.Linear {
		t.Errorf("flat: %s, linear %v", got, x.Same.Linear)
	}
	own := row(t, r, func(x equal.Row) bool { return x.Way == equal.First && x.Own })
	if got := own.Same.Terms.First.Mid().Float64(); math.Abs(got-1.1428e12) > 1e8 {
		t.Errorf("its own rule gives back %.0f", got)
	}
}

// A later figure that nobody knows or assumes leaves a way out; of the bid itself
// it is a question.
func TestWhatNobodyAssumes(t *testing.T) {
	a := sma(t, date.On(2020, 1, 17))
	o := equal.Options{Bid: "plus20-cpi", Span: evidence.Years{From: 2020, To: 2024}, Assume: assumed(t, map[parley.ID]string{"cpi": "1.5 ± 1.0"})}
	if _, err := equal.Of(a, o); err != nil {
		t.Errorf("the other index is not needed: %v", err)
	}
	o.Bid = "nobody"
	if _, err := equal.Of(a, o); err == nil {
		t.Error("a bid that nobody knows has a price")
	}
}

// A rise over what is held is what was typed: what the digits of the base leave
// open is not counted again.
func TestARiseOverARoundedBaseIsWhatWasTyped(t *testing.T) {
	a := sma(t, date.On(2020, 1, 17))
	at, _ := date.Parse("2017")
	p, _ := money.ParsePercent("+3%")
	o := &parley.Offer{Sets: []parley.Proposition{{Rel: "=", Per: "year", Value: parley.Percent{Percent: p}, For: at}}}
	o.ID = "mine"
	r, err := equal.Of(a, equal.Options{Typed: o, Span: evidence.Years{From: 2017, To: 2018}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Held == nil || r.Held.Terms.First.Exact() {
		t.Fatal("the base is exact: the test shows nothing")
	}
	x := row(t, r, func(x equal.Row) bool { return x.Way == equal.First && x.Own })
	if lo, hi := x.Over.Lo.Float64(), x.Over.Hi.Float64(); math.Abs(lo-3) > 0.01 || math.Abs(hi-3) > 0.01 {
		t.Errorf("%v to %v", lo, hi)
	}
}

// A rule of the asker is one row more, also where the record knows none like it.
func TestARuleOfTheAskerIsOneRowMore(t *testing.T) {
	a := sma(t, date.On(2026, 7, 5))
	cap4, _ := money.ParsePercent("3.3%")
	o := equal.Options{Bid: "plus10-defence", Span: evidence.Years{From: 2020, To: 2024}, Yours: &parley.Rise{Index: "cpi", Lag: 1, AtMost: cap4}}
	r, err := equal.Of(a, o)
	if err != nil {
		t.Fatal(err)
	}
	if x := r.Rows[0]; !x.Yours || x.Way != equal.First || math.Abs(x.Same.Cost-r.Cost.P50) > 5e8 { // five amounts rounded to a tenth of a billion
		t.Errorf("%+v", x)
	}
}

func TestOneBidHasOnePrice(t *testing.T) {
	a := sma(t, date.On(2020, 1, 17))
	span := evidence.Years{From: 2020, To: 2024}
	e, err := equal.Of(a, equal.Options{Bid: "plus10-defence", Span: span, Assume: assumed(t, outlook)})
	if err != nil {
		t.Fatal(err)
	}
	p, err := price.Of(a, price.Options{Bids: []parley.ID{"plus10-defence"}, Span: span, Assume: assumed(t, outlook)})
	if err != nil || p.Rows[0].Cost.Total != e.Cost {
		t.Errorf("%v: %+v, %+v", err, p.Rows[0].Cost.Total, e.Cost)
	}
}
