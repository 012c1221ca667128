package brief

import (
	"parley/analysis"
	"parley/analysis/agenda"
	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/equal"
	"parley/analysis/flow"
	"parley/analysis/gap"
	"parley/analysis/path"
	"parley/analysis/price"
	"parley/analysis/sourcing"
	"parley/analysis/standing"
	"parley/analysis/verify"
	"parley/analysis/zone"
	"parley/lang"
)

// Cards lists every analysis, in the order of help. A test compares it with the
// folders of package analysis.
func Cards() []analysis.Card {
	return []analysis.Card{standing.Card, sourcing.Card, change.Card, clock.Card, price.Card, equal.Card, agenda.Card, path.Card, flow.Card, gap.Card, verify.Card, zone.Card}
}

// A CardText is what a card says in one language.
type CardText struct {
	Question string
	How      string   // how it is answered
	Assumes  []string // what it takes for granted
}

// CardIn says a card.
func CardIn(c analysis.Card, l lang.Lang) CardText {
	key := "card." + c.Name
	t := CardText{Question: lang.Word(l, key), How: lang.Word(l, key+".how")}
	for _, a := range c.Assumes {
		t.Assumes = append(t.Assumes, lang.Word(l, a))
	}
	return t
}
