package strategy

import (
	"fmt"
	"math"

	"parley/deal"
)

// The messages to a program; see [Line].
type (
	helloMessage struct {
		Type        string        `json:"type"`
		Version     int           `json:"version"`
		Session     int           `json:"session"`
		Party       int           `json:"party"`
		Parties     int           `json:"parties"`
		Rounds      int           `json:"rounds"`
		Space       []issueTold   `json:"space"`
		Preferences preferredTold `json:"preferences"`
		Reserved    float64       `json:"reserved"`
		Discount    float64       `json:"discount"`
	}
	issueTold struct {
		Name    string   `json:"name"`
		Options []string `json:"options"`
	}
	preferredTold struct {
		Weights   []float64   `json:"weights,omitempty"`
		Values    [][]float64 `json:"values,omitempty"`
		Bias      *float64    `json:"bias,omitempty"`
		Utilities []float64   `json:"utilities,omitempty"`
	}
	askMessage struct {
		Type    string   `json:"type"`
		Session int      `json:"session"`
		Round   int      `json:"round"`
		Rounds  int      `json:"rounds"`
		Time    float64  `json:"time"`
		By      *int     `json:"by,omitempty"`
		Offer   []string `json:"offer,omitempty"`
		Utility *float64 `json:"utility,omitempty"`
	}
	goodbyeMessage struct {
		Type    string   `json:"type"`
		Session int      `json:"session"`
		How     string   `json:"how"`
		Rounds  int      `json:"rounds"`
		Time    float64  `json:"time"`
		Offer   []string `json:"offer,omitempty"`
		Utility *float64 `json:"utility,omitempty"`
	}
)

// tell returns what a program is told of a profile, and the options of each
// issue by name; of options of the same name the first.
func tell(p *deal.Profile, rounds int) (*helloMessage, []map[string]int32, error) {
	space, names, err := tellSpace(p.Space)
	if err != nil {
		return nil, nil, err
	}
	preferred, err := tellPreferences(p)
	if err != nil {
		return nil, nil, err
	}
	discount := p.Discount
	if discount == 0 {
		discount = 1
	}
	return &helloMessage{Type: "hello", Version: 1, Rounds: rounds, Space: space,
		Preferences: preferred, Reserved: min(max(p.Reserved, -math.MaxFloat64), math.MaxFloat64), Discount: discount}, names, nil
}

func tellSpace(s *deal.Space) (space []issueTold, names []map[string]int32, err error) {
	options := 0
	for i := range s.Issues() {
		if options += s.Issue(i).Len(); options > MaxTold {
			return nil, nil, fmt.Errorf("strategy: more than %d options cannot be told to a program; use fewer points", MaxTold)
		}
	}
	for i := range s.Issues() {
		issue, byName := s.Issue(i), make(map[string]int32)
		told := issueTold{Name: issue.Name, Options: make([]string, issue.Len())}
		for k := range told.Options {
			name := issue.Option(k)
			told.Options[k] = name
			if _, ok := byName[name]; !ok {
				byName[name] = int32(k)
			}
		}
		space, names = append(space, told), append(names, byName)
	}
	return space, names, nil
}

func tellPreferences(p *deal.Profile) (preferredTold, error) {
	if a, ok := p.Utility.(*deal.Additive); ok {
		return preferredTold{Weights: a.Weights, Values: a.Values, Bias: &a.Bias}, nil
	}
	n := p.Space.Len()
	if n > MaxTold {
		return preferredTold{}, fmt.Errorf("strategy: %d outcomes of a utility that is not additive cannot be told to a program, only %d", n, MaxTold)
	}
	us := make([]float64, n)
	for o := range us {
		us[o] = p.Of(deal.Outcome(o))
	}
	return preferredTold{Utilities: us}, nil
}
