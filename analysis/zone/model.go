package zone

import (
	"errors"
	"slices"

	"parley"
	"parley/deal"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// A model is the issues, and what each side says of them.
type model struct {
	a       *evidence.Assessment
	r       *Result
	issues  []issue     // those with options that a side values, in the order of the record
	space   *deal.Space // of the issues; nil: there are none
	sides   [2]side
	samples [2][]sample
	options []int32   // of a package: room to write
	weights []float64 // by draw
	spread  *float64  // how far the figures on the table lie apart; nil: not reckoned yet
}

// An issue is one that a side values, with the words of its options.
type issue struct {
	id    parley.ID
	words []string
}

// A side is one side's valuation as numbers.
type side struct {
	limit  [2]float64 // low, high
	at     []int      // by issue: the option for which the limit holds; -1: the one it likes best
	values []*bounds  // by issue: what its options may be worth beside each other; nil: nothing
	order  []compare  // swaps that are worth no less than others
	least  float64    // what an issue ranked before the money is worth at least
	tolls  [][2]float64
}

// parties chooses the two sides: those asked for, else those of the case with a
// valuation.
func (m *model) parties() error {
	r := m.r
	ids := r.Parties
	if ids == nil {
		for _, p := range m.a.Parties() {
			ids = append(ids, p.ID)
		}
	}
	for _, id := range ids {
		if _, ok := view.Get[*parley.Party](m.a.View(), id); !ok {
			return &Error{Why: NoParty, Party: id}
		}
		v := m.a.Valuation(id)
		if v == nil {
			r.Unknown = append(r.Unknown, id)
			continue
		}
		r.Sides = append(r.Sides, Side{Party: id, Valuation: v})
	}
	switch {
	case len(r.Sides) > 2:
		return &Error{Why: NoParty}
	case len(r.Sides) == 2: // the zone is between these two: no other is needed
		r.Unknown = nil
	}
	return nil
}

// limits reads the limits, and orders the sides: who pays comes first.
func (m *model) limits() error {
	r := m.r
	for i := range r.Sides {
		if err := m.limit(&r.Sides[i]); err != nil {
			return err
		}
		r.Issue = r.Sides[i].Valuation.Limit.Issue
	}
	if len(r.Sides) < 2 {
		return nil
	}
	a, b := &r.Sides[0], &r.Sides[1]
	switch {
	case a.Valuation.Limit.Issue != b.Valuation.Limit.Issue:
		return &Error{Why: OtherIssues, Issues: []parley.ID{a.Valuation.Limit.Issue, b.Valuation.Limit.Issue}}
	case a.Pays == b.Pays:
		return &Error{Why: SameDirection, Party: a.Party}
	case b.Pays:
		*a, *b = *b, *a
	}
	return nil
}

func (m *model) limit(s *Side) error {
	l := s.Valuation.Limit
	fault := &Error{Why: NoLimit, Party: s.Party, Valuation: s.Valuation.ID}
	if l == nil {
		return fault
	}
	x, err := m.a.Limit(s.Valuation, m.r.Money, m.r.Rates)
	if err != nil {
		if e, ok := errors.AsType[*evidence.BidError](err); ok {
			switch e.Why {
			case evidence.OtherMoney:
				fault.Why, fault.Money = NoRate, e.Money
			case evidence.NoBase:
				fault.Why, fault.Base = NoBase, e.Base
			}
		}
		return fault
	}
	s.Limit, s.Pays = x, l.Rel == "<" || l.Rel == "<="
	return nil
}

// agenda gathers the issues that a side values, money aside.
func (m *model) agenda() error {
	named := make(map[parley.ID]bool)
	for _, s := range m.r.Sides {
		for id := range mentioned(s.Valuation) {
			named[id] = true
		}
	}
	n := 1
	for i := range view.Each[*parley.Issue](m.a.View()) {
		words := optionsOf(i)
		if !named[i.ID] || i.ID == m.r.Issue || words == nil {
			continue
		}
		m.issues = append(m.issues, issue{i.ID, words})
		if n *= len(words); n > evidence.MostPackages {
			return &Error{Why: TooMany}
		}
	}
	return nil
}

// prune drops the issues of which neither side says how much they matter, since
// no deal settles them one way rather than another, and lays out the space of the
// others.
func (m *model) prune() error {
	var kept []issue
	var axes []deal.Issue
	place := make([]int, len(m.issues)) // of an issue before, among those kept
	var sides [2]side
	for i, x := range m.issues {
		place[i] = len(kept)
		if m.sides[0].values[i] == nil && (len(m.r.Sides) < 2 || m.sides[1].values[i] == nil) {
			continue
		}
		kept, axes = append(kept, x), append(axes, deal.Named(string(x.id), x.words...))
		for n := range m.r.Sides {
			sides[n].values, sides[n].at = append(sides[n].values, m.sides[n].values[i]), append(sides[n].at, m.sides[n].at[i])
		}
	}
	m.issues = kept
	for n := range m.r.Sides {
		m.sides[n].values, m.sides[n].at = sides[n].values, sides[n].at
		m.sides[n].moved(place)
		s := &m.r.Sides[n]
		s.Silent = slices.DeleteFunc(s.Silent, func(id parley.ID) bool { return m.find(id) < 0 })
	}
	if axes == nil {
		return nil
	}
	s, err := deal.NewSpace(axes...)
	m.space = s
	return err
}

// moved renumbers the issues that are compared.
func (s *side) moved(place []int) {
	to := func(x *swap) {
		if x.issue >= 0 {
			x.issue = place[x.issue]
		}
	}
	for i := range s.order {
		to(&s.order[i].more)
		to(&s.order[i].less)
	}
}

// optionsOf returns the words of the options of an issue, which may be named in
// several languages.
func optionsOf(i *parley.Issue) (words []string) {
	for _, o := range i.Options {
		if !slices.Contains(words, o.Word) {
			words = append(words, o.Word)
		}
	}
	return words
}

// mentioned is every issue that a valuation says something about.
func mentioned(v *parley.Valuation) map[parley.ID]bool {
	ids := make(map[parley.ID]bool)
	for _, id := range v.Ranks {
		ids[id] = true
	}
	for _, x := range v.With {
		ids[x.Issue] = true
	}
	for _, x := range v.Prefers {
		ids[x.Issue] = true
	}
	for _, x := range v.Worth {
		ids[x.Issue] = true
	}
	for _, x := range v.Trades {
		ids[x.More.Issue], ids[x.Less.Issue] = true, true
	}
	return ids
}

// side turns a valuation into numbers.
func (m *model) side(n int) error {
	out, s := &m.sides[n], &m.r.Sides[n]
	out.limit = interval(s.Limit.Interval)
	out.values, out.at = make([]*bounds, len(m.issues)), make([]int, len(m.issues))
	says := mentioned(s.Valuation)
	for i, x := range m.issues {
		out.at[i] = -1
		if !says[x.id] {
			s.Silent = append(s.Silent, x.id)
			continue
		}
		out.values[i] = open(len(x.words))
	}
	for _, x := range s.Valuation.With {
		if i, k, ok := m.option(x.Issue, x.Option); ok {
			out.at[i] = k
		}
	}
	if err := m.worths(out, s); err != nil {
		return err
	}
	m.orders(out, s.Valuation)
	if err := m.bound(out, s); err != nil {
		return err
	}
	return m.toll(out, s)
}

func interval(i money.Interval) [2]float64 { return [2]float64{i.Lo.Float64(), i.Hi.Float64()} }

// option finds an option of an issue of the model, by place.
func (m *model) option(id parley.ID, word string) (i, k int, ok bool) {
	if i = m.find(id); i < 0 {
		return 0, 0, false
	}
	k = slices.Index(m.issues[i].words, word)
	return i, k, k >= 0
}

// find returns the place of an issue of the model; -1: it is not in it.
func (m *model) find(id parley.ID) int {
	return slices.IndexFunc(m.issues, func(x issue) bool { return x.id == id })
}

// worths takes in what swaps are worth in money.
func (m *model) worths(out *side, s *Side) error {
	for _, w := range s.Valuation.Worth {
		x, ok := m.swap(w.Swap)
		if !ok {
			continue
		}
		if w.Per == "total" {
			return &Error{Why: InTotal, Party: s.Party, Valuation: s.Valuation.ID, Issues: []parley.ID{w.Issue}}
		}
		stake, ok := m.a.Stake(w.Amount, w.Per, m.r.Money, m.r.Rates)
		if !ok {
			return &Error{Why: NoRate, Party: s.Party, Valuation: s.Valuation.ID, Money: w.Amount.Currency}
		}
		m.r.rests = append(m.r.rests, stake.RestsOn...)
		s.Stakes = append(s.Stakes, stake)
		i := interval(stake.Interval)
		out.values[x.issue].AtLeast(x.option, x.over, i[0])
		out.values[x.issue].AtLeast(x.over, x.option, -i[1])
		out.values[x.issue].said = append(out.values[x.issue].said, [2]int{x.option, x.over})
		s.Worth = append(s.Worth, Spread{Swap: w.Swap, Said: true})
	}
	return nil
}

// toll takes in what no agreement costs or brings.
func (m *model) toll(out *side, s *Side) error {
	for _, x := range s.Valuation.Without {
		stake, ok := m.a.Stake(x.Amount, x.Per, m.r.Money, m.r.Rates)
		if !ok {
			return &Error{Why: NoRate, Party: s.Party, Valuation: s.Valuation.ID, Money: x.Amount.Currency}
		}
		i := interval(stake.Interval)
		if x.Gains {
			i = [2]float64{-i[1], -i[0]}
		}
		t := Toll{NoDeal: x, Yearly: stake}
		t.From, t.To = m.a.Lasts(x)
		s.Tolls = append(s.Tolls, t)
		out.tolls = append(out.tolls, i)
	}
	return nil
}
