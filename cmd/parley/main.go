// Command parley keeps the sourced record of a negotiation over money and
// answers, for any date and any reader, where the talks stand and how well that
// is sourced.
//
// There is one file for each verb. A verb parses its words, asks a package for
// the answer, and hands it to a renderer; what it touches of the world stands
// in [world], so a test runs the whole program without a process.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/spf13/cobra"

	"parley/date"
	"parley/lang"
)

// A world is what a command may touch besides its arguments.
type world struct {
	in       io.Reader
	out, err io.Writer
	dir      string // working directory
	env      func(string) string
	terminal bool // out is one
	stays    bool // what serves goes on until it is interrupted
	asks     bool // somebody sits at in and reads err: questions may be asked
	width    int  // of the terminal, in columns
	today    date.Day
	speaks   lang.Lang // the language of help; run finds it in the arguments
}

func main() {
	// A case is read once and answered from; collecting less often trades
	// memory that is there for time that is not.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, "parley:", err)
		os.Exit(int(unreadable))
	}
	terminal, width := console(os.Stdout)
	code := run(ctx, os.Args[1:], &world{in: os.Stdin, out: os.Stdout, err: os.Stderr, dir: dir, env: os.Getenv,
		terminal: terminal, stays: true, asks: isTerminal(os.Stdin) && isTerminal(os.Stderr), width: width, today: date.In(time.Now(), time.Local)})
	stop()
	os.Exit(code)
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, w *world) (code int) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(w.err, "parley: this is our fault: %v\n%s", p, debug.Stack())
			code = int(bug)
		}
	}()
	w.speaks = w.tongue(args)
	root := newRoot(w)
	root.SetIn(w.in)
	root.SetOut(w.out)
	root.SetErr(w.err)
	root.SetArgs(withDefaultVerb(root, w, args))
	err := root.ExecuteContext(ctx)
	var f *failure
	switch {
	case err == nil:
		return int(done)
	case errors.As(err, &f):
		if f.Says() {
			for _, line := range f.Lines(w.tongue(args)) {
				say(w.err, "parley: %s\n", line)
			}
		}
		return int(f.Code)
	}
	say(w.err, "parley: %v\nRun `parley help` for what there is.\n", err)
	return int(wrong)
}

// withDefaultVerb makes `parley CASE.parley` mean `parley status CASE.parley`.
func withDefaultVerb(root *cobra.Command, w *world, args []string) []string {
	if len(args) == 0 || args[0] == "" || args[0][0] == '-' {
		return args
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(args...)
	if cmd, _, err := root.Find(args); err == nil && cmd != root || strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		return args
	}
	if _, err := os.Stat(w.path(args[0])); err == nil {
		return append([]string{"status"}, args...)
	}
	return args
}
