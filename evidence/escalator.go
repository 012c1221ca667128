package evidence

import (
	"slices"

	"parley"
	"parley/cost"
	"parley/money"
	"parley/view"
)

// Follows is a rise, with the units to which it rounds, as package cost takes it.
func Follows(r parley.Rise, rounds parley.Rounds) cost.Rule {
	x := cost.Rule{From: r.From, Fixed: r.Fixed.Value.Add(r.Plus.Value), Index: string(r.Index), Lag: r.Lag, Share: r.Share.Value.Shift(-2),
		NoShare: !r.Share.IsZero() && r.Share.Value.IsZero(), Add: r.Add.Value, Round: rounds.Rate.Value, Uncapped: r.Uncapped}
	if !r.AtMost.IsZero() {
		x.Cap = &r.AtMost.Value
	}
	if !r.AtLeast.IsZero() {
		x.Floor = &r.AtLeast.Value
	}
	return x
}

// An Escalator is a rule by which amounts rise, as some terms or offer give it.
type Escalator struct {
	Rise  parley.Rise // without its first year
	Round parley.Rounds
	By    []parley.ID // the entries that give it, in the order of the file
}

// Escalators returns the rules by which the amounts of terms and offers rise,
// each once, in the order of the file. Flat is not one of them.
func (a *Assessment) Escalators() (out []Escalator) {
	add := func(id parley.ID, s *parley.Schedule) {
		for _, r := range s.Rises {
			if r.From = 0; r == (parley.Rise{}) {
				continue
			}
			i := slices.IndexFunc(out, func(e Escalator) bool { return e.Rise == r })
			if i < 0 {
				i, out = len(out), append(out, Escalator{Rise: r, Round: s.Rounds})
			}
			out[i].By = append(out[i].By, id)
		}
	}
	for e := range view.Each[parley.Entry](a.view) {
		switch e := e.(type) {
		case *parley.Terms:
			add(e.ID, &e.Schedule)
		case *parley.Offer:
			add(e.ID, &e.Schedule)
		}
	}
	return out
}

// Rule returns the rule for amounts after a first year.
func (e *Escalator) Rule(first int) cost.Rule {
	r := e.Rise
	r.From = first + 1
	return Follows(r, e.Round)
}

// Fits reports whether the rule can be used for amounts in a currency: one that
// adds a sum is for its own only.
func (e *Escalator) Fits(c money.Currency) bool {
	return e.Rise.Add.IsZero() || e.Rise.Add.Currency == c
}
