package web

import (
	"context"
	"errors"

	"parley/casefile"
	"parley/check"
	"parley/lines"
)

// A draft is what somebody has in an editor.
type draft struct {
	target
	text     string // plain
	base     string // digest of the text from which they began
	began    string // that text
	known    bool   // began is known
	accepted int    // errors with which it is to be written all the same
}

// A saved is what became of a draft.
type saved struct {
	region       // the target as it is on the disk
	there   bool // whether it is
	moved   bool // somebody changed it meanwhile: nothing was written
	refused bool // it has more errors than were accepted: nothing was written
	report  check.Report
	book    *casefile.Book // with the draft
}

// save writes a draft, if its text has not moved on since and its errors have
// been accepted. A draft of one entry is written into whatever the rest of the
// file has become.
func (s *Server) save(ctx context.Context, d draft) (out saved, err error) {
	s.write.Lock()
	defer s.write.Unlock()
	for {
		if out.region, out.there, err = s.openTarget(d.target); err != nil {
			return out, err
		}
		now := out.text()
		switch {
		case out.there && now == d.text:
			return out, s.look(&out, now)
		case !out.there || digestOf(now) != d.base:
			out.moved = true
			return out, nil
		}
		if err := s.look(&out, d.text); err != nil {
			return out, err
		}
		if out.report.Errors() > d.accepted {
			out.refused = true
			return out, nil
		}
		err = s.folder.Replace(ctx, out.file, []byte(out.with(d.text)))
		if errors.Is(err, casefile.ErrMoved) {
			continue // another program wrote meanwhile: look again at what
		}
		if err != nil {
			return out, err
		}
		return out, s.reload()
	}
}

// look checks the case as it would be with a text of the target.
func (s *Server) look(out *saved, text string) (err error) {
	if out.book, err = s.folder.LoadWith(out.file.Name, out.with(text)); err != nil {
		return err
	}
	o, err := s.vouchers(out.book)
	if err != nil {
		return err
	}
	out.report = check.Run(out.book, o)
	return nil
}

// merge puts a draft and what the text has become together. It reports whether
// that leaves nothing to choose.
func (d draft) merge(now region) (parts []lines.Part, clean bool) {
	if !d.known {
		return nil, false
	}
	parts = lines.Merge(lines.Split(d.began), lines.Split(d.text), now.lines)
	return parts, lines.Clean(parts)
}
