package verify

import (
	"slices"

	"parley"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// precision is how many digits a quotient keeps.
const precision = 20

var hundred = money.Int(100)

// percentages sets each percentage beside the amounts that were said with it,
// and those beside every base that the record has.
func (f *finder) percentages() {
	for _, p := range f.shares {
		v := p.That.Value.(parley.Percent)
		for _, m := range f.claims[subject{p.That.Party, p.That.Issue}] {
			if f.together(p, m) {
				f.percentage(p, v, m.ID, m.That.Value.(parley.Money).Amount, m.That, f.a.Of(m.ID).RestsOn())
			}
		}
		if t := f.thing(p); t.verb == "pays" && t.party == "" { // terms give what is paid for the time
			for _, x := range f.things[t] {
				if _, ok := view.Get[*parley.Terms](f.v, x.by); ok {
					f.percentage(p, v, x.by, x.Amount, p.That, x.restsOn)
				}
			}
		}
	}
}

// together reports whether a percentage and an amount of one party on one issue
// are for one time, and in one utterance or two positions that both stand.
func (f *finder) together(p, m *parley.Claim) bool {
	x, y := p.That, m.That
	fits := func(a, b string) bool { return a == "" || b == "" || a == b }
	if !fits(x.Per, y.Per) || !fits(period(x.For), period(y.For)) {
		return false
	}
	if x.Verb == y.Verb && len(f.a.Superseded(p.ID)) == 0 && len(f.a.Superseded(m.ID)) == 0 {
		return true
	}
	return slices.ContainsFunc(f.a.Of(p.ID).Grounds, func(id parley.ID) bool { return slices.Contains(f.a.Of(m.ID).Grounds, id) })
}

// percentage computes over which base a percentage gives an amount, and by how
// much the amount is above each base that the record has. The percentage counts
// as it stands: it is what is tested. Both are for a year, unless they were printed for
// one span.
func (f *finder) percentage(p *parley.Claim, v parley.Percent, of parley.ID, m money.Amount, t *parley.Proposition, restsOn []parley.ID) {
	base, bases := f.baseFrame(p.That, v), f.bases(p.That, v, m.Currency)
	printed, whole := m, base.Same(evidence.FrameOf(t))
	if !whole {
		var ok bool
		if m, ok = evidence.AYear(m, evidence.FrameOf(t)); !ok {
			return
		}
		bases = yearly(bases, base)
	}
	x := Finding{Of: p.ID, Said: m, Percent: v.Percent, By: []parley.ID{of}, With: of, RestsOn: slices.Concat(f.a.Of(p.ID).RestsOn(), restsOn)}
	x.Yearly = m != printed || !whole && base.Span != evidence.EachYear
	factor := money.Interval{Lo: v.Value.Add(hundred).Shift(-2), Hi: v.High.Add(hundred).Shift(-2)}
	if base, ok := m.Bounds.Quo(factor); ok && factor.Lo.Sign() > 0 {
		y := x
		y.Kind, y.Currency, y.Result = Implied, m.Currency, base
		y.Value = middle(m).Quo(factor.Mid(), precision, money.HalfEven)
		f.add(y)
	}
	for _, b := range bases {
		change, ok := money.PercentChange(b.Bounds, m.Bounds)
		if !ok || slices.Contains(b.by, of) {
			continue
		}
		y := x
		y.Kind, y.Result, y.Against, y.By = Over, change, b.Amount, b.by
		y.Value = middle(m).Sub(middle(b.Amount)).Mul(hundred).Quo(middle(b.Amount), precision, money.HalfEven)
		y.RestsOn = slices.Concat(y.RestsOn, b.restsOn)
		y.Fits, y.Slip = change.Overlaps(money.Interval{Lo: v.Value, Hi: v.High}), f.slip(b.by)
		f.add(y)
	}
}

// errors finds what entries explain as an error. Of the figures that one sets
// against each other it is that of which more such entries say so; of two of which
// as many do, the one less well sourced; else either may be it.
func (f *finder) errors() {
	f.slips = make(map[parley.ID]parley.ID)
	against := make(map[parley.ID]int)
	var all []*parley.Explain
	for e := range view.Each[*parley.Explain](f.v) {
		if e.Reason == "error" {
			all = append(all, e)
			for _, id := range e.Of {
				against[id] += len(e.Of) - 1
			}
		}
	}
	clearer := func(x, y parley.ID) bool { // y is the error rather than x
		return against[y] > against[x] || against[y] == against[x] && f.basis(y) < f.basis(x)
	}
	for _, e := range all {
		for _, id := range e.Of {
			if f.slips[id] == "" && !slices.ContainsFunc(e.Of, func(y parley.ID) bool { return clearer(id, y) }) {
				f.slips[id] = e.ID
			}
		}
	}
}

// basis is how well a figure is sourced. What terms give is on record.
func (f *finder) basis(id parley.ID) parley.Basis {
	if _, ok := view.Get[*parley.Terms](f.v, id); ok {
		return parley.OnRecord
	}
	return f.a.Status(id).Basis
}

// slip returns the entry that explains a figure as an error, if one does so of all
// who give it.
func (f *finder) slip(by []parley.ID) (entry parley.ID) {
	for _, id := range by {
		if f.slips[id] == "" {
			return ""
		}
		entry = f.slips[id]
	}
	return entry
}

// baseFrame is for what the base of a percentage is.
func (f *finder) baseFrame(t *parley.Proposition, v parley.Percent) evidence.Frame {
	if !v.Amount.IsZero() {
		return evidence.TypedFrame(t)
	}
	if c, ok := view.Get[*parley.Claim](f.v, v.Over); ok && c.That != nil {
		return evidence.FrameOf(c.That)
	}
	return evidence.Frame{Span: evidence.EachYear}
}

// bases are the amounts that the record has for what the percentage of a proposition
// is over, in a currency.
func (f *finder) bases(p *parley.Proposition, v parley.Percent, in money.Currency) []figure {
	var ps []printed
	put := func(by parley.ID, restsOn []parley.ID, amounts ...money.Amount) {
		for _, x := range amounts {
			if !x.IsZero() {
				ps = append(ps, printed{x, by, 0, restsOn})
			}
		}
	}
	put("", nil, v.Amount)
	e, _ := f.v.Entry(v.Over)
	switch e := e.(type) {
	case *parley.Claim:
		if e.That == nil {
			break
		}
		if m, ok := e.That.Value.(parley.Money); ok {
			put(e.ID, f.a.Of(e.ID).RestsOn(), m.Amount, m.Beside)
			ps = append(ps, f.things[f.thing(e)]...)
		}
	default:
		for _, x := range f.a.PaidBefore(v.Over, p.For, f.v.From().AsOf) {
			put(x.By, x.RestsOn, x.Amount, x.Beside)
		}
	}
	return unique(others(ps, in, ""))
}

// unique drops a second mention of one entry with one figure.
func unique(fs []figure) []figure {
	for i := range fs {
		fs[i].by = slices.Compact(fs[i].by)
	}
	return fs
}

// yearly are amounts for something as those of a year; what cannot be one is none.
func yearly(fs []figure, from evidence.Frame) (out []figure) {
	for _, x := range fs {
		var ok bool
		if x.Amount, ok = evidence.AYear(x.Amount, from); ok {
			out = append(out, x)
		}
	}
	return out
}

// pairs sets the rate that two amounts printed side by side imply beside that of
// the series of the case on the day on which they were printed.
func (f *finder) pairs() {
	for _, p := range f.a.PrintedPairs() {
		x, y := p.First, p.Second
		rate, ok := money.ImpliedRate(x, y)
		if !ok {
			continue
		}
		l := f.a.Rate(y.Currency, x.Currency)
		if l != nil && l.Unit.Base != y.Currency { // the way in which the series has it
			x, y = y, x
			if rate, ok = money.ImpliedRate(x, y); !ok {
				continue
			}
			l = f.a.Rate(y.Currency, x.Currency)
		}
		if l == nil || p.Known == 0 {
			continue
		}
		r, ok := l.On(p.Known)
		if !ok || r.Value.Sign() <= 0 {
			continue
		}
		z := Finding{Kind: Rate, Of: p.By, Result: rate.Interval, Currency: x.Currency, Base: y.Currency, Said: x, Beside: y, Series: &r, Line: l.ID}
		z.Value = middle(x).Quo(middle(y), precision, money.HalfEven)
		z.RestsOn = slices.Concat(p.RestsOn, r.RestsOn)
		z.Power, _ = money.PowerOfTen(rate.Interval, money.Interval{Lo: r.Value.Mul(money.Scaled(9, -1)), Hi: r.Value.Mul(money.Scaled(11, -1))})
		f.add(z)
	}
}

// many is how many figures for one thing are compared with each other: where there
// are more, everybody says something else.
const many = 300

// misprints finds figures for one thing that are a power of ten apart, or whose
// digits differ by one left out.
func (f *finder) misprints() {
	for _, t := range f.order {
		ps := f.things[t]
		if len(ps) > many {
			continue
		}
		for i, p := range ps {
			for _, q := range others(ps[:i], p.Currency, p.by) {
				z := Finding{Of: p.by, Said: p.Amount, Against: q.Amount, By: q.by, RestsOn: slices.Concat(p.restsOn, q.restsOn)}
				if n, ok := money.PowerOfTen(p.Bounds, q.Bounds); ok {
					z.Kind, z.Power = Tenfold, n
				} else if p.Bounds.Disjoint(q.Bounds) && oneLeftOut(p.Value, q.Value) && p.Value == p.High && q.Value == q.High {
					z.Kind = Digit
				} else {
					continue
				}
				var ok bool
				if z.Result, ok = money.PercentChange(q.Bounds, p.Bounds); !ok {
					continue
				}
				z.Value = middle(p.Amount).Sub(middle(q.Amount)).Mul(hundred).Quo(middle(q.Amount), precision, money.HalfEven)
				f.add(z)
			}
		}
	}
}

// oneLeftOut reports whether the digits of one number are those of the other with
// one left out. Fewer than four digits are alike by chance.
func oneLeftOut(a, b money.Decimal) bool {
	x, y := digits(a), digits(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x) != len(y)+1 || len(y) < 4 {
		return false
	}
	for i := range x {
		if x[:i]+x[i+1:] == y {
			return true
		}
	}
	return false
}

// digits are the digits of a number, without a point and zeros at either end.
func digits(d money.Decimal) string {
	var out []byte
	for _, c := range []byte(d.String()) {
		if c >= '0' && c <= '9' && (c != '0' || len(out) > 0) {
			out = append(out, c)
		}
	}
	for len(out) > 0 && out[len(out)-1] == '0' {
		out = out[:len(out)-1]
	}
	return string(out)
}

// parts adds up the categories of an issue, where the record has a figure of each
// for one time, and sets the sum beside every figure for the whole.
func (f *finder) parts() {
	of := make(map[parley.ID][]parley.ID)
	for i := range view.Each[*parley.Issue](f.v) {
		if i.PartOf != "" && i.Measure == "" {
			of[i.PartOf] = append(of[i.PartOf], i.ID)
		}
	}
	at := make(map[thing][]thing) // by issue, verb and time
	for _, t := range f.order {
		k := thing{issue: t.issue, verb: t.verb, period: t.period}
		at[k] = append(at[k], t)
	}
	for _, t := range f.order {
		if cats := of[t.issue]; len(cats) > 1 {
			f.sum(t, cats, at)
		}
	}
}

func (f *finder) sum(whole thing, categories []parley.ID, at map[thing][]thing) {
	for _, in := range currencies(f.things[whole]) {
		z := Finding{Kind: Parts, Currency: in}
		for _, issue := range categories {
			x, ok := f.category(whole, at[thing{issue: issue, verb: whole.verb, period: whole.period}], in)
			if !ok {
				break
			}
			z.Parts = append(z.Parts, Part{issue, x.Amount, x.by})
			z.Result, z.Value = z.Result.Add(x.Bounds), z.Value.Add(middle(x.Amount))
			z.RestsOn = append(z.RestsOn, x.restsOn...)
		}
		if len(z.Parts) < len(categories) {
			continue
		}
		for _, x := range distinct(others(f.things[whole], in, "")) {
			y := z
			y.Of, y.By, y.Said = x.by[0], slices.Compact(x.by), x.Amount
			y.RestsOn = slices.Concat(z.RestsOn, x.restsOn)
			f.add(y)
		}
	}
}

// distinct keeps, of figures that can be one, the one printed with most digits.
func distinct(fs []figure) (out []figure) {
	slices.SortStableFunc(fs, func(x, y figure) int { return x.Bounds.Width().Cmp(y.Bounds.Width()) })
	for _, x := range fs {
		if !slices.ContainsFunc(out, func(y figure) bool { return x.Bounds.Overlaps(y.Bounds) }) {
			out = append(out, x)
		}
	}
	return out
}

// category is the figure of a part for a time: of several, the one printed with
// most digits.
func (f *finder) category(whole thing, parts []thing, in money.Currency) (best figure, ok bool) {
	for _, t := range parts {
		if whole.party != "" && t.party != whole.party ||
			t.per != whole.per && t.per != "" && whole.per != "" {
			continue
		}
		for _, x := range others(f.things[t], in, "") {
			if !ok || x.Bounds.Width().Cmp(best.Bounds.Width()) < 0 {
				best, ok = x, true
			}
		}
	}
	return best, ok
}

func currencies(ps []printed) (cs []money.Currency) {
	for _, p := range ps {
		if !slices.Contains(cs, p.Currency) {
			cs = append(cs, p.Currency)
		}
	}
	return cs
}
