package ask

import "parley/brief"

func entryReader() *Question {
	return &Question{Name: "entry", Use: "ID", Most: 1, Complete: everyKind(),
		Short:   "One entry of any kind: what it is, how it became known, and what refers to it",
		Example: "  parley entry CASE ID --as-of 2020-01-17",
		Answer: func(i *Inquiry, args []string) (*brief.Document, error) {
			if len(args) == 0 {
				return nil, Fail(Wrong, "which entry? `parley log %s` lists what was said and done.", i.Case)
			}
			e, err := i.Entry(args[0])
			if err != nil {
				return nil, err
			}
			return brief.Entry(i.At, e.Base().ID, i.Lang, i.Stamp()), nil
		}}
}
