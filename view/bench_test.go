package view_test

import (
	"fmt"
	"testing"

	"parley"
	"parley/date"
	"parley/evidence"
	"parley/money"
	"parley/view"
)

// big is a record as large as Parley promises to be quick on: 100,000
// statements on 10,000 claims, through chains of three of 5,000 sources.
func big(tb testing.TB) []parley.Entry {
	public, _ := parley.ParseAudience("public")
	rok, _ := parley.ParseAudience("side:rok")
	head := func(format string, i int) parley.Head {
		h := parley.Head{ID: parley.ID(fmt.Sprintf(format, i)), Audience: public}
		if i%20 == 19 {
			h.Audience = rok
		}
		return h
	}
	on := func(d date.Day) date.Date { return date.Date{First: d, Last: d, Printed: d.String()} }
	start := date.On(2010, 1, 1)
	parties := []parley.ID{"rok", "us"}
	es := []parley.Entry{
		&parley.Case{Head: parley.Head{ID: "big", Audience: public}, Parties: parties, Money: "USD", Zone: "Asia/Seoul"},
		&parley.Party{Head: parley.Head{ID: "rok", Audience: public}},
		&parley.Party{Head: parley.Head{ID: "us", Audience: public}},
		&parley.Issue{Head: parley.Head{ID: "contribution", Audience: public}},
	}
	for i := range 500 {
		es = append(es, &parley.Person{Head: head("p%d", i), SpeaksFor: parties[i%2]})
	}
	for i := range 5000 {
		s := &parley.Source{Head: head("s%d", i), Type: "news-article", Published: parley.Given(on(start + date.Day(i*7919%3650)))}
		if i%50 == 0 {
			s.Type, s.Of = "official-document", parties[i/50%2:i/50%2+1]
		}
		es = append(es, s)
	}
	for i := range 10000 {
		a, err := money.ParseAmount(fmt.Sprintf("USD %d.%d billion", 1+i%9, i%10))
		if err != nil {
			tb.Fatal(err)
		}
		es = append(es, &parley.Claim{Head: head("c%d", i), That: &parley.Proposition{Party: parties[i%2], Verb: "asks", Issue: "contribution", Rel: "=", Value: parley.Money{Amount: a}, Per: "year"}})
	}
	for i := range 100000 {
		link := func(k int) parley.ID { return parley.ID(fmt.Sprintf("s%d", (i*31+k*997)%5000)) }
		claim := func(k int) parley.ID { return parley.ID(fmt.Sprintf("c%d", k%10000)) }
		h := head("u%d", i)
		h.Happened = on(start + date.Day(i*104729%3650))
		es = append(es, &parley.Statement{Head: h, By: []parley.ID{parley.ID(fmt.Sprintf("p%d", i%500))}, Mode: "on-record",
			Stances: []parley.Stance{{Does: parley.Asserts, Claim: claim(i)}, {Does: parley.Qualifies, Claim: claim(i * 7)}},
			Via:     []parley.Chain{{Links: []parley.ID{link(0), link(1), link(2)}, Quotes: []parley.Quote{{Words: "the gap in opinions has been narrowed considerably", Line: 9, Speaker: true}}}}})
	}
	return es
}

// BenchmarkViewAndStatus makes a view and the status of every claim, as one
// does who moves a slider along the days of a large case.
func BenchmarkViewAndStatus(b *testing.B) {
	rec := view.Index(big(b))
	for _, from := range []view.Vantage{
		{AsOf: date.On(2030, 1, 1)},
		{AsOf: date.On(2015, 1, 1)},
		{Reader: parley.Side("rok"), AsOf: date.On(2030, 1, 1)},
		{AsOf: date.On(2030, 1, 1), Recorded: date.On(2016, 1, 1)},
	} {
		b.Run(fmt.Sprintf("%s/%s/%s", from.Reader, from.AsOf, from.Recorded), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				evidence.Assess(view.Of(rec, from))
			}
		})
	}
}

func BenchmarkParts(b *testing.B) {
	es := big(b)
	b.Run("index", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			view.Index(es)
		}
	})
	rec := view.Index(es)
	from := view.Vantage{AsOf: date.On(2030, 1, 1)}
	b.Run("view", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			view.Of(rec, from)
		}
	})
	v := view.Of(rec, from)
	b.Run("status", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			evidence.Assess(v)
		}
	})
	b.Run("digest", func(b *testing.B) {
		for b.Loop() {
			view.Of(rec, from).Digest()
		}
	})
}
