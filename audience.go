package parley

import "strings"

// An Audience says who may know of an entry. The zero Audience is nobody but
// [All], so forgetting to set one cannot leak.
type Audience struct {
	scope scope
	who   ID // the party of a side; the party/name of a caucus
}

// A Reader is somebody for whom something is shown.
// The zero Reader is a member of the public.
type Reader struct {
	role scope
	who  ID // as of an audience
}

type scope uint8

const (
	nobody scope = iota
	public
	inCase
	side
	caucus
	mediator
	all
)

// The readers. Only [All] sees everything, and no zero value implies it.
var (
	Public   = Reader{}
	InCase   = Reader{role: inCase}
	Mediator = Reader{role: mediator}
	All      = Reader{role: all} // the text itself: what its owner has
)

// Side is a member of one side; Caucus a member of a caucus of that side.
func Side(party ID) Reader         { return Reader{side, party} }
func Caucus(party, name ID) Reader { return Reader{caucus, party + "/" + name} }

// ParseAudience reads "public", "case", "side:rok", "caucus:rok/money", "mediator".
func ParseAudience(s string) (Audience, bool) {
	word, arg, colon := strings.Cut(s, ":")
	party, name, slash := strings.Cut(arg, "/")
	switch {
	case word == "public" && !colon:
		return Audience{scope: public}, true
	case word == "case" && !colon:
		return Audience{scope: inCase}, true
	case word == "mediator" && !colon:
		return Audience{scope: mediator}, true
	case word == "side" && party != "" && !slash:
		return Audience{side, ID(party)}, true
	case word == "caucus" && party != "" && name != "":
		return Audience{caucus, ID(arg)}, true
	}
	return Audience{}, false
}

// String writes a as it stands in a case file; "" for nobody.
func (a Audience) String() string {
	if a.scope == nobody {
		return ""
	}
	return Reader{a.scope, a.who}.String()
}

// IsZero reports whether a is nobody.
func (a Audience) IsZero() bool { return a == Audience{} }

// Of returns the party that a is about, if it is a side or a caucus.
func (a Audience) Of() ID { return party(a.who) }

// party returns the party of a side, or of a caucus of it.
func party(who ID) ID {
	p, _, _ := strings.Cut(string(who), "/")
	return ID(p)
}

// ParseReader reads what stands after --as: an audience, or "all".
func ParseReader(s string) (Reader, bool) {
	if s == "all" {
		return All, true
	}
	a, ok := ParseAudience(s)
	if a.scope == public {
		return Public, ok
	}
	return Reader{a.scope, a.who}, ok
}

// Admits reports whether r may know of an entry with audience a. It is the
// whole rule; docs/format.md prints it as a table and a test compares the two.
// Audiences are not one ladder: two sides do not include each other, and the
// mediator does not read a side's entries.
func (a Audience) Admits(r Reader) bool {
	switch {
	case r.role == all || a.scope == public:
		return true
	case a.scope == inCase:
		return r.role >= inCase
	case a.scope == side:
		return (r.role == side || r.role == caucus) && party(r.who) == a.who
	case a.scope == caucus:
		return r.role == caucus && r.who == a.who
	case a.scope == mediator:
		return r.role == mediator
	}
	return false
}

// String names the reader as typed after --as.
func (r Reader) String() string {
	switch r.role {
	case inCase:
		return "case"
	case side:
		return "side:" + string(r.who)
	case caucus:
		return "caucus:" + string(r.who)
	case mediator:
		return "mediator"
	case all:
		return "all"
	}
	return "public"
}
