package main

import (
	"fmt"
	"io"
	"strings"

	"parley/brief"
	"parley/lang"
)

// say prints lines for people: nothing in them can act on a terminal. Whoever
// closes the pipe early does not want the rest.
func say(out io.Writer, format string, args ...any) {
	lines := strings.Split(fmt.Sprintf(format, args...), "\n")
	for i, l := range lines {
		lines[i] = brief.Visible(l)
	}
	io.WriteString(out, strings.Join(lines, "\n"))
}

// tell says a message of the catalogue on a line of its own.
func (w *world) tell(l lang.Lang, key string, args ...lang.Arg) error {
	say(w.out, "%s\n", lang.Message{Key: key, Args: args}.In(l))
	return nil
}
