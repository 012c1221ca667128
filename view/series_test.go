package view_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley"
	"parley/casefile"
	"parley/date"
	"parley/view"
)

const figuredCase = `case talks "Talks"
  parties      rok us
  money        KRW
  rates        won
  zone         Asia/Seoul
  audience     public

party rok "South Korea"

party us "United States"

source bank "The bank"
  type         data
  published    unknown

source desk "A note of the desk"
  type         data
  audience     side:rok
  published    2020-02-01

source year-book "Year book"
  type         data
  published    2020-03-01

series won "Won per dollar"
  unit         "KRW per USD"
  file         won.csv
`

// figured reads a case with figures, which must have no faults.
func figured(t *testing.T, csv string) []parley.Entry {
	t.Helper()
	b, err := casefile.Read(fstest.MapFS{"case.parley": {Data: []byte(figuredCase)}, "won.csv": {Data: []byte(csv)}}, "case.parley")
	if err != nil || len(b.Faults) > 0 {
		t.Fatalf("%v %v", err, b.Faults)
	}
	return b.Entries()
}

// values are the figures of the series that a view shows, as written.
func values(v *view.View) (out []string) {
	s, ok := view.Get[*parley.Series](v, "won")
	if !ok {
		return []string{"no series"}
	}
	for _, x := range s.Figures {
		out = append(out, x.For.Printed+" "+x.Value.String())
	}
	return out
}

func asOf(t *testing.T, s string, r parley.Reader) view.Vantage {
	t.Helper()
	d, err := date.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return view.Vantage{Reader: r, AsOf: d}
}

// A figure exists from the day of its publication on, which is the last of an
// uncertain date; one that was revised stands twice from then on; one that says
// no day came out with its source, and one whose source has no day never did.
func TestAFigureIsKnownFromItsOwnDay(t *testing.T) {
	rec := view.Index(figured(t, `for,value,published,source
2018,1099.3,2019-01-02,bank
2019,1165.8,2020-01-02,bank
2018,1100.5,2020-01-10~,bank
2017,1129,2020-01,
2016,1159.3,,year-book
2015,1131,,bank
`))
	for day, want := range map[string][]string{
		"2019-01-01": nil,
		"2019-01-02": {"2018 1099.3"},
		"2020-01-02": {"2018 1099.3", "2019 1165.8"},
		"2020-01-10": {"2018 1099.3", "2019 1165.8", "2018 1100.5"},
		"2020-01-30": {"2018 1099.3", "2019 1165.8", "2018 1100.5"},
		"2020-01-31": {"2018 1099.3", "2019 1165.8", "2018 1100.5", "2017 1129"},
		"2020-02-29": {"2018 1099.3", "2019 1165.8", "2018 1100.5", "2017 1129"},
		"2020-03-01": {"2018 1099.3", "2019 1165.8", "2018 1100.5", "2017 1129", "2016 1159.3"},
	} {
		v := view.Of(rec, asOf(t, day, parley.Public))
		if diff := cmp.Diff(want, values(v)); diff != "" {
			t.Errorf("as of %s: %s", day, diff)
		}
		if !v.Has("won") { // the head of the case names it
			t.Errorf("as of %s the series itself is not there", day)
		}
		if got, want := v.Has("year-book"), day == "2020-03-01"; got != want {
			t.Errorf("as of %s the year book is known: %v", day, got)
		}
	}
}

// A source that only a later figure names is not there before.
func TestALaterFigureDoesNotNameItsSource(t *testing.T) {
	rec := view.Index(figured(t, "for,value,published,source\n2019,1165.8,2020-01-02,bank\n"))
	for day, want := range map[string]bool{"2020-01-01": false, "2020-01-02": true} {
		if got := view.Of(rec, asOf(t, day, parley.Public)).Has("bank"); got != want {
			t.Errorf("as of %s the bank is known: %v", day, got)
		}
	}
}

// What is not known of a series moves neither the digest nor the last day, and
// whoever may know of its source has it.
func TestWhatIsNotKnownOfASeriesMovesNothing(t *testing.T) {
	const known = "for,value,published,source\n2018,1099.3,2019-01-02,bank\n"
	eye := func(csv, day string, r parley.Reader) (string, [32]byte, date.Day, []string) {
		v := view.Of(view.Index(figured(t, csv)), asOf(t, day, r))
		return day, v.Digest(), v.Last(), values(v)
	}
	for name, more := range map[string]string{
		"published later":          "2019,1165.8,2020-01-02,bank\n",
		"of a hidden source":       "2019,1165.8,2019-06-01,desk\n",
		"of a source without days": "2019,1165.8,,bank\n",
		"with neither":             "2019,1165.8,,\n",
	} {
		day, digest, last, vs := eye(known, "2019-12-31", parley.Public)
		_, digest2, last2, vs2 := eye(known+more, day, parley.Public)
		if digest != digest2 || last != last2 || !cmp.Equal(vs, vs2) {
			t.Errorf("a figure %s moves what is seen: last %s and %s, %v and %v", name, last, last2, vs, vs2)
		}
		if _, d, _, _ := eye(known+more, "2020-02-01", parley.All); name != "of a source without days" && name != "with neither" && d == digest {
			t.Errorf("a figure %s is never seen", name)
		}
	}
	_, _, last, vs := eye(known+"2019,1165.8,2019-06-01,desk\n", "2020-02-01", parley.Side("rok"))
	if want := []string{"2018 1099.3", "2019 1165.8"}; !cmp.Equal(want, vs) || last != date.On(2020, 2, 1) {
		t.Errorf("the side that has the note sees %v, last %s", vs, last)
	}
}
