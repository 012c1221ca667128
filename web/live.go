package web

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// live tells pages that the case changed. What each is told depends on its own
// view, so it is only woken here.
type live struct {
	mu   sync.Mutex
	wake chan struct{} // closed at the next change
}

// next returns a channel that is closed at the next change.
func (l *live) next() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.wake == nil {
		l.wake = make(chan struct{})
	}
	return l.wake
}

// tell wakes every page.
func (l *live) tell() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.wake != nil {
		close(l.wake)
		l.wake = nil
	}
}

// pulse is how often a quiet stream says that it is there.
const pulse = 25 * time.Second

// events is a stream of server-sent events: "changed", with the tag of what the
// reader sees now, whenever that is another; a page that comes with its own tag
// is told at once if it is behind.
func (s *Server) events(v *visit) error {
	flush, ok := v.w.(http.Flusher)
	if !ok {
		return v.missing()
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	seen := v.query.Get("tag")
	if seen == "" {
		seen = v.tag()
	}
	beat := time.NewTicker(pulse)
	defer beat.Stop()
	fmt.Fprint(v.w, "retry: 2000\n\n")
	for {
		changed := s.live.next() // before looking, so that nothing falls between
		if now := v.again().tag(); now != seen {
			seen = now
			fmt.Fprintf(v.w, "event: changed\ndata: %s\n\n", seen)
		}
		flush.Flush()
		select {
		case <-changed:
		case <-beat.C:
			fmt.Fprint(v.w, ": here\n\n")
		case <-v.r.Context().Done():
			return nil
		}
	}
}
