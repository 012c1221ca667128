package web

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"parley/ask"
	"parley/brief"
	"parley/casefile"
)

// A page is an address and what stands there.
type page struct {
	name     string // of its words: "page.desk"
	path     string
	nav      bool   // in the list of pages
	owner    bool   // for the owner of the file only
	parts    []part // the answers, in order; the first is what the page is as data
	controls func(*visit) []control
	filters  []string                 // the controls that leave rows out
	links    func(*visit) []Item      // what to do next, or where to look
	take     func(*visit) taking      // how the page is taken along, at its top
	lacks    func(*visit) []ask.Fault // what is needed for what the first answer leaves out
}

// A part of a page is the answer to a question.
type part struct {
	question string
	args     func(*visit) []string                 // nil: those that the address gives under the question's own name for them
	fold     bool                                  // stands folded, to be opened
	card     string                                // a short form under a heading of its own, "card."+card; "": the whole answer
	order    func(*brief.Document) *brief.Document // nil: as it is
	glance   brief.Glance                          // of a card
	lead     func(*visit) string                   // of a card: the line under its heading; nil: none
	wide     bool                                  // of a card: over the whole width
	to       string                                // where the whole answer stands
	when     func(*visit) bool                     // nil: always
	asked    func(*visit) bool                     // of a folded one: the address asks for it; it stands open then
	skip     func(*visit) []string                 // flags of the address that are not for it
	note     func(*visit) string                   // what the answer leaves out, and why
}

// pages are the pages of the workbench, in the order of the list. Questions that
// none of them shows have pages of their own, at their names.
var pages = []page{
	{name: "desk", path: "/", nav: true, links: deskLinks, parts: []part{
		{question: "status", card: "standing", wide: true, to: "/status", glance: brief.Glance{Sentences: 8}},
		{question: "amounts", card: "money", wide: true, to: "/amounts", when: known, glance: brief.Glance{Sentences: 2, Pictures: true}},
		{question: "diff", card: "change", to: "/compare", when: known, args: lately, lead: latelyDays, glance: brief.Glance{Sentences: 8, Sections: true}},
		{question: "clock", card: "clock", to: "/clock", when: known, glance: brief.Glance{Sentences: 3}},
		{question: "conflicts", card: "conflicts", to: "/conflicts", when: known, glance: brief.Glance{Sentences: 5}},
		{question: "status", card: "positions", to: "/status", when: known, glance: brief.Glance{Sentences: 10, After: true, Sections: true}},
		{question: "issues", card: "issues", wide: true, to: "/issues", when: known, glance: brief.Glance{Rows: 12}},
	}},
	{name: "timeline", path: "/timeline", nav: true, parts: []part{{question: "log"}}, controls: timelineControls, filters: []string{"text", "by", "issue", "since", "until"}},
	{name: "claims", path: "/claims", nav: true, parts: []part{{question: "claims"}}, controls: claimsControls, filters: []string{"text", "status", "response", "by", "issue", "through", "since"}},
	{name: "issues", path: "/issues", nav: true, parts: []part{{question: "issues"}, {question: "gap", fold: true, when: known}}},
	{name: "offers", path: "/offers", nav: true, parts: []part{{question: "price", args: bids, note: unpriced, order: picturesAfter(2)}, {question: "equal", fold: true, args: equalBid, asked: equalAsked, skip: equalSkips}}, controls: offersControls, lacks: lacking},
	{name: "agreements", path: "/agreements", nav: true, parts: []part{{question: "agreements", order: picturesAfter(0)}, {question: "flow", fold: true, when: known}, {question: "verify", fold: true, when: known}}},
	{name: "zone", path: "/zone", nav: true, parts: []part{{question: "zone", order: picturesAfter(3)}}, controls: zoneControls},
	{name: "people", path: "/people", nav: true, parts: []part{{question: "people"}}},
	{name: "sources", path: "/sources", nav: true, parts: []part{{question: "sources"}}, links: sourceLinks},
	{name: "compare", path: "/compare", nav: true, parts: []part{{question: "diff", args: compared}}, controls: compareControls, links: compareLinks},
	{name: "brief", path: "/brief", nav: true, parts: []part{{question: "brief"}}, controls: briefControls, take: takeBrief},
}

// picturesAfter is an order in which the pictures stand behind the first sentences.
func picturesAfter(n int) func(*brief.Document) *brief.Document {
	return func(d *brief.Document) *brief.Document { return d.PicturesAfter(n) }
}

// known reports whether anything is known to the reader.
func known(v *visit) bool { return v.At.View().Last() != 0 }

// questions are those that may be put, made anew: the words of one asker live in
// each.
func questions() []*ask.Question { return append(ask.Questions(), ask.Series()) }

func question(name string) *ask.Question {
	all := questions()
	if i := slices.IndexFunc(all, func(q *ask.Question) bool { return q.Name == name }); i >= 0 {
		return all[i]
	}
	return nil
}

var capitals = regexp.MustCompile(`[A-Z]+`)

// argument is the name under which an address gives the arguments of a question:
// "bid" for [BID ...]; "" if it takes none.
func argument(q *ask.Question) string { return strings.ToLower(capitals.FindString(q.Use)) }

// flags are the flags of a question, ready to be set.
func flags(q *ask.Question) *pflag.FlagSet {
	f := pflag.NewFlagSet(q.Name, pflag.ContinueOnError)
	if q.Flags != nil {
		q.Flags(f)
	}
	return f
}

// answer puts the question of a part with the words of the address.
func (v *visit) answer(p part) (*brief.Document, error) {
	q := question(p.question)
	if q == nil {
		return nil, nowhere
	}
	f := flags(q)
	var wrong error
	f.VisitAll(func(flag *pflag.Flag) {
		if slices.Contains(p.skipped(v), flag.Name) {
			return
		}
		for _, value := range v.query[flag.Name] {
			if value == "" || wrong != nil {
				continue
			}
			if err := f.Set(flag.Name, value); err != nil {
				wrong = ask.Fail(ask.Wrong, "--%s %s: it cannot be read.", flag.Name, value)
			}
		}
	})
	if wrong != nil {
		return nil, wrong
	}
	args := given(v.query[argument(q)])
	if p.args != nil {
		args = p.args(v)
	}
	if len(args) > q.Most {
		return nil, ask.Fail(ask.Wrong, "%s takes at most %d %s, not %d: %s", q.Name, q.Most, ask.Saying("arguments"), len(args), strings.Join(args, " "))
	}
	d, err := q.Answer(v.Inquiry, args)
	if err != nil || v.owner() {
		return d, err
	}
	return d.WithoutCode(), nil
}

// skipped are the flags of the address that are not for a part.
func (p part) skipped(v *visit) []string {
	if p.skip == nil {
		return nil
	}
	return p.skip(v)
}

// open reports whether a folded part stands open.
func (p part) open(v *visit) bool { return p.asked != nil && p.asked(v) }

// given are the values that say something.
func given(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// understood checks that a page takes every parameter of the address: a misspelt
// one would otherwise be left unasked.
func (v *visit) understood(p *page) error {
	names := append(slices.Clone(stateNames), "chart", "rows", "nth", "tag")
	for _, part := range p.parts {
		q := question(part.question)
		if q == nil {
			continue
		}
		flags(q).VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		names = append(names, argument(q))
	}
	return only(v.query, append(names, v.controlled(p)...))
}

func only(q url.Values, names []string) error {
	var words []string
	for name := range q {
		words = append(words, name)
	}
	slices.Sort(words)
	for _, name := range words {
		if slices.Contains(names, name) && name != "" {
			continue
		}
		if near := casefile.Near(name, names); near != "" {
			return ask.Fail(ask.Wrong, "%s: this page takes no such parameter. Did you mean %s?", name, near)
		}
		return ask.Fail(ask.Wrong, "%s: this page takes no such parameter.", name)
	}
	return nil
}

// canonical is the address that says the same in the words of the command line,
// where a form has a field for each series or currency: assume.SERIES=FIGURE is
// assume=SERIES=FIGURE. It is empty where the address does so already.
func (v *visit) canonical() string {
	q, moved := url.Values{}, false
	for _, name := range slices.Sorted(maps.Keys(v.query)) {
		flag, key, dotted := strings.Cut(name, ".")
		if !dotted || flag != "assume" && flag != "rate" {
			q[name] = append(q[name], given(v.query[name])...)
			continue
		}
		moved = true
		for _, figure := range given(v.query[name]) {
			q.Add(flag, key+"="+strings.TrimSpace(figure))
		}
	}
	if !moved {
		return ""
	}
	return address(v.path+v.ext, q)
}
