package web

import (
	"net/http"

	"parley/ask"
	"parley/lang"
	"parley/lines"
)

// A conflict is a draft whose text moved on while it was written: what changed on
// the disk, and both as they are now.
type conflict struct {
	Words       string
	Changed     []diffRow // from where the draft began to the disk
	ChangedMore bool
	Both        []diffRow // the draft and the disk
	BothMore    bool
	Known       bool // where the draft began is known, so that they can be merged
	Clean       bool // no line was changed by both
	Clashes     []clash
	Disk        string // digest of the text on the disk that is shown
	Reload      string
	EntryGone   bool
}

// conflict shows a draft that was not written, and what can be done. Nothing of
// either is lost.
func (s *Server) conflict(v *visit, d draft, out saved) error {
	e := v.newEditor(d.target)
	e.Text, e.Base, e.First, e.Dirty = d.text, d.base, out.first(), true
	if d.known && len(d.began) <= maxBrought {
		e.Began = d.began
	}
	c := &conflict{Known: d.known, Disk: digestOf(out.text()), EntryGone: !out.there}
	yours := lines.Split(d.text)
	disk := out.lines
	c.Both, _, c.BothMore = sideBySide(yours, disk, e.First)
	n := 0
	if d.known {
		c.Changed, n, c.ChangedMore = sideBySide(lines.Split(d.began), disk, e.First)
		var parts []lines.Part
		parts, c.Clean = d.merge(out.region)
		c.Clean = c.Clean && out.there
		c.Clashes = clashes(parts, v.picks())
	}
	switch {
	case !out.there:
		c.Words = counted(v.lang, "edit.conflict.gone", "entry", string(d.entry))
	case d.known:
		c.Words = counted(v.lang, "edit.conflict", "file", d.file, "n", n)
	default:
		c.Words = counted(v.lang, "edit.conflict.unknown", "file", d.file)
	}
	c.Reload = v.href("/edit", "file", d.file, "entry", s.entryAfter(d))
	e.Conflict = c
	return v.showEditor(http.StatusConflict, e)
}

// picks are the choices that a form brings.
func (v *visit) picks() func(int) lines.Pick {
	return func(n int) lines.Pick {
		switch p := lines.Pick(v.r.PostFormValue(pickName(n))); p {
		case lines.PickTheirs, lines.PickBoth:
			return p
		}
		return lines.PickOurs
	}
}

// together shows both changes as one draft, begun from what is on the disk now.
// Nothing is written. What was chosen counts for the text that was shown: if the
// disk has moved on again, the conflict is shown anew.
func (s *Server) together(v *visit, d draft) error {
	var out saved
	var err error
	if out.region, out.there, err = s.openTarget(d.target); err != nil {
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	}
	now := out.text()
	if !out.there || !d.known || v.r.PostFormValue("disk") != digestOf(now) {
		return s.conflict(v, d, out)
	}
	parts, _ := d.merge(out.region)
	merged := draft{target: d.target, text: lines.Join(lines.Merged(parts, v.picks())), base: s.editing.began(now), began: now, known: true}
	if err := s.look(&out, merged.text); err != nil {
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	}
	e := v.editor(merged, out)
	e.Told = []string{lang.Word(v.lang, "edit.together")}
	return v.showEditor(http.StatusOK, e)
}

// both writes both changes, if they touch no line in common.
func (s *Server) both(v *visit, d draft) error {
	var out saved
	var err error
	if out.region, out.there, err = s.openTarget(d.target); err != nil {
		return v.refuse(d, http.StatusUnprocessableEntity, ask.Why(err).In(v.lang))
	}
	parts, clean := d.merge(out.region)
	if !clean || !out.there {
		out.moved = true
		return s.conflict(v, d, out)
	}
	now := out.text()
	return s.writeDraft(v, draft{target: d.target, text: lines.Join(lines.Merged(parts, nil)), base: s.editing.began(now), began: now, known: true})
}
