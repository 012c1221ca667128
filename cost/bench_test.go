package cost

import (
	"flag"
	"testing"

	"parley/money"
)

var (
	draws   = flag.Int("draws", 1_000_000, "draws of BenchmarkFiveYears")
	workers = flag.Int("workers", 1, "workers of BenchmarkFiveYears")
)

// five is five years of an index with a lag, a cap and a floor, every rounding on,
// and the same in a second currency at a rate of its own each year: two
// uncertain inputs a year. bench/cost_numpy.py draws the same.
func five(draws, workers int) Plan {
	cpi, usd := Input{Name: "cpi"}, known("usd", 2019, "1165.4")
	cpi.Later = Later{Kind: Normal, Mean: dec("1.5"), Width: dec("1.0")}
	usd.Later = Later{Kind: Walk, Width: dec("8")}
	return Plan{
		Terms: []Terms{{Name: "ask", Currency: "KRW", Start: 2020, Years: 5, First: only("1142790000000"), Round: dec("100000000"),
			Rules: []Rule{{Index: "cpi", Lag: 1, Cap: ptr("4"), Floor: ptr("0"), Round: dec("0.1")}}}},
		Inputs: []Input{cpi, usd}, Money: "KRW", Beside: "USD", Rates: map[money.Currency]string{"USD": "usd"},
		Discount: dec("2"), Base: 2020, Against: -1, Draws: draws, Seed: 1, Workers: workers,
	}
}

func BenchmarkFiveYears(b *testing.B) {
	p := five(*draws, *workers)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(*draws)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mpaths/s")
}
