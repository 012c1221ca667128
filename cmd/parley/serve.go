package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/date"
	"parley/folder"
	"parley/lang"
	"parley/web"
)

// A stall is where a case is served.
type stall struct {
	question
	port  int
	quiet bool // open no browser
}

func serveCommand(w *world) *cobra.Command {
	var x stall
	c := &cobra.Command{
		Use: "serve [CASE]", Short: "Open a case in the browser, and follow its files", Args: takes(0, 1),
		Long: `Serves the workbench on this computer only, and prints its address. The key in the
address is good once and for ten minutes; Enter prints another. The pages follow
the files: whatever an editor or another command saves, they show.

With --as READER the pages show what that reader may know and nothing more; as= in
an address can only lower it. Without, they are for the owner of the file, who sees
everything, reads sources, and edits.`,
		Example: "  parley serve CASE\n  parley serve CASE --as public --port 7421",
		RunE: func(c *cobra.Command, args []string) error {
			case_, err := w.only(args)
			if err != nil {
				return err
			}
			f, err := folder.Open(w.path(case_))
			if err != nil {
				return unread(case_, err)
			}
			return x.serve(c.Context(), w, f, case_)
		},
	}
	c.Flags().StringVar(&x.as, "as", "all", "for this `READER` at most: public, case, side:PARTY, caucus:PARTY/NAME, mediator, all")
	x.flags(c, w)
	return c
}

// flags adds what may be said of where a case is served.
func (x *stall) flags(c *cobra.Command, w *world) {
	c.Flags().IntVar(&x.port, "port", 7420, "at this `PORT`; if it is taken, at one that is free")
	c.Flags().BoolVar(&x.quiet, "no-browser", false, "only print the address")
	x.language(c, w)
}

// tick is how often the files are looked at.
const tick = 300 * time.Millisecond

// serve serves a case until ctx ends.
func (x *stall) serve(ctx context.Context, w *world, f *folder.Folder, case_ string) error {
	l, err := x.speaks()
	if err != nil {
		return err
	}
	if x.port < 0 || x.port > 65535 {
		return fail(wrong, "--port %d: a port is a whole number from 0 to 65535.", x.port)
	}
	reader, ok := parley.ParseReader(x.as)
	if !ok {
		return fail(wrong, "--as %s: a reader is public, case, side:PARTY, caucus:PARTY/NAME, mediator or all.", x.as)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(100) // main collects less often, which is for what ends soon
	}
	s, err := web.New(f, web.Options{Reader: reader, Lang: l, Version: version(), Now: time.Now, Report: func(err error) { say(w.err, "parley: this is our fault: %v\n", err) }, Today: func() date.Day { return date.In(time.Now(), time.Local) }})
	if err != nil {
		return unread(case_, err)
	}
	at, err := x.listen()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ticks := time.NewTicker(tick)
	defer ticks.Stop()
	go s.Follow(ctx, ticks.C)
	go s.Warm()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10, BaseContext: func(net.Listener) context.Context { return ctx }}
	x.greet(w, l, f, case_, s, at)
	if w.asks {
		go x.more(w, l, s, at)
	}
	if !w.stays {
		stop()
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(at) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		stop()
		over, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		server.Shutdown(over)
		err = <-done
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fail(unreadable, "the workbench stopped: %v", err)
}

// listen takes the port, or one that is free.
func (x *stall) listen() (net.Listener, error) {
	at, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(x.port)))
	if err != nil && x.port != 0 {
		at, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fail(unreadable, "no port of this computer can be opened: %v", err)
	}
	return at, nil
}

// greet says where the workbench is.
func (x *stall) greet(w *world, l lang.Lang, f *folder.Folder, case_ string, s *web.Server, at net.Listener) {
	address := fmt.Sprintf("http://%s/?k=%s", at.Addr(), s.NewKey())
	w.tell(l, "cli.serve.open", lang.Arg{Name: "address", Value: address})
	w.tell(l, "cli.serve.edit", lang.Arg{Name: "file", Value: filepath.ToSlash(filepath.Join(case_, f.Main()))})
	if n := s.Faults(); n > 0 {
		w.tell(l, "cli.serve.wrong", lang.Arg{Name: "n", Value: n})
	}
	w.tell(l, "cli.serve.stop")
	if w.stays && w.terminal && !x.quiet {
		browse(w, address)
	}
}

// browse opens an address in the browser of whoever sits at this computer, if there
// is a screen. That it cannot is no error: the address is printed.
func browse(w *world, address string) {
	var c *exec.Cmd
	switch {
	case runtime.GOOS == "darwin":
		c = exec.Command("open", address)
	case runtime.GOOS == "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case w.env("DISPLAY") != "" || w.env("WAYLAND_DISPLAY") != "":
		c = exec.Command("xdg-open", address)
	default:
		return
	}
	if c.Start() == nil {
		go c.Wait()
	}
}

// more prints another address for each line that somebody types.
func (x *stall) more(w *world, l lang.Lang, s *web.Server, at net.Listener) {
	for lines := bufio.NewScanner(w.in); lines.Scan(); {
		w.tell(l, "cli.serve.open", lang.Arg{Name: "address", Value: fmt.Sprintf("http://%s/?k=%s", at.Addr(), s.NewKey())})
	}
}
