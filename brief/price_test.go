package brief_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/analysis/price"
	"parley/brief"
	"parley/brief/data"
	"parley/brief/text"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/parleytest/toll"
	"parley/view"
)

func assumption(t *testing.T, s string) evidence.Assumption {
	t.Helper()
	x, ok := evidence.ParseAssumption(s)
	if !ok {
		t.Fatalf("%q", s)
	}
	return x
}

// outlook assumes all that is not known in the case of the toll.
func outlook(t *testing.T) map[parley.ID]evidence.Assumption {
	return map[parley.ID]evidence.Assumption{"prices": assumption(t, "2 ± 1"), "wages": assumption(t, "1..3"), "usd-eur": assumption(t, "0±5%")}
}

func priced(t *testing.T, more, day string, o price.Options, l lang.Lang) *brief.Document {
	t.Helper()
	a := toll.Weigh(t, more, day)
	if o.Draws == 0 {
		o.Draws = 2000
	}
	r, err := price.Of(a, o)
	if err != nil {
		t.Fatal(err)
	}
	d := brief.Price(a, r, l, brief.StampOf(a.View()))
	for _, s := range d.Unsupported() {
		t.Errorf("%q rests on nothing", said(s))
	}
	return d
}

// supposing prices what is on the table with everything assumed that could be
// lacking.
func supposing(a *evidence.Assessment) price.Options {
	fixed := func(n int64) evidence.Assumption {
		return evidence.Assumption{Kind: evidence.Fixed, Mean: money.Int(n)}
	}
	o := price.Options{Draws: 200, Assume: make(map[parley.ID]evidence.Assumption), Rates: make(map[money.Currency]evidence.Assumption)}
	for s := range view.Each[*parley.Series](a.View()) {
		o.Assume[s.ID] = fixed(2)
	}
	for _, c := range []money.Currency{"USD", "KRW", "EUR"} {
		if c != a.Money() {
			o.Rates[c] = fixed(1000)
		}
	}
	return o
}

const tabled = `
2019-06-10 assume outlook
  of           prices
  value        "2 ± 1"
  from         paper-2019

2019-06-02 offer baseless "A rise over nothing"
  name.ko      "기준 없는 인상"
  sets         toll-sum = 10% over toll-2
`

func TestPricesReadAsTheGoldenFilesHaveThem(t *testing.T) {
	span := evidence.Years{From: 2019, To: 2022}
	typed := &parley.Offer{Sets: []parley.Proposition{{Rel: "=", Value: parley.Money{Amount: money.Exact("EUR", money.Int(110_000_000))}}}, Schedule: parley.Schedule{Rises: []parley.Rise{{Index: "wages", Lag: 1}}}}
	typed.ID = "EUR 110 million, wages, lag 1"
	assume := outlook(t)
	delete(assume, "prices")
	split := &price.Split{Year: 2018, Middle: money.Int(90), Categories: []price.Category{{Issue: "toll-sum", Share: money.Only(money.Int(25)), RestsOn: []parley.ID{"toll-1-exact"}}}, RestsOn: []parley.ID{"toll-1-exact"}}
	for name, o := range map[string]price.Options{
		"table": {Span: span, Assume: assume},
		"own":   {Assume: outlook(t), Bids: []parley.ID{"hold", "toll-1", "town-asks", "town-asked", "town-wants-a-month", "town-wants-in-all"}, Beside: "USD", Pair: true},
		"typed": {Span: span, Assume: outlook(t), Typed: []*parley.Offer{typed}, Bids: []parley.ID{"port-offer"}, CostBase: "bridge-costs", Discount: money.Scaled(25, -1), Split: split,
			Beside: "USD", Rates: map[money.Currency]evidence.Assumption{"USD": assumption(t, "0.9±7%")}},
		"known": {Bids: []parley.ID{"port-offer"}},
	} {
		for _, l := range languages {
			sameAs(t, filepath.Join("testdata", "price", name+"."+string(l)+".txt"), page100(t, priced(t, tabled, "2019-06-30", o, l)))
		}
	}
	for _, l := range languages {
		sameAs(t, filepath.Join("testdata", "price", "nothing."+string(l)+".txt"), page100(t, priced(t, "", "2014-01-01", price.Options{}, l)))
	}
}

// Machines get every bid, every year and every figure, in the same form in both
// languages, and the same bytes on one core and on two.
func TestPricesForMachinesAreWholeAndTheSame(t *testing.T) {
	o := price.Options{Span: evidence.Years{From: 2019, To: 2022}, Assume: outlook(t), Seed: 3}
	write := func(procs int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		var b bytes.Buffer
		if err := data.JSON(&b, priced(t, "", "2019-06-30", o, lang.English)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	one := write(1)
	if !bytes.Equal(one, write(2)) {
		t.Error("two cores write other bytes than one")
	}
	var doc struct {
		Schema string
		Rows   []map[string]any
		Tables []struct {
			Schema string
			Rows   []map[string]any
		}
	}
	if err := json.Unmarshal(one, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Schema != "parley.price/1" || len(doc.Rows) != 8 || len(doc.Tables) != 2 || len(doc.Tables[0].Rows) != 8*4 || len(doc.Tables[1].Rows) == 0 {
		t.Fatalf("%s: %d rows, %d tables", doc.Schema, len(doc.Rows), len(doc.Tables))
	}
	for _, r := range doc.Rows {
		if r["seed"] != "3" || r["draws"] != 2000.0 || r["currency"] != "EUR" || len(r["rests_on"].([]any)) == 0 {
			t.Errorf("%v", r)
		}
	}
	en, ko := priced(t, "", "2019-06-30", o, lang.English).List(), priced(t, "", "2019-06-30", o, lang.Korean).List()
	for i := range en.Rows {
		for j, c := range en.Columns {
			if x, y := brief.Plain(en.Rows[i][j]), brief.Plain(ko.Rows[i][j]); x != y && !slices.Contains([]string{"name", "status"}, c.Key) {
				t.Errorf("%s: %q in English, %q in Korean", c.Key, x, y)
			}
		}
	}
}

func TestPricesCanBeDrawn(t *testing.T) {
	for _, l := range languages {
		cs := priced(t, "", "2019-06-30", price.Options{Span: evidence.Years{From: 2019, To: 2022}, Assume: outlook(t)}, l).Charts()
		if len(cs) != 2 || cs[0].Key != "totals" || cs[1].Key != "paths" {
			t.Fatalf("%d pictures", len(cs))
		}
		for _, c := range cs {
			b, err := json.Marshal(c.Spec)
			if err != nil || !strings.Contains(string(b), "#slow") || !strings.Contains(string(b), string(map[lang.Lang]string{lang.English: "million", lang.Korean: "만"}[l])) {
				t.Errorf("%s in %s: %v", c.Key, l, err)
			}
		}
	}
}

func TestThePageOfPricesIsNoWiderThanItsTerminal(t *testing.T) {
	for _, l := range languages {
		d := priced(t, tabled, "2019-06-30", price.Options{Span: evidence.Years{From: 2019, To: 2022}, Assume: outlook(t)}, l)
		var b strings.Builder
		if err := text.Table(&b, d, text.Options{Width: 100}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > 100 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}
