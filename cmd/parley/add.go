package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/folder"
	"parley/lang"
)

func addCommand(w *world) *cobra.Command {
	c := &cobra.Command{
		Use: "add KIND [CASE] ID", Short: "Write an entry: by flags, or asked for on a terminal",
		Long: `Add appends one entry to the text of a case, as a person would write it. Each
kind has a flag for each of its fields: parley add KIND --help lists them, and
parley help file-format says more. Without flags, on a terminal, it asks.

Words belong to the --via before them. Strings need no quote marks of their own.
An entry that would put a mistake in the case is not written.`,
		Example: `  parley add source CASE ID --type news-article --published 2020-02-04
  parley add statement CASE ID --date 2020-02-03 --by PERSON --mode on-record \
    --via SOURCE --words '4 we will not hurry' --declines CLAIM
  parley add statement CASE                    asks for each field, on a terminal`,
	}
	for _, k := range casefile.KindNames() {
		if k != "case" {
			c.AddCommand(addKind(w, k))
		}
	}
	return divided(c)
}

// A form is an entry as the flags of add, or the answers to its questions,
// give it.
type form struct {
	draft      casefile.Draft
	file       string
	noInput    bool
	noRecorded bool
	lang       question
}

// A lineFlag adds a line to a draft each time it is set, so that the lines keep
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

func addKind(w *world, kind string) *cobra.Command {
	f := &form{draft: casefile.Draft{Kind: kind}}
	c := &cobra.Command{
		Use: kind + " [CASE] ID", Short: "Add " + withArticle(lang.Word(lang.English, "kind."+kind)), Args: takes(0, 2), Example: sampleOf(kind),
		RunE: func(c *cobra.Command, args []string) (err error) {
			var case_ string
			if case_, f.draft.ID, err = w.one(args); err != nil {
				return err
			}
			return f.add(c.Context(), w, case_)
		},
	}
	fs := c.Flags()
	fs.SortFlags = false
	if !declares(kind) {
		fs.StringVar(&f.draft.Date, "date", "", "the `DATE`, "+casefile.DateOf(parley.Kind(kind))+" (required): 2020-01-16, 2020-01, 2020-01-14/2020-01-15, ...")
	}
	fs.StringVar(&f.draft.Name, "name", "", "its `NAME`, in the language of the case")
	for _, d := range append(casefile.FieldDocs(parley.Kind(kind)), casefile.FieldDocs("")...) {
		name := d.Name
		if n := flagNames[name]; n != "" {
			name = n
		}
		if name != "name" {
			fs.Var(&lineFlag{&f.draft, d, ""}, name, usage(d))
		}
		if d.Langs {
			for _, l := range []string{"ko", "en"} {
				fs.Var(&lineFlag{&f.draft, d, l}, name+"."+l, "the same, in "+map[string]string{"ko": "Korean", "en": "English"}[l])
			}
		}
	}
	fs.StringVar(&f.file, "into", "", "write to this `FILE` of the case; default: where the last entry of its kind stands")
	fs.BoolVar(&f.noInput, "no-input", false, "ask nothing")
	fs.BoolVar(&f.noRecorded, "no-recorded", false, "do not write on which day it was recorded")
	f.lang.language(c, w)
	return c
}

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
func flagOf(f casefile.FieldDoc) string { return "--" + cmpOr(flagNames[f.Name], f.Name) }

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

// missing lists the flags without which there is no entry.
func (f *form) missing() (flags []string) {
	if !declares(f.draft.Kind) && f.draft.Date == "" {
		flags = append(flags, "--date")
	}
	for _, d := range casefile.FieldDocs(parley.Kind(f.draft.Kind)) {
		if d.Required && !has(f.draft, d.Name) {
			flags = append(flags, flagOf(d))
		}
	}
	return flags
}

func declares(kind string) bool {
	for _, e := range parley.Kinds() {
		if string(e.Kind()) == kind {
			return parley.Declared(e)
		}
	}
	return false
}

// add asks for what is missing, writes the entry, and says what it did.
func (f *form) add(ctx context.Context, w *world, case_ string) error {
	l, err := f.lang.speaks()
	if err != nil {
		return err
	}
	if _, _, err := w.read(case_); err != nil {
		return err
	}
	if f.draft.ID == "" || len(f.draft.Lines) == 0 {
		switch {
		case w.asks && !f.noInput:
			if err := f.ask(w); err != nil {
				return err
			}
		case f.draft.ID == "":
			return fail(wrong, "which id? A new word for the %s: parley add %s ID --FIELD VALUE ...; `parley add %s --help` lists the fields.", f.draft.Kind, f.draft.Kind, f.draft.Kind)
		}
	}
	if flags := f.missing(); len(flags) > 0 {
		return fail(wrong, "for %s give %s, too. Nothing was written.\n`parley add %s --help` says what they are.", withArticle(f.draft.Kind), strings.Join(flags, ", "), f.draft.Kind)
	}
	if !f.noRecorded && !declares(f.draft.Kind) && !has(f.draft, "recorded") {
		f.draft.Lines = append(f.draft.Lines, casefile.DraftLine{Field: "recorded", Value: w.today.String()})
	}
	return f.append(ctx, w, l, case_)
}

// patience is how often an entry is tried again because somebody else wrote
// meanwhile. It stands at the end of a file, whatever else that says by then.
const patience = 100

// append writes the entry at the end of a file of the case as it is now.
func (f *form) append(ctx context.Context, w *world, l lang.Lang, case_ string) error {
	for try := 1; ; try++ {
		fold, b, err := w.read(case_)
		if err != nil {
			return err
		}
		file, err := f.where(b)
		if err != nil {
			return err
		}
		err = w.write(ctx, l, fold, b, casefile.Edit{File: file.Name, Base: file.Digest(), New: f.draft})
		var x *failure
		if !errors.As(err, &x) || x.code != moved || try == patience || ctx.Err() != nil {
			return err
		}
	}
}

func has(d casefile.Draft, field string) bool {
	return slices.ContainsFunc(d.Lines, func(l casefile.DraftLine) bool { return l.Field == field })
}

// where returns the file to write to.
func (f *form) where(b *casefile.Book) (*casefile.File, error) {
	name := f.file
	if name == "" {
		name = b.Main()
		for _, e := range b.Entries() {
			if string(e.Kind()) == f.draft.Kind {
				name = b.File(e.Base().ID).Name
			}
		}
	}
	i := slices.IndexFunc(b.Files, func(x *casefile.File) bool { return x.Name == name })
	if i < 0 {
		return nil, fail(missing, "the case has no file %s.", name)
	}
	return b.Files[i], nil
}

// write applies edits of one file, unless they would put mistakes in the case.
func (w *world) write(ctx context.Context, l lang.Lang, f *folder.Folder, b *casefile.Book, edits ...casefile.Edit) error {
	after, err := f.Try(edits...)
	if err != nil {
		return writing(err)
	}
	fresh := since(check.Run(b, check.Options{}), check.Run(after, check.Options{}))
	if fresh.Failed() {
		if err := fresh.List(w.err, l, after); err != nil {
			return err
		}
		say(w.err, "parley: nothing was written.\n")
		return found
	}
	if err := f.Write(ctx, edits...); err != nil {
		return writing(err)
	}
	fresh.Findings = slices.DeleteFunc(fresh.Findings, func(x check.Finding) bool { return slices.Contains(awaited, x.Code) })
	if err := fresh.List(w.err, l, after); err != nil {
		return err
	}
	for _, e := range edits {
		say(w.out, "%s:\n%s", e.File, indented(e.New.String()))
	}
	return nil
}

// awaited are the warnings that nothing refers to an entry yet: of one that was
// written a moment ago they say nothing. `parley check` has them.
var awaited = []string{"R003", "W201"}

// since returns the findings that are not in an earlier report: lines move, but
// what is said of an entry stays.
func since(before, after check.Report) (fresh check.Report) {
	known := make(map[string]int)
	key := func(f check.Finding) string { return f.Code + " " + f.Span.File + " " + f.Message.In(lang.English) }
	for _, f := range before.Findings {
		known[key(f)]++
	}
	for _, f := range after.Findings {
		if known[key(f)]--; known[key(f)] < 0 {
			fresh.Findings = append(fresh.Findings, f)
		}
	}
	return fresh
}

func indented(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n  ") + "\n"
}

// ask fills in a form on a terminal: the required fields first, then the
// others; an empty answer leaves an optional one out.
func (f *form) ask(w *world) error {
	p := &prompt{in: bufio.NewScanner(w.in), out: w.err}
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
			s := p.one(d, first)
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
func (p *prompt) one(d casefile.FieldDoc, first bool) string {
	label := fmt.Sprintf("%s (%s; %s)", d.Name, d.Note, d.Form)
	if len(d.Words) > 0 {
		label = fmt.Sprintf("%s (%s; %s)", d.Name, d.Note, strings.Join(d.Words, ", "))
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
			if near := casefile.Near(s, d.Words); near != "" {
				fmt.Fprintf(p.out, "  %q is none of them. Did you mean %q?\n", s, near)
			}
		default:
			return s
		}
	}
	return ""
}
