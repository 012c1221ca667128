package brief

import (
	"slices"

	"parley"
	"parley/analysis"
	"parley/analysis/sourcing"
	"parley/evidence"
	"parley/lang"
	"parley/money"
	"parley/view"
)

// A claimPen writes what one claim rests on.
type claimPen struct{ *pen }

// Claim says on what one claim rests and what would change that.
func Claim(a *evidence.Assessment, r sourcing.Result, l lang.Lang, from Stamp) *Document {
	p := claimPen{write(a, l)}
	parts := append(p.status(r), p.chains(r)...)
	parts = append(parts, p.uncounted(r)...)
	parts = append(parts, section(p.word("claim.beside"), p.besides(r))...)
	parts = append(parts, section(p.word("claim.history"), p.history(r))...)
	parts = append(parts, section(p.word("claim.moves"), p.moves(r))...)
	return p.document("parley.claim/1", capitalised(p.claimWords(r.Claim)), from, parts...)
}

// status says what the claim is worth, by which rules.
func (p claimPen) status(r sourcing.Result) []Part {
	s, id := r.Standing, r.Claim.ID
	owner := "claim.owner"
	if len(r.Owner) > 1 {
		owner = "claim.owner.joint"
	}
	rule := func(x evidence.Rule) []lang.Arg {
		return []lang.Arg{arg("rule", string(x)), arg("why", p.word("rule."+string(x)))}
	}
	basis := arg("basis", lang.Badge(p.l, parley.Status{Basis: s.Status.Basis}))
	parts := []Part{
		grounded(Sentence{Key: "claim.status", Runs: p.say("claim.status", p.badge(id, s))}),
		p.ours(owner, arg("parties", p.names(r.Owner))),
		grounded(resting(p.sentence("claim.basis", append(rule(s.BasisRule), basis)...), s.Grounds...)),
	}
	if s.Status.Response == parley.NoResponse {
		parts = append(parts, p.ours("claim.response.none"))
	} else {
		words := p.sentence("claim.response", append(rule(s.ResponseRule), arg("whose", p.bareNames(s.Whose)), arg("response", p.word("response."+s.Status.Response.String())))...)
		parts = append(parts, grounded(resting(words, s.Responses...)))
	}
	if s.Override != "" {
		o, _ := view.Get[*parley.Override](p.v, s.Override)
		parts = append(parts, resting(p.sentence("claim.override", arg("override", o.Reason)), o.ID))
	}
	switch {
	case s.Origins == 1:
		parts = append(parts, grounded(resting(p.sentence("claim.origins.one"), s.Grounds...)))
	case s.Origins > 1:
		parts = append(parts, grounded(resting(p.sentence("claim.origins", arg("n", s.Origins)), s.Grounds...)))
	}
	var read [][]lang.Run
	for _, id := range s.Through {
		read = append(read, p.cited(id))
	}
	if read != nil {
		parts = append(parts, grounded(resting(p.sentence("claim.through", arg("read", lang.Join(p.l, read))), s.Grounds...)))
	}
	return parts
}

// chains goes from the words to the status, one utterance after another.
func (p claimPen) chains(r sourcing.Result) []Part {
	var parts []Part
	n := 0
	var live []sourcing.Voice
	for _, v := range r.Voices {
		if v.Live {
			live = append(live, v)
		}
	}
	for i, v := range live {
		if i == 0 || live[i-1].Utterance != v.Utterance || live[i-1].Does != v.Does {
			n++
		}
		parts = append(parts, p.utters(n, v), p.ground(v))
		if i+1 < len(live) && live[i+1].Utterance == v.Utterance && live[i+1].Does == v.Does {
			continue // of two who speak together the words come once
		}
		parts = append(parts, p.wording(v)...)
		parts = append(parts, p.weight(v, r)...)
	}
	if parts == nil {
		return nil
	}
	return section(p.word("claim.words"), append(p.chain(r), parts...))
}

// speaker names who speaks in an utterance.
func (p claimPen) speaker(v sourcing.Voice) lang.Arg {
	if v.Manner == view.Named || v.Manner == view.Background {
		return to("who", capitalised(p.called(v.Actor)), v.Actor)
	}
	return to("who", capitalised(p.what(v.Entry)), v.Utterance)
}

func (p claimPen) utters(n int, v sourcing.Voice) Sentence {
	args := []lang.Arg{arg("n", n), p.speaker(v), arg("does", p.word("act."+v.Does.String())), to("date", v.Entry.Base().Happened, v.Utterance)}
	key := "claim.voice.report"
	if s, ok := v.Entry.(*parley.Statement); ok {
		key = "claim.voice"
		args = append(args, arg("mode", p.word("mode."+s.Mode)))
		if s.When != "" {
			key = "claim.voice.when"
			args = append(args, arg("when", s.When))
		}
	}
	return resting(p.sentence(key, args...), v.Utterance)
}

// ground says for whom an actor speaks on the day, and why.
func (p claimPen) ground(v sourcing.Voice) Sentence {
	var items []lang.Run
	for i, g := range v.Grounds {
		key := "claim.ground.declared"
		switch {
		case g.Party == "" && g.Seat == "":
			key = "claim.ground.none"
		case g.Party == "":
			key = "claim.ground.gone"
		case g.Seat != "":
			key = "claim.ground.seat"
		}
		if i > 0 {
			items = append(items, lang.Run{Text: " "})
		}
		said := p.say(key, p.who("party", g.Party), p.seat(g), arg("span", p.span(g)))
		if g.Seat != "" {
			said = filled(said, []parley.ID{g.Seat})
		}
		items = append(items, said...)
	}
	switch x := v.Entry.(type) {
	case *parley.Inference:
		items = p.say("claim.ground.ours", arg("from", p.titles(x.From)))
	case *parley.Report:
		items = p.say("claim.ground.nobody")
	}
	return under(resting(Sentence{Key: "claim.ground", Runs: items}, v.Utterance))
}

func (p claimPen) seat(g sourcing.Ground) lang.Arg {
	s, ok := view.Get[*parley.Seat](p.v, g.Seat)
	if !ok {
		return arg("seat", "")
	}
	return to("seat", p.title(s), s.ID)
}

func (p claimPen) span(g sourcing.Ground) []lang.Run {
	key := "claim.span.open"
	switch {
	case g.From != 0 && g.To != 0:
		key = "claim.span.both"
	case g.From != 0:
		key = "claim.span.from"
	case g.To != 0:
		key = "claim.span.to"
	}
	return p.say(key, arg("from", g.From), arg("to", g.To))
}

// wording gives the words as printed, or says that none are recorded, the way that
// they came, and whether they are a translation.
func (p claimPen) wording(v sourcing.Voice) (parts []Part) {
	chains, quoted := parley.Chains(v.Entry), false
	for _, c := range chains {
		parts = append(parts, under(resting(p.sentence("claim.chain", arg("chain", p.through(c))), v.Utterance)))
		for _, speaker := range []bool{true, false} {
			key := "claim.quote.outlet"
			if speaker {
				key = "claim.quote.speaker"
			}
			if quotes := p.quotes(c, speaker); quotes != nil {
				quoted = true
				parts = append(parts, under(resting(p.sentence(key, arg("quotes", lang.Join(p.l, quotes))), v.Utterance)))
			}
		}
	}
	if len(chains) > 0 && !quoted {
		none := under(resting(p.sentence("claim.quote.none"), v.Utterance))
		if s, ok := view.Get[*parley.Source](p.v, chains[0].Read()); ok {
			none.Address = s.URL
		}
		parts = append(parts, none)
	}
	if n := len(parley.Stances(v.Entry)); n > 1 && quoted {
		parts = append(parts, under(resting(p.sentence("claim.quotes.several", arg("n", n)), v.Utterance)))
	}
	spoken, by := "", parley.ID("")
	switch x := v.Entry.(type) {
	case *parley.Statement:
		spoken, by = x.Spoken, x.TranslatedBy
	case *parley.Report:
		by = x.TranslatedBy
	}
	key := "claim.translation"
	switch {
	case by == "" && spoken == "":
		return parts
	case by == "":
		key = "claim.spoken"
	case spoken == "":
		key = "claim.translation.bare"
	}
	said := p.sentence(key, arg("language", lang.Tongue(spoken)), to("by", p.outlet(by), by))
	return append(parts, under(resting(said, v.Utterance)))
}

// through names the sources through which words came, origin first, and whether
// we have seen each.
func (p claimPen) through(c parley.Chain) (runs []lang.Run) {
	for i, id := range c.Links {
		s, ok := view.Get[*parley.Source](p.v, id)
		key := "claim.chain.unseen"
		switch {
		case i == len(c.Links)-1:
			key = "claim.chain.read"
		case ok && s.Seen:
			key = "claim.chain.seen"
		}
		link := p.say(key, arg("source", p.cited(id)))
		if i == 0 {
			runs = link
			continue
		}
		runs = p.say("claim.chain.then", arg("origin", runs), arg("in", link))
	}
	return runs
}

func (p claimPen) quotes(c parley.Chain, speaker bool) (out [][]lang.Run) {
	for _, q := range c.Quotes {
		if q.Speaker != speaker {
			continue
		}
		key := "claim.quote"
		if q.Line > 0 {
			key = "claim.quote.line"
		}
		out = append(out, p.say(key, arg("words", q.Words), arg("line", q.Line)))
	}
	return out
}

// weight says what an utterance gives by itself.
func (p claimPen) weight(v sourcing.Voice, r sourcing.Result) (parts []Part) {
	add := func(key string, args ...lang.Arg) {
		parts = append(parts, under(resting(p.sentence(key, args...), v.Utterance)))
	}
	if v.Hearsay {
		add("claim.hearsay")
	}
	if v.Outlet != 0 && v.Outlet != v.Does {
		add("claim.outlet", arg("outlet", p.word("act."+v.Outlet.String())), arg("does", p.word("act."+v.Does.String())))
	}
	switch {
	case v.Does == parley.Asserts:
		add("claim.rule", arg("basis", lang.Badge(p.l, parley.Status{Basis: v.Rule.Basis()})), arg("rule", string(v.Rule)))
	case slices.Contains(r.Standing.Others, v.Utterance) || len(v.Speaks) == 0:
		add("claim.answer.none")
	case v.Ended:
		add("claim.answer.ended")
	default:
		add("claim.answer", arg("parties", p.names(v.Speaks)), arg("response", p.word("response."+responseKey(v.Does))))
	}
	return parts
}

func responseKey(a parley.Act) string {
	return map[parley.Act]parley.Response{parley.Declines: parley.Declined, parley.Qualifies: parley.Qualified, parley.Denies: parley.Denied}[a].String()
}

// uncounted lists the stances that do not count, and why.
func (p claimPen) uncounted(r sourcing.Result) []Part {
	var parts []Part
	for _, v := range r.Voices {
		args := []lang.Arg{p.speaker(v), to("does", p.word("act."+v.Does.String()), v.Utterance), arg("date", v.Entry.Base().Happened)}
		switch {
		case v.Live:
		case v.Retract != "":
			parts = append(parts, resting(p.sentence("claim.taken-back", append(args, arg("retract", p.titles([]parley.ID{v.Retract})))...), v.Utterance, v.Retract))
		case v.Later != "":
			parts = append(parts, resting(p.sentence("claim.later", append(args, to("later", p.dated(v.Later), v.Later))...), v.Utterance, v.Later))
		}
	}
	return section(p.word("claim.silent"), parts)
}

// dated names an entry with its date.
func (p claimPen) dated(id parley.ID) []lang.Run {
	e, ok := p.v.Entry(id)
	if !ok {
		return nil
	}
	return p.say("note.published", arg("source", p.title(e)), arg("date", e.Base().Happened))
}

// besides says what the digits leave open, which claims come before and after,
// and what contradicts it.
func (p claimPen) besides(r sourcing.Result) (parts []Part) {
	rests := r.Standing.RestsOn()
	for _, x := range r.Amounts {
		parts = append(parts, grounded(p.digits(x, rests)))
		if x.Implied {
			parts = append(parts, grounded(resting(p.sentence("claim.rate", arg("beside", x.Beside), arg("lo", rate(x.Rate.Lo, money.Floor)), arg("hi", rate(x.Rate.Hi, money.Ceiling)),
				arg("quote", p.currency(x.Rate.Quote, false)), arg("base", p.currency(x.Rate.Base, true))), rests...)))
		}
	}
	if t := r.Claim.That; t != nil {
		if v, ok := t.Value.(parley.Percent); ok {
			parts = append(parts, grounded(resting(p.sentence("claim.percent", to("percent", p.value(parley.Percent{Percent: v.Percent}), r.Claim.ID),
				p.percent("lo", v.Bounds.Lo), p.percent("hi", v.Bounds.Hi)), rests...)))
		}
	}
	for _, o := range r.Replaces {
		parts = append(parts, p.other("claim.replaces", o))
	}
	for _, o := range r.ReplacedBy {
		parts = append(parts, p.other("claim.replaced", o))
	}
	for _, c := range r.Conflicts {
		key := "claim.conflict"
		rests := append(slices.Clone(c.Entries), analysis.Unique([]parley.ID{c.Explained})...)
		args := []lang.Arg{arg("kind", p.word("conflict."+string(c.Kind))), arg("entries", p.whats(c.Entries))}
		if c.Explained != "" {
			key = "claim.conflict.explained"
			args = append(args, arg("explain", p.titles([]parley.ID{c.Explained})))
		}
		parts = append(parts, resting(p.sentence(key, args...), rests...))
	}
	return parts
}

func (p claimPen) percent(name string, d money.Decimal) lang.Arg {
	x, err := money.ParsePercent(d.String() + "%")
	if err != nil {
		return arg(name, d.String())
	}
	return arg(name, p.value(parley.Percent{Percent: x}))
}

func (p claimPen) digits(x sourcing.Amount, rests []parley.ID) Sentence {
	amount := arg("amount", x.Amount)
	if x.Bounds.Exact() {
		return resting(p.sentence("claim.exact", amount), rests...)
	}
	end := func(d money.Decimal) money.Amount { return money.Exact(x.Currency, d) }
	return resting(p.sentence("claim.digits", amount, arg("lo", end(x.Bounds.Lo)), arg("hi", end(x.Bounds.Hi))), rests...)
}

func (p claimPen) other(key string, o sourcing.Other) Sentence {
	return grounded(p.sentence(key, arg("claim", p.claim(o.Claim, o.Standing.RestsOn()...)), p.badge(o.Claim.ID, o.Standing)))
}

// history tells the days on which the status changed.
func (p claimPen) history(r sourcing.Result) (parts []Part) {
	for _, t := range r.History {
		key := "claim.turn"
		if len(t.Standing.Superseded) > 0 {
			key = "claim.turn.replaced"
		}
		rules := string(t.Standing.BasisRule) + ", " + string(t.Standing.ResponseRule)
		parts = append(parts, p.sentence(key, arg("date", t.Day), p.badge(r.Claim.ID, t.Standing), arg("rules", rules),
			to("new", p.whats(t.New), "", t.New...)))
	}
	return parts
}

// moves says what would change the status. That is our reading of the rules.
func (p claimPen) moves(r sourcing.Result) (parts []Part) {
	for _, m := range r.Moves {
		parties := p.names(m.Parties)
		if m.Kind == sourcing.OwnerSay && len(m.Parties) > 1 {
			parties = p.either(m.Parties)
		}
		badge := arg("badge", m.To)
		parts = append(parts, p.ours("move."+string(m.Kind), arg("parties", parties), arg("source", p.cited(m.Source)), badge))
	}
	if r.Standing.Override != "" {
		parts = append(parts, p.ours("move.override"))
	}
	return parts
}

// rate shows an end of a rate with four digits, rounded outward.
func rate(d money.Decimal, r money.Rounding) string {
	d = d.Digits(4, r)
	return d.Comma(max(0, 3-d.Place()))
}

// currency names a currency by itself.
func (p claimPen) currency(c money.Currency, one bool) string {
	info, ok := money.Lookup(c)
	switch {
	case !ok:
		return string(c)
	case p.l == lang.Korean:
		return info.Korean
	case one:
		return info.One
	}
	return info.Many
}
