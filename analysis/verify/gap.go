package verify

import (
	"slices"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// gaps computes, for each claim about how far apart the sides are, what the
// recorded positions did: as known on the day on which somebody was heard to say
// it, from the figures that the ones of that day replaced.
func (f *finder) gaps() {
	of := make(map[parley.ID]parley.ID)
	for i := range view.Each[*parley.Issue](f.v) {
		if i.Measure == "gap" && i.PartOf != "" {
			of[i.ID] = i.PartOf
		}
	}
	for c := range f.a.Claims() {
		issue := of[f.a.Issue(c)]
		if issue == "" || f.a.Status(c.ID).Basis == parley.NotSourced {
			continue
		}
		grounds := f.a.Of(c.ID).Grounds
		var days []date.Day
		for _, id := range grounds {
			days = append(days, f.v.KnownOn(id))
		}
		slices.Sort(days)
		for _, day := range slices.Compact(days) {
			f.gap(c, f.a.At(day), issue)
		}
	}
}

// gap adds what the positions on an issue did, as known in a view.
func (f *finder) gap(c *parley.Claim, a *evidence.Assessment, issue parley.ID) {
	x := a.Apart(issue)
	z := Finding{Of: c.ID, RestsOn: a.Of(c.ID).RestsOn()}
	m := Moved{Day: x.Day, Apart: x}
	known := x.Known()
	for _, s := range x.Sides {
		if s.Claims == nil {
			m.Silent = append(m.Silent, s.Party)
		}
	}
	z.Kind, z.Moved = Unknown, &m
	if len(known) == 0 || len(known) > 2 || len(known) == 1 && x.Last == nil {
		f.add(z)
		return
	}
	z.Kind = Unmoved
	before, stood := steps(a, x, known[0])
	other, still := [][]*parley.Claim{nil}, true // the last agreement
	if len(known) == 2 {
		other, still = steps(a, x, known[1])
	}
	found := false
	for n, old := range before {
		for k, over := range other {
			if n > 0 && k > 0 || stood && still { // each step of one with the first of the other
				continue
			}
			if y, ok := moved(a, x, z, known, old, over); ok {
				found = true
				f.add(y)
			}
		}
	}
	if !found {
		if !stood || !still { // something moved, and its distance cannot be computed
			z.Kind = Unknown
		}
		for _, s := range known {
			z.RestsOn = slices.Concat(z.RestsOn, rests(a, s.Claims))
		}
		f.add(z)
	}
}

// steps lists the figures from which a side moved, the one that was asserted last
// first; the one at which it stands, if it replaced none.
func steps(a *evidence.Assessment, x evidence.Apart, s evidence.Side) (all [][]*parley.Claim, stood bool) {
	for _, c := range s.Claims {
		for _, old := range a.Before(c) {
			if evidence.Places(old) && x.Fits(old) && a.Status(old.ID).Basis > parley.NotSourced {
				all = append(all, []*parley.Claim{old})
			}
		}
	}
	if all == nil {
		return [][]*parley.Claim{s.Claims}, true
	}
	return all, false
}

// moved measures one step, in the currency that needs fewest conversions.
func moved(a *evidence.Assessment, x evidence.Apart, z Finding, known []evidence.Side, old, other []*parley.Claim) (y Finding, ok bool) {
	now, beside := known[0].Claims, []*parley.Claim(nil)
	if len(known) == 2 {
		beside = known[1].Claims
	}
	least := 0
	for _, in := range append(x.Currencies(), "") {
		var four [4]evidence.Size
		n, all := 0, true
		for i, cs := range [][]*parley.Claim{old, other, now, beside} {
			var have bool
			if four[i], have = x.Size(cs, in); cs == nil {
				four[i], have = x.Base(in)
			}
			all = all && have
			if four[i].Rate != nil {
				n++
			}
		}
		if !all || ok && n >= least {
			continue
		}
		fell, value, computed := evidence.Narrowed([2]evidence.Size{four[0], four[1]}, [2]evidence.Size{four[2], four[3]}, [2]bool{slices.Equal(old, now), slices.Equal(other, beside)})
		if !computed {
			continue
		}
		least, ok, y = n, true, z
		y.Kind, y.Result, y.Value, y.Currency = Gap, fell, value, in
		y.Moved = step(a, x, *z.Moved, old, other, now, beside)
		if beside == nil {
			y.Moved.Bases = x.Bases(in)
		}
		y.Moved.From, y.Moved.In = evidence.Between(four[0], four[1]), evidence.Between(four[2], four[3])
		y.RestsOn = slices.Concat(z.RestsOn, y.Moved.From.RestsOn, y.Moved.In.RestsOn)
	}
	return y, ok
}

// step names the figures of a step, and on what they rest.
func step(a *evidence.Assessment, x evidence.Apart, m Moved, old, other, now, beside []*parley.Claim) *Moved {
	m.Before, m.After = slices.Concat(old, other), slices.Concat(now, beside)
	m.Standing, m.Reports = make(map[parley.ID]evidence.Standing), true
	for _, c := range slices.Concat(m.Before, m.After) {
		m.Standing[c.ID] = a.Of(c.ID)
		m.Reports = m.Reports && m.Standing[c.ID].Status.Basis <= parley.Reported
	}
	if beside == nil {
		m.To = x.Last.Agreement.ID
	}
	return &m
}

func rests(a *evidence.Assessment, cs []*parley.Claim) (ids []parley.ID) {
	for _, c := range cs {
		ids = append(ids, a.Of(c.ID).RestsOn()...)
	}
	return ids
}
