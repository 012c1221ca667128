package zone

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"parley"
	"parley/bargain"
	"parley/evidence"
	"parley/parleytest/toll"
)

// A guess is a random valuation, as text.
type guess struct {
	id, of  string
	pays    bool
	limit   [2]int // in millions
	lines   []string
	tolls   []string
	options map[string][]string // by issue, in the order in which the side likes them
}

var wordsOf = map[string][]string{"scope": {"all", "half", "bare", "else"}, "term": {"five", "one"}, "site": {"left", "mid", "right"}}

var issueNames = []string{"scope", "term", "site"}

// guessOf draws a valuation that holds together: every amount follows from one
// hidden value of each option.
func guessOf(t *rapid.T, id, of string, pays bool) guess {
	g := guess{id: id, of: of, pays: pays, options: make(map[string][]string)}
	g.limit[0] = rapid.IntRange(50, 100).Draw(t, id+" limit")
	g.limit[1] = g.limit[0] + rapid.IntRange(0, 20).Draw(t, id+" width")
	for _, i := range issueNames {
		if !rapid.Bool().Draw(t, id+" says "+i) {
			continue
		}
		order := rapid.Permutation(wordsOf[i]).Draw(t, id+" order of "+i)
		g.options[i] = order
		low := rapid.IntRange(0, 20).Draw(t, id+" worth of "+i)
		high := low + rapid.IntRange(0, 20).Draw(t, id+" room of "+i)
		g.lines = append(g.lines, "prefers "+i+" "+strings.Join(order, " "),
			fmt.Sprintf("worth %s %s over %s = %s per year", i, order[0], order[len(order)-1], euros(low, high)))
	}
	for n := range rapid.IntRange(0, 2).Draw(t, id+" tolls") {
		a := rapid.IntRange(0, 10).Draw(t, id+" toll")
		g.tolls = append(g.tolls, fmt.Sprintf("%s EUR %d million..%d million per year%s", []string{"loses", "gains"}[n], a, a+5, rapid.SampledFrom([]string{"", " after expiry", " for 2020"}).Draw(t, id+" when")))
	}
	return g
}

// euros is an amount in millions, or a range.
func euros(low, high int) string {
	if low == high {
		return fmt.Sprintf("EUR %d million", low)
	}
	return fmt.Sprintf("EUR %d million..%d million", low, high)
}

func (g guess) text() string {
	rel := ">="
	if g.pays {
		rel = "<="
	}
	lines := append([]string{"of " + g.of, "by ours", fmt.Sprintf("limit pay %s %s per year", rel, euros(g.limit[0], g.limit[1]))}, g.lines...)
	return fmt.Sprintf("\n2020-01-10 valuation %s \"A guess\"\n  %s\n", g.id, strings.Join(append(lines, g.tolls...), "\n  "))
}

func head() string {
	s := "case talks \"Talks\"\n  parties port town\n  money EUR\n  zone Europe/Berlin\n  audience public\n\nparty town \"Town\"\n\nparty port \"Port\"\n\nissue pay \"Pay\"\n\n"
	for _, i := range issueNames {
		s += "issue " + i + " \"Issue\"\n"
		for _, w := range wordsOf[i] {
			s += "  option " + w + " \"" + w + "\"\n"
		}
		s += "\n"
	}
	return s + "source paper \"A paper\"\n  type news-article\n  published 2020-01-02\n\n2020-07-10 deadline expiry \"The expiry\"\n  via paper\n"
}

func weighed(t testing.TB, text string) *evidence.Assessment {
	return toll.Read(t, fstest.MapFS{"case.parley": {Data: []byte(head() + text)}}, "2020-01-20")
}

// modelled is a model with its draws.
func modelled(t testing.TB, a *evidence.Assessment, o Options) *model {
	t.Helper()
	r := Result{Options: o, Day: a.View().From().AsOf}
	r.defaults(a)
	m := &model{a: a, r: &r}
	for _, step := range []func() error{m.parties, m.limits, m.agenda, m.numbers, m.draw} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func pair(t *rapid.T) (town, port guess) {
	return guessOf(t, "g-town", "town", true), guessOf(t, "g-port", "port", false)
}

// Every draw keeps within every limit, worth and toll, and to the order.
func TestEveryDrawIsWithinWhatIsSaid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		town, port := pair(rt)
		m := modelled(t, weighed(t, town.text()+port.text()), Options{Draws: 40})
		for n, g := range []guess{town, port} {
			for _, s := range m.samples[n] {
				if x := s.limit / 1e6; x < float64(g.limit[0]) || x > float64(g.limit[1]) {
					rt.Fatalf("limit %v of %v", x, g.limit)
				}
				for id, order := range g.options {
					i := m.find(parley.ID(id))
					at := func(w string) float64 { return s.values[i][slices.Index(m.issues[i].words, w)] }
					for k := 1; k < len(order); k++ {
						if at(order[k-1]) < at(order[k])-1e-6 { // a millionth of one unit of money
							rt.Fatalf("%s: %v but %v", id, order, s.values[i])
						}
					}
				}
				for _, w := range m.r.Sides[n].Valuation.Worth {
					x, _ := m.swap(w.Swap)
					if v := x.of(s.values); v < w.Amount.Value.Float64()-1e-6 || v > w.Amount.High.Float64()+1e-6 {
						rt.Fatalf("%+v is worth %v", w, v)
					}
				}
				for k, v := range s.tolls {
					if i := m.sides[n].tolls[k]; v < i[0] || v > i[1] {
						rt.Fatalf("toll %v of %v", v, i)
					}
				}
			}
		}
	})
}

// Ranks bound the range of an issue by that of the one before it, and trades a
// swap by another; the money ranks by the figures on the table, which lie 30
// million apart here.
func TestEveryDrawKeepsToRanksAndTrades(t *testing.T) {
	table := "\n2020-01-11 offer low \"Low\"\n  sets pay = EUR 60 million per year for 2020\n\n2020-01-11 offer high \"High\"\n  sets pay = EUR 90 million per year for 2020\n"
	port := guess{id: "g-port", of: "port", limit: [2]int{40, 40}}
	span := func(v []float64) float64 { return slices.Max(v) - slices.Min(v) }
	swap := func(m *model, s sample, issue, a, b string) float64 {
		x, ok := m.swap(parley.Swap{Issue: parley.ID(issue), Option: a, Over: b})
		if !ok {
			t.Fatal(issue, a, b)
		}
		return x.of(s.values)
	}
	for _, x := range []struct {
		name  string
		lines []string
		ok    func(*model, sample) bool
	}{
		{"the money first", []string{"prefers scope all half bare else", "ranks pay scope"}, func(m *model, s sample) bool { return span(s.values[0]) <= 30e6 }},
		{"the money last", []string{"worth scope all over bare = EUR 10 million..60 million per year", "ranks scope pay", "prefers scope all half else bare"}, func(m *model, s sample) bool { return span(s.values[0]) >= 30e6 }},
		{"three issues", []string{"prefers scope all half bare else", "prefers site mid left right", "prefers term one five", "ranks pay site scope term"}, func(m *model, s sample) bool {
			return span(s.values[2]) >= span(s.values[0]) && span(s.values[0]) >= span(s.values[1])
		}},
		{"a trade", []string{"worth scope all over bare = EUR 10 million..60 million per year", "worth term one over five = EUR 0 million..40 million per year", "prefers scope all half else bare", "trades term one over five > scope all over bare"}, func(m *model, s sample) bool {
			return swap(m, s, "term", "one", "five") >= swap(m, s, "scope", "all", "bare")
		}},
		{"a trade that bounds", []string{"worth scope all over bare = EUR 10 million..60 million per year", "prefers scope all half else bare", "prefers term one five", "trades scope all over bare > term one over five"}, func(m *model, s sample) bool {
			return swap(m, s, "term", "one", "five") <= swap(m, s, "scope", "all", "bare")
		}},
	} {
		town := guess{id: "g-town", of: "town", pays: true, limit: [2]int{80, 80}, lines: x.lines}
		m := modelled(t, weighed(t, table+town.text()+port.text()), Options{Draws: 500})
		if len(m.r.Sides[0].Unbounded) > 0 {
			t.Errorf("%s: unbounded %v", x.name, m.r.Sides[0].Unbounded)
		}
		for _, s := range m.samples[0] {
			if !x.ok(m, s) {
				t.Fatalf("%s: %v", x.name, s.values)
			}
		}
	}
	// Amounts that are equal but for the rounding of a sum do not contradict.
	town := guess{id: "g-town", of: "town", pays: true, limit: [2]int{80, 80}, lines: []string{"worth scope all over half = EUR 0.1 per year", "worth scope half over bare = EUR 0.2 per year", "worth scope bare over else = EUR 0 per year", "worth term one over five = EUR 0.3 per year", "trades term one over five > scope all over bare"}}
	modelled(t, weighed(t, table+town.text()+port.text()), Options{Draws: 10})
}

// What one side's draws are does not depend on the other's valuation.
func TestDrawsOfASideAreItsOwn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		town, port := pair(rt)
		if len(town.options) == 0 {
			port.options, port.lines = nil, nil
		}
		alone := modelled(t, weighed(t, town.text()), Options{Draws: 20})
		both := modelled(t, weighed(t, port.text()+town.text()), Options{Draws: 20})
		for i := range alone.samples[0] {
			x, y := alone.samples[0][i], both.samples[0][i]
			if x.limit != y.limit || !slices.Equal(x.tolls, y.tolls) {
				rt.Fatalf("%v and %v", x, y)
			}
			for k, issue := range alone.issues {
				if v := y.values[both.find(issue.id)]; !slices.Equal(x.values[k], v) {
					rt.Fatalf("%s: %v and %v", issue.id, x.values[k], v)
				}
			}
		}
	})
}

func of(t testing.TB, text string, o Options) Result {
	t.Helper()
	r, err := Of(weighed(t, text), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (x Range) all() []float64 { return []float64{x.Lowest, x.P10, x.Middle, x.P90, x.Highest} }

func (r *Result) ranges() []Range {
	out := []Range{r.Low, r.High, r.Nash, r.Equal, r.Apart}
	for i := range r.Sides {
		out = append(out, r.Sides[i].Cost)
		for _, w := range r.Sides[i].Worth {
			out = append(out, w.Range)
		}
		for _, t := range r.Sides[i].Tolls {
			out = append(out, t.Ahead, t.Pull)
		}
	}
	for _, p := range r.Packages {
		out = append(out, p.Low, p.High)
	}
	return out
}

// The quantiles of everything are in order; ten times every amount is ten times
// every result; the file's order of the two sides is no matter.
func TestResultsScaleAndDoNotHangOnTheOrderOfTheFile(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		town, port := pair(rt)
		w := rapid.Float64Range(0.1, 0.9).Draw(rt, "weight")
		o := Options{Draws: 40, Weight: Weight{w, w}}
		text := town.text() + port.text()
		r := of(t, text, o)
		for _, x := range r.ranges() {
			if !slices.IsSorted(x.all()) {
				rt.Fatalf("%+v", x)
			}
		}
		if got := of(t, port.text()+town.text(), o); fmt.Sprintf("%+v", got.ranges()) != fmt.Sprintf("%+v", r.ranges()) || fmt.Sprint(got.Swings) != fmt.Sprint(r.Swings) {
			rt.Fatal("the order of the file changes the result")
		}
		ten := of(t, tenfold(text), o)
		if len(ten.ranges()) != len(r.ranges()) || ten.Room != r.Room {
			rt.Fatalf("%+v\n%+v", r, ten)
		}
		for i, x := range r.ranges() {
			for k, v := range x.all() {
				if y := ten.ranges()[i].all()[k]; math.Abs(10*v-y) > 1 { // a unit of money in 10^8
					rt.Fatalf("ten times %v is %v", v, y)
				}
			}
		}
	})
}

// tenfold writes every amount ten times as large.
func tenfold(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && text[j] >= '0' && text[j] <= '9' {
			j++
		}
		if j > i && text[i:j] != "0" && strings.HasPrefix(text[j:], " million") {
			b.WriteString(text[i:j] + "0")
			i = j
			continue
		}
		j = max(j, i+1)
		b.WriteString(text[i:j])
		i = j
	}
	return b.String()
}

// The solution points of every draw are those of a search over a fine grid of
// money in every package (Nash 1950; Kalai and Smorodinsky 1975).
func TestThePointsAreThoseOfASearch(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		town, port := pair(rt)
		w := rapid.SampledFrom([]float64{0.3, 0.5, 0.6}).Draw(rt, "weight")
		m := modelled(t, weighed(t, town.text()+port.text()), Options{Draws: 3, Weight: Weight{w, w}})
		ahead, err := m.ahead(m.r.Day)
		if err != nil {
			rt.Fatal(err)
		}
		for i := range m.r.Draws {
			table := m.lay([2]*sample{&m.samples[0][i], &m.samples[1][i]}, w, ahead)
			all := table.Table
			all.Packages = nil
			for n := range packagesOf(m) {
				all.Packages = append(all.Packages, m.worth(n, [2]*sample{&m.samples[0][i], &m.samples[1][i]}))
			}
			nash, ks, surplus := search(all, w)
			got, err := table.Nash()
			if err != nil {
				rt.Fatal(err)
			}
			if surplus < 1e5 { // too narrow for the grid
				continue
			}
			step := surplus / grid
			if d := nash - got[0].Money; len(got) == 1 && math.Abs(d) > 2*step {
				rt.Fatalf("Nash: a search finds %v, not %v", nash, got[0].Money)
			}
			equal, _ := table.KalaiSmorodinsky()
			if d := ks - equal[0].Money; len(equal) == 1 && math.Abs(d) > 2*step {
				rt.Fatalf("Kalai-Smorodinsky: a search finds %v, not %v", ks, equal[0].Money)
			}
		}
	})
}

// packagesOf is how many packages there are, the best or not.
func packagesOf(m *model) int {
	if m.space == nil {
		return 1
	}
	return int(m.space.Len())
}

const grid = 2000

func search(t bargain.Table, w float64) (nash, ks, surplus float64) {
	for _, p := range t.Packages {
		surplus = max(surplus, p.Payer-t.NoDeal[0]+p.Receiver-t.NoDeal[1])
	}
	best, fair := math.Inf(-1), math.Inf(-1)
	for _, p := range t.Packages {
		a, b := p.Payer-t.NoDeal[0], p.Receiver-t.NoDeal[1]
		for k := range grid + 1 {
			x := -b + (a+b)*float64(k)/grid
			if a+b < 0 {
				continue
			}
			if s := math.Pow(max(a-x, 0), w) * math.Pow(max(b+x, 0), 1-w); s > best {
				best, nash = s, x
			}
			// the most that either could gain is the whole surplus of the best package
			if s := min(a-x, b+x); s > fair {
				fair, ks = s, x
			}
		}
	}
	return nash, ks, surplus
}

// A cost of no agreement that is greater by a million for all the time ahead moves
// the point by the pull of its side, where the package stays.
func TestATollPullsByItsPull(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		town, port := pair(rt)
		town.limit, port.limit = [2]int{200, 210}, [2]int{50, 60}
		w := rapid.Float64Range(0.1, 0.9).Draw(rt, "weight")
		o := Options{Draws: 20, Weight: Weight{w, w}}
		// Two figures at the end of the list, so that the others are drawn alike.
		toll := func(g guess, millions int) string {
			g.tolls = append(slices.Clone(g.tolls), fmt.Sprintf("gains EUR %d million per year", millions))
			return g.text()
		}
		base := of(t, toll(town, 5)+toll(port, 5), o)
		for n, text := range []string{toll(town, 4) + toll(port, 5), toll(town, 5) + toll(port, 4)} {
			r := of(t, text, o)
			for k, x := range base.Nash.all() {
				if got, want := r.Nash.all()[k]-x, 1e6*base.Sides[n].Pull; math.Abs(got-want) > 1e-3 { // the rounding of sums of 10^8
					rt.Fatalf("side %d: the point moves by %v, not %v", n, got, want)
				}
			}
		}
	})
}

// A swing takes one input at its 10 and its 90 per cent quantile, with the others
// in the middle.
func TestSwings(t *testing.T) {
	town := guess{id: "g-town", of: "town", pays: true, limit: [2]int{80, 100}, lines: []string{"with scope all", "prefers scope all half bare else", "worth scope all over else = EUR 0 million..10 million per year"}, tolls: []string{"loses EUR 2 million..6 million per year"}}
	port := guess{id: "g-port", of: "port", limit: [2]int{40, 50}, lines: []string{"prefers scope else bare half all", "worth scope else over all = EUR 60 million..70 million per year"}}
	r := of(t, town.text()+port.text(), Options{Draws: 500})
	got := make(map[Input][2]float64)
	for _, s := range r.Swings {
		got[s.Input] = [2]float64{s.Low / 1e6, s.High / 1e6}
	}
	// else is the best for both together: the town pays 90 - 5 + 4, the port takes 45.
	mid := (90. - 5 + 4 + 45) / 2
	want := map[Input][2]float64{
		{0, OfLimit, 0}: {mid - 4, mid + 4},
		{1, OfLimit, 0}: {mid - 2, mid + 2},
		{0, OfToll, 0}:  {mid - 0.8, mid + 0.8},
	}
	for in, x := range want {
		if y := got[in]; math.Abs(x[0]-y[0]) > 1e-6 || math.Abs(x[1]-y[1]) > 1e-6 {
			t.Errorf("%+v: want %v, got %v", in, x, y)
		}
	}
	// What the options are worth has its quantiles from the draws.
	w := r.Sides[0].Worth[0]
	if y := got[Input{0, OfWorth, 0}]; math.Abs(y[0]-(mid+(5-w.P10/1e6)/2)) > 1e-6 || math.Abs(y[1]-(mid+(5-w.P90/1e6)/2)) > 1e-6 {
		t.Errorf("%v of %+v", y, w.Range)
	}
	if _, ok := got[Input{1, OfWorth, 0}]; ok {
		t.Error("what the port has in the deal at its limit anyway moves nothing")
	}
	for i := 1; i < len(r.Swings); i++ {
		if math.Abs(r.Swings[i].High-r.Swings[i].Low) > math.Abs(r.Swings[i-1].High-r.Swings[i-1].Low) {
			t.Errorf("the widest is not first: %+v", r.Swings)
		}
	}
}
