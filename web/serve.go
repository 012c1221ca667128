package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"

	"parley"
	"parley/ask"
	"parley/brief"
	"parley/brief/data"
	"parley/brief/docx"
	htmlpage "parley/brief/page"
	"parley/brief/pdf"
	"parley/brief/text"
	"parley/chart"
	"parley/chart/vega"
	"parley/lang"
)

//go:embed static
var static embed.FS

// A form is a way in which an answer may leave, by what stands at the end of an
// address.
type form struct {
	ext, media string
	file       bool // to be kept, not looked at
	write      func(*visit, io.Writer, *brief.Document) error
}

var forms = []form{
	{".csv", "text/csv; charset=utf-8", true, func(_ *visit, w io.Writer, d *brief.Document) error { return data.CSV(w, d) }},
	{".json", "application/json", false, func(_ *visit, w io.Writer, d *brief.Document) error { return data.JSON(w, d) }},
	{".jsonl", "application/jsonl", true, func(_ *visit, w io.Writer, d *brief.Document) error { return data.JSONL(w, d) }},
	{".md", "text/markdown; charset=utf-8", true, func(_ *visit, w io.Writer, d *brief.Document) error { return text.Markdown(w, d) }},
	{".html", "text/html; charset=utf-8", true, func(v *visit, w io.Writer, d *brief.Document) error {
		return htmlpage.Sheet(w, d, htmlpage.Options{Picture: v.s.picture})
	}},
	{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true, func(_ *visit, w io.Writer, d *brief.Document) error { return docx.Write(w, d, docx.Options{}) }},
	{".pdf", "application/pdf", true, func(_ *visit, w io.Writer, d *brief.Document) error { return pdf.Write(w, d, pdf.Options{}) }},
	{".vl.json", "application/json", false, (*visit).specification},
	{".svg", "image/svg+xml", false, (*visit).svg},
}

// extension is the form that an address asks for, "" for a page.
func extension(path string) string {
	for _, f := range forms {
		if f.ext == ".json" && strings.HasSuffix(path, ".vl.json") {
			continue
		}
		if strings.HasSuffix(path, f.ext) {
			return f.ext
		}
	}
	return ""
}

func formOf(ext string) *form {
	for i := range forms {
		if forms[i].ext == ext {
			return &forms[i]
		}
	}
	return nil
}

// A handler answers a visit.
type handler func(*visit) error

// routes are all addresses.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err)
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", cached(http.FileServerFS(files))))
	mux.HandleFunc("GET /static/parley.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		io.WriteString(w, htmlpage.CSS())
	})
	mux.HandleFunc("GET /openapi.json", s.openapi)
	s.handle(mux, "GET /events", s.events)
	for i := range pages {
		s.handle(mux, "GET "+exact(pages[i].path), s.shown(&pages[i]))
	}
	s.handle(mux, "GET /desk", s.shown(&pages[0]))
	s.handle(mux, "GET /claims/{id}", s.one("claim"))
	s.handle(mux, "GET /entries/{id}", s.one("entry"))
	s.handle(mux, "GET /{question}", s.asked)
	s.handle(mux, "/", func(*visit) error { return nowhere })
	for pattern, h := range s.more() {
		s.handle(mux, pattern, h)
	}
	return mux
}

func exact(path string) string {
	if path == "/" {
		return "/{$}"
	}
	return path
}

// cached lets browsers keep what comes with the program for as long as it is the
// same program.
func cached(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "private, max-age=300")
		h.ServeHTTP(w, r)
	})
}

// handle serves a pattern. The form at the end of an address is taken off before
// the pattern is looked up, by strip.
func (s *Server) handle(mux *http.ServeMux, pattern string, h handler) {
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		defer s.caught(w)
		v, err := s.visit(w, r)
		if ext, ok := r.Context().Value(formKey{}).(string); ok {
			v.ext = ext
		}
		if err == nil {
			err = h(v)
		}
		if err != nil {
			v.fail(err)
		}
	})
}

// caught ends an answer that our own fault broke off: whoever runs the server hears
// of it, and whoever asked hears that it was not theirs.
func (s *Server) caught(w http.ResponseWriter) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler {
		panic(p)
	}
	s.fault(fmt.Errorf("%v\n%s", p, debug.Stack()))
	http.Error(w, lang.Word(s.Lang, "web.fault"), http.StatusInternalServerError)
}

// fault tells whoever runs the server of a fault of ours.
func (s *Server) fault(err error) {
	if s.Report != nil {
		s.Report(err)
	}
}

type formKey struct{}

// strip takes the form off the end of an address.
func strip(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ext := extension(r.URL.Path)
		if ext == "" || strings.HasPrefix(r.URL.Path, "/static/") || r.URL.Path == "/openapi.json" {
			next.ServeHTTP(w, r)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), formKey{}, ext))
		u := *r.URL
		u.Path, u.RawPath = strings.TrimSuffix(u.Path, ext), ""
		r.URL = &u
		next.ServeHTTP(w, r)
	})
}

// shown serves a page of the list.
func (s *Server) shown(p *page) handler {
	return func(v *visit) error {
		if p.owner && !v.owner() {
			return nowhere
		}
		return v.show(p, lang.Word(v.lang, "page."+p.name))
	}
}

// asked serves a question that has no page in the list, at its name.
func (s *Server) asked(v *visit) error {
	name := v.r.PathValue("question")
	if question(name) == nil {
		return nowhere
	}
	return v.show(&page{path: "/" + name, parts: []part{{question: name}}}, "")
}

// one serves a question about one entry: a claim, or what an entry says and what rests
// on it.
func (s *Server) one(question string) handler {
	return func(v *visit) error {
		id := v.r.PathValue("id")
		return v.show(&page{path: v.path, links: entryLinks(parley.ID(id)), parts: []part{{question: question, args: func(*visit) []string { return []string{id} }}}}, "")
	}
}

// show writes a page of answers, or the first of them in the form asked for.
func (v *visit) show(p *page, title string) error {
	if v.Inquiry == nil {
		return v.unread()
	}
	if to := v.canonical(); to != "" {
		http.Redirect(v.w, v.r, to, http.StatusSeeOther)
		return nil
	}
	if err := v.understood(p); err != nil {
		return err
	}
	if v.unchanged() {
		return nil
	}
	if v.ext != "" {
		return v.download(p.parts[0])
	}
	body, err := v.body(p)
	if err != nil {
		return err
	}
	f := v.frame(cmp.Or(title, body.title), body.lead)
	for _, x := range forms {
		if !strings.HasPrefix(x.ext, ".vl") && x.ext != ".svg" && x.ext != ".jsonl" {
			f.Forms = append(f.Forms, Item{Label: lang.Word(v.lang, "form."+x.ext[1:]), Href: v.same(x.ext)})
		}
	}
	f.Numbers, f.Badges = body.holds(`<sup class="marks"`), body.holds(`class="badge `)
	f.Styles = append(f.Styles, "/static/pages.css")
	form := v.controls(p)
	if p.lacks != nil {
		v.atFields(form, p.lacks(v))
	}
	v.say(form, &body)
	return v.page(http.StatusOK, f, answers(v.lang, form, v.path, v.keep(v.controlled(p)...), body))
}

func (v *visit) controls(p *page) []control {
	if p.controls == nil {
		return nil
	}
	return p.controls(v)
}

// href2 is the address of a form of an answer of this page, with the page's own
// words.
func (v *visit) href2(path string, more ...string) string {
	at := *v
	at.path = path
	return at.same("", more...)
}

// key is under what an answer is kept: everything on which it depends, and nothing
// else.
func (v *visit) key(parts ...string) string {
	q := v.query.Encode()
	return strings.Join(append(parts, v.tag(), string(v.lang), v.reader.String(), q), "\x00")
}

// unchanged says so to a browser that has the answer.
func (v *visit) unchanged() bool {
	sum := sha256.Sum256([]byte(v.key(v.path, v.ext, v.theme)))
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	v.w.Header().Set("ETag", tag)
	if v.r.Header.Get("If-None-Match") != tag {
		return false
	}
	v.w.WriteHeader(http.StatusNotModified)
	return true
}

// download writes an answer in the form that the address asks for.
func (v *visit) download(p part) error {
	f := formOf(v.ext)
	key := v.key("form", v.path, v.ext)
	out, ok := v.s.bodies.get(key)
	if !ok {
		d, err := v.answer(p)
		if err != nil {
			return err
		}
		if d, err = v.rows(d); err != nil {
			return err
		}
		var b bytes.Buffer
		if f.file || f.ext == ".json" {
			if err := ask.Exportable(d); err != nil {
				return err
			}
		}
		if err := f.write(v, &b, d); err != nil {
			return err
		}
		out = b.Bytes()
		v.s.bodies.put(key, out)
	}
	h := v.w.Header()
	h.Set("Content-Type", f.media)
	h.Set("Content-Language", string(v.lang))
	if f.file {
		h.Set("Content-Disposition", `attachment; filename="`+v.fileName()+`"`)
	}
	v.w.Write(out)
	return nil
}

// fileName is what a form is called when it is kept: the page and the day.
func (v *visit) fileName() string {
	name := strings.Trim(strings.ReplaceAll(v.path, "/", "-"), "-")
	if day := v.At.View().From().AsOf; day != 0 {
		name += "-" + day.String()
	}
	return strings.TrimPrefix(name, "-") + v.ext
}

// rows makes the table that the address names the one that d is: of several of its
// schema the first, or that which nth= says.
func (v *visit) rows(d *brief.Document) (*brief.Document, error) {
	schema := v.query.Get("rows")
	if schema == "" {
		return d, nil
	}
	nth, err := strconv.Atoi(cmp.Or(v.query.Get("nth"), "1"))
	if err != nil {
		return nil, nowhere
	}
	for _, p := range d.Parts {
		if t, ok := p.(*brief.Table); ok && t.Schema == schema {
			if nth--; nth > 0 {
				continue
			}
			one := *d
			one.Schema, one.Parts = schema, []brief.Part{t}
			return &one, nil
		}
	}
	return nil, nowhere
}

// pictured is the picture that the address names, else the first.
func (v *visit) pictured(d *brief.Document) (*brief.Chart, error) {
	key := v.query.Get("chart")
	for _, c := range d.Charts() {
		if key == "" || c.Key == key {
			return c, nil
		}
	}
	return nil, ask.Fail(ask.Missing, "this answer has no such picture.")
}

func (v *visit) specification(w io.Writer, d *brief.Document) error {
	c, err := v.pictured(d)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(c.Spec)
}

func (v *visit) svg(w io.Writer, d *brief.Document) error {
	c, err := v.pictured(d)
	if err != nil {
		return err
	}
	b, err := v.s.picture(c)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// picture draws a chart, once for everybody whose figures are the same.
func (s *Server) picture(c *brief.Chart) ([]byte, error) {
	spec, err := json.Marshal(c.Spec)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(spec)
	key := string(sum[:])
	if b, ok := s.svgs.get(key); ok {
		return b, nil
	}
	b, err, _ := s.drawing.Do(key, func() (any, error) {
		b, err := c.Drawn(vega.SVG)
		if err == nil {
			s.svgs.put(key, b)
		}
		return b, err
	})
	svg, _ := b.([]byte)
	return svg, err
}

// draw draws the pictures of a page side by side, so that the page finds them
// ready.
func (s *Server) draw(cs []*brief.Chart) {
	if len(cs) < 2 {
		return
	}
	var all sync.WaitGroup
	for _, c := range cs {
		all.Go(func() { s.picture(c) })
	}
	all.Wait()
}

// Warm gets ready what the first picture would wait for.
func (s *Server) Warm() { vega.SVG(chart.Paths{}.Spec()) }

// Paths are the addresses of all pages that need no id, and Extensions the forms in
// which an answer may leave: for tests that ask for everything.
func Paths() (paths []string) {
	for _, p := range pages {
		paths = append(paths, p.path)
	}
	for _, q := range questions() {
		paths = append(paths, "/"+q.Name)
	}
	return append(paths, "/help", "/openapi.json")
}

func Extensions() (exts []string) {
	for _, f := range forms {
		exts = append(exts, f.ext)
	}
	return exts
}
