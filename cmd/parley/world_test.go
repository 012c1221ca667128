package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"parley/casefile"
	"parley/date"
	"parley/examples"
)

// A desk is a folder with a copy of an example, and a program that runs in it.
type desk struct {
	t   *testing.T
	dir string
}

func newDesk(t *testing.T, example string) desk {
	d := desk{t, t.TempDir()}
	files, err := fs.Sub(examples.Cases, example)
	if err == nil {
		err = os.CopyFS(d.dir, files)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// run runs the program, and returns how it ended and what it said.
func (d desk) run(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(context.Background(), args, d.world(&o, &e))
	return code, o.String(), e.String()
}

func (d desk) world(out, err io.Writer) *world {
	return &world{in: strings.NewReader(""), out: out, err: err, dir: d.dir, env: func(string) string { return "" }, today: date.On(2026, 4, 1)}
}

func (d desk) file() string {
	text, err := os.ReadFile(filepath.Join(d.dir, "case.parley"))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(text)
}

// atOnce runs n of something, and returns how often each code came.
func atOnce(n int, do func(i int) int) map[int]int {
	var wg sync.WaitGroup
	codes := make([]int, n)
	for i := range n {
		wg.Go(func() { codes[i] = do(i) })
	}
	wg.Wait()
	count := make(map[int]int)
	for _, c := range codes {
		count[c]++
	}
	return count
}

func TestEntriesAddedAtOnceAreAllThere(t *testing.T) {
	d := newDesk(t, "toy")
	before := d.file()
	codes := atOnce(20, func(i int) int {
		code, _, _ := d.run("add", "issue", fmt.Sprintf("issue-%d", i), "--name", fmt.Sprintf("Issue %d", i))
		return code
	})
	if diff := cmp.Diff(map[int]int{int(done): 20}, codes); diff != "" {
		t.Errorf("exit codes (-want +got):\n%s", diff)
	}
	after := d.file()
	if !strings.HasPrefix(after, before) {
		t.Error("what stood there before has changed")
	}
	for i := range 20 {
		if line := fmt.Sprintf("\nissue issue-%d \"Issue %d\"\n", i, i); strings.Count(after, line) != 1 {
			t.Errorf("%d times %q", strings.Count(after, line), line)
		}
	}
	if code, out, _ := d.run("check"); code != int(done) {
		t.Error(out)
	}
}

// An id that is given at once in two files of a case is there once.
func TestOneIDAddedAtOnceToTwoFilesIsThereOnce(t *testing.T) {
	for range 10 {
		d := newDesk(t, "toy")
		text := d.file()
		for name, text := range map[string]string{"case.parley": text + "\ninclude a.parley\ninclude b.parley\n", "a.parley": "; a\n", "b.parley": "; b\n"} {
			if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		codes := atOnce(2, func(i int) int {
			code, _, _ := d.run("add", "issue", "twin", "--name", "Twin", "--into", []string{"a.parley", "b.parley"}[i])
			return code
		})
		if diff := cmp.Diff(map[int]int{int(done): 1, int(findings): 1}, codes); diff != "" {
			t.Errorf("exit codes (-want +got):\n%s", diff)
		}
		if code, out, _ := d.run("check"); code != int(done) {
			t.Fatal(out)
		}
	}
}

// Of corrections of one field made at once one is done; the others are told
// that the file moved on, or that it says so already.
func TestOfCorrectionsMadeAtOnceEachIsDoneOrRefused(t *testing.T) {
	d := newDesk(t, "toy")
	codes := atOnce(8, func(int) int {
		code, _, _ := d.run("correct", "office-on-the-price", "--field", "mode", "--now", "background", "--reason", "it was")
		return code
	})
	if got := strings.Count(d.file(), "\n2026-04-01 correct "); got != 1 || codes[int(done)] != 1 {
		t.Errorf("%d corrections; exit codes %v", got, codes)
	}
	if codes[int(done)]+codes[int(moved)]+codes[int(wrong)] != 8 {
		t.Errorf("exit codes %v", codes)
	}
}

// A meddler is answers typed on a terminal, while somebody else saves the file.
type meddler struct {
	io.Reader
	once sync.Once
	save func()
}

func (m *meddler) Read(p []byte) (int, error) {
	m.once.Do(m.save)
	return m.Reader.Read(p)
}

func TestAnEntryTypedWhileTheFileMovedOnIsAddedToWhatItSaysNow(t *testing.T) {
	d := newDesk(t, "toy")
	var out, errs bytes.Buffer
	w := d.world(&out, &errs)
	w.asks = true
	w.in = &meddler{Reader: strings.NewReader("delivery\n" + strings.Repeat("\n", 20)), save: func() {
		os.WriteFile(filepath.Join(d.dir, "case.parley"), []byte(d.file()+"\nissue quality \"The quality\"\n"), 0o666)
	}}
	if code := run(t.Context(), []string{"add", "issue"}, w); code != int(done) {
		t.Fatalf("code %d: %s", code, errs.String())
	}
	for _, want := range []string{"\nissue quality ", "\nissue delivery\n"} {
		if !strings.Contains(d.file(), want) {
			t.Errorf("there is no %q in\n%s", want, d.file())
		}
	}
}

// Nobody answers, and then somebody presses Ctrl-C: a read from a terminal
// does not end by itself.
func TestAnInterruptEndsAQuestion(t *testing.T) {
	for _, args := range [][]string{{"add", "issue"}, {"new"}} {
		d := newDesk(t, "toy")
		before := d.file()
		in, answers := io.Pipe()
		ctx, cancel := context.WithCancel(t.Context())
		var errs bytes.Buffer
		w := d.world(io.Discard, &errs)
		w.asks, w.in = true, in
		go func() {
			io.WriteString(answers, "delivery\n")
			cancel()
		}()
		if code := run(ctx, args, w); code != int(wrong) || !strings.Contains(errs.String(), "interrupted; nothing was written") {
			t.Errorf("%v: code %d: %s", args, code, errs.String())
		}
		answers.Close()
		if diff := cmp.Diff(before, d.file()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestAFileThatMovedOnEndsWith5(t *testing.T) {
	f, ok := writing(fmt.Errorf("case.parley: %w", casefile.ErrMoved)).(*failure)
	if !ok || f.Code != moved || !strings.Contains(f.Error(), "nothing was written") {
		t.Errorf("%+v", f)
	}
}

// Somebody interrupts while another program holds the folder: nothing is
// written, and that is said.
func TestAnInterruptedWriteWritesNothing(t *testing.T) {
	d := newDesk(t, "toy")
	before := d.file()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"add", "issue", "delivery"}, d.world(&out, &errs)); code != int(unreadable) {
		t.Errorf("code %d", code)
	}
	if !strings.Contains(errs.String(), "nothing was written") || d.file() != before {
		t.Errorf("%s\n%s", errs.String(), cmp.Diff(before, d.file()))
	}
}

func TestWhatIsOurFaultEndsWith70(t *testing.T) {
	var errs bytes.Buffer
	w := desk{t, t.TempDir()}.world(io.Discard, &errs)
	w.env = func(string) string { panic("no environment") }
	if code := run(t.Context(), []string{"status"}, w); code != int(bug) || !strings.HasPrefix(errs.String(), "parley: this is our fault: no environment\n") {
		t.Errorf("code %d: %s", code, errs.String())
	}
}

// A command says what it is for in a line, gives examples, and fits a page.
func TestEveryCommandHasExamplesAndFitsThePage(t *testing.T) {
	d := newDesk(t, "toy")
	n := 0
	var look func(c *cobra.Command)
	look = func(c *cobra.Command) {
		if c.Name() == "completion" || c.Hidden {
			return
		}
		n++
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: %q", c.CommandPath(), c.Short)
		}
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		code, page, _ := d.run(args...)
		want := c.Short + ".\n\nExamples:\n  "
		if code != int(done) || !strings.HasPrefix(page, want) {
			t.Errorf("%s: code %d, begins\n%.120s", c.CommandPath(), code, page)
		}
		for line := range strings.Lines(page) {
			if len([]rune(line)) > proseWidth+1 && !strings.HasPrefix(line, "  parley ") {
				t.Errorf("%s: too wide: %s", c.CommandPath(), line)
			}
		}
		for _, s := range c.Commands() {
			look(s)
		}
	}
	look(newRoot(d.world(io.Discard, io.Discard)))
	if n < 45 {
		t.Errorf("only %d commands", n)
	}
}
