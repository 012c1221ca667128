package web

import (
	"path"
	"strings"

	"parley"
	"parley/lang"
)

//go:generate go run github.com/a-h/templ/cmd/templ@v0.3.1100 generate -path .

// A Frame is what stands round every page: whose case, of which day, for whom,
// in which language, and how to leave. Every address in it is complete: it keeps
// the rest of the state.
type Frame struct {
	Lang              lang.Lang
	Theme             string // "light", "dark"; "": the system's
	Case, Title, Lead string // name of the case; of the page; its lead line
	Home              string // address of the desk in this state
	Nav               []Item // the pages, in order, one Current
	AsOf              AsOf
	Compare           string // address of the comparison with the latest state; "": none
	Readers           []Item // those that this visitor may choose, one Current; fewer than two: only ReaderWords are shown
	ReaderWords       string // "the public"
	Langs, Themes     []Item // switches, one Current each
	Numbers, Badges   bool   // the page has some, and says at its end what they mean
	Forms             []Item // this page as CSV, JSON, Word, …
	Keep              []Hidden
	Notices           []Notice
	Checks            *Item    // the owner's only: "Checks: 0 errors"
	Live              string   // address of the event stream; "": none
	Digest            string   // of the view: the same for whoever sees the same
	Help              string   // address of the help; "": none
	Styles, Scripts   []string // of this page alone, by their addresses under /static/
}

// AsOf is the control of the day.
type AsOf struct {
	Action   string // address without a query to which the form goes
	Value    string // 2020-01-17; "": the case has no day yet
	Latest   bool   // the last day on which anything became known
	ToLatest string // address of the same page, latest
	Words    string // "Fri 17 Jan 2020", as people read it
	Min, Max string // days between which anything is known
	Days     []Item // days worth a look, earliest first: the rounds, …
	Earlier  string // address of the day before on which anything became known; "": none
	Later    string // likewise after
}

// An Item is something to choose.
type Item struct {
	Label, Href string
	Current     bool
	Note        string    // said after the label, less loud
	Lang        lang.Lang // of the label, where it is another
}

// A Hidden field keeps a part of the state through a form.
type Hidden struct{ Name, Value string }

// A Notice is a line above the page: "The file has 3 errors since 14:02. You see the
// state before that."
type Notice struct {
	Words string
	To    *Item // where to see more; nil: nowhere
	Alert bool  // something is wrong, not only worth knowing
}

// say says a word of the frame.
func (f Frame) say(key string) string { return lang.Word(f.Lang, "web."+key) }

// with says a pattern of the frame with one argument.
func (f Frame) with(key, name, value string) string {
	return lang.Message{Key: "web." + key, Args: []lang.Arg{{Name: name, Value: value}}}.In(f.Lang)
}

// heading is the title of the tab: the page, then the case.
func (f Frame) heading() string {
	if f.Case == "" {
		return f.Title
	}
	if f.Title == "" {
		return f.Case
	}
	return f.Title + " · " + f.Case
}

// statusKey is what the marks of a status mean, best sourced first.
var statusKey = []struct {
	basis parley.Basis
	shape string
}{
	{parley.Confirmed, "confirmed"}, {parley.OnRecord, "on-record"}, {parley.SecondHand, "second-hand"},
	{parley.Reported, "reported"}, {parley.Inferred, "inferred"},
}

// shortcuts gives each page a letter that follows g: the first of its address
// that no page before it has; "" where none is left. The desk, at the root, has d.
func shortcuts(nav []Item) []string {
	letters := make([]string, len(nav))
	taken := ""
	for i, item := range nav {
		address, _, _ := strings.Cut(item.Href, "?")
		name := path.Base(address)
		if name == "/" || name == "." {
			name = "desk"
		}
		for _, r := range strings.ToLower(name) {
			if r >= 'a' && r <= 'z' && !strings.ContainsRune(taken, r) {
				letters[i] = string(r)
				taken += letters[i]
				break
			}
		}
	}
	return letters
}
