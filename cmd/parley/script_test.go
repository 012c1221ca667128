package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"parley/date"
	"parley/examples"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestScripts runs what a user could have typed. Besides the usual commands
// (help: go doc github.com/rogpeppe/go-internal/testscript) a script has
//
//	[!] parley ARGS [< FILE] [> FILE]   the program, in this process
//	code N                              how the last one ended
//	raw FILE "TEXT" ...                 writes TEXT, with the escapes of a Go string
//	repeat FILE N "TEXT"                appends TEXT so many times
//	replace FILE OLD NEW                OLD must be there
//	cut FILE TO N                       the first N bytes of FILE, as TO
//
// and the variables TODAY (2024-06-01 unless set) and TERMINAL (its width in
// columns; unset: neither input nor output is a terminal), which the program
// itself does not read. The examples are in examples/, and fifteen.parley, which
// has fifteen mistakes, beside them.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Values["code"] = new(int)
			fifteen, err := os.ReadFile("../../check/testdata/fifteen.parley")
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(e.WorkDir, "fifteen.parley"), fifteen, 0o666); err != nil {
				return err
			}
			return os.CopyFS(filepath.Join(e.WorkDir, "examples"), examples.Cases)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"parley": scriptParley, "code": scriptCode, "raw": scriptRaw, "repeat": scriptRepeat, "replace": scriptReplace, "cut": scriptCut,
		},
	})
}

func TestThereAreScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) < 20 {
		t.Fatalf("only %d scripts (%v)", len(files), err)
	}
}

// scriptParley runs the program with the world of the script.
func scriptParley(ts *testscript.TestScript, neg bool, args []string) {
	w := &world{in: strings.NewReader(""), out: ts.Stdout(), err: ts.Stderr(), dir: ts.MkAbs("."), env: ts.Getenv, today: today(ts)}
	if n, err := strconv.Atoi(ts.Getenv("TERMINAL")); err == nil {
		w.terminal, w.asks, w.width = true, true, n
	}
	var file string
	var kept bytes.Buffer
	for n := len(args) - 2; n > 0 && (args[n] == "<" || args[n] == ">"); n -= 2 {
		if args[n] == "<" {
			w.in = strings.NewReader(ts.ReadFile(args[n+1]))
		} else {
			file, w.out = args[n+1], io.MultiWriter(&kept, ts.Stdout())
		}
		args = args[:n]
	}
	code := run(context.Background(), args, w)
	if file != "" {
		ts.Check(os.WriteFile(ts.MkAbs(file), kept.Bytes(), 0o666))
	}
	*ts.Value("code").(*int) = code
	if neg != (code != 0) {
		ts.Fatalf("parley ended with %d", code)
	}
}

func today(ts *testscript.TestScript) date.Day {
	s := ts.Getenv("TODAY")
	if s == "" {
		return date.On(2024, 6, 1)
	}
	d, err := date.Parse(s)
	ts.Check(err)
	return d.Last
}

func scriptCode(ts *testscript.TestScript, _ bool, args []string) {
	if got := strconv.Itoa(*ts.Value("code").(*int)); len(args) != 1 || got != args[0] {
		ts.Fatalf("code %v: parley ended with %s", args, got)
	}
}

// unquoted reads a text with the escapes of a Go string.
func unquoted(ts *testscript.TestScript, s string) string {
	out, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		ts.Fatalf("%s: %v", s, err)
	}
	return out
}

func scriptRaw(ts *testscript.TestScript, _ bool, args []string) {
	var b strings.Builder
	for _, a := range args[1:] {
		b.WriteString(unquoted(ts, a))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o666))
}

func scriptRepeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := ts.ReadFile(args[0]) + strings.Repeat(unquoted(ts, args[2]), n)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

func scriptReplace(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	old, now := unquoted(ts, args[1]), unquoted(ts, args[2])
	if !strings.Contains(text, old) {
		ts.Fatalf("%s: there is no %q", args[0], old)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, old, now, 1)), 0o666))
}

func scriptCut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	text := ts.ReadFile(args[0])
	if n >= len(text) {
		ts.Fatalf("%s has %d bytes", args[0], len(text))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text[:n]), 0o666))
}
