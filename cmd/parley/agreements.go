package main

import (
	"parley/analysis/path"
	"parley/brief"
	"parley/evidence"
	"parley/lang"
)

func agreementsReader() *reader {
	return &reader{name: "agreements", short: "The agreements: stages, amounts as recorded and by their rules, lapses",
		example: "  parley agreements CASE --as-of 2020-01-17\n  parley agreements CASE -o svg > agreements.svg",
		answer: func(i *inquiry, _ []string) (*brief.Document, error) {
			return agreements(i.at, i.lang, i.stamp()), nil
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
