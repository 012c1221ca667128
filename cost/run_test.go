package cost

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/money"
)

// offers are the two of the seed case, in billions of won: a rise of 20 per cent
// with consumer prices, one of 10 with the defence budget.
func offers() []Terms {
	return []Terms{
		{Name: "cpi", Currency: "KRW", Start: 2020, Years: 5, First: only("1246.68"), Rules: []Rule{cpi2}, Round: dec("0.1")},
		{Name: "budget", Currency: "KRW", Start: 2020, Years: 5, First: only("1142.79"), Rules: []Rule{budget}, Round: dec("0.1")},
	}
}

// ahead is what was known on 17 January 2020.
func ahead(draws int) Plan {
	cpi, bud := known("cpi", 2018, "1.48", "0.38"), known("budget", 2020, "7.4")
	cpi.Later = Later{Kind: Normal, Mean: dec("1.5"), Width: dec("1.0")}
	bud.Later = Later{Kind: Normal, Mean: dec("6.1"), Width: dec("2.0")}
	usd := known("usd", 2019, "1165.4")
	usd.Later = Later{Kind: Walk, Width: dec("8")}
	return Plan{Terms: offers(), Inputs: []Input{cpi, bud, usd}, Money: "KRW", Rates: map[money.Currency]string{"USD": "usd"}, Beside: "USD",
		Against: 0, Draws: draws, Seed: 1, Discount: dec("2"), Base: 2020}
}

// realised is the same with what came.
func realised() Plan {
	p := ahead(0)
	p.Beside, p.Rates = "", nil
	p.Inputs = []Input{known("cpi", 2018, "1.48", "0.38", "0.54", "2.50", "5.09"), known("budget", 2020, "7.4", "5.4", "3.4", "4.4")}
	return p
}

func run(t testing.TB, p Plan) []Outcome {
	t.Helper()
	out, err := Run(p)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Errorf("%s: got %v, want %v ± %v", what, got, want, tol)
	}
}

func TestTheSameBillBehindHalfTheRise(t *testing.T) {
	out := run(t, realised())
	near(t, "+20 % with consumer prices", out[0].Total.P50, 6390, 5)
	near(t, "+10 % with the defence budget", out[1].Total.P50, 6400, 5)
	for _, o := range out {
		if !o.Exact || !o.Total.Exact() || !o.Over.Exact() {
			t.Error("everything is known, and it is not exact")
		}
	}
	near(t, "over", out[1].Over.Mean, out[1].Total.Mean-out[0].Total.Mean, 1e-9)
	if out[0].Over != (Spread{}) {
		t.Error("terms cost more than themselves")
	}
	out = run(t, ahead(200_000))
	near(t, "ahead, consumer prices", out[0].Total.P50, 6370, 10)
	near(t, "ahead, defence budget", out[1].Total.P50, 6520, 10)
}

func TestExactIsThePath(t *testing.T) {
	p := realised()
	path, err := p.Terms[0].Path(p.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, p)[0]
	present := 0.0
	for i, y := range path {
		if got := out.Years[i]; got != certainly(y.Amount.Lo.Float64()) {
			t.Errorf("%d: %v, the path has %v", y.Year, got.Mean, y.Amount.Lo)
		}
		present += y.Amount.Lo.Float64() / math.Pow(1.02, float64(y.Year-2020))
	}
	near(t, "present value", out.Discounted.Mean, present, 1e-9)
}

// With the figures of a draw as if they were known, the exact path is the draw:
// all the arithmetic of floats stands beside that of decimals.
func TestEveryDrawIsAPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]string{"0", "0.1", "1", "0.25"})
		maybe := func(lo, hi int64) *money.Decimal {
			if rapid.Bool().Draw(t, "bound") {
				d := rates(lo, hi).Draw(t, "value")
				return &d
			}
			return nil
		}
		terms := Terms{Name: "offer", Currency: "USD", Start: 2020, Years: 6, First: only("1038.9"), Round: dec(unit.Draw(t, "round")),
			Agreed: map[int]money.Interval{}}
		for from := 2021; from < 2026; from += rapid.IntRange(1, 4).Draw(t, "gap") {
			terms.Rules = append(terms.Rules, Rule{From: from, Fixed: rates(-100, 100).Draw(t, "fixed"), Index: rapid.SampledFrom([]string{"", "i", "j"}).Draw(t, "index"),
				Lag: rapid.IntRange(0, 2).Draw(t, "lag"), Share: rates(0, 150).Draw(t, "share"), Add: rates(-500, 500).Draw(t, "add"),
				Cap: maybe(200, 500), Floor: maybe(-300, 200), Round: dec(unit.Draw(t, "rate unit")), Uncapped: rapid.Bool().Draw(t, "uncapped")})
		}
		for range rapid.IntRange(0, 2).Draw(t, "sums") {
			terms.Once = append(terms.Once, Once{Year: rapid.IntRange(2020, 2025).Draw(t, "year"), Amount: only("7.7"), InBase: rapid.Bool().Draw(t, "in base")})
		}
		if rapid.Bool().Draw(t, "written") {
			terms.Agreed[2023] = only("1200")
		}
		if rapid.Bool().Draw(t, "made") {
			terms = made(terms, Product{Of: []Printed{{"base", from("1000", "1080")}, {"percent", from("1.05", "1.15")}, {Interval: only("0.5")}}, Round: terms.Round})
		}
		i, j, usd, eur := known("i", 2018, "1.1", "2.2"), known("j", 2020, "3.3"), known("usd", 2019, "1165.4"), Input{Name: "eur"}
		i.Later = Later{Kind: Normal, Mean: dec("1.5"), Width: dec("3")}
		j.Known[2019], j.Known[2018] = dec("4"), dec("-1")
		j.Later = Later{Kind: Uniform, Mean: dec("-2"), Width: dec("6")}
		usd.Later = Later{Kind: Walk, Width: dec("8")}
		eur.Later = Later{Kind: Walk, Width: dec("5"), Mean: dec("1300"), From: 2019}
		p := Plan{Terms: []Terms{terms}, Inputs: []Input{i, j, usd, eur}, Money: "KRW", Beside: "EUR", Rates: map[money.Currency]string{"USD": "usd", "EUR": "eur"},
			Discount: dec("3"), Base: 2021, Against: -1, Draws: chunk, Seed: rapid.Uint64().Draw(t, "seed")}
		everyDrawIsAPath(t, p)
	})
}

func everyDrawIsAPath(t *rapid.T, p Plan) {
	c := newCompiler(p, everything)
	c.program.terms = append(c.program.terms, c.price(p.Terms[0]))
	g := c.program
	w := g.worker(p, []tally{g.terms[0].tally(nil, false)})
	w.chunk(0, chunk)
	for _, n := range []int{0, 1, chunk / 2, chunk - 1} {
		q := p
		q.Inputs = nil
		for _, in := range p.Inputs {
			k := Input{Name: in.Name, Known: make(map[int]money.Decimal)}
			for of, f := range c.figures {
				if of.input != in.Name {
					continue
				}
				k.Known[of.year] = f.exact
				if !f.certain() {
					x, err := money.ParseDecimal(strconv.FormatFloat(w.draws[f.row][n], 'f', -1, 64))
					if err != nil {
						t.Fatal(err)
					}
					k.Known[of.year] = x.Round(-30, money.HalfEven)
				}
			}
			q.Inputs = append(q.Inputs, k)
		}
		if p := p.Terms[0].Made[2020]; len(p.Of) > 0 {
			q.Terms = []Terms{madeIn(c, w, n, q.Terms[0])}
		}
		exact, err := Run(q)
		if err != nil {
			t.Fatal(err)
		}
		o := exact[0]
		for what, pair := range map[string][2]float64{"total": {w.total[n], o.Total.Mean}, "discounted": {w.discounted[n], o.Discounted.Mean}, "beside": {w.beside[n], o.Beside.Mean}} {
			if drawnOnes := w.tallies[0]; what == "total" && drawnOnes.total == nil {
				continue
			}
			if math.Abs(pair[0]-pair[1]) > 1e-11*math.Abs(pair[1]) {
				t.Fatalf("draw %d: the %s is %v, exactly %v", n, what, pair[0], pair[1])
			}
		}
	}
}

// madeIn returns terms with the first amount that a draw made of printed numbers.
func madeIn(c *compiler, w *worker, n int, t Terms) Terms {
	first, p := money.Int(1), t.Made[t.Start]
	for _, f := range p.Of {
		u := 0.0
		if !f.Exact() {
			u = w.draws[c.uniforms[keyOf(c.plan.Seed, "printed", f.Key, 0, 0)]][n]
		}
		first = first.Mul(f.Lo.Add(f.Width().Mul(dec(strconv.FormatFloat(u, 'f', -1, 64)))))
	}
	t.First, t.Made = money.Only(toUnit(first, p.Round).Round(-28, money.HalfEven)), nil
	return t
}

// Amounts that stand on a grid meet halves: the reference is integers.
func TestHalvesAreRoundedAsOnPaper(t *testing.T) {
	n := chunk
	base, to, index := make([]float64, n), make([]float64, n), make([]float64, n)
	r := rate{share: 1, floor: math.Inf(-1), cap: math.Inf(1), unit: unitOf(dec("0.1"))}
	halves := 0
	for k := int64(-99); k < 100; k++ {
		for i := range base {
			base[i], index[i] = float64(int64(i)*97+10_001)*1e8, float64(k)/10
		}
		r.grow(to, base, index, 0, unitOf(dec("100000000")), r.cap)
		for i := range to {
			product := (int64(i)*97 + 10_001) * (1000 + k)
			if product%1000 == 500 {
				halves++
			}
			if want := float64((product+500)/1000) * 1e8; to[i] != want {
				t.Fatalf("%v and %d tenths: got %v, want %v", base[i], k, to[i], want)
			}
		}
	}
	if halves < 50 {
		t.Errorf("only %d halves were met", halves)
	}
}

func TestTheNumberOfWorkersDoesNotShow(t *testing.T) {
	p := ahead(100_000)
	p.Terms[1].First = money.Interval{Lo: dec("1140"), Hi: dec("1145")}
	p.Workers = 1
	want := run(t, p)
	for _, workers := range []int{2, 7, 0} {
		p.Workers = workers
		if diff := cmp.Diff(want, run(t, p)); diff != "" {
			t.Errorf("%d workers: (-1 +%d)\n%s", workers, workers, diff)
		}
	}
}

// noOver leaves out what depends on other terms by its meaning.
func noOver(o Outcome) Outcome {
	o.Over, o.Exact = Spread{}, false
	return o
}

func TestNoTermsAndNoInputChangeTheNumbersOfOthers(t *testing.T) {
	p := ahead(20_000)
	p.Terms[1].First = money.Interval{Lo: dec("1140"), Hi: dec("1145")}
	want := run(t, p)
	more := ahead(20_000)
	third := Terms{Name: "third", Currency: "USD", Start: 2015, Years: 12, First: money.Interval{Lo: dec("1"), Hi: dec("2")}, Rules: []Rule{{Index: "other"}}}
	more.Terms = []Terms{p.Terms[1], third, p.Terms[0]}
	slices.Reverse(more.Inputs)
	more.Inputs = append([]Input{{Name: "other", Later: Later{Kind: Normal, Mean: dec("1"), Width: dec("1")}}}, more.Inputs...)
	for y := 2014; y < 2019; y++ {
		more.Inputs[1].Known[y] = dec("1100")
	}
	more.Against = 2
	got := run(t, more)
	for i, j := range []int{2, 0} {
		if diff := cmp.Diff(noOver(want[i]), noOver(got[j])); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", p.Terms[i].Name, diff)
		}
	}
	if diff := cmp.Diff(want[1].Over, got[0].Over); diff != "" {
		t.Error("the same two, compared in another order:", diff)
	}
}

func TestAnotherSeedIsAnotherFuture(t *testing.T) {
	p := ahead(1000)
	a := run(t, p)
	p.Seed = 2
	if b := run(t, p); a[0].Total == b[0].Total {
		t.Error("two seeds give one result")
	}
}

func TestTermsSeeTheSameFuture(t *testing.T) {
	p := ahead(20_000)
	p.Terms[1] = p.Terms[0]
	p.Terms[1].Name = "the same"
	o := run(t, p)[1].Over
	if o != (Spread{}) {
		t.Errorf("over %+v", o)
	}
}

// Two amounts of a trillion, each open by 100 either way: the difference is a
// triangle over ±200, whose 10 per cent quantile is -200 + 200·√0.2.
func TestADifferenceIsRightToItsOwnSpread(t *testing.T) {
	open := from("999999999900", "1000000000100")
	p := Plan{Terms: []Terms{{Name: "a", Start: 2020, Years: 1, First: open}, {Name: "b", Start: 2020, Years: 1, First: open}}, Draws: 200_000, Seed: 2}
	o := run(t, p)[1].Over
	near(t, "P10", o.P10, -200+200*math.Sqrt(0.2), 1)
	near(t, "P50", o.P50, 0, 1)
	near(t, "P90", o.P90, 200-200*math.Sqrt(0.2), 1)
}

func TestAYearIsRightToItsOwnSpread(t *testing.T) {
	in := Input{Name: "i", Later: Later{Kind: Normal, Mean: dec("0"), Width: dec("0.000001")}}
	terms := Terms{Name: "t", Start: 2020, Years: 2, First: only("1000000000000"), Rules: []Rule{{Index: "i"}}}
	p := Plan{Terms: []Terms{terms}, Inputs: []Input{in}, Against: -1, Draws: 200_000, Seed: 2}
	y := run(t, p)[0].Years[1]
	near(t, "P10", y.P10, 1e12-12816, 100)
	near(t, "P90", y.P90, 1e12+12816, 100)
	// The floor always holds: the year is drawn, and is always the same.
	p.Inputs[0].Later.Mean, p.Terms[0].Rules[0].Floor = dec("-50"), ptr("0")
	if y := run(t, p)[0].Years[1]; y != certainly(1e12) {
		t.Errorf("%+v", y)
	}
}

func TestARoundedFirstAmountIsUniform(t *testing.T) {
	p := Plan{Terms: []Terms{{Name: "ask", Start: 2020, Years: 1, First: money.Interval{Lo: dec("4.5"), Hi: dec("5.5")}}}, Against: -1, Draws: 100_000, Seed: 5}
	o := run(t, p)[0]
	if o.Exact {
		t.Error("a rounded amount is exact")
	}
	near(t, "mean", o.Total.Mean, 5, 0.005)
	for i, d := range o.Total.Dots {
		near(t, "dot "+strconv.Itoa(i), d, 4.525+0.05*float64(i), 0.01)
	}
}

func TestCurrencies(t *testing.T) {
	usd := known("usd", 2020, "1100", "1200")
	p := Plan{Terms: []Terms{
		{Name: "dollars", Currency: "USD", Start: 2020, Years: 2, First: only("10")},
		{Name: "won", Currency: "KRW", Start: 2020, Years: 2, First: only("11000")},
	}, Inputs: []Input{usd}, Money: "KRW", Beside: "USD", Rates: map[money.Currency]string{"USD": "usd"}, Against: 0}
	out := run(t, p)
	near(t, "dollars in won", out[0].Total.Mean, 23000, 0)
	near(t, "dollars in dollars", out[0].Beside.Mean, 20, 0)
	near(t, "won in dollars, each year at its rate", out[1].Beside.Mean, 10+11000.0/1200, 1e-12)
	near(t, "won over dollars", out[1].Over.Mean, -1000, 0)
	delete(usd.Known, 2021)
	usd.Later = Later{Kind: Walk, Width: dec("10")}
	p.Draws = 50_000
	p.Inputs = []Input{usd}
	out = run(t, p)
	if !out[0].Beside.Exact() || out[0].Total.Exact() || out[1].Beside.Exact() || !out[1].Total.Exact() {
		t.Error("what is certain in one currency is not in the other")
	}
	near(t, "the median of a walk stays", out[0].Years[1].P50, 11000, 11000*0.1*4*1.25/math.Sqrt(50_000))
	near(t, "the mean of a walk grows", out[0].Years[1].Mean, 11000*math.Exp(0.005), 11000*0.1*4/math.Sqrt(50_000))
}

func TestAMissingFigureIsNamed(t *testing.T) {
	p := ahead(100)
	p.Inputs[0].Later = Later{}
	_, err := Run(p)
	var m *Missing
	if !errors.As(err, &m) || m.Input != "cpi" || m.Year != 2020 {
		t.Errorf("got %v", err)
	}
}

func TestNoDrawsAreNeededWhereNothingIsUncertain(t *testing.T) {
	p := ahead(0)
	var problem *Problem
	if _, err := Run(p); !errors.As(err, &problem) || problem.Reason != NoDraws {
		t.Errorf("got %v", err)
	}
	for i := range p.Inputs {
		p.Inputs[i].Later.Width = money.Decimal{}
	}
	if out := run(t, p); !out[0].Exact || !out[1].Exact {
		t.Error("assumptions without a width are exact")
	}
}

func TestNothingIsAllocatedPerDraw(t *testing.T) {
	allocations := func(draws int) float64 {
		p := ahead(draws)
		p.Workers = 1
		return testing.AllocsPerRun(3, func() { run(t, p) })
	}
	if few, many := allocations(64*chunk), allocations(4*64*chunk); many > few+100 {
		t.Errorf("%v allocations, and %v for four times the draws", few, many)
	}
}

// Fewer draws are the first of more.
func TestDrawsAreAPrefixOfMoreDraws(t *testing.T) {
	p := ahead(1)
	g, err := compile(p, everything)
	if err != nil {
		t.Fatal(err)
	}
	rows := func(n int) []row {
		w := g.worker(p, []tally{g.terms[0].tally(nil, true), g.terms[1].tally(nil, true)})
		w.chunk(3, n)
		return w.draws
	}
	whole := rows(chunk)
	for _, n := range []int{1, 2, 77, chunk - 1} {
		for i, r := range rows(n) {
			if !slices.Equal(r[:n], whole[i][:n]) {
				t.Errorf("row %d of %d draws differs", i, n)
			}
		}
	}
}
