package quote

import (
	"slices"
	"strconv"
	"strings"
)

// An Outcome is what became of a quotation, or of a kept copy, since it was locked.
type Outcome uint8

// The outcomes.
const (
	Matches         Outcome = iota + 1
	WordsChanged            // a quotation: its words are no longer those that were locked
	LineMoved               // a quotation: the same words, said to stand on another line
	CopyChanged             // a copy: it is no longer the one that was locked
	CopyAway                // a copy: locked, and not here to be compared
	DigestAltered           // the lock's digest is that of the words or the copy but for a letter or so
	DigestMalformed         // the lock's digest cannot be read
	BytesAltered            // a copy: it is the one that was locked, the lock has another length
	NotLocked               // in the record and not in the lock
	Stale                   // in the lock and no longer in the record
)

var outcomes = [...]string{
	Matches:         "matches the lock",
	WordsChanged:    "the words changed since they were locked",
	LineMoved:       "the words are locked at another line",
	CopyChanged:     "the copy changed since it was locked",
	CopyAway:        "the copy is not here",
	DigestAltered:   "the digest in the lock was altered",
	DigestMalformed: "the digest in the lock cannot be read",
	BytesAltered:    "the length in the lock was altered",
	NotLocked:       "not in the lock",
	Stale:           "in the lock, and no longer in the record",
}

// String says it in words.
func (o Outcome) String() string {
	if int(o) < len(outcomes) && o > 0 {
		return outcomes[o]
	}
	return "Outcome(" + strconv.Itoa(int(o)) + ")"
}

// A Result is what became of a quotation.
type Result struct {
	Outcome Outcome
	Quote   Quote // of the record; of the lock where it is Stale
	Locked  Quote // its line in the lock; zero where it is NotLocked
	At      int   // the number of that line in the file; 0: none
}

// Quotes compares the quotations of the record with the lock. Result i is
// about now[i]; after them come the lines of the lock that are stale, sorted.
//
// A changed quotation is told from one taken out and one put in by its place:
// entry, source and line are the same.
func (l *Lock) Quotes(now []Quote) []Result {
	l.sort()
	c := comparison{lock: l.quotes, used: make([]bool, len(l.quotes)), out: make([]Result, len(now))}
	entries := l.entries()
	for i, q := range now {
		q.Line = max(q.Line, 0)
		c.out[i] = Result{Outcome: NotLocked, Quote: q}
		if k, ok := l.locate(entries[q.Entry], q); ok {
			c.set(i, k, Matches)
			continue
		}
		c.open = append(c.open, i)
	}
	c.pair(LineMoved, func(q Quote) Quote { q.Line = 0; return q }, func(_ Quote, x lockedQuote) bool { return x.bad == "" })
	place := func(q Quote) Quote { q.Digest = Digest{}; return q }
	c.pair(DigestAltered, place, func(q Quote, x lockedQuote) bool { return near(q.Digest, x.Digest, x.bad) })
	c.pair(DigestMalformed, place, func(_ Quote, x lockedQuote) bool { return x.bad != "" })
	c.pair(WordsChanged, place, func(Quote, lockedQuote) bool { return true })
	for k, x := range l.quotes {
		if !c.used[k] {
			c.out = append(c.out, Result{Stale, x.Quote, x.Quote, x.line})
		}
	}
	return c.out
}

// entries returns where the lines of each entry begin and end.
func (l *Lock) entries() map[string][2]int {
	out := make(map[string][2]int)
	for from := 0; from < len(l.quotes); {
		to := from + 1
		for to < len(l.quotes) && l.quotes[to].Entry == l.quotes[from].Entry {
			to++
		}
		out[l.quotes[from].Entry] = [2]int{from, to}
		from = to
	}
	return out
}

// locate returns the line that is exactly q, among those from a to b.
func (l *Lock) locate(in [2]int, q Quote) (int, bool) {
	lines := l.quotes[in[0]:in[1]]
	k, ok := slices.BinarySearchFunc(lines, q, func(x lockedQuote, q Quote) int { return x.Quote.compare(q) })
	return in[0] + k, ok && lines[k].bad == ""
}

// tries is how many lines of the lock are tried for one quotation, so that a
// record with everything on one line does not take forever.
const tries = 64

// A comparison pairs quotations of the record with lines of the lock.
type comparison struct {
	lock []lockedQuote
	used []bool
	out  []Result
	open []int // those of out that have no line yet
}

// pair gives each open quotation the first unused line of the lock that has
// the same key and fits.
func (c *comparison) pair(o Outcome, key func(Quote) Quote, fits func(Quote, lockedQuote) bool) {
	if len(c.open) == 0 {
		return
	}
	lines := make(map[Quote][]int)
	for k, x := range c.lock {
		if !c.used[k] {
			lines[key(x.Quote)] = append(lines[key(x.Quote)], k)
		}
	}
	c.open = slices.DeleteFunc(c.open, func(i int) bool {
		q := c.out[i].Quote
		free := lines[key(q)]
		n := slices.IndexFunc(free[:min(len(free), tries)], func(k int) bool { return fits(q, c.lock[k]) })
		if n < 0 {
			return false
		}
		c.set(i, free[n], o)
		copy(free[1:n+1], free[:n])
		lines[key(q)] = free[1:]
		return true
	})
}

// set notes that out[i] is line k of the lock.
func (c *comparison) set(i, k int, o Outcome) {
	x := c.lock[k]
	if x.bad != "" {
		o = DigestMalformed
	}
	c.used[k] = true
	c.out[i].Outcome, c.out[i].Locked, c.out[i].At = o, x.Quote, x.line
}

// near reports whether a locked digest agrees with d at its beginning and its
// end in at least half of the digits. Those of two texts agree in that way once
// in 2^120 times or less; so it was the digest that was altered, not the text.
func near(d, locked Digest, bad string) bool {
	a, b := d.String(), bad
	if b == "" {
		b = locked.String()
	}
	n, least := 0, min(len(a), len(b))
	for n < least && a[n] == b[n] {
		n++
	}
	m := 0
	for m < least-n && a[len(a)-1-m] == b[len(b)-1-m] {
		m++
	}
	return n+m >= len(a)/2
}

// Held is a source of the record with a kept copy.
type Held struct {
	ID   string
	Copy *Copy // nil: not here
}

// A Kept is what became of a kept copy.
type Kept struct {
	Outcome Outcome
	Source  Source // as it is now; of the lock where it is Stale or CopyAway
	Locked  Source // as locked; zero where it is NotLocked
	At      int    // the number of its line in the lock; 0: none
}

// Copies compares the kept copies with the lock. Kept i is about now[i]; after
// them come the copies that are locked and that the record no longer has.
func (l *Lock) Copies(now []Held) []Kept {
	out := make([]Kept, 0, len(now))
	seen := make(map[string]bool, len(now))
	for _, h := range now {
		x, ok := l.sources[h.ID]
		out = append(out, kept(h, x, ok))
		seen[h.ID] = true
	}
	n := len(out)
	for id, x := range l.sources {
		if !seen[id] {
			out = append(out, Kept{Stale, x.Source, x.Source, x.line})
		}
	}
	slices.SortFunc(out[n:], func(a, b Kept) int { return strings.Compare(a.Source.ID, b.Source.ID) })
	return out
}

func kept(h Held, x lockedSource, locked bool) Kept {
	k := Kept{Locked: x.Source, At: x.line, Source: Source{ID: h.ID}}
	if h.Copy != nil {
		k.Source.Digest, k.Source.Bytes = h.Copy.Digest(), h.Copy.Bytes()
	}
	switch {
	case !locked:
		k.Outcome = NotLocked
	case x.bad != "":
		k.Outcome = DigestMalformed
	case h.Copy == nil:
		k.Outcome, k.Source = CopyAway, x.Source
	case k.Source == x.Source:
		k.Outcome = Matches
	case k.Source.Digest == x.Digest:
		k.Outcome = BytesAltered
	case near(k.Source.Digest, x.Digest, ""):
		k.Outcome = DigestAltered
	default:
		k.Outcome = CopyChanged
	}
	return k
}
