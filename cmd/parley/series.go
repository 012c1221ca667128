package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/ask"
	"parley/casefile"
	"parley/check"
	"parley/date"
	"parley/evidence"
	"parley/folder"
	"parley/lang"
)

func seriesCommand(w *world) *cobra.Command {
	c := &cobra.Command{
		Use: "series", Short: "Figures over time: rates of exchange, prices, budgets",
		Long: `Series shows and writes the figures of the series of a case, which stand in CSV
files beside it. A figure counts from the day on which it was published; one that
was revised stands twice. parley help file-format says more.`,
		Example: `  parley series show CASE
  parley series show CASE ID --as-of 2020-01-17
  parley series add CASE ID 2019 0.38 --published 2019-12-31
  parley series import CASE ID table.csv --published 2020-03-01`,
	}
	question := ask.Series()
	question.Name = "show"
	show := read(w, question)
	show.GroupID = ""
	c.AddCommand(show, addFigure(w), importFigures(w))
	return divided(c)
}

func addFigure(w *world) *cobra.Command {
	var q question
	var row casefile.Row
	c := &cobra.Command{
		Use: "add [CASE] ID FOR VALUE", Short: "Add a figure, or a revision of one", Args: takes(3, 4),
		Long: `Add lays a row into the CSV file of a series, in order; it makes the file, and the
line that names it, if there is none. What check would say of it is said, and with
an error nothing is written. A revision has a later day of publication.`,
		Example: `  parley series add CASE ID 2019 0.38 --published 2019-12-31 --source SOURCE
  parley series add CASE ID 2026-03 1,490.5 --published 2026-04-05`,
		RunE: func(c *cobra.Command, args []string) error {
			l, err := q.speaks()
			if err != nil {
				return err
			}
			case_, rest, err := w.split(args)
			switch {
			case err != nil:
				return err
			case len(rest) != 3:
				return fail(wrong, "which figure? parley series add %s ID FOR VALUE --published DATE", case_)
			}
			row.For, row.Value = rest[1], rest[2]
			if row.Published == "" && row.Source == "" {
				return fail(wrong, "when was it published? Give --published DATE, or --source SOURCE that says so. Nothing was written.")
			}
			t, err := w.figures(case_, rest[0])
			if err == nil {
				err = t.accepts(&row, w.today)
			}
			if err != nil {
				return err
			}
			after, err := t.rewrite(c.Context(), w, l, func(*casefile.Table) ([]casefile.Row, error) { return []casefile.Row{row}, nil })
			if err != nil {
				return err
			}
			line := after.LineOf(row)
			if err := w.tell(l, "cli.series.added", lang.Arg{Name: "file", Value: t.path}, lang.Arg{Name: "line", Value: strconv.Itoa(line)}); err != nil {
				return err
			}
			say(w.out, "%s", indented(after.Line(line)))
			return nil
		},
	}
	fs := c.Flags()
	fs.StringVar(&row.Published, "published", "", "the `DATE` on which it came out; 2020-01~ counts from the last day of January")
	fs.StringVar(&row.Source, "source", "", "the `SOURCE` that has it (id)")
	fs.StringVar(&row.Note, "note", "", "a `NOTE` for whoever keeps the case")
	q.language(c, w)
	return c
}

// A target is the file of figures of one series.
type target struct {
	folder *folder.Folder
	book   *casefile.Book // as it was when it was found
	id     parley.ID
	path   string
	link   string // what the entry is to call the file; "": it names it already
}

// figures finds the file that has the figures of a series.
func (w *world) figures(case_, id string) (*target, error) {
	f, b, err := w.readFirst(case_, id)
	if err != nil {
		return nil, err
	}
	s, ok := b.Entry(parley.ID(id)).(*parley.Series)
	if !ok {
		if near := casefile.Near(id, b.IDs("series")); near != "" {
			return nil, fail(missing, "there is no series %q. Did you mean %q?", id, near)
		}
		return nil, fail(missing, "there is no series %q. `parley add series` makes one.", id)
	}
	t := &target{folder: f, book: b, id: s.ID, path: b.FiguresPath(s.ID)}
	if t.path != "" {
		return t, nil
	}
	t.link = figuresFile(s.ID)
	t.path = path.Join(path.Dir(b.File(s.ID).Name), t.link)
	if _, err := fs.Stat(f.FS(), t.path); err == nil || s.File != "" {
		return nil, fail(findings, "the series %s names no file for its figures: give it the line `file series/%s.csv`. Nothing was written.", id, id)
	}
	return t, nil
}

// name gives the series the line that names its file, now that it is there. The
// file goes again if the case would have mistakes.
func (t *target) name(ctx context.Context, w *world, l lang.Lang) (*casefile.Table, error) {
	in := t.book.File(t.id)
	d, _ := in.DraftOf(t.id)
	d.Lines = append(d.Lines, casefile.DraftLine{Field: "file", Value: t.link})
	if err := w.write(ctx, l, t.folder, casefile.Edit{File: in.Name, Base: in.Digest(), Old: t.id, New: d}); err != nil {
		return nil, errors.Join(err, t.folder.Remove(ctx, t.path))
	}
	b, err := t.folder.Load()
	if err != nil {
		return nil, writing(err)
	}
	return b.Table(t.id), nil
}

// out is the day on which a figure was published: itself, else with its source.
func (t *target) out(x parley.Figure) date.Day {
	if s, ok := t.book.Entry(x.Source).(*parley.Source); ok && x.Published == 0 {
		if d, ok := s.Published.Get(); ok {
			return d.Day(t.book.Zone())
		}
	}
	return x.Published
}

// known is the day from which a row counts, 0 if it names none.
func (t *target) known(r casefile.Row) date.Day {
	x := parley.Figure{Source: parley.ID(r.Source)}
	if p, err := date.Parse(r.Published); err == nil {
		x.Published = p.Day(t.book.Zone())
	}
	return t.out(x)
}

// soon is the last day that may be today somewhere: what is said to have come out
// after it has not, and would make every answer one of a day to come.
func soon(today date.Day) date.Day { return today + 1 }

// outBy refuses a day of publication that is none, or is still to come.
func (t *target) outBy(published string, today date.Day) error {
	if published == "" {
		return nil
	}
	p, err := date.Parse(published)
	switch day := p.Day(t.book.Zone()); {
	case err != nil || p.First == 0 || p.Last == 0:
		return fail(wrong, "--published %s: write a date, %s. Nothing was written.", published, cmp.Or(ours(published), "2026-01-05"))
	case day > soon(today):
		return fail(wrong, "--published %s: it would be known as of %s, which is still to come. Nothing was written.", published, day)
	}
	return nil
}

// accepts refuses a row as it was typed, before it stands in any line. A figure of
// growth may have its sign.
func (t *target) accepts(r *casefile.Row, today date.Day) error {
	if err := t.outBy(r.Published, today); err != nil {
		return err
	}
	if day := t.known(*r); day > soon(today) {
		return fail(wrong, "--source %s: it would be known as of %s, which is still to come. Nothing was written.", r.Source, day)
	}
	if d, err := date.Parse(r.For); err != nil || d.First == 0 || d.Last == 0 {
		return fail(wrong, "%v. Nothing was written.", notADate(r.For))
	}
	x := takeover{unit: evidence.ParseUnit(t.book.Entry(t.id).(*parley.Series).Unit)}
	if _, wrongly := x.number(r.Value); wrongly != nil {
		x.comma = true
		if d, stillWrong := x.number(r.Value); stillWrong == nil {
			return fail(wrong, "%q is not a number; write it as %s. Nothing was written.", r.Value, d.String())
		}
		return fail(wrong, "%v. Nothing was written.", *wrongly)
	}
	if x.unit.Percent {
		r.Value = strings.TrimSpace(strings.TrimSuffix(r.Value, "%"))
	}
	return nil
}

// rewrite lays rows into the file, unless that would put mistakes in the case.
func (t *target) rewrite(ctx context.Context, w *world, l lang.Lang, rows func(*casefile.Table) ([]casefile.Row, error)) (*casefile.Table, error) {
	var fresh check.Report
	var then *casefile.Book
	change := func(old []byte) ([]byte, error) {
		var table *casefile.Table
		if len(old) > 0 {
			var faults []casefile.Fault
			if table, faults = casefile.ParseTable(t.path, old, t.id, t.book.Zone()); len(faults) > 0 {
				return nil, fail(findings, "%s has mistakes: `parley check` shows where. Mend them first; nothing was written.", t.path)
			}
		}
		more, err := rows(table)
		if err != nil {
			return nil, err
		}
		if len(more) == 0 {
			return old, errUnchanged
		}
		return []byte(table.With(more)), nil
	}
	err := t.folder.Rewrite(ctx, t.path, change, func(before, after *casefile.Book) error {
		then = after
		fresh = newFindings(before, after)
		if !fresh.Failed() {
			return nil
		}
		if err := fresh.List(w.err, l, after); err != nil {
			return err
		}
		return fail(findings, "nothing was written.")
	})
	if refused := (*failure)(nil); errors.As(err, &refused) {
		return nil, refused
	} else if errors.Is(err, errUnchanged) {
		return nil, nil
	} else if err != nil {
		return nil, writing(err)
	}
	if t.link != "" {
		return t.name(ctx, w, l)
	}
	fresh.Findings = slices.DeleteFunc(fresh.Findings, check.Finding.Awaited)
	return then.Table(t.id), fresh.List(w.err, l, then)
}

// errUnchanged says that there is nothing to write.
var errUnchanged = errors.New("nothing to write")
