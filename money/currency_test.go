package money

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/currency"

	"parley/date"
)

func TestTheTableIsWhole(t *testing.T) {
	all := Currencies()
	if len(all) < 240 {
		t.Fatalf("%d currencies", len(all))
	}
	signs := make(map[string]Currency)
	for _, c := range all {
		i, _ := Lookup(c)
		if !isCode(string(c)) || strings.ToUpper(string(c)) != string(c) || i.Code != c {
			t.Errorf("%q is no code", c)
		}
		if i.One == "" || i.Many == "" || strings.ContainsAny(i.One+i.Many, "0123456789()\t") {
			t.Errorf("%s in English: %q, %q", c, i.One, i.Many)
		}
		if !strings.ContainsFunc(i.Korean, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) || strings.TrimSpace(i.Korean) != i.Korean {
			t.Errorf("%s in Korean: %q", c, i.Korean)
		}
		if i.Digits < -1 || i.Digits > 4 || i.To != 0 && i.To < i.From {
			t.Errorf("%s: %d digits, from %v to %v", c, i.Digits, i.From, i.To)
		}
		if other, taken := signs[i.Sign]; taken && i.Sign != "" {
			t.Errorf("%s stands for %s and %s", i.Sign, c, other)
		}
		signs[i.Sign] = c
		if got, ok := NearCurrency(string(c)); got != c || !ok {
			t.Errorf("NearCurrency(%s) is %s", c, got)
		}
	}
	for name, c := range names {
		if _, ok := Lookup(c); !ok || strings.ToUpper(name) != name {
			t.Errorf("%q stands for %q", name, c)
		}
	}
	for _, c := range often {
		if i, ok := Lookup(c); !ok || i.To != 0 {
			t.Errorf("%s is not in use", c)
		}
	}
}

// The table against another one: what golang.org/x/text knows of the
// currencies that are legal tender somewhere.
func TestTheTableHoldsWhatIsTenderSomewhere(t *testing.T) {
	tender, days := 0, 0
	for q := currency.Query(currency.Date(time.Date(2010, 6, 1, 0, 0, 0, 0, time.UTC))); q.Next(); {
		tender++
		c := Currency(q.Unit().String())
		i, ok := Lookup(c)
		if !ok {
			t.Errorf("%s is missing", c)
			continue
		}
		if !c.ValidOn(date.On(2010, 6, 1)) {
			t.Errorf("%s was in use in June 2010, not only from %v to %v", c, i.From, i.To)
		}
		if from, ok := q.From(); ok && i.From == date.In(from, time.UTC) {
			days++
		}
	}
	if tender < 150 || days < 150 {
		t.Errorf("compared %d currencies and %d days", tender, days)
	}
}

func TestACurrencyIsValidWhileItWasInUse(t *testing.T) {
	for _, c := range []struct {
		code Currency
		day  date.Day
		want bool
	}{
		{"KRW", date.On(2020, 1, 16), true},
		{"KRW", date.On(1961, 1, 1), false},
		{"DEM", date.On(1998, 5, 1), true},
		{"DEM", date.On(2002, 2, 28), true},
		{"DEM", date.On(2002, 3, 1), false},
		{"EUR", date.On(1998, 12, 31), false},
		{"EUR", date.On(1999, 1, 1), true},
		{"HRK", date.On(2024, 1, 1), false},
		{"QQQ", date.On(2020, 1, 1), false},
	} {
		if got := c.code.ValidOn(c.day); got != c.want {
			t.Errorf("%s on %v: %v", c.code, c.day, got)
		}
	}
	for code, digits := range map[Currency]int{"USD": 2, "KRW": 0, "JPY": 0, "KWD": 3, "CLF": 4, "XAU": -1} {
		if i, ok := Lookup(code); !ok || i.Digits != digits {
			t.Errorf("%s has %d digits, want %d", code, i.Digits, digits)
		}
	}
	for _, c := range []Currency{"", "usd", "USS", "XXX", "US", "USDX"} {
		if _, ok := Lookup(c); ok {
			t.Errorf("%q is a currency", c)
		}
	}
}

func TestASlipLeadsToTheCurrencyThatWasMeant(t *testing.T) {
	for s, want := range map[string]Currency{
		"USS": "USD", "usd": "USD", "SUD": "USD", "$": "USD", "US$": "USD", "$3.9": "USD", "dollars": "USD", "달러": "USD",
		"KWR": "KRW", "KRV": "KRW", "KRW1,038.9": "KRW", "won": "KRW", "원": "KRW", "₩": "KRW",
		"€": "EUR", "euro": "EUR", "EUT": "EUR", "유로": "EUR", "£": "GBP", "엔": "JPY", "위안": "CNY", "A$": "AUD",
		"": "", "3.9": "", "billion": "", "조": "", "QZQ": "", "약": "", "\xff\xfe\xfd": "",
	} {
		got, ok := NearCurrency(s)
		if got != want || ok != (want != "") {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
	if !slices.IsSorted(Currencies()) {
		t.Error("the list is not sorted")
	}
}
