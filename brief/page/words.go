package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"parley"
	"parley/brief"
	"parley/lang"
)

func visible(s string) string { return brief.Visible(s) }

// lines shows lines to copy, each with what would act made visible.
func lines(c brief.Code) string {
	var b strings.Builder
	for l := range strings.Lines(string(c)) {
		b.WriteString(brief.Visible(strings.TrimSuffix(l, "\n")))
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (r *reading) word(key string) string { return lang.Word(r.Lang, key) }

// say says a pattern; names and words of its arguments follow each other.
func (r *reading) say(key string, args ...string) string {
	var list []lang.Arg
	for i := 0; i+1 < len(args); i += 2 {
		list = append(list, lang.Arg{Name: args[i], Value: args[i+1]})
	}
	return lang.Plain(lang.Say(r.Lang, key, list...))
}

// address is where an entry leads, "" for nowhere.
func (r *reading) address(id parley.ID) string {
	if r.Link == nil || id == "" {
		return ""
	}
	return r.Link(id)
}

func (r *reading) noteID(n int) string { return r.Prefix + "note-" + string(r.Notes[n-1].ID) }

func (r *reading) markID(id parley.ID) string { return r.Prefix + "mark-" + string(id) }

// firstMark is the id of the first mark that leads to a note; the others have
// none.
func (r *reading) firstMark(n int) string {
	id := r.Notes[n-1].ID
	if r.marked[id] {
		return ""
	}
	r.marked[id] = true
	return r.markID(id)
}

// A stretch of a sentence, with the stop that stands after it.
type stretch struct {
	brief.Stretch
	stop string
}

// stopped moves the stops that follow a badge to it.
func stopped(all []brief.Stretch) (out []stretch) {
	for i := range all {
		x := stretch{Stretch: all[i]}
		if x.Badge && i+1 < len(all) && all[i+1].Link == "" && !all[i+1].Badge {
			rest := strings.TrimLeft(all[i+1].Text, ".,;:)")
			x.stop = strings.TrimSuffix(all[i+1].Text, rest)
			all[i+1].Text = rest
		}
		if x.Text != "" || len(x.Notes) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// quoted puts the words of a note in quote marks, those of an outlet as such.
func (r *reading) quoted(w brief.Words) string {
	said := r.say("note.words", "words", w.Text)
	if w.Speaker {
		return said
	}
	return r.say("note.outlet", "words", said)
}

// tongue says the language of words where it is not that of the document: what
// the record says, else Korean where they are in Hangul.
func tongue(doc lang.Lang, said, words string) templ.Attributes {
	if said == "" && strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		said = string(lang.Korean)
	}
	if said == "" || said == string(doc) {
		return nil
	}
	return templ.Attributes{"lang": said}
}

// placed is the id of a sentence to which links lead.
func (r *reading) placed(s brief.Sentence) string {
	if s.Place == "" {
		return ""
	}
	return r.Prefix + s.Place
}

func named(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"id": id}
}

func classed(names string) templ.Attributes {
	names = strings.TrimSpace(names)
	if names == "" {
		return nil
	}
	return templ.Attributes{"class": names}
}

// headed is the class of the head of a column.
func headed(c column) string {
	if c.numeric {
		return "n"
	}
	return ""
}

// bases are how well something may be sourced, with the shapes of their marks.
var bases = []struct {
	basis parley.Basis
	shape string
}{
	{parley.Confirmed, "confirmed"}, {parley.OnRecord, "on-record"}, {parley.OtherSide, "on-record"},
	{parley.SecondHand, "second-hand"}, {parley.Reported, "reported"}, {parley.Inferred, "inferred"},
}

// shape is the mark of a status: that of the longest basis with which its words
// begin; "" for none.
func shape(l lang.Lang, words string) (mark string) {
	longest := 0
	for _, b := range bases {
		said := lang.Badge(l, parley.Status{Basis: b.basis})
		if len(said) > longest && strings.HasPrefix(words, said) {
			mark, longest = b.shape, len(said)
		}
	}
	return mark
}

func web(address string) bool {
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

// addresses are where the sources of a note are, in the order of its words.
func addresses(n brief.Note) (list []string) {
	for _, x := range n.Runs {
		if u := n.URLs[x.Link]; u != "" {
			list = append(list, u)
		}
	}
	return list
}

// host is where an address of the web is, as people call it.
func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	name, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(name, "www.")
}

// commands cuts text at the backticks round what is to be typed: every second
// piece stood between two.
func commands(text string) []string {
	pieces := strings.Split(text, "`")
	if len(pieces)%2 == 0 {
		return []string{text}
	}
	return pieces
}

// answered is the address where the answer of a command stands, "" if there is none.
func (r *reading) answered(typed string) string {
	if r.Command == nil {
		return ""
	}
	return r.Command(typed)
}

// worded reports whether a table is one of words in a few columns, which say by
// themselves what they are. Figures, and what stands in many columns, need the heads.
func (l *list) worded() bool {
	const few = 5
	return len(l.columns) <= few && slices.ContainsFunc(l.columns, func(c column) bool { return c.Wide }) &&
		!slices.ContainsFunc(l.columns, func(c column) bool { return c.numeric })
}

// role is what a part of a table of words is, however it is shown.
func (l *list) role(name string) templ.Attributes {
	if !l.worded() {
		return nil
	}
	return templ.Attributes{"role": name}
}

// kind is the class of a cell.
func kind(c column, v brief.Cell) string {
	var class []string
	if c.numeric {
		class = append(class, "n")
	}
	switch v := v.(type) {
	case nil:
		class = append(class, "nil")
	case brief.Date, brief.Day:
		class = append(class, "short")
	case brief.Text:
		n := utf8.RuneCountInString(string(v))
		if n >= long || c.Wide && n > long/2 {
			class = append(class, "wide")
		} else if n <= short {
			class = append(class, "short")
		}
	}
	return strings.Join(class, " ")
}

// So many characters stay on one line ("2020–2024"), and so many need a wide
// column.
const (
	short = 12
	long  = 48
)

// A link leads to another form.
type link struct{ label, to string }

func (r *reading) data(t *brief.Table) (links []link) {
	if r.Data == nil {
		return nil
	}
	for _, ext := range []string{"csv", "json"} {
		if to := r.Data(t, ext); to != "" {
			links = append(links, link{strings.ToUpper(ext), to})
		}
	}
	return links
}

func (r *reading) drawn(c *brief.Chart) (links []link) {
	if r.Drawn == nil {
		return nil
	}
	for _, x := range []link{{"SVG", "svg"}, {"Vega-Lite", "vl.json"}} {
		if to := r.Drawn(c, x.to); to != "" {
			links = append(links, link{x.label, to})
		}
	}
	return links
}
