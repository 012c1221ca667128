package main

import (
	"cmp"
	"errors"
	"slices"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/lang"
	"parley/money"
)

// A merger brings rows together with those that are there.
type merger struct {
	*target
	*takeover
	today         date.Day
	skipped, same int
	fresh         []casefile.Row
	revised       []revision
}

type revision struct {
	casefile.Row
	old string
}

// A vintage is a figure and when it was published.
type vintage struct {
	value money.Decimal
	out   date.Day
}

type span struct{ first, last date.Day }

// merge returns the rows to lay in, by their time and publication. It refuses
// all of them if one says something else of a time and was not published later,
// or cannot well be a figure of this series.
func (m *merger) merge(table *casefile.Table, rows []taken) ([]casefile.Row, error) {
	var there []parley.Figure
	if table != nil {
		there = table.Figures()
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, m.compare)
	if m.as == "growth" {
		rows = m.growth(rows)
	}
	if len(rows) == 0 {
		return nil, fail(findings, "%s: no figure has one of the year before, to reckon growth from. Nothing was written.", m.file)
	}
	if err := m.fits(there, rows); err != nil {
		return nil, err
	}
	have := make(map[span][]vintage)
	for _, x := range there {
		k := span{x.For.First, x.For.Last}
		have[k] = append(have[k], vintage{x.Value, m.out(x)})
	}
	var bad []said
	var out []casefile.Row
	for _, r := range rows {
		k, v := span{r.when.First, r.when.Last}, m.vintage(r)
		switch last, there := latest(have[k]); {
		case v.out > soon(m.today):
			bad = append(bad, saying("%s: it would be known as of %s, which is still to come", r.For, v.out))
			continue
		case !there:
			m.fresh, out = append(m.fresh, r.Row), append(out, r.Row)
		case last.value == v.value || slices.Contains(have[k], v):
			m.same++
			continue
		case v.out > last.out:
			m.revised, out = append(m.revised, revision{r.Row, last.value.String()}), append(out, r.Row)
		default:
			bad = append(bad, saying("%s: %s is there, published %s, and %s now; a revision is published later", r.For, last.value.String(), last.out, r.Value))
			continue
		}
		have[k] = append(have[k], v)
	}
	if len(bad) > 0 {
		return nil, fail(findings, "%s\nNothing was written.", few(bad))
	}
	return out, nil
}

// growth reckons growth in per cent, on the same time of the year before, from
// levels that are sorted. What of the year before counts is what had been
// published by then.
func (m *merger) growth(levels []taken) (rows []taken) {
	have := make(map[span][]taken)
	for _, r := range levels {
		k := span{r.when.First, r.when.Last}
		have[k] = append(have[k], r)
	}
	for _, r := range levels {
		before := yearBefore(r.when)
		at := -1
		for i, o := range have[before] {
			if m.vintage(o).out <= m.vintage(r).out {
				at = i
			}
		}
		if at < 0 || have[before][at].number.Sign() <= 0 {
			m.skipped++
			continue
		}
		base := have[before][at]
		hundred := money.Int(100)
		r.number = r.number.Mul(hundred).Quo(base.number, 20, money.HalfEven).Sub(hundred).Round(-growthDigits, money.HalfEven)
		r.Note = r.Value + " / " + base.Value
		r.Value = r.number.String()
		rows = append(rows, r)
	}
	return rows
}

// growthDigits is how many decimals growth has that is reckoned from levels: no
// index is printed with more than five digits.
const growthDigits = 4

func yearBefore(d date.Date) span {
	y, m, day := d.First.YMD()
	ny, nm, nday := (d.Last + 1).YMD()
	if d.First == d.Last {
		return span{date.On(y-1, m, day), date.On(y-1, m, day)}
	}
	return span{date.On(y-1, m, day), date.On(ny-1, nm, nday) - 1}
}

// fits refuses figures that are of other periods than those that are there, or of
// another scale.
func (m *merger) fits(there []parley.Figure, rows []taken) error {
	var have []string
	all := slices.Clone(there)
	for _, x := range there {
		if l := length(x.For); l != "" && !slices.Contains(have, l) {
			have = append(have, l)
		}
	}
	for _, r := range rows {
		all = append(all, parley.Figure{For: r.when, Value: r.number})
		if len(have) > 0 && m.each == "" && !slices.Contains(have, length(r.when)) {
			each := cmp.Or(length(r.when), "PERIOD")
			if r.when.Last-r.when.First < there[0].For.Last-there[0].For.First {
				each = have[0] // a day for the year that it begins
			}
			return fail(findings, "%s:%d: %s is of another length than the figures of %s, which are each of one %s. --each says of what it is to be: --each %s. Nothing was written.", m.file, r.line, r.For, m.id, spoken(have[0]), each)
		}
	}
	if m.as == "printed" {
		return nil
	}
	was, _ := check.Misscaled(m.unit, there)
	switch reason, at := check.Misscaled(m.unit, all); {
	case reason == was && at < len(there):
	case reason == "level" || reason == "mixed":
		return fail(findings, "%s is growth in %%; %s looks like the level of an index. --as growth reckons growth from levels, --as printed takes it as it is. Nothing was written.", m.id, all[at].Value.String())
	case reason == "growth":
		return fail(findings, "%s is an index; %s looks like growth. --as printed takes it as it is. Nothing was written.", m.id, all[at].Value.String())
	}
	return nil
}

func (m *merger) compare(a, b taken) int {
	if c := date.Compare(a.when, b.when); c != 0 {
		return c
	}
	return int(m.vintage(a).out - m.vintage(b).out)
}

func (m *merger) vintage(r taken) vintage {
	return vintage{r.number, m.known(r.Row)}
}

func latest(vs []vintage) (last vintage, ok bool) {
	for _, v := range vs {
		if !ok || v.out >= last.out {
			last, ok = v, true
		}
	}
	return last, ok
}

// report says what was laid in.
func (m *merger) report(w *world, l lang.Lang) error {
	err := w.tell(l, "cli.series.imported", lang.Arg{Name: "file", Value: m.path}, lang.Arg{Name: "new", Value: len(m.fresh)},
		lang.Arg{Name: "revised", Value: len(m.revised)}, lang.Arg{Name: "same", Value: m.same}, lang.Arg{Name: "skipped", Value: m.skipped})
	for _, r := range m.fresh {
		err = errors.Join(err, w.tell(l, "cli.series.new", lang.Arg{Name: "for", Value: r.For}, lang.Arg{Name: "value", Value: r.Value}))
	}
	for _, r := range m.revised {
		err = errors.Join(err, w.tell(l, "cli.series.revised", lang.Arg{Name: "for", Value: r.For}, lang.Arg{Name: "value", Value: r.Value}, lang.Arg{Name: "old", Value: r.old}))
	}
	return err
}
