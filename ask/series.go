package ask

import (
	"parley"
	"parley/brief"
	"parley/view"
)

// Series asks for the series, or for the figures of one. It is part of another
// command, and a page of its own.
func Series() *Question {
	return &Question{Name: "series", Use: "[ID]", Most: 1, Complete: []parley.Kind{"series"},
		Short:   "The series, or the figures of one as they were known on a day",
		Example: "  parley series show CASE\n  parley series show CASE ID --as-of 2020-01-17 -o csv",
		Answer: func(i *Inquiry, args []string) (*brief.Document, error) {
			if len(args) == 0 {
				return brief.Series(i.At, i.Lang, i.Stamp()), nil
			}
			s, ok := view.Get[*parley.Series](i.At.View(), parley.ID(args[0]))
			if !ok {
				return nil, Fail(Missing, "%v A series is known from the day on which something that this reader knows reckons with it: `rates` of the case, a `rise`, or an `assume`.", i.NoSuch("series", args[0], []parley.Kind{"series"}))
			}
			return brief.Figures(i.At, s, i.Lang, i.Stamp()), nil
		}}
}
