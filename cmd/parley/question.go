package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/ask"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/folder"
	"parley/lang"
	"parley/view"
)

// A question is what every reading command may be asked with.
type question struct {
	as, asOf, recorded string
	output, lang       string
	chart              string // which picture of several
	wide, plain        bool
}

// flags adds the flags of a question to a command.
func (q *question) flags(c *cobra.Command, w *world) {
	f := c.Flags()
	f.StringVar(&q.asOf, "as-of", "", "what was known by the end of this `DATE` (2020-01-17, today, a round's id, or r6+3d); default: the last day on which the reader learned anything")
	f.StringVar(&q.recorded, "recorded-as-of", "", "what our file said on this `DATE`")
	f.StringVar(&q.as, "as", "public", "for this `READER`: public, case, side:PARTY, caucus:PARTY/NAME, mediator, all")
	q.language(c, w)
	f.StringVarP(&q.output, "output", "o", w.env("PARLEY_OUTPUT"), "the `FORMAT`: table, tsv, json, jsonl, csv, md, html, docx, pdf, svg or vl.json; default: table in a terminal and for sentences, tsv for lists in a pipe")
	f.StringVar(&q.chart, "chart", "", "which `PICTURE` of an answer that has several, with -o svg and vl.json")
	f.BoolVar(&q.wide, "wide", false, "do not cut long cells")
	f.BoolVar(&q.plain, "no-color", false, "no colour, as with NO_COLOR set")
	c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

func (q *question) language(c *cobra.Command, w *world) {
	c.Flags().StringVar(&q.lang, "lang", cmp.Or(w.env("PARLEY_LANG"), "en"), "`LANGUAGE` of the answer: en or ko")
	c.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]string{"en", "ko"}, cobra.ShellCompDirectiveNoFileComp))
}

var formats = []string{"table", "tsv", "json", "jsonl", "csv", "md", "html", "docx", "pdf", "svg", "vl.json"}

func (q *question) speaks() (lang.Lang, error) {
	if q.lang != "en" && q.lang != "ko" {
		return "", fail(wrong, "--lang %s: Parley speaks en and ko.", q.lang)
	}
	return lang.Lang(q.lang), nil
}

// An inquiry is a question put to a case, and how its answer is to be written.
type inquiry struct {
	*ask.Inquiry
	*question
	w    *world
	book *casefile.Book
}

// end is a day by which everything that will ever be known is known.
var end = date.On(9999, 12, 31)

// path returns where a path typed by the user is.
func (w *world) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(w.dir, p)
}

// split takes the case off the arguments: the first, if there is such a file or
// folder, else the folder we are in. A lone argument that looks like a path
// and is not there is a case that is not there.
func (w *world) split(args []string) (case_ string, rest []string, err error) {
	if len(args) == 0 {
		return ".", nil, nil
	}
	if _, err := os.Stat(w.path(args[0])); err == nil {
		return args[0], args[1:], nil
	}
	if looksLikePath(args[0]) {
		return "", nil, fail(unreadable, "%s: there is no such file or folder.", args[0])
	}
	return ".", args, nil
}

// only takes the case off the arguments of a command that has no others.
func (w *world) only(args []string) (string, error) {
	case_, rest, err := w.split(args)
	if err == nil && len(rest) > 0 {
		err = fail(unreadable, "%s: there is no such file or folder.", rest[0])
	}
	return case_, err
}

// one takes the case and an id off the arguments; the id may be missing.
func (w *world) one(args []string) (case_, id string, err error) {
	case_, rest, err := w.split(args)
	switch {
	case err != nil || len(rest) == 0:
		return case_, "", err
	case len(rest) > 1:
		return "", "", fail(unreadable, "%s: there is no such file or folder.", rest[0])
	}
	return case_, rest[0], nil
}

func looksLikePath(s string) bool {
	return strings.ContainsAny(s, `/\`) || strings.HasSuffix(s, ".parley")
}

// read reads a case, whatever its faults.
func (w *world) read(case_ string) (*folder.Folder, *casefile.Book, error) {
	f, err := folder.Open(w.path(case_))
	if err != nil {
		return nil, nil, unread(case_, err)
	}
	b, err := f.Load()
	if err != nil {
		return nil, nil, unread(case_, err)
	}
	return f, b, nil
}

// readFirst reads the case before other arguments. Where they begin with none, and
// there is none in this folder, it says that the case comes first.
func (w *world) readFirst(case_ string, rest ...string) (*folder.Folder, *casefile.Book, error) {
	f, b, err := w.read(case_)
	if _, there := os.Stat(w.path(folder.MainFile)); err != nil && case_ == "." && len(rest) > 0 && there != nil {
		return nil, nil, fail(unreadable, "there is no case in this folder, and none is named %q. The case comes first: `CASE %s`.", rest[0], strings.Join(rest, " "))
	}
	return f, b, err
}

func unread(case_ string, err error) error {
	if errors.Is(err, fs.ErrNotExist) && case_ == "." {
		return fail(unreadable, "there is no case in this folder. Name one: `parley status FOLDER`; or try `parley demo`.")
	}
	return fail(unreadable, "%s: %v", case_, err)
}

// ask reads the case that args begin with, for whom and when q says, and
// returns what is left of args.
func (q *question) ask(w *world, args []string) (*inquiry, []string, error) {
	l, err := q.speaks()
	if err != nil {
		return nil, nil, err
	}
	if q.output != "" {
		if err := ask.OneOf("-o", q.output, formats); err != nil {
			return nil, nil, err
		}
	}
	case_, rest, err := w.split(args)
	if err != nil {
		return nil, nil, err
	}
	_, book, err := w.readFirst(case_, rest...)
	if err != nil {
		return nil, nil, err
	}
	if len(book.Faults) > 0 {
		return nil, nil, fail(unreadable, "%s cannot be read whole: %d %s. `parley check %s` shows where.%s", case_, len(book.Faults), saying(plural(len(book.Faults), "fault", "faults")), case_, firstFault(book, l))
	}
	i, err := ask.Put(view.Index(book.Entries()), ask.Asker{Reader: q.as, AsOf: q.asOf, Recorded: q.recorded, Lang: l, Today: w.today, Case: case_, Prose: q.output == "md"})
	if err != nil {
		return nil, nil, err
	}
	return &inquiry{i, q, w, book}, rest, nil
}

// firstFault is the first of what keeps a case from being read, on a line of its
// own.
func firstFault(b *casefile.Book, l lang.Lang) string {
	var codes []string
	for _, f := range b.Faults {
		codes = append(codes, f.Code)
	}
	for _, f := range check.Run(b, check.Options{Only: codes}).Findings {
		return fmt.Sprintf("\n  %s:%d:%d: %s: %s", f.Span.File, f.Span.Line, f.Span.Col, f.Code, f.Message.In(l))
	}
	return ""
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
