package view_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/parleytest/bigcase"
	"parley/view"
)

// big is a record as large as Parley promises to be quick on: 100,000
// statements on 10,000 claims, through chains of three of 5,000 sources. With
// some of it for one side only, if mixed.
func big(tb testing.TB, mixed bool) []parley.Entry {
	tb.Helper()
	var b bytes.Buffer
	if err := bigcase.Full.Case(&b); err != nil {
		tb.Fatal(err)
	}
	book, err := casefile.Read(fstest.MapFS{bigcase.CaseName: {Data: b.Bytes()}}, bigcase.CaseName)
	if err != nil || len(book.Faults) > 0 {
		tb.Fatal(err, book.Faults)
	}
	side, _ := parley.ParseAudience("side:rok")
	for i, e := range book.Entries() {
		if mixed && i%20 == 19 {
			e.Base().Audience = side
		}
	}
	return book.Entries()
}

// BenchmarkViewAndStatus makes a view and the status of every claim in it, as
// one does who moves a slider along the days of a large case.
func BenchmarkViewAndStatus(b *testing.B) {
	end := date.On(2030, 1, 1)
	open, mixed := view.Index(big(b, false)), view.Index(big(b, true))
	for _, bench := range []struct {
		name string
		rec  *view.Record
		from view.Vantage
	}{
		{"whole", open, view.Vantage{AsOf: end}},
		{"half", open, view.Vantage{AsOf: date.On(2015, 1, 1)}},
		{"recorded", open, view.Vantage{AsOf: end, Recorded: date.On(2015, 1, 1)}},
		{"a twentieth hidden", mixed, view.Vantage{AsOf: end}},
		{"nothing hidden from a side", mixed, view.Vantage{Reader: parley.Side("rok"), AsOf: end}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				evidence.Assess(view.Of(bench.rec, bench.from))
			}
		})
	}
}

func BenchmarkParts(b *testing.B) {
	es := big(b, true)
	from := view.Vantage{AsOf: date.On(2030, 1, 1)}
	b.Run("index", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			view.Index(es)
		}
	})
	rec := view.Index(es)
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
	b.Run("first digest", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			v := view.Of(view.Index(es), from)
			b.StartTimer()
			v.Digest()
		}
	})
	b.Run("digest", func(b *testing.B) {
		for b.Loop() {
			v.Digest()
		}
	})
}
