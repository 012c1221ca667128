package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// holes are the arguments of a pattern, each once.
func holes(ps []piece) []string {
	names := make(map[string]bool)
	for _, p := range ps {
		if p.name != "" {
			names[p.name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestBothLanguagesSayTheSameWithTheSameArguments(t *testing.T) {
	en, ko := catalogues()[English], catalogues()[Korean]
	if len(en) == 0 {
		t.Fatal("no patterns")
	}
	for _, key := range slices.Sorted(maps.Keys(en)) {
		if _, ok := ko[key]; !ok {
			t.Errorf("%s is not in Korean", key)
		} else if diff := cmp.Diff(holes(en[key]), holes(ko[key])); diff != "" {
			t.Errorf("%s: other arguments in Korean (-English +Korean):\n%s", key, diff)
		}
	}
	for key := range ko {
		if _, ok := en[key]; !ok {
			t.Errorf("%s is not in English", key)
		}
	}
}

// sources parses the program, without its tests.
func sources(t *testing.T) map[string]*ast.File {
	root := os.DirFS("..")
	parsed := make(map[string]*ast.File)
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		parsed[path], err = parser.ParseFile(token.NewFileSet(), path, src, parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(parsed) < 10 {
		t.Fatalf("only %d files found", len(parsed))
	}
	return parsed
}

func TestEveryPatternIsSaidSomewhere(t *testing.T) {
	whole, families := make(map[string]bool), []string(nil)
	for _, f := range sources(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := literal(n); ok {
				whole[s] = true
				if strings.HasSuffix(s, ".") && !strings.Contains(s, " ") {
					families = append(families, s)
				}
			}
			return true
		})
	}
	for _, key := range Keys() {
		// A key that code lengthens ("claim.asks" and ".for") stands there itself.
		in := func(family string) bool { return len(family) > 1 && strings.HasPrefix(key, family) }
		if !whole[key] && !slices.ContainsFunc(families, in) && !lengthened(key, whole) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// lengthened reports whether a key is one that stands in the code with endings
// that stand there, too.
func lengthened(key string, whole map[string]bool) bool {
	for i := range key {
		if key[i] == '.' && whole[key[i:]] && (whole[key[:i]] || lengthened(key[:i], whole)) {
			return true
		}
	}
	return false
}

func literal(n ast.Node) (string, bool) {
	b, ok := n.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(b.Value)
	return s, err == nil
}

// speakers are the functions that take a key, and at which argument; the
// arguments of the pattern follow it.
var speakers = map[string]int{"lang.Say": 1, "lang.Word": 1, "p.say": 0, "p.text": 0, "p.word": 0, "p.sentence": 0, "p.ours": 0}

func TestWhatTheCodeSaysIsInTheCatalogueWithItsArguments(t *testing.T) {
	checked := 0
	for path, f := range sources(t) {
		if !strings.HasPrefix(path, "brief/") {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			at, ok := speakers[function(call)]
			if !ok || len(call.Args) <= at {
				return true
			}
			key, ok := literal(call.Args[at])
			if !ok {
				return true
			}
			checked++
			pattern, known := catalogues()[English][key]
			if !known {
				t.Errorf("%s says %q, which is in no catalogue", path, key)
				return true
			}
			given, all := given(call, call.Args[at+1:])
			for _, name := range holes(pattern) {
				if all && !slices.Contains(given, name) {
					t.Errorf("%s says %q without its argument %q", path, key, name)
				}
			}
			for _, name := range given {
				if !slices.Contains(holes(pattern), name) {
					t.Errorf("%s says %q with an argument %q that it has not", path, key, name)
				}
			}
			return true
		})
	}
	if checked < 20 {
		t.Fatalf("only %d calls found", checked)
	}
}

// given returns the names of the arguments of a call that are written out, and
// whether all are.
func given(call *ast.CallExpr, args []ast.Expr) (names []string, all bool) {
	all = !call.Ellipsis.IsValid()
	for _, a := range args {
		c, ok := a.(*ast.CallExpr)
		if !ok || len(c.Args) == 0 || !slices.Contains([]string{"arg", "to", "p.who"}, function(c)) {
			all = false
			continue
		}
		name, ok := literal(c.Args[0])
		if !ok {
			all = false
			continue
		}
		names = append(names, name)
	}
	return names, all
}

func function(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
	}
	return ""
}
