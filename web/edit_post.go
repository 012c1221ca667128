package web

import (
	"net/http"

	"parley/ask"
	"parley/lang"
	"parley/lines"
)

// edited takes a form of the editor: "save" and "anyway" write it, "check" looks
// only, "copy" keeps it beside the file; after a conflict "merge" shows both
// changes together, and "both" writes them.
func (s *Server) edited(v *visit) error {
	if _, ok := v.target(); !ok {
		return nowhere
	}
	d, wrong, status := v.form()
	if wrong != "" {
		return v.refuse(d, status, wrong)
	}
	switch v.r.PostFormValue("do") {
	case "check":
		return s.checkOnly(v, d)
	case "copy":
		return s.keepCopy(v, d)
	case "merge":
		return s.together(v, d)
	case "both":
		return s.both(v, d)
	}
	return s.writeDraft(v, d)
}

// refuse shows a draft that could not be taken, as far as it can be shown.
func (v *visit) refuse(d draft, status int, why string) error {
	e := v.newEditor(d.target)
	e.Text, e.Base, e.Wrong, e.Dirty = d.text, d.base, []string{why}, true
	if v.quiet() {
		v.plain(status, why)
		return nil
	}
	return v.showEditor(status, e)
}

// quiet reports whether the script of the page asks: it wants to know what
// happened, and sends the form for the page to see.
func (v *visit) quiet() bool { return v.r.Header.Get("Parley-Quiet") != "" }

// writeDraft writes a draft and leads back to the editor; or shows why not.
func (s *Server) writeDraft(v *visit, d draft) error {
	out, err := s.save(v.r.Context(), d)
	switch {
	case err != nil:
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	case out.moved && v.quiet():
		v.plain(http.StatusConflict, lang.Word(v.lang, "edit.moved.soon"))
		return nil
	case out.moved:
		return s.conflict(v, d, out)
	case out.refused && v.quiet():
		v.plain(http.StatusUnprocessableEntity, counted(v.lang, "edit.anyway.why", "n", out.report.Errors()))
		return nil
	case out.refused:
		e := v.editor(d, out)
		e.Ask = true
		return v.showEditor(http.StatusUnprocessableEntity, e)
	case v.quiet():
		v.w.Header().Set("Parley-Base", s.editing.began(d.text))
		v.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(v.w, v.r, v.href("/edit", "file", d.file, "entry", s.entryAfter(d), "saved", "1"), http.StatusSeeOther)
	return nil
}

// entryAfter is the entry that was edited, if it still has its id.
func (s *Server) entryAfter(d draft) (id string) {
	if _, there, err := s.openTarget(d.target); err == nil && there {
		return string(d.entry)
	}
	return ""
}

// checkOnly shows what check says of a draft.
func (s *Server) checkOnly(v *visit, d draft) error {
	out, err := s.lookAt(d)
	if err != nil {
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	}
	return v.showEditor(http.StatusOK, v.editor(d, out))
}

// checkDraft answers the script of the page while somebody types: the findings
// alone.
func (s *Server) checkDraft(v *visit) error {
	if _, ok := v.target(); !ok {
		return nowhere
	}
	d, wrong, status := v.form()
	if wrong != "" {
		v.plain(status, wrong)
		return nil
	}
	out, err := s.lookAt(d)
	if err != nil {
		v.plain(http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
		return nil
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-store")
	if !out.there || digestOf(out.text()) != d.base {
		v.w.Header().Set("Parley-Moved", "1")
	}
	return editorFindings(v.editor(d, out)).Render(v.r.Context(), v.w)
}

// lookAt checks a draft in the place where it would stand now.
func (s *Server) lookAt(d draft) (out saved, err error) {
	if out.region, out.there, err = s.openTarget(d.target); err != nil {
		return out, err
	}
	if !out.there { // its entry is gone: it would come last
		all := lines.Split(lines.Plain(out.file.Text()))
		out.before, out.after = append(all, ""), []string{""}
	}
	return out, s.look(&out, d.text)
}

// keepCopy keeps a draft beside the file, where nothing reads it.
func (s *Server) keepCopy(v *visit, d draft) error {
	r, _, err := s.openTarget(d.target)
	if err != nil {
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	}
	kept, err := s.folder.KeepDraft(v.r.Context(), d.file, []byte(lines.Like(d.text, r.file.Text())))
	if err != nil {
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	}
	http.Redirect(v.w, v.r, v.href("/edit", "file", d.file, "entry", s.entryAfter(d), "kept", kept), http.StatusSeeOther)
	return nil
}
