package examples_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"iter"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"parley"
	"parley/casefile"
	"parley/check"
	"parley/examples"
	"parley/money"
	"parley/quote"
)

// The cases are those that the package comment names.
var cases = []string{"sixth-round", "sma", "strike", "toy"}

func TestTheCasesAreThose(t *testing.T) {
	dirs, err := fs.ReadDir(examples.Cases, ".")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range dirs {
		got = append(got, d.Name())
	}
	if !slices.Equal(cases, got) {
		t.Errorf("want %v, got %v", cases, got)
	}
}

func TestNoExampleHasAMistake(t *testing.T) {
	for _, name := range cases {
		b := read(t, name)
		if r := check.Run(b, check.Options{}); r.Failed() {
			r.Text(t.Output(), "en", b)
			t.Errorf("%s has mistakes", name)
		}
	}
}

// The copies are not here; what stands for them is, and fits every quotation.
func TestTheLocksFitTheRecord(t *testing.T) {
	for _, name := range []string{"sixth-round", "sma"} {
		text, err := fs.ReadFile(examples.Cases, name+"/evidence.lock")
		if err != nil {
			t.Fatal(err)
		}
		lock, err := quote.ParseLock("evidence.lock", text)
		if err != nil {
			t.Fatal(err)
		}
		b := read(t, name)
		r := check.Run(b, check.Options{Lock: lock})
		if c := r.Counts; r.Failed() || c.Quotations == 0 || c.InLock != c.Quotations {
			r.Text(t.Output(), "en", b)
			t.Errorf("%s: %d of %d quotations match the lock; run parley lock where the copies are", name, c.InLock, c.Quotations)
		}
	}
}

// TestTheCodeKnowsNoExample: the program answers for any talks, so no id,
// party, person or amount of an example stands in a string of its code.
// The strings are those of all Go files but tests, of packages for tests and of the
// examples. Not looked for is what would be found by chance:
//
//   - an id or a name of fewer than five letters (three in Hangul), and an
//     amount of fewer than five digits and letters;
//   - an id or a name that is a word of the case file itself: a kind, a field
//     or one of its values, or one of the plain words below;
//   - a city that also names a time zone of the case.
//
// What a rule of check shows as its example is documentation, and may say what
// people know from the news.
func TestTheCodeKnowsNoExample(t *testing.T) {
	known := make(map[string]string) // what must not occur, and whose it is
	for _, name := range cases {
		b := read(t, name)
		zones := zonesOf(b)
		for _, w := range words(b) {
			if !byChance(w) && !strings.Contains(zones, "/"+w+" ") {
				known[strings.ToLower(w)] = name
			}
		}
	}
	if len(known) < 500 {
		t.Fatalf("only %d words to look for", len(known))
	}
	literals := 0
	for at, s := range literalsOfTheCode(t) {
		literals++
		s = strings.ToLower(s)
		for w, of := range known {
			if stands(w, s) {
				t.Errorf("%s: %q is of the example %s", at, w, of)
			}
		}
	}
	if literals < 3000 {
		t.Fatalf("only %d strings looked at", literals)
	}
}

// plain are ids of examples that are plain words of any talks over money, or of HTML.
var plain = []string{"scope", "price", "hours", "seller", "buyer", "distance", "cost-base"}

func byChance(w string) bool {
	n, least := 0, 5
	for _, r := range w {
		if unicode.Is(unicode.Hangul, r) {
			least = 3
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n < least || slices.Contains(plain, strings.ToLower(w)) || ownWords()[strings.ToLower(w)]
}

// ownWords are the words of the case file.
var ownWords = sync.OnceValue(func() map[string]bool {
	own := make(map[string]bool)
	for _, k := range append(casefile.KindNames(), "") {
		own[k] = true
		for _, f := range casefile.FieldDocs(parley.Kind(k)) {
			own[f.Name] = true
			for _, w := range f.Words {
				own[w] = true
			}
		}
	}
	for _, v := range parley.Verbs {
		own[v] = true
	}
	return own
})

// stands reports whether w stands in s as a word or a phrase of its own.
func stands(w, s string) bool {
	for rest := s; ; {
		i := strings.Index(rest, w)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:i])
		after, _ := utf8.DecodeRuneInString(rest[i+len(w):])
		if !joins(before) && (!joins(after) || unicode.Is(unicode.Hangul, after)) {
			return true
		}
		rest = rest[i+len(w):]
	}
}

func TestAWordIsFoundWhereItStandsByItself(t *testing.T) {
	for _, c := range []struct {
		w, s string
		want bool
	}{
		{"us-asks", "us-asks", true},
		{"us-asks", "see `us-asks`.", true},
		{"us-asks", "us-asks-5bn", false},
		{"us-asks", "plus-asks, us-asks", true},
		{"3.9 billion", "usd 3.9 billion a year", true},
		{"3.9 billion", "usd 13.9 billion", false},
		{"노영민", "노영민은", true},
		{"노영민", "전노영민", false},
	} {
		if got := stands(c.w, c.s); got != c.want {
			t.Errorf("%q in %q: %v", c.w, c.s, got)
		}
	}
}

func joins(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-')
}

func read(t *testing.T, name string) *casefile.Book {
	t.Helper()
	files, err := fs.Sub(examples.Cases, name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := casefile.Read(files, "case.parley")
	if err != nil || len(b.Faults) > 0 || len(b.Entries()) == 0 {
		t.Fatalf("%s: %v, %d faults, %d entries", name, err, len(b.Faults), len(b.Entries()))
	}
	return b
}

// words are the ids of a case, the names of those who take part and of
// agreements, and the amounts as printed.
func words(b *casefile.Book) (out []string) {
	for _, e := range b.Entries() {
		h := e.Base()
		out = append(out, string(h.ID))
		var aka []string
		switch e := e.(type) {
		case *parley.Party:
			aka = e.Aka
		case *parley.Person:
			aka = e.Aka
		case *parley.Body:
			aka = e.Aka
		case *parley.Agreement:
			aka = e.Aka
		default:
			h = &parley.Head{}
		}
		for _, n := range h.Name {
			out = append(out, n.Words)
		}
		out = append(append(out, aka...), amounts(reflect.ValueOf(e))...)
	}
	return out
}

// zonesOf lists the time zones of a case, each with a space after it.
func zonesOf(b *casefile.Book) (zones string) {
	for _, e := range b.Entries() {
		switch e := e.(type) {
		case *parley.Case:
			zones += e.Zone + " "
		case *parley.Party:
			zones += e.Zone + " "
		}
	}
	return zones
}

// amounts returns the amounts anywhere in v, as printed.
func amounts(v reflect.Value) (out []string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return amounts(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, amounts(v.Index(i))...)
		}
	case reflect.Struct:
		if v.CanInterface() {
			if a, ok := v.Interface().(money.Amount); ok {
				return []string{a.Printed}
			}
		}
		for i := range v.NumField() {
			out = append(out, amounts(v.Field(i))...)
		}
	}
	return out
}

// literalsOfTheCode yields each string of the code that is not for tests, and where it
// stands.
func literalsOfTheCode(t *testing.T) iter.Seq2[string, string] {
	var shown []string
	for _, r := range check.Rules() {
		shown = append(shown, r.Example)
	}
	return func(yield func(at, s string) bool) {
		fset := token.NewFileSet()
		err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "examples" || d.Name() == "parleytest" || d.Name() == "testdata"):
				return fs.SkipDir
			case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				s, err := strconv.Unquote(lit.Value)
				if err == nil && len(s) > 4 && slices.ContainsFunc(shown, func(x string) bool { return strings.Contains(x, s) }) {
					return true
				}
				return yield(fmt.Sprint(fset.Position(lit.Pos())), s)
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
