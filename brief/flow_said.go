package brief

import (
	"slices"

	"parley"
	"parley/analysis/flow"
	"parley/lang"
	"parley/view"
)

// A voice is who gives figures, and for which time.
type voice struct {
	time, who  string
	runs       []lang.Run
	categories []parley.ID
	restsOn    []parley.ID
}

// voices says below a figure of our own who gives the parts that it is made of,
// and for which year: a line for each who says so for another time.
func (p flowPen) voices(y flow.Year, said func(flow.Category) []flow.Said) (parts []Part) {
	var all []*voice
	for _, c := range y.Categories {
		if !c.Counted() {
			continue
		}
		for _, s := range said(c) {
			v := &voice{time: p.time(s), runs: p.sayers(s)}
			v.who = lang.Plain(v.runs)
			if i := slices.IndexFunc(all, func(x *voice) bool { return x.time == v.time && x.who == v.who }); i >= 0 {
				v = all[i]
			} else {
				all = append(all, v)
			}
			v.restsOn = append(v.restsOn, s.Standing.RestsOn()...)
			if !slices.Contains(v.categories, c.Issue.ID) {
				v.categories = append(v.categories, c.Issue.ID)
			}
		}
	}
	for _, v := range all {
		key := "flow.voice"
		if len(all) > 1 {
			key = "flow.voice.of"
		}
		parts = append(parts, under(resting(p.sentence(key, arg("categories", p.names(v.categories)), arg("who", v.runs), arg("time", v.time), arg("year", year(y.Year))), v.restsOn...)))
	}
	return parts
}

// time says for which year a figure is said.
func (p flowPen) time(s flow.Said) string {
	t := s.Claim.That
	switch {
	case s.OfYear != 0:
		return p.text("flow.time", arg("date", year(s.OfYear)))
	case t == nil || t.For.IsZero():
		return p.word("flow.time.none")
	}
	return p.text("flow.time", arg("date", t.For))
}

// sayers names who says something, and where it was read.
func (p flowPen) sayers(s flow.Said) []lang.Run {
	var items [][]lang.Run
	for _, id := range s.Standing.Grounds {
		e, ok := p.v.Entry(id)
		if !ok {
			continue
		}
		chains := parley.Chains(e)
		who := []lang.Run{{Text: p.title(e), Link: id}}
		if x, ok := e.(*parley.Statement); ok {
			who = p.names(x.By)
		}
		if len(chains) > 0 {
			who = p.say("flow.read", arg("who", who), arg("source", p.read(chains[0].Read())))
		}
		items = append(items, who)
	}
	return lang.Join(p.l, items)
}

// read names what was read: its title, without who published it, and when.
func (p flowPen) read(id parley.ID) []lang.Run {
	s, ok := view.Get[*parley.Source](p.v, id)
	title := p.name(id)
	if !ok || !s.Seen {
		return []lang.Run{{Text: title, Link: id}}
	}
	return p.say("flow.titled", to("title", title, id))
}

// whole says what is said to return of the whole, beside what we reckon.
func (p flowPen) whole(list []flow.Said) (parts []Part) {
	for _, s := range list {
		if s.Percent == nil {
			parts = append(parts, under(p.sentence("flow.said", arg("claim", p.claim(s.Claim, s.Standing.RestsOn()...)), p.badge(s.Claim.ID, s.Standing))))
			continue
		}
		t := s.Claim.That
		parts = append(parts, under(p.sentence("flow.beside", p.who("party", t.Party), to("percent", p.quantity(t), s.Claim.ID, s.Standing.RestsOn()...),
			arg("time", p.time(s)), arg("who", p.sayers(s)), p.badge(s.Claim.ID, s.Standing))))
	}
	return parts
}

func (p flowPen) measured(key string, list []flow.Said) (parts []Part) {
	for _, s := range list {
		value := p.quantity(s.Claim.That)
		value = p.text("flow.timed", arg("value", value), arg("time", p.time(s)))
		parts = append(parts, under(p.sentence(key, to("percent", value, s.Claim.ID, s.Standing.RestsOn()...), p.badge(s.Claim.ID, s.Standing))))
	}
	return parts
}

// list says claims one below the other, each with its status. A share that does
// not say what it counts is of the issue that it is part of.
func (p flowPen) list(list []flow.Said, share bool) (parts []Part) {
	for _, s := range list {
		args := []lang.Arg{arg("claim", p.claim(s.Claim, s.Standing.RestsOn()...)), p.badge(s.Claim.ID, s.Standing)}
		i, _ := view.Get[*parley.Issue](p.v, p.a.Issue(s.Claim))
		switch {
		case !share || s.Claim.That == nil || s.Claim.That.Counts != "":
			parts = append(parts, p.sentence("flow.said", args...))
		case p.v.Has(i.PartOf):
			parts = append(parts, p.sentence("flow.said.of", append(args, p.who("issue", i.PartOf))...))
		default:
			parts = append(parts, p.sentence("flow.said.of-what", args...))
		}
	}
	return parts
}

// unspent says what was left of the money of a time.
func (p flowPen) unspent(list []flow.Said) (parts []Part) {
	for _, s := range list {
		t := s.Claim.That
		words, foreign := p.words(s.Claim.Says)
		own := words != "" && foreign == ""
		if m, ok := amountSaid(t); !own && ok && t.Per != "month" && !t.For.IsZero() {
			key := "flow.left"
			if t.Counts != "" {
				key = "flow.left.counts"
			}
			parts = append(parts, p.sentence(key, to("amount", p.related(t.Rel, p.value(m)), s.Claim.ID, s.Standing.RestsOn()...), arg("date", t.For),
				p.who("party", t.Party), arg("counts", t.Counts), p.badge(s.Claim.ID, s.Standing)))
			continue
		}
		parts = append(parts, p.list([]flow.Said{s}, false)...)
	}
	return parts
}

// amountSaid returns the amount that somebody says.
func amountSaid(t *parley.Proposition) (m parley.Money, ok bool) {
	if t == nil || t.Verb != "says" {
		return m, false
	}
	m, ok = t.Value.(parley.Money)
	return m, ok
}
