package parley_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley"
	"parley/analysis/sourcing"
	"parley/casefile"
	"parley/date"
	"parley/evidence"
	"parley/parleytest"
	"parley/parleytest/secret"
	"parley/view"
)

// Nobody is shown a byte of a word that stands only where they may not read:
// in whatever field, in an id, a comment, or the name of an included file.
func TestNoWordOfWhatIsHiddenIsShown(t *testing.T) {
	files, secrets := secret.Case(t)
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	book, err := casefile.Read(fsys, "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range book.Faults {
		t.Fatalf("%s:%d: %s %v", f.Span.File, f.Span.Line, f.Code, f.Args)
	}
	planted(t, book, secrets)
	rec := view.Index(book.Entries())
	end := date.On(9999, 12, 31)
	for _, reader := range append(slices.Clone(parleytest.Readers), parley.Caucus("rok", "money"), parley.Caucus("us", "money"), parley.Side("nobody")) {
		for _, from := range []view.Vantage{{Reader: reader, AsOf: end}, {Reader: reader, AsOf: date.On(2020, 1, 10)}, {Reader: reader, AsOf: end, Recorded: date.On(2020, 1, 10)}} {
			v := view.Of(rec, from)
			seen := see(t, v, bothLanguages, date.On(2020, 1, 1), date.On(2020, 1, 9))
			if !strings.Contains(seen, "told-") {
				t.Errorf("%+v: nothing is shown of what everybody may know", from)
			}
			for _, s := range secrets {
				got := strings.Contains(strings.ToLower(seen), s.Text)
				if want := s.For(reader); got && !want {
					t.Errorf("%s is shown %q: %s", reader, s.Text, around(seen, s.Text))
				} else if want && !got && from.Recorded == 0 {
					t.Errorf("%s is not shown %q, which is for them", reader, s.Text)
				}
				sameAnswer(t, v, s)
			}
		}
	}
}

// planted fails if a field of some kind of entry holds no word that is hidden,
// where it could.
func planted(t *testing.T, book *casefile.Book, secrets []secret.Word) {
	t.Helper()
	for _, s := range secrets {
		for _, id := range s.IDs() {
			e := book.Entry(parley.ID(id))
			if e == nil {
				t.Fatalf("there is no %s", id)
			}
			if e.Base().Audience != s.Audience {
				t.Errorf("%s is for %s", id, e.Base().Audience)
			}
			d := casefile.Encode(e)
			for _, l := range d.Lines {
				if (strings.Contains(l.Value, `"`) || strings.HasPrefix(l.Field, "x-")) && l.Field != "audience" && !strings.Contains(l.Value, s.Text) {
					t.Errorf("%s %s does not hold the word: %s", id, l.Field, l.Value)
				}
			}
		}
	}
}

// sameAnswer fails if asking for something that is hidden is told apart from
// asking for something that there is not.
func sameAnswer(t *testing.T, v *view.View, s secret.Word) {
	t.Helper()
	if s.For(v.From().Reader) {
		return
	}
	a := evidence.Assess(v)
	none := parley.ID("no-such-thing")
	ask := func(id parley.ID) string {
		_, err := sourcing.Of(a, sourcing.Options{Claim: id})
		if err == nil {
			t.Fatalf("%s is told about claim %s", v.From().Reader, id)
		}
		return strings.ReplaceAll(err.Error(), string(id), "ID")
	}
	for _, id := range s.IDs() {
		if got, want := ask(parley.ID(id)), ask(none); got != want {
			t.Errorf("asked for %s: %q, for what there is not: %q", id, got, want)
		}
		if v.Has(parley.ID(id)) || v.KnownOn(parley.ID(id)) != 0 {
			t.Errorf("%s knows of %s", v.From().Reader, id)
		}
	}
}

func around(text, word string) string {
	i := strings.Index(strings.ToLower(text), word)
	return text[max(0, i-80):min(len(text), i+80)]
}
