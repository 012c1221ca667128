package parley_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
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

// Each breakage must be caught by the tests of non-interference. They run in
// package view, whose eye is the quick one, against the broken text, which
// stands in an overlay: no file is touched. Not run in short mode, since it
// builds a program for each breakage; nor under the race detector, which would
// build and run each of them slowly to say the same.
func TestEveryBreakageIsCaught(t *testing.T) {
	if testing.Short() || hidden.Race {
		t.Skip("builds a test program for each breakage")
	}
	for _, b := range breakages {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			out, err := broken(t, b.file, b.was, b.now)
			switch {
			case err == nil:
				t.Error("nothing noticed")
			case !bytes.Contains(out, []byte("--- FAIL: ")) && !bytes.Contains(out, []byte("panic: ")):
				t.Errorf("the broken text does not run: %v\n%s", err, out)
			}
		})
	}
}

// The tests that breakages are caught by pass when nothing is broken.
func TestNothingIsCaughtWhereNothingIsBroken(t *testing.T) {
	if testing.Short() || hidden.Race {
		t.Skip("builds a test program")
	}
	if out, err := broken(t, "view/view.go", "package view\n", "package view\n"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// broken runs the tests of package view with one piece of a file replaced.
func broken(t *testing.T, file, was, now string) ([]byte, error) {
	t.Helper()
	src, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), was); n != 1 {
		t.Fatalf("%s holds %d times, not once: %s\nThe code has changed; write the breakage anew.", file, n, was)
	}
	dir := t.TempDir()
	whole, err := filepath.Abs(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	text, overlay := filepath.Join(dir, "broken.go"), filepath.Join(dir, "overlay.json")
	list, err := json.Marshal(map[string]map[string]string{"Replace": {whole: text}})
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{text: []byte(strings.Replace(string(src), was, now, 1)), overlay: list} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return exec.Command("go", "test", "-count=1", "-vet=off", "-ldflags=-s -w", "-p=1", "-failfast", "-overlay", overlay, "./view", "-seeds", "300").CombinedOutput()
}
