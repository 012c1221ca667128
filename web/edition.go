package web

import (
	"context"
	"sync"
	"time"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/date"
	"parley/folder"
	"parley/lang"
	"parley/view"
)

// An edition is the case as it was read once, without faults. It is immutable
// but for what it has worked out.
type edition struct {
	book   *casefile.Book
	record *view.Record

	mu    sync.Mutex
	known map[asked]*ask.Inquiry
}

// asked is what an inquiry was put with.
type asked struct {
	reader, asOf, recorded string
	today                  date.Day
}

// mostKnown is how many vantages of an edition are kept ready.
const mostKnown = 200

// put opens the case for an asker; the same vantage is worked out once.
func (e *edition) put(by ask.Asker) (*ask.Inquiry, error) {
	key := asked{by.Reader, by.AsOf, by.Recorded, by.Today}
	e.mu.Lock()
	i := e.known[key]
	e.mu.Unlock()
	if i == nil {
		var err error
		if i, err = ask.Put(e.record, by); err != nil {
			return nil, err
		}
		e.mu.Lock()
		if len(e.known) >= mostKnown {
			clear(e.known)
		}
		e.known[key] = i
		e.mu.Unlock()
	}
	mine := *i // asked again in another language
	mine.Asker = by
	return &mine, nil
}

// A state is what the server knows of the case now: the last edition, and what
// keeps the files from being read, if anything does.
type state struct {
	*edition                // the last that could be read; nil: none yet
	latest   *casefile.Book // the files as they were last read, with their faults
	err      error          // why not
	since    time.Time      // when they began to have faults
}

// broken reports whether the files are not what the edition shows.
func (s *state) broken() bool { return s.err != nil || len(s.latest.Faults) > 0 }

// Faults is how many mistakes now keep the files from being read whole.
func (s *Server) Faults() int { return len(s.now.Load().latest.Faults) }

// turn makes the state that follows another.
func (s *Server) turn(before *state, b *casefile.Book) *state {
	now := &state{latest: b, since: s.Now()}
	if before != nil && before.broken() {
		now.since = before.since
	}
	if len(b.Faults) == 0 {
		now.edition = &edition{book: b, record: view.Index(b.Entries()), known: make(map[asked]*ask.Inquiry)}
	} else if before != nil {
		now.edition = before.edition
	}
	return now
}

// Follow reads the case again whenever its files change, whoever wrote them, and
// tells the pages of those whose view changed. It returns when ctx ends.
func (s *Server) Follow(ctx context.Context, ticks <-chan time.Time) {
	for c := range s.folder.Watch(ctx, s.now.Load().latest, ticks) {
		s.took(c)
	}
}

// took takes over a change of the files.
func (s *Server) took(c folder.Change) {
	before := s.now.Load()
	if c.Err != nil {
		lost := *before
		lost.err = c.Err
		if !before.broken() {
			lost.since = s.Now()
		}
		s.now.Store(&lost)
	} else {
		s.now.Store(s.turn(before, c.Book))
	}
	s.live.tell()
}

// reload reads the case after we wrote to it, without waiting for a tick.
func (s *Server) reload() error {
	b, err := s.folder.Load()
	if err != nil {
		return err
	}
	s.took(folder.Change{Book: b})
	return nil
}

// name is what the case is called in a language, as far as a reader knows.
func name(v *view.View, l lang.Lang) string {
	for c := range view.Each[*parley.Case](v) {
		words, _ := c.Name.In(string(l))
		return words
	}
	return ""
}

// headed is what the head of the files calls the case: for the owner.
func headed(b *casefile.Book, l lang.Lang) string {
	for _, e := range b.Entries() {
		if c, ok := e.(*parley.Case); ok {
			words, _ := c.Name.In(string(l))
			return words
		}
	}
	return ""
}
