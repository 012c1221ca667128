package evidence

import (
	"cmp"
	"maps"
	"slices"

	"parley"
	"parley/cost"
	"parley/date"
	"parley/money"
	"parley/view"
)

// A Bid is something that can be priced, as terms of package cost, with all that
// the record says of how far its figure goes.
type Bid struct {
	ID       parley.ID // of the offer, claim or agreement; empty: typed, or held
	Kind     BidKind
	Party    parley.ID // whose; empty: ours, or both sides'
	Issue    parley.ID // of the figure; empty: an agreement, or held
	Payer    parley.ID // of a claim that a party pays; empty: not said
	Terms    cost.Terms
	Value    parley.Value // as it stands in the record; nil: an agreement, or held
	Rel      string       // of the figure, which is priced as it stands: "=", ">=", ...
	Per      string       // "year", "month", "total" or ""
	Standing Standing     // of a claim, or of an offer that a party made; zero: ours
	First    Yearly       // what it pays in the first year that is priced
	Base     *Yearly      // over which Value is a percentage, or what is held; nil: neither
	Own      Years        // the years for which its own words give it; zero: they do not say
	Extended bool         // priced for years beyond those: our extension
	Rises    Rising
	Schedule parley.Schedule // the rules as the record has them
	Replaced []parley.ID     // claims that replace it
	Retract  parley.ID       // the entry that takes it back; empty: none
	RestsOn  []parley.ID     // what its figures rest on, those of an index aside
}

// Ours reports whether nobody but us has proposed it: it has no source.
func (b *Bid) Ours() bool {
	return b.Kind == Typed || b.Kind == Offered && b.Party == ""
}

// Bound is 1 for a bid whose figure is only a lower bound ("more than", "at least"),
// -1 for one whose figure is an upper bound, else 0.
func (b *Bid) Bound() int {
	switch b.Rel {
	case ">", ">=":
		return 1
	case "<", "<=":
		return -1
	}
	return 0
}

// Span returns the years for which the bid is priced.
func (b *Bid) Span() Years {
	return Years{b.Terms.Start, b.Terms.Start + b.Terms.Years - 1}
}

// OneYear reports whether its own words give it for one year.
func (b *Bid) OneYear() bool { return b.Own.N() == 1 }

// A BidKind says what a bid is.
type BidKind uint8

// The kinds.
const (
	Offered BidKind = iota + 1 // an offer entry
	Claimed                    // what a party asks, offers, holds, accepts or pays
	Agreed                     // the terms of an agreement
	Held                       // the last amount that was agreed, as it is
	Typed                      // made up by the asker
)

// Rising says what is known of how the amount of a bid follows from year to year.
type Rising uint8

// The ways. Where there is no rule the amount is priced flat.
const (
	ByRule    Rising = iota + 1 // it gives a rule, or the amount of every year
	SaidFlat                    // it says that nothing rises
	NotSaid                     // nothing says how it rises
	OnlyWords                   // words say how, and no rule that can be reckoned with
)

// Years are calendar years from From to To, both among them; the zero Years are
// not given.
type Years struct{ From, To int }

// IsZero reports whether y was not given.
func (y Years) IsZero() bool { return y == Years{} }

// N returns how many years there are, 0 if none are given.
func (y Years) N() int {
	if y.IsZero() {
		return 0
	}
	return y.To - y.From + 1
}

// Has reports whether a year is one of them.
func (y Years) Has(year int) bool { return y.From <= year && year <= y.To && !y.IsZero() }

// With returns the years from the first of both to the last.
func (y Years) With(z Years) Years {
	switch {
	case y.IsZero():
		return z
	case z.IsZero():
		return y
	}
	return Years{min(y.From, z.From), max(y.To, z.To)}
}

// A BidError says why something cannot be priced.
type BidError struct {
	Bid   parley.ID // "": what is held
	Why   string    // one of BidReasons
	Base  parley.ID // over which it is a percentage
	Money money.Currency
	Year  int
}

func (e *BidError) Error() string {
	return "evidence: " + cmp.Or(string(e.Bid), "hold") + " cannot be priced: " + e.Why
}

// The reasons of a [BidError]. They are stable: messages are looked up by them.
const (
	NoSuchBid  = "no-such"     // no offer, claim or agreement of that id is known
	NoAmount   = "no-amount"   // it gives neither an amount nor a percentage
	NoBase     = "no-base"     // a percentage over nothing, or over what has no amount itself
	NoTerm     = "no-term"     // neither it nor anybody else says for which years
	PartYear   = "part-year"   // it is for a part of a year
	SetTwice   = "set-twice"   // it gives two amounts for Year
	StartsOnly = "starts-only" // its rule builds on the amount of Year, and the span begins later
	NotInSpan  = "not-in-span" // it begins with Year, after the span
	OtherMoney = "other-money" // a sum in Money, which is not that of its amount
)

// BidReasons lists the reasons of a [BidError], for whoever words them.
var BidReasons = []string{NoSuchBid, NoAmount, NoBase, NoTerm, PartYear, SetTwice, StartsOnly, NotInSpan, OtherMoney}

// Hold returns the amount that was last agreed for a year before the span, as it
// is in every year of it. The error is a [*BidError].
func (a *Assessment) Hold(span Years) (Bid, error) {
	if span.IsZero() {
		return Bid{}, &BidError{Why: NoTerm}
	}
	s, ok := a.agreedBefore(span.From)
	if !ok {
		return Bid{}, &BidError{Why: NoAmount}
	}
	return Bid{Kind: Held, Rel: "=", Per: "year", First: s, Base: &s, Own: span, Rises: SaidFlat, RestsOn: s.RestsOn,
		Terms: cost.Terms{Name: "hold", Currency: s.Currency, Start: span.From, Years: span.N(), First: s.Interval, Made: made(nil, span.From, s)}}, nil
}

// Bid returns an offer, a claim or an agreement as something that can be priced
// for a span, or for its own years if none is given. What is priced begins with
// the later of its first year and the span's, and ends with the span. The error
// is a [*BidError].
func (a *Assessment) Bid(id parley.ID, span Years) (Bid, error) {
	e, _ := a.view.Entry(id)
	switch e := e.(type) {
	case *parley.Offer:
		return a.offered(e, span)
	case *parley.Claim:
		return a.claimed(e, span)
	case *parley.Agreement:
		return a.agreed(e.ID, span)
	case *parley.Terms:
		return a.agreed(e.Of, span)
	case nil:
		return Bid{}, &BidError{Bid: id, Why: NoSuchBid}
	}
	return Bid{}, &BidError{Bid: id, Why: NoAmount}
}

// claimed is a claim as a bid. What a party rejects, or says of the facts, is
// not one.
func (a *Assessment) claimed(c *parley.Claim, span Years) (Bid, error) {
	if c.That == nil || c.That.Verb == "rejects" || c.That.Verb == "says" {
		return Bid{}, &BidError{Bid: c.ID, Why: NoAmount}
	}
	b := Bid{ID: c.ID, Kind: Claimed, Party: c.That.Party, Standing: a.Of(c.ID), Replaced: a.Superseded(c.ID)}
	b.RestsOn = b.Standing.RestsOn()
	if c.That.Verb == "pays" {
		b.Payer = c.That.Party
	}
	err := a.propose(&b, []parley.Proposition{*c.That}, &parley.Schedule{}, date.Date{}, span)
	return b, err
}

// offered is an offer as a bid. Where it sets figures on several issues, that of
// the issue on which figures are expected is priced, else that of its first.
func (a *Assessment) offered(o *parley.Offer, span Years) (Bid, error) {
	b := Bid{ID: o.ID, Kind: Offered, Party: o.By, RestsOn: []parley.ID{o.ID}}
	if o.By != "" {
		b.Standing = a.offerStanding(o)
	}
	place, _ := a.view.Place(o.ID)
	b.Retract = a.retracted(place, -1)
	var sets []parley.Proposition
	purse := a.Purse()
	for _, s := range o.Sets {
		if !isFigure(s.Value) || sets != nil && sets[0].Issue != s.Issue && s.Issue != purse {
			continue
		}
		if sets != nil && sets[0].Issue != s.Issue {
			sets = nil
		}
		sets = append(sets, s)
	}
	err := a.propose(&b, sets, &o.Schedule, o.Covers, span)
	return b, err
}

// Typed returns an offer that stands in no record as something that can be
// priced under a name. A percentage over nothing is over the amount that was last
// agreed for a year before its first, as of [Assessment.Hold]. The error is a
// [*BidError].
func (a *Assessment) Typed(name string, o *parley.Offer, span Years) (Bid, error) {
	b := Bid{Kind: Typed}
	b.Terms.Name = name // its numbers are drawn under it, too
	err := a.propose(&b, slices.Clone(o.Sets), &o.Schedule, o.Covers, span)
	b.Terms.Name = name
	return b, err
}

// NextYear returns the year after the last for which an amount is agreed, 0 if
// none is.
func (a *Assessment) NextYear() int {
	if s, ok := a.agreedBefore(lastYear); ok {
		return s.Year + 1
	}
	return 0
}

const lastYear = 10000

// offerStanding says how well an offer is sourced: by its party's own document,
// else by those who report it.
func (a *Assessment) offerStanding(o *parley.Offer) Standing {
	place, _ := a.view.Place(o.ID)
	g := min(a.document(place, a.sides.of(o.By)), b3)
	s := Standing{Status: parley.Status{Basis: g.basis()}, BasisRule: basisRules[g], ResponseRule: responseRule(parley.NoResponse), Grounds: []parley.ID{o.ID}}
	if g <= b2 {
		s.Speakers = []parley.ID{o.By}
	}
	origins := make(map[int32]bool)
	a.trace(&s, place, origins)
	s.Through, s.Origins = unique(s.Through), len(origins)
	return s
}

// propose makes terms of the figures that a bid sets on one issue, how they
// rise, and for how long.
func (a *Assessment) propose(b *Bid, sets []parley.Proposition, s *parley.Schedule, covers date.Date, span Years) error {
	if len(sets) == 0 || !isFigure(sets[0].Value) {
		return &BidError{Bid: b.ID, Why: NoAmount}
	}
	slices.SortStableFunc(sets, func(x, y parley.Proposition) int { return date.Compare(x.For, y.For) })
	b.Own = yearsOf(covers)
	part := partYear(covers)
	for _, t := range sets {
		b.Own = b.Own.With(yearsOf(t.For))
		part = part || partYear(t.For)
	}
	if part {
		return &BidError{Bid: b.ID, Why: PartYear}
	}
	p := payer{a: a, bid: b, span: span, name: cmp.Or(b.ID, parley.ID(b.Terms.Name)), schedule: s, amounts: make(map[int]Yearly)}
	for _, t := range sets {
		if err := p.set(t); err != nil {
			return err
		}
	}
	if err := p.write(); err != nil {
		return err
	}
	first := sets[0]
	b.Value, b.Rel, b.Per, b.Issue = first.Value, first.Rel, first.Per, first.Issue
	return p.terms(rulesOf(s, p.first(), p.amounts))
}

// agreed is an agreement as a bid: the most exact amount of each year of which
// an amount is known, and the rules for the others.
func (a *Assessment) agreed(id parley.ID, span Years) (Bid, error) {
	b := Bid{ID: id, Kind: Agreed, Rel: "=", Per: "year"}
	var life *Life
	for _, l := range a.Lives() {
		if l.Agreement.ID == id {
			life = l
		}
	}
	if life == nil {
		return b, &BidError{Bid: id, Why: NoSuchBid}
	}
	p := payer{a: a, bid: &b, span: span, schedule: life.schedule(), amounts: a.pays(life)}
	if len(p.amounts) == 0 {
		return b, &BidError{Bid: id, Why: NoAmount}
	}
	b.Own = yearsOf(life.Covers).With(Years{p.first(), slices.Max(slices.Collect(maps.Keys(p.amounts)))})
	var rules []cost.Rule
	for _, t := range life.Terms {
		own, first := a.yearly([]*parley.Terms{t})[p.amounts[p.first()].Currency], p.first()
		if len(own) > 0 {
			first = earliest(own)
		}
		rules = append(rules, rulesOf(&t.Schedule, first, own)...)
		if len(t.Rises)+len(t.Once) > 0 || t.Rounds != (parley.Rounds{}) || !t.Covers.IsZero() {
			b.RestsOn = append(b.RestsOn, t.ID)
		}
	}
	slices.SortStableFunc(rules, func(x, y cost.Rule) int { return cmp.Compare(x.From, y.From) })
	err := p.terms(lastFrom(rules))
	return b, err
}

// schedule gathers what the terms of an agreement say of how it rises.
func (l *Life) schedule() *parley.Schedule {
	s := &parley.Schedule{}
	for _, t := range l.Terms {
		s.Rises, s.Once = append(s.Rises, t.Rises...), append(s.Once, t.Once...)
		if t.Rounds != (parley.Rounds{}) {
			s.Rounds = t.Rounds
		}
	}
	return s
}

// Bids lists what is on the table where figures are expected, in the order of
// the file: every offer that was not taken back, then what the parties ask and
// offer and have not replaced.
func (a *Assessment) Bids() (ids []parley.ID) {
	purse := a.Purse()
	for o := range view.Each[*parley.Offer](a.view) {
		place, _ := a.view.Place(o.ID)
		sets := func(s parley.Proposition) bool { return s.Issue == purse && isFigure(s.Value) }
		if slices.ContainsFunc(o.Sets, sets) && a.retracted(place, -1) == "" {
			ids = append(ids, o.ID)
		}
	}
	for _, c := range a.claims {
		t := c.That
		if t == nil || t.Issue != purse || !isFigure(t.Value) || t.Verb != "asks" && t.Verb != "offers" {
			continue
		}
		if a.Status(c.ID).Basis > parley.NotSourced && len(a.Superseded(c.ID)) == 0 {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Purse returns the issue on which figures are expected: the first of the agenda
// on which a claim names one, else the first on which an offer does; empty: none.
func (a *Assessment) Purse() parley.ID {
	claimed, offered := make(map[parley.ID]bool), make(map[parley.ID]bool)
	for _, c := range a.claims {
		if c.That != nil && isFigure(c.That.Value) {
			claimed[c.That.Issue] = true
		}
	}
	for o := range view.Each[*parley.Offer](a.view) {
		for _, s := range o.Sets {
			offered[s.Issue] = offered[s.Issue] || isFigure(s.Value)
		}
	}
	for _, named := range []map[parley.ID]bool{claimed, offered} {
		for i := range view.Each[*parley.Issue](a.view) {
			if named[i.ID] {
				return i.ID
			}
		}
	}
	return ""
}

func isFigure(v parley.Value) bool {
	switch v.(type) {
	case parley.Money, parley.Percent:
		return true
	}
	return false
}

// partYear reports whether a time begins or ends within a year.
func partYear(d date.Date) bool {
	_, _, whole := d.Years()
	return d.First != 0 && d.Last != 0 && !whole
}

// yearsOf returns the years in which a time begins and ends, none if one of
// them is open.
func yearsOf(d date.Date) Years {
	if d.First == 0 || d.Last == 0 {
		return Years{}
	}
	from, to, _ := d.Years()
	return Years{from, to}
}
