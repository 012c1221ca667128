package main

import (
	"cmp"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/ask"
	"parley/brief"
	"parley/casefile"
	"parley/deal"
	"parley/lang"
	"parley/money"
	"parley/scenario"
	"parley/strategy"
)

// labCommand is the laboratory: negotiations that are played, on scenarios in
// folders. It knows no case.
func labCommand(w *world) *cobra.Command {
	c := &cobra.Command{Use: "lab export|frontier|run|tournament|strategies", Short: "Play negotiations: scenarios, frontiers, strategies, tournaments",
		Long: `A scenario is a folder in a format of Genius, GeniusWeb or NegMAS: what is to be
settled, and how each party values it. It has nothing to do with a case.`,
		Example: `  parley lab export toy --issues 4 --options 5 --correlation -0.5
  parley lab frontier toy
  parley lab run toy --strategies boulware,conceder`}
	c.AddCommand(labExport(w), labFrontier(w), labRun(w), labTournament(w), labStrategies(w))
	c.SetFlagErrorFunc(wrongNumber)
	return divided(c)
}

// A labAnswer is what every command of the laboratory may be asked with.
type labAnswer struct {
	question
	w *world
	l lang.Lang
}

func (t *labAnswer) flags(c *cobra.Command) {
	f := c.Flags()
	t.language(c, t.w)
	f.StringVarP(&t.output, "output", "o", t.w.env("PARLEY_OUTPUT"), "the `FORMAT`: table, tsv, json, jsonl, csv, md, svg or vl.json")
	f.BoolVar(&t.wide, "wide", false, "do not cut long cells, and leave out no rows")
	f.BoolVar(&t.plain, "no-color", false, "no colour, as with NO_COLOR set")
	c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(labFormats, cobra.ShellCompDirectiveNoFileComp))
}

// labFormats are the formats of tables and pictures: a tournament is no page to hand on.
var labFormats = []string{"table", "tsv", "json", "jsonl", "csv", "md", "svg", "vl.json"}

// ready reads the flags.
func (t *labAnswer) ready() (err error) {
	if t.l, err = t.speaks(); err != nil {
		return err
	}
	if t.output != "" {
		return ask.OneOf("-o", t.output, labFormats)
	}
	return nil
}

// print writes an answer, as commands about a case do.
func (t *labAnswer) print(d *brief.Document) error {
	d.Lang = t.l
	if len(d.Charts()) == 0 {
		if err := t.unpictured(); err != nil {
			return err
		}
	}
	return (&inquiry{question: &t.question, w: t.w}).print(d)
}

// unpictured refuses to draw what has no picture.
func (t *labAnswer) unpictured() error {
	if slices.Contains(pictures, t.output) {
		return fail(wrong, "this answer has no picture; -o %s is for those that have one: %s.", t.output, "lab frontier, lab run")
	}
	return nil
}

// unpicturedOf refuses to draw what more than two parties do.
func (t *labAnswer) unpicturedOf(s *scenario.Scenario) error {
	if n := len(s.Parties); n != 2 && slices.Contains(pictures, t.output) {
		return fail(wrong, "-o %s: pictures are of two parties, and %s has %d.", t.output, s.Name, n)
	}
	return nil
}

// people reports whether the answer is set for people, who read rounded figures,
// and brief whether rows may be left out for them.
func (t *labAnswer) people() bool { return t.output == "table" || t.output == "md" || t.output == "" }
func (t *labAnswer) brief() bool  { return !t.wide && t.people() }

func (t *labAnswer) text(key string, args ...lang.Arg) string {
	return lang.Plain(lang.Say(t.l, key, args...))
}

// say is a sentence of the laboratory: it rests on no entry.
func (t *labAnswer) say(key string, args ...lang.Arg) brief.Sentence {
	return brief.Sentence{Key: key, Runs: lang.Say(t.l, key, args...), Ours: true}
}

func named(name string, value any) lang.Arg { return lang.Arg{Name: name, Value: value} }

// columns are columns by their keys; one that may be cut begins with ~.
func (t *labAnswer) columns(keys ...string) (all []brief.Column) {
	for _, key := range keys {
		key, wide := strings.CutPrefix(key, "~")
		all = append(all, brief.Column{Key: key, Title: lang.Word(t.l, "lab.column."+key), Wide: wide})
	}
	return all
}

// utilities are a column for each party that is shown, with its name.
func (t *labAnswer) utilities(s *scenario.Scenario) (all []brief.Column) {
	for i, p := range s.Parties[:t.few(len(s.Parties))] {
		all = append(all, brief.Column{Key: "utility_" + strconv.Itoa(i+1), Title: p.Name, Name: true})
	}
	return all
}

// figure is a number as a cell: to four places for people, exact for machines,
// none where it is no number.
func (t *labAnswer) figure(x float64) brief.Cell {
	if t.people() {
		if s := decimals(x); s != "" {
			return brief.Text(s)
		}
		return nil
	}
	d, err := money.ParseDecimal(strconv.FormatFloat(x, 'f', -1, 64))
	if err != nil {
		return nil
	}
	return brief.Decimal{Decimal: d}
}

func (t *labAnswer) figures(xs []float64) (cells []brief.Cell) {
	for _, x := range xs {
		cells = append(cells, t.figure(x))
	}
	return cells
}

// decimals is a figure to four places, empty if it is not finite.
func decimals(x float64) string {
	if x-x != 0 {
		return ""
	}
	if s := strconv.FormatFloat(x, 'f', 4, 64); s != "-0.0000" {
		return s
	}
	return "0.0000"
}

// counted is a number of any size for a sentence.
func counted(n uint64) any {
	if n <= math.MaxInt64 {
		return int(n)
	}
	return grouped(n)
}

// grouped is a number with commas, whatever its size.
func grouped(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// scenario reads a scenario folder, which is called like its folder if it does not
// say how.
func (t *labAnswer) scenario(dir string) (*scenario.Scenario, error) {
	path := t.w.path(dir)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fail(unreadable, "%s: there is no such folder.", dir)
	case !info.IsDir():
		return nil, fail(unreadable, "%s: this is a file. Name its folder: %s.", dir, filepath.Dir(dir))
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fail(unreadable, "%s: %v", dir, err)
	}
	defer root.Close()
	s, err := scenario.Read(root.FS())
	if err != nil {
		return nil, fail(unreadable, "%s: this is no scenario that can be read.%s", dir, faultsOf(t.foreign(err)))
	}
	s.Name = cmp.Or(s.Name, filepath.Base(path))
	for i := range s.Parties {
		s.Parties[i].Name = cmp.Or(s.Parties[i].Name, t.text("lab.party", named("n", i+1)))
	}
	return s, nil
}

// faultsOf lists what is wrong with a folder, each on a line of its own.
func faultsOf(faults string) (out string) {
	for line := range strings.SplitSeq(faults, "\n") {
		out += "\n  " + line
	}
	return out
}

// settled is an outcome in words: "price: 50; delivery: late".
func settled(space *deal.Space, o deal.Outcome) string {
	var parts []string
	for i, k := range space.Options(o, nil) {
		parts = append(parts, space.Issue(i).Name+": "+space.Issue(i).Option(int(k)))
	}
	return strings.Join(parts, "; ")
}

// shortOptions is about how long an outcome of many issues is shown, in characters.
const shortOptions = 60

// briefly are the options of an outcome, cut where there are too many for a reader.
func (t *labAnswer) briefly(space *deal.Space, o deal.Outcome) string {
	text := optionsOf(space, o)
	if r := []rune(text); t.brief() && len(r) > shortOptions {
		text = string(r[:shortOptions-1]) + "…"
	}
	return text
}

// shownParties is how many parties' utilities people are shown in a table.
const shownParties = 6

// few is how many parties' utilities are shown.
func (t *labAnswer) few(parties int) int {
	if t.brief() {
		return min(parties, shownParties)
	}
	return parties
}

// leftOut says of how many parties no utilities are shown, if there are any.
func (t *labAnswer) leftOut(parties int) (said []brief.Part) {
	if n := parties - t.few(parties); n > 0 {
		said = append(said, t.say("lab.left-out", named("n", n)))
	}
	return said
}

// optionsOf are the options of an outcome, as a row of many has them: "50; late".
func optionsOf(space *deal.Space, o deal.Outcome) string {
	var parts []string
	for i, k := range space.Options(o, nil) {
		parts = append(parts, space.Issue(i).Option(int(k)))
	}
	return strings.Join(parts, "; ")
}

// trimmed are words without the space around them.
func trimmed(words []string) (out []string) {
	for _, w := range words {
		out = append(out, strings.TrimSpace(w))
	}
	return out
}

// chosenStrategies reads the words of --strategies. One that is special means
// something to the command.
func chosenStrategies(words []string, special string) (all []strategy.Info, err error) {
	for _, word := range words {
		s, ok := strategy.Find(word)
		switch {
		case word == special:
			s = strategy.Info{Name: word}
		case !ok:
			return nil, unknownStrategy(word)
		}
		all = append(all, s)
	}
	return all, nil
}

func unknownStrategy(word string) error {
	var known []string
	for _, s := range strategy.All() {
		known = append(known, s.Name)
	}
	if near := casefile.Near(word, known); near != "" {
		return fail(missing, "there is no strategy %q. Did you mean %q? `parley lab strategies` lists them.", word, near)
	}
	return fail(missing, "there is no strategy %q. `parley lab strategies` lists them.", word)
}

// within checks a number that was typed.
func within(flag string, n, least, most int) error {
	if n < least || n > most {
		return fail(wrong, "%s: %s", flag+" "+strconv.Itoa(n), saying("a whole number from %d to %d.", least, most))
	}
	return nil
}

func labStrategies(w *world) *cobra.Command {
	t := &labAnswer{w: w}
	c := &cobra.Command{Use: "strategies", Short: "The strategies: of what each is made, and who proposed it", Args: takes(0, 0),
		Example: "  parley lab strategies\n  parley lab strategies -o csv",
		RunE: func(*cobra.Command, []string) error {
			if err := t.ready(); err != nil {
				return err
			}
			x := &brief.Table{Schema: "parley.lab-strategies/1", Columns: t.columns("strategy", "~parts", "~paper")}
			for _, s := range strategy.All() {
				x.Rows = append(x.Rows, []brief.Cell{brief.Word(s.Name), brief.Text(s.Parts), brief.Text(s.Paper)})
			}
			return t.print(&brief.Document{Schema: x.Schema, Title: t.text("lab.strategies.title"), Parts: []brief.Part{x}})
		}}
	t.flags(c)
	return c
}
