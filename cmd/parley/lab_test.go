package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// childArgs is the variable in which a child process finds its arguments.
const childArgs = "PARLEY_TEST_CHILD"

// TestChild is the program itself, in a process of its own; see inChild.
func TestChild(t *testing.T) {
	args := os.Getenv(childArgs)
	if args == "" {
		t.Skip("for other tests")
	}
	os.Args = append([]string{"parley"}, strings.Split(args, "\n")...)
	main()
}

// inChild is the program in a process of its own.
func inChild(t *testing.T, dir string, args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^TestChild$")
	c.Dir, c.Env = dir, append(os.Environ(), childArgs+"="+strings.Join(args, "\n"))
	return c
}

// labFolder has scenarios in it.
func labFolder(t *testing.T) desk {
	d := desk{t, t.TempDir()}
	for _, args := range [][]string{
		{"a", "--issues", "3", "--options", "4", "--correlation", "-0.6"}, {"b", "--issues", "2", "--options", "9", "--correlation", "-0.9"},
	} {
		if code, _, errs := d.run(append([]string{"lab", "export"}, args...)...); code != int(done) {
			t.Fatal(errs)
		}
	}
	return d
}

// Somebody presses Ctrl-C in the middle of a tournament: whole rows are kept, and the
// same command with --resume ends in the same bytes as one that nobody disturbed.
func TestAnInterruptedTournamentIsResumedToTheSameBytes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be sent an interrupt there")
	}
	d := labFolder(t)
	args := []string{"lab", "tournament", "a", "b", "--strategies", "boulware,linear,conceder", "--rounds", "60", "--repetitions", "6000", "--csv"}
	if code, _, errs := d.run(append(args, "whole.csv")...); code != int(done) {
		t.Fatal(errs)
	}
	whole, err := os.ReadFile(filepath.Join(d.dir, "whole.csv"))
	if err != nil {
		t.Fatal(err)
	}
	child := inChild(t, d.dir, append(args, "part.csv", "--progress")...)
	said, err := child.StderrPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(said)
	if _, err := lines.ReadString('\n'); err != nil { // it has begun
		t.Fatal(err)
	}
	if err := child.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(lines)
	child.Wait()
	if code := child.ProcessState.ExitCode(); code != int(unreadable) || !strings.Contains(string(rest), "interrupted; part.csv holds ") {
		t.Fatalf("code %d: %s", code, rest)
	}
	part, err := os.ReadFile(filepath.Join(d.dir, "part.csv"))
	if err != nil || len(part) == 0 || len(part) >= len(whole) || !bytes.HasPrefix(whole, part) || part[len(part)-1] != '\n' {
		t.Fatalf("%d of %d bytes, %v", len(part), len(whole), err)
	}
	if code, _, errs := d.run(append(args, "part.csv", "--resume")...); code != int(done) {
		t.Fatal(errs)
	}
	part, err = os.ReadFile(filepath.Join(d.dir, "part.csv"))
	if err != nil || !bytes.Equal(whole, part) {
		t.Errorf("resumed to other bytes: %d, want %d (%v)", len(part), len(whole), err)
	}
}

// The example of a program that plays, in examples/agents, plays.
func TestTheExampleAgentPlaysAgainstABuiltInStrategy(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 here")
	}
	agents, err := filepath.Glob("../../examples/agents/*.py")
	if err != nil || len(agents) == 0 {
		t.Fatalf("no agents: %v", err)
	}
	d := labFolder(t)
	for _, agent := range agents {
		path, err := filepath.Abs(agent)
		if err != nil {
			t.Fatal(err)
		}
		code, out, errs := d.run("lab", "run", "a", "--strategies", "conceder,agent", "--agent", "python3 '"+path+"'", "--rounds", "60", "-o", "table")
		if code != int(done) || !strings.Contains(out, "Agreement in round ") {
			t.Errorf("%s: code %d\n%s%s", agent, code, out, errs)
		}
	}
}

// What examples/agents/README.md says to type works.
func TestTheCommandsOfTheExamplesWork(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 here")
	}
	text, err := os.ReadFile("../../examples/agents/README.md")
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	d, n := labFolder(t), 0
	for line := range strings.Lines(string(text)) {
		command, ok := strings.CutPrefix(line, "    parley ")
		if !ok {
			continue
		}
		n++
		args, closed := shellWords(strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(command, "DIR", "a"), "examples/", root+"/examples/")))
		if code, out, errs := d.run(args...); code != int(done) || !closed || !strings.Contains(out, "agent") {
			t.Errorf("%s: code %d\n%s%s", line, code, out, errs)
		}
	}
	if n < 3 {
		t.Errorf("%d commands", n)
	}
}

func TestCommandsAreDividedAtSpacesOutsideOfQuoteMarks(t *testing.T) {
	for command, want := range map[string][]string{
		"python3 agent.py":          {"python3", "agent.py"},
		"  a \t b ":                 {"a", "b"},
		`a 'b c' "d 'e'" f'g h'i`:   {"a", "b c", "d 'e'", "fg hi"},
		`a '' ""`:                   {"a", "", ""},
		"":                          nil,
		`C:\agents\mine.exe --fast`: {`C:\agents\mine.exe`, "--fast"},
	} {
		got, ok := shellWords(command)
		if diff := cmp.Diff(want, got); diff != "" || !ok {
			t.Errorf("%q: %v\n%s", command, ok, diff)
		}
	}
	for _, command := range []string{`'a`, `a "b`, `"'`} {
		if words, ok := shellWords(command); ok {
			t.Errorf("%q: %q", command, words)
		}
	}
}

// On a terminal the progress is one line, written again, and ended.
func TestProgressOnATerminalIsOneLine(t *testing.T) {
	d := labFolder(t)
	var out, errs bytes.Buffer
	w := d.world(&out, &errs)
	w.asks = true
	if code := run(t.Context(), []string{"lab", "tournament", "a", "b", "--repetitions", "100"}, w); code != int(done) {
		t.Fatal(errs.String())
	}
	said := errs.String()
	if !strings.HasPrefix(said, "\r\x1b[K") || strings.Count(said, "\n") != 1 || !strings.HasSuffix(said, " a second\n") || !strings.Contains(said, "3,600 of 3,600 negotiations") {
		t.Errorf("%q", said)
	}
}
