package brief

import (
	"strings"

	"parley"
	"parley/lang"
	"parley/view"
)

// rels are the patterns of the relations but "=".
var rels = map[string]string{">": "rel.more-than", ">=": "rel.at-least", "<": "rel.less-than", "<=": "rel.at-most", "about": "rel.about"}

// claim says a claim in words that lead to it and rest on entries. In a
// sentence it needs no full stop.
func (p *pen) claim(c *parley.Claim, restsOn ...parley.ID) []lang.Run {
	return []lang.Run{{Text: p.claimWords(c), Link: c.ID, RestsOn: restsOn}}
}

// claimWords says a claim: in its own words in the language, else by rule from
// its proposition, else in its words in another language, which is named.
func (p *pen) claimWords(c *parley.Claim) string {
	words, foreign := p.words(c.Says)
	switch {
	case words != "" && foreign == "":
		return strings.TrimSuffix(words, ".")
	case c.That != nil:
		return p.proposition(c.That)
	case words == "":
		return string(c.ID)
	}
	return p.shown(c.Says)
}

// proposition says who does what: "the US asks $5 billion a year for 2020
// (contribution)". English leaves the issue out where it is the one on which
// figures are expected.
func (p *pen) proposition(t *parley.Proposition) string {
	key := "claim." + t.Verb
	issue := p.text("claim.issue", arg("issue", p.name(t.Issue)))
	if p.l == lang.English && t.Issue == p.purse() {
		issue = ""
	}
	args := []lang.Arg{arg("party", p.called(t.Party)), arg("issue", issue)}
	switch v := t.Value.(type) {
	case parley.Phrase:
		key += ".words"
		args = append(args, arg("value", p.phrase(v)))
	case parley.Choice:
		key += ".words"
		args = append(args, arg("value", p.choice(t.Issue, v)))
	default:
		said := p.quantity(t)
		switch {
		case t.For.IsZero():
		case over(v):
			said = p.text("value.above.for", arg("value", said), arg("date", t.For))
		default:
			key += ".for"
			args = append(args, arg("date", t.For))
		}
		args = append(args, arg("value", said))
	}
	said := p.text(key, args...)
	if t.Counts != "" {
		said = p.text("claim.counts", arg("claim", said), arg("counts", t.Counts))
	}
	return said
}

// purse returns the issue on which figures are expected: the first of the
// agenda on which somebody names one.
func (p *pen) purse() parley.ID {
	if p.money == "" {
		named := make(map[parley.ID]bool)
		for c := range p.a.Claims() {
			if c.That == nil {
				continue
			}
			switch c.That.Value.(type) {
			case parley.Money, parley.Percent:
				named[c.That.Issue] = true
			}
		}
		for i := range view.Each[*parley.Issue](p.v) {
			if named[i.ID] {
				p.money = i.ID
				break
			}
		}
	}
	return p.money
}

// setting says a value that an offer sets, without a party.
func (p *pen) setting(t *parley.Proposition) string {
	return p.text("claim.sets", arg("issue", p.name(t.Issue)), arg("value", p.valueWords(t)))
}

// valueWords says the value of a proposition with its relation, its period and
// the time for which it is: "at least $5 billion a year for 2020".
func (p *pen) valueWords(t *parley.Proposition) string {
	switch v := t.Value.(type) {
	case parley.Phrase:
		return p.phrase(v)
	case parley.Choice:
		return p.choice(t.Issue, v)
	}
	said := p.quantity(t)
	if !t.For.IsZero() {
		key := "value.for"
		if over(t.Value) {
			key = "value.above.for"
		}
		said = p.text(key, arg("value", said), arg("date", t.For))
	}
	if t.Counts != "" {
		said = p.text("claim.counts", arg("claim", said), arg("counts", t.Counts))
	}
	return said
}

// quantity says a value that can be reckoned with: "at least $5 billion a year".
// What is so many percent over a base is for as long as the base is, and how it
// relates to the figure stands by the figure.
func (p *pen) quantity(t *parley.Proposition) string {
	if over(t.Value) {
		return p.above(t.Value.(parley.Percent), t.Rel)
	}
	said := p.value(t.Value)
	if t.Per != "" {
		said = p.text("per."+t.Per, arg("value", said))
	}
	return p.related(t.Rel, said)
}

// related says a figure with its relation. Where the figure says itself that it is
// rounded, as in Korean, that is not said twice, and not of a bound.
func (p *pen) related(rel, said string) string {
	key, about := rels[rel], p.text("rel.about", arg("value", ""))
	switch {
	case key == "" || rel == "about" && strings.HasPrefix(said, about):
		return said
	case rel != "about" && p.l == lang.Korean:
		said = strings.TrimPrefix(strings.Replace(" "+said, " "+about, " ", 1), " ")
	}
	return p.text(key, arg("value", said))
}

// value says a value by itself.
func (p *pen) value(v parley.Value) string {
	if over(v) {
		return p.above(v.(parley.Percent), "")
	}
	return p.text("words", arg("words", v))
}

// over reports whether a value is a percentage over a base.
func over(v parley.Value) bool {
	x, ok := v.(parley.Percent)
	return ok && (x.Over != "" || !x.Amount.IsZero())
}

// above says a percentage over its base: "at most 13 % above the 10th agreement".
func (p *pen) above(x parley.Percent, rel string) string {
	base := arg("base", x.Amount)
	if x.Over != "" {
		base = arg("base", p.base(x.Over))
	}
	key := "value.above"
	if x.Value.Sign() <= 0 {
		key = "value.over"
	}
	return p.text(key, arg("percent", p.related(rel, p.value(parley.Percent{Percent: x.Percent}))), base)
}

// most is how many percentages are said inside one another.
const most = 3

// base says over what a percentage is: the value of a claim, or what an
// agreement or its terms provide for.
func (p *pen) base(id parley.ID) string {
	e, _ := p.v.Entry(id)
	switch e := e.(type) {
	case *parley.Claim:
		if e.That == nil {
			return p.claimWords(e)
		}
		if p.within == most { // percentages over each other, in a circle
			return p.name(id)
		}
		p.within++
		defer func() { p.within-- }()
		return p.valueWords(e.That)
	case *parley.Terms:
		if len(e.Pays) == 1 {
			return p.text("value.for", arg("value", e.Pays[0].Amount), arg("date", e.Pays[0].For))
		}
		return p.called(e.Of)
	}
	return p.called(id)
}

func (p *pen) choice(issue parley.ID, word parley.Choice) string {
	i, ok := view.Get[*parley.Issue](p.v, issue)
	if !ok {
		return string(word)
	}
	var name parley.Text
	for _, o := range i.Options {
		if o.Word == string(word) {
			name = append(name, parley.Words{Lang: o.Lang, Words: o.Name})
		}
	}
	if len(name) == 0 {
		return string(word)
	}
	return p.shown(name)
}

func (p *pen) phrase(v parley.Phrase) string {
	return strings.TrimSuffix(p.shown(parley.Text{{Words: string(v)}}), ".")
}
