package parley

import (
	"parley/date"
	"parley/money"
)

// The declarations.
type (
	// A Case heads the record.
	Case struct {
		Head
		Parties  []ID
		Money    money.Currency
		Rates    []ID   // series of rates of exchange in which it reckons
		Zone     string // IANA name
		Language string // of words without one; "": "en"
	}

	// A Party is one side of the talks.
	Party struct {
		Head
		Aka  []string
		Zone string
	}

	// A Body is an institution of a party: a ministry, a parliament.
	Body struct {
		Head
		Of        ID
		Aka       []string
		SpeaksFor ID // empty: for nobody
	}

	// A Person speaks, perhaps for a party.
	Person struct {
		Head
		Aka       []string
		Roles     []Role
		SpeaksFor ID // empty: for nobody, unless a seat says so
	}

	// A Source is a document, broadcast or witness.
	Source struct {
		Head
		Type        string
		Of          []ID // whose document it is
		Publisher   Maybe[string]
		Author      Maybe[string]
		Published   Maybe[date.Date] // unknown: it cannot make words known
		URL         string
		File        string // kept copy, a path inside the case folder
		Reliability string // A to F; "": not judged
		Seen        bool
		Language    string
	}

	// An Issue is a point on the agenda.
	Issue struct {
		Head
		Aka     []string
		Unit    string
		PartOf  ID
		Measure string // what it measures of the issue that it is part of; "": it is one more category
		Options []Option
	}

	// An Agreement is the name of a deal; its terms and stages are entries.
	Agreement struct {
		Head
		Aka     []string
		Parties []ID
		Follows ID
	}

	// A Claim is something that is so, or not. It says it in a proposition that
	// the record can reckon with, in words, or both (words in other languages).
	Claim struct {
		Head
		About    ID
		That     *Proposition
		Says     Text
		Of       ID // whose claim it is, where words say it
		Replaces []ID
	}

	// A Series is figures over time: an exchange rate, a price index.
	Series struct {
		Head
		Unit    string
		File    string
		From    []ID
		Figures []Figure // read from File, in its order; a view holds those published by its day
	}
)

// A Figure is one figure of a series, as published at one time. A figure that
// was revised stands twice: the later publication counts from its day on.
type Figure struct {
	For       date.Date
	Value     money.Decimal
	Published date.Day // the last day on which it may have been; zero: with its source
	About     bool     // nobody saw that day: a convention or a guess stands for it
	Source    ID       // empty: not said
}

// Measures are what an issue can measure of the issue that it is part of.
var Measures = []string{"returns", "cash", "share", "unspent", "gap"}

// A Role is what a person is in a body, as named in the record.
type Role struct {
	In    ID
	Title string
	Lang  string
}

// An Option is one possible answer to an issue.
type Option struct {
	Word string
	Name string
	Lang string
}

// Dating says how a date was printed and what it was reckoned from.
type Dating struct {
	PrintedAs string
	DatedFrom ID
}

// The dated entries that came to us through sources.
type (
	// A Round is a meeting of the delegations.
	Round struct {
		Head
		Talks  ID
		Number int
		Place  Text
		Heads  []ID
		Via    []Chain
		Dating
	}

	// A Statement is a named actor's utterance.
	Statement struct {
		Head
		By           []ID
		Mode         string
		To           string
		When         string // part of the day, as printed
		Spoken       string // language; "": not said
		TranslatedBy ID
		Stances      []Stance
		Via          []Chain
		Dating
	}

	// A Report is an outlet's assertion with no named actor.
	Report struct {
		Head
		Attributed   Text
		Mode         string
		TranslatedBy ID
		Stances      []Stance
		Via          []Chain
		Dating
	}

	// An Offer proposes values for some issues.
	Offer struct {
		Head
		By       ID // empty: ours, no source
		To       []ID
		Firmness string
		Until    date.Date
		Sets     []Proposition
		Covers   date.Date
		Schedule
		Via []Chain
		Dating
	}

	// An Event is something that happened and bears on the talks.
	Event struct {
		Head
		About  []ID
		On     []ID // parties on whom it weighs
		SameAs ID
		Via    []Chain
		Dating
	}

	// A Deadline is a date with a consequence.
	Deadline struct {
		Head
		About       []ID
		On          []ID
		Consequence Text
		Via         []Chain
		Dating
	}

	// A Seat is taken by a person, or left.
	Seat struct {
		Head
		Of        ID
		In        ID
		SpeaksFor ID
		Leaves    ID // a seat taken earlier; empty: this one is taken
		Via       []Chain
		Dating
	}

	// Terms are what an agreement says about money, as known at one time.
	Terms struct {
		Head
		Of        ID
		Covers    date.Date
		Pays      []Payment
		Escalator Maybe[Text]
		Schedule
		Via []Chain
		Dating
	}

	// A Stage is a step in the life of an agreement, or the outcome of a round.
	Stage struct {
		Head
		Of      ID
		Reached string
		Next    Maybe[date.Date] // of a round: the next one
		Via     []Chain
		Dating
	}

	// A Retract takes back an utterance, or what it does to one claim.
	Retract struct {
		Head
		Of    ID
		Claim ID // empty: all of them
		By    []ID
		Via   []Chain
		Dating
	}
)

// The dated entries of our own.
type (
	// An Inference is our reading of the record.
	Inference struct {
		Head
		Stances []Stance // assertions
		From    []ID
		Method  string
	}

	// An Assume is a value we take for granted.
	Assume struct {
		Head
		Of    ID
		Value string
		From  []ID
	}

	// An Expect holds a status that a claim must have as of its date.
	Expect struct {
		Head
		Of       ID
		Basis    Maybe[Basis]
		Response Maybe[Response]
	}

	// An Explain closes a conflict between exactly the entries it names.
	Explain struct {
		Head
		Of       []ID
		Conflict ConflictKind
		Reason   string
	}

	// An Override sets a status against the rules, with a reason.
	Override struct {
		Head
		Of       ID
		Basis    Maybe[Basis]
		Response Maybe[Response]
		Reason   string
	}

	// A Disclose widens the audience of an entry from its date on.
	Disclose struct {
		Head
		Of ID
		To Audience
	}

	// A Correct says that a field of an entry was recorded wrongly. Before is
	// the entry as it stood, and Mentions the ids in the two values; both are
	// filled in when the case is read.
	Correct struct {
		Head
		Of       ID
		Field    string
		Was, Now string // values as written; "-": no such line
		Reason   string
		Before   Entry
		Mentions []ID
	}
)

// Kinds returns one empty entry of every kind, in the order of docs/format.md.
func Kinds() []Entry {
	return []Entry{new(Case), new(Party), new(Body), new(Person), new(Source), new(Issue), new(Agreement), new(Claim), new(Series),
		new(Round), new(Statement), new(Report), new(Offer), new(Event), new(Deadline), new(Seat), new(Terms), new(Stage),
		new(Inference), new(Assume), new(Valuation), new(Expect), new(Explain), new(Override), new(Disclose), new(Correct), new(Retract)}
}

// Declared reports whether entries of kind k are declarations.
func Declared(e Entry) bool {
	switch e.(type) {
	case *Case, *Party, *Body, *Person, *Source, *Issue, *Agreement, *Claim, *Series:
		return true
	}
	return false
}

// Stances returns what e does to claims, and Speakers who speaks in it.
func Stances(e Entry) []Stance {
	switch e := e.(type) {
	case *Statement:
		return e.Stances
	case *Report:
		return e.Stances
	case *Inference:
		return e.Stances
	}
	return nil
}

func (*Case) Kind() Kind      { return "case" }
func (*Party) Kind() Kind     { return "party" }
func (*Body) Kind() Kind      { return "body" }
func (*Person) Kind() Kind    { return "person" }
func (*Source) Kind() Kind    { return "source" }
func (*Issue) Kind() Kind     { return "issue" }
func (*Agreement) Kind() Kind { return "agreement" }
func (*Claim) Kind() Kind     { return "claim" }
func (*Series) Kind() Kind    { return "series" }
func (*Round) Kind() Kind     { return "round" }
func (*Statement) Kind() Kind { return "statement" }
func (*Report) Kind() Kind    { return "report" }
func (*Offer) Kind() Kind     { return "offer" }
func (*Event) Kind() Kind     { return "event" }
func (*Deadline) Kind() Kind  { return "deadline" }
func (*Seat) Kind() Kind      { return "seat" }
func (*Terms) Kind() Kind     { return "terms" }
func (*Stage) Kind() Kind     { return "stage" }
func (*Inference) Kind() Kind { return "inference" }
func (*Assume) Kind() Kind    { return "assume" }
func (*Expect) Kind() Kind    { return "expect" }
func (*Explain) Kind() Kind   { return "explain" }
func (*Override) Kind() Kind  { return "override" }
func (*Disclose) Kind() Kind  { return "disclose" }
func (*Correct) Kind() Kind   { return "correct" }
func (*Retract) Kind() Kind   { return "retract" }

func (e *Case) clone() Entry      { c := *e; return &c }
func (e *Party) clone() Entry     { c := *e; return &c }
func (e *Body) clone() Entry      { c := *e; return &c }
func (e *Person) clone() Entry    { c := *e; return &c }
func (e *Source) clone() Entry    { c := *e; return &c }
func (e *Issue) clone() Entry     { c := *e; return &c }
func (e *Agreement) clone() Entry { c := *e; return &c }
func (e *Claim) clone() Entry     { c := *e; return &c }
func (e *Series) clone() Entry    { c := *e; return &c }
func (e *Round) clone() Entry     { c := *e; return &c }
func (e *Statement) clone() Entry { c := *e; return &c }
func (e *Report) clone() Entry    { c := *e; return &c }
func (e *Offer) clone() Entry     { c := *e; return &c }
func (e *Event) clone() Entry     { c := *e; return &c }
func (e *Deadline) clone() Entry  { c := *e; return &c }
func (e *Seat) clone() Entry      { c := *e; return &c }
func (e *Terms) clone() Entry     { c := *e; return &c }
func (e *Stage) clone() Entry     { c := *e; return &c }
func (e *Inference) clone() Entry { c := *e; return &c }
func (e *Assume) clone() Entry    { c := *e; return &c }
func (e *Expect) clone() Entry    { c := *e; return &c }
func (e *Explain) clone() Entry   { c := *e; return &c }
func (e *Override) clone() Entry  { c := *e; return &c }
func (e *Disclose) clone() Entry  { c := *e; return &c }
func (e *Correct) clone() Entry   { c := *e; return &c }
func (e *Retract) clone() Entry   { c := *e; return &c }

func (e *Case) refs(r *refs)   { r.namesAll(&e.Parties); r.namesAll(&e.Rates) }
func (e *Party) refs(*refs)    {}
func (e *Body) refs(r *refs)   { r.needs(e.Of); r.names(&e.SpeaksFor) }
func (e *Source) refs(r *refs) { r.namesAll(&e.Of) }
func (e *Issue) refs(r *refs)  { r.names(&e.PartOf) }
func (e *Series) refs(r *refs) { r.namesAll(&e.From); r.figures(&e.Figures) }

func (e *Person) refs(r *refs) {
	r.names(&e.SpeaksFor)
	namesIn(r, &e.Roles, func(x Role) ID { return x.In })
}

func (e *Agreement) refs(r *refs) { r.namesAll(&e.Parties); r.names(&e.Follows) }

func (e *Claim) refs(r *refs) {
	r.needs(e.About, e.Of)
	e.That.refs(r)
	r.namesAll(&e.Replaces)
}

func (d *Dating) refs(r *refs) { r.names(&d.DatedFrom) }

func stances(r *refs, list *[]Stance) { namesIn(r, list, func(s Stance) ID { return s.Claim }) }

func (e *Round) refs(r *refs) {
	r.needs(e.Talks)
	r.namesAll(&e.Heads)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Statement) refs(r *refs) {
	r.needs(e.By...)
	r.names(&e.TranslatedBy)
	stances(r, &e.Stances)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Report) refs(r *refs) {
	r.names(&e.TranslatedBy)
	stances(r, &e.Stances)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Offer) refs(r *refs) {
	r.needs(e.By)
	for i := range e.Sets {
		e.Sets[i].refs(r)
	}
	r.namesAll(&e.To)
	e.Schedule.refs(r)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Event) refs(r *refs) {
	r.namesAll(&e.About)
	r.namesAll(&e.On)
	r.names(&e.SameAs)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Deadline) refs(r *refs) {
	r.namesAll(&e.About)
	r.namesAll(&e.On)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Seat) refs(r *refs) {
	r.needs(e.Of, e.Leaves)
	r.names(&e.In)
	r.names(&e.SpeaksFor)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Terms) refs(r *refs) {
	r.needs(e.Of)
	e.Schedule.refs(r)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Stage) refs(r *refs) {
	r.needs(e.Of)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Retract) refs(r *refs) {
	r.needs(e.Of, e.Claim)
	r.needs(e.By...)
	r.chains(&e.Via)
	e.Dating.refs(r)
}

func (e *Inference) refs(r *refs) {
	r.needs(e.From...)
	stances(r, &e.Stances)
}

func (e *Assume) refs(r *refs) { r.needs(e.Of); r.needs(e.From...) }

func (e *Expect) refs(r *refs)   { r.needs(e.Of) }
func (e *Explain) refs(r *refs)  { r.needs(e.Of...) }
func (e *Override) refs(r *refs) { r.needs(e.Of) }
func (e *Disclose) refs(r *refs) { r.needs(e.Of) }

// A correction shows two values of a field, and what it corrects stood in the
// record: whoever may not know one of the ids in them may not know of it.
func (e *Correct) refs(r *refs) {
	r.needs(e.Of)
	r.needs(e.Mentions...)
	if e.Before == nil || r.need == nil {
		return
	}
	b := &refs{need: r.need, name: r.need}
	e.Before.refs(b)
	for _, c := range b.via {
		r.needs(c.Links...)
	}
}
