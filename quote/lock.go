package quote

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Quote is a quotation, in the record or in a lock.
type Quote struct {
	Entry  string // in which it stands
	Source string // whose kept copy holds it
	Line   int    // where it starts there; 0: not said
	Digest Digest // of its words
}

// A Source is a kept copy, by what stands for it.
type Source struct {
	ID     string
	Digest Digest
	Bytes  int
}

// A Lock is an evidence.lock. It holds digests only: locking proves that words
// stood in a copy, and shows nothing of the rest of it. The zero Lock is empty
// and ready for use.
type Lock struct {
	quotes  []lockedQuote
	sources map[string]lockedSource // by id
	sorted  bool                    // the quotations, and each is there once
}

type lockedQuote struct {
	Quote
	bad  string // a digest that cannot be read, as written
	line int    // in the file; 0: added
}

type lockedSource struct {
	Source
	bad  string
	line int
}

// AddQuote adds a quotation; its ids are as in a case file.
func (l *Lock) AddQuote(q Quote) {
	q.Line = max(q.Line, 0)
	l.quotes, l.sorted = append(l.quotes, lockedQuote{Quote: q}), false
}

// AddSource adds a kept copy. Of two with one id the later counts.
func (l *Lock) AddSource(s Source) {
	l.setSource(lockedSource{Source: s})
}

func (l *Lock) setSource(s lockedSource) {
	if l.sources == nil {
		l.sources = make(map[string]lockedSource)
	}
	l.sources[s.ID] = s
}

// Only returns the lines of l that concern what a public copy of the case has:
// quotations whose entry and source it has, and its sources.
func (l *Lock) Only(entry, source func(id string) bool) *Lock {
	out := &Lock{}
	for _, q := range l.quotes {
		if entry(q.Entry) && source(q.Source) {
			out.quotes = append(out.quotes, q)
		}
	}
	for _, s := range l.sources {
		if source(s.ID) {
			out.setSource(s)
		}
	}
	return out
}

// Quotations returns the lines of l that are of quotations.
func (l *Lock) Quotations() *Lock { return &Lock{quotes: l.quotes, sorted: l.sorted} }

// Join adds the lines of another lock.
func (l *Lock) Join(m *Lock) {
	l.quotes, l.sorted = append(l.quotes, m.quotes...), false
	for _, s := range m.sources {
		l.setSource(s)
	}
}

// Len returns how many quotations and how many copies are locked.
func (l *Lock) Len() (quotes, sources int) {
	l.sort()
	return len(l.quotes), len(l.sources)
}

// Print writes the lock. What [ParseLock] reads without fault it prints again:
// the same lines, sorted, with LF.
func (l *Lock) Print() []byte {
	l.sort()
	var b bytes.Buffer
	for _, q := range l.quotes {
		b.WriteString(q.print() + "\n")
	}
	for _, id := range slices.Sorted(maps.Keys(l.sources)) {
		s := l.sources[id]
		b.WriteString("source " + id + " " + cmp.Or(s.bad, s.Digest.String()) + " " + strconv.Itoa(s.Bytes) + "\n")
	}
	return b.Bytes()
}

func (q lockedQuote) print() string {
	return "quote " + q.Entry + " " + q.Source + " " + string(q.appendLine(nil)) + " " + cmp.Or(q.bad, q.Digest.String())
}

// sort brings the quotations into the order of their lines, each once.
func (l *Lock) sort() {
	if l.sorted {
		return
	}
	if !slices.IsSortedFunc(l.quotes, lockedQuote.compare) {
		slices.SortStableFunc(l.quotes, lockedQuote.compare)
	}
	l.quotes = slices.CompactFunc(l.quotes, func(a, b lockedQuote) bool { return a.compare(b) == 0 })
	l.sorted = true
}

func (q lockedQuote) compare(r lockedQuote) int {
	if c := q.Quote.compare(r.Quote); c != 0 {
		return c
	}
	return strings.Compare(q.bad, r.bad)
}

// compare orders quotations as their lines are ordered by their bytes.
func (q Quote) compare(r Quote) int {
	if c := strings.Compare(q.Entry, r.Entry); c != 0 {
		return c
	}
	if c := strings.Compare(q.Source, r.Source); c != 0 {
		return c
	}
	if q.Line != r.Line {
		var a, b [20]byte
		return bytes.Compare(q.appendLine(a[:0]), r.appendLine(b[:0]))
	}
	return bytes.Compare(q.Digest[:], r.Digest[:])
}

func (q Quote) appendLine(b []byte) []byte {
	if q.Line <= 0 {
		return append(b, '-')
	}
	return strconv.AppendInt(b, int64(q.Line), 10)
}
