package main

import (
	"context"
	"errors"
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
	_, b, err := w.read(case_)
	if err != nil {
		return err
	}
	if f.draft.ID == "" || len(f.draft.Lines) == 0 {
		switch {
		case w.asks && !f.noInput:
			if err := f.ask(ctx, w, b); err != nil {
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
		err = w.write(ctx, l, fold, casefile.Edit{File: file.Name, Base: file.Digest(), New: f.draft})
		var x *failure
		if !errors.As(err, &x) || x.Code != moved || try == patience || ctx.Err() != nil {
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
func (w *world) write(ctx context.Context, l lang.Lang, f *folder.Folder, edits ...casefile.Edit) error {
	var fresh check.Report
	var after *casefile.Book
	err := f.WriteIf(ctx, func(before, then *casefile.Book) error {
		after = then
		fresh = newFindings(before, then)
		if !fresh.Failed() {
			return nil
		}
		if err := fresh.List(w.err, l, then); err != nil {
			return err
		}
		return fail(findings, "nothing was written.")
	}, edits...)
	if refused := (*failure)(nil); errors.As(err, &refused) {
		return refused
	} else if err != nil {
		return writing(err)
	}
	fresh.Findings = slices.DeleteFunc(fresh.Findings, check.Finding.Awaited)
	if err := fresh.List(w.err, l, after); err != nil {
		return err
	}
	for _, e := range edits {
		say(w.out, "%s:\n%s", e.File, indented(e.New.String()))
	}
	return nil
}

// newFindings is what check finds in a case that it did not find before.
func newFindings(before, after *casefile.Book) check.Report {
	return check.Report{Findings: check.Run(after, check.Options{}).Since(check.Run(before, check.Options{}))}
}

func indented(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n  ") + "\n"
}
