package ask

import (
	"github.com/spf13/pflag"

	"parley"
	"parley/analysis/path"
	"parley/brief"
	"parley/view"
)

func agreementsReader() *Question {
	var agreement string
	return &Question{Name: "agreements", Short: "The agreements: stages, amounts as recorded and by their rules, lapses", Charts: []string{"agreements"},
		Example: "  parley agreements CASE --as-of 2020-01-17\n  parley agreements CASE -o svg > agreements.svg",
		Flags: func(f *pflag.FlagSet) {
			f.StringVar(&agreement, "agreement", "", "only this `AGREEMENT`")
		},
		Answer: func(i *Inquiry, _ []string) (*brief.Document, error) {
			if agreement != "" {
				if _, ok := view.Get[*parley.Agreement](i.At.View(), parley.ID(agreement)); !ok {
					return nil, i.NoSuch("agreement", agreement, []parley.Kind{"agreement"})
				}
			}
			r, err := path.Of(i.At, path.Options{Agreement: parley.ID(agreement)})
			return brief.Agreements(i.At, r, i.Lang, i.Stamp()), err
		}}
}
