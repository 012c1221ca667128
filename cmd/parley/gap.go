package main

import (
	"errors"

	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/gap"
	"parley/brief"
	"parley/date"
	"parley/money"
)

func gapReader() *reader {
	var issue, from, currency string
	return &reader{name: "gap", short: "How far apart the sides are, and how that changed",
		example: "  parley gap CASE --as-of 2020-05-08\n  parley gap CASE -o svg > gap.svg",
		flags: func(c *cobra.Command) {
			f := c.Flags()
			f.StringVar(&issue, "issue", "", "on this `ISSUE`; default: the one on which most sides name figures")
			f.StringVar(&from, "from", "", "what became of it since this `DATE`; default: since it could first be measured")
			f.StringVar(&currency, "money", "", "first in this `CURRENCY`; default: that of the case")
		},
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			var o gap.Options
			err := i.known(map[string]*parley.ID{issue: &o.Issue})
			if err == nil && from != "" {
				o.From, err = i.day("--from", from, i.at.View())
			}
			if err == nil && currency != "" {
				o.Money, err = currencyOf("--money", currency)
			}
			if err != nil {
				return nil, err
			}
			r, err := gap.Of(i.at, o)
			switch {
			case errors.Is(err, gap.ErrFuture):
				return nil, fail(wrong, "%s is after %s: the earlier day comes first.", o.From, asOf(i))
			case errors.Is(err, gap.ErrNone):
				return nil, fail(wrong, "--issue %s: nobody asks or offers a figure on it.", issue)
			case err != nil:
				return nil, err
			}
			return brief.Gap(i.at, r, i.lang, i.stamp()), nil
		}}
}

func asOf(i *inquiry) date.Day { return i.at.View().From().AsOf }

// currencyOf reads a currency.
func currencyOf(flag, s string) (money.Currency, error) {
	if _, ok := money.Lookup(money.Currency(s)); ok {
		return money.Currency(s), nil
	}
	if near, ok := money.NearCurrency(s); ok {
		return "", fail(wrong, "%s %s: a currency is three capital letters, KRW. Did you mean %s?", flag, s, near)
	}
	return "", fail(wrong, "%s %s: a currency is three capital letters, KRW.", flag, s)
}
