package cost

import (
	"math"
	"testing"

	"parley/money"
)

// formulas are plans whose mean there is a formula for.
func formulas() map[string]Plan {
	normal := Input{Name: "cpi", Later: Later{Kind: Normal, Mean: dec("1.5"), Width: dec("2.5")}}
	usd := known("usd", 2019, "1165.4")
	usd.Later = Later{Kind: Walk, Width: dec("12")}
	once := Input{Name: "once", Later: Later{Kind: Uniform, Mean: dec("1"), Width: dec("9")}}
	plan := func(rules []Rule, change func(*Terms)) Plan {
		terms := Terms{Name: "t", Currency: "KRW", Start: 2020, Years: 6, First: only("1000"), Rules: rules}
		if change != nil {
			change(&terms)
		}
		return Plan{Terms: []Terms{terms}, Inputs: []Input{normal, usd, once}, Money: "KRW", Rates: map[money.Currency]string{"USD": "usd"}, Against: -1, Draws: 150_000, Seed: 3}
	}
	index := func(r Rule) []Rule { r.Index = "cpi"; return []Rule{r} }
	return map[string]Plan{
		"an index":         plan(index(Rule{}), nil),
		"a share and more": plan(index(Rule{Share: dec("0.5"), Fixed: dec("1")}), nil),
		"a cap":            plan(index(Rule{Cap: ptr("2")}), nil),
		"a floor":          plan(index(Rule{Floor: ptr("0")}), nil),
		"both":             plan(index(Rule{Cap: ptr("4"), Floor: ptr("0"), Add: dec("3")}), nil),
		"uncapped":         plan(index(Rule{Cap: ptr("2"), Floor: ptr("0"), Uncapped: true}), nil),
		"bridging sums": plan(index(Rule{}), func(t *Terms) {
			t.Once = []Once{{Year: 2022, Amount: money.Interval{Lo: dec("10"), Hi: dec("90")}, InBase: true}, {Year: 2023, Amount: only("7")}}
		}),
		"a rounded first":    plan(index(Rule{Cap: ptr("4")}), func(t *Terms) { t.First = money.Interval{Lo: dec("950"), Hi: dec("1050")} }),
		"a rate of exchange": plan(index(Rule{Cap: ptr("4")}), func(t *Terms) { t.Currency = "USD" }),
		"used once":          plan([]Rule{{From: 2022, Index: "once"}, {From: 2023}}, nil),
		"then made": plan(index(Rule{Cap: ptr("4")}), func(t *Terms) {
			*t = made(*t, Product{Of: []Printed{{"last", from("1035", "1045")}, {Interval: from("1.09", "1.11")}}})
		}),
		"then written": plan(index(Rule{}), func(t *Terms) { t.Agreed = map[int]money.Interval{2023: only("1500")} }),
	}
}

func TestFormulasAndDrawsAgree(t *testing.T) {
	for name, p := range formulas() {
		want, ok := Mean(p, 0)
		if !ok {
			t.Errorf("%s: no formula", name)
			continue
		}
		s := run(t, p)[0].Total
		// The standard error of the mean, from the quantiles; four of them.
		tol := 4 * (s.P90 - s.P10) / 2.563 / math.Sqrt(float64(p.Draws)) * 1.2
		near(t, name, s.Mean, want, tol)
	}
}

func TestThereIsNoFormulaWhereFiguresDependOrAreRounded(t *testing.T) {
	p := formulas()["an index"]
	for name, change := range map[string]func(*Terms){
		"amounts rounded":   func(t *Terms) { t.Round = dec("0.1") },
		"rates rounded":     func(t *Terms) { t.Rules = []Rule{{Index: "cpi", Round: dec("0.1")}} },
		"one figure twice":  func(t *Terms) { t.Rules = []Rule{{Index: "cpi"}, {From: 2022, Index: "cpi", Lag: 1}} },
		"one value always":  func(t *Terms) { t.Rules = []Rule{{Index: "once"}} },
		"index and rate":    func(t *Terms) { t.Rules, t.Currency = []Rule{{From: 2025, Index: "usd"}}, "USD" },
		"a figure missing":  func(t *Terms) { t.Rules = []Rule{{Index: "none"}} },
		"a uniform, capped": func(t *Terms) { t.Rules = []Rule{{From: 2025, Index: "once", Cap: ptr("4")}} },
	} {
		q := p
		q.Terms = []Terms{p.Terms[0]}
		change(&q.Terms[0])
		if m, ok := Mean(q, 0); ok {
			t.Errorf("%s: %v", name, m)
		}
	}
}

func TestAClampedNormal(t *testing.T) {
	inf := math.Inf(1)
	near(t, "no ends", clamped(1.5, 1, -inf, inf), 1.5, 1e-12)
	near(t, "symmetric", clamped(1.5, 1, 0.5, 2.5), 1.5, 1e-12)
	near(t, "the positive part of a standard normal", clamped(0, 1, 0, inf), 1/math.Sqrt(2*math.Pi), 1e-12)
	near(t, "a cap far below", clamped(5, 1, -inf, -20), -20, 1e-9)
}
