package ask

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/folder"
	"parley/lang"
)

var verb = regexp.MustCompile(`%[a-z]`)

// TestWhatIsSaidInEnglishIsSaidInKorean finds every format of fail and saying,
// and every reason of the packages below, and looks for its Korean, which takes
// the same arguments in the same order.
func TestWhatIsSaidInEnglishIsSaidInKorean(t *testing.T) {
	formats := append(formatsOfTheCode(t), reasons()...)
	for _, f := range formats {
		if words := verb.ReplaceAllString(f, ""); strings.ContainsFunc(words, isLetter) && korean[f] == "" {
			t.Errorf("no Korean for %q", f)
		}
		if k := korean[f]; k != "" {
			if diff := cmp.Diff(verb.FindAllString(f, -1), verb.FindAllString(k, -1)); diff != "" {
				t.Errorf("%q takes other arguments in Korean:\n%s", f, diff)
			}
		}
	}
	for f, k := range korean {
		if !slices.Contains(formats, f) {
			t.Errorf("nobody says %q", f)
		}
		if !strings.ContainsFunc(k, func(r rune) bool { return r >= '가' && r <= '힣' }) && !strings.HasPrefix(k, "--audience") {
			t.Errorf("%q is not Korean", k)
		}
	}
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// reasons are what the packages below say of a folder or a file.
func reasons() (out []string) {
	for _, r := range []string{"missing", "no-case", "not-case-file", "not-empty", "not-folder"} {
		out = append(out, (&folder.OpenError{Reason: r}).Error())
	}
	for _, r := range []string{"missing", "directory", "special"} {
		out = append(out, strings.TrimPrefix((&casefile.ReadError{File: "x", Reason: r}).Error(), "x: "))
	}
	return out
}

// sayers are the functions whose strings are said.
var sayers = []string{"Fail", "fail", "Saying", "saying", "plural", "NoSuch", "noSuch", "Day"}

// formatsOfTheCode are the strings that the sayers are called with.
func formatsOfTheCode(t *testing.T) (out []string) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"../cmd/parley/*.go", "../web/*.go"} {
		more, err := filepath.Glob(other)
		if err != nil || len(more) == 0 {
			t.Fatal(other, err)
		}
		files = append(files, more...)
	}
	fset := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, ok := call.Fun.(*ast.Ident)
			if ok && slices.Contains(sayers, f.Name) {
				out = append(out, literals(call)...)
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(sayers, sel.Sel.Name) {
				out = append(out, literals(call)...)
			}
			return true
		})
	}
	if len(out) < 80 {
		t.Fatalf("only %d formats", len(out))
	}
	return out
}

// literals are the strings among the arguments of a call that are said: a
// format, or a word.
func literals(call *ast.CallExpr) (out []string) {
	for _, a := range call.Args {
		if lit, ok := a.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			s, _ := strconv.Unquote(lit.Value)
			if korean[s] != "" || verb.MatchString(s) || strings.HasSuffix(s, ".") {
				out = append(out, s)
			}
		}
	}
	return out
}

func TestWhatIsSaidIsInTheLanguageAskedFor(t *testing.T) {
	inner := Saying("--parties %s: it is there twice", "a")
	s := Saying("%s.\nNothing was written.", []Said{inner, Saying("NAME: a name stands on one line")})
	want := "--parties a: 두 번 적힘\nNAME: 이름은 한 줄로 적을 것.\n아무것도 쓰지 않음."
	if diff := cmp.Diff(want, s.In(lang.Korean)); diff != "" {
		t.Error(diff)
	}
	err := Fail(Unreadable, "%s: %v", "x", &folder.OpenError{Reason: "not-empty"})
	if diff := cmp.Diff("x: this folder is not empty. Name a new one", err.Error()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("x: 비어 있지 않은 폴더임. 새 폴더를 지정할 것", err.(*Failure).In(lang.Korean)); diff != "" {
		t.Error(diff)
	}
}
