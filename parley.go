// Package parley is the vocabulary of a negotiation: who takes part, what is
// on the table, and the entries of the record, each with the days on which it
// happened and became known, its audience, and its sources. It holds no rules
// beyond what an entry refers to and who may read it, and does no input or
// output. It imports the standard library, money and date.
//
//	Entry     one block of the record; the kinds are a closed family
//	Audience  who may know of an entry; the zero Audience is nobody
//	Reader    for whom something is shown; the zero Reader is the public
//	Status    how well something is sourced; computed, never recorded
//
// Declarations (case, party, body, person, source, issue, agreement, claim,
// series) are timeless: names and definitions. Whatever began, ended, was said,
// agreed or published on some day is a dated entry of its own, so that a view
// of the record is a choice of entries and never of their lines.
package parley

import (
	"parley/date"
	"parley/money"
)

// An ID names an entry. It is chosen by a person and unique in the case.
type ID string

// A Kind is the word that begins an entry: "statement", "claim", ...
type Kind string

// A Text is words in one or more languages, the first being the original.
// The language of words without one is that of the case.
type Text []Words

// Words are words in a language; "" stands for the language of the case.
type Words struct{ Lang, Words string }

// In returns the words in lang, else the original, and the language they are
// in ("" for that of the case).
func (t Text) In(lang string) (words, in string) {
	for _, x := range t {
		if x.Lang == lang {
			return x.Words, x.Lang
		}
	}
	if len(t) == 0 {
		return "", ""
	}
	return t[0].Words, t[0].Lang
}

// Has reports whether t has words in lang itself.
func (t Text) Has(lang string) bool {
	for _, x := range t {
		if x.Lang == lang {
			return true
		}
	}
	return false
}

// Maybe is a value that may be given, unknown (there is one, we do not have
// it) or none (there is none). The zero Maybe means that nobody has looked.
type Maybe[T any] struct {
	State State
	Value T // where State is IsGiven
}

// A State says what is known of a value.
type State uint8

// The states of a Maybe.
const (
	NotSaid State = iota
	IsUnknown
	IsNone
	IsGiven
)

// Given returns v as a given value.
func Given[T any](v T) Maybe[T] { return Maybe[T]{IsGiven, v} }

// Get returns the value if one is given.
func (m Maybe[T]) Get() (T, bool) { return m.Value, m.State == IsGiven }

// A Head is what all entries have. Every kind embeds it.
type Head struct {
	ID       ID
	Name     Text
	Happened date.Date // zero for declarations
	Known    *Known    // nil: as its chains say
	Recorded date.Day  // when it came into our file; zero: not said
	Audience Audience
	Note     Text
	Own      []Own
}

// Known overrides the day on which an entry became known.
type Known struct {
	On     date.Day
	Reason string
}

// An Own is a field of the writer's own: "x-desk", kept and never interpreted.
type Own struct{ Field, Words string }

// Base returns h. It makes every kind an [Entry].
func (h *Head) Base() *Head { return h }

// An Entry is one block of the record. The set of kinds is closed: only this
// package can add one, and each is used by pointer. Entries are shared between
// views and never written to after they are made.
type Entry interface {
	Base() *Head
	Kind() Kind

	// refs visits every id that the entry holds, but its own.
	refs(*refs)
	// clone returns a copy of the entry itself; what it points to is shared.
	clone() Entry
}

// A Chain is one way by which words reached us: "a report", quoted in this
// newspaper. The last link is what we have read; its day of publication is when
// the words became known by this chain. Quotes stand in the copy of the last link.
type Chain struct {
	Links  []ID // sources, origin first
	At     int  // line in the kept copy of the last; 0: not said
	Quotes []Quote
}

// Read returns the last link, which is what we have read.
func (c Chain) Read() ID { return c.Links[len(c.Links)-1] }

// Origin returns the first link, where the words come from.
func (c Chain) Origin() ID { return c.Links[0] }

// A Quote is a fragment as printed.
type Quote struct {
	Words   string
	Lang    string // "": not said
	Line    int    // in the kept copy; 0: not said
	Speaker bool   // the speaker's own words (>), else the outlet's (|)
}

// An Act is what an utterance does to a claim.
type Act uint8

// The acts. The order Asserts, Declines, Qualifies, Denies is that of
// growing distance from the claim.
const (
	Asserts Act = iota + 1
	Declines
	Qualifies
	Denies
)

var acts = [...]string{"", "asserts", "declines", "qualifies", "denies"}

// Acts lists the acts in the order in which fields are written.
func Acts() []Act { return []Act{Asserts, Denies, Qualifies, Declines} }

// String returns the field: "asserts". The zero Act is "".
func (a Act) String() string { return acts[a] }

// ParseAct reads the name of a field.
func ParseAct(s string) (Act, bool) {
	for i, w := range acts {
		if i > 0 && w == s {
			return Act(i), true
		}
	}
	return 0, false
}

// A Stance is what an utterance does to a claim.
type Stance struct {
	Claim   ID
	Does    Act
	Outlet  Act  // the outlet's own word, where it differs; zero: it does not
	Hearsay bool // the speaker passes on what others say
}

// Verbs are what a party can do in a proposition.
var Verbs = []string{"asks", "offers", "holds", "pays", "accepts", "rejects", "says"}

// Rels are the relations of a proposition.
var Rels = []string{"=", ">", ">=", "<", "<=", "about"}

// A Proposition is what a claim says, where the record can reckon with it.
type Proposition struct {
	Party  ID     // empty in the settings of an offer
	Verb   string // one of Verbs; empty in the settings of an offer
	Issue  ID
	Rel    string // one of Rels
	Value  Value
	Per    string    // "year", "month", "total" or ""
	For    date.Date // zero: not said
	Counts string    // what is counted, where sources differ; "": not said
}

// A Value is a closed family: [Money], [Percent], [Choice], [Phrase],
// [NotKnown], [Nothing].
type Value interface{ value() }

type (
	// Money is an amount, perhaps with another printed beside it.
	Money struct {
		money.Amount
		Beside money.Amount // zero: none
	}
	// Percent is a percentage over a base.
	Percent struct {
		money.Percent
		Over   ID           // a claim, terms or agreement; empty: not said
		Amount money.Amount // or an amount; zero: not said
	}
	// Choice is an option of the issue, by its word.
	Choice string
	// Phrase is anything else, in the record's words.
	Phrase string
	// NotKnown is a value that exists and that we do not have.
	NotKnown struct{}
	// Nothing is a value that does not exist.
	Nothing struct{}
)

func (Money) value()    {}
func (Percent) value()  {}
func (Choice) value()   {}
func (Phrase) value()   {}
func (NotKnown) value() {}
func (Nothing) value()  {}

// A Payment is what terms say is paid for a time.
type Payment struct {
	For    date.Date
	Amount money.Amount
	Beside money.Amount // zero: none
}

// A Schedule is how the amounts of terms or of an offer follow from each other.
type Schedule struct {
	Rises  []Rise
	Once   []Bridge
	Rounds Rounds
}

// A Rise is a rule by which the amount of a year follows from that of the year
// before. It is flat, so many per cent, an amount, or an index; one that is all
// zero but From is flat.
type Rise struct {
	From     int           // first year whose amount it gives; 0: the first that has none of its own
	Fixed    money.Percent // a year; zero: not given
	Index    ID            // a series; empty: none
	Lag      int           // years by which its figure is older than the amount
	Share    money.Percent // what part of the index counts; zero: all of it
	Plus     money.Percent // on top of the index
	Add      money.Amount  // each year
	AtMost   money.Percent // cap of the rate; zero: none
	AtLeast  money.Percent // floor of the rate; zero: none
	Uncapped bool          // after a capped year the next builds on what it would have been
}

// A Bridge is a sum paid once.
type Bridge struct {
	Payment
	InBase bool // the next year builds on it
}

// Rounds says to what unit a schedule rounds; zero: it does not.
type Rounds struct {
	Rate   money.Percent // "0.1%"
	Amount money.Amount  // "KRW 0.1 billion"
}

// A rule makes no sense without its index.
func (s *Schedule) refs(r *refs) {
	for _, x := range s.Rises {
		r.needs(x.Index)
	}
}
