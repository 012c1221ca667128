package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/date"
	"parley/examples"
)

// The documents that show commands. Each is run in one shell, from its first block
// to its last, in a folder with the examples in it.
var documents = []string{"README.md", "docs/tutorial.md", "docs/ARCHITECTURE.md"}

// fence begins a block of commands with what they print, and caseFence one of
// lines of an example.
const (
	fence     = "```console"
	caseFence = "```parley"
	omitted   = "…" // on a line of its own: lines that the document leaves out
	hereDoc   = "<<'END'"
)

func TestDocumentsShowWhatTheProgramPrints(t *testing.T) {
	for _, name := range documents {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("..", "..", filepath.FromSlash(name))
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := newShell(t)
			got, blocks := replay(t, string(src), s)
			switch {
			case blocks == 0:
				t.Fatalf("%s has no block that begins with %s", name, fence)
			case !s.told:
				t.Errorf("%s: the last command ended with %d, and no `echo $?` shows it", name, s.code)
			}
			if string(src) != got && *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(src), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (-document +program); go test ./cmd/parley -run Documents -update rewrites it:\n%s", name, diff)
			}
		})
	}
}

// Lines of a case file in a document are those of an example, one after another.
func TestDocumentsQuoteTheExamples(t *testing.T) {
	var cases []string
	err := fs.WalkDir(examples.Cases, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".parley" {
			return err
		}
		text, err := fs.ReadFile(examples.Cases, name)
		cases = append(cases, string(text))
		return err
	})
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, name := range []string{"README.md", "docs/ARCHITECTURE.md"} {
		src, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		blocks := fenced(string(src), caseFence)
		if len(blocks) == 0 {
			t.Errorf("%s has no block that begins with %s", name, caseFence)
		}
		for part := range strings.SplitSeq(strings.Join(blocks, "\n"+omitted+"\n"), "\n"+omitted+"\n") {
			if !slices.ContainsFunc(cases, func(c string) bool { return strings.Contains("\n"+c, "\n"+strings.Trim(part, "\n")+"\n") }) {
				t.Errorf("%s: no example has these lines:\n%s", name, part)
			}
		}
	}
}

func TestTheReadmeIsShort(t *testing.T) {
	src, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), "\n"); n == 0 || n > 150 {
		t.Errorf("README.md has %d lines; 150 are enough", n)
	}
}

// The table of packages in docs/ARCHITECTURE.md has each of them, and no other.
func TestTheArchitectureNamesEveryPackage(t *testing.T) {
	src, err := os.ReadFile("../../docs/ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	named := make(map[string]bool)
	for line := range strings.Lines(string(src)) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		for i, word := range strings.Split(cells[1], "`") {
			if i%2 == 1 {
				named[word] = false
			}
		}
	}
	err = fs.WalkDir(os.DirFS("../.."), ".", func(name string, d fs.DirEntry, err error) error {
		dir := path.Dir(name)
		switch {
		case err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return err
		case dir == ".":
			dir = "parley"
		case path.Dir(dir) == "parleytest":
			dir = "parleytest/*"
		}
		if _, ok := named[dir]; !ok {
			t.Errorf("docs/ARCHITECTURE.md does not name the package %s", dir)
		}
		named[dir] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, there := range named {
		if !there {
			t.Errorf("docs/ARCHITECTURE.md names %s, which is no package", name)
		}
	}
}

func fenced(src, fence string) (blocks []string) {
	for {
		_, rest, ok := strings.Cut(src, "\n"+fence+"\n")
		if !ok {
			return blocks
		}
		block, after, _ := strings.Cut(rest, "\n```\n")
		blocks, src = append(blocks, block), "\n"+after
	}
}

// replay runs the commands of a document and returns it with what they print.
func replay(t *testing.T, src string, s *shell) (string, int) {
	var out []string
	lines, blocks := strings.Split(src, "\n"), 0
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		if lines[i] != fence {
			continue
		}
		blocks++
		n := slices.Index(lines[i:], "```")
		if n < 0 {
			t.Fatalf("line %d: the block has no end", i+1)
		}
		out = append(out, s.block(t, i+2, lines[i+1:i+n])...)
		i += n - 1
	}
	return strings.Join(out, "\n"), blocks
}

// A shell knows five words: parley, mkdir, cat, cd and echo $?.
type shell struct {
	root, dir string
	code      int  // of the last command
	told      bool // whether the document has shown it
}

func newShell(t *testing.T) *shell {
	root := t.TempDir()
	if err := os.CopyFS(filepath.Join(root, "examples"), examples.Cases); err != nil {
		t.Fatal(err)
	}
	return &shell{root: root, dir: root, told: true}
}

// block runs the commands of a block; each ends where the next begins.
func (s *shell) block(t *testing.T, line int, lines []string) (out []string) {
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "$ ") {
		t.Errorf("line %d: a block begins with a command", line)
		return lines
	}
	for i := 0; i < len(lines); {
		at, from := i, i
		for strings.HasSuffix(lines[i], `\`) && i+1 < len(lines) {
			i++
		}
		if strings.HasSuffix(lines[i], hereDoc) {
			if n := slices.Index(lines[i:], "END"); n > 0 {
				i += n
			}
		}
		i++
		cmd := lines[from:i]
		from = i
		for i < len(lines) && !strings.HasPrefix(lines[i], "$ ") {
			i++
		}
		if slices.Equal(lines[from:i], []string{omitted}) {
			t.Errorf("line %d: a command of which nothing is shown cannot be wrong; show a line of it", line+at)
		}
		got := s.run(t, line+at, strings.TrimPrefix(strings.Join(cmd, "\n"), "$ "))
		out = append(out, cmd...)
		out = append(out, abridged(lines[from:i], got)...)
	}
	return out
}

// run runs one command and returns the lines that it prints, errors included,
// as a terminal shows them.
func (s *shell) run(t *testing.T, line int, cmd string) []string {
	cmd, text, _ := strings.Cut(cmd, " "+hereDoc+"\n")
	words, to := split(cmd)
	if cmd != "echo $?" && !s.told {
		t.Errorf("line %d: the command before this one ended with %d, and no `echo $?` shows it", line, s.code)
	}
	var out, errs bytes.Buffer
	switch {
	case len(words) == 0:
		t.Errorf("line %d: there is no command after $", line)
	case cmd == "echo $?":
		fmt.Fprintln(&out, s.code)
		s.told = true
	case words[0] == "cd" && len(words) == 2:
		s.dir = filepath.Join(s.dir, words[1])
	case words[0] == "mkdir" && len(words) == 2:
		if err := os.Mkdir(filepath.Join(s.dir, words[1]), 0o755); err != nil {
			t.Errorf("line %d: %v", line, err)
		}
	case text != "" && to != "" && words[0] == "cat":
		out.WriteString(strings.TrimSuffix(text, "END"))
	case words[0] == "cat" && len(words) == 2:
		file, err := os.ReadFile(filepath.Join(s.dir, words[1]))
		if err != nil {
			t.Errorf("line %d: %v", line, err)
		}
		out.Write(file)
	case words[0] == "parley":
		s.parley(words[1:], to, &out, &errs)
	default:
		t.Errorf("line %d: the test cannot run %q", line, cmd)
	}
	if to != "" {
		if err := os.WriteFile(filepath.Join(s.dir, to), out.Bytes(), 0o644); err != nil {
			t.Errorf("line %d: %v", line, err)
		}
		out.Reset()
	}
	printed := strings.ReplaceAll(errs.String()+out.String(), s.root, "")
	if printed == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(printed, "\n"), "\n")
}

// parley runs the program as in a terminal of 80 columns without colour.
func (s *shell) parley(args []string, to string, out, errs *bytes.Buffer) {
	env := map[string]string{"NO_COLOR": "1"}
	if to == "" {
		env["PARLEY_OUTPUT"] = "table"
	}
	w := &world{in: new(bytes.Buffer), out: out, err: errs, dir: s.dir, env: func(k string) string { return env[k] },
		terminal: to == "", width: 80, today: date.On(2026, 3, 20)}
	s.code = run(context.Background(), args, w)
	s.told = s.code == int(done)
}

// split takes a command line apart into words, and the file that it writes to.
func split(cmd string) (words []string, to string) {
	var word strings.Builder
	quote, open := rune(0), false
	end := func() {
		if open {
			words = append(words, word.String())
		}
		word.Reset()
		open = false
	}
	for _, r := range strings.ReplaceAll(cmd, "\\\n", " ") {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, open = r, true
		case r == ' ':
			end()
		default:
			word.WriteRune(r)
			open = true
		}
	}
	end()
	if i := slices.Index(words, ">"); i > 0 && i == len(words)-2 {
		words, to = words[:i], words[i+1]
	}
	return words, to
}

// abridged returns what a document shows of what was printed: its own lines
// where they still fit. Else it leaves out what it left out before, as far as
// the first line after each gap is still printed.
func abridged(shown, printed []string) (out []string) {
	if fits(shown, printed) {
		return shown
	}
	rest := printed
	for len(shown) > 0 {
		n := slices.Index(shown, omitted)
		if n < 0 {
			n = len(shown)
		}
		if n > 0 {
			i := slices.Index(rest, shown[0])
			if i < 0 {
				return printed
			}
			if i > 0 {
				out = append(out, omitted)
			}
			end := min(i+n, len(rest))
			out, rest = append(out, rest[i:end]...), rest[end:]
		}
		shown = shown[min(n+1, len(shown)):]
	}
	if len(rest) > 0 {
		out = append(out, omitted)
	}
	return out
}

func fits(shown, printed []string) bool {
	i := slices.Index(shown, omitted)
	if i < 0 {
		return slices.Equal(shown, printed)
	}
	if len(printed) < i || !slices.Equal(shown[:i], printed[:i]) {
		return false
	}
	for rest := printed[i:]; ; rest = rest[1:] {
		if fits(shown[i+1:], rest) {
			return true
		}
		if len(rest) == 0 {
			return false
		}
	}
}

func TestWhatADocumentLeavesOutIsLeftOutAgain(t *testing.T) {
	for _, x := range []struct{ shown, printed, want string }{
		{"a b … d …", "a B c d e", "a B … d …"},
		{"a … d", "a b c d e", "a … d …"},
		{"… c", "a b C", "a b C"},
		{"a b", "a c b", "a c …"},
		{"?", "a b", "a b"},
	} {
		got := abridged(strings.Fields(x.shown), strings.Fields(x.printed))
		if want := strings.Fields(x.want); !slices.Equal(want, got) {
			t.Errorf("abridged(%q, %q) = %q, not %q", x.shown, x.printed, got, want)
		}
	}
}

func TestFitsHoldsADocumentToWhatWasPrinted(t *testing.T) {
	printed := []string{"a", "b", "c", "d"}
	for _, x := range []struct {
		shown string
		want  bool
	}{
		{"a b c d", true}, {"a b c", false}, {"… b c d", true}, {"a …", true}, {"a … d", true}, {"…", true}, {"a b … c d", true},
		{"… c", false}, {"b …", false}, {"a … c b …", false}, {"a … e", false}, {"", false},
	} {
		if got := fits(strings.Fields(x.shown), printed); got != x.want {
			t.Errorf("fits(%q) = %v", x.shown, got)
		}
	}
}
