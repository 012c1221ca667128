package ask

import (
	"github.com/spf13/pflag"

	"parley/analysis/verify"
	"parley/brief"
)

func verifyReader() *Question {
	var claim string
	return &Question{Name: "verify", Short: "Which figures in what was said the record can test, and what it computes",
		Example: "  parley verify CASE --as-of 2020-01-17\n  parley verify CASE --claim ID",
		Flags: func(f *pflag.FlagSet) {
			f.StringVar(&claim, "claim", "", "only of this claim or these terms (`ID`)")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			var o verify.Options
			if err := i.known(claim, &o.Claim); err != nil {
				return nil, err
			}
			r, err := verify.Of(i.At, o)
			return brief.Verify(i.At, r, i.Lang, i.Stamp()), err
		}}
}
