package main

import (
	"fmt"
	"io"

	"parley/lang"
)

// say prints; whoever closes the pipe early does not want the rest.
func say(out io.Writer, format string, args ...any) { fmt.Fprintf(out, format, args...) }

// tell says a message of the catalogue on a line of its own.
func (w *world) tell(l lang.Lang, key string, args ...lang.Arg) error {
	say(w.out, "%s\n", lang.Message{Key: key, Args: args}.In(l))
	return nil
}
