package brief

import (
	"slices"
	"strings"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// caseName returns what the case is called.
func (p *pen) caseName() string {
	for c := range view.Each[*parley.Case](p.v) {
		return p.name(c.ID)
	}
	return ""
}

// badge is an argument that shows a status with the parties whose response it
// is: "reported · declined (South Korea)".
func (p *pen) badge(claim parley.ID, s evidence.Standing) lang.Arg {
	return arg("badge", []lang.Run{{Text: p.badgeWords(s), Link: claim, RestsOn: s.RestsOn(), Badge: true}})
}

// badgeWords is a status with the parties whose response it is.
func (p *pen) badgeWords(s evidence.Standing) string {
	words := lang.Badge(p.l, s.Status)
	if len(s.Whose) > 0 && s.Status.Response != parley.NoResponse {
		words = p.text("badge.whose", arg("status", words), arg("whose", p.bareNames(s.Whose)))
	}
	return words
}

// bareNames lists names as they stand by themselves, without an article.
func (p *pen) bareNames(ids []parley.ID) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.name(id))
	}
	return lang.JoinWords(p.l, names)
}

// linked joins items in the way that a pattern says, else as a list.
func (p *pen) linked(key string, items [][]lang.Run) []lang.Run {
	runs := items[0]
	for _, item := range items[1:] {
		runs = p.say(key, arg("a", runs), arg("b", item))
	}
	return runs
}

// resting lets every stretch of a sentence that rests on nothing by itself rest
// on entries: then the mark of the note stands at its end.
func resting(s Sentence, ids ...parley.ID) Sentence {
	s.Runs = filled(s.Runs, ids)
	return s
}

// filled does the same to runs. It does not write to them.
func filled(runs []lang.Run, ids []parley.ID) []lang.Run {
	out := slices.Clone(runs)
	for i := range out {
		if len(out[i].RestsOn) == 0 {
			out[i].RestsOn = ids
		}
	}
	return out
}

func (p *pen) nextMeeting(next parley.Maybe[date.Date], by *parley.Stage, day date.Day) Sentence {
	if by == nil {
		return p.ours("status.next-round.not-said")
	}
	when, given := next.Get()
	key := "status.next-round.unknown"
	args := []lang.Arg{to("date", when, by.ID), to("when", lang.When(when), by.ID)}
	switch {
	case given && when.Last != 0 && when.Last < day:
		key = "status.next-round.past"
	case given:
		key = "status.next-round.given"
	case next.State == parley.IsNone:
		key = "status.next-round.none"
	}
	return resting(p.sentence(key, args...), by.ID)
}

func (p *pen) placed(r *parley.Round) lang.Arg {
	if words, _ := p.words(r.Place); words != "" {
		return to("place", words, "", r.ID)
	}
	return arg("place", p.word("status.place.none"))
}

// section is parts under a heading; without parts there is none.
func section(title string, parts []Part) []Part {
	if len(parts) == 0 {
		return nil
	}
	return append([]Part{Heading(title)}, parts...)
}

// grounded marks a sentence as ours when it rests on nothing: what is said of
// a claim that nobody makes is about our file.
func grounded(s Sentence) Sentence {
	s.Ours = len(s.RestsOn()) == 0
	return s
}

// either names parties of which one is enough.
func (p *pen) either(ids []parley.ID) []lang.Run {
	var items [][]lang.Run
	for _, id := range ids {
		items = append(items, []lang.Run{{Text: p.called(id), Link: id}})
	}
	return p.linked("claim.or", items)
}

// A numbered clock is one with the number of today in a lapse.
type numbered struct {
	evidence.Clock
	n int
}

// lapse says since when there is no agreement, by the calendar of each party.
func (p *pen) lapse(who lang.Arg, x *evidence.Lapse, clocks []numbered) Sentence {
	last := x.From - 1
	when := arg("when", lang.When(date.Date{First: last, Last: last}))
	var places, days [][]lang.Run
	same := true
	for _, c := range clocks {
		place := arg("place", lang.Place(c.Zone.String()))
		places = append(places, p.say("status.place", place))
		days = append(days, p.say("status.day-in", place, arg("n", c.n)))
		same = same && c.n == clocks[0].n
	}
	switch {
	case len(clocks) == 1:
		return resting(p.sentence("status.one-day", who, when, arg("n", clocks[0].n)), who.RestsOn...)
	case same:
		return resting(p.sentence("status.same-day", who, when, arg("n", clocks[0].n), arg("places", p.linked("status.in", places))), who.RestsOn...)
	}
	return resting(p.sentence("status.other-days", who, when, arg("days", lang.Join(p.l, days))), who.RestsOn...)
}

// inForce says that an agreement is in force, and until when.
func (p *pen) inForce(who lang.Arg, l *evidence.Life, day date.Day, ids []parley.ID) Sentence {
	end := l.End()
	on := arg("date", end)
	switch {
	case end == 0:
		return resting(p.sentence("status.in-force.open", who), ids...)
	case end == day:
		return resting(p.sentence("status.last-day", who, on), ids...)
	}
	return resting(p.sentence("status.in-force", who, on, arg("n", int(end-day))), ids...)
}

// A rated claim is one with its standing.
type rated struct {
	claim    *parley.Claim
	standing evidence.Standing
	step     int
}

// figure reports whether a claim gives a figure.
func figure(c *parley.Claim) bool {
	if c.That == nil {
		return false
	}
	switch c.That.Value.(type) {
	case parley.Money, parley.Percent:
		return true
	}
	return false
}

// told says what a side asks, offers or holds by the word of others: the words
// claim no more than the badge. The issue of a figure goes unsaid where it is
// plain from the place.
func (p *pen) told(party parley.ID, c *parley.Claim, s evidence.Standing, issue bool, before []lang.Run) Sentence {
	basis := s.Status.Basis.String()
	speakers := arg("speakers", p.names(s.Speakers))
	badge, earlier := p.badge(c.ID, s), arg("before", before)
	if words, foreign := p.words(c.Says); c.That == nil || !figure(c) && words != "" && foreign == "" {
		return p.sentence("status.told."+basis, arg("claim", p.claim(c, s.RestsOn()...)), speakers, badge, earlier)
	}
	value := p.valueWords(c.That)
	if figure(c) && issue && (p.l != lang.English || c.That.Issue != p.purse()) {
		value = p.text("status.of-issue", arg("value", value), arg("issue", p.name(c.That.Issue)))
	}
	return p.sentence("status.as."+basis, p.who("party", party), arg("does", p.word("do."+c.That.Verb)),
		to("value", value, c.ID, s.RestsOn()...), speakers, badge, earlier)
}

// before says what a claim replaced, as far as that is known. What is the same
// as in the claim goes unsaid.
func (p *pen) before(c *parley.Claim, olds []rated) (runs []lang.Run) {
	for len(olds) > 0 {
		var beside [][]lang.Run
		step := olds[0].step
		for len(olds) > 0 && olds[0].step == step {
			o := olds[0]
			beside = append(beside, p.say("status.before.figure", to("value", p.earlier(c, o.claim), o.claim.ID, o.standing.RestsOn()...), p.badge(o.claim.ID, o.standing)))
			olds = olds[1:]
		}
		runs = append(runs, p.say("status.before", arg("figures", p.linked("claim.or", beside)))...)
	}
	return runs
}

// earlier says what a claim that c replaces gave, as far as it differs.
func (p *pen) earlier(c, old *parley.Claim) string {
	_, foreign := p.words(old.Says)
	own := len(old.Says) > 0 && foreign == "" && !figure(old)
	t, u := old.That, c.That
	if own || t == nil || u == nil || t.Party != u.Party || t.Verb != u.Verb {
		return p.claimWords(old)
	}
	if t.For == u.For && t.Per == u.Per && t.Rel == u.Rel {
		return p.value(t.Value)
	}
	return p.valueWords(t)
}

// consequence returns what happens at a deadline, without its full stop.
func (p *pen) consequence(d *parley.Deadline) string {
	return strings.TrimSuffix(p.shown(d.Consequence), ".")
}

// what says what an entry is, a report by its outlet.
func (p *pen) what(e parley.Entry) string {
	if r, ok := e.(*parley.Report); ok && len(r.Attributed) == 0 {
		if words := lang.Plain(p.actor(r)); words != "" {
			return words
		}
	}
	return p.title(e)
}

// whats lists entries by what they are, each leading to itself.
func (p *pen) whats(ids []parley.ID) []lang.Run {
	var items [][]lang.Run
	for _, id := range ids {
		if e, ok := p.v.Entry(id); ok {
			items = append(items, []lang.Run{{Text: p.what(e), Link: id}})
		}
	}
	return lang.Join(p.l, items)
}
