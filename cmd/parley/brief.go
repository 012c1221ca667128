package main

import "github.com/spf13/cobra"

// sentences lets a command that takes sentences of one's own, by --say, take them from
// a file, too.
func sentences(w *world, c *cobra.Command) {
	if c.Flags().Lookup("say") == nil {
		return
	}
	var name string
	c.Flags().StringVar(&name, "say-file", "", "more such sentences, one a line, from this `FILE`; - for standard input")
	c.PreRunE = func(*cobra.Command, []string) error {
		if name == "" {
			return nil
		}
		text, err := w.slurp(name)
		if err != nil {
			return err
		}
		return c.Flags().Set("say", string(text))
	}
}
