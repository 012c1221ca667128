package brief

import (
	"parley/analysis/clock"
	"parley/date"
	"parley/evidence"
	"parley/lang"
)

// A clockPen writes how long there has been no agreement and what comes next.
type clockPen struct{ *pen }

// Clock says how long there has been no agreement, and what comes next.
func Clock(a *evidence.Assessment, r clock.Result, l lang.Lang, from Stamp) *Document {
	p := clockPen{write(a, l)}
	title := p.top("clock.title")
	if r.Nothing {
		return p.document("parley.clock/1", title, from, p.nothingKnown())
	}
	parts := append(p.now(r), section(p.word("clock.since"), p.since(r))...)
	parts = append(parts, section(p.word("clock.ahead"), append(p.round(r), p.coming(r)...))...)
	var passed, past []Part
	for _, d := range r.Passed {
		passed = append(passed, p.deadline("clock.passed", d, -d.Days))
	}
	for _, x := range r.Past {
		past = append(past, p.past(x))
	}
	parts = append(parts, section(p.word("clock.behind"), passed)...)
	return p.document("parley.clock/1", title, from, append(parts, section(p.word("clock.past"), past)...)...)
}

// now says whether an agreement is in force, and if not, when that began by
// the clock of each party.
func (p clockPen) now(r clock.Result) []Part {
	switch {
	case r.InForce != nil:
		ids := clock.Runs(r.InForce)
		return []Part{p.inForce(p.who("agreement", r.InForce.Agreement.ID, ids...), r.InForce, r.Day, ids)}
	case r.Lapse == nil:
		return []Part{p.ours("clock.none")}
	}
	ended := r.Lapse.Of.Agreement.ID
	rests := r.Lapse.RestsOn
	var clocks []numbered
	var zones []string
	for _, s := range r.Starts {
		clocks = append(clocks, numbered{s.Clock, s.Number})
		zones = append(zones, s.Zone.String())
	}
	parts := []Part{p.lapse(p.who("agreement", ended, rests...), r.Lapse, clocks)}
	for _, s := range r.Starts {
		at := s.At.In(s.Zone)
		first := date.In(at, s.Zone)
		moment := lang.Moment{Date: date.Date{First: first, Last: first, Minute: int16(at.Hour()*60 + at.Minute()), Zone: s.Zone.String()}, Zones: zones}
		parts = append(parts, under(resting(p.sentence("clock.start", arg("place", lang.Place(s.Zone.String())), arg("moment", moment)), rests...)))
	}
	return parts
}

// since tells what has happened without an agreement, each with its day of it.
func (p clockPen) since(r clock.Result) (parts []Part) {
	for _, e := range r.Since {
		what := []lang.Run{{Text: p.title(e), Link: e.ID}}
		what = p.say("clock.on", arg("what", what), arg("parties", p.names(e.On)))
		key := "clock.event"
		if !e.Happened.IsDay() {
			key = "clock.event.about"
		}
		parts = append(parts, resting(p.sentence(key, to("date", e.Happened, e.ID), arg("n", int(e.Happened.First-r.Lapse.From)+1), arg("what", what)), e.ID))
	}
	return parts
}

// round says when the next round is; of talks that led to an agreement, nothing.
func (p clockPen) round(r clock.Result) []Part {
	switch {
	case len(r.Rounds) > 0:
		x := r.Rounds[0]
		return []Part{resting(p.sentence("status.ahead", to("date", x.Happened, x.ID), p.placed(x)), x.ID)}
	case r.LedTo != nil:
		return nil
	}
	return []Part{p.nextMeeting(r.Next, r.NextBy, r.Day)}
}

// coming lists the deadlines ahead, and what happens if nothing is signed: only
// what a deadline says.
func (p clockPen) coming(r clock.Result) (parts []Part) {
	var so []Part
	for _, d := range r.Ahead {
		if s := p.deadline("clock.deadline", d, d.Days); len(d.Consequence) > 0 {
			so = append(so, under(s))
		} else {
			parts = append(parts, s)
		}
	}
	switch {
	case so == nil && r.InForce != nil: // nothing has to be signed yet
		return parts
	case so == nil:
		return append(parts, p.ours("clock.if-nothing.unknown"))
	}
	return append(append(parts, p.ours("clock.if-nothing")), so...)
}

func (p clockPen) deadline(key string, d clock.Deadline, days int) Sentence {
	what := []lang.Run{{Text: p.title(d.Deadline), Link: d.ID}}
	if words := p.consequence(d.Deadline); words != "" {
		what = p.say("clock.so", arg("what", what), arg("consequence", words))
	}
	if len(d.On) > 0 {
		what = p.say("clock.on", arg("what", what), arg("parties", p.names(d.On)))
	}
	if days == 0 {
		key = "clock.today"
	}
	return resting(p.sentence(key, to("date", d.Happened, d.ID), arg("what", what), arg("n", days)), d.ID)
}

func (p clockPen) past(x clock.Past) Sentence {
	key := "clock.lapse"
	span := date.Date{First: x.From, Last: x.To}
	args := []lang.Arg{p.who("agreement", x.Of.Agreement.ID), arg("span", span), arg("n", x.Days)}
	switch {
	case x.Signed && x.ToSigned > 0:
		key = "clock.lapse.signed"
		args = append(args, arg("signed", x.ToSigned), to("when", lang.When(x.Lapse.Signed.Happened), x.Lapse.Signed.ID))
	case x.InForce == nil:
		key = "clock.lapse.covered"
	}
	said := p.say(key, args...)
	if x.About {
		said = p.say("clock.lapse.about", arg("lapse", said))
	}
	return resting(Sentence{Key: key, Runs: capital(said)}, x.RestsOn...)
}
