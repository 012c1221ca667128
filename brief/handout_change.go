package brief

import (
	"slices"

	"parley"
	"parley/analysis/change"
	"parley/evidence"
	"parley/lang"
)

// changes says what changed since the day asked about: what bears on an agreement, a
// round, a position, a basis or a deadline. What the state of the talks says is marked
// as new there, and the rest is counted.
func (p handoutPen) changes() []Part {
	if p.in.Change == nil {
		return nil
	}
	r := *p.in.Change
	if len(r.Items) == 0 {
		return section(p.text("handout.change", arg("date", r.Since)), []Part{p.ours("diff.same", arg("since", r.Since), arg("until", r.Until))})
	}
	key, said := "handout.change", 0
	var parts []Part
	for _, i := range r.Items {
		switch {
		case p.current(i):
			key = "handout.change.else"
			said++
		case len(parts) < mostChanges && bears(i, r):
			if i.Claim != nil {
				p.told[i.Claim.ID] = true
			}
			parts = append(parts, p.changed(i, r))
		}
	}
	parts = append(p.judged(parts), p.tally(r, len(parts)+said))
	return section(p.text(key, arg("date", r.Since)), parts)
}

// renewed marks a sentence on the state of the talks as new where a change rests on
// nothing else, and notes on what it rests.
func (p handoutPen) renewed(s Sentence) Sentence {
	ids := s.RestsOn()
	for _, id := range ids {
		p.told[id] = true
	}
	if p.in.Change == nil || !slices.ContainsFunc(p.in.Change.Items, func(i change.Item) bool { return headline(i) && within(i, ids) }) {
		return s
	}
	s.Runs = beforeStop(s.Runs, lang.Run{Text: " " + p.word("handout.new")})
	return s
}

// current reports whether the state of the talks has told a change.
func (p handoutPen) current(i change.Item) bool {
	return headline(i) && !slices.ContainsFunc(i.RestsOn(), func(id parley.ID) bool { return !p.told[id] })
}

func headline(i change.Item) bool {
	return i.Section == change.Headline || i.Kind == change.Happened
}

func within(i change.Item, ids []parley.ID) bool {
	return !slices.ContainsFunc(i.RestsOn(), func(id parley.ID) bool { return !slices.Contains(ids, id) })
}

// bears reports whether a change belongs on a page to hand over. Conflicts that
// opened have a part of their own there.
func bears(i change.Item, r change.Result) bool {
	switch i.Kind {
	case change.LapseBegun, change.LapseEnded, change.NewRound, change.Announced, change.Outcome, change.Due, change.Passed,
		change.Stronger, change.Weaker, change.Responded, change.Closed, change.Retracted, change.Corrected:
		return true
	case change.NewStage, change.NewTerms, change.Happened: // not what happened long ago and was heard of late
		d := i.Entry.Base().Happened
		return d.Last == 0 || d.Last > r.Since
	case change.NewClaim, change.Replaced:
		return evidence.Positional(i.Claim) && len(i.Now.Superseded) == 0
	}
	return false
}

// changed says one change.
func (p handoutPen) changed(i change.Item, r change.Result) Sentence {
	switch i.Kind {
	case change.Stronger, change.Weaker, change.Responded:
		was := p.badge(i.Claim.ID, i.Was)
		was.Name = "was"
		s := p.sentence("handout.change."+string(i.Kind), arg("claim", p.claim(i.Claim, i.Now.RestsOn()...)), p.badge(i.Claim.ID, i.Now), was)
		return ending(s, i.RestsOn(), i.Now.RestsOn())
	}
	return changePen{p.pen, arg("since", r.Since), arg("until", r.Until)}.item(i)
}

// tally counts the changes in what is said, and those that are told nowhere here.
func (p handoutPen) tally(r change.Result, told int) Sentence {
	count := make(map[change.Kind]int)
	for _, i := range r.Items {
		count[i.Kind]++
	}
	args := []lang.Arg{arg("new", count[change.NewClaim]+count[change.Replaced]), arg("stronger", count[change.Stronger]),
		arg("weaker", count[change.Weaker]), arg("gone", count[change.Retracted])}
	if left := len(r.Items) - told; left > 0 {
		return p.ours("handout.aside.tally.left", append(args, arg("left", left))...)
	}
	return p.ours("handout.aside.tally", args...)
}
