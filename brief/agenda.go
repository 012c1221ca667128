package brief

import (
	"parley"
	"parley/analysis/agenda"
	"parley/date"
	"parley/evidence"
	"parley/lang"
)

// An agendaPen writes what is on the table.
type agendaPen struct{ *pen }

// Agenda says what is on the table, and where each side stands on it.
func Agenda(a *evidence.Assessment, r agenda.Result, l lang.Lang, from Stamp) *Document {
	p := agendaPen{write(a, l)}
	parts := append(p.standing(r), p.rounds(r)...)
	for _, i := range r.Items {
		parts = append(parts, p.issue(i, r.Day)...)
		for _, s := range i.Sides {
			parts = append(parts, p.side(s)...)
		}
		parts = append(parts, p.others(i.Others)...)
	}
	t := p.rows(r)
	if len(t.Rows) == 0 {
		parts = append(parts, p.nothing(false))
	}
	return p.document("parley.issues/1", p.top("top.issues"), from, append(parts, t)...)
}

// issue says when it was first and last heard of, and who raised it.
func (p agendaPen) issue(i agenda.Item, day date.Day) []Part {
	parts := []Part{Heading(capitalised(p.name(i.Issue.ID)))}
	if i.Part != nil {
		parts = append(parts, p.ours("issues.part", p.who("issue", i.Part.ID)))
	}
	if i.Raised == nil {
		return append(parts, p.ours("issues.quiet"))
	}
	key := "issues.heard"
	who := p.actor(i.Raised)
	if i.RaisedBy != nil {
		key, who = "issues.raised", p.names(i.RaisedBy)
	}
	if len(who) == 0 {
		who = []lang.Run{{Text: p.title(i.Raised), Link: i.Raised.Base().ID}}
	}
	first, last := i.Raised.Base(), i.Last.Base()
	return append(parts, p.sentence(key, to("first", first.Happened, first.ID, first.ID), to("who", who, first.ID, first.ID),
		to("last", last.Happened, last.ID, last.ID), arg("ago", p.ago(i, day))))
}

// ago says how long before the day something was last heard of, as far as its
// date tells.
func (p agendaPen) ago(i agenda.Item, day date.Day) []lang.Run {
	d, id := i.Last.Base().Happened, i.Last.Base().ID
	switch {
	case d.First == 0:
		return p.say("issues.ago.least", to("n", i.Quiet, "", id))
	case !d.IsDay():
		return p.say("issues.ago.most", to("n", int(day-d.First), "", id))
	case i.Quiet == 0:
		return p.say("issues.today")
	}
	return p.say("issues.ago", to("n", i.Quiet, "", id))
}

// side says where a party stands: its own word, then what it is reported to
// want. A party of which nothing is known is named, too.
func (p agendaPen) side(s agenda.Side) (parts []Part) {
	for _, k := range s.Own {
		parts = append(parts, p.said(k))
	}
	for _, k := range s.Reported {
		parts = append(parts, under(p.told(s.Party.ID, k.Claim, k.Standing, false, nil)))
	}
	if parts == nil {
		parts = []Part{under(p.ours("issues.silent", p.who("party", s.Party.ID)))}
	}
	return parts
}

func (p agendaPen) said(k agenda.Known) Sentence {
	return under(grounded(p.sentence("status.stand", arg("claim", p.claim(k.Claim, k.Standing.RestsOn()...)), p.badge(k.Claim.ID, k.Standing))))
}

// others lists what else is said on the issue.
func (p agendaPen) others(ks []agenda.Known) (parts []Part) {
	for _, k := range ks {
		parts = append(parts, p.said(k))
	}
	if parts != nil {
		parts = append([]Part{p.ours("issues.other")}, parts...)
	}
	return parts
}

// rows says the same to machines: a row for each issue and party.
func (p agendaPen) rows(r agenda.Result) *Table {
	t := p.table("parley.issues/1", "issue", "name", "part_of", "first_heard", "raised_by", "last_heard", "quiet_days", "party", "own", "reported", "others")
	t.Data = true
	for _, i := range r.Items {
		var first, last Cell
		if i.Raised != nil {
			first, last = p.dateCell(i.Raised.Base().Happened), p.dateCell(i.Last.Base().Happened)
		}
		part := parley.ID("")
		if i.Part != nil {
			part = i.Part.ID
		}
		for _, s := range i.Sides {
			t.add(ID(i.Issue.ID), Text(p.name(i.Issue.ID)), idCell(part), first, idsCell(i.RaisedBy), last, Number(i.Quiet),
				ID(s.Party.ID), idsCell(claimsOf(s.Own)), idsCell(claimsOf(s.Reported)), idsCell(claimsOf(i.Others)))
		}
	}
	return t
}

func claimsOf(ks []agenda.Known) (ids []parley.ID) {
	for _, k := range ks {
		ids = append(ids, k.Claim.ID)
	}
	return ids
}
