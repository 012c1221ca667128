package ask

import (
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"parley/analysis/change"
	"parley/analysis/clock"
	"parley/analysis/gap"
	"parley/analysis/standing"
	"parley/brief"
	"parley/date"
)

func briefQuestion() *Question {
	var since string
	var say, parts []string
	return &Question{Name: "brief", Short: "A page to hand over, every sentence numbered to its evidence",
		Example: `  parley brief CASE --since 2019-12-31 -o docx > brief.docx
  parley brief CASE --as side:PARTY --lang ko -o pdf > brief.pdf
  parley brief CASE --say "The ask may come down further [CLAIM]" --say "ours: wait for the next round"
  parley brief CASE --say-file ours.txt -o md
  parley brief CASE --parts standing,change`,
		Flags: func(f *pflag.FlagSet) {
			f.StringVar(&since, "since", "", "also what changed since this `DATE`")
			f.StringArrayVar(&say, "say", nil, "a `SENTENCE` of your own: with the ids that it rests on in brackets at its end, or with ours: before it")
			f.StringSliceVar(&parts, "parts", nil, "only these `PARTS`: "+strings.Join(brief.HandoutParts(), ", "))
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			in := brief.Inputs{Own: brief.ParseOwn(strings.Join(say, "\n"))}
			for _, p := range parts {
				if err := OneOf("--parts", p, brief.HandoutParts()); err != nil {
					return nil, err
				}
				in.Parts = append(in.Parts, p)
			}
			if err := i.changed(&in, since); err != nil {
				return nil, err
			}
			var apart gap.Options
			if in.Change != nil {
				apart.From = in.Change.Since
			}
			var err1, err2, err3 error
			in.Standing, err1 = standing.Of(i.At, standing.Options{})
			in.Gap, err2 = gap.Of(i.At, apart)
			in.Clock, err3 = clock.Of(i.At, clock.Options{})
			if err := errors.Join(err1, err2, err3); err != nil {
				return nil, err
			}
			d, err := brief.Handout(i.At, in, i.Lang, i.Stamp())
			if unknown, ok := errors.AsType[*brief.UnknownEvidence](err); ok {
				return nil, i.unknownEvidence(unknown)
			}
			return d, err
		}}
}

// changed adds what changed since a day, if one was asked for.
func (i *Inquiry) changed(in *brief.Inputs, since string) error {
	if since == "" || i.At.View().From().AsOf == 0 {
		return nil
	}
	day, err := i.Day("--since", since, i.At.View())
	if err != nil {
		return err
	}
	if err := earlier(day, asOf(i)); err != nil {
		return err
	}
	r, err := change.Of(i.At, change.Options{Since: day})
	if err != nil {
		return err
	}
	in.Change = &r
	return nil
}

// earlier refuses two days of which the first is not before the second.
func earlier(since, until date.Day) error {
	switch {
	case since > until:
		return Fail(Wrong, "%s is after %s: the earlier day comes first.", since, until)
	case since == until:
		return Fail(Wrong, "%s is compared with itself: choose an earlier day.", since)
	}
	return nil
}

// unknownEvidence says of every id on which a sentence is to rest and that this
// reader does not know, which may be meant.
func (i *Inquiry) unknownEvidence(e *brief.UnknownEvidence) error {
	var list []Said
	for _, id := range e.IDs {
		f, _ := errors.AsType[*Failure](i.NoSuch("entry", string(id), nil))
		list = append(list, f.Said)
	}
	return Fail(Missing, "%s", list)
}

// Exportable refuses to hand a document on in which a sentence rests on nothing and is
// not marked as our view. The error is a *Failure that lists them.
func Exportable(d *brief.Document) error {
	no, ok := errors.AsType[*brief.NotExportable](brief.Exportable(d))
	if !ok {
		return nil
	}
	return Fail(Findings, "these sentences rest on nothing that anybody said or did; add the ids of what they rest on in brackets, or ours: before them:%s", no.List())
}
