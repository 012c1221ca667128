package main

import (
	"fmt"
	"io"
	"strings"

	"parley/ask"
	"parley/brief"
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

// What the program says of its own accord is package ask's.
type (
	said    = ask.Said
	failure = ask.Failure
	code    = ask.Code
)

// The exit codes; `parley help exit-codes` explains them.
const (
	done       = ask.Done
	findings   = ask.Findings
	wrong      = ask.Wrong
	unreadable = ask.Unreadable
	missing    = ask.Missing
	moved      = ask.Moved
	bug        = ask.Bug
)

func saying(format string, args ...any) said { return ask.Saying(format, args...) }

func fail(c code, format string, args ...any) error { return ask.Fail(c, format, args...) }

// found ends a command that did its work and has findings.
var found error = &failure{Code: findings}

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
