package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/brief"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/evidence"
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
	f.StringVarP(&q.output, "output", "o", w.env("PARLEY_OUTPUT"), "the `FORMAT`: table, tsv, json, jsonl, csv, md, svg or vl.json; default: table in a terminal and for sentences, tsv for lists in a pipe")
	f.StringVar(&q.chart, "chart", "", "which `PICTURE` of an answer that has several, with -o svg and vl.json")
	f.BoolVar(&q.wide, "wide", false, "do not cut long cells")
	f.BoolVar(&q.plain, "no-color", false, "no colour, as with NO_COLOR set")
	c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

func (q *question) language(c *cobra.Command, w *world) {
	c.Flags().StringVar(&q.lang, "lang", cmpOr(w.env("PARLEY_LANG"), "en"), "`LANGUAGE` of the answer: en or ko")
	c.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]string{"en", "ko"}, cobra.ShellCompDirectiveNoFileComp))
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

var formats = []string{"table", "tsv", "json", "jsonl", "csv", "md", "svg", "vl.json"}

func (q *question) speaks() (lang.Lang, error) {
	if q.lang != "en" && q.lang != "ko" {
		return "", fail(wrong, "--lang %s: Parley speaks en and ko.", q.lang)
	}
	return lang.Lang(q.lang), nil
}

// An inquiry is a question put to a case.
type inquiry struct {
	*question
	w      *world
	case_  string // as typed
	lang   lang.Lang
	book   *casefile.Book
	record *view.Record
	at     *evidence.Assessment
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
		if err := oneOf("-o", q.output, formats); err != nil {
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
	i := &inquiry{question: q, w: w, case_: case_, lang: l, book: book, record: view.Index(book.Entries())}
	from, err := i.vantage()
	if err != nil {
		return nil, nil, err
	}
	i.at = evidence.Assess(view.Of(i.record, from))
	return i, rest, nil
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

// vantage reads --as, --as-of and --recorded-as-of.
func (i *inquiry) vantage() (from view.Vantage, err error) {
	reader, ok := parley.ParseReader(i.as)
	if !ok {
		return from, fail(wrong, "--as %s: a reader is public, case, side:PARTY, caucus:PARTY/NAME, mediator or all.", i.as)
	}
	if party := i.stranger(reader); party != "" {
		return from, fail(wrong, "--as %s: %q is not a party of this case.", i.as, party)
	}
	from = view.Vantage{Reader: reader, AsOf: end}
	if i.recorded != "" {
		if from.Recorded, err = i.day("--recorded-as-of", i.recorded, view.Of(i.record, from)); err != nil {
			return from, err
		}
	}
	whole := view.Of(i.record, from)
	if i.asOf == "" {
		from.AsOf = whole.Last()
		return from, nil
	}
	from.AsOf, err = i.day("--as-of", i.asOf, whole)
	return from, err
}

// stranger is the party of a reader that is none of the case, as far as that
// reader may know. A party that is hidden from itself is none.
func (i *inquiry) stranger(r parley.Reader) parley.ID {
	a, ok := parley.ParseAudience(r.String())
	if !ok || a.Of() == "" {
		return ""
	}
	if _, ok := view.Get[*parley.Party](view.Of(i.record, view.Vantage{Reader: r, AsOf: end}), a.Of()); ok {
		return ""
	}
	return a.Of()
}

// day reads a day: a date, today, or the id of a round of this reader's view, either
// with so many days or weeks added.
func (i *inquiry) day(flag, s string, v *view.View) (date.Day, error) {
	d, err := i.anyDay(flag, s, v)
	if err == nil && d > end {
		return 0, fail(wrong, "%s %s: the last day is %s.", saying(flag), s, end)
	}
	return d, err
}

func (i *inquiry) anyDay(flag, s string, v *view.View) (date.Day, error) {
	word, plus := s, 0
	if at := strings.LastIndexAny(s, "+"); at > 0 {
		n, ok := days(s[at+1:])
		if !ok {
			return 0, fail(wrong, "%s %s: after the + write days or weeks: 3d, 2w.", saying(flag), s)
		}
		word, plus = s[:at], n
	}
	if word == "today" {
		return i.w.today + date.Day(plus), nil
	}
	if d, err := date.Parse(word); err == nil {
		if d.Last == 0 {
			return 0, fail(wrong, "%s %s: an open end is no day.", saying(flag), s)
		}
		return d.Last + date.Day(plus), nil
	}
	if r, ok := view.Get[*parley.Round](v, parley.ID(word)); ok && r.Happened.Last != 0 {
		return r.Happened.Last + date.Day(plus), nil
	}
	if near := nearRound(v, word); near != "" {
		return 0, fail(wrong, "%s %s: no round that is known to this reader has this id. Did you mean %s?", saying(flag), s, near)
	}
	return 0, fail(wrong, "%s %s: write a date, 2020-01-17, or today, or the id of a round, r6 or r6+3d.", saying(flag), s)
}

// nearRound is the id of a round that a word may have been meant to be: of several
// that end in it the last, since talks number their rounds anew.
func nearRound(v *view.View, word string) (id string) {
	var ids []string
	for r := range view.Each[*parley.Round](v) {
		ids = append(ids, string(r.ID))
		if strings.HasSuffix(string(r.ID), "-"+word) {
			id = string(r.ID)
		}
	}
	return cmpOr(id, casefile.Near(word, ids))
}

func days(s string) (int, bool) {
	unit := 1
	switch {
	case strings.HasSuffix(s, "w"):
		unit = 7
	case !strings.HasSuffix(s, "d"):
		return 0, false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	return n * unit, err == nil && n >= 0 && n < 100000
}

// stamp says from where and when an answer is given.
func (i *inquiry) stamp() brief.Stamp {
	s := brief.StampOf(i.at.View())
	s.Latest = i.asOf == ""
	return s
}

// entry returns an entry of the reader's view. What is not for them and what is
// not there are one answer.
func (i *inquiry) entry(id string) (parley.Entry, error) {
	if e, ok := i.at.View().Entry(parley.ID(id)); ok {
		return e, nil
	}
	return nil, i.noSuch("entry", id, nil)
}

// noSuch says that a reader knows no such thing, and what they may have meant.
func (i *inquiry) noSuch(what, id string, kinds []parley.Kind) error {
	var ids []string
	for e := range view.Each[parley.Entry](i.at.View()) {
		if len(kinds) == 0 || slices.Contains(kinds, e.Kind()) {
			ids = append(ids, string(e.Base().ID))
		}
	}
	if near := casefile.Near(id, ids); near != "" {
		return fail(missing, "no %s %q is known to this reader as of %s. Did you mean %q?", saying(what), id, i.at.View().From().AsOf, near)
	}
	return fail(missing, "no %s %q is known to this reader as of %s.", saying(what), id, i.at.View().From().AsOf)
}
