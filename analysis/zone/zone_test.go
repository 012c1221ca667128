package zone_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/analysis/zone"
	"parley/evidence"
	"parley/parleytest/toll"
)

// Talks of a town that pays and a port that receives, without a valuation.
const talks = `case talks "Talks"
  parties      port town
  money        EUR
  rates        usd
  zone         Europe/Berlin
  audience     public

party town "Town"

party port "Port"

party rail "Rail"

issue pay "What is paid"

issue other "Something else"

issue scope "What it covers"
  option       all "All"
  option       half "Half"
  option       bare "Bare"

issue term "How long"
  option       five "Five years"
  option       one "One year"

series usd "Dollars"
  unit         "USD per EUR"
  file         usd.csv

agreement pact-1 "The pact"

source paper "A paper"
  type         news-article
  published    2020-01-02

2020-01-01 terms pact-1-terms
  of           pact-1
  covers       2019-01-01/2019-12-31
  pays         2019 = EUR 50 million
  via          paper

2020-01-05 event closure "The closure"
  via          paper

2020-07-01/2020-07-10 deadline expiry "The expiry"
  via          paper
`

// valued is a valuation of ours of a party, on a day of January 2020.
func valued(id, of string, day int, lines ...string) string {
	return fmt.Sprintf("\n2020-01-%02d valuation %s %q\n  of %s\n  by ours\n  %s\n", day, id, id, of, strings.Join(lines, "\n  "))
}

func linesOf(of string, lines ...string) string { return valued("guess-"+of, of, 10, lines...) }

const day = "2020-01-20"

func ask(t *testing.T, text string, o zone.Options) zone.Result {
	t.Helper()
	r, err := try(t, text, day, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func try(t *testing.T, text, day string, o zone.Options) (zone.Result, error) {
	t.Helper()
	if o.Draws == 0 {
		o.Draws = 400
	}
	return zone.Of(weigh(t, talks+text, day), o)
}

// weigh weighs a case of which no rate is known.
func weigh(t *testing.T, text, day string, as ...parley.Reader) *evidence.Assessment {
	t.Helper()
	return toll.Read(t, fstest.MapFS{"case.parley": {Data: []byte(text)}, "usd.csv": {Data: []byte("for,value,published\n")}}, day, as...)
}

// million is an amount in millions.
func million(x float64) float64 { return x * 1e6 }

func near(t *testing.T, what string, want, got float64) {
	t.Helper()
	if math.Abs(want-got) > 1e-9*max(1, math.Abs(want)) { // the rounding of a few sums
		t.Errorf("%s: want %v, got %v", what, want, got)
	}
}

// exact fails unless a range is one number.
func exact(t *testing.T, what string, want float64, got zone.Range) {
	t.Helper()
	for _, x := range []float64{got.Lowest, got.P10, got.Middle, got.P90, got.Highest} {
		near(t, what, want, x)
	}
}

const (
	pays     = "limit pay <= EUR 80 million per year"
	receives = "limit pay >= EUR 40 million per year"
)

// With u1 = 1-x and u2 = x, d1 = 0.2 and d2 = 0.4, the point is
// d2 + w2 (1 - d1 - d2) (Nash 1950; Kalai 1977 for weights): 0.6 where both are
// alike.
func TestMoneyAloneIsSplitAsInTheBook(t *testing.T) {
	both := linesOf("town", pays) + linesOf("port", receives)
	r := ask(t, both, zone.Options{})
	if r.Sides[0].Party != "town" || !r.Sides[0].Pays || r.Sides[1].Party != "port" || r.Sides[1].Pays || r.Issue != "pay" || r.Money != "EUR" {
		t.Fatalf("%+v", r.Sides)
	}
	exact(t, "low", million(40), r.Low)
	exact(t, "high", million(80), r.High)
	exact(t, "Nash", million(60), r.Nash)
	exact(t, "equal", million(60), r.Equal)
	exact(t, "apart", million(40), r.Apart)
	if r.Room != 1 || !r.Same || r.Swings != nil || r.Sides[0].Pull != 0.5 || r.Sides[1].Pull != -0.5 {
		t.Errorf("room %v, same %v, swings %v, pulls %v %v", r.Room, r.Same, r.Swings, r.Sides[0].Pull, r.Sides[1].Pull)
	}
	if len(r.Packages) != 1 || r.Packages[0].Settings != nil || r.Packages[0].Share != 1 {
		t.Errorf("%+v", r.Packages)
	}
	r = ask(t, both, zone.Options{Weight: zone.Weight{Low: 0.7, High: 0.7}})
	exact(t, "Nash of a patient payer", million(40+0.3*40), r.Nash)
	exact(t, "equal does not follow the weight", million(60), r.Equal)
	if r.Same || math.Abs(r.Sides[0].Pull-0.3) > 1e-12 {
		t.Errorf("same %v, pull %v", r.Same, r.Sides[0].Pull)
	}
	r = ask(t, both, zone.Options{Weight: zone.Weight{Low: 0.25, High: 0.75}})
	if r.Nash.Lowest < million(50) || r.Nash.Highest > million(70) || r.Nash.P10 == r.Nash.P90 || len(r.Swings) != 1 {
		t.Errorf("%+v %+v", r.Nash, r.Swings)
	}
	// 0.25 + 0.1 × 0.5 and 0.25 + 0.9 × 0.5
	near(t, "low end of the weight", million(80-0.3*40), r.Swings[0].Low)
	near(t, "high end of the weight", million(80-0.7*40), r.Swings[0].High)
}

// Over the twelve months ahead of 20 January 2020, 365 days of which 2020-07-10
// is 172 days off.
func TestWhatNoAgreementCostsCountsAsFarAsItFallsInTheTimeAhead(t *testing.T) {
	const left = 365 - 172
	for _, x := range []struct {
		line string
		cost float64 // in millions a year, over the time ahead
	}{
		{"loses EUR 12 million per year", 12},
		{"loses EUR 1 million per month", 12},
		{"loses EUR 12 million per year after closure", 12},
		{"loses EUR 12 million per year after expiry", 12 * left / 365.},
		{"gains EUR 12 million per year after expiry", -12 * left / 365.},
		{"loses EUR 12 million per year for 2020-01-20/2020-01-29", 12 * 10 / 365.},
		{"loses EUR 12 million per year for 2019", 0},
		{"loses EUR 12 million per year for 2021-06-01/..", 0},
		{"loses EUR 12 million per year for 2021-01-01/..", 12 * (365 - 347) / 365.},
		{"loses EUR 12 million per year for 2020-01-01/2020-03-31 after expiry", 0},
		{"loses EUR 12 million per year for 2020-01-01/2020-07-19 after expiry", 12 * 10 / 365.},
	} {
		r := ask(t, linesOf("town", pays, x.line)+linesOf("port", receives), zone.Options{})
		exact(t, x.line, million(x.cost), r.Sides[0].Cost)
		exact(t, x.line+": its toll", million(x.cost), r.Sides[0].Tolls[0].Ahead)
		exact(t, x.line+": its pull", million(x.cost/2), r.Sides[0].Tolls[0].Pull)
		exact(t, x.line+": Nash", million(60+x.cost/2), r.Nash)
		exact(t, x.line+": high", million(80+x.cost), r.High)
		r = ask(t, linesOf("town", pays)+linesOf("port", receives, x.line), zone.Options{})
		exact(t, x.line+", of the port: Nash", million(60-x.cost/2), r.Nash)
		exact(t, x.line+", of the port: pull", million(-x.cost/2), r.Sides[1].Tolls[0].Pull)
	}
	r := ask(t, linesOf("town", pays, "loses EUR 12 million per year for 2020-02-20/..")+linesOf("port", receives), zone.Options{Ahead: 1})
	exact(t, "beyond a month", million(60), r.Nash)
}

// On each later day on which something begins or ends the zone is shown as it
// would be then.
func TestStopsAreTheDaysOnWhichSomethingBeginsOrEnds(t *testing.T) {
	r := ask(t, linesOf("town", pays, "loses EUR 12 million per year after expiry", "gains EUR 6 million per year for 2020-01-01/2020-03-31")+linesOf("port", receives, "loses EUR 6 million per year after closure"), zone.Options{})
	var days []string
	for _, s := range r.Stops {
		days = append(days, s.Day.String())
	}
	if diff := cmp.Diff([]string{"2020-01-20", "2020-04-01", "2020-07-10"}, days); diff != "" {
		t.Fatal(diff)
	}
	if r.Stops[0].Nash != r.Nash || r.Stops[0].Tolls != nil {
		t.Errorf("%+v", r.Stops[0])
	}
	if diff := cmp.Diff([]zone.Input{{Side: 0, Kind: zone.OfToll, N: 0}}, r.Stops[2].Tolls); diff != "" {
		t.Error(diff)
	}
	exact(t, "from the expiry on", million(60+6-3), r.Stops[2].Nash)
}

// A limit is for the settlement that it says, else for the options that the side
// likes best; what a package is worth beside that moves what it would pay.
func TestALimitHoldsWithItsOptions(t *testing.T) {
	scope := "worth scope all over bare = EUR 10 million per year"
	half := "worth scope half over bare = EUR 4 million per year"
	port := linesOf("port", receives, "worth scope bare over all = EUR 30 million per year", "worth scope half over all = EUR 12 million per year")
	// The port gives up 30 for what is worth 10 to the town: bare is best for both
	// together, then half at -14.
	r := ask(t, linesOf("town", pays, scope, half)+port, zone.Options{})
	exact(t, "the limit is with all: without, the town pays 10 less", million(70), r.High)
	exact(t, "the port's is with bare", million(40), r.Low)
	exact(t, "Nash", million(55), r.Nash)
	if diff := cmp.Diff([]parley.Setting{{Issue: "scope", Option: "bare"}}, r.Packages[0].Settings); diff != "" {
		t.Error(diff)
	}
	r = ask(t, linesOf("town", pays, "with scope bare", scope, half)+port, zone.Options{})
	exact(t, "the limit is with bare", million(80), r.High)
	r = ask(t, linesOf("town", pays, "with scope half", scope, half)+port, zone.Options{})
	exact(t, "the limit is with half", million(76), r.High)
	if len(r.Packages) != 1 || r.Packages[0].Share != 1 || r.Packages[0].High != r.High {
		t.Errorf("%+v", r.Packages)
	}
}

func TestALimitMayBeAPercentageOrInOtherMoney(t *testing.T) {
	r := ask(t, linesOf("town", "limit pay <= 10% over pact-1 per year")+linesOf("port", receives), zone.Options{})
	if r.High.Lowest < million(55*49.5/50) || r.High.Highest > million(55*50.5/50) { // as far as the digits of 50 million leave open
		t.Errorf("10 %% over 50: %+v", r.High)
	}
	if r.Held == nil || r.Held.First.Mid().Float64() != million(50) {
		t.Errorf("held: %+v", r.Held)
	}
	r = ask(t, linesOf("town", "limit pay <= 10..20% over pact-1 per year")+linesOf("port", receives), zone.Options{})
	if r.High.Lowest < million(55*49.5/50) || r.High.Highest > million(60*50.5/50) || r.High.P90-r.High.P10 < million(3.5) {
		t.Errorf("%+v", r.High)
	}
	dollars := linesOf("town", "limit pay <= USD 80 million per year") + linesOf("port", receives)
	_, err := try(t, dollars, day, zone.Options{})
	if e, ok := errors.AsType[*zone.Error](err); !ok || e.Why != zone.NoRate || e.Money != "USD" || e.Party != "town" {
		t.Errorf("without a rate: %v", err)
	}
	files := fstest.MapFS{"case.parley": {Data: []byte(talks + dollars)}, "usd.csv": {Data: []byte("for,value,published\n2019,1.25,2020-01-05\n")}}
	r, err = zone.Of(toll.Read(t, files, day), zone.Options{Draws: 10})
	if err != nil {
		t.Fatal(err)
	}
	exact(t, "dollars at 1.25 to the euro", million(64), r.High)
	if r.Sides[0].Limit.Rate == nil || !slices.Contains(r.RestsOn(), "usd") {
		t.Errorf("%+v, on %v", r.Sides[0].Limit, r.RestsOn())
	}
	r = ask(t, linesOf("town", "limit pay <= EUR 6 million per month")+linesOf("port", "limit pay >= EUR 40 million"), zone.Options{})
	exact(t, "a month twelve times", million(72), r.High)
	exact(t, "an amount without a period is a year's", million(40), r.Low)
}

func TestOneKnownSideHasNoZone(t *testing.T) {
	r := ask(t, linesOf("town", pays, "loses EUR 12 million per year"), zone.Options{})
	if len(r.Sides) != 1 || len(r.Unknown) != 1 || r.Unknown[0] != "port" || r.Nash != (zone.Range{}) || r.Stops != nil || r.Placed != nil || r.Packages != nil {
		t.Errorf("%+v", r)
	}
	exact(t, "its cost", million(12), r.Sides[0].Cost)
	if r.Sides[0].Pull != 0 || r.Sides[0].Tolls[0].Pull != (zone.Range{}) {
		t.Errorf("a pull on nothing: %+v", r.Sides[0])
	}
	if r = ask(t, "", zone.Options{}); len(r.Unknown) != 2 || r.Sides != nil {
		t.Errorf("%+v", r)
	}
}

func TestWithoutRoomThereIsNoPoint(t *testing.T) {
	r := ask(t, linesOf("town", pays)+linesOf("port", "limit pay >= EUR 90 million per year"), zone.Options{})
	if r.Room != 0 || r.Nash != (zone.Range{}) || r.Packages != nil || r.Swings != nil {
		t.Errorf("%+v", r)
	}
	exact(t, "apart", million(-10), r.Apart)
	r = ask(t, linesOf("town", pays)+linesOf("port", "limit pay >= EUR 80 million per year"), zone.Options{})
	exact(t, "one point", million(80), r.Nash)
	r = ask(t, linesOf("town", pays)+linesOf("port", "limit pay >= EUR 70 million..90 million per year"), zone.Options{Draws: 2000})
	if math.Abs(r.Room-0.5) > 0.04 { // three standard errors of 2,000 draws
		t.Errorf("room %v", r.Room)
	}
}

func TestValuationsThatDoNotGoTogetherAreSaidToBe(t *testing.T) {
	port := linesOf("port", receives)
	for _, x := range []struct {
		name, text, why string
		o               zone.Options
	}{
		{"on different issues", linesOf("town", "limit other <= EUR 80 million per year") + port, zone.OtherIssues, zone.Options{}},
		{"both pay", linesOf("town", pays) + linesOf("port", pays), zone.SameDirection, zone.Options{}},
		{"both receive", linesOf("town", receives) + port, zone.SameDirection, zone.Options{}},
		{"no limit", linesOf("town", "prefers term five one") + port, zone.NoLimit, zone.Options{}},
		{"a percentage over what has no amount", linesOf("town", "limit pay <= 10% over pact-2 per year") + "\nagreement pact-2 \"Another\"\n" + port, zone.NoBase, zone.Options{}},
		{"an option in total", linesOf("town", pays, "worth term five over one = EUR 5 million in total") + port, zone.InTotal, zone.Options{}},
		{"no such party", port, zone.NoParty, zone.Options{Parties: []parley.ID{"town", "nobody"}}},
		{"three", linesOf("town", pays) + port + linesOf("rail", pays), zone.NoParty, zone.Options{Parties: []parley.ID{"town", "port", "rail"}}},
		{"a rate for an option", linesOf("town", pays, "worth term five over one = USD 5 million per year") + port, zone.NoRate, zone.Options{}},
		{"a rate for a loss", linesOf("town", pays, "loses USD 5 million per year") + port, zone.NoRate, zone.Options{}},
		{"worths in a circle", linesOf("town", pays, "worth scope all over half = EUR 5 million per year", "worth scope half over bare = EUR 5 million per year", "worth scope bare over all = EUR 1 million per year") + port, zone.Contradicts, zone.Options{}},
		{"order against worth", linesOf("town", pays, "prefers scope bare half all", "worth scope all over bare = EUR 5 million per year") + port, zone.Contradicts, zone.Options{}},
		{"a trade against worths", linesOf("town", pays, "worth scope all over bare = EUR 5 million per year", "worth term five over one = EUR 9 million per year", "trades scope all over bare > term five over one") + port, zone.Contradicts, zone.Options{}},
		{"ranks against worths", linesOf("town", pays, "ranks scope term", "prefers scope all half bare", "worth scope all over bare = EUR 5 million per year", "worth term five over one = EUR 9 million per year") + port, zone.Contradicts, zone.Options{}},
	} {
		_, err := try(t, x.text, day, x.o)
		if e, ok := errors.AsType[*zone.Error](err); !ok || e.Why != x.why {
			t.Errorf("%s: want %s, got %v", x.name, x.why, err)
		}
	}
}

// The talks that valuations are of ended with the first agreement after them, however
// many there were since; what was agreed last is what was before it.
func TestValuationsAreOfTheTalksBeforeTheFirstAgreementSince(t *testing.T) {
	signed := func(n int, on string) string {
		return fmt.Sprintf("\nagreement pact-%[1]d \"Pact %[1]d\"\n  follows pact-%[2]d\n%[3]s stage pact-%[1]d-signed\n  of pact-%[1]d\n  reached signed\n  via paper\n"+
			"%[3]s terms pact-%[1]d-terms\n  of pact-%[1]d\n  covers %[4]d-01-01/%[4]d-12-31\n  pays %[4]d = EUR %[5]d million\n  via paper\n", n, n-1, on, 2018+n, 50+10*n)
	}
	both := linesOf("town", pays) + linesOf("port", receives)
	for _, x := range []struct {
		text    string
		settled parley.ID
		held    float64
	}{
		{"", "", 50},
		{signed(2, "2020-01-08"), "", 70},
		{signed(2, "2020-01-15"), "pact-2-signed", 50},
		{signed(2, "2020-01-15") + signed(3, "2020-01-18"), "pact-2-signed", 50},
		{signed(2, "2020-01-15") + signed(3, "2020-02-18"), "pact-2-signed", 50},
	} {
		r := ask(t, both+x.text, zone.Options{})
		var settled parley.ID
		if r.Settled != nil {
			settled = r.Settled.ID
		}
		if settled != x.settled || r.Held == nil || r.Held.First.Mid().Float64() != million(x.held) {
			t.Errorf("settled by %q, held %+v; want %q, %v:%s", settled, r.Held, x.settled, x.held, x.text)
		}
	}
}

// A third party with a valuation is left out where two are asked for.
func TestTwoOfSeveralPartiesAreChosen(t *testing.T) {
	text := strings.Replace(talks, "parties      port town", "parties      port town rail", 1)
	of := func(more string, o zone.Options) (zone.Result, error) {
		o.Draws = 50
		return zone.Of(weigh(t, text+more, day), o)
	}
	all := linesOf("town", pays) + linesOf("port", receives) + linesOf("rail", "limit pay <= EUR 60 million per year")
	if _, err := of(all, zone.Options{}); err == nil {
		t.Error("three sides make one zone")
	}
	r, err := of(all, zone.Options{Parties: []parley.ID{"port", "rail"}})
	if err != nil {
		t.Fatal(err)
	}
	exact(t, "Nash", million(50), r.Nash)
	if r, err = of(linesOf("town", pays)+linesOf("port", receives), zone.Options{}); err != nil || r.Unknown != nil || len(r.Sides) != 2 {
		t.Errorf("the third is said to be lacking: %v, %v", r.Unknown, err)
	}
}

// A side's own goes before a guess, the latest before others, the last of a day
// before the others of it; before its day nobody knows of it.
func TestTheValuationOfASide(t *testing.T) {
	at := func(id string, d int, m int) string {
		return valued(id, "town", d, fmt.Sprintf("limit pay <= EUR %d million per year", m))
	}
	own := func(s string) string { return strings.Replace(s, "  by ours\n", "  audience public\n", 1) }
	for _, x := range []struct{ text, day, want string }{
		{at("a", 10, 80) + at("b", 11, 80), day, "b"},
		{at("b", 11, 80) + at("a", 10, 80), day, "b"},
		{at("a", 10, 80) + at("b", 10, 80), day, "b"},
		{at("a", 10, 80) + at("b", 11, 80), "2020-01-10", "a"},
		{at("a", 10, 80), "2020-01-09", ""},
	} {
		a := weigh(t, talks+x.text, x.day)
		got := ""
		if v := a.Valuation("town"); v != nil {
			got = string(v.ID)
		}
		if got != x.want {
			t.Errorf("want %q, got %q of\n%s", x.want, got, x.text)
		}
	}
	text := talks + own(at("own", 10, 70)) + at("guess", 12, 80)
	for reader, want := range map[parley.Reader]parley.ID{parley.Side("town"): "own", parley.All: "own", parley.Public: "guess", parley.Side("port"): "guess"} {
		if v := weigh(t, text, day, reader).Valuation("town"); v == nil || v.ID != want {
			t.Errorf("%v: want %s, got %v", reader, want, v)
		}
	}
}

// What is on the table is judged in every draw.
func TestOffersAndDemandsArePlaced(t *testing.T) {
	text := linesOf("town", pays, "worth scope all over bare = EUR 10 million per year", "worth scope all over half = EUR 9 million per year") + linesOf("port", receives, "worth scope bare over all = EUR 30 million per year", "worth scope half over all = EUR 3 million per year") + `
2020-01-12 offer ours-1 "Ours"
  sets pay = EUR 75 million per year for 2020/2021

2020-01-12 offer ours-2 "With bare"
  sets pay = EUR 65 million per year for 2020
  sets scope = bare

2020-01-12 offer dollars "In dollars"
  sets pay = USD 60 million per year for 2020

claim asks
  that port asks pay > EUR 90 million per year for 2020

claim offers
  that town offers pay = EUR 30 million per year for 2020

2020-01-12 report said
  asserts asks offers
  via paper
`
	r := ask(t, text, zone.Options{})
	got := make(map[parley.ID][3]float64)
	for _, p := range r.Placed {
		got[p.ID] = [3]float64{p.Pays, p.Receives, p.Both}
	}
	want := map[parley.ID][3]float64{"ours-1": {0, 1, 0}, "ours-2": {1, 1, 1}, "asks": {0, 1, 0}, "offers": {1, 0, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(r.Unplaced) != 1 || r.Unplaced[0].ID != "dollars" || len(r.Unplaced[0].Needs) == 0 {
		t.Errorf("%+v", r.Unplaced)
	}
	for _, p := range r.Placed {
		switch p.ID {
		case "ours-1":
			exact(t, "a year of two", million(75), p.Yearly)
		case "ours-2":
			if diff := cmp.Diff([]parley.Setting{{Issue: "scope", Option: "bare"}}, p.Settings); diff != "" {
				t.Error(diff)
			}
		case "asks":
			if p.Rel != ">" || p.Kind != evidence.Claimed {
				t.Errorf("%+v", p.Bid)
			}
		}
	}
	other := strings.NewReplacer("limit pay", "limit other").Replace(text)
	if r = ask(t, other, zone.Options{}); r.Placed != nil || r.Unplaced != nil {
		t.Errorf("what is on the table is of another issue: %+v %+v", r.Placed, r.Unplaced)
	}
}

// What one side values and the other does not is no matter to the other; what
// nothing bounds is left out, and is settled by no deal.
func TestWhatIsNotSaid(t *testing.T) {
	r := ask(t, linesOf("town", pays, "prefers term five one", "worth scope all over bare = EUR 10 million per year", "prefers scope all half bare")+linesOf("port", receives), zone.Options{})
	if diff := cmp.Diff([]parley.ID{"term"}, r.Sides[0].Unbounded); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]parley.ID{"scope"}, r.Sides[1].Silent); diff != "" {
		t.Error(diff)
	}
	for _, p := range r.Packages {
		if len(p.Settings) != 1 || p.Settings[0].Issue != "scope" {
			t.Errorf("%+v", p.Settings)
		}
	}
	exact(t, "high, with all", million(80), r.High)
	if r.Packages[0].Settings[0].Option != "all" || r.Packages[0].Share != 1 {
		t.Errorf("%+v", r.Packages[0])
	}
}

// An issue of which one option is left open is left out, with what is said of its
// others; of neither side, it is no matter of the deal.
func TestAnIssueOfWhichAnOptionIsLeftOpenIsLeftOut(t *testing.T) {
	half := "worth scope all over bare = EUR 10 million per year"
	r := ask(t, linesOf("town", pays, half)+linesOf("port", receives), zone.Options{})
	if s := r.Sides[0]; len(s.Unbounded) != 1 || len(s.Worth) > 0 || len(r.Sides[1].Silent) > 0 || r.Packages[0].Settings != nil {
		t.Errorf("%+v", r)
	}
	exact(t, "Nash", million(60), r.Nash)
	r = ask(t, linesOf("town", pays, half, "prefers scope all half bare")+linesOf("port", receives), zone.Options{})
	if s := r.Sides[0]; s.Unbounded != nil || len(s.Worth) != 1 || len(r.Packages) != 1 {
		t.Errorf("%+v", r)
	}
}

// What is said of an option is drawn evenly over its range, whatever other options
// lie between.
func TestWhatIsSaidOfAnOptionIsDrawnEvenly(t *testing.T) {
	r := ask(t, linesOf("town", pays, "worth scope all over bare = EUR 0 million..10 million per year", "prefers scope all half bare")+linesOf("port", receives), zone.Options{Draws: 4000})
	w := r.Sides[0].Worth[0]
	for _, x := range [][2]float64{{w.P10, 1}, {w.Middle, 5}, {w.P90, 9}} {
		if math.Abs(x[0]-million(x[1])) > million(0.25) { // three standard errors of a quantile of 4,000 draws
			t.Errorf("want %v million, got %v", x[1], x[0])
		}
	}
}

// The money that an issue is ranked below is the figures on the table: of fewer than
// two nothing follows.
func TestRanksBelowTheMoneyNeedFiguresOnTheTable(t *testing.T) {
	text := linesOf("town", pays, "ranks pay term", "prefers term five one") + linesOf("port", receives)
	if r := ask(t, text, zone.Options{}); len(r.Sides[0].Unbounded) != 1 || r.Sides[0].Worth != nil {
		t.Errorf("with what was agreed last alone: %+v", r.Sides[0])
	}
	r := ask(t, text+"\n2020-01-12 offer ours-1 \"Ours\"\n  sets pay = EUR 70 million per year for 2020\n", zone.Options{})
	if len(r.Sides[0].Worth) != 1 || r.Sides[0].Worth[0].Said || r.Sides[0].Worth[0].Highest > million(70-49.5) || r.Sides[0].Worth[0].Highest < million(19) {
		t.Errorf("with an offer 20 million above it: %+v", r.Sides[0].Worth)
	}
	if !slices.Contains(r.RestsOn(), "ours-1") {
		t.Errorf("the result does not rest on the offer: %v", r.RestsOn())
	}
}
