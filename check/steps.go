package check

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/cost"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// A step is a year whose recorded amount should follow, by a rule, from that of
// the year before.
type step struct {
	year   int
	rise   parley.Rise
	rounds parley.Rounds
	before money.Amount
	after  money.Amount
	once   money.Interval // paid in the year before, and in its base
}

// stepsOff is F012: the figures of a series do not give the amounts that were
// recorded for years that rise by it.
func stepsOff(p *Pass) {
	steps := p.steps()
	for _, f := range p.figured() {
		mine := steps[f.ID]
		slices.SortFunc(mine, compareSteps)
		fit, off, given := f.judge(mine)
		if len(off) == 0 {
			continue
		}
		args := with("series", f.ID, "fit", yearList(fit), "off", yearList(off), "year", strconv.Itoa(off[0].year),
			"given", money.Rounded(off[0].after.Currency, given, 5).Text(), "amount", off[0].after.Text())
		variant := ""
		if len(fit) > 0 {
			variant = "some"
		}
		var causes []parley.ID
		if other := p.fitting(f, mine, len(fit)); other != "" {
			variant, args, causes = "swapped", append(args, with("other", other)...), []parley.ID{other}
		}
		p.ReportAs(variant, f.file(), args, causes...)
	}
}

// fitting is another series that gives all the amounts where one does not.
func (p *Pass) fitting(f *figured, steps []step, fits int) parley.ID {
	for _, g := range p.figured() {
		if g.ID == f.ID || g.unit.IsRate() {
			continue
		}
		if fit, off, _ := g.judge(steps); len(off) == 0 && len(fit) >= 2 && len(fit) > fits {
			return g.ID
		}
	}
	return ""
}

// judge says which steps the figures of a series give and which they do not,
// and what they give for the first of those. A step of which nothing is known is
// neither.
func (f *figured) judge(steps []step) (fit, off []step, given money.Decimal) {
	for _, s := range steps {
		rates := f.growth(s.year - s.rise.Lag)
		if len(rates) == 0 {
			continue
		}
		ok := false
		var last money.Interval
		for _, r := range rates {
			if to, can := s.take(r); can {
				last = to
				ok = ok || to.Overlaps(s.after.Bounds)
			}
		}
		switch {
		case ok:
			fit = append(fit, s)
		case last != money.Interval{}:
			if off = append(off, s); len(off) == 1 {
				given = last.Mid()
			}
		}
	}
	return fit, off, given
}

// take returns the amount that a figure of the index gives.
func (s step) take(index money.Decimal) (money.Interval, bool) {
	r := s.rise
	r.From = s.year
	t := cost.Terms{Currency: s.before.Currency, Start: s.year - 1, Years: 2, First: s.before.Bounds.Add(s.once), Rules: []cost.Rule{evidence.Follows(r, s.rounds)}, Round: s.rounds.Amount.Value}
	of := s.year - s.rise.Lag
	path, err := t.Path([]cost.Input{{Name: string(s.rise.Index), Known: map[int]money.Decimal{of: index}}})
	if err != nil || len(path) != 2 {
		return money.Interval{}, false
	}
	return path[1].Amount, true
}

// growth returns what a series says, or once said, of the growth in a year, in
// per cent.
func (f *figured) growth(year int) (out []money.Decimal) {
	now := f.year(year)
	if f.unit.Percent {
		return now
	}
	for _, b := range f.year(year - 1) {
		for _, a := range now {
			if b.Sign() > 0 && len(out) < 16 {
				out = append(out, a.Mul(money.Int(100)).Quo(b, 20, money.HalfEven).Sub(money.Int(100)))
			}
		}
	}
	return out
}

// year returns every figure that was published for a whole year.
func (f *figured) year(year int) (out []money.Decimal) {
	first, last := date.On(year, 1, 1), date.On(year, 12, 31)
	for _, y := range f.Figures {
		if y.For.First == first && y.For.Last == last {
			out = append(out, y.Value)
		}
	}
	return out
}

// steps lists, by series, the years that rise by it and whose amount is
// recorded, and so is that of the year before.
func (p *Pass) steps() map[parley.ID][]step {
	out := make(map[parley.ID][]step)
	paid := p.paid()
	for _, t := range p.terms {
		years := paid[t.Of]
		own := yearsOf(t.Pays)
		for _, y := range slices.Sorted(maps.Keys(years)) {
			r, ok := ruleFor(t.Rises, y, own)
			before, known := years[y-1]
			if !ok || !known || r.Index == "" || before.Currency != years[y].Currency || r.Uncapped && len(years) > 2 {
				continue // where a cap does not bind the next year, nobody printed on what that builds
			}
			out[r.Index] = append(out[r.Index], step{y, r, t.Rounds, before, years[y], inBase(t.Once, y-1)})
		}
	}
	return out
}

// ruleFor is the rule that gives the amount of a year, in terms that print those
// of their own years.
func ruleFor(rises []parley.Rise, year int, own []int) (rule parley.Rise, ok bool) {
	for _, r := range rises {
		from := r.From
		if from == 0 && len(own) > 0 { // the first year that has none of its own
			for from = own[0]; slices.Contains(own, from); from++ {
			}
		}
		if from <= year {
			rule, ok = r, true
		}
	}
	return rule, ok
}

func yearsOf(pays []parley.Payment) (out []int) {
	for _, x := range pays {
		if y, last, ok := x.For.Years(); ok && y == last {
			out = append(out, y)
		}
	}
	slices.Sort(out)
	return out
}

func inBase(once []parley.Bridge, year int) (sum money.Interval) {
	for _, b := range once {
		if y, last, ok := b.For.Years(); ok && y == last && y == year && b.InBase {
			sum = sum.Add(b.Amount.Bounds)
		}
	}
	return sum
}

// paid returns the amounts of every agreement by year: of several that were
// recorded for one, the most exact.
func (p *Pass) paid() map[parley.ID]map[int]money.Amount {
	out := make(map[parley.ID]map[int]money.Amount)
	for _, t := range p.terms {
		for _, x := range t.Pays {
			y, last, ok := x.For.Years()
			if !ok || y != last || x.Amount.IsRange() {
				continue
			}
			if out[t.Of] == nil {
				out[t.Of] = make(map[int]money.Amount)
			}
			old, had := out[t.Of][y]
			if !had || old.Currency == x.Amount.Currency && x.Amount.Bounds.Width().Cmp(old.Bounds.Width()) < 0 {
				out[t.Of][y] = x.Amount
			}
		}
	}
	return out
}

func yearList(steps []step) string {
	var out []string
	for _, s := range steps {
		if y := strconv.Itoa(s.year); !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	return strings.Join(out, ", ")
}
