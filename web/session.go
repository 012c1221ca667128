package web

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"sync"
	"time"

	"parley"
)

// doors keep the keys that open a session, and the sessions.
type doors struct {
	mu       sync.Mutex
	keys     map[string]time.Time // until when each is good
	sessions map[string]bool
}

// KeyLife is how long a key is good that nobody has used.
const KeyLife = 10 * time.Minute

// mostSessions is how many browsers may have come in: more is no person.
const mostSessions = 1000

// NewKey returns a key that opens one session: whoever first asks for a page with
// it, k=KEY, gets a cookie and has no further use for it.
func (s *Server) NewKey() string {
	key := rand.Text()
	s.doors.mu.Lock()
	defer s.doors.mu.Unlock()
	if s.doors.keys == nil {
		s.doors.keys, s.doors.sessions = make(map[string]time.Time), make(map[string]bool)
	}
	s.doors.keys[key] = s.Now().Add(KeyLife)
	return key
}

// open uses a key up and returns a session for it.
func (s *Server) open(key string) (session string, ok bool) {
	d := &s.doors
	d.mu.Lock()
	defer d.mu.Unlock()
	for k, until := range d.keys {
		if subtle.ConstantTimeCompare([]byte(k), []byte(key)) != 1 {
			continue
		}
		delete(d.keys, k)
		if s.Now().After(until) || len(d.sessions) >= mostSessions {
			return "", false
		}
		session = rand.Text()
		d.sessions[session] = true
		return session, true
	}
	return "", false
}

// inside reports whether a request comes from a browser that has come in.
func (s *Server) inside(r *http.Request) bool {
	c, err := r.Cookie(cookieName(r))
	if err != nil {
		return false
	}
	s.doors.mu.Lock()
	defer s.doors.mu.Unlock()
	return s.doors.sessions[c.Value]
}

// cookieName has the port in it: browsers keep cookies by host, and two cases may
// be served on this computer.
func cookieName(r *http.Request) string {
	_, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		port = "80"
	}
	return "parley-" + port
}

// guard lets through what comes from this computer, from our own pages, and from
// a browser that has come in.
func (s *Server) guard(w http.ResponseWriter, r *http.Request, next http.Handler) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cache-Control", "private, no-cache")
	switch {
	case !loopback(r.Host), foreign(r):
		refuse(w, "web.elsewhere")
	case s.Open:
		next.ServeHTTP(w, r)
	case r.Method == http.MethodGet && r.URL.Query().Has("k"):
		s.enter(w, r)
	case !s.inside(r):
		refuse(w, "web.outside") // a browser that has not come in
	default:
		next.ServeHTTP(w, r)
	}
}

// policy lets a page load what this server gives, and nothing else; nothing
// written in a page runs.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// loopback reports whether a host is this computer: a page of another host whose
// name was made to lead here says its own.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// foreign reports whether another page makes a browser ask: of another host, or of
// another program on this computer. A person who types or clicks an address in
// another program comes from none.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "":
		origin := r.Header.Get("Origin")
		return origin != "" && origin != "http://"+r.Host
	}
	return true
}

// enter gives a cookie for a key, and the address without it.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	session, ok := s.open(q.Get("k"))
	if !ok && !s.inside(r) {
		refuse(w, "web.outside") // a browser that has not come in
		return
	}
	if ok {
		http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	q.Del("k")
	to := *r.URL
	to.Scheme, to.Host, to.RawQuery = "", "", q.Encode()
	if len(to.Path) > 1 && (to.Path[1] == '/' || to.Path[1] == '\\') {
		to.Path = "/" // no other host
	}
	http.Redirect(w, r, to.String(), http.StatusSeeOther)
}

// within reports whether whoever may read as most may read as r: a side knows what
// is in the case, and everybody what is public.
func within(most, r parley.Reader) bool {
	switch {
	case most == parley.All, r == parley.Public, most == r:
		return true
	case r == parley.InCase:
		return most != parley.Public
	}
	a, ok := parley.ParseAudience(most.String())
	return ok && a.Of() != "" && r == parley.Side(a.Of())
}
