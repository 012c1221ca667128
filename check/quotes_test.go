package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/lang"
	"parley/quote"
)

// quoting is a record with two quotations from a kept copy and one from a
// source without.
const quoting = exampleTalks + `source herald "The paper that we kept"
  type         news-article
  published    2020-01-17
  file         sources/herald.txt

2020-01-17 statement ministry-adds
  by           mofa
  mode         on-record
  via          herald
  > 3 "a reasonable and fair deal,"
  | 1 The two sides met.
  via          paper
  > 9 "what nobody can look up"
  asserts      asks-more
`

func lockOf(words ...string) *quote.Lock {
	l := &quote.Lock{}
	for i, w := range words {
		l.AddQuote(quote.Quote{Entry: "ministry-adds", Source: "herald", Line: []int{3, 1}[i], Digest: quote.Of(w)})
	}
	c := quote.NewCopy([]byte(herald))
	l.AddSource(quote.Source{ID: "herald", Digest: c.Digest(), Bytes: c.Bytes()})
	return reread(l)
}

// unsourced is a lock of which somebody has taken out the line of the copy.
func unsourced() *quote.Lock {
	return reread(lockOf("a reasonable and fair deal", "The two sides met").Quotations())
}

func TestCountsSayWhatVouchesForTheQuotations(t *testing.T) {
	full := lockOf("a reasonable and fair deal", "The two sides met")
	for name, c := range map[string]struct {
		o    Options
		want Counts
	}{
		"nothing here":    {Options{}, Counts{Quotations: 3, Unchecked: 3}},
		"a copy":          {Options{Copies: copies(herald)}, Counts{Quotations: 3, InCopy: 2, Unchecked: 1}},
		"a lock":          {Options{Lock: full}, Counts{Quotations: 3, InLock: 2, Unchecked: 1}},
		"copies and lock": {Options{Copies: copies(herald), Lock: full}, Counts{Quotations: 3, InCopy: 2, Unchecked: 1}},
		"the copy is gone": {Options{Copies: fstest.MapFS{}, Lock: full},
			Counts{Quotations: 3, InLock: 2, Unchecked: 1}},
		"wrong words": {Options{Copies: copies(strings.Replace(herald, "fair", "swift", 1))}, Counts{Quotations: 3, InCopy: 1, Unchecked: 1}},
	} {
		got := Run(read(t, quoting), c.o).Counts
		got.Entries = nil
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestTheSummarySpeaksOfQuotations(t *testing.T) {
	for _, c := range []struct {
		c    Counts
		want string
	}{
		{Counts{Quotations: 17, InCopy: 17}, "17 of 17 quotations stand in the kept copies."},
		{Counts{Quotations: 17, InLock: 17}, "17 quotations match the lock; copies not here."},
		{Counts{Quotations: 1, InLock: 1}, "1 quotation matches the lock; copies not here."},
		{Counts{}, "No quotations."},
	} {
		if got := (Report{Counts: c.c}).Summary(lang.English); got[len(got)-1] != c.want {
			t.Errorf("%v: %q", c.c, got)
		}
	}
}

// Each way in which a quotation, a copy and a lock can part has a message of its own.
func TestEachOutcomeHasItsOwnMessage(t *testing.T) {
	malformed := strings.Replace(string(lockOf("a reasonable and fair deal", "The two sides met").Print()), "quote ministry-adds herald 3 ", "quote ministry-adds herald 3 xx", 1)
	bad, err := quote.ParseLock("evidence.lock", []byte(malformed))
	faults := err.(quote.LineErrors)
	for name, c := range map[string]struct {
		text string
		o    Options
		want []string
	}{
		"a word that is not there":  {strings.Replace(quoting, "reasonable and fair", "reasonable and swift", 1), Options{Copies: copies(herald)}, []string{"Q001"}},
		"no word of it is there":    {strings.Replace(quoting, "a reasonable and fair deal", "Zebras", 1), Options{Copies: copies(herald)}, []string{"Q001"}},
		"it goes on too long":       {strings.Replace(quoting, "fair deal,", "fair deal, it said. And more", 1), Options{Copies: copies(herald)}, []string{"Q001"}},
		"another line":              {strings.Replace(quoting, "> 3 ", "> 1 ", 1), Options{Copies: copies(herald)}, []string{"Q004"}},
		"no line said":              {strings.Replace(quoting, "> 3 ", "> - ", 1), Options{Copies: copies(herald)}, nil},
		"no copy":                   {quoting, Options{Copies: fstest.MapFS{}}, []string{"Q002"}},
		"no copy, and a lock":       {quoting, Options{Copies: fstest.MapFS{}, Lock: lockOf("a reasonable and fair deal", "The two sides met")}, nil},
		"no copy, unlike the lock":  {strings.Replace(quoting, "fair deal", "fair agreement", 1), Options{Copies: fstest.MapFS{}, Lock: lockOf("a reasonable and fair deal", "The two sides met")}, []string{"Q003"}},
		"no copy of it in the lock": {quoting, Options{Copies: fstest.MapFS{}, Lock: unsourced()}, []string{"Q002"}},
		"changed words":             {strings.Replace(quoting, "fair deal", "fair agreement", 1), Options{Lock: lockOf("a reasonable and fair deal", "The two sides met")}, []string{"Q003"}},
		"a moved line":              {strings.Replace(quoting, "> 3 ", "> 2 ", 1), Options{Lock: lockOf("a reasonable and fair deal", "The two sides met")}, []string{"Q007"}},
		"not locked":                {quoting, Options{Lock: lockOf("a reasonable and fair deal")}, []string{"Q006"}},
		"taken out":                 {strings.Replace(quoting, "  | 1 The two sides met.\n", "", 1), Options{Lock: lockOf("a reasonable and fair deal", "The two sides met")}, []string{"Q008"}},
		"another copy":              {quoting, Options{Copies: copies(herald + "More.\n"), Lock: lockOf("a reasonable and fair deal", "The two sides met")}, []string{"Q009"}},
		"a lock without the copy":   {quoting, Options{Copies: copies(herald + "More.\n"), Lock: unsourced()}, []string{"Q009"}},
		"a digest that is none":     {quoting, Options{Lock: bad, LockFaults: faults}, []string{"Q010"}},
		"wrong words and a lock":    {strings.Replace(quoting, "reasonable and fair", "reasonable and swift", 1), Options{Copies: copies(herald), Lock: lockOf("a reasonable and fair deal", "The two sides met")}, []string{"Q001"}},
	} {
		b := read(t, c.text)
		if r := Run(b, c.o); !cmp.Equal(c.want, codes(r.Findings)) {
			t.Errorf("%s: %v\n%s", name, codes(r.Findings), printed(t, b, r, lang.English))
		}
	}
}

func TestAPathOutsideTheCopiesIsRefused(t *testing.T) {
	for _, path := range []string{"../secret.txt", "/etc/passwd", "a/../../b"} {
		b := read(t, strings.Replace(quoting, "sources/herald.txt", path, 1))
		if d := cmp.Diff([]string{"Q002"}, codes(Run(b, Options{Copies: copies(herald)}).Findings)); d != "" {
			t.Errorf("%s: %s", path, d)
		}
	}
}
