package brief_test

import (
	"slices"
	"strings"
	"testing"

	"parley"
	"parley/analysis/equal"
	"parley/analysis/price"
	"parley/brief"
	"parley/evidence"
	"parley/lang"
	"parley/parleytest/toll"
)

// holding is an offer of what was paid last, and one of its years by themselves.
const holding = `2019-06-01 offer as-before "As before"
  name.ko      "종전대로"
  sets         toll-sum = EUR 106.1 million per year for 2019
  covers       2019-01-01/2020-12-31
  once         2019 = EUR 1 million in-base
  once         2018 = EUR 2 million
  rise         -1% from 2021

2019-06-01 offer held "At what was paid"
  name.ko      "지급액 유지"
  sets         toll-sum = EUR 106.1 million per year for 2019
  sets         toll-sum = EUR 110.0 million per year for 2020

2019-06-01 offer bound "By prices"
  name.ko      "물가 연동"
  sets         toll-sum = EUR 106.1 million per year for 2019
  rise         prices lag 1 at-most 1% uncapped from 2020
`

// The middle of what is held is 106.1 million, and its digits leave 106.05 to 106.15
// open: an offer of 106.1 is as much, give or take 40,000 at 80 %.
func TestAPriceSaysWhatDecidesItsComparison(t *testing.T) {
	o := price.Options{Bids: []parley.ID{"held"}, Span: evidence.Years{From: 2019, To: 2019}, Draws: 20000}
	for l, want := range map[lang.Lang]string{lang.English: "as much as holding (about €", lang.Korean: "현 수준 유지와 같음(약 "} {
		d := priced(t, holding, "2019-06-30", o, l)
		if s := allSaid(d); !strings.Contains(s, want) || strings.Contains(s, "than holding") {
			t.Errorf("%s: %s", l, s)
		}
	}
	o = price.Options{Bids: []parley.ID{price.Hold, "as-before", "bound"}, Span: evidence.Years{From: 2019, To: 2022}, Assume: outlook(t)}
	s := allSaid(priced(t, holding, "2019-06-30", o, lang.English))
	for _, want := range []string{"The next year builds on it.", "€2 million. That is not in these years", "From 2021 it changes by a rule: −1 % a year", "a year after a capped one builds on what that would have been without the cap", "Nothing says that it was signed"} {
		if !strings.Contains(strings.ReplaceAll(s, "\u00a0", " "), want) {
			t.Errorf("not said: %s\n%s", want, s)
		}
	}
}

// allSaid is every sentence of a document.
func allSaid(d *brief.Document) string {
	var b strings.Builder
	for _, p := range d.Parts {
		if s, ok := p.(brief.Sentence); ok {
			b.WriteString(said(s) + "\n")
		}
	}
	return b.String()
}

// Where the amount of every year is written no rule changes anything; a first amount
// rests on the bid's total and on what it is measured against.
func TestEqualTermsRestOnBothBills(t *testing.T) {
	a := toll.Weigh(t, holding, "2019-06-30")
	r, err := equal.Of(a, equal.Options{Bid: "held", Span: evidence.Years{From: 2019, To: 2020}, Draws: 2000})
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(r.Rows, func(x equal.Row) bool { return x.Way == equal.Rate }) {
		t.Error("a rate instead of amounts that are all written")
	}
	d := brief.Equal(a, r, lang.English, brief.StampOf(a.View()))
	n := 0
	for _, p := range d.Parts {
		s, ok := p.(brief.Sentence)
		if !ok || !strings.HasPrefix(s.Key, "equal.first") && !strings.HasPrefix(s.Key, "equal.length") {
			continue
		}
		n++
		if ids := s.RestsOn(); !slices.Contains(ids, "held") || !slices.Contains(ids, "toll-1-exact") {
			t.Errorf("%s rests on %v", said(s), ids)
		}
		if strings.Contains(said(s), "as it rises") {
			t.Errorf("nothing rises: %s", said(s))
		}
	}
	if n == 0 {
		t.Error("no row")
	}
}
