package agenda

import (
	"slices"

	"parley/evidence"
)

// measure says how far apart the sides' figures are, in the first currency in which
// all of them can be said.
func (i *Item) measure(a *evidence.Assessment) {
	figures := func(k Known) bool { return evidence.Places(k.Claim) }
	if !slices.ContainsFunc(i.Sides, func(s Side) bool {
		return slices.ContainsFunc(s.Own, figures) || slices.ContainsFunc(s.Reported, figures)
	}) {
		return
	}
	x := a.Apart(i.Issue.ID)
	known := x.Known()
	for _, in := range append(x.Currencies(), "") {
		silent := func(s evidence.Side) bool { _, ok := x.Size(s.Claims, in); return !ok }
		if len(known) == 0 || slices.ContainsFunc(known, silent) {
			continue
		}
		d, ok := x.Between(in)
		if len(known) > 1 && !ok { // percentages of different bases
			continue
		}
		i.Apart, i.Money = &x, in
		if len(known) > 1 {
			i.Gap = &d
		}
		return
	}
}
