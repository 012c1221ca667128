package brief

import (
	"cmp"
	"slices"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// A LogFilter chooses entries of the log. Its zero value chooses all; what is
// set must all hold. An entry with an uncertain date is between two days if it
// may be.
type LogFilter struct {
	By           parley.ID // who spoke or did it: a person, a body, or a party for which they could speak
	Issue        parley.ID // an issue, agreement, round or claim that it is about
	Since, Until date.Day  // happened; 0: not bounded
	Text         string    // words in what was said or done, or in the names of who did
}

// Log lists what was said and what happened, in order of date: everything that
// reached us, and offers. Our own notes (inferences, explanations, corrections)
// are about the record and not in it.
func Log(a *evidence.Assessment, l lang.Lang, from Stamp, f LogFilter) *Document {
	p := write(a, l)
	t := p.table("parley.log/1", "date", "entry", "~who", "~what", ".kind", ".by", ".claims", ".words", ".known", ".through", ".audience")
	logged := p.logged(f)
	for _, e := range logged {
		var claims []parley.ID
		for _, s := range parley.Stances(e) {
			claims = append(claims, s.Claim)
		}
		h := e.Base()
		t.add(p.dateCell(h.Happened), ID(h.ID), textCell(capitalised(lang.Plain(p.actor(e)))), Text(capitalised(lang.Plain(p.deed(e)))), Word(e.Kind()),
			idsCell(actors(e)), idsCell(claims), textCell(p.quotes(e)), p.dayCell(p.v.KnownOn(h.ID)), idsCell(sources(e)), p.audience(e))
	}
	p.audiences(t)
	d := p.listed("top.log", from, t, f != LogFilter{})
	if c := p.lanes(logged, f); c != nil {
		d.Parts = slices.Insert(d.Parts, 0, Part(c))
	}
	return d
}

// Chronology says the same in sentences, under the years, each with a note on
// its sources: to be pasted into a paper.
func Chronology(a *evidence.Assessment, l lang.Lang, from Stamp, f LogFilter) *Document {
	p := write(a, l)
	var parts []Part
	year := ""
	for _, e := range p.logged(f) {
		if y := p.year(e); y != year {
			year = y
			parts = append(parts, Heading(y))
		}
		parts = append(parts, p.happening(e))
	}
	if len(parts) == 0 {
		parts = []Part{p.nothing(f != LogFilter{})}
	}
	return p.document("parley.chronology/1", p.top("top.log"), from, parts...)
}

func (p *pen) year(e parley.Entry) string {
	day := ordered(e.Base().Happened)
	if day == 0 {
		return p.word("date.none")
	}
	y, _, _ := day.YMD()
	return lang.Date(p.l, date.Date{First: date.On(y, 1, 1), Last: date.On(y, 12, 31)})
}

// happening is one line of the chronology: "15 Jan 2020: Sixth round: no deal
// (known from 17 Jan 2020)."
func (p *pen) happening(e parley.Entry) Sentence {
	h := e.Base()
	what := p.deed(e)
	if who := p.actor(e); len(who) > 0 {
		key := "log.who"
		if ss := parley.Stances(e); len(ss) > 0 && !slices.ContainsFunc(ss, asserts) {
			key = "log.who.answers"
		}
		what = p.say(key, arg("who", who), arg("what", what))
	}
	key := "log.line"
	args := []lang.Arg{arg("date", h.Happened), to("what", capital(what), h.ID, h.ID)}
	if known := p.v.KnownOn(h.ID); known > h.Happened.Day(p.v.Zone()) && known > h.Happened.First {
		key = "log.line.late"
		args = append(args, arg("known", known))
	}
	return Sentence{Key: "log." + string(e.Kind()), Runs: capital(p.say(key, args...))}
}

func asserts(s parley.Stance) bool { return s.Does == parley.Asserts }

// logged returns what the log is made of, in order of date. A date that began
// some time before is put at its end: by then it had happened.
func (p *pen) logged(f LogFilter) []parley.Entry {
	var out []parley.Entry
	var about map[parley.ID]bool
	if f.Issue != "" {
		about = p.about(f.Issue)
	}
	words := searching(f.Text)
	for e := range view.Each[parley.Entry](p.v) {
		if happens(e) && f.admits(p, e) && (about == nil || about[e.Base().ID]) && (len(words) == 0 || words.finds(p.logTexts(e))) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y parley.Entry) int {
		dx, dy := x.Base().Happened, y.Base().Happened
		return cmp.Or(cmp.Compare(ordered(dx), ordered(dy)), date.Compare(dx, dy))
	})
	return out
}

func ordered(d date.Date) date.Day {
	if d.First == 0 {
		return d.Last
	}
	return d.First
}

// happens reports whether an entry is of the talks and not of our file.
func happens(e parley.Entry) bool {
	switch e.(type) {
	case *parley.Round, *parley.Statement, *parley.Report, *parley.Offer, *parley.Event, *parley.Deadline,
		*parley.Seat, *parley.Terms, *parley.Stage, *parley.Retract:
		return true
	}
	return false
}

func (f LogFilter) admits(p *pen, e parley.Entry) bool {
	d := e.Base().Happened
	switch {
	case f.Since != 0 && d.Last != 0 && d.Last < f.Since,
		f.Until != 0 && d.First > f.Until,
		f.By != "" && !p.by(e, f.By):
		return false
	}
	return true
}

// about returns what is about an issue, an agreement, a round or a claim: with
// the rounds, how they ended, and with what was said, that it was taken back.
func (p *pen) about(id parley.ID) map[parley.ID]bool {
	in := make(map[parley.ID]bool)
	for _, e := range p.a.About(id) {
		in[e.Base().ID] = true
	}
	for s := range view.Each[*parley.Stage](p.v) {
		if in[s.Of] {
			in[s.ID] = true
		}
	}
	for r := range view.Each[*parley.Retract](p.v) {
		c, ok := view.Get[*parley.Claim](p.v, r.Claim)
		if !ok && in[r.Of] || ok && (c.ID == id || p.a.Issue(c) == id) {
			in[r.ID] = true
		}
	}
	return in
}

func (p *pen) by(e parley.Entry, who parley.ID) bool {
	day := e.Base().Happened.Last
	for _, id := range actors(e) {
		if id == who || slices.Contains(p.a.SpeaksFor(id, day), who) {
			return true
		}
		if b, ok := view.Get[*parley.Body](p.v, id); ok && b.Of == who {
			return true
		}
	}
	return false
}

// actors returns who spoke or acted.
func actors(e parley.Entry) []parley.ID {
	switch e := e.(type) {
	case *parley.Statement:
		return e.By
	case *parley.Retract:
		return e.By
	case *parley.Offer:
		if e.By != "" {
			return []parley.ID{e.By}
		}
	case *parley.Seat:
		return []parley.ID{e.Of}
	case *parley.Round:
		return e.Heads
	}
	return nil
}

// actor names who spoke, in what way; nil where the deed names them itself.
func (p *pen) actor(e parley.Entry) []lang.Run {
	switch e := e.(type) {
	case *parley.Statement:
		return p.say("log.speaker", arg("who", p.names(e.By)), arg("mode", p.word("mode."+e.Mode)))
	case *parley.Report:
		if len(e.Attributed) > 0 {
			return []lang.Run{{Text: p.title(e)}}
		}
		if ways := parley.Chains(e); len(ways) > 0 {
			return []lang.Run{{Text: p.outlet(ways[0].Origin()), Link: ways[0].Origin()}}
		}
	case *parley.Retract:
		return p.names(e.By)
	case *parley.Offer:
		if e.By != "" {
			return p.names([]parley.ID{e.By})
		}
	}
	return nil
}

// deed says what was said or done.
func (p *pen) deed(e parley.Entry) []lang.Run {
	switch e := e.(type) {
	case *parley.Statement, *parley.Report:
		return p.stances(e)
	case *parley.Round:
		return p.held(e)
	case *parley.Terms:
		return p.provides(e)
	case *parley.Offer:
		return p.offered(e)
	case *parley.Retract:
		return p.takenBack(e)
	case *parley.Deadline:
		if words := p.shown(e.Consequence); words != "" {
			return p.say("log.deadline", arg("what", p.title(e)), arg("consequence", words))
		}
	}
	return []lang.Run{{Text: p.title(e)}}
}

// stances says what an utterance does to claims; of one that does nothing, its
// words.
func (p *pen) stances(e parley.Entry) (said []lang.Run) {
	for _, act := range parley.Acts() {
		for _, hearsay := range []bool{false, true} {
			var claims []lang.Run
			for _, s := range parley.Stances(e) {
				c, ok := view.Get[*parley.Claim](p.v, s.Claim)
				if !ok || s.Does != act || s.Hearsay != hearsay {
					continue
				}
				claims = p.semicolon(claims, p.claim(c))
			}
			if claims == nil {
				continue
			}
			key := "log." + act.String()
			if hearsay {
				key += ".hearsay"
			}
			said = p.semicolon(said, p.say(key, arg("claims", claims)))
		}
	}
	if said == nil {
		if words := p.quotes(e); words != "" {
			return []lang.Run{{Text: words}}
		}
		return []lang.Run{{Text: p.title(e)}}
	}
	return said
}

func (p *pen) semicolon(a, b []lang.Run) []lang.Run {
	if a == nil {
		return b
	}
	return p.say("list.semicolon", arg("a", a), arg("b", b))
}

func (p *pen) held(r *parley.Round) []lang.Run {
	key, args := "log.round", []lang.Arg{arg("round", p.title(r))}
	if len(r.Place) > 0 {
		key, args = "log.round.in", append(args, arg("place", p.shown(r.Place)))
	}
	said := p.say(key, args...)
	if len(r.Heads) > 0 {
		said = p.say("log.round.heads", arg("round", said), arg("heads", p.names(r.Heads)))
	}
	return said
}

// provides says what terms pay, each year on its own.
func (p *pen) provides(t *parley.Terms) []lang.Run {
	var said []lang.Run
	for _, x := range t.Pays {
		v := parley.Money{Amount: x.Amount, Beside: x.Beside}
		said = p.semicolon(said, p.say("log.pays", arg("date", x.For), arg("amount", v)))
	}
	if said == nil {
		return []lang.Run{{Text: p.title(t)}}
	}
	return p.say("log.terms", arg("what", p.title(t)), arg("pays", said))
}

func (p *pen) offered(o *parley.Offer) []lang.Run {
	var said []lang.Run
	for i := range o.Sets {
		said = p.semicolon(said, []lang.Run{{Text: p.setting(&o.Sets[i])}})
	}
	if said == nil {
		return []lang.Run{{Text: p.title(o)}}
	}
	if o.By == "" {
		return p.say("log.offer.ours", arg("sets", said))
	}
	return p.say("log.offer", arg("sets", said))
}

func (p *pen) takenBack(r *parley.Retract) []lang.Run {
	if c, ok := view.Get[*parley.Claim](p.v, r.Claim); ok {
		return p.say("log.retract.claim", arg("what", p.titles([]parley.ID{r.Of})), arg("claim", p.claim(c)))
	}
	return p.say("log.retract", arg("what", p.titles([]parley.ID{r.Of})))
}
