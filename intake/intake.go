// Package intake is what happens between somebody's newspaper and the record:
// a page becomes a text to be kept, the text shows what may be worth recording,
// and a filled-in form becomes entries as a person would write them. It is all
// by rule; what to record, and what it means, is left to whoever reads.
//
//	Page       a saved web page: its article as text, its title, day, address
//	Candidate  a quoted span, an amount, or words for a day, in one line of a text
//	Form       an utterance as somebody filled it in, perhaps with a new claim,
//	           person or source; Edits turns it into entries, and
//	           Missing says what it lacks
//
// A text has one paragraph a line, as package quote counts lines. Places in a
// line are counted in characters, because that is what a browser, an editor and
// a reader can agree on.
//
// # What counts as quoted
//
// Words between two marks that belong together: "…" “…” „…“ «…» ‘…’ '…' 「…」
// 『…』. A mark that is an apostrophe opens nothing. A paragraph that opens and
// does not close is quoted to its end, as newspapers print a quotation of
// several paragraphs. What is quoted inside a quotation is a candidate, too.
//
// # Which day a word means
//
// "Thursday" is the nearest Thursday up to the day of publication, that day
// included; "last Thursday" and 지난 are before it; "next", "this coming", 오는 and
// 다음 are after it. 16일 alone is the nearest 16th up to publication. Without a
// day of publication a word has no day. A reader can always type another.
package intake

import (
	"strings"

	"parley/date"
)

// A Kind is a kind of candidate.
type Kind uint8

// The kinds of candidates.
const (
	Quoted Kind = iota + 1
	Amount      // money, or a percentage
	Day         // a weekday, a date without its year, yesterday
)

func (k Kind) String() string { return [...]string{"", "quoted", "amount", "day"}[k] }

// A Candidate is a span of a text that may be worth recording.
type Candidate struct {
	Kind       Kind
	Line       int      // of the text, from 1
	Start, End int      // characters of the line, from 0, End after the last
	Text       string   // the span as printed, its quotation marks included
	Words      string   // Quoted: what stands between the marks, without a last comma; else Text
	Value      string   // Amount: as in a case file, "USD 3.9 billion", "13%"
	Date       date.Day // Day: what it means; zero: nobody can say
}

// Lines cuts a text into its lines, as package quote counts them.
func Lines(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r", "\n"), "\n"), "\n")
}
