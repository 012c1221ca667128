package ask

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"parley"
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
	typedNumbers            struct{ lag, term, draws, seed string }
	lag, term, draws        int
	seed                    uint64
	wrong                   []Said  // all that cannot be read
	faults                  []Fault // the same, each at its field
}

// uncertain adds what may be typed of everything that is not certain.
func (p *pricing) uncertain(f *pflag.FlagSet, draws int) {
	f.StringVar(&p.years, "years", "", "for these `YEARS`: 2020-2024; default: of each its own")
	f.StringArrayVar(&p.assume, "assume", nil, "what is assumed of a series where no figure is known: `SERIES=FIGURE`, FIGURE being 1.5, 1.5±1.0 (mean and standard deviation), 1..3, or of a rate ±7% (a year, from the last known)")
	f.StringArrayVar(&p.rates, "rate", nil, "what one unit of a currency is worth, whatever a series says: `CURRENCY=FIGURE`, as USD=1160.7±7%; or pair: what amounts printed side by side imply")
	f.StringVar(&p.in, "in", "", "in this `CURRENCY`; default: that of the case")
	p.typedNumbers.lag = "0"
	f.StringVar(&p.typedNumbers.draws, "draws", strconv.Itoa(draws), "how many `DRAWS` of what is uncertain")
	f.StringVar(&p.typedNumbers.seed, "seed", "1", "the `SEED` of the draws: the same seed, the same answer")
}

func (p *pricing) flags(f *pflag.FlagSet, draws int) {
	p.uncertain(f, draws)
	f.StringVar(&p.first, "first", "", "an offer of your own: the `AMOUNT` of its first year, or +10% over the last that was agreed")
	f.StringVar(&p.rise, "escalator", "", "how it rises: a `SERIES`, so many per cent a year (3%), or flat")
	n := &p.typedNumbers
	f.StringVar(&n.lag, "lag", "0", "by how many `YEARS` the figure of the series is older than the amount")
	f.StringVar(&p.limit, "cap", "", "at most so many `PERCENT` a year")
	f.StringVar(&p.low, "floor", "", "at least so many `PERCENT` a year")
	f.StringVar(&n.term, "term", "", "for how many `YEARS` it is")
}

// fault notes something that cannot be read and is of no one field.
func (p *pricing) fault(s Said) {
	p.wrong, p.faults = append(p.wrong, s), append(p.faults, Fault{Words: s})
}

// at notes what is wrong with the value of a flag: "--years 20: write 2020-2024".
func (p *pricing) at(flag, value string, words Said) {
	p.typedAt(flag+" "+value, flag, "", words)
}

// typedAt notes what is wrong with something as it was typed; the key is of a flag
// that is given for each series or currency.
func (p *pricing) typedAt(typed, flag, key string, words Said) {
	p.field(Saying("%s: %s", typed, words), flag, key, words)
}

// field notes what is wrong, for the command line, and in words at a field.
func (p *pricing) field(line Said, flag, key string, words Said) {
	p.wrong = append(p.wrong, line)
	p.faults = append(p.faults, Fault{strings.TrimPrefix(flag, "--"), key, words})
}

// failure is all that could not be read, nil if there was nothing.
func (p *pricing) failure() error {
	if len(p.wrong) == 0 {
		return nil
	}
	return &Failure{Wrong, Saying("%s", p.wrong), p.faults}
}

// begin forgets what was wrong with an earlier question.
func (p *pricing) begin() { p.wrong, p.faults = nil, nil }

// maxDraws is how many draws an answer may take: more is a slip.
const maxDraws = 100_000_000

// numbers reads the flags that are whole numbers.
func (p *pricing) numbers() {
	n := &p.typedNumbers
	p.lag = p.whole("--lag", n.lag, 0, cost.MaxLag)
	p.draws = p.whole("--draws", n.draws, 1, maxDraws)
	if p.term = 0; n.term != "" {
		p.term = p.whole("--term", n.term, 1, cost.MaxYears)
	}
	var err error
	if p.seed, err = strconv.ParseUint(n.seed, 10, 64); err != nil || p.seed == 0 {
		p.at("--seed", n.seed, Saying("a seed is a whole number, 1 or more."))
	}
}

// whole reads a whole number between two ends.
func (p *pricing) whole(flag, s string, least, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		p.at(flag, s, Saying("a whole number from %d to %d.", least, most))
	}
	return n
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
		p.at("--years", p.years, Saying("write 2020-2024, or one year."))
	case y.From > y.To:
		p.at("--years", p.years, Saying("the earlier year comes first."))
	case y.N() > cost.MaxYears:
		p.at("--years", p.years, Saying("at most %d years.", cost.MaxYears))
	}
	return y
}

// currency reads a currency.
func (p *pricing) currency(flag, s string) money.Currency {
	if s == "" {
		return ""
	}
	c, err := CurrencyOf(flag, s)
	if f, ok := errors.AsType[*Failure](err); ok {
		p.field(f.Said, flag, "", Saying("a currency is three capital letters, KRW."))
	}
	return c
}

// add notes what another reading of a flag found wrong.
func (p *pricing) add(err error) {
	if f, ok := errors.AsType[*Failure](err); ok {
		p.fault(f.Said)
	}
}

// assumptions reads --assume.
func (p *pricing) assumptions(i *Inquiry) map[parley.ID]evidence.Assumption {
	out := make(map[parley.ID]evidence.Assumption)
	for _, s := range p.assume {
		series, figure, ok := strings.Cut(s, "=")
		id := parley.ID(strings.TrimSpace(series))
		x, good := assumption(figure)
		switch {
		case ok && !good && point(figure) != figure:
			p.typedAt("--assume "+s, "--assume", string(id), Saying("write %s, with a point.", point(figure)))
		case ok && !good:
			p.typedAt("--assume "+s, "--assume", string(id), Saying("write a figure like 1.5, 1.5±1.0, 1..3 or ±7%%."))
		case !ok:
			p.fault(Saying("--assume %s: write SERIES=FIGURE, with a FIGURE like 1.5, 1.5±1.0, 1..3 or ±7%%.", s))
		case i.At.Line(id) == nil:
			p.add(i.NoSuch("series", string(id), []parley.Kind{"series"}))
		default:
			if line := i.At.Line(id); line.Unit.IsRate() {
				v, year, known := line.Latest()
				p.slip(i, "--assume", string(id), s, x, v, year, known)
			}
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

// point returns a number with a point where it was typed with a comma for one:
// "3,5" and not "1,160".
func point(s string) string { return comma.ReplaceAllString(s, "$1.$2") }

var comma = regexp.MustCompile(`(\d),(\d{1,2})\b`)

// far is how many times off the last figure a rate must be to be taken for a slip,
// and stale how many years after that figure nothing is a slip any more.
const (
	far   = 10
	stale = 10
)

// slip notes a rate that is many times off the last one that the record has: the
// wrong way round, or with a digit too many.
func (p *pricing) slip(i *Inquiry, flag, key, typed string, x evidence.Assumption, last money.Decimal, year int, known bool) {
	have, want := x.Mean.Float64(), last.Float64()
	if now, _, _ := asOf(i).YMD(); !known || have <= 0 || want <= 0 || now-year > stale {
		return
	}
	times := have / want
	if times < 1 {
		times = 1 / times
	}
	if times < far {
		return
	}
	figure := last.Digits(6, money.HalfUp)
	off, _ := money.ParseDecimal(strconv.FormatFloat(times, 'f', 0, 64))
	words := Saying("about %s times off the %s of %d in the record. A digit too many, or too few?", off.Digits(2, money.HalfUp).Comma(0), figure.String(), year)
	if turned := want * have; turned > 1.0/far && turned < far {
		words = Saying("about %s times off the %s of %d in the record. The other way round?", off.Digits(2, money.HalfUp).Comma(0), figure.String(), year)
	}
	p.typedAt(flag+" "+typed, flag, key, words)
}

// lastRate is what one unit of a currency was worth by the last figure of the
// record: of a series, else of two amounts printed side by side.
func lastRate(i *Inquiry, c, in money.Currency) (value money.Decimal, year int, known bool) {
	if l := i.At.Rate(c, in); l != nil {
		if v, y, ok := l.Latest(); ok {
			return l.One(v), y, true
		}
	}
	pair, r, ok := i.At.LatestPair(c, in)
	if !ok {
		return value, 0, false
	}
	_, year, _ = pair.For.Years()
	return r.Lo.Add(r.Hi).Mul(money.Scaled(5, -1)), year, true
}

// exchange reads --rate.
func (p *pricing) exchange(i *Inquiry, in money.Currency) (rates map[money.Currency]evidence.Assumption, pair bool) {
	rates = make(map[money.Currency]evidence.Assumption)
	for _, s := range p.rates {
		if s == "pair" {
			pair = true
			continue
		}
		word, figure, ok := strings.Cut(s, "=")
		x, good := assumption(figure)
		if ok && !good && point(figure) != figure {
			p.typedAt("--rate "+s, "--rate", strings.TrimSpace(word), Saying("write %s, with a point.", point(figure)))
			continue
		}
		bad := !good || x.Percent || x.Mean.Sign() <= 0
		if ok && bad {
			p.typedAt("--rate "+s, "--rate", strings.TrimSpace(word), Saying("write a figure like 1160.7 or 1160.7±7%%."))
			continue
		}
		if bad {
			p.fault(Saying("--rate %s: write CURRENCY=FIGURE, as USD=1160.7±7%%, or pair.", s))
			continue
		}
		switch c := p.currency("--rate", word); {
		case c == in:
			p.typedAt("--rate "+s, "--rate", word, Saying("the prices are in %s already.", string(in)))
		case c != "":
			v, year, known := lastRate(i, c, in)
			p.slip(i, "--rate", word, s, x, v, year, known)
			rates[c] = x
		}
	}
	return rates, pair
}

// typed reads the offer that the asker makes up, nil if there is none.
func (p *pricing) typed(i *Inquiry, span evidence.Years) *parley.Offer {
	if p.first == "" {
		if p.rise != "" || p.limit != "" || p.low != "" || p.lag != 0 || p.term != 0 {
			p.field(Saying("an offer of your own begins with --first: an amount, or +10%% over the last that was agreed."), "first", "",
				Saying("an offer of your own begins with this: an amount, or +10%% over the last that was agreed."))
		}
		return nil
	}
	from := span.From
	if from == 0 {
		from = i.At.NextYear()
	}
	if from == 0 {
		p.field(Saying("for which years? --years 2020-2024."), "years", "", Saying("for which years? Write 2020-2024."))
		return nil
	}
	o := &parley.Offer{}
	at, _ := date.Parse(fmt.Sprintf("%04d", from))
	set := parley.Proposition{Issue: i.At.Purse(), Rel: "=", Per: "year", For: at}
	first := strings.ReplaceAll(p.first, " ", "")
	if strings.HasPrefix(first, "+") || strings.HasPrefix(first, "-") || strings.HasPrefix(first, "−") {
		first = strings.TrimSuffix(first, "%") + "%" // a number with its sign is a percentage
	}
	if x, err := money.ParsePercent(first); err == nil && x.Value.Cmp(money.Int(-100)) > 0 {
		set.Value = parley.Percent{Percent: x}
	} else if a, err := money.ParseAmount(p.first); err == nil {
		set.Value = parley.Money{Amount: a}
	} else if point(p.first) != p.first {
		p.at("--first", p.first, Saying("write %s, with a point.", point(p.first)))
	} else {
		p.at("--first", p.first, Saying("write an amount, KRW 1.2 trillion, or a percentage over the last that was agreed, +10%%."))
	}
	o.Sets = []parley.Proposition{set}
	switch last := from + p.term - 1; {
	case p.term > 0:
		o.Covers = date.Date{First: date.On(from, 1, 1), Last: date.On(last, 12, 31)}
	case !span.IsZero():
		o.Covers = date.Date{First: date.On(span.From, 1, 1), Last: date.On(span.To, 12, 31)}
	}
	if r := p.rule(i); r != nil {
		o.Rises = []parley.Rise{*r}
	}
	o.ID = parley.ID(p.name())
	return o
}

// rule reads how an amount rises by the rule of the asker, nil if there is none.
func (p *pricing) rule(i *Inquiry) *parley.Rise {
	r := parley.Rise{Lag: p.lag, AtMost: p.percent("--cap", p.limit), AtLeast: p.percent("--floor", p.low)}
	if !r.AtMost.IsZero() && !r.AtLeast.IsZero() && r.AtMost.Value.Cmp(r.AtLeast.Value) < 0 {
		p.field(Saying("--cap %s is below --floor %s.", p.limit, p.low), "cap", "", Saying("at most must not be less than at least."))
	}
	switch line := i.At.Line(parley.ID(p.rise)); {
	case p.rise == "":
		if p.lag != 0 || p.limit != "" || p.low != "" {
			p.field(Saying("--lag, --cap and --floor belong to an --escalator."), "escalator", "", Saying("say by what it rises, or leave years behind, at most and at least empty."))
		}
		return nil
	case line == nil && p.rise[0] <= '9' || strings.HasSuffix(p.rise, "%"): // no id begins with a digit or a sign
		r.Fixed = p.percent("--escalator", p.rise)
	case p.rise == "flat":
	case line == nil:
		p.add(i.NoSuch("series", p.rise, []parley.Kind{"series"}))
	case line.Unit.IsRate():
		p.at("--escalator", p.rise, Saying("it is a rate of exchange; an amount rises by growth."))
	default:
		r.Index = parley.ID(p.rise)
	}
	if r.Index == "" && p.lag != 0 {
		p.field(Saying("--lag is for a series."), "lag", "", Saying("only a series has figures that are older."))
	}
	return &r
}

func (p *pricing) percent(flag, s string) money.Percent {
	if s == "" {
		return money.Percent{}
	}
	x, err := money.ParsePercent(strings.TrimSuffix(strings.ReplaceAll(s, " ", ""), "%") + "%")
	switch {
	case err != nil && point(s) != s:
		p.at(flag, s, Saying("write %s, with a point.", point(s)))
	case err != nil || x.IsRange():
		p.at(flag, s, Saying("write a percentage, 4%%."))
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

// biddable is what the shell completes.
var biddable = []parley.Kind{"offer", "claim", "agreement"}
