package parley

// A Basis says what a claim rests on, strongest last.
type Basis int

// The bases, weakest first.
const (
	NotSourced Basis = iota
	Inferred
	Reported
	SecondHand
	OtherSide // on record, by a side that is not the claim's owner
	OnRecord
	Confirmed
)

// A Response says what a side concerned has said to a claim, strongest last.
type Response int

// The responses, weakest first.
const (
	NoResponse Response = iota
	Declined
	Qualified
	Denied
)

// A Status is how well a claim is sourced. Package evidence computes it; it is
// declared here because an expect entry writes down the one it expects.
type Status struct {
	Basis    Basis
	Response Response
}

var basisKeys = []string{"not-sourced", "inferred", "reported", "second-hand", "other-side", "on-record", "confirmed"}
var responseKeys = []string{"none", "declined", "qualified", "denied"}

func (b Basis) String() string    { return basisKeys[b] }
func (r Response) String() string { return responseKeys[r] }

// BasisWords and ResponseWords list the words, weakest first.
func BasisWords() []string    { return basisKeys }
func ResponseWords() []string { return responseKeys }

// ParseBasis reads a basis as written in a case file.
func ParseBasis(s string) (Basis, bool) {
	for i, w := range basisKeys {
		if w == s {
			return Basis(i), true
		}
	}
	return 0, false
}

// ParseResponse reads a response as written in a case file.
func ParseResponse(s string) (Response, bool) {
	for i, w := range responseKeys {
		if w == s {
			return Response(i), true
		}
	}
	return 0, false
}

// A ConflictKind names a kind of disagreement.
type ConflictKind string

// The kinds of conflict.
const (
	ValueConflict   ConflictKind = "value"
	BetweenSides    ConflictKind = "between-sides"
	OwnSide         ConflictKind = "own-side"
	OutletStronger  ConflictKind = "outlet-stronger"
	Definition      ConflictKind = "definition"
	TimeConflict    ConflictKind = "time"
	StaleRepetition ConflictKind = "stale-repetition"
)

// ConflictKinds lists the kinds in the order of the documentation.
func ConflictKinds() []ConflictKind {
	return []ConflictKind{ValueConflict, BetweenSides, OwnSide, OutletStronger, Definition, TimeConflict, StaleRepetition}
}

// The modes in which somebody speaks, and the words for sources, stages and
// reasons. They are strings as written; docs/format.md explains each.
var (
	Modes       = []string{"official-statement", "on-record", "background", "deep-background", "off-record"}
	SourceTypes = []string{"news-article", "wire-story", "broadcast", "interview", "op-ed", "press-unnamed",
		"official-statement", "official-document", "transcript", "instrument", "book", "paper", "data", "post", "minute"}
	AgreementStages = []string{"begun", "agreed-in-principle", "initialled", "signed", "approved", "in-force", "expired", "lapsed", "replaced"}
	RoundStages     = []string{"deal", "no-deal", "broken-off", "postponed"}
	Reasons         = []string{"rounding", "rate", "definition", "time", "error"}
)

// Attributable reports whether words spoken in this mode may be laid at the
// door of who spoke them.
func Attributable(mode string) bool { return mode == "official-statement" || mode == "on-record" }

// Official reports whether a source of this type is an official document.
func Official(sourceType string) bool {
	switch sourceType {
	case "official-statement", "official-document", "transcript", "instrument":
		return true
	}
	return false
}
