// Package flow answers: where does the money go?
//
//	Result    the years, and what is the same for all of them
//	Year      what is paid in a year, by category, and what the categories come to
//	Category  an issue that is part of the money issue and measures nothing of it
//	Said      a claim with its standing and the figure that it gives
//	Total     what an agreement pays in the year: the other denominator
//	Part      what part of the categories returns, or is paid in cash
//
// The money issue is the one on which figures are expected, or the whole of
// which that is a part; whoever asks may name another. Its categories are the
// issues that are part of it and have no measure. Issues with a measure say
// something of a category: what part returns to the economy, what part is paid
// in cash, what part of a cost a side bears, what was left unspent.
//
// Figures are intervals from their printed digits. Shares of a cost stand side by
// side, each with what it counts; they are never averaged. What is paid by
// another way of counting stands apart.
package flow

import (
	"cmp"
	"slices"

	"parley"
	"parley/analysis"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// Card describes this analysis.
var Card = analysis.Card{
	Name:    "flow",
	Assumes: []string{"card.flow.issue", "card.flow.whole", "card.flow.time", "card.flow.weights", "card.flow.shares", "card.flow.apart"},
	Reads:   []parley.Kind{"issue", "claim", "terms", "agreement"},
	Since:   "0.1",
}

// Options say of which year and which issue. The zero Options ask about every
// year of which categories are known, and the issue on which figures are expected.
type Options struct {
	Year  int
	Issue parley.ID
}

// A Result is where the money goes, as far as it was known.
type Result struct {
	Nothing bool      // nothing was known by then
	Issue   parley.ID // the money; empty: there is no such issue
	Year    int       // asked for; 0: all
	Known   []int     // years of which an amount of some category is known
	Years   []Year    // of them, those that were asked for
	None    bool      // the issue has no categories
	Whole   []Said    // what is said to return of the whole
	Shares  []Said    // of a cost that a side bears
	Unspent []Said
	Apart   []Said // money by another way of counting
	rests   []parley.ID
}

// A Said is a claim with the figure that it gives.
type Said struct {
	Claim    *parley.Claim
	Standing evidence.Standing
	Percent  *money.Interval // what it leaves open, within 0 and 100; nil: it gives no percentage
	Middle   money.Decimal   // of the percentage: as printed
	OfYear   int             // it is for this other year; 0: for the year asked about, or for any
}

// A Year is what is paid in one.
type Year struct {
	Year       int
	Currency   money.Currency
	Categories []Category     // in the order of the agenda
	Sum        money.Interval // of those with an amount
	Payers     []parley.ID
	Totals     []Total // of the agreements that pay in the year
	Returns    *Part   // nil: nothing is known
	Cash       *Part   // nil: nothing is known
}

// A Category of a year.
type Category struct {
	Issue   *parley.Issue
	Amounts []Said         // as said; nil: none is known
	Amount  money.Interval // what they come to as one
	Differ  bool           // they cannot be one
	Foreign bool           // they are in another currency, and not in the sum
	Share   money.Interval // of the sum, in per cent
	Returns []Said
	Cash    []Said
	counted bool
}

// Counted reports whether the amount is in the sum.
func (c Category) Counted() bool { return c.counted }

// A Total is what an agreement pays in a year.
type Total struct {
	Agreement parley.ID
	money.Interval
	Currency money.Currency
	Fits     bool // it can be the sum of the categories
	Differ   bool // its terms do not agree with each other
	RestsOn  []parley.ID
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// Of answers from what a holds.
func Of(a *evidence.Assessment, o Options) (Result, error) {
	r := Result{Year: o.Year, Nothing: a.View().Last() == 0}
	if r.Nothing {
		return r, nil
	}
	b := builder{a: a, parts: make(map[parley.ID][]*parley.Issue), claims: make(map[parley.ID][]Said)}
	b.index()
	if r.Issue = o.Issue; r.Issue == "" {
		r.Issue = b.whole(a.Purse())
	}
	if r.Issue == "" {
		return r, nil
	}
	categories := b.measuring(r.Issue, "")
	r.Known, r.None = b.years(categories), len(categories) == 0
	for _, year := range r.Known {
		if o.Year == 0 || o.Year == year {
			r.Years = append(r.Years, b.year(categories, year))
		}
	}
	r.Whole = b.about(b.measuring(r.Issue, "returns"), o.Year)
	r.Unspent = b.about(b.tree(r.Issue, "unspent"), o.Year)
	r.Shares, r.Apart = b.sharesAndApart(r.Issue, o.Year)
	r.rests = r.all()
	return r, nil
}

// A builder knows the parts of every issue and the claims on it.
type builder struct {
	a      *evidence.Assessment
	parts  map[parley.ID][]*parley.Issue // in the order of the agenda
	claims map[parley.ID][]Said
}

func (b *builder) index() {
	for i := range view.Each[*parley.Issue](b.a.View()) {
		if i.PartOf != i.ID {
			b.parts[i.PartOf] = append(b.parts[i.PartOf], i)
		}
	}
	for c := range b.a.Claims() {
		s := Said{Claim: c, Standing: b.a.Of(c.ID)}
		if s.Standing.Basis == parley.NotSourced || len(s.Standing.Superseded) > 0 {
			continue
		}
		if c.That != nil {
			s.Percent, s.Middle = percent(c.That)
		}
		issue := b.a.Issue(c)
		b.claims[issue] = append(b.claims[issue], s)
	}
}

var hundred = money.Int(100)

// percent returns what a proposition leaves open of a part, and its middle.
func percent(t *parley.Proposition) (*money.Interval, money.Decimal) {
	v, ok := t.Value.(parley.Percent)
	if !ok || v.Over != "" || !v.Amount.IsZero() {
		return nil, money.Decimal{}
	}
	i, middle := v.Bounds, v.Value.Add(v.High).Mul(money.Scaled(5, -1))
	switch t.Rel {
	case ">", ">=":
		i.Hi = hundred
	case "<", "<=":
		i.Lo = money.Decimal{}
	}
	i = money.Interval{Lo: within(i.Lo), Hi: within(i.Hi)}
	if t.Rel != "=" && t.Rel != "about" {
		middle = i.Mid()
	}
	return &i, within(middle)
}

// within keeps a part between nothing and all.
func within(d money.Decimal) money.Decimal {
	if d.Sign() < 0 {
		return money.Decimal{}
	}
	if d.Cmp(hundred) > 0 {
		return hundred
	}
	return d
}

// whole returns the issue of which one is a part, or a part of a part. Parts in a
// ring have no whole: the issue itself stands for it.
func (b *builder) whole(id parley.ID) parley.ID {
	at := id
	for range len(b.parts) + 1 {
		i, ok := view.Get[*parley.Issue](b.a.View(), at)
		if !ok {
			return id
		}
		if !b.a.View().Has(i.PartOf) || i.PartOf == "" {
			return at
		}
		at = i.PartOf
	}
	return id
}

// measuring returns the parts of an issue with a measure.
func (b *builder) measuring(of parley.ID, measure string) (is []*parley.Issue) {
	for _, i := range b.parts[of] {
		if i.Measure == measure {
			is = append(is, i)
		}
	}
	return is
}

// tree returns the issues with a measure among the parts of an issue, and the
// parts of these.
func (b *builder) tree(of parley.ID, measure string) (is []*parley.Issue) {
	b.walk(of, func(i *parley.Issue) {
		if i.Measure == measure {
			is = append(is, i)
		}
	})
	return is
}

// walk visits the parts of an issue and the parts of these, each once.
func (b *builder) walk(of parley.ID, visit func(*parley.Issue)) {
	seen := map[parley.ID]bool{of: true}
	var down func(parley.ID)
	down = func(id parley.ID) {
		for _, i := range b.parts[id] {
			if !seen[i.ID] {
				seen[i.ID] = true
				visit(i)
				down(i.ID)
			}
		}
	}
	down(of)
}

// about returns the claims on some issues that are for a year, or for any; of
// year 0, all.
func (b *builder) about(is []*parley.Issue, year int) (out []Said) {
	for _, i := range is {
		for _, s := range b.claims[i.ID] {
			if year == 0 || s.Claim.That == nil || s.Claim.That.For.IsZero() || s.Claim.That.For.Overlaps(span(year)) {
				out = append(out, s)
			}
		}
	}
	return out
}

func span(year int) date.Date {
	return date.Date{First: date.On(year, 1, 1), Last: date.On(year, 12, 31)}
}

// sharesAndApart returns the shares of a cost that a side bears, whatever cost it
// is, and the money on issues of which such a share is a part and which are not
// the money asked about: the same thing counted in another way.
func (b *builder) sharesAndApart(money parley.ID, year int) (shares, apart []Said) {
	in := map[parley.ID]bool{money: true}
	b.walk(money, func(i *parley.Issue) { in[i.ID] = true })
	var measures, wholes []*parley.Issue
	for i := range view.Each[*parley.Issue](b.a.View()) {
		if i.Measure == "share" {
			measures = append(measures, i)
			if w, ok := view.Get[*parley.Issue](b.a.View(), i.PartOf); ok && !in[w.ID] && !slices.Contains(wholes, w) {
				wholes = append(wholes, w)
			}
		}
	}
	for _, s := range b.about(wholes, year) {
		if s.Claim.That != nil {
			if _, ok := s.Claim.That.Value.(parley.Money); ok {
				apart = append(apart, s)
			}
		}
	}
	return b.about(measures, year), apart
}

// years returns those for which an amount of some category is known.
func (b *builder) years(categories []*parley.Issue) (years []int) {
	for _, i := range categories {
		for _, s := range b.claims[i.ID] {
			if _, year, ok := paid(s.Claim); ok {
				years = append(years, year)
			}
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// paid returns the amount that a claim says is paid in a year.
func paid(c *parley.Claim) (x parley.Money, year int, ok bool) {
	t := c.That
	if t == nil || t.Verb != "pays" || t.Counts != "" || t.Per == "month" || t.Rel != "=" && t.Rel != "about" {
		return x, 0, false
	}
	from, to, whole := t.For.Years()
	x, is := t.Value.(parley.Money)
	return x, from, is && whole && from == to
}

// all gathers the entries that the result rests on.
func (r *Result) all() []parley.ID {
	var ids []parley.ID
	rest := func(lists ...[]Said) {
		for _, list := range lists {
			for _, s := range list {
				ids = append(append(ids, s.Claim.ID), s.Standing.RestsOn()...)
			}
		}
	}
	for _, y := range r.Years {
		for _, c := range y.Categories {
			rest(c.Amounts, c.Returns, c.Cash)
		}
		for _, t := range y.Totals {
			ids = append(ids, t.RestsOn...)
		}
	}
	rest(r.Whole, r.Shares, r.Unspent, r.Apart)
	return analysis.Unique(ids)
}

// currency returns that of the case, if anything is in it, else the first.
func currency(home money.Currency, given []money.Currency) money.Currency {
	if len(given) == 0 || slices.Contains(given, home) {
		return home
	}
	return cmp.Or(given[0], home)
}
