package ask

import (
	"errors"

	"github.com/spf13/pflag"

	"parley/analysis/gap"
	"parley/brief"
	"parley/date"
	"parley/money"
)

func gapReader() *Question {
	var issue, from, currency string
	return &Question{Name: "gap", Short: "How far apart the sides are, and how that changed", Charts: []string{"gap"},
		Example: "  parley gap CASE --as-of 2020-05-08\n  parley gap CASE -o svg > gap.svg",
		Flags: func(f *pflag.FlagSet) {
			f.StringVar(&issue, "issue", "", "on this `ISSUE`; default: the one on which most sides name figures")
			f.StringVar(&from, "from", "", "what became of it since this `DATE`; default: since it could first be measured")
			f.StringVar(&currency, "money", "", "first in this `CURRENCY`; default: that of the case")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			var o gap.Options
			err := i.known(issue, &o.Issue)
			if err == nil && from != "" {
				o.From, err = i.Day("--from", from, i.At.View())
			}
			if err == nil && currency != "" {
				o.Money, err = CurrencyOf("--money", currency)
			}
			if err != nil {
				return nil, err
			}
			r, err := gap.Of(i.At, o)
			switch {
			case errors.Is(err, gap.ErrFuture):
				return nil, Fail(Wrong, "%s is after %s: the earlier day comes first.", o.From, asOf(i))
			case errors.Is(err, gap.ErrNone):
				return nil, Fail(Wrong, "--issue %s: nobody asks or offers a figure on it.", issue)
			case err != nil:
				return nil, err
			}
			return brief.Gap(i.At, r, i.Lang, i.Stamp()), nil
		}}
}

func asOf(i *Inquiry) date.Day { return i.At.View().From().AsOf }

// CurrencyOf reads a currency.
func CurrencyOf(flag, s string) (money.Currency, error) {
	if _, ok := money.Lookup(money.Currency(s)); ok {
		return money.Currency(s), nil
	}
	if near, ok := money.NearCurrency(s); ok {
		return "", Fail(Wrong, "%s %s: a currency is three capital letters, KRW. Did you mean %s?", flag, s, near)
	}
	return "", Fail(Wrong, "%s %s: a currency is three capital letters, KRW.", flag, s)
}
