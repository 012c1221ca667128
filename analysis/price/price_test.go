package price_test

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/price"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/examples"
	"parley/money"
	"parley/parleytest/toll"
	"parley/view"
)

var four = evidence.Years{From: 2019, To: 2022}

func assume(t *testing.T, words map[parley.ID]string) map[parley.ID]evidence.Assumption {
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

var outlook = map[parley.ID]string{"prices": "2 ± 1", "wages": "3 ± 1", "usd-eur": "1.25 ± 5%"}

func ask(t *testing.T, a *evidence.Assessment, o price.Options) price.Result {
	t.Helper()
	if o.Draws == 0 {
		o.Draws = 5000
	}
	r, err := price.Of(a, o)
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

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if math.Abs(got-want) > by {
		t.Errorf("%s: %.0f, want %.0f", what, got, want)
	}
}

// With every figure known the price is the sum of the path: 111.4 or 111.5
// (1.05 × 106.05 to 106.15), then 0.5 and 2.5 per cent, and 3.5 up to the cap of 3.
func TestWhatIsKnownIsReckonedExactly(t *testing.T) {
	a := toll.Weigh(t, "", "2022-06-30")
	r := ask(t, a, price.Options{Bids: []parley.ID{"slow"}, Span: four})
	row := r.Rows[0]
	low := 111.4 + 112.0 + 114.8 + 118.2
	near(t, "P10", row.Cost.Total.P10, low*1e6, 4e5)
	if y := row.Path[3]; y.Rate.String() != "3" || y.IndexOf != 2021 || !y.Capped || !row.Compared || row.Held == nil {
		t.Errorf("%+v", row.Path)
	}
	typed := &parley.Offer{Sets: []parley.Proposition{{Rel: "=", Value: amount(t, "EUR 100 million"), For: year(t, 2019)}}, Covers: span(t, "2019-01-01/2020-12-31"),
		Schedule: parley.Schedule{Rises: []parley.Rise{{Index: "prices", Lag: 1}}}}
	typed.ID = "mine"
	r = ask(t, a, price.Options{Typed: []*parley.Offer{typed}})
	if x := r.Rows[0]; !x.Cost.Total.Exact() || x.Cost.Total.P50 != 200_500_000 || x.Kind != evidence.Typed || !x.Ours() || len(r.Rows) != 1 {
		t.Errorf("%+v", x.Cost.Total)
	}
}

func amount(t *testing.T, s string) parley.Value {
	a, err := money.ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return parley.Money{Amount: a}
}

func span(t *testing.T, s string) date.Date {
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func year(t *testing.T, n int) date.Date { return span(t, fmt.Sprint(n)) }

func percent(t *testing.T, s string) money.Percent {
	p, err := money.ParsePercent(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A percentage that the asker types is over what was agreed last, and exact.
func TestATypedPercentageIsOverWhatIsHeld(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	o := &parley.Offer{Sets: []parley.Proposition{{Rel: "=", Value: parley.Percent{Percent: percent(t, "+10%")}, For: year(t, 2019)}}, Covers: span(t, "2019-01-01/2022-12-31"),
		Schedule: parley.Schedule{Rises: []parley.Rise{{Fixed: percent(t, "2%")}}}}
	o.ID = "mine"
	x := ask(t, a, price.Options{Typed: []*parley.Offer{o}, Span: four}).Rows[0]
	near(t, "median", x.Cost.Total.P50, 106.1e6*1.1*(1+1.02+1.02*1.02+1.02*1.02*1.02), 5e4)
	if x.Base == nil || x.Base.Of != "toll-1" || x.Extended || x.Rises != evidence.ByRule {
		t.Errorf("%+v", x.Bid)
	}
	if d := cmp.Diff([]parley.ID{"toll-1-exact"}, x.RestsOn); d != "" {
		t.Error(d)
	}
}

func TestAllThatIsOnTheTableIsPricedUnlessBidsAreNamed(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	names := func(r price.Result) (out []string) {
		for _, x := range r.Rows {
			out = append(out, x.Terms.Name)
		}
		return out
	}
	o := price.Options{Span: four, Assume: assume(t, outlook)}
	r := ask(t, a, o)
	want := []string{"hold", "slow", "fast", "port-offer", "town-offer", "town-asks", "port-offers", "town-wants-in-all"}
	if d := cmp.Diff(want, names(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if r.Beside != "USD" || r.Money != "EUR" || r.Seed != price.Seed {
		t.Errorf("defaults: %+v", r.Options)
	}
	if r, err := price.Of(a, price.Options{Bids: []parley.ID{"port-offer"}}); err != nil || r.Draws != price.Draws {
		t.Errorf("%d draws, %v", r.Draws, err)
	}
	o.Bids = []parley.ID{"town-asks", "town-asks", "toll-1"}
	o.Span = evidence.Years{}
	r = ask(t, a, o)
	if d := cmp.Diff([]string{"town-asks", "toll-1"}, names(r)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if r.Rows[0].Span().N() != 1 || r.Rows[1].Span().N() != 3 || !r.Rows[0].Compared || r.Rows[1].Compared {
		t.Errorf("each for its own years, and nothing was agreed before the first agreement: %v %v", r.Rows[0].Span(), r.Rows[1].Span())
	}
}

// A dollar ask in euros, its total in dollars, and what it is over holding, draw
// by draw.
func TestAnAskInAnotherMoneyWalksWithTheRate(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	r := ask(t, a, price.Options{Bids: []parley.ID{"hold", "town-asks"}, Span: four, Assume: assume(t, outlook)})
	x := r.Rows[1]
	near(t, "in euros", x.Cost.Total.P50, 150e6*4*0.8, 4e6)
	near(t, "in dollars", x.Cost.Beside.P50, 600e6, 5e5)
	near(t, "over holding", x.Cost.Over.P50, x.Cost.Total.P50-r.Rows[0].Cost.Total.P50, 1e6)
	if len(x.Swings) != 2 || x.Swings[0].Input != "usd-eur" || !x.Closed || math.Abs(x.Formula/x.Cost.Total.Mean-1) > 0.004 {
		t.Errorf("%+v, mean %.0f, formula %.0f", x.Swings, x.Cost.Total.Mean, x.Formula)
	}
	if in := ask(t, a, price.Options{Bids: []parley.ID{"hold", "town-asks"}, Span: four, Money: "USD", Assume: assume(t, outlook)}); in.Beside != "EUR" || math.Abs(in.Rows[1].Cost.Total.P50-600e6) > 5e5 {
		t.Errorf("in dollars: beside %s, %.0f", in.Beside, in.Rows[1].Cost.Total.P50)
	}
}

func TestARateIsTypedOrThatOfAPrintedPairOrAskedFor(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	o := price.Options{Bids: []parley.ID{"town-asks"}, Span: four}
	_, err := price.Of(a, o)
	var lacks *evidence.NotAssumed
	if !errors.As(err, &lacks) || len(lacks.Needs) != 1 || lacks.Needs[0].Series != "usd-eur" {
		t.Fatalf("nobody knows the rate: %v", err)
	}
	o.Pair = true
	r := ask(t, a, o)
	if p := r.Premises[0]; p.Pair == nil || p.Pair.By != "toll-1-2018" || len(p.Later) != 4 {
		t.Errorf("%+v", p)
	}
	o.Pair, o.Rates = false, map[money.Currency]evidence.Assumption{"USD": assume(t, map[parley.ID]string{"x": "0.9"})["x"]}
	near(t, "at 0.9", ask(t, a, o).Rows[0].Cost.Total.P50, 540e6, 5e5)
}

func TestBidsWithinOnePercentAreTheSameBill(t *testing.T) {
	a := toll.Weigh(t, `
2019-06-02 offer like-slow
  sets         toll-sum = EUR 114 million per year for 2019/2022
`, "2019-06-30")
	r := ask(t, a, price.Options{Bids: []parley.ID{"hold", "town-asks", "slow", "like-slow"}, Span: four, Assume: assume(t, outlook)})
	if d := cmp.Diff([][]int{{2, 3}}, r.Alike); d != "" {
		t.Errorf("(-want +got):\n%s\n%.0f %.0f", d, r.Rows[2].Cost.Total.P50, r.Rows[3].Cost.Total.P50)
	}
}

func TestAShareIsOfTheCostBaseOverTheSameYears(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	r := ask(t, a, price.Options{Bids: []parley.ID{"port-offer"}, CostBase: "bridge-costs", Span: four})
	if s := r.Rows[0].Share; math.Abs(s.Middle-42.8) > 0.05 || s.Low >= s.Middle || s.High <= s.Middle {
		t.Errorf("%+v", s)
	}
	if _, err := price.Of(a, price.Options{Bids: []parley.ID{"port-offer"}, CostBase: "port-refuses-all", Span: four}); err == nil {
		t.Error("a cost base that nobody knows")
	}
}

func TestASplitDividesTheMedian(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	split := &price.Split{Year: 2018, Middle: money.Int(90), Categories: []price.Category{{Issue: "toll-sum", Share: money.Only(money.Int(25)), RestsOn: []parley.ID{"toll-1-exact"}}}}
	x := ask(t, a, price.Options{Bids: []parley.ID{"port-offer"}, Split: split, Span: four}).Rows[0]
	near(t, "a quarter", x.Parts[0].Amount, x.Cost.Total.P50/4, 1)
	near(t, "returned", x.Returned, x.Cost.Total.P50*0.9, 1)
}

// All that is wrong is said at once: what cannot be priced together, and what is
// not assumed of all bids together.
func TestAllThatIsWrongIsSaidAtOnce(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	_, err := price.Of(a, price.Options{Bids: []parley.ID{"nobody", "port-refuses", "slow", "prices"}, Span: four})
	var e *price.Error
	if !errors.As(err, &e) || len(e.Bids) != 3 {
		t.Errorf("%v", err)
	}
	_, err = price.Of(a, price.Options{Bids: []parley.ID{"slow", "town-asks", "fast"}})
	var lacks *evidence.NotAssumed
	if !errors.As(err, &lacks) || len(lacks.Needs) != 3 {
		t.Errorf("%v", err)
	}
	if r := ask(t, toll.Weigh(t, "", "2014-01-01"), price.Options{}); len(r.Rows)+len(r.RestsOn()) > 0 {
		t.Errorf("before anything was known: %+v", r.Rows)
	}
	more := "\n2019-06-02 offer baseless\n  sets         toll-sum = 10% over toll-2\n"
	if r := ask(t, toll.Weigh(t, more, "2019-06-30"), price.Options{Assume: assume(t, outlook)}); len(r.Unpriced) != 1 || r.Unpriced[0].Bid != "baseless" {
		t.Errorf("on the table without a price: %v", r.Unpriced)
	}
}

// The same seed gives the same numbers on one core and on two, whatever else is
// priced beside it.
func TestThePriceOfABidDependsOnNothingElse(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	price1 := func(procs int, bids ...parley.ID) price.Row {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		r := ask(t, a, price.Options{Bids: bids, Span: four, Assume: assume(t, outlook), Beside: "USD", Draws: 5000, Seed: 7})
		return r.Rows[0]
	}
	want := price1(1, "slow", "fast", "town-asks")
	for _, got := range []price.Row{price1(2, "slow", "fast", "town-asks"), price1(2, "slow"), price1(1, "slow", "town-offer")} {
		if d := cmp.Diff(want.Cost, got.Cost); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
}

// What became known later changes nothing of an earlier price: neither a figure
// nor an offer.
func TestNoPriceKnowsWhatCameLater(t *testing.T) {
	o := price.Options{Span: four, Assume: assume(t, outlook), Draws: 1000}
	later := `
2019-07-02 offer after
  sets         toll-sum = EUR 1 million per year for 2019

2019-07-03 assume then
  of           prices
  value        "99"
`
	files := toll.Files(later)
	files["prices.csv"].Data = append(files["prices.csv"].Data, "2018,77,2022-01-10\n"...)
	want := ask(t, toll.Weigh(t, "", "2019-06-30"), o)
	got := ask(t, toll.Read(t, files, "2019-06-30"), o)
	if len(want.Rows) != len(got.Rows) {
		t.Fatalf("%d rows, %d with what came later", len(want.Rows), len(got.Rows))
	}
	for i := range want.Rows {
		if d := cmp.Diff(want.Rows[i].Cost, got.Rows[i].Cost); d != "" {
			t.Errorf("%s:\n%s", want.Rows[i].Terms.Name, d)
		}
	}
}

// The bills of the seed case: half the rise with the faster rule is the same bill.
// As of 17 January 2020 the first steps are known (consumer prices of 2019, the
// defence budget of 2020) and later ones are assumed.
func TestTheBillsOfTheSeedCase(t *testing.T) {
	b, err := casefile.Read(examples.Cases, "sma/case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatal(err, b.Faults)
	}
	record := view.Index(b.Entries())
	bids := []parley.ID{"plus20-cpi", "plus10-defence", "us-asks-3-9bn", "us-asks-5bn"}
	years := evidence.Years{From: 2020, To: 2024}
	known := ask(t, evidence.Assess(view.Of(record, view.Vantage{AsOf: date.On(2026, 7, 5)})), price.Options{Bids: bids, Span: years})
	near(t, "+20 %, as it came", known.Rows[0].Cost.Total.P50, 6.387e12, 1e6)
	near(t, "+10 %, as it came", known.Rows[1].Cost.Total.P50, 6.3982e12, 1e6)
	if d := cmp.Diff([][]int{{0, 1}}, known.Alike); d != "" {
		t.Errorf("the same bill: %v", known.Alike)
	}
	then := ask(t, evidence.Assess(view.Of(record, view.Vantage{AsOf: date.On(2020, 1, 17)})), price.Options{Bids: bids, Span: years,
		Assume: assume(t, map[parley.ID]string{"cpi": "1.5 ± 1.0", "defence-budget": "6.1 ± 2.0", "krw-usd": "1160.7 ± 7%"})})
	near(t, "+20 %, as assumed", then.Rows[0].Cost.Total.P50, 6.37e12, 5e9)
	near(t, "+10 %, as assumed", then.Rows[1].Cost.Total.P50, 6.52e12, 5e9)
	for _, x := range then.Rows[2:] {
		if !x.Extended || !x.OneYear() || x.Rises != evidence.NotSaid || x.Standing.Status.Basis != parley.Reported {
			t.Errorf("%s: %+v", x.ID, x.Bid)
		}
	}
}

// What cannot be compared is not: a category, what somebody else pays, a sum by the
// month where nothing says that the agreements pay the same thing.
func TestOnlyOneThingIsComparedWithWhatIsHeld(t *testing.T) {
	for _, x := range []struct{ that, want string }{
		{"port pays toll-sum = EUR 3 million per year for 2019", ""},
		{"port pays part = EUR 3 million per year for 2019", evidence.OtherIssue},
		{"town asks bridge-cost = EUR 3 million per year for 2019", evidence.OtherIssue},
		{"town asks toll-sum = EUR 3 million per month for 2019", ""},
	} {
		a := toll.Weigh(t, `
issue part "A part"
  part-of      toll-sum
claim more
  that         `+x.that+`
2019-06-02 report on-more
  asserts      more
  via          paper-2019
`, "2019-06-30")
		r := ask(t, a, price.Options{Bids: []parley.ID{"more"}})
		if got := r.Rows[0]; got.Why != x.want || got.Compared != (x.want == "") || got.Held == nil {
			t.Errorf("%s: %q, compared %v", x.that, got.Why, got.Compared)
		}
	}
}

// Where no bids are named, one that lacks a figure stops no other; where they are,
// the question stays.
func TestOneBidWithoutARateStopsNoOther(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	r := ask(t, a, price.Options{Assume: assume(t, map[parley.ID]string{"prices": "2 ± 1", "wages": "3 ± 1"})})
	if len(r.Lacking) == 0 || len(r.Rows) < 4 {
		t.Fatalf("%d lacking, %d rows", len(r.Lacking), len(r.Rows))
	}
	for _, x := range r.Lacking {
		if len(x.Needs) != 1 || x.Needs[0].Series != "usd-eur" {
			t.Errorf("%s needs %v", x.ID, x.Needs)
		}
	}
	held := make(map[evidence.Years]int)
	for _, x := range r.Rows {
		if x.Kind == evidence.Held {
			held[x.Span()]++
		} else if x.Compared && held[x.Span()] != 1 {
			t.Errorf("%s: %d times held over %v before it", x.Terms.Name, held[x.Span()], x.Span())
		}
	}
}

func TestWhatIsTypedAndNotNeededIsSaid(t *testing.T) {
	a := toll.Weigh(t, "", "2022-06-30")
	r := ask(t, a, price.Options{Bids: []parley.ID{"slow"}, Span: four, Assume: assume(t, outlook), Rates: map[money.Currency]evidence.Assumption{"KRW": assume(t, map[parley.ID]string{"x": "0.9"})["x"]}})
	if d := cmp.Diff(price.Unneeded{Series: []parley.ID{"prices", "usd-eur", "wages"}, Currencies: []money.Currency{"KRW"}}, r.Unneeded); d != "" {
		t.Error(d)
	}
}

// 100 with 8 per cent a year is 108 and then 116.6: more than 110 from the third
// year on.
func TestWhatOvertakesWhat(t *testing.T) {
	offer := func(first, rise string) *parley.Offer {
		o := &parley.Offer{Sets: []parley.Proposition{{Rel: "=", Value: amount(t, first), For: year(t, 2019)}}, Covers: span(t, "2019-01-01/2022-12-31"), Schedule: parley.Schedule{Rises: []parley.Rise{{Fixed: percent(t, rise)}}}}
		o.ID = parley.ID(first + rise)
		return o
	}
	a := toll.Weigh(t, "", "2019-06-30")
	r := ask(t, a, price.Options{Typed: []*parley.Offer{offer("EUR 110 million", "0%"), offer("EUR 100 million", "8%"), offer("EUR 200 million", "1%")}})
	if d := cmp.Diff([]price.Crossing{{First: 1, Other: 0, Year: 2021}}, r.Crossed); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([][]int{{0, 1, 2}}, r.Ranked); d != "" {
		t.Error(d)
	}
}

// What is only bounded may lie anywhere beyond its bound: it is neither the cheapest nor
// the same bill as another, and has a place only where its bound is beyond all others.
func TestABoundHasNoPlace(t *testing.T) {
	bid := func(first, rel string) *parley.Offer {
		o := &parley.Offer{Sets: []parley.Proposition{{Rel: rel, Value: amount(t, first), For: year(t, 2019)}}, Covers: span(t, "2019-01-01/2020-12-31")}
		o.ID = parley.ID(first + rel)
		return o
	}
	a := toll.Weigh(t, "", "2019-06-30")
	for _, test := range []struct {
		name            string
		bids            []*parley.Offer
		placed, bounded []int
		alike           [][]int
	}{
		{"a lower bound below", []*parley.Offer{bid("EUR 100 million", ">"), bid("EUR 110 million", "="), bid("EUR 120 million", "=")}, []int{1, 2}, []int{0}, nil},
		{"a lower bound above", []*parley.Offer{bid("EUR 110 million", "="), bid("EUR 120 million", ">=")}, []int{0, 1}, nil, nil},
		{"an upper bound above", []*parley.Offer{bid("EUR 110 million", "="), bid("EUR 115 million", "="), bid("EUR 120 million", "<=")}, []int{0, 1}, []int{2}, nil},
		{"an upper bound below", []*parley.Offer{bid("EUR 100 million", "<"), bid("EUR 110 million", "=")}, []int{0, 1}, nil, nil},
		{"about is no bound", []*parley.Offer{bid("EUR 110 million", "about"), bid("EUR 110 million", "="), bid("EUR 110 million", "<=")}, []int{0, 1}, []int{2}, [][]int{{0, 1}}},
	} {
		r := ask(t, a, price.Options{Typed: test.bids})
		placed, bounded := r.Placed(r.Ranked[0])
		if d := cmp.Diff([][][]int{{test.placed}, {test.bounded}, test.alike}, [][][]int{{placed}, {bounded}, r.Alike}); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}
