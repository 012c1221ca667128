package evidence

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley"
	"parley/cost"
	"parley/money"
	"parley/view"
)

// A Plan is bids made ready for package cost, with the premises on which their
// prices rest.
type Plan struct {
	cost.Plan
	Bids     []Bid
	Premises []Premise // those that matter, rates last
}

// PlanOptions are what whoever asks for prices adds to the record. What is typed
// goes before what the record assumes.
type PlanOptions struct {
	Money    money.Currency                // of the answer; empty: that of the case
	Beside   money.Currency                // a second one; empty: none
	Assume   map[parley.ID]Assumption      // by series, in its own unit
	Rates    map[money.Currency]Assumption // what one unit is worth in the money of the answer, whatever a series says
	Pair     bool                          // rates are those that printed pairs imply
	Discount money.Decimal                 // per cent a year
	Base     int                           // the year to which amounts are discounted
	Since    int                           // the first year of all that is asked for at once, of which these bids may be a part; 0: of these bids
	Against  int                           // which bid the others are compared with; -1: none
	Draws    int
	Seed     uint64
}

// A NotAssumed says which figures a plan needs that are neither known nor
// assumed. Nothing is guessed.
type NotAssumed struct{ Needs []Need }

// A Need is a series with the years that it lacks, or a currency without a rate.
type Need struct {
	Series   parley.ID // empty: no series of the case gives the rate
	Currency money.Currency
	Money    money.Currency // in which its worth is wanted
	Years    []int
}

// With returns all needs as one; e may be nil.
func (e *NotAssumed) With(f *NotAssumed) *NotAssumed {
	if e == nil {
		return f
	}
	out := &NotAssumed{slices.Clone(e.Needs)}
	for _, n := range f.Needs {
		i := slices.IndexFunc(out.Needs, func(m Need) bool { return m.Series == n.Series && m.Currency == n.Currency })
		if i < 0 {
			out.Needs = append(out.Needs, n)
			continue
		}
		years := slices.Sorted(slices.Values(slices.Concat(out.Needs[i].Years, n.Years)))
		out.Needs[i].Years = slices.Compact(years)
	}
	return out
}

func (e *NotAssumed) Error() string {
	var b strings.Builder
	b.WriteString("evidence: neither known nor assumed:")
	for _, n := range e.Needs {
		fmt.Fprintf(&b, " %s%s %v", n.Series, n.Currency, n.Years)
	}
	return b.String()
}

// A BadAssumption is one that does not fit its series: a rate in per cent, a
// width without a middle.
type BadAssumption struct {
	Series   parley.ID
	Currency money.Currency // or of the rate
	By       parley.ID      // the entry; empty: typed
}

func (e *BadAssumption) Error() string {
	return "evidence: what is assumed of " + string(e.Series) + string(e.Currency) + " does not fit it"
}

// Plan gathers what bids need to be priced. The error joins a [*NotAssumed], every
// [*BadAssumption], and every [*cost.Problem].
func (a *Assessment) Plan(bids []Bid, o PlanOptions) (Plan, error) {
	p := planner{a: a, o: o, needs: make(map[string]map[int]bool), lines: make(map[string]*Line)}
	p.o.Money = cmp.Or(o.Money, a.Money())
	p.plan = Plan{Bids: bids, Plan: cost.Plan{Money: p.o.Money, Beside: o.Beside, Rates: make(map[money.Currency]string), Discount: o.Discount,
		Base: o.Base, Against: o.Against, Draws: o.Draws, Seed: o.Seed}}
	if p.o.Beside == p.o.Money {
		p.plan.Beside = ""
	}
	for i := range bids {
		p.plan.Terms = append(p.plan.Terms, bids[i].Terms)
		p.indices(&bids[i].Terms)
	}
	p.currencies()
	for _, n := range slices.Sorted(maps.Keys(p.lines)) {
		p.series(n)
	}
	slices.SortStableFunc(p.plan.Premises, func(x, y Premise) int { return cmp.Compare(x.Base, y.Base) })
	return p.plan, p.errors()
}

// A planner gathers the inputs of a plan.
type planner struct {
	a       *Assessment
	o       PlanOptions
	plan    Plan
	needs   map[string]map[int]bool // by input: the years that are needed
	lines   map[string]*Line        // by input: its series
	missing []Need
	errs    []error
}

func (p *planner) need(input string, year int) {
	if p.needs[input] == nil {
		p.needs[input] = make(map[int]bool)
	}
	p.needs[input][year] = true
}

// indices notes the figures that terms need of indices.
func (p *planner) indices(t *cost.Terms) {
	for y := t.Start + 1; y < t.Start+t.Years; y++ {
		if _, written := t.Agreed[y]; written {
			continue
		}
		var rule cost.Rule
		for _, r := range t.Rules {
			if r.From <= y {
				rule = r
			}
		}
		if rule.Index == "" || rule.NoShare {
			continue
		}
		p.need(rule.Index, y-rule.Lag)
		if p.lines[rule.Index] = p.a.Line(parley.ID(rule.Index)); p.lines[rule.Index] == nil {
			delete(p.lines, rule.Index) // no reader may know of terms without their index
		}
	}
}

// currencies gives each currency that is not that of the answer a rate: typed,
// printed, or a series of the case.
func (p *planner) currencies() {
	years := make(map[money.Currency]map[int]bool)
	need := func(c money.Currency, t *cost.Terms) {
		if c == "" || c == p.plan.Money {
			return
		}
		if years[c] == nil {
			years[c] = make(map[int]bool)
		}
		for y := t.Start; y < t.Start+t.Years; y++ {
			years[c][y] = true
		}
	}
	for i := range p.plan.Terms {
		t := &p.plan.Terms[i]
		need(t.Currency, t)
		need(p.plan.Beside, t)
	}
	for _, c := range slices.Sorted(maps.Keys(years)) {
		p.rate(c, slices.Sorted(maps.Keys(years[c])))
	}
}

func (p *planner) rate(c money.Currency, years []int) {
	name := "rate " + string(c)
	if x, ok := p.o.Rates[c]; ok {
		p.plan.Rates[c] = name
		p.stated(Premise{Name: name, Base: c, Later: years, Assumption: x})
		return
	}
	if p.o.Pair {
		if pair, r, ok := p.a.LatestPair(c, p.plan.Money); ok {
			p.plan.Rates[c] = name
			p.stated(Premise{Name: name, Base: c, Later: years, Pair: &pair, Assumption: Assumption{Kind: Ranges, Mean: r.Lo.Digits(precision, money.Floor), Width: r.Hi.Digits(precision, money.Ceiling)}})
			return
		}
	}
	l := p.a.Rate(c, p.plan.Money)
	if l == nil {
		p.missing = append(p.missing, Need{Currency: c, Money: p.plan.Money, Years: years})
		p.plan.Rates[c] = name
		p.plan.Inputs = append(p.plan.Inputs, cost.Input{Name: name, Later: cost.Later{Kind: cost.Normal, Mean: money.Int(1)}})
		return
	}
	name = string(l.ID)
	p.plan.Rates[c], p.lines[name] = name, l
	for _, y := range years {
		p.need(name, y)
	}
}

// stated adds a rate that no series gives.
func (p *planner) stated(x Premise) {
	later, ok := x.Assumption.rate(func(d money.Decimal) money.Decimal { return d })
	if !ok || later.Mean.IsZero() {
		p.errs = append(p.errs, &BadAssumption{Currency: x.Base})
		return
	}
	if later.From = p.since(x.Later[0]) - 1; later.Kind != cost.Walk {
		later.From = 0
	}
	p.plan.Inputs = append(p.plan.Inputs, cost.Input{Name: x.Name, Later: later})
	p.plan.Premises = append(p.plan.Premises, x)
}

// since is the year that follows the one in which a walk without a known figure
// stands at its level: one for all bids that are asked for at once.
func (p *planner) since(first int) int {
	if p.o.Since != 0 {
		return min(p.o.Since, first)
	}
	return first
}

// history is how many years before the first that is needed the figures of a
// series are looked up, for a walk that starts from its last.
const history = 60

// series adds the figures of a series, and what is assumed of those that are not
// known.
func (p *planner) series(name string) {
	l, years := p.lines[name], slices.Sorted(maps.Keys(p.needs[name]))
	in, restsOn := l.Input(years[0]-history, years[len(years)-1])
	in.Name = name
	x := Premise{Name: name, Series: l.ID}
	if l.Unit.IsRate() {
		x.Base = l.base()
	}
	for _, y := range years {
		if v, ok := in.Known[y]; ok {
			x.Known = append(x.Known, KnownFigure{y, l.asQuoted(y, v), restsOn[y]})
		} else {
			x.Later = append(x.Later, y)
		}
	}
	if len(x.Later) > 0 {
		p.assume(l, &in, &x)
	}
	if last := l.lastBefore(in.Known); in.Later.Kind == cost.Walk && in.Later.Mean.IsZero() && last != 0 {
		if k := (KnownFigure{last, l.asQuoted(last, in.Known[last]), restsOn[last]}); !slices.ContainsFunc(x.Known, func(o KnownFigure) bool { return o.Year == last }) {
			x.Known = append([]KnownFigure{k}, x.Known...)
		}
	}
	p.plan.Inputs, p.plan.Premises = append(p.plan.Inputs, in), append(p.plan.Premises, x)
}

// asQuoted returns the figure of a year as the series has it: growth, or a rate
// in its own direction.
func (l *Line) asQuoted(year int, v money.Decimal) money.Decimal {
	if r, ok := l.year(year); ok && l.Unit.IsRate() {
		return r.Value
	}
	return v
}

// lastBefore returns the last year with a figure, 0 if there is none.
func (l *Line) lastBefore(known map[int]money.Decimal) (last int) {
	for y := range known {
		last = max(last, y)
	}
	return last
}

// base is the currency of which the rate says what one unit costs.
func (l *Line) base() money.Currency {
	if l.flip {
		return l.Unit.Quote
	}
	return l.Unit.Base
}

// assume fills in what is assumed of later figures of a series: what was typed,
// else the latest that the record assumes.
func (p *planner) assume(l *Line, in *cost.Input, x *Premise) {
	typed, ok := p.o.Assume[l.ID]
	if x.Assumption = typed; !ok {
		x.Assumption, x.By = p.a.assumed(l.ID)
	}
	if x.Assumption.Kind == 0 {
		p.missing = append(p.missing, Need{Series: l.ID, Years: x.Later})
		return
	}
	fits := false
	if l.Unit.IsRate() {
		in.Later, fits = x.Assumption.rate(l.one)
		if in.Later.Mean.IsZero() && len(in.Known) == 0 {
			fits = false
		} else if in.Later.Kind == cost.Walk && len(in.Known) == 0 {
			in.Later.From = p.since(x.Later[0]) - 1
		}
	} else {
		in.Later, fits = x.Assumption.index()
		x.Assumption.WidthPercent = false
	}
	if !fits {
		p.errs = append(p.errs, &BadAssumption{Series: l.ID, By: x.By})
	}
}

// assumed returns what the record assumes of a series, by the entry that was made
// last.
func (a *Assessment) assumed(series parley.ID) (x Assumption, by parley.ID) {
	var latest *parley.Assume
	for e := range view.Each[*parley.Assume](a.view) {
		if e.Of != series || latest != nil && e.Happened.Last < latest.Happened.Last {
			continue
		}
		if y, ok := ParseAssumption(e.Value); ok {
			x, by, latest = y, e.ID, e
		}
	}
	return x, by
}

// index is an assumption of growth, in per cent: independent from year to year. A
// width in per cent is in points, as its mean is, whether that has its sign or not.
func (x Assumption) index() (cost.Later, bool) {
	switch x.Kind {
	case Fixed:
		return cost.Later{Kind: cost.Normal, Mean: x.Mean}, true
	case Deviates:
		return cost.Later{Kind: cost.Normal, Mean: x.Mean, Width: x.Width}, !x.WidthPercent || !x.Mean.IsZero()
	}
	return cost.Later{Kind: cost.Uniform, Mean: x.Mean, Width: x.Width}, true
}

// rate is an assumption of a rate of exchange: a random walk, whose width is in
// per cent a year. One that gives a width only starts from the last figure.
func (x Assumption) rate(one func(money.Decimal) money.Decimal) (cost.Later, bool) {
	if x.Percent || x.Mean.Sign() < 0 || x.Mean.IsZero() && !(x.Kind == Deviates && x.WidthPercent) {
		return cost.Later{}, false
	}
	mean := x.Mean
	if !mean.IsZero() {
		mean = one(mean)
	}
	switch x.Kind {
	case Fixed:
		return cost.Later{Kind: cost.Normal, Mean: mean}, true
	case Deviates:
		w := x.Width
		if !x.WidthPercent {
			w = w.Mul(hundred).Quo(x.Mean, precision, money.HalfEven)
		}
		return cost.Later{Kind: cost.Walk, Mean: mean, Width: w}, true
	}
	lo, hi := mean, one(x.Width)
	if lo.Cmp(hi) > 0 {
		lo, hi = hi, lo
	}
	return cost.Later{Kind: cost.Uniform, Mean: lo, Width: hi}, true
}

// errors joins all that keeps the plan from being priced. A walk without a figure
// to start from lacks that figure.
func (p *planner) errors() error {
	errs := p.errs
	if len(p.missing) > 0 || len(errs) > 0 {
		if len(p.missing) > 0 {
			errs = append(errs, &NotAssumed{p.missing})
		}
		return errors.Join(errs...)
	}
	all, _ := p.plan.Check().(interface{ Unwrap() []error })
	if all == nil {
		return nil
	}
	lacks := make(map[string][]int)
	for _, err := range all.Unwrap() {
		if m, ok := errors.AsType[*cost.Missing](err); ok {
			lacks[m.Input] = append(lacks[m.Input], m.Year)
		} else {
			errs = append(errs, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(lacks)) {
		slices.Sort(lacks[name])
		p.missing = append(p.missing, Need{Series: parley.ID(name), Years: slices.Compact(lacks[name])})
	}
	if len(p.missing) > 0 {
		errs = append(errs, &NotAssumed{p.missing})
	}
	return errors.Join(errs...)
}
