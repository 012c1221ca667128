// Package pact is a small case for the tests of analyses: a pact that ended,
// between two sides in two zones, and the papers in which things are said.
package pact

import (
	"testing"
	"testing/fstest"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/view"
)

// Weigh reads a case and weighs what somebody knew on a day: the public, or a
// reader.
func Weigh(t *testing.T, text, day string, as ...parley.Reader) *evidence.Assessment {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(text)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("the case cannot be read: %v %v", err, b.Faults)
	}
	d, err := date.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	from := view.Vantage{AsOf: d}
	if len(as) > 0 {
		from.Reader = as[0]
	}
	return evidence.Assess(view.Of(view.Index(b.Entries()), from))
}

// Say is a statement of a speaker on a claim, on the record.
func Say(id, day, by, does, claim, via string) string {
	return "\n" + day + " statement " + id + "\n  by           " + by + "\n  mode         on-record\n  " + does + " " + claim + "\n  via          " + via + "\n"
}

// Base is a pact that ended, between two sides in two zones.
const Base = `case pact "Talks on a pact"
  parties      north south
  money        USD
  zone         Asia/Seoul
  audience     public

party north "North"
  zone         Asia/Seoul

party south "South"
  zone         America/New_York

body north-office "Office of the North"
  of           north
  speaks-for   north

body north-board "Board of the North"
  of           north
  speaks-for   north

body south-office "Office of the South"
  of           south
  speaks-for   south

body south-club "A club in the South"
  of           south

issue pay "What is paid"

issue term "How long"

agreement pact-1 "1st pact"
agreement pact-2 "2nd pact"
  follows      pact-1

source paper-0601 "A paper"
  type         news-article
  published    2019-06-01
  seen         yes

source paper-0110 "A paper"
  type         news-article
  published    2020-01-10
  seen         yes

source paper-0117 "A paper"
  type         news-article
  published    2020-01-17
  seen         yes

source paper-0201 "A paper"
  type         news-article
  published    2020-02-01
  seen         yes

2019-01-01 terms pact-1-terms
  of           pact-1
  covers       2019-01-01/2019-12-31
  pays         2019 = USD 100 million
  via          paper-0601

claim south-asks-5
  that         south asks pay = USD 500 million per year for 2020

claim south-asks-4
  that         south asks pay = USD 400 million per year for 2020
  replaces     south-asks-5

claim north-offers-1
  that         north offers pay = USD 110 million per year for 2020
`
