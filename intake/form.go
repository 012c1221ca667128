package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley"
	"parley/casefile"
	"parley/date"
)

// A Form is an utterance as somebody filled it in. Its dates and values are
// texts, as in a case file: what is wrong with them the same rules say that say
// it of a file.
type Form struct {
	Source     parley.ID   // what we have read, and whose kept copy has the words
	Through    []parley.ID // the sources by which they reached it, origin first
	Words      []Words
	Who        []parley.ID // persons or bodies; none: an unnamed source, or the outlet itself
	Attributed string      // the unnamed source, as printed
	Mode       string
	Stances    []parley.Stance
	Date       string
	PrintedAs  string // how the day was printed: "Thursday"
	Spoken     string // language
	Note       string
	ID         string    // empty: one is suggested
	Into       parley.ID // the utterance to which this is added; empty: a new entry
	Recorded   date.Day

	Claim  *NewClaim  // of the first stance, whose Claim is then not read
	Person *NewPerson // first of those who speak
	Origin *NewSource // where the words come from
}

// Words are words of the copy.
type Words struct {
	Line  int
	Text  string
	Quote bool // the speaker's own; else the outlet's
}

// A NewClaim is a claim that the record does not have: in words, or as what a
// party does about an issue.
type NewClaim struct {
	ID       string
	Issue    parley.ID
	Of       parley.ID // whose claim it is, where words say it
	Words    string    // in the language of the case
	Other    string    // in the other of English and Korean
	Party    parley.ID // of a proposition
	Verb     string
	Rel      string
	Value    string // as in a case file, with what follows it: USD 5 billion per year for 2020
	Replaces parley.ID
}

// A NewPerson is somebody whom the record does not have.
type NewPerson struct {
	ID, Name, Other string    // Other: the name in the other language
	Of              parley.ID // body or party
	Role            string
	SpeaksFor       parley.ID
}

// A NewSource is a source known only through the one that was read, or the one
// that was read itself.
type NewSource struct {
	ID, Name, Type               string
	Publisher, Author, Published string
	URL, File, Language          string
	Seen                         bool
}

// Missing lists the fields of f without which nothing can be written, by their
// names in a form: "words", "who", "mode", "date", "claim", "person", "origin".
func (f Form) Missing() (fields []string) {
	need := func(field string, ok bool) {
		if !ok {
			fields = append(fields, field)
		}
	}
	need("words", slices.ContainsFunc(f.Words, func(w Words) bool { return oneLine(w.Text) != "" }))
	need("mode", f.Into != "" || f.Mode != "" || len(f.Who) == 0 && f.Person == nil)
	need("date", f.Into != "" || f.Date != "")
	if c := f.Claim; c != nil {
		need("claim", c.Party != "" && c.Issue != "" && c.Value != "" || c.Party == "" && c.Words != "" && c.Issue != "")
	} else {
		need("claim", !slices.ContainsFunc(f.Stances, func(s parley.Stance) bool { return s.Claim == "" }))
		need("claim", len(f.Stances) > 0 || len(f.Who) > 0 || f.Person != nil || f.Into != "")
	}
	need("person", f.Person == nil || f.Person.Name != "")
	need("origin", f.Origin == nil || f.Origin.Name != "" && f.Origin.Type != "")
	return slices.Compact(fields)
}

// Edits are what writes f into a file of b, all of it together: the person, the
// source and the claim that are new, then the utterance. The file is that of the
// utterance to which f adds, else the named one.
func (f Form) Edits(b *casefile.Book, name string) []casefile.Edit {
	if f.Into != "" && b.File(f.Into) != nil {
		name = b.File(f.Into).Name
	}
	i := slices.IndexFunc(b.Files, func(x *casefile.File) bool { return x.Name == name })
	if i < 0 {
		return nil
	}
	file := b.Files[i]
	var edits []casefile.Edit
	add := func(old parley.ID, d casefile.Draft) {
		edits = append(edits, casefile.Edit{File: file.Name, Base: file.Digest(), Old: old, New: d})
	}
	for _, d := range f.named(b) {
		add("", d)
	}
	if old, ok := file.DraftOf(f.Into); ok && f.Into != "" {
		add(f.Into, f.joined(old))
	} else {
		add("", f.draft(b))
	}
	return edits
}

// named gives what is new its id, lets f refer to it, and returns its entries.
func (f *Form) named(b *casefile.Book) (out []casefile.Draft) {
	taken, other := TakenIn(b), "ko"
	if languageOf(b) == "ko" {
		other = "en"
	}
	id := func(given, suggested, last string) string {
		if given = oneLine(given); given == "" {
			given = free(cmp.Or(suggested, last), taken)
		}
		was := taken
		taken = func(s string) bool { return s == given || was(s) }
		return given
	}
	if p := f.Person; p != nil {
		name := id(p.ID, slug(p.Name, 4), "person")
		f.Who = append([]parley.ID{parley.ID(name)}, f.Who...)
		out = append(out, p.draft(name, other))
	}
	if s := f.Origin; s != nil {
		name := id(s.ID, slug(s.Name, 4), "source")
		f.Through = append([]parley.ID{parley.ID(name)}, f.Through...)
		out = append(out, s.Draft(name))
	}
	if c := f.Claim; c != nil {
		name := id(c.ID, claimID(*c), "claim")
		if len(f.Stances) == 0 {
			f.Stances = []parley.Stance{{Does: parley.Asserts}}
		}
		f.Stances = slices.Clone(f.Stances)
		f.Stances[0].Claim = parley.ID(name)
		out = append(out, c.draft(name, other))
	}
	if f.Into == "" {
		f.ID = id(f.ID, statementID(*f, b), "statement")
	}
	return out
}

// languageOf is the language of a case.
func languageOf(b *casefile.Book) string {
	for _, e := range b.Entries() {
		if c, ok := e.(*parley.Case); ok && c.Language != "" {
			return c.Language
		}
	}
	return "en"
}

// A draftWriter adds lines to a draft, those that say something.
type draftWriter struct{ casefile.Draft }

func (d *draftWriter) line(field, value string) { d.in(field, "", value) }

func (d *draftWriter) in(field, lang, value string) {
	if value = oneLine(value); value != "" {
		d.Lines = append(d.Lines, casefile.DraftLine{Field: field, Lang: lang, Value: value})
	}
}

// words writes words as a string.
func (d *draftWriter) words(field, lang, words string) {
	if words = oneLine(words); words != "" {
		d.in(field, lang, casefile.Quoted(words))
	}
}

// oneLine puts a text on one line: a value of a case file has no other.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\x00", " ")), " ")
}

// draft is the entry of a new utterance, its lines in the order of people who
// write by hand.
func (f Form) draft(b *casefile.Book) casefile.Draft {
	d := draftWriter{casefile.Draft{Date: oneLine(f.Date), Kind: "statement", ID: oneLine(f.ID)}}
	if len(f.Who) == 0 {
		d.Kind = "report"
		d.words("attributed", "", f.Attributed)
	}
	d.line("by", ids(f.Who))
	d.line("mode", f.Mode)
	read, _ := b.Entry(f.Source).(*parley.Source)
	if len(f.Who) > 0 {
		d.line("spoken", f.Spoken)
	}
	if f.Spoken != "" && read != nil && read.Language != "" && read.Language != f.Spoken {
		d.line("translated-by", string(f.Source))
	}
	if f.PrintedAs != "" {
		d.words("printed-as", "", f.PrintedAs)
		d.line("dated-from", string(f.Source))
	}
	for _, s := range f.Stances {
		d.line(s.Does.String(), stance(s))
	}
	d.line("via", f.chain())
	d.Lines = append(d.Lines, f.quoted()...)
	d.words("note", "", f.Note)
	if f.Recorded != 0 {
		d.line("recorded", f.Recorded.String())
	}
	return d.Draft
}

func ids(list []parley.ID) string {
	var words []string
	for _, id := range list {
		words = append(words, string(id))
	}
	return strings.Join(words, " ")
}

func stance(s parley.Stance) string {
	v := string(s.Claim)
	if s.Hearsay {
		v += " hearsay"
	}
	if s.Outlet != 0 && s.Outlet != s.Does {
		v += " outlet-says " + s.Outlet.String()
	}
	return v
}

// chain is the value of via.
func (f Form) chain() string {
	links := slices.DeleteFunc(slices.Clone(f.Through), func(id parley.ID) bool { return id == f.Source || id == "" })
	if len(links) == 0 {
		return string(f.Source)
	}
	return ids(links[:1]) + " quoted-in " + ids(append(links[1:], f.Source))
}

// quoted are the lines with words.
func (f Form) quoted() (out []casefile.DraftLine) {
	for _, w := range f.Words {
		words, at := oneLine(w.Text), "-"
		if w.Line > 0 {
			at = strconv.Itoa(w.Line)
		}
		switch {
		case words == "":
		case w.Quote:
			out = append(out, casefile.DraftLine{Field: ">", Value: at + " " + casefile.Quoted(words)})
		default:
			out = append(out, casefile.DraftLine{Field: "|", Value: at + " " + words})
		}
	}
	return out
}

// joined is an utterance with the words and stances of f added: each behind the
// last of its like. What stands there already is not said twice.
func (f Form) joined(d casefile.Draft) casefile.Draft {
	d.Lines = slices.Clone(d.Lines)
	insert := func(after int, l casefile.DraftLine) { d.Lines = slices.Insert(d.Lines, after+1, l) }
	for _, s := range f.Stances {
		if says(d, s.Claim) {
			continue
		}
		insert(lastOf(d, func(l casefile.DraftLine) bool { _, ok := parley.ParseAct(l.Field); return ok },
			func(l casefile.DraftLine) bool { return l.Field != "via" && !isWords(l) }), casefile.DraftLine{Field: s.Does.String(), Value: stance(s)})
	}
	chain := casefile.DraftLine{Field: "via", Value: f.chain()}
	at := slices.Index(d.Lines, chain)
	if at < 0 {
		at = lastOf(d, func(l casefile.DraftLine) bool { return l.Field == "via" || isWords(l) }, func(casefile.DraftLine) bool { return true }) + 1
		d.Lines = slices.Insert(d.Lines, at, chain)
	}
	for at+1 < len(d.Lines) && isWords(d.Lines[at+1]) {
		at++
	}
	for _, l := range f.quoted() {
		if !slices.Contains(d.Lines, l) {
			at++
			d.Lines = slices.Insert(d.Lines, at, l)
		}
	}
	return d
}

// says reports whether an utterance has a stance on a claim.
func says(d casefile.Draft, claim parley.ID) bool {
	return slices.ContainsFunc(d.Lines, func(l casefile.DraftLine) bool {
		_, ok := parley.ParseAct(l.Field)
		return ok && slices.Contains(strings.Fields(l.Value), string(claim))
	})
}

func isWords(l casefile.DraftLine) bool { return l.Field == ">" || l.Field == "|" }

// lastOf returns the place of the last line that fits, else of the last of
// those before the first that does not fit or else.
func lastOf(d casefile.Draft, fits, or func(casefile.DraftLine) bool) int {
	for i := len(d.Lines) - 1; i >= 0; i-- {
		if fits(d.Lines[i]) {
			return i
		}
	}
	i := slices.IndexFunc(d.Lines, func(l casefile.DraftLine) bool { return !or(l) })
	if i < 0 {
		return len(d.Lines) - 1
	}
	return i - 1
}

func (c NewClaim) draft(id, other string) casefile.Draft {
	d := draftWriter{casefile.Draft{Kind: "claim", ID: id}}
	if c.Party != "" {
		rel := c.Rel
		if rel == "" {
			rel = "="
		}
		d.line("that", strings.Join([]string{string(c.Party), c.Verb, string(c.Issue), rel, c.Value}, " "))
	} else {
		d.line("about", string(c.Issue))
		d.line("of", string(c.Of))
		d.words("that", "", c.Words)
	}
	d.words("that", other, c.Other)
	d.line("replaces", string(c.Replaces))
	return d.Draft
}

func (p NewPerson) draft(id, other string) casefile.Draft {
	d := draftWriter{casefile.Draft{Kind: "person", ID: id, Name: oneLine(p.Name)}}
	d.words("name", other, p.Other)
	if p.Of != "" && p.Role != "" {
		d.line("role", string(p.Of)+" "+casefile.Quoted(oneLine(p.Role)))
	}
	d.line("speaks-for", string(p.SpeaksFor))
	return d.Draft
}

// Draft is the entry of a source with an id.
func (s NewSource) Draft(id string) casefile.Draft {
	d := draftWriter{casefile.Draft{Kind: "source", ID: id, Name: oneLine(s.Name)}}
	d.line("type", s.Type)
	d.known("publisher", s.Publisher)
	d.known("author", s.Author)
	published := s.Published
	if oneLine(published) == "" {
		published = "unknown"
	}
	d.line("published", published)
	d.line("url", s.URL)
	d.line("file", s.File)
	if s.Seen {
		d.line("seen", "yes")
	} else {
		d.line("seen", "no")
	}
	d.line("language", s.Language)
	return d.Draft
}

// known writes words, or the word for what is not known.
func (d *draftWriter) known(field, words string) {
	if words == "unknown" || words == "none" {
		d.line(field, words)
		return
	}
	d.words(field, "", words)
}
