package check

import (
	"slices"
	"strings"

	"parley"
	"parley/casefile"
)

// undeclared is R001: entries refer to an id that nothing declares. It is said
// once for an id, at the first place: the mistake may be in the declaration. It
// is not said while a file is missing that may declare it.
func undeclared(p *Pass) {
	type miss struct {
		badRef
		n int
	}
	var misses []*miss
	of := make(map[parley.ID]*miss)
	for _, r := range p.badRefs() {
		switch m := of[r.id]; {
		case m != nil:
			m.n++
		case p.Book.Entry(r.id) == nil && !p.Book.Broken(r.id) && !p.meant[r.id]:
			of[r.id] = &miss{r, 1}
			misses = append(misses, of[r.id])
		}
	}
	if len(misses) == 0 || p.fileMissing() {
		return
	}
	free := p.unnamed()
	for _, m := range misses {
		near := p.suggest(m.id, m.wants, func(s string) bool { return free[parley.ID(s)] })
		if near == "" {
			near = p.suggest(m.id, m.wants, nil)
		}
		p.ReportAs(variantIf(m.n > 1, "more"), m.place(), with("id", m.id, "near", near, "kinds", kindList(m.wants), "n", m.n), m.id)
	}
}

func (p *Pass) fileMissing() bool {
	return slices.ContainsFunc(p.Book.Faults, func(f casefile.Fault) bool { return f.Code == "P016" && f.Args["reason"] != "twice" })
}

// effort is how many ids one run of a rule compares with others for its
// suggestions. A record with a thousand misspelt ids gets some, and soon.
const effort = 1 << 20

// suggest returns the id of one of the kinds that was most likely meant, of
// those that only lets through; "" for none.
func (p *Pass) suggest(id parley.ID, wants []parley.Kind, only func(string) bool) string {
	k := kindList(wants)
	if p.ids == nil {
		p.ids = make(map[string][]string)
	}
	if p.ids[k] == nil {
		p.ids[k] = p.Book.IDs(wants...)
	}
	if p.spent += len(p.ids[k]); p.spent > effort {
		return ""
	}
	if only == nil {
		return casefile.Near(string(id), p.ids[k])
	}
	return casefile.Near(string(id), slices.DeleteFunc(slices.Clone(p.ids[k]), func(s string) bool { return !only(s) }))
}

// unnamed are the declared ids that nothing refers to: those that a misspelt id
// was most likely meant to be.
func (p *Pass) unnamed() map[parley.ID]bool {
	free := make(map[parley.ID]bool, len(p.entries))
	for _, e := range p.entries {
		free[e.Base().ID] = true
	}
	use := func(id parley.ID) { delete(free, id) }
	for _, e := range p.entries {
		parley.Needs(e, use)
		parley.Names(e, use)
		for _, c := range parley.Chains(e) {
			for _, id := range c.Links {
				delete(free, id)
			}
		}
	}
	return free
}

// wrongKind is R002: an id is that of another kind of entry than the field wants.
func wrongKind(p *Pass) {
	for _, r := range p.badRefs() {
		found := p.Book.Entry(r.id)
		if found == nil {
			continue
		}
		own := p.Book.Locate(casefile.Place{Entry: r.id})
		kind := string(found.Kind())
		p.ReportAs(an(kind), r.place(), with("id", r.id, "kind", kind, "field", r.field, "kinds", kindList(r.wants),
			"file", own.File, "line", own.Line, "near", p.suggest(r.id, r.wants, nil)), r.id)
	}
}

// kindList is a list of kinds as a message gives it: "person, body".
func kindList(ks []parley.Kind) string {
	if len(ks) == 0 {
		return "entry"
	}
	out := make([]string, len(ks))
	for i, k := range ks {
		out[i] = string(k)
	}
	return strings.Join(out, ", ")
}

func at(e parley.Entry, field string, nth int, id parley.ID) casefile.Place {
	return casefile.Place{Entry: e.Base().ID, Field: field, N: nth, Word: string(id)}
}

// A badRef is an id in a field that leads to nothing, or to an entry of a kind
// that will not do.
type badRef struct {
	in    parley.Entry
	field string
	nth   int
	id    parley.ID
	wants []parley.Kind // nil: any
}

func (r badRef) place() casefile.Place { return at(r.in, r.field, r.nth, r.id) }

func (x *index) listBadRefs() (out []badRef) {
	x.references(func(e parley.Entry, field string, nth int, id parley.ID, wants []parley.Kind) {
		found := x.book.Entry(id)
		if found == nil || wants != nil && !slices.Contains(wants, found.Kind()) {
			out = append(out, badRef{e, field, nth, id, wants})
		}
	})
	return out
}

type reference func(e parley.Entry, field string, nth int, id parley.ID, wants []parley.Kind)

// references yields every id that an entry refers to, with the kinds that will
// do. Utterances are many and mostly sound; those are passed over quickly.
func (x *index) references(yield reference) {
	for _, e := range x.entries {
		if x.soundUtterance(e) {
			continue
		}
		switch e := e.(type) {
		case *parley.Claim:
			proposition(e, "that", 0, e.That, yield)
		case *parley.Offer:
			for i := range e.Sets {
				proposition(e, "sets", i, &e.Sets[i], yield)
			}
		case *parley.Retract:
			yield(e, "of", 0, e.Of, utterances)
			if e.Claim != "" {
				yield(e, "of", 0, e.Claim, claimKind)
			}
			casefile.WrongIDs(e, func(field string, nth int, id parley.ID, wants []parley.Kind) {
				if field != "of" {
					yield(e, field, nth, id, wants)
				}
			})
			continue
		}
		casefile.WrongIDs(e, func(field string, nth int, id parley.ID, wants []parley.Kind) {
			if field != "that" && field != "sets" && field != "to" || wants != nil {
				yield(e, field, nth, id, wants)
			}
		})
	}
}

var (
	utterances = []parley.Kind{"statement", "report", "offer"}
	claimKind  = []parley.Kind{"claim"}
	partyKind  = []parley.Kind{"party"}
	issueKind  = []parley.Kind{"issue"}
	baseKinds  = []parley.Kind{"claim", "terms", "agreement"}
)

func proposition(e parley.Entry, field string, nth int, that *parley.Proposition, yield reference) {
	if that == nil {
		return
	}
	if that.Party != "" {
		yield(e, field, nth, that.Party, partyKind)
	}
	yield(e, field, nth, that.Issue, issueKind)
	if v, ok := that.Value.(parley.Percent); ok && v.Over != "" {
		yield(e, field, nth, v.Over, baseKinds)
	}
}

// soundUtterance reports whether an entry is a statement or report all of whose
// references lead where they should.
func (x *index) soundUtterance(e parley.Entry) bool {
	switch e := e.(type) {
	case *parley.Statement:
		return x.soundSpeakers(e.By) && x.soundSource(e.TranslatedBy) && x.sound(e.Via, e.Stances, &e.Dating)
	case *parley.Report:
		return x.soundSource(e.TranslatedBy) && x.sound(e.Via, e.Stances, &e.Dating)
	}
	return false
}

func (x *index) soundSource(id parley.ID) bool { return id == "" || x.source[id] != nil }

func (x *index) soundSpeakers(by []parley.ID) bool {
	for _, id := range by {
		switch x.book.Entry(id).(type) {
		case *parley.Person, *parley.Body:
		default:
			return false
		}
	}
	return true
}

func (x *index) sound(via []parley.Chain, ss []parley.Stance, d *parley.Dating) bool {
	for _, s := range ss {
		if x.claim[s.Claim] == nil {
			return false
		}
	}
	for _, c := range via {
		for _, id := range c.Links {
			if x.source[id] == nil {
				return false
			}
		}
	}
	return x.soundSource(d.DatedFrom)
}

// strangers is R004: an audience is that of a party that does not exist.
func strangers(p *Pass) {
	said := make(map[parley.Audience]bool) // the head's audience reaches many entries
	for _, e := range p.entries {
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
		case *parley.Series, *parley.Inference, *parley.Assume, *parley.Explain, *parley.Disclose, *parley.Correct:
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
	check := func(e parley.Entry, field string, that *parley.Proposition) {
		word, ok := that.Value.(parley.Choice)
		issue, known := p.Book.Entry(that.Issue).(*parley.Issue)
		if !ok || !known || slices.ContainsFunc(issue.Options, func(o parley.Option) bool { return o.Word == string(word) }) {
			return
		}
		var words []string
		for _, o := range issue.Options {
			if !slices.Contains(words, o.Word) {
				words = append(words, o.Word)
			}
		}
		variant := ""
		if len(words) == 0 {
			variant = "none"
		}
		p.ReportAs(variant, casefile.Place{Entry: e.Base().ID, Field: field, Word: string(word)},
			with("word", string(word), "issue", issue.ID, "words", strings.Join(words, ", "), "near", casefile.Near(string(word), words)), issue.ID)
	}
	for _, e := range p.entries {
		switch e := e.(type) {
		case *parley.Claim:
			if e.That != nil {
				check(e, "that", e.That)
			}
		case *parley.Offer:
			for i := range e.Sets {
				check(e, "sets", &e.Sets[i])
			}
		}
	}
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
