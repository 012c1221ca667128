package cost

import (
	"errors"
	"maps"
	"slices"

	"parley/money"
)

// Check returns everything that is wrong with the terms by themselves, joined:
// each is a [*Problem].
func (t Terms) Check() error {
	var ps problems
	t.check(&ps)
	return errors.Join(ps...)
}

func (t Terms) check(ps *problems) {
	ps.when(t.Years < 1 || t.Years > MaxYears, Problem{Terms: t.Name, Reason: BadYears})
	ps.when(t.Start < 1 || t.Start > 9999, Problem{Terms: t.Name, Year: t.Start, Reason: BadYear})
	ps.interval(t.First, Problem{Terms: t.Name, Year: t.Start})
	for _, y := range years(t.Agreed) {
		ps.interval(t.Agreed[y], Problem{Terms: t.Name, Year: y})
	}
	for _, y := range years(t.Made) {
		_, agreed := t.Agreed[y]
		ps.when(y != t.Start && !agreed, Problem{Terms: t.Name, Year: y, Reason: Outside})
		t.Made[y].check(ps, Problem{Terms: t.Name, Year: y}, t.written(y))
	}
	a, ok := t.Agreed[t.Start]
	ps.when(ok && a != t.First, Problem{Terms: t.Name, Year: t.Start, Reason: FirstTwice})
	for _, o := range t.Once {
		ps.interval(o.Amount, Problem{Terms: t.Name, Year: o.Year})
		o.Made.check(ps, Problem{Terms: t.Name, Year: o.Year}, o.Amount)
		ps.when(o.Year < t.Start || o.Year >= t.Start+t.Years, Problem{Terms: t.Name, Year: o.Year, Reason: Outside})
	}
	ps.unit(t.Round, Problem{Terms: t.Name})
	for i, r := range t.Rules {
		ps.when(i > 0 && r.From <= t.Rules[i-1].From, Problem{Terms: t.Name, Year: r.From, Reason: RuleOrder})
		r.check(ps, Problem{Terms: t.Name, Year: r.From, Input: r.Index})
	}
}

func years[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }

func (r Rule) check(ps *problems, p Problem) {
	for _, d := range []*money.Decimal{&r.Fixed, &r.Share, &r.Add, r.Cap, r.Floor} {
		if d != nil {
			ps.number(*d, p)
		}
	}
	ps.unit(r.Round, p)
	p.Reason = BadLag
	ps.when(r.Lag < 0 || r.Lag > MaxLag, p)
	p.Reason = CapFloor
	ps.when(r.Cap != nil && r.Floor != nil && r.Cap.Cmp(*r.Floor) < 0, p)
}

func (ps *problems) unit(d money.Decimal, p Problem) {
	ps.number(d, p)
	p.Reason = BadUnit
	ps.when(d.Sign() < 0, p)
}

func (in Input) check(ps *problems) {
	ps.when(in.Name == "", Problem{Reason: NoName})
	for _, y := range years(in.Known) {
		ps.number(in.Known[y], Problem{Input: in.Name, Year: y})
	}
	l := in.Later
	ps.number(l.Mean, Problem{Input: in.Name})
	ps.number(l.Width, Problem{Input: in.Name})
	ps.when(l.Kind > Uniform, Problem{Input: in.Name, Reason: BadKind})
	ps.when((l.Kind == Normal || l.Kind == Walk) && l.Width.Sign() < 0, Problem{Input: in.Name, Reason: BadWidth})
	ps.when(l.Kind == Uniform && l.Mean.Cmp(l.Width) > 0, Problem{Input: in.Name, Reason: Backwards})
}

// checkAll finds what is wrong with inputs and terms before any of it is
// calculated with.
func checkAll(ts []Terms, in []Input) problems {
	var ps problems
	seen := make(map[string]bool)
	for _, t := range ts {
		ps.when(seen[t.Name], Problem{Terms: t.Name, Reason: NameTwice})
		seen[t.Name] = true
		t.check(&ps)
	}
	clear(seen)
	for _, i := range in {
		ps.when(seen[i.Name], Problem{Input: i.Name, Reason: NameTwice})
		seen[i.Name] = true
		i.check(&ps)
	}
	return ps
}

// Check returns everything that is wrong with the plan, joined: each is a
// [*Problem], or a [*Missing] figure.
func (p Plan) Check() error {
	_, err := compile(p, everything)
	return err
}

func (p Plan) check() problems {
	ps := checkAll(p.Terms, p.Inputs)
	ps.number(p.Discount, Problem{})
	ps.when(p.Discount.Cmp(money.Int(-50)) < 0 || p.Discount.Cmp(money.Int(1000)) > 0, Problem{Reason: BadDiscount})
	ps.when(!p.Discount.IsZero() && (p.Base < 1 || p.Base > 9999), Problem{Year: p.Base, Reason: BadYear})
	ps.when(p.Against < -1 || p.Against >= len(p.Terms), Problem{Reason: NoTerms})
	ps.when(p.Draws < 0 || p.Draws > MaxDraws, Problem{Reason: TooManyDraws})
	ps.when(p.Workers < 0, Problem{Reason: BadWorkers})
	_, ok := p.Rates[p.Beside]
	ps.when(p.Beside != "" && p.Beside != p.Money && !ok, Problem{Money: p.Beside, Reason: NoRate})
	for _, t := range p.Terms {
		_, ok := p.Rates[t.Currency]
		ps.when(t.Currency != p.Money && !ok, Problem{Terms: t.Name, Money: t.Currency, Reason: NoRate})
	}
	return ps
}
