package brief

import (
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// Conflicts says what contradicts what: open ones first, numbered, each with
// what its entries say, on which days, and the entry that would close it; then
// those that somebody has explained.
func Conflicts(a *evidence.Assessment, l lang.Lang, from Stamp) *Document {
	p := write(a, l)
	t := p.table("parley.conflicts/1", "conflict", "about", "parties", "entries", "day", "open", "comparable", "explained_by")
	t.Data = true
	parts := []Part{t}
	explained, ids := false, make(map[string]int)
	for i, c := range a.Conflicts() {
		if c.Explained != "" && !explained {
			explained = true
			parts = append(parts, Heading(p.word("conflict.explained")))
		}
		parts = append(parts, p.conflict(i+1, c, ids)...)
		t.add(Word(c.Kind), idsCell(c.About), idsCell(c.Parties), idsCell(c.Entries), p.dayCell(c.Day),
			Flag(c.Explained == ""), Flag(!c.Cannot), idCell(c.Explained))
	}
	if len(t.Rows) == 0 {
		s := p.nothing(false)
		if p.v.Last() != 0 {
			s = p.ours("conflict.none", arg("date", p.v.From().AsOf))
		}
		parts = append(parts, s)
	}
	return p.document("parley.conflicts/1", p.top("top.conflicts"), from, parts...)
}

// ConflictPlace is where the nth conflict stands in a page of all.
func ConflictPlace(n int) string { return "conflict-" + strconv.Itoa(n) }

func (p *pen) conflict(n int, c evidence.Conflict, ids map[string]int) (parts []Part) {
	key := "conflict.head"
	args := []lang.Arg{arg("n", n), arg("kind", capitalised(p.word("conflict."+string(c.Kind)))), to("about", p.subject(c), "", p.grounds(c.Entries)...)}
	if len(c.Parties) > 0 {
		key = "conflict.head.of"
		args = append(args, arg("parties", p.names(c.Parties)))
	}
	head := p.sentence(key, args...)
	head.Place = ConflictPlace(n)
	parts = append(parts, head)
	if c.Cannot {
		parts = append(parts, under(p.ours("conflict.cannot")))
	}
	for _, id := range c.Entries {
		if e, ok := p.v.Entry(id); ok {
			parts = append(parts, under(p.part(e, c)))
		}
	}
	if x, ok := view.Get[*parley.Explain](p.v, c.Explained); ok {
		return append(parts, under(p.sentence("conflict.closed", to("reason", p.word("reason."+x.Reason), x.ID, x.ID), arg("date", x.Happened))))
	}
	return append(parts, under(p.ours("conflict.close")), Code(p.explain(c, ids)))
}

// subject names what a conflict is about: of several claims the issue, and of
// several terms the agreement, since each of them stands below.
func (p *pen) subject(c evidence.Conflict) []lang.Run {
	if len(c.About) > 1 {
		switch e, _ := p.v.Entry(c.About[0]); e := e.(type) {
		case *parley.Claim:
			if issue := p.a.Issue(e); issue != "" {
				return p.names([]parley.ID{issue})
			}
		case *parley.Terms:
			return p.names([]parley.ID{e.Of})
		}
	}
	return p.titles(c.About)
}

// grounds puts in the place of a claim the utterances that it rests on, if any.
func (p *pen) grounds(ids []parley.ID) (out []parley.ID) {
	for _, id := range ids {
		rests := []parley.ID{id}
		if _, ok := view.Get[*parley.Claim](p.v, id); ok {
			if said := p.a.Of(id).RestsOn(); len(said) > 0 {
				rests = said
			}
		}
		out = append(out, rests...)
	}
	return out
}

// part says what one entry of a conflict has to do with it.
func (p *pen) part(e parley.Entry, c evidence.Conflict) Sentence {
	h := e.Base()
	if c, ok := e.(*parley.Claim); ok {
		s := p.a.Of(c.ID)
		return p.sentence("conflict.claim", arg("claim", p.claim(c, p.grounds([]parley.ID{c.ID})...)), p.badge(c.ID, s))
	}
	when := to("date", h.Happened, "", h.ID)
	for _, s := range parley.Stances(e) {
		claim, ok := view.Get[*parley.Claim](p.v, s.Claim)
		if !ok || !slices.Contains(c.About, s.Claim) || c.Kind == parley.OutletStronger && s.Outlet == 0 {
			continue
		}
		key := "conflict.does"
		args := []lang.Arg{arg("who", p.whose(e)), to("act", p.word("act."+s.Does.String()), h.ID), when}
		switch {
		case c.Kind == parley.OutletStronger:
			key = "conflict.outlet"
			args = append(args, arg("outlet", p.word("act."+s.Outlet.String())))
		case len(c.About) > 1:
			key = "conflict.does.claim"
			args = append(args, arg("claim", p.claim(claim)))
		case s.Hearsay:
			key = "conflict.does.hearsay"
		}
		return p.sentence(key, args...)
	}
	return p.sentence("conflict.dated", to("what", p.deed(e), h.ID), when)
}

// whose names who speaks in an utterance.
func (p *pen) whose(e parley.Entry) []lang.Run {
	if s, ok := e.(*parley.Statement); ok {
		return p.names(s.By)
	}
	if who := p.actor(e); len(who) > 0 {
		return who
	}
	return []lang.Run{{Text: p.title(e)}}
}

// explain is the entry that would close a conflict, with the reason left open:
// which it is, only a person can say, and check refuses the question mark. Its
// id is made of what the reader sees, and numbered where it comes twice.
func (p *pen) explain(c evidence.Conflict, ids map[string]int) string {
	id := string(c.About[0]) + "-" + string(c.Kind)
	if ids[id]++; ids[id] > 1 {
		id += "-" + strconv.Itoa(ids[id])
	}
	of := make([]string, len(c.Entries))
	for i, e := range c.Entries {
		of[i] = string(e)
	}
	return p.v.From().AsOf.String() + " explain " + id + "\n" +
		"  of           " + strings.Join(of, " ") + "\n" +
		"  conflict     " + string(c.Kind) + "\n" +
		"  ; " + strings.Join(parley.Reasons, ", ") + "\n" +
		"  reason       ?\n"
}
