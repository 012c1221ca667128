package evidence

import (
	"slices"

	"parley"
	"parley/date"
	"parley/money"
	"parley/view"
)

// rates are the rates between two currencies that printed pairs imply: from
// the lowest to the highest that any pair in the view leaves open.
type rates map[[2]money.Currency]money.Interval

// rates gathers the rates that the record's printed pairs imply.
func (a *Assessment) rates() rates {
	r := make(rates)
	pair := func(x, y money.Amount) {
		if x.IsZero() || y.IsZero() || x.Currency == y.Currency {
			return
		}
		for _, p := range [][2]money.Amount{{x, y}, {y, x}} {
			rate, ok := p[0].Bounds.Quo(p[1].Bounds)
			if !ok {
				continue
			}
			k := [2]money.Currency{p[0].Currency, p[1].Currency}
			if old, had := r[k]; had {
				rate = widen(old, rate)
			}
			r[k] = rate
		}
	}
	for _, c := range a.claims {
		if c.That != nil {
			if m, ok := c.That.Value.(parley.Money); ok {
				pair(m.Amount, m.Beside)
			}
		}
	}
	for t := range view.Each[*parley.Terms](a.view) {
		for _, p := range t.Pays {
			pair(p.Amount, p.Beside)
		}
	}
	return r
}

func widen(i, j money.Interval) money.Interval {
	if j.Lo.Cmp(i.Lo) < 0 {
		i.Lo = j.Lo
	}
	if j.Hi.Cmp(i.Hi) > 0 {
		i.Hi = j.Hi
	}
	return i
}

// A figure is what a claim or terms give for something: amounts, or a
// percentage over a base.
type figure struct {
	id      parley.ID
	amounts []money.Amount // one, or two printed side by side
	percent *money.Interval
	base    string
	rel     string
	counts  string
}

// A subject is what two figures must share to be compared.
type subject struct {
	owner, verb, issue parley.ID
	per, period        string
}

// values finds amounts of one subject that cannot be one.
func (f *finder) values() {
	bySubject := make(map[subject][]figure)
	var order []subject
	put := func(s subject, x figure) {
		if len(bySubject[s]) == 0 {
			order = append(order, s)
		}
		bySubject[s] = append(bySubject[s], x)
	}
	f.claimFigures(put)
	f.termFigures(put)
	for _, s := range order {
		xs := bySubject[s]
		f.pairs(s, xs)
	}
}

// manyPairs is how many open disagreements about one subject are listed pair by
// pair. Beyond it they are one conflict: nobody reads a thousand lines that say
// that everybody says something else. maxPairs is how many are kept at all.
const (
	manyPairs = 50
	maxPairs  = 5000
)

func (f *finder) pairs(s subject, xs []figure) {
	f.subjects++
	before := len(f.found)
	for i, x := range xs {
		for _, y := range xs[i+1:] {
			if len(f.found)-before < maxPairs {
				f.compare(s, x, y)
			}
		}
	}
}

// gather makes one conflict of the open pairs about a subject that has many.
func (f *finder) gather() {
	open := make(map[int][]Conflict)
	for _, c := range f.found {
		if c.subject != 0 && c.Explained == "" {
			open[c.subject] = append(open[c.subject], c)
		}
	}
	many := func(c Conflict) bool { return c.subject != 0 && c.Explained == "" && len(open[c.subject]) > manyPairs }
	f.found = slices.DeleteFunc(f.found, many)
	for n := 1; n <= f.subjects; n++ {
		if cs := open[n]; len(cs) > manyPairs {
			var ids []parley.ID
			for _, c := range cs {
				ids = append(ids, c.About...)
			}
			ids = unique(ids)
			f.add(Conflict{Kind: parley.ValueConflict, About: ids, Parties: cs[0].Parties}, ids...)
		}
	}
}

// parties are whose figures of a subject are; of terms, nobody's alone.
func (s subject) parties() []parley.ID {
	if s.verb == "terms" {
		return nil
	}
	return []parley.ID{s.owner}
}

// claimFigures yields the amounts of claims that somebody asserts.
func (f *finder) claimFigures(put func(subject, figure)) {
	for _, c := range f.a.claims {
		if c.That == nil || f.a.Status(c.ID).Basis == parley.NotSourced {
			continue
		}
		x := figure{id: c.ID, rel: c.That.Rel, counts: c.That.Counts}
		switch v := c.That.Value.(type) {
		case parley.Money:
			x.amounts = both(v.Amount, v.Beside)
		case parley.Percent:
			x.percent, x.base = &v.Bounds, string(v.Over)+v.Amount.Text()
		default:
			continue
		}
		p := c.That
		put(subject{p.Party, parley.ID(p.Verb), p.Issue, p.Per, period(p.For)}, x)
	}
}

// termFigures yields what terms say is paid for a time.
func (f *finder) termFigures(put func(subject, figure)) {
	for t := range view.Each[*parley.Terms](f.a.view) {
		for _, p := range t.Pays {
			put(subject{owner: t.Of, verb: "terms", period: period(p.For)}, figure{id: t.ID, amounts: both(p.Amount, p.Beside), rel: "="})
		}
	}
}

func both(x, beside money.Amount) []money.Amount {
	if beside.IsZero() {
		return []money.Amount{x}
	}
	return []money.Amount{x, beside}
}

// period names a time by its days, so that "2020" and "2020-01/2020-12" are one.
func period(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.First.String() + "/" + d.Last.String()
}

// compare adds a conflict if two figures cannot be one.
func (f *finder) compare(s subject, x, y figure) {
	if x.counts != y.counts || x.id == y.id || f.succeeds(x.id, y.id) || f.succeeds(y.id, x.id) {
		return
	}
	differ, cannot := f.differ(x, y)
	if !differ && !cannot {
		return
	}
	if pair := [2]parley.ID{x.id, y.id}; !f.paired[pair] { // terms may differ on several years
		f.paired[pair] = true
		f.add(Conflict{Kind: parley.ValueConflict, About: pair[:], Parties: s.parties(), Cannot: cannot, subject: f.subjects}, x.id, y.id)
	}
}

// differ reports whether two figures have no number in common, and whether
// that cannot be said because no rate between their currencies is recorded.
// A percentage is compared only with another over the same base.
func (f *finder) differ(x, y figure) (differ, cannot bool) {
	if x.percent != nil || y.percent != nil {
		same := x.percent != nil && y.percent != nil && x.base == y.base
		return same && !meets(*x.percent, x.rel, *y.percent, y.rel), false
	}
	cannot = true
	for _, a := range x.amounts {
		for _, b := range y.amounts {
			if a.Currency == b.Currency {
				// In one currency, a number printed in both settles it.
				return !meets(a.Bounds, x.rel, b.Bounds, y.rel), false
			}
		}
	}
	for _, a := range x.amounts {
		for _, b := range y.amounts {
			rate, ok := f.rates[[2]money.Currency{a.Currency, b.Currency}]
			if !ok {
				continue
			}
			cannot = false
			differ = differ || !meets(a.Bounds, x.rel, b.Bounds.Mul(rate), y.rel)
		}
	}
	return differ, cannot
}

// meets reports whether some number satisfies both `rel a` and `rel b`.
func meets(a money.Interval, ra string, b money.Interval, rb string) bool {
	under := func(x, y money.Decimal) bool { // x ≤ y, or x < y where an end does not count
		if c := x.Cmp(y); c != 0 {
			return c < 0
		}
		return ra != ">" && ra != "<" && rb != ">" && rb != "<"
	}
	up := func(r string) bool { return r == ">" || r == ">=" }
	down := func(r string) bool { return r == "<" || r == "<=" }
	switch {
	case up(ra) && up(rb), down(ra) && down(rb):
		return true
	case up(ra), down(rb):
		return under(a.Lo, b.Hi)
	case down(ra), up(rb):
		return under(b.Lo, a.Hi)
	}
	return a.Overlaps(b)
}

// succeeds reports whether claim x replaces y, at once or through others.
func (f *finder) succeeds(x, y parley.ID) bool {
	done := map[parley.ID]bool{}
	todo := []parley.ID{x}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if id == y {
			return true
		}
		if c, ok := view.Get[*parley.Claim](f.a.view, id); ok && !done[id] {
			done[id] = true
			todo = append(todo, c.Replaces...)
		}
	}
	return false
}

// definitions finds amounts on one issue for one time that count different
// things: one conflict for each issue and time.
func (f *finder) definitions() {
	type key struct {
		issue  parley.ID
		period string
	}
	claims := make(map[key][]*parley.Claim)
	var order []key
	for _, c := range f.a.claims {
		p := c.That
		if p == nil || p.Counts == "" || f.a.Status(c.ID).Basis == parley.NotSourced {
			continue
		}
		k := key{p.Issue, period(p.For)}
		if len(claims[k]) == 0 {
			order = append(order, k)
		}
		claims[k] = append(claims[k], c)
	}
	for _, k := range order {
		cs := claims[k]
		if !slices.ContainsFunc(cs, func(c *parley.Claim) bool { return c.That.Counts != cs[0].That.Counts }) {
			continue
		}
		var ids []parley.ID
		for _, c := range cs {
			ids = append(ids, c.ID)
		}
		f.add(Conflict{Kind: parley.Definition, About: ids}, ids...)
	}
}
