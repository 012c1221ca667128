package web

import (
	"maps"

	"parley/lang"
)

// checked leads to the owner's checks, with how many errors there are.
func (v *visit) checked() *Item {
	n := len(v.state.latest.Faults)
	if r, err := v.s.report(v.state.latest); err == nil {
		n = r.Errors()
	}
	return &Item{Label: lang.Message{Key: "web.checks", Args: []lang.Arg{{Name: "n", Value: n}}}.In(v.lang), Href: v.href("/checks")}
}

// notices tell the owner that the files are not what the page shows.
func (v *visit) notices() (out []Notice) {
	s := v.state
	if !s.broken() {
		return nil
	}
	fact := lang.Message{Key: "web.broken", Args: []lang.Arg{{Name: "n", Value: len(s.latest.Faults)}, {Name: "time", Value: s.since.Format("15:04")}}}
	if s.err != nil {
		fact.Key = "web.broken.gone"
	}
	shown := "web.broken.before"
	if s.edition == nil {
		shown = "web.broken.never"
	}
	to := &Item{Label: lang.Word(v.lang, "web.broken.see"), Href: v.href("/checks")}
	return append(out, Notice{Alert: true, To: to, Words: fact.In(v.lang) + " " + lang.Word(v.lang, shown)})
}

// more are the addresses of the pages that write, and of the help.
func (s *Server) more() map[string]handler {
	all := s.editRoutes()
	maps.Copy(all, s.readRoutes())
	maps.Copy(all, s.helpRoutes())
	return all
}
