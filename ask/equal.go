package ask

import (
	"github.com/spf13/pflag"

	"parley"
	"parley/analysis/equal"
	"parley/brief"
)

func equalReader() *Question {
	var p pricing
	return &Question{Name: "equal", Use: "[BID] [OTHER]", Most: 2, Complete: biddable,
		Short: "Which other terms cost the same",
		Example: `  parley equal CASE BID --years 2020-2024
  parley equal CASE BID OTHER --as-of 2020-01-17 --assume SERIES=1.5±1.0
  parley equal CASE BID --escalator SERIES --lag 2 --cap 4%
  parley equal CASE --first "+10%" --escalator SERIES --lag 1 --term 5`,
		Flags: func(f *pflag.FlagSet) { p.flags(f, equal.Draws) },
		Answer: func(i *Inquiry, args []string) (*brief.Document, error) {
			p.begin()
			p.numbers()
			o := equal.Options{Span: p.span(), Money: p.currency("--in", p.in), Draws: p.draws, Seed: p.seed, Assume: p.assumptions(i)}
			in := o.Money
			if in == "" {
				in = i.At.Money()
			}
			o.Rates, o.Pair = p.exchange(i, in)
			if p.first == "" && p.rise != "" { // which first amount costs as much under this rule?
				if p.term != 0 {
					p.fault(Saying("--term is for an offer that begins with --first; the years here are those of the bid, or --years."))
				}
				o.Yours = p.rule(i)
			} else {
				o.Typed = p.typed(i, o.Span)
			}
			ids := args
			if o.Typed == nil {
				if len(args) == 0 {
					p.fault(Saying("as much as what? parley equal %s BID, or an offer of your own: --first \"+10%%\".", i.Case))
				} else {
					o.Bid, ids = parley.ID(args[0]), args[1:]
				}
			}
			if len(ids) > 1 {
				p.fault(Saying("--first is the offer to be met; beside it name one other."))
			} else if len(ids) == 1 {
				o.With = parley.ID(ids[0])
			}
			if err := p.failure(); err != nil {
				return nil, err
			}
			r, err := equal.Of(i.At, o)
			if err != nil {
				return nil, p.priced(i, err)
			}
			return brief.Equal(i.At, r, i.Lang, i.Stamp()), nil
		}}
}
