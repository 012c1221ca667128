package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
)

// the order in which they were typed.
type lineFlag struct {
	d     *casefile.Draft
	field casefile.FieldDoc
	lang  string
}

func (l *lineFlag) String() string { return "" }
func (l *lineFlag) Type() string   { return shape(l.field) }
func (l *lineFlag) Set(s string) error {
	if strings.ContainsAny(s, "\n\r") {
		return errors.New("a value stands on one line")
	}
	l.d.Lines = append(l.d.Lines, casefile.DraftLine{Field: l.field.Name, Lang: l.lang, Value: asValue(l.field, s)})
	return nil
}

// shape is what the value of a field looks like, in a word: "PERSON|BODY" where
// the form is "PERSON or BODY ...".
func shape(f casefile.FieldDoc) string {
	words := strings.Fields(f.Form)
	out := strings.Trim(words[0], `",`)
	for i := 2; i < len(words) && words[i-1] == "or" && words[i] == strings.ToUpper(words[i]); i += 2 {
		out += "|" + words[i]
	}
	return out
}

// asValue gives words their quote marks where a field takes a string.
func asValue(f casefile.FieldDoc, s string) string {
	quoted := strings.HasPrefix(s, `"`)
	switch {
	case strings.HasSuffix(f.Form, ` "WORDS"`):
		if first, words, ok := strings.Cut(s, " "); ok && !strings.HasPrefix(strings.TrimSpace(words), `"`) {
			return first + " " + casefile.Quoted(words)
		}
	case quoted:
	case strings.HasPrefix(f.Form, `"WORDS"`) && f.Name != "that" && s != "unknown" && s != "none":
		return casefile.Quoted(s)
	case f.Name == "that":
		if ws := strings.Fields(s); len(ws) < 4 || !slices.Contains(parley.Verbs, ws[1]) {
			return casefile.Quoted(s)
		}
	}
	return s
}

// flagNames are the flags of fields whose names are no words.
var flagNames = map[string]string{">": "words", "|": "outlet"}

func usage(d casefile.FieldDoc) string {
	u := d.Note
	if d.Required {
		u += " (required)"
	}
	switch {
	case len(d.Words) > 0:
		u += ": " + strings.Join(d.Words, ", ")
	case strings.Contains(d.Form, " "):
		u += ": " + d.Form
	}
	return strings.ReplaceAll(u, "`", "'")
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func withArticle(noun string) string {
	switch {
	case noun == "terms": // a plural
		return noun
	case strings.ContainsRune("aeiou", rune(noun[0])):
		return "an " + noun
	}
	return "a " + noun
}

// flagOf is the flag that gives a field.
func flagOf(f casefile.FieldDoc) string { return "--" + cmp.Or(flagNames[f.Name], f.Name) }

// sampleOf is an example of adding an entry of a kind: all that it must have.
func sampleOf(kind string) string {
	out := "  parley add " + kind + " CASE ID"
	if !declares(kind) {
		out += " --date DATE"
	}
	for _, d := range casefile.FieldDocs(parley.Kind(kind)) {
		if d.Required {
			value := shape(d)
			if len(d.Words) > 0 {
				value = d.Words[0]
			}
			out += " " + flagOf(d) + " " + value
		}
	}
	return out
}
