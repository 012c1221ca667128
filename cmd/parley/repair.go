package main

import (
	"cmp"
	"errors"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
)

func correctCommand(w *world) *cobra.Command {
	var q question
	var x casefile.Correction
	c := &cobra.Command{
		Use: "correct [CASE] ID", Short: "Put right what we recorded wrongly, and say so", Args: takes(0, 2),
		Long: `Correct changes one field of an entry to its right value and appends an entry
that says what stood there before, and why. Nothing is lost: --recorded-as-of an
earlier day shows what the file said then.`,
		Example: `  parley correct CASE ID --field mode --now on-record --reason "the interview was on the record"`,
		RunE: func(c *cobra.Command, args []string) error {
			l, err := q.speaks()
			if err != nil {
				return err
			}
			case_, id, err := w.one(args)
			switch {
			case err != nil:
				return err
			case id == "":
				return fail(wrong, "which entry? parley correct %s ID --field FIELD --now VALUE --reason WHY", case_)
			case x.Field == "" || x.Now == "" || x.Reason == "":
				return fail(wrong, "a correction needs --field, --now (- for no such line) and --reason.")
			}
			f, b, err := w.read(case_)
			if err != nil {
				return err
			}
			x.Of = parley.ID(id)
			if x.Date == "" {
				x.Date = w.today.String()
			}
			edits, _, err := b.Correct(x)
			switch {
			case errors.Is(err, casefile.ErrNoEntry):
				return w.noEntry(b, id)
			case err != nil:
				return fail(wrong, "%v. Nothing was written.", err)
			}
			return w.write(c.Context(), l, f, edits...)
		},
	}
	fs := c.Flags()
	fs.StringVar(&x.Field, "field", "", "the `FIELD`: mode, name.ko, ...; date for the date in the head")
	fs.StringVar(&x.Now, "now", "", "the right `VALUE`, as in a file; - for no such line")
	fs.StringVar(&x.Was, "was", "", "the `VALUE` that stands there, where the field has several lines")
	fs.StringVar(&x.Reason, "reason", "", "`WHY`")
	fs.StringVar(&x.Date, "date", "", "the `DATE` on which the mistake was found; default: today")
	q.language(c, w)
	return c
}

// noEntry says that a case has no such entry, to its owner.
func (w *world) noEntry(b *casefile.Book, id string) error {
	if near := casefile.Near(id, b.IDs()); near != "" {
		return fail(missing, "there is no entry %q. Did you mean %q?", id, near)
	}
	return fail(missing, "there is no entry %q.", id)
}

func retractCommand(w *world) *cobra.Command {
	f := &form{draft: casefile.Draft{Kind: "retract"}}
	var claim, id string
	var by, via []string
	c := &cobra.Command{
		Use: "retract [CASE] ID", Short: "Record that somebody took back what they had said", Args: takes(0, 2),
		Long: `Retract appends an entry by which a statement or report, or what it says to one
claim, no longer counts from the day on which the retraction became known.`,
		Example: `  parley retract CASE ID --by PERSON --via SOURCE --date 2024-03-09`,
		RunE: func(c *cobra.Command, args []string) error {
			case_, of, err := w.one(args)
			switch {
			case err != nil:
				return err
			case of == "":
				return fail(wrong, "which utterance? parley retract %s ID [--claim CLAIM] --via SOURCE --date DATE", case_)
			case len(via) == 0 || f.draft.Date == "":
				return fail(wrong, "a retraction needs --date and --via: the source by which it is known.")
			}
			_, b, err := w.read(case_)
			if err != nil {
				return err
			}
			if b.Entry(parley.ID(of)) == nil {
				return w.noEntry(b, of)
			}
			f.draft.ID = cmp.Or(id, "retract-"+of)
			if claim != "" {
				of += " " + claim
			}
			f.draft.Lines = append(f.draft.Lines, casefile.DraftLine{Field: "of", Value: of})
			for _, x := range by {
				f.draft.Lines = append(f.draft.Lines, casefile.DraftLine{Field: "by", Value: x})
			}
			for _, x := range via {
				f.draft.Lines = append(f.draft.Lines, casefile.DraftLine{Field: "via", Value: x})
			}
			return f.add(c.Context(), w, case_)
		},
	}
	fs := c.Flags()
	fs.StringVar(&f.draft.Date, "date", "", "the `DATE` on which it was taken back")
	fs.StringVar(&claim, "claim", "", "only what it says to this `CLAIM`")
	fs.StringSliceVar(&by, "by", nil, "who took it back (`IDS`)")
	fs.StringArrayVar(&via, "via", nil, "the `CHAIN` of sources by which it is known: a quoted-in b")
	fs.StringVar(&id, "id", "", "the `ID` of the new entry; default: retract-ID")
	fs.StringVar(&f.file, "into", "", "write to this `FILE` of the case")
	fs.BoolVar(&f.noRecorded, "no-recorded", false, "do not write on which day it was recorded")
	f.lang.language(c, w)
	return c
}
