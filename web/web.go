// Package web is the workbench: a case in a browser, for its owner on this
// computer, and through the owner's lens for any other reader.
//
//	Server   serves one case; New opens it, Follow keeps it up to date
//	edition  the case as it was last read without faults
//	visit    one request: whose lens, of which day, in which language
//	page     an address, the questions whose answers stand there, its controls
//
// Every page is made of documents, the answers that package ask gives, so that a
// page, a file and the command line cannot say different things. The address is
// the state: as-of, as, lang and the page's own words are query parameters of
// the same names as the flags of the command line, and the same path with .json,
// .csv, .md, .html, .docx, .pdf, .svg or .vl.json is the same answer in that form.
//
// What a reader may not know never reaches a page, because a page is made from a
// view. What is kept between requests (rendered answers, pictures) is kept under
// the digest of the view, and a tag or an event says that digest and nothing of
// the file. The editor, the checks and the reading of sources are the owner's:
// for every other reader they do not exist.
package web

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"parley"
	"parley/date"
	"parley/folder"
	"parley/lang"
)

// Options say for whom a case is served.
type Options struct {
	Reader  parley.Reader    // the most that as= can ask for; parley.All is the owner
	Lang    lang.Lang        // where the address does not say
	Today   func() date.Day  // for "today"; also the day of what is recorded
	Now     func() time.Time // for keys and notices
	Open    bool             // no key is asked for: tests, and programs that guard it themselves
	Report  func(error)      // hears of faults of ours; nil: nobody
	Version string
}

// A Server serves one case. It is an [http.Handler].
type Server struct {
	Options
	folder  *folder.Folder
	mux     http.Handler
	doors   doors
	now     atomic.Pointer[state]
	bodies  *cache[[]byte]
	svgs    *cache[[]byte]
	drawing singleflight.Group
	live    live
	editing editing
	write   sync.Mutex // one writer of this process at a time; the folder has a lock for the others
}

// New opens a case for serving. A case with faults is served as far as it goes:
// nothing, until it can be read whole. The error is a [casefile.ReadError].
func New(f *folder.Folder, o Options) (*Server, error) {
	s := &Server{Options: o, folder: f, bodies: newCache[[]byte](bodyBytes), svgs: newCache[[]byte](svgBytes)}
	if s.Lang == "" {
		s.Lang = lang.English
	}
	book, err := f.Load()
	if err != nil {
		return nil, err
	}
	s.now.Store(s.turn(nil, book))
	s.mux = strip(s.routes())
	return s, nil
}

// How much is kept of what has been made once: bytes.
const (
	bodyBytes = 32 << 20
	svgBytes  = 32 << 20
)

// ServeHTTP answers a request that has come through the doors.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.guard(w, r, s.mux)
}
