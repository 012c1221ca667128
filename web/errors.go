package web

import (
	"errors"
	"net/http"
	"strings"

	"parley/ask"
	"parley/lang"
)

// statuses are the HTTP statuses of what an answer comes to.
var statuses = map[ask.Code]int{
	ask.Wrong: http.StatusBadRequest, ask.Missing: http.StatusNotFound, ask.Moved: http.StatusConflict,
	ask.Findings: http.StatusUnprocessableEntity, ask.Unreadable: http.StatusUnprocessableEntity,
}

// fail says what went wrong. Of what is our fault it says no more than that: an
// error may hold what the reader may not know.
func (v *visit) fail(err error) {
	if err == nowhere {
		v.missing()
		return
	}
	if v.r.Context().Err() != nil { // nobody waits for it any more
		return
	}
	f, ok := errors.AsType[*ask.Failure](err)
	status := http.StatusInternalServerError
	if !ok {
		v.s.fault(err)
	}
	words := lang.Word(v.lang, "web.fault")
	if ok {
		status, words = statuses[f.Code], f.In(v.lang)
		if status == 0 {
			status = http.StatusInternalServerError
		}
	}
	v.w.Header().Del("ETag")
	v.w.Header().Del("Content-Disposition")
	if v.ext != "" {
		v.plain(status, words)
		return
	}
	v.page(status, v.bare(lang.Word(v.lang, "web.wrong")), wrongs(strings.Split(words, "\n")))
}

// plain answers in words.
func (v *visit) plain(status int, words string) {
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	v.w.WriteHeader(status)
	v.w.Write([]byte(words + "\n"))
}

// missing is the page that is not there: it says nothing of what was asked for, so
// that it is the same for what does not exist and what may not be known.
func (v *visit) missing() error {
	words := lang.Word(v.lang, "web.missing")
	if v.ext != "" {
		v.plain(http.StatusNotFound, words)
		return nil
	}
	return v.page(http.StatusNotFound, v.bare(words), wrongs([]string{lang.Word(v.lang, "web.missing.next")}))
}

// bare is a frame that says nothing of the address: its switches lead to the desk.
func (v *visit) bare(title string) Frame {
	at := *v
	at.path = "/"
	at.query = map[string][]string{}
	for _, name := range stateNames {
		if value := v.query.Get(name); value != "" && at.Inquiry != nil {
			at.query.Set(name, value)
		}
	}
	f := at.frame(title, "")
	for i := range f.Nav {
		f.Nav[i].Current = false
	}
	f.Live = ""
	return f
}

// unread is the page while the case cannot be read and never could since we began.
func (v *visit) unread() error {
	f := v.frame(lang.Word(v.lang, "web.unread"), "")
	lines := []string{lang.Word(v.lang, "web.unread.next")}
	if v.owner() {
		f.Checks, f.Notices = v.checked(), v.notices()
	}
	return v.page(http.StatusServiceUnavailable, f, wrongs(lines))
}

// refuse says why nothing is shown, in both languages: whose they are is not known yet.
func refuse(w http.ResponseWriter, key string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		w.Write([]byte(lang.Word(l, key) + "\n"))
	}
}
