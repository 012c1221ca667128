package brief

import (
	"slices"

	"parley"
	"parley/analysis"
	"parley/analysis/path"
	"parley/analysis/standing"
	"parley/date"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// A standingPen writes where the talks stand.
type standingPen struct{ *pen }

// Standing says where the talks stand.
func Standing(a *evidence.Assessment, r standing.Result, l lang.Lang, from Stamp) *Document {
	p := standingPen{write(a, l)}
	title := p.top("status.title")
	if r.Nothing {
		return p.document("parley.status/1", title, from, p.nothingKnown())
	}
	parts := p.agreement(r.Agreement, r.Day)
	parts = append(parts, p.talks(r.Talks, r.Day)...)
	parts = append(parts, Heading(p.word("status.own")))
	if len(r.Own) == 0 {
		parts = append(parts, p.unsaid(r))
	}
	for _, s := range r.Own {
		parts = append(parts, p.stand(s))
	}
	if len(r.Reported)+len(r.Rest) > 0 {
		parts = append(parts, Heading(p.word("status.reported")))
	}
	several := slices.ContainsFunc(r.Reported, func(s standing.Stand) bool { return s.Issue != r.Reported[0].Issue })
	for _, s := range slices.Concat(r.Reported, r.Rest) {
		parts = append(parts, p.told(s.Party.ID, s.Claim, s.Standing, several, p.before(s.Claim, befores(s))))
	}
	return p.document("parley.status/1", title, from, append(parts, p.disputes(r)...)...)
}

// unsaid says that no position is on record, or none since the last deal.
func (p standingPen) unsaid(r standing.Result) Sentence {
	if s := r.Settled; s != nil {
		return p.ours("status.own.since", p.who("agreement", s.Of), arg("stage", p.word("stage."+s.Reached)), arg("date", s.Happened))
	}
	return p.ours("status.own.none")
}

// agreement says whether one is in force, and what it pays or paid.
func (p standingPen) agreement(g *standing.Agreement, day date.Day) (parts []Part) {
	if g == nil {
		return nil
	}
	who := p.who("agreement", g.Life.Agreement.ID, g.Ends()...)
	pays := "status.pays"
	if g.Lapse != nil {
		pays = "status.paid"
		days := make([]numbered, len(g.Days))
		for i, d := range g.Days {
			days[i] = numbered{d.Clock, d.Number}
		}
		parts = append(parts, p.lapse(who, g.Lapse, days))
	} else {
		parts = append(parts, p.inForce(who, g.Life, day, g.Ends()))
	}
	if x := g.Pays; x != nil {
		amount := to("amount", parley.Money{Amount: x.Amount, Beside: x.Beside}, x.Terms.ID)
		parts = append(parts, resting(p.sentence(pays, arg("date", x.For), amount), x.Terms.ID))
	}
	if g.Pays == nil && g.Lapse == nil {
		parts = append(parts, p.byRule(g.Life, day))
	}
	if s := g.Next; s != nil {
		key := "status.next"
		if g.Life.Next.Reached("in-force") == nil {
			key = "status.next.not-yet"
		}
		parts = append(parts, resting(p.sentence(key, p.who("agreement", s.Of), to("stage", p.word("stage."+s.Reached), s.ID), arg("when", lang.When(s.Happened))), s.ID))
	}
	return parts
}

// byRule says what an agreement that gives no amount for a day pays by its rule in the
// year of that day, as the list of agreements has it; or that nothing says so.
func (p standingPen) byRule(l *evidence.Life, day date.Day) Sentence {
	unknown := p.ours("status.pays.unknown")
	r, err := path.Of(p.a, path.Options{Agreement: l.Agreement.ID})
	if err != nil || len(r.Agreements) == 0 {
		return unknown
	}
	now, _, _ := day.YMD()
	var like money.Amount
	for _, y := range r.Agreements[0].Years {
		if given := slices.Concat(y.Recorded, y.Derived); len(given) > 0 {
			like = given[0].Amount
		}
		if c := y.Computed; y.Year == now && c != nil {
			amount := to("amount", printedLike(c.Currency, c.Amount, c.Unit, like), y.Terms)
			return resting(p.sentence("status.pays.rule", arg("date", year(now)), amount), c.RestsOn...)
		}
	}
	return unknown
}

// talks says how many rounds there were, how the last went, and when the next is or
// to what the talks led.
func (p standingPen) talks(t *standing.Talks, day date.Day) []Part {
	if t == nil {
		return nil
	}
	who := p.who("agreement", t.Agreement.ID)
	last := t.Last()
	if last == nil {
		return []Part{p.ours("status.rounds.none", who), p.nextRound(t, day)}
	}
	parts := []Part{p.rounds(t, who), p.lastRound(t, day)}
	if t.LedTo == nil {
		parts = append(parts, p.nextRound(t, day))
	}
	return parts
}

func (p standingPen) rounds(t *standing.Talks, who lang.Arg) Sentence {
	numbered, highest := 0, 0
	var ids []parley.ID
	for _, m := range t.Rounds {
		ids = append(ids, m.Round.ID)
		if m.Round.Number > 0 {
			numbered++
		}
		highest = max(highest, m.Round.Number)
	}
	said := func(key string, args ...lang.Arg) Sentence {
		if x := t.LedTo; x != nil {
			key += ".led"
			args = append(args, to("stage", p.word("stage."+x.Reached), x.ID, x.ID), to("when", lang.When(x.Happened), x.ID, x.ID))
		}
		return resting(p.sentence(key, append(args, who)...), ids...)
	}
	switch more := len(t.Rounds) - numbered; {
	case numbered == 0:
		return said("status.rounds", arg("n", len(t.Rounds)))
	case highest > numbered:
		return said("status.rounds.some", arg("all", highest), arg("n", numbered))
	case more > 0:
		return said("status.rounds.more", arg("n", numbered), arg("more", more))
	}
	return said("status.rounds", arg("n", numbered))
}

// lastRound says how the last round went; of talks that led to an agreement, only when
// and where it was: without a deal in that round, there was one soon after.
func (p standingPen) lastRound(t *standing.Talks, day date.Day) Sentence {
	m, key := t.Last(), "status.last"
	args := []lang.Arg{to("date", m.Round.Happened, m.Round.ID, m.Round.ID), p.placed(m.Round)}
	if n := m.Round.Number; n > 0 {
		args = append(args, to("nth", lang.Nth(n), m.Round.ID, m.Round.ID))
	} else {
		key += ".bare"
	}
	if t.LedTo != nil {
		return p.sentence(key+".led", args...)
	}
	return p.sentence(key, append(args, p.outcome(m, day))...)
}

func (p standingPen) outcome(m *evidence.Meeting, day date.Day) lang.Arg {
	for _, s := range slices.Backward(m.Outcomes) {
		return to("outcome", p.word("status.outcome."+s.Reached), s.ID, s.ID)
	}
	key := "status.outcome.none"
	if last := m.Round.Happened.Last; last == 0 || last > day {
		key = "status.outcome.on"
	}
	return arg("outcome", p.word(key))
}

// nextRound says when the next round is: as announced, else as an outcome says.
func (p standingPen) nextRound(t *standing.Talks, day date.Day) Sentence {
	if len(t.Ahead) > 0 {
		r := t.Ahead[0].Round
		return resting(p.sentence("status.ahead", to("date", r.Happened, r.ID), p.placed(r)), r.ID)
	}
	return p.nextMeeting(t.Next, t.NextBy, day)
}

func (p standingPen) stand(s standing.Stand) Sentence {
	return p.sentence("status.stand", arg("claim", p.claim(s.Claim, s.Standing.RestsOn()...)), p.badge(s.Claim.ID, s.Standing))
}

func befores(s standing.Stand) (out []rated) {
	for _, b := range s.Before {
		out = append(out, rated{b.Claim, b.Standing, b.Step})
	}
	return out
}

// disputes says which side does not speak with one voice, and how many other
// conflicts are open.
func (p standingPen) disputes(r standing.Result) (parts []Part) {
	if len(r.Split)+len(r.Open) == 0 {
		return nil
	}
	parts = append(parts, Heading(p.word("status.disputes")))
	for _, c := range r.Split {
		parts = append(parts, p.split(c))
	}
	if n := len(r.Open); n > 0 {
		key := "status.open"
		if len(r.Split) > 0 {
			key = "status.others"
		}
		var ids []parley.ID
		for _, c := range r.Open {
			ids = append(ids, c.Entries...)
		}
		parts = append(parts, resting(p.sentence(key, arg("n", n)), analysis.Unique(ids)...))
	}
	return parts
}

func (p standingPen) split(x evidence.Conflict) Sentence {
	party := arg("party", p.names(x.Parties))
	for _, id := range x.About {
		c, ok := view.Get[*parley.Claim](p.v, id)
		if !ok {
			continue
		}
		var voices [][]lang.Run
		for _, id := range x.Entries {
			voices = append(voices, p.voices(id, c.ID)...)
		}
		return p.sentence("status.split", party, arg("claim", p.claim(c)), arg("voices", p.linked("status.voices", voices)))
	}
	return resting(p.sentence("status.split.bare", party, arg("about", p.titles(x.About))), x.Entries...)
}

// voices says what an utterance does to a claim.
func (p standingPen) voices(utterance, claim parley.ID) (out [][]lang.Run) {
	e, _ := p.v.Entry(utterance)
	s, ok := e.(*parley.Statement)
	for _, x := range parley.Stances(e) {
		if !ok || x.Claim != claim {
			continue
		}
		key := "status.voice"
		if x.Hearsay {
			key = "status.voice.hearsay"
		}
		said := p.say(key, arg("who", p.names(s.By)), to("does", p.word("act."+x.Does.String()), utterance))
		out = append(out, filled(said, []parley.ID{utterance}))
	}
	return out
}
