package brief

import (
	"slices"

	"parley"
	"parley/view"
)

// audience says who may know of an entry, as far as the reader may know that:
// its own audience, if it is theirs, and those to whom it was disclosed in their
// view. To the public all is public: that it once was not is not for them.
func (p *pen) audience(e parley.Entry) Cell {
	r := p.v.From().Reader
	if r == parley.Public {
		return Word("public")
	}
	h := e.Base()
	var to []string
	if a := parley.AudienceOf(e); a.Admits(r) && !a.IsZero() {
		to = append(to, a.String())
	}
	for d := range view.Each[*parley.Disclose](p.v) {
		if word := d.To.String(); d.Of == h.ID && word != "" && !slices.Contains(to, word) {
			to = append(to, word)
		}
	}
	switch {
	case slices.Contains(to, "public"):
		return Word("public")
	case len(to) > 0:
		return Word(joined(to, " "))
	case r == parley.All:
		return nil // nobody but the owner of the file
	}
	return Word(r.String())
}

// audiences shows the column of that name to a reader who is not the public,
// where something in the table is not for the public.
func (p *pen) audiences(t *Table) {
	at := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == "audience" })
	t.Columns[at].Data = p.v.From().Reader == parley.Public ||
		!slices.ContainsFunc(t.Rows, func(r []Cell) bool { return r[at] != Word("public") })
}
