package path_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/analysis/path"
)

func TestOneRecordedFigureStandsForAYear(t *testing.T) {
	r := ask(t, weigh(t, sma(t, nil), late))
	for _, test := range []struct {
		of     parley.ID
		year   int
		by     parley.ID
		differ bool
	}{
		{"sma-3", 1996, "sma-3-series", false},  // all agree: the one that became known last
		{"sma-3", 1997, "sma-3-terms", true},    // agreed together: the one that the rule gives
		{"sma-3", 1998, "sma-3-cut", true},      // agreed last
		{"sma-5", 2002, "sma-5-series", true},   // agreed together, without a rule: known last
		{"sma-10", 2019, "sma-10-terms", false}, // the same with more digits
	} {
		g := agreement(t, r, test.of)
		y := g.At(test.year)
		if x, ok := y.Stands(g.Currency); !ok || x.By != test.by || y.Differ(g.Currency) != test.differ {
			t.Errorf("%d: %s stands (%v), they differ: %v", test.year, x.By, ok, y.Differ(g.Currency))
		}
	}
	g := agreement(t, r, "sma-11")
	if x, ok := g.At(2025).Stands(g.Currency); ok {
		t.Errorf("%s stands for a year that no terms give", x.By)
	}
}

func TestMoneyOfAnotherPeriodIsNotAddedUp(t *testing.T) {
	files := sma(t, nil)
	text := strings.Replace(string(files["case.parley"].Data), `"KRW per year"`, `"KRW per month"`, 1)
	files["case.parley"] = &fstest.MapFile{Data: []byte(text)}
	g := agreement(t, ask(t, weigh(t, files, late)), "sma-8")
	if g.Period != "month" || g.Recorded.Years != 0 || g.At(2010).Computed != nil || g.Average != nil || len(g.At(2010).Recorded) == 0 {
		t.Errorf("%q: %+v %+v", g.Period, g.Recorded, g.At(2010))
	}
}

func TestOneAgreementCanBeAskedFor(t *testing.T) {
	a := weigh(t, sma(t, nil), late)
	r, err := path.Of(a, path.Options{Agreement: "sma-8"})
	if err != nil || len(r.Agreements) != 1 || r.Agreements[0].Over == nil || len(r.Lapses) != 1 || r.Lapses[0].Of.Agreement.ID != "sma-8" {
		t.Errorf("%v: %d agreements, %d lapses", err, len(r.Agreements), len(r.Lapses))
	}
}
