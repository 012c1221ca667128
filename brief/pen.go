package brief

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// A pen writes one document in one language. It knows what the things in the
// view are called; it never names what is not in it.
type pen struct {
	a    *evidence.Assessment
	v    *view.View
	l    lang.Lang
	home string // the language of words that name none

	within int // how many percentages over a percentage are being said

	money parley.ID // the purse, once it is asked for
}

func write(a *evidence.Assessment, l lang.Lang) *pen {
	p := &pen{a: a, v: a.View(), l: l, home: "en"}
	for c := range view.Each[*parley.Case](p.v) {
		if c.Language != "" {
			p.home = c.Language
		}
	}
	return p
}

// StampOf says from where and when answers from a view are given.
func StampOf(v *view.View) Stamp {
	from, digest := v.From(), v.Digest()
	s := Stamp{Reader: from.Reader.String(), AsOf: from.AsOf.String(), Digest: hex.EncodeToString(digest[:])}
	if from.Recorded != 0 {
		s.Recorded = from.Recorded.String()
	}
	for c := range view.Each[*parley.Case](v) {
		s.Case = string(c.ID)
	}
	return s
}

// arg is an argument that leads nowhere; to, one that leads to an entry and
// rests on some.
func arg(name string, value any) lang.Arg { return lang.Arg{Name: name, Value: value} }

func to(name string, value any, link parley.ID, restsOn ...parley.ID) lang.Arg {
	return lang.Arg{Name: name, Value: value, Link: link, RestsOn: restsOn}
}

// who is an argument that names an entry, as it is called in a sentence, and
// leads to it.
func (p *pen) who(name string, id parley.ID, restsOn ...parley.ID) lang.Arg {
	return to(name, p.called(id), id, restsOn...)
}

func (p *pen) say(key string, args ...lang.Arg) []lang.Run { return lang.Say(p.l, key, args...) }

func (p *pen) word(key string) string { return lang.Word(p.l, key) }

// text says a pattern whose evidence does not matter.
func (p *pen) text(key string, args ...lang.Arg) string { return lang.Plain(p.say(key, args...)) }

// sentence says a pattern as a sentence, which begins with a capital. Its Key
// is that of the pattern.
func (p *pen) sentence(key string, args ...lang.Arg) Sentence {
	return Sentence{Key: key, Runs: capital(p.say(key, args...))}
}

// ours is a sentence about our file, or of our view.
func (p *pen) ours(key string, args ...lang.Arg) Sentence {
	s := p.sentence(key, args...)
	s.Ours = true
	return s
}

// under puts a sentence below the one before it.
func under(s Sentence) Sentence {
	s.Under = true
	return s
}

// capital gives the first run a capital letter. It does not write to runs.
func capital(runs []lang.Run) []lang.Run {
	if len(runs) == 0 {
		return runs
	}
	runs = append([]lang.Run{}, runs...)
	runs[0].Text = capitalised(runs[0].Text)
	return runs
}

func capitalised(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// words returns text in the language of the document; foreign is the language
// that it is in otherwise.
func (p *pen) words(t parley.Text) (words, foreign string) {
	for _, x := range t {
		if p.in(x) == string(p.l) {
			return x.Words, ""
		}
	}
	if len(t) == 0 {
		return "", ""
	}
	return t[0].Words, p.in(t[0])
}

func (p *pen) in(x parley.Words) string {
	if x.Lang == "" {
		return p.home
	}
	return x.Lang
}

// shown returns text with the language that it is in, where that is not the
// language of the document.
func (p *pen) shown(t parley.Text) string {
	words, foreign := p.words(t)
	if foreign == "" || words == "" {
		return words
	}
	return p.text("words.foreign", arg("words", words), arg("language", lang.Tongue(foreign)))
}

// name returns what an entry is called: its name in the language, else in
// another, else its id. Of what is not in the view it returns "".
func (p *pen) name(id parley.ID) string {
	e, ok := p.v.Entry(id)
	if !ok {
		return ""
	}
	if words, _ := p.words(e.Base().Name); words != "" {
		return words
	}
	return string(id)
}

// called returns what an entry is called inside a sentence. English puts "the"
// before the name of a party, body or agreement that has one: where an alias
// says so (aka "the Pentagon"), where the name is two capitals (US, EU), or has
// "of", or begins with a number (10th agreement). Names of one party on two
// lines are one name.
func (p *pen) called(id parley.ID) string {
	name := p.name(id)
	if p.l != lang.English || name == "" {
		return name
	}
	e, _ := p.v.Entry(id)
	switch e := e.(type) {
	case *parley.Party:
		return article(name, e.Aka)
	case *parley.Body:
		return article(name, e.Aka)
	case *parley.Agreement:
		return article(name, e.Aka)
	}
	return name
}

func article(name string, aka []string) string {
	the := "the " + name
	for _, a := range aka {
		if strings.EqualFold(a, the) {
			return a
		}
	}
	first, _, more := strings.Cut(name, " ")
	switch {
	case strings.HasPrefix(strings.ToLower(name), "the "):
		return "the " + name[len("the "):]
	case len(name) == 2 && strings.ToUpper(name) == name,
		strings.Contains(name, " of "),
		more && first != "" && first[0] >= '0' && first[0] <= '9':
		return the
	}
	return name
}

// names lists what entries are called, each leading to its entry.
func (p *pen) names(ids []parley.ID) []lang.Run {
	items := make([][]lang.Run, 0, len(ids))
	for _, id := range ids {
		if name := p.called(id); name != "" {
			items = append(items, []lang.Run{{Text: name, Link: id}})
		}
	}
	return lang.Join(p.l, items)
}

// document puts the parts together and notes where everything came from that
// its sentences rest on.
func (p *pen) document(schema, title string, from Stamp, parts ...Part) *Document {
	d := &Document{Schema: schema, Lang: p.l, Title: title, Lead: p.lead(from), From: from, Parts: parts}
	noted := make(map[parley.ID]bool)
	for _, part := range parts {
		s, ok := part.(Sentence)
		if !ok {
			continue
		}
		for _, id := range s.RestsOn() {
			if !noted[id] {
				noted[id] = true
				d.Notes = append(d.Notes, p.note(id))
			}
		}
	}
	return d
}
