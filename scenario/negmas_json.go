package scenario

import (
	"encoding/json"
	"fmt"
	"math"

	"parley/deal"
)

// writeNegmasJSON writes what writeNegmas does, as JSON. NegMAS looks the values
// of numbers up by number, and a JSON table has only text as keys, so that they
// are a list in the order of the options. For the same reason there are no boxes.
func writeNegmasJSON(s *Scenario) (map[string][]byte, error) {
	if s.Rounds != 0 {
		return nil, fmt.Errorf("there is no place for the deadline of %d rounds; set Rounds to 0", s.Rounds)
	}
	files := map[string][]byte{"domain.json": indented(negmasDomainOf(s))}
	for i := range s.Parties {
		profile, err := negmasProfileOf(s, i)
		if err != nil {
			return nil, err
		}
		files[partyFile(s, i)+".json"] = indented(profile)
	}
	return files, nil
}

func negmasDomainOf(s *Scenario) object {
	issues := make([]object, s.Space.Issues())
	for i := range issues {
		issue := s.Space.Issue(i)
		class, options := "CategoricalIssue", make([]any, issue.Len())
		for k := range options {
			options[k] = jsonOption(issue, k)
		}
		switch {
		case integers(issue):
			class, options = "ContiguousIssue", []any{options[0], options[len(options)-1]}
		case issue.Numeric():
			class = "DiscreteOrdinalIssue"
		}
		issues[i] = object{{"type", class}, {"name", issue.Name}, {"values", options}}
	}
	return object{{"type", "DiscreteCartesianOutcomeSpace"}, {"name", s.Name}, {"issues", issues}}
}

// jsonOption is an option as NegMAS has it: text, a whole number, or a float.
func jsonOption(issue *deal.Issue, k int) any {
	if !issue.Numeric() {
		return issue.Option(k)
	}
	return json.Number(yamlOption(issue, k))
}

// negmasProfileOf is a party. No reserved value is −∞, which JSON has not.
func negmasProfileOf(s *Scenario, i int) (object, error) {
	p := &s.Parties[i]
	a, err := sum(s, i)
	if err != nil {
		return nil, fmt.Errorf("%w; write negmas", err)
	}
	var reserved object
	if !math.IsInf(p.Reserved, -1) {
		reserved = object{{"reserved_value", decimal(p.Reserved)}}
	}
	head := append(object{{"name", p.Name}}, reserved...)
	if p.Discount == 0 || p.Discount == 1 {
		return additiveOf(s.Space, a, head), nil
	}
	o := append(object{{"type", "ExpDiscountedUFun"}}, head...)
	return append(o, object{{"discount", decimal(p.Discount)}, {"factor", "relative_time"}, {"dynamic_reservation", true},
		{"ufun", additiveOf(s.Space, a, reserved)}}...), nil
}

func additiveOf(s *deal.Space, a *deal.Additive, head object) object {
	weights, values := make([]json.Number, len(a.Weights)), make([]any, len(a.Weights))
	for i, w := range a.Weights {
		weights[i] = decimal(w)
		issue, list := s.Issue(i), make([]json.Number, len(a.Values[i]))
		var table object
		for k, v := range a.Values[i] {
			list[k] = decimal(v)
			if !issue.Numeric() {
				table = append(table, member{issue.Option(k), list[k]})
			}
		}
		if values[i] = list; !issue.Numeric() {
			values[i] = object{{"type", "TableFun"}, {"mapping", table}}
		}
	}
	o := append(object{{"type", "LinearAdditiveUtilityFunction"}}, head...)
	return append(o, object{{"weights", weights}, {"bias", decimal(a.Bias)}, {"values", values}}...)
}
