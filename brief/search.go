package brief

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"parley"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// A search is the words that are looked for, folded. It is asked of what stands in
// a view and of nothing else: words that the reader may not see are not found, as
// if they were not there.
type search []string

func searching(words string) search { return strings.Fields(folded(words)) }

// finds reports whether each of the words is somewhere in the texts, also inside a
// longer word: Korean names stand with their particles.
func (s search) finds(texts []string) bool {
	all := folded(strings.Join(texts, "\n"))
	for _, word := range s {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// folded is text in which the same letters are the same bytes: large and small, wide
// and narrow ones, Hangul in syllables or in parts, quote marks straight or curled.
func folded(s string) string {
	return straight.Replace(strings.ToLower(norm.NFKC.String(s)))
}

var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

// claimTexts is in what a claim is found: its words, and what was said to it.
func (p *pen) claimTexts(c *parley.Claim, ops []evidence.Opinion) []string {
	texts := append([]string{p.claimWords(c)}, languages(c.Name, c.Says)...)
	for _, o := range ops {
		texts = append(texts, p.namesOf(o.Actor)...)
		if e, ok := p.v.Entry(o.Utterance); ok {
			texts = append(texts, p.saidTexts(e)...)
		}
	}
	return texts
}

// logTexts is in what an entry of the log is found: what was done, by whom, in which
// words, and the claims that it speaks of.
func (p *pen) logTexts(e parley.Entry) []string {
	texts := append(p.saidTexts(e), lang.Plain(p.actor(e)), lang.Plain(p.deed(e)))
	for _, s := range parley.Stances(e) {
		if c, ok := view.Get[*parley.Claim](p.v, s.Claim); ok {
			texts = append(texts, languages(c.Name, c.Says)...)
		}
	}
	return texts
}

// saidTexts is the title of an entry, its words as printed, and who speaks in it.
func (p *pen) saidTexts(e parley.Entry) []string {
	texts := languages(e.Base().Name)
	for _, c := range parley.Chains(e) {
		for _, q := range c.Quotes {
			texts = append(texts, q.Words)
		}
	}
	for _, id := range actors(e) {
		texts = append(texts, p.namesOf(id)...)
	}
	return texts
}

// namesOf are all names of an entry that speaks or acts, in every spelling.
func (p *pen) namesOf(id parley.ID) []string {
	e, ok := p.v.Entry(id)
	if !ok {
		return nil
	}
	texts := languages(e.Base().Name)
	switch e := e.(type) {
	case *parley.Person:
		texts = append(texts, e.Aka...)
	case *parley.Body:
		texts = append(texts, e.Aka...)
	case *parley.Party:
		texts = append(texts, e.Aka...)
	case *parley.Source:
		texts = append(texts, p.outlet(id))
	}
	return texts
}

// languages are words in all languages in which they are recorded.
func languages(all ...parley.Text) (texts []string) {
	for _, t := range all {
		for _, x := range t {
			texts = append(texts, x.Words)
		}
	}
	return texts
}
