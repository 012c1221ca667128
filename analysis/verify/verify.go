// Package verify answers: which figures in what was said can the record test, and
// what does it compute?
//
// Each finding names a claim or terms, what was computed and from what, and the
// result as an interval. It says what follows from the figures of the record, and
// never who is right: where the record has several figures for one thing, they
// stand side by side.
//
//	Result   the findings, by claim in the order of the file
//	Finding  one computation
//	Kind     what was computed
package verify

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
	Name:    "verify",
	Assumes: []string{"card.verify.word", "card.verify.percent", "card.verify.bases", "card.verify.pair", "card.verify.misprint", "card.verify.parts", "card.verify.gap"},
	Reads:   []parley.Kind{"case", "issue", "claim", "statement", "report", "inference", "retract", "override", "explain", "agreement", "terms", "stage", "series"},
	Since:   "0.1",
}

// Options choose one claim.
type Options struct {
	Claim parley.ID // or terms: what tests it or computes with it; empty: all
}

// A Kind says what a finding computes.
type Kind string

// The kinds of finding.
const (
	Implied Kind = "base"    // over which base a percentage gives the amount that was said with it
	Over    Kind = "rise"    // by how many per cent an amount is above a recorded base
	Rate    Kind = "rate"    // what a printed pair implies, against the rate of its day
	Tenfold Kind = "tenfold" // two figures for one thing, a power of ten apart
	Digit   Kind = "digit"   // two figures for one thing, whose digits differ by one left out
	Parts   Kind = "parts"   // the categories of a time together, against the figure for the whole
	Gap     Kind = "gap"     // what the recorded positions did, where somebody says that a gap changed
	Unmoved Kind = "unmoved" // the same, where no figure replaced another
	Unknown Kind = "unknown" // the same, where no distance can be computed
)

// A Finding is one computation.
type Finding struct {
	Kind Kind
	Of   parley.ID // the claim or terms whose figure is tested

	// Result is what was computed: an amount in Currency, per cent, or a rate.
	Result   money.Interval
	Value    money.Decimal // from the figures as printed
	Currency money.Currency
	Base     money.Currency // of a rate: what one unit of this costs

	Said    money.Amount  // the figure tested; of a pair, the first
	Beside  money.Amount  // of a pair, the second; zero: none
	Percent money.Percent // the percentage tested or tested against; zero: none
	Against money.Amount  // the recorded figure that it was set beside; zero: none
	By      []parley.ID   // the claims or terms with that figure
	With    parley.ID     // the claim or terms with the figure tested, where that is not Of; empty: it is
	Fits    bool          // of a rise: the percentage that was said lies in Result
	Yearly  bool          // of a base or rise: amounts for another span than a year are said by the year
	Slip    parley.ID     // of a rise: the entry that explains the base as an error; empty: none does
	Series  *evidence.Reading
	Line    parley.ID // the series
	Power   int       // of a power of ten: Said is Against × 10^Power
	Parts   []Part
	Moved   *Moved
	RestsOn []parley.ID
}

// A Part is one category of a sum.
type Part struct {
	Issue  parley.ID
	Amount money.Amount
	Claims []parley.ID
}

// Moved is what became of a distance between figures.
type Moved struct {
	Day      date.Day        // as known at the end of which
	Apart    evidence.Apart  // then
	Before   []*parley.Claim // the figures from which it is measured, and
	After    []*parley.Claim // those to which
	To       parley.ID       // to which party's figure, or to which agreement
	Silent   []parley.ID     // parties whose figure is not known
	Standing map[parley.ID]evidence.Standing
	Reports  bool           // all of the figures rest on reports alone
	Bases    []money.Amount // what the record has for what the agreement paid, in the currency of the result; one of them counts
	From, In evidence.Distance
}

// A Result is the findings.
type Result struct {
	Day      date.Day
	Findings []Finding
	rests    []parley.ID
}

// RestsOn implements [analysis.Result].
func (r Result) RestsOn() []parley.ID { return r.rests }

// Of answers from what a holds.
func Of(a *evidence.Assessment, o Options) (Result, error) {
	f := &finder{a: a, v: a.View(), purse: a.Purse(), only: o.Claim, things: make(map[thing][]printed), claims: make(map[subject][]*parley.Claim)}
	f.gather()
	f.errors()
	f.percentages()
	f.pairs()
	f.misprints()
	f.parts()
	f.gaps()
	order := make(map[parley.ID]int)
	for e := range view.Each[parley.Entry](f.v) {
		order[e.Base().ID] = len(order)
	}
	slices.SortStableFunc(f.found, func(x, y Finding) int { return order[x.Of] - order[y.Of] })
	r := Result{Day: f.v.From().AsOf, Findings: f.found}
	for i := range r.Findings {
		r.Findings[i].RestsOn = analysis.Unique(r.Findings[i].RestsOn)
		r.rests = append(r.rests, r.Findings[i].RestsOn...)
	}
	r.rests = analysis.Unique(r.rests)
	return r, nil
}

// A thing is what two figures must share to be figures for one thing.
type thing struct {
	party, issue parley.ID
	verb, per    string
	period       string
}

// A subject is whose figures are, and on what.
type subject struct{ party, issue parley.ID }

// A printed amount is one that a claim or terms give for a thing.
type printed struct {
	money.Amount
	by      parley.ID
	known   date.Day
	restsOn []parley.ID
}

type finder struct {
	a      *evidence.Assessment
	v      *view.View
	purse  parley.ID
	only   parley.ID
	things map[thing][]printed
	order  []thing
	claims map[subject][]*parley.Claim // with a figure, that somebody makes
	shares []*parley.Claim             // those of them that give a percentage
	slips  map[parley.ID]parley.ID     // claims and terms that an entry explains as an error, and it
	found  []Finding
}

func (f *finder) add(x Finding) {
	if f.only == "" || x.uses(f.only) {
		f.found = append(f.found, x)
	}
}

// uses reports whether a finding tests the figure of a claim or terms, or computes
// with it.
func (x Finding) uses(id parley.ID) bool {
	if x.Of == id || x.With == id || slices.Contains(x.By, id) {
		return true
	}
	if m := x.Moved; m != nil && slices.ContainsFunc(slices.Concat(m.Before, m.After), func(c *parley.Claim) bool { return c.ID == id }) {
		return true
	}
	return slices.ContainsFunc(x.Parts, func(p Part) bool { return slices.Contains(p.Claims, id) })
}

// gather collects the figures of the record by what they are for. What terms say
// is paid for a time and what a claim says is paid for it are one thing.
func (f *finder) gather() {
	for c := range f.a.Claims() {
		if f.a.Status(c.ID).Basis == parley.NotSourced || c.That == nil {
			continue
		}
		s := subject{c.That.Party, c.That.Issue}
		switch v := c.That.Value.(type) {
		case parley.Money:
			f.claims[s] = append(f.claims[s], c)
			if c.That.Rel == "=" && c.That.Counts == "" {
				grounds := f.a.Of(c.ID)
				f.put(f.thing(c), c.ID, f.known(grounds.Grounds), grounds.RestsOn(), v.Amount, v.Beside)
			}
		case parley.Percent:
			f.shares = append(f.shares, c)
		}
	}
	for t := range view.Each[*parley.Terms](f.v) {
		for _, x := range t.Pays {
			f.put(thing{issue: f.purse, verb: "pays", per: "year", period: period(x.For)}.spanned(x.For), t.ID, f.v.KnownOn(t.ID), []parley.ID{t.ID}, x.Amount, x.Beside)
		}
	}
	for _, ps := range f.things {
		slices.SortStableFunc(ps, func(x, y printed) int { return cmp.Compare(x.known, y.known) })
	}
}

// known is the first day on which any of some utterances was known.
func (f *finder) known(ids []parley.ID) (first date.Day) {
	for _, id := range ids {
		if day := f.v.KnownOn(id); first == 0 || day < first {
			first = day
		}
	}
	return first
}

func (f *finder) thing(c *parley.Claim) thing {
	t := c.That
	x := thing{t.Party, t.Issue, t.Verb, t.Per, period(t.For)}
	if t.Verb == "pays" && t.Issue == f.purse && t.Per != "month" {
		x.party = ""
		if t.Per == "" {
			x.per = "year"
			return x.spanned(t.For)
		}
	}
	return x
}

// spanned is the thing that is paid for a time: for all of it, if that is several
// years or a part of one.
func (x thing) spanned(d date.Date) thing {
	if evidence.FrameOf(&parley.Proposition{For: d}).Span == evidence.InAll {
		x.per = "total"
	}
	return x
}

func (f *finder) put(t thing, by parley.ID, known date.Day, restsOn []parley.ID, amounts ...money.Amount) {
	if f.things[t] == nil {
		f.order = append(f.order, t)
	}
	for _, x := range amounts {
		if !x.IsZero() {
			f.things[t] = append(f.things[t], printed{x, by, known, restsOn})
		}
	}
}

func period(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.First.String() + "/" + d.Last.String()
}

// others are the figures for one thing in a currency, but those of one entry:
// each amount once, with all who give it.
func others(ps []printed, in money.Currency, but parley.ID) (out []figure) {
	for _, p := range ps {
		if p.Currency != in || but != "" && p.by == but {
			continue
		}
		i := slices.IndexFunc(out, func(x figure) bool { return x.Bounds == p.Bounds })
		if i < 0 {
			i, out = len(out), append(out, figure{Amount: p.Amount})
		}
		if p.by != "" { // else it was typed with a percentage
			out[i].by = append(out[i].by, p.by)
		}
		out[i].restsOn = append(out[i].restsOn, p.restsOn...)
	}
	return out
}

// A figure is one amount and all who give it.
type figure struct {
	money.Amount
	by      []parley.ID
	restsOn []parley.ID
}

func middle(x money.Amount) money.Decimal { return money.Interval{Lo: x.Value, Hi: x.High}.Mid() }
