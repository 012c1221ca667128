package main

import (
	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/flow"
	"parley/brief"
	"parley/view"
)

func flowReader() *reader {
	var year int
	var issue string
	return &reader{name: "flow", short: "Where the money goes: by category, what returns, cash or kind, shares",
		example: "  parley flow CASE --year 2019\n  parley flow CASE -o csv > flow.csv",
		flags: func(c *cobra.Command) {
			c.Flags().IntVar(&year, "year", 0, "only this `YEAR`; without it, every year of which amounts are known")
			c.Flags().StringVar(&issue, "issue", "", "the money that is divided (`ISSUE`); without it, that on which figures are expected")
		},
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			if year != 0 && (year < 1000 || year > 9999) {
				return nil, fail(wrong, "--year is a year: 2019.")
			}
			if issue != "" {
				if _, ok := view.Get[*parley.Issue](i.at.View(), parley.ID(issue)); !ok {
					return nil, i.noSuch("issue", issue, []parley.Kind{"issue"})
				}
			}
			r, err := flow.Of(i.at, flow.Options{Year: year, Issue: parley.ID(issue)})
			return brief.Flow(i.at, r, i.lang, i.stamp()), err
		}}
}
