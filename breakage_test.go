package parley_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/parleytest/hidden"
)

// breakages are ways in which somebody could break what keeps a view closed:
// each replaces one piece of a file by another.
var breakages = []struct{ name, file, was, now string }{
	{"the audience of an entry is not asked", "view/view.go", "may[i] = admits[r.facts[i].circle]", "may[i] = true"},
	{"the day of a source is not asked", "view/view.go", "may[i] = f.day <= asOf && v.recorded(f, 0)", "may[i] = v.recorded(f, 0)"},
	{"the day of our own entries is not asked", "view/view.go", "f.day != 0 && f.day <= asOf && v.recorded", "f.day != 0 && v.recorded"},
	{"an entry without a day is known", "view/view.go", "f.day != 0 && f.day <= asOf && v.recorded", "f.day <= asOf && v.recorded"},
	{"words are known when their origin was published", "view/view.go", "if day := v.fact(links[len(links)-1]).day; day", "if day := v.fact(links[0]).day; day"},
	{"a source without a date makes words known", "view/view.go", "return v.rec.stated[chain]", "return 1"},
	{"words are known when the last chain came", "view/view.go", "d != 0 && (first == 0 || d < first)", "d != 0 && d > first"},
	{"a hidden link does not hide a chain", "view/view.go", "if len(links) == 0 || !all(links, in) {", "if len(links) == 0 {"},
	{"what needs a hidden entry stays", "view/view.go", "if may[i] && !all(v.rec.needs.of(v.row(int32(i))), may) {", "if false {"},
	{"only what needs a hidden entry directly goes", "view/view.go", "for changed := true; changed; {", "for changed := true; changed; changed = false {"},
	{"declarations are always known", "view/view.go", "case named[0][i] || named[1] != nil && named[1][i]:", "default:"},
	{"a disclosure acts before its day", "view/view.go", "f.day != 0 && f.day <= v.from.AsOf &&", "f.day != 0 &&"},
	{"a disclosure without a day acts", "view/view.go", "f.class == ours && f.day != 0 &&", "f.class == ours &&"},
	{"a disclosure acts before it is recorded", "view/view.go", "(v.from.Recorded == 0 || v.filed(f, f.day) <= v.from.Recorded) && o.to", "o.to"},
	{"a disclosure acts for everybody", "view/view.go", "v.from.Recorded) && o.to.Admits(v.from.Reader)", "v.from.Recorded)"},
	{"a corrected disclosure acts as it was", "view/view.go", "v.row(o.by) == o.row && v.opens(o)", "v.opens(o)"},
	{"the recorded clock is ignored", "view/view.go", "return v.from.Recorded == 0 || v.filed(f, known) <= v.from.Recorded", "return true"},
	{"sources are asked after what came through them", "view/view.go", "may[i] = f.day <= asOf && v.recorded(f, 0)", "defer func() { may[i] = may[i] && f.day <= asOf && v.recorded(f, 0) }()"},
	{"whoever may not read a correction sees what it undid", "view/view.go", "case reads[s.correct]:", "case true:"},
	{"a correction undoes a later one that is hidden", "view/view.go", "closed[s.base] = true", "_ = s"},
	{"the last day counts hidden entries", "view/view.go", "\t\tif in {\n\t\t\tlast", "\t\tif in || true {\n\t\t\tlast"},
	{"the digest is of the whole record", "view/digest.go", "case !in:", "case !in && i < 0:"},
	{"a report's origin is taken from a hidden chain", "view/read.go", "\t\tif v.Knows(c) {\n\t\t\treturn v.Links(c)[0]", "\t\tif len(v.Links(c)) > 0 {\n\t\t\treturn v.Links(c)[0]"},
	{"hidden utterances are heard", "view/read.go", "if !v.in[x.Utterance] || v.row", "if v.row"},
	{"earlier versions are heard too", "view/read.go", "if !v.in[x.Utterance] || v.row(x.Utterance) != row {", "if !v.in[x.Utterance] {"},
	{"hidden entries can be asked for by id", "view/read.go", "return i, i >= 0 && v.in[i]", "return i, i >= 0"},
	{"hidden mentions are not noticed", "view/read.go", "if !all(v.rec.names.of(i), v.in) {", "if false {"},
	{"figures are known before they are published", "refs.go", "return r.sight.Out(x.Published) && (x.Source", "return (x.Source"},
	{"figures of a hidden source are known", "refs.go", "(x.Source == \"\" || r.sight.Has(x.Source))", "true"},
	{"a figure without a day is known", "refs.go", "r.sight.Heard(Chain{Links: []ID{x.Source}})", "r.sight.Has(x.Source)"},
	{"later figures are not noticed", "view/read.go", "return v.rec.facts[row].day <= v.from.AsOf &&", "return"},
	{"figures of hidden sources are not noticed", "view/read.go", "c.source < 0 || !v.in[c.source]", "false"},
	{"a later figure names its source", "view/view.go", "return c.day <= v.from.AsOf\n\t}\n\tf :=", "return true\n\t}\n\tf :="},
	{"hidden chains are not noticed", "view/read.go", "\t\tif !v.Knows(c) {\n\t\t\treturn false", "\t\tif c < 0 {\n\t\t\treturn false"},
	{"an uncertain date counts from its first day", "view/index.go", "if f.day = d.Day(r.zone); f.day == 0 {", "if f.day = d.First; f.day == 0 {"},
	{"days are reckoned in no zone", "view/index.go", "if f.day = d.Day(r.zone); f.day == 0 {", "if f.day = d.Day(time.UTC); f.day == 0 {"},
	{"an open end is long ago", "view/index.go", "f.day = math.MaxInt32", "f.day = 1 + 0*math.MaxInt32"},
	{"single mentions are not cut", "refs.go", "case r.sight != nil && !r.sight.Has(*id):", "case false:"},
	{"lists of mentions are not cut", "refs.go", "*list = keep(*list, func(x T) bool { return r.sight.Has(id(x)) })", "_ = keep[T]"},
	{"chains are not cut", "refs.go", "*list = keep(*list, r.sight.Heard)", "_ = keep[Chain]"},
	{"a speaker is a mere mention", "kinds.go", "func (e *Statement) refs(r *refs) {\n\tr.needs(e.By...)", "func (e *Statement) refs(r *refs) {\n\tr.namesAll(&e.By)"},
	{"the claim of a retraction is forgotten", "kinds.go", "r.needs(e.Of, e.Claim)", "r.needs(e.Of)"},
	{"what an inference rests on is forgotten", "kinds.go", "func (e *Inference) refs(r *refs) {\n\tr.needs(e.From...)", "func (e *Inference) refs(r *refs) {"},
	{"the base of a percentage is forgotten", "refs.go", "r.needs(v.Over)", "_ = v"},
	{"a correction shows ids that are hidden", "kinds.go", "\tr.needs(e.Mentions...)\n", ""},
	{"the mediator reads what a side writes", "audience.go", "return (r.role == side || r.role == caucus) && party(r.who) == a.who", "return r.role == mediator || (r.role == side || r.role == caucus) && party(r.who) == a.who"},
	{"one side reads what the other writes", "audience.go", "return (r.role == side || r.role == caucus) && party(r.who) == a.who", "return r.role == side || r.role == caucus"},
	{"no reader reads what is of the case", "audience.go", "return r.role >= inCase", "return true"},
	{"no audience is everybody", "audience.go", "r.role == all || a.scope == public", "r.role == all || a.scope <= public"},
	{"a side's own valuation is for whom it says", "view/index.go", "a := parley.AudienceOf(e)", "a := e.Base().Audience"},
	{"an issue of a valuation is forgotten", "valuation.go", "r.needs(e.Ranks...)", ""},
	{"the day after which a side loses is forgotten", "valuation.go", "r.needs(x.After)", "_ = x"},
	{"a document counts that did not reach the reader", "evidence/weigh.go", "!a.docs[links[0]].official || !a.view.Knows(c) {", "!a.docs[links[0]].official {"},
	{"origins count that did not reach the reader", "evidence/standing.go", "\t\tif !a.view.Knows(c) {\n\t\t\tcontinue", "\t\tif len(a.view.Links(c)) == 0 {\n\t\t\tcontinue"},
}

// Each breakage must be caught by the tests of non-interference, which run in
// package view, whose eye is the quick one. All breakages are built into one
// program, beside what is whole, and it is run once with each of them in force.
// They stand in an overlay: no file is touched. Not run in short mode, nor under
// the race detector, which would say the same, slowly.
func TestEveryBreakageIsCaught(t *testing.T) {
	if testing.Short() || hidden.Race {
		t.Skip("builds a program with the breakages and runs it with each")
	}
	program := buildBroken(t)
	for i, b := range breakages {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			out, err := runBroken(program, i)
			switch {
			case err == nil:
				t.Error("nothing noticed")
			case !bytes.Contains(out, []byte("--- FAIL: ")) && !bytes.Contains(out, []byte("panic: ")):
				t.Errorf("the broken text does not run: %v\n%s", err, out)
			}
		})
	}
	t.Run("nothing is broken", func(t *testing.T) {
		t.Parallel()
		if out, err := runBroken(program, -1); err != nil {
			t.Errorf("what is whole is caught too: %v\n%s", err, out)
		}
	})
}

// runBroken runs the tests of package view with one breakage in force; with
// none if there is no such breakage.
func runBroken(program string, breakage int) ([]byte, error) {
	run := exec.Command(program, "-test.failfast", "-seeds", "300")
	run.Dir = "view"
	run.Env = append(os.Environ(), fmt.Sprint("BREAKAGE=", breakage))
	return run.CombinedOutput()
}

// buildBroken builds the tests of package view with every breakage in it, and
// returns the path of the program.
func buildBroken(t *testing.T) string {
	t.Helper()
	dir, replace := t.TempDir(), make(map[string]string)
	put := func(file string, text []byte) {
		whole, err := filepath.Abs(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		replace[whole] = filepath.Join(dir, strings.ReplaceAll(file, "/", "_"))
		if err := os.WriteFile(replace[whole], text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range brokenFiles() {
		text, pkg := breakable(t, file)
		put(file, text)
		put(path.Join(path.Dir(file), "breakage.go"), fmt.Appendf(nil, "package %s\n\nimport \"os\"\n\nvar breakage = os.Getenv(\"BREAKAGE\")\n", pkg))
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay, program := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "broken.test")
	if err := os.WriteFile(overlay, list, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", program, "./view").CombinedOutput(); err != nil {
		t.Fatalf("the broken text does not build: %v\n%s", err, out)
	}
	return program
}

// brokenFiles are the files that breakages are in.
func brokenFiles() []string {
	var files []string
	for _, b := range breakages {
		files = append(files, b.file)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// breakable returns a file in which each function that a breakage is in has a
// broken copy beside it, and hands over to the copy when that breakage is in
// force; and the name of the package.
func breakable(t *testing.T, file string) (text []byte, pkg string) {
	t.Helper()
	src, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	var copies strings.Builder
	switches := make(map[*ast.FuncDecl]string)
	for i, b := range breakages {
		if b.file != file {
			continue
		}
		if n := bytes.Count(src, []byte(b.was)); n != 1 {
			t.Fatalf("%s holds %d times, not once: %s\nThe code has changed; write the breakage anew.", file, n, b.was)
		}
		begin := bytes.Index(src, []byte(b.was))
		f := enclosing(parsed, func(p token.Pos) bool { return at(p) <= begin }, func(p token.Pos) bool { return at(p) >= begin+len(b.was) })
		if f == nil {
			t.Fatalf("%s: it does not stand in one function: %s", file, b.was)
		}
		whole := string(src[at(f.Pos()):at(f.End())])
		name := fmt.Sprintf("%sBroken%d", f.Name.Name, i)
		broken := strings.Replace(whole, b.was, b.now, 1)
		fmt.Fprintf(&copies, "\n%s\n", strings.Replace(broken, f.Name.Name+string(src[at(f.Name.End())]), name+string(src[at(f.Name.End())]), 1))
		switches[f] += handOver(f, name, i)
	}
	var out bytes.Buffer
	last := 0
	for _, d := range parsed.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && switches[f] != "" {
			out.Write(src[last : at(f.Body.Lbrace)+1])
			out.WriteString(switches[f])
			last = at(f.Body.Lbrace) + 1
		}
	}
	out.Write(src[last:])
	out.WriteString(copies.String())
	return out.Bytes(), parsed.Name.Name
}

// enclosing is the function that begins before a place and ends after it.
func enclosing(file *ast.File, before, after func(token.Pos) bool) *ast.FuncDecl {
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && before(f.Pos()) && after(f.End()) {
			return f
		}
	}
	return nil
}

// handOver is the statement with which a function becomes its broken copy.
func handOver(f *ast.FuncDecl, name string, breakage int) string {
	call := name
	if f.Recv != nil {
		call = f.Recv.List[0].Names[0].Name + "." + name
	}
	var args []string
	for _, field := range f.Type.Params.List {
		_, variadic := field.Type.(*ast.Ellipsis)
		for _, n := range field.Names {
			args = append(args, n.Name+map[bool]string{true: "..."}[variadic])
		}
	}
	call += "(" + strings.Join(args, ", ") + ")"
	if f.Type.Results == nil {
		return fmt.Sprintf("\nif breakage == \"%d\" { %s; return }\n", breakage, call)
	}
	return fmt.Sprintf("\nif breakage == \"%d\" { return %s }\n", breakage, call)
}
