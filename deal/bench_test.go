package deal

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// A domain is one of the benchmark inputs of golden/domains.json.
type domain struct {
	Issues []struct {
		Name   string
		Values []string
	}
	Profiles []struct {
		Weights []float64
		Values  [][]float64
	}
}

func readDomain(tb testing.TB, name string) (*Space, []*Additive) {
	data, err := os.ReadFile("../../shared/golden/domains.json")
	if err != nil {
		tb.Fatal(err)
	}
	var all map[string]domain
	if err := json.Unmarshal(data, &all); err != nil {
		tb.Fatal(err)
	}
	d, ok := all[name]
	if !ok {
		tb.Fatalf("no domain %s", name)
	}
	var issues []Issue
	for _, i := range d.Issues {
		issues = append(issues, Named(i.Name, i.Values...))
	}
	s, err := NewSpace(issues...)
	if err != nil {
		tb.Fatal(err)
	}
	var as []*Additive
	for _, p := range d.Profiles {
		as = append(as, &Additive{Weights: p.Weights, Values: p.Values})
	}
	return s, as
}

// boulware are the utilities that boulware aspires to in the rounds of a session
// of 100.
func boulware(min, max float64, rounds int) (los []float64) {
	for r := range rounds {
		t := float64(r+1) / 101
		los = append(los, (1-t*t*t*t)*(max-min)+min-1e-4)
	}
	return los
}

// benchmarkSetup compiles both sides and finds the offers of a session.
func benchmarkSetup(b *testing.B, name string, rounds int) {
	s, as := readDomain(b, name)
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range as[:2] {
			p, err := Compile(s, Preferences{Utility: a})
			if err != nil {
				b.Fatal(err)
			}
			for _, lo := range boulware(p.Min, p.Max, rounds) {
				if _, ok := p.Nearest(lo, 1e-6, 0); !ok {
					b.Fatal("nothing found")
				}
			}
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "negotiations/s")
}

func BenchmarkCompileAndOffer1e3(b *testing.B) { benchmarkSetup(b, "additive1e3", 69) }
func BenchmarkCompileAndOffer1e4(b *testing.B) { benchmarkSetup(b, "additive1e4", 69) }
func BenchmarkCompileAndOffer1e5(b *testing.B) { benchmarkSetup(b, "additive1e5", 69) }
func BenchmarkCompileAndOffer1e6(b *testing.B) { benchmarkSetup(b, "additive1e6", 69) }

// All the hundred rounds, as of a strategy that reckons its moves beforehand.
func BenchmarkCompileAndOfferToTheEnd1e5(b *testing.B) { benchmarkSetup(b, "additive1e5", 100) }

func BenchmarkCompile1e6(b *testing.B) {
	s, as := readDomain(b, "additive1e6")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(s, Preferences{Utility: as[0]}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkList1e6(b *testing.B) {
	s, as := readDomain(b, "additive1e6")
	m := newSums(s, as[0])
	b.ReportAllocs()
	for b.Loop() {
		(&listing{u: m.list()}).sort()
	}
	b.ReportMetric(float64(s.Len())*float64(b.N)/b.Elapsed().Seconds()/1e6, "Moutcomes/s")
}

func BenchmarkOf(b *testing.B) {
	for _, name := range []string{"additive1e3", "additive1e5"} {
		b.Run(name, func(b *testing.B) {
			s, as := readDomain(b, name)
			p, err := Compile(s, Preferences{Utility: as[0]})
			if err != nil {
				b.Fatal(err)
			}
			sum, o := 0.0, uint64(1)
			for b.Loop() {
				o = o*6364136223846793005 + 1442695040888963407
				sum += p.Of(Outcome(o>>32) % Outcome(s.n))
			}
			if math.IsNaN(sum) {
				b.Fatal("not a number")
			}
		})
	}
}

// In the thick of the range of a space of 10^12 outcomes.
func BenchmarkNearest1e12(b *testing.B) {
	s, a := randomAdditive(1, 12, 10)
	p := profileOf(b, s, a)
	p.Nearest(0.5, 1e-6, 0) // sorts
	b.ReportAllocs()
	x := 0.3
	for b.Loop() {
		p.Nearest(x, 1e-6, 0)
		if x += 0.01; x > 0.7 {
			x = 0.3
		}
	}
}

func BenchmarkNearest1e18(b *testing.B) {
	s, a := randomAdditive(1, 20, 8)
	p := profileOf(b, s, a)
	p.Nearest(0.5, 1e-6, 0) // sorts
	b.ReportAllocs()
	x := 0.3
	for b.Loop() {
		p.Nearest(x, 1e-6, 0)
		if x += 0.01; x > 0.7 {
			x = 0.3
		}
	}
}
