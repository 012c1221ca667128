package brief

import (
	"slices"

	"parley"
	"parley/analysis/change"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

// A changePen writes what changed between two days.
type changePen struct {
	*pen
	since, until lang.Arg
}

// Change says what changed between two days.
func Change(a *evidence.Assessment, r change.Result, l lang.Lang, from Stamp) *Document {
	p := changePen{write(a, l), arg("since", r.Since), arg("until", r.Until)}
	title := p.word("diff.title.undated")
	if name := p.caseName(); name != "" {
		title = p.text("diff.title", p.since, p.until, arg("case", name))
	}
	switch {
	case r.Nothing:
		return p.document("parley.diff/1", title, from, p.nothingKnown())
	case len(r.Items) == 0:
		return p.between(title, from, p.ours("diff.same", p.since, p.until))
	}
	var parts []Part
	for _, s := range change.Sections() {
		var items []Part
		for _, i := range r.Items {
			if i.Section == s {
				items = append(items, p.item(i))
			}
		}
		parts = append(parts, section(p.word("diff."+string(s)), items)...)
	}
	return p.between(title, from, parts...)
}

// between makes a document whose first line names the two days.
func (p changePen) between(title string, from Stamp, parts ...Part) *Document {
	d := p.document("parley.diff/1", title, from, parts...)
	d.Lead = p.text("diff.lead", arg("days", p.text("diff.days", p.since, p.until)), arg("lead", d.Lead))
	return d
}

func (p changePen) item(i change.Item) Sentence {
	var s Sentence
	switch {
	case i.Claim != nil:
		s = p.claimed(i)
	case i.Conflict != nil:
		s = p.conflict(i)
	case i.Lapse != nil:
		s = p.lapsed(i)
	default:
		s = p.entered(i)
	}
	s.Key = "diff." + string(i.Kind)
	if len(s.RestsOn()) == 0 {
		return resting(s, i.RestsOn()...)
	}
	return s
}

// ending lets the end of a sentence rest on what the rest of it does not name.
func ending(s Sentence, ids, named []parley.ID) Sentence {
	left := slices.DeleteFunc(slices.Clone(ids), func(id parley.ID) bool { return slices.Contains(named, id) })
	if n := len(s.Runs); n > 0 && len(left) > 0 {
		s.Runs = slices.Clone(s.Runs)
		s.Runs[n-1].RestsOn = left
	}
	return s
}

// claimed says that a claim is new, or that its status changed.
func (p changePen) claimed(i change.Item) Sentence {
	now := p.badge(i.Claim.ID, i.Now)
	claim := arg("claim", p.claim(i.Claim, i.Now.RestsOn()...))
	if i.Kind == change.NewClaim || i.Kind == change.Replaced {
		var olds []rated
		for _, o := range i.Olds {
			olds = append(olds, rated{o.Claim, o.Standing, 1})
		}
		key := "diff.claim.new"
		if len(i.Now.Superseded) > 0 {
			key = "diff.claim.overtaken"
		}
		return p.sentence(key, arg("lead", p.word("diff.new."+i.Now.Status.Basis.String())), claim, now, arg("before", p.before(i.Claim, olds)))
	}
	was := p.badge(i.Claim.ID, i.Was)
	was.Name = "was"
	return ending(p.sentence("diff.claim."+string(i.Kind), claim, now, was, arg("rules", p.rules(i))), i.RestsOn(), i.Now.RestsOn())
}

// rules names the rules by which the status was and is.
func (p changePen) rules(i change.Item) string {
	was := string(i.Was.BasisRule) + " " + string(i.Was.ResponseRule)
	return was + " → " + string(i.Now.BasisRule) + " " + string(i.Now.ResponseRule)
}

func (p changePen) conflict(i change.Item) Sentence {
	x := i.Conflict
	key := "diff.conflict." + string(i.Kind)
	args := []lang.Arg{arg("kind", p.word("conflict."+string(x.Kind))), arg("about", p.titles(x.About)), arg("entries", p.whats(x.Entries))}
	if e, ok := view.Get[*parley.Explain](p.v, x.Explained); ok {
		key += ".explained"
		args = append(args, to("reason", p.word("reason."+e.Reason), e.ID))
	}
	return p.sentence(key, args...)
}

func (p changePen) lapsed(i change.Item) Sentence {
	x := i.Lapse
	return p.sentence("diff."+string(i.Kind), p.who("agreement", x.Of.Agreement.ID), arg("from", x.From), arg("to", x.To))
}

// entered says what a new entry says.
func (p changePen) entered(i change.Item) Sentence {
	switch e := i.Entry.(type) {
	case *parley.Round:
		return p.round(i, e)
	case *parley.Deadline:
		key := "diff." + string(i.Kind)
		args := []lang.Arg{to("date", e.Happened, e.ID, e.ID), to("what", p.title(e), e.ID, e.ID)}
		if words := p.consequence(e); words != "" {
			key += ".so"
			args = append(args, to("consequence", words, e.ID, e.ID))
		}
		return p.sentence(key, args...)
	case *parley.Seat:
		return p.seat(e)
	case *parley.Correct:
		return p.sentence("diff.corrected", to("what", p.titles([]parley.ID{e.Of}), e.Of, e.ID), arg("field", e.Field), arg("was", e.Was), arg("now", e.Now), arg("reason", e.Reason))
	case *parley.Inference:
		return p.sentence("diff.inference", to("claims", p.stances(e), "", e.ID), arg("from", p.titles(e.From)))
	case *parley.Override:
		return p.sentence("diff.override", to("what", p.titles([]parley.ID{e.Of}), e.Of, e.ID), arg("reason", e.Reason))
	case *parley.Disclose:
		return p.sentence("diff.disclose", to("what", p.titles([]parley.ID{e.Of}), e.Of, e.ID))
	case *parley.Valuation:
		return p.sentence(ofWhom("diff.valuation", e), to("who", p.called(e.Of), e.ID, e.ID))
	case *parley.Assume:
		return p.sentence("diff.assume", to("what", e.Value, e.ID, e.ID))
	}
	return p.happening(i.Entry)
}

func (p changePen) round(i change.Item, r *parley.Round) Sentence {
	said := p.held(r)
	var outcomes [][]lang.Run
	for _, s := range i.Stages {
		outcomes = append(outcomes, []lang.Run{{Text: p.word("status.outcome." + s.Reached), Link: s.ID, RestsOn: []parley.ID{s.ID}}})
	}
	key := "diff.round." + string(i.Kind)
	if len(outcomes) > 0 {
		key += ".ended"
	}
	return p.sentence(key, arg("date", r.Happened), to("round", said, r.ID, r.ID), arg("outcome", lang.Join(p.l, outcomes)))
}

func (p changePen) seat(s *parley.Seat) Sentence {
	key := "diff.seat.taken"
	party := s.SpeaksFor
	if old, ok := view.Get[*parley.Seat](p.v, s.Leaves); ok {
		key, party = "diff.seat.left", old.SpeaksFor
	}
	args := []lang.Arg{to("date", s.Happened, s.ID, s.ID), p.who("who", s.Of), to("what", p.title(s), s.ID, s.ID)}
	if party != "" {
		key += ".for"
		args = append(args, p.who("party", party))
	}
	return p.sentence(key, args...)
}
