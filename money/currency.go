package money

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/date"
)

// A Currency is an ISO 4217 code: "KRW".
type Currency string

// An Info is what the table says about a currency.
type Info struct {
	Code     Currency
	Digits   int      // after the point: 2 for USD, 0 for KRW; -1: it has no coins (gold, test codes)
	From, To date.Day // in use; From 0: since before our table, To 0: still
	Sign     string   // that stands before the digits in English: "$"; "": none is plain enough
	One      string   // "Swiss franc"
	Many     string   // "Swiss francs"
	Korean   string   // "스위스 프랑"
}

//go:embed currencies.txt
var table string

var currencies = readTable(table)

// readTable reads the embedded table. It panics at a fault in it, which a test
// would have met.
func readTable(s string) map[Currency]Info {
	m := make(map[Currency]Info, 256)
	for line := range strings.Lines(s) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		digits, err := strconv.Atoi(f[1])
		if err != nil {
			panic("money: currencies.txt: " + line)
		}
		m[Currency(f[0])] = Info{Code: Currency(f[0]), Digits: digits, From: tableDay(f[2]), To: tableDay(f[3]),
			Sign: strings.TrimPrefix(f[4], "-"), One: f[5], Many: f[6], Korean: f[7]}
	}
	return m
}

func tableDay(s string) date.Day {
	if s == "-" {
		return 0
	}
	d, err := date.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Lookup returns what the table says about a currency.
func Lookup(c Currency) (Info, bool) {
	i, ok := currencies[c]
	return i, ok
}

// Currencies lists every currency of the table, by code.
func Currencies() []Currency { return slices.Sorted(maps.Keys(currencies)) }

// ValidOn reports whether c was in use on a day. Old and new money were both
// in use for some weeks, and so both are here.
func (c Currency) ValidOn(day date.Day) bool {
	i, ok := currencies[c]
	return ok && i.From <= day && (i.To == 0 || day <= i.To)
}

// names are what people write for a currency when they do not write its code.
var names = map[string]Currency{
	"$": "USD", "US$": "USD", "DOLLAR": "USD", "DOLLARS": "USD", "BUCKS": "USD", "달러": "USD", "미국달러": "USD", "불": "USD",
	"₩": "KRW", "￦": "KRW", "WON": "KRW", "원": "KRW", "원화": "KRW", "W": "KRW",
	"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "유로": "EUR", "유로화": "EUR",
	"¥": "JPY", "￥": "JPY", "YEN": "JPY", "円": "JPY", "엔": "JPY", "엔화": "JPY",
	"YUAN": "CNY", "RMB": "CNY", "元": "CNY", "위안": "CNY", "위안화": "CNY", "CN¥": "CNY",
	"£": "GBP", "POUND": "GBP", "POUNDS": "GBP", "STERLING": "GBP", "파운드": "GBP",
	"A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL",
	"FRANC": "CHF", "FRANCS": "CHF", "프랑": "CHF", "₹": "INR", "RUPEE": "INR", "RUPEES": "INR", "루피": "INR",
	"₽": "RUB", "RUBLE": "RUB", "RUBLES": "RUB", "ROUBLES": "RUB", "루블": "RUB", "₫": "VND", "동": "VND", "₪": "ILS", "₺": "TRY", "₴": "UAH",
}

// often lists the currencies that are meant most often, so that a slip of the
// finger leads to one of them.
var often = []Currency{"USD", "EUR", "KRW", "JPY", "CNY", "GBP", "CHF", "AUD", "CAD", "HKD", "SGD", "SEK", "NOK", "DKK", "INR", "TWD", "NZD", "BRL", "MXN", "ZAR", "PLN", "TRY", "RUB"}

// NearCurrency returns the currency that s most likely stands for: a code in
// small letters or with one letter wrong ("USS"), a sign ("$"), a word in
// English or Korean ("won", "달러"), with or without the amount beside it ("$3.9").
func NearCurrency(s string) (Currency, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if c, ok := sameCurrency(s); ok {
		return c, true
	}
	s = strings.Trim(s, "0123456789.,-~±+ ")
	if c, ok := sameCurrency(s); ok {
		return c, true
	}
	if len(s) != 3 {
		return "", false
	}
	for _, c := range slices.Concat(often, Currencies()) {
		if slip(s, string(c)) && currencies[c].To == 0 {
			return c, true
		}
	}
	return "", false
}

func sameCurrency(s string) (Currency, bool) {
	if _, ok := currencies[Currency(s)]; ok {
		return Currency(s), true
	}
	c, ok := names[s]
	return c, ok
}

// slip reports whether two codes differ in one letter, or in the order of two.
func slip(a, b string) bool {
	differ := 0
	for i := range 3 {
		if a[i] != b[i] {
			differ++
		}
	}
	return differ == 1 || differ == 2 && (a == b[1:2]+b[:1]+b[2:] || a == b[:1]+b[2:]+b[1:2])
}
