package check

import (
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
)

// ownShown is V004: a side's own valuation has an audience that is more than
// that side, or another one.
func ownShown(p *Pass) {
	for _, v := range p.valuations {
		if _, known := p.Book.Entry(v.Of).(*parley.Party); known && parley.AudienceOf(v) != v.Audience {
			p.Report(casefile.Place{Entry: v.ID, Field: "audience"}, with("party", v.Of, "side", parley.OwnAudience(v).String(), "audience", v.Audience.String()))
		}
	}
}

// A valued is a line of a valuation with the options that it speaks of.
type valued struct {
	field   string
	issue   parley.ID
	options []string
}

// valuedIn lists the options that a valuation speaks of.
func valuedIn(v *parley.Valuation) (out []valued) {
	for _, x := range v.With {
		out = append(out, valued{"with", x.Issue, []string{x.Option}})
	}
	for _, x := range v.Prefers {
		out = append(out, valued{"prefers", x.Issue, x.Options})
	}
	eachSwap(v, func(field string, _ int, s parley.Swap) {
		out = append(out, valued{field, s.Issue, []string{s.Option, s.Over}})
	})
	return out
}

// eachSwap calls do with the swaps of the trades and of what something is worth.
func eachSwap(v *parley.Valuation, do func(field string, nth int, s parley.Swap)) {
	for i, x := range v.Trades {
		do("trades", i, x.More)
		do("trades", i, x.Less)
	}
	for i, x := range v.Worth {
		do("worth", i, x.Swap)
	}
}

// saidTwice is N001: an issue or an option stands where it can stand once.
func saidTwice(p *Pass) {
	for _, v := range p.valuations {
		report := func(variant, field string, nth int, word string) {
			p.ReportAs(variant, casefile.Place{Entry: v.ID, Field: field, N: nth}, with("word", word, "field", field))
		}
		for i, id := range v.Ranks {
			if slices.Contains(v.Ranks[:i], id) {
				report("", "ranks", 0, string(id))
			}
		}
		for i, x := range v.With {
			if slices.ContainsFunc(v.With[:i], func(y parley.Setting) bool { return x.Issue == y.Issue }) {
				report("", "with", i, string(x.Issue))
			}
		}
		for i, x := range v.Prefers {
			if slices.ContainsFunc(v.Prefers[:i], func(y parley.Order) bool { return x.Issue == y.Issue }) {
				report("", "prefers", i, string(x.Issue))
			}
			for k, w := range x.Options {
				if slices.Contains(x.Options[:k], w) {
					report("option", "prefers", i, w)
				}
			}
		}
	}
}

// leftOut is N002: an order does not have all options of its issue, and no amount
// says what the others are worth.
func leftOut(p *Pass) {
	for _, v := range p.valuations {
		for n, x := range v.Prefers {
			issue, ok := p.Book.Entry(x.Issue).(*parley.Issue)
			if !ok {
				continue
			}
			missing := slices.DeleteFunc(optionsOf(issue), func(w string) bool { return slices.Contains(x.Options, w) || priced(v, x.Issue, w) })
			if len(missing) > 0 && !p.strange(x.Issue, x.Options) {
				p.Report(casefile.Place{Entry: v.ID, Field: "prefers", N: n}, with("issue", x.Issue, "n", len(missing), "words", strings.Join(missing, ", ")), x.Issue)
			}
		}
	}
}

// priced reports whether an amount says what an option is worth beside another.
func priced(v *parley.Valuation, issue parley.ID, option string) bool {
	return slices.ContainsFunc(v.Worth, func(x parley.Worth) bool { return x.Issue == issue && (x.Option == option || x.Over == option) })
}

// strange reports whether one of some options is none of the issue: said by R007.
func (p *Pass) strange(id parley.ID, options []string) bool {
	issue, ok := p.Book.Entry(id).(*parley.Issue)
	return ok && slices.ContainsFunc(options, func(w string) bool { return !slices.Contains(optionsOf(issue), w) })
}

// backwards is N003: a swap gives a better option for a worse one, or an option
// for itself, so that it is worth nothing, or less.
func backwards(p *Pass) {
	for _, v := range p.valuations {
		eachSwap(v, func(field string, nth int, s parley.Swap) {
			better, worse := rankOf(v, s.Issue, s.Option), rankOf(v, s.Issue, s.Over)
			at := casefile.Place{Entry: v.ID, Field: field, N: nth}
			switch {
			case s.Option == s.Over:
				p.ReportAs("same", at, with("option", s.Option), s.Issue)
			case better >= 0 && worse >= 0 && better > worse:
				p.Report(at, with("issue", s.Issue, "option", s.Option, "over", s.Over), s.Issue)
			}
		})
	}
}

// rankOf is the place of an option in what a valuation prefers; -1 if it has none.
func rankOf(v *parley.Valuation, issue parley.ID, option string) int {
	for _, x := range v.Prefers {
		if x.Issue == issue {
			return slices.Index(x.Options, option)
		}
	}
	return -1
}

// tradesDisagree is N004: a swap would be worth more than itself, or than one
// that has a higher price.
func tradesDisagree(p *Pass) {
	for _, v := range p.valuations {
		for n, x := range v.Trades {
			at := casefile.Place{Entry: v.ID, Field: "trades", N: n}
			args := with("more", swapWords(x.More), "less", swapWords(x.Less))
			switch {
			case leads(v.Trades[:n+1], x.Less, x.More):
				p.Report(at, args, x.More.Issue, x.Less.Issue)
			case cheaper(v, x):
				p.ReportAs("worth", at, args, x.More.Issue, x.Less.Issue)
			}
		}
	}
}

// leads reports whether trades say, one after another, that a swap is worth more
// than a second one, or that they are one.
func leads(ts []parley.Trade, from, to parley.Swap) bool {
	seen := []parley.Swap{from}
	for i := 0; i < len(seen); i++ {
		if seen[i] == to {
			return true
		}
		for _, t := range ts {
			if t.More == seen[i] && !slices.Contains(seen, t.Less) {
				seen = append(seen, t.Less)
			}
		}
	}
	return false
}

// cheaper reports whether all that the first swap of a trade may be worth is less
// than all that the second may.
func cheaper(v *parley.Valuation, t parley.Trade) bool {
	for _, a := range v.Worth {
		for _, b := range v.Worth {
			if a.Swap == t.More && b.Swap == t.Less && a.Per == b.Per && a.Amount.Currency == b.Amount.Currency && a.Amount.Bounds.Hi.Cmp(b.Amount.Bounds.Lo) < 0 {
				return true
			}
		}
	}
	return false
}

func swapWords(s parley.Swap) string { return string(s.Issue) + " " + s.Option + " over " + s.Over }

// withOfLimit is N005: the limit is on an issue that `with` sets.
func withOfLimit(p *Pass) {
	for _, v := range p.valuations {
		for n, x := range v.With {
			if v.Limit != nil && x.Issue == v.Limit.Issue {
				p.Report(casefile.Place{Entry: v.ID, Field: "with", N: n}, with("issue", x.Issue), x.Issue)
			}
		}
	}
}

// afterNoDay is N006: what begins after an entry begins on no day.
func afterNoDay(p *Pass) {
	for _, v := range p.valuations {
		for _, x := range v.Without {
			e := p.Book.Entry(x.After)
			if e == nil || e.Base().Happened.First != 0 {
				continue
			}
			field := "loses"
			if x.Gains {
				field = "gains"
			}
			p.Report(at(v, field, 0, x.After), with("id", x.After, "date", e.Base().Happened), x.After)
		}
	}
}

// twoOfOneDay is N007: two valuations of one side, of one day, for the same readers.
func twoOfOneDay(p *Pass) {
	type key struct {
		of   parley.ID
		ours bool
		to   parley.Audience
		date date.Date
	}
	first := make(map[key]parley.ID)
	for _, v := range p.valuations {
		k := key{v.Of, v.Ours, parley.AudienceOf(v), v.Happened}
		other, had := first[k]
		if !had {
			first[k] = v.ID
			continue
		}
		p.Report(casefile.Place{Entry: v.ID, Field: "date"}, with("id", other, "party", v.Of, "date", v.Happened), other)
	}
}
