package check

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"parley/casefile"
	"parley/lang"
	"parley/quote"
)

var update = flag.Bool("update", false, "write the golden files and docs/checks.md anew")

// herald is the kept copy that the examples quote.
const herald = "The two sides met.\n\nSeoul wants a reasonable and fair deal, it said.\n"

// read reads a case, and the files that stand after lines "-- NAME --" in its text.
func read(t *testing.T, text string) *casefile.Book {
	t.Helper()
	b, err := casefile.Read(laidOut(text), "case.parley")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func laidOut(text string) fstest.MapFS {
	fsys := fstest.MapFS{}
	name, from, at := "case.parley", 0, 0
	for line := range strings.Lines(text) {
		next, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- ")
		if next, end := strings.CutSuffix(next, " --"); ok && end && fs.ValidPath(next) && next != "." {
			fsys[name] = &fstest.MapFile{Data: []byte(text[from:at])}
			name, from = next, at+len(line)
		}
		at += len(line)
	}
	fsys[name] = &fstest.MapFile{Data: []byte(text[from:])}
	return fsys
}

func copies(text string) fs.FS {
	return fstest.MapFS{"sources/herald.txt": {Data: []byte(text)}}
}

// setting gives the example of a rule the copies or the lock that it breaks.
func setting(code string) (o Options) {
	words := func(line int) quote.Quote {
		return quote.Quote{Entry: "ministry-adds", Source: "herald", Line: line, Digest: quote.Of("a reasonable and fair deal")}
	}
	c := quote.NewCopy([]byte(herald))
	held := quote.Source{ID: "herald", Digest: c.Digest(), Bytes: c.Bytes()}
	lock := func(q quote.Quote) *quote.Lock {
		l := &quote.Lock{}
		l.AddQuote(q)
		l.AddSource(held)
		return reread(l)
	}
	switch code {
	case "Q001", "Q004":
		o.Copies = copies(herald)
	case "Q002":
		o.Copies = fstest.MapFS{}
	case "Q003", "Q007":
		o.Lock = lock(words(3))
	case "Q006":
		o.Lock = &quote.Lock{}
	case "Q008":
		o.Lock = lock(quote.Quote{Entry: "ministry-says", Source: "paper", Digest: quote.Of("a fair deal")})
		o.Lock = o.Lock.Only(func(string) bool { return true }, func(id string) bool { return id == "paper" })
	case "Q009":
		o.Copies, o.Lock = copies(herald+"A line was added.\n"), lock(words(3))
	case "Q010":
		q := words(3)
		q.Digest[7] ^= 1
		o.Lock = lock(q)
	case "Q011":
		l, err := quote.ParseLock("evidence.lock", append(lock(words(3)).Print(), "qoute ministry-adds herald 3\n"...))
		o.Lock, o.LockFaults = l, err.(quote.LineErrors)
	}
	return o
}

// reread gives the lines of a lock their numbers.
func reread(l *quote.Lock) *quote.Lock {
	l, err := quote.ParseLock("evidence.lock", l.Print())
	if err != nil {
		panic(err)
	}
	return l
}

func codes(fs []Finding) (out []string) {
	for _, f := range fs {
		out = append(out, f.Code)
	}
	return out
}

func TestEveryRuleHasAnExampleThatBreaksItAndNoOther(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range Rules() {
		if seen[r.Code] {
			t.Errorf("%s stands twice", r.Code)
		}
		seen[r.Code] = true
		b := read(t, r.Example)
		if got := codes(Run(b, setting(r.Code)).Findings); !cmp.Equal([]string{r.Code}, got) {
			t.Errorf("%s: the example gives %v", r.Code, got)
			for _, f := range Run(b, setting(r.Code)).Findings {
				t.Logf("    %d: %s %s", f.Span.Line, f.Code, f.Message.In(lang.English))
			}
		}
	}
}

// The beginnings of the examples are sound, or the examples would prove nothing.
func TestTheBeginningsOfTheExamplesAreSound(t *testing.T) {
	for name, text := range map[string]string{"head": exampleHead, "talks": exampleTalks, "deal": exampleDeal} {
		if got := Run(read(t, text), Options{}).Findings; len(got) > 0 {
			t.Errorf("%s: %v", name, codes(got))
		}
	}
}

func TestEveryRuleIsSaidInBothLanguages(t *testing.T) {
	for _, r := range Rules() {
		for _, l := range []lang.Lang{lang.English, lang.Korean} {
			if key := "check." + r.Code + ".why"; !lang.Has(l, key) || lang.Word(l, key) == "" {
				t.Errorf("%s: no reason in %s", r.Code, l)
			}
		}
	}
}

// shown is what a person sees of the example of a rule.
func shown(t *testing.T, r Rule, l lang.Lang) string {
	t.Helper()
	b := read(t, r.Example)
	var out bytes.Buffer
	rep := Run(b, setting(r.Code))
	if err := (Report{Findings: rep.Findings, Counts: Counts{}}).Text(&out, l, b); err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(out.String(), "\n\n")
	return text + "\n"
}

func TestMessages(t *testing.T) {
	for _, l := range []lang.Lang{lang.English, lang.Korean} {
		var out strings.Builder
		for _, r := range Rules() {
			out.WriteString(shown(t, r, l) + "\n")
		}
		for _, key := range slices.Sorted(maps.Keys(variants)) {
			out.WriteString(shown(t, Rule{Example: variants[key]}, l) + "\n")
		}
		golden(t, "testdata/messages."+string(l)+".golden", out.String())
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (run with -update if this is meant): %s", name, d)
	}
}
