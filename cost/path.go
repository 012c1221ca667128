package cost

import (
	"errors"

	"parley/money"
)

// Path returns what is paid year by year. Every figure that a rule needs must be
// known: what is assumed of later ones is not used. The error joins a
// [*Missing] for each that is not, and the path then ends before the first year
// that cannot be given; or it joins every [*Problem] of the terms and inputs.
func (t Terms) Path(in []Input) (Path, error) { return t.path(in, Input.known) }

// Middle returns the path on which every figure that is not known is the middle
// of what is assumed of it: the mean of a normal, the level from which a walk
// starts, the middle of a uniform. Its years are marked Assumed. Errors are
// those of Path.
func (t Terms) Middle(in []Input) (Path, error) { return t.path(in, Input.middle) }

func (t Terms) path(in []Input, figure func(Input, int) (money.Decimal, bool, bool)) (Path, error) {
	if ps := checkAll([]Terms{t}, in); len(ps) > 0 {
		return nil, errors.Join(ps...)
	}
	inputs := byName(in)
	resumes := t.resumes(inputs)
	var path Path
	var missing []error
	var base money.Interval
	for y := t.Start; y < t.Start+t.Years; y++ {
		year := Year{Year: y}
		rule, by := t.by(y)
		if year.By = by; by == ByRule && rule.reads() {
			var ok bool
			year.IndexOf = y - rule.Lag
			if year.Index, year.Assumed, ok = figure(inputs[rule.Index], year.IndexOf); !ok {
				missing = append(missing, &Missing{rule.Index, year.IndexOf})
			}
		}
		if len(missing) > 0 {
			continue
		}
		t.core(&year, base, rule, t.written(y))
		if g, ok := resumes[y]; ok {
			year.Base = t.grow(base, g.rate, g.add)
		}
		t.once(&year)
		path, base = append(path, year), year.Base
	}
	return path, errors.Join(missing...)
}

// core fills in what a year costs and what the next builds on, without what is
// paid once; written is its amount if the terms give it.
func (t Terms) core(year *Year, base money.Interval, rule Rule, written money.Interval) {
	switch year.By {
	case Written:
		year.Amount, year.Base = written, written
	case Flat:
		year.Amount, year.Base = base, base
	case ByRule:
		full := rule.rate(year)
		year.Amount = t.grow(base, year.Rate, rule.Add)
		year.Base = year.Amount
		if year.Capped && rule.Uncapped {
			year.Base = t.grow(base, full, rule.Add)
		}
	}
}

// once adds what is paid once.
func (t Terms) once(year *Year) {
	for _, o := range t.Once {
		if o.Year != year.Year {
			continue
		}
		year.Amount = year.Amount.Add(o.Amount)
		if o.InBase {
			year.Base = year.Base.Add(o.Amount)
		}
	}
}

// by says where the amount of a year comes from, and by which rule.
func (t Terms) by(year int) (Rule, By) {
	if _, ok := t.Agreed[year]; ok || year == t.Start {
		return Rule{}, Written
	}
	rule := t.rule(year)
	if rule.flat() {
		return Rule{}, Flat
	}
	return rule, ByRule
}

// rule returns the rule of a year, whether or not its amount is written.
func (t Terms) rule(year int) (rule Rule) {
	for _, r := range t.Rules {
		if r.From <= year {
			rule = r
		}
	}
	return rule
}

func (t Terms) written(year int) money.Interval {
	if a, ok := t.Agreed[year]; ok {
		return a
	}
	return t.First
}

// grow returns round(base × (1 + rate/100) + add).
func (t Terms) grow(base money.Interval, rate, add money.Decimal) money.Interval {
	i := base.Mul(money.Only(rate.Shift(-2).Add(money.Int(1)))).Add(money.Only(add))
	return money.Interval{Lo: toUnit(i.Lo, t.Round), Hi: toUnit(i.Hi, t.Round)}
}

// flat reports whether a rule leaves the amount as it was.
func (r Rule) flat() bool {
	return r.Fixed.IsZero() && !r.reads() && r.Add.IsZero() && r.Cap == nil && r.Floor == nil
}

// reads reports whether the rate depends on the figures of an index.
func (r Rule) reads() bool { return r.Index != "" && !r.NoShare }

// rate sets the rate of a year whose index is known, and returns what it would
// have been without the cap. The order is the rule: round, then floor, then cap.
func (r Rule) rate(year *Year) (full money.Decimal) {
	d := year.Index // 0 where it is not read
	if !r.Share.IsZero() {
		d = d.Mul(r.Share)
	}
	d = toUnit(d.Add(r.Fixed), r.Round)
	if r.Floor != nil && d.Cmp(*r.Floor) < 0 {
		d, year.Floored = *r.Floor, true
	}
	full = d
	if r.Cap != nil && d.Cmp(*r.Cap) > 0 {
		d, year.Capped = *r.Cap, true
	}
	year.Rate = d
	return full
}

// toUnit returns d rounded to a multiple of unit, halves away from zero as
// treaties and newspapers round; unit 0 leaves it.
func toUnit(d, unit money.Decimal) money.Decimal {
	if unit.IsZero() || d.IsZero() {
		return d
	}
	// The quotient is cut off, not rounded, after more digits than a half has:
	// it then lies on the same side of the half as the number itself.
	digits := max(1, d.Place()-unit.Place()+3)
	q := d.Abs().Quo(unit, digits, money.Floor).Round(0, money.HalfUp).Mul(unit)
	if d.Sign() < 0 {
		return q.Neg()
	}
	return q
}
