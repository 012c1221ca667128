package ask

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"parley"
	"parley/analysis/flow"
	"parley/analysis/price"
	"parley/brief"
	"parley/evidence"
	"parley/money"
)

// Hold is the bid that what was paid last goes on.
const Hold = string(price.Hold)

func priceReader() *Question {
	var p pricing
	var beside, discount, base, table string
	var split bool
	return &Question{Name: "price", Use: "[BID ...]", Most: 200, Complete: biddable, Charts: []string{"paths", "totals"},
		Short: "What offers, asks and agreements cost over the years, and on what that rests",
		Example: `  parley price CASE --years 2020-2024
  parley price CASE hold OFFER CLAIM --years 2020-2024 --as-of 2020-01-17 --assume SERIES=1.5±1.0
  parley price CASE hold --first "+10%" --escalator SERIES --lag 1 --cap 4% --term 5
  parley price CASE AGREEMENT --discount 2.5% --beside USD --rate USD=1160.7±7%
  parley price CASE -o svg > prices.svg`,
		Flags: func(f *pflag.FlagSet) {
			p.flags(f, price.Draws)
			f.StringVar(&beside, "beside", "", "in this `CURRENCY`, too; default: that of a bid in another than the answer")
			f.StringVar(&discount, "discount", "", "discounted at so many `PERCENT` a year, to the first year")
			f.BoolVar(&split, "split", false, "by category, and what returns, as parley flow has it of the last year before these")
			f.StringVar(&table, "table", "bids", "which `TABLE` -o csv, tsv and jsonl write: "+strings.Join(priceTables, ", ")+"; -o json has all")
			f.StringVar(&base, "cost-base", "", "as a share of what this claim or agreement (`ID`) says of a year")
		},
		Answer: func(i *Inquiry, args []string) (*brief.Document, error) {
			p.begin()
			p.numbers()
			o := price.Options{Span: p.span(), Money: p.currency("--in", p.in), Beside: p.currency("--beside", beside),
				CostBase: parley.ID(base), Draws: p.draws, Seed: p.seed, Assume: p.assumptions(i)}
			if o.Money == "" {
				o.Money = i.At.Money()
			}
			o.Rates, o.Pair = p.exchange(i, o.Money)
			if discount != "" {
				o.Discount = p.share("--discount", discount)
			}
			if x := p.typed(i, o.Span); x != nil {
				o.Typed = []*parley.Offer{x}
			}
			for _, id := range args {
				o.Bids = append(o.Bids, parley.ID(id))
			}
			if !slices.Contains(priceTables, table) {
				p.fault(Saying("%s %s: there are %s.", "--table", table, strings.Join(priceTables, ", ")))
			}
			if split {
				o.Split = p.split(i, o.Span)
			}
			if err := p.failure(); err != nil {
				return nil, err
			}
			r, err := price.Of(i.At, o)
			if err != nil {
				return nil, p.priced(i, err)
			}
			return chosen(brief.Price(i.At, r, i.Lang, i.Stamp()), table), nil
		}}
}

// priceTables are the tables of an Answer: the bids, their years, the figures of
// indices and rates, and with --split the categories.
var priceTables = []string{"bids", "years", "inputs", "parts"}

// chosen makes another table of a document the one that its rows are of.
func chosen(d *brief.Document, table string) *brief.Document {
	if table != "bids" {
		d.Schema = "parley.price-" + table + "/1"
	}
	return d
}

// split is how the money was divided in the last year before a span of which that
// is known, else in the last of all.
func (p *pricing) split(i *Inquiry, span evidence.Years) *price.Split {
	r, err := flow.Of(i.At, flow.Options{})
	var of *flow.Year
	for n := range r.Years {
		y := &r.Years[n]
		if y.Returns != nil && (of == nil || span.IsZero() || y.Year < span.From) {
			of = y
		}
	}
	if err != nil || of == nil {
		p.fault(Saying("--split: of no year are both the categories and what returns of them known."))
		return nil
	}
	s := &price.Split{Year: of.Year, Returns: of.Returns.Percent, Middle: of.Returns.Middle, Whole: len(of.Returns.Missing) == 0, RestsOn: of.Returns.RestsOn}
	for _, c := range of.Categories {
		if !c.Counted() {
			continue
		}
		part := price.Category{Issue: c.Issue.ID, Share: c.Share}
		for _, x := range c.Amounts {
			part.RestsOn = append(part.RestsOn, x.Standing.RestsOn()...)
		}
		s.Categories = append(s.Categories, part)
	}
	return s
}

// share reads a number of per cent, with its sign or without.
func (p *pricing) share(flag, s string) money.Decimal {
	return p.percent(flag, s).Value
}
