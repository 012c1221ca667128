package evidence

import (
	"math"
	"slices"
	"sort"

	"parley"
	"parley/money"
	"parley/view"
)

// A Valued is an issue of which a valuation says something, with what its options
// may be worth beside each other, in money a year.
type Valued struct {
	Issue   parley.ID
	Options []string // the places of Gaps
	*Gaps
}

// Tells reports whether an amount says how much the options of x are worth.
func (x Valued) Tells(w parley.Worth) bool {
	i, j := slices.Index(x.Options, w.Option), slices.Index(x.Options, w.Over)
	return w.Issue == x.Issue && i >= 0 && j >= 0 && !math.IsInf(x.High(i, j), 1)
}

// MostPackages is how many ways to settle everything but the money are gone through.
const MostPackages = 4096

// A WorthLine is a line of a valuation on what options are worth: the nth of a
// field. Ranks are one line.
type WorthLine struct {
	Field string
	N     int
}

// Worths returns the issues with options of which a valuation says something, in
// the order of the record, with all that follows from its orders, amounts, trades
// and ranks together. Amounts that no year or rate brings into the currency say
// nothing. If no worth of the options fits all lines, the last result is the first
// line that does not fit those before it: orders first, then amounts, trades and
// ranks. What would take too long to work out says nothing.
func (a *Assessment) Worths(v *parley.Valuation, in money.Currency, typed Rates) ([]Valued, *WorthLine) {
	w := worths{a: a, v: v, in: in, typed: typed, at: make(map[parley.ID]int)}
	w.lines()
	w.issues()
	if w.effort() > mostEffort {
		return nil, nil
	}
	if w.fits(len(w.said)) {
		return w.valued, nil
	}
	n := sort.Search(len(w.said), func(n int) bool { return !w.fits(n + 1) })
	return nil, &w.said[n]
}

// mostEffort is about a hundredth of a second.
const mostEffort = 1 << 22

// worths is a valuation while it is worked out.
type worths struct {
	a      *Assessment
	v      *parley.Valuation
	in     money.Currency
	typed  Rates
	said   []WorthLine
	valued []Valued
	at     map[parley.ID]int // of an issue, in valued
	order  []noLess
	spread *float64 // how far the figures on the table lie apart; nil: not reckoned yet
}

// A swap is one option of an issue instead of another, by place. An option of
// wholeRange is the whole range of the issue; issue -1 is the money on the table.
type swap struct{ issue, option, over int }

const wholeRange = -1

// A noLess says that one swap is worth no less than another.
type noLess struct{ more, less swap }

func (w *worths) lines() {
	for _, x := range []struct {
		field string
		n     int
	}{{"prefers", len(w.v.Prefers)}, {"worth", len(w.v.Worth)}, {"trades", len(w.v.Trades)}, {"ranks", min(1, len(w.v.Ranks))}} {
		for n := range x.n {
			w.said = append(w.said, WorthLine{x.field, n})
		}
	}
}

// issues gathers the issues with options that the valuation names.
func (w *worths) issues() {
	named := make(map[parley.ID]bool)
	for _, id := range w.v.Ranks {
		named[id] = true
	}
	for _, x := range w.v.With {
		named[x.Issue] = true
	}
	for _, x := range w.v.Prefers {
		named[x.Issue] = true
	}
	for _, x := range w.v.Worth {
		named[x.Issue] = true
	}
	for _, x := range w.v.Trades {
		named[x.More.Issue], named[x.Less.Issue] = true, true
	}
	for i := range view.Each[*parley.Issue](w.a.view) {
		if words := optionWords(i); named[i.ID] && len(words) > 0 && i.ID != w.money() {
			w.at[i.ID] = len(w.valued)
			w.valued = append(w.valued, Valued{Issue: i.ID, Options: words})
		}
	}
}

// optionWords are the options of an issue, which may be named in several languages.
func optionWords(i *parley.Issue) (words []string) {
	for _, o := range i.Options {
		if !slices.Contains(words, o.Word) {
			words = append(words, o.Word)
		}
	}
	return words
}

// money is the issue of the limit.
func (w *worths) money() parley.ID {
	if w.v.Limit == nil {
		return ""
	}
	return w.v.Limit.Issue
}

// effort is about how many steps one reckoning takes.
func (w *worths) effort() float64 {
	once := 1.0
	for _, x := range w.valued {
		n := float64(len(x.Options))
		once += n * n * n
	}
	return once * float64(2+len(w.v.Trades)+len(w.v.Ranks))
}

// fits works out what follows from the first n lines. It is false if they
// contradict each other.
func (w *worths) fits(n int) bool {
	w.order = w.order[:0]
	for i := range w.valued {
		w.valued[i].Gaps = NewGaps(len(w.valued[i].Options))
	}
	for _, l := range w.said[:n] {
		w.take(l)
	}
	for range len(w.order) + 1 {
		if !w.closed() {
			return false
		}
		for _, c := range w.order {
			w.compare(c)
		}
	}
	return w.closed()
}

func (w *worths) closed() bool {
	return !slices.ContainsFunc(w.valued, func(x Valued) bool { return !x.Close() })
}

func (w *worths) take(l WorthLine) {
	switch l.Field {
	case "prefers":
		x := w.v.Prefers[l.N]
		for n := 1; n < len(x.Options); n++ {
			if g, ok := w.swap(parley.Swap{Issue: x.Issue, Option: x.Options[n-1], Over: x.Options[n]}); ok {
				w.valued[g.issue].AtLeast(g.option, g.over, 0)
			}
		}
	case "worth":
		w.amount(w.v.Worth[l.N])
	case "trades":
		more, ok := w.swap(w.v.Trades[l.N].More)
		less, also := w.swap(w.v.Trades[l.N].Less)
		if ok && also {
			w.order = append(w.order, noLess{more, less})
		}
	case "ranks":
		ranked := w.ranked()
		for n := 1; n < len(ranked); n++ {
			w.order = append(w.order, noLess{ranked[n-1], ranked[n]})
		}
	}
}

func (w *worths) amount(x parley.Worth) {
	g, ok := w.swap(x.Swap)
	if !ok || x.Per == "total" {
		return
	}
	if s, ok := w.a.Stake(x.Amount, x.Per, w.in, w.typed); ok {
		w.valued[g.issue].AtLeast(g.option, g.over, s.Lo.Float64())
		w.valued[g.issue].AtLeast(g.over, g.option, -s.Hi.Float64())
	}
}

func (w *worths) ranked() (out []swap) {
	for _, id := range w.v.Ranks {
		if i, ok := w.at[id]; ok {
			out = append(out, swap{i, wholeRange, wholeRange})
		} else if id == w.money() {
			out = append(out, swap{-1, wholeRange, wholeRange})
		}
	}
	return out
}

func (w *worths) swap(s parley.Swap) (swap, bool) {
	i, ok := w.at[s.Issue]
	if !ok {
		return swap{}, false
	}
	g := swap{i, slices.Index(w.valued[i].Options, s.Option), slices.Index(w.valued[i].Options, s.Over)}
	return g, g.option >= 0 && g.over >= 0
}

// compare takes in that one swap matters no less than another: it has at least the
// least worth of the other, which has at most its most.
func (w *worths) compare(c noLess) {
	most, least := w.most(c.more), w.least(c.less)
	switch {
	case c.less.issue < 0:
	case c.less.option == wholeRange:
		w.valued[c.less.issue].Within(most)
	default:
		w.valued[c.less.issue].AtLeast(c.less.over, c.less.option, -most)
	}
	if c.more.issue >= 0 && c.more.option != wholeRange && !math.IsInf(least, 0) {
		w.valued[c.more.issue].AtLeast(c.more.option, c.more.over, least)
	}
}

func (w *worths) most(g swap) float64 {
	switch {
	case g.issue < 0:
		return w.table()
	case g.option == wholeRange:
		_, most := w.valued[g.issue].Whole()
		return most
	}
	return w.valued[g.issue].High(g.option, g.over)
}

func (w *worths) least(g swap) float64 {
	switch {
	case g.issue < 0:
		return w.table()
	case g.option == wholeRange:
		least, _ := w.valued[g.issue].Whole()
		return least
	}
	return w.valued[g.issue].Low(g.option, g.over)
}

// table returns how far the figures on the table lie apart; +Inf: there are no two.
func (w *worths) table() float64 {
	if w.spread == nil {
		x := math.Inf(1)
		if i, _, ok := w.a.Table(w.money(), w.in, w.typed); ok {
			x = i.Width().Float64()
		}
		w.spread = &x
	}
	return *w.spread
}

// Table returns from where to where the figures on the table go, of an issue, in
// money a year, with what was agreed last, and what they rest on. It is false
// where there is one or none: that goes from nowhere to nowhere.
func (a *Assessment) Table(issue parley.ID, in money.Currency, typed Rates) (all money.Interval, rests []parley.ID, ok bool) {
	n := 0
	put := func(y Yearly) {
		s, has := a.InMoney(y.Currency, y.Interval, in, typed)
		if !has {
			return
		}
		if n == 0 || s.Lo.Cmp(all.Lo) < 0 {
			all.Lo = s.Lo
		}
		if n == 0 || s.Hi.Cmp(all.Hi) > 0 {
			all.Hi = s.Hi
		}
		n++
		rests = append(append(rests, y.RestsOn...), s.RestsOn...)
	}
	for _, id := range a.Bids() {
		if b, err := a.Bid(id, Years{}); err == nil && b.Issue == issue {
			put(b.First)
		}
	}
	if next := a.NextYear(); next != 0 {
		if h, err := a.Hold(Years{next, next}); err == nil && h.Terms.Currency == in {
			put(h.First)
		}
	}
	return all, unique(rests), n > 1
}
