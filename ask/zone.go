package ask

import (
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"parley"
	"parley/analysis/zone"
	"parley/brief"
	"parley/evidence"
)

func zoneReader() *Question {
	var p pricing
	var between, weight, ahead string
	return &Question{Name: "zone", Short: "Where a deal could lie, and what would move it", Charts: []string{"zone"},
		Example: `  parley zone CASE --as-of 2020-01-17
  parley zone CASE --weight 0.4..0.6 --ahead 6
  parley zone CASE --as side:PARTY
  parley zone CASE -o svg > zone.svg`,
		Flags: func(f *pflag.FlagSet) {
			p.uncertain(f, zone.Draws)
			f.StringVar(&between, "between", "", "between these two `PARTIES`: A,B; default: those of the case with a valuation")
			f.StringVar(&weight, "weight", "0.5", "of who pays, as a part of 1: how patient it is, a number or a range `LOW..HIGH`")
			f.StringVar(&ahead, "ahead", strconv.Itoa(zone.Ahead), "for so many `MONTHS` ahead the cost of no agreement is reckoned")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			p.begin()
			p.numbers()
			o := zone.Options{Span: p.span(), Money: p.currency("--in", p.in), Draws: p.draws, Seed: p.seed, Assume: p.assumptions(i),
				Weight: p.weight(weight), Ahead: p.whole("--ahead", ahead, 1, 1200), Parties: p.between(i, between)}
			in := o.Money
			if in == "" {
				in = i.At.Money()
			}
			o.Rates, o.Pair = p.exchange(i, in)
			if err := p.failure(); err != nil {
				return nil, err
			}
			r, err := zone.Of(i.At, o)
			if e, ok := errors.AsType[*zone.Error](err); ok {
				return nil, unzoned(e)
			}
			if err != nil {
				return nil, p.priced(i, err)
			}
			return brief.Zone(i.At, r, i.Lang, i.Stamp()), nil
		}}
}

// weight reads --weight: a number between 0 and 1, or two.
func (p *pricing) weight(s string) (w zone.Weight) {
	low, high, two := strings.Cut(s, "..")
	if !two {
		high = low
	}
	var err1, err2 error
	w.Low, err1 = strconv.ParseFloat(low, 64)
	w.High, err2 = strconv.ParseFloat(high, 64)
	if err1 != nil || err2 != nil || !(0 < w.Low && w.Low <= w.High && w.High < 1) {
		p.at("--weight", s, Saying("a number above 0 and below 1, or a range of two: 0.4..0.6."))
	}
	return w
}

// between reads --between.
func (p *pricing) between(i *Inquiry, s string) (ids []parley.ID) {
	if s == "" {
		return nil
	}
	words := strings.Split(s, ",")
	if len(words) != 2 || words[0] == words[1] {
		p.at("--between", s, Saying("two parties, with a comma between them."))
		return nil
	}
	for _, word := range words {
		id := parley.ID(strings.TrimSpace(word))
		e, _ := i.At.View().Entry(id)
		if _, ok := e.(*parley.Party); !ok {
			p.add(i.NoSuch("party", string(id), []parley.Kind{"party"}))
		}
		ids = append(ids, id)
	}
	return ids
}

// unzoned says why valuations cannot be used together.
func unzoned(e *zone.Error) error {
	switch e.Why {
	case zone.NoParty:
		return Fail(Wrong, "the record values a deal for more than two parties: name two, --between A,B.")
	case zone.NoLimit:
		return Fail(Wrong, "%s: it has no limit that is an amount: add a line such as limit ISSUE <= AMOUNT per year.", string(e.Valuation))
	case zone.OtherIssues:
		return Fail(Wrong, "the two valuations have limits on different issues, %s and %s: there is no zone between them.", string(e.Issues[0]), string(e.Issues[1]))
	case zone.SameDirection:
		return Fail(Wrong, "both valuations are of a side that pays, or both of one that receives: one limit is <=, the other >=.")
	case zone.NoRate:
		return Fail(Wrong, "%s: it has an amount in %s, and the record has no rate for it: add a series or a printed pair.", string(e.Valuation), string(e.Money))
	case zone.NoBase:
		return Fail(Wrong, "%s: its limit is a percentage over %s, of which no amount is known.", string(e.Valuation), string(e.Base))
	case zone.InTotal:
		return Fail(Wrong, "%s: it says what an option of %s is worth in total, and nothing says over how many years: write it per year.", string(e.Valuation), string(e.Issues[0]))
	case zone.TooMany:
		return Fail(Wrong, "the issues of the two valuations make more than %d packages: value fewer issues.", evidence.MostPackages)
	}
	return Fail(Wrong, "%s: what it says of options cannot all hold: compare its lines worth, prefers, trades and ranks.", string(e.Valuation))
}
