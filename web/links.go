package web

import (
	"slices"

	"parley"
	"parley/brief"
	"parley/lang"
	"parley/view"
)

// deskLinks are what to do with a case of which nothing is known yet.
func deskLinks(v *visit) (items []Item) {
	if known(v) {
		return nil
	}
	if days := days(v.whole()); len(days) > 0 {
		items = append(items, Item{Label: counted(v.lang, "desk.first", "day", lang.Day(v.lang, days[0])), Href: v.same("", "as-of", days[0].String())})
	}
	return append(items, sourceLinks(v)...)
}

// sourceLinks are what the owner may do with sources.
func sourceLinks(v *visit) []Item {
	if !v.owner() {
		return nil
	}
	items := []Item{{Label: lang.Word(v.lang, "sources.read"), Href: v.href("/read")}}
	if !known(v) {
		items = append(items, Item{Label: lang.Word(v.lang, "desk.edit"), Href: v.href("/edit")})
	}
	return items
}

// entryLinks lead from an entry to the disagreements in which it takes part, and its
// owner to its text.
func entryLinks(id parley.ID) func(*visit) []Item {
	return func(v *visit) (items []Item) {
		for i, c := range v.At.Conflicts() {
			if !slices.Contains(c.About, id) && !slices.Contains(c.Entries, id) {
				continue
			}
			key := "entry.disagreement"
			if c.Explained != "" {
				key = "entry.disagreement.explained"
			}
			items = append(items, Item{Label: counted(v.lang, key, "n", i+1, "kind", lang.Word(v.lang, "conflict."+string(c.Kind))),
				Href: v.href("/conflicts") + "#" + brief.ConflictPlace(i+1)})
		}
		if v.owner() && fileOf(v.state.latest, id) != "" {
			items = append(items, Item{Label: lang.Word(v.lang, "entry.edit"), Href: v.href("/edit", "entry", string(id))})
		}
		return items
	}
}

// mostRounds is how many rounds a comparison is offered from: the latest.
const mostRounds = 8

// compareLinks are days from which a comparison is worth a look: the ends of rounds.
func compareLinks(v *visit) (items []Item) {
	day := v.At.View().From().AsOf
	since := compared(v)[0]
	for r := range view.Each[*parley.Round](v.At.View()) {
		d := r.Happened.Last
		if d == 0 || d >= day {
			continue
		}
		words, _ := r.Name.In(string(v.lang))
		items = append(items, Item{Label: words, Note: lang.Day(v.lang, d), Href: v.same("", "since", d.String()), Current: d.String() == since})
	}
	items = slices.CompactFunc(items, func(a, b Item) bool { return a.Href == b.Href })
	return items[max(0, len(items)-mostRounds):]
}
