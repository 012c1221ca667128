package web

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/check"
	"parley/lang"
	"parley/lines"
)

// maxText is the largest text that the editor takes: more than anybody edits in a
// browser. Any editor may be used on the file itself.
const maxText = 16 << 20

// maxForm is the largest form: the text, where it began, and the fields.
const maxForm = 2*maxText + 1<<20

// maxBrought is the largest text that a form brings back to say where it began;
// of larger ones the server remembers some.
const maxBrought = 64 << 10

// An editor is the page in which a file, or one entry, is written.
type editor struct {
	lang           lang.Lang
	Action, Check  string
	Events         string // address of the event stream
	File           string
	Entry          parley.ID
	Whole          string // address of the whole file, from an entry
	Files          []Item
	Text           string
	Base, Began    string // digest of the text from which this began; the text, "": the server may know it
	First          int    // number of the first line
	Line           int    // to which to go
	Around         []diffRow
	Told           []string // what was done
	Wrong          []string // what was not
	Mistakes       []mistake
	Count, Others  string // of findings here; of those elsewhere in the file or the case
	Errors         int    // with which it would be saved
	Ask            bool   // saving needs a yes
	Fields         []fieldGroup
	Closed         bool // there is nothing to edit
	Dirty          bool // the text is not that of the file
	Conflict       *conflict
	Gone, Kept     string // words for the script
	Offered, Moved string
	Saved          string
}

// A fieldGroup is help on the fields of a kind, or of every kind.
type fieldGroup struct {
	Title  string
	Fields []casefile.FieldDoc
}

// editRoutes are the addresses of this page.
func (s *Server) editRoutes() map[string]handler {
	return map[string]handler{"GET /checks": s.checks, "GET /edit": s.edit, "POST /edit": s.edited, "POST /edit/check": s.checkDraft}
}

// editNames are the parameters of the editor besides those of every page.
var editNames = []string{"file", "entry", "line", "draft", "saved", "kept", "tag"}

// target reads what is to be edited; ok is false for whoever may not, and for what
// is not of the case.
func (v *visit) target() (t target, ok bool) {
	if !v.owner() || v.ext != "" {
		return t, false
	}
	b := v.state.latest
	t = target{v.query.Get("file"), parley.ID(v.query.Get("entry"))}
	if t.entry != "" && t.file == "" {
		t.file = fileOf(b, t.entry)
	} else if t.file == "" {
		t.file = b.Main()
	}
	return t, editable(b, t.file)
}

// edit shows the editor.
func (s *Server) edit(v *visit) error {
	t, ok := v.target()
	if !ok {
		return nowhere
	}
	if err := only(v.query, append(slices.Clone(stateNames), editNames...)); err != nil {
		return err
	}
	r, there, err := s.openTarget(t)
	switch {
	case err != nil:
		return v.closed(t, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	case !there:
		return nowhere
	case len(r.file.Text()) > maxText:
		return v.closed(t, http.StatusOK, counted(v.lang, "edit.too-large", "file", t.file, "size", len(r.file.Text())>>20, "most", maxText>>20))
	}
	d := draft{target: t, text: r.text(), base: s.editing.began(r.text()), began: r.text(), known: true}
	if name := v.query.Get("draft"); name != "" {
		if d.text, ok = s.keptDraft(t, name); !ok {
			return nowhere
		}
	}
	var out saved
	out.region, out.there = r, true
	if err := s.look(&out, d.text); err != nil {
		return err
	}
	e := v.editor(d, out)
	if name := v.query.Get("kept"); isDraftOf(t.file, name) {
		e.Told = append(e.Told, counted(v.lang, "edit.kept", "file", name))
	}
	if v.query.Has("saved") {
		e.Told = append(e.Told, lang.Word(v.lang, "edit.saved"))
	}
	return v.showEditor(http.StatusOK, e)
}

// closed is the page of a file that cannot be edited here.
func (v *visit) closed(t target, status int, why string) error {
	e := v.newEditor(t)
	e.Closed, e.Wrong = true, []string{why}
	return v.showEditor(status, e)
}

func (v *visit) showEditor(status int, e *editor) error {
	title := e.File
	if e.Entry != "" {
		title = string(e.Entry)
	}
	f := v.undated(counted(v.lang, "edit.title", "file", title), "")
	f.Live = "" // the script of this page follows the file: a new page would take the draft away
	f.Styles = append(f.Styles, "/static/edit.css")
	f.Scripts = append(f.Scripts, "/static/edit.js")
	v.w.Header().Set("Cache-Control", "no-store")
	return v.exact(status, f, editorBody(e))
}

// newEditor is an editor without a text.
func (v *visit) newEditor(t target) *editor {
	here := []string{"file", t.file, "entry", string(t.entry)}
	e := &editor{lang: v.lang, File: t.file, Entry: t.entry, First: 1, Action: v.href("/edit", here...), Check: v.href("/edit/check", here...),
		Gone: counted(v.lang, "edit.gone", "time", "{time}"), Kept: counted(v.lang, "edit.offered", "time", "{time}"), Offered: lang.Word(v.lang, "edit.take"),
		Moved: lang.Word(v.lang, "edit.moved.soon"), Saved: counted(v.lang, "edit.saved.at", "time", "{time}")}
	e.Events = v.href("/events", "tag", v.tag())
	for _, name := range filesOf(v.state.latest) {
		e.Files = append(e.Files, Item{Label: name, Href: v.href("/edit", "file", name), Current: name == t.file && t.entry == ""})
	}
	return e
}

// editor is the page of a draft, with what check says of it.
func (v *visit) editor(d draft, out saved) *editor {
	e := v.newEditor(d.target)
	e.Text, e.Base, e.First, e.Dirty = d.text, d.base, out.first(), d.text != out.text()
	if d.known && len(d.began) <= maxBrought {
		e.Began = d.began
	}
	e.Errors = out.report.Errors()
	v.findings(e, out)
	if n, err := strconv.Atoi(v.query.Get("line")); err == nil && n > 0 && v.r.Method == http.MethodGet {
		e.Line = n
		e.Around = aroundLine(lines.Split(d.text), n, e.First)
	}
	if d.entry != "" {
		e.Whole = v.href("/edit", "file", d.file, "line", itoa(e.First)) + "#L" + itoa(e.First)
		e.Fields = v.fields(d)
	}
	return e
}

// findings sorts what check found: what stands in the text, and the rest.
func (v *visit) findings(e *editor, out saved) {
	last := e.First + strings.Count(e.Text, "\n")
	var here []check.Finding
	var n, others [2]int
	for _, f := range out.report.Findings {
		if f.Span.File == e.File && f.Span.Line >= e.First && f.Span.Line <= last {
			here = append(here, f)
			n[f.Severity]++
		} else {
			others[f.Severity]++
		}
	}
	if len(here) > mostMistakes {
		here = here[:mostMistakes]
	}
	e.Mistakes = v.mistakes(here, out.book)
	e.Count = lang.Word(v.lang, "check.summary.none")
	if n != [2]int{} {
		e.Count = counted(v.lang, "check.summary", "errors", n[check.Error], "warnings", n[check.Warning])
	}
	if others != [2]int{} {
		e.Others = counted(v.lang, "edit.others", "errors", others[check.Error], "warnings", others[check.Warning])
	}
}

// aroundLine are the lines about one, for a browser that cannot jump to it.
func aroundLine(all []string, n, first int) (rows []diffRow) {
	for i := max(0, n-first-around); i <= n-first+around && i < len(all); i++ {
		rows = append(rows, diffRow{Left: first + i, Old: shown(all[i]), Changed: first+i == n})
	}
	return rows
}

// fields is help on the fields of the kind of an entry.
func (v *visit) fields(d draft) []fieldGroup {
	x, ok := casefile.Parse(d.file, []byte(d.text)).DraftOf(d.entry)
	if !ok || !slices.Contains(casefile.KindNames(), x.Kind) {
		return nil
	}
	return []fieldGroup{
		{counted(v.lang, "edit.fields", "kind", lang.Word(v.lang, "kind."+x.Kind)), casefile.FieldDocs(parley.Kind(x.Kind))},
		{lang.Word(v.lang, "edit.fields.all"), casefile.FieldDocs("")},
	}
}

// isDraftOf reports whether a name is that of a draft kept of a file.
func isDraftOf(file, name string) bool {
	n, ok := strings.CutPrefix(name, file+".draft-")
	_, err := strconv.ParseUint(n, 10, 32)
	return ok && err == nil
}

// keptDraft reads a draft that was kept of a file.
func (s *Server) keptDraft(t target, name string) (text string, ok bool) {
	if !isDraftOf(t.file, name) {
		return "", false
	}
	info, err := fs.Stat(s.folder.FS(), name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxText {
		return "", false
	}
	b, err := fs.ReadFile(s.folder.FS(), name)
	return lines.Plain(string(b)), err == nil && wrongByte(string(b)) < 0
}

// form reads a draft from a form. A failure is said on the page, with the text as
// far as it can be shown.
func (v *visit) form() (d draft, wrong string, status int) {
	d.target, _ = v.target()
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxForm)
	err := v.r.ParseForm() // first: behind "not multipart" its error is lost
	if err == nil {
		err = v.r.ParseMultipartForm(maxForm)
	}
	if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return d, counted(v.lang, "edit.too-much", "most", maxText>>20), http.StatusRequestEntityTooLarge
		}
		return d, lang.Word(v.lang, "edit.no-form"), http.StatusBadRequest
	}
	sent := v.r.PostForm // of either encoding
	get := func(name string) string {
		if values := sent[name]; len(values) > 0 {
			return values[0]
		}
		return ""
	}
	if _, there := sent["text"]; !there {
		return d, lang.Word(v.lang, "edit.no-form"), http.StatusBadRequest
	}
	text := get("text")
	d.base, d.text = get("base"), lines.Plain(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", "\ufffd"), "\ufffd"))
	if d.entry != "" {
		d.text = strings.TrimRight(d.text, "\n")
	}
	d.began, d.known = v.s.editing.beginning(d.base, lines.Plain(get("began")))
	d.accepted, _ = strconv.Atoi(get("errors"))
	if get("do") != "anyway" {
		d.accepted = 0
	}
	switch at := wrongByte(text); {
	case at >= 0:
		return d, counted(v.lang, "edit.not-text", "line", 1+strings.Count(text[:at], "\n")), http.StatusUnprocessableEntity
	case len(text) > maxText:
		return d, counted(v.lang, "edit.too-much", "most", maxText>>20), http.StatusRequestEntityTooLarge
	}
	return d, "", 0
}

// wrongByte returns the offset of the first byte that no text has, -1 if there is
// none.
func wrongByte(s string) int {
	for i, r := range s {
		if r == 0 {
			return i
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// rowsOf is how many lines of the text a browser shows at once.
func rowsOf(e *editor) int {
	most := 32
	if e.Entry != "" {
		most = 16
	}
	return min(most, max(6, strings.Count(e.Text, "\n")+2))
}
