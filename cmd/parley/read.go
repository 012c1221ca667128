package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley"
	"parley/ask"
	"parley/view"
)

// read makes the command of a question that may be put to a case.
func read(w *world, r *ask.Question) *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use: strings.TrimSpace(r.Name + " [CASE] " + r.Use), Short: r.Short, Example: cmp.Or(r.Example, "  parley "+r.Name+" CASE --as-of 2020-01-17"), GroupID: "read",
		Args: takes(0, r.Most+1),
		RunE: func(_ *cobra.Command, args []string) error {
			if _, rest, err := w.split(args); err == nil && len(rest) > r.Most {
				return fail(unreadable, "%s: there is no such file or folder.", rest[0])
			}
			i, rest, err := q.ask(w, args)
			if err != nil {
				return err
			}
			doc, err := r.Answer(i.Inquiry, rest)
			if err != nil {
				return err
			}
			if err := i.print(doc); err != nil {
				return err
			}
			if r.Finds != nil && r.Finds(i.Inquiry) {
				return found
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return complete(w, q, args, r.Complete)
		},
	}
	q.flags(c, w)
	if r.Flags != nil {
		r.Flags(c.Flags())
	}
	sentences(w, c)
	completeFlags(c, w, q)
	if len(r.Charts) > 0 {
		c.RegisterFlagCompletionFunc("chart", cobra.FixedCompletions(r.Charts, cobra.ShellCompDirectiveNoFileComp))
	}
	return c
}

// completeFlags offers the ids of a case after the flags that take one: the word for
// its value is the kind, or ID.
func completeFlags(c *cobra.Command, w *world, q *question) {
	var all []parley.Kind
	for _, e := range parley.Kinds() {
		all = append(all, e.Kind())
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		word, _ := pflag.UnquoteUsage(f)
		kinds := all
		if word != "ID" {
			kinds = []parley.Kind{parley.Kind(strings.ToLower(word))}
		}
		if word == strings.ToUpper(word) && slices.Contains(all, kinds[0]) {
			c.RegisterFlagCompletionFunc(f.Name, func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
				ids, _ := complete(w, q, args, kinds)
				return ids, cobra.ShellCompDirectiveNoFileComp
			})
		}
	})
}

// complete offers the ids of a case that the reader may know. The first
// argument is the case itself, which the shell completes.
func complete(w *world, q *question, args []string, kinds []parley.Kind) ([]string, cobra.ShellCompDirective) {
	if len(kinds) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	i, _, err := q.ask(w, args)
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var out []string
	for e := range view.Each[parley.Entry](i.At.View()) {
		if slices.Contains(kinds, e.Kind()) {
			name, _ := e.Base().Name.In(string(i.Lang))
			out = append(out, strings.TrimSpace(string(e.Base().ID)+"\t"+name))
		}
	}
	return out, cobra.ShellCompDirectiveDefault
}
