package evidence

import (
	"slices"

	"parley"
	"parley/cost"
	"parley/money"
	"parley/view"
)

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
	rules := rulesOf(&parley.Schedule{Rises: []parley.Rise{e.Rise}, Rounds: e.Round}, first, map[int]Yearly{first: {}})
	return rules[0]
}

// Fits reports whether the rule can be used for amounts in a currency: one that
// adds a sum is for its own only.
func (e *Escalator) Fits(c money.Currency) bool {
	return e.Rise.Add.IsZero() || e.Rise.Add.Currency == c
}
