package brief

import (
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/lang"
	"parley/view"
)

// judged marks the sentences that rest on a weak basis; what stands under one is
// about the same.
func (p *pen) judged(parts []Part) []Part {
	for i, part := range parts {
		if s, ok := part.(Sentence); ok && !s.Ours && !s.Under {
			parts[i] = p.judge(s)
		}
	}
	return parts
}

// judge marks a sentence on a weak basis with words: beside the badge that says so,
// else at its end.
func (p *pen) judge(s Sentence) Sentence {
	at, basis := p.rated(s)
	if at < 0 {
		basis = p.weakest(s.RestsOn())
	}
	if basis >= parley.OnRecord {
		return s
	}
	s.Weak = basis.String()
	mark := lang.Run{Text: " " + p.word("handout.weak")}
	if at < 0 {
		s.Runs = beforeStop(s.Runs, mark)
	} else {
		s.Runs = slices.Insert(slices.Clone(s.Runs), at+1, mark)
	}
	return s
}

// rated returns the badge that says on what a sentence rests: of those of the claim
// that it is about the last, which is what it is now; -1: none.
func (p *pen) rated(s Sentence) (at int, basis parley.Basis) {
	at = -1
	for i, r := range s.Runs {
		if r.Badge && (at < 0 || r.Link == s.Runs[at].Link) {
			at, basis = i, p.a.Of(r.Link).Status.Basis
		}
	}
	return at, basis
}

// weakest is the basis of the weakest utterance among entries. What happened is none:
// see press. Without an utterance it is on record.
func (p *pen) weakest(ids []parley.ID) parley.Basis {
	weakest := parley.Confirmed
	for _, id := range ids {
		weakest = min(weakest, p.basisOf(id))
	}
	return weakest
}

func (p *pen) basisOf(id parley.ID) parley.Basis {
	e, _ := p.v.Entry(id)
	switch e := e.(type) {
	case *parley.Claim:
		return p.a.Of(id).Status.Basis
	case *parley.Report:
		return parley.Reported
	case *parley.Statement:
		if !parley.Attributable(e.Mode) {
			return parley.Reported
		}
		if len(e.Stances) > 0 && !slices.ContainsFunc(e.Stances, func(s parley.Stance) bool { return !s.Hearsay }) {
			return parley.SecondHand
		}
	case *parley.Inference, *parley.Assume:
		return parley.Inferred
	case *parley.Valuation:
		if e.Ours {
			return parley.Inferred
		}
	}
	return parley.Confirmed
}

// beforeStop puts a run at the end of a sentence, before its full stop.
func beforeStop(runs []lang.Run, mark lang.Run) []lang.Run {
	n := len(runs)
	if n == 0 {
		return []lang.Run{mark}
	}
	last := runs[n-1]
	stop := lastStop(last.Text)
	before, after := last, lang.Run{Text: last.Text[stop:]}
	before.Text = last.Text[:stop]
	return append(slices.Clone(runs[:n-1]), before, mark, after)
}

// ratings sums up on what the sentences rest: how many have a weak basis, which tell
// what happened as the press has it, which have no evidence, which are our view. They
// have no number.
func (p *pen) ratings(parts []Part) (out []Part) {
	weak := make(map[string][]int)
	var press, view, unfounded []int
	n, weakly := 0, 0
	for _, part := range parts {
		s, ok := part.(Sentence)
		if !ok || s.Number == 0 {
			continue
		}
		n++
		switch {
		case s.Weak != "":
			weakly++
			weak[s.Weak] = append(weak[s.Weak], s.Number)
		case !s.Ours && len(s.RestsOn()) == 0:
			unfounded = append(unfounded, s.Number)
		case s.Key == "handout.own.view":
			view = append(view, s.Number)
		case !s.Ours && p.press(s.RestsOn()):
			press = append(press, s.Number)
		}
	}
	switch {
	case n == 0:
	case weakly == 0:
		out = append(out, p.ours("handout.basis.none", arg("n", n)))
	default:
		out = append(out, p.ours("handout.basis", arg("all", n), arg("n", weakly), arg("kinds", p.kinds(weak))))
	}
	if press != nil {
		out = append(out, p.ours("handout.press", arg("sentences", listed(press))))
	}
	if unfounded != nil {
		out = append(out, p.ours("handout.unfounded.which", arg("sentences", listed(unfounded))))
	}
	if view != nil {
		out = append(out, p.ours("handout.view", arg("sentences", listed(view))))
	}
	return out
}

// kinds says which sentences rest on which weak basis, the weakest first.
func (p *pen) kinds(weak map[string][]int) string {
	var said []string
	for _, word := range parley.BasisWords() {
		if ns := weak[word]; ns != nil {
			said = append(said, p.text("handout.weak."+word, arg("n", len(ns)), arg("sentences", listed(ns))))
		}
	}
	return strings.Join(said, p.word("handout.weak.and"))
}

// listed writes numbers: "3, 5–7".
func listed(ns []int) string {
	var b strings.Builder
	for i := 0; i < len(ns); i++ {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(ns[i]))
		j := i
		for j+1 < len(ns) && ns[j+1] == ns[j]+1 {
			j++
		}
		if j > i+1 {
			b.WriteString("–" + strconv.Itoa(ns[j]))
			i = j
		}
	}
	return b.String()
}

// press reports whether entries tell what happened, and none of them by an official
// document that we have seen.
func (p *pen) press(ids []parley.ID) bool {
	happened := false
	for _, id := range ids {
		e, ok := p.v.Entry(id)
		if !ok {
			continue
		}
		switch e.(type) {
		case *parley.Round, *parley.Stage, *parley.Terms, *parley.Event, *parley.Deadline, *parley.Seat:
			happened = true
		default:
			return false
		}
		for _, c := range parley.Chains(e) {
			if s, ok := view.Get[*parley.Source](p.v, c.Origin()); ok && s.Seen && parley.Official(s.Type) {
				return false
			}
		}
	}
	return happened
}
