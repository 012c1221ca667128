package check

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/money"
)

// A sum is an amount of the record, with what it is for and where it stands.
type sum struct {
	money.Amount
	beside money.Amount
	pay    date.Date // for when
	series series
	of     parley.ID // the claim, the terms or the valuation
	field  string
	nth    int               // line of the field
	valued *parley.Valuation // nil: somebody printed it
	value  float64
	digits string // without noughts at either end
}

func (s *sum) place() casefile.Place {
	return casefile.Place{Entry: s.of, Field: s.field, N: s.nth}
}

// day is for when the amount is, of a valuation else its own day.
func (s *sum) day() date.Date {
	if s.pay.IsZero() && s.valued != nil {
		return s.valued.Happened
	}
	return s.pay
}

// A series holds the amounts that are neighbours: of one party on one issue, of
// agreements that follow each other, or of one thing that a party values.
type series struct {
	root, issue parley.ID
	verb, per   string
}

// listSums lists the amounts of claims, terms and valuations.
func (x *index) listSums() []sum {
	out := make([]sum, 0, len(x.claims)+2*len(x.terms))
	add := func(s sum) {
		s.value, s.digits = s.Value.Float64(), digits(s.Value)
		out = append(out, s)
	}
	for _, c := range x.claims {
		t := c.That
		if t == nil {
			continue
		}
		if m, ok := t.Value.(parley.Money); ok {
			add(sum{Amount: m.Amount, beside: m.Beside, pay: t.For, series: series{t.Party, t.Issue, t.Verb, t.Per}, of: c.ID, field: "that"})
		}
	}
	for _, t := range x.terms {
		k := series{root: x.root(t.Of)}
		for n, pay := range t.Pays {
			add(sum{Amount: pay.Amount, beside: pay.Beside, pay: pay.For, series: k, of: t.ID, field: "pays", nth: n})
		}
	}
	for _, v := range x.valuations {
		eachValued(v, func(s sum) {
			s.of, s.valued, s.series.root = v.ID, v, v.Of
			add(s)
		})
	}
	return out
}

// root is the first of the agreements that lead to one, which may be a circle.
func (x *index) root(id parley.ID) parley.ID {
	for range 1000 {
		a, ok := x.book.Entry(id).(*parley.Agreement)
		if !ok || a.Follows == "" {
			break
		}
		id = a.Follows
	}
	return id
}

// samePair is A005: the amount printed beside another is in the same currency.
func samePair(p *Pass) {
	for i := range p.sums() {
		s := &p.sums()[i]
		if !s.beside.IsZero() && s.beside.Currency == s.Currency {
			p.Report(s.place(), with("amount", s.Text(), "beside", s.beside.Text(), "currency", string(s.Currency)))
		}
	}
}

// notInUse is A006: a currency that was not in use at the time.
func notInUse(p *Pass) {
	report := func(a money.Amount, d date.Date, place casefile.Place) {
		info, _ := money.Lookup(a.Currency)
		switch variant := outOfUse(a.Currency, d); variant {
		case "over":
			p.ReportAs(variant, place, with("currency", string(a.Currency), "date", d, "until", info.To))
		case "early":
			p.ReportAs(variant, place, with("currency", string(a.Currency), "date", d, "from", info.From))
		}
	}
	for i := range p.sums() {
		s := &p.sums()[i]
		report(s.Amount, s.day(), s.place())
		report(s.beside, s.day(), s.place())
	}
	for _, e := range p.entries {
		o, ok := e.(*parley.Offer)
		if !ok {
			continue
		}
		for n, t := range o.Sets {
			if m, ok := t.Value.(parley.Money); ok {
				d := t.For
				if d.IsZero() {
					d = o.Happened
				}
				report(m.Amount, d, casefile.Place{Entry: o.ID, Field: "sets", N: n})
			}
		}
	}
}

// outOfUse says when a currency is not in use: "over", "early", or "" for in use.
func outOfUse(c money.Currency, d date.Date) string {
	info, ok := money.Lookup(c)
	switch {
	case d.IsZero() || !ok:
	case info.To != 0 && d.First > info.To:
		return "over"
	case info.From != 0 && d.Last != 0 && d.Last < info.From:
		return "early"
	}
	return ""
}

// A rate is what a printed pair says that one currency was worth in another.
type rate struct {
	*sum
	value float64 // of the first currency by name, in the second
	year  int
}

// strangeRate is A004: a printed pair implies a rate far from those of the other
// pairs for that time.
func strangeRate(p *Pass) {
	pairs := make(map[[2]money.Currency][]rate)
	for i := range p.sums() {
		s := &p.sums()[i]
		a, b := s.Amount, s.beside
		if b.IsZero() || a.Currency == b.Currency || s.pay.First == 0 || a.Value.Sign() == 0 || b.Value.Sign() == 0 {
			continue
		}
		if a.Currency > b.Currency {
			a, b = b, a
		}
		y, _, _ := s.pay.First.YMD()
		k := [2]money.Currency{a.Currency, b.Currency}
		pairs[k] = append(pairs[k], rate{s, b.Value.Float64() / a.Value.Float64(), y})
	}
	for _, k := range sortedKeys(pairs) {
		rs := pairs[k]
		slices.SortStableFunc(rs, func(a, b rate) int { return cmp.Compare(a.year, b.year) })
		for i, r := range rs {
			others := neighbours(rs, i)
			if len(others) == 0 {
				continue
			}
			if slices.ContainsFunc(others, func(x float64) bool { return r.value < 1.25*x && x < 1.25*r.value }) ||
				len(others) == 1 && !r.odder(rs, others[0]) {
				continue
			}
			usual := median(others)
			ratio := r.value / usual
			variant := ""
			if tens(ratio) != 0 {
				variant = "tens"
			}
			// A dollar is told in won, not a won in dollars.
			one, many, ours, theirs := k[0], k[1], r.value, usual
			if theirs < 1 {
				one, many, ours, theirs = many, one, 1/ours, 1/theirs
			}
			p.ReportAs(variant, r.place(), with("amount", r.Text(), "beside", r.beside.Text(), "ours", figures(ours), "theirs", figures(theirs),
				"one", string(one), "many", string(many), "others", len(others)))
		}
	}
}

// odder reports whether, of two pairs that disagree, r is the one to speak of:
// the later in the file.
func (r rate) odder(rs []rate, other float64) bool {
	i := slices.IndexFunc(rs, func(x rate) bool { return x.sum == r.sum })
	j := slices.IndexFunc(rs, func(x rate) bool { return x.value == other && x.sum != r.sum })
	return i > j
}

// neighbours are the rates for the years next to that of rs[i], which is sorted
// by year.
func neighbours(rs []rate, i int) (out []float64) {
	for j := i - 1; j >= 0 && rs[i].year-rs[j].year <= 1; j-- {
		out = append(out, rs[j].value)
		if len(out) > 20 {
			break
		}
	}
	for j := i + 1; j < len(rs) && rs[j].year-rs[i].year <= 1 && len(out) < 40; j++ {
		out = append(out, rs[j].value)
	}
	return out
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	if n := len(xs); n%2 == 0 {
		return (xs[n/2-1] + xs[n/2]) / 2
	}
	return xs[len(xs)/2]
}

// tens is the power of ten that a ratio is within a quarter of, 0 for none.
func tens(ratio float64) int {
	l := math.Log10(ratio)
	n := math.Round(l)
	if math.Abs(l-n) > 0.1 {
		return 0
	}
	return int(n)
}

// figures prints a figure of ours with four digits.
func figures(x float64) string {
	d := money.Scaled(int64(x*1e6), -6).Digits(4, money.HalfUp)
	return d.Comma(max(0, 3-d.Place()))
}

// tenfold is W202: an amount is ten, a hundred or a thousand times its
// neighbours, or so small a part of them. A limit has those of the claims on its
// issue, too.
func tenfold(p *Pass) {
	for _, group := range p.grouped() {
		if len(group) < 3 {
			continue
		}
		for i, s := range group {
			if usual, ok := around(group, i); ok {
				p.tenfold(s, usual)
			}
		}
	}
	for i := range p.sums() {
		s := &p.sums()[i]
		if s.field != "limit" {
			continue
		}
		if usual, ok := alike(p.claimed(s)); ok {
			p.tenfold(s, usual)
		}
	}
}

// claimed lists the amounts of claims on the issue of a limit, for a time like its.
func (p *Pass) claimed(limit *sum) (out []float64) {
	that := limit.valued.Limit
	for i := range p.sums() {
		s := &p.sums()[i]
		if s.field == "that" && s.series.issue == that.Issue && s.Currency == limit.Currency && cmp.Or(s.series.per, "year") == cmp.Or(that.Per, "year") && s.value > 0 {
			out = append(out, s.value)
		}
	}
	return out
}

func (p *Pass) tenfold(s *sum, usual float64) {
	if s.value <= 0 {
		return
	}
	n := tens(s.value / usual)
	if n == 0 {
		return
	}
	times := 1
	for range max(n, -n) {
		times *= 10
	}
	p.ReportAs(map[bool]string{true: "large", false: "small"}[n > 0], s.place(), with("amount", s.Text(), "times", times))
}

// groupSums puts together the amounts that are neighbours and of one currency,
// by the time for which they are.
func (x *index) groupSums() (out [][]*sum) {
	type key struct {
		series
		money.Currency
	}
	groups := make(map[key][]*sum)
	var keys []key
	for i := range x.sums() {
		s := &x.sums()[i]
		k := key{s.series, s.Currency}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], s)
	}
	for _, k := range keys {
		g := groups[k]
		slices.SortStableFunc(g, func(a, b *sum) int { return cmp.Compare(a.pay.First, b.pay.First) })
		out = append(out, g)
	}
	return out
}

// around is the middle of the two to four amounts next to group[i]; false where
// they differ by more than three times themselves.
func around(group []*sum, i int) (float64, bool) {
	from := min(max(0, i-2), max(0, len(group)-5))
	near := make([]float64, 0, 5)
	for j := from; j < min(from+5, len(group)); j++ {
		if j != i && group[j].value > 0 {
			near = append(near, group[j].value)
		}
	}
	return alike(near)
}

// alike is the middle of two or more amounts; false where they differ by more than
// three times themselves.
func alike(near []float64) (float64, bool) {
	if len(near) < 2 {
		return 0, false
	}
	m := median(near) // sorts them
	return m, near[len(near)-1] < 3*near[0]
}

// misprint is A007: two amounts for one thing differ as a slip of the pen does:
// in a nought that was left out, or in one digit of five or more. What somebody
// values anew may differ in anything.
func misprint(p *Pass) {
	for _, g := range p.grouped() {
		if g[0].valued != nil {
			continue
		}
		for i := 1; i < len(g); i++ {
			for j := i - 1; j >= max(0, i-8) && g[j].pay == g[i].pay; j-- {
				a, b := g[i], g[j]
				variant := slip(a, b)
				if variant == "" || !a.Bounds.Disjoint(b.Bounds) || a.IsRange() || b.IsRange() {
					continue
				}
				if a.of == b.of && a.nth < b.nth {
					a, b = b, a
				}
				p.ReportAs(variant, a.place(), with("amount", a.Text(), "other", b.Text(), "id", b.of), b.of)
				break
			}
		}
	}
}

// slip says how the digits of two amounts differ: "nought", "digit", or "" for otherwise.
func slip(a, b *sum) string {
	x, y := a.digits, b.digits
	if x == y {
		return ""
	}
	if len(x) != len(y) && noNoughts(x) == noNoughts(y) && len(noNoughts(x)) >= 4 {
		return "nought"
	}
	if len(x) != len(y) || len(x) < 5 || a.Value.Place() != b.Value.Place() {
		return ""
	}
	n := 0
	for i := range len(x) {
		if x[i] != y[i] {
			n++
		}
	}
	if n == 1 && x[len(x)-1] == y[len(y)-1] {
		return "digit"
	}
	return ""
}

// digits are the digits of d, without noughts at either end.
func digits(d money.Decimal) string {
	return strings.Trim(strings.ReplaceAll(d.Abs().String(), ".", ""), "0")
}

func noNoughts(s string) string { return strings.ReplaceAll(s, "0", "") }

func sortedKeys[V any](m map[[2]money.Currency]V) [][2]money.Currency {
	keys := make([][2]money.Currency, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]money.Currency) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return keys
}
