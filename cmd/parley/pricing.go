package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/price"
	"parley/cost"
	"parley/date"
	"parley/evidence"
	"parley/money"
)

// A pricing is what may be typed of a price: for which years, on which
// assumptions, and an offer that stands in no record. The commands that price
// share it.
type pricing struct {
	years, in               string
	assume, rates           []string
	first, rise, limit, low string
	lag, term               int
	draws                   int
	seed                    uint64
	wrong                   []said // all that cannot be read
}

func (p *pricing) flags(c *cobra.Command, draws int) {
	f := c.Flags()
	f.StringVar(&p.years, "years", "", "for these `YEARS`: 2020-2024; default: of each its own")
	f.StringArrayVar(&p.assume, "assume", nil, "what is assumed of a series where no figure is known: `SERIES=FIGURE`, FIGURE being 1.5, 1.5±1.0 (mean and standard deviation), 1..3, or of a rate ±7% (a year, from the last known)")
	f.StringArrayVar(&p.rates, "rate", nil, "what one unit of a currency is worth, whatever a series says: `CURRENCY=FIGURE`, as USD=1160.7±7%; or pair: what amounts printed side by side imply")
	f.StringVar(&p.in, "in", "", "in this `CURRENCY`; default: that of the case")
	f.StringVar(&p.first, "first", "", "an offer of your own: the `AMOUNT` of its first year, or +10% over the last that was agreed")
	f.StringVar(&p.rise, "escalator", "", "how it rises: a `SERIES`, so many per cent a year (3%), or flat")
	f.IntVar(&p.lag, "lag", 0, "by how many `YEARS` the figure of the series is older than the amount")
	f.StringVar(&p.limit, "cap", "", "at most so many `PERCENT` a year")
	f.StringVar(&p.low, "floor", "", "at least so many `PERCENT` a year")
	f.IntVar(&p.term, "term", 0, "for how many `YEARS` it is")
	f.IntVar(&p.draws, "draws", draws, "how many `DRAWS` of what is uncertain")
	f.Uint64Var(&p.seed, "seed", 1, "the `SEED` of the draws: the same seed, the same answer")
}

// fault notes something that cannot be read.
func (p *pricing) fault(s said) { p.wrong = append(p.wrong, s) }

// failure is all that could not be read, nil if there was nothing.
func (p *pricing) failure() error {
	if len(p.wrong) == 0 {
		return nil
	}
	return fail(wrong, "%s", p.wrong)
}

// maxDraws is how many draws an answer may take: more is a slip.
const maxDraws = 100_000_000

// numbers checks the flags that are numbers.
func (p *pricing) numbers() {
	if p.draws < 1 || p.draws > maxDraws {
		p.fault(saying("--draws %d: from 1 to %d.", p.draws, maxDraws))
	}
	if p.seed == 0 {
		p.fault(saying("--seed 0: a seed is 1 or more."))
	}
	if p.term < 0 || p.term > cost.MaxYears {
		p.fault(saying("--term %d: from 1 to %d years.", p.term, cost.MaxYears))
	}
	if p.lag < 0 || p.lag > cost.MaxLag {
		p.fault(saying("--lag %d: from 0 to %d years.", p.lag, cost.MaxLag))
	}
}

// span reads --years.
func (p *pricing) span() (y evidence.Years) {
	if p.years == "" {
		return y
	}
	from, to, two := strings.Cut(strings.NewReplacer("–", "-", "..", "-", "/", "-").Replace(p.years), "-")
	if !two {
		to = from
	}
	var err1, err2 error
	y.From, err1 = strconv.Atoi(from)
	y.To, err2 = strconv.Atoi(to)
	switch {
	case err1 != nil || err2 != nil || len(from) != 4 || len(to) != 4:
		p.fault(saying("--years %s: write 2020-2024, or one year.", p.years))
	case y.From > y.To:
		p.fault(saying("--years %s: the earlier year comes first.", p.years))
	case y.N() > cost.MaxYears:
		p.fault(saying("--years %s: at most %d years.", p.years, cost.MaxYears))
	}
	return y
}

// currency reads a currency.
func (p *pricing) currency(flag, s string) money.Currency {
	if s == "" {
		return ""
	}
	c, err := currencyOf(flag, s)
	p.add(err)
	return c
}

// add notes what another reading of a flag found wrong.
func (p *pricing) add(err error) {
	if f, ok := errors.AsType[*failure](err); ok {
		p.fault(f.said)
	}
}

// assumptions reads --assume.
func (p *pricing) assumptions(i *inquiry) map[parley.ID]evidence.Assumption {
	out := make(map[parley.ID]evidence.Assumption)
	for _, s := range p.assume {
		series, figure, ok := strings.Cut(s, "=")
		id := parley.ID(strings.TrimSpace(series))
		x, good := assumption(figure)
		switch {
		case !ok || !good:
			p.fault(saying("--assume %s: write SERIES=FIGURE, with a FIGURE like 1.5, 1.5±1.0, 1..3 or ±7%%.", s))
		case i.at.Line(id) == nil:
			p.add(i.noSuch("series", string(id), []parley.Kind{"series"}))
		default:
			out[id] = x
		}
	}
	return out
}

// assumption reads a figure; one that begins with ± has no middle of its own.
func assumption(s string) (evidence.Assumption, bool) {
	s = strings.TrimSpace(s)
	for _, sign := range []string{"±", "+-", "+/-"} {
		if strings.HasPrefix(s, sign) {
			s = "0" + s
			break
		}
	}
	return evidence.ParseAssumption(s)
}

// exchange reads --rate.
func (p *pricing) exchange(in money.Currency) (rates map[money.Currency]evidence.Assumption, pair bool) {
	rates = make(map[money.Currency]evidence.Assumption)
	for _, s := range p.rates {
		if s == "pair" {
			pair = true
			continue
		}
		word, figure, ok := strings.Cut(s, "=")
		x, good := assumption(figure)
		if !ok || !good || x.Percent || x.Mean.Sign() <= 0 {
			p.fault(saying("--rate %s: write CURRENCY=FIGURE, as USD=1160.7±7%%, or pair.", s))
			continue
		}
		switch c := p.currency("--rate", word); {
		case c == in:
			p.fault(saying("--rate %s: the prices are in %s already.", s, string(in)))
		case c != "":
			rates[c] = x
		}
	}
	return rates, pair
}

// typed reads the offer that the asker makes up, nil if there is none.
func (p *pricing) typed(i *inquiry, span evidence.Years) *parley.Offer {
	if p.first == "" {
		if p.rise != "" || p.limit != "" || p.low != "" || p.lag != 0 || p.term != 0 {
			p.fault(saying("an offer of your own begins with --first: an amount, or +10%% over the last that was agreed."))
		}
		return nil
	}
	from := span.From
	if from == 0 {
		from = i.at.NextYear()
	}
	if from == 0 {
		p.fault(saying("for which years? --years 2020-2024."))
		return nil
	}
	o := &parley.Offer{}
	at, _ := date.Parse(fmt.Sprintf("%04d", from))
	set := parley.Proposition{Issue: i.at.Purse(), Rel: "=", Per: "year", For: at}
	if x, err := money.ParsePercent(strings.ReplaceAll(p.first, " ", "")); err == nil && x.Value.Cmp(money.Int(-100)) > 0 {
		set.Value = parley.Percent{Percent: x}
	} else if a, err := money.ParseAmount(p.first); err == nil {
		set.Value = parley.Money{Amount: a}
	} else {
		p.fault(saying("--first %s: write an amount, KRW 1.2 trillion, or a percentage over the last that was agreed, +10%%.", p.first))
	}
	o.Sets = []parley.Proposition{set}
	switch last := from + p.term - 1; {
	case p.term > 0:
		o.Covers = date.Date{First: date.On(from, 1, 1), Last: date.On(last, 12, 31)}
	case !span.IsZero():
		o.Covers = date.Date{First: date.On(span.From, 1, 1), Last: date.On(span.To, 12, 31)}
	}
	p.schedule(i, o)
	o.ID = parley.ID(p.name())
	return o
}

// schedule reads how the offer of the asker rises.
func (p *pricing) schedule(i *inquiry, o *parley.Offer) {
	r := parley.Rise{Lag: p.lag, AtMost: p.percent("--cap", p.limit), AtLeast: p.percent("--floor", p.low)}
	if !r.AtMost.IsZero() && !r.AtLeast.IsZero() && r.AtMost.Value.Cmp(r.AtLeast.Value) < 0 {
		p.fault(saying("--cap %s is below --floor %s.", p.limit, p.low))
	}
	switch line := i.at.Line(parley.ID(p.rise)); {
	case p.rise == "":
		if p.lag != 0 || p.limit != "" || p.low != "" {
			p.fault(saying("--lag, --cap and --floor belong to an --escalator."))
		}
		return
	case strings.HasSuffix(p.rise, "%"):
		r.Fixed = p.percent("--escalator", p.rise)
	case p.rise == "flat":
	case line == nil:
		p.add(i.noSuch("series", p.rise, []parley.Kind{"series"}))
	case line.Unit.IsRate():
		p.fault(saying("--escalator %s: it is a rate of exchange; an amount rises by growth.", p.rise))
	default:
		r.Index = parley.ID(p.rise)
	}
	if r.Index == "" && p.lag != 0 {
		p.fault(saying("--lag is for a series."))
	}
	o.Rises = []parley.Rise{r}
}

func (p *pricing) percent(flag, s string) money.Percent {
	if s == "" {
		return money.Percent{}
	}
	x, err := money.ParsePercent(strings.ReplaceAll(s, " ", ""))
	if err != nil || x.IsRange() {
		p.fault(saying("%s %s: write a percentage, 4%%.", saying(flag), s))
	}
	return x
}

// name is what the offer of the asker is called: what was typed.
func (p *pricing) name() string {
	words := []string{p.first}
	add := func(word, s string) {
		if s != "" {
			words = append(words, strings.TrimSpace(word+" "+s))
		}
	}
	add("", p.rise)
	if p.lag != 0 {
		add("lag", strconv.Itoa(p.lag))
	}
	add("at-most", p.limit)
	add("at-least", p.low)
	if p.rise == "" {
		add("", "flat")
	}
	return strings.Join(words, ", ")
}

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
		f, _ := errors.AsType[*failure](i.noSuch("offer, claim or agreement", name, []parley.Kind{"offer", "claim", "agreement"}))
		return f.said
	case evidence.NoBase:
		return saying("%s: it is a percentage over something that has no amount here; say over what.", name)
	case evidence.NoTerm:
		return saying("%s: for which years? It does not say: --years 2020-2024.", name)
	case evidence.PartYear:
		return saying("%s: its amount is for a part of a year, and cannot stand beside amounts a year.", name)
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
	for _, n := range e.Needs {
		years := spans(n.Years)
		switch line := i.at.Line(n.Series); {
		case line == nil:
			lines = append(lines, fmt.Sprintf("\n  %s → %s, %s: --rate %s=%s", n.Currency, n.Money, years, n.Currency, "FIGURE±PERCENT%"))
		case line.Unit.IsRate():
			lines = append(lines, fmt.Sprintf("\n  %s, %s: --assume %s=±PERCENT%%", n.Series, years, n.Series))
		default:
			lines = append(lines, fmt.Sprintf("\n  %s, %s: --assume %s=MEAN±DEVIATION", n.Series, years, n.Series))
		}
	}
	return saying("what will these figures be? By %s none is known, and nothing is guessed. Type what you assume:%s", asOf(i), strings.Join(lines, ""))
}

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

// biddable is what the shell completes.
var biddable = []parley.Kind{"offer", "claim", "agreement"}
