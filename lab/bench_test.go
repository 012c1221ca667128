package lab

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"parley/scenario"
)

// league is a tournament of five scenarios, four strategies (16 assignments), both
// rotations and 8 repetitions: 1,280 negotiations of up to 100 rounds.
func league(b testing.TB, scenarios ...*scenario.Scenario) *Tournament {
	return &Tournament{Scenarios: scenarios, Strategies: named(b, "boulware", "linear", "conceder", "aspiration"), Rounds: 100, Repetitions: 8, Seed: 1}
}

// usual is the league of the table of speeds: 100 to 1,000 outcomes, for which
// NegMAS takes some twenty milliseconds each, as in that table.
func usual(b testing.TB) *Tournament {
	all := golden(b, "price101", "additive1e2", "additive1e3")
	for i, correlation := range []float64{-0.5, -0.9} {
		s, err := Generator{Name: fmt.Sprint("generated", i), Issues: 3, Options: 10, Correlation: correlation, Seed: 1}.Scenario()
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, s)
	}
	return league(b, all...)
}

// BenchmarkTournament plays all of it, compiling and preparing anew each time, and
// writes the rows. Run it with -cpu 1.
func BenchmarkTournament(b *testing.B) { whole(b, usual(b)) }

// BenchmarkTournamentTo1e5 is the same with spaces of up to 100,000 outcomes.
func BenchmarkTournamentTo1e5(b *testing.B) {
	whole(b, league(b, golden(b, "price101", "additive1e2", "additive1e3", "additive1e4", "additive1e5")...))
}

func whole(b *testing.B, x *Tournament) {
	units, err := x.Units()
	if err != nil || units != 1280 {
		b.Fatal(units, err)
	}
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := prepared(b, x).Write(b.Context(), &out, Progress{}, 0, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(units)*float64(b.N)/b.Elapsed().Seconds(), "negotiations/s")
	b.ReportMetric(float64(out.Len()), "bytes")
}

// BenchmarkTournament100 is the same with a hundred times as many repetitions: compare
// -cpu 1 with -cpu 2.
func BenchmarkTournament100(b *testing.B) {
	x := usual(b)
	x.Repetitions *= 100
	for b.Loop() {
		if err := prepared(b, x).Write(b.Context(), io.Discard, Progress{}, 0, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(128000*float64(b.N)/b.Elapsed().Seconds(), "negotiations/s")
}

// BenchmarkPrepare is the set-up alone.
func BenchmarkPrepare(b *testing.B) {
	x := usual(b)
	b.ReportAllocs()
	for b.Loop() {
		prepared(b, x)
	}
}
