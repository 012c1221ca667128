package main

import (
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/ask"
	"parley/lab"
	"parley/scenario"
)

func labExport(w *world) *cobra.Command {
	t := &labAnswer{w: w}
	var g lab.Generator
	var format, from string
	var force bool
	c := &cobra.Command{
		Use: "export FOLDER", Short: "Write a scenario: generated, or one converted to another format", Args: takes(1, 1),
		Long: `Generated scenarios are additive: each party has a weight for each issue and a value
for each option. --correlation is that of the parties' values of the same option: -1
are opposed, 0 unrelated, 1 of one mind. Their weights are drawn independently, so
their utilities are less opposed, or less alike, than the values: parties that weigh
other issues can trade. --same-weights gives all the same weights. The correlation of
the utilities is printed. The same numbers give the same scenario everywhere.

A scenario has at most 2^63 outcomes: 31 issues of 4 options, 27 of 5, 18 of 10; and
at most 2^20 options in all.

FOLDER is made. If something is in it, --force writes nevertheless, over files of the
same names only.`,
		Example: `  parley lab export toy --issues 4 --options 5 --correlation -0.5 --seed 1
  parley lab export huge --issues 12 --options 10 --correlation -0.9
  parley lab export toy-xml --from toy --format genius`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := t.ready(); err != nil {
				return err
			}
			if err := ask.OneOf("--format", format, scenario.Formats); err != nil {
				return err
			}
			g.Name = filepath.Base(w.path(args[0]))
			s, err := t.source(g, from, c.Flags().Changed)
			if err != nil {
				return err
			}
			files, err := scenario.Files(s, format)
			if err != nil {
				return fail(wrong, "--format %s: it cannot say what this scenario says.%s", format, faultsOf(t.foreign(err)))
			}
			if err := w.keep(args[0], files, force); err != nil {
				return err
			}
			if err := w.tell(t.l, "lab.export.wrote", named("folder", args[0]), named("files", len(files)), named("outcomes", counted(s.Space.Len()))); err != nil {
				return err
			}
			return t.tellCorrelation(s)
		},
	}
	f := c.Flags()
	t.language(c, w)
	f.StringVar(&format, "format", "negmas", "the `FORMAT`: "+strings.Join(scenario.Formats, ", "))
	f.StringVar(&from, "from", "", "a scenario in this `FOLDER`, in any of the formats, instead of a generated one")
	f.IntVar(&g.Issues, "issues", 4, "how many issues")
	f.IntVar(&g.Options, "options", 5, "how many options each has")
	f.IntVar(&g.Parties, "parties", 2, "how many parties")
	f.Float64Var(&g.Correlation, "correlation", 0, "of the parties' values of an option, `-1..1`; that of utilities hangs on the weights too")
	f.BoolVar(&g.SameWeights, "same-weights", false, "the same weights for all parties: utilities are then about as --correlation says")
	f.Float64Var(&g.Reserved, "reserved", 0, "what no agreement is worth to each, `0..1`")
	f.Uint64Var(&g.Seed, "seed", 1, "another `NUMBER` gives another scenario")
	f.BoolVar(&force, "force", false, "write even if there is something in the folder")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(scenario.Formats, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// tellCorrelation says how far the parties' utilities want the same.
func (t *labAnswer) tellCorrelation(s *scenario.Scenario) error {
	low, high := math.Inf(1), math.Inf(-1)
	if n := len(s.Parties); n*n*s.Space.Issues() > 1<<20 { // nobody waits for that
		return nil
	}
	for i := range s.Parties {
		for j := range i {
			if r, ok := lab.Correlation(s, i, j); ok {
				low, high = min(low, r), max(high, r)
			}
		}
	}
	switch {
	case low > high:
		return nil
	case len(s.Parties) == 2:
		return t.w.tell(t.l, "lab.export.correlation", named("a", s.Parties[0].Name), named("b", s.Parties[1].Name), named("r", hundredths(low)))
	}
	return t.w.tell(t.l, "lab.export.correlations", named("low", hundredths(low)), named("high", hundredths(high)))
}

// hundredths is a figure to two places.
func hundredths(x float64) string {
	if s := strconv.FormatFloat(x, 'f', 2, 64); s != "-0.00" {
		return s
	}
	return "0.00"
}

// source is the scenario to be written.
func (t *labAnswer) source(g lab.Generator, from string, changed func(string) bool) (*scenario.Scenario, error) {
	if from == "" {
		s, err := g.Scenario()
		if err != nil {
			return nil, fail(wrong, "%s.", t.foreign(err))
		}
		return s, nil
	}
	for _, flag := range []string{"issues", "options", "parties", "correlation", "same-weights", "reserved", "seed"} {
		if changed(flag) {
			return nil, fail(wrong, "--from converts a scenario as it is; leave out --%s.", flag)
		}
	}
	return t.scenario(from)
}

// keep writes files to a folder, which it makes. Each is written beside its place
// and then put there, so that no file is ever half of one.
func (w *world) keep(dir string, files map[string][]byte, force bool) error {
	path := w.path(dir)
	list, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = os.MkdirAll(path, 0o755)
	case err == nil && len(list) > 0 && !force:
		return fail(wrong, "%s: something is in this folder. Name a new one, or add --force. Nothing was written.", dir)
	}
	if err != nil {
		return fail(unreadable, "%s: %v", dir, err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return fail(unreadable, "%s: %v", dir, err)
	}
	defer root.Close()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := put(root, name, files[name]); err != nil {
			return fail(unreadable, "%s: %v", dir, err)
		}
	}
	return nil
}

// put writes a file whole, or not at all.
func put(root *os.Root, name string, text []byte) error {
	if at := filepath.Dir(name); at != "." {
		if err := root.MkdirAll(at, 0o755); err != nil {
			return err
		}
	}
	aside := name + ".new"
	err := root.WriteFile(aside, text, 0o644)
	if err == nil {
		err = root.Rename(aside, name)
	}
	if err != nil {
		root.Remove(aside)
	}
	return err
}
