package check

import (
	"cmp"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/lang"
)

// A deal is what the record has on one agreement.
type deal struct {
	*parley.Agreement
	terms  []*parley.Terms
	stages []*parley.Stage // by day
	covers []*parley.Terms // the terms that say what it covers
}

// deals are the agreements, in the order of the file.
func (p *Pass) deals() []*deal {
	m := make(map[parley.ID]*deal)
	var out []*deal
	for _, e := range p.entries {
		if a, ok := e.(*parley.Agreement); ok {
			m[a.ID] = &deal{Agreement: a}
			out = append(out, m[a.ID])
		}
	}
	for _, t := range p.terms {
		if d := m[t.Of]; d != nil {
			d.terms = append(d.terms, t)
			if !t.Covers.IsZero() {
				d.covers = append(d.covers, t)
			}
		}
	}
	for _, s := range p.stages {
		if d := m[s.Of]; d != nil {
			d.stages = append(d.stages, s)
		}
	}
	for _, d := range out {
		slices.SortStableFunc(d.stages, func(a, b *parley.Stage) int { return date.Compare(a.Happened, b.Happened) })
	}
	return out
}

// paysOutside is T001: terms pay for a time that they do not cover.
func paysOutside(p *Pass) {
	for _, d := range p.deals() {
		for _, t := range d.terms {
			covers := d.covers
			if !t.Covers.IsZero() {
				covers = []*parley.Terms{t}
			}
			for n, pay := range t.Pays {
				in := func(c *parley.Terms) bool { return c.Covers.Overlaps(pay.For) }
				if len(covers) == 0 || slices.ContainsFunc(covers, in) {
					continue
				}
				c := covers[len(covers)-1]
				p.Report(casefile.Place{Entry: t.ID, Field: "pays", N: n}, with("for", pay.For, "agreement", d.ID, "covers", c.Covers, "terms", c.ID), c.ID)
			}
		}
	}
}

// yearMissing is T002: between two years that are paid for there is one of which
// nothing is said.
func yearMissing(p *Pass) {
	for _, d := range p.deals() {
		paid := make(map[int]bool)
		first, last := 1<<30, 0
		for _, t := range d.terms {
			for _, pay := range t.Pays {
				if pay.For.First == 0 || pay.For.Last == 0 {
					continue
				}
				from, _, _ := pay.For.First.YMD()
				to, _, _ := pay.For.Last.YMD()
				for y := from; y <= to && to-from < 200; y++ {
					paid[y] = true
				}
				first, last = min(first, from), max(last, to)
			}
		}
		var missing []string
		for y := first; y < last && last-first < 200; y++ {
			if !paid[y] {
				missing = append(missing, date.On(y, 1, 1).String()[:4])
			}
		}
		if len(missing) > 0 {
			t := d.terms[len(d.terms)-1]
			p.Report(casefile.Place{Entry: t.ID}, with("agreement", d.ID, "years", strings.Join(missing, ", "), "n", len(missing)))
		}
	}
}

// noCovers is W207: an agreement that was made, and nothing says for how long.
func noCovers(p *Pass) {
	for _, d := range p.deals() {
		made := len(d.terms) > 0 || slices.ContainsFunc(d.stages, func(s *parley.Stage) bool { return s.Reached != "begun" })
		if made && len(d.covers) == 0 {
			p.Report(casefile.Place{Entry: d.ID}, with("agreement", d.ID))
		}
	}
}

// stageOrder is T004: a stage comes before one that leads to it.
func stageOrder(p *Pass) {
	order := func(s *parley.Stage) int {
		return min(slices.Index(parley.AgreementStages, s.Reached), slices.Index(parley.AgreementStages, "expired"))
	}
	for _, d := range p.deals() {
		var far *parley.Stage // that has come furthest so far
		for _, s := range d.stages {
			switch {
			case order(s) < 0:
			case far == nil || order(s) >= order(far):
				far = s
			case before0(far.Happened, s.Happened):
				p.Report(casefile.Place{Entry: far.ID, Field: "date"}, with("stage", lang.Message{Key: "stage." + far.Reached}, "date", lang.When(far.Happened), "other", lang.Message{Key: "stage." + s.Reached}, "then", lang.When(s.Happened), "id", s.ID), s.ID)
				far = s
			}
		}
	}
}

// endsElse is T005: an agreement expired on another day than its term ended.
func endsElse(p *Pass) {
	for _, d := range p.deals() {
		for _, s := range d.stages {
			if s.Reached != "expired" || len(d.covers) == 0 || s.Happened.IsZero() {
				continue
			}
			fits := func(t *parley.Terms) bool {
				end := t.Covers.Last
				return end == 0 || s.Happened.First <= end+1 && (s.Happened.Last == 0 || s.Happened.Last >= end)
			}
			if !slices.ContainsFunc(d.covers, fits) {
				c := d.covers[len(d.covers)-1]
				p.Report(casefile.Place{Entry: s.ID, Field: "date"}, with("agreement", d.ID, "date", lang.When(s.Happened), "end", c.Covers.Last, "terms", c.ID), c.ID)
			}
		}
	}
}

// coversBoth is T006: an agreement and the one that it follows cover the same
// days, or come in the other order.
func coversBoth(p *Pass) {
	all := make(map[parley.ID]*deal)
	deals := p.deals()
	for _, d := range deals {
		all[d.ID] = d
	}
	for _, d := range deals {
		old := all[d.Follows]
		if old == nil || len(d.covers) == 0 || len(old.covers) == 0 {
			continue
		}
		t, u := d.covers[len(d.covers)-1], old.covers[len(old.covers)-1]
		place := casefile.Place{Entry: t.ID, Field: "covers"}
		args := with("agreement", d.ID, "covers", t.Covers, "old", old.ID, "until", u.Covers, "terms", u.ID)
		switch {
		case before0(t.Covers, u.Covers):
			p.ReportAs("backwards", casefile.Place{Entry: d.ID, Field: "follows"}, args, t.ID, u.ID)
		case t.Covers.Overlaps(u.Covers) && !ended(old, t.Covers):
			p.ReportAs("overlap", place, args, u.ID)
		}
	}
}

// ended reports whether an agreement was replaced or given up before another begins.
func ended(d *deal, next date.Date) bool {
	return slices.ContainsFunc(d.stages, func(s *parley.Stage) bool {
		return (s.Reached == "replaced" || s.Reached == "lapsed") && s.Happened.Last != 0 && s.Happened.Last <= next.First+1
	})
}

// roundOrder is T008: a round is held before one with a lower number.
func roundOrder(p *Pass) {
	for _, rs := range p.numbered() {
		latest := rs[0]
		for _, r := range rs[1:] {
			if r.Number > latest.Number && before0(r.Happened, latest.Happened) {
				p.Report(casefile.Place{Entry: r.ID, Field: "number"}, with("number", r.Number, "date", lang.When(r.Happened), "other", latest.Number, "then", latest.Happened, "id", latest.ID), latest.ID)
			}
			if r.Happened.First > latest.Happened.First {
				latest = r
			}
		}
	}
}

// numbered are the rounds that have a number, by talks, each in order of number.
func (p *Pass) numbered() (out [][]*parley.Round) {
	talks := make(map[parley.ID]int)
	for _, r := range p.rounds {
		if r.Number == 0 {
			continue
		}
		i, ok := talks[r.Talks]
		if !ok {
			i = len(out)
			talks[r.Talks] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	for _, rs := range out {
		slices.SortStableFunc(rs, func(a, b *parley.Round) int { return cmp.Compare(a.Number, b.Number) })
	}
	return out
}

// twoOfOneNumber is T009: two rounds of the same talks have one number.
func twoOfOneNumber(p *Pass) {
	for _, rs := range p.numbered() {
		for i := 1; i < len(rs); i++ {
			if rs[i].Number == rs[i-1].Number {
				p.Report(casefile.Place{Entry: rs[i].ID, Field: "number"}, with("number", rs[i].Number, "id", rs[i-1].ID, "talks", rs[i].Talks), rs[i-1].ID)
			}
		}
	}
}

// nextBefore is T010: the next round is before this one.
func nextBefore(p *Pass) {
	for _, s := range p.stages {
		r, ok := p.Book.Entry(s.Of).(*parley.Round)
		next, given := s.Next.Get()
		if ok && given && before0(next, r.Happened) {
			p.Report(casefile.Place{Entry: s.ID, Field: "next"}, with("next", next, "round", r.ID, "date", r.Happened), r.ID)
		}
	}
}

// wrongStage is T011: a round has a stage of agreements, or the reverse.
func wrongStage(p *Pass) {
	for _, s := range p.stages {
		place := casefile.Place{Entry: s.ID, Field: "reached"}
		switch p.Book.Entry(s.Of).(type) {
		case *parley.Agreement:
			if !slices.Contains(parley.AgreementStages, s.Reached) {
				p.ReportAs("agreement", place, with("stage", s.Reached, "of", s.Of, "stages", strings.Join(parley.AgreementStages, ", ")), s.Of)
			} else if s.Next.State != parley.NotSaid {
				p.ReportAs("next", casefile.Place{Entry: s.ID, Field: "next"}, with("of", s.Of), s.Of)
			}
		case *parley.Round:
			if !slices.Contains(parley.RoundStages, s.Reached) {
				p.ReportAs("round", place, with("stage", s.Reached, "of", s.Of, "stages", strings.Join(parley.RoundStages, ", ")), s.Of)
			}
		}
	}
}

// endBeforeRound is T012: a round ended before it began.
func endBeforeRound(p *Pass) {
	for _, s := range p.stages {
		r, ok := p.Book.Entry(s.Of).(*parley.Round)
		if ok && s.Reached != "postponed" && before0(s.Happened, r.Happened) {
			p.Report(casefile.Place{Entry: s.ID, Field: "date"}, with("date", lang.When(s.Happened), "round", r.ID, "began", r.Happened), r.ID)
		}
	}
}
