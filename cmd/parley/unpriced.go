package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/analysis/price"
	"parley/cost"
	"parley/evidence"
	"parley/money"
)

// priced says what kept something from being priced: all of it, and for what is
// neither known nor assumed, what to type.
func (p *pricing) priced(i *inquiry, err error) error {
	code := wrong
	var list []said
	for _, e := range flatten(err) {
		switch e := e.(type) {
		case *price.Error:
			none := true
			for _, b := range e.Bids {
				none = none && b.Why == evidence.NoSuchBid
				list = append(list, p.unpriced(i, b))
			}
			if none {
				code = missing
			}
		case *evidence.BidError:
			list = append(list, p.unpriced(i, e))
			if e.Why == evidence.NoSuchBid {
				code = missing
			}
		case *evidence.BadAssumption:
			list = append(list, misfit(e))
		case *evidence.NotAssumed:
			list = append(list, p.question(i, e))
		case *cost.Problem:
			list = append(list, problem(e))
		default:
			return e
		}
	}
	return fail(code, "%s", list)
}

func flatten(err error) (out []error) {
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range all.Unwrap() {
			out = append(out, flatten(e)...)
		}
		return out
	}
	return []error{err}
}

// unpriced says why a bid cannot be priced.
func (p *pricing) unpriced(i *inquiry, e *evidence.BidError) said {
	name := cmpOr(string(e.Bid), p.name())
	if e.Bid == "" && p.first == "" {
		name = string(price.Hold)
	}
	switch e.Why {
	case evidence.NoSuchBid:
		if ids := strings.FieldsFunc(name, func(r rune) bool { return r == ',' }); len(ids) > 1 {
			return saying("%s: separate with spaces: %s.", name, strings.Join(ids, " "))
		}
		f, _ := errors.AsType[*failure](i.noSuch("offer, claim or agreement", name, []parley.Kind{"offer", "claim", "agreement"}))
		return f.said
	case evidence.NoBase:
		return saying("%s: it is a percentage over something that has no amount here; say over what.", name)
	case evidence.NoTerm:
		return saying("%s: for which years? It does not say: --years 2020-2024.", name)
	case evidence.PartYear:
		return saying("%s: it is for a part of a year, and cannot stand beside amounts a year.", name)
	case evidence.SetTwice:
		return saying("%s: it gives two amounts for %d; which one?", name, e.Year)
	case evidence.StartsOnly:
		return saying("%s: it builds on its amount of %d; begin --years with that year or before.", name, e.Year)
	case evidence.NotInSpan:
		return saying("%s: it begins in %d, after the last of --years.", name, e.Year)
	case evidence.OtherMoney:
		return saying("%s: it adds up sums in two currencies, one of them %s.", name, string(e.Money))
	}
	if name == string(price.Hold) {
		return saying("hold: no amount is known to have been agreed before these years.")
	}
	return saying("%s: it gives no amount that can be priced.", name)
}

// misfit says that an assumption does not fit what it is about.
func misfit(e *evidence.BadAssumption) said {
	about := cmpOr(string(e.Series), string(e.Currency))
	if e.By != "" {
		return saying("what %s assumes of %s does not fit it: growth is in per cent, 1.5±1.0, a rate a number, 1160.7±7%%, and ± alone starts from a known figure.", string(e.By), about)
	}
	return saying("what you assume of %s does not fit it: growth is in per cent, 1.5±1.0, a rate a number, 1160.7±7%%, and ± alone starts from a known figure.", about)
}

// question asks for all figures that are neither known nor assumed.
func (p *pricing) question(i *inquiry, e *evidence.NotAssumed) said {
	var lines []string
	pair := false
	in := money.Currency(cmpOr(p.in, string(i.at.Money())))
	printed := func(c money.Currency) {
		_, _, ok := i.at.LatestPair(c, in)
		pair = pair || ok
	}
	for _, n := range e.Needs {
		years := spans(n.Years)
		switch line := i.at.Line(n.Series); {
		case line == nil:
			printed(n.Currency)
			lines = append(lines, fmt.Sprintf("\n  %s → %s, %s: --rate %s=%s", n.Currency, n.Money, years, n.Currency, "FIGURE±PERCENT%"))
		case line.Unit.IsRate():
			printed(line.Unit.Base)
			printed(line.Unit.Quote)
			lines = append(lines, fmt.Sprintf("\n  %s, %s: --assume %s=±PERCENT%%", n.Series, years, n.Series))
		default:
			lines = append(lines, fmt.Sprintf("\n  %s, %s: --assume %s=MEAN±DEVIATION", n.Series, years, n.Series))
		}
	}
	all := strings.Join(lines, "")
	if pair {
		return saying("what will these figures be? By %s none is published for these years yet, and nothing is guessed. Type what you assume:%s\n%s\n%s", asOf(i), all, placeholders, saying("or --rate pair: the rate of two amounts that were printed side by side."))
	}
	return saying("what will these figures be? By %s none is published for these years yet, and nothing is guessed. Type what you assume:%s\n%s", asOf(i), all, placeholders)
}

// placeholders says what stands for what in a line to type.
var placeholders = saying("MEAN is the growth in per cent, DEVIATION its standard deviation; FIGURE the rate now, PERCENT the standard deviation of its change in a year.")

// spans writes years, those that follow each other as one span.
func spans(years []int) string {
	years = slices.Compact(slices.Sorted(slices.Values(years)))
	var out []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		s := strconv.Itoa(years[i])
		if j > i {
			s += "-" + strconv.Itoa(years[j])
		}
		out, i = append(out, s), j+1
	}
	return strings.Join(out, ", ")
}

// problem says what package cost found wrong.
func problem(e *cost.Problem) said {
	about := strings.Join(slices.DeleteFunc([]string{e.Terms, e.Input, string(e.Money)}, func(s string) bool { return s == "" }), ", ")
	switch e.Reason {
	case cost.RateSign:
		return saying("%s: the rate of exchange assumed of it could be 0 or less.", about)
	case cost.BadDiscount:
		return saying("--discount: from -50%% to 1000%%.")
	case cost.TooLarge, cost.TooMany, cost.BadNumber:
		return saying("%s: the figures are too large to be priced.", about)
	case cost.NoRate:
		return saying("%s: no rate of exchange is known.", about)
	}
	return saying("%s: it cannot be priced (%s). `parley check` says more.", about, e.Reason)
}
