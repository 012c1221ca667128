package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/casefile"
	"parley/lang"
)

// manual writes the help of a command. It starts with what the command is for
// and examples of it; most readers need no more.
func (w *world) manual(c *cobra.Command, _ []string) {
	out, l := c.OutOrStdout(), w.speaks
	fmt.Fprintln(out, about(l, c)+".")
	if c.HasExample() {
		fmt.Fprintf(out, "\n%s\n%s\n", helpIn(l, "Examples:"), helpIn(l, c.Example))
	}
	w.usage(out, c)
	if c.Long != "" {
		fmt.Fprintf(out, "\n%s\n", helpIn(l, strings.TrimSpace(c.Long)))
	}
	subcommands(out, l, c)
	if flags := c.LocalFlags(); flags.HasAvailableFlags() {
		fmt.Fprintf(out, "\n%s\n%s", helpIn(l, "Flags:"), flags.FlagUsagesWrapped(cmp.Or(w.width, proseWidth)))
	}
}

// usage writes the line that says what may be typed.
func (w *world) usage(out io.Writer, c *cobra.Command) {
	fmt.Fprintf(out, "\n%s\n", helpIn(w.speaks, "Usage:"))
	switch {
	case c.HasAvailableSubCommands() && !c.HasParent():
		fmt.Fprintf(out, "  %s COMMAND\n", c.CommandPath())
	default:
		fmt.Fprintf(out, "  %s\n", c.UseLine())
	}
}

// subcommands lists what a command is divided into, by group.
func subcommands(out io.Writer, l lang.Lang, c *cobra.Command) {
	if !c.HasAvailableSubCommands() {
		return
	}
	pad := 0
	for _, s := range c.Commands() {
		pad = max(pad, len(s.Name()))
	}
	list := func(title, group string) {
		fmt.Fprintf(out, "\n%s\n", helpIn(l, title))
		for _, s := range c.Commands() {
			if s.GroupID == group && (s.IsAvailableCommand() || s.Name() == "help") {
				fmt.Fprintf(out, "  %-*s  %s\n", pad, s.Name(), about(l, s))
			}
		}
	}
	for _, g := range c.Groups() {
		list(g.Title, g.ID)
	}
	if len(c.Groups()) == 0 {
		list("Of these:", "")
		return
	}
	list("Also:", "")
}

// divided makes a command that does nothing by itself say so, and which of its
// parts was meant.
func divided(c *cobra.Command) *cobra.Command {
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fail(wrong, "%s what? %s. `%s --help` says more.", c.CommandPath(), strings.Join(verbs(c), ", "), c.CommandPath())
		}
		return noVerb(c, args[0])
	}
	return c
}

// noVerb says that a command has no such part, and which may be meant.
func noVerb(c *cobra.Command, word string) error {
	if near := casefile.Near(word, verbs(c)); near != "" {
		return fail(wrong, "there is no `%s %s`. Did you mean `%s %s`?", c.CommandPath(), word, c.CommandPath(), near)
	}
	return fail(wrong, "there is no `%s %s`. `%s --help` lists what there is.", c.CommandPath(), word, c.CommandPath())
}

// verbs are the names of the parts of a command.
func verbs(c *cobra.Command) (names []string) {
	for _, s := range c.Commands() {
		if s.IsAvailableCommand() || s.Name() == "help" {
			names = append(names, s.Name())
		}
	}
	return names
}

// wrongFlag says what is wrong with a flag, and which may be meant.
func wrongFlag(c *cobra.Command, err error) error {
	word, unknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !unknown {
		return fail(wrong, "%v. `%s --help` lists the flags.", err, c.CommandPath())
	}
	var flags []string
	c.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
	if near := casefile.Near(word, flags); near != "" {
		return fail(wrong, "unknown flag: --%s. Did you mean --%s?", word, near)
	}
	return fail(wrong, "unknown flag: --%s. `%s --help` lists the flags.", word, c.CommandPath())
}

// takes checks the number of arguments with a sentence of our own.
func takes(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) > most && most == 0:
			return fail(wrong, "%s takes no arguments: %s", c.CommandPath(), c.UseLine())
		case len(args) > most:
			return fail(wrong, "%s takes at most %d %s, not %d: %s", c.CommandPath(), most, saying(plural(most, "argument", "arguments")), len(args), c.UseLine())
		case len(args) < least:
			return fail(wrong, "%s needs %d %s, not %d: %s", c.CommandPath(), least, saying(plural(least, "argument", "arguments")), len(args), c.UseLine())
		}
		return nil
	}
}
