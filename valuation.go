package parley

import (
	"parley/date"
	"parley/money"
)

// A Valuation is what settlements are worth to a side: order first, then
// trade-offs, then money. What it leaves open is a range.
type Valuation struct {
	Head
	Of      ID
	Ours    bool         // our guess of the side; else the side's own
	Limit   *Proposition // beyond it the side would rather go without an agreement; Party and Verb are empty
	With    []Setting    // for which Limit holds; issues not named: as the side likes it best
	Ranks   []ID         // issues, those first of which the whole range matters most
	Prefers []Order
	Trades  []Trade
	Worth   []Worth
	Without []NoDeal
	From    []ID
}

// A Setting is one option of an issue.
type Setting struct {
	Issue  ID
	Option string
}

// An Order is the options of an issue, the best first.
type Order struct {
	Issue   ID
	Options []string
}

// A Swap is one option of an issue instead of another.
type Swap struct {
	Issue        ID
	Option, Over string
}

// A Trade says that one swap is worth more than another, of any two issues.
type Trade struct{ More, Less Swap }

// Worth says what a swap is worth: an amount, or a range of amounts.
type Worth struct {
	Swap
	Amount money.Amount
	Per    string // "year", "month", "total" or ""
}

// A NoDeal is what a side loses or gains while there is no agreement.
type NoDeal struct {
	Gains  bool // else it loses
	Amount money.Amount
	Per    string    // "year" or "month"
	For    date.Date // zero: from the day of After on, else all the time
	After  ID        // the event or deadline with which it begins; empty: not said
}

func (*Valuation) Kind() Kind { return "valuation" }

func (e *Valuation) clone() Entry { c := *e; return &c }

// A valuation is one thing: without one of its issues it would say something
// else, so whoever may not know of one may not know of it.
func (e *Valuation) refs(r *refs) {
	r.needs(e.Of)
	e.Limit.refs(r)
	for _, x := range e.With {
		r.needs(x.Issue)
	}
	r.needs(e.Ranks...)
	for _, x := range e.Prefers {
		r.needs(x.Issue)
	}
	for _, x := range e.Trades {
		r.needs(x.More.Issue, x.Less.Issue)
	}
	for _, x := range e.Worth {
		r.needs(x.Issue)
	}
	for _, x := range e.Without {
		r.needs(x.After)
	}
	r.needs(e.From...)
}

// AudienceOf returns who may know of e: its audience, but of a side's own
// valuation never more than that side, whatever its audience says. All who ask
// whether somebody may read an entry ask it; what a disclosure adds is apart.
func AudienceOf(e Entry) Audience {
	a := e.Base().Audience
	x, ok := e.(*Valuation)
	switch {
	case !ok || x.Ours:
		return a
	case x.Of == "":
		return Audience{}
	case a.scope == public || a.scope == inCase:
		return OwnAudience(x)
	case a.Of() != x.Of:
		return Audience{}
	}
	return a
}

// OwnAudience is the side whose own valuation x is: who may know of it where
// the record does not say.
func OwnAudience(x *Valuation) Audience { return Audience{side, x.Of} }
