package check

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// An appraised is a valuation as it is reckoned on its own day: what keeps an
// answer from being made of it.
type appraised struct {
	*parley.Valuation
	limit  *evidence.BidError // why its limit comes to no amount; nil: it does, or there is none
	rates  []sum              // amounts for which there is no rate, the first of each currency
	valued []evidence.Valued
	odd    *evidence.WorthLine // cannot hold with those before it
}

// mostDays is on how many days valuations are reckoned, the latest: each is a
// whole record to weigh.
const mostDays = 100

func (x *index) appraise() (out []appraised) {
	if len(x.valuations) == 0 || x.head == nil {
		return nil
	}
	record := view.Index(x.entries)
	on := make(map[date.Day][]*parley.Valuation)
	var days []date.Day
	for _, v := range x.valuations {
		day := cmp.Or(v.Happened.Last, v.Happened.First, endOfTime)
		if on[day] == nil {
			days = append(days, day)
		}
		on[day] = append(on[day], v)
	}
	slices.Sort(days)
	for _, day := range days[max(0, len(days)-mostDays):] {
		a := weighed(record, day, 0)
		for _, v := range on[day] {
			out = append(out, x.appraisal(a, v, day))
		}
	}
	return out
}

func (x *index) appraisal(a *evidence.Assessment, v *parley.Valuation, day date.Day) appraised {
	out := appraised{Valuation: v}
	if v.Limit != nil {
		_, err := a.Limit(v, x.head.Money, nil)
		out.limit, _ = errors.AsType[*evidence.BidError](err)
	}
	out.valued, out.odd = a.Worths(v, x.head.Money, nil)
	eachValued(v, func(s sum) {
		same := func(t sum) bool { return t.Currency == s.Currency }
		if !same(sum{Amount: money.Amount{Currency: x.head.Money}}) && !slices.ContainsFunc(out.rates, same) && a.Convert(s.Currency, x.head.Money, day) == nil {
			out.rates = append(out.rates, s)
		}
	})
	return out
}

// eachValued calls do with the amounts of a valuation, where they stand and what
// of one party is the same thing.
func eachValued(v *parley.Valuation, do func(sum)) {
	put := func(a, beside money.Amount, pay date.Date, field string, nth int, what ...string) {
		do(sum{Amount: a, beside: beside, pay: pay, field: field, nth: nth, series: series{verb: strings.Join(what, " ")}})
	}
	if t := v.Limit; t != nil {
		what := []string{"limit", string(t.Issue), t.Rel, t.Per}
		switch x := t.Value.(type) {
		case parley.Money:
			put(x.Amount, x.Beside, t.For, "limit", 0, what...)
		case parley.Percent:
			if !x.Amount.IsZero() {
				put(x.Amount, money.Amount{}, t.For, "limit", 0, append(what, "over")...)
			}
		}
	}
	for n, x := range v.Worth {
		put(x.Amount, money.Amount{}, date.Date{}, "worth", n, "worth", swapWords(x.Swap), x.Per)
	}
	nth := make(map[string]int)
	for _, x := range v.Without {
		field := "loses"
		if x.Gains {
			field = "gains"
		}
		put(x.Amount, money.Amount{}, x.For, field, nth[field], field, x.Per, string(x.After))
		nth[field]++
	}
}

// latest are the valuations that are answered from: of each side the latest of its
// own and the latest guess of ours; of one day the last in the file.
func (x *index) latest() (out []*parley.Valuation) {
	for _, v := range x.valuations {
		i := slices.IndexFunc(out, func(o *parley.Valuation) bool { return o.Of == v.Of && o.Ours == v.Ours })
		switch {
		case i < 0:
			out = append(out, v)
		case v.Happened.Last >= out[i].Happened.Last:
			out = append(slices.Delete(out, i, i+1), v)
		}
	}
	slices.SortStableFunc(out, func(a, b *parley.Valuation) int { return cmp.Compare(a.Happened.Last, b.Happened.Last) })
	return out
}

// noLimit is N008: a valuation without a limit.
func noLimit(p *Pass) {
	for _, v := range p.latest() {
		if v.Limit == nil {
			p.Report(casefile.Place{Entry: v.ID}, with("party", v.Of))
		}
	}
}

// limitOnOptions is N009: a limit in money on an issue that is settled by a word.
func limitOnOptions(p *Pass) {
	for _, v := range p.valuations {
		if v.Limit == nil || slices.ContainsFunc(v.With, func(x parley.Setting) bool { return x.Issue == v.Limit.Issue }) { // N005 says that
			continue
		}
		if issue, ok := p.Book.Entry(v.Limit.Issue).(*parley.Issue); ok && len(issue.Options) > 0 {
			p.Report(casefile.Place{Entry: v.ID, Field: "limit"}, with("issue", issue.ID, "words", strings.Join(optionsOf(issue), ", ")), issue.ID)
		}
	}
}

// limitOverNothing is N010: a limit in per cent of what has no amount.
func limitOverNothing(p *Pass) {
	for _, x := range p.appraised() {
		if x.limit == nil || x.limit.Why != evidence.NoBase {
			continue
		}
		at := casefile.Place{Entry: x.ID, Field: "limit"}
		pc, _ := x.Limit.Value.(parley.Percent)
		switch base := p.Book.Entry(pc.Over); {
		case pc.Over == "":
			p.ReportAs("bare", at, with("percent", pc.Printed))
		case base != nil && slices.Contains(baseKinds, base.Kind()):
			p.Report(at, with("base", pc.Over, "date", x.Happened), pc.Over)
		}
	}
}

// noRate is N011: an amount in other money than that of the case, and no rate.
func noRate(p *Pass) {
	for _, x := range p.appraised() {
		said := func(c money.Currency) bool {
			return slices.ContainsFunc(x.rates, func(s sum) bool { return s.Currency == c })
		}
		for _, s := range x.rates {
			s.of, s.valued = x.ID, x.Valuation
			if outOfUse(s.Currency, s.day()) == "" {
				p.Report(s.place(), with("currency", string(s.Currency), "money", string(p.head.Money), "date", x.Happened))
			}
		}
		if l := x.limit; l != nil && l.Why == evidence.OtherMoney && !said(l.Money) { // that of what it is a percentage of
			p.Report(casefile.Place{Entry: x.ID, Field: "limit"}, with("currency", string(l.Money), "money", string(p.head.Money), "date", x.Happened))
		}
	}
}

// noPeriod is N012: an amount of which nothing says for how long.
func noPeriod(p *Pass) {
	for _, v := range p.valuations {
		at := func(field string, n int) casefile.Place { return casefile.Place{Entry: v.ID, Field: field, N: n} }
		for n, x := range v.Worth {
			switch x.Per {
			case "":
				p.Report(at("worth", n), with("amount", x.Amount.Text()))
			case "total":
				p.ReportAs("total", at("worth", n), with("amount", x.Amount.Text()))
			}
		}
		if v.Limit == nil {
			continue
		}
		m, ok := v.Limit.Value.(parley.Money)
		if !ok {
			continue
		}
		_, _, whole := v.Limit.For.Years()
		switch {
		case !v.Limit.For.IsZero() && !whole:
			p.ReportAs("part", at("limit", 0), with("amount", m.Text(), "date", v.Limit.For))
		case v.Limit.For.IsZero() && v.Limit.Per == "":
			p.Report(at("limit", 0), with("amount", m.Text()))
		case v.Limit.For.IsZero() && v.Limit.Per == "total":
			p.ReportAs("total", at("limit", 0), with("amount", m.Text()))
		}
	}
}

// cannotHold is N013: no worth of the options fits all lines of a valuation.
func cannotHold(p *Pass) {
	for _, x := range p.appraised() {
		if x.odd != nil {
			p.ReportAs(variantIf(x.odd.Field == "ranks", "ranks"), casefile.Place{Entry: x.ID, Field: x.odd.Field, N: x.odd.N}, with("field", x.odd.Field), valuedIssues(x.Valuation)...)
		}
	}
}

// valuedIssues lists the issues of whose options a valuation says something.
func valuedIssues(v *parley.Valuation) []parley.ID {
	ids := slices.Clone(v.Ranks)
	for _, x := range valuedIn(v) {
		ids = append(ids, x.issue)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// noPair is N014: the valuations of two sides that no zone lies between. Where one
// of several others fits, nothing is said: who pays has no zone with who pays.
func noPair(p *Pass) {
	all := p.latest()
	for i, v := range all {
		if v.Limit == nil {
			continue
		}
		var other *parley.Valuation
		lone := true
		for k, o := range all {
			switch {
			case o.Of == v.Of || o.Limit == nil:
			case pairs(v, o):
				lone = false
			case k < i || slices.ContainsFunc(all, func(x *parley.Valuation) bool { return x.Limit != nil && x.Of != o.Of && pairs(x, o) }):
				other = o
			}
		}
		at := casefile.Place{Entry: v.ID, Field: "limit"}
		switch {
		case !lone || other == nil:
		case other.Limit.Issue != v.Limit.Issue:
			p.ReportAs("issue", at, with("id", other.ID, "issue", v.Limit.Issue, "other", other.Limit.Issue), other.ID)
		default:
			p.Report(at, with("id", other.ID, "rel", v.Limit.Rel), other.ID)
		}
	}
}

// pairs reports whether one of two limits is that of who pays, and the other of
// who receives.
func pairs(v, o *parley.Valuation) bool {
	return v.Limit.Issue == o.Limit.Issue && v.Limit.Rel[0] != o.Limit.Rel[0]
}

// tooMany is N016: so many ways to settle everything that no zone is made of them.
func tooMany(p *Pass) {
	all := p.latest()
	for i, v := range all {
		most := p.packages(v)
		for _, o := range all[:i] {
			if o.Of != v.Of {
				most = max(most, p.packages(v, o))
			}
		}
		if most > evidence.MostPackages {
			p.Report(casefile.Place{Entry: v.ID}, with("most", evidence.MostPackages))
		}
	}
}

// packages counts the ways to settle the issues with options that valuations speak
// of; it stops counting beyond [evidence.MostPackages].
func (p *Pass) packages(vs ...*parley.Valuation) int {
	n := 1
	var seen []parley.ID
	for _, v := range vs {
		for _, id := range valuedIssues(v) {
			issue, ok := p.Book.Entry(id).(*parley.Issue)
			if !ok || slices.Contains(seen, id) || v.Limit != nil && v.Limit.Issue == id || n > evidence.MostPackages {
				continue
			}
			seen = append(seen, id)
			n *= max(1, len(optionsOf(issue)))
		}
	}
	return n
}

// noPlace is N015: an issue of which amounts are given, and an option that nothing
// ties to them, so that the issue is left out.
func noPlace(p *Pass) {
	for _, x := range p.appraised() {
		for _, issue := range x.valued {
			_, high := issue.Whole()
			if n := slices.IndexFunc(x.Worth, issue.Tells); n >= 0 && math.IsInf(high, 1) {
				p.loose(x, issue, n)
			}
		}
	}
}

// loose reports the options that are not tied to those of which the nth amount is.
func (p *Pass) loose(x appraised, issue evidence.Valued, n int) {
	k := slices.Index(issue.Options, x.Worth[n].Option)
	at := casefile.Place{Entry: x.ID, Field: "worth", N: n}
	var nowhere, far []string
	for i, word := range issue.Options {
		low, high := issue.Low(k, i), issue.High(k, i)
		switch {
		case math.IsInf(low, -1) && math.IsInf(high, 1):
			nowhere = append(nowhere, word)
		case math.IsInf(low, -1) || math.IsInf(high, 1):
			far = append(far, word)
		}
	}
	args := func(words []string) []any {
		return []any{"issue", issue.Issue, "words", strings.Join(words, ", "), "n", len(words)}
	}
	left := slices.DeleteFunc(nowhere, func(w string) bool {
		return ordered(x.Valuation, issue.Issue) && rankOf(x.Valuation, issue.Issue, w) < 0
	})
	switch { // what the order leaves out was said by N002
	case len(left) > 0:
		p.Report(at, with(args(left)...), issue.Issue)
	case len(far) > 0:
		p.ReportAs("far", at, with(args(far)...), issue.Issue)
	}
}

func ordered(v *parley.Valuation, issue parley.ID) bool {
	return slices.ContainsFunc(v.Prefers, func(x parley.Order) bool { return x.Issue == issue })
}
