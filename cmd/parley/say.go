package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/brief"
	"parley/casefile"
	"parley/folder"
	"parley/lang"
)

// say prints lines for people: nothing in them can act on a terminal. Whoever
// closes the pipe early does not want the rest.
func say(out io.Writer, format string, args ...any) {
	lines := strings.Split(fmt.Sprintf(format, args...), "\n")
	for i, l := range lines {
		lines[i] = brief.Visible(l)
	}
	io.WriteString(out, strings.Join(lines, "\n"))
}

// tell says a message of the catalogue on a line of its own.
func (w *world) tell(l lang.Lang, key string, args ...lang.Arg) error {
	say(w.out, "%s\n", lang.Message{Key: key, Args: args}.In(l))
	return nil
}

// said is what the program says of its own accord: in English where it is said,
// in Korean as korean.go has it. Its arguments may be said themselves.
type said struct {
	format string
	args   []any
}

func saying(format string, args ...any) said { return said{format, args} }

func (s said) String() string { return s.in(lang.English) }

func (s said) in(l lang.Lang) string {
	format := s.format
	if k := korean[format]; l == lang.Korean && k != "" {
		format = k
	}
	args := make([]any, len(s.args))
	for i, a := range s.args {
		switch a := a.(type) {
		case said:
			args[i] = a.in(l)
		case []said:
			lines := make([]string, len(a))
			for j, x := range a {
				lines[j] = x.in(l)
			}
			args[i] = strings.Join(lines, "\nparley: ")
		case *failure:
			args[i] = a.said.in(l)
		case error:
			args[i] = why(a).in(l)
		default:
			args[i] = a
		}
	}
	return fmt.Sprintf(format, args...)
}

// why says an error of a package below: by its reason where it gives one, else
// in its own words.
func why(err error) said {
	var open *folder.OpenError
	var read *casefile.ReadError
	switch {
	case errors.As(err, &open) && open.Reason == "several":
		return saying("this folder has %d case files and none is %s. Name one: %s", len(open.Files), folder.MainFile, strings.Join(open.Files, ", "))
	case errors.As(err, &read) && read.Reason == "not-utf8":
		return saying("%s:%d: not UTF-8 text. If it comes from Korean Windows (CP949) or Excel, save it as UTF-8", read.File, read.Line)
	case errors.As(err, &read):
		if words, ok := strings.CutPrefix(read.Error(), read.File+": "); ok && korean[words] != "" {
			return saying("%s: %s", read.File, saying(words))
		}
	}
	if words := err.Error(); korean[words] != "" {
		return saying(words)
	}
	return saying("%s", err.Error())
}

// A failure ends the program with a code and a sentence; without a sentence,
// what there was to say has been said.
type failure struct {
	code code
	said
}

func (f *failure) Error() string { return f.String() }

func fail(c code, format string, args ...any) error { return &failure{c, saying(format, args...)} }

// found ends a command that did its work and has findings.
var found error = &failure{code: findings}

// tongue is the language in which to say what went wrong, before the flags are
// read or where they cannot be.
func (w *world) tongue(args []string) lang.Lang {
	word := w.env("PARLEY_LANG")
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			word = v
		}
		if a == "--lang" && i+1 < len(args) {
			word = args[i+1]
		}
	}
	if word == string(lang.Korean) {
		return lang.Korean
	}
	return lang.English
}
