package main

import (
	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/path"
	"parley/brief"
	"parley/evidence"
	"parley/lang"
	"parley/view"
)

func agreementsReader() *reader {
	var agreement string
	return &reader{name: "agreements", short: "The agreements: stages, amounts as recorded and by their rules, lapses",
		example: "  parley agreements CASE --as-of 2020-01-17\n  parley agreements CASE -o svg > agreements.svg",
		flags: func(c *cobra.Command) {
			c.Flags().StringVar(&agreement, "agreement", "", "only this `AGREEMENT`")
		},
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			if agreement != "" {
				if _, ok := view.Get[*parley.Agreement](i.at.View(), parley.ID(agreement)); !ok {
					return nil, i.noSuch("agreement", agreement, []parley.Kind{"agreement"})
				}
			}
			r, err := path.Of(i.at, path.Options{Agreement: parley.ID(agreement)})
			return brief.Agreements(i.at, r, i.lang, i.stamp()), err
		}}
}

// agreements is a listing: the analysis has no options that could be wrong.
func agreements(a *evidence.Assessment, l lang.Lang, from brief.Stamp) *brief.Document {
	r, err := path.Of(a, path.Options{})
	if err != nil {
		panic(err)
	}
	return brief.Agreements(a, r, l, from)
}
