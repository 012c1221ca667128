package web

import (
	"cmp"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parley"
	"parley/casefile"
	"parley/intake"
	"parley/lang"
)

// maxCapture is the largest form that records an utterance: words, not books.
const maxCapture = 1 << 20

// readRoutes are the addresses of reading: a source is taken in, and what it says
// is recorded.
func (s *Server) readRoutes() map[string]handler {
	return map[string]handler{
		"GET /read": s.newSource, "POST /read": s.keepSource,
		"GET /read/{source}": s.readSource, "POST /read/{source}": s.record, "POST /read/{source}/preview": s.previewed,
	}
}

// readNames are the parameters of the page of a source, besides those of every
// page: the span chosen, the entry written last, the one before it to go on from.
var readNames = []string{"at", "saved", "tag"}

// A reading is a source with its kept copy, as somebody goes through it.
type reading struct {
	*parley.Source
	book   *casefile.Book
	lines  []string
	found  []intake.Candidate
	used   []bool // of found
	quotes []parley.Quote
	taken  []parley.Entry // what was recorded from it
}

// reading opens a source for its owner. Absent says that its copy cannot be shown.
func (v *visit) reading() (r *reading, absent bool, err error) {
	if !v.owner() || v.ext != "" {
		return nil, false, nowhere
	}
	r = &reading{book: v.state.latest}
	var ok bool
	if r.Source, ok = r.book.Entry(parley.ID(v.r.PathValue("source"))).(*parley.Source); !ok {
		return nil, false, nowhere
	}
	text, err := v.s.copyOf(r.File)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errLarge) {
		return r, true, nil
	}
	if err != nil {
		return nil, false, err
	}
	r.lines = intake.Lines(text)
	r.found = intake.Candidates(text, intake.DayOf(r.Source))
	r.uses()
	return r, false, nil
}

// errLarge says that a copy is larger than this page shows.
var errLarge = errors.New("the copy is too large")

// copyOf reads a kept copy for reading here.
func (s *Server) copyOf(file string) (string, error) {
	if file == "" {
		return "", fs.ErrNotExist
	}
	info, err := fs.Stat(s.folder.FS(), file)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", fs.ErrNotExist // a path that leads out of the folder
	case err != nil:
		return "", err
	case !info.Mode().IsRegular(): // a pipe would keep us waiting
		return "", fs.ErrNotExist
	case info.Size() > intake.MaxText:
		return "", errLarge
	}
	text, err := fs.ReadFile(s.folder.FS(), file)
	return strings.ToValidUTF8(strings.ReplaceAll(string(text), "\x00", "�"), "�"), err
}

// uses finds what the record has taken from the source already.
func (r *reading) uses() {
	at := make(map[int][]parley.Quote) // by line, 0 for no line
	for _, e := range r.book.Entries() {
		from := false
		for _, c := range parley.Chains(e) {
			if c.Read() != r.ID {
				continue
			}
			from = true
			for _, q := range c.Quotes {
				at[q.Line] = append(at[q.Line], q)
				r.quotes = append(r.quotes, q)
			}
		}
		if from {
			r.taken = append(r.taken, e)
		}
	}
	for _, c := range r.found {
		r.used = append(r.used, intake.Used(c, at[c.Line]) || intake.Used(c, at[0]))
	}
}

// progress says how much has been used.
func (r *reading) progress(l lang.Lang) string {
	var n, of [4]int
	for i, c := range r.found {
		of[c.Kind]++
		if r.used[i] {
			n[c.Kind]++
		}
	}
	return counted(l, "read.progress", "quoted", n[intake.Quoted], "quotations", of[intake.Quoted], "amount", n[intake.Amount], "amounts", of[intake.Amount], "lines", len(r.lines))
}

// A place is a span of the text, as in at=9:4-52.
type place struct{ line, start, end int }

func (p place) String() string { return itoa(p.line) + ":" + itoa(p.start) + "-" + itoa(p.end) }

func placeOf(c intake.Candidate) place { return place{c.Line, c.Start, c.End} }

// at reads the span that an address chooses; ok is false if it chooses none that
// there is.
func (r *reading) at(s string) (p place, words string, ok bool) {
	line, span, _ := strings.Cut(s, ":")
	start, end, _ := strings.Cut(span, "-")
	var errs [3]error
	p.line, errs[0] = strconv.Atoi(line)
	p.start, errs[1] = strconv.Atoi(start)
	p.end, errs[2] = strconv.Atoi(end)
	if errors.Join(errs[:]...) != nil || p.line < 1 || p.line > len(r.lines) {
		return p, "", false
	}
	words = intake.Part(r.lines[p.line-1], p.start, p.end)
	return p, words, words != ""
}

// next is the first span behind p, and then from the beginning, that was not used
// and is worth recording; ok is false if all were.
func (r *reading) next(p place) (place, bool) {
	first, found := place{}, false
	for i, c := range r.found {
		if r.used[i] || c.Kind == intake.Day {
			continue
		}
		if q := placeOf(c); q.line > p.line || q.line == p.line && q.start > p.start {
			return q, true
		} else if !found {
			first, found = q, q != p
		}
	}
	return first, found
}

// begin fills a form with what the chosen span says: its words, and the day that
// stands beside it.
func (r *reading) begin(q url.Values, at string) {
	p, words, ok := r.at(at)
	if ok {
		own := "outlet"
		for _, c := range r.found {
			inside := c.Kind == intake.Quoted && c.Line == p.line && c.Start <= p.start && p.end <= c.End
			if inside {
				own = "speaker"
			}
			if inside && placeOf(c) == p {
				words = c.Words
			}
		}
		q["words"], q["line"], q["own"] = []string{words}, []string{itoa(p.line)}, []string{own}
	}
	if d, printed := r.dayBeside(p); d != "" {
		q.Set("date", d)
		q.Set("printed", printed)
	}
}

// dayBeside is the day that a line names last before a span, else first behind it;
// without any, that of publication.
func (r *reading) dayBeside(p place) (day, printed string) {
	for _, c := range r.found {
		if c.Kind == intake.Day && c.Line == p.line && c.Date != 0 && (day == "" || c.Start < p.start) {
			day, printed = c.Date.String(), c.Text
		}
	}
	if d := intake.DayOf(r.Source); day == "" && d != 0 {
		day = d.String()
	}
	return day, printed
}

// like carries over from the entry written last what mostly stays: how it was
// said, and through whom it came.
func (r *reading) like(q url.Values, saved parley.ID) {
	e := r.book.Entry(saved)
	if e == nil {
		return
	}
	for _, l := range casefile.Encode(e).Lines {
		if l.Field == "mode" || l.Field == "spoken" {
			q.Set(l.Field, l.Value)
		}
	}
}

// named are the people and bodies whom a line names, by their full names or by the
// word by which newspapers call them again.
func (r *reading) named(line int, of []choice) (out []choice) {
	if line < 1 || line > len(r.lines) {
		return nil
	}
	text := r.lines[line-1]
	for _, c := range of {
		e := r.book.Entry(parley.ID(c.Value))
		names := []string{}
		switch e := e.(type) {
		case *parley.Person:
			names = slices.Clone(e.Aka)
		case *parley.Body:
			names = slices.Clone(e.Aka)
		}
		for _, w := range e.Base().Name {
			names = append(names, w.Words)
		}
		if _, person := e.(*parley.Person); person {
			for _, n := range names {
				if words := strings.Fields(n); len(words) > 1 {
					names = append(names, words[0], words[len(words)-1])
				}
			}
		}
		if slices.ContainsFunc(names, func(n string) bool { return len(n) > 3 && wordIn(text, n) }) {
			out = append(out, c)
		}
	}
	return out
}

// wordIn reports whether a text has a name as a word of its own; in Korean a
// particle may follow.
func wordIn(text, name string) bool {
	for rest := text; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return false
		}
		before := []rune(rest[:i])
		after := []rune(rest[i+len(name):])
		if (len(before) == 0 || !unicode.IsLetter(before[len(before)-1])) && (len(after) == 0 || !unicode.Is(unicode.Latin, after[0])) {
			return true
		}
		rest = rest[i+len(name):]
	}
}

// readSource shows a source and the form beside it.
func (s *Server) readSource(v *visit) error {
	r, absent, err := v.reading()
	if err != nil {
		return err
	}
	if err := only(v.query, append(slices.Clone(stateNames), readNames...)); err != nil {
		return err
	}
	if absent {
		return v.noCopy(r)
	}
	at, saved := v.query.Get("at"), parley.ID(v.query.Get("saved"))
	if at == "" {
		if p, ok := r.next(place{}); ok {
			at = p.String()
		}
	}
	q := url.Values{}
	r.begin(q, at)
	r.like(q, saved)
	p := v.readPage(r, q, at)
	if e := r.book.Entry(saved); e != nil {
		p.Told = &Item{Label: counted(v.lang, "read.saved", "entry", string(saved), "file", r.book.File(saved).Name), Href: v.href("/edit", "entry", string(saved))}
	}
	return v.showReading(http.StatusOK, p)
}

// noCopy says that the copy of a source is not here.
func (v *visit) noCopy(r *reading) error {
	words := lang.Word(v.lang, "read.no-copy")
	if _, err := v.s.copyOf(r.File); errors.Is(err, errLarge) {
		words = counted(v.lang, "read.large", "file", r.File, "most", intake.MaxText>>20)
	} else if r.File != "" {
		words = counted(v.lang, "read.no-copy.at", "file", r.File)
	}
	return v.page(http.StatusNotFound, v.undated(v.sourceName(r.Source), ""), wrongs([]string{words}))
}

func (v *visit) sourceName(x *parley.Source) string {
	words, _ := x.Name.In(string(v.lang))
	return cmp.Or(words, string(x.ID))
}
