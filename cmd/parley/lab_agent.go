package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parley/deal"
	"parley/lang"
	"parley/strategy"
)

// guests are the programs that take part in a session.
type guests []*guest

// A guest is a program that takes part: a process that reads questions and
// writes answers, a line each.
type guest struct {
	command string
	line    *strategy.Line
	watch   *watch
	in      io.Closer
	process *exec.Cmd
	unhook  func() bool // from the context whose end ends it
	makers  map[*deal.Profile]strategy.Maker
	speaks  lang.Lang // the language of what goes wrong
}

// agentWord stands in --strategies for a program of --agent; a second one is called
// agent-2 in a tournament.
const agentWord = "agent"

func numbered(word string, n int) string {
	if n > 1 {
		word += "-" + strconv.Itoa(n)
	}
	return word
}

// lineup is who plays where nobody said so: the programs first, and strategies against
// them.
func lineup(usual []string, parties, agents int) (words []string) {
	for i := range max(parties, agents) {
		if i < agents {
			words = append(words, agentWord)
			continue
		}
		words = append(words, usual[i%len(usual)])
	}
	return words
}

// placed checks that each program has a place in --strategies, and each place a
// program.
func placed(words, agents []string) error {
	places := len(slices.DeleteFunc(slices.Clone(words), func(s string) bool { return s != agentWord }))
	switch {
	case places > 0 && len(agents) == 0:
		return fail(wrong, "--strategies: agent stands for a program of yours; say how it is started: --agent 'python3 agent.py'.")
	case places < len(agents):
		return fail(wrong, "--agent: %d for %d places; --strategies says where one plays: boulware,agent.", len(agents), places)
	}
	return nil
}

// invite starts the programs of those strategies that are such, and puts them in
// their places. The last of --agent plays in all places that are left.
func (t *session) invite(ctx context.Context, infos []strategy.Info) (all guests, err error) {
	if err := placed(t.words, t.agents); err != nil {
		return nil, err
	}
	t.w = t.w.shared()
	for i := range infos {
		if infos[i].Name != agentWord {
			continue
		}
		g, err := t.w.start(ctx, t.agents[min(len(all), len(t.agents)-1)], t.wait)
		if err != nil {
			all.leave()
			return nil, err
		}
		all, infos[i] = append(all, g), g.line.Info(agentWord)
	}
	return all, nil
}

// start starts a program.
func (w *world) start(ctx context.Context, command string, wait time.Duration) (*guest, error) {
	words, ok := shellWords(command)
	if !ok || len(words) == 0 {
		return nil, fail(wrong, "--agent %s: this is no command, or a quote mark in it is not closed.", command)
	}
	p := exec.Command(words[0], words[1:]...)
	p.Dir, p.Stderr, p.WaitDelay = w.dir, passing{w.err}, time.Second
	in, err := p.StdinPipe()
	var out io.ReadCloser
	if err == nil {
		out, err = p.StdoutPipe()
	}
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		return nil, fail(unreadable, "--agent %s: %v", command, err)
	}
	kill := func() { // a process of its own may hold the pipes open
		p.Process.Kill()
		in.Close()
		out.Close()
	}
	g := &guest{command: command, speaks: w.speaks, process: p, in: in, watch: &watch{in: out, out: in, wait: wait, kill: kill}, unhook: context.AfterFunc(ctx, kill)}
	g.line = strategy.Talk(g.watch, g.watch)
	return g, nil
}

// grace is how long a program has to end by itself when its session is over.
const grace = 2 * time.Second

// leave ends the programs and returns why one of them broke off, if one did.
func (gs guests) leave() (failed error) {
	for _, g := range gs {
		g.in.Close()
		defer time.AfterFunc(grace, g.watch.kill).Stop()
	}
	for _, g := range gs {
		g.process.Wait() // how it ends says nothing of the session
		g.unhook()
		if failed == nil {
			failed = g.failure()
		}
	}
	return failed
}

// failure is why a program broke off, unless that was its own decision.
func (g *guest) failure() error {
	err := g.line.Err()
	switch {
	case err == nil:
		return nil
	case g.watch.late():
		return fail(findings, "%s: no answer within %s; the session was broken off.", g.command, g.watch.wait)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fail(findings, "%s: the program ended before the session did.", g.command)
	}
	return fail(findings, "%s: the session was broken off: %s.", g.command, inTongue(g.speaks, err.Error()))
}

// A watch is the line to a program. It ends the program when a move takes too
// long: from when an answer is waited for to the end of its line, or while what
// is said to it is not taken.
type watch struct {
	in   io.Reader
	out  io.Writer
	wait time.Duration
	kill func()

	mu    sync.Mutex
	over  bool
	timer *time.Timer // of the move; used by the session alone
}

func (x *watch) late() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.over
}

// begin starts the time of a move, unless it runs.
func (x *watch) begin() {
	if x.timer != nil {
		return
	}
	x.timer = time.AfterFunc(x.wait, func() {
		x.mu.Lock()
		x.over = true
		x.mu.Unlock()
		x.kill()
	})
}

func (x *watch) stop() {
	x.timer.Stop()
	x.timer = nil
}

// Read implements [io.Reader].
func (x *watch) Read(p []byte) (int, error) {
	x.begin()
	n, err := x.in.Read(p)
	if err != nil || bytes.IndexByte(p[:n], '\n') >= 0 {
		x.stop()
	}
	return n, err
}

// Write implements [io.Writer].
func (x *watch) Write(p []byte) (int, error) {
	x.begin()
	defer x.stop()
	return x.out.Write(p)
}

// shared is the world for programs that may all say something at once.
func (w *world) shared() *world {
	x := *w
	x.err = &oneByOne{out: w.err}
	return &x
}

// oneByOne writes what several write at once, one after another.
type oneByOne struct {
	mu  sync.Mutex
	out io.Writer
}

func (x *oneByOne) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.out.Write(p)
}

// passing passes on what a program says to people: nothing in it can act on a
// terminal.
type passing struct{ out io.Writer }

func (x passing) Write(p []byte) (int, error) {
	say(x.out, "%s", p)
	return len(p), nil
}

// shellWords divides a command at spaces; quote marks hold words together. It
// reports whether each mark is closed.
func shellWords(s string) (words []string, ok bool) {
	var word strings.Builder
	var quote rune
	begun := false
	end := func() {
		if begun {
			words = append(words, word.String())
		}
		word.Reset()
		begun = false
	}
	for _, r := range s {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, begun = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			end()
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	end()
	return words, quote == 0
}
