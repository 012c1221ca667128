package main

import (
	"github.com/spf13/cobra"

	"parley"
	"parley/analysis/verify"
	"parley/brief"
)

func verifyReader() *reader {
	var claim string
	return &reader{name: "verify", short: "Which figures in what was said the record can test, and what it computes",
		example: "  parley verify CASE --as-of 2020-01-17\n  parley verify CASE --claim ID",
		flags: func(c *cobra.Command) {
			c.Flags().StringVar(&claim, "claim", "", "only of this claim or these terms (`ID`)")
		},
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			var o verify.Options
			if err := i.known(map[string]*parley.ID{claim: &o.Claim}); err != nil {
				return nil, err
			}
			r, err := verify.Of(i.at, o)
			return brief.Verify(i.at, r, i.lang, i.stamp()), err
		}}
}
