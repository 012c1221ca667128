package ask

import (
	"errors"
	"fmt"
	"strings"

	"parley/casefile"
	"parley/folder"
	"parley/lang"
)

// A Code is what an answer comes to, for a shell.
type Code int

// The codes; `parley help exit-codes` explains them.
const (
	Done       Code = 0  // nothing to report
	Findings   Code = 1  // done, and there are findings
	Wrong      Code = 2  // asked wrongly
	Unreadable Code = 3  // the input cannot be read
	Missing    Code = 4  // no such thing
	Moved      Code = 5  // it changed under you; nothing was written
	Bug        Code = 70 // our fault
)

// Said is what the program says of its own accord: in English where it is said,
// in Korean as korean.go has it. Its arguments may be said themselves.
type Said struct {
	format string
	args   []any
}

// Saying says something.
func Saying(format string, args ...any) Said { return Said{format, args} }

func (s Said) String() string { return s.In(lang.English) }

// In returns the words in a language.
func (s Said) In(l lang.Lang) string {
	format := s.format
	if k := korean[format]; l == lang.Korean && k != "" {
		format = k
	}
	args := make([]any, len(s.args))
	for i, a := range s.args {
		switch a := a.(type) {
		case Said:
			args[i] = a.In(l)
		case []Said:
			lines := make([]string, len(a))
			for j, x := range a {
				lines[j] = x.In(l)
			}
			args[i] = strings.Join(lines, "\n")
		case *Failure:
			args[i] = a.Said.In(l)
		case error:
			args[i] = Why(a).In(l)
		default:
			args[i] = a
		}
	}
	return fmt.Sprintf(format, args...)
}

// Lines are the words in a language, each of several things said apart.
func (s Said) Lines(l lang.Lang) (lines []string) {
	if several, ok := s.several(); ok {
		for _, x := range several {
			lines = append(lines, x.In(l))
		}
		return lines
	}
	return []string{s.In(l)}
}

// several are the things said, if this is nothing but a list of them.
func (s Said) several() ([]Said, bool) {
	if s.format != "%s" || len(s.args) != 1 {
		return nil, false
	}
	list, ok := s.args[0].([]Said)
	return list, ok
}

// Why says an error of a package below: by its reason where it gives one, else
// in its own words.
func Why(err error) Said {
	var open *folder.OpenError
	var read *casefile.ReadError
	switch {
	case errors.As(err, &open) && open.Reason == "several":
		return Saying("this folder has %d case files and none is %s. Name one: %s", len(open.Files), folder.MainFile, strings.Join(open.Files, ", "))
	case errors.As(err, &read) && read.Reason == "not-utf8":
		return Saying("%s:%d: not UTF-8 text. If it comes from Korean Windows (CP949) or Excel, save it as UTF-8", read.File, read.Line)
	case errors.As(err, &read):
		if words, ok := strings.CutPrefix(read.Error(), read.File+": "); ok && korean[words] != "" {
			return Saying("%s: %s", read.File, Saying(words))
		}
	}
	if words := err.Error(); korean[words] != "" {
		return Saying(words)
	}
	return Saying("%s", err.Error())
}

// A Failure ends the program with a code and a sentence; without a sentence,
// what there was to say has been said.
type Failure struct {
	Code Code
	Said
	Faults []Fault // what to say at which field of a form; nil: it is of no field
}

// A Fault is what is wrong with one thing that was typed, or what must still be
// typed: for a form, which says it at its field. The words name no flag.
type Fault struct {
	Flag  string // of the command line; "": of none
	Key   string // the series or the currency, of a flag that is given for each
	Words Said
}

func (f *Failure) Error() string { return f.String() }

// Fail ends a question with a code and a sentence.
func Fail(c Code, format string, args ...any) error {
	return &Failure{Code: c, Said: Saying(format, args...)}
}

// Says reports whether s says anything.
func (s Said) Says() bool { return s.format != "" }
