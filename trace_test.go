package parley_test

import (
	"fmt"
	"os"
	"slices"

	"parley"
	"parley/analysis/sourcing"
	"parley/brief"
	"parley/brief/data"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/examples"
	"parley/lang"
	"parley/view"
)

// One entry, from its text to a sentence and a row of JSON.
func Example_trace() {
	// The text is read into an index over itself, and that into entries.
	book, err := casefile.Read(examples.Cases, "sixth-round/case.parley")
	if err != nil {
		fmt.Println(err)
		return
	}
	at := book.Locate(casefile.Place{Entry: "noh-on-radio", Field: "asserts"})
	fmt.Printf("asserts stands at %s:%d:%d\n", at.File, at.Line, at.Col)

	// A view chooses what the public knew at the end of a day. What was said on
	// the 16th reached us with the paper of the 17th.
	record := view.Index(book.Entries())
	for _, day := range []date.Day{date.On(2020, 1, 16), date.On(2020, 1, 17)} {
		v := view.Of(record, view.Vantage{Reader: parley.Public, AsOf: day})
		s, ok := view.Get[*parley.Statement](v, "noh-on-radio")
		if !ok {
			fmt.Println(day, "the public knows of no such statement")
			continue
		}
		fmt.Println(day, "known through", s.Via[0].Links)

		// Evidence weighs the view; an analysis asks it; brief says the answer.
		a := evidence.Assess(v)
		fmt.Println(a.Of("gap-narrowed").BasisRule, a.Of("gap-narrowed").ResponseRule, a.Of("gap-narrowed").Grounds)
		r, err := sourcing.Of(a, sourcing.Options{Claim: "gap-narrowed"})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, l := range []lang.Lang{lang.English, lang.Korean} {
			d := brief.Claim(a, r, l, brief.StampOf(v))
			i := slices.IndexFunc(d.Parts, func(p brief.Part) bool { _, ok := p.(brief.Sentence); return ok })
			sentence := d.Parts[i].(brief.Sentence)
			fmt.Println(lang.Plain(sentence.Runs), sentence.RestsOn())
		}

		// A table is the same answer for machines.
		list := brief.Claims(a, lang.English, brief.Stamp{Case: "sixth-round", Reader: "public", AsOf: day.String()}, brief.ClaimFilter{})
		t := list.List()
		t.Rows = slices.DeleteFunc(t.Rows, func(row []brief.Cell) bool { return row[0] != brief.ID("gap-narrowed") })
		if err := data.JSON(os.Stdout, list); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// asserts stands at sixth-round/case.parley:368:16
	// 2020-01-16 the public knows of no such statement
	// 2020-01-17 known through [radio-0116 kt-0117]
	// B2h R2 [noh-on-radio]
	// on record, second-hand · qualified (South Korea) [noh-on-radio jeong-at-dulles]
	// 공개·전언 · 일부 이견(한국) [noh-on-radio jeong-at-dulles]
	// {
	//  "schema": "parley.claims/1",
	//  "lang": "en",
	//  "from": {
	//   "case": "sixth-round",
	//   "reader": "public",
	//   "as_of": "2020-01-17",
	//   "digest": ""
	//  },
	//  "rows": [
	//   {
	//    "claim": "gap-narrowed",
	//    "says": "The gap between the two sides has narrowed considerably",
	//    "status": "on record, second-hand · qualified",
	//    "who": "Noh Young-min asserts; Jeong Eun-bo qualifies",
	//    "issue": "distance",
	//    "owner": [
	//     "rok",
	//     "us"
	//    ],
	//    "basis": "second-hand",
	//    "response": "qualified",
	//    "basis_rule": "B2h",
	//    "response_rule": "R2",
	//    "whose": [
	//     "rok"
	//    ],
	//    "value": null,
	//    "beside": null,
	//    "for": null,
	//    "replaced_by": [],
	//    "rests_on": [
	//     "noh-on-radio",
	//     "jeong-at-dulles"
	//    ],
	//    "verb": null,
	//    "relation": null,
	//    "percent": null,
	//    "over": null,
	//    "per": null,
	//    "counts": null,
	//    "value_number": null,
	//    "lo": null,
	//    "hi": null,
	//    "currency": null,
	//    "first_known": "2020-01-17",
	//    "audience": "public"
	//   }
	//  ]
	// }
}
