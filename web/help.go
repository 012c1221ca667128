package web

import (
	"net/http"
	"slices"

	"parley"
	"parley/lang"
)

// A helpTopic is a part of the help: words, or terms with what each means.
type helpTopic struct {
	id    string // of its words, "help."+id, and of its place in the page
	Words []string
	Terms []helpTerm
}

// A helpTerm is a mark, a word or a page, with what it means.
type helpTerm struct {
	Term, Means string
	Href        string // of a page
	Shape       string // of a status
}

func (s *Server) helpRoutes() map[string]handler { return map[string]handler{"GET /help": s.help} }

// help tells a first-time reader how the pages are read. It says nothing of the
// case.
func (s *Server) help(v *visit) error {
	if v.ext != "" {
		return nowhere
	}
	if err := only(v.query, append(slices.Clone(stateNames), "tag")); err != nil {
		return err
	}
	say := func(key string) string { return lang.Word(v.lang, "help."+key) }
	words := func(id string) helpTopic { return helpTopic{id: id, Words: []string{say(id + ".how")}} }
	asked := helpTopic{id: "pages"}
	ask := func(name, path string) {
		asked.Terms = append(asked.Terms, helpTerm{Term: lang.Word(v.lang, "page."+name), Means: say("page." + name), Href: v.href(path)})
	}
	for _, p := range pages {
		if p.nav && (!p.owner || v.owner()) {
			ask(p.name, p.path)
		}
	}
	if v.owner() {
		for _, name := range []string{"checks", "edit", "read"} {
			ask(name, "/"+name)
		}
	}
	status := words("status")
	for _, b := range statusKey {
		status.Terms = append(status.Terms, helpTerm{Term: lang.Badge(v.lang, parley.Status{Basis: b.basis}), Means: say("basis." + b.basis.String()), Shape: b.shape})
		if b.basis == parley.OnRecord { // drawn with the same shape
			other := parley.OtherSide
			status.Terms = append(status.Terms, helpTerm{Term: lang.Badge(v.lang, parley.Status{Basis: other}), Means: say("basis." + other.String()), Shape: b.shape})
		}
	}
	marks := helpTopic{id: "marks"}
	for _, m := range []struct {
		sign     string
		response parley.Response
	}{{"╱", parley.Denied}, {"~", parley.Qualified}, {"?", parley.Declined}} {
		marks.Terms = append(marks.Terms, helpTerm{Term: m.sign + " " + lang.Word(v.lang, "response."+m.response.String()), Means: say("response." + m.response.String())})
	}
	for _, line := range []string{"dashed", "hatched"} {
		marks.Terms = append(marks.Terms, helpTerm{Term: say("mark." + line), Means: say("mark." + line + ".means")})
	}
	topics := []helpTopic{asked, words("links"), status, marks, words("day"), words("reader"), words("address"), words("keys")}
	f := v.frame(lang.Word(v.lang, "web.help"), say("lead"))
	f.Styles = append(f.Styles, "/static/pages.css")
	return v.page(http.StatusOK, f, helpBody(v.lang, topics))
}
