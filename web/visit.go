package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley"
	"parley/ask"
	"parley/lang"
)

// A visit is one request: through whose lens, of which day, in which language.
type visit struct {
	s     *Server
	w     http.ResponseWriter
	r     *http.Request
	path  string // without the form at its end
	ext   string // ".json", ...; "": a page
	query url.Values

	lang   lang.Lang
	theme  string
	reader parley.Reader
	state  *state
	*ask.Inquiry
}

// stateNames are the query parameters that every page has.
var stateNames = []string{"as-of", "recorded-as-of", "as", "lang", "theme"}

// themes are the words of theme=; without it a page follows the system.
var themes = []string{"light", "dark"}

// visit reads the state of a request. The error is a *ask.Failure.
func (s *Server) visit(w http.ResponseWriter, r *http.Request) (*visit, error) {
	query, unread := url.ParseQuery(r.URL.RawQuery) // what cannot be read would be dropped by r.URL.Query, as= with it
	v := &visit{s: s, w: w, r: r, path: r.URL.Path, query: query, lang: s.Lang, reader: parley.Public, state: s.now.Load()}
	if ext := extension(v.path); ext != "" {
		v.path, v.ext = strings.TrimSuffix(v.path, ext), ext
	}
	if theme := v.query.Get("theme"); slices.Contains(themes, theme) {
		v.theme = theme
	}
	switch l := lang.Lang(v.query.Get("lang")); l {
	case lang.English, lang.Korean:
		v.lang = l
	case "":
	default:
		return v, ask.Fail(ask.Wrong, "--lang %s: Parley speaks en and ko.", string(l))
	}
	if unread != nil {
		return v, ask.Fail(ask.Wrong, "The words after ? cannot be read: write & between them, %%25 for a per cent sign and %%3B for a semicolon.")
	}
	for _, name := range stateNames {
		if n := len(v.query[name]); n > 1 {
			return v, ask.Fail(ask.Wrong, "--%s stands %d times in the address: once is enough.", name, n)
		}
	}
	return v, v.put()
}

// put opens the case for the lens of the request.
func (v *visit) put() error {
	word := v.query.Get("as")
	if word == "" {
		word = v.s.Reader.String()
	}
	reader, ok := parley.ParseReader(word)
	if ok && !within(v.s.Reader, reader) {
		v.reader = parley.Public // of the reader that is refused nothing is looked at
		return ask.Fail(ask.Wrong, "--as %s: a reader is public, case, side:PARTY, caucus:PARTY/NAME, mediator or all.", word)
	}
	v.reader = reader
	if v.state.edition == nil {
		return nil
	}
	i, err := v.state.put(ask.Asker{Reader: word, AsOf: v.query.Get("as-of"), Recorded: v.query.Get("recorded-as-of"), Lang: v.lang, Today: v.s.Today(), Case: "CASE"})
	if err != nil {
		v.reader = parley.Public
		return err
	}
	v.Inquiry = i
	return nil
}

// again is the same visit to the case as it is now; what can no longer be read
// stays as it was.
func (v *visit) again() *visit {
	later := *v
	later.state = v.s.now.Load()
	if later.put() != nil {
		return v
	}
	return &later
}

// owner reports whether the file itself may be shown: to its owner, who is not
// looking through the lens of somebody else.
func (v *visit) owner() bool { return v.s.Reader == parley.All && v.reader == parley.All }

// tag stands for everything that a page made of this view can say. For the owner it
// stands for the files, too.
func (v *visit) tag() string {
	h := sha256.New()
	fmt.Fprintln(h, v.s.Version, v.s.Today())
	if v.Inquiry != nil {
		d := v.At.View().Digest()
		h.Write(d[:])
	}
	if v.owner() {
		fmt.Fprintln(h, v.state.err)
		for _, f := range v.state.latest.Files {
			d := f.Digest()
			h.Write(d[:])
		}
		for _, t := range v.state.latest.Tables() {
			d := t.Digest()
			h.Write(d[:])
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// href is the address of a page that keeps the state; more are further parameters,
// name and value by turns, an empty value taking one away.
func (v *visit) href(path string, more ...string) string {
	q := url.Values{}
	for _, name := range stateNames {
		if value := v.query.Get(name); value != "" {
			q.Set(name, value)
		}
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Del(more[i])
		if more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	return address(path, q)
}

// same is the address of this page with some of its parameters changed.
func (v *visit) same(ext string, changes ...string) string {
	q := url.Values{}
	for name, values := range v.query {
		q[name] = values
	}
	for i := 0; i+1 < len(changes); i += 2 {
		q.Del(changes[i])
		if changes[i+1] != "" {
			q.Set(changes[i], changes[i+1])
		}
	}
	path := v.path
	if ext != "" && path == "/" {
		path = "/desk"
	}
	return address(path+ext, q)
}

func address(path string, q url.Values) string {
	u := url.URL{Path: path, RawQuery: q.Encode()}
	return u.String()
}

// link is the address of the page of an entry, "" if it has none.
func (v *visit) link(id parley.ID) string {
	if v.Inquiry == nil {
		return ""
	}
	e, ok := v.At.View().Entry(id)
	if !ok {
		return ""
	}
	if e.Kind() == "claim" {
		return v.href("/claims/" + string(id))
	}
	return v.href("/entries/" + string(id))
}

// nowhere is the answer for what is not there and for what is not for this reader:
// one and the same.
var nowhere = ask.Fail(ask.Missing, "there is no such page.")

// typed is the address where a command's answer stands, "" if it is no question
// that can be asked without more words.
func (v *visit) typed(command string) string {
	name, ok := strings.CutPrefix(command, "parley ")
	if !ok {
		return ""
	}
	if q := question(name); q == nil || q.Most > 0 {
		return ""
	}
	return v.href("/" + name)
}
