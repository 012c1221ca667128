package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
)

// ask fills in a form on a terminal: the required fields first, then the
// others; an empty answer leaves an optional one out.
func (f *form) ask(w *world, b *casefile.Book) error {
	p := &prompt{in: bufio.NewScanner(w.in), out: w.err}
	say(w.err, "%s. What has a * must be given; nothing typed leaves a field out. It is written at the end.\n", capital(withArticle(f.draft.Kind)))
	if f.draft.ID == "" {
		f.draft.ID = p.must("id", "lower-case letters, digits and -")
	}
	if !declares(f.draft.Kind) && f.draft.Date == "" {
		f.draft.Date = p.must("date", "2020-01-16, 2020-01, 2020-01-14/2020-01-15")
	}
	docs := casefile.FieldDocs(parley.Kind(f.draft.Kind))
	slices.SortStableFunc(docs, func(x, y casefile.FieldDoc) int { return optional(x) - optional(y) })
	for _, d := range docs {
		if has(f.draft, d.Name) {
			continue
		}
		for first := true; ; first = false {
			s := p.one(d, choices(b, d), first)
			if s != "" {
				f.draft.Lines = append(f.draft.Lines, casefile.DraftLine{Field: d.Name, Value: asValue(d, s)})
			}
			if s == "" || !d.Repeated {
				break
			}
		}
	}
	if p.err != nil {
		return fail(wrong, "the answers ended too early; nothing was written.")
	}
	return nil
}

// choices lists what may be typed where that is not much: the words of a field,
// or the ids that the case has for it.
func choices(b *casefile.Book, d casefile.FieldDoc) []string {
	if len(d.Words) > 0 {
		return d.Words
	}
	var ids []string
	for _, e := range b.Entries() {
		if slices.Contains(d.Wants, e.Kind()) {
			ids = append(ids, string(e.Base().ID))
		}
	}
	if len(ids) > 12 {
		return nil
	}
	return ids
}

// optional orders required fields before the others, and words after the
// chain to which they belong.
func optional(d casefile.FieldDoc) int {
	switch {
	case d.Name == "via" || d.Name == ">" || d.Name == "|":
		return 2
	case d.Required:
		return 0
	}
	return 1
}

// A prompt asks on a terminal.
type prompt struct {
	in  *bufio.Scanner
	out io.Writer
	err error
}

func (p *prompt) line(label string) string {
	fmt.Fprintf(p.out, "%s: ", label)
	if p.err != nil || !p.in.Scan() {
		p.err = io.ErrUnexpectedEOF
		fmt.Fprintln(p.out)
		return ""
	}
	return strings.TrimSpace(p.in.Text())
}

func (p *prompt) must(name, hint string) string {
	for p.err == nil {
		if s := p.line(name + " (" + hint + ")"); s != "" {
			return s
		}
	}
	return ""
}

// one asks for the value of a field until it is one of the field's words. Of a
// field that may be repeated an empty answer ends the list.
func (p *prompt) one(d casefile.FieldDoc, choices []string, first bool) string {
	label := fmt.Sprintf("%s (%s; %s)", d.Name, d.Note, d.Form)
	if len(choices) > 0 {
		label = fmt.Sprintf("%s (%s; %s)", d.Name, d.Note, strings.Join(choices, ", "))
	}
	switch {
	case d.Repeated && !first:
		label = d.Name + " (another one, or nothing)"
	case d.Required:
		label += " *"
	}
	for p.err == nil {
		s := p.line(label)
		switch {
		case s == "" && d.Required && first:
		case s != "" && len(d.Words) > 0 && !slices.Contains(d.Words, s):
			hint := "The words are: " + strings.Join(d.Words, ", ") + "."
			if near := casefile.Near(s, d.Words); near != "" {
				hint = fmt.Sprintf("Did you mean %q?", near)
			}
			say(p.out, "  %q is none of them. %s\n", s, hint)
		default:
			return s
		}
	}
	return ""
}
