package main

import (
	"io/fs"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/casefile"
	"parley/check"
	"parley/docs"
	"parley/lang"
)

// A topic is a page of the documentation, and what it is about.
type topic struct{ name, file, about string }

// topicOfRules stands for the page of each rule.
var topicOfRules = topic{"CODE", "", "why parley check says it, with an example: parley help A001"}

// topics are pages of the documentation that help shows, and what they are
// about.
var topics = []topic{
	{"file-format", "format.md", "the case file: lines, dates, amounts, kinds and fields"},
	{"tutorial", "tutorial.md", "a first hour with Parley"},
	{"checks", "checks.md", "every rule of parley check"},
	{"exit-codes", "exit-codes.md", "what the program says to the shell"},
}

func helpCommand(w *world) *cobra.Command {
	var q question
	c := &cobra.Command{
		Use: "help [COMMAND | TOPIC | CODE]", Short: "Help on a command, a topic, or a rule of check",
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			if len(args) == 0 {
				if err := root.Help(); err != nil {
					return err
				}
				say(w.out, "\n%s\n", helpIn(w.speaks, "Topics, for parley help TOPIC:"))
				for _, t := range append(topics, topicOfRules) {
					say(w.out, "  %-12s %s\n", t.name, helpIn(w.speaks, t.about))
				}
				return nil
			}
			if cmd, rest, err := root.Find(args); err == nil && cmd != root && len(rest) == 0 {
				cmd.InitDefaultHelpFlag()
				return cmd.Help()
			}
			return w.topic(root, &q, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
			for _, t := range topics {
				out = append(out, t.name+"\t"+t.about)
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
	q.language(c, w)
	return c
}

func (w *world) topic(root *cobra.Command, q *question, name string) error {
	l, err := q.speaks()
	if err != nil {
		return err
	}
	for _, t := range topics {
		if t.name == name || t.file == name+".md" {
			page, err := fs.ReadFile(docs.Pages, t.file)
			if err != nil {
				return err
			}
			_, err = w.out.Write(page)
			return err
		}
	}
	rules := check.Rules()
	i := slices.IndexFunc(rules, func(r check.Rule) bool { return r.Code == strings.ToUpper(name) })
	if i < 0 {
		if near := meant(root, name); near != "" {
			return fail(missing, "there is no command, topic or rule %q. Did you mean `parley help %s`?", name, near)
		}
		return fail(missing, "there is no command, topic or rule %q.", name)
	}
	r := rules[i]
	say(w.out, "%s (%s)\n\n%s\n\n%s\n%s\n", r.Code, lang.Word(l, "check."+r.Severity.String()), lang.Word(l, "check."+r.Code+".why"),
		lang.Word(l, "cli.example"), indented(r.Example))
	return nil
}

// meant says which topic, command or rule a word may have been meant to be.
func meant(root *cobra.Command, name string) string {
	all := verbs(root)
	for _, t := range topics {
		all = append(all, t.name)
	}
	for _, r := range check.Rules() {
		all = append(all, strings.ToLower(r.Code))
	}
	return casefile.Near(name, all)
}

func versionCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Which Parley this is", Example: "  parley version", Args: takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			say(w.out, "parley %s %s\n", version(), runtime.Version())
			return nil
		},
	}
}

// version is which Parley this is: that of the module, and the revision that it was
// built from where the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "development"
	}
	words := "development"
	if v := info.Main.Version; v != "" && v != "(devel)" {
		words = v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			words += " " + s.Value[:12]
		}
	}
	return words
}
