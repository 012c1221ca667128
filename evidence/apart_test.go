package evidence_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/parleytest/pact"
	"parley/view"
)

// rated is the pact with a series of won for a dollar.
func rated(t *testing.T, more, figures, day string) *evidence.Assessment {
	t.Helper()
	text := strings.Replace(pact.Base, "  money        USD\n", "  money        USD\n  rates        won\n", 1) + more +
		"\nseries won \"Won for a dollar\"\n  unit         \"KRW per USD\"\n  file         won.csv\n  from         paper-0601\n"
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}, "won.csv": {Data: []byte("for,value,published,source\n" + figures)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), view.Vantage{AsOf: d}))
}

const twoMonies = `
2019-03-01 terms pair
  of           pact-1
  covers       2019-01-01/2019-12-31
  pays         2019 = USD 100 million ~ KRW 115 billion
  via          paper-0110
`

// The rate of the day; else the latest before it, wherever it stands; else none.
func TestARateIsThatOfTheDayOrTheLatestBeforeIt(t *testing.T) {
	for _, test := range []struct {
		name, more, figures string
		from                parley.ID
		low, high           string
	}{
		{"the shortest time that holds the day", twoMonies, "2020,1180,2019-12-31,paper-0601\n2020-01,1160,2019-12-31,paper-0601\n", "won", "1160", "1160"},
		{"a pair that is later than the series", twoMonies, "2018,1100,2019-01-31,paper-0601\n", "pair", "1139.3", "1160.8"},
		{"a series that is later than the pair", twoMonies, "2020-01-11,1170,2020-01-12,paper-0601\n", "won", "1170", "1170"},
		{"a figure that is not out yet", "", "2020,1180,2020-12-31,paper-0601\n", "", "", ""},
		{"a time that has not begun", "", "2021,1180,2019-12-31,paper-0601\n", "", "", ""},
		{"nothing", "", "", "", "", ""},
	} {
		c := rated(t, test.more, test.figures, "2020-01-17").Convert("USD", "KRW", date.On(2020, 1, 17))
		if c == nil {
			if test.from != "" {
				t.Errorf("%s: there is no rate", test.name)
			}
			continue
		}
		if c.From != test.from || test.from != "" && (c.Lo.Digits(5, money.HalfUp).String() != test.low || c.Hi.Digits(5, money.HalfUp).String() != test.high) {
			t.Errorf("%s: %s %s to %s", test.name, c.From, c.Lo, c.Hi)
		}
		back := rated(t, test.more, test.figures, "2020-01-17").Convert("KRW", "USD", date.On(2020, 1, 17))
		if back == nil || back.Mul(c.Interval).Disjoint(money.Around(money.Int(1), -9)) {
			t.Errorf("%s: there and back again is not one: %v", test.name, back)
		}
	}
}

func sizes(t *rapid.T, name string) evidence.Size {
	lo := rapid.Int64Range(1, 1000).Draw(t, name)
	hi := lo + rapid.Int64Range(0, 50).Draw(t, name+" width")
	i := money.Interval{Lo: money.Int(lo), Hi: money.Int(hi)}
	return evidence.Size{Interval: i, Value: i.Mid()}
}

// within draws a number in an interval.
func within(t *rapid.T, s evidence.Size, name string) float64 {
	return s.Lo.Float64() + rapid.Float64Range(0, 1).Draw(t, name)*s.Width().Float64()
}

// Whatever the figures are within what their digits leave open, the distance
// between them and the part by which it fell lie in the intervals that are given.
func TestEveryReadingOfTheFiguresIsInTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := sizes(t, "a"), sizes(t, "b"), sizes(t, "c")
		x, y, z := within(t, a, "x"), within(t, b, "y"), within(t, c, "z")
		in := func(what string, v float64, i money.Interval) {
			if v < i.Lo.Float64()-1e-6 || v > i.Hi.Float64()+1e-6 {
				t.Errorf("%s: %v is not in %s..%s", what, v, i.Lo, i.Hi)
			}
		}
		in("distance", abs(x-y), evidence.Between(a, b).Interval)
		if i, _, ok := evidence.Narrowed([2]evidence.Size{a, c}, [2]evidence.Size{b, c}, [2]bool{false, true}); ok {
			in("fall", 100*(1-abs(y-z)/abs(x-z)), i)
			in("fall of one that stood", 0, must(evidence.Narrowed([2]evidence.Size{a, c}, [2]evidence.Size{a, c}, [2]bool{true, true})))
			w := within(t, a, "w")
			if i, _, ok := evidence.Narrowed([2]evidence.Size{a, c}, [2]evidence.Size{a, c}, [2]bool{}); ok {
				in("fall between figures that are not one", 100*(1-abs(w-within(t, c, "v"))/abs(x-z)), i)
			}
		} else if a.Disjoint(c.Interval) {
			t.Errorf("a distance that is something was taken for nothing")
		}
	})
}

func must(i money.Interval, _ money.Decimal, _ bool) money.Interval { return i }

func abs(x float64) float64 { return max(x, -x) }

// A percentage over a percentage over itself has no size.
func TestAFigureOverItselfHasNoSize(t *testing.T) {
	text := pact.Base + "\nclaim one\n  that         south asks pay = 10% over two\n\nclaim two\n  that         south asks pay = 10% over one\n" +
		"\n2020-01-08 report both\n  asserts      one two\n  via          paper-0110\n"
	a := pact.Weigh(t, text, "2020-01-17")
	c, ok := view.Get[*parley.Claim](a.View(), "one")
	if !ok {
		t.Fatal("there is no such claim")
	}
	if s, ok := a.Size(c, "USD", a.View().From().AsOf, evidence.Frame{}); ok {
		t.Errorf("%+v", s)
	}
}
