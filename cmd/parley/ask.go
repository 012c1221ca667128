package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley"
	"parley/casefile"
)

// ask fills in a form on a terminal: the required fields first, then the
// others; an empty answer leaves an optional one out.
func (f *form) ask(ctx context.Context, w *world, b *casefile.Book) error {
	p := newPrompt(ctx, w)
	say(w.err, "%s. What has a * must be given; an empty answer leaves a field out.\n", capital(withArticle(f.draft.Kind)))
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
	return p.ended()
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

// A prompt asks on a terminal, until the answers end or somebody interrupts.
type prompt struct {
	ctx     context.Context
	answers chan string // closed at the end
	out     io.Writer
	err     error
}

// newPrompt reads answers beside what waits for them, because nothing can
// interrupt a read from a terminal.
func newPrompt(ctx context.Context, w *world) *prompt {
	p := &prompt{ctx: ctx, answers: make(chan string), out: w.err}
	go func() {
		defer close(p.answers)
		for in := bufio.NewScanner(w.in); in.Scan(); {
			select {
			case p.answers <- strings.TrimSpace(in.Text()):
			case <-ctx.Done():
				return
			}
		}
	}()
	return p
}

func (p *prompt) line(label string) string {
	if p.err != nil {
		return ""
	}
	say(p.out, "%s: ", label)
	select {
	case s, ok := <-p.answers:
		if ok {
			return s
		}
		p.err = io.ErrUnexpectedEOF
	case <-p.ctx.Done():
		p.err = p.ctx.Err()
	}
	say(p.out, "\n")
	return ""
}

// ended says why there are no more answers, if there are none.
func (p *prompt) ended() error {
	switch {
	case p.ctx.Err() != nil:
		return fail(wrong, "interrupted; nothing was written.")
	case p.err != nil:
		return fail(wrong, "the answers ended too early; nothing was written.")
	}
	return nil
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
	form := d.Form
	if len(choices) > 0 {
		form = strings.Join(choices, ", ")
	}
	star := ""
	if d.Required {
		star = " *"
	}
	label := fmt.Sprintf("%s%s (%s; %s)", d.Name, star, d.Note, form)
	switch {
	case d.Repeated && !first:
		label = d.Name + " (another one, or nothing)"
	case len(label) > 80:
		say(p.out, "%s%s (%s)\n  %s\n", d.Name, star, d.Note, form)
		label = d.Name
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
