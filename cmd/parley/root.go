package main

import (
	"cmp"
	"github.com/spf13/cobra"

	"parley/ask"
)

// newRoot makes the command tree for a world.
func newRoot(w *world) *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "The sourced record of a negotiation over money",
		Long: `Parley answers, for any date and any reader: where do the talks stand, and how
well is that sourced?

CASE is a folder with a case in it, or a case file; without one, this folder.
A case file alone means its status: parley CASE.parley

parley COMMAND --help says more of a command; parley help lists topics.`,
		Example: `  parley demo                                  a sample case, checked and told
  parley status CASE --as-of 2020-01-17        where the talks stood that day
  parley claim CASE ID                         from the words to the status
  parley check CASE                            every mistake, with what to do`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return w.notVerb(c, args[0])
			}
			return c.Help()
		},
	}
	root.PersistentFlags().String("lang", cmp.Or(w.env("PARLEY_LANG"), "en"), "`LANGUAGE` of help, and of what goes wrong: en or ko")
	root.AddGroup(&cobra.Group{ID: "read", Title: "Ask:"}, &cobra.Group{ID: "write", Title: "Record:"}, &cobra.Group{ID: "case", Title: "Keep the case:"})
	for _, q := range ask.Questions() {
		root.AddCommand(read(w, q))
	}
	for _, c := range []*cobra.Command{addCommand(w), correctCommand(w), retractCommand(w), seriesCommand(w)} {
		c.GroupID = "write"
		root.AddCommand(c)
	}
	for _, c := range []*cobra.Command{serveCommand(w), demoCommand(w), newCommand(w), checkCommand(w), fmtCommand(w), lockCommand(w), publicCommand(w), exportCommand(w), importCommand(w)} {
		c.GroupID = "case"
		root.AddCommand(c)
	}
	root.AddCommand(labCommand(w), versionCommand(w))
	root.SetHelpCommand(helpCommand(w))
	root.SetHelpFunc(w.manual)
	root.SetUsageFunc(func(c *cobra.Command) error { w.usage(c.OutOrStderr(), c); return nil })
	root.SetFlagErrorFunc(wrongFlag)
	return root
}

// notVerb says what is wrong with a first word that is neither a command nor a
// case.
func (w *world) notVerb(c *cobra.Command, word string) error {
	if looksLikePath(word) {
		return fail(unreadable, "%s: there is no such file or folder.", word)
	}
	return noVerb(c, word)
}
