package web

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/check"
	"parley/intake"
	"parley/lang"
)

// A newPage is the page on which a source is taken in.
type newPage struct {
	lang   lang.Lang
	Action string
	Text   string
	Wrong  []string
	Fields []box
	Kept   []Item // the sources whose copies are here
	Most   int    // megabytes
}

// newSource shows the form of a new source, and the copies that are here.
func (s *Server) newSource(v *visit) error {
	if !v.owner() || v.ext != "" {
		return nowhere
	}
	if err := only(v.query, append(slices.Clone(stateNames), "tag")); err != nil {
		return err
	}
	return v.showNew(http.StatusOK, v.newPage(url.Values{}, ""))
}

func (v *visit) newPage(q url.Values, text string) *newPage {
	p := &newPage{lang: v.lang, Action: v.href("/read"), Text: text, Most: intake.MaxText >> 20}
	if q.Get("type") == "" {
		q.Set("type", "news-article")
	}
	p.Fields = []box{v.box(q, "text", "name", ""), v.box(q, "text", "publisher", ""), v.box(q, "text", "author", ""), v.box(q, "text", "published", "2020-01-17, 2020-01-17T17:32 Asia/Seoul"),
		v.box(q, "select", "type", "", group{Choices: worded(v.lang, "type.", parley.SourceTypes)[1:]}), v.box(q, "text", "url", ""), v.box(q, "text", "language", "en, ko"), v.box(q, "text", "id", lang.Word(v.lang, "read.hint.id"))}
	for _, e := range v.state.latest.Entries() {
		x, ok := e.(*parley.Source)
		if !ok || x.File == "" {
			continue
		}
		if _, err := v.s.copyOf(x.File); err == nil {
			p.Kept = append(p.Kept, Item{Label: v.sourceName(x), Href: v.href("/read/" + string(x.ID)), Note: string(x.ID)})
		}
	}
	return p
}

func (v *visit) showNew(status int, p *newPage) error {
	f := v.undated(lang.Word(v.lang, "read.new"), lang.Word(v.lang, "read.new.lead"))
	f.Live = ""
	f.Styles = append(f.Styles, "/static/read.css")
	f.Scripts = append(f.Scripts, "/static/read.js")
	v.w.Header().Set("Cache-Control", "no-store")
	return v.exact(status, f, newBody(p))
}

// keepSource keeps a copy of what was pasted or chosen and writes its source, or
// says what is missing, with the text and everything else as it was.
func (s *Server) keepSource(v *visit) error {
	if !v.owner() || v.ext != "" {
		return nowhere
	}
	q, wrong, status := v.sent(intake.MaxPage+intake.MaxText+1<<20, counted(v.lang, "read.refused.too-large", "most", intake.MaxText>>20, "page", intake.MaxPage>>20))
	if wrong != "" {
		p := v.newPage(url.Values{}, "")
		p.Wrong = []string{wrong}
		return v.showNew(status, p)
	}
	page, err := v.taken()
	if err != nil {
		p := v.newPage(q, beginningOf(q.Get("text"), intake.MaxText))
		refused := new(intake.Error)
		if !errors.As(err, &refused) {
			return err
		}
		status = http.StatusUnprocessableEntity
		if refused.Reason == "too-large" {
			status = http.StatusRequestEntityTooLarge
		}
		p.Wrong = []string{counted(v.lang, "read.refused."+refused.Reason, "most", intake.MaxText>>20, "page", intake.MaxPage>>20)}
		return v.showNew(status, p)
	}
	fill(q, page)
	if missing := v.lacking(q); len(missing) > 0 {
		p := v.newPage(q, page.Text)
		p.put(missing)
		return v.showNew(http.StatusUnprocessableEntity, p)
	}
	id, fresh, after, err := s.keep(v, q, page)
	if errors.Is(err, errRefused) {
		p := v.newPage(q, page.Text)
		p.Wrong = p.found(v, fresh, after)
		return v.showNew(http.StatusUnprocessableEntity, p)
	}
	if err != nil {
		p := v.newPage(q, page.Text)
		p.Wrong = []string{ask.Why(err).In(v.lang)}
		if errors.Is(err, errOtherText) {
			p.Wrong = []string{counted(v.lang, "read.other-text", "file", copyPath(id))}
		}
		return v.showNew(http.StatusUnprocessableEntity, p)
	}
	http.Redirect(v.w, v.r, v.href("/read/"+id), http.StatusSeeOther)
	return nil
}

// beginningOf is at most n bytes of a text.
func beginningOf(s string, n int) string { return strings.ToValidUTF8(s[:min(len(s), n)], "") }

// taken reads what was chosen, else what was pasted.
func (v *visit) taken() (intake.Page, error) {
	zone := v.state.latest.Zone()
	if f, head, err := v.r.FormFile("page"); err == nil {
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, intake.MaxPage+1))
		if err != nil {
			return intake.Page{}, err
		}
		if len(data) > 0 {
			return intake.Read(head.Filename, data, zone)
		}
	}
	return intake.Read("", []byte(strings.ToValidUTF8(v.r.PostForm.Get("text"), "�")), zone)
}

// fill puts what a page says of itself where nobody typed anything.
func fill(q url.Values, p intake.Page) {
	for name, value := range map[string]string{"name": p.Title, "publisher": p.Publisher, "author": p.Author, "published": p.Published, "url": p.URL, "language": p.Language} {
		if strings.TrimSpace(q.Get(name)) == "" {
			q.Set(name, value)
		}
	}
}

// lacking are the fields without which no source is written, with what to say.
func (v *visit) lacking(q url.Values) map[string]string {
	out := make(map[string]string)
	for _, name := range []string{"name", "published", "type"} {
		if strings.TrimSpace(q.Get(name)) == "" {
			out[name] = lang.Word(v.lang, "read.need."+name)
		}
	}
	for _, e := range v.state.latest.Entries() {
		if x, ok := e.(*parley.Source); ok && x.URL != "" && x.File != "" && x.URL == strings.TrimSpace(q.Get("url")) {
			out["url"] = counted(v.lang, "read.twice", "source", string(x.ID))
		}
	}
	return out
}

func (p *newPage) put(wrong map[string]string) {
	for i, b := range p.Fields {
		if w := wrong[b.Name]; w != "" {
			p.Fields[i].Wrong = append(p.Fields[i].Wrong, w)
		}
	}
}

// found puts what check finds at the fields, and returns what has none.
func (p *newPage) found(v *visit, fresh []check.Finding, after *casefile.Book) (rest []string) {
	names := map[string]string{"s-type": "type", "s-publisher": "publisher", "s-published": "published", "s-language": "language", "s-id": "id"}
	for _, f := range fresh {
		if f.Severity != check.Error {
			continue
		}
		words := f.Message.In(v.lang) + " " + f.Fix().In(v.lang)
		name := names[fieldOf(after, f.Span)]
		if line := strings.Fields(after.Line(f.Span.File, f.Span.Line)); len(line) > 0 && line[0] == "url" {
			name = "url"
		}
		if name == "" {
			rest = append(rest, words)
			continue
		}
		p.put(map[string]string{name: words})
	}
	return rest
}

// keep writes the copy, and then the source; without the source the copy goes
// again.
func (s *Server) keep(v *visit, q url.Values, page intake.Page) (id string, fresh []check.Finding, after *casefile.Book, err error) {
	s.write.Lock()
	defer s.write.Unlock()
	ctx := v.r.Context()
	page.Publisher, page.Published, page.URL = q.Get("publisher"), strings.TrimSpace(q.Get("published")), q.Get("url")
	kept := ""
	for try := 1; ; try++ {
		b, err := s.folder.Load()
		if err != nil {
			return "", nil, nil, err
		}
		taken := intake.TakenIn(b)
		if id = strings.TrimSpace(q.Get("id")); id == "" {
			id = intake.SourceID(page, func(id string) bool { return id != kept && (taken(id) || s.has(copyPath(id))) })
		}
		d := intake.NewSource{Name: q.Get("name"), Type: q.Get("type"), Publisher: q.Get("publisher"), Author: q.Get("author"), Published: page.Published,
			URL: q.Get("url"), File: copyPath(id), Language: q.Get("language"), Seen: true}.Draft(id)
		if _, faults := (casefile.Draft{Kind: "party", ID: id, Name: "x"}).Decode(); len(faults) == 0 && kept != id {
			switch there := s.has(copyPath(id)); {
			case there && !same(s.folder.FS(), copyPath(id), page.Text):
				return id, nil, nil, errOtherText
			case !there:
				if err := s.folder.WriteFile(ctx, copyPath(id), []byte(page.Text)); err != nil {
					return "", nil, nil, err
				}
				kept = id
			}
		}
		file := fileNamed(b, lastOf(b, "source"))
		err = s.folder.WriteIf(ctx, func(before, then *casefile.Book) (err error) {
			after = then
			if fresh, err = s.since(before, then); err == nil && slices.ContainsFunc(fresh, func(f check.Finding) bool { return f.Severity == check.Error }) {
				err = errRefused
			}
			return err
		}, casefile.Edit{File: file.Name, Base: file.Digest(), New: d})
		if errors.Is(err, casefile.ErrMoved) && try < mostTries && ctx.Err() == nil {
			continue
		}
		if err != nil {
			if kept != "" {
				s.folder.Remove(ctx, copyPath(kept))
			}
			return "", fresh, after, err
		}
		return id, fresh, after, s.reload()
	}
}

// errOtherText says that there is a copy of that name, of something else.
var errOtherText = errors.New("another text is kept under that name")

// copyPath is where the copy of a source is kept.
func copyPath(id string) string { return "sources/" + id + ".txt" }

func (s *Server) has(name string) bool {
	_, err := fs.Stat(s.folder.FS(), name)
	return err == nil
}

func same(files fs.FS, name, text string) bool {
	old, err := fs.ReadFile(files, name)
	return err == nil && bytes.Equal(old, []byte(text))
}

// lastOf is the file in which the last entry of a kind stands.
func lastOf(b *casefile.Book, kind parley.Kind) string {
	name := b.Main()
	for _, e := range b.Entries() {
		if e.Kind() == kind {
			name = b.File(e.Base().ID).Name
		}
	}
	return name
}
