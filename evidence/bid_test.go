package evidence_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/evidence"
	"parley/money"
	"parley/parleytest/toll"
)

var four = evidence.Years{From: 2019, To: 2022}

func bid(t *testing.T, a *evidence.Assessment, id parley.ID, span evidence.Years) evidence.Bid {
	t.Helper()
	b, err := a.Bid(id, span)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range b.RestsOn {
		if !a.View().Has(id) {
			t.Errorf("%s rests on %s, which is not in the view", b.ID, id)
		}
	}
	return b
}

// A short form of a bid: its amount, its years, and all that is said of it.
func short(b evidence.Bid) string {
	s := fmt.Sprintf("%s..%s %s %d+%d", b.Terms.First.Lo, b.Terms.First.Hi, b.Terms.Currency, b.Terms.Start, b.Terms.Years)
	if !b.Own.IsZero() {
		s += fmt.Sprintf(" own %d-%d", b.Own.From, b.Own.To)
	}
	if b.Extended {
		s += " extended"
	}
	return s + fmt.Sprintf(" rises %d rel %s", b.Rises, b.Rel)
}

func TestEveryKindOfBidIsPricedAsItSays(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	for id, want := range map[parley.ID]string{
		// what we type is meant to the last digit; the base leaves open what it does, and the rounds line rounds
		"slow": "111400000..111500000 EUR 2019+4 own 2019-2022 rises 1 rel =",
		"fast": "108000000..108000000 EUR 2019+4 own 2019-2022 rises 1 rel =",
		// what others print is open by its digits
		"port-offer":         "106500000..107500000 EUR 2019+4 own 2019-2021 extended rises 3 rel =",
		"town-offer":         "114500000..115500000 EUR 2019+4 own 2019-2019 extended rises 1 rel =",
		"town-asks":          "149500000..150500000 USD 2019+4 own 2019-2019 extended rises 3 rel =",
		"port-offers":        "116124750..117295750 EUR 2019+4 own 2019-2019 extended rises 3 rel >=",
		"town-wants-a-month": "114000000..126000000 EUR 2019+4 own 2019-2019 extended rises 3 rel =",
		"town-wants-in-all":  "119875000..120125000 EUR 2019+4 own 2019-2022 rises 1 rel about",
	} {
		if got := short(bid(t, a, id, four)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", id, got, want)
		}
	}
}

func TestWithoutASpanABidHasItsOwnYears(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	for id, want := range map[parley.ID]evidence.Years{"slow": four, "town-asks": {From: 2019, To: 2019}, "port-offer": {From: 2019, To: 2021}, "toll-1": {From: 2016, To: 2018}} {
		if b := bid(t, a, id, evidence.Years{}); b.Span() != want || b.Extended {
			t.Errorf("%s: %v, extended %v", id, b.Span(), b.Extended)
		}
	}
}

func TestARiseBecomesARule(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	fast := bid(t, a, "fast", four)
	r := fast.Terms.Rules[0]
	if len(fast.Terms.Rules) != 1 || r.From != 2020 || r.Index != "wages" || r.Lag != 1 || r.Share.String() != "0.5" || r.Fixed.String() != "0.5" || r.Floor.String() != "1" || r.Cap != nil {
		t.Errorf("%+v", fast.Terms.Rules)
	}
	if o := fast.Terms.Once; len(o) != 1 || o[0].Year != 2019 || !o[0].Amount.Exact() || o[0].InBase {
		t.Errorf("%+v", o)
	}
	slow := bid(t, a, "slow", four).Terms
	if r := slow.Rules[0]; r.Cap.String() != "3" || r.Round.String() != "0.1" || slow.Round != money.Int(100_000) {
		t.Errorf("%+v, rounded to %s", r, slow.Round)
	}
	if later := bid(t, a, "slow", evidence.Years{From: 2019, To: 2019}).Terms; len(later.Once) != 0 || later.Years != 1 {
		t.Errorf("%+v", later)
	}
}

// Of an agreement the most exact amount of each year counts, and a year that was
// recorded later only from the day on which it was known.
func TestAnAgreementIsItsAmountsAndItsRule(t *testing.T) {
	b := bid(t, toll.Weigh(t, "", "2019-06-30"), "toll-1", evidence.Years{})
	if d := cmp.Diff(map[int]string{2018: "106100000"}, map[int]string{2018: b.Terms.Agreed[2018].Lo.String()}); d != "" || !b.Terms.Agreed[2018].Exact() {
		t.Errorf("%v %s", b.Terms.Agreed, d)
	}
	if d := cmp.Diff([]parley.ID{"toll-1-terms", "toll-1-exact"}, b.RestsOn); d != "" {
		t.Error(d)
	}
	if b := bid(t, toll.Weigh(t, "", "2016-06-30"), "toll-1", evidence.Years{}); b.Terms.Agreed != nil || b.Terms.Rules[0].From != 2017 {
		t.Errorf("in 2016: %+v", b.Terms)
	}
}

func TestWhatIsHeldIsWhatWasAgreedLastBeforeTheSpan(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	for from, want := range map[int]string{2019: "106050000..106150000", 2018: "100000000..100000000", 2030: "106050000..106150000"} {
		b, err := a.Hold(evidence.Years{From: from, To: from + 1})
		if err != nil || fmt.Sprintf("%s..%s", b.Terms.First.Lo, b.Terms.First.Hi) != want || b.Terms.Start != from || b.Terms.Years != 2 {
			t.Errorf("from %d: %+v %v", from, b.Terms, err)
		}
	}
	var e *evidence.BidError
	if _, err := a.Hold(evidence.Years{From: 2016, To: 2017}); !errors.As(err, &e) || e.Why != evidence.NoAmount {
		t.Errorf("before the first agreement: %v", err)
	}
}

func TestABidSaysHowWellItIsSourced(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	for id, want := range map[parley.ID]string{"port-offer": "confirmed none", "town-offer": "reported none", "town-asks": "reported declined", "port-offers": "on-record none", "slow": "not-sourced none"} {
		b := bid(t, a, id, four)
		if got := b.Standing.Status.Basis.String() + " " + b.Standing.Status.Response.String(); got != want || b.Ours() != (id == "slow") {
			t.Errorf("%s: %s, ours %v", id, got, b.Ours())
		}
	}
	if b := bid(t, a, "town-asked", four); len(b.Replaced) != 1 || b.Replaced[0] != "town-asks" {
		t.Errorf("replaced by %v", b.Replaced)
	}
}

func TestAnOfferThatWasTakenBackSaysSo(t *testing.T) {
	a := toll.Weigh(t, "\n2019-06-20 retract gone\n  of           port-offer\n  via          port-paper\n", "2019-06-30")
	if b := bid(t, a, "port-offer", four); b.Retract != "gone" {
		t.Errorf("%+v", b)
	}
	want := []parley.ID{"slow", "fast", "town-offer", "town-asks", "port-offers", "town-wants-in-all"}
	if d := cmp.Diff(want, a.Bids()); d != "" {
		t.Errorf("on the table (-want +got):\n%s", d)
	}
}

func TestWhatCannotBePricedSaysWhy(t *testing.T) {
	more := `
claim over-nothing
  that         port offers toll-sum = 10%

claim over-each-other
  that         port offers toll-sum = 10% over over-one-another

claim over-one-another
  that         port offers toll-sum = 10% over over-each-other

claim some-day
  that         port offers toll-sum = EUR 1 million

claim a-summer
  that         port offers toll-sum = EUR 1 million for 2019-06/2019-08

claim next-year
  that         port offers toll-sum = EUR 1 million per year for 2025

2019-06-02 report more
  asserts      over-nothing over-each-other over-one-another some-day a-summer next-year
  via          paper-2019

2019-06-02 offer two-moneys
  sets         toll-sum = EUR 1 million per year for 2019
  rise         USD 1 million from 2020

2019-06-02 offer words-only
  sets         toll-length = "four years"
`
	a := toll.Weigh(t, more, "2019-06-30")
	for id, want := range map[parley.ID]string{"nobody": evidence.NoSuchBid, "prices": evidence.NoAmount, "port-refuses": evidence.NoAmount, "bridge-costs": evidence.NoAmount,
		"words-only": evidence.NoAmount, "over-nothing": evidence.NoBase, "over-each-other": evidence.NoBase, "a-summer": evidence.PartYear, "next-year": evidence.NotInSpan,
		"two-moneys": evidence.OtherMoney, "toll-2": evidence.NoSuchBid} {
		_, err := a.Bid(id, four)
		var e *evidence.BidError
		if !errors.As(err, &e) || e.Why != want || e.Bid != id {
			t.Errorf("%s: %v, want %s", id, err, want)
		}
	}
	var e *evidence.BidError
	if _, err := a.Bid("some-day", evidence.Years{}); !errors.As(err, &e) || e.Why != evidence.NoTerm {
		t.Errorf("without years: %v", err)
	}
	if _, err := a.Bid("fast", evidence.Years{From: 2021, To: 2022}); !errors.As(err, &e) || e.Why != evidence.StartsOnly || e.Year != 2019 {
		t.Errorf("in the middle of a rule: %v", err)
	}
	if b, err := a.Bid("some-day", four); err != nil || !b.Extended || !b.Own.IsZero() {
		t.Errorf("with years: %+v %v", b, err)
	}
}

// A plan takes the figures that are known, in the direction in which a rate is
// quoted or the other way round, and asks for all others at once.
func TestAPlanAsksForWhatIsNeitherKnownNorAssumed(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	bids := []evidence.Bid{bid(t, a, "slow", four), bid(t, a, "fast", four), bid(t, a, "town-asks", four)}
	_, err := a.Plan(bids, evidence.PlanOptions{Against: -1, Draws: 10})
	var lacks *evidence.NotAssumed
	if !errors.As(err, &lacks) {
		t.Fatal(err)
	}
	want := []evidence.Need{{Series: "prices", Years: []int{2019, 2020, 2021}}, {Series: "usd-eur", Years: []int{2019, 2020, 2021, 2022}}, {Series: "wages", Years: []int{2019, 2020, 2021}}}
	if d := cmp.Diff(want, lacks.Needs); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	assume := make(map[parley.ID]evidence.Assumption)
	for id, s := range map[parley.ID]string{"prices": "2±1", "wages": "1..3", "usd-eur": "1.2±10%"} {
		assume[id], _ = evidence.ParseAssumption(s)
	}
	p, err := a.Plan(bids, evidence.PlanOptions{Against: -1, Draws: 10, Assume: assume})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range p.Inputs {
		if in.Name == "usd-eur" && (in.Known[2018].String() != "0.8" || !in.Later.Mean.Sub(money.Scaled(83333, -5)).Abs().Round(-4, money.Floor).IsZero()) {
			t.Errorf("%+v", in)
		}
		if in.Name == "wages" && in.Known[2018].String() != "6" {
			t.Errorf("%+v", in)
		}
	}
}

func TestWhatIsTypedGoesBeforeWhatTheRecordAssumes(t *testing.T) {
	more := "\n2019-06-10 assume old\n  of           prices\n  value        \"2 ± 1\"\n\n2019-06-11 assume new\n  of           prices\n  value        \"1.5 ± 0.5\"\n  from         paper-2019\n"
	a := toll.Weigh(t, more, "2019-06-30")
	bids := []evidence.Bid{bid(t, a, "slow", four)}
	p, err := a.Plan(bids, evidence.PlanOptions{Against: -1, Draws: 10})
	if err != nil || p.Premises[0].By != "new" || p.Premises[0].Assumption.Mean.String() != "1.5" {
		t.Fatalf("%+v %v", p.Premises, err)
	}
	x, _ := evidence.ParseAssumption("9")
	p, err = a.Plan(bids, evidence.PlanOptions{Against: -1, Draws: 10, Assume: map[parley.ID]evidence.Assumption{"prices": x}})
	if err != nil || p.Premises[0].By != "" || p.Premises[0].Assumption.Mean.String() != "9" {
		t.Fatalf("%+v %v", p.Premises, err)
	}
	if p, err := toll.Weigh(t, more, "2019-06-10").Plan(bids, evidence.PlanOptions{Against: -1, Draws: 10}); err != nil || p.Premises[0].By != "old" {
		t.Errorf("the day before: %+v %v", p.Premises, err)
	}
}

func TestAnAssumptionMustFitItsSeries(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	bids := []evidence.Bid{bid(t, a, "slow", four), bid(t, a, "town-asks", four)}
	for id, s := range map[parley.ID]string{"prices": "0±7%", "usd-eur": "7%"} {
		assume := make(map[parley.ID]evidence.Assumption)
		for _, other := range []parley.ID{"prices", "usd-eur"} {
			assume[other], _ = evidence.ParseAssumption("1.2")
		}
		assume[id], _ = evidence.ParseAssumption(s)
		_, err := a.Plan(bids, evidence.PlanOptions{Against: -1, Draws: 10, Assume: assume})
		var bad *evidence.BadAssumption
		if !errors.As(err, &bad) || bad.Series != id {
			t.Errorf("%s=%s: %v", id, s, err)
		}
	}
}

func TestThePairThatWasPrintedForTheLatestYearGivesTheRate(t *testing.T) {
	a := toll.Weigh(t, "", "2019-06-30")
	p, r, ok := a.LatestPair("USD", "EUR")
	if !ok || p.By != "toll-1-2018" || r.Lo.Round(-4, money.HalfUp).String() != "0.7962" || r.Hi.Round(-4, money.HalfUp).String() != "0.8099" {
		t.Errorf("%+v %+v %v", p, r, ok)
	}
	if _, _, ok := a.LatestPair("JPY", "EUR"); ok {
		t.Error("a rate of the yen")
	}
}
