package web

import (
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"parley"
	"parley/casefile"
	"parley/intake"
	"parley/lang"
)

// A readPage is the page of a source: its text, and the form beside it.
type readPage struct {
	lang            lang.Lang
	Action, Preview string
	At              string // the chosen span
	Lines           []readLine
	Tongue          string // language of the text
	Progress        string
	Told            *Item // what was written last
	Wrong           []string
	Rows            []wordRow
	Does            []choice
	Doing           string
	Hearsay         bool
	Who             []box // the first chooses, the others are of somebody new
	Claim, Source   []box
	When, More      []box
	Files           *box
	Skip            string // address of the next span
	Done            bool   // every quotation and amount was used
	Needed          []string
	Writes          string // how many lines, and where
	Text            string // the lines
	Mistakes        []mistake
	wrong           map[string][]string // by field
}

// A readLine is a line of the text, its candidates marked.
type readLine struct {
	N    int
	HTML string // escaped
}

// A wordRow is words of the copy, as a form has them.
type wordRow struct {
	Words, Line string
	Own         bool
	Wrong       []string
}

// A box is a field of the form.
type box struct {
	Name, Kind  string // "text", "select", "list", "area"
	Label, Hint string
	Value, Key  string // Key: the letter that leads here
	Groups      []group
	Wrong       []string
}

// A group is choices of one sort.
type group struct {
	Label   string
	Choices []choice
}

// readPage makes the page of a source, with what the form says.
func (v *visit) readPage(r *reading, q url.Values, at string) *readPage {
	here := "/read/" + string(r.ID)
	p := &readPage{lang: v.lang, Action: v.href(here), Preview: v.href(here + "/preview"), At: at, Tongue: r.Language, Progress: r.progress(v.lang),
		Doing: cmp.Or(q.Get("does"), "asserts"), Hearsay: q.Get("hearsay") != "", wrong: make(map[string][]string)}
	chosen, _, _ := r.at(at)
	p.Lines = v.marked(r, chosen)
	if n, ok := r.next(chosen); ok {
		p.Skip = v.href(here, "at", n.String()) + "#capture"
	}
	p.Done = !slices.ContainsFunc(r.found, func(c intake.Candidate) bool { return c.Kind != intake.Day }) || p.Skip == "" && at == ""
	for i, words := range q["words"] {
		if words != "" || i == 0 {
			row := wordRow{Words: words, Own: i >= len(q["own"]) || q["own"][i] != "outlet"}
			if i < len(q["line"]) {
				row.Line = q["line"][i]
			}
			p.Rows = append(p.Rows, row)
		}
	}
	p.Rows = append(p.Rows, wordRow{Own: false})
	for _, a := range parley.Acts() {
		p.Does = append(p.Does, choice{a.String(), lang.Word(v.lang, "read.does."+a.String())})
	}
	v.boxes(p, r, q, chosen.line)
	return p
}

// marked are the lines of the text with links on what may be worth recording.
func (v *visit) marked(r *reading, chosen place) (out []readLine) {
	i := 0
	for n, line := range r.lines {
		var here []int
		for ; i < len(r.found) && r.found[i].Line == n+1; i++ {
			here = append(here, i)
		}
		out = append(out, readLine{n + 1, v.markedLine(r, line, here, chosen)})
	}
	return out
}

// markedLine lays the candidates of a line over it, the inner over the outer: links
// do not stand in links.
func (v *visit) markedLine(r *reading, line string, here []int, chosen place) string {
	if len(here) == 0 {
		return html.EscapeString(line)
	}
	runes := []rune(line)
	over := make([]int, len(runes)) // which candidate, from 1
	for _, i := range here {
		for k := r.found[i].Start; k < r.found[i].End; k++ {
			over[k] = i + 1
		}
	}
	var b strings.Builder
	met := make(map[int]bool)
	for from := 0; from < len(runes); {
		to := from + 1
		for to < len(runes) && over[to] == over[from] {
			to++
		}
		text := html.EscapeString(string(runes[from:to]))
		if i := over[from]; i == 0 {
			b.WriteString(text)
		} else {
			b.WriteString(v.mark(r, i-1, text, !met[i], placeOf(r.found[i-1]) == chosen))
			met[i] = true
		}
		from = to
	}
	return b.String()
}

// mark is a link on a candidate, or on a further piece of one.
func (v *visit) mark(r *reading, i int, text string, first, chosen bool) string {
	c := r.found[i]
	attr := func(name, value string) string { return ` ` + name + `="` + html.EscapeString(value) + `"` }
	class := "m is-" + c.Kind.String()
	words := lang.Word(v.lang, "read.mark."+c.Kind.String())
	switch {
	case c.Kind == intake.Day && c.Date != 0:
		words += ": " + lang.Day(v.lang, c.Date)
	case c.Kind == intake.Amount:
		words += ": " + c.Value
	}
	if r.used[i] {
		class += " is-used"
		words += ", " + lang.Word(v.lang, "read.mark.used")
	}
	out := `<a` + attr("class", class) + attr("href", v.href("/read/"+string(r.ID), "at", placeOf(c).String())+"#capture") + attr("data-at", placeOf(c).String()) + attr("title", words)
	if first {
		out += attr("data-kind", c.Kind.String()) + attr("data-words", c.Words)
		if c.Kind == intake.Day && c.Date != 0 {
			out += attr("data-day", c.Date.String())
		} else if c.Kind != intake.Day {
			d, printed := r.dayBeside(placeOf(c))
			out += attr("data-day", d) + attr("data-printed", printed)
		}
	} else {
		out += ` tabindex="-1" data-more`
	}
	if chosen {
		out += ` aria-current="true"`
	}
	return out + `>` + text + `</a>`
}

// box makes a field with what the form says.
func (v *visit) box(q url.Values, kind, name, hint string, groups ...group) box {
	groups = slices.DeleteFunc(groups, func(g group) bool { return len(g.Choices) == 0 })
	return box{Name: name, Kind: kind, Label: lang.Word(v.lang, "read.field."+name), Hint: hint, Value: q.Get(name), Groups: groups}
}

// named lists the entries of a kind, by name.
func named(b *casefile.Book, l lang.Lang, kind parley.Kind) (out []choice) {
	for _, e := range b.Entries() {
		if e.Kind() != kind {
			continue
		}
		h := e.Base()
		words, _ := h.Name.In(string(l))
		if c, ok := e.(*parley.Claim); ok {
			words, _ = c.Says.In(string(l))
		}
		if h.Happened.Printed != "" && words == "" {
			words = h.Happened.Printed + " " + string(h.ID)
		}
		out = append(out, choice{string(h.ID), cmp.Or(words, string(h.ID))})
	}
	return out
}

// worded are the choices of a closed list, in words.
func worded(l lang.Lang, prefix string, list []string) (out []choice) {
	out = append(out, choice{"", lang.Word(l, "read.none")})
	for _, w := range list {
		label := w
		if prefix != "" {
			label = lang.Word(l, prefix+w)
		}
		out = append(out, choice{w, label})
	}
	return out
}

// boxes are the fields of the form.
func (v *visit) boxes(p *readPage, r *reading, q url.Values, line int) {
	l, b := v.lang, r.book
	say := func(key string) string { return lang.Word(l, "read."+key) }
	none := group{Choices: []choice{{"", say("none")}}}
	people, bodies, parties := named(b, l, "person"), named(b, l, "body"), named(b, l, "party")
	side := group{say("group.party"), parties}
	whole := func(name string, kinds ...parley.Kind) (gs []group) {
		gs = append(gs, none)
		for _, k := range kinds {
			gs = append(gs, group{say("group." + string(k)), named(b, l, k)})
		}
		return gs
	}
	here := r.named(line, slices.Concat(people, bodies))
	others := func(of []choice) []choice {
		return slices.DeleteFunc(slices.Clone(of), func(c choice) bool { return slices.Contains(here, c) })
	}
	who := v.box(q, "select", "who", "", group{Choices: []choice{{"", say("choose")}}}, group{say("group.here"), here},
		group{say("group.else"), []choice{{"report", say("who.report")}, {"+", say("who.new")}}}, group{say("group.person"), others(people)}, group{say("group.body"), others(bodies)})
	who.Key = "w"
	p.Who = []box{who, v.box(q, "text", "attributed", say("hint.attributed")),
		v.box(q, "text", "p-name", ""), v.box(q, "text", "p-other", ""), v.box(q, "select", "p-of", "", none, side, group{say("group.body"), bodies}), v.box(q, "text", "p-role", ""),
		v.box(q, "select", "p-speaks-for", "", none, side), v.box(q, "text", "p-id", say("hint.id"))}
	claim := v.box(q, "list", "claim", say("hint.claim"), group{Choices: named(b, l, "claim")})
	claim.Key = "c"
	p.Claim = []box{claim, v.box(q, "select", "outlet-says", "", group{Choices: worded(l, "read.does.", []string{"asserts", "denies", "qualifies", "declines"})}),
		v.box(q, "select", "c-issue", "", whole("", "issue")...), v.box(q, "text", "c-words", ""), v.box(q, "text", "c-other", ""),
		v.box(q, "select", "c-of", "", none, side), v.box(q, "select", "c-party", "", none, side), v.box(q, "select", "c-verb", "", group{Choices: worded(l, "", parley.Verbs)[1:]}),
		v.box(q, "select", "c-rel", "", group{Choices: worded(l, "", parley.Rels)[1:]}), v.box(q, "text", "c-value", "USD 5 billion per year for 2020"),
		v.box(q, "list", "c-replaces", "", group{Choices: named(b, l, "claim")}), v.box(q, "text", "c-id", say("hint.id"))}
	mode := v.box(q, "select", "mode", "", group{Choices: worded(l, "mode.", parley.Modes)})
	date := v.box(q, "text", "date", "")
	date.Key = "d"
	p.When = []box{date, v.box(q, "text", "printed", ""), mode}
	p.Source = []box{v.box(q, "select", "through", "", group{Choices: []choice{{"", say("through.none")}, {"+", say("through.new")}}}, group{say("group.source"), sourcesBut(b, l, r.ID)}),
		v.box(q, "text", "s-name", ""), v.box(q, "select", "s-type", "", group{Choices: worded(l, "type.", parley.SourceTypes)}), v.box(q, "text", "s-publisher", say("hint.unknown")),
		v.box(q, "text", "s-published", say("hint.unknown")), v.box(q, "text", "s-language", "en"), v.box(q, "text", "s-id", say("hint.id"))}
	p.More = []box{v.box(q, "select", "into", "", group{Choices: []choice{{"", say("into.auto")}, {"new", say("into.new")}}}, group{say("group.taken"), taken(r, l)}),
		v.box(q, "text", "spoken", say("hint.spoken")), v.box(q, "text", "note", ""), v.box(q, "text", "id", say("hint.id"))}
	if len(b.Files) > 1 {
		var files []choice
		for _, f := range b.Files {
			files = append(files, choice{f.Name, f.Name})
		}
		file := v.box(q, "select", "file", "", group{Choices: files})
		file.Value = whereIn(b, r.ID, q.Get("file"))
		p.Files = &file
	}
}

func sourcesBut(b *casefile.Book, l lang.Lang, id parley.ID) []choice {
	return slices.DeleteFunc(named(b, l, "source"), func(c choice) bool { return c.Value == string(id) })
}

// taken are the utterances that were recorded from a source.
func taken(r *reading, l lang.Lang) (out []choice) {
	for _, e := range r.taken {
		if uttered(e) {
			out = append(out, choice{string(e.Base().ID), string(e.Base().ID)})
		}
	}
	return out
}

// shows takes over what would be written, and puts what check finds at the fields
// that it is about.
func (p *readPage) shows(v *visit, r *reading, w written) {
	if w.after == nil && len(w.edits) > 0 && w.first == 0 {
		p.Wrong = append(p.Wrong, lang.Word(v.lang, "read.no-entry"))
	}
	p.Text = w.text()
	p.Writes = counted(v.lang, "read.writes", "n", w.lines(r.book), "file", w.file)
	for _, f := range w.fresh {
		field := ""
		if w.after != nil {
			field = fieldOf(w.after, f.Span)
		}
		if field == "" || slices.Contains(p.Needed, field) {
			continue // it stands among the mistakes
		}
		if said := p.wrong[field]; len(said) > 0 && (field == "claim" || field == "words" || slices.Contains(p.Needed, said[0])) {
			continue // it was said in other words
		}
		p.wrong[field] = append(p.wrong[field], f.Message.In(v.lang)+" "+f.Fix().In(v.lang))
	}
	if w.after != nil {
		p.Mistakes = v.mistakes(w.fresh, w.after)
		for i := range p.Mistakes {
			p.Mistakes[i].Href = "" // the line is not there yet
		}
	}
	p.place()
}

// place puts what is wrong at the fields.
func (p *readPage) place() {
	for _, boxes := range [][]box{p.Who, p.Claim, p.Source, p.When, p.More} {
		for i := range boxes {
			boxes[i].Wrong = p.wrong[boxes[i].Name]
		}
	}
	if len(p.Rows) > 0 {
		p.Rows[0].Wrong = p.wrong["words"]
	}
}

// The fields of the form that give the fields of an entry, by kind of entry.
var formFields = map[string]map[string]string{
	"statement": {"by": "who", "mode": "mode", "spoken": "spoken", "translated-by": "spoken", "printed-as": "printed", "dated-from": "printed", "via": "through", ">": "words", "|": "words",
		"asserts": "claim", "denies": "claim", "qualifies": "claim", "declines": "claim", "attributed": "attributed", "note": "note", "": "date"},
	"claim":  {"about": "c-issue", "that": "c-value", "of": "c-of", "replaces": "c-replaces", "": "c-id"},
	"person": {"name": "p-name", "role": "p-role", "speaks-for": "p-speaks-for", "": "p-id"},
	"source": {"type": "s-type", "publisher": "s-publisher", "published": "s-published", "language": "s-language", "": "s-id"},
}

// fieldOf finds the field of the form that gave the line of a finding; "" if none
// did.
func fieldOf(b *casefile.Book, s casefile.Span) string {
	line := b.Line(s.File, s.Line)
	field := ""
	if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
		field, _, _ = strings.Cut(strings.TrimSpace(line), " ")
	}
	kind := ""
	for n := s.Line; n > 0 && kind == ""; n-- {
		head := b.Line(s.File, n)
		for _, w := range strings.Fields(head) {
			if head[0] != ' ' && head[0] != '\t' && head[0] != ';' && formFields[strings.Replace(w, "report", "statement", 1)] != nil {
				kind = strings.Replace(w, "report", "statement", 1)
				break
			}
		}
	}
	field, tongue, _ := strings.Cut(field, ".")
	switch {
	case kind == "claim" && field == "that" && tongue != "":
		return "c-other"
	case kind == "claim" && field == "that" && strings.Contains(line, `"`):
		return "c-words"
	case kind == "person" && field == "name":
		return "p-other"
	}
	return formFields[kind][field]
}

func (v *visit) showReading(status int, p *readPage) error {
	p.place()
	id := v.r.PathValue("source")
	title := id
	if x, ok := v.state.latest.Entry(parley.ID(id)).(*parley.Source); ok {
		title = v.sourceName(x)
	}
	f := v.undated(counted(v.lang, "read.title", "source", title), p.Progress)
	f.Live = "" // the page would be replaced, and with it what is typed
	f.Styles = append(f.Styles, "/static/read.css")
	f.Scripts = append(f.Scripts, "/static/read.js")
	v.w.Header().Set("Cache-Control", "no-store")
	return v.exact(status, f, readBody(p))
}

// readKeys are the keys of the page, in the order of their list.
var readKeys = []struct{ keys, word string }{
	{"n p", "candidate"}, {"⇧ ← →", "select"}, {"a", "add"}, {"w", "who"}, {"1–4", "stance"}, {"h", "hearsay"}, {"c", "claim"}, {"d", "date"}, {"⏎", "save"}, {"Esc", "leave"},
}

// described ties a field to what is said of it.
func described(b box) templ.Attributes {
	var ids []string
	if b.Hint != "" {
		ids = append(ids, "f-"+b.Name+"-hint")
	}
	for n := range b.Wrong {
		ids = append(ids, "f-"+b.Name+"-wrong"+itoa(n))
	}
	out := templ.Attributes{}
	if len(ids) > 0 {
		out["aria-describedby"] = strings.Join(ids, " ")
	}
	if len(b.Wrong) > 0 {
		out["aria-invalid"] = "true"
	}
	return out
}

func filled(boxes []box) bool {
	return slices.ContainsFunc(boxes, func(b box) bool { return b.Value != "" && b.Kind != "select" })
}

func faulty(boxes []box) bool {
	return slices.ContainsFunc(boxes, func(b box) bool { return len(b.Wrong) > 0 })
}
