package check

import (
	"errors"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"parley"
	"parley/casefile"
	"parley/quote"
)

// A quotation is where printed words stand in the record, and what became of
// them. There may be hundreds of thousands, so it is small.
type quotation struct {
	*parley.Quote
	entry  *parley.Head
	nth    int32         // which of the lines of its field
	locked quote.Outcome // where there is a lock
	miss   *quote.Match  // where a copy was searched, and does not have them there
	differ *quote.Result // where the lock does not match
}

func (q *quotation) place() casefile.Place {
	field := "|"
	if q.Speaker {
		field = ">"
	}
	return casefile.Place{Entry: q.entry.ID, Field: field, N: int(q.nth)}
}

// A shelf is a source with the quotations that its copy must hold.
type shelf struct {
	*parley.Source
	quotes   []quotation
	n        int // of them
	searched bool
	copy     *quote.Copy // where there is a lock to compare it with
	err      error       // why the copy could not be read
	away     bool        // the copy is not here, and the lock has it
}

// A library is every quotation, looked up once for all rules.
type library struct {
	shelves []*shelf
	stale   []quote.Result // lines of the lock that the record no longer has
	kept    []quote.Kept   // copies against the lock
}

func (x *index) newLibrary(copies fs.FS, lock *quote.Lock) *library {
	l := &library{shelves: x.shelve()}
	if copies != nil {
		l.search(copies, lock != nil)
	}
	if lock != nil {
		l.compare(lock)
	}
	return l
}

// shelve sorts the quotations by the source whose copy they stand in, in the
// order of the file.
func (x *index) shelve() []*shelf {
	out := make([]*shelf, len(x.sources))
	for i, s := range x.sources {
		out[i] = &shelf{Source: s}
	}
	total := 0
	for i := range x.heard {
		h := &x.heard[i]
		for k, c := range h.via {
			if at := x.read(h, k); at >= 0 {
				out[at].n += len(c.Quotes)
				total += len(c.Quotes)
			}
		}
	}
	all := make([]quotation, total)
	for _, sh := range out {
		sh.quotes, all = all[:0:sh.n], all[sh.n:]
	}
	for i := range x.heard {
		x.put(&x.heard[i], out)
	}
	return out
}

// put puts the quotations of an entry on their shelves.
func (x *index) put(h *heard, shelves []*shelf) {
	var speaker, outlet int32
	for k, c := range h.via {
		at := x.read(h, k)
		for i := range c.Quotes {
			q := quotation{Quote: &c.Quotes[i], entry: h.Base()}
			nth := &outlet
			if q.Speaker {
				nth = &speaker
			}
			q.nth = *nth
			*nth++
			if at >= 0 {
				shelves[at].quotes = append(shelves[at].quotes, q)
			}
		}
	}
}

// search looks for the quotations in the copies, source by source, on as many
// cores as there are.
func (l *library) search(copies fs.FS, keep bool) {
	var next atomic.Int32
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			var in quote.Reader // a copy that is kept has memory of its own
			for i := int(next.Add(1)) - 1; i < len(l.shelves); i = int(next.Add(1)) - 1 {
				if s := l.shelves[i]; s.File != "" && (keep || len(s.quotes) > 0) {
					if keep {
						in = quote.Reader{}
					}
					s.search(&in, copies, keep)
				}
			}
		})
	}
	wait.Wait()
}

func (s *shelf) search(in *quote.Reader, copies fs.FS, keep bool) {
	c, err := in.Read(copies, s.File)
	if err != nil {
		s.err = err
		return
	}
	for i := range s.quotes {
		q := &s.quotes[i]
		if m := c.Find(q.Words, q.Line); !m.Found || !m.AtLine {
			q.miss = &m
		}
	}
	s.searched = true
	if keep {
		s.copy = c
	}
}

// compare holds the record against the lock.
func (l *library) compare(lock *quote.Lock) {
	n := 0
	for _, s := range l.shelves {
		n += len(s.quotes)
	}
	now, of := make([]quote.Quote, 0, n), make([]*quotation, 0, n)
	var held []quote.Held
	for _, s := range l.shelves {
		for i := range s.quotes {
			q := &s.quotes[i]
			now = append(now, quote.Quote{Entry: string(q.entry.ID), Source: string(s.ID), Line: q.Line, Digest: quote.Of(q.Words)})
			of = append(of, q)
		}
		if s.File != "" {
			held = append(held, quote.Held{ID: string(s.ID), Copy: s.copy})
		}
	}
	for i, r := range lock.Quotes(now) {
		switch {
		case i >= len(now):
			l.stale = append(l.stale, r)
		default:
			of[i].locked = r.Outcome
			if r.Outcome != quote.Matches {
				of[i].differ = &r
			}
		}
	}
	l.kept = lock.Copies(held)
	at := 0
	for _, s := range l.shelves {
		if s.File != "" {
			s.away = l.kept[at].Outcome == quote.CopyAway
			at++
		}
	}
}

func (l *library) tally() (t tally) {
	for _, s := range l.shelves {
		for i := range s.quotes {
			q := &s.quotes[i]
			t.all++
			switch {
			case s.searched && q.miss == nil:
				t.inCopy++
			case s.searched:
			case q.locked == quote.Matches:
				t.inLock++
			case q.locked == 0 || q.locked == quote.NotLocked:
				t.unchecked++
			}
		}
	}
	return t
}

func (p *Pass) eachQuotation(yield func(s *shelf, q *quotation)) {
	for _, s := range p.library().shelves {
		for i := range s.quotes {
			yield(s, &s.quotes[i])
		}
	}
}

// notThere is Q001: words are not in the kept copy of the source.
func notThere(p *Pass) {
	p.eachQuotation(func(s *shelf, q *quotation) {
		m := q.miss
		if m == nil || m.Found {
			return
		}
		variant := ""
		switch {
		case m.Agree == 0:
			variant = "none"
		case m.Theirs == "":
			variant = "ends"
		}
		p.ReportAs(variant, q.place(), with("source", s.ID, "ours", m.Ours, "theirs", m.Theirs, "n", m.Agree, "line", m.Line))
	})
}

// noCopy is Q002: the kept copy that a source names cannot be read. Where the lock
// has the copy, it is no mistake that it is not here: copies stay with whoever may keep
// them.
func noCopy(p *Pass) {
	for _, s := range p.library().shelves {
		if s.err != nil && !(s.away && errors.Is(s.err, fs.ErrNotExist)) {
			p.ReportAs(variantIf(errors.Is(s.err, fs.ErrNotExist), "missing"), casefile.Place{Entry: s.ID, Field: "file"},
				with("path", s.File, "source", s.ID, "n", len(s.quotes)))
		}
	}
}

// wrongLine is Q004: the words stand, but on another line.
func wrongLine(p *Pass) {
	p.eachQuotation(func(s *shelf, q *quotation) {
		if q.miss != nil && q.miss.Found {
			p.Report(q.place(), with("source", s.ID, "line", q.Line, "is", q.miss.Line))
		}
	})
}

// lockSays reports the quotations that the lock has otherwise in one way. What
// a copy has shown to be wrong is not said again.
func lockSays(variant string, outcome quote.Outcome) func(*Pass) {
	return func(p *Pass) {
		p.eachQuotation(func(s *shelf, q *quotation) {
			if q.locked == outcome && q.miss == nil && (outcome != quote.NotLocked || s.File != "") {
				p.ReportAs(variant, q.place(), with("source", s.ID, "at", q.differ.At, "line", q.Line, "was", q.differ.Locked.Line))
			}
		})
	}
}

// badDigest is Q010: a digest of the lock was altered, or cannot be read.
func badDigest(p *Pass) {
	lockSays("altered", quote.DigestAltered)(p)
	lockSays("malformed", quote.DigestMalformed)(p)
	for _, k := range p.library().kept {
		variant := ""
		switch k.Outcome {
		case quote.DigestAltered, quote.BytesAltered:
			variant = "altered"
		case quote.DigestMalformed:
			variant = "malformed"
		default:
			continue
		}
		p.ReportAs(variant, casefile.Place{Entry: parley.ID(k.Source.ID), Field: "file"}, with("source", k.Source.ID, "at", k.At))
	}
}

// staleLock is Q008: the lock has a line for what is no longer in the record.
func staleLock(p *Pass) {
	for _, r := range p.library().stale {
		entry := parley.ID(r.Quote.Entry)
		variant, at := "", casefile.Place{Entry: entry}
		if p.Book.Entry(entry) == nil {
			variant, at = "entry", casefile.Place{}
		}
		p.ReportAs(variant, at, with("entry", entry, "at", r.At, "source", r.Quote.Source), entry)
	}
	for _, k := range p.library().kept {
		if k.Outcome == quote.Stale {
			p.ReportAs("copy", casefile.Place{}, with("source", k.Source.ID, "at", k.At), parley.ID(k.Source.ID))
		}
	}
}

// copyChanged is Q009: a kept copy is no longer the one that was locked, or the
// lock, which has others, says nothing of it.
func copyChanged(p *Pass) {
	for _, k := range p.library().kept {
		switch {
		case k.Outcome == quote.NotLocked && k.Source.Bytes > 0:
			p.ReportAs("unlocked", casefile.Place{Entry: parley.ID(k.Source.ID), Field: "file"}, with("source", k.Source.ID))
		case k.Outcome == quote.CopyChanged:
			p.Report(casefile.Place{Entry: parley.ID(k.Source.ID), Field: "file"}, with("source", k.Source.ID, "at", k.At))
		}
	}
}

// badLock is Q011: a line of the lock cannot be read.
func badLock(p *Pass) {
	for _, f := range p.lockFaults {
		if f.Fault != quote.BadDigest { // Q010 says it where the quotation stands
			p.reportIn(casefile.Span{File: f.File, Line: f.Line, Col: f.Col, End: f.End}, lockReasons[f.Fault], with("first", f.First), "", nil)
		}
	}
}

var lockReasons = map[quote.Fault]string{quote.UnknownWord: "word", quote.FieldCount: "fields", quote.BadID: "id", quote.BadLine: "line",
	quote.BadBytes: "bytes", quote.Twice: "twice", quote.TwoDigests: "two", quote.NotText: "text"}
