package brief

import (
	"slices"

	"parley"
	"parley/analysis"
	"parley/analysis/verify"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// A verifyPen writes what the record can compute of what was said.
type verifyPen struct{ *pen }

// Verify says what follows from the figures of the record for figures in what
// was said, and judges nobody.
func Verify(a *evidence.Assessment, r verify.Result, l lang.Lang, from Stamp) *Document {
	p := verifyPen{write(a, l)}
	title := p.top("verify.title")
	t := p.table("parley.verify/1", "claim", "kind", "what", "middle", "low", "high", "unit", "tested", "base", "percentage_fits", "against", "rests_on")
	t.Data = true
	if len(r.Findings) == 0 {
		s := p.ours("verify.none")
		if p.v.Last() == 0 {
			s = p.nothingKnown()
		}
		return p.document("parley.verify/1", title, from, s, t)
	}
	parts := []Part{p.ours("verify.how")}
	var of parley.ID
	for i, f := range r.Findings {
		if f.Of != of {
			of = f.Of
			parts = append(parts, p.tested(f))
		}
		said := p.finding(f)
		for i, s := range said {
			if i == 0 || !slices.ContainsFunc(parts, func(x Part) bool { return same(x, s) }) {
				parts = append(parts, under(s))
			}
		}
		t.add(p.row(f, said[0])...)
		if rises := p.rises(r.Findings[:i+1]); len(rises) > 0 && (i+1 == len(r.Findings) || !beside(f, r.Findings[i+1])) {
			parts = append(parts, p.fits(rises)...)
		}
	}
	return p.document("parley.verify/1", title, from, append(parts, t)...)
}

// beside reports whether two findings set one amount beside bases of one percentage.
func beside(f, g verify.Finding) bool {
	return f.Kind == verify.Over && g.Kind == f.Kind && f.Of == g.Of && f.With == g.With
}

// rises are the last findings that set one amount beside bases.
func (p verifyPen) rises(fs []verify.Finding) []verify.Finding {
	i := len(fs)
	for i > 0 && beside(fs[i-1], fs[len(fs)-1]) {
		i--
	}
	return fs[i:len(fs):len(fs)]
}

// fits says with which bases a percentage agrees. What is explained as an error is
// none.
func (p verifyPen) fits(rises []verify.Finding) []Part {
	var in, out []string
	var ids []parley.ID
	for _, f := range rises {
		if f.Slip != "" {
			continue
		}
		item := p.text("verify.fit.base", arg("base", p.amount(f.Against)), arg("range", p.between(f.Result)))
		if f.Fits {
			in = append(in, item)
		} else {
			out = append(out, item)
		}
		ids = append(ids, f.RestsOn...)
	}
	percent := arg("percent", p.value(parley.Percent{Percent: rises[0].Percent}))
	fits, others := arg("fits", lang.JoinWords(p.l, in)), arg("others", lang.JoinWords(p.l, out))
	var s Sentence
	switch {
	case in == nil && out == nil:
		return nil
	case out == nil:
		s = p.sentence("verify.fit.all", percent, fits)
	case in == nil:
		s = p.sentence("verify.fit.none", percent, others)
	default:
		s = p.sentence("verify.fit.some", percent, fits, others)
	}
	return []Part{under(resting(s, analysis.Unique(ids)...))}
}

// same reports whether a part says the words of a sentence.
func same(x Part, s Sentence) bool {
	y, ok := x.(Sentence)
	return ok && y.Key == s.Key && lang.Plain(y.Runs) == lang.Plain(s.Runs)
}

// tested names the claim or terms whose figure is tested.
func (p verifyPen) tested(f verify.Finding) Sentence {
	if c, ok := view.Get[*parley.Claim](p.v, f.Of); ok {
		k := p.a.Of(c.ID)
		return grounded(p.sentence("status.stand", arg("claim", p.claim(c, k.RestsOn()...)), p.badge(c.ID, k)))
	}
	e, _ := p.v.Entry(f.Of)
	return resting(p.sentence("verify.terms", to("terms", p.title(e), f.Of, f.Of)), f.Of)
}

// finding says one computation: what came out, then what has to be known of it.
func (p verifyPen) finding(f verify.Finding) []Sentence {
	if f.Yearly {
		f.Yearly = false
		return append(p.finding(f), p.ours("verify.yearly"))
	}
	said := arg("said", p.amount(f.Said))
	against := arg("against", p.amount(f.Against))
	of := func(s Sentence) []Sentence { return []Sentence{resting(s, f.RestsOn...)} }
	switch f.Kind {
	case verify.Implied:
		return of(p.sentence("verify.base", arg("percent", p.value(parley.Percent{Percent: f.Percent})), said,
			arg("base", money.RoundedRange(f.Currency, f.Result, 3))))
	case verify.Over:
		rise := arg("rise", p.change(f.Value, f.Result))
		if f.Slip != "" {
			return of(p.sentence("verify.rise.slip", said, against, rise, to("why", p.name(f.Slip), f.Slip)))
		}
		return of(p.sentence("verify.rise", said, against, rise))
	case verify.Rate:
		return of(p.rate(f))
	case verify.Tenfold:
		return of(p.sentence("verify.tenfold", said, against, arg("factor", power(f.Power))))
	case verify.Digit:
		return of(p.sentence("verify.digit", said, against, arg("rise", p.change(f.Value, f.Result))))
	case verify.Parts:
		return of(p.parts(f))
	}
	return p.gap(f)
}

// amount says an amount as printed.
func (p verifyPen) amount(a money.Amount) string {
	if a.IsZero() {
		return ""
	}
	return p.value(parley.Money{Amount: a})
}

// change says by how many per cent something is above something, with its sign.
func (p verifyPen) change(v money.Decimal, i money.Interval) string {
	said := p.percent(v, i)
	if v.Sign() > 0 {
		said = "+" + said
	}
	return said
}

// power writes a power of ten: 10, 1,000; 1/10.
func power(n int) string {
	if n < 0 {
		return "1/" + money.Scaled(1, -n).Comma(0)
	}
	return money.Scaled(1, n).Comma(0)
}

func (p verifyPen) rate(f verify.Finding) Sentence {
	i, _ := money.PercentChange(money.Only(f.Series.Value), f.Result)
	v := f.Value.Sub(f.Series.Value).Mul(money.Int(100)).Quo(f.Series.Value, 20, money.HalfEven)
	value := p.text("reckon.rate.value", arg("rate", p.number(money.Only(f.Series.Value))), arg("quote", p.coins(f.Currency)))
	args := []lang.Arg{arg("said", p.amount(f.Said)), arg("beside", p.amount(f.Beside)), arg("rate", p.rateOf(f.Result, f.Currency, f.Base)), p.who("series", f.Line),
		arg("date", f.Series.Of[0].For), arg("value", value)}
	switch {
	case f.Power != 0:
		return p.sentence("verify.rate.tenfold", append(args, arg("factor", power(f.Power)))...)
	case i.Lo.Sign() > 0:
		return p.sentence("verify.rate.above", append(args, arg("rise", p.percent(v, i)))...)
	case i.Hi.Sign() < 0:
		i.Lo, i.Hi = i.Hi.Neg(), i.Lo.Neg()
		return p.sentence("verify.rate.below", append(args, arg("rise", p.percent(v.Neg(), i)))...)
	}
	return p.sentence("verify.rate", append(args, arg("rise", p.change(v, i)))...)
}

func (p verifyPen) parts(f verify.Finding) Sentence {
	var items []string
	for _, x := range f.Parts {
		items = append(items, p.text("verify.part", arg("issue", p.name(x.Issue)), arg("amount", p.amount(x.Amount))))
	}
	key, apart := "verify.parts.one", f.Result.Sub(f.Said.Bounds)
	if f.Result.Disjoint(f.Said.Bounds) {
		key = "verify.parts"
	}
	args := []lang.Arg{arg("parts", joined(items, " + ")), arg("sum", summed(f)), arg("said", p.amount(f.Said))}
	if key == "verify.parts" {
		lo, hi := apart.Lo.Abs(), apart.Hi.Abs()
		if lo.Cmp(hi) > 0 {
			lo, hi = hi, lo
		}
		args = append(args, arg("distance", money.RoundedRange(f.Currency, money.Interval{Lo: lo, Hi: hi}, 2)))
	}
	return p.sentence(key, args...)
}

// summed says a sum to the last place to which all of its parts were printed.
func summed(f verify.Finding) money.Amount {
	var coarsest money.Decimal
	for _, x := range f.Parts {
		if w := x.Amount.Bounds.Width(); w.Cmp(coarsest) > 0 {
			coarsest = w
		}
	}
	return toPlace(f.Currency, f.Value, coarsest)
}

// toPlace says an amount to the place that digits which leave so much open have.
func toPlace(c money.Currency, v, open money.Decimal) money.Amount {
	if open.IsZero() {
		return exact(c, v)
	}
	return money.Rounded(c, v, max(1, v.Place()-open.Place()+1))
}

// gap says what the recorded positions did.
func (p verifyPen) gap(f verify.Finding) (ss []Sentence) {
	m := f.Moved
	date := arg("date", m.Day)
	switch f.Kind {
	case verify.Unknown:
		ss = append(ss, grounded(resting(p.sentence("verify.gap.unknown", date), f.RestsOn...)))
	case verify.Unmoved:
		ss = append(ss, grounded(resting(p.sentence("verify.gap.unmoved", date), f.RestsOn...)))
	default:
		ss = append(ss, p.moved(f))
	}
	if len(m.Bases) > 1 {
		var all []string
		for _, x := range m.Bases {
			all = append(all, p.amount(x))
		}
		ss = append(ss, resting(p.sentence("verify.gap.base", arg("amounts", lang.JoinWords(p.l, all)), arg("paid", p.paid(m))), m.In.To.RestsOn...))
	}
	for _, id := range m.Silent {
		s := p.ours("verify.gap.silent", p.who("party", id), date)
		ss = append(ss, s)
	}
	if m.Reports && len(m.Before) > 0 {
		ss = append(ss, resting(p.sentence("verify.gap.reports"), f.RestsOn...))
	}
	return ss
}

func (p verifyPen) moved(f verify.Finding) Sentence {
	m, i, v := f.Moved, f.Result, f.Value
	key := "verify.gap.fell"
	if v.Sign() < 0 {
		key, i, v = "verify.gap.grew", money.Interval{Lo: i.Hi.Neg(), Hi: i.Lo.Neg()}, v.Neg()
	}
	percent := arg("percent", p.percent(v, i))
	before, after := arg("before", p.figures(m, m.Before)), arg("after", p.figures(m, m.After))
	date := arg("date", m.Day)
	if m.To == "" {
		return resting(p.sentence(key+".sides", before, after, percent, date), f.RestsOn...)
	}
	return resting(p.sentence(key+".last", before, after, percent, date, p.who("agreement", m.To), arg("paid", p.paid(m))), f.RestsOn...)
}

// paid says what the last agreement paid: as printed, or converted.
func (p verifyPen) paid(m *verify.Moved) string {
	to := m.In.To
	if to.Rate == nil {
		return p.amount(toPlace(to.Currency, to.Value, to.Width()))
	}
	return p.amount(money.RoundedRange(to.Currency, to.Interval, 3))
}

// figures names claims by whose they are and their figures, with their status
// as it was then.
func (p verifyPen) figures(m *verify.Moved, cs []*parley.Claim) []lang.Run {
	var items [][]lang.Run
	for _, c := range cs {
		k := m.Standing[c.ID]
		items = append(items, p.say("verify.figure", p.who("party", c.That.Party), to("value", p.quantity(c.That), c.ID, k.RestsOn()...), p.badge(c.ID, k)))
	}
	return lang.Join(p.l, items)
}

func (p verifyPen) row(f verify.Finding, said Sentence) []Cell {
	var mid, lo, hi Cell
	if f.Kind != verify.Unknown && f.Kind != verify.Unmoved {
		mid, lo, hi = Decimal{rounded6(f.Value)}, Decimal{rounded6(f.Result.Lo)}, Decimal{rounded6(f.Result.Hi)}
	}
	unit := Word("%")
	switch f.Kind {
	case verify.Implied, verify.Parts:
		unit = Word(f.Currency)
	case verify.Rate:
		unit = Word(string(f.Currency) + " per " + string(f.Base))
	}
	var fits Cell
	if f.Kind == verify.Over {
		fits = Flag(f.Fits && f.Slip == "")
	}
	against := analysis.Unique(f.By)
	if f.Line != "" {
		against = append(against, f.Line)
	}
	if m := f.Moved; m != nil {
		for _, c := range slices.Concat(m.Before, m.After) {
			against = append(against, c.ID)
		}
	}
	return []Cell{ID(f.Of), Word(f.Kind), Text(lang.Plain(said.Runs)), mid, lo, hi, unit, moneyCell(f.Said), moneyCell(f.Against), fits, idsCell(analysis.Unique(against)), idsCell(f.RestsOn)}
}

// rounded6 keeps twelve digits: more say nothing.
func rounded6(d money.Decimal) money.Decimal { return d.Digits(12, money.HalfEven) }

func moneyCell(a money.Amount) Cell {
	if a.IsZero() {
		return nil
	}
	return Money{a}
}
