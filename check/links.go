package check

import (
	"slices"
	"strings"

	"parley"
	"parley/casefile"
)

// strangers is R004: an audience is that of a party that does not exist.
func strangers(p *Pass) {
	said := make(map[parley.Audience]bool) // the head's audience reaches many entries
	for _, e := range p.entries {
		if v, ok := e.(*parley.Valuation); ok && v.Audience == parley.OwnAudience(v) {
			continue // nobody wrote it: it follows from `of`
		}
		p.stranger(e, "audience", e.Base().Audience, said)
		if d, ok := e.(*parley.Disclose); ok {
			p.stranger(e, "to", d.To, nil)
		}
	}
}

func (p *Pass) stranger(e parley.Entry, field string, a parley.Audience, said map[parley.Audience]bool) {
	id := a.Of()
	if id == "" || said[a] {
		return
	}
	if _, ok := p.Book.Entry(id).(*parley.Party); ok || p.Book.Broken(id) {
		return
	}
	if said != nil {
		said[a] = true
	}
	near := casefile.Near(string(id), p.Book.IDs("party"))
	p.Report(at(e, field, 0, id), with("id", id, "audience", a.String(), "near", near), id)
}

// unusedSource is R003: nothing came through a source.
func unusedSource(p *Pass) {
	used := make([]bool, len(p.sources))
	use := func(id parley.ID) {
		if i := p.numberOf(id); i >= 0 {
			used[i] = true
		}
	}
	for i := range p.heard {
		h := &p.heard[i]
		for k, c := range h.via {
			if at := p.read(h, k); at >= 0 {
				used[at] = true
			}
			for _, id := range c.Links[:len(c.Links)-1] {
				use(id)
			}
		}
		if h.dating.DatedFrom != "" {
			use(h.dating.DatedFrom)
		}
	}
	for _, e := range p.entries {
		switch e := e.(type) {
		case *parley.Statement:
			use(e.TranslatedBy)
		case *parley.Report:
			use(e.TranslatedBy)
		case *parley.Series, *parley.Inference, *parley.Assume, *parley.Valuation, *parley.Explain, *parley.Disclose, *parley.Correct:
			parley.Needs(e, use)
			parley.Names(e, use)
		}
	}
	for i, s := range p.sources {
		if !used[i] {
			p.Report(casefile.Place{Entry: s.ID}, with("id", s.ID))
		}
	}
}

// circles is R005: an entry leads back to itself.
func circles(p *Pass) {
	next := make(map[parley.ID][]parley.ID)
	field := make(map[parley.ID]string)
	for _, e := range p.entries {
		var to []parley.ID
		id := e.Base().ID
		switch e := e.(type) {
		case *parley.Claim:
			to, field[id] = e.Replaces, "replaces"
		case *parley.Agreement:
			to, field[id] = one(e.Follows), "follows"
		case *parley.Issue:
			to, field[id] = one(e.PartOf), "part-of"
		case *parley.Event:
			to, field[id] = one(e.SameAs), "same-as"
		}
		if len(to) > 0 {
			next[id] = to
		}
	}
	done := make(map[parley.ID]bool)
	for _, e := range p.entries {
		if id := e.Base().ID; len(next[id]) > 0 && !done[id] {
			if way := circle(id, next, done); way != nil {
				from := way[0]
				p.ReportAs(field[from], casefile.Place{Entry: from, Field: field[from], Word: string(way[1])}, with("id", from, "way", arrows(way)))
			}
		}
	}
	p.chainCircles()
}

// chainCircles finds the chains in which a source comes twice.
func (p *Pass) chainCircles() {
	for i := range p.heard {
		h := &p.heard[i]
		for n, c := range h.via {
			if k := circular(c.Links); k >= 0 {
				p.ReportAs("via", casefile.Place{Entry: h.Base().ID, Field: "via", N: n}, with("id", c.Links[k], "way", arrows(c.Links)))
			}
		}
	}
}

// circular returns the place in a chain of the first source that comes twice, -1
// if none does.
func circular(links []parley.ID) int {
	for k := 1; k < len(links); k++ {
		if slices.Contains(links[:k], links[k]) {
			return k
		}
	}
	return -1
}

func one(id parley.ID) []parley.ID {
	if id == "" {
		return nil
	}
	return []parley.ID{id}
}

// circle returns the way from an id on a circle back to it; nil if id leads to
// none that was not met before. It does not recurse: a circle may be long.
func circle(id parley.ID, next map[parley.ID][]parley.ID, done map[parley.ID]bool) []parley.ID {
	type step struct {
		id parley.ID
		i  int
	}
	stack, on := []step{{id, 0}}, map[parley.ID]bool{id: true}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.i == len(next[top.id]) {
			done[top.id] = true
			delete(on, top.id)
			stack = stack[:len(stack)-1]
			continue
		}
		to := next[top.id][top.i]
		top.i++
		if on[to] {
			var way []parley.ID
			for _, s := range stack {
				if s.id == to || len(way) > 0 {
					way = append(way, s.id)
				}
			}
			for x := range on {
				done[x] = true
			}
			return append(way, to)
		}
		if !done[to] {
			stack, on[to] = append(stack, step{to, 0}), true
		}
	}
	return nil
}

func arrows(ids []parley.ID) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 8 {
			b.WriteString(" → … → " + string(ids[len(ids)-1]))
			break
		}
		if i > 0 {
			b.WriteString(" → ")
		}
		b.WriteString(string(id))
	}
	return b.String()
}

// replacesOther is R006: a claim replaces one on another issue or of another party.
func replacesOther(p *Pass) {
	for _, c := range p.claims {
		for _, id := range c.Replaces {
			old := p.claim[id]
			if old == nil {
				continue
			}
			place := at(c, "replaces", 0, id)
			a, b := owner(c), owner(old)
			switch {
			case a != b && a != "" && b != "":
				p.ReportAs("party", place, with("id", id, "theirs", b, "ours", a), id)
			case issueOf(c) != issueOf(old) && issueOf(c) != "" && issueOf(old) != "":
				p.ReportAs("issue", place, with("id", id, "theirs", issueOf(old), "ours", issueOf(c)), id)
			}
		}
	}
}

func owner(c *parley.Claim) parley.ID {
	if c.That != nil {
		return c.That.Party
	}
	return c.Of
}

func issueOf(c *parley.Claim) parley.ID {
	if c.That != nil {
		return c.That.Issue
	}
	return c.About
}

// noOption is R007: a value is not one of the options of its issue.
func noOption(p *Pass) {
	for _, e := range p.entries {
		switch e := e.(type) {
		case *parley.Claim:
			p.chosen(e, "that", e.That)
		case *parley.Offer:
			for i := range e.Sets {
				p.chosen(e, "sets", &e.Sets[i])
			}
		case *parley.Valuation:
			for _, x := range valuedIn(e) {
				p.optionsAre(e, x.field, x.issue, x.options...)
			}
		}
	}
}

func (p *Pass) chosen(e parley.Entry, field string, that *parley.Proposition) {
	if that == nil {
		return
	}
	if word, ok := that.Value.(parley.Choice); ok {
		p.optionsAre(e, field, that.Issue, string(word))
	}
}

// optionsAre reports those of some words that are no options of an issue.
func (p *Pass) optionsAre(e parley.Entry, field string, id parley.ID, options ...string) {
	issue, ok := p.Book.Entry(id).(*parley.Issue)
	if !ok {
		return
	}
	words := optionsOf(issue)
	for _, word := range options {
		if slices.Contains(words, word) {
			continue
		}
		p.ReportAs(variantIf(len(words) == 0, "none"), casefile.Place{Entry: e.Base().ID, Field: field, Word: word},
			with("word", word, "issue", issue.ID, "words", strings.Join(words, ", "), "near", casefile.Near(word, words)), issue.ID)
	}
}

// optionsOf lists the options of an issue, each once.
func optionsOf(issue *parley.Issue) (words []string) {
	for _, o := range issue.Options {
		if !slices.Contains(words, o.Word) {
			words = append(words, o.Word)
		}
	}
	return words
}

// twoOfOneName is R008: a name leads to two persons, or two parties, or two
// bodies of one party.
func twoOfOneName(p *Pass) {
	type key struct {
		kind parley.Kind
		of   parley.ID
		name string
	}
	first := make(map[key]parley.ID)
	for _, e := range p.entries {
		var k key
		var aka []string
		switch e := e.(type) {
		case *parley.Person:
			aka = e.Aka
		case *parley.Party:
			aka = e.Aka
		case *parley.Body:
			k.of, aka = e.Of, e.Aka
		default:
			continue
		}
		k.kind = e.Kind()
		id := e.Base().ID
		name := func(field, words string, n int) {
			k.name = strings.ToLower(words)
			switch other := first[k]; other {
			case "":
				first[k] = id
			case id:
			default:
				p.Report(casefile.Place{Entry: id, Field: field, N: n}, with("name", words, "other", other))
			}
		}
		for _, x := range e.Base().Name {
			name("name", x.Words, 0)
		}
		for n, words := range aka {
			name("aka", words, n)
		}
	}
}
