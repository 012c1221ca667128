package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/check"
	"parley/intake"
	"parley/lang"
	"parley/quote"
)

// A written is what a form writes, or would write.
type written struct {
	file  string
	first int // number of the line of the file at which it begins
	edits []casefile.Edit
	after *casefile.Book
	fresh []check.Finding // what check finds that it did not find before
}

// text is what is written, entry by entry, as it stands in the file.
func (w written) text() string {
	var out []string
	for _, e := range w.edits {
		out = append(out, e.New.String())
	}
	return strings.Join(out, "\n")
}

// lines is how many lines the file gets.
func (w written) lines(before *casefile.Book) int {
	n := 0
	for _, e := range w.edits {
		n += 1 + len(e.New.Lines)
		if old, ok := fileNamed(before, w.file).DraftOf(e.Old); ok && e.Old != "" {
			n -= 1 + len(old.Lines)
		}
	}
	return n
}

func (w written) refused() bool {
	return slices.ContainsFunc(w.fresh, func(f check.Finding) bool { return f.Severity == check.Error })
}

func fileNamed(b *casefile.Book, name string) *casefile.File {
	for _, f := range b.Files {
		if f.Name == name {
			return f
		}
	}
	return casefile.Parse(name, nil)
}

// whereIn finds where a form is written: into the file that was asked for, else
// where the last utterance from the same source stands, else the last of the case.
func whereIn(b *casefile.Book, source parley.ID, asked string) string {
	if slices.ContainsFunc(b.Files, func(f *casefile.File) bool { return f.Name == asked }) {
		return asked
	}
	name, same := b.Main(), false
	for _, e := range b.Entries() {
		if !uttered(e) {
			continue
		}
		from := slices.ContainsFunc(parley.Chains(e), func(c parley.Chain) bool { return c.Read() == source })
		if from || !same {
			name, same = b.File(e.Base().ID).Name, from
		}
	}
	return name
}

// would works out what a form writes into a case as it is, without writing it.
func (s *Server) would(b *casefile.Book, f intake.Form, asked string) (w written, err error) {
	w.edits = f.Edits(b, whereIn(b, f.Source, asked))
	w.file = w.edits[0].File
	old := fileNamed(b, w.file)
	changed, err := old.Apply(w.edits...)
	if err != nil {
		return w, nil // not the text of an entry: findings of its fields say what is missing
	}
	w.first = strings.Count(old.Text(), "\n") + 2
	if w.after, err = s.folder.LoadWith(w.file, changed.Text()); err != nil {
		return w, err
	}
	w.fresh, err = s.since(b, w.after)
	return w, err
}

// since is what check finds in a case that it did not find before.
func (s *Server) since(before, after *casefile.Book) ([]check.Finding, error) {
	was, err := s.report(before)
	if err != nil {
		return nil, err
	}
	o, err := s.vouchers(after)
	if err != nil {
		return nil, err
	}
	if o.Copies != nil { // the first copy here lets every other be missed, which is nothing new
		was = check.Run(before, o)
	}
	fresh := check.Run(after, o).Since(was)
	return slices.DeleteFunc(fresh, check.Finding.Awaited), nil
}

// errRefused says that an entry would put errors into the case.
var errRefused = errors.New("it would put errors into the case")

// mostTries is how often a form is written again because somebody else wrote
// meanwhile. It stands at the end of a file, whatever else that says by then.
const mostTries = 100

// capture writes a form into the case as it is by then.
func (s *Server) capture(ctx context.Context, form func(*casefile.Book) intake.Form, asked string) (w written, err error) {
	s.write.Lock()
	defer s.write.Unlock()
	for try := 1; ; try++ {
		b, err := s.folder.Load()
		if err != nil {
			return w, err
		}
		f := form(b)
		w.edits = f.Edits(b, whereIn(b, f.Source, asked))
		w.file = w.edits[0].File
		err = s.folder.WriteIf(ctx, func(before, after *casefile.Book) (err error) {
			w.after = after
			if w.fresh, err = s.since(before, after); err == nil && w.refused() {
				err = errRefused
			}
			return err
		}, w.edits...)
		if errors.Is(err, casefile.ErrMoved) && try < mostTries && ctx.Err() == nil {
			continue
		}
		if err != nil {
			return w, err
		}
		return w, s.reload()
	}
}

// sent reads a form of at most a number of bytes, with what to say if it is larger, or
// cannot be read.
func (v *visit) sent(most int64, large string) (q url.Values, wrong string, status int) {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, most)
	err := v.r.ParseForm() // asked first: of two mistakes the other way tells the lesser
	if err == nil && strings.HasPrefix(v.r.Header.Get("Content-Type"), "multipart/") {
		err = v.r.ParseMultipartForm(most)
	}
	if _, much := errors.AsType[*http.MaxBytesError](err); much {
		return nil, large, http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, lang.Word(v.lang, "read.no-form"), http.StatusBadRequest
	}
	return v.r.PostForm, "", 0
}

// record takes the form of a source: "preview" shows what it would write, "save"
// writes it, "next" goes on to the next span.
func (s *Server) record(v *visit) error {
	r, absent, err := v.reading()
	if err != nil {
		return err
	}
	if absent {
		return nowhere
	}
	q, wrong, status := v.sent(maxCapture, counted(v.lang, "read.refused.form", "most", maxCapture>>20))
	if wrong != "" {
		p := v.readPage(r, url.Values{}, "")
		p.Wrong = []string{wrong}
		return v.showReading(status, p)
	}
	p := v.readPage(r, q, q.Get("at"))
	n := v.needed(p, r, q)
	if do := q.Get("do"); do != "save" && do != "next" || n > 0 {
		return v.preview(p, r, q, n)
	}
	w, err := s.capture(v.r.Context(), func(b *casefile.Book) intake.Form { return v.captured(b, r.Source, q) }, q.Get("file"))
	switch {
	case errors.Is(err, errRefused):
		p.shows(v, r, w)
		return v.showReading(http.StatusUnprocessableEntity, p)
	case err != nil:
		p.Wrong = []string{ask.Why(err).In(v.lang)}
		return v.showReading(http.StatusUnprocessableEntity, p)
	}
	to := []string{"saved", w.edits[len(w.edits)-1].New.ID, "at", q.Get("at")}
	if q.Get("do") == "next" {
		to[3] = ""
		if again, _, err := v.again().reading(); err == nil {
			at, _, _ := r.at(q.Get("at"))
			if n, ok := again.next(at); ok {
				to[3] = n.String()
			}
		}
	}
	http.Redirect(v.w, v.r, v.href("/read/"+string(r.ID), to...)+"#capture", http.StatusSeeOther)
	return nil
}

// preview shows the page with what it would write, and everything that is wrong
// with it; n is how much is missing.
func (v *visit) preview(p *readPage, r *reading, q url.Values, n int) error {
	status := http.StatusOK
	if n > 0 && q.Get("do") != "preview" {
		status = http.StatusUnprocessableEntity
	}
	w, err := v.s.would(r.book, v.captured(r.book, r.Source, q), q.Get("file"))
	if err != nil {
		p.Wrong = []string{ask.Why(err).In(v.lang)}
	} else {
		p.shows(v, r, w)
	}
	return v.showReading(status, p)
}

// previewed answers the script of the page while somebody types: the lines that
// would be written, and what is wrong with them.
func (s *Server) previewed(v *visit) error {
	r, absent, err := v.reading()
	if err != nil {
		return err
	}
	if absent {
		return nowhere
	}
	q, wrong, status := v.sent(maxCapture, counted(v.lang, "read.refused.form", "most", maxCapture>>20))
	if wrong != "" {
		v.plain(status, wrong)
		return nil
	}
	p := &readPage{lang: v.lang, wrong: make(map[string][]string)}
	v.needed(p, r, q)
	w, err := s.would(r.book, v.captured(r.book, r.Source, q), q.Get("file"))
	if err != nil {
		v.plain(http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
		return nil
	}
	p.shows(v, r, w)
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-store")
	return writesBody(p).Render(v.r.Context(), v.w)
}

// needed says at each field what is still missing, and how many are.
func (v *visit) needed(p *readPage, r *reading, q url.Values) (n int) {
	need := v.captured(r.book, r.Source, q).Missing()
	if q.Get("who") == "" && q.Get("into") != "" {
		need = slices.DeleteFunc(need, func(s string) bool { return s == "mode" })
	} else if q.Get("who") == "" {
		need = append(need, "who")
	}
	p.Needed = nil
	v.doubted(p, r, q)
	for _, field := range need {
		name := map[string]string{"person": "p-name", "origin": "s-name"}[field]
		words := lang.Word(v.lang, "read.need."+field)
		p.wrong[cmp.Or(name, field)] = []string{words}
		p.Needed = append(p.Needed, words)
	}
	return len(need)
}

// doubted says what check could not say of an entry that cannot be read for
// another reason: that there is no such claim, and that the text has other words.
func (v *visit) doubted(p *readPage, r *reading, q url.Values) {
	if claim := q.Get("claim"); claim != "" {
		if _, ok := r.book.Entry(parley.ID(claim)).(*parley.Claim); !ok {
			p.wrong["claim"] = append(p.wrong["claim"], counted(v.lang, "read.no-claim", "claim", claim))
		}
	}
	copy := quote.NewCopy([]byte(strings.Join(r.lines, "\n")))
	for _, w := range q["words"] {
		if strings.TrimSpace(w) != "" && !copy.Find(w, 0).Found {
			p.wrong["words"] = append(p.wrong["words"], counted(v.lang, "read.no-words", "words", w))
		}
	}
}

// captured is what a form says.
func (v *visit) captured(b *casefile.Book, x *parley.Source, q url.Values) intake.Form {
	f := intake.Form{Source: x.ID, Mode: q.Get("mode"), Date: q.Get("date"), PrintedAs: q.Get("printed"), Spoken: q.Get("spoken"),
		Note: q.Get("note"), ID: q.Get("id"), Recorded: v.s.Today()}
	for i, words := range q["words"] {
		w := intake.Words{Text: words, Quote: i >= len(q["own"]) || q["own"][i] != "outlet"}
		if i < len(q["line"]) {
			w.Line, _ = strconv.Atoi(strings.TrimSpace(q["line"][i]))
		}
		f.Words = append(f.Words, w)
	}
	switch who := q.Get("who"); who {
	case "+":
		f.Person = &intake.NewPerson{ID: q.Get("p-id"), Name: q.Get("p-name"), Other: q.Get("p-other"), Of: id(q, "p-of"), Role: q.Get("p-role"), SpeaksFor: id(q, "p-speaks-for")}
	case "", "report":
		f.Attributed = q.Get("attributed")
	default:
		f.Who = []parley.ID{parley.ID(who)}
	}
	switch through := q.Get("through"); through {
	case "+":
		f.Origin = &intake.NewSource{ID: q.Get("s-id"), Name: q.Get("s-name"), Type: q.Get("s-type"), Publisher: q.Get("s-publisher"), Published: q.Get("s-published"), Language: q.Get("s-language")}
	case "":
	default:
		f.Through = []parley.ID{parley.ID(through)}
	}
	stance(&f, q)
	f.Into = joins(b, f, q.Get("into"))
	return f
}

func id(q url.Values, name string) parley.ID { return parley.ID(strings.TrimSpace(q.Get(name))) }

// stance reads what the utterance does to which claim, perhaps a new one.
func stance(f *intake.Form, q url.Values) {
	s := parley.Stance{Claim: id(q, "claim"), Hearsay: q.Get("hearsay") != ""}
	s.Does, _ = parley.ParseAct(q.Get("does"))
	s.Outlet, _ = parley.ParseAct(q.Get("outlet-says"))
	c := intake.NewClaim{ID: q.Get("c-id"), Issue: id(q, "c-issue"), Of: id(q, "c-of"), Words: q.Get("c-words"), Other: q.Get("c-other"),
		Party: id(q, "c-party"), Verb: q.Get("c-verb"), Rel: q.Get("c-rel"), Value: q.Get("c-value"), Replaces: id(q, "c-replaces")}
	fresh := s.Claim == "" && (c.Words != "" || c.Value != "" || c.Other != "" || c.Party != "")
	if fresh {
		f.Claim = &c
	}
	if s.Does == 0 && (fresh || s.Claim != "") {
		s.Does = parley.Asserts
	}
	if fresh || s.Claim != "" {
		f.Stances = []parley.Stance{s}
	}
}

// joins is the utterance to which a form adds: the one that was chosen; or, where
// that is left to us, what the same people said on the same day through the same
// sources.
func joins(b *casefile.Book, f intake.Form, asked string) parley.ID {
	if asked == "new" || f.Person != nil || f.Origin != nil {
		return ""
	}
	if uttered(b.Entry(parley.ID(asked))) {
		return parley.ID(asked)
	}
	for _, e := range b.Entries() {
		x, ok := e.(*parley.Statement)
		if !ok || len(f.Who) == 0 || !slices.Equal(x.By, f.Who) || x.Happened.Printed != strings.TrimSpace(f.Date) || x.Mode != f.Mode {
			continue
		}
		for _, c := range x.Via {
			if slices.Equal(c.Links, append(slices.Clone(f.Through), f.Source)) {
				return x.ID
			}
		}
	}
	return ""
}

// uttered reports whether an entry is one with words and stances.
func uttered(e parley.Entry) bool {
	return e != nil && (e.Kind() == "statement" || e.Kind() == "report")
}
