package sourcing

import (
	"slices"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// history returns the days on which the status changed. It looks at the end of
// every day on which something about the claim became known, and at no other:
// on the days between nothing that decides the status can have changed.
func history(a *evidence.Assessment, r Result) (turns []Turn) {
	claim := r.Claim.ID
	about := related(a, r)
	for _, day := range days(a, about) {
		then := a.At(day)
		if !then.View().Has(claim) {
			continue
		}
		s := then.Of(claim)
		if n := len(turns); n > 0 && same(turns[n-1].Standing, s) {
			continue
		}
		t := Turn{Day: day, Standing: s}
		for _, id := range about {
			if slices.Contains(came(a, id), day) {
				t.New = append(t.New, id)
			}
		}
		turns = append(turns, t)
	}
	return turns
}

func same(s, t evidence.Standing) bool {
	return s.Status == t.Status && s.BasisRule == t.BasisRule && slices.Equal(s.Whose, t.Whose) &&
		(s.Override == "") == (t.Override == "") && len(s.Superseded) == len(t.Superseded)
}

// related returns the dated entries that bear on the status of a claim: what
// was said to it and to those that replace it, what takes that back, the seats
// of who said it, our own overrides, and what opens one of these to the reader.
func related(a *evidence.Assessment, r Result) (ids []parley.ID) {
	in := make(map[parley.ID]bool)
	actor := make(map[parley.ID]bool)
	for _, v := range r.Voices {
		in[v.Utterance], in[v.Retract] = true, true
		actor[v.Actor] = true
	}
	for _, o := range r.ReplacedBy {
		for _, v := range a.Opinions(o.Claim.ID) {
			in[v.Utterance] = true
		}
	}
	for s := range view.Each[*parley.Seat](a.View()) {
		if actor[s.Of] {
			in[s.ID] = true
		}
	}
	for o := range view.Each[*parley.Override](a.View()) {
		if o.Of == r.Claim.ID {
			in[o.ID] = true
		}
	}
	for d := range view.Each[*parley.Disclose](a.View()) {
		if in[d.Of] || d.Of == r.Claim.ID || actor[d.Of] {
			in[d.ID] = true
		}
	}
	for e := range view.Each[parley.Entry](a.View()) {
		if id := e.Base().ID; in[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// came returns the days on which an entry, or another chain of it, became known.
func came(a *evidence.Assessment, id parley.ID) []date.Day {
	v := a.View()
	ds := []date.Day{v.KnownOn(id)}
	e, _ := v.Entry(id)
	for _, c := range parley.Chains(e) {
		if s, ok := view.Get[*parley.Source](v, c.Read()); ok {
			p, _ := s.Published.Get()
			ds = append(ds, p.Day(v.Zone()))
		}
	}
	return ds
}

// days returns the days on which any of the entries, or another chain of one,
// became known, earliest first.
func days(a *evidence.Assessment, ids []parley.ID) (ds []date.Day) {
	for _, id := range ids {
		ds = append(ds, came(a, id)...)
	}
	slices.Sort(ds)
	ds = slices.Compact(ds)
	return slices.DeleteFunc(ds, func(d date.Day) bool { return d == 0 })
}
