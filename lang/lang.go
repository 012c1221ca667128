// Package lang says things in English and in Korean: the words of messages and
// sentences, and the rules for amounts, dates, names, counts and status badges.
//
//	Lang     a language that Parley speaks
//	Run      a stretch of text with what it leads to and rests on
//	Arg      a named argument of a pattern, in any of the kinds that can be said
//	Message  a key with arguments: said later, in whichever language is asked for
//
// The words are data: catalog/en/*.txt and catalog/ko/*.txt hold one pattern a
// line, key = pattern, one file per topic. A line that begins with ; is a
// comment. A key stands once over all files of a language. In a pattern
//
//	{name}      is the argument of that name
//	{name:a/b}  is a or b, chosen by the argument. In English a is for the number
//	            one and b for anything else: {n} {n:day/days}. In Korean a follows
//	            a final consonant and b a vowel, which is how it picks its
//	            particles: {party}{party:은/는}
//	{ }         is a space at an end, where the line would lose it
//	{{          is a brace
//
// A test fails when a key or an argument is missing in either language, or when
// no code says a key. Keys that code puts together belong to a family, whose
// prefix stands in the code: "mode." for "mode.on-record".
//
// Every argument may carry the entry it leads to and the entries it rests on.
// [Say] keeps them on the stretch of text that the argument became, wherever
// the language puts it, so each clause of a sentence still knows its evidence.
package lang

import (
	"maps"
	"slices"
	"strings"

	"parley"
)

// A Lang is a language that Parley speaks.
type Lang string

// The languages.
const (
	English Lang = "en"
	Korean  Lang = "ko"
)

// A Run is a stretch of text with one set of evidence.
type Run struct {
	Text    string
	Link    parley.ID   // where it leads; empty: nowhere
	RestsOn []parley.ID // what this stretch rests on
	Badge   bool        // a status: shown apart from the words
}

// An Arg is a named argument of a pattern. Value is one of the kinds that can
// be said; anything else panics:
//
//	string, int, []Run, Message     as they are; an int with commas
//	parley.Text, parley.Status      words in the language, else as written; a badge
//	money.Amount, parley.Value      as printed
//	date.Date, date.Day             "14–15 Jan 2020", "17 Jan 2020"
//	[Weekday], [When], [Moment]     a day with its name; a date after a verb; a time in several places
//	[Nth], [Place], [Tongue]        "sixth"; the place of a zone; the name of a language
type Arg struct {
	Name    string
	Value   any
	Link    parley.ID
	RestsOn []parley.ID
}

// A Message is something to be said in whichever language is asked for.
type Message struct {
	Key  string
	Args []Arg
}

// Runs says m in l.
func (m Message) Runs(l Lang) []Run { return Say(l, m.Key, m.Args...) }

// In returns the words of m in l.
func (m Message) In(l Lang) string { return Plain(m.Runs(l)) }

// Plain returns the words of runs without their evidence.
func Plain(runs []Run) string {
	if len(runs) == 1 {
		return runs[0].Text
	}
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Say says a pattern in l. It panics if there is no such key, or if an argument
// that the pattern names is not given: both are mistakes in our code.
func Say(l Lang, key string, args ...Arg) (runs []Run) {
	pattern, ok := catalogues()[l][key]
	if !ok {
		panic("lang: no " + string(l) + " pattern for " + key)
	}
	for _, p := range pattern {
		if p.name == "" {
			runs = add(runs, Run{Text: p.text})
			continue
		}
		a := find(key, p.name, args)
		said := runsOf(l, a)
		if p.choice {
			said = []Run{{Text: p.choose(l, a.Value, Plain(said))}}
		}
		runs = add(runs, said...)
	}
	return runs
}

func find(key, name string, args []Arg) Arg {
	for _, a := range args {
		if a.Name == name {
			return a
		}
	}
	panic("lang: " + key + " is said without its argument " + name)
}

// add appends runs and joins those that lead nowhere and rest on nothing.
func add(runs []Run, more ...Run) []Run {
	for _, r := range more {
		n := len(runs) - 1
		switch {
		case r.Text == "":
		case n >= 0 && runs[n].bare() && r.bare():
			runs[n].Text += r.Text
		default:
			runs = append(runs, r)
		}
	}
	return runs
}

func (r Run) bare() bool { return r.Link == "" && len(r.RestsOn) == 0 && !r.Badge }

// Word says a pattern that has no arguments.
func Word(l Lang, key string) string { return Plain(Say(l, key)) }

// Has reports whether key can be said in l.
func Has(l Lang, key string) bool {
	_, ok := catalogues()[l][key]
	return ok
}

// Keys returns all keys, sorted. They are the same in every language.
func Keys() []string { return slices.Sorted(maps.Keys(catalogues()[English])) }
