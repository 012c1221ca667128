package ask

import (
	"github.com/spf13/pflag"

	"parley"
	"parley/analysis/flow"
	"parley/brief"
	"parley/view"
)

func flowReader() *Question {
	var year int
	var issue string
	return &Question{Name: "flow", Short: "Where the money goes: by category, what returns, cash or kind, shares",
		Example: "  parley flow CASE --year 2019\n  parley flow CASE -o csv > flow.csv",
		Flags: func(f *pflag.FlagSet) {
			f.IntVar(&year, "year", 0, "only this `YEAR`; without it, every year of which amounts are known")
			f.StringVar(&issue, "issue", "", "the money that is divided (`ISSUE`); without it, that on which figures are expected")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			if year != 0 && (year < 1000 || year > 9999) {
				return nil, Fail(Wrong, "--year is a year: 2019.")
			}
			if issue != "" {
				if _, ok := view.Get[*parley.Issue](i.At.View(), parley.ID(issue)); !ok {
					return nil, i.NoSuch("issue", issue, []parley.Kind{"issue"})
				}
			}
			r, err := flow.Of(i.At, flow.Options{Year: year, Issue: parley.ID(issue)})
			return brief.Flow(i.At, r, i.Lang, i.Stamp()), err
		}}
}
