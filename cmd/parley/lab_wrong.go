package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/lang"
	"parley/scenario"
)

// wrongNumber says what a flag of the laboratory takes, where it was given something
// else.
func wrongNumber(c *cobra.Command, err error) error {
	var x *pflag.InvalidValueError
	if !errors.As(err, &x) {
		return wrongFlag(c, err)
	}
	flag, value := x.GetFlag(), x.GetValue()
	switch flag.Value.Type() {
	case "int":
		return fail(wrong, "--%s %s: a whole number, such as %s.", flag.Name, value, flag.DefValue)
	case "uint64":
		return fail(wrong, "--%s %s: a whole number from 0 to 18446744073709551615.", flag.Name, value)
	case "float64":
		return fail(wrong, "--%s %s: a number, such as 0.5.", flag.Name, value)
	case "duration":
		return fail(wrong, "--%s %s: a time, such as 500ms, 10s or 2m.", flag.Name, value)
	}
	return wrongFlag(c, err)
}

// packages are what an error of a package of the laboratory begins with, which says
// nothing to people.
var packages = regexp.MustCompile(`^(?:(?:lab|deal|scenario|strategy|bargain|genius|geniusweb|negmas|negmas-json): (?:external program, session \d+: )?)+`)

// foreign is an error of such a package for people, in their language, as far as it is
// known there.
func (t *labAnswer) foreign(err error) string {
	var lines []string
	for _, err := range parted(err) {
		lines = append(lines, foreignIn(t.l, err))
	}
	return strings.Join(lines, "\n")
}

// parted are the errors of which one consists.
func parted(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range many.Unwrap() {
			all = append(all, parted(e)...)
		}
		return all
	}
	return []error{err}
}

func foreignIn(l lang.Lang, err error) string {
	e, ok := err.(*scenario.Error)
	if !ok {
		return inTongue(l, err.Error())
	}
	out := inTongue(l, e.What)
	if e.Remedy != "" {
		out += "; " + inTongue(l, e.Remedy)
	}
	switch {
	case e.File == "":
		return out
	case e.Line == 0:
		return e.File + ": " + out
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, out)
}

// inTongue is a sentence of a package in a language: without the package's name, and
// in Korean as the first form that fits has it.
func inTongue(l lang.Lang, text string) string {
	text = packages.ReplaceAllString(text, "")
	if l != lang.Korean {
		return text
	}
	for _, f := range foreignForms() {
		if m := f.match.FindStringSubmatch(text); m != nil {
			args := make([]any, len(m)-1)
			for i, s := range m[1:] {
				if args[i] = s; f.nested[i] {
					args[i] = inTongue(l, s)
				}
			}
			return fmt.Sprintf(f.korean, args...)
		}
	}
	return text
}

// A foreignForm is how a package says something, and how it is said in Korean. What stands
// for %w is a sentence of its own.
type foreignForm struct {
	match  *regexp.Regexp
	nested []bool
	korean string
}

var foreignForms = sync.OnceValue(func() (all []foreignForm) {
	keys := make([]string, 0, len(foreignKorean))
	for english := range foreignKorean {
		keys = append(keys, english)
	}
	slices.SortFunc(keys, func(a, b string) int { // what says most first
		if d := len(foreignVerb.ReplaceAllString(b, "")) - len(foreignVerb.ReplaceAllString(a, "")); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, english := range keys {
		f := foreignForm{korean: strings.ReplaceAll(foreignKorean[english], "%w", "%s")}
		pattern, rest := "", english
		for _, at := range foreignVerb.FindAllStringIndex(english, -1) {
			verb := english[at[0]:at[1]]
			before, after, _ := strings.Cut(rest, verb)
			pattern, rest = pattern+regexp.QuoteMeta(before)+`(.+?)`, after
			f.nested = append(f.nested, verb == "%w")
		}
		f.match = regexp.MustCompile(`(?s)^` + pattern + regexp.QuoteMeta(rest) + `$`)
		all = append(all, f)
	}
	return all
})

var foreignVerb = regexp.MustCompile(`%[sw]`)
