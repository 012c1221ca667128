package casefile

import (
	"cmp"
	"slices"
	"strings"

	"parley"
)

// A kind is one row of the table: how entries of type E are read and written.
type kind[E any] struct {
	name   parley.Kind
	when   string // what the date of an entry is, for docs/format.md; "" for declarations
	fields []field[E]
}

// A field reads every line of its name into e, and writes them back.
type field[E any] struct {
	info
	read  func(d *decoder, e *E, v value)
	write func(e *E, w *writer)
	ids   func(e *E, yield func(parley.ID)) // that must be of the kinds in info.wants
}

// An info is what the table says of a field without knowing its entry.
type info struct {
	name  string
	form  form
	note  string   // what it means, for docs/format.md
	words []string // where only some words will do
	wants []parley.Kind
	flags flags
}

type flags uint8

const (
	must     flags = 1 << iota // an entry without it is an error
	repeated                   // may stand on several lines
	inLang                     // may carry a language
)

// A form is how a value is written.
type form uint8

const (
	formRaw       form = iota // the rest of the line as it is
	formID                    // one id
	formIDs                   // ids
	formWord                  // a word, perhaps of a list
	formString                // "..."
	formPath                  // an address or a path
	formDate                  // a date
	formMaybeDate             // a date, unknown or none
	formMaybeText             // a string, unknown or none
	formInt                   // a whole number
	formVia                   // SOURCE quoted-in SOURCE at LINE
	formSpeaker               // LINE "words"
	formOutlet                // LINE words
	formStance                // CLAIM ... flags
	formThat                  // a string or a proposition
	formSets                  // ISSUE REL VALUE
	formPays                  // DATE = AMOUNT ~ AMOUNT
	formRise                  // RULE ...
	formOnce                  // DATE = AMOUNT in-base
	formRounds                // PERCENT AMOUNT
	formLimit                 // ISSUE REL AMOUNT
	formSetting               // ISSUE OPTION
	formOrder                 // ISSUE OPTION OPTION
	formTrade                 // SWAP > SWAP
	formWorth                 // SWAP = AMOUNT
	formNoDeal                // AMOUNT per month
	formWordText              // WORD "..." (an id or an option, and its name)
	formKnown                 // DATE "reason"
)

var formDocs = [...]string{"TEXT", "ID", "ID ...", "WORD", `"WORDS"`, "PATH", "DATE", "DATE, unknown or none", `"WORDS", unknown or none`, "NUMBER",
	"SOURCE [quoted-in SOURCE ...] [at LINE]", `LINE "WORDS"`, "LINE WORDS", "CLAIM ... [hearsay] [outlet-says ACT]",
	`"WORDS" or PARTY VERB ISSUE REL VALUE [per year] [for DATE] [counts "WORDS"]`, "ISSUE REL VALUE [per year] [for DATE]",
	"DATE = AMOUNT [~ AMOUNT]",
	"RULE, which is flat, PERCENT, AMOUNT or SERIES [lag N] [share PERCENT], then [plus PERCENT] [at-most PERCENT] [at-least PERCENT] [uncapped] [from YEAR]",
	"DATE = AMOUNT [in-base]", "PERCENT AMOUNT, or one of them",
	`LIMIT, which is ISSUE REL AMOUNT or ISSUE REL PERCENT over BASE, REL being <= or < (at most), >= or > (at least), then [per year] [for DATE] [counts "WORDS"]`,
	"ISSUE OPTION", "ISSUE OPTION OPTION ...", "SWAP > SWAP, a SWAP being ISSUE OPTION over OPTION",
	"SWAP = AMOUNT per year or per month, a SWAP being ISSUE OPTION over OPTION", "AMOUNT per year or per month [for DATE] [after EVENT or DEADLINE]", `WORD "WORDS"`, `DATE "WORDS"`}

// String says how a value of this form is written.
func (f form) String() string { return formDocs[f] }

// A row is a kind without its type: what reading, writing and documents need.
type row interface {
	kind() parley.Kind
	date() string // what it is; "" for declarations
	infos() []info
	decode(d *decoder, h parley.Head, f *File, b Block) parley.Entry
	encode(e parley.Entry, w *writer)
	wrongIDs(e parley.Entry, yield func(field string, nth int, id parley.ID, wants []parley.Kind))
}

type typed[E any, P interface {
	*E
	parley.Entry
}] struct{ kind_ kind[E] }

func (t typed[E, P]) kind() parley.Kind { return t.kind_.name }
func (t typed[E, P]) date() string      { return t.kind_.when }

func (t typed[E, P]) infos() (out []info) {
	for _, f := range t.kind_.fields {
		out = append(out, f.info)
	}
	return out
}

func (t typed[E, P]) wrongIDs(e parley.Entry, yield func(string, int, parley.ID, []parley.Kind)) {
	x := (*E)(e.(P))
	for i := range t.kind_.fields {
		f := &t.kind_.fields[i]
		if f.ids == nil {
			continue
		}
		n := 0
		f.ids(x, func(id parley.ID) {
			yield(f.name, n, id, f.wants)
			n++
		})
	}
}

func (t typed[E, P]) encode(e parley.Entry, w *writer) {
	x := (*E)(e.(P))
	for i := range t.kind_.fields {
		if f := &t.kind_.fields[i]; f.write != nil {
			w.field = f.name
			f.write(x, w)
		}
	}
}

func (t typed[E, P]) decode(d *decoder, h parley.Head, f *File, b Block) parley.Entry {
	e := newEntry[E](d)
	head := P(e).Base()
	*head = h
	fields := t.kind_.fields
	var given, plain uint64 // fields that stand there at all; without a language
	for l := range f.lines(b) {
		name, lang, text, at := l.field()
		i := indexOf(fields, name)
		if i >= 0 && (lang == "" || fields[i].flags&inLang == 0) {
			given |= 1 << i
		}
		if len(l.raw) > maxLine {
			d.unread = true
			continue
		}
		d.line = l
		v := value{text, l, at, lang}
		switch {
		case lang != "" && !d.language(v, name):
		case i < 0:
			if !d.headField(head, name, v, isDeclaration(t.kind())) {
				near := d.unknownField(t.kind(), name, l)
				if j := indexOf(fields, near); j >= 0 {
					given |= 1 << j
				}
				d.unread = d.unread || near == "via"
			}
		case d.fits(v, &fields[i].info, plain&(1<<i) != 0):
			if lang == "" {
				plain |= 1 << i
			}
			fields[i].read(d, e, v)
		}
	}
	for i := range fields {
		if fields[i].flags&must != 0 && given&(1<<i) == 0 {
			d.line = f.head(b)
			d.missing(t.kind(), &fields[i].info)
		}
	}
	settle(e)
	return P(e)
}

// newEntry returns an entry to be filled.
func newEntry[E any](d *decoder) *E {
	s := &d.entries
	switch p := any((*E)(nil)).(type) {
	case *parley.Statement:
		return any(s.statements.new()).(*E)
	case *parley.Report:
		return any(s.reports.new()).(*E)
	case *parley.Claim:
		return any(s.claims.new()).(*E)
	case *parley.Source:
		return any(s.sources.new()).(*E)
	default:
		_ = p
	}
	return new(E)
}

// indexOf returns which of the fields has a name, -1 if none.
func indexOf[E any](fields []field[E], name string) int {
	for i := range fields {
		if fields[i].name == name {
			return i
		}
	}
	return -1
}

// fits checks what can be wrong with a line whatever its value says.
func (d *decoder) fits(v value, f *info, again bool) bool {
	from := v.line.indent()
	switch {
	case v.lang != "" && f.flags&inLang == 0:
		d.fault("P015", from, from+len(f.name)+1+len(v.lang), "field", f.name, "language", v.lang)
	case v.text == "":
		d.form(v, f.name, f.form)
	case again && f.flags&repeated == 0 && v.lang == "":
		d.fault("P006", from, from+len(f.name), "field", f.name)
	default:
		return true
	}
	return false
}

// missing reports a required field that is not there, at the id.
func (d *decoder) missing(k parley.Kind, f *info) {
	id := d.line.heading().id
	d.fault("P007", id.at, id.end(), "field", f.name, "kind", string(k), "form", f.form.String())
}

// settle puts stances, and what it is to have no deal, in the order in which they are written, since the order
// of lines of different fields means nothing.
func settle(e any) {
	var list []parley.Stance
	switch e := e.(type) {
	case *parley.Statement:
		list = e.Stances
	case *parley.Report:
		list = e.Stances
	}
	if v, ok := e.(*parley.Valuation); ok {
		slices.SortStableFunc(v.Without, func(a, b parley.NoDeal) int { return cmp.Compare(gains(a), gains(b)) })
	}
	if len(list) < 2 {
		return
	}
	slices.SortStableFunc(list, func(a, b parley.Stance) int {
		return cmp.Compare(slices.Index(actOrder, a.Does), slices.Index(actOrder, b.Does))
	})
}

var actOrder = parley.Acts()

// rows is the table, in the order of docs/format.md.
var rows = []row{caseRow, partyRow, bodyRow, personRow, sourceRow, issueRow, agreementRow, claimRow, seriesRow,
	roundRow, statementRow, reportRow, offerRow, eventRow, deadlineRow, seatRow, termsRow, stageRow,
	inferenceRow, assumeRow, valuationRow, expectRow, explainRow, overrideRow, discloseRow, correctRow, retractRow}

var byKind = func() map[string]row {
	m := make(map[string]row)
	for _, r := range rows {
		m[string(r.kind())] = r
	}
	return m
}()

// infosOf is the table by kind and field, those of every kind under "".
var infosOf = func() map[string]map[string]info {
	all := make(map[string]map[string]info)
	add := func(kind string, list []info) {
		m := make(map[string]info)
		for _, f := range slices.Concat(list, headInfos) {
			m[f.name] = f
		}
		all[kind] = m
	}
	add("", nil)
	for _, r := range rows {
		add(string(r.kind()), r.infos())
	}
	return all
}()

// headInfos are the fields that every kind has.
var headInfos = []info{
	{name: "name", form: formString, flags: repeated | inLang, note: "what it is called; the string in the head is the name in the language of the case"},
	{name: "note", form: formString, flags: repeated | inLang, note: "a remark of ours; never in a public copy"},
	{name: "audience", form: formWord, note: "who may know of it: public, case, side:PARTY, caucus:PARTY/NAME or mediator"},
	{name: "recorded", form: formDate, note: "when it came into our file"},
	{name: "known", form: formKnown, note: "the day on which it became known, against what its chains say, and why"},
}

// KindNames lists the kinds in the order of docs/format.md.
func KindNames() (out []string) {
	for _, r := range rows {
		out = append(out, string(r.kind()))
	}
	return out
}

// FieldNames lists the fields of a kind, those of every kind last.
func FieldNames(k parley.Kind) (out []string) {
	if r := byKind[string(k)]; r != nil {
		for _, f := range r.infos() {
			out = append(out, f.name)
		}
	}
	for _, f := range headInfos {
		out = append(out, f.name)
	}
	return out
}

// DateOf says what the date of an entry of a kind is; "" for declarations.
func DateOf(k parley.Kind) string {
	if r := byKind[string(k)]; r != nil {
		return r.date()
	}
	return ""
}

// A FieldDoc describes a field for help, forms and docs/format.md.
type FieldDoc struct {
	Name, Form, Note          string
	Words                     []string // the words it may be, if it is one of a list
	Wants                     []parley.Kind
	Required, Repeated, Langs bool
}

// FieldDocs describes the fields of a kind of its own, "" those of every kind.
func FieldDocs(k parley.Kind) (out []FieldDoc) {
	list := headInfos
	if r := byKind[string(k)]; r != nil {
		list = r.infos()
	}
	for _, f := range list {
		out = append(out, FieldDoc{f.name, f.value(), f.note, f.words, f.wants, f.flags&must != 0, f.flags&repeated != 0, f.flags&inLang != 0})
	}
	return out
}

// value says how the value of a field is written, more closely than its form.
func (f info) value() string {
	switch {
	case f.form == formWord && len(f.words) > 0:
		return strings.Join(f.words, " | ")
	case f.form == formWord && places[f.name] != "":
		return places[f.name]
	case f.name == "url":
		return "ADDRESS"
	case f.form == formID && len(f.wants) > 0:
		return wanted(f.wants)
	case f.form == formWordText && len(f.wants) > 0:
		return wanted(f.wants) + ` "WORDS"`
	case f.form == formIDs && len(f.wants) > 0:
		return wanted(f.wants) + " ..."
	}
	return f.form.String()
}

// places are what stands for a word that is not one of a list.
var places = map[string]string{"money": "CURRENCY", "zone": "ZONE", "language": "LANG", "spoken": "LANG", "audience": "AUDIENCE", "to": "AUDIENCE", "field": "FIELD[.LANG]"}

func wanted(ks []parley.Kind) string {
	names := make([]string, len(ks))
	for i, k := range ks {
		names[i] = strings.ToUpper(string(k))
	}
	return strings.Join(names, " or ")
}

// infoOf returns what the table says of a field of a kind.
func infoOf(kind, name string) (info, bool) {
	if strings.HasPrefix(name, "x-") {
		return info{name: name, form: formRaw, flags: repeated | inLang}, true
	}
	f, ok := infosOf[kind][name]
	return f, ok
}

// WrongIDs yields each id of e that a field holds, with the kinds that will do;
// rules ask it.
func WrongIDs(e parley.Entry, yield func(field string, nth int, id parley.ID, wants []parley.Kind)) {
	byKind[string(e.Kind())].wrongIDs(e, yield)
}
