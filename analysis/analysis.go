// Package analysis says what an analysis is. Each lives in a package below
// this one and exports a Card and a pure function
//
//	func Of(a *evidence.Assessment, o Options) (Result, error)
//
// with its own Options, whose zero value asks the plain question, and its own
// Result. What was known earlier it asks the assessment for ([evidence.Assessment.At]).
// Analyses do not import each other, know no language, and do not know how they
// are shown. There is no registry: brief.Cards lists them.
//
//	Card    what an analysis answers, what it takes for granted, what it reads
//	Result  what it returns; names the entries it rests on
//	Input   a number that a result used, with where it comes from
package analysis

import "parley"

// A Card states what an analysis answers and what it takes for granted. Help,
// docs/analyses and the head of its page are made from it, with the words from
// lang's catalogue: "card.NAME" is the question, "card.NAME.how" how it is
// answered, and each assumption is a key of its own.
type Card struct {
	Name    string        // as typed on the command line
	Assumes []string      // catalogue keys of assumptions that a reader should challenge
	Reads   []parley.Kind // kinds of entry consulted
	Model   bool          // a model, not a finding: labelled so wherever it is shown
	Refs    []string      // literature
	Since   string        // release that introduced it
}

// A Result is what an analysis returns. It names the entries it rests on, each
// once, all of them entries of the view it was given; one test holds every
// analysis to that.
type Result interface {
	RestsOn() []parley.ID
}

// An Input is a number that a result used: from an entry, or typed by the
// asker ("yours, no source"). Models print theirs.
type Input struct {
	Name  string
	Value string
	From  []parley.ID // nil: yours
}

// Unique returns the ids that are not empty, each once, in order of first
// mention. It is how a result gathers what it rests on.
func Unique(lists ...[]parley.ID) (ids []parley.ID) {
	seen := make(map[parley.ID]bool)
	for _, list := range lists {
		for _, id := range list {
			if id != "" && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}
